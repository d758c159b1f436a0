/* test_submit.c - operations through the store to the backend and back. */
#include "rig.h"

#include "metrics/registry.h"

#include <stdio.h>

static struct rig rig;

static int open_rig(void **state)
{
	(void)state;
	rig_open(&rig, 1, NULL, HSS_STORE_TX | HSS_STORE_CAS);
	rig_start(&rig);
	return 0;
}

static int close_rig(void **state)
{
	(void)state;
	rig_close(&rig);
	return 0;
}

static int64_t insert(struct hss_task *t, const char *imsi, int32_t age)
{
	struct person *p = arena_new(&t->arena, struct person);
	const struct hss_rows *rows;
	struct hss_op op = INSERT(p);

	p->imsi = TEXT(imsi);
	p->age = I32(age);
	assert_int_equal(rig_op(&rig, t, &op, &rows), HSS_OK);
	assert_int_equal(rows->n, 1);
	return ((const struct person *)rows->row[0])->id.v;
}

static void insert_gives_the_row_with_id_and_defaults(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct person p = { .imsi = TEXT("001010000000001"), .age = I32(7) };
	const struct hss_rows *rows;
	const struct person *q;
	struct hss_op op = INSERT(&p);

	(void)state;
	assert_int_equal(rig_op(&rig, t, &op, &rows), HSS_OK);
	assert_int_equal(rows->n, 1);
	assert_int_equal(rows->count, 1);
	q = rows->row[0];
	assert_true(q->id.set && q->id.v > 0);
	assert_memory_equal(q->name.p, "nobody", 6);
	assert_int_equal(q->friends.n, 2);
	assert_int_equal(((const int64_t *)q->friends.v)[1], 8);
	assert_false(q->sqn.set);
	assert_true(rows->rev > 0 && rows->revs[0] == rows->rev);
	assert_null(p.name.p);          /* the caller's row is as it was        */
	task_release(t);
	rig_turn(&rig, 2);
}

static void get_by_key_and_by_unique_index(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	int64_t id = insert(t, "001", 1);
	struct hss_op by_id = GET_ID(id), by_imsi = GET_IMSI("001"), none = GET_IMSI("002");
	const struct hss_rows *rows;

	(void)state;
	for (int i = 0; i < 3; i++) {   /* from the backend, then the cache     */
		assert_int_equal(rig_op(&rig, t, &by_id, &rows), HSS_OK);
		assert_int_equal(((const struct person *)rows->row[0])->age.v, 1);
		assert_int_equal(rig_op(&rig, t, &by_imsi, &rows), HSS_OK);
		assert_int_equal(((const struct person *)rows->row[0])->id.v, id);
		assert_int_equal(rig_op(&rig, t, &none, &rows), HSS_E_NOTFOUND);
		assert_int_equal(rows->n, 0);
	}
	assert_int_equal(rig.script.n_kind[HSS_OP_GET], 3);
	task_release(t);
	rig_turn(&rig, 2);
}

static void a_read_after_the_own_write_sees_it(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	int64_t id = insert(t, "001", 1);
	struct hss_op get = GET_IMSI("001");
	const struct hss_rows *rows;

	(void)state;
	assert_int_equal(rig_op(&rig, t, &get, NULL), HSS_OK);
	for (int32_t age = 2; age < 20; age++) {
		struct person p = { .age = I32(age) };
		struct hss_op up = OP(HSS_OP_UPDATE, &person_entity, .terms = TERM_ID(id),
		                      .n_terms = 1, .row = &p, .cols = 1 << PERSON_age);

		assert_int_equal(rig_op(&rig, t, &up, &rows), HSS_OK);
		assert_int_equal(rows->n, 0);   /* asked for no rows            */
		assert_int_equal(rows->count, 1);
		assert_int_equal(rig_op(&rig, t, &get, &rows), HSS_OK);
		assert_int_equal(((const struct person *)rows->row[0])->age.v, age);
	}
	/* written through: one read of the backend for all                     */
	assert_int_equal(rig.script.n_kind[HSS_OP_GET], 1);
	task_release(t);
	rig_turn(&rig, 2);
}

static void cas_and_conditions_end_in_conflict_or_notfound(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	int64_t id = insert(t, "001", 1);
	struct person p = { .age = I32(5) };
	struct hss_term terms[] = { { .cmp = HSS_CMP_EQ, .i = id },
		                    { .col = PERSON_age, .cmp = HSS_CMP_EQ, .i = 99 } };
	struct hss_op up = OP(HSS_OP_UPDATE, &person_entity, .terms = terms, .n_terms = 2,
	                      .row = &p, .cols = 1 << PERSON_age);

	(void)state;
	assert_int_equal(rig_op(&rig, t, &up, NULL), HSS_E_CONFLICT);
	up.n_terms = 1;
	up.expect_rev = 4711;
	assert_int_equal(rig_op(&rig, t, &up, NULL), HSS_E_CONFLICT);
	up.expect_rev = 0;
	assert_int_equal(rig_op(&rig, t, &up, NULL), HSS_OK);
	terms[0].i = id + 1;
	assert_int_equal(rig_op(&rig, t, &up, NULL), HSS_E_NOTFOUND);
	task_release(t);
	rig_turn(&rig, 2);
}

static void old_and_new_rows_as_asked(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	int64_t id = insert(t, "001", 1);
	struct person p = { .age = I32(2) };
	struct hss_op up = OP(HSS_OP_UPDATE, &person_entity, .terms = TERM_ID(id), .n_terms = 1,
	                      .row = &p, .cols = 1 << PERSON_age,
	                      .flags = HSS_OPF_RETURN_OLD | HSS_OPF_RETURN_NEW);
	struct hss_op del = OP(HSS_OP_DELETE, &person_entity, .terms = TERM_ID(id), .n_terms = 1,
	                       .flags = HSS_OPF_RETURN_OLD);
	const struct hss_rows *rows;

	(void)state;
	assert_int_equal(rig_op(&rig, t, &up, &rows), HSS_OK);
	assert_int_equal(rows->n, 1);
	assert_int_equal(((const struct person *)rows->old[0])->age.v, 1);
	assert_int_equal(((const struct person *)rows->row[0])->age.v, 2);
	assert_int_equal(rig_op(&rig, t, &del, &rows), HSS_OK);
	assert_int_equal(rows->n, 1);
	assert_null(rows->row);
	assert_int_equal(((const struct person *)rows->old[0])->age.v, 2);
	task_release(t);
	rig_turn(&rig, 2);
}

static void batch_is_all_or_nothing(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct person a = { .imsi = TEXT("001") }, b = { .imsi = TEXT("002") };
	struct hss_op ops[] = { INSERT(&a), INSERT(&b), INSERT(&a) };
	struct hss_op batch = OP(HSS_OP_BATCH, NULL, .ops = ops, .n_ops = 3);
	struct hss_op count = OP(HSS_OP_COUNT, &person_entity);
	const struct hss_rows *rows;

	(void)state;
	assert_int_equal(rig_op(&rig, t, &batch, &rows), HSS_E_EXISTS);
	assert_int_equal(rows->failed, 2);
	assert_int_equal(rig_op(&rig, t, &count, &rows), HSS_OK);
	assert_int_equal(rows->count, 0);
	batch.n_ops = 2;
	assert_int_equal(rig_op(&rig, t, &batch, &rows), HSS_OK);
	assert_int_equal(rows->n_sub, 2);
	assert_int_equal(rows->sub[1]->n, 1);
	assert_int_equal(rig_op(&rig, t, &count, &rows), HSS_OK);
	assert_int_equal(rows->count, 2);
	task_release(t);
	rig_turn(&rig, 2);
}

static void find_pages_by_cursor(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct hss_op find = OP(HSS_OP_FIND, &person_entity, .limit = 3, .order_col = PERSON_age,
	                        .flags = HSS_OPF_DESC);
	const struct hss_rows *rows;
	int32_t last = 100;
	uint32_t n = 0;
	char imsi[16];

	(void)state;
	for (int32_t i = 0; i < 10; i++) {
		snprintf(imsi, sizeof imsi, "00%d", i);
		insert(t, imsi, i / 2);
	}
	do {
		assert_int_equal(rig_op(&rig, t, &find, &rows), HSS_OK);
		for (uint32_t i = 0; i < rows->n; i++, n++) {
			int32_t age = ((const struct person *)rows->row[i])->age.v;

			assert_true(age <= last);
			last = age;
		}
		find.cursor = rows->cursor;
	} while (find.cursor.len);
	assert_int_equal(n, 10);
	find = (struct hss_op)OP(HSS_OP_FIND, &person_entity, .limit = 4, .offset = 8);
	assert_int_equal(rig_op(&rig, t, &find, &rows), HSS_OK);
	assert_int_equal(rows->n, 2);
	task_release(t);
	rig_turn(&rig, 2);
}

static void upsert_and_add(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct person p = { .imsi = TEXT("001"), .age = I32(3) };
	struct hss_op up = OP(HSS_OP_UPSERT, &person_entity, .row = &p, .upsert_by = 1,
	                      .flags = HSS_OPF_RETURN_NEW);
	struct hss_op add = OP(HSS_OP_ADD, &person_entity, .terms = TERM_IMSI("001"), .n_terms = 1,
	                       .add_col = PERSON_sqn, .add_floor = 100, .add_delta = 32,
	                       .add_mask = 0xff);
	const struct hss_rows *rows;
	uint64_t rev;

	(void)state;
	assert_int_equal(rig_op(&rig, t, &up, &rows), HSS_OK);
	rev = rows->rev;
	p.age = I32(4);
	up.cols = 1 << PERSON_age;
	assert_int_equal(rig_op(&rig, t, &up, &rows), HSS_OK);
	assert_int_equal(((const struct person *)rows->row[0])->age.v, 4);
	assert_memory_equal(((const struct person *)rows->row[0])->name.p, "nobody", 6);
	assert_true(rows->rev != rev);
	rev = rows->rev;
	assert_int_equal(rig_op(&rig, t, &add, &rows), HSS_OK);
	assert_int_equal(((const struct person *)rows->row[0])->sqn.v, 132);
	assert_int_equal(rows->rev, rev);       /* VOLATILE                     */
	for (int i = 0; i < 4; i++)
		assert_int_equal(rig_op(&rig, t, &add, &rows), HSS_OK);
	assert_int_equal(((const struct person *)rows->row[0])->sqn.v, (132 + 4 * 32) & 0xff);
	task_release(t);
	rig_turn(&rig, 2);
}

/* ---- what is refused ------------------------------------------------------------- */

static void expect(struct hss_task *t, struct hss_op op, hss_rc rc)
{
	assert_int_equal(rig_op(&rig, t, &op, NULL), rc);
}

static void bad_operations_never_reach_the_backend(void **state)
{
	static const struct hss_entity stranger = { .size = sizeof stranger, .name = "x" };
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct person good = { .imsi = TEXT("001") }, none = { 0 };
	struct person longer = { .imsi = TEXT("0123456789012345") };
	struct person rubbish = { .imsi = TEXT("\xff\xfe") };
	struct hss_op inner[2] = { INSERT(&good), OP(HSS_OP_BATCH, NULL) };
	struct hss_term terms[30] = { { .cmp = HSS_CMP_EQ } };
	struct hss_op small = GET_ID(1);
	uint32_t before = rig.script.n_exec;

	(void)state;
	small.size = 8;
	expect(t, small, HSS_E_INVAL);
	expect(t, (struct hss_op)OP(0, &person_entity), HSS_E_INVAL);
	expect(t, (struct hss_op)OP(77, &person_entity), HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_GET, NULL, .terms = terms, .n_terms = 1), HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_GET, &stranger, .terms = terms, .n_terms = 1),
	       HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_GET, &person_entity), HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_GET, &person_entity, .n_terms = 1), HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_FIND, &person_entity, .terms = terms, .n_terms = 30),
	       HSS_E_INVAL);
	terms[0].col = 10;
	expect(t, (struct hss_op)OP(HSS_OP_GET, &person_entity, .terms = terms, .n_terms = 1),
	       HSS_E_INVAL);
	terms[0] = (struct hss_term){ .col = PERSON_imsi, .cmp = HSS_CMP_EQ };
	expect(t, (struct hss_op)OP(HSS_OP_GET, &person_entity, .terms = terms, .n_terms = 1),
	       HSS_E_INVAL);
	terms[0] = (struct hss_term){ .col = PERSON_age, .cmp = HSS_CMP_SUBSTRING };
	expect(t, (struct hss_op)OP(HSS_OP_GET, &person_entity, .terms = terms, .n_terms = 1),
	       HSS_E_INVAL);
	terms[0] = (struct hss_term){ .col = PERSON_friends, .cmp = HSS_CMP_EQ };
	expect(t, (struct hss_op)OP(HSS_OP_GET, &person_entity, .terms = terms, .n_terms = 1),
	       HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_FIND, &person_entity, .order_col = 10), HSS_E_INVAL);
	expect(t, (struct hss_op)INSERT(NULL), HSS_E_INVAL);
	expect(t, (struct hss_op)INSERT(&none), HSS_E_INVAL);
	expect(t, (struct hss_op)INSERT(&longer), HSS_E_INVAL);
	expect(t, (struct hss_op)INSERT(&rubbish), HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_UPDATE, &person_entity, .cols = 2), HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_UPDATE, &person_entity, .row = &good, .cols = 1 << 10),
	       HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_UPDATE, &person_entity, .row = &good, .cols = 1),
	       HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_UPDATE, &person_entity, .row = &none,
	                            .cols = 1 << PERSON_imsi), HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_UPSERT, &person_entity, .row = &good), HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_UPSERT, &person_entity, .row = &good, .upsert_by = 2),
	       HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_UPSERT, &person_entity, .row = &good, .upsert_by = 9),
	       HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_ADD, &person_entity, .add_col = PERSON_name),
	       HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_BATCH, NULL), HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_BATCH, NULL, .ops = inner, .n_ops = 2), HSS_E_INVAL);
	expect(t, (struct hss_op)OP(HSS_OP_BATCH, NULL, .ops = inner, .n_ops = 1025), HSS_E_INVAL);
	assert_int_equal(rig.script.n_exec, before);
	task_release(t);
	rig_turn(&rig, 2);
}

static void without_tx_and_cas_such_operations_are_refused(void **state)
{
	struct hss_task *t;
	struct person p = { .imsi = TEXT("001") };
	struct hss_op ops[] = { INSERT(&p), INSERT(&p) };
	struct hss_op up = OP(HSS_OP_UPDATE, &person_entity, .row = &p, .expect_rev = 1,
	                      .cols = 1 << PERSON_imsi);
	const struct hss_entity *e = &person_entity;
	struct hss_store *st;

	(void)state;
	rig_close(&rig);
	rig_open(&rig, 1, NULL, HSS_STORE_CAS);
	rig_start(&rig);
	t = rig_task(&rig, 0, 0);
	expect(t, (struct hss_op)OP(HSS_OP_BATCH, NULL, .ops = ops, .n_ops = 2), HSS_E_NOTSUP);
	expect(t, (struct hss_op)OP(HSS_OP_BATCH, NULL, .ops = ops, .n_ops = 1), HSS_OK);
	task_release(t);
	rig_turn(&rig, 2);
	rig_close(&rig);
	rig_open(&rig, 1, NULL, HSS_STORE_TX);
	assert_int_equal(store_start(rig.s, &rig.err), HSS_E_NOTSUP);
	assert_string_equal(rig.err.text, "instance \"user\": store \"main\" (memory_store): "
	                    "missing CAS");
	rig_close(&rig);
	rig_open(&rig, 1, NULL, HSS_STORE_CAS);
	assert_int_equal(store_bind(rig.s, &rig.other, "nowhere", &e, 1, 0, &st), HSS_OK);
	assert_int_equal(store_start(rig.s, &rig.err), HSS_E_NOTFOUND);
	assert_non_null(strstr(rig.err.text, "\"other\": store \"nowhere\""));
	(void)up;
}

/* ---- secrets ------------------------------------------------------------------------ */

static hss_rc seal(void *ctx, struct hss_task *t, const struct hss_column *col,
                   struct hss_bytes clear, struct hss_bytes *sealed)
{
	assert_string_equal(col->name, "ki");
	++*(int *)ctx;
	if (clear.len > 7 && !memcmp(clear.p, "sealed:", 7))
		return HSS_OK;
	*sealed = arena_printf(&t->arena, "sealed:%.*s", (int)clear.len, (const char *)clear.p);
	return HSS_OK;
}

static void secrets_are_sealed_on_their_way(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct person p = { .imsi = TEXT("001"), .ki = TEXT("12345678") };
	struct hss_op op = INSERT(&p), get = GET_IMSI("001");
	struct person longer = { .imsi = TEXT("002"), .ki = TEXT("123456789") };
	struct hss_op too_long = INSERT(&longer);
	const struct hss_rows *rows;
	const struct person *q;
	int n = 0;

	(void)state;
	store_set_seal(rig.s, seal, &n);
	assert_int_equal(rig_op(&rig, t, &op, NULL), HSS_OK);
	assert_int_equal(rig_op(&rig, t, &get, &rows), HSS_OK);
	q = rows->row[0];
	assert_int_equal(q->ki.len, 15);
	assert_memory_equal(q->ki.p, "sealed:12345678", 15);
	assert_int_equal(rig_op(&rig, t, &too_long, NULL), HSS_E_INVAL);
	/* echoed as it is: sealed values are longer than max_len               */
	op = (struct hss_op)OP(HSS_OP_UPDATE, &person_entity, .row = q, .terms = TERM_IMSI("001"),
	                       .n_terms = 1, .cols = 1 << PERSON_ki);
	assert_int_equal(rig_op(&rig, t, &op, NULL), HSS_OK);
	assert_int_equal(rig_op(&rig, t, &get, &rows), HSS_OK);
	assert_int_equal(((const struct person *)rows->row[0])->ki.len, 15);
	assert_true(t->arena.is_secret);
	assert_int_equal(n, 3);
	task_release(t);
	rig_turn(&rig, 2);
}

/* ---- hooks and admin ------------------------------------------------------------------ */

struct written {
	int n;
	bool was_answered;
	struct answer *a;
};

static void on_written(void *ctx, const struct hss_op *op, const struct hss_rows *rows,
                       const struct hss_inst *origin)
{
	struct written *w = ctx;

	assert_int_equal(op->kind, HSS_OP_INSERT);
	assert_int_equal(rows->n, 1);
	assert_ptr_equal(origin, &rig.user);
	w->was_answered |= w->a->n > 0;
	w->n++;
}

static void on_written_runs_before_done(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct person p = { .imsi = TEXT("001") };
	struct hss_op op = INSERT(&p);
	struct answer a = { 0 };
	struct written w = { .a = &a };

	(void)state;
	assert_int_equal(store_on_written(rig.s, &person_entity, on_written, &w), HSS_OK);
	assert_int_equal(store_submit(t, rig.st, &op, on_answer, &a), HSS_OK);
	assert_true(rig_until(&rig, &a.n, 1));
	assert_int_equal(w.n, 1);
	assert_false(w.was_answered);
	assert_int_equal(rig_op(&rig, t, &op, NULL), HSS_E_EXISTS);
	assert_int_equal(w.n, 1);       /* nothing was written                  */
	task_release(t);
	rig_turn(&rig, 2);
}

static void on_admin(struct hss_task *t, hss_rc rc, const char *text, void *ctx)
{
	struct answer *a = ctx;

	(void)t;
	a->rc = rc;
	assert_string_equal(text, (const char *)a->ctx);
	atomic_fetch_add(&a->n, 1);
}

static void admin_runs_on_a_worker(void **state)
{
	struct hss_task *t = rig_task(&rig, 0, 0);
	struct answer a = { .ctx = "fine" };

	(void)state;
	assert_int_equal(store_admin(rig.s, t, NULL, HSS_ADMIN_PING, NULL, on_admin, &a), HSS_OK);
	assert_true(rig_until(&rig, &a.n, 1));
	a.ctx = "/a/path";
	assert_int_equal(store_admin(rig.s, t, "main", HSS_ADMIN_BACKUP, "/a/path", on_admin, &a),
	                 HSS_OK);
	assert_true(rig_until(&rig, &a.n, 2));
	assert_int_equal(store_admin(rig.s, t, "none", HSS_ADMIN_PING, NULL, on_admin, &a),
	                 HSS_E_NOTFOUND);
	assert_int_equal(store_admin(rig.s, t, NULL, HSS_ADMIN_BACKUP, NULL, on_admin, &a),
	                 HSS_E_INVAL);
	task_release(t);
	rig_turn(&rig, 2);
}

/* ---- metrics --------------------------------------------------------------------------- */

struct seen {
	int64_t gets, none, hits, misses;
};

static void on_sample(void *ctx, const struct hss_metric_def *def, const struct hss_sample *s)
{
	struct seen *seen = ctx;

	assert_string_equal(s->label_values[0], "main");
	if (!strcmp(def->name, "hss_store_cache_hits_total"))
		seen->hits = s->value;
	if (!strcmp(def->name, "hss_store_cache_misses_total"))
		seen->misses = s->value;
	if (strcmp(def->name, "hss_store_ops_total") || strcmp(s->label_values[1], "get"))
		return;
	if (!strcmp(s->label_values[2], "ok"))
		seen->gets = s->value;
	if (!strcmp(s->label_values[2], "notfound"))
		seen->none = s->value;
}

static void operations_and_hits_are_counted(void **state)
{
	struct seen seen = { 0 };
	const struct hss_metric_visitor v = { .size = sizeof v, .sample = on_sample, .ctx = &seen };
	struct hss_op get = GET_IMSI("001"), none = GET_IMSI("002");
	struct hss_task *t = rig_task(&rig, 0, 0);

	(void)state;
	insert(t, "001", 1);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(rig_op(&rig, t, &get, NULL), HSS_OK);
		assert_int_equal(rig_op(&rig, t, &none, NULL), HSS_E_NOTFOUND);
	}
	metrics_walk(rig.app.metrics, &v);
	assert_int_equal(seen.gets, 3);
	assert_int_equal(seen.none, 3);
	assert_int_equal(seen.hits, 4);
	assert_int_equal(seen.misses, 2);
	task_release(t);
	rig_turn(&rig, 2);
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_rig, close_rig)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(insert_gives_the_row_with_id_and_defaults),
		T(get_by_key_and_by_unique_index),
		T(a_read_after_the_own_write_sees_it),
		T(cas_and_conditions_end_in_conflict_or_notfound),
		T(old_and_new_rows_as_asked),
		T(batch_is_all_or_nothing),
		T(find_pages_by_cursor),
		T(upsert_and_add),
		T(bad_operations_never_reach_the_backend),
		T(without_tx_and_cas_such_operations_are_refused),
		T(secrets_are_sealed_on_their_way),
		T(on_written_runs_before_done),
		T(admin_runs_on_a_worker),
		T(operations_and_hits_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
