/*
 * rig.h - a store on loops, with the memory backend behind a script that can hold it back, let it
 * fail and count. Loops have no threads unless asked for: the test turns them.
 */
#ifndef RIG_H
#define RIG_H

#include "../test.h"

#include <hss/plugin.h>

#include <pthread.h>
#include <stdatomic.h>

#include "app.h"
#include "loop/loop.h"
#include "loop/task.h"
#include "plugin/instance.h"
#include "store/store.h"

#define RIG_LOOPS 4

struct person {
	struct hss_i64 id;
	struct hss_bytes imsi;
	struct hss_bytes name;
	struct hss_i32 age;
	struct hss_i64 sqn;
	struct hss_bytes ki;
	struct hss_i64 dies;
	struct hss_list friends;
	struct hss_bytes town;
	struct hss_i32 number;
};
enum { PERSON_id, PERSON_imsi, PERSON_name, PERSON_age, PERSON_sqn, PERSON_ki, PERSON_dies,
       PERSON_friends, PERSON_town, PERSON_number };
struct pet {
	struct hss_i64 id;
	struct hss_i64 owner;
	struct hss_bytes name;
};
enum { PET_id, PET_owner, PET_name };
extern const struct hss_entity person_entity, pet_entity;

struct script {                         /* what the backend does                */
	struct hss_inst *mem;
	pthread_mutex_t lock;
	pthread_cond_t cond;
	bool is_held;                   /* exec() waits                         */
	uint32_t n_waiting;             /* calls that wait                      */
	hss_rc fail;                    /* jobs end so, HSS_OK: as they should  */
	uint32_t n_exec, n_jobs, max_jobs;
	uint32_t n_kind[HSS_OP_BATCH + 1];
	hss_rc open_rc;                 /* of worker_init                       */
	hss_rc prepare_rc;
	uint32_t n_prepared;
	bool forgets;                   /* exec() leaves jobs undone            */
	bool repeats;                   /* and job_done() is called twice       */
	void (*before)(void *ctx);      /* in exec(), before the rows are read  */
	void *before_ctx;
};

struct rig {
	struct app app;
	struct hss_loop *loops[RIG_LOOPS];
	struct inst_table insts;
	struct hss_inst mem, user, other;
	struct hss_plugin_desc mem_desc;
	struct hss_store_ops ops;
	struct script script;
	struct store_core *s;
	struct hss_store *st;
	struct hss_host host;
	struct hss_err err;
	bool has_threads;
	/* clock of the test when is_frozen                                     */
	bool is_frozen;
	_Atomic uint64_t mono_ns;
	_Atomic int64_t wall_us;
};

struct answer {                         /* what `done` said                     */
	_Atomic uint32_t n;
	hss_rc rc;
	const struct hss_rows *rows;
	struct hss_task *t;
	void (*then)(struct hss_task *t, struct answer *a);
	void *ctx;
};

/* Everything up to store_open(), add_inst and a binding of both entities.      */
void rig_open(struct rig *r, uint32_t n_loops, const struct store_conf *conf, uint32_t caps);
void rig_start(struct rig *r);
void rig_threads(struct rig *r);
void rig_close(struct rig *r);
/* Turns the loops until *n reaches `want`, at most some seconds; true: it did. */
bool rig_until(struct rig *r, const _Atomic uint32_t *n, uint32_t want);
void rig_turn(struct rig *r, uint32_t times);
/* A task of the user's instance on a loop, ended by the caller's task_release(). */
struct hss_task *rig_task(struct rig *r, uint32_t loop, uint32_t deadline_ms);
void on_answer(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx);
/* Submits on a task and turns until it is answered; the rows live until the task ends. */
hss_rc rig_op(struct rig *r, struct hss_task *t, const struct hss_op *op,
              const struct hss_rows **rows);
void script_hold(struct script *s);
void script_release(struct script *s);
/* Until a worker stands in exec().                                             */
void script_wait_held(struct script *s);
/* Operations of a kind so far.                                                  */
uint32_t script_count(struct script *s, uint32_t kind);
void script_fail(struct script *s, hss_rc rc);

#define TEXT(s) ((struct hss_bytes){ (const uint8_t *)(s), (uint32_t)strlen(s) })
#define I32(x) ((struct hss_i32){ (x), true })
#define I64(x) ((struct hss_i64){ (x), true })
#define OP(k, e, ...) { .size = sizeof(struct hss_op), .kind = (k), .entity = (e), \
	                .term_size = sizeof(struct hss_term), __VA_ARGS__ }
#define TERM_ID(v) ((struct hss_term[]){ { .cmp = HSS_CMP_EQ, .i = (v) } })
#define TERM_IMSI(v) ((struct hss_term[]){ { .col = PERSON_imsi, .cmp = HSS_CMP_EQ, .b = TEXT(v) } })
#define GET_ID(v) OP(HSS_OP_GET, &person_entity, .terms = TERM_ID(v), .n_terms = 1, .limit = 1)
#define GET_IMSI(v) OP(HSS_OP_GET, &person_entity, .terms = TERM_IMSI(v), .n_terms = 1, .limit = 1)
#define INSERT(rowp) OP(HSS_OP_INSERT, &person_entity, .row = (rowp))

#endif
