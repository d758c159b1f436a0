/*
 * fuzz_yaml.c - any file as a configuration: parsed, judged against the core's table and a table
 * with every type. Nothing may crash, leak or hang, and a refused file has a mistake that says so.
 */
#include "fuzz.h"

#include "conf/confd.h"

#include <stdlib.h>

struct pair { const char *s; int64_t n; };
struct every {
	bool flag;
	int64_t number, wait, size, choice;
	const char *text;
	struct hss_endpoint at;
	struct hss_bytes key;
	struct hss_list pairs, words;
	struct pair map;
};

static const struct hss_choice choices[] = { { "a", 1 }, { "b", 2 }, { NULL, 0 } };
static const struct hss_conf_item word_items[] = { { .key = "", .type = HSS_CT_STR } };
static const struct hss_conf_schema words = HSS_CONF_SCHEMA(const char *, word_items, NULL);
static const struct hss_conf_item pair_items[] = {
	{ .key = "s", .type = HSS_CT_STR, .flags = HSS_CF_REQUIRED },
	{ .key = "n", .type = HSS_CT_INT, .offset = offsetof(struct pair, n), .dflt = "1" },
};
static const struct hss_conf_schema pairs = HSS_CONF_SCHEMA(struct pair, pair_items, NULL);
#define ITEM(k, t, m, ...) { .key = k, .type = t, .offset = offsetof(struct every, m), __VA_ARGS__ }
static const struct hss_conf_item every_items[] = {
	ITEM("f", HSS_CT_BOOL, flag), ITEM("i", HSS_CT_INT, number, .min = -9, .max = 9),
	ITEM("w", HSS_CT_MSEC, wait), ITEM("z", HSS_CT_BYTES, size, .min = 1),
	ITEM("c", HSS_CT_ENUM, choice, .choices = choices), ITEM("t", HSS_CT_STR, text, .max = 9),
	ITEM("e", HSS_CT_SOCKADDR, at), ITEM("h", HSS_CT_HEX, key, .flags = HSS_CF_SECRET),
	ITEM("p", HSS_CT_LIST, pairs, .sub = &pairs), ITEM("l", HSS_CT_LIST, words, .sub = &words),
	ITEM("m", HSS_CT_MAP, map, .sub = &pairs),
};
static const struct hss_conf_schema every = HSS_CONF_SCHEMA(struct every, every_items, NULL);

static const char *no_env(void *ctx, const char *name)
{
	(void)ctx;
	return name[0] == 'A' ? "value: [" : NULL;
}

static const struct conf_env env = { no_env, NULL };

static void must(bool is_true)
{
	if (!is_true)
		abort();
}

static void fill(const struct yaml_node *node, struct conf_errs *errs)
{
	const struct schema_src src = { "f.yaml", node, 1, 1, &env, true };
	struct core_conf *core = NULL;
	void *conf = NULL;
	uint32_t n = errs->n;
	hss_rc rc = schema_fill(&every, &src, errs, &conf);

	must((rc == HSS_OK) == (errs->n == n) || rc == HSS_E_NOMEM);
	schema_free(conf);
	n = errs->n;
	rc = core_conf_fill(&src, errs, &core);
	must((rc == HSS_OK) == (errs->n == n) || rc == HSS_E_NOMEM);
	core_conf_free(core);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct conf_errs errs;
	struct yaml_doc *d = NULL;
	hss_rc rc;

	conf_errs_init(&errs);
	rc = tree_parse("f.yaml", (struct hss_bytes){ data, (uint32_t)size }, &env, &errs, &d);
	must((rc == HSS_OK) == (d != NULL));
	must(rc != HSS_E_INVAL || errs.n > 0);
	if (d)
		fill(d->root, &errs);
	for (const struct conf_err *e = errs.first; e; e = e->next)
		must(e->text && e->text[0]);
	tree_free(d);
	conf_errs_fini(&errs);
	return 0;
}
