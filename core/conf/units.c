/* units.c - see units.h. A number without unit is no duration: everybody guesses another one. */
#include "conf/units.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct unit { const char *name; int64_t factor; };

static hss_rc no(char why[UNITS_WHY], const char *text)
{
	snprintf(why, UNITS_WHY, "%s", text);
	return HSS_E_INVAL;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

hss_rc units_bool(const char *s, bool *out, char why[UNITS_WHY])
{
	static const struct { const char *name; bool value; } words[] = {
		{ "true", true }, { "false", false }, { "yes", true }, { "no", false },
		{ "on", true }, { "off", false },
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strcasecmp(s, words[i].name) == 0) {
			*out = words[i].value;
			return HSS_OK;
		}
	}
	return no(why, "is neither true nor false");
}

hss_rc units_int(const char *s, int64_t *out, char why[UNITS_WHY])
{
	bool is_negative = s[0] == '-';
	const char *p = s + (s[0] == '-' || s[0] == '+');
	uint64_t limit = is_negative ? (uint64_t)1 << 63 : INT64_MAX, v = 0;
	unsigned base = 10, digit;

	if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X')) {
		base = 16;
		p += 2;
	}
	if (!p[0])
		return no(why, "is not a whole number");
	for (; *p; p++) {
		char c = *p | 0x20;

		if (is_digit(*p))
			digit = (unsigned)(*p - '0');
		else if (base == 16 && c >= 'a' && c <= 'f')
			digit = (unsigned)(c - 'a') + 10;
		else
			return no(why, "is not a whole number");
		if (v > (limit - digit) / base)
			return no(why, "is too large a number");
		v = v * base + digit;
	}
	*out = is_negative ? (int64_t)(0 - v) : (int64_t)v;
	return HSS_OK;
}

/* Number with up to three decimals, in thousandths; `*end` behind it.          */
static hss_rc milli(const char *s, int64_t *out, const char **end)
{
	int64_t v = 0;
	int decimals = -1;

	if (!is_digit(s[0]))
		return HSS_E_INVAL;
	for (; is_digit(*s) || (*s == '.' && decimals < 0); s++) {
		if (*s == '.') {
			decimals = 0;
			continue;
		}
		if (decimals >= 0 && ++decimals > 3)
			return HSS_E_INVAL;
		if (v > (INT64_MAX / 1000 - 9) / 10)
			return HSS_E_INVAL;
		v = v * 10 + (*s - '0');
	}
	if (decimals == 0)
		return HSS_E_INVAL;
	for (int i = decimals < 0 ? 0 : decimals; i < 3; i++) {
		if (v > INT64_MAX / 10)
			return HSS_E_INVAL;
		v *= 10;
	}
	*out = v;
	*end = s;
	return HSS_OK;
}

/* Factors are of the value's own unit; the outcome must be whole.              */
static hss_rc with_unit(const char *s, const struct unit *units, size_t n, int64_t *out)
{
	const char *end;
	int64_t v, f;

	if (milli(s, &v, &end) != HSS_OK)
		return HSS_E_INVAL;
	while (*end == ' ')
		end++;
	for (size_t i = 0; i < n; i++) {
		if (strcasecmp(end, units[i].name) != 0)
			continue;
		f = units[i].factor;
		if (v % 1000 == 0) {
			if (__builtin_mul_overflow(v / 1000, f, out))
				return HSS_E_INVAL;
			return HSS_OK;
		}
		if (__builtin_mul_overflow(v, f, &v) || v % 1000)
			return HSS_E_INVAL;
		*out = v / 1000;
		return HSS_OK;
	}
	return HSS_E_INVAL;
}

static const struct unit msec_units[] = {
	{ "ms", 1 }, { "s", 1000 }, { "m", 60000 }, { "min", 60000 }, { "h", 3600000 },
	{ "d", 86400000 },
};

hss_rc units_msec(const char *s, int64_t *out, char why[UNITS_WHY])
{
	int64_t v;

	if (strcmp(s, "0") == 0) {
		*out = 0;
		return HSS_OK;
	}
	if (with_unit(s, msec_units, sizeof msec_units / sizeof msec_units[0], &v) != HSS_OK)
		return no(why, "is not a duration; write a number and ms, s, m, h or d, "
		               "as in 250ms or 2m");
	*out = v;
	return HSS_OK;
}

static const struct unit bytes_units[] = {
	{ "", 1 }, { "B", 1 },
	{ "KiB", INT64_C(1) << 10 }, { "MiB", INT64_C(1) << 20 }, { "GiB", INT64_C(1) << 30 },
	{ "TiB", INT64_C(1) << 40 },
	{ "K", INT64_C(1) << 10 }, { "M", INT64_C(1) << 20 }, { "G", INT64_C(1) << 30 },
	{ "T", INT64_C(1) << 40 },
	{ "kB", INT64_C(1000) }, { "MB", INT64_C(1000000) }, { "GB", INT64_C(1000000000) },
	{ "TB", INT64_C(1000000000000) },
};

hss_rc units_bytes(const char *s, int64_t *out, char why[UNITS_WHY])
{
	int64_t v;

	if (with_unit(s, bytes_units, sizeof bytes_units / sizeof bytes_units[0], &v) != HSS_OK)
		return no(why, "is not a size; write a number of octets, or one with KiB, MiB or "
		               "GiB, as in 64KiB");
	*out = v;
	return HSS_OK;
}

static bool is_host(const char *h, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char c = h[i];

		if (!is_digit(c) && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && c != '-' &&
		    c != '.' && c != '_')
			return false;
	}
	return n > 0;
}

static hss_rc check_host(const char *host, bool is_bracketed, char why[UNITS_WHY])
{
	uint8_t bin[16];
	char v6[64];
	size_t n = strlen(host);

	if (is_bracketed) {
		size_t len = strcspn(host, "%");        /* [fe80::1%eth0]       */

		if (len >= sizeof v6)
			return no(why, "holds no IPv6 address between its brackets");
		memcpy(v6, host, len);
		v6[len] = '\0';
		if (inet_pton(AF_INET6, v6, bin) != 1)
			return no(why, "holds no IPv6 address between its brackets");
		return HSS_OK;
	}
	if (!is_host(host, n))
		return no(why, "has no valid address or host name before its port");
	if (strspn(host, "0123456789.") == n && inet_pton(AF_INET, host, bin) != 1)
		return no(why, "has no valid IPv4 address before its port");
	return HSS_OK;
}

hss_rc units_endpoint(const char *s, struct hss_endpoint *out, char why[UNITS_WHY])
{
	bool is_bracketed = s[0] == '[';
	const char *close = is_bracketed ? strchr(s, ']') : NULL;
	const char *colon = close ? close + 1 : strrchr(s, ':');
	const char *host = s + is_bracketed;
	struct hss_endpoint e = { 0 };
	size_t host_len;
	int64_t port;

	if (is_bracketed && !close)
		return no(why, "has no closing bracket");
	if (!colon || *colon != ':')
		return no(why, "has no port; write ADDRESS:PORT, as in 127.0.0.1:3868");
	if (!is_bracketed && strchr(s, ':') != colon)
		return no(why, "is no endpoint; an IPv6 address stands in brackets, as in "
		               "\"[::1]:3868\"");
	host_len = (size_t)((close ? close : colon) - host);
	if (host_len == 0 || host_len >= sizeof e.host)
		return no(why, "has no valid address or host name before its port");
	memcpy(e.host, host, host_len);
	if (check_host(e.host, is_bracketed, why) != HSS_OK)
		return HSS_E_INVAL;
	if (!is_digit(colon[1]) || units_int(colon + 1, &port, why) != HSS_OK || port > 65535)
		return no(why, "has no valid port; it is a number from 0 to 65535");
	e.port = (uint16_t)port;
	*out = e;
	return HSS_OK;
}

static int hex_digit(char c)
{
	if (is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

hss_rc units_hex(const char *s, uint8_t *out, uint32_t *len, char why[UNITS_WHY])
{
	uint32_t n = 0;

	for (; *s; s += 2) {
		int hi, lo;

		if (n && (*s == ' ' || *s == ':' || *s == '-'))
			s++;
		hi = hex_digit(s[0]);
		lo = hi < 0 ? -1 : hex_digit(s[1]);
		if (lo < 0)
			return no(why, "is not an even number of hex digits");
		out[n++] = (uint8_t)(hi << 4 | lo);
	}
	*len = n;
	return HSS_OK;
}

hss_rc units_enum(const char *s, const struct hss_choice *choices, int64_t *out,
                  char why[UNITS_WHY])
{
	size_t len = 0;

	for (const struct hss_choice *c = choices; c->name; c++) {
		if (strcasecmp(s, c->name) == 0) {
			*out = c->value;
			return HSS_OK;
		}
	}
	len = (size_t)snprintf(why, UNITS_WHY, "is none of");
	for (const struct hss_choice *c = choices; c->name && len < UNITS_WHY; c++)
		len += (size_t)snprintf(why + len, UNITS_WHY - len, "%s %s",
		                        c == choices ? "" : ",", c->name);
	return HSS_E_INVAL;
}

static const char *text_of(int64_t v, const struct unit *units, size_t n, char out[32])
{
	const struct unit *best = &units[0];

	for (size_t i = 0; i < n; i++) {
		if (v != 0 && v % units[i].factor == 0 && units[i].factor > best->factor)
			best = &units[i];
	}
	snprintf(out, 32, "%lld%s", (long long)(v / best->factor), v ? best->name : "");
	return out;
}

const char *units_msec_text(int64_t ms, char out[32])
{
	return text_of(ms, msec_units, sizeof msec_units / sizeof msec_units[0], out);
}

const char *units_bytes_text(int64_t n, char out[32])
{
	return text_of(n, bytes_units, 6, out);
}
