/*
 * crud.c - create, read, change, delete of every entity, by the column tables alone
 * (contract section 2). Which entity a path means is a row of crud_paths.
 *
 * Scripts read an object, change a key and send all of it back; so a PATCH that carries other
 * columns leaves the state columns (sqn, serving nodes) as they are (rulings 2.2).
 */
#include "api.h"

#include <stdio.h>

struct change {                         /* one PUT, PATCH or DELETE                     */
	struct hss_http_req *r;
	struct api *a;
	json_t *body;
	struct rowwrite w;
};

static const struct hss_entity *entity_of(struct hss_http_req *r, struct api *a)
{
	const struct crud_path *p = crud_path_of(hss_host->http->info(r)->path);

	return a->entity[p->ent];
}

/* ---- list ---------------------------------------------------------------------- */

static void list_row(struct stream *s, struct hss_task *t, const void *row)
{
	const struct hss_entity *e = stream_ctx(s);

	stream_item(s, (struct hss_bytes){ 0 }, view_row(stream_api(s), t, e, row));
	stream_next(s);
}

void crud_list(struct hss_http_req *r, void *self)
{
	struct api *a = self;
	const struct hss_entity *e = entity_of(r, a);
	struct stream_def def = { .e = e, .row = list_row, .ctx = (void *)(uintptr_t)e };

	if (request_page(r, a, &def.offset, &def.limit))
		stream_start(r, a, &def);
}

/* ---- one row ------------------------------------------------------------------- */

static void on_row(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct change *c = ctx;

	if (rc != HSS_OK)
		reply_rc(c->r, rc);
	else if (!rows->n)
		reply_null(c->r);
	else
		reply_json(c->r, 200, view_row(c->a, t, c->w.e, rows->row[0]));
}

static void get_row(struct change *c, int64_t id)
{
	hss_rc rc = hss_get_id(c->w.t, c->a->st, c->w.e, 0, id, on_row, c);

	if (rc != HSS_OK)
		reply_rc(c->r, rc);
}

/* ---- writes -------------------------------------------------------------------- */

static void on_changed(struct rowwrite *w)
{
	struct change *c = w->ctx;

	if (w->rc != HSS_OK)
		reply_write(c->r, w);
	else if (w->kind == HSS_OP_DELETE)
		reply_json(c->r, 200, json_pack("{s:s}", "Result", "OK"));
	else if (!w->new_row)
		reply_rc(c->r, HSS_E_INTERNAL);
	else
		reply_json(c->r, 200, view_row(c->a, w->t, w->e, w->new_row));
}

static struct change *new_change(struct hss_http_req *r, struct api *a,
				 const struct hss_entity *e, uint32_t kind)
{
	struct hss_task *t = hss_host->http->task(r);
	struct change *c = request_alloc(t, sizeof *c);

	if (!c) {
		reply_rc(r, HSS_E_NOMEM);
		return NULL;
	}
	c->r = r;
	c->a = a;
	c->w = (struct rowwrite){ .t = t, .in = a->in, .st = a->st, .e = e,
				  .log = a->entity[ENT_OPERATION_LOG],
				  .ids = &request_loop(a, t)->ids, .kind = kind,
				  .done = on_changed, .ctx = c };
	if (kind == HSS_OP_DELETE && e == a->entity[ENT_SUBSCRIBER])
		c->w.before = rowwrite_withdraw;
	return c;
}

static void start_write(struct change *c)
{
	hss_rc rc = rowwrite_start(&c->w);

	if (rc != HSS_OK)
		reply_rc(c->r, rc);
}

/* A key that was not given at all and cannot be derived: PyHSS's column has no default. */
static bool lacks_key_material(const struct api *a, const struct hss_entity *e, const void *row,
			       uint64_t cols)
{
	const struct hss_auc *auc = row;

	return e == a->entity[ENT_AUC] && !(cols & HSS_BIT(HSS_AUC_opc)) && !auc->op.p &&
	       !auc->topc.p && !(auc->algo_profile.len == 3 && !memcmp(auc->algo_profile.p, "xor", 3));
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
	*b = arena_text(c->w.t, now);
	c->w.cols |= HSS_BIT(i);
}

struct parse_ctx {                      /* rowjson wants one pointer for both hooks     */
	struct hss_task *t;
	const struct names *names;
};

static void *parse_alloc(void *ctx, size_t n)
{
	return arena_alloc(((struct parse_ctx *)ctx)->t, n);
}

static hss_rc resolve_name(void *ctx, const char *entity, struct hss_bytes name, int64_t *id)
{
	if (strcmp(entity, "apn") != 0)
		return HSS_E_NOTFOUND;
	return names_lookup(((struct parse_ctx *)ctx)->names, name, id);
}

/* The body into c->w.row; false: answered. The body is gone afterwards. */
static bool parse_row(struct change *c, const struct names *n)
{
	static const char *const other[] = { "operation_id", NULL };
	struct parse_ctx ctx = { c->w.t, n };
	struct rowjson_in in = { .alloc = parse_alloc, .resolve = resolve_name, .ctx = &ctx,
				 .other = other };
	struct rowjson_err err;
	hss_rc rc;

	in.flags = c->w.kind == HSS_OP_INSERT ? ROWJSON_INSERT : ROWJSON_SKIP_UNKNOWN;
	c->w.row = request_alloc(c->w.t, c->w.e->row_size);
	rc = c->w.row ? rowjson_parse(c->w.e, c->body, &in, c->w.row, &c->w.cols, &err)
		      : HSS_E_NOMEM;
	json_decref(c->body);
	c->body = NULL;
	if (rc == HSS_E_NOMEM)
		reply_rc(c->r, rc);
	else if (rc == HSS_E_NOTFOUND)          /* PyHSS answers an unknown key so */
		reply_failed(c->r, 500, "%s", err.reason);
	else if (rc != HSS_OK)
		reply_failed(c->r, 400, "%s: %s", err.key, err.reason);
	return rc == HSS_OK;
}

static bool is_sqn(struct hss_i64 sqn)
{
	return !sqn.set || (sqn.v >= 0 && sqn.v < INT64_C(1) << 48);
}

static void on_create_names(struct names *n, hss_rc rc, void *ctx)
{
	struct change *c = ctx;
	const struct hss_i64 *id;

	if (rc != HSS_OK) {
		json_decref(c->body);
		reply_rc(c->r, rc);
		return;
	}
	if (!parse_row(c, n))
		return;
	if (lacks_key_material(c->a, c->w.e, c->w.row, c->w.cols)) {
		reply_failed(c->r, 400, "opc: NOT NULL constraint failed: auc.opc "
					"(nor is there op or topc)");
		return;
	}
	if (c->w.e == c->a->entity[ENT_AUC] && !is_sqn(((struct hss_auc *)c->w.row)->sqn)) {
		reply_failed(c->r, 400, "sqn: is not a number of 48 bits");
		return;
	}
	quirks_in(c->w.e, c->w.row);
	id = (const struct hss_i64 *)(void *)((uint8_t *)c->w.row + c->w.e->cols[0].offset);
	c->w.has_id = id->set;
	c->w.id = id->v;
	set_modified(c);
	start_write(c);
}

void crud_create(struct hss_http_req *r, void *self)
{
	struct api *a = self;
	struct change *c = new_change(r, a, entity_of(r, a), HSS_OP_INSERT);

	if (!c)
		return;
	c->body = request_body(r);
	if (!c->body)
		return;
	if (!request_operation_id(r, c->body, c->w.operation_id)) {
		json_decref(c->body);
		return;
	}
	names_resolve(r, a, c->w.e, c->body, on_create_names, c);
}

/* No API lowers an SQN: the card would take the numbers for repeated ones and refuse. */
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
			 "sqn: can only be raised, from %lld and to less than 2^48", (long long)floor);
		return HSS_E_INVAL;
	}
	w->terms[0] = (struct hss_term){ .col = HSS_AUC_sqn,
					 .cmp = old->sqn.set ? HSS_CMP_EQ : HSS_CMP_IS_NULL,
					 .i = old->sqn.v };
	w->n_terms = 1;
	return HSS_OK;
}

static void on_patch_names(struct names *n, hss_rc rc, void *ctx)
{
	struct change *c = ctx;
	uint64_t state = rowjson_mask(c->w.e, HSS_COL_VOLATILE), neutral = HSS_BIT(0);
	int modified = rowjson_column(c->w.e, "last_modified");

	if (rc != HSS_OK) {
		json_decref(c->body);
		reply_rc(c->r, rc);
		return;
	}
	if (!parse_row(c, n))
		return;
	if (modified >= 0)
		neutral |= HSS_BIT(modified);
	quirks_in(c->w.e, c->w.row);
	c->w.cols &= ~neutral;
	if (c->w.cols & ~state) {
		c->w.cols &= ~state;
		set_modified(c);
	}
	if (c->w.e == c->a->entity[ENT_AUC])
		c->w.check = check_sqn;
	start_write(c);
}

static void patch_row(struct change *c)
{
	c->body = request_body(c->r);
	if (!c->body)
		return;
	if (!request_operation_id(c->r, c->body, c->w.operation_id)) {
		json_decref(c->body);
		return;
	}
	names_resolve(c->r, c->a, c->w.e, c->body, on_patch_names, c);
}

void crud_item(struct hss_http_req *r, void *self)
{
	struct api *a = self;
	uint32_t method = hss_host->http->info(r)->method;
	struct change *c = new_change(r, a, entity_of(r, a),
				      method == HSS_HTTP_DELETE ? HSS_OP_DELETE : HSS_OP_UPDATE);

	if (!c || !request_id(r, 0, &c->w.id))
		return;
	switch (method) {
	case HSS_HTTP_PATCH:
		patch_row(c);
		break;
	case HSS_HTTP_DELETE:
		if (request_operation_id(r, NULL, c->w.operation_id))
			start_write(c);
		break;
	default:
		get_row(c, c->w.id);
		break;
	}
}
