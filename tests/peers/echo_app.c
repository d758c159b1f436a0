/* echo_app.c - see echo_app.h. */
#include "echo_app.h"

#include <hss/avp/base.h>

#include "app.h"
#include "base/bytes.h"
#include "dia/dia.h"
#include "loop/task.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define E_VENDOR 10415u

struct echo_req {
	struct hss_bytes session_id, origin_host, origin_realm, dest_host, dest_realm, user_name;
	struct hss_u32 auth_session_state;
};
struct echo_ans {
	struct hss_bytes session_id, origin_host, origin_realm, user_name;
	struct hss_u32 result_code, auth_session_state;
	struct hss_bytes must;                  /* the required one             */
};

static const struct hss_avp_rule req_rules[] = {
	HSS_FIX(struct echo_req, hss_avp_session_id, session_id),
	HSS_REQ(struct echo_req, hss_avp_auth_session_state, auth_session_state),
	HSS_REQ(struct echo_req, hss_avp_origin_host, origin_host),
	HSS_REQ(struct echo_req, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct echo_req, hss_avp_destination_host, dest_host),
	HSS_REQ(struct echo_req, hss_avp_destination_realm, dest_realm),
	HSS_REQ(struct echo_req, hss_avp_user_name, user_name),
};
static const struct hss_grammar req_grammar = HSS_GRAMMAR(struct echo_req, req_rules, 1);

static const struct hss_avp_rule ans_rules[] = {
	HSS_FIX(struct echo_ans, hss_avp_session_id, session_id),
	HSS_OPT(struct echo_ans, hss_avp_result_code, result_code),
	HSS_REQ(struct echo_ans, hss_avp_auth_session_state, auth_session_state),
	HSS_REQ(struct echo_ans, hss_avp_origin_host, origin_host),
	HSS_REQ(struct echo_ans, hss_avp_origin_realm, origin_realm),
	HSS_REQ(struct echo_ans, hss_avp_class, must),
	HSS_OPT(struct echo_ans, hss_avp_user_name, user_name),
};
static const struct hss_grammar ans_grammar = HSS_GRAMMAR(struct echo_ans, ans_rules, 1);

static const struct hss_result success = { 2001, 0 };

static void answer_text(struct hss_dia_req *req, struct hss_result res, struct hss_bytes text)
{
	const struct echo_ans ans = { .user_name = text, .must = BYTES_LIT("ok") };

	dia_answer(req, res, &ans);
}

struct flow {                                   /* of one request               */
	struct hss_dia_req *req;
	struct hss_bytes arg;
	struct hss_dia_txn *txn;
};

static struct flow *flow_new(struct hss_dia_req *req, struct hss_bytes arg)
{
	struct flow *f = arena_new(&dia_req_task(req)->arena, struct flow);

	f->req = req;
	f->arg = arg;
	return f;
}

static void on_time(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct flow *f = ctx;

	(void)t;
	(void)rc;
	answer_text(f->req, success, f->arg);
}

static void do_echo(struct hss_dia_req *req, struct hss_bytes arg)
{
	answer_text(req, success, arg);
}

static void do_count(struct hss_dia_req *req, struct hss_bytes arg)
{
	/* of this process; a test runs its own                                  */
	static _Atomic uint32_t n;
	char text[16];

	(void)arg;
	snprintf(text, sizeof text, "%u", atomic_fetch_add(&n, 1) + 1);
	answer_text(req, success, bytes_str(text));
}

static uint32_t number(struct hss_bytes b)
{
	int64_t v = 0;

	return bytes_i64(b, &v) == HSS_OK ? (uint32_t)v : 0;
}

static void do_later(struct hss_dia_req *req, struct hss_bytes arg)
{
	task_timer(dia_req_task(req), number(arg), 0, on_time, flow_new(req, arg), NULL);
}

static void do_hang(struct hss_dia_req *req, struct hss_bytes arg)
{
	(void)arg;
	task_hold(dia_req_task(req));
}

static void do_none(struct hss_dia_req *req, struct hss_bytes arg)
{
	(void)req;
	(void)arg;
}

static void do_two(struct hss_dia_req *req, struct hss_bytes arg)
{
	answer_text(req, success, arg);
	answer_text(req, success, arg);
}

static void do_bad(struct hss_dia_req *req, struct hss_bytes arg)
{
	const struct echo_ans ans = { .user_name = arg };

	dia_answer(req, success, &ans);
}

static void do_reject(struct hss_dia_req *req, struct hss_bytes arg)
{
	dia_reject(req, (struct hss_result){ 5004, 0 }, &hss_avp_user_name, arg, "no such user");
}

static void do_exp(struct hss_dia_req *req, struct hss_bytes arg)
{
	dia_answer(req, (struct hss_result){ number(arg), E_VENDOR }, NULL);
}

static void do_result(struct hss_dia_req *req, struct hss_bytes arg)
{
	dia_answer(req, (struct hss_result){ number(arg), 0 }, NULL);
}

static void do_big(struct hss_dia_req *req, struct hss_bytes arg)
{
	uint32_t n = number(arg);
	char *p = malloc(n + 1);

	memset(p, 'x', n);
	answer_text(req, success, bytes_of(p, n));
	free(p);
}

static void on_called(struct hss_task *t, hss_rc rc, const struct hss_result *res, const void *msg,
                      void *ctx)
{
	const struct echo_ans *ans = msg;
	struct flow *f = ctx;
	char text[128];

	(void)t;
	snprintf(text, sizeof text, "%d %s%u %.*s", rc, res && res->vendor ? "E" : "",
	         res ? res->code : 0, ans ? (int)ans->user_name.len : 1,
	         ans ? (const char *)ans->user_name.p : "-");
	answer_text(f->req, success, bytes_str(text));
}

/* HOST,REALM,VIA,FLAGS: any may be empty.                                       */
static void split(struct hss_bytes arg, struct hss_bytes out[4])
{
	const uint8_t *p = arg.p, *end = arg.p + arg.len;

	for (int i = 0; i < 4 && p <= end; i++) {
		const uint8_t *comma = memchr(p, ',', (size_t)(end - p));
		const uint8_t *stop = comma ? comma : end;

		out[i] = bytes_of(p, (size_t)(stop - p));
		p = stop + 1;
	}
}

static hss_rc call(struct flow *f, struct hss_bytes arg)
{
	const struct echo_req msg = { .user_name = f->arg };
	struct hss_bytes part[4] = { { 0 } };
	struct hss_task *t = dia_req_task(f->req);
	struct hss_dia_call c = { .size = sizeof c, .code = CANCEL_CMD, .msg = &msg,
		                  .done = on_called, .ctx = f };

	split(arg, part);
	c.app = echo_app(t->loop->app);
	c.dest_host = part[0];
	c.dest_realm = part[1].len ? part[1] : BYTES_LIT("example.org");
	c.via_peer = part[2];
	c.flags = number(part[3]);
	return dia_call(t->loop->app->dia, t, &c, &f->txn);
}

static void do_call(struct hss_dia_req *req, struct hss_bytes arg)
{
	struct flow *f = flow_new(req, arg);

	if (call(f, arg) != HSS_OK)
		answer_text(req, success, BYTES_LIT("call failed"));
}

static void do_cancel(struct hss_dia_req *req, struct hss_bytes arg)
{
	struct flow *f = flow_new(req, arg);

	if (call(f, arg) == HSS_OK)
		dia_call_cancel(f->txn);
}

static const struct {
	const char *word;
	void (*fn)(struct hss_dia_req *req, struct hss_bytes arg);
} words[] = {
	{ "echo", do_echo }, { "count", do_count }, { "later", do_later }, { "hang", do_hang },
	{ "none", do_none }, { "two", do_two }, { "bad", do_bad }, { "reject", do_reject },
	{ "exp", do_exp }, { "result", do_result }, { "big", do_big }, { "call", do_call },
	{ "cancel", do_cancel },
};

static void on_request(struct hss_dia_req *req, const void *msg, void *self)
{
	const struct echo_req *r = msg;
	const uint8_t *colon = memchr(r->user_name.p, ':', r->user_name.len);
	struct hss_bytes word = r->user_name, arg = r->user_name;

	(void)self;
	if (colon) {
		word = bytes_of(r->user_name.p, (size_t)(colon - r->user_name.p));
		arg = bytes_of(colon + 1, r->user_name.len - word.len - 1);
	}
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (bytes_eq(word, bytes_str(words[i].word))) {
			words[i].fn(req, arg);
			return;
		}
	}
	do_echo(req, r->user_name);
}

static const struct hss_dia_cmd cmds[] = {
	{ .name = "Echo", .code = ECHO_CMD, .flags = HSS_CMD_PROXIABLE | HSS_CMD_STATEFUL,
	  .req = &req_grammar, .ans = &ans_grammar, .handler = on_request },
	{ .name = "Quiet", .code = QUIET_CMD, .flags = HSS_CMD_PROXIABLE, .timeout_ms = 500,
	  .req = &req_grammar, .ans = &ans_grammar, .handler = on_request,
	  .overload_result = { 4181, E_VENDOR } },
	{ .name = "Cancel", .code = CANCEL_CMD, .flags = HSS_CMD_PROXIABLE, .req = &req_grammar,
	  .ans = &ans_grammar },
};
static const struct hss_dia_app_def def = {
	.size = sizeof def, .app_id = ECHO_APP, .vendor = E_VENDOR, .cmd_size = sizeof cmds[0],
	.n_cmds = sizeof cmds / sizeof cmds[0], .name = "Echo", .cmds = cmds,
};

hss_rc echo_register(struct dia *d, struct hss_dia_app **out)
{
	return dia_app_register(d, NULL, &def, out);
}
