/*
 * test_faults.c - every store fault at every operation of every request (rulings 2.1): one answer,
 * and never one that speaks about the subscriber.
 */
#include "fixture.h"

#include <stdlib.h>

static const hss_rc faults[] = {
	HSS_E_NOMEM, HSS_E_BUSY, HSS_E_TIMEOUT, HSS_E_CANCELED, HSS_E_UNREACH, HSS_E_PROTO,
	HSS_E_NOTSUP, HSS_E_DENIED, HSS_E_STATE, HSS_E_INTERNAL, HSS_E_UNCERTAIN, HSS_E_INVAL,
	HSS_E_EXISTS,
};

struct sample {
	const char *name;
	uint32_t code;
	const void *msg;
	hss_rc ok;                      /* without a fault it succeeds          */
};

static void assert_harmless(const struct hss_dia_req *r, uint32_t code)
{
	struct hss_result res = r->result;

	assert_int_equal(r->n_answers, 1);
	assert_false(res.vendor == 10415 && (res.code == 5001 || res.code == 5420 ||
	                                     res.code == 5421 || res.code == 5004 ||
	                                     res.code == 5423));
	if (res.code == 2001)
		return;
	if (code == S6A_CMD_AIR)
		assert_result(r, S6A_AUTHENTICATION_DATA_UNAVAILABLE);
	else
		assert_result(r, S6A_UNABLE_TO_COMPLY);
}

static void try_faults(struct fx *x, uint32_t code, const void *msg, const char *host)
{
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		for (int at_submit = 0; at_submit < 2; at_submit++)
			for (uint32_t k = 0; k < 40; k++) {
				uint32_t before = x->f->n_ops;
				struct hss_dia_req *r;

				x->f->fault_at = before + k;
				x->f->fault_rc = faults[i];
				x->f->fault_at_submit = at_submit;
				r = fx_send(x, code, msg, host);
				assert_harmless(r, code);
				x->f->fault_rc = HSS_OK;
				if (x->f->n_ops <= before + k)
					break;
				fake_forget(x->f);
			}
}

static void air(void **state)
{
	struct fx *x = *state;
	struct s6a_air msg = fx_air();

	try_faults(x, S6A_CMD_AIR, &msg, MME1);
	fx_row(x)->default_apn.v = 4711;
	try_faults(x, S6A_CMD_AIR, &msg, MME1);
}

static void ulr(void **state)
{
	struct fx *x = *state;
	struct s6a_ulr msg = fx_ulr();
	struct hss_addr a = { .family = 1, .len = 4 };
	struct s6a_mip6_agent_info agent = { .mip_home_agent_address = { &a, 1 } };
	struct s6a_active_apn active = { .service_selection = T("ims"),
		                         .mip6_agent_info = &agent };

	try_faults(x, S6A_CMD_ULR, &msg, MME1);
	msg.origin_host = T(MME2);      /* the MMEs take turns                  */
	try_faults(x, S6A_CMD_ULR, &msg, MME2);
	msg.ulr_flags.v = 0;
	msg.rat_type.v = 1000;
	msg.active_apn = (struct hss_list){ &active, 1 };
	try_faults(x, S6A_CMD_ULR, &msg, SGSN1);
}

static void pur(void **state)
{
	struct fx *x = *state;
	struct s6a_pur msg = fx_pur();

	fx_attach(x, MME1);
	try_faults(x, S6A_CMD_PUR, &msg, MME1);
}

static void nor(void **state)
{
	struct fx *x = *state;
	struct s6a_nor msg = fx_nor();
	struct hss_addr a = { .family = 1, .len = 4 };
	struct s6a_mip6_agent_info agent = { .mip_home_agent_address = { &a, 1 } };

	fx_attach(x, MME1);
	msg.mip6_agent_info = &agent;
	msg.service_selection = T("internet");
	msg.ue_srvcc_capability = (struct hss_u32)SET(1);
	try_faults(x, S6A_CMD_NOR, &msg, MME1);
}

static void full_queue_is_told_as_configured(void **state)
{
	struct fx *x = *state;
	struct s6a_air msg = fx_air();
	struct hss_dia_req *r;

	x->f->fault_rc = HSS_E_BUSY;
	x->f->fault_at = x->f->n_ops;
	x->f->fault_stays = x->f->fault_at_submit = true;
	x->conf.overload_result = S6A_OVERLOAD_TOO_BUSY;
	fx_reload(x);
	/* an MME that knows nothing of overload: never 3004                     */
	r = fx_send(x, S6A_CMD_AIR, &msg, MME1);
	assert_result(r, S6A_AUTHENTICATION_DATA_UNAVAILABLE);
	msg.oc_supported_features = T("");
	assert_result(fx_send(x, S6A_CMD_AIR, &msg, MME1), S6A_TOO_BUSY);
	x->conf.overload_result = S6A_OVERLOAD_NORMAL;
	fx_reload(x);
	assert_result(fx_send(x, S6A_CMD_AIR, &msg, MME1), S6A_AUTHENTICATION_DATA_UNAVAILABLE);
}

/* The rules cannot be read at start: ready all the same, and they are read when it works.      */
static void roaming_rules_that_cannot_be_read(void **state)
{
	struct fx *x = *state;
	struct s6a_ulr msg = fx_ulr();

	x->f->fault_rc = HSS_E_UNREACH;
	x->f->fault_at = x->f->n_ops;
	x->f->fault_stays = true;
	fake_change(x->f, &model_roaming_network, HSS_OP_INSERT, UINT64_MAX, NULL, NULL);
	fake_advance(x->f, 3000);
	assert_int_equal(x->f->health, HSS_E_UNREACH);
	x->f->fault_rc = HSS_OK;
	fake_advance(x->f, 3000);
	assert_int_equal(x->f->health, HSS_OK);
	msg.visited_plmn_id = (struct hss_bytes){ (const uint8_t *)PLMN_AWAY, 3 };
	assert_result(fx_send(x, S6A_CMD_ULR, &msg, MME1), S6A_SUCCESS);
}

static void rule_lists_of_many_subscribers_are_read_by_pages(void **state)
{
	struct fx *x = *state;
	const struct network_table *table;

	for (int64_t i = 0; i < 200; i++) {
		struct hss_subscriber s = fx_subscriber(x, "001010000000002");

		s.roaming_rule_list = (struct hss_list){ &i, 1 };
		fake_put(x->f, &model_subscriber, &s);
	}
	fake_change(x->f, &model_roaming_rule, HSS_OP_UPDATE, UINT64_MAX, NULL, NULL);
	fake_advance(x->f, 3000);
	table = x->f->slots[S6A_SLOT_ROAMING];
	assert_int_equal(table->n_named, 200);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, fx_setup, fx_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(air),
		TEST(ulr),
		TEST(pur),
		TEST(nor),
		TEST(full_queue_is_told_as_configured),
		TEST(roaming_rules_that_cannot_be_read),
		TEST(rule_lists_of_many_subscribers_are_read_by_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
