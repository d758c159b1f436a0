/*
 * host.c - what a plugin sees of the core. Calls of the ABI that carry no handle (loop_count(),
 * entity(), peers()) need to know the process's app: `the_app` is that one pointer, set once
 * before the first plugin is created and never changed.
 *
 * stream and httpc are NULL until a plugin of this tree needs them: plugins test with HSS_HAS.
 */
#include "plugin/host.h"

#include "app.h"
#include "auc/auc.h"
#include "dia/dia.h"
#include "event/event.h"
#include "http/server.h"
#include "log/log.h"
#include "loop/loop.h"
#include "loop/task.h"
#include "metrics/registry.h"
#include "plugin/guard.h"
#include "plugin/instance.h"
#include "plugin/snapshot.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

static struct app *the_app;

/* ---- core -------------------------------------------------------------------- */

static const char *core_inst_name(const struct hss_inst *in)
{
	return in->name;
}

static void core_ready(struct hss_inst *in)
{
	atomic_store(&in->is_ready, 1);
	if (in->state == HSS_INST_LOADING)
		in->state = HSS_INST_READY;
}

static void core_stopped(struct hss_inst *in)
{
	atomic_store(&in->stopped, true);
}

static void core_health(struct hss_inst *in, hss_rc rc, const char *why)
{
	if (inst_set_health(in, rc, why))
		LOG(in->app, LOG_PLUGIN, rc == HSS_OK ? HSS_LOG_NOTICE : HSS_LOG_ERR,
		    "instance=%s is %s: %s", in->name, rc == HSS_OK ? "well again" : "degraded",
		    why ? why : "");
}

static hss_rc core_random(void *buf, size_t n)
{
	struct hss_loop *l = loop_current();
	struct rng once = { 0 };

	return rng_get(l ? &l->rng : &once, buf, n);
}

static const struct hss_identity *core_identity(void)
{
	return &the_app->identity;
}

static void core_instances(hss_inst_fn fn, void *ctx)
{
	for (uint32_t i = 0; i < the_app->insts->n; i++) {
		struct hss_inst *in = the_app->insts->v[i];
		char why[252];
		struct hss_inst_info info = { .size = sizeof info, .state = in->state,
			                      .health = atomic_load(&in->health), .name = in->name,
			                      .plugin = in->plugin, .why = why };

		inst_get_why(in, why);
		if (in->desc) {
			info.kind = in->desc->kind;
			info.version = in->desc->version;
			info.summary = in->desc->summary;
		}
		fn(&info, ctx);
	}
}

static uint64_t core_uptime_ms(void)
{
	return (clock_mono_ns(&the_app->clock) - the_app->started_ns) / 1000000;
}

static const struct hss_core_api core_api = {
	.size = sizeof core_api, .inst_name = core_inst_name, .ready = core_ready,
	.stopped = core_stopped, .health = core_health, .publish = snapshot_publish,
	.snapshot = snapshot_get, .random = core_random, .identity = core_identity,
	.instances = core_instances, .uptime_ms = core_uptime_ms,
};

/* ---- log --------------------------------------------------------------------- */

static bool log_enabled(const struct hss_inst *in, int level)
{
	(void)in;
	return log_on_inst(the_app->log, level);
}

static void log_emit_plugin(const struct hss_inst *in, const struct hss_task *t, int level,
                            const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_emit_inst(the_app->log, in ? in->name : "core", task_subject(t), level, fmt, ap);
	va_end(ap);
}

static const struct hss_log_api log_api = {
	.size = sizeof log_api, .enabled = log_enabled, .emit = log_emit_plugin,
};

/* ---- task -------------------------------------------------------------------- */

static struct hss_loop *task_loop(const struct hss_task *t)
{
	return t->loop;
}

static void *task_loop_self(const struct hss_task *t, const struct hss_inst *in)
{
	return in->lself ? in->lself[t->loop->index] : NULL;
}

static hss_rc task_spawn_inst(struct hss_inst *in, struct hss_loop *l, uint32_t deadline_ms,
                              hss_task_fn fn, void *ctx)
{
	return task_spawn(the_app, in, l, deadline_ms, fn, ctx);
}

static uint32_t task_loop_count(void)
{
	return the_app->n_loops;
}

static struct hss_loop *task_loop_at(uint32_t index)
{
	return index < the_app->n_loops ? the_app->loops[index] : NULL;
}

static uint32_t task_loop_index(const struct hss_loop *l)
{
	return l->index;
}

static const struct hss_task_api task_api = {
	.size = sizeof task_api, .alloc = task_alloc, .loop = task_loop,
	.deadline_ns = task_deadline_ns, .loop_self = task_loop_self, .subject = task_set_subject,
	.hold = task_hold, .resume = task_resume, .spawn = task_spawn_inst, .finish = task_finish,
	.offload = task_offload, .timer = task_timer, .timer_cancel = task_timer_cancel,
	.loop_count = task_loop_count, .loop_at = task_loop_at, .loop_index = task_loop_index,
	.post = loop_post_fn, .watch = loop_watch, .unwatch = loop_unwatch,
};

/* ---- metrics ----------------------------------------------------------------- */

static hss_rc metrics_define_inst(struct hss_inst *in, const struct hss_metric_def *def,
                                  struct hss_metric **out)
{
	return metrics_define(the_app->metrics, in, def, out);
}

static void metrics_walk_all(const struct hss_metric_visitor *v)
{
	metrics_walk(the_app->metrics, v);
}

static const struct hss_metrics_api metrics_api = {
	.size = sizeof metrics_api, .define = metrics_define_inst, .cell = metrics_cell,
	.gauge = metrics_gauge, .cell_get = metrics_cell_get, .add = metrics_add,
	.set = metrics_set, .observe = metrics_observe, .walk = metrics_walk_all,
};

/* ---- store ------------------------------------------------------------------- */

static const struct hss_entity *store_entity_named(const char *name)
{
	return store_entity(the_app->store, name);
}

static hss_rc store_bind_inst(struct hss_inst *in, const char *name,
                              const struct hss_entity *const *entities, uint32_t n,
                              uint32_t need_caps, struct hss_store **out)
{
	return store_bind(the_app->store, in, name, entities, n, need_caps, out);
}

static hss_rc store_on_change_inst(struct hss_inst *in, struct hss_store *st,
                                   const struct hss_entity *e, uint64_t col_mask, uint32_t flags,
                                   hss_change_fn fn, void *ctx)
{
	return store_on_change(the_app->store, in, st, e, col_mask, flags, fn, ctx);
}

struct backup {                         /* in the task's arena                          */
	hss_store_admin_fn done;
	void *ctx;
	const char *words;
};

static void on_marked(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct backup *b = ctx;

	b->done(t, rc, rc == HSS_OK ? b->words : "the copy was made, but the database could not be "
	                                         "marked, so the copy cannot be told from it",
	        b->ctx);
}

static void on_backup(struct hss_task *t, hss_rc rc, const char *words, void *ctx)
{
	struct backup *b = ctx;

	b->words = words;
	if (rc == HSS_OK)
		auc_backed_up(the_app->auc, t, on_marked, b);
	else
		b->done(t, rc, words, b->ctx);
}

static hss_rc store_admin_named(struct hss_task *t, const char *name, uint32_t kind, const char *arg,
                                hss_store_admin_fn done, void *ctx)
{
	struct backup *b;

	if (kind != HSS_ADMIN_BACKUP || !done)
		return store_admin(the_app->store, t, name, kind, arg, done, ctx);
	b = task_alloc(t, sizeof *b, _Alignof(struct backup));
	if (!b)
		return HSS_E_NOMEM;
	*b = (struct backup){ .done = done, .ctx = ctx };
	return store_admin(the_app->store, t, name, kind, arg, on_backup, b);
}

static const struct hss_store_api store_api = {
	.size = sizeof store_api, .entity = store_entity_named, .bind = store_bind_inst,
	.submit = store_submit, .on_change = store_on_change_inst, .job_op = job_op,
	.job_mem = job_mem, .job_row = job_row, .job_count = job_count, .job_failed = job_failed,
	.job_reset = job_reset, .job_done = job_done, .notify = store_notify,
	.admin = store_admin_named,
};

/* ---- Diameter ---------------------------------------------------------------- */

static hss_rc dia_register(struct hss_inst *in, const struct hss_dia_app_def *def,
                           struct hss_dia_app **out)
{
	return dia_app_register(the_app->dia, in, def, out);
}

static hss_rc dia_call_task(struct hss_task *t, const struct hss_dia_call *c,
                            struct hss_dia_txn **out)
{
	return dia_call(the_app->dia, t, c, out);
}

static void dia_peers_all(uint32_t app_id, hss_peer_fn fn, void *ctx)
{
	dia_peers(the_app->dia, app_id, fn, ctx);
}

static const struct hss_dia_api dia_api = {
	.size = sizeof dia_api, .app_register = dia_register, .task = dia_req_task,
	.info = dia_req_info, .answer = dia_answer, .reject = dia_reject, .call = dia_call_task,
	.call_cancel = dia_call_cancel, .peers = dia_peers_all,
};

/* ---- HTTP -------------------------------------------------------------------- */

static hss_rc http_route_inst(struct hss_inst *in, const struct hss_http_route *r)
{
	return http_route(the_app->http, in, r);
}

static hss_rc http_listen_inst(struct hss_inst *in, const struct hss_http_listener *l)
{
	return http_listen(the_app->http, in, l);
}

static const struct hss_http_api http_api = {
	.size = sizeof http_api, .route = http_route_inst, .listen = http_listen_inst,
	.task = http_req_task, .info = http_req_info, .header = http_req_header,
	.allow = http_allow, .set_header = http_set_header, .reply = http_reply,
	.read = http_read, .begin = http_begin, .write = http_write, .end = http_end,
};

/* ---- AuC --------------------------------------------------------------------- */

static int64_t auc_ceiling(int64_t auc_id, int64_t stored)
{
	return auc_sqn_ceiling(the_app->auc, auc_id, stored);
}

static const struct hss_auc_api auc_api = {
	.size = sizeof auc_api, .vectors = auc_vectors, .reveal = auc_reveal, .rotate = auc_rotate,
	.sqn_ceiling = auc_ceiling,
};

/* ---- events ------------------------------------------------------------------ */

static hss_rc event_subscribe_inst(struct hss_inst *in, const char *topic, hss_event_fn fn,
                                   void *ctx)
{
	return event_subscribe(the_app->events, in, topic, fn, ctx);
}

static hss_rc event_publish_task(struct hss_task *t, const char *topic, uint32_t version,
                                 const void *payload, uint32_t payload_size)
{
	return event_publish(the_app->events, t->loop, t, topic, version, payload, payload_size);
}

static hss_rc service_provide_inst(struct hss_inst *in, const char *name, uint32_t req_size,
                                   uint32_t ans_size, hss_service_fn fn)
{
	return service_provide(the_app->events, in, name, req_size, ans_size, fn);
}

static hss_rc service_call_task(struct hss_task *t, const char *name, const void *req,
                                hss_service_done_fn done, void *ctx)
{
	return service_call(the_app->events, t, name, req, done, ctx);
}

static const struct hss_event_api event_api = {
	.size = sizeof event_api, .subscribe = event_subscribe_inst, .publish = event_publish_task,
	.provide = service_provide_inst, .call = service_call_task, .service_reply = service_reply,
};

static const struct hss_host host = {
	.size = sizeof host, .abi_major = HSS_ABI_MAJOR, .abi_minor = HSS_ABI_MINOR,
	.version = HSSD_VERSION, .core = &core_api, .log = &log_api, .task = &task_api,
	.metrics = &metrics_api, .store = &store_api, .dia = &dia_api, .http = &http_api,
	.auc = &auc_api, .event = &event_api,
};

const struct hss_host *host_tables(struct app *app)
{
	the_app = app;
	return &host;
}
