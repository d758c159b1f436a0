/*
 * test_threads.c - two loops, several readers and writers, a few rows: every completion comes once,
 * and no read is older than a write that was acknowledged before it was asked for.
 */
#include "rig.h"

#include <stdio.h>

#define ROWS 12
#define FLOWS 16                        /* on each loop                         */
#define STEPS 320                       /* operations of a flow: 10,240 in all  */
#define STEPS_PER_TASK 20

static struct rig rig;
static _Atomic int64_t acknowledged[ROWS];      /* highest sqn                  */
static _Atomic int64_t told[ROWS];              /* by on_change                 */
static _Atomic uint32_t n_done, n_stale, n_wrong, n_flows_ended, n_busy;
static char imsis[ROWS][8];

struct flow {
	uint32_t loop, steps, row, kind;
	uint64_t seed;
	int64_t floor;
	struct hss_term term;
	struct hss_op op, sub;
	struct person p;
	bool is_asked;                  /* an answer is due                     */
};
static struct flow flows[2 * FLOWS];

static uint32_t draw(struct flow *f, uint32_t n)
{
	f->seed = f->seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)(f->seed >> 33) % n;
}

static void next_step(struct hss_task *t, struct flow *f);

static void raise_to(_Atomic int64_t *v, int64_t to)
{
	int64_t was = atomic_load(v);

	while (was < to && !atomic_compare_exchange_weak(v, &was, to))
		;
}

static int64_t sqn_of(const struct hss_rows *rows)
{
	if (rows->n_sub)
		rows = rows->sub[0];
	return rows->n ? ((const struct person *)rows->row[0])->sqn.v : -1;
}

static void on_step(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct flow *f = ctx;
	int64_t sqn = sqn_of(rows);

	atomic_fetch_add(&n_done, 1);
	if (!f->is_asked || rc != HSS_OK || loop_current() != rig.loops[f->loop])
		atomic_fetch_add(&n_wrong, 1);
	f->is_asked = false;
	if (sqn >= 0 && sqn < f->floor)
		atomic_fetch_add(&n_stale, 1);
	if (sqn >= 0)
		raise_to(&acknowledged[f->row], sqn);
	next_step(t, f);
}

/* ADD and reads by both keys, ADD in a batch, and an UPDATE of another column.  */
static void build(struct flow *f)
{
	bool by_imsi = draw(f, 2);

	f->row = draw(f, ROWS);
	f->kind = draw(f, 8);
	f->floor = atomic_load(&acknowledged[f->row]);
	f->term = (struct hss_term){ .cmp = HSS_CMP_EQ, .i = f->row + 1 };
	if (by_imsi)
		f->term = (struct hss_term){ .col = PERSON_imsi, .cmp = HSS_CMP_EQ,
			                     .b = TEXT(imsis[f->row]) };
	f->op = (struct hss_op)OP(HSS_OP_GET, &person_entity, .terms = &f->term, .n_terms = 1);
	if (f->kind == 0 || f->kind == 1) {
		f->op.kind = HSS_OP_ADD;
		f->op.add_col = PERSON_sqn;
		f->op.add_delta = 1;
	}
	if (f->kind == 1) {
		f->sub = f->op;
		f->op = (struct hss_op)OP(HSS_OP_BATCH, NULL, .ops = &f->sub, .n_ops = 1);
	}
	if (f->kind == 2) {
		f->op.kind = HSS_OP_UPDATE;
		f->op.row = &f->p;
		f->op.cols = 1 << PERSON_age;
		f->op.flags = HSS_OPF_RETURN_NEW;
		f->p.age = I32((int32_t)f->steps);
	}
}

static void start_task(void *ctx);

static void next_step(struct hss_task *t, struct flow *f)
{
	hss_rc rc;

	if (f->steps == STEPS) {
		atomic_fetch_add(&n_flows_ended, 1);
		return;
	}
	if (f->steps && f->steps % STEPS_PER_TASK == 0 && f->kind != 99) {
		f->kind = 99;           /* a new task, and a new arena          */
		assert_int_equal(loop_post_fn(rig.loops[f->loop], start_task, f), HSS_OK);
		return;
	}
	build(f);
	f->steps++;
	f->is_asked = true;
	rc = store_submit(t, rig.st, &f->op, on_step, f);
	if (rc != HSS_OK)
		atomic_fetch_add(&n_wrong, 1);
}

static void start_task(void *ctx)
{
	struct flow *f = ctx;
	struct hss_task *t = rig_task(&rig, f->loop, 0);

	next_step(t, f);
	task_release(t);
}

static void on_change(struct hss_task *t, hss_rc rc, const struct hss_change *c, void *ctx)
{
	(void)t;
	(void)ctx;
	if (rc != HSS_OK)
		atomic_fetch_add(&n_busy, 1);
	else
		atomic_store(&told[((const struct person *)c->new_row)->id.v - 1],
		             ((const struct person *)c->new_row)->sqn.v);
}

static void insert_rows(void)
{
	struct hss_task *t = rig_task(&rig, 0, 0);

	for (uint32_t i = 0; i < ROWS; i++) {
		struct person p = { .id = I64(i + 1), .sqn = I64(0) };
		struct hss_op op = INSERT(&p);

		snprintf(imsis[i], sizeof imsis[i], "%u", 100 + i);
		p.imsi = TEXT(imsis[i]);
		assert_int_equal(rig_op(&rig, t, &op, NULL), HSS_OK);
	}
	task_release(t);
	rig_turn(&rig, 5);
}

static void run(const struct store_conf *conf, bool with_changes)
{
	struct answer a = { 0 };
	struct hss_task *t;

	n_done = n_stale = n_wrong = n_flows_ended = n_busy = 0;
	memset(acknowledged, 0, sizeof acknowledged);
	memset(flows, 0, sizeof flows);
	rig_open(&rig, 2, conf, HSS_STORE_TX | HSS_STORE_CAS);
	if (with_changes)
		assert_int_equal(store_on_change(rig.s, &rig.user, rig.st, &person_entity, 0, 0,
		                                 on_change, NULL), HSS_OK);
	rig_start(&rig);
	insert_rows();
	for (uint32_t i = 0; i < 2 * FLOWS; i++) {
		flows[i] = (struct flow){ .loop = i % 2, .seed = i + 1 };
		assert_int_equal(loop_post_fn(rig.loops[i % 2], start_task, &flows[i]), HSS_OK);
	}
	rig_threads(&rig);
	assert_true(rig_until(&rig, &n_flows_ended, 2 * FLOWS));
	store_stop(rig.s);
	for (uint32_t i = 0; i < 2; i++) {
		loop_stop(rig.loops[i]);
		loop_join(rig.loops[i]);
	}
	rig.has_threads = false;
	rig_turn(&rig, 5);
	assert_int_equal(n_done, 2 * FLOWS * STEPS);
	assert_int_equal(n_wrong, 0);
	assert_int_equal(n_stale, 0);
	for (uint32_t i = 0; i < ROWS && with_changes; i++)
		assert_int_equal(told[i], acknowledged[i]);
	t = rig_task(&rig, 0, 0);
	assert_int_equal(store_submit(t, rig.st, &flows[0].op, on_answer, &a), HSS_E_CANCELED);
	task_release(t);
	rig_turn(&rig, 2);
	rig_close(&rig);
}

static void no_read_is_older_than_an_acknowledged_write(void **state)
{
	static const struct store_conf conf = { .readers = 3, .writers = 3 };

	(void)state;
	run(&conf, false);
}

static void the_same_with_little_room_in_the_cache(void **state)
{
	static const struct store_conf conf = { .readers = 2, .writers = 2, .max_batch = 4,
		                                .cache_bytes = 256 * 700 };

	(void)state;
	run(&conf, false);
}

static void with_one_writer_the_last_word_of_on_change_is_the_truth(void **state)
{
	static const struct store_conf conf = { .readers = 2, .writers = 1 };

	(void)state;
	run(&conf, true);
}

/* ---- stopping under load ------------------------------------------------------------ */

static _Atomic uint32_t n_asked, n_answered, n_started;
static _Atomic bool is_over;

static void on_load(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct flow *f = ctx;

	(void)rc;
	(void)rows;
	atomic_fetch_add(&n_answered, 1);
	if (atomic_load(&is_over) || f->steps++ > 200)
		return;
	build(f);
	if (store_submit(t, rig.st, &f->op, on_load, f) == HSS_OK)
		atomic_fetch_add(&n_asked, 1);
}

static void start_load(void *ctx)
{
	struct hss_task *t = rig_task(&rig, ((struct flow *)ctx)->loop, 0);

	atomic_fetch_add(&n_started, 1);
	atomic_fetch_add(&n_asked, 1);
	on_load(t, HSS_OK, NULL, ctx);
	task_release(t);
}

static void stopping_under_load_answers_everything(void **state)
{
	(void)state;
	for (uint32_t round = 0; round < 10; round++) {
		n_asked = n_answered = n_started = 0;
		is_over = false;
		rig_open(&rig, 2, NULL, HSS_STORE_TX | HSS_STORE_CAS);
		rig_start(&rig);
		insert_rows();
		for (uint32_t i = 0; i < 2 * FLOWS; i++) {
			flows[i] = (struct flow){ .loop = i % 2, .seed = i + 1 };
			assert_int_equal(loop_post_fn(rig.loops[i % 2], start_load, &flows[i]),
			                 HSS_OK);
		}
		rig_threads(&rig);
		assert_true(rig_until(&rig, &n_started, 2 * FLOWS));
		assert_true(rig_until(&rig, &n_answered, 200 + 50 * round));
		store_stop(rig.s);
		is_over = true;
		rig_close(&rig);
		assert_int_equal(n_asked, n_answered);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_read_is_older_than_an_acknowledged_write),
		cmocka_unit_test(the_same_with_little_room_in_the_cache),
		cmocka_unit_test(with_one_writer_the_last_word_of_on_change_is_the_truth),
		cmocka_unit_test(stopping_under_load_answers_everything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
