/*
 * job.c - see job.h. The job itself is the first thing in its memory, so that a completed job
 * needs no free: it goes with its task's arena.
 */
#include "store/job.h"

#include "log/log.h"
#include "loop/task.h"
#include "plugin/guard.h"
#include "store/change.h"
#include "store/row.h"

#include <string.h>

#define JOB_SPARE 2u                    /* chunks a job takes along             */

/* ---- the way back, on the loop ------------------------------------------------ */

/* A store without TTL may still have a row that died; nobody shall see it.     */
static void drop_expired(const struct hss_job *j, struct job_part *p)
{
	const struct hss_column *c;
	int64_t now;
	uint32_t n = 0;

	if (p->e->expiry < 0 || (p->op.kind != HSS_OP_GET && p->op.kind != HSS_OP_FIND))
		return;
	c = &p->e->pub.cols[p->e->expiry];
	now = clock_wall_us(&j->si->core->app->clock);
	for (uint32_t i = 0; i < p->now.n; i++) {
		if (row_is_set(p->now.row[i], c) && row_int(p->now.row[i], c) <= now &&
		    !(j->st->has_all))
			continue;
		p->now.row[n] = p->now.row[i];
		p->now.revs[n++] = p->now.revs[i];
	}
	p->now.n = n;
}

static void show_part(const struct hss_job *j, struct job_part *p)
{
	bool has_new = p->asked & HSS_OPF_RETURN_NEW || !op_is_write(p->op.kind) ||
	               p->op.kind == HSS_OP_INSERT || p->op.kind == HSS_OP_ADD;
	bool has_old = p->asked & HSS_OPF_RETURN_OLD;

	drop_expired(j, p);
	p->rows = (struct hss_rows){ .size = sizeof p->rows, .count = p->count, .rev = j->rev };
	/* a deleted row has no new state: n counts its old ones                */
	if (has_new) {
		p->rows.n = p->now.n;
		p->rows.row = (const void *const *)p->now.row;
		p->rows.revs = p->now.revs;
	}
	if (has_old) {
		p->rows.old = (const void *const *)p->old.row;
		if (!p->rows.n) {
			p->rows.n = p->old.n;
			p->rows.revs = p->old.revs;
		}
	}
	if (p->now.n)
		p->rows.rev = p->now.revs[p->now.n - 1];
}

static void forget_rows(struct hss_job *j)
{
	for (uint32_t i = 0; i < j->n_parts; i++) {
		j->parts[i].now.n = j->parts[i].old.n = 0;
		j->parts[i].count = 0;
	}
}

static const struct hss_rows *show_rows(struct hss_job *j)
{
	const struct hss_rows **sub;
	struct hss_rows *all;

	if (j->rc != HSS_OK)            /* rows of an attempt that failed       */
		forget_rows(j);
	for (uint32_t i = 0; i < j->n_parts; i++)
		show_part(j, &j->parts[i]);
	if (!j->is_batch) {
		j->parts[0].rows.cursor = j->cursor;
		if (j->rev)
			j->parts[0].rows.rev = j->rev;
		if (j->rc == HSS_OK && j->parts[0].op.kind == HSS_OP_GET && !j->parts[0].rows.n)
			j->rc = HSS_E_NOTFOUND;
		return &j->parts[0].rows;
	}
	all = arena_new(&j->mem, struct hss_rows);
	sub = arena_array(&j->mem, const struct hss_rows *, j->n_parts);
	if (!all || !sub)
		return NULL;
	*all = (struct hss_rows){ .size = sizeof *all, .rev = j->rev, .sub = sub,
		                  .n_sub = j->n_parts, .failed = j->failed };
	for (uint32_t i = 0; i < j->n_parts; i++) {
		sub[i] = &j->parts[i].rows;
		all->count += j->parts[i].count;
	}
	return all;
}

/* The AuC drops a reserved block before a write to `sqn` is acknowledged (rulings 2.2). */
static void tell_written(struct hss_job *j)
{
	if (!j->is_write || (j->rc != HSS_OK && j->rc != HSS_E_UNCERTAIN))
		return;
	for (uint32_t i = 0; i < j->n_parts; i++) {
		struct job_part *p = &j->parts[i];

		if (!op_is_write(p->op.kind))
			continue;
		for (struct entity_written *w = p->e->written; w; w = w->next)
			w->fn(w->ctx, &p->op, &p->rows, j->t->in);
	}
}

static void on_back(struct loop_work *w)
{
	struct hss_job *j = list_entry(w, struct hss_job, work);
	struct store_core *s = j->si->core;
	struct hss_task *t = j->t;
	static const struct hss_rows none = { .size = sizeof none };
	const struct hss_rows *rows;
	uint64_t now = clock_mono_ns(&s->app->clock);
	struct guard g;

	timer_clear(t->loop, &j->deadline);
	arena_pool_move(&t->loop->arenas, &j->spare, UINT32_MAX);
	j->mem.pool = NULL;
	rows = show_rows(j);
	if (!rows) {
		rows = &none;
		if (j->rc == HSS_OK)
			j->rc = j->is_write ? HSS_E_UNCERTAIN : HSS_E_NOMEM;
	}
	tell_written(j);
	counters_op(j->si, j->is_batch ? HSS_OP_BATCH : j->parts[0].op.kind, j->rc,
	            now - j->submitted_ns);
	arena_join(&t->arena, &j->mem);
	guard_enter(&g, t->in, "store done", t);
	j->done(t, j->rc, rows, j->ctx);
	guard_leave(&g);
	j->magic = MAGIC_DEAD;
	task_release(t);
	atomic_fetch_sub(&s->n_alive, 1);
}

/* ---- life ---------------------------------------------------------------------- */

hss_rc job_new(struct hss_task *t, struct hss_store *st, struct store_inst *si, uint32_t n,
               struct hss_job **out)
{
	struct hss_loop *l = t->loop;
	struct arena mem;
	struct hss_job *j;

	arena_init(&mem, &l->arenas, STORE_JOB_MEM);
	j = arena_alloc(&mem, sizeof *j + (size_t)n * sizeof j->parts[0], _Alignof(struct hss_job));
	if (!j)
		return HSS_E_NOMEM;
	j->magic = MAGIC_JOB;
	j->mem = mem;
	arena_pool_move(&j->spare, &l->arenas, JOB_SPARE);
	j->spare.max_free = UINT32_MAX;
	j->mem.pool = &j->spare;
	loop_work_init(&j->work, on_back);
	list_init(&j->node);
	timer_init(&j->deadline, NULL);
	j->t = t;
	j->st = st;
	j->si = si;
	j->n_parts = n;
	j->submitted_ns = clock_mono_ns(&l->app->clock);
	task_hold(t);
	atomic_fetch_add(&si->core->n_alive, 1);
	*out = j;
	return HSS_OK;
}

void job_drop(struct hss_job *j)
{
	struct hss_task *t = j->t;
	struct store_core *s = j->si->core;
	struct arena mem = j->mem;

	arena_pool_move(&t->loop->arenas, &j->spare, UINT32_MAX);
	mem.pool = &t->loop->arenas;
	arena_reset(&mem);
	task_release(t);
	atomic_fetch_sub(&s->n_alive, 1);
}

static void on_deadline(struct timer *tm)
{
	struct hss_job *j = list_entry(tm, struct hss_job, deadline);

	if (queue_take_back(j))
		job_abort(j, HSS_E_CANCELED, false);
}

void job_arm(struct hss_job *j)
{
	struct hss_task *t = j->t;
	uint64_t now = t->loop->now_ns;

	if (!t->deadline_ns)
		return;
	j->deadline.fn = on_deadline;
	timer_set(t->loop, &j->deadline,
	          t->deadline_ns > now ? (t->deadline_ns - now + 999999) / 1000000 : 0);
}

void job_return(struct hss_job *j, bool wake)
{
	struct store_core *s = j->si->core;
	struct hss_loop *l = j->t->loop;

	if (j->has_begun && j->is_write)
		cache_end(s->cache, j);
	else if (j->has_begun)
		cache_fill(s->cache, j);
	if (j->has_begun && j->is_write)
		change_collect(j);
	if (!j->lane)                   /* style A: queued until it ends        */
		atomic_fetch_sub(&j->si->n_queued, 1);
	breaker_result(j->si, j->is_probe, j->rc);
	loop_post_quiet(l, &j->work);
	if (wake)
		loop_wake(l);
}

void job_abort(struct hss_job *j, hss_rc rc, bool wake)
{
	atomic_store(&j->state, JOB_ENDED);
	j->rc = rc;
	breaker_result(j->si, j->is_probe, rc);
	if (loop_current() == j->t->loop) {
		loop_later(j->t->loop, &j->work);
		return;
	}
	loop_post_quiet(j->t->loop, &j->work);
	if (wake)
		loop_wake(j->t->loop);
}

/* ---- what backends call ----------------------------------------------------------- */

const struct hss_op *job_op(const struct hss_job *j)
{
	return j->is_batch ? &j->whole : &j->parts[0].op;
}

void *job_mem(struct hss_job *j, size_t n)
{
	return arena_alloc(&j->mem, n, 16);
}

static void *grow(struct arena *a, const void *old, uint32_t n, uint32_t cap, size_t size)
{
	void *p = arena_alloc(a, cap * size, 16);

	if (p && n)
		memcpy(p, old, n * size);
	return p;
}

void *job_row(struct hss_job *j, uint32_t op_index, uint64_t rev, bool is_old)
{
	struct job_rows *r;
	void *row;

	if (op_index >= j->n_parts)
		return NULL;
	r = is_old ? &j->parts[op_index].old : &j->parts[op_index].now;
	row = arena_alloc(&j->mem, j->parts[op_index].e->pub.row_size, 16);
	if (!row)
		return NULL;
	if (r->n == r->cap) {
		uint32_t cap = r->cap ? r->cap * 4 : 2;
		void **rows = grow(&j->mem, r->row, r->n, cap, sizeof *rows);
		uint64_t *revs = grow(&j->mem, r->revs, r->n, cap, sizeof *revs);

		if (!rows || !revs)
			return NULL;
		r->row = rows;
		r->revs = revs;
		r->cap = cap;
	}
	r->row[r->n] = row;
	r->revs[r->n++] = rev;
	return row;
}

void job_count(struct hss_job *j, uint32_t op_index, uint64_t n)
{
	if (op_index < j->n_parts)
		j->parts[op_index].count = n;
}

void job_failed(struct hss_job *j, uint32_t op_index)
{
	j->failed = op_index;
}

/* Its memory stays: it is bounded, and a rerun is rare.                        */
void job_reset(struct hss_job *j)
{
	forget_rows(j);
	j->failed = 0;
}

void job_done(struct hss_job *j, hss_rc rc, uint64_t rev, struct hss_bytes cursor)
{
	if (!MAGIC_OK(j, MAGIC_JOB))
		return;
	if (atomic_exchange(&j->state, JOB_ENDED) != JOB_TAKEN) {
		guard_violation(j->si->in, NULL, "job_done_twice");
		return;
	}
	j->rc = rc > 0 ? HSS_E_INTERNAL : rc;
	j->rev = rev;
	j->cursor = cursor;
	/* style B: no callback before exec() has returned                      */
	if (j->worker)
		list_add(&j->worker->done, &j->node);
	else
		job_return(j, true);
}
