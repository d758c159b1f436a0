/*
 * shard.c - the numbers. Each loop has a shard, so its adds meet no other thread's cache line;
 * all other threads share the last one, which is why even they are atomic.
 */
#include "metrics/metrics_priv.h"

/* The shard of this thread; the last for threads that are no loop.             */
static _Thread_local uint32_t this_shard = UINT32_MAX;

void metrics_thread(uint32_t index)
{
	this_shard = index;
}

static _Atomic int64_t *numbers_of(const struct hss_cell *c)
{
	uint32_t last = c->family->n_shards - 1, shard = this_shard < last ? this_shard : last;

	return c->numbers + (size_t)shard * c->family->stride;
}

static void bump(_Atomic int64_t *p, int64_t delta)
{
	atomic_fetch_add_explicit(p, delta, memory_order_relaxed);
}

void metrics_add(struct hss_cell *c, int64_t delta)
{
	if (!c || c->fn || c->family->def.type == HSS_M_HISTOGRAM)
		return;
	if (delta < 0 && c->family->def.type == HSS_M_COUNTER)
		return;                 /* a counter that falls is a restart    */
	bump(numbers_of(c), delta);
}

void metrics_set(struct hss_cell *c, int64_t value)
{
	if (!c || c->fn || c->family->def.type != HSS_M_GAUGE || c->family->n_shards != 1)
		return;
	atomic_store_explicit(c->numbers, value, memory_order_relaxed);
}

void metrics_observe(struct hss_cell *c, uint64_t value)
{
	const struct hss_metric_def *d;
	_Atomic int64_t *n;
	uint32_t i = 0;

	if (!c || c->family->def.type != HSS_M_HISTOGRAM)
		return;
	d = &c->family->def;
	n = numbers_of(c);
	while (i < d->n_bounds && value > d->bounds[i])
		i++;
	bump(&n[i], 1);
	bump(&n[d->n_bounds + 1], value > INT64_MAX ? INT64_MAX : (int64_t)value);
}

int64_t shard_sum(const struct hss_cell *c, uint32_t number)
{
	uint64_t sum = 0;               /* overflow wraps                       */

	for (uint32_t i = 0; i < c->family->n_shards; i++)
		sum += (uint64_t)atomic_load_explicit(
			&c->numbers[(size_t)i * c->family->stride + number], memory_order_relaxed);
	return (int64_t)sum;
}
