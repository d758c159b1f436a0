/*
 * s6a_routes.c - the routes of the PyHSS contract that cancel a location:
 *   PUT /push/clr/{imsi}      a Cancel-Location to the node the body names
 *   PUT /pcrf/clr_subscriber  to the MME that serves an IMSI or MSISDN
 * Bodies and texts are PyHSS's. The CLR is owed work as any other, so "sent" means that it is
 * stored and goes out now, and again until the node has answered.
 */
#include "s6a.h"

#include <jansson.h>
#include <stdlib.h>

enum { MAX_TEXT = 512 };

struct push {
	struct hss_http_req *r;
	struct hss_task *t;
	const struct s6a_gen *g;
	struct hss_bytes imsi, host, realm, peer;
	int32_t type;
	uint32_t clr_flags;
};

static void reply(struct hss_http_req *r, struct hss_task *t, uint32_t status, const char *key,
                  struct hss_bytes text)
{
	json_t *j = json_pack("{s:s%}", key, text.p ? (const char *)text.p : "", (size_t)text.len);
	char *body = j ? json_dumps(j, JSON_COMPACT) : NULL;
	struct hss_bytes copy = s6a_dup(t, bytes_str(body ? body : "{}"));

	(void)hss_host->http->reply(r, status, "application/json", copy);
	free(body);
	json_decref(j);
}

static void reply_text(struct hss_http_req *r, struct hss_task *t, uint32_t status, const char *key,
                       const char *text)
{
	reply(r, t, status, key, bytes_str(text));
}

/* {"result": "Failed", "Reason": ...} with 200: the contract's errors of /push/.     */
static void push_failed(struct push *p, const char *why)
{
	struct hss_bytes body = s6a_text(
		p->t, "{\"result\":\"Failed\",\"Reason\":\"Unable to send CLR: %s\"}", why);

	(void)hss_host->http->reply(p->r, 200, "application/json", body);
}

/* The body as an object; NULL: it is none. Gives it.                                  */
static json_t *body_of(struct hss_http_req *r)
{
	const struct hss_http_info *info = hss_host->http->info(r);
	json_t *j = info->body.p ? json_loadb((const char *)info->body.p, info->body.len, 0, NULL)
	                         : NULL;

	if (j && !json_is_object(j)) {
		json_decref(j);
		return NULL;
	}
	return j;
}

/* A text, or a number as clients send it; absent when it is neither or too long.      */
static struct hss_bytes text_of(struct hss_task *t, const json_t *j, const char *key)
{
	const json_t *v = json_object_get(j, key);

	if (json_is_integer(v))
		return s6a_text(t, "%lld", (long long)json_integer_value(v));
	if (!json_is_string(v) || json_string_length(v) > MAX_TEXT)
		return (struct hss_bytes){ NULL, 0 };
	return s6a_dup(t, bytes_of(json_string_value(v), json_string_length(v)));
}

static bool bool_of(const json_t *j, const char *key, bool dflt)
{
	const json_t *v = json_object_get(j, key);

	if (json_is_boolean(v))
		return json_is_true(v);
	if (json_is_integer(v))
		return json_integer_value(v) != 0;
	if (json_is_string(v))
		return bytes_ieq(bytes_str(json_string_value(v)), BYTES_LIT("true")) ||
		       strcmp(json_string_value(v), "1") == 0;
	return dflt;
}

/* ---- PUT /push/clr/{imsi} --------------------------------------------------------------- */
static void push_done(struct push *p, hss_rc rc)
{
	if (rc == HSS_OK)
		reply_text(p->r, p->t, 200, "result", "Successfully sent CLR");
	else
		push_failed(p, rc == HSS_E_NOTFOUND ? "unknown subscriber"
		                                    : "the database does not answer");
}

static void on_owed(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct push *p = ctx;

	push_done(p, rc);
	if (rc == HSS_OK && rows->n)
		s6a_owed_send(p->g->s6a, t, rows->row[0]);
}

/* A node that does not serve him, as far as we know: told as the operator wishes, and nothing
 * is cleared.                                                                               */
static void owe_to_named_node(struct push *p)
{
	struct s6a_node node = { .host = p->host, .realm = p->realm, .peer = p->peer };
	struct s6a_owed *row;
	struct hss_op op;
	hss_rc rc = HSS_E_NOMEM;

	row = s6a_owed_new(p->g->s6a, p->t, p->imsi, HSS_DOM_EPS, &node, p->type,
	                   p->clr_flags | S6A_CLR_IS_S6A);
	if (row) {
		s6a_owed_insert(&op, row);
		rc = hss_host->store->submit(p->t, p->g->s6a->store, &op, on_owed, p);
	}
	if (rc != HSS_OK)
		push_done(p, rc);
}

static void on_push_withdrawn(struct hss_task *t, hss_rc rc, uint32_t n, struct hss_bytes node,
                              void *ctx)
{
	struct push *p = ctx;

	(void)t;
	(void)node;
	if ((rc == HSS_OK && n == 0) || rc == HSS_E_NOTFOUND)
		owe_to_named_node(p);
	else
		push_done(p, rc);
}

static bool take_push(struct push *p, const json_t *j)
{
	const json_t *type = json_object_get(j, "cancellationType");
	struct hss_bytes text = text_of(p->t, j, "cancellationType");
	int64_t n = S6A_CANCEL_WITHDRAWAL;

	p->realm = text_of(p->t, j, "DestinationRealm");
	p->host = text_of(p->t, j, "DestinationHost");
	p->peer = text_of(p->t, j, "diameterPeer");
	if (s6a_is_empty(p->host))
		p->host = p->peer;
	if (!bytes_is_fqdn(p->host) || !bytes_is_fqdn(p->realm)) {
		push_failed(p, "DestinationRealm, and DestinationHost or diameterPeer are needed");
		return false;
	}
	if (type && (bytes_i64(text, &n) != HSS_OK || n < 0 || n > S6A_CANCEL_INITIAL_ATTACH)) {
		push_failed(p, "cancellationType is 0 to 4");
		return false;
	}
	p->type = (int32_t)n;
	/* Reattach-Required goes with a withdrawal only (TS 29.272 7.3.152)        */
	if (n == S6A_CANCEL_WITHDRAWAL && bool_of(j, "immediateReattach", true))
		p->clr_flags = S6A_CLR_REATTACH;
	return true;
}

static void on_push_clr(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	const struct hss_http_info *info = hss_host->http->info(r);
	struct push *p = hss_new(t, struct push);
	struct s6a_withdraw w = { .domains = 1u << HSS_DOM_EPS };
	json_t *j = body_of(r);
	hss_rc rc;

	if (!p) {
		json_decref(j);
		reply_text(r, t, 500, "result", "Failed");
		return;
	}
	*p = (struct push){ .r = r, .t = t, .g = self };
	p->imsi = s6a_dup(t, info->params[0]);
	if (!j || !bytes_is_digits(p->imsi, 5, 15)) {
		push_failed(p, j ? "not an IMSI" : "the body is not a JSON object");
		json_decref(j);
		return;
	}
	hss_host->task->subject(t, HSS_SUBJECT_IMSI, p->imsi);
	if (take_push(p, j)) {
		w.imsi = p->imsi;
		w.type = p->type;
		w.clr_flags = p->clr_flags;
		w.only_host = p->host;
		rc = s6a_withdraw(p->g->s6a, t, &w, on_push_withdrawn, p);
		if (rc != HSS_OK)
			push_done(p, rc);
	}
	json_decref(j);
}

/* ---- PUT /pcrf/clr_subscriber ------------------------------------------------------------- */
static void on_cancelled(struct hss_task *t, hss_rc rc, uint32_t n, struct hss_bytes node,
                         void *ctx)
{
	struct push *p = ctx;

	if (rc == HSS_OK && n)
		reply(p->r, t, 200, "Result",
		      s6a_text(t, "Successfully sent Cancel Location Request via " BYTES_FMT
		               " for IMSI " BYTES_FMT, BYTES_ARG(node), BYTES_ARG(p->imsi)));
	else if (rc == HSS_OK || rc == HSS_E_NOTFOUND)
		reply_text(p->r, t, 400, "Result",
		           "Error: Subscriber is not currently served by an MME");
	else
		reply_text(p->r, t, 500, "Result", "Error: the database does not answer");
}

static void cancel(struct push *p)
{
	struct s6a_withdraw w = { .imsi = p->imsi, .domains = 1u << HSS_DOM_EPS,
		                  .type = S6A_CANCEL_WITHDRAWAL, .clr_flags = S6A_CLR_REATTACH };
	hss_rc rc;

	hss_host->task->subject(p->t, HSS_SUBJECT_IMSI, p->imsi);
	rc = s6a_withdraw(p->g->s6a, p->t, &w, on_cancelled, p);
	if (rc != HSS_OK)
		on_cancelled(p->t, rc, 0, p->imsi, p);
}

static void on_by_msisdn(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct push *p = ctx;

	if (rc == HSS_OK && rows->n)
		p->imsi = s6a_dup(t, ((const struct hss_subscriber *)rows->row[0])->imsi);
	if (rc != HSS_OK || s6a_is_empty(p->imsi))
		on_cancelled(t, rc, 0, p->imsi, p);
	else
		cancel(p);
}

/* PyHSS looks an MSISDN up among the IMS subscribers; one without IMS is found here too.       */
static void on_by_ims_msisdn(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct push *p = ctx;
	struct hss_term *term = hss_new(t, struct hss_term);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_FIND,
	                     .entity = p->g->s6a->subscriber, .terms = term, .n_terms = 1,
	                     .term_size = sizeof *term, .limit = 1 };

	if (rc == HSS_OK && rows->n)
		p->imsi = s6a_dup(t, ((const struct hss_ims_subscriber *)rows->row[0])->imsi);
	if (!s6a_is_empty(p->imsi)) {
		cancel(p);
		return;
	}
	if (rc == HSS_OK || rc == HSS_E_NOTFOUND) {
		rc = HSS_E_NOMEM;
		if (term) {
			*term = (struct hss_term){ .col = HSS_SUBSCRIBER_msisdn,
				                   .cmp = HSS_CMP_EQ, .b = p->host };
			rc = hss_host->store->submit(t, p->g->s6a->store, &op, on_by_msisdn, p);
		}
		if (rc == HSS_OK)
			return;
	}
	on_cancelled(t, rc, 0, p->imsi, p);
}

static void on_clr_subscriber(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	struct push *p = hss_new(t, struct push);
	json_t *j = body_of(r);
	struct hss_bytes msisdn = text_of(t, j, "msisdn");
	hss_rc rc;

	if (!p) {
		json_decref(j);
		reply_text(r, t, 500, "Result", "Error: out of memory");
		return;
	}
	*p = (struct push){ .r = r, .t = t, .g = self };
	p->imsi = text_of(t, j, "imsi");
	json_decref(j);
	if (!s6a_is_empty(p->imsi)) {
		cancel(p);
		return;
	}
	if (!s6a_is_empty(msisdn) && msisdn.p[0] == '+')
		msisdn = bytes_of(msisdn.p + 1, msisdn.len - 1);
	if (s6a_is_empty(msisdn)) {
		reply_text(r, t, 400, "Result", "Error: IMSI or MSISDN Required");
		return;
	}
	p->host = msisdn;               /* what is looked for                   */
	rc = hss_get(t, p->g->s6a->store, p->g->s6a->ims_subscriber, HSS_IMS_SUBSCRIBER_msisdn,
	             msisdn, on_by_ims_msisdn, p);
	if (rc != HSS_OK)
		on_cancelled(t, rc, 0, p->imsi, p);
}

hss_rc s6a_routes(struct hss_inst *in)
{
	static const struct hss_http_route routes[] = {
		{ .size = sizeof routes[0], .methods = HSS_HTTP_PUT, .group = "api",
		  .pattern = "/push/clr/{imsi}", .scope = "write", .handler = on_push_clr,
		  .openapi =
		  "put:\n"
		  "  tags: [push]\n"
		  "  summary: Cancel-Location to a node\n"
		  "  requestBody: {content: {application/json: {schema: {type: object, "
		  "required: [DestinationRealm], properties: {DestinationRealm: {type: string}, "
		  "DestinationHost: {type: string}, diameterPeer: {type: string}, "
		  "cancellationType: {type: integer}, immediateReattach: {type: boolean}}}}}}\n"
		  "  responses: {'200': {description: 'result: what became of it'}}\n" },
		{ .size = sizeof routes[0], .methods = HSS_HTTP_PUT, .group = "api",
		  .pattern = "/pcrf/clr_subscriber", .scope = "write",
		  .handler = on_clr_subscriber,
		  .openapi =
		  "put:\n"
		  "  tags: [pcrf]\n"
		  "  summary: Cancel-Location to the MME that serves a subscriber\n"
		  "  requestBody: {content: {application/json: {schema: {type: object, "
		  "properties: {imsi: {type: string}, msisdn: {type: string}}}}}}\n"
		  "  responses: {'200': {description: sent}, '400': {description: not served}}\n" },
	};
	hss_rc rc = HSS_OK;

	for (size_t i = 0; i < sizeof routes / sizeof routes[0] && rc == HSS_OK; i++)
		rc = hss_host->http->route(in, &routes[i]);
	return rc;
}
