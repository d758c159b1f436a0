#include "vclock.h"

#include "loop/workers.h"

#include <pthread.h>
#include <sched.h>

struct trail {
	int late, idle, end, called;
	hss_rc rc;
	bool answers;
};

static void on_late(struct hss_task *t)
{
	((struct trail *)t->owner)->late++;
}

static void on_idle(struct hss_task *t)
{
	((struct trail *)t->owner)->idle++;
	task_finish(t);
}

static void on_end(struct hss_task *t)
{
	((struct trail *)t->owner)->end++;
}

static const struct task_ops ops = { on_late, on_idle, on_end };

static void note(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct trail *tr = ctx;

	tr->called++;
	tr->rc = rc;
	if (tr->answers)
		task_finish(t);
}

static void a_task_nobody_holds_goes_idle_and_ends_once(void **state)
{
	struct trail tr = { 0 };
	struct world w;
	struct hss_task *t;

	(void)state;
	world_open(&w, 1);
	assert_int_equal(task_new(w.loops[0], NULL, 100, &ops, &tr, &t), HSS_OK);
	task_release(t);
	assert_int_equal(tr.idle, 0);           /* never inside the call        */
	world_pass(&w, 1);
	assert_int_equal(tr.idle, 1);
	assert_int_equal(tr.end, 1);
	world_pass(&w, 200);
	assert_int_equal(tr.late, 0);
	assert_int_equal(w.loops[0]->n_tasks, 0);
	world_close(&w);
}

static void callbacks_are_not_reentrant_and_hold_the_task(void **state)
{
	struct trail tr = { .answers = true };
	struct world w;
	struct hss_task *t;

	(void)state;
	world_open(&w, 1);
	assert_int_equal(task_new(w.loops[0], NULL, 0, &ops, &tr, &t), HSS_OK);
	assert_int_equal(task_later(t, HSS_E_BUSY, note, &tr, "test"), HSS_OK);
	task_release(t);
	assert_int_equal(tr.called, 0);
	world_pass(&w, 1);
	assert_int_equal(tr.called, 1);
	assert_int_equal(tr.rc, HSS_E_BUSY);
	assert_int_equal(tr.idle, 0);
	assert_int_equal(tr.end, 1);
	world_close(&w);
}

static void deadline_tells_and_the_flow_goes_on(void **state)
{
	struct trail tr = { 0 };
	struct world w;
	struct hss_task *t;

	(void)state;
	world_open(&w, 1);
	assert_int_equal(task_new(w.loops[0], NULL, 50, &ops, &tr, &t), HSS_OK);
	world_pass(&w, 60);
	assert_int_equal(tr.late, 1);
	assert_int_equal(tr.end, 0);
	task_resume(t, HSS_OK, note, &tr);      /* drops the maker's hold       */
	world_pass(&w, 1);
	assert_int_equal(tr.called, 1);
	assert_int_equal(tr.end, 1);
	world_close(&w);
}

static void timers_repeat_until_cancelled(void **state)
{
	struct trail tr = { 0 };
	struct world w;
	struct hss_task *t;
	struct hss_timer *tm;

	(void)state;
	world_open(&w, 1);
	assert_int_equal(task_new(w.loops[0], NULL, 0, &ops, &tr, &t), HSS_OK);
	assert_int_equal(task_timer(t, 10, 10, note, &tr, &tm), HSS_OK);
	task_release(t);
	world_pass(&w, 55);
	assert_int_equal(tr.called, 5);
	task_timer_cancel(tm);
	world_pass(&w, 1);
	assert_int_equal(tr.end, 1);
	world_close(&w);
}

static hss_rc add_one(void *ctx)
{
	++*(int *)ctx;
	return HSS_E_CONFLICT;
}

static void offloaded_work_comes_back_with_its_result(void **state)
{
	struct trail tr = { 0 };
	struct world w;
	struct hss_task *t;

	(void)state;
	world_open(&w, 1);
	assert_int_equal(workers_start(&w.app, "offload", 2, 10, &w.app.offload), HSS_OK);
	assert_int_equal(task_new(w.loops[0], NULL, 0, &ops, &tr, &t), HSS_OK);
	assert_int_equal(task_offload(t, add_one, note, &tr), HSS_OK);
	task_release(t);
	for (int i = 0; i < 100000 && !tr.end; i++) {
		loop_once(w.loops[0], 0);
		sched_yield();
	}
	assert_int_equal(tr.late, 1);           /* add_one's ctx is the trail's first int */
	assert_int_equal(tr.rc, HSS_E_CONFLICT);
	assert_int_equal(tr.end, 1);
	workers_stop(w.app.offload);
	world_close(&w);
}

static void spawned(struct hss_task *t, hss_rc rc, void *ctx)
{
	note(t, rc, ctx);
}

static void spawned_tasks_live_until_finish(void **state)
{
	struct trail tr = { 0 }, done = { .answers = true };
	struct world w;

	(void)state;
	world_open(&w, 2);
	assert_int_equal(task_spawn(&w.app, NULL, w.loops[1], 0, spawned, &tr), HSS_OK);
	assert_int_equal(task_spawn(&w.app, NULL, w.loops[1], 0, spawned, &done), HSS_OK);
	world_pass(&w, 5);
	assert_int_equal(tr.called, 1);
	assert_int_equal(done.called, 1);
	assert_int_equal(w.loops[1]->n_tasks, 1);
	world_close(&w);
}

enum { POSTERS = 3, POSTS = 5000 };
static void count(void *ctx)
{
	++*(int *)ctx;
}

struct poster {
	struct hss_loop *l;
	int *n;
};

static void *poster_main(void *arg)
{
	struct poster *p = arg;

	for (int i = 0; i < POSTS; i++)
		loop_post_fn(p->l, count, p->n);
	return NULL;
}

static void posts_from_other_threads_wake_a_sleeping_loop(void **state)
{
	struct world w;
	struct poster p;
	pthread_t th[POSTERS];
	int n = 0;

	(void)state;
	world_open(&w, 1);
	p = (struct poster){ w.loops[0], &n };
	for (int i = 0; i < POSTERS; i++)
		assert_int_equal(pthread_create(&th[i], NULL, poster_main, &p), 0);
	while (n < POSTERS * POSTS)
		loop_once(w.loops[0], -1);      /* sleeps for ever if a wake is lost */
	for (int i = 0; i < POSTERS; i++)
		pthread_join(th[i], NULL);
	world_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_task_nobody_holds_goes_idle_and_ends_once),
		cmocka_unit_test(callbacks_are_not_reentrant_and_hold_the_task),
		cmocka_unit_test(deadline_tells_and_the_flow_goes_on),
		cmocka_unit_test(timers_repeat_until_cancelled),
		cmocka_unit_test(offloaded_work_comes_back_with_its_result),
		cmocka_unit_test(spawned_tasks_live_until_finish),
		cmocka_unit_test(posts_from_other_threads_wake_a_sleeping_loop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
