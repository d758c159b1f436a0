/*
 * tgpp_cx.c - shared AVP definitions: TS 29.229 (Cx/Dx). Data only; one row per AVP in the
 * order of the codes, and the array that lists them all.
 */
#include <hss/avp/tgpp_cx.h>

#include "avp_def.h"

#define TGPP_CX_AVPS(X)                                                                 \
	X(visited_network_identifier, "Visited-Network-Identifier",                     \
	  600, 10415, OCTETS, MUST, 0, 0)                                               \
	X(public_identity, "Public-Identity", 601, 10415, UTF8, MUST, 0, 0)             \
	X(server_name, "Server-Name", 602, 10415, UTF8, MUST, 0, 0)                     \
	X(server_capabilities, "Server-Capabilities", 603, 10415, GROUP, MUST, 0, 0)    \
	X(mandatory_capability, "Mandatory-Capability", 604, 10415, U32, MUST, 0, 0)    \
	X(optional_capability, "Optional-Capability", 605, 10415, U32, MUST, 0, 0)      \
	X(user_data, "User-Data", 606, 10415, OCTETS, MUST, 0, 0)                       \
	X(sip_number_auth_items, "SIP-Number-Auth-Items", 607, 10415, U32, MUST, 0, 0)  \
	X(sip_authentication_scheme, "SIP-Authentication-Scheme",                       \
	  608, 10415, UTF8, MUST, 0, 0)                                                 \
	X(sip_authenticate, "SIP-Authenticate", 609, 10415, OCTETS, MUST, 0, 0)         \
	X(sip_authorization, "SIP-Authorization", 610, 10415, OCTETS, MUST, 0, 0)       \
	X(sip_auth_data_item, "SIP-Auth-Data-Item", 612, 10415, GROUP, MUST, 0, 0)      \
	X(sip_item_number, "SIP-Item-Number", 613, 10415, U32, MUST, 0, 0)              \
	X(server_assignment_type, "Server-Assignment-Type",                             \
	  614, 10415, ENUM, MUST, 0, 0)                                                 \
	X(deregistration_reason, "Deregistration-Reason",                               \
	  615, 10415, GROUP, MUST, 0, 0)                                                \
	X(reason_code, "Reason-Code", 616, 10415, ENUM, MUST, 0, 0)                     \
	X(reason_info, "Reason-Info", 617, 10415, UTF8, MUST, 0, 0)                     \
	X(charging_information, "Charging-Information", 618, 10415, GROUP, MUST, 0, 0)  \
	X(primary_event_charging_function_name, "Primary-Event-Charging-Function-Name", \
	  619, 10415, URI, MUST, 0, 0)                                                  \
	X(secondary_event_charging_function_name,                                       \
	  "Secondary-Event-Charging-Function-Name", 620, 10415, URI, MUST, 0, 0)        \
	X(primary_charging_collection_function_name,                                    \
	  "Primary-Charging-Collection-Function-Name", 621, 10415, URI, MUST, 0, 0)     \
	X(secondary_charging_collection_function_name,                                  \
	  "Secondary-Charging-Collection-Function-Name", 622, 10415, URI, MUST, 0, 0)   \
	X(user_authorization_type, "User-Authorization-Type",                           \
	  623, 10415, ENUM, MUST, 0, 0)                                                 \
	X(user_data_already_available, "User-Data-Already-Available",                   \
	  624, 10415, ENUM, MUST, 0, 0)                                                 \
	X(confidentiality_key, "Confidentiality-Key", 625, 10415, OCTETS, MUST, 16, 16) \
	X(integrity_key, "Integrity-Key", 626, 10415, OCTETS, MUST, 16, 16)             \
	X(supported_features, "Supported-Features", 628, 10415, GROUP, MAY, 0, 0)       \
	X(feature_list_id, "Feature-List-ID", 629, 10415, U32, NOT, 0, 0)               \
	X(feature_list, "Feature-List", 630, 10415, U32, NOT, 0, 0)                     \
	X(associated_identities, "Associated-Identities", 632, 10415, GROUP, NOT, 0, 0) \
	X(originating_request, "Originating-Request", 633, 10415, ENUM, MUST, 0, 0)     \
	X(wildcarded_public_identity, "Wildcarded-Public-Identity",                     \
	  634, 10415, UTF8, NOT, 0, 0)                                                  \
	X(wildcarded_impu, "Wildcarded-IMPU", 636, 10415, UTF8, NOT, 0, 0)              \
	X(uar_flags, "UAR-Flags", 637, 10415, U32, NOT, 0, 0)                           \
	X(loose_route_indication, "Loose-Route-Indication",                             \
	  638, 10415, ENUM, NOT, 0, 0)                                                  \
	X(scscf_restoration_info, "SCSCF-Restoration-Info",                             \
	  639, 10415, GROUP, NOT, 0, 0)                                                 \
	X(path, "Path", 640, 10415, OCTETS, NOT, 0, 0)                                  \
	X(contact, "Contact", 641, 10415, OCTETS, NOT, 0, 0)                            \
	X(subscription_info, "Subscription-Info", 642, 10415, GROUP, NOT, 0, 0)         \
	X(call_id_sip_header, "Call-ID-SIP-Header", 643, 10415, OCTETS, NOT, 0, 0)      \
	X(from_sip_header, "From-SIP-Header", 644, 10415, OCTETS, NOT, 0, 0)            \
	X(to_sip_header, "To-SIP-Header", 645, 10415, OCTETS, NOT, 0, 0)                \
	X(record_route, "Record-Route", 646, 10415, OCTETS, NOT, 0, 0)                  \
	X(associated_registered_identities, "Associated-Registered-Identities",         \
	  647, 10415, GROUP, NOT, 0, 0)                                                 \
	X(multiple_registration_indication, "Multiple-Registration-Indication",         \
	  648, 10415, ENUM, NOT, 0, 0)                                                  \
	X(restoration_info, "Restoration-Info", 649, 10415, GROUP, NOT, 0, 0)           \
	X(session_priority, "Session-Priority", 650, 10415, ENUM, NOT, 0, 0)            \
	X(identity_with_emergency_registration, "Identity-with-Emergency-Registration", \
	  651, 10415, GROUP, NOT, 0, 0)                                                 \
	X(priviledged_sender_indication, "Priviledged-Sender-Indication",               \
	  652, 10415, ENUM, NOT, 0, 0)                                                  \
	X(lia_flags, "LIA-Flags", 653, 10415, U32, NOT, 0, 0)                           \
	X(initial_cseq_sequence_number, "Initial-CSeq-Sequence-Number",                 \
	  654, 10415, U32, NOT, 0, 0)                                                   \
	X(sar_flags, "SAR-Flags", 655, 10415, U32, NOT, 0, 0)                           \
	X(allowed_waf_wwsf_identities, "Allowed-WAF-WWSF-Identities",                   \
	  656, 10415, GROUP, NOT, 0, 0)                                                 \
	X(webrtc_authentication_function_name, "WebRTC-Authentication-Function-Name",   \
	  657, 10415, UTF8, NOT, 0, 0)                                                  \
	X(webrtc_web_server_function_name, "WebRTC-Web-Server-Function-Name",           \
	  658, 10415, UTF8, NOT, 0, 0)                                                  \
	X(rtr_flags, "RTR-Flags", 659, 10415, U32, NOT, 0, 0)                           \
	X(p_cscf_subscription_info, "P-CSCF-Subscription-Info",                         \
	  660, 10415, GROUP, NOT, 0, 0)                                                 \
	X(registration_time_out, "Registration-Time-Out", 661, 10415, TIME, NOT, 0, 0)  \
	X(failed_pcscf, "Failed-PCSCF", 664, 10415, GROUP, NOT, 0, 0)                   \
	X(pcscf_fqdn, "PCSCF-FQDN", 665, 10415, IDENTITY, NOT, 0, 0)                    \
	X(pcscf_ip_address, "PCSCF-IP-Address", 666, 10415, ADDRESS, NOT, 0, 0)

TGPP_CX_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_tgpp_cx[] = {
	TGPP_CX_AVPS(AVP_LIST)
	NULL,
};
