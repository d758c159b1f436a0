/*
 * tgpp_rx.c - shared AVP definitions: TS 29.214 (Rx), with the ETSI AVPs it borrows. Data
 * only; one row per AVP in the order of the codes, and the array that lists them all.
 */
#include <hss/avp/tgpp_rx.h>

#include "avp_def.h"

#define TGPP_RX_AVPS(X)                                                                 \
	X(abort_cause, "Abort-Cause", 500, 10415, ENUM, MUST, 0, 0)                     \
	X(access_network_charging_address, "Access-Network-Charging-Address",           \
	  501, 10415, ADDRESS, MUST, 0, 0)                                              \
	X(access_network_charging_identifier, "Access-Network-Charging-Identifier",     \
	  502, 10415, GROUP, MUST, 0, 0)                                                \
	X(access_network_charging_identifier_value,                                     \
	  "Access-Network-Charging-Identifier-Value", 503, 10415, OCTETS, MUST, 0, 0)   \
	X(af_application_identifier, "AF-Application-Identifier",                       \
	  504, 10415, OCTETS, MUST, 0, 0)                                               \
	X(af_charging_identifier, "AF-Charging-Identifier",                             \
	  505, 10415, OCTETS, MUST, 0, 0)                                               \
	X(flow_description, "Flow-Description", 507, 10415, IPFILTER, MUST, 0, 0)       \
	X(flow_number, "Flow-Number", 509, 10415, U32, MUST, 0, 0)                      \
	X(flows, "Flows", 510, 10415, GROUP, MUST, 0, 0)                                \
	X(flow_status, "Flow-Status", 511, 10415, ENUM, MUST, 0, 0)                     \
	X(flow_usage, "Flow-Usage", 512, 10415, ENUM, MUST, 0, 0)                       \
	X(specific_action, "Specific-Action", 513, 10415, ENUM, MUST, 0, 0)             \
	X(max_requested_bandwidth_dl, "Max-Requested-Bandwidth-DL",                     \
	  515, 10415, U32, MUST, 0, 0)                                                  \
	X(max_requested_bandwidth_ul, "Max-Requested-Bandwidth-UL",                     \
	  516, 10415, U32, MUST, 0, 0)                                                  \
	X(media_component_description, "Media-Component-Description",                   \
	  517, 10415, GROUP, MUST, 0, 0)                                                \
	X(media_component_number, "Media-Component-Number",                             \
	  518, 10415, U32, MUST, 0, 0)                                                  \
	X(media_sub_component, "Media-Sub-Component", 519, 10415, GROUP, MUST, 0, 0)    \
	X(media_type, "Media-Type", 520, 10415, ENUM, MUST, 0, 0)                       \
	X(rr_bandwidth, "RR-Bandwidth", 521, 10415, U32, MUST, 0, 0)                    \
	X(rs_bandwidth, "RS-Bandwidth", 522, 10415, U32, MUST, 0, 0)                    \
	X(sip_forking_indication, "SIP-Forking-Indication",                             \
	  523, 10415, ENUM, MUST, 0, 0)                                                 \
	X(codec_data, "Codec-Data", 524, 10415, OCTETS, MUST, 0, 0)                     \
	X(service_urn, "Service-URN", 525, 10415, OCTETS, MUST, 0, 0)                   \
	X(acceptable_service_info, "Acceptable-Service-Info",                           \
	  526, 10415, GROUP, MUST, 0, 0)                                                \
	X(service_info_status, "Service-Info-Status", 527, 10415, ENUM, MUST, 0, 0)     \
	X(mps_identifier, "MPS-Identifier", 528, 10415, OCTETS, NOT, 0, 0)              \
	X(af_signalling_protocol, "AF-Signalling-Protocol",                             \
	  529, 10415, ENUM, NOT, 0, 0)                                                  \
	X(sponsored_connectivity_data, "Sponsored-Connectivity-Data",                   \
	  530, 10415, GROUP, NOT, 0, 0)                                                 \
	X(sponsor_identity, "Sponsor-Identity", 531, 10415, UTF8, NOT, 0, 0)            \
	X(application_service_provider_identity,                                        \
	  "Application-Service-Provider-Identity", 532, 10415, UTF8, NOT, 0, 0)         \
	X(rx_request_type, "Rx-Request-Type", 533, 10415, ENUM, NOT, 0, 0)              \
	X(min_requested_bandwidth_dl, "Min-Requested-Bandwidth-DL",                     \
	  534, 10415, U32, NOT, 0, 0)                                                   \
	X(min_requested_bandwidth_ul, "Min-Requested-Bandwidth-UL",                     \
	  535, 10415, U32, NOT, 0, 0)                                                   \
	X(required_access_info, "Required-Access-Info", 536, 10415, ENUM, NOT, 0, 0)    \
	X(ip_domain_id, "IP-Domain-Id", 537, 10415, OCTETS, NOT, 0, 0)                  \
	X(gcs_identifier, "GCS-Identifier", 538, 10415, OCTETS, NOT, 0, 0)              \
	X(sharing_key_dl, "Sharing-Key-DL", 539, 10415, U32, NOT, 0, 0)                 \
	X(sharing_key_ul, "Sharing-Key-UL", 540, 10415, U32, NOT, 0, 0)                 \
	X(retry_interval, "Retry-Interval", 541, 10415, U32, NOT, 0, 0)                 \
	X(sponsoring_action, "Sponsoring-Action", 542, 10415, ENUM, NOT, 0, 0)          \
	X(max_supported_bandwidth_dl, "Max-Supported-Bandwidth-DL",                     \
	  543, 10415, U32, NOT, 0, 0)                                                   \
	X(max_supported_bandwidth_ul, "Max-Supported-Bandwidth-UL",                     \
	  544, 10415, U32, NOT, 0, 0)                                                   \
	X(min_desired_bandwidth_dl, "Min-Desired-Bandwidth-DL",                         \
	  545, 10415, U32, NOT, 0, 0)                                                   \
	X(min_desired_bandwidth_ul, "Min-Desired-Bandwidth-UL",                         \
	  546, 10415, U32, NOT, 0, 0)                                                   \
	X(mcptt_identifier, "MCPTT-Identifier", 547, 10415, OCTETS, NOT, 0, 0)          \
	X(service_authorization_info, "Service-Authorization-Info",                     \
	  548, 10415, U32, NOT, 0, 0)                                                   \
	X(media_component_status, "Media-Component-Status", 549, 10415, U32, NOT, 0, 0) \
	X(priority_sharing_indicator, "Priority-Sharing-Indicator",                     \
	  550, 10415, ENUM, NOT, 0, 0)                                                  \
	X(af_requested_data, "AF-Requested-Data", 551, 10415, U32, NOT, 0, 0)           \
	X(content_version, "Content-Version", 552, 10415, U64, NOT, 0, 0)               \
	X(pre_emption_control_info, "Pre-emption-Control-Info",                         \
	  553, 10415, U32, NOT, 0, 0)                                                   \
	X(extended_max_requested_bw_dl, "Extended-Max-Requested-BW-DL",                 \
	  554, 10415, U32, NOT, 0, 0)                                                   \
	X(extended_max_requested_bw_ul, "Extended-Max-Requested-BW-UL",                 \
	  555, 10415, U32, NOT, 0, 0)                                                   \
	X(mcvideo_identifier, "MCVideo-Identifier", 562, 10415, OCTETS, NOT, 0, 0)      \
	X(ims_content_identifier, "IMS-Content-Identifier",                             \
	  563, 10415, OCTETS, MUST, 0, 0)                                               \
	X(ims_content_type, "IMS-Content-Type", 564, 10415, ENUM, MUST, 0, 0)           \
	X(callee_information, "Callee-Information", 565, 10415, GROUP, NOT, 0, 0)       \
	X(nid, "NID", 569, 10415, OCTETS, NOT, 0, 0)                                    \
	X(ma_information, "MA-Information", 570, 10415, GROUP, NOT, 0, 0)               \
	X(ma_information_action, "MA-Information-Action", 571, 10415, ENUM, NOT, 0, 0)  \
	X(5gs_ran_nas_release_cause, "5GS-RAN-NAS-Release-Cause",                       \
	  572, 10415, GROUP, NOT, 0, 0)                                                 \
	X(5gmm_cause, "5GMM-Cause", 573, 10415, U32, NOT, 0, 0)                         \
	X(5gsm_cause, "5GSM-Cause", 574, 10415, U32, NOT, 0, 0)                         \
	X(ngap_cause, "NGAP-Cause", 575, 10415, GROUP, NOT, 0, 0)                       \
	X(ngap_group, "NGAP-Group", 576, 10415, U32, NOT, 0, 0)                         \
	X(ngap_value, "NGAP-Value", 577, 10415, U32, NOT, 0, 0)                         \
	X(wireline_user_location_info, "Wireline-User-Location-Info",                   \
	  578, 10415, GROUP, NOT, 0, 0)                                                 \
	X(hfc_node_identifier, "HFC-Node-Identifier", 579, 10415, OCTETS, NOT, 0, 0)    \
	X(gli_identifier, "GLI-Identifier", 580, 10415, OCTETS, NOT, 0, 0)              \
	X(line_type, "Line-Type", 581, 10415, ENUM, NOT, 0, 0)                          \
	X(mps_action, "MPS-Action", 582, 10415, ENUM, NOT, 0, 0)                        \
	X(logical_access_id, "Logical-Access-ID", 302, 13019, OCTETS, MUST, 0, 0)       \
	X(physical_access_id, "Physical-Access-ID", 313, 13019, UTF8, MUST, 0, 0)       \
	X(reservation_priority, "Reservation-Priority", 458, 13019, ENUM, NOT, 0, 0)

TGPP_RX_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_tgpp_rx[] = {
	TGPP_RX_AVPS(AVP_LIST)
	NULL,
};
