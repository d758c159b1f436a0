/*
 * list.c - GET /v1/{entity}?column=value&limit=n&cursor=c: rows in the order of their ids, with
 * a cursor to the next page. A column in the query compares, "column=" is null.
 */
#include "rest.h"

#include <stdio.h>
#include <stdlib.h>

#define TERMS_MAX 8
#define LIMIT_MAX 1000

struct list {
	struct hss_http_req *r;
	struct rest *s;
	const struct hss_entity *e;
	struct hss_term terms[TERMS_MAX];
	uint16_t n_terms;
	uint32_t limit;
	uint8_t cursor[256];
	uint32_t cursor_len;
};

static void on_rows(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct list *l = ctx;
	json_t *items = json_array(), *v;
	char next[513];

	if (rc != HSS_OK && rc != HSS_E_NOTFOUND) {
		json_decref(items);
		answer_rc(l->r, rc);
		return;
	}
	for (uint32_t i = 0; items && rc == HSS_OK && i < rows->n; i++)
		json_array_append_new(items, crud_view(l->s, t, l->e, rows->row[i],
						       rows->revs ? rows->revs[i] : 0));
	v = json_pack("{s:o}", "items", items);
	if (v && rc == HSS_OK && rows->cursor.len && rows->cursor.len <= sizeof l->cursor) {
		for (uint32_t i = 0; i < rows->cursor.len; i++)
			snprintf(next + 2 * i, 3, "%02x", rows->cursor.p[i]);
		json_object_set_new(v, "next", json_string(next));
	}
	answer_json(l->r, 200, v);
}

static int nibble(char ch)
{
	if (ch >= '0' && ch <= '9')
		return ch - '0';
	return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

static bool set_cursor(struct list *l, const char *text)
{
	size_t n = strlen(text);

	if (n % 2 || n / 2 > sizeof l->cursor)
		return false;
	for (size_t i = 0; i < n / 2; i++) {
		int hi = nibble(text[2 * i]), lo = nibble(text[2 * i + 1]);

		if (hi < 0 || lo < 0)
			return false;
		l->cursor[i] = (uint8_t)(hi << 4 | lo);
	}
	l->cursor_len = (uint32_t)(n / 2);
	return true;
}

/* Column = value, judged like a value of the body. */
static bool add_term(struct list *l, const char *key, const char *value)
{
	struct hss_task *t = hss_host->http->task(l->r);
	struct rowjson_in in = { .alloc = ask_arena, .ctx = t };
	struct rowjson_err err = { .reason = "is not a column that can be compared" };
	int i = rowjson_column(l->e, key);
	const struct hss_column *c = i < 0 ? NULL : &l->e->cols[i];
	void *row = ask_alloc(t, l->e->row_size);
	struct hss_term *term = &l->terms[l->n_terms];
	const uint8_t *field;
	json_t *v;
	hss_rc rc;

	if (!c || c->flags & HSS_COL_SECRET || c->field == HSS_F_LIST || !row ||
	    l->n_terms == TERMS_MAX) {
		answer_problem(l->r, 400, key, "%s: is not a column that can be compared", key);
		return false;
	}
	v = *value ? json_string(value) : json_null();
	rc = v ? rowjson_set(c, v, &in, row, &err) : HSS_E_NOMEM;
	json_decref(v);
	if (rc != HSS_OK) {
		answer_problem(l->r, 400, key, "%s: %s", key, err.reason);
		return false;
	}
	field = (const uint8_t *)row + c->offset;
	*term = (struct hss_term){ .col = (uint16_t)i, .cmp = *value ? HSS_CMP_EQ : HSS_CMP_IS_NULL };
	if (c->field == HSS_F_BYTES)
		term->b = *(const struct hss_bytes *)(const void *)field;
	else if (c->field == HSS_F_I32)
		term->i = ((const struct hss_i32 *)(const void *)field)->v;
	else
		term->i = ((const struct hss_i64 *)(const void *)field)->v;
	l->n_terms++;
	return true;
}

static bool take_pair(struct list *l, const char *key, const char *value)
{
	char *end;

	if (strcmp(key, "cursor") == 0) {
		if (set_cursor(l, value))
			return true;
		answer_problem(l->r, 400, key, "cursor: is not one of ours");
		return false;
	}
	if (strcmp(key, "limit") == 0) {
		unsigned long n = strtoul(value, &end, 10);

		if (*value >= '0' && *value <= '9' && !*end && n >= 1 && n <= LIMIT_MAX) {
			l->limit = (uint32_t)n;
			return true;
		}
		answer_problem(l->r, 400, key, "limit: is not 1 to %u", LIMIT_MAX);
		return false;
	}
	return add_term(l, key, value);
}

void crud_list(struct hss_http_req *r, struct rest *s, const struct hss_entity *e)
{
	struct hss_task *t = hss_host->http->task(r);
	struct list *l = ask_alloc(t, sizeof *l);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_FIND, .entity = e,
			     .term_size = sizeof(struct hss_term) };
	char key[64], value[1024];
	uint32_t at = 0;
	hss_rc rc;

	if (!l) {
		answer_rc(r, HSS_E_NOMEM);
		return;
	}
	l->r = r;
	l->s = s;
	l->e = e;
	l->limit = (uint32_t)s->conf->page_size;
	while (ask_query_next(r, &at, key, value, sizeof value)) {
		if (!take_pair(l, key, value))
			return;
	}
	op.terms = l->n_terms ? l->terms : NULL;
	op.n_terms = l->n_terms;
	op.limit = l->limit;
	op.cursor = (struct hss_bytes){ l->cursor_len ? l->cursor : NULL, l->cursor_len };
	rc = hss_host->store->submit(t, s->st, &op, on_rows, l);
	if (rc != HSS_OK)
		answer_rc(r, rc);
}
