/* lookups.c - reads by something else than the primary key (contract section 2). */
#include "api.h"

enum miss { MISS_NULL, MISS_400, MISS_EMPTY };

struct lookup {
	const char *prefix;             /* the path up to the parameter                 */
	enum ent ent;
	uint16_t col;
	uint16_t miss;                  /* enum miss: what is said when there is none   */
	bool with_attributes, is_number;
};

static const struct lookup lookups[] = {
	{ "/auc/iccid/", ENT_AUC, HSS_AUC_iccid, MISS_NULL, false, false },
	{ "/auc/imsi/", ENT_AUC, HSS_AUC_imsi, MISS_NULL, false, false },
	{ "/subscriber/imsi/", ENT_SUBSCRIBER, HSS_SUBSCRIBER_imsi, MISS_NULL, true, false },
	{ "/subscriber/msisdn/", ENT_SUBSCRIBER, HSS_SUBSCRIBER_msisdn, MISS_NULL, true, true },
	{ "/ims_subscriber/ims_subscriber_msisdn/", ENT_IMS_SUBSCRIBER, HSS_IMS_SUBSCRIBER_msisdn,
	  MISS_400, false, true },
	{ "/ims_subscriber/ims_subscriber_imsi/", ENT_IMS_SUBSCRIBER, HSS_IMS_SUBSCRIBER_imsi,
	  MISS_400, false, false },
	{ "/pcrf/pcrf_serving_apn_ip/", ENT_SERVING_APN, HSS_SERVING_APN_subscriber_routing,
	  MISS_EMPTY, false, false },
	{ "/pcrf/subscriber_routing/", ENT_SERVING_APN, HSS_SERVING_APN_subscriber_routing,
	  MISS_NULL, false, false },
};

struct lookup_call {
	struct hss_http_req *r;
	struct api *a;
	const struct lookup *l;
	const void *row;
};

static const struct lookup *lookup_of(struct hss_bytes path)
{
	for (size_t i = 0; i < sizeof lookups / sizeof lookups[0]; i++) {
		size_t n = strlen(lookups[i].prefix);

		if (path.len > n && memcmp(path.p, lookups[i].prefix, n) == 0)
			return &lookups[i];
	}
	return NULL;
}

static void on_attributes(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	static const struct hss_rows none = { .size = sizeof none };
	struct lookup_call *c = ctx;
	json_t *v;

	if (rc != HSS_OK && rc != HSS_E_NOTFOUND) {
		reply_rc(c->r, rc);
		return;
	}
	v = view_row(c->a, t, c->a->entity[c->l->ent], c->row);
	if (v)
		json_object_set_new(v, "attributes",
				    view_rows(c->a, t, c->a->entity[ENT_SUBSCRIBER_ATTRIBUTES],
					      rc == HSS_OK ? rows : &none));
	reply_json(c->r, 200, v);
}

static void add_attributes(struct lookup_call *c, struct hss_task *t)
{
	const struct hss_subscriber *s = c->row;
	const struct hss_term *term =
		term_id(t, HSS_SUBSCRIBER_ATTRIBUTES_subscriber_id, s->subscriber_id.v);
	struct hss_op op = find_op(c->a->entity[ENT_SUBSCRIBER_ATTRIBUTES], term, 0);

	if (!term)
		reply_rc(c->r, HSS_E_NOMEM);
	else
		request_find(c->r, c->a, &op, on_attributes, c);
}

static void reply_miss(struct lookup_call *c)
{
	switch (c->l->miss) {
	case MISS_400:
		reply_json(c->r, 400, json_null());
		break;
	case MISS_EMPTY:
		reply_json(c->r, 200, json_object());
		break;
	default:
		reply_null(c->r);
		break;
	}
}

static void on_found(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct lookup_call *c = ctx;

	if (rc == HSS_E_NOTFOUND || (rc == HSS_OK && !rows->n)) {
		reply_miss(c);
	} else if (rc != HSS_OK) {
		reply_rc(c->r, rc);
	} else if (c->l->with_attributes) {
		c->row = rows->row[0];
		add_attributes(c, t);
	} else {
		reply_json(c->r, 200, view_row(c->a, t, c->a->entity[c->l->ent], rows->row[0]));
	}
}

void lookup_by_key(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	struct lookup_call *c = request_alloc(t, sizeof *c);
	const char *key = request_param(r, 0);
	const struct hss_term *term;
	struct hss_op op;

	if (!c) {
		reply_rc(r, HSS_E_NOMEM);
		return;
	}
	c->r = r;
	c->a = self;
	c->l = lookup_of(hss_host->http->info(r)->path);
	if (!c->l) {
		reply_rc(r, HSS_E_INTERNAL);
		return;
	}
	if (c->l->is_number && *key == '+')
		key++;
	term = term_text(t, c->l->col,
			 (struct hss_bytes){ (const uint8_t *)key, (uint32_t)strlen(key) });
	op = find_op(c->a->entity[c->l->ent], term, 1);
	if (!term)
		reply_rc(r, HSS_E_NOMEM);
	else
		request_find(r, c->a, &op, on_found, c);
}

/* ---- subscriber_attributes ----------------------------------------------------- */

static void on_attribute_rows(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct lookup_call *c = ctx;

	if (rc == HSS_E_NOTFOUND)
		reply_json(c->r, 200, json_array());
	else if (rc != HSS_OK)
		reply_rc(c->r, rc);
	else
		reply_json(c->r, 200,
			   view_rows(c->a, t, c->a->entity[ENT_SUBSCRIBER_ATTRIBUTES], rows));
}

void lookup_attributes(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	struct lookup_call *c = request_alloc(t, sizeof *c);
	const struct hss_term *term;
	struct hss_op op;
	int64_t id;

	if (!c) {
		reply_rc(r, HSS_E_NOMEM);
		return;
	}
	c->r = r;
	c->a = self;
	if (!request_id(r, 0, &id))
		return;
	term = term_id(t, HSS_SUBSCRIBER_ATTRIBUTES_subscriber_id, id);
	op = find_op(c->a->entity[ENT_SUBSCRIBER_ATTRIBUTES], term, 0);
	if (!term)
		reply_rc(r, HSS_E_NOMEM);
	else
		request_find(r, c->a, &op, on_attribute_rows, c);
}

/* ---- subscriber/routing/{subscriber_id}/{apn_id} ------------------------------- */

struct routing_call {
	struct hss_http_req *r;
	struct api *a;
	struct rowwrite w;
};

static void on_routing_deleted(struct rowwrite *w)
{
	struct routing_call *c = w->ctx;

	if (w->rc != HSS_OK)
		reply_write(c->r, w);
	else
		reply_json(c->r, 200, json_pack("{s:s}", "Result", "OK"));
}

static void delete_routing(struct routing_call *c, struct hss_task *t, int64_t id)
{
	hss_rc rc;

	c->w = (struct rowwrite){ .t = t, .in = c->a->in, .st = c->a->st,
				  .e = c->a->entity[ENT_SUBSCRIBER_ROUTING],
				  .log = c->a->entity[ENT_OPERATION_LOG],
				  .ids = &request_loop(c->a, t)->ids, .kind = HSS_OP_DELETE,
				  .id = id, .done = on_routing_deleted, .ctx = c };
	if (!request_operation_id(c->r, NULL, c->w.operation_id))
		return;
	rc = rowwrite_start(&c->w);
	if (rc != HSS_OK)
		reply_rc(c->r, rc);
}

static void on_routing(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct routing_call *c = ctx;
	const struct hss_subscriber_routing *row;

	if (rc != HSS_OK || !rows->n) {
		reply_rc(c->r, rc == HSS_OK ? HSS_E_NOTFOUND : rc);
		return;
	}
	row = rows->row[0];
	if (hss_host->http->info(c->r)->method == HSS_HTTP_DELETE)
		delete_routing(c, t, row->subscriber_routing_id.v);
	else
		reply_json(c->r, 200, view_row(c->a, t, c->a->entity[ENT_SUBSCRIBER_ROUTING], row));
}

void lookup_routing(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	struct routing_call *c = request_alloc(t, sizeof *c);
	struct hss_term *terms = arena_alloc(t, 2 * sizeof *terms);
	int64_t subscriber_id, apn_id;
	struct hss_op op;

	if (!c || !terms) {
		reply_rc(r, HSS_E_NOMEM);
		return;
	}
	c->r = r;
	c->a = self;
	if (!request_id(r, 0, &subscriber_id) || !request_id(r, 1, &apn_id))
		return;
	terms[0] = (struct hss_term){ .col = HSS_SUBSCRIBER_ROUTING_subscriber_id,
				      .cmp = HSS_CMP_EQ, .i = subscriber_id };
	terms[1] = (struct hss_term){ .col = HSS_SUBSCRIBER_ROUTING_apn_id, .cmp = HSS_CMP_EQ,
				      .i = apn_id };
	op = find_op(c->a->entity[ENT_SUBSCRIBER_ROUTING], terms, 1);
	op.n_terms = 2;
	request_find(r, c->a, &op, on_routing, c);
}
