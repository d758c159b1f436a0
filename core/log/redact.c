/* redact.c - see redact.h. It runs before a line enters the ring, so that not even a core dump's
 * log buffer has secrets. */
#include "log/redact.h"

#include "base/bytes.h"

#include <strings.h>

#define MASK "<redacted>"
#define KEY_DIGITS 32u                  /* K, OPc, CK, IK, RAND: 16 octets      */

struct out {
	char *p;
	uint32_t len, max;              /* max: room for text, without NUL      */
	bool is_full;
};

static void put(struct out *o, const void *p, uint32_t n)
{
	if (o->is_full || n > o->max - o->len) {
		o->is_full = true;      /* never half an escape or character    */
		return;
	}
	memcpy(o->p + o->len, p, n);
	o->len += n;
}

static bool is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(uint8_t c)
{
	uint8_t l = c | 0x20;

	return is_digit(c) || (l >= 'a' && l <= 'f');
}

/* Octets of `in` from `at` that are one run of hex digits.                     */
static uint32_t hex_run(struct hss_bytes in, uint32_t at)
{
	uint32_t n = 0;

	while (at + n < in.len && is_hex(in.p[at + n]))
		n++;
	return n;
}

/* Octets of pairs separated by one character, "00 11 22"; *pairs: how many.    */
static uint32_t pair_run(struct hss_bytes in, uint32_t at, uint32_t *pairs)
{
	uint32_t i = at;

	*pairs = 0;
	while (i + 1 < in.len && is_hex(in.p[i]) && is_hex(in.p[i + 1])) {
		uint8_t sep = i + 2 < in.len ? in.p[i + 2] : 0;

		++*pairs;
		i += 2;
		if (sep != ' ' && sep != ':' && sep != '-')
			break;
		if (i + 2 >= in.len || !is_hex(in.p[i + 1]) || !is_hex(in.p[i + 2]) ||
		    (i + 3 < in.len && is_hex(in.p[i + 3])))
			break;
		i++;
	}
	return i - at;
}

/* Octets of key material at `at`, 0: none.                                     */
static uint32_t key_run(struct hss_bytes in, uint32_t at, uint32_t flags)
{
	uint32_t n = hex_run(in, at), pairs;

	if (n >= KEY_DIGITS)
		return n;
	if ((flags & REDACT_CUT) && at + n == in.len && n >= 8)
		return n;               /* perhaps the head of a key            */
	if (n != 2)
		return 0;
	n = pair_run(in, at, &pairs);
	if (pairs >= KEY_DIGITS / 2 || ((flags & REDACT_CUT) && at + n == in.len && pairs >= 4))
		return n;
	return 0;
}

static bool is_behind(struct hss_bytes in, uint32_t at, const char *word)
{
	uint32_t n = (uint32_t)strlen(word);

	return at >= n && strncasecmp((const char *)in.p + at - n, word, n) == 0;
}

/* A short run of digits is an MSISDN only where the text says so.              */
static bool is_number_of_subscriber(struct hss_bytes in, uint32_t at)
{
	static const char *const words[] = { "msisdn", "tel", "imsi", "imei" };

	if (at && in.p[at - 1] == '+')
		return true;
	while (at && memchr("= :\"'", in.p[at - 1], 5))
		at--;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (is_behind(in, at, words[i]))
			return true;
	}
	return false;
}

static uint32_t digit_run(struct hss_bytes in, uint32_t at)
{
	uint32_t n = 0;

	while (at + n < in.len && is_digit(in.p[at + n]))
		n++;
	return n;
}

/* Copies a run of digits, masked when it is somebody's.                        */
static void put_digits(struct out *o, struct hss_bytes in, uint32_t at, uint32_t n, uint32_t flags)
{
	bool is_id = n <= 16 && (n >= 14 || (n >= 7 && is_number_of_subscriber(in, at)));

	if ((flags & REDACT_CUT) && at + n == in.len && n >= 7 && n <= 16)
		is_id = true;
	if (!(flags & REDACT_IDS) || !is_id) {
		put(o, in.p + at, n);
		return;
	}
	put(o, in.p + at, 6);
	put(o, MASK, sizeof MASK - 1);
}

/* Length of the UTF-8 character at p, 0: none, or one that must not be shown.  */
static uint32_t utf8_len(const uint8_t *p, uint32_t n)
{
	uint32_t len = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;

	if (p[0] < 0xc2 || p[0] > 0xf4 || len > n ||
	    !bytes_is_utf8((struct hss_bytes){ p, len }))
		return 0;
	if (p[0] == 0xc2 && p[1] < 0xa0)
		return 0;               /* C1 control characters                */
	/* U+2028..202E and U+2066..2069: line separators, direction overrides  */
	if (p[0] == 0xe2 && p[1] == 0x80 && p[2] >= 0xa8 && p[2] <= 0xae)
		return 0;
	if (p[0] == 0xe2 && p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9)
		return 0;
	return len;
}

/* One character, escaped when needed. Returns the octets taken.                */
static uint32_t put_char(struct out *o, const uint8_t *p, uint32_t n)
{
	static const char digits[] = "0123456789abcdef";
	char esc[4] = { '\\', 'x', digits[p[0] >> 4], digits[p[0] & 15] };
	uint32_t len;

	if (p[0] >= 0x20 && p[0] < 0x7f) {
		put(o, p, 1);
		return 1;
	}
	if (p[0] == '\n' || p[0] == '\r' || p[0] == '\t') {
		put(o, p[0] == '\n' ? "\\n" : p[0] == '\r' ? "\\r" : "\\t", 2);
		return 1;
	}
	len = p[0] >= 0x80 ? utf8_len(p, n) : 0;
	if (len)
		put(o, p, len);
	else
		put(o, esc, sizeof esc);
	return len ? len : 1;
}

uint32_t redact(char *out, uint32_t max, struct hss_bytes in, uint32_t flags)
{
	struct out o = { out, 0, max - 1, false };
	uint32_t i = 0, n;

	while (i < in.len && !o.is_full) {
		bool is_start = i == 0 || !is_hex(in.p[i - 1]);

		n = is_start && is_hex(in.p[i]) ? key_run(in, i, flags) : 0;
		if (n) {
			put(&o, MASK, sizeof MASK - 1);
		} else if (is_digit(in.p[i])) {
			n = digit_run(in, i);
			put_digits(&o, in, i, n, flags);
		} else {
			n = put_char(&o, in.p + i, in.len - i);
		}
		i += n;
	}
	if (o.is_full || (flags & REDACT_CUT)) {
		if (o.len > o.max - 3) {
			o.len = o.max - 3;
			while (o.len && ((uint8_t)out[o.len] & 0xc0) == 0x80)
				o.len--;        /* not half a character         */
		}
		memcpy(out + o.len, "...", 3);
		o.len += 3;
	}
	out[o.len] = '\0';
	return o.len;
}
