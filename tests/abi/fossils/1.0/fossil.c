/*
 * fossil.c - a plugin built against the frozen headers beside it, of ABI 1.0: today's core must go on
 * loading and serving it. Never change this file or the headers; a new minor gets a folder of its own.
 */
#include <hss/plugin.h>

enum { APP = 16777997, COMMAND = 8388001 };

#define AVP(n, c, t) { .name = n, .code = c, .type = t, .set = HSS_AVP_M }
static const struct hss_avp_def session_id = AVP("Session-Id", 263, HSS_AVP_UTF8);
static const struct hss_avp_def origin_host = AVP("Origin-Host", 264, HSS_AVP_IDENTITY);
static const struct hss_avp_def origin_realm = AVP("Origin-Realm", 296, HSS_AVP_IDENTITY);
static const struct hss_avp_def destination_realm = AVP("Destination-Realm", 283, HSS_AVP_IDENTITY);
static const struct hss_avp_def user_name = AVP("User-Name", 1, HSS_AVP_UTF8);
static const struct hss_avp_def result_code = AVP("Result-Code", 268, HSS_AVP_U32);

struct conf {
	const char *greeting;
};
static const struct hss_conf_item items[] = {
	{ .key = "greeting", .type = HSS_CT_STR, .offset = offsetof(struct conf, greeting), .dflt = "hello",
	  .doc = "what to say" },
};
static const struct hss_conf_schema schema = HSS_CONF_SCHEMA(struct conf, items, NULL);

struct request {
	struct hss_bytes session_id, origin_host, origin_realm, destination_realm, user_name;
};
static const struct hss_avp_rule request_rules[] = {
	HSS_FIX(struct request, session_id, session_id),
	HSS_REQ(struct request, origin_host, origin_host),
	HSS_REQ(struct request, origin_realm, origin_realm),
	HSS_REQ(struct request, destination_realm, destination_realm),
	HSS_REQ(struct request, user_name, user_name),
};
static const struct hss_grammar request_grammar = HSS_GRAMMAR(struct request, request_rules, 1);

struct answer {
	struct hss_bytes session_id;
	struct hss_u32 result_code;
	struct hss_bytes origin_host, origin_realm, user_name;
};
static const struct hss_avp_rule answer_rules[] = {
	HSS_FIX(struct answer, session_id, session_id),
	HSS_REQ(struct answer, result_code, result_code),
	HSS_REQ(struct answer, origin_host, origin_host),
	HSS_REQ(struct answer, origin_realm, origin_realm),
	HSS_OPT(struct answer, user_name, user_name),
};
static const struct hss_grammar answer_grammar = HSS_GRAMMAR(struct answer, answer_rules, 1);

struct fossil {
	struct hss_inst *in;
	const struct conf *conf;
	struct hss_store *store;
	const struct hss_entity *apn;
	struct hss_dia_app *app;
};

static void on_apn(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	static const struct hss_result found = { 2001, 0 }, missing = { 5012, 0 };
	const struct hss_apn *apn = rc == HSS_OK && rows->n ? rows->row[0] : NULL;
	struct answer a = { .user_name = apn ? apn->apn : (struct hss_bytes){ 0 } };

	(void)t;
	hss_answer(ctx, apn ? found : missing, &a);
}

static void on_request(struct hss_dia_req *req, const void *msg, void *self)
{
	static const struct hss_result failed = { 5012, 0 };
	struct hss_task *t = hss_host->dia->task(req);
	const struct request *r = msg;
	struct fossil *f = self;

	hss_log(f->in, t, HSS_LOG_DEBUG, "%s", f->conf->greeting);
	if (r->user_name.len != 1 ||
	    hss_get_id(t, f->store, f->apn, HSS_APN_apn_id, r->user_name.p[0] - '0', on_apn, req) != HSS_OK)
		hss_answer(req, failed, NULL);
}

static const struct hss_dia_cmd commands[] = {
	{ .name = "Fossil", .code = COMMAND, .flags = HSS_CMD_PROXIABLE, .req = &request_grammar,
	  .ans = &answer_grammar, .handler = on_request },
};
static const struct hss_avp_def *const dict[] = { &session_id, &origin_host, &origin_realm,
	                                          &destination_realm, &user_name, &result_code, NULL };

static hss_rc create(struct hss_inst *in, const void *conf, void **self, struct hss_err *err)
{
	static struct fossil fossil;
	const struct hss_dia_app_def app = {
		.size = sizeof app, .app_id = APP, .cmd_size = sizeof commands[0],
		.n_cmds = sizeof commands / sizeof commands[0], .name = "Fossil", .cmds = commands,
		.dict = dict,
	};
	hss_rc rc;

	(void)err;
	fossil = (struct fossil){ .in = in, .conf = conf, .apn = hss_host->store->entity("apn") };
	*self = &fossil;
	rc = hss_host->store->bind(in, "main", &fossil.apn, 1, 0, &fossil.store);
	return rc == HSS_OK ? hss_host->dia->app_register(in, &app, &fossil.app) : rc;
}

static const struct hss_plugin_ops ops = { .size = sizeof ops, .create = create };

HSS_PLUGIN(.kind = HSS_INTERFACE, .name = "fossil_1_0", .version = "1.0",
           .summary = "built against the headers of ABI 1.0", .license = "none", .conf = &schema,
           .ops = &ops);
