/*
 * request.c - one HTTP request as a task: MHD hands in head and body, the connection is
 * suspended while authorize() and the handler work, and resumed when there is a response.
 */
#include "http/http.h"

#include "app.h"
#include "base/bytes.h"
#include "log/log.h"
#include "loop/task.h"
#include "metrics/registry.h"
#include "plugin/guard.h"
#include "plugin/instance.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DRAIN_MAX (64 << 20)

static const struct {
	const char *name;
	uint32_t method;
} methods[] = {
	{ "GET", HSS_HTTP_GET },       { "PUT", HSS_HTTP_PUT },   { "POST", HSS_HTTP_POST },
	{ "PATCH", HSS_HTTP_PATCH },   { "DELETE", HSS_HTTP_DELETE }, { "HEAD", HSS_HTTP_HEAD },
	{ "OPTIONS", HSS_HTTP_OPTIONS },
};

static void plain_reply(struct hss_http_req *r, uint32_t status, const char *why)
{
	char body[160];
	int n = snprintf(body, sizeof body, "{\"Result\":\"%s\"}", why);

	http_reply(r, status, "application/json", bytes_of(body, (size_t)n));
}

static void on_late(struct hss_task *t)
{
	struct hss_http_req *r = t->owner;

	if (!r->is_answered && r->is_started)
		plain_reply(r, 504, "Timed out");
}

static void on_idle(struct hss_task *t)
{
	struct hss_http_req *r = t->owner;

	if (!r->is_started)
		return;                 /* its body is still coming             */
	if (!r->is_answered) {
		guard_violation(t->in, t, "no_answer");
		plain_reply(r, 500, "Internal Server Error");
	}
	if (!r->is_streaming_out || r->out_ended || !r->conn)
		task_finish(t);
}

static void on_end(struct hss_task *t)
{
	struct hss_http_req *r = t->owner;

	atomic_fetch_sub(&r->li->http->n_running, 1);
	r->task = NULL;
	request_unref(r);
}

static const struct task_ops request_ops = { .deadline = on_late, .idle = on_idle, .end = on_end };

void request_unref(struct hss_http_req *r)
{
	if (--r->refs)
		return;
	list_del(&r->node);
	while (r->headers) {
		struct header *h = r->headers;

		r->headers = h->next;
		free(h->name);
		free(h->value);
		free(h);
	}
	if (r->response)
		MHD_destroy_response(r->response);
	if (r->body.p)
		explicit_bzero(r->body.p, r->body.len);
	buf_free(&r->body);
	buf_free(&r->out);
	free(r->path);
	free(r->query);
	free(r->principal);
	free(r->scopes);
	r->magic = MAGIC_DEAD;
	free(r);
}

void request_resume(struct hss_http_req *r)
{
	if (!r->conn || !r->is_suspended)
		return;
	r->is_suspended = false;
	MHD_resume_connection(r->conn);
	loop_at_end(r->li->http->app->loops[0], &r->li->pump);
}

static void suspend(struct hss_http_req *r)
{
	if (r->is_suspended)
		return;
	r->is_suspended = true;
	MHD_suspend_connection(r->conn);
}

void *request_on_uri(void *cls, const char *uri, struct MHD_Connection *conn)
{
	struct listener *li = cls;
	struct hss_http_req *r = calloc(1, sizeof *r);
	const char *q = strchr(uri, '?');

	(void)conn;
	if (!r)
		return NULL;
	r->magic = MAGIC_HTTP;
	r->refs = 1;
	r->li = li;
	list_init(&r->node);
	list_add(&li->http->requests, &r->node);
	r->query = strdup(q ? q + 1 : "");
	return r;
}

static void set_peer(struct hss_http_req *r, struct MHD_Connection *conn)
{
	const union MHD_ConnectionInfo *ci =
	        MHD_get_connection_info(conn, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct sockaddr *sa = ci ? ci->client_addr : NULL;

	if (sa && sa->sa_family == AF_INET) {
		r->info.peer.family = 1;
		r->info.peer.len = 4;
		memcpy(r->info.peer.b, &((const struct sockaddr_in *)(const void *)sa)->sin_addr, 4);
	} else if (sa && sa->sa_family == AF_INET6) {
		r->info.peer.family = 2;
		r->info.peer.len = 16;
		memcpy(r->info.peer.b, &((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr, 16);
	}
}

/* First call: head complete. Gives the request its task.                       */
static enum MHD_Result on_head(struct hss_http_req *r, struct MHD_Connection *conn,
                               const char *url, const char *method)
{
	struct hss_loop *l = r->li->http->app->loops[0];
	const char *len = MHD_lookup_connection_value(conn, MHD_HEADER_KIND, "Content-Length");
	int64_t n = 0;

	r->conn = conn;
	r->path = strdup(url);
	if (!r->path || !r->query ||
	    task_new(l, r->li->in, r->li->def.deadline_ms ? r->li->def.deadline_ms : 30000,
	             &request_ops, r, &r->task) != HSS_OK)
		return MHD_NO;
	atomic_fetch_add(&r->li->http->n_running, 1);
	r->refs++;
	r->info = (struct hss_http_info){ .size = sizeof r->info, .path = bytes_str(r->path),
		                          .query = bytes_str(r->query), .params = r->params };
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
		if (!strcmp(methods[i].name, method))
			r->info.method = methods[i].method;
	set_peer(r, conn);
	if (len && (bytes_i64(bytes_str(len), &n) != HSS_OK || n < 0 ||
	            (uint64_t)n > r->li->def.max_body))
		r->too_large = true;
	/* up to a bound it is read and thrown away, so that the client sees the answer instead of a
	 * reset; beyond it is not worth the octets                                  */
	r->is_hopeless = r->too_large && (n <= 0 || n > DRAIN_MAX);
	r->route = route_find(r->li, r->info.path, r->info.method, r->params, &r->info.n_params,
	                      &(uint32_t){ 0 });
	task_release(r->task);
	return MHD_YES;
}

static const char *allow_text(uint32_t allowed, char *out, size_t max)
{
	size_t at = 0;

	out[0] = 0;
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
		if (allowed & methods[i].method)
			at += (size_t)snprintf(out + at, max - at, "%s%s", at ? ", " : "",
			                       methods[i].name);
	return out;
}

/* Is scope among the blank-separated `scopes`?                                 */
static bool has_scope(const char *scopes, const char *scope)
{
	size_t n = strlen(scope);

	for (const char *p = scopes; p && (p = strstr(p, scope)) != NULL; p += n)
		if ((p == scopes || p[-1] == ' ') && (p[n] == 0 || p[n] == ' '))
			return true;
	return false;
}

/* Authorized (or no authorize): on to the route's handler.                     */
static void dispatch(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct hss_http_req *r = ctx;
	struct guard g;
	uint32_t allowed;
	char text[80];

	(void)rc;
	if (r->is_answered)
		return;
	r->route = route_find(r->li, r->info.path, r->info.method, r->params, &r->info.n_params,
	                      &allowed);
	if (!r->route) {
		if (allowed)
			http_set_header(r, "Allow",
			                bytes_str(allow_text(allowed, text, sizeof text)));
		plain_reply(r, allowed ? 405 : 404, allowed ? "Method Not Allowed" : "Not Found");
		return;
	}
	r->info.group = r->route->def.group;
	if (r->route->def.scope && !has_scope(r->scopes, r->route->def.scope)) {
		plain_reply(r, r->principal ? 403 : 401, r->principal ? "Forbidden" : "Unauthorized");
		return;
	}
	t->in = r->route->in;
	t->self = t->in ? t->in->self : NULL;
	guard_enter(&g, t->in, "http handler", t);
	r->route->def.handler(r, t->self);
	guard_leave(&g);
}

static void begin(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct hss_http_req *r = ctx;

	(void)rc;
	if (r->too_large) {
		plain_reply(r, 413, "Request body too large");
	} else if (!r->info.method) {
		plain_reply(r, 501, "Method not known");
	} else if (r->li->http->is_quiet) {
		plain_reply(r, 503, "Shutting down");
	} else if (r->li->def.authorize) {
		r->li->def.authorize(r, t->self);
	} else {
		dispatch(t, HSS_OK, r);
	}
}

/* Everything the handler needs is here: the connection sleeps from now on.     */
static enum MHD_Result start(struct hss_http_req *r)
{
	struct hss_task *t = r->task;

	r->is_started = true;
	if (r->body_ended && !(r->route && r->route->def.flags & HSS_HTTP_STREAM_IN))
		r->info.body = (struct hss_bytes){ r->body.p ? r->body.p : (const uint8_t *)"",
			                           (uint32_t)r->body.len };
	suspend(r);
	return task_later(t, HSS_OK, begin, r, "http authorize") == HSS_OK ? MHD_YES : MHD_NO;
}

static enum MHD_Result queue_response(struct hss_http_req *r)
{
	struct MHD_Response *resp = r->response;
	enum MHD_Result ok;

	r->response = NULL;
	for (struct header *h = r->headers; h; h = h->next)
		MHD_add_response_header(resp, h->name, h->value);
	ok = MHD_queue_response(r->conn, r->status, resp);
	MHD_destroy_response(resp);
	return ok;
}

enum MHD_Result request_on_data(void *cls, struct MHD_Connection *conn, const char *url,
                                const char *method, const char *version, const char *upload,
                                size_t *upload_size, void **con_cls)
{
	struct hss_http_req *r = *con_cls;
	bool is_stream;

	(void)cls;
	(void)version;
	if (!r)
		return MHD_NO;
	if (!r->conn) {
		if (on_head(r, conn, url, method) != MHD_YES)
			return MHD_NO;
		if (r->is_hopeless)
			return start(r);
		return r->route && r->route->def.flags & HSS_HTTP_STREAM_IN ? start(r) : MHD_YES;
	}
	if (r->response)
		return queue_response(r);
	is_stream = r->is_started && r->route && r->route->def.flags & HSS_HTTP_STREAM_IN;
	if (is_stream)
		return body_stream_in(r, upload, upload_size);
	if (*upload_size) {
		if (r->too_large || r->body.len + *upload_size > r->li->def.max_body)
			r->too_large = true;
		else
			buf_add(&r->body, upload, *upload_size);
		*upload_size = 0;
		return r->body.failed ? MHD_NO : MHD_YES;
	}
	r->body_ended = true;
	return r->is_started ? MHD_YES : start(r);
}

void request_on_completed(void *cls, struct MHD_Connection *conn, void **con_cls,
                          enum MHD_RequestTerminationCode toe)
{
	struct hss_http_req *r = *con_cls;

	(void)cls;
	(void)conn;
	(void)toe;
	if (!r)
		return;
	*con_cls = NULL;
	r->conn = NULL;
	body_end_room(r);
	if (r->task && (!r->is_started || r->is_streaming_out)) {
		r->is_started = r->is_answered = true;
		task_finish(r->task);
	}
	request_unref(r);
}

/* ---- the ABI ------------------------------------------------------------------------- */

struct hss_task *http_req_task(struct hss_http_req *r)
{
	return r->task;
}

const struct hss_http_info *http_req_info(const struct hss_http_req *r)
{
	return &r->info;
}

struct hss_bytes http_req_header(const struct hss_http_req *r, const char *name)
{
	return bytes_str(r->conn ? MHD_lookup_connection_value(r->conn, MHD_HEADER_KIND, name)
	                         : NULL);
}

static char *dup_bytes(struct hss_bytes b)
{
	return b.p ? strndup((const char *)b.p, b.len) : NULL;
}

hss_rc http_allow(struct hss_http_req *r, struct hss_bytes principal, struct hss_bytes scopes)
{
	if (r->is_allowed || r->is_answered)
		return HSS_E_STATE;
	r->is_allowed = true;
	r->principal = dup_bytes(principal);
	r->scopes = dup_bytes(scopes);
	r->info.principal = bytes_str(r->principal);
	r->info.scopes = bytes_str(r->scopes);
	return task_later(r->task, HSS_OK, dispatch, r, "http dispatch");
}

hss_rc http_set_header(struct hss_http_req *r, const char *name, struct hss_bytes value)
{
	struct header *h;

	if (r->is_answered)
		return HSS_E_STATE;
	for (uint32_t i = 0; i < value.len; i++)
		if (value.p[i] < ' ')
			return HSS_E_INVAL;     /* header injection             */
	h = calloc(1, sizeof *h);
	if (!h)
		return HSS_E_NOMEM;
	h->name = strdup(name);
	h->value = strndup(value.p ? (const char *)value.p : "", value.len);
	h->next = r->headers;
	r->headers = h;
	return h->name && h->value ? HSS_OK : HSS_E_NOMEM;
}

static void answered(struct hss_http_req *r, uint32_t status, const char *content_type)
{
	char code[4];
	const char *labels[] = { r->route ? r->route->def.pattern : "other", code };

	r->is_answered = true;
	r->status = status;
	if (content_type)
		MHD_add_response_header(r->response, MHD_HTTP_HEADER_CONTENT_TYPE, content_type);
	snprintf(code, sizeof code, "%u", status % 1000);
	if (r->li->http->metric)
		metrics_add(metrics_cell_get(r->li->http->metric, labels), 1);
	request_resume(r);
}

hss_rc http_reply(struct hss_http_req *r, uint32_t status, const char *content_type,
                  struct hss_bytes body)
{
	if (r->is_answered) {
		guard_violation(r->task ? r->task->in : NULL, r->task, "two_answers");
		return HSS_E_STATE;
	}
	if (!r->conn) {
		r->is_answered = true;
		return HSS_E_UNREACH;
	}
	/* MHD's prototype lacks const; MUST_COPY only reads                    */
	r->response = MHD_create_response_from_buffer(body.len, (void *)(uintptr_t)body.p,
	                                              MHD_RESPMEM_MUST_COPY);
	if (!r->response)
		return HSS_E_NOMEM;
	answered(r, status, content_type);
	return HSS_OK;
}

hss_rc http_begin(struct hss_http_req *r, uint32_t status, const char *content_type)
{
	if (r->is_answered)
		return HSS_E_STATE;
	if (!r->conn)
		return HSS_E_UNREACH;
	r->response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 32768, body_stream_out, r,
	                                                NULL);
	if (!r->response)
		return HSS_E_NOMEM;
	r->is_streaming_out = true;
	answered(r, status, content_type);
	return HSS_OK;
}
