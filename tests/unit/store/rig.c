/* rig.c - see rig.h. */
#include "rig.h"

#include "base/clock.h"
#include "metrics/registry.h"

#include <time.h>

#define LIMIT_MS 20000

static const struct hss_column person_cols[] = {
	HSS_COLUMN(struct person, id, HSS_COL_AUTO_ID, .flags = HSS_COL_NOT_NULL),
	HSS_COLUMN(struct person, imsi, HSS_COL_TEXT, .flags = HSS_COL_NOT_NULL, .max_len = 15),
	HSS_COLUMN(struct person, name, HSS_COL_TEXT, .dflt = "nobody"),
	HSS_COLUMN(struct person, age, HSS_COL_INT),
	HSS_COLUMN(struct person, sqn, HSS_COL_BIGINT, .flags = HSS_COL_VOLATILE),
	HSS_COLUMN(struct person, ki, HSS_COL_TEXT, .flags = HSS_COL_SECRET, .max_len = 8),
	HSS_COLUMN(struct person, dies, HSS_COL_EXPIRY),
	HSS_COLUMN(struct person, friends, HSS_COL_ID_LIST, .dflt = "7,8"),
	HSS_COLUMN(struct person, town, HSS_COL_TEXT),
	HSS_COLUMN(struct person, number, HSS_COL_INT),
};
static const struct hss_index person_indexes[] = {
	{ .unique = 1, .n_cols = 1, .cols = { PERSON_imsi } },
	{ .unique = 1, .n_cols = 2, .cols = { PERSON_town, PERSON_number } },
};
const struct hss_entity person_entity = {
	.size = sizeof person_entity, .version = 1, .name = "person", .cols = person_cols,
	.indexes = person_indexes, .col_size = sizeof person_cols[0],
	.n_cols = sizeof person_cols / sizeof person_cols[0],
	.index_size = sizeof person_indexes[0], .n_indexes = 2, .row_size = sizeof(struct person),
};
static const struct hss_column pet_cols[] = {
	HSS_COLUMN(struct pet, id, HSS_COL_AUTO_ID),
	HSS_COLUMN(struct pet, owner, HSS_COL_BIGINT, .ref = "person",
	           .on_delete = HSS_REF_CASCADE),
	HSS_COLUMN(struct pet, name, HSS_COL_TEXT),
};
const struct hss_entity pet_entity = {
	.size = sizeof pet_entity, .version = 1, .name = "pet", .cols = pet_cols,
	.col_size = sizeof pet_cols[0], .n_cols = 3, .row_size = sizeof(struct pet),
};

extern const struct hss_plugin_desc hss_plugin; /* the memory backend           */

/* ---- the scripted backend ------------------------------------------------------ */

static const struct hss_store_ops *inner(void)
{
	return hss_plugin.kind_ops;
}

static hss_rc script_prepare(void *self, void *wself, const struct hss_entity *const *e,
                             uint32_t n, struct hss_err *err)
{
	struct script *s = self;

	(void)wself;
	if (s->prepare_rc != HSS_OK)
		return s->prepare_rc;
	s->n_prepared += n;
	return inner()->prepare(s->mem->self, s->mem->self, e, n, err);
}

static hss_rc script_init(void *self, uint32_t role, void **wself, struct hss_err *err)
{
	struct script *s = self;
	hss_rc rc;

	(void)role;
	pthread_mutex_lock(&s->lock);
	rc = s->open_rc;
	pthread_mutex_unlock(&s->lock);
	if (rc != HSS_OK)
		strcpy(err->text, "no connection");
	*wself = s;
	return rc;
}

static void script_fini(void *self, void *wself)
{
	assert_ptr_equal(self, wself);
}

static void count_jobs(struct script *s, struct hss_job *const *jobs, uint32_t n)
{
	s->n_exec++;
	s->n_jobs += n;
	if (n > s->max_jobs)
		s->max_jobs = n;
	for (uint32_t i = 0; i < n; i++)
		s->n_kind[job_op(jobs[i])->kind]++;
}

static void script_exec(void *self, void *wself, struct hss_job *const *jobs, uint32_t n)
{
	struct script *s = self;
	bool forgets, repeats;
	hss_rc rc;

	(void)wself;
	pthread_mutex_lock(&s->lock);
	count_jobs(s, jobs, n);
	s->n_waiting++;
	pthread_cond_broadcast(&s->cond);
	while (s->is_held)
		pthread_cond_wait(&s->cond, &s->lock);
	s->n_waiting--;
	rc = s->fail;
	forgets = s->forgets;
	repeats = s->repeats;
	pthread_mutex_unlock(&s->lock);
	if (s->before)
		s->before(s->before_ctx);
	if (forgets)
		return;
	if (rc == HSS_OK)
		inner()->exec(s->mem->self, s->mem->self, jobs, n);
	for (uint32_t i = 0; i < n && (rc != HSS_OK || repeats); i++)
		job_done(jobs[i], rc, 0, (struct hss_bytes){ 0 });
}

static hss_rc script_admin(void *self, void *wself, uint32_t kind, const char *arg,
                           struct hss_err *err)
{
	(void)self;
	(void)wself;
	strcpy(err->text, kind == HSS_ADMIN_BACKUP ? arg : "fine");
	return HSS_OK;
}

void script_hold(struct script *s)
{
	pthread_mutex_lock(&s->lock);
	s->is_held = true;
	pthread_mutex_unlock(&s->lock);
}

void script_release(struct script *s)
{
	pthread_mutex_lock(&s->lock);
	s->is_held = false;
	pthread_cond_broadcast(&s->cond);
	pthread_mutex_unlock(&s->lock);
}

void script_wait_held(struct script *s)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += LIMIT_MS / 1000;
	pthread_mutex_lock(&s->lock);
	while (!s->n_waiting)
		assert_int_equal(pthread_cond_timedwait(&s->cond, &s->lock, &until), 0);
	pthread_mutex_unlock(&s->lock);
}

uint32_t script_count(struct script *s, uint32_t kind)
{
	uint32_t n;

	pthread_mutex_lock(&s->lock);
	n = s->n_kind[kind];
	pthread_mutex_unlock(&s->lock);
	return n;
}

void script_fail(struct script *s, hss_rc rc)
{
	pthread_mutex_lock(&s->lock);
	s->fail = rc;
	pthread_mutex_unlock(&s->lock);
}

/* ---- the rig ------------------------------------------------------------------- */

static uint64_t rig_mono(void *ctx)
{
	struct rig *r = ctx;

	return r->is_frozen ? atomic_load(&r->mono_ns) : clock_mono_ns(&clock_system);
}

static int64_t rig_wall(void *ctx)
{
	struct rig *r = ctx;

	return r->is_frozen ? atomic_load(&r->wall_us) : clock_wall_us(&clock_system);
}

static void rig_stopped(struct hss_inst *in)
{
	atomic_store(&in->stopped, true);
}

static const struct hss_store_api store_api = {
	.size = sizeof store_api, .job_op = job_op, .job_mem = job_mem, .job_row = job_row,
	.job_count = job_count, .job_failed = job_failed, .job_reset = job_reset,
	.job_done = job_done, .notify = store_notify,
};
static const struct hss_core_api core_api = { .size = sizeof core_api, .stopped = rig_stopped };

static void name_inst(struct rig *r, struct hss_inst *in, const char *name, const char *plugin)
{
	*in = (struct hss_inst){ .magic = MAGIC_INST, .app = &r->app, .name = name,
		                 .plugin = plugin, .enabled = true, .required = true };
}

void rig_open(struct rig *r, uint32_t n_loops, const struct store_conf *conf, uint32_t caps)
{
	const struct hss_entity *entities[] = { &person_entity, &pet_entity };
	void *mem;

	memset(r, 0, sizeof *r);
	r->app.clock = (struct clock){ rig_mono, rig_wall, r };
	r->app.loops = r->loops;
	r->app.n_loops = n_loops;
	r->app.insts = &r->insts;
	assert_int_equal(metrics_open(n_loops + 1, &r->app.metrics), HSS_OK);
	r->host = (struct hss_host){ .size = sizeof r->host, .store = &store_api,
		                     .core = &core_api };
	*hss_plugin.host_slot = &r->host;
	for (uint32_t i = 0; i < n_loops; i++)
		assert_int_equal(loop_create(&r->app, i, &r->loops[i]), HSS_OK);
	name_inst(r, &r->mem, "main", "memory_store");
	name_inst(r, &r->user, "user", "user");
	name_inst(r, &r->other, "other", "other");
	pthread_mutex_init(&r->script.lock, NULL);
	pthread_cond_init(&r->script.cond, NULL);
	r->script.mem = calloc(1, sizeof *r->script.mem);
	assert_int_equal(hss_plugin.ops->create(r->script.mem, NULL, &mem, &r->err), HSS_OK);
	r->script.mem->self = mem;
	r->script.mem->kind_ops = hss_plugin.kind_ops;
	r->ops = (struct hss_store_ops){ .size = sizeof r->ops, .caps = caps,
		.prepare = script_prepare, .worker_init = script_init, .exec = script_exec,
		.worker_fini = script_fini, .admin = script_admin };
	r->mem.kind_ops = &r->ops;
	r->mem.self = &r->script;
	assert_int_equal(store_open(&r->app, conf, &r->s), HSS_OK);
	r->app.store = r->s;
	assert_int_equal(store_add_inst(r->s, &r->mem, &r->err), HSS_OK);
	assert_int_equal(store_bind(r->s, &r->user, "main", entities, 2, HSS_STORE_CAS, &r->st),
	                 HSS_OK);
}

void rig_start(struct rig *r)
{
	hss_rc rc = store_start(r->s, &r->err);

	if (rc != HSS_OK)
		fail_msg("store_start: %s", r->err.text);
}

void rig_threads(struct rig *r)
{
	r->has_threads = true;
	for (uint32_t i = 0; i < r->app.n_loops; i++)
		assert_int_equal(loop_start(r->loops[i]), HSS_OK);
}

void rig_close(struct rig *r)
{
	script_release(&r->script);
	store_stop(r->s);
	for (uint32_t i = 0; i < r->app.n_loops && r->has_threads; i++) {
		loop_stop(r->loops[i]);
		loop_join(r->loops[i]);
	}
	store_close(r->s);
	for (uint32_t i = 0; i < r->app.n_loops; i++) {
		assert_true(list_empty(&r->loops[i]->tasks));
		loop_destroy(r->loops[i]);
	}
	metrics_close(r->app.metrics);
	hss_plugin.ops->destroy(r->script.mem->self);
	free(r->script.mem);
	pthread_cond_destroy(&r->script.cond);
	pthread_mutex_destroy(&r->script.lock);
}

void rig_turn(struct rig *r, uint32_t times)
{
	for (uint32_t n = 0; n < times; n++)
		for (uint32_t i = 0; i < r->app.n_loops; i++)
			loop_once(r->loops[i], 0);
}

bool rig_until(struct rig *r, const _Atomic uint32_t *n, uint32_t want)
{
	uint64_t until = clock_mono_ns(&clock_system) + LIMIT_MS * UINT64_C(1000000);
	const struct timespec nap = { .tv_nsec = 200000 };

	while (atomic_load(n) < want && clock_mono_ns(&clock_system) < until) {
		if (r->has_threads)
			nanosleep(&nap, NULL);
		else if (r->app.n_loops == 1)
			loop_once(r->loops[0], 20);
		else
			rig_turn(r, 1);
	}
	return atomic_load(n) >= want;
}

static void rig_idle(struct hss_task *t)
{
	task_finish(t);
}

static const struct task_ops rig_task_ops = { .idle = rig_idle };

struct hss_task *rig_task(struct rig *r, uint32_t loop, uint32_t deadline_ms)
{
	struct hss_task *t;

	r->loops[loop]->now_ns = clock_mono_ns(&r->app.clock);
	assert_int_equal(task_new(r->loops[loop], &r->user, deadline_ms, &rig_task_ops, NULL, &t),
	                 HSS_OK);
	return t;
}

void on_answer(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct answer *a = ctx;

	a->rc = rc;
	a->rows = rows;
	a->t = t;
	if (a->then)
		a->then(t, a);
	atomic_fetch_add(&a->n, 1);
}

hss_rc rig_op(struct rig *r, struct hss_task *t, const struct hss_op *op,
              const struct hss_rows **rows)
{
	struct answer a = { 0 };
	hss_rc rc = store_submit(t, r->st, op, on_answer, &a);

	if (rc != HSS_OK)
		return rc;
	assert_int_equal(a.n, 0);       /* never inside of submit()             */
	assert_true(rig_until(r, &a.n, 1));
	if (rows)
		*rows = a.rows;
	return a.rc;
}
