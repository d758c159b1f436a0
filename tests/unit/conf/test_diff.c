/* test_diff.c - what changed between two configurations, and whether it may. */
#include "conf_test.h"

#include "base/bytes.h"
#include "conf/diff.h"

#include <stdio.h>

struct host { const char *name; struct hss_endpoint at; };
struct word { const char *s; };
struct limits { int64_t size; bool hard; };
struct all {
	int64_t wait, fixed;
	const char *text;
	struct hss_bytes key;
	struct hss_list hosts, words;
	struct limits live, dead;
};

static const struct hss_conf_item host_items[] = {
	{ .key = "name", .type = HSS_CT_STR, .flags = HSS_CF_RELOAD },
	{ .key = "at", .type = HSS_CT_SOCKADDR, .offset = offsetof(struct host, at) },
};
static const struct hss_conf_schema host_schema = HSS_CONF_SCHEMA(struct host, host_items, NULL);
static const struct hss_conf_item word_items[] = { { .key = "", .type = HSS_CT_STR } };
static const struct hss_conf_schema word_schema = HSS_CONF_SCHEMA(struct word, word_items, NULL);
static const struct hss_conf_item limits_items[] = {
	{ .key = "size", .type = HSS_CT_BYTES, .dflt = "1KiB" },
	{ .key = "hard", .type = HSS_CT_BOOL, .offset = offsetof(struct limits, hard) },
};
static const struct hss_conf_schema limits_schema =
	HSS_CONF_SCHEMA(struct limits, limits_items, NULL);
static const struct hss_conf_item all_items[] = {
	{ .key = "wait", .type = HSS_CT_MSEC, .flags = HSS_CF_RELOAD, .dflt = "3s" },
	{ .key = "fixed", .type = HSS_CT_INT, .offset = offsetof(struct all, fixed) },
	{ .key = "text", .type = HSS_CT_STR, .offset = offsetof(struct all, text) },
	{ .key = "key", .type = HSS_CT_HEX, .offset = offsetof(struct all, key) },
	{ .key = "hosts", .type = HSS_CT_LIST, .sub = &host_schema,
	  .offset = offsetof(struct all, hosts) },
	{ .key = "words", .type = HSS_CT_LIST, .flags = HSS_CF_RELOAD, .sub = &word_schema,
	  .offset = offsetof(struct all, words) },
	{ .key = "live", .type = HSS_CT_MAP, .flags = HSS_CF_RELOAD, .sub = &limits_schema,
	  .offset = offsetof(struct all, live) },
	{ .key = "dead", .type = HSS_CT_MAP, .sub = &limits_schema,
	  .offset = offsetof(struct all, dead) },
};
static const struct hss_conf_schema all_schema = HSS_CONF_SCHEMA(struct all, all_items, NULL);

static void *fill(const char *text)
{
	struct schema_src src = { .file = "t", .env = &test_env };
	struct conf_errs errs;
	struct yaml_doc *d = NULL;
	void *conf = NULL;

	conf_errs_init(&errs);
	assert_int_equal(tree_parse("t", bytes_str(text), &test_env, &errs, &d), HSS_OK);
	src.node = d->root;
	schema_fill(&all_schema, &src, &errs, &conf);
	expect_none(&errs);
	tree_free(d);
	conf_errs_fini(&errs);
	return conf;
}

static void collect(void *ctx, const char *key, bool may_change)
{
	char *out = ctx;
	size_t len = strlen(out);

	snprintf(out + len, 500 - len, "%s%s ", key, may_change ? "" : "!");
}

static void expect_diff(const char *a, const char *b, const char *want, uint32_t want_fixed)
{
	void *x = fill(a), *y = fill(b);
	char got[500] = "";
	uint32_t fixed, n = 0;

	n = diff_conf(&all_schema, x, y, collect, got, &fixed);
	assert_string_equal(got, want);
	assert_int_equal(fixed, want_fixed);
	assert_int_equal(n == 0, want[0] == '\0');
	got[0] = '\0';
	diff_conf(&all_schema, y, x, collect, got, &fixed);
	assert_string_equal(got, want);
	schema_free(x);
	schema_free(y);
}

static void spelling_is_no_change(void **state)
{
	(void)state;
	expect_diff("", "", "", 0);
	expect_diff("", "wait: 3000ms\nlive: {size: 1024, hard: no}\n", "", 0);
	expect_diff("text: a\nwords: [x]\n", "# comment\nwords: x\ntext: 'a'\n", "", 0);
	expect_diff("key: 00FF\n", "key: \"00:ff\"\n", "", 0);
}

static void changes_are_named_with_whether_they_may_be(void **state)
{
	(void)state;
	expect_diff("", "wait: 4s\n", "wait ", 0);
	expect_diff("", "fixed: 1\n", "fixed! ", 1);
	expect_diff("text: a\n", "text: b\nwait: 9s\n", "wait text! ", 1);
	expect_diff("", "text: ''\n", "text! ", 1);
	expect_diff("key: 00\n", "key: 01\n", "key! ", 1);
	expect_diff("key: 00\n", "key: 0000\n", "key! ", 1);
	expect_diff("", "live: {size: 2KiB}\n", "live.size ", 0);
	expect_diff("", "dead: {size: 2KiB, hard: yes}\n", "dead.size! dead.hard! ", 2);
}

static void lists_are_compared_by_element(void **state)
{
	const char *two = "hosts: [{name: a, at: \"h:1\"}, {name: b, at: \"h:1\"}]\n";

	(void)state;
	expect_diff(two, "hosts: [{name: a, at: \"h:1\"}, {name: c, at: \"h:2\"}]\n",
	            "hosts[1].name hosts[1].at! ", 1);
	expect_diff(two, "hosts: [{name: a, at: \"h:1\"}]\n", "hosts! ", 1);
	expect_diff("words: [a, b]\n", "words: [a, c]\n", "words[1] ", 0);
	expect_diff("words: [a, b]\n", "words: []\n", "words ", 0);
}

static void no_schema_no_change(void **state)
{
	uint32_t fixed = 7;

	(void)state;
	assert_int_equal(diff_conf(NULL, NULL, NULL, NULL, NULL, &fixed), 0);
	assert_int_equal(fixed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spelling_is_no_change),
		cmocka_unit_test(changes_are_named_with_whether_they_may_be),
		cmocka_unit_test(lists_are_compared_by_element),
		cmocka_unit_test(no_schema_no_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
