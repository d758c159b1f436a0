/* test_cache.c - the read cache: what hits, what writes drop, who may fill, its bounds. */
#include "rig.h"

#include "store/cache.h"
#include "store/pack.h"
#include "store/parts.h"

#include <stdio.h>

static struct rig rig;
static struct hss_task *task;

static void open_with(const struct store_conf *conf, uint32_t caps)
{
	rig_open(&rig, 1, conf, HSS_STORE_TX | HSS_STORE_CAS | caps);
	rig_start(&rig);
	task = rig_task(&rig, 0, 0);
}

static int open_rig(void **state)
{
	(void)state;
	open_with(NULL, 0);
	return 0;
}

static int close_rig(void **state)
{
	(void)state;
	task_release(task);
	rig_turn(&rig, 2);
	rig_close(&rig);
	return 0;
}

static uint32_t reads(void)
{
	return rig.script.n_kind[HSS_OP_GET];
}

static int64_t insert(const char *imsi, const char *town, int32_t number)
{
	struct person p = { .imsi = TEXT(imsi), .number = I32(number) };
	struct hss_op op = INSERT(&p);
	const struct hss_rows *rows;

	if (town)
		p.town = TEXT(town);
	assert_int_equal(rig_op(&rig, task, &op, &rows), HSS_OK);
	return ((const struct person *)rows->row[0])->id.v;
}

static const struct person *get(struct hss_op op)
{
	const struct hss_rows *rows;
	hss_rc rc = rig_op(&rig, task, &op, &rows);

	if (rc == HSS_E_NOTFOUND)
		return NULL;
	assert_int_equal(rc, HSS_OK);
	assert_int_equal(rows->n, 1);
	assert_true(rows->revs[0] > 0);
	return rows->row[0];
}

static void update(struct hss_op op)
{
	op.kind = HSS_OP_UPDATE;
	op.entity = &person_entity;
	assert_int_equal(rig_op(&rig, task, &op, NULL), HSS_OK);
}

static void packed_rows_come_back_as_they_were(void **state)
{
	static const int64_t ids[] = { INT64_MIN, -1, 0, 1, INT64_MAX };
	struct person p = { .id = I64(INT64_MIN), .imsi = TEXT(""), .age = I32(INT32_MIN),
		            .sqn = I64(INT64_MAX), .friends = { ids, 5 }, .number = I32(-1) };
	struct person none = { 0 };
	struct arena a;
	uint8_t b[256];
	const struct person *q;
	size_t n = pack_len(&person_entity, &p);

	(void)state;
	arena_init(&a, NULL, 0);
	assert_true(n < sizeof b);
	pack_row(&person_entity, &p, b);
	q = pack_open(&person_entity, b, n, &a);
	assert_true(q->id.set && q->id.v == INT64_MIN && q->age.v == INT32_MIN);
	assert_true(q->sqn.v == INT64_MAX && q->number.v == -1);
	assert_true(q->imsi.p && q->imsi.len == 0 && !q->name.p && !q->dies.set);
	assert_int_equal(q->friends.n, 5);
	assert_memory_equal(q->friends.v, ids, sizeof ids);
	assert_int_equal(pack_len(&person_entity, &none), 1);
	pack_row(&person_entity, &none, b);
	q = pack_open(&person_entity, b, 1, &a);
	assert_memory_equal(q, &none, sizeof none);
	arena_reset(&a);
}

static void a_hit_asks_no_worker_and_names_the_revision(void **state)
{
	int64_t id = insert("001", "Bonn", 5);
	struct hss_term two[] = { { .col = PERSON_number, .cmp = HSS_CMP_EQ, .i = 5 },
		                  { .col = PERSON_town, .cmp = HSS_CMP_EQ, .b = TEXT("Bonn") } };
	struct hss_op by_two = OP(HSS_OP_GET, &person_entity, .terms = two, .n_terms = 2);
	uint32_t n;

	(void)state;
	assert_non_null(get((struct hss_op)GET_ID(id)));
	assert_non_null(get((struct hss_op)GET_IMSI("001")));
	assert_non_null(get(by_two));
	n = rig.script.n_exec;
	for (int i = 0; i < 5; i++) {
		assert_int_equal(get((struct hss_op)GET_ID(id))->number.v, 5);
		assert_int_equal(get((struct hss_op)GET_IMSI("001"))->id.v, id);
		assert_int_equal(get(by_two)->id.v, id);
	}
	assert_int_equal(rig.script.n_exec, n);
	/* not an equality, or more than a key: always the backend              */
	two[0].cmp = HSS_CMP_GE;
	assert_non_null(get(by_two));
	assert_non_null(get(by_two));
	assert_int_equal(rig.script.n_exec, n + 2);
}

static void no_such_key_ends_with_an_insert_update_or_upsert(void **state)
{
	struct person p = { .imsi = TEXT("003") };
	struct hss_op up = OP(HSS_OP_UPSERT, &person_entity, .row = &p, .upsert_by = 1);
	uint32_t n;
	int64_t id;

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_null(get((struct hss_op)GET_IMSI("001")));
		assert_null(get((struct hss_op)GET_IMSI("002")));
		assert_null(get((struct hss_op)GET_IMSI("003")));
		assert_null(get((struct hss_op)GET_ID(77)));
	}
	assert_int_equal(reads(), 4);
	id = insert("001", NULL, 0);
	assert_int_equal(get((struct hss_op)GET_IMSI("001"))->id.v, id);
	p.imsi = TEXT("002");
	update((struct hss_op)OP(0, NULL, .terms = TERM_ID(id), .n_terms = 1, .row = &p,
	                         .cols = 1 << PERSON_imsi));
	assert_int_equal(get((struct hss_op)GET_IMSI("002"))->id.v, id);
	assert_null(get((struct hss_op)GET_IMSI("001")));
	p.imsi = TEXT("003");
	assert_int_equal(rig_op(&rig, task, &up, NULL), HSS_OK);
	assert_non_null(get((struct hss_op)GET_IMSI("003")));
	p = (struct person){ .id = I64(77), .imsi = TEXT("077") };
	up = (struct hss_op)INSERT(&p);
	assert_int_equal(rig_op(&rig, task, &up, NULL), HSS_OK);
	assert_non_null(get((struct hss_op)GET_ID(77)));
	n = reads();
	assert_non_null(get((struct hss_op)GET_IMSI("003")));
	assert_int_equal(reads(), n);
}

/* Half of a unique key is written, the other half is in the database.          */
static void no_such_key_ends_with_half_a_key(void **state)
{
	struct hss_term two[] = { { .col = PERSON_town, .cmp = HSS_CMP_EQ, .b = TEXT("Ulm") },
		                  { .col = PERSON_number, .cmp = HSS_CMP_EQ, .i = 6 } };
	struct hss_op by_two = OP(HSS_OP_GET, &person_entity, .terms = two, .n_terms = 2);
	struct person p = { .number = I32(6) };
	int64_t id = insert("001", "Ulm", 5);

	(void)state;
	assert_null(get(by_two));
	assert_null(get(by_two));
	assert_int_equal(reads(), 1);
	update((struct hss_op)OP(0, NULL, .terms = TERM_ID(id), .n_terms = 1, .row = &p,
	                         .cols = 1 << PERSON_number));
	assert_int_equal(get(by_two)->id.v, id);
}

static void writes_by_any_way_drop_what_they_change(void **state)
{
	int64_t id = insert("001", NULL, 1), other = insert("002", NULL, 1);
	struct hss_term by_number = { .col = PERSON_number, .cmp = HSS_CMP_EQ, .i = 1 };
	struct hss_op add = OP(HSS_OP_ADD, &person_entity, .terms = TERM_IMSI("001"), .n_terms = 1,
	                       .add_col = PERSON_sqn, .add_delta = 3);
	struct hss_op del = OP(HSS_OP_DELETE, &person_entity, .terms = TERM_IMSI("001"),
	                       .n_terms = 1);
	struct person p = { .age = I32(9) };
	struct hss_op ops[1], batch = OP(HSS_OP_BATCH, NULL, .ops = ops, .n_ops = 1);

	(void)state;
	get((struct hss_op)GET_ID(id));
	get((struct hss_op)GET_ID(other));
	update((struct hss_op)OP(0, NULL, .terms = TERM_IMSI("001"), .n_terms = 1, .row = &p,
	                         .cols = 1 << PERSON_age));
	assert_int_equal(get((struct hss_op)GET_ID(id))->age.v, 9);
	p.age = I32(10);
	update((struct hss_op)OP(0, NULL, .terms = &by_number, .n_terms = 1, .row = &p,
	                         .cols = 1 << PERSON_age));
	assert_int_equal(get((struct hss_op)GET_ID(id))->age.v, 10);
	assert_int_equal(get((struct hss_op)GET_ID(other))->age.v, 10);
	p.age = I32(11);
	ops[0] = (struct hss_op)OP(HSS_OP_UPDATE, &person_entity, .terms = TERM_ID(id), .row = &p,
	                           .n_terms = 1, .cols = 1 << PERSON_age);
	assert_int_equal(rig_op(&rig, task, &batch, NULL), HSS_OK);
	assert_int_equal(get((struct hss_op)GET_ID(id))->age.v, 11);
	assert_int_equal(rig_op(&rig, task, &add, NULL), HSS_OK);
	assert_int_equal(get((struct hss_op)GET_ID(id))->sqn.v, 3);
	assert_int_equal(rig_op(&rig, task, &del, NULL), HSS_OK);
	assert_null(get((struct hss_op)GET_ID(id)));
	assert_null(get((struct hss_op)GET_IMSI("001")));
	assert_non_null(get((struct hss_op)GET_ID(other)));
}

static void a_deleted_row_takes_the_cached_rows_that_cascade(void **state)
{
	int64_t id = insert("001", NULL, 1);
	struct pet p = { .owner = I64(id) };
	struct hss_op op = OP(HSS_OP_INSERT, &pet_entity, .row = &p);
	struct hss_op pet = OP(HSS_OP_GET, &pet_entity, .terms = TERM_ID(1), .n_terms = 1);
	struct hss_op del = OP(HSS_OP_DELETE, &person_entity, .terms = TERM_ID(id), .n_terms = 1);

	(void)state;
	assert_int_equal(rig_op(&rig, task, &op, NULL), HSS_OK);
	assert_int_equal(rig_op(&rig, task, &pet, NULL), HSS_OK);
	assert_int_equal(rig_op(&rig, task, &del, NULL), HSS_OK);
	assert_int_equal(rig_op(&rig, task, &pet, NULL), HSS_E_NOTFOUND);
}

/* ---- races, by holding the backend at the right place ----------------------------- */

static void a_fill_that_a_write_overtook_is_dropped(void **state)
{
	int64_t id = insert("001", NULL, 1);
	struct hss_op read = GET_ID(id);
	struct person p = { .age = I32(2) };
	struct hss_op up = OP(HSS_OP_UPDATE, &person_entity, .terms = TERM_ID(id), .n_terms = 1,
	                      .row = &p, .cols = 1 << PERSON_age);
	struct answer a = { 0 }, b = { 0 };

	(void)state;
	/* both stand in exec(), the read with its row read or not: unknown     */
	script_hold(&rig.script);
	assert_int_equal(store_submit(task, rig.st, &up, on_answer, &b), HSS_OK);
	rig_turn(&rig, 2);
	script_wait_held(&rig.script);
	assert_int_equal(store_submit(task, rig.st, &read, on_answer, &a), HSS_OK);
	rig_turn(&rig, 2);
	script_release(&rig.script);
	assert_true(rig_until(&rig, &a.n, 1) && rig_until(&rig, &b.n, 1));
	assert_int_equal(get(read)->age.v, 2);
}

static void no_hit_while_a_write_is_with_the_backend(void **state)
{
	int64_t id = insert("001", NULL, 1);
	struct hss_op read = GET_ID(id);
	struct person p = { .age = I32(2) };
	struct hss_op up = OP(HSS_OP_UPDATE, &person_entity, .terms = TERM_ID(id), .n_terms = 1,
	                      .row = &p, .cols = 1 << PERSON_age);
	struct answer a = { 0 }, b = { 0 };

	(void)state;
	assert_non_null(get(read));
	script_hold(&rig.script);
	assert_int_equal(store_submit(task, rig.st, &up, on_answer, &b), HSS_OK);
	rig_turn(&rig, 2);
	script_wait_held(&rig.script);
	assert_int_equal(store_submit(task, rig.st, &read, on_answer, &a), HSS_OK);
	rig_turn(&rig, 5);
	assert_int_equal(a.n, 0);       /* it waits for the backend as well     */
	script_release(&rig.script);
	assert_true(rig_until(&rig, &a.n, 1) && rig_until(&rig, &b.n, 1));
}

static void an_uncertain_write_leaves_nothing_behind(void **state)
{
	int64_t id = insert("001", NULL, 1);
	struct person p = { .age = I32(2) };
	struct hss_op up = OP(HSS_OP_UPDATE, &person_entity, .terms = TERM_IMSI("001"),
	                      .n_terms = 1, .row = &p, .cols = 1 << PERSON_age);
	uint32_t n;

	(void)state;
	assert_non_null(get((struct hss_op)GET_ID(id)));
	n = reads();
	script_fail(&rig.script, HSS_E_UNCERTAIN);
	assert_int_equal(rig_op(&rig, task, &up, NULL), HSS_E_UNCERTAIN);
	script_fail(&rig.script, HSS_OK);
	assert_non_null(get((struct hss_op)GET_ID(id)));
	assert_int_equal(reads(), n + 1);
}

/* ---- modes and bounds -------------------------------------------------------------- */

static void reopen(const struct store_conf *conf, uint32_t caps)
{
	close_rig(NULL);
	open_with(conf, caps);
}

static void modes_off_and_ttl(void **state)
{
	static const struct store_conf off = { .cache_mode = STORE_CACHE_OFF };
	static const struct store_conf ttl = { .cache_ttl_ms = 500 };
	int64_t id;

	(void)state;
	assert_true(store_is_exclusive(rig.st));
	reopen(&off, 0);
	id = insert("001", NULL, 1);
	get((struct hss_op)GET_ID(id));
	get((struct hss_op)GET_ID(id));
	assert_int_equal(reads(), 2);
	reopen(&ttl, HSS_STORE_SHARED); /* auto: others may write                */
	assert_false(store_is_exclusive(rig.st));
	rig.is_frozen = true;
	atomic_store(&rig.mono_ns, clock_mono_ns(&clock_system));
	id = insert("001", NULL, 1);
	get((struct hss_op)GET_ID(id));
	get((struct hss_op)GET_ID(id));
	assert_null(get((struct hss_op)GET_IMSI("x")));
	assert_null(get((struct hss_op)GET_IMSI("x")));
	assert_int_equal(reads(), 2);
	atomic_fetch_add(&rig.mono_ns, 499999999);
	get((struct hss_op)GET_ID(id));
	assert_int_equal(reads(), 2);
	atomic_fetch_add(&rig.mono_ns, 1);
	get((struct hss_op)GET_ID(id));
	assert_null(get((struct hss_op)GET_IMSI("x")));
	assert_int_equal(reads(), 4);
}

static void octets_stay_within_the_bound(void **state)
{
	static const struct store_conf conf = { .cache_bytes = 1 << 20 };
	uint32_t n;
	char imsi[16];

	(void)state;
	reopen(&conf, 0);
	for (int i = 0; i < 400; i++) {
		struct hss_task *t = rig_task(&rig, 0, 0);
		struct hss_task *keep = task;

		task = t;
		for (int k = 0; k < 20; k++) {
			snprintf(imsi, sizeof imsi, "%d", 100000 + i * 20 + k);
			assert_null(get((struct hss_op)GET_IMSI(imsi)));
		}
		task = keep;
		task_release(t);
		rig_turn(&rig, 1);
	}
	assert_in_range(cache_octets(rig.s->cache), 10000, (1 << 20) / 8);
	for (int i = 0; i < 3000; i++) {
		struct hss_task *t = rig_task(&rig, 0, 0);
		struct hss_task *keep = task;
		struct person p = { .id = I64(i + 1), .name = { (const uint8_t[300]){ "x" }, 300 } };
		struct hss_op op = OP(HSS_OP_UPSERT, &person_entity, .row = &p);

		snprintf(imsi, sizeof imsi, "%d", i);
		p.imsi = TEXT(imsi);
		task = t;
		assert_int_equal(rig_op(&rig, t, &op, NULL), HSS_OK);
		get((struct hss_op)GET_ID(i + 1));
		task = keep;
		task_release(t);
		rig_turn(&rig, 1);
	}
	assert_in_range(cache_octets(rig.s->cache), 1 << 18, (1 << 20) + 4096);
	n = reads();
	get((struct hss_op)GET_ID(3000));
	assert_int_equal(reads(), n);
}

/* ---- expiry ---------------------------------------------------------------------------- */

static void dead_rows_are_not_seen(void **state)
{
	struct person p = { .imsi = TEXT("001"), .dies = I64(1000) };
	struct hss_op op = INSERT(&p), find = OP(HSS_OP_FIND, &person_entity);
	const struct hss_rows *rows;

	(void)state;
	rig.is_frozen = true;
	atomic_store(&rig.mono_ns, clock_mono_ns(&clock_system));
	atomic_store(&rig.wall_us, 999);
	assert_int_equal(rig_op(&rig, task, &op, NULL), HSS_OK);
	assert_non_null(get((struct hss_op)GET_IMSI("001")));
	assert_int_equal(rig_op(&rig, task, &find, &rows), HSS_OK);
	assert_int_equal(rows->n, 1);
	atomic_store(&rig.wall_us, 1000);
	assert_null(get((struct hss_op)GET_IMSI("001")));
	assert_int_equal(rig_op(&rig, task, &find, &rows), HSS_OK);
	assert_int_equal(rows->n, 0);
	/* swept: loop 0 looks every five seconds                               */
	for (int i = 0; i < 1000 && script_count(&rig.script, HSS_OP_DELETE) == 0; i++) {
		atomic_fetch_add(&rig.mono_ns, 100000000);
		loop_once(rig.loops[0], 1);
	}
	assert_int_equal(rig.script.n_kind[HSS_OP_DELETE], 1);
	find = (struct hss_op)OP(HSS_OP_COUNT, &person_entity);
	assert_int_equal(rig_op(&rig, task, &find, &rows), HSS_OK);
	assert_int_equal(rows->count, 0);
}

/* ---- foreign writes ----------------------------------------------------------------------- */

static void notify_drops_the_entry(void **state)
{
	const struct hss_entity *e = store_entity(rig.s, "person");
	struct hss_term key = { .cmp = HSS_CMP_EQ };
	int64_t id = insert("001", NULL, 1);
	uint32_t n;

	(void)state;
	get((struct hss_op)GET_ID(id));
	assert_null(get((struct hss_op)GET_IMSI("002")));
	n = reads();
	key.i = id;
	store_notify(&rig.mem, e, HSS_OP_UPDATE, &key);
	get((struct hss_op)GET_ID(id));
	assert_null(get((struct hss_op)GET_IMSI("002")));
	assert_int_equal(reads(), n + 2);
	store_notify(&rig.mem, e, HSS_OP_UPDATE, NULL);
	get((struct hss_op)GET_ID(id));
	assert_int_equal(reads(), n + 3);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_rig, close_rig)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(packed_rows_come_back_as_they_were),
		T(a_hit_asks_no_worker_and_names_the_revision),
		T(no_such_key_ends_with_an_insert_update_or_upsert),
		T(no_such_key_ends_with_half_a_key),
		T(writes_by_any_way_drop_what_they_change),
		T(a_deleted_row_takes_the_cached_rows_that_cascade),
		T(a_fill_that_a_write_overtook_is_dropped),
		T(no_hit_while_a_write_is_with_the_backend),
		T(an_uncertain_write_leaves_nothing_behind),
		T(modes_off_and_ttl),
		T(octets_stay_within_the_bound),
		T(dead_rows_are_not_seen),
		T(notify_drops_the_entry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
