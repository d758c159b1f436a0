/* contract_parallel.c - many at once: no sum lost, no value twice, nothing half seen. */
#include "contract.h"

#include <pthread.h>

#define THREADS 16
#define ROUNDS  100

static const struct hss_entity *const both[] = { &kit_entity, &note_entity };

struct crew {
	struct test *t;
	uint32_t index;
	int64_t got[ROUNDS];
	uint32_t n_wins;
};

static void with_crew(struct test *t, struct crew *c, void *(*fn)(void *))
{
	pthread_t threads[THREADS];

	for (uint32_t i = 0; i < THREADS; i++) {
		c[i] = (struct crew){ .t = t, .index = i };
		if (pthread_create(&threads[i], NULL, fn, &c[i]) != 0)
			abort();
	}
	for (uint32_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
}

static bool one_kit(struct test *t)
{
	struct kit k = { .name = S("shared"), .state = I64(0), .big = I64(0) };

	return fresh(t, both, 2) &&
	       CHECK_RC(t, run_rc(t, &OP(INSERT, both[0], .row = &k)), HSS_OK);
}

static void *add_many(void *arg)
{
	struct crew *c = arg;

	for (uint32_t i = 0; i < ROUNDS; i++) {
		struct answer a = run(c->t, &OP(ADD, both[0], WHERE(TERM_I(KIT_ID, EQ, 1)),
		                                .add_col = KIT_STATE, .add_delta = 32,
		                                .add_mask = (UINT64_C(1) << 48) - 1));

		if (CHECK_RC(c->t, a.rc, HSS_OK) && CHECK(c->t, a.n == 1))
			c->got[i] = ((struct kit *)a.row[0])->state.v;
		answer_free(&a);
	}
	return NULL;
}

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void atomic_add_gives_each_value_once(struct test *t)
{
	static struct crew c[THREADS];
	int64_t *all = calloc(THREADS * ROUNDS, sizeof *all);

	if (!all || !one_kit(t)) {
		free(all);
		return;
	}
	with_crew(t, c, add_many);
	for (uint32_t i = 0; i < THREADS; i++) {
		memcpy(&all[i * ROUNDS], c[i].got, sizeof c[i].got);
		for (uint32_t k = 1; k < ROUNDS; k++)
			CHECK(t, c[i].got[k] > c[i].got[k - 1]);
	}
	qsort(all, THREADS * ROUNDS, sizeof *all, by_value);
	for (uint32_t i = 0; i < THREADS * ROUNDS; i++)
		if (!CHECK(t, all[i] == (int64_t)(i + 1) * 32))
			break;
	free(all);
	t->stand->close();
}

/* Reads, adds one, writes if nobody did meanwhile; again until it is done.     */
static void *count_with_cas(void *arg)
{
	struct crew *c = arg;

	for (uint32_t i = 0; i < ROUNDS / 5; i++) {
		hss_rc rc;

		do {
			const struct hss_op get = OP(GET, both[0], WHERE(TERM_I(KIT_ID, EQ, 1)));
			struct answer a = run(c->t, &get);
			struct kit k = { .name = S("x") };

			if (!CHECK(c->t, a.rc == HSS_OK && a.n == 1)) {
				answer_free(&a);
				return NULL;
			}
			k.big = I64(((struct kit *)a.row[0])->big.v + 1);
			rc = run_rc(c->t, &OP(UPDATE, both[0], WHERE(TERM_I(KIT_ID, EQ, 1)),
			                      .row = &k, .cols = HSS_BIT(KIT_BIG),
			                      .expect_rev = a.revs[0]));
			answer_free(&a);
		} while (rc == HSS_E_CONFLICT);
		CHECK_RC(c->t, rc, HSS_OK);
	}
	return NULL;
}

static void cas_loses_no_count(struct test *t)
{
	static struct crew c[THREADS];
	struct answer a;

	if (!one_kit(t))
		return;
	with_crew(t, c, count_with_cas);
	a = run(t, &OP(GET, both[0], WHERE(TERM_I(KIT_ID, EQ, 1))));
	CHECK(t, a.n == 1 && ((struct kit *)a.row[0])->big.v == THREADS * (ROUNDS / 5));
	answer_free(&a);
	t->stand->close();
}

/* Two rows that a batch always writes together; readers never see them differ. */
static void *write_or_compare_pair(void *arg)
{
	struct crew *c = arg;
	struct hss_term a_key = TERM_S(NOTE_ID, EQ, S("a")), b_key = TERM_S(NOTE_ID, EQ, S("b"));

	for (uint32_t i = 0; i < ROUNDS; i++) {
		struct note n = { .n = I64(c->index * 1000 + i) };
		const struct hss_op writes[] = {
			OP(UPDATE, both[1], .terms = &a_key, .n_terms = 1, .row = &n,
			   .cols = HSS_BIT(NOTE_N)),
			OP(UPDATE, both[1], .terms = &b_key, .n_terms = 1, .row = &n,
			   .cols = HSS_BIT(NOTE_N)),
		};
		const struct hss_op reads[] = {
			OP(FIND, both[1], .terms = &a_key, .n_terms = 1),
			OP(FIND, both[1], .terms = &b_key, .n_terms = 1),
		};
		struct answer a;

		a = run(c->t, &OP(BATCH, NULL, .ops = c->index % 2 ? writes : reads, .n_ops = 2));
		CHECK_RC(c->t, a.rc, HSS_OK);
		if (c->index % 2 == 0 && CHECK(c->t, a.n_sub == 2 && a.sub[0].n && a.sub[1].n))
			CHECK(c->t, ((struct note *)a.sub[0].row[0])->n.v ==
			                    ((struct note *)a.sub[1].row[0])->n.v);
		answer_free(&a);
	}
	return NULL;
}

static void batch_is_seen_whole_or_not_at_all(struct test *t)
{
	static struct crew c[THREADS];
	struct note n = { .note_id = S("a"), .n = I64(0) };

	if (!fresh(t, both, 2))
		return;
	CHECK_RC(t, run_rc(t, &OP(INSERT, both[1], .row = &n)), HSS_OK);
	n.note_id = S("b");
	CHECK_RC(t, run_rc(t, &OP(INSERT, both[1], .row = &n)), HSS_OK);
	with_crew(t, c, write_or_compare_pair);
	t->stand->close();
}

/* One key, many inserts: one wins. Failures do not disturb their neighbours' commits.  */
static void *insert_same(void *arg)
{
	struct crew *c = arg;
	char key[16];

	for (uint32_t i = 0; i < ROUNDS / 2; i++) {
		struct note n = { 0 };
		hss_rc rc;

		snprintf(key, sizeof key, "k%u", i);
		n.note_id = str(key);
		n.n = I64(c->index);
		rc = run_rc(c->t, &OP(INSERT, both[1], .row = &n));
		CHECK(c->t, rc == HSS_OK || rc == HSS_E_EXISTS);
		c->n_wins += rc == HSS_OK;
	}
	return NULL;
}

static void of_many_equal_inserts_one_wins(struct test *t)
{
	static struct crew c[THREADS];
	uint32_t n_wins = 0;
	struct answer a;

	if (!fresh(t, both, 2))
		return;
	with_crew(t, c, insert_same);
	for (uint32_t i = 0; i < THREADS; i++)
		n_wins += c[i].n_wins;
	a = run(t, &OP(COUNT, both[1]));
	CHECK(t, n_wins == ROUNDS / 2 && a.count == ROUNDS / 2);
	answer_free(&a);
	t->stand->close();
}

const struct contract_test parallel_tests[] = {
	{ "atomic_add_gives_each_value_once", atomic_add_gives_each_value_once },
	{ "cas_loses_no_count", cas_loses_no_count },
	{ "batch_is_seen_whole_or_not_at_all", batch_is_seen_whole_or_not_at_all },
	{ "of_many_equal_inserts_one_wins", of_many_equal_inserts_one_wins },
	{ NULL, NULL },
};
