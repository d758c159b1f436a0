/*
 * crud.c - create, read, change and delete of a row of any entity, with all its columns.
 *
 * State columns in a PATCH that also carries other columns are left as they are, because
 * clients echo whole objects; and an SQN is never lowered here (rulings 2.2).
 */
#include "rest.h"

#include <stdio.h>

struct change {
	struct hss_http_req *r;
	struct rest *s;
	struct rowwrite w;
};

static hss_rc reveal(void *task, struct hss_bytes stored, struct hss_bytes *clear)
{
	return hss_host->auc->reveal(task, stored, clear);
}

json_t *crud_view(struct rest *s, struct hss_task *t, const struct hss_entity *e, const void *row,
		  uint64_t rev)
{
	struct rowjson_out out = { .reveal = reveal, .ctx = t };
	struct hss_auc shown;
	json_t *v;

	if (s->conf->show_secrets)
		out.flags |= ROWJSON_SECRETS;
	if (e == s->auc) {
		shown = *(const struct hss_auc *)row;
		if (shown.sqn.set && HSS_HAS(hss_host->auc, sqn_ceiling))
			shown.sqn.v = hss_host->auc->sqn_ceiling(shown.auc_id.v, shown.sqn.v);
		row = &shown;
	}
	v = rowjson_render(e, row, &out);
	if (v)
		json_object_set_new(v, "hss_rev", json_integer((json_int_t)rev));
	return v;
}

static struct change *new_change(struct hss_http_req *r, struct rest *s, const struct hss_entity *e,
				 uint32_t kind, void (*done)(struct rowwrite *w))
{
	struct hss_task *t = hss_host->http->task(r);
	struct change *c = ask_alloc(t, sizeof *c);

	if (!c) {
		answer_rc(r, HSS_E_NOMEM);
		return NULL;
	}
	c->r = r;
	c->s = s;
	c->w = (struct rowwrite){ .t = t, .in = s->in, .st = s->st, .e = e,
				  .log = e == s->log ? NULL : s->log, .ids = ask_ids(s, t),
				  .kind = kind, .done = done, .ctx = c };
	if (kind == HSS_OP_DELETE && !strcmp(e->name, "subscriber"))
		c->w.before = rowwrite_withdraw;
	return c;
}

static void start(struct change *c)
{
	hss_rc rc = rowwrite_start(&c->w);

	if (rc != HSS_OK)
		answer_rc(c->r, rc);
}

static void answer_failed(struct change *c)
{
	switch (c->w.rc) {
	case HSS_E_EXISTS:
		answer_problem(c->r, 409, NULL, "%s", c->w.reason);
		break;
	case HSS_E_CONFLICT:
		answer_problem(c->r, c->w.expect_rev ? 412 : 409, NULL, "%s", c->w.reason);
		break;
	case HSS_E_INVAL:
	case HSS_E_DENIED:
		answer_problem(c->r, 400, NULL, "%s", c->w.reason);
		break;
	default:
		answer_rc(c->r, c->w.rc);
		break;
	}
}

static void on_created(struct rowwrite *w)
{
	struct change *c = w->ctx;
	char where[128];
	int n;

	if (w->rc != HSS_OK) {
		answer_failed(c);
		return;
	}
	n = snprintf(where, sizeof where, "/v1/%s/%lld", w->e->name, (long long)w->id);
	(void)hss_host->http->set_header(
		c->r, "Location", (struct hss_bytes){ (const uint8_t *)where, (uint32_t)n });
	answer_etag(c->r, w->rev);
	answer_json(c->r, 201, crud_view(c->s, w->t, w->e, w->new_row, w->rev));
}

static void on_updated(struct rowwrite *w)
{
	struct change *c = w->ctx;

	if (w->rc != HSS_OK) {
		answer_failed(c);
		return;
	}
	answer_etag(c->r, w->rev);
	answer_json(c->r, 200,
		    w->new_row ? crud_view(c->s, w->t, w->e, w->new_row, w->rev) : NULL);
}

static void on_deleted(struct rowwrite *w)
{
	struct change *c = w->ctx;

	if (w->rc != HSS_OK)
		answer_failed(c);
	else
		(void)hss_host->http->reply(c->r, 204, NULL, (struct hss_bytes){ 0 });
}

/* ---- values -------------------------------------------------------------------- */

static bool parse_row(struct change *c, uint32_t flags)
{
	static const char *const other[] = { "operation_id", "hss_rev", NULL };
	struct rowjson_in in = { .flags = flags, .alloc = ask_arena, .ctx = c->w.t, .other = other };
	json_t *body = ask_body(c->r);
	const char *operation_id;
	struct rowjson_err err = { .reason = "out of memory" };
	hss_rc rc = HSS_E_NOMEM;

	if (!body)
		return false;
	operation_id = json_string_value(json_object_get(body, "operation_id"));
	if (operation_id && strlen(operation_id) < sizeof c->w.operation_id)
		memcpy(c->w.operation_id, operation_id, strlen(operation_id) + 1);
	c->w.row = ask_alloc(c->w.t, c->w.e->row_size);
	if (c->w.row)
		rc = rowjson_parse(c->w.e, body, &in, c->w.row, &c->w.cols, &err);
	json_decref(body);
	if (rc == HSS_E_NOMEM)
		answer_rc(c->r, rc);
	else if (rc != HSS_OK)
		answer_problem(c->r, 400, err.key, "%s: %s", err.key, err.reason);
	return rc == HSS_OK;
}

static void set_modified(struct change *c)
{
	int i = rowjson_column(c->w.e, "last_modified");
	struct hss_bytes *b;
	char now[21];

	if (i < 0)
		return;
	rowwrite_now(now);
	b = (struct hss_bytes *)(void *)((uint8_t *)c->w.row + c->w.e->cols[i].offset);
	*b = ask_text(c->w.t, now);
	c->w.cols |= HSS_BIT(i);
}

static bool is_sqn(struct hss_i64 sqn)
{
	return !sqn.set || (sqn.v >= 0 && sqn.v < INT64_C(1) << 48);
}

static hss_rc check_sqn(struct rowwrite *w, const void *old_row)
{
	const struct hss_auc *old = old_row, *new = w->row;
	int64_t floor = old->sqn.set ? old->sqn.v : 0;

	if (HSS_HAS(hss_host->auc, sqn_ceiling))
		floor = hss_host->auc->sqn_ceiling(w->id, floor);
	w->n_terms = 0;
	if (!(w->cols & HSS_BIT(HSS_AUC_sqn)))
		return HSS_OK;
	if (!new->sqn.set || new->sqn.v < floor || !is_sqn(new->sqn)) {
		snprintf(w->reason, sizeof w->reason,
			 "sqn: can only be raised from %lld (set-sqn with force lowers it)",
			 (long long)floor);
		return HSS_E_INVAL;
	}
	w->terms[0] = (struct hss_term){ .col = HSS_AUC_sqn,
					 .cmp = old->sqn.set ? HSS_CMP_EQ : HSS_CMP_IS_NULL,
					 .i = old->sqn.v };
	w->n_terms = 1;
	return HSS_OK;
}

/* ---- handlers ------------------------------------------------------------------ */

static void create(struct hss_http_req *r, struct rest *s, const struct hss_entity *e)
{
	struct change *c = new_change(r, s, e, HSS_OP_INSERT, on_created);
	const struct hss_i64 *id;

	if (!c || !parse_row(c, ROWJSON_INSERT))
		return;
	if (e == s->auc && !is_sqn(((struct hss_auc *)c->w.row)->sqn)) {
		answer_problem(r, 400, "sqn", "sqn: is not a number of 48 bits");
		return;
	}
	id = (const struct hss_i64 *)(void *)((uint8_t *)c->w.row + e->cols[0].offset);
	c->w.has_id = id->set;
	c->w.id = id->v;
	set_modified(c);
	start(c);
}

void crud_collection(struct hss_http_req *r, void *self)
{
	const struct hss_entity *e = ask_entity(r, self);

	if (!e)
		return;
	if (hss_host->http->info(r)->method == HSS_HTTP_POST)
		create(r, self, e);
	else
		crud_list(r, self, e);
}

static void update(struct change *c)
{
	uint64_t state = rowjson_mask(c->w.e, HSS_COL_VOLATILE), neutral = HSS_BIT(0);
	int modified = rowjson_column(c->w.e, "last_modified");

	if (!parse_row(c, 0))
		return;
	if (modified >= 0)
		neutral |= HSS_BIT(modified);
	c->w.cols &= ~neutral;
	if (c->w.cols & ~state) {
		c->w.cols &= ~state;
		set_modified(c);
	}
	if (c->w.e == c->s->auc)
		c->w.check = check_sqn;
	start(c);
}

static void on_row(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct change *c = ctx;
	uint64_t rev;

	if (rc != HSS_OK || !rows->n) {
		answer_rc(c->r, rc == HSS_OK ? HSS_E_NOTFOUND : rc);
		return;
	}
	rev = rows->revs ? rows->revs[0] : 0;
	answer_etag(c->r, rev);
	answer_json(c->r, 200, crud_view(c->s, t, c->w.e, rows->row[0], rev));
}

void crud_item(struct hss_http_req *r, void *self)
{
	const struct hss_entity *e = ask_entity(r, self);
	uint32_t method = hss_host->http->info(r)->method;
	bool deletes = method == HSS_HTTP_DELETE;
	struct change *c;
	hss_rc rc;

	if (!e)
		return;
	c = new_change(r, self, e, deletes ? HSS_OP_DELETE : HSS_OP_UPDATE,
		       deletes ? on_deleted : on_updated);
	if (!c || !ask_id(r, 1, &c->w.id) || !ask_if_match(r, &c->w.expect_rev))
		return;
	if (method == HSS_HTTP_PATCH) {
		update(c);
	} else if (deletes) {
		start(c);
	} else {
		rc = hss_get_id(c->w.t, c->s->st, e, 0, c->w.id, on_row, c);
		if (rc != HSS_OK)
			answer_rc(r, rc);
	}
}
