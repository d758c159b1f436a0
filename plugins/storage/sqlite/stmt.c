/*
 * stmt.c - prepared statements of one connection, found by the shape of an operation, so that
 * a running HSS prepares nothing. Bounded: the least recently used one makes room.
 */
#include "sqlite.h"

#include <stdlib.h>

static size_t shape_size(const struct shape *sh)
{
	return offsetof(struct shape, term) + sh->n_terms * sizeof sh->term[0];
}

static uint32_t shape_hash(const struct shape *sh)
{
	const uint8_t *p = (const uint8_t *)sh;
	uint32_t h = 2166136261u;

	for (size_t i = 0, n = shape_size(sh); i < n; i++)
		h = (h ^ p[i]) * 16777619u;
	return h;
}

static void drop(struct conn *c, struct stmt **at)
{
	struct stmt *st = *at;

	*at = st->next;
	sqlite3_finalize(st->s);
	free(st);
	c->n_stmts--;
}

void stmt_drop_all(struct conn *c)
{
	for (uint32_t b = 0; b < STMT_BUCKETS; b++)
		while (c->bucket[b])
			drop(c, &c->bucket[b]);
}

static void drop_oldest(struct conn *c)
{
	struct stmt **oldest = NULL;

	for (uint32_t b = 0; b < STMT_BUCKETS; b++)
		for (struct stmt **at = &c->bucket[b]; *at; at = &(*at)->next)
			if (!oldest || (*at)->used < (*oldest)->used)
				oldest = at;
	if (oldest)
		drop(c, oldest);
}

static hss_rc make(struct conn *c, const struct shape *sh, uint32_t hash, struct stmt **out)
{
	char *sql = sql_text(sh);
	struct stmt *st;
	int code;

	if (!sql)
		return fault_note(c, SQLITE_NOMEM);
	st = calloc(1, sizeof *st);
	if (!st) {
		sqlite3_free(sql);
		return fault_note(c, SQLITE_NOMEM);
	}
	code = sqlite3_prepare_v3(c->h, sql, -1, SQLITE_PREPARE_PERSISTENT, &st->s, NULL);
	sqlite3_free(sql);
	if (code != SQLITE_OK) {
		free(st);
		return fault_note(c, code);
	}
	c->n_prepared++;
	st->hash = hash;
	st->shape = *sh;
	if (c->n_stmts >= STMT_MAX)
		drop_oldest(c);
	st->next = c->bucket[hash % STMT_BUCKETS];
	c->bucket[hash % STMT_BUCKETS] = st;
	c->n_stmts++;
	*out = st;
	return HSS_OK;
}

hss_rc stmt_get(struct conn *c, const struct shape *sh, sqlite3_stmt **out)
{
	uint32_t hash = shape_hash(sh);
	struct stmt *st = c->bucket[hash % STMT_BUCKETS];
	hss_rc rc;

	while (st && (st->hash != hash || st->shape.n_terms != sh->n_terms ||
	              memcmp(&st->shape, sh, shape_size(sh)) != 0))
		st = st->next;
	if (!st) {
		rc = make(c, sh, hash, &st);
		if (rc != HSS_OK)
			return rc;
	}
	st->used = ++c->tick;
	*out = st->s;
	return HSS_OK;
}
