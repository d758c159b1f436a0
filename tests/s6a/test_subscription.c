/* test_subscription.c - profile -> Subscription-Data, field by field, the bad ones too. */
#include "fixture.h"

#include <stdio.h>

static const struct s6a_subscription_data *attach(struct fx *x, const struct s6a_ulr *ulr)
{
	struct hss_dia_req *r = fx_send(x, S6A_CMD_ULR, ulr, MME1);

	assert_result(r, S6A_SUCCESS);
	assert_non_null(((struct s6a_ula *)r->ans)->subscription_data);
	return ((struct s6a_ula *)r->ans)->subscription_data;
}

static const struct s6a_subscription_data *data(struct fx *x)
{
	struct s6a_ulr ulr = fx_ulr();

	return attach(x, &ulr);
}

static const struct s6a_apn_configuration *apn(const struct s6a_subscription_data *d, uint32_t i)
{
	assert_true(i < d->apn_configuration_profile->apn_configuration.n);
	return (const struct s6a_apn_configuration *)
		d->apn_configuration_profile->apn_configuration.v + i;
}

static struct hss_apn *apn_row(struct fx *x, int64_t id)
{
	return (struct hss_apn *)fake_row(x->f, &model_apn, id);
}

static void everything_a_phone_needs(void **state)
{
	struct fx *x = *state;
	const struct s6a_subscription_data *d = data(x);
	const struct s6a_apn_configuration_profile *p = d->apn_configuration_profile;
	const struct s6a_apn_configuration *a = apn(d, 0);
	const struct s6a_allocation_retention_priority *arp =
		a->eps_subscribed_qos_profile->allocation_retention_priority;

	assert_true(d->subscriber_status.set);
	assert_int_equal(d->subscriber_status.v, 0);
	assert_int_equal(d->msisdn.len, 6);
	assert_memory_equal(d->msisdn.p, "\x94\x71\x10\x32\x54\x76", 6);
	assert_int_equal(d->network_access_mode.v, 2);
	assert_int_equal(d->ambr->max_requested_bandwidth_ul.v, 100000000);
	assert_int_equal(d->ambr->max_requested_bandwidth_dl.v, 200000000);
	assert_false(d->ambr->extended_max_requested_bw_dl.set);
	assert_int_equal(d->subscribed_periodic_rau_tau_timer.v, 300);
	assert_false(d->access_restriction_data.set);
	assert_int_equal(p->context_identifier.v, a->context_identifier.v);
	assert_int_equal(p->all_apn_configurations_included_indicator.v, 0);
	assert_int_equal(p->apn_configuration.n, 2);
	assert_text(a->service_selection, "internet");
	assert_int_equal(a->context_identifier.v, 1);
	assert_int_equal(a->pdn_type.v, 2);
	assert_int_equal(a->eps_subscribed_qos_profile->qos_class_identifier.v, 9);
	assert_int_equal(arp->priority_level.v, 8);
	assert_true(a->vplmn_dynamic_address_allowed.set);
	assert_int_equal(a->vplmn_dynamic_address_allowed.v, 0);
	assert_text(a->charging_characteristics_3gpp, "0800");
	assert_int_equal(a->ambr->max_requested_bandwidth_dl.v, 100000000);
	assert_false(a->pdn_gw_allocation_type.set);
	assert_text(apn(d, 1)->service_selection, "ims");
	assert_int_equal(apn(d, 1)->context_identifier.v, 2);
}

/* rulings 2.4, both columns both ways                                            */
static void pre_emption_goes_out_upside_down(void **state)
{
	struct fx *x = *state;

	for (int may_take = 0; may_take < 2; may_take++)
		for (int may_lose = 0; may_lose < 2; may_lose++) {
			const struct s6a_allocation_retention_priority *arp;
			struct hss_apn *row = apn_row(x, x->apn_internet);

			row->arp_preemption_capability.v = may_take;
			row->arp_preemption_vulnerability.v = may_lose;
			arp = apn(data(x), 0)->eps_subscribed_qos_profile
				->allocation_retention_priority;
			assert_int_equal(arp->pre_emption_capability.v, !may_take);
			assert_int_equal(arp->pre_emption_vulnerability.v, !may_lose);
		}
}

static void bit_rates_beyond_32_bits(void **state)
{
	struct fx *x = *state;
	const struct s6a_ambr *a;

	fx_row(x)->ue_ambr_dl.v = INT64_C(4294967295);
	fx_row(x)->ue_ambr_ul.v = INT64_C(10000000000);
	a = data(x)->ambr;
	assert_int_equal(a->max_requested_bandwidth_dl.v, UINT32_MAX);
	assert_false(a->extended_max_requested_bw_dl.set);
	assert_int_equal(a->max_requested_bandwidth_ul.v, UINT32_MAX);
	assert_int_equal(a->extended_max_requested_bw_ul.v, 10000000);
	fx_row(x)->ue_ambr_dl = (struct hss_i64){ 0, false };
	fx_row(x)->ue_ambr_ul = (struct hss_i64)SET(-5);
	a = data(x)->ambr;
	assert_int_equal(a->max_requested_bandwidth_dl.v, 999999);
	assert_int_equal(a->max_requested_bandwidth_ul.v, 999999);
}

static void subscriber_without_msisdn_works(void **state)
{
	struct fx *x = *state;

	fx_set_text(&fx_row(x)->msisdn, NULL);
	assert_null(data(x)->msisdn.p);
	fx_set_text(&fx_row(x)->msisdn, "");
	assert_null(data(x)->msisdn.p);
	fx_set_text(&fx_row(x)->msisdn, "+4912345");
	assert_memory_equal(data(x)->msisdn.p, "\x94\x21\x43\xf5", 4);
}

/* Each bad field is left out, the answer comes.                                    */
static void bad_field_never_costs_the_answer(void **state)
{
	struct fx *x = *state;
	struct hss_apn *row = apn_row(x, x->apn_internet);
	struct hss_subscriber_routing r = { .subscriber_id = SET(x->sub), .apn_id =
		SET(x->apn_internet), .ip_address = T("not an address") };
	const struct s6a_subscription_data *d;
	uint32_t logs = x->f->n_logs;

	fx_set_text(&fx_row(x)->msisdn, "hello");
	fx_set_text(&fx_row(x)->stn_sr, "#!");
	fx_set_text(&row->pgw_address, "string");
	fx_set_text(&row->charging_characteristics, "xyzw");
	row->qci.v = 4711;
	row->arp_priority.v = 0;
	row->ip_version.v = 9;
	fx_row(x)->nam.v = 7;
	fx_row(x)->subscribed_rau_tau_timer.v = -1;
	fake_put(x->f, &model_subscriber_routing, &r);
	d = data(x);
	assert_null(d->msisdn.p);
	assert_null(d->stn_sr.p);
	assert_false(d->network_access_mode.set);
	assert_false(d->subscribed_periodic_rau_tau_timer.set);
	assert_null(apn(d, 0)->mip6_agent_info);
	assert_false(apn(d, 0)->pdn_gw_allocation_type.set);
	assert_null(apn(d, 0)->charging_characteristics_3gpp.p);
	assert_int_equal(apn(d, 0)->served_party_ip_address.n, 0);
	assert_int_equal(apn(d, 0)->eps_subscribed_qos_profile->qos_class_identifier.v, 9);
	assert_int_equal(apn(d, 0)->eps_subscribed_qos_profile->allocation_retention_priority
	                 ->priority_level.v, 15);
	assert_int_equal(apn(d, 0)->pdn_type.v, 0);
	assert_true(x->f->n_logs >= logs + 9);
}

static void default_apn_comes_first(void **state)
{
	struct fx *x = *state;
	int64_t ids[] = { 0, x->apn_ims, x->apn_internet, 777, x->apn_ims };
	struct hss_apn twin = { .apn = T("INTERNET"), .qci = SET(1) };
	const struct s6a_subscription_data *d;

	ids[0] = fake_put(x->f, &model_apn, &twin);
	fx_row(x)->default_apn.v = x->apn_ims;
	fx_set_ids(&fx_row(x)->apn_list, ids, 5);
	d = data(x);
	assert_int_equal(d->apn_configuration_profile->apn_configuration.n, 2);
	assert_text(apn(d, 0)->service_selection, "ims");
	assert_text(apn(d, 1)->service_selection, "INTERNET"); /* the first of the two  */
	/* the default is not in the list: it is put there                      */
	fx_set_ids(&fx_row(x)->apn_list, &x->apn_internet, 1);
	d = data(x);
	assert_int_equal(d->apn_configuration_profile->apn_configuration.n, 2);
	assert_text(apn(d, 0)->service_selection, "ims");
	/* the default resolves to nothing: the first that does                 */
	fx_row(x)->default_apn.v = 4711;
	d = data(x);
	assert_int_equal(d->apn_configuration_profile->apn_configuration.n, 1);
	assert_text(apn(d, 0)->service_selection, "internet");
	assert_int_equal(d->apn_configuration_profile->context_identifier.v,
	                 apn(d, 0)->context_identifier.v);
}

static void wildcard_is_never_the_default(void **state)
{
	struct fx *x = *state;
	struct s6a_ulr ulr = fx_ulr();
	const struct s6a_subscription_data *d;

	fx_set_text(&apn_row(x, x->apn_internet)->apn, "*");
	d = data(x);
	assert_int_equal(d->apn_configuration_profile->apn_configuration.n, 2);
	assert_int_equal(d->apn_configuration_profile->context_identifier.v,
	                 apn(d, 0)->context_identifier.v);
	assert_text(apn(d, 0)->service_selection, "ims");
	assert_text(apn(d, 1)->service_selection, "*");
	fx_set_text(&apn_row(x, x->apn_ims)->apn, "bad name!");
	assert_result(fx_send(x, S6A_CMD_ULR, &ulr, MME1), S6A_UNKNOWN_EPS_SUBSCRIPTION);
}

static uint32_t context_of(const struct s6a_subscription_data *d, const char *name)
{
	for (uint32_t i = 0; i < d->apn_configuration_profile->apn_configuration.n; i++)
		if (bytes_eq(apn(d, i)->service_selection, bytes_str(name)))
			return apn(d, i)->context_identifier.v;
	return 0;
}

static void context_identifiers_survive_edits_of_the_list(void **state)
{
	struct fx *x = *state;
	struct hss_apn mms = { .apn = T("mms") };
	int64_t id = fake_put(x->f, &model_apn, &mms);
	int64_t list[] = { id, x->apn_ims };
	const struct s6a_subscription_data *d = data(x);
	char text[64];

	assert_int_equal(context_of(d, "internet"), 1);
	assert_int_equal(context_of(d, "ims"), 2);
	snprintf(text, sizeof text, "%lld:1,%lld:2", (long long)x->apn_internet,
	         (long long)x->apn_ims);
	assert_text(fx_row(x)->apn_contexts, text);
	fx_row(x)->default_apn.v = id;          /* internet goes, mms comes first       */
	fx_set_ids(&fx_row(x)->apn_list, list, 2);
	d = data(x);
	assert_int_equal(context_of(d, "mms"), 3);
	assert_int_equal(context_of(d, "ims"), 2);
	list[0] = x->apn_internet;              /* internet comes back                  */
	fx_set_ids(&fx_row(x)->apn_list, list, 2);
	d = data(x);
	assert_int_equal(context_of(d, "internet"), 1);
	assert_int_equal(context_of(d, "ims"), 2);
	assert_int_equal(context_of(d, "mms"), 3);
	/* numbers need not be dense                                            */
	snprintf(text, sizeof text, "%lld:9", (long long)x->apn_ims);
	fx_set_text(&fx_row(x)->apn_contexts, text);
	d = data(x);
	assert_int_equal(context_of(d, "ims"), 9);
	assert_int_equal(context_of(d, "mms"), 10);
	snprintf(text, sizeof text, "%lld:2147483647", (long long)x->apn_ims);
	fx_set_text(&fx_row(x)->apn_contexts, text);
	d = data(x);
	assert_int_equal(context_of(d, "mms"), 1);
	/* what is stored is rubbish: numbers all the same, never 0             */
	fx_set_text(&fx_row(x)->apn_contexts, "x:y,,1:0,9999999999999999999:1");
	d = data(x);
	assert_true(context_of(d, "internet") > 0);
	assert_true(context_of(d, "ims") > 0);
	assert_int_not_equal(context_of(d, "internet"), context_of(d, "ims"));
}

static void static_addresses(void **state)
{
	static const struct {
		int32_t ip_version;
		const char *text;
		uint32_t n;
		const char *first, *second;
	} rows[] = {
		{ 0, "10.1.2.3", 1, "\x0a\x01\x02\x03", NULL },
		{ 0, "2001:db8:1:2::5", 0, NULL, NULL },
		{ 1, "10.1.2.3", 0, NULL, NULL },
		{ 1, "2001:db8:1:2::5/64", 1, "\x20\x01\x0d\xb8\x00\x01\x00\x02\0\0\0\0\0\0\0\0",
		  NULL },
		{ 2, "10.1.2.3,2001:db8:1:2::5", 2, "\x0a\x01\x02\x03",
		  "\x20\x01\x0d\xb8\x00\x01\x00\x02\0\0\0\0\0\0\0\0" },
		{ 2, "10.1.2.3, 10.9.9.9", 1, "\x0a\x01\x02\x03", NULL },
		{ 3, "rubbish 10.1.2.3", 1, "\x0a\x01\x02\x03", NULL },
		{ 2, ",,  ,", 0, NULL, NULL },
	};
	struct fx *x = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct hss_subscriber_routing r = { .subscriber_id = SET(x->sub), .apn_id =
			SET(x->apn_internet), .ip_address = bytes_str(rows[i].text) };
		int64_t id = fake_put(x->f, &model_subscriber_routing, &r);
		const struct s6a_subscription_data *d;
		const struct hss_addr *a;

		apn_row(x, x->apn_internet)->ip_version.v = rows[i].ip_version;
		d = data(x);
		assert_int_equal(apn(d, 0)->served_party_ip_address.n, rows[i].n);
		assert_int_equal(apn(d, 1)->served_party_ip_address.n, 0);
		a = apn(d, 0)->served_party_ip_address.v;
		if (rows[i].first)
			assert_memory_equal(a[0].b, rows[i].first, a[0].len);
		if (rows[i].second)
			assert_memory_equal(a[1].b, rows[i].second, a[1].len);
		fake_delete(x->f, &model_subscriber_routing, id);
	}
}

static void gateway_by_subscription(void **state)
{
	static const struct {
		const char *text, *host, *realm;
		uint32_t n;
	} rows[] = {
		{ "192.0.2.1", NULL, NULL, 1 },
		{ "2001:db8::1", NULL, NULL, 1 },
		{ "pgw.example.org", "pgw.example.org", "example.org", 0 },
		{ "topon.s5.pgw1.node.epc.mnc001.mcc001.3gppnetwork.org",
		  "topon.s5.pgw1.node.epc.mnc001.mcc001.3gppnetwork.org",
		  "epc.mnc001.mcc001.3gppnetwork.org", 0 },
	};
	struct fx *x = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct s6a_apn_configuration *a;

		fx_set_text(&apn_row(x, x->apn_internet)->pgw_address, rows[i].text);
		a = apn(data(x), 0);
		assert_non_null(a->mip6_agent_info);
		assert_int_equal(a->mip6_agent_info->mip_home_agent_address.n, rows[i].n);
		assert_true(a->pdn_gw_allocation_type.set);
		assert_int_equal(a->pdn_gw_allocation_type.v, 0);
		if (!rows[i].host)
			continue;
		assert_text(a->mip6_agent_info->mip_home_agent_host->destination_host,
		            rows[i].host);
		assert_text(a->mip6_agent_info->mip_home_agent_host->destination_realm,
		            rows[i].realm);
	}
}

static void gateway_a_node_reported(void **state)
{
	struct fx *x = *state;
	struct s6a_pdn_gw gw = { .imsi = T(IMSI), .apn = T("internet"), .is_emergency = SET(0),
		                 .address = T("10.9.8.7") };
	struct s6a_ulr ulr = fx_ulr();
	const struct s6a_apn_configuration *a;

	fake_put(x->f, &s6a_pdn_gw_entity, &gw);
	assert_null(apn(attach(x, &ulr), 0)->mip6_agent_info); /* initial attach         */
	ulr.ulr_flags.v = S6A_ULR_IS_S6A;
	a = apn(attach(x, &ulr), 0);
	assert_int_equal(a->pdn_gw_allocation_type.v, 1);
	assert_int_equal(a->mip6_agent_info->mip_home_agent_address.n, 1);
	x->conf.dynamic_pgw = false;
	fx_reload(x);
	assert_null(apn(attach(x, &ulr), 0)->mip6_agent_info);
}

static void non_ip_apn(void **state)
{
	struct fx *x = *state;
	struct s6a_supported_features f = { SET(10415), SET(2), SET(S6A_F2_NON_IP) };
	struct s6a_ulr ulr = fx_ulr();
	struct hss_apn *row = apn_row(x, x->apn_ims);
	const struct s6a_apn_configuration *a;
	const struct s6a_subscription_data *d;

	row->ip_version.v = 4;
	row->nidd_mechanism = (struct hss_i32)SET(1);
	row->nidd_rds = (struct hss_i32)SET(1);
	row->nidd_preferred_data_mode = (struct hss_i32)SET(2);
	fx_set_text(&row->nidd_scef_id, "scef.example.org");
	fx_set_text(&row->nidd_scef_realm, "example.org");
	d = attach(x, &ulr);
	assert_int_equal(d->apn_configuration_profile->apn_configuration.n, 1);
	ulr.supported_features = (struct hss_list){ &f, 1 };
	d = attach(x, &ulr);
	a = apn(d, 1);
	assert_int_equal(a->non_ip_pdn_type_indicator.v, 1);
	assert_int_equal(a->non_ip_data_delivery_mechanism.v, 1);
	assert_text(a->scef_id, "scef.example.org");
	assert_int_equal(a->rds_indicator.v, 1);
	assert_int_equal(a->preferred_data_mode.v, 2);
	assert_false(apn(d, 0)->non_ip_pdn_type_indicator.set);
}

static void features_are_the_common_ones(void **state)
{
	struct fx *x = *state;
	struct s6a_supported_features f[2] = {
		{ SET(10415), SET(1), SET(S6A_F1_A_MSISDN | 1u << 9) },
		{ SET(10415), SET(2), SET(S6A_F2_NR_SECONDARY | S6A_F2_DCN | S6A_F2_EXTERNAL_ID |
		                         1u << 15) },
	};
	const struct s6a_supported_features *got;
	struct s6a_ulr ulr = fx_ulr();
	const struct s6a_ula *ula;

	fx_set_text(&fx_row(x)->a_msisdn, "4930123");
	fx_set_text(&fx_row(x)->external_identifier, "dev@example.org");
	fx_row(x)->ue_usage_type = (struct hss_i32)SET(3);
	ula = fx_send(x, S6A_CMD_ULR, &ulr, MME1)->ans;
	assert_null(ula->subscription_data->a_msisdn.p);
	assert_null(ula->subscription_data->external_identifier.p);
	assert_false(ula->subscription_data->ue_usage_type.set);
	ulr.supported_features = (struct hss_list){ f, 2 };
	ula = fx_send(x, S6A_CMD_ULR, &ulr, MME1)->ans;
	assert_int_equal(ula->supported_features.n, 2);
	got = ula->supported_features.v;
	assert_int_equal(got[0].feature_list.v, S6A_F1_A_MSISDN);
	assert_int_equal(got[1].feature_list.v,
	                 S6A_F2_NR_SECONDARY | S6A_F2_DCN | S6A_F2_EXTERNAL_ID);
	assert_non_null(ula->subscription_data->a_msisdn.p);
	assert_text(ula->subscription_data->external_identifier, "dev@example.org");
	assert_int_equal(ula->subscription_data->ue_usage_type.v, 3);
	assert_int_equal((uint64_t)fx_row(x)->mme_features.v >> 32, got[1].feature_list.v);
	/* lists of other vendors and numbers nobody knows                      */
	f[0].vendor_id.v = 13019;
	f[1].feature_list_id.v = 3;
	ula = fx_send(x, S6A_CMD_ULR, &ulr, MME1)->ans;
	assert_int_equal(ula->supported_features.n, 0);
}

static void access_restriction_is_told_and_charging_characteristics_switchable(void **state)
{
	struct fx *x = *state;
	struct hss_subscriber_attributes a = { .subscriber_id = SET(x->sub),
		.key = T("rat_restriction_nr"), .value = T("forbidden") };
	const struct s6a_subscription_data *d;

	fake_put(x->f, &model_subscriber_attributes, &a);
	fx_row(x)->access_restriction = (struct hss_i64)SET(NETWORK_ARD_UTRAN);
	x->conf.charging_characteristics = false;
	fx_reload(x);
	d = data(x);
	assert_int_equal(d->access_restriction_data.v,
	                 NETWORK_ARD_UTRAN | NETWORK_ARD_NR_SECONDARY);
	assert_null(apn(d, 0)->charging_characteristics_3gpp.p);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, fx_setup, fx_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(everything_a_phone_needs),
		TEST(pre_emption_goes_out_upside_down),
		TEST(bit_rates_beyond_32_bits),
		TEST(subscriber_without_msisdn_works),
		TEST(bad_field_never_costs_the_answer),
		TEST(default_apn_comes_first),
		TEST(wildcard_is_never_the_default),
		TEST(context_identifiers_survive_edits_of_the_list),
		TEST(static_addresses),
		TEST(gateway_by_subscription),
		TEST(gateway_a_node_reported),
		TEST(non_ip_apn),
		TEST(features_are_the_common_ones),
		TEST(access_restriction_is_told_and_charging_characteristics_switchable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
