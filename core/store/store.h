/* store.h - the store: entities bound to backends, jobs, queues, cache, changes. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <hss/store.h>

struct app;
struct store_core;
struct store_inst;                      /* one storage instance: queue and workers */

struct store_conf {                     /* core configuration `store:`          */
	int64_t cache_mode;             /* STORE_CACHE_*                        */
	int64_t cache_bytes;            /* bound of the read cache              */
	int64_t cache_ttl_ms;
	int64_t max_queue;              /* jobs waiting per instance            */
	int64_t max_batch;
	int64_t readers;                /* worker threads that read             */
	int64_t breaker_failures;       /* in a row, then the circuit opens     */
	int64_t breaker_open_ms;
	int64_t writers;                /* worker threads that write, at most what the backend
	                                 * takes; 0: as readers                 */
};
enum { STORE_CACHE_AUTO = 0, STORE_CACHE_OFF = 1, STORE_CACHE_TTL = 2, STORE_CACHE_EXCLUSIVE = 3 };

/* SETUP. Fields of conf that are 0 get defaults; conf NULL: all of them.          */
hss_rc store_open(struct app *app, const struct store_conf *conf, struct store_core **out);
/* SETUP. A storage instance was created: makes its queue (threads start in store_start). */
hss_rc store_add_inst(struct store_core *s, struct hss_inst *in, struct hss_err *err);
/* SETUP. After every create(): checks that each binding has a store and the caps it needs, starts the
 * workers and prepares (creates, upgrades) all entities. The text names instance, store and
 * what is missing.                                                             */
hss_rc store_start(struct store_core *s, struct hss_err *err);
/* Ends the workers; queued jobs end CANCELED. After it no job is alive.        */
void store_stop(struct store_core *s);
void store_close(struct store_core *s);

/* SETUP. Declares an entity of the core (model/provisioning.c).                */
hss_rc store_declare(struct store_core *s, const struct hss_entity *e, struct hss_err *err);
/* Does the store that keeps this entity have one writer only (this process)?   */
bool store_is_exclusive(struct hss_store *st);

/*
 * SETUP. auc/ looks at every write to an entity before it is acknowledged (rulings 2.2):
 * `fn` runs on the task's loop after the commit and before the caller's `done`.
 */
typedef void (*store_written_fn)(void *ctx, const struct hss_op *op, const struct hss_rows *rows,
                                 const struct hss_inst *origin);
hss_rc store_on_written(struct store_core *s, const struct hss_entity *e, store_written_fn fn,
                        void *ctx);
/*
 * SETUP. auc/keyring seals secret columns on their way to the backend: called for every non-absent
 * HSS_COL_SECRET value of an INSERT/UPDATE/UPSERT row; returns the value to store (in the
 * task's arena). Values already sealed come back as they are.                  */
typedef hss_rc (*store_seal_fn)(void *ctx, struct hss_task *t, const struct hss_column *col,
                                struct hss_bytes clear, struct hss_bytes *sealed);
void store_set_seal(struct store_core *s, store_seal_fn fn, void *ctx);

/* ---- the ABI's hss_store_api --------------------------------------------------- */
const struct hss_entity *store_entity(struct store_core *s, const char *name);
/* in NULL: the core itself (auc).                                              */
hss_rc store_bind(struct store_core *s, struct hss_inst *in, const char *name,
                  const struct hss_entity *const *entities, uint32_t n, uint32_t need_caps,
                  struct hss_store **out);
hss_rc store_submit(struct hss_task *t, struct hss_store *st, const struct hss_op *op,
                    hss_rows_fn done, void *ctx);
hss_rc store_on_change(struct store_core *s, struct hss_inst *in, struct hss_store *st,
                       const struct hss_entity *e, uint64_t col_mask, uint32_t flags,
                       hss_change_fn fn, void *ctx);
hss_rc store_admin(struct store_core *s, struct hss_task *t, const char *name, uint32_t kind,
                   const char *arg, hss_store_admin_fn done, void *ctx);
const struct hss_op *job_op(const struct hss_job *j);
void *job_mem(struct hss_job *j, size_t n);
void *job_row(struct hss_job *j, uint32_t op_index, uint64_t rev, bool is_old);
void job_count(struct hss_job *j, uint32_t op_index, uint64_t n);
void job_failed(struct hss_job *j, uint32_t op_index);
void job_reset(struct hss_job *j);
void job_done(struct hss_job *j, hss_rc rc, uint64_t rev, struct hss_bytes cursor);
void store_notify(struct hss_inst *in, const struct hss_entity *e, uint32_t kind,
                  const struct hss_term *key);

#endif
