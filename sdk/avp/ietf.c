/*
 * ietf.c - shared AVP definitions: other IETF AVPs: RADIUS heritage, credit control (RFC
 * 4006/8506), Mobile IPv6 (RFC 5447, 5777, 5778), overload and load (RFC 7683, 8583). Data
 * only; one row per AVP in the order of the codes, and the array that lists them all.
 */
#include <hss/avp/ietf.h>

#include "avp_def.h"

#define IETF_AVPS(X)                                                                    \
	X(framed_ip_address, "Framed-IP-Address", 8, 0, OCTETS, MUST, 4, 4)             \
	X(filter_id, "Filter-Id", 11, 0, UTF8, MUST, 0, 0)                              \
	X(called_station_id, "Called-Station-Id", 30, 0, UTF8, MUST, 0, 0)              \
	X(calling_station_id, "Calling-Station-Id", 31, 0, UTF8, MUST, 0, 0)            \
	X(framed_ipv6_prefix, "Framed-IPv6-Prefix", 97, 0, OCTETS, MUST, 2, 18)         \
	X(mip6_feature_vector, "MIP6-Feature-Vector", 124, 0, U64, MUST, 0, 0)          \
	X(mip6_home_link_prefix, "MIP6-Home-Link-Prefix", 125, 0, OCTETS, MUST, 0, 0)   \
	X(operator_name, "Operator-Name", 126, 0, OCTETS, MUST, 0, 0)                   \
	X(location_information, "Location-Information", 127, 0, OCTETS, MUST, 0, 0)     \
	X(location_data, "Location-Data", 128, 0, OCTETS, MUST, 0, 0)                   \
	X(drmp, "DRMP", 301, 0, ENUM, NOT, 0, 0)                                        \
	X(mip_home_agent_address, "MIP-Home-Agent-Address",                             \
	  334, 0, ADDRESS, MUST, 0, 0)                                                  \
	X(mip_session_key, "MIP-Session-Key", 343, 0, OCTETS, MUST, 0, 0)               \
	X(mip_home_agent_host, "MIP-Home-Agent-Host", 348, 0, GROUP, MUST, 0, 0)        \
	X(cc_correlation_id, "CC-Correlation-Id", 411, 0, OCTETS, MAY, 0, 0)            \
	X(cc_input_octets, "CC-Input-Octets", 412, 0, U64, MUST, 0, 0)                  \
	X(cc_money, "CC-Money", 413, 0, GROUP, MUST, 0, 0)                              \
	X(cc_output_octets, "CC-Output-Octets", 414, 0, U64, MUST, 0, 0)                \
	X(cc_request_number, "CC-Request-Number", 415, 0, U32, MUST, 0, 0)              \
	X(cc_request_type, "CC-Request-Type", 416, 0, ENUM, MUST, 0, 0)                 \
	X(cc_service_specific_units, "CC-Service-Specific-Units",                       \
	  417, 0, U64, MUST, 0, 0)                                                      \
	X(cc_session_failover, "CC-Session-Failover", 418, 0, ENUM, MUST, 0, 0)         \
	X(cc_sub_session_id, "CC-Sub-Session-Id", 419, 0, U64, MUST, 0, 0)              \
	X(cc_time, "CC-Time", 420, 0, U32, MUST, 0, 0)                                  \
	X(cc_total_octets, "CC-Total-Octets", 421, 0, U64, MUST, 0, 0)                  \
	X(check_balance_result, "Check-Balance-Result", 422, 0, ENUM, MUST, 0, 0)       \
	X(cost_information, "Cost-Information", 423, 0, GROUP, MUST, 0, 0)              \
	X(cost_unit, "Cost-Unit", 424, 0, UTF8, MUST, 0, 0)                             \
	X(currency_code, "Currency-Code", 425, 0, U32, MUST, 0, 0)                      \
	X(credit_control_failure_handling, "Credit-Control-Failure-Handling",           \
	  427, 0, ENUM, MUST, 0, 0)                                                     \
	X(direct_debiting_failure_handling, "Direct-Debiting-Failure-Handling",         \
	  428, 0, ENUM, MUST, 0, 0)                                                     \
	X(exponent, "Exponent", 429, 0, I32, MUST, 0, 0)                                \
	X(final_unit_indication, "Final-Unit-Indication", 430, 0, GROUP, MUST, 0, 0)    \
	X(granted_service_unit, "Granted-Service-Unit", 431, 0, GROUP, MUST, 0, 0)      \
	X(rating_group, "Rating-Group", 432, 0, U32, MUST, 0, 0)                        \
	X(redirect_address_type, "Redirect-Address-Type", 433, 0, ENUM, MUST, 0, 0)     \
	X(redirect_server, "Redirect-Server", 434, 0, GROUP, MUST, 0, 0)                \
	X(redirect_server_address, "Redirect-Server-Address", 435, 0, UTF8, MUST, 0, 0) \
	X(requested_action, "Requested-Action", 436, 0, ENUM, MUST, 0, 0)               \
	X(requested_service_unit, "Requested-Service-Unit", 437, 0, GROUP, MUST, 0, 0)  \
	X(restriction_filter_rule, "Restriction-Filter-Rule",                           \
	  438, 0, IPFILTER, MUST, 0, 0)                                                 \
	X(service_identifier, "Service-Identifier", 439, 0, U32, MUST, 0, 0)            \
	X(service_parameter_info, "Service-Parameter-Info", 440, 0, GROUP, MAY, 0, 0)   \
	X(service_parameter_type, "Service-Parameter-Type", 441, 0, U32, MAY, 0, 0)     \
	X(service_parameter_value, "Service-Parameter-Value",                           \
	  442, 0, OCTETS, MAY, 0, 0)                                                    \
	X(subscription_id, "Subscription-Id", 443, 0, GROUP, MUST, 0, 0)                \
	X(subscription_id_data, "Subscription-Id-Data", 444, 0, UTF8, MUST, 0, 0)       \
	X(unit_value, "Unit-Value", 445, 0, GROUP, MUST, 0, 0)                          \
	X(used_service_unit, "Used-Service-Unit", 446, 0, GROUP, MUST, 0, 0)            \
	X(value_digits, "Value-Digits", 447, 0, I64, MUST, 0, 0)                        \
	X(validity_time, "Validity-Time", 448, 0, U32, MUST, 0, 0)                      \
	X(final_unit_action, "Final-Unit-Action", 449, 0, ENUM, MUST, 0, 0)             \
	X(subscription_id_type, "Subscription-Id-Type", 450, 0, ENUM, MUST, 0, 0)       \
	X(tariff_time_change, "Tariff-Time-Change", 451, 0, TIME, MUST, 0, 0)           \
	X(tariff_change_usage, "Tariff-Change-Usage", 452, 0, ENUM, MUST, 0, 0)         \
	X(g_s_u_pool_identifier, "G-S-U-Pool-Identifier", 453, 0, U32, MUST, 0, 0)      \
	X(cc_unit_type, "CC-Unit-Type", 454, 0, ENUM, MUST, 0, 0)                       \
	X(multiple_services_indicator, "Multiple-Services-Indicator",                   \
	  455, 0, ENUM, MUST, 0, 0)                                                     \
	X(multiple_services_credit_control, "Multiple-Services-Credit-Control",         \
	  456, 0, GROUP, MUST, 0, 0)                                                    \
	X(g_s_u_pool_reference, "G-S-U-Pool-Reference", 457, 0, GROUP, MUST, 0, 0)      \
	X(user_equipment_info, "User-Equipment-Info", 458, 0, GROUP, MAY, 0, 0)         \
	X(user_equipment_info_type, "User-Equipment-Info-Type",                         \
	  459, 0, ENUM, MAY, 0, 0)                                                      \
	X(user_equipment_info_value, "User-Equipment-Info-Value",                       \
	  460, 0, OCTETS, MAY, 0, 0)                                                    \
	X(service_context_id, "Service-Context-Id", 461, 0, UTF8, MUST, 0, 0)           \
	X(eap_payload, "EAP-Payload", 462, 0, OCTETS, MUST, 0, 0)                       \
	X(eap_master_session_key, "EAP-Master-Session-Key", 464, 0, OCTETS, MUST, 0, 0) \
	X(mip6_agent_info, "MIP6-Agent-Info", 486, 0, GROUP, MUST, 0, 0)                \
	X(mip_careof_address, "MIP-Careof-Address", 487, 0, ADDRESS, MUST, 0, 0)        \
	X(mip_mn_ha_spi, "MIP-MN-HA-SPI", 491, 0, U32, MUST, 0, 0)                      \
	X(service_selection, "Service-Selection", 493, 0, UTF8, MUST, 0, 0)             \
	X(mobile_node_identifier, "Mobile-Node-Identifier", 506, 0, UTF8, MUST, 0, 0)   \
	X(qos_resources, "QoS-Resources", 508, 0, GROUP, MUST, 0, 0)                    \
	X(filter_rule, "Filter-Rule", 509, 0, GROUP, MUST, 0, 0)                        \
	X(filter_rule_precedence, "Filter-Rule-Precedence", 510, 0, U32, MUST, 0, 0)    \
	X(classifier, "Classifier", 511, 0, GROUP, MUST, 0, 0)                          \
	X(classifier_id, "Classifier-ID", 512, 0, OCTETS, MUST, 0, 0)                   \
	X(protocol, "Protocol", 513, 0, ENUM, MUST, 0, 0)                               \
	X(direction, "Direction", 514, 0, ENUM, MUST, 0, 0)                             \
	X(from_spec, "From-Spec", 515, 0, GROUP, MUST, 0, 0)                            \
	X(to_spec, "To-Spec", 516, 0, GROUP, MUST, 0, 0)                                \
	X(negated, "Negated", 517, 0, ENUM, MUST, 0, 0)                                 \
	X(ip_address, "IP-Address", 518, 0, ADDRESS, MUST, 0, 0)                        \
	X(ip_address_range, "IP-Address-Range", 519, 0, GROUP, MUST, 0, 0)              \
	X(ip_address_start, "IP-Address-Start", 520, 0, ADDRESS, MUST, 0, 0)            \
	X(ip_address_end, "IP-Address-End", 521, 0, ADDRESS, MUST, 0, 0)                \
	X(ip_address_mask, "IP-Address-Mask", 522, 0, GROUP, MUST, 0, 0)                \
	X(ip_bit_mask_width, "IP-Bit-Mask-Width", 523, 0, U32, MUST, 0, 0)              \
	X(mac_address, "MAC-Address", 524, 0, OCTETS, MUST, 0, 0)                       \
	X(mac_address_mask, "MAC-Address-Mask", 525, 0, GROUP, MUST, 0, 0)              \
	X(mac_address_mask_pattern, "MAC-Address-Mask-Pattern",                         \
	  526, 0, OCTETS, MUST, 0, 0)                                                   \
	X(eui64_address, "EUI64-Address", 527, 0, OCTETS, MUST, 0, 0)                   \
	X(eui64_address_mask, "EUI64-Address-Mask", 528, 0, GROUP, MUST, 0, 0)          \
	X(eui64_address_mask_pattern, "EUI64-Address-Mask-Pattern",                     \
	  529, 0, OCTETS, MUST, 0, 0)                                                   \
	X(port, "Port", 530, 0, I32, MUST, 0, 0)                                        \
	X(port_range, "Port-Range", 531, 0, GROUP, MUST, 0, 0)                          \
	X(port_start, "Port-Start", 532, 0, I32, MUST, 0, 0)                            \
	X(port_end, "Port-End", 533, 0, I32, MUST, 0, 0)                                \
	X(use_assigned_address, "Use-Assigned-Address", 534, 0, ENUM, MUST, 0, 0)       \
	X(diffserv_code_point, "Diffserv-Code-Point", 535, 0, ENUM, MUST, 0, 0)         \
	X(fragmentation_flag, "Fragmentation-Flag", 536, 0, ENUM, MUST, 0, 0)           \
	X(ip_option, "IP-Option", 537, 0, GROUP, MUST, 0, 0)                            \
	X(ip_option_type, "IP-Option-Type", 538, 0, ENUM, MUST, 0, 0)                   \
	X(ip_option_value, "IP-Option-Value", 539, 0, OCTETS, MUST, 0, 0)               \
	X(tcp_option, "TCP-Option", 540, 0, GROUP, MUST, 0, 0)                          \
	X(tcp_option_type, "TCP-Option-Type", 541, 0, ENUM, MUST, 0, 0)                 \
	X(tcp_option_value, "TCP-Option-Value", 542, 0, OCTETS, MUST, 0, 0)             \
	X(tcp_flags, "TCP-Flags", 543, 0, GROUP, MUST, 0, 0)                            \
	X(tcp_flag_type, "TCP-Flag-Type", 544, 0, U32, MUST, 0, 0)                      \
	X(icmp_type, "ICMP-Type", 545, 0, GROUP, MUST, 0, 0)                            \
	X(icmp_type_number, "ICMP-Type-Number", 546, 0, ENUM, MUST, 0, 0)               \
	X(icmp_code, "ICMP-Code", 547, 0, ENUM, MUST, 0, 0)                             \
	X(eth_option, "ETH-Option", 548, 0, GROUP, MUST, 0, 0)                          \
	X(eth_proto_type, "ETH-Proto-Type", 549, 0, GROUP, MUST, 0, 0)                  \
	X(eth_ether_type, "ETH-Ether-Type", 550, 0, OCTETS, MUST, 0, 0)                 \
	X(eth_sap, "ETH-SAP", 551, 0, OCTETS, MUST, 0, 0)                               \
	X(vlan_id_range, "VLAN-ID-Range", 552, 0, GROUP, MUST, 0, 0)                    \
	X(s_vid_start, "S-VID-Start", 553, 0, U32, MUST, 0, 0)                          \
	X(s_vid_end, "S-VID-End", 554, 0, U32, MUST, 0, 0)                              \
	X(c_vid_start, "C-VID-Start", 555, 0, U32, MUST, 0, 0)                          \
	X(c_vid_end, "C-VID-End", 556, 0, U32, MUST, 0, 0)                              \
	X(user_priority_range, "User-Priority-Range", 557, 0, GROUP, MUST, 0, 0)        \
	X(low_user_priority, "Low-User-Priority", 558, 0, U32, MUST, 0, 0)              \
	X(high_user_priority, "High-User-Priority", 559, 0, U32, MUST, 0, 0)            \
	X(time_of_day_condition, "Time-Of-Day-Condition", 560, 0, GROUP, MUST, 0, 0)    \
	X(time_of_day_start, "Time-Of-Day-Start", 561, 0, U32, MUST, 0, 0)              \
	X(time_of_day_end, "Time-Of-Day-End", 562, 0, U32, MUST, 0, 0)                  \
	X(day_of_week_mask, "Day-Of-Week-Mask", 563, 0, U32, MUST, 0, 0)                \
	X(day_of_month_mask, "Day-Of-Month-Mask", 564, 0, U32, MUST, 0, 0)              \
	X(month_of_year_mask, "Month-Of-Year-Mask", 565, 0, U32, MUST, 0, 0)            \
	X(absolute_start_time, "Absolute-Start-Time", 566, 0, TIME, MUST, 0, 0)         \
	X(absolute_end_time, "Absolute-End-Time", 568, 0, TIME, MUST, 0, 0)             \
	X(timezone_flag, "Timezone-Flag", 570, 0, ENUM, MUST, 0, 0)                     \
	X(treatment_action, "Treatment-Action", 572, 0, ENUM, MUST, 0, 0)               \
	X(qos_profile_id, "QoS-Profile-Id", 573, 0, U32, MUST, 0, 0)                    \
	X(qos_profile_template, "QoS-Profile-Template", 574, 0, GROUP, MUST, 0, 0)      \
	X(qos_semantics, "QoS-Semantics", 575, 0, ENUM, MUST, 0, 0)                     \
	X(qos_parameters, "QoS-Parameters", 576, 0, GROUP, MUST, 0, 0)                  \
	X(excess_treatment, "Excess-Treatment", 577, 0, GROUP, MUST, 0, 0)              \
	X(qos_capability, "QoS-Capability", 578, 0, GROUP, MUST, 0, 0)                  \
	X(key, "Key", 581, 0, GROUP, NOT, 0, 0)                                         \
	X(key_type, "Key-Type", 582, 0, ENUM, NOT, 0, 0)                                \
	X(keying_material, "Keying-Material", 583, 0, OCTETS, NOT, 0, 0)                \
	X(key_lifetime, "Key-Lifetime", 584, 0, U32, NOT, 0, 0)                         \
	X(key_spi, "Key-SPI", 585, 0, U32, NOT, 0, 0)                                   \
	X(key_name, "Key-Name", 586, 0, OCTETS, NOT, 0, 0)                              \
	X(erp_rk_request, "ERP-RK-Request", 618, 0, GROUP, NOT, 0, 0)                   \
	X(erp_realm, "ERP-Realm", 619, 0, IDENTITY, NOT, 0, 0)                          \
	X(oc_supported_features, "OC-Supported-Features", 621, 0, GROUP, NOT, 0, 0)     \
	X(oc_feature_vector, "OC-Feature-Vector", 622, 0, U64, NOT, 0, 0)               \
	X(oc_olr, "OC-OLR", 623, 0, GROUP, NOT, 0, 0)                                   \
	X(oc_sequence_number, "OC-Sequence-Number", 624, 0, U64, NOT, 0, 0)             \
	X(oc_validity_duration, "OC-Validity-Duration", 625, 0, U32, NOT, 0, 0)         \
	X(oc_report_type, "OC-Report-Type", 626, 0, ENUM, NOT, 0, 0)                    \
	X(oc_reduction_percentage, "OC-Reduction-Percentage", 627, 0, U32, NOT, 0, 0)   \
	X(sourceid, "SourceID", 649, 0, IDENTITY, NOT, 0, 0)                            \
	X(load, "Load", 650, 0, GROUP, NOT, 0, 0)                                       \
	X(load_type, "Load-Type", 651, 0, ENUM, NOT, 0, 0)                              \
	X(load_value, "Load-Value", 652, 0, U64, NOT, 0, 0)                             \
	X(user_equipment_info_extension, "User-Equipment-Info-Extension",               \
	  653, 0, GROUP, NOT, 0, 0)                                                     \
	X(user_equipment_info_imeisv, "User-Equipment-Info-IMEISV",                     \
	  654, 0, OCTETS, NOT, 0, 0)                                                    \
	X(user_equipment_info_mac, "User-Equipment-Info-MAC",                           \
	  655, 0, OCTETS, NOT, 0, 0)                                                    \
	X(user_equipment_info_eui64, "User-Equipment-Info-EUI64",                       \
	  656, 0, OCTETS, NOT, 0, 0)                                                    \
	X(user_equipment_info_modifiedeui64, "User-Equipment-Info-ModifiedEUI64",       \
	  657, 0, OCTETS, NOT, 0, 0)                                                    \
	X(user_equipment_info_imei, "User-Equipment-Info-IMEI",                         \
	  658, 0, OCTETS, NOT, 0, 0)

IETF_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_ietf[] = {
	IETF_AVPS(AVP_LIST)
	NULL,
};
