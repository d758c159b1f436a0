/* test_encode.c - structs into octets: order, flags, lengths, what the core adds, round trips. */
#include "codec_fixture.h"

#include "base/bytes.h"
#include "base/wire.h"

#include <stdio.h>

static const struct dia_hdr request = { .flags = DIA_F_R | DIA_F_P, .code = 316, .app_id = 7,
	                                .hop_by_hop = 1, .end_to_end = 2 };
static const struct dia_hdr answer = { .flags = DIA_F_P, .code = 316, .app_id = 7,
	                               .hop_by_hop = 1, .end_to_end = 2 };

static struct hss_u32 u32(uint32_t v)
{
	return (struct hss_u32){ v, true };
}

/* "263 264 ..." : the codes of a message's AVPs.                               */
static const char *codes(const struct buf *b, char *out)
{
	struct avp_cur c = { b->p + DIA_HDR, b->p + b->len };
	struct avp a;
	char *at = out;

	*out = '\0';
	while (avp_next(&c, &a) == HSS_OK)
		at += sprintf(at, "%s%u", at > out ? " " : "", a.code);
	return out;
}

static void full(struct demo *d, struct demo_inner *in, struct demo_inner *deep)
{
	static const struct hss_bytes names[] = { { (const uint8_t *)"one", 3 },
		                                  { (const uint8_t *)"", 0 } };
	static const uint32_t numbers[] = { 1, 0xffffffff };
	static const struct hss_addr addrs[] = { { 1, 4, { 1, 2, 3, 4 } }, { 2, 16, { 0x20 } } };
	static const uint64_t bigs[] = { 1, UINT64_MAX };

	*deep = (struct demo_inner){ .flags = u32(2), .text = BYTES_LIT("deep") };
	*in = (struct demo_inner){ .flags = u32(1), .number = { numbers, 2 }, .inner = deep };
	*d = (struct demo){
		.session_id = BYTES_LIT("s;1;2"), .host = BYTES_LIT("host.example"),
		.flags = u32(5), .kind = u32(UINT32_MAX), .when = u32(9),
		.delta = { -7, true }, .big = { UINT64_MAX, true }, .bigger = { INT64_MIN, true },
		.address = addrs[1], .octets = BYTES_LIT("abcd"), .uri = BYTES_LIT("aaa://h"),
		.filter = BYTES_LIT("permit"), .text = BYTES_LIT(""), .opaque = BYTES_LIT("op"),
		.inner = in, .name = { names, 2 }, .number = { numbers, 2 }, .inners = { in, 1 },
		.addresses = { addrs, 2 }, .bigs = { bigs, 2 },
	};
}

static void round_trip_of_every_field(void **state)
{
	struct fx *f = *state;
	struct demo_inner in, deep;
	struct buf a = { 0 }, b = { 0 }, text_a = { 0 }, text_b = { 0 };
	struct hss_err err = { 0 };
	struct demo d;
	struct dia_hdr h;

	full(&d, &in, &deep);
	if (dia_encode(&a, &request, &demo_grammar, &d, NULL, &err) != HSS_OK)
		fail_msg("%s", err.text);
	dia_hdr_get(a.p, &h);
	assert_int_equal(h.version, 1);
	assert_int_equal(h.length, a.len);
	assert_int_equal(a.len % 4, 0);
	assert_int_equal(h.flags, 0xc0);
	f->env.is_strict = true;
	buf_add(&f->in, a.p + DIA_HDR, a.len - DIA_HDR);
	if (fx_decode(f) != HSS_OK)
		fail_msg("%s", f->fault.text);
	assert_int_equal(dia_encode(&b, &request, &demo_grammar, &f->demo, NULL, &err), HSS_OK);
	assert_int_equal(a.len, b.len);
	assert_memory_equal(a.p, b.p, a.len);
	dia_dump(&text_a, &demo_grammar, &d);
	dia_dump(&text_b, &demo_grammar, &f->demo);
	assert_int_equal(text_a.len, text_b.len);
	assert_memory_equal(text_a.p, text_b.p, text_a.len);
	buf_free(&a);
	buf_free(&b);
	buf_free(&text_a);
	buf_free(&text_b);
}

static void known_octets(void **state)
{
	struct buf b = { 0 };
	struct hss_err err = { 0 };
	char hex[256];
	struct dia_dwr dwr = { .origin_host = BYTES_LIT("hss.test"),
		               .origin_realm = BYTES_LIT("test"), .origin_state_id = u32(258) };
	struct dia_hdr h = { .flags = DIA_F_R, .code = 280, .hop_by_hop = 0x11223344,
		             .end_to_end = 0x55667788 };

	(void)state;
	buf_add(&b, "x", 1);                    /* it appends               */
	assert_int_equal(dia_encode(&b, &h, &dia_dwr_grammar, &dwr, NULL, &err), HSS_OK);
	assert_string_equal(fx_hex(bytes_of(b.p + 1, b.len - 1), hex, sizeof hex),
		"0100003c" "80000118" "00000000" "11223344" "55667788"
		"0000010840000010" "6873732e74657374"
		"000001284000000c" "74657374"
		"000001164000000c" "00000102");
	buf_free(&b);
}

static void core_values_come_where_the_abnf_names_them(void **state)
{
	struct demo d = { .host = BYTES_LIT("h"), .flags = u32(1) };
	struct dia_auto a = {
		.session_id = BYTES_LIT("s;9"), .result = { 2001, 0 },
		.origin_host = BYTES_LIT("not.named"), .error_message = BYTES_LIT("text"),
		.failed_avp = BYTES_LIT("\0\0\0\1\0\0\0\x08"), .origin_state_id = u32(4),
		.proxy_infos = BYTES_LIT("\0\0\1\x1c\x40\0\0\x08"), .has_vsai = true,
		.vendor = 10415, .app_id = 16777251, .auth_session_state = u32(1),
	};
	struct buf b = { 0 };
	struct hss_err err = { 0 };
	char out[256];

	(void)state;
	assert_int_equal(dia_encode(&b, &answer, &demo_grammar, &d, &a, &err), HSS_OK);
	assert_string_equal(codes(&b, out), "263 12 1 268 278 279 281 284");
	/* the struct's own value wins */
	buf_clear(&b);
	d.session_id = BYTES_LIT("own");
	assert_int_equal(dia_encode(&b, &answer, &demo_grammar, &d, &a, &err), HSS_OK);
	assert_memory_equal(b.p + DIA_HDR + 8, "own", 3);
	buf_free(&b);
}

static void base_answer_takes_everything_from_the_core(void **state)
{
	struct dia_auto a = { .origin_host = BYTES_LIT("hss"), .origin_realm = BYTES_LIT("test"),
		              .result = { 2001, 0 }, .origin_state_id = u32(4) };
	struct dia_dwa dwa = { 0 };
	struct dia_hdr h = { .code = 280 };
	struct buf b = { 0 };
	struct hss_err err = { 0 };
	char out[256];

	(void)state;
	assert_int_equal(dia_encode(&b, &h, &dia_dwa_grammar, &dwa, &a, &err), HSS_OK);
	assert_string_equal(codes(&b, out), "268 264 296 278");
	buf_clear(&b);
	assert_int_equal(dia_encode(&b, &h, &dia_dwa_grammar, NULL, &a, &err), HSS_OK);
	assert_string_equal(codes(&b, out), "268 264 296 278");
	buf_free(&b);
}

static void experimental_result_replaces_result_code(void **state)
{
	struct dia_auto a = { .session_id = BYTES_LIT("s"), .result = { 5001, 10415 } };
	struct buf b = { 0 };
	struct hss_err err = { 0 };
	char hex[256], out[256];

	(void)state;
	/* required AVPs may be missing in an error answer */
	assert_int_equal(dia_encode(&b, &answer, &demo_grammar, &(struct demo){ 0 }, &a, &err),
	                 HSS_OK);
	assert_string_equal(codes(&b, out), "263 297");
	assert_string_equal(fx_hex(bytes_of(b.p + DIA_HDR + 12, 32), hex, sizeof hex),
		"0000012940000020" "0000010a4000000c" "000028af" "0000012a4000000c" "00001389");
	a.result = (struct hss_result){ 2001, 0 };
	buf_clear(&b);
	assert_int_equal(dia_encode(&b, &answer, &demo_grammar, &(struct demo){ 0 }, &a, &err),
	                 HSS_E_INVAL);
	assert_non_null(strstr(err.text, "Demo-Host is missing"));
	buf_free(&b);
}

static void required_result_code_is_satisfied_by_an_experimental_one(void **state)
{
	struct dia_auto a = { .origin_host = BYTES_LIT("h"), .origin_realm = BYTES_LIT("r"),
		              .result = { 2004, 10415 } };
	struct dia_dwa dwa = { 0 };
	struct dia_hdr h = { .code = 280 };
	struct buf b = { 0 };
	struct hss_err err = { 0 };
	char out[256];

	(void)state;
	assert_int_equal(dia_encode(&b, &h, &dia_dwa_grammar, &dwa, &a, &err), HSS_OK);
	assert_string_equal(codes(&b, out), "264 296 297");
	buf_free(&b);
}

static void result_of_the_struct_is_the_only_one(void **state)
{
	struct dia_auto a = { .result = { 2001, 0 } };
	struct dia_dpa dpa = { .result_code = u32(5012), .origin_host = BYTES_LIT("h"),
		               .origin_realm = BYTES_LIT("r") };
	struct dia_hdr h = { .code = 282 };
	struct buf b = { 0 };
	struct hss_err err = { 0 };
	char out[256];

	(void)state;
	assert_int_equal(dia_encode(&b, &h, &dia_dpa_grammar, &dpa, &a, &err), HSS_OK);
	assert_string_equal(codes(&b, out), "268 264 296");
	buf_free(&b);
}

static void protocol_errors_have_a_grammar_of_their_own(void **state)
{
	struct dia_auto a = {
		.session_id = BYTES_LIT("s"), .origin_host = BYTES_LIT("h"),
		.origin_realm = BYTES_LIT("r"), .result = { 3004, 0 },
		.error_message = BYTES_LIT("busy"), .has_vsai = true, .origin_state_id = u32(1),
		.proxy_infos = BYTES_LIT("\0\0\1\x1c\x40\0\0\x08"), .auth_session_state = u32(1),
	};
	struct demo d = { .host = BYTES_LIT("h") };
	struct dia_hdr h = { .flags = DIA_F_P | DIA_F_T, .code = 316 }, got;
	struct buf b = { 0 };
	struct hss_err err = { 0 };
	char out[256];

	(void)state;
	assert_int_equal(dia_encode(&b, &h, &demo_grammar, &d, &a, &err), HSS_OK);
	assert_string_equal(codes(&b, out), "263 264 296 268 278 281 284");
	dia_hdr_get(b.p, &got);
	assert_int_equal(got.flags, DIA_F_P | DIA_F_E);
	assert_int_equal(got.length, b.len);
	buf_clear(&b);
	h.flags |= DIA_F_R;
	a.session_id = (struct hss_bytes){ 0 };
	assert_int_equal(dia_encode_error(&b, &h, &a), HSS_OK);
	assert_string_equal(codes(&b, out), "264 296 268 278 281 284");
	dia_hdr_get(b.p, &got);
	assert_int_equal(got.flags, DIA_F_P | DIA_F_E);
	buf_free(&b);
}

static void vendor_specific_application_id(void **state)
{
	struct thing {
		struct hss_bytes vsai;
		struct hss_u32 state;
	} t = { 0 };
	static const struct hss_avp_def vsai = { "Vendor-Specific-Application-Id", 260, 0,
		HSS_AVP_GROUP, HSS_AVP_M, 0, 0, 0, 0, NULL, NULL };
	static const struct hss_avp_def st = { "Auth-Session-State", 277, 0, HSS_AVP_ENUM,
		HSS_AVP_M, 0, 0, 0, 0, NULL, NULL };
	static const struct hss_avp_rule rules[] = { HSS_OPT(struct thing, vsai, vsai),
		                                     HSS_REQ(struct thing, st, state) };
	static const struct hss_grammar g = HSS_GRAMMAR(struct thing, rules, 1);
	struct dia_auto a = { .has_vsai = true, .vendor = 10415, .app_id = 16777251,
		              .auth_session_state = u32(1) };
	struct buf b = { 0 };
	struct hss_err err = { 0 };
	char hex[256];

	(void)state;
	assert_int_equal(dia_encode(&b, &request, &g, &t, &a, &err), HSS_OK);
	assert_string_equal(fx_hex(bytes_of(b.p + DIA_HDR, b.len - DIA_HDR), hex, sizeof hex),
		"0000010440000020" "0000010a4000000c" "000028af" "000001024000000c" "01000023"
		"000001154000000c" "00000001");
	buf_free(&b);
}

static void values_that_do_not_fit_are_refused(void **state)
{
	struct demo_inner loop = { .flags = u32(1) }, no_flags = { .text = BYTES_LIT("t") };
	static const struct hss_bytes four[4] = { { (const uint8_t *)"a", 1 }, { NULL, 0 },
		                                  { NULL, 0 }, { NULL, 0 } };
	struct demo good = { .session_id = BYTES_LIT("s"), .host = BYTES_LIT("h") }, d[9];
	static const char *const why[] = { "Demo-Octets", "Demo-Octets", "Demo-Kind", "Demo-Text",
		"Demo-Address", "Demo-Host", "at most 3", "Demo-Flags is missing",
		"nested too deep" };
	struct buf b = { 0 };
	struct hss_err err = { 0 };

	(void)state;
	loop.inner = &loop;
	for (size_t i = 0; i < 9; i++)
		d[i] = good;
	d[0].octets = BYTES_LIT("ab");
	d[1].octets = BYTES_LIT("abcdef");
	d[2].kind = u32(5);
	d[3].text = BYTES_LIT("\xc0");
	d[4].address = (struct hss_addr){ .family = 2, .len = 4 };
	d[5].host = BYTES_LIT("");
	d[6].name = (struct hss_list){ four, 4 };
	d[7].inner = &no_flags;
	d[8].inner = &loop;
	buf_add(&b, "before", 6);
	for (size_t i = 0; i < 9; i++) {
		assert_int_equal(dia_encode(&b, &request, &demo_grammar, &d[i], NULL, &err),
		                 HSS_E_INVAL);
		if (!strstr(err.text, why[i]))
			fail_msg("\"%s\" does not say \"%s\"", err.text, why[i]);
		assert_int_equal(b.len, 6);
		assert_false(b.failed);
	}
	assert_int_equal(dia_encode(&b, &request, &demo_grammar, &good, NULL, NULL), HSS_OK);
	buf_free(&b);
}

static void messages_beyond_24_bits_are_refused(void **state)
{
	uint32_t n = 9u << 20;
	uint8_t *big = calloc(1, n);
	struct demo d = { .session_id = BYTES_LIT("s"), .host = BYTES_LIT("h") };
	struct buf b = { 0 };
	struct hss_err err = { 0 };

	(void)state;
	assert_non_null(big);
	d.opaque = d.text = bytes_of(big, n);
	assert_int_equal(dia_encode(&b, &request, &demo_grammar, &d, NULL, &err), HSS_E_INVAL);
	assert_int_equal(b.len, 0);
	free(big);
	buf_free(&b);
}

static void failed_buffer_is_nomem(void **state)
{
	struct buf b = { .failed = true };
	struct demo d = { .session_id = BYTES_LIT("s"), .host = BYTES_LIT("h") };
	struct hss_err err = { 0 };

	(void)state;
	assert_int_equal(dia_encode(&b, &request, &demo_grammar, &d, NULL, &err), HSS_E_NOMEM);
	assert_int_equal(dia_encode_error(&b, &answer, &(struct dia_auto){ 0 }), HSS_E_NOMEM);
	buf_free(&b);
}

int main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, fx_setup, fx_teardown)
	const struct CMUnitTest tests[] = {
		T(round_trip_of_every_field), T(known_octets),
		T(core_values_come_where_the_abnf_names_them),
		T(base_answer_takes_everything_from_the_core),
		T(experimental_result_replaces_result_code),
		T(required_result_code_is_satisfied_by_an_experimental_one),
		T(result_of_the_struct_is_the_only_one),
		T(protocol_errors_have_a_grammar_of_their_own), T(vendor_specific_application_id),
		T(values_that_do_not_fit_are_refused), T(messages_beyond_24_bits_are_refused),
		T(failed_buffer_is_nomem),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
