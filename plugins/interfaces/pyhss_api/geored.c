/*
 * geored.c - state that another HSS sends (contract section 7).
 *
 * A body holds one or more groups of keys, each with a key that says the group is there; they
 * are done one after the other. What is older than what is stored is left out, and an SQN
 * never goes down.
 */
#include "api.h"

#include <stdio.h>

struct group {
	const char *trigger;            /* key that says the group is there             */
	const char *keys;               /* its keys, separated by blanks                */
	enum ent ent;
	uint16_t imsi_col, trigger_col, time_col;
	bool clears;                    /* a null trigger empties the group             */
};

struct geored {
	struct hss_http_req *r;
	struct api *a;
	struct hss_task *t;
	json_t *body;
	uint32_t step, n_done;
	const struct group *group;
	void *row;
	uint64_t cols;
	struct rowwrite w;
};

static void next_step(struct geored *g);

static const struct group groups[] = {
	{ "serving_mme", "serving_mme serving_mme_realm serving_mme_peer serving_mme_timestamp",
	  ENT_SUBSCRIBER, HSS_SUBSCRIBER_imsi, HSS_SUBSCRIBER_serving_mme,
	  HSS_SUBSCRIBER_serving_mme_timestamp, true },
	{ "last_seen_eci",
	  "last_seen_eci last_seen_enodeb_id last_seen_cell_id last_seen_tac last_seen_mcc "
	  "last_seen_mnc last_location_update_timestamp",
	  ENT_SUBSCRIBER, HSS_SUBSCRIBER_imsi, HSS_SUBSCRIBER_last_seen_eci,
	  HSS_SUBSCRIBER_last_location_update_timestamp, false },
	{ "scscf", "scscf scscf_realm scscf_peer scscf_timestamp", ENT_IMS_SUBSCRIBER,
	  HSS_IMS_SUBSCRIBER_imsi, HSS_IMS_SUBSCRIBER_scscf, HSS_IMS_SUBSCRIBER_scscf_timestamp,
	  true },
	{ "pcscf", "pcscf pcscf_realm pcscf_peer pcscf_timestamp pcscf_active_session",
	  ENT_IMS_SUBSCRIBER, HSS_IMS_SUBSCRIBER_imsi, HSS_IMS_SUBSCRIBER_pcscf,
	  HSS_IMS_SUBSCRIBER_pcscf_timestamp, true },
};
#define N_GROUPS (sizeof groups / sizeof groups[0])

/* ---- the answer ---------------------------------------------------------------- */

static json_t *nulls(uint32_t n)
{
	json_t *v = json_array();

	while (v && n--)
		json_array_append_new(v, json_null());
	return v;
}

static void finish(struct geored *g)
{
	json_decref(g->body);
	reply_json(g->r, 200, nulls(g->n_done));
}

static void fail(struct geored *g, uint32_t status, const char *reason)
{
	json_decref(g->body);
	reply_json(g->r, status,
		   json_pack("{s:s, s:s, s:o}", "result", "Failed", "Reason", reason,
			     "Partial Response Data", nulls(g->n_done)));
}

static void done_step(struct geored *g)
{
	g->n_done++;
	next_step(g);
}

static const char *text_of(const struct geored *g, const char *key)
{
	return json_string_value(json_object_get(g->body, key));
}

static bool is_empty(const json_t *v)
{
	const char *s = json_string_value(v);

	return json_is_null(v) || (s && (!*s || strcmp(s, "None") == 0));
}

/* ---- columns of a subscriber --------------------------------------------------- */

static bool has_word(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = words; (p = strstr(p, word)) != NULL; p += n) {
		if ((p == words || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	}
	return false;
}

static const struct hss_i64 *time_of(const struct hss_entity *e, uint16_t col, const void *row)
{
	return (const struct hss_i64 *)(const void *)((const uint8_t *)row + e->cols[col].offset);
}

static void on_group_written(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct geored *g = ctx;

	(void)t;
	(void)rows;
	/* a conflict: something newer was stored here meanwhile */
	if (rc == HSS_OK || rc == HSS_E_CONFLICT)
		done_step(g);
	else
		fail(g, 503, "the database failed");
}

static void write_group(struct geored *g, const void *old)
{
	const struct hss_entity *e = g->a->entity[g->group->ent];
	const struct hss_i64 *old_time = time_of(e, g->group->time_col, old);
	const struct hss_i64 *id = (const struct hss_i64 *)old;
	struct hss_term *terms = arena_alloc(g->t, 2 * sizeof *terms);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_UPDATE, .entity = e, .terms = terms,
			     .n_terms = 2, .term_size = sizeof *terms, .row = g->row,
			     .cols = g->cols };

	if (!terms) {
		fail(g, 500, "out of memory");
		return;
	}
	terms[0] = (struct hss_term){ .col = 0, .cmp = HSS_CMP_EQ, .i = id->v };
	terms[1] = (struct hss_term){ .col = g->group->time_col,
				      .cmp = old_time->set ? HSS_CMP_EQ : HSS_CMP_IS_NULL,
				      .i = old_time->v };
	if (hss_host->store->submit(g->t, g->a->st, &op, on_group_written, g) != HSS_OK)
		fail(g, 503, "the database is not reachable");
}

static void on_group_row(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct geored *g = ctx;
	const struct hss_entity *e = g->a->entity[g->group->ent];
	const struct hss_i64 *new_time = time_of(e, g->group->time_col, g->row), *old_time;

	(void)t;
	if (rc != HSS_OK || !rows->n) {
		if (rc == HSS_OK || rc == HSS_E_NOTFOUND)
			fail(g, 500, "no such IMSI");
		else
			fail(g, 503, "the database failed");
		return;
	}
	old_time = time_of(e, g->group->time_col, rows->row[0]);
	if (old_time->set && new_time->set && new_time->v < old_time->v)
		done_step(g);
	else
		write_group(g, rows->row[0]);
}

/* The group's keys as an object of their own, so that the column tables judge the values. */
static json_t *pick(const struct geored *g, const char *keys)
{
	json_t *obj = json_object(), *v;
	const char *key;

	json_object_foreach(g->body, key, v) {
		if (has_word(keys, key))
			json_object_set(obj, key, v);
	}
	return obj;
}

static bool parse_group(struct geored *g)
{
	const struct hss_entity *e = g->a->entity[g->group->ent];
	struct rowjson_in in = { .alloc = arena_alloc, .ctx = g->t };
	struct rowjson_err err = { .reason = "out of memory" };
	json_t *obj = pick(g, g->group->keys);
	bool clears = g->group->clears && is_empty(json_object_get(g->body, g->group->trigger));
	struct hss_i64 *time;
	hss_rc rc = HSS_E_NOMEM;
	char text[300];

	g->row = request_alloc(g->t, e->row_size);
	if (g->row)
		rc = rowjson_parse(e, obj, &in, g->row, &g->cols, &err);
	json_decref(obj);
	if (rc != HSS_OK) {
		snprintf(text, sizeof text, "%s: %s", err.key, err.reason);
		fail(g, 400, text);
		return false;
	}
	if (clears)
		memset(g->row, 0, e->row_size);
	for (uint32_t i = 0; clears && i < e->n_cols; i++) {
		if (has_word(g->group->keys, e->cols[i].name))
			g->cols |= HSS_BIT(i);
	}
	time = (struct hss_i64 *)(void *)((uint8_t *)g->row + e->cols[g->group->time_col].offset);
	if (!clears && !time->set)
		*time = (struct hss_i64){ rowwrite_now(NULL), true };
	g->cols |= HSS_BIT(g->group->time_col);
	if (g->group->trigger_col == HSS_SUBSCRIBER_serving_mme && g->group->ent == ENT_SUBSCRIBER) {
		((struct hss_subscriber *)g->row)->mme_purged = (struct hss_i32){ 0, true };
		g->cols |= HSS_BIT(HSS_SUBSCRIBER_mme_purged);
	}
	quirks_in(e, g->row);
	return true;
}

static void start_group(struct geored *g, const struct group *group)
{
	struct hss_bytes imsi = arena_text(g->t, text_of(g, "imsi"));

	g->group = group;
	if (!imsi.p) {
		fail(g, 400, "imsi: is missing");
		return;
	}
	if (!parse_group(g))
		return;
	if (hss_get(g->t, g->a->st, g->a->entity[group->ent], group->imsi_col, imsi, on_group_row,
		    g) != HSS_OK)
		fail(g, 503, "the database is not reachable");
}

/* ---- SQN ----------------------------------------------------------------------- */

static void on_row_written(struct rowwrite *w)
{
	struct geored *g = w->ctx;

	if (w->rc == HSS_OK || (w->kind == HSS_OP_DELETE && w->rc == HSS_E_NOTFOUND))
		done_step(g);
	else
		fail(g, w->rc == HSS_E_NOTFOUND ? 500 : 503, w->reason);
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
		fail(g, 503, "the database is not reachable");
}

static void start_sqn(struct geored *g)
{
	json_t *obj = pick(g, "auc_id sqn");
	struct rowjson_in in = { .alloc = arena_alloc, .ctx = g->t };
	struct rowjson_err err;
	struct hss_auc *row = request_alloc(g->t, sizeof *row);
	bool ok = row && rowjson_parse(g->a->entity[ENT_AUC], obj, &in, row, &g->cols, &err) == HSS_OK &&
		  row->auc_id.set && row->sqn.set && row->sqn.v >= 0 &&
		  row->sqn.v < INT64_C(1) << 48;

	json_decref(obj);
	if (!ok) {
		fail(g, 400, "auc_id and sqn: are not numbers");
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
	json_t *obj = pick(g, "pcrf_session_id serving_pgw serving_pgw_realm serving_pgw_peer "
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
	fail(g, 400, text);
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
	bool ends = is_empty(json_object_get(g->body, "serving_pgw"));

	(void)t;
	if (rc != HSS_OK && rc != HSS_E_NOTFOUND) {
		fail(g, 503, "the database failed");
	} else if (ends) {
		/* only the session that ended: a newer one may have taken its place */
		if (old && (!row->pcrf_session_id.p ||
			    same_session(old->pcrf_session_id, row->pcrf_session_id)))
			start_write(g, ENT_SERVING_APN, HSS_OP_DELETE, old->serving_apn_id.v);
		else
			done_step(g);
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
		fail(g, rc == HSS_OK || rc == HSS_E_NOTFOUND ? 500 : 503, "no such serving_apn");
		return;
	}
	x->apn = rows->row[0];
	if (!terms) {
		fail(g, 500, "out of memory");
		return;
	}
	op.n_terms = 2;
	terms[0] = (struct hss_term){ .col = HSS_SERVING_APN_subscriber_id, .cmp = HSS_CMP_EQ,
				      .i = x->sub->subscriber_id.v };
	terms[1] = (struct hss_term){ .col = HSS_SERVING_APN_apn, .cmp = HSS_CMP_EQ,
				      .i = x->apn->apn_id.v };
	if (hss_host->store->submit(t, g->a->st, &op, on_session, x) != HSS_OK)
		fail(g, 503, "the database is not reachable");
}

static void on_session_owner(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct session_step *x = ctx;
	struct geored *g = x->g;
	const struct hss_term *term =
		term_text(t, HSS_APN_apn, arena_text(t, text_of(g, "serving_apn")));
	struct hss_op op = find_op(g->a->entity[ENT_APN], term, 1);

	if (rc != HSS_OK || !rows->n) {
		fail(g, rc == HSS_OK || rc == HSS_E_NOTFOUND ? 500 : 503, "no such IMSI");
		return;
	}
	x->sub = rows->row[0];
	if (!term || hss_host->store->submit(t, g->a->st, &op, on_session_apn, x) != HSS_OK)
		fail(g, 503, "the database is not reachable");
}

static void start_session(struct geored *g)
{
	struct session_step *x = request_alloc(g->t, sizeof *x);
	struct hss_serving_apn *row = request_alloc(g->t, sizeof *row);
	struct hss_bytes imsi = arena_text(g->t, text_of(g, "imsi"));

	if (!imsi.p || !text_of(g, "serving_apn")) {
		fail(g, 400, "imsi and serving_apn: are texts");
		return;
	}
	if (!x || !row) {
		fail(g, 500, "out of memory");
		return;
	}
	if (!parse_session(g, row))
		return;
	x->g = g;
	g->row = row;
	if (hss_get(g->t, g->a->st, g->a->entity[ENT_SUBSCRIBER], HSS_SUBSCRIBER_imsi, imsi,
		    on_session_owner, x) != HSS_OK)
		fail(g, 503, "the database is not reachable");
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
		fail(g, 503, "the database failed");
}

static void start_imei(struct geored *g)
{
	struct hss_eir_history *row = request_alloc(g->t, sizeof *row);
	const char *imsi = text_of(g, "imsi"), *imei = text_of(g, "imei");
	const json_t *code = json_object_get(g->body, "match_response_code");
	char pair[61];

	if (!imsi || !imei || snprintf(pair, sizeof pair, "%s,%s", imsi, imei) >= (int)sizeof pair) {
		fail(g, 400, "imsi and imei: are texts of up to 60 characters together");
		return;
	}
	if (!row) {
		fail(g, 500, "out of memory");
		return;
	}
	row->imsi_imei = arena_text(g->t, pair);
	if (json_is_integer(code))
		row->match_response_code = (struct hss_i32){ (int32_t)json_integer_value(code), true };
	row->imsi_imei_timestamp = (struct hss_i64){ rowwrite_now(NULL), true };
	g->row = row;
	if (hss_get(g->t, g->a->st, g->a->entity[ENT_EIR_HISTORY], HSS_EIR_HISTORY_imsi_imei,
		    row->imsi_imei, on_pair, g) != HSS_OK)
		fail(g, 503, "the database is not reachable");
}

/* ---- emergency subscribers ----------------------------------------------------- */

#define EMERGENCY "emergency_subscriber_"

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
	fail(g, 400, text);
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
		fail(g, 503, "the database failed");
	}
}

static void start_emergency(struct geored *g)
{
	struct hss_emergency_subscriber *row = request_alloc(g->t, sizeof *row);
	const json_t *deletes = json_object_get(g->body, EMERGENCY "delete");

	if (!row) {
		fail(g, 500, "out of memory");
		return;
	}
	if (!parse_emergency(g, row))
		return;
	g->row = row;
	if (json_is_true(deletes))
		start_write(g, ENT_EMERGENCY_SUBSCRIBER, HSS_OP_DELETE, row->emergency_subscriber_id.v);
	else if (hss_get_id(g->t, g->a->st, g->a->entity[ENT_EMERGENCY_SUBSCRIBER], 0,
			    row->emergency_subscriber_id.v, on_emergency, g) != HSS_OK)
		fail(g, 503, "the database is not reachable");
}

/* ---- one step after the other -------------------------------------------------- */

static const struct {
	const char *trigger;
	void (*start)(struct geored *g);
} others[] = {
	{ "serving_apn", start_session },
	{ "imei", start_imei },
	{ "auc_id", start_sqn },
	{ EMERGENCY "id", start_emergency },
};

static void next_step(struct geored *g)
{
	while (g->step < N_GROUPS + sizeof others / sizeof others[0]) {
		uint32_t i = g->step++;

		if (i < N_GROUPS && json_object_get(g->body, groups[i].trigger)) {
			start_group(g, &groups[i]);
			return;
		}
		if (i >= N_GROUPS && json_object_get(g->body, others[i - N_GROUPS].trigger)) {
			others[i - N_GROUPS].start(g);
			return;
		}
	}
	finish(g);
}

void geored_patch(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	struct geored *g = request_alloc(t, sizeof *g);

	if (!g) {
		reply_rc(r, HSS_E_NOMEM);
		return;
	}
	g->r = r;
	g->a = self;
	g->t = t;
	g->body = request_body(r);
	if (g->body)
		next_step(g);
}

/* ---- reads --------------------------------------------------------------------- */

void geored_schema(struct hss_http_req *r, void *self)
{
	static const char *const more[] = {
		"imsi", "serving_apn", "pcrf_session_id", "serving_pgw", "serving_pgw_realm",
		"serving_pgw_peer", "serving_pgw_timestamp", "subscriber_routing", "imei",
		"match_response_code", "auc_id", "sqn", EMERGENCY "id", EMERGENCY "imsi",
		EMERGENCY "serving_pgw", EMERGENCY "serving_pgw_timestamp", EMERGENCY "serving_pcscf",
		EMERGENCY "serving_pcscf_timestamp", EMERGENCY "gx_origin_realm",
		EMERGENCY "gx_origin_host", EMERGENCY "rat_type", EMERGENCY "ip",
		EMERGENCY "access_network_gateway_address",
		EMERGENCY "access_network_charging_address", EMERGENCY "delete",
	};
	json_t *v = json_object();
	char words[200], *save = NULL;

	(void)self;
	for (size_t i = 0; v && i < N_GROUPS; i++) {
		snprintf(words, sizeof words, "%s", groups[i].keys);
		for (char *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save))
			json_object_set_new(v, w, json_string("string"));
	}
	for (size_t i = 0; v && i < sizeof more / sizeof more[0]; i++)
		json_object_set_new(v, more[i], json_string("string"));
	reply_json(r, 200, v);
}

static void reply_endpoints(struct hss_http_req *r, const struct hss_list *l, const char *what)
{
	const struct url_conf *u = l->v;
	char reason[80];
	json_t *v;

	if (!l->n) {
		snprintf(reason, sizeof reason, "%s is not enabled", what);
		reply_json(r, 200, json_pack("{s:s, s:s}", "result", "Failed", "Reason", reason));
		return;
	}
	v = json_array();
	for (uint32_t i = 0; v && i < l->n; i++)
		json_array_append_new(v, json_string(u[i].url ? u[i].url : ""));
	reply_json(r, 200, v);
}

void geored_peers(struct hss_http_req *r, void *self)
{
	reply_endpoints(r, &((struct api *)self)->conf->geored_endpoints, "Geographic redundancy");
}

void geored_webhooks(struct hss_http_req *r, void *self)
{
	reply_endpoints(r, &((struct api *)self)->conf->webhook_endpoints, "Webhooks");
}
