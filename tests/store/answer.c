/* answer.c - copies of results, comparing rows, and what every test needs. */
#include "contract.h"

static void *must(void *p)
{
	if (!p)
		abort();
	return p;
}

static const struct hss_column *col_at(const struct hss_entity *e, uint32_t i)
{
	return (const struct hss_column *)((const char *)e->cols + (size_t)i * e->col_size);
}

static const void *dup(const void *p, size_t n)
{
	return p ? memcpy(must(malloc(n + 1)), p, n) : NULL;
}

void **rows_copy(const struct hss_entity *e, const void *const *row, uint32_t n)
{
	void **out = must(calloc(n + 1, sizeof *out));

	for (uint32_t i = 0; i < n; i++) {
		out[i] = memcpy(must(malloc(e->row_size)), row[i], e->row_size);
		for (uint32_t k = 0; k < e->n_cols; k++) {
			const struct hss_column *c = col_at(e, k);
			struct hss_bytes *b = (void *)((char *)out[i] + c->offset);
			struct hss_list *l = (void *)b;

			if (c->field == HSS_F_BYTES)
				b->p = dup(b->p, b->len);
			else if (c->field == HSS_F_LIST)
				l->v = dup(l->v, l->n * sizeof(int64_t));
		}
	}
	/* remembered for answer_free()                                         */
	out[n] = (void *)(uintptr_t)e;
	return out;
}

static void rows_free(void **row, uint32_t n)
{
	const struct hss_entity *e = row ? row[n] : NULL;

	for (uint32_t i = 0; e && i < n; i++) {
		for (uint32_t k = 0; k < e->n_cols; k++) {
			const struct hss_column *c = col_at(e, k);
			void *field = (char *)row[i] + c->offset;

			if (c->field == HSS_F_BYTES)
				free((void *)(uintptr_t)((struct hss_bytes *)field)->p);
			else if (c->field == HSS_F_LIST)
				free((void *)(uintptr_t)((struct hss_list *)field)->v);
		}
		free(row[i]);
	}
	free(row);
}

void answer_free(struct answer *a)
{
	rows_free(a->row, a->n);
	rows_free(a->old, a->n_old);
	free(a->revs);
	free((void *)(uintptr_t)a->cursor.p);
	for (uint32_t i = 0; i < a->n_sub; i++)
		answer_free(&a->sub[i]);
	free(a->sub);
	*a = (struct answer){ 0 };
}

static bool fields_equal(const struct hss_column *c, const void *a, const void *b)
{
	const struct hss_bytes *ba = a, *bb = b;
	const struct hss_list *la = a, *lb = b;
	const struct hss_i32 *ia = a, *ib = b;
	const struct hss_i64 *ja = a, *jb = b;

	switch (c->field) {
	case HSS_F_BYTES:
		return !ba->p == !bb->p && ba->len == bb->len &&
		       (!ba->len || memcmp(ba->p, bb->p, ba->len) == 0);
	case HSS_F_LIST:
		return !la->v == !lb->v && la->n == lb->n &&
		       (!la->n || memcmp(la->v, lb->v, la->n * sizeof(int64_t)) == 0);
	case HSS_F_I32:
		return ia->set == ib->set && (!ia->set || ia->v == ib->v);
	default:
		return ja->set == jb->set && (!ja->set || ja->v == jb->v);
	}
}

bool rows_equal(const struct hss_entity *e, const void *a, const void *b, uint32_t first)
{
	for (uint32_t i = first; i < e->n_cols; i++) {
		const struct hss_column *c = col_at(e, i);

		if (!fields_equal(c, (const char *)a + c->offset, (const char *)b + c->offset)) {
			fprintf(stderr, "    column %s.%s differs\n", e->name, c->name);
			return false;
		}
	}
	return true;
}

bool contract_check(struct test *t, bool ok, const char *what, const char *file, int line)
{
	if (ok)
		return true;
	__atomic_add_fetch(&t->n_failed, 1, __ATOMIC_RELAXED);
	fprintf(stderr, "    %s:%d: not so: %s\n", file, line, what);
	return false;
}

bool contract_check_rc(struct test *t, hss_rc got, hss_rc want, const char *file, int line)
{
	if (got == want)
		return true;
	__atomic_add_fetch(&t->n_failed, 1, __ATOMIC_RELAXED);
	fprintf(stderr, "    %s:%d: result %d, expected %d\n", file, line, got, want);
	return false;
}

struct hss_bytes str(const char *s)
{
	return (struct hss_bytes){ (const uint8_t *)s, s ? (uint32_t)strlen(s) : 0 };
}

bool fresh(struct test *t, const struct hss_entity *const *e, uint32_t n)
{
	char cmd[8192];
	struct hss_err err = { 0 };
	hss_rc rc;

	if (t->setup->reset)
		snprintf(cmd, sizeof cmd, "%s", t->setup->reset);
	else
		snprintf(cmd, sizeof cmd, "rm -rf '%s' && mkdir -p '%s'", t->setup->dir,
		         t->setup->dir);
	if (!CHECK(t, system(cmd) == 0))
		return false;
	rc = t->stand->open(t->setup, e, n, &err);
	if (rc != HSS_OK)
		fprintf(stderr, "    open: %s\n", err.text);
	return CHECK_RC(t, rc, HSS_OK);
}

struct answer run(struct test *t, const struct hss_op *op)
{
	struct answer a = { 0 };

	t->stand->run(op, &a);
	return a;
}

hss_rc run_rc(struct test *t, const struct hss_op *op)
{
	struct answer a = run(t, op);
	hss_rc rc = a.rc;

	answer_free(&a);
	return rc;
}
