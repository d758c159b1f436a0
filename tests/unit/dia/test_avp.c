/* test_avp.c - headers and the AVP cursor. */
#include "codec_fixture.h"

#include "base/bytes.h"

static void header_round_trip(void **state)
{
	struct dia_hdr h = { 1, 0xc0, 0x010203, 0x00013c, 16777251, 0xdeadbeef, 0xfeed0001 }, got;
	uint8_t p[DIA_HDR];

	(void)state;
	dia_hdr_put(p, &h);
	dia_hdr_get(p, &got);
	assert_int_equal(got.version, 1);
	assert_int_equal(got.flags, 0xc0);
	assert_int_equal(got.length, 0x010203);
	assert_int_equal(got.code, 316);
	assert_int_equal(got.app_id, 16777251);
	assert_int_equal(got.hop_by_hop, 0xdeadbeef);
	assert_int_equal(got.end_to_end, 0xfeed0001);
}

static void cursor_walks_padded_avps(void **state)
{
	struct buf b = { 0 };
	struct avp_cur c;
	struct avp a;

	(void)state;
	avp_put_raw(&b, 1, 0, HSS_AVP_M, BYTES_LIT("abc"));
	avp_put_raw(&b, 2, 10415, 0, BYTES_LIT("defgh"));
	assert_int_equal(b.len, 12 + 20);
	c = (struct avp_cur){ b.p, b.p + b.len };
	assert_int_equal(avp_next(&c, &a), HSS_OK);
	assert_int_equal(a.code, 1);
	assert_int_equal(a.vendor, 0);
	assert_int_equal(a.flags, HSS_AVP_M);
	assert_int_equal(a.raw.len, 11);
	assert_true(bytes_eq(a.data, BYTES_LIT("abc")));
	assert_ptr_equal(a.data.p, b.p + 8);
	assert_int_equal(avp_next(&c, &a), HSS_OK);
	assert_int_equal(a.vendor, 10415);
	assert_int_equal(a.flags, HSS_AVP_V);
	assert_true(bytes_eq(a.data, BYTES_LIT("defgh")));
	assert_int_equal(avp_next(&c, &a), HSS_E_NOTFOUND);
	assert_int_equal(avp_next(&c, &a), HSS_E_NOTFOUND);
	buf_free(&b);
}

static void cursor_refuses_bad_lengths(void **state)
{
	static const struct {
		const char *hex;
		uint32_t code, vendor;
	} rows[] = {
		{ "00", 0, 0 },
		{ "000000", 0, 0 },
		{ "00000107", 263, 0 },
		{ "00000107400000", 263, 0 },
		{ "0000010740000000", 263, 0 },                 /* length 0         */
		{ "0000010740000007", 263, 0 },
		{ "0000010740000009", 263, 0 },
		{ "0000010740ffffff61626364", 263, 0 },
		{ "000001078000000800000000", 263, 0 },         /* V, but 8 octets  */
		{ "00000107c000000c0000", 263, 0 },
		{ "00000107c000000d000028af", 263, 10415 },
	};
	uint8_t *p;
	struct avp_cur c;
	struct avp a;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		uint32_t n = (uint32_t)strlen(rows[i].hex) / 2;

		p = malloc(n);
		assert_non_null(p);
		assert_int_equal(bytes_unhex(bytes_str(rows[i].hex), p, n), HSS_OK);
		c = (struct avp_cur){ p, p + n };
		assert_int_equal(avp_next(&c, &a), HSS_E_PROTO);
		assert_int_equal(a.code, rows[i].code);
		assert_int_equal(a.vendor, rows[i].vendor);
		assert_int_equal(a.raw.len, n);
		free(p);
	}
}

static void last_avp_may_lack_its_padding(void **state)
{
	uint8_t p[11] = { 0, 0, 0, 1, 0x40, 0, 0, 9, 'x' };
	struct avp_cur c = { p, p + 9 };
	struct avp a;

	(void)state;
	assert_int_equal(avp_next(&c, &a), HSS_OK);
	assert_int_equal(a.data.len, 1);
	assert_ptr_equal(c.p, c.end);
	assert_int_equal(avp_next(&c, &a), HSS_E_NOTFOUND);
}

static void put_gives_the_minimum_of_each_type(void **state)
{
	static const struct {
		const struct hss_avp_def *def;
		const char *hex;
	} rows[] = {
		{ &demo_flags, "00000001c0000010" "0001869f" "00000000" },
		{ &demo_big, "00000005c0000014" "0001869f" "0000000000000000" },
		{ &demo_address, "00000007c0000012" "0001869f" "0000000000000000" },
		{ &demo_octets, "00000008c000000f" "0001869f" "00000000" },
		{ &demo_text, "0000000bc000000c" "0001869f" },
		{ &demo_inner_avp, "0000000dc000000c" "0001869f" },
	};
	struct buf b = { 0 };
	char hex[128];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		buf_clear(&b);
		avp_put(&b, rows[i].def, (struct hss_bytes){ 0 });
		assert_string_equal(fx_hex(buf_bytes(&b), hex, sizeof hex), rows[i].hex);
	}
	buf_clear(&b);
	avp_put(&b, &demo_text, BYTES_LIT("hello"));
	assert_string_equal(fx_hex(buf_bytes(&b), hex, sizeof hex),
	                    "0000000bc00000110001869f68656c6c6f000000");
	buf_free(&b);
}

static void value_beyond_24_bits_fails_the_buffer(void **state)
{
	struct buf b = { 0 };

	(void)state;
	avp_put_raw(&b, 1, 0, 0, (struct hss_bytes){ NULL, 0xfffff8 });
	assert_true(b.failed);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(header_round_trip),
		cmocka_unit_test(cursor_walks_padded_avps),
		cmocka_unit_test(cursor_refuses_bad_lengths),
		cmocka_unit_test(last_avp_may_lack_its_padding),
		cmocka_unit_test(put_gives_the_minimum_of_each_type),
		cmocka_unit_test(value_beyond_24_bits_fails_the_buffer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
