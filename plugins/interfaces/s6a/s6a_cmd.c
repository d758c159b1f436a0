/*
 * s6a_cmd.c - command grammars of TS 29.272 7.2 in clause order, one row per line of the ABNF.
 * Result-Code, Experimental-Result, Failed-AVP and Proxy-Info of an answer are the core's.
 */
#include "s6a_cmd.h"

#include <hss/avp/base.h>
#include <hss/avp/ietf.h>
#include <hss/avp/tgpp.h>

static const struct hss_avp_rule ulr_rules[] = {
	HSS_FIX(struct s6a_ulr, hss_avp_session_id, session_id),
	HSS_OPT(struct s6a_ulr, hss_avp_drmp, drmp),
	HSS_OPT_G(struct s6a_ulr, avp_vendor_specific_application_id,
	        vendor_specific_application_id),
	HSS_REQ(struct s6a_ulr, hss_avp_auth_session_state, auth_session_state),
	HSS_REQ(struct s6a_ulr, hss_avp_origin_host, origin_host),
	HSS_REQ(struct s6a_ulr, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct s6a_ulr, hss_avp_destination_host, destination_host),
	HSS_REQ(struct s6a_ulr, hss_avp_destination_realm, destination_realm),
	HSS_REQ(struct s6a_ulr, hss_avp_user_name, user_name),
	HSS_OPT(struct s6a_ulr, hss_avp_oc_supported_features, oc_supported_features),
	HSS_REP(struct s6a_ulr, avp_supported_features, supported_features, 0, HSS_NOLIMIT),
	HSS_OPT_G(struct s6a_ulr, avp_terminal_information, terminal_information),
	HSS_REQ(struct s6a_ulr, hss_avp_rat_type, rat_type),
	HSS_REQ(struct s6a_ulr, hss_avp_ulr_flags, ulr_flags),
	HSS_OPT(struct s6a_ulr, hss_avp_ue_srvcc_capability, ue_srvcc_capability),
	HSS_REQ(struct s6a_ulr, hss_avp_visited_plmn_id, visited_plmn_id),
	HSS_OPT(struct s6a_ulr, hss_avp_sgsn_number, sgsn_number),
	HSS_OPT(struct s6a_ulr, hss_avp_homogeneous_support_of_ims_voice_over_ps_sessions,
	        homogeneous_support_of_ims_voice_over_ps_sessions),
	HSS_OPT(struct s6a_ulr, hss_avp_gmlc_address, gmlc_address),
	HSS_REP(struct s6a_ulr, avp_active_apn, active_apn, 0, HSS_NOLIMIT),
	HSS_OPT(struct s6a_ulr, hss_avp_equivalent_plmn_list, equivalent_plmn_list),
	HSS_OPT(struct s6a_ulr, hss_avp_mme_number_for_mt_sms, mme_number_for_mt_sms),
	HSS_OPT(struct s6a_ulr, hss_avp_sms_register_request, sms_register_request),
	HSS_OPT(struct s6a_ulr, hss_avp_sgs_mme_identity, sgs_mme_identity),
	HSS_OPT(struct s6a_ulr, hss_avp_coupled_node_diameter_id, coupled_node_diameter_id),
	HSS_OPT(struct s6a_ulr, hss_avp_adjacent_plmns, adjacent_plmns),
	HSS_OPT(struct s6a_ulr, hss_avp_supported_services, supported_services),
	HSS_REP(struct s6a_ulr, hss_avp_proxy_info, proxy_info, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_ulr, hss_avp_route_record, route_record, 0, HSS_NOLIMIT),
};
const struct hss_grammar s6a_ulr_grammar =
	HSS_GRAMMAR(struct s6a_ulr, ulr_rules, 1);

static const struct hss_avp_rule ula_rules[] = {
	HSS_FIX(struct s6a_ula, hss_avp_session_id, session_id),
	HSS_OPT(struct s6a_ula, hss_avp_drmp, drmp),
	HSS_OPT_G(struct s6a_ula, avp_vendor_specific_application_id,
	        vendor_specific_application_id),
	HSS_OPT(struct s6a_ula, hss_avp_result_code, result_code),
	HSS_OPT(struct s6a_ula, hss_avp_experimental_result, experimental_result),
	HSS_OPT(struct s6a_ula, hss_avp_error_diagnostic, error_diagnostic),
	HSS_REQ(struct s6a_ula, hss_avp_auth_session_state, auth_session_state),
	HSS_REQ(struct s6a_ula, hss_avp_origin_host, origin_host),
	HSS_REQ(struct s6a_ula, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct s6a_ula, hss_avp_oc_supported_features, oc_supported_features),
	HSS_OPT(struct s6a_ula, hss_avp_oc_olr, oc_olr),
	HSS_REP(struct s6a_ula, hss_avp_load, load, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_ula, avp_supported_features, supported_features, 0, HSS_NOLIMIT),
	HSS_OPT(struct s6a_ula, hss_avp_ula_flags, ula_flags),
	HSS_OPT_G(struct s6a_ula, avp_subscription_data, subscription_data),
	HSS_REP(struct s6a_ula, hss_avp_reset_id, reset_id, 0, HSS_NOLIMIT),
	HSS_OPT(struct s6a_ula, hss_avp_failed_avp, failed_avp),
	HSS_REP(struct s6a_ula, hss_avp_proxy_info, proxy_info, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_ula, hss_avp_route_record, route_record, 0, HSS_NOLIMIT),
};
const struct hss_grammar s6a_ula_grammar =
	HSS_GRAMMAR(struct s6a_ula, ula_rules, 1);

static const struct hss_avp_rule clr_rules[] = {
	HSS_FIX(struct s6a_clr, hss_avp_session_id, session_id),
	HSS_OPT(struct s6a_clr, hss_avp_drmp, drmp),
	HSS_OPT_G(struct s6a_clr, avp_vendor_specific_application_id,
	        vendor_specific_application_id),
	HSS_REQ(struct s6a_clr, hss_avp_auth_session_state, auth_session_state),
	HSS_REQ(struct s6a_clr, hss_avp_origin_host, origin_host),
	HSS_REQ(struct s6a_clr, hss_avp_origin_realm, origin_realm),
	HSS_REQ(struct s6a_clr, hss_avp_destination_host, destination_host),
	HSS_REQ(struct s6a_clr, hss_avp_destination_realm, destination_realm),
	HSS_REQ(struct s6a_clr, hss_avp_user_name, user_name),
	HSS_REP(struct s6a_clr, avp_supported_features, supported_features, 0, HSS_NOLIMIT),
	HSS_REQ(struct s6a_clr, hss_avp_cancellation_type, cancellation_type),
	HSS_OPT(struct s6a_clr, hss_avp_clr_flags, clr_flags),
	HSS_REP(struct s6a_clr, hss_avp_proxy_info, proxy_info, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_clr, hss_avp_route_record, route_record, 0, HSS_NOLIMIT),
};
const struct hss_grammar s6a_clr_grammar =
	HSS_GRAMMAR(struct s6a_clr, clr_rules, 1);

static const struct hss_avp_rule cla_rules[] = {
	HSS_FIX(struct s6a_cla, hss_avp_session_id, session_id),
	HSS_OPT(struct s6a_cla, hss_avp_drmp, drmp),
	HSS_OPT_G(struct s6a_cla, avp_vendor_specific_application_id,
	        vendor_specific_application_id),
	HSS_REP(struct s6a_cla, avp_supported_features, supported_features, 0, HSS_NOLIMIT),
	HSS_OPT(struct s6a_cla, hss_avp_result_code, result_code),
	HSS_OPT(struct s6a_cla, hss_avp_experimental_result, experimental_result),
	HSS_REQ(struct s6a_cla, hss_avp_auth_session_state, auth_session_state),
	HSS_REQ(struct s6a_cla, hss_avp_origin_host, origin_host),
	HSS_REQ(struct s6a_cla, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct s6a_cla, hss_avp_failed_avp, failed_avp),
	HSS_REP(struct s6a_cla, hss_avp_proxy_info, proxy_info, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_cla, hss_avp_route_record, route_record, 0, HSS_NOLIMIT),
};
const struct hss_grammar s6a_cla_grammar =
	HSS_GRAMMAR(struct s6a_cla, cla_rules, 1);

static const struct hss_avp_rule air_rules[] = {
	HSS_FIX(struct s6a_air, hss_avp_session_id, session_id),
	HSS_OPT(struct s6a_air, hss_avp_drmp, drmp),
	HSS_OPT_G(struct s6a_air, avp_vendor_specific_application_id,
	        vendor_specific_application_id),
	HSS_REQ(struct s6a_air, hss_avp_auth_session_state, auth_session_state),
	HSS_REQ(struct s6a_air, hss_avp_origin_host, origin_host),
	HSS_REQ(struct s6a_air, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct s6a_air, hss_avp_destination_host, destination_host),
	HSS_REQ(struct s6a_air, hss_avp_destination_realm, destination_realm),
	HSS_REQ(struct s6a_air, hss_avp_user_name, user_name),
	HSS_OPT(struct s6a_air, hss_avp_oc_supported_features, oc_supported_features),
	HSS_REP(struct s6a_air, avp_supported_features, supported_features, 0, HSS_NOLIMIT),
	HSS_OPT_G(struct s6a_air, avp_requested_eutran_authentication_info,
	        requested_eutran_authentication_info),
	HSS_OPT_G(struct s6a_air, avp_requested_utran_geran_authentication_info,
	        requested_utran_geran_authentication_info),
	HSS_REQ(struct s6a_air, hss_avp_visited_plmn_id, visited_plmn_id),
	HSS_OPT(struct s6a_air, hss_avp_air_flags, air_flags),
	HSS_REP(struct s6a_air, hss_avp_proxy_info, proxy_info, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_air, hss_avp_route_record, route_record, 0, HSS_NOLIMIT),
};
const struct hss_grammar s6a_air_grammar =
	HSS_GRAMMAR(struct s6a_air, air_rules, 1);

static const struct hss_avp_rule aia_rules[] = {
	HSS_FIX(struct s6a_aia, hss_avp_session_id, session_id),
	HSS_OPT(struct s6a_aia, hss_avp_drmp, drmp),
	HSS_OPT_G(struct s6a_aia, avp_vendor_specific_application_id,
	        vendor_specific_application_id),
	HSS_OPT(struct s6a_aia, hss_avp_result_code, result_code),
	HSS_OPT(struct s6a_aia, hss_avp_experimental_result, experimental_result),
	HSS_OPT(struct s6a_aia, hss_avp_error_diagnostic, error_diagnostic),
	HSS_REQ(struct s6a_aia, hss_avp_auth_session_state, auth_session_state),
	HSS_REQ(struct s6a_aia, hss_avp_origin_host, origin_host),
	HSS_REQ(struct s6a_aia, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct s6a_aia, hss_avp_oc_supported_features, oc_supported_features),
	HSS_OPT(struct s6a_aia, hss_avp_oc_olr, oc_olr),
	HSS_REP(struct s6a_aia, hss_avp_load, load, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_aia, avp_supported_features, supported_features, 0, HSS_NOLIMIT),
	HSS_OPT_G(struct s6a_aia, avp_authentication_info, authentication_info),
	HSS_OPT(struct s6a_aia, hss_avp_ue_usage_type, ue_usage_type),
	HSS_OPT(struct s6a_aia, hss_avp_failed_avp, failed_avp),
	HSS_REP(struct s6a_aia, hss_avp_proxy_info, proxy_info, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_aia, hss_avp_route_record, route_record, 0, HSS_NOLIMIT),
};
const struct hss_grammar s6a_aia_grammar =
	HSS_GRAMMAR(struct s6a_aia, aia_rules, 1);

static const struct hss_avp_rule pur_rules[] = {
	HSS_FIX(struct s6a_pur, hss_avp_session_id, session_id),
	HSS_OPT(struct s6a_pur, hss_avp_drmp, drmp),
	HSS_OPT_G(struct s6a_pur, avp_vendor_specific_application_id,
	        vendor_specific_application_id),
	HSS_REQ(struct s6a_pur, hss_avp_auth_session_state, auth_session_state),
	HSS_REQ(struct s6a_pur, hss_avp_origin_host, origin_host),
	HSS_REQ(struct s6a_pur, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct s6a_pur, hss_avp_destination_host, destination_host),
	HSS_REQ(struct s6a_pur, hss_avp_destination_realm, destination_realm),
	HSS_REQ(struct s6a_pur, hss_avp_user_name, user_name),
	HSS_OPT(struct s6a_pur, hss_avp_oc_supported_features, oc_supported_features),
	HSS_OPT(struct s6a_pur, hss_avp_pur_flags, pur_flags),
	HSS_REP(struct s6a_pur, avp_supported_features, supported_features, 0, HSS_NOLIMIT),
	HSS_OPT_G(struct s6a_pur, avp_eps_location_information, eps_location_information),
	HSS_REP(struct s6a_pur, hss_avp_proxy_info, proxy_info, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_pur, hss_avp_route_record, route_record, 0, HSS_NOLIMIT),
};
const struct hss_grammar s6a_pur_grammar =
	HSS_GRAMMAR(struct s6a_pur, pur_rules, 1);

static const struct hss_avp_rule pua_rules[] = {
	HSS_FIX(struct s6a_pua, hss_avp_session_id, session_id),
	HSS_OPT(struct s6a_pua, hss_avp_drmp, drmp),
	HSS_OPT_G(struct s6a_pua, avp_vendor_specific_application_id,
	        vendor_specific_application_id),
	HSS_REP(struct s6a_pua, avp_supported_features, supported_features, 0, HSS_NOLIMIT),
	HSS_OPT(struct s6a_pua, hss_avp_result_code, result_code),
	HSS_OPT(struct s6a_pua, hss_avp_experimental_result, experimental_result),
	HSS_REQ(struct s6a_pua, hss_avp_auth_session_state, auth_session_state),
	HSS_REQ(struct s6a_pua, hss_avp_origin_host, origin_host),
	HSS_REQ(struct s6a_pua, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct s6a_pua, hss_avp_oc_supported_features, oc_supported_features),
	HSS_OPT(struct s6a_pua, hss_avp_oc_olr, oc_olr),
	HSS_REP(struct s6a_pua, hss_avp_load, load, 0, HSS_NOLIMIT),
	HSS_OPT(struct s6a_pua, hss_avp_pua_flags, pua_flags),
	HSS_OPT(struct s6a_pua, hss_avp_failed_avp, failed_avp),
	HSS_REP(struct s6a_pua, hss_avp_proxy_info, proxy_info, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_pua, hss_avp_route_record, route_record, 0, HSS_NOLIMIT),
};
const struct hss_grammar s6a_pua_grammar =
	HSS_GRAMMAR(struct s6a_pua, pua_rules, 1);

static const struct hss_avp_rule nor_rules[] = {
	HSS_FIX(struct s6a_nor, hss_avp_session_id, session_id),
	HSS_OPT_G(struct s6a_nor, avp_vendor_specific_application_id,
	        vendor_specific_application_id),
	HSS_OPT(struct s6a_nor, hss_avp_drmp, drmp),
	HSS_REQ(struct s6a_nor, hss_avp_auth_session_state, auth_session_state),
	HSS_REQ(struct s6a_nor, hss_avp_origin_host, origin_host),
	HSS_REQ(struct s6a_nor, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct s6a_nor, hss_avp_destination_host, destination_host),
	HSS_REQ(struct s6a_nor, hss_avp_destination_realm, destination_realm),
	HSS_REQ(struct s6a_nor, hss_avp_user_name, user_name),
	HSS_OPT(struct s6a_nor, hss_avp_oc_supported_features, oc_supported_features),
	HSS_REP(struct s6a_nor, avp_supported_features, supported_features, 0, HSS_NOLIMIT),
	HSS_OPT_G(struct s6a_nor, avp_terminal_information, terminal_information),
	HSS_OPT_G(struct s6a_nor, avp_mip6_agent_info, mip6_agent_info),
	HSS_OPT(struct s6a_nor, hss_avp_visited_network_identifier, visited_network_identifier),
	HSS_OPT(struct s6a_nor, hss_avp_context_identifier, context_identifier),
	HSS_OPT(struct s6a_nor, hss_avp_service_selection, service_selection),
	HSS_OPT(struct s6a_nor, hss_avp_alert_reason, alert_reason),
	HSS_OPT(struct s6a_nor, hss_avp_ue_srvcc_capability, ue_srvcc_capability),
	HSS_OPT(struct s6a_nor, hss_avp_nor_flags, nor_flags),
	HSS_OPT(struct s6a_nor, hss_avp_homogeneous_support_of_ims_voice_over_ps_sessions,
	        homogeneous_support_of_ims_voice_over_ps_sessions),
	HSS_OPT(struct s6a_nor, hss_avp_maximum_ue_availability_time, maximum_ue_availability_time),
	HSS_REP(struct s6a_nor, hss_avp_monitoring_event_config_status,
	        monitoring_event_config_status, 0, HSS_NOLIMIT),
	HSS_OPT(struct s6a_nor, hss_avp_emergency_services, emergency_services),
	HSS_REP(struct s6a_nor, hss_avp_proxy_info, proxy_info, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_nor, hss_avp_route_record, route_record, 0, HSS_NOLIMIT),
};
const struct hss_grammar s6a_nor_grammar =
	HSS_GRAMMAR(struct s6a_nor, nor_rules, 1);

static const struct hss_avp_rule noa_rules[] = {
	HSS_FIX(struct s6a_noa, hss_avp_session_id, session_id),
	HSS_OPT(struct s6a_noa, hss_avp_drmp, drmp),
	HSS_OPT_G(struct s6a_noa, avp_vendor_specific_application_id,
	        vendor_specific_application_id),
	HSS_OPT(struct s6a_noa, hss_avp_result_code, result_code),
	HSS_OPT(struct s6a_noa, hss_avp_experimental_result, experimental_result),
	HSS_REQ(struct s6a_noa, hss_avp_auth_session_state, auth_session_state),
	HSS_REQ(struct s6a_noa, hss_avp_origin_host, origin_host),
	HSS_REQ(struct s6a_noa, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct s6a_noa, hss_avp_oc_supported_features, oc_supported_features),
	HSS_OPT(struct s6a_noa, hss_avp_oc_olr, oc_olr),
	HSS_REP(struct s6a_noa, hss_avp_load, load, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_noa, avp_supported_features, supported_features, 0, HSS_NOLIMIT),
	HSS_OPT(struct s6a_noa, hss_avp_failed_avp, failed_avp),
	HSS_REP(struct s6a_noa, hss_avp_proxy_info, proxy_info, 0, HSS_NOLIMIT),
	HSS_REP(struct s6a_noa, hss_avp_route_record, route_record, 0, HSS_NOLIMIT),
};
const struct hss_grammar s6a_noa_grammar =
	HSS_GRAMMAR(struct s6a_noa, noa_rules, 1);

