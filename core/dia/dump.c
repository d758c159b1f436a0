/*
 * dump.c - a decoded struct as text, for the trace log and the golden tests: what a handler
 * sees, not what was on the wire. Binary values are hex, control characters escaped: the text of
 * a peer must not be able to forge a log line.
 */
#include "dia/codec.h"

#include "base/clock.h"
#include "base/wire.h"
#include "dia/codec_int.h"

#include <string.h>

#define DEPTH_MAX 64u
#define NTP_TO_UNIX INT64_C(2208988800) /* 1900 to 1970                         */
#define NTP_ERA (INT64_C(1) << 32)      /* values below 2^31 are after 2036 (RFC 6733 4.3.1) */

static void dump_text(struct buf *out, struct hss_bytes b)
{
	for (uint32_t i = 0; i < b.len; i++) {
		if (b.p[i] < 0x20 || b.p[i] == 0x7f || b.p[i] == '\\')
			buf_printf(out, "\\x%02x", b.p[i]);
		else
			buf_add(out, b.p + i, 1);
	}
}

static void dump_hex(struct buf *out, struct hss_bytes b)
{
	static const char digit[] = "0123456789abcdef";

	for (uint32_t i = 0; i < b.len; i++) {
		char two[2] = { digit[b.p[i] >> 4], digit[b.p[i] & 15] };

		buf_add(out, two, 2);
	}
}

static void dump_time(struct buf *out, uint32_t v)
{
	int64_t at = (int64_t)v - NTP_TO_UNIX + (v >> 31 ? 0 : NTP_ERA);
	char text[21];

	clock_text(at * 1000000, text);
	buf_printf(out, "%s", text);
}

static void dump_address(struct buf *out, struct hss_bytes b)
{
	if (b.len == 6)
		buf_printf(out, "%u.%u.%u.%u", b.p[2], b.p[3], b.p[4], b.p[5]);
	else if (b.len == 18)
		for (uint32_t i = 2; i < 18; i += 2)
			buf_printf(out, "%s%x", i > 2 ? ":" : "", wire_get16(b.p + i));
	else
		dump_hex(out, b);
}

/* `b` is the value as it stands on the wire.                                   */
static void dump_value(struct buf *out, const struct hss_avp_def *def, struct hss_bytes b)
{
	switch (def->type) {
	case HSS_AVP_UTF8:
	case HSS_AVP_IDENTITY:
	case HSS_AVP_URI:
	case HSS_AVP_IPFILTER:
		dump_text(out, b);
		break;
	case HSS_AVP_U32:
	case HSS_AVP_ENUM:
		buf_printf(out, "%u", wire_get32(b.p));
		break;
	case HSS_AVP_I32:
		buf_printf(out, "%d", (int)wire_get32(b.p));
		break;
	case HSS_AVP_TIME:
		dump_time(out, wire_get32(b.p));
		break;
	case HSS_AVP_U64:
		buf_printf(out, "%llu", (unsigned long long)wire_get64(b.p));
		break;
	case HSS_AVP_I64:
		buf_printf(out, "%lld", (long long)wire_get64(b.p));
		break;
	case HSS_AVP_ADDRESS:
		dump_address(out, b);
		break;
	default:
		dump_hex(out, b);
		break;
	}
}

static void dump_rules(struct buf *out, const struct hss_grammar *g, const void *msg,
                       uint32_t depth);

static void dump_name(struct buf *out, const struct hss_avp_def *def, uint32_t depth)
{
	for (uint32_t i = 0; i < depth; i++)
		buf_add(out, "  ", 2);
	buf_printf(out, "%s:", def->name);
}

static void dump_group(struct buf *out, const struct hss_avp_def *def, const void *group,
                       uint32_t depth)
{
	dump_name(out, def, depth);
	buf_add(out, "\n", 1);
	if (depth < DEPTH_MAX)
		dump_rules(out, def->group, group, depth + 1);
}

static void dump_line(struct buf *out, const struct hss_avp_def *def, struct hss_bytes b,
                      uint32_t depth)
{
	dump_name(out, def, depth);
	buf_add(out, " ", b.len ? 1 : 0);
	dump_value(out, def, b);
	buf_add(out, "\n", 1);
}

static void dump_list(struct buf *out, const struct hss_avp_def *def, const struct hss_list *l,
                      uint32_t depth)
{
	uint32_t size = grammar_item_size(def);
	uint8_t room[VALUE_ROOM];

	for (uint32_t i = 0; i < l->n; i++) {
		const void *item = (const char *)l->v + (size_t)size * i;

		if (grammar_field_of(def) == HSS_F_GROUP)
			dump_group(out, def, item, depth);
		else
			dump_line(out, def, value_put_item(def, item, room), depth);
	}
}

static void dump_rules(struct buf *out, const struct hss_grammar *g, const void *msg,
                       uint32_t depth)
{
	uint8_t room[VALUE_ROOM];

	for (uint32_t i = 0; i < g->n_rules; i++) {
		const struct hss_avp_rule *r = grammar_rule(g, i);
		const void *field = (const char *)msg + r->offset;

		if (!value_count(r, field))
			continue;
		if (r->field == HSS_F_LIST)
			dump_list(out, r->avp, field, depth);
		else if (r->field == HSS_F_GROUP)
			dump_group(out, r->avp, *(const void *const *)field, depth);
		else
			dump_line(out, r->avp, value_put_field(r->avp, field, room), depth);
	}
}

void dia_dump(struct buf *out, const struct hss_grammar *g, const void *msg)
{
	dump_rules(out, g, msg, 0);
}
