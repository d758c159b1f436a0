/*
 * test_codec.c - the grammars under the real codec: every request of a real MME is taken, what the
 * plugin answers can be sent, and mutilated requests that still decode get one answer each.
 */
#include "fixture.h"

#include <hss/avp/base.h>
#include <hss/avp/ietf.h>
#include <hss/avp/tgpp.h>

#include "base/arena.h"
#include "dia/codec.h"

#include <jansson.h>
#include <stdlib.h>

struct codec {
	struct dict *dict;
	struct arena arena;
	struct dia_decode_env env;
	struct dia_fault fault;
};

static const struct hss_grammar *const grammars[] = {
	&s6a_ulr_grammar, &s6a_ula_grammar, &s6a_clr_grammar, &s6a_cla_grammar, &s6a_air_grammar,
	&s6a_aia_grammar, &s6a_pur_grammar, &s6a_pua_grammar, &s6a_nor_grammar, &s6a_noa_grammar,
};

static void add_avps(struct codec *c, const struct hss_grammar *g)
{
	const uint8_t *p = (const uint8_t *)g->rules;
	struct hss_err err = { 0 };

	for (uint32_t i = 0; i < g->n_rules; i++, p += g->rule_size)
		assert_int_equal(dict_add(c->dict, ((const struct hss_avp_rule *)p)->avp, "s6a",
		                          &err), HSS_OK);
}

static void codec_open(struct codec *c)
{
	static const struct hss_avp_def *const *const lists[] = {
		hss_avp_dict_base, hss_avp_dict_ietf, hss_avp_dict_tgpp_s6a,
	};
	struct hss_err err = { 0 };

	*c = (struct codec){ 0 };
	assert_int_equal(dict_open(&c->dict), HSS_OK);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		for (const struct hss_avp_def *const *d = lists[i]; *d; d++)
			assert_int_equal(dict_add(c->dict, *d, "sdk", &err), HSS_OK);
	for (size_t i = 0; i < sizeof grammars / sizeof *grammars; i++) {
		if (grammar_check(grammars[i], &err) != HSS_OK)
			fail_msg("%s", err.text);
		add_avps(c, grammars[i]);
	}
	arena_init(&c->arena, NULL, 4u << 20);
	c->env = (struct dia_decode_env){ .arena = &c->arena, .dict = c->dict };
}

static void codec_close(struct codec *c)
{
	arena_reset(&c->arena);
	dict_close(c->dict);
}

static const struct hss_grammar *request_grammar(uint32_t code)
{
	switch (code) {
	case S6A_CMD_ULR: return &s6a_ulr_grammar;
	case S6A_CMD_AIR: return &s6a_air_grammar;
	case S6A_CMD_PUR: return &s6a_pur_grammar;
	case S6A_CMD_NOR: return &s6a_nor_grammar;
	default: return NULL;
	}
}

/* The captured S6a requests, as octets. Freed by the caller.                      */
struct message {
	uint32_t code, len;
	uint8_t *p;
};

static struct message *load(uint32_t *n)
{
	json_t *all = json_load_file(TEST_VECTORS "/captures/open5gs-attach.json", 0, NULL);
	struct message *v;
	json_t *one;
	size_t i;

	assert_non_null(all);
	v = calloc(json_array_size(all), sizeof *v);
	*n = 0;
	json_array_foreach(all, i, one) {
		const char *hex = json_string_value(json_object_get(one, "hex"));
		struct message *m = &v[*n];

		m->code = (uint32_t)json_integer_value(json_object_get(one, "code"));
		if (json_integer_value(json_object_get(one, "app")) != S6A_APP ||
		    !request_grammar(m->code))
			continue;
		m->len = (uint32_t)strlen(hex) / 2;
		m->p = malloc(m->len);
		assert_int_equal(bytes_unhex(bytes_str(hex), m->p, m->len), HSS_OK);
		(*n)++;
	}
	json_decref(all);
	return v;
}

static void unload(struct message *v, uint32_t n)
{
	while (n--)
		free(v[n].p);
	free(v);
}

static void every_request_of_a_real_mme_decodes(void **state)
{
	struct codec c;
	uint32_t n, n_air = 0, n_ulr = 0;
	struct message *v = load(&n);

	(void)state;
	codec_open(&c);
	for (uint32_t i = 0; i < n; i++) {
		const struct hss_grammar *g = request_grammar(v[i].code);
		void *out = arena_alloc(&c.arena, g->struct_size, 8);
		hss_rc rc = dia_decode(&c.env, g, bytes_of(v[i].p + DIA_HDR, v[i].len - DIA_HDR),
		                       out, &c.fault);

		if (rc != HSS_OK)
			fail_msg("message %u: %s", i, c.fault.text);
		if (v[i].code == S6A_CMD_AIR) {
			const struct s6a_air *air = out;

			n_air++;
			assert_true(bytes_is_digits(air->user_name, 14, 15));
			assert_non_null(air->requested_eutran_authentication_info);
			assert_int_equal(air->visited_plmn_id.len, 3);
		} else {
			const struct s6a_ulr *ulr = out;

			n_ulr++;
			assert_int_equal(ulr->rat_type.v, 1004);
			assert_true(ulr->ulr_flags.v & S6A_ULR_IS_S6A);
			assert_non_null(ulr->terminal_information);
		}
	}
	assert_true(n_air >= 30 && n_ulr >= 30);
	codec_close(&c);
	unload(v, n);
}

/* ---- what the plugin answers can be sent --------------------------------------------- */
/* Encodes, decodes again, and compares the texts of both structs.                           */
static uint32_t round_trip(struct codec *c, const struct hss_grammar *g, uint32_t code,
                           bool is_request, const void *msg, struct hss_result res)
{
	struct dia_hdr h = { .version = 1, .flags = is_request ? 0xc0 : 0x40, .code = code,
		             .app_id = S6A_APP };
	struct dia_auto a = {
		.session_id = T("hss.example.org;1;2"), .origin_host = T("hss.example.org"),
		.origin_realm = T("example.org"), .dest_realm = T("example.org"),
		.dest_host = T(MME1), .app_id = S6A_APP, .vendor = 10415, .has_vsai = true,
		.auth_session_state = SET(1), .result = res,
	};
	struct buf out = { 0 }, one = { 0 }, two = { 0 };
	struct hss_err err = { 0 };
	void *back = arena_alloc(&c->arena, g->struct_size, 8);
	uint32_t len;

	if (dia_encode(&out, &h, g, msg, &a, &err) != HSS_OK)
		fail_msg("%s", err.text);
	if (dia_decode(&c->env, g, bytes_of(out.p + DIA_HDR, out.len - DIA_HDR), back,
	               &c->fault) != HSS_OK)
		fail_msg("%s", c->fault.text);
	dia_dump(&one, g, back);
	assert_true(one.len > 100);
	len = (uint32_t)out.len;
	buf_clear(&out);
	assert_int_equal(dia_encode(&out, &h, g, back, &a, &err), HSS_OK);
	memset(back, 0, g->struct_size);
	assert_int_equal(dia_decode(&c->env, g, bytes_of(out.p + DIA_HDR, out.len - DIA_HDR), back,
	                            &c->fault), HSS_OK);
	dia_dump(&two, g, back);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.p, two.p, one.len);
	buf_free(&out);
	buf_free(&one);
	buf_free(&two);
	return len;
}

/* A subscriber with everything set, so that every branch of Subscription-Data is encoded.   */
static void dress(struct fx *x)
{
	struct hss_apn *ims = (void *)fake_row(x->f, &model_apn, x->apn_ims);
	struct hss_apn *net = (void *)fake_row(x->f, &model_apn, x->apn_internet);
	struct hss_subscriber_routing r = { .subscriber_id = SET(x->sub),
		.apn_id = SET(x->apn_internet), .ip_address = T("10.1.2.3,2001:db8::1") };

	ims->ip_version.v = 4;
	ims->nidd_mechanism = (struct hss_i32)SET(1);
	fx_set_text(&ims->nidd_scef_id, "scef.example.org");
	fx_set_text(&ims->nidd_scef_realm, "example.org");
	fx_set_text(&net->pgw_address, "pgw.example.org");
	fake_put(x->f, &model_subscriber_routing, &r);
	fx_set_text(&fx_row(x)->a_msisdn, "4930123");
	fx_set_text(&fx_row(x)->stn_sr, "4930124");
	fx_set_text(&fx_row(x)->external_identifier, "dev@example.org");
	fx_row(x)->ue_usage_type = (struct hss_i32)SET(3);
	fx_row(x)->odb = (struct hss_i64)SET(1);
	fx_row(x)->odb_hplmn = (struct hss_i64)SET(1);
	fx_row(x)->access_restriction = (struct hss_i64)SET(1);
	fx_row(x)->ue_ambr_dl.v = INT64_C(9000000000);
}

static void what_the_plugin_sends_can_be_encoded(void **state)
{
	struct fx *x = *state;
	struct s6a_supported_features f[2] = { { SET(10415), SET(1), SET(UINT32_MAX) },
		                               { SET(10415), SET(2), SET(UINT32_MAX) } };
	struct s6a_requested_authentication three = { .number_of_requested_vectors = SET(3) };
	struct s6a_ulr ulr = fx_ulr();
	struct s6a_air air = fx_air();
	struct s6a_pur pur = fx_pur();
	struct s6a_nor nor = fx_nor();
	struct hss_dia_req *r;
	struct codec c;

	codec_open(&c);
	dress(x);
	ulr.supported_features = (struct hss_list){ f, 2 };
	ulr.origin_host = T(MME2);
	r = fx_send(x, S6A_CMD_ULR, &ulr, MME2);
	assert_result(r, S6A_SUCCESS);
	assert_true(round_trip(&c, &s6a_ula_grammar, S6A_CMD_ULR, false, r->ans,
	                       S6A_SUCCESS) > 500);
	fx_row(x)->odb.v = 0;           /* this one cannot bar                  */
	fx_attach(x, MME1);
	assert_int_equal(x->f->n_calls, 1);
	round_trip(&c, &s6a_clr_grammar, S6A_CMD_CLR, true, x->f->calls->msg,
	           (struct hss_result){ 0, 0 });
	air.requested_eutran_authentication_info = &three;
	air.requested_utran_geran_authentication_info = &three;
	r = fx_send(x, S6A_CMD_AIR, &air, MME1);
	round_trip(&c, &s6a_aia_grammar, S6A_CMD_AIR, false, r->ans, S6A_SUCCESS);
	r = fx_send(x, S6A_CMD_NOR, &nor, MME1);
	round_trip(&c, &s6a_noa_grammar, S6A_CMD_NOR, false, r->ans, S6A_SUCCESS);
	r = fx_send(x, S6A_CMD_PUR, &pur, MME1);
	round_trip(&c, &s6a_pua_grammar, S6A_CMD_PUR, false, r->ans, S6A_SUCCESS);
	codec_close(&c);
}

/* ---- mutilated requests ------------------------------------------------------------------- */
static void mutilate(struct fake *f, struct message *m, uint8_t *copy, uint32_t *len)
{
	uint32_t n = 1 + (uint32_t)(fake_random(f) % 4);

	memcpy(copy, m->p, m->len);
	*len = m->len;
	while (n--) {
		uint32_t at = DIA_HDR + (uint32_t)(fake_random(f) % (*len - DIA_HDR));

		switch (fake_random(f) % 4) {
		case 0:
			copy[at] ^= (uint8_t)(1u << fake_random(f) % 8);
			break;
		case 1:
			copy[at] = (uint8_t)fake_random(f);
			break;
		case 2:
			copy[at] = fake_random(f) % 2 ? 0 : 0xff;
			break;
		default:
			if (at > DIA_HDR + 100 && fake_random(f) % 8 == 0)
				*len = at & ~3u;
			break;
		}
	}
}

static void mutilated_requests_get_one_answer_each(void **state)
{
	struct fx *x = *state;
	struct codec c;
	uint32_t n, n_taken = 0;
	struct message *v = load(&n);

	codec_open(&c);
	x->f->seed = 4711;
	fx_set_text(&fx_row(x)->imsi, "999707364000060");       /* of the capture          */
	for (uint32_t i = 0; i < 30000; i++) {
		struct message *m = &v[fake_random(x->f) % n];
		const struct hss_grammar *g = request_grammar(m->code);
		uint8_t *copy = malloc(m->len);
		uint32_t len;
		void *out = arena_alloc(&c.arena, g->struct_size, 8);
		struct hss_dia_req *r;

		mutilate(x->f, m, copy, &len);
		if (dia_decode(&c.env, g, bytes_of(copy + DIA_HDR, len - DIA_HDR), out,
		               &c.fault) == HSS_OK) {
			r = fake_request(x->f, m->code, out, MME1, REALM, MME1);
			fake_run(x->f);
			assert_int_equal(r->n_answers, 1);
			n_taken++;
		}
		fake_forget(x->f);
		arena_reset(&c.arena);
		free(copy);
	}
	assert_true(n_taken > 5000);
	x->f->seed = 0;
	codec_close(&c);
	unload(v, n);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, fx_setup, fx_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_request_of_a_real_mme_decodes),
		TEST(what_the_plugin_sends_can_be_encoded),
		TEST(mutilated_requests_get_one_answer_each),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
