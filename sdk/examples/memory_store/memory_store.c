/*
 * memory_store.c - the plugin around it: what it exports and how the core calls it. A backend in
 * style B: plain synchronous code, called with batches on threads of the core. Defaults, NOT NULL
 * and the checks of values are the core's work before a row gets here.
 */
#include "memory_store.h"

#include <stdlib.h>
#include <time.h>

static hss_rc mem_create(struct hss_inst *in, const void *conf, void **self, struct hss_err *err)
{
	struct mem_db *db = calloc(1, sizeof *db);
	struct timespec now;

	(void)conf;
	(void)err;
	if (!db)
		return HSS_E_NOMEM;
	db->in = in;
	/* an ETag of the last process must not fit a row of this one           */
	clock_gettime(CLOCK_REALTIME, &now);
	db->last_rev = (uint64_t)now.tv_sec * 1000000;
	pthread_mutex_init(&db->lock, NULL);
	*self = db;
	return HSS_OK;
}

static hss_rc mem_start(void *self, struct hss_err *err)
{
	(void)self;
	(void)err;
	return HSS_OK;
}

static void mem_stop(void *self, uint32_t grace_ms)
{
	struct mem_db *db = self;

	(void)grace_ms;
	hss_host->core->stopped(db->in);
}

static void mem_destroy(void *self)
{
	struct mem_db *db = self;

	mem_tables_free(db);
	pthread_mutex_destroy(&db->lock);
	free(db);
}

static hss_rc mem_prepare(void *self, void *wself, const struct hss_entity *const *e, uint32_t n,
                          struct hss_err *err)
{
	struct mem_db *db = self;
	hss_rc rc = HSS_OK;

	(void)wself;
	(void)err;
	pthread_mutex_lock(&db->lock);
	for (uint32_t i = 0; i < n && rc == HSS_OK; i++)
		rc = mem_table_add(db, e[i]);
	pthread_mutex_unlock(&db->lock);
	return rc;
}

static hss_rc mem_worker_init(void *self, uint32_t role, void **wself, struct hss_err *err)
{
	(void)role;
	(void)err;
	*wself = self;
	return HSS_OK;
}

static void mem_worker_fini(void *self, void *wself)
{
	(void)self;
	(void)wself;
}

static void mem_exec(void *self, void *wself, struct hss_job *const *jobs, uint32_t n)
{
	struct mem_db *db = self;

	(void)wself;
	pthread_mutex_lock(&db->lock);
	for (uint32_t i = 0; i < n; i++)
		mem_job(db, jobs[i]);
	pthread_mutex_unlock(&db->lock);
}

static hss_rc mem_admin(void *self, void *wself, uint32_t kind, const char *arg,
                        struct hss_err *err)
{
	(void)self;
	(void)wself;
	(void)arg;
	(void)err;
	return kind == HSS_ADMIN_BACKUP ? HSS_E_NOTSUP : HSS_OK;
}

static const struct hss_plugin_ops plugin_ops = {
	.size = sizeof plugin_ops, .create = mem_create, .start = mem_start, .stop = mem_stop,
	.destroy = mem_destroy,
};

static const struct hss_store_ops store_ops = {
	.size = sizeof store_ops, .caps = HSS_STORE_TX | HSS_STORE_CAS, .prepare = mem_prepare,
	.worker_init = mem_worker_init, .exec = mem_exec, .worker_fini = mem_worker_fini,
	.admin = mem_admin,
};

HSS_PLUGIN(.kind = HSS_STORAGE, .name = "memory_store", .version = "1.0",
           .summary = "keeps rows in memory, for tests and as an example", .license = "Apache-2.0",
           .ops = &plugin_ops, .kind_ops = &store_ops);
