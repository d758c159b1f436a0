/*
 * upgrade.c - tables of the entities: created, or brought to the present version by what only
 * adds. Versions stand in hssd_schema; a newer one than ours is refused.
 *
 * A PyHSS 1.0.1 or 2.0 file has the same tables and no hssd_schema. It keeps every row, column and
 * name, so that PyHSS can go on with it, and gains the columns it lacks - after a copy was
 * put beside it. All of an upgrade is one transaction.
 */
#include "roaming_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct plan {                           /* of one entity                        */
	const struct hss_entity *e;
	bool exists, has_rev;
	uint64_t has;                   /* columns that are there               */
	int64_t version;                /* recorded; 0: none                    */
};

struct upgrade {
	struct db *db;
	sqlite3 *h;
	struct plan *plan;
	uint32_t n;
	struct hss_err *err;
};

static hss_rc sql_error(struct upgrade *u, const char *what, const char *entity)
{
	int code = sqlite3_extended_errcode(u->h);

	return fault_text(u->err, fault_rc(code) == HSS_OK ? HSS_E_INTERNAL : fault_rc(code),
	                  "%s of entity \"%s\": %s (%d)", what, entity, sqlite3_errmsg(u->h), code);
}

/* What a backend without a check of its own would only notice at the first row.        */
static hss_rc check_entity(const struct hss_entity *e, struct hss_err *err)
{
	if (e->n_cols == 0 || e->n_cols > HSS_COLS_MAX || e->col_size < sizeof(struct hss_column) ||
	    (e->n_indexes && e->index_size < sizeof(struct hss_index)) || e->version == 0)
		return fault_text(err, HSS_E_INVAL, "entity \"%s\": bad column table", e->name);
	for (uint32_t i = 0; i < e->n_cols; i++) {
		const struct hss_column *col = col_at(e, i);

		if (col->type < HSS_COL_TEXT || col->type > HSS_COL_EXPIRY ||
		    (col->type == HSS_COL_AUTO_ID && i != 0) ||
		    sqlite3_stricmp(col->name, "hss_rev") == 0)
			return fault_text(err, HSS_E_INVAL, "entity \"%s\": bad column \"%s\"",
			                  e->name, col->name);
	}
	for (uint32_t i = 0; i < e->n_indexes; i++)
		for (uint32_t k = 0; k < index_at(e, i)->n_cols; k++)
			if (index_at(e, i)->n_cols > HSS_INDEX_MAX ||
			    index_at(e, i)->cols[k] >= e->n_cols)
				return fault_text(err, HSS_E_INVAL, "entity \"%s\": bad index",
				                  e->name);
	return HSS_OK;
}

static hss_rc look_at_columns(struct upgrade *u, struct plan *p)
{
	sqlite3_stmt *s;
	int code = sqlite3_prepare_v2(u->h, "SELECT name FROM pragma_table_info(?)", -1, &s, NULL);

	if (code != SQLITE_OK)
		return sql_error(u, "looking at the table", p->e->name);
	sqlite3_bind_text(s, 1, p->e->name, -1, SQLITE_STATIC);
	while ((code = sqlite3_step(s)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(s, 0);

		p->exists = true;
		if (sqlite3_stricmp(name, "hss_rev") == 0)
			p->has_rev = true;
		for (uint32_t i = 0; i < p->e->n_cols; i++)
			if (sqlite3_stricmp(name, col_at(p->e, i)->name) == 0)
				p->has |= UINT64_C(1) << i;
	}
	sqlite3_finalize(s);
	return code == SQLITE_DONE ? HSS_OK : sql_error(u, "looking at the table", p->e->name);
}

static hss_rc look_at_version(struct upgrade *u, struct plan *p)
{
	sqlite3_stmt *s;
	int code = sqlite3_prepare_v2(u->h, "SELECT version FROM hssd_schema WHERE entity=?", -1,
	                              &s, NULL);

	if (code != SQLITE_OK)          /* no such table: nobody recorded any   */
		return (code & 0xff) == SQLITE_ERROR
		               ? HSS_OK : sql_error(u, "reading the version", p->e->name);
	sqlite3_bind_text(s, 1, p->e->name, -1, SQLITE_STATIC);
	code = sqlite3_step(s);
	if (code == SQLITE_ROW)
		p->version = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return sql_error(u, "reading the version", p->e->name);
	if (p->version > p->e->version)
		return fault_text(u->err, HSS_E_NOTSUP,
		                  "entity \"%s\" has version %lld in %.100s and this program knows "
		                  "%u: start the newer program, or put back a backup",
		                  p->e->name, (long long)p->version, u->db->path, p->e->version);
	return HSS_OK;
}

static bool needs_columns(const struct plan *p)
{
	uint64_t all = p->e->n_cols >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << p->e->n_cols) - 1;

	return p->exists && (!p->has_rev || p->has != all);
}

static hss_rc copy_before(struct upgrade *u)
{
	char stamp[32], *path;
	time_t now = time(NULL);
	struct tm tm;
	hss_rc rc = HSS_E_EXISTS;

	gmtime_r(&now, &tm);
	strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &tm);
	for (int i = 0; i < 10 && rc == HSS_E_EXISTS; i++) {
		path = i ? sqlite3_mprintf("%s.before-upgrade-%s-%d", u->db->path, stamp, i)
		         : sqlite3_mprintf("%s.before-upgrade-%s", u->db->path, stamp);
		if (!path)
			return fault_text(u->err, HSS_E_NOMEM, "out of memory");
		rc = backup_copy(u->h, path, u->err);
		if (rc == HSS_OK)
			hss_log(u->db->in, NULL, HSS_LOG_NOTICE,
			        "database copied before its upgrade copy=%s", path);
		sqlite3_free(path);
	}
	return rc;
}

/* Is there an index on these columns: unique on exactly them, or one that begins so?   */
static bool has_index(sqlite3 *h, const struct hss_entity *e, const struct hss_index *ix)
{
	sqlite3_stmt *s;
	bool found = false;
	int code;

	if (!ix->unique && ix->n_cols == 1 && ix->cols[0] == 0)
		return true;
	code = sqlite3_prepare_v2(h,
		"SELECT group_concat(i.name,char(9)) FROM pragma_index_list(?1) l, "
		"pragma_index_info(l.name) i WHERE l.partial=0 AND (?2=0 OR l.\"unique\") "
		"GROUP BY l.name", -1, &s, NULL);
	if (code != SQLITE_OK)
		return false;
	sqlite3_bind_text(s, 1, e->name, -1, SQLITE_STATIC);
	sqlite3_bind_int(s, 2, ix->unique);
	while (!found && sqlite3_step(s) == SQLITE_ROW) {
		const char *p = (const char *)sqlite3_column_text(s, 0);
		uint32_t i = 0;

		for (; p && i < ix->n_cols; i++) {
			const char *name = col_at(e, ix->cols[i])->name;
			size_t n = strlen(name);

			if (sqlite3_strnicmp(p, name, (int)n) != 0 || (p[n] && p[n] != '\t'))
				break;
			p = p[n] ? p + n + 1 : NULL;
		}
		found = i == ix->n_cols && (!ix->unique || !p);
	}
	sqlite3_finalize(s);
	return found;
}

static hss_rc run(struct upgrade *u, char *sql, const char *what, const char *entity)
{
	int code = sql ? conn_run(u->h, sql) : SQLITE_NOMEM;

	sqlite3_free(sql);
	return code == SQLITE_OK ? HSS_OK : sql_error(u, what, entity);
}

static hss_rc make_indexes(struct upgrade *u, const struct hss_entity *e)
{
	hss_rc rc = HSS_OK;

	for (uint32_t i = 0; i < e->n_indexes && rc == HSS_OK; i++)
		if (!has_index(u->h, e, index_at(e, i)))
			rc = run(u, ddl_index(e, index_at(e, i)), "making an index", e->name);
	/* A parent's deletion looks its children up.                            */
	for (uint32_t i = 0; i < e->n_cols && rc == HSS_OK; i++) {
		struct hss_index ix = { .n_cols = 1, .cols = { (uint16_t)i } };

		if (col_at(e, i)->ref && col_at(e, i)->on_delete != HSS_REF_NONE &&
		    !has_index(u->h, e, &ix))
			rc = run(u, ddl_index(e, &ix), "making an index", e->name);
	}
	return rc;
}

/* Times of other tools in the one form that compares as text.                  */
static hss_rc tidy_times(struct upgrade *u, const struct plan *p)
{
	hss_rc rc = HSS_OK;

	for (uint32_t i = 0; i < p->e->n_cols && rc == HSS_OK; i++) {
		const struct hss_column *col = col_at(p->e, i);

		if (col->type != HSS_COL_TIME || !(p->has >> i & 1))
			continue;
		rc = run(u, sqlite3_mprintf(
			"UPDATE \"%w\" SET \"%w\"=substr(replace(rtrim(\"%w\",'Z'),'T',' ')||"
			"CASE length(rtrim(\"%w\",'Z')) WHEN 19 THEN '.000000' ELSE '000000' END,"
			"1,26) WHERE typeof(\"%w\")='text' AND length(\"%w\")<>26 AND "
			"length(rtrim(\"%w\",'Z')) BETWEEN 19 AND 26 AND "
			"\"%w\" GLOB '[0-9][0-9][0-9][0-9]-*';"
			"UPDATE \"%w\" SET \"%w\"=strftime('%%Y-%%m-%%d %%H:%%M:%%S',\"%w\","
			"'unixepoch')||'.000000' WHERE typeof(\"%w\")='integer' AND "
			"\"%w\" BETWEEN -62135596800 AND 253402300799",
			p->e->name, col->name, col->name, col->name, col->name, col->name,
			col->name, col->name, p->e->name, col->name, col->name, col->name, col->name),
			"tidying times", p->e->name);
	}
	return rc;
}

static hss_rc apply(struct upgrade *u, const struct plan *p)
{
	const struct hss_entity *e = p->e;
	uint32_t n_added = 0;
	hss_rc rc = HSS_OK;

	if (!p->exists) {
		rc = run(u, ddl_table(e), "making the table", e->name);
	} else {
		for (uint32_t i = 0; i < e->n_cols && rc == HSS_OK; i++) {
			if (p->has >> i & 1)
				continue;
			rc = run(u, ddl_column(e, col_at(e, i)), "adding a column to the table",
			         e->name);
			n_added++;
		}
		if (rc == HSS_OK && !p->has_rev)
			rc = run(u, ddl_column(e, NULL), "adding a column to the table", e->name);
	}
	if (rc == HSS_OK && p->exists && !p->has_rev)
		rc = tidy_times(u, p);
	if (rc == HSS_OK)
		rc = make_indexes(u, e);
	if (rc == HSS_OK && p->version != e->version)
		rc = run(u, sqlite3_mprintf("INSERT INTO hssd_schema VALUES(%Q,%u) "
		                            "ON CONFLICT(entity) DO UPDATE SET version=excluded.version",
		                            e->name, e->version), "recording the version", e->name);
	if (rc == HSS_OK && p->exists && (n_added || !p->has_rev || p->version != e->version))
		hss_log(u->db->in, NULL, HSS_LOG_NOTICE,
		        "table upgraded entity=%s from=%lld to=%u columns_added=%u", e->name,
		        (long long)p->version, e->version, n_added);
	return rc;
}

static hss_rc look(struct upgrade *u, bool must_exist)
{
	bool any = false, must_copy = false;
	hss_rc rc = HSS_OK;

	for (uint32_t i = 0; i < u->n && rc == HSS_OK; i++) {
		rc = look_at_version(u, &u->plan[i]);
		if (rc == HSS_OK)
			rc = look_at_columns(u, &u->plan[i]);
		any = any || u->plan[i].exists;
		must_copy = must_copy || needs_columns(&u->plan[i]);
	}
	if (rc == HSS_OK && must_exist && !any && u->n > 0)
		return fault_text(u->err, HSS_E_UNREACH, "database %.150s has no table of ours",
		                  u->db->path);
	return rc == HSS_OK && must_copy ? copy_before(u) : rc;
}

/* The subscribers of a PyHSS file become ours in this upgrade.                 */
static bool is_from_pyhss(const struct upgrade *u)
{
	for (uint32_t i = 0; i < u->n; i++)
		if (strcmp(u->plan[i].e->name, "subscriber") == 0)
			return u->plan[i].exists && !u->plan[i].has_rev;
	return false;
}

hss_rc upgrade_run(struct db *db, const struct hss_entity *const *e, uint32_t n, bool must_exist,
                   struct hss_err *err)
{
	struct upgrade u = { .db = db, .n = n, .err = err };
	hss_rc rc = HSS_OK;

	for (uint32_t i = 0; i < n && rc == HSS_OK; i++)
		rc = check_entity(e[i], err);
	if (rc == HSS_OK)
		rc = conn_open_raw(db, false, &u.h, err);
	if (rc != HSS_OK)
		return rc;
	u.plan = calloc(n ? n : 1, sizeof *u.plan);
	if (!u.plan) {
		rc = fault_text(err, HSS_E_NOMEM, "out of memory");
		goto close;
	}
	for (uint32_t i = 0; i < n; i++)
		u.plan[i].e = e[i];
	rc = look(&u, must_exist);
	if (rc == HSS_OK && conn_run(u.h, "BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS hssd_schema("
	                                  "entity TEXT NOT NULL PRIMARY KEY, "
	                                  "version INTEGER NOT NULL)") != SQLITE_OK)
		rc = sql_error(&u, "beginning the upgrade", n ? e[0]->name : "");
	for (uint32_t i = 0; i < n && rc == HSS_OK; i++)
		rc = apply(&u, &u.plan[i]);
	/* Before the commit: an upgrade that is interrupted says it again.      */
	if (rc == HSS_OK && is_from_pyhss(&u))
		roaming_report(db, u.h);
	if (rc == HSS_OK && conn_run(u.h, "COMMIT") != SQLITE_OK)
		rc = sql_error(&u, "committing the upgrade", n ? e[0]->name : "");
	free(u.plan);
close:
	sqlite3_close(u.h);             /* rolls back what was not committed    */
	return rc;
}

/* Puts the entities among those of before, a newer table of the same name in its place. */
static hss_rc remember(struct db *db, const struct hss_entity *const *e, uint32_t n)
{
	const struct hss_entity **all = calloc(db->n_entities + n, sizeof *all);
	uint32_t n_all = db->n_entities;

	if (!all)
		return HSS_E_NOMEM;
	if (n_all)
		memcpy(all, db->entities, n_all * sizeof *all);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = 0;

		while (k < n_all && strcmp(all[k]->name, e[i]->name) != 0)
			k++;
		all[k] = e[i];
		if (k == n_all)
			n_all++;
	}
	free(db->entities);
	db->entities = all;
	db->n_entities = n_all;
	pthread_mutex_lock(&db->lock);
	db->generation++;
	pthread_mutex_unlock(&db->lock);
	return HSS_OK;
}

hss_rc upgrade_prepare(void *self, void *wself, const struct hss_entity *const *e, uint32_t n,
                       struct hss_err *err)
{
	struct db *db = self;
	hss_rc rc;

	(void)wself;
	if (n == 0)
		return HSS_OK;
	pthread_mutex_lock(&db->swap);
	rc = upgrade_run(db, e, n, false, err);
	if (rc == HSS_OK && remember(db, e, n) != HSS_OK)
		rc = fault_text(err, HSS_E_NOMEM, "out of memory");
	pthread_mutex_unlock(&db->swap);
	return rc;
}
