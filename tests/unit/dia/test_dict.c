/* test_dict.c - the dictionary: every shared AVP goes in, conflicts are told by name. */
#include "codec_fixture.h"

#include <hss/avp/tgpp.h>

#include "dia/base_cmd.h"

static const struct hss_avp_def *const *const shared[] = HSS_AVP_DICTS;

static void every_shared_avp_registers(void **state)
{
	struct dict *d;
	struct hss_err err = { 0 };
	uint32_t n = 0;

	(void)state;
	assert_int_equal(dict_open(&d), HSS_OK);
	for (uint32_t round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++)
			for (const struct hss_avp_def *const *p = shared[i]; *p; p++, n++) {
				assert_int_equal(dict_add(d, *p, round ? "b" : "a", &err), HSS_OK);
				assert_string_equal(dict_find(d, (*p)->code, (*p)->vendor)->name,
				                    (*p)->name);
			}
	assert_true(n > 2 * 900);
	for (const struct hss_avp_def *const *p = dia_base_dict; *p; p++)
		assert_int_equal(dict_add(d, *p, "core", &err), HSS_OK);
	assert_null(dict_find(d, 0xffffff, 10415));
	assert_null(dict_find(d, 1, 10415 + 1));
	dict_close(d);
}

static void shared_definitions_are_sound(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++)
		for (const struct hss_avp_def *const *p = shared[i]; *p; p++) {
			const struct hss_avp_def *d = *p;

			assert_true(d->type >= HSS_AVP_OCTETS && d->type <= HSS_AVP_GROUP);
			assert_int_equal((d->set & HSS_AVP_V) != 0, d->vendor != 0);
			assert_int_equal(d->set & d->clear, 0);
			assert_true(d->min_len <= d->max_len);
		}
}

static void well_known_definitions_are_as_specified(void **state)
{
	(void)state;
	assert_int_equal(hss_avp_visited_plmn_id.code, 1407);
	assert_int_equal(hss_avp_visited_plmn_id.set, HSS_AVP_V | HSS_AVP_M);
	assert_int_equal(hss_avp_visited_plmn_id.min_len, 3);
	assert_int_equal(hss_avp_visited_plmn_id.max_len, 3);
	assert_int_equal(hss_avp_supported_features.set, HSS_AVP_V);
	assert_int_equal(hss_avp_rat_type.clear & HSS_AVP_M, HSS_AVP_M);
	assert_int_equal(hss_avp_user_data.code, 606);
	assert_int_equal(hss_avp_user_data_sh.code, 702);
	assert_int_equal(hss_avp_kasme.max_len, 32);
	assert_int_equal(hss_avp_host_ip_address.type, HSS_AVP_ADDRESS);
}

static struct hss_avp_def model(void)
{
	return (struct hss_avp_def){ "Thing", 7, 77, HSS_AVP_U32, HSS_AVP_V | HSS_AVP_M, 0, 0,
		                     0, 0, NULL, NULL };
}

static void conflicts_name_both_owners(void **state)
{
	struct hss_avp_def a = model(), type = model(), flags = model(), v = model();
	struct hss_err err = { 0 };
	struct dict *d;

	(void)state;
	type.type = HSS_AVP_OCTETS;
	flags.set = HSS_AVP_V;
	v.set = HSS_AVP_M;              /* V follows from the vendor: no conflict */
	assert_int_equal(dict_open(&d), HSS_OK);
	assert_int_equal(dict_add(d, &a, "s6a", &err), HSS_OK);
	assert_int_equal(dict_add(d, &a, "s6a", &err), HSS_OK);
	assert_int_equal(dict_add(d, &v, "slh", &err), HSS_OK);
	assert_int_equal(dict_add(d, &type, "cx", &err), HSS_E_EXISTS);
	assert_non_null(strstr(err.text, "s6a"));
	assert_non_null(strstr(err.text, "cx"));
	assert_non_null(strstr(err.text, "type"));
	assert_int_equal(dict_add(d, &flags, "sh", &err), HSS_E_EXISTS);
	assert_non_null(strstr(err.text, "M flag"));
	assert_int_equal(dict_find(d, 7, 77)->type, HSS_AVP_U32);
	dict_close(d);
}

static void registering_walks_into_groups(void **state)
{
	struct hss_err err = { 0 };
	struct dict *d;

	(void)state;
	assert_int_equal(dict_open(&d), HSS_OK);
	assert_int_equal(dict_add(d, &demo_inner_avp, "demo", &err), HSS_OK);
	assert_non_null(dict_find(d, DEMO_FLAGS, DEMO_VENDOR));
	assert_non_null(dict_find(d, DEMO_CLOSED, DEMO_VENDOR));
	assert_null(dict_find(d, DEMO_HOST, DEMO_VENDOR));
	dict_close(d);
}

static void two_plugins_may_have_structs_of_their_own(void **state)
{
	struct hss_avp_def opaque = demo_inner_avp, other = demo_inner_avp, text = demo_text;
	struct hss_avp_rule rules[] = { HSS_OPT(struct demo_inner, text, text) };
	struct hss_grammar g = HSS_GRAMMAR(struct demo_inner, rules, 1);
	struct hss_err err = { 0 };
	struct dict *d;

	(void)state;
	opaque.group = NULL;
	other.group = &g;
	assert_int_equal(dict_open(&d), HSS_OK);
	assert_int_equal(dict_add(d, &opaque, "core", &err), HSS_OK);
	assert_int_equal(dict_add(d, &demo_inner_avp, "a", &err), HSS_OK);
	assert_int_equal(dict_add(d, &other, "b", &err), HSS_OK);
	assert_non_null(dict_find(d, DEMO_FLAGS, DEMO_VENDOR));
	/* but what is inside must agree */
	text.type = HSS_AVP_OCTETS;
	other.code = 999;
	assert_int_equal(dict_add(d, &other, "b", &err), HSS_E_EXISTS);
	dict_close(d);
}

static void definitions_are_copied(void **state)
{
	struct hss_avp_def *a = malloc(sizeof *a);
	char *name = strdup("Short-Lived");
	struct hss_err err = { 0 };
	struct dict *d;

	(void)state;
	assert_non_null(a);
	*a = model();
	a->name = name;
	assert_int_equal(dict_open(&d), HSS_OK);
	assert_int_equal(dict_add(d, a, "gone", &err), HSS_OK);
	free(a);
	free(name);
	assert_string_equal(dict_find(d, 7, 77)->name, "Short-Lived");
	dict_close(d);
}

static void nameless_and_typeless_are_refused(void **state)
{
	struct hss_avp_def a = model(), b = model();
	struct hss_err err = { 0 };
	struct dict *d;

	(void)state;
	a.name = NULL;
	b.type = HSS_AVP_GROUP + 1;
	assert_int_equal(dict_open(&d), HSS_OK);
	assert_int_equal(dict_add(d, NULL, "x", &err), HSS_E_INVAL);
	assert_int_equal(dict_add(d, &a, "x", &err), HSS_E_INVAL);
	assert_int_equal(dict_add(d, &b, "x", &err), HSS_E_INVAL);
	assert_null(dict_find(d, 7, 77));
	dict_close(d);
	dict_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shared_avp_registers),
		cmocka_unit_test(shared_definitions_are_sound),
		cmocka_unit_test(well_known_definitions_are_as_specified),
		cmocka_unit_test(conflicts_name_both_owners),
		cmocka_unit_test(registering_walks_into_groups),
		cmocka_unit_test(two_plugins_may_have_structs_of_their_own),
		cmocka_unit_test(definitions_are_copied),
		cmocka_unit_test(nameless_and_typeless_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
