/*
 * tgpp_charging.c - shared AVP definitions: TS 29.061, 32.299, 29.219 and single AVPs of other
 * specifications and vendors. Data only; one row per AVP in the order of the codes, and the
 * array that lists them all.
 */
#include <hss/avp/tgpp_charging.h>

#include "avp_def.h"

#define TGPP_CHARGING_AVPS(X)                                                           \
	X(result_code_extension, "Result-Code-Extension", 1067, 193, U32, MUST, 0, 0)   \
	X(p2psms_information, "P2PSMS-Information", 20400, 2011, GROUP, NOT, 0, 0)      \
	X(3gpp2_bsid, "3GPP2-BSID", 9010, 5535, OCTETS, MUST, 0, 0)                     \
	X(3gpp_charging_id, "3GPP-Charging-Id", 2, 10415, OCTETS, NOT, 0, 0)            \
	X(3gpp_pdp_type, "3GPP-PDP-Type", 3, 10415, ENUM, MUST, 0, 0)                   \
	X(3gpp_sgsn_address, "3GPP-SGSN-Address", 6, 10415, OCTETS, NOT, 4, 4)          \
	X(3gpp_ggsn_address, "3GPP-GGSN-Address", 7, 10415, OCTETS, NOT, 4, 4)          \
	X(3gpp_imsi_mcc_mnc, "3GPP-IMSI-MCC-MNC", 8, 10415, UTF8, NOT, 0, 0)            \
	X(3gpp_ggsn_mcc_mnc, "3GPP-GGSN-MCC-MNC", 9, 10415, UTF8, NOT, 0, 0)            \
	X(3gpp_nsapi, "3GPP-NSAPI", 10, 10415, OCTETS, NOT, 0, 0)                       \
	X(3gpp_session_stop_indicator, "3GPP-Session-Stop-Indicator",                   \
	  11, 10415, OCTETS, NOT, 0, 0)                                                 \
	X(3gpp_selection_mode, "3GPP-Selection-Mode", 12, 10415, UTF8, NOT, 0, 0)       \
	X(3gpp_charging_characteristics, "3GPP-Charging-Characteristics",               \
	  13, 10415, UTF8, NOT, 0, 0)                                                   \
	X(3gpp_sgsn_ipv6_address, "3GPP-SGSN-IPv6-Address",                             \
	  15, 10415, OCTETS, NOT, 16, 16)                                               \
	X(3gpp_ggsn_ipv6_address, "3GPP-GGSN-IPv6-Address",                             \
	  16, 10415, OCTETS, NOT, 16, 16)                                               \
	X(3gpp_sgsn_mcc_mnc, "3GPP-SGSN-MCC-MNC", 18, 10415, UTF8, NOT, 0, 0)           \
	X(3gpp_rat_type, "3GPP-RAT-Type", 21, 10415, OCTETS, NOT, 0, 0)                 \
	X(3gpp_user_location_info, "3GPP-User-Location-Info",                           \
	  22, 10415, OCTETS, NOT, 0, 0)                                                 \
	X(3gpp_ms_timezone, "3GPP-MS-TimeZone", 23, 10415, OCTETS, NOT, 2, 2)           \
	X(3gpp_camel_charging_info, "3GPP-CAMEL-Charging-Info",                         \
	  24, 10415, OCTETS, NOT, 0, 0)                                                 \
	X(twan_identifier, "TWAN-Identifier", 29, 10415, OCTETS, NOT, 0, 0)             \
	X(3gpp_aaa_server_name, "3GPP-AAA-Server-Name",                                 \
	  318, 10415, IDENTITY, NOT, 0, 0)                                              \
	X(calling_party_address, "Calling-Party-Address", 831, 10415, UTF8, MUST, 0, 0) \
	X(called_party_address, "Called-Party-Address", 832, 10415, UTF8, MUST, 0, 0)   \
	X(cg_address, "CG-Address", 846, 10415, ADDRESS, MUST, 0, 0)                    \
	X(ggsn_address, "GGSN-Address", 847, 10415, ADDRESS, MUST, 0, 0)                \
	X(served_party_ip_address, "Served-Party-IP-Address",                           \
	  848, 10415, ADDRESS, MUST, 0, 0)                                              \
	X(charged_party, "Charged-Party", 857, 10415, UTF8, MUST, 0, 0)                 \
	X(ps_furnish_charging_information, "PS-Furnish-Charging-Information",           \
	  865, 10415, GROUP, MUST, 0, 0)                                                \
	X(ps_free_format_data, "PS-Free-Format-Data", 866, 10415, OCTETS, MUST, 0, 0)   \
	X(ps_append_free_format_data, "PS-Append-Free-Format-Data",                     \
	  867, 10415, ENUM, MUST, 0, 0)                                                 \
	X(service_information, "Service-Information", 873, 10415, GROUP, MUST, 0, 0)    \
	X(ps_information, "PS-Information", 874, 10415, GROUP, MUST, 0, 0)              \
	X(ims_information, "IMS-Information", 876, 10415, GROUP, MUST, 0, 0)            \
	X(lcs_information, "LCS-Information", 878, 10415, GROUP, MUST, 0, 0)            \
	X(poc_information, "PoC-Information", 879, 10415, GROUP, MUST, 0, 0)            \
	X(quota_consumption_time, "Quota-Consumption-Time",                             \
	  881, 10415, U32, MUST, 0, 0)                                                  \
	X(rai, "RAI", 909, 10415, UTF8, MUST, 0, 0)                                     \
	X(message_id, "Message-ID", 1210, 10415, UTF8, MUST, 0, 0)                      \
	X(pdp_address, "PDP-Address", 1227, 10415, ADDRESS, MUST, 0, 0)                 \
	X(sgsn_address, "SGSN-Address", 1228, 10415, ADDRESS, MUST, 0, 0)               \
	X(pdp_context_type, "PDP-Context-Type", 1247, 10415, ENUM, MUST, 0, 0)          \
	X(called_asserted_identity, "Called-Asserted-Identity",                         \
	  1250, 10415, UTF8, MUST, 0, 0)                                                \
	X(requested_party_address, "Requested-Party-Address",                           \
	  1251, 10415, UTF8, MUST, 0, 0)                                                \
	X(low_balance_indication, "Low-Balance-Indication",                             \
	  2020, 10415, ENUM, MUST, 0, 0)                                                \
	X(remaining_balance, "Remaining-Balance", 2021, 10415, GROUP, MUST, 0, 0)       \
	X(pdn_connection_charging_id, "PDN-Connection-Charging-ID",                     \
	  2050, 10415, U32, MUST, 0, 0)                                                 \
	X(dynamic_address_flag, "Dynamic-Address-Flag", 2051, 10415, ENUM, MUST, 0, 0)  \
	X(aoc_request_type, "AoC-Request-Type", 2055, 10415, ENUM, MUST, 0, 0)          \
	X(dynamic_address_flag_extension, "Dynamic-Address-Flag-Extension",             \
	  2068, 10415, ENUM, MUST, 0, 0)                                                \
	X(content_id, "Content-ID", 2116, 10415, UTF8, MUST, 0, 0)                      \
	X(csg_access_mode, "CSG-Access-Mode", 2317, 10415, ENUM, MUST, 0, 0)            \
	X(csg_membership_indication, "CSG-Membership-Indication",                       \
	  2318, 10415, ENUM, MUST, 0, 0)                                                \
	X(user_csg_information, "User-CSG-Information", 2319, 10415, GROUP, MUST, 0, 0) \
	X(bssid, "BSSID", 2716, 10415, UTF8, MUST, 0, 0)                                \
	X(policy_counter_identifier, "Policy-Counter-Identifier",                       \
	  2901, 10415, UTF8, MUST, 0, 0)                                                \
	X(policy_counter_status, "Policy-Counter-Status",                               \
	  2902, 10415, UTF8, MUST, 0, 0)                                                \
	X(policy_counter_status_report, "Policy-Counter-Status-Report",                 \
	  2903, 10415, GROUP, MUST, 0, 0)                                               \
	X(sl_request_type, "SL-Request-Type", 2904, 10415, ENUM, MUST, 0, 0)            \
	X(pending_policy_counter_information, "Pending-Policy-Counter-Information",     \
	  2905, 10415, GROUP, MUST, 0, 0)                                               \
	X(pending_policy_counter_change_time, "Pending-Policy-Counter-Change-Time",     \
	  2906, 10415, TIME, MUST, 0, 0)                                                \
	X(sn_request_type, "SN-Request-Type", 2907, 10415, U32, MUST, 0, 0)             \
	X(priority_indication, "Priority-Indication", 3006, 10415, ENUM, MUST, 0, 0)    \
	X(application_port_identifier, "Application-Port-Identifier",                   \
	  3010, 10415, U32, MUST, 0, 0)                                                 \
	X(enodeb_id, "eNodeB-ID", 4008, 10415, OCTETS, MUST, 0, 0)                      \
	X(extended_enodeb_id, "Extended-eNodeB-ID", 4013, 10415, OCTETS, NOT, 0, 0)     \
	X(reference_id, "Reference-Id", 4202, 10415, OCTETS, MUST, 0, 0)                \
	X(number_of_ues, "Number-Of-UEs", 4209, 10415, U32, MUST, 0, 0)

TGPP_CHARGING_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_tgpp_charging[] = {
	TGPP_CHARGING_AVPS(AVP_LIST)
	NULL,
};
