/* ops.c - the operations on one job: reads, writes, batches that are undone as a whole. */
#include "memory_store.h"

#include <stdlib.h>
#include <string.h>

struct outcome {
	uint64_t rev;
	struct hss_bytes cursor;
};

typedef hss_rc (*op_fn)(struct mem_db *db, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                        struct outcome *o);

static hss_rc get(struct mem_db *db, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                  struct outcome *o)
{
	const struct mem_table *t = mem_table_of(db, op->entity);

	(void)o;
	for (uint32_t i = 0; t && i < t->n; i++)
		if (mem_meets_all(op, t->rows[i]->row, op->n_terms))
			return mem_result(j, idx, op->entity, t->rows[i], false);
	return t ? HSS_E_NOTFOUND : HSS_E_INVAL;
}

static hss_rc find(struct mem_db *db, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                   struct outcome *o)
{
	return mem_find(db, j, op, idx, &o->cursor);
}

static hss_rc count(struct mem_db *db, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                    struct outcome *o)
{
	const struct mem_table *t = mem_table_of(db, op->entity);
	uint64_t n = 0;

	(void)o;
	for (uint32_t i = 0; t && i < t->n; i++)
		n += mem_meets_all(op, t->rows[i]->row, op->n_terms);
	hss_host->store->job_count(j, idx, n);
	return HSS_OK;
}

/* ---- writes ------------------------------------------------------------------- */

static hss_rc insert(struct mem_db *db, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                     struct outcome *o)
{
	struct mem_table *t = mem_table_of(db, op->entity);
	const struct hss_column *pk = mem_col(op->entity, 0);
	struct mem_row *r = t ? mem_copy(op->entity, op->row, ++db->last_rev) : NULL;
	hss_rc rc;

	if (!r)
		return t ? HSS_E_NOMEM : HSS_E_INVAL;
	if (!mem_is_set(r->row, pk)) {
		if (pk->type != HSS_COL_AUTO_ID) {
			free(r);
			return HSS_E_INVAL;
		}
		mem_set_int(r->row, pk, t->last_id + 1);
	}
	if (pk->type == HSS_COL_AUTO_ID && mem_int(r->row, pk) > t->last_id)
		t->last_id = mem_int(r->row, pk);
	rc = mem_change(db, t, NULL, r);
	if (rc != HSS_OK)
		return rc;
	o->rev = r->rev;
	hss_host->store->job_count(j, idx, 1);
	if (op->kind == HSS_OP_INSERT || op->flags & HSS_OPF_RETURN_NEW)
		rc = mem_result(j, idx, op->entity, r, false);
	return rc;
}

static bool moves_rev(const struct hss_entity *e, uint64_t cols)
{
	for (uint32_t i = 0; i < e->n_cols; i++)
		if (cols >> i & 1 && !(mem_col(e, i)->flags & HSS_COL_VOLATILE))
			return true;
	return false;
}

static int64_t added(const struct hss_op *op, int64_t v)
{
	uint64_t sum;

	if (v < op->add_floor)
		v = op->add_floor;
	sum = (uint64_t)v + (uint64_t)op->add_delta;
	return (int64_t)(op->add_mask ? sum & op->add_mask : sum);
}

/* The row with what the operation writes; a copy of its own.                   */
static struct mem_row *changed(struct mem_db *db, const struct hss_op *op,
                               const struct mem_row *was, uint64_t cols)
{
	const struct hss_entity *e = op->entity;
	struct mem_row *flat = mem_copy(e, was->row, was->rev), *r;

	if (!flat)
		return NULL;
	if (op->kind == HSS_OP_ADD) {
		const struct hss_column *c = mem_col(e, op->add_col);

		mem_set_int(flat->row, c, added(op, mem_is_set(was->row, c) ?
		                                    mem_int(was->row, c) : op->add_floor));
		cols = UINT64_C(1) << op->add_col;
	}
	for (uint32_t i = 0; op->kind != HSS_OP_ADD && i < e->n_cols; i++)
		if (cols >> i & 1)
			mem_take(flat->row, op->row, mem_col(e, i));
	r = mem_copy(e, flat->row, moves_rev(e, cols) ? ++db->last_rev : was->rev);
	free(flat);
	return r;
}

static hss_rc update_row(struct mem_db *db, struct hss_job *j, const struct hss_op *op,
                         uint32_t idx, struct mem_row *was, uint64_t cols, struct outcome *o)
{
	struct mem_row *is = changed(db, op, was, cols);
	hss_rc rc = is ? HSS_OK : HSS_E_NOMEM;

	if (rc == HSS_OK && op->flags & HSS_OPF_RETURN_OLD)
		rc = mem_result(j, idx, op->entity, was, true);
	if (rc != HSS_OK) {
		free(is);
		return rc;
	}
	rc = mem_change(db, mem_table_of(db, op->entity), was, is);
	if (rc != HSS_OK)
		return rc;
	o->rev = is->rev;
	if (op->kind == HSS_OP_ADD || op->flags & HSS_OPF_RETURN_NEW)
		rc = mem_result(j, idx, op->entity, is, false);
	return rc;
}

static hss_rc delete_row(struct mem_db *db, struct hss_job *j, const struct hss_op *op,
                         uint32_t idx, struct mem_row *was)
{
	hss_rc rc = HSS_OK;

	if (op->flags & HSS_OPF_RETURN_OLD)
		rc = mem_result(j, idx, op->entity, was, true);
	return rc == HSS_OK ? mem_change(db, mem_table_of(db, op->entity), was, NULL) : rc;
}

static bool is_there(const struct mem_table *t, const struct mem_row *r)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (t->rows[i] == r)
			return true;
	return false;
}

/* Rows first, then changes: a change moves the rows of the table.              */
static hss_rc update(struct mem_db *db, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                     struct outcome *o)
{
	struct mem_table *t = mem_table_of(db, op->entity);
	struct mem_row **hit;
	uint32_t n = 0, n_first = 0;
	uint64_t done = 0;
	hss_rc rc = HSS_OK;

	if (!t)
		return HSS_E_INVAL;
	hit = malloc((t->n + 1u) * sizeof *hit);
	if (!hit)
		return HSS_E_NOMEM;
	for (uint32_t i = 0; i < t->n; i++) {
		n_first += op->n_terms && mem_meets(op->entity, t->rows[i]->row, mem_term(op, 0));
		if (mem_meets_all(op, t->rows[i]->row, op->n_terms) &&
		    (!op->expect_rev || op->expect_rev == t->rows[i]->rev))
			hit[n++] = t->rows[i];
	}
	for (uint32_t i = 0; i < n && rc == HSS_OK; i++) {
		if (!is_there(t, hit[i]))
			continue;       /* went with a row that it referred to   */
		rc = op->kind == HSS_OP_DELETE ? delete_row(db, j, op, idx, hit[i]) :
		                                 update_row(db, j, op, idx, hit[i], op->cols, o);
		done++;
	}
	free(hit);
	if (rc == HSS_OK && !n)
		return n_first ? HSS_E_CONFLICT : HSS_E_NOTFOUND;
	hss_host->store->job_count(j, idx, done);
	return rc;
}

static struct mem_row *row_like(const struct mem_table *t, const struct hss_op *op)
{
	static const struct hss_index primary = { 1, 1, { 0 } };
	const struct hss_index *x = !op->upsert_by ? &primary : (const struct hss_index *)
		((const char *)t->e->indexes + (size_t)(op->upsert_by - 1) * t->e->index_size);

	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t k = 0;

		while (k < x->n_cols && mem_is_set(op->row, mem_col(t->e, x->cols[k])) &&
		       !mem_compare(op->row, t->rows[i]->row, mem_col(t->e, x->cols[k])))
			k++;
		if (k == x->n_cols)
			return t->rows[i];
	}
	return NULL;
}

static hss_rc upsert(struct mem_db *db, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                     struct outcome *o)
{
	struct mem_table *t = mem_table_of(db, op->entity);
	struct mem_row *was = t ? row_like(t, op) : NULL;

	if (!t)
		return HSS_E_INVAL;
	if (op->expect_rev && (!was || was->rev != op->expect_rev))
		return was ? HSS_E_CONFLICT : HSS_E_NOTFOUND;
	if (!was)
		return insert(db, j, op, idx, o);
	hss_host->store->job_count(j, idx, 1);
	return update_row(db, j, op, idx, was,
	                  (op->cols ? op->cols : UINT64_MAX) & ~UINT64_C(1), o);
}

/* ---- jobs ------------------------------------------------------------------------ */

static hss_rc run(struct mem_db *db, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                  struct outcome *o)
{
	static const op_fn fns[] = {
		[HSS_OP_GET] = get, [HSS_OP_FIND] = find, [HSS_OP_COUNT] = count,
		[HSS_OP_INSERT] = insert, [HSS_OP_UPDATE] = update, [HSS_OP_UPSERT] = upsert,
		[HSS_OP_DELETE] = update, [HSS_OP_ADD] = update,
	};

	if (op->kind >= sizeof fns / sizeof fns[0] || !fns[op->kind])
		return HSS_E_NOTSUP;
	return fns[op->kind](db, j, op, idx, o);
}

void mem_job(struct mem_db *db, struct hss_job *j)
{
	const struct hss_op *op = hss_host->store->job_op(j);
	struct outcome o = { 0 };
	hss_rc rc = HSS_OK;

	if (op->kind != HSS_OP_BATCH) {
		rc = run(db, j, op, 0, &o);
	} else {
		for (uint32_t i = 0; i < op->n_ops && rc == HSS_OK; i++) {
			const struct hss_op *one = (const struct hss_op *)
				((const char *)op->ops + (size_t)i * op->ops[0].size);

			rc = run(db, j, one, i, &o);
			if (rc != HSS_OK)
				hss_host->store->job_failed(j, i);
		}
	}
	if (rc == HSS_OK)
		mem_commit(db);
	else
		mem_rollback(db, 0);
	hss_host->store->job_done(j, rc, o.rev, o.cursor);
}
