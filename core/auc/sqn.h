/*
 * sqn.h - the sequence numbers of TS 33.102 annex C: SQN = SEQ || IND. One SEQ counter per SIM
 * over all INDs (rulings 3.1). This file decides what is handed out and what has to be stored
 * first; it does no I/O (auc/reserve.c does) and no cryptography, so its locks are short.
 *
 * What the row says. `auc.sqn` is a 48-bit SQN and every SQN handed out from reserved blocks is
 * below it: the first SEQ of the next block is (sqn >> ind_bits) + 1 and a block of n moves sqn
 * by n + 1 SEQs. That is also how a value from PyHSS is read (sqn = next, steps of 100).
 *
 * With an exclusive store first use writes nothing. A counter in the store is raised by B (the
 * block size) before we serve; `epoch` is its value before that, so it tells how many SEQs all
 * earlier starts together may have handed out without writing, even if B was another then. A
 * row holds the epoch in which it was written (null: none, counts from 0): its counter stands
 * at sqn + (epoch - sqn_epoch), and B more may leave before the row is written with this
 * start's epoch; from then on all comes from blocks reserved in the row.
 */
#ifndef AUC_SQN_H
#define AUC_SQN_H

#include <hss/abi.h>

#include "auc/ind.h"
#include "base/list.h"

#define SQN_MASK    ((INT64_C(1) << 48) - 1)
#define SQN_DELTA   (INT64_C(1) << 28)  /* TS 33.102 C.2.1: the largest jump a USIM takes */
#define SQN_ASK_MAX 256u                /* vectors of one request               */

struct sqn;

struct sqn_conf {
	uint32_t block;                 /* B, SEQs reserved at a time           */
	uint64_t expiry_ms;             /* of what is left of a block           */
	bool is_exclusive;              /* the store has no other writer        */
	struct ind_conf ind;
	uint32_t max_sims;              /* counters in memory; 0: 1 million     */
};

/* The row as the requester read it.                                            */
struct sqn_row {
	int64_t auc_id;
	int64_t sqn, epoch;
	bool has_sqn, has_epoch;
	uint32_t ind_bits;              /* 0..16                                */
	uint64_t seen;                  /* sqn_clock() before it was read       */
};

struct sqn_waiter {
	struct list node;
	hss_rc rc;                      /* OK: ask again                        */
	/* ANY, no lock is held. The waiter is off the list.                    */
	void (*wake)(struct sqn_waiter *w);
};

struct sqn_ask {
	const struct sqn_row *row;
	uint32_t n;                     /* 1..SQN_ASK_MAX                       */
	uint32_t domain;
	struct hss_bytes node;
	uint64_t now_ms;
	struct sqn_waiter *waiter;
	uint64_t *sqn;                  /* out: n of them                       */
};

/* What has to be stored before more can be handed out.                         */
struct sqn_write {
	bool is_wanted;
	bool is_add;                    /* ADD `delta`; else UPDATE to sqn and epoch where the
	                                 * row still holds row->sqn                */
	bool is_direct;                 /* for one request only                 */
	int64_t delta, sqn, epoch;
	uint32_t n, ind_bits;
	uint64_t gen;
};

enum sqn_answer {
	SQN_TAKEN = 1,                  /* write->is_wanted: also store it, in the background */
	SQN_RESERVE = 2,                /* store `write`, then sqn_stored()     */
	SQN_WAIT = 3,                   /* the waiter is woken                  */
	SQN_STALE = 4,                  /* somebody wrote the row since: read it again */
	SQN_NOMEM = 5,
};

hss_rc sqn_create(const struct sqn_conf *conf, struct sqn **out);
/* Takes it. Nobody may be waiting.                                             */
void sqn_destroy(struct sqn *s);
/* SETUP, before anything is asked.                                             */
void sqn_set_epoch(struct sqn *s, int64_t epoch);
int64_t sqn_epoch(const struct sqn *s);
const struct sqn_conf *sqn_conf(const struct sqn *s);

/* ANY. The number of foreign writes so far: sample it before reading a row.    */
uint64_t sqn_clock(struct sqn *s);
/* ANY. Takes n numbers, in ascending order, or says what to do first. `write` is filled.   */
enum sqn_answer sqn_take(struct sqn *s, struct sqn_ask *ask, struct sqn_write *write);
/*
 * ANY. `write` is stored; sqn is the row's value after an ADD. `ask` (NULL: it was in the
 * background) gets its numbers first. TAKEN or what else to do; wakes the waiting.
 */
enum sqn_answer sqn_stored(struct sqn *s, int64_t auc_id, const struct sqn_write *write,
                           int64_t sqn, uint64_t now_ms, struct sqn_ask *ask,
                           struct sqn_write *next);
/* ANY. It could not be stored. rc OK: the waiting shall try for themselves, else they fail. */
void sqn_not_stored(struct sqn *s, int64_t auc_id, const struct sqn_write *write, hss_rc rc);

/* ANY. A write that is not ours changed the row: what was reserved is dropped, and rows read
 * before are stale. has_new_sqn: also its sqn (insert, or the column).          */
void sqn_drop(struct sqn *s, int64_t auc_id, bool has_new_sqn);
/* ANY. As sqn_drop() for all rows.                                             */
void sqn_drop_all(struct sqn *s);

/* ANY. Resynchronisation: may SEQ_MS stand as it is, because what is reserved in memory lies
 * in (seq_ms, seq_ms + 2^28]? If not, what was reserved is dropped.            */
bool sqn_keeps(struct sqn *s, const struct sqn_row *row, uint64_t seq_ms, uint64_t now_ms);
/* ANY. The first SEQ that would be handed out after `row`, freshly read.       */
uint64_t sqn_next_seq(struct sqn *s, const struct sqn_row *row);
/* ANY. The row was set to sqn_ms, in this epoch.                               */
void sqn_resynced(struct sqn *s, int64_t auc_id, uint32_t ind_bits, int64_t sqn_ms);

/* ANY. See auc_sqn_ceiling().                                                  */
int64_t sqn_ceiling(struct sqn *s, int64_t auc_id, int64_t stored);
/* ANY. Counters in memory: for tests and metrics.                              */
uint32_t sqn_count(struct sqn *s);

#endif
