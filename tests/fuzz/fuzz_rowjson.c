/*
 * fuzz_rowjson.c - any octets as the body of a request, for every entity: what is accepted must
 * render to JSON that is accepted again with the same values.
 */
#include "fuzz.h"

#include "model/provisioning.h"
#include "rowjson.h"

#include <stdio.h>
#include <stdlib.h>

struct pool {
	void *p[2048];
	size_t n;
};

static void *pool_alloc(void *ctx, size_t n)
{
	struct pool *pool = ctx;

	if (pool->n == sizeof pool->p / sizeof pool->p[0])
		return NULL;
	return pool->p[pool->n++] = malloc(n ? n : 1);
}

static hss_rc resolve(void *ctx, const char *entity, struct hss_bytes name, int64_t *id)
{
	(void)ctx;
	(void)entity;
	*id = name.len;
	return name.len % 2 ? HSS_OK : HSS_E_NOTFOUND;
}

static hss_rc reveal(void *ctx, struct hss_bytes stored, struct hss_bytes *clear)
{
	(void)ctx;
	*clear = stored;
	return HSS_OK;
}

/* Rendered and read again, every column must be what it was (times to the second). */
static void check_round_trip(const struct hss_entity *e, const void *row, struct pool *pool)
{
	struct rowjson_out out = { .flags = ROWJSON_SECRETS, .reveal = reveal };
	struct rowjson_in in = { .alloc = pool_alloc, .ctx = pool };
	void *again = calloc(1, e->row_size);
	json_t *v = rowjson_render(e, row, &out);
	struct rowjson_err err;
	uint64_t cols;

	if (!again || !v)
		abort();
	for (uint32_t i = 0; i < e->n_cols; i++) {
		if (rowjson_is_null(&e->cols[i], row))
			json_object_del(v, e->cols[i].name);
	}
	if (rowjson_parse(e, v, &in, again, &cols, &err) != HSS_OK) {
		fprintf(stderr, "%s.%s: %s\n", e->name, err.key, err.reason);
		abort();
	}
	for (uint32_t i = 0; i < e->n_cols; i++) {
		if (e->cols[i].type != HSS_COL_TIME && !rowjson_equal(&e->cols[i], row, again))
			abort();
	}
	json_decref(v);
	free(again);
}

static void one_entity(const struct hss_entity *e, const json_t *body)
{
	struct pool pool = { .n = 0 };
	struct rowjson_in in = { .flags = ROWJSON_SKIP_UNKNOWN, .alloc = pool_alloc,
				 .resolve = resolve, .ctx = &pool };
	void *row = calloc(1, e->row_size);
	struct rowjson_err err;
	uint64_t cols;

	if (row && rowjson_parse(e, body, &in, row, &cols, &err) == HSS_OK)
		check_round_trip(e, row, &pool);
	free(row);
	while (pool.n)
		free(pool.p[--pool.n]);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	json_t *body = json_loadb((const char *)p, n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);

	if (!body)
		return 0;
	for (const struct hss_entity *const *e = model_entities; *e; e++)
		one_entity(*e, body);
	json_decref(body);
	return 0;
}
