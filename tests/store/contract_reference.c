/* contract_reference.c - RESTRICT, CASCADE and NONE, alone and through several levels. */
#include "contract.h"

static const struct hss_entity *const all[] = {
	&kit_entity, &part_entity, &screw_entity, &loan_entity,
};

static uint64_t count(struct test *t, const struct hss_entity *e)
{
	struct answer a = run(t, &OP(COUNT, e));
	uint64_t n = a.count;

	CHECK_RC(t, a.rc, HSS_OK);
	answer_free(&a);
	return n;
}

static bool fill(struct test *t)
{
	struct kit k = { .name = S("k") };
	struct part p = { .what = S("w") };
	struct screw s = { 0 };
	bool ok = true;

	for (int i = 1; i <= 2; i++) {
		ok &= CHECK_RC(t, run_rc(t, &OP(INSERT, all[0], .row = &k)), HSS_OK);
		for (int n = 1; n <= 3; n++) {
			p.kit_id = I64(i);
			ok &= CHECK_RC(t, run_rc(t, &OP(INSERT, all[1], .row = &p)), HSS_OK);
			s.part_id = I64((i - 1) * 3 + n);
			ok &= CHECK_RC(t, run_rc(t, &OP(INSERT, all[2], .row = &s)), HSS_OK);
		}
	}
	return ok;
}

static void cascade_goes_down_all_levels(struct test *t)
{
	struct answer a;

	if (!fresh(t, all, 4) || !fill(t))
		return;
	a = run(t, &OP(DELETE, all[0], WHERE(TERM_I(KIT_ID, EQ, 1))));
	CHECK(t, a.rc == HSS_OK && a.count == 1);
	answer_free(&a);
	CHECK(t, count(t, all[0]) == 1 && count(t, all[1]) == 3 && count(t, all[2]) == 3);
	t->stand->close();
}

static void row_that_is_referred_to_stays(struct test *t)
{
	struct loan l = { .kit_id = I64(1), .friend_id = I64(99) };

	if (!fresh(t, all, 4) || !fill(t))
		return;
	/* friend_id is not enforced                                            */
	CHECK_RC(t, run_rc(t, &OP(INSERT, all[3], .row = &l)), HSS_OK);
	CHECK_RC(t, run_rc(t, &OP(DELETE, all[0], WHERE(TERM_I(KIT_ID, EQ, 1)))), HSS_E_DENIED);
	CHECK(t, count(t, all[0]) == 2 && count(t, all[1]) == 6 && count(t, all[2]) == 6);
	/* one that cannot go keeps the others of the same operation            */
	CHECK_RC(t, run_rc(t, &OP(DELETE, all[0])), HSS_E_DENIED);
	CHECK(t, count(t, all[0]) == 2 && count(t, all[1]) == 6);
	CHECK_RC(t, run_rc(t, &OP(DELETE, all[3])), HSS_OK);
	CHECK_RC(t, run_rc(t, &OP(DELETE, all[0])), HSS_OK);
	CHECK(t, count(t, all[1]) == 0 && count(t, all[2]) == 0);
	t->stand->close();
}

static void reference_to_nowhere_is_refused(struct test *t)
{
	struct part p = { .kit_id = I64(77), .what = S("w") };
	struct loan l = { .kit_id = I64(77) };

	if (!fresh(t, all, 4) || !fill(t))
		return;
	CHECK_RC(t, run_rc(t, &OP(INSERT, all[1], .row = &p)), HSS_E_DENIED);
	CHECK_RC(t, run_rc(t, &OP(INSERT, all[3], .row = &l)), HSS_E_DENIED);
	CHECK_RC(t, run_rc(t, &OP(UPDATE, all[1], WHERE(TERM_I(PART_ID, EQ, 1)), .row = &p,
	                          .cols = HSS_BIT(PART_KIT))), HSS_E_DENIED);
	p.kit_id.set = false;                   /* null refers to nothing       */
	CHECK_RC(t, run_rc(t, &OP(INSERT, all[1], .row = &p)), HSS_OK);
	CHECK_RC(t, run_rc(t, &OP(UPDATE, all[1], WHERE(TERM_I(PART_ID, EQ, 1)), .row = &p,
	                          .cols = HSS_BIT(PART_KIT) | HSS_BIT(PART_WHAT))), HSS_OK);
	t->stand->close();
}

static void batch_makes_parent_and_child_together(struct test *t)
{
	struct kit k = { .kit_id = I64(10), .name = S("k") };
	struct part p = { .kit_id = I64(10) };
	const struct hss_op good[] = { OP(INSERT, all[0], .row = &k),
	                               OP(INSERT, all[1], .row = &p) };
	struct part q = { .kit_id = I64(11) };
	const struct hss_op bad[] = { OP(DELETE, all[1], .terms = NULL),
	                              OP(INSERT, all[1], .row = &q) };
	struct answer a;

	if (!fresh(t, all, 4))
		return;
	CHECK_RC(t, run_rc(t, &OP(BATCH, NULL, .ops = good, .n_ops = 2)), HSS_OK);
	a = run(t, &OP(BATCH, NULL, .ops = bad, .n_ops = 2));
	CHECK(t, a.rc == HSS_E_DENIED && a.failed == 1);
	answer_free(&a);
	CHECK(t, count(t, all[1]) == 1);
	t->stand->close();
}

const struct contract_test reference_tests[] = {
	{ "cascade_goes_down_all_levels", cascade_goes_down_all_levels },
	{ "row_that_is_referred_to_stays", row_that_is_referred_to_stays },
	{ "reference_to_nowhere_is_refused", reference_to_nowhere_is_refused },
	{ "batch_makes_parent_and_child_together", batch_makes_parent_and_child_together },
	{ NULL, NULL },
};
