#include "../test.h"

#include "app.h"
#include "event/event.h"
#include "loop/task.h"

struct world {
	struct app app;
	struct hss_loop *loops[1];
};

static void open_world(struct world *w)
{
	memset(w, 0, sizeof *w);
	w->app.clock = clock_system;
	w->app.loops = w->loops;
	w->app.n_loops = 1;
	assert_int_equal(loop_create(&w->app, 0, &w->loops[0]), HSS_OK);
	assert_int_equal(event_open(&w->app, &w->app.events), HSS_OK);
}

static void close_world(struct world *w)
{
	event_close(w->app.events);
	loop_destroy(w->loops[0]);
}

static void turn(struct world *w)
{
	for (int i = 0; i < 5; i++)
		loop_once(w->loops[0], 0);
}

static void on_event(struct hss_task *t, const struct hss_event *ev, void *ctx)
{
	(void)t;
	assert_string_equal(ev->payload, "payload");
	*(int *)ctx += 1;
}

static const struct task_ops no_ops = { 0 };

static void subscribers_of_name_and_prefix_hear_it(void **state)
{
	struct world w;
	struct hss_task *t;
	int exact = 0, prefix = 0, other = 0;

	(void)state;
	open_world(&w);
	event_subscribe(w.app.events, NULL, "subscriber.registered", on_event, &exact);
	event_subscribe(w.app.events, NULL, "subscriber.*", on_event, &prefix);
	event_subscribe(w.app.events, NULL, "peer.up", on_event, &other);
	assert_int_equal(task_new(w.loops[0], NULL, 0, &no_ops, NULL, &t), HSS_OK);
	assert_int_equal(event_publish(w.app.events, NULL, t, "subscriber.registered", 1,
	                               arena_dup(&t->arena, (struct hss_bytes){
	                                         (const uint8_t *)"payload", 7 }).p, 8), HSS_OK);
	task_release(t);
	assert_int_equal(exact, 0);
	turn(&w);
	assert_int_equal(exact, 1);
	assert_int_equal(prefix, 1);
	assert_int_equal(other, 0);
	assert_int_equal(w.loops[0]->n_tasks, 0);
	close_world(&w);
}

struct q { uint32_t size; int v; };
static void double_it(struct hss_svc_call *c, struct hss_task *t, const void *req, void *self)
{
	struct q a = { sizeof a, ((const struct q *)req)->v * 2 };

	(void)t;
	(void)self;
	service_reply(c, HSS_OK, &a);
	assert_int_equal(service_reply(c, HSS_OK, &a), HSS_E_STATE);
}

static void refuse_it(struct hss_svc_call *c, struct hss_task *t, const void *req, void *self)
{
	(void)t;
	(void)req;
	(void)self;
	service_reply(c, HSS_E_DENIED, NULL);
}

static void know_nothing(struct hss_svc_call *c, struct hss_task *t, const void *req, void *self)
{
	(void)t;
	(void)req;
	(void)self;
	service_reply(c, HSS_E_NOTFOUND, NULL);
}

static void on_answer(struct hss_task *t, hss_rc rc, const void *ans, void *ctx)
{
	char *trail = ctx;
	size_t n = strlen(trail);

	trail[n] = rc == HSS_OK ? (char)('0' + ((const struct q *)ans)->v)
	                        : rc == HSS_E_DENIED ? 'd' : 'e';
	if (rc == HSS_E_NOTFOUND)
		task_finish(t);
}

static void every_provider_is_asked_and_the_end_is_told(void **state)
{
	struct world w;
	struct hss_task *t;
	struct q req = { sizeof req, 3 };
	char trail[8] = { 0 };

	(void)state;
	open_world(&w);
	service_provide(w.app.events, NULL, "x.double", sizeof req, sizeof req, double_it);
	service_provide(w.app.events, NULL, "x.other", sizeof req, sizeof req, double_it);
	service_provide(w.app.events, NULL, "x.double", sizeof req, sizeof req, know_nothing);
	service_provide(w.app.events, NULL, "x.double", sizeof req, sizeof req, refuse_it);
	assert_int_equal(task_new(w.loops[0], NULL, 0, &no_ops, NULL, &t), HSS_OK);
	assert_int_equal(service_call(w.app.events, t, "x.double", &req, on_answer, trail), HSS_OK);
	task_release(t);
	turn(&w);
	assert_string_equal(trail, "6de");
	assert_int_equal(w.loops[0]->n_tasks, 0);
	close_world(&w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(subscribers_of_name_and_prefix_hear_it),
		cmocka_unit_test(every_provider_is_asked_and_the_end_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
