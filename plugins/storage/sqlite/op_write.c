/*
 * op_write.c - INSERT, UPDATE, ADD, UPSERT, DELETE. The writer holds SQLite's one write lock
 * from BEGIN IMMEDIATE on, so that reading first and writing then is atomic here.
 */
#include "sqlite.h"

#include <time.h>

/*
 * The revision a row is born with. Time in microseconds and not 1: a client deletes a row and
 * makes another with the same key, and an ETag of the first must not fit the second.
 */
static int64_t first_rev(struct conn *c)
{
	struct timespec ts;
	int64_t now;

	clock_gettime(CLOCK_REALTIME, &ts);
	now = (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
	c->last_rev = now > c->last_rev ? now : c->last_rev + 1;
	return c->last_rev;
}

static uint64_t all_cols(const struct hss_entity *e)
{
	return e->n_cols >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << e->n_cols) - 1;
}

static int bind_row(sqlite3_stmt *s, const struct hss_op *op, uint64_t mask, bool use_default,
                    int *i)
{
	int code = SQLITE_OK;

	for (uint32_t k = 0; k < op->entity->n_cols && code == SQLITE_OK; k++)
		if (mask >> k & 1)
			code = bind_field(s, (*i)++, col_at(op->entity, k), op->row, use_default);
	return code;
}

/* INSERT and UPSERT: all columns and the first revision, one row back.         */
static hss_rc insert_row(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                         struct shape *sh, struct outcome *o)
{
	struct fetch f = { .j = j, .e = op->entity, .idx = idx, .o = o,
	                   .is_full = (sh->flags & SHAPE_RETURN) != 0 };
	sqlite3_stmt *s;
	int code, i = 1;
	hss_rc rc = stmt_get(c, sh, &s);

	if (rc != HSS_OK)
		return rc;
	code = bind_row(s, op, all_cols(op->entity), true, &i);
	if (code == SQLITE_OK)
		code = sqlite3_bind_int64(s, i, first_rev(c));
	if (code != SQLITE_OK)
		return fault_rc(code);
	rc = op_fetch(c, s, &f);
	if (rc == HSS_OK) {
		o->rev = f.rev;
		hss_host->store->job_count(j, idx, f.n);
	}
	return rc;
}

hss_rc op_insert(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                 struct outcome *o)
{
	struct shape sh = { .e = op->entity, .kind = SQL_INSERT, .flags = SHAPE_RETURN };

	return op->row ? insert_row(c, j, op, idx, &sh, o) : HSS_E_INVAL;
}

/* No row changed: is there one that terms[0] alone finds?                      */
static hss_rc why_none(struct conn *c, const struct hss_op *op)
{
	struct hss_op first = *op;
	struct shape sh;
	sqlite3_stmt *s;
	int code = SQLITE_OK;
	hss_rc rc;

	if (op->n_terms == 0 || (op->n_terms == 1 && !op->expect_rev))
		return HSS_E_NOTFOUND;
	first.n_terms = 1;
	rc = op_shape(&first, SQL_EXISTS, &sh);
	if (rc == HSS_OK)
		rc = stmt_get(c, &sh, &s);
	if (rc != HSS_OK)
		return rc;
	op_bind_terms(s, 1, &first, &code);
	if (code == SQLITE_OK)
		code = sqlite3_step(s);
	if (code == SQLITE_ROW)
		rc = HSS_E_CONFLICT;
	else if (code == SQLITE_DONE)
		rc = HSS_E_NOTFOUND;
	else
		rc = fault_note(c, code);
	sqlite3_reset(s);
	return rc;
}

/* Rows that meet the terms (and expect_rev) into the job as old rows, in key order.    */
static hss_rc read_old(struct conn *c, const struct hss_op *op, struct fetch *f)
{
	struct hss_op read = *op;
	struct shape sh;
	sqlite3_stmt *s;
	int code = SQLITE_OK, i;
	hss_rc rc = op_shape(&read, SQL_SELECT, &sh);

	if (op->expect_rev)
		sh.flags |= SHAPE_REV;
	if (rc == HSS_OK)
		rc = stmt_get(c, &sh, &s);
	if (rc != HSS_OK)
		return rc;
	i = op_bind_terms(s, 1, op, &code);
	if (op->expect_rev)
		code |= sqlite3_bind_int64(s, i++, (int64_t)op->expect_rev);
	code |= sqlite3_bind_int(s, i++, -1);
	code |= sqlite3_bind_int(s, i, 0);
	if (code != SQLITE_OK)
		return fault_rc(code);
	return op_fetch(c, s, f);
}

static hss_rc update_shape(const struct hss_op *op, struct shape *sh)
{
	bool is_add = op->kind == HSS_OP_ADD;
	uint64_t mask = is_add ? UINT64_C(1) << (op->add_col & 63) : op->cols;
	hss_rc rc = op_shape(op, is_add ? SQL_ADD : SQL_UPDATE, sh);

	if (rc != HSS_OK)
		return rc;
	if ((is_add && op->add_col >= op->entity->n_cols) || (mask & ~all_cols(op->entity)) ||
	    (!is_add && mask && !op->row))
		return HSS_E_INVAL;
	sh->mask = mask;
	if (is_add)
		sh->col = (uint16_t)op->add_col;
	if (is_add || op->flags & HSS_OPF_RETURN_NEW)
		sh->flags |= SHAPE_RETURN;
	return HSS_OK;
}

static hss_rc update_rows(struct conn *c, const struct hss_op *op, struct fetch *f)
{
	struct shape sh;
	sqlite3_stmt *s;
	int code = SQLITE_OK, i = 1;
	hss_rc rc = update_shape(op, &sh);

	if (rc == HSS_OK)
		rc = stmt_get(c, &sh, &s);
	if (rc != HSS_OK)
		return rc;
	if (op->kind == HSS_OP_ADD) {
		code |= sqlite3_bind_int64(s, i++, op->add_floor);
		code |= sqlite3_bind_int64(s, i++, op->add_floor);
		code |= sqlite3_bind_int64(s, i++, op->add_delta);
		code |= sqlite3_bind_int64(s, i++, op->add_mask ? (int64_t)op->add_mask : -1);
	} else {
		code = bind_row(s, op, op->cols, false, &i);
	}
	if (code == SQLITE_OK)
		i = op_bind_terms(s, i, op, &code);
	if (op->expect_rev)
		code |= sqlite3_bind_int64(s, i, (int64_t)op->expect_rev);
	if (code != SQLITE_OK)
		return fault_rc(code);
	f->is_full = (sh.flags & SHAPE_RETURN) != 0;
	return op_fetch(c, s, f);
}

/*
 * With the rows as they were before: read them, then write each by its key, so that old and
 * new rows stand in the same order.
 */
static hss_rc update_with_old(struct conn *c, const struct hss_op *op, struct fetch *f)
{
	struct fetch old = { .j = f->j, .e = f->e, .idx = f->idx, .is_full = true, .is_old = true,
	                     .is_kept = true };
	struct hss_term key;
	struct hss_op one = *op;
	hss_rc rc = read_old(c, op, &old);
	int code = SQLITE_OK;

	if (rc != HSS_OK)
		return rc;
	one.terms = &key;
	one.n_terms = 1;
	one.term_size = sizeof key;
	one.expect_rev = 0;
	if (old.n > 1)
		code = conn_fixed(c, FIXED_SAVE);
	if (code != SQLITE_OK)
		return fault_note(c, code);
	for (uint32_t i = 0; i < old.n && rc == HSS_OK; i++) {
		if (bind_key(op->entity, 0, c->old[i], &key))
			rc = update_rows(c, &one, f);
		else
			rc = HSS_E_INTERNAL;
	}
	if (old.n > 1 && !c->is_aborted && rc != HSS_OK)
		code = conn_fixed(c, FIXED_UNDO);
	if (old.n > 1 && !c->is_aborted && code == SQLITE_OK)
		code = conn_fixed(c, FIXED_RELEASE);
	return code != SQLITE_OK ? fault_note(c, code) : rc;
}

hss_rc op_update(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                 struct outcome *o)
{
	struct fetch f = { .j = j, .e = op->entity, .idx = idx, .o = o };
	hss_rc rc;

	if (op->flags & HSS_OPF_RETURN_OLD)
		rc = update_with_old(c, op, &f);
	else
		rc = update_rows(c, op, &f);
	if (rc != HSS_OK)
		return rc;
	if (f.n == 0)
		return why_none(c, op);
	o->rev = f.rev;
	hss_host->store->job_count(j, idx, f.n);
	return HSS_OK;
}

hss_rc op_delete(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                 struct outcome *o)
{
	struct fetch old = { .j = j, .e = op->entity, .idx = idx, .is_full = true, .is_old = true };
	struct shape sh;
	sqlite3_stmt *s;
	int code = SQLITE_OK, i, n;
	hss_rc rc = op_shape(op, SQL_DELETE, &sh);

	(void)o;
	if (rc == HSS_OK && op->flags & HSS_OPF_RETURN_OLD)
		rc = read_old(c, op, &old);
	if (rc == HSS_OK)
		rc = stmt_get(c, &sh, &s);
	if (rc != HSS_OK)
		return rc;
	i = op_bind_terms(s, 1, op, &code);
	if (op->expect_rev)
		code |= sqlite3_bind_int64(s, i, (int64_t)op->expect_rev);
	if (code != SQLITE_OK)
		return fault_rc(code);
	code = sqlite3_step(s);
	n = sqlite3_changes(c->h);
	if (code != SQLITE_DONE)
		rc = fault_note(c, code);
	sqlite3_reset(s);
	if (rc != HSS_OK)
		return rc;
	if (n == 0)
		return why_none(c, op);
	hss_host->store->job_count(j, idx, (uint64_t)n);
	return HSS_OK;
}

/* The row an UPSERT would meet, into `f`; n 0: none.                           */
static hss_rc read_met(struct conn *c, const struct hss_op *op, struct fetch *f)
{
	const struct hss_index *ix = op->upsert_by ? index_at(op->entity, op->upsert_by - 1) : NULL;
	struct hss_term terms[HSS_INDEX_MAX];
	struct hss_op read = { .size = sizeof read, .kind = HSS_OP_GET, .entity = op->entity,
	                       .terms = terms, .term_size = sizeof terms[0] };

	read.n_terms = ix ? ix->n_cols : 1;
	for (uint32_t i = 0; i < read.n_terms; i++)
		if (!bind_key(op->entity, ix ? ix->cols[i] : 0, op->row, &terms[i]))
			return HSS_OK;
	return read_old(c, &read, f);
}

hss_rc op_upsert(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                 struct outcome *o)
{
	struct shape sh = { .e = op->entity, .kind = SQL_UPSERT,
	                    .col = (uint16_t)op->upsert_by };
	struct fetch met = { .j = j, .e = op->entity, .idx = idx, .is_full = true, .is_old = true };
	hss_rc rc;

	if (!op->row || op->upsert_by > op->entity->n_indexes ||
	    (op->upsert_by && !index_at(op->entity, op->upsert_by - 1)->unique) ||
	    (op->cols & ~all_cols(op->entity)))
		return HSS_E_INVAL;
	sh.mask = (op->cols ? op->cols : all_cols(op->entity)) & ~UINT64_C(1);
	if (op->flags & HSS_OPF_RETURN_NEW)
		sh.flags |= SHAPE_RETURN;
	if (op->expect_rev || op->flags & HSS_OPF_RETURN_OLD) {
		rc = read_met(c, op, &met);
		if (rc != HSS_OK)
			return rc;
		if (op->expect_rev && met.rev != op->expect_rev)
			return met.n ? HSS_E_CONFLICT : HSS_E_NOTFOUND;
	}
	return insert_row(c, j, op, idx, &sh, o);
}
