/* slab.c - see slab.h. */
#include "base/slab.h"

#include <stdlib.h>

struct slab *slab_get(struct slab_pool *p, uint32_t n)
{
	struct slab *s;
	uint32_t cap = n > p->size ? n : p->size;

	if (cap == p->size && p->free) {
		s = p->free;
		p->free = s->next;
		p->n_free--;
	} else {
		s = malloc(sizeof *s + cap);
		if (!s)
			return NULL;
	}
	s->next = NULL;
	s->pool = p;
	s->refs = 1;
	s->cap = cap;
	return s;
}

void slab_unref(struct slab *s)
{
	struct slab_pool *p;

	if (!s || --s->refs)
		return;
	p = s->pool;
	if (s->cap == p->size && p->n_free < p->max_free) {
		s->next = p->free;
		p->free = s;
		p->n_free++;
	} else {
		free(s);
	}
}

void slab_pool_fini(struct slab_pool *p)
{
	while (p->free) {
		struct slab *s = p->free;

		p->free = s->next;
		free(s);
	}
	p->n_free = 0;
}
