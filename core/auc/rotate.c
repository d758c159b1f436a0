/*
 * rotate.c - seals every secret of `auc` with the current key: one page of rows per task, so
 * that memory stays bounded, each row by compare-and-set, so that nobody's change is undone.
 * What is sealed with the current key already is skipped; so it can be cut off and repeated.
 */
#include "auc/service.h"

#include <stdlib.h>
#include <string.h>

#define PAGE       32
#define PASSES     3                    /* rows that changed meanwhile are done again */
#define CURSOR_MAX 512

struct rotation {
	struct auc *a;
	struct hss_task *t;             /* the caller's                         */
	hss_av_fn done;
	void *ctx;
	uint32_t n_done, n_bad, n_missed, passes;
	uint32_t waiting;               /* updates of this page, and its reader */
	hss_rc rc;
	uint32_t cursor_len;
	uint8_t cursor[CURSOR_MAX];
};

static void on_page_task(struct hss_task *t, hss_rc rc, void *ctx);

void rotation_drop(struct auc *a)
{
	free(atomic_exchange(&a->rotation, NULL));
}

static void on_over(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct rotation *r = ctx;
	hss_av_fn done = r->done;
	void *done_ctx = r->ctx;
	uint32_t n = r->n_done;

	LOG(r->a->app, LOG_AUC, HSS_LOG_NOTICE,
	    "secrets were sealed with the current key rows=%u undecryptable=%u rc=%d", n, r->n_bad,
	    (int)rc);
	rotation_drop(r->a);
	done(t, rc, NULL, n, done_ctx);
}

/* A page is through: the next one, another pass over rows that changed meanwhile, or the end. */
static void next_page(struct rotation *r)
{
	bool is_end = !r->cursor_len;

	if (r->rc == HSS_OK && is_end && r->n_missed && ++r->passes < PASSES) {
		r->n_missed = r->n_bad = 0;
		is_end = false;
	}
	if (r->rc == HSS_OK && !is_end) {
		r->rc = task_spawn(r->a->app, NULL, r->t->loop, 0, on_page_task, r);
		if (r->rc == HSS_OK)
			return;
	}
	if (r->rc == HSS_OK && r->n_missed)
		r->rc = HSS_E_CONFLICT;
	else if (r->rc == HSS_OK && r->n_bad)
		r->rc = HSS_E_PROTO;
	task_resume(r->t, r->rc, on_over, r);
}

static void one_less(struct rotation *r, struct hss_task *page)
{
	if (--r->waiting)
		return;
	task_finish(page);
	next_page(r);
}

static void on_updated(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct rotation *r = ctx;

	(void)rows;
	if (rc == HSS_OK)
		r->n_done++;
	else if (rc == HSS_E_CONFLICT || rc == HSS_E_UNCERTAIN)
		r->n_missed++;
	else if (rc != HSS_E_NOTFOUND && r->rc == HSS_OK)
		r->rc = rc;
	one_less(r, t);
}

/* Fills `to` and *cols with what has to be rewritten. PROTO: a secret cannot be decrypted.  */
static hss_rc reseal(struct rotation *r, struct hss_task *t, const struct hss_auc *from,
                     struct hss_auc *to, uint64_t *cols)
{
	const struct hss_entity *e = r->a->entity;

	for (uint32_t i = 0; i < e->n_cols; i++) {
		const struct hss_column *c = (const void *)((const char *)e->cols +
		                                            (size_t)i * e->col_size);
		struct hss_bytes stored, clear, sealed;
		hss_rc rc;

		if (!(c->flags & HSS_COL_SECRET))
			continue;
		memcpy(&stored, (const char *)from + c->offset, sizeof stored);
		if (keyring_is_current(r->a->keys, stored))
			continue;
		rc = keyring_unseal(r->a->keys, t->loop->index, &t->arena, c->name, stored, &clear);
		if (rc == HSS_OK)
			rc = keyring_seal(r->a->keys, t->loop->index, &t->loop->rng, &t->arena,
			                  c->name, clear, &sealed);
		if (rc != HSS_OK)
			return rc;
		memcpy((char *)to + c->offset, &sealed, sizeof sealed);
		*cols |= HSS_BIT(i);
	}
	return HSS_OK;
}

static hss_rc rewrite(struct rotation *r, struct hss_task *t, const struct hss_auc *row,
                      uint64_t rev)
{
	struct hss_auc *new_row = arena_new(&t->arena, struct hss_auc);
	struct hss_term *term = arena_new(&t->arena, struct hss_term);
	struct hss_op *op = arena_new(&t->arena, struct hss_op);
	uint64_t cols = 0;
	hss_rc rc;

	if (!new_row || !term || !op)
		return HSS_E_NOMEM;
	rc = reseal(r, t, row, new_row, &cols);
	if (rc == HSS_E_PROTO) {
		r->n_bad++;
		LOG(r->a->app, LOG_AUC, HSS_LOG_WARN,
		    "a secret cannot be decrypted with the configured keys auc_id=%lld",
		    (long long)row->auc_id.v);
		return HSS_OK;
	}
	if (rc != HSS_OK || !cols)
		return rc;
	*term = (struct hss_term){ .col = HSS_AUC_auc_id, .cmp = HSS_CMP_EQ, .i = row->auc_id.v,
		                   .rsvd = AUC_OWN_WRITE };
	*op = (struct hss_op){ .size = sizeof *op, .kind = HSS_OP_UPDATE, .entity = r->a->entity,
		               .terms = term, .n_terms = 1, .term_size = sizeof *term,
		               .row = new_row, .cols = cols, .expect_rev = rev };
	rc = store_submit(t, r->a->store, op, on_updated, r);
	if (rc == HSS_OK)
		r->waiting++;
	return rc;
}

static void on_page(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct rotation *r = ctx;

	r->cursor_len = 0;
	if (rc == HSS_OK && rows) {
		if (rows->cursor.len > CURSOR_MAX)
			rc = HSS_E_INTERNAL;
		else if (rows->cursor.len)
			memcpy(r->cursor, rows->cursor.p, rows->cursor.len);
		r->cursor_len = rc == HSS_OK ? rows->cursor.len : 0;
		for (uint32_t i = 0; i < rows->n && rc == HSS_OK; i++)
			rc = rewrite(r, t, rows->row[i], rows->revs ? rows->revs[i] : 0);
	}
	if (rc != HSS_OK && rc != HSS_E_NOTFOUND)
		r->rc = rc;
	one_less(r, t);
}

static void on_page_task(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct rotation *r = ctx;
	struct hss_op *op = arena_new(&t->arena, struct hss_op);
	uint8_t *cursor = arena_alloc(&t->arena, CURSOR_MAX, 1);

	(void)rc;
	t->arena.is_secret = true;
	r->waiting = 1;
	if (!op || !cursor) {
		r->rc = HSS_E_NOMEM;
		one_less(r, t);
		return;
	}
	memcpy(cursor, r->cursor, r->cursor_len);
	*op = (struct hss_op){ .size = sizeof *op, .kind = HSS_OP_FIND, .entity = r->a->entity,
		               .term_size = sizeof(struct hss_term), .limit = PAGE,
		               .cursor = bytes_of(cursor, r->cursor_len) };
	r->rc = store_submit(t, r->a->store, op, on_page, r);
	if (r->rc != HSS_OK)
		one_less(r, t);
}

hss_rc auc_rotate(struct hss_task *t, hss_av_fn done, void *ctx)
{
	struct auc *a = t->loop->app->auc;
	struct rotation *r, *none = NULL;
	hss_rc rc;

	if (!a || !keyring_has_keys(a->keys))
		return HSS_E_NOTSUP;
	r = calloc(1, sizeof *r);
	if (!r)
		return HSS_E_NOMEM;
	*r = (struct rotation){ .a = a, .t = t, .done = done, .ctx = ctx };
	if (!atomic_compare_exchange_strong(&a->rotation, &none, r)) {
		free(r);
		return HSS_E_BUSY;
	}
	rc = task_spawn(a->app, NULL, t->loop, 0, on_page_task, r);
	if (rc == HSS_OK)
		task_hold(t);
	else
		rotation_drop(a);
	return rc;
}
