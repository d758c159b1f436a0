/*
 * task.c - see task.h. Holds are counted on the loop only; resume() from other threads posts a
 * work item that lies in the task's arena.
 */
#include "loop/task.h"

#include "app.h"
#include "base/bytes.h"
#include "loop/workers.h"
#include "plugin/guard.h"
#include "plugin/instance.h"
#include "plugin/snapshot.h"

#include <stdlib.h>
#include <string.h>

#define TASKS_MAX 200000u               /* of one loop                          */

struct later {                          /* a callback on its way                */
	struct loop_work w;
	struct hss_task *t;
	hss_rc rc;
	hss_task_fn fn;
	void *ctx;
	const char *entry;
};

struct hss_timer {
	struct timer timer;
	struct hss_task *t;
	uint32_t period_ms;
	hss_task_fn fn;
	void *ctx;
};

static void on_deadline(struct timer *tm)
{
	struct hss_task *t = list_entry(tm, struct hss_task, deadline);

	t->is_late = true;
	if (t->ops && t->ops->deadline && !t->is_finished)
		t->ops->deadline(t);
}

static void end_task(struct hss_task *t)
{
	struct hss_loop *l = t->loop;

	timer_clear(l, &t->deadline);
	if (t->ops && t->ops->end)
		t->ops->end(t);
	snapshot_release(t);
	arena_reset(&t->arena);
	list_del(&t->node);
	l->n_tasks--;
	t->magic = MAGIC_DEAD;
	t->next_free = l->free_tasks;
	l->free_tasks = t;
}

void task_end_all(struct hss_loop *l)
{
	while (!list_empty(&l->tasks)) {
		struct hss_task *t = list_entry(l->tasks.next, struct hss_task, node);

		loop_work_cancel(&t->check);
		end_task(t);
	}
}

/* Nothing holds it: it is over, or its maker hears that nobody answered.       */
static void on_check(struct loop_work *w)
{
	struct hss_task *t = list_entry(w, struct hss_task, check);

	if (t->holds)
		return;
	if (!t->is_finished && t->ops && t->ops->idle)
		t->ops->idle(t);
	else
		t->is_finished = true;
	if (!t->is_finished || t->holds)
		return;
	loop_work_cancel(&t->check);    /* task_finish() in idle() asked for it again */
	end_task(t);
}

hss_rc task_new(struct hss_loop *l, struct hss_inst *in, uint32_t deadline_ms,
                const struct task_ops *ops, void *owner, struct hss_task **out)
{
	struct hss_task *t = l->free_tasks;

	if (l->n_tasks >= TASKS_MAX)
		return HSS_E_BUSY;
	if (t)
		l->free_tasks = t->next_free;
	else
		t = malloc(sizeof *t);
	if (!t)
		return HSS_E_NOMEM;
	*t = (struct hss_task){ .magic = MAGIC_TASK, .holds = 1, .loop = l, .in = in,
		                .self = in ? in->self : NULL, .ops = ops, .owner = owner };
	list_init(&t->node);
	list_add(&l->tasks, &t->node);
	l->n_tasks++;
	arena_init(&t->arena, &l->arenas, ARENA_QUOTA);
	timer_init(&t->deadline, on_deadline);
	loop_work_init(&t->check, on_check);
	task_set_deadline(t, deadline_ms);
	*out = t;
	return HSS_OK;
}

void task_set_deadline(struct hss_task *t, uint32_t ms)
{
	timer_clear(t->loop, &t->deadline);
	t->deadline_ns = ms ? t->loop->now_ns + (uint64_t)ms * 1000000 : 0;
	if (ms)
		timer_set(t->loop, &t->deadline, ms);
}

void task_hold(struct hss_task *t)
{
	t->holds++;
}

void task_release(struct hss_task *t)
{
	if (!t->holds) {
		guard_violation(t->in, t, "release_without_hold");
		return;
	}
	if (!--t->holds)
		loop_later(t->loop, &t->check);
}

void task_finish(struct hss_task *t)
{
	t->is_finished = true;
	if (!t->holds)
		loop_later(t->loop, &t->check);
}

/* A callback of the task's instance, marked.                                   */
static void call(struct hss_task *t, hss_rc rc, hss_task_fn fn, void *ctx, const char *entry)
{
	struct guard g;

	guard_enter(&g, t->in, entry, t);
	fn(t, rc, ctx);
	guard_leave(&g);
}

static void run_later(struct loop_work *w)
{
	struct later *p = list_entry(w, struct later, w);

	call(p->t, p->rc, p->fn, p->ctx, p->entry);
	task_release(p->t);
}

static struct later *later_new(struct hss_task *t, hss_rc rc, hss_task_fn fn, void *ctx,
                               const char *entry)
{
	struct later *p = arena_new(&t->arena, struct later);

	if (p) {
		*p = (struct later){ .t = t, .rc = rc, .fn = fn, .ctx = ctx, .entry = entry };
		loop_work_init(&p->w, run_later);
	}
	return p;
}

hss_rc task_later(struct hss_task *t, hss_rc rc, hss_task_fn fn, void *ctx, const char *entry)
{
	struct later *p = later_new(t, rc, fn, ctx, entry);

	if (!p)
		return HSS_E_NOMEM;
	task_hold(t);
	loop_later(t->loop, &p->w);
	return HSS_OK;
}

const char *task_subject(const struct hss_task *t)
{
	return t && t->subject_len ? t->subject : "";
}

void *task_alloc(struct hss_task *t, size_t n, size_t align)
{
	return arena_alloc(&t->arena, n, align);
}

uint64_t task_deadline_ns(const struct hss_task *t)
{
	return t->deadline_ns;
}

void task_set_subject(struct hss_task *t, uint32_t kind, struct hss_bytes id)
{
	t->subject_kind = kind;
	t->subject_len = (uint8_t)bytes_copy(t->subject, sizeof t->subject, id);
}

/* ---- resume: from any thread; the arena belongs to the loop, so malloc ------ */

struct resumed {
	struct loop_work w;
	struct hss_task *t;
	hss_rc rc;
	hss_task_fn fn;
	void *ctx;
};

static void run_resumed(struct loop_work *w)
{
	struct resumed *p = list_entry(w, struct resumed, w);
	struct resumed r = *p;

	free(p);
	if (r.fn)
		call(r.t, r.rc, r.fn, r.ctx, "resume");
	task_release(r.t);
}

void task_resume(struct hss_task *t, hss_rc rc, hss_task_fn fn, void *ctx)
{
	struct resumed *p = malloc(sizeof *p);

	/* no way to tell the caller: the task would hang for ever without it */
	while (!p)
		p = malloc(sizeof *p);
	*p = (struct resumed){ .t = t, .rc = rc, .fn = fn, .ctx = ctx };
	loop_work_init(&p->w, run_resumed);
	loop_post(t->loop, &p->w);
}

/* ---- spawn -------------------------------------------------------------------- */

struct spawned {
	struct loop_work w;
	struct hss_inst *in;
	struct hss_loop *l;
	uint32_t deadline_ms;
	hss_task_fn fn;
	void *ctx;
};

/* A background task ends by finish(), or by itself when its deadline was set and nothing holds it. */
static void spawned_idle(struct hss_task *t)
{
	if (t->deadline_ns == 0 && !t->owner)
		return;                 /* lives until finish()                 */
	task_finish(t);
}

static const struct task_ops spawned_ops = { .idle = spawned_idle };

static void run_spawned(struct loop_work *w)
{
	struct spawned *p = list_entry(w, struct spawned, w);
	struct spawned s = *p;
	struct hss_task *t;
	hss_rc rc;

	free(p);
	rc = task_new(s.l, s.in, s.deadline_ms, &spawned_ops, NULL, &t);
	if (rc != HSS_OK) {
		guard_violation(s.in, NULL, "spawn_failed");
		return;
	}
	call(t, HSS_OK, s.fn, s.ctx, "spawn");
	task_release(t);
}

hss_rc task_spawn(struct app *app, struct hss_inst *in, struct hss_loop *l, uint32_t deadline_ms,
                  hss_task_fn fn, void *ctx)
{
	struct spawned *p = malloc(sizeof *p);

	if (!p)
		return HSS_E_NOMEM;
	if (!l)
		l = loop_current();
	if (!l)
		l = app->loops[0];
	*p = (struct spawned){ .in = in, .l = l, .deadline_ms = deadline_ms, .fn = fn, .ctx = ctx };
	loop_work_init(&p->w, run_spawned);
	loop_post(l, &p->w);
	return HSS_OK;
}

/* ---- offload -------------------------------------------------------------------- */

struct offloaded {
	struct worker_item item;
	struct loop_work w;
	struct hss_task *t;
	hss_rc rc;
	hss_rc (*work)(void *ctx);
	hss_task_fn done;
	void *ctx;
};

static void run_offloaded(struct loop_work *w)
{
	struct offloaded *p = list_entry(w, struct offloaded, w);

	call(p->t, p->rc, p->done, p->ctx, "offload done");
	task_release(p->t);
}

static void work_offloaded(struct worker_item *item)
{
	struct offloaded *p = list_entry(item, struct offloaded, item);
	struct guard g;

	guard_enter(&g, p->t->in, "offload", NULL);
	p->rc = p->work(p->ctx);
	guard_leave(&g);
	loop_post(p->t->loop, &p->w);
}

hss_rc task_offload(struct hss_task *t, hss_rc (*work)(void *ctx), hss_task_fn done, void *ctx)
{
	struct offloaded *p = arena_new(&t->arena, struct offloaded);
	hss_rc rc;

	if (!p)
		return HSS_E_NOMEM;
	*p = (struct offloaded){ .item.fn = work_offloaded, .t = t, .work = work, .done = done,
		                 .ctx = ctx };
	loop_work_init(&p->w, run_offloaded);
	rc = workers_submit(t->loop->app->offload, &p->item);
	if (rc == HSS_OK)
		task_hold(t);
	return rc;
}

/* ---- timers of a task -------------------------------------------------------------- */

static void on_task_timer(struct timer *tm)
{
	struct hss_timer *p = list_entry(tm, struct hss_timer, timer);

	if (p->period_ms)
		timer_set(p->t->loop, &p->timer, p->period_ms);
	task_hold(p->t);
	call(p->t, HSS_OK, p->fn, p->ctx, "timer");
	if (!p->period_ms)
		task_release(p->t);
	task_release(p->t);
}

hss_rc task_timer(struct hss_task *t, uint32_t ms, uint32_t period_ms, hss_task_fn fn, void *ctx,
                  struct hss_timer **out)
{
	struct hss_timer *p = arena_new(&t->arena, struct hss_timer);

	if (!p)
		return HSS_E_NOMEM;
	p->t = t;
	p->period_ms = period_ms;
	p->fn = fn;
	p->ctx = ctx;
	timer_init(&p->timer, on_task_timer);
	timer_set(t->loop, &p->timer, ms);
	task_hold(t);
	if (out)
		*out = p;
	return HSS_OK;
}

void task_timer_cancel(struct hss_timer *p)
{
	if (!p || (!timer_is_set(&p->timer) && !p->period_ms))
		return;
	timer_clear(p->t->loop, &p->timer);
	p->period_ms = 0;
	task_release(p->t);
}
