/*
 * tgpp_sh.c - shared AVP definitions: TS 29.329 (Sh). Data only; one row per AVP in the order
 * of the codes, and the array that lists them all.
 */
#include <hss/avp/tgpp_sh.h>

#include "avp_def.h"

#define TGPP_SH_AVPS(X)                                                                 \
	X(user_identity, "User-Identity", 700, 10415, GROUP, MUST, 0, 0)                \
	X(msisdn, "MSISDN", 701, 10415, OCTETS, MUST, 0, 0)                             \
	X(user_data_sh, "User-Data", 702, 10415, OCTETS, MUST, 0, 0)                    \
	X(data_reference, "Data-Reference", 703, 10415, ENUM, MUST, 0, 0)               \
	X(service_indication, "Service-Indication", 704, 10415, OCTETS, MUST, 0, 0)     \
	X(subs_req_type, "Subs-Req-Type", 705, 10415, ENUM, MUST, 0, 0)                 \
	X(requested_domain, "Requested-Domain", 706, 10415, ENUM, MUST, 0, 0)           \
	X(current_location, "Current-Location", 707, 10415, ENUM, MUST, 0, 0)           \
	X(identity_set, "Identity-Set", 708, 10415, ENUM, NOT, 0, 0)                    \
	X(expiry_time, "Expiry-Time", 709, 10415, TIME, NOT, 0, 0)                      \
	X(send_data_indication, "Send-Data-Indication", 710, 10415, ENUM, NOT, 0, 0)    \
	X(dsai_tag, "DSAI-Tag", 711, 10415, OCTETS, MUST, 0, 0)                         \
	X(one_time_notification, "One-Time-Notification", 712, 10415, ENUM, NOT, 0, 0)  \
	X(requested_nodes, "Requested-Nodes", 713, 10415, U32, NOT, 0, 0)               \
	X(serving_node_indication, "Serving-Node-Indication",                           \
	  714, 10415, ENUM, NOT, 0, 0)                                                  \
	X(repository_data_id, "Repository-Data-ID", 715, 10415, GROUP, NOT, 0, 0)       \
	X(sequence_number, "Sequence-Number", 716, 10415, U32, NOT, 0, 0)               \
	X(pre_paging_supported, "Pre-paging-Supported", 717, 10415, ENUM, NOT, 0, 0)    \
	X(local_time_zone_indication, "Local-Time-Zone-Indication",                     \
	  718, 10415, ENUM, NOT, 0, 0)                                                  \
	X(udr_flags, "UDR-Flags", 719, 10415, U32, NOT, 0, 0)                           \
	X(call_reference_info, "Call-Reference-Info", 720, 10415, GROUP, NOT, 0, 0)     \
	X(call_reference_number, "Call-Reference-Number",                               \
	  721, 10415, OCTETS, NOT, 0, 0)                                                \
	X(as_number, "AS-Number", 722, 10415, OCTETS, NOT, 0, 0)

TGPP_SH_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_tgpp_sh[] = {
	TGPP_SH_AVPS(AVP_LIST)
	NULL,
};
