/* text.c - see text.h. https://prometheus.io/docs/instrumenting/exposition_formats/ and
 * OpenMetrics 1.0.0. */
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define NS_DIGITS 9                     /* decimals of a second                 */

static void put(struct text *t, const char *s, size_t n)
{
	size_t cap = t->cap ? t->cap : 16384;
	char *p;

	if (t->is_failed || n > TEXT_MAX - t->len) {
		t->is_failed = true;
		return;
	}
	while (cap < t->len + n)
		cap *= 2;
	if (cap != t->cap) {
		p = realloc(t->p, cap);
		if (!p) {
			t->is_failed = true;
			return;
		}
		t->p = p;
		t->cap = cap;
	}
	memcpy(t->p + t->len, s, n);
	t->len += n;
}

static void put_str(struct text *t, const char *s)
{
	put(t, s, strlen(s));
}

/* Decimal digits of v. Returns how many.                                       */
static size_t digits_of(uint64_t v, char out[20])
{
	char rev[20];
	size_t n = 0;

	do {
		rev[n++] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	for (size_t i = 0; i < n; i++)
		out[i] = rev[n - 1 - i];
	return n;
}

/* v * 10^-decimals, exactly, without an exponent: 1.5 and not 1.500000000.     */
static void put_decimal(struct text *t, bool is_negative, uint64_t v, size_t decimals)
{
	char d[20];
	size_t n = digits_of(v, d), whole = n > decimals ? n - decimals : 0, last = n;

	if (is_negative && v)
		put(t, "-", 1);
	while (last > whole && d[last - 1] == '0')
		last--;
	put(t, whole ? d : "0", whole ? whole : 1);
	if (decimals == 0 || last == whole)
		return;
	put(t, ".", 1);
	for (size_t i = n; whole == 0 && i < decimals; i++)
		put(t, "0", 1);
	put(t, d + whole, last - whole);
}

/*
 * As `le` values are written canonically (OpenMetrics: as Go's %g, always a floating point
 * number): 0.005, 10.0, 1e-05, 1.048576e+06. The same in both formats, or the series of a
 * histogram would change their names with the Accept header.
 */
static void put_bound(struct text *t, uint64_t v, int decimals)
{
	char d[20], exp10[5];
	int n = (int)digits_of(v, d), point = n - decimals, exponent = point - 1;

	if (v == 0) {
		put(t, "0.0", 3);
		return;
	}
	while (n > 1 && d[n - 1] == '0')
		n--;
	if (exponent >= -4 && exponent < 6) {
		for (int i = point; i <= 0; i++)
			put_str(t, i == point ? "0." : "0");
		put(t, d, (size_t)(point > 0 && n > point ? point : n));
		for (int i = n; i < point; i++)
			put(t, "0", 1);
		if (point > 0)
			put(t, ".", 1);
		if (point > 0 && n > point)
			put(t, d + point, (size_t)(n - point));
		else if (point > 0)
			put(t, "0", 1);
		return;
	}
	put(t, d, 1);
	if (n > 1) {
		put(t, ".", 1);
		put(t, d + 1, (size_t)n - 1);
	}
	exp10[0] = 'e';
	exp10[1] = exponent < 0 ? '-' : '+';
	exponent = exponent < 0 ? -exponent : exponent;
	exp10[2] = (char)('0' + exponent / 10);
	exp10[3] = (char)('0' + exponent % 10);
	put(t, exp10, 4);
}

static void put_value(struct text *t, const struct hss_metric_def *d, int64_t v)
{
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	put_decimal(t, v < 0, u, d->unit == HSS_MU_NS ? NS_DIGITS : 0);
}

/* Octets of the UTF-8 character at p, 0: none. Label values come from peers.   */
static size_t utf8_len(const char *s)
{
	const uint8_t *p = (const uint8_t *)s;
	size_t n = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	uint8_t lowest = p[0] == 0xe0 ? 0xa0 : p[0] == 0xf0 ? 0x90 : 0x80;
	uint8_t highest = p[0] == 0xed ? 0x9f : p[0] == 0xf4 ? 0x8f : 0xbf;

	if (n == 0 || p[0] > 0xf4)
		return 0;
	if (n > 1 && (p[1] < lowest || p[1] > highest))
		return 0;
	for (size_t i = 2; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	}
	return n;
}

/* In HELP \ and newline are escaped, in label values (and all of OpenMetrics) " too. */
static void put_escaped(struct text *t, const char *s, bool with_quotes)
{
	while (*s) {
		size_t n = utf8_len(s);

		if (*s == '\n')
			put(t, "\\n", 2);
		else if (*s == '\\')
			put(t, "\\\\", 2);
		else if (*s == '"' && with_quotes)
			put(t, "\\\"", 2);
		else if (n == 0)
			put(t, "\xef\xbf\xbd", 3);      /* U+FFFD               */
		else
			put(t, s, n);
		s += n ? n : 1;
	}
}

/* OpenMetrics names the family of a counter without _total.                    */
static void put_family_name(struct text *t, const struct hss_metric_def *d)
{
	size_t n = strlen(d->name);

	if (t->is_open && d->type == HSS_M_COUNTER && n > 6 &&
	    strcmp(d->name + n - 6, "_total") == 0)
		n -= 6;
	put(t, d->name, n);
}

void text_family(void *ctx, const struct hss_metric_def *d)
{
	static const char *const types[] = {
		[HSS_M_COUNTER] = " counter\n", [HSS_M_GAUGE] = " gauge\n",
		[HSS_M_HISTOGRAM] = " histogram\n",
	};
	struct text *t = ctx;

	put_str(t, "# HELP ");
	put_family_name(t, d);
	put_str(t, " ");
	put_escaped(t, d->help ? d->help : "", t->is_open);
	put_str(t, "\n# TYPE ");
	put_family_name(t, d);
	put_str(t, types[d->type]);
	if (t->is_open && d->unit == HSS_MU_NS) {
		put_str(t, "# UNIT ");
		put_family_name(t, d);
		put_str(t, " seconds\n");
	}
}

/* Name and labels of one line; `le` NULL: no bucket. The value comes behind.   */
static void put_head(struct text *t, const struct hss_metric_def *d, const struct hss_sample *s,
                     const char *suffix, const uint64_t *le, bool is_inf)
{
	const char *separator = "{";

	put_str(t, d->name);
	put_str(t, suffix);
	for (uint32_t i = 0; d->labels && d->labels[i]; i++) {
		put_str(t, separator);
		put_str(t, d->labels[i]);
		put(t, "=\"", 2);
		put_escaped(t, s->label_values[i], true);
		put(t, "\"", 1);
		separator = ",";
	}
	if (le || is_inf) {
		put_str(t, separator);
		put_str(t, "le=\"");
		if (is_inf)
			put_str(t, "+Inf");
		else
			put_bound(t, *le, d->unit == HSS_MU_NS ? NS_DIGITS : 0);
		put(t, "\"", 1);
		separator = ",";
	}
	put_str(t, separator[0] == ',' ? "} " : " ");
}

static void put_count(struct text *t, uint64_t n)
{
	put_decimal(t, false, n, 0);
	put(t, "\n", 1);
}

void text_sample(void *ctx, const struct hss_metric_def *d, const struct hss_sample *s)
{
	struct text *t = ctx;

	if (d->type != HSS_M_HISTOGRAM) {
		put_head(t, d, s, "", NULL, false);
		put_value(t, d, s->value);
		put(t, "\n", 1);
		return;
	}
	for (uint32_t i = 0; i < s->n_buckets; i++) {
		put_head(t, d, s, "_bucket", &d->bounds[i], false);
		put_count(t, s->buckets[i]);
	}
	put_head(t, d, s, "_bucket", NULL, true);
	put_count(t, s->count);
	put_head(t, d, s, "_sum", NULL, false);
	put_value(t, d, s->value);
	put(t, "\n", 1);
	put_head(t, d, s, "_count", NULL, false);
	put_count(t, s->count);
}

hss_rc text_end(struct text *t)
{
	if (t->is_open)
		put_str(t, "# EOF\n");
	return t->is_failed ? HSS_E_NOMEM : HSS_OK;
}

hss_rc text_render(void (*walk)(const struct hss_metric_visitor *v), bool is_open,
                   struct text *out)
{
	struct text t = { .is_open = is_open };
	const struct hss_metric_visitor v = { sizeof v, text_family, text_sample, &t };

	walk(&v);
	if (text_end(&t) != HSS_OK) {
		free(t.p);
		return HSS_E_NOMEM;
	}
	*out = t;
	return HSS_OK;
}

const char *text_content_type(bool is_open)
{
	return is_open ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
	               : "text/plain; version=0.0.4; charset=utf-8";
}

/* ---- Accept (RFC 9110 12.5.1), as far as two formats need it --------------------------------- */

static bool is_blank(uint8_t c)
{
	return c == ' ' || c == '\t';
}

static struct hss_bytes trim(struct hss_bytes b)
{
	while (b.len && is_blank(b.p[0])) {
		b.p++;
		b.len--;
	}
	while (b.len && is_blank(b.p[b.len - 1]))
		b.len--;
	return b;
}

/* Takes the part before `c` off the front.                                     */
static struct hss_bytes next_part(struct hss_bytes *b, char c)
{
	const uint8_t *at = b->len ? memchr(b->p, c, b->len) : NULL;
	struct hss_bytes part = { b->p, at ? (uint32_t)(at - b->p) : b->len };
	uint32_t taken = part.len + (at != NULL);

	b->p += taken;
	b->len -= taken;
	return trim(part);
}

static bool is_word(struct hss_bytes b, const char *word)
{
	size_t n = strlen(word);

	if (b.len != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		uint8_t c = b.p[i] >= 'A' && b.p[i] <= 'Z' ? (uint8_t)(b.p[i] | 0x20) : b.p[i];

		if (c != (uint8_t)word[i])
			return false;
	}
	return true;
}

/* "0.75" in thousandths; what is not understood counts as 1.                   */
static int quality(struct hss_bytes b)
{
	int q = 0, unit = 1000;

	for (uint32_t i = 0; i < b.len && unit; i++) {
		if (b.p[i] == '.')
			continue;
		if (b.p[i] < '0' || b.p[i] > '9')
			return 1000;
		q += (b.p[i] - '0') * unit;
		unit /= 10;
	}
	return b.len ? q : 1000;
}

bool text_wants_open(struct hss_bytes accept)
{
	int open = 0, text = 0;

	while (accept.len) {
		struct hss_bytes range = next_part(&accept, ','), type = next_part(&range, ';');
		int q = 1000;

		while (range.len) {
			struct hss_bytes param = next_part(&range, ';'), name;

			name = next_part(&param, '=');
			if (is_word(name, "q"))
				q = quality(trim(param));
		}
		if (is_word(type, "application/openmetrics-text") && q > open)
			open = q;
		if (is_word(type, "text/plain") && q > text)
			text = q;
	}
	return open > 0 && open >= text;
}
