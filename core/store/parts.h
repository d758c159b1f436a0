/*
 * parts.h - what the files of this folder share: the store, its instances with their lanes and
 * workers, bindings.
 *
 * Threads. Bindings, entities and subscriptions are made in SETUP and only read afterwards.
 * A lane belongs to its lock. What lies in struct store_loop belongs to its loop.
 */
#ifndef STORE_PARTS_H
#define STORE_PARTS_H

#include <pthread.h>
#include <stdatomic.h>

#include "app.h"
#include "base/hash.h"
#include "base/list.h"
#include "base/magic.h"
#include "loop/loop.h"
#include "plugin/instance.h"
#include "store/entity.h"
#include "store/store.h"

#define STORE_INSTS_MAX   16u
#define STORE_WRITERS_MAX 256u
#define STORE_READERS_MAX 256u
#define STORE_OPS_MAX     1024u         /* operations of a BATCH                */
#define STORE_TERMS_MAX   24u           /* terms of an operation                */
#define STORE_JOB_MEM     (32u << 20)   /* octets a job's result may take       */

struct cache;
struct change_sub;
struct hss_job;
struct store_inst;

/* ---- lanes: what waits for the workers of one role -------------------------- */
struct lane {
	pthread_mutex_t lock;
	pthread_cond_t cond;
	struct list jobs;               /* hss_job.node                         */
	struct list calls;              /* lane_call.node, before the jobs      */
	uint32_t n_jobs, n_idle, n_open; /* open: workers with a connection     */
	bool is_stopping;
};

struct worker {
	struct store_inst *si;
	struct lane *lane;
	uint32_t role, index;
	void *wself;
	pthread_t thread;
	bool has_thread;
	struct hss_job **batch;         /* max_batch of them                    */
	struct list done;               /* jobs that ended in this exec()       */
};

/* Something else a worker does on its connection: prepare, admin.              */
struct lane_call {
	struct list node;
	/* w NULL: the store stops, nothing is done                             */
	void (*fn)(struct lane_call *c, struct worker *w);
};

/* ---- circuit breaker ---------------------------------------------------------- */
enum { BREAKER_CLOSED = 0, BREAKER_OPEN = 1, BREAKER_PROBING = 2 };
struct breaker {
	_Atomic uint32_t state;
	_Atomic uint32_t failures;      /* in a row                             */
	_Atomic uint64_t probe_at_ns;   /* OPEN: when the next job may try      */
};

/* Writes to an entity whose rows are not known, see cache.c.                   */
struct cache_space {
	_Atomic uint64_t stamp, none_stamp;
	_Atomic uint32_t writing;
	_Atomic uint32_t inserting;     /* rows whose primary key is not known yet */
};

#define STORE_RESULTS 18                /* HSS_OK and the HSS_E_*, and "other"  */
struct store_metrics {
	struct hss_metric *ops;
	struct hss_cell *batch_size, *latency, *hits, *misses;
	_Atomic(struct hss_cell *) ops_cells[HSS_OP_BATCH + 1][STORE_RESULTS];
};

/* ---- one storage instance --------------------------------------------------------- */
struct store_inst {
	uint32_t magic;                 /* MAGIC_STORE                          */
	uint32_t index;
	struct store_core *core;
	struct hss_inst *in;
	struct hss_store_ops ops;       /* zero-extended copy                   */
	uint32_t max_batch, n_writers, n_readers, cache_mode;
	bool is_started;
	_Atomic bool is_up;             /* tables are there                     */
	_Atomic uint32_t n_queued;      /* jobs no worker has taken             */
	struct lane readers;
	struct lane *writers;           /* one each                             */
	struct worker *workers;         /* writers, then readers                */
	uint32_t n_workers;
	struct entity_set wanted, prepared;
	pthread_mutex_t lock;           /* what follows                         */
	pthread_cond_t cond;
	uint32_t n_opened;              /* workers that reported                */
	hss_rc open_rc;
	struct hss_err open_err;
	bool is_admin_busy;
	struct breaker breaker;
	struct cache_space spaces[ENTITIES_MAX];
	struct hss_store *own;          /* the core's binding to all entities   */
	struct store_metrics metrics;
};

/* ---- bindings ------------------------------------------------------------------------ */
struct bound {
	const struct hss_entity *declared;
	struct entity *e;
};

struct hss_store {
	uint32_t magic;                 /* MAGIC_STORE                          */
	struct store_core *core;
	struct hss_store *next;
	struct hss_inst *in;            /* NULL: the core                       */
	const char *name;               /* NULL: the first store                */
	uint32_t need_caps, n;
	struct store_inst *_Atomic si;  /* NULL until store_start()             */
	bool has_all;                   /* the core's own: any entity           */
	struct bound ents[];
};

/* ---- per loop ---------------------------------------------------------------------------- */
struct store_loop {
	struct store_core *core;
	struct hss_loop *l;
	struct loop_work hand_over;     /* end of the iteration                 */
	struct list pending;            /* jobs of this iteration               */
	struct loop_work deliver;       /* changes: end of the iteration        */
	struct loop_work again;         /* more of them: the next one           */
	struct list changes;            /* by arrival                           */
	struct hmap by_row;
	_Atomic uint32_t n_changes;     /* on their way or waiting              */
	bool is_delivering;
};

struct store_core {
	struct app *app;
	struct store_conf conf;
	struct entity_table entities;
	struct store_inst *insts[STORE_INSTS_MAX];
	uint32_t n_insts;
	struct hss_store *binds;
	struct change_sub *_Atomic subs; /* a reload adds some                   */
	struct cache *cache;
	store_seal_fn seal;
	void *seal_ctx;
	struct store_loop *loops;
	uint32_t n_loops;
	bool is_started, has_sweeper;
	_Atomic bool is_stopping;
	_Atomic uint64_t n_alive;       /* jobs and works on their way          */
	struct timer sweep;             /* of loop 0                            */
};

static inline struct store_loop *store_loop_of(struct store_core *s, const struct hss_loop *l)
{
	return &s->loops[l->index];
}

/* Does the store keep data that this process alone writes?                     */
static inline bool store_has_one_writer(const struct store_inst *si)
{
	return !(si->ops.caps & HSS_STORE_SHARED);
}

/* The entity of a binding by any of its tables; NULL: not bound.               */
struct entity *store_bound(const struct hss_store *st, const struct hss_entity *e);
/* ANY. An instance's health as core->health() tells it.                        */
void store_health(struct store_inst *si, hss_rc rc, const char *why);

/* ---- queue.c ------------------------------------------------------------------ */
hss_rc queue_init(struct store_inst *si);
/* SETUP. Starts the workers and waits until each has its connection, or not: an error that only
 * means "not reachable now" lets them try again and is no failure.             */
hss_rc queue_start(struct store_inst *si, struct hss_err *err);
/* Jobs no worker has taken end CANCELED; joins the workers.                    */
void queue_stop(struct store_inst *si);
void queue_fini(struct store_inst *si);
/* LOOP. At the end of this iteration.                                          */
void queue_add(struct hss_job *j);
/* LOOP. False: a worker has it.                                                */
bool queue_take_back(struct hss_job *j);
/* ANY. STATE: the store stops; UNREACH: no worker of the lane has a connection. */
hss_rc queue_call(struct lane *lane, struct lane_call *c);
void queue_hand_over(struct loop_work *w);

/* ---- migrate.c ---------------------------------------------------------------- */
/* WORKER. prepare() for what is wanted and not prepared yet.                   */
hss_rc migrate_run(struct store_inst *si, void *wself, struct hss_err *err);
/* SETUP. The same on the first writer of a running instance.                   */
hss_rc migrate_running(struct store_inst *si, struct hss_err *err);
/* SETUP. Fills `wanted` from the bindings and what their references need.      */
void migrate_collect(struct store_core *s, struct store_inst *si);

/* ---- breaker.c ---------------------------------------------------------------- */
/* ANY. UNREACH: the circuit is open. is_probe: this one tries whether it is well again. */
hss_rc breaker_admit(struct store_inst *si, bool *is_probe);
/* ANY. How a job that breaker_admit() let in ended.                            */
void breaker_result(struct store_inst *si, bool is_probe, hss_rc rc);
/* ANY. Opens at once: no connection at all.                                    */
void breaker_trip(struct store_inst *si, hss_rc rc, const char *why);

/* ---- sweep.c ------------------------------------------------------------------ */
/* SETUP. Starts the sweeper if an instance without TTL keeps an entity with EXPIRY. */
void sweep_start(struct store_core *s);
void sweep_stop(struct store_core *s);

/* ---- counters.c --------------------------------------------------------------- */
void counters_init(struct store_inst *si);
void counters_op(struct store_inst *si, uint32_t kind, hss_rc rc, uint64_t ns);

#endif
