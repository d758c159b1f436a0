/*
 * pyhss_api.c - the provisioning API of PyHSS 2.0, so that its scripts keep working.
 *
 * The paths are in routes.c, the rest follows from the column tables. Differences to PyHSS are
 * in README.md.
 */
#include "api.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const entity_names[ENT_COUNT] = {
	"apn", "auc", "subscriber", "subscriber_routing", "subscriber_attributes", "ims_subscriber",
	"serving_apn", "emergency_subscriber", "roaming_network", "roaming_rule", "charging_rule",
	"tft", "eir", "eir_history", "operation_log",
};

static const struct hss_choice auth_choices[] = {
	{ "none", AUTH_NONE }, { "writes", AUTH_WRITES }, { "all", AUTH_ALL }, { NULL, 0 },
};

static const struct hss_conf_item url_items[] = {
	{ .key = "url", .type = HSS_CT_STR, .flags = HSS_CF_REQUIRED,
	  .offset = offsetof(struct url_conf, url), .doc = "Address, http:// or https://" },
};
static const struct hss_conf_schema url_schema = HSS_CONF_SCHEMA(struct url_conf, url_items, NULL);

#define ITEM(f, ty, ...)                                                                           \
	{ .key = #f, .type = HSS_CT_##ty, .offset = offsetof(struct pyhss_conf, f), __VA_ARGS__ }

static const struct hss_conf_item conf_items[] = {
	ITEM(store, STR, .doc = "Store that keeps the provisioning; empty: the first"),
	ITEM(listen, SOCKADDR, .dflt = "127.0.0.1:8080", .doc = "Address and port"),
	ITEM(tls_cert, STR, .doc = "Certificate (PEM); with it the API speaks HTTPS"),
	ITEM(tls_key, STR, .doc = "Key of the certificate (PEM)"),
	ITEM(auth, ENUM, .dflt = "none", .choices = auth_choices,
	     .doc = "Who needs the Provisioning-Key: none nobody, writes whoever changes or reveals "
		    "something, all everybody"),
	ITEM(provisioning_key, STR, .flags = HSS_CF_SECRET, .doc = "The Provisioning-Key"),
	ITEM(insecure, BOOL, .dflt = "false",
	     .doc = "Allow an address off loopback without auth (anybody can change everything)"),
	ITEM(enable_insecure_auc, BOOL, .dflt = "false",
	     .doc = "Show key material in reads of /auc/ (needs auc.reveal of the core as well)"),
	ITEM(page_size, INT, .dflt = "200", .min = 0, .max = 1000000,
	     .doc = "Rows of a list when the client names no page_size, 0: all"),
	ITEM(max_body, BYTES, .dflt = "1MiB", .min = 1024, .max = 16777216,
	     .doc = "Largest body of a request"),
	ITEM(max_connections, INT, .dflt = "256", .min = 1, .max = 65536,
	     .doc = "Connections at once"),
	ITEM(timeout_ms, MSEC, .dflt = "10s", .min = 100, .max = 600000,
	     .doc = "Time a request may take"),
	ITEM(cors_origin, STR,
	     .doc = "Access-Control-Allow-Origin; empty: * with auth, else this API's own pages"),
	ITEM(docs_dir, STR, .doc = "Files of the documentation page; empty: where they were installed"),
	ITEM(tac_database_csv, STR, .doc = "Type allocation codes, a line each: TAC,name,model"),
	ITEM(geored_endpoints, LIST, .sub = &url_schema, .doc = "Shown by /geored/peers"),
	ITEM(webhook_endpoints, LIST, .sub = &url_schema, .doc = "Shown by /geored/webhooks"),
};

/* PyHSS's published default protects nothing that can be reached from elsewhere. */
#define PUBLISHED_KEY "changeThisKeyInProduction"

static hss_rc check_conf(const void *p, struct hss_err *err)
{
	const struct pyhss_conf *c = p;
	const char *key = c->provisioning_key ? c->provisioning_key : "";
	bool is_local = auth_is_loopback(c->listen.host);
	const char *why = NULL;

	if (c->auth != AUTH_NONE && !*key)
		why = "auth needs a provisioning_key";
	else if (c->auth == AUTH_NONE && !is_local && !c->insecure)
		why = "an address off loopback needs auth: writes or all (or insecure: true)";
	else if (c->auth != AUTH_NONE && !is_local && !c->insecure && strcmp(key, PUBLISHED_KEY) == 0)
		why = "provisioning_key is the published default of PyHSS: choose another";
	else if (c->tls_key && *c->tls_key && !(c->tls_cert && *c->tls_cert))
		why = "tls_key needs tls_cert";
	if (!why)
		return HSS_OK;
	snprintf(err->text, sizeof err->text, "%s", why);
	return HSS_E_INVAL;
}

static const struct hss_conf_schema conf_schema =
	HSS_CONF_SCHEMA(struct pyhss_conf, conf_items, check_conf);

static const char *or_null(const char *s)
{
	return s && *s ? s : NULL;
}

static hss_rc listen_at(struct api *a, struct hss_err *err)
{
	static const char *const groups[] = { "api", NULL };
	const struct pyhss_conf *c = a->conf;
	const struct hss_http_listener l = {
		.size = sizeof l, .max_conns = (uint32_t)c->max_connections, .groups = groups,
		.at = c->listen, .tls_cert = or_null(c->tls_cert), .tls_key = or_null(c->tls_key),
		.deadline_ms = (uint32_t)c->timeout_ms, .max_body = (uint64_t)c->max_body,
		.authorize = api_authorize,
	};
	hss_rc rc = hss_host->http->listen(a->in, &l);

	if (rc != HSS_OK)
		snprintf(err->text, sizeof err->text, "cannot listen at %.180s:%u", c->listen.host,
			 c->listen.port);
	return rc;
}

static void set_origin(struct api *a)
{
	const struct pyhss_conf *c = a->conf;
	const char *fmt = strchr(c->listen.host, ':') && c->listen.host[0] != '[' ? "%s://[%s]:%u"
										  : "%s://%s:%u";

	if (or_null(c->cors_origin))
		snprintf(a->origin, sizeof a->origin, "%s", c->cors_origin);
	else if (c->auth != AUTH_NONE)
		snprintf(a->origin, sizeof a->origin, "*");
	else
		snprintf(a->origin, sizeof a->origin, fmt, or_null(c->tls_cert) ? "https" : "http",
			 c->listen.host, c->listen.port);
}

static void destroy(void *self)
{
	struct api *a = self;

	docs_free(a->docs);
	tac_free(a->tacs);
	free(a->swagger);
	free(a);
}

static hss_rc create(struct hss_inst *in, const void *conf, void **self, struct hss_err *err)
{
	struct api *a = calloc(1, sizeof *a);
	hss_rc rc;

	if (!a)
		return HSS_E_NOMEM;
	a->in = in;
	a->conf = conf;
	set_origin(a);
	for (uint32_t i = 0; i < ENT_COUNT; i++) {
		a->entity[i] = hss_host->store->entity(entity_names[i]);
		if (!a->entity[i]) {
			snprintf(err->text, sizeof err->text, "no entity \"%s\"", entity_names[i]);
			destroy(a);
			return HSS_E_NOTFOUND;
		}
	}
	rc = hss_host->store->bind(in, or_null(a->conf->store), a->entity, ENT_COUNT,
				   HSS_STORE_TX | HSS_STORE_CAS, &a->st);
	if (rc != HSS_OK)
		snprintf(err->text, sizeof err->text, "store: cannot bind the provisioning entities");
	if (rc == HSS_OK)
		rc = routes_register(a, err);
	if (rc == HSS_OK)
		rc = listen_at(a, err);
	if (rc != HSS_OK) {
		destroy(a);
		return rc;
	}
	*self = a;
	return HSS_OK;
}

static void load_docs(struct api *a)
{
	const char *dirs[] = { or_null(a->conf->docs_dir), HSSD_DOCS_DIR, HSSD_DOCS_BUILD_DIR };

	for (size_t i = 0; i < sizeof dirs / sizeof dirs[0]; i++) {
		if (!dirs[i])
			continue;
		docs_free(a->docs);
		a->docs = NULL;
		if (docs_load(dirs[i], &a->docs) == HSS_OK)
			return;
	}
	hss_log(a->in, NULL, HSS_LOG_NOTICE,
		"the OpenAPI viewer is not installed, /docs/ shows a plain page");
}

static hss_rc start(void *self, struct hss_err *err)
{
	struct api *a = self;
	const char *tacs = or_null(a->conf->tac_database_csv);
	hss_rc rc = tacs ? tac_load(tacs, &a->tacs, err) : HSS_OK;

	if (rc != HSS_OK)
		return rc;
	load_docs(a);
	a->swagger = swagger_text(a);
	if (!a->docs || !a->swagger)
		return HSS_E_NOMEM;
	hss_log(a->in, NULL, HSS_LOG_NOTICE, "provisioning API at %s://%s:%u/, documentation at /docs/",
		or_null(a->conf->tls_cert) ? "https" : "http", a->conf->listen.host,
		a->conf->listen.port);
	if (a->conf->auth == AUTH_NONE)
		hss_log(a->in, NULL, HSS_LOG_WARN,
			"auth: none, whoever reaches %s:%u can read and change everything",
			a->conf->listen.host, a->conf->listen.port);
	return HSS_OK;
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
	struct api *a = self;

	(void)grace_ms;
	hss_host->core->stopped(a->in);
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

HSS_PLUGIN(.kind = HSS_INTERFACE, .name = "pyhss_api", .version = "0.1.0",
	   .summary = "Provisioning API of PyHSS 2.0", .conf = &conf_schema,
	   .ops = &ops);
