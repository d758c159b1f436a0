/* server.c - routes and listeners as data until start; see server.h. */
#include "http/server.h"

#include "app.h"
#include "http/http.h"
#include "log/log.h"
#include "metrics/registry.h"
#include "plugin/instance.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const http_labels[] = { "route", "status", NULL };
static const struct hss_metric_def http_requests = {
	.size = sizeof http_requests, .type = HSS_M_COUNTER, .name = "hss_http_requests_total",
	.help = "HTTP requests answered, by route and status", .labels = http_labels,
	.max_cells = 2000,
};

hss_rc http_open(struct app *app, struct http **out)
{
	struct http *h = calloc(1, sizeof *h);

	if (!h)
		return HSS_E_NOMEM;
	h->app = app;
	list_init(&h->requests);
	if (app->metrics)
		metrics_define(app->metrics, NULL, &http_requests, &h->metric);
	*out = h;
	return HSS_OK;
}

/* Reads at most what both sides know (ABI rule 3).                             */
static void copy_sized(void *to, size_t to_size, const void *from, uint32_t from_size)
{
	memset(to, 0, to_size);
	memcpy(to, from, from_size < to_size ? from_size : to_size);
}

hss_rc http_route(struct http *h, struct hss_inst *in, const struct hss_http_route *r)
{
	struct hss_err err = { 0 };
	struct route *v, route = { .in = in };
	hss_rc rc;

	if (!r || !r->handler || !r->group || !r->methods)
		return HSS_E_INVAL;
	copy_sized(&route.def, sizeof route.def, r, r->size);
	rc = route_compile(&route, &err);
	if (rc != HSS_OK) {
		LOG(h->app, LOG_HTTP, HSS_LOG_ERR, "%s", err.text);
		return rc;
	}
	for (uint32_t i = 0; i < h->n_routes; i++)
		if (!strcmp(h->routes[i].def.pattern, r->pattern) &&
		    !strcmp(h->routes[i].def.group, r->group) &&
		    h->routes[i].def.methods & r->methods) {
			LOG(h->app, LOG_HTTP, HSS_LOG_ERR, "route %s of instance=%s is already taken by "
			    "instance=%s", r->pattern, in ? in->name : "core",
			    h->routes[i].in ? h->routes[i].in->name : "core");
			return HSS_E_EXISTS;
		}
	v = realloc(h->routes, (h->n_routes + 1) * sizeof *v);
	if (!v)
		return HSS_E_NOMEM;
	h->routes = v;
	h->routes[h->n_routes++] = route;
	if (in)
		in->n_registered++;
	return HSS_OK;
}

hss_rc http_listen(struct http *h, struct hss_inst *in, const struct hss_http_listener *l)
{
	struct listener *v;

	if (!l || !l->groups)
		return HSS_E_INVAL;
	v = realloc(h->listeners, (h->n_listeners + 1) * sizeof *v);
	if (!v)
		return HSS_E_NOMEM;
	h->listeners = v;
	v = &v[h->n_listeners++];
	*v = (struct listener){ .http = h, .in = in };
	copy_sized(&v->def, sizeof v->def, l, l->size);
	if (!v->def.max_body)
		v->def.max_body = 1u << 20;
	if (in)
		in->n_registered++;
	return HSS_OK;
}

hss_rc http_start(struct http *h, struct hss_err *err)
{
	for (uint32_t i = 0; i < h->n_listeners; i++) {
		struct listener *li = &h->listeners[i];
		hss_rc rc = listener_start(li, err);

		if (rc != HSS_OK) {
			char why[200];

			snprintf(why, sizeof why, "%.199s", err->text);
			snprintf(err->text, sizeof err->text, "instance \"%.32s\": %.190s",
			         li->in ? li->in->name : "core", why);
			return rc;
		}
		LOG(h->app, LOG_HTTP, HSS_LOG_NOTICE, "instance=%s listens on %s://%s:%u",
		    li->in ? li->in->name : "core", li->def.tls_cert ? "https" : "http",
		    li->def.at.host, li->def.at.port);
	}
	return HSS_OK;
}

void http_quiesce(struct http *h)
{
	h->is_quiet = true;
}

bool http_is_idle(struct http *h)
{
	return atomic_load(&h->n_running) == 0;
}

void http_stop(struct http *h)
{
	for (uint32_t i = 0; h && i < h->n_listeners; i++)
		listener_stop(&h->listeners[i]);
}

void http_close(struct http *h)
{
	if (!h)
		return;
	free(h->listeners);
	free(h->routes);
	free(h);
}
