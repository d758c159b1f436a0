/*
 * sweep.c - rows with an EXPIRY column die by themselves where the backend has TTL; elsewhere
 * they are looked for now and then and deleted one by one, so that cache and on_change() hear of
 * each of them.
 */
#include "loop/task.h"
#include "store/parts.h"
#include "store/row.h"

#define SWEEP_MS    5000u
#define SWEEP_ROWS  64u                 /* of one entity and turn               */
#define SWEEP_WAIT_MS 10000u

struct sweeping {                       /* one entity's turn, in the task's arena */
	struct store_inst *si;
	struct entity *e;
	struct hss_term due;
};

static void on_swept(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	(void)t;                        /* changed meanwhile: the next turn looks again */
	(void)rc;
	(void)rows;
	(void)ctx;
}

static void delete_row(struct hss_task *t, struct sweeping *w, const void *row)
{
	const struct hss_column *pk = &w->e->pub.cols[0];
	struct hss_term *terms = arena_array(&t->arena, struct hss_term, 2);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_DELETE, .entity = &w->e->pub,
		             .terms = terms, .n_terms = 2, .term_size = sizeof *terms };

	if (!terms)
		return;
	terms[0] = (struct hss_term){ .cmp = HSS_CMP_EQ };
	if (col_is_int(pk))
		terms[0].i = row_int(row, pk);
	else
		terms[0].b = row_bytes(row, pk);
	terms[1] = w->due;              /* unless somebody prolonged it         */
	store_submit(t, w->si->own, &op, on_swept, w);
}

static void on_due(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	if (rc != HSS_OK)
		return;
	for (uint32_t i = 0; i < rows->n; i++)
		delete_row(t, ctx, rows->row[i]);
}

static void sweep_entity(struct hss_task *t, struct store_inst *si, struct entity *e)
{
	struct sweeping *w = arena_new(&t->arena, struct sweeping);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_FIND, .entity = &e->pub,
		             .n_terms = 1, .term_size = sizeof w->due, .limit = SWEEP_ROWS };

	if (!w)
		return;
	w->si = si;
	w->e = e;
	w->due = (struct hss_term){ .col = (uint16_t)e->expiry, .cmp = HSS_CMP_LE,
		                    .i = clock_wall_us(&si->core->app->clock) };
	op.terms = &w->due;
	op.order_col = (uint32_t)e->expiry;
	store_submit(t, si->own, &op, on_due, w);
}

static void idle(struct hss_task *t)
{
	task_finish(t);
}

static const struct task_ops sweep_ops = { .idle = idle };

static bool needs_sweep(const struct store_inst *si, const struct entity *e)
{
	return e->expiry >= 0 && !(si->ops.caps & HSS_STORE_TTL) &&
	       entity_set_has(&si->wanted, e->number);
}

static void on_time(struct timer *tm)
{
	struct store_core *s = list_entry(tm, struct store_core, sweep);
	struct hss_loop *l = s->app->loops[0];
	struct hss_task *t;

	if (atomic_load(&s->is_stopping))
		return;
	timer_set(l, tm, SWEEP_MS);
	for (uint32_t i = 0; i < s->n_insts; i++)
		for (uint32_t k = 0; k < s->entities.n; k++) {
			if (!needs_sweep(s->insts[i], s->entities.v[k]) ||
			    task_new(l, NULL, SWEEP_WAIT_MS, &sweep_ops, NULL, &t) != HSS_OK)
				continue;
			sweep_entity(t, s->insts[i], s->entities.v[k]);
			task_release(t);
		}
}

static void arm(void *ctx)
{
	struct store_core *s = ctx;

	timer_set(s->app->loops[0], &s->sweep, SWEEP_MS);
	atomic_fetch_sub(&s->n_alive, 1);
}

static void disarm(void *ctx)
{
	struct store_core *s = ctx;

	timer_clear(s->app->loops[0], &s->sweep);
	atomic_fetch_sub(&s->n_alive, 1);
}

void sweep_start(struct store_core *s)
{
	bool is_needed = false;

	for (uint32_t i = 0; i < s->n_insts; i++)
		for (uint32_t k = 0; k < s->entities.n; k++)
			is_needed |= needs_sweep(s->insts[i], s->entities.v[k]);
	if (!is_needed || s->has_sweeper)
		return;
	timer_init(&s->sweep, on_time);
	atomic_fetch_add(&s->n_alive, 1);
	s->has_sweeper = loop_post_fn(s->app->loops[0], arm, s) == HSS_OK;
	if (!s->has_sweeper)
		atomic_fetch_sub(&s->n_alive, 1);
}

void sweep_stop(struct store_core *s)
{
	if (!s->has_sweeper)
		return;
	atomic_fetch_add(&s->n_alive, 1);
	if (loop_post_fn(s->app->loops[0], disarm, s) != HSS_OK)
		atomic_fetch_sub(&s->n_alive, 1);
	s->has_sweeper = false;
}
