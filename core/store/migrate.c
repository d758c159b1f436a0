/*
 * migrate.c - tables before the first operation: which entities an instance keeps, in an order
 * in which references find their target, and prepare() on a worker. Version steps are the
 * backend's: entities only grow, each column says since which version it is there.
 */
#include "plugin/guard.h"
#include "store/parts.h"

#include <stdlib.h>
#include <string.h>

static void want(struct store_core *s, struct store_inst *si, const struct entity *e)
{
	if (entity_set_has(&si->wanted, e->number))
		return;
	entity_set_add(&si->wanted, e->number);
	for (uint32_t i = 0; i < e->pub.n_cols; i++)
		if (e->pub.cols[i].ref)
			want(s, si, entity_named(&s->entities, e->pub.cols[i].ref));
}

void migrate_collect(struct store_core *s, struct store_inst *si)
{
	for (const struct hss_store *st = s->binds; st; st = st->next) {
		if (atomic_load(&st->si) != si)
			continue;
		for (uint32_t i = 0; i < st->n; i++)
			want(s, si, st->ents[i].e);
	}
	/* the provisioning tables belong together, whoever uses them           */
	for (uint32_t i = 0; i < s->entities.n && !si->index; i++)
		if (s->entities.v[i]->is_core)
			want(s, si, s->entities.v[i]);
}

static bool is_ready(const struct store_core *s, const struct entity_set *open,
                     const struct entity *e)
{
	for (uint32_t i = 0; i < e->pub.n_cols; i++) {
		const struct hss_column *c = &e->pub.cols[i];
		const struct entity *to = c->ref ? entity_named(&s->entities, c->ref) : NULL;

		if (to && to != e && c->on_delete && entity_set_has(open, to->number))
			return false;
	}
	return true;
}

/* Referenced ones first; a ring of references comes as it is.                  */
static uint32_t order(const struct store_core *s, const struct entity_set *set,
                      const struct hss_entity **out)
{
	struct entity_set open = *set;
	bool is_forced = false;
	uint32_t n = 0, before;

	do {
		before = n;
		for (uint32_t i = 0; i < s->entities.n; i++) {
			const struct entity *e = s->entities.v[i];

			if (!entity_set_has(&open, i) || (!is_forced && !is_ready(s, &open, e)))
				continue;
			open.bits[i / 64] &= ~(UINT64_C(1) << (i % 64));
			out[n++] = &e->pub;
		}
		is_forced = n == before && !is_forced;
	} while (n != before || is_forced);
	return n;
}

hss_rc migrate_run(struct store_inst *si, void *wself, struct hss_err *err)
{
	const struct hss_entity **list;
	struct entity_set set;
	struct guard g;
	uint32_t n;
	hss_rc rc = HSS_OK;

	for (uint32_t i = 0; i < ENTITIES_MAX / 64; i++)
		set.bits[i] = si->wanted.bits[i] & ~si->prepared.bits[i];
	list = calloc(ENTITIES_MAX, sizeof *list);
	if (!list)
		return err_set(err, HSS_E_NOMEM, "out of memory");
	n = order(si->core, &set, list);
	if (n && si->ops.prepare) {
		guard_enter(&g, si->in, "prepare", NULL);
		rc = si->ops.prepare(si->in->self, wself, list, n, err);
		guard_leave(&g);
	}
	if (rc == HSS_OK)
		for (uint32_t i = 0; i < ENTITIES_MAX / 64; i++)
			si->prepared.bits[i] |= set.bits[i];
	free(list);
	return rc;
}

/* ---- a running instance gets new entities (reload) ---------------------------- */

struct migration {
	struct lane_call call;
	struct store_inst *si;
	pthread_mutex_t lock;
	pthread_cond_t cond;
	bool is_done;
	hss_rc rc;
	struct hss_err *err;
};

static void on_worker(struct lane_call *c, struct worker *w)
{
	struct migration *m = list_entry(c, struct migration, call);
	hss_rc rc = w ? migrate_run(m->si, w->wself, m->err) : HSS_E_CANCELED;

	pthread_mutex_lock(&m->lock);
	m->rc = rc;
	m->is_done = true;
	pthread_cond_signal(&m->cond);
	pthread_mutex_unlock(&m->lock);
}

hss_rc migrate_running(struct store_inst *si, struct hss_err *err)
{
	struct migration m = { .call.fn = on_worker, .si = si, .err = err };
	hss_rc rc;

	if (!memcmp(&si->wanted, &si->prepared, sizeof si->wanted) || !atomic_load(&si->is_up))
		return HSS_OK;
	list_init(&m.call.node);
	pthread_mutex_init(&m.lock, NULL);
	pthread_cond_init(&m.cond, NULL);
	rc = queue_call(&si->writers[0], &m.call);
	if (rc == HSS_OK) {
		pthread_mutex_lock(&m.lock);
		while (!m.is_done)
			pthread_cond_wait(&m.cond, &m.lock);
		pthread_mutex_unlock(&m.lock);
		rc = m.rc;
	}
	pthread_cond_destroy(&m.cond);
	pthread_mutex_destroy(&m.lock);
	return rc;
}
