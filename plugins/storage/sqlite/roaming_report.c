/*
 * roaming_report.c - see roaming_report.h.
 *
 * PyHSS's decision differs from ours (rulings 4.1) in this: a network is home to it when MCC or
 * MNC is its own; it honours rules that are not enabled; its global rules are all rules, also
 * those that subscribers' lists name; a stored MNC "001" is never the network 01. Whatever no
 * rule speaks of is allowed: PyHSS never reads allow_undefined_networks, and ours allows too
 * unless the S6a instance was told otherwise.
 *
 * Networks and rules are few and read once. Subscribers may be millions: they are streamed in
 * the order of their lists, so that one evaluation serves all with the same list.
 */
#include "roaming_report.h"

#include "base/bytes.h"
#include "model/network.h"
#include "model/provisioning.h"

#include <stdio.h>
#include <stdlib.h>

enum { BEFORE = 0, NOW = 1, TIMES = 2 };

struct visited {                        /* a network that the file speaks of    */
	struct network_plmn plmn;
	char name[64];
	/* of subscribers without rules of their own, by roaming_enabled        */
	bool is_allowed[2][TIMES];
	bool own[TIMES];                /* of the list at hand                  */
};

struct report {
	struct db *db;
	sqlite3 *h;
	struct network_table *table;    /* by id as read, so searchable before it is sealed */
	struct network_plmn home;
	struct visited *v;
	uint32_t n_v, max_v;
	int64_t *ids;                   /* rules of the list at hand            */
	const struct network_plmn **plmns; /* theirs; NULL: of no network       */
	uint32_t n_ids, max_ids;
	char *list;                     /* its text; NULL: none yet             */
	bool is_enabled;                /* roaming_enabled that goes with it    */
	uint32_t *changed;              /* in v: what changes with it           */
	uint32_t n_changed;
	uint64_t n_plain[2];            /* subscribers without rules, by roaming_enabled */
	uint64_t n_changes;
};

static const char *word(bool is_allowed)
{
	return is_allowed ? "allowed" : "refused";
}

static bool is_same(const struct network_plmn *a, const struct network_plmn *b)
{
	return strcmp(a->mcc, b->mcc) == 0 && strcmp(a->mnc, b->mnc) == 0;
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static const struct network_rule *rule_of(const struct network_table *t, int64_t id)
{
	return t->n_rules ? bsearch(&id, t->rules, t->n_rules, sizeof *t->rules, by_id) : NULL;
}

static const struct network_plmn *plmn_of(const struct network_table *t,
                                          const struct network_rule *r)
{
	const struct network_net *net = t->n_nets ? bsearch(&r->network_id, t->nets, t->n_nets,
	                                                    sizeof *t->nets, by_id) : NULL;

	return net ? &net->plmn : NULL;
}

/* ---- the two decisions ---------------------------------------------------------- */

static bool pyhss_matches(const struct network_table *t, const struct network_rule *r,
                          const struct network_plmn *plmn)
{
	const struct network_plmn *stored = plmn_of(t, r);

	return stored && is_same(stored, plmn);
}

static bool pyhss_allows(const struct report *r, const struct network_plmn *plmn,
                         const struct hss_subscriber *s)
{
	const struct network_table *t = r->table;
	const int64_t *ids = s->roaming_rule_list.v;

	if (strcmp(plmn->mcc, r->home.mcc) == 0 || strcmp(plmn->mnc, r->home.mnc) == 0)
		return true;
	if (s->roaming_enabled.set && !s->roaming_enabled.v)
		return false;
	for (uint32_t i = 0; i < s->roaming_rule_list.n; i++) {
		const struct network_rule *rule = rule_of(t, ids[i]);

		if (rule && pyhss_matches(t, rule, plmn))
			return rule->is_allow;
	}
	for (uint32_t i = 0; i < t->n_rules; i++)
		if (pyhss_matches(t, &t->rules[i], plmn))
			return t->rules[i].is_allow;
	return true;
}

static bool we_allow(const struct report *r, const struct network_plmn *plmn,
                     const struct hss_subscriber *s)
{
	return network_is_home(plmn, &r->home, 1, s->imsi) ||
	       network_is_allowed(network_decide(r->table, s, plmn, true, NULL));
}

/* ---- networks and rules ----------------------------------------------------------- */

static int add_visited(struct report *r, const struct network_plmn *plmn, struct hss_bytes name)
{
	struct visited *v;

	for (uint32_t i = 0; i < r->n_v; i++)
		if (is_same(&r->v[i].plmn, plmn))
			return SQLITE_OK;
	if (r->n_v == r->max_v) {
		uint32_t max = r->max_v ? r->max_v * 2 : 32;

		v = realloc(r->v, max * sizeof *v);
		if (!v)
			return SQLITE_NOMEM;
		r->v = v;
		r->max_v = max;
	}
	v = &r->v[r->n_v++];
	*v = (struct visited){ .plmn = *plmn };
	bytes_copy(v->name, sizeof v->name, name);
	for (char *p = v->name; *p; p++)
		if (*p == '"')
			*p = '\'';
	return SQLITE_OK;
}

static struct hss_bytes text_at(sqlite3_stmt *s, int i)
{
	const void *p = sqlite3_column_text(s, i);

	return bytes_of(p, p ? (size_t)sqlite3_column_bytes(s, i) : 0);
}

static int take_network(struct report *r, sqlite3_stmt *s)
{
	struct hss_roaming_network row = {
		.roaming_network_id = { sqlite3_column_int64(s, 0), true },
		.name = text_at(s, 1), .mcc = text_at(s, 2), .mnc = text_at(s, 3),
	};
	hss_rc rc = network_table_add_net(r->table, &row);
	struct network_plmn plmn;
	int code;

	if (rc == HSS_E_INVAL)          /* no digits: matches nothing, then and now */
		return SQLITE_OK;
	if (rc != HSS_OK)
		return SQLITE_NOMEM;
	plmn = r->table->nets[r->table->n_nets - 1].plmn;
	code = add_visited(r, &plmn, row.name);
	/* "001" may have been meant for 01: what becomes of that network?       */
	if (code == SQLITE_OK && plmn.mnc[2] && plmn.mnc[0] == '0') {
		memmove(plmn.mnc, plmn.mnc + 1, 3);
		code = add_visited(r, &plmn, row.name);
	}
	return code;
}

static int take_rule(struct report *r, sqlite3_stmt *s)
{
	struct hss_roaming_rule row = { 0 };
	static const uint16_t cols[] = {
		HSS_ROAMING_RULE_roaming_rule_id, HSS_ROAMING_RULE_roaming_network_id,
		HSS_ROAMING_RULE_allow, HSS_ROAMING_RULE_enabled,
	};

	for (int i = 0; i < 4; i++)
		bind_read(s, i, col_at(&model_roaming_rule, cols[i]), &row, NULL);
	return network_table_add_rule(r->table, &row) == HSS_OK ? SQLITE_OK : SQLITE_NOMEM;
}

/* `take` for each row; an SQLite code.                                         */
static int each(struct report *r, const char *sql, int (*take)(struct report *, sqlite3_stmt *))
{
	sqlite3_stmt *s;
	int code = sqlite3_prepare_v2(r->h, sql, -1, &s, NULL), last;

	if (code != SQLITE_OK)
		return code;
	while ((code = sqlite3_step(s)) == SQLITE_ROW) {
		code = take(r, s);
		if (code != SQLITE_OK)
			break;
	}
	last = sqlite3_finalize(s);
	return code == SQLITE_DONE ? last : code;
}

/* ---- subscribers -------------------------------------------------------------------- */

/* Rules of a list that exist; the others decide nothing, then and now.         */
static int read_list(struct report *r, const char *text)
{
	uint32_t n = 1;

	for (const char *p = text; *p; p++)
		n += *p == ',';
	if (n > r->max_ids) {
		int64_t *ids = realloc(r->ids, n * sizeof *ids);
		const struct network_plmn **plmns;

		if (!ids)
			return SQLITE_NOMEM;
		r->ids = ids;
		plmns = realloc(r->plmns, n * sizeof *plmns);
		if (!plmns)
			return SQLITE_NOMEM;
		r->plmns = plmns;
		r->max_ids = n;
	}
	r->n_ids = 0;
	for (const char *p = text;;) {
		size_t len = strcspn(p, ",");
		int64_t id;

		if (when_number(p, len, &id) == HSS_OK && rule_of(r->table, id))
			r->ids[r->n_ids++] = id;
		if (!p[len])
			return SQLITE_OK;
		p += len + 1;
	}
}

static bool enabled_at(sqlite3_stmt *s, int i)
{
	struct hss_subscriber row = { 0 };

	bind_read(s, i, col_at(&model_subscriber, HSS_SUBSCRIBER_roaming_enabled), &row, NULL);
	return !row.roaming_enabled.set || row.roaming_enabled.v;
}

/* Which rules are named decides what the others get, so all lists come first.  */
static int take_group(struct report *r, sqlite3_stmt *s)
{
	const char *text = (const char *)sqlite3_column_text(s, 0);
	struct hss_list list;
	int code = read_list(r, text ? text : "");

	if (code != SQLITE_OK)
		return code;
	if (!r->n_ids)
		r->n_plain[enabled_at(s, 1)] += (uint64_t)sqlite3_column_int64(s, 2);
	list = (struct hss_list){ r->ids, r->n_ids };
	return network_table_add_named(r->table, &list) == HSS_OK ? SQLITE_OK : SQLITE_NOMEM;
}

static void report_plain(struct report *r)
{
	for (uint32_t i = 0; i < r->n_v; i++) {
		struct visited *v = &r->v[i];

		for (int e = 0; e < 2; e++) {
			struct hss_subscriber s = { .roaming_enabled = { e, true } };

			v->is_allowed[e][BEFORE] = pyhss_allows(r, &v->plmn, &s);
			v->is_allowed[e][NOW] = we_allow(r, &v->plmn, &s);
			if (!r->n_plain[e] || v->is_allowed[e][BEFORE] == v->is_allowed[e][NOW])
				continue;
			r->n_changes++;
			hss_log(r->db->in, NULL, HSS_LOG_WARN,
			        "roaming decision changes subscribers=%llu rules=none "
			        "roaming_enabled=%s network=\"%s\" %s-%s was=%s now=%s",
			        (unsigned long long)r->n_plain[e], e ? "true" : "false", v->name,
			        v->plmn.mcc, v->plmn.mnc, word(v->is_allowed[e][BEFORE]),
			        word(v->is_allowed[e][NOW]));
		}
	}
}

/* May a rule of the list at hand match? Two digits of the MNC are enough to ask further.  */
static bool is_touched(const struct report *r, const struct network_plmn *plmn)
{
	for (uint32_t i = 0; i < r->n_ids; i++) {
		const struct network_plmn *p = r->plmns[i];

		if (p && strcmp(p->mcc, plmn->mcc) == 0 &&
		    strcmp(p->mnc + strlen(p->mnc) - 2, plmn->mnc + strlen(plmn->mnc) - 2) == 0)
			return true;
	}
	return false;
}

static int next_list(struct report *r, const char *text, bool is_enabled)
{
	struct hss_subscriber s = { .roaming_enabled = { is_enabled, true } };
	int code;

	if (r->list && r->is_enabled == is_enabled && strcmp(r->list, text) == 0)
		return SQLITE_OK;
	free(r->list);
	r->list = strdup(text);
	r->is_enabled = is_enabled;
	code = r->list ? read_list(r, text) : SQLITE_NOMEM;
	if (code != SQLITE_OK)
		return code;
	for (uint32_t i = 0; i < r->n_ids; i++)
		r->plmns[i] = plmn_of(r->table, rule_of(r->table, r->ids[i]));
	s.roaming_rule_list = (struct hss_list){ r->ids, r->n_ids };
	r->n_changed = 0;
	for (uint32_t i = 0; i < r->n_v; i++) {
		struct visited *v = &r->v[i];

		memcpy(v->own, v->is_allowed[is_enabled], sizeof v->own);
		if (is_touched(r, &v->plmn)) {
			v->own[BEFORE] = pyhss_allows(r, &v->plmn, &s);
			v->own[NOW] = we_allow(r, &v->plmn, &s);
		}
		if (v->own[BEFORE] != v->own[NOW])
			r->changed[r->n_changed++] = i;
	}
	return SQLITE_OK;
}

static int take_subscriber(struct report *r, sqlite3_stmt *s)
{
	const char *text = (const char *)sqlite3_column_text(s, 3);
	struct hss_bytes imsi;
	int code = text ? next_list(r, text, enabled_at(s, 2)) : SQLITE_NOMEM;

	if (code != SQLITE_OK || !r->n_ids)
		return code;
	imsi = text_at(s, 1);
	if (!imsi.p)
		imsi = bytes_str("");
	for (uint32_t i = 0; i < r->n_changed; i++) {
		const struct visited *v = &r->v[r->changed[i]];

		r->n_changes++;
		hss_log(r->db->in, NULL, HSS_LOG_WARN,
		        "roaming decision changes subscriber_id=%lld imsi=" HSS_ID_FMT
		        " network=\"%s\" %s-%s was=%s now=%s",
		        (long long)sqlite3_column_int64(s, 0), HSS_ID_ARG(imsi), v->name,
		        v->plmn.mcc, v->plmn.mnc, word(v->own[BEFORE]), word(v->own[NOW]));
	}
	return SQLITE_OK;
}

/* ---- all of it ------------------------------------------------------------------------ */

static bool has_tables(sqlite3 *h)
{
	char n[16];

	return conn_text(h, "SELECT count(*) FROM sqlite_master WHERE type='table' AND name IN "
	                    "('subscriber','roaming_network','roaming_rule')", n, sizeof n) ==
	               SQLITE_OK &&
	       strcmp(n, "3") == 0;
}

static int compare(struct report *r)
{
	int code = each(r, "SELECT roaming_network_id,name,mcc,mnc FROM roaming_network "
	                   "ORDER BY roaming_network_id", take_network);

	if (code == SQLITE_OK)
		code = each(r, "SELECT roaming_rule_id,roaming_network_id,allow,enabled "
		               "FROM roaming_rule ORDER BY roaming_rule_id", take_rule);
	if (code != SQLITE_OK || !r->n_v)
		return code;
	code = each(r, "SELECT roaming_rule_list,roaming_enabled,count(*) FROM subscriber "
	               "GROUP BY 1,2", take_group);
	if (code != SQLITE_OK)
		return code;
	network_table_seal(r->table);
	report_plain(r);
	if (!r->table->n_named)
		return SQLITE_OK;
	r->changed = calloc(r->n_v, sizeof *r->changed);
	if (!r->changed)
		return SQLITE_NOMEM;
	return each(r, "SELECT subscriber_id,imsi,roaming_enabled,roaming_rule_list "
	               "FROM subscriber WHERE roaming_rule_list<>'' ORDER BY 4,3,1",
	            take_subscriber);
}

void roaming_report(struct db *db, sqlite3 *h)
{
	struct report r = { .db = db, .h = h };
	const struct hss_identity *id = NULL;
	int code;

	if (!has_tables(h))
		return;
	if (HSS_HAS(hss_host->core, identity))
		id = hss_host->core->identity();
	if (!id || network_plmn_of(id->mcc, id->mnc, &r.home) != HSS_OK) {
		hss_log(db->in, NULL, HSS_LOG_WARN,
		        "roaming decisions of PyHSS not compared: the core's mcc and mnc are not set");
		return;
	}
	r.table = network_table_new();
	code = r.table ? compare(&r) : SQLITE_NOMEM;
	if (code != SQLITE_OK)
		hss_log(db->in, NULL, HSS_LOG_WARN,
		        "roaming decisions of PyHSS not compared in full: %s (%d)",
		        sqlite3_errstr(code), code);
	else if (!r.n_changes)
		hss_log(db->in, NULL, HSS_LOG_NOTICE,
		        "roaming decisions are those of PyHSS home=%s-%s networks=%u", r.home.mcc,
		        r.home.mnc, r.n_v);
	else
		hss_log(db->in, NULL, HSS_LOG_WARN,
		        "roaming decisions differ from PyHSS home=%s-%s networks=%u changes=%llu",
		        r.home.mcc, r.home.mnc, r.n_v, (unsigned long long)r.n_changes);
	network_table_free(r.table);
	free(r.v);
	free(r.changed);
	free(r.ids);
	free(r.plmns);
	free(r.list);
}
