/* test_change.c - who hears of a committed write, once, where and with what. */
#include "rig.h"

#include "store/parts.h"

#include <sched.h>
#include <stdio.h>

#define NOTES 64

static struct rig rig;
static struct hss_task *task;

struct note {
	hss_rc rc;
	uint32_t kind, loop;
	uint64_t cols, rev;
	int64_t id, old_age, new_age;
	bool has_old, has_new, has_change;
	const struct hss_inst *origin;
	const void *entity;
};
struct listener {
	struct note v[NOTES];
	_Atomic uint32_t n;
};
static struct listener heard, heard_other;

static struct {
	_Atomic uint32_t n_told[2], n_busy[2];
} tally;

static void take_note(struct hss_task *t, hss_rc rc, const struct hss_change *c, struct listener *l)
{
	struct note *n = &l->v[atomic_load(&l->n) % NOTES];
	const struct person *old = c ? c->old_row : NULL, *now = c ? c->new_row : NULL;

	*n = (struct note){ .rc = rc, .loop = t->loop->index, .has_change = c != NULL };
	if (c) {
		n->kind = c->kind;
		n->cols = c->cols;
		n->rev = c->rev;
		n->origin = c->origin;
		n->entity = c->entity;
		n->has_old = old != NULL;
		n->has_new = now != NULL;
		n->id = now ? now->id.v : old->id.v;
		n->old_age = old ? old->age.v : 0;
		n->new_age = now ? now->age.v : 0;
	}
	atomic_fetch_add(&l->n, 1);
}

static void write_down(struct hss_task *t, hss_rc rc, const struct hss_change *c, void *ctx)
{
	if (ctx != &tally)
		take_note(t, rc, c, ctx);
	else if (rc == HSS_OK)
		atomic_fetch_add(&tally.n_told[t->loop->index], 1);
	else
		atomic_fetch_add(&tally.n_busy[t->loop->index], 1);
}

static int open_rig(void **state)
{
	(void)state;
	memset(&heard, 0, sizeof heard);
	memset(&heard_other, 0, sizeof heard_other);
	rig_open(&rig, 2, NULL, HSS_STORE_TX | HSS_STORE_CAS);
	rig.user.self = &heard;         /* ctx NULL: self                       */
	assert_int_equal(store_on_change(rig.s, &rig.user, rig.st, &person_entity, 0, 0,
	                                 write_down, NULL), HSS_OK);
	return 0;
}

static void start(void)
{
	rig_start(&rig);
	task = rig_task(&rig, 0, 0);
}

static int close_rig(void **state)
{
	(void)state;
	task_release(task);
	rig_turn(&rig, 2);
	rig_close(&rig);
	return 0;
}

static int64_t insert(const char *imsi)
{
	struct person p = { .imsi = TEXT(imsi), .age = I32(1) };
	struct hss_op op = INSERT(&p);
	const struct hss_rows *rows;

	assert_int_equal(rig_op(&rig, task, &op, &rows), HSS_OK);
	return ((const struct person *)rows->row[0])->id.v;
}

static void set_age(int64_t id, int32_t age, uint32_t flags)
{
	struct person p = { .age = I32(age) };
	struct hss_op op = OP(HSS_OP_UPDATE, &person_entity, .terms = TERM_ID(id), .n_terms = 1,
	                      .row = &p, .cols = 1 << PERSON_age, .flags = flags);

	assert_int_equal(rig_op(&rig, task, &op, NULL), HSS_OK);
}

static void each_commit_is_told_once_with_its_row(void **state)
{
	int64_t id;
	struct hss_op del;
	uint32_t loop;

	(void)state;
	start();
	id = insert("001");
	assert_true(rig_until(&rig, &heard.n, 1));
	assert_int_equal(heard.v[0].rc, HSS_OK);
	assert_int_equal(heard.v[0].kind, HSS_OP_INSERT);
	assert_int_equal(heard.v[0].cols, UINT64_MAX);
	assert_int_equal(heard.v[0].id, id);
	assert_true(heard.v[0].has_new && !heard.v[0].has_old && heard.v[0].rev);
	assert_ptr_equal(heard.v[0].origin, &rig.user);
	assert_ptr_equal(heard.v[0].entity, &person_entity);
	loop = heard.v[0].loop;
	set_age(id, 2, HSS_OPF_RETURN_OLD);
	assert_true(rig_until(&rig, &heard.n, 2));
	assert_int_equal(heard.v[1].kind, HSS_OP_UPDATE);
	assert_int_equal(heard.v[1].cols, 1 << PERSON_age);
	assert_int_equal(heard.v[1].old_age, 1);
	assert_int_equal(heard.v[1].new_age, 2);
	assert_int_equal(heard.v[1].loop, loop);
	del = (struct hss_op)OP(HSS_OP_DELETE, &person_entity, .terms = TERM_ID(id), .n_terms = 1);
	assert_int_equal(rig_op(&rig, task, &del, NULL), HSS_OK);
	assert_true(rig_until(&rig, &heard.n, 3));
	assert_int_equal(heard.v[2].kind, HSS_OP_DELETE);
	assert_int_equal(heard.v[2].id, id);
	assert_int_equal(heard.v[2].loop, loop);
	rig_turn(&rig, 10);
	assert_int_equal(heard.n, 3);
}

static void rows_spread_over_the_loops(void **state)
{
	uint32_t seen[2] = { 0 };
	char imsi[16];

	(void)state;
	start();
	for (int i = 0; i < 32; i++) {
		snprintf(imsi, sizeof imsi, "%d", i);
		insert(imsi);
	}
	assert_true(rig_until(&rig, &heard.n, 32));
	for (int i = 0; i < 32; i++)
		seen[heard.v[i].loop]++;
	assert_true(seen[0] > 2 && seen[1] > 2);
}

static void failed_writes_are_not_told(void **state)
{
	struct person p = { .imsi = TEXT("001") };
	struct hss_op op = INSERT(&p);

	(void)state;
	start();
	insert("001");
	assert_int_equal(rig_op(&rig, task, &op, NULL), HSS_E_EXISTS);
	rig_turn(&rig, 10);
	assert_int_equal(heard.n, 1);
}

static void masks_and_own_writes_are_left_out(void **state)
{
	struct hss_store *st;
	const struct hss_entity *e = &person_entity;
	int64_t id;

	(void)state;
	assert_int_equal(store_bind(rig.s, &rig.other, NULL, &e, 1, 0, &st), HSS_OK);
	assert_int_equal(store_on_change(rig.s, &rig.other, st, e, 1 << PERSON_name, 0, write_down,
	                                 &heard_other), HSS_OK);
	start();
	id = insert("001");
	assert_true(rig_until(&rig, &heard_other.n, 1));
	set_age(id, 2, 0);
	set_age(id, 2, HSS_OPF_RETURN_OLD);     /* nothing changed in truth     */
	assert_true(rig_until(&rig, &heard.n, 2));
	rig_turn(&rig, 10);
	assert_int_equal(heard.n, 2);
	assert_int_equal(heard_other.n, 1);
}

static void skip_own(void **state)
{
	struct hss_task *foreign;
	struct hss_task *own;
	int64_t id;

	(void)state;
	assert_int_equal(store_on_change(rig.s, &rig.user, rig.st, &person_entity, 0,
	                                 HSS_CHANGE_SKIP_OWN, write_down, &heard_other), HSS_OK);
	start();
	id = insert("001");
	assert_true(rig_until(&rig, &heard.n, 1));
	rig_turn(&rig, 10);
	assert_int_equal(heard_other.n, 0);
	foreign = rig_task(&rig, 1, 0);
	foreign->in = &rig.other;
	own = task;
	task = foreign;
	set_age(id, 3, 0);
	task = own;
	assert_true(rig_until(&rig, &heard_other.n, 1));
	assert_ptr_equal(heard_other.v[0].origin, &rig.other);
	task_release(foreign);
	rig_turn(&rig, 2);
}

static uint32_t on_their_way(uint32_t loop)
{
	return atomic_load(&rig.s->loops[loop].n_changes);
}

/* Nothing turns: the events pile up in front of the loop that owns the row.    */
static void writes_of_one_turn_are_one_notification(void **state)
{
	static struct person p[10];
	struct answer a[10] = { 0 };
	struct hss_op op;
	struct note *last;
	int64_t id;

	(void)state;
	start();
	id = insert("001");
	assert_true(rig_until(&rig, &heard.n, 1));
	script_hold(&rig.script);
	for (int i = 0; i < 10; i++) {
		struct hss_term *t = arena_new(&task->arena, struct hss_term);

		p[i].age = I32(10 + i);
		p[i].name = TEXT("x");
		*t = (struct hss_term){ .cmp = HSS_CMP_EQ, .i = id };
		op = (struct hss_op)OP(HSS_OP_UPDATE, &person_entity, .terms = t, .n_terms = 1,
		                       .row = &p[i], .flags = HSS_OPF_RETURN_OLD,
		                       .cols = i ? 1 << PERSON_age : 1 << PERSON_name);
		assert_int_equal(store_submit(task, rig.st, &op, on_answer, &a[i]), HSS_OK);
	}
	loop_once(task->loop, 0);
	script_wait_held(&rig.script);
	script_release(&rig.script);
	while (on_their_way(0) + on_their_way(1) < 10)
		sched_yield();
	assert_true(rig_until(&rig, &a[9].n, 1));
	assert_true(rig_until(&rig, &heard.n, 2));
	rig_turn(&rig, 10);
	assert_int_equal(heard.n, 2);
	last = &heard.v[1];
	assert_int_equal(last->kind, HSS_OP_UPDATE);
	assert_int_equal(last->new_age, 19);
	assert_int_equal(last->old_age, 1);
	assert_int_equal(last->cols, 1 << PERSON_age | 1 << PERSON_name);
}

/* Only loop 0 turns: what loop 1 owns piles up there until its bound.          */
static void more_than_the_bound_means_resynchronise(void **state)
{
	static struct hss_op ops[500];
	static struct hss_term terms[500];
	static struct person p;
	struct hss_op batch = OP(HSS_OP_BATCH, NULL, .ops = ops, .n_ops = 500);
	char imsi[16];
	uint32_t n;

	(void)state;
	rig.user.self = &tally;
	memset(&tally, 0, sizeof tally);
	start();
	for (int i = 0; i < 50; i++) {
		snprintf(imsi, sizeof imsi, "%d", i);
		insert(imsi);
	}
	for (uint32_t k = 0; k < 60 && on_their_way(1) < 4096; k++) {
		struct hss_task *t = rig_task(&rig, 0, 0);
		struct answer a = { 0 };

		p.age = I32((int32_t)k);
		for (uint32_t i = 0; i < 500; i++) {
			terms[i] = (struct hss_term){ .cmp = HSS_CMP_EQ, .i = 1 + i % 50 };
			ops[i] = (struct hss_op)OP(HSS_OP_UPDATE, &person_entity, .row = &p,
			                           .terms = &terms[i], .n_terms = 1,
			                           .cols = 1 << PERSON_age);
		}
		assert_int_equal(store_submit(t, rig.st, &batch, on_answer, &a), HSS_OK);
		while (!atomic_load(&a.n))
			loop_once(rig.loops[0], 5);
		assert_int_equal(a.rc, HSS_OK);
		task_release(t);
		loop_once(rig.loops[0], 0);
	}
	assert_int_equal(on_their_way(1), 4096);
	rig_turn(&rig, 300);
	assert_int_equal(on_their_way(0) + on_their_way(1), 0);
	n = atomic_load(&tally.n_told[1]);
	assert_in_range(n, 1, 200);     /* one for each row, then and now       */
	assert_true(atomic_load(&tally.n_busy[0]) + atomic_load(&tally.n_busy[1]) >= 1);
}

static void unknown_rows_mean_resynchronise(void **state)
{
	struct person p = { .town = TEXT("Ulm") };
	struct hss_op op = OP(HSS_OP_UPDATE, &person_entity, .row = &p, .cols = 1 << PERSON_town);
	struct hss_op del = OP(HSS_OP_DELETE, &person_entity);

	(void)state;
	start();
	insert("001");
	insert("002");
	assert_true(rig_until(&rig, &heard.n, 2));
	assert_int_equal(rig_op(&rig, task, &op, NULL), HSS_OK);
	assert_true(rig_until(&rig, &heard.n, 3));
	assert_int_equal(heard.v[2].rc, HSS_E_BUSY);
	assert_false(heard.v[2].has_change);
	/* with the rows asked for, each is known                               */
	del.flags = HSS_OPF_RETURN_OLD;
	assert_int_equal(rig_op(&rig, task, &del, NULL), HSS_OK);
	assert_true(rig_until(&rig, &heard.n, 5));
	assert_int_equal(heard.v[3].kind, HSS_OP_DELETE);
	script_fail(&rig.script, HSS_E_UNCERTAIN);
	assert_int_equal(rig_op(&rig, task, &op, NULL), HSS_E_UNCERTAIN);
	assert_true(rig_until(&rig, &heard.n, 6));
	assert_int_equal(heard.v[5].rc, HSS_E_BUSY);
}

static void foreign_writes_are_read_first(void **state)
{
	const struct hss_entity *e;
	struct hss_term key = { .cmp = HSS_CMP_EQ };
	int64_t id;

	(void)state;
	start();
	e = store_entity(rig.s, "person");
	id = insert("001");
	assert_true(rig_until(&rig, &heard.n, 1));
	key.i = id;
	store_notify(&rig.mem, e, HSS_OP_UPDATE, &key);
	assert_true(rig_until(&rig, &heard.n, 2));
	assert_int_equal(heard.v[1].kind, HSS_OP_UPDATE);
	assert_true(heard.v[1].has_new && !heard.v[1].has_old);
	assert_int_equal(heard.v[1].new_age, 1);
	assert_null(heard.v[1].origin);
	key.i = id + 1;
	store_notify(&rig.mem, e, HSS_OP_UPDATE, &key);
	assert_true(rig_until(&rig, &heard.n, 3));
	assert_int_equal(heard.v[2].kind, HSS_OP_DELETE);
	assert_int_equal(heard.v[2].id, id + 1);
	store_notify(&rig.mem, e, HSS_OP_UPDATE, NULL);
	assert_true(rig_until(&rig, &heard.n, 4));
	assert_int_equal(heard.v[3].rc, HSS_E_BUSY);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_rig, close_rig)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(each_commit_is_told_once_with_its_row),
		T(rows_spread_over_the_loops),
		T(failed_writes_are_not_told),
		T(masks_and_own_writes_are_left_out),
		T(skip_own),
		T(writes_of_one_turn_are_one_notification),
		T(more_than_the_bound_means_resynchronise),
		T(unknown_rows_mean_resynchronise),
		T(foreign_writes_are_read_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
