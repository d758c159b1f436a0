/* contract_upgrade.c - entity versions: added columns and indexes, and a newer one refused. */
#include "contract.h"

static bool open_with(struct test *t, const struct hss_entity *e, hss_rc want, struct hss_err *err)
{
	const struct hss_entity *const list[] = { e };
	struct hss_err none = { 0 };
	hss_rc rc;

	*err = none;
	rc = t->stand->open(t->setup, list, 1, err);
	CHECK_RC(t, rc, want);
	return rc == HSS_OK;
}

static bool make_v1(struct test *t)
{
	const struct hss_entity *const v1[] = { &tool_v1_entity };
	static const char *const names[] = { "saw", "plane", NULL };
	bool ok = fresh(t, v1, 1);

	for (int i = 0; ok && i < 3; i++) {
		struct tool_v1 row = { .name = str(names[i]) };

		ok = CHECK_RC(t, run_rc(t, &OP(INSERT, v1[0], .row = &row)), HSS_OK);
	}
	if (ok)
		t->stand->close();
	return ok;
}

static void upgrade_keeps_rows_and_adds_columns(struct test *t)
{
	struct tool_v2 row = { .name = S("saw"), .maker = S("M") };
	struct hss_err err;
	struct answer a;

	if (!make_v1(t) || !open_with(t, &tool_v2_entity, HSS_OK, &err))
		return;
	a = run(t, &OP(FIND, &tool_v2_entity));
	if (CHECK(t, a.rc == HSS_OK && a.n == 3)) {
		const struct tool_v2 *r = a.row[0];

		CHECK(t, r->tool_id.v == 1 && r->name.len == 3 && memcmp(r->name.p, "saw", 3) == 0);
		CHECK(t, !r->maker.p && r->size.set && r->size.v == 12 && !r->owner.set);
		CHECK(t, !((struct tool_v2 *)a.row[2])->name.p);
	}
	answer_free(&a);
	/* the unique index of the new version is there                         */
	CHECK_RC(t, run_rc(t, &OP(INSERT, &tool_v2_entity, .row = &row)), HSS_E_EXISTS);
	row.name = S("file");
	CHECK_RC(t, run_rc(t, &OP(INSERT, &tool_v2_entity, .row = &row)), HSS_OK);
	t->stand->close();
	/* again: nothing to do                                                 */
	if (!open_with(t, &tool_v2_entity, HSS_OK, &err))
		return;
	a = run(t, &OP(COUNT, &tool_v2_entity));
	CHECK(t, a.rc == HSS_OK && a.count == 4);
	answer_free(&a);
	t->stand->close();
}

static void newer_version_is_refused_with_both_numbers(struct test *t)
{
	struct hss_err err;
	struct answer a;

	if (!make_v1(t) || !open_with(t, &tool_v2_entity, HSS_OK, &err))
		return;
	t->stand->close();
	if (open_with(t, &tool_v1_entity, HSS_E_NOTSUP, &err))
		t->stand->close();
	CHECK(t, strstr(err.text, "tool") && strchr(err.text, '2') && strchr(err.text, '1'));
	/* and nothing was touched                                              */
	if (!open_with(t, &tool_v2_entity, HSS_OK, &err))
		return;
	a = run(t, &OP(COUNT, &tool_v2_entity));
	CHECK(t, a.rc == HSS_OK && a.count == 3);
	answer_free(&a);
	t->stand->close();
}

static void unique_index_over_equal_rows_changes_nothing(struct test *t)
{
	const struct hss_entity *const v1[] = { &tool_v1_entity };
	struct tool_v1 row = { .name = S("twice") };
	struct hss_err err;
	struct answer a;

	if (!fresh(t, v1, 1))
		return;
	for (int i = 0; i < 2; i++)
		CHECK_RC(t, run_rc(t, &OP(INSERT, v1[0], .row = &row)), HSS_OK);
	t->stand->close();
	if (open_with(t, &tool_v2_entity, HSS_E_EXISTS, &err))
		t->stand->close();
	CHECK(t, strstr(err.text, "tool") != NULL);
	if (!open_with(t, &tool_v1_entity, HSS_OK, &err))
		return;
	a = run(t, &OP(COUNT, v1[0]));
	CHECK(t, a.rc == HSS_OK && a.count == 2);
	answer_free(&a);
	t->stand->close();
}

const struct contract_test upgrade_tests[] = {
	{ "upgrade_keeps_rows_and_adds_columns", upgrade_keeps_rows_and_adds_columns },
	{ "newer_version_is_refused_with_both_numbers",
	  newer_version_is_refused_with_both_numbers },
	{ "unique_index_over_equal_rows_changes_nothing",
	  unique_index_over_equal_rows_changes_nothing },
	{ NULL, NULL },
};
