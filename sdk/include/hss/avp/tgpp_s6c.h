/*
 * tgpp_s6c.h - shared AVP definitions: TS 29.338 (S6c).
 * How to use it: see <hss/avp/base.h>.
 */
#ifndef HSS_AVP_TGPP_S6C_H
#define HSS_AVP_TGPP_S6C_H

#include <hss/dia.h>
#include <hss/avp/base.h>

extern const struct hss_avp_def hss_avp_sc_address;
extern const struct hss_avp_def hss_avp_sm_rp_mti;
extern const struct hss_avp_def hss_avp_sm_rp_smea;
extern const struct hss_avp_def hss_avp_srr_flags;
extern const struct hss_avp_def hss_avp_sm_delivery_not_intended;
extern const struct hss_avp_def hss_avp_mwd_status;
extern const struct hss_avp_def hss_avp_mme_absent_user_diagnostic_sm;
extern const struct hss_avp_def hss_avp_msc_absent_user_diagnostic_sm;
extern const struct hss_avp_def hss_avp_sgsn_absent_user_diagnostic_sm;
extern const struct hss_avp_def hss_avp_sm_delivery_outcome;
extern const struct hss_avp_def hss_avp_mme_sm_delivery_outcome;
extern const struct hss_avp_def hss_avp_msc_sm_delivery_outcome;
extern const struct hss_avp_def hss_avp_sgsn_sm_delivery_outcome;
extern const struct hss_avp_def hss_avp_ip_sm_gw_sm_delivery_outcome;
extern const struct hss_avp_def hss_avp_sm_delivery_cause;
extern const struct hss_avp_def hss_avp_absent_user_diagnostic_sm;
extern const struct hss_avp_def hss_avp_rdr_flags;
extern const struct hss_avp_def hss_avp_smsmi_correlation_id;
extern const struct hss_avp_def hss_avp_hss_id;
extern const struct hss_avp_def hss_avp_originating_sip_uri;
extern const struct hss_avp_def hss_avp_destination_sip_uri;
extern const struct hss_avp_def hss_avp_maximum_ue_availability_time;
extern const struct hss_avp_def hss_avp_sms_gmsc_alert_event;
extern const struct hss_avp_def hss_avp_smsf_3gpp_absent_user_diagnostic_sm;
extern const struct hss_avp_def hss_avp_smsf_non_3gpp_absent_user_diagnostic_sm;
extern const struct hss_avp_def hss_avp_smsf_3gpp_sm_delivery_outcome;
extern const struct hss_avp_def hss_avp_smsf_non_3gpp_sm_delivery_outcome;
extern const struct hss_avp_def hss_avp_smsf_3gpp_number;
extern const struct hss_avp_def hss_avp_smsf_non_3gpp_number;
extern const struct hss_avp_def hss_avp_smsf_3gpp_name;
extern const struct hss_avp_def hss_avp_smsf_non_3gpp_name;
extern const struct hss_avp_def hss_avp_smsf_3gpp_realm;
extern const struct hss_avp_def hss_avp_smsf_non_3gpp_realm;
extern const struct hss_avp_def hss_avp_smsf_3gpp_address;
extern const struct hss_avp_def hss_avp_smsf_non_3gpp_address;
extern const struct hss_avp_def hss_avp_smsf_3gpp_sbi_support_indicator;
extern const struct hss_avp_def hss_avp_smsf_non_3gpp_sbi_support_indicator;

extern const struct hss_avp_def *const hss_avp_dict_tgpp_s6c[];

#define HSS_AVP_DEF_SM_DELIVERY_OUTCOME(grammar)                                \
	HSS_AVP_GROUP_("SM-Delivery-Outcome", 3316, 10415,                      \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MME_SM_DELIVERY_OUTCOME(grammar)                            \
	HSS_AVP_GROUP_("MME-SM-Delivery-Outcome", 3317, 10415,                  \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MSC_SM_DELIVERY_OUTCOME(grammar)                            \
	HSS_AVP_GROUP_("MSC-SM-Delivery-Outcome", 3318, 10415,                  \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SGSN_SM_DELIVERY_OUTCOME(grammar)                           \
	HSS_AVP_GROUP_("SGSN-SM-Delivery-Outcome", 3319, 10415,                 \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_IP_SM_GW_SM_DELIVERY_OUTCOME(grammar)                       \
	HSS_AVP_GROUP_("IP-SM-GW-SM-Delivery-Outcome", 3320, 10415,             \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SMSMI_CORRELATION_ID(grammar)                               \
	HSS_AVP_GROUP_("SMSMI-Correlation-ID", 3324, 10415,                     \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SMSF_3GPP_SM_DELIVERY_OUTCOME(grammar)                      \
	HSS_AVP_GROUP_("SMSF-3GPP-SM-Delivery-Outcome", 3336, 10415,            \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SMSF_NON_3GPP_SM_DELIVERY_OUTCOME(grammar)                  \
	HSS_AVP_GROUP_("SMSF-Non-3GPP-SM-Delivery-Outcome", 3337, 10415,        \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SMSF_3GPP_ADDRESS(grammar)                                  \
	HSS_AVP_GROUP_("SMSF-3GPP-Address", 3344, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SMSF_NON_3GPP_ADDRESS(grammar)                              \
	HSS_AVP_GROUP_("SMSF-Non-3GPP-Address", 3345, 10415,                    \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)

#endif
