#include "vclock.h"

struct probe {
	struct timer t;
	struct world *w;
	uint64_t fired_ms;
	int n;
};

static void on_fire(struct timer *t)
{
	struct probe *p = list_entry(t, struct probe, t);

	p->fired_ms = p->w->now_ns / 1000000;
	p->n++;
}

static void timers_fire_at_their_time_on_every_level(void **state)
{
	static const uint64_t at[] = { 1, 2, 255, 256, 257, 300, 65535, 65536, 65800, 70000 };
	enum { N = sizeof at / sizeof at[0] };
	struct probe p[N];
	struct world w;
	uint64_t start;

	(void)state;
	world_open(&w, 1);
	start = w.now_ns / 1000000;
	for (int i = 0; i < N; i++) {
		p[i] = (struct probe){ .w = &w };
		timer_init(&p[i].t, on_fire);
		timer_set(w.loops[0], &p[i].t, at[i]);
	}
	world_pass(&w, 71000);
	for (int i = 0; i < N; i++) {
		assert_int_equal(p[i].n, 1);
		assert_int_equal(p[i].fired_ms, start + at[i]);
	}
	world_close(&w);
}

static void a_late_loop_fires_what_it_missed_and_cleared_ones_never(void **state)
{
	struct probe a, b, c;
	struct world w;

	(void)state;
	world_open(&w, 1);
	a = b = c = (struct probe){ .w = &w };
	timer_init(&a.t, on_fire);
	timer_init(&b.t, on_fire);
	timer_init(&c.t, on_fire);
	timer_set(w.loops[0], &a.t, 500);
	timer_set(w.loops[0], &b.t, 90000);
	timer_set(w.loops[0], &c.t, 700);
	timer_clear(w.loops[0], &c.t);
	timer_clear(w.loops[0], &c.t);
	w.now_ns += UINT64_C(100000) * 1000000;
	loop_once(w.loops[0], 0);
	assert_int_equal(a.n, 1);
	assert_int_equal(b.n, 1);
	assert_int_equal(c.n, 0);
	assert_int_equal(wheel_wait_ms(&w.loops[0]->wheel), -1);
	world_close(&w);
}

static void setting_again_moves_it(void **state)
{
	struct probe a;
	struct world w;

	(void)state;
	world_open(&w, 1);
	a = (struct probe){ .w = &w };
	timer_init(&a.t, on_fire);
	for (int i = 0; i < 50; i++) {
		timer_set(w.loops[0], &a.t, 30);
		world_pass(&w, 20);
	}
	assert_int_equal(a.n, 0);
	world_pass(&w, 30);
	assert_int_equal(a.n, 1);
	world_close(&w);
}

static void the_wait_is_as_long_as_nothing_is_due(void **state)
{
	struct probe a, b;
	struct world w;
	int total = 0;

	(void)state;
	world_open(&w, 1);
	a = b = (struct probe){ .w = &w };
	timer_init(&a.t, on_fire);
	timer_init(&b.t, on_fire);
	timer_set(w.loops[0], &a.t, 5000);
	assert_int_equal(wheel_wait_ms(&w.loops[0]->wheel), 5000);
	timer_set(w.loops[0], &b.t, 40);
	assert_int_equal(wheel_wait_ms(&w.loops[0]->wheel), 40);
	timer_clear(w.loops[0], &b.t);          /* too early a wait is fine, too late is not */
	while (!a.n && total < 6000) {
		int wait = wheel_wait_ms(&w.loops[0]->wheel);

		assert_in_range(wait, 1, 5000 - total);
		total += wait;
		w.now_ns += (uint64_t)wait * 1000000;
		loop_once(w.loops[0], 0);
	}
	assert_int_equal(a.n, 1);
	assert_int_equal(total, 5000);
	assert_int_equal(b.n, 0);
	world_close(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(timers_fire_at_their_time_on_every_level),
		cmocka_unit_test(a_late_loop_fires_what_it_missed_and_cleared_ones_never),
		cmocka_unit_test(setting_again_moves_it),
		cmocka_unit_test(the_wait_is_as_long_as_nothing_is_due),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
