/* values.c - columns of row structs: reading, comparing, copying. */
#include "memory_store.h"

#include <stdlib.h>
#include <string.h>

const struct hss_column *mem_col(const struct hss_entity *e, uint32_t i)
{
	return (const struct hss_column *)((const char *)e->cols + (size_t)i * e->col_size);
}

const struct hss_term *mem_term(const struct hss_op *op, uint32_t i)
{
	return (const struct hss_term *)((const char *)op->terms + (size_t)i * op->term_size);
}

static void *at(const void *row, const struct hss_column *c)
{
	return (char *)(uintptr_t)row + c->offset;
}

static bool is_int(const struct hss_column *c)
{
	return c->field == HSS_F_I32 || c->field == HSS_F_I64;
}

static size_t field_size(const struct hss_column *c)
{
	switch (c->field) {
	case HSS_F_I32:
		return sizeof(struct hss_i32);
	case HSS_F_I64:
		return sizeof(struct hss_i64);
	case HSS_F_BYTES:
		return sizeof(struct hss_bytes);
	default:
		return sizeof(struct hss_list);
	}
}

bool mem_is_set(const void *row, const struct hss_column *c)
{
	switch (c->field) {
	case HSS_F_I32:
		return ((const struct hss_i32 *)at(row, c))->set;
	case HSS_F_I64:
		return ((const struct hss_i64 *)at(row, c))->set;
	case HSS_F_BYTES:
		return ((const struct hss_bytes *)at(row, c))->p != NULL;
	default:
		return ((const struct hss_list *)at(row, c))->v != NULL;
	}
}

int64_t mem_int(const void *row, const struct hss_column *c)
{
	return c->field == HSS_F_I32 ? ((const struct hss_i32 *)at(row, c))->v :
	                               ((const struct hss_i64 *)at(row, c))->v;
}

void mem_set_int(void *row, const struct hss_column *c, int64_t v)
{
	if (c->field == HSS_F_I32)
		*(struct hss_i32 *)at(row, c) = (struct hss_i32){ (int32_t)v, true };
	else
		*(struct hss_i64 *)at(row, c) = (struct hss_i64){ v, true };
}

void mem_take(void *to, const void *from, const struct hss_column *c)
{
	memcpy(at(to, c), at(from, c), field_size(c));
}

static int compare_ints(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static int compare_bytes(struct hss_bytes a, struct hss_bytes b)
{
	uint32_t n = a.len < b.len ? a.len : b.len;
	int order = n ? memcmp(a.p, b.p, n) : 0;

	return order ? order : compare_ints(a.len, b.len);
}

int mem_compare(const void *a, const void *b, const struct hss_column *c)
{
	bool has_a = mem_is_set(a, c), has_b = mem_is_set(b, c);

	if (!has_a || !has_b)
		return compare_ints(has_a, has_b);
	if (is_int(c))
		return compare_ints(mem_int(a, c), mem_int(b, c));
	if (c->field == HSS_F_BYTES)
		return compare_bytes(*(const struct hss_bytes *)at(a, c),
		                     *(const struct hss_bytes *)at(b, c));
	return 0;                       /* lists have no order                  */
}

static bool has_substring(struct hss_bytes text, struct hss_bytes part)
{
	return !part.len || (text.len && memmem(text.p, text.len, part.p, part.len));
}

bool mem_meets(const struct hss_entity *e, const void *row, const struct hss_term *t)
{
	const struct hss_column *c = mem_col(e, t->col);
	int order;

	if (t->cmp == HSS_CMP_IS_NULL || t->cmp == HSS_CMP_NOT_NULL)
		return mem_is_set(row, c) == (t->cmp == HSS_CMP_NOT_NULL);
	if (!mem_is_set(row, c) || c->field == HSS_F_LIST)
		return false;           /* null compares with nothing           */
	if (t->cmp == HSS_CMP_SUBSTRING)
		return has_substring(*(const struct hss_bytes *)at(row, c), t->b);
	order = is_int(c) ? compare_ints(mem_int(row, c), t->i) :
	                    compare_bytes(*(const struct hss_bytes *)at(row, c), t->b);
	switch (t->cmp) {
	case HSS_CMP_EQ:
		return order == 0;
	case HSS_CMP_NE:
		return order != 0;
	case HSS_CMP_LT:
		return order < 0;
	case HSS_CMP_LE:
		return order <= 0;
	case HSS_CMP_GT:
		return order > 0;
	default:
		return order >= 0;
	}
}

bool mem_meets_all(const struct hss_op *op, const void *row, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (!mem_meets(op->entity, row, mem_term(op, i)))
			return false;
	return true;
}

/* Octets that a column's value takes outside of the row struct.                */
static size_t value_size(const void *row, const struct hss_column *c)
{
	if (!mem_is_set(row, c))
		return 0;
	if (c->field == HSS_F_BYTES)
		return ((const struct hss_bytes *)at(row, c))->len + 1u;
	if (c->field == HSS_F_LIST)
		return (((const struct hss_list *)at(row, c))->n + 1u) * sizeof(int64_t);
	return 0;
}

/* Moves a value to `to`, where value_size() octets are free.                   */
static void move_value(void *row, const struct hss_column *c, void *to)
{
	struct hss_bytes *b = at(row, c);
	struct hss_list *l = at(row, c);

	if (c->field == HSS_F_BYTES) {
		if (b->len)
			memcpy(to, b->p, b->len);
		b->p = to;
	} else {
		if (l->n)
			memcpy(to, l->v, l->n * sizeof(int64_t));
		l->v = to;
	}
}

struct mem_row *mem_copy(const struct hss_entity *e, const void *row, uint64_t rev)
{
	size_t head = (sizeof(struct mem_row) + 15) & ~(size_t)15;
	size_t body = ((size_t)e->row_size + 15) & ~(size_t)15, more = 0;
	struct mem_row *r;
	char *free_at;

	for (uint32_t i = 0; i < e->n_cols; i++)
		more += (value_size(row, mem_col(e, i)) + 7) & ~(size_t)7;
	r = calloc(1, head + body + more);
	if (!r)
		return NULL;
	r->rev = rev;
	r->row = (char *)r + head;
	free_at = (char *)r->row + body;
	memcpy(r->row, row, e->row_size);
	for (uint32_t i = 0; i < e->n_cols; i++) {
		size_t n = (value_size(row, mem_col(e, i)) + 7) & ~(size_t)7;

		if (n)
			move_value(r->row, mem_col(e, i), free_at);
		free_at += n;
	}
	return r;
}

hss_rc mem_result(struct hss_job *j, uint32_t idx, const struct hss_entity *e,
                  const struct mem_row *r, bool is_old)
{
	void *row = hss_host->store->job_row(j, idx, r->rev, is_old);

	if (!row)
		return HSS_E_NOMEM;
	memcpy(row, r->row, e->row_size);
	for (uint32_t i = 0; i < e->n_cols; i++) {
		const struct hss_column *c = mem_col(e, i);
		size_t n = value_size(row, c);
		void *to = n ? hss_host->store->job_mem(j, n) : NULL;

		if (n && !to)
			return HSS_E_NOMEM;
		if (n)
			move_value(row, c, to);
	}
	return HSS_OK;
}
