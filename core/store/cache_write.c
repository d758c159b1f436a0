/*
 * cache_write.c - what writes do to the cache: hold back fills of the keys they touch, drop what
 * is there, write the new row through.
 */
#include "store/cache_int.h"
#include "store/job.h"
#include "store/row.h"

#include <string.h>

static uint64_t next_stamp(struct cache *c)
{
	return atomic_fetch_add(&c->stamp, 1) + 1;
}

static uint32_t count_bits(const struct entity_set *s)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < ENTITIES_MAX / 64; i++)
		n += (uint32_t)__builtin_popcountll(s->bits[i]);
	return n;
}

hss_rc cache_plan(struct hss_job *j)
{
	for (uint32_t i = 0; i < j->n_parts; i++) {
		struct job_part *p = &j->parts[i];
		/* row, its entity, a new row, unique keys, entities that cascade */
		uint32_t n = 3 + p->e->pub.n_indexes + count_bits(&p->e->cascades);

		if (!op_is_write(p->op.kind))
			continue;
		p->holds = arena_array(&j->mem, struct cache_hold, n);
		if (!p->holds)
			return HSS_E_NOMEM;
	}
	return HSS_OK;
}

static void hold_space(struct cache *c, struct job_part *p, struct cache_space *sp)
{
	p->holds[p->n_holds++] = (struct cache_hold){ .space = sp };
	atomic_fetch_add(&sp->writing, 1);
	atomic_store(&sp->stamp, next_stamp(c));
}

/* New rows whose primary key the backend counts: "no such row" is not certain meanwhile. */
static void hold_insert(struct job_part *p, struct cache_space *sp)
{
	p->holds[p->n_holds++] = (struct cache_hold){ .space = sp, .is_insert = true };
	atomic_fetch_add(&sp->inserting, 1);
}

static void hold_key(struct cache *c, struct job_part *p, const struct cache_key *k, bool is_row,
                     bool is_new)
{
	struct cache_stripe *s = cache_stripe_of(c, k->hash);
	struct cache_slot *slot = &c->slots[cache_slot_of(k->hash)];
	struct cache_hold *h = &p->holds[p->n_holds++];

	*h = (struct cache_hold){ .slot = cache_slot_of(k->hash), .is_row = is_row };
	pthread_mutex_lock(&s->lock);
	if (is_row || is_new)
		cache_remove(s, k);
	atomic_fetch_add(&slot->writing, 1);
	slot->stamp = h->stamp = next_stamp(c);
	pthread_mutex_unlock(&s->lock);
}

/* Unique keys that the new row brings: "no such key" ends with this write.     */
static void hold_new_keys(struct cache *c, struct hss_job *j, struct job_part *p)
{
	struct store_inst *si = j->si;
	uint64_t cols = p->op.kind == HSS_OP_UPDATE ? p->op.cols : UINT64_MAX;
	struct cache_key k;

	for (uint32_t i = 0; i < p->e->pub.n_indexes; i++) {
		const struct hss_index *x = &p->e->pub.indexes[i];
		uint64_t mask = 0;

		for (uint32_t n = 0; n < x->n_cols; n++)
			mask |= UINT64_C(1) << x->cols[n];
		if (!x->unique || !(cols & mask))
			continue;
		if ((cols & mask) == mask) {
			if (cache_key_of_index(c, si, p->e, i + 1, p->op.row, &k))
				hold_key(c, p, &k, false, true);
		} else {                /* half of it is in the database        */
			hold_space(c, p, &si->spaces[p->e->number]);
			return;
		}
	}
}

static void begin_part(struct cache *c, struct hss_job *j, struct job_part *p)
{
	struct cache_space *sp = &j->si->spaces[p->e->number];
	uint32_t kind = p->op.kind;
	struct cache_key k;

	if (cache_key_of_write(c, j->si, p->e, &p->op, &k))
		hold_key(c, p, &k, true, false);
	else if (kind == HSS_OP_INSERT)
		hold_insert(p, sp);
	else if (cache_key_of_unique(c, j->si, p->e, &p->op, &k))
		hold_key(c, p, &k, false, false);
	else
		hold_space(c, p, sp);
	if (kind == HSS_OP_UPSERT && p->op.upsert_by)
		hold_insert(p, sp);
	if (kind == HSS_OP_INSERT || kind == HSS_OP_UPDATE || kind == HSS_OP_UPSERT)
		hold_new_keys(c, j, p);
	if (kind == HSS_OP_ADD && p->e->unique_cols >> p->op.add_col & 1)
		hold_space(c, p, sp);
	if (kind == HSS_OP_DELETE)
		for (uint32_t i = 0; i < ENTITIES_MAX; i++)
			if (entity_set_has(&p->e->cascades, i))
				hold_space(c, p, &j->si->spaces[i]);
}

void cache_begin(struct cache *c, struct hss_job *j)
{
	if (j->si->cache_mode == STORE_CACHE_OFF)
		return;
	for (uint32_t i = 0; i < j->n_parts; i++)
		if (op_is_write(j->parts[i].op.kind))
			begin_part(c, j, &j->parts[i]);
}

/* ---- after the commit ------------------------------------------------------------- */

void cache_drop(struct cache *c, struct store_inst *si, const struct entity *e,
                const struct cache_key *key)
{
	struct cache_space *sp = &si->spaces[e->number];
	struct cache_stripe *s;

	if (!key) {
		atomic_store(&sp->stamp, next_stamp(c));
		return;
	}
	s = cache_stripe_of(c, key->hash);
	pthread_mutex_lock(&s->lock);
	cache_remove(s, key);
	c->slots[cache_slot_of(key->hash)].stamp = next_stamp(c);
	pthread_mutex_unlock(&s->lock);
	/* which unique keys the row has is not known: "no such key" may be over */
	atomic_store(&sp->none_stamp, next_stamp(c));
}

/* Rows whose keys were not known before: drop them now, or the whole entity.   */
static void drop_late(struct cache *c, struct hss_job *j, struct job_part *p)
{
	const struct job_rows *all[] = { &p->now, &p->old };
	bool has_row = false;
	struct cache_key k;

	for (uint32_t i = 0; i < p->n_holds; i++)
		if (p->holds[i].is_row || (!p->holds[i].is_insert &&
		                           p->holds[i].space == &j->si->spaces[p->e->number]))
			return;
	if (j->rc != HSS_OK && j->rc != HSS_E_UNCERTAIN)
		return;
	for (uint32_t i = 0; i < 2; i++)
		for (uint32_t n = 0; n < all[i]->n; n++) {
			struct cache_stripe *s;

			if (!cache_key_of_row(c, j->si, p->e, all[i]->row[n], &k))
				continue;
			has_row = true;
			s = cache_stripe_of(c, k.hash);
			pthread_mutex_lock(&s->lock);
			cache_remove(s, &k);
			c->slots[cache_slot_of(k.hash)].stamp = next_stamp(c);
			pthread_mutex_unlock(&s->lock);
		}
	if (!has_row || j->rc == HSS_E_UNCERTAIN)
		cache_drop(c, j->si, p->e, NULL);
}

static struct cache_entry *new_entry(struct cache *c, struct hss_job *j, struct job_part *p,
                                     struct cache_key *k)
{
	struct cache_entry *x;

	if (j->rc != HSS_OK || p->now.n != 1 || p->op.kind == HSS_OP_DELETE ||
	    !cache_key_of_row(c, j->si, p->e, p->now.row[0], k))
		return NULL;
	x = cache_entry_row(c, j->si, k, p->e, p->now.row[0], p->now.revs[0]);
	if (x && j->si->cache_mode == STORE_CACHE_TTL)
		x->dies_ns = clock_mono_ns(c->clock) + c->ttl_ns;
	return x;
}

static void end_key(struct cache *c, struct hss_job *j, struct job_part *p, struct cache_hold *h)
{
	struct cache_slot *slot = &c->slots[h->slot];
	struct cache_stripe *s = &c->stripes[h->slot % CACHE_STRIPES];
	struct cache_entry *x = NULL;
	struct cache_key k;

	if (h->is_row)
		x = new_entry(c, j, p, &k);
	if (x && cache_slot_of(k.hash) != h->slot) {    /* not the row it named */
		cache_entry_free(x);
		x = NULL;
	}
	pthread_mutex_lock(&s->lock);
	/* written through only when no other write began or ended meanwhile, nor is under way */
	if (x && atomic_load(&slot->writing) == 1 && slot->stamp == h->stamp) {
		x->stamp = h->stamp;
		cache_put(c, s, &k, x);
	} else if (x) {
		cache_entry_free(x);
	}
	slot->stamp = next_stamp(c);
	atomic_fetch_sub(&slot->writing, 1);
	pthread_mutex_unlock(&s->lock);
}

void cache_end(struct cache *c, struct hss_job *j)
{
	if (j->si->cache_mode == STORE_CACHE_OFF)
		return;
	for (uint32_t i = 0; i < j->n_parts; i++) {
		struct job_part *p = &j->parts[i];

		if (!op_is_write(p->op.kind))
			continue;
		drop_late(c, j, p);
		for (uint32_t n = 0; n < p->n_holds; n++) {
			struct cache_hold *h = &p->holds[n];

			if (!h->space) {
				end_key(c, j, p, h);
				continue;
			}
			if (h->is_insert) {
				atomic_fetch_sub(&h->space->inserting, 1);
				continue;
			}
			atomic_store(&h->space->stamp, next_stamp(c));
			atomic_fetch_sub(&h->space->writing, 1);
		}
		p->n_holds = 0;
	}
}
