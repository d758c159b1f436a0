/*
 * bind.c - a field of a row struct to an SQL value and back.
 *
 * What PyHSS wrote must read well: booleans as numbers or words, times as text or seconds,
 * id lists with blanks or with names in them (those are skipped), anything as null.
 */
#include "sqlite.h"

#include <stdio.h>

#define MAX_SECONDS INT64_C(100000000000)
#define FIELD(T, row, col) ((T *)((char *)(row) + (col)->offset))
#define CFIELD(T, row, col) ((const T *)((const char *)(row) + (col)->offset))

static int bind_bytes(sqlite3_stmt *s, int i, struct hss_bytes b, bool is_blob)
{
	const void *p = b.p ? b.p : NULL;

	if (!p)
		return sqlite3_bind_null(s, i);
	if (is_blob)
		return b.len ? sqlite3_bind_blob64(s, i, p, b.len, SQLITE_STATIC)
		             : sqlite3_bind_zeroblob(s, i, 0);
	return sqlite3_bind_text64(s, i, p, b.len, SQLITE_STATIC, SQLITE_UTF8);
}

static int bind_time(sqlite3_stmt *s, int i, int64_t us)
{
	char text[WHEN_TEXT];

	if (when_print(us, text) != HSS_OK)
		return SQLITE_MISMATCH;
	return sqlite3_bind_text(s, i, text, -1, SQLITE_TRANSIENT);
}

static int bind_list(sqlite3_stmt *s, int i, const struct hss_list *l)
{
	const int64_t *v = l->v;
	sqlite3_str *t;
	char *text;

	if (!v)
		return sqlite3_bind_null(s, i);
	if (l->n == 0)
		return sqlite3_bind_text(s, i, "", 0, SQLITE_STATIC);
	t = sqlite3_str_new(NULL);
	for (uint32_t k = 0; k < l->n; k++)
		sqlite3_str_appendf(t, "%s%lld", k ? "," : "", (long long)v[k]);
	text = sqlite3_str_finish(t);
	if (!text)
		return SQLITE_NOMEM;
	return sqlite3_bind_text(s, i, text, -1, sqlite3_free);
}

static int bind_hex(sqlite3_stmt *s, int i, const char *hex)
{
	static const char digits[] = "0123456789abcdef";
	size_t n = strlen(hex);
	uint8_t *p = sqlite3_malloc64(n / 2 + 1);
	int code = SQLITE_OK;

	if (!p)
		return SQLITE_NOMEM;
	for (size_t k = 0; k < n && code == SQLITE_OK; k++) {
		const char *at = strchr(digits, hex[k] | 32);

		if (!at || n % 2)
			code = SQLITE_MISMATCH;
		else
			p[k / 2] = (uint8_t)(k % 2 ? p[k / 2] | (at - digits) : (at - digits) << 4);
	}
	if (code == SQLITE_OK)
		return sqlite3_bind_blob64(s, i, p, n / 2, sqlite3_free);
	sqlite3_free(p);
	return code;
}

static int bind_default(sqlite3_stmt *s, int i, const struct hss_column *col)
{
	struct hss_bytes b = { (const uint8_t *)col->dflt, (uint32_t)strlen(col->dflt) };
	int64_t v;

	if (col->type == HSS_COL_TEXT || col->type == HSS_COL_ID_LIST)
		return bind_bytes(s, i, b, false);
	if (col->type == HSS_COL_BLOB)
		return bind_hex(s, i, col->dflt);
	if (ddl_integer(col, &v) != HSS_OK)
		return SQLITE_MISMATCH;
	return col->type == HSS_COL_TIME ? bind_time(s, i, v) : sqlite3_bind_int64(s, i, v);
}

static bool is_absent(const struct hss_column *col, const void *row)
{
	switch (col->field) {
	case HSS_F_BYTES:
		return CFIELD(struct hss_bytes, row, col)->p == NULL;
	case HSS_F_I32:
		return !CFIELD(struct hss_i32, row, col)->set;
	case HSS_F_I64:
		return !CFIELD(struct hss_i64, row, col)->set;
	case HSS_F_LIST:
		return CFIELD(struct hss_list, row, col)->v == NULL;
	default:
		return true;
	}
}

int bind_field(sqlite3_stmt *s, int i, const struct hss_column *col, const void *row,
               bool use_default)
{
	if (is_absent(col, row))
		return use_default && col->dflt ? bind_default(s, i, col)
		                                : sqlite3_bind_null(s, i);
	switch (col->field) {
	case HSS_F_BYTES:
		return bind_bytes(s, i, *CFIELD(struct hss_bytes, row, col),
		                  col->type == HSS_COL_BLOB);
	case HSS_F_I32:
		if (col->type == HSS_COL_BOOL)
			return sqlite3_bind_int(s, i, CFIELD(struct hss_i32, row, col)->v != 0);
		return sqlite3_bind_int(s, i, CFIELD(struct hss_i32, row, col)->v);
	case HSS_F_I64:
		if (col->type == HSS_COL_TIME)
			return bind_time(s, i, CFIELD(struct hss_i64, row, col)->v);
		return sqlite3_bind_int64(s, i, CFIELD(struct hss_i64, row, col)->v);
	case HSS_F_LIST:
		return bind_list(s, i, CFIELD(struct hss_list, row, col));
	default:
		return SQLITE_MISMATCH;
	}
}

int bind_term(sqlite3_stmt *s, int i, const struct hss_column *col, const struct hss_term *t)
{
	switch (col->type) {
	case HSS_COL_TEXT:
	case HSS_COL_ID_LIST:
		return bind_bytes(s, i, t->b, false);
	case HSS_COL_BLOB:
		return bind_bytes(s, i, t->b, true);
	case HSS_COL_TIME:
		return bind_time(s, i, t->i);
	default:
		return sqlite3_bind_int64(s, i, t->i);
	}
}

bool bind_key(const struct hss_entity *e, uint16_t col, const void *row, struct hss_term *t)
{
	const struct hss_column *c = col_at(e, col);

	if (is_absent(c, row))
		return false;
	*t = (struct hss_term){ .col = col, .cmp = HSS_CMP_EQ };
	if (c->field == HSS_F_BYTES)
		t->b = *CFIELD(struct hss_bytes, row, c);
	else if (c->field == HSS_F_I32)
		t->i = CFIELD(struct hss_i32, row, c)->v;
	else if (c->field == HSS_F_I64)
		t->i = CFIELD(struct hss_i64, row, c)->v;
	else
		return false;
	return true;
}

static hss_rc read_bytes(sqlite3_stmt *s, int i, struct hss_bytes *out, struct hss_job *j)
{
	const void *p = sqlite3_column_type(s, i) == SQLITE_BLOB ? sqlite3_column_blob(s, i)
	                                                         : sqlite3_column_text(s, i);
	size_t n = (size_t)sqlite3_column_bytes(s, i);
	uint8_t *mem = hss_host->store->job_mem(j, n + 1);

	if (!mem || (!p && n > 0))
		return HSS_E_NOMEM;
	if (n)
		memcpy(mem, p, n);
	mem[n] = 0;
	*out = (struct hss_bytes){ mem, (uint32_t)n };
	return HSS_OK;
}

static hss_rc read_list(sqlite3_stmt *s, int i, struct hss_list *out, struct hss_job *j)
{
	const char *p = (const char *)sqlite3_column_text(s, i);
	size_t len = (size_t)sqlite3_column_bytes(s, i), max = 1;
	int64_t *v;
	uint32_t n = 0;

	if (!p)
		return HSS_E_NOMEM;
	for (size_t k = 0; k < len; k++)
		max += p[k] == ',';
	v = hss_host->store->job_mem(j, max * sizeof *v);
	if (!v)
		return HSS_E_NOMEM;
	for (const char *end = p + len; p <= end;) {
		const char *comma = memchr(p, ',', (size_t)(end - p));
		const char *stop = comma ? comma : end;

		if (when_number(p, (size_t)(stop - p), &v[n]) == HSS_OK)
			n++;
		p = stop + 1;
	}
	*out = (struct hss_list){ v, n };
	return HSS_OK;
}

/* false: null, or nothing that is an integer.                                  */
static bool read_integer(sqlite3_stmt *s, int i, const struct hss_column *col, int64_t *out)
{
	int type = sqlite3_column_type(s, i);
	const char *text;
	size_t len;

	if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
		*out = sqlite3_column_int64(s, i);
		return true;
	}
	text = (const char *)sqlite3_column_text(s, i);
	len = (size_t)sqlite3_column_bytes(s, i);
	if (!text)
		return false;
	if (col->type == HSS_COL_BOOL && len > 0 && strchr("tTfF", text[0])) {
		*out = text[0] == 't' || text[0] == 'T';
		return true;
	}
	return when_number(text, len, out) == HSS_OK;
}

static bool read_time(sqlite3_stmt *s, int i, const struct hss_column *col, int64_t *out)
{
	if (sqlite3_column_type(s, i) == SQLITE_TEXT &&
	    when_parse((const char *)sqlite3_column_text(s, i),
	               (size_t)sqlite3_column_bytes(s, i), out) == HSS_OK)
		return true;
	if (!read_integer(s, i, col, out))
		return false;
	/* Foreign tools keep seconds as integers; as microseconds that would be January 1970. */
	if (*out > -MAX_SECONDS && *out < MAX_SECONDS)
		*out *= 1000000;
	return true;
}

hss_rc bind_read(sqlite3_stmt *s, int i, const struct hss_column *col, void *row,
                 struct hss_job *j)
{
	bool is_null = sqlite3_column_type(s, i) == SQLITE_NULL;
	int64_t v = 0;

	switch (col->field) {
	case HSS_F_BYTES:
		*FIELD(struct hss_bytes, row, col) = (struct hss_bytes){ 0 };
		return is_null ? HSS_OK : read_bytes(s, i, FIELD(struct hss_bytes, row, col), j);
	case HSS_F_LIST:
		*FIELD(struct hss_list, row, col) = (struct hss_list){ 0 };
		return is_null ? HSS_OK : read_list(s, i, FIELD(struct hss_list, row, col), j);
	case HSS_F_I32:
		if (is_null || !read_integer(s, i, col, &v) || v < INT32_MIN || v > INT32_MAX)
			*FIELD(struct hss_i32, row, col) = (struct hss_i32){ 0 };
		else if (col->type == HSS_COL_BOOL)
			*FIELD(struct hss_i32, row, col) = (struct hss_i32){ v != 0, true };
		else
			*FIELD(struct hss_i32, row, col) = (struct hss_i32){ (int32_t)v, true };
		return HSS_OK;
	case HSS_F_I64:
		if (is_null || !(col->type == HSS_COL_TIME ? read_time(s, i, col, &v)
		                                           : read_integer(s, i, col, &v)))
			*FIELD(struct hss_i64, row, col) = (struct hss_i64){ 0 };
		else
			*FIELD(struct hss_i64, row, col) = (struct hss_i64){ v, true };
		return HSS_OK;
	default:
		return HSS_E_INVAL;
	}
}
