/*
 * encode.c - a struct into AVPs in the order of its grammar; lengths of groups and of the message
 * are filled in afterwards. Values the core adds (Session-Id, Origin-Host, the result ...) stand
 * in one table, by AVP code, and come out where the ABNF names them.
 */
#include "dia/codec.h"

#include <hss/avp/base.h>

#include "base/wire.h"
#include "dia/codec_int.h"

#include <stdarg.h>
#include <stdio.h>

#define DEPTH_MAX 64u                   /* a struct that points to itself       */

struct enc {
	struct buf *out;
	const struct dia_auto *a;
	struct hss_err *err;
	uint64_t done;                  /* by AUTO(code): sent, or of no concern */
	bool is_partial;                /* required AVPs may be missing         */
};

struct auto_row {
	void (*put)(struct enc *e, const struct hss_avp_def *def, const void *value);
	const struct hss_avp_def *def;
	uint16_t offset;                /* of the value in struct dia_auto      */
	bool is_appended;               /* also when no rule names it           */
};

static hss_rc refuse(struct enc *e, const char *fmt, ...) HSS_PRINTF(2, 3);

static hss_rc refuse(struct enc *e, const char *fmt, ...)
{
	va_list ap;

	if (!e->err)
		return HSS_E_INVAL;
	e->err->code = HSS_E_INVAL;
	va_start(ap, fmt);
	vsnprintf(e->err->text, sizeof e->err->text, fmt, ap);
	va_end(ap);
	return HSS_E_INVAL;
}

/* ---- what the core adds ------------------------------------------------------ */

static void auto_bytes(struct enc *e, const struct hss_avp_def *def, const void *value)
{
	const struct hss_bytes *b = value;

	if (b->p)
		avp_put(e->out, def, *b);
}

static void auto_u32(struct enc *e, const struct hss_avp_def *def, const void *value)
{
	uint8_t room[VALUE_ROOM];

	if (((const struct hss_u32 *)value)->set)
		avp_put(e->out, def, value_put_field(def, value, room));
}

static void auto_raw(struct enc *e, const struct hss_avp_def *def, const void *value)
{
	const struct hss_bytes *b = value;

	(void)def;
	buf_add(e->out, b->p, b->len);
}

static void auto_result(struct enc *e, const struct hss_avp_def *def, const void *value)
{
	const struct hss_result *res = value;
	uint8_t code[4];

	wire_put32(code, res->code);
	if (res->code && !res->vendor)
		avp_put(e->out, def, (struct hss_bytes){ code, 4 });
}

/* Two numbers in a group: Experimental-Result, Vendor-Specific-Application-Id.   */
static void put_pair(struct enc *e, const struct hss_avp_def *def, uint32_t vendor,
                     const struct hss_avp_def *second, uint32_t v)
{
	uint8_t inner[24];

	wire_put32(inner, hss_avp_vendor_id.code);
	wire_put32(inner + 4, (uint32_t)HSS_AVP_M << 24 | 12);
	wire_put32(inner + 8, vendor);
	wire_put32(inner + 12, second->code);
	wire_put32(inner + 16, (uint32_t)HSS_AVP_M << 24 | 12);
	wire_put32(inner + 20, v);
	avp_put(e->out, def, (struct hss_bytes){ inner, sizeof inner });
}

static void auto_experimental(struct enc *e, const struct hss_avp_def *def, const void *value)
{
	const struct hss_result *res = value;

	if (res->code && res->vendor)
		put_pair(e, def, res->vendor, &hss_avp_experimental_result_code, res->code);
}

static void auto_vsai(struct enc *e, const struct hss_avp_def *def, const void *value)
{
	const struct dia_auto *a = e->a;

	(void)value;
	if (a->has_vsai)
		put_pair(e, def, a->vendor, &hss_avp_auth_application_id, a->app_id);
}

#define AUTO_FIRST 260u
#define AUTO(code) ((code) - AUTO_FIRST)
#define ROW(c, put, def, member, is_appended)                                  \
	[AUTO(c)] = { put, &(def), offsetof(struct dia_auto, member), is_appended }

static const struct auto_row autos[] = {
	ROW(260, auto_vsai, hss_avp_vendor_specific_application_id, app_id, false),
	ROW(263, auto_bytes, hss_avp_session_id, session_id, false),
	ROW(264, auto_bytes, hss_avp_origin_host, origin_host, false),
	ROW(268, auto_result, hss_avp_result_code, result, true),
	ROW(277, auto_u32, hss_avp_auth_session_state, auth_session_state, false),
	ROW(278, auto_u32, hss_avp_origin_state_id, origin_state_id, true),
	ROW(279, auto_bytes, hss_avp_failed_avp, failed_avp, true),
	ROW(281, auto_bytes, hss_avp_error_message, error_message, true),
	ROW(282, auto_raw, hss_avp_route_record, route_records, true),
	ROW(283, auto_bytes, hss_avp_destination_realm, dest_realm, false),
	ROW(284, auto_raw, hss_avp_proxy_info, proxy_infos, true),
	ROW(293, auto_bytes, hss_avp_destination_host, dest_host, false),
	ROW(294, auto_bytes, hss_avp_error_reporting_host, error_reporting_host, true),
	ROW(296, auto_bytes, hss_avp_origin_realm, origin_realm, false),
	ROW(297, auto_experimental, hss_avp_experimental_result, result, true),
};
#define N_AUTOS (sizeof autos / sizeof autos[0])

/* The index of an AVP's row, N_AUTOS when the core never adds it.              */
static uint32_t auto_of(const struct hss_avp_def *def)
{
	uint32_t i = AUTO(def->code);

	return def->vendor || i >= N_AUTOS || !autos[i].put ? N_AUTOS : i;
}

static void auto_put(struct enc *e, uint32_t i)
{
	if (e->done >> i & 1)
		return;
	e->done |= UINT64_C(1) << i;
	autos[i].put(e, autos[i].def, (const char *)e->a + autos[i].offset);
}

/* ---- the struct's own values -------------------------------------------------- */

static hss_rc put_value(struct enc *e, const struct hss_avp_def *def, struct hss_bytes v)
{
	if (value_check(def, v) != VALUE_OK)
		return refuse(e, "%s: a value of %u octets does not fit its type", def->name, v.len);
	if (v.len > AVP_MAX - 12)
		return refuse(e, "%s: %u octets are too many", def->name, v.len);
	avp_put_raw(e->out, def->code, def->vendor, avp_flags(def), v);
	return HSS_OK;
}

static hss_rc put_rules(struct enc *e, const struct hss_grammar *g, const void *msg,
                        uint32_t depth);

static hss_rc put_group(struct enc *e, const struct hss_avp_def *def, const void *group,
                        uint32_t depth)
{
	size_t at = e->out->len;
	hss_rc rc;

	if (depth >= DEPTH_MAX)
		return refuse(e, "%s: groups are nested too deep", def->name);
	avp_put_raw(e->out, def->code, def->vendor, avp_flags(def), (struct hss_bytes){ 0 });
	rc = put_rules(e, def->group, group, depth + 1);
	if (rc != HSS_OK || e->out->failed)
		return rc;
	/* beyond 24 bits the message is refused as a whole */
	wire_put24(e->out->p + at + 5, (uint32_t)(e->out->len - at));
	return HSS_OK;
}

static hss_rc put_list(struct enc *e, const struct hss_avp_rule *r, const struct hss_list *l,
                       uint32_t depth)
{
	uint32_t size = grammar_item_size(r->avp);
	bool is_group = grammar_field_of(r->avp) == HSS_F_GROUP;
	uint8_t room[VALUE_ROOM];
	hss_rc rc = HSS_OK;

	for (uint32_t i = 0; rc == HSS_OK && i < l->n; i++) {
		const void *item = (const char *)l->v + (size_t)size * i;

		rc = is_group ? put_group(e, r->avp, item, depth) :
		                put_value(e, r->avp, value_put_item(r->avp, item, room));
	}
	return rc;
}

static hss_rc put_field(struct enc *e, const struct hss_avp_rule *r, const void *field,
                        uint32_t depth)
{
	uint8_t room[VALUE_ROOM];

	switch (r->field) {
	case HSS_F_LIST:
		return put_list(e, r, field, depth);
	case HSS_F_GROUP:
		return put_group(e, r->avp, *(const void *const *)field, depth);
	default:
		return put_value(e, r->avp, value_put_field(r->avp, field, room));
	}
}

static hss_rc put_rules(struct enc *e, const struct hss_grammar *g, const void *msg,
                        uint32_t depth)
{
	for (uint32_t i = 0; i < g->n_rules; i++) {
		const struct hss_avp_rule *r = grammar_rule(g, i);
		const void *field = msg ? (const char *)msg + r->offset : NULL;
		uint32_t n = field ? value_count(r, field) : 0;
		uint32_t row = depth ? N_AUTOS : auto_of(r->avp);
		size_t before = e->out->len;
		hss_rc rc;

		if (n > r->max && r->max != HSS_NOLIMIT)
			return refuse(e, "%s: %u values, at most %u", r->avp->name, n, r->max);
		if (n) {
			rc = put_field(e, r, field, depth);
			if (rc != HSS_OK)
				return rc;
			/* exactly one of Result-Code and Experimental-Result */
			e->done |= row == AUTO(268) || row == AUTO(297) ?
				UINT64_C(1) << AUTO(268) | UINT64_C(1) << AUTO(297) :
				UINT64_C(1) << (row & 63);
		} else if (row < N_AUTOS) {
			auto_put(e, row);
			n = e->out->len > before;
			if (row == AUTO(268) || row == AUTO(297))
				n += e->a->result.code != 0;
		}
		if (n < r->min && (depth || !e->is_partial))
			return refuse(e, "%s: %s is missing", g->name, r->avp->name);
	}
	return HSS_OK;
}

static bool is_error(const struct dia_auto *a)
{
	return a->result.code >= 3000;
}

static hss_rc finish(struct enc *e, const struct dia_hdr *h, size_t start, hss_rc rc)
{
	struct buf *out = e->out;
	struct dia_hdr hdr = *h;

	if (rc == HSS_OK && out->failed)
		rc = HSS_E_NOMEM;
	if (rc == HSS_OK && out->len - start > AVP_MAX)
		rc = refuse(e, "the message has %zu octets", out->len - start);
	if (rc != HSS_OK) {
		out->len = start;
		out->failed = false;
		return rc;
	}
	hdr.version = 1;
	hdr.length = (uint32_t)(out->len - start);
	dia_hdr_put(out->p + start, &hdr);
	return HSS_OK;
}

hss_rc dia_encode(struct buf *out, const struct dia_hdr *h, const struct hss_grammar *g,
                  const void *msg, const struct dia_auto *a, struct hss_err *err)
{
	static const struct dia_auto none;
	struct enc e = { out, a ? a : &none, err, 0, false };
	size_t start = out->len;
	hss_rc rc;

	if (out->failed)
		return HSS_E_NOMEM;
	/* RFC 6733 7.2: protocol errors have a grammar of their own */
	if (!(h->flags & DIA_F_R) && !e.a->result.vendor && e.a->result.code / 1000 == 3)
		return dia_encode_error(out, h, e.a);
	e.is_partial = !msg || is_error(e.a);
	buf_room(out, DIA_HDR);
	rc = put_rules(&e, g, msg, 0);
	for (uint32_t i = 0; rc == HSS_OK && i < N_AUTOS; i++)
		if (autos[i].is_appended)
			auto_put(&e, i);
	return finish(&e, h, start, rc);
}

hss_rc dia_encode_error(struct buf *out, const struct dia_hdr *h, const struct dia_auto *a)
{
	static const uint16_t order[] = { 263, 264, 296, 268, 278, 281, 294, 279, 297, 284 };
	struct enc e = { out, a, NULL, 0, true };
	struct dia_hdr hdr = *h;
	size_t start = out->len;

	if (out->failed)
		return HSS_E_NOMEM;
	hdr.flags = (uint8_t)((h->flags & DIA_F_P) | DIA_F_E);
	buf_room(out, DIA_HDR);
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		auto_put(&e, AUTO(order[i]));
	return finish(&e, &hdr, start, HSS_OK);
}
