/*
 * registration.c - column tables of IMS subscribers and of live sessions.
 *
 * serving_apn and emergency_subscriber rows are state as a whole, so their columns do move
 * the revision: a session is compared and swapped by it.
 */
#include "model/columns.h"
#include "model/provisioning.h"

static const struct hss_column ims_subscriber_cols[] = {
	COL_ID(ims_subscriber, ims_subscriber_id),
	COL(ims_subscriber, msisdn, TEXT, PYHSS, .max_len = 18, .format = HSS_FMT_MSISDN,
	    .doc = "Telephone number, international, without +"),
	COL(ims_subscriber, msisdn_list, TEXT, PYHSS, .max_len = 1200, .format = HSS_FMT_MSISDNS,
	    .doc = "Further numbers, separated by commas, without +"),
	COL(ims_subscriber, imsi, TEXT, PYHSS, .max_len = 15, .min_len = 5,
	    .format = HSS_FMT_DIGITS, .doc = "IMSI, 5 to 15 digits"),
	COL(ims_subscriber, ifc_path, TEXT, PYHSS, .max_len = 512,
	    .doc = "Template of the IMS service profile"),
	COL(ims_subscriber, pcscf, TEXT, PYHSS | VOLATILE, .max_len = 512, .doc = "P-CSCF in use"),
	COL(ims_subscriber, pcscf_realm, TEXT, PYHSS | VOLATILE, .max_len = 512,
	    .doc = "Diameter realm of the P-CSCF"),
	COL(ims_subscriber, pcscf_active_session, TEXT, PYHSS | VOLATILE, .max_len = 512,
	    .doc = "Rx session of the running call"),
	COL(ims_subscriber, pcscf_timestamp, TIME, PYHSS | VOLATILE,
	    .doc = "When the P-CSCF was stored"),
	COL(ims_subscriber, pcscf_peer, TEXT, PYHSS | VOLATILE, .max_len = 512,
	    .doc = "Way to the P-CSCF: peer;host of this HSS"),
	COL(ims_subscriber, xcap_profile, TEXT, PYHSS, .doc = "Supplementary services, XML"),
	COL(ims_subscriber, sh_profile, TEXT, PYHSS, .doc = "Sh user data, XML (deprecated)"),
	COL(ims_subscriber, scscf, TEXT, PYHSS | VOLATILE, .max_len = 512,
	    .doc = "SIP name of the serving CSCF"),
	COL(ims_subscriber, scscf_timestamp, TIME, PYHSS | VOLATILE,
	    .doc = "When the S-CSCF was stored"),
	COL(ims_subscriber, scscf_realm, TEXT, PYHSS | VOLATILE, .max_len = 512,
	    .doc = "Diameter realm of the S-CSCF"),
	COL(ims_subscriber, scscf_peer, TEXT, PYHSS | VOLATILE, .max_len = 512,
	    .doc = "Way to the S-CSCF: peer;host of this HSS"),
	COL(ims_subscriber, sh_template_path, TEXT, PYHSS, .max_len = 512,
	    .doc = "Template of the Sh user data"),
	COL_MODIFIED(ims_subscriber),
};
static const struct hss_index ims_subscriber_indexes[] = {
	{ .unique = 1, .n_cols = 1, .cols = { HSS_IMS_SUBSCRIBER_msisdn } },
	{ .n_cols = 1, .cols = { HSS_IMS_SUBSCRIBER_imsi } },
	{ .n_cols = 1, .cols = { HSS_IMS_SUBSCRIBER_pcscf } },
};
ENTITY_INDEXED(ims_subscriber, ims_subscriber_cols, ims_subscriber_indexes);

static const struct hss_column serving_apn_cols[] = {
	COL_ID(serving_apn, serving_apn_id),
	COL(serving_apn, subscriber_id, BIGINT, PYHSS, .ref = "subscriber",
	    .on_delete = HSS_REF_CASCADE, .doc = "Whose session it is"),
	COL(serving_apn, apn, BIGINT, PYHSS, .ref = "apn", .on_delete = HSS_REF_CASCADE,
	    .doc = "APN of the session, by id"),
	COL(serving_apn, pcrf_session_id, TEXT, PYHSS, .max_len = 512, .doc = "Gx Session-Id"),
	COL(serving_apn, subscriber_routing, TEXT, PYHSS, .max_len = 100,
	    .doc = "Address of the UE in this session"),
	COL(serving_apn, ip_version, INT, PYHSS, .doc = "Kind of address: 0 IPv4, 1 IPv6, 2 both"),
	COL(serving_apn, serving_pgw, TEXT, PYHSS, .max_len = 512,
	    .doc = "Diameter host of the PDN gateway"),
	COL(serving_apn, serving_pgw_timestamp, TIME, PYHSS, .doc = "When the session began"),
	COL(serving_apn, serving_pgw_realm, TEXT, PYHSS, .max_len = 512,
	    .doc = "Diameter realm of the PDN gateway"),
	COL(serving_apn, serving_pgw_peer, TEXT, PYHSS, .max_len = 512,
	    .doc = "Way to the PDN gateway: peer;host of this HSS"),
	COL_MODIFIED(serving_apn),
};
static const struct hss_index serving_apn_indexes[] = {
	{ .n_cols = 2, .cols = { HSS_SERVING_APN_subscriber_id, HSS_SERVING_APN_apn } },
	{ .n_cols = 1, .cols = { HSS_SERVING_APN_pcrf_session_id } },
	{ .n_cols = 1, .cols = { HSS_SERVING_APN_subscriber_routing } },
};
ENTITY_INDEXED(serving_apn, serving_apn_cols, serving_apn_indexes);

static const struct hss_column emergency_subscriber_cols[] = {
	COL_ID(emergency_subscriber, emergency_subscriber_id),
	COL(emergency_subscriber, imsi, TEXT, PYHSS, .max_len = 18,
	    .doc = "IMSI of the unknown caller, if any"),
	COL(emergency_subscriber, serving_pgw, TEXT, PYHSS, .max_len = 512,
	    .doc = "Gx Session-Id of the emergency session"),
	COL(emergency_subscriber, serving_pgw_timestamp, TEXT, PYHSS, .max_len = 512,
	    .doc = "When it began, seconds since 1970 as text"),
	COL(emergency_subscriber, serving_pcscf, TEXT, PYHSS, .max_len = 512,
	    .doc = "Rx Session-Id of the emergency call"),
	COL(emergency_subscriber, serving_pcscf_timestamp, TEXT, PYHSS, .max_len = 512,
	    .doc = "When the call began, seconds since 1970 as text"),
	COL(emergency_subscriber, gx_origin_realm, TEXT, PYHSS, .max_len = 512,
	    .doc = "Diameter realm of the PDN gateway"),
	COL(emergency_subscriber, gx_origin_host, TEXT, PYHSS, .max_len = 512,
	    .doc = "Diameter host of the PDN gateway"),
	COL(emergency_subscriber, rat_type, TEXT, PYHSS, .max_len = 512, .doc = "RAT-Type"),
	COL(emergency_subscriber, ip, TEXT, PYHSS, .max_len = 512, .doc = "Address of the UE"),
	COL(emergency_subscriber, access_network_gateway_address, TEXT, PYHSS, .max_len = 512,
	    .doc = "AN-GW-Address"),
	COL(emergency_subscriber, access_network_charging_address, TEXT, PYHSS, .max_len = 512,
	    .doc = "Access-Network-Charging-Address"),
	COL_MODIFIED(emergency_subscriber),
};
static const struct hss_index emergency_subscriber_indexes[] = {
	{ .n_cols = 1, .cols = { HSS_EMERGENCY_SUBSCRIBER_imsi } },
	{ .n_cols = 1, .cols = { HSS_EMERGENCY_SUBSCRIBER_ip } },
};
ENTITY_INDEXED(emergency_subscriber, emergency_subscriber_cols, emergency_subscriber_indexes);
