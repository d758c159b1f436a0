/*
 * slab.h - reference-counted receive buffers of one loop. All messages read into
 * a slab share it; it stays as long as one of their tasks, so byte fields of
 * decoded messages point into it and never move.
 */
#ifndef BASE_SLAB_H
#define BASE_SLAB_H

#include <hss/abi.h>

struct slab {
	struct slab *next;              /* free list                            */
	struct slab_pool *pool;
	uint32_t refs, cap;
	uint8_t data[];
};

struct slab_pool {                      /* zeroed is empty, with `size` set     */
	struct slab *free;
	uint32_t n_free, max_free;
	uint32_t size;                  /* data octets of an ordinary slab      */
};

/* One reference; cap >= max(size, n). NULL: out of memory.                     */
struct slab *slab_get(struct slab_pool *p, uint32_t n);
static inline struct slab *slab_ref(struct slab *s)
{
	s->refs++;
	return s;
}
void slab_unref(struct slab *s);
void slab_pool_fini(struct slab_pool *p);

#endif
