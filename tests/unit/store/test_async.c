/* test_async.c - a backend in style A: submit() on the loop, job_done() from anywhere. */
#include "rig.h"

#include "base/list.h"

static struct rig rig;
static struct hss_store_ops ops;
static struct hss_job *kept[8];
static uint32_t n_kept;
static bool is_immediate;
static const struct hss_store_ops *memory;

static void run_job(struct hss_job *j)
{
	memory->exec(rig.script.mem->self, rig.script.mem->self, &j, 1);
}

static void async_submit(void *self, void *lself, struct hss_job *j)
{
	assert_ptr_equal(self, &rig.script);
	assert_ptr_equal(lself, &rig.loops[0]);
	assert_ptr_equal(loop_current(), rig.loops[0]);
	if (is_immediate)
		run_job(j);
	else
		kept[n_kept++] = j;
}

static int open_rig(void **state)
{
	const struct hss_entity *entities[] = { &person_entity, &pet_entity };
	static void *lself[1];

	(void)state;
	rig_open(&rig, 1, NULL, HSS_STORE_TX | HSS_STORE_CAS);
	store_close(rig.s);
	memory = rig.script.mem->kind_ops;
	ops = rig.ops;
	ops.exec = NULL;
	ops.worker_init = NULL;
	ops.worker_fini = NULL;
	ops.submit = async_submit;
	lself[0] = &rig.loops[0];
	rig.mem.lself = lself;
	rig.mem.kind_ops = &ops;
	assert_int_equal(store_open(&rig.app, NULL, &rig.s), HSS_OK);
	assert_int_equal(store_add_inst(rig.s, &rig.mem, &rig.err), HSS_OK);
	assert_int_equal(store_bind(rig.s, &rig.user, NULL, entities, 2, HSS_STORE_CAS, &rig.st),
	                 HSS_OK);
	n_kept = 0;
	is_immediate = true;
	rig_start(&rig);
	return 0;
}

static int close_rig(void **state)
{
	(void)state;
	rig_close(&rig);
	return 0;
}

static void an_answer_inside_of_submit_is_delivered_later(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct person p = { .imsi = TEXT("001") };
	struct hss_op ins = INSERT(&p), get = GET_IMSI("001");
	const struct hss_rows *rows;

	(void)state;
	assert_int_equal(rig_op(&rig, t, &ins, &rows), HSS_OK);
	assert_int_equal(rig_op(&rig, t, &get, &rows), HSS_OK);
	assert_int_equal(rig_op(&rig, t, &get, &rows), HSS_OK);
	assert_int_equal(rows->n, 1);
	task_release(t);
	rig_turn(&rig, 2);
}

static void *other_thread(void *arg)
{
	for (uint32_t i = 0; i < n_kept; i++)
		run_job(kept[i]);
	return arg;
}

static void answers_from_another_thread(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 20);
	struct hss_op get = GET_ID(1);
	struct answer a[5] = { 0 };
	pthread_t thread;

	(void)state;
	is_immediate = false;
	for (uint32_t i = 0; i < 5; i++)
		assert_int_equal(store_submit(t, rig.st, &get, on_answer, &a[i]), HSS_OK);
	assert_int_equal(n_kept, 0);    /* at the end of the iteration          */
	rig_turn(&rig, 1);
	assert_int_equal(n_kept, 5);
	while (!t->is_late)             /* the backend has them: no cancelling  */
		loop_once(rig.loops[0], 5);
	assert_int_equal(a[0].n, 0);
	assert_int_equal(pthread_create(&thread, NULL, other_thread, NULL), 0);
	for (uint32_t i = 0; i < 5; i++) {
		assert_true(rig_until(&rig, &a[i].n, 1));
		assert_int_equal(a[i].rc, HSS_E_NOTFOUND);
	}
	pthread_join(thread, NULL);
	task_release(t);
	rig_turn(&rig, 2);
}

static void on_admin(struct hss_task *t, hss_rc rc, const char *text, void *ctx)
{
	struct answer *a = ctx;

	(void)t;
	(void)text;
	a->rc = rc;
	atomic_fetch_add(&a->n, 1);
}

static void admin_has_a_thread_too(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct answer a = { 0 };

	(void)state;
	assert_int_equal(store_admin(rig.s, t, NULL, HSS_ADMIN_PING, NULL, on_admin, &a), HSS_OK);
	assert_true(rig_until(&rig, &a.n, 1));
	assert_int_equal(a.rc, HSS_OK);
	task_release(t);
	rig_turn(&rig, 2);
}

static void unsound_operation_tables_are_refused(void **state)
{
	struct hss_store_ops bad = rig.ops;
	struct hss_inst in = rig.mem;

	(void)state;
	in.kind_ops = &bad;
	bad.submit = async_submit;
	assert_int_equal(store_add_inst(rig.s, &in, &rig.err), HSS_E_INVAL);
	assert_non_null(strstr(rig.err.text, "exactly one of exec and submit"));
	bad.submit = NULL;
	bad.worker_fini = NULL;
	assert_int_equal(store_add_inst(rig.s, &in, &rig.err), HSS_E_INVAL);
	bad = rig.ops;
	bad.prepare = NULL;
	assert_int_equal(store_add_inst(rig.s, &in, &rig.err), HSS_E_INVAL);
	in.kind_ops = NULL;
	assert_int_equal(store_add_inst(rig.s, &in, &rig.err), HSS_E_INVAL);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_rig, close_rig)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(an_answer_inside_of_submit_is_delivered_later),
		T(answers_from_another_thread),
		T(admin_has_a_thread_too),
		T(unsound_operation_tables_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
