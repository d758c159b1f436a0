/*
 * registry.h - one registry of metric families; cells are sharded per loop, the
 * hot path does one relaxed add. Exporters walk it.
 */
#ifndef METRICS_REGISTRY_H
#define METRICS_REGISTRY_H

#include <hss/metrics.h>

struct metrics;

/* SETUP. `n_shards`: loops + 1 (all other threads share the last).             */
hss_rc metrics_open(uint32_t n_shards, struct metrics **out);
void metrics_close(struct metrics *m);
/* LOOP. This thread adds to shard `index` from now on.                         */
void metrics_thread(uint32_t index);

/*
 * As in <hss/metrics.h>; in may be NULL for the core's own families. EXISTS when
 * the same name was defined with another type, labels or bounds; the same again
 * (two instances of one plugin) gives the existing family.
 *
 * INVAL, what every exporter relies on: the name is a Prometheus name, a counter's and only a
 * counter's ends in _total, one of HSS_MU_NS in _seconds or _seconds_total, none in _bucket,
 * _count, _sum or _created; there is a help text; at most 8 labels, 64 ascending bounds.
 *
 * A family without labels has its cell at once, except a gauge (its value or its function is to
 * come). Label values are cut to 128 octets. In a sample n_buckets is the number of bounds; what
 * is above the last one is only in `count`.
 */
hss_rc metrics_define(struct metrics *m, struct hss_inst *in,
                      const struct hss_metric_def *def, struct hss_metric **out);
struct hss_cell *metrics_cell(struct hss_metric *f, const char *const *label_values);
hss_rc metrics_gauge(struct hss_metric *f, const char *const *label_values,
                     hss_gauge_fn fn, void *ctx);
struct hss_cell *metrics_cell_get(struct hss_metric *f, const char *const *label_values);
/* A NULL cell is fine: nothing is counted.                                     */
void metrics_add(struct hss_cell *c, int64_t delta);
void metrics_set(struct hss_cell *c, int64_t value);
void metrics_observe(struct hss_cell *c, uint64_t value);
void metrics_walk(struct metrics *m, const struct hss_metric_visitor *v);

#endif
