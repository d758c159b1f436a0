#include "../test.h"

#include "app.h"
#include "loop/task.h"
#include "plugin/guard.h"
#include "plugin/instance.h"
#include "plugin/snapshot.h"

struct world {
	struct app app;
	struct inst_table insts;
	struct hss_loop *loops[1];
	struct hss_inst in;
};

static void open_world(struct world *w)
{
	memset(w, 0, sizeof *w);
	w->app.clock = clock_system;
	w->app.loops = w->loops;
	w->app.n_loops = 1;
	w->app.insts = &w->insts;
	w->in.app = &w->app;
	w->in.name = "test";
	assert_int_equal(loop_create(&w->app, 0, &w->loops[0]), HSS_OK);
	assert_int_equal(snapshot_init(&w->in), HSS_OK);
}

static void close_world(struct world *w)
{
	snapshot_fini(&w->in);
	loop_destroy(w->loops[0]);
}

static const struct task_ops no_ops = { 0 };

static struct hss_task *new_task(struct world *w)
{
	struct hss_task *t;

	assert_int_equal(task_new(w->loops[0], &w->in, 0, &no_ops, NULL, &t), HSS_OK);
	return t;
}

static void end_task(struct world *w, struct hss_task *t)
{
	task_finish(t);
	task_release(t);
	loop_once(w->loops[0], 0);
}

static void count_fini(void *p)
{
	++*(int *)p;
}

static void a_task_sees_one_snapshot_to_its_end(void **state)
{
	struct world w;
	struct hss_task *early, *late;
	int a = 0, b = 0;

	(void)state;
	open_world(&w);
	assert_int_equal(snapshot_publish(&w.in, 3, &a, count_fini), HSS_OK);
	early = new_task(&w);
	assert_ptr_equal(snapshot_get(early, &w.in, 3), &a);
	assert_int_equal(snapshot_publish(&w.in, 3, &b, count_fini), HSS_OK);
	late = new_task(&w);
	assert_ptr_equal(snapshot_get(early, &w.in, 3), &a);
	assert_ptr_equal(snapshot_get(late, &w.in, 3), &b);
	assert_int_equal(a, 0);                 /* somebody still looks at it   */
	end_task(&w, early);
	assert_int_equal(a, 1);
	end_task(&w, late);
	assert_int_equal(b, 0);                 /* still the published one      */
	close_world(&w);
	assert_int_equal(b, 1);
}

static void slots_are_apart_and_bounded(void **state)
{
	struct world w;
	struct hss_task *t;
	int a = 0, b = 0;

	(void)state;
	open_world(&w);
	t = new_task(&w);
	assert_null(snapshot_get(t, &w.in, 0));
	assert_int_equal(snapshot_publish(&w.in, HSS_SLOTS, &a, count_fini), HSS_E_INVAL);
	assert_int_equal(a, 0);
	assert_int_equal(snapshot_publish(&w.in, 0, &a, count_fini), HSS_OK);
	assert_int_equal(snapshot_publish(&w.in, HSS_SLOTS - 1, &b, NULL), HSS_OK);
	assert_ptr_equal(snapshot_get(t, &w.in, 0), &a);
	assert_ptr_equal(snapshot_get(t, &w.in, HSS_SLOTS - 1), &b);
	assert_null(snapshot_get(t, &w.in, HSS_SLOTS));
	end_task(&w, t);
	close_world(&w);
	assert_int_equal(a, 1);
	assert_int_equal(b, 0);
}

static void guard_names_the_innermost_and_restores(void **state)
{
	struct world w;
	struct guard outer, inner;
	char who[64];

	(void)state;
	open_world(&w);
	assert_null(guard_current());
	guard_enter(&outer, NULL, "dispatch", NULL);
	guard_enter(&inner, &w.in, "handler", NULL);
	assert_string_equal(guard_current()->entry, "handler");
	guard_leave(&inner);
	assert_string_equal(guard_current()->entry, "dispatch");
	guard_leave(&outer);
	assert_null(guard_current());
	guard_running(w.loops[0], who, sizeof who);
	assert_string_equal(who, "core");
	close_world(&w);
}

static void health_is_told_once_per_change(void **state)
{
	struct world w;
	char why[252];

	(void)state;
	open_world(&w);
	assert_true(inst_set_health(&w.in, HSS_E_UNREACH, "the disk is full"));
	assert_false(inst_set_health(&w.in, HSS_E_UNREACH, "again"));
	inst_get_why(&w.in, why);
	assert_string_equal(why, "the disk is full");
	assert_true(inst_set_health(&w.in, HSS_OK, NULL));
	inst_get_why(&w.in, why);
	assert_string_equal(why, "");
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_task_sees_one_snapshot_to_its_end),
		cmocka_unit_test(slots_are_apart_and_bounded),
		cmocka_unit_test(guard_names_the_innermost_and_restores),
		cmocka_unit_test(health_is_told_once_per_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
