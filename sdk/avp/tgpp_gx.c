/*
 * tgpp_gx.c - shared AVP definitions: TS 29.212 (Gx). Data only; one row per AVP in the order
 * of the codes, and the array that lists them all.
 */
#include <hss/avp/tgpp_gx.h>

#include "avp_def.h"

#define TGPP_GX_AVPS(X)                                                                 \
	X(bearer_usage, "Bearer-Usage", 1000, 10415, ENUM, MUST, 0, 0)                  \
	X(charging_rule_install, "Charging-Rule-Install",                               \
	  1001, 10415, GROUP, MUST, 0, 0)                                               \
	X(charging_rule_remove, "Charging-Rule-Remove", 1002, 10415, GROUP, MUST, 0, 0) \
	X(charging_rule_definition, "Charging-Rule-Definition",                         \
	  1003, 10415, GROUP, MUST, 0, 0)                                               \
	X(charging_rule_base_name, "Charging-Rule-Base-Name",                           \
	  1004, 10415, UTF8, MUST, 0, 0)                                                \
	X(charging_rule_name, "Charging-Rule-Name", 1005, 10415, OCTETS, MUST, 0, 0)    \
	X(event_trigger, "Event-Trigger", 1006, 10415, ENUM, MUST, 0, 0)                \
	X(metering_method, "Metering-Method", 1007, 10415, ENUM, MUST, 0, 0)            \
	X(offline, "Offline", 1008, 10415, ENUM, MUST, 0, 0)                            \
	X(online, "Online", 1009, 10415, ENUM, MUST, 0, 0)                              \
	X(precedence, "Precedence", 1010, 10415, U32, MUST, 0, 0)                       \
	X(reporting_level, "Reporting-Level", 1011, 10415, ENUM, MUST, 0, 0)            \
	X(tft_filter, "TFT-Filter", 1012, 10415, IPFILTER, MUST, 0, 0)                  \
	X(tft_packet_filter_information, "TFT-Packet-Filter-Information",               \
	  1013, 10415, GROUP, MUST, 0, 0)                                               \
	X(tos_traffic_class, "ToS-Traffic-Class", 1014, 10415, OCTETS, MUST, 0, 0)      \
	X(qos_information, "QoS-Information", 1016, 10415, GROUP, MUST, 0, 0)           \
	X(charging_rule_report, "Charging-Rule-Report", 1018, 10415, GROUP, MUST, 0, 0) \
	X(pcc_rule_status, "PCC-Rule-Status", 1019, 10415, ENUM, MUST, 0, 0)            \
	X(bearer_identifier, "Bearer-Identifier", 1020, 10415, OCTETS, MUST, 0, 0)      \
	X(bearer_operation, "Bearer-Operation", 1021, 10415, ENUM, MUST, 0, 0)          \
	X(access_network_charging_identifier_gx,                                        \
	  "Access-Network-Charging-Identifier-Gx", 1022, 10415, GROUP, MUST, 0, 0)      \
	X(bearer_control_mode, "Bearer-Control-Mode", 1023, 10415, ENUM, MUST, 0, 0)    \
	X(network_request_support, "Network-Request-Support",                           \
	  1024, 10415, ENUM, MUST, 0, 0)                                                \
	X(guaranteed_bitrate_dl, "Guaranteed-Bitrate-DL", 1025, 10415, U32, MUST, 0, 0) \
	X(guaranteed_bitrate_ul, "Guaranteed-Bitrate-UL", 1026, 10415, U32, MUST, 0, 0) \
	X(ip_can_type, "IP-CAN-Type", 1027, 10415, ENUM, MUST, 0, 0)                    \
	X(qos_class_identifier, "QoS-Class-Identifier", 1028, 10415, ENUM, MUST, 0, 0)  \
	X(qos_negotiation, "QoS-Negotiation", 1029, 10415, ENUM, MUST, 0, 0)            \
	X(qos_upgrade, "QoS-Upgrade", 1030, 10415, ENUM, MUST, 0, 0)                    \
	X(rule_failure_code, "Rule-Failure-Code", 1031, 10415, ENUM, NOT, 0, 0)         \
	X(rat_type, "RAT-Type", 1032, 10415, ENUM, NOT, 0, 0)                           \
	X(event_report_indication, "Event-Report-Indication",                           \
	  1033, 10415, GROUP, NOT, 0, 0)                                                \
	X(allocation_retention_priority, "Allocation-Retention-Priority",               \
	  1034, 10415, GROUP, NOT, 0, 0)                                                \
	X(coa_ip_address, "CoA-IP-Address", 1035, 10415, ADDRESS, NOT, 0, 0)            \
	X(tunnel_header_filter, "Tunnel-Header-Filter",                                 \
	  1036, 10415, IPFILTER, NOT, 0, 0)                                             \
	X(tunnel_header_length, "Tunnel-Header-Length", 1037, 10415, U32, NOT, 0, 0)    \
	X(tunnel_information, "Tunnel-Information", 1038, 10415, GROUP, NOT, 0, 0)      \
	X(coa_information, "CoA-Information", 1039, 10415, GROUP, NOT, 0, 0)            \
	X(apn_aggregate_max_bitrate_dl, "APN-Aggregate-Max-Bitrate-DL",                 \
	  1040, 10415, U32, NOT, 0, 0)                                                  \
	X(apn_aggregate_max_bitrate_ul, "APN-Aggregate-Max-Bitrate-UL",                 \
	  1041, 10415, U32, NOT, 0, 0)                                                  \
	X(revalidation_time, "Revalidation-Time", 1042, 10415, TIME, MUST, 0, 0)        \
	X(rule_activation_time, "Rule-Activation-Time", 1043, 10415, TIME, MUST, 0, 0)  \
	X(rule_deactivation_time, "Rule-Deactivation-Time",                             \
	  1044, 10415, TIME, MUST, 0, 0)                                                \
	X(session_release_cause, "Session-Release-Cause",                               \
	  1045, 10415, ENUM, MUST, 0, 0)                                                \
	X(priority_level, "Priority-Level", 1046, 10415, U32, NOT, 0, 0)                \
	X(pre_emption_capability, "Pre-emption-Capability",                             \
	  1047, 10415, ENUM, NOT, 0, 0)                                                 \
	X(pre_emption_vulnerability, "Pre-emption-Vulnerability",                       \
	  1048, 10415, ENUM, NOT, 0, 0)                                                 \
	X(default_eps_bearer_qos, "Default-EPS-Bearer-QoS",                             \
	  1049, 10415, GROUP, NOT, 0, 0)                                                \
	X(an_gw_address, "AN-GW-Address", 1050, 10415, ADDRESS, NOT, 0, 0)              \
	X(security_parameter_index, "Security-Parameter-Index",                         \
	  1056, 10415, OCTETS, NOT, 0, 0)                                               \
	X(flow_label, "Flow-Label", 1057, 10415, OCTETS, NOT, 0, 0)                     \
	X(flow_information, "Flow-Information", 1058, 10415, GROUP, NOT, 0, 0)          \
	X(packet_filter_content, "Packet-Filter-Content",                               \
	  1059, 10415, IPFILTER, NOT, 0, 0)                                             \
	X(packet_filter_identifier, "Packet-Filter-Identifier",                         \
	  1060, 10415, OCTETS, NOT, 0, 0)                                               \
	X(packet_filter_information, "Packet-Filter-Information",                       \
	  1061, 10415, GROUP, NOT, 0, 0)                                                \
	X(packet_filter_operation, "Packet-Filter-Operation",                           \
	  1062, 10415, ENUM, NOT, 0, 0)                                                 \
	X(resource_allocation_notification, "Resource-Allocation-Notification",         \
	  1063, 10415, ENUM, NOT, 0, 0)                                                 \
	X(pdn_connection_id, "PDN-Connection-ID", 1065, 10415, OCTETS, NOT, 0, 0)       \
	X(monitoring_key, "Monitoring-Key", 1066, 10415, OCTETS, NOT, 0, 0)             \
	X(usage_monitoring_information, "Usage-Monitoring-Information",                 \
	  1067, 10415, GROUP, NOT, 0, 0)                                                \
	X(usage_monitoring_level, "Usage-Monitoring-Level",                             \
	  1068, 10415, ENUM, NOT, 0, 0)                                                 \
	X(usage_monitoring_report, "Usage-Monitoring-Report",                           \
	  1069, 10415, ENUM, NOT, 0, 0)                                                 \
	X(usage_monitoring_support, "Usage-Monitoring-Support",                         \
	  1070, 10415, ENUM, NOT, 0, 0)                                                 \
	X(csg_information_reporting, "CSG-Information-Reporting",                       \
	  1071, 10415, ENUM, NOT, 0, 0)                                                 \
	X(packet_filter_usage, "Packet-Filter-Usage", 1072, 10415, ENUM, NOT, 0, 0)     \
	X(charging_correlation_indicator, "Charging-Correlation-Indicator",             \
	  1073, 10415, ENUM, NOT, 0, 0)                                                 \
	X(routing_rule_remove, "Routing-Rule-Remove", 1075, 10415, GROUP, NOT, 0, 0)    \
	X(routing_rule_definition, "Routing-Rule-Definition",                           \
	  1076, 10415, GROUP, NOT, 0, 0)                                                \
	X(routing_rule_identifier, "Routing-Rule-Identifier",                           \
	  1077, 10415, OCTETS, NOT, 0, 0)                                               \
	X(routing_filter, "Routing-Filter", 1078, 10415, GROUP, NOT, 0, 0)              \
	X(routing_ip_address, "Routing-IP-Address", 1079, 10415, ADDRESS, NOT, 0, 0)    \
	X(flow_direction, "Flow-Direction", 1080, 10415, ENUM, NOT, 0, 0)               \
	X(routing_rule_install, "Routing-Rule-Install", 1081, 10415, GROUP, NOT, 0, 0)  \
	X(credit_management_status, "Credit-Management-Status",                         \
	  1082, 10415, U32, NOT, 0, 0)                                                  \
	X(redirect_information, "Redirect-Information", 1085, 10415, GROUP, NOT, 0, 0)  \
	X(redirect_support, "Redirect-Support", 1086, 10415, ENUM, NOT, 0, 0)           \
	X(tdf_information, "TDF-Information", 1087, 10415, GROUP, NOT, 0, 0)            \
	X(tdf_application_identifier, "TDF-Application-Identifier",                     \
	  1088, 10415, OCTETS, NOT, 0, 0)                                               \
	X(tdf_destination_host, "TDF-Destination-Host",                                 \
	  1089, 10415, IDENTITY, NOT, 0, 0)                                             \
	X(tdf_destination_realm, "TDF-Destination-Realm",                               \
	  1090, 10415, IDENTITY, NOT, 0, 0)                                             \
	X(tdf_ip_address, "TDF-IP-Address", 1091, 10415, ADDRESS, NOT, 0, 0)            \
	X(application_detection_information, "Application-Detection-Information",       \
	  1098, 10415, GROUP, NOT, 0, 0)                                                \
	X(ps_to_cs_session_continuity, "PS-to-CS-Session-Continuity",                   \
	  1099, 10415, ENUM, NOT, 0, 0)                                                 \
	X(tdf_application_instance_identifier, "TDF-Application-Instance-Identifier",   \
	  2802, 10415, OCTETS, NOT, 0, 0)                                               \
	X(henb_local_ip_address, "HeNB-Local-IP-Address",                               \
	  2804, 10415, ADDRESS, NOT, 0, 0)                                              \
	X(ue_local_ip_address, "UE-Local-IP-Address", 2805, 10415, ADDRESS, NOT, 0, 0)  \
	X(udp_source_port, "UDP-Source-Port", 2806, 10415, U32, NOT, 0, 0)              \
	X(mute_notification, "Mute-Notification", 2809, 10415, ENUM, NOT, 0, 0)         \
	X(an_gw_status, "AN-GW-Status", 2811, 10415, ENUM, NOT, 0, 0)                   \
	X(user_location_info_time, "User-Location-Info-Time",                           \
	  2812, 10415, TIME, NOT, 0, 0)                                                 \
	X(default_qos_information, "Default-QoS-Information",                           \
	  2816, 10415, GROUP, NOT, 0, 0)                                                \
	X(default_qos_name, "Default-QoS-Name", 2817, 10415, UTF8, NOT, 0, 0)           \
	X(conditional_apn_aggregate_max_bitrate,                                        \
	  "Conditional-APN-Aggregate-Max-Bitrate", 2818, 10415, GROUP, NOT, 0, 0)       \
	X(ran_nas_release_cause, "RAN-NAS-Release-Cause",                               \
	  2819, 10415, OCTETS, NOT, 0, 0)                                               \
	X(presence_reporting_area_elements_list,                                        \
	  "Presence-Reporting-Area-Elements-List", 2820, 10415, OCTETS, NOT, 0, 0)      \
	X(presence_reporting_area_identifier, "Presence-Reporting-Area-Identifier",     \
	  2821, 10415, OCTETS, NOT, 0, 0)                                               \
	X(presence_reporting_area_information, "Presence-Reporting-Area-Information",   \
	  2822, 10415, GROUP, NOT, 0, 0)                                                \
	X(presence_reporting_area_status, "Presence-Reporting-Area-Status",             \
	  2823, 10415, U32, NOT, 0, 0)                                                  \
	X(netloc_access_support, "NetLoc-Access-Support", 2824, 10415, U32, NOT, 0, 0)  \
	X(fixed_user_location_info, "Fixed-User-Location-Info",                         \
	  2825, 10415, GROUP, NOT, 0, 0)                                                \
	X(pcscf_restoration_indication, "PCSCF-Restoration-Indication",                 \
	  2826, 10415, U32, NOT, 0, 0)                                                  \
	X(ip_can_session_charging_scope, "IP-CAN-Session-Charging-Scope",               \
	  2827, 10415, ENUM, NOT, 0, 0)                                                 \
	X(monitoring_flags, "Monitoring-Flags", 2828, 10415, U32, MUST, 0, 0)           \
	X(default_access, "Default-Access", 2829, 10415, ENUM, NOT, 0, 0)               \
	X(nbifom_mode, "NBIFOM-Mode", 2830, 10415, ENUM, NOT, 0, 0)                     \
	X(nbifom_support, "NBIFOM-Support", 2831, 10415, ENUM, NOT, 0, 0)               \
	X(ran_rule_support, "RAN-Rule-Support", 2832, 10415, ENUM, NOT, 0, 0)           \
	X(access_availability_change_reason, "Access-Availability-Change-Reason",       \
	  2833, 10415, ENUM, NOT, 0, 0)                                                 \
	X(routing_rule_failure_code, "Routing-Rule-Failure-Code",                       \
	  2834, 10415, ENUM, NOT, 0, 0)                                                 \
	X(routing_rule_report, "Routing-Rule-Report", 2835, 10415, GROUP, NOT, 0, 0)    \
	X(traffic_steering_policy_identifier_dl,                                        \
	  "Traffic-Steering-Policy-Identifier-DL", 2836, 10415, OCTETS, NOT, 0, 0)      \
	X(traffic_steering_policy_identifier_ul,                                        \
	  "Traffic-Steering-Policy-Identifier-UL", 2837, 10415, OCTETS, NOT, 0, 0)      \
	X(execution_time, "Execution-Time", 2839, 10415, TIME, NOT, 0, 0)               \
	X(conditional_policy_information, "Conditional-Policy-Information",             \
	  2840, 10415, GROUP, NOT, 0, 0)                                                \
	X(resource_release_notification, "Resource-Release-Notification",               \
	  2841, 10415, ENUM, NOT, 0, 0)                                                 \
	X(removal_of_access, "Removal-Of-Access", 2842, 10415, ENUM, NOT, 0, 0)         \
	X(tcp_source_port, "TCP-Source-Port", 2843, 10415, U32, NOT, 0, 0)              \
	X(default_bearer_indication, "Default-Bearer-Indication",                       \
	  2844, 10415, ENUM, NOT, 0, 0)                                                 \
	X(pra_install, "PRA-Install", 2845, 10415, GROUP, NOT, 0, 0)                    \
	X(pra_remove, "PRA-Remove", 2846, 10415, GROUP, NOT, 0, 0)                      \
	X(3gpp_ps_data_off_status, "3GPP-PS-Data-Off-Status",                           \
	  2847, 10415, ENUM, NOT, 0, 0)                                                 \
	X(extended_apn_ambr_dl, "Extended-APN-AMBR-DL", 2848, 10415, U32, NOT, 0, 0)    \
	X(extended_apn_ambr_ul, "Extended-APN-AMBR-UL", 2849, 10415, U32, NOT, 0, 0)    \
	X(extended_gbr_dl, "Extended-GBR-DL", 2850, 10415, U32, NOT, 0, 0)              \
	X(extended_gbr_ul, "Extended-GBR-UL", 2851, 10415, U32, NOT, 0, 0)              \
	X(max_plr_dl, "Max-PLR-DL", 2852, 10415, U32, NOT, 0, 0)                        \
	X(max_plr_ul, "Max-PLR-UL", 2853, 10415, U32, NOT, 0, 0)                        \
	X(presence_reporting_area_node, "Presence-Reporting-Area-Node",                 \
	  2855, 10415, U32, NOT, 0, 0)

TGPP_GX_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_tgpp_gx[] = {
	TGPP_GX_AVPS(AVP_LIST)
	NULL,
};
