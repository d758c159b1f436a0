/* contract_crud.c - rows go in and come out as they were; terms find what they say. */
#include "contract.h"

static struct kit a_kit(const char *name)
{
	static const int64_t ids[] = { 9, 1, INT64_MAX, -5 };

	return (struct kit){
		.name = str(name), .data = S("\0\1\xff"), .flag = I32(0), .small = I32(INT32_MIN),
		.big = I64(INT64_MIN), .when = I64(INT64_C(1700000000123456)), .choice = I32(300),
		.ids = { ids, 4 }, .state = I64(INT64_MAX),
	};
}

static void insert_returns_the_row_as_it_is_stored(struct test *t)
{
	const struct hss_entity *const e[] = { &kit_entity };
	struct kit k = a_kit("one"), none = { .name = S("two") };
	struct answer a, b;

	if (!fresh(t, e, 1))
		return;
	a = run(t, &OP(INSERT, e[0], .row = &k));
	if (CHECK_RC(t, a.rc, HSS_OK) && CHECK(t, a.n == 1)) {
		const struct kit *r = a.row[0];

		CHECK(t, r->kit_id.set && r->kit_id.v == 1);
		CHECK(t, rows_equal(e[0], r, &k, 1));
		CHECK(t, a.revs[0] != 0 && a.rev == a.revs[0] && a.count == 1);
	}
	b = run(t, &OP(GET, e[0], WHERE(TERM_I(KIT_ID, EQ, 1)), .limit = 1));
	if (CHECK_RC(t, b.rc, HSS_OK) && CHECK(t, b.n == 1)) {
		CHECK(t, rows_equal(e[0], b.row[0], a.row[0], 0));
		CHECK(t, b.revs[0] == a.revs[0]);
	}
	answer_free(&a);
	answer_free(&b);
	/* absent fields take the defaults, and null where there is none        */
	a = run(t, &OP(INSERT, e[0], .row = &none));
	if (CHECK_RC(t, a.rc, HSS_OK) && CHECK(t, a.n == 1)) {
		const struct kit *r = a.row[0];

		CHECK(t, r->kit_id.v == 2 && r->flag.v == 1 && r->small.v == -7);
		CHECK(t, r->big.set && r->big.v == INT64_C(4294967296) && !r->when.set);
		CHECK(t, r->choice.v == 2 && !r->state.set && !r->tag.p);
		CHECK(t, r->data.len == 3 && memcmp(r->data.p, "\0\xff\xa5", 3) == 0);
		CHECK(t, r->ids.n == 3 && ((const int64_t *)r->ids.v)[1] == 1);
	}
	answer_free(&a);
	t->stand->close();
}

static void limits_and_unicode_round_trip(struct test *t)
{
	static const char *const names[] = {
		"", "a", "O'Reilly \"x\" %s ; -- \\", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x93\xb1",
		"0123456789012345678901234567890123456789", " 1 ", "007", "1e5", "NULL",
		"line\nbreak\ttab", "a\0b",
	};
	static const int64_t times[] = { 0, 1, -1, -INT64_C(62135596800000000),
		                         INT64_C(253402300799999999), INT64_C(951782400000000),
		                         INT64_C(1709164800000001) };
	const struct hss_entity *const e[] = { &kit_entity };
	int64_t none;

	if (!fresh(t, e, 1))
		return;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct kit k = a_kit("x");
		struct answer a, b;

		k.name = i + 1 == sizeof names / sizeof names[0] ? S("a\0b") : str(names[i]);
		k.when = I64(times[i % (sizeof times / sizeof times[0])]);
		k.ids = (struct hss_list){ &none, 0 };
		k.data = S("");
		k.small = I32(INT32_MAX);
		k.big = I64(INT64_MAX);
		a = run(t, &OP(INSERT, e[0], .row = &k));
		CHECK_RC(t, a.rc, HSS_OK);
		CHECK(t, a.n == 1 && rows_equal(e[0], a.row[0], &k, 1));
		b = run(t, &OP(FIND, e[0], WHERE(TERM_S(KIT_NAME, EQ, k.name),
		                                 TERM_I(KIT_WHEN, EQ, k.when.v))));
		CHECK(t, b.rc == HSS_OK && b.n == 1 && rows_equal(e[0], b.row[0], &k, 1));
		answer_free(&a);
		answer_free(&b);
	}
	t->stand->close();
}

static void long_values_round_trip(struct test *t)
{
	const struct hss_entity *const e[] = { &note_entity };
	size_t n = 1 << 20;
	char *text = malloc(n);
	struct answer a;
	struct note x;

	if (!text || !fresh(t, e, 1)) {
		free(text);
		return;
	}
	memset(text, 'x', n);
	x = (struct note){ .note_id = S("long"), .text = { (uint8_t *)text, (uint32_t)n } };
	CHECK_RC(t, run_rc(t, &OP(INSERT, e[0], .row = &x)), HSS_OK);
	a = run(t, &OP(GET, e[0], WHERE(TERM_S(NOTE_ID, EQ, S("long")))));
	CHECK(t, a.rc == HSS_OK && a.n == 1 && rows_equal(e[0], a.row[0], &x, 0));
	answer_free(&a);
	free(text);
	t->stand->close();
}

static void widest_entity_round_trips(struct test *t)
{
	const struct hss_entity *const e[] = { &wide_entity };
	struct wide w = { 0 };
	struct answer a;

	if (!fresh(t, e, 1))
		return;
	for (int i = 0; i < 63; i += 2)
		w.c[i] = I32(i * 1000);
	CHECK_RC(t, run_rc(t, &OP(INSERT, e[0], .row = &w)), HSS_OK);
	w.c[62] = I32(-1);
	a = run(t, &OP(UPDATE, e[0], WHERE(TERM_I(0, EQ, 1)), .row = &w,
	               .cols = UINT64_C(1) << 63, .flags = HSS_OPF_RETURN_NEW));
	CHECK(t, a.rc == HSS_OK && a.n == 1 && rows_equal(e[0], a.row[0], &w, 1));
	answer_free(&a);
	t->stand->close();
}

static void missing_rows_are_said_as_such(struct test *t)
{
	const struct hss_entity *const e[] = { &kit_entity };
	struct kit k = a_kit("x");
	struct answer a;

	if (!fresh(t, e, 1))
		return;
	CHECK_RC(t, run_rc(t, &OP(GET, e[0], WHERE(TERM_I(KIT_ID, EQ, 5)))), HSS_E_NOTFOUND);
	CHECK_RC(t, run_rc(t, &OP(UPDATE, e[0], WHERE(TERM_I(KIT_ID, EQ, 5)), .row = &k,
	                          .cols = 2)), HSS_E_NOTFOUND);
	CHECK_RC(t, run_rc(t, &OP(DELETE, e[0], WHERE(TERM_I(KIT_ID, EQ, 5)))), HSS_E_NOTFOUND);
	CHECK_RC(t, run_rc(t, &OP(ADD, e[0], WHERE(TERM_I(KIT_ID, EQ, 5)), .add_col = KIT_BIG,
	                          .add_delta = 1)), HSS_E_NOTFOUND);
	a = run(t, &OP(FIND, e[0], WHERE(TERM_I(KIT_ID, EQ, 5))));
	CHECK(t, a.rc == HSS_OK && a.n == 0 && a.cursor.len == 0);
	answer_free(&a);
	a = run(t, &OP(COUNT, e[0]));
	CHECK(t, a.rc == HSS_OK && a.count == 0);
	answer_free(&a);
	t->stand->close();
}

struct found {
	struct hss_term term;
	uint32_t n;
};

/* Seven kits: big 1..7, names "kit 1".., tag of even ones, when of odd ones.   */
static bool fill_seven(struct test *t)
{
	char name[16], tag[16];

	for (int i = 1; i <= 7; i++) {
		struct kit k = { .big = I64(i), .flag = I32(i > 3), .choice = I32(i % 2 + 1) };

		snprintf(name, sizeof name, "kit %d", i);
		snprintf(tag, sizeof tag, "Tag%d", i);
		k.name = str(name);
		if (i % 2 == 0)
			k.tag = str(tag);
		else
			k.when = I64(INT64_C(1600000000000000) + i);
		if (!CHECK_RC(t, run_rc(t, &OP(INSERT, &kit_entity, .row = &k)), HSS_OK))
			return false;
	}
	return true;
}

static void terms_find_what_they_say(struct test *t)
{
	static const struct found cases[] = {
		{ TERM_I(KIT_BIG, EQ, 3), 1 }, { TERM_I(KIT_BIG, NE, 3), 6 },
		{ TERM_I(KIT_BIG, LT, 3), 2 }, { TERM_I(KIT_BIG, LE, 3), 3 },
		{ TERM_I(KIT_BIG, GT, 3), 4 }, { TERM_I(KIT_BIG, GE, 3), 5 },
		{ TERM_I(KIT_BIG, EQ, 8), 0 }, { TERM_I(KIT_TAG, IS_NULL, 0), 4 },
		{ TERM_I(KIT_TAG, NOT_NULL, 0), 3 }, { TERM_I(KIT_FLAG, EQ, 1), 4 },
		{ TERM_I(KIT_CHOICE, EQ, 2), 4 },
		{ TERM_S(KIT_NAME, EQ, S("kit 2")), 1 }, { TERM_S(KIT_NAME, NE, S("kit 2")), 6 },
		{ TERM_S(KIT_NAME, GT, S("kit 5")), 2 }, { TERM_S(KIT_NAME, LE, S("kit 5")), 5 },
		{ TERM_S(KIT_NAME, EQ, S("KIT 2")), 0 },
		/* a null column meets no comparison but IS_NULL                */
		{ TERM_S(KIT_TAG, NE, S("Tag2")), 2 }, { TERM_S(KIT_TAG, SUBSTRING, S("ag")), 3 },
		{ TERM_S(KIT_TAG, SUBSTRING, S("g4")), 1 },
		{ TERM_S(KIT_TAG, SUBSTRING, S("%")), 0 },
		{ TERM_S(KIT_TAG, SUBSTRING, S("_")), 0 },
		{ TERM_I(KIT_WHEN, GT, INT64_C(1600000000000003)), 2 },
		{ TERM_I(KIT_WHEN, EQ, INT64_C(1600000000000003)), 1 },
		{ TERM_I(KIT_WHEN, LE, INT64_C(1600000000000003)), 2 },
	};
	const struct hss_entity *const e[] = { &kit_entity };

	struct answer c;

	if (!fresh(t, e, 1))
		return;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0] && (i || fill_seven(t)); i++) {
		struct answer a = run(t, &OP(FIND, e[0], .terms = &cases[i].term, .n_terms = 1));
		struct answer b = run(t, &OP(COUNT, e[0], .terms = &cases[i].term, .n_terms = 1));

		if (!CHECK(t, a.rc == HSS_OK && a.n == cases[i].n) ||
		    !CHECK(t, b.rc == HSS_OK && b.count == cases[i].n))
			fprintf(stderr, "    case %zu: %u rows\n", i, a.n);
		answer_free(&a);
		answer_free(&b);
	}
	/* all terms must hold                                                  */
	c = run(t, &OP(FIND, e[0], WHERE(TERM_I(KIT_BIG, GT, 2), TERM_I(KIT_BIG, LT, 6),
	                                 TERM_I(KIT_TAG, IS_NULL, 0))));
	CHECK(t, c.rc == HSS_OK && c.n == 2);
	answer_free(&c);
	t->stand->close();
}

static void keys_can_be_chosen_and_used_again(struct test *t)
{
	const struct hss_entity *const e[] = { &kit_entity };
	struct kit k = { .kit_id = I64(50), .name = S("x") };
	uint64_t rev;
	struct answer a;

	if (!fresh(t, e, 1))
		return;
	a = run(t, &OP(INSERT, e[0], .row = &k));
	CHECK(t, a.rc == HSS_OK && a.n == 1 && ((struct kit *)a.row[0])->kit_id.v == 50);
	rev = a.n ? a.revs[0] : 0;
	answer_free(&a);
	CHECK_RC(t, run_rc(t, &OP(INSERT, e[0], .row = &k)), HSS_E_EXISTS);
	k.kit_id.set = false;
	a = run(t, &OP(INSERT, e[0], .row = &k));
	CHECK(t, a.rc == HSS_OK && a.n == 1 && ((struct kit *)a.row[0])->kit_id.v == 51);
	answer_free(&a);
	/* deleted and made again: the revision of the first does not fit the second */
	CHECK_RC(t, run_rc(t, &OP(DELETE, e[0], WHERE(TERM_I(KIT_ID, EQ, 50)))), HSS_OK);
	k.kit_id = I64(50);
	CHECK_RC(t, run_rc(t, &OP(INSERT, e[0], .row = &k)), HSS_OK);
	CHECK_RC(t, run_rc(t, &OP(DELETE, e[0], WHERE(TERM_I(KIT_ID, EQ, 50)),
	                          .expect_rev = rev)), HSS_E_CONFLICT);
	t->stand->close();
}

static void text_keys_work(struct test *t)
{
	const struct hss_entity *const e[] = { &note_entity };
	struct note x = { .note_id = S("imsi;001"), .text = S("a"), .n = I64(1) }, y = x;
	struct answer a;

	if (!fresh(t, e, 1))
		return;
	CHECK_RC(t, run_rc(t, &OP(INSERT, e[0], .row = &x)), HSS_OK);
	CHECK_RC(t, run_rc(t, &OP(INSERT, e[0], .row = &x)), HSS_E_EXISTS);
	y.note_id = S("IMSI;001");
	CHECK_RC(t, run_rc(t, &OP(INSERT, e[0], .row = &y)), HSS_OK);
	a = run(t, &OP(GET, e[0], WHERE(TERM_S(NOTE_ID, EQ, S("imsi;001")))));
	CHECK(t, a.rc == HSS_OK && a.n == 1 && rows_equal(e[0], a.row[0], &x, 0));
	answer_free(&a);
	y.note_id = (struct hss_bytes){ 0 };
	CHECK_RC(t, run_rc(t, &OP(INSERT, e[0], .row = &y)), HSS_E_INVAL);
	t->stand->close();
}

static void null_where_none_may_be_is_refused(struct test *t)
{
	const struct hss_entity *const e[] = { &kit_entity };
	struct kit k = { .tag = S("x") };

	if (!fresh(t, e, 1))
		return;
	CHECK_RC(t, run_rc(t, &OP(INSERT, e[0], .row = &k)), HSS_E_INVAL);
	k.name = S("x");
	CHECK_RC(t, run_rc(t, &OP(INSERT, e[0], .row = &k)), HSS_OK);
	k.name = (struct hss_bytes){ 0 };
	CHECK_RC(t, run_rc(t, &OP(UPDATE, e[0], WHERE(TERM_S(KIT_TAG, EQ, S("x"))), .row = &k,
	                          .cols = HSS_BIT(KIT_NAME))), HSS_E_INVAL);
	t->stand->close();
}

static void a_stopped_store_has_everything_when_it_starts_again(struct test *t)
{
	const struct hss_entity *const e[] = { &kit_entity };
	struct kit k = a_kit("kept");
	struct hss_err err = { 0 };
	struct answer a, b;

	if (!fresh(t, e, 1))
		return;
	a = run(t, &OP(INSERT, e[0], .row = &k));
	CHECK_RC(t, a.rc, HSS_OK);
	t->stand->close();
	if (CHECK_RC(t, t->stand->open(t->setup, e, 1, &err), HSS_OK)) {
		b = run(t, &OP(GET, e[0], WHERE(TERM_S(KIT_NAME, EQ, S("kept")))));
		CHECK(t, b.rc == HSS_OK && b.n == 1 && rows_equal(e[0], b.row[0], a.row[0], 0));
		CHECK(t, b.n == 1 && b.revs[0] == a.revs[0]);
		answer_free(&b);
		t->stand->close();
	}
	answer_free(&a);
}

const struct contract_test crud_tests[] = {
	{ "insert_returns_the_row_as_it_is_stored", insert_returns_the_row_as_it_is_stored },
	{ "limits_and_unicode_round_trip", limits_and_unicode_round_trip },
	{ "long_values_round_trip", long_values_round_trip },
	{ "widest_entity_round_trips", widest_entity_round_trips },
	{ "missing_rows_are_said_as_such", missing_rows_are_said_as_such },
	{ "terms_find_what_they_say", terms_find_what_they_say },
	{ "keys_can_be_chosen_and_used_again", keys_can_be_chosen_and_used_again },
	{ "text_keys_work", text_keys_work },
	{ "null_where_none_may_be_is_refused", null_where_none_may_be_is_refused },
	{ "a_stopped_store_has_everything_when_it_starts_again",
	  a_stopped_store_has_everything_when_it_starts_again },
	{ NULL, NULL },
};
