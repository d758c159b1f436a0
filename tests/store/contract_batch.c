/* contract_batch.c - several operations as one: all or nothing, one answer each. */
#include "contract.h"

static const struct hss_entity *const both[] = { &kit_entity, &note_entity };

static void batch_gives_an_answer_for_each(struct test *t)
{
	struct kit k = { .name = S("k"), .tag = S("t"), .state = I64(5) };
	struct note n = { .note_id = S("n"), .text = S("hello") };
	struct hss_term by_tag = TERM_S(KIT_TAG, EQ, S("t"));
	struct hss_term by_id = TERM_S(NOTE_ID, EQ, S("n"));
	const struct hss_op ops[] = {
		OP(INSERT, both[0], .row = &k),
		OP(INSERT, both[1], .row = &n),
		OP(ADD, both[0], .terms = &by_tag, .n_terms = 1, .add_col = KIT_STATE,
		   .add_delta = 10),
		OP(GET, both[1], .terms = &by_id, .n_terms = 1),
		OP(COUNT, both[0]),
		OP(FIND, both[0], .terms = &by_id, .n_terms = 0),
		OP(DELETE, both[1], .terms = &by_id, .n_terms = 1, .flags = HSS_OPF_RETURN_OLD),
	};
	struct answer a;

	if (!fresh(t, both, 2))
		return;
	a = run(t, &OP(BATCH, NULL, .ops = ops, .n_ops = 7));
	if (CHECK_RC(t, a.rc, HSS_OK) && CHECK(t, a.n_sub == 7)) {
		CHECK(t, a.sub[0].n == 1 && ((struct kit *)a.sub[0].row[0])->kit_id.v == 1);
		CHECK(t, a.sub[1].n == 1);
		CHECK(t, a.sub[2].n == 1 && ((struct kit *)a.sub[2].row[0])->state.v == 15);
		CHECK(t, a.sub[3].n == 1 && rows_equal(both[1], a.sub[3].row[0], &n, 0));
		CHECK(t, a.sub[4].count == 1 && a.sub[5].n == 1 && a.sub[6].n_old == 1);
	}
	answer_free(&a);
	CHECK_RC(t, run_rc(t, &OP(GET, both[1], .terms = &by_id, .n_terms = 1)), HSS_E_NOTFOUND);
	t->stand->close();
}

static void failing_batch_changes_nothing(struct test *t)
{
	struct kit k = { .name = S("k"), .tag = S("t"), .state = I64(5) };
	struct note n = { .note_id = S("n") };
	struct hss_term by_tag = TERM_S(KIT_TAG, EQ, S("t")), by_none = TERM_I(KIT_ID, EQ, 99);
	struct hss_term cas[2] = { TERM_S(KIT_TAG, EQ, S("t")), TERM_I(KIT_STATE, EQ, 6) };
	const struct hss_op first[] = {
		OP(INSERT, both[1], .row = &n),
		OP(ADD, both[0], .terms = &by_tag, .n_terms = 1, .add_col = KIT_STATE,
		   .add_delta = 1),
	};
	const struct hss_op last[] = {
		OP(INSERT, both[0], .row = &k),
		OP(UPDATE, both[0], .terms = &by_none, .n_terms = 1, .row = &k, .cols = 2),
		OP(DELETE, both[0], .terms = &by_none, .n_terms = 1),
		OP(UPDATE, both[0], .terms = cas, .n_terms = 2, .row = &k,
		   .cols = HSS_BIT(KIT_SMALL), .expect_rev = 1),
		OP(GET, both[0], .terms = &by_none, .n_terms = 1),
	};
	static const hss_rc why[] = { HSS_E_EXISTS, HSS_E_NOTFOUND, HSS_E_NOTFOUND,
	                              HSS_E_CONFLICT, HSS_E_NOTFOUND };
	struct answer a;

	if (!fresh(t, both, 2))
		return;
	CHECK_RC(t, run_rc(t, &OP(INSERT, both[0], .row = &k)), HSS_OK);
	for (size_t i = 0; i < sizeof why / sizeof why[0]; i++) {
		const struct hss_op ops[] = { first[0], first[1], last[i] };

		a = run(t, &OP(BATCH, NULL, .ops = ops, .n_ops = 3));
		CHECK_RC(t, a.rc, why[i]);
		CHECK(t, a.failed == 2);
		answer_free(&a);
		a = run(t, &OP(GET, both[0], .terms = &by_tag, .n_terms = 1));
		CHECK(t, a.rc == HSS_OK && a.n == 1 && ((struct kit *)a.row[0])->state.v == 5);
		answer_free(&a);
		a = run(t, &OP(COUNT, both[1]));
		CHECK(t, a.rc == HSS_OK && a.count == 0);
		answer_free(&a);
	}
	t->stand->close();
}

static void batch_of_reads_is_a_read(struct test *t)
{
	struct note n = { .note_id = S("n"), .n = I64(3) };
	struct hss_term by_id = TERM_S(NOTE_ID, EQ, S("n"));
	const struct hss_op ops[] = {
		OP(GET, both[1], .terms = &by_id, .n_terms = 1),
		OP(COUNT, both[1]),
		OP(FIND, both[0], .terms = &by_id, .n_terms = 0),
	};
	struct answer a;

	if (!fresh(t, both, 2))
		return;
	CHECK_RC(t, run_rc(t, &OP(INSERT, both[1], .row = &n)), HSS_OK);
	a = run(t, &OP(BATCH, NULL, .ops = ops, .n_ops = 3));
	CHECK(t, a.rc == HSS_OK && a.n_sub == 3 && a.sub[0].n == 1 && a.sub[1].count == 1 &&
	                 a.sub[2].n == 0);
	answer_free(&a);
	t->stand->close();
}

static void old_revision_in_a_batch_stops_it(struct test *t)
{
	struct note n = { .note_id = S("n"), .n = I64(3) };
	struct hss_term by_id = TERM_S(NOTE_ID, EQ, S("n"));
	struct answer a, b;

	if (!fresh(t, both, 2))
		return;
	a = run(t, &OP(INSERT, both[1], .row = &n));
	for (int i = 0; i < 2; i++) {
		const struct hss_op ops[] = {
			OP(UPDATE, both[1], .terms = &by_id, .n_terms = 1, .row = &n,
			   .cols = HSS_BIT(NOTE_N), .expect_rev = a.rev),
			OP(UPDATE, both[1], .terms = &by_id, .n_terms = 1, .row = &n,
			   .cols = HSS_BIT(NOTE_TEXT)),
		};

		b = run(t, &OP(BATCH, NULL, .ops = ops, .n_ops = 2));
		CHECK_RC(t, b.rc, i ? HSS_E_CONFLICT : HSS_OK);
		CHECK(t, b.failed == 0);
		answer_free(&b);
	}
	answer_free(&a);
	t->stand->close();
}

const struct contract_test batch_tests[] = {
	{ "batch_gives_an_answer_for_each", batch_gives_an_answer_for_each },
	{ "failing_batch_changes_nothing", failing_batch_changes_nothing },
	{ "batch_of_reads_is_a_read", batch_of_reads_is_a_read },
	{ "old_revision_in_a_batch_stops_it", old_revision_in_a_batch_stops_it },
	{ NULL, NULL },
};
