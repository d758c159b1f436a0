/* test_network.c - PLMN codes, home or roaming, the roaming decision, access restriction. */
#include "../test.h"

#include "base/bytes.h"
#include "model/network.h"

#define T(s) BYTES_LIT(s)
#define SET(n) { (n), true }

static void plmn_has_two_or_three_digits_of_mnc(void **state)
{
	static const struct {
		const char octets[4];
		const char *mcc, *mnc;  /* NULL: refused                        */
	} rows[] = {
		{ "\x00\xf1\x10", "001", "01" }, { "\x00\x11\x00", "001", "001" },
		{ "\x99\xf9\x07", "999", "70" }, { "\x13\x00\x14", "310", "410" },
		{ "\x62\xf2\x10", "262", "01" }, { "\x0a\xf1\x10", NULL, NULL },
		{ "\x00\xf1\x1a", NULL, NULL }, { "\x00\xe1\x10", NULL, NULL },
		{ "\xff\xff\xff", NULL, NULL },
	};
	struct network_plmn p;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		hss_rc rc = network_plmn_get(bytes_of(rows[i].octets, 3), &p);

		assert_int_equal(rc, rows[i].mcc ? HSS_OK : HSS_E_INVAL);
		if (!rows[i].mcc)
			continue;
		assert_string_equal(p.mcc, rows[i].mcc);
		assert_string_equal(p.mnc, rows[i].mnc);
	}
	assert_int_equal(network_plmn_get(T("ab"), &p), HSS_E_INVAL);
	assert_int_equal(network_plmn_get(T("\x00\xf1\x10\x00"), &p), HSS_E_INVAL);
	assert_int_equal(network_plmn_get((struct hss_bytes){ NULL, 0 }, &p), HSS_E_INVAL);
}

static void plmn_as_text(void **state)
{
	static const char *const good[] = { "00101", "001001", "001-01", "001/001" };
	static const char *const bad[] = { "", "001", "0010", "00a01", "0010011", "001-", "001-1",
		                           "00-101" };
	struct network_plmn p;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_int_equal(network_plmn_parse(bytes_str(good[i]), &p), HSS_OK);
		assert_string_equal(p.mcc, "001");
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(network_plmn_parse(bytes_str(bad[i]), &p), HSS_E_INVAL);
}

static void home_is_what_is_configured_or_the_imsi_says(void **state)
{
	const struct network_plmn home[] = { { "001", "01" }, { "310", "410" } };
	const struct network_plmn padded = { "001", "001" };
	const struct network_plmn two = { "001", "01" }, three = { "001", "001" },
	                          us = { "310", "410" }, other = { "999", "70" };

	(void)state;
	assert_true(network_is_home(&two, home, 2, T("001010000000001")));
	assert_true(network_is_home(&us, home, 2, T("001010000000001")));
	assert_false(network_is_home(&three, home, 2, T("001010000000001")));
	assert_false(network_is_home(&other, home, 2, T("999700000000001")));
	assert_true(network_is_home(&two, &padded, 1, T("001010000000001")));
	/* nothing configured                                                   */
	assert_true(network_is_home(&two, NULL, 0, T("001010000000001")));
	assert_true(network_is_home(&us, NULL, 0, T("310410000000001")));
	assert_false(network_is_home(&other, NULL, 0, T("001010000000001")));
	assert_false(network_is_home(&us, NULL, 0, T("31041")));
	assert_false(network_is_home(&us, NULL, 0, T("310410")));
	assert_false(network_is_home(&us, NULL, 0, (struct hss_bytes){ NULL, 0 }));
}

/* ---- the decision ------------------------------------------------------------- */
static void add_net(struct network_table *t, int64_t id, const char *mcc, const char *mnc)
{
	struct hss_roaming_network n = { .roaming_network_id = SET(id), .mcc = bytes_str(mcc),
		                         .mnc = bytes_str(mnc) };

	assert_int_equal(network_table_add_net(t, &n), HSS_OK);
}

static void add_rule(struct network_table *t, int64_t id, int64_t net, int allow, int enabled)
{
	struct hss_roaming_rule r = { .roaming_rule_id = SET(id), .roaming_network_id = SET(net),
		                      .allow = SET(allow), .enabled = SET(enabled) };

	assert_int_equal(network_table_add_rule(t, &r), HSS_OK);
}

static struct hss_subscriber sub(const int64_t *ids, uint32_t n)
{
	return (struct hss_subscriber){ .roaming_enabled = SET(1),
		                        .roaming_rule_list = { ids, n } };
}

static void first_hit_decides(void **state)
{
	static const int64_t own[] = { 7, 5, 99 }, reversed[] = { 5, 7 };
	const struct network_plmn away = { "999", "70" }, other = { "208", "01" };
	struct network_table *t = network_table_new();
	struct hss_subscriber none = sub(NULL, 0), s = sub(own, 3), r = sub(reversed, 2);
	struct hss_list lists[] = { s.roaming_rule_list, r.roaming_rule_list };
	int64_t id = 0;

	(void)state;
	add_net(t, 2, "999", "70");
	add_net(t, 1, "208", "01");
	add_rule(t, 9, 2, 0, 1);        /* global: refuses                      */
	add_rule(t, 7, 2, 1, 1);        /* named                                */
	add_rule(t, 5, 2, 0, 1);        /* named                                */
	add_rule(t, 3, 2, 1, 0);        /* global, disabled                     */
	add_rule(t, 11, 2, 1, 1);       /* global, after 9                      */
	add_rule(t, 12, 77, 1, 1);      /* of a network that is not there       */
	assert_int_equal(network_table_add_named(t, &lists[0]), HSS_OK);
	assert_int_equal(network_table_add_named(t, &lists[1]), HSS_OK);
	assert_int_equal(t->n_named, 3);
	network_table_seal(t);
	assert_int_equal(network_decide(t, &s, &away, false, &id), NETWORK_ALLOWED_RULE);
	assert_int_equal(id, 7);
	assert_int_equal(network_decide(t, &r, &away, true, &id), NETWORK_REFUSED_RULE);
	assert_int_equal(id, 5);
	assert_int_equal(network_decide(t, &none, &away, true, &id), NETWORK_REFUSED_RULE);
	assert_int_equal(id, 9);
	assert_int_equal(network_decide(t, &none, &other, true, NULL), NETWORK_ALLOWED_UNDEFINED);
	assert_int_equal(network_decide(t, &none, &other, false, NULL),
	                 NETWORK_REFUSED_UNDEFINED);
	s.roaming_enabled.v = 0;
	assert_int_equal(network_decide(t, &s, &away, true, NULL), NETWORK_REFUSED_SUBSCRIBER);
	s.roaming_enabled.set = false;  /* null: the column's default           */
	assert_int_equal(network_decide(t, &s, &away, false, NULL), NETWORK_ALLOWED_RULE);
	network_table_free(t);
}

static void padded_mnc_means_two_digits_unless_they_have_a_row(void **state)
{
	const struct network_plmn two = { "001", "01" }, three = { "001", "001" };
	struct hss_subscriber s = sub(NULL, 0);
	struct network_table *t = network_table_new();

	(void)state;
	add_net(t, 1, "001", "001");
	add_rule(t, 1, 1, 0, 1);
	network_table_seal(t);
	assert_int_equal(network_decide(t, &s, &two, true, NULL), NETWORK_REFUSED_RULE);
	assert_int_equal(network_decide(t, &s, &three, true, NULL), NETWORK_REFUSED_RULE);
	network_table_free(t);

	t = network_table_new();
	add_net(t, 1, "001", "001");
	add_net(t, 2, "001", "01");     /* a row of its own, without a rule     */
	add_rule(t, 1, 1, 0, 1);
	network_table_seal(t);
	assert_int_equal(network_decide(t, &s, &two, true, NULL), NETWORK_ALLOWED_UNDEFINED);
	assert_int_equal(network_decide(t, &s, &three, true, NULL), NETWORK_REFUSED_RULE);
	network_table_free(t);

	t = network_table_new();
	add_net(t, 1, "001", "01");     /* "01" matches two digits only         */
	add_rule(t, 1, 1, 0, 1);
	network_table_seal(t);
	assert_int_equal(network_decide(t, &s, &two, true, NULL), NETWORK_REFUSED_RULE);
	assert_int_equal(network_decide(t, &s, &three, true, NULL), NETWORK_ALLOWED_UNDEFINED);
	network_table_free(t);
}

static void rows_with_rubbish_are_left_out(void **state)
{
	struct network_table *t = network_table_new();
	struct hss_roaming_network n = { .roaming_network_id = SET(1), .mcc = T("xx"),
		                         .mnc = T("01") };
	struct hss_subscriber s = sub(NULL, 0);
	const struct network_plmn away = { "999", "70" };
	int64_t ids[100];
	struct hss_list list = { ids, 100 }, empty = { NULL, 0 };

	(void)state;
	assert_int_equal(network_table_add_net(t, &n), HSS_E_INVAL);
	n.mcc = (struct hss_bytes){ NULL, 0 };
	assert_int_equal(network_table_add_net(t, &n), HSS_E_INVAL);
	add_rule(t, 1, 1, 0, 1);
	network_table_seal(t);
	assert_int_equal(network_decide(t, &s, &away, true, NULL), NETWORK_ALLOWED_UNDEFINED);
	assert_true(network_table_names(t, &empty));
	for (int i = 0; i < 100; i++)
		ids[i] = 100 - i;
	assert_false(network_table_names(t, &list));
	assert_int_equal(network_table_add_named(t, &list), HSS_OK);
	assert_true(network_table_names(t, &list));
	for (uint32_t i = 1; i < t->n_named; i++)
		assert_true(t->named[i - 1] < t->named[i]);
	network_table_free(t);
	network_table_free(NULL);
}

/* ---- access restriction ---------------------------------------------------------- */
static void attributes_become_access_restriction(void **state)
{
	static const struct hss_subscriber_attributes a[] = {
		{ .key = T("rat_restriction_4g"), .value = T("forbidden") },
		{ .key = T("rat_restriction_nbiot"), .value = T("Allowed") },
		{ .key = T("rat_restriction_2g"), .value = T("sometimes") },
		{ .key = T("colour"), .value = T("forbidden") },
		{ .key = { NULL, 0 }, .value = { NULL, 0 } },
	};
	const void *rows[] = { &a[1], &a[0], &a[2], &a[3], &a[4] };
	struct hss_subscriber s = { .access_restriction = SET(NETWORK_ARD_GERAN) };
	uint32_t ard;

	(void)state;
	ard = network_access_restriction(&s, rows, 5);
	assert_int_equal(ard, NETWORK_ARD_GERAN | NETWORK_ARD_WB_EUTRAN | NETWORK_ARD_LTE_M);
	assert_true(network_rat_is_barred(ard, 1004));
	assert_false(network_rat_is_barred(ard, 1005));
	assert_true(network_rat_is_barred(ard, 1001));
	assert_false(network_rat_is_barred(ard, 1000));
	assert_false(network_rat_is_barred(ard, 4711));
	/* an attribute never lifts what the column forbids                     */
	s.access_restriction.v = NETWORK_ARD_NB_IOT;
	assert_true(network_rat_is_barred(network_access_restriction(&s, rows, 1), 1005));
	s.access_restriction.set = false;
	assert_int_equal(network_access_restriction(&s, NULL, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plmn_has_two_or_three_digits_of_mnc),
		cmocka_unit_test(plmn_as_text),
		cmocka_unit_test(home_is_what_is_configured_or_the_imsi_says),
		cmocka_unit_test(first_hit_decides),
		cmocka_unit_test(padded_mnc_means_two_digits_unless_they_have_a_row),
		cmocka_unit_test(rows_with_rubbish_are_left_out),
		cmocka_unit_test(attributes_become_access_restriction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
