/* test_air.c - Authentication-Information: every check, and what is asked of the AuC. */
#include "fixture.h"

static void vectors_are_numbered_from_one_upwards(void **state)
{
	struct fx *x = *state;
	struct s6a_requested_authentication three = { .number_of_requested_vectors = SET(3) };
	struct s6a_air air = fx_air();
	struct hss_dia_req *r;
	const struct s6a_aia *aia;
	const struct s6a_e_utran_vector *v;

	air.requested_eutran_authentication_info = &three;
	r = fx_send(x, S6A_CMD_AIR, &air, MME1);
	assert_result(r, S6A_SUCCESS);
	aia = r->ans;
	assert_int_equal(aia->authentication_info->e_utran_vector.n, 3);
	v = aia->authentication_info->e_utran_vector.v;
	for (uint32_t i = 0; i < 3; i++) {
		assert_true(v[i].item_number.set);
		assert_int_equal(v[i].item_number.v, i + 1);
		assert_int_equal(v[i].rand.p[0], i + 1);
		assert_int_equal(v[i].kasme.len, 32);
	}
	assert_int_equal(x->f->auc_seen.domain, HSS_DOM_EPS);
	assert_text(x->f->auc_seen.node, MME1);
	assert_memory_equal(x->f->auc_seen.plmn, PLMN_HOME, 3);
	assert_int_equal(aia->supported_features.n, 0);
}

static void single_vector_has_no_item_number(void **state)
{
	struct s6a_air air = fx_air();
	struct hss_dia_req *r = fx_send(*state, S6A_CMD_AIR, &air, MME1);
	const struct s6a_aia *aia = r->ans;

	assert_int_equal(aia->authentication_info->e_utran_vector.n, 1);
	assert_false(((const struct s6a_e_utran_vector *)
	              aia->authentication_info->e_utran_vector.v)->item_number.set);
}

static void number_of_vectors_is_capped_and_zero_means_one(void **state)
{
	struct fx *x = *state;
	struct s6a_requested_authentication want = { .number_of_requested_vectors = SET(40) };
	struct s6a_air air = fx_air();

	air.requested_eutran_authentication_info = &want;
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_SUCCESS);
	assert_int_equal(x->f->auc_want[0].count, 5);
	want.number_of_requested_vectors.v = 0;
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_SUCCESS);
	assert_int_equal(x->f->auc_want[0].count, 1);
	want.number_of_requested_vectors.set = false;
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_SUCCESS);
	assert_int_equal(x->f->auc_want[0].count, 1);
}

static void malformed_identities_are_invalid_values(void **state)
{
	static const char *const bad[] = { "", "00101", "0010100000000012", "00101000000000a",
		                           "001010000000001@x", "+49170" };
	struct fx *x = *state;
	struct s6a_air air;
	struct hss_dia_req *r;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		air = fx_air();
		air.user_name = bytes_str(bad[i]);
		r = fx_send(x, S6A_CMD_AIR, &air, MME1);
		assert_result(r, S6A_INVALID_AVP_VALUE);
		assert_int_equal(r->failed_avp->code, 1);
	}
	air = fx_air();
	air.visited_plmn_id = T("\x00\xf1");
	r = fx_send(x, S6A_CMD_AIR, &air, MME1);
	assert_result(r, S6A_INVALID_AVP_VALUE);
	assert_int_equal(r->failed_avp->code, 1407);
	air.visited_plmn_id = (struct hss_bytes){ (const uint8_t *)"\x0a\xf1\x10", 3 };
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_INVALID_AVP_VALUE);
}

static void unknown_subscriber_is_refused_as_configured(void **state)
{
	struct fx *x = *state;
	struct s6a_air air = fx_air();

	air.user_name = T("001010000000099");
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_USER_UNKNOWN);
	x->conf.unknown_result = S6A_UNKNOWN_ROAMING;
	fx_reload(x);
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_ROAMING_NOT_ALLOWED);
}

static void disabled_subscriber_is_refused_as_configured(void **state)
{
	struct fx *x = *state;
	struct s6a_air air = fx_air();

	fx_row(x)->enabled.v = 0;
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_AUTHORIZATION_REJECTED);
	x->conf.disabled_result = S6A_DISABLED_ROAMING;
	fx_reload(x);
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_ROAMING_NOT_ALLOWED);
	x->conf.disabled_result = S6A_DISABLED_UNKNOWN;
	fx_reload(x);
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_USER_UNKNOWN);
	assert_int_equal(x->f->n_auc, 0);
}

static void roamer_is_refused_when_he_may_not(void **state)
{
	struct fx *x = *state;
	struct s6a_air air = fx_air();

	air.visited_plmn_id = (struct hss_bytes){ (const uint8_t *)PLMN_AWAY, 3 };
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_SUCCESS);
	fx_row(x)->roaming_enabled.v = 0;
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_ROAMING_NOT_ALLOWED);
	fx_row(x)->roaming_enabled.v = 1;
	x->conf.allow_undefined_networks = false;
	fx_reload(x);
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_ROAMING_NOT_ALLOWED);
	assert_int_equal(x->f->n_auc, 1);
}

static void new_roaming_rule_is_seen(void **state)
{
	struct fx *x = *state;
	struct hss_roaming_network net = { .mcc = T("999"), .mnc = T("70") };
	struct hss_roaming_rule rule = { .allow = SET(0), .enabled = SET(1) };
	struct s6a_air air = fx_air();

	air.visited_plmn_id = (struct hss_bytes){ (const uint8_t *)PLMN_AWAY, 3 };
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_SUCCESS);
	rule.roaming_network_id = (struct hss_i64)SET(fake_put(x->f, &model_roaming_network,
	                                                       &net));
	fake_put(x->f, &model_roaming_rule, &rule);
	fake_change(x->f, &model_roaming_rule, HSS_OP_INSERT, UINT64_MAX, NULL, &rule);
	fake_advance(x->f, 1000);
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_ROAMING_NOT_ALLOWED);
}

static void without_apn_configuration(void **state)
{
	struct fx *x = *state;
	struct s6a_requested_authentication plain = { .number_of_requested_vectors = SET(2) };
	struct s6a_requested_authentication now = { .immediate_response_preferred = SET(1) };
	struct s6a_air air = fx_air();
	const struct s6a_aia *aia;
	struct hss_dia_req *r;

	fake_delete(x->f, &model_apn, x->apn_internet);
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_SUCCESS); /* ims is left   */
	fake_delete(x->f, &model_apn, x->apn_ims);
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_UNKNOWN_EPS_SUBSCRIPTION);
	air.requested_utran_geran_authentication_info = &plain;
	r = fx_send(x, S6A_CMD_AIR, &air, MME1);
	assert_result(r, S6A_SUCCESS);
	aia = r->ans;
	assert_int_equal(aia->authentication_info->e_utran_vector.n, 0);
	assert_int_equal(aia->authentication_info->utran_vector.n, 2);
	air.requested_eutran_authentication_info = &now;
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_UNKNOWN_EPS_SUBSCRIPTION);
	air.requested_eutran_authentication_info = NULL;
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_UNKNOWN_EPS_SUBSCRIPTION);
}

static void both_kinds_share_one_numbering(void **state)
{
	struct fx *x = *state;
	struct s6a_requested_authentication two = { .number_of_requested_vectors = SET(2) };
	struct s6a_air air = fx_air();
	const struct s6a_aia *aia;
	const struct s6a_utran_vector *u;

	air.requested_eutran_authentication_info = &two;
	air.requested_utran_geran_authentication_info = &two;
	aia = fx_send(x, S6A_CMD_AIR, &air, MME1)->ans;
	assert_int_equal(aia->authentication_info->e_utran_vector.n, 2);
	assert_int_equal(aia->authentication_info->utran_vector.n, 2);
	u = aia->authentication_info->utran_vector.v;
	assert_int_equal(u[0].item_number.v, 3);
	assert_int_equal(u[1].item_number.v, 4);
}

static void resynchronisation_goes_to_the_auc(void **state)
{
	struct fx *x = *state;
	uint8_t info[30];
	struct s6a_requested_authentication re = { .re_synchronization_info = { info, 30 } };
	struct s6a_air air = fx_air();
	struct hss_dia_req *r;

	for (int i = 0; i < 30; i++)
		info[i] = (uint8_t)i;
	air.requested_eutran_authentication_info = &re;
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_SUCCESS);
	assert_int_equal(x->f->auc_seen.flags, HSS_AVF_RESYNC);
	assert_memory_equal(x->f->auc_seen.rand, info, 16);
	assert_memory_equal(x->f->auc_seen.auts, info + 16, 14);
	x->f->auc_rc = HSS_E_MAC;
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_AUTHENTICATION_DATA_UNAVAILABLE);
	air.requested_utran_geran_authentication_info = &re;
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_UNABLE_TO_COMPLY);
	air.requested_utran_geran_authentication_info = NULL;
	re.re_synchronization_info.len = 29;
	r = fx_send(x, S6A_CMD_AIR, &air, MME1);
	assert_result(r, S6A_INVALID_AVP_VALUE);
	assert_int_equal(r->failed_avp->code, 1411);
	assert_int_equal(x->f->n_auc, 2);
}

static void no_part_asked_for_is_a_missing_avp(void **state)
{
	struct s6a_air air = fx_air();
	struct hss_dia_req *r;

	air.requested_eutran_authentication_info = NULL;
	r = fx_send(*state, S6A_CMD_AIR, &air, MME1);
	assert_result(r, S6A_MISSING_AVP);
	assert_int_equal(r->failed_avp->code, 1408);
}

static hss_rc only_gsm(struct fake *f, const struct hss_av_request *r, void *ctx)
{
	(void)f;
	(void)ctx;
	return r->want[0].kind == HSS_AV_GSM ? HSS_OK : HSS_E_NOTSUP;
}

static void sim_gets_triplets_but_no_e_utran(void **state)
{
	struct fx *x = *state;
	struct s6a_requested_authentication one = { .number_of_requested_vectors = SET(1) };
	struct s6a_air air = fx_air();
	const struct s6a_aia *aia;

	x->f->auc = only_gsm;
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_AUTHORIZATION_REJECTED);
	air.requested_eutran_authentication_info = NULL;
	air.requested_utran_geran_authentication_info = &one;
	aia = fx_send(x, S6A_CMD_AIR, &air, SGSN1)->ans;
	assert_non_null(aia);
	assert_int_equal(aia->authentication_info->geran_vector.n, 1);
	assert_int_equal(x->f->auc_seen.domain, HSS_DOM_PS);
}

static void auc_trouble_is_passing(void **state)
{
	static const hss_rc rcs[] = { HSS_E_NOTFOUND, HSS_E_MAC, HSS_E_UNREACH, HSS_E_BUSY,
		                      HSS_E_PROTO, HSS_E_INTERNAL, HSS_E_TIMEOUT, HSS_E_CANCELED,
		                      HSS_E_UNCERTAIN, HSS_E_NOMEM };
	struct fx *x = *state;
	struct s6a_air air = fx_air();

	for (size_t i = 0; i < sizeof rcs / sizeof *rcs; i++) {
		x->f->auc_rc = rcs[i];
		assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1),
		              S6A_AUTHENTICATION_DATA_UNAVAILABLE);
	}
}

static void ue_usage_type_only_when_asked_for(void **state)
{
	struct fx *x = *state;
	struct s6a_air air = fx_air();
	const struct s6a_aia *aia;

	fx_row(x)->ue_usage_type = (struct hss_i32)SET(7);
	aia = fx_send(x, S6A_CMD_AIR, &air, MME1)->ans;
	assert_false(aia->ue_usage_type.set);
	air.air_flags = (struct hss_u32)SET(S6A_AIR_SEND_UE_USAGE_TYPE);
	aia = fx_send(x, S6A_CMD_AIR, &air, MME1)->ans;
	assert_int_equal(aia->ue_usage_type.v, 7);
}

static void realm_is_checked_only_for_the_groups_named(void **state)
{
	struct fx *x = *state;
	struct s6a_air air = fx_air();
	struct hss_dia_req *r;

	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_SUCCESS);
	x->conf.check_realm_groups = "abroad, *";
	fx_reload(x);
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_AUTHORIZATION_REJECTED);
	r = fake_request(x->f, S6A_CMD_AIR, &air, MME1, "epc.mnc001.mcc001.3gppnetwork.org", "p");
	fake_run(x->f);
	assert_result(r, S6A_SUCCESS);
	x->conf.check_realm_groups = "abroad";
	fx_reload(x);
	assert_result(fx_send(x, S6A_CMD_AIR, &air, MME1), S6A_SUCCESS);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, fx_setup, fx_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(vectors_are_numbered_from_one_upwards),
		TEST(single_vector_has_no_item_number),
		TEST(number_of_vectors_is_capped_and_zero_means_one),
		TEST(malformed_identities_are_invalid_values),
		TEST(unknown_subscriber_is_refused_as_configured),
		TEST(disabled_subscriber_is_refused_as_configured),
		TEST(roamer_is_refused_when_he_may_not),
		TEST(new_roaming_rule_is_seen),
		TEST(without_apn_configuration),
		TEST(both_kinds_share_one_numbering),
		TEST(resynchronisation_goes_to_the_auc),
		TEST(no_part_asked_for_is_a_missing_avp),
		TEST(sim_gets_triplets_but_no_e_utran),
		TEST(auc_trouble_is_passing),
		TEST(ue_usage_type_only_when_asked_for),
		TEST(realm_is_checked_only_for_the_groups_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
