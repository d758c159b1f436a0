/*
 * tgpp_cx.h - shared AVP definitions: TS 29.229 (Cx/Dx).
 * How to use it: see <hss/avp/base.h>.
 */
#ifndef HSS_AVP_TGPP_CX_H
#define HSS_AVP_TGPP_CX_H

#include <hss/dia.h>
#include <hss/avp/base.h>

extern const struct hss_avp_def hss_avp_visited_network_identifier;
extern const struct hss_avp_def hss_avp_public_identity;
extern const struct hss_avp_def hss_avp_server_name;
extern const struct hss_avp_def hss_avp_server_capabilities;
extern const struct hss_avp_def hss_avp_mandatory_capability;
extern const struct hss_avp_def hss_avp_optional_capability;
extern const struct hss_avp_def hss_avp_user_data;
extern const struct hss_avp_def hss_avp_sip_number_auth_items;
extern const struct hss_avp_def hss_avp_sip_authentication_scheme;
extern const struct hss_avp_def hss_avp_sip_authenticate;
extern const struct hss_avp_def hss_avp_sip_authorization;
extern const struct hss_avp_def hss_avp_sip_auth_data_item;
extern const struct hss_avp_def hss_avp_sip_item_number;
extern const struct hss_avp_def hss_avp_server_assignment_type;
extern const struct hss_avp_def hss_avp_deregistration_reason;
extern const struct hss_avp_def hss_avp_reason_code;
extern const struct hss_avp_def hss_avp_reason_info;
extern const struct hss_avp_def hss_avp_charging_information;
extern const struct hss_avp_def hss_avp_primary_event_charging_function_name;
extern const struct hss_avp_def hss_avp_secondary_event_charging_function_name;
extern const struct hss_avp_def hss_avp_primary_charging_collection_function_name;
extern const struct hss_avp_def hss_avp_secondary_charging_collection_function_name;
extern const struct hss_avp_def hss_avp_user_authorization_type;
extern const struct hss_avp_def hss_avp_user_data_already_available;
extern const struct hss_avp_def hss_avp_confidentiality_key;
extern const struct hss_avp_def hss_avp_integrity_key;
extern const struct hss_avp_def hss_avp_supported_features;
extern const struct hss_avp_def hss_avp_feature_list_id;
extern const struct hss_avp_def hss_avp_feature_list;
extern const struct hss_avp_def hss_avp_associated_identities;
extern const struct hss_avp_def hss_avp_originating_request;
extern const struct hss_avp_def hss_avp_wildcarded_public_identity;
extern const struct hss_avp_def hss_avp_wildcarded_impu;
extern const struct hss_avp_def hss_avp_uar_flags;
extern const struct hss_avp_def hss_avp_loose_route_indication;
extern const struct hss_avp_def hss_avp_scscf_restoration_info;
extern const struct hss_avp_def hss_avp_path;
extern const struct hss_avp_def hss_avp_contact;
extern const struct hss_avp_def hss_avp_subscription_info;
extern const struct hss_avp_def hss_avp_call_id_sip_header;
extern const struct hss_avp_def hss_avp_from_sip_header;
extern const struct hss_avp_def hss_avp_to_sip_header;
extern const struct hss_avp_def hss_avp_record_route;
extern const struct hss_avp_def hss_avp_associated_registered_identities;
extern const struct hss_avp_def hss_avp_multiple_registration_indication;
extern const struct hss_avp_def hss_avp_restoration_info;
extern const struct hss_avp_def hss_avp_session_priority;
extern const struct hss_avp_def hss_avp_identity_with_emergency_registration;
extern const struct hss_avp_def hss_avp_priviledged_sender_indication;
extern const struct hss_avp_def hss_avp_lia_flags;
extern const struct hss_avp_def hss_avp_initial_cseq_sequence_number;
extern const struct hss_avp_def hss_avp_sar_flags;
extern const struct hss_avp_def hss_avp_allowed_waf_wwsf_identities;
extern const struct hss_avp_def hss_avp_webrtc_authentication_function_name;
extern const struct hss_avp_def hss_avp_webrtc_web_server_function_name;
extern const struct hss_avp_def hss_avp_rtr_flags;
extern const struct hss_avp_def hss_avp_p_cscf_subscription_info;
extern const struct hss_avp_def hss_avp_registration_time_out;
extern const struct hss_avp_def hss_avp_failed_pcscf;
extern const struct hss_avp_def hss_avp_pcscf_fqdn;
extern const struct hss_avp_def hss_avp_pcscf_ip_address;

extern const struct hss_avp_def *const hss_avp_dict_tgpp_cx[];

#define HSS_AVP_DEF_SERVER_CAPABILITIES(grammar)                                \
	HSS_AVP_GROUP_("Server-Capabilities", 603, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SIP_AUTH_DATA_ITEM(grammar)                                 \
	HSS_AVP_GROUP_("SIP-Auth-Data-Item", 612, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_DEREGISTRATION_REASON(grammar)                              \
	HSS_AVP_GROUP_("Deregistration-Reason", 615, 10415,                     \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_CHARGING_INFORMATION(grammar)                               \
	HSS_AVP_GROUP_("Charging-Information", 618, 10415,                      \
	               HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SUPPORTED_FEATURES(grammar)                                 \
	HSS_AVP_GROUP_("Supported-Features", 628, 10415, HSS_AVP_V, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ASSOCIATED_IDENTITIES(grammar)                              \
	HSS_AVP_GROUP_("Associated-Identities", 632, 10415,                     \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SCSCF_RESTORATION_INFO(grammar)                             \
	HSS_AVP_GROUP_("SCSCF-Restoration-Info", 639, 10415,                    \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_SUBSCRIPTION_INFO(grammar)                                  \
	HSS_AVP_GROUP_("Subscription-Info", 642, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ASSOCIATED_REGISTERED_IDENTITIES(grammar)                   \
	HSS_AVP_GROUP_("Associated-Registered-Identities", 647, 10415,          \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_RESTORATION_INFO(grammar)                                   \
	HSS_AVP_GROUP_("Restoration-Info", 649, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_IDENTITY_WITH_EMERGENCY_REGISTRATION(grammar)               \
	HSS_AVP_GROUP_("Identity-with-Emergency-Registration", 651, 10415,      \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ALLOWED_WAF_WWSF_IDENTITIES(grammar)                        \
	HSS_AVP_GROUP_("Allowed-WAF-WWSF-Identities", 656, 10415,               \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_P_CSCF_SUBSCRIPTION_INFO(grammar)                           \
	HSS_AVP_GROUP_("P-CSCF-Subscription-Info", 660, 10415,                  \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_FAILED_PCSCF(grammar)                                       \
	HSS_AVP_GROUP_("Failed-PCSCF", 664, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)

#endif
