/* test_pur_nor.c - Purge-UE and Notify. */
#include "fixture.h"

#define PUR(x, msg, host) fx_send(x, S6A_CMD_PUR, msg, host)
#define NOR(x, msg, host) fx_send(x, S6A_CMD_NOR, msg, host)

static uint32_t pua_flags(const struct hss_dia_req *r)
{
	const struct s6a_pua *pua = r->ans;

	assert_int_equal(r->result.code, 2001);
	return pua->pua_flags.set ? pua->pua_flags.v : 0;
}

static void purge_by_the_serving_node_leaves_a_flag(void **state)
{
	struct fx *x = *state;
	struct s6a_pur pur = fx_pur();

	fx_attach(x, MME1);
	assert_int_equal(pua_flags(PUR(x, &pur, MME1)), S6A_PUA_FREEZE_M_TMSI);
	assert_int_equal(fx_row(x)->mme_purged.v, 1);
	assert_text(fx_row(x)->serving_mme, MME1);
	assert_string_equal(x->f->events[1].topic, HSS_EV_DEREGISTERED);
	/* again: the same answer, nothing new                                  */
	assert_int_equal(pua_flags(PUR(x, &pur, MME1)), S6A_PUA_FREEZE_M_TMSI);
	assert_int_equal(x->f->n_events, 2);
	fx_attach(x, MME1);
	assert_int_equal(fx_row(x)->mme_purged.v, 0);
	assert_int_equal(x->f->n_calls, 0);
}

static void purge_by_another_node_changes_nothing(void **state)
{
	struct fx *x = *state;
	struct s6a_pur pur = fx_pur();

	fx_attach(x, MME1);
	pur.origin_host = T(MME2);
	assert_int_equal(pua_flags(PUR(x, &pur, MME2)), 0);
	assert_int_equal(fx_row(x)->mme_purged.v, 0);
	pur.user_name = T("001010000000099");
	assert_result(PUR(x, &pur, MME2), S6A_USER_UNKNOWN);
}

static void purge_can_be_ignored(void **state)
{
	struct fx *x = *state;
	struct s6a_pur pur = fx_pur();

	fx_attach(x, MME1);
	x->conf.ignore_purge_ue_request = true;
	fx_reload(x);
	assert_int_equal(pua_flags(PUR(x, &pur, MME1)), 0);
	assert_int_equal(fx_row(x)->mme_purged.v, 0);
}

static void attach_sgsn(struct fx *x, const char *host)
{
	struct s6a_ulr ulr = fx_ulr();

	ulr.ulr_flags.v = 0;
	ulr.rat_type.v = 1000;
	ulr.origin_host = bytes_str(host);
	assert_result(fx_send(x, S6A_CMD_ULR, &ulr, host), S6A_SUCCESS);
}

static void combined_node_purges_the_part_it_names(void **state)
{
	struct fx *x = *state;
	struct s6a_pur pur = fx_pur();
	struct s6a_ulr ulr = fx_ulr();

	attach_sgsn(x, MME1);
	ulr.ulr_flags.v = S6A_ULR_IS_S6A;
	assert_result(fx_send(x, S6A_CMD_ULR, &ulr, MME1), S6A_SUCCESS);
	pur.pur_flags = (struct hss_u32)SET(S6A_PUR_SGSN);
	assert_int_equal(pua_flags(PUR(x, &pur, MME1)), S6A_PUA_FREEZE_P_TMSI);
	assert_int_equal(fx_row(x)->mme_purged.v, 0);
	assert_int_equal(fx_row(x)->sgsn_purged.v, 1);
	pur.pur_flags.set = false;
	assert_int_equal(pua_flags(PUR(x, &pur, MME1)),
	                 S6A_PUA_FREEZE_M_TMSI | S6A_PUA_FREEZE_P_TMSI);
	assert_int_equal(fx_row(x)->mme_purged.v, 1);
}

static void purge_tells_where_he_was(void **state)
{
	struct fx *x = *state;
	struct s6a_mme_location_information ml = {
		.e_utran_cell_global_identity = { (const uint8_t *)"\x00\xf1\x10\x00\x01\x02\x03",
			                          7 },
		.tracking_area_identity = { (const uint8_t *)"\x00\xf1\x10\x00\x2a", 5 },
	};
	struct s6a_eps_location_information el = { .mme_location_information = &ml };
	struct s6a_pur pur = fx_pur();

	fx_attach(x, MME1);
	pur.eps_location_information = &el;
	assert_int_equal(pua_flags(PUR(x, &pur, MME1)), S6A_PUA_FREEZE_M_TMSI);
	assert_text(fx_row(x)->last_seen_eci, "66051");
	assert_text(fx_row(x)->last_seen_enodeb_id, "258");
	assert_text(fx_row(x)->last_seen_cell_id, "3");
	assert_text(fx_row(x)->last_seen_tac, "42");
	assert_text(fx_row(x)->last_seen_mcc, "001");
	assert_text(fx_row(x)->last_seen_mnc, "01");
}

static void register_elsewhere(struct fake *f, const struct hss_op *op, void *ctx)
{
	struct fx *x = ctx;

	if (op->kind != HSS_OP_UPDATE)
		return;
	f->before_op = NULL;
	fx_set_text(&fx_row(x)->serving_mme, MME2);
}

static void purge_that_loses_a_race_changes_nothing(void **state)
{
	struct fx *x = *state;
	struct s6a_pur pur = fx_pur();

	fx_attach(x, MME1);
	x->f->before_op = register_elsewhere;
	x->f->before_ctx = x;
	assert_int_equal(pua_flags(PUR(x, &pur, MME1)), 0);
	assert_int_equal(fx_row(x)->mme_purged.v, 0);
	assert_text(fx_row(x)->serving_mme, MME2);
}

/* ---- Notify -------------------------------------------------------------------- */
static void notify_from_who_does_not_serve(void **state)
{
	struct fx *x = *state;
	struct s6a_nor nor = fx_nor();

	assert_result(NOR(x, &nor, MME1), S6A_UNKNOWN_SERVING_NODE);
	fx_attach(x, MME2);
	assert_result(NOR(x, &nor, MME1), S6A_UNKNOWN_SERVING_NODE);
	fx_attach(x, MME1);
	assert_result(NOR(x, &nor, MME1), S6A_SUCCESS);
	fx_row(x)->mme_purged.v = 1;
	assert_result(NOR(x, &nor, MME1), S6A_UNKNOWN_SERVING_NODE);
	nor.user_name = T("001010000000099");
	assert_result(NOR(x, &nor, MME1), S6A_USER_UNKNOWN);
}

static void notify_of_the_terminal(void **state)
{
	struct fx *x = *state;
	struct s6a_terminal_information ti = { .imei = T("35000000000009") };
	struct s6a_nor nor = fx_nor();

	fx_attach(x, MME1);
	nor.terminal_information = &ti;
	nor.ue_srvcc_capability = (struct hss_u32)SET(1);
	nor.homogeneous_support_of_ims_voice_over_ps_sessions = (struct hss_u32)SET(1);
	assert_result(NOR(x, &nor, MME1), S6A_SUCCESS);
	assert_text(fx_row(x)->imei, "35000000000009");
	assert_int_equal(fx_row(x)->ue_srvcc_capability.v, 1);
	assert_false(fx_row(x)->homogeneous_ims_voice.set);
	nor.nor_flags = (struct hss_u32)SET(S6A_NOR_HOMOGENEOUS_VOICE);
	assert_result(NOR(x, &nor, MME1), S6A_SUCCESS);
	assert_int_equal(fx_row(x)->homogeneous_ims_voice.v, 1);
}

static void notify_of_a_gateway(void **state)
{
	struct fx *x = *state;
	struct hss_addr a[2] = { { .family = 1, .len = 4, .b = { 192, 0, 2, 7 } },
		                 { .family = 2, .len = 16, .b = { 0x20, 1 } } };
	struct s6a_mip_home_agent_host host = { .destination_realm = T("example.org"),
		                                .destination_host = T("pgw.example.org") };
	struct s6a_mip6_agent_info agent = { .mip_home_agent_address = { a, 2 },
		                             .mip_home_agent_host = &host };
	struct fake_table *tb = fake_table(x->f, &s6a_pdn_gw_entity);
	struct s6a_nor nor = fx_nor();
	const struct s6a_pdn_gw *gw;

	fx_attach(x, MME1);
	nor.mip6_agent_info = &agent;
	nor.service_selection = T("Internet");
	assert_result(NOR(x, &nor, MME1), S6A_SUCCESS);
	assert_int_equal(tb->n, 1);
	gw = tb->rows[0].row;
	assert_text(gw->apn, "internet");
	assert_text(gw->address, "192.0.2.7");
	assert_text(gw->address2, "2001::");
	assert_text(gw->host, "pgw.example.org");
	a[0].b[3] = 8;
	nor.service_selection = (struct hss_bytes){ NULL, 0 };
	nor.context_identifier = (struct hss_u32)SET(1);
	assert_result(NOR(x, &nor, MME1), S6A_SUCCESS);
	assert_int_equal(tb->n, 1);
	assert_text(((struct s6a_pdn_gw *)tb->rows[0].row)->address, "192.0.2.8");
	/* without MIP6-Agent-Info it is gone; once more is fine                */
	nor.mip6_agent_info = NULL;
	assert_result(NOR(x, &nor, MME1), S6A_SUCCESS);
	assert_int_equal(tb->n, 0);
	assert_result(NOR(x, &nor, MME1), S6A_SUCCESS);
}

static void notify_of_a_gateway_that_cannot_be(void **state)
{
	struct fx *x = *state;
	struct s6a_mip6_agent_info agent = { .mip_home_agent_address = { NULL, 0 } };
	struct fake_table *tb = fake_table(x->f, &s6a_pdn_gw_entity);
	struct s6a_nor nor = fx_nor();
	struct hss_dia_req *r;
	static char longname[200];

	fx_attach(x, MME1);
	nor.mip6_agent_info = &agent;
	r = NOR(x, &nor, MME1);
	assert_result(r, S6A_MISSING_AVP);
	assert_int_equal(r->failed_avp->code, 493);
	nor.service_selection = T("elsewhere");
	assert_result(NOR(x, &nor, MME1), S6A_UNABLE_TO_COMPLY);
	nor.service_selection = (struct hss_bytes){ NULL, 0 };
	nor.context_identifier = (struct hss_u32)SET(77);
	assert_result(NOR(x, &nor, MME1), S6A_UNABLE_TO_COMPLY);
	nor.context_identifier.set = false;
	nor.service_selection = T("internet");
	fx_set_text(&((struct hss_apn *)fake_row(x->f, &model_apn, x->apn_internet))->pgw_address,
	            "192.0.2.1");
	assert_result(NOR(x, &nor, MME1), S6A_UNABLE_TO_COMPLY);
	/* a wildcard APN takes any name, but not any length                    */
	fx_set_text(&((struct hss_apn *)fake_row(x->f, &model_apn, x->apn_ims))->apn, "*");
	memset(longname, 'a', sizeof longname);
	nor.service_selection = bytes_of(longname, sizeof longname);
	assert_result(NOR(x, &nor, MME1), S6A_UNABLE_TO_COMPLY);
	nor.service_selection = T("");
	assert_result(NOR(x, &nor, MME1), S6A_UNABLE_TO_COMPLY);
	nor.service_selection = T("any.name");
	assert_result(NOR(x, &nor, MME1), S6A_SUCCESS);
	assert_int_equal(tb->n, 1);
}

static void notify_of_the_emergency_gateway(void **state)
{
	struct fx *x = *state;
	struct hss_addr a = { .family = 1, .len = 4, .b = { 192, 0, 2, 9 } };
	struct s6a_mip6_agent_info agent = { .mip_home_agent_address = { &a, 1 } };
	struct fake_table *tb = fake_table(x->f, &s6a_pdn_gw_entity);
	struct s6a_nor nor = fx_nor();

	fx_attach(x, MME1);
	nor.mip6_agent_info = &agent;
	nor.emergency_services = (struct hss_u32)SET(1);
	assert_result(NOR(x, &nor, MME1), S6A_SUCCESS);
	assert_int_equal(tb->n, 1);
	assert_int_equal(((struct s6a_pdn_gw *)tb->rows[0].row)->is_emergency.v, 1);
}

static void notify_of_single_registration_ends_the_sgsn(void **state)
{
	struct fx *x = *state;
	struct s6a_nor nor = fx_nor();
	struct s6a_ulr ulr = fx_ulr();

	attach_sgsn(x, SGSN1);
	ulr.ulr_flags.v = S6A_ULR_IS_S6A;
	assert_result(fx_send(x, S6A_CMD_ULR, &ulr, MME1), S6A_SUCCESS);
	nor.nor_flags = (struct hss_u32)SET(S6A_NOR_SINGLE_REGISTRATION);
	assert_result(NOR(x, &nor, MME1), S6A_SUCCESS);
	assert_int_equal(x->f->n_calls, 1);
	assert_string_equal(x->f->calls->dest_host, SGSN1);
	assert_null(fx_row(x)->serving_sgsn.p);
	assert_int_equal(fx_owed(x), 0);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, fx_setup, fx_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(purge_by_the_serving_node_leaves_a_flag),
		TEST(purge_by_another_node_changes_nothing),
		TEST(purge_can_be_ignored),
		TEST(combined_node_purges_the_part_it_names),
		TEST(purge_tells_where_he_was),
		TEST(purge_that_loses_a_race_changes_nothing),
		TEST(notify_from_who_does_not_serve),
		TEST(notify_of_the_terminal),
		TEST(notify_of_a_gateway),
		TEST(notify_of_a_gateway_that_cannot_be),
		TEST(notify_of_the_emergency_gateway),
		TEST(notify_of_single_registration_ends_the_sgsn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
