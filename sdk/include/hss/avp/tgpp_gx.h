/*
 * tgpp_gx.h - shared AVP definitions: TS 29.212 (Gx).
 * How to use it: see <hss/avp/base.h>.
 */
#ifndef HSS_AVP_TGPP_GX_H
#define HSS_AVP_TGPP_GX_H

#include <hss/dia.h>
#include <hss/avp/base.h>

extern const struct hss_avp_def hss_avp_bearer_usage;
extern const struct hss_avp_def hss_avp_charging_rule_install;
extern const struct hss_avp_def hss_avp_charging_rule_remove;
extern const struct hss_avp_def hss_avp_charging_rule_definition;
extern const struct hss_avp_def hss_avp_charging_rule_base_name;
extern const struct hss_avp_def hss_avp_charging_rule_name;
extern const struct hss_avp_def hss_avp_event_trigger;
extern const struct hss_avp_def hss_avp_metering_method;
extern const struct hss_avp_def hss_avp_offline;
extern const struct hss_avp_def hss_avp_online;
extern const struct hss_avp_def hss_avp_precedence;
extern const struct hss_avp_def hss_avp_reporting_level;
extern const struct hss_avp_def hss_avp_tft_filter;
extern const struct hss_avp_def hss_avp_tft_packet_filter_information;
extern const struct hss_avp_def hss_avp_tos_traffic_class;
extern const struct hss_avp_def hss_avp_qos_information;
extern const struct hss_avp_def hss_avp_charging_rule_report;
extern const struct hss_avp_def hss_avp_pcc_rule_status;
extern const struct hss_avp_def hss_avp_bearer_identifier;
extern const struct hss_avp_def hss_avp_bearer_operation;
extern const struct hss_avp_def hss_avp_access_network_charging_identifier_gx;
extern const struct hss_avp_def hss_avp_bearer_control_mode;
extern const struct hss_avp_def hss_avp_network_request_support;
extern const struct hss_avp_def hss_avp_guaranteed_bitrate_dl;
extern const struct hss_avp_def hss_avp_guaranteed_bitrate_ul;
extern const struct hss_avp_def hss_avp_ip_can_type;
extern const struct hss_avp_def hss_avp_qos_class_identifier;
extern const struct hss_avp_def hss_avp_qos_negotiation;
extern const struct hss_avp_def hss_avp_qos_upgrade;
extern const struct hss_avp_def hss_avp_rule_failure_code;
extern const struct hss_avp_def hss_avp_rat_type;
extern const struct hss_avp_def hss_avp_event_report_indication;
extern const struct hss_avp_def hss_avp_allocation_retention_priority;
extern const struct hss_avp_def hss_avp_coa_ip_address;
extern const struct hss_avp_def hss_avp_tunnel_header_filter;
extern const struct hss_avp_def hss_avp_tunnel_header_length;
extern const struct hss_avp_def hss_avp_tunnel_information;
extern const struct hss_avp_def hss_avp_coa_information;
extern const struct hss_avp_def hss_avp_apn_aggregate_max_bitrate_dl;
extern const struct hss_avp_def hss_avp_apn_aggregate_max_bitrate_ul;
extern const struct hss_avp_def hss_avp_revalidation_time;
extern const struct hss_avp_def hss_avp_rule_activation_time;
extern const struct hss_avp_def hss_avp_rule_deactivation_time;
extern const struct hss_avp_def hss_avp_session_release_cause;
extern const struct hss_avp_def hss_avp_priority_level;
extern const struct hss_avp_def hss_avp_pre_emption_capability;
extern const struct hss_avp_def hss_avp_pre_emption_vulnerability;
extern const struct hss_avp_def hss_avp_default_eps_bearer_qos;
extern const struct hss_avp_def hss_avp_an_gw_address;
extern const struct hss_avp_def hss_avp_security_parameter_index;
extern const struct hss_avp_def hss_avp_flow_label;
extern const struct hss_avp_def hss_avp_flow_information;
extern const struct hss_avp_def hss_avp_packet_filter_content;
extern const struct hss_avp_def hss_avp_packet_filter_identifier;
extern const struct hss_avp_def hss_avp_packet_filter_information;
extern const struct hss_avp_def hss_avp_packet_filter_operation;
extern const struct hss_avp_def hss_avp_resource_allocation_notification;
extern const struct hss_avp_def hss_avp_pdn_connection_id;
extern const struct hss_avp_def hss_avp_monitoring_key;
extern const struct hss_avp_def hss_avp_usage_monitoring_information;
extern const struct hss_avp_def hss_avp_usage_monitoring_level;
extern const struct hss_avp_def hss_avp_usage_monitoring_report;
extern const struct hss_avp_def hss_avp_usage_monitoring_support;
extern const struct hss_avp_def hss_avp_csg_information_reporting;
extern const struct hss_avp_def hss_avp_packet_filter_usage;
extern const struct hss_avp_def hss_avp_charging_correlation_indicator;
extern const struct hss_avp_def hss_avp_routing_rule_remove;
extern const struct hss_avp_def hss_avp_routing_rule_definition;
extern const struct hss_avp_def hss_avp_routing_rule_identifier;
extern const struct hss_avp_def hss_avp_routing_filter;
extern const struct hss_avp_def hss_avp_routing_ip_address;
extern const struct hss_avp_def hss_avp_flow_direction;
extern const struct hss_avp_def hss_avp_routing_rule_install;
extern const struct hss_avp_def hss_avp_credit_management_status;
extern const struct hss_avp_def hss_avp_redirect_information;
extern const struct hss_avp_def hss_avp_redirect_support;
extern const struct hss_avp_def hss_avp_tdf_information;
extern const struct hss_avp_def hss_avp_tdf_application_identifier;
extern const struct hss_avp_def hss_avp_tdf_destination_host;
extern const struct hss_avp_def hss_avp_tdf_destination_realm;
extern const struct hss_avp_def hss_avp_tdf_ip_address;
extern const struct hss_avp_def hss_avp_application_detection_information;
extern const struct hss_avp_def hss_avp_ps_to_cs_session_continuity;
extern const struct hss_avp_def hss_avp_tdf_application_instance_identifier;
extern const struct hss_avp_def hss_avp_henb_local_ip_address;
extern const struct hss_avp_def hss_avp_ue_local_ip_address;
extern const struct hss_avp_def hss_avp_udp_source_port;
extern const struct hss_avp_def hss_avp_mute_notification;
extern const struct hss_avp_def hss_avp_an_gw_status;
extern const struct hss_avp_def hss_avp_user_location_info_time;
extern const struct hss_avp_def hss_avp_default_qos_information;
extern const struct hss_avp_def hss_avp_default_qos_name;
extern const struct hss_avp_def hss_avp_conditional_apn_aggregate_max_bitrate;
extern const struct hss_avp_def hss_avp_ran_nas_release_cause;
extern const struct hss_avp_def hss_avp_presence_reporting_area_elements_list;
extern const struct hss_avp_def hss_avp_presence_reporting_area_identifier;
extern const struct hss_avp_def hss_avp_presence_reporting_area_information;
extern const struct hss_avp_def hss_avp_presence_reporting_area_status;
extern const struct hss_avp_def hss_avp_netloc_access_support;
extern const struct hss_avp_def hss_avp_fixed_user_location_info;
extern const struct hss_avp_def hss_avp_pcscf_restoration_indication;
extern const struct hss_avp_def hss_avp_ip_can_session_charging_scope;
extern const struct hss_avp_def hss_avp_monitoring_flags;
extern const struct hss_avp_def hss_avp_default_access;
extern const struct hss_avp_def hss_avp_nbifom_mode;
extern const struct hss_avp_def hss_avp_nbifom_support;
extern const struct hss_avp_def hss_avp_ran_rule_support;
extern const struct hss_avp_def hss_avp_access_availability_change_reason;
extern const struct hss_avp_def hss_avp_routing_rule_failure_code;
extern const struct hss_avp_def hss_avp_routing_rule_report;
extern const struct hss_avp_def hss_avp_traffic_steering_policy_identifier_dl;
extern const struct hss_avp_def hss_avp_traffic_steering_policy_identifier_ul;
extern const struct hss_avp_def hss_avp_execution_time;
extern const struct hss_avp_def hss_avp_conditional_policy_information;
extern const struct hss_avp_def hss_avp_resource_release_notification;
extern const struct hss_avp_def hss_avp_removal_of_access;
extern const struct hss_avp_def hss_avp_tcp_source_port;
extern const struct hss_avp_def hss_avp_default_bearer_indication;
extern const struct hss_avp_def hss_avp_pra_install;
extern const struct hss_avp_def hss_avp_pra_remove;
extern const struct hss_avp_def hss_avp_3gpp_ps_data_off_status;
extern const struct hss_avp_def hss_avp_extended_apn_ambr_dl;
extern const struct hss_avp_def hss_avp_extended_apn_ambr_ul;
extern const struct hss_avp_def hss_avp_extended_gbr_dl;
extern const struct hss_avp_def hss_avp_extended_gbr_ul;
extern const struct hss_avp_def hss_avp_max_plr_dl;
extern const struct hss_avp_def hss_avp_max_plr_ul;
extern const struct hss_avp_def hss_avp_presence_reporting_area_node;

extern const struct hss_avp_def *const hss_avp_dict_tgpp_gx[];

#define HSS_AVP_DEF_CHARGING_RULE_INSTALL(grammar)                              \
	HSS_AVP_GROUP_("Charging-Rule-Install", 1001, 10415,                    \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_CHARGING_RULE_REMOVE(grammar)                               \
	HSS_AVP_GROUP_("Charging-Rule-Remove", 1002, 10415,                     \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_CHARGING_RULE_DEFINITION(grammar)                           \
	HSS_AVP_GROUP_("Charging-Rule-Definition", 1003, 10415,                 \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TFT_PACKET_FILTER_INFORMATION(grammar)                      \
	HSS_AVP_GROUP_("TFT-Packet-Filter-Information", 1013, 10415,            \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_QOS_INFORMATION(grammar)                                    \
	HSS_AVP_GROUP_("QoS-Information", 1016, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_CHARGING_RULE_REPORT(grammar)                               \
	HSS_AVP_GROUP_("Charging-Rule-Report", 1018, 10415,                     \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ACCESS_NETWORK_CHARGING_IDENTIFIER_GX(grammar)              \
	HSS_AVP_GROUP_("Access-Network-Charging-Identifier-Gx", 1022, 10415,    \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_EVENT_REPORT_INDICATION(grammar)                            \
	HSS_AVP_GROUP_("Event-Report-Indication", 1033, 10415,                  \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ALLOCATION_RETENTION_PRIORITY(grammar)                      \
	HSS_AVP_GROUP_("Allocation-Retention-Priority", 1034, 10415,            \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TUNNEL_INFORMATION(grammar)                                 \
	HSS_AVP_GROUP_("Tunnel-Information", 1038, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_COA_INFORMATION(grammar)                                    \
	HSS_AVP_GROUP_("CoA-Information", 1039, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_DEFAULT_EPS_BEARER_QOS(grammar)                             \
	HSS_AVP_GROUP_("Default-EPS-Bearer-QoS", 1049, 10415,                   \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_FLOW_INFORMATION(grammar)                                   \
	HSS_AVP_GROUP_("Flow-Information", 1058, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PACKET_FILTER_INFORMATION(grammar)                          \
	HSS_AVP_GROUP_("Packet-Filter-Information", 1061, 10415,                \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_USAGE_MONITORING_INFORMATION(grammar)                       \
	HSS_AVP_GROUP_("Usage-Monitoring-Information", 1067, 10415,             \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ROUTING_RULE_REMOVE(grammar)                                \
	HSS_AVP_GROUP_("Routing-Rule-Remove", 1075, 10415,                      \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ROUTING_RULE_DEFINITION(grammar)                            \
	HSS_AVP_GROUP_("Routing-Rule-Definition", 1076, 10415,                  \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ROUTING_FILTER(grammar)                                     \
	HSS_AVP_GROUP_("Routing-Filter", 1078, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ROUTING_RULE_INSTALL(grammar)                               \
	HSS_AVP_GROUP_("Routing-Rule-Install", 1081, 10415,                     \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_REDIRECT_INFORMATION(grammar)                               \
	HSS_AVP_GROUP_("Redirect-Information", 1085, 10415,                     \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TDF_INFORMATION(grammar)                                    \
	HSS_AVP_GROUP_("TDF-Information", 1087, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_APPLICATION_DETECTION_INFORMATION(grammar)                  \
	HSS_AVP_GROUP_("Application-Detection-Information", 1098, 10415,        \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_DEFAULT_QOS_INFORMATION(grammar)                            \
	HSS_AVP_GROUP_("Default-QoS-Information", 2816, 10415,                  \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_CONDITIONAL_APN_AGGREGATE_MAX_BITRATE(grammar)              \
	HSS_AVP_GROUP_("Conditional-APN-Aggregate-Max-Bitrate", 2818, 10415,    \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PRESENCE_REPORTING_AREA_INFORMATION(grammar)                \
	HSS_AVP_GROUP_("Presence-Reporting-Area-Information", 2822, 10415,      \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_FIXED_USER_LOCATION_INFO(grammar)                           \
	HSS_AVP_GROUP_("Fixed-User-Location-Info", 2825, 10415,                 \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ROUTING_RULE_REPORT(grammar)                                \
	HSS_AVP_GROUP_("Routing-Rule-Report", 2835, 10415,                      \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_CONDITIONAL_POLICY_INFORMATION(grammar)                     \
	HSS_AVP_GROUP_("Conditional-Policy-Information", 2840, 10415,           \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PRA_INSTALL(grammar)                                        \
	HSS_AVP_GROUP_("PRA-Install", 2845, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PRA_REMOVE(grammar)                                         \
	HSS_AVP_GROUP_("PRA-Remove", 2846, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)

#endif
