/*
 * backup.c - a consistent copy of a running database: SQLite's online backup into a temporary
 * file, synced and checked, which then takes its name. An existing file is never overwritten:
 * a backup that fails half-way must not cost the one before it.
 */
#include "sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static hss_rc copy_pages(sqlite3 *from, const char *path, struct hss_err *err)
{
	sqlite3 *to = NULL;
	sqlite3_backup *b;
	char text[80] = "";
	hss_rc rc = HSS_OK;
	int code = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);

	if (code == SQLITE_OK) {
		b = sqlite3_backup_init(to, "main", from, "main");
		/* All at once: the copy is of one moment and writers go on in the WAL. */
		if (b)
			sqlite3_backup_step(b, -1);
		code = b ? sqlite3_backup_finish(b) : sqlite3_extended_errcode(to);
	}
	/* One file that is complete by itself, whatever it is copied with.     */
	if (code == SQLITE_OK)
		code = conn_text(to, "PRAGMA journal_mode=DELETE", text, sizeof text);
	if (code == SQLITE_OK)
		code = conn_text(to, "PRAGMA quick_check(1)", text, sizeof text);
	if (code != SQLITE_OK)
		rc = fault_text(err, fault_rc(code), "backup failed: %s",
		                to ? sqlite3_errmsg(to) : sqlite3_errstr(code));
	else if (strcmp(text, "ok") != 0)
		rc = fault_text(err, HSS_E_INTERNAL, "backup failed its check: %s", text);
	sqlite3_close(to);
	return rc;
}

static hss_rc sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	hss_rc rc = HSS_OK;

	if (fd < 0)
		return HSS_E_UNREACH;
	if (fsync(fd) != 0)
		rc = HSS_E_UNREACH;
	close(fd);
	return rc;
}

hss_rc backup_copy(sqlite3 *from, const char *path, struct hss_err *err)
{
	char tmp[PATH_MAX];
	struct stat st;
	hss_rc rc;
	int fd;

	if ((size_t)snprintf(tmp, sizeof tmp, "%s.XXXXXX", path) >= sizeof tmp)
		return fault_text(err, HSS_E_INVAL, "path is too long");
	if (lstat(path, &st) == 0)
		return fault_text(err, HSS_E_EXISTS, "%.180s exists already", path);
	fd = mkostemp(tmp, O_CLOEXEC);          /* mode 0600                    */
	if (fd < 0)
		return fault_text(err, HSS_E_UNREACH, "cannot create %.150s: %s", tmp,
		                  strerror(errno));
	close(fd);
	rc = copy_pages(from, tmp, err);
	if (rc == HSS_OK && sync_file(tmp) != HSS_OK)
		rc = fault_text(err, HSS_E_UNREACH, "cannot sync %.150s: %s", tmp, strerror(errno));
	/* A link, not a rename: it fails when the name was taken meanwhile.    */
	if (rc == HSS_OK && link(tmp, path) != 0)
		rc = fault_text(err, errno == EEXIST ? HSS_E_EXISTS : HSS_E_UNREACH,
		                "cannot name the backup %.150s: %s", path, strerror(errno));
	unlink(tmp);
	if (rc == HSS_OK)
		rc = file_sync_dir(path);
	return rc;
}
