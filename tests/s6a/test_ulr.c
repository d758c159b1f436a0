/* test_ulr.c - Update-Location: checks, the registration, whom it drives out, races. */
#include "fixture.h"

#include <stdio.h>

#define ULR(x, msg, host) fx_send(x, S6A_CMD_ULR, msg, host)

/* ---- checks ------------------------------------------------------------------- */
static void subscriber_checks(void **state)
{
	struct fx *x = *state;
	struct s6a_ulr ulr = fx_ulr();

	ulr.user_name = T("001010000000099");
	assert_result(ULR(x, &ulr, MME1), S6A_USER_UNKNOWN);
	x->conf.unknown_result = S6A_UNKNOWN_ROAMING;
	fx_reload(x);
	assert_result(ULR(x, &ulr, MME1), S6A_ROAMING_NOT_ALLOWED);
	ulr.user_name = T("12x");
	assert_result(ULR(x, &ulr, MME1), S6A_INVALID_AVP_VALUE);
	ulr = fx_ulr();
	ulr.visited_plmn_id = T("abcd");
	assert_result(ULR(x, &ulr, MME1), S6A_INVALID_AVP_VALUE);
	ulr = fx_ulr();
	fx_row(x)->enabled.v = 0;
	assert_result(ULR(x, &ulr, MME1), S6A_AUTHORIZATION_REJECTED);
	assert_null(fx_row(x)->serving_mme.p);
}

static void no_apn_left_is_an_unknown_eps_subscription(void **state)
{
	struct fx *x = *state;
	struct s6a_ulr ulr = fx_ulr();

	fake_delete(x->f, &model_apn, x->apn_internet);
	fake_delete(x->f, &model_apn, x->apn_ims);
	assert_result(ULR(x, &ulr, MME1), S6A_UNKNOWN_EPS_SUBSCRIPTION);
	ulr.ulr_flags.v = 0;
	ulr.rat_type.v = 1000;
	assert_result(ULR(x, &ulr, SGSN1), S6A_UNKNOWN_EPS_SUBSCRIPTION);
}

static void non_ip_apn_does_not_count_for_a_node_without_it(void **state)
{
	struct fx *x = *state;
	struct s6a_supported_features f = { SET(10415), SET(2), SET(S6A_F2_NON_IP) };
	struct s6a_ulr ulr = fx_ulr();
	struct hss_apn *a = (void *)fake_row(x->f, &model_apn, x->apn_internet);

	a->ip_version.v = 4;
	fake_delete(x->f, &model_apn, x->apn_ims);
	assert_result(ULR(x, &ulr, MME1), S6A_UNKNOWN_EPS_SUBSCRIPTION);
	ulr.supported_features = (struct hss_list){ &f, 1 };
	assert_result(ULR(x, &ulr, MME1), S6A_SUCCESS);
}

static void rat_restriction(void **state)
{
	static const struct {
		uint32_t rat, flags;
		const char *key, *value;
		bool is_barred;
	} rows[] = {
		{ 1004, S6A_ULR_IS_S6A, "rat_restriction_4g", "forbidden", true },
		{ 1004, S6A_ULR_IS_S6A, "rat_restriction_4g", "allowed", false },
		{ 1004, S6A_ULR_IS_S6A, "rat_restriction_3g", "forbidden", false },
		{ 1005, S6A_ULR_IS_S6A, "rat_restriction_4g", "forbidden", true },
		{ 1005, S6A_ULR_IS_S6A, "rat_restriction_nbiot", "forbidden", true },
		{ 1000, 0, "rat_restriction_3g", "forbidden", true },
		{ 1001, 0, "rat_restriction_2g", "forbidden", true },
		{ 1001, 0, "rat_restriction_3g", "forbidden", false },
		{ 4711, S6A_ULR_IS_S6A, "rat_restriction_4g", "forbidden", false },
	};
	struct fx *x = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct hss_subscriber_attributes a = { .subscriber_id = SET(x->sub),
			.key = bytes_str(rows[i].key), .value = bytes_str(rows[i].value) };
		int64_t id = fake_put(x->f, &model_subscriber_attributes, &a);
		struct s6a_ulr ulr = fx_ulr();

		ulr.rat_type.v = rows[i].rat;
		ulr.ulr_flags.v = rows[i].flags;
		assert_result(ULR(x, &ulr, rows[i].flags ? MME1 : SGSN1),
		              rows[i].is_barred ? S6A_RAT_NOT_ALLOWED : S6A_SUCCESS);
		fake_delete(x->f, &model_subscriber_attributes, id);
	}
	fx_row(x)->access_restriction = (struct hss_i64)SET(NETWORK_ARD_WB_EUTRAN);
	struct s6a_ulr ulr = fx_ulr();

	assert_result(ULR(x, &ulr, MME1), S6A_RAT_NOT_ALLOWED);
}

static void first_failing_check_wins(void **state)
{
	struct fx *x = *state;
	struct s6a_ulr ulr = fx_ulr();

	ulr.visited_plmn_id = (struct hss_bytes){ (const uint8_t *)PLMN_AWAY, 3 };
	fx_row(x)->roaming_enabled.v = 0;
	assert_result(ULR(x, &ulr, MME1), S6A_ROAMING_NOT_ALLOWED);
	fx_row(x)->access_restriction = (struct hss_i64)SET(NETWORK_ARD_WB_EUTRAN);
	assert_result(ULR(x, &ulr, MME1), S6A_RAT_NOT_ALLOWED);
	fx_row(x)->enabled.v = 0;
	assert_result(ULR(x, &ulr, MME1), S6A_AUTHORIZATION_REJECTED);
	assert_null(fx_row(x)->serving_mme.p);
}

static void odb_a_node_cannot_bar_refuses_him(void **state)
{
	struct fx *x = *state;
	struct s6a_supported_features f = { SET(10415), SET(1), SET(S6A_F1_ODB_ALL_APN) };
	struct s6a_ulr ulr = fx_ulr();
	struct hss_dia_req *r;
	const struct s6a_ula *ula;

	fx_row(x)->odb = (struct hss_i64)SET(1);
	r = ULR(x, &ulr, MME1);
	assert_result(r, S6A_ROAMING_NOT_ALLOWED);
	ula = r->ans;
	assert_int_equal(ula->error_diagnostic.v, S6A_DIAG_ODB_ALL_APN);
	ulr.supported_features = (struct hss_list){ &f, 1 };
	r = ULR(x, &ulr, MME1);
	assert_result(r, S6A_SUCCESS);
	ula = r->ans;
	assert_int_equal(ula->subscription_data->subscriber_status.v, 1);
	assert_int_equal(ula->subscription_data->operator_determined_barring.v, 1);
	/* barring of roamers' APNs matters to roamers only                     */
	fx_row(x)->odb.v = 2;
	assert_result(ULR(x, &ulr, MME1), S6A_SUCCESS);
	ulr.visited_plmn_id = (struct hss_bytes){ (const uint8_t *)PLMN_AWAY, 3 };
	r = ULR(x, &ulr, MME1);
	assert_result(r, S6A_ROAMING_NOT_ALLOWED);
	assert_int_equal(((struct s6a_ula *)r->ans)->error_diagnostic.v, S6A_DIAG_ODB_HPLMN_APN);
}

/* ---- what is stored --------------------------------------------------------------- */
static void registration_is_stored_with_its_way_back(void **state)
{
	struct fx *x = *state;
	struct s6a_terminal_information ti = { .imei = T("35000000000001"),
		                               .software_version = T("01") };
	struct s6a_ulr ulr = fx_ulr();
	const struct hss_subscriber *s;
	const struct s6a_ula *ula;
	uint8_t sms[] = { 0x94, 0x71, 0x10, 0xf2 };

	ulr.terminal_information = &ti;
	ulr.ue_srvcc_capability = (struct hss_u32)SET(1);
	ulr.mme_number_for_mt_sms = bytes_of(sms, 4);
	ula = ULR(x, &ulr, MME1)->ans;
	assert_non_null(ula);
	assert_int_equal(ula->ula_flags.v, S6A_ULA_SEPARATION);
	assert_non_null(ula->subscription_data);
	assert_int_equal(ula->supported_features.n, 0);
	s = fx_row(x);
	assert_text(s->serving_mme, MME1);
	assert_text(s->serving_mme_realm, REALM);
	assert_text(s->serving_mme_peer, "dra.example.org;hss.example.org");
	assert_text(s->imei, "35000000000001");
	assert_text(s->software_version, "01");
	assert_text(s->visited_plmn_id, "00f110");
	assert_text(s->mme_number_for_mt_sms, "4917012");
	assert_int_equal(s->rat_type.v, 1004);
	assert_int_equal(s->ue_srvcc_capability.v, 1);
	assert_true(s->serving_mme_timestamp.set);
	assert_int_equal(s->mme_purged.v, 0);
	assert_int_equal(x->f->n_events, 1);
	assert_string_equal(x->f->events[0].topic, HSS_EV_REGISTERED);
	assert_string_equal(x->f->events[0].imsi, IMSI);
	assert_int_equal(x->f->n_calls, 0);
	/* absent now: unknown (5.2.1.1.3); the terminal stays                  */
	ulr = fx_ulr();
	assert_result(ULR(x, &ulr, MME1), S6A_SUCCESS);
	assert_false(fx_row(x)->ue_srvcc_capability.set);
	assert_text(fx_row(x)->imei, "35000000000001");
}

static void e_utran_without_the_s6a_bit_is_an_mme(void **state)
{
	struct fx *x = *state;
	struct s6a_ulr ulr = fx_ulr();

	ulr.ulr_flags.v = 0;
	assert_result(ULR(x, &ulr, MME1), S6A_SUCCESS);
	assert_text(fx_row(x)->serving_mme, MME1);
	assert_null(fx_row(x)->serving_sgsn.p);
}

static void s6d_registers_an_sgsn(void **state)
{
	struct fx *x = *state;
	struct s6a_ulr ulr = fx_ulr();

	ulr.ulr_flags.v = 0;
	ulr.rat_type.v = 1000;
	ulr.origin_host = T(SGSN1);
	assert_result(ULR(x, &ulr, SGSN1), S6A_SUCCESS);
	assert_text(fx_row(x)->serving_sgsn, SGSN1);
	assert_int_equal(fx_row(x)->serving_sgsn_protocol.v, S6A_SGSN_S6D);
	assert_text(fx_row(x)->serving_sgsn_peer, "dra.example.org;hss.example.org");
	assert_null(fx_row(x)->serving_mme.p);
}

/* ---- Cancel-Location ------------------------------------------------------------------ */
static void assert_call(const struct fake_call *c, const char *host, uint32_t type, uint32_t flags)
{
	const struct s6a_clr *clr = c->msg;

	assert_int_equal(c->call.code, S6A_CMD_CLR);
	assert_string_equal(c->dest_host, host);
	assert_string_equal(c->dest_realm, REALM);
	assert_string_equal(c->via_peer, "dra.example.org");
	assert_string_equal(c->local_host, "hss.example.org");
	assert_text(clr->user_name, IMSI);
	assert_int_equal(clr->cancellation_type.v, type);
	assert_int_equal(clr->clr_flags.v, flags);
}

static void new_mme_cancels_the_old_one_after_the_store(void **state)
{
	struct fx *x = *state;

	fx_attach(x, MME1);
	assert_int_equal(x->f->n_calls, 0);
	fx_attach(x, MME2);
	assert_text(fx_row(x)->serving_mme, MME2);
	assert_int_equal(x->f->n_calls, 1);
	assert_call(x->f->calls, MME1, S6A_CANCEL_MME_UPDATE, S6A_CLR_IS_S6A);
	assert_int_equal(fx_owed(x), 0);
}

static void same_mme_in_other_letters_is_not_cancelled(void **state)
{
	struct fx *x = *state;

	fx_attach(x, MME1);
	fx_attach(x, "MME1.Example.ORG");
	assert_int_equal(x->f->n_calls, 0);
	assert_text(fx_row(x)->serving_mme, "MME1.Example.ORG");
}

static void purged_mme_is_not_cancelled(void **state)
{
	struct fx *x = *state;

	fx_attach(x, MME1);
	fx_row(x)->mme_purged.v = 1;
	fx_attach(x, MME2);
	assert_int_equal(x->f->n_calls, 0);
	assert_int_equal(fx_row(x)->mme_purged.v, 0);
}

static void attach_sgsn(struct fx *x, const char *host)
{
	struct s6a_ulr ulr = fx_ulr();

	ulr.ulr_flags.v = 0;
	ulr.rat_type.v = 1000;
	ulr.origin_host = bytes_str(host);
	assert_result(ULR(x, &ulr, host), S6A_SUCCESS);
}

static void single_registration_ends_the_sgsn(void **state)
{
	struct fx *x = *state;
	struct s6a_ulr ulr = fx_ulr();

	attach_sgsn(x, SGSN1);
	ulr.ulr_flags.v = S6A_ULR_IS_S6A;
	assert_result(ULR(x, &ulr, MME1), S6A_SUCCESS);
	assert_int_equal(x->f->n_calls, 0);
	assert_text(fx_row(x)->serving_sgsn, SGSN1);
	ulr.ulr_flags.v = S6A_ULR_IS_S6A | S6A_ULR_SINGLE_REGISTRATION;
	assert_result(ULR(x, &ulr, MME1), S6A_SUCCESS);
	assert_int_equal(x->f->n_calls, 1);
	assert_call(x->f->calls, SGSN1, S6A_CANCEL_SGSN_UPDATE, 0);
	assert_null(fx_row(x)->serving_sgsn.p);
	assert_int_equal(fx_owed(x), 0);
}

static void initial_attach_ends_the_other_side(void **state)
{
	struct fx *x = *state;
	struct s6a_ulr ulr = fx_ulr();

	fx_attach(x, MME1);
	ulr.rat_type.v = 1000;
	ulr.ulr_flags.v = S6A_ULR_INITIAL_ATTACH;
	ulr.origin_host = T(SGSN1);
	assert_result(ULR(x, &ulr, SGSN1), S6A_SUCCESS);
	assert_int_equal(x->f->n_calls, 1);
	assert_call(x->f->calls, MME1, S6A_CANCEL_INITIAL_ATTACH, S6A_CLR_IS_S6A);
	assert_null(fx_row(x)->serving_mme.p);
}

/* ---- Skip-Subscriber-Data ---------------------------------------------------------------- */
static bool has_data(const struct hss_dia_req *r)
{
	return ((const struct s6a_ula *)r->ans)->subscription_data != NULL;
}

static void skip_is_honoured_only_for_the_profile_acknowledged(void **state)
{
	struct fx *x = *state;
	struct s6a_ulr ulr = fx_ulr();
	struct hss_apn *a;
	struct hss_subscriber_attributes at = { .key = T("rat_restriction_2g"),
		                                .value = T("forbidden") };

	ulr.ulr_flags.v = S6A_ULR_IS_S6A | S6A_ULR_SKIP_SUBSCRIBER_DATA;
	assert_true(has_data(ULR(x, &ulr, MME1)));
	assert_false(has_data(ULR(x, &ulr, MME1)));
	/* the subscriber changes                                               */
	fake_table(x->f, &model_subscriber)->rows[0].rev++;
	assert_true(has_data(ULR(x, &ulr, MME1)));
	assert_false(has_data(ULR(x, &ulr, MME1)));
	/* one of his APNs does                                                 */
	a = (void *)fake_row(x->f, &model_apn, x->apn_ims);
	a->qci.v = 6;
	fake_table(x->f, &model_apn)->rows[1].rev++;
	assert_true(has_data(ULR(x, &ulr, MME1)));
	assert_false(has_data(ULR(x, &ulr, MME1)));
	/* an attribute comes                                                   */
	at.subscriber_id = (struct hss_i64)SET(x->sub);
	fake_put(x->f, &model_subscriber_attributes, &at);
	assert_true(has_data(ULR(x, &ulr, MME1)));
	assert_false(has_data(ULR(x, &ulr, MME1)));
	/* another node, and a purged one                                       */
	assert_true(has_data(ULR(x, &ulr, MME1)) == false);
	ulr.origin_host = T(MME2);
	assert_true(has_data(ULR(x, &ulr, MME2)));
	fx_row(x)->mme_purged.v = 1;
	assert_true(has_data(ULR(x, &ulr, MME2)));
}

/* ---- races --------------------------------------------------------------------------------- */
struct race {
	uint32_t got_clr[10], replaced[10];
	struct fx *x;
	char last[64];
};

static void mme_name(char out[64], uint32_t i)
{
	snprintf(out, 64, "mme%u.example.org", i);
}

/* Every commit of a registration, seen by comparing the row before each operation.            */
static void watch_row(struct fake *f, const struct hss_op *op, void *ctx)
{
	struct race *r = ctx;
	const struct hss_subscriber *s = fx_row(r->x);
	char now[64];

	(void)f;
	(void)op;
	snprintf(now, sizeof now, "%.*s", (int)s->serving_mme.len, (const char *)s->serving_mme.p);
	if (*r->last && strcmp(now, r->last))
		r->replaced[r->last[3] - '0']++;
	strcpy(r->last, now);
}

static hss_rc count_clr(struct fake *f, struct fake_call *c, struct hss_result *res, void *ctx)
{
	struct race *r = ctx;
	const struct hss_subscriber *s = fx_row(r->x);

	(void)f;
	(void)res;
	r->got_clr[c->dest_host[3] - '0']++;
	/* never to the registered one                                          */
	assert_false(bytes_ieq(s->serving_mme, bytes_str(c->dest_host)));
	return HSS_OK;
}

/* `is_back`: the node that is registered may be among those that race; a CLR it was owed is dropped
 * when it has come back meanwhile.                                                             */
static void race(struct fx *x, bool is_back)
{
	static char names[10][64];
	uint32_t many = 0;

	for (uint32_t i = 0; i < 10; i++)
		mme_name(names[i], i);
	for (uint32_t round = 0; round < 2500; round++) {
		struct race r = { .x = x };
		struct s6a_ulr ulr[5];
		uint32_t n = 2 + round % 4, first = is_back ? 0 : round % 2 * 5;

		x->f->seed = round + 1;
		x->f->before_op = watch_row;
		x->f->before_ctx = &r;
		x->f->on_call = count_clr;
		x->f->on_call_ctx = &r;
		snprintf(r.last, sizeof r.last, "%.*s", (int)fx_row(x)->serving_mme.len,
		         (const char *)fx_row(x)->serving_mme.p);
		for (uint32_t i = 0; i < n; i++) {
			ulr[i] = fx_ulr();
			ulr[i].origin_host = bytes_str(names[first + i]);
			fake_request(x->f, S6A_CMD_ULR, &ulr[i], names[first + i], REALM,
			             names[first + i]);
		}
		fake_run(x->f);
		assert_int_equal(fake_unanswered(x->f), 0);
		for (struct hss_dia_req *q = x->f->reqs; q; q = q->next)
			assert_result(q, S6A_SUCCESS);
		watch_row(x->f, NULL, &r);
		for (uint32_t i = 0; i < 10; i++) {
			if (is_back)
				assert_true(r.got_clr[i] <= r.replaced[i]);
			else
				assert_int_equal(r.got_clr[i], r.replaced[i]);
			many += r.replaced[i];
		}
		assert_int_equal(fx_owed(x), 0);
		fake_forget(x->f);
	}
	assert_true(many > 5000);       /* they did race                        */
	x->f->seed = 0;
	x->f->before_op = NULL;
	x->f->on_call = NULL;
}

static void racing_mmes_leave_one_and_cancel_every_other_once(void **state)
{
	race(*state, false);
}

static void node_that_comes_back_is_not_cancelled(void **state)
{
	race(*state, true);
}

/* The row changes between the read and the write, once.                                       */
struct meddle {
	struct fx *x;
	int how;
	bool is_done;
};

static void meddle(struct fake *f, const struct hss_op *op, void *ctx)
{
	struct meddle *m = ctx;

	if (op->kind != HSS_OP_BATCH || m->is_done)
		return;
	m->is_done = true;
	if (m->how == 0)
		fx_set_text(&fx_row(m->x)->serving_mme, MME2);
	else if (m->how == 1)
		fx_row(m->x)->enabled.v = 0, fx_set_text(&fx_row(m->x)->serving_mme, "x.y");
	else
		fake_delete(f, &model_subscriber, m->x->sub);
}

static void lost_race_is_judged_anew(void **state)
{
	struct fx *x = *state;
	struct meddle m = { .x = x };
	struct s6a_ulr ulr = fx_ulr();

	fx_attach(x, "mme3.example.org");
	x->f->before_op = meddle;
	x->f->before_ctx = &m;
	assert_result(ULR(x, &ulr, MME1), S6A_SUCCESS);
	assert_int_equal(x->f->n_calls, 1);
	assert_string_equal(x->f->calls->dest_host, MME2);
	m = (struct meddle){ .x = x, .how = 1 };
	assert_result(ULR(x, &ulr, MME2), S6A_AUTHORIZATION_REJECTED);
	fx_row(x)->enabled.v = 1;
	m = (struct meddle){ .x = x, .how = 2 };
	assert_result(ULR(x, &ulr, MME2), S6A_USER_UNKNOWN);
}

static void uncertain_commit_ends_in_success_either_way(void **state)
{
	struct fx *x = *state;

	for (int applies = 0; applies < 2; applies++) {
		fx_attach(x, MME1);
		x->f->fault_rc = HSS_E_UNCERTAIN;
		x->f->fault_applies = applies;
		for (uint32_t k = 0;; k++) {
			uint32_t before = x->f->n_ops;
			struct s6a_ulr ulr = fx_ulr();
			struct hss_dia_req *r;

			ulr.origin_host = T(MME2);
			x->f->fault_at = before + k;
			r = fake_request(x->f, S6A_CMD_ULR, &ulr, MME2, REALM, "p");
			fake_run(x->f);
			if (x->f->n_ops <= before + k)
				break;
			/* reads that end so are failures, the write is not      */
			if (r->result.code == 2001)
				assert_text(fx_row(x)->serving_mme, MME2);
			else
				assert_result(r, S6A_UNABLE_TO_COMPLY);
		}
		x->f->fault_rc = HSS_OK;
		assert_text(fx_row(x)->serving_mme, MME2);
	}
}

/* The write itself: done or not, he is registered in the end, and the old MME hears of it once. */
static void uncertain_write_is_looked_into(void **state)
{
	struct fx *x = *state;

	for (int applies = 0; applies < 2; applies++) {
		uint32_t owed = fx_owed(x), calls = x->f->n_calls;

		fx_attach(x, MME1);
		calls = x->f->n_calls;
		x->f->fault_kind = HSS_OP_BATCH;
		x->f->fault_rc = HSS_E_UNCERTAIN;
		x->f->fault_applies = applies;
		fx_attach(x, MME2);
		x->f->fault_kind = 0;
		assert_text(fx_row(x)->serving_mme, MME2);
		if (applies)            /* it lies there for the next sweep     */
			assert_int_equal(fx_owed(x), owed + 1);
		else
			assert_int_equal(x->f->n_calls, calls + 1);
	}
}

/* ---- Active-APN ----------------------------------------------------------------------- */
static void active_apns_replace_the_gateways_known(void **state)
{
	struct fx *x = *state;
	struct hss_addr a = { .family = 1, .len = 4, .b = { 10, 0, 0, 9 } };
	struct s6a_mip6_agent_info agent = { .mip_home_agent_address = { &a, 1 } };
	struct s6a_active_apn active = { .context_identifier = SET(1), .service_selection =
		T("Internet"), .mip6_agent_info = &agent };
	struct s6a_pdn_gw old = { .imsi = T(IMSI), .apn = T("ims"), .is_emergency = SET(0),
		                  .address = T("10.0.0.1") };
	struct s6a_ulr ulr = fx_ulr();
	struct fake_table *tb = fake_table(x->f, &s6a_pdn_gw_entity);
	const struct s6a_pdn_gw *gw;

	fake_put(x->f, &s6a_pdn_gw_entity, &old);
	ulr.active_apn = (struct hss_list){ &active, 1 };
	assert_result(ULR(x, &ulr, MME1), S6A_SUCCESS);
	assert_int_equal(tb->n, 1);
	gw = tb->rows[0].row;
	assert_text(gw->apn, "internet");
	assert_text(gw->address, "10.0.0.9");
	assert_text(gw->reported_by, MME1);
	assert_result(ULR(x, &ulr, MME1), S6A_SUCCESS);
	assert_int_equal(tb->n, 1);
}

static void roamer_gets_an_answer_while_the_rules_are_unknown(void **state)
{
	struct fx *x = *state;
	struct s6a_ulr ulr = fx_ulr();

	ulr.visited_plmn_id = (struct hss_bytes){ (const uint8_t *)PLMN_AWAY, 3 };
	network_table_free((void *)x->f->slots[S6A_SLOT_ROAMING]);
	x->f->slots[S6A_SLOT_ROAMING] = NULL;
	assert_result(ULR(x, &ulr, MME1), S6A_UNABLE_TO_COMPLY);
	ulr = fx_ulr();
	assert_result(ULR(x, &ulr, MME1), S6A_SUCCESS);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, fx_setup, fx_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(subscriber_checks),
		TEST(no_apn_left_is_an_unknown_eps_subscription),
		TEST(non_ip_apn_does_not_count_for_a_node_without_it),
		TEST(rat_restriction),
		TEST(first_failing_check_wins),
		TEST(odb_a_node_cannot_bar_refuses_him),
		TEST(registration_is_stored_with_its_way_back),
		TEST(e_utran_without_the_s6a_bit_is_an_mme),
		TEST(s6d_registers_an_sgsn),
		TEST(new_mme_cancels_the_old_one_after_the_store),
		TEST(same_mme_in_other_letters_is_not_cancelled),
		TEST(purged_mme_is_not_cancelled),
		TEST(single_registration_ends_the_sgsn),
		TEST(initial_attach_ends_the_other_side),
		TEST(skip_is_honoured_only_for_the_profile_acknowledged),
		TEST(racing_mmes_leave_one_and_cancel_every_other_once),
		TEST(node_that_comes_back_is_not_cancelled),
		TEST(lost_race_is_judged_anew),
		TEST(uncertain_commit_ends_in_success_either_way),
		TEST(uncertain_write_is_looked_into),
		TEST(active_apns_replace_the_gateways_known),
		TEST(roamer_gets_an_answer_while_the_rules_are_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
