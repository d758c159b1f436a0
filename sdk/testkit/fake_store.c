/*
 * fake_store.c - records in memory, with the semantics <hss/store.h> promises. An operation is
 * executed when its turn in the run queue comes, not when it is submitted, so that two flows
 * interleave as they would with a database.
 */
#include "fake_host.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct hss_store { struct fake *f; };

/* ---- rows ------------------------------------------------------------------------ */
static void *field(const void *row, const struct hss_column *c)
{
	return (uint8_t *)row + c->offset;
}

static const struct hss_column *col_at(const struct hss_entity *e, uint32_t i)
{
	return (const struct hss_column *)((const uint8_t *)e->cols + (size_t)i * e->col_size);
}

static size_t field_size(const struct hss_column *c)
{
	switch (c->field) {
	case HSS_F_BYTES: return sizeof(struct hss_bytes);
	case HSS_F_I32: return sizeof(struct hss_i32);
	case HSS_F_I64: return sizeof(struct hss_i64);
	case HSS_F_LIST: return sizeof(struct hss_list);
	default: abort();
	}
}

/* t NULL: on the heap, freed by drop_field().                                         */
static void *dup_octets(struct hss_task *t, const void *p, size_t n)
{
	uint8_t *copy = t ? fake_alloc(t, n + 1) : malloc(n + 1);

	memcpy(copy, p, n);
	copy[n] = 0;
	return copy;
}

static void copy_field(struct hss_task *t, const struct hss_column *c, void *to, const void *from)
{
	memcpy(to, from, field_size(c));
	if (c->field == HSS_F_BYTES) {
		struct hss_bytes *b = to;

		if (b->p)
			b->p = dup_octets(t, b->p, b->len);
	} else if (c->field == HSS_F_LIST) {
		struct hss_list *l = to;

		if (l->v)
			l->v = dup_octets(t, l->v, l->n * sizeof(int64_t));
	}
}

static void drop_field(const struct hss_column *c, void *at)
{
	if (c->field == HSS_F_BYTES)
		free((void *)((struct hss_bytes *)at)->p);
	else if (c->field == HSS_F_LIST)
		free((void *)((struct hss_list *)at)->v);
	memset(at, 0, field_size(c));
}

static void *copy_row(struct hss_task *t, const struct hss_entity *e, const void *row)
{
	void *copy = t ? fake_alloc(t, e->row_size) : calloc(1, e->row_size);

	for (uint32_t i = 0; i < e->n_cols; i++)
		copy_field(t, col_at(e, i), field(copy, col_at(e, i)), field(row, col_at(e, i)));
	return copy;
}

static void free_row(const struct hss_entity *e, void *row)
{
	for (uint32_t i = 0; i < e->n_cols; i++)
		drop_field(col_at(e, i), field(row, col_at(e, i)));
	free(row);
}

static int64_t id_of(const void *row)
{
	return ((const struct hss_i64 *)row)->v;
}

/* ---- terms ------------------------------------------------------------------------- */
static bool is_null(const struct hss_column *c, const void *at)
{
	switch (c->field) {
	case HSS_F_BYTES: return !((const struct hss_bytes *)at)->p;
	case HSS_F_LIST: return !((const struct hss_list *)at)->v;
	case HSS_F_I32: return !((const struct hss_i32 *)at)->set;
	default: return !((const struct hss_i64 *)at)->set;
	}
}

static int compare(const struct hss_column *c, const void *at, const struct hss_term *t)
{
	if (c->field == HSS_F_BYTES) {
		const struct hss_bytes *b = at;
		uint32_t n = b->len < t->b.len ? b->len : t->b.len;
		int d = memcmp(b->p, t->b.p, n);

		return d ? d : b->len < t->b.len ? -1 : b->len > t->b.len;
	}
	int64_t v = c->field == HSS_F_I32 ? ((const struct hss_i32 *)at)->v
	                                  : ((const struct hss_i64 *)at)->v;

	return v < t->i ? -1 : v > t->i;
}

static bool holds(const struct hss_entity *e, const void *row, const struct hss_term *t)
{
	const struct hss_column *c = col_at(e, t->col);
	const void *at = field(row, c);
	int d;

	if (t->cmp == HSS_CMP_IS_NULL || t->cmp == HSS_CMP_NOT_NULL)
		return is_null(c, at) == (t->cmp == HSS_CMP_IS_NULL);
	if (is_null(c, at))
		return false;
	d = compare(c, at, t);
	switch (t->cmp) {
	case HSS_CMP_EQ: return d == 0;
	case HSS_CMP_NE: return d != 0;
	case HSS_CMP_LT: return d < 0;
	case HSS_CMP_LE: return d <= 0;
	case HSS_CMP_GT: return d > 0;
	case HSS_CMP_GE: return d >= 0;
	default: abort();
	}
}

static bool all_hold(const struct hss_op *op, const void *row, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (!holds(op->entity, row, &op->terms[i]))
			return false;
	return true;
}

/* ---- tables ---------------------------------------------------------------------------- */
struct fake_table *fake_table(struct fake *f, const struct hss_entity *e)
{
	for (uint32_t i = 0; i < f->n_tables; i++)
		if (!strcmp(f->tables[i].entity->name, e->name))
			return &f->tables[i];
	f->tables[f->n_tables].entity = e;
	return &f->tables[f->n_tables++];
}

void fake_declare(struct fake *f, const struct hss_entity *e)
{
	(void)fake_table(f, e);
}

static struct fake_row *add_row(struct fake *f, struct fake_table *tb, const void *row)
{
	struct hss_i64 *id;

	if (tb->n == tb->max) {
		tb->max = tb->max ? tb->max * 2 : 16;
		tb->rows = realloc(tb->rows, tb->max * sizeof *tb->rows);
	}
	tb->rows[tb->n].row = copy_row(NULL, tb->entity, row);
	tb->rows[tb->n].rev = ++f->rev;
	id = tb->rows[tb->n].row;
	if (!id->set || !id->v)
		*id = (struct hss_i64){ tb->last_id + 1, true };
	if (id->v > tb->last_id)
		tb->last_id = id->v;
	return &tb->rows[tb->n++];
}

static void remove_row(struct fake_table *tb, uint32_t i)
{
	free_row(tb->entity, tb->rows[i].row);
	memmove(tb->rows + i, tb->rows + i + 1, (tb->n - i - 1) * sizeof *tb->rows);
	tb->n--;
}

int64_t fake_put(struct fake *f, const struct hss_entity *e, const void *row)
{
	return id_of(add_row(f, fake_table(f, e), row)->row);
}

const void *fake_row(struct fake *f, const struct hss_entity *e, int64_t id)
{
	struct fake_table *tb = fake_table(f, e);

	for (uint32_t i = 0; i < tb->n; i++)
		if (id_of(tb->rows[i].row) == id)
			return tb->rows[i].row;
	return NULL;
}

void fake_delete(struct fake *f, const struct hss_entity *e, int64_t id)
{
	struct fake_table *tb = fake_table(f, e);

	for (uint32_t i = 0; i < tb->n; i++)
		if (id_of(tb->rows[i].row) == id) {
			remove_row(tb, i);
			return;
		}
}

static void free_rows(struct fake_table *tb)
{
	while (tb->n)
		remove_row(tb, tb->n - 1);
	free(tb->rows);
	tb->rows = NULL;
	tb->max = 0;
}

void fake_store_free(struct fake *f)
{
	for (uint32_t i = 0; i < f->n_tables; i++)
		free_rows(&f->tables[i]);
	f->n_tables = 0;
}

/* ---- operations --------------------------------------------------------------------------- */
struct results {
	struct hss_rows rows;
	const void **row;
	uint64_t *revs;
};

static void give(struct hss_task *t, struct results *r, const struct hss_entity *e,
                 const struct fake_row *row)
{
	r->row[r->rows.n] = copy_row(t, e, row->row);
	r->revs[r->rows.n] = row->rev;
	r->rows.n++;
	r->rows.rev = row->rev;
}

static struct results *results_new(struct hss_task *t, uint32_t max)
{
	struct results *r = fake_alloc(t, sizeof *r);

	r->row = fake_alloc(t, (max + 1) * sizeof *r->row);
	r->revs = fake_alloc(t, (max + 1) * sizeof *r->revs);
	r->rows.size = sizeof r->rows;
	r->rows.row = r->row;
	r->rows.revs = r->revs;
	return r;
}

/* FIND: in order of order_col; the cursor is the number of rows to skip.                    */
static void find(struct hss_task *t, struct fake_table *tb, const struct hss_op *op,
                 struct results *r)
{
	uint32_t limit = op->limit ? op->limit : UINT32_MAX, skip = op->offset, seen = 0;
	const struct hss_column *by = col_at(tb->entity, op->order_col);
	bool *taken = fake_alloc(t, tb->n + 1);

	if (op->cursor.len == sizeof skip)
		memcpy(&skip, op->cursor.p, sizeof skip);
	for (;;) {
		struct fake_row *best = NULL;

		for (uint32_t i = 0; i < tb->n; i++) {
			struct hss_term than = { .b = { (const uint8_t *)"", 0 } };
			void *at = field(tb->rows[i].row, by);

			if (taken[i] || !all_hold(op, tb->rows[i].row, op->n_terms))
				continue;
			if (best && by->field == HSS_F_I64) {
				than.i = ((struct hss_i64 *)field(best->row, by))->v;
				if (compare(by, at, &than) >= 0)
					continue;
			} else if (best) {
				continue;
			}
			best = &tb->rows[i];
		}
		if (!best)
			return;
		if (r->rows.n == limit) {
			uint32_t *next = fake_alloc(t, sizeof *next);

			*next = seen;
			r->rows.cursor = (struct hss_bytes){ (uint8_t *)next, sizeof *next };
			return;
		}
		taken[best - tb->rows] = true;
		if (seen++ >= skip)
			give(t, r, tb->entity, best);
	}
}

static void write_cols(struct fake *f, const struct hss_entity *e, struct fake_row *row,
                       const void *from, uint64_t cols)
{
	bool moves = false;

	for (uint32_t i = 1; i < e->n_cols; i++) {
		const struct hss_column *c = col_at(e, i);

		if (!(cols >> i & 1))
			continue;
		drop_field(c, field(row->row, c));
		copy_field(NULL, c, field(row->row, c), field(from, c));
		moves = moves || !(c->flags & HSS_COL_VOLATILE);
	}
	if (moves)
		row->rev = ++f->rev;
}

static hss_rc update_or_delete(struct fake *f, struct hss_task *t, struct fake_table *tb,
                               const struct hss_op *op, struct results *r)
{
	bool has_first = false;
	uint32_t n = 0;

	for (uint32_t i = tb->n; i-- > 0;) {
		struct fake_row *row = &tb->rows[i];

		if (op->n_terms && holds(tb->entity, row->row, &op->terms[0]))
			has_first = true;
		if (!all_hold(op, row->row, op->n_terms) ||
		    (op->expect_rev && op->expect_rev != row->rev))
			continue;
		n++;
		if (op->kind == HSS_OP_DELETE) {
			remove_row(tb, i);
			continue;
		}
		write_cols(f, tb->entity, row, op->row, op->cols);
		if (op->flags & HSS_OPF_RETURN_NEW)
			give(t, r, tb->entity, row);
	}
	r->rows.count = n;
	return n ? HSS_OK : has_first ? HSS_E_CONFLICT : HSS_E_NOTFOUND;
}

static bool same_index(const struct hss_entity *e, const struct hss_index *x, const void *a,
                       const void *b)
{
	for (uint32_t i = 0; i < x->n_cols; i++) {
		const struct hss_column *c = col_at(e, x->cols[i]);
		struct hss_term t = { .col = x->cols[i], .cmp = HSS_CMP_EQ };

		if (is_null(c, field(b, c)))
			return false;
		if (c->field == HSS_F_BYTES)
			t.b = *(struct hss_bytes *)field(b, c);
		else
			t.i = c->field == HSS_F_I32 ? ((struct hss_i32 *)field(b, c))->v
			                            : ((struct hss_i64 *)field(b, c))->v;
		if (!holds(e, a, &t))
			return false;
	}
	return true;
}

static struct fake_row *by_unique(struct fake_table *tb, const void *row)
{
	for (uint32_t k = 0; k < tb->entity->n_indexes; k++)
		for (uint32_t i = 0; tb->entity->indexes[k].unique && i < tb->n; i++)
			if (same_index(tb->entity, &tb->entity->indexes[k], tb->rows[i].row, row))
				return &tb->rows[i];
	return NULL;
}

static hss_rc execute_one(struct fake *f, struct hss_task *t, const struct hss_op *op,
                          struct results *r)
{
	struct fake_table *tb = fake_table(f, op->entity);
	struct fake_row *row;

	switch (op->kind) {
	case HSS_OP_GET:
	case HSS_OP_FIND:
		find(t, tb, op, r);
		return op->kind == HSS_OP_GET && !r->rows.n ? HSS_E_NOTFOUND : HSS_OK;
	case HSS_OP_INSERT:
		if (by_unique(tb, op->row))
			return HSS_E_EXISTS;
		give(t, r, tb->entity, add_row(f, tb, op->row));
		return HSS_OK;
	case HSS_OP_UPSERT:
		row = by_unique(tb, op->row);
		if (row)
			write_cols(f, tb->entity, row, op->row, UINT64_MAX);
		else
			add_row(f, tb, op->row);
		return HSS_OK;
	case HSS_OP_UPDATE:
	case HSS_OP_DELETE:
		return update_or_delete(f, t, tb, op, r);
	default:
		abort();
	}
}

/* All or nothing: the tables are kept aside meanwhile.                                        */
static hss_rc execute_batch(struct fake *f, struct hss_task *t, const struct hss_op *op,
                            struct results *r)
{
	struct fake_table kept[FAKE_ENTITIES];
	const struct hss_rows **sub = fake_alloc(t, op->n_ops * sizeof *sub);
	uint32_t n_kept = f->n_tables;
	hss_rc rc = HSS_OK;

	for (uint32_t i = 0; i < n_kept; i++) {
		kept[i] = f->tables[i];
		kept[i].rows = calloc(kept[i].max ? kept[i].max : 1, sizeof *kept[i].rows);
		for (uint32_t k = 0; k < kept[i].n; k++) {
			kept[i].rows[k].rev = f->tables[i].rows[k].rev;
			kept[i].rows[k].row = copy_row(NULL, kept[i].entity,
			                               f->tables[i].rows[k].row);
		}
	}
	for (uint32_t i = 0; rc == HSS_OK && i < op->n_ops; i++) {
		struct results *one = results_new(t, 256);

		rc = execute_one(f, t, &op->ops[i], one);
		sub[i] = &one->rows;
		r->rows.failed = i;
	}
	r->rows.sub = sub;
	r->rows.n_sub = op->n_ops;
	for (uint32_t i = 0; i < n_kept; i++) {
		free_rows(rc == HSS_OK ? &kept[i] : &f->tables[i]);
		if (rc != HSS_OK)
			f->tables[i] = kept[i];
	}
	return rc;
}

struct job {
	struct hss_task *t;
	struct hss_op op;
	hss_rows_fn done;
	void *ctx;
	hss_rc rc;                      /* scripted                             */
	bool applies;
};

static void run_job(struct fake *f, void *arg)
{
	struct job *j = arg;
	uint32_t max = 256;
	struct results *r;

	for (uint32_t i = 0; i < f->n_tables; i++)
		max = f->tables[i].n > max ? f->tables[i].n : max;
	r = results_new(j->t, max);

	if (f->before_op)
		f->before_op(f, &j->op, f->before_ctx);
	if (j->rc == HSS_OK || j->applies) {
		hss_rc rc = j->op.kind == HSS_OP_BATCH ? execute_batch(f, j->t, &j->op, r)
		                                       : execute_one(f, j->t, &j->op, r);

		if (j->rc == HSS_OK)
			j->rc = rc;
	}
	j->done(j->t, j->rc, &r->rows, j->ctx);
}

static hss_rc store_submit(struct hss_task *t, struct hss_store *st, const struct hss_op *op,
                           hss_rows_fn done, void *ctx)
{
	struct fake *f = t->f;
	struct job *j = fake_alloc(t, sizeof *j);
	uint32_t n = f->n_ops++;
	bool is_fault = f->fault_rc != HSS_OK &&
	                (f->fault_kind ? op->kind == f->fault_kind
	                               : n == f->fault_at ||
	                                 (f->fault_stays && n > f->fault_at));

	(void)st;
	if (op->size != sizeof *op)
		abort();
	*j = (struct job){ .t = t, .op = *op, .done = done, .ctx = ctx };
	if (is_fault && f->fault_at_submit)
		return f->fault_rc;
	if (is_fault) {
		j->rc = f->fault_rc;
		j->applies = f->fault_applies;
		if (f->fault_kind)
			f->fault_rc = HSS_OK;
	}
	fake_later(f, t, run_job, j);
	return HSS_OK;
}

static const struct hss_entity *store_entity(const char *name)
{
	struct fake *f = fake_current();

	for (uint32_t i = 0; i < f->n_tables; i++)
		if (!strcmp(f->tables[i].entity->name, name))
			return f->tables[i].entity;
	return NULL;
}

static hss_rc store_bind(struct hss_inst *in, const char *name,
                         const struct hss_entity *const *entities, uint32_t n, uint32_t caps,
                         struct hss_store **out)
{
	struct fake *f = fake_current();

	(void)in;
	(void)name;
	(void)caps;
	for (uint32_t i = 0; i < n; i++)
		fake_declare(f, entities[i]);
	*out = (struct hss_store *)f;
	return HSS_OK;
}

static hss_rc store_on_change(struct hss_inst *in, struct hss_store *st,
                              const struct hss_entity *e, uint64_t mask, uint32_t flags,
                              hss_change_fn fn, void *ctx)
{
	struct fake *f = fake_current();

	(void)in;
	(void)st;
	(void)flags;
	(void)ctx;
	f->subs[f->n_subs++] = (struct fake_sub){ e, mask, fn };
	return HSS_OK;
}

struct told {
	struct hss_task *t;
	hss_change_fn fn;
	struct hss_change c;
};

static void run_told(struct fake *f, void *arg)
{
	struct told *d = arg;

	d->fn(d->t, HSS_OK, &d->c, f->self);
}

void fake_change(struct fake *f, const struct hss_entity *e, uint32_t kind, uint64_t cols,
                 const void *old_row, const void *new_row)
{
	for (uint32_t i = 0; i < f->n_subs; i++) {
		struct fake_sub *s = &f->subs[i];
		struct hss_task *t;
		struct told *d;

		if (strcmp(s->entity->name, e->name) || (s->mask && !(s->mask & cols)))
			continue;
		t = fake_task(f);
		d = fake_alloc(t, sizeof *d);
		*d = (struct told){ t, s->fn, { .size = sizeof d->c, .kind = kind, .cols = cols,
			                        .entity = e } };
		d->c.old_row = old_row ? copy_row(t, e, old_row) : NULL;
		d->c.new_row = new_row ? copy_row(t, e, new_row) : NULL;
		fake_later(f, t, run_told, d);
	}
}

const struct hss_store_api fake_store_api = {
	.size = sizeof fake_store_api, .entity = store_entity, .bind = store_bind,
	.submit = store_submit, .on_change = store_on_change,
};
