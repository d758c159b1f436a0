/* codec_fixture.c - see codec_fixture.h. */
#include "codec_fixture.h"

#include <hss/avp/base.h>
#include <hss/conf.h>

#include "base/bytes.h"
#include "base/wire.h"

#include <stdlib.h>

#define DEF(var, text, code, type, lo, hi, set)                                \
	const struct hss_avp_def var = { text, code, DEMO_VENDOR, type,        \
		HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, 0, lo, hi, set, NULL }
#define DEF_GROUP(var, text, code, grammar)                                    \
	static const struct hss_avp_def var = { text, code, DEMO_VENDOR, HSS_AVP_GROUP, \
		HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, 0, 0, 0, NULL, grammar }

static const struct hss_choice kinds[] = { { "ZERO", 0 }, { "SEVEN", 7 }, { "MINUS", -1 },
	                                   { NULL, 0 } };

DEF(demo_flags, "Demo-Flags", DEMO_FLAGS, HSS_AVP_U32, 0, 0, NULL);
DEF(demo_kind, "Demo-Kind", DEMO_KIND, HSS_AVP_ENUM, 0, 0, kinds);
static DEF(demo_when, "Demo-When", DEMO_WHEN, HSS_AVP_TIME, 0, 0, NULL);
static DEF(demo_delta, "Demo-Delta", DEMO_DELTA, HSS_AVP_I32, 0, 0, NULL);
DEF(demo_big, "Demo-Big", DEMO_BIG, HSS_AVP_U64, 0, 0, NULL);
static DEF(demo_bigger, "Demo-Bigger", DEMO_BIGGER, HSS_AVP_I64, 0, 0, NULL);
DEF(demo_address, "Demo-Address", DEMO_ADDRESS, HSS_AVP_ADDRESS, 0, 0, NULL);
DEF(demo_octets, "Demo-Octets", DEMO_OCTETS, HSS_AVP_OCTETS, 3, 5, NULL);
static DEF(demo_uri, "Demo-Uri", DEMO_URI, HSS_AVP_URI, 0, 0, NULL);
static DEF(demo_filter, "Demo-Filter", DEMO_FILTER, HSS_AVP_IPFILTER, 0, 0, NULL);
DEF(demo_text, "Demo-Text", DEMO_TEXT, HSS_AVP_UTF8, 0, 0, NULL);
DEF(demo_host, "Demo-Host", DEMO_HOST, HSS_AVP_IDENTITY, 0, 0, NULL);
static DEF(demo_name, "Demo-Name", DEMO_NAME, HSS_AVP_UTF8, 0, 0, NULL);
static DEF(demo_number, "Demo-Number", DEMO_NUMBER, HSS_AVP_U32, 0, 0, NULL);
static DEF(demo_addresses, "Demo-Addresses", DEMO_ADDRESSES, HSS_AVP_ADDRESS, 0, 0, NULL);
static DEF(demo_bigs, "Demo-Bigs", DEMO_BIGS, HSS_AVP_U64, 0, 0, NULL);
DEF(demo_unused, "Demo-Unused", DEMO_UNUSED, HSS_AVP_U32, 0, 0, NULL);
const struct hss_avp_def demo_inner_avp = { "Demo-Inner", DEMO_INNER, DEMO_VENDOR, HSS_AVP_GROUP,
	HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, 0, 0, 0, NULL, &demo_inner_grammar };
DEF_GROUP(demo_inners, "Demo-Inners", DEMO_INNERS, &demo_inner_grammar);
DEF_GROUP(demo_closed_avp, "Demo-Closed", DEMO_CLOSED, &demo_closed_grammar);
DEF_GROUP(demo_opaque, "Demo-Opaque", DEMO_OPAQUE, NULL);

static const struct hss_avp_rule closed_rules[] = {
	HSS_OPT(struct demo_closed, demo_flags, flags),
};
const struct hss_grammar demo_closed_grammar = HSS_GRAMMAR(struct demo_closed, closed_rules, 0);

static const struct hss_avp_rule inner_rules[] = {
	HSS_REQ(struct demo_inner, demo_flags, flags),
	HSS_OPT(struct demo_inner, demo_text, text),
	HSS_REP(struct demo_inner, demo_number, number, 0, 2),
	HSS_OPT_G(struct demo_inner, demo_inner_avp, inner),
	HSS_OPT_G(struct demo_inner, demo_closed_avp, closed),
};
const struct hss_grammar demo_inner_grammar = HSS_GRAMMAR(struct demo_inner, inner_rules, 1);

static const struct hss_avp_rule demo_rules[] = {
	HSS_FIX(struct demo, hss_avp_session_id, session_id),
	HSS_REQ(struct demo, demo_host, host),
	HSS_OPT(struct demo, demo_flags, flags),
	HSS_OPT(struct demo, demo_kind, kind),
	HSS_OPT(struct demo, demo_when, when),
	HSS_OPT(struct demo, demo_delta, delta),
	HSS_OPT(struct demo, demo_big, big),
	HSS_OPT(struct demo, demo_bigger, bigger),
	HSS_OPT(struct demo, demo_address, address),
	HSS_OPT(struct demo, demo_octets, octets),
	HSS_OPT(struct demo, demo_uri, uri),
	HSS_OPT(struct demo, demo_filter, filter),
	HSS_OPT(struct demo, demo_text, text),
	HSS_OPT(struct demo, demo_opaque, opaque),
	HSS_OPT_G(struct demo, demo_inner_avp, inner),
	HSS_OPT_G(struct demo, demo_closed_avp, closed),
	HSS_REP(struct demo, demo_name, name, 0, 3),
	HSS_REP(struct demo, demo_number, number, 0, HSS_NOLIMIT),
	HSS_REP(struct demo, demo_inners, inners, 0, HSS_NOLIMIT),
	HSS_REP(struct demo, demo_addresses, addresses, 0, HSS_NOLIMIT),
	HSS_REP(struct demo, demo_bigs, bigs, 0, HSS_NOLIMIT),
};
const struct hss_grammar demo_grammar = HSS_GRAMMAR(struct demo, demo_rules, 1);

int fx_setup(void **state)
{
	struct fx *f = calloc(1, sizeof *f);
	struct hss_err err = { 0 };

	assert_non_null(f);
	arena_init(&f->arena, NULL, 4u << 20);
	assert_int_equal(dict_open(&f->dict), HSS_OK);
	for (uint32_t i = 0; i < demo_grammar.n_rules; i++)
		assert_int_equal(dict_add(f->dict, demo_rules[i].avp, "demo", &err), HSS_OK);
	assert_int_equal(dict_add(f->dict, &demo_unused, "demo", &err), HSS_OK);
	f->env = (struct dia_decode_env){ .arena = &f->arena, .dict = f->dict };
	*state = f;
	return 0;
}

int fx_teardown(void **state)
{
	struct fx *f = *state;

	arena_reset(&f->arena);
	dict_close(f->dict);
	buf_free(&f->in);
	free(f->wire);
	free(f);
	return 0;
}

void fx_avp(struct fx *f, uint32_t code, uint32_t vendor, uint8_t flags, const void *data,
            uint32_t n)
{
	avp_put_raw(&f->in, code, vendor, flags, bytes_of(data, n));
}

void fx_u32(struct fx *f, uint32_t code, uint32_t v)
{
	uint8_t b[4];

	wire_put32(b, v);
	fx_avp(f, code, DEMO_VENDOR, HSS_AVP_M, b, 4);
}

void fx_str(struct fx *f, uint32_t code, const char *s)
{
	fx_avp(f, code, DEMO_VENDOR, HSS_AVP_M, s, (uint32_t)strlen(s));
}

void fx_head(struct fx *f)
{
	fx_avp(f, 263, 0, HSS_AVP_M, "s;1", 3);
	fx_str(f, DEMO_HOST, "a.b");
}

size_t fx_begin(struct fx *f, uint32_t code)
{
	size_t at = f->in.len;

	fx_avp(f, code, DEMO_VENDOR, HSS_AVP_M, "", 0);
	return at;
}

void fx_end(struct fx *f, size_t at)
{
	wire_put24(f->in.p + at + 5, (uint32_t)(f->in.len - at));
}

hss_rc fx_decode_as(struct fx *f, const struct hss_grammar *g, void *out)
{
	free(f->wire);
	f->wire = malloc(f->in.len ? f->in.len : 1);
	assert_non_null(f->wire);
	if (f->in.len)
		memcpy(f->wire, f->in.p, f->in.len);
	return dia_decode(&f->env, g, bytes_of(f->wire, f->in.len), out, &f->fault);
}

hss_rc fx_decode(struct fx *f)
{
	return fx_decode_as(f, &demo_grammar, &f->demo);
}

char *fx_hex(struct hss_bytes b, char *out, size_t max)
{
	assert_true(b.len * 2 + 1 <= max);
	bytes_hex(b.p, b.len, out);
	return out;
}

void fx_expect_fault(struct fx *f, uint32_t result, const char *failed_hex)
{
	char hex[2048];

	assert_int_equal(fx_decode(f), HSS_E_PROTO);
	assert_int_equal(f->fault.result, result);
	assert_string_equal(fx_hex(f->fault.failed_avp, hex, sizeof hex), failed_hex);
	assert_true(f->fault.text[0] != '\0');
}
