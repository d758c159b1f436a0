/* base.c - golden commands of RFC 6733. */
#include "golden.h"

#include "dia/base_cmd.h"

const struct golden_cmd golden_cmds[] = {
	{ 0, DIA_CMD_CER, true, &dia_cer_grammar },
	{ 0, DIA_CMD_CER, false, &dia_cea_grammar },
	{ 0, DIA_CMD_DWR, true, &dia_dwr_grammar },
	{ 0, DIA_CMD_DWR, false, &dia_dwa_grammar },
	{ 0, DIA_CMD_DPR, true, &dia_dpr_grammar },
	{ 0, DIA_CMD_DPR, false, &dia_dpa_grammar },
	{ 0, 0, false, NULL },
};
const struct hss_avp_def *const *const golden_dicts[] = { dia_base_dict, NULL };
