/* log_ring.c - bounded queue of lines without a lock and without malloc (D. Vyukov's): a slot's
 * sequence says whose turn it is. A full ring refuses: a log must never stop a loop. */
#include "log/log_priv.h"

void ring_init(struct log_ring *r)
{
	for (uint32_t i = 0; i < LOG_SLOTS; i++)
		atomic_init(&r->slots[i].seq, i);
	atomic_init(&r->tail, 0);
	atomic_init(&r->head, 0);
}

struct log_entry *ring_take(struct log_ring *r, uint32_t *pos)
{
	uint32_t at = atomic_load_explicit(&r->tail, memory_order_relaxed);

	for (;;) {
		struct log_entry *e = &r->slots[at & (LOG_SLOTS - 1)];
		uint32_t seq = atomic_load_explicit(&e->seq, memory_order_acquire);

		if (seq == at) {
			if (atomic_compare_exchange_weak_explicit(&r->tail, &at, at + 1,
			                                          memory_order_relaxed,
			                                          memory_order_relaxed)) {
				*pos = at;
				return e;
			}
		} else if ((int32_t)(seq - at) < 0) {
			return NULL;
		} else {
			at = atomic_load_explicit(&r->tail, memory_order_relaxed);
		}
	}
}

void ring_put(struct log_entry *e, uint32_t pos)
{
	atomic_store(&e->seq, pos + 1);         /* ordered before the look at `sleeping` */
}

struct log_entry *ring_peek(struct log_ring *r)
{
	uint32_t head = atomic_load_explicit(&r->head, memory_order_relaxed);
	struct log_entry *e = &r->slots[head & (LOG_SLOTS - 1)];

	/* ordered after the store to `sleeping`                                */
	return atomic_load(&e->seq) == head + 1 ? e : NULL;
}

void ring_release(struct log_ring *r, struct log_entry *e)
{
	uint32_t head = atomic_load_explicit(&r->head, memory_order_relaxed);

	atomic_store_explicit(&e->seq, head + LOG_SLOTS, memory_order_release);
	atomic_store_explicit(&r->head, head + 1, memory_order_relaxed);
}
