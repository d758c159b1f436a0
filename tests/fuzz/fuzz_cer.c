/*
 * fuzz_cer.c - any octets on a Diameter connection, in pieces: framing, the capabilities exchange,
 * DWR, DPR, and requests of a small application whose handlers do all that handlers do. The node is
 * the real one, on one loop with a clock that is turned.
 *
 * What it sends must be whole messages that decode; it never answers what was not asked, and when
 * the connection survives, everything that was asked has one answer. Nothing stays behind.
 *
 * Input: one octet of options, one for the size of pieces, then what the peer sends.
 */
#include "fuzz.h"

#include <hss/avp/base.h>

#include "base/wire.h"
#include "codec.h"
#include "dia/node.h"
#include "loop/task.h"

#include <sys/socket.h>
#include <unistd.h>

enum {                                  /* options                              */
	OPENS = 1 << 0,                 /* a good CER goes first                */
	AS_AGENT = 1 << 1,              /* as a relay                           */
	STRICT = 1 << 2,
	LISTED = 1 << 3,                /* only peers of the configuration      */
	AS_CEA = 1 << 4,                /* the octets are AVPs of a CEA to us   */
	FEW = 1 << 5,                   /* two requests at a time               */
	REALMS = 1 << 6,                /* Destination-Realm is looked at       */
};
enum { APP = 16777251, CMD = 316, PLAIN_CMD = 318, OUT_CMD = 317, VENDOR = 10415,
       REQUESTS_MAX = 256 };

struct world {
	struct app app;                 /* first: clock_of()                    */
	struct dia_conf conf;
	struct dia_peer_conf peer;
	struct conf_str realm;
	struct hss_loop *loop;
	struct hss_dia_app *dia_app;
	uint64_t now_ns;
};

/* ---- the application ---------------------------------------------------------------- */

struct req {
	struct hss_bytes session_id, origin_host, origin_realm, dest_host, dest_realm, user_name;
};
struct ans {
	struct hss_bytes session_id, origin_host, origin_realm, user_name;
	struct hss_u32 result_code;
};

static const struct hss_avp_rule req_rules[] = {
	HSS_FIX(struct req, hss_avp_session_id, session_id),
	HSS_REQ(struct req, hss_avp_origin_host, origin_host),
	HSS_REQ(struct req, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct req, hss_avp_destination_host, dest_host),
	HSS_REQ(struct req, hss_avp_destination_realm, dest_realm),
	HSS_OPT(struct req, hss_avp_user_name, user_name),
};
static const struct hss_grammar req_grammar = HSS_GRAMMAR(struct req, req_rules, 1);
static const struct hss_avp_rule ans_rules[] = {
	HSS_FIX(struct ans, hss_avp_session_id, session_id),
	HSS_OPT(struct ans, hss_avp_result_code, result_code),
	HSS_REQ(struct ans, hss_avp_origin_host, origin_host),
	HSS_REQ(struct ans, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct ans, hss_avp_user_name, user_name),
};
static const struct hss_grammar ans_grammar = HSS_GRAMMAR(struct ans, ans_rules, 1);

static const struct hss_result success = { 2001, 0 };

static void say(struct hss_dia_req *r, struct hss_bytes user)
{
	const struct ans a = { .user_name = user };

	dia_answer(r, success, &a);
}

static void on_time(struct hss_task *t, hss_rc rc, void *ctx)
{
	(void)t;
	(void)rc;
	say(ctx, BYTES_LIT("later"));
}

static void on_called(struct hss_task *t, hss_rc rc, const struct hss_result *res, const void *msg,
                      void *ctx)
{
	const struct ans *a = msg;

	(void)t;
	(void)res;
	say(ctx, rc == HSS_OK && a ? a->user_name : BYTES_LIT("no answer"));
}

static void ask_back(struct hss_dia_req *r, const struct req *m)
{
	struct hss_task *t = dia_req_task(r);
	struct world *w = (struct world *)(void *)t->loop->app;
	const struct req msg = { .user_name = m->user_name };
	const struct hss_dia_call c = {
		.size = sizeof c, .app = w->dia_app, .code = OUT_CMD, .msg = &msg,
		.dest_host = m->origin_host, .dest_realm = m->origin_realm, .done = on_called,
		.ctx = r,
	};

	if (dia_call(w->app.dia, t, &c, NULL) != HSS_OK)
		say(r, BYTES_LIT("cannot ask"));
}

static void on_request(struct hss_dia_req *r, const void *msg, void *self)
{
	const struct req *m = msg;

	(void)self;
	switch (m->user_name.len ? m->user_name.p[0] : 0) {
	case 'l':
		task_timer(dia_req_task(r), 10, 0, on_time, r, NULL);
		return;
	case 'h':                       /* longer than the deadline             */
		task_timer(dia_req_task(r), 90, 0, on_time, r, NULL);
		return;
	case 'n':
		return;
	case 'c':
		ask_back(r, m);
		return;
	case 'x':
		dia_reject(r, (struct hss_result){ 5004, 0 }, &hss_avp_user_name, m->user_name, "no");
		return;
	case 't':
		say(r, m->user_name);
		break;
	case 'e':
		dia_answer(r, (struct hss_result){ 5001, VENDOR }, NULL);
		return;
	default:
		break;
	}
	say(r, m->user_name);
}

static const struct hss_dia_cmd cmds[] = {
	{ .name = "Stateful", .code = CMD, .flags = HSS_CMD_PROXIABLE | HSS_CMD_STATEFUL,
	  .req = &req_grammar, .ans = &ans_grammar, .handler = on_request },
	{ .name = "Plain", .code = PLAIN_CMD, .flags = HSS_CMD_PROXIABLE, .req = &req_grammar,
	  .ans = &ans_grammar, .handler = on_request },
	{ .name = "Out", .code = OUT_CMD, .flags = HSS_CMD_PROXIABLE, .req = &req_grammar,
	  .ans = &ans_grammar },
};
static const struct hss_dia_app_def app_def = {
	.size = sizeof app_def, .app_id = APP, .vendor = VENDOR, .cmd_size = sizeof cmds[0],
	.n_cmds = sizeof cmds / sizeof cmds[0], .name = "Fuzz", .cmds = cmds,
};

/* ---- the world ------------------------------------------------------------------------ */

static uint64_t clock_mono(void *ctx)
{
	return ((struct world *)ctx)->now_ns;
}

static int64_t clock_wall(void *ctx)
{
	return (int64_t)(((struct world *)ctx)->now_ns / 1000);
}

static void world_open(struct world *w)
{
	struct hss_err err = { 0 };

	*w = (struct world){
		.app = { .clock = { clock_mono, clock_wall, w },
			 .identity = { .size = sizeof w->app.identity, .origin_state_id = 17,
				       .host = BYTES_LIT("hss.example.org"),
				       .realm = BYTES_LIT("example.org"),
				       .product = BYTES_LIT("hssd") },
			 .loops = &w->loop, .n_loops = 1 },
		.conf = { .max_message = 65536, .max_conns = 10, .watchdog_ms = 30000,
			  .reconnect_ms = 30000, .cer_timeout_ms = 5000,
			  .request_timeout_ms = 50, .call_timeout_ms = 30,
			  .multiple_connections = DIA_MULTI_REPLACE, .send_buffer = 1 << 20 },
		.peer = { .host = "mme.example.org" }, .realm = { "example.org" },
		.now_ns = UINT64_C(1000000000000),
	};
	fuzz_check(loop_create(&w->app, 0, &w->loop) == HSS_OK);
	fuzz_check(dia_open(&w->app, &w->conf, &w->app.dia, &err) == HSS_OK);
	fuzz_check(dia_app_register(w->app.dia, NULL, &app_def, &w->dia_app) == HSS_OK);
}

static void set_options(struct world *w, uint8_t how)
{
	w->conf.strict = how & STRICT;
	w->conf.accept = how & LISTED ? DIA_ACCEPT_LISTED : DIA_ACCEPT_ANY;
	w->conf.max_in_flight = how & FEW ? 2 : 1000;
	w->conf.peers = (struct hss_list){ &w->peer, how & LISTED ? 1 : 0 };
	w->conf.realms = (struct hss_list){ &w->realm, how & REALMS ? 1 : 0 };
}

/* ---- the peer's end ----------------------------------------------------------------------- */

struct end {
	struct world *w;
	int fd;
	uint8_t in[4 << 20];            /* what hssd said                       */
	size_t n_in;
	bool is_eof;
	uint8_t out[8192];              /* what was said to it                  */
	size_t n_out, n_sent;
};

static void hear(struct end *e)
{
	ssize_t n;

	while (e->n_in < sizeof e->in) {
		n = recv(e->fd, e->in + e->n_in, sizeof e->in - e->n_in, MSG_DONTWAIT);
		if (n <= 0) {
			e->is_eof = e->is_eof || n == 0;
			return;
		}
		e->n_in += (size_t)n;
	}
}

static void turn(struct end *e, uint32_t ms)
{
	e->w->now_ns += (uint64_t)ms * 1000000;
	loop_once(e->w->loop, 0);
	hear(e);
}

static void put_cer(struct end *e, bool is_agent)
{
	const struct hss_addr addr = { .family = 1, .len = 4, .b = { 127, 0, 0, 1 } };
	const uint32_t app = is_agent ? DIA_APP_RELAY : APP;
	const struct dia_cer cer = {
		.origin_host = BYTES_LIT("mme.example.org"), .origin_realm = BYTES_LIT("example.org"),
		.host_ip_address = { &addr, 1 }, .vendor_id = { VENDOR, true },
		.product_name = BYTES_LIT("fuzz"), .auth_application_id = { &app, 1 },
	};
	const struct dia_hdr h = { .version = 1, .flags = DIA_F_R, .code = DIA_CMD_CER };
	struct buf b = { 0 };

	fuzz_check(dia_encode(&b, &h, &dia_cer_grammar, &cer, NULL, NULL) == HSS_OK);
	memcpy(e->out, b.p, b.len);
	e->n_out = b.len;
	buf_free(&b);
}

static void send_all(struct end *e, uint32_t piece)
{
	while (e->n_sent < e->n_out && !e->is_eof) {
		size_t n = e->n_out - e->n_sent < piece ? e->n_out - e->n_sent : piece;
		ssize_t put = send(e->fd, e->out + e->n_sent, n, MSG_NOSIGNAL | MSG_DONTWAIT);

		if (put <= 0)
			return;
		e->n_sent += (size_t)put;
		turn(e, 1);
	}
}

/* ---- judging ------------------------------------------------------------------------------- */

struct asked {
	uint32_t hop_by_hop;
	uint32_t n_asked, n_answered;
};
struct asked_list {
	struct asked v[REQUESTS_MAX];
	uint32_t n;
	bool is_full;
};

static struct asked *asked_find(struct asked_list *l, uint32_t hop_by_hop)
{
	for (uint32_t i = 0; i < l->n; i++)
		if (l->v[i].hop_by_hop == hop_by_hop)
			return &l->v[i];
	if (l->n == REQUESTS_MAX) {
		l->is_full = true;
		return NULL;
	}
	l->v[l->n] = (struct asked){ .hop_by_hop = hop_by_hop };
	return &l->v[l->n++];
}

/* The whole messages that were sent, as far as framing can be followed.          */
static void note_asked(const struct end *e, struct asked_list *l)
{
	const uint8_t *p = e->out, *end = e->out + e->n_sent;

	while (end - p >= DIA_HDR) {
		struct dia_hdr h;
		struct asked *a;

		dia_hdr_get(p, &h);
		if (h.length < DIA_HDR || h.length > 65536) {   /* answered by its header */
			a = h.flags & DIA_F_R ? asked_find(l, h.hop_by_hop) : NULL;
			if (a)
				a->n_asked++;
			return;
		}
		if ((size_t)(end - p) < h.length)
			return;
		a = h.flags & DIA_F_R ? asked_find(l, h.hop_by_hop) : NULL;
		if (a)
			a->n_asked++;
		p += h.length;
	}
}

static void check_avps(const uint8_t *p, uint32_t len)
{
	struct avp_cur cur = { p + DIA_HDR, p + len };
	struct avp a;
	hss_rc rc;

	while ((rc = avp_next(&cur, &a)) == HSS_OK)
		fuzz_check(a.raw.len >= 8);
	fuzz_check(rc == HSS_E_NOTFOUND);
}

static void check_said(const struct end *e, struct asked_list *l)
{
	const uint8_t *p = e->in, *end = e->in + e->n_in;

	while (p < end) {
		struct dia_hdr h;
		struct asked *a;

		fuzz_check(end - p >= DIA_HDR);
		dia_hdr_get(p, &h);
		fuzz_check(h.version == 1 && h.length >= DIA_HDR && h.length % 4 == 0 &&
		           h.length <= (size_t)(end - p) && !(h.flags & (DIA_F_RSVD | DIA_F_T)));
		check_avps(p, h.length);
		p += h.length;
		if (h.flags & DIA_F_R)
			continue;
		a = asked_find(l, h.hop_by_hop);
		if (a)
			a->n_answered++;
	}
	for (uint32_t i = 0; i < l->n && !l->is_full; i++) {
		fuzz_check(l->v[i].n_answered <= l->v[i].n_asked);
		fuzz_check(e->is_eof || l->v[i].n_answered == l->v[i].n_asked);
	}
}

/* The peer goes; time passes; nothing may stay.                                  */
static void finish(struct end *e)
{
	struct world *w = e->w;

	close(e->fd);
	for (int i = 0; i < 4; i++) {
		w->now_ns += UINT64_C(50000000);
		loop_once(w->loop, 0);
	}
	fuzz_check(atomic_load(&w->app.dia->n_conns) == 0);
	fuzz_check(w->loop->n_tasks == 0 && list_empty(&w->loop->tasks));
	fuzz_check(atomic_load(&w->app.dia->loops[0].n_in_flight) == 0);
	fuzz_check(w->app.dia->peers.n <= 1);   /* the listed one stays       */
}

static void run_connection(struct world *w, uint8_t how, uint8_t piece, struct hss_bytes sent)
{
	static struct end end;          /* large                                */
	static struct asked_list asked;
	struct end *e = &end;
	struct conn *c;
	int fds[2];

	e->w = w;
	e->n_in = e->n_out = e->n_sent = 0;
	e->is_eof = false;
	asked.n = 0;
	asked.is_full = false;
	fuzz_check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) == 0);
	e->fd = fds[1];
	fuzz_check(conn_new(w->app.dia, &w->app.dia->loops[0], &conn_tcp_ops, fds[0], CONN_WAIT_CER,
	                    &c) == HSS_OK);
	if (how & OPENS)
		put_cer(e, how & AS_AGENT);
	memcpy(e->out + e->n_out, sent.p, sent.len);
	e->n_out += sent.len;
	send_all(e, piece ? piece * 8u : 8192);
	for (int i = 0; i < 6; i++)     /* the deadlines of handlers and calls  */
		turn(e, 15);
	note_asked(e, &asked);
	check_said(e, &asked);
	finish(e);
}

/* What we think of a CEA, without dialling.                                       */
static void judge_cea(struct world *w, struct hss_bytes avps)
{
	static struct peer peer = { .host = "mme.example.org" };
	static struct conn c = { .is_initiator = true, .peer = &peer, .name = "fuzz" };
	struct dia_fault fault = { 0 };
	struct caps caps;
	struct arena arena;
	hss_rc rc;

	c.dia = w->app.dia;
	c.dl = &w->app.dia->loops[0];
	arena_init(&arena, NULL, 0);
	rc = caps_check_cea(&c, avps, &caps, &fault, &arena);
	fuzz_check(rc == HSS_OK || (rc == HSS_E_PROTO && fault.text[0]));
	fuzz_check(rc != HSS_OK || strcmp(caps.host, peer.host) == 0);
	arena_reset(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct world world;
	static bool is_open;

	if (n < 2 || n > 4096)
		return 0;
	if (!is_open)
		world_open(&world);
	is_open = true;
	set_options(&world, p[0]);
	if (p[0] & AS_CEA)
		judge_cea(&world, bytes_of(p + 2, n - 2));
	else
		run_connection(&world, p[0], p[1], bytes_of(p + 2, n - 2));
	return 0;
}
