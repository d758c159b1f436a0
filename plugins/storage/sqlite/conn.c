/*
 * conn.c - a worker's connection: opening it with every pragma, and getting it back after a
 * fault. At run time a database is reopened, never created: an empty file in the place of a
 * lost one would make every subscriber unknown (rulings 2.1).
 */
#include "sqlite.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define PAGES_PER_CHECKPOINT 4000       /* 16 MiB of WAL                        */

int conn_run(sqlite3 *h, const char *sql)
{
	return sqlite3_exec(h, sql, NULL, NULL, NULL);
}

int conn_text(sqlite3 *h, const char *sql, char *out, size_t max)
{
	sqlite3_stmt *s;
	int code = sqlite3_prepare_v2(h, sql, -1, &s, NULL);

	out[0] = 0;
	if (code != SQLITE_OK)
		return code;
	code = sqlite3_step(s);
	if (code == SQLITE_ROW) {
		snprintf(out, max, "%s", sqlite3_column_text(s, 0)
		                                 ? (const char *)sqlite3_column_text(s, 0) : "");
		code = SQLITE_OK;
	} else if (code == SQLITE_DONE) {
		code = SQLITE_OK;
	}
	sqlite3_finalize(s);
	return code;
}

int conn_fixed(struct conn *c, uint32_t which)
{
	static const char *const sql[FIXED_COUNT] = {
		[FIXED_BEGIN_READ] = "BEGIN", [FIXED_BEGIN_WRITE] = "BEGIN IMMEDIATE",
		[FIXED_COMMIT] = "COMMIT", [FIXED_ROLLBACK] = "ROLLBACK",
		[FIXED_SAVE] = "SAVEPOINT s", [FIXED_RELEASE] = "RELEASE s",
		[FIXED_UNDO] = "ROLLBACK TO s",
	};
	sqlite3_stmt **s = &c->fixed[which];
	int code = SQLITE_OK;

	if (!*s)
		code = sqlite3_prepare_v3(c->h, sql[which], -1, SQLITE_PREPARE_PERSISTENT, s, NULL);
	if (code != SQLITE_OK)
		return code;
	code = sqlite3_step(*s);
	sqlite3_reset(*s);
	return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int set_pragmas(struct db *db, sqlite3 *h, bool is_reader)
{
	const struct sqlite_conf *conf = &db->conf;
	char mode[32], *sql;
	long long page;
	int code = conn_text(h, "PRAGMA journal_mode=WAL", mode, sizeof mode);

	if (code == SQLITE_OK && strcmp(mode, "wal") != 0)
		hss_log(db->in, NULL, HSS_LOG_WARN,
		        "database cannot use a write-ahead log path=%s mode=%s", db->path, mode);
	if (code == SQLITE_OK)
		code = conn_text(h, "PRAGMA page_size", mode, sizeof mode);
	page = atoll(mode) > 0 ? atoll(mode) : 4096;
	/* References are triggers (ddl.c), so the engine's own enforcement stays off.  */
	sql = sqlite3_mprintf("PRAGMA synchronous=%s; PRAGMA foreign_keys=OFF;"
	                      "PRAGMA recursive_triggers=ON; PRAGMA temp_store=MEMORY;"
	                      "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
	                      "PRAGMA cache_size=-%lld; PRAGMA mmap_size=%lld;"
	                      "PRAGMA journal_size_limit=%lld; PRAGMA wal_autocheckpoint=%d;"
	                      "PRAGMA max_page_count=%lld; PRAGMA query_only=%d",
	                      conf->synchronous == SYNC_NORMAL ? "NORMAL" : "FULL",
	                      (long long)conf->cache_size / 1024, (long long)conf->mmap_size,
	                      (long long)conf->journal_size_limit, PAGES_PER_CHECKPOINT,
	                      conf->max_size ? (long long)conf->max_size / page : 1073741823LL,
	                      is_reader);
	if (!sql)
		return SQLITE_NOMEM;
	if (code == SQLITE_OK)
		code = conn_run(h, sql);
	sqlite3_free(sql);
	return code;
}

hss_rc conn_open_raw(struct db *db, bool is_reader, sqlite3 **out, struct hss_err *err)
{
	sqlite3 *h = NULL;
	hss_rc rc;
	int code = sqlite3_open_v2(db->path, &h, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
	                                         SQLITE_OPEN_EXRESCODE, NULL);

	if (code == SQLITE_OK) {
		sqlite3_busy_timeout(h, (int)db->conf.busy_timeout_ms);
		sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		code = sqlite3_db_readonly(h, "main") == 1 ? SQLITE_READONLY
		                                           : set_pragmas(db, h, is_reader);
	}
	if (code == SQLITE_OK) {
		*out = h;
		return HSS_OK;
	}
	rc = fault_text(err, fault_rc(code), "cannot open database %s: %s (%d)", db->path,
	                h && code != SQLITE_READONLY ? sqlite3_errmsg(h) : sqlite3_errstr(code),
	                code);
	sqlite3_close(h);
	return rc;
}

hss_rc conn_open(struct db *db, uint32_t role, struct conn **out, struct hss_err *err)
{
	struct conn *c = calloc(1, sizeof *c);
	hss_rc rc;

	if (!c || pthread_mutex_init(&c->lock, NULL) != 0) {
		free(c);
		return fault_text(err, HSS_E_NOMEM, "out of memory");
	}
	c->db = db;
	c->role = role;
	pthread_mutex_lock(&db->swap);
	rc = conn_open_raw(db, !(role & HSS_WORKER_WRITE), &c->h, err);
	if (rc == HSS_OK) {
		c->next = db->conns;
		db->conns = c;
	}
	pthread_mutex_unlock(&db->swap);
	if (rc != HSS_OK) {
		pthread_mutex_destroy(&c->lock);
		free(c);
		return rc;
	}
	*out = c;
	return HSS_OK;
}

static void shut(struct conn *c)
{
	stmt_drop_all(c);
	for (uint32_t i = 0; i < FIXED_COUNT; i++) {
		sqlite3_finalize(c->fixed[i]);
		c->fixed[i] = NULL;
	}
	sqlite3_close_v2(c->h);
	c->h = NULL;
	c->generation = 0;
	c->is_suspect = false;
}

void conn_close(struct conn *c)
{
	struct db *db = c->db;

	pthread_mutex_lock(&db->swap);
	for (struct conn **at = &db->conns; *at; at = &(*at)->next)
		if (*at == c) {
			*at = c->next;
			break;
		}
	shut(c);
	pthread_mutex_unlock(&db->swap);
	if (c->is_faulty) {
		pthread_mutex_lock(&db->lock);
		db->n_faulty--;
		pthread_mutex_unlock(&db->lock);
	}
	pthread_mutex_destroy(&c->lock);
	free(c->out);
	free(c->old);
	free(c);
}

/*
 * Another file lies at the path (a backup was put back). Every connection to the old one goes
 * first: a write-ahead log belongs to one file, and the old one's would be read into the new.
 * Then the new file is brought to the present schema, and the core is told that nothing it
 * remembers holds.
 */
static hss_rc meet_new_file(struct db *db, const struct stat *st, struct hss_err *err)
{
	hss_rc rc;

	for (struct conn *c = db->conns; c; c = c->next) {
		pthread_mutex_lock(&c->lock);
		shut(c);
		pthread_mutex_unlock(&c->lock);
	}
	rc = file_drop_stale_log(db, st->st_dev, st->st_ino, err);
	if (rc == HSS_OK)
		rc = upgrade_run(db, db->entities, db->n_entities, true, err);
	if (rc != HSS_OK)
		return rc;
	db->dev = st->st_dev;
	db->ino = st->st_ino;
	file_mark(db);
	pthread_mutex_lock(&db->lock);
	db->generation++;
	pthread_mutex_unlock(&db->lock);
	hss_log(db->in, NULL, HSS_LOG_NOTICE, "database file was replaced path=%s", db->path);
	for (uint32_t i = 0; i < db->n_entities; i++)
		hss_host->store->notify(db->in, db->entities[i], HSS_OP_UPDATE, NULL);
	return HSS_OK;
}

/* The connection's triggers follow the entities that were prepared.            */
static hss_rc catch_up(struct conn *c)
{
	struct db *db = c->db;
	int code = SQLITE_OK;

	if (c->role & HSS_WORKER_WRITE)
		code = ddl_triggers(c->h, db->entities, db->n_entities);
	if (code != SQLITE_OK)
		return fault_note(c, code);
	pthread_mutex_lock(&db->lock);
	c->generation = db->generation;
	pthread_mutex_unlock(&db->lock);
	return HSS_OK;
}

static bool is_usable(struct conn *c)
{
	int has_moved = 0;
	bool is_behind;

	if (!c->h || c->is_suspect)
		return false;
	sqlite3_file_control(c->h, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
	pthread_mutex_lock(&c->db->lock);
	is_behind = c->generation != c->db->generation;
	pthread_mutex_unlock(&c->db->lock);
	return !has_moved && !is_behind;
}

/* With `swap` and the connection's lock.                                       */
static hss_rc reopen(struct conn *c, struct hss_err *err)
{
	int has_moved = 0;
	hss_rc rc = HSS_OK;

	if (c->h)
		sqlite3_file_control(c->h, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
	if (c->is_suspect || has_moved)
		shut(c);
	if (!c->h)
		rc = conn_open_raw(c->db, !(c->role & HSS_WORKER_WRITE), &c->h, err);
	if (rc != HSS_OK)
		return rc;
	rc = catch_up(c);
	return rc == HSS_OK ? rc : fault_text(err, rc, "%s", c->why);
}

hss_rc conn_take(struct conn *c)
{
	struct db *db = c->db;
	struct hss_err err = { 0 };
	bool is_new = false;
	struct stat st;
	hss_rc rc = HSS_OK;

	pthread_mutex_lock(&c->lock);
	c->is_aborted = false;
	if (is_usable(c))
		return HSS_OK;
	pthread_mutex_unlock(&c->lock);
	pthread_mutex_lock(&db->swap);
	if (stat(db->path, &st) != 0) {
		rc = fault_text(&err, HSS_E_UNREACH, "database %.150s is gone", db->path);
	} else if (st.st_dev != db->dev || st.st_ino != db->ino) {
		is_new = true;
		rc = meet_new_file(db, &st, &err);
	}
	pthread_mutex_lock(&c->lock);
	if (rc == HSS_OK)
		rc = reopen(c, &err);
	else
		shut(c);
	pthread_mutex_unlock(&db->swap);
	if (rc == HSS_OK) {
		if (is_new)
			fault_repaired(c);
		return HSS_OK;
	}
	snprintf(c->why, sizeof c->why, "%.*s", (int)sizeof c->why - 1, err.text);
	pthread_mutex_unlock(&c->lock);
	return rc;
}

void conn_give(struct conn *c)
{
	pthread_mutex_unlock(&c->lock);
}
