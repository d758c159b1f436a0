/*
 * tgpp_sh.h - shared AVP definitions: TS 29.329 (Sh).
 * How to use it: see <hss/avp/base.h>.
 */
#ifndef HSS_AVP_TGPP_SH_H
#define HSS_AVP_TGPP_SH_H

#include <hss/dia.h>
#include <hss/avp/base.h>

extern const struct hss_avp_def hss_avp_user_identity;
extern const struct hss_avp_def hss_avp_msisdn;
extern const struct hss_avp_def hss_avp_user_data_sh;
extern const struct hss_avp_def hss_avp_data_reference;
extern const struct hss_avp_def hss_avp_service_indication;
extern const struct hss_avp_def hss_avp_subs_req_type;
extern const struct hss_avp_def hss_avp_requested_domain;
extern const struct hss_avp_def hss_avp_current_location;
extern const struct hss_avp_def hss_avp_identity_set;
extern const struct hss_avp_def hss_avp_expiry_time;
extern const struct hss_avp_def hss_avp_send_data_indication;
extern const struct hss_avp_def hss_avp_dsai_tag;
extern const struct hss_avp_def hss_avp_one_time_notification;
extern const struct hss_avp_def hss_avp_requested_nodes;
extern const struct hss_avp_def hss_avp_serving_node_indication;
extern const struct hss_avp_def hss_avp_repository_data_id;
extern const struct hss_avp_def hss_avp_sequence_number;
extern const struct hss_avp_def hss_avp_pre_paging_supported;
extern const struct hss_avp_def hss_avp_local_time_zone_indication;
extern const struct hss_avp_def hss_avp_udr_flags;
extern const struct hss_avp_def hss_avp_call_reference_info;
extern const struct hss_avp_def hss_avp_call_reference_number;
extern const struct hss_avp_def hss_avp_as_number;

extern const struct hss_avp_def *const hss_avp_dict_tgpp_sh[];

#define HSS_AVP_DEF_USER_IDENTITY(grammar)                                      \
	HSS_AVP_GROUP_("User-Identity", 700, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_REPOSITORY_DATA_ID(grammar)                                 \
	HSS_AVP_GROUP_("Repository-Data-ID", 715, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_CALL_REFERENCE_INFO(grammar)                                \
	HSS_AVP_GROUP_("Call-Reference-Info", 720, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)

#endif
