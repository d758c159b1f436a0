/*
 * oplog.c - the operation log: reading it, and rolling an operation back.
 *
 * An operation is all entries with one operation_id; it is undone from its last entry to its
 * first, each as an ordinary logged write. State columns stay as they are (rulings 2.2).
 */
#include "api.h"

#include <stdio.h>
#include <stdlib.h>

#define LOG_ROWS_MAX 4096

struct log_call {
	struct hss_http_req *r;
	struct api *a;
	struct hss_task *t;
	uint32_t offset, limit;
	const struct hss_rows *rows;    /* rollback: entries of the operation           */
	uint32_t left;
	char new_id[37];
	const char *old_id;
	uint32_t n_undone;
	struct rowwrite w;
};

static struct log_call *new_call(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	struct log_call *c = request_alloc(t, sizeof *c);

	if (!c) {
		reply_rc(r, HSS_E_NOMEM);
		return NULL;
	}
	c->r = r;
	c->a = self;
	c->t = t;
	return c;
}

/* ---- reading ------------------------------------------------------------------- */

static bool same_operation(const void *a, const void *b)
{
	const struct hss_operation_log *x = a, *y = b;

	return x->operation_id.len == y->operation_id.len &&
	       (!x->operation_id.len ||
		memcmp(x->operation_id.p, y->operation_id.p, x->operation_id.len) == 0);
}

static bool is_first(const struct hss_rows *rows, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++) {
		if (same_operation(rows->row[k], rows->row[i]))
			return false;
	}
	return true;
}

static void on_list(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct log_call *c = ctx;
	json_t *v = json_array();
	uint32_t n = 0;

	if (rc != HSS_OK && rc != HSS_E_NOTFOUND) {
		json_decref(v);
		reply_rc(c->r, rc);
		return;
	}
	for (uint32_t i = 0; v && rc == HSS_OK && i < rows->n; i++) {
		if (!is_first(rows, i))
			continue;
		if (n >= c->offset && (!c->limit || n - c->offset < c->limit))
			json_array_append_new(v, view_row(c->a, t, c->a->entity[ENT_OPERATION_LOG],
							  rows->row[i]));
		n++;
	}
	reply_json(c->r, 200, v);
}

void oplog_list(struct hss_http_req *r, void *self)
{
	struct log_call *c = new_call(r, self);
	const struct hss_term *term = NULL;
	struct hss_op op;

	if (!c || !request_page(r, c->a, &c->offset, &c->limit))
		return;
	if (hss_host->http->info(r)->n_params) {
		const char *table = request_param(r, 0);

		term = term_text(c->t, HSS_OPERATION_LOG_table_name,
				 (struct hss_bytes){ (const uint8_t *)table,
						     (uint32_t)strlen(table) });
		if (!term) {
			reply_rc(r, HSS_E_NOMEM);
			return;
		}
	}
	op = find_op(c->a->entity[ENT_OPERATION_LOG], term, LOG_ROWS_MAX);
	request_find(r, c->a, &op, on_list, c);
}

static void on_last(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct log_call *c = ctx;

	if (rc != HSS_OK || !rows->n)
		reply_rc(c->r, rc == HSS_OK ? HSS_E_NOTFOUND : rc);
	else
		reply_json(c->r, 200,
			   view_row(c->a, t, c->a->entity[ENT_OPERATION_LOG], rows->row[0]));
}

void oplog_last(struct hss_http_req *r, void *self)
{
	struct log_call *c = new_call(r, self);
	struct hss_op op;

	if (!c)
		return;
	op = find_op(c->a->entity[ENT_OPERATION_LOG], NULL, 1);
	op.flags = HSS_OPF_DESC;
	request_find(r, c->a, &op, on_last, c);
}

/* ---- rolling back -------------------------------------------------------------- */

static void undo_next(struct log_call *c);

static const struct hss_entity *entity_of(const struct api *a, struct hss_bytes name)
{
	for (uint32_t i = 0; i < ENT_COUNT; i++) {
		const char *n = a->entity[i]->name;

		if (name.len == strlen(n) && memcmp(name.p, n, name.len) == 0)
			return a->entity[i];
	}
	return NULL;
}

static void reply_partial(struct log_call *c, const char *reason)
{
	reply_failed(c->r, 400, "operation %s: %s%s", c->old_id, reason,
		     c->n_undone ? " (later entries of it were rolled back)" : "");
}

static void on_undone(struct rowwrite *w)
{
	struct log_call *c = w->ctx;

	if (w->rc != HSS_OK && w->rc != HSS_E_NOTFOUND) {
		reply_partial(c, w->reason);
		return;
	}
	c->n_undone++;
	undo_next(c);
}

static const char *text_of(struct hss_task *t, struct hss_bytes b)
{
	char *copy = arena_alloc(t, b.len + 1u);

	if (!copy)
		return "";
	if (b.len)
		memcpy(copy, b.p, b.len);
	copy[b.len] = '\0';
	return copy;
}

static void undo_entry(struct log_call *c, const struct hss_operation_log *l)
{
	struct rowjson_in in = { .alloc = arena_alloc, .ctx = c->t };
	const struct hss_entity *e = entity_of(c->a, l->table_name);
	struct rowjson_err err;
	hss_rc rc;

	if (!e) {
		reply_partial(c, "its table is not known");
		return;
	}
	c->w = (struct rowwrite){ .t = c->t, .in = c->a->in, .st = c->a->st, .e = e,
				  .log = c->a->entity[ENT_OPERATION_LOG],
				  .ids = &request_loop(c->a, c->t)->ids, .has_id = true,
				  .id = l->item_id.v, .done = on_undone, .ctx = c };
	memcpy(c->w.operation_id, c->new_id, sizeof c->new_id);
	c->w.row = request_alloc(c->t, e->row_size);
	if (!c->w.row) {
		reply_rc(c->r, HSS_E_NOMEM);
		return;
	}
	rc = rowjson_undo(e, text_of(c->t, l->operation), text_of(c->t, l->changes), &in, &c->w.kind,
			  c->w.row, &c->w.cols, &err);
	if (rc == HSS_OK)
		rc = rowwrite_start(&c->w);
	else
		snprintf(c->w.reason, sizeof c->w.reason, "%s%s%s", err.key, err.key[0] ? ": " : "",
			 err.reason);
	if (rc != HSS_OK)
		reply_partial(c, c->w.reason[0] ? c->w.reason : "the database is not reachable");
}

static void undo_next(struct log_call *c)
{
	char text[120];

	if (c->left) {
		undo_entry(c, c->rows->row[--c->left]);
		return;
	}
	snprintf(text, sizeof text, "Rolled back operation with operation_id: %s", c->old_id);
	reply_json(c->r, 200, json_string(text));
}

static void on_entries(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct log_call *c = ctx;

	(void)t;
	if (rc != HSS_OK || !rows->n) {
		reply_rc(c->r, rc == HSS_OK ? HSS_E_NOTFOUND : rc);
		return;
	}
	c->rows = rows;
	c->left = rows->n;
	rowwrite_uuid(c->new_id);
	undo_next(c);
}

static void roll_back(struct log_call *c, struct hss_bytes operation_id)
{
	const struct hss_term *term = term_text(c->t, HSS_OPERATION_LOG_operation_id, operation_id);
	struct hss_op op = find_op(c->a->entity[ENT_OPERATION_LOG], term, LOG_ROWS_MAX);

	c->old_id = text_of(c->t, operation_id);
	if (!term)
		reply_rc(c->r, HSS_E_NOMEM);
	else
		request_find(c->r, c->a, &op, on_entries, c);
}

static void on_newest(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct log_call *c = ctx;

	(void)t;
	if (rc != HSS_OK || !rows->n)
		reply_rc(c->r, rc == HSS_OK ? HSS_E_NOTFOUND : rc);
	else
		roll_back(c, ((const struct hss_operation_log *)rows->row[0])->operation_id);
}

void oplog_rollback(struct hss_http_req *r, void *self)
{
	struct log_call *c = new_call(r, self);
	const char *id;
	struct hss_op op;

	if (!c)
		return;
	if (hss_host->http->info(r)->n_params) {
		id = request_param(r, 0);
		roll_back(c, (struct hss_bytes){ (const uint8_t *)id, (uint32_t)strlen(id) });
		return;
	}
	op = find_op(c->a->entity[ENT_OPERATION_LOG], NULL, 1);
	op.flags = HSS_OPF_DESC;
	request_find(r, c->a, &op, on_newest, c);
}
