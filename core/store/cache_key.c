/* cache_key.c - keys of the read cache: instance, entity, index and the index's values. */
#include "store/cache.h"
#include "store/cache_int.h"
#include "store/job.h"
#include "store/row.h"

#include <string.h>

static void key_start(struct cache_key *k, const struct store_inst *si, const struct entity *e,
                      uint32_t index)
{
	k->b[0] = (uint8_t)si->index;
	k->b[1] = (uint8_t)(e->number >> 8);
	k->b[2] = (uint8_t)e->number;
	k->b[3] = (uint8_t)index;       /* 0: the primary key                   */
	k->len = 4;
}

static bool key_int(struct cache_key *k, int64_t v)
{
	if (k->len + sizeof v > CACHE_KEY_MAX)
		return false;
	memcpy(k->b + k->len, &v, sizeof v);
	k->len += sizeof v;
	return true;
}

static bool key_bytes(struct cache_key *k, struct hss_bytes v)
{
	if (v.len > CACHE_KEY_MAX || k->len + 2 + v.len > CACHE_KEY_MAX)
		return false;
	k->b[k->len++] = (uint8_t)(v.len >> 8);
	k->b[k->len++] = (uint8_t)v.len;
	if (v.len)
		memcpy(k->b + k->len, v.p, v.len);
	k->len += (uint16_t)v.len;
	return true;
}

static bool key_end(const struct cache *c, struct cache_key *k, bool is_good)
{
	if (!is_good) {
		k->len = 0;
		return false;
	}
	k->hash = hash_sip(c->sip, k->b, k->len);
	return true;
}

static bool key_term(struct cache_key *k, const struct hss_column *col, const struct hss_term *t)
{
	return col_is_int(col) ? key_int(k, t->i) : key_bytes(k, t->b);
}

static bool key_field(struct cache_key *k, const struct hss_column *col, const void *row)
{
	if (!row_is_set(row, col))
		return false;
	return col_is_int(col) ? key_int(k, row_int(row, col)) : key_bytes(k, row_bytes(row, col));
}

bool cache_key_of_index(const struct cache *c, const struct store_inst *si,
                        const struct entity *e, uint32_t index, const void *row,
                        struct cache_key *out)
{
	const struct hss_index *x = index ? &e->pub.indexes[index - 1] : NULL;
	bool is_good = true;

	key_start(out, si, e, index);
	if (!x)
		return key_end(c, out, key_field(out, &e->pub.cols[0], row));
	for (uint32_t i = 0; i < x->n_cols && is_good; i++)
		is_good = key_field(out, &e->pub.cols[x->cols[i]], row);
	return key_end(c, out, is_good);
}

bool cache_key_of_row(struct cache *c, const struct store_inst *si, const struct entity *e,
                      const void *row, struct cache_key *out)
{
	return cache_key_of_index(c, si, e, 0, row, out);
}

bool cache_key_of_term(struct cache *c, const struct store_inst *si, const struct entity *e,
                       const struct hss_term *t, struct cache_key *out)
{
	key_start(out, si, e, 0);
	return key_end(c, out, !t->col && t->cmp == HSS_CMP_EQ &&
	                       key_term(out, &e->pub.cols[0], t));
}

static const struct hss_term *find_equal(const struct hss_op *op, uint32_t col)
{
	for (uint32_t i = 0; i < op->n_terms; i++)
		if (op_term(op, i)->col == col && op_term(op, i)->cmp == HSS_CMP_EQ)
			return op_term(op, i);
	return NULL;
}

/* EQ terms on all columns of a unique index.                                   */
static bool key_unique(const struct cache *c, const struct store_inst *si, const struct entity *e,
                       const struct hss_op *op, uint32_t index, struct cache_key *out)
{
	const struct hss_index *x = &e->pub.indexes[index];
	bool is_good = x->unique;

	key_start(out, si, e, index + 1);
	for (uint32_t i = 0; i < x->n_cols && is_good; i++) {
		const struct hss_term *t = find_equal(op, x->cols[i]);

		is_good = t && key_term(out, &e->pub.cols[x->cols[i]], t);
	}
	return key_end(c, out, is_good);
}

bool cache_key_of_get(struct cache *c, const struct store_inst *si, const struct entity *e,
                      const struct hss_op *op, struct cache_key *out)
{
	out->len = 0;
	if (op->expect_rev)
		return false;
	if (op->n_terms == 1 && cache_key_of_term(c, si, e, op_term(op, 0), out))
		return true;
	for (uint32_t i = 0; i < e->pub.n_indexes; i++)
		if (e->pub.indexes[i].n_cols == op->n_terms && key_unique(c, si, e, op, i, out))
			return true;
	return false;
}

bool cache_key_of_unique(const struct cache *c, const struct store_inst *si,
                         const struct entity *e, const struct hss_op *op, struct cache_key *out)
{
	out->len = 0;
	if (op->kind == HSS_OP_UPSERT)
		return op->upsert_by && cache_key_of_index(c, si, e, op->upsert_by, op->row, out);
	for (uint32_t i = 0; i < e->pub.n_indexes; i++)
		if (key_unique(c, si, e, op, i, out))
			return true;
	return false;
}

bool cache_key_of_write(struct cache *c, const struct store_inst *si, const struct entity *e,
                        const struct hss_op *op, struct cache_key *out)
{
	const struct hss_term *t;

	out->len = 0;
	if (op->kind == HSS_OP_INSERT || op->kind == HSS_OP_UPSERT)
		return !op->upsert_by && cache_key_of_row(c, si, e, op->row, out);
	t = find_equal(op, 0);
	return t && cache_key_of_term(c, si, e, t, out);
}
