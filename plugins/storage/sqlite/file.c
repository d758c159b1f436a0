/*
 * file.c - the database file: its directory, its mode, the mark beside it that says a process
 * has it open, and the check when that process did not end well.
 *
 * The mark `<path>.running` is locked while open, which keeps a second hssd away (the core's
 * cache relies on being the only writer), and emptied at a clean stop: one with text in it is
 * an unclean stop.
 */
#include "sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

hss_rc file_sync_dir(const char *path)
{
	char dir[PATH_MAX];
	int fd, rc;

	snprintf(dir, sizeof dir, "%s", path);
	fd = open(dirname(dir), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return HSS_E_UNREACH;
	rc = fsync(fd);
	close(fd);
	return rc == 0 ? HSS_OK : HSS_E_UNREACH;
}

/* Absolute, because the working directory may change; makes a missing directory.       */
static hss_rc find_path(struct db *db, struct hss_err *err)
{
	char dir[PATH_MAX], base[PATH_MAX], full[PATH_MAX];

	if (db->path)
		return HSS_OK;
	snprintf(dir, sizeof dir, "%s", db->conf.path);
	snprintf(base, sizeof base, "%s", db->conf.path);
	if (mkdir(dirname(dir), 0700) != 0 && errno != EEXIST)
		return fault_text(err, HSS_E_UNREACH, "cannot make directory %.100s: %s", dir,
		                  strerror(errno));
	if (!realpath(db->conf.path, full)) {
		if (errno != ENOENT || !realpath(dir, full))
			return fault_text(err, HSS_E_UNREACH, "cannot reach %.100s: %s",
			                  db->conf.path, strerror(errno));
		if (strlen(full) + strlen(basename(base)) + 2 > sizeof full)
			return fault_text(err, HSS_E_INVAL, "path is too long");
		if (strcmp(full, "/") != 0)
			strcat(full, "/");
		strcat(full, basename(base));
	}
	db->path = strdup(full);
	return db->path ? HSS_OK : fault_text(err, HSS_E_NOMEM, "out of memory");
}

/* What the mark says: of which process, and of which file. false: nothing.     */
static bool read_mark(int fd, long *pid, unsigned long long *dev, unsigned long long *ino)
{
	char text[80] = "";
	ssize_t n = read(fd, text, sizeof text - 1);

	*pid = 0;
	*dev = *ino = 0;
	return n > 0 && sscanf(text, "%ld %llu %llu", pid, dev, ino) >= 1;
}

static hss_rc take_mark(struct db *db, bool *was_unclean, struct hss_err *err)
{
	unsigned long long dev, ino;
	char path[PATH_MAX];
	long pid;
	int fd;

	if ((size_t)snprintf(path, sizeof path, "%s.running", db->path) >= sizeof path)
		return fault_text(err, HSS_E_INVAL, "path is too long");
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return fault_text(err, HSS_E_UNREACH, "cannot open %.180s: %s", path,
		                  strerror(errno));
	*was_unclean = read_mark(fd, &pid, &dev, &ino);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		close(fd);
		return fault_text(err, HSS_E_STATE,
		                  "database %.150s is in use by another process (%ld)", db->path,
		                  pid);
	}
	db->mark_fd = fd;
	/* Of the file that was open then, to know another one by (file_drop_stale_log). */
	db->dev = dev;
	db->ino = ino;
	return HSS_OK;
}

void file_mark(struct db *db)
{
	char text[80];
	int n = snprintf(text, sizeof text, "%ld %llu %llu\n", (long)getpid(),
	                 (unsigned long long)db->dev, (unsigned long long)db->ino);

	if (ftruncate(db->mark_fd, 0) != 0 || pwrite(db->mark_fd, text, (size_t)n, 0) != n ||
	    fsync(db->mark_fd) != 0)
		hss_log(db->in, NULL, HSS_LOG_WARN, "cannot write mark %s.running: %s", db->path,
		        strerror(errno));
}

/*
 * After a crash, and when a file in use is replaced, the write-ahead log holds the end of the
 * file that was there before. SQLite would write those pages into the new one.
 */
hss_rc file_drop_stale_log(struct db *db, uint64_t dev, uint64_t ino, struct hss_err *err)
{
	char from[PATH_MAX], to[PATH_MAX + 40];

	if (db->ino == 0 || (db->dev == dev && db->ino == ino))
		return HSS_OK;
	snprintf(from, sizeof from, "%.*s-wal", (int)sizeof from - 5, db->path);
	if (access(from, F_OK) != 0)
		return HSS_OK;
	snprintf(to, sizeof to, "%s.stale-%lld", from, (long long)time(NULL));
	if (rename(from, to) != 0)
		return fault_text(err, HSS_E_UNREACH, "%.150s belongs to another database and "
		                  "cannot be moved: %s", from, strerror(errno));
	hss_log(db->in, NULL, HSS_LOG_WARN,
	        "the database was replaced, the log of the old one was put aside log=%s", to);
	snprintf(from, sizeof from, "%.*s-shm", (int)sizeof from - 5, db->path);
	unlink(from);
	return HSS_OK;
}

static hss_rc find_file(struct db *db, struct hss_err *err)
{
	struct stat st;
	int fd = open(db->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd >= 0) {
		close(fd);
		if (file_sync_dir(db->path) != HSS_OK)
			hss_log(db->in, NULL, HSS_LOG_WARN, "cannot sync the directory of %s",
			        db->path);
	} else if (errno != EEXIST) {
		return fault_text(err, HSS_E_UNREACH, "cannot create database %.150s: %s", db->path,
		                  strerror(errno));
	}
	if (stat(db->path, &st) != 0 || !S_ISREG(st.st_mode))
		return fault_text(err, HSS_E_UNREACH, "database %.150s is not a file", db->path);
	if (st.st_mode & 077)
		hss_log(db->in, NULL, HSS_LOG_WARN,
		        "others may read the keys in the database path=%s mode=%03o", db->path,
		        st.st_mode & 0777);
	if (file_drop_stale_log(db, st.st_dev, st.st_ino, err) != HSS_OK)
		return err->code;
	db->dev = st.st_dev;
	db->ino = st.st_ino;
	return HSS_OK;
}

static hss_rc check_file(struct db *db, bool was_unclean, struct hss_err *err)
{
	struct timespec from, to;
	char text[160] = "";
	sqlite3 *h;
	int code = SQLITE_OK;
	hss_rc rc = conn_open_raw(db, false, &h, err);

	if (rc != HSS_OK)
		return rc;
	if (was_unclean && db->conf.check_on_unclean_stop) {
		clock_gettime(CLOCK_MONOTONIC, &from);
		code = conn_text(h, "PRAGMA quick_check(1)", text, sizeof text);
		clock_gettime(CLOCK_MONOTONIC, &to);
		if (code != SQLITE_OK || strcmp(text, "ok") != 0)
			rc = fault_text(err, HSS_E_INTERNAL,
			                "database %.80s is damaged: %s; put a backup in its place",
			                db->path, code != SQLITE_OK ? sqlite3_errmsg(h) : text);
		else
			hss_log(db->in, NULL, HSS_LOG_NOTICE,
			        "database checked after an unclean stop path=%s result=ok ms=%lld",
			        db->path, (long long)(to.tv_sec - from.tv_sec) * 1000 +
			                          (to.tv_nsec - from.tv_nsec) / 1000000);
	}
	sqlite3_close(h);
	return rc;
}

static void drop_mark(struct db *db, bool is_clean)
{
	if (is_clean && (ftruncate(db->mark_fd, 0) != 0 || fsync(db->mark_fd) != 0))
		hss_log(db->in, NULL, HSS_LOG_WARN, "cannot clear mark %s.running: %s", db->path,
		        strerror(errno));
	close(db->mark_fd);
	db->mark_fd = -1;
}

hss_rc db_open(struct db *db, struct hss_err *err)
{
	bool was_unclean = false;
	hss_rc rc = HSS_OK;

	pthread_mutex_lock(&db->lock);
	if (db->refs > 0)
		goto counted;
	rc = find_path(db, err);
	if (rc == HSS_OK)
		rc = take_mark(db, &was_unclean, err);
	if (rc != HSS_OK)
		goto unlock;
	rc = find_file(db, err);
	if (rc == HSS_OK)
		rc = check_file(db, was_unclean, err);
	if (rc != HSS_OK) {
		drop_mark(db, false);
		goto unlock;
	}
	/* Only once it was found good: a refused start must not pass for a run. */
	file_mark(db);
counted:
	db->refs++;
unlock:
	pthread_mutex_unlock(&db->lock);
	return rc;
}

void db_close(struct db *db)
{
	pthread_mutex_lock(&db->lock);
	if (db->refs > 0 && --db->refs == 0)
		drop_mark(db, !db->is_damaged);
	pthread_mutex_unlock(&db->lock);
}
