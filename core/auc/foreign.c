/*
 * foreign.c - writes to `auc` that are not ours: a written sqn or key drops what was reserved
 * before the writer hears that it is done (rulings 2.2).
 */
#include "auc/foreign.h"

#include <string.h>

/* What numbers and vectors are made of.                                        */
#define WATCHED                                                                                  \
	(HSS_BIT(HSS_AUC_ki) | HSS_BIT(HSS_AUC_opc) | HSS_BIT(HSS_AUC_op) |                      \
	 HSS_BIT(HSS_AUC_topc) | HSS_BIT(HSS_AUC_amf) | HSS_BIT(HSS_AUC_sqn) |                   \
	 HSS_BIT(HSS_AUC_sqn_epoch) | HSS_BIT(HSS_AUC_algo) | HSS_BIT(HSS_AUC_algo_profile) |    \
	 HSS_BIT(HSS_AUC_ind_bits) | HSS_BIT(HSS_AUC_res_len) |                                  \
	 HSS_BIT(HSS_AUC_tuak_iterations) | HSS_BIT(HSS_AUC_milenage_c) |                        \
	 HSS_BIT(HSS_AUC_milenage_r))

/* Rows an operation touched, from its result; false: it does not say.          */
static bool drop_rows(struct sqn *s, const void *const *rows, uint32_t n, bool has_new_sqn)
{
	for (uint32_t i = 0; rows && i < n; i++) {
		const struct hss_auc *row = rows[i];

		if (!row || !row->auc_id.set)
			return false;
		sqn_drop(s, row->auc_id.v, has_new_sqn);
	}
	return rows && n;
}

static bool drop_by_key(struct sqn *s, const struct hss_op *op, bool has_new_sqn)
{
	const struct hss_auc *row = op->row;

	for (uint32_t i = 0; i < op->n_terms; i++) {
		const struct hss_term *t = (const void *)((const char *)op->terms +
		                                          (size_t)i * op->term_size);

		if (t->col != HSS_AUC_auc_id || t->cmp != HSS_CMP_EQ)
			continue;
		sqn_drop(s, t->i, has_new_sqn);
		return true;
	}
	if (op->kind != HSS_OP_UPDATE && row && row->auc_id.set) {
		sqn_drop(s, row->auc_id.v, has_new_sqn);
		return true;
	}
	return false;
}

static void one(struct sqn *s, const struct hss_op *op, const struct hss_rows *rows)
{
	bool has_new_sqn;

	switch (op->kind) {
	case HSS_OP_INSERT:
	case HSS_OP_UPSERT:
		has_new_sqn = true;
		break;
	case HSS_OP_UPDATE:
		if (!(op->cols & WATCHED))
			return;
		has_new_sqn = (op->cols & HSS_BIT(HSS_AUC_sqn)) != 0;
		break;
	case HSS_OP_ADD:
		if (op->add_col != HSS_AUC_sqn)
			return;
		has_new_sqn = true;
		break;
	case HSS_OP_DELETE:
		has_new_sqn = false;
		break;
	default:
		return;
	}
	if (rows && (drop_rows(s, rows->row, rows->n, has_new_sqn) ||
	             drop_rows(s, rows->old, rows->n, has_new_sqn)))
		return;
	if (!drop_by_key(s, op, has_new_sqn))
		sqn_drop_all(s);
}

void foreign_written(void *ctx, const struct hss_op *op, const struct hss_rows *rows,
                     const struct hss_inst *origin)
{
	struct auc *a = ctx;

	(void)origin;
	if (!a->sqn || (op->n_terms && op->terms[0].rsvd == AUC_OWN_WRITE))
		return;
	if (op->kind != HSS_OP_BATCH) {
		one(a->sqn, op, rows);
		return;
	}
	for (uint32_t i = 0; i < op->n_ops; i++) {
		const struct hss_op *sub = (const void *)((const char *)op->ops +
		                                          (size_t)i * op->ops[0].size);

		if (sub->entity && strcmp(sub->entity->name, a->entity->name) == 0)
			one(a->sqn, sub, rows && i < rows->n_sub ? rows->sub[i] : NULL);
	}
}
