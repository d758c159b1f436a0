/*
 * tgpp_s6t.h - shared AVP definitions: TS 29.336 (S6m, S6t).
 * How to use it: see <hss/avp/base.h>.
 */
#ifndef HSS_AVP_TGPP_S6T_H
#define HSS_AVP_TGPP_S6T_H

#include <hss/dia.h>
#include <hss/avp/base.h>

extern const struct hss_avp_def hss_avp_ip_sm_gw_number;
extern const struct hss_avp_def hss_avp_ip_sm_gw_name;
extern const struct hss_avp_def hss_avp_user_identifier;
extern const struct hss_avp_def hss_avp_service_id;
extern const struct hss_avp_def hss_avp_scs_identity;
extern const struct hss_avp_def hss_avp_service_parameters;
extern const struct hss_avp_def hss_avp_t4_parameters;
extern const struct hss_avp_def hss_avp_service_data;
extern const struct hss_avp_def hss_avp_t4_data;
extern const struct hss_avp_def hss_avp_hss_cause;
extern const struct hss_avp_def hss_avp_sir_flags;
extern const struct hss_avp_def hss_avp_external_identifier;
extern const struct hss_avp_def hss_avp_ip_sm_gw_realm;
extern const struct hss_avp_def hss_avp_aese_communication_pattern;
extern const struct hss_avp_def hss_avp_communication_pattern_set;
extern const struct hss_avp_def hss_avp_periodic_communication_indicator;
extern const struct hss_avp_def hss_avp_communication_duration_time;
extern const struct hss_avp_def hss_avp_periodic_time;
extern const struct hss_avp_def hss_avp_scheduled_communication_time;
extern const struct hss_avp_def hss_avp_stationary_indication;
extern const struct hss_avp_def hss_avp_aese_communication_pattern_config_status;
extern const struct hss_avp_def hss_avp_aese_error_report;
extern const struct hss_avp_def hss_avp_monitoring_event_configuration;
extern const struct hss_avp_def hss_avp_monitoring_event_report;
extern const struct hss_avp_def hss_avp_scef_reference_id;
extern const struct hss_avp_def hss_avp_scef_id;
extern const struct hss_avp_def hss_avp_scef_reference_id_for_deletion;
extern const struct hss_avp_def hss_avp_monitoring_type;
extern const struct hss_avp_def hss_avp_maximum_number_of_reports;
extern const struct hss_avp_def hss_avp_ue_reachability_configuration;
extern const struct hss_avp_def hss_avp_monitoring_duration;
extern const struct hss_avp_def hss_avp_maximum_detection_time;
extern const struct hss_avp_def hss_avp_reachability_type;
extern const struct hss_avp_def hss_avp_maximum_latency;
extern const struct hss_avp_def hss_avp_maximum_response_time;
extern const struct hss_avp_def hss_avp_location_information_configuration;
extern const struct hss_avp_def hss_avp_monte_location_type;
extern const struct hss_avp_def hss_avp_accuracy;
extern const struct hss_avp_def hss_avp_association_type;
extern const struct hss_avp_def hss_avp_roaming_information;
extern const struct hss_avp_def hss_avp_reachability_information;
extern const struct hss_avp_def hss_avp_imei_change;
extern const struct hss_avp_def hss_avp_monitoring_event_config_status;
extern const struct hss_avp_def hss_avp_supported_services;
extern const struct hss_avp_def hss_avp_supported_monitoring_events;
extern const struct hss_avp_def hss_avp_cir_flags;
extern const struct hss_avp_def hss_avp_service_result;
extern const struct hss_avp_def hss_avp_service_result_code;
extern const struct hss_avp_def hss_avp_reference_id_validity_time;
extern const struct hss_avp_def hss_avp_event_handling;
extern const struct hss_avp_def hss_avp_nidd_authorization_request;
extern const struct hss_avp_def hss_avp_nidd_authorization_response;
extern const struct hss_avp_def hss_avp_service_report;
extern const struct hss_avp_def hss_avp_node_type;
extern const struct hss_avp_def hss_avp_s6t_hss_cause;
extern const struct hss_avp_def hss_avp_enhanced_coverage_restriction;
extern const struct hss_avp_def hss_avp_enhanced_coverage_restriction_data;
extern const struct hss_avp_def hss_avp_restricted_plmn_list;
extern const struct hss_avp_def hss_avp_allowed_plmn_list;
extern const struct hss_avp_def hss_avp_requested_validity_time;
extern const struct hss_avp_def hss_avp_granted_validity_time;
extern const struct hss_avp_def hss_avp_nidd_authorization_update;
extern const struct hss_avp_def hss_avp_loss_of_connectivity_reason;
extern const struct hss_avp_def hss_avp_group_reporting_guard_timer;
extern const struct hss_avp_def hss_avp_cia_flags;
extern const struct hss_avp_def hss_avp_group_report;
extern const struct hss_avp_def hss_avp_group_report_item;
extern const struct hss_avp_def hss_avp_rir_flags;
extern const struct hss_avp_def hss_avp_type_of_external_identifier;
extern const struct hss_avp_def hss_avp_apn_validity_time;
extern const struct hss_avp_def hss_avp_suggested_network_configuration;
extern const struct hss_avp_def hss_avp_monitoring_event_report_status;
extern const struct hss_avp_def hss_avp_plmn_id_requested;
extern const struct hss_avp_def hss_avp_additionalidentifiers;
extern const struct hss_avp_def hss_avp_nir_flags;
extern const struct hss_avp_def hss_avp_reporting_time_stamp;
extern const struct hss_avp_def hss_avp_nia_flags;
extern const struct hss_avp_def hss_avp_group_user_identifier;
extern const struct hss_avp_def hss_avp_mtc_provider_info;
extern const struct hss_avp_def hss_avp_mtc_provider_id;
extern const struct hss_avp_def hss_avp_pdn_connectivity_status_configuration;
extern const struct hss_avp_def hss_avp_pdn_connectivity_status_report;
extern const struct hss_avp_def hss_avp_pdn_connectivity_status_type;
extern const struct hss_avp_def hss_avp_traffic_profile;
extern const struct hss_avp_def hss_avp_updated_network_configuration;
extern const struct hss_avp_def hss_avp_battery_indicator;
extern const struct hss_avp_def hss_avp_scef_reference_id_ext;
extern const struct hss_avp_def hss_avp_scef_reference_id_for_deletion_ext;

extern const struct hss_avp_def *const hss_avp_dict_tgpp_s6t[];

#define HSS_AVP_DEF_USER_IDENTIFIER(grammar)                                    \
	HSS_AVP_GROUP_("User-Identifier", 3102, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SERVICE_PARAMETERS(grammar)                                 \
	HSS_AVP_GROUP_("Service-Parameters", 3105, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_T4_PARAMETERS(grammar)                                      \
	HSS_AVP_GROUP_("T4-Parameters", 3106, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SERVICE_DATA(grammar)                                       \
	HSS_AVP_GROUP_("Service-Data", 3107, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_T4_DATA(grammar)                                            \
	HSS_AVP_GROUP_("T4-Data", 3108, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_AESE_COMMUNICATION_PATTERN(grammar)                         \
	HSS_AVP_GROUP_("AESE-Communication-Pattern", 3113, 10415,               \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_COMMUNICATION_PATTERN_SET(grammar)                          \
	HSS_AVP_GROUP_("Communication-Pattern-Set", 3114, 10415,                \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SCHEDULED_COMMUNICATION_TIME(grammar)                       \
	HSS_AVP_GROUP_("Scheduled-Communication-Time", 3118, 10415,             \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_AESE_COMMUNICATION_PATTERN_CONFIG_STATUS(grammar)           \
	HSS_AVP_GROUP_("AESE-Communication-Pattern-Config-Status", 3120, 10415, \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_AESE_ERROR_REPORT(grammar)                                  \
	HSS_AVP_GROUP_("AESE-Error-Report", 3121, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MONITORING_EVENT_CONFIGURATION(grammar)                     \
	HSS_AVP_GROUP_("Monitoring-Event-Configuration", 3122, 10415,           \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MONITORING_EVENT_REPORT(grammar)                            \
	HSS_AVP_GROUP_("Monitoring-Event-Report", 3123, 10415,                  \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_UE_REACHABILITY_CONFIGURATION(grammar)                      \
	HSS_AVP_GROUP_("UE-Reachability-Configuration", 3129, 10415,            \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_LOCATION_INFORMATION_CONFIGURATION(grammar)                 \
	HSS_AVP_GROUP_("Location-Information-Configuration", 3135, 10415,       \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MONITORING_EVENT_CONFIG_STATUS(grammar)                     \
	HSS_AVP_GROUP_("Monitoring-Event-Config-Status", 3142, 10415,           \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SUPPORTED_SERVICES(grammar)                                 \
	HSS_AVP_GROUP_("Supported-Services", 3143, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SERVICE_RESULT(grammar)                                     \
	HSS_AVP_GROUP_("Service-Result", 3146, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_NIDD_AUTHORIZATION_REQUEST(grammar)                         \
	HSS_AVP_GROUP_("NIDD-Authorization-Request", 3150, 10415,               \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_NIDD_AUTHORIZATION_RESPONSE(grammar)                        \
	HSS_AVP_GROUP_("NIDD-Authorization-Response", 3151, 10415,              \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SERVICE_REPORT(grammar)                                     \
	HSS_AVP_GROUP_("Service-Report", 3152, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ENHANCED_COVERAGE_RESTRICTION(grammar)                      \
	HSS_AVP_GROUP_("Enhanced-Coverage-Restriction", 3155, 10415,            \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ENHANCED_COVERAGE_RESTRICTION_DATA(grammar)                 \
	HSS_AVP_GROUP_("Enhanced-Coverage-Restriction-Data", 3156, 10415,       \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_RESTRICTED_PLMN_LIST(grammar)                               \
	HSS_AVP_GROUP_("Restricted-PLMN-List", 3157, 10415,                     \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ALLOWED_PLMN_LIST(grammar)                                  \
	HSS_AVP_GROUP_("Allowed-PLMN-List", 3158, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_NIDD_AUTHORIZATION_UPDATE(grammar)                          \
	HSS_AVP_GROUP_("NIDD-Authorization-Update", 3161, 10415,                \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_GROUP_REPORT(grammar)                                       \
	HSS_AVP_GROUP_("Group-Report", 3165, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_GROUP_REPORT_ITEM(grammar)                                  \
	HSS_AVP_GROUP_("Group-Report-Item", 3166, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_APN_VALIDITY_TIME(grammar)                                  \
	HSS_AVP_GROUP_("APN-Validity-Time", 3169, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SUGGESTED_NETWORK_CONFIGURATION(grammar)                    \
	HSS_AVP_GROUP_("Suggested-Network-Configuration", 3170, 10415,          \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MONITORING_EVENT_REPORT_STATUS(grammar)                     \
	HSS_AVP_GROUP_("Monitoring-Event-Report-Status", 3171, 10415,           \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ADDITIONALIDENTIFIERS(grammar)                              \
	HSS_AVP_GROUP_("AdditionalIdentifiers", 3173, 10415,                    \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_GROUP_USER_IDENTIFIER(grammar)                              \
	HSS_AVP_GROUP_("Group-User-Identifier", 3177, 10415,                    \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MTC_PROVIDER_INFO(grammar)                                  \
	HSS_AVP_GROUP_("MTC-Provider-Info", 3178, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PDN_CONNECTIVITY_STATUS_CONFIGURATION(grammar)              \
	HSS_AVP_GROUP_("PDN-Connectivity-Status-Configuration", 3180, 10415,    \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PDN_CONNECTIVITY_STATUS_REPORT(grammar)                     \
	HSS_AVP_GROUP_("PDN-Connectivity-Status-Report", 3181, 10415,           \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_UPDATED_NETWORK_CONFIGURATION(grammar)                      \
	HSS_AVP_GROUP_("Updated-Network-Configuration", 3184, 10415,            \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)

#endif
