/* No SQN twice and none backwards: over kill -9, faults, foreign writes, forgotten counters. */
#include "world.h"

#include "auc/service.h"
#include "base/bytes.h"
#include "conf/core_conf.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define SIMS 4

static struct auc_crypto *crypto;
static struct fake_db db;
static struct fe fe[2];
static struct answer ans[64];
static uint64_t seen[SIMS][40000];
static uint32_t n_seen[SIMS];
static unsigned seed;

static int setup(void **state)
{
	(void)state;
	memset(&db, 0, sizeof db);
	memset(n_seen, 0, sizeof n_seen);
	for (int i = 0; i < SIMS; i++) {
		char imsi[16];

		snprintf(imsi, sizeof imsi, "00101000000000%d", i);
		fake_add(&db, i + 1, imsi, KI, OPC);
	}
	return crypto_open(&crypto) == HSS_OK ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++)
		if (fe[i].loop)
			fe_kill(&fe[i]);
	crypto_close(crypto);
	return 0;
}

static uint32_t dice(uint32_t n)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % n;
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* Notes the numbers of an answer; they ascend within it.                       */
static void note(int sim, const struct answer *a)
{
	struct usim u;
	uint64_t last = 0;

	usim_init(&u, crypto, USIM_ARRAY);
	for (uint32_t i = 0; i < a->n; i++) {
		uint64_t sqn = usim_sqn(&u, &a->av[i]);

		assert_true(n_seen[sim] < 40000);
		assert_true(sqn > last);
		last = sqn;
		seen[sim][n_seen[sim]++] = sqn >> 5;
	}
}

/* One SEQ counter over all INDs: not even a SEQ occurs twice.                  */
static void check_no_seq_twice(void)
{
	for (int s = 0; s < SIMS; s++) {
		qsort(seen[s], n_seen[s], sizeof seen[s][0], by_value);
		for (uint32_t i = 1; i < n_seen[s]; i++)
			assert_true(seen[s][i] != seen[s][i - 1]);
	}
}

static void ask(struct fe *f, int sim, uint32_t n, const char *node, struct answer *a)
{
	struct hss_av_want *want = calloc(1, sizeof *want);
	struct hss_av_request r = { .size = sizeof r, .auc_id = sim + 1, .n_want = 1,
		                    .domain = 1 + dice(6), .want = want, .node = bytes_str(node) };

	*want = (struct hss_av_want){ HSS_AV_EPS, n };
	fe_ask(f, &r, a);
	free(want);
}

static void random_life(unsigned s, bool is_exclusive, int64_t block)
{
	static const char *const nodes[] = { "mme1", "mme2", "mme3", "mme4", "mme5" };
	uint32_t restarts = 0;

	seed = s;
	setup(NULL);
	fe_start(&fe[0], &db, is_exclusive, &(struct auc_conf){ .sqn_block = block });
	for (int round = 0; round < 400; round++) {
		uint32_t n = 1 + dice(8);
		int sim[64];

		fe[0].store.fail_n = dice(10) == 0;
		fe[0].store.fail_kind = dice(2) ? HSS_OP_ADD : HSS_OP_UPDATE;
		fe[0].store.fail_rc = dice(2) ? HSS_E_UNCERTAIN : HSS_E_UNREACH;
		fe[0].store.fail_after = fe[0].store.fail_rc == HSS_E_UNCERTAIN && dice(2);
		for (uint32_t i = 0; i < n; i++) {
			sim[i] = (int)dice(SIMS);
			ask(&fe[0], sim[i], 1 + dice(dice(10) ? 5 : 60), nodes[dice(5)], &ans[i]);
			fe_turn(&fe[0], dice(3));
		}
		fe_turn(&fe[0], dice(12));
		/* killed in the middle: what was answered counts, the rest is lost */
		if (dice(6) == 0) {
			for (uint32_t i = 0; i < n; i++)
				if (ans[i].is_done && ans[i].rc == HSS_OK)
					note(sim[i], &ans[i]);
			fe_kill(&fe[0]);
			/* another block size each time                         */
			fe_start(&fe[0], &db, is_exclusive,
			         &(struct auc_conf){ .sqn_block = block ? block : 1 + dice(100) });
			restarts++;
			continue;
		}
		for (uint32_t i = 0; i < n; i++) {
			fe_wait(&fe[0], &ans[i]);
			if (ans[i].rc == HSS_OK)
				note(sim[i], &ans[i]);
		}
		fe[0].now_ns += dice(5) ? 1000000 : 90000000000;
	}
	assert_true(restarts > 20);
	assert_true(n_seen[0] > 200);
	check_no_seq_twice();
	teardown(NULL);
	memset(fe, 0, sizeof fe);
}

static void no_seq_twice_over_any_number_of_kills(void **state)
{
	(void)state;
	for (unsigned s = 1; s <= 4; s++) {
		random_life(s, true, 32);
		random_life(s, true, 0);
		random_life(s, false, 32);
		random_life(s, false, 1);
	}
}

/* Killed right after every start: the row is never written, the epoch alone protects. */
static void first_use_writes_nothing_and_repeats_nothing(void **state)
{
	(void)state;
	for (int i = 0; i < 50; i++) {
		fe_start(&fe[0], &db, true, NULL);
		ask(&fe[0], 0, 20, "mme1", &ans[0]);
		fe_wait(&fe[0], &ans[0]);
		note(0, &ans[0]);
		fe_kill(&fe[0]);
	}
	assert_int_equal(db.n_adds + db.n_updates, 0);
	check_no_seq_twice();
}

/* Stores held back: what a process hands out must be covered before it is.     */
static void nothing_leaves_before_its_block_is_durable(void **state)
{
	(void)state;
	fe_start(&fe[0], &db, false, NULL);
	fe[0].store.is_held = true;
	for (int i = 0; i < 10; i++)
		ask(&fe[0], 0, 2, "mme1", &ans[i]);
	fe_turn(&fe[0], 20);
	for (int i = 0; i < 10; i++)
		assert_false(ans[i].is_done);
	/* ten who wait for the same SIM share one reservation                  */
	assert_int_equal(db.n_adds, 1);
	fake_release(&fe[0].store);
	for (int i = 0; i < 10; i++) {
		fe_wait(&fe[0], &ans[i]);
		assert_int_equal(ans[i].rc, HSS_OK);
		note(0, &ans[i]);
	}
	check_no_seq_twice();
}

static void next_block_is_fetched_in_the_background_at_a_quarter_left(void **state)
{
	(void)state;
	fe_start(&fe[0], &db, false, NULL);
	for (int i = 0; i < 24; i++) {
		ask(&fe[0], 0, 1, "mme1", &ans[0]);
		fe_wait(&fe[0], &ans[0]);
		note(0, &ans[0]);
		assert_int_equal(db.n_adds, i < 23 ? 1 : 2);
	}
	/* the store is slow, and nobody notices                                */
	fe[0].store.is_held = true;
	for (int i = 0; i < 40; i++) {
		ask(&fe[0], 0, 1, "mme1", &ans[0]);
		fe_wait(&fe[0], &ans[0]);
		note(0, &ans[0]);
	}
	fake_release(&fe[0].store);
	fe_turn(&fe[0], 5);
	check_no_seq_twice();
}

static uint64_t next_seq(struct fe *f, int sim)
{
	struct usim u;

	usim_init(&u, crypto, USIM_ARRAY);
	ask(f, sim, 1, "mme1", &ans[63]);
	fe_wait(f, &ans[63]);
	assert_int_equal(ans[63].rc, HSS_OK);
	return usim_sqn(&u, &ans[63].av[0]) >> 5;
}

static void write_sqn(struct fe *f, int sim, int64_t sqn)
{
	db.rows[sim].row.sqn = (struct hss_i64){ sqn, true };
	fake_foreign(&f->store, &db.rows[sim], HSS_BIT(HSS_AUC_sqn));
}

static void a_written_sqn_drops_the_block_at_once(void **state)
{
	(void)state;
	for (int exclusive = 0; exclusive < 2; exclusive++) {
		fe_start(&fe[0], &db, exclusive, NULL);
		next_seq(&fe[0], exclusive);
		write_sqn(&fe[0], exclusive, 5000 << 5);
		assert_int_equal(next_seq(&fe[0], exclusive), 5001);
		assert_int_equal(next_seq(&fe[0], exclusive), 5002);
		/* also before its first use, and again                         */
		write_sqn(&fe[0], exclusive, 6000 << 5);
		write_sqn(&fe[0], exclusive, 7000 << 5);
		assert_int_equal(next_seq(&fe[0], exclusive), 7001);
		fe_kill(&fe[0]);
		fe_start(&fe[0], &db, exclusive, NULL);
		assert_true(next_seq(&fe[0], exclusive) > 7001);
		fe_kill(&fe[0]);
	}
}

/* The write is acknowledged while a reservation of the old counter is on its way, and while
 * a read of the old row is.                                                     */
static void a_written_sqn_beats_what_is_on_its_way(void **state)
{
	struct usim u;

	(void)state;
	usim_init(&u, crypto, USIM_ARRAY);
	fe_start(&fe[0], &db, false, NULL);
	fe[0].store.is_held = true;
	ask(&fe[0], 0, 1, "mme1", &ans[0]);
	fe_turn(&fe[0], 5);
	assert_int_equal(fe[0].store.n_held, 1);
	write_sqn(&fe[0], 0, 9000 << 5);
	fake_release(&fe[0].store);
	fe_wait(&fe[0], &ans[0]);
	assert_true(usim_sqn(&u, &ans[0].av[0]) >> 5 > 9000);
	fe_kill(&fe[0]);

	fe_start(&fe[0], &db, true, NULL);
	ask(&fe[0], 1, 1, "mme1", &ans[0]);     /* the row is read              */
	write_sqn(&fe[0], 1, 9000 << 5);
	fe_wait(&fe[0], &ans[0]);
	assert_int_equal(usim_sqn(&u, &ans[0].av[0]) >> 5, 9001);
}

static void a_written_key_drops_the_block_but_no_number_comes_again(void **state)
{
	(void)state;
	for (int exclusive = 0; exclusive < 2; exclusive++) {
		uint64_t first, second;

		fe_start(&fe[0], &db, exclusive, NULL);
		first = next_seq(&fe[0], exclusive);
		fake_foreign(&fe[0].store, &db.rows[exclusive], HSS_BIT(HSS_AUC_ki));
		second = next_seq(&fe[0], exclusive);
		assert_true(second > first + 1);
		/* what vectors are not made of drops nothing                   */
		fake_foreign(&fe[0].store, &db.rows[exclusive], HSS_BIT(HSS_AUC_iccid));
		assert_int_equal(next_seq(&fe[0], exclusive), second + 1);
		fe_kill(&fe[0]);
	}
}

static void a_cache_that_lags_makes_nothing_come_again(void **state)
{
	struct fake_row old = db.rows[0];

	(void)state;
	fe_start(&fe[0], &db, false, NULL);
	for (int i = 0; i < 3; i++)
		ask(&fe[0], 0, 40, "mme1", &ans[i]), fe_wait(&fe[0], &ans[i]), note(0, &ans[i]);
	fe_kill(&fe[0]);
	fe_start(&fe[0], &db, false, NULL);
	fe[0].store.lag = &old;
	for (int i = 0; i < 3; i++)
		ask(&fe[0], 0, 40, "mme1", &ans[i]), fe_wait(&fe[0], &ans[i]), note(0, &ans[i]);
	check_no_seq_twice();
}

/* The store was exclusive and is shared now, or the other way round.           */
static void a_change_between_exclusive_and_shared_repeats_nothing(void **state)
{
	(void)state;
	for (int i = 0; i < 12; i++) {
		fe_start(&fe[0], &db, i % 3 != 2, NULL);
		for (int sim = 0; sim < SIMS; sim++) {
			ask(&fe[0], sim, 5 + 20 * (uint32_t)(i % 4), "mme1", &ans[0]);
			fe_wait(&fe[0], &ans[0]);
			note(sim, &ans[0]);
		}
		fe_kill(&fe[0]);
	}
	check_no_seq_twice();
}

static void the_ceiling_is_above_everything_handed_out(void **state)
{
	struct usim u;

	(void)state;
	usim_init(&u, crypto, USIM_ARRAY);
	for (int i = 0; i < 24; i++) {
		struct fake_row *r = &db.rows[0];
		uint64_t top = 0;
		int64_t shown;

		fe_start(&fe[0], &db, i % 2, NULL);
		/* unused rows show what was put                                */
		if (i == 0)
			assert_int_equal(auc_sqn_ceiling(fe[0].app.auc, 4, 77), 77);
		for (int k = 0; k < i; k++) {
			ask(&fe[0], 0, 1 + dice(9), "mme1", &ans[0]);
			fe_wait(&fe[0], &ans[0]);
			top = usim_sqn(&u, &ans[0].av[ans[0].n - 1]);
			shown = auc_sqn_ceiling(fe[0].app.auc, 1,
			                        r->row.sqn.set ? r->row.sqn.v : 0);
			assert_true(shown > (int64_t)top && shown < INT64_C(1) << 48);
		}
		fe_kill(&fe[0]);
		/* the next start knows too, before it has touched the row      */
		fe_start(&fe[0], &db, i % 2, NULL);
		shown = auc_sqn_ceiling(fe[0].app.auc, 1, r->row.sqn.set ? r->row.sqn.v : 0);
		assert_true(shown > (int64_t)top || top == 0);
		fe_kill(&fe[0]);
	}
}

static void a_restored_backup_makes_all_numbers_jump(void **state)
{
	struct core_conf core = { .state_dir = TEST_TMP };
	struct auc_conf conf = { .failover_jump = 5000 };
	struct fake_db backup;
	uint64_t seq, before;

	(void)state;
	unlink(TEST_TMP "/auc-epoch");
	for (int i = 0; i < 6; i++) {
		fe[0].app.conf = &core;
		fe_start(&fe[0], &db, true, &conf);
		before = next_seq(&fe[0], 0);
		assert_true(before < 5000);
		fe_kill(&fe[0]);
		if (i == 2)
			backup = db;
	}
	db = backup;
	fe[0].app.conf = &core;
	fe_start(&fe[0], &db, true, &conf);
	seq = next_seq(&fe[0], 0);
	assert_true(seq > before + 5000 && seq < before + 6000);
	assert_true(next_seq(&fe[0], 1) > 5000);
	fe_kill(&fe[0]);
	/* only once                                                            */
	fe[0].app.conf = &core;
	fe_start(&fe[0], &db, true, &conf);
	assert_true(next_seq(&fe[0], 0) < seq + 200);
	fe_kill(&fe[0]);
	/* a new, empty database is no backup                                   */
	memset(&db.epoch, 0, sizeof db.epoch);
	fe[0].app.conf = &core;
	fe_start(&fe[0], &db, true, &conf);
	assert_int_equal(next_seq(&fe[0], 2), 1);
	unlink(TEST_TMP "/auc-epoch");
}

static void on_marked(struct hss_task *t, hss_rc rc, void *ctx)
{
	*(bool *)ctx = rc == HSS_OK;
	task_finish(t);
}

static void mark(struct fe *f)
{
	static const struct task_ops ops = { .idle = task_finish };
	bool is_marked = false;
	struct hss_task *t;

	assert_int_equal(task_new(f->loop, NULL, 0, &ops, NULL, &t), HSS_OK);
	auc_backed_up(f->app.auc, t, on_marked, &is_marked);
	task_release(t);
	for (int i = 0; i < 1000 && !is_marked; i++)
		fe_turn(f, 1);
	assert_true(is_marked);
}

/* Months may pass between the last start and the backup, and again until it is put back.      */
static void a_backup_made_by_the_last_start_makes_numbers_jump(void **state)
{
	struct core_conf core = { .state_dir = TEST_TMP };
	struct auc_conf conf = { .failover_jump = 5000 };
	struct fake_db backup;
	uint64_t before = 0, seq;

	(void)state;
	unlink(TEST_TMP "/auc-epoch");
	fe[0].app.conf = &core;
	fe_start(&fe[0], &db, true, &conf);
	next_seq(&fe[0], 0);
	backup = db;
	mark(&fe[0]);
	for (int i = 0; i < 300; i++)
		before = next_seq(&fe[0], 0);
	fe_kill(&fe[0]);
	/* the database goes on as ever where it was not put back               */
	fe[0].app.conf = &core;
	fe_start(&fe[0], &db, true, &conf);
	assert_in_range(next_seq(&fe[0], 0), before + 1, before + 200);
	fe_kill(&fe[0]);
	db = backup;
	fe[0].app.conf = &core;
	fe_start(&fe[0], &db, true, &conf);
	seq = next_seq(&fe[0], 0);
	assert_true(seq > before && seq > 5000);
	fe_kill(&fe[0]);
	unlink(TEST_TMP "/auc-epoch");
}

static void a_database_brought_to_another_machine_makes_numbers_jump(void **state)
{
	struct core_conf core = { .state_dir = TEST_TMP };
	struct auc_conf conf = { .failover_jump = 5000 };

	(void)state;
	unlink(TEST_TMP "/auc-epoch");
	fe[0].app.conf = &core;
	fe_start(&fe[0], &db, true, &conf);
	assert_true(next_seq(&fe[0], 0) < 5000);
	fe_kill(&fe[0]);
	unlink(TEST_TMP "/auc-epoch");
	fe[0].app.conf = &core;
	fe_start(&fe[0], &db, true, &conf);
	assert_true(next_seq(&fe[0], 0) > 5000);
	fe_kill(&fe[0]);
	unlink(TEST_TMP "/auc-epoch");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
		cmocka_unit_test(no_seq_twice_over_any_number_of_kills),
		T(first_use_writes_nothing_and_repeats_nothing),
		T(nothing_leaves_before_its_block_is_durable),
		T(next_block_is_fetched_in_the_background_at_a_quarter_left),
		T(a_written_sqn_drops_the_block_at_once),
		T(a_written_sqn_beats_what_is_on_its_way),
		T(a_written_key_drops_the_block_but_no_number_comes_again),
		T(a_cache_that_lags_makes_nothing_come_again),
		T(a_change_between_exclusive_and_shared_repeats_nothing),
		T(the_ceiling_is_above_everything_handed_out),
		T(a_restored_backup_makes_all_numbers_jump),
		T(a_backup_made_by_the_last_start_makes_numbers_jump),
		T(a_database_brought_to_another_machine_makes_numbers_jump),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
