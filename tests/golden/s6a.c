/* s6a.c - golden commands of S6a/S6d. */
#include "golden.h"

#include <hss/avp/tgpp.h>

#include "s6a_cmd.h"

#define S6A 16777251u
#define CMD(code, req, ans)                                                    \
	{ S6A, code, true, &s6a_##req##_grammar }, { S6A, code, false, &s6a_##ans##_grammar }

const struct golden_cmd golden_cmds[] = {
	CMD(316, ulr, ula), CMD(317, clr, cla), CMD(318, air, aia), CMD(321, pur, pua),
	CMD(323, nor, noa),
	{ 0, 0, false, NULL },
};
const struct hss_avp_def *const *const golden_dicts[] = {
	hss_avp_dict_base, hss_avp_dict_ietf, hss_avp_dict_tgpp_s6a, NULL
};
