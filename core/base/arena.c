/*
 * arena.c - see arena.h. Ordinary requests fit into pooled 4 KiB chunks; what is larger gets
 * a chunk of its own from malloc, behind the one being filled.
 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct arena_chunk {
	struct arena_chunk *next;
	uint32_t size;                  /* whole chunk                          */
	uint32_t used;                  /* of data                              */
	_Alignas(16) uint8_t data[];
};

#define CHUNK_DATA (ARENA_CHUNK - (uint32_t)sizeof(struct arena_chunk))

void arena_init(struct arena *a, struct arena_pool *pool, size_t quota)
{
	*a = (struct arena){ .pool = pool, .quota = quota ? quota : ARENA_QUOTA };
}

static struct arena_chunk *chunk_get(struct arena *a, size_t data)
{
	struct arena_chunk *c;
	size_t size = data <= CHUNK_DATA ? ARENA_CHUNK : sizeof *c + data;

	if (size > UINT32_MAX || a->total + size > a->quota)
		return NULL;
	if (size == ARENA_CHUNK && a->pool && a->pool->free) {
		c = a->pool->free;
		a->pool->free = c->next;
		a->pool->n_free--;
	} else {
		c = malloc(size);
		if (!c)
			return NULL;
	}
	c->next = NULL;
	c->size = (uint32_t)size;
	c->used = 0;
	a->total += size;
	return c;
}

void *arena_alloc(struct arena *a, size_t n, size_t align)
{
	struct arena_chunk *c = a->head;
	size_t at;

	if (align < 1 || (align & (align - 1)) || align > 16 || n > a->quota)
		return NULL;
	if (c) {
		at = (c->used + align - 1) & ~(align - 1);
		if (at + n <= c->size - sizeof *c) {
			c->used = (uint32_t)(at + n);
			return memset(c->data + at, 0, n);
		}
	}
	c = chunk_get(a, n);
	if (!c)
		return NULL;
	c->used = (uint32_t)n;
	/* a large one goes behind the chunk being filled, whose room stays usable */
	if (a->head && c->size > ARENA_CHUNK) {
		c->next = a->head->next;
		a->head->next = c;
	} else {
		c->next = a->head;
		a->head = c;
	}
	return memset(c->data, 0, n);
}

struct hss_bytes arena_dup(struct arena *a, struct hss_bytes b)
{
	uint8_t *p = arena_alloc(a, (size_t)b.len + 1, 1);

	if (!p)
		return (struct hss_bytes){ 0 };
	if (b.len)
		memcpy(p, b.p, b.len);
	return (struct hss_bytes){ p, b.len };
}

struct hss_bytes arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	p = n < 0 ? NULL : arena_alloc(a, (size_t)n + 1, 1);
	if (!p)
		return (struct hss_bytes){ 0 };
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return (struct hss_bytes){ (const uint8_t *)p, (uint32_t)n };
}

void arena_reset(struct arena *a)
{
	struct arena_chunk *c, *next;

	for (c = a->head; c; c = next) {
		next = c->next;
		if (a->is_secret)
			explicit_bzero(c->data, c->used);
		if (c->size == ARENA_CHUNK && a->pool && a->pool->n_free < a->pool->max_free) {
			c->next = a->pool->free;
			a->pool->free = c;
			a->pool->n_free++;
		} else {
			free(c);
		}
	}
	a->head = NULL;
	a->total = 0;
	a->is_secret = false;
}

void arena_pool_fini(struct arena_pool *p)
{
	while (p->free) {
		struct arena_chunk *c = p->free;

		p->free = c->next;
		free(c);
	}
	p->n_free = 0;
}

void arena_join(struct arena *to, struct arena *from)
{
	struct arena_chunk **tail = to->head ? &to->head->next : &to->head;
	struct arena_chunk *rest = *tail;

	/* behind the chunk being filled, whose room stays usable */
	*tail = from->head;
	while (*tail)
		tail = &(*tail)->next;
	*tail = rest;
	to->is_secret |= from->is_secret;
	from->head = NULL;
	from->total = 0;
}

void arena_pool_move(struct arena_pool *to, struct arena_pool *from, uint32_t n)
{
	while (n-- && from->free) {
		struct arena_chunk *c = from->free;

		from->free = c->next;
		from->n_free--;
		c->next = to->free;
		to->free = c;
		to->n_free++;
	}
}
