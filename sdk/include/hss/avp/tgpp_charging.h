/*
 * tgpp_charging.h - shared AVP definitions: TS 29.061, 32.299, 29.219 and single AVPs of other
 * specifications and vendors.
 * How to use it: see <hss/avp/base.h>.
 */
#ifndef HSS_AVP_TGPP_CHARGING_H
#define HSS_AVP_TGPP_CHARGING_H

#include <hss/dia.h>
#include <hss/avp/base.h>

extern const struct hss_avp_def hss_avp_result_code_extension;
extern const struct hss_avp_def hss_avp_p2psms_information;
extern const struct hss_avp_def hss_avp_3gpp2_bsid;
extern const struct hss_avp_def hss_avp_3gpp_charging_id;
extern const struct hss_avp_def hss_avp_3gpp_pdp_type;
extern const struct hss_avp_def hss_avp_3gpp_sgsn_address;
extern const struct hss_avp_def hss_avp_3gpp_ggsn_address;
extern const struct hss_avp_def hss_avp_3gpp_imsi_mcc_mnc;
extern const struct hss_avp_def hss_avp_3gpp_ggsn_mcc_mnc;
extern const struct hss_avp_def hss_avp_3gpp_nsapi;
extern const struct hss_avp_def hss_avp_3gpp_session_stop_indicator;
extern const struct hss_avp_def hss_avp_3gpp_selection_mode;
extern const struct hss_avp_def hss_avp_3gpp_charging_characteristics;
extern const struct hss_avp_def hss_avp_3gpp_sgsn_ipv6_address;
extern const struct hss_avp_def hss_avp_3gpp_ggsn_ipv6_address;
extern const struct hss_avp_def hss_avp_3gpp_sgsn_mcc_mnc;
extern const struct hss_avp_def hss_avp_3gpp_rat_type;
extern const struct hss_avp_def hss_avp_3gpp_user_location_info;
extern const struct hss_avp_def hss_avp_3gpp_ms_timezone;
extern const struct hss_avp_def hss_avp_3gpp_camel_charging_info;
extern const struct hss_avp_def hss_avp_twan_identifier;
extern const struct hss_avp_def hss_avp_3gpp_aaa_server_name;
extern const struct hss_avp_def hss_avp_calling_party_address;
extern const struct hss_avp_def hss_avp_called_party_address;
extern const struct hss_avp_def hss_avp_cg_address;
extern const struct hss_avp_def hss_avp_ggsn_address;
extern const struct hss_avp_def hss_avp_served_party_ip_address;
extern const struct hss_avp_def hss_avp_charged_party;
extern const struct hss_avp_def hss_avp_ps_furnish_charging_information;
extern const struct hss_avp_def hss_avp_ps_free_format_data;
extern const struct hss_avp_def hss_avp_ps_append_free_format_data;
extern const struct hss_avp_def hss_avp_service_information;
extern const struct hss_avp_def hss_avp_ps_information;
extern const struct hss_avp_def hss_avp_ims_information;
extern const struct hss_avp_def hss_avp_lcs_information;
extern const struct hss_avp_def hss_avp_poc_information;
extern const struct hss_avp_def hss_avp_quota_consumption_time;
extern const struct hss_avp_def hss_avp_rai;
extern const struct hss_avp_def hss_avp_message_id;
extern const struct hss_avp_def hss_avp_pdp_address;
extern const struct hss_avp_def hss_avp_sgsn_address;
extern const struct hss_avp_def hss_avp_pdp_context_type;
extern const struct hss_avp_def hss_avp_called_asserted_identity;
extern const struct hss_avp_def hss_avp_requested_party_address;
extern const struct hss_avp_def hss_avp_low_balance_indication;
extern const struct hss_avp_def hss_avp_remaining_balance;
extern const struct hss_avp_def hss_avp_pdn_connection_charging_id;
extern const struct hss_avp_def hss_avp_dynamic_address_flag;
extern const struct hss_avp_def hss_avp_aoc_request_type;
extern const struct hss_avp_def hss_avp_dynamic_address_flag_extension;
extern const struct hss_avp_def hss_avp_content_id;
extern const struct hss_avp_def hss_avp_csg_access_mode;
extern const struct hss_avp_def hss_avp_csg_membership_indication;
extern const struct hss_avp_def hss_avp_user_csg_information;
extern const struct hss_avp_def hss_avp_bssid;
extern const struct hss_avp_def hss_avp_policy_counter_identifier;
extern const struct hss_avp_def hss_avp_policy_counter_status;
extern const struct hss_avp_def hss_avp_policy_counter_status_report;
extern const struct hss_avp_def hss_avp_sl_request_type;
extern const struct hss_avp_def hss_avp_pending_policy_counter_information;
extern const struct hss_avp_def hss_avp_pending_policy_counter_change_time;
extern const struct hss_avp_def hss_avp_sn_request_type;
extern const struct hss_avp_def hss_avp_priority_indication;
extern const struct hss_avp_def hss_avp_application_port_identifier;
extern const struct hss_avp_def hss_avp_enodeb_id;
extern const struct hss_avp_def hss_avp_extended_enodeb_id;
extern const struct hss_avp_def hss_avp_reference_id;
extern const struct hss_avp_def hss_avp_number_of_ues;

extern const struct hss_avp_def *const hss_avp_dict_tgpp_charging[];

#define HSS_AVP_DEF_P2PSMS_INFORMATION(grammar)                                 \
	HSS_AVP_GROUP_("P2PSMS-Information", 20400, 2011, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PS_FURNISH_CHARGING_INFORMATION(grammar)                    \
	HSS_AVP_GROUP_("PS-Furnish-Charging-Information", 865, 10415,           \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SERVICE_INFORMATION(grammar)                                \
	HSS_AVP_GROUP_("Service-Information", 873, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PS_INFORMATION(grammar)                                     \
	HSS_AVP_GROUP_("PS-Information", 874, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_IMS_INFORMATION(grammar)                                    \
	HSS_AVP_GROUP_("IMS-Information", 876, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_LCS_INFORMATION(grammar)                                    \
	HSS_AVP_GROUP_("LCS-Information", 878, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_POC_INFORMATION(grammar)                                    \
	HSS_AVP_GROUP_("PoC-Information", 879, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_REMAINING_BALANCE(grammar)                                  \
	HSS_AVP_GROUP_("Remaining-Balance", 2021, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_USER_CSG_INFORMATION(grammar)                               \
	HSS_AVP_GROUP_("User-CSG-Information", 2319, 10415,                     \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_POLICY_COUNTER_STATUS_REPORT(grammar)                       \
	HSS_AVP_GROUP_("Policy-Counter-Status-Report", 2903, 10415,             \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PENDING_POLICY_COUNTER_INFORMATION(grammar)                 \
	HSS_AVP_GROUP_("Pending-Policy-Counter-Information", 2905, 10415,       \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)

#endif
