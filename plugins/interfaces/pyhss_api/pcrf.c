/* pcrf.c - reads about rules and live sessions (contract section 2, "pcrf"). */
#include "api.h"

#include <stdlib.h>

/* ---- a rule with its filters --------------------------------------------------- */

struct rule_call {
	struct hss_http_req *r;
	struct api *a;
	const struct hss_charging_rule *rule;
};

static void reply_rule(struct rule_call *c, struct hss_task *t, const struct hss_rows *tfts)
{
	json_t *v = view_row(c->a, t, c->a->entity[ENT_CHARGING_RULE], c->rule);

	if (v)
		json_object_set_new(v, "tft", tfts ? view_rows(c->a, t, c->a->entity[ENT_TFT], tfts)
						   : json_array());
	reply_json(c->r, 200, v);
}

static void on_tfts(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct rule_call *c = ctx;

	if (rc != HSS_OK && rc != HSS_E_NOTFOUND)
		reply_rc(c->r, rc);
	else
		reply_rule(c, t, rc == HSS_OK ? rows : NULL);
}

static void on_rule(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct rule_call *c = ctx;
	const struct hss_term *term;
	struct hss_op op;

	if (rc != HSS_OK || !rows->n) {
		reply_rc(c->r, rc == HSS_OK ? HSS_E_NOTFOUND : rc);
		return;
	}
	c->rule = rows->row[0];
	if (!c->rule->tft_group_id.set) {
		reply_rule(c, t, NULL);
		return;
	}
	term = term_id(t, HSS_TFT_tft_group_id, c->rule->tft_group_id.v);
	op = find_op(c->a->entity[ENT_TFT], term, 0);
	if (!term)
		reply_rc(c->r, HSS_E_NOMEM);
	else
		request_find(c->r, c->a, &op, on_tfts, c);
}

void pcrf_rule(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	struct rule_call *c = request_alloc(t, sizeof *c);
	int64_t id;
	hss_rc rc;

	if (!c) {
		reply_rc(r, HSS_E_NOMEM);
		return;
	}
	c->r = r;
	c->a = self;
	if (!request_id(r, 0, &id))
		return;
	rc = hss_get_id(t, c->a->st, c->a->entity[ENT_CHARGING_RULE], 0, id, on_rule, c);
	if (rc != HSS_OK)
		reply_rc(r, rc);
}

/* ---- a subscriber with the sessions of its APNs -------------------------------- */

/* Walks apn_list: the name of each APN, then the session in it. */
struct sub_view {
	struct api *a;
	struct hss_task *t;
	const struct hss_subscriber *row;
	const struct hss_rows *sessions;
	json_t *apns;
	uint32_t at;
	void (*done)(struct sub_view *v, hss_rc rc);
	void *ctx;
};

static void next_apn(struct sub_view *v);

static json_t *session_in(struct sub_view *v, int64_t apn_id)
{
	for (uint32_t i = 0; v->sessions && i < v->sessions->n; i++) {
		const struct hss_serving_apn *s = v->sessions->row[i];

		if (s->apn.set && s->apn.v == apn_id)
			return view_row(v->a, v->t, v->a->entity[ENT_SERVING_APN], s);
	}
	return json_object();
}

static void on_apn(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct sub_view *v = ctx;

	(void)t;
	if (rc != HSS_OK && rc != HSS_E_NOTFOUND) {
		v->done(v, rc);
		return;
	}
	if (rc == HSS_OK && rows->n) {
		const struct hss_apn *apn = rows->row[0];
		json_t *name = json_stringn((const char *)apn->apn.p, apn->apn.len);

		if (name)
			json_object_set_new(v->apns, json_string_value(name),
					    session_in(v, apn->apn_id.v));
		json_decref(name);
	}
	v->at++;
	next_apn(v);
}

static void next_apn(struct sub_view *v)
{
	const int64_t *ids = v->row->apn_list.v;
	hss_rc rc;

	if (v->at == v->row->apn_list.n) {
		v->done(v, HSS_OK);
		return;
	}
	rc = hss_get_id(v->t, v->a->st, v->a->entity[ENT_APN], 0, ids[v->at], on_apn, v);
	if (rc != HSS_OK)
		v->done(v, rc);
}

static void on_sessions(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct sub_view *v = ctx;

	(void)t;
	if (rc != HSS_OK && rc != HSS_E_NOTFOUND) {
		v->done(v, rc);
		return;
	}
	v->sessions = rc == HSS_OK ? rows : NULL;
	next_apn(v);
}

/* v->apns belongs to the caller once done() runs. */
static void view_subscriber(struct sub_view *v)
{
	const struct hss_term *term =
		term_id(v->t, HSS_SERVING_APN_subscriber_id, v->row->subscriber_id.v);
	struct hss_op op = find_op(v->a->entity[ENT_SERVING_APN], term, 0);
	hss_rc rc = HSS_E_NOMEM;

	v->apns = json_object();
	if (term && v->apns)
		rc = hss_host->store->submit(v->t, v->a->st, &op, on_sessions, v);
	if (rc != HSS_OK)
		v->done(v, rc);
}

struct sub_call {
	struct hss_http_req *r;
	struct sub_view v;
	int64_t apn_id;                 /* -1: all                                      */
};

static void on_subscriber_viewed(struct sub_view *v, hss_rc rc)
{
	struct sub_call *c = v->ctx;

	if (rc != HSS_OK) {
		json_decref(v->apns);
		reply_rc(c->r, rc);
		return;
	}
	reply_json(c->r, 200,
		   json_pack("{s:o, s:o}", "subscriber_data",
			     view_row(v->a, v->t, v->a->entity[ENT_SUBSCRIBER], v->row), "apns",
			     v->apns));
}

static void on_one_session(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct sub_call *c = ctx;

	if (rc != HSS_OK || !rows->n)
		reply_rc(c->r, rc == HSS_OK ? HSS_E_NOTFOUND : rc);
	else
		reply_json(c->r, 200,
			   view_row(c->v.a, t, c->v.a->entity[ENT_SERVING_APN], rows->row[0]));
}

static void find_session(struct sub_call *c, struct hss_task *t)
{
	struct hss_term *terms = arena_alloc(t, 2 * sizeof *terms);
	struct hss_op op = find_op(c->v.a->entity[ENT_SERVING_APN], terms, 1);

	if (!terms) {
		reply_rc(c->r, HSS_E_NOMEM);
		return;
	}
	op.n_terms = 2;
	terms[0] = (struct hss_term){ .col = HSS_SERVING_APN_subscriber_id, .cmp = HSS_CMP_EQ,
				      .i = c->v.row->subscriber_id.v };
	terms[1] = (struct hss_term){ .col = HSS_SERVING_APN_apn, .cmp = HSS_CMP_EQ,
				      .i = c->apn_id };
	request_find(c->r, c->v.a, &op, on_one_session, c);
}

static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct sub_call *c = ctx;

	if (rc != HSS_OK || !rows->n) {
		reply_rc(c->r, rc == HSS_OK ? HSS_E_NOTFOUND : rc);
		return;
	}
	c->v.row = rows->row[0];
	if (c->apn_id >= 0)
		find_session(c, t);
	else
		view_subscriber(&c->v);
}

static struct sub_call *new_sub_call(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	struct sub_call *c = request_alloc(t, sizeof *c);

	if (!c) {
		reply_rc(r, HSS_E_NOMEM);
		return NULL;
	}
	c->r = r;
	c->apn_id = -1;
	c->v = (struct sub_view){ .a = self, .t = t, .done = on_subscriber_viewed, .ctx = c };
	return c;
}

static void find_subscriber(struct sub_call *c)
{
	const char *imsi = request_param(c->r, 0);
	hss_rc rc = hss_get(c->v.t, c->v.a->st, c->v.a->entity[ENT_SUBSCRIBER], HSS_SUBSCRIBER_imsi,
			    (struct hss_bytes){ (const uint8_t *)imsi, (uint32_t)strlen(imsi) },
			    on_subscriber, c);

	if (rc != HSS_OK)
		reply_rc(c->r, rc);
}

void pcrf_subscriber(struct hss_http_req *r, void *self)
{
	struct sub_call *c = new_sub_call(r, self);

	if (c)
		find_subscriber(c);
}

void pcrf_session(struct hss_http_req *r, void *self)
{
	struct sub_call *c = new_sub_call(r, self);

	if (c && request_id(r, 1, &c->apn_id))
		find_subscriber(c);
}

/* ---- all subscribers ----------------------------------------------------------- */

static void on_listed(struct sub_view *v, hss_rc rc)
{
	struct stream *s = v->ctx;
	json_t *item = NULL;

	if (rc == HSS_OK)
		item = view_row(v->a, v->t, v->a->entity[ENT_SUBSCRIBER], v->row);
	if (item) {
		json_object_set(item, "apns", v->apns);
		stream_item(s, v->row->imsi, item);
	}
	json_decref(v->apns);
	stream_next(s);
}

static void list_subscriber(struct stream *s, struct hss_task *t, const void *row)
{
	struct sub_view *v = request_alloc(t, sizeof *v);

	if (!v) {
		stream_next(s);
		return;
	}
	*v = (struct sub_view){ .a = stream_api(s), .t = t, .row = row, .done = on_listed, .ctx = s };
	view_subscriber(v);
}

void pcrf_subscribers(struct hss_http_req *r, void *self)
{
	struct api *a = self;
	struct stream_def def = { .e = a->entity[ENT_SUBSCRIBER], .is_object = true,
				  .row = list_subscriber };

	if (request_page(r, a, &def.offset, &def.limit))
		stream_start(r, a, &def);
}
