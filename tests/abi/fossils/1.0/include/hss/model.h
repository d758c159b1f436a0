/*
 * model.h - the provisioning entities every plugin may bind: row structs and
 * column numbers.  The column tables themselves (types, defaults, references,
 * documentation) are in the core and reached with store->entity("subscriber");
 * names and meaning are PyHSS's, columns of our own follow after
 * `last_modified`.
 *
 * A row struct's field order is the column order: HSS_<ENTITY>_<COLUMN> is the
 * column's number, so `terms` and `cols` masks never hold a bare number.
 */
#ifndef HSS_MODEL_H
#define HSS_MODEL_H

#include <hss/store.h>

#define HSS_BIT(col) (UINT64_C(1) << (col))

/* X(field, C type) in column order; the struct and the column numbers agree.  */
#define HSS_APN_FIELDS(X)                                                      \
	X(apn_id, hss_i64) X(apn, hss_bytes) X(ip_version, hss_i32)            \
	X(pgw_address, hss_bytes) X(sgw_address, hss_bytes)                    \
	X(charging_characteristics, hss_bytes)                                 \
	X(apn_ambr_dl, hss_i64) X(apn_ambr_ul, hss_i64) X(qci, hss_i32)        \
	X(arp_priority, hss_i32) X(arp_preemption_capability, hss_i32)         \
	X(arp_preemption_vulnerability, hss_i32)                               \
	X(charging_rule_list, hss_list) X(nbiot, hss_i32)                      \
	X(nidd_scef_id, hss_bytes) X(nidd_scef_realm, hss_bytes)               \
	X(nidd_mechanism, hss_i32) X(nidd_rds, hss_i32)                        \
	X(nidd_preferred_data_mode, hss_i32) X(last_modified, hss_bytes)       \
	X(vplmn_dynamic_address_allowed, hss_i32)

#define HSS_AUC_FIELDS(X)                                                      \
	X(auc_id, hss_i64) X(ki, hss_bytes) X(opc, hss_bytes) X(amf, hss_bytes) \
	X(sqn, hss_i64) X(iccid, hss_bytes) X(imsi, hss_bytes)                 \
	X(batch_name, hss_bytes) X(sim_vendor, hss_bytes) X(esim, hss_i32)     \
	X(lpa, hss_bytes) X(pin1, hss_bytes) X(pin2, hss_bytes)                \
	X(puk1, hss_bytes) X(puk2, hss_bytes) X(kid, hss_bytes)                \
	X(psk, hss_bytes) X(des, hss_bytes) X(adm1, hss_bytes)                 \
	X(algo, hss_bytes) X(misc1, hss_bytes) X(misc2, hss_bytes)             \
	X(misc3, hss_bytes) X(misc4, hss_bytes) X(last_modified, hss_bytes)    \
	/* algorithm profile of 3G/4G: "" or milenage, tuak, xor */            \
	X(algo_profile, hss_bytes) X(op, hss_bytes) X(topc, hss_bytes)         \
	X(ind_bits, hss_i32) X(res_len, hss_i32) X(tuak_iterations, hss_i32)   \
	X(milenage_c, hss_bytes) X(milenage_r, hss_bytes)                      \
	/* epoch in which `sqn` was written, DESIGN 5 */                       \
	X(sqn_epoch, hss_i64) X(last_resync, hss_bytes)                        \
	X(sip_password_ha1, hss_bytes)

#define HSS_SUBSCRIBER_FIELDS(X)                                               \
	X(subscriber_id, hss_i64) X(imsi, hss_bytes) X(enabled, hss_i32)       \
	X(auc_id, hss_i64) X(default_apn, hss_i64) X(apn_list, hss_list)       \
	X(msisdn, hss_bytes) X(ue_ambr_dl, hss_i64) X(ue_ambr_ul, hss_i64)     \
	X(nam, hss_i32) X(roaming_enabled, hss_i32)                            \
	X(roaming_rule_list, hss_list) X(subscribed_rau_tau_timer, hss_i32)    \
	X(serving_mme, hss_bytes) X(serving_mme_timestamp, hss_i64)            \
	X(serving_mme_realm, hss_bytes) X(serving_mme_peer, hss_bytes)         \
	X(serving_msc, hss_bytes) X(serving_msc_timestamp, hss_i64)            \
	X(serving_vlr, hss_bytes) X(serving_vlr_timestamp, hss_i64)            \
	X(serving_sgsn, hss_bytes) X(serving_sgsn_timestamp, hss_i64)          \
	X(last_seen_eci, hss_bytes) X(last_seen_enodeb_id, hss_bytes)          \
	X(last_seen_cell_id, hss_bytes) X(last_seen_tac, hss_bytes)            \
	X(last_seen_mcc, hss_bytes) X(last_seen_mnc, hss_bytes)                \
	X(last_location_update_timestamp, hss_i64) X(last_modified, hss_bytes) \
	/* rulings 2.7 and 4.6 */                                              \
	X(serving_sgsn_realm, hss_bytes) X(serving_sgsn_peer, hss_bytes)       \
	X(serving_sgsn_protocol, hss_i32)                                      \
	X(mme_purged, hss_i32) X(sgsn_purged, hss_i32)                         \
	/* "apn_id:context_identifier,..." kept over list edits, rulings 4.3 */ \
	X(apn_contexts, hss_bytes)                                             \
	/* profile revision last acknowledged, rulings 4.8 */                  \
	X(mme_profile_rev, hss_i64) X(sgsn_profile_rev, hss_i64)               \
	X(mme_features, hss_i64) X(sgsn_features, hss_i64)                     \
	X(visited_plmn_id, hss_bytes) X(rat_type, hss_i32)                     \
	X(imei, hss_bytes) X(software_version, hss_bytes)                      \
	X(ue_srvcc_capability, hss_i32) X(homogeneous_ims_voice, hss_i32)      \
	X(mme_number_for_mt_sms, hss_bytes)                                    \
	X(a_msisdn, hss_bytes) X(external_identifier, hss_bytes)               \
	X(odb, hss_i64) X(odb_hplmn, hss_i64) X(access_restriction, hss_i64)   \
	X(ue_usage_type, hss_i32) X(stn_sr, hss_bytes)

#define HSS_SUBSCRIBER_ROUTING_FIELDS(X)                                       \
	X(subscriber_routing_id, hss_i64) X(subscriber_id, hss_i64)            \
	X(apn_id, hss_i64) X(ip_version, hss_i32) X(ip_address, hss_bytes)     \
	X(last_modified, hss_bytes)

#define HSS_SERVING_APN_FIELDS(X)                                              \
	X(serving_apn_id, hss_i64) X(subscriber_id, hss_i64) X(apn, hss_i64)   \
	X(pcrf_session_id, hss_bytes) X(subscriber_routing, hss_bytes)         \
	X(ip_version, hss_i32) X(serving_pgw, hss_bytes)                       \
	X(serving_pgw_timestamp, hss_i64) X(serving_pgw_realm, hss_bytes)      \
	X(serving_pgw_peer, hss_bytes) X(last_modified, hss_bytes)

#define HSS_IMS_SUBSCRIBER_FIELDS(X)                                           \
	X(ims_subscriber_id, hss_i64) X(msisdn, hss_bytes)                     \
	X(msisdn_list, hss_bytes) X(imsi, hss_bytes) X(ifc_path, hss_bytes)    \
	X(pcscf, hss_bytes) X(pcscf_realm, hss_bytes)                          \
	X(pcscf_active_session, hss_bytes) X(pcscf_timestamp, hss_i64)         \
	X(pcscf_peer, hss_bytes) X(xcap_profile, hss_bytes)                    \
	X(sh_profile, hss_bytes) X(scscf, hss_bytes)                           \
	X(scscf_timestamp, hss_i64) X(scscf_realm, hss_bytes)                  \
	X(scscf_peer, hss_bytes) X(sh_template_path, hss_bytes)                \
	X(last_modified, hss_bytes)

#define HSS_ROAMING_NETWORK_FIELDS(X)                                          \
	X(roaming_network_id, hss_i64) X(name, hss_bytes)                      \
	X(preference, hss_i32) X(mcc, hss_bytes) X(mnc, hss_bytes)             \
	X(last_modified, hss_bytes)

#define HSS_ROAMING_RULE_FIELDS(X)                                             \
	X(roaming_rule_id, hss_i64) X(roaming_network_id, hss_i64)             \
	X(allow, hss_i32) X(enabled, hss_i32) X(last_modified, hss_bytes)

#define HSS_EMERGENCY_SUBSCRIBER_FIELDS(X)                                     \
	X(emergency_subscriber_id, hss_i64) X(imsi, hss_bytes)                 \
	X(serving_pgw, hss_bytes) X(serving_pgw_timestamp, hss_bytes)          \
	X(serving_pcscf, hss_bytes) X(serving_pcscf_timestamp, hss_bytes)      \
	X(gx_origin_realm, hss_bytes) X(gx_origin_host, hss_bytes)             \
	X(rat_type, hss_bytes) X(ip, hss_bytes)                                \
	X(access_network_gateway_address, hss_bytes)                           \
	X(access_network_charging_address, hss_bytes) X(last_modified, hss_bytes)

#define HSS_CHARGING_RULE_FIELDS(X)                                            \
	X(charging_rule_id, hss_i64) X(rule_name, hss_bytes) X(qci, hss_i32)   \
	X(arp_priority, hss_i32) X(arp_preemption_capability, hss_i32)         \
	X(arp_preemption_vulnerability, hss_i32)                               \
	X(mbr_dl, hss_i64) X(mbr_ul, hss_i64) X(gbr_dl, hss_i64)               \
	X(gbr_ul, hss_i64) X(tft_group_id, hss_i64) X(precedence, hss_i64)     \
	X(rating_group, hss_i64) X(last_modified, hss_bytes)

#define HSS_TFT_FIELDS(X)                                                      \
	X(tft_id, hss_i64) X(tft_group_id, hss_i64) X(tft_string, hss_bytes)   \
	X(direction, hss_i32) X(last_modified, hss_bytes)

#define HSS_EIR_FIELDS(X)                                                      \
	X(eir_id, hss_i64) X(imei, hss_bytes) X(imsi, hss_bytes)               \
	X(regex_mode, hss_i32) X(match_response_code, hss_i32)                 \
	X(last_modified, hss_bytes)

#define HSS_EIR_HISTORY_FIELDS(X)                                              \
	X(imsi_imei_history_id, hss_i64) X(imsi_imei, hss_bytes)               \
	X(match_response_code, hss_i32) X(imsi_imei_timestamp, hss_i64)        \
	X(last_modified, hss_bytes)

#define HSS_SUBSCRIBER_ATTRIBUTES_FIELDS(X)                                    \
	X(subscriber_attributes_id, hss_i64) X(subscriber_id, hss_i64)         \
	X(key, hss_bytes) X(value, hss_bytes) X(last_modified, hss_bytes)

#define HSS_OPERATION_LOG_FIELDS(X)                                            \
	X(id, hss_i64) X(item_id, hss_i64) X(operation_id, hss_bytes)          \
	X(operation, hss_bytes) X(changes, hss_bytes) X(last_modified, hss_bytes) \
	X(timestamp, hss_i64) X(table_name, hss_bytes)

#define HSS_DATABASE_SCHEMA_VERSION_FIELDS(X)                                  \
	X(upgrade_id, hss_i64) X(comment, hss_bytes) X(date, hss_bytes)

#define HSS_FIELD_(f, T)   struct T f;
#define HSS_APN_COL_(f, T) HSS_APN_##f,
#define HSS_AUC_COL_(f, T) HSS_AUC_##f,
#define HSS_SUBSCRIBER_COL_(f, T) HSS_SUBSCRIBER_##f,
#define HSS_SUBSCRIBER_ROUTING_COL_(f, T) HSS_SUBSCRIBER_ROUTING_##f,
#define HSS_SERVING_APN_COL_(f, T) HSS_SERVING_APN_##f,
#define HSS_IMS_SUBSCRIBER_COL_(f, T) HSS_IMS_SUBSCRIBER_##f,
#define HSS_ROAMING_NETWORK_COL_(f, T) HSS_ROAMING_NETWORK_##f,
#define HSS_ROAMING_RULE_COL_(f, T) HSS_ROAMING_RULE_##f,
#define HSS_EMERGENCY_SUBSCRIBER_COL_(f, T) HSS_EMERGENCY_SUBSCRIBER_##f,
#define HSS_CHARGING_RULE_COL_(f, T) HSS_CHARGING_RULE_##f,
#define HSS_TFT_COL_(f, T) HSS_TFT_##f,
#define HSS_EIR_COL_(f, T) HSS_EIR_##f,
#define HSS_EIR_HISTORY_COL_(f, T) HSS_EIR_HISTORY_##f,
#define HSS_SUBSCRIBER_ATTRIBUTES_COL_(f, T) HSS_SUBSCRIBER_ATTRIBUTES_##f,
#define HSS_OPERATION_LOG_COL_(f, T) HSS_OPERATION_LOG_##f,

#define HSS_ROW_(U, L) struct hss_##L { HSS_##U##_FIELDS(HSS_FIELD_) };         \
	enum { HSS_##U##_FIELDS(HSS_##U##_COL_) HSS_##U##_COLS }

HSS_ROW_(APN, apn);
HSS_ROW_(AUC, auc);
HSS_ROW_(SUBSCRIBER, subscriber);
HSS_ROW_(SUBSCRIBER_ROUTING, subscriber_routing);
HSS_ROW_(SERVING_APN, serving_apn);
HSS_ROW_(IMS_SUBSCRIBER, ims_subscriber);
HSS_ROW_(ROAMING_NETWORK, roaming_network);
HSS_ROW_(ROAMING_RULE, roaming_rule);
HSS_ROW_(EMERGENCY_SUBSCRIBER, emergency_subscriber);
HSS_ROW_(CHARGING_RULE, charging_rule);
HSS_ROW_(TFT, tft);
HSS_ROW_(EIR, eir);
HSS_ROW_(EIR_HISTORY, eir_history);
HSS_ROW_(SUBSCRIBER_ATTRIBUTES, subscriber_attributes);
HSS_ROW_(OPERATION_LOG, operation_log);

#endif
