/*
 * routes.c - the table of contents: every path of the contract (section 2) and what answers it.
 *
 * Paths that make another interface send something (/push/clr, /pcrf/clr_subscriber, PUT /pcrf/)
 * are registered by the plugin of that interface, in the same group.
 */
#include "api.h"

#include <stdio.h>

#define CRUD(b, id, t, e, o) { b, b "/list", b "/", b "/{" id "}", t, e, o }

const struct crud_path crud_paths[] = {
	CRUD("/apn", "apn_id", "apn", ENT_APN, PATH_CRUD),
	CRUD("/auc", "auc_id", "auc", ENT_AUC, PATH_CRUD),
	CRUD("/subscriber/routing", "subscriber_routing_id", "subscriber", ENT_SUBSCRIBER_ROUTING,
	     PATH_CREATE | PATH_PATCH),
	CRUD("/subscriber", "subscriber_id", "subscriber", ENT_SUBSCRIBER, PATH_CRUD),
	CRUD("/ims_subscriber", "ims_subscriber_id", "ims_subscriber", ENT_IMS_SUBSCRIBER, PATH_CRUD),
	CRUD("/tft", "tft_id", "tft", ENT_TFT, PATH_CRUD),
	CRUD("/charging_rule", "charging_rule_id", "charging_rule", ENT_CHARGING_RULE, PATH_CRUD),
	CRUD("/eir", "eir_id", "eir", ENT_EIR, PATH_CRUD),
	CRUD("/subscriber_attributes", "subscriber_attributes_id", "subscriber_attributes",
	     ENT_SUBSCRIBER_ATTRIBUTES, PATH_CRUD & ~PATH_GET),
	CRUD("/roaming/rule", "roaming_rule_id", "roaming", ENT_ROAMING_RULE, PATH_CRUD),
	CRUD("/roaming/network", "roaming_network_id", "roaming", ENT_ROAMING_NETWORK, PATH_CRUD),
	CRUD("/pcrf/emergency_subscriber", "emergency_subscriber_id", "pcrf",
	     ENT_EMERGENCY_SUBSCRIBER, PATH_CRUD),
};
const uint32_t n_crud_paths = sizeof crud_paths / sizeof crud_paths[0];

#define GET HSS_HTTP_GET

const struct plain_route plain_routes[] = {
	{ GET, "/auc/iccid/{iccid}", lookup_by_key, false, "auc", "SIM by card number", NULL },
	{ GET, "/auc/imsi/{imsi}", lookup_by_key, false, "auc", "SIM by IMSI", NULL },
	{ GET, "/auc/eap_aka/plmn/{plmn}/imsi/{imsi}", vectors_eap_aka, true, "auc",
	  "One vector for EAP-AKA; moves the SQN", NULL },
	{ GET, "/auc/aka/vector_count/{vector_count}/imsi/{imsi}", vectors_aka, true, "auc",
	  "Vectors for AKA, each with its own SQN", NULL },
	{ GET, "/auc/aka/resync/imsi/{imsi}/auts/{auts}/rand/{rand}", vectors_resync, true, "auc",
	  "Resynchronises the SQN with what the SIM says", NULL },
	{ GET, "/subscriber/imsi/{imsi}", lookup_by_key, false, "subscriber",
	  "Subscriber by IMSI, with attributes", NULL },
	{ GET, "/subscriber/msisdn/{msisdn}", lookup_by_key, false, "subscriber",
	  "Subscriber by number, with attributes", NULL },
	{ GET | HSS_HTTP_DELETE, "/subscriber/routing/{subscriber_id}/{apn_id}", lookup_routing, false,
	  "subscriber", "Static address of a subscriber in an APN", NULL },
	{ GET, "/ims_subscriber/ims_subscriber_msisdn/{msisdn}", lookup_by_key, false,
	  "ims_subscriber", "IMS subscriber by number", NULL },
	{ GET, "/ims_subscriber/ims_subscriber_imsi/{imsi}", lookup_by_key, false, "ims_subscriber",
	  "IMS subscriber by IMSI", NULL },
	{ GET, "/eir/eir_history/list", eir_history_list, false, "eir",
	  "Pairs of IMSI and IMEI that were seen", NULL },
	{ GET | HSS_HTTP_DELETE, "/eir/eir_history/{attribute}", eir_history, false, "eir",
	  "Pairs that contain a text", NULL },
	{ GET, "/eir/lookup_imei/{imei}", eir_lookup, false, "eir", "Maker and model of an IMEI",
	  NULL },
	{ GET, "/subscriber_attributes/{subscriber_id}", lookup_attributes, false,
	  "subscriber_attributes", "Attributes of a subscriber", NULL },
	{ GET, "/operation_logs/list", oplog_list, false, "operation_logs",
	  "First entry of each operation", NULL },
	{ GET, "/operation_logs/list/table/{table_name}", oplog_list, false, "operation_logs",
	  "First entry of each operation on a table", NULL },
	{ GET, "/operation_logs/last", oplog_last, false, "operation_logs", "Newest entry", NULL },
	{ GET, "/oam/ping", oam_ping, false, "oam", "Is the API alive?", NULL },
	{ GET, "/oam/diameter_peers", oam_peers, false, "oam", "Diameter peers", NULL },
	{ GET, "/oam/deregister/{imsi}", oam_deregister, true, "oam",
	  "Takes a subscriber off the network", NULL },
	{ GET, "/oam/rollback_operation/last", oplog_rollback, true, "oam",
	  "Rolls the last operation back", NULL },
	{ GET, "/oam/rollback_operation/{operation_id}", oplog_rollback, true, "oam",
	  "Rolls an operation back", NULL },
	{ GET, "/oam/serving_subs", oam_serving_subs, false, "oam", "Subscribers with an MME", NULL },
	{ GET, "/oam/serving_subs_pcrf", oam_serving_subs_pcrf, false, "oam",
	  "Subscribers with a session", NULL },
	{ GET, "/oam/serving_subs_ims", oam_serving_subs_ims, false, "oam",
	  "Subscribers with an S-CSCF", NULL },
	{ GET, "/oam/reconcile/ims/{imsi}", oam_reconcile, false, "oam",
	  "Stored S-CSCF and the way to it", NULL },
	{ GET, "/pcrf/{charging_rule_id}", pcrf_rule, false, "pcrf", "Charging rule with its filters",
	  NULL },
	{ GET, "/pcrf/pcrf_subscriber/list", pcrf_subscribers, false, "pcrf",
	  "Subscribers with the sessions of their APNs", NULL },
	{ GET, "/pcrf/pcrf_subscriber_imsi/{imsi}", pcrf_subscriber, false, "pcrf",
	  "A subscriber with the sessions of its APNs", NULL },
	{ GET, "/pcrf/pcrf_subscriber_imsi/{imsi}/{apn_id}", pcrf_session, false, "pcrf",
	  "The session of a subscriber in an APN", NULL },
	{ GET, "/pcrf/pcrf_serving_apn_ip/{ip}", lookup_by_key, false, "pcrf",
	  "The session with an address, or {}", NULL },
	{ GET, "/pcrf/subscriber_routing/{ip}", lookup_by_key, false, "pcrf",
	  "The session with an address", NULL },
	{ HSS_HTTP_PATCH, "/geored/", geored_patch, true, "geored", "Takes over state of another HSS",
	  "imsi serving_mme serving_mme_realm serving_mme_peer serving_mme_timestamp scscf "
	  "scscf_realm scscf_peer scscf_timestamp" },
	{ GET, "/geored/", geored_schema, false, "geored", "Keys that PATCH takes", NULL },
	{ GET, "/geored/peers", geored_peers, false, "geored", "Where state is sent to", NULL },
	{ GET, "/geored/webhooks", geored_webhooks, false, "geored", "Where changes are told", NULL },
	{ GET, "/swagger.json", swagger_json, false, NULL, NULL, NULL },
	{ GET, "/docs/", docs_get, false, NULL, NULL, NULL },
	{ GET, "/docs/{*rest}", docs_get, false, NULL, NULL, NULL },
	{ GET, "/", docs_redirect, false, NULL, NULL, NULL },
	{ GET | HSS_HTTP_PUT | HSS_HTTP_POST | HSS_HTTP_PATCH | HSS_HTTP_DELETE, "/{*rest}",
	  api_unknown, false, NULL, NULL, NULL },
};
const uint32_t n_plain_routes = sizeof plain_routes / sizeof plain_routes[0];

const struct crud_path *crud_path_of(struct hss_bytes path)
{
	for (uint32_t i = 0; i < n_crud_paths; i++) {
		size_t n = strlen(crud_paths[i].base);

		if (path.len > n && memcmp(path.p, crud_paths[i].base, n) == 0 && path.p[n] == '/')
			return &crud_paths[i];
	}
	return NULL;
}

static hss_rc add(struct api *a, uint32_t methods, const char *pattern,
		  void (*handler)(struct hss_http_req *r, void *self), struct hss_err *err)
{
	const struct hss_http_route route = { .size = sizeof route, .methods = methods,
					      .group = "api", .pattern = pattern,
					      .handler = handler };
	hss_rc rc;

	if (!methods)
		return HSS_OK;
	rc = hss_host->http->route(a->in, &route);
	if (rc != HSS_OK)
		snprintf(err->text, sizeof err->text, "route %s cannot be registered", pattern);
	return rc;
}

static hss_rc add_crud(struct api *a, const struct crud_path *p, struct hss_err *err)
{
	uint32_t item = (p->ops & PATH_GET ? HSS_HTTP_GET : 0) |
			(p->ops & PATH_PATCH ? HSS_HTTP_PATCH : 0) |
			(p->ops & PATH_DELETE ? HSS_HTTP_DELETE : 0);
	hss_rc rc = add(a, p->ops & PATH_LIST ? HSS_HTTP_GET : 0, p->list, crud_list, err);

	if (rc == HSS_OK)
		rc = add(a, p->ops & PATH_CREATE ? HSS_HTTP_PUT : 0, p->create, crud_create, err);
	if (rc == HSS_OK)
		rc = add(a, item, p->item, crud_item, err);
	return rc;
}

hss_rc routes_register(struct api *a, struct hss_err *err)
{
	hss_rc rc = HSS_OK;

	for (uint32_t i = 0; rc == HSS_OK && i < n_crud_paths; i++)
		rc = add_crud(a, &crud_paths[i], err);
	for (uint32_t i = 0; rc == HSS_OK && i < n_plain_routes; i++)
		rc = add(a, plain_routes[i].methods, plain_routes[i].pattern, plain_routes[i].handler,
			 err);
	return rc;
}
