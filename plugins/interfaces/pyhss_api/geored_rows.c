/*
 * geored_rows.c - the groups of a PATCH /geored/ that are rows of their own: SQN, sessions,
 * pairs of IMSI and IMEI, emergency subscribers (contract section 7).
 */
#include "geored.h"

#include <stdio.h>

/* ---- SQN ----------------------------------------------------------------------- */

static void on_row_written(struct rowwrite *w)
{
	struct geored *g = w->ctx;

	if (w->rc == HSS_OK || (w->kind == HSS_OP_DELETE && w->rc == HSS_E_NOTFOUND))
		geored_done(g);
	else
		geored_fail(g, w->rc == HSS_E_NOTFOUND ? 500 : 503, w->reason);
}

/* Something newer is stored here: nothing to do, and no fault of the sender. */
static hss_rc raise_only(struct rowwrite *w, const void *old_row)
{
	const struct hss_auc *old = old_row, *new = w->row;
	int64_t floor = old->sqn.set ? old->sqn.v : 0;

	if (HSS_HAS(hss_host->auc, sqn_ceiling))
		floor = hss_host->auc->sqn_ceiling(w->id, floor);
	if (new->sqn.v <= floor)
		w->cols = 0;
	w->terms[0] = (struct hss_term){ .col = HSS_AUC_sqn,
					 .cmp = old->sqn.set ? HSS_CMP_EQ : HSS_CMP_IS_NULL,
					 .i = old->sqn.v };
	w->n_terms = 1;
	return HSS_OK;
}

static void start_write(struct geored *g, enum ent ent, uint32_t kind, int64_t id)
{
	g->w = (struct rowwrite){ .t = g->t, .in = g->a->in, .st = g->a->st,
				  .e = g->a->entity[ent], .ids = &request_loop(g->a, g->t)->ids,
				  .kind = kind, .id = id, .has_id = id > 0, .row = g->row,
				  .cols = g->cols,
				  .check = ent == ENT_AUC ? raise_only : NULL,
				  .done = on_row_written, .ctx = g };
	if (rowwrite_start(&g->w) != HSS_OK)
		geored_fail(g, 503, "the database is not reachable");
}

void geored_sqn(struct geored *g)
{
	json_t *obj = geored_pick(g, "auc_id sqn");
	struct rowjson_in in = { .alloc = arena_alloc, .ctx = g->t };
	struct rowjson_err err;
	struct hss_auc *row = request_alloc(g->t, sizeof *row);
	bool ok = row && rowjson_parse(g->a->entity[ENT_AUC], obj, &in, row, &g->cols, &err) == HSS_OK &&
		  row->auc_id.set && row->sqn.set && row->sqn.v >= 0 &&
		  row->sqn.v < INT64_C(1) << 48;

	json_decref(obj);
	if (!ok) {
		geored_fail(g, 400, "auc_id and sqn: are not numbers");
		return;
	}
	g->row = row;
	g->cols = HSS_BIT(HSS_AUC_sqn);
	start_write(g, ENT_AUC, HSS_OP_UPDATE, row->auc_id.v);
}

/* ---- sessions ------------------------------------------------------------------ */

struct session_step {
	struct geored *g;
	const struct hss_subscriber *sub;
	const struct hss_apn *apn;
};

static bool parse_session(struct geored *g, struct hss_serving_apn *row)
{
	json_t *obj = geored_pick(g, "pcrf_session_id serving_pgw serving_pgw_realm serving_pgw_peer "
			      "serving_pgw_timestamp subscriber_routing ip_version");
	struct rowjson_in in = { .alloc = arena_alloc, .ctx = g->t };
	struct rowjson_err err;
	hss_rc rc = rowjson_parse(g->a->entity[ENT_SERVING_APN], obj, &in, row, &g->cols, &err);
	char text[300];

	json_decref(obj);
	if (rc == HSS_OK) {
		if (!row->serving_pgw_timestamp.set)
			row->serving_pgw_timestamp = (struct hss_i64){ rowwrite_now(NULL), true };
		return true;
	}
	snprintf(text, sizeof text, "%s: %s", err.key, err.reason);
	geored_fail(g, 400, text);
	return false;
}

static bool same_session(struct hss_bytes a, struct hss_bytes b)
{
	return a.len == b.len && (!a.len || memcmp(a.p, b.p, a.len) == 0);
}

static void on_session(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct session_step *x = ctx;
	struct geored *g = x->g;
	struct hss_serving_apn *row = g->row;
	const struct hss_serving_apn *old = rc == HSS_OK && rows->n ? rows->row[0] : NULL;
	bool ends = geored_is_empty(json_object_get(g->body, "serving_pgw"));

	(void)t;
	if (rc != HSS_OK && rc != HSS_E_NOTFOUND) {
		geored_fail(g, 503, "the database failed");
	} else if (ends) {
		/* only the session that ended: a newer one may have taken its place */
		if (old && (!row->pcrf_session_id.p ||
			    same_session(old->pcrf_session_id, row->pcrf_session_id)))
			start_write(g, ENT_SERVING_APN, HSS_OP_DELETE, old->serving_apn_id.v);
		else
			geored_done(g);
	} else {
		row->subscriber_id = x->sub->subscriber_id;
		row->apn = x->apn->apn_id;
		g->cols = UINT64_MAX >> (64 - HSS_SERVING_APN_COLS);
		g->cols &= ~(HSS_BIT(HSS_SERVING_APN_serving_apn_id) |
			     HSS_BIT(HSS_SERVING_APN_last_modified));
		if (old)
			start_write(g, ENT_SERVING_APN, HSS_OP_UPDATE, old->serving_apn_id.v);
		else
			start_write(g, ENT_SERVING_APN, HSS_OP_INSERT, 0);
	}
}

static void on_session_apn(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct session_step *x = ctx;
	struct geored *g = x->g;
	struct hss_term *terms = arena_alloc(t, 2 * sizeof *terms);
	struct hss_op op = find_op(g->a->entity[ENT_SERVING_APN], terms, 1);

	if (rc != HSS_OK || !rows->n) {
		geored_fail(g, rc == HSS_OK || rc == HSS_E_NOTFOUND ? 500 : 503, "no such serving_apn");
		return;
	}
	x->apn = rows->row[0];
	if (!terms) {
		geored_fail(g, 500, "out of memory");
		return;
	}
	op.n_terms = 2;
	terms[0] = (struct hss_term){ .col = HSS_SERVING_APN_subscriber_id, .cmp = HSS_CMP_EQ,
				      .i = x->sub->subscriber_id.v };
	terms[1] = (struct hss_term){ .col = HSS_SERVING_APN_apn, .cmp = HSS_CMP_EQ,
				      .i = x->apn->apn_id.v };
	if (hss_host->store->submit(t, g->a->st, &op, on_session, x) != HSS_OK)
		geored_fail(g, 503, "the database is not reachable");
}

static void on_session_owner(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct session_step *x = ctx;
	struct geored *g = x->g;
	const struct hss_term *term =
		term_text(t, HSS_APN_apn, arena_text(t, geored_text(g, "serving_apn")));
	struct hss_op op = find_op(g->a->entity[ENT_APN], term, 1);

	if (rc != HSS_OK || !rows->n) {
		geored_fail(g, rc == HSS_OK || rc == HSS_E_NOTFOUND ? 500 : 503, "no such IMSI");
		return;
	}
	x->sub = rows->row[0];
	if (!term || hss_host->store->submit(t, g->a->st, &op, on_session_apn, x) != HSS_OK)
		geored_fail(g, 503, "the database is not reachable");
}

void geored_session(struct geored *g)
{
	struct session_step *x = request_alloc(g->t, sizeof *x);
	struct hss_serving_apn *row = request_alloc(g->t, sizeof *row);
	struct hss_bytes imsi = arena_text(g->t, geored_text(g, "imsi"));

	if (!imsi.p || !geored_text(g, "serving_apn")) {
		geored_fail(g, 400, "imsi and serving_apn: are texts");
		return;
	}
	if (!x || !row) {
		geored_fail(g, 500, "out of memory");
		return;
	}
	if (!parse_session(g, row))
		return;
	x->g = g;
	g->row = row;
	if (hss_get(g->t, g->a->st, g->a->entity[ENT_SUBSCRIBER], HSS_SUBSCRIBER_imsi, imsi,
		    on_session_owner, x) != HSS_OK)
		geored_fail(g, 503, "the database is not reachable");
}

/* ---- equipment ----------------------------------------------------------------- */

static void on_pair(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct geored *g = ctx;

	(void)t;
	g->cols = HSS_BIT(HSS_EIR_HISTORY_match_response_code) |
		  HSS_BIT(HSS_EIR_HISTORY_imsi_imei_timestamp);
	if (rc == HSS_OK && rows->n)
		start_write(g, ENT_EIR_HISTORY, HSS_OP_UPDATE,
			    ((const struct hss_eir_history *)rows->row[0])->imsi_imei_history_id.v);
	else if (rc == HSS_OK || rc == HSS_E_NOTFOUND)
		start_write(g, ENT_EIR_HISTORY, HSS_OP_INSERT, 0);
	else
		geored_fail(g, 503, "the database failed");
}

void geored_imei(struct geored *g)
{
	struct hss_eir_history *row = request_alloc(g->t, sizeof *row);
	const char *imsi = geored_text(g, "imsi"), *imei = geored_text(g, "imei");
	const json_t *code = json_object_get(g->body, "match_response_code");
	char pair[61];

	if (!imsi || !imei || snprintf(pair, sizeof pair, "%s,%s", imsi, imei) >= (int)sizeof pair) {
		geored_fail(g, 400, "imsi and imei: are texts of up to 60 characters together");
		return;
	}
	if (!row) {
		geored_fail(g, 500, "out of memory");
		return;
	}
	row->imsi_imei = arena_text(g->t, pair);
	if (json_is_integer(code))
		row->match_response_code = (struct hss_i32){ (int32_t)json_integer_value(code), true };
	row->imsi_imei_timestamp = (struct hss_i64){ rowwrite_now(NULL), true };
	g->row = row;
	if (hss_get(g->t, g->a->st, g->a->entity[ENT_EIR_HISTORY], HSS_EIR_HISTORY_imsi_imei,
		    row->imsi_imei, on_pair, g) != HSS_OK)
		geored_fail(g, 503, "the database is not reachable");
}

/* ---- emergency subscribers ----------------------------------------------------- */

static bool parse_emergency(struct geored *g, struct hss_emergency_subscriber *row)
{
	struct rowjson_in in = { .flags = ROWJSON_SKIP_UNKNOWN, .alloc = arena_alloc, .ctx = g->t };
	json_t *obj = json_object(), *v;
	struct rowjson_err err;
	const char *key;
	char text[300];
	hss_rc rc;

	json_object_foreach(g->body, key, v) {
		const char *col = key + sizeof EMERGENCY - 1;

		if (strncmp(key, EMERGENCY, sizeof EMERGENCY - 1) != 0)
			continue;
		json_object_set(obj, strcmp(col, "id") == 0 ? key : col, v);
	}
	rc = rowjson_parse(g->a->entity[ENT_EMERGENCY_SUBSCRIBER], obj, &in, row, &g->cols, &err);
	json_decref(obj);
	if (rc == HSS_OK && row->emergency_subscriber_id.set)
		return true;
	snprintf(text, sizeof text, "%s: %s", rc == HSS_OK ? EMERGENCY "id" : err.key,
		 rc == HSS_OK ? "is missing" : err.reason);
	geored_fail(g, 400, text);
	return false;
}

static void on_emergency(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct geored *g = ctx;
	struct hss_emergency_subscriber *row = g->row;
	int64_t id = row->emergency_subscriber_id.v;

	(void)t;
	g->cols &= ~HSS_BIT(0);
	if (rc == HSS_OK && rows->n) {
		start_write(g, ENT_EMERGENCY_SUBSCRIBER, HSS_OP_UPDATE, id);
	} else if (rc == HSS_OK || rc == HSS_E_NOTFOUND) {
		start_write(g, ENT_EMERGENCY_SUBSCRIBER, HSS_OP_INSERT, id);
	} else {
		geored_fail(g, 503, "the database failed");
	}
}

void geored_emergency(struct geored *g)
{
	struct hss_emergency_subscriber *row = request_alloc(g->t, sizeof *row);
	const json_t *deletes = json_object_get(g->body, EMERGENCY "delete");

	if (!row) {
		geored_fail(g, 500, "out of memory");
		return;
	}
	if (!parse_emergency(g, row))
		return;
	g->row = row;
	if (json_is_true(deletes))
		start_write(g, ENT_EMERGENCY_SUBSCRIBER, HSS_OP_DELETE, row->emergency_subscriber_id.v);
	else if (hss_get_id(g->t, g->a->st, g->a->entity[ENT_EMERGENCY_SUBSCRIBER], 0,
			    row->emergency_subscriber_id.v, on_emergency, g) != HSS_OK)
		geored_fail(g, 503, "the database is not reachable");
}
