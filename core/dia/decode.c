/*
 * decode.c - AVPs into a struct by a grammar's rules (RFC 6733 7.1.5). Peers send AVPs in ABNF
 * order, so a cursor tries the next rule first and searches only when that misses. A list's
 * items are counted when its first one comes: one allocation, and no more work for thousands
 * of them than for one.
 */
#include "dia/codec.h"

#include "dia/codec_int.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct ctx {
	struct dia_decode_env *env;
	struct dia_fault *fault;
	uint32_t depth, max_depth;
};

static hss_rc blame(struct ctx *c, uint32_t result, struct hss_bytes failed, const char *fmt, ...)
	HSS_PRINTF(4, 5);

static hss_rc blame(struct ctx *c, uint32_t result, struct hss_bytes failed, const char *fmt, ...)
{
	va_list ap;

	c->fault->result = result;
	c->fault->failed_avp = failed;
	va_start(ap, fmt);
	vsnprintf(c->fault->text, sizeof c->fault->text, fmt, ap);
	va_end(ap);
	return HSS_E_PROTO;
}

static hss_rc blame_whole(struct ctx *c, const struct dia_level *up, const struct avp *a,
                          uint32_t result, const char *name, const char *what)
{
	return blame(c, result, failed_as_is(c->env->arena, up, a), "%s (code %u, vendor %u) %s",
	             name, a->code, a->vendor, what);
}

/* Tolerated unless strict (rulings of the base protocol: reserved bits, P, V of vendor 0, M). */
static hss_rc check_flags(struct ctx *c, const struct dia_level *up, const struct avp *a,
                          const struct hss_avp_def *def)
{
	bool is_odd = a->flags & (AVP_RSVD | HSS_AVP_P) || (a->flags & HSS_AVP_V && !a->vendor);

	if (def)
		is_odd |= (a->flags & HSS_AVP_M ? def->clear : def->set) & HSS_AVP_M;
	if (!is_odd)
		return HSS_OK;
	if (c->env->is_strict)
		return blame_whole(c, up, a, DIAMETER_INVALID_AVP_BITS, def ? def->name : "AVP",
		                   "has invalid flags");
	c->env->n_lenient++;
	return HSS_OK;
}

static const struct hss_avp_rule *find_rule(const struct hss_grammar *g, const struct avp *a,
                                            uint32_t *next)
{
	for (uint32_t n = 0, i = *next; n < g->n_rules; n++, i++) {
		const struct hss_avp_rule *r;

		if (i >= g->n_rules)
			i = 0;
		r = grammar_rule(g, i);
		if (r->avp->code == a->code && r->avp->vendor == a->vendor) {
			*next = r->max == 1 ? i + 1 : i;
			return r;
		}
	}
	return NULL;
}

static hss_rc decode_unnamed(struct ctx *c, const struct hss_grammar *g,
                             const struct dia_level *up, const struct avp *a)
{
	const struct hss_avp_def *def = dict_find(c->env->dict, a->code, a->vendor);

	if (!(a->flags & HSS_AVP_M))
		return HSS_OK;
	if (!def)
		return blame_whole(c, up, a, DIAMETER_AVP_UNSUPPORTED, "AVP", "is unknown");
	if (!g->open)
		return blame_whole(c, up, a, DIAMETER_AVP_NOT_ALLOWED, def->name,
		                   "is not allowed here");
	return HSS_OK;
}

/* How many AVPs of that kind are in `rest`, which starts with one; at most max. */
static uint32_t count_same(struct avp_cur rest, const struct avp *first, uint32_t max)
{
	struct avp a;
	uint32_t n = 1;

	while (n < max && avp_next(&rest, &a) == HSS_OK)
		n += a.code == first->code && a.vendor == first->vendor;
	return n;
}

static hss_rc decode_level(struct ctx *c, const struct hss_grammar *g, struct hss_bytes avps,
                           void *out, const struct dia_level *up);

static hss_rc decode_group(struct ctx *c, const struct hss_avp_def *def, const struct avp *a,
                           void *out, const struct dia_level *up)
{
	struct dia_level level = { up, a };
	hss_rc rc;

	if (c->depth >= c->max_depth)
		return blame_whole(c, up, a, DIAMETER_INVALID_AVP_VALUE, def->name,
		                   "is nested too deep");
	c->depth++;
	rc = decode_level(c, def->group, a->data, out, &level);
	c->depth--;
	return rc;
}

static hss_rc check_value(struct ctx *c, const struct hss_avp_def *def, const struct avp *a,
                          const struct dia_level *up)
{
	switch (value_check(def, a->data)) {
	case VALUE_LENGTH:
		return blame(c, DIAMETER_INVALID_AVP_LENGTH,
		             failed_short(c->env->arena, up, a, def),
		             "%s (code %u, vendor %u) has %u octets", def->name, a->code,
		             a->vendor, a->data.len);
	case VALUE_INVALID:
		return blame_whole(c, up, a, DIAMETER_INVALID_AVP_VALUE, def->name,
		                   "has an invalid value");
	case VALUE_OK:
		break;
	}
	return HSS_OK;
}

static hss_rc decode_item(struct ctx *c, const struct hss_avp_rule *r, const struct avp *a,
                          struct avp_cur rest, struct hss_list *l, const struct dia_level *up)
{
	uint32_t size = grammar_item_size(r->avp), max = r->max == HSS_NOLIMIT ? UINT32_MAX : r->max;
	hss_rc rc = HSS_OK;
	char *item;

	if (l->n >= max)
		return blame_whole(c, up, a, DIAMETER_AVP_OCCURS_TOO_MANY_TIMES, r->avp->name,
		                   "occurs too many times");
	if (!l->n)
		l->v = arena_alloc(c->env->arena, (size_t)size * count_same(rest, a, max),
		                   _Alignof(max_align_t));
	if (!l->v)
		return HSS_E_NOMEM;
	item = (char *)(uintptr_t)l->v + (size_t)size * l->n;
	if (grammar_field_of(r->avp) == HSS_F_GROUP)
		rc = decode_group(c, r->avp, a, item, up);
	else
		value_get_item(r->avp, a->data, item);
	l->n += rc == HSS_OK;
	return rc;
}

static hss_rc decode_one(struct ctx *c, const struct hss_avp_rule *r, const struct avp *a,
                         void *field, const struct dia_level *up)
{
	void *group;
	hss_rc rc;

	if (r->field != HSS_F_GROUP) {
		value_get_field(r->avp, a->data, field);
		return HSS_OK;
	}
	group = arena_alloc(c->env->arena, r->avp->group->struct_size, _Alignof(max_align_t));
	if (!group)
		return HSS_E_NOMEM;
	rc = decode_group(c, r->avp, a, group, up);
	if (rc == HSS_OK)
		memcpy(field, &group, sizeof group);
	return rc;
}

static hss_rc decode_named(struct ctx *c, const struct hss_avp_rule *r, const struct avp *a,
                           struct avp_cur rest, void *out, const struct dia_level *up)
{
	void *field = (char *)out + r->offset;
	hss_rc rc = HSS_OK;

	if (r->field != HSS_F_LIST && value_count(r, field))
		return blame_whole(c, up, a, DIAMETER_AVP_OCCURS_TOO_MANY_TIMES, r->avp->name,
		                   "occurs too many times");
	if (grammar_field_of(r->avp) != HSS_F_GROUP)
		rc = check_value(c, r->avp, a, up);
	if (rc != HSS_OK)
		return rc;
	return r->field == HSS_F_LIST ? decode_item(c, r, a, rest, field, up) :
	                                decode_one(c, r, a, field, up);
}

static hss_rc check_missing(struct ctx *c, const struct hss_grammar *g, const void *out,
                            const struct dia_level *up)
{
	for (uint32_t i = 0; i < g->n_rules; i++) {
		const struct hss_avp_rule *r = grammar_rule(g, i);

		if (r->min && value_count(r, (const char *)out + r->offset) < r->min)
			return blame(c, DIAMETER_MISSING_AVP,
			             failed_missing(c->env->arena, up, r->avp),
			             "%s (code %u, vendor %u) is missing", r->avp->name,
			             r->avp->code, r->avp->vendor);
	}
	return HSS_OK;
}

static hss_rc bad_header(struct ctx *c, const struct hss_grammar *g, const struct avp *a,
                         const struct dia_level *up)
{
	const struct hss_avp_def *def;
	const struct hss_avp_rule *r;
	struct avp model = *a;
	uint32_t next = 0;

	r = find_rule(g, a, &next);
	def = r ? r->avp : dict_find(c->env->dict, a->code, a->vendor);
	if (a->raw.len < 8 && def)      /* its flags did not come               */
		model.flags = avp_flags(def);
	return blame(c, DIAMETER_INVALID_AVP_LENGTH, failed_short(c->env->arena, up, &model, def),
	             "%s (code %u, vendor %u): length does not fit the %u octets left",
	             def ? def->name : "AVP", a->code, a->vendor, a->raw.len);
}

/* A fixed position counts from the front: rule i is AVP i.                     */
static hss_rc check_place(struct ctx *c, const struct hss_grammar *g, const struct hss_avp_rule *r,
                          uint32_t n_before, const struct avp *a, const struct dia_level *up)
{
	if (r->pos != HSS_POS_HEAD || (n_before < g->n_rules && grammar_rule(g, n_before) == r))
		return HSS_OK;
	if (c->env->is_strict)
		return blame_whole(c, up, a, DIAMETER_INVALID_AVP_VALUE, r->avp->name,
		                   "is not at its place");
	c->env->n_lenient++;
	return HSS_OK;
}

/* Inside a group whose last AVP lacks its padding: tolerated unless strict.     */
static hss_rc check_padding(struct ctx *c, const struct avp *a, const struct avp_cur *cur,
                            const struct hss_avp_rule *r, const struct dia_level *up)
{
	if (cur->p != cur->end || cur->end - a->raw.p == AVP_PADDED(a->raw.len))
		return HSS_OK;
	if (c->env->is_strict)
		return blame(c, DIAMETER_INVALID_AVP_LENGTH,
		             failed_short(c->env->arena, up, a, r ? r->avp : NULL),
		             "AVP (code %u, vendor %u) is not padded", a->code, a->vendor);
	c->env->n_lenient++;
	return HSS_OK;
}

static hss_rc decode_level(struct ctx *c, const struct hss_grammar *g, struct hss_bytes avps,
                           void *out, const struct dia_level *up)
{
	struct avp_cur cur = { avps.p, avps.p + avps.len };
	uint32_t next = 0, n = 0;
	struct avp a;
	hss_rc rc;

	while ((rc = avp_next(&cur, &a)) == HSS_OK) {
		const struct hss_avp_rule *r = find_rule(g, &a, &next);

		rc = check_flags(c, up, &a, r ? r->avp : NULL);
		if (rc == HSS_OK)
			rc = check_padding(c, &a, &cur, r, up);
		if (rc == HSS_OK && r)
			rc = check_place(c, g, r, n, &a, up);
		if (rc == HSS_OK)
			rc = r ? decode_named(c, r, &a, cur, out, up) :
			         decode_unnamed(c, g, up, &a);
		if (rc != HSS_OK)
			return rc;
		n++;
	}
	if (rc == HSS_E_PROTO)
		return bad_header(c, g, &a, up);
	return check_missing(c, g, out, up);
}

hss_rc dia_decode(struct dia_decode_env *env, const struct hss_grammar *g, struct hss_bytes avps,
                  void *out, struct dia_fault *fault)
{
	struct ctx c = { env, fault, 0, env->max_depth ? env->max_depth : DIA_DEPTH };

	env->n_lenient = 0;
	fault->result = 0;
	fault->failed_avp = (struct hss_bytes){ 0 };
	fault->text[0] = '\0';
	memset(out, 0, g->struct_size);
	if (!avps.len)
		avps.p = (const uint8_t *)"";
	return decode_level(&c, g, avps, out, NULL);
}
