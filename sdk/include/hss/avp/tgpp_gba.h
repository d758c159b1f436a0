/*
 * tgpp_gba.h - shared AVP definitions: TS 29.109 (Zh, Zn).
 * How to use it: see <hss/avp/base.h>.
 */
#ifndef HSS_AVP_TGPP_GBA_H
#define HSS_AVP_TGPP_GBA_H

#include <hss/dia.h>
#include <hss/avp/base.h>

extern const struct hss_avp_def hss_avp_gba_usersecsettings;
extern const struct hss_avp_def hss_avp_transaction_identifier;
extern const struct hss_avp_def hss_avp_naf_id;
extern const struct hss_avp_def hss_avp_gaa_service_identifier;
extern const struct hss_avp_def hss_avp_key_expirytime;
extern const struct hss_avp_def hss_avp_me_key_material;
extern const struct hss_avp_def hss_avp_uicc_key_material;
extern const struct hss_avp_def hss_avp_gba_u_awareness_indicator;
extern const struct hss_avp_def hss_avp_bootstrapinfocreationtime;
extern const struct hss_avp_def hss_avp_guss_timestamp;
extern const struct hss_avp_def hss_avp_gba_type;
extern const struct hss_avp_def hss_avp_ue_id;
extern const struct hss_avp_def hss_avp_ue_id_type;
extern const struct hss_avp_def hss_avp_uicc_app_label;
extern const struct hss_avp_def hss_avp_uicc_me;
extern const struct hss_avp_def hss_avp_requested_key_lifetime;
extern const struct hss_avp_def hss_avp_private_identity_request;
extern const struct hss_avp_def hss_avp_gba_push_info;
extern const struct hss_avp_def hss_avp_naf_sa_identifier;
extern const struct hss_avp_def hss_avp_security_feature_request;
extern const struct hss_avp_def hss_avp_security_feature_response;

extern const struct hss_avp_def *const hss_avp_dict_tgpp_gba[];

#endif
