/* test_queue.c - waiting, batches, bounds, deadlines, stopping, backends that misbehave. */
#include "rig.h"

#include <stdio.h>

static struct rig rig;
static const struct store_conf small = { .max_queue = 4, .readers = 1, .max_batch = 3,
	                                 .cache_mode = STORE_CACHE_OFF, .breaker_open_ms = 50 };
static struct answer answers[64];
static struct hss_op get_one = GET_ID(1);
static struct hss_term id_one = { .cmp = HSS_CMP_EQ, .i = 1 };

static int open_rig(void **state)
{
	(void)state;
	memset(answers, 0, sizeof answers);
	get_one.terms = &id_one;
	rig_open(&rig, 1, &small, HSS_STORE_TX | HSS_STORE_CAS);
	rig_start(&rig);
	return 0;
}

static int close_rig(void **state)
{
	(void)state;
	rig_close(&rig);
	return 0;
}

static hss_rc submit(struct hss_task *t, uint32_t i)
{
	return store_submit(t, rig.st, &get_one, on_answer, &answers[i]);
}

/* One job is with the worker, which stands still.                              */
static void occupy(struct hss_task *t)
{
	script_hold(&rig.script);
	assert_int_equal(submit(t, 0), HSS_OK);
	rig_turn(&rig, 2);
	script_wait_held(&rig.script);
}

static void a_full_queue_is_busy_and_recovers(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);

	(void)state;
	occupy(t);
	for (uint32_t i = 1; i <= 4; i++)
		assert_int_equal(submit(t, i), HSS_OK);
	assert_int_equal(submit(t, 5), HSS_E_BUSY);
	rig_turn(&rig, 2);
	assert_int_equal(submit(t, 5), HSS_E_BUSY);
	script_release(&rig.script);
	for (uint32_t i = 0; i <= 4; i++) {
		assert_true(rig_until(&rig, &answers[i].n, 1));
		assert_int_equal(answers[i].rc, HSS_E_NOTFOUND);
	}
	assert_int_equal(answers[5].n, 0);
	assert_int_equal(submit(t, 5), HSS_OK);
	assert_true(rig_until(&rig, &answers[5].n, 1));
	task_release(t);
	rig_turn(&rig, 2);
}

static void a_worker_takes_all_that_waits_up_to_max_batch(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);

	(void)state;
	occupy(t);
	for (uint32_t i = 1; i <= 4; i++)
		assert_int_equal(submit(t, i), HSS_OK);
	rig_turn(&rig, 2);
	script_release(&rig.script);
	for (uint32_t i = 0; i <= 4; i++)
		assert_true(rig_until(&rig, &answers[i].n, 1));
	assert_int_equal(rig.script.n_exec, 3);         /* 1 + 3 + 1            */
	assert_int_equal(rig.script.max_jobs, 3);
	task_release(t);
	rig_turn(&rig, 2);
}

static void reads_and_writes_never_share_a_call(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	static struct person p = { .imsi = { (const uint8_t *)"001", 3 } };
	struct hss_op ops[] = { GET_ID(1), INSERT(&p) };
	struct hss_op batch = OP(HSS_OP_BATCH, NULL, .ops = ops, .n_ops = 2);
	struct hss_op reads = OP(HSS_OP_BATCH, NULL, .ops = ops, .n_ops = 1);

	(void)state;
	script_hold(&rig.script);
	assert_int_equal(store_submit(t, rig.st, &batch, on_answer, &answers[0]), HSS_OK);
	assert_int_equal(store_submit(t, rig.st, &reads, on_answer, &answers[1]), HSS_OK);
	rig_turn(&rig, 2);
	script_wait_held(&rig.script);
	script_release(&rig.script);
	assert_true(rig_until(&rig, &answers[0].n, 1) && rig_until(&rig, &answers[1].n, 1));
	assert_int_equal(rig.script.n_exec, 2);
	assert_int_equal(rig.script.max_jobs, 1);
	task_release(t);
	rig_turn(&rig, 2);
}

static void past_the_deadline_what_nobody_took_is_canceled(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 30);

	(void)state;
	occupy(t);
	assert_int_equal(submit(t, 1), HSS_OK);
	assert_true(rig_until(&rig, &answers[1].n, 1));
	assert_int_equal(answers[1].rc, HSS_E_CANCELED);
	assert_int_equal(answers[0].n, 0);              /* taken: runs to its end */
	assert_true(t->is_late);
	/* asked for after the deadline                                         */
	assert_int_equal(submit(t, 2), HSS_OK);
	assert_int_equal(answers[2].n, 0);
	assert_true(rig_until(&rig, &answers[2].n, 1));
	assert_int_equal(answers[2].rc, HSS_E_CANCELED);
	script_release(&rig.script);
	assert_true(rig_until(&rig, &answers[0].n, 1));
	assert_int_equal(answers[0].rc, HSS_E_NOTFOUND);
	assert_int_equal(rig.script.n_jobs, 1);
	task_release(t);
	rig_turn(&rig, 2);
}

/* The deadline of a task that was answered in time passes without any effect.  */
static void a_deadline_that_passes_later_is_nothing(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 40), *next;
	uint64_t until = t->deadline_ns + 20000000;

	(void)state;
	assert_int_equal(rig_op(&rig, t, &get_one, NULL), HSS_E_NOTFOUND);
	task_release(t);
	rig_turn(&rig, 2);
	next = rig_task(&rig, 0, 0);    /* takes the memory over                */
	for (int i = 0; i < 8; i++)
		memset(arena_alloc(&next->arena, 3000, 16), 0xa5, 3000);
	while (clock_mono_ns(&rig.app.clock) < until)
		loop_once(rig.loops[0], 5);
	assert_int_equal(rig_op(&rig, next, &get_one, NULL), HSS_E_NOTFOUND);
	task_release(next);
	rig_turn(&rig, 2);
}

static void stopping_cancels_what_waits_and_ends_what_runs(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);

	(void)state;
	occupy(t);
	for (uint32_t i = 1; i <= 3; i++)
		assert_int_equal(submit(t, i), HSS_OK);
	rig_turn(&rig, 1);
	assert_int_equal(submit(t, 4), HSS_OK);         /* not handed over yet  */
	script_release(&rig.script);
	store_stop(rig.s);
	for (uint32_t i = 0; i <= 4; i++)
		assert_int_equal(answers[i].n, 1);
	assert_int_equal(answers[0].rc, HSS_E_NOTFOUND);
	assert_int_equal(answers[4].rc, HSS_E_CANCELED);
	assert_int_equal(submit(t, 5), HSS_E_CANCELED);
	task_release(t);
	rig_turn(&rig, 2);
}

static void a_backend_that_forgets_or_repeats_is_caught(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);

	(void)state;
	rig.script.forgets = true;
	assert_int_equal(rig_op(&rig, t, &get_one, NULL), HSS_E_INTERNAL);
	rig.script.forgets = false;
	rig.script.repeats = true;
	assert_int_equal(submit(t, 0), HSS_OK);
	assert_true(rig_until(&rig, &answers[0].n, 1));
	rig_turn(&rig, 5);
	assert_int_equal(answers[0].n, 1);
	assert_int_equal(answers[0].rc, HSS_E_NOTFOUND);
	task_release(t);
	rig_turn(&rig, 2);
}

static void a_submit_from_a_callback_is_answered_too(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	const struct hss_rows *rows;

	(void)state;
	for (uint32_t i = 0; i < 100; i++)
		assert_int_equal(rig_op(&rig, t, &get_one, &rows), HSS_E_NOTFOUND);
	task_release(t);
	rig_turn(&rig, 2);
}

/* ---- starting ------------------------------------------------------------------- */

static void a_backend_that_cannot_be_reached_is_waited_for(void **state)
{
	struct hss_task *t;
	hss_rc rc = HSS_E_UNREACH;

	(void)state;
	rig_close(&rig);
	rig_open(&rig, 1, &small, HSS_STORE_TX | HSS_STORE_CAS);
	rig.script.open_rc = HSS_E_UNREACH;
	rig_start(&rig);
	assert_int_equal(atomic_load(&rig.mem.health), HSS_E_UNREACH);
	assert_string_equal(rig.mem.why, "no connection");
	t = rig_task(&rig, 0, 0);
	assert_int_equal(submit(t, 0), HSS_E_UNREACH);
	pthread_mutex_lock(&rig.script.lock);
	rig.script.open_rc = HSS_OK;
	pthread_mutex_unlock(&rig.script.lock);
	for (int i = 0; i < 5000 && rc == HSS_E_UNREACH; i++) {
		loop_once(rig.loops[0], 1);
		rc = rig_op(&rig, t, &get_one, NULL);
	}
	assert_int_equal(rc, HSS_E_NOTFOUND);
	assert_int_equal(atomic_load(&rig.mem.health), HSS_OK);
	assert_int_equal(rig.script.n_prepared, 2);
	task_release(t);
	rig_turn(&rig, 2);
}

static void a_broken_backend_stops_the_start_unless_not_required(void **state)
{
	struct hss_task *t;

	(void)state;
	for (int required = 1; required >= 0; required--) {
		rig_close(&rig);
		rig_open(&rig, 1, &small, HSS_STORE_TX | HSS_STORE_CAS);
		rig.script.prepare_rc = HSS_E_INTERNAL;
		rig.mem.required = required;
		assert_int_equal(store_start(rig.s, &rig.err),
		                 required ? HSS_E_INTERNAL : HSS_OK);
		if (required)
			assert_non_null(strstr(rig.err.text, "store \"main\" (memory_store)"));
	}
	assert_int_equal(atomic_load(&rig.mem.health), HSS_E_INTERNAL);
	t = rig_task(&rig, 0, 0);
	assert_int_equal(submit(t, 0), HSS_E_UNREACH);
	task_release(t);
	rig_turn(&rig, 2);
}

static void a_second_start_prepares_what_a_reload_brought(void **state)
{
	static const struct hss_column cols[] = {
		HSS_COLUMN(struct pet, id, HSS_COL_AUTO_ID),
	};
	static const struct hss_entity later = { .size = sizeof later, .version = 1,
		.name = "later", .cols = cols, .col_size = sizeof cols[0], .n_cols = 1,
		.row_size = sizeof(struct pet) };
	const struct hss_entity *e = &later;
	struct hss_op count = OP(HSS_OP_COUNT, &later);
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct hss_store *st;

	(void)state;
	assert_int_equal(rig.script.n_prepared, 2);
	assert_int_equal(store_bind(rig.s, &rig.other, NULL, &e, 1, 0, &st), HSS_OK);
	assert_int_equal(store_submit(t, st, &count, on_answer, &answers[0]), HSS_E_UNREACH);
	rig_start(&rig);
	assert_int_equal(rig.script.n_prepared, 3);
	assert_int_equal(store_submit(t, st, &count, on_answer, &answers[0]), HSS_OK);
	assert_true(rig_until(&rig, &answers[0].n, 1));
	assert_int_equal(answers[0].rc, HSS_OK);
	/* others may not use it                                                */
	assert_int_equal(store_submit(t, rig.st, &count, on_answer, &answers[0]), HSS_E_INVAL);
	task_release(t);
	rig_turn(&rig, 2);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_rig, close_rig)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_full_queue_is_busy_and_recovers),
		T(a_worker_takes_all_that_waits_up_to_max_batch),
		T(reads_and_writes_never_share_a_call),
		T(past_the_deadline_what_nobody_took_is_canceled),
		T(a_deadline_that_passes_later_is_nothing),
		T(stopping_cancels_what_waits_and_ends_what_runs),
		T(a_backend_that_forgets_or_repeats_is_caught),
		T(a_submit_from_a_callback_is_answered_too),
		T(a_backend_that_cannot_be_reached_is_waited_for),
		T(a_broken_backend_stops_the_start_unless_not_required),
		T(a_second_start_prepares_what_a_reload_brought),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
