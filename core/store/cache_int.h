/* cache_int.h - the cache's own structs, shared by cache.c, cache_key.c and cache_write.c. */
#ifndef STORE_CACHE_INT_H
#define STORE_CACHE_INT_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/clock.h"
#include "store/cache.h"
#include "store/entity.h"

#define CACHE_STRIPES 256u              /* locks, each with a table of its own  */
#define CACHE_SLOTS   16384u            /* where writes leave their mark        */

struct cache_entry {
	struct cache_entry *next;
	uint64_t rev;
	uint64_t stamp;                 /* what the fill knew                   */
	uint64_t dies_ns;               /* mode ttl; 0: never                   */
	uint32_t hash_hi;
	uint32_t len;                   /* octets behind the key                */
	uint16_t key_len;
	uint8_t kind;                   /* CACHE_ROW, CACHE_NONE, CACHE_POINTER */
	uint8_t is_used : 1;            /* since the hand came by               */
	uint8_t is_secret : 1;          /* wiped when it goes                   */
	uint8_t n_slots;                /* of the row's unique keys             */
	uint8_t b[];                    /* key, slots, then packed row or primary key */
};
enum { CACHE_POINTER = 3 };             /* an entry that leads to a row's key   */

struct cache_stripe {
	_Alignas(64) pthread_mutex_t lock;
	struct cache_entry **bucket;
	uint32_t n_buckets, n, hand, n_none;
	size_t octets;
};

struct cache_slot {                     /* under the lock of its stripe         */
	uint64_t stamp;                 /* of the last write's begin or end     */
	_Atomic uint32_t writing;       /* read without the lock too            */
};

struct cache {
	_Atomic uint64_t stamp;         /* moves with every write               */
	uint64_t sip[2];
	size_t stripe_max;
	uint64_t ttl_ns;
	const struct clock *clock;
	struct cache_slot slots[CACHE_SLOTS];
	struct cache_stripe stripes[CACHE_STRIPES];
};

static inline struct cache_stripe *cache_stripe_of(struct cache *c, uint64_t hash)
{
	return &c->stripes[hash % CACHE_STRIPES];       /* slots share it: 2^n both */
}

static inline uint32_t cache_slot_of(uint64_t hash)
{
	return (uint32_t)(hash % CACHE_SLOTS);
}

/* Of a row's index (0: primary key); false: a value is absent or it is too long. */
bool cache_key_of_index(const struct cache *c, const struct store_inst *si,
                        const struct entity *e, uint32_t index, const void *row,
                        struct cache_key *out);

/* All under the stripe's lock. */
struct cache_entry *cache_find(struct cache_stripe *s, const struct cache_key *k);
void cache_remove(struct cache_stripe *s, const struct cache_key *k);
/* Replaces. Memory out: the cache does without.                                */
void cache_put(struct cache *c, struct cache_stripe *s, const struct cache_key *k,
               struct cache_entry *e);
/* An entry with room for slots and `len` octets behind the key; NULL: out of memory. */
struct cache_entry *cache_entry_new(const struct cache_key *k, uint8_t kind, uint32_t n_slots,
                                    uint32_t len);
void cache_entry_free(struct cache_entry *e);
uint8_t *cache_value(struct cache_entry *e);
/* Packs a row into an entry.                                                   */
struct cache_entry *cache_entry_row(const struct cache *c, const struct store_inst *si,
                                    const struct cache_key *k, const struct entity *e,
                                    const void *row, uint64_t rev);

#endif
