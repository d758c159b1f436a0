/* contract_cursor.c - pages over many rows while others come and go. */
#include "contract.h"

#define ROWS  100000
#define CHUNK 500

static const struct hss_entity *const kit[] = { &kit_entity };

static bool insert_many(struct test *t, int64_t first, uint32_t n)
{
	struct kit *k = calloc(n, sizeof *k);
	struct hss_op *ops = calloc(n, sizeof *ops);
	bool ok;

	for (uint32_t i = 0; k && ops && i < n; i++) {
		k[i] = (struct kit){ .kit_id = I64(first + i), .name = S("many"),
		                     .big = I64((first + i) % 7) };
		if ((first + i) % 10 == 0)
			k[i].when = I64(first + i);
		ops[i] = OP(INSERT, kit[0], .row = &k[i]);
	}
	ok = ops && CHECK_RC(t, run_rc(t, &OP(BATCH, NULL, .ops = ops, .n_ops = n)), HSS_OK);
	free(ops);
	free(k);
	return ok;
}

static void pages_over_many_rows_while_rows_change(struct test *t)
{
	struct hss_bytes cursor = { 0 };
	uint32_t n_seen = 0, n_pages = 0;
	int64_t last = 0;
	bool ok = true;

	if (!fresh(t, kit, 1))
		return;
	/* even keys exist all the time; odd ones come and go meanwhile         */
	for (int64_t i = 0; i < ROWS / CHUNK && ok; i++)
		ok = insert_many(t, i * CHUNK + 1, CHUNK);
	for (; ok; n_pages++) {
		struct answer a = run(t, &OP(FIND, kit[0], .limit = 1000, .cursor = cursor));
		struct hss_bytes next = a.cursor;
		int64_t gone;

		free((void *)(uintptr_t)cursor.p);
		cursor = (struct hss_bytes){ 0 };
		ok = CHECK_RC(t, a.rc, HSS_OK);
		for (uint32_t i = 0; ok && i < a.n; i++) {
			int64_t id = ((struct kit *)a.row[i])->kit_id.v;

			ok = CHECK(t, id > last);
			n_seen += id % 2 == 0;
			last = id;
		}
		a.cursor = (struct hss_bytes){ 0 };
		answer_free(&a);
		cursor = next;
		if (!cursor.len)
			break;
		/* the page's last row and the next one are deleted if odd      */
		gone = last | 1;
		run_rc(t, &OP(DELETE, kit[0], WHERE(TERM_I(KIT_ID, EQ, gone))));
		run_rc(t, &OP(DELETE, kit[0], WHERE(TERM_I(KIT_ID, EQ, gone - 400 > 0
		                                                         ? gone - 400 : 1))));
		if (n_pages % 10 == 0)
			ok = insert_many(t, ROWS * 2 + n_pages * 10, 5) && ok;
	}
	free((void *)(uintptr_t)cursor.p);
	CHECK(t, n_seen >= ROWS / 2 && n_pages >= ROWS / 1000 - 1);
	t->stand->close();
}

/* All keys in the order of `col`, by pages of `limit`, into ids.               */
static uint32_t walk(struct test *t, uint32_t col, uint32_t flags, uint32_t limit, int64_t *ids,
                     uint32_t max)
{
	struct hss_bytes cursor = { 0 };
	uint32_t n = 0;

	do {
		struct answer a = run(t, &OP(FIND, kit[0], .order_col = col, .flags = flags,
		                             .limit = limit, .cursor = cursor));

		free((void *)(uintptr_t)cursor.p);
		CHECK_RC(t, a.rc, HSS_OK);
		CHECK(t, a.n <= limit);
		for (uint32_t i = 0; i < a.n && n < max; i++)
			ids[n++] = ((struct kit *)a.row[i])->kit_id.v;
		cursor = a.cursor;
		a.cursor = (struct hss_bytes){ 0 };
		answer_free(&a);
	} while (cursor.len && n < max);
	free((void *)(uintptr_t)cursor.p);
	return n;
}

static void every_order_gives_each_row_once(struct test *t)
{
	static const uint32_t cols[] = { KIT_ID, KIT_BIG, KIT_WHEN, KIT_NAME, KIT_TAG };
	int64_t ids[256], whole[256];
	uint32_t n, m;

	if (!fresh(t, kit, 1) || !insert_many(t, 1, 100))
		return;
	for (size_t c = 0; c < sizeof cols / sizeof cols[0]; c++)
		for (uint32_t desc = 0; desc < 2; desc++) {
			uint32_t flags = desc ? HSS_OPF_DESC : 0;

			m = walk(t, cols[c], flags, 200, whole, 256);
			CHECK(t, m == 100);
			for (uint32_t limit = 1; limit <= 100; limit = limit * 3 + 1) {
				n = walk(t, cols[c], flags, limit, ids, 256);
				CHECK(t, n == 100 && memcmp(ids, whole, sizeof ids[0] * n) == 0);
			}
		}
	/* nulls are first upwards; equal values come in key order              */
	n = walk(t, KIT_WHEN, 0, 7, ids, 256);
	CHECK(t, n == 100 && ids[0] == 1 && ids[89] == 99 && ids[90] == 10 && ids[99] == 100);
	n = walk(t, KIT_BIG, HSS_OPF_DESC, 7, ids, 256);
	CHECK(t, n == 100 && ids[0] == 97 && ids[1] == 90 && ids[99] == 7);
	t->stand->close();
}

static void limit_and_offset(struct test *t)
{
	struct answer a;

	if (!fresh(t, kit, 1) || !insert_many(t, 1, 50))
		return;
	a = run(t, &OP(FIND, kit[0], .limit = 10, .offset = 45));
	CHECK(t, a.rc == HSS_OK && a.n == 5 && !a.cursor.len);
	CHECK(t, a.n == 5 && ((struct kit *)a.row[0])->kit_id.v == 46);
	answer_free(&a);
	a = run(t, &OP(FIND, kit[0], .limit = 10, .offset = 40));
	CHECK(t, a.n == 10 && !a.cursor.len);
	answer_free(&a);
	a = run(t, &OP(FIND, kit[0], .limit = 10, .offset = 100));
	CHECK(t, a.rc == HSS_OK && a.n == 0 && !a.cursor.len);
	answer_free(&a);
	a = run(t, &OP(FIND, kit[0]));
	CHECK(t, a.rc == HSS_OK && a.n == 50 && !a.cursor.len);
	answer_free(&a);
	t->stand->close();
}

static void foreign_cursor_is_refused(struct test *t)
{
	uint8_t bad[64];
	struct answer a;

	if (!fresh(t, kit, 1) || !insert_many(t, 1, 20))
		return;
	a = run(t, &OP(FIND, kit[0], .limit = 5, .order_col = KIT_NAME));
	CHECK(t, a.cursor.len > 0 && a.cursor.len <= sizeof bad);
	CHECK_RC(t, run_rc(t, &OP(FIND, kit[0], .limit = 5, .cursor = a.cursor)), HSS_E_INVAL);
	CHECK_RC(t, run_rc(t, &OP(FIND, kit[0], .limit = 5, .order_col = KIT_NAME,
	                          .flags = HSS_OPF_DESC, .cursor = a.cursor)), HSS_E_INVAL);
	for (uint32_t n = 1; n < a.cursor.len; n++)
		CHECK_RC(t, run_rc(t, &OP(FIND, kit[0], .limit = 5, .order_col = KIT_NAME,
		                          .cursor = { a.cursor.p, n })), HSS_E_INVAL);
	for (uint32_t n = 0; n < 2000; n++) {
		uint32_t i = n % a.cursor.len;
		hss_rc rc;

		memcpy(bad, a.cursor.p, a.cursor.len);
		bad[i] = (uint8_t)(bad[i] + 1 + n / a.cursor.len);
		rc = run_rc(t, &OP(FIND, kit[0], .limit = 5, .order_col = KIT_NAME,
		                   .cursor = { bad, a.cursor.len }));
		CHECK(t, rc == HSS_OK || rc == HSS_E_INVAL);
	}
	answer_free(&a);
	t->stand->close();
}

const struct contract_test cursor_tests[] = {
	{ "pages_over_many_rows_while_rows_change", pages_over_many_rows_while_rows_change },
	{ "every_order_gives_each_row_once", every_order_gives_each_row_once },
	{ "limit_and_offset", limit_and_offset },
	{ "foreign_cursor_is_refused", foreign_cursor_is_refused },
	{ NULL, NULL },
};
