/*
 * tgpp_slh.h - shared AVP definitions: TS 29.173 (SLh).
 * How to use it: see <hss/avp/base.h>.
 */
#ifndef HSS_AVP_TGPP_SLH_H
#define HSS_AVP_TGPP_SLH_H

#include <hss/dia.h>
#include <hss/avp/base.h>

extern const struct hss_avp_def hss_avp_lmsi;
extern const struct hss_avp_def hss_avp_serving_node;
extern const struct hss_avp_def hss_avp_mme_name;
extern const struct hss_avp_def hss_avp_msc_number;
extern const struct hss_avp_def hss_avp_lcs_capabilities_sets;
extern const struct hss_avp_def hss_avp_gmlc_address;
extern const struct hss_avp_def hss_avp_additional_serving_node;
extern const struct hss_avp_def hss_avp_ppr_address;
extern const struct hss_avp_def hss_avp_mme_realm;
extern const struct hss_avp_def hss_avp_sgsn_name;
extern const struct hss_avp_def hss_avp_sgsn_realm;
extern const struct hss_avp_def hss_avp_ria_flags;

extern const struct hss_avp_def *const hss_avp_dict_tgpp_slh[];

#define HSS_AVP_DEF_SERVING_NODE(grammar)                                       \
	HSS_AVP_GROUP_("Serving-Node", 2401, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ADDITIONAL_SERVING_NODE(grammar)                            \
	HSS_AVP_GROUP_("Additional-Serving-Node", 2406, 10415,                  \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)

#endif
