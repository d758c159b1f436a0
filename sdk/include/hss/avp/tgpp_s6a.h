/*
 * tgpp_s6a.h - shared AVP definitions: TS 29.272 (S6a/S6d, S13) and its neighbours of TS
 * 29.344, 29.128.
 * How to use it: see <hss/avp/base.h>.
 */
#ifndef HSS_AVP_TGPP_S6A_H
#define HSS_AVP_TGPP_S6A_H

#include <hss/dia.h>
#include <hss/avp/base.h>

extern const struct hss_avp_def hss_avp_subscription_data;
extern const struct hss_avp_def hss_avp_terminal_information;
extern const struct hss_avp_def hss_avp_imei;
extern const struct hss_avp_def hss_avp_software_version;
extern const struct hss_avp_def hss_avp_qos_subscribed;
extern const struct hss_avp_def hss_avp_ulr_flags;
extern const struct hss_avp_def hss_avp_ula_flags;
extern const struct hss_avp_def hss_avp_visited_plmn_id;
extern const struct hss_avp_def hss_avp_requested_eutran_authentication_info;
extern const struct hss_avp_def hss_avp_requested_utran_geran_authentication_info;
extern const struct hss_avp_def hss_avp_number_of_requested_vectors;
extern const struct hss_avp_def hss_avp_re_synchronization_info;
extern const struct hss_avp_def hss_avp_immediate_response_preferred;
extern const struct hss_avp_def hss_avp_authentication_info;
extern const struct hss_avp_def hss_avp_e_utran_vector;
extern const struct hss_avp_def hss_avp_utran_vector;
extern const struct hss_avp_def hss_avp_geran_vector;
extern const struct hss_avp_def hss_avp_network_access_mode;
extern const struct hss_avp_def hss_avp_hplmn_odb;
extern const struct hss_avp_def hss_avp_item_number;
extern const struct hss_avp_def hss_avp_cancellation_type;
extern const struct hss_avp_def hss_avp_dsr_flags;
extern const struct hss_avp_def hss_avp_dsa_flags;
extern const struct hss_avp_def hss_avp_context_identifier;
extern const struct hss_avp_def hss_avp_subscriber_status;
extern const struct hss_avp_def hss_avp_operator_determined_barring;
extern const struct hss_avp_def hss_avp_access_restriction_data;
extern const struct hss_avp_def hss_avp_apn_oi_replacement;
extern const struct hss_avp_def hss_avp_all_apn_configurations_included_indicator;
extern const struct hss_avp_def hss_avp_apn_configuration_profile;
extern const struct hss_avp_def hss_avp_apn_configuration;
extern const struct hss_avp_def hss_avp_eps_subscribed_qos_profile;
extern const struct hss_avp_def hss_avp_vplmn_dynamic_address_allowed;
extern const struct hss_avp_def hss_avp_stn_sr;
extern const struct hss_avp_def hss_avp_alert_reason;
extern const struct hss_avp_def hss_avp_ambr;
extern const struct hss_avp_def hss_avp_csg_subscription_data;
extern const struct hss_avp_def hss_avp_csg_id;
extern const struct hss_avp_def hss_avp_pdn_gw_allocation_type;
extern const struct hss_avp_def hss_avp_expiration_date;
extern const struct hss_avp_def hss_avp_rat_frequency_selection_priority_id;
extern const struct hss_avp_def hss_avp_ida_flags;
extern const struct hss_avp_def hss_avp_pua_flags;
extern const struct hss_avp_def hss_avp_nor_flags;
extern const struct hss_avp_def hss_avp_user_id;
extern const struct hss_avp_def hss_avp_equipment_status;
extern const struct hss_avp_def hss_avp_regional_subscription_zone_code;
extern const struct hss_avp_def hss_avp_rand;
extern const struct hss_avp_def hss_avp_xres;
extern const struct hss_avp_def hss_avp_autn;
extern const struct hss_avp_def hss_avp_kasme;
extern const struct hss_avp_def hss_avp_trace_collection_entity;
extern const struct hss_avp_def hss_avp_kc;
extern const struct hss_avp_def hss_avp_sres;
extern const struct hss_avp_def hss_avp_pdn_type;
extern const struct hss_avp_def hss_avp_roaming_restricted_due_to_unsupported_feature;
extern const struct hss_avp_def hss_avp_trace_data;
extern const struct hss_avp_def hss_avp_trace_reference;
extern const struct hss_avp_def hss_avp_trace_depth;
extern const struct hss_avp_def hss_avp_trace_ne_type_list;
extern const struct hss_avp_def hss_avp_trace_interface_list;
extern const struct hss_avp_def hss_avp_trace_event_list;
extern const struct hss_avp_def hss_avp_omc_id;
extern const struct hss_avp_def hss_avp_gprs_subscription_data;
extern const struct hss_avp_def hss_avp_complete_data_list_included_indicator;
extern const struct hss_avp_def hss_avp_pdp_context;
extern const struct hss_avp_def hss_avp_pdp_type;
extern const struct hss_avp_def hss_avp_3gpp2_meid;
extern const struct hss_avp_def hss_avp_specific_apn_info;
extern const struct hss_avp_def hss_avp_lcs_info;
extern const struct hss_avp_def hss_avp_gmlc_number;
extern const struct hss_avp_def hss_avp_lcs_privacyexception;
extern const struct hss_avp_def hss_avp_ss_code;
extern const struct hss_avp_def hss_avp_ss_status;
extern const struct hss_avp_def hss_avp_notification_to_ue_user;
extern const struct hss_avp_def hss_avp_external_client;
extern const struct hss_avp_def hss_avp_client_identity;
extern const struct hss_avp_def hss_avp_gmlc_restriction;
extern const struct hss_avp_def hss_avp_plmn_client;
extern const struct hss_avp_def hss_avp_service_type;
extern const struct hss_avp_def hss_avp_servicetypeidentity;
extern const struct hss_avp_def hss_avp_mo_lr;
extern const struct hss_avp_def hss_avp_teleservice_list;
extern const struct hss_avp_def hss_avp_ts_code;
extern const struct hss_avp_def hss_avp_call_barring_info;
extern const struct hss_avp_def hss_avp_sgsn_number;
extern const struct hss_avp_def hss_avp_idr_flags;
extern const struct hss_avp_def hss_avp_ics_indicator;
extern const struct hss_avp_def hss_avp_ims_voice_over_ps_sessions_supported;
extern const struct hss_avp_def hss_avp_homogeneous_support_of_ims_voice_over_ps_sessions;
extern const struct hss_avp_def hss_avp_last_ue_activity_time;
extern const struct hss_avp_def hss_avp_eps_user_state;
extern const struct hss_avp_def hss_avp_eps_location_information;
extern const struct hss_avp_def hss_avp_mme_user_state;
extern const struct hss_avp_def hss_avp_sgsn_user_state;
extern const struct hss_avp_def hss_avp_user_state;
extern const struct hss_avp_def hss_avp_mme_location_information;
extern const struct hss_avp_def hss_avp_sgsn_location_information;
extern const struct hss_avp_def hss_avp_e_utran_cell_global_identity;
extern const struct hss_avp_def hss_avp_tracking_area_identity;
extern const struct hss_avp_def hss_avp_cell_global_identity;
extern const struct hss_avp_def hss_avp_routing_area_identity;
extern const struct hss_avp_def hss_avp_location_area_identity;
extern const struct hss_avp_def hss_avp_service_area_identity;
extern const struct hss_avp_def hss_avp_geographical_information;
extern const struct hss_avp_def hss_avp_geodetic_information;
extern const struct hss_avp_def hss_avp_current_location_retrieved;
extern const struct hss_avp_def hss_avp_age_of_location_information;
extern const struct hss_avp_def hss_avp_active_apn;
extern const struct hss_avp_def hss_avp_sipto_permission;
extern const struct hss_avp_def hss_avp_error_diagnostic;
extern const struct hss_avp_def hss_avp_ue_srvcc_capability;
extern const struct hss_avp_def hss_avp_mps_priority;
extern const struct hss_avp_def hss_avp_vplmn_lipa_allowed;
extern const struct hss_avp_def hss_avp_lipa_permission;
extern const struct hss_avp_def hss_avp_subscribed_periodic_rau_tau_timer;
extern const struct hss_avp_def hss_avp_ext_pdp_type;
extern const struct hss_avp_def hss_avp_ext_pdp_address;
extern const struct hss_avp_def hss_avp_mdt_configuration;
extern const struct hss_avp_def hss_avp_job_type;
extern const struct hss_avp_def hss_avp_area_scope;
extern const struct hss_avp_def hss_avp_list_of_measurements;
extern const struct hss_avp_def hss_avp_reporting_trigger;
extern const struct hss_avp_def hss_avp_report_interval;
extern const struct hss_avp_def hss_avp_report_amount;
extern const struct hss_avp_def hss_avp_event_threshold_rsrp;
extern const struct hss_avp_def hss_avp_event_threshold_rsrq;
extern const struct hss_avp_def hss_avp_logging_interval;
extern const struct hss_avp_def hss_avp_logging_duration;
extern const struct hss_avp_def hss_avp_relay_node_indicator;
extern const struct hss_avp_def hss_avp_mdt_user_consent;
extern const struct hss_avp_def hss_avp_pur_flags;
extern const struct hss_avp_def hss_avp_subscribed_vsrvcc;
extern const struct hss_avp_def hss_avp_equivalent_plmn_list;
extern const struct hss_avp_def hss_avp_clr_flags;
extern const struct hss_avp_def hss_avp_time_zone;
extern const struct hss_avp_def hss_avp_a_msisdn;
extern const struct hss_avp_def hss_avp_mme_number_for_mt_sms;
extern const struct hss_avp_def hss_avp_sms_register_request;
extern const struct hss_avp_def hss_avp_local_time_zone;
extern const struct hss_avp_def hss_avp_daylight_saving_time;
extern const struct hss_avp_def hss_avp_subscription_data_flags;
extern const struct hss_avp_def hss_avp_measurement_period_lte;
extern const struct hss_avp_def hss_avp_measurement_period_umts;
extern const struct hss_avp_def hss_avp_collection_period_rrm_lte;
extern const struct hss_avp_def hss_avp_collection_period_rrm_umts;
extern const struct hss_avp_def hss_avp_positioning_method;
extern const struct hss_avp_def hss_avp_measurement_quantity;
extern const struct hss_avp_def hss_avp_event_threshold_event_1f;
extern const struct hss_avp_def hss_avp_event_threshold_event_1i;
extern const struct hss_avp_def hss_avp_restoration_priority;
extern const struct hss_avp_def hss_avp_sgs_mme_identity;
extern const struct hss_avp_def hss_avp_sipto_local_network_permission;
extern const struct hss_avp_def hss_avp_coupled_node_diameter_id;
extern const struct hss_avp_def hss_avp_wlan_offloadability;
extern const struct hss_avp_def hss_avp_wlan_offloadability_eutran;
extern const struct hss_avp_def hss_avp_wlan_offloadability_utran;
extern const struct hss_avp_def hss_avp_reset_id;
extern const struct hss_avp_def hss_avp_mdt_allowed_plmn_id;
extern const struct hss_avp_def hss_avp_adjacent_plmns;
extern const struct hss_avp_def hss_avp_adjacent_access_restriction_data;
extern const struct hss_avp_def hss_avp_dl_buffering_suggested_packet_count;
extern const struct hss_avp_def hss_avp_imsi_group_id;
extern const struct hss_avp_def hss_avp_group_service_id;
extern const struct hss_avp_def hss_avp_group_plmn_id;
extern const struct hss_avp_def hss_avp_local_group_id;
extern const struct hss_avp_def hss_avp_air_flags;
extern const struct hss_avp_def hss_avp_ue_usage_type;
extern const struct hss_avp_def hss_avp_non_ip_pdn_type_indicator;
extern const struct hss_avp_def hss_avp_non_ip_data_delivery_mechanism;
extern const struct hss_avp_def hss_avp_additional_context_identifier;
extern const struct hss_avp_def hss_avp_scef_realm;
extern const struct hss_avp_def hss_avp_subscription_data_deletion;
extern const struct hss_avp_def hss_avp_preferred_data_mode;
extern const struct hss_avp_def hss_avp_emergency_info;
extern const struct hss_avp_def hss_avp_v2x_subscription_data;
extern const struct hss_avp_def hss_avp_v2x_permission;
extern const struct hss_avp_def hss_avp_pdn_connection_continuity;
extern const struct hss_avp_def hss_avp_edrx_cycle_length;
extern const struct hss_avp_def hss_avp_edrx_cycle_length_value;
extern const struct hss_avp_def hss_avp_ue_pc5_ambr;
extern const struct hss_avp_def hss_avp_mbsfn_area;
extern const struct hss_avp_def hss_avp_mbsfn_area_id;
extern const struct hss_avp_def hss_avp_carrier_frequency;
extern const struct hss_avp_def hss_avp_rds_indicator;
extern const struct hss_avp_def hss_avp_service_gap_time;
extern const struct hss_avp_def hss_avp_aerial_ue_subscription_information;
extern const struct hss_avp_def hss_avp_broadcast_location_assistance_data_types;
extern const struct hss_avp_def hss_avp_paging_time_window;
extern const struct hss_avp_def hss_avp_operation_mode;
extern const struct hss_avp_def hss_avp_paging_time_window_length;
extern const struct hss_avp_def hss_avp_core_network_restrictions;
extern const struct hss_avp_def hss_avp_edrx_related_rat;
extern const struct hss_avp_def hss_avp_interworking_5gs_indicator;
extern const struct hss_avp_def hss_avp_ethernet_pdn_type_indicator;
extern const struct hss_avp_def hss_avp_subscribed_arpi;
extern const struct hss_avp_def hss_avp_iab_operation_permission;
extern const struct hss_avp_def hss_avp_v2x_subscription_data_nr;
extern const struct hss_avp_def hss_avp_ue_pc5_qos;
extern const struct hss_avp_def hss_avp_pc5_qos_flow;
extern const struct hss_avp_def hss_avp_5qi;
extern const struct hss_avp_def hss_avp_pc5_flow_bitrates;
extern const struct hss_avp_def hss_avp_guaranteed_flow_bitrates;
extern const struct hss_avp_def hss_avp_maximum_flow_bitrates;
extern const struct hss_avp_def hss_avp_pc5_range;
extern const struct hss_avp_def hss_avp_pc5_link_ambr;
extern const struct hss_avp_def hss_avp_third_context_identifier;
extern const struct hss_avp_def hss_avp_prose_subscription_data;
extern const struct hss_avp_def hss_avp_prose_permission;
extern const struct hss_avp_def hss_avp_prose_allowed_plmn;
extern const struct hss_avp_def hss_avp_prose_direct_allowed;
extern const struct hss_avp_def hss_avp_authorized_discovery_range;
extern const struct hss_avp_def hss_avp_communication_failure_information;
extern const struct hss_avp_def hss_avp_cause_type;
extern const struct hss_avp_def hss_avp_s1ap_cause;
extern const struct hss_avp_def hss_avp_ranap_cause;
extern const struct hss_avp_def hss_avp_gmm_cause;
extern const struct hss_avp_def hss_avp_sm_cause;
extern const struct hss_avp_def hss_avp_number_of_ue_per_location_configuration;
extern const struct hss_avp_def hss_avp_number_of_ue_per_location_report;
extern const struct hss_avp_def hss_avp_ue_count;
extern const struct hss_avp_def hss_avp_bssgp_cause;
extern const struct hss_avp_def hss_avp_idle_status_indication;
extern const struct hss_avp_def hss_avp_idle_status_timestamp;
extern const struct hss_avp_def hss_avp_active_time;
extern const struct hss_avp_def hss_avp_reachability_cause;

extern const struct hss_avp_def *const hss_avp_dict_tgpp_s6a[];

#define HSS_AVP_DEF_SUBSCRIPTION_DATA(grammar)                                  \
	HSS_AVP_GROUP_("Subscription-Data", 1400, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TERMINAL_INFORMATION(grammar)                               \
	HSS_AVP_GROUP_("Terminal-Information", 1401, 10415,                     \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_REQUESTED_EUTRAN_AUTHENTICATION_INFO(grammar)               \
	HSS_AVP_GROUP_("Requested-EUTRAN-Authentication-Info", 1408, 10415,     \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_REQUESTED_UTRAN_GERAN_AUTHENTICATION_INFO(grammar)          \
	HSS_AVP_GROUP_("Requested-UTRAN-GERAN-Authentication-Info", 1409, 10415,\
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_AUTHENTICATION_INFO(grammar)                                \
	HSS_AVP_GROUP_("Authentication-Info", 1413, 10415,                      \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_E_UTRAN_VECTOR(grammar)                                     \
	HSS_AVP_GROUP_("E-UTRAN-Vector", 1414, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_UTRAN_VECTOR(grammar)                                       \
	HSS_AVP_GROUP_("UTRAN-Vector", 1415, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_GERAN_VECTOR(grammar)                                       \
	HSS_AVP_GROUP_("GERAN-Vector", 1416, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_APN_CONFIGURATION_PROFILE(grammar)                          \
	HSS_AVP_GROUP_("APN-Configuration-Profile", 1429, 10415,                \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_APN_CONFIGURATION(grammar)                                  \
	HSS_AVP_GROUP_("APN-Configuration", 1430, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_EPS_SUBSCRIBED_QOS_PROFILE(grammar)                         \
	HSS_AVP_GROUP_("EPS-Subscribed-QoS-Profile", 1431, 10415,               \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_AMBR(grammar)                                               \
	HSS_AVP_GROUP_("AMBR", 1435, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_CSG_SUBSCRIPTION_DATA(grammar)                              \
	HSS_AVP_GROUP_("CSG-Subscription-Data", 1436, 10415,                    \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TRACE_DATA(grammar)                                         \
	HSS_AVP_GROUP_("Trace-Data", 1458, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_GPRS_SUBSCRIPTION_DATA(grammar)                             \
	HSS_AVP_GROUP_("GPRS-Subscription-Data", 1467, 10415,                   \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PDP_CONTEXT(grammar)                                        \
	HSS_AVP_GROUP_("PDP-Context", 1469, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SPECIFIC_APN_INFO(grammar)                                  \
	HSS_AVP_GROUP_("Specific-APN-Info", 1472, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_LCS_INFO(grammar)                                           \
	HSS_AVP_GROUP_("LCS-Info", 1473, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_LCS_PRIVACYEXCEPTION(grammar)                               \
	HSS_AVP_GROUP_("LCS-PrivacyException", 1475, 10415,                     \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_EXTERNAL_CLIENT(grammar)                                    \
	HSS_AVP_GROUP_("External-Client", 1479, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SERVICE_TYPE(grammar)                                       \
	HSS_AVP_GROUP_("Service-Type", 1483, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MO_LR(grammar)                                              \
	HSS_AVP_GROUP_("MO-LR", 1485, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TELESERVICE_LIST(grammar)                                   \
	HSS_AVP_GROUP_("Teleservice-List", 1486, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_CALL_BARRING_INFO(grammar)                                  \
	HSS_AVP_GROUP_("Call-Barring-Info", 1488, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_EPS_USER_STATE(grammar)                                     \
	HSS_AVP_GROUP_("EPS-User-State", 1495, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_EPS_LOCATION_INFORMATION(grammar)                           \
	HSS_AVP_GROUP_("EPS-Location-Information", 1496, 10415,                 \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MME_USER_STATE(grammar)                                     \
	HSS_AVP_GROUP_("MME-User-State", 1497, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SGSN_USER_STATE(grammar)                                    \
	HSS_AVP_GROUP_("SGSN-User-State", 1498, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MME_LOCATION_INFORMATION(grammar)                           \
	HSS_AVP_GROUP_("MME-Location-Information", 1600, 10415,                 \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SGSN_LOCATION_INFORMATION(grammar)                          \
	HSS_AVP_GROUP_("SGSN-Location-Information", 1601, 10415,                \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ACTIVE_APN(grammar)                                         \
	HSS_AVP_GROUP_("Active-APN", 1612, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MDT_CONFIGURATION(grammar)                                  \
	HSS_AVP_GROUP_("MDT-Configuration", 1622, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_AREA_SCOPE(grammar)                                         \
	HSS_AVP_GROUP_("Area-Scope", 1624, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_EQUIVALENT_PLMN_LIST(grammar)                               \
	HSS_AVP_GROUP_("Equivalent-PLMN-List", 1637, 10415,                     \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_LOCAL_TIME_ZONE(grammar)                                    \
	HSS_AVP_GROUP_("Local-Time-Zone", 1649, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_WLAN_OFFLOADABILITY(grammar)                                \
	HSS_AVP_GROUP_("WLAN-offloadability", 1667, 10415,                      \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ADJACENT_PLMNS(grammar)                                     \
	HSS_AVP_GROUP_("Adjacent-PLMNs", 1672, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ADJACENT_ACCESS_RESTRICTION_DATA(grammar)                   \
	HSS_AVP_GROUP_("Adjacent-Access-Restriction-Data", 1673, 10415,         \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_IMSI_GROUP_ID(grammar)                                      \
	HSS_AVP_GROUP_("IMSI-Group-Id", 1675, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SUBSCRIPTION_DATA_DELETION(grammar)                         \
	HSS_AVP_GROUP_("Subscription-Data-Deletion", 1685, 10415,               \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_EMERGENCY_INFO(grammar)                                     \
	HSS_AVP_GROUP_("Emergency-Info", 1687, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_V2X_SUBSCRIPTION_DATA(grammar)                              \
	HSS_AVP_GROUP_("V2X-Subscription-Data", 1688, 10415,                    \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_EDRX_CYCLE_LENGTH(grammar)                                  \
	HSS_AVP_GROUP_("eDRX-Cycle-Length", 1691, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MBSFN_AREA(grammar)                                         \
	HSS_AVP_GROUP_("MBSFN-Area", 1694, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PAGING_TIME_WINDOW(grammar)                                 \
	HSS_AVP_GROUP_("Paging-Time-Window", 1701, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_EDRX_RELATED_RAT(grammar)                                   \
	HSS_AVP_GROUP_("eDRX-Related-RAT", 1705, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_V2X_SUBSCRIPTION_DATA_NR(grammar)                           \
	HSS_AVP_GROUP_("V2X-Subscription-Data-Nr", 1710, 10415,                 \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_UE_PC5_QOS(grammar)                                         \
	HSS_AVP_GROUP_("UE-PC5-QoS", 1711, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PC5_QOS_FLOW(grammar)                                       \
	HSS_AVP_GROUP_("PC5-QoS-Flow", 1712, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PC5_FLOW_BITRATES(grammar)                                  \
	HSS_AVP_GROUP_("PC5-Flow-Bitrates", 1714, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PROSE_SUBSCRIPTION_DATA(grammar)                            \
	HSS_AVP_GROUP_("ProSe-Subscription-Data", 3701, 10415,                  \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PROSE_ALLOWED_PLMN(grammar)                                 \
	HSS_AVP_GROUP_("ProSe-Allowed-PLMN", 3703, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_COMMUNICATION_FAILURE_INFORMATION(grammar)                  \
	HSS_AVP_GROUP_("Communication-Failure-Information", 4300, 10415,        \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_NUMBER_OF_UE_PER_LOCATION_CONFIGURATION(grammar)            \
	HSS_AVP_GROUP_("Number-Of-UE-Per-Location-Configuration", 4306, 10415,  \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_NUMBER_OF_UE_PER_LOCATION_REPORT(grammar)                   \
	HSS_AVP_GROUP_("Number-Of-UE-Per-Location-Report", 4307, 10415,         \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_IDLE_STATUS_INDICATION(grammar)                             \
	HSS_AVP_GROUP_("Idle-Status-Indication", 4322, 10415,                   \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)

#endif
