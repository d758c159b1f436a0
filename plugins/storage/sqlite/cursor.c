/*
 * cursor.c - where a FIND goes on: the last row's order value and key, not an offset, so that
 * rows that come and go in between neither repeat nor hide others.
 *
 * Octets: version, direction, order column (2), then two values: type, and 8 octets or a
 * length of 4 with what follows. A cursor comes back through the API, so it is checked.
 */
#include "sqlite.h"

#define CURSOR_VERSION 1
#define CURSOR_HEAD    4
#define CURSOR_MAX     65536u           /* longer keys cannot be paged over     */

static size_t value_size(sqlite3_stmt *s, int col)
{
	switch (sqlite3_column_type(s, col)) {
	case SQLITE_NULL:
		return 1;
	case SQLITE_INTEGER:
	case SQLITE_FLOAT:
		return 9;
	default:
		return 5 + (size_t)sqlite3_column_bytes(s, col);
	}
}

static uint8_t *put_value(uint8_t *p, sqlite3_stmt *s, int col)
{
	int type = sqlite3_column_type(s, col);
	uint32_t n;

	*p++ = (uint8_t)type;
	if (type == SQLITE_NULL)
		return p;
	if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
		int64_t i = sqlite3_column_int64(s, col);
		double d = sqlite3_column_double(s, col);

		memcpy(p, type == SQLITE_INTEGER ? (void *)&i : (void *)&d, 8);
		return p + 8;
	}
	n = (uint32_t)sqlite3_column_bytes(s, col);
	memcpy(p, &n, 4);
	if (n)
		memcpy(p + 4, sqlite3_column_blob(s, col), n);
	return p + 4 + n;
}

hss_rc cursor_write(sqlite3_stmt *s, const struct hss_op *op, struct hss_job *j,
                    struct hss_bytes *out)
{
	int order = (int)op->order_col;
	size_t n = CURSOR_HEAD + value_size(s, 0) + (order ? value_size(s, order) : 1);
	uint16_t col = (uint16_t)order;
	uint8_t *p, *mem;

	if (n > CURSOR_MAX)
		return HSS_E_INVAL;
	mem = hss_host->store->job_mem(j, n);
	if (!mem)
		return HSS_E_NOMEM;
	mem[0] = CURSOR_VERSION;
	mem[1] = op->flags & HSS_OPF_DESC ? 1 : 0;
	memcpy(mem + 2, &col, 2);
	p = mem + CURSOR_HEAD;
	if (order)
		p = put_value(p, s, order);
	else
		*p++ = SQLITE_NULL;
	p = put_value(p, s, 0);
	*out = (struct hss_bytes){ mem, (uint32_t)(p - mem) };
	return HSS_OK;
}

static const uint8_t *get_value(const uint8_t *p, const uint8_t *end, struct cursor_value *v)
{
	size_t left;

	if (!p || p == end)
		return NULL;
	v->type = *p++;
	left = (size_t)(end - p);
	if (v->type == SQLITE_NULL)
		return p;
	if (v->type == SQLITE_INTEGER || v->type == SQLITE_FLOAT) {
		if (left < 8)
			return NULL;
		memcpy(v->type == SQLITE_INTEGER ? (void *)&v->i : (void *)&v->d, p, 8);
		return p + 8;
	}
	if ((v->type != SQLITE_TEXT && v->type != SQLITE_BLOB) || left < 4)
		return NULL;
	memcpy(&v->b.len, p, 4);
	if (left - 4 < v->b.len)
		return NULL;
	v->b.p = p + 4;
	return p + 4 + v->b.len;
}

hss_rc cursor_read(const struct hss_op *op, struct cursor *out)
{
	const uint8_t *p = op->cursor.p, *end = p + op->cursor.len;
	struct cursor c = { 0 };
	uint16_t col;

	if (op->cursor.len < CURSOR_HEAD || op->cursor.len > CURSOR_MAX ||
	    p[0] != CURSOR_VERSION || p[1] != (op->flags & HSS_OPF_DESC ? 1 : 0))
		return HSS_E_INVAL;
	memcpy(&col, p + 2, 2);
	if (col != op->order_col)
		return HSS_E_INVAL;
	p = get_value(p + CURSOR_HEAD, end, &c.order);
	p = get_value(p, end, &c.key);
	if (p != end || c.key.type == SQLITE_NULL)
		return HSS_E_INVAL;
	*out = c;
	return HSS_OK;
}

int cursor_bind(sqlite3_stmt *s, int i, const struct cursor_value *v)
{
	switch (v->type) {
	case SQLITE_INTEGER:
		return sqlite3_bind_int64(s, i, v->i);
	case SQLITE_FLOAT:
		return sqlite3_bind_double(s, i, v->d);
	case SQLITE_TEXT:
		return sqlite3_bind_text64(s, i, (const char *)v->b.p, v->b.len, SQLITE_STATIC,
		                           SQLITE_UTF8);
	case SQLITE_BLOB:
		return sqlite3_bind_blob64(s, i, v->b.p, v->b.len, SQLITE_STATIC);
	default:
		return sqlite3_bind_null(s, i);
	}
}
