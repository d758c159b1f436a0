/*
 * submit.c - an operation sets out: judged, answered from the cache, or made a job that goes to
 * the workers at the end of the loop's iteration.
 */
#include "store/submit.h"

#include "log/log.h"
#include "loop/task.h"
#include "metrics/registry.h"
#include "plugin/guard.h"
#include "store/change.h"
#include "store/job.h"
#include "store/row.h"

#include <string.h>

/* ---- answers from the cache ---------------------------------------------------- */

struct hit {
	struct loop_work work;
	struct hss_task *t;
	struct store_inst *si;
	hss_rows_fn done;
	void *ctx;
	hss_rc rc;
	struct hss_rows rows;
	const void *row[1];
	uint64_t rev[1];
};

static void on_hit(struct loop_work *w)
{
	struct hit *h = list_entry(w, struct hit, work);
	struct guard g;

	counters_op(h->si, HSS_OP_GET, h->rc, 0);
	guard_enter(&g, h->t->in, "store done", h->t);
	h->done(h->t, h->rc, &h->rows, h->ctx);
	guard_leave(&g);
	task_release(h->t);
}

static bool is_expired(const struct store_inst *si, const struct entity *e, const void *row)
{
	const struct hss_column *c = e->expiry < 0 ? NULL : &e->pub.cols[e->expiry];

	return c && row_is_set(row, c) && row_int(row, c) <= clock_wall_us(&si->core->app->clock);
}

/* True: the answer is on its way by the loop's run queue.                      */
static bool answer_from_cache(struct hss_task *t, struct store_inst *si, struct entity *e,
                              const struct cache_key *key, hss_rows_fn done, void *ctx)
{
	enum cache_answer a;
	const void *row = NULL;
	struct hit *h;
	uint64_t rev = 0;

	a = cache_get(si->core->cache, si, e, key, &t->arena, &row, &rev);
	if (a == CACHE_ROW && is_expired(si, e, row)) {
		cache_drop(si->core->cache, si, e, key);
		a = CACHE_MISS;
	}
	h = a == CACHE_MISS ? NULL : arena_new(&t->arena, struct hit);
	metrics_add(h ? si->metrics.hits : si->metrics.misses, 1);
	if (!h)
		return false;
	*h = (struct hit){ .t = t, .si = si, .done = done, .ctx = ctx, .row = { row },
		           .rev = { rev }, .rc = a == CACHE_ROW ? HSS_OK : HSS_E_NOTFOUND };
	h->rows = (struct hss_rows){ .size = sizeof h->rows, .n = a == CACHE_ROW, .rev = rev,
		                     .row = h->row, .revs = h->rev };
	loop_work_init(&h->work, on_hit);
	task_hold(t);
	loop_later(t->loop, &h->work);
	return true;
}

/* ---- rows on their way to the backend -------------------------------------------- */

static uint64_t columns_of(const struct hss_op *op)
{
	return op->kind == HSS_OP_UPDATE ? op->cols : UINT64_MAX;
}

static hss_rc seal_column(struct hss_job *j, const struct hss_column *c, void *row, bool *was_clear)
{
	struct store_core *s = j->si->core;
	struct hss_bytes clear = row_bytes(row, c), sealed = clear;
	hss_rc rc = s->seal(s->seal_ctx, j->t, c, clear, &sealed);

	*was_clear = sealed.p != clear.p;
	if (rc == HSS_OK)
		*(struct hss_bytes *)row_at(row, c) = sealed;
	return rc;
}

/*
 * Defaults of an INSERT, sealed secrets, values that may be stored. The caller's row stays as it
 * is: a copy goes when something has to change.
 */
static hss_rc prepare_row(struct hss_job *j, struct job_part *p, const char **why)
{
	const struct entity *e = p->e;
	uint64_t cols = columns_of(&p->op);
	uint64_t fill = p->op.kind == HSS_OP_UPDATE ? 0 : e->defaults;
	void *row = arena_alloc(&j->mem, e->pub.row_size, 16);

	if (!row)
		return HSS_E_NOMEM;
	memcpy(row, p->op.row, e->pub.row_size);
	for (uint32_t i = 0; i < e->pub.n_cols; i++) {
		const struct hss_column *c = &e->pub.cols[i];
		uint32_t max_len = c->max_len;
		hss_rc rc = HSS_OK;

		if (!(cols >> i & 1))
			continue;
		if (fill >> i & 1 && !row_is_set(row, c))
			row_copy(row, e->default_row, c);
		rc = row_check(row, c, c->flags & HSS_COL_SECRET && j->si->core->seal ? 0 : max_len,
		               why);
		if (rc == HSS_OK && c->flags & HSS_COL_SECRET && j->si->core->seal &&
		    row_is_set(row, c)) {
			uint32_t len = row_bytes(row, c).len;
			bool was_clear;

			rc = seal_column(j, c, row, &was_clear);
			if (rc == HSS_OK && was_clear && max_len && len > max_len) {
				*why = "is too long";
				rc = HSS_E_INVAL;
			}
		}
		if (rc != HSS_OK)
			return rc;
	}
	p->op.row = row;
	return HSS_OK;
}

/* At most one row: the terms fix the primary key or a unique key.              */
static bool is_single(const struct store_inst *si, const struct entity *e, const struct hss_op *op)
{
	struct cache *c = si->core->cache;
	struct cache_key key;

	return cache_key_of_write(c, si, e, op, &key) || cache_key_of_unique(c, si, e, op, &key);
}

/* Rows that the cache and on_change() want, where they cost one row at most.   */
static void add_flags(const struct store_inst *si, struct job_part *p)
{
	uint32_t kind = p->op.kind;
	bool is_wanted = change_is_wanted(si, p->e);

	p->asked = p->op.flags;
	if (!is_wanted && si->cache_mode == STORE_CACHE_OFF)
		return;
	if (kind == HSS_OP_UPSERT || (kind == HSS_OP_UPDATE && is_single(si, p->e, &p->op)))
		p->op.flags |= HSS_OPF_RETURN_NEW;
	if (kind == HSS_OP_DELETE && is_single(si, p->e, &p->op))
		p->op.flags |= HSS_OPF_RETURN_OLD;
}

/* ---- submit ------------------------------------------------------------------------ */

static hss_rc refuse(const struct hss_store *st, struct hss_task *t, hss_rc rc, const char *why)
{
	struct app *app = st->core->app;

	if (rc == HSS_E_INVAL)
		guard_violation(t->in, t, "bad_store_op");
	LOG(app, LOG_STORE, HSS_LOG_DEBUG, "operation refused instance=%s reason=\"%s\"",
	    t->in ? t->in->name : "core", why ? why : "");
	return rc;
}

static hss_rc refuse_load(struct store_inst *si, uint32_t kind, hss_rc rc)
{
	counters_op(si, kind, rc, 0);
	return rc;
}

static hss_rc fill_part(struct hss_job *j, uint32_t i, const struct hss_op *op, const char **why)
{
	struct job_part *p = &j->parts[i];
	hss_rc rc = submit_copy(op, &p->op);

	*why = "the operation's size is too small";
	if (rc == HSS_OK)
		rc = submit_check(j->st, j->si, &p->op, &p->e, why);
	if (rc != HSS_OK)
		return rc;
	if (p->e->secrets)
		j->mem.is_secret = true;
	if (!op_is_write(p->op.kind)) {
		p->asked = p->op.flags;
		return HSS_OK;
	}
	j->is_write = true;
	if (p->op.row && p->op.kind != HSS_OP_DELETE && p->op.kind != HSS_OP_ADD)
		rc = prepare_row(j, p, why);
	add_flags(j->si, p);
	return rc;
}

/* The copies of a batch's operations lie side by side, for backends that walk them. */
static hss_rc fill_batch(struct hss_job *j, const struct hss_op *op, const char **why)
{
	struct hss_op *ops = arena_array(&j->mem, struct hss_op, op->n_ops);

	if (!ops)
		return HSS_E_NOMEM;
	for (uint32_t i = 0; i < op->n_ops; i++) {
		struct hss_op one = *batch_at(op, i);
		hss_rc rc;

		one.size = op->ops[0].size;     /* element 0 speaks for all     */
		rc = fill_part(j, i, &one, why);
		if (rc != HSS_OK)
			return rc;
		ops[i] = j->parts[i].op;
	}
	j->is_batch = true;
	j->whole = *op;
	j->whole.ops = ops;
	return HSS_OK;
}

static hss_rc fill_job(struct hss_job *j, const struct hss_op *op, const char **why)
{
	hss_rc rc;

	*why = NULL;
	rc = op->kind == HSS_OP_BATCH ? fill_batch(j, op, why) : fill_part(j, 0, op, why);
	if (rc == HSS_OK && j->is_write)
		rc = cache_plan(j);
	return rc;
}

static hss_rc start_job(struct hss_task *t, struct hss_store *st, struct store_inst *si,
                        const struct hss_op *op, const struct cache_key *key, hss_rows_fn done,
                        void *ctx)
{
	const char *why;
	struct hss_job *j;
	bool is_probe;
	hss_rc rc;

	if (!atomic_load(&si->is_up))
		return refuse_load(si, op->kind, HSS_E_UNREACH);
	if (atomic_load(&si->n_queued) >= (uint64_t)si->core->conf.max_queue)
		return refuse_load(si, op->kind, HSS_E_BUSY);
	rc = job_new(t, st, si, op->kind == HSS_OP_BATCH ? op->n_ops : 1, &j);
	if (rc != HSS_OK)
		return rc;
	j->stamp = cache_stamp(si->core->cache);
	rc = fill_job(j, op, &why);
	if (rc != HSS_OK) {
		job_drop(j);
		return refuse(st, t, rc, why);
	}
	rc = breaker_admit(si, &is_probe);
	if (rc != HSS_OK) {
		job_drop(j);
		return refuse_load(si, op->kind, rc);
	}
	j->is_probe = is_probe;
	j->done = done;
	j->ctx = ctx;
	if (key)
		j->key = *key;
	if (t->is_late) {               /* nobody waits for it any more         */
		job_abort(j, HSS_E_CANCELED, true);
		return HSS_OK;
	}
	queue_add(j);
	job_arm(j);
	return HSS_OK;
}

hss_rc store_submit(struct hss_task *t, struct hss_store *st, const struct hss_op *from,
                    hss_rows_fn done, void *ctx)
{
	struct store_inst *si;
	struct cache_key key;
	const char *why = NULL;
	struct entity *e;
	struct hss_op op;
	hss_rc rc;

	if (!MAGIC_OK(t, MAGIC_TASK) || !MAGIC_OK(st, MAGIC_STORE) || !from || !done)
		return HSS_E_INVAL;
	if (loop_current() && loop_current() != t->loop)
		return refuse(st, t, HSS_E_INVAL, "called on another thread than the task's");
	if (atomic_load(&st->core->is_stopping))
		return HSS_E_CANCELED;
	si = atomic_load(&st->si);
	if (!si)
		return st->core->is_started ? HSS_E_UNREACH : HSS_E_STATE;
	rc = submit_copy(from, &op);
	if (rc != HSS_OK)
		return refuse(st, t, rc, "the operation's size is too small");
	if (op.kind == HSS_OP_BATCH) {
		rc = batch_check(si, &op, &why);
		if (rc != HSS_OK)
			return refuse(st, t, rc, why);
		return start_job(t, st, si, &op, NULL, done, ctx);
	}
	if (op.kind == HSS_OP_GET && si->cache_mode != STORE_CACHE_OFF) {
		rc = submit_check(st, si, &op, &e, &why);
		if (rc != HSS_OK)
			return refuse(st, t, rc, why);
		if (!cache_key_of_get(st->core->cache, si, e, &op, &key))
			return start_job(t, st, si, &op, NULL, done, ctx);
		if (answer_from_cache(t, si, e, &key, done, ctx))
			return HSS_OK;
		return start_job(t, st, si, &op, &key, done, ctx);
	}
	return start_job(t, st, si, &op, NULL, done, ctx);
}
