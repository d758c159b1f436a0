/*
 * stand_core.c - the plugin behind the real store: two loops with threads, queue, group commit,
 * cache and breaker. An operation of the test is a task on one of the loops.
 */
#include "contract.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>

#include "app.h"
#include "conf/schema.h"
#include "config.h"
#include "loop/loop.h"
#include "loop/task.h"
#include "plugin/instance.h"
#include "store/store.h"

#define LOOPS 2

static struct {
	struct app app;
	struct hss_loop *loops[LOOPS];
	struct inst_table insts;
	struct hss_inst store, user;
	const struct hss_plugin_desc *d;
	void *conf;
	struct hss_store *st;
	bool has_threads;
	_Atomic uint32_t turn;
} st;

/* ---- what the plugin gets ----------------------------------------------- */

static const char *inst_name(const struct hss_inst *in)
{
	return in->name;
}

static void health(struct hss_inst *in, hss_rc rc, const char *why)
{
	if (rc != HSS_OK)
		fprintf(stderr, "    store %s: %d %s\n", in->name, rc, why);
}

static void stopped(struct hss_inst *in)
{
	atomic_store(&in->stopped, true);
}

static bool enabled(const struct hss_inst *in, int level)
{
	(void)in;
	return level <= HSS_LOG_INFO && getenv("STORE_TEST_LOG");
}

static void emit(const struct hss_inst *in, const struct hss_task *t, int level, const char *fmt,
                 ...)
{
	va_list ap;

	(void)t;
	fprintf(stderr, "[%d] %s: ", level, in->name);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "\n");
}

static const struct hss_core_api core_api = {
	.size = sizeof core_api, .inst_name = inst_name, .health = health, .stopped = stopped,
};
static const struct hss_log_api log_api = {
	.size = sizeof log_api, .enabled = enabled, .emit = emit,
};
static const struct hss_store_api store_api = {
	.size = sizeof store_api, .job_op = job_op, .job_mem = job_mem, .job_row = job_row,
	.job_count = job_count, .job_failed = job_failed, .job_reset = job_reset,
	.job_done = job_done, .notify = store_notify,
};
static const struct hss_host host = {
	.size = sizeof host, .abi_major = HSS_ABI_MAJOR, .abi_minor = HSS_ABI_MINOR,
	.version = "contract", .core = &core_api, .log = &log_api, .store = &store_api,
};

/* ---- up and down -------------------------------------------------------- */

static void core_close(void)
{
	if (st.app.store)
		store_stop(st.app.store);
	for (int i = 0; i < LOOPS && st.has_threads; i++) {
		loop_stop(st.loops[i]);
		loop_join(st.loops[i]);
	}
	if (st.app.store)
		store_close(st.app.store);
	for (int i = 0; i < LOOPS; i++)
		if (st.loops[i])
			loop_destroy(st.loops[i]);
	if (st.store.self)
		st.d->ops->destroy(st.store.self);
	schema_free(st.conf);
	memset(&st, 0, sizeof st);
}

static void name_inst(struct hss_inst *in, const char *name, const char *plugin)
{
	*in = (struct hss_inst){ .magic = MAGIC_INST, .app = &st.app, .name = name,
	                         .plugin = plugin, .enabled = true, .required = true };
}

static hss_rc load(const struct setup *s, struct hss_err *err)
{
	void *dl = dlopen(s->plugin, RTLD_NOW | RTLD_LOCAL);

	st.d = dl ? dlsym(dl, "hss_plugin") : NULL;
	if (!st.d) {
		snprintf(err->text, sizeof err->text, "%s", dlerror());
		return HSS_E_NOTFOUND;
	}
	*st.d->host_slot = &host;
	name_inst(&st.store, "main", st.d->name);
	name_inst(&st.user, "user", "user");
	st.store.desc = st.d;
	st.store.kind_ops = st.d->kind_ops;
	return st.d->conf ? config_fill(st.d, s->config, s->dir, &st.conf, err) : HSS_OK;
}

static hss_rc start(const struct hss_entity *const *e, uint32_t n, struct hss_err *err)
{
	static const struct store_conf conf = { .readers = 2 };
	hss_rc rc = st.d->ops->create(&st.store, st.conf, &st.store.self, err);

	if (rc == HSS_OK)
		rc = store_open(&st.app, &conf, &st.app.store);
	if (rc == HSS_OK)
		rc = store_add_inst(st.app.store, &st.store, err);
	if (rc == HSS_OK)
		rc = store_bind(st.app.store, &st.user, "main", e, n, HSS_STORE_TX | HSS_STORE_CAS,
		                &st.st);
	if (rc == HSS_OK && st.d->ops->start)
		rc = st.d->ops->start(st.store.self, err);
	if (rc == HSS_OK)
		rc = store_start(st.app.store, err);
	for (int i = 0; i < LOOPS && rc == HSS_OK; i++)
		rc = loop_start(st.loops[i]);
	st.has_threads = rc == HSS_OK;
	return rc;
}

static hss_rc core_open(const struct setup *s, const struct hss_entity *const *e, uint32_t n,
                        struct hss_err *err)
{
	hss_rc rc = HSS_OK;

	memset(&st, 0, sizeof st);
	st.app.clock = clock_system;
	st.app.loops = st.loops;
	st.app.n_loops = LOOPS;
	st.app.insts = &st.insts;
	for (uint32_t i = 0; i < LOOPS && rc == HSS_OK; i++)
		rc = loop_create(&st.app, i, &st.loops[i]);
	if (rc == HSS_OK)
		rc = load(s, err);
	if (rc == HSS_OK)
		rc = start(e, n, err);
	if (rc != HSS_OK)
		core_close();
	return rc;
}

/* ---- operations as tasks ------------------------------------------------ */

struct call {                           /* on the stack of the test's thread    */
	pthread_mutex_t lock;
	pthread_cond_t cond;
	bool is_done;
	const struct hss_op *op;
	struct answer *a;
	uint32_t kind;
	const char *arg;
	struct hss_err *err;
};

static void done(struct hss_task *t, struct call *c)
{
	task_finish(t);
	pthread_mutex_lock(&c->lock);
	c->is_done = true;
	pthread_cond_signal(&c->cond);
	pthread_mutex_unlock(&c->lock);
}

static void copy(struct answer *a, const struct hss_op *op, const struct hss_rows *r)
{
	a->count = r->count;
	a->rev = r->rev;
	a->n = r->row ? r->n : 0;
	a->n_old = r->old ? r->n : 0;
	a->row = rows_copy(op->entity, r->row, a->n);
	a->old = rows_copy(op->entity, r->old, a->n_old);
	a->revs = calloc(a->n + 1, sizeof *a->revs);
	if (!a->revs)
		abort();
	if (a->n)
		memcpy(a->revs, r->revs, a->n * sizeof *a->revs);
	a->cursor.len = r->cursor.len;
	if (r->cursor.len)
		a->cursor.p = memcpy(malloc(r->cursor.len), r->cursor.p, r->cursor.len);
}

static void on_rows(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct call *c = ctx;
	struct answer *a = c->a;

	a->rc = rc;
	a->failed = rows->failed;
	a->rev = rows->rev;
	if (c->op->kind != HSS_OP_BATCH) {
		copy(a, c->op, rows);
	} else if (rows->n_sub) {
		a->n_sub = rows->n_sub;
		a->sub = calloc(a->n_sub, sizeof *a->sub);
		for (uint32_t i = 0; a->sub && i < a->n_sub; i++)
			copy(&a->sub[i], &c->op->ops[i], rows->sub[i]);
	}
	done(t, c);
}

static void submit(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct call *c = ctx;

	if (rc == HSS_OK)
		rc = store_submit(t, st.st, c->op, on_rows, c);
	if (rc == HSS_OK)
		return;
	c->a->rc = rc;
	done(t, c);
}

static void wait_for(struct call *c, hss_task_fn fn)
{
	uint32_t loop = atomic_fetch_add(&st.turn, 1) % LOOPS;

	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->cond, NULL);
	if (task_spawn(&st.app, &st.user, st.loops[loop], 0, fn, c) != HSS_OK)
		abort();
	pthread_mutex_lock(&c->lock);
	while (!c->is_done)
		pthread_cond_wait(&c->cond, &c->lock);
	pthread_mutex_unlock(&c->lock);
	pthread_cond_destroy(&c->cond);
	pthread_mutex_destroy(&c->lock);
}

static void core_run(const struct hss_op *op, struct answer *a)
{
	struct call c = { .op = op, .a = a };

	wait_for(&c, submit);
}

static void on_admin(struct hss_task *t, hss_rc rc, const char *text, void *ctx)
{
	struct call *c = ctx;

	c->err->code = rc;
	snprintf(c->err->text, sizeof c->err->text, "%s", text ? text : "");
	done(t, c);
}

static void ask_admin(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct call *c = ctx;

	if (rc == HSS_OK)
		rc = store_admin(st.app.store, t, NULL, c->kind, c->arg, on_admin, c);
	if (rc == HSS_OK)
		return;
	c->err->code = rc;
	done(t, c);
}

static hss_rc core_admin(uint32_t kind, const char *arg, struct hss_err *err)
{
	struct call c = { .kind = kind, .arg = arg, .err = err };

	wait_for(&c, ask_admin);
	return err->code;
}

const struct stand stand_core = { "core", core_open, core_close, core_run, core_admin };
