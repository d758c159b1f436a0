/* admin.c - /v1/admin: what hssctl shows and does. */
#include "rest.h"

#include <arpa/inet.h>
#include <stdio.h>

/* ---- status -------------------------------------------------------------------- */

static json_t *text(struct hss_bytes b)
{
	return b.p ? json_stringn((const char *)b.p, b.len) : json_null();
}

static void add_instance(const struct hss_inst_info *i, void *ctx)
{
	static const char *const states[] = { "failed", "created", "loading", "ready", "stopping",
					      "stopped" };
	static const char *const kinds[] = { "unknown", "interface", "storage", "exporter" };
	json_t *all = ctx;

	json_array_append_new(
		all, json_pack("{s:s, s:s, s:s?, s:s, s:s, s:b, s:s?}", "name", i->name ? i->name : "",
			       "plugin", i->plugin ? i->plugin : "", "version", i->version, "kind",
			       kinds[i->kind <= HSS_EXPORTER ? i->kind : 0], "state",
			       states[i->state <= HSS_INST_STOPPED ? i->state : 0], "healthy",
			       i->health == HSS_OK && i->state == HSS_INST_READY, "why",
			       i->why && *i->why ? i->why : NULL));
}

struct peer_count {
	uint32_t n, n_open;
};

static void count_peer(const struct hss_peer_info *p, void *ctx)
{
	struct peer_count *c = ctx;

	c->n++;
	c->n_open += p->state == HSS_PEER_OPEN;
}

void admin_status(struct hss_http_req *r, void *self)
{
	const struct hss_identity *id = hss_host->core->identity();
	struct peer_count peers = { 0, 0 };
	json_t *instances = json_array();

	(void)self;
	if (!instances) {
		answer_rc(r, HSS_E_NOMEM);
		return;
	}
	hss_host->dia->peers(0, count_peer, &peers);
	hss_host->core->instances(add_instance, instances);
	answer_json(r, 200,
		    json_pack("{s:s, s:I, s:{s:o, s:o, s:o, s:o, s:o, s:o, s:I}, s:{s:i, s:i}, s:o}",
			      "version", hss_host->version, "uptime_ms",
			      (json_int_t)hss_host->core->uptime_ms(), "identity", "host",
			      text(id->host), "realm", text(id->realm), "product", text(id->product),
			      "site", text(id->site), "mcc", text(id->mcc), "mnc", text(id->mnc),
			      "origin_state_id", (json_int_t)id->origin_state_id, "peers", "known",
			      (int)peers.n, "open", (int)peers.n_open, "instances", instances));
}

/* ---- peers --------------------------------------------------------------------- */

static void add_peer(const struct hss_peer_info *p, void *ctx)
{
	json_t *all = ctx, *apps = json_array();
	char address[INET6_ADDRSTRLEN] = "";

	if (p->addr.family)
		inet_ntop(p->addr.len == 16 ? AF_INET6 : AF_INET, p->addr.b, address, sizeof address);
	for (uint32_t i = 0; apps && i < p->n_apps; i++)
		json_array_append_new(apps, json_integer(p->apps[i]));
	json_array_append_new(
		all, json_pack("{s:o, s:o, s:o, s:o, s:s, s:s, s:b, s:i, s:o}", "host",
			       text(p->host), "realm", text(p->realm), "group", text(p->group),
			       "local_host", text(p->local_host), "address", address,
			       "state", p->state == HSS_PEER_OPEN ? "open" : "down", "is_agent",
			       p->is_agent, "in_flight", (int)p->in_flight, "applications", apps));
}

void admin_peers(struct hss_http_req *r, void *self)
{
	json_t *all = json_array();

	(void)self;
	if (all)
		hss_host->dia->peers(0, add_peer, all);
	answer_json(r, 200, json_pack("{s:o}", "items", all));
}

/* ---- backup -------------------------------------------------------------------- */

static void on_backup(struct hss_task *t, hss_rc rc, const char *words, void *ctx)
{
	(void)t;
	if (rc == HSS_OK)
		answer_json(ctx, 200, json_pack("{s:s}", "result", words && *words ? words : "OK"));
	else
		answer_problem(ctx, rc == HSS_E_NOTSUP ? 501 : 500, NULL, "backup: %s",
			       words && *words ? words : "failed");
}

void admin_backup(struct hss_http_req *r, void *self)
{
	struct rest *s = self;
	struct hss_task *t = hss_host->http->task(r);
	json_t *body = ask_body(r);
	const char *path, *store;
	struct hss_bytes copy;
	hss_rc rc;

	if (!body)
		return;
	path = json_string_value(json_object_get(body, "path"));
	store = json_string_value(json_object_get(body, "store"));
	copy = path ? ask_text(t, path) : (struct hss_bytes){ 0 };
	if (copy.len && copy.p[0] == '/') {
		if (!store && s->conf->store && *s->conf->store)
			store = s->conf->store;
		rc = hss_host->store->admin(t, store, HSS_ADMIN_BACKUP, (const char *)copy.p, on_backup,
					    r);
		if (rc != HSS_OK)
			answer_rc(r, rc);
	} else {
		answer_problem(r, 400, "path", "path: is not an absolute file name");
	}
	json_decref(body);
}

/* ---- keys ---------------------------------------------------------------------- */

static void on_rotated(struct hss_task *t, hss_rc rc, const struct hss_av *const *av, uint32_t n,
		       void *ctx)
{
	(void)t;
	(void)av;
	if (rc == HSS_OK)
		answer_json(ctx, 200, json_pack("{s:i}", "rows", (int)n));
	else if (rc == HSS_E_STATE || rc == HSS_E_NOTSUP)
		answer_problem(ctx, 409, NULL, "no key-encryption key is configured");
	else
		answer_rc(ctx, rc);
}

void admin_rotate(struct hss_http_req *r, void *self)
{
	hss_rc rc = hss_host->auc->rotate(hss_host->http->task(r), on_rotated, r);

	(void)self;
	if (rc == HSS_E_STATE || rc == HSS_E_NOTSUP)
		answer_problem(r, 409, NULL, "no key-encryption key is configured");
	else if (rc != HSS_OK)
		answer_rc(r, rc);
}

/* ---- SQN ----------------------------------------------------------------------- */

struct set_sqn {
	struct hss_http_req *r;
	struct rest *s;
	bool force;
	struct hss_auc row;
	struct rowwrite w;
};

static void on_sqn(struct rowwrite *w)
{
	struct set_sqn *c = w->ctx;

	if (w->rc == HSS_E_INVAL)
		answer_problem(c->r, 409, "sqn", "%s", w->reason);
	else if (w->rc != HSS_OK)
		answer_rc(c->r, w->rc);
	else
		answer_json(c->r, 200, json_pack("{s:I, s:I}", "auc_id", (json_int_t)w->id, "sqn",
						 (json_int_t)c->row.sqn.v));
}

/* Lowering makes the SIM refuse what follows until it resynchronises; only by force. */
static hss_rc check(struct rowwrite *w, const void *old_row)
{
	struct set_sqn *c = w->ctx;
	const struct hss_auc *old = old_row;
	int64_t floor = old->sqn.set ? old->sqn.v : 0;

	if (HSS_HAS(hss_host->auc, sqn_ceiling))
		floor = hss_host->auc->sqn_ceiling(w->id, floor);
	w->terms[0] = (struct hss_term){ .col = HSS_AUC_sqn,
					 .cmp = old->sqn.set ? HSS_CMP_EQ : HSS_CMP_IS_NULL,
					 .i = old->sqn.v };
	w->n_terms = 1;
	if (c->force || c->row.sqn.v >= floor)
		return HSS_OK;
	snprintf(w->reason, sizeof w->reason, "sqn: would go down from %lld; force does it",
		 (long long)floor);
	return HSS_E_INVAL;
}

void admin_set_sqn(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	struct set_sqn *c = ask_alloc(t, sizeof *c);
	json_t *body = ask_body(r);
	const json_t *sqn;
	hss_rc rc;

	if (!body)
		return;
	sqn = json_object_get(body, "sqn");
	if (!c) {
		answer_rc(r, HSS_E_NOMEM);
	} else if (!json_is_integer(sqn) || json_integer_value(sqn) < 0 ||
		   json_integer_value(sqn) >= INT64_C(1) << 48) {
		answer_problem(r, 400, "sqn", "sqn: is not a number of 48 bits");
	} else {
		c->r = r;
		c->s = self;
		c->force = json_is_true(json_object_get(body, "force"));
		c->row.sqn = (struct hss_i64){ json_integer_value(sqn), true };
		c->w = (struct rowwrite){ .t = t, .in = c->s->in, .st = c->s->st, .e = c->s->auc,
					  .log = c->s->log, .ids = ask_ids(c->s, t),
					  .kind = HSS_OP_UPDATE, .row = &c->row,
					  .cols = HSS_BIT(HSS_AUC_sqn), .check = check,
					  .done = on_sqn, .ctx = c };
		if (ask_id(r, 0, &c->w.id)) {
			rc = rowwrite_start(&c->w);
			if (rc != HSS_OK)
				answer_rc(r, rc);
		}
	}
	json_decref(body);
}
