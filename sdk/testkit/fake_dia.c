/* fake_dia.c - Diameter and HTTP of the fake core: messages as structs, no octets. */
#include "fake_host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct hss_dia_cmd *command(const struct fake *f, uint32_t code)
{
	const uint8_t *p = (const uint8_t *)f->app->cmds;

	for (uint32_t i = 0; i < f->app->n_cmds; i++, p += f->app->cmd_size)
		if (((const struct hss_dia_cmd *)p)->code == code)
			return (const struct hss_dia_cmd *)p;
	return NULL;
}

static hss_rc dia_app_register(struct hss_inst *in, const struct hss_dia_app_def *def,
                               struct hss_dia_app **out)
{
	(void)in;
	fake_current()->app = def;
	*out = (struct hss_dia_app *)def;
	return HSS_OK;
}

static struct hss_task *dia_task(struct hss_dia_req *req)
{
	return req->task;
}

static const struct hss_dia_info *dia_info(const struct hss_dia_req *req)
{
	return &req->info;
}

/* The struct is copied; what it points to lies in the task's memory, as it must.      */
static hss_rc dia_answer(struct hss_dia_req *req, struct hss_result res, const void *ans)
{
	if (req->n_answers++)
		return HSS_E_STATE;
	req->result = res;
	if (ans) {
		req->ans = fake_alloc(req->task, req->cmd->ans->struct_size);
		memcpy(req->ans, ans, req->cmd->ans->struct_size);
	}
	return HSS_OK;
}

static hss_rc dia_reject(struct hss_dia_req *req, struct hss_result res,
                         const struct hss_avp_def *avp, struct hss_bytes value, const char *text)
{
	(void)text;
	req->failed_avp = avp;
	req->failed_value = value;
	return dia_answer(req, res, NULL);
}

struct answered {
	struct fake_call *call;
	hss_rc rc;
	struct hss_result res;
};

static void run_answered(struct fake *f, void *arg)
{
	struct answered *a = arg;

	(void)f;
	a->call->call.done(a->call->task, a->rc, a->rc == HSS_OK ? &a->res : NULL, NULL,
	                   a->call->call.ctx);
}

static void put(char *out, size_t max, struct hss_bytes b)
{
	snprintf(out, max, "%.*s", (int)b.len, b.p ? (const char *)b.p : "");
}

static hss_rc dia_call(struct hss_task *t, const struct hss_dia_call *c, struct hss_dia_txn **out)
{
	struct fake *f = t->f;
	const struct hss_dia_cmd *cmd = command(f, c->code);
	struct fake_call *k = calloc(1, sizeof *k);
	struct answered *a = fake_alloc(t, sizeof *a);

	k->task = t;
	k->call = *c;
	k->msg = fake_alloc(t, cmd->req->struct_size);
	memcpy(k->msg, c->msg, cmd->req->struct_size);
	put(k->dest_host, sizeof k->dest_host, c->dest_host);
	put(k->dest_realm, sizeof k->dest_realm, c->dest_realm);
	put(k->via_peer, sizeof k->via_peer, c->via_peer);
	put(k->local_host, sizeof k->local_host, c->local_host);
	k->next = f->calls;
	f->calls = k;
	f->n_calls++;
	if (out)
		*out = NULL;
	*a = (struct answered){ k, f->call_rc, f->call_result };
	if (f->on_call)
		a->rc = f->on_call(f, k, &a->res, f->on_call_ctx);
	fake_later(f, t, run_answered, a);
	return HSS_OK;
}

const struct hss_dia_api fake_dia_api = {
	.size = sizeof fake_dia_api, .app_register = dia_app_register, .task = dia_task,
	.info = dia_info, .answer = dia_answer, .reject = dia_reject, .call = dia_call,
};

static struct hss_bytes text(const char *s)
{
	return (struct hss_bytes){ (const uint8_t *)s, s ? (uint32_t)strlen(s) : 0 };
}

struct hss_dia_req *fake_request(struct fake *f, uint32_t code, const void *msg,
                                 const char *origin_host, const char *origin_realm,
                                 const char *peer)
{
	struct hss_dia_req *r = calloc(1, sizeof *r);

	r->task = fake_task(f);
	r->task->req = r;
	r->cmd = command(f, code);
	r->msg = msg;
	r->info = (struct hss_dia_info){
		.size = sizeof r->info, .flags = HSS_REQF_PROXIABLE,
		.origin_host = text(origin_host), .origin_realm = text(origin_realm),
		.peer = text(peer), .local_host = f->identity.host,
		.local_realm = f->identity.realm,
	};
	r->next = f->reqs;
	f->reqs = r;
	r->cmd->handler(r, msg, f->self);
	return r;
}

/* ---- HTTP -------------------------------------------------------------------------- */
static hss_rc http_route(struct hss_inst *in, const struct hss_http_route *r)
{
	struct fake *f = fake_current();

	(void)in;
	f->routes[f->n_routes++] = *r;
	return HSS_OK;
}

static struct hss_task *http_task(struct hss_http_req *r)
{
	return r->task;
}

static const struct hss_http_info *http_info(const struct hss_http_req *r)
{
	return &r->info;
}

static hss_rc http_reply(struct hss_http_req *r, uint32_t status, const char *type,
                         struct hss_bytes body)
{
	(void)type;
	if (r->n_replies++)
		return HSS_E_STATE;
	r->status = status;
	put(r->body, sizeof r->body, body);
	return HSS_OK;
}

const struct hss_http_api fake_http_api = {
	.size = sizeof fake_http_api, .route = http_route, .task = http_task, .info = http_info,
	.reply = http_reply,
};

struct hss_http_req *fake_http(struct fake *f, uint32_t method, const char *pattern,
                               const char *param, const char *body)
{
	struct hss_http_req *r = calloc(1, sizeof *r);

	r->task = fake_task(f);
	r->task->http = r;
	r->params[0] = text(param);
	r->info = (struct hss_http_info){
		.size = sizeof r->info, .method = method, .path = text(pattern),
		.body = text(body), .params = r->params, .n_params = param ? 1 : 0,
	};
	r->next = f->https;
	f->https = r;
	for (uint32_t i = 0; i < f->n_routes; i++)
		if (!strcmp(f->routes[i].pattern, pattern) && (f->routes[i].methods & method)) {
			f->routes[i].handler(r, f->self);
			return r;
		}
	return r;
}
