/* sqn_sim.c - see sqn_sim.h. */
#include "auc/sqn_sim.h"

#include "base/bytes.h"

#include <stdlib.h>

#define SIMS_MAX   (1u << 20)
#define LOOK_MAX   16u                  /* busy counters passed when one has to go */

hss_rc sqn_create(const struct sqn_conf *conf, struct sqn **out)
{
	struct sqn *s = calloc(1, sizeof *s);

	if (!s)
		return HSS_E_NOMEM;
	s->conf = *conf;
	if (!s->conf.max_sims)
		s->conf.max_sims = SIMS_MAX;
	for (uint32_t i = 0; i < SHARDS; i++) {
		pthread_mutex_init(&s->shards[i].lock, NULL);
		hmap_init(&s->shards[i].sims);
		list_init(&s->shards[i].lru);
	}
	*out = s;
	return HSS_OK;
}

void sqn_destroy(struct sqn *s)
{
	if (!s)
		return;
	for (uint32_t i = 0; i < SHARDS; i++) {
		struct shard *sh = &s->shards[i];

		list_each(p, &sh->lru)
			free(list_entry(p, struct sim, lru));
		hmap_fini(&sh->sims);
		pthread_mutex_destroy(&sh->lock);
	}
	free(s);
}

struct shard *sim_shard(struct sqn *s, int64_t auc_id)
{
	return &s->shards[hash_u64((uint64_t)auc_id) % SHARDS];
}

static struct hss_bytes key_of(const int64_t *auc_id)
{
	return bytes_of(auc_id, sizeof *auc_id);
}

struct sim *sim_find(struct shard *sh, int64_t auc_id)
{
	return hmap_get(&sh->sims, key_of(&auc_id));
}

void sim_touch(struct shard *sh, struct sim *m)
{
	list_del(&m->lru);
	list_add(&sh->lru, &m->lru);
}

void sim_bury(struct shard *sh, int64_t auc_id, uint64_t at)
{
	struct tomb *t = &sh->tombs[sh->n_tombs++ % TOMBS];

	if (sh->n_tombs > TOMBS && t->at > sh->forgotten_at)
		sh->forgotten_at = t->at;
	*t = (struct tomb){ .auc_id = auc_id, .at = at };
}

bool sim_is_stale(const struct shard *sh, const struct sim *m, int64_t auc_id, uint64_t seen)
{
	if (m)
		return seen < m->dropped_at;
	if (seen < sh->forgotten_at)
		return true;
	for (uint32_t i = 0; i < TOMBS && i < sh->n_tombs; i++)
		if (sh->tombs[i].auc_id == auc_id && seen < sh->tombs[i].at)
			return true;
	return false;
}

/*
 * Forgets the counter that was not used for longest. What it had reserved is lost, not
 * repeated: its row says so, unless it began without writing; then every row of this shard
 * that was not written in this start counts as begun.
 */
static void forget_one(struct sqn *s, struct shard *sh)
{
	uint32_t looked = 0;

	list_each(p, &sh->lru) {
		struct sim *m = list_entry(p, struct sim, lru);

		if (++looked > LOOK_MAX)
			return;
		if (m->is_reserving || !list_empty(&m->waiters))
			continue;
		if (m->is_begun && !m->is_written)
			sh->has_lost = true;
		sim_bury(sh, m->auc_id, atomic_fetch_add(&s->clock, 1) + 1);
		hmap_del(&sh->sims, key_of(&m->auc_id));
		list_del(&m->lru);
		free(m);
		return;
	}
}

struct sim *sim_make(struct sqn *s, struct shard *sh, int64_t auc_id)
{
	struct sim *m;

	if (sh->sims.n >= s->conf.max_sims / SHARDS + 1)
		forget_one(s, sh);
	m = calloc(1, sizeof *m);
	if (!m)
		return NULL;
	m->auc_id = auc_id;
	m->ind_bits = UINT8_MAX;
	list_init(&m->lru);
	list_init(&m->waiters);
	if (hmap_add(&sh->sims, key_of(&m->auc_id), m) != HSS_OK) {
		free(m);
		return NULL;
	}
	list_add(&sh->lru, &m->lru);
	return m;
}
