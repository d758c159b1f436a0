/* test_dump.c - the text of a decoded struct. */
#include "codec_fixture.h"

#include "base/bytes.h"

static void expect(const struct hss_grammar *g, const void *msg, const char *want)
{
	struct buf b = { 0 };

	dia_dump(&b, g, msg);
	buf_add(&b, "", 1);
	assert_false(b.failed);
	assert_string_equal((const char *)b.p, want);
	buf_free(&b);
}

static void every_type_has_its_text(void **state)
{
	static const struct hss_addr addrs[] = { { 1, 4, { 10, 0, 0, 1 } },
		{ 2, 16, { 0x20, 1, 0xd, 0xb8, [15] = 1 } } };
	static const uint32_t numbers[] = { 1, 2 };
	struct demo_inner deep = { .flags = { 2, true } };
	struct demo_inner in = { .flags = { 1, true }, .number = { numbers, 2 }, .inner = &deep };
	struct demo d = {
		.session_id = BYTES_LIT("s;1"), .host = BYTES_LIT("h.x"),
		.flags = { 4294967295u, true }, .when = { 2208988800u + 86400, true },
		.delta = { -3, true }, .big = { UINT64_MAX, true }, .bigger = { -4, true },
		.octets = BYTES_LIT("\x01\xab\xff"), .text = BYTES_LIT(""), .inner = &in,
		.addresses = { addrs, 2 }, .inners = { &deep, 1 },
	};

	(void)state;
	expect(&demo_grammar, &d,
	       "Session-Id: s;1\nDemo-Host: h.x\nDemo-Flags: 4294967295\n"
	       "Demo-When: 1970-01-02T00:00:00Z\nDemo-Delta: -3\n"
	       "Demo-Big: 18446744073709551615\nDemo-Bigger: -4\nDemo-Octets: 01abff\n"
	       "Demo-Text:\nDemo-Inner:\n  Demo-Flags: 1\n  Demo-Number: 1\n  Demo-Number: 2\n"
	       "  Demo-Inner:\n    Demo-Flags: 2\nDemo-Inners:\n  Demo-Flags: 2\n"
	       "Demo-Addresses: 10.0.0.1\nDemo-Addresses: 2001:db8:0:0:0:0:0:1\n");
}

static void times_after_2036(void **state)
{
	struct demo d = { .when = { 0, true } };

	(void)state;
	expect(&demo_grammar, &d, "Demo-When: 2036-02-07T06:28:16Z\n");
}

static void text_cannot_forge_lines(void **state)
{
	struct demo d = { .text = BYTES_LIT("a\nDemo-Flags: 1\\\x7f\xc3\xa9") };

	(void)state;
	expect(&demo_grammar, &d, "Demo-Text: a\\x0aDemo-Flags: 1\\x5c\\x7f\xc3\xa9\n");
}

static void struct_that_points_to_itself_ends(void **state)
{
	struct demo_inner loop = { .flags = { 1, true } };
	struct demo d = { .inner = &loop };
	struct buf b = { 0 };

	(void)state;
	loop.inner = &loop;
	dia_dump(&b, &demo_grammar, &d);
	assert_false(b.failed);
	assert_true(b.len < 16384);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_type_has_its_text),
		cmocka_unit_test(times_after_2036),
		cmocka_unit_test(text_cannot_forge_lines),
		cmocka_unit_test(struct_that_points_to_itself_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
