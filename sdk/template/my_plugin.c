/*
 * my_plugin.c - a plugin to start from: one key of configuration, one Diameter application with one
 * command that answers. Copy the folder, rename, and see <hss/plugin.h> for what else there is.
 */
#include <hss/avp/base.h>
#include <hss/plugin.h>

enum { MY_APP = 16777998, MY_COMMAND = 8388000 };

struct my_conf {
	const char *greeting;
};
static const struct hss_conf_item items[] = {
	{ .key = "greeting", .type = HSS_CT_STR, .offset = offsetof(struct my_conf, greeting),
	  .dflt = "hello", .doc = "what to say" },
};
static const struct hss_conf_schema schema = HSS_CONF_SCHEMA(struct my_conf, items, NULL);

/* The command's ABNF as a table: decoding, RFC 6733 errors and encoding follow from it. */
struct my_request {
	struct hss_bytes session_id, origin_host, origin_realm, destination_realm, user_name;
};
static const struct hss_avp_rule request_rules[] = {
	HSS_FIX(struct my_request, hss_avp_session_id, session_id),
	HSS_REQ(struct my_request, hss_avp_origin_host, origin_host),
	HSS_REQ(struct my_request, hss_avp_origin_realm, origin_realm),
	HSS_REQ(struct my_request, hss_avp_destination_realm, destination_realm),
	HSS_REQ(struct my_request, hss_avp_user_name, user_name),
};
static const struct hss_grammar request_grammar = HSS_GRAMMAR(struct my_request, request_rules, 1);

struct my_answer {                      /* what stays absent here the core fills in */
	struct hss_bytes session_id;
	struct hss_u32 result_code;
	struct hss_bytes origin_host, origin_realm, user_name;
};
static const struct hss_avp_rule answer_rules[] = {
	HSS_FIX(struct my_answer, hss_avp_session_id, session_id),
	HSS_REQ(struct my_answer, hss_avp_result_code, result_code),
	HSS_REQ(struct my_answer, hss_avp_origin_host, origin_host),
	HSS_REQ(struct my_answer, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct my_answer, hss_avp_user_name, user_name),
};
static const struct hss_grammar answer_grammar = HSS_GRAMMAR(struct my_answer, answer_rules, 1);

struct my_plugin {
	struct hss_inst *in;
	const struct my_conf *conf;
	struct hss_dia_app *app;
};

static void on_request(struct hss_dia_req *req, const void *msg, void *self)
{
	static const struct hss_result success = { 2001, 0 };
	const struct my_request *r = msg;
	struct my_plugin *p = self;
	struct my_answer a = { .user_name = r->user_name };

	hss_log(p->in, hss_host->dia->task(req), HSS_LOG_DEBUG, "%s", p->conf->greeting);
	hss_answer(req, success, &a);
}

static const struct hss_dia_cmd commands[] = {
	{ .name = "My-Command", .code = MY_COMMAND, .flags = HSS_CMD_PROXIABLE,
	  .req = &request_grammar, .ans = &answer_grammar, .handler = on_request },
};
static const struct hss_avp_def *const dict[] = {
	&hss_avp_session_id, &hss_avp_origin_host, &hss_avp_origin_realm,
	&hss_avp_destination_realm, &hss_avp_user_name, &hss_avp_result_code, NULL,
};

static hss_rc create(struct hss_inst *in, const void *conf, void **self, struct hss_err *err)
{
	/* one instance only (no HSS_PF_MULTI), no reload: its state may be static data of the file,
	 * but memory of its own is as easy and allows both later                            */
	static struct my_plugin plugin;
	const struct hss_dia_app_def app = {
		.size = sizeof app, .app_id = MY_APP, .cmd_size = sizeof commands[0],
		.n_cmds = sizeof commands / sizeof commands[0], .name = "My", .cmds = commands, .dict = dict,
	};

	(void)err;
	plugin = (struct my_plugin){ .in = in, .conf = conf };
	*self = &plugin;
	return hss_host->dia->app_register(in, &app, &plugin.app);
}

static const struct hss_plugin_ops ops = { .size = sizeof ops, .create = create };

HSS_PLUGIN(.kind = HSS_INTERFACE, .name = "my_plugin", .version = "1.0", .summary = "a plugin to start from",
           .license = "your choice", .conf = &schema, .ops = &ops);
