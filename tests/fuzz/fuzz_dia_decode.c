/*
 * fuzz_dia_decode.c - any octets as a message: the header picks a grammar, and what decoded must
 * encode, decode again to the same and have a dump. Besides RFC 6733's commands there is one
 * with a field of every kind and a group that contains itself.
 */
#include "fuzz.h"

#include <hss/avp/tgpp.h>

#include "base/bytes.h"
#include "dia/codec.h"

#include <stdlib.h>

struct kinds {
	struct hss_bytes session_id;
	struct hss_u32 flags, when;
	struct hss_i32 delta;
	struct hss_u64 big;
	struct hss_i64 digits;
	struct hss_addr address;
	struct hss_bytes plmn, filter, uri;
	struct kinds *again;
	struct hss_list all, bigs, addresses, names;
};

static const struct hss_grammar kinds_grammar;
static const struct hss_avp_def avp_again = HSS_AVP_DEF_SUBSCRIPTION_DATA(&kinds_grammar);
static const struct hss_avp_def avp_all = HSS_AVP_DEF_TERMINAL_INFORMATION(&kinds_grammar);

static const struct hss_avp_rule rules[] = {
	HSS_FIX(struct kinds, hss_avp_session_id, session_id),
	HSS_OPT(struct kinds, hss_avp_ulr_flags, flags),
	HSS_OPT(struct kinds, hss_avp_event_timestamp, when),
	HSS_OPT(struct kinds, hss_avp_exponent, delta),
	HSS_OPT(struct kinds, hss_avp_mip6_feature_vector, big),
	HSS_OPT(struct kinds, hss_avp_value_digits, digits),
	HSS_OPT(struct kinds, hss_avp_gmlc_address, address),
	HSS_OPT(struct kinds, hss_avp_visited_plmn_id, plmn),
	HSS_OPT(struct kinds, hss_avp_flow_description, filter),
	HSS_OPT(struct kinds, hss_avp_redirect_host, uri),
	HSS_OPT_G(struct kinds, avp_again, again),
	HSS_REP(struct kinds, avp_all, all, 0, HSS_NOLIMIT),
	HSS_REP(struct kinds, hss_avp_cc_total_octets, bigs, 0, 3),
	HSS_REP(struct kinds, hss_avp_host_ip_address, addresses, 0, HSS_NOLIMIT),
	HSS_REP(struct kinds, hss_avp_route_record, names, 0, HSS_NOLIMIT),
};
static const struct hss_grammar kinds_grammar = HSS_GRAMMAR(struct kinds, rules, 0);

static const struct hss_grammar *pick(const struct dia_hdr *h)
{
	bool is_request = h->flags & DIA_F_R;

	switch (h->code) {
	case DIA_CMD_CER:
		return is_request ? &dia_cer_grammar : &dia_cea_grammar;
	case DIA_CMD_DWR:
		return is_request ? &dia_dwr_grammar : &dia_dwa_grammar;
	case DIA_CMD_DPR:
		return is_request ? &dia_dpr_grammar : &dia_dpa_grammar;
	default:
		return &kinds_grammar;
	}
}

static void check(bool is_true)
{
	if (!is_true)
		abort();
}

static struct dict *make_dict(void)
{
	struct hss_err err;
	struct dict *d;

	check(dict_open(&d) == HSS_OK);
	for (const struct hss_avp_def *const *p = dia_base_dict; *p; p++)
		check(dict_add(d, *p, "base", &err) == HSS_OK);
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		check(dict_add(d, rules[i].avp, "kinds", &err) == HSS_OK);
	check(grammar_check(&kinds_grammar, &err) == HSS_OK);
	return d;
}

static void check_again(struct dia_decode_env *env, const struct dia_hdr *h,
                        const struct hss_grammar *g, const void *msg)
{
	struct buf out = { 0 }, text = { 0 }, text2 = { 0 };
	struct dia_fault fault;
	void *again = calloc(1, g->struct_size);
	struct hss_err err;

	check(again != NULL);
	check(dia_encode(&out, h, g, msg, NULL, &err) == HSS_OK);
	env->is_strict = true;
	check(dia_decode(env, g, bytes_of(out.p + DIA_HDR, out.len - DIA_HDR), again, &fault) ==
	      HSS_OK);
	dia_dump(&text, g, msg);
	dia_dump(&text2, g, again);
	check(bytes_eq(buf_bytes(&text), buf_bytes(&text2)));
	buf_free(&out);
	buf_free(&text);
	buf_free(&text2);
	free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct dict *dict;
	struct arena arena;
	struct dia_decode_env env = { .arena = &arena };
	struct dia_fault fault;
	const struct hss_grammar *g;
	struct dia_hdr h;
	void *out;
	hss_rc rc;

	if (n < DIA_HDR)
		return 0;
	if (!dict)
		dict = make_dict();
	arena_init(&arena, NULL, 0);
	dia_hdr_get(p, &h);
	g = pick(&h);
	env.dict = dict;
	env.is_strict = h.flags & DIA_F_T;
	out = calloc(1, g->struct_size);
	check(out != NULL);
	rc = dia_decode(&env, g, bytes_of(p + DIA_HDR, n - DIA_HDR), out, &fault);
	check(rc == HSS_OK || rc == HSS_E_PROTO || rc == HSS_E_NOMEM);
	if (rc == HSS_OK)
		check_again(&env, &h, g, out);
	else if (rc == HSS_E_PROTO)
		check(fault.result && fault.text[0] && fault.failed_avp.len % 4 == 0);
	free(out);
	arena_reset(&arena);
	return 0;
}
