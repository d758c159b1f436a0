/*
 * batch.c - which operations may travel: every column in range, every term of a fitting type,
 * batches flat. What a plugin got wrong ends here and never reaches a backend.
 */
#include "store/job.h"
#include "store/row.h"
#include "store/submit.h"

#include <string.h>

#define OP_MIN_SIZE sizeof(struct hss_op)       /* of ABI 1.0                   */

hss_rc submit_copy(const struct hss_op *from, struct hss_op *to)
{
	if (from->size < OP_MIN_SIZE)
		return HSS_E_INVAL;
	memcpy(to, from, sizeof *to);
	to->size = sizeof *to;
	return HSS_OK;
}

const struct hss_op *batch_at(const struct hss_op *op, uint32_t i)
{
	return (const struct hss_op *)((const char *)op->ops + (size_t)i * op->ops[0].size);
}

hss_rc batch_check(const struct store_inst *si, const struct hss_op *op, const char **why)
{
	if (!op->ops || op->n_ops < 1 || op->n_ops > STORE_OPS_MAX) {
		*why = "a batch holds 1 to 1024 operations";
		return HSS_E_INVAL;
	}
	if (op->ops[0].size < OP_MIN_SIZE) {
		*why = "the operations' size is too small";
		return HSS_E_INVAL;
	}
	if (op->n_ops > 1 && !(si->ops.caps & HSS_STORE_TX)) {
		*why = "the store has no transactions (TX)";
		return HSS_E_NOTSUP;
	}
	for (uint32_t i = 0; i < op->n_ops; i++)
		if (batch_at(op, i)->kind == HSS_OP_BATCH) {
			*why = "a batch within a batch";
			return HSS_E_INVAL;
		}
	return HSS_OK;
}

static const char *term_fault(const struct entity *e, const struct hss_term *t)
{
	const struct hss_column *c;

	if (t->col >= e->pub.n_cols)
		return "a term on a column that does not exist";
	c = &e->pub.cols[t->col];
	if (t->cmp < HSS_CMP_EQ || t->cmp > HSS_CMP_SUBSTRING)
		return "a term with an unknown comparison";
	if (t->cmp == HSS_CMP_IS_NULL || t->cmp == HSS_CMP_NOT_NULL)
		return NULL;
	if (c->field == HSS_F_LIST)
		return "a list can only be compared with null";
	if (c->field == HSS_F_BYTES && !t->b.p)
		return "a term on text without a value";
	if (t->cmp == HSS_CMP_SUBSTRING && c->type != HSS_COL_TEXT)
		return "SUBSTRING on a column that is not TEXT";
	return NULL;
}

static const char *terms_fault(const struct entity *e, const struct hss_op *op)
{
	if (!op->n_terms)
		return op->kind == HSS_OP_GET ? "GET without terms" : NULL;
	if (!op->terms || op->term_size < sizeof(struct hss_term))
		return "terms without table or size";
	if (op->n_terms > STORE_TERMS_MAX)
		return "more than 24 terms";
	for (uint32_t i = 0; i < op->n_terms; i++) {
		const char *why = term_fault(e, op_term(op, i));

		if (why)
			return why;
	}
	return NULL;
}

static const char *upsert_fault(const struct entity *e, const struct hss_op *op)
{
	const struct hss_index *x;

	if (!op->upsert_by)
		return row_is_set(op->row, &e->pub.cols[0]) ? NULL :
		                                              "UPSERT without its primary key";
	if (op->upsert_by > e->pub.n_indexes)
		return "UPSERT by an index that does not exist";
	x = &e->pub.indexes[op->upsert_by - 1];
	if (!x->unique)
		return "UPSERT by an index that is not unique";
	for (uint32_t i = 0; i < x->n_cols; i++)
		if (!row_is_set(op->row, &e->pub.cols[x->cols[i]]))
			return "UPSERT without the values of its index";
	return NULL;
}

/* A row keeps its primary key: an UPDATE that names it again may only repeat it. */
static const char *update_fault(const struct entity *e, struct hss_op *op)
{
	const struct hss_column *pk = &e->pub.cols[0];
	bool is_same = false;

	if (op->cols & 1) {
		for (uint32_t i = 0; i < op->n_terms; i++) {
			const struct hss_term *t = op_term(op, i);

			if (t->col || t->cmp != HSS_CMP_EQ || !row_is_set(op->row, pk))
				continue;
			is_same = col_is_int(pk) ? row_int(op->row, pk) == t->i :
			          t->b.len == row_bytes(op->row, pk).len &&
			          !memcmp(t->b.p, row_bytes(op->row, pk).p, t->b.len);
		}
		if (!is_same)
			return "UPDATE of a primary key";
		op->cols &= ~UINT64_C(1);
	}
	return NULL;            /* no columns: asserts its terms, changes nothing */
}

static const char *write_fault(const struct entity *e, struct hss_op *op)
{
	uint64_t all = e->pub.n_cols == 64 ? UINT64_MAX : (UINT64_C(1) << e->pub.n_cols) - 1;

	if (op->kind == HSS_OP_DELETE)
		return NULL;
	if (op->kind == HSS_OP_ADD) {
		if (!op->add_col || op->add_col >= e->pub.n_cols ||
		    !col_is_int(&e->pub.cols[op->add_col]))
			return "ADD to a column that is no integer";
		return NULL;
	}
	if (!op->row && !(op->kind == HSS_OP_UPDATE && !op->cols))
		return "a write without a row";
	if (op->cols & ~all)
		return "a column that does not exist";
	if (op->kind == HSS_OP_UPDATE)
		return update_fault(e, op);
	if (op->kind == HSS_OP_UPSERT)
		return upsert_fault(e, op);
	return NULL;
}

hss_rc submit_check(const struct hss_store *st, const struct store_inst *si, struct hss_op *op,
                    struct entity **out, const char **why)
{
	struct entity *e;

	if (op->kind < HSS_OP_GET || op->kind >= HSS_OP_BATCH) {
		*why = "an unknown kind of operation";
		return HSS_E_INVAL;
	}
	e = op->entity ? store_bound(st, op->entity) : NULL;
	if (!e) {
		*why = "the entity was not bound";
		return HSS_E_INVAL;
	}
	*why = terms_fault(e, op);
	if (!*why && op_is_write(op->kind))
		*why = write_fault(e, op);
	if (!*why && op->order_col >= e->pub.n_cols)
		*why = "an order by a column that does not exist";
	if (!*why && op->cursor.len && !op->cursor.p)
		*why = "a cursor without octets";
	if (*why)
		return HSS_E_INVAL;
	if (op->expect_rev && !(si->ops.caps & HSS_STORE_CAS)) {
		*why = "the store cannot compare revisions (CAS)";
		return HSS_E_NOTSUP;
	}
	op->entity = &e->pub;
	*out = e;
	return HSS_OK;
}
