/*
 * log_rate.c - the rate limit: one counter per call site and second, in a fixed table without
 * locks. The writer tells how many lines were left out, even when the site never logs again.
 */
#include "log/log_priv.h"

#include "base/clock.h"
#include "base/hash.h"

#define PROBES 8u

/* The site's counter; NULL: the table is full, and nothing is limited.         */
static struct log_site *find(struct log *l, const char *fmt, const void *owner)
{
	uint64_t key = hash_u64((uint64_t)(uintptr_t)fmt ^ hash_u64((uint64_t)(uintptr_t)owner));

	key += key == 0;
	for (uint32_t i = 0; i < PROBES; i++) {
		struct log_site *s = &l->sites[(key + i) & (LOG_SITES - 1)];
		uint64_t have = atomic_load_explicit(&s->key, memory_order_acquire);

		if (have == 0 && atomic_compare_exchange_strong(&s->key, &have, key))
			return s;
		if (have == key)
			return s;
	}
	return NULL;
}

bool rate_allows(struct log *l, const char *fmt, const void *owner, int cat, int level)
{
	uint32_t rate = atomic_load_explicit(&l->rate, memory_order_relaxed);
	struct log_site *s = rate ? find(l, fmt, owner) : NULL;
	uint64_t now, old, next;

	if (!s)
		return true;
	now = clock_mono_ns(&clock_system) / UINT64_C(1000000000);
	old = atomic_load_explicit(&s->window, memory_order_relaxed);
	do {
		if (old >> 32 != (now & UINT32_MAX)) {
			next = now << 32 | 1;
		} else if ((uint32_t)old < rate) {
			next = old + 1;
		} else {
			atomic_store_explicit(&s->level, (uint8_t)level, memory_order_relaxed);
			atomic_store_explicit(&s->cat, (uint8_t)cat, memory_order_relaxed);
			atomic_store_explicit(&s->fmt, fmt, memory_order_relaxed);
			atomic_fetch_add_explicit(&s->suppressed, 1, memory_order_release);
			atomic_fetch_add_explicit(&l->suppressed, 1, memory_order_relaxed);
			if (!atomic_load_explicit(&l->has_suppressed, memory_order_relaxed)) {
				atomic_store(&l->has_suppressed, true);
				log_wake(l);
			}
			return false;
		}
	} while (!atomic_compare_exchange_weak_explicit(&s->window, &old, next,
	                                                memory_order_relaxed,
	                                                memory_order_relaxed));
	return true;
}

void rate_tell(struct log *l, bool all,
               void (*fn)(struct log *l, int cat, int level, uint32_t n, const char *fmt))
{
	uint64_t now = clock_mono_ns(&clock_system) / UINT64_C(1000000000) & UINT32_MAX;
	bool is_left = false;

	atomic_store(&l->has_suppressed, false);
	for (uint32_t i = 0; i < LOG_SITES; i++) {
		struct log_site *s = &l->sites[i];
		uint32_t n;

		if (!atomic_load_explicit(&s->suppressed, memory_order_acquire))
			continue;
		if (!all && atomic_load_explicit(&s->window, memory_order_relaxed) >> 32 == now) {
			is_left = true;
			continue;
		}
		n = atomic_exchange(&s->suppressed, 0);
		if (n)
			fn(l, atomic_load_explicit(&s->cat, memory_order_relaxed),
			   atomic_load_explicit(&s->level, memory_order_relaxed), n,
			   atomic_load_explicit(&s->fmt, memory_order_relaxed));
	}
	if (is_left)
		atomic_store(&l->has_suppressed, true);
}
