/*
 * geored.c - state that another HSS sends (contract section 7).
 *
 * A body holds one or more groups of keys, each with a key that says the group is there; they
 * are done one after the other. What is older than what is stored is left out, and an SQN
 * never goes down.
 */
#include "geored.h"

#include <stdio.h>

struct group {
	const char *trigger;            /* key that says the group is there             */
	const char *keys;               /* its keys, separated by blanks                */
	enum ent ent;
	uint16_t imsi_col, trigger_col, time_col;
	bool clears;                    /* a null trigger empties the group             */
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

void geored_fail(struct geored *g, uint32_t status, const char *reason)
{
	json_decref(g->body);
	reply_json(g->r, status,
		   json_pack("{s:s, s:s, s:o}", "result", "Failed", "Reason", reason,
			     "Partial Response Data", nulls(g->n_done)));
}

void geored_done(struct geored *g)
{
	g->n_done++;
	next_step(g);
}

const char *geored_text(const struct geored *g, const char *key)
{
	return json_string_value(json_object_get(g->body, key));
}

bool geored_is_empty(const json_t *v)
{
	const char *s = json_string_value(v);

	return json_is_null(v) || (s && (!*s || strcmp(s, "None") == 0));
}

/* ---- columns of a subscriber --------------------------------------------------- */

static bool has_word(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = words; n && (p = strstr(p, word)) != NULL; p += n) {
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
		geored_done(g);
	else
		geored_fail(g, 503, "the database failed");
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
		geored_fail(g, 500, "out of memory");
		return;
	}
	terms[0] = (struct hss_term){ .col = 0, .cmp = HSS_CMP_EQ, .i = id->v };
	terms[1] = (struct hss_term){ .col = g->group->time_col,
				      .cmp = old_time->set ? HSS_CMP_EQ : HSS_CMP_IS_NULL,
				      .i = old_time->v };
	if (hss_host->store->submit(g->t, g->a->st, &op, on_group_written, g) != HSS_OK)
		geored_fail(g, 503, "the database is not reachable");
}

static void on_group_row(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct geored *g = ctx;
	const struct hss_entity *e = g->a->entity[g->group->ent];
	const struct hss_i64 *new_time = time_of(e, g->group->time_col, g->row), *old_time;

	(void)t;
	if (rc != HSS_OK || !rows->n) {
		if (rc == HSS_OK || rc == HSS_E_NOTFOUND)
			geored_fail(g, 500, "no such IMSI");
		else
			geored_fail(g, 503, "the database failed");
		return;
	}
	old_time = time_of(e, g->group->time_col, rows->row[0]);
	if (old_time->set && new_time->set && new_time->v < old_time->v)
		geored_done(g);
	else
		write_group(g, rows->row[0]);
}

/* The group's keys as an object of their own, so that the column tables judge the values. */
json_t *geored_pick(const struct geored *g, const char *keys)
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
	json_t *obj = geored_pick(g, g->group->keys);
	bool clears = g->group->clears && geored_is_empty(json_object_get(g->body, g->group->trigger));
	struct hss_i64 *time;
	hss_rc rc = HSS_E_NOMEM;
	char text[300];

	g->row = request_alloc(g->t, e->row_size);
	if (g->row)
		rc = rowjson_parse(e, obj, &in, g->row, &g->cols, &err);
	json_decref(obj);
	if (rc != HSS_OK) {
		snprintf(text, sizeof text, "%s: %s", err.key, err.reason);
		geored_fail(g, 400, text);
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
	struct hss_bytes imsi = arena_text(g->t, geored_text(g, "imsi"));

	g->group = group;
	if (!imsi.p) {
		geored_fail(g, 400, "imsi: is missing");
		return;
	}
	if (!parse_group(g))
		return;
	if (hss_get(g->t, g->a->st, g->a->entity[group->ent], group->imsi_col, imsi, on_group_row,
		    g) != HSS_OK)
		geored_fail(g, 503, "the database is not reachable");
}

/* ---- one step after the other -------------------------------------------------- */

static const struct {
	const char *trigger;
	void (*start)(struct geored *g);
} others[] = {
	{ "serving_apn", geored_session },
	{ "imei", geored_imei },
	{ "auc_id", geored_sqn },
	{ EMERGENCY "id", geored_emergency },
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
