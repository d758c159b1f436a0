/*
 * loop.h - one event loop: epoll, timers, a queue that other threads post to, a run
 * queue for callbacks that must not run inside the call that asked for them, and
 * hooks that run at the end of an iteration (store hand-over, socket writes).
 *
 * Order of one iteration: epoll events, posts, timers, run queue until empty (bounded),
 * end hooks. Everything of a loop runs on its thread only, unless tagged ANY.
 */
#ifndef LOOP_LOOP_H
#define LOOP_LOOP_H

#include <hss/task.h>

#include <pthread.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/mpsc.h"
#include "base/rng.h"
#include "base/slab.h"
#include "loop/timer.h"

struct app;

/* Work on a loop; lies in whatever it is about and must outlive its run.       */
struct loop_work {
	struct mpsc_node node;          /* posted from another thread           */
	struct list run;                /* run queue or end hooks of this loop  */
	void (*fn)(struct loop_work *w);
};

struct hss_loop {
	uint32_t magic;                 /* MAGIC_LOOP                           */
	uint32_t index;
	struct app *app;
	int epfd, evfd;
	struct mpsc posts;
	_Atomic uint32_t awake;         /* nobody needs to write evfd           */
	_Atomic uint32_t stop;
	struct list run, at_end;
	struct list dead_watches;
	struct timer_wheel wheel;
	uint64_t now_ns;                /* at the start of this iteration       */
	struct arena_pool arenas;
	struct slab_pool slabs;
	struct rng rng;
	struct list tasks;              /* all alive, for shutdown and tests    */
	struct hss_task *free_tasks;
	uint32_t n_tasks;
	_Atomic uint64_t busy_since_ns; /* watchdog; 0: waiting in epoll        */
	/* watchdog: whose callback, guard_enter() sets them                    */
	_Atomic(struct hss_inst *) running_in;
	_Atomic(const char *) running_entry;
	pthread_t thread;
	bool has_thread;
};

/* SETUP. Gives a loop; NOMEM or INTERNAL (no descriptors).                     */
hss_rc loop_create(struct app *app, uint32_t index, struct hss_loop **out);
/* After its thread ended. Takes the loop.                                      */
void loop_destroy(struct hss_loop *l);
/* SETUP. Starts its thread.                                                    */
hss_rc loop_start(struct hss_loop *l);
/* ANY. Ends the thread after the current iteration; loop_join waits.           */
void loop_stop(struct hss_loop *l);
void loop_join(struct hss_loop *l);
/* One iteration, waiting at most timeout_ms: for tests and the boot.           */
void loop_once(struct hss_loop *l, int timeout_ms);

/* ANY. Runs w->fn on the loop; w is the loop's until then.                     */
void loop_post(struct hss_loop *l, struct loop_work *w);
/* ANY. As post without waking; loop_wake() once after many.                    */
void loop_post_quiet(struct hss_loop *l, struct loop_work *w);
void loop_wake(struct hss_loop *l);
/* ANY. The ABI's post: allocates. NOMEM.                                       */
hss_rc loop_post_fn(struct hss_loop *l, hss_post_fn fn, void *ctx);
/* LOOP. Later in this iteration, after the present callback.                   */
void loop_later(struct hss_loop *l, struct loop_work *w);
/* LOOP. Once, at the end of this iteration; asking again before is nothing.    */
void loop_at_end(struct hss_loop *l, struct loop_work *w);
void loop_work_init(struct loop_work *w, void (*fn)(struct loop_work *w));
/* LOOP. Takes w off the run queue or the end hooks, if it is there.            */
void loop_work_cancel(struct loop_work *w);

/* LOOP. epoll (level triggered) on fd. NOMEM, INTERNAL. fd stays the caller's; unwatch
 * before closing it. No callback after unwatch, not even one already fetched.  */
hss_rc loop_watch(struct hss_loop *l, int fd, uint32_t events, hss_fd_fn fn, void *ctx,
                  struct hss_watch **out);
void loop_rewatch(struct hss_watch *w, uint32_t events);
void loop_unwatch(struct hss_watch *w);
/* The loop whose thread this is, NULL: another thread.                         */
struct hss_loop *loop_current(void);

#endif
