/*
 * echo_node.c - the Diameter node in a process of its own, with the application of echo_app.h and
 * nothing else of hssd. Configured by key=value arguments; prints
 * "ready"; a line "peers", "metrics" or "drain" on stdin is obeyed, its end ends the process.
 */
#include "echo_app.h"

#include "app.h"
#include "base/bytes.h"
#include "conf/core_conf.h"
#include "dia/dia.h"
#include "log/log.h"
#include "loop/loop.h"
#include "loop/workers.h"
#include "metrics/registry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MANY 8

struct node {
	struct app app;                 /* first: echo_app() finds the rest     */
	struct hss_dia_app *echo;
	struct dia_conf conf;
	struct conf_endpoint listen[MANY];
	struct conf_str realms[MANY], aka[MANY], addresses[MANY], peer_addresses[MANY];
	struct conf_int peer_apps[MANY];
	struct dia_peer_conf peers[MANY];
	struct hss_loop *loops[16];
	int64_t n_loops;
};

struct hss_dia_app *echo_app(struct app *app)
{
	return ((struct node *)(void *)app)->echo;
}

static void defaults(struct node *n)
{
	n->n_loops = 2;
	n->conf = (struct dia_conf){
		.accept = DIA_ACCEPT_ANY, .max_message = 65536, .max_conns = 2000,
		.max_in_flight = 1000, .watchdog_ms = 30000, .reconnect_ms = 30000,
		.cer_timeout_ms = 5000, .request_timeout_ms = 5000, .call_timeout_ms = 3000,
		.multiple_connections = DIA_MULTI_REPLACE, .send_buffer = 1 << 20,
	};
	n->app.identity = (struct hss_identity){
		.size = sizeof n->app.identity, .origin_state_id = 1700000000,
		.host = BYTES_LIT("hss.example.org"), .realm = BYTES_LIT("example.org"),
		.product = BYTES_LIT("hssd"),
	};
}

static void endpoint(struct hss_endpoint *at, const char *text)
{
	const char *colon = strrchr(text, ':');

	snprintf(at->host, sizeof at->host, "%.*s", (int)(colon - text), text);
	at->port = (uint16_t)atoi(colon + 1);
}

static void add_str(struct hss_list *l, struct conf_str *v, const char *s)
{
	v[l->n++].s = s;
	l->v = v;
}

static void add_peer(struct node *n, const char *host)
{
	n->peers[n->conf.peers.n++] = (struct dia_peer_conf){ .host = host };
	n->conf.peers.v = n->peers;
}

static bool set_peer(struct node *n, const char *key, const char *value)
{
	struct dia_peer_conf *p = &n->peers[n->conf.peers.n ? n->conf.peers.n - 1 : 0];

	if (!strcmp(key, "peer"))
		add_peer(n, value);
	else if (!strcmp(key, "peer.realm"))
		p->realm = value;
	else if (!strcmp(key, "peer.address"))
		add_str(&p->addresses, n->peer_addresses, value);
	else if (!strcmp(key, "peer.app")) {
		n->peer_apps[p->applications.n++].v = atoll(value);
		p->applications.v = n->peer_apps;
	} else if (!strcmp(key, "peer.connect"))
		endpoint(&p->connect, value);
	else if (!strcmp(key, "peer.max_in_flight"))
		p->max_in_flight = atoll(value);
	else if (!strcmp(key, "peer.dra"))
		p->is_dra = true;
	else
		return false;
	return true;
}

static bool set_number(struct node *n, const char *key, const char *value)
{
	const struct {
		const char *key;
		int64_t *at;
	} numbers[] = {
		{ "loops", &n->n_loops }, { "accept", &n->conf.accept },
		{ "max_message", &n->conf.max_message }, { "max_conns", &n->conf.max_conns },
		{ "max_in_flight", &n->conf.max_in_flight }, { "watchdog", &n->conf.watchdog_ms },
		{ "reconnect", &n->conf.reconnect_ms }, { "cer_timeout", &n->conf.cer_timeout_ms },
		{ "request_timeout", &n->conf.request_timeout_ms },
		{ "call_timeout", &n->conf.call_timeout_ms },
		{ "multiple", &n->conf.multiple_connections },
		{ "send_buffer", &n->conf.send_buffer },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		if (!strcmp(key, numbers[i].key)) {
			*numbers[i].at = atoll(value);
			return true;
		}
	}
	return false;
}

static void set(struct node *n, const char *key, const char *value)
{
	if (set_number(n, key, value) || set_peer(n, key, value))
		return;
	if (!strcmp(key, "listen")) {
		endpoint(&n->listen[n->conf.listen.n++].at, value);
		n->conf.listen.v = n->listen;
	} else if (!strcmp(key, "realm")) {
		add_str(&n->conf.realms, n->realms, value);
	} else if (!strcmp(key, "aka")) {
		add_str(&n->conf.also_known_as, n->aka, value);
	} else if (!strcmp(key, "address")) {
		add_str(&n->conf.host_ip_addresses, n->addresses, value);
	} else if (!strcmp(key, "host")) {
		n->app.identity.host = bytes_str(value);
	} else if (!strcmp(key, "strict")) {
		n->conf.strict = true;
	} else {
		fprintf(stderr, "unknown key %s\n", key);
		exit(2);
	}
}

static void show_peer(const struct hss_peer_info *p, void *ctx)
{
	(void)ctx;
	printf("peer %.*s %.*s %s %u %s\n", (int)p->host.len, (const char *)p->host.p,
	       p->realm.len ? (int)p->realm.len : 1, p->realm.len ? (const char *)p->realm.p : "-",
	       p->state == HSS_PEER_OPEN ? "open" : "down", p->in_flight,
	       p->is_agent ? "agent" : "node");
}

static void show_sample(void *ctx, const struct hss_metric_def *def, const struct hss_sample *s)
{
	(void)ctx;
	printf("%s", def->name);
	for (int i = 0; def->labels && def->labels[i]; i++)
		printf(" %s", s->label_values[i]);
	printf(" %lld\n", (long long)(s->count ? (int64_t)s->count : s->value));
}

static void obey(struct node *n, const char *line)
{
	const struct hss_metric_visitor v = { .size = sizeof v, .sample = show_sample };

	if (!strcmp(line, "peers\n"))
		dia_peers(n->app.dia, 0, show_peer, NULL);
	else if (!strcmp(line, "metrics\n"))
		metrics_walk(n->app.metrics, &v);
	else if (!strcmp(line, "drain\n"))
		dia_drain(n->app.dia, 3000);
	else if (!strcmp(line, "drained\n"))
		printf("%d\n", dia_is_drained(n->app.dia));
	printf(".\n");
	fflush(stdout);
}

static void must(hss_rc rc, const struct hss_err *err, const char *what)
{
	if (rc == HSS_OK)
		return;
	fprintf(stderr, "%s: %d %s\n", what, rc, err ? err->text : "");
	exit(1);
}

static void start(struct node *n)
{
	struct log_conf lc = { .sink = LOG_SINK_STDERR, .format = LOG_TEXT, .plugin_level = 7 };
	struct app *a = &n->app;
	struct hss_err err = { 0 };

	for (int i = 0; i < LOG_CATS; i++)
		lc.level[i] = HSS_LOG_DEBUG;
	a->clock = clock_system;
	a->loops = n->loops;
	must(log_open(&lc, &a->log, &err), &err, "log");
	for (; a->n_loops < n->n_loops; a->n_loops++)
		must(loop_create(a, a->n_loops, &n->loops[a->n_loops]), NULL, "loop");
	must(metrics_open(a->n_loops + 1, &a->metrics), NULL, "metrics");
	must(workers_start(a, "offload", 1, 100, &a->offload), NULL, "workers");
	must(dia_open(a, &n->conf, &a->dia, &err), &err, "open");
	must(echo_register(a->dia, &n->echo), NULL, "register");
	must(dia_listen(a->dia, &err), &err, "listen");
	for (uint32_t i = 0; i < a->n_loops; i++)
		must(loop_start(a->loops[i]), NULL, "start");
}

static void stop(struct node *n)
{
	struct app *a = &n->app;

	for (uint32_t i = 0; i < a->n_loops; i++)
		loop_stop(a->loops[i]);
	for (uint32_t i = 0; i < a->n_loops; i++)
		loop_join(a->loops[i]);
	workers_stop(a->offload);
	for (uint32_t i = 0; i < a->n_loops * 3; i++)
		loop_once(a->loops[i % a->n_loops], 0);
	dia_close(a->dia);
	for (uint32_t i = 0; i < a->n_loops; i++)
		loop_once(a->loops[i], 0);
	for (uint32_t i = 0; i < a->n_loops; i++)
		loop_destroy(a->loops[i]);
	metrics_close(a->metrics);
	log_close(a->log);
}

int main(int argc, char **argv)
{
	static struct node n;
	char line[256];

	defaults(&n);
	for (int i = 1; i < argc; i++) {
		char *eq = strchr(argv[i], '=');

		if (eq)
			*eq++ = 0;
		set(&n, argv[i], eq ? eq : "1");
	}
	start(&n);
	printf("ready\n");
	fflush(stdout);
	while (fgets(line, sizeof line, stdin))
		obey(&n, line);
	stop(&n);
	return 0;
}
