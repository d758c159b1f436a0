/*
 * ietf.h - shared AVP definitions: other IETF AVPs: RADIUS heritage, credit control (RFC
 * 4006/8506), Mobile IPv6 (RFC 5447, 5777, 5778), overload and load (RFC 7683, 8583).
 * How to use it: see <hss/avp/base.h>.
 */
#ifndef HSS_AVP_IETF_H
#define HSS_AVP_IETF_H

#include <hss/dia.h>
#include <hss/avp/base.h>

extern const struct hss_avp_def hss_avp_framed_ip_address;
extern const struct hss_avp_def hss_avp_filter_id;
extern const struct hss_avp_def hss_avp_called_station_id;
extern const struct hss_avp_def hss_avp_calling_station_id;
extern const struct hss_avp_def hss_avp_framed_ipv6_prefix;
extern const struct hss_avp_def hss_avp_mip6_feature_vector;
extern const struct hss_avp_def hss_avp_mip6_home_link_prefix;
extern const struct hss_avp_def hss_avp_operator_name;
extern const struct hss_avp_def hss_avp_location_information;
extern const struct hss_avp_def hss_avp_location_data;
extern const struct hss_avp_def hss_avp_drmp;
extern const struct hss_avp_def hss_avp_mip_home_agent_address;
extern const struct hss_avp_def hss_avp_mip_session_key;
extern const struct hss_avp_def hss_avp_mip_home_agent_host;
extern const struct hss_avp_def hss_avp_cc_correlation_id;
extern const struct hss_avp_def hss_avp_cc_input_octets;
extern const struct hss_avp_def hss_avp_cc_money;
extern const struct hss_avp_def hss_avp_cc_output_octets;
extern const struct hss_avp_def hss_avp_cc_request_number;
extern const struct hss_avp_def hss_avp_cc_request_type;
extern const struct hss_avp_def hss_avp_cc_service_specific_units;
extern const struct hss_avp_def hss_avp_cc_session_failover;
extern const struct hss_avp_def hss_avp_cc_sub_session_id;
extern const struct hss_avp_def hss_avp_cc_time;
extern const struct hss_avp_def hss_avp_cc_total_octets;
extern const struct hss_avp_def hss_avp_check_balance_result;
extern const struct hss_avp_def hss_avp_cost_information;
extern const struct hss_avp_def hss_avp_cost_unit;
extern const struct hss_avp_def hss_avp_currency_code;
extern const struct hss_avp_def hss_avp_credit_control_failure_handling;
extern const struct hss_avp_def hss_avp_direct_debiting_failure_handling;
extern const struct hss_avp_def hss_avp_exponent;
extern const struct hss_avp_def hss_avp_final_unit_indication;
extern const struct hss_avp_def hss_avp_granted_service_unit;
extern const struct hss_avp_def hss_avp_rating_group;
extern const struct hss_avp_def hss_avp_redirect_address_type;
extern const struct hss_avp_def hss_avp_redirect_server;
extern const struct hss_avp_def hss_avp_redirect_server_address;
extern const struct hss_avp_def hss_avp_requested_action;
extern const struct hss_avp_def hss_avp_requested_service_unit;
extern const struct hss_avp_def hss_avp_restriction_filter_rule;
extern const struct hss_avp_def hss_avp_service_identifier;
extern const struct hss_avp_def hss_avp_service_parameter_info;
extern const struct hss_avp_def hss_avp_service_parameter_type;
extern const struct hss_avp_def hss_avp_service_parameter_value;
extern const struct hss_avp_def hss_avp_subscription_id;
extern const struct hss_avp_def hss_avp_subscription_id_data;
extern const struct hss_avp_def hss_avp_unit_value;
extern const struct hss_avp_def hss_avp_used_service_unit;
extern const struct hss_avp_def hss_avp_value_digits;
extern const struct hss_avp_def hss_avp_validity_time;
extern const struct hss_avp_def hss_avp_final_unit_action;
extern const struct hss_avp_def hss_avp_subscription_id_type;
extern const struct hss_avp_def hss_avp_tariff_time_change;
extern const struct hss_avp_def hss_avp_tariff_change_usage;
extern const struct hss_avp_def hss_avp_g_s_u_pool_identifier;
extern const struct hss_avp_def hss_avp_cc_unit_type;
extern const struct hss_avp_def hss_avp_multiple_services_indicator;
extern const struct hss_avp_def hss_avp_multiple_services_credit_control;
extern const struct hss_avp_def hss_avp_g_s_u_pool_reference;
extern const struct hss_avp_def hss_avp_user_equipment_info;
extern const struct hss_avp_def hss_avp_user_equipment_info_type;
extern const struct hss_avp_def hss_avp_user_equipment_info_value;
extern const struct hss_avp_def hss_avp_service_context_id;
extern const struct hss_avp_def hss_avp_eap_payload;
extern const struct hss_avp_def hss_avp_eap_master_session_key;
extern const struct hss_avp_def hss_avp_mip6_agent_info;
extern const struct hss_avp_def hss_avp_mip_careof_address;
extern const struct hss_avp_def hss_avp_mip_mn_ha_spi;
extern const struct hss_avp_def hss_avp_service_selection;
extern const struct hss_avp_def hss_avp_mobile_node_identifier;
extern const struct hss_avp_def hss_avp_qos_resources;
extern const struct hss_avp_def hss_avp_filter_rule;
extern const struct hss_avp_def hss_avp_filter_rule_precedence;
extern const struct hss_avp_def hss_avp_classifier;
extern const struct hss_avp_def hss_avp_classifier_id;
extern const struct hss_avp_def hss_avp_protocol;
extern const struct hss_avp_def hss_avp_direction;
extern const struct hss_avp_def hss_avp_from_spec;
extern const struct hss_avp_def hss_avp_to_spec;
extern const struct hss_avp_def hss_avp_negated;
extern const struct hss_avp_def hss_avp_ip_address;
extern const struct hss_avp_def hss_avp_ip_address_range;
extern const struct hss_avp_def hss_avp_ip_address_start;
extern const struct hss_avp_def hss_avp_ip_address_end;
extern const struct hss_avp_def hss_avp_ip_address_mask;
extern const struct hss_avp_def hss_avp_ip_bit_mask_width;
extern const struct hss_avp_def hss_avp_mac_address;
extern const struct hss_avp_def hss_avp_mac_address_mask;
extern const struct hss_avp_def hss_avp_mac_address_mask_pattern;
extern const struct hss_avp_def hss_avp_eui64_address;
extern const struct hss_avp_def hss_avp_eui64_address_mask;
extern const struct hss_avp_def hss_avp_eui64_address_mask_pattern;
extern const struct hss_avp_def hss_avp_port;
extern const struct hss_avp_def hss_avp_port_range;
extern const struct hss_avp_def hss_avp_port_start;
extern const struct hss_avp_def hss_avp_port_end;
extern const struct hss_avp_def hss_avp_use_assigned_address;
extern const struct hss_avp_def hss_avp_diffserv_code_point;
extern const struct hss_avp_def hss_avp_fragmentation_flag;
extern const struct hss_avp_def hss_avp_ip_option;
extern const struct hss_avp_def hss_avp_ip_option_type;
extern const struct hss_avp_def hss_avp_ip_option_value;
extern const struct hss_avp_def hss_avp_tcp_option;
extern const struct hss_avp_def hss_avp_tcp_option_type;
extern const struct hss_avp_def hss_avp_tcp_option_value;
extern const struct hss_avp_def hss_avp_tcp_flags;
extern const struct hss_avp_def hss_avp_tcp_flag_type;
extern const struct hss_avp_def hss_avp_icmp_type;
extern const struct hss_avp_def hss_avp_icmp_type_number;
extern const struct hss_avp_def hss_avp_icmp_code;
extern const struct hss_avp_def hss_avp_eth_option;
extern const struct hss_avp_def hss_avp_eth_proto_type;
extern const struct hss_avp_def hss_avp_eth_ether_type;
extern const struct hss_avp_def hss_avp_eth_sap;
extern const struct hss_avp_def hss_avp_vlan_id_range;
extern const struct hss_avp_def hss_avp_s_vid_start;
extern const struct hss_avp_def hss_avp_s_vid_end;
extern const struct hss_avp_def hss_avp_c_vid_start;
extern const struct hss_avp_def hss_avp_c_vid_end;
extern const struct hss_avp_def hss_avp_user_priority_range;
extern const struct hss_avp_def hss_avp_low_user_priority;
extern const struct hss_avp_def hss_avp_high_user_priority;
extern const struct hss_avp_def hss_avp_time_of_day_condition;
extern const struct hss_avp_def hss_avp_time_of_day_start;
extern const struct hss_avp_def hss_avp_time_of_day_end;
extern const struct hss_avp_def hss_avp_day_of_week_mask;
extern const struct hss_avp_def hss_avp_day_of_month_mask;
extern const struct hss_avp_def hss_avp_month_of_year_mask;
extern const struct hss_avp_def hss_avp_absolute_start_time;
extern const struct hss_avp_def hss_avp_absolute_end_time;
extern const struct hss_avp_def hss_avp_timezone_flag;
extern const struct hss_avp_def hss_avp_treatment_action;
extern const struct hss_avp_def hss_avp_qos_profile_id;
extern const struct hss_avp_def hss_avp_qos_profile_template;
extern const struct hss_avp_def hss_avp_qos_semantics;
extern const struct hss_avp_def hss_avp_qos_parameters;
extern const struct hss_avp_def hss_avp_excess_treatment;
extern const struct hss_avp_def hss_avp_qos_capability;
extern const struct hss_avp_def hss_avp_key;
extern const struct hss_avp_def hss_avp_key_type;
extern const struct hss_avp_def hss_avp_keying_material;
extern const struct hss_avp_def hss_avp_key_lifetime;
extern const struct hss_avp_def hss_avp_key_spi;
extern const struct hss_avp_def hss_avp_key_name;
extern const struct hss_avp_def hss_avp_erp_rk_request;
extern const struct hss_avp_def hss_avp_erp_realm;
extern const struct hss_avp_def hss_avp_oc_supported_features;
extern const struct hss_avp_def hss_avp_oc_feature_vector;
extern const struct hss_avp_def hss_avp_oc_olr;
extern const struct hss_avp_def hss_avp_oc_sequence_number;
extern const struct hss_avp_def hss_avp_oc_validity_duration;
extern const struct hss_avp_def hss_avp_oc_report_type;
extern const struct hss_avp_def hss_avp_oc_reduction_percentage;
extern const struct hss_avp_def hss_avp_sourceid;
extern const struct hss_avp_def hss_avp_load;
extern const struct hss_avp_def hss_avp_load_type;
extern const struct hss_avp_def hss_avp_load_value;
extern const struct hss_avp_def hss_avp_user_equipment_info_extension;
extern const struct hss_avp_def hss_avp_user_equipment_info_imeisv;
extern const struct hss_avp_def hss_avp_user_equipment_info_mac;
extern const struct hss_avp_def hss_avp_user_equipment_info_eui64;
extern const struct hss_avp_def hss_avp_user_equipment_info_modifiedeui64;
extern const struct hss_avp_def hss_avp_user_equipment_info_imei;

extern const struct hss_avp_def *const hss_avp_dict_ietf[];

#define HSS_AVP_DEF_MIP_HOME_AGENT_HOST(grammar)                                \
	HSS_AVP_GROUP_("MIP-Home-Agent-Host", 348, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_CC_MONEY(grammar)                                           \
	HSS_AVP_GROUP_("CC-Money", 413, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_COST_INFORMATION(grammar)                                   \
	HSS_AVP_GROUP_("Cost-Information", 423, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_FINAL_UNIT_INDICATION(grammar)                              \
	HSS_AVP_GROUP_("Final-Unit-Indication", 430, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_GRANTED_SERVICE_UNIT(grammar)                               \
	HSS_AVP_GROUP_("Granted-Service-Unit", 431, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_REDIRECT_SERVER(grammar)                                    \
	HSS_AVP_GROUP_("Redirect-Server", 434, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_REQUESTED_SERVICE_UNIT(grammar)                             \
	HSS_AVP_GROUP_("Requested-Service-Unit", 437, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SERVICE_PARAMETER_INFO(grammar)                             \
	HSS_AVP_GROUP_("Service-Parameter-Info", 440, 0, 0, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SUBSCRIPTION_ID(grammar)                                    \
	HSS_AVP_GROUP_("Subscription-Id", 443, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_UNIT_VALUE(grammar)                                         \
	HSS_AVP_GROUP_("Unit-Value", 445, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_USED_SERVICE_UNIT(grammar)                                  \
	HSS_AVP_GROUP_("Used-Service-Unit", 446, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MULTIPLE_SERVICES_CREDIT_CONTROL(grammar)                   \
	HSS_AVP_GROUP_("Multiple-Services-Credit-Control", 456, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_G_S_U_POOL_REFERENCE(grammar)                               \
	HSS_AVP_GROUP_("G-S-U-Pool-Reference", 457, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_USER_EQUIPMENT_INFO(grammar)                                \
	HSS_AVP_GROUP_("User-Equipment-Info", 458, 0, 0, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MIP6_AGENT_INFO(grammar)                                    \
	HSS_AVP_GROUP_("MIP6-Agent-Info", 486, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_QOS_RESOURCES(grammar)                                      \
	HSS_AVP_GROUP_("QoS-Resources", 508, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_FILTER_RULE(grammar)                                        \
	HSS_AVP_GROUP_("Filter-Rule", 509, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_CLASSIFIER(grammar)                                         \
	HSS_AVP_GROUP_("Classifier", 511, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_FROM_SPEC(grammar)                                          \
	HSS_AVP_GROUP_("From-Spec", 515, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TO_SPEC(grammar)                                            \
	HSS_AVP_GROUP_("To-Spec", 516, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_IP_ADDRESS_RANGE(grammar)                                   \
	HSS_AVP_GROUP_("IP-Address-Range", 519, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_IP_ADDRESS_MASK(grammar)                                    \
	HSS_AVP_GROUP_("IP-Address-Mask", 522, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MAC_ADDRESS_MASK(grammar)                                   \
	HSS_AVP_GROUP_("MAC-Address-Mask", 525, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_EUI64_ADDRESS_MASK(grammar)                                 \
	HSS_AVP_GROUP_("EUI64-Address-Mask", 528, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PORT_RANGE(grammar)                                         \
	HSS_AVP_GROUP_("Port-Range", 531, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_IP_OPTION(grammar)                                          \
	HSS_AVP_GROUP_("IP-Option", 537, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TCP_OPTION(grammar)                                         \
	HSS_AVP_GROUP_("TCP-Option", 540, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TCP_FLAGS(grammar)                                          \
	HSS_AVP_GROUP_("TCP-Flags", 543, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ICMP_TYPE(grammar)                                          \
	HSS_AVP_GROUP_("ICMP-Type", 545, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ETH_OPTION(grammar)                                         \
	HSS_AVP_GROUP_("ETH-Option", 548, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ETH_PROTO_TYPE(grammar)                                     \
	HSS_AVP_GROUP_("ETH-Proto-Type", 549, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_VLAN_ID_RANGE(grammar)                                      \
	HSS_AVP_GROUP_("VLAN-ID-Range", 552, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_USER_PRIORITY_RANGE(grammar)                                \
	HSS_AVP_GROUP_("User-Priority-Range", 557, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TIME_OF_DAY_CONDITION(grammar)                              \
	HSS_AVP_GROUP_("Time-Of-Day-Condition", 560, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_QOS_PROFILE_TEMPLATE(grammar)                               \
	HSS_AVP_GROUP_("QoS-Profile-Template", 574, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_QOS_PARAMETERS(grammar)                                     \
	HSS_AVP_GROUP_("QoS-Parameters", 576, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_EXCESS_TREATMENT(grammar)                                   \
	HSS_AVP_GROUP_("Excess-Treatment", 577, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_QOS_CAPABILITY(grammar)                                     \
	HSS_AVP_GROUP_("QoS-Capability", 578, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_KEY(grammar)                                                \
	HSS_AVP_GROUP_("Key", 581, 0, 0, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ERP_RK_REQUEST(grammar)                                     \
	HSS_AVP_GROUP_("ERP-RK-Request", 618, 0, 0, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_OC_SUPPORTED_FEATURES(grammar)                              \
	HSS_AVP_GROUP_("OC-Supported-Features", 621, 0, 0, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_OC_OLR(grammar)                                             \
	HSS_AVP_GROUP_("OC-OLR", 623, 0, 0, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_LOAD(grammar)                                               \
	HSS_AVP_GROUP_("Load", 650, 0, 0, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_USER_EQUIPMENT_INFO_EXTENSION(grammar)                      \
	HSS_AVP_GROUP_("User-Equipment-Info-Extension", 653, 0, 0, HSS_AVP_M | HSS_AVP_P, grammar)

#endif
