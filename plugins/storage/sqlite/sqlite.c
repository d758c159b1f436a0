/*
 * sqlite.c - the embedded store: what it is called, what it can be told, and its life.
 *
 * One writer with group commit and readers on connections of their own over a write-ahead
 * log. The core's workers call in; nothing here starts a thread.
 */
#include "sqlite.h"

#include <stdlib.h>

#define OLDEST_SQLITE 3035000           /* RETURNING                            */

static hss_rc create(struct hss_inst *in, const void *conf, void **self, struct hss_err *err)
{
	struct db *db;

	if (sqlite3_libversion_number() < OLDEST_SQLITE || !sqlite3_threadsafe())
		return fault_text(err, HSS_E_NOTSUP, "SQLite %s is too old or not thread-safe",
		                  sqlite3_libversion());
	db = calloc(1, sizeof *db);
	if (!db)
		return fault_text(err, HSS_E_NOMEM, "out of memory");
	db->in = in;
	db->conf = *(const struct sqlite_conf *)conf;
	db->conf.path = strdup(db->conf.path);
	db->mark_fd = -1;
	if (!db->conf.path || pthread_mutex_init(&db->lock, NULL) != 0 ||
	    pthread_mutex_init(&db->swap, NULL) != 0) {
		free((void *)(uintptr_t)db->conf.path);
		free(db);
		return fault_text(err, HSS_E_NOMEM, "out of memory");
	}
	*self = db;
	return HSS_OK;
}

static hss_rc start(void *self, struct hss_err *err)
{
	struct db *db = self;
	hss_rc rc = db_open(db, err);

	db->is_started = rc == HSS_OK;
	/* Locked by another program: that passes, the workers try again.        */
	if (rc != HSS_E_TIMEOUT)
		return rc;
	hss_log(db->in, NULL, HSS_LOG_ERR, "%s", err->text);
	return HSS_OK;
}

static void stop(void *self, uint32_t grace_ms)
{
	struct db *db = self;

	(void)grace_ms;
	if (HSS_HAS(hss_host->core, stopped))
		hss_host->core->stopped(db->in);
}

static void destroy(void *self)
{
	struct db *db = self;

	if (db->is_started)
		db_close(db);
	pthread_mutex_destroy(&db->lock);
	pthread_mutex_destroy(&db->swap);
	free(db->entities);
	free(db->path);
	free((void *)(uintptr_t)db->conf.path);
	free(db);
}

static hss_rc worker_init(void *self, uint32_t role, void **wself, struct hss_err *err)
{
	struct db *db = self;
	struct conn *c;
	hss_rc rc = db_open(db, err);

	if (rc != HSS_OK)
		return rc;
	rc = conn_open(db, role, &c, err);
	if (rc != HSS_OK) {
		db_close(db);
		return rc;
	}
	*wself = c;
	return HSS_OK;
}

static void worker_fini(void *self, void *wself)
{
	conn_close(wself);
	db_close(self);
}

static hss_rc check_conf(const void *conf, struct hss_err *err)
{
	const struct sqlite_conf *c = conf;

	if (!c->path || !c->path[0] || c->path[strlen(c->path) - 1] == '/')
		return fault_text(err, HSS_E_INVAL, "path: names no file");
	return HSS_OK;
}

static const struct hss_choice sync_choices[] = {
	{ "full", SYNC_FULL }, { "normal", SYNC_NORMAL }, { NULL, 0 },
};

#define ITEM(k, ty, f, ...)                                                                        \
	{ .key = k, .type = ty, .offset = offsetof(struct sqlite_conf, f), __VA_ARGS__ }
static const struct hss_conf_item items[] = {
	ITEM("path", HSS_CT_STR, path, .dflt = "var/hss.db",
	     .doc = "database file; made with mode 0600, its directory with 0700"),
	ITEM("synchronous", HSS_CT_ENUM, synchronous, .dflt = "full", .choices = sync_choices,
	     .doc = "full: an acknowledged write survives power loss; normal: it survives a crash "
	            "of the program, but power loss may take the last moments"),
	ITEM("busy_timeout", HSS_CT_MSEC, busy_timeout_ms, .min = 0, .max = 60000, .dflt = "1s",
	     .doc = "how long to wait for the lock when another program holds it"),
	ITEM("cache_size", HSS_CT_BYTES, cache_size, .min = 65536, .max = INT64_C(1) << 40,
	     .dflt = "16MiB", .doc = "page cache of each worker"),
	ITEM("mmap_size", HSS_CT_BYTES, mmap_size, .min = 0, .max = INT64_C(1) << 40, .dflt = "0",
	     .doc = "map this much of the file for reading; a truncated file then ends the program "
	            "instead of giving an error"),
	ITEM("journal_size_limit", HSS_CT_BYTES, journal_size_limit, .min = 1048576,
	     .max = INT64_C(1) << 40, .dflt = "64MiB",
	     .doc = "size the write-ahead log is cut back to"),
	ITEM("max_size", HSS_CT_BYTES, max_size, .min = 0, .max = INT64_C(1) << 44, .dflt = "0",
	     .doc = "bound of the database file; 0: the disk"),
	ITEM("check_on_unclean_stop", HSS_CT_BOOL, check_on_unclean_stop, .dflt = "true",
	     .doc = "check the whole file at the start after a crash or power loss"),
};
static const struct hss_conf_schema schema =
	HSS_CONF_SCHEMA(struct sqlite_conf, items, check_conf);

static const struct hss_plugin_ops plugin_ops = {
	.size = sizeof plugin_ops, .create = create, .start = start, .stop = stop,
	.destroy = destroy,
};

static const struct hss_store_ops store_ops = {
	.size = sizeof store_ops, .caps = HSS_STORE_TX | HSS_STORE_CAS, .max_writers = 1,
	.prepare = upgrade_prepare, .worker_init = worker_init, .exec = exec_jobs,
	.worker_fini = worker_fini, .admin = admin_run,
};

HSS_PLUGIN(.kind = HSS_STORAGE, .flags = HSS_PF_MULTI, .name = "sqlite", .version = "0.1.0",
           .summary = "embedded SQLite store", .conf = &schema,
           .ops = &plugin_ops, .kind_ops = &store_ops);
