/*
 * registry.c - families and their cells. Both are only ever added, and found without a lock: a
 * cell is linked after it is complete, and nothing is freed before metrics_close(). Label values
 * come from peers, so their number is capped and the hash is keyed.
 */
#include "metrics/metrics_priv.h"

#include "base/bytes.h"
#include "base/hash.h"

#include <stdlib.h>

hss_rc metrics_open(uint32_t n_shards, struct metrics **out)
{
	struct metrics *m = calloc(1, sizeof *m);
	struct hmap seed;

	if (!m)
		return HSS_E_NOMEM;
	hmap_init(&seed);               /* draws a random key                   */
	m->key[0] = seed.key[0];
	m->key[1] = seed.key[1];
	hmap_fini(&seed);
	m->n_shards = n_shards ? n_shards : 1;
	pthread_mutex_init(&m->lock, NULL);
	arena_init(&m->arena, NULL, SIZE_MAX / 2);
	*out = m;
	return HSS_OK;
}

void metrics_close(struct metrics *m)
{
	if (!m)
		return;
	for (struct hss_metric *f = atomic_load(&m->first); f; f = atomic_load(&f->next)) {
		for (struct hss_cell *c = atomic_load(&f->first); c; c = atomic_load(&c->next))
			free((void *)c->numbers);
	}
	arena_reset(&m->arena);
	pthread_mutex_destroy(&m->lock);
	free(m);
}

static const char *copy(struct metrics *m, const char *s)
{
	return s ? (const char *)arena_dup(&m->arena, bytes_str(s)).p : NULL;
}

/* The definition may lie on the caller's stack: everything is copied.          */
static hss_rc copy_def(struct metrics *m, const struct hss_metric_def *in,
                       struct hss_metric_def *out)
{
	uint32_t n = count_labels(in);
	const char **labels = NULL;
	uint64_t *bounds = NULL;

	*out = *in;
	out->size = sizeof *out;
	out->name = copy(m, in->name);
	out->help = copy(m, in->help);
	labels = arena_array(&m->arena, const char *, n + 1);
	bounds = arena_array(&m->arena, uint64_t, in->n_bounds + 1);
	if (!out->name || !out->help || !labels || !bounds)
		return HSS_E_NOMEM;
	for (uint32_t i = 0; i < n; i++) {
		labels[i] = copy(m, in->labels[i]);
		if (!labels[i])
			return HSS_E_NOMEM;
	}
	if (in->n_bounds)
		memcpy(bounds, in->bounds, in->n_bounds * sizeof *bounds);
	out->labels = n ? labels : NULL;
	out->bounds = in->n_bounds ? bounds : NULL;
	return HSS_OK;
}

static hss_rc find_twin(struct metrics *m, const struct hss_metric_def *d, struct hss_metric **out)
{
	for (struct hss_metric *f = atomic_load(&m->first); f; f = atomic_load(&f->next)) {
		hss_rc rc = check_twin(&f->def, d);

		if (rc == HSS_E_INVAL)
			continue;
		*out = f;
		return rc;
	}
	return HSS_E_NOTFOUND;
}

static hss_rc make_family(struct metrics *m, const struct hss_metric_def *d,
                          struct hss_metric **out)
{
	struct hss_metric *f = arena_new(&m->arena, struct hss_metric);

	if (!f || copy_def(m, d, &f->def) != HSS_OK)
		return HSS_E_NOMEM;
	f->m = m;
	f->n_labels = count_labels(d);
	f->n_numbers = d->type == HSS_M_HISTOGRAM ? d->n_bounds + 2 : 1;
	f->stride = (f->n_numbers + 7u) & ~7u;
	f->n_shards = d->type == HSS_M_GAUGE && !(d->flags & HSS_MF_SHARDED) ? 1 : m->n_shards;
	f->max_cells = d->max_cells ? d->max_cells : METRIC_DEFAULT_CELLS;
	if (m->last)
		atomic_store_explicit(&m->last->next, f, memory_order_release);
	else
		atomic_store_explicit(&m->first, f, memory_order_release);
	m->last = f;
	*out = f;
	return HSS_OK;
}

hss_rc metrics_define(struct metrics *m, struct hss_inst *in, const struct hss_metric_def *def,
                      struct hss_metric **out)
{
	struct hss_metric_def d = { 0 };
	hss_rc rc;

	(void)in;       /* families outlive instances: their numbers are asked for after a reload */
	memcpy(&d, def, def->size < sizeof d ? def->size : sizeof d);
	rc = check_def(&d);
	if (rc != HSS_OK)
		return rc;
	pthread_mutex_lock(&m->lock);
	rc = find_twin(m, &d, out);
	if (rc == HSS_E_NOTFOUND)
		rc = make_family(m, &d, out);
	pthread_mutex_unlock(&m->lock);
	/* without labels there is one cell: it shows 0 before anything happens  */
	if (rc == HSS_OK && (*out)->n_labels == 0 && d.type != HSS_M_GAUGE)
		metrics_cell(*out, NULL);
	return rc;
}

/* Values are cut to METRIC_MAX_VALUE octets, at a UTF-8 character.             */
static uint32_t value_len(const char *s)
{
	uint32_t n = (uint32_t)strnlen(s, METRIC_MAX_VALUE + 1);

	if (n <= METRIC_MAX_VALUE)
		return n;
	n = METRIC_MAX_VALUE;
	while (n && ((uint8_t)s[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static uint64_t hash_values(const struct hss_metric *f, const char *const *v, const uint32_t *len)
{
	uint64_t h = f->n_labels;

	for (uint32_t i = 0; i < f->n_labels; i++)
		h = hash_u64(h) ^ hash_sip(f->m->key, v[i], len[i]);
	return h;
}

static struct hss_cell *find_cell(const struct hss_metric *f, uint64_t hash, const char *const *v,
                                  const uint32_t *len)
{
	struct hss_cell *c = atomic_load_explicit(&f->buckets[hash % METRIC_BUCKETS],
	                                          memory_order_acquire);

	for (; c; c = c->chain) {
		uint32_t i = 0;

		if (c->hash != hash)
			continue;
		while (i < f->n_labels && strncmp(c->values[i], v[i], len[i]) == 0 &&
		       c->values[i][len[i]] == '\0')
			i++;
		if (i == f->n_labels)
			return c;
	}
	return NULL;
}

/* Under the lock. NULL: out of memory.                                         */
static struct hss_cell *make_cell(struct hss_metric *f, uint64_t hash, const char *const *v,
                                  const uint32_t *len, hss_gauge_fn fn, void *ctx)
{
	struct hss_cell *c = arena_new(&f->m->arena, struct hss_cell);
	size_t size = (size_t)f->stride * f->n_shards * sizeof(int64_t);
	_Atomic(struct hss_cell *) *bucket = &f->buckets[hash % METRIC_BUCKETS];

	if (!c)
		return NULL;
	for (uint32_t i = 0; i < f->n_labels; i++) {
		c->values[i] = (const char *)arena_dup(&f->m->arena, bytes_of(v[i], len[i])).p;
		if (!c->values[i])
			return NULL;
	}
	c->numbers = aligned_alloc(64, size);
	if (!c->numbers)
		return NULL;
	memset((void *)c->numbers, 0, size);
	c->family = f;
	c->hash = hash;
	c->fn = fn;
	c->ctx = ctx;
	c->chain = atomic_load_explicit(bucket, memory_order_relaxed);
	atomic_store_explicit(bucket, c, memory_order_release);
	if (f->last)
		atomic_store_explicit(&f->last->next, c, memory_order_release);
	else
		atomic_store_explicit(&f->first, c, memory_order_release);
	f->last = c;
	f->n_cells++;
	return c;
}

/* Under the lock: the cell that counts for all values beyond the cap.          */
static struct hss_cell *other_cell(struct hss_metric *f)
{
	const char *v[METRIC_MAX_LABELS];
	uint32_t len[METRIC_MAX_LABELS];
	uint64_t hash;

	if (f->other)
		return f->other;
	for (uint32_t i = 0; i < METRIC_MAX_LABELS; i++) {
		v[i] = "other";
		len[i] = 5;
	}
	hash = hash_values(f, v, len);
	f->other = find_cell(f, hash, v, len);
	if (!f->other)
		f->other = make_cell(f, hash, v, len, NULL, NULL);
	return f->other;
}

/* `fn` NULL: find or make. Else make only; *rc says EXISTS.                    */
static struct hss_cell *get(struct hss_metric *f, const char *const *values, hss_gauge_fn fn,
                            void *ctx, hss_rc *rc)
{
	const char *v[METRIC_MAX_LABELS];
	uint32_t len[METRIC_MAX_LABELS];
	struct hss_cell *c;
	uint64_t hash;

	for (uint32_t i = 0; i < f->n_labels; i++) {
		v[i] = values && values[i] ? values[i] : "";
		len[i] = value_len(v[i]);
	}
	hash = hash_values(f, v, len);
	c = find_cell(f, hash, v, len);
	if (!c) {
		pthread_mutex_lock(&f->m->lock);
		c = find_cell(f, hash, v, len);
		if (!c && f->n_cells >= f->max_cells && !fn)
			c = other_cell(f);
		else if (!c && f->n_cells < f->max_cells)
			c = make_cell(f, hash, v, len, fn, ctx);
		*rc = c ? HSS_OK : f->n_cells < f->max_cells ? HSS_E_NOMEM : HSS_E_BUSY;
		pthread_mutex_unlock(&f->m->lock);
	}
	if (c && fn && (c->fn != fn || c->ctx != ctx))
		*rc = HSS_E_EXISTS;
	return c;
}

struct hss_cell *metrics_cell(struct hss_metric *f, const char *const *label_values)
{
	hss_rc rc = HSS_OK;

	return f ? get(f, label_values, NULL, NULL, &rc) : NULL;
}

struct hss_cell *metrics_cell_get(struct hss_metric *f, const char *const *label_values)
{
	return metrics_cell(f, label_values);
}

hss_rc metrics_gauge(struct hss_metric *f, const char *const *label_values, hss_gauge_fn fn,
                     void *ctx)
{
	hss_rc rc = HSS_OK;

	if (!f || !fn || f->def.type != HSS_M_GAUGE)
		return HSS_E_INVAL;
	get(f, label_values, fn, ctx, &rc);
	return rc;
}
