/*
 * s6a_avp.c - grammars of the grouped AVPs, one row per line of the ABNF: TS 29.272 7.3,
 * TS 29.229 6.3.29, TS 29.212 5.3.32, RFC 5447 and RFC 4004.
 */
#include "s6a_avp.h"

#include <hss/avp/base.h>
#include <hss/avp/ietf.h>
#include <hss/avp/tgpp.h>

static const struct hss_avp_rule vendor_specific_application_id_rules[] = {
	HSS_REQ(struct s6a_vendor_specific_application_id, hss_avp_vendor_id, vendor_id),
	HSS_OPT(struct s6a_vendor_specific_application_id, hss_avp_auth_application_id,
	        auth_application_id),
	HSS_OPT(struct s6a_vendor_specific_application_id, hss_avp_acct_application_id,
	        acct_application_id),
};
static const struct hss_grammar vendor_specific_application_id_grammar =
	HSS_GRAMMAR(struct s6a_vendor_specific_application_id,
	            vendor_specific_application_id_rules, 0);
const struct hss_avp_def avp_vendor_specific_application_id =
	HSS_AVP_DEF_VENDOR_SPECIFIC_APPLICATION_ID(&vendor_specific_application_id_grammar);

static const struct hss_avp_rule supported_features_rules[] = {
	HSS_REQ(struct s6a_supported_features, hss_avp_vendor_id, vendor_id),
	HSS_REQ(struct s6a_supported_features, hss_avp_feature_list_id, feature_list_id),
	HSS_REQ(struct s6a_supported_features, hss_avp_feature_list, feature_list),
};
static const struct hss_grammar supported_features_grammar =
	HSS_GRAMMAR(struct s6a_supported_features, supported_features_rules, 1);
const struct hss_avp_def avp_supported_features =
	HSS_AVP_DEF_SUPPORTED_FEATURES(&supported_features_grammar);

static const struct hss_avp_rule terminal_information_rules[] = {
	HSS_OPT(struct s6a_terminal_information, hss_avp_imei, imei),
	HSS_OPT(struct s6a_terminal_information, hss_avp_3gpp2_meid, meid_3gpp2),
	HSS_OPT(struct s6a_terminal_information, hss_avp_software_version, software_version),
};
static const struct hss_grammar terminal_information_grammar =
	HSS_GRAMMAR(struct s6a_terminal_information, terminal_information_rules, 1);
const struct hss_avp_def avp_terminal_information =
	HSS_AVP_DEF_TERMINAL_INFORMATION(&terminal_information_grammar);

static const struct hss_avp_rule requested_authentication_rules[] = {
	HSS_OPT(struct s6a_requested_authentication, hss_avp_number_of_requested_vectors,
	        number_of_requested_vectors),
	HSS_OPT(struct s6a_requested_authentication, hss_avp_immediate_response_preferred,
	        immediate_response_preferred),
	HSS_OPT(struct s6a_requested_authentication, hss_avp_re_synchronization_info,
	        re_synchronization_info),
};
static const struct hss_grammar requested_authentication_grammar =
	HSS_GRAMMAR(struct s6a_requested_authentication, requested_authentication_rules, 1);
const struct hss_avp_def avp_requested_eutran_authentication_info =
	HSS_AVP_DEF_REQUESTED_EUTRAN_AUTHENTICATION_INFO(&requested_authentication_grammar);
const struct hss_avp_def avp_requested_utran_geran_authentication_info =
	HSS_AVP_DEF_REQUESTED_UTRAN_GERAN_AUTHENTICATION_INFO(&requested_authentication_grammar);

static const struct hss_avp_rule e_utran_vector_rules[] = {
	HSS_OPT(struct s6a_e_utran_vector, hss_avp_item_number, item_number),
	HSS_REQ(struct s6a_e_utran_vector, hss_avp_rand, rand),
	HSS_REQ(struct s6a_e_utran_vector, hss_avp_xres, xres),
	HSS_REQ(struct s6a_e_utran_vector, hss_avp_autn, autn),
	HSS_REQ(struct s6a_e_utran_vector, hss_avp_kasme, kasme),
};
static const struct hss_grammar e_utran_vector_grammar =
	HSS_GRAMMAR(struct s6a_e_utran_vector, e_utran_vector_rules, 1);
static const struct hss_avp_def avp_e_utran_vector =
	HSS_AVP_DEF_E_UTRAN_VECTOR(&e_utran_vector_grammar);

static const struct hss_avp_rule utran_vector_rules[] = {
	HSS_OPT(struct s6a_utran_vector, hss_avp_item_number, item_number),
	HSS_REQ(struct s6a_utran_vector, hss_avp_rand, rand),
	HSS_REQ(struct s6a_utran_vector, hss_avp_xres, xres),
	HSS_REQ(struct s6a_utran_vector, hss_avp_autn, autn),
	HSS_REQ(struct s6a_utran_vector, hss_avp_confidentiality_key, confidentiality_key),
	HSS_REQ(struct s6a_utran_vector, hss_avp_integrity_key, integrity_key),
};
static const struct hss_grammar utran_vector_grammar =
	HSS_GRAMMAR(struct s6a_utran_vector, utran_vector_rules, 1);
static const struct hss_avp_def avp_utran_vector =
	HSS_AVP_DEF_UTRAN_VECTOR(&utran_vector_grammar);

static const struct hss_avp_rule geran_vector_rules[] = {
	HSS_OPT(struct s6a_geran_vector, hss_avp_item_number, item_number),
	HSS_REQ(struct s6a_geran_vector, hss_avp_rand, rand),
	HSS_REQ(struct s6a_geran_vector, hss_avp_sres, sres),
	HSS_REQ(struct s6a_geran_vector, hss_avp_kc, kc),
};
static const struct hss_grammar geran_vector_grammar =
	HSS_GRAMMAR(struct s6a_geran_vector, geran_vector_rules, 1);
static const struct hss_avp_def avp_geran_vector =
	HSS_AVP_DEF_GERAN_VECTOR(&geran_vector_grammar);

static const struct hss_avp_rule authentication_info_rules[] = {
	HSS_REP(struct s6a_authentication_info, avp_e_utran_vector, e_utran_vector, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_authentication_info, avp_utran_vector, utran_vector, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_authentication_info, avp_geran_vector, geran_vector, 0, HSS_NOLIMIT),
};
static const struct hss_grammar authentication_info_grammar =
	HSS_GRAMMAR(struct s6a_authentication_info, authentication_info_rules, 1);
const struct hss_avp_def avp_authentication_info =
	HSS_AVP_DEF_AUTHENTICATION_INFO(&authentication_info_grammar);

static const struct hss_avp_rule mip_home_agent_host_rules[] = {
	HSS_REQ(struct s6a_mip_home_agent_host, hss_avp_destination_realm, destination_realm),
	HSS_REQ(struct s6a_mip_home_agent_host, hss_avp_destination_host, destination_host),
};
static const struct hss_grammar mip_home_agent_host_grammar =
	HSS_GRAMMAR(struct s6a_mip_home_agent_host, mip_home_agent_host_rules, 1);
static const struct hss_avp_def avp_mip_home_agent_host =
	HSS_AVP_DEF_MIP_HOME_AGENT_HOST(&mip_home_agent_host_grammar);

static const struct hss_avp_rule mip6_agent_info_rules[] = {
	HSS_REP(struct s6a_mip6_agent_info, hss_avp_mip_home_agent_address,
	        mip_home_agent_address, 0, 2),
	HSS_OPT_G(struct s6a_mip6_agent_info, avp_mip_home_agent_host, mip_home_agent_host),
	HSS_OPT(struct s6a_mip6_agent_info, hss_avp_mip6_home_link_prefix, mip6_home_link_prefix),
};
static const struct hss_grammar mip6_agent_info_grammar =
	HSS_GRAMMAR(struct s6a_mip6_agent_info, mip6_agent_info_rules, 1);
const struct hss_avp_def avp_mip6_agent_info =
	HSS_AVP_DEF_MIP6_AGENT_INFO(&mip6_agent_info_grammar);

static const struct hss_avp_rule active_apn_rules[] = {
	HSS_REQ(struct s6a_active_apn, hss_avp_context_identifier, context_identifier),
	HSS_OPT(struct s6a_active_apn, hss_avp_service_selection, service_selection),
	HSS_OPT_G(struct s6a_active_apn, avp_mip6_agent_info, mip6_agent_info),
	HSS_OPT(struct s6a_active_apn, hss_avp_visited_network_identifier,
	        visited_network_identifier),
	HSS_REP(struct s6a_active_apn, hss_avp_specific_apn_info, specific_apn_info, 0,
	        HSS_NOLIMIT),
};
static const struct hss_grammar active_apn_grammar =
	HSS_GRAMMAR(struct s6a_active_apn, active_apn_rules, 1);
const struct hss_avp_def avp_active_apn =
	HSS_AVP_DEF_ACTIVE_APN(&active_apn_grammar);

static const struct hss_avp_rule mme_location_information_rules[] = {
	HSS_OPT(struct s6a_mme_location_information, hss_avp_e_utran_cell_global_identity,
	        e_utran_cell_global_identity),
	HSS_OPT(struct s6a_mme_location_information, hss_avp_tracking_area_identity,
	        tracking_area_identity),
	HSS_OPT(struct s6a_mme_location_information, hss_avp_geographical_information,
	        geographical_information),
	HSS_OPT(struct s6a_mme_location_information, hss_avp_geodetic_information,
	        geodetic_information),
	HSS_OPT(struct s6a_mme_location_information, hss_avp_current_location_retrieved,
	        current_location_retrieved),
	HSS_OPT(struct s6a_mme_location_information, hss_avp_age_of_location_information,
	        age_of_location_information),
	HSS_OPT(struct s6a_mme_location_information, hss_avp_user_csg_information,
	        user_csg_information),
	HSS_OPT(struct s6a_mme_location_information, hss_avp_enodeb_id, enodeb_id),
	HSS_OPT(struct s6a_mme_location_information, hss_avp_extended_enodeb_id,
	        extended_enodeb_id),
};
static const struct hss_grammar mme_location_information_grammar =
	HSS_GRAMMAR(struct s6a_mme_location_information, mme_location_information_rules, 1);
static const struct hss_avp_def avp_mme_location_information =
	HSS_AVP_DEF_MME_LOCATION_INFORMATION(&mme_location_information_grammar);

static const struct hss_avp_rule eps_location_information_rules[] = {
	HSS_OPT_G(struct s6a_eps_location_information, avp_mme_location_information,
	        mme_location_information),
	HSS_OPT(struct s6a_eps_location_information, hss_avp_sgsn_location_information,
	        sgsn_location_information),
};
static const struct hss_grammar eps_location_information_grammar =
	HSS_GRAMMAR(struct s6a_eps_location_information, eps_location_information_rules, 1);
const struct hss_avp_def avp_eps_location_information =
	HSS_AVP_DEF_EPS_LOCATION_INFORMATION(&eps_location_information_grammar);

static const struct hss_avp_rule allocation_retention_priority_rules[] = {
	HSS_REQ(struct s6a_allocation_retention_priority, hss_avp_priority_level, priority_level),
	HSS_OPT(struct s6a_allocation_retention_priority, hss_avp_pre_emption_capability,
	        pre_emption_capability),
	HSS_OPT(struct s6a_allocation_retention_priority, hss_avp_pre_emption_vulnerability,
	        pre_emption_vulnerability),
};
static const struct hss_grammar allocation_retention_priority_grammar =
	HSS_GRAMMAR(struct s6a_allocation_retention_priority,
	            allocation_retention_priority_rules, 0);
static const struct hss_avp_def avp_allocation_retention_priority =
	HSS_AVP_DEF_ALLOCATION_RETENTION_PRIORITY(&allocation_retention_priority_grammar);

static const struct hss_avp_rule eps_subscribed_qos_profile_rules[] = {
	HSS_REQ(struct s6a_eps_subscribed_qos_profile, hss_avp_qos_class_identifier,
	        qos_class_identifier),
	HSS_REQ_G(struct s6a_eps_subscribed_qos_profile, avp_allocation_retention_priority,
	        allocation_retention_priority),
};
static const struct hss_grammar eps_subscribed_qos_profile_grammar =
	HSS_GRAMMAR(struct s6a_eps_subscribed_qos_profile, eps_subscribed_qos_profile_rules, 1);
static const struct hss_avp_def avp_eps_subscribed_qos_profile =
	HSS_AVP_DEF_EPS_SUBSCRIBED_QOS_PROFILE(&eps_subscribed_qos_profile_grammar);

static const struct hss_avp_rule ambr_rules[] = {
	HSS_REQ(struct s6a_ambr, hss_avp_max_requested_bandwidth_ul, max_requested_bandwidth_ul),
	HSS_REQ(struct s6a_ambr, hss_avp_max_requested_bandwidth_dl, max_requested_bandwidth_dl),
	HSS_OPT(struct s6a_ambr, hss_avp_extended_max_requested_bw_ul,
	        extended_max_requested_bw_ul),
	HSS_OPT(struct s6a_ambr, hss_avp_extended_max_requested_bw_dl,
	        extended_max_requested_bw_dl),
};
static const struct hss_grammar ambr_grammar =
	HSS_GRAMMAR(struct s6a_ambr, ambr_rules, 1);
static const struct hss_avp_def avp_ambr =
	HSS_AVP_DEF_AMBR(&ambr_grammar);

static const struct hss_avp_rule apn_configuration_rules[] = {
	HSS_REQ(struct s6a_apn_configuration, hss_avp_context_identifier, context_identifier),
	HSS_REP(struct s6a_apn_configuration, hss_avp_served_party_ip_address,
	        served_party_ip_address, 0, 2),
	HSS_REQ(struct s6a_apn_configuration, hss_avp_pdn_type, pdn_type),
	HSS_REQ(struct s6a_apn_configuration, hss_avp_service_selection, service_selection),
	HSS_OPT_G(struct s6a_apn_configuration, avp_eps_subscribed_qos_profile,
	        eps_subscribed_qos_profile),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_vplmn_dynamic_address_allowed,
	        vplmn_dynamic_address_allowed),
	HSS_OPT_G(struct s6a_apn_configuration, avp_mip6_agent_info, mip6_agent_info),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_visited_network_identifier,
	        visited_network_identifier),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_pdn_gw_allocation_type,
	        pdn_gw_allocation_type),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_3gpp_charging_characteristics,
	        charging_characteristics_3gpp),
	HSS_OPT_G(struct s6a_apn_configuration, avp_ambr, ambr),
	HSS_REP(struct s6a_apn_configuration, hss_avp_specific_apn_info, specific_apn_info, 0,
	        HSS_NOLIMIT),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_apn_oi_replacement, apn_oi_replacement),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_sipto_permission, sipto_permission),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_lipa_permission, lipa_permission),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_restoration_priority, restoration_priority),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_sipto_local_network_permission,
	        sipto_local_network_permission),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_wlan_offloadability, wlan_offloadability),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_non_ip_pdn_type_indicator,
	        non_ip_pdn_type_indicator),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_non_ip_data_delivery_mechanism,
	        non_ip_data_delivery_mechanism),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_scef_id, scef_id),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_scef_realm, scef_realm),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_preferred_data_mode, preferred_data_mode),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_pdn_connection_continuity,
	        pdn_connection_continuity),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_rds_indicator, rds_indicator),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_interworking_5gs_indicator,
	        interworking_5gs_indicator),
	HSS_OPT(struct s6a_apn_configuration, hss_avp_ethernet_pdn_type_indicator,
	        ethernet_pdn_type_indicator),
};
static const struct hss_grammar apn_configuration_grammar =
	HSS_GRAMMAR(struct s6a_apn_configuration, apn_configuration_rules, 1);
static const struct hss_avp_def avp_apn_configuration =
	HSS_AVP_DEF_APN_CONFIGURATION(&apn_configuration_grammar);

static const struct hss_avp_rule apn_configuration_profile_rules[] = {
	HSS_REQ(struct s6a_apn_configuration_profile, hss_avp_context_identifier,
	        context_identifier),
	HSS_OPT(struct s6a_apn_configuration_profile, hss_avp_additional_context_identifier,
	        additional_context_identifier),
	HSS_OPT(struct s6a_apn_configuration_profile, hss_avp_third_context_identifier,
	        third_context_identifier),
	HSS_REQ(struct s6a_apn_configuration_profile,
	        hss_avp_all_apn_configurations_included_indicator,
	        all_apn_configurations_included_indicator),
	HSS_REP(struct s6a_apn_configuration_profile, avp_apn_configuration, apn_configuration,
	        1, HSS_NOLIMIT),
};
static const struct hss_grammar apn_configuration_profile_grammar =
	HSS_GRAMMAR(struct s6a_apn_configuration_profile, apn_configuration_profile_rules, 1);
static const struct hss_avp_def avp_apn_configuration_profile =
	HSS_AVP_DEF_APN_CONFIGURATION_PROFILE(&apn_configuration_profile_grammar);

static const struct hss_avp_rule subscription_data_rules[] = {
	HSS_OPT(struct s6a_subscription_data, hss_avp_subscriber_status, subscriber_status),
	HSS_OPT(struct s6a_subscription_data, hss_avp_msisdn, msisdn),
	HSS_OPT(struct s6a_subscription_data, hss_avp_a_msisdn, a_msisdn),
	HSS_OPT(struct s6a_subscription_data, hss_avp_stn_sr, stn_sr),
	HSS_OPT(struct s6a_subscription_data, hss_avp_ics_indicator, ics_indicator),
	HSS_OPT(struct s6a_subscription_data, hss_avp_network_access_mode, network_access_mode),
	HSS_OPT(struct s6a_subscription_data, hss_avp_operator_determined_barring,
	        operator_determined_barring),
	HSS_OPT(struct s6a_subscription_data, hss_avp_hplmn_odb, hplmn_odb),
	HSS_REP(struct s6a_subscription_data, hss_avp_regional_subscription_zone_code,
	        regional_subscription_zone_code, 0, 10),
	HSS_OPT(struct s6a_subscription_data, hss_avp_access_restriction_data,
	        access_restriction_data),
	HSS_OPT(struct s6a_subscription_data, hss_avp_apn_oi_replacement, apn_oi_replacement),
	HSS_OPT(struct s6a_subscription_data, hss_avp_lcs_info, lcs_info),
	HSS_OPT(struct s6a_subscription_data, hss_avp_teleservice_list, teleservice_list),
	HSS_REP(struct s6a_subscription_data, hss_avp_call_barring_info, call_barring_info, 0,
	        HSS_NOLIMIT),
	HSS_OPT(struct s6a_subscription_data, hss_avp_3gpp_charging_characteristics,
	        charging_characteristics_3gpp),
	HSS_OPT_G(struct s6a_subscription_data, avp_ambr, ambr),
	HSS_OPT_G(struct s6a_subscription_data, avp_apn_configuration_profile,
	        apn_configuration_profile),
	HSS_OPT(struct s6a_subscription_data, hss_avp_rat_frequency_selection_priority_id,
	        rat_frequency_selection_priority_id),
	HSS_OPT(struct s6a_subscription_data, hss_avp_trace_data, trace_data),
	HSS_OPT(struct s6a_subscription_data, hss_avp_gprs_subscription_data,
	        gprs_subscription_data),
	HSS_REP(struct s6a_subscription_data, hss_avp_csg_subscription_data,
	        csg_subscription_data, 0, HSS_NOLIMIT),
	HSS_OPT(struct s6a_subscription_data,
	        hss_avp_roaming_restricted_due_to_unsupported_feature,
	        roaming_restricted_due_to_unsupported_feature),
	HSS_OPT(struct s6a_subscription_data, hss_avp_subscribed_periodic_rau_tau_timer,
	        subscribed_periodic_rau_tau_timer),
	HSS_OPT(struct s6a_subscription_data, hss_avp_mps_priority, mps_priority),
	HSS_OPT(struct s6a_subscription_data, hss_avp_vplmn_lipa_allowed, vplmn_lipa_allowed),
	HSS_OPT(struct s6a_subscription_data, hss_avp_relay_node_indicator, relay_node_indicator),
	HSS_OPT(struct s6a_subscription_data, hss_avp_mdt_user_consent, mdt_user_consent),
	HSS_OPT(struct s6a_subscription_data, hss_avp_subscribed_vsrvcc, subscribed_vsrvcc),
	HSS_OPT(struct s6a_subscription_data, hss_avp_prose_subscription_data,
	        prose_subscription_data),
	HSS_OPT(struct s6a_subscription_data, hss_avp_subscription_data_flags,
	        subscription_data_flags),
	HSS_REP(struct s6a_subscription_data, hss_avp_adjacent_access_restriction_data,
	        adjacent_access_restriction_data, 0, HSS_NOLIMIT),
	HSS_OPT(struct s6a_subscription_data, hss_avp_dl_buffering_suggested_packet_count,
	        dl_buffering_suggested_packet_count),
	HSS_REP(struct s6a_subscription_data, hss_avp_imsi_group_id, imsi_group_id, 0, HSS_NOLIMIT),
	HSS_OPT(struct s6a_subscription_data, hss_avp_ue_usage_type, ue_usage_type),
	HSS_REP(struct s6a_subscription_data, hss_avp_aese_communication_pattern,
	        aese_communication_pattern, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_subscription_data, hss_avp_monitoring_event_configuration,
	        monitoring_event_configuration, 0, HSS_NOLIMIT),
	HSS_OPT(struct s6a_subscription_data, hss_avp_emergency_info, emergency_info),
	HSS_OPT(struct s6a_subscription_data, hss_avp_v2x_subscription_data, v2x_subscription_data),
	HSS_OPT(struct s6a_subscription_data, hss_avp_v2x_subscription_data_nr,
	        v2x_subscription_data_nr),
	HSS_REP(struct s6a_subscription_data, hss_avp_edrx_cycle_length, edrx_cycle_length, 0,
	        HSS_NOLIMIT),
	HSS_OPT(struct s6a_subscription_data, hss_avp_external_identifier, external_identifier),
	HSS_OPT(struct s6a_subscription_data, hss_avp_active_time, active_time),
	HSS_OPT(struct s6a_subscription_data, hss_avp_service_gap_time, service_gap_time),
	HSS_OPT(struct s6a_subscription_data, hss_avp_broadcast_location_assistance_data_types,
	        broadcast_location_assistance_data_types),
	HSS_OPT(struct s6a_subscription_data, hss_avp_aerial_ue_subscription_information,
	        aerial_ue_subscription_information),
	HSS_OPT(struct s6a_subscription_data, hss_avp_core_network_restrictions,
	        core_network_restrictions),
	HSS_REP(struct s6a_subscription_data, hss_avp_paging_time_window, paging_time_window, 0,
	        HSS_NOLIMIT),
	HSS_OPT(struct s6a_subscription_data, hss_avp_subscribed_arpi, subscribed_arpi),
	HSS_OPT(struct s6a_subscription_data, hss_avp_iab_operation_permission,
	        iab_operation_permission),
};
static const struct hss_grammar subscription_data_grammar =
	HSS_GRAMMAR(struct s6a_subscription_data, subscription_data_rules, 1);
const struct hss_avp_def avp_subscription_data =
	HSS_AVP_DEF_SUBSCRIPTION_DATA(&subscription_data_grammar);

