/* find.c - FIND: order, pages by offset or by cursor. */
#include "memory_store.h"

#include <stdlib.h>
#include <string.h>

struct order {
	const struct hss_column *by, *pk;
	bool is_down;
};

static int compare(const void *a, const void *b, const struct order *o)
{
	int order = mem_compare(a, b, o->by);

	if (!order)
		order = mem_compare(a, b, o->pk);
	return o->is_down ? -order : order;
}

static int compare_rows(const void *a, const void *b, void *ctx)
{
	return compare((*(struct mem_row *const *)a)->row, (*(struct mem_row *const *)b)->row, ctx);
}

/* ---- a cursor holds the last row's order value and primary key -------------- */

static size_t put(uint8_t *out, const void *row, const struct hss_column *c)
{
	const struct hss_bytes *b = (const struct hss_bytes *)((const char *)row + c->offset);
	int64_t v;

	out[0] = mem_is_set(row, c);
	if (!out[0])
		return 1;
	if (c->field == HSS_F_BYTES) {
		memcpy(out + 1, &b->len, sizeof b->len);
		if (b->len)
			memcpy(out + 5, b->p, b->len);
		return 5 + (size_t)b->len;
	}
	v = mem_int(row, c);
	memcpy(out + 1, &v, sizeof v);
	return 1 + sizeof v;
}

static size_t room(const void *row, const struct hss_column *c)
{
	return 9 + (c->field == HSS_F_BYTES ?
	            ((const struct hss_bytes *)((const char *)row + c->offset))->len : 0);
}

/* False: it is none of ours.                                                   */
static bool get(struct hss_bytes *in, void *row, const struct hss_column *c)
{
	struct hss_bytes *b = (struct hss_bytes *)((char *)row + c->offset);
	uint32_t n;
	int64_t v;

	if (in->len < 1)
		return false;
	if (!in->p[0]) {
		*in = (struct hss_bytes){ in->p + 1, in->len - 1 };
		return true;
	}
	if (c->field == HSS_F_BYTES) {
		if (in->len < 5)
			return false;
		memcpy(&n, in->p + 1, sizeof n);
		if (in->len - 5 < n)
			return false;
		*b = (struct hss_bytes){ in->p + 5, n };
		*in = (struct hss_bytes){ in->p + 5 + n, in->len - 5 - n };
		return true;
	}
	if (in->len < 9)
		return false;
	memcpy(&v, in->p + 1, sizeof v);
	mem_set_int(row, c, v);
	*in = (struct hss_bytes){ in->p + 9, in->len - 9 };
	return true;
}

static hss_rc write_cursor(struct hss_job *j, const void *row, const struct order *o,
                           struct hss_bytes *cursor)
{
	uint8_t *p = hss_host->store->job_mem(j, room(row, o->by) + room(row, o->pk));
	size_t n;

	if (!p)
		return HSS_E_NOMEM;
	n = put(p, row, o->by);
	n += put(p + n, row, o->pk);
	*cursor = (struct hss_bytes){ p, (uint32_t)n };
	return HSS_OK;
}

static hss_rc read_cursor(struct hss_job *j, const struct hss_op *op, const struct order *o,
                          void **out)
{
	struct hss_bytes in = op->cursor;
	void *row = hss_host->store->job_mem(j, op->entity->row_size);

	*out = NULL;
	if (!op->cursor.len)
		return HSS_OK;
	if (!row)
		return HSS_E_NOMEM;
	if (!get(&in, row, o->by) || !get(&in, row, o->pk) || in.len)
		return HSS_E_INVAL;
	*out = row;
	return HSS_OK;
}

/* ---- the operation ------------------------------------------------------------ */

static uint32_t collect(const struct mem_table *t, const struct hss_op *op, const struct order *o,
                        const void *after, struct mem_row **out)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < t->n; i++)
		if (mem_meets_all(op, t->rows[i]->row, op->n_terms) &&
		    (!after || compare(t->rows[i]->row, after, o) > 0))
			out[n++] = t->rows[i];
	return n;
}

hss_rc mem_find(struct mem_db *db, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                struct hss_bytes *cursor)
{
	struct mem_table *t = mem_table_of(db, op->entity);
	struct order o = { mem_col(op->entity, op->order_col), mem_col(op->entity, 0),
		           op->flags & HSS_OPF_DESC };
	struct mem_row **rows;
	void *after;
	uint32_t n, first;
	hss_rc rc;

	if (!t)
		return HSS_E_INVAL;
	rc = read_cursor(j, op, &o, &after);
	if (rc != HSS_OK)
		return rc;
	rows = malloc((t->n + 1u) * sizeof *rows);
	if (!rows)
		return HSS_E_NOMEM;
	n = collect(t, op, &o, after, rows);
	qsort_r(rows, n, sizeof *rows, compare_rows, &o);
	first = after ? 0 : op->offset;
	for (uint32_t i = first; i < n && rc == HSS_OK; i++) {
		if (op->limit && i - first == op->limit) {
			rc = write_cursor(j, rows[i - 1]->row, &o, cursor);
			break;
		}
		rc = mem_result(j, idx, op->entity, rows[i], false);
	}
	free(rows);
	return rc;
}
