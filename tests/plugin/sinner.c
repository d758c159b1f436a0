/*
 * sinner.c - an interface plugin that loads well and then breaks the request contract, one sin per
 * Diameter command and per HTTP route (DESIGN 7, 10).
 */
#include <hss/avp/base.h>
#include <hss/plugin.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { APP = 16777999, CMD_GOOD = 1, CMD_TWO = 2, CMD_NONE = 3, CMD_LEAK = 4, CMD_SLOW = 5, CMD_BAD = 6,
       CMD_LATE = 7 };

struct req {
	struct hss_bytes session_id, origin_host, origin_realm, destination_realm;
};
struct ans {
	struct hss_bytes session_id;
	struct hss_u32 result_code;
	struct hss_bytes origin_host, origin_realm, user_name;
};

static const struct hss_avp_rule req_rules[] = {
	HSS_FIX(struct req, hss_avp_session_id, session_id),
	HSS_REQ(struct req, hss_avp_origin_host, origin_host),
	HSS_REQ(struct req, hss_avp_origin_realm, origin_realm),
	HSS_REQ(struct req, hss_avp_destination_realm, destination_realm),
};
static const struct hss_grammar req_grammar = HSS_GRAMMAR(struct req, req_rules, 1);
static const struct hss_avp_rule ans_rules[] = {
	HSS_FIX(struct ans, hss_avp_session_id, session_id),
	HSS_REQ(struct ans, hss_avp_result_code, result_code),
	HSS_REQ(struct ans, hss_avp_origin_host, origin_host),
	HSS_REQ(struct ans, hss_avp_origin_realm, origin_realm),
	HSS_REQ(struct ans, hss_avp_user_name, user_name),
};
static const struct hss_grammar ans_grammar = HSS_GRAMMAR(struct ans, ans_rules, 1);

static const struct hss_result success = { 2001, 0 };

static void answer(struct hss_dia_req *r)
{
	struct ans a = { .user_name = { (const uint8_t *)"sinner", 6 } };

	hss_answer(r, success, &a);
}

static void on_good(struct hss_dia_req *r, const void *msg, void *self)
{
	(void)msg;
	(void)self;
	answer(r);
}

static void on_two(struct hss_dia_req *r, const void *msg, void *self)
{
	on_good(r, msg, self);
	on_good(r, msg, self);
}

static void on_none(struct hss_dia_req *r, const void *msg, void *self)
{
	(void)r;
	(void)msg;
	(void)self;
}

static void on_leak(struct hss_dia_req *r, const void *msg, void *self)
{
	(void)msg;
	(void)self;
	hss_host->task->hold(hss_host->dia->task(r));
}

static void on_slow(struct hss_dia_req *r, const void *msg, void *self)
{
	const struct timespec ts = { 0, 300 * 1000000 };

	nanosleep(&ts, NULL);
	on_good(r, msg, self);
}

static void on_bad(struct hss_dia_req *r, const void *msg, void *self)
{
	struct ans a = { 0 };           /* User-Name is required               */

	(void)msg;
	(void)self;
	hss_answer(r, success, &a);
}

static void late(struct hss_task *t, hss_rc rc, void *ctx)
{
	(void)t;
	(void)rc;
	answer(ctx);
}

static void on_late(struct hss_dia_req *r, const void *msg, void *self)
{
	(void)msg;
	(void)self;
	hss_host->task->timer(hss_host->dia->task(r), 600, 0, late, r, NULL);
}

#define CMD(n, c, ms, h)                                                       \
	{ .name = n, .code = c, .flags = HSS_CMD_PROXIABLE, .timeout_ms = ms,  \
	  .req = &req_grammar, .ans = &ans_grammar, .handler = h }
static const struct hss_dia_cmd cmds[] = {
	CMD("Good", CMD_GOOD, 0, on_good),           CMD("Two-Answers", CMD_TWO, 0, on_two),
	CMD("No-Answer", CMD_NONE, 0, on_none),      CMD("Leaked-Hold", CMD_LEAK, 300, on_leak),
	CMD("Slow", CMD_SLOW, 0, on_slow),           CMD("Bad-Answer", CMD_BAD, 0, on_bad),
	CMD("Late", CMD_LATE, 200, on_late),
};

static void http_none(struct hss_http_req *r, void *self)
{
	(void)r;
	(void)self;
}

static void http_two(struct hss_http_req *r, void *self)
{
	const struct hss_bytes body = { (const uint8_t *)"once", 4 };

	(void)self;
	hss_host->http->reply(r, 200, "text/plain", body);
	hss_host->http->reply(r, 200, "text/plain", body);
}

static const char *const groups[] = { "sin", NULL };

static hss_rc create(struct hss_inst *in, const void *conf, void **self, struct hss_err *err)
{
	static const struct hss_avp_def *const dict[] = {
		&hss_avp_session_id, &hss_avp_origin_host, &hss_avp_origin_realm,
		&hss_avp_destination_realm, &hss_avp_user_name, &hss_avp_result_code, NULL,
	};
	const struct hss_dia_app_def app = {
		.size = sizeof app, .app_id = APP, .cmd_size = sizeof cmds[0],
		.n_cmds = sizeof cmds / sizeof cmds[0], .name = "Sin", .cmds = cmds, .dict = dict,
	};
	const struct hss_http_route none = { .size = sizeof none, .methods = HSS_HTTP_GET, .group = "sin",
		                             .pattern = "/none", .handler = http_none };
	const struct hss_http_route two = { .size = sizeof two, .methods = HSS_HTTP_GET, .group = "sin",
		                            .pattern = "/two", .handler = http_two };
	struct hss_http_listener li = { .size = sizeof li, .groups = groups,
		                        .at = { .host = "127.0.0.1" } };
	const char *port = getenv("SINNER_PORT");
	struct hss_dia_app *out;
	hss_rc rc;

	(void)conf;
	(void)err;
	*self = (void *)&hss_host;
	rc = hss_host->dia->app_register(in, &app, &out);
	if (rc != HSS_OK || !port)
		return rc;
	li.at.port = (uint16_t)atoi(port);
	rc = hss_host->http->route(in, &none);
	if (rc == HSS_OK)
		rc = hss_host->http->route(in, &two);
	return rc == HSS_OK ? hss_host->http->listen(in, &li) : rc;
}

static const struct hss_plugin_ops ops = { .size = sizeof ops, .create = create };

HSS_PLUGIN(.kind = HSS_INTERFACE, .name = "sinner", .version = "1", .summary = "breaks the contract",
           .license = "none", .ops = &ops);
