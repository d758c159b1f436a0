/*
 * tgpp_rx.h - shared AVP definitions: TS 29.214 (Rx), with the ETSI AVPs it borrows.
 * How to use it: see <hss/avp/base.h>.
 */
#ifndef HSS_AVP_TGPP_RX_H
#define HSS_AVP_TGPP_RX_H

#include <hss/dia.h>
#include <hss/avp/base.h>

extern const struct hss_avp_def hss_avp_abort_cause;
extern const struct hss_avp_def hss_avp_access_network_charging_address;
extern const struct hss_avp_def hss_avp_access_network_charging_identifier;
extern const struct hss_avp_def hss_avp_access_network_charging_identifier_value;
extern const struct hss_avp_def hss_avp_af_application_identifier;
extern const struct hss_avp_def hss_avp_af_charging_identifier;
extern const struct hss_avp_def hss_avp_flow_description;
extern const struct hss_avp_def hss_avp_flow_number;
extern const struct hss_avp_def hss_avp_flows;
extern const struct hss_avp_def hss_avp_flow_status;
extern const struct hss_avp_def hss_avp_flow_usage;
extern const struct hss_avp_def hss_avp_specific_action;
extern const struct hss_avp_def hss_avp_max_requested_bandwidth_dl;
extern const struct hss_avp_def hss_avp_max_requested_bandwidth_ul;
extern const struct hss_avp_def hss_avp_media_component_description;
extern const struct hss_avp_def hss_avp_media_component_number;
extern const struct hss_avp_def hss_avp_media_sub_component;
extern const struct hss_avp_def hss_avp_media_type;
extern const struct hss_avp_def hss_avp_rr_bandwidth;
extern const struct hss_avp_def hss_avp_rs_bandwidth;
extern const struct hss_avp_def hss_avp_sip_forking_indication;
extern const struct hss_avp_def hss_avp_codec_data;
extern const struct hss_avp_def hss_avp_service_urn;
extern const struct hss_avp_def hss_avp_acceptable_service_info;
extern const struct hss_avp_def hss_avp_service_info_status;
extern const struct hss_avp_def hss_avp_mps_identifier;
extern const struct hss_avp_def hss_avp_af_signalling_protocol;
extern const struct hss_avp_def hss_avp_sponsored_connectivity_data;
extern const struct hss_avp_def hss_avp_sponsor_identity;
extern const struct hss_avp_def hss_avp_application_service_provider_identity;
extern const struct hss_avp_def hss_avp_rx_request_type;
extern const struct hss_avp_def hss_avp_min_requested_bandwidth_dl;
extern const struct hss_avp_def hss_avp_min_requested_bandwidth_ul;
extern const struct hss_avp_def hss_avp_required_access_info;
extern const struct hss_avp_def hss_avp_ip_domain_id;
extern const struct hss_avp_def hss_avp_gcs_identifier;
extern const struct hss_avp_def hss_avp_sharing_key_dl;
extern const struct hss_avp_def hss_avp_sharing_key_ul;
extern const struct hss_avp_def hss_avp_retry_interval;
extern const struct hss_avp_def hss_avp_sponsoring_action;
extern const struct hss_avp_def hss_avp_max_supported_bandwidth_dl;
extern const struct hss_avp_def hss_avp_max_supported_bandwidth_ul;
extern const struct hss_avp_def hss_avp_min_desired_bandwidth_dl;
extern const struct hss_avp_def hss_avp_min_desired_bandwidth_ul;
extern const struct hss_avp_def hss_avp_mcptt_identifier;
extern const struct hss_avp_def hss_avp_service_authorization_info;
extern const struct hss_avp_def hss_avp_media_component_status;
extern const struct hss_avp_def hss_avp_priority_sharing_indicator;
extern const struct hss_avp_def hss_avp_af_requested_data;
extern const struct hss_avp_def hss_avp_content_version;
extern const struct hss_avp_def hss_avp_pre_emption_control_info;
extern const struct hss_avp_def hss_avp_extended_max_requested_bw_dl;
extern const struct hss_avp_def hss_avp_extended_max_requested_bw_ul;
extern const struct hss_avp_def hss_avp_mcvideo_identifier;
extern const struct hss_avp_def hss_avp_ims_content_identifier;
extern const struct hss_avp_def hss_avp_ims_content_type;
extern const struct hss_avp_def hss_avp_callee_information;
extern const struct hss_avp_def hss_avp_nid;
extern const struct hss_avp_def hss_avp_ma_information;
extern const struct hss_avp_def hss_avp_ma_information_action;
extern const struct hss_avp_def hss_avp_5gs_ran_nas_release_cause;
extern const struct hss_avp_def hss_avp_5gmm_cause;
extern const struct hss_avp_def hss_avp_5gsm_cause;
extern const struct hss_avp_def hss_avp_ngap_cause;
extern const struct hss_avp_def hss_avp_ngap_group;
extern const struct hss_avp_def hss_avp_ngap_value;
extern const struct hss_avp_def hss_avp_wireline_user_location_info;
extern const struct hss_avp_def hss_avp_hfc_node_identifier;
extern const struct hss_avp_def hss_avp_gli_identifier;
extern const struct hss_avp_def hss_avp_line_type;
extern const struct hss_avp_def hss_avp_mps_action;
extern const struct hss_avp_def hss_avp_logical_access_id;
extern const struct hss_avp_def hss_avp_physical_access_id;
extern const struct hss_avp_def hss_avp_reservation_priority;

extern const struct hss_avp_def *const hss_avp_dict_tgpp_rx[];

#define HSS_AVP_DEF_ACCESS_NETWORK_CHARGING_IDENTIFIER(grammar)                 \
	HSS_AVP_GROUP_("Access-Network-Charging-Identifier", 502, 10415,        \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_FLOWS(grammar)                                              \
	HSS_AVP_GROUP_("Flows", 510, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MEDIA_COMPONENT_DESCRIPTION(grammar)                        \
	HSS_AVP_GROUP_("Media-Component-Description", 517, 10415,               \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MEDIA_SUB_COMPONENT(grammar)                                \
	HSS_AVP_GROUP_("Media-Sub-Component", 519, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ACCEPTABLE_SERVICE_INFO(grammar)                            \
	HSS_AVP_GROUP_("Acceptable-Service-Info", 526, 10415,                   \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SPONSORED_CONNECTIVITY_DATA(grammar)                        \
	HSS_AVP_GROUP_("Sponsored-Connectivity-Data", 530, 10415,               \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_CALLEE_INFORMATION(grammar)                                 \
	HSS_AVP_GROUP_("Callee-Information", 565, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_MA_INFORMATION(grammar)                                     \
	HSS_AVP_GROUP_("MA-Information", 570, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_5GS_RAN_NAS_RELEASE_CAUSE(grammar)                          \
	HSS_AVP_GROUP_("5GS-RAN-NAS-Release-Cause", 572, 10415,                 \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_NGAP_CAUSE(grammar)                                         \
	HSS_AVP_GROUP_("NGAP-Cause", 575, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_WIRELINE_USER_LOCATION_INFO(grammar)                        \
	HSS_AVP_GROUP_("Wireline-User-Location-Info", 578, 10415,               \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)

#endif
