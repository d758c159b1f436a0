/* test_sqlite.c - the plugin's own promises: group commit, no preparing, jobs that fail alone. */
#include "sqlite_bench.h"

#include <sys/stat.h>
#include <unistd.h>

static const struct hss_entity *const both[] = { &note_entity, &kit_entity };

static int on_commit(void *ctx)
{
	(*(int *)ctx)++;
	return 0;
}

static void many_writes_cost_one_commit(void **state)
{
	struct hss_job *jobs[50];
	struct hss_op *op[50];
	int n_commits = 0;
	struct bench b;
	char key[16];

	(void)state;
	bench_init(&b, "group");
	bench_open(&b, both, 2);
	for (int i = 0; i < 50; i++) {
		/* every fifth has a key that is there already                  */
		snprintf(key, sizeof key, "k%d", i % 5 == 4 ? i - 1 : i);
		op[i] = note_op(key, 10);
		jobs[i] = fake_job(op[i]);
	}
	assert_int_equal(bench_rc(&b, &OP(UPDATE, both[0], .cols = 0)), HSS_E_NOTFOUND);
	sqlite3_commit_hook(b.w->h, on_commit, &n_commits);
	exec_jobs(b.self, b.w, jobs, 50);
	assert_int_equal(n_commits, 1);
	for (int i = 0; i < 50; i++) {
		assert_int_equal(jobs[i]->rc, i % 5 == 4 ? HSS_E_EXISTS : HSS_OK);
		assert_int_equal(jobs[i]->n_done, 1);
		fake_job_free(jobs[i]);
		note_free(op[i]);
	}
	assert_int_equal(bench_count(&b, both[0]), 40);
	bench_close(&b);
}

static void steady_state_prepares_nothing(void **state)
{
	struct kit k = { .name = S("x") };
	struct hss_term by_id = TERM_I(KIT_ID, EQ, 1);
	const struct hss_op sub[] = {
		OP(ADD, both[1], .terms = &by_id, .n_terms = 1, .add_col = KIT_STATE,
		   .add_delta = 1),
		OP(UPDATE, both[1], .terms = &by_id, .n_terms = 1, .row = &k,
		   .cols = HSS_BIT(KIT_WHEN), .flags = HSS_OPF_RETURN_OLD),
	};
	const struct hss_op ops[] = {
		OP(INSERT, both[1], .row = &k),
		OP(GET, both[1], .terms = &by_id, .n_terms = 1),
		OP(FIND, both[1], .limit = 3, .order_col = KIT_BIG),
		OP(COUNT, both[1]),
		OP(UPSERT, both[1], .row = &k),
		OP(BATCH, NULL, .ops = sub, .n_ops = 2),
	};
	uint64_t n_w = 0, n_r = 0;
	struct bench b;

	(void)state;
	bench_init(&b, "steady");
	bench_open(&b, both, 2);
	for (int round = 0; round < 20; round++) {
		for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++)
			assert_int_equal(bench_rc(&b, &ops[i]), HSS_OK);
		if (round == 0) {
			n_w = b.w->n_prepared;
			n_r = b.r->n_prepared;
		}
	}
	assert_true(n_w > 0 && n_r > 0);
	assert_int_equal(b.w->n_prepared, n_w);
	assert_int_equal(b.r->n_prepared, n_r);
	bench_close(&b);
}

static void more_shapes_than_places_still_work(void **state)
{
	struct bench b;

	(void)state;
	bench_init(&b, "shapes");
	bench_open(&b, both, 2);
	for (uint32_t n = 0; n < 2 * STMT_MAX; n++) {
		struct hss_term t[SHAPE_TERMS];

		for (uint32_t i = 0; i < 10; i++)
			t[i] = (struct hss_term){ .col = KIT_BIG, .i = 5,
			                          .cmp = n >> i & 1 ? HSS_CMP_LT : HSS_CMP_GT };
		assert_int_equal(bench_rc(&b, &OP(FIND, both[1], .terms = t, .n_terms = 10)),
		                 HSS_OK);
	}
	assert_true(b.r->n_stmts <= STMT_MAX);
	bench_close(&b);
}

static void job_without_memory_fails_alone(void **state)
{
	struct hss_job *jobs[9];
	struct hss_op *op[9];
	struct bench b;
	char key[16];

	(void)state;
	bench_init(&b, "memory");
	bench_open(&b, both, 2);
	for (int i = 0; i < 9; i++) {
		snprintf(key, sizeof key, "k%d", i);
		op[i] = note_op(key, 2000);
		jobs[i] = fake_job(op[i]);
		jobs[i]->mem_limit = i == 4 ? 1500 : 0;
	}
	exec_jobs(b.self, b.w, jobs, 9);
	for (int i = 0; i < 9; i++) {
		assert_int_equal(jobs[i]->rc, i == 4 ? HSS_E_NOMEM : HSS_OK);
		assert_int_equal(jobs[i]->now[0].n, i == 4 ? 0 : 1);
		assert_int_equal(jobs[i]->n_done, 1);
		fake_job_free(jobs[i]);
		note_free(op[i]);
	}
	/* what failed is not there, and nothing says the store is ill          */
	assert_int_equal(bench_count(&b, both[0]), 8);
	assert_int_equal(fake_seen().health, HSS_OK);
	bench_close(&b);
}

static void job_too_big_for_the_disk_fails_alone(void **state)
{
	struct hss_job *jobs[8];
	struct hss_op *op[8];
	struct bench b;
	char key[16];

	(void)state;
	bench_init(&b, "big");
	b.conf.max_size = 1 << 20;
	bench_open(&b, both, 2);
	for (int i = 0; i < 8; i++) {
		snprintf(key, sizeof key, "k%d", i);
		op[i] = note_op(key, i == 5 ? 2 << 20 : 100);
		jobs[i] = fake_job(op[i]);
	}
	exec_jobs(b.self, b.w, jobs, 8);
	for (int i = 0; i < 8; i++) {
		assert_int_equal(jobs[i]->rc, i == 5 ? HSS_E_UNREACH : HSS_OK);
		fake_job_free(jobs[i]);
		note_free(op[i]);
	}
	assert_int_equal(bench_count(&b, both[0]), 7);
	bench_close(&b);
}

static void files_are_for_their_owner_alone(void **state)
{
	static const char *const ends[] = { "", "-wal", "-shm", ".running" };
	struct stat st;
	struct bench b;
	char path[800];

	(void)state;
	umask(0);
	bench_init(&b, "mode");
	snprintf(b.path, sizeof b.path, "%s/new/hss.db", b.dir);
	bench_open(&b, both, 2);
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		snprintf(path, sizeof path, "%s%s", b.path, ends[i]);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
	}
	snprintf(path, sizeof path, "%s/new", b.dir);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	umask(022);
	bench_close(&b);
	/* a clean stop leaves one file and an empty mark                       */
	snprintf(path, sizeof path, "%s-wal", b.path);
	assert_false(bench_has_file(path));
	snprintf(path, sizeof path, "%s.running", b.path);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, 0);
}

static void second_process_is_kept_away(void **state)
{
	struct bench b, other;
	struct hss_err err;

	(void)state;
	bench_init(&b, "second");
	bench_open(&b, both, 2);
	other = b;
	other.self = NULL;
	other.w = other.r = NULL;
	assert_int_equal(bench_try_open(&other, both, 2, &err), HSS_E_STATE);
	assert_non_null(strstr(err.text, "in use"));
	assert_int_equal(bench_rc(&b, &OP(FIND, both[0])), HSS_OK);
	bench_close(&b);
	bench_open(&other, both, 2);
	bench_close(&other);
}

static void backup_is_complete_private_and_overwrites_nothing(void **state)
{
	struct hss_op *op = note_op("k", 100);
	struct hss_err err;
	struct stat st;
	struct bench b;
	char path[800];

	(void)state;
	bench_init(&b, "backup");
	bench_open(&b, both, 2);
	assert_int_equal(bench_rc(&b, op), HSS_OK);
	snprintf(path, sizeof path, "%s/copy.db", b.dir);
	assert_int_equal(admin_run(b.self, b.r, HSS_ADMIN_PING, NULL, &err), HSS_OK);
	assert_int_equal(admin_run(b.self, b.r, HSS_ADMIN_CHECK, NULL, &err), HSS_OK);
	assert_int_equal(admin_run(b.self, b.r, HSS_ADMIN_BACKUP, path, &err), HSS_OK);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_string_equal(bench_sql(path, "SELECT count(*) FROM note"), "1");
	assert_string_equal(bench_sql(path, "PRAGMA journal_mode"), "delete");
	/* not over another one, not by a relative name, not into nowhere       */
	assert_int_equal(admin_run(b.self, b.r, HSS_ADMIN_BACKUP, path, &err), HSS_E_EXISTS);
	assert_int_equal(admin_run(b.self, b.r, HSS_ADMIN_BACKUP, "copy.db", &err), HSS_E_INVAL);
	assert_int_equal(admin_run(b.self, b.r, HSS_ADMIN_BACKUP, "/nowhere/x.db", &err),
	                 HSS_E_UNREACH);
	assert_int_equal(admin_run(b.self, b.r, 99, NULL, &err), HSS_E_NOTSUP);
	assert_string_equal(bench_sql(path, "SELECT count(*) FROM note"), "1");
	snprintf(path, sizeof path, "copy.db.");
	assert_string_equal(bench_find(&b, path), "");
	note_free(op);
	bench_close(&b);
}

static void bad_operations_are_refused(void **state)
{
	struct hss_term term = TERM_I(99, EQ, 1), bad_cmp = { .col = 0, .cmp = 42 };
	struct hss_term many[SHAPE_TERMS + 1];
	struct kit k = { .name = S("x"), .when = I64(INT64_MAX) };
	const struct hss_op nested = OP(BATCH, NULL, .n_ops = 0);
	const struct hss_op ops[] = {
		OP(GET, both[1], .terms = &term, .n_terms = 1),
		OP(GET, both[1], .terms = &bad_cmp, .n_terms = 1),
		OP(FIND, both[1], .order_col = 99),
		OP(FIND, both[1], .terms = many, .n_terms = SHAPE_TERMS + 1),
		OP(UPDATE, both[1], .row = &k, .cols = HSS_BIT(60)),
		OP(UPDATE, both[1], .cols = 2),
		OP(ADD, both[1], .add_col = 99),
		OP(UPSERT, both[1], .row = &k, .upsert_by = 9),
		OP(UPSERT, both[1], .row = &k, .upsert_by = 3),
		OP(INSERT, both[1]),
		OP(INSERT, both[1], .row = &k),         /* a year beyond 9999   */
		OP(BATCH, NULL, .ops = &nested, .n_ops = 1),
		{ .size = sizeof(struct hss_op), .kind = 77, .entity = both[1] },
		{ .size = sizeof(struct hss_op), .kind = HSS_OP_GET },
	};
	struct bench b;

	(void)state;
	for (size_t i = 0; i < SHAPE_TERMS + 1; i++)
		many[i] = (struct hss_term){ .col = 0, .cmp = HSS_CMP_EQ };
	bench_init(&b, "bad");
	bench_open(&b, both, 2);
	for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
		struct hss_job *j = bench_job(&b, &ops[i]);

		if (j->rc != HSS_E_INVAL)
			fail_msg("operation %zu: %d", i, j->rc);
		fake_job_free(j);
	}
	assert_int_equal(fake_seen().health, HSS_OK);
	bench_close(&b);
}

static void times_as_text(void **state)
{
	static const struct {
		const char *text;
		int64_t us;
		hss_rc rc;
	} cases[] = {
		{ "1970-01-01 00:00:00.000000", 0, HSS_OK },
		{ "2024-02-29 12:34:56.000001", INT64_C(1709210096000001), HSS_OK },
		{ "2024-02-29T12:34:56Z", INT64_C(1709210096000000), HSS_OK },
		{ "2024-02-29 12:34:56.5", INT64_C(1709210096500000), HSS_OK },
		{ "2024-02-29 12:34:56.123456789", INT64_C(1709210096123456), HSS_OK },
		{ "2024-02-29 12:34:56+00:00", INT64_C(1709210096000000), HSS_OK },
		{ "2024-02-29", INT64_C(1709164800000000), HSS_OK },
		{ "2024-02-29 12:34", INT64_C(1709210040000000), HSS_OK },
		{ "1969-12-31 23:59:59.999999", -1, HSS_OK },
		{ "0001-01-01 00:00:00.000000", -INT64_C(62135596800000000), HSS_OK },
		{ "", 0, HSS_E_INVAL }, { "None", 0, HSS_E_INVAL }, { "2024", 0, HSS_E_INVAL },
		{ "2024-13-01", 0, HSS_E_INVAL }, { "2024-01-01 25:00:00", 0, HSS_E_INVAL },
		{ "2024-01-01 12", 0, HSS_E_INVAL }, { "2024-01-01 12:00:00x", 0, HSS_E_INVAL },
		{ "2024-01-01 12:00:00.", 0, HSS_E_INVAL }, { "0000-01-01", 0, HSS_E_INVAL },
	};
	char text[WHEN_TEXT];
	int64_t us;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		us = 0;
		if (when_parse(cases[i].text, strlen(cases[i].text), &us) != cases[i].rc ||
		    us != cases[i].us)
			fail_msg("%s: %lld", cases[i].text, (long long)us);
	}
	for (int64_t d = -719162; d < 2932896; d += 97) {
		int64_t when = d * 86400000000 + (d + 719162) * 7919 % 86400000000;

		assert_int_equal(when_print(when, text), HSS_OK);
		assert_int_equal(strlen(text), 26);
		assert_int_equal(when_parse(text, 26, &us), HSS_OK);
		assert_int_equal(us, when);
	}
	assert_int_equal(when_print(INT64_MAX, text), HSS_E_INVAL);
	assert_int_equal(when_print(INT64_MIN, text), HSS_E_INVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_writes_cost_one_commit),
		cmocka_unit_test(steady_state_prepares_nothing),
		cmocka_unit_test(more_shapes_than_places_still_work),
		cmocka_unit_test(job_without_memory_fails_alone),
		cmocka_unit_test(job_too_big_for_the_disk_fails_alone),
		cmocka_unit_test(files_are_for_their_owner_alone),
		cmocka_unit_test(second_process_is_kept_away),
		cmocka_unit_test(backup_is_complete_private_and_overwrites_nothing),
		cmocka_unit_test(bad_operations_are_refused),
		cmocka_unit_test(times_as_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
