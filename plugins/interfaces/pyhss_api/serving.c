/* serving.c - who is registered where: /oam/serving_subs and its siblings. */
#include "api.h"

static void start(struct hss_http_req *r, struct api *a, enum ent ent, uint16_t col,
		  void (*row)(struct stream *s, struct hss_task *t, const void *row))
{
	struct stream_def def = { .e = a->entity[ent], .is_object = true, .row = row };
	struct hss_term *term = term_id(hss_host->http->task(r), col, 0);

	if (!term) {
		reply_rc(r, HSS_E_NOMEM);
		return;
	}
	term->cmp = HSS_CMP_NOT_NULL;
	def.term = term;
	stream_start(r, a, &def);
}

static void show_mme(struct stream *s, struct hss_task *t, const void *row)
{
	const struct hss_subscriber *sub = row;
	struct api *a = stream_api(s);

	if (sub->imsi.p && !(sub->mme_purged.set && sub->mme_purged.v))
		stream_item(s, sub->imsi, view_row(a, t, a->entity[ENT_SUBSCRIBER], sub));
	stream_next(s);
}

void oam_serving_subs(struct hss_http_req *r, void *self)
{
	start(r, self, ENT_SUBSCRIBER, HSS_SUBSCRIBER_serving_mme, show_mme);
}

static void show_scscf(struct stream *s, struct hss_task *t, const void *row)
{
	const struct hss_ims_subscriber *sub = row;
	struct api *a = stream_api(s);

	if (sub->imsi.p)
		stream_item(s, sub->imsi, view_row(a, t, a->entity[ENT_IMS_SUBSCRIBER], sub));
	stream_next(s);
}

void oam_serving_subs_ims(struct hss_http_req *r, void *self)
{
	start(r, self, ENT_IMS_SUBSCRIBER, HSS_IMS_SUBSCRIBER_scscf, show_scscf);
}

/* ---- sessions, keyed by IMSI --------------------------------------------------- */

struct session {
	struct stream *s;
	const struct hss_serving_apn *row;
};

static void on_owner(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct session *x = ctx;
	struct api *a = stream_api(x->s);

	if (rc == HSS_OK && rows->n) {
		const struct hss_subscriber *sub = rows->row[0];

		if (sub->imsi.p)
			stream_item(x->s, sub->imsi,
				    view_row(a, t, a->entity[ENT_SERVING_APN], x->row));
	}
	stream_next(x->s);
}

/* One object per IMSI: of several sessions the newest is shown. */
static void on_newest(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct session *x = ctx;
	struct api *a = stream_api(x->s);
	const struct hss_serving_apn *newest = rc == HSS_OK && rows->n ? rows->row[0] : NULL;

	if (!newest || newest->serving_apn_id.v != x->row->serving_apn_id.v ||
	    hss_get_id(t, a->st, a->entity[ENT_SUBSCRIBER], 0, x->row->subscriber_id.v, on_owner,
		       x) != HSS_OK)
		stream_next(x->s);
}

static void show_session(struct stream *s, struct hss_task *t, const void *row)
{
	struct api *a = stream_api(s);
	struct session *x = request_alloc(t, sizeof *x);
	const struct hss_serving_apn *session = row;
	const struct hss_term *term =
		term_id(t, HSS_SERVING_APN_subscriber_id, session->subscriber_id.v);
	struct hss_op op = find_op(a->entity[ENT_SERVING_APN], term, 1);

	op.flags = HSS_OPF_DESC;
	if (x)
		*x = (struct session){ s, session };
	if (!x || !term || hss_host->store->submit(t, a->st, &op, on_newest, x) != HSS_OK)
		stream_next(s);
}

void oam_serving_subs_pcrf(struct hss_http_req *r, void *self)
{
	start(r, self, ENT_SERVING_APN, HSS_SERVING_APN_subscriber_id, show_session);
}
