/*
 * app.c - boot and shutdown order (DESIGN 9): configuration, plugins created, stores started,
 * loops, AuC, instances ready, listeners; down in reverse, peers told first.
 */
#include "app_int.h"

#include "auc/auc.h"
#include "base/bytes.h"
#include "dia/dia.h"
#include "event/event.h"
#include "http/server.h"
#include "log/log.h"
#include "loop/loop.h"
#include "loop/task.h"
#include "loop/watchdog.h"
#include "loop/workers.h"
#include "metrics/registry.h"
#include "model/provisioning.h"
#include "plugin/guard.h"
#include "store/store.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *const violation_labels[] = { "instance", "kind", NULL };
static const struct hss_metric_def violations = {
	.size = sizeof violations, .type = HSS_M_COUNTER, .name = "hss_plugin_violations_total",
	.help = "Breaches of the plugin contract, by instance and kind", .labels = violation_labels,
};
static const char *const build_labels[] = { "version", "abi", NULL };
static const struct hss_metric_def build_info = {
	.size = sizeof build_info, .type = HSS_M_GAUGE, .name = "hss_build_info",
	.help = "1; the labels tell what runs", .labels = build_labels,
};

/* ---- configuration ------------------------------------------------------------------- */

hss_rc app_configure(struct boot *b, const char *dir)
{
	conf_errs_init(&b->errs);
	b->app.clock = clock_system;
	b->app.started_ns = clock_mono_ns(&clock_system);
	b->app.insts = &b->insts;
	confd_read(dir, NULL, &b->errs, &b->confd);
	if (!b->confd || insts_open(b) != HSS_OK)
		fprintf(stderr, "hssd: out of memory\n");
	for (const struct conf_err *e = b->errs.first; e; e = e->next)
		fprintf(stderr, "%s%s\n", e->is_warning ? "warning: " : "", e->text);
	if (b->errs.n || !b->confd || !b->confd->core)
		return HSS_E_INVAL;
	b->app.conf = b->confd->core;
	return HSS_OK;
}

static void set_identity(struct boot *b)
{
	const struct core_conf *c = b->app.conf;
	struct hss_identity *id = &b->app.identity;

	id->size = sizeof *id;
	id->host = bytes_str(c->host);
	id->realm = bytes_str(c->realm);
	id->product = bytes_str(c->product_name);
	id->site = bytes_str(c->site_name ? c->site_name : "");
	id->mcc = bytes_str(c->mcc);
	id->mnc = bytes_str(c->mnc);
	id->origin_state_id = next_origin_state_id(c->state_dir);
}

/* ---- up ------------------------------------------------------------------------------- */

static hss_rc open_loops(struct boot *b)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	uint32_t n = (uint32_t)b->app.conf->loops;
	bool blocks = false;

	for (uint32_t i = 0; i < b->insts.n; i++)
		blocks |= b->insts.v[i]->desc && b->insts.v[i]->desc->kind == HSS_STORAGE;
	/* DESIGN 10: a blocking store's workers want a core of their own        */
	if (!n)
		n = (uint32_t)(cores > 1 && blocks ? cores - 1 : cores);
	if (n < 1)
		n = 1;
	if (n > 64)
		n = 64;
	b->app.loops = b->loops;
	for (; b->app.n_loops < n; b->app.n_loops++) {
		hss_rc rc = loop_create(&b->app, b->app.n_loops, &b->loops[b->app.n_loops]);

		if (rc != HSS_OK)
			return rc;
	}
	return HSS_OK;
}

static hss_rc open_parts(struct boot *b, struct hss_err *err)
{
	struct app *a = &b->app;
	struct hss_metric *m;
	const char *labels[] = { HSSD_VERSION, "1.0" };
	hss_rc rc = log_open(&a->conf->log, &a->log, err);

	if (rc != HSS_OK)
		return rc;
	if ((rc = open_loops(b)) != HSS_OK || (rc = metrics_open(a->n_loops + 1, &a->metrics)) != HSS_OK ||
	    (rc = workers_start(a, "offload", (uint32_t)a->conf->offload_threads, 10000, &a->offload)) !=
	            HSS_OK ||
	    (rc = event_open(a, &a->events)) != HSS_OK ||
	    (rc = store_open(a, &a->conf->store, &a->store)) != HSS_OK ||
	    (rc = http_open(a, &a->http)) != HSS_OK) {
		snprintf(err->text, sizeof err->text, "out of memory, threads or descriptors");
		return rc;
	}
	metrics_define(a->metrics, NULL, &violations, &b->insts.violations);
	if (metrics_define(a->metrics, NULL, &build_info, &m) == HSS_OK)
		metrics_set(metrics_cell(m, labels), 1);
	for (uint32_t i = 0; model_entities[i]; i++)
		if ((rc = store_declare(a->store, model_entities[i], err)) != HSS_OK)
			return rc;
	if ((rc = dia_open(a, &a->conf->dia, &a->dia, err)) != HSS_OK)
		return rc;
	return auc_open(a, &a->conf->auc, &a->auc, err);
}

struct waiter {                         /* main waits for something on a loop   */
	pthread_mutex_t lock;
	pthread_cond_t cond;
	bool is_done;
	hss_rc rc;
	struct boot *b;
	struct hss_err err;
};

static void wait_open(struct waiter *w, struct boot *b)
{
	*w = (struct waiter){ .b = b };
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->cond, NULL);
}

static void wait_done(struct waiter *w, hss_rc rc)
{
	pthread_mutex_lock(&w->lock);
	w->is_done = true;
	w->rc = rc;
	pthread_cond_signal(&w->cond);
	pthread_mutex_unlock(&w->lock);
}

static hss_rc wait_for(struct waiter *w)
{
	pthread_mutex_lock(&w->lock);
	while (!w->is_done)
		pthread_cond_wait(&w->cond, &w->lock);
	pthread_mutex_unlock(&w->lock);
	return w->rc;
}

static void on_auc_started(struct hss_task *t, hss_rc rc, void *ctx)
{
	(void)t;
	wait_done(ctx, rc);
}

static void start_auc(void *ctx)
{
	struct waiter *w = ctx;
	hss_rc rc = auc_start(w->b->app.auc, on_auc_started, w);

	if (rc != HSS_OK)
		wait_done(w, rc);
}

static void start_listeners(void *ctx)
{
	struct waiter *w = ctx;
	hss_rc rc = http_start(w->b->app.http, &w->err);

	if (rc == HSS_OK)
		rc = dia_listen(w->b->app.dia, &w->err);
	wait_done(w, rc);
}

static hss_rc on_loop0(struct boot *b, hss_post_fn fn, struct hss_err *err)
{
	struct waiter w;
	hss_rc rc;

	wait_open(&w, b);
	rc = loop_post_fn(b->app.loops[0], fn, &w);
	if (rc == HSS_OK)
		rc = wait_for(&w);
	if (w.err.text[0])
		*err = w.err;
	return rc;
}

static hss_rc wait_ready(struct boot *b, struct hss_err *err)
{
	const struct timespec pause = { 0, 2 * 1000000 };
	const char *who = "";

	for (int i = 0; i < 30000; i++) {       /* a minute                         */
		if (insts_are_ready(b, &who))
			return HSS_OK;
		nanosleep(&pause, NULL);
	}
	snprintf(err->text, sizeof err->text, "instance \"%.60s\" did not get ready within a minute", who);
	return HSS_E_TIMEOUT;
}

static void feed_systemd(void *ctx)
{
	(void)ctx;
	notify_systemd("WATCHDOG=1");
}

static hss_rc start_parts(struct boot *b, struct hss_err *err)
{
	struct app *a = &b->app;
	hss_rc rc;

	if ((rc = insts_create(b, err)) != HSS_OK ||
	    (rc = insts_start(b, 1u << HSS_STORAGE, err)) != HSS_OK ||
	    (rc = store_start(a->store, err)) != HSS_OK ||
	    (rc = insts_start(b, 1u << HSS_INTERFACE | 1u << HSS_EXPORTER, err)) != HSS_OK)
		return rc;
	/* loop_init before the loops turn: it may watch descriptors and spawn tasks */
	if ((rc = insts_loop_init(b, err)) != HSS_OK)
		return rc;
	for (uint32_t i = 0; i < a->n_loops; i++)
		if ((rc = loop_start(a->loops[i])) != HSS_OK)
			return rc;
	if ((rc = on_loop0(b, start_auc, err)) != HSS_OK) {
		if (!err->text[0])
			snprintf(err->text, sizeof err->text,
			         "the authentication centre cannot start: its store does not answer");
		return rc;
	}
	if ((rc = wait_ready(b, err)) != HSS_OK || (rc = on_loop0(b, start_listeners, err)) != HSS_OK)
		return rc;
	return watchdog_start(a, (uint32_t)a->conf->watchdog_ms,
	                      getenv("WATCHDOG_USEC") ? feed_systemd : NULL, NULL, &b->watchdog);
}

hss_rc app_start(struct boot *b)
{
	struct hss_err err = { 0 };
	hss_rc rc;

	if (b->app.conf->state_dir && mkdir(b->app.conf->state_dir, 0700) && errno != EEXIST) {
		fprintf(stderr, "hssd: %s: %s\n", b->app.conf->state_dir, strerror(errno));
		return HSS_E_INVAL;
	}
	/* a core file would hold keys */
	prctl(PR_SET_DUMPABLE, 0);
	set_identity(b);
	rc = open_parts(b, &err);
	if (rc == HSS_OK)
		rc = start_parts(b, &err);
	if (rc != HSS_OK) {
		fprintf(stderr, "hssd: %s\n", err.text[0] ? err.text : "start failed");
		app_stop(b);
		return rc;
	}
	LOG(&b->app, LOG_CORE, HSS_LOG_NOTICE, "hssd %s serves as %s, realm %s, with %u loops",
	    HSSD_VERSION, b->app.conf->host, b->app.conf->realm, b->app.n_loops);
	notify_systemd("READY=1");
	return HSS_OK;
}

/* ---- down ------------------------------------------------------------------------------ */

static void quiesce_http(void *ctx)
{
	http_quiesce(ctx);
}

static void drain(struct boot *b)
{
	const struct timespec pause = { 0, 5 * 1000000 };
	uint64_t end = clock_mono_ns(&clock_system) + (uint64_t)b->app.conf->grace_ms * 1000000;

	if (!b->app.dia || !b->app.n_loops || !b->app.loops[0]->has_thread)
		return;
	loop_post_fn(b->app.loops[0], quiesce_http, b->app.http);
	dia_drain(b->app.dia, (uint32_t)b->app.conf->grace_ms);
	while ((!dia_is_drained(b->app.dia) || !http_is_idle(b->app.http)) &&
	       clock_mono_ns(&clock_system) < end)
		nanosleep(&pause, NULL);
}

static void turn_loops(struct app *a)
{
	for (int round = 0; round < 3; round++)
		for (uint32_t i = 0; i < a->n_loops; i++)
			loop_once(a->loops[i], 0);
}

void app_stop(struct boot *b)
{
	struct app *a = &b->app;

	notify_systemd("STOPPING=1");
	LOG(a, LOG_CORE, HSS_LOG_NOTICE, "stopping");
	drain(b);
	watchdog_stop(b->watchdog);
	b->watchdog = NULL;
	if (a->n_loops && a->loops[0]->has_thread)
		insts_stop(b);
	for (uint32_t i = 0; i < a->n_loops; i++)
		loop_stop(a->loops[i]);
	for (uint32_t i = 0; i < a->n_loops; i++)
		loop_join(a->loops[i]);
	http_stop(a->http);
	if (a->store)
		store_stop(a->store);
	if (a->offload)
		workers_stop(a->offload);
	turn_loops(a);
	if (a->dia)
		dia_close(a->dia);
	turn_loops(a);
	for (uint32_t i = 0; i < a->n_loops; i++)
		task_end_all(a->loops[i]);
	insts_destroy(b);
	http_close(a->http);
	if (a->auc)
		auc_close(a->auc);
	if (a->store)
		store_close(a->store);
	event_close(a->events);
	for (uint32_t i = 0; i < a->n_loops; i++)
		loop_destroy(a->loops[i]);
	a->n_loops = 0;
	LOG(a, LOG_CORE, HSS_LOG_NOTICE, "stopped");
	if (a->metrics)
		metrics_close(a->metrics);
	if (a->log)
		log_close(a->log);
	a->log = NULL;
	a->metrics = NULL;
}

void app_free(struct boot *b)
{
	insts_free(b);
	if (b->confd)
		confd_free(b->confd);
	conf_errs_fini(&b->errs);
}
