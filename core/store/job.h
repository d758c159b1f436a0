/*
 * job.h - one operation on its way: memory of its own, which takes the result rows on a worker
 * and joins the task's arena on the loop.
 *
 * One thread at a time touches a job: its loop until the hand-over, the lane's lock while it
 * waits, the worker (or the backend) until job_done(), its loop again from the completion.
 */
#ifndef STORE_JOB_H
#define STORE_JOB_H

#include "base/arena.h"
#include "loop/loop.h"
#include "store/cache.h"
#include "store/parts.h"

enum job_state { JOB_NEW = 0, JOB_QUEUED = 1, JOB_TAKEN = 2, JOB_ENDED = 3 };

struct job_rows {                       /* growing                              */
	void **row;
	uint64_t *revs;
	uint32_t n, cap;
};

struct job_part {                       /* one operation and its result         */
	struct hss_op op;               /* normalised; `entity` is canonical    */
	struct entity *e;
	uint32_t asked;                 /* flags before ours were added         */
	struct job_rows now, old;
	uint64_t count;
	struct hss_rows rows;           /* what `done` sees                     */
	struct cache_hold *holds;
	uint32_t n_holds;
};

struct hss_job {
	uint32_t magic;                 /* MAGIC_JOB                            */
	_Atomic uint32_t state;         /* JOB_*                                */
	struct loop_work work;          /* the way back                         */
	struct list node;               /* pending, lane, worker->done          */
	struct timer deadline;
	struct hss_task *t;
	struct hss_store *st;
	struct store_inst *si;
	struct lane *lane;              /* NULL: style A                        */
	struct worker *worker;          /* style B, while taken                 */
	hss_rows_fn done;
	void *ctx;
	struct arena mem;
	struct arena_pool spare;
	bool is_write, is_batch, is_handed, is_probe, has_begun;
	hss_rc rc;
	uint64_t rev;
	struct hss_bytes cursor;
	uint32_t failed;
	uint64_t submitted_ns;
	uint64_t stamp;                 /* of the cache when it was submitted   */
	struct cache_key key;           /* GET that may be cached, len 0: none  */
	struct hss_op whole;            /* BATCH                                */
	uint32_t n_parts;
	struct job_part parts[];
};

/* LOOP. Gives a job with room for n parts; its task is held. NOMEM.            */
hss_rc job_new(struct hss_task *t, struct hss_store *st, struct store_inst *si, uint32_t n,
               struct hss_job **out);
/* LOOP. Undoes job_new(): nothing is called.                                   */
void job_drop(struct hss_job *j);
/* LOOP. Arms the deadline.                                                     */
void job_arm(struct hss_job *j);
/* ANY. A job that ended goes to its loop: cache, changes, counters, post. wake: the loop too. */
void job_return(struct hss_job *j, bool wake);
/* ANY. Ends a job that no backend has: CANCELED, UNREACH.                      */
void job_abort(struct hss_job *j, hss_rc rc, bool wake);

static inline bool op_is_write(uint32_t kind)
{
	return kind >= HSS_OP_INSERT && kind <= HSS_OP_ADD;
}

static inline const struct hss_term *op_term(const struct hss_op *op, uint32_t i)
{
	return (const struct hss_term *)((const char *)op->terms + (size_t)i * op->term_size);
}

#endif
