/* test_entity.c - what a plugin declares is judged once. */
#include "rig.h"

#include "store/entity.h"

#include <stdio.h>

static struct entity_table table;
static struct hss_err err;

static int clean(void **state)
{
	(void)state;
	entity_table_fini(&table);
	memset(&err, 0, sizeof err);
	return 0;
}

static struct hss_column cols[HSS_COLS_MAX + 1];
static struct hss_index indexes[2];
static struct hss_entity e;

/* Two sound columns and a unique index, for the tests to spoil.                */
static void sound(void)
{
	memset(cols, 0, sizeof cols);
	cols[0] = (struct hss_column)HSS_COLUMN(struct person, id, HSS_COL_AUTO_ID);
	cols[1] = (struct hss_column)HSS_COLUMN(struct person, imsi, HSS_COL_TEXT, .dflt = "x");
	memset(indexes, 0, sizeof indexes);
	indexes[0] = (struct hss_index){ .unique = 1, .n_cols = 1, .cols = { 1 } };
	e = (struct hss_entity){ .size = sizeof e, .version = 1, .name = "thing", .cols = cols,
		.indexes = indexes, .col_size = sizeof cols[0], .n_cols = 2,
		.index_size = sizeof indexes[0], .n_indexes = 1,
		.row_size = sizeof(struct person) };
}

static void refused(hss_rc want, const char *text)
{
	struct entity *out = NULL;
	hss_rc rc = entity_add(&table, &e, false, &out, &err);

	if (rc != want || !strstr(err.text, text))
		fail_msg("rc %d, text \"%s\", wanted \"%s\"", rc, err.text, text);
	assert_null(out);
	sound();
}

static void unsound_entities_are_refused_with_a_reason(void **state)
{
	(void)state;
	sound();
	e.name = "no blanks";
	refused(HSS_E_INVAL, "name");
	e.name = NULL;
	refused(HSS_E_INVAL, "name");
	e.n_cols = 65;
	refused(HSS_E_INVAL, "65 columns");
	e.n_cols = 0;
	refused(HSS_E_INVAL, "0 columns");
	e.version = 0;
	refused(HSS_E_INVAL, "version");
	e.row_size = 0;
	refused(HSS_E_INVAL, "row_size");
	e.col_size = 4;
	refused(HSS_E_INVAL, "col_size");
	e.index_size = 4;
	refused(HSS_E_INVAL, "index_size");
	cols[1].type = 11;
	refused(HSS_E_INVAL, "column \"imsi\": unknown type");
	cols[1].type = HSS_COL_INT;
	refused(HSS_E_INVAL, "does not fit the type");
	cols[1].offset = sizeof(struct person);
	refused(HSS_E_INVAL, "outside");
	cols[1].name = "hss_rev";
	refused(HSS_E_INVAL, "hidden revision");
	cols[1].name = "ID";
	refused(HSS_E_INVAL, "twice");
	cols[1].name = "drop table";
	refused(HSS_E_INVAL, "proper name");
	cols[1].offset = cols[0].offset;
	refused(HSS_E_INVAL, "shares its field");
	cols[1].since = 2;
	refused(HSS_E_INVAL, "newer");
	cols[1].on_delete = HSS_REF_CASCADE;
	refused(HSS_E_INVAL, "on_delete");
	cols[0].flags = HSS_COL_SECRET;
	refused(HSS_E_INVAL, "secret");
	cols[1] = (struct hss_column)HSS_COLUMN(struct person, sqn, HSS_COL_AUTO_ID);
	refused(HSS_E_INVAL, "only column 0");
	cols[1] = (struct hss_column)HSS_COLUMN(struct person, age, HSS_COL_INT, .dflt = "many");
	refused(HSS_E_INVAL, "default");
	cols[1] = (struct hss_column)HSS_COLUMN(struct person, age, HSS_COL_BOOL, .dflt = "2");
	refused(HSS_E_INVAL, "default");
	cols[1] = (struct hss_column)HSS_COLUMN(struct person, age, HSS_COL_INT,
	                                        .dflt = "99999999999");
	refused(HSS_E_INVAL, "default");
	cols[1] = (struct hss_column)HSS_COLUMN(struct person, friends, HSS_COL_ID_LIST,
	                                        .dflt = "1,,2");
	refused(HSS_E_INVAL, "default");
	indexes[0].n_cols = 5;
	refused(HSS_E_INVAL, "index 0: 1 to 4");
	indexes[0].cols[0] = 2;
	refused(HSS_E_INVAL, "no such column");
	indexes[0].n_cols = 2;
	indexes[0].cols[1] = 1;
	refused(HSS_E_INVAL, "twice");
	assert_int_equal(table.n, 0);
}

static void the_same_again_merges_and_another_is_refused(void **state)
{
	static struct hss_column copy[2];
	struct hss_entity twin;
	struct entity *a, *b;

	(void)state;
	sound();
	assert_int_equal(entity_add(&table, &e, true, &a, &err), HSS_OK);
	memcpy(copy, cols, sizeof copy);
	twin = e;
	twin.cols = copy;
	assert_int_equal(entity_add(&table, &twin, false, &b, &err), HSS_OK);
	assert_ptr_equal(a, b);
	assert_ptr_equal(entity_of(&table, &twin), a);
	assert_ptr_equal(entity_of(&table, &a->pub), a);
	assert_ptr_equal(entity_named(&table, "thing"), a);
	twin = e;
	twin.cols = cols;
	cols[1].max_len = 3;
	{
		struct hss_entity third = twin;

		assert_int_equal(entity_add(&table, &third, false, &b, &err), HSS_E_EXISTS);
		assert_non_null(strstr(err.text, "column \"imsi\""));
		assert_non_null(strstr(err.text, "max_len"));
		third.version = 2;
		assert_int_equal(entity_add(&table, &third, false, &b, &err), HSS_E_EXISTS);
		assert_non_null(strstr(err.text, "version 2"));
	}
	assert_int_equal(table.n, 1);
}

/* A plugin of a later minor: its elements are larger than ours.                */
static void larger_columns_are_walked_with_their_size(void **state)
{
	struct wide {
		struct hss_column c;
		uint64_t more[3];
	} wide[2];
	struct entity *out;

	(void)state;
	sound();
	memset(wide, 0xee, sizeof wide);
	wide[0].c = cols[0];
	wide[1].c = cols[1];
	e.cols = &wide[0].c;
	e.col_size = sizeof wide[0];
	assert_int_equal(entity_add(&table, &e, false, &out, &err), HSS_OK);
	assert_int_equal(out->pub.col_size, sizeof(struct hss_column));
	assert_string_equal(out->pub.cols[1].name, "imsi");
}

static void references_resolve_and_cascade_over_levels(void **state)
{
	static struct hss_column c2[3];
	struct hss_entity second, third, fourth;
	struct entity *a, *b, *c;

	(void)state;
	sound();
	assert_int_equal(entity_add(&table, &e, false, &a, &err), HSS_OK);
	memcpy(c2, cols, sizeof c2);
	c2[2] = (struct hss_column)HSS_COLUMN(struct person, sqn, HSS_COL_BIGINT, .ref = "thing",
	                                      .on_delete = HSS_REF_CASCADE);
	second = e;
	second.name = "second";
	second.cols = c2;
	second.n_cols = 3;
	assert_int_equal(entity_add(&table, &second, false, &b, &err), HSS_OK);
	c2[2].ref = "second";
	third = second;
	third.name = "third";
	assert_int_equal(entity_add(&table, &third, false, &c, &err), HSS_OK);
	assert_int_equal(entity_resolve(&table, &err), HSS_OK);
	assert_true(entity_set_has(&a->cascades, b->number));
	assert_true(entity_set_has(&a->cascades, c->number));
	assert_false(entity_set_has(&b->cascades, a->number));
	c2[2].ref = "nobody";
	fourth = third;
	fourth.name = "fourth";
	assert_int_equal(entity_add(&table, &fourth, false, &c, &err), HSS_OK);
	assert_int_equal(entity_resolve(&table, &err), HSS_E_NOTFOUND);
	assert_non_null(strstr(err.text, "\"nobody\""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(unsound_entities_are_refused_with_a_reason, clean),
		cmocka_unit_test_teardown(the_same_again_merges_and_another_is_refused, clean),
		cmocka_unit_test_teardown(larger_columns_are_walked_with_their_size, clean),
		cmocka_unit_test_teardown(references_resolve_and_cascade_over_levels, clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
