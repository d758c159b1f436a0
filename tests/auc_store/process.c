/*
 * process.c - see process.h. The store and the AuC are the real ones; what the plugin host does
 * for a storage plugin is reduced to the tables that SQLite's plugin calls.
 */
#include "process.h"

#include "app.h"
#include "auc/aka.h"
#include "auc/auc.h"
#include "base/bytes.h"
#include "base/wire.h"
#include "loop/loop.h"
#include "loop/task.h"
#include "model/provisioning.h"
#include "plugin/instance.h"
#include "sqlite.h"
#include "store/store.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LOOPS      2
#define REQUESTERS 12                   /* of each loop, always asking          */

extern const struct hss_plugin_desc hss_plugin;

struct process {
	struct process_conf conf;
	struct app app;
	struct hss_loop *loops[LOOPS];
	struct hss_inst sqlite, client;
	struct sqlite_conf sqlite_conf;
	struct store_conf store_conf;
	struct auc_conf auc_conf;
	struct hss_store *store;        /* the client's                         */
	struct auc_crypto *crypto[LOOPS];
	_Atomic bool is_started, is_failed;
	_Atomic uint32_t n_loaded, n_answers;
};

struct requester {
	struct process *p;
	unsigned seed;
	uint32_t sim;
};

/* ---- what the plugin host does ------------------------------------------------------ */

static const char *inst_name(const struct hss_inst *in)
{
	return in->name;
}

static void stopped(struct hss_inst *in)
{
	(void)in;
}

static void health(struct hss_inst *in, hss_rc rc, const char *why)
{
	atomic_store(&in->health, rc);
	if (rc != HSS_OK)
		fprintf(stderr, "%s: %s\n", in->name, why);
}

static bool enabled(const struct hss_inst *in, int level)
{
	(void)in;
	(void)level;
	return false;
}

static void emit(const struct hss_inst *in, const struct hss_task *t, int level, const char *fmt,
                 ...)
{
	(void)in;
	(void)t;
	(void)level;
	(void)fmt;
}

static const struct hss_core_api core_api = {
	.size = sizeof core_api, .inst_name = inst_name, .stopped = stopped, .health = health,
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
	.version = "test", .core = &core_api, .log = &log_api, .store = &store_api,
};

/* ---- telling ------------------------------------------------------------------------- */

static void say(struct process *p, const struct said *s, uint32_t n)
{
	/* at most PIPE_BUF: nobody else's words come between                   */
	if (write(p->conf.fd, s, n * sizeof *s) != (ssize_t)(n * sizeof *s))
		_exit(3);
}

static hss_rc fail_with(struct process *p, const char *where, hss_rc rc, const char *why)
{
	fprintf(stderr, "%s: %d %s\n", where, (int)rc, why);
	atomic_store(&p->is_failed, true);
	return rc;
}

/* ---- provisioning, as a client of the API does it -------------------------------------- */

static struct hss_bytes dup_text(struct hss_task *t, const char *text)
{
	return arena_dup(&t->arena, bytes_str(text));
}

static void on_inserted(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct process *p = ctx;

	(void)t;
	(void)rows;
	if (rc != HSS_OK && rc != HSS_E_EXISTS)
		fail_with(p, "insert", rc, "");
	if (atomic_fetch_add(&p->n_loaded, 1) + 1 == SIMS)
		task_finish(t);
}

static void load(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct process *p = ctx;

	(void)rc;
	for (uint32_t i = 0; i < SIMS; i++) {
		struct hss_auc *row = arena_new(&t->arena, struct hss_auc);
		struct hss_op *op = arena_new(&t->arena, struct hss_op);
		char imsi[16];

		snprintf(imsi, sizeof imsi, "00101000000000%u", i);
		row->auc_id = (struct hss_i64){ i + 1, true };
		row->imsi = dup_text(t, imsi);
		row->ki = dup_text(t, KI);
		row->opc = dup_text(t, OPC);
		row->amf = dup_text(t, "8000");
		*op = (struct hss_op){ .size = sizeof *op, .kind = HSS_OP_INSERT,
			               .entity = &model_auc, .row = row,
			               .term_size = sizeof(struct hss_term) };
		rc = store_submit(t, p->store, op, on_inserted, p);
		if (rc != HSS_OK)
			fail_with(p, "insert", rc, "");
	}
}

/* ---- requesters ---------------------------------------------------------------------------- */

static void next(struct hss_task *t, hss_rc rc, void *ctx);

static void on_vectors(struct hss_task *t, hss_rc rc, const struct hss_av *const *av, uint32_t n,
                       void *ctx)
{
	struct requester *r = ctx;
	struct process *p = r->p;
	uint32_t answer = atomic_fetch_add(&p->n_answers, 1);
	struct said words[8];

	for (uint32_t i = 0; i < n; i++) {
		uint8_t k[16], opc[16], sqn[6];
		struct milenage_out o;

		bytes_unhex(bytes_str(KI), k, 16);
		bytes_unhex(bytes_str(OPC), opc, 16);
		milenage_f2345(p->crypto[t->loop->index], NULL, k, opc, av[i]->rand, &o);
		for (int b = 0; b < 6; b++)
			sqn[b] = av[i]->autn[b] ^ o.ak[b];
		words[i] = (struct said){ .what = SAY_SQN, .sim = r->sim, .answer = answer,
			                  .index = i, .sqn = wire_get48(sqn) };
	}
	if (rc != HSS_OK) {
		words[0] = (struct said){ .what = SAY_FAILED, .sqn = (uint64_t)-rc };
		n = 1;
	}
	say(p, words, n);
	task_finish(t);
	if (!p->conf.answers || answer + REQUESTERS * LOOPS < p->conf.answers)
		task_spawn(&p->app, NULL, t->loop, 0, next, r);
}

static void on_patched(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	(void)rows;
	next(t, rc, ctx);
}

/* A client sends the same key again: what was reserved has to go.              */
static hss_rc patch(struct hss_task *t, struct requester *r)
{
	struct hss_op *op = arena_new(&t->arena, struct hss_op);
	struct hss_auc *row = arena_new(&t->arena, struct hss_auc);
	struct hss_term *term = arena_new(&t->arena, struct hss_term);

	row->ki = dup_text(t, KI);
	*term = (struct hss_term){ .col = HSS_AUC_auc_id, .cmp = HSS_CMP_EQ, .i = r->sim + 1 };
	*op = (struct hss_op){ .size = sizeof *op, .kind = HSS_OP_UPDATE, .entity = &model_auc,
		               .terms = term, .n_terms = 1, .term_size = sizeof *term, .row = row,
		               .cols = HSS_BIT(HSS_AUC_ki) };
	return store_submit(t, r->p->store, op, on_patched, r);
}

static void next(struct hss_task *t, hss_rc rc, void *ctx)
{
	static const char *const nodes[] = { "mme1", "mme2", "mme3", "scscf" };
	struct requester *r = ctx;
	struct hss_av_want want = { HSS_AV_EPS, 0 };
	struct hss_av_request req = { .size = sizeof req, .n_want = 1, .want = &want };
	uint32_t x = (uint32_t)rand_r(&r->seed);

	(void)rc;
	r->sim = x % SIMS;
	if (x / 64 % 200 == 0 && patch(t, r) == HSS_OK)
		return;
	want.count = 1 + x / 16 % 5;
	req.domain = 1 + x / 256 % 6;
	req.node = bytes_str(nodes[x / 4096 % 4]);
	req.auc_id = r->sim + 1;
	rc = auc_vectors(t, &req, on_vectors, r);
	if (rc != HSS_OK) {
		fail_with(r->p, "auc_vectors", rc, "");
		task_finish(t);
	}
}

/* ---- life ------------------------------------------------------------------------------------ */

static void on_started(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct process *p = ctx;

	(void)t;
	if (rc != HSS_OK)
		fail_with(p, "auc_start", rc, "");
	atomic_store(&p->is_started, true);
}

static hss_rc open_sqlite(struct process *p, struct hss_err *err)
{
	hss_rc rc;

	p->sqlite_conf = (struct sqlite_conf){
		.path = p->conf.database, .synchronous = SYNC_FULL, .busy_timeout_ms = 5000,
		.cache_size = 1 << 20, .journal_size_limit = 1 << 20,
	};
	p->sqlite = (struct hss_inst){ .magic = MAGIC_INST, .app = &p->app, .name = "main",
		                       .plugin = "sqlite", .required = true,
		                       .kind_ops = hss_plugin.kind_ops };
	p->client = (struct hss_inst){ .magic = MAGIC_INST, .app = &p->app, .name = "api",
		                       .plugin = "api" };
	*hss_plugin.host_slot = &host;
	rc = hss_plugin.ops->create(&p->sqlite, &p->sqlite_conf, &p->sqlite.self, err);
	if (rc == HSS_OK)
		rc = hss_plugin.ops->start(p->sqlite.self, err);
	return rc == HSS_OK ? store_add_inst(p->app.store, &p->sqlite, err) : rc;
}

static hss_rc open_all(struct process *p, struct hss_err *err)
{
	static const struct hss_entity *const entities[] = { &model_auc };
	hss_rc rc = store_open(&p->app, &p->store_conf, &p->app.store);

	if (rc == HSS_OK)
		rc = open_sqlite(p, err);
	if (rc == HSS_OK)
		rc = store_declare(p->app.store, &model_auc, err);
	if (rc == HSS_OK)
		rc = auc_open(&p->app, &p->auc_conf, &p->app.auc, err);
	if (rc == HSS_OK)
		rc = store_bind(p->app.store, &p->client, NULL, entities, 1, 0, &p->store);
	if (rc == HSS_OK)
		rc = store_start(p->app.store, err);
	return rc;
}

static bool wait_for(struct process *p, bool (*is_so)(struct process *p))
{
	for (int ms = 0; ms < 60000 && !atomic_load(&p->is_failed); ms++) {
		if (is_so(p))
			return true;
		usleep(1000);           /* other threads work; the deadline is a minute */
	}
	return false;
}

static bool is_started(struct process *p)
{
	return atomic_load(&p->is_started);
}

static bool is_loaded(struct process *p)
{
	return atomic_load(&p->n_loaded) == SIMS;
}

static bool is_done(struct process *p)
{
	return p->conf.answers && atomic_load(&p->n_answers) >= p->conf.answers;
}

static int run(struct process *p, struct requester *r)
{
	struct hss_err err = { 0 };
	hss_rc rc;

	for (uint32_t i = 0; i < LOOPS; i++)
		if (loop_create(&p->app, i, &p->loops[i]) || crypto_open(&p->crypto[i]))
			return 2;
	rc = open_all(p, &err);
	for (uint32_t i = 0; i < LOOPS && rc == HSS_OK; i++)
		rc = loop_start(p->loops[i]);
	if (rc == HSS_OK)
		rc = auc_start(p->app.auc, on_started, p);
	if (rc != HSS_OK) {
		fail_with(p, "start", rc, err.text);
		return 2;
	}
	if (!wait_for(p, is_started) ||
	    task_spawn(&p->app, &p->client, p->loops[0], 0, load, p) != HSS_OK ||
	    !wait_for(p, is_loaded))
		return 2;
	for (uint32_t i = 0; i < REQUESTERS * LOOPS; i++) {
		r[i] = (struct requester){ .p = p, .seed = p->conf.seed + i };
		if (task_spawn(&p->app, &p->client, p->loops[i % LOOPS], 0, next, &r[i]))
			return 2;
	}
	return wait_for(p, is_done) ? 0 : 2;
}

int process_run(const struct process_conf *conf)
{
	struct process *p = calloc(1, sizeof *p);
	struct requester *r = calloc(REQUESTERS * LOOPS, sizeof *r);

	if (!p || !r)
		return 2;
	p->conf = *conf;
	p->app.clock = clock_system;
	p->app.loops = p->loops;
	p->app.n_loops = LOOPS;
	p->auc_conf = (struct auc_conf){ .sqn_block = conf->block, .key_file = conf->key_file };
	return run(p, r);
}
