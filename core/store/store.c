/*
 * store.c - see store.h: opening, instances, bindings, the order of starting and stopping.
 * Bindings are resolved in store_start(), so plugins may be created in any order.
 */
#include "store/store.h"

#include "log/log.h"
#include "store/cache.h"
#include "store/change.h"
#include "store/job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STOP_LIMIT_MS 10000             /* a backend that never ends its jobs   */

static void set_default(int64_t *v, int64_t dflt)
{
	if (*v <= 0)
		*v = dflt;
}

hss_rc store_open(struct app *app, const struct store_conf *conf, struct store_core **out)
{
	struct store_core *s = calloc(1, sizeof *s);
	hss_rc rc;

	if (!s)
		return HSS_E_NOMEM;
	s->app = app;
	if (conf)
		s->conf = *conf;
	set_default(&s->conf.cache_bytes, 256 << 20);
	set_default(&s->conf.cache_ttl_ms, 1000);
	set_default(&s->conf.max_queue, 20000);
	set_default(&s->conf.max_batch, 256);
	set_default(&s->conf.readers, 2);
	set_default(&s->conf.writers, s->conf.readers);
	set_default(&s->conf.breaker_failures, 5);
	set_default(&s->conf.breaker_open_ms, 1000);
	rc = cache_open(&s->conf, &app->clock, &s->cache);
	if (rc != HSS_OK) {
		free(s);
		return rc;
	}
	*out = s;
	return HSS_OK;
}

/* ---- instances ------------------------------------------------------------------- */

static const char *ops_fault(const struct hss_store_ops *o)
{
	if (!o->exec == !o->submit)
		return "exactly one of exec and submit must be there";
	if (!o->prepare)
		return "prepare is missing";
	if (o->exec && (!o->worker_init || !o->worker_fini))
		return "exec without worker_init and worker_fini";
	return NULL;
}

static uint32_t cache_mode_of(const struct store_inst *si)
{
	if (si->core->conf.cache_mode != STORE_CACHE_AUTO)
		return (uint32_t)si->core->conf.cache_mode;
	return store_has_one_writer(si) ? STORE_CACHE_EXCLUSIVE : STORE_CACHE_TTL;
}

hss_rc store_add_inst(struct store_core *s, struct hss_inst *in, struct hss_err *err)
{
	const struct hss_store_ops *ops = in->kind_ops;
	const char *why = "no operations";
	struct store_inst *si;
	hss_rc rc;

	if (s->n_insts >= STORE_INSTS_MAX)
		return err_set(err, HSS_E_BUSY, "more than %u stores", STORE_INSTS_MAX);
	si = calloc(1, sizeof *si);
	if (!si)
		return err_set(err, HSS_E_NOMEM, "out of memory");
	if (ops && ops->size) {
		memcpy(&si->ops, ops, ops->size < sizeof si->ops ? ops->size : sizeof si->ops);
		why = ops_fault(&si->ops);
	}
	if (why) {
		free(si);
		return err_set(err, HSS_E_INVAL, "store \"%s\" (%s): %s", in->name, in->plugin, why);
	}
	si->magic = MAGIC_STORE;
	si->core = s;
	si->in = in;
	si->index = s->n_insts;
	si->cache_mode = cache_mode_of(si);
	rc = queue_init(si);
	si->own = calloc(1, sizeof *si->own);
	if (rc != HSS_OK || !si->own) {
		queue_fini(si);
		free(si->own);
		free(si);
		return err_set(err, HSS_E_NOMEM, "out of memory");
	}
	si->own->magic = MAGIC_STORE;
	si->own->core = s;
	si->own->has_all = true;
	atomic_store(&si->own->si, si);
	counters_init(si);
	in->store = si;
	s->insts[s->n_insts++] = si;
	return HSS_OK;
}

/* ---- entities and bindings ----------------------------------------------------------- */

hss_rc store_declare(struct store_core *s, const struct hss_entity *e, struct hss_err *err)
{
	struct entity *own;

	return entity_add(&s->entities, e, true, &own, err);
}

const struct hss_entity *store_entity(struct store_core *s, const char *name)
{
	struct entity *e = s && name ? entity_named(&s->entities, name) : NULL;

	return e ? &e->pub : NULL;
}

struct entity *store_bound(const struct hss_store *st, const struct hss_entity *e)
{
	for (uint32_t i = 0; i < st->n; i++)
		if (st->ents[i].declared == e || &st->ents[i].e->pub == e)
			return st->ents[i].e;
	return st->has_all ? entity_of(&st->core->entities, e) : NULL;
}

hss_rc store_bind(struct store_core *s, struct hss_inst *in, const char *name,
                  const struct hss_entity *const *entities, uint32_t n, uint32_t need_caps,
                  struct hss_store **out)
{
	struct hss_store *st;
	struct hss_err err;

	if (!s || n > ENTITIES_MAX || (n && !entities) || !out)
		return HSS_E_INVAL;
	st = calloc(1, sizeof *st + n * sizeof st->ents[0]);
	if (!st)
		return HSS_E_NOMEM;
	st->magic = MAGIC_STORE;
	st->core = s;
	st->in = in;
	st->name = name && *name ? name : NULL;
	st->need_caps = need_caps;
	for (; st->n < n; st->n++) {
		struct bound *b = &st->ents[st->n];
		hss_rc rc = entity_add(&s->entities, entities[st->n], false, &b->e, &err);

		if (rc != HSS_OK) {
			LOG(s->app, LOG_STORE, HSS_LOG_ERR, "entity refused instance=%s: %s",
			    in ? in->name : "core", err.text);
			free(st);
			return rc;
		}
		b->declared = entities[st->n];
	}
	st->next = s->binds;
	s->binds = st;
	*out = st;
	return HSS_OK;
}

hss_rc store_on_written(struct store_core *s, const struct hss_entity *e, store_written_fn fn,
                        void *ctx)
{
	struct entity *own = entity_of(&s->entities, e);
	struct entity_written *w;

	if (!own || !fn)
		return HSS_E_INVAL;
	w = malloc(sizeof *w);
	if (!w)
		return HSS_E_NOMEM;
	*w = (struct entity_written){ .next = own->written, .fn = fn, .ctx = ctx };
	own->written = w;
	return HSS_OK;
}

void store_set_seal(struct store_core *s, store_seal_fn fn, void *ctx)
{
	s->seal = fn;
	s->seal_ctx = ctx;
}

bool store_is_exclusive(struct hss_store *st)
{
	struct store_inst *si = MAGIC_OK(st, MAGIC_STORE) ? atomic_load(&st->si) : NULL;

	return si && store_has_one_writer(si);
}

/* ---- start ------------------------------------------------------------------------------- */

static void name_caps(uint32_t caps, char *out, size_t max)
{
	static const char *const names[] = { "TX", "CAS", "NOTIFY", "TTL", "SHARED" };
	size_t n = 0;

	out[0] = 0;
	for (uint32_t i = 0; i < sizeof names / sizeof names[0] && n < max; i++)
		if (caps >> i & 1)
			n += (size_t)snprintf(out + n, max - n, "%s%s", n ? ", " : "", names[i]);
}

static hss_rc resolve_bind(struct store_core *s, struct hss_store *st, struct hss_err *err)
{
	const char *who = st->in ? st->in->name : "core";
	struct store_inst *si = NULL;
	uint32_t missing;
	char caps[64];

	for (uint32_t i = 0; i < s->n_insts && !si; i++)
		if (!st->name || !strcmp(s->insts[i]->in->name, st->name))
			si = s->insts[i];
	if (!si && !st->name)
		return err_set(err, HSS_E_NOTFOUND, "instance \"%s\": there is no store: no storage "
		               "instance is configured", who);
	if (!si)
		return err_set(err, HSS_E_NOTFOUND, "instance \"%s\": store \"%s\": there is no such "
		               "storage instance", who, st->name);
	/* the sweeper stands in for TTL                                        */
	missing = st->need_caps & ~si->ops.caps & ~(uint32_t)HSS_STORE_TTL;
	if (missing) {
		name_caps(missing, caps, sizeof caps);
		return err_set(err, HSS_E_NOTSUP, "instance \"%s\": store \"%s\" (%s): missing %s",
		               who, si->in->name, si->in->plugin, caps);
	}
	atomic_store(&st->si, si);
	return HSS_OK;
}

static hss_rc resolve_binds(struct store_core *s, struct hss_err *err)
{
	for (struct hss_store *st = s->binds; st; st = st->next) {
		struct hss_err why = { 0 };
		hss_rc rc = atomic_load(&st->si) ? HSS_OK : resolve_bind(s, st, &why);

		if (rc == HSS_OK)
			continue;
		if (!st->in || st->in->required)
			return err_set(err, rc, "%s", why.text);
		/* it stays without a store: its operations are UNREACH          */
		LOG(s->app, LOG_STORE, HSS_LOG_ERR, "%s", why.text);
		atomic_store(&st->in->health, rc);
		memcpy(st->in->why, why.text, sizeof st->in->why);
	}
	return HSS_OK;
}

static hss_rc make_loops(struct store_core *s, struct hss_err *err)
{
	if (s->loops)
		return HSS_OK;
	if (!s->app->n_loops)
		return err_set(err, HSS_E_STATE, "the store starts before the loops are made");
	s->loops = calloc(s->app->n_loops, sizeof s->loops[0]);
	if (!s->loops)
		return err_set(err, HSS_E_NOMEM, "out of memory");
	s->n_loops = s->app->n_loops;
	for (uint32_t i = 0; i < s->n_loops; i++) {
		struct store_loop *sl = &s->loops[i];

		sl->core = s;
		sl->l = s->app->loops[i];
		list_init(&sl->pending);
		list_init(&sl->changes);
		hmap_init(&sl->by_row);
		loop_work_init(&sl->hand_over, queue_hand_over);
		loop_work_init(&sl->deliver, change_deliver);
		loop_work_init(&sl->again, change_again);
	}
	return HSS_OK;
}

static hss_rc start_inst(struct store_inst *si, struct hss_err *err)
{
	struct hss_err why = { 0 };
	hss_rc rc = si->is_started ? migrate_running(si, &why) : queue_start(si, &why);

	if (rc == HSS_OK)
		return HSS_OK;
	if (si->in->required || si->is_started)
		return err_set(err, rc, "%s", why.text[0] ? why.text : "the store cannot start");
	breaker_trip(si, rc, why.text);
	return HSS_OK;
}

hss_rc store_start(struct store_core *s, struct hss_err *err)
{
	hss_rc rc = make_loops(s, err);

	if (rc == HSS_OK)
		rc = entity_resolve(&s->entities, err);
	if (rc == HSS_OK)
		rc = resolve_binds(s, err);
	for (uint32_t i = 0; i < s->n_insts && rc == HSS_OK; i++) {
		migrate_collect(s, s->insts[i]);
		rc = start_inst(s->insts[i], err);
	}
	if (rc != HSS_OK)
		return rc;
	s->is_started = true;
	sweep_start(s);
	return HSS_OK;
}

/* ---- stop --------------------------------------------------------------------------------- */

/* What is on its way to a loop arrives there; loops without a thread are turned here. */
static void drain(struct store_core *s)
{
	const struct timespec nap = { .tv_nsec = 1000000 };
	uint64_t until = clock_mono_ns(&clock_system) + STOP_LIMIT_MS * UINT64_C(1000000);

	while (atomic_load(&s->n_alive) && clock_mono_ns(&clock_system) < until) {
		bool has_threads = false;

		for (uint32_t i = 0; i < s->n_loops; i++) {
			has_threads |= s->loops[i].l->has_thread;
			if (!s->loops[i].l->has_thread)
				loop_once(s->loops[i].l, 0);
		}
		if (has_threads)
			nanosleep(&nap, NULL);
	}
	if (atomic_load(&s->n_alive))
		LOG(s->app, LOG_STORE, HSS_LOG_ERR, "store stops with %llu operations that their "
		    "backend never ended", (unsigned long long)atomic_load(&s->n_alive));
}

void store_stop(struct store_core *s)
{
	if (!s || atomic_exchange(&s->is_stopping, true))
		return;
	sweep_stop(s);
	for (uint32_t i = 0; i < s->n_insts; i++)
		queue_stop(s->insts[i]);
	drain(s);
}

void store_close(struct store_core *s)
{
	if (!s)
		return;
	store_stop(s);
	change_fini(s);
	for (uint32_t i = 0; i < s->n_insts; i++) {
		struct store_inst *si = s->insts[i];

		queue_fini(si);
		si->in->store = NULL;
		si->magic = MAGIC_DEAD;
		free(si->own);
		free(si);
	}
	while (s->binds) {
		struct hss_store *st = s->binds;

		s->binds = st->next;
		st->magic = MAGIC_DEAD;
		free(st);
	}
	entity_table_fini(&s->entities);
	cache_close(s->cache);
	free(s->loops);
	free(s);
}

void store_notify(struct hss_inst *in, const struct hss_entity *e, uint32_t kind,
                  const struct hss_term *key)
{
	struct store_inst *si = in ? in->store : NULL;
	struct cache_key k;
	struct entity *own;

	if (!si || !e || atomic_load(&si->core->is_stopping))
		return;
	own = entity_of(&si->core->entities, e);
	if (!own)
		return;
	if (key && (key->col || !cache_key_of_term(si->core->cache, si, own, key, &k)))
		key = NULL;
	cache_drop(si->core->cache, si, own, key ? &k : NULL);
	change_foreign(si, own, kind, key);
}
