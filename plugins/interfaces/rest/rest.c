/*
 * rest.c - /v1: every entity with every column, with status codes, ETags and problems as people
 * expect them, and the administration that hssctl uses. It belongs on loopback.
 */
#include "rest.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const entity_names[] = {
	"apn", "auc", "subscriber", "subscriber_routing", "subscriber_attributes", "ims_subscriber",
	"serving_apn", "emergency_subscriber", "roaming_network", "roaming_rule", "charging_rule",
	"tft", "eir", "eir_history", "operation_log",
};

static const struct hss_choice auth_choices[] = {
	{ "none", AUTH_NONE }, { "writes", AUTH_WRITES }, { "all", AUTH_ALL }, { NULL, 0 },
};

#define ITEM(f, ty, ...)                                                                           \
	{ .key = #f, .type = HSS_CT_##ty, .offset = offsetof(struct rest_conf, f), __VA_ARGS__ }

static const struct hss_conf_item conf_items[] = {
	ITEM(store, STR, .doc = "Store that keeps the provisioning; empty: the first"),
	ITEM(listen, SOCKADDR, .dflt = "127.0.0.1:8081", .doc = "Address and port"),
	ITEM(tls_cert, STR, .doc = "Certificate (PEM); with it the API speaks HTTPS"),
	ITEM(tls_key, STR, .doc = "Key of the certificate (PEM)"),
	ITEM(auth, ENUM, .dflt = "none", .choices = auth_choices,
	     .doc = "Who needs the token: none nobody, writes whoever changes something, all everybody"),
	ITEM(token, STR, .flags = HSS_CF_SECRET, .doc = "The bearer token"),
	ITEM(insecure, BOOL, .dflt = "false",
	     .doc = "Allow an address off loopback without auth (anybody can change everything)"),
	ITEM(show_secrets, BOOL, .dflt = "false",
	     .doc = "Show key material (needs auc.reveal of the core as well)"),
	ITEM(page_size, INT, .dflt = "100", .min = 1, .max = 1000,
	     .doc = "Rows of a list when the client names no limit"),
	ITEM(max_body, BYTES, .dflt = "1MiB", .min = 1024, .max = 16777216,
	     .doc = "Largest body of a request"),
	ITEM(max_connections, INT, .dflt = "64", .min = 1, .max = 65536,
	     .doc = "Connections at once"),
	ITEM(timeout_ms, MSEC, .dflt = "60s", .min = 100, .max = 600000,
	     .doc = "Time a request may take; a backup is one"),
};

static hss_rc check_conf(const void *p, struct hss_err *err)
{
	const struct rest_conf *c = p;
	const char *why = NULL;

	if (c->auth != AUTH_NONE && !(c->token && *c->token))
		why = "auth needs a token";
	else if (c->auth == AUTH_NONE && !rest_is_loopback(c->listen.host) && !c->insecure)
		why = "an address off loopback needs auth: writes or all (or insecure: true)";
	else if (c->tls_key && *c->tls_key && !(c->tls_cert && *c->tls_cert))
		why = "tls_key needs tls_cert";
	if (!why)
		return HSS_OK;
	snprintf(err->text, sizeof err->text, "%s", why);
	return HSS_E_INVAL;
}

static const struct hss_conf_schema conf_schema =
	HSS_CONF_SCHEMA(struct rest_conf, conf_items, check_conf);

static const char *or_null(const char *s)
{
	return s && *s ? s : NULL;
}

#define GET HSS_HTTP_GET
#define POST HSS_HTTP_POST
#define ROUTE(m, p, sc, h)                                                                         \
	{ .size = sizeof(struct hss_http_route), .methods = (m), .group = "v1", .pattern = (p),    \
	  .scope = (sc), .handler = (h) }

/* A write needs more than the scope of a read: authorize() tells the methods apart. */
static const struct hss_http_route routes[] = {
	ROUTE(GET | POST, "/v1/{entity}", "read", crud_collection),
	ROUTE(GET | HSS_HTTP_PATCH | HSS_HTTP_DELETE, "/v1/{entity}/{id}", "read", crud_item),
	ROUTE(POST, "/v1/auc/{id}/set-sqn", "admin", admin_set_sqn),
	ROUTE(GET, "/v1/admin/status", "read", admin_status),
	ROUTE(GET, "/v1/admin/peers", "read", admin_peers),
	ROUTE(POST, "/v1/admin/backup", "admin", admin_backup),
	ROUTE(POST, "/v1/admin/keys/rotate", "admin", admin_rotate),
	ROUTE(GET, "/v1/openapi.json", "read", openapi_get),
};

static hss_rc open_listener(struct rest *s, struct hss_err *err)
{
	static const char *const groups[] = { "v1", "admin", NULL };
	const struct rest_conf *c = s->conf;
	const struct hss_http_listener l = {
		.size = sizeof l, .max_conns = (uint32_t)c->max_connections, .groups = groups,
		.at = c->listen, .tls_cert = or_null(c->tls_cert), .tls_key = or_null(c->tls_key),
		.deadline_ms = (uint32_t)c->timeout_ms, .max_body = (uint64_t)c->max_body,
		.authorize = rest_authorize,
	};
	hss_rc rc = HSS_OK;

	for (size_t i = 0; rc == HSS_OK && i < sizeof routes / sizeof routes[0]; i++)
		rc = hss_host->http->route(s->in, &routes[i]);
	if (rc == HSS_OK)
		rc = hss_host->http->listen(s->in, &l);
	if (rc != HSS_OK)
		snprintf(err->text, sizeof err->text, "cannot serve /v1 at %.180s:%u", c->listen.host,
			 c->listen.port);
	return rc;
}

static void destroy(void *self)
{
	struct rest *s = self;

	free(s->openapi);
	free(s);
}

static hss_rc bind_entities(struct rest *s, struct hss_err *err)
{
	hss_rc rc;

	for (size_t i = 0; i < sizeof entity_names / sizeof entity_names[0]; i++) {
		const struct hss_entity *e = hss_host->store->entity(entity_names[i]);

		if (!e) {
			snprintf(err->text, sizeof err->text, "no entity \"%s\"", entity_names[i]);
			return HSS_E_NOTFOUND;
		}
		s->entity[s->n_entities++] = e;
		if (strcmp(e->name, "auc") == 0)
			s->auc = e;
		if (strcmp(e->name, "operation_log") == 0)
			s->log = e;
	}
	rc = hss_host->store->bind(s->in, or_null(s->conf->store), s->entity, s->n_entities,
				   HSS_STORE_TX | HSS_STORE_CAS, &s->st);
	if (rc != HSS_OK)
		snprintf(err->text, sizeof err->text, "store: cannot bind the provisioning entities");
	return rc;
}

static hss_rc create(struct hss_inst *in, const void *conf, void **self, struct hss_err *err)
{
	struct rest *s = calloc(1, sizeof *s);
	hss_rc rc;

	if (!s)
		return HSS_E_NOMEM;
	s->in = in;
	s->conf = conf;
	rc = bind_entities(s, err);
	if (rc == HSS_OK)
		rc = open_listener(s, err);
	if (rc != HSS_OK) {
		destroy(s);
		return rc;
	}
	*self = s;
	return HSS_OK;
}

static hss_rc start(void *self, struct hss_err *err)
{
	struct rest *s = self;

	(void)err;
	s->openapi = openapi_text(s);
	return s->openapi ? HSS_OK : HSS_E_NOMEM;
}

static hss_rc loop_init(void *self, struct hss_loop *l, void **lself, struct hss_err *err)
{
	(void)self;
	(void)l;
	(void)err;
	*lself = calloc(1, sizeof(struct loop_data));
	return *lself ? HSS_OK : HSS_E_NOMEM;
}

static void loop_fini(void *self, struct hss_loop *l, void *lself)
{
	(void)self;
	(void)l;
	free(lself);
}

static void stop(void *self, uint32_t grace_ms)
{
	struct rest *s = self;

	(void)grace_ms;
	hss_host->core->stopped(s->in);
}

static const struct hss_plugin_ops ops = {
	.size = sizeof ops,
	.create = create,
	.start = start,
	.loop_init = loop_init,
	.stop = stop,
	.loop_fini = loop_fini,
	.destroy = destroy,
};

HSS_PLUGIN(.kind = HSS_INTERFACE, .name = "rest", .version = "0.1.0",
	   .summary = "Administration API /v1", .conf = &conf_schema,
	   .ops = &ops);
