/* row.c - see row.h. */
#include "store/row.h"

#include "base/bytes.h"

#include <string.h>

static const uint8_t fields[] = {
	[HSS_COL_TEXT] = HSS_F_BYTES,   [HSS_COL_BLOB] = HSS_F_BYTES,
	[HSS_COL_BOOL] = HSS_F_I32,     [HSS_COL_INT] = HSS_F_I32,
	[HSS_COL_BIGINT] = HSS_F_I64,   [HSS_COL_TIME] = HSS_F_I64,
	[HSS_COL_ENUM] = HSS_F_I32,     [HSS_COL_ID_LIST] = HSS_F_LIST,
	[HSS_COL_AUTO_ID] = HSS_F_I64,  [HSS_COL_EXPIRY] = HSS_F_I64,
};

uint16_t row_field_of(uint32_t col_type)
{
	return col_type < sizeof fields ? fields[col_type] : 0;
}

uint32_t row_field_size(uint32_t field)
{
	switch (field) {
	case HSS_F_BYTES:
		return sizeof(struct hss_bytes);
	case HSS_F_I32:
		return sizeof(struct hss_i32);
	case HSS_F_I64:
		return sizeof(struct hss_i64);
	default:
		return sizeof(struct hss_list);
	}
}

void row_set_int(void *row, const struct hss_column *c, int64_t v)
{
	if (c->field == HSS_F_I32)
		*(struct hss_i32 *)row_at(row, c) = (struct hss_i32){ (int32_t)v, true };
	else
		*(struct hss_i64 *)row_at(row, c) = (struct hss_i64){ v, true };
}

void row_copy(void *to, const void *from, const struct hss_column *c)
{
	memcpy(row_at(to, c), row_at(from, c), row_field_size(c->field));
}

bool row_same(const void *a, const void *b, const struct hss_column *c)
{
	const struct hss_list *la, *lb;

	if (row_is_set(a, c) != row_is_set(b, c))
		return false;
	if (!row_is_set(a, c))
		return true;
	if (col_is_int(c))
		return row_int(a, c) == row_int(b, c);
	if (c->field == HSS_F_BYTES)
		return bytes_eq(row_bytes(a, c), row_bytes(b, c));
	la = row_at(a, c);
	lb = row_at(b, c);
	return la->n == lb->n && (!la->n || !memcmp(la->v, lb->v, la->n * sizeof(int64_t)));
}

/* "1,2,3" as items of 64 bits; an empty text is an empty list.                 */
static hss_rc parse_list(void *row, const struct hss_column *c, struct hss_bytes text,
                         struct arena *a)
{
	struct hss_list *l = row_at(row, c);
	int64_t *v;
	uint32_t n = 1, at = 0;

	for (uint32_t i = 0; i < text.len; i++)
		n += text.p[i] == ',';
	v = arena_array(a, int64_t, n);
	if (!v)
		return HSS_E_NOMEM;
	if (!text.len)
		n = 0;
	for (uint32_t i = 0; i < n; i++) {
		const uint8_t *from = text.p + at;
		const uint8_t *comma = memchr(from, ',', text.len - at);
		uint32_t len = comma ? (uint32_t)(comma - from) : text.len - at;

		if (bytes_i64(bytes_of(from, len), &v[i]) != HSS_OK)
			return HSS_E_INVAL;
		at += len + 1;
	}
	*l = (struct hss_list){ v, n };
	return HSS_OK;
}

static hss_rc parse_blob(void *row, const struct hss_column *c, struct hss_bytes text,
                         struct arena *a)
{
	uint8_t *p = arena_alloc(a, text.len / 2 + 1, 1);

	if (!p)
		return HSS_E_NOMEM;
	if (text.len % 2 || bytes_unhex(text, p, text.len / 2) != HSS_OK)
		return HSS_E_INVAL;
	*(struct hss_bytes *)row_at(row, c) = bytes_of(p, text.len / 2);
	return HSS_OK;
}

static hss_rc parse_int(const struct hss_column *c, struct hss_bytes text, int64_t *v)
{
	static const struct hss_choice bools[] = { { "false", 0 }, { "true", 1 }, { NULL, 0 } };
	const struct hss_choice *names = c->type == HSS_COL_BOOL ? bools : c->values;

	for (; names && names->name; names++)
		if (bytes_eq(text, bytes_str(names->name))) {
			*v = names->value;
			return HSS_OK;
		}
	return bytes_i64(text, v);
}

hss_rc row_parse(void *row, const struct hss_column *c, const char *text, struct arena *a)
{
	struct hss_bytes b = bytes_str(text);
	int64_t v;
	hss_rc rc;

	switch (c->type) {
	case HSS_COL_TEXT:
		*(struct hss_bytes *)row_at(row, c) = b;
		return HSS_OK;
	case HSS_COL_BLOB:
		return parse_blob(row, c, b, a);
	case HSS_COL_ID_LIST:
		return parse_list(row, c, b, a);
	default:
		rc = parse_int(c, b, &v);
		if (rc == HSS_OK && c->field == HSS_F_I32 && (v < INT32_MIN || v > INT32_MAX))
			rc = HSS_E_INVAL;
		if (rc == HSS_OK)
			row_set_int(row, c, v);
		return rc;
	}
}

static bool is_in_set(const struct hss_column *c, int64_t v)
{
	if (c->type == HSS_COL_BOOL)
		return v == 0 || v == 1;
	if (!c->values)
		return true;
	for (const struct hss_choice *x = c->values; x->name; x++)
		if (x->value == v)
			return true;
	return false;
}

hss_rc row_check(const void *row, const struct hss_column *c, uint32_t max_len, const char **why)
{
	const struct hss_list *l = row_at(row, c);
	struct hss_bytes b;

	*why = NULL;
	if (!row_is_set(row, c)) {
		if (c->flags & HSS_COL_NOT_NULL && c->type != HSS_COL_AUTO_ID)
			*why = "must not be null";
	} else if (col_is_int(c)) {
		if (!is_in_set(c, row_int(row, c)))
			*why = "is none of the allowed values";
	} else if (c->field == HSS_F_BYTES) {
		b = row_bytes(row, c);
		if (max_len && b.len > max_len)
			*why = "is too long";
		else if (c->type == HSS_COL_TEXT && !bytes_is_utf8(b))
			*why = "is not UTF-8";
	} else if (max_len && l->n > max_len) {
		*why = "is too long";
	}
	return *why ? HSS_E_INVAL : HSS_OK;
}
