/*
 * fuzz_s6a.c - any octets as a message of S6a: what decodes must encode and decode again to the
 * same, and a request that decodes goes to its handler on the fake core of sdk/testkit.
 * Whatever it says, and whatever the database does meanwhile, it gets one answer that keeps its
 * grammar, and nothing is leaked. The Hop-by-Hop Identifier chooses the circumstances.
 */
#include "fuzz.h"

#include <hss/avp/tgpp.h>

#include "base/bytes.h"
#include "codec.h"
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>

enum {                                  /* circumstances                        */
	IS_KNOWN = 1 << 0,              /* the subscriber has the User-Name sent */
	IS_ATTACHED = 1 << 1,           /* to an MME                            */
	IS_DISABLED = 1 << 2,
	HAS_NO_APN = 1 << 3,
	HAS_FAULT = 1 << 4,             /* a store operation fails              */
	FAULT_STAYS = 1 << 5,
	FAULT_AT_ONCE = 1 << 6,
	FAULT_APPLIES = 1 << 7,
	AUC_FAILS = 1 << 8,
	CALL_FAILS = 1 << 9,            /* nobody answers our Cancel-Location   */
	CALL_REFUSED = 1 << 10,
	IS_ROAMER = 1 << 11,            /* must not                             */
	IS_SHUFFLED = 1 << 12,
	FAULT_AT_SHIFT = 16,            /* and RC: 4 bits each                  */
	RC_SHIFT = 20,
};

static const hss_rc rcs[16] = {
	HSS_E_NOMEM, HSS_E_BUSY, HSS_E_TIMEOUT, HSS_E_UNREACH, HSS_E_UNCERTAIN, HSS_E_CONFLICT,
	HSS_E_NOTFOUND, HSS_E_EXISTS, HSS_E_CANCELED, HSS_E_INTERNAL, HSS_E_DENIED, HSS_E_INVAL,
	HSS_E_NOTSUP, HSS_E_MAC, HSS_E_STATE, HSS_E_PROTO,
};

static const struct {
	uint32_t code;
	const struct hss_grammar *req, *ans;
} cmds[] = {
	{ S6A_CMD_ULR, &s6a_ulr_grammar, &s6a_ula_grammar },
	{ S6A_CMD_CLR, &s6a_clr_grammar, &s6a_cla_grammar },
	{ S6A_CMD_AIR, &s6a_air_grammar, &s6a_aia_grammar },
	{ S6A_CMD_PUR, &s6a_pur_grammar, &s6a_pua_grammar },
	{ S6A_CMD_NOR, &s6a_nor_grammar, &s6a_noa_grammar },
};
enum { N_CMDS = sizeof cmds / sizeof cmds[0] };

static struct dict *make_dict(void)
{
	const struct hss_grammar *all[2 * N_CMDS + 1] = { NULL };

	for (size_t i = 0; i < N_CMDS; i++) {
		all[2 * i] = cmds[i].req;
		all[2 * i + 1] = cmds[i].ans;
	}
	return fuzz_dict(all);
}

static char *text_of(struct hss_bytes b)
{
	char *s = malloc(b.len + 1u);

	fuzz_check(s != NULL);
	if (b.len)
		memcpy(s, b.p, b.len);
	s[b.len] = '\0';
	return s;
}

/* Origin-Host, Origin-Realm and User-Name of every request of S6a.              */
struct who {
	char *host, *realm, *user;
};

static struct who who_of(uint32_t code, const void *msg)
{
	const struct s6a_ulr *ulr = msg;
	const struct s6a_air *air = msg;
	const struct s6a_pur *pur = msg;
	const struct s6a_nor *nor = msg;

#define WHO(m) ((struct who){ text_of((m)->origin_host), text_of((m)->origin_realm), \
	                      text_of((m)->user_name) })
	switch (code) {
	case S6A_CMD_ULR:
		return WHO(ulr);
	case S6A_CMD_AIR:
		return WHO(air);
	case S6A_CMD_PUR:
		return WHO(pur);
	default:
		return WHO(nor);
	}
#undef WHO
}

static void set_rows(struct fx *x, uint32_t how, const char *user)
{
	struct hss_subscriber *s;

	if (how & IS_ATTACHED)
		fx_attach(x, MME1);
	s = fx_row(x);
	if ((how & IS_KNOWN) && *user)
		fx_set_text(&s->imsi, user);
	if (how & IS_DISABLED)
		s->enabled.v = 0;
	if (how & HAS_NO_APN)
		fx_set_ids(&s->apn_list, NULL, 0);
	if (how & IS_ROAMER)
		s->roaming_enabled.v = 0;
}

static void set_faults(struct fake *f, uint32_t how)
{
	hss_rc rc = rcs[how >> RC_SHIFT & 15];

	if (how & HAS_FAULT) {
		f->fault_at = f->n_ops + (how >> FAULT_AT_SHIFT & 15);
		f->fault_rc = rc;
		f->fault_stays = how & FAULT_STAYS;
		f->fault_at_submit = how & FAULT_AT_ONCE;
		f->fault_applies = rc == HSS_E_UNCERTAIN && (how & FAULT_APPLIES);
	}
	if (how & AUC_FAILS)
		f->auc_rc = rc;
	if (how & CALL_FAILS)
		f->call_rc = HSS_E_TIMEOUT;
	if (how & CALL_REFUSED)
		f->call_result = (struct hss_result){ 5012, 0 };
	if (how & IS_SHUFFLED)
		f->seed = how | 1;
}

/* As core/dia/answer.c encodes it.                                             */
static void check_answer(const struct hss_dia_req *r, const struct hss_grammar *g)
{
	const struct dia_auto a = {
		.session_id = BYTES_LIT("s;1;2"), .origin_host = BYTES_LIT("hss.example.org"),
		.origin_realm = BYTES_LIT("example.org"), .result = r->result,
		.app_id = S6A_APP, .vendor = HSS_VENDOR_3GPP, .has_vsai = true,
		.auth_session_state = SET(1),
	};
	const struct dia_hdr h = { .version = 1, .code = r->cmd->code, .app_id = S6A_APP };
	struct hss_err err = { 0 };
	struct buf out = { 0 };
	hss_rc rc;

	fuzz_check(r->result.code != 0);
	if (r->result.vendor == 0 && r->result.code / 1000 == 3)
		rc = dia_encode_error(&out, &h, &a);
	else
		rc = dia_encode(&out, &h, g, r->ans, &a, &err);
	if (rc != HSS_OK)
		fprintf(stderr, "answer to %u: %s\n", r->cmd->code, err.text);
	fuzz_check(rc == HSS_OK);
	if (r->failed_avp)
		avp_put(&out, r->failed_avp, r->failed_value);
	buf_free(&out);
}

static void serve(uint32_t code, const struct hss_grammar *ans, const void *msg, uint32_t how)
{
	struct who who = who_of(code, msg);
	struct hss_dia_req *r;
	void *state;
	struct fx *x;

	fx_setup(&state);
	x = state;
	set_rows(x, how, who.user);
	set_faults(x->f, how);
	r = fake_request(x->f, code, msg, who.host, who.realm, "dra.example.org");
	fake_run(x->f);
	fake_advance(x->f, 6000);
	fuzz_check(r->n_answers == 1);
	check_answer(r, ans);
	x->f->fault_rc = HSS_OK;
	fake_advance(x->f, 60000);
	fuzz_check(fake_unanswered(x->f) == 0);
	x->f->seed = 0;
	fx_teardown(&state);
	free(who.host);
	free(who.realm);
	free(who.user);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct dict *dict;
	struct arena arena;
	struct dia_decode_env env = { .arena = &arena };
	struct dia_hdr h;
	void *msg;

	if (n < DIA_HDR)
		return 0;
	if (!dict)
		dict = make_dict();
	dia_hdr_get(p, &h);
	env.dict = dict;
	env.is_strict = h.flags & DIA_F_T;
	for (size_t i = 0; i < N_CMDS; i++) {
		bool is_request = h.flags & DIA_F_R;

		if (cmds[i].code != h.code)
			continue;
		arena_init(&arena, NULL, 0);
		msg = fuzz_decode(&env, is_request ? cmds[i].req : cmds[i].ans, p, n);
		if (msg && is_request && h.code != S6A_CMD_CLR)
			serve(h.code, cmds[i].ans, msg, h.hop_by_hop);
		arena_reset(&arena);
	}
	return 0;
}
