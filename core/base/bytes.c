/* bytes.c - see bytes.h. */
#include "base/bytes.h"

#include <limits.h>

static int lower(int c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

bool bytes_ieq(struct hss_bytes a, struct hss_bytes b)
{
	return a.len == b.len && bytes_icmp(a, b) == 0;
}

int bytes_icmp(struct hss_bytes a, struct hss_bytes b)
{
	uint32_t n = a.len < b.len ? a.len : b.len;

	for (uint32_t i = 0; i < n; i++) {
		int d = lower(a.p[i]) - lower(b.p[i]);

		if (d)
			return d;
	}
	return a.len < b.len ? -1 : a.len > b.len;
}

bool bytes_is_digits(struct hss_bytes b, uint32_t min, uint32_t max)
{
	if (!b.p || b.len < min || b.len > max)
		return false;
	for (uint32_t i = 0; i < b.len; i++)
		if (b.p[i] < '0' || b.p[i] > '9')
			return false;
	return true;
}

/* Length of the well-formed sequence at p (RFC 3629), 0: none.                 */
static uint32_t utf8_len(const uint8_t *p, uint32_t n)
{
	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xc2 && p[0] <= 0xdf)
		return n >= 2 && (p[1] & 0xc0) == 0x80 ? 2 : 0;
	if ((p[0] & 0xf0) == 0xe0) {
		if (n < 3 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
			return 0;
		if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f))
			return 0;
		return 3;
	}
	if (p[0] >= 0xf0 && p[0] <= 0xf4) {
		if (n < 4 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80 || (p[3] & 0xc0) != 0x80)
			return 0;
		if ((p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
			return 0;
		return 4;
	}
	return 0;
}

bool bytes_is_utf8(struct hss_bytes b)
{
	for (uint32_t i = 0; i < b.len;) {
		uint32_t n = utf8_len(b.p + i, b.len - i);

		if (!n)
			return false;
		i += n;
	}
	return true;
}

bool bytes_is_fqdn(struct hss_bytes b)
{
	if (!b.p || b.len < 1 || b.len > 255)
		return false;
	for (uint32_t i = 0; i < b.len; i++) {
		int c = lower(b.p[i]);

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
		      c == '_'))
			return false;
	}
	return true;
}

static int nibble(int c)
{
	c = lower(c);
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

hss_rc bytes_unhex(struct hss_bytes text, uint8_t *out, uint32_t n)
{
	if (text.len != (uint64_t)n * 2)
		return HSS_E_INVAL;
	for (uint32_t i = 0; i < text.len; i++)
		if (nibble(text.p[i]) < 0)
			return HSS_E_INVAL;
	for (uint32_t i = 0; i < n; i++)
		out[i] = (uint8_t)(nibble(text.p[2 * i]) << 4 | nibble(text.p[2 * i + 1]));
	return HSS_OK;
}

void bytes_hex(const uint8_t *p, uint32_t n, char *out)
{
	static const char digits[] = "0123456789abcdef";

	for (uint32_t i = 0; i < n; i++) {
		out[2 * i] = digits[p[i] >> 4];
		out[2 * i + 1] = digits[p[i] & 15];
	}
	out[2 * n] = 0;
}

hss_rc bytes_i64(struct hss_bytes text, int64_t *out)
{
	bool is_neg = text.len > 0 && text.p[0] == '-';
	uint32_t i = is_neg || (text.len > 0 && text.p[0] == '+');
	int64_t v = 0;

	if (!text.p || i >= text.len)
		return HSS_E_INVAL;
	for (; i < text.len; i++) {
		int d = text.p[i] - '0';

		if (d < 0 || d > 9 || __builtin_mul_overflow(v, 10, &v) ||
		    __builtin_add_overflow(v, is_neg ? -d : d, &v))
			return HSS_E_INVAL;
	}
	*out = v;
	return HSS_OK;
}

uint32_t bytes_tbcd(struct hss_bytes digits, uint8_t *out, uint32_t max)
{
	uint32_t n = digits.len / 2 + digits.len % 2;

	if (n > max || !bytes_is_digits(digits, 1, UINT32_MAX))
		return 0;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t hi = 2 * i + 1 < digits.len ? (uint32_t)(digits.p[2 * i + 1] - '0') : 0xf;

		out[i] = (uint8_t)(hi << 4 | (uint32_t)(digits.p[2 * i] - '0'));
	}
	return n;
}

uint32_t bytes_copy(char *out, uint32_t max, struct hss_bytes b)
{
	uint32_t n = b.len < max - 1 ? b.len : max - 1;

	if (n)
		memcpy(out, b.p, n);
	out[n] = 0;
	return n;
}
