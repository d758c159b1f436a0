/* stats.c - the node's metric families; cells of what is known at start are kept, the rest looked up. */
#include "dia/node.h"
#include "metrics/registry.h"

#include <stdio.h>

static const uint64_t time_bounds[] = { 50000, 100000, 250000, 500000, 1000000, 2500000, 5000000,
	10000000, 25000000, 50000000, 100000000, 250000000, 500000000, 1000000000, 2500000000,
	5000000000 };

static const char *const l_cmd[] = { "application", "command", NULL };
static const char *const l_result[] = { "application", "command", "result", NULL };
static const char *const l_rule[] = { "rule", NULL };
static const char *const l_state[] = { "state", NULL };
static const char *const l_peer[] = { "peer", NULL };
static const char *const l_what[] = { "what", NULL };

static struct hss_metric *define(struct dia *d, uint32_t type, const char *name, const char *help,
                                 const char *const *labels)
{
	const struct hss_metric_def def = { .size = sizeof def, .type = type, .name = name,
		                            .help = help, .labels = labels };
	struct hss_metric *m = NULL;

	if (d->app->metrics)
		metrics_define(d->app->metrics, NULL, &def, &m);
	return m;
}

static struct hss_metric *define_time(struct dia *d)
{
	const struct hss_metric_def def = {
		.size = sizeof def, .type = HSS_M_HISTOGRAM, .unit = HSS_MU_NS,
		.name = "hss_diameter_request_duration_seconds",
		.help = "From the arrival of a request to its answer", .labels = l_cmd,
		.bounds = time_bounds, .n_bounds = sizeof time_bounds / sizeof time_bounds[0],
	};
	struct hss_metric *m = NULL;

	if (d->app->metrics)
		metrics_define(d->app->metrics, NULL, &def, &m);
	return m;
}

static int64_t peers_up(void *ctx)
{
	return atomic_load(&((struct dia *)ctx)->n_peers_up);
}

static int64_t conns(void *ctx)
{
	return atomic_load(&((struct dia *)ctx)->n_conns);
}

hss_rc stats_open(struct dia *d)
{
	struct dia_metrics *m = &d->m;
	const char *open[] = { "open" };

	m->requests = define(d, HSS_M_COUNTER, "hss_diameter_requests_total",
	                     "Requests received", l_cmd);
	m->answers = define(d, HSS_M_COUNTER, "hss_diameter_answers_total", "Answers sent", l_result);
	m->time = define_time(d);
	m->tx_requests = define(d, HSS_M_COUNTER, "hss_diameter_tx_requests_total",
	                        "Requests sent", l_cmd);
	m->tx_answers = define(d, HSS_M_COUNTER, "hss_diameter_tx_answers_total",
	                       "How requests we sent ended: a result, timeout, unreachable ...",
	                       l_result);
	m->malformed = define(d, HSS_M_COUNTER, "hss_diameter_malformed_total",
	                      "Messages and connections that broke a rule", l_rule);
	m->unexpected = define(d, HSS_M_COUNTER, "hss_diameter_unexpected_total",
	                       "Messages nobody waits for", l_what);
	m->repeated = define(d, HSS_M_COUNTER, "hss_diameter_repeated_answers_total",
	                     "Stored answers sent again for a request with the T flag", l_cmd);
	m->peers = define(d, HSS_M_GAUGE, "hss_diameter_peers", "Peers by state", l_state);
	m->peer_up = define(d, HSS_M_GAUGE, "hss_diameter_peer_up", "1: the peer is open", l_peer);
	m->conns = define(d, HSS_M_GAUGE, "hss_diameter_connections", "Transport connections", NULL);
	if (m->peers)
		metrics_gauge(m->peers, open, peers_up, d);
	if (m->conns)
		metrics_gauge(m->conns, NULL, conns, d);
	return HSS_OK;
}

static void bump(struct hss_metric *m, const char *const *labels)
{
	if (m)
		metrics_add(metrics_cell_get(m, labels), 1);
}

void stats_cmd(struct dia *d, struct dia_cmd *c)
{
	const char *cmd[] = { c->app->name, c->def.name };
	const char *ok[] = { c->app->name, c->def.name, "2001" };
	struct dia_metrics *m = &d->m;

	c->rx_requests = m->requests ? metrics_cell(m->requests, cmd) : NULL;
	c->rx_success = m->answers ? metrics_cell(m->answers, ok) : NULL;
	c->rx_time = m->time ? metrics_cell(m->time, cmd) : NULL;
	c->tx_requests = m->tx_requests ? metrics_cell(m->tx_requests, cmd) : NULL;
	c->tx_success = m->tx_answers ? metrics_cell(m->tx_answers, ok) : NULL;
}

static const char *app_name(const struct hss_dia_app *a)
{
	return a ? a->name : "unknown";
}

static const char *cmd_name(const struct dia_cmd *c)
{
	return c ? c->def.name : "unknown";
}

void stats_request(struct dia *d, const struct hss_dia_app *app, const struct dia_cmd *cmd)
{
	const char *labels[] = { app_name(app), cmd_name(cmd) };

	if (cmd)
		metrics_add(cmd->rx_requests, 1);
	else
		bump(d->m.requests, labels);
}

/* Experimental results are told from others by an "E".                          */
static void result_text(const struct hss_result *r, char out[16])
{
	snprintf(out, 16, "%s%u", r->vendor ? "E" : "", r->code);
}

void stats_answer(struct dia *d, const struct hss_dia_app *app, const struct dia_cmd *cmd,
                  const struct hss_result *res)
{
	char text[16];
	const char *labels[] = { app_name(app), cmd_name(cmd), text };

	if (cmd && res->code == DIAMETER_SUCCESS && !res->vendor) {
		metrics_add(cmd->rx_success, 1);
		return;
	}
	result_text(res, text);
	bump(d->m.answers, labels);
}

void stats_tx_answer(struct dia *d, const struct dia_cmd *cmd, const struct hss_result *res,
                     hss_rc rc)
{
	char text[16] = "failed";
	const char *labels[] = { cmd->app->name, cmd->def.name, text };

	if (rc == HSS_OK && res->code == DIAMETER_SUCCESS && !res->vendor) {
		metrics_add(cmd->tx_success, 1);
		return;
	}
	if (rc == HSS_OK)
		result_text(res, text);
	else if (rc == HSS_E_TIMEOUT)
		labels[2] = "timeout";
	else if (rc == HSS_E_UNREACH)
		labels[2] = "unreachable";
	else if (rc == HSS_E_PROTO)
		labels[2] = "malformed";
	else if (rc == HSS_E_CANCELED)
		labels[2] = "canceled";
	bump(d->m.tx_answers, labels);
}

void stats_time(const struct dia_cmd *cmd, uint64_t ns)
{
	metrics_observe(cmd->rx_time, ns);
}

void stats_malformed(struct dia *d, const char *rule)
{
	const char *labels[] = { rule };

	bump(d->m.malformed, labels);
}

void stats_unexpected(struct dia *d, const char *what)
{
	const char *labels[] = { what };

	bump(d->m.unexpected, labels);
}

void stats_repeated(struct dia *d, const struct dia_cmd *cmd)
{
	const char *labels[] = { cmd->app->name, cmd->def.name };

	bump(d->m.repeated, labels);
}

void stats_peer(struct dia *d, const char *host, bool is_up)
{
	const char *labels[] = { host };

	if (d->m.peer_up)
		metrics_set(metrics_cell_get(d->m.peer_up, labels), is_up);
}
