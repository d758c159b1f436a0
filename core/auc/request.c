/* request.c - a request's way: the row by IMSI, IMPI or id, and its end. See service.h. */
#include "auc/service.h"

#define IMSI_MAX 18

static void on_rows(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct auc_req *q = ctx;
	const struct hss_auc *row;

	(void)t;
	if (rc == HSS_OK && (!rows || !rows->n))
		rc = HSS_E_NOTFOUND;
	if (rc != HSS_OK) {
		req_end(q, rc, NULL, 0);
		return;
	}
	row = rows->row[0];
	q->row = row;
	q->at.auc_id = row->auc_id.v;
	q->at.has_sqn = row->sqn.set;
	q->at.sqn = row->sqn.v;
	q->at.has_epoch = row->sqn_epoch.set;
	q->at.epoch = row->sqn_epoch.v;
	q->on_row(q);
}

/* IMPI: the IMSI is what stands before the @ (TS 23.003 13.3).                 */
static struct hss_bytes imsi_of(const struct hss_av_request *r)
{
	struct hss_bytes id = r->imsi.len ? r->imsi : r->impi;

	for (uint32_t i = 0; i < id.len; i++)
		if (id.p[i] == '@')
			id.len = i;
	return id;
}

/* NOTFOUND: no identity of ours; BUSY: enough rounds; NOMEM; or what submit says.          */
static hss_rc submit_read(struct auc_req *q, bool is_fresh)
{
	struct hss_op *op = arena_new(&q->t->arena, struct hss_op);
	struct hss_term *term = arena_new(&q->t->arena, struct hss_term);
	int64_t id = q->row ? q->row->auc_id.v : q->r.auc_id;

	if (!op || !term)
		return HSS_E_NOMEM;
	if (q->tries++ >= AUC_TRIES)
		return HSS_E_BUSY;
	*term = (struct hss_term){ .col = HSS_AUC_auc_id, .cmp = HSS_CMP_EQ, .i = id,
		                   .rsvd = AUC_OWN_WRITE };
	if (!q->row && (q->r.imsi.len || q->r.impi.len)) {
		term->col = HSS_AUC_imsi;
		term->b = imsi_of(&q->r);
		if (!bytes_is_digits(term->b, 1, IMSI_MAX))
			return HSS_E_NOTFOUND;
	}
	*op = (struct hss_op){ .size = sizeof *op, .kind = HSS_OP_GET, .entity = q->a->entity,
		               .terms = term, .n_terms = 1, .term_size = sizeof *term };
	if (is_fresh && !q->a->is_exclusive) {
		/* others write too and a cache may lag: an addition of nothing
		 * reads the row itself                                         */
		op->kind = HSS_OP_ADD;
		op->add_col = HSS_AUC_sqn;
		op->add_mask = SQN_MASK;
	}
	q->at.seen = sqn_clock(q->a->sqn);
	return store_submit(q->t, q->a->store, op, on_rows, q);
}

void req_read(struct auc_req *q, bool is_fresh, void (*on_row)(struct auc_req *q))
{
	hss_rc rc;

	q->on_row = on_row;
	rc = submit_read(q, is_fresh);
	if (rc != HSS_OK)
		req_end(q, rc, NULL, 0);
}

static void on_failed_start(struct hss_task *t, hss_rc rc, void *ctx)
{
	(void)t;
	req_end(ctx, rc, NULL, 0);
}

hss_rc req_start(struct auc_req *q, void (*on_row)(struct auc_req *q))
{
	hss_rc rc = atomic_load(&q->a->is_ready) ? HSS_OK : HSS_E_UNREACH;

	q->on_row = on_row;
	if (rc == HSS_OK)
		rc = submit_read(q, false);
	/* not from inside the caller's call                                    */
	return rc == HSS_OK ? HSS_OK : task_later(q->t, rc, on_failed_start, q, "auc");
}

void req_end(struct auc_req *q, hss_rc rc, const struct hss_av *const *av, uint32_t n)
{
	crypto_wipe(&q->profile, sizeof q->profile);
	q->done(q->t, rc, av, n, q->ctx);
}
