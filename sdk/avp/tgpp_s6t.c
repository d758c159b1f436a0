/*
 * tgpp_s6t.c - shared AVP definitions: TS 29.336 (S6m, S6t). Data only; one row per AVP in the
 * order of the codes, and the array that lists them all.
 */
#include <hss/avp/tgpp_s6t.h>

#include "avp_def.h"

#define TGPP_S6T_AVPS(X)                                                                \
	X(ip_sm_gw_number, "IP-SM-GW-Number", 3100, 10415, OCTETS, MUST, 0, 0)          \
	X(ip_sm_gw_name, "IP-SM-GW-Name", 3101, 10415, IDENTITY, MUST, 0, 0)            \
	X(user_identifier, "User-Identifier", 3102, 10415, GROUP, MUST, 0, 0)           \
	X(service_id, "Service-ID", 3103, 10415, ENUM, MUST, 0, 0)                      \
	X(scs_identity, "SCS-Identity", 3104, 10415, OCTETS, MUST, 0, 0)                \
	X(service_parameters, "Service-Parameters", 3105, 10415, GROUP, MUST, 0, 0)     \
	X(t4_parameters, "T4-Parameters", 3106, 10415, GROUP, MUST, 0, 0)               \
	X(service_data, "Service-Data", 3107, 10415, GROUP, MUST, 0, 0)                 \
	X(t4_data, "T4-Data", 3108, 10415, GROUP, MUST, 0, 0)                           \
	X(hss_cause, "HSS-Cause", 3109, 10415, U32, MUST, 0, 0)                         \
	X(sir_flags, "SIR-Flags", 3110, 10415, U32, MUST, 0, 0)                         \
	X(external_identifier, "External-Identifier", 3111, 10415, UTF8, MUST, 0, 0)    \
	X(ip_sm_gw_realm, "IP-SM-GW-Realm", 3112, 10415, IDENTITY, MUST, 0, 0)          \
	X(aese_communication_pattern, "AESE-Communication-Pattern",                     \
	  3113, 10415, GROUP, MUST, 0, 0)                                               \
	X(communication_pattern_set, "Communication-Pattern-Set",                       \
	  3114, 10415, GROUP, MUST, 0, 0)                                               \
	X(periodic_communication_indicator, "Periodic-Communication-Indicator",         \
	  3115, 10415, U32, MUST, 0, 0)                                                 \
	X(communication_duration_time, "Communication-Duration-Time",                   \
	  3116, 10415, U32, MUST, 0, 0)                                                 \
	X(periodic_time, "Periodic-Time", 3117, 10415, U32, MUST, 0, 0)                 \
	X(scheduled_communication_time, "Scheduled-Communication-Time",                 \
	  3118, 10415, GROUP, MUST, 0, 0)                                               \
	X(stationary_indication, "Stationary-Indication", 3119, 10415, U32, MUST, 0, 0) \
	X(aese_communication_pattern_config_status,                                     \
	  "AESE-Communication-Pattern-Config-Status", 3120, 10415, GROUP, MUST, 0, 0)   \
	X(aese_error_report, "AESE-Error-Report", 3121, 10415, GROUP, MUST, 0, 0)       \
	X(monitoring_event_configuration, "Monitoring-Event-Configuration",             \
	  3122, 10415, GROUP, MUST, 0, 0)                                               \
	X(monitoring_event_report, "Monitoring-Event-Report",                           \
	  3123, 10415, GROUP, MUST, 0, 0)                                               \
	X(scef_reference_id, "SCEF-Reference-ID", 3124, 10415, U32, MUST, 0, 0)         \
	X(scef_id, "SCEF-ID", 3125, 10415, IDENTITY, MUST, 0, 0)                        \
	X(scef_reference_id_for_deletion, "SCEF-Reference-ID-for-Deletion",             \
	  3126, 10415, U32, MUST, 0, 0)                                                 \
	X(monitoring_type, "Monitoring-Type", 3127, 10415, U32, MUST, 0, 0)             \
	X(maximum_number_of_reports, "Maximum-Number-of-Reports",                       \
	  3128, 10415, U32, MUST, 0, 0)                                                 \
	X(ue_reachability_configuration, "UE-Reachability-Configuration",               \
	  3129, 10415, GROUP, MUST, 0, 0)                                               \
	X(monitoring_duration, "Monitoring-Duration", 3130, 10415, TIME, MUST, 0, 0)    \
	X(maximum_detection_time, "Maximum-Detection-Time",                             \
	  3131, 10415, U32, MUST, 0, 0)                                                 \
	X(reachability_type, "Reachability-Type", 3132, 10415, U32, MUST, 0, 0)         \
	X(maximum_latency, "Maximum-Latency", 3133, 10415, U32, MUST, 0, 0)             \
	X(maximum_response_time, "Maximum-Response-Time", 3134, 10415, U32, MUST, 0, 0) \
	X(location_information_configuration, "Location-Information-Configuration",     \
	  3135, 10415, GROUP, MUST, 0, 0)                                               \
	X(monte_location_type, "MONTE-Location-Type", 3136, 10415, U32, MUST, 0, 0)     \
	X(accuracy, "Accuracy", 3137, 10415, U32, MUST, 0, 0)                           \
	X(association_type, "Association-Type", 3138, 10415, U32, MUST, 0, 0)           \
	X(roaming_information, "Roaming-Information", 3139, 10415, U32, MUST, 0, 0)     \
	X(reachability_information, "Reachability-Information",                         \
	  3140, 10415, U32, MUST, 0, 0)                                                 \
	X(imei_change, "IMEI-Change", 3141, 10415, U32, MUST, 0, 0)                     \
	X(monitoring_event_config_status, "Monitoring-Event-Config-Status",             \
	  3142, 10415, GROUP, MUST, 0, 0)                                               \
	X(supported_services, "Supported-Services", 3143, 10415, GROUP, MUST, 0, 0)     \
	X(supported_monitoring_events, "Supported-Monitoring-Events",                   \
	  3144, 10415, U64, MUST, 0, 0)                                                 \
	X(cir_flags, "CIR-Flags", 3145, 10415, U32, MUST, 0, 0)                         \
	X(service_result, "Service-Result", 3146, 10415, GROUP, MUST, 0, 0)             \
	X(service_result_code, "Service-Result-Code", 3147, 10415, U32, MUST, 0, 0)     \
	X(reference_id_validity_time, "Reference-ID-Validity-Time",                     \
	  3148, 10415, TIME, MUST, 0, 0)                                                \
	X(event_handling, "Event-Handling", 3149, 10415, U32, MUST, 0, 0)               \
	X(nidd_authorization_request, "NIDD-Authorization-Request",                     \
	  3150, 10415, GROUP, MUST, 0, 0)                                               \
	X(nidd_authorization_response, "NIDD-Authorization-Response",                   \
	  3151, 10415, GROUP, MUST, 0, 0)                                               \
	X(service_report, "Service-Report", 3152, 10415, GROUP, MUST, 0, 0)             \
	X(node_type, "Node-Type", 3153, 10415, U32, MUST, 0, 0)                         \
	X(s6t_hss_cause, "S6t-HSS-Cause", 3154, 10415, U32, MUST, 0, 0)                 \
	X(enhanced_coverage_restriction, "Enhanced-Coverage-Restriction",               \
	  3155, 10415, GROUP, NOT, 0, 0)                                                \
	X(enhanced_coverage_restriction_data, "Enhanced-Coverage-Restriction-Data",     \
	  3156, 10415, GROUP, NOT, 0, 0)                                                \
	X(restricted_plmn_list, "Restricted-PLMN-List", 3157, 10415, GROUP, NOT, 0, 0)  \
	X(allowed_plmn_list, "Allowed-PLMN-List", 3158, 10415, GROUP, NOT, 0, 0)        \
	X(requested_validity_time, "Requested-Validity-Time",                           \
	  3159, 10415, TIME, NOT, 0, 0)                                                 \
	X(granted_validity_time, "Granted-Validity-Time", 3160, 10415, TIME, NOT, 0, 0) \
	X(nidd_authorization_update, "NIDD-Authorization-Update",                       \
	  3161, 10415, GROUP, NOT, 0, 0)                                                \
	X(loss_of_connectivity_reason, "Loss-Of-Connectivity-Reason",                   \
	  3162, 10415, U32, NOT, 0, 0)                                                  \
	X(group_reporting_guard_timer, "Group-Reporting-Guard-Timer",                   \
	  3163, 10415, U32, NOT, 0, 0)                                                  \
	X(cia_flags, "CIA-Flags", 3164, 10415, U32, NOT, 0, 0)                          \
	X(group_report, "Group-Report", 3165, 10415, GROUP, NOT, 0, 0)                  \
	X(group_report_item, "Group-Report-Item", 3166, 10415, GROUP, NOT, 0, 0)        \
	X(rir_flags, "RIR-Flags", 3167, 10415, U32, NOT, 0, 0)                          \
	X(type_of_external_identifier, "Type-Of-External-Identifier",                   \
	  3168, 10415, U32, NOT, 0, 0)                                                  \
	X(apn_validity_time, "APN-Validity-Time", 3169, 10415, GROUP, NOT, 0, 0)        \
	X(suggested_network_configuration, "Suggested-Network-Configuration",           \
	  3170, 10415, GROUP, NOT, 0, 0)                                                \
	X(monitoring_event_report_status, "Monitoring-Event-Report-Status",             \
	  3171, 10415, GROUP, NOT, 0, 0)                                                \
	X(plmn_id_requested, "PLMN-ID-Requested", 3172, 10415, ENUM, NOT, 0, 0)         \
	X(additionalidentifiers, "AdditionalIdentifiers",                               \
	  3173, 10415, GROUP, NOT, 0, 0)                                                \
	X(nir_flags, "NIR-Flags", 3174, 10415, U32, NOT, 0, 0)                          \
	X(reporting_time_stamp, "Reporting-Time-Stamp", 3175, 10415, TIME, NOT, 0, 0)   \
	X(nia_flags, "NIA-Flags", 3176, 10415, U32, NOT, 0, 0)                          \
	X(group_user_identifier, "Group-User-Identifier",                               \
	  3177, 10415, GROUP, NOT, 0, 0)                                                \
	X(mtc_provider_info, "MTC-Provider-Info", 3178, 10415, GROUP, NOT, 0, 0)        \
	X(mtc_provider_id, "MTC-Provider-ID", 3179, 10415, UTF8, NOT, 0, 0)             \
	X(pdn_connectivity_status_configuration,                                        \
	  "PDN-Connectivity-Status-Configuration", 3180, 10415, GROUP, NOT, 0, 0)       \
	X(pdn_connectivity_status_report, "PDN-Connectivity-Status-Report",             \
	  3181, 10415, GROUP, NOT, 0, 0)                                                \
	X(pdn_connectivity_status_type, "PDN-Connectivity-Status-Type",                 \
	  3182, 10415, U32, NOT, 0, 0)                                                  \
	X(traffic_profile, "Traffic-Profile", 3183, 10415, U32, NOT, 0, 0)              \
	X(updated_network_configuration, "Updated-Network-Configuration",               \
	  3184, 10415, GROUP, NOT, 0, 0)                                                \
	X(battery_indicator, "Battery-Indicator", 3185, 10415, U32, NOT, 0, 0)          \
	X(scef_reference_id_ext, "SCEF-Reference-ID-Ext", 3186, 10415, U64, NOT, 0, 0)  \
	X(scef_reference_id_for_deletion_ext, "SCEF-Reference-ID-for-Deletion-Ext",     \
	  3187, 10415, U64, NOT, 0, 0)

TGPP_S6T_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_tgpp_s6t[] = {
	TGPP_S6T_AVPS(AVP_LIST)
	NULL,
};
