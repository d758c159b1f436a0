/*
 * grammar.c - judges a rule table when it is registered, so that decoding and encoding can
 * trust it: a table that comes from a plugin must not be able to write outside its struct.
 */
#include "dia/codec.h"

#include "dia/codec_int.h"

#include <stdarg.h>
#include <stdio.h>

struct walk {                           /* groups between the command and here  */
	const struct walk *up;
	const struct hss_grammar *g;
	bool is_required;               /* every rule on the way demands it     */
};

uint32_t grammar_field_size(uint8_t field)
{
	static const uint8_t sizes[] = {
		[HSS_F_BYTES] = sizeof(struct hss_bytes), [HSS_F_U32] = sizeof(struct hss_u32),
		[HSS_F_I32] = sizeof(struct hss_i32), [HSS_F_U64] = sizeof(struct hss_u64),
		[HSS_F_I64] = sizeof(struct hss_i64), [HSS_F_ADDR] = sizeof(struct hss_addr),
		[HSS_F_LIST] = sizeof(struct hss_list), [HSS_F_GROUP] = sizeof(void *),
	};

	return field < sizeof sizes ? sizes[field] : 0;
}

uint8_t grammar_field_of(const struct hss_avp_def *def)
{
	static const uint8_t fields[] = {
		[HSS_AVP_OCTETS] = HSS_F_BYTES, [HSS_AVP_UTF8] = HSS_F_BYTES,
		[HSS_AVP_IDENTITY] = HSS_F_BYTES, [HSS_AVP_URI] = HSS_F_BYTES,
		[HSS_AVP_IPFILTER] = HSS_F_BYTES, [HSS_AVP_U32] = HSS_F_U32,
		[HSS_AVP_ENUM] = HSS_F_U32, [HSS_AVP_TIME] = HSS_F_U32,
		[HSS_AVP_I32] = HSS_F_I32, [HSS_AVP_U64] = HSS_F_U64,
		[HSS_AVP_I64] = HSS_F_I64, [HSS_AVP_ADDRESS] = HSS_F_ADDR,
		[HSS_AVP_GROUP] = HSS_F_GROUP,
	};

	/* a group nobody looks into is kept as its octets */
	if (def->type == HSS_AVP_GROUP && !def->group)
		return HSS_F_BYTES;
	return def->type < sizeof fields ? fields[def->type] : 0;
}

uint32_t grammar_item_size(const struct hss_avp_def *def)
{
	switch (grammar_field_of(def)) {
	case HSS_F_BYTES:
		return sizeof(struct hss_bytes);
	case HSS_F_U32:
	case HSS_F_I32:
		return sizeof(uint32_t);
	case HSS_F_U64:
	case HSS_F_I64:
		return sizeof(uint64_t);
	case HSS_F_ADDR:
		return sizeof(struct hss_addr);
	case HSS_F_GROUP:
		return def->group->struct_size;
	default:
		return 0;
	}
}

static hss_rc refuse(struct hss_err *err, const struct hss_grammar *g,
                     const struct hss_avp_rule *r, const char *fmt, ...) HSS_PRINTF(4, 5);

static hss_rc refuse(struct hss_err *err, const struct hss_grammar *g,
                     const struct hss_avp_rule *r, const char *fmt, ...)
{
	va_list ap;
	int n;

	err->code = HSS_E_INVAL;
	n = snprintf(err->text, sizeof err->text, "grammar %s%s%s: ",
	             g->name ? g->name : "without a name", r ? ", rule " : "",
	             r && r->avp && r->avp->name ? r->avp->name : "");
	if (n < 0 || (size_t)n >= sizeof err->text)
		return HSS_E_INVAL;
	va_start(ap, fmt);
	vsnprintf(err->text + n, sizeof err->text - (size_t)n, fmt, ap);
	va_end(ap);
	return HSS_E_INVAL;
}

static uint32_t field_align(uint8_t field)
{
	switch (field) {
	case HSS_F_ADDR:
		return _Alignof(struct hss_addr);
	case HSS_F_U32:
	case HSS_F_I32:
		return _Alignof(struct hss_u32);
	case HSS_F_U64:
	case HSS_F_I64:
		return _Alignof(struct hss_u64);
	default:
		return _Alignof(struct hss_bytes);
	}
}

static hss_rc check_rule(const struct hss_grammar *g, const struct hss_avp_rule *r,
                         struct hss_err *err)
{
	const struct hss_avp_def *def = r->avp;
	uint32_t size = grammar_field_size(r->field);
	bool is_list = r->field == HSS_F_LIST;

	if (!def || !def->name)
		return refuse(err, g, r, "no AVP definition");
	if (!grammar_field_of(def))
		return refuse(err, g, r, "unknown AVP type %u", def->type);
	if (!size)
		return refuse(err, g, r, "unknown field kind %u", r->field);
	if (!is_list && r->field != grammar_field_of(def))
		return refuse(err, g, r, "the field does not fit the AVP's type");
	if (r->min > r->max || r->max == 0)
		return refuse(err, g, r, "at least %u and at most %u", r->min, r->max);
	if (!is_list && r->max != 1)
		return refuse(err, g, r, "several values need a list");
	if (r->pos > HSS_POS_HEAD)
		return refuse(err, g, r, "unknown position %u", r->pos);
	if (r->offset + size > g->struct_size)
		return refuse(err, g, r, "the field lies outside the struct");
	if (r->offset % field_align(r->field))
		return refuse(err, g, r, "the field is not aligned");
	if (r->field == HSS_F_GROUP && r->item_size != def->group->struct_size)
		return refuse(err, g, r, "the field's struct has %u octets, grammar %s wants %u",
		              r->item_size, def->group->name, def->group->struct_size);
	if (def->max_len && def->min_len > def->max_len)
		return refuse(err, g, r, "min_len above max_len");
	return HSS_OK;
}

/* Two rules may name neither the same AVP nor the same octets of the struct.   */
static hss_rc check_pair(const struct hss_grammar *g, const struct hss_avp_rule *r,
                         const struct hss_avp_rule *s, struct hss_err *err)
{
	if (r->avp->code == s->avp->code && r->avp->vendor == s->avp->vendor)
		return refuse(err, g, s, "named twice");
	if (r->offset < s->offset + grammar_field_size(s->field) &&
	    s->offset < r->offset + grammar_field_size(r->field))
		return refuse(err, g, s, "shares its field with %s", r->avp->name);
	return HSS_OK;
}

static hss_rc check(const struct hss_grammar *g, const struct walk *up, bool is_required,
                    struct hss_err *err)
{
	struct walk here = { up, g, is_required };
	hss_rc rc;

	for (const struct walk *w = up; w; w = w->up) {
		if (w->g != g) {
			is_required = is_required && w->is_required;
			continue;
		}
		/* it may contain itself, as long as a message can end */
		return is_required ? refuse(err, g, NULL, "requires itself without end") : HSS_OK;
	}
	if (g->size < sizeof *g || g->rule_size < sizeof(struct hss_avp_rule))
		return refuse(err, g, NULL, "sizes of another ABI");
	if (!g->struct_size || (g->n_rules && !g->rules))
		return refuse(err, g, NULL, "no struct or no rules");
	for (uint32_t i = 0; i < g->n_rules; i++) {
		const struct hss_avp_rule *r = grammar_rule(g, i);

		rc = check_rule(g, r, err);
		for (uint32_t k = 0; rc == HSS_OK && k < i; k++)
			rc = check_pair(g, grammar_rule(g, k), r, err);
		if (rc == HSS_OK && grammar_field_of(r->avp) == HSS_F_GROUP)
			rc = check(r->avp->group, &here, r->min > 0, err);
		if (rc != HSS_OK)
			return rc;
	}
	return HSS_OK;
}

hss_rc grammar_check(const struct hss_grammar *g, struct hss_err *err)
{
	if (!g) {
		err->code = HSS_E_INVAL;
		snprintf(err->text, sizeof err->text, "no grammar");
		return HSS_E_INVAL;
	}
	return check(g, NULL, true, err);
}
