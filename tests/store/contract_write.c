/* contract_write.c - update, compare-and-set, upsert, delete, add: what changes, what does not. */
#include "contract.h"

static const struct hss_entity *const kit[] = { &kit_entity };

static uint64_t insert_kit(struct test *t, const char *name, const char *tag, int64_t big)
{
	struct kit k = { .name = str(name), .tag = str(tag), .big = I64(big), .state = I64(100) };
	struct answer a = run(t, &OP(INSERT, kit[0], .row = &k));
	uint64_t rev = a.n ? a.revs[0] : 0;

	CHECK_RC(t, a.rc, HSS_OK);
	answer_free(&a);
	return rev;
}

static void update_writes_the_named_columns_only(struct test *t)
{
	struct kit k = { .name = S("new"), .big = I64(5) };
	uint64_t rev;
	struct answer a;

	if (!fresh(t, kit, 1))
		return;
	rev = insert_kit(t, "old", "t", 1);
	a = run(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 1)), .row = &k,
	               .cols = HSS_BIT(KIT_BIG) | HSS_BIT(KIT_WHEN),
	               .flags = HSS_OPF_RETURN_OLD | HSS_OPF_RETURN_NEW));
	if (CHECK_RC(t, a.rc, HSS_OK) && CHECK(t, a.n == 1 && a.n_old == 1 && a.count == 1)) {
		const struct kit *was = a.old[0], *is = a.row[0];

		CHECK(t, was->big.v == 1 && is->big.v == 5 && is->name.len == 3);
		CHECK(t, memcmp(is->name.p, "old", 3) == 0 && is->state.v == 100);
		CHECK(t, a.revs[0] > rev && a.rev == a.revs[0]);
	}
	answer_free(&a);
	/* an absent field writes null, not the default                         */
	k.big.set = false;
	a = run(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 1)), .row = &k,
	               .cols = HSS_BIT(KIT_BIG), .flags = HSS_OPF_RETURN_NEW));
	CHECK(t, a.rc == HSS_OK && a.n == 1 && !((struct kit *)a.row[0])->big.set);
	answer_free(&a);
	t->stand->close();
}

static void update_of_many_pairs_old_and_new(struct test *t)
{
	struct kit k = { .name = S("all"), .small = I32(9) };
	struct answer a;
	char tag[8];

	if (!fresh(t, kit, 1))
		return;
	for (int i = 0; i < 9; i++) {
		snprintf(tag, sizeof tag, "t%d", i);
		insert_kit(t, "x", tag, 20 - i);
	}
	a = run(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_BIG, GE, 14)), .row = &k,
	               .cols = HSS_BIT(KIT_NAME) | HSS_BIT(KIT_SMALL),
	               .flags = HSS_OPF_RETURN_OLD | HSS_OPF_RETURN_NEW));
	CHECK(t, a.rc == HSS_OK && a.n == 7 && a.n_old == 7 && a.count == 7);
	for (uint32_t i = 0; i < a.n && i < a.n_old; i++) {
		const struct kit *was = a.old[i], *is = a.row[i];

		CHECK(t, was->kit_id.v == is->kit_id.v && was->small.v == -7 && is->small.v == 9);
	}
	answer_free(&a);
	a = run(t, &OP(COUNT, kit[0], WHERE(TERM_S(KIT_NAME, EQ, S("all")))));
	CHECK(t, a.count == 7);
	answer_free(&a);
	/* all or none of the rows: the second would take the first one's tag   */
	k.tag = S("same");
	CHECK_RC(t, run_rc(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_BIG, GE, 14)), .row = &k,
	                          .cols = HSS_BIT(KIT_TAG), .flags = HSS_OPF_RETURN_OLD)),
	         HSS_E_EXISTS);
	CHECK_RC(t, run_rc(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_BIG, GE, 14)), .row = &k,
	                          .cols = HSS_BIT(KIT_TAG))), HSS_E_EXISTS);
	CHECK_RC(t, run_rc(t, &OP(GET, kit[0], WHERE(TERM_S(KIT_TAG, EQ, S("same"))))),
	         HSS_E_NOTFOUND);
	t->stand->close();
}

static void cas_by_revision(struct test *t)
{
	struct kit k = { .name = S("n"), .big = I64(2) };
	struct answer a;
	uint64_t rev;

	if (!fresh(t, kit, 1))
		return;
	rev = insert_kit(t, "x", "t", 1);
	a = run(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 1)), .row = &k,
	               .cols = HSS_BIT(KIT_BIG), .expect_rev = rev));
	CHECK_RC(t, a.rc, HSS_OK);
	CHECK(t, a.rev > rev);
	CHECK_RC(t, run_rc(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 1)), .row = &k,
	                          .cols = HSS_BIT(KIT_BIG), .expect_rev = rev)),
	         HSS_E_CONFLICT);
	CHECK_RC(t, run_rc(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 2)), .row = &k,
	                          .cols = HSS_BIT(KIT_BIG), .expect_rev = rev)),
	         HSS_E_NOTFOUND);
	CHECK_RC(t, run_rc(t, &OP(ADD, kit[0], WHERE(TERM_I(KIT_ID, EQ, 1)), .add_col = KIT_BIG,
	                          .add_delta = 1, .expect_rev = rev)), HSS_E_CONFLICT);
	CHECK_RC(t, run_rc(t, &OP(DELETE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 1)),
	                          .expect_rev = rev)), HSS_E_CONFLICT);
	CHECK_RC(t, run_rc(t, &OP(DELETE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 1)),
	                          .expect_rev = a.rev)), HSS_OK);
	answer_free(&a);
	t->stand->close();
}

static void volatile_columns_leave_the_revision(struct test *t)
{
	struct kit k = { .name = S("n"), .state = I64(7) };
	struct answer a;
	uint64_t rev;

	if (!fresh(t, kit, 1))
		return;
	rev = insert_kit(t, "x", "t", 1);
	a = run(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 1)), .row = &k,
	               .cols = HSS_BIT(KIT_STATE), .flags = HSS_OPF_RETURN_NEW));
	CHECK(t, a.rc == HSS_OK && a.n == 1 && a.revs[0] == rev);
	answer_free(&a);
	a = run(t, &OP(ADD, kit[0], WHERE(TERM_I(KIT_ID, EQ, 1)), .add_col = KIT_STATE,
	               .add_delta = 1));
	CHECK(t, a.rc == HSS_OK && a.n == 1 && a.revs[0] == rev);
	answer_free(&a);
	/* compare-and-set on such a column is a term on its old value          */
	CHECK_RC(t, run_rc(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 1),
	                                                TERM_I(KIT_STATE, EQ, 7)), .row = &k,
	                          .cols = HSS_BIT(KIT_STATE))), HSS_E_CONFLICT);
	CHECK_RC(t, run_rc(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 1),
	                                                TERM_I(KIT_STATE, EQ, 8)), .row = &k,
	                          .cols = HSS_BIT(KIT_STATE))), HSS_OK);
	/* together with another column it moves                                */
	a = run(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 1)), .row = &k,
	               .cols = HSS_BIT(KIT_STATE) | HSS_BIT(KIT_NAME)));
	CHECK(t, a.rc == HSS_OK && a.rev > rev);
	answer_free(&a);
	t->stand->close();
}

static void unique_keys_hold(struct test *t)
{
	struct kit k = { .name = S("n"), .tag = S("a") };
	struct answer a;

	if (!fresh(t, kit, 1))
		return;
	insert_kit(t, "x", "a", 1);
	insert_kit(t, "x", "b", 2);
	insert_kit(t, "x", NULL, 3);
	insert_kit(t, "x", NULL, 4);            /* nulls are never equal        */
	CHECK_RC(t, run_rc(t, &OP(INSERT, kit[0], .row = &k)), HSS_E_EXISTS);
	CHECK_RC(t, run_rc(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 2)), .row = &k,
	                          .cols = HSS_BIT(KIT_TAG))), HSS_E_EXISTS);
	k.tag = S("b");
	CHECK_RC(t, run_rc(t, &OP(UPDATE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 2)), .row = &k,
	                          .cols = HSS_BIT(KIT_TAG))), HSS_OK);
	k = (struct kit){ .name = S("n"), .city = S("Ulm"), .street = S("1") };
	CHECK_RC(t, run_rc(t, &OP(INSERT, kit[0], .row = &k)), HSS_OK);
	CHECK_RC(t, run_rc(t, &OP(INSERT, kit[0], .row = &k)), HSS_E_EXISTS);
	k.street = S("2");
	CHECK_RC(t, run_rc(t, &OP(INSERT, kit[0], .row = &k)), HSS_OK);
	a = run(t, &OP(COUNT, kit[0]));
	CHECK(t, a.count == 6);
	answer_free(&a);
	t->stand->close();
}

static void upsert_inserts_or_replaces(struct test *t)
{
	struct kit k = { .name = S("first"), .tag = S("t"), .state = I64(1) };
	struct answer a;
	uint64_t rev;

	if (!fresh(t, kit, 1))
		return;
	a = run(t, &OP(UPSERT, kit[0], .row = &k, .upsert_by = KIT_BY_TAG,
	               .flags = HSS_OPF_RETURN_OLD | HSS_OPF_RETURN_NEW));
	CHECK(t, a.rc == HSS_OK && a.n == 1 && a.n_old == 0);
	CHECK(t, a.n == 1 && ((struct kit *)a.row[0])->small.v == -7);
	rev = a.rev;
	answer_free(&a);
	k.name = S("second");
	k.small = I32(3);
	a = run(t, &OP(UPSERT, kit[0], .row = &k, .upsert_by = KIT_BY_TAG,
	               .flags = HSS_OPF_RETURN_OLD | HSS_OPF_RETURN_NEW));
	if (CHECK(t, a.rc == HSS_OK && a.n == 1 && a.n_old == 1)) {
		CHECK(t, ((struct kit *)a.row[0])->kit_id.v == 1 &&
		                 ((struct kit *)a.row[0])->small.v == 3);
		CHECK(t, memcmp(((struct kit *)a.old[0])->name.p, "first", 5) == 0);
		CHECK(t, a.rev > rev);
	}
	answer_free(&a);
	/* by key, as compare-and-set                                           */
	k.kit_id = I64(1);
	CHECK_RC(t, run_rc(t, &OP(UPSERT, kit[0], .row = &k, .expect_rev = rev)),
	         HSS_E_CONFLICT);
	k.kit_id = I64(7);
	k.tag = S("u");
	CHECK_RC(t, run_rc(t, &OP(UPSERT, kit[0], .row = &k, .expect_rev = rev)),
	         HSS_E_NOTFOUND);
	CHECK_RC(t, run_rc(t, &OP(UPSERT, kit[0], .row = &k)), HSS_OK);
	/* another unique key in the way                                        */
	k.tag = S("t");
	CHECK_RC(t, run_rc(t, &OP(UPSERT, kit[0], .row = &k)), HSS_E_EXISTS);
	t->stand->close();
}

static void delete_removes_what_it_says(struct test *t)
{
	struct answer a;

	if (!fresh(t, kit, 1))
		return;
	for (int i = 0; i < 6; i++)
		insert_kit(t, "x", NULL, i);
	a = run(t, &OP(DELETE, kit[0], WHERE(TERM_I(KIT_BIG, LT, 4)),
	               .flags = HSS_OPF_RETURN_OLD));
	CHECK(t, a.rc == HSS_OK && a.count == 4 && a.n_old == 4);
	CHECK(t, a.n_old == 4 && ((struct kit *)a.old[3])->big.v == 3);
	answer_free(&a);
	CHECK_RC(t, run_rc(t, &OP(DELETE, kit[0], WHERE(TERM_I(KIT_ID, EQ, 5),
	                                                TERM_I(KIT_BIG, EQ, 9)))),
	         HSS_E_CONFLICT);
	a = run(t, &OP(DELETE, kit[0]));
	CHECK(t, a.rc == HSS_OK && a.count == 2);
	answer_free(&a);
	CHECK_RC(t, run_rc(t, &OP(DELETE, kit[0])), HSS_E_NOTFOUND);
	t->stand->close();
}

struct add_case {
	struct hss_i64 before;
	int64_t floor, delta;
	uint64_t mask;
	int64_t after;
};

static void add_counts_from_a_floor_within_a_mask(struct test *t)
{
	static const uint64_t sqn = (UINT64_C(1) << 48) - 1;
	static const struct add_case cases[] = {
		{ { 10, true }, 0, 5, 0, 15 },
		{ { 10, true }, 100, 5, 0, 105 },
		{ { 10, true }, 0, -3, 0, 7 },
		{ { 0, false }, 0, 32, sqn, 32 },       /* null counts as the floor */
		{ { 0, false }, 64, 32, sqn, 96 },
		{ { (INT64_C(1) << 48) - 1, true }, 0, 32, sqn, 31 },
		{ { INT64_MAX - 1, true }, 0, 1, 0, INT64_MAX },
	};
	struct answer a;

	if (!fresh(t, kit, 1))
		return;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct kit k = { .name = S("x"), .state = cases[i].before };

		CHECK_RC(t, run_rc(t, &OP(INSERT, kit[0], .row = &k)), HSS_OK);
		a = run(t, &OP(ADD, kit[0], WHERE(TERM_I(KIT_ID, EQ, (int64_t)i + 1)),
		               .add_col = KIT_STATE, .add_floor = cases[i].floor,
		               .add_delta = cases[i].delta, .add_mask = cases[i].mask,
		               .flags = HSS_OPF_RETURN_OLD));
		if (CHECK(t, a.rc == HSS_OK && a.n == 1 && a.n_old == 1)) {
			CHECK(t, ((struct kit *)a.row[0])->state.v == cases[i].after);
			CHECK(t, ((struct kit *)a.old[0])->state.v == cases[i].before.v);
		}
		answer_free(&a);
	}
	t->stand->close();
}

const struct contract_test write_tests[] = {
	{ "update_writes_the_named_columns_only", update_writes_the_named_columns_only },
	{ "update_of_many_pairs_old_and_new", update_of_many_pairs_old_and_new },
	{ "cas_by_revision", cas_by_revision },
	{ "volatile_columns_leave_the_revision", volatile_columns_leave_the_revision },
	{ "unique_keys_hold", unique_keys_hold },
	{ "upsert_inserts_or_replaces", upsert_inserts_or_replaces },
	{ "delete_removes_what_it_says", delete_removes_what_it_says },
	{ "add_counts_from_a_floor_within_a_mask", add_counts_from_a_floor_within_a_mask },
	{ NULL, NULL },
};
