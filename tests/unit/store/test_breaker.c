/* test_breaker.c - the circuit opens, lets one try, closes; a store fault never is NOTFOUND. */
#include "rig.h"

static struct rig rig;
static const struct store_conf conf = { .breaker_failures = 3, .breaker_open_ms = 1000,
	                                .cache_mode = STORE_CACHE_OFF };

static int open_rig(void **state)
{
	(void)state;
	rig_open(&rig, 1, &conf, HSS_STORE_TX | HSS_STORE_CAS);
	rig_start(&rig);
	rig.is_frozen = true;
	atomic_store(&rig.mono_ns, clock_mono_ns(&clock_system));
	return 0;
}

static int close_rig(void **state)
{
	(void)state;
	rig_close(&rig);
	return 0;
}

static void open_circuit(struct hss_task *t)
{
	struct hss_op get = GET_ID(1);

	script_fail(&rig.script, HSS_E_TIMEOUT);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(rig_op(&rig, t, &get, NULL), HSS_E_TIMEOUT);
		assert_int_equal(atomic_load(&rig.mem.health), i < 2 ? HSS_OK : HSS_E_TIMEOUT);
	}
	assert_int_equal(rig_op(&rig, t, &get, NULL), HSS_E_UNREACH);
}

static void opens_after_failures_and_closes_after_a_good_probe(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct hss_op get = GET_ID(1);
	uint32_t n;

	(void)state;
	open_circuit(t);
	n = rig.script.n_jobs;
	for (int i = 0; i < 10; i++)
		assert_int_equal(rig_op(&rig, t, &get, NULL), HSS_E_UNREACH);
	assert_int_equal(rig.script.n_jobs, n);         /* the backend has its rest */
	atomic_fetch_add(&rig.mono_ns, 1000000000);
	assert_int_equal(rig_op(&rig, t, &get, NULL), HSS_E_TIMEOUT);   /* the probe */
	assert_int_equal(rig_op(&rig, t, &get, NULL), HSS_E_UNREACH);
	assert_int_equal(rig.script.n_jobs, n + 1);
	script_fail(&rig.script, HSS_OK);
	assert_int_equal(rig_op(&rig, t, &get, NULL), HSS_E_UNREACH);
	atomic_fetch_add(&rig.mono_ns, 1000000000);
	assert_int_equal(rig_op(&rig, t, &get, NULL), HSS_E_NOTFOUND);
	assert_int_equal(rig_op(&rig, t, &get, NULL), HSS_E_NOTFOUND);
	assert_int_equal(atomic_load(&rig.mem.health), HSS_OK);
	task_release(t);
	rig_turn(&rig, 2);
}

static void one_job_at_a_time_tries(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct hss_op get = GET_ID(1);
	struct answer probe = { 0 }, late = { 0 };

	(void)state;
	open_circuit(t);
	script_fail(&rig.script, HSS_OK);
	atomic_fetch_add(&rig.mono_ns, 1000000000);
	script_hold(&rig.script);
	assert_int_equal(store_submit(t, rig.st, &get, on_answer, &probe), HSS_OK);
	assert_int_equal(store_submit(t, rig.st, &get, on_answer, &late), HSS_E_UNREACH);
	rig_turn(&rig, 2);
	script_wait_held(&rig.script);
	script_release(&rig.script);
	assert_true(rig_until(&rig, &probe.n, 1));
	assert_int_equal(probe.rc, HSS_E_NOTFOUND);
	assert_int_equal(store_submit(t, rig.st, &get, on_answer, &late), HSS_OK);
	assert_true(rig_until(&rig, &late.n, 1));
	task_release(t);
	rig_turn(&rig, 2);
}

static void a_probe_that_nobody_took_lets_the_next_one_try(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0), *late;
	struct hss_op get = GET_ID(1);
	struct answer probe = { 0 };

	(void)state;
	open_circuit(t);
	script_fail(&rig.script, HSS_OK);
	atomic_fetch_add(&rig.mono_ns, 1000000000);
	late = rig_task(&rig, 0, 1);
	late->is_late = true;
	assert_int_equal(store_submit(late, rig.st, &get, on_answer, &probe), HSS_OK);
	assert_true(rig_until(&rig, &probe.n, 1));
	assert_int_equal(probe.rc, HSS_E_CANCELED);
	assert_int_equal(rig_op(&rig, t, &get, NULL), HSS_E_NOTFOUND);
	task_release(late);
	task_release(t);
	rig_turn(&rig, 2);
}

static void failures_of_statements_do_not_count(void **state)
{
	static const hss_rc rcs[] = { HSS_E_NOTFOUND, HSS_E_CONFLICT, HSS_E_EXISTS, HSS_E_DENIED };
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct hss_op get = GET_ID(1);

	(void)state;
	for (uint32_t i = 0; i < 20; i++) {
		script_fail(&rig.script, rcs[i % 4]);
		assert_int_equal(rig_op(&rig, t, &get, NULL), rcs[i % 4]);
	}
	/* two in a row, then a good one: it counts from the beginning          */
	for (uint32_t i = 0; i < 20; i++) {
		hss_rc want = i % 3 == 2 ? HSS_E_NOTFOUND : HSS_E_INTERNAL;

		script_fail(&rig.script, want);
		assert_int_equal(rig_op(&rig, t, &get, NULL), want);
	}
	task_release(t);
	rig_turn(&rig, 2);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_rig, close_rig)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(opens_after_failures_and_closes_after_a_good_probe),
		T(one_job_at_a_time_tries),
		T(a_probe_that_nobody_took_lets_the_next_one_try),
		T(failures_of_statements_do_not_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
