/*
 * listener.c - accepting connections on loop 0 and giving each to the loop with the least to do.
 */
#include "dia/node.h"

#include <errno.h>
#include <stdlib.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define ACCEPT_BATCH 64
#define PAUSE_MS 100u                   /* out of descriptors: no busy loop     */

/* A connection weighs as much as sixteen requests in work.                     */
static uint32_t load_of(struct dia_loop *dl)
{
	return atomic_load_explicit(&dl->n_conns, memory_order_relaxed) * 16 +
	       atomic_load_explicit(&dl->n_in_flight, memory_order_relaxed);
}

static struct dia_loop *least_loaded(struct dia *d)
{
	struct dia_loop *best = &d->loops[0];

	for (uint32_t i = 1; i < d->n_loops; i++)
		if (load_of(&d->loops[i]) < load_of(best))
			best = &d->loops[i];
	return best;
}

static void take(struct listener *li, int fd)
{
	struct dia *d = li->dia;
	struct dia_loop *to = least_loaded(d), *here = &d->loops[0];
	struct conn *c;

	if (atomic_load(&d->is_draining) || atomic_load(&d->n_conns) >= (uint32_t)d->conf->max_conns) {
		LOG(d->app, LOG_PEER, HSS_LOG_WARN, "connection refused on %s: %s", li->name,
		    atomic_load(&d->is_draining) ? "stopping" : "max_conns is reached");
		stats_malformed(d, "max_conns");
		close(fd);
		return;
	}
	if (conn_new(d, here, &conn_tcp_ops, fd, CONN_WAIT_CER, &c) != HSS_OK)
		return;
	if (to == here)
		timer_set(here->loop, &c->timer, (uint64_t)d->conf->cer_timeout_ms);
	else
		conn_hand_over(c, to);
}

static void on_pause_over(struct timer *t)
{
	struct listener *li = list_entry(t, struct listener, pause);

	if (li->watch)
		loop_rewatch(li->watch, EPOLLIN);
}

static void on_acceptable(int fd, uint32_t events, void *ctx)
{
	struct listener *li = ctx;

	(void)events;
	for (int i = 0; i < ACCEPT_BATCH; i++) {
		int got = accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (got >= 0) {
			take(li, got);
			continue;
		}
		if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
			LOG(li->dia->app, LOG_PEER, HSS_LOG_ERR, "cannot accept on %s: out of descriptors",
			    li->name);
			loop_rewatch(li->watch, 0);
			timer_set(li->dia->loops[0].loop, &li->pause, PAUSE_MS);
			return;
		}
		if (errno == EAGAIN)
			return;         /* others, like ECONNABORTED: that one only */
	}
}

hss_rc listeners_open(struct dia *d, struct hss_err *err)
{
	const struct conf_endpoint *v = d->conf->listen.v;

	d->listeners = calloc(d->conf->listen.n + 1, sizeof *d->listeners);
	if (!d->listeners)
		return err->code = HSS_E_NOMEM;
	for (uint32_t i = 0; i < d->conf->listen.n; i++) {
		struct listener *li = &d->listeners[i];
		hss_rc rc = tcp_listen(v[i].at.host, v[i].at.port, &li->fd, err);

		if (rc != HSS_OK)
			return rc;
		li->dia = d;
		timer_init(&li->pause, on_pause_over);
		snprintf(li->name, sizeof li->name, "%.64s:%u", v[i].at.host, v[i].at.port);
		d->n_listeners++;
	}
	return HSS_OK;
}

void listeners_start(struct dia *d)
{
	for (uint32_t i = 0; i < d->n_listeners; i++) {
		struct listener *li = &d->listeners[i];

		if (loop_watch(d->loops[0].loop, li->fd, EPOLLIN, on_acceptable, li, &li->watch) != HSS_OK)
			LOG(d->app, LOG_PEER, HSS_LOG_ERR, "cannot watch listener %s", li->name);
		else
			LOG(d->app, LOG_PEER, HSS_LOG_NOTICE, "diameter listens on %s", li->name);
	}
}

void listeners_stop(struct dia *d)
{
	for (uint32_t i = 0; i < d->n_listeners; i++) {
		struct listener *li = &d->listeners[i];

		loop_unwatch(li->watch);
		li->watch = NULL;
		timer_clear(d->loops[0].loop, &li->pause);
		if (li->fd >= 0)
			close(li->fd);
		li->fd = -1;
	}
}

void listeners_close(struct dia *d)
{
	listeners_stop(d);
	free(d->listeners);
	d->listeners = NULL;
	d->n_listeners = 0;
}
