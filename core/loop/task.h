/*
 * task.h - life of a task (DESIGN 7): one arena, one deadline, held by whatever is
 * outstanding. Areas that make tasks (dia, http, event, spawn) fill `ops`.
 */
#ifndef LOOP_TASK_H
#define LOOP_TASK_H

#include <hss/task.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/magic.h"
#include "loop/loop.h"

struct hss_inst;

/* What the maker of a task wants to know. All run on the loop.                 */
struct task_ops {
	/* deadline passed; the task goes on. NULL: nothing                     */
	void (*deadline)(struct hss_task *t);
	/* nothing holds it any more and nobody finished it: the request was not
	 * answered. Must finish it (task_finish) or hold it again              */
	void (*idle)(struct hss_task *t);
	/* it is over; the arena goes right after                               */
	void (*end)(struct hss_task *t);
};

struct task_snap;                       /* plugin/snapshot.c                    */

struct hss_task {
	uint32_t magic;                 /* MAGIC_TASK                           */
	uint32_t holds;
	struct hss_loop *loop;
	struct list node;               /* in loop->tasks                       */
	struct hss_task *next_free;
	struct hss_inst *in;            /* whose code runs; NULL: the core      */
	void *self;                     /* its generation                       */
	const struct task_ops *ops;
	void *owner;                    /* the maker's own                      */
	struct arena arena;
	uint64_t deadline_ns;           /* 0: none                              */
	struct timer deadline;
	struct loop_work check;         /* looks for "idle" after callbacks     */
	bool is_finished, is_late;      /* late: deadline passed                */
	uint32_t subject_kind;
	uint8_t subject_len;
	char subject[64];
	struct task_snap *snaps;
};

/* LOOP. Gives a task that its maker holds once: task_release() after the first callback.
 * NOMEM, BUSY (too many tasks).                                                */
hss_rc task_new(struct hss_loop *l, struct hss_inst *in, uint32_t deadline_ms,
                const struct task_ops *ops, void *owner, struct hss_task **out);
/* LOOP.                                                                        */
void task_hold(struct hss_task *t);
void task_release(struct hss_task *t);
/* LOOP. It ends as soon as nothing holds it.                                   */
void task_finish(struct hss_task *t);
/* LOOP. Restarts the deadline; 0: none.                                        */
void task_set_deadline(struct hss_task *t, uint32_t ms);
/* LOOP. Calls fn(t, rc, ctx) from the run queue, holding t meanwhile, marked as
 * `entry` of t's instance. Memory from the task's arena; NOMEM.                */
hss_rc task_later(struct hss_task *t, hss_rc rc, hss_task_fn fn, void *ctx, const char *entry);
/* SETUP. At the loop's end, when nothing can call back any more: background tasks that lived until
 * finish() go without further callbacks.                                       */
void task_end_all(struct hss_loop *l);
/* The subject as text ("" when none).                                          */
const char *task_subject(const struct hss_task *t);

/* ---- the ABI's hss_task_api (plugin/host.c fills the table from these)       */
void *task_alloc(struct hss_task *t, size_t n, size_t align);
uint64_t task_deadline_ns(const struct hss_task *t);
void task_set_subject(struct hss_task *t, uint32_t kind, struct hss_bytes id);
void task_resume(struct hss_task *t, hss_rc rc, hss_task_fn fn, void *ctx);
hss_rc task_spawn(struct app *app, struct hss_inst *in, struct hss_loop *l, uint32_t deadline_ms,
                  hss_task_fn fn, void *ctx);
hss_rc task_offload(struct hss_task *t, hss_rc (*work)(void *ctx), hss_task_fn done, void *ctx);
hss_rc task_timer(struct hss_task *t, uint32_t ms, uint32_t period_ms, hss_task_fn fn, void *ctx,
                  struct hss_timer **out);
void task_timer_cancel(struct hss_timer *tm);

#endif
