/* test_sample.c - the generated sample and table say what the schema says, and the sample is a
 * file hssd takes. */
#include "conf_test.h"

#include "base/buf.h"
#include "base/bytes.h"
#include "conf/sample.h"

#include <stdio.h>
#include <stdlib.h>

static char *written(hss_rc (*fn)(FILE *f, void *ctx), void *ctx)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	assert_int_equal(fn(f, ctx), HSS_OK);
	fclose(f);
	return text;
}

static hss_rc core_sample(FILE *f, void *ctx)
{
	(void)ctx;
	return sample_core(f);
}

static hss_rc core_table(FILE *f, void *ctx)
{
	(void)ctx;
	return sample_markdown_core(f);
}

static hss_rc plugin_sample(FILE *f, void *ctx)
{
	return sample_plugin(f, ctx);
}

/* Every "#key" becomes "key"; explanations stay.                               */
static char *uncommented(const char *text)
{
	char *out = calloc(1, strlen(text) + 1), *to = out;

	for (const char *p = text; *p;) {
		size_t n = strcspn(p, "\n") + 1, blanks = strspn(p, " ");

		memcpy(to, p, n);
		if (p[blanks] == '#' && strncmp(p + blanks, "# ", 2) != 0) {
			memmove(to + blanks, to + blanks + 1, n - blanks - 1);
			to--;
		} else if (p[blanks] == '#' && strncmp(p + blanks, "#  ", 3) == 0) {
			to[blanks] = ' ';       /* an element of a commented list */
		}
		to += n;
		p += n;
	}
	return out;
}

static struct yaml_doc *parsed(const char *text, struct conf_errs *errs)
{
	struct yaml_doc *d = NULL;

	conf_errs_init(errs);
	tree_parse("sample", bytes_str(text), &test_env, errs, &d);
	expect_none(errs);
	assert_non_null(d);
	return d;
}

static void the_core_sample_is_a_file_with_defaults(void **state)
{
	char *text = written(core_sample, NULL);
	struct conf_errs errs;
	struct yaml_doc *d = parsed(text, &errs);
	struct schema_src src = { .file = "sample", .env = &test_env,
	                          .node = tree_get(d->root, "core") };
	struct core_conf *c = NULL;

	(void)state;
	assert_int_equal(core_conf_fill(&src, &errs, &c), HSS_OK);
	assert_int_equal(c->dia.max_message, 65536);
	core_conf_free(c);
	tree_free(d);
	conf_errs_fini(&errs);
	free(text);
}

static void the_core_sample_names_every_key(void **state)
{
	char *text = written(core_sample, NULL), *all = uncommented(text);
	struct conf_errs errs;
	struct yaml_doc *d = parsed(all, &errs);
	const struct yaml_node *core = tree_get(d->root, "core"), *peer;
	struct schema_src src = { .file = "sample", .env = &test_env, .node = core };
	struct core_conf *c = NULL;

	(void)state;
	assert_int_equal(core->n, core_schema.n_items);
	peer = tree_get(tree_get(core, "diameter"), "peers")->first;
	assert_int_equal(peer->n, 9);
	/* only what is required is missing                                     */
	assert_int_equal(core_conf_fill(&src, &errs, &c), HSS_E_INVAL);
	assert_int_equal(errs.n, 1);
	expect_error(&errs, "diameter.peers[0].host: required, but not stated");
	tree_free(d);
	conf_errs_fini(&errs);
	free(all);
	free(text);
}

struct inner { const char *a; };
struct outer { struct inner in; const char *must, *secret; int64_t wait; struct hss_list list; };
static const struct hss_conf_item inner_items[] = {
	{ .key = "a", .type = HSS_CT_STR, .doc = "first | second" },
};
static const struct hss_conf_schema inner_schema =
	HSS_CONF_SCHEMA(struct inner, inner_items, NULL);
static const struct hss_conf_item outer_items[] = {
	{ .key = "must", .type = HSS_CT_STR, .flags = HSS_CF_REQUIRED,
	  .offset = offsetof(struct outer, must), .doc = "needed" },
	{ .key = "secret", .type = HSS_CT_STR, .flags = HSS_CF_SECRET, .min = 8,
	  .offset = offsetof(struct outer, secret) },
	{ .key = "wait", .type = HSS_CT_MSEC, .flags = HSS_CF_RELOAD, .min = 1000, .max = 90000,
	  .dflt = "2s", .offset = offsetof(struct outer, wait), .doc = "how long" },
	{ .key = "in", .type = HSS_CT_MAP, .sub = &inner_schema, .offset = offsetof(struct outer, in) },
	{ .key = "list", .type = HSS_CT_LIST, .sub = &inner_schema,
	  .offset = offsetof(struct outer, list) },
};
static const struct hss_conf_schema outer_schema =
	HSS_CONF_SCHEMA(struct outer, outer_items, NULL);

static void a_plugin_sample_explains_its_keys(void **state)
{
	const struct hss_plugin_desc d = { .name = "demo", .summary = "a demonstration",
	                                   .conf = &outer_schema };
	char *text = written(plugin_sample, (void *)(uintptr_t)&d);

	(void)state;
	assert_string_equal(text,
		"# a demonstration\nplugin: demo\n# Name of this instance; must be unique.\n"
		"#instance: demo\n#enabled: true\n"
		"# false: hssd starts without it when it cannot be loaded or started.\n"
		"#required: true\nconfig:\n"
		"  # needed (text; required)\n  must:\n"
		"  # (text, at least 8 octets; secret)\n  #secret:\n"
		"  # how long (duration, 1s to 90s; may change while running)\n  #wait: 2s\n"
		"  in:\n    # first | second (text)\n    #a:\n"
		"  # (list of maps)\n  #list:\n  #    # first | second (text)\n  #  - a:\n");
	free(text);
}

static void a_plugin_without_keys_has_a_sample(void **state)
{
	const struct hss_plugin_desc d = { .name = "demo", .summary = "a demonstration" };
	char *text = written(plugin_sample, (void *)(uintptr_t)&d);
	struct conf_errs errs;
	struct yaml_doc *doc = parsed(text, &errs);

	(void)state;
	assert_string_equal(tree_get(doc->root, "plugin")->text, "demo");
	tree_free(doc);
	conf_errs_fini(&errs);
	free(text);
}

static hss_rc demo_table(FILE *f, void *ctx)
{
	(void)ctx;
	return sample_markdown(f, "demo", "a demonstration", &outer_schema);
}

static void the_table_has_a_row_per_key(void **state)
{
	char *text = written(demo_table, NULL);

	(void)state;
	assert_string_equal(text,
		"## demo\n\na demonstration\n\n"
		"| key | value | default | live | meaning |\n|---|---|---|---|---|\n"
		"| `must` | text | required |  | needed |\n"
		"| `secret` | text, at least 8 octets |  |  |  (secret) |\n"
		"| `wait` | duration, 1s to 90s | `2s` | yes | how long |\n"
		"| `in` | map |  |  |  |\n"
		"| `in.a` | text |  |  | first \\| second |\n"
		"| `list` | list of maps |  |  |  |\n"
		"| `list[].a` | text |  |  | first \\| second |\n\n");
	free(text);
	text = written(core_table, NULL);
	assert_non_null(strstr(text, "| `diameter.peers[].host` | text | required |"));
	assert_non_null(strstr(text, "| `log.levels.dia` | error, warning, notice, info, debug |"));
	free(text);
}

static void wrong_tables_and_full_disks_are_told(void **state)
{
	static const struct hss_conf_item it = { .key = "a", .type = 99 };
	static const struct hss_conf_schema bad = { sizeof bad, sizeof it, 8, 1, &it, NULL };
	FILE *f = fopen("/dev/full", "w");

	(void)state;
	if (!f)
		skip();
	setvbuf(f, NULL, _IONBF, 0);
	assert_int_equal(sample_core(f), HSS_E_INTERNAL);
	assert_int_equal(sample_schema(f, "x:", &bad), HSS_E_INVAL);
	assert_int_equal(sample_markdown(f, "x", NULL, &bad), HSS_E_INVAL);
	fclose(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_core_sample_is_a_file_with_defaults),
		cmocka_unit_test(the_core_sample_names_every_key),
		cmocka_unit_test(a_plugin_sample_explains_its_keys),
		cmocka_unit_test(a_plugin_without_keys_has_a_sample),
		cmocka_unit_test(the_table_has_a_row_per_key),
		cmocka_unit_test(wrong_tables_and_full_disks_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
