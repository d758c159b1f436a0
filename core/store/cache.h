/*
 * cache.h - the read cache of the process: rows by primary key, unique keys that point to it,
 * and keys known to lead nowhere.
 */
#ifndef STORE_CACHE_H
#define STORE_CACHE_H

#include <hss/store.h>

#include "base/arena.h"

#define CACHE_KEY_MAX 300u

struct cache;
struct clock;
struct entity;
struct hss_job;
struct job_part;
struct store_conf;
struct store_inst;

struct cache_key {                      /* instance, entity, index, values      */
	uint64_t hash;
	uint16_t len;                   /* 0: no key                            */
	uint8_t b[CACHE_KEY_MAX];
};

/* A write in progress keeps fills of what it changes out.                      */
struct cache_hold {
	struct cache_space *space;      /* NULL: one slot                       */
	bool is_insert;                 /* of a space: only new rows            */
	uint32_t slot;
	bool is_row;                    /* slot of the row's primary key        */
	uint64_t stamp;
};

enum cache_answer { CACHE_MISS = 0, CACHE_ROW = 1, CACHE_NONE = 2 };

/* SETUP.                                                                       */
hss_rc cache_open(const struct store_conf *conf, const struct clock *clock, struct cache **out);
void cache_close(struct cache *c);

/* The key that a GET names its row by: EQ on the primary key or on all columns of a unique
 * index, nothing else; false: it cannot be answered from the cache.            */
bool cache_key_of_get(struct cache *c, const struct store_inst *si, const struct entity *e,
                      const struct hss_op *op, struct cache_key *out);
/* The key of a row's primary key; false: absent or too long.                   */
bool cache_key_of_row(struct cache *c, const struct store_inst *si, const struct entity *e,
                      const void *row, struct cache_key *out);
/* The primary key that an operation's terms or row fix; false: they do not.    */
bool cache_key_of_write(struct cache *c, const struct store_inst *si, const struct entity *e,
                        const struct hss_op *op, struct cache_key *out);
/* The unique key that fixes its one row otherwise; false: it may touch many.   */
bool cache_key_of_unique(const struct cache *c, const struct store_inst *si,
                         const struct entity *e, const struct hss_op *op, struct cache_key *out);
/* By a term on the primary key.                                                */
bool cache_key_of_term(struct cache *c, const struct store_inst *si, const struct entity *e,
                       const struct hss_term *t, struct cache_key *out);

/* ANY. ROW: *row (a row struct in `a`) and *rev; NONE: proven not to be there. */
enum cache_answer cache_get(struct cache *c, struct store_inst *si, const struct entity *e,
                            const struct cache_key *key, struct arena *a, const void **row,
                            uint64_t *rev);
/* ANY. To be read before the backend reads: a fill is dropped when a write came later. */
uint64_t cache_stamp(struct cache *c);
/* ANY. Puts the result of a cached GET in.                                     */
void cache_fill(struct cache *c, struct hss_job *j);
/* LOOP. Memory for the holds of a write's parts. NOMEM.                        */
hss_rc cache_plan(struct hss_job *j);
/* ANY. Before the backend gets a write: drops what it may change.              */
void cache_begin(struct cache *c, struct hss_job *j);
/* ANY. After it: lets fills in again and writes the new row through.           */
void cache_end(struct cache *c, struct hss_job *j);
/* ANY. A foreign write. key NULL: all of the entity.                           */
void cache_drop(struct cache *c, struct store_inst *si, const struct entity *e,
                const struct cache_key *key);
/* Octets in use, for tests and metrics.                                        */
size_t cache_octets(struct cache *c);

#endif
