/* test_schema.c - tables against trees: every type, every mistake, tables of other minors. */
#include "conf_test.h"

#include "base/bytes.h"

#include <stdio.h>
#include <string.h>

struct word { const char *s; };
struct tls { const char *cert; int64_t level; };
struct server { const char *host; struct hss_endpoint at; struct tls tls; };
struct all {
	bool flag;
	int64_t number, wait, size, colour;
	const char *text, *secret;
	struct hss_endpoint at;
	struct hss_bytes key;
	struct hss_list words, servers;
	struct tls tls;
};

static const struct hss_choice colours[] = { { "red", 1 }, { "blue", 2 }, { NULL, 0 } };

static const struct hss_conf_item word_items[] = {
	{ .key = "", .type = HSS_CT_STR, .min = 1, .offset = offsetof(struct word, s) },
};
static const struct hss_conf_schema word_schema = HSS_CONF_SCHEMA(struct word, word_items, NULL);

static const struct hss_conf_item tls_items[] = {
	{ .key = "cert", .type = HSS_CT_STR, .flags = HSS_CF_REQUIRED,
	  .offset = offsetof(struct tls, cert) },
	{ .key = "level", .type = HSS_CT_INT, .min = 1, .max = 3, .dflt = "2",
	  .offset = offsetof(struct tls, level) },
};
static const struct hss_conf_schema tls_schema = HSS_CONF_SCHEMA(struct tls, tls_items, NULL);

static hss_rc check_server(const void *conf, struct hss_err *err)
{
	const struct server *s = conf;

	if (strcmp(s->host, "forbidden") != 0)
		return HSS_OK;
	snprintf(err->text, sizeof err->text, "host is forbidden");
	return HSS_E_INVAL;
}

static const struct hss_conf_item server_items[] = {
	{ .key = "host", .type = HSS_CT_STR, .flags = HSS_CF_REQUIRED,
	  .offset = offsetof(struct server, host) },
	{ .key = "at", .type = HSS_CT_SOCKADDR, .dflt = "127.0.0.1:1",
	  .offset = offsetof(struct server, at) },
	{ .key = "tls", .type = HSS_CT_MAP, .sub = &tls_schema, .offset = offsetof(struct server, tls) },
};
static const struct hss_conf_schema server_schema =
	HSS_CONF_SCHEMA(struct server, server_items, check_server);

static const struct hss_conf_item all_items[] = {
	{ .key = "flag", .type = HSS_CT_BOOL, .dflt = "true", .offset = offsetof(struct all, flag) },
	{ .key = "number", .type = HSS_CT_INT, .min = -5, .max = 100, .dflt = "7",
	  .offset = offsetof(struct all, number) },
	{ .key = "wait", .type = HSS_CT_MSEC, .min = 100, .max = 60000, .dflt = "3s",
	  .offset = offsetof(struct all, wait) },
	{ .key = "size", .type = HSS_CT_BYTES, .min = 1024, .offset = offsetof(struct all, size) },
	{ .key = "colour", .type = HSS_CT_ENUM, .choices = colours, .dflt = "blue",
	  .offset = offsetof(struct all, colour) },
	{ .key = "text", .type = HSS_CT_STR, .max = 5, .offset = offsetof(struct all, text) },
	{ .key = "secret", .type = HSS_CT_STR, .flags = HSS_CF_SECRET, .min = 8,
	  .offset = offsetof(struct all, secret) },
	{ .key = "at", .type = HSS_CT_SOCKADDR, .dflt = "\"[::1]:80\"",
	  .offset = offsetof(struct all, at) },
	{ .key = "key", .type = HSS_CT_HEX, .flags = HSS_CF_SECRET, .min = 2, .max = 2,
	  .offset = offsetof(struct all, key) },
	{ .key = "words", .type = HSS_CT_LIST, .sub = &word_schema, .max = 3, .dflt = "[x, y]",
	  .offset = offsetof(struct all, words) },
	{ .key = "servers", .type = HSS_CT_LIST, .sub = &server_schema,
	  .offset = offsetof(struct all, servers) },
	{ .key = "tls", .type = HSS_CT_MAP, .sub = &tls_schema, .offset = offsetof(struct all, tls) },
};
static const struct hss_conf_schema all_schema = HSS_CONF_SCHEMA(struct all, all_items, NULL);

static struct conf_errs errs;

static void *fill_with(const struct hss_conf_schema *schema, const char *text, bool others_read)
{
	struct schema_src src = { .file = "t.yaml", .env = &test_env, .line = 1, .col = 1 };
	struct yaml_doc *d = NULL;
	void *conf = NULL;
	hss_rc rc;

	conf_errs_init(&errs);
	assert_int_equal(tree_parse("t.yaml", bytes_str(text), &test_env, &errs, &d), HSS_OK);
	src.node = d->root;
	src.others_read = others_read;
	rc = schema_fill(schema, &src, &errs, &conf);
	assert_int_equal(rc, errs.n ? HSS_E_INVAL : HSS_OK);
	assert_true(!errs.n || !conf);
	tree_free(d);   /* the struct must live without the tree                */
	return conf;
}

static struct all *fill_ok(const char *text)
{
	struct all *a = fill_with(&all_schema, text, false);

	expect_none(&errs);
	assert_non_null(a);
	conf_errs_fini(&errs);
	return a;
}

static void refuse(const char *text, const char *part)
{
	assert_null(fill_with(&all_schema, text, false));
	expect_error(&errs, part);
	conf_errs_fini(&errs);
}

static void nothing_stated_gives_defaults(void **state)
{
	static const char *const texts[] = { "", "{}", "~", "number:\nwords: ~\ntls:\nservers:\n" };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct all *a = fill_ok(texts[i]);
		const struct word *w = a->words.v;

		assert_true(a->flag);
		assert_int_equal(a->number, 7);
		assert_int_equal(a->wait, 3000);
		assert_int_equal(a->size, 0);
		assert_int_equal(a->colour, 2);
		assert_null(a->text);
		assert_string_equal(a->at.host, "::1");
		assert_int_equal(a->at.port, 80);
		assert_null(a->key.p);
		assert_int_equal(a->words.n, 2);
		assert_string_equal(w[1].s, "y");
		assert_int_equal(a->servers.n, 0);
		assert_null(a->tls.cert);
		assert_int_equal(a->tls.level, 2);
		schema_free(a);
	}
}

static void every_type_is_filled(void **state)
{
	struct all *a = fill_ok(
		"flag: no\nnumber: 0x10\nwait: 250ms\nsize: 64KiB\ncolour: Red\ntext: '01'\n"
		"secret: \"longenough\"\nat: \"${HOST:-127.0.0.1}:3868\"\nkey: 00ff\n"
		"words: [a, 'b c', 007]\n"
		"servers:\n  - host: one\n  - host: two\n    at: example.org:99\n    tls: {cert: c, level: 3}\n"
		"tls:\n  cert: /x\n");
	const struct server *s = a->servers.v;
	const struct word *w = a->words.v;

	(void)state;
	assert_false(a->flag);
	assert_int_equal(a->number, 16);
	assert_int_equal(a->wait, 250);
	assert_int_equal(a->size, 65536);
	assert_int_equal(a->colour, 1);
	assert_string_equal(a->text, "01");
	assert_string_equal(a->secret, "longenough");
	assert_string_equal(a->at.host, "10.1.2.3");
	assert_int_equal(a->key.len, 2);
	assert_int_equal(a->words.n, 3);
	assert_string_equal(w[2].s, "007");
	assert_int_equal(a->servers.n, 2);
	assert_string_equal(s[0].host, "one");
	assert_int_equal(s[0].at.port, 1);
	assert_int_equal(s[0].tls.level, 2);
	assert_string_equal(s[1].at.host, "example.org");
	assert_int_equal(s[1].tls.level, 3);
	assert_string_equal(a->tls.cert, "/x");
	schema_free(a);
}

static void a_plain_list_may_be_one_scalar(void **state)
{
	struct all *a = fill_ok("words: single\n");
	const struct word *w = a->words.v;

	(void)state;
	assert_int_equal(a->words.n, 1);
	assert_string_equal(w[0].s, "single");
	schema_free(a);
	a = fill_ok("words: []\n");
	assert_int_equal(a->words.n, 0);
	schema_free(a);
}

static void every_mistake_has_place_key_and_reason(void **state)
{
	static const struct { const char *text, *part; } cases[] = {
		{ "numbr: 3\n", "t.yaml:1:1: numbr: unknown key; the nearest known key is \"number\"" },
		{ "waht: 3\n", "nearest known key is \"wait\"" },
		{ "Colour: red\n", "nearest known key is \"colour\"" },
		{ "flag: maybe\n", "t.yaml:1:7: flag: \"maybe\" is neither true nor false" },
		{ "number: 101\n", "t.yaml:1:9: number: the value must be from -5 to 100" },
		{ "number: -6\n", "must be from -5 to 100" },
		{ "number: ten\n", "\"ten\" is not a whole number" },
		{ "wait: 99ms\n", "wait: the value must be from 100ms to 1m" },
		{ "wait: 30\n", "\"30\" is not a duration" },
		{ "size: 1023\n", "size: the value must be at least 1KiB" },
		{ "size: big\n", "is not a size" },
		{ "colour: green\n", "\"green\" is none of red, blue" },
		{ "text: abcdef\n", "its length must be from 0 to 5" },
		{ "text: [a]\n", "must be a single value, not a list" },
		{ "text: {a: b}\n", "must be a single value, not a map" },
		{ "at: 127.0.0.1\n", "has no port" },
		{ "key: 001122\n", "its length in octets must be from 2 to 2" },
		{ "words: {a: b}\n", "t.yaml:1:8: words: must be a list" },
		{ "words: [1,2,3,4]\n", "the number of elements must be from 0 to 3" },
		{ "words: [a, '']\n", "words[1]: its length must be at least 1" },
		{ "words:\n  - a\n  -\n", "words[1]: has no value" },
		{ "words: [[a]]\n", "words[0]: must be a single value" },
		{ "servers: one\n", "servers: must be a list" },
		{ "servers: [one]\n", "servers[0]: must be a map of keys and values" },
		{ "servers:\n  - at: a:1\n", "t.yaml:2:5: servers[0].host: required, but not stated" },
		{ "servers:\n  - host:\n", "servers[0].host: required, but not stated" },
		{ "servers:\n  - host: a\n  - host: forbidden\n",
		  "t.yaml:3:5: servers[1]: host is forbidden" },
		{ "servers:\n  - host: a\n    tls: {}\n", "servers[0].tls.cert: required" },
		{ "servers:\n  - host: a\n    tls: {cert: x, levl: 1}\n",
		  "t.yaml:3:20: servers[0].tls.levl: unknown key; the nearest known key is \"level\"" },
		{ "tls: {level: 2}\n", "t.yaml:1:6: tls.cert: required, but not stated" },
		{ "- a\n", "t.yaml:1:1: must be a map of keys and values" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		refuse(cases[i].text, cases[i].part);
}

static void all_mistakes_come_at_once_in_the_order_of_the_file(void **state)
{
	uint32_t last = 0;

	(void)state;
	assert_null(fill_with(&all_schema,
	                      "wait: 1\nnope: 2\nnumber: x\nservers:\n  - {}\n  - host: a\n    b: c\n"
	                      "text: toolong\n", false));
	assert_int_equal(errs.n, 6);
	for (const struct conf_err *e = errs.first; e; e = e->next) {
		assert_true(e->line >= last);
		last = e->line;
	}
	conf_errs_fini(&errs);
}

static void secrets_are_not_quoted(void **state)
{
	(void)state;
	assert_null(fill_with(&all_schema, "secret: hunter2\nkey: zzhunter\n", false));
	assert_int_equal(errs.n, 2);
	for (const struct conf_err *e = errs.first; e; e = e->next)
		assert_null(strstr(e->text, "hunter"));
	conf_errs_fini(&errs);
}

static void secrets_readable_by_others_are_warned_about(void **state)
{
	void *conf = fill_with(&all_schema, "secret: longenough\n", true);

	(void)state;
	assert_non_null(conf);
	expect_warning(&errs, "t.yaml:1:9: secret: warning: every user of this machine can read");
	assert_int_equal(errs.n_warnings, 1);
	conf_errs_fini(&errs);
	schema_free(conf);
	conf = fill_with(&all_schema, "text: x\n", true);
	assert_int_equal(errs.n_warnings, 0);
	conf_errs_fini(&errs);
	schema_free(conf);
}

static void control_characters_do_not_reach_the_text(void **state)
{
	(void)state;
	assert_null(fill_with(&all_schema, "\"a\\nb\\e[31m\": 1\n", false));
	expect_error(&errs, "a?b?[31m: unknown key");
	conf_errs_fini(&errs);
}

static void a_plugin_without_schema_takes_no_keys(void **state)
{
	struct schema_src src = { .file = "t.yaml" };
	struct yaml_doc *d = NULL;
	void *conf = &src;

	(void)state;
	conf_errs_init(&errs);
	assert_int_equal(schema_fill(NULL, &src, &errs, &conf), HSS_OK);
	assert_null(conf);
	assert_int_equal(tree_parse("t.yaml", BYTES_LIT("a: 1"), NULL, &errs, &d), HSS_OK);
	src.node = d->root;
	assert_int_equal(schema_fill(NULL, &src, &errs, &conf), HSS_E_INVAL);
	expect_error(&errs, "a: unknown key; there are no keys to set here");
	tree_free(d);
	conf_errs_fini(&errs);
}

/* As plugins of another minor see it: longer or shorter items and head.        */
static void tables_are_walked_with_the_size_they_state(void **state)
{
	struct longer { struct hss_conf_item it; uint64_t future[3]; } longer[2];
	struct { struct hss_conf_schema s; void *future; } head;
	struct shorter { const char *key; uint16_t type, flags; uint32_t offset; } shorter[2] = {
		{ "a", HSS_CT_INT, 0, 0 }, { "b", HSS_CT_STR, HSS_CF_REQUIRED, 8 },
	};
	struct ab { int64_t a; const char *b; } *ab;
	struct hss_conf_schema s = { offsetof(struct hss_conf_schema, check), sizeof shorter[0],
	                             sizeof *ab, 2, (const void *)shorter, NULL };

	(void)state;
	s.check = (hss_rc (*)(const void *, struct hss_err *))(uintptr_t)0x1;   /* beyond size */
	ab = fill_with(&s, "b: text\n", false);
	expect_none(&errs);
	assert_int_equal(ab->a, 0);
	assert_string_equal(ab->b, "text");
	conf_errs_fini(&errs);
	schema_free(ab);

	memset(longer, 0xa5, sizeof longer);
	longer[0].it = (struct hss_conf_item){ .key = "a", .type = HSS_CT_INT, .dflt = "5" };
	longer[1].it = (struct hss_conf_item){ .key = "b", .type = HSS_CT_STR, .offset = 8 };
	memset(&head, 0xa5, sizeof head);
	head.s = (struct hss_conf_schema){ sizeof head, sizeof longer[0], sizeof *ab, 2,
	                                   &longer[0].it, NULL };
	ab = fill_with(&head.s, "b: text\n", false);
	expect_none(&errs);
	assert_int_equal(ab->a, 5);
	assert_string_equal(ab->b, "text");
	conf_errs_fini(&errs);
	schema_free(ab);
}

static void wrong_tables_are_refused(void **state)
{
	static const struct hss_choice none[] = { { NULL, 0 } };
	static const struct hss_conf_schema *const no_sub = NULL;
	const struct { struct hss_conf_item it; const char *part; } cases[] = {
		{ { .key = "a", .type = 77 }, "a: unknown type" },
		{ { .key = "a", .type = 0 }, "a: unknown type" },
		{ { .key = "a", .type = HSS_CT_INT, .offset = 9 }, "reaches beyond its struct" },
		{ { .key = "a", .type = HSS_CT_INT, .offset = UINT32_MAX }, "reaches beyond" },
		{ { .key = "a", .type = HSS_CT_SOCKADDR }, "reaches beyond" },
		{ { .key = "a", .type = HSS_CT_INT, .min = 5, .max = 3 }, "max is below min" },
		{ { .key = "a", .type = HSS_CT_INT, .min = 5, .max = 9, .dflt = "3" }, "from 5 to 9" },
		{ { .key = "a", .type = HSS_CT_MSEC, .dflt = "3" }, "is not a duration" },
		{ { .key = "a", .type = HSS_CT_STR, .dflt = "[x" }, "default" },
		{ { .key = "a", .type = HSS_CT_ENUM }, "a choice without choices" },
		{ { .key = "a", .type = HSS_CT_ENUM, .choices = none }, "a choice without choices" },
		{ { .key = "a", .type = HSS_CT_LIST, .sub = no_sub }, "no table of its keys" },
		{ { .key = NULL, .type = HSS_CT_INT }, "an item without key" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct hss_conf_schema s = { sizeof s, sizeof cases[i].it, 16, 1,
		                                   &cases[i].it, NULL };

		assert_null(fill_with(&s, "", false));
		expect_error(&errs, "the table of configuration keys is wrong");
		expect_error(&errs, cases[i].part);
		conf_errs_fini(&errs);
	}
}

static void a_table_that_contains_itself_is_refused(void **state)
{
	struct hss_conf_item it = { .key = "a", .type = HSS_CT_LIST };
	const struct hss_conf_schema s = { sizeof s, sizeof it, 16, 1, &it, NULL };
	struct hss_err err;

	(void)state;
	it.sub = &s;
	assert_int_equal(schema_verify(&s, &err), HSS_E_INVAL);
	assert_non_null(strstr(err.text, "nested too deep"));
}

static void keys_twice_in_a_table_are_refused(void **state)
{
	const struct hss_conf_item it[2] = { { .key = "a", .type = HSS_CT_INT },
	                                     { .key = "a", .type = HSS_CT_INT } };
	const struct hss_conf_schema s = { sizeof s, sizeof it[0], 16, 2, it, NULL };
	struct hss_err err;

	(void)state;
	assert_int_equal(schema_verify(&s, &err), HSS_E_INVAL);
	assert_non_null(strstr(err.text, "stands in the table twice"));
}

static void distances(void **state)
{
	(void)state;
	assert_int_equal(schema_distance("timeout", "timeout"), 0);
	assert_int_equal(schema_distance("time-out", "TIME_OUT"), 0);
	assert_int_equal(schema_distance("tiemout", "timeout"), 1);
	assert_int_equal(schema_distance("", "abc"), 3);
	assert_int_equal(schema_distance("abc", ""), 3);
	assert_int_equal(schema_distance("kitten", "sitting"), 3);
}

static void the_number_of_texts_is_bounded(void **state)
{
	(void)state;
	conf_errs_init(&errs);
	for (int i = 0; i < 5000; i++)
		conf_err_add(&errs, (struct conf_at){ "f", 1, 1 }, "key", "reason %d", i);
	assert_int_equal(errs.n, 5000);
	assert_true(errs.arena.total < 1u << 20);
	conf_errs_fini(&errs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_stated_gives_defaults),
		cmocka_unit_test(every_type_is_filled),
		cmocka_unit_test(a_plain_list_may_be_one_scalar),
		cmocka_unit_test(every_mistake_has_place_key_and_reason),
		cmocka_unit_test(all_mistakes_come_at_once_in_the_order_of_the_file),
		cmocka_unit_test(secrets_are_not_quoted),
		cmocka_unit_test(secrets_readable_by_others_are_warned_about),
		cmocka_unit_test(control_characters_do_not_reach_the_text),
		cmocka_unit_test(a_plugin_without_schema_takes_no_keys),
		cmocka_unit_test(tables_are_walked_with_the_size_they_state),
		cmocka_unit_test(wrong_tables_are_refused),
		cmocka_unit_test(a_table_that_contains_itself_is_refused),
		cmocka_unit_test(keys_twice_in_a_table_are_refused),
		cmocka_unit_test(distances),
		cmocka_unit_test(the_number_of_texts_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
