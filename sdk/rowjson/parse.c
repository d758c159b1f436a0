/*
 * parse.c - JSON values into the fields of a row.
 *
 * Clients in the field are scripts: numbers arrive as strings and strings as numbers,
 * booleans as 0, "1" or "True", lists as "1,2". All of that is taken; what cannot be meant is
 * refused with key and reason, before anything is written.
 */
#include "rowjson.h"

#include "field.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LIST_MAX 1024                   /* ids in one list                              */

static HSS_PRINTF(3, 4) hss_rc refuse(struct rowjson_err *err, const char *key,
				      const char *fmt, ...)
{
	va_list ap;

	snprintf(err->key, sizeof err->key, "%s", key);
	va_start(ap, fmt);
	vsnprintf(err->reason, sizeof err->reason, fmt, ap);
	va_end(ap);
	return HSS_E_INVAL;
}

static hss_rc out_of_memory(struct rowjson_err *err, const char *key)
{
	refuse(err, key, "out of memory");
	return HSS_E_NOMEM;
}

/* Whole decimal text, blanks around it allowed. */
static bool text_to_i64(const char *s, int64_t *out)
{
	char *end;
	long long v;

	while (*s == ' ')
		s++;
	if (*s != '-' && *s != '+' && (*s < '0' || *s > '9'))
		return false;
	errno = 0;
	v = strtoll(s, &end, 10);
	if (errno || end == s)
		return false;
	while (*end == ' ')
		end++;
	if (*end)
		return false;
	*out = v;
	return true;
}

static bool choice_to_i64(const struct hss_column *c, const char *s, int64_t *out)
{
	for (const struct hss_choice *x = c->values; x && x->name; x++) {
		if (strcasecmp(x->name, s) == 0) {
			*out = x->value;
			return true;
		}
	}
	return false;
}

static bool value_to_i64(const struct hss_column *c, const json_t *v, int64_t *out)
{
	double d;

	switch (json_typeof(v)) {
	case JSON_INTEGER:
		*out = json_integer_value(v);
		return true;
	case JSON_REAL:
		d = json_real_value(v);
		if (!(d >= -9e15 && d <= 9e15) || d != (double)(int64_t)d)
			return false;
		*out = (int64_t)d;
		return true;
	case JSON_TRUE:
	case JSON_FALSE:
		*out = json_is_true(v);
		return true;
	case JSON_STRING:
		return text_to_i64(json_string_value(v), out) ||
		       choice_to_i64(c, json_string_value(v), out);
	default:
		return false;
	}
}

static bool is_choice(const struct hss_column *c, int64_t v)
{
	if (!c->values)
		return true;
	for (const struct hss_choice *x = c->values; x->name; x++) {
		if (x->value == v)
			return true;
	}
	return false;
}

static hss_rc set_integer(const struct hss_column *c, const json_t *v, const struct rowjson_in *in,
			  void *row, struct rowjson_err *err)
{
	int64_t n;
	hss_rc rc;

	if (!value_to_i64(c, v, &n)) {
		struct hss_bytes name;

		if (!c->ref || !in->resolve || !json_is_string(v))
			return refuse(err, c->name, "is not an integer");
		name = (struct hss_bytes){ (const uint8_t *)json_string_value(v),
					   (uint32_t)json_string_length(v) };
		rc = in->resolve(in->ctx, c->ref, name, &n);
		if (rc != HSS_OK)
			return refuse(err, c->name, "no %s is called \"%.60s\"", c->ref,
				      json_string_value(v));
	}
	if (c->field == HSS_F_I32 && (n < INT32_MIN || n > INT32_MAX))
		return refuse(err, c->name, "%" PRId64 " is out of range", n);
	if (c->type == HSS_COL_AUTO_ID && n < 0)
		return refuse(err, c->name, "%" PRId64 " is not an id", n);
	if (!is_choice(c, n))
		return refuse(err, c->name, "%" PRId64 " is not one of its values", n);
	if (c->field == HSS_F_I32)
		*field_i32(c, row) = (struct hss_i32){ (int32_t)n, true };
	else
		*field_i64(c, row) = (struct hss_i64){ n, true };
	return HSS_OK;
}

static hss_rc set_bool(const struct hss_column *c, const json_t *v, void *row,
		       struct rowjson_err *err)
{
	static const char *const words[][2] = { { "false", "true" }, { "no", "yes" } };
	int64_t n = -1;

	if (json_is_string(v)) {
		for (size_t i = 0; i < 4; i++) {
			if (strcasecmp(json_string_value(v), words[i / 2][i % 2]) == 0)
				n = (int64_t)(i % 2);
		}
	}
	if (n < 0 && !value_to_i64(c, v, &n))
		n = -1;
	if (n != 0 && n != 1)
		return refuse(err, c->name, "is not true or false");
	*field_i32(c, row) = (struct hss_i32){ (int32_t)n, true };
	return HSS_OK;
}

static hss_rc set_time(const struct hss_column *c, const json_t *v, void *row,
		       struct rowjson_err *err)
{
	int64_t us;

	if (json_is_integer(v) && json_integer_value(v) >= 0 &&
	    json_integer_value(v) < INT64_MAX / 1000000)
		us = json_integer_value(v) * 1000000;
	else if (!json_is_string(v) || rowjson_time_parse(json_string_value(v), &us) != HSS_OK)
		return refuse(err, c->name, "is not a time YYYY-MM-DDTHH:MM:SSZ");
	*field_i64(c, row) = (struct hss_i64){ us, true };
	return HSS_OK;
}

/* ---- texts --------------------------------------------------------------------- */

static bool is_digit(char ch)
{
	return ch >= '0' && ch <= '9';
}

static bool is_hex(char ch)
{
	return is_digit(ch) || (ch >= 'a' && ch <= 'f') || (ch >= 'A' && ch <= 'F');
}

static bool all_are(const char *s, bool (*test)(char))
{
	for (; *s; s++) {
		if (!test(*s))
			return false;
	}
	return true;
}

/* Leading + and white space taken off each number; what is left must be digits. */
static hss_rc clean_msisdns(const struct hss_column *c, char *s, struct rowjson_err *err)
{
	bool several = c->format == HSS_FMT_MSISDNS;
	bool at_start = true;
	char *to = s;

	for (const char *p = s; *p; p++) {
		if (*p == ' ' || (*p == '+' && at_start))
			continue;
		if (*p == ',' && several)
			at_start = true;
		else if (is_digit(*p))
			at_start = false;
		else
			return refuse(err, c->name, "is not a telephone number of digits");
		*to++ = *p;
	}
	*to = '\0';
	return HSS_OK;
}

static hss_rc check_format(const struct hss_column *c, char *s, struct rowjson_err *err)
{
	size_t n;

	if (!*s)
		return HSS_OK;
	switch (c->format) {
	case HSS_FMT_DIGITS:
		if (!all_are(s, is_digit))
			return refuse(err, c->name, "is not made of digits");
		break;
	case HSS_FMT_HEX:
		if (!all_are(s, is_hex))
			return refuse(err, c->name, "is not hexadecimal");
		break;
	case HSS_FMT_KEY:
		n = strlen(s);
		if (!all_are(s, is_hex))
			return refuse(err, c->name, "is not hexadecimal");
		if (n != 32 && n != 64)
			return refuse(err, c->name, "has %zu hex digits, not %s", n,
				      c->max_len == 32 ? "32" : "32 or 64");
		break;
	case HSS_FMT_MSISDN:
	case HSS_FMT_MSISDNS:
		return clean_msisdns(c, s, err);
	default:
		break;
	}
	return HSS_OK;
}

static hss_rc set_text(const struct hss_column *c, const json_t *v, const struct rowjson_in *in,
		       void *row, struct rowjson_err *err)
{
	char number[32];
	const char *s;
	size_t n;
	char *copy;
	hss_rc rc;

	if (json_is_string(v)) {
		s = json_string_value(v);
	} else if (json_is_integer(v)) {
		snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
		s = number;
	} else {
		return refuse(err, c->name, "is not a text");
	}
	n = strlen(s);
	copy = in->alloc(in->ctx, n + 1);
	if (!copy)
		return out_of_memory(err, c->name);
	memcpy(copy, s, n + 1);
	rc = check_format(c, copy, err);
	if (rc != HSS_OK)
		return rc;
	n = strlen(copy);
	if (c->max_len && n > c->max_len)
		return refuse(err, c->name, "is longer than %u", c->max_len);
	if (n && n < c->min_len)
		return refuse(err, c->name, "is shorter than %u", c->min_len);
	*field_bytes(c, row) = (struct hss_bytes){ (const uint8_t *)copy, (uint32_t)n };
	return HSS_OK;
}

static int nibble(char ch)
{
	return is_digit(ch) ? ch - '0' : (ch | 0x20) - 'a' + 10;
}

static hss_rc set_blob(const struct hss_column *c, const json_t *v, const struct rowjson_in *in,
		       void *row, struct rowjson_err *err)
{
	const char *s = json_string_value(v);
	size_t n = s ? strlen(s) : 0;
	uint8_t *copy;

	if (!s || n % 2 || !all_are(s, is_hex))
		return refuse(err, c->name, "is not an even number of hex digits");
	n /= 2;
	if (c->max_len && n > c->max_len)
		return refuse(err, c->name, "is longer than %u", c->max_len);
	copy = in->alloc(in->ctx, n + 1);
	if (!copy)
		return out_of_memory(err, c->name);
	for (size_t i = 0; i < n; i++)
		copy[i] = (uint8_t)(nibble(s[2 * i]) << 4 | nibble(s[2 * i + 1]));
	*field_bytes(c, row) = (struct hss_bytes){ copy, (uint32_t)n };
	return HSS_OK;
}

/* ---- lists of ids -------------------------------------------------------------- */

struct id_list {
	const struct hss_column *c;
	const struct rowjson_in *in;
	struct rowjson_err *err;
	int64_t *id;
	uint32_t n;
};

static hss_rc add_id(struct id_list *l, int64_t id)
{
	if (l->n == LIST_MAX)
		return refuse(l->err, l->c->name, "has more than %u entries", LIST_MAX);
	l->id[l->n++] = id;
	return HSS_OK;
}

static hss_rc add_item(void *ctx, struct hss_bytes item)
{
	struct id_list *l = ctx;
	char text[64];
	int64_t id;

	snprintf(text, sizeof text, "%.*s", (int)item.len, (const char *)item.p);
	if (item.len < sizeof text && text_to_i64(text, &id))
		return add_id(l, id);
	if (!l->in->resolve)
		return refuse(l->err, l->c->name, "\"%s\" is not an id", text);
	if (l->in->resolve(l->in->ctx, l->c->ref, item, &id) != HSS_OK)
		return refuse(l->err, l->c->name, "no %s is called \"%s\"", l->c->ref, text);
	return add_id(l, id);
}

/* fn for each item of "a, b,c"; empty items are passed over. */
static hss_rc each_item(const char *s, hss_rc (*fn)(void *ctx, struct hss_bytes item), void *ctx)
{
	while (*s) {
		const char *end = strchrnul(s, ',');
		const char *first = s, *last = end;
		hss_rc rc;

		while (first < last && *first == ' ')
			first++;
		while (last > first && last[-1] == ' ')
			last--;
		if (last > first) {
			rc = fn(ctx, (struct hss_bytes){ (const uint8_t *)first,
							 (uint32_t)(last - first) });
			if (rc != HSS_OK)
				return rc;
		}
		s = *end ? end + 1 : end;
	}
	return HSS_OK;
}

static hss_rc fill_list(struct id_list *l, const json_t *v)
{
	size_t i;
	json_t *item;
	hss_rc rc;

	if (json_is_string(v))
		return each_item(json_string_value(v), add_item, l);
	if (json_is_integer(v))
		return add_id(l, json_integer_value(v));
	if (!json_is_array(v))
		return refuse(l->err, l->c->name, "is not a list of ids such as \"1,2\"");
	json_array_foreach(v, i, item) {
		if (json_is_integer(item))
			rc = add_id(l, json_integer_value(item));
		else if (json_is_string(item))
			rc = each_item(json_string_value(item), add_item, l);
		else
			rc = refuse(l->err, l->c->name, "is not a list of ids such as \"1,2\"");
		if (rc != HSS_OK)
			return rc;
	}
	return HSS_OK;
}

static hss_rc set_list(const struct hss_column *c, const json_t *v, const struct rowjson_in *in,
		       void *row, struct rowjson_err *err)
{
	int64_t id[LIST_MAX];
	struct id_list l = { c, in, err, id, 0 };
	int64_t *copy;
	hss_rc rc;

	rc = fill_list(&l, v);
	if (rc != HSS_OK)
		return rc;
	/* not NULL even when empty: an empty list is not a null one */
	copy = in->alloc(in->ctx, (l.n ? l.n : 1) * sizeof *copy);
	if (!copy)
		return out_of_memory(err, c->name);
	memcpy(copy, id, l.n * sizeof *copy);
	*field_list(c, row) = (struct hss_list){ copy, l.n };
	return HSS_OK;
}

/* ---- a value, a row ------------------------------------------------------------ */

hss_rc rowjson_set(const struct hss_column *c, const json_t *v, const struct rowjson_in *in,
		   void *row, struct rowjson_err *err)
{
	if (json_is_null(v)) {
		field_clear(c, row);
		return HSS_OK;
	}
	switch (c->type) {
	case HSS_COL_BOOL:
		return set_bool(c, v, row, err);
	case HSS_COL_TIME:
	case HSS_COL_EXPIRY:
		return set_time(c, v, row, err);
	case HSS_COL_ID_LIST:
		return set_list(c, v, in, row, err);
	case HSS_COL_TEXT:
		return set_text(c, v, in, row, err);
	case HSS_COL_BLOB:
		return set_blob(c, v, in, row, err);
	default:
		return set_integer(c, v, in, row, err);
	}
}

static hss_rc set_default(const struct hss_column *c, const struct rowjson_in *in, void *row,
			  struct rowjson_err *err)
{
	json_t *v = json_string(c->dflt);
	hss_rc rc;

	if (!v)
		return out_of_memory(err, c->name);
	rc = rowjson_set(c, v, in, row, err);
	json_decref(v);
	return rc;
}

static bool is_other(const struct rowjson_in *in, const char *key)
{
	for (const char *const *k = in->other; k && *k; k++) {
		if (strcmp(*k, key) == 0)
			return true;
	}
	return false;
}

static hss_rc finish_row(const struct hss_entity *e, const struct rowjson_in *in, void *row,
			 uint64_t named, struct rowjson_err *err)
{
	bool is_insert = in->flags & ROWJSON_INSERT;

	for (uint32_t i = 0; i < e->n_cols; i++) {
		const struct hss_column *c = &e->cols[i];
		bool is_named = named >> i & 1;
		hss_rc rc;

		if (!is_insert && !is_named)
			continue;
		if (!is_named && c->dflt) {
			rc = set_default(c, in, row, err);
			if (rc != HSS_OK)
				return rc;
		}
		if (c->flags & HSS_COL_NOT_NULL && c->type != HSS_COL_AUTO_ID &&
		    rowjson_is_null(c, row))
			return refuse(err, c->name, "NOT NULL constraint failed: %s.%s", e->name,
				      c->name);
	}
	return HSS_OK;
}

hss_rc rowjson_parse(const struct hss_entity *e, const json_t *obj, const struct rowjson_in *in,
		     void *row, uint64_t *cols, struct rowjson_err *err)
{
	uint64_t named = 0;
	const char *key;
	json_t *v;
	hss_rc rc;

	memset(row, 0, e->row_size);
	memset(err, 0, sizeof *err);
	if (!json_is_object(obj))
		return refuse(err, "", "is not a JSON object");
	json_object_foreach((json_t *)(uintptr_t)obj, key, v) {
		int i = rowjson_column(e, key);

		if (i < 0) {
			if (in->flags & ROWJSON_SKIP_UNKNOWN || is_other(in, key))
				continue;
			refuse(err, key, "'%.64s' is an invalid keyword argument for %s", key,
			       e->name);
			return HSS_E_NOTFOUND;
		}
		rc = rowjson_set(&e->cols[i], v, in, row, err);
		if (rc != HSS_OK)
			return rc;
		named |= UINT64_C(1) << i;
	}
	rc = finish_row(e, in, row, named, err);
	if (rc == HSS_OK)
		*cols = named;
	return rc;
}

/* ---- names --------------------------------------------------------------------- */

struct name_walk {
	hss_rc (*fn)(void *ctx, struct hss_bytes name);
	void *ctx;
};

static hss_rc visit_item(void *ctx, struct hss_bytes item)
{
	const struct name_walk *w = ctx;
	char text[64];
	int64_t id;

	snprintf(text, sizeof text, "%.*s", (int)item.len, (const char *)item.p);
	if (item.len < sizeof text && text_to_i64(text, &id))
		return HSS_OK;
	return w->fn(w->ctx, item);
}

static hss_rc visit_value(const struct hss_column *c, const json_t *v, struct name_walk *w)
{
	size_t i;
	json_t *item;
	hss_rc rc;

	if (json_is_string(v) && c->type == HSS_COL_ID_LIST)
		return each_item(json_string_value(v), visit_item, w);
	if (json_is_string(v))
		return visit_item(w, (struct hss_bytes){ (const uint8_t *)json_string_value(v),
							 (uint32_t)json_string_length(v) });
	if (!json_is_array(v) || c->type != HSS_COL_ID_LIST)
		return HSS_OK;
	json_array_foreach(v, i, item) {
		if (!json_is_string(item))
			continue;
		rc = each_item(json_string_value(item), visit_item, w);
		if (rc != HSS_OK)
			return rc;
	}
	return HSS_OK;
}

hss_rc rowjson_names(const struct hss_entity *e, const json_t *obj, const char *entity,
		     hss_rc (*fn)(void *ctx, struct hss_bytes name), void *ctx)
{
	struct name_walk w = { fn, ctx };

	for (uint32_t i = 0; i < e->n_cols; i++) {
		const struct hss_column *c = &e->cols[i];
		json_t *v;
		hss_rc rc;

		if (!c->ref || strcmp(c->ref, entity) != 0)
			continue;
		v = json_object_get(obj, c->name);
		rc = v ? visit_value(c, v, &w) : HSS_OK;
		if (rc != HSS_OK)
			return rc;
	}
	return HSS_OK;
}
