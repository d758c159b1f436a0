/*
 * tgpp_gba.c - shared AVP definitions: TS 29.109 (Zh, Zn). Data only; one row per AVP in the
 * order of the codes, and the array that lists them all.
 */
#include <hss/avp/tgpp_gba.h>

#include "avp_def.h"

#define TGPP_GBA_AVPS(X)                                                                \
	X(gba_usersecsettings, "GBA-UserSecSettings", 400, 10415, OCTETS, NOT, 0, 0)    \
	X(transaction_identifier, "Transaction-Identifier",                             \
	  401, 10415, OCTETS, NOT, 0, 0)                                                \
	X(naf_id, "NAF-Id", 402, 10415, OCTETS, NOT, 0, 0)                              \
	X(gaa_service_identifier, "GAA-Service-Identifier",                             \
	  403, 10415, OCTETS, NOT, 0, 0)                                                \
	X(key_expirytime, "Key-ExpiryTime", 404, 10415, TIME, NOT, 0, 0)                \
	X(me_key_material, "ME-Key-Material", 405, 10415, OCTETS, NOT, 0, 0)            \
	X(uicc_key_material, "UICC-Key-Material", 406, 10415, OCTETS, NOT, 0, 0)        \
	X(gba_u_awareness_indicator, "GBA_U-Awareness-Indicator",                       \
	  407, 10415, ENUM, NOT, 0, 0)                                                  \
	X(bootstrapinfocreationtime, "BootstrapInfoCreationTime",                       \
	  408, 10415, TIME, NOT, 0, 0)                                                  \
	X(guss_timestamp, "GUSS-Timestamp", 409, 10415, TIME, NOT, 0, 0)                \
	X(gba_type, "GBA-Type", 410, 10415, ENUM, NOT, 0, 0)                            \
	X(ue_id, "UE-Id", 411, 10415, OCTETS, NOT, 0, 0)                                \
	X(ue_id_type, "UE-Id-Type", 412, 10415, ENUM, NOT, 0, 0)                        \
	X(uicc_app_label, "UICC-App-Label", 413, 10415, OCTETS, NOT, 0, 0)              \
	X(uicc_me, "UICC-ME", 414, 10415, ENUM, NOT, 0, 0)                              \
	X(requested_key_lifetime, "Requested-Key-Lifetime",                             \
	  415, 10415, TIME, NOT, 0, 0)                                                  \
	X(private_identity_request, "Private-Identity-Request",                         \
	  416, 10415, ENUM, NOT, 0, 0)                                                  \
	X(gba_push_info, "GBA-Push-Info", 417, 10415, OCTETS, NOT, 0, 0)                \
	X(naf_sa_identifier, "NAF-SA-Identifier", 418, 10415, OCTETS, NOT, 0, 0)        \
	X(security_feature_request, "Security-Feature-Request",                         \
	  419, 10415, OCTETS, NOT, 0, 0)                                                \
	X(security_feature_response, "Security-Feature-Response",                       \
	  420, 10415, OCTETS, NOT, 0, 0)

TGPP_GBA_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_tgpp_gba[] = {
	TGPP_GBA_AVPS(AVP_LIST)
	NULL,
};
