/*
 * fuzz_dia_decode.c - any octets as a message: the header picks a grammar, and what decoded must
 * encode, decode again to the same and have a dump. Besides RFC 6733's commands there is one
 * with a field of every kind and a group that contains itself.
 */
#include "fuzz.h"

#include <hss/avp/tgpp.h>

#include "codec.h"

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

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const struct hss_grammar *const all[] = { &kinds_grammar, NULL };
	static struct dict *dict;
	struct arena arena;
	struct dia_decode_env env = { .arena = &arena };
	struct dia_hdr h;

	if (n < DIA_HDR)
		return 0;
	if (!dict)
		dict = fuzz_dict(all);
	arena_init(&arena, NULL, 0);
	dia_hdr_get(p, &h);
	env.dict = dict;
	env.is_strict = h.flags & DIA_F_T;
	fuzz_decode(&env, pick(&h), p, n);
	arena_reset(&arena);
	return 0;
}
