/* test_grammar.c - a rule table that could write outside its struct does not get in. */
#include "codec_fixture.h"

#include <hss/avp/base.h>

struct thing {
	struct hss_bytes text;
	struct hss_u32 flags, more;
	struct hss_list list;
	struct demo_closed *group;
};

static void good_tables_pass(void **state)
{
	static const struct hss_grammar *const all[] = {
		&demo_grammar, &demo_inner_grammar, &demo_closed_grammar, &dia_cer_grammar,
		&dia_cea_grammar, &dia_dwr_grammar, &dia_dwa_grammar, &dia_dpr_grammar,
		&dia_dpa_grammar,
	};
	struct hss_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		if (grammar_check(all[i], &err) != HSS_OK)
			fail_msg("%s", err.text);
	}
}

static void refused(struct hss_avp_rule *r, uint16_t n, const char *why)
{
	struct hss_grammar g = { sizeof g, sizeof(struct thing), "thing", r, sizeof *r, n, 1, 0 };
	struct hss_err err = { 0 };

	assert_int_equal(grammar_check(&g, &err), HSS_E_INVAL);
	if (!strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
	assert_non_null(strstr(err.text, "thing"));
}

static void bad_rules_are_named(void **state)
{
	struct hss_avp_rule good = HSS_OPT(struct thing, demo_text, text), r;
	struct hss_avp_rule two[2] = { good, HSS_OPT(struct thing, demo_flags, flags) };
	struct hss_avp_def odd = demo_text;

	(void)state;
	r = good, r.avp = NULL;
	refused(&r, 1, "no AVP definition");
	r = good, r.field = HSS_F_U32;
	refused(&r, 1, "Demo-Text: the field does not fit");
	r = good, r.field = 0;
	refused(&r, 1, "unknown field kind");
	r = good, r.field = 99;
	refused(&r, 1, "unknown field kind");
	r = good, r.min = 2;
	refused(&r, 1, "at least 2 and at most 1");
	r = good, r.max = 0;
	refused(&r, 1, "at most 0");
	r = good, r.max = 5;
	refused(&r, 1, "need a list");
	r = good, r.offset = sizeof(struct thing) - 8;
	refused(&r, 1, "outside the struct");
	r = good, r.offset = 2;
	refused(&r, 1, "not aligned");
	r = good, r.pos = 2;
	refused(&r, 1, "unknown position");
	odd.type = 77;
	r = good, r.avp = &odd;
	refused(&r, 1, "unknown AVP type");
	odd = demo_text, odd.min_len = 5, odd.max_len = 4;
	refused(&r, 1, "min_len above max_len");
	two[1].offset = two[0].offset + 8;
	refused(two, 2, "shares its field with Demo-Text");
	two[1] = good, two[1].offset = offsetof(struct thing, list);
	refused(two, 2, "named twice");
	r = (struct hss_avp_rule)HSS_OPT_G(struct thing, demo_inner_avp, group);
	refused(&r, 1, "the field's struct has");
}

static void bad_headers_are_refused(void **state)
{
	struct hss_avp_rule r = HSS_OPT(struct thing, demo_text, text);
	struct hss_grammar good = { sizeof good, sizeof(struct thing), "thing", &r, sizeof r, 1, 1, 0 };
	struct hss_grammar g;
	struct hss_err err = { 0 };

	(void)state;
	assert_int_equal(grammar_check(&good, &err), HSS_OK);
	g = good, g.size = 8;
	assert_int_equal(grammar_check(&g, &err), HSS_E_INVAL);
	g = good, g.rule_size = 8;
	assert_int_equal(grammar_check(&g, &err), HSS_E_INVAL);
	g = good, g.rules = NULL;
	assert_int_equal(grammar_check(&g, &err), HSS_E_INVAL);
	g = good, g.struct_size = 0;
	assert_int_equal(grammar_check(&g, &err), HSS_E_INVAL);
	assert_int_equal(grammar_check(NULL, &err), HSS_E_INVAL);
}

struct rec {
	struct rec *again;
	struct hss_list more;
};

static void endless_recursion_is_refused(void **state)
{
	struct hss_grammar g = { sizeof g, sizeof(struct rec), "rec", NULL,
		                 sizeof(struct hss_avp_rule), 1, 1, 0 };
	struct hss_avp_def def = { "Rec", 1, 1, HSS_AVP_GROUP, 0, 0, 0, 0, 0, NULL, &g };
	struct hss_avp_rule req[] = { HSS_REQ_G(struct rec, def, again) };
	struct hss_avp_rule opt[] = { HSS_OPT_G(struct rec, def, again) };
	struct hss_avp_rule many[] = { HSS_REP(struct rec, def, more, 1, HSS_NOLIMIT) };
	struct hss_err err = { 0 };

	(void)state;
	g.rules = req;
	assert_int_equal(grammar_check(&g, &err), HSS_E_INVAL);
	assert_non_null(strstr(err.text, "requires itself"));
	g.rules = many;
	assert_int_equal(grammar_check(&g, &err), HSS_E_INVAL);
	g.rules = opt;
	assert_int_equal(grammar_check(&g, &err), HSS_OK);
}

static void rows_of_a_newer_plugin_may_be_larger(void **state)
{
	struct big_row {
		struct hss_avp_rule r;
		uint64_t later;
	} rows[] = {
		{ HSS_OPT(struct thing, demo_text, text), 1 },
		{ HSS_OPT(struct thing, demo_flags, flags), 2 },
	};
	struct hss_grammar g = { sizeof g, sizeof(struct thing), "thing", &rows[0].r,
		                 sizeof rows[0], 2, 1, 0 };
	struct hss_err err = { 0 };

	(void)state;
	assert_int_equal(grammar_check(&g, &err), HSS_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_tables_pass),
		cmocka_unit_test(bad_rules_are_named),
		cmocka_unit_test(bad_headers_are_refused),
		cmocka_unit_test(endless_recursion_is_refused),
		cmocka_unit_test(rows_of_a_newer_plugin_may_be_larger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
