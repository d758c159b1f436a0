/*
 * prometheus.c - exporter for Prometheus: one listener of its own, one page. It keeps no numbers;
 * a scrape walks the registry. Loopback by default: peer names are nobody else's business.
 */
#include <hss/plugin.h>

#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct prometheus_conf {
	struct hss_endpoint listen;
	const char *path;
	const char *tls_cert, *tls_key, *tls_client_ca;
	int64_t max_connections, max_connections_per_address, timeout_ms;
};

struct prometheus {
	struct hss_inst *in;
	struct hss_metric *scrapes;
	struct hss_cell *text, *open, *failed;
};

#define ITEM(f, ty, ...)                                                                           \
	{ .key = #f, .type = HSS_CT_##ty, .offset = offsetof(struct prometheus_conf, f),           \
	  __VA_ARGS__ }

static const struct hss_conf_item conf_items[] = {
	ITEM(listen, SOCKADDR, .dflt = "127.0.0.1:9191", .doc = "address the page is served at"),
	ITEM(path, STR, .dflt = "/metrics", .min = 1, .max = 200, .doc = "path of the page"),
	ITEM(tls_cert, STR, .doc = "certificate (PEM); not stated: plain HTTP"),
	ITEM(tls_key, STR, .doc = "key of the certificate (PEM)"),
	ITEM(tls_client_ca, STR, .doc = "demand client certificates of this CA (PEM)"),
	ITEM(max_connections, INT, .dflt = "16", .min = 1, .max = 65536,
	     .doc = "connections at a time"),
	ITEM(max_connections_per_address, INT, .dflt = "8", .min = 1, .max = 65536,
	     .doc = "of them from one address"),
	{ .key = "timeout", .type = HSS_CT_MSEC, .dflt = "10s", .min = 100, .max = 600000,
	  .offset = offsetof(struct prometheus_conf, timeout_ms),
	  .doc = "time a request may take, and a connection may be idle" },
};

static hss_rc check_conf(const void *p, struct hss_err *err)
{
	const struct prometheus_conf *c = p;
	const char *why = NULL;

	if (c->path[0] != '/' || strpbrk(c->path, "{}?# %"))
		why = "path must start with \"/\" and have none of {}?#% and blank";
	else if (!c->tls_cert != !c->tls_key)
		why = "tls_cert and tls_key go together";
	else if (c->tls_client_ca && !c->tls_cert)
		why = "tls_client_ca needs tls_cert and tls_key";
	if (!why)
		return HSS_OK;
	snprintf(err->text, sizeof err->text, "%s", why);
	return err->code = HSS_E_INVAL;
}

static const struct hss_conf_schema conf_schema =
	HSS_CONF_SCHEMA(struct prometheus_conf, conf_items, check_conf);

static void on_scrape(struct hss_http_req *r, void *self)
{
	static const char sorry[] = "the page could not be made\n";
	const struct hss_http_api *http = hss_host->http;
	struct prometheus *p = self;
	bool is_open = text_wants_open(http->header(r, "Accept"));
	struct text t;
	hss_rc rc;

	if (text_render(hss_host->metrics->walk, is_open, &t) != HSS_OK) {
		hss_count(p->failed);
		rc = http->reply(r, 503, "text/plain; charset=utf-8",
		                 (struct hss_bytes){ (const uint8_t *)sorry, sizeof sorry - 1 });
	} else {
		hss_count(is_open ? p->open : p->text);
		rc = http->reply(r, 200, text_content_type(is_open),
		                 (struct hss_bytes){ (const uint8_t *)t.p, (uint32_t)t.len });
		free(t.p);
	}
	if (rc != HSS_OK && rc != HSS_E_UNREACH)
		hss_log(p->in, http->task(r), HSS_LOG_WARN, "scrape not answered rc=%d", (int)rc);
}

static hss_rc define_metrics(struct prometheus *p)
{
	static const char *const labels[] = { "format", NULL };
	static const struct hss_metric_def def = {
		.size = sizeof def, .type = HSS_M_COUNTER, .name = "hss_prometheus_scrapes_total",
		.help = "Requests of the metrics page, by format", .labels = labels,
	};
	const char *text[] = { "text" }, *open[] = { "openmetrics" }, *failed[] = { "failed" };
	hss_rc rc = hss_host->metrics->define(p->in, &def, &p->scrapes);

	if (rc != HSS_OK)
		return rc;
	p->text = hss_host->metrics->cell(p->scrapes, text);
	p->open = hss_host->metrics->cell(p->scrapes, open);
	p->failed = hss_host->metrics->cell(p->scrapes, failed);
	return HSS_OK;
}

static hss_rc open_page(struct prometheus *p, const struct prometheus_conf *c, struct hss_err *err)
{
	static const char *const groups[] = { "metrics", NULL };
	const struct hss_http_route route = {
		.size = sizeof route, .methods = HSS_HTTP_GET, .group = groups[0],
		.pattern = c->path, .handler = on_scrape,
	};
	const struct hss_http_listener listener = {
		.size = sizeof listener, .at = c->listen, .groups = groups,
		.max_conns = (uint32_t)c->max_connections,
		.max_conns_per_ip = (uint32_t)c->max_connections_per_address,
		.idle_ms = (uint32_t)c->timeout_ms, .deadline_ms = (uint32_t)c->timeout_ms,
		.tls_cert = c->tls_cert, .tls_key = c->tls_key, .tls_client_ca = c->tls_client_ca,
		.max_body = 1024,
	};
	hss_rc rc = hss_host->http->route(p->in, &route);

	if (rc == HSS_OK)
		rc = hss_host->http->listen(p->in, &listener);
	if (rc != HSS_OK)
		snprintf(err->text, sizeof err->text, "the page %s cannot be registered", c->path);
	return rc;
}

static hss_rc create(struct hss_inst *in, const void *conf, void **self, struct hss_err *err)
{
	struct prometheus *p;
	hss_rc rc;

	if (!HSS_HAS(hss_host, http) || !HSS_HAS(hss_host, metrics)) {
		snprintf(err->text, sizeof err->text, "this core has no HTTP or no metrics");
		return HSS_E_NOTSUP;
	}
	p = calloc(1, sizeof *p);
	if (!p)
		return HSS_E_NOMEM;
	p->in = in;
	rc = define_metrics(p);
	if (rc == HSS_OK)
		rc = open_page(p, conf, err);
	if (rc != HSS_OK) {
		free(p);
		return rc;
	}
	*self = p;
	return HSS_OK;
}

static void destroy(void *self)
{
	free(self);
}

static const struct hss_plugin_ops ops = {
	.size = sizeof ops, .create = create, .destroy = destroy,
};

/* A pull exporter: the walk tells it all it needs to know.                     */
static const struct hss_exporter_ops exporter = { .size = sizeof exporter };

HSS_PLUGIN(.kind = HSS_EXPORTER, .name = "prometheus", .version = "1.0",
           .summary = "metrics page for Prometheus and OpenMetrics",
           .conf = &conf_schema, .ops = &ops,
           .kind_ops = &exporter);
