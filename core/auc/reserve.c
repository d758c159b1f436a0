/*
 * reserve.c - the writes that sqn.c asks for. What a request stores for itself it waits for;
 * the next block is stored in the background, on the task that noticed: the store op holds
 * the task, whose answer leaves meanwhile.
 */
#include "auc/service.h"

struct background {                     /* in the task's arena                  */
	struct auc *a;
	struct sqn_row at;
	struct sqn_write write;
};

static struct hss_op *new_op(struct hss_task *t, struct auc *a, const struct sqn_row *at,
                             bool is_cas)
{
	struct hss_op *op = arena_new(&t->arena, struct hss_op);
	struct hss_term *terms = arena_array(&t->arena, struct hss_term, 2);

	if (!op || !terms)
		return NULL;
	terms[0] = (struct hss_term){ .col = HSS_AUC_auc_id, .cmp = HSS_CMP_EQ, .i = at->auc_id,
		                      .rsvd = AUC_OWN_WRITE };
	terms[1] = (struct hss_term){ .col = HSS_AUC_sqn, .i = at->sqn,
		                      .cmp = at->has_sqn ? HSS_CMP_EQ : HSS_CMP_IS_NULL };
	*op = (struct hss_op){ .size = sizeof *op, .kind = HSS_OP_ADD, .entity = a->entity,
		               .terms = terms, .n_terms = is_cas ? 2 : 1,
		               .term_size = sizeof *terms };
	return op;
}

/* sqn and sqn_epoch, and last_resync if there is one, while sqn is still at->sqn.          */
static struct hss_op *update_op(struct hss_task *t, struct auc *a, const struct sqn_row *at,
                                int64_t sqn, const char *digest)
{
	struct hss_op *op = new_op(t, a, at, true);
	struct hss_auc *row = arena_new(&t->arena, struct hss_auc);

	if (!op || !row)
		return NULL;
	row->sqn = (struct hss_i64){ sqn, true };
	op->kind = HSS_OP_UPDATE;
	op->row = row;
	op->cols = HSS_BIT(HSS_AUC_sqn);
	if (a->is_exclusive || at->has_epoch) {
		row->sqn_epoch = (struct hss_i64){ sqn_epoch(a->sqn), true };
		op->cols |= HSS_BIT(HSS_AUC_sqn_epoch);
	}
	if (digest) {
		row->last_resync = bytes_str(digest);
		op->cols |= HSS_BIT(HSS_AUC_last_resync);
	}
	return op;
}

static hss_rc submit_write(struct hss_task *t, struct auc *a, const struct sqn_row *at,
                           const struct sqn_write *w, hss_rows_fn done, void *ctx)
{
	struct hss_op *op;

	if (w->is_add) {
		op = new_op(t, a, at, false);
		if (op) {
			op->add_col = HSS_AUC_sqn;
			op->add_delta = w->delta;
			op->add_mask = SQN_MASK;
		}
	} else {
		op = update_op(t, a, at, w->sqn, NULL);
	}
	return op ? store_submit(t, a->store, op, done, ctx) : HSS_E_NOMEM;
}

hss_rc req_update(struct auc_req *q, int64_t sqn, const char *digest, hss_rows_fn done)
{
	struct hss_op *op = update_op(q->t, q->a, &q->at, sqn, digest);

	return op ? store_submit(q->t, q->a->store, op, done, q) : HSS_E_NOMEM;
}

/* The row's sqn after an ADD. PROTO: the store returned no row.                */
static hss_rc stored_sqn(const struct sqn_write *w, const struct hss_rows *rows, int64_t *sqn)
{
	const struct hss_auc *row;

	*sqn = w->sqn;
	if (!w->is_add)
		return HSS_OK;
	if (!rows || !rows->n)
		return HSS_E_NOTFOUND;
	row = rows->row[0];
	*sqn = row->sqn.v;
	return row->sqn.set ? HSS_OK : HSS_E_PROTO;
}

/* Worth another round: somebody else wrote, or nobody knows whether we did. What may have
 * been reserved then is never used.                                            */
static bool is_again(hss_rc rc)
{
	return rc == HSS_E_CONFLICT || rc == HSS_E_UNCERTAIN;
}

/* ---- in the background --------------------------------------------------------- */

static void on_background(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct background *b = ctx;
	struct sqn_write next;
	int64_t sqn;

	if (rc == HSS_OK)
		rc = stored_sqn(&b->write, rows, &sqn);
	if (rc != HSS_OK) {
		/* nobody may be waiting; who is tries for himself              */
		sqn_not_stored(b->a->sqn, b->at.auc_id, &b->write, HSS_OK);
		return;
	}
	metrics_add(b->a->blocks, 1);
	sqn_stored(b->a->sqn, b->at.auc_id, &b->write, sqn, auc_now_ms(t), NULL, &next);
}

static void start_background(struct auc_req *q, const struct sqn_write *w)
{
	struct background *b = arena_new(&q->t->arena, struct background);
	hss_rc rc = HSS_E_NOMEM;

	if (b) {
		*b = (struct background){ .a = q->a, .at = q->at, .write = *w };
		rc = submit_write(q->t, q->a, &b->at, &b->write, on_background, b);
	}
	if (rc != HSS_OK)
		sqn_not_stored(q->a->sqn, q->at.auc_id, w, HSS_OK);
}

/* ---- for a request ---------------------------------------------------------------- */

static void act(struct auc_req *q, enum sqn_answer answer);

static void on_stored(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct auc_req *q = ctx;
	struct sqn_write done = q->write;
	int64_t sqn;

	if (rc == HSS_OK)
		rc = stored_sqn(&done, rows, &sqn);
	if (rc == HSS_OK) {
		metrics_add(q->a->blocks, 1);
		act(q, sqn_stored(q->a->sqn, q->at.auc_id, &done, sqn, auc_now_ms(t), &q->ask,
		                  &q->write));
		return;
	}
	/* our deadline is not that of those who wait                           */
	sqn_not_stored(q->a->sqn, q->at.auc_id, &done,
	               is_again(rc) || rc == HSS_E_CANCELED ? HSS_OK : rc);
	if (is_again(rc))
		req_read(q, true, req_take);
	else
		req_end(q, rc, NULL, 0);
}

static void on_awake(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct auc_req *q = ctx;

	(void)t;
	if (rc == HSS_OK)
		req_take(q);
	else
		req_end(q, rc, NULL, 0);
}

/* Back on the loop; from there as any callback of the task.                    */
static void on_post(struct loop_work *w)
{
	struct auc_req *q = list_entry(w, struct auc_req, wake);

	if (task_later(q->t, q->waiter.rc, on_awake, q, "auc") != HSS_OK)
		on_awake(q->t, q->waiter.rc, q);
	task_release(q->t);
}

static void wake(struct sqn_waiter *w)
{
	struct auc_req *q = list_entry(w, struct auc_req, waiter);

	loop_post(q->t->loop, &q->wake);
}

/* sqn.c has written q->write, unless the answer is WAIT, STALE or NOMEM.       */
static void act(struct auc_req *q, enum sqn_answer answer)
{
	hss_rc rc;

	switch (answer) {
	case SQN_TAKEN:
		if (q->write.is_wanted)
			start_background(q, &q->write);
		req_make(q);
		break;
	case SQN_RESERVE:
		rc = submit_write(q->t, q->a, &q->at, &q->write, on_stored, q);
		if (rc != HSS_OK) {
			sqn_not_stored(q->a->sqn, q->at.auc_id, &q->write, rc);
			req_end(q, rc, NULL, 0);
		}
		break;
	case SQN_WAIT:
		task_hold(q->t);        /* wake() comes by way of this loop     */
		break;
	case SQN_STALE:
		req_read(q, false, req_go_on);
		break;
	case SQN_NOMEM:
		req_end(q, HSS_E_NOMEM, NULL, 0);
		break;
	}
}

void req_take(struct auc_req *q)
{
	q->waiter.wake = wake;
	loop_work_init(&q->wake, on_post);
	q->ask = (struct sqn_ask){ .row = &q->at, .n = q->n_seq, .domain = q->r.domain,
		                   .node = q->r.node, .now_ms = auc_now_ms(q->t),
		                   .waiter = &q->waiter, .sqn = q->sqn };
	list_init(&q->waiter.node);
	act(q, sqn_take(q->a->sqn, &q->ask, &q->write));
}
