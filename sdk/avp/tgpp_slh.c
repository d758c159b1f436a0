/*
 * tgpp_slh.c - shared AVP definitions: TS 29.173 (SLh). Data only; one row per AVP in the
 * order of the codes, and the array that lists them all.
 */
#include <hss/avp/tgpp_slh.h>

#include "avp_def.h"

#define TGPP_SLH_AVPS(X)                                                                \
	X(lmsi, "LMSI", 2400, 10415, OCTETS, MUST, 0, 0)                                \
	X(serving_node, "Serving-Node", 2401, 10415, GROUP, MUST, 0, 0)                 \
	X(mme_name, "MME-Name", 2402, 10415, IDENTITY, MUST, 0, 0)                      \
	X(msc_number, "MSC-Number", 2403, 10415, OCTETS, MUST, 0, 0)                    \
	X(lcs_capabilities_sets, "LCS-Capabilities-Sets", 2404, 10415, U32, MUST, 0, 0) \
	X(gmlc_address, "GMLC-Address", 2405, 10415, ADDRESS, MUST, 0, 0)               \
	X(additional_serving_node, "Additional-Serving-Node",                           \
	  2406, 10415, GROUP, MUST, 0, 0)                                               \
	X(ppr_address, "PPR-Address", 2407, 10415, ADDRESS, MUST, 0, 0)                 \
	X(mme_realm, "MME-Realm", 2408, 10415, IDENTITY, NOT, 0, 0)                     \
	X(sgsn_name, "SGSN-Name", 2409, 10415, IDENTITY, NOT, 0, 0)                     \
	X(sgsn_realm, "SGSN-Realm", 2410, 10415, IDENTITY, NOT, 0, 0)                   \
	X(ria_flags, "RIA-Flags", 2411, 10415, U32, NOT, 0, 0)

TGPP_SLH_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_tgpp_slh[] = {
	TGPP_SLH_AVPS(AVP_LIST)
	NULL,
};
