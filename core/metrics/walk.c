/* walk.c - exporters see the registry through this; the list is read while others add to it. */
#include "metrics/metrics_priv.h"

static void visit(const struct hss_metric *f, const struct hss_cell *c,
                  const struct hss_metric_visitor *v)
{
	uint64_t buckets[METRIC_MAX_BOUNDS + 1];
	struct hss_sample s = { .size = sizeof s, .label_values = c->values };
	uint32_t n = f->def.n_bounds;

	if (f->def.type != HSS_M_HISTOGRAM) {
		s.value = c->fn ? c->fn(c->ctx) : shard_sum(c, 0);
		v->sample(v->ctx, &f->def, &s);
		return;
	}
	for (uint32_t i = 0; i <= n; i++) {
		s.count += (uint64_t)shard_sum(c, i);
		buckets[i] = s.count;
	}
	s.buckets = buckets;
	s.n_buckets = n;
	s.value = shard_sum(c, n + 1);
	v->sample(v->ctx, &f->def, &s);
}

void metrics_walk(struct metrics *m, const struct hss_metric_visitor *v)
{
	bool has_ctx = v->size >= offsetof(struct hss_metric_visitor, ctx) + sizeof v->ctx;
	const struct hss_metric *f;
	const struct hss_cell *c;

	if (!m || !has_ctx)
		return;
	for (f = atomic_load_explicit(&m->first, memory_order_acquire); f;
	     f = atomic_load_explicit(&f->next, memory_order_acquire)) {
		if (v->family)
			v->family(v->ctx, &f->def);
		if (!v->sample)
			continue;
		for (c = atomic_load_explicit(&f->first, memory_order_acquire); c;
		     c = atomic_load_explicit(&c->next, memory_order_acquire))
			visit(f, c, v);
	}
}
