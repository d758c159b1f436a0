/* table.c - rows of an entity, their unique keys and references, and the way back. */
#include "memory_store.h"

#include <stdlib.h>
#include <string.h>

struct mem_table *mem_table_of(struct mem_db *db, const struct hss_entity *e)
{
	for (uint32_t i = 0; i < db->n_tables; i++)
		if (!strcmp(db->tables[i]->e->name, e->name))
			return db->tables[i];
	return NULL;
}

static struct mem_table *table_named(struct mem_db *db, const char *name)
{
	for (uint32_t i = 0; i < db->n_tables; i++)
		if (!strcmp(db->tables[i]->e->name, name))
			return db->tables[i];
	return NULL;
}

hss_rc mem_table_add(struct mem_db *db, const struct hss_entity *e)
{
	struct mem_table *t;

	if (mem_table_of(db, e))
		return HSS_OK;
	if (db->n_tables == sizeof db->tables / sizeof db->tables[0])
		return HSS_E_BUSY;
	t = calloc(1, sizeof *t);
	if (!t)
		return HSS_E_NOMEM;
	t->e = e;
	db->tables[db->n_tables++] = t;
	return HSS_OK;
}

void mem_tables_free(struct mem_db *db)
{
	for (uint32_t i = 0; i < db->n_tables; i++) {
		struct mem_table *t = db->tables[i];

		for (uint32_t k = 0; k < t->n; k++)
			free(t->rows[k]);
		free(t->rows);
		free(t);
	}
	free(db->undo);
}

/* ---- unique keys ------------------------------------------------------------ */

static bool same_key(const struct hss_entity *e, const uint16_t *cols, uint32_t n, const void *a,
                     const void *b)
{
	for (uint32_t i = 0; i < n; i++) {
		const struct hss_column *c = mem_col(e, cols[i]);

		if (!mem_is_set(a, c) || !mem_is_set(b, c) || mem_compare(a, b, c))
			return false;   /* null is unlike everything, itself too */
	}
	return true;
}

static bool is_taken(const struct mem_table *t, const uint16_t *cols, uint32_t n,
                     const struct mem_row *was, const struct mem_row *is)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (t->rows[i] != was && same_key(t->e, cols, n, t->rows[i]->row, is->row))
			return true;
	return false;
}

static bool has_conflict(const struct mem_table *t, const struct mem_row *was,
                         const struct mem_row *is)
{
	static const uint16_t primary[1];

	if (is_taken(t, primary, 1, was, is))
		return true;
	for (uint32_t i = 0; i < t->e->n_indexes; i++) {
		const struct hss_index *x = (const struct hss_index *)
			((const char *)t->e->indexes + (size_t)i * t->e->index_size);

		if (x->unique && is_taken(t, x->cols, x->n_cols, was, is))
			return true;
	}
	return false;
}

/* ---- references -------------------------------------------------------------- */

static bool points_to(const struct hss_column *from, const void *row, const struct hss_column *pk,
                      const void *target)
{
	const struct hss_bytes *a, *b;

	if (!mem_is_set(row, from) || !mem_is_set(target, pk))
		return false;
	if (from->field != HSS_F_BYTES)
		return mem_int(row, from) == mem_int(target, pk);
	a = (const struct hss_bytes *)((const char *)row + from->offset);
	b = (const struct hss_bytes *)((const char *)target + pk->offset);
	return a->len == b->len && !memcmp(a->p, b->p, a->len);
}

static hss_rc check_targets(struct mem_db *db, const struct mem_table *t, const struct mem_row *is)
{
	for (uint32_t i = 0; i < t->e->n_cols; i++) {
		const struct hss_column *c = mem_col(t->e, i);
		struct mem_table *to;
		bool is_found = false;

		if (!c->ref || c->on_delete == HSS_REF_NONE || !mem_is_set(is->row, c))
			continue;
		to = table_named(db, c->ref);
		for (uint32_t k = 0; to && k < to->n && !is_found; k++)
			is_found = points_to(c, is->row, mem_col(to->e, 0), to->rows[k]->row);
		if (!is_found)
			return HSS_E_DENIED;
	}
	return HSS_OK;
}

/* Rows that refer to a row that goes: they go with it, or it stays.            */
static hss_rc release_row(struct mem_db *db, const struct mem_table *t, const struct mem_row *was)
{
	for (uint32_t n = 0; n < db->n_tables; n++) {
		struct mem_table *from = db->tables[n];

		for (uint32_t i = 0; i < from->e->n_cols; i++) {
			const struct hss_column *c = mem_col(from->e, i);

			if (!c->ref || c->on_delete == HSS_REF_NONE || strcmp(c->ref, t->e->name))
				continue;
			for (uint32_t k = 0; k < from->n; k++) {
				hss_rc rc;

				if (!points_to(c, from->rows[k]->row, mem_col(t->e, 0), was->row))
					continue;
				if (c->on_delete == HSS_REF_RESTRICT)
					return HSS_E_DENIED;
				rc = mem_change(db, from, from->rows[k], NULL);
				if (rc != HSS_OK)
					return rc;
				k = UINT32_MAX; /* the rows moved: look again   */
			}
		}
	}
	return HSS_OK;
}

/* ---- changing ------------------------------------------------------------------ */

static hss_rc reserve(struct mem_db *db, struct mem_table *t)
{
	if (t->n == t->cap) {
		uint32_t cap = t->cap ? t->cap * 2 : 16;
		struct mem_row **rows = realloc(t->rows, cap * sizeof *rows);

		if (!rows)
			return HSS_E_NOMEM;
		t->rows = rows;
		t->cap = cap;
	}
	if (db->n_undo == db->undo_cap) {
		uint32_t cap = db->undo_cap ? db->undo_cap * 2 : 64;
		struct mem_undo *undo = realloc(db->undo, cap * sizeof *undo);

		if (!undo)
			return HSS_E_NOMEM;
		db->undo = undo;
		db->undo_cap = cap;
	}
	return HSS_OK;
}

static void swap_row(struct mem_table *t, const struct mem_row *was, struct mem_row *is)
{
	uint32_t i = 0;

	if (!was) {
		t->rows[t->n++] = is;
		return;
	}
	while (t->rows[i] != was)
		i++;
	if (is)
		t->rows[i] = is;
	else
		t->rows[i] = t->rows[--t->n];
}

hss_rc mem_change(struct mem_db *db, struct mem_table *t, struct mem_row *was, struct mem_row *is)
{
	hss_rc rc = reserve(db, t);

	if (rc == HSS_OK && is && has_conflict(t, was, is))
		rc = HSS_E_EXISTS;
	if (rc == HSS_OK && is)
		rc = check_targets(db, t, is);
	if (rc == HSS_OK && !is) {
		rc = release_row(db, t, was);
		if (rc == HSS_OK)
			rc = reserve(db, t);
	}
	if (rc != HSS_OK) {
		free(is);
		return rc;
	}
	swap_row(t, was, is);
	db->undo[db->n_undo++] = (struct mem_undo){ .t = t, .was = was, .is = is };
	return HSS_OK;
}

void mem_rollback(struct mem_db *db, uint32_t to)
{
	while (db->n_undo > to) {
		struct mem_undo *u = &db->undo[--db->n_undo];

		swap_row(u->t, u->is, u->was);
		free(u->is);
	}
}

void mem_commit(struct mem_db *db)
{
	for (uint32_t i = 0; i < db->n_undo; i++)
		free(db->undo[i].was);
	db->n_undo = 0;
}
