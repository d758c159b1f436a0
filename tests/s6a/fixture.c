/* fixture.c - see fixture.h. */
#include "fixture.h"

#include <stdlib.h>

struct s6a_conf fx_conf(void)
{
	return (struct s6a_conf){
		.max_vectors = 5, .unknown_result = S6A_UNKNOWN_USER,
		.disabled_result = S6A_DISABLED_REJECTED, .overload_result = S6A_OVERLOAD_NORMAL,
		.allow_undefined_networks = true, .charging_characteristics = true,
		.dynamic_pgw = true, .ue_ambr_dl = 999999, .ue_ambr_ul = 999999,
		.apn_ambr_dl = 999999, .apn_ambr_ul = 999999, .clr_timeout_ms = 5000,
		.clr_retry_ms = 2000, .clr_retry_max_ms = 600000, .clr_give_up_ms = 86400000,
		.owed_poll_ms = 2000, .roaming_refresh_ms = 300000, .home_plmns = "00101",
	};
}

static int64_t put_apn(struct fake *f, const char *name, int32_t qci)
{
	struct hss_apn a = {
		.apn = bytes_str(name), .ip_version = SET(2), .qci = SET(qci),
		.arp_priority = SET(8), .arp_preemption_capability = SET(0),
		.arp_preemption_vulnerability = SET(1), .apn_ambr_dl = SET(100000000),
		.apn_ambr_ul = SET(50000000), .charging_characteristics = T("0800"),
	};

	return fake_put(f, &model_apn, &a);
}

struct hss_subscriber fx_subscriber(const struct fx *x, const char *imsi)
{
	static _Thread_local int64_t ids[2];

	ids[0] = x->apn_internet;
	ids[1] = x->apn_ims;
	return (struct hss_subscriber){
		.imsi = bytes_str(imsi), .enabled = SET(1), .auc_id = SET(1),
		.default_apn = SET(x->apn_internet), .apn_list = { ids, 2 },
		.msisdn = T("491701234567"), .ue_ambr_dl = SET(200000000),
		.ue_ambr_ul = SET(100000000), .nam = SET(2), .roaming_enabled = SET(1),
		.subscribed_rau_tau_timer = SET(300), .mme_purged = SET(0), .sgsn_purged = SET(0),
	};
}

static void declare_all(struct fake *f)
{
	fake_declare(f, &model_subscriber);
	fake_declare(f, &model_apn);
	fake_declare(f, &model_subscriber_attributes);
	fake_declare(f, &model_subscriber_routing);
	fake_declare(f, &model_ims_subscriber);
	fake_declare(f, &model_roaming_network);
	fake_declare(f, &model_roaming_rule);
}

int fx_setup(void **state)
{
	struct fx *x = calloc(1, sizeof *x);
	struct fake *f = fake_new();
	struct hss_err err = { 0 };
	struct hss_subscriber sub;
	void *lself;

	x->f = f;
	x->conf = fx_conf();
	declare_all(f);
	*hss_plugin.host_slot = fake_tables(f);
	assert_int_equal(hss_plugin.ops->create((struct hss_inst *)f, &x->conf, &f->self, &err),
	                 HSS_OK);
	assert_int_equal(hss_plugin.ops->loop_init(f->self, (struct hss_loop *)f, &lself, &err),
	                 HSS_OK);
	fake_advance(f, 1000);
	assert_true(f->is_ready);
	x->apn_internet = put_apn(f, "internet", 9);
	x->apn_ims = put_apn(f, "ims", 5);
	sub = fx_subscriber(x, IMSI);
	x->sub = fake_put(f, &model_subscriber, &sub);
	*state = x;
	return 0;
}

int fx_teardown(void **state)
{
	struct fx *x = *state;
	struct fake *f = x->f;

	hss_plugin.ops->stop(f->self, 1000);
	fake_run(f);
	assert_true(f->is_stopped);
	hss_plugin.ops->loop_fini ? hss_plugin.ops->loop_fini(f->self, NULL, NULL) : (void)0;
	hss_plugin.ops->destroy(f->self);
	fake_free(f);
	free(x);
	return 0;
}

void fx_reload(struct fx *x)
{
	struct hss_err err = { 0 };
	void *old = x->f->self;

	assert_int_equal(hss_plugin.ops->reload(old, &x->conf, &x->f->self, &err), HSS_OK);
	hss_plugin.ops->release(old);
}

struct hss_subscriber *fx_row(struct fx *x)
{
	return (struct hss_subscriber *)fake_row(x->f, &model_subscriber, x->sub);
}

void fx_set_text(struct hss_bytes *field, const char *text)
{
	free((void *)field->p);
	*field = text ? bytes_of(strdup(text), strlen(text)) : (struct hss_bytes){ NULL, 0 };
}

void fx_set_ids(struct hss_list *field, const int64_t *ids, uint32_t n)
{
	int64_t *copy = malloc((n + 1) * sizeof *copy);

	if (n)
		memcpy(copy, ids, n * sizeof *copy);
	free((void *)field->v);
	*field = (struct hss_list){ copy, n };
}

struct s6a_air fx_air(void)
{
	static const struct s6a_requested_authentication one = {
		.number_of_requested_vectors = SET(1),
	};

	return (struct s6a_air){
		.session_id = T("mme;1;2"), .auth_session_state = SET(1), .origin_host = T(MME1),
		.origin_realm = T(REALM), .destination_realm = T(REALM), .user_name = T(IMSI),
		.requested_eutran_authentication_info = &one,
		.visited_plmn_id = { (const uint8_t *)PLMN_HOME, 3 },
	};
}

struct s6a_ulr fx_ulr(void)
{
	return (struct s6a_ulr){
		.session_id = T("mme;1;3"), .auth_session_state = SET(1), .origin_host = T(MME1),
		.origin_realm = T(REALM), .destination_realm = T(REALM), .user_name = T(IMSI),
		.rat_type = SET(1004), .ulr_flags = SET(S6A_ULR_IS_S6A | S6A_ULR_INITIAL_ATTACH),
		.visited_plmn_id = { (const uint8_t *)PLMN_HOME, 3 },
	};
}

struct s6a_pur fx_pur(void)
{
	return (struct s6a_pur){
		.session_id = T("mme;1;4"), .auth_session_state = SET(1), .origin_host = T(MME1),
		.origin_realm = T(REALM), .destination_realm = T(REALM), .user_name = T(IMSI),
	};
}

struct s6a_nor fx_nor(void)
{
	return (struct s6a_nor){
		.session_id = T("mme;1;5"), .auth_session_state = SET(1), .origin_host = T(MME1),
		.origin_realm = T(REALM), .destination_realm = T(REALM), .user_name = T(IMSI),
	};
}

struct hss_dia_req *fx_send(struct fx *x, uint32_t code, const void *msg, const char *host)
{
	struct hss_dia_req *r = fake_request(x->f, code, msg, host, REALM, "dra.example.org");

	fake_run(x->f);
	assert_int_equal(r->n_answers, 1);
	return r;
}

void fx_attach(struct fx *x, const char *mme)
{
	struct s6a_ulr ulr = fx_ulr();

	ulr.origin_host = bytes_str(mme);
	assert_result(fx_send(x, S6A_CMD_ULR, &ulr, mme), S6A_SUCCESS);
}

uint32_t fx_owed(struct fx *x)
{
	return fake_table(x->f, &s6a_owed_entity)->n;
}
