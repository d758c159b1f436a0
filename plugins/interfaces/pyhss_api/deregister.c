/*
 * deregister.c - /oam/deregister/{imsi}: takes a subscriber off the network.
 *
 * Whoever registered the subscriber cancels it: every interface that provides the service is
 * asked, and goes to the registered nodes only (rulings 2.6). What no interface looks after
 * is cleared here, and only if it still is what was read at the start.
 */
#include "api.h"

#include <stdio.h>

#define SUBSCRIPTION_WITHDRAWN 2        /* Cancellation-Type, TS 29.272 7.3.24          */

struct dereg {
	struct hss_http_req *r;
	struct api *a;
	struct hss_task *t;
	struct hss_bytes imsi;
	const struct hss_subscriber *sub;
	const struct hss_ims_subscriber *ims;
	const struct hss_rows *sessions;
	uint32_t n_providers;           /* that looked after it                         */
	struct hss_svc_deregister req;
};

static void reply(struct dereg *d)
{
	json_t *v = json_object();

	if (v) {
		json_object_set_new(v, "subscriber",
				    d->sub ? view_row(d->a, d->t, d->a->entity[ENT_SUBSCRIBER], d->sub)
					   : json_null());
		json_object_set_new(v, "ims_subscriber",
				    d->ims ? view_row(d->a, d->t, d->a->entity[ENT_IMS_SUBSCRIBER],
						      d->ims)
					   : json_null());
		json_object_set_new(v, "pcrf",
				    d->sessions ? view_rows(d->a, d->t, d->a->entity[ENT_SERVING_APN],
							    d->sessions)
						: json_array());
	}
	reply_json(d->r, 200, v);
}

static void on_sub_again(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct dereg *d = ctx;

	(void)t;
	if (rc == HSS_OK && rows->n)
		d->sub = rows->row[0];
	reply(d);
}

static void read_again(struct dereg *d)
{
	if (hss_get_id(d->t, d->a->st, d->a->entity[ENT_SUBSCRIBER], 0, d->sub->subscriber_id.v,
		       on_sub_again, d) != HSS_OK)
		reply(d);
}

/* ---- clearing ------------------------------------------------------------------ */

static void on_mme_cleared(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	(void)t;
	(void)rc;
	(void)rows;
	read_again(ctx);
}

/* UPDATE of `cols` to null where the primary key is id and `col` still is `value`. */
static hss_rc clear_if(struct dereg *d, enum ent ent, int64_t id, uint16_t col,
		       struct hss_bytes value, uint64_t cols, hss_rows_fn done)
{
	const struct hss_entity *e = d->a->entity[ent];
	struct hss_term *terms = arena_alloc(d->t, 2 * sizeof *terms);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_UPDATE, .entity = e, .terms = terms,
			     .n_terms = 2, .term_size = sizeof *terms, .cols = cols,
			     .row = request_alloc(d->t, e->row_size), .flags = HSS_OPF_RETURN_NEW };

	if (!terms || !op.row)
		return HSS_E_NOMEM;
	terms[0] = (struct hss_term){ .col = 0, .cmp = HSS_CMP_EQ, .i = id };
	terms[1] = (struct hss_term){ .col = col, .cmp = HSS_CMP_EQ, .b = value };
	return hss_host->store->submit(d->t, d->a->st, &op, done, d);
}

static void clear_mme(struct dereg *d)
{
	const uint64_t cols = HSS_BIT(HSS_SUBSCRIBER_serving_mme) |
			      HSS_BIT(HSS_SUBSCRIBER_serving_mme_timestamp) |
			      HSS_BIT(HSS_SUBSCRIBER_serving_mme_realm) |
			      HSS_BIT(HSS_SUBSCRIBER_serving_mme_peer);

	if (d->n_providers || !d->sub->serving_mme.p ||
	    clear_if(d, ENT_SUBSCRIBER, d->sub->subscriber_id.v, HSS_SUBSCRIBER_serving_mme,
		     d->sub->serving_mme, cols, on_mme_cleared) != HSS_OK)
		read_again(d);
}

static void on_scscf_cleared(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct dereg *d = ctx;

	(void)t;
	if (rc == HSS_OK && rows->n)
		d->ims = rows->row[0];
	clear_mme(d);
}

static void clear_scscf(struct dereg *d)
{
	const uint64_t cols = HSS_BIT(HSS_IMS_SUBSCRIBER_scscf) |
			      HSS_BIT(HSS_IMS_SUBSCRIBER_scscf_timestamp) |
			      HSS_BIT(HSS_IMS_SUBSCRIBER_scscf_realm) |
			      HSS_BIT(HSS_IMS_SUBSCRIBER_scscf_peer);

	if (!d->ims || !d->ims->scscf.p ||
	    clear_if(d, ENT_IMS_SUBSCRIBER, d->ims->ims_subscriber_id.v, HSS_IMS_SUBSCRIBER_scscf,
		     d->ims->scscf, cols, on_scscf_cleared) != HSS_OK)
		clear_mme(d);
}

static void on_sessions_deleted(struct hss_task *t, hss_rc rc, const struct hss_rows *rows,
				void *ctx)
{
	(void)t;
	(void)rc;
	(void)rows;
	clear_scscf(ctx);
}

static void delete_sessions(struct dereg *d)
{
	const struct hss_entity *e = d->a->entity[ENT_SERVING_APN];
	const struct hss_term *term =
		term_id(d->t, HSS_SERVING_APN_subscriber_id, d->sub->subscriber_id.v);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_DELETE, .entity = e, .terms = term,
			     .n_terms = 1, .term_size = sizeof *term };

	if (!d->sessions || !term ||
	    hss_host->store->submit(d->t, d->a->st, &op, on_sessions_deleted, d) != HSS_OK)
		clear_scscf(d);
}

/* ---- asking -------------------------------------------------------------------- */

static void on_provider(struct hss_task *t, hss_rc rc, const void *ans, void *ctx)
{
	struct dereg *d = ctx;

	(void)t;
	(void)ans;
	if (rc == HSS_E_NOTFOUND)
		delete_sessions(d);
	else
		d->n_providers++;
}

static void ask_providers(struct dereg *d)
{
	d->req = (struct hss_svc_deregister){ .size = sizeof d->req, .imsi = d->imsi,
					      .cause = SUBSCRIPTION_WITHDRAWN };
	if (hss_host->event->call(d->t, HSS_SVC_DEREGISTER, &d->req, on_provider, d) != HSS_OK)
		delete_sessions(d);
}

static void on_sessions(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct dereg *d = ctx;

	(void)t;
	if (rc == HSS_OK && rows->n)
		d->sessions = rows;
	ask_providers(d);
}

static void on_ims(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct dereg *d = ctx;
	const struct hss_term *term =
		term_id(t, HSS_SERVING_APN_subscriber_id, d->sub->subscriber_id.v);
	struct hss_op op = find_op(d->a->entity[ENT_SERVING_APN], term, 100);

	if (rc == HSS_OK && rows->n)
		d->ims = rows->row[0];
	if (!term || hss_host->store->submit(t, d->a->st, &op, on_sessions, d) != HSS_OK)
		ask_providers(d);
}

static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct dereg *d = ctx;

	if (rc != HSS_OK || !rows->n) {
		reply_rc(d->r, rc == HSS_OK ? HSS_E_NOTFOUND : rc);
		return;
	}
	d->sub = rows->row[0];
	rc = hss_get(t, d->a->st, d->a->entity[ENT_IMS_SUBSCRIBER], HSS_IMS_SUBSCRIBER_imsi, d->imsi,
		     on_ims, d);
	if (rc != HSS_OK)
		reply_rc(d->r, rc);
}

void oam_deregister(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	struct dereg *d = request_alloc(t, sizeof *d);
	hss_rc rc = HSS_E_NOMEM;

	if (d) {
		d->r = r;
		d->a = self;
		d->t = t;
		d->imsi = arena_text(t, request_param(r, 0));
		hss_host->task->subject(t, HSS_SUBJECT_IMSI, d->imsi);
		rc = hss_get(t, d->a->st, d->a->entity[ENT_SUBSCRIBER], HSS_SUBSCRIBER_imsi, d->imsi,
			     on_subscriber, d);
	}
	if (rc != HSS_OK)
		reply_rc(r, rc);
}
