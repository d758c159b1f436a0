/* metrics_priv.h - inside of metrics/: families, cells and where their numbers lie. */
#ifndef METRICS_PRIV_H
#define METRICS_PRIV_H

#include "metrics/registry.h"

#include "base/arena.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
	METRIC_MAX_LABELS = 8,
	METRIC_MAX_BOUNDS = 64,
	METRIC_MAX_VALUE = 128,         /* octets of a label value              */
	METRIC_DEFAULT_CELLS = 1000,
	METRIC_BUCKETS = 128,           /* of a family's hash table             */
};

struct hss_cell {
	struct hss_metric *family;
	_Atomic(struct hss_cell *) next;        /* in order of making           */
	struct hss_cell *chain;                 /* of the hash bucket           */
	uint64_t hash;
	const char *values[METRIC_MAX_LABELS];
	hss_gauge_fn fn;                        /* gauge asked at the walk      */
	void *ctx;
	/*
	 * Counter, gauge: [0]. Histogram: a count per bound, one for what is above, the sum.
	 * One block per shard, a cache line apart.
	 */
	_Atomic int64_t *numbers;
};

struct hss_metric {
	struct metrics *m;
	_Atomic(struct hss_metric *) next;
	struct hss_metric_def def;              /* a copy with all it points to */
	uint32_t n_labels;
	uint32_t n_numbers, stride;             /* of a shard; stride in numbers */
	uint32_t n_shards;                      /* 1: a gauge that can be set   */
	uint32_t n_cells, max_cells;            /* under m->lock                */
	struct hss_cell *other;                 /* under m->lock                */
	_Atomic(struct hss_cell *) first;
	struct hss_cell *last;                  /* under m->lock                */
	_Atomic(struct hss_cell *) buckets[METRIC_BUCKETS];
};

struct metrics {
	uint32_t n_shards;
	uint64_t key[2];                        /* of the hash: values come from peers */
	pthread_mutex_t lock;                   /* defining and making cells    */
	struct arena arena;                     /* under lock; lives to the end */
	_Atomic(struct hss_metric *) first;
	struct hss_metric *last;                /* under lock                   */
};

/* ---- shard.c ------------------------------------------------------------------------------- */
/* Sum of one number over all shards.                                           */
int64_t shard_sum(const struct hss_cell *c, uint32_t number);
/* ---- check.c ------------------------------------------------------------------------------- */
/* Does the definition keep the rules of names, labels and bounds? INVAL.       */
hss_rc check_def(const struct hss_metric_def *d);
/* Are they the same family? INVAL: other names; EXISTS: same name, another definition, or one whose
 * samples would collide with the other's.                                      */
hss_rc check_twin(const struct hss_metric_def *a, const struct hss_metric_def *b);
uint32_t count_labels(const struct hss_metric_def *d);

#endif
