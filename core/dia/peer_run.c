/*
 * peer_run.c - what the steps of the peer state machine do, the watchdog's timer, and a second
 * connection of a peer that is already open. All of it on the peer's home loop.
 */
#include "base/magic.h"
#include "dia/election.h"
#include "dia/node.h"
#include "event/event.h"
#include "loop/task.h"

#include <hss/events.h>

#include <string.h>

#define HOLD_MS 1000u                   /* for the DWA of the old connection, rulings 1.1 */
#define CLOSING_MS 5000u                /* for the DPA, or for the peer to close */
#define BACKOFF_FIRST_MS 1000u

enum { DPR_REBOOTING = 0, DPR_BUSY = 1, DPR_NO_TALK = 2 };

static void on_peer_timer(struct timer *t);
static void on_hold(struct timer *t);

void peer_init_run(struct peer *p)
{
	list_init(&p->node);
	list_init(&p->extra);
	timer_init(&p->timer, on_peer_timer);
	timer_init(&p->hold, on_hold);
	p->state = PS_CLOSED;
	p->dpr_cause = -1;
}

static struct hss_loop *loop_of(const struct peer *p)
{
	return p->home->loop;
}

struct conn *peer_conn(const struct peer *p)
{
	struct conn *c = p->state == PS_I_OPEN ? p->i : p->state == PS_R_OPEN ? p->r : NULL;

	return c && conn_can_send(c) ? c : NULL;
}

static bool is_open(enum peer_state s)
{
	return s == PS_R_OPEN || s == PS_I_OPEN;
}

/* ---- telling others -------------------------------------------------------------------- */

static const struct task_ops announce_ops = { .idle = task_finish };

/* peer.up or peer.down; the payload lies in a task that subscribers hold.        */
static void announce(struct peer *p, bool is_up, const char *why)
{
	struct dia *d = p->dia;
	struct hss_ev_peer *ev;
	struct hss_task *t;

	LOG(d->app, LOG_PEER, HSS_LOG_NOTICE, "peer %s peer=%s realm=%s%s%s", is_up ? "up" : "down",
	    p->host, p->realm, is_up ? "" : " reason=", is_up ? "" : why);
	stats_peer(d, p->host, is_up);
	if (is_up)
		atomic_fetch_add(&d->n_peers_up, 1);
	else
		atomic_fetch_sub(&d->n_peers_up, 1);
	if (!d->app->events || task_new(loop_of(p), NULL, 0, &announce_ops, NULL, &t) != HSS_OK)
		return;
	ev = arena_new(&t->arena, struct hss_ev_peer);
	if (ev) {
		ev->size = sizeof *ev;
		ev->host = arena_dup(&t->arena, peer_host(p));
		ev->realm = arena_dup(&t->arena, bytes_str(p->realm));
		ev->group = bytes_str(p->conf ? p->conf->group : NULL);
		ev->why = bytes_str(is_up ? NULL : why);
		event_publish(d->app->events, loop_of(p), t, is_up ? HSS_EV_PEER_UP : HSS_EV_PEER_DOWN,
		              1, ev, sizeof *ev);
	}
	task_release(t);
}

/* ---- watchdog ---------------------------------------------------------------------------- */

static void wd_arm(struct conn *c)
{
	uint32_t ms = wd_interval_ms(&c->wd, (uint32_t)c->dia->conf->watchdog_ms,
	                             session_random(c->dl));

	timer_set(c->dl->loop, &c->timer, ms);
}

static void wd_do(struct conn *c, uint32_t actions)
{
	struct peer *p = c->peer;

	if (actions & WDA_SEND_DWR)
		caps_send_dwr(c);
	if (actions & WDA_FAILOVER) {
		LOG(c->dia->app, LOG_PEER, HSS_LOG_WARN, "peer is silent peer=%s addr=%s", p->host,
		    c->name);
		peer_publish_suspect(p, true);
		txn_failover(c);
	}
	if (actions & WDA_FAILBACK)
		peer_publish_suspect(p, false);
	if (actions & WDA_CLOSE) {
		p->is_wd_down = true;
		conn_close(c, "watchdog: no answer");
		return;
	}
	if (actions & WDA_SET_TIMER)
		wd_arm(c);
}

static void wd_up(struct conn *c)
{
	c->wd = (struct wd){ .state = c->peer->is_wd_down ? WD_DOWN : WD_INITIAL };
	c->peer->is_wd_down = false;
	wd_do(c, wd_step(&c->wd, WD_UP));
	peer_publish_suspect(c->peer, c->wd.state == WD_REOPEN);
}

/*
 * Traffic restarts Tw (RFC 3539), but a timer is not set for every message: the expiry looks
 * whether there was any and sleeps on.
 */
static void wd_expire(struct conn *c)
{
	uint64_t silent_ms = (c->dl->loop->now_ns - c->last_rx_ns) / 1000000;
	uint64_t tw = (uint64_t)c->dia->conf->watchdog_ms;

	if (c->wd.state == WD_OKAY && silent_ms < tw / 2) {
		timer_set(c->dl->loop, &c->timer, tw - silent_ms);
		return;
	}
	wd_do(c, wd_step(&c->wd, WD_TIMER));
}

void peer_on_timer(struct conn *c)
{
	if (c->state == CONN_WAIT_CER) {
		LOG(c->dia->app, LOG_PEER, HSS_LOG_INFO, "no CER in time addr=%s", c->name);
		stats_malformed(c->dia, "no_cer");
		conn_close(c, "no CER in time");
	} else if (c->state == CONN_OPEN || c->state == CONN_CLOSING) {
		wd_expire(c);
	}
}

static void decide_held(struct peer *p, bool is_old_alive);

void peer_on_rx(struct conn *c, bool is_dwa)
{
	struct peer *p = c->peer;

	if (is_dwa && p->held && (c == p->i || c == p->r))
		decide_held(p, true);
	if (c->state != CONN_OPEN || (c->wd.state == WD_OKAY && !is_dwa))
		return;
	wd_do(c, wd_step(&c->wd, is_dwa ? WD_RX_DWA : WD_RX_OTHER));
}

/* ---- connections of a peer ------------------------------------------------------------------ */

/* Leaves the peer's care: flushed and closed in order when it was open.          */
static void drop(struct conn **at, const char *why)
{
	struct conn *c = *at;

	*at = NULL;
	if (!c)
		return;
	if (c->state == CONN_OPEN || c->state == CONN_CLOSING || c->state == CONN_HELD) {
		txn_conn_lost(c);
		conn_linger(c, why);
	} else {
		conn_close(c, why);
	}
}

/* The connection's capabilities become the peer's; it is open from here on.      */
static void open_conn(struct peer *p, struct conn *c)
{
	timer_clear(c->dl->loop, &c->timer);
	c->state = CONN_OPEN;
	p->origin_state_id = c->caps->origin_state_id;
	peer_publish_state(p, c->caps, &c->remote, true);
	wd_up(c);
}

/* Accepts c in place of whatever the peer had, without it ever being down.        */
static void replace(struct peer *p, struct conn *c)
{
	struct conn *i = p->i, *r = p->r;

	LOG(p->dia->app, LOG_PEER, HSS_LOG_NOTICE,
	    "connection replaced by a new one of the same peer peer=%s addr=%s", p->host, c->name);
	p->i = NULL;
	p->r = c;
	p->state = PS_R_OPEN;
	caps_send_cea(c, &c->caps->hdr, NULL, DIAMETER_SUCCESS);
	open_conn(p, c);
	conn_resume(c);
	if (i)
		conn_close(i, "replaced");
	if (r)
		conn_close(r, "replaced");
}

static void refuse_second(struct conn *c)
{
	const struct dia_fault f = { .result = DIAMETER_ELECTION_LOST,
		                     .text = "the peer is connected already" };

	caps_send_cea(c, &c->caps->hdr, &f, f.result);
	conn_linger(c, "the peer is connected already");
}

static void accept_extra(struct peer *p, struct conn *c)
{
	c->is_extra = true;
	list_add(&p->extra, &c->in_peer);
	caps_send_cea(c, &c->caps->hdr, NULL, DIAMETER_SUCCESS);
	open_conn(p, c);
	conn_resume(c);
}

static int64_t multiple_of(const struct peer *p)
{
	int64_t mode = p->conf ? p->conf->multiple_connections : 0;

	return mode ? mode : p->dia->conf->multiple_connections;
}

/* The old connection answered, or it did not within HOLD_MS (rulings 1.1).        */
static void decide_held(struct peer *p, bool is_old_alive)
{
	struct conn *c = p->held;

	p->held = NULL;
	timer_clear(loop_of(p), &p->hold);
	if (!c)
		return;
	if (is_old_alive && multiple_of(p) == DIA_MULTI_REJECT)
		refuse_second(c);
	else if (is_old_alive && multiple_of(p) == DIA_MULTI_ALLOW)
		accept_extra(p, c);
	else
		replace(p, c);
}

static void on_hold(struct timer *t)
{
	struct peer *p = list_entry(t, struct peer, hold);

	decide_held(p, false);
}

static void hold(struct peer *p, struct conn *c)
{
	struct conn *old = p->state == PS_I_OPEN ? p->i : p->r;

	drop(&p->held, "a newer connection of the peer came");
	if (p->origin_state_id && c->caps->origin_state_id > p->origin_state_id) {
		replace(p, c);          /* it restarted: the old one is dead    */
		return;
	}
	p->held = c;
	c->state = CONN_HELD;
	timer_clear(c->dl->loop, &c->timer);
	caps_send_dwr(old);
	timer_set(loop_of(p), &p->hold, HOLD_MS);
}

/* An extra connection takes the place of one that went: the peer stays open.      */
static bool promote_extra(struct peer *p)
{
	struct conn *c;

	if (!is_open(p->state) || list_empty(&p->extra))
		return false;
	c = list_entry(p->extra.next, struct conn, in_peer);
	list_del(&c->in_peer);
	c->is_extra = false;
	p->i = NULL;
	p->r = c;
	p->state = PS_R_OPEN;
	return true;
}

void peer_on_gone(struct conn *c, const char *why)
{
	struct peer *p = c->peer;

	if (c == p->held) {
		p->held = NULL;
		timer_clear(loop_of(p), &p->hold);
	} else if (c->is_extra) {
		list_del(&c->in_peer);
	} else if (c == p->i || c == p->r) {
		bool is_i = c == p->i;

		p->why = why;
		*(is_i ? &p->i : &p->r) = NULL;
		/* a connection that waits to take over need not wait any longer */
		if (p->held && is_open(p->state))
			decide_held(p, false);
		else if (!promote_extra(p))
			peer_event(p, is_i ? PE_I_DISC : PE_R_DISC, c);
	}
	peer_unclaim(p);
}

/* ---- steps ----------------------------------------------------------------------------------- */

static void cleanup(struct peer *p)
{
	const char *why = p->why ? p->why : "closed";

	timer_clear(loop_of(p), &p->timer);
	timer_clear(loop_of(p), &p->hold);
	drop(&p->i, why);
	drop(&p->r, why);
	drop(&p->held, why);
	while (!list_empty(&p->extra)) {
		struct conn *c = list_entry(p->extra.next, struct conn, in_peer);

		list_del(&c->in_peer);
		c->is_extra = false;
		drop(&c, why);
	}
}

/* Tc, but the first attempts after a loss come sooner; who asked us not to waits longer. */
static void retry(struct peer *p)
{
	uint32_t tc = (uint32_t)p->dia->conf->reconnect_ms, ms;

	if (!p->dial || atomic_load(&p->dia->is_draining))
		return;
	p->backoff_ms = p->backoff_ms ? p->backoff_ms * 2 : BACKOFF_FIRST_MS;
	if (p->backoff_ms > tc)
		p->backoff_ms = tc;
	ms = p->dpr_cause == DPR_BUSY ? 4 * tc : p->dpr_cause == DPR_NO_TALK ? 10 * tc : p->backoff_ms;
	timer_set(loop_of(p), &p->timer, ms + session_random(p->home) % (ms / 4 + 1));
}

static void opened(struct peer *p, bool was_open)
{
	struct conn *c = p->state == PS_I_OPEN ? p->i : p->r;

	timer_clear(loop_of(p), &p->timer);
	p->backoff_ms = 0;
	p->dpr_cause = -1;
	p->why = NULL;
	open_conn(p, c);
	conn_resume(c);
	if (!was_open)
		announce(p, true, NULL);
}

static void send_cer(struct peer *p)
{
	p->i->state = CONN_WAIT_CEA;
	caps_send_cer(p->i);
	timer_set(loop_of(p), &p->timer, (uint64_t)p->dia->conf->cer_timeout_ms);
}

static void begin_closing(struct peer *p, struct conn *c)
{
	if (c)
		c->state = CONN_CLOSING;
	timer_set(loop_of(p), &p->timer, CLOSING_MS);
}

static void act(struct peer *p, struct conn *c, uint32_t a, bool was_open)
{
	if (a & PA_I_DISC)
		drop(&p->i, p->why ? p->why : "not needed any more");
	if (a & PA_R_DISC)
		drop(&p->r, p->why ? p->why : "not needed any more");
	if (a & PA_R_ACCEPT) {
		timer_clear(c->dl->loop, &c->timer);
		p->r = c;
		c->state = CONN_HELD;
	}
	if (a & PA_R_REJECT)
		refuse_second(c);
	if (a & PA_R_HOLD)
		hold(p, c);
	if (a & PA_SND_CER)
		send_cer(p);
	if (a & PA_R_SND_CEA)
		caps_send_cea(p->r, &p->r->caps->hdr, NULL, DIAMETER_SUCCESS);
	if (a & PA_SND_CEA_AGAIN)
		caps_send_cea(c, &c->caps->hdr, NULL, DIAMETER_SUCCESS);
	if (a & PA_SND_DPR) {
		struct conn *at = was_open && p->i ? p->i : p->r;

		caps_send_dpr(at, DPR_REBOOTING);
		begin_closing(p, at);
	}
	if (a & PA_SND_DPA)
		begin_closing(p, c);
	if (a & PA_CLEANUP)
		cleanup(p);
	if (a & PA_OPENED)
		opened(p, was_open);
	if (a & PA_RETRY)
		retry(p);
	if (a & PA_CONNECT) {
		timer_set(loop_of(p), &p->timer, (uint64_t)p->dia->conf->cer_timeout_ms);
		dial_start(p);
	}
	if ((a & PA_ELECT) && election_is_won(dia_host(p->dia), peer_host(p)))
		peer_event(p, PE_WIN_ELECTION, NULL);
}

void peer_event(struct peer *p, enum peer_event e, struct conn *c)
{
	struct peer_step s = peer_fsm_step(p->state, e);
	bool was_open = is_open(p->state);

	LOG(p->dia->app, LOG_PEER, HSS_LOG_DEBUG, "peer=%s state=%s event=%s next=%s", p->host,
	    peer_state_name(p->state), peer_event_name(e), peer_state_name(s.next));
	if (!s.is_known)
		return;
	p->state = s.next;
	if (was_open && !is_open(s.next)) {
		peer_publish_state(p, NULL, NULL, false);
		announce(p, false, p->why ? p->why : "disconnected");
	}
	act(p, c, s.actions, was_open);
}

static void on_peer_timer(struct timer *t)
{
	struct peer *p = list_entry(t, struct peer, timer);

	if (p->state == PS_CLOSED) {
		peer_event(p, PE_START, NULL);
		return;
	}
	p->why = p->state == PS_CLOSING ? "closed" : "no answer while connecting";
	peer_event(p, PE_TIMEOUT, NULL);
}

void peer_stop(struct peer *p)
{
	p->why = "hssd stops";
	if (p->state == PS_CLOSED)
		timer_clear(loop_of(p), &p->timer);
	list_each(at, &p->extra) {
		struct conn *c = list_entry(at, struct conn, in_peer);

		caps_send_dpr(c, DPR_REBOOTING);
		c->state = CONN_CLOSING;
	}
	drop(&p->held, p->why);
	peer_event(p, PE_STOP, NULL);
}

void peer_on_connected(struct conn *c, int err)
{
	struct peer *p = c->peer;

	if (p->i != c) {
		conn_close(c, "not needed any more");
		return;
	}
	if (!err) {
		peer_event(p, PE_I_CONN_ACK, c);
		return;
	}
	LOG(p->dia->app, LOG_PEER, HSS_LOG_INFO, "cannot connect peer=%s addr=%s: %s", p->host,
	    c->name, strerror(err));
	p->i = NULL;
	conn_close(c, "cannot connect");
	peer_event(p, PE_I_CONN_NACK, NULL);
}
