/*
 * cache.c - see cache.h.
 *
 * What keeps it right. Every write moves a global stamp and leaves it, before the backend gets it
 * and again after the commit, at the slot of each key it touches; in between the slot counts it
 * as "writing". A read notes the stamp before the backend reads; its result goes in only when the
 * slots of its keys are not being written and carry no later stamp. So no row older than a
 * commit can stay, whatever the order of threads. Writes whose rows are not known mark the whole
 * entity the same way (struct cache_space), and its older entries are dead.
 * A secondary key's entry is only a hint: the row it leads to is compared with the key.
 * A write that names its row by such a key marks that key's slot: a row remembers the slots of its
 * unique keys and is no hit while one of them is being written.
 */
#include "store/cache.h"

#include "base/hash.h"
#include "store/cache_int.h"
#include "store/job.h"
#include "store/pack.h"
#include "store/row.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define NONE_SHARE 16u                  /* negative entries: at most a sixteenth */

hss_rc cache_open(const struct store_conf *conf, const struct clock *clock, struct cache **out)
{
	struct cache *c = aligned_alloc(64, (sizeof *c + 63) & ~(size_t)63);

	if (!c)
		return HSS_E_NOMEM;
	memset(c, 0, sizeof *c);
	if (getrandom(c->sip, sizeof c->sip, 0) != (ssize_t)sizeof c->sip) {
		free(c);
		return HSS_E_INTERNAL;
	}
	c->clock = clock;
	c->ttl_ns = (uint64_t)conf->cache_ttl_ms * 1000000;
	c->stripe_max = (size_t)conf->cache_bytes / CACHE_STRIPES;
	atomic_store(&c->stamp, 1);
	for (uint32_t i = 0; i < CACHE_STRIPES; i++)
		pthread_mutex_init(&c->stripes[i].lock, NULL);
	*out = c;
	return HSS_OK;
}

/* ---- entries --------------------------------------------------------------------- */

static size_t entry_octets(const struct cache_entry *e)
{
	return sizeof *e + e->key_len + 2u * e->n_slots + e->len + 16;    /* malloc's own         */
}

void cache_entry_free(struct cache_entry *e)
{
	if (e->is_secret)
		explicit_bzero(e->b, (size_t)e->key_len + 2u * e->n_slots + e->len);
	free(e);
}

uint8_t *cache_value(struct cache_entry *e)
{
	return e->b + e->key_len + 2u * e->n_slots;
}

struct cache_entry *cache_entry_new(const struct cache_key *k, uint8_t kind, uint32_t n_slots,
                                    uint32_t len)
{
	struct cache_entry *e = calloc(1, sizeof *e + k->len + 2u * n_slots + len);

	if (!e)
		return NULL;
	e->hash_hi = (uint32_t)(k->hash >> 32);
	e->key_len = k->len;
	e->n_slots = (uint8_t)n_slots;
	e->kind = kind;
	e->len = len;
	memcpy(e->b, k->b, k->len);
	return e;
}

struct cache_entry *cache_entry_row(const struct cache *c, const struct store_inst *si,
                                    const struct cache_key *k, const struct entity *e,
                                    const void *row, uint64_t rev)
{
	size_t len = pack_len(&e->pub, row);
	uint16_t slots[ENTITY_INDEXES_MAX];
	uint32_t n_slots = 0;
	struct cache_entry *n;
	struct cache_key unique;

	for (uint32_t i = 0; i < e->pub.n_indexes; i++)
		if (e->pub.indexes[i].unique && cache_key_of_index(c, si, e, i + 1, row, &unique))
			slots[n_slots++] = (uint16_t)cache_slot_of(unique.hash);
	n = len > UINT32_MAX / 2 ? NULL : cache_entry_new(k, CACHE_ROW, n_slots, (uint32_t)len);
	if (n) {
		memcpy(n->b + n->key_len, slots, n_slots * sizeof slots[0]);
		pack_row(&e->pub, row, cache_value(n));
		n->rev = rev;
		n->is_secret = e->secrets != 0;
	}
	return n;
}

static struct cache_entry **find_link(struct cache_stripe *s, const struct cache_key *k)
{
	struct cache_entry **at;

	if (!s->n_buckets)
		return NULL;
	at = &s->bucket[(uint32_t)(k->hash >> 32) & (s->n_buckets - 1)];
	for (; *at; at = &(*at)->next)
		if ((*at)->hash_hi == (uint32_t)(k->hash >> 32) && (*at)->key_len == k->len &&
		    !memcmp((*at)->b, k->b, k->len))
			return at;
	return NULL;
}

struct cache_entry *cache_find(struct cache_stripe *s, const struct cache_key *k)
{
	struct cache_entry **at = find_link(s, k);

	return at ? *at : NULL;
}

static void unlink_entry(struct cache_stripe *s, struct cache_entry **at)
{
	struct cache_entry *e = *at;

	*at = e->next;
	s->n--;
	s->n_none -= e->kind == CACHE_NONE;
	s->octets -= entry_octets(e);
	cache_entry_free(e);
}

void cache_remove(struct cache_stripe *s, const struct cache_key *k)
{
	struct cache_entry **at = find_link(s, k);

	if (at)
		unlink_entry(s, at);
}

static void grow_table(struct cache_stripe *s)
{
	uint32_t n = s->n_buckets ? s->n_buckets * 2 : 16;
	struct cache_entry **b;

	if (s->n < s->n_buckets)
		return;
	b = calloc(n, sizeof *b);
	if (!b)
		return;
	for (uint32_t i = 0; i < s->n_buckets; i++)
		while (s->bucket[i]) {
			struct cache_entry *e = s->bucket[i];

			s->bucket[i] = e->next;
			e->next = b[e->hash_hi & (n - 1)];
			b[e->hash_hi & (n - 1)] = e;
		}
	free(s->bucket);
	s->octets += (n - s->n_buckets) * sizeof *b;
	s->bucket = b;
	s->n_buckets = n;
}

/* CLOCK: who was used since the hand came by last stays for another round.     */
static void evict(struct cache *c, struct cache_stripe *s)
{
	uint32_t steps = 2 * s->n_buckets;

	while (s->n && s->octets > c->stripe_max && steps--) {
		struct cache_entry **at = &s->bucket[s->hand++ & (s->n_buckets - 1)];

		while (*at && s->octets > c->stripe_max) {
			if (!(*at)->is_used) {
				unlink_entry(s, at);
				continue;
			}
			(*at)->is_used = 0;
			at = &(*at)->next;
		}
	}
}

void cache_put(struct cache *c, struct cache_stripe *s, const struct cache_key *k,
               struct cache_entry *e)
{
	struct cache_entry **head;

	cache_remove(s, k);
	grow_table(s);
	if (!s->n_buckets || entry_octets(e) > c->stripe_max / 4 ||
	    (e->kind == CACHE_NONE &&
	     (s->n_none + 1) * entry_octets(e) > c->stripe_max / NONE_SHARE)) {
		cache_entry_free(e);
		return;
	}
	head = &s->bucket[e->hash_hi & (s->n_buckets - 1)];
	e->next = *head;
	e->is_used = 1;
	*head = e;
	s->n++;
	s->n_none += e->kind == CACHE_NONE;
	s->octets += entry_octets(e);
	evict(c, s);
}

void cache_close(struct cache *c)
{
	if (!c)
		return;
	for (uint32_t i = 0; i < CACHE_STRIPES; i++) {
		struct cache_stripe *s = &c->stripes[i];

		for (uint32_t k = 0; k < s->n_buckets; k++)
			while (s->bucket[k])
				unlink_entry(s, &s->bucket[k]);
		free(s->bucket);
		pthread_mutex_destroy(&s->lock);
	}
	free(c);
}

size_t cache_octets(struct cache *c)
{
	size_t n = 0;

	for (uint32_t i = 0; i < CACHE_STRIPES; i++) {
		pthread_mutex_lock(&c->stripes[i].lock);
		n += c->stripes[i].octets;
		pthread_mutex_unlock(&c->stripes[i].lock);
	}
	return n;
}

/* ---- reading ------------------------------------------------------------------------ */

static bool is_valid(struct cache *c, struct store_inst *si, const struct entity *e,
                     const struct cache_entry *x)
{
	struct cache_space *sp = &si->spaces[e->number];

	if (atomic_load(&sp->writing) || atomic_load(&sp->stamp) > x->stamp)
		return false;
	if (x->kind == CACHE_NONE && atomic_load(&sp->none_stamp) > x->stamp)
		return false;
	return !x->dies_ns || clock_mono_ns(c->clock) < x->dies_ns;
}

/* A write of its row is with the backend, by another name than its primary key. */
static bool is_blocked(struct cache *c, struct store_inst *si, const struct entity *e,
                       const struct cache_entry *x, const struct cache_key *key)
{
	uint16_t slot;

	if (x->kind == CACHE_NONE)
		return !key->b[3] && atomic_load(&si->spaces[e->number].inserting);
	for (uint32_t i = 0; i < x->n_slots; i++) {
		memcpy(&slot, x->b + x->key_len + 2 * i, sizeof slot);
		if (atomic_load(&c->slots[slot].writing))
			return true;
	}
	return false;
}

/* A copy of the entry's value in `a`; a dead entry goes.                       */
static enum cache_answer look(struct cache *c, struct store_inst *si, const struct entity *e,
                              const struct cache_key *key, struct arena *a, uint8_t *kind,
                              struct hss_bytes *value, uint64_t *rev)
{
	struct cache_stripe *s = cache_stripe_of(c, key->hash);
	enum cache_answer answer = CACHE_MISS;
	struct cache_entry *x;
	uint8_t *copy;

	pthread_mutex_lock(&s->lock);
	x = cache_find(s, key);
	if (x && !is_valid(c, si, e, x)) {
		cache_remove(s, key);
		x = NULL;
	}
	if (x && is_blocked(c, si, e, x, key))
		x = NULL;
	if (x && x->kind == CACHE_NONE) {
		answer = CACHE_NONE;
		x->is_used = 1;
	} else if (x) {
		copy = arena_alloc(a, x->len, 1);
		if (copy) {
			memcpy(copy, cache_value(x), x->len);
			*value = (struct hss_bytes){ copy, x->len };
			*kind = x->kind;
			*rev = x->rev;
			x->is_used = 1;
			answer = CACHE_ROW;
		}
	}
	pthread_mutex_unlock(&s->lock);
	return answer;
}

enum cache_answer cache_get(struct cache *c, struct store_inst *si, const struct entity *e,
                            const struct cache_key *key, struct arena *a, const void **row,
                            uint64_t *rev)
{
	struct cache_key found = *key, check;
	enum cache_answer answer;
	struct hss_bytes value;
	uint8_t kind = 0;

	if (e->secrets)
		a->is_secret = true;
	answer = look(c, si, e, key, a, &kind, &value, rev);
	if (answer == CACHE_ROW && kind == CACHE_POINTER) {
		found.len = (uint16_t)value.len;
		memcpy(found.b, value.p, value.len);
		found.hash = hash_sip(c->sip, found.b, found.len);
		answer = look(c, si, e, &found, a, &kind, &value, rev);
		if (answer == CACHE_NONE)       /* the hint is old              */
			return CACHE_MISS;
	}
	if (answer != CACHE_ROW)
		return answer;
	*row = pack_open(&e->pub, value.p, value.len, a);
	if (!*row)
		return CACHE_MISS;
	if (!cache_key_of_index(c, si, e, key->b[3], *row, &check) || check.len != key->len ||
	    memcmp(check.b, key->b, key->len))
		return CACHE_MISS;
	return CACHE_ROW;
}

uint64_t cache_stamp(struct cache *c)
{
	return atomic_load(&c->stamp);
}

/* ---- filling -------------------------------------------------------------------------- */

static bool may_fill(struct cache *c, struct store_inst *si, const struct entity *e,
                     const struct cache_key *k, uint64_t stamp)
{
	struct cache_slot *slot = &c->slots[cache_slot_of(k->hash)];
	struct cache_space *sp = &si->spaces[e->number];

	return !atomic_load(&slot->writing) && slot->stamp <= stamp && !atomic_load(&sp->writing) &&
	       atomic_load(&sp->stamp) <= stamp;
}

static void fill_one(struct cache *c, struct store_inst *si, const struct entity *e,
                     const struct cache_key *k, struct cache_entry *x, uint64_t stamp)
{
	struct cache_stripe *s = cache_stripe_of(c, k->hash);

	if (!x)
		return;
	x->stamp = stamp;
	if (si->cache_mode == STORE_CACHE_TTL)
		x->dies_ns = clock_mono_ns(c->clock) + c->ttl_ns;
	pthread_mutex_lock(&s->lock);
	if (may_fill(c, si, e, k, stamp))
		cache_put(c, s, k, x);
	else
		cache_entry_free(x);
	pthread_mutex_unlock(&s->lock);
}

void cache_fill(struct cache *c, struct hss_job *j)
{
	struct job_part *p = &j->parts[0];
	struct cache_key pk;
	struct cache_entry *x;

	if (!j->key.len)
		return;
	if (j->rc == HSS_E_NOTFOUND || (j->rc == HSS_OK && !p->now.n)) {
		fill_one(c, j->si, p->e, &j->key, cache_entry_new(&j->key, CACHE_NONE, 0, 0),
		         j->stamp);
		return;
	}
	if (j->rc != HSS_OK || p->now.n != 1 ||
	    !cache_key_of_row(c, j->si, p->e, p->now.row[0], &pk))
		return;
	fill_one(c, j->si, p->e, &pk,
	         cache_entry_row(c, j->si, &pk, p->e, p->now.row[0], p->now.revs[0]), j->stamp);
	if (!j->key.b[3])
		return;
	x = cache_entry_new(&j->key, CACHE_POINTER, 0, pk.len);
	if (x)
		memcpy(cache_value(x), pk.b, pk.len);
	fill_one(c, j->si, p->e, &j->key, x, j->stamp);
}
