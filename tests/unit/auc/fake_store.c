/* fake_store.c - see fake_store.h. */
#include "fake_store.h"

#include "base/bytes.h"
#include "loop/task.h"

#include <stdio.h>
#include <string.h>

#define FAKE_COL(f, T) { .name = #f, .field = HSS_FIELD_KIND(struct hss_auc, f),                 \
	.type = HSS_FIELD_KIND(struct hss_auc, f) == HSS_F_BYTES ? HSS_COL_TEXT                  \
	        : HSS_FIELD_KIND(struct hss_auc, f) == HSS_F_I32 ? HSS_COL_INT : HSS_COL_BIGINT, \
	.offset = (uint16_t)offsetof(struct hss_auc, f),                                         \
	.flags = HSS_BIT(HSS_AUC_##f) & SECRETS ? HSS_COL_SECRET : 0 },
#define SECRETS (HSS_BIT(HSS_AUC_ki) | HSS_BIT(HSS_AUC_opc) | HSS_BIT(HSS_AUC_op) |              \
	HSS_BIT(HSS_AUC_topc) | HSS_BIT(HSS_AUC_sip_password_ha1) | HSS_BIT(HSS_AUC_adm1))

static const struct hss_column cols[] = { HSS_AUC_FIELDS(FAKE_COL) };
static const struct hss_entity auc_entity = {
	.size = sizeof auc_entity, .version = 1, .name = "auc", .cols = cols,
	.n_cols = HSS_AUC_COLS, .col_size = sizeof cols[0], .row_size = sizeof(struct hss_auc),
};

/* ---- rows -------------------------------------------------------------------- */

static void *field(struct hss_auc *row, uint32_t col)
{
	return (char *)row + cols[col].offset;
}

void fake_text(struct fake_row *r, uint32_t col, const char *text)
{
	struct hss_bytes *b = field(&r->row, col);

	snprintf(r->text[col], sizeof r->text[col], "%s", text);
	*b = bytes_str(r->text[col]);
}

struct fake_row *fake_add(struct fake_db *db, int64_t id, const char *imsi, const char *ki,
                          const char *opc)
{
	struct fake_row *r = NULL;

	for (uint32_t i = 0; i < FAKE_ROWS && !r; i++)
		if (!db->rows[i].is_used)
			r = &db->rows[i];
	memset(r, 0, sizeof *r);
	r->is_used = true;
	r->rev = 1;
	r->row.auc_id = (struct hss_i64){ id, true };
	fake_text(r, HSS_AUC_imsi, imsi);
	fake_text(r, HSS_AUC_ki, ki);
	fake_text(r, HSS_AUC_opc, opc);
	fake_text(r, HSS_AUC_amf, "8000");
	fake_text(r, HSS_AUC_algo, "0");
	return r;
}

static bool matches(const struct fake_row *r, const struct hss_term *t)
{
	const struct hss_column *c = &cols[t->col];
	const void *f = (const char *)&r->row + c->offset;
	const struct hss_bytes *b = f;
	const struct hss_i64 *i = f;

	if (c->field == HSS_F_BYTES)
		return t->cmp == HSS_CMP_EQ && b->p && bytes_eq(*b, t->b);
	if (t->cmp == HSS_CMP_IS_NULL)
		return !i->set;
	return t->cmp == HSS_CMP_EQ && i->set && i->v == t->i;
}

static struct fake_row *find(struct fake_db *db, const struct hss_op *op, bool *is_conflict)
{
	*is_conflict = false;
	for (uint32_t i = 0; i < FAKE_ROWS; i++) {
		struct fake_row *r = &db->rows[i];

		if (!r->is_used || !matches(r, &op->terms[0]))
			continue;
		for (uint32_t k = 1; k < op->n_terms; k++)
			*is_conflict |= !matches(r, &op->terms[k]);
		*is_conflict |= op->expect_rev && op->expect_rev != r->rev;
		return r;
	}
	return NULL;
}

static int64_t add(const struct hss_op *op, bool has, int64_t v)
{
	v = (has && v > op->add_floor ? v : op->add_floor) + op->add_delta;
	return op->add_mask ? (int64_t)((uint64_t)v & op->add_mask) : v;
}

/* ---- results ------------------------------------------------------------------- */

static struct hss_rows *new_rows(struct hss_task *t, uint32_t n)
{
	struct hss_rows *rows = arena_new(&t->arena, struct hss_rows);

	rows->size = sizeof *rows;
	rows->row = arena_array(&t->arena, const void *, n + 1);
	rows->revs = arena_array(&t->arena, uint64_t, n + 1);
	return rows;
}

static void give(struct hss_task *t, struct hss_rows *rows, const struct fake_row *r)
{
	struct hss_auc *copy = arena_new(&t->arena, struct hss_auc);

	*copy = r->row;
	for (uint32_t c = 0; c < HSS_AUC_COLS; c++)
		if (cols[c].field == HSS_F_BYTES) {
			struct hss_bytes *b = field(copy, c);

			if (b->p)
				*b = arena_dup(&t->arena, *b);
		}
	((const void **)(uintptr_t)rows->row)[rows->n] = copy;
	((uint64_t *)(uintptr_t)rows->revs)[rows->n++] = r->rev;
}

static hss_rc update(struct store_core *s, struct hss_task *t, struct fake_row *r,
                     const struct hss_op *op)
{
	for (uint32_t c = 0; c < HSS_AUC_COLS; c++) {
		const void *from = (const char *)op->row + cols[c].offset;
		struct hss_bytes v;

		if (!(op->cols >> c & 1))
			continue;
		if (cols[c].field != HSS_F_BYTES) {
			memcpy(field(&r->row, c), from, cols[c].field == HSS_F_I32
			       ? sizeof(struct hss_i32) : sizeof(struct hss_i64));
			continue;
		}
		memcpy(&v, from, sizeof v);
		if (cols[c].flags & HSS_COL_SECRET && s->seal && v.p) {
			hss_rc rc = s->seal(s->seal_ctx, t, &cols[c], v, &v);

			if (rc != HSS_OK)
				return rc;
		}
		bytes_copy(r->text[c], sizeof r->text[c], v);
		*(struct hss_bytes *)field(&r->row, c) = bytes_str(r->text[c]);
	}
	if (op->cols & ~(HSS_BIT(HSS_AUC_sqn) | HSS_BIT(HSS_AUC_sqn_epoch) |
	                 HSS_BIT(HSS_AUC_last_resync)))
		r->rev++;
	return HSS_OK;
}

/* The row struct of auc_epoch: id, value.                                      */
static hss_rc do_epoch(struct store_core *s, struct hss_task *t, const struct hss_op *op,
                       struct hss_rows *rows)
{
	struct hss_i64 *row = arena_array(&t->arena, struct hss_i64, 2);

	s->db->n_epochs++;
	if (op->kind == HSS_OP_INSERT) {
		if (s->db->epoch.is_there)
			return HSS_E_EXISTS;
		s->db->epoch.is_there = true;
		s->db->epoch.value = ((const struct hss_i64 *)op->row)[1].v;
		return HSS_OK;
	}
	if (!s->db->epoch.is_there)
		return HSS_E_NOTFOUND;
	if (op->kind == HSS_OP_ADD)
		s->db->epoch.value = add(op, true, s->db->epoch.value);
	row[0] = (struct hss_i64){ 1, true };
	row[1] = (struct hss_i64){ s->db->epoch.value, true };
	((const void **)(uintptr_t)rows->row)[rows->n++] = row;
	return HSS_OK;
}

static hss_rc find_page(struct store_core *s, struct hss_task *t, const struct hss_op *op,
                        struct hss_rows *rows)
{
	uint32_t i = 0;

	if (op->cursor.len)
		memcpy(&i, op->cursor.p, sizeof i);
	for (; i < FAKE_ROWS && rows->n < op->limit; i++)
		if (s->db->rows[i].is_used)
			give(t, rows, &s->db->rows[i]);
	if (i < FAKE_ROWS)
		rows->cursor = arena_dup(&t->arena, bytes_of(&i, sizeof i));
	return HSS_OK;
}

static hss_rc do_op(struct store_core *s, struct hss_task *t, const struct hss_op *op,
                    struct hss_rows *rows)
{
	struct fake_row *r;
	bool is_conflict;
	hss_rc rc;

	if (strcmp(op->entity->name, "auc_epoch") == 0)
		return do_epoch(s, t, op, rows);
	if (op->kind == HSS_OP_FIND)
		return find_page(s, t, op, rows);
	r = find(s->db, op, &is_conflict);
	if (!r)
		return HSS_E_NOTFOUND;
	if (is_conflict)
		return HSS_E_CONFLICT;
	switch (op->kind) {
	case HSS_OP_GET:
		s->db->n_reads++;
		give(t, rows, s->lag && s->lag->row.auc_id.v == r->row.auc_id.v ? s->lag : r);
		return HSS_OK;
	case HSS_OP_ADD:
		s->db->n_adds++;
		r->row.sqn = (struct hss_i64){ add(op, r->row.sqn.set, r->row.sqn.v), true };
		give(t, rows, r);
		return HSS_OK;
	case HSS_OP_UPDATE:
		s->db->n_updates++;
		rc = update(s, t, r, op);
		give(t, rows, r);
		return rc;
	default:
		return HSS_E_INVAL;
	}
}

static void deliver(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct held *h = ctx;

	h->done(t, rc, h->rows, h->ctx);
}

static void complete(struct held *h)
{
	if (task_later(h->t, h->rc, deliver, h, "store done") != HSS_OK)
		__builtin_trap();
	task_release(h->t);
}

void fake_release(struct store_core *s)
{
	uint32_t n = s->n_held;

	s->n_held = 0;
	s->is_held = false;
	for (uint32_t i = 0; i < n; i++) {
		struct held *h = arena_new(&s->held[i].t->arena, struct held);

		*h = s->held[i];
		complete(h);
	}
}

hss_rc store_submit(struct hss_task *t, struct hss_store *st, const struct hss_op *op,
                    hss_rows_fn done, void *ctx)
{
	struct store_core *s = (struct store_core *)(void *)st;
	struct hss_rows *rows = new_rows(t, op->kind == HSS_OP_FIND ? op->limit : 1);
	struct held *h = arena_new(&t->arena, struct held);
	bool fails = s->fail_n && (!s->fail_kind || s->fail_kind == op->kind);

	*h = (struct held){ .t = t, .done = done, .ctx = ctx, .rows = rows, .op = op };
	if (fails)
		s->fail_n--;
	if (!fails || s->fail_after)
		h->rc = do_op(s, t, op, rows);
	if (h->rc == HSS_OK && op->kind > HSS_OP_COUNT && s->written &&
	    strcmp(op->entity->name, "auc") == 0)
		s->written(s->written_ctx, op, rows, t->in);
	if (fails) {
		h->rc = s->fail_rc;
		h->rows = NULL;
	}
	task_hold(t);
	if (s->is_held && op->kind > HSS_OP_COUNT)
		s->held[s->n_held++] = *h;
	else
		complete(h);
	return HSS_OK;
}

void fake_foreign(struct store_core *s, struct fake_row *r, uint64_t changed)
{
	struct hss_term term = { .col = HSS_AUC_auc_id, .cmp = HSS_CMP_EQ, .i = r->row.auc_id.v };
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_UPDATE, .entity = &auc_entity,
		             .terms = &term, .n_terms = 1, .term_size = sizeof term,
		             .row = &r->row, .cols = changed };
	static const struct hss_rows none = { .size = sizeof none };

	if (s->written)
		s->written(s->written_ctx, &op, &none, NULL);
}

/* ---- the rest of store.h that the AuC calls ----------------------------------------- */

const struct hss_entity *store_entity(struct store_core *s, const char *name)
{
	(void)s;
	return strcmp(name, "auc") == 0 ? &auc_entity : NULL;
}

hss_rc store_declare(struct store_core *s, const struct hss_entity *e, struct hss_err *err)
{
	(void)s;
	(void)e;
	(void)err;
	return HSS_OK;
}

hss_rc store_bind(struct store_core *s, struct hss_inst *in, const char *name,
                  const struct hss_entity *const *entities, uint32_t n, uint32_t need_caps,
                  struct hss_store **out)
{
	(void)in;
	(void)name;
	(void)entities;
	(void)n;
	(void)need_caps;
	*out = (struct hss_store *)(void *)s;
	return HSS_OK;
}

bool store_is_exclusive(struct hss_store *st)
{
	return ((struct store_core *)(void *)st)->is_exclusive;
}

hss_rc store_on_written(struct store_core *s, const struct hss_entity *e, store_written_fn fn,
                        void *ctx)
{
	(void)e;
	s->written = fn;
	s->written_ctx = ctx;
	return HSS_OK;
}

void store_set_seal(struct store_core *s, store_seal_fn fn, void *ctx)
{
	s->seal = fn;
	s->seal_ctx = ctx;
}
