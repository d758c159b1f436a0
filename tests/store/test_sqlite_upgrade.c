/*
 * test_sqlite_upgrade.c - a PyHSS database opened as ours: a copy first, every row kept, what PyHSS
 * needs left as it is.
 */
#include "sqlite_bench.h"

#include "model/provisioning.h"

#include <sys/stat.h>

static const char *const fixtures[] = { "pyhss-1.0.1.sql", "pyhss-2.0.sql" };

static uint32_t n_model(void)
{
	uint32_t n = 0;

	while (model_entities[n])
		n++;
	return n;
}

static void load(struct bench *b, const char *fixture)
{
	char cmd[1000], *sql = calloc(1, 1 << 20);
	FILE *f;

	bench_init(b, fixture);
	snprintf(cmd, sizeof cmd, "%s/%s", TEST_FIXTURES, fixture);
	f = fopen(cmd, "r");
	assert_non_null(f);
	assert_non_null(sql);
	assert_true(fread(sql, 1, (1 << 20) - 1, f) > 0);
	fclose(f);
	bench_sql(b->path, sql);
	free(sql);
}

/* Every value of every column PyHSS has, as one text; times without their fraction.    */
static char *dump(const char *path, const char *columns_of)
{
	sqlite3_str *out = sqlite3_str_new(NULL);
	char sql[4096];

	for (uint32_t i = 0; model_entities[i]; i++) {
		const char *table = model_entities[i]->name;
		char *list;

		snprintf(sql, sizeof sql,
		         "SELECT group_concat("
		         "'quote(CASE WHEN typeof(\"'||name||'\")=''text'' AND "
		         "\"'||name||'\" GLOB ''[12][0-9][0-9][0-9]-[0-9][0-9]-*'' THEN "
		         "replace(substr(\"'||name||'\",1,19),''T'','' '') "
		         "ELSE \"'||name||'\" END)', "
		         "'||''|''||') FROM pragma_table_info('%s') "
		         "WHERE name<>'imsi_imei_timestamp'",
		         table);
		list = strdup(bench_sql(columns_of, sql));
		assert_non_null(list);
		if (list[0]) {
			char *all = sqlite3_mprintf("SELECT group_concat(%s, char(10)) FROM \"%s\"",
			                            list, table);

			sqlite3_str_appendf(out, "%s: %s\n", table, bench_sql(path, all));
			sqlite3_free(all);
		}
		free(list);
	}
	return sqlite3_str_finish(out);
}

static void every_row_and_value_is_kept(void **state)
{
	(void)state;
	for (int v = 0; v < 2; v++) {
		struct bench b;
		struct stat st;
		char copy[700], *before, *after;

		load(&b, fixtures[v]);
		bench_open(&b, model_entities, n_model());
		bench_close(&b);
		snprintf(copy, sizeof copy, "%s", bench_find(&b, "before-upgrade"));
		assert_string_not_equal(copy, "");
		assert_int_equal(stat(copy, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		assert_string_equal(bench_sql(copy, "SELECT count(*) FROM "
		                                    "pragma_table_info('apn') WHERE "
		                                    "name='hss_rev'"), "0");
		before = dump(copy, copy);
		after = dump(b.path, copy);
		assert_true(strlen(before) > 2000);
		assert_string_equal(before, after);
		sqlite3_free(before);
		sqlite3_free(after);
		/* again: nothing left to do, no second copy                    */
		assert_int_equal(remove(copy), 0);
		bench_open(&b, model_entities, n_model());
		bench_close(&b);
		assert_string_equal(bench_find(&b, "before-upgrade"), "");
		assert_string_equal(bench_sql(b.path, "PRAGMA integrity_check"), "ok");
		if (v == 1)
			assert_string_equal(bench_sql(b.path, "SELECT upgrade_id FROM "
			                              "database_schema_version"), "1");
	}
}

static const void *row_of(struct hss_job *j)
{
	assert_int_equal(j->rc, HSS_OK);
	assert_int_equal(j->now[0].n, 1);
	return j->now[0].row[0];
}

static void odd_values_read_well(void **state)
{
	for (int v = 0; v < 2; v++) {
		const struct hss_subscriber *s;
		struct hss_job *j;
		struct bench b;

		(void)state;
		load(&b, fixtures[v]);
		bench_open(&b, model_entities, n_model());
		j = bench_job(&b, &OP(GET, &model_subscriber, WHERE(TERM_I(0, EQ, 1))));
		s = row_of(j);
		assert_int_equal(s->serving_mme_timestamp.v, INT64_C(1682935200123456));
		assert_int_equal(s->enabled.v, 1);
		assert_int_equal(s->apn_list.n, 3);
		assert_int_equal(s->mme_purged.set ? s->mme_purged.v : 0, 0);
		fake_job_free(j);
		j = bench_job(&b, &OP(GET, &model_subscriber, WHERE(TERM_I(0, EQ, 2))));
		s = row_of(j);
		assert_null(s->msisdn.p);
		assert_int_equal(s->apn_list.n, 2);     /* a name in it is skipped */
		assert_int_equal(((const int64_t *)s->apn_list.v)[1], 2);
		assert_int_equal(s->ue_ambr_ul.v, INT64_C(9999999999));
		assert_false(s->serving_mme_timestamp.set);
		fake_job_free(j);
		j = bench_job(&b, &OP(GET, &model_auc,
		                      WHERE(TERM_S(HSS_AUC_imsi, EQ, S("001010000000002")))));
		assert_false(((const struct hss_auc *)row_of(j))->sqn.set);
		assert_int_equal(((const struct hss_auc *)row_of(j))->algo.p[0], v ? '1' : '3');
		fake_job_free(j);
		/* times written by others in other forms, as numbers too       */
		for (int i = 1; i <= 2; i++) {
			j = bench_job(&b, &OP(GET, &model_eir_history, WHERE(TERM_I(0, EQ, i))));
			assert_int_equal(((const struct hss_eir_history *)row_of(j))
			                         ->imsi_imei_timestamp.v,
			                 INT64_C(1682935200000000));
			fake_job_free(j);
		}
		bench_close(&b);
		assert_string_equal(bench_sql(b.path, "SELECT group_concat(imsi_imei_timestamp) "
		                                      "FROM eir_history"),
		                    "2023-05-01 10:00:00.000000,2023-05-01 10:00:00.000000");
	}
}

static void pyhss_can_go_on_with_it(void **state)
{
	struct hss_subscriber sub = { .serving_mme = S("mme2"),
	                              .serving_mme_timestamp = I64(INT64_C(1700000000000000)) };
	struct hss_job *j;
	struct bench b;

	(void)state;
	load(&b, fixtures[1]);
	bench_open(&b, model_entities, n_model());
	assert_int_equal(bench_rc(&b, &OP(UPDATE, &model_subscriber, WHERE(TERM_I(0, EQ, 1)),
	                                  .row = &sub,
	                                  .cols = HSS_BIT(HSS_SUBSCRIBER_serving_mme) |
	                                          HSS_BIT(HSS_SUBSCRIBER_serving_mme_timestamp))),
	                 HSS_OK);
	bench_close(&b);
	/* what SQLAlchemy parses, and rows made without our columns            */
	assert_string_equal(bench_sql(b.path, "SELECT serving_mme_timestamp FROM subscriber"),
	                    "2023-11-14 22:13:20.000000");
	bench_sql(b.path, "INSERT INTO subscriber(imsi,enabled,auc_id,default_apn,apn_list) VALUES"
	                  "('001010000000009',1,1,1,'1');"
	                  "INSERT INTO auc(ki,opc,amf,imsi) VALUES('00','00','8000','9')");
	bench_open(&b, model_entities, n_model());
	j = bench_job(&b, &OP(GET, &model_subscriber, WHERE(TERM_I(0, EQ, 6))));
	assert_int_equal(((const struct hss_subscriber *)row_of(j))->auc_id.v, 1);
	assert_int_equal(j->now[0].revs[0], 1);
	fake_job_free(j);
	bench_close(&b);
}

/* Its file declares foreign keys on auc_id and default_apn that its own clients break, and
 * holds rows that point nowhere.                                               */
static void references_are_those_of_the_column_table(void **state)
{
	struct hss_subscriber_routing r = { .subscriber_id = I64(77), .apn_id = I64(1) };
	struct bench b;

	(void)state;
	load(&b, fixtures[1]);
	bench_open(&b, model_entities, n_model());
	assert_int_equal(bench_rc(&b, &OP(DELETE, &model_auc, WHERE(TERM_I(0, EQ, 1)))), HSS_OK);
	assert_int_equal(bench_rc(&b, &OP(INSERT, &model_subscriber_routing, .row = &r)),
	                 HSS_E_DENIED);
	assert_int_equal(bench_count(&b, &model_subscriber_routing), 2);
	assert_int_equal(bench_rc(&b, &OP(DELETE, &model_subscriber, WHERE(TERM_I(0, EQ, 1)))),
	                 HSS_OK);
	assert_int_equal(bench_count(&b, &model_subscriber_routing), 1);
	assert_int_equal(bench_count(&b, &model_serving_apn), 0);
	assert_int_equal(bench_count(&b, &model_subscriber_attributes), 0);
	assert_int_equal(bench_rc(&b, &OP(DELETE, &model_apn, WHERE(TERM_I(0, EQ, 1)))), HSS_OK);
	assert_int_equal(bench_count(&b, &model_subscriber_routing), 0);
	bench_close(&b);
}

/* PyHSS's own unique keys serve ours: no second index is made.                 */
static void indexes_are_not_made_twice(void **state)
{
	struct hss_subscriber_routing r = { .subscriber_id = I64(1), .apn_id = I64(1),
	                                    .ip_address = S("10.9.9.9") };
	struct bench b;

	(void)state;
	load(&b, fixtures[1]);
	bench_open(&b, model_entities, n_model());
	assert_int_equal(bench_rc(&b, &OP(UPSERT, &model_subscriber_routing, .row = &r,
	                                  .upsert_by = 1)), HSS_OK);
	assert_int_equal(bench_count(&b, &model_subscriber_routing), 2);
	bench_close(&b);
	assert_string_equal(bench_sql(b.path, "SELECT count(*) FROM sqlite_master WHERE name LIKE "
	                                      "'hss_u_%'"), "0");
}

static void what_cannot_be_upgraded_is_left_alone(void **state)
{
	struct hss_err err;
	struct bench b;

	(void)state;
	load(&b, fixtures[0]);
	/* as a file of PyHSS 1.0.0 or of somebody else: a column that must be is missing */
	bench_sql(b.path, "ALTER TABLE tft DROP COLUMN direction");
	assert_int_equal(bench_try_open(&b, model_entities, n_model(), &err), HSS_E_INTERNAL);
	assert_non_null(strstr(err.text, "tft"));
	assert_string_equal(bench_sql(b.path, "SELECT count(*) FROM sqlite_master WHERE name LIKE "
	                                      "'hss%'"), "0");
	assert_string_equal(bench_sql(b.path, "SELECT count(*) FROM pragma_table_info('apn') "
	                                      "WHERE name='hss_rev'"), "0");
	assert_string_equal(bench_sql(b.path, "SELECT count(*) FROM tft"), "1");
}

static void no_copy_no_upgrade(void **state)
{
	struct hss_err err;
	struct bench b;

	(void)state;
	load(&b, fixtures[0]);
	/* the copy's temporary name is too long for the file system            */
	snprintf(b.path, sizeof b.path, "%s/%0220d", b.dir, 7);
	{
		char from[700];

		snprintf(from, sizeof from, "%s/hss.db", b.dir);
		assert_int_equal(rename(from, b.path), 0);
	}
	assert_int_equal(bench_try_open(&b, model_entities, n_model(), &err), HSS_E_UNREACH);
	assert_string_equal(bench_sql(b.path, "SELECT count(*) FROM pragma_table_info('apn') "
	                                      "WHERE name='hss_rev'"), "0");
}

static void newer_schema_is_refused(void **state)
{
	struct hss_err err;
	struct bench b;

	(void)state;
	load(&b, fixtures[1]);
	bench_open(&b, model_entities, n_model());
	bench_close(&b);
	bench_sql(b.path, "UPDATE hssd_schema SET version=99 WHERE entity='subscriber'");
	assert_int_equal(bench_try_open(&b, model_entities, n_model(), &err), HSS_E_NOTSUP);
	assert_non_null(strstr(err.text, "subscriber"));
	assert_non_null(strstr(err.text, "99"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_and_value_is_kept),
		cmocka_unit_test(odd_values_read_well),
		cmocka_unit_test(pyhss_can_go_on_with_it),
		cmocka_unit_test(references_are_those_of_the_column_table),
		cmocka_unit_test(indexes_are_not_made_twice),
		cmocka_unit_test(what_cannot_be_upgraded_is_left_alone),
		cmocka_unit_test(no_copy_no_upgrade),
		cmocka_unit_test(newer_schema_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
