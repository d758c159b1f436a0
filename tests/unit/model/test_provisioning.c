/* test_provisioning.c - the column tables agree with the row structs and with PyHSS. */
#include "model/provisioning.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static uint32_t count_flag(const struct hss_entity *e, uint16_t must, uint16_t must_not)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < e->n_cols; i++) {
		if ((e->cols[i].flags & must) == must && !(e->cols[i].flags & must_not))
			n++;
	}
	return n;
}

static int column(const struct hss_entity *e, const char *name)
{
	for (uint32_t i = 0; i < e->n_cols; i++) {
		if (strcmp(e->cols[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

/* Field kind each column type asks for. */
static const uint16_t field_of[] = {
	[HSS_COL_TEXT] = HSS_F_BYTES, [HSS_COL_BLOB] = HSS_F_BYTES, [HSS_COL_BOOL] = HSS_F_I32,
	[HSS_COL_INT] = HSS_F_I32, [HSS_COL_BIGINT] = HSS_F_I64, [HSS_COL_TIME] = HSS_F_I64,
	[HSS_COL_ENUM] = HSS_F_I32, [HSS_COL_ID_LIST] = HSS_F_LIST,
	[HSS_COL_AUTO_ID] = HSS_F_I64, [HSS_COL_EXPIRY] = HSS_F_I64,
};

static void every_column_fits_its_field(void **state)
{
	(void)state;
	for (const struct hss_entity *const *p = model_entities; *p; p++) {
		const struct hss_entity *e = *p;
		uint32_t end = 0;

		assert_true(e->n_cols <= HSS_COLS_MAX);
		assert_int_equal(e->cols[0].type, HSS_COL_AUTO_ID);
		for (uint32_t i = 0; i < e->n_cols; i++) {
			const struct hss_column *c = &e->cols[i];

			if (c->field != field_of[c->type] || !c->doc || c->offset < end)
				fail_msg("%s.%s", e->name, c->name);
			/* struct order is column order: HSS_<ENTITY>_<COLUMN> is its number */
			end = c->offset + 1;
			if (c->ref && !model_entity(c->ref))
				fail_msg("%s.%s refers to %s", e->name, c->name, c->ref);
		}
		assert_true(end <= e->row_size);
		for (uint32_t i = 0; i < e->n_indexes; i++) {
			const struct hss_index *x = &e->indexes[i];

			assert_in_range(x->n_cols, 1, HSS_INDEX_MAX);
			for (uint32_t c = 0; c < x->n_cols; c++)
				assert_in_range(x->cols[c], 1, e->n_cols - 1);
		}
	}
}

static void column_numbers_of_the_header_are_those_of_the_tables(void **state)
{
	(void)state;
	assert_int_equal(model_apn.n_cols, HSS_APN_COLS);
	assert_int_equal(model_auc.n_cols, HSS_AUC_COLS);
	assert_int_equal(model_subscriber.n_cols, HSS_SUBSCRIBER_COLS);
	assert_int_equal(model_subscriber_routing.n_cols, HSS_SUBSCRIBER_ROUTING_COLS);
	assert_int_equal(model_subscriber_attributes.n_cols, HSS_SUBSCRIBER_ATTRIBUTES_COLS);
	assert_int_equal(model_ims_subscriber.n_cols, HSS_IMS_SUBSCRIBER_COLS);
	assert_int_equal(model_serving_apn.n_cols, HSS_SERVING_APN_COLS);
	assert_int_equal(model_emergency_subscriber.n_cols, HSS_EMERGENCY_SUBSCRIBER_COLS);
	assert_int_equal(model_roaming_network.n_cols, HSS_ROAMING_NETWORK_COLS);
	assert_int_equal(model_roaming_rule.n_cols, HSS_ROAMING_RULE_COLS);
	assert_int_equal(model_charging_rule.n_cols, HSS_CHARGING_RULE_COLS);
	assert_int_equal(model_tft.n_cols, HSS_TFT_COLS);
	assert_int_equal(model_eir.n_cols, HSS_EIR_COLS);
	assert_int_equal(model_eir_history.n_cols, HSS_EIR_HISTORY_COLS);
	assert_int_equal(model_operation_log.n_cols, HSS_OPERATION_LOG_COLS);
	assert_int_equal(column(&model_subscriber, "msisdn"), HSS_SUBSCRIBER_msisdn);
	assert_int_equal(column(&model_subscriber, "stn_sr"), HSS_SUBSCRIBER_stn_sr);
	assert_int_equal(column(&model_auc, "sip_password_ha1"), HSS_AUC_sip_password_ha1);
}

/* Exact key sets that scripts compare with, last_modified not counted. */
static void pyhss_key_sets_have_pyhss_size(void **state)
{
	static const struct {
		const struct hss_entity *e;
		uint32_t keys;
	} sets[] = {
		{ &model_apn, 19 },
		{ &model_auc, 18 },
		{ &model_subscriber, 30 },
		{ &model_ims_subscriber, 17 },
		{ &model_tft, 4 },
		{ &model_charging_rule, 13 },
		{ &model_eir, 5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
		uint32_t n = count_flag(sets[i].e, HSS_COL_PYHSS, HSS_COL_SECRET) - 1;

		if (n != sets[i].keys)
			fail_msg("%s: %u keys, PyHSS has %u", sets[i].e->name, n, sets[i].keys);
	}
}

static void the_six_secrets_of_pyhss_and_ours_are_secret(void **state)
{
	static const char *const secrets[] = { "ki",  "opc",  "des", "kid", "psk",
					       "adm1", "op", "topc", "sip_password_ha1" };

	(void)state;
	for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
		int c = column(&model_auc, secrets[i]);

		assert_true(c > 0);
		assert_true(model_auc.cols[c].flags & HSS_COL_SECRET);
	}
	assert_int_equal(count_flag(&model_auc, HSS_COL_SECRET, 0), 9);
}

static void state_columns_are_volatile_and_bit_rates_wide(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < model_subscriber.n_cols; i++) {
		const struct hss_column *c = &model_subscriber.cols[i];
		bool is_state = strncmp(c->name, "serving_", 8) == 0 ||
				strncmp(c->name, "last_seen_", 10) == 0;

		if (is_state && !(c->flags & HSS_COL_VOLATILE))
			fail_msg("subscriber.%s", c->name);
		if (strstr(c->name, "ambr"))
			assert_int_equal(c->type, HSS_COL_BIGINT);
	}
	assert_true(model_auc.cols[HSS_AUC_sqn].flags & HSS_COL_VOLATILE);
	assert_true(model_ims_subscriber.cols[HSS_IMS_SUBSCRIBER_scscf].flags & HSS_COL_VOLATILE);
	assert_true(model_ims_subscriber.cols[HSS_IMS_SUBSCRIBER_pcscf].flags & HSS_COL_VOLATILE);
	assert_int_equal(model_apn.cols[HSS_APN_apn_ambr_dl].type, HSS_COL_BIGINT);
	assert_int_equal(model_charging_rule.cols[HSS_CHARGING_RULE_mbr_dl].type, HSS_COL_BIGINT);
}

static void references_behave_as_in_pyhss(void **state)
{
	(void)state;
	assert_int_equal(model_subscriber.cols[HSS_SUBSCRIBER_auc_id].on_delete, HSS_REF_NONE);
	assert_int_equal(model_subscriber.cols[HSS_SUBSCRIBER_default_apn].on_delete, HSS_REF_NONE);
	assert_int_equal(model_serving_apn.cols[HSS_SERVING_APN_subscriber_id].on_delete,
			 HSS_REF_CASCADE);
	assert_int_equal(model_roaming_rule.cols[HSS_ROAMING_RULE_roaming_network_id].on_delete,
			 HSS_REF_CASCADE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_column_fits_its_field),
		cmocka_unit_test(column_numbers_of_the_header_are_those_of_the_tables),
		cmocka_unit_test(pyhss_key_sets_have_pyhss_size),
		cmocka_unit_test(the_six_secrets_of_pyhss_and_ours_are_secret),
		cmocka_unit_test(state_columns_are_volatile_and_bit_rates_wide),
		cmocka_unit_test(references_behave_as_in_pyhss),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
