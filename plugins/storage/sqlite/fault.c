/*
 * fault.c - what an SQLite error means for a job and for the health of the store.
 *
 * Two kinds: a statement's own failure (unique, reference, null) belongs to one job; a fault
 * of the file or the machine belongs to the transaction and never looks like "no such row"
 * (rulings 2.1).
 */
#include "sqlite.h"

#include <stdarg.h>
#include <stdio.h>

struct fault_row {
	int code;                       /* primary, or extended where it differs */
	hss_rc rc;
	bool is_whole;                  /* more than this statement is affected */
};

static const struct fault_row faults[] = {
	{ SQLITE_OK, HSS_OK, false },
	{ SQLITE_CONSTRAINT_UNIQUE, HSS_E_EXISTS, false },
	{ SQLITE_CONSTRAINT_PRIMARYKEY, HSS_E_EXISTS, false },
	{ SQLITE_CONSTRAINT_ROWID, HSS_E_EXISTS, false },
	{ SQLITE_CONSTRAINT_TRIGGER, HSS_E_DENIED, false },
	{ SQLITE_CONSTRAINT_FOREIGNKEY, HSS_E_DENIED, false },
	{ SQLITE_CONSTRAINT, HSS_E_INVAL, false },
	{ SQLITE_MISMATCH, HSS_E_INVAL, false },
	{ SQLITE_TOOBIG, HSS_E_INVAL, false },
	{ SQLITE_NOMEM, HSS_E_NOMEM, true },
	{ SQLITE_BUSY, HSS_E_TIMEOUT, true },
	{ SQLITE_LOCKED, HSS_E_TIMEOUT, true },
	{ SQLITE_FULL, HSS_E_UNREACH, true },
	{ SQLITE_READONLY, HSS_E_UNREACH, true },
	{ SQLITE_CANTOPEN, HSS_E_UNREACH, true },
	{ SQLITE_PERM, HSS_E_UNREACH, true },
	{ SQLITE_IOERR, HSS_E_UNREACH, true },
	{ SQLITE_PROTOCOL, HSS_E_UNREACH, true },
	{ SQLITE_CORRUPT, HSS_E_INTERNAL, true },
	{ SQLITE_NOTADB, HSS_E_INTERNAL, true },
};

static const struct fault_row *find_fault(int code)
{
	static const struct fault_row other = { 0, HSS_E_INTERNAL, true };

	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
		if (faults[i].code == code || faults[i].code == (code & 0xff))
			return &faults[i];
	return &other;
}

hss_rc fault_rc(int code)
{
	return find_fault(code)->rc;
}

bool fault_is_whole(int code)
{
	return find_fault(code)->is_whole;
}

hss_rc fault_note(struct conn *c, int code)
{
	int primary = code & 0xff;

	snprintf(c->why, sizeof c->why, "%s (%d)", c->h ? sqlite3_errmsg(c->h) : "closed", code);
	if (!fault_is_whole(code))
		return fault_rc(code);
	c->is_aborted = true;
	c->abort_code = code;
	/* A second look through a new connection: the file may be another one, or back.   */
	if (primary != SQLITE_BUSY && primary != SQLITE_FULL && primary != SQLITE_NOMEM)
		c->is_suspect = true;
	if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB) {
		pthread_mutex_lock(&c->db->lock);
		c->db->is_damaged = true;
		pthread_mutex_unlock(&c->db->lock);
	}
	return fault_rc(code);
}

hss_rc fault_no_memory(struct conn *c)
{
	c->is_aborted = true;
	c->abort_code = SQLITE_NOMEM;
	snprintf(c->why, sizeof c->why, "out of memory for result rows");
	return HSS_E_NOMEM;
}

static void tell(struct db *db, int level, hss_rc rc, const char *why)
{
	if (HSS_HAS(hss_host->core, health))
		hss_host->core->health(db->in, rc, why);
	hss_log(db->in, NULL, level, "store %s path=%s reason=\"%s\"",
	        rc == HSS_OK ? "works again" : "is in trouble", db->path ? db->path : "", why);
}

void fault_health(struct conn *c, hss_rc rc)
{
	struct db *db = c->db;
	bool was = c->is_faulty;
	bool is_last = false;

	if (rc == HSS_OK && !was)
		return;
	pthread_mutex_lock(&db->lock);
	if (rc != HSS_OK && !was)
		db->n_faulty++;
	if (rc == HSS_OK)
		is_last = --db->n_faulty == 0 && !db->is_damaged;
	c->is_faulty = rc != HSS_OK;
	pthread_mutex_unlock(&db->lock);
	if (rc != HSS_OK && !was)
		tell(db, HSS_LOG_ERR, rc, c->why);
	else if (is_last)
		tell(db, HSS_LOG_NOTICE, HSS_OK, "");
}

void fault_repaired(struct conn *c)
{
	struct db *db = c->db;
	bool is_last;

	pthread_mutex_lock(&db->lock);
	is_last = db->is_damaged && db->n_faulty == 0;
	db->is_damaged = false;
	pthread_mutex_unlock(&db->lock);
	if (is_last)
		tell(db, HSS_LOG_NOTICE, HSS_OK, "");
	else
		fault_health(c, HSS_OK);
}

hss_rc fault_text(struct hss_err *err, hss_rc rc, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return rc;
	err->code = rc;
	va_start(ap, fmt);
	vsnprintf(err->text, sizeof err->text, fmt, ap);
	va_end(ap);
	return rc;
}
