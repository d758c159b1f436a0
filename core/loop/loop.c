/*
 * loop.c - see loop.h. A loop sleeps only in epoll_wait; `awake` tells other threads whether
 * an eventfd write is needed, so that a busy loop costs its producers nothing.
 */
#include "loop/loop.h"

#include "app.h"
#include "base/magic.h"
#include "log/log.h"
#include "loop/task.h"
#include "metrics/registry.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define EVENTS_MAX 128
#define RUN_MAX 100000                  /* callbacks of one iteration           */

struct hss_watch {
	struct list dead;
	struct hss_loop *loop;
	int fd;
	bool is_dead;
	hss_fd_fn fn;
	void *ctx;
};

struct posted_fn {
	struct loop_work w;
	hss_post_fn fn;
	void *ctx;
};

static _Thread_local struct hss_loop *this_loop;

struct hss_loop *loop_current(void)
{
	return this_loop;
}

hss_rc loop_create(struct app *app, uint32_t index, struct hss_loop **out)
{
	struct hss_loop *l = calloc(1, sizeof *l);
	struct epoll_event ev = { .events = EPOLLIN, .data.ptr = NULL };

	if (!l)
		return HSS_E_NOMEM;
	l->magic = MAGIC_LOOP;
	l->index = index;
	l->app = app;
	l->arenas.max_free = 4096;
	l->slabs = (struct slab_pool){ .size = 64u << 10, .max_free = 256 };
	list_init(&l->run);
	list_init(&l->at_end);
	list_init(&l->dead_watches);
	list_init(&l->tasks);
	mpsc_init(&l->posts);
	l->now_ns = clock_mono_ns(&app->clock);
	wheel_init(&l->wheel, l->now_ns / 1000000);
	l->epfd = epoll_create1(EPOLL_CLOEXEC);
	if (l->epfd < 0)
		goto free_loop;
	l->evfd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (l->evfd < 0)
		goto close_epoll;
	if (epoll_ctl(l->epfd, EPOLL_CTL_ADD, l->evfd, &ev) < 0)
		goto close_event;
	*out = l;
	return HSS_OK;

close_event:
	close(l->evfd);
close_epoll:
	close(l->epfd);
free_loop:
	free(l);
	return HSS_E_INTERNAL;
}

static void reap_watches(struct hss_loop *l)
{
	while (!list_empty(&l->dead_watches)) {
		struct hss_watch *w = list_entry(l->dead_watches.next, struct hss_watch, dead);

		list_del(&w->dead);
		free(w);
	}
}

void loop_destroy(struct hss_loop *l)
{
	struct hss_loop *outer = this_loop;

	this_loop = l;
	task_end_all(l);
	while (l->free_tasks) {
		struct hss_task *t = l->free_tasks;

		l->free_tasks = t->next_free;
		free(t);
	}
	this_loop = outer;
	reap_watches(l);
	arena_pool_fini(&l->arenas);
	slab_pool_fini(&l->slabs);
	close(l->evfd);
	close(l->epfd);
	l->magic = MAGIC_DEAD;
	free(l);
}

void loop_work_init(struct loop_work *w, void (*fn)(struct loop_work *w))
{
	list_init(&w->run);
	w->fn = fn;
}

void loop_work_cancel(struct loop_work *w)
{
	list_del(&w->run);
}

void loop_wake(struct hss_loop *l)
{
	uint64_t one = 1;

	if (atomic_exchange(&l->awake, 1))
		return;
	while (write(l->evfd, &one, sizeof one) < 0 && errno == EINTR)
		;
}

void loop_post_quiet(struct hss_loop *l, struct loop_work *w)
{
	mpsc_push(&l->posts, &w->node);
}

void loop_post(struct hss_loop *l, struct loop_work *w)
{
	loop_post_quiet(l, w);
	loop_wake(l);
}

static void run_posted_fn(struct loop_work *w)
{
	struct posted_fn *p = list_entry(w, struct posted_fn, w);
	hss_post_fn fn = p->fn;
	void *ctx = p->ctx;

	free(p);
	fn(ctx);
}

hss_rc loop_post_fn(struct hss_loop *l, hss_post_fn fn, void *ctx)
{
	struct posted_fn *p = malloc(sizeof *p);

	if (!p)
		return HSS_E_NOMEM;
	loop_work_init(&p->w, run_posted_fn);
	p->fn = fn;
	p->ctx = ctx;
	loop_post(l, &p->w);
	return HSS_OK;
}

void loop_later(struct hss_loop *l, struct loop_work *w)
{
	if (list_empty(&w->run))
		list_add(&l->run, &w->run);
}

void loop_at_end(struct hss_loop *l, struct loop_work *w)
{
	if (list_empty(&w->run))
		list_add(&l->at_end, &w->run);
}

static void run_list(struct list *head, uint32_t max)
{
	while (!list_empty(head) && max--) {
		struct loop_work *w = list_entry(head->next, struct loop_work, run);

		list_del(&w->run);
		w->fn(w);
	}
}

static void run_posts(struct hss_loop *l)
{
	struct mpsc_node *n;

	while ((n = mpsc_pop(&l->posts)) != NULL) {
		struct loop_work *w = list_entry(n, struct loop_work, node);

		w->fn(w);
	}
}

/*
 * May it sleep? Giving up `awake` before looking at the queues again closes the gap in which
 * a producer would see us awake and not write the eventfd.
 */
static int sleep_ms(struct hss_loop *l, int timeout_ms)
{
	int wait = wheel_wait_ms(&l->wheel);

	if (!list_empty(&l->run) || !list_empty(&l->at_end))
		return 0;
	atomic_store(&l->awake, 0);
	if (atomic_load(&l->posts.tail) != &l->posts.stub || atomic_load(&l->stop)) {
		atomic_store(&l->awake, 1);
		return 0;
	}
	if (wait < 0 || (timeout_ms >= 0 && timeout_ms < wait))
		wait = timeout_ms;
	return wait;
}

static void run_events(struct hss_loop *l, struct epoll_event *ev, int n)
{
	for (int i = 0; i < n; i++) {
		struct hss_watch *w = ev[i].data.ptr;
		uint64_t v;

		if (!w) {
			while (read(l->evfd, &v, sizeof v) < 0 && errno == EINTR)
				;
		} else if (!w->is_dead) {
			w->fn(w->fd, ev[i].events, w->ctx);
		}
	}
}

void loop_once(struct hss_loop *l, int timeout_ms)
{
	struct epoll_event ev[EVENTS_MAX];
	struct hss_loop *outer = this_loop;
	int n;

	this_loop = l;
	n = epoll_wait(l->epfd, ev, EVENTS_MAX, sleep_ms(l, timeout_ms));
	atomic_store(&l->awake, 1);
	l->now_ns = clock_mono_ns(&l->app->clock);
	atomic_store_explicit(&l->busy_since_ns, l->now_ns, memory_order_relaxed);
	if (n > 0)
		run_events(l, ev, n);
	run_posts(l);
	wheel_advance(&l->wheel, l->now_ns / 1000000);
	run_list(&l->run, RUN_MAX);
	run_list(&l->at_end, RUN_MAX);
	reap_watches(l);
	atomic_store_explicit(&l->busy_since_ns, 0, memory_order_relaxed);
	this_loop = outer;
}

static void *loop_main(void *arg)
{
	struct hss_loop *l = arg;
	char name[16];

	snprintf(name, sizeof name, "loop%u", l->index);
	pthread_setname_np(pthread_self(), name);
	metrics_thread(l->index);
	while (!atomic_load_explicit(&l->stop, memory_order_acquire))
		loop_once(l, -1);
	return NULL;
}

hss_rc loop_start(struct hss_loop *l)
{
	if (pthread_create(&l->thread, NULL, loop_main, l))
		return HSS_E_INTERNAL;
	l->has_thread = true;
	return HSS_OK;
}

void loop_stop(struct hss_loop *l)
{
	atomic_store(&l->stop, 1);
	loop_wake(l);
}

void loop_join(struct hss_loop *l)
{
	if (l->has_thread)
		pthread_join(l->thread, NULL);
	l->has_thread = false;
}

hss_rc loop_watch(struct hss_loop *l, int fd, uint32_t events, hss_fd_fn fn, void *ctx,
                  struct hss_watch **out)
{
	struct hss_watch *w = calloc(1, sizeof *w);
	struct epoll_event ev = { .events = events, .data.ptr = w };

	if (!w)
		return HSS_E_NOMEM;
	list_init(&w->dead);
	w->loop = l;
	w->fd = fd;
	w->fn = fn;
	w->ctx = ctx;
	if (epoll_ctl(l->epfd, EPOLL_CTL_ADD, fd, &ev) < 0) {
		free(w);
		return HSS_E_INTERNAL;
	}
	*out = w;
	return HSS_OK;
}

void loop_rewatch(struct hss_watch *w, uint32_t events)
{
	struct epoll_event ev = { .events = events, .data.ptr = w };

	epoll_ctl(w->loop->epfd, EPOLL_CTL_MOD, w->fd, &ev);
}

void loop_unwatch(struct hss_watch *w)
{
	if (!w || w->is_dead)
		return;
	epoll_ctl(w->loop->epfd, EPOLL_CTL_DEL, w->fd, NULL);
	w->is_dead = true;
	list_add(&w->loop->dead_watches, &w->dead);
}
