/*
 * entity.c - see entity.h. What a plugin declares is judged here, once: everything behind
 * (operations, cache, backends) relies on it.
 */
#include "store/entity.h"

#include "base/arena.h"
#include "base/bytes.h"
#include "store/row.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

hss_rc err_set(struct hss_err *err, hss_rc code, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return code;
	err->code = code;
	va_start(ap, fmt);
	vsnprintf(err->text, sizeof err->text, fmt, ap);
	va_end(ap);
	return code;
}

static bool is_name(const char *s)
{
	size_t n = s ? strlen(s) : 0;

	if (n < 1 || n > ENTITY_NAME_MAX || isdigit((unsigned char)s[0]))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!isalnum((unsigned char)s[i]) && s[i] != '_')
			return false;
	return true;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

struct entity *entity_named(const struct entity_table *t, const char *name)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (!strcmp(t->v[i]->pub.name, name))
			return t->v[i];
	return NULL;
}

struct entity *entity_of(const struct entity_table *t, const struct hss_entity *e)
{
	for (uint32_t i = 0; i < t->n; i++) {
		if (&t->v[i]->pub == e)
			return t->v[i];
		for (const struct entity_alias *a = t->v[i]->aliases; a; a = a->next)
			if (a->e == e)
				return t->v[i];
	}
	return NULL;
}

/* ---- copying: elements may be larger or smaller than ours (ABI rule 5) ------- */

static void copy_sized(void *to, size_t own, const void *from, size_t theirs)
{
	memset(to, 0, own);
	memcpy(to, from, theirs < own ? theirs : own);
}

static hss_rc check_shape(const struct hss_entity *e, struct hss_err *err)
{
	const char *name = is_name(e->name) ? e->name : "?";

	if (!is_name(e->name))
		return err_set(err, HSS_E_INVAL, "entity name must be letters, digits, _ and at "
		               "most %u long", ENTITY_NAME_MAX);
	if (!e->version)
		return err_set(err, HSS_E_INVAL, "entity \"%s\": version 0", name);
	if (e->n_cols < 1 || e->n_cols > HSS_COLS_MAX || !e->cols)
		return err_set(err, HSS_E_INVAL, "entity \"%s\": %u columns, 1 to %u are possible",
		               name, e->n_cols, HSS_COLS_MAX);
	if (e->col_size < offsetof(struct hss_column, format))
		return err_set(err, HSS_E_INVAL, "entity \"%s\": col_size %u is too small", name,
		               e->col_size);
	if (e->n_indexes > ENTITY_INDEXES_MAX || (e->n_indexes && !e->indexes))
		return err_set(err, HSS_E_INVAL, "entity \"%s\": %u indexes, at most %u", name,
		               e->n_indexes, ENTITY_INDEXES_MAX);
	if (e->n_indexes && e->index_size < sizeof(struct hss_index))
		return err_set(err, HSS_E_INVAL, "entity \"%s\": index_size %u is too small", name,
		               e->index_size);
	if (!e->row_size || e->row_size > UINT16_MAX)
		return err_set(err, HSS_E_INVAL, "entity \"%s\": row_size %u", name, e->row_size);
	return HSS_OK;
}

/* One block: entity, columns, indexes, default row.                            */
static struct entity *copy_entity(const struct hss_entity *e)
{
	size_t row = ((size_t)e->row_size + 15) & ~(size_t)15;
	size_t cols = e->n_cols * sizeof(struct hss_column);
	struct entity *n = calloc(1, sizeof *n + 15 + row + cols + e->n_indexes *
	                          sizeof(struct hss_index));
	struct hss_column *c;
	struct hss_index *x;

	if (!n)
		return NULL;
	n->default_row = (void *)(((uintptr_t)(n + 1) + 15) & ~(uintptr_t)15);
	c = (struct hss_column *)((char *)n->default_row + row);
	x = (struct hss_index *)((char *)c + cols);
	n->pub = (struct hss_entity){ .size = sizeof n->pub, .version = e->version,
		.name = e->name, .cols = c, .indexes = x, .col_size = sizeof *c,
		.n_cols = e->n_cols, .index_size = sizeof *x, .n_indexes = e->n_indexes,
		.row_size = e->row_size };
	for (uint32_t i = 0; i < e->n_cols; i++)
		copy_sized(&c[i], sizeof *c, (const char *)e->cols + (size_t)i * e->col_size,
		           e->col_size);
	for (uint32_t i = 0; i < e->n_indexes; i++)
		copy_sized(&x[i], sizeof *x, (const char *)e->indexes + (size_t)i * e->index_size,
		           e->index_size);
	n->expiry = -1;
	return n;
}

/* ---- checks ------------------------------------------------------------------- */

static const char *column_fault(const struct entity *e, uint32_t i)
{
	const struct hss_column *c = &e->pub.cols[i];
	uint32_t size = row_field_size(c->field);

	if (!row_field_of(c->type))
		return "unknown type";
	if (c->field != row_field_of(c->type))
		return "the row struct's field does not fit the type";
	if ((uint32_t)c->offset + size > e->pub.row_size || c->offset % 4)
		return "lies outside of the row struct";
	if (c->type == HSS_COL_AUTO_ID && i)
		return "only column 0 can be AUTO_ID";
	if (!i && (c->type == HSS_COL_ID_LIST || c->type == HSS_COL_EXPIRY ||
	           c->type == HSS_COL_BOOL))
		return "no primary key can have that type";
	if (c->type == HSS_COL_EXPIRY && e->expiry >= 0)
		return "a second EXPIRY column";
	if (c->since > e->pub.version)
		return "is newer than the entity's version";
	if (c->on_delete > HSS_REF_CASCADE || (c->on_delete && !c->ref))
		return "on_delete is unknown or has no ref";
	if (c->flags & HSS_COL_SECRET && (c->field != HSS_F_BYTES || !i))
		return "only TEXT and BLOB columns can be secret, and no primary key";
	if (!strcasecmp(c->name, "hss_rev"))
		return "is the name of the hidden revision";
	for (uint32_t k = 0; k < i; k++) {
		const struct hss_column *o = &e->pub.cols[k];

		if (!strcasecmp(o->name, c->name))
			return "the name occurs twice";
		if (o->offset < c->offset + size &&
		    c->offset < o->offset + row_field_size(o->field))
			return "shares its field with another column";
	}
	return NULL;
}

static hss_rc check_columns(struct entity *e, struct hss_err *err)
{
	/* defaults live as long as the entity; lists and blobs are a few octets  */
	struct arena *a = calloc(1, sizeof *a);
	hss_rc rc = HSS_OK;

	if (!a)
		return HSS_E_NOMEM;
	arena_init(a, NULL, 0);
	for (uint32_t i = 0; i < e->pub.n_cols && rc == HSS_OK; i++) {
		const struct hss_column *c = &e->pub.cols[i];
		const char *why;

		if (!is_name(c->name)) {
			rc = err_set(err, HSS_E_INVAL, "entity \"%s\": column %u has no proper "
			             "name", e->pub.name, i);
			break;
		}
		why = column_fault(e, i);
		if (!why && c->dflt) {
			rc = row_parse(e->default_row, c, c->dflt, a);
			if (rc == HSS_OK)
				rc = row_check(e->default_row, c, c->max_len, &why);
			if (rc != HSS_OK)
				why = "the default is no value of its type";
			e->defaults |= UINT64_C(1) << i;
		}
		if (why)
			rc = err_set(err, HSS_E_INVAL, "entity \"%s\": column \"%s\": %s",
			             e->pub.name, c->name, why);
		if (c->flags & HSS_COL_SECRET)
			e->secrets |= UINT64_C(1) << i;
		if (c->type == HSS_COL_EXPIRY)
			e->expiry = (int16_t)i;
	}
	e->default_mem = a;
	return rc;
}

static hss_rc check_indexes(struct entity *e, struct hss_err *err)
{
	for (uint32_t i = 0; i < e->pub.n_indexes; i++) {
		const struct hss_index *x = &e->pub.indexes[i];
		const char *why = NULL;

		if (x->n_cols < 1 || x->n_cols > HSS_INDEX_MAX)
			why = "1 to 4 columns are possible";
		for (uint32_t k = 0; k < x->n_cols && !why; k++) {
			if (x->cols[k] >= e->pub.n_cols)
				why = "no such column";
			else if (e->pub.cols[x->cols[k]].type == HSS_COL_ID_LIST)
				why = "a list cannot be indexed";
			for (uint32_t o = 0; o < k && !why; o++)
				if (x->cols[o] == x->cols[k])
					why = "a column occurs twice";
			if (!why && x->unique)
				e->unique_cols |= UINT64_C(1) << x->cols[k];
		}
		if (why)
			return err_set(err, HSS_E_INVAL, "entity \"%s\": index %u: %s",
			               e->pub.name, i, why);
	}
	return HSS_OK;
}

/* ---- merging ------------------------------------------------------------------- */

static const char *column_difference(const struct hss_column *a, const struct hss_column *b)
{
	if (!same_text(a->name, b->name))
		return "name";
	if (a->type != b->type || a->field != b->field)
		return "type";
	if (a->flags != b->flags)
		return "flags";
	if (a->offset != b->offset)
		return "offset in the row struct";
	if (a->since != b->since)
		return "since";
	if (a->max_len != b->max_len)
		return "max_len";
	if (!same_text(a->dflt, b->dflt))
		return "default";
	if (!same_text(a->ref, b->ref) || a->on_delete != b->on_delete)
		return "reference";
	return NULL;
}

static hss_rc check_same(const struct entity *a, const struct entity *b, struct hss_err *err)
{
	const char *name = a->pub.name;

	if (a->pub.version != b->pub.version)
		return err_set(err, HSS_E_EXISTS, "entity \"%s\": version %u here, version %u "
		               "declared before", name, b->pub.version, a->pub.version);
	if (a->pub.n_cols != b->pub.n_cols || a->pub.n_indexes != b->pub.n_indexes ||
	    a->pub.row_size != b->pub.row_size)
		return err_set(err, HSS_E_EXISTS, "entity \"%s\": declared before with other "
		               "columns, indexes or row struct", name);
	for (uint32_t i = 0; i < a->pub.n_cols; i++) {
		const char *what = column_difference(&a->pub.cols[i], &b->pub.cols[i]);

		if (what)
			return err_set(err, HSS_E_EXISTS, "entity \"%s\": column \"%s\": declared "
			               "before with another %s", name, b->pub.cols[i].name, what);
	}
	if (a->pub.n_indexes && memcmp(a->pub.indexes, b->pub.indexes,
	                               a->pub.n_indexes * sizeof a->pub.indexes[0]))
		return err_set(err, HSS_E_EXISTS, "entity \"%s\": declared before with other "
		               "indexes", name);
	return HSS_OK;
}

static void free_entity(struct entity *e)
{
	while (e->aliases) {
		struct entity_alias *a = e->aliases;

		e->aliases = a->next;
		free(a);
	}
	while (e->written) {
		struct entity_written *w = e->written;

		e->written = w->next;
		free(w);
	}
	if (e->default_mem)
		arena_reset(e->default_mem);
	free(e->default_mem);
	free(e);
}

static hss_rc add_alias(struct entity *e, const struct hss_entity *declared)
{
	struct entity_alias *a = malloc(sizeof *a);

	if (!a)
		return HSS_E_NOMEM;
	*a = (struct entity_alias){ .next = e->aliases, .e = declared };
	e->aliases = a;
	return HSS_OK;
}

hss_rc entity_add(struct entity_table *t, const struct hss_entity *e, bool is_core,
                  struct entity **out, struct hss_err *err)
{
	struct entity *n, *old;
	hss_rc rc;

	if (!e || e->size < sizeof *e)
		return err_set(err, HSS_E_INVAL, "an entity without table");
	old = entity_of(t, e);
	if (old) {
		*out = old;
		return HSS_OK;
	}
	rc = check_shape(e, err);
	if (rc != HSS_OK)
		return rc;
	n = copy_entity(e);
	if (!n)
		return err_set(err, HSS_E_NOMEM, "out of memory");
	rc = check_columns(n, err);
	if (rc == HSS_OK)
		rc = check_indexes(n, err);
	if (rc != HSS_OK)
		goto free_new;
	old = entity_named(t, e->name);
	if (old) {
		rc = check_same(old, n, err);
		free_entity(n);
		if (rc == HSS_OK)
			rc = add_alias(old, e);
		if (rc == HSS_OK)
			*out = old;
		return rc;
	}
	if (t->n >= ENTITIES_MAX) {
		rc = err_set(err, HSS_E_BUSY, "more than %u entities", ENTITIES_MAX);
		goto free_new;
	}
	rc = add_alias(n, e);
	if (rc != HSS_OK)
		goto free_new;
	n->number = (uint16_t)t->n;
	n->is_core = is_core;
	t->v[t->n++] = n;
	*out = n;
	return HSS_OK;

free_new:
	free_entity(n);
	return rc;
}

/* ---- references ------------------------------------------------------------------- */

static hss_rc resolve_columns(struct entity_table *t, struct entity *e, struct hss_err *err)
{
	for (uint32_t i = 0; i < e->pub.n_cols; i++) {
		const struct hss_column *c = &e->pub.cols[i];
		struct entity *to = c->ref ? entity_named(t, c->ref) : NULL;

		if (!c->ref)
			continue;
		if (!to)
			return err_set(err, HSS_E_NOTFOUND, "entity \"%s\": column \"%s\" refers "
			               "to \"%s\", which nobody declares", e->pub.name, c->name,
			               c->ref);
		if (c->on_delete && c->field != to->pub.cols[0].field)
			return err_set(err, HSS_E_INVAL, "entity \"%s\": column \"%s\" cannot hold "
			               "the primary key of \"%s\"", e->pub.name, c->name, c->ref);
		if (c->on_delete == HSS_REF_CASCADE)
			entity_set_add(&to->cascades, e->number);
	}
	return HSS_OK;
}

hss_rc entity_resolve(struct entity_table *t, struct hss_err *err)
{
	bool has_grown = true;

	for (uint32_t i = 0; i < t->n; i++) {
		hss_rc rc = resolve_columns(t, t->v[i], err);

		if (rc != HSS_OK)
			return rc;
	}
	while (has_grown) {             /* all levels                           */
		has_grown = false;
		for (uint32_t i = 0; i < t->n; i++)
			for (uint32_t k = 0; k < t->n; k++)
				for (uint32_t w = 0; w < ENTITIES_MAX / 64; w++) {
					uint64_t *own = &t->v[i]->cascades.bits[w];
					uint64_t more = t->v[k]->cascades.bits[w];

					if (!entity_set_has(&t->v[i]->cascades, k) ||
					    !(more & ~*own))
						continue;
					*own |= more;
					has_grown = true;
				}
	}
	return HSS_OK;
}

void entity_table_fini(struct entity_table *t)
{
	for (uint32_t i = 0; i < t->n; i++)
		free_entity(t->v[i]);
	t->n = 0;
}
