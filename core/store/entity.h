/*
 * entity.h - the entities of this process: each declared by the core or by a plugin, checked
 * once, kept as one canonical table that backends and plugins see.
 */
#ifndef STORE_ENTITY_H
#define STORE_ENTITY_H

#include <hss/store.h>

#include "base/arena.h"
#include "store/store.h"

#define ENTITIES_MAX 256u
#define ENTITY_INDEXES_MAX 16u
#define ENTITY_NAME_MAX 63u

struct entity_alias {                   /* a table that declared it             */
	struct entity_alias *next;
	const struct hss_entity *e;
};

struct entity_written {                 /* store_on_written()                   */
	struct entity_written *next;
	store_written_fn fn;
	void *ctx;
};

struct entity_set {                     /* of entities, by number               */
	uint64_t bits[ENTITIES_MAX / 64];
};

struct entity {
	struct hss_entity pub;          /* canonical: own copies of cols and indexes */
	uint16_t number;
	int16_t expiry;                 /* its EXPIRY column, -1: none          */
	bool is_core;                   /* declared by the core itself          */
	uint64_t secrets, defaults;     /* masks of columns                     */
	uint64_t unique_cols;           /* columns of unique indexes            */
	void *default_row;              /* row struct with the default values   */
	struct arena *default_mem;      /* what default_row points to           */
	struct entity_set cascades;     /* whose rows go with ours, all levels  */
	struct entity_alias *aliases;
	struct entity_written *written;
};

struct entity_table {
	struct entity *v[ENTITIES_MAX];
	uint32_t n;
};

/* SETUP. Adds or merges `e`; err says what is wrong with it. INVAL, EXISTS (declared
 * differently before), NOMEM.                                                  */
hss_rc entity_add(struct entity_table *t, const struct hss_entity *e, bool is_core,
                  struct entity **out, struct hss_err *err);
/* SETUP. Every `ref` names an entity with a primary key of that kind; computes `cascades`. */
hss_rc entity_resolve(struct entity_table *t, struct hss_err *err);
struct entity *entity_named(const struct entity_table *t, const char *name);
/* By any table that declared it, or the canonical one.                         */
struct entity *entity_of(const struct entity_table *t, const struct hss_entity *e);
void entity_table_fini(struct entity_table *t);

static inline bool entity_set_has(const struct entity_set *s, uint32_t n)
{
	return s->bits[n / 64] >> (n % 64) & 1;
}

static inline void entity_set_add(struct entity_set *s, uint32_t n)
{
	s->bits[n / 64] |= UINT64_C(1) << (n % 64);
}

/* Fills err and returns code.                                                  */
hss_rc err_set(struct hss_err *err, hss_rc code, const char *fmt, ...) HSS_PRINTF(3, 4);

#endif
