/*
 * tgpp_s6c.c - shared AVP definitions: TS 29.338 (S6c). Data only; one row per AVP in the
 * order of the codes, and the array that lists them all.
 */
#include <hss/avp/tgpp_s6c.h>

#include "avp_def.h"

#define TGPP_S6C_AVPS(X)                                                                \
	X(sc_address, "SC-Address", 3300, 10415, OCTETS, MUST, 0, 0)                    \
	X(sm_rp_mti, "SM-RP-MTI", 3308, 10415, ENUM, MUST, 0, 0)                        \
	X(sm_rp_smea, "SM-RP-SMEA", 3309, 10415, OCTETS, MUST, 0, 0)                    \
	X(srr_flags, "SRR-Flags", 3310, 10415, U32, MUST, 0, 0)                         \
	X(sm_delivery_not_intended, "SM-Delivery-Not-Intended",                         \
	  3311, 10415, ENUM, MUST, 0, 0)                                                \
	X(mwd_status, "MWD-Status", 3312, 10415, U32, MUST, 0, 0)                       \
	X(mme_absent_user_diagnostic_sm, "MME-Absent-User-Diagnostic-SM",               \
	  3313, 10415, U32, MUST, 0, 0)                                                 \
	X(msc_absent_user_diagnostic_sm, "MSC-Absent-User-Diagnostic-SM",               \
	  3314, 10415, U32, MUST, 0, 0)                                                 \
	X(sgsn_absent_user_diagnostic_sm, "SGSN-Absent-User-Diagnostic-SM",             \
	  3315, 10415, U32, MUST, 0, 0)                                                 \
	X(sm_delivery_outcome, "SM-Delivery-Outcome", 3316, 10415, GROUP, MUST, 0, 0)   \
	X(mme_sm_delivery_outcome, "MME-SM-Delivery-Outcome",                           \
	  3317, 10415, GROUP, MUST, 0, 0)                                               \
	X(msc_sm_delivery_outcome, "MSC-SM-Delivery-Outcome",                           \
	  3318, 10415, GROUP, MUST, 0, 0)                                               \
	X(sgsn_sm_delivery_outcome, "SGSN-SM-Delivery-Outcome",                         \
	  3319, 10415, GROUP, MUST, 0, 0)                                               \
	X(ip_sm_gw_sm_delivery_outcome, "IP-SM-GW-SM-Delivery-Outcome",                 \
	  3320, 10415, GROUP, MUST, 0, 0)                                               \
	X(sm_delivery_cause, "SM-Delivery-Cause", 3321, 10415, ENUM, MUST, 0, 0)        \
	X(absent_user_diagnostic_sm, "Absent-User-Diagnostic-SM",                       \
	  3322, 10415, U32, MUST, 0, 0)                                                 \
	X(rdr_flags, "RDR-Flags", 3323, 10415, U32, NOT, 0, 0)                          \
	X(smsmi_correlation_id, "SMSMI-Correlation-ID", 3324, 10415, GROUP, NOT, 0, 0)  \
	X(hss_id, "HSS-ID", 3325, 10415, OCTETS, NOT, 0, 0)                             \
	X(originating_sip_uri, "Originating-SIP-URI", 3326, 10415, UTF8, NOT, 0, 0)     \
	X(destination_sip_uri, "Destination-SIP-URI", 3327, 10415, UTF8, NOT, 0, 0)     \
	X(maximum_ue_availability_time, "Maximum-UE-Availability-Time",                 \
	  3329, 10415, TIME, NOT, 0, 0)                                                 \
	X(sms_gmsc_alert_event, "SMS-GMSC-Alert-Event", 3333, 10415, U32, NOT, 0, 0)    \
	X(smsf_3gpp_absent_user_diagnostic_sm, "SMSF-3GPP-Absent-User-Diagnostic-SM",   \
	  3334, 10415, U32, NOT, 0, 0)                                                  \
	X(smsf_non_3gpp_absent_user_diagnostic_sm,                                      \
	  "SMSF-Non-3GPP-Absent-User-Diagnostic-SM", 3335, 10415, U32, NOT, 0, 0)       \
	X(smsf_3gpp_sm_delivery_outcome, "SMSF-3GPP-SM-Delivery-Outcome",               \
	  3336, 10415, GROUP, NOT, 0, 0)                                                \
	X(smsf_non_3gpp_sm_delivery_outcome, "SMSF-Non-3GPP-SM-Delivery-Outcome",       \
	  3337, 10415, GROUP, NOT, 0, 0)                                                \
	X(smsf_3gpp_number, "SMSF-3GPP-Number", 3338, 10415, OCTETS, NOT, 0, 0)         \
	X(smsf_non_3gpp_number, "SMSF-Non-3GPP-Number", 3339, 10415, OCTETS, NOT, 0, 0) \
	X(smsf_3gpp_name, "SMSF-3GPP-Name", 3340, 10415, IDENTITY, NOT, 0, 0)           \
	X(smsf_non_3gpp_name, "SMSF-Non-3GPP-Name", 3341, 10415, IDENTITY, NOT, 0, 0)   \
	X(smsf_3gpp_realm, "SMSF-3GPP-Realm", 3342, 10415, IDENTITY, NOT, 0, 0)         \
	X(smsf_non_3gpp_realm, "SMSF-Non-3GPP-Realm", 3343, 10415, IDENTITY, NOT, 0, 0) \
	X(smsf_3gpp_address, "SMSF-3GPP-Address", 3344, 10415, GROUP, NOT, 0, 0)        \
	X(smsf_non_3gpp_address, "SMSF-Non-3GPP-Address",                               \
	  3345, 10415, GROUP, NOT, 0, 0)                                                \
	X(smsf_3gpp_sbi_support_indicator, "SMSF-3GPP-SBI-Support-Indicator",           \
	  3346, 10415, ENUM, NOT, 0, 0)                                                 \
	X(smsf_non_3gpp_sbi_support_indicator, "SMSF-Non-3GPP-SBI-Support-Indicator",   \
	  3347, 10415, ENUM, NOT, 0, 0)

TGPP_S6C_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_tgpp_s6c[] = {
	TGPP_S6C_AVPS(AVP_LIST)
	NULL,
};
