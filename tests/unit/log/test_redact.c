/* test_redact.c - what is masked, what is left alone, what is escaped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "log/redact.h"

#include <stdlib.h>

struct one { const char *in, *out; };

static void check(const struct one *v, size_t n, uint32_t flags)
{
	char out[512];

	for (size_t i = 0; i < n; i++) {
		uint32_t len = redact(out, sizeof out, bytes_str(v[i].in), flags);

		assert_string_equal(out, v[i].out);
		assert_int_equal(len, strlen(out));
	}
}

#define CHECK(v, flags) check(v, sizeof v / sizeof v[0], flags)

static void identities_are_masked(void **state)
{
	static const struct one v[] = {
		{ "imsi=001010000000001 attached", "imsi=001010<redacted> attached" },
		{ "001010000000001", "001010<redacted>" },
		{ "<sip:001010000000001@ims.mnc001>", "<sip:001010<redacted>@ims.mnc001>" },
		{ "imei 3534900698733193, 35349006987331", "imei 353490<redacted>, 353490<redacted>" },
		{ "msisdn=491701234567", "msisdn=491701<redacted>" },
		{ "\"msisdn\": \"491701234567\"", "\"msisdn\": \"491701<redacted>\"" },
		{ "MSISDN 4917012", "MSISDN 491701<redacted>" },
		{ "tel:+491701234567", "tel:+491701<redacted>" },
		{ "call to +491701234567", "call to +491701<redacted>" },
		{ "a001010000000001b", "a001010<redacted>b" },
	};

	(void)state;
	CHECK(v, REDACT_IDS);
}

static void numbers_that_are_nobody_are_left(void **state)
{
	static const struct one v[] = {
		{ "port=3868 n=123456", "port=3868 n=123456" },
		{ "at 2026-11-24T06:10:30.123456Z", "at 2026-11-24T06:10:30.123456Z" },
		{ "t=1764000000 us=1764000000.123456", "t=1764000000 us=1764000000.123456" },
		{ "ns=17640000001234567", "ns=17640000001234567" },
		{ "from 192.168.100.200:38680", "from 192.168.100.200:38680" },
		{ "bytes=1234567890123", "bytes=1234567890123" },
		{ "session hss01;1764000000;1;app_s6a", "session hss01;1764000000;1;app_s6a" },
		{ "msisdn=12345", "msisdn=12345" },
		{ "2001:0db8:85a3:0000:0000:8a2e:0370:7334", "2001:0db8:85a3:0000:0000:8a2e:0370:7334" },
		{ "id 123e4567-e89b-12d3-a456-426614174000", "id 123e4567-e89b-12d3-a456-426614174000" },
	};

	(void)state;
	CHECK(v, REDACT_IDS);
}

static void debug_keeps_identities_but_never_keys(void **state)
{
	static const struct one v[] = {
		{ "imsi=001010000000001", "imsi=001010000000001" },
		{ "ki=465B5CE8B199B49FAA5F0A2EE238A6BC.", "ki=<redacted>." },
		{ "0x465b5ce8b199b49faa5f0a2ee238a6bc", "0x<redacted>" },
		{ "k 12345678901234567890123456789012", "k <redacted>" },
		{ "46 5b 5c e8 b1 99 b4 9f aa 5f 0a 2e e2 38 a6 bc end", "<redacted> end" },
		{ "46:5b:5c:e8:b1:99:b4:9f:aa:5f:0a:2e:e2:38:a6:bc", "<redacted>" },
		{ "46 5b 5c e8 b1 99 b4 9f aa 5f 0a 2e e2 38 a6", "46 5b 5c e8 b1 99 b4 9f aa 5f 0a 2e e2 38 a6" },
		{ "465b5ce8b199b49faa5f0a2ee238a6b", "465b5ce8b199b49faa5f0a2ee238a6b" },
		{ "mac 00:1b:44:11:3a:b7", "mac 00:1b:44:11:3a:b7" },
		{ "a 465b5ce8b199b49faa5f0a2ee238a6bccd63cb71954a9f4e48a5994e37a02baf b",
		  "a <redacted> b" },
	};

	(void)state;
	CHECK(v, 0);
	check(v + 1, sizeof v / sizeof v[0] - 1, REDACT_IDS);
}

static void lines_cannot_be_forged(void **state)
{
	static const struct one v[] = {
		{ "a\n2026-11-24 ERROR forged", "a\\n2026-11-24 ERROR forged" },
		{ "a\r\tb\x1b[31m\x7f", "a\\r\\tb\\x1b[31m\\x7f" },
		{ "caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x93\xb1", "caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x93\xb1" },
		{ "\xff\xc3", "\\xff\\xc3" },
		{ "\xc0\xaf \xed\xa0\x80", "\\xc0\\xaf \\xed\\xa0\\x80" },
		{ "\xc2\x9b" "31m", "\\xc2\\x9b" "31m" },
		{ "\xe2\x80\xae" "evil\xe2\x80\xa8", "\\xe2\\x80\\xae" "evil\\xe2\\x80\\xa8" },
	};
	char out[64];

	(void)state;
	CHECK(v, REDACT_IDS);
	redact(out, sizeof out, BYTES_LIT("a\0b"), 0);
	assert_string_equal(out, "a\\x00b");
}

static void long_texts_are_cut_at_a_character(void **state)
{
	char out[10];

	(void)state;
	assert_int_equal(redact(out, sizeof out, BYTES_LIT("123456789"), 0), 9);
	assert_string_equal(out, "123456789");
	redact(out, sizeof out, BYTES_LIT("abcdefghij"), 0);
	assert_string_equal(out, "abcdef...");
	redact(out, sizeof out, BYTES_LIT("abcde\xe2\x82\xac\xe2\x82\xac"), 0);
	assert_string_equal(out, "abcde...");
	redact(out, sizeof out, BYTES_LIT("\n\n\n\n\n"), 0);
	assert_string_equal(out, "\\n\\n\\n...");
	assert_int_equal(redact(out, sizeof out, BYTES_LIT(""), 0), 0);
}

static void the_head_of_a_cut_key_or_identity_is_hidden(void **state)
{
	static const struct one v[] = {
		{ "k=465b5ce8b199b4", "k=<redacted>..." },
		{ "k=46 5b 5c e8", "k=<redacted>..." },
		{ "imsi=00101000000", "imsi=<redacted>..." },
		{ "imsi=0010100", "imsi=001010<redacted>..." },
		{ "done", "done..." },
	};

	(void)state;
	CHECK(v, REDACT_IDS | REDACT_CUT);
}

static void any_input_stays_within_its_bounds(void **state)
{
	static const char alphabet[] = "0123456789abcdefABCDEF :-+\n\xc3\xa9\xe2\xff=msisdn";
	uint8_t in[200];
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		uint32_t n = (uint32_t)rand_r(&seed) % sizeof in;
		uint32_t max = 4 + (uint32_t)rand_r(&seed) % 300, len;
		char *out = malloc(max);

		for (uint32_t i = 0; i < n; i++)
			in[i] = (uint8_t)alphabet[(uint32_t)rand_r(&seed) % (sizeof alphabet - 1)];
		len = redact(out, max, (struct hss_bytes){ in, n }, (uint32_t)round & 3);
		assert_true(len < max);
		assert_int_equal(len, strlen(out));
		assert_true(bytes_is_utf8((struct hss_bytes){ (uint8_t *)out, len }));
		assert_null(strchr(out, '\n'));
		free(out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(identities_are_masked),
		cmocka_unit_test(numbers_that_are_nobody_are_left),
		cmocka_unit_test(debug_keeps_identities_but_never_keys),
		cmocka_unit_test(lines_cannot_be_forged),
		cmocka_unit_test(long_texts_are_cut_at_a_character),
		cmocka_unit_test(the_head_of_a_cut_key_or_identity_is_hidden),
		cmocka_unit_test(any_input_stays_within_its_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
