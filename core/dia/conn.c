/*
 * conn.c - see conn.h. Messages are never copied on their way in, except the half of one at the
 * end of a full slab; a connection without half a message holds no slab, so that many idle peers
 * cost no memory.
 */
#include "dia/conn.h"

#include "base/magic.h"
#include "base/wire.h"
#include "dia/node.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#define LINGER_MS 1000u
#define STALL_MS 10000u                 /* a send buffer nobody takes from      */
#define OUT_KEEP (256u << 10)           /* larger ones are given back           */
#define MOVES_MAX 8
#define READ_MIN 4096u                  /* worth a read at the end of a slab    */

static void on_fd(int fd, uint32_t events, void *ctx);
static void on_flush(struct loop_work *w);
static void on_moved(struct loop_work *w);
static void on_resume(struct loop_work *w);

static void on_conn_timer(struct timer *t)
{
	struct conn *c = list_entry(t, struct conn, timer);

	if (c->state == CONN_LINGER)
		conn_close(c, "closed after the last message");
	else
		peer_on_timer(c);
}

static void on_stall(struct timer *t)
{
	struct conn *c = list_entry(t, struct conn, stall);

	stats_malformed(c->dia, "peer_does_not_read");
	conn_close(c, "peer does not read");
}

static void count_in(struct conn *c, struct dia_loop *dl)
{
	c->dl = dl;
	atomic_fetch_add_explicit(&dl->n_conns, 1, memory_order_relaxed);
}

static void count_out(struct conn *c)
{
	atomic_fetch_sub_explicit(&c->dl->n_conns, 1, memory_order_relaxed);
	if (c->in_flight)
		atomic_fetch_sub_explicit(&c->dl->n_in_flight, c->in_flight, memory_order_relaxed);
}

/* The connection's timers, hooks and watch begin on its loop.                  */
static hss_rc begin(struct conn *c)
{
	c->watching = c->state == CONN_CONNECTING ? EPOLLOUT : EPOLLIN;
	list_add(&c->dl->conns, &c->node);
	c->last_rx_ns = c->dl->loop->now_ns;
	return loop_watch(c->dl->loop, c->fd, c->watching, on_fd, c, &c->watch);
}

hss_rc conn_new(struct dia *d, struct dia_loop *dl, const struct conn_ops *ops, int fd,
                enum conn_state state, struct conn **out)
{
	struct conn *c = calloc(1, sizeof *c);

	if (!c) {
		close(fd);
		return HSS_E_NOMEM;
	}
	c->magic = MAGIC_CONN;
	c->refs = 1;
	c->dia = d;
	c->ops = ops;
	c->fd = fd;
	c->state = state;
	list_init(&c->node);
	list_init(&c->in_peer);
	list_init(&c->pending);
	loop_work_init(&c->flush, on_flush);
	loop_work_init(&c->move, on_moved);
	loop_work_init(&c->resume, on_resume);
	timer_init(&c->timer, on_conn_timer);
	timer_init(&c->stall, on_stall);
	c->is_counted = true;
	atomic_fetch_add_explicit(&d->n_conns, 1, memory_order_relaxed);
	count_in(c, dl);
	tcp_setup(c);
	if (begin(c) != HSS_OK) {
		conn_close(c, "no descriptor to watch");
		return HSS_E_INTERNAL;
	}
	*out = c;
	return HSS_OK;
}

/* ---- between loops ----------------------------------------------------------------- */

static void run(struct conn *c, void (*fn)(struct conn *c));
static void process(struct conn *c);

static void leave_loop(struct conn *c)
{
	struct hss_loop *l = c->dl->loop;

	loop_unwatch(c->watch);
	c->watch = NULL;
	loop_work_cancel(&c->flush);
	loop_work_cancel(&c->resume);
	timer_clear(l, &c->timer);
	timer_clear(l, &c->stall);
	list_del(&c->node);
}

/* What was read lies in the old loop's slab, which must not cross: copied.      */
static hss_rc pack_input(struct conn *c)
{
	uint32_t n = c->wr - c->rd;

	if (n) {
		c->carry = malloc(n);
		if (!c->carry)
			return HSS_E_NOMEM;
		memcpy(c->carry, c->in->data + c->rd, n);
		c->n_carry = n;
	}
	slab_unref(c->in);
	c->in = NULL;
	c->rd = c->wr = 0;
	return HSS_OK;
}

void conn_hand_over(struct conn *c, struct dia_loop *to)
{
	struct dia *d = c->dia;

	c->move_to = NULL;
	if (++c->moves > MOVES_MAX || pack_input(c) != HSS_OK) {
		conn_close(c, "cannot move to the loop of its peer");
		return;
	}
	if (c->watch)
		leave_loop(c);
	count_out(c);
	count_in(c, to);
	pthread_mutex_lock(&d->lock);
	list_add(&d->moving, &c->node);
	pthread_mutex_unlock(&d->lock);
	loop_post(to->loop, &c->move);
}

static void on_moved(struct loop_work *w)
{
	struct conn *c = list_entry(w, struct conn, move);
	struct dia *d = c->dia;

	pthread_mutex_lock(&d->lock);
	list_del(&c->node);
	pthread_mutex_unlock(&d->lock);
	if (begin(c) != HSS_OK) {
		conn_close(c, "no descriptor to watch");
		return;
	}
	timer_set(c->dl->loop, &c->timer, (uint64_t)d->conf->cer_timeout_ms);
	if (!c->n_carry)
		return;
	c->in = slab_get(&c->dl->loop->slabs, c->n_carry);
	if (!c->in) {
		conn_close(c, "out of memory");
		return;
	}
	memcpy(c->in->data, c->carry, c->n_carry);
	c->wr = c->n_carry;
	free(c->carry);
	c->carry = NULL;
	c->n_carry = 0;
	run(c, process);
}

/* ---- the end --------------------------------------------------------------------------- */

static void release(struct conn *c)
{
	for (uint32_t i = 0; i < CONN_PINS; i++)
		if (c->pins[i].n)
			slab_unref(c->pins[i].slab);
	peer_unref(c->peer);
	free(c->carry);
	free(c->caps);
	buf_free(&c->out);
	c->magic = MAGIC_DEAD;
	free(c);
}

void conn_unref(struct conn *c)
{
	if (!--c->refs)
		release(c);
}

static void close_fd(struct conn *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
	slab_unref(c->in);
	c->in = NULL;
	c->rd = c->wr = 0;
	if (c->is_counted)
		atomic_fetch_sub_explicit(&c->dia->n_conns, 1, memory_order_relaxed);
	c->is_counted = false;
}

void conn_close(struct conn *c, const char *why)
{
	if (c->state == CONN_DEAD)
		return;
	LOG(c->dia->app, LOG_PEER, HSS_LOG_DEBUG, "connection closed peer=%s addr=%s reason=%s",
	    c->peer ? c->peer->host : "-", c->name, why);
	c->state = CONN_DEAD;
	leave_loop(c);
	count_out(c);
	if (c->peer)
		atomic_fetch_sub_explicit(&c->peer->in_flight, c->in_flight, memory_order_relaxed);
	c->in_flight = 0;
	txn_conn_lost(c);
	close_fd(c);
	if (c->peer)
		peer_on_gone(c, why);
	conn_unref(c);
}

void conn_destroy(struct conn *c)
{
	if (c->state == CONN_DEAD)
		return;
	c->state = CONN_DEAD;
	leave_loop(c);
	close_fd(c);
	conn_unref(c);
}

static void watch_for(struct conn *c, uint32_t events)
{
	if (events == c->watching || !c->watch)
		return;
	c->watching = events;
	loop_rewatch(c->watch, events);
}

void conn_linger(struct conn *c, const char *why)
{
	if (c->state == CONN_DEAD || c->state == CONN_LINGER)
		return;
	LOG(c->dia->app, LOG_PEER, HSS_LOG_DEBUG, "connection ends peer=%s addr=%s reason=%s",
	    c->peer ? c->peer->host : "-", c->name, why);
	c->state = CONN_LINGER;
	timer_set(c->dl->loop, &c->timer, LINGER_MS);
	loop_at_end(c->dl->loop, &c->flush);
}

void conn_doom(struct conn *c, const char *why)
{
	if (c->state == CONN_DEAD || c->doom)
		return;
	c->doom = why;
	loop_at_end(c->dl->loop, &c->flush);
}

/* ---- sending ------------------------------------------------------------------------------ */

struct buf *conn_out(struct conn *c)
{
	if (c->out_off == c->out.len) {
		c->out_off = 0;
		buf_clear(&c->out);
	} else if (c->out_off > (64u << 10)) {
		memmove(c->out.p, c->out.p + c->out_off, c->out.len - c->out_off);
		c->out.len -= c->out_off;
		c->out_off = 0;
	}
	return &c->out;
}

void conn_sent(struct conn *c)
{
	if (c->state == CONN_DEAD)
		return;
	if (c->out.failed) {
		conn_doom(c, "out of memory");
	} else if ((int64_t)(c->out.len - c->out_off) > c->dia->conf->send_buffer) {
		stats_malformed(c->dia, "peer_does_not_read");
		conn_doom(c, "peer does not read: send buffer full");
	}
	loop_at_end(c->dl->loop, &c->flush);
}

static void drained(struct conn *c)
{
	timer_clear(c->dl->loop, &c->stall);
	c->out_off = 0;
	buf_clear(&c->out);
	if (c->out.cap > OUT_KEEP)
		buf_free(&c->out);
	watch_for(c, EPOLLIN);
	if (c->state == CONN_LINGER)
		c->ops->shut(c);
}

static void on_flush(struct loop_work *w)
{
	struct conn *c = list_entry(w, struct conn, flush);
	size_t n = c->out.len - c->out_off;
	ssize_t put;

	if (c->state == CONN_DEAD)
		return;
	if (c->doom) {
		conn_close(c, c->doom);
		return;
	}
	if (c->state == CONN_CONNECTING)
		return;
	if (!n) {
		drained(c);
		return;
	}
	put = c->ops->write(c, c->out.p + c->out_off, n);
	if (put < 0 && put != -EAGAIN) {
		conn_close(c, "write failed");
		return;
	}
	if (put > 0)
		c->out_off += (size_t)put;
	if (put == (ssize_t)n) {
		drained(c);
		return;
	}
	watch_for(c, EPOLLIN | EPOLLOUT);
	if (put > 0 || !timer_is_set(&c->stall))
		timer_set(c->dl->loop, &c->stall, STALL_MS);
}

/* ---- pins ---------------------------------------------------------------------------------- */

hss_rc conn_pin(struct conn *c, struct slab *s)
{
	uint32_t at = CONN_PINS;

	for (uint32_t i = 0; i < CONN_PINS; i++) {
		if (c->pins[i].n && c->pins[i].slab == s) {
			c->pins[i].n++;
			return HSS_OK;
		}
		if (!c->pins[i].n && at == CONN_PINS)
			at = i;
	}
	if (at == CONN_PINS)
		return HSS_E_BUSY;
	c->pins[at].slab = slab_ref(s);
	c->pins[at].n = 1;
	return HSS_OK;
}

void conn_unpin(struct conn *c, struct slab *s)
{
	for (uint32_t i = 0; i < CONN_PINS; i++) {
		if (!c->pins[i].n || c->pins[i].slab != s)
			continue;
		if (--c->pins[i].n)
			return;
		slab_unref(s);
		if (c->in == s && c->rd == c->wr) {
			slab_unref(s);
			c->in = NULL;
		}
		return;
	}
}

/* ---- reading --------------------------------------------------------------------------------- */

/* Room for the rest of a message of `need` octets whose start is at rd.         */
static hss_rc make_room(struct conn *c, uint32_t need)
{
	uint32_t have = c->wr - c->rd;
	struct slab *s;

	if (!c->in) {
		c->in = slab_get(&c->dl->loop->slabs, need);
		c->rd = c->wr = 0;
		return c->in ? HSS_OK : HSS_E_NOMEM;
	}
	if (c->in->cap - c->rd >= need && c->wr + (have ? 1 : READ_MIN) <= c->in->cap)
		return HSS_OK;
	if (c->in->refs == 1 && c->in->cap >= need) {
		memmove(c->in->data, c->in->data + c->rd, have);
	} else {
		s = slab_get(&c->dl->loop->slabs, need > have ? need : have);
		if (!s)
			return HSS_E_NOMEM;
		memcpy(s->data, c->in->data + c->rd, have);
		slab_unref(c->in);
		c->in = s;
	}
	c->rd = 0;
	c->wr = have;
	return HSS_OK;
}

static bool is_reading(const struct conn *c)
{
	return c->state != CONN_DEAD && c->state != CONN_LINGER && c->state != CONN_HELD &&
	       !c->doom && !c->move_to;
}

/* Is the header at p one that framing can go on with? Answers it when not.      */
static bool header_is_sane(struct conn *c, const uint8_t *p, uint32_t len)
{
	if (len >= DIA_HDR && (int64_t)len <= c->dia->conf->max_message)
		return true;
	LOG(c->dia->app, LOG_PEER, HSS_LOG_WARN,
	    "message length out of bounds, closing peer=%s addr=%s length=%u max=%lld",
	    c->peer ? c->peer->host : "-", c->name, len, (long long)c->dia->conf->max_message);
	stats_malformed(c->dia, "length");
	dispatch_bad_header(c, p, DIAMETER_INVALID_MESSAGE_LENGTH);
	if (c->state != CONN_DEAD)
		conn_linger(c, "message length out of bounds");
	return false;
}

/* The whole messages in the slab.                                              */
static void process(struct conn *c)
{
	while (is_reading(c) && c->in && c->wr - c->rd >= DIA_HDR) {
		const uint8_t *p = c->in->data + c->rd;
		uint32_t len = wire_get24(p + 1);

		if (!header_is_sane(c, p, len))
			return;
		if (c->wr - c->rd < len) {
			if (make_room(c, len) != HSS_OK)
				conn_doom(c, "out of memory");
			return;
		}
		dispatch_message(c, p, len);
		if (c->move_to)
			return;         /* takes the message with it            */
		if (c->in)
			c->rd += len;
	}
	if (c->in && c->rd == c->wr && c->in->refs == 1) {
		slab_unref(c->in);
		c->in = NULL;
	}
}

static void discard(struct conn *c)
{
	char trash[4096];
	ssize_t n;

	for (int i = 0; i < 16; i++) {
		n = c->ops->read(c, trash, sizeof trash);
		if (n == -EAGAIN)
			return;
		if (n <= 0) {
			conn_close(c, "closed after the last message");
			return;
		}
	}
}

static void on_readable(struct conn *c)
{
	ssize_t n;

	if (c->state == CONN_LINGER) {
		discard(c);
		return;
	}
	if (make_room(c, DIA_HDR) != HSS_OK) {
		conn_close(c, "out of memory");
		return;
	}
	if (c->wr == c->in->cap) {      /* held with a full slab: let the peer wait */
		watch_for(c, c->watching & ~(uint32_t)EPOLLIN);
		return;
	}
	n = c->ops->read(c, c->in->data + c->wr, c->in->cap - c->wr);
	if (n == -EAGAIN)
		return;
	if (n <= 0) {
		conn_close(c, n == 0 ? "closed by the peer" : "read failed");
		return;
	}
	c->wr += (uint32_t)n;
	c->last_rx_ns = c->dl->loop->now_ns;
	process(c);
}

/*
 * Runs fn with the connection kept alive, and does the move it may have asked for: that must be
 * the last touch, the other loop takes over at once.
 */
static void run(struct conn *c, void (*fn)(struct conn *c))
{
	struct dia_loop *to;

	conn_ref(c);
	fn(c);
	to = c->state == CONN_DEAD ? NULL : c->move_to;
	conn_unref(c);
	if (to)
		conn_hand_over(c, to);
}

static void on_resume(struct loop_work *w)
{
	struct conn *c = list_entry(w, struct conn, resume);

	watch_for(c, c->watching | EPOLLIN);
	run(c, process);
}

void conn_resume(struct conn *c)
{
	if (c->state != CONN_DEAD)
		loop_later(c->dl->loop, &c->resume);
}

static void on_connected(struct conn *c)
{
	int err = c->ops->connected(c);

	watch_for(c, EPOLLIN);
	peer_on_connected(c, err);
}

static void on_fd(int fd, uint32_t events, void *ctx)
{
	struct conn *c = ctx;

	(void)fd;
	if (c->state == CONN_CONNECTING) {
		run(c, on_connected);
		return;
	}
	if (events & EPOLLOUT)
		loop_at_end(c->dl->loop, &c->flush);
	if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
		run(c, on_readable);
}
