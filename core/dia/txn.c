/*
 * txn.c - see txn.h. A transaction moves between two owners by posting itself; what the peer's
 * loop gives back is one of ANSWER, LOST and TIMEOUT. Cancelling or ending the task only marks it:
 * it is freed when it comes home, at the latest after its time.
 */
#include "dia/txn.h"

#include "base/magic.h"
#include "base/wire.h"
#include "dia/dispatch.h"
#include "dia/node.h"
#include "metrics/registry.h"
#include "plugin/guard.h"
#include "plugin/instance.h"

#include <stdlib.h>
#include <string.h>

#define TXNS_MAX 100000u                /* waiting at once, of one loop         */
#define FREE_MAX 256u
#define BUF_KEEP (16u << 10)
#define ATTEMPTS_MAX ROUTE_TRIED_MAX
#define HOP_BY_HOP_AT 12u
#define FLAGS_AT 4u

static void on_carried_out(struct loop_work *w);
static void on_carried_home(struct loop_work *w);
static void on_later(struct loop_work *w);
static void on_txn_timer(struct timer *t);

/* ---- the table ---------------------------------------------------------------------- */

hss_rc txn_open(struct dia_loop *dl)
{
	struct txn_table *t = &dl->txns;

	list_init(&t->all);
	t->n_slots = 1024;
	t->slots = calloc(t->n_slots, sizeof *t->slots);
	t->next_hop_by_hop = session_random(dl);
	return t->slots ? HSS_OK : HSS_E_NOMEM;
}

static void txn_free(struct hss_dia_txn *x)
{
	buf_free(&x->req);
	buf_free(&x->ans);
	free(x);
}

void txn_close(struct dia_loop *dl)
{
	struct txn_table *t = &dl->txns;

	while (!list_empty(&t->all)) {
		struct hss_dia_txn *x = list_entry(t->all.next, struct hss_dia_txn, node);

		list_del(&x->node);
		loop_work_cancel(&x->later);
		if (x->is_away)
			timer_clear(x->at->loop, &x->timer);
		peer_unref(x->peer);
		txn_free(x);
	}
	while (t->free) {
		struct hss_dia_txn *x = t->free;

		t->free = x->next_free;
		txn_free(x);
	}
	free(t->slots);
	t->slots = NULL;
}

static struct hss_dia_txn *txn_get(struct dia_loop *dl)
{
	struct txn_table *t = &dl->txns;
	struct hss_dia_txn *x = t->free;
	struct buf req = { 0 }, ans = { 0 };

	if (x) {
		t->free = x->next_free;
		t->n_free--;
		req = x->req;
		ans = x->ans;
	} else {
		x = malloc(sizeof *x);
		if (!x)
			return NULL;
	}
	*x = (struct hss_dia_txn){ .magic = MAGIC_TXN, .origin = dl, .req = req, .ans = ans };
	buf_clear(&x->req);
	buf_clear(&x->ans);
	list_init(&x->node);
	list_init(&x->in_conn);
	timer_init(&x->timer, on_txn_timer);
	loop_work_init(&x->later, on_later);
	list_add(&t->all, &x->node);
	t->n++;
	return x;
}

static void txn_put(struct hss_dia_txn *x)
{
	struct txn_table *t = &x->origin->txns;

	list_del(&x->node);
	t->n--;
	x->magic = MAGIC_DEAD;
	if (t->n_free >= FREE_MAX || x->req.cap > BUF_KEEP || x->ans.cap > BUF_KEEP) {
		txn_free(x);
		return;
	}
	x->next_free = t->free;
	t->free = x;
	t->n_free++;
}

uint32_t txn_hop_by_hop(struct dia_loop *dl)
{
	return dl->txns.next_hop_by_hop++;
}

static struct hss_dia_txn **slot_of(struct txn_table *t, uint32_t hop_by_hop)
{
	return &t->slots[hash_u64(hop_by_hop) & (t->n_slots - 1)];
}

static void grow(struct txn_table *t)
{
	struct hss_dia_txn **old = t->slots;
	uint32_t n = t->n_slots;
	struct hss_dia_txn **v = calloc((size_t)n * 4, sizeof(struct hss_dia_txn *));

	if (!v)
		return;                 /* longer chains, nothing worse         */
	t->slots = v;
	t->n_slots = n * 4;
	for (uint32_t i = 0; i < n; i++) {
		while (old[i]) {
			struct hss_dia_txn *x = old[i], **at;

			old[i] = x->next_hash;
			at = slot_of(t, x->hop_by_hop);
			x->next_hash = *at;
			*at = x;
		}
	}
	free(old);
}

static void hash_in(struct txn_table *t, struct hss_dia_txn *x)
{
	struct hss_dia_txn **at;

	if (t->n_hashed >= t->n_slots * 2)
		grow(t);
	at = slot_of(t, x->hop_by_hop);
	x->next_hash = *at;
	*at = x;
	t->n_hashed++;
}

static void hash_out(struct txn_table *t, struct hss_dia_txn *x)
{
	struct hss_dia_txn **at = slot_of(t, x->hop_by_hop);

	while (*at && *at != x)
		at = &(*at)->next_hash;
	if (*at) {
		*at = x->next_hash;
		t->n_hashed--;
	}
}

/* ---- on the peer's loop ----------------------------------------------------------------- */

/* Off the connection: from here on only `reply` and `ans` matter.                */
static void detach(struct hss_dia_txn *x)
{
	struct dia_loop *dl = x->at;

	if (!x->conn)
		return;
	hash_out(&dl->txns, x);
	list_del(&x->in_conn);
	timer_clear(dl->loop, &x->timer);
	x->conn = NULL;
}

/* Back to its origin; never from within the call that asked for it.              */
static void send_home(struct hss_dia_txn *x, enum txn_reply reply)
{
	detach(x);
	x->reply = reply;
	loop_work_init(&x->carry, on_carried_home);
	if (x->origin->loop == loop_current())
		loop_later(x->origin->loop, &x->carry);
	else
		loop_post(x->origin->loop, &x->carry);
}

static void on_txn_timer(struct timer *t)
{
	send_home(list_entry(t, struct hss_dia_txn, timer), TXN_TIMEOUT);
}

static void transmit(struct hss_dia_txn *x)
{
	struct dia_loop *dl = x->at;
	/* the peer may have gone and come back with another home meanwhile     */
	struct conn *c = peer_is_home(x->peer, dl) ? peer_conn(x->peer) : NULL;
	uint64_t now = dl->loop->now_ns;
	struct buf *out;
	uint8_t *at;

	if (now >= x->deadline_ns) {
		send_home(x, TXN_TIMEOUT);
		return;
	}
	out = c ? conn_out(c) : NULL;
	at = out ? buf_room(out, x->req.len) : NULL;
	if (!at) {
		send_home(x, TXN_LOST);
		return;
	}
	memcpy(at, x->req.p, x->req.len);
	x->hop_by_hop = txn_hop_by_hop(dl);
	wire_put32(at + HOP_BY_HOP_AT, x->hop_by_hop);
	x->conn = c;
	hash_in(&dl->txns, x);
	list_add(&c->pending, &x->in_conn);
	timer_set(dl->loop, &x->timer, (x->deadline_ns - now) / 1000000 + 1);
	conn_sent(c);
}

static void on_carried_out(struct loop_work *w)
{
	transmit(list_entry(w, struct hss_dia_txn, carry));
}

void txn_conn_lost(struct conn *c)
{
	list_each(at, &c->pending)
		send_home(list_entry(at, struct hss_dia_txn, in_conn), TXN_LOST);
}

void txn_failover(struct conn *c)
{
	list_each(at, &c->pending) {
		struct hss_dia_txn *x = list_entry(at, struct hss_dia_txn, in_conn);
		struct dia_loop *home;
		struct peer *other = route_pick(c->dia, &x->route, &home);
		bool has_other = other && other != x->peer;

		peer_unref(other);
		if (has_other)
			send_home(x, TXN_LOST);
	}
}

/* ---- the answer, on the origin's loop ------------------------------------------------------ */

struct answer_scan {
	struct hss_result result;
	bool has_result;
};

static void scan_experimental(struct hss_bytes group, struct answer_scan *s)
{
	struct avp_cur cur = { group.p, group.p + group.len };
	struct avp a;

	while (avp_next(&cur, &a) == HSS_OK) {
		if (a.data.len != 4 || a.vendor)
			continue;
		if (a.code == 266)              /* Vendor-Id                    */
			s->result.vendor = wire_get32(a.data.p);
		if (a.code == 298) {            /* Experimental-Result-Code     */
			s->result.code = wire_get32(a.data.p);
			s->has_result = true;
		}
	}
}

static struct answer_scan scan_answer(struct hss_bytes avps)
{
	struct avp_cur cur = { avps.p, avps.p + avps.len };
	struct answer_scan s = { 0 };
	struct avp a;

	while (avp_next(&cur, &a) == HSS_OK && !s.has_result) {
		if (!a.vendor && a.code == 268 && a.data.len == 4) {
			s.result.code = wire_get32(a.data.p);
			s.has_result = true;
		} else if (!a.vendor && a.code == 297) {
			scan_experimental(a.data, &s);
		}
	}
	return s;
}

/* The decoded struct lies in the task's arena, and so do the octets it points to. */
static hss_rc decode(struct hss_dia_txn *x, const struct dia_hdr *h, struct hss_bytes avps,
                     struct hss_result *res, const void **out)
{
	struct answer_scan s = scan_answer(avps);
	struct dia *d = x->origin->dia;
	struct arena *arena = &x->task->arena;
	struct dia_decode_env env = { .arena = arena, .dict = d->dict };
	const struct hss_grammar *g = x->cmd->def.ans;
	struct dia_fault fault = { 0 };
	struct hss_bytes copy;
	void *msg;
	hss_rc rc;

	if (!s.has_result)
		return HSS_E_PROTO;
	*res = s.result;
	if (h->flags & DIA_F_E)
		return HSS_OK;          /* the error grammar: the result is all */
	copy = arena_dup(arena, avps);
	msg = arena_alloc(arena, g->struct_size, 16);
	if (!copy.p || !msg)
		return HSS_E_NOMEM;
	rc = dia_decode(&env, g, copy, msg, &fault);
	if (rc == HSS_OK)
		*out = msg;
	else if (rc == HSS_E_PROTO && (s.result.code < 2000 || s.result.code > 2999))
		rc = HSS_OK;            /* a refusal may leave out what it cannot build */
	else
		LOG(d->app, LOG_DIA, HSS_LOG_WARN, "bad answer application=%s command=%s peer=%s: %s",
		    x->cmd->app->name, x->cmd->def.name, x->peer ? x->peer->host : "-", fault.text);
	return rc;
}

static void finish(struct hss_dia_txn *x, hss_rc rc, const struct hss_result *res, const void *ans)
{
	struct hss_task *t = x->task;
	struct guard g;

	x->is_over = true;
	stats_tx_answer(x->origin->dia, x->cmd, res, rc);
	guard_enter(&g, t->in, "dia answer", t);
	x->done(t, rc, res, ans, x->ctx);
	guard_leave(&g);
	task_release(t);
}

static void finish_answer(struct hss_dia_txn *x, const uint8_t *msg, uint32_t len)
{
	struct hss_result res = { 0 };
	const void *ans = NULL;
	struct dia_hdr h;
	hss_rc rc;

	dia_hdr_get(msg, &h);
	rc = decode(x, &h, bytes_of(msg + DIA_HDR, len - DIA_HDR), &res, &ans);
	finish(x, rc, rc == HSS_OK ? &res : NULL, ans);
}

static void finish_later(struct hss_dia_txn *x, hss_rc rc)
{
	x->is_over = true;
	x->rc = rc;
	loop_later(x->origin->loop, &x->later);
}

/* Runs with is_over set; when the transaction is still away it is freed on return.  */
static void on_later(struct loop_work *w)
{
	struct hss_dia_txn *x = list_entry(w, struct hss_dia_txn, later);
	bool is_away = x->is_away;

	finish(x, x->rc, NULL, NULL);
	if (!is_away)
		txn_put(x);
}

/* ---- on the origin's loop: where to, and what came back --------------------------------------- */

static void send_off(struct hss_dia_txn *x)
{
	struct peer *p = NULL;

	if (x->route.n_tried < ATTEMPTS_MAX)
		p = route_pick(x->origin->dia, &x->route, &x->at);
	if (!p) {
		finish_later(x, HSS_E_UNREACH);
		return;
	}
	x->peer = p;
	x->is_away = true;
	x->route.tried[x->route.n_tried++] = p->serial;
	loop_work_init(&x->carry, on_carried_out);
	if (x->at == x->origin)
		transmit(x);
	else
		loop_post(x->at->loop, &x->carry);
}

static void come_home(struct hss_dia_txn *x)
{
	peer_unref(x->peer);
	x->peer = NULL;
	x->is_away = false;
}

static void on_carried_home(struct loop_work *w)
{
	struct hss_dia_txn *x = list_entry(w, struct hss_dia_txn, carry);
	enum txn_reply reply = x->reply;

	come_home(x);
	if (x->is_over) {
		/* done runs from the queue still, or ran: then this was the last  */
		if (list_empty(&x->later.run))
			txn_put(x);
		return;
	}
	if (reply == TXN_LOST) {
		/* it may have arrived and been worked on: say so (RFC 6733 5.5.4) */
		x->req.p[FLAGS_AT] |= DIA_F_T;
		send_off(x);
		return;
	}
	if (reply == TXN_ANSWER)
		finish_answer(x, x->ans.p, (uint32_t)x->ans.len);
	else
		finish(x, HSS_E_TIMEOUT, NULL, NULL);
	txn_put(x);
}

hss_rc txn_answer(struct conn *c, const struct dia_hdr *h, const uint8_t *msg, uint32_t len)
{
	struct hss_dia_txn *x = *slot_of(&c->dl->txns, h->hop_by_hop);

	while (x && (x->hop_by_hop != h->hop_by_hop || x->conn != c))
		x = x->next_hash;
	if (!x || x->cmd->def.code != h->code)
		return HSS_E_NOTFOUND;
	if (x->origin == c->dl && !x->is_over) {
		detach(x);
		come_home(x);
		finish_answer(x, msg, len);
		txn_put(x);
		return HSS_OK;
	}
	buf_clear(&x->ans);
	buf_add(&x->ans, msg, len);
	send_home(x, x->ans.failed ? TXN_LOST : TXN_ANSWER);
	return HSS_OK;
}

/* ---- dia_call ----------------------------------------------------------------------------------- */

static hss_rc encode(struct hss_dia_txn *x, const struct hss_dia_call *c)
{
	struct dia_loop *dl = x->origin;
	struct dia *d = dl->dia;
	const struct dia_cmd *cmd = x->cmd;
	struct hss_bytes host = c->local_host.len ? c->local_host : dia_host(d);
	struct hss_err err = { 0 };
	char session[320];
	const struct dia_hdr h = {
		.version = 1,
		.flags = DIA_F_R | (cmd->def.flags & HSS_CMD_PROXIABLE ? DIA_F_P : 0),
		.code = cmd->def.code, .app_id = cmd->app->app_id,
		.end_to_end = session_end_to_end(dl),
	};
	const struct dia_auto a = {
		.session_id = c->session_id.len ? c->session_id
		                                : session_new(dl, session, sizeof session, host),
		.origin_host = host, .origin_realm = d->app->identity.realm,
		.dest_host = c->dest_host, .dest_realm = c->dest_realm,
		.app_id = cmd->app->app_id, .vendor = cmd->app->vendor,
		.has_vsai = cmd->app->vendor != 0,
		.auth_session_state = { DIA_AUTH_STATE_NONE, true },
	};
	hss_rc rc = dia_encode(&x->req, &h, cmd->def.req, c->msg, &a, &err);

	if (rc == HSS_OK)
		return x->req.failed ? HSS_E_NOMEM : HSS_OK;
	LOG(d->app, LOG_DIA, HSS_LOG_ERR, "request cannot be built application=%s command=%s: %s",
	    cmd->app->name, cmd->def.name, err.text);
	guard_violation(cmd->app->in, x->task, "bad_request");
	return rc;
}

static struct hss_bytes keep_name(char *at, struct hss_bytes b)
{
	return bytes_of(at, bytes_copy(at, 256, b));
}

static void set_route(struct hss_dia_txn *x, const struct hss_dia_call *c)
{
	x->route = (struct route_query){
		.app_id = x->cmd->app->app_id,
		.via_peer = keep_name(x->names[0], c->via_peer),
		.dest_host = keep_name(x->names[1], c->dest_host),
		.dest_realm = keep_name(x->names[2], c->dest_realm),
		.is_direct_only = c->flags & HSS_CALLF_NO_FALLBACK_DRA,
	};
}

hss_rc dia_call(struct dia *d, struct hss_task *t, const struct hss_dia_call *c,
                struct hss_dia_txn **out)
{
	struct dia_loop *dl;
	struct dia_cmd *cmd;
	struct hss_dia_txn *x;
	uint32_t ms;
	hss_rc rc;

	if (!MAGIC_OK(t, MAGIC_TASK) || !c || c->size < sizeof *c || !c->app || !c->msg || !c->done)
		return HSS_E_INVAL;
	cmd = app_cmd(c->app, c->code);
	if (!cmd || !cmd->def.req || !cmd->def.ans)
		return HSS_E_INVAL;
	if (!d->loops || t->loop != loop_current())
		return HSS_E_STATE;
	dl = &d->loops[t->loop->index];
	if (dl->txns.n >= TXNS_MAX)
		return HSS_E_BUSY;
	x = txn_get(dl);
	if (!x)
		return HSS_E_NOMEM;
	x->task = t;
	x->cmd = cmd;
	x->done = c->done;
	x->ctx = c->ctx;
	ms = c->timeout_ms ? c->timeout_ms : cmd->def.timeout_ms ? cmd->def.timeout_ms
	                                                         : (uint32_t)d->conf->call_timeout_ms;
	x->deadline_ns = t->loop->now_ns + (uint64_t)ms * 1000000;
	rc = encode(x, c);
	if (rc != HSS_OK) {
		txn_put(x);
		return rc;
	}
	set_route(x, c);
	task_hold(t);
	metrics_add(cmd->tx_requests, 1);
	if (out)
		*out = x;
	send_off(x);
	return HSS_OK;
}

void dia_call_cancel(struct hss_dia_txn *x)
{
	if (MAGIC_OK(x, MAGIC_TXN) && !x->is_over)
		finish_later(x, HSS_E_CANCELED);
}
