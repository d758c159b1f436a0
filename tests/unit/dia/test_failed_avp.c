/* test_failed_avp.c - each rule of RFC 6733 7.1.5 and 7.5: the code, and exactly the culprit. */
#include "codec_fixture.h"

#include "base/bytes.h"
#include "base/wire.h"

#define V "0001869f"                    /* DEMO_VENDOR                          */

static void unknown_with_m_is_5001_with_the_whole_avp(void **state)
{
	struct fx *f = *state;

	fx_head(f);
	fx_avp(f, DEMO_UNKNOWN, DEMO_VENDOR, HSS_AVP_M, "xyz", 3);
	fx_expect_fault(f, 5001, "000003e8c000000f" V "78797a00");
}

static void bad_values_are_5004(void **state)
{
	static const struct {
		uint32_t code;
		const char *data;
		uint32_t n;
		const char *failed;
	} rows[] = {
		{ DEMO_KIND, "\0\0\0\5", 4, "00000002c0000010" V "00000005" },
		{ DEMO_OCTETS, "ab", 2, "00000008c000000e" V "61620000" },
		{ DEMO_OCTETS, "abcdef", 6, "00000008c0000012" V "6162636465660000" },
		{ DEMO_TEXT, "a\xff", 2, "0000000bc000000e" V "61ff0000" },
		{ DEMO_URI, "", 0, "00000009c000000c" V },
		{ DEMO_ADDRESS, "\0\x08""49123", 7, "00000007c0000013" V "0008343931323300" },
	};
	struct fx *f = *state;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		buf_clear(&f->in);
		fx_head(f);
		fx_avp(f, rows[i].code, DEMO_VENDOR, HSS_AVP_M, rows[i].data, rows[i].n);
		fx_expect_fault(f, 5004, rows[i].failed);
	}
}

static void identities_are_neither_empty_nor_binary(void **state)
{
	struct fx *f = *state;

	fx_avp(f, 263, 0, HSS_AVP_M, "s", 1);
	fx_str(f, DEMO_HOST, "");
	fx_expect_fault(f, 5004, "0000000cc000000c" V);
	buf_clear(&f->in);
	fx_avp(f, 263, 0, HSS_AVP_M, "s", 1);
	fx_avp(f, DEMO_HOST, DEMO_VENDOR, HSS_AVP_M, "a\0b", 3);
	fx_expect_fault(f, 5004, "0000000cc000000f" V "61006200");
}

static void closed_set_knows_negative_values(void **state)
{
	struct fx *f = *state;

	fx_head(f);
	fx_u32(f, DEMO_KIND, UINT32_MAX);
	assert_int_equal(fx_decode(f), HSS_OK);
}

static void missing_is_5005_with_a_zero_filled_model(void **state)
{
	struct fx *f = *state;
	size_t at;

	fx_str(f, DEMO_HOST, "h");
	fx_expect_fault(f, 5005, "0000010740000008");
	buf_clear(&f->in);
	fx_head(f);
	at = fx_begin(f, DEMO_INNER);
	fx_str(f, DEMO_TEXT, "t");
	fx_end(f, at);
	/* the group holds only what is missing in it */
	fx_expect_fault(f, 5005, "0000000dc000001c" V "00000001c0000010" V "00000000");
}

static void known_but_not_named_is_5008_where_the_abnf_is_closed(void **state)
{
	struct fx *f = *state;
	size_t at;

	fx_head(f);
	at = fx_begin(f, DEMO_CLOSED);
	fx_u32(f, DEMO_FLAGS, 1);
	fx_u32(f, DEMO_UNUSED, 6);
	fx_end(f, at);
	fx_expect_fault(f, 5008, "0000000ec000001c" V "00000015c0000010" V "00000006");
}

static void surplus_is_5009_with_the_first_one_too_many(void **state)
{
	struct fx *f = *state;
	size_t at;

	fx_head(f);
	fx_u32(f, DEMO_FLAGS, 1);
	fx_u32(f, DEMO_FLAGS, 2);
	fx_u32(f, DEMO_FLAGS, 3);
	fx_expect_fault(f, 5009, "00000001c0000010" V "00000002");
	buf_clear(&f->in);
	fx_head(f);
	fx_str(f, DEMO_NAME, "a");
	fx_str(f, DEMO_NAME, "b");
	fx_str(f, DEMO_NAME, "c");
	fx_str(f, DEMO_NAME, "d");
	fx_str(f, DEMO_NAME, "e");
	fx_expect_fault(f, 5009, "00000010c000000d" V "64000000");
	buf_clear(&f->in);
	fx_head(f);
	at = fx_begin(f, DEMO_INNER);
	fx_u32(f, DEMO_FLAGS, 1);
	for (uint32_t i = 1; i <= 3; i++)
		fx_u32(f, DEMO_NUMBER, i);
	fx_end(f, at);
	fx_expect_fault(f, 5009, "0000000dc000001c" V "00000011c0000010" V "00000003");
}

static void length_impossible_for_the_type_is_5014(void **state)
{
	static const struct {
		uint32_t code, n;
		const char *failed;
	} rows[] = {
		{ DEMO_FLAGS, 0, "00000001c0000010" V "00000000" },
		{ DEMO_FLAGS, 3, "00000001c0000010" V "00000000" },
		{ DEMO_FLAGS, 5, "00000001c0000010" V "00000000" },
		{ DEMO_KIND, 8, "00000002c0000010" V "00000000" },
		{ DEMO_WHEN, 2, "00000003c0000010" V "00000000" },
		{ DEMO_DELTA, 8, "00000004c0000010" V "00000000" },
		{ DEMO_BIG, 4, "00000005c0000014" V "0000000000000000" },
		{ DEMO_BIGGER, 9, "00000006c0000014" V "0000000000000000" },
		{ DEMO_ADDRESS, 1, "00000007c0000012" V "0000000000000000" },
		{ DEMO_ADDRESS, 5, "00000007c0000012" V "0000000000000000" },
		{ DEMO_ADDRESS, 18, "00000007c0000012" V "0000000000000000" },
	};
	static const uint8_t data[20] = { 0, 1 };       /* family IPv4          */
	struct fx *f = *state;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		buf_clear(&f->in);
		fx_head(f);
		fx_avp(f, rows[i].code, DEMO_VENDOR, HSS_AVP_M, data, rows[i].n);
		fx_expect_fault(f, 5014, rows[i].failed);
	}
}

static void length_beyond_the_message_is_5014(void **state)
{
	struct fx *f = *state;

	fx_head(f);
	fx_u32(f, DEMO_FLAGS, 1);
	wire_put24(f->in.p + f->in.len - 11, 200);
	fx_expect_fault(f, 5014, "00000001c0000010" V "00000000");
	wire_put24(f->in.p + f->in.len - 11, 0);        /* and below its header */
	fx_expect_fault(f, 5014, "00000001c0000010" V "00000000");
	buf_clear(&f->in);
	fx_head(f);
	fx_begin(f, DEMO_INNER);                        /* a group: header alone */
	wire_put24(f->in.p + f->in.len - 7, 13);
	fx_expect_fault(f, 5014, "0000000dc000000c" V);
}

static void header_cut_short_is_5014(void **state)
{
	struct fx *f = *state;

	fx_head(f);
	buf_add(&f->in, "\0\0\0\1", 4);
	fx_expect_fault(f, 5014, "0000000100000008");
	buf_add(&f->in, "\xc0\0\0", 3);
	fx_expect_fault(f, 5014, "0000000100000008");
	f->in.len -= 5;
	fx_expect_fault(f, 5014, "");                   /* not even a code came */
}

static void inside_groups_only_the_culprit_is_wrapped(void **state)
{
	struct fx *f = *state;
	size_t a, b;

	fx_head(f);
	a = fx_begin(f, DEMO_INNER);
	fx_u32(f, DEMO_FLAGS, 1);
	b = fx_begin(f, DEMO_INNER);
	fx_u32(f, DEMO_FLAGS, 1);
	fx_avp(f, DEMO_UNKNOWN, 0, HSS_AVP_M, "u", 1);
	fx_str(f, DEMO_TEXT, "after");
	fx_end(f, b);
	fx_end(f, a);
	fx_expect_fault(f, 5001, "0000000dc0000024" V "0000000dc0000018" V
	                         "000003e84000000975000000");
}

static void garbage_in_a_group_blames_the_group(void **state)
{
	struct fx *f = *state;
	size_t a;

	fx_head(f);
	a = fx_begin(f, DEMO_INNER);
	fx_u32(f, DEMO_FLAGS, 1);
	buf_add(&f->in, "\0\0\0\0", 4);
	fx_end(f, a);
	wire_put24(f->in.p + a + 5, (uint32_t)(f->in.len - a - 2));
	fx_expect_fault(f, 5014, "0000000dc000000c" V);
}

static void unknown_group_without_m_is_not_looked_into(void **state)
{
	struct fx *f = *state;
	size_t at;

	fx_head(f);
	at = f->in.len;
	fx_avp(f, DEMO_UNKNOWN, DEMO_VENDOR, 0, "", 0);
	fx_avp(f, DEMO_UNKNOWN + 1, DEMO_VENDOR, HSS_AVP_M, "x", 1);
	fx_end(f, at);
	assert_int_equal(fx_decode(f), HSS_OK);
}

static void first_error_wins(void **state)
{
	struct fx *f = *state;

	fx_head(f);
	fx_u32(f, DEMO_KIND, 99);
	fx_avp(f, DEMO_UNKNOWN, 0, HSS_AVP_M, "u", 1);
	fx_expect_fault(f, 5004, "00000002c0000010" V "00000063");
}

int main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, fx_setup, fx_teardown)
	const struct CMUnitTest tests[] = {
		T(unknown_with_m_is_5001_with_the_whole_avp), T(bad_values_are_5004),
		T(identities_are_neither_empty_nor_binary), T(closed_set_knows_negative_values),
		T(missing_is_5005_with_a_zero_filled_model),
		T(known_but_not_named_is_5008_where_the_abnf_is_closed),
		T(surplus_is_5009_with_the_first_one_too_many),
		T(length_impossible_for_the_type_is_5014), T(length_beyond_the_message_is_5014),
		T(header_cut_short_is_5014), T(inside_groups_only_the_culprit_is_wrapped),
		T(garbage_in_a_group_blames_the_group),
		T(unknown_group_without_m_is_not_looked_into), T(first_error_wins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
