#include "../test.h"

#include "base/bytes.h"

static void hex_goes_both_ways_and_refuses_the_rest(void **state)
{
	uint8_t out[4];
	char text[9];

	(void)state;
	assert_int_equal(bytes_unhex(BYTES_LIT("00fFa19c"), out, 4), HSS_OK);
	bytes_hex(out, 4, text);
	assert_string_equal(text, "00ffa19c");
	assert_int_equal(bytes_unhex(BYTES_LIT("00fFa19"), out, 4), HSS_E_INVAL);
	assert_int_equal(bytes_unhex(BYTES_LIT("00fFa19g"), out, 4), HSS_E_INVAL);
	assert_int_equal(bytes_unhex(BYTES_LIT("00fFa19c00"), out, 4), HSS_E_INVAL);
}

static void numbers_are_read_whole_or_not_at_all(void **state)
{
	static const struct {
		const char *text;
		hss_rc rc;
		int64_t v;
	} rows[] = {
		{ "0", HSS_OK, 0 }, { "-12", HSS_OK, -12 }, { "+7", HSS_OK, 7 },
		{ "9223372036854775807", HSS_OK, INT64_MAX },
		{ "-9223372036854775808", HSS_OK, INT64_MIN },
		{ "9223372036854775808", HSS_E_INVAL, 0 }, { "", HSS_E_INVAL, 0 },
		{ "-", HSS_E_INVAL, 0 }, { "1 ", HSS_E_INVAL, 0 }, { "0x1", HSS_E_INVAL, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int64_t v = 0;

		assert_int_equal(bytes_i64(bytes_str(rows[i].text), &v), rows[i].rc);
		assert_true(v == rows[i].v);
	}
}

static void tbcd_swaps_nibbles_and_fills(void **state)
{
	uint8_t out[8];

	(void)state;
	assert_int_equal(bytes_tbcd(BYTES_LIT("12345"), out, 8), 3);
	assert_memory_equal(out, "\x21\x43\xf5", 3);
	assert_int_equal(bytes_tbcd(BYTES_LIT("123456"), out, 8), 3);
	assert_memory_equal(out, "\x21\x43\x65", 3);
	assert_int_equal(bytes_tbcd(BYTES_LIT("12a"), out, 8), 0);
	assert_int_equal(bytes_tbcd(BYTES_LIT(""), out, 8), 0);
	assert_int_equal(bytes_tbcd(BYTES_LIT("12345678901234567"), out, 8), 0);
}

static void utf8_is_checked_as_rfc_3629_says(void **state)
{
	(void)state;
	assert_true(bytes_is_utf8(BYTES_LIT("abc \xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80")));
	assert_false(bytes_is_utf8(BYTES_LIT("\xc0\x80")));          /* over-long   */
	assert_false(bytes_is_utf8(BYTES_LIT("\xed\xa0\x80")));      /* surrogate   */
	assert_false(bytes_is_utf8(BYTES_LIT("\xf5\x80\x80\x80")));
	assert_false(bytes_is_utf8(BYTES_LIT("\xe2\x82")));
	assert_false(bytes_is_utf8(BYTES_LIT("\x80")));
}

static void identities_compare_without_case(void **state)
{
	(void)state;
	assert_true(bytes_ieq(BYTES_LIT("MME01.Example.ORG"), BYTES_LIT("mme01.example.org")));
	assert_false(bytes_ieq(BYTES_LIT("mme01"), BYTES_LIT("mme02")));
	assert_true(bytes_icmp(BYTES_LIT("B"), BYTES_LIT("a")) > 0);
	assert_true(bytes_icmp(BYTES_LIT("a"), BYTES_LIT("AB")) < 0);
	assert_true(bytes_is_fqdn(BYTES_LIT("mme-1.epc.mnc001")));
	assert_false(bytes_is_fqdn(BYTES_LIT("mme 1")));
	assert_false(bytes_is_fqdn(bytes_of("mme\0x", 5)));
	assert_false(bytes_is_fqdn(BYTES_LIT("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hex_goes_both_ways_and_refuses_the_rest),
		cmocka_unit_test(numbers_are_read_whole_or_not_at_all),
		cmocka_unit_test(tbcd_swaps_nibbles_and_fills),
		cmocka_unit_test(utf8_is_checked_as_rfc_3629_says),
		cmocka_unit_test(identities_compare_without_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
