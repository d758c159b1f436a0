/* test_owed.c - Cancel-Location as owed work: retries, restarts, dropping, withdrawal. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>

static struct s6a_owed *owed(struct fx *x, uint32_t i)
{
	return fake_table(x->f, &s6a_owed_entity)->rows[i].row;
}

/* The wall clock does not move with the fake one: make what is put off due.          */
static void make_due(struct fx *x)
{
	for (uint32_t i = 0; i < fx_owed(x); i++)
		owed(x, i)->due.v = 1;
}

static void move_with_unreachable_mme(struct fx *x, hss_rc rc)
{
	fx_attach(x, MME1);
	x->f->call_rc = rc;
	fx_attach(x, MME2);
}

static void it_is_sent_again_until_answered(void **state)
{
	struct fx *x = *state;

	move_with_unreachable_mme(x, HSS_E_TIMEOUT);
	assert_int_equal(x->f->n_calls, 1);
	assert_int_equal(fx_owed(x), 1);
	assert_int_equal(owed(x, 0)->attempts.v, 1);
	assert_text(owed(x, 0)->owner, "hss.example.org");
	fake_advance(x->f, 5000);       /* not due yet                          */
	assert_int_equal(x->f->n_calls, 1);
	make_due(x);
	fake_advance(x->f, 5000);
	assert_int_equal(x->f->n_calls, 2);
	assert_int_equal(owed(x, 0)->attempts.v, 2);
	x->f->call_rc = HSS_OK;
	make_due(x);
	fake_advance(x->f, 5000);
	assert_int_equal(x->f->n_calls, 3);
	assert_int_equal(fx_owed(x), 0);
}

static void pause_doubles_up_to_its_bound(void **state)
{
	struct fx *x = *state;
	int64_t last = 0;

	move_with_unreachable_mme(x, HSS_E_TIMEOUT);
	for (int i = 0; i < 14; i++) {
		int64_t pause = owed(x, 0)->due.v - s6a_now_us();

		assert_true(pause <= x->conf.clr_retry_max_ms * 1000);
		assert_true(i == 0 || pause > last || pause > 599000000);
		last = pause;
		make_due(x);
		fake_advance(x->f, 3000);
	}
	assert_true(last > 590000000);
}

static void gone_peer_is_tried_by_other_routes(void **state)
{
	struct fx *x = *state;

	move_with_unreachable_mme(x, HSS_E_UNREACH);
	assert_int_equal(x->f->n_calls, 2);
	assert_string_equal(x->f->calls->via_peer, "");
	assert_string_equal(x->f->calls->dest_host, MME1);
	assert_string_equal(x->f->calls->next->via_peer, "dra.example.org");
	assert_int_equal(fx_owed(x), 1);
}

static void what_answers_mean(void **state)
{
	static const struct {
		uint32_t code, vendor;
		bool is_done;
	} rows[] = {
		{ 2001, 0, true }, { 5001, 10415, true }, { 3002, 0, false }, { 3004, 0, false },
		{ 5012, 0, false }, { 5003, 0, true }, { 4181, 10415, false }, { 5005, 0, true },
	};
	struct fx *x = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		x->f->call_result = (struct hss_result){ rows[i].code, rows[i].vendor };
		fx_attach(x, MME1);
		fx_attach(x, MME2);
		assert_int_equal(fx_owed(x) == 0, rows[i].is_done);
		while (fx_owed(x))
			fake_delete(x->f, &s6a_owed_entity, owed(x, 0)->s6a_owed_id.v);
	}
	x->f->call_rc = HSS_E_PROTO;
	fx_attach(x, MME1);
	assert_int_equal(fx_owed(x), 0);
}

static void it_is_dropped_when_the_node_serves_again(void **state)
{
	struct fx *x = *state;

	move_with_unreachable_mme(x, HSS_E_TIMEOUT);
	x->f->call_rc = HSS_OK;
	fx_attach(x, MME1);             /* back; MME2 gets its CLR              */
	assert_int_equal(x->f->n_calls, 2);
	assert_string_equal(x->f->calls->dest_host, MME2);
	assert_int_equal(fx_owed(x), 1);
	make_due(x);
	fake_advance(x->f, 5000);
	assert_int_equal(x->f->n_calls, 2);
	assert_int_equal(fx_owed(x), 0);
}

static void it_is_given_up_one_day(void **state)
{
	struct fx *x = *state;

	move_with_unreachable_mme(x, HSS_E_TIMEOUT);
	owed(x, 0)->created.v -= x->conf.clr_give_up_ms * 1000;
	make_due(x);
	fake_advance(x->f, 5000);
	assert_int_equal(x->f->n_calls, 2);
	assert_int_equal(fx_owed(x), 0);
}

/* A process that died after the commit: the row is there, not due for a while; a new one with the
 * same name takes it up at once, another one when it is due.                         */
static void put_owed(struct fx *x, const char *owner, int64_t due)
{
	struct s6a_owed row = {
		.command = SET(317), .imsi = T(IMSI), .domain = SET(HSS_DOM_EPS), .host = T(MME1),
		.realm = T(REALM), .peer = T("dra.example.org;hss.example.org"),
		.cancellation_type = SET(0), .flags = SET(1), .owner = bytes_str(owner),
		.attempts = SET(0), .due = SET(due), .created = SET(s6a_now_us()),
	};

	fake_put(x->f, &s6a_owed_entity, &row);
}

static void restart(struct fx *x)
{
	struct fake *f = x->f;
	struct hss_err err = { 0 };
	void *lself;

	hss_plugin.ops->stop(f->self, 1000);
	fake_run(f);
	hss_plugin.ops->destroy(f->self);
	f->n_subs = f->n_routes = 0;
	assert_int_equal(hss_plugin.ops->create((struct hss_inst *)f, &x->conf, &f->self, &err),
	                 HSS_OK);
	assert_int_equal(hss_plugin.ops->loop_init(f->self, (struct hss_loop *)f, &lself, &err),
	                 HSS_OK);
}

static void restart_resumes_what_it_owes(void **state)
{
	struct fx *x = *state;

	fx_attach(x, MME2);
	for (int i = 0; i < 100; i++)
		put_owed(x, "hss.example.org", INT64_MAX / 2);
	put_owed(x, "hss2.example.org", INT64_MAX / 2);
	restart(x);
	fake_advance(x->f, 10000);
	assert_int_equal(x->f->n_calls, 100);
	assert_int_equal(fx_owed(x), 1); /* the sibling's, not due              */
	make_due(x);
	fake_advance(x->f, 10000);
	assert_int_equal(x->f->n_calls, 101);
	assert_int_equal(fx_owed(x), 0);
}

static void take_it(struct fake *f, const struct hss_op *op, void *ctx)
{
	struct fx *x = ctx;

	if (op->kind != HSS_OP_UPDATE || op->entity != &s6a_owed_entity)
		return;
	f->before_op = NULL;
	owed(x, 0)->due.v = INT64_MAX / 2;
}

static void only_one_front_end_takes_a_row(void **state)
{
	struct fx *x = *state;

	fx_attach(x, MME2);
	put_owed(x, "hss2.example.org", 1);
	x->f->before_op = take_it;
	x->f->before_ctx = x;
	fake_advance(x->f, 3000);
	assert_int_equal(x->f->n_calls, 0);
	assert_int_equal(fx_owed(x), 1);
}

static void dead_store_at_the_attempt_loses_nothing(void **state)
{
	struct fx *x = *state;

	fx_attach(x, MME1);
	for (uint32_t k = 0; k < 12; k++) {
		struct s6a_ulr ulr = fx_ulr();
		struct hss_dia_req *r;

		ulr.origin_host = T(MME2);
		x->f->fault_at = x->f->n_ops + k;
		x->f->fault_rc = HSS_E_UNREACH;
		x->f->fault_stays = true;
		r = fx_send(x, S6A_CMD_ULR, &ulr, MME2);
		x->f->fault_rc = HSS_OK;
		if (r->result.code == 2001) {
			/* committed: whatever was lost then is made good now    */
			if (x->f->n_calls == 0)
				assert_int_equal(fx_owed(x), 1);
			make_due(x);
			fake_advance(x->f, 5000);
			assert_true(x->f->n_calls >= 1);
			assert_int_equal(fx_owed(x), 0);
			fx_attach(x, MME1);
			fake_forget(x->f);
		} else {
			assert_result(r, S6A_UNABLE_TO_COMPLY);
			assert_text(fx_row(x)->serving_mme, MME1);
			assert_int_equal(x->f->n_calls, 0);
		}
	}
}

/* ---- withdrawal -------------------------------------------------------------------- */
static void disabling_cancels_him(void **state)
{
	struct fx *x = *state;
	const struct s6a_clr *clr;
	struct hss_subscriber row;

	fx_attach(x, MME1);
	fx_row(x)->enabled.v = 0;
	fake_change(x->f, &model_subscriber, HSS_OP_UPDATE, HSS_BIT(HSS_SUBSCRIBER_enabled), NULL,
	            fx_row(x));
	fake_run(x->f);
	assert_int_equal(x->f->n_calls, 1);
	clr = x->f->calls->msg;
	assert_string_equal(x->f->calls->dest_host, MME1);
	assert_int_equal(clr->cancellation_type.v, S6A_CANCEL_WITHDRAWAL);
	assert_int_equal(clr->clr_flags.v, S6A_CLR_IS_S6A);
	assert_null(fx_row(x)->serving_mme.p);
	assert_string_equal(x->f->events[1].topic, HSS_EV_DEREGISTERED);
	assert_string_equal(x->f->events[1].node, MME1);
	/* a change that is not disabling, or is over                           */
	fx_row(x)->enabled.v = 1;
	fx_attach(x, MME1);
	fake_change(x->f, &model_subscriber, HSS_OP_UPDATE, HSS_BIT(HSS_SUBSCRIBER_enabled), NULL,
	            fx_row(x));
	fake_run(x->f);
	assert_int_equal(x->f->n_calls, 1);
	/* it was disabled when the change was told, but not any more           */
	row = *fx_row(x);
	row.enabled.v = 0;
	fake_change(x->f, &model_subscriber, HSS_OP_UPDATE, HSS_BIT(HSS_SUBSCRIBER_enabled), NULL,
	            &row);
	fake_run(x->f);
	assert_int_equal(x->f->n_calls, 1);
	assert_text(fx_row(x)->serving_mme, MME1);
}

static void start_cancels_who_was_disabled_before_a_crash(void **state)
{
	struct fx *x = *state;

	for (int i = 0; i < 40; i++) {
		char imsi[16];
		struct hss_subscriber s;

		snprintf(imsi, sizeof imsi, "0010100000001%02d", i);
		s = fx_subscriber(x, imsi);
		s.enabled.v = i % 2;
		s.serving_mme = T(MME1);
		s.serving_mme_realm = T(REALM);
		s.serving_mme_peer = T("dra.example.org;hss.example.org");
		if (i % 4 == 2) {
			s.serving_sgsn = T(SGSN1);
			s.serving_sgsn_protocol = (struct hss_i32)SET(S6A_SGSN_S6D);
		}
		fake_put(x->f, &model_subscriber, &s);
	}
	restart(x);
	fake_advance(x->f, 5000);
	assert_int_equal(x->f->n_calls, 20 + 10);
	assert_int_equal(fx_owed(x), 0);
}

static void lost_notices_are_made_good(void **state)
{
	struct fx *x = *state;

	fx_attach(x, MME1);
	fx_row(x)->enabled.v = 0;
	s6a_on_subscriber_change(fake_task(x->f), HSS_E_BUSY, NULL, x->f->self);
	fake_run(x->f);
	assert_int_equal(x->f->n_calls, 1);
	assert_null(fx_row(x)->serving_mme.p);
	/* a store in trouble is not asked for ever                             */
	fx_row(x)->enabled.v = 1;
	fx_attach(x, MME1);
	fx_row(x)->enabled.v = 0;
	for (uint32_t k = 0; k < 6; k++) {
		x->f->fault_rc = HSS_E_UNREACH;
		x->f->fault_stays = true;
		x->f->fault_at = x->f->n_ops + k;
		s6a_on_subscriber_change(fake_task(x->f), HSS_E_BUSY, NULL, x->f->self);
		assert_true(fake_run(x->f) < 50);
	}
}

static void deleting_cancels_him_when_the_old_row_is_known(void **state)
{
	struct fx *x = *state;
	struct hss_subscriber old;

	fx_attach(x, MME1);
	old = *fx_row(x);
	fake_change(x->f, &model_subscriber, HSS_OP_DELETE, UINT64_MAX, &old, NULL);
	fake_delete(x->f, &model_subscriber, x->sub);
	fake_run(x->f);
	assert_int_equal(x->f->n_calls, 1);
	assert_int_equal(fx_owed(x), 0);
	fake_change(x->f, &model_subscriber, HSS_OP_DELETE, UINT64_MAX, NULL, NULL);
	fake_run(x->f);
	assert_int_equal(x->f->n_calls, 1);
}

static void service_deregister(void **state)
{
	struct fx *x = *state;
	struct hss_svc_deregister q = { .size = sizeof q, .imsi = T(IMSI),
		                        .cause = S6A_CANCEL_WITHDRAWAL };
	struct hss_svc_call c = { 0 };

	fx_attach(x, MME1);
	x->f->service(&c, fake_task(x->f), &q, x->f->self);
	fake_run(x->f);
	assert_int_equal(c.n_replies, 1);
	assert_int_equal(c.rc, HSS_OK);
	assert_int_equal(c.ans.deregister.n_sent, 1);
	assert_text(c.ans.deregister.node, MME1);
	assert_int_equal(((struct s6a_clr *)x->f->calls->msg)->clr_flags.v,
	                 S6A_CLR_IS_S6A | S6A_CLR_REATTACH);
	assert_null(fx_row(x)->serving_mme.p);
	/* nobody serves, nobody knows, another domain                          */
	for (int i = 0; i < 3; i++) {
		c = (struct hss_svc_call){ 0 };
		if (i == 1)
			q.imsi = T("001010000000099");
		if (i == 2)
			q.domains = 1u << HSS_DOM_IMS;
		x->f->service(&c, fake_task(x->f), &q, x->f->self);
		fake_run(x->f);
		assert_int_equal(c.n_replies, 1);
		assert_int_equal(c.rc, HSS_OK);
		assert_int_equal(c.ans.deregister.n_sent, 0);
	}
	x->f->fault_rc = HSS_E_UNREACH;
	x->f->fault_at = x->f->n_ops;
	c = (struct hss_svc_call){ 0 };
	q.domains = 0;
	x->f->service(&c, fake_task(x->f), &q, x->f->self);
	fake_run(x->f);
	assert_int_equal(c.n_replies, 1);
	assert_int_equal(c.rc, HSS_E_UNREACH);
}

/* ---- REST ----------------------------------------------------------------------------- */
#define PUT(x, pattern, param, body) put(x, pattern, param, body)
static struct hss_http_req *put(struct fx *x, const char *pattern, const char *param,
                                const char *body)
{
	struct hss_http_req *r = fake_http(x->f, HSS_HTTP_PUT, pattern, param, body);

	fake_run(x->f);
	assert_int_equal(r->n_replies, 1);
	return r;
}

static void route_push_clr(void **state)
{
	static const char *const bad[] = {
		"", "[]", "{", "{}", "{\"DestinationRealm\":\"example.org\"}",
		"{\"DestinationRealm\":\"example.org\",\"DestinationHost\":\"a b\"}",
		"{\"DestinationRealm\":\"example.org\",\"DestinationHost\":\"mme1.example.org\","
		"\"cancellationType\":9}",
		"{\"DestinationRealm\":7,\"DestinationHost\":\"mme1.example.org\","
		"\"cancellationType\":\"x\"}",
	};
	struct fx *x = *state;
	struct hss_http_req *r;
	struct s6a_clr *clr;

	fx_attach(x, MME1);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		r = PUT(x, "/push/clr/{imsi}", IMSI, bad[i]);
		assert_int_equal(r->status, 200);
		assert_non_null(strstr(r->body, "Failed"));
	}
	assert_non_null(strstr(PUT(x, "/push/clr/{imsi}", "12;3", "{}")->body, "Failed"));
	assert_int_equal(x->f->n_calls, 0);
	/* the serving node: cleared                                            */
	r = PUT(x, "/push/clr/{imsi}", IMSI,
	        "{\"DestinationRealm\":\"example.org\",\"DestinationHost\":\"mme1.example.org\","
	        "\"cancellationType\":\"2\",\"diameterPeer\":\"mme1.example.org\"}");
	assert_int_equal(r->status, 200);
	assert_null(strstr(r->body, "Failed"));
	assert_int_equal(x->f->n_calls, 1);
	clr = x->f->calls->msg;
	assert_int_equal(clr->clr_flags.v, S6A_CLR_IS_S6A | S6A_CLR_REATTACH);
	assert_null(fx_row(x)->serving_mme.p);
	/* another one: told, nothing cleared                                   */
	fx_attach(x, MME1);
	PUT(x, "/push/clr/{imsi}", IMSI,
	    "{\"DestinationRealm\":\"example.org\",\"diameterPeer\":\"mme2.example.org\","
	    "\"cancellationType\":0,\"immediateReattach\":false}");
	assert_int_equal(x->f->n_calls, 2);
	assert_string_equal(x->f->calls->dest_host, MME2);
	clr = x->f->calls->msg;
	assert_int_equal(clr->cancellation_type.v, 0);
	assert_int_equal(clr->clr_flags.v, S6A_CLR_IS_S6A);
	assert_text(fx_row(x)->serving_mme, MME1);
}

static void route_clr_subscriber(void **state)
{
	struct fx *x = *state;
	struct hss_ims_subscriber ims = { .msisdn = T("4930999"), .imsi = T(IMSI) };
	struct hss_http_req *r;

	fake_put(x->f, &model_ims_subscriber, &ims);
	assert_int_equal(PUT(x, "/pcrf/clr_subscriber", NULL, "{}")->status, 400);
	assert_int_equal(PUT(x, "/pcrf/clr_subscriber", NULL, "nonsense")->status, 400);
	r = PUT(x, "/pcrf/clr_subscriber", NULL, "{\"imsi\":\"" IMSI "\"}");
	assert_int_equal(r->status, 400);
	assert_non_null(strstr(r->body, "not currently served"));
	static const char *const by[] = { "{\"imsi\":\"" IMSI "\"}", "{\"msisdn\":\"4930999\"}",
		                          "{\"msisdn\":\"+491701234567\"}",
		                          "{\"msisdn\":491701234567}" };

	for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
		fx_attach(x, MME1);
		r = PUT(x, "/pcrf/clr_subscriber", NULL, by[i]);
		assert_int_equal(r->status, 200);
		assert_non_null(strstr(r->body, "Successfully sent Cancel Location Request via "
		                                MME1 " for IMSI " IMSI));
		assert_null(fx_row(x)->serving_mme.p);
	}
	assert_int_equal(x->f->n_calls, 4);
	assert_int_equal(PUT(x, "/pcrf/clr_subscriber", NULL, "{\"msisdn\":\"1\"}")->status, 400);
	x->f->fault_rc = HSS_E_UNREACH;
	x->f->fault_at = x->f->n_ops;
	assert_int_equal(PUT(x, "/pcrf/clr_subscriber", NULL, by[0])->status, 500);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, fx_setup, fx_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_sent_again_until_answered),
		TEST(pause_doubles_up_to_its_bound),
		TEST(gone_peer_is_tried_by_other_routes),
		TEST(what_answers_mean),
		TEST(it_is_dropped_when_the_node_serves_again),
		TEST(it_is_given_up_one_day),
		TEST(restart_resumes_what_it_owes),
		TEST(only_one_front_end_takes_a_row),
		TEST(dead_store_at_the_attempt_loses_nothing),
		TEST(disabling_cancels_him),
		TEST(start_cancels_who_was_disabled_before_a_crash),
		TEST(lost_notices_are_made_good),
		TEST(deleting_cancels_him_when_the_old_row_is_known),
		TEST(service_deregister),
		TEST(route_push_clr),
		TEST(route_clr_subscriber),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
