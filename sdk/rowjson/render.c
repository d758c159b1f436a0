/*
 * render.c - rows into JSON, and comparing and copying of fields.
 *
 * Keys come in column order. Secrets are left out unless asked for; a caller that asks gives
 * a function that turns the stored text into the clear one.
 */
#include "rowjson.h"

#include "field.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int rowjson_column(const struct hss_entity *e, const char *name)
{
	for (uint32_t i = 0; i < e->n_cols; i++) {
		if (strcmp(e->cols[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

uint64_t rowjson_mask(const struct hss_entity *e, uint16_t flags)
{
	uint64_t mask = 0;

	for (uint32_t i = 0; i < e->n_cols; i++) {
		if (e->cols[i].flags & flags)
			mask |= UINT64_C(1) << i;
	}
	return mask;
}

bool rowjson_is_null(const struct hss_column *c, const void *row)
{
	switch (c->field) {
	case HSS_F_I32:
		return !field_i32(c, row)->set;
	case HSS_F_I64:
		return !field_i64(c, row)->set;
	case HSS_F_LIST:
		return !field_list(c, row)->v && !field_list(c, row)->n;
	default:
		return !field_bytes(c, row)->p;
	}
}

static bool same_octets(const void *a, size_t na, const void *b, size_t nb)
{
	return na == nb && (na == 0 || memcmp(a, b, na) == 0);
}

bool rowjson_equal(const struct hss_column *c, const void *a, const void *b)
{
	if (rowjson_is_null(c, a) || rowjson_is_null(c, b))
		return rowjson_is_null(c, a) && rowjson_is_null(c, b);
	switch (c->field) {
	case HSS_F_I32:
		return field_i32(c, a)->v == field_i32(c, b)->v;
	case HSS_F_I64:
		return field_i64(c, a)->v == field_i64(c, b)->v;
	case HSS_F_LIST:
		return same_octets(field_list(c, a)->v, field_list(c, a)->n * sizeof(int64_t),
				   field_list(c, b)->v, field_list(c, b)->n * sizeof(int64_t));
	default:
		return same_octets(field_bytes(c, a)->p, field_bytes(c, a)->len,
				   field_bytes(c, b)->p, field_bytes(c, b)->len);
	}
}

void rowjson_copy(const struct hss_column *c, void *dst, const void *src)
{
	memcpy(FIELD_(c, dst), FIELD_(c, src), field_size(c));
}

static json_t *list_text(const struct hss_list *l)
{
	const int64_t *id = l->v;
	size_t room = (size_t)l->n * 21 + 1, at = 0;
	char *text = malloc(room);
	json_t *v;

	if (!text)
		return NULL;
	text[0] = '\0';
	for (uint32_t i = 0; i < l->n; i++)
		at += (size_t)snprintf(text + at, room - at, "%s%" PRId64, i ? "," : "", id[i]);
	v = json_stringn(text, at);
	free(text);
	return v;
}

static json_t *list_array(const struct hss_list *l)
{
	const int64_t *id = l->v;
	json_t *v = json_array();

	for (uint32_t i = 0; v && i < l->n; i++) {
		if (json_array_append_new(v, json_integer(id[i])) != 0) {
			json_decref(v);
			return NULL;
		}
	}
	return v;
}

static json_t *blob_text(const struct hss_bytes *b)
{
	char *text = malloc((size_t)b->len * 2 + 1);
	json_t *v;

	if (!text)
		return NULL;
	for (uint32_t i = 0; i < b->len; i++)
		snprintf(text + (size_t)2 * i, 3, "%02x", b->p[i]);
	v = json_stringn(text, (size_t)b->len * 2);
	free(text);
	return v;
}

/* A foreign writer may have stored octets that are not UTF-8: shown, never refused. */
static json_t *text_value(const struct hss_bytes *b)
{
	json_t *v = json_stringn((const char *)b->p, b->len);
	char *ascii;

	if (v)
		return v;
	ascii = malloc((size_t)b->len + 1);
	if (!ascii)
		return NULL;
	for (uint32_t i = 0; i < b->len; i++)
		ascii[i] = b->p[i] >= 0x20 && b->p[i] < 0x7f ? (char)b->p[i] : '?';
	v = json_stringn(ascii, b->len);
	free(ascii);
	return v;
}

json_t *rowjson_value(const struct hss_column *c, const void *row, uint32_t flags)
{
	char time[ROWJSON_TIME_LEN];

	if (rowjson_is_null(c, row))
		return json_null();
	if (c->flags & HSS_COL_SECRET && !(flags & ROWJSON_SECRETS))
		return json_null();
	switch (c->type) {
	case HSS_COL_BOOL:
		return json_boolean(field_i32(c, row)->v);
	case HSS_COL_INT:
	case HSS_COL_ENUM:
		return json_integer(field_i32(c, row)->v);
	case HSS_COL_TIME:
	case HSS_COL_EXPIRY:
		rowjson_time_text(field_i64(c, row)->v, time);
		return json_string(time);
	case HSS_COL_ID_LIST:
		return flags & ROWJSON_PYHSS ? list_text(field_list(c, row))
					     : list_array(field_list(c, row));
	case HSS_COL_BLOB:
		return blob_text(field_bytes(c, row));
	case HSS_COL_TEXT:
		return text_value(field_bytes(c, row));
	default:
		return json_integer(field_i64(c, row)->v);
	}
}

static json_t *secret_value(const struct hss_column *c, const void *row,
			    const struct rowjson_out *out)
{
	struct hss_bytes clear;

	if (rowjson_is_null(c, row) || !out->reveal ||
	    out->reveal(out->ctx, *field_bytes(c, row), &clear) != HSS_OK)
		return json_null();
	return text_value(&clear);
}

json_t *rowjson_render(const struct hss_entity *e, const void *row, const struct rowjson_out *out)
{
	json_t *obj = json_object();

	for (uint32_t i = 0; obj && i < e->n_cols; i++) {
		const struct hss_column *c = &e->cols[i];
		bool is_secret = c->flags & HSS_COL_SECRET;
		json_t *v;

		if (out->flags & ROWJSON_PYHSS && !(c->flags & HSS_COL_PYHSS))
			continue;
		if (is_secret && !(out->flags & ROWJSON_SECRETS))
			continue;
		v = is_secret ? secret_value(c, row, out) : rowjson_value(c, row, out->flags);
		if (json_object_set_new(obj, c->name, v) != 0) {
			json_decref(obj);
			return NULL;
		}
	}
	return obj;
}
