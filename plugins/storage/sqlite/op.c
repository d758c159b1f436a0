/* op.c - one operation on a connection: reads, batches, and what reads and writes share. */
#include "sqlite.h"

#include <stdlib.h>

typedef hss_rc (*op_fn)(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                        struct outcome *o);

bool op_is_write(const struct hss_op *op)
{
	if (op->kind != HSS_OP_BATCH)
		return op->kind >= HSS_OP_INSERT;
	for (uint32_t i = 0; i < op->n_ops; i++)
		if (sub_at(op, i)->kind >= HSS_OP_INSERT)
			return true;
	return false;
}

hss_rc op_shape(const struct hss_op *op, uint16_t kind, struct shape *sh)
{
	memset(sh, 0, sizeof *sh);
	if (op->n_terms > SHAPE_TERMS)
		return HSS_E_INVAL;
	sh->e = op->entity;
	sh->kind = kind;
	sh->n_terms = op->n_terms;
	for (uint32_t i = 0; i < op->n_terms; i++) {
		const struct hss_term *t = term_at(op, i);

		if (t->col >= op->entity->n_cols || t->cmp < HSS_CMP_EQ ||
		    t->cmp > HSS_CMP_SUBSTRING)
			return HSS_E_INVAL;
		sh->term[i].col = t->col;
		sh->term[i].cmp = t->cmp;
	}
	if (op->expect_rev && (kind == SQL_UPDATE || kind == SQL_DELETE || kind == SQL_ADD))
		sh->flags |= SHAPE_REV;
	return HSS_OK;
}

/* Binds the terms and the expected revision from parameter i on; gives the next one.   */
int op_bind_terms(sqlite3_stmt *s, int i, const struct hss_op *op, int *code)
{
	for (uint32_t k = 0; k < op->n_terms; k++) {
		const struct hss_term *t = term_at(op, k);

		if (t->cmp == HSS_CMP_IS_NULL || t->cmp == HSS_CMP_NOT_NULL)
			continue;
		*code |= bind_term(s, i++, col_at(op->entity, t->col), t);
	}
	return i;
}

static hss_rc keep_row(struct conn *c, const void *row, uint32_t n)
{
	if (n == c->n_old) {
		uint32_t max = n ? n * 2 : 16;
		const void **p = realloc(c->old, max * sizeof *p);

		if (!p)
			return HSS_E_NOMEM;
		c->old = p;
		c->n_old = max;
	}
	c->old[n] = row;
	return HSS_OK;
}

static hss_rc take_row(struct conn *c, sqlite3_stmt *s, struct fetch *f)
{
	int n_cols = (int)f->e->n_cols;
	hss_rc rc = HSS_OK;
	void *row;

	f->rev = (uint64_t)sqlite3_column_int64(s, f->is_full ? n_cols : 0);
	if (!f->is_full)
		return HSS_OK;
	row = hss_host->store->job_row(f->j, f->idx, f->rev, f->is_old);
	if (!row)
		return HSS_E_NOMEM;
	for (int i = 0; i < n_cols && rc == HSS_OK; i++)
		rc = bind_read(s, i, col_at(f->e, (uint32_t)i), row, f->j);
	if (rc == HSS_OK && f->is_kept)
		rc = keep_row(c, row, f->n);
	return rc;
}

hss_rc op_fetch(struct conn *c, sqlite3_stmt *s, struct fetch *f)
{
	uint32_t limit = f->page ? f->page->limit : 0;
	struct hss_bytes pos = { 0 };
	hss_rc rc = HSS_OK, pos_rc = HSS_OK;
	int code;

	while ((code = sqlite3_step(s)) == SQLITE_ROW) {
		if (limit && f->n == limit) {
			rc = pos_rc;
			f->o->cursor = pos;
			break;
		}
		rc = take_row(c, s, f);
		if (rc != HSS_OK)
			break;
		f->n++;
		if (limit && f->n == limit)
			pos_rc = cursor_write(s, f->page, f->j, &pos);
	}
	if (rc == HSS_E_NOMEM && !sqlite3_stmt_readonly(s))
		fault_no_memory(c);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		rc = fault_note(c, code);
	sqlite3_reset(s);
	return rc;
}

static hss_rc op_get(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                     struct outcome *o)
{
	struct fetch f = { .j = j, .e = op->entity, .idx = idx, .is_full = true, .o = o };
	struct shape sh;
	sqlite3_stmt *s;
	int code = SQLITE_OK, i;
	hss_rc rc = op_shape(op, SQL_SELECT, &sh);

	if (rc == HSS_OK)
		rc = stmt_get(c, &sh, &s);
	if (rc != HSS_OK)
		return rc;
	i = op_bind_terms(s, 1, op, &code);
	code |= sqlite3_bind_int(s, i++, 1);
	code |= sqlite3_bind_int(s, i, 0);
	if (code != SQLITE_OK)
		return fault_rc(code);
	rc = op_fetch(c, s, &f);
	return rc == HSS_OK && f.n == 0 ? HSS_E_NOTFOUND : rc;
}

static int bind_cursor(sqlite3_stmt *s, int *i, const struct shape *sh, const struct cursor *cur)
{
	int code = SQLITE_OK, n_order = 0;

	if (sh->col && !(sh->flags & SHAPE_AFTER_NULL))
		n_order = 2;
	while (n_order-- > 0)
		code |= cursor_bind(s, (*i)++, &cur->order);
	return code | cursor_bind(s, (*i)++, &cur->key);
}

static hss_rc op_find(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                      struct outcome *o)
{
	struct fetch f = { .j = j, .e = op->entity, .idx = idx, .is_full = true, .o = o,
	                   .page = op };
	struct cursor cur = { 0 };
	struct shape sh;
	sqlite3_stmt *s;
	int code = SQLITE_OK, i;
	hss_rc rc = op_shape(op, SQL_SELECT, &sh);

	if (rc == HSS_OK && op->order_col >= op->entity->n_cols)
		rc = HSS_E_INVAL;
	if (rc != HSS_OK)
		return rc;
	sh.col = (uint16_t)op->order_col;
	if (op->flags & HSS_OPF_DESC)
		sh.flags |= SHAPE_DESC;
	if (op->cursor.len) {
		rc = cursor_read(op, &cur);
		sh.flags |= SHAPE_AFTER;
		if (sh.col && cur.order.type == SQLITE_NULL)
			sh.flags |= SHAPE_AFTER_NULL;
	}
	if (rc == HSS_OK)
		rc = stmt_get(c, &sh, &s);
	if (rc != HSS_OK)
		return rc;
	i = op_bind_terms(s, 1, op, &code);
	if (op->cursor.len)
		code |= bind_cursor(s, &i, &sh, &cur);
	/* One row more than asked for tells whether others follow.             */
	code |= sqlite3_bind_int64(s, i++, op->limit ? (int64_t)op->limit + 1 : -1);
	code |= sqlite3_bind_int64(s, i, op->cursor.len ? 0 : op->offset);
	if (code != SQLITE_OK)
		return fault_rc(code);
	return op_fetch(c, s, &f);
}

static hss_rc op_count(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                       struct outcome *o)
{
	struct shape sh;
	sqlite3_stmt *s;
	int code = SQLITE_OK;
	hss_rc rc = op_shape(op, SQL_COUNT, &sh);

	(void)o;
	if (rc == HSS_OK)
		rc = stmt_get(c, &sh, &s);
	if (rc != HSS_OK)
		return rc;
	op_bind_terms(s, 1, op, &code);
	if (code != SQLITE_OK)
		return fault_rc(code);
	code = sqlite3_step(s);
	if (code == SQLITE_ROW)
		hss_host->store->job_count(j, idx, (uint64_t)sqlite3_column_int64(s, 0));
	else
		rc = fault_note(c, code);
	sqlite3_reset(s);
	return rc;
}

static hss_rc run_one(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                      struct outcome *o)
{
	static const op_fn run[] = {
		[HSS_OP_GET] = op_get, [HSS_OP_FIND] = op_find, [HSS_OP_COUNT] = op_count,
		[HSS_OP_INSERT] = op_insert, [HSS_OP_UPDATE] = op_update,
		[HSS_OP_UPSERT] = op_upsert, [HSS_OP_DELETE] = op_delete, [HSS_OP_ADD] = op_update,
	};

	if (op->kind >= sizeof run / sizeof run[0] || !run[op->kind] || !op->entity)
		return HSS_E_INVAL;
	return run[op->kind](c, j, op, idx, o);
}

/* All or nothing inside the transaction that other jobs share: a savepoint of its own. */
static hss_rc run_batch(struct conn *c, struct hss_job *j, const struct hss_op *op,
                        struct outcome *o)
{
	bool is_write = op_is_write(op);
	hss_rc rc = HSS_OK;
	int code = is_write ? conn_fixed(c, FIXED_SAVE) : SQLITE_OK;

	if (code != SQLITE_OK)
		return fault_note(c, code);
	for (uint32_t i = 0; i < op->n_ops && rc == HSS_OK; i++) {
		rc = run_one(c, j, sub_at(op, i), i, o);
		if (rc != HSS_OK) {
			o->failed = i;
			o->has_failed = true;
		}
	}
	if (c->is_aborted || !is_write)
		return rc;
	if (rc != HSS_OK)
		code = conn_fixed(c, FIXED_UNDO);
	if (code == SQLITE_OK)
		code = conn_fixed(c, FIXED_RELEASE);
	if (code != SQLITE_OK) {
		fault_note(c, code);
		c->is_aborted = true;
		return fault_rc(code);
	}
	return rc;
}

hss_rc op_job(struct conn *c, struct hss_job *j, struct outcome *o)
{
	const struct hss_op *op = hss_host->store->job_op(j);
	hss_rc rc;

	*o = (struct outcome){ 0 };
	rc = op->kind == HSS_OP_BATCH ? run_batch(c, j, op, o) : run_one(c, j, op, 0, o);
	o->rc = rc;
	return rc;
}
