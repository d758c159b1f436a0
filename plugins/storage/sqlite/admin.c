/* admin.c - ping, integrity check and backup for operators. */
#include "sqlite.h"

static hss_rc ping(struct conn *c, struct hss_err *err)
{
	char text[32];
	int code = conn_text(c->h, "SELECT count(*) FROM sqlite_master", text, sizeof text);

	if (code != SQLITE_OK)
		return fault_text(err, fault_rc(code), "%s", sqlite3_errmsg(c->h));
	return fault_text(err, HSS_OK, "ok, SQLite %s", sqlite3_libversion());
}

static hss_rc check(struct conn *c, struct hss_err *err)
{
	char text[200], pages[24];
	int code = conn_text(c->h, "PRAGMA integrity_check(1)", text, sizeof text);

	if (code != SQLITE_OK)
		return fault_text(err, fault_note(c, code), "%s", sqlite3_errmsg(c->h));
	if (strcmp(text, "ok") != 0) {
		fault_note(c, SQLITE_CORRUPT);
		return fault_text(err, HSS_E_INTERNAL, "damaged: %s", text);
	}
	conn_text(c->h, "PRAGMA page_count", pages, sizeof pages);
	fault_repaired(c);
	return fault_text(err, HSS_OK, "ok, %s pages", pages);
}

static hss_rc backup(struct conn *c, const char *path, struct hss_err *err)
{
	hss_rc rc;

	if (!path || path[0] != '/')
		return fault_text(err, HSS_E_INVAL, "a backup needs an absolute path");
	rc = backup_copy(c->h, path, err);
	return rc == HSS_OK ? fault_text(err, rc, "ok, %.200s", path) : rc;
}

hss_rc admin_run(void *self, void *wself, uint32_t kind, const char *arg, struct hss_err *err)
{
	struct conn *c = wself;
	hss_rc rc;

	(void)self;
	rc = conn_take(c);
	if (rc != HSS_OK)
		return fault_text(err, rc, "%s", c->why);
	switch (kind) {
	case HSS_ADMIN_PING:
		rc = ping(c, err);
		break;
	case HSS_ADMIN_CHECK:
		rc = check(c, err);
		break;
	case HSS_ADMIN_BACKUP:
		rc = backup(c, arg, err);
		break;
	default:
		rc = fault_text(err, HSS_E_NOTSUP, "unknown request %u", kind);
	}
	conn_give(c);
	return rc;
}
