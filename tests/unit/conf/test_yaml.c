/* test_yaml.c - files to trees: places, limits, what is refused, variables. */
#include "conf_test.h"

#include "base/buf.h"
#include "base/bytes.h"

#include <stdio.h>
#include <stdlib.h>

static struct yaml_doc *parse_ok(const char *text)
{
	struct conf_errs errs;
	struct yaml_doc *d = NULL;

	conf_errs_init(&errs);
	tree_parse("t.yaml", bytes_str(text), &test_env, &errs, &d);
	expect_none(&errs);
	assert_non_null(d);
	conf_errs_fini(&errs);
	return d;
}

static void refuse(struct hss_bytes text, const char *part)
{
	struct conf_errs errs;
	struct yaml_doc *d = NULL;

	conf_errs_init(&errs);
	assert_int_equal(tree_parse("t.yaml", text, &test_env, &errs, &d), HSS_E_INVAL);
	assert_null(d);
	expect_error(&errs, part);
	conf_errs_fini(&errs);
}

static void tree_has_values_and_their_places(void **state)
{
	struct yaml_doc *d = parse_ok("a: 1\nb:\n  - x\n  - 'two words'\nc: {d: ~, e: \"null\"}\n");
	const struct yaml_node *b = tree_get(d->root, "b"), *c = tree_get(d->root, "c");

	(void)state;
	assert_int_equal(d->root->n, 3);
	assert_string_equal(tree_get(d->root, "a")->text, "1");
	assert_int_equal(b->kind, YAML_LIST);
	assert_int_equal(b->n, 2);
	assert_string_equal(b->first->next->text, "two words");
	assert_false(b->first->next->is_plain);
	assert_int_equal(b->first->next->line, 4);
	assert_int_equal(b->first->next->col, 5);
	assert_int_equal(b->key_line, 2);
	assert_true(tree_is_null(tree_get(c, "d")));
	assert_false(tree_is_null(tree_get(c, "e")));
	assert_null(tree_get(c, "f"));
	tree_free(d);
}

static void empty_files_have_no_root(void **state)
{
	static const char *const texts[] = { "", "\n\n", "# only a comment\n", "\xef\xbb\xbf" };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct yaml_doc *d = parse_ok(texts[i]);

		assert_null(d->root);
		tree_free(d);
	}
}

static void broken_files_are_refused_with_the_place(void **state)
{
	static const struct { const char *text, *part; } cases[] = {
		{ "a: 1\n\tb: 2\n", "t.yaml:2:1: " },
		{ "a: 1\n\tb: 2\n", "a tab must not be used to indent" },
		{ "a: [1, 2\nb: 3\n", "t.yaml:2:" },
		{ "a: \"open\n", "t.yaml:" },
		{ "a: 1\na: 2\n", "t.yaml:2:1: a: stands here twice, first in line 1" },
		{ "x: &y 1\nz: *y\n", "t.yaml:1:4: x: anchors and aliases" },
		{ "z: *y\n", "anchors and aliases" },
		{ "x: !!int 3\n", "t.yaml:1:4: x: tags" },
		{ "x: !include /etc/passwd\n", "tags" },
		{ "a: 1\n---\nb: 2\n", "one file is one document" },
		{ "? [a, b]\n: c\n", "a key must be a plain word" },
		{ "? {a: b}\n: c\n", "a key must be a plain word" },
		{ "\"\": c\n", "a key must be a plain word" },
		{ "a: \"x\\0y\"\n", "NUL" },
		{ "listen: [::1]:3868\n", "needs quotes" },
		{ "a: b: c\n", "needs quotes" },
		{ "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]\n", "t.yaml:1:17: nested too deep" },
		{ "%YAML 9.9\n---\na: 1\n", "t.yaml:1:" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		refuse(bytes_str(cases[i].text), cases[i].part);
}

static void broken_encoding_is_refused_with_the_line(void **state)
{
	(void)state;
	refuse(BYTES_LIT("a: 1\nb: \xff\xfe\n"), "t.yaml:2:4:");
	refuse(BYTES_LIT("a: \x01\n"), "t.yaml:1:4:");
	refuse(BYTES_LIT("a: \0\n"), "t.yaml:1:");
}

static void repeat(struct buf *b, const char *text, uint32_t n, bool is_numbered)
{
	for (uint32_t i = 0; i < n; i++) {
		if (is_numbered)
			buf_printf(b, "k%u: 1\n", i);
		else
			buf_add(b, text, strlen(text));
	}
}

static void sizes_are_limited(void **state)
{
	struct buf b = { 0 };

	(void)state;
	repeat(&b, NULL, YAML_MAX_KEYS + 1, true);
	refuse(buf_bytes(&b), "too many keys");
	buf_clear(&b);
	buf_add(&b, "[", 1);
	repeat(&b, "1,", YAML_MAX_NODES + 1, false);
	refuse(buf_bytes(&b), "too many values");
	buf_clear(&b);
	repeat(&b, "# xxxxxxxxxxxxxxxxxx\n", YAML_MAX_SIZE / 20, false);
	refuse(buf_bytes(&b), "file too large");
	buf_clear(&b);
	buf_add(&b, "a: ", 3);
	repeat(&b, "x", YAML_MAX_TEXT + 1, false);
	refuse(buf_bytes(&b), "text too long");
	buf_free(&b);
}

static void variables_are_replaced(void **state)
{
	static const struct { const char *text, *value; } cases[] = {
		{ "${HOST}", "10.1.2.3" },
		{ "\"${HOST:-127.0.0.1}:3868\"", "10.1.2.3:3868" },
		{ "\"${NOPE:-127.0.0.1}:3868\"", "127.0.0.1:3868" },
		{ "${NOPE:-}", "" },
		{ "${EMPTY:-x}", "x" },
		{ "a${EMPTY}b", "ab" },
		{ "${HOST}${HOST}", "10.1.2.310.1.2.3" },
		{ "$${HOST}", "${HOST}" },
		{ "$HOST $5", "$HOST $5" },
		{ "${EVIL}", "a: [b\n- c" },
		{ "${NOPE:-a:-b}", "a:-b" },
	};
	char text[100];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct yaml_doc *d;

		snprintf(text, sizeof text, "v: %s\n", cases[i].text);
		d = parse_ok(text);
		assert_int_equal(d->root->n, 1);
		assert_string_equal(tree_get(d->root, "v")->text, cases[i].value);
		tree_free(d);
	}
}

static void wrong_variables_are_all_named(void **state)
{
	struct conf_errs errs;
	struct yaml_doc *d = NULL;

	(void)state;
	conf_errs_init(&errs);
	tree_parse("t.yaml", BYTES_LIT("a: ${NOPE}\nb: 1\nc: ${9}\nd: \"${HOST\"\n"
	                               "e: ${A:-${B}}\nf: ${}\n"), &test_env, &errs, &d);
	assert_int_equal(errs.n, 5);
	expect_error(&errs, "t.yaml:1:4: a: environment variable NOPE is not set");
	expect_error(&errs, "t.yaml:3:4: c: \"${9}\" is not a variable");
	expect_error(&errs, "t.yaml:4:4: d: \"${\" without \"}\"");
	expect_error(&errs, "t.yaml:5:4: e: the default of ${A} names another variable");
	expect_error(&errs, "t.yaml:6:4: f: \"${}\" is not a variable");
	conf_errs_fini(&errs);
}

static void getenv_is_asked_without_a_table(void **state)
{
	struct conf_errs errs;
	struct yaml_doc *d = NULL;

	(void)state;
	setenv("HSSD_TEST_VARIABLE", "here", 1);
	conf_errs_init(&errs);
	assert_int_equal(tree_parse("t", BYTES_LIT("a: ${HSSD_TEST_VARIABLE}"), NULL, &errs, &d), 0);
	assert_string_equal(tree_get(d->root, "a")->text, "here");
	tree_free(d);
	conf_errs_fini(&errs);
}

static void files_that_cannot_be_read_are_named(void **state)
{
	struct conf_errs errs;
	struct yaml_doc *d = NULL;

	(void)state;
	conf_errs_init(&errs);
	assert_int_equal(tree_read("/nonexistent/x.yaml", NULL, &errs, &d), HSS_E_INVAL);
	assert_int_equal(tree_read("/dev/null", NULL, &errs, &d), HSS_E_INVAL);
	expect_error(&errs, "/nonexistent/x.yaml: cannot be read: No such file");
	expect_error(&errs, "/dev/null: not a file");
	conf_errs_fini(&errs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tree_has_values_and_their_places),
		cmocka_unit_test(empty_files_have_no_root),
		cmocka_unit_test(broken_files_are_refused_with_the_place),
		cmocka_unit_test(broken_encoding_is_refused_with_the_line),
		cmocka_unit_test(sizes_are_limited),
		cmocka_unit_test(variables_are_replaced),
		cmocka_unit_test(wrong_variables_are_all_named),
		cmocka_unit_test(getenv_is_asked_without_a_table),
		cmocka_unit_test(files_that_cannot_be_read_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
