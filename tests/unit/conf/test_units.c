/* test_units.c - texts to values. */
#include "conf_test.h"

#include "conf/units.h"

#include <string.h>

static void durations(void **state)
{
	static const struct { const char *s; int64_t ms; } good[] = {
		{ "250ms", 250 }, { "3s", 3000 }, { "2m", 120000 }, { "1h", 3600000 },
		{ "1d", 86400000 }, { "0", 0 }, { "1.5s", 1500 }, { "0.001s", 1 }, { "3 s", 3000 },
		{ "5MIN", 300000 },
	};
	static const char *const wrong[] = {
		"", "3", "s", "-3s", "3x", "1.5ms", "1..5s", "1.s", "1.2345s", "3s ", "3 s x",
		"99999999999999999999s", "9223372036854775807d", "9999999999999999h", "0x3s",
	};
	char why[UNITS_WHY], text[32];
	int64_t v = 77;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_int_equal(units_msec(good[i].s, &v, why), HSS_OK);
		assert_int_equal(v, good[i].ms);
	}
	v = 77;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(units_msec(wrong[i], &v, why), HSS_E_INVAL);
	assert_int_equal(v, 77);
	assert_string_equal(units_msec_text(90000, text), "90s");
	assert_string_equal(units_msec_text(3600000, text), "1h");
	assert_string_equal(units_msec_text(0, text), "0");
}

static void sizes(void **state)
{
	static const struct { const char *s; int64_t n; } good[] = {
		{ "0", 0 }, { "512", 512 }, { "64KiB", 65536 }, { "64kib", 65536 },
		{ "1MiB", 1048576 }, { "1G", INT64_C(1) << 30 }, { "1kB", 1000 }, { "2MB", 2000000 },
		{ "1.5KiB", 1536 }, { "1T", INT64_C(1) << 40 }, { "7B", 7 },
	};
	static const char *const wrong[] = { "", "KiB", "-1", "1.5", "1X", "9999999999TiB", "1 2" };
	char why[UNITS_WHY], text[32];
	int64_t v = 77;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_int_equal(units_bytes(good[i].s, &v, why), HSS_OK);
		assert_int_equal(v, good[i].n);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(units_bytes(wrong[i], &v, why), HSS_E_INVAL);
	assert_string_equal(units_bytes_text(65536, text), "64KiB");
	assert_string_equal(units_bytes_text(1000, text), "1000");
}

static void numbers(void **state)
{
	static const struct { const char *s; int64_t n; } good[] = {
		{ "0", 0 }, { "-5", -5 }, { "+5", 5 }, { "0x1F", 31 }, { "-0x10", -16 },
		{ "9223372036854775807", INT64_MAX }, { "-9223372036854775808", INT64_MIN },
	};
	static const char *const wrong[] = {
		"", "-", "1a", "0x", "0xg", "1.0", " 1", "1 ", "9223372036854775808",
		"-9223372036854775809", "0x8000000000000000", "1e3", "--1",
	};
	char why[UNITS_WHY];
	int64_t v;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_int_equal(units_int(good[i].s, &v, why), HSS_OK);
		assert_int_equal(v, good[i].n);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_int_equal(units_int(wrong[i], &v, why), HSS_E_INVAL);
}

static void endpoints(void **state)
{
	static const struct { const char *s, *host; uint16_t port; } good[] = {
		{ "127.0.0.1:3868", "127.0.0.1", 3868 }, { "[::1]:3868", "::1", 3868 },
		{ "[fe80::1%eth0]:1", "fe80::1%eth0", 1 }, { "hss.example.org:0", "hss.example.org", 0 },
		{ "0.0.0.0:65535", "0.0.0.0", 65535 }, { "my_host-1:80", "my_host-1", 80 },
	};
	static const struct { const char *s, *part; } wrong[] = {
		{ "", "no port" }, { "127.0.0.1", "no port" }, { ":3868", "no valid address" },
		{ "127.0.0.1:", "valid port" }, { "127.0.0.1:65536", "valid port" },
		{ "127.0.0.1:+5", "valid port" }, { "127.0.0.1:80x", "valid port" },
		{ "127.0.0.300:80", "IPv4" }, { "::1:3868", "brackets" }, { "[::1:3868", "bracket" },
		{ "[::g]:1", "IPv6" }, { "[127.0.0.1]:1", "IPv6" }, { "[::1]", "no port" },
		{ "[::1]3868", "no port" }, { "a b:1", "no valid address" },
		{ "host/x:1", "no valid address" },
	};
	struct hss_endpoint e;
	char why[UNITS_WHY], longest[400];

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_int_equal(units_endpoint(good[i].s, &e, why), HSS_OK);
		assert_string_equal(e.host, good[i].host);
		assert_int_equal(e.port, good[i].port);
	}
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_int_equal(units_endpoint(wrong[i].s, &e, why), HSS_E_INVAL);
		assert_non_null(strstr(why, wrong[i].part));
	}
	memset(longest, 'a', sizeof longest);
	memcpy(longest + 390, ":1", 3);
	assert_int_equal(units_endpoint(longest, &e, why), HSS_E_INVAL);
}

static void hex_bools_choices(void **state)
{
	static const struct hss_choice c[] = { { "red", 1 }, { "blue", -2 }, { NULL, 0 } };
	char why[UNITS_WHY];
	uint8_t out[16];
	uint32_t n;
	int64_t v;
	bool b = false;

	(void)state;
	assert_int_equal(units_hex("00fFa1", out, &n, why), HSS_OK);
	assert_int_equal(n, 3);
	assert_memory_equal(out, "\x00\xff\xa1", 3);
	assert_int_equal(units_hex("00:ff a1-02", out, &n, why), HSS_OK);
	assert_int_equal(n, 4);
	assert_int_equal(units_hex("", out, &n, why), HSS_OK);
	assert_int_equal(n, 0);
	assert_int_equal(units_hex("abc", out, &n, why), HSS_E_INVAL);
	assert_int_equal(units_hex("0g", out, &n, why), HSS_E_INVAL);
	assert_int_equal(units_hex("00:", out, &n, why), HSS_E_INVAL);
	assert_int_equal(units_bool("Yes", &b, why), HSS_OK);
	assert_true(b);
	assert_int_equal(units_bool("off", &b, why), HSS_OK);
	assert_false(b);
	assert_int_equal(units_bool("1", &b, why), HSS_E_INVAL);
	assert_int_equal(units_enum("BLUE", c, &v, why), HSS_OK);
	assert_int_equal(v, -2);
	assert_int_equal(units_enum("green", c, &v, why), HSS_E_INVAL);
	assert_string_equal(why, "is none of red, blue");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(durations), cmocka_unit_test(sizes), cmocka_unit_test(numbers),
		cmocka_unit_test(endpoints), cmocka_unit_test(hex_bools_choices),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
