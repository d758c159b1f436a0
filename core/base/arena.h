/*
 * arena.h - chunked bump allocator: a task's memory.  Chunks come from a pool
 * of the loop, so after warm-up nothing is malloc'ed; there is no free().
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <hss/abi.h>

#include <stdarg.h>

#define ARENA_CHUNK (4u << 10)          /* octets of a chunk, header included   */
#define ARENA_QUOTA (256u << 10)        /* default per task                     */

struct arena_chunk;

struct arena_pool {                     /* one per loop; not thread safe        */
	struct arena_chunk *free;
	uint32_t n_free, max_free;
};

struct arena {
	struct arena_pool *pool;        /* NULL: malloc and free                */
	struct arena_chunk *head;       /* the chunk being filled               */
	size_t total, quota;            /* octets taken from pool and malloc    */
	bool is_secret;                 /* wipe on reset: keys went through it  */
};

/* LOOP. `pool` is borrowed for the arena's life and may be NULL.               */
void arena_init(struct arena *a, struct arena_pool *pool, size_t quota);
/* Zeroed memory, or NULL when the quota is reached or memory is out.           */
void *arena_alloc(struct arena *a, size_t n, size_t align);
/* A copy of `b`, NUL-terminated behind its length; p NULL on failure.          */
struct hss_bytes arena_dup(struct arena *a, struct hss_bytes b);
/* printf into the arena; p NULL on failure; NUL-terminated.                    */
struct hss_bytes arena_printf(struct arena *a, const char *fmt, ...) HSS_PRINTF(2, 3);
/* All memory goes back; the arena can be used again.                           */
void arena_reset(struct arena *a);

#define arena_new(a, T) ((T *)arena_alloc(a, sizeof(T), _Alignof(T)))
#define arena_array(a, T, n) ((T *)arena_alloc(a, sizeof(T) * (n), _Alignof(T)))

void arena_pool_fini(struct arena_pool *p);

/* LOOP. `from`'s memory becomes `to`'s, outside its quota, and lives as long; from is empty then.
 * How a job's result rows join their task.                                     */
void arena_join(struct arena *to, struct arena *from);
/* Moves up to n free chunks between pools of one thread.                       */
void arena_pool_move(struct arena_pool *to, struct arena_pool *from, uint32_t n);

#endif
