/* sqn_sim.h - the counters in memory: shards, life, who is forgotten; used by sqn.c only. */
#ifndef AUC_SQN_SIM_H
#define AUC_SQN_SIM_H

#include "auc/sqn.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/hash.h"

#define SHARDS 64u
#define TOMBS  64u

struct range {                          /* SEQs reserved and not handed out     */
	uint64_t next, at_ms;
	uint32_t left;
};

struct sim {                            /* one SIM's counter                    */
	int64_t auc_id;
	struct list lru, waiters;
	struct range have[2];           /* in order                             */
	uint64_t high;                  /* the last SEQ reserved, if has_high   */
	uint64_t gen;                   /* of what is reserved: a drop ends it  */
	uint64_t dropped_at;            /* rows read before are stale           */
	struct ind_nodes nodes;
	uint8_t ind_bits;
	bool has_high;
	bool is_reserving;
	bool is_written;                /* the row holds this start's epoch     */
	bool is_begun;                  /* handed out without writing           */
	bool is_fresh;                  /* others set sqn during this start: no jump */
};

struct tomb {                           /* a row that changed without a counter */
	int64_t auc_id;
	uint64_t at;
};

struct shard {
	pthread_mutex_t lock;
	struct hmap sims;
	struct list lru;                /* oldest first                         */
	struct tomb tombs[TOMBS];
	uint32_t n_tombs;               /* ever                                 */
	uint64_t forgotten_at;          /* rows read before it may be stale     */
	bool has_lost;                  /* a counter that began without writing was dropped */
};

struct sqn {
	struct sqn_conf conf;
	int64_t epoch;
	_Atomic uint64_t clock;
	struct shard shards[SHARDS];
};

struct shard *sim_shard(struct sqn *s, int64_t auc_id);
/* The shard's lock is held for all of these.                                   */
struct sim *sim_find(struct shard *sh, int64_t auc_id);
/* NULL: out of memory. May forget the oldest.                                  */
struct sim *sim_make(struct sqn *s, struct shard *sh, int64_t auc_id);
void sim_touch(struct shard *sh, struct sim *m);
/* Was the row written by others after it was read at `seen`? m: its counter or NULL.       */
bool sim_is_stale(const struct shard *sh, const struct sim *m, int64_t auc_id, uint64_t seen);
void sim_bury(struct shard *sh, int64_t auc_id, uint64_t at);

#endif
