/* schema.c - fills a struct from a tree, see schema.h. One function per type, found by a table;
 * every mistake is noted and the walk goes on. */
#include "conf/schema.h"

#include "base/bytes.h"
#include "conf/units.h"

#include <stdio.h>
#include <stdlib.h>

struct path {
	const struct path *up;
	const char *key;                /* NULL: element `index` of a list      */
	uint32_t index;
};

struct fill {
	const struct schema_src *src;
	const char *file;
	struct arena *arena;
	struct conf_errs *errs;
	bool is_default;                /* filling from a default's text        */
	hss_rc rc;                      /* NOMEM                                */
};

struct filled {                         /* what stands before the struct        */
	struct arena arena;
	size_t size;
	_Alignas(16) uint8_t conf[];
};

static void fill_value(struct fill *f, const struct hss_conf_item *it, const struct yaml_node *n,
                       uint8_t *dst, const struct path *path);
static void fill_map(struct fill *f, const struct hss_conf_schema *schema,
                     const struct yaml_node *n, struct conf_at at, bool is_demanded, uint8_t *base,
                     const struct path *path);

static const char *path_text(const struct path *p, char *out, size_t max)
{
	size_t len;

	if (!p) {
		out[0] = '\0';
		return out;
	}
	path_text(p->up, out, max);
	len = strlen(out);
	if (p->key)
		snprintf(out + len, max - len, "%s%.80s", len ? "." : "", p->key);
	else
		snprintf(out + len, max - len, "[%u]", p->index);
	return out;
}

static void fail_at(struct fill *f, struct conf_at at, const struct path *path, const char *text)
{
	char key[256];

	conf_err_add(f->errs, at, path_text(path, key, sizeof key), "%s", text);
}

static struct conf_at at_of(const struct fill *f, const struct yaml_node *n)
{
	return (struct conf_at){ f->file, n->line, n->col };
}

static void fail(struct fill *f, const struct yaml_node *n, const struct path *path,
                 const char *text)
{
	fail_at(f, at_of(f, n), path, text);
}

/* "VALUE is not ...", without the value when it is a secret.                   */
static void fail_value(struct fill *f, const struct hss_conf_item *it, const struct yaml_node *n,
                       const struct path *path, const char *why)
{
	char text[256];

	if (it->flags & HSS_CF_SECRET)
		snprintf(text, sizeof text, "the value %s", why);
	else
		snprintf(text, sizeof text, "\"%.80s\" %s", n->text, why);
	fail(f, n, path, text);
}

static bool is_in_range(const struct hss_conf_item *it, int64_t v)
{
	if (it->min == 0 && it->max == 0)
		return true;
	return v >= it->min && (v <= it->max || (it->max == 0 && it->min > 0));
}

static const char *limit_text(const struct hss_conf_item *it, int64_t v, char out[32])
{
	if (it->type == HSS_CT_MSEC)
		return units_msec_text(v, out);
	if (it->type == HSS_CT_BYTES)
		return units_bytes_text(v, out);
	snprintf(out, 32, "%lld", (long long)v);
	return out;
}

static void fail_range(struct fill *f, const struct hss_conf_item *it, const struct yaml_node *n,
                       const struct path *path, const char *what)
{
	char lo[32], hi[32], text[160];

	if (it->max == 0 && it->min > 0)
		snprintf(text, sizeof text, "%s must be at least %s", what,
		         limit_text(it, it->min, lo));
	else
		snprintf(text, sizeof text, "%s must be from %s to %s", what,
		         limit_text(it, it->min, lo), limit_text(it, it->max, hi));
	fail(f, n, path, text);
}

static void *take(struct fill *f, size_t n)
{
	void *p = arena_alloc(f->arena, n, 16);

	if (!p)
		f->rc = HSS_E_NOMEM;
	return p;
}

static void fill_bool(struct fill *f, const struct hss_conf_item *it, const struct yaml_node *n,
                      uint8_t *dst, const struct path *path)
{
	char why[UNITS_WHY];

	if (units_bool(n->text, (bool *)(void *)dst, why) != HSS_OK)
		fail_value(f, it, n, path, why);
}

static void fill_number(struct fill *f, const struct hss_conf_item *it, const struct yaml_node *n,
                        uint8_t *dst, const struct path *path)
{
	char why[UNITS_WHY];
	int64_t v;
	hss_rc rc;

	if (it->type == HSS_CT_MSEC)
		rc = units_msec(n->text, &v, why);
	else if (it->type == HSS_CT_BYTES)
		rc = units_bytes(n->text, &v, why);
	else if (it->type == HSS_CT_ENUM)
		rc = units_enum(n->text, it->choices, &v, why);
	else
		rc = units_int(n->text, &v, why);
	if (rc != HSS_OK)
		fail_value(f, it, n, path, why);
	else if (it->type != HSS_CT_ENUM && !is_in_range(it, v))
		fail_range(f, it, n, path, "the value");
	else
		memcpy(dst, &v, sizeof v);
}

static void fill_str(struct fill *f, const struct hss_conf_item *it, const struct yaml_node *n,
                     uint8_t *dst, const struct path *path)
{
	struct hss_bytes text = bytes_str(n->text), copy;

	if (!is_in_range(it, text.len)) {
		fail_range(f, it, n, path, "its length");
		return;
	}
	copy = arena_dup(f->arena, text);
	if (!copy.p)
		f->rc = HSS_E_NOMEM;
	memcpy(dst, &copy.p, sizeof copy.p);
}

static void fill_endpoint(struct fill *f, const struct hss_conf_item *it,
                          const struct yaml_node *n, uint8_t *dst, const struct path *path)
{
	char why[UNITS_WHY];

	if (units_endpoint(n->text, (struct hss_endpoint *)(void *)dst, why) != HSS_OK)
		fail_value(f, it, n, path, why);
}

static void fill_hex(struct fill *f, const struct hss_conf_item *it, const struct yaml_node *n,
                     uint8_t *dst, const struct path *path)
{
	struct hss_bytes b = { take(f, strlen(n->text) / 2 + 1), 0 };
	char why[UNITS_WHY];

	if (!b.p)
		return;
	if (units_hex(n->text, (uint8_t *)(uintptr_t)b.p, &b.len, why) != HSS_OK)
		fail_value(f, it, n, path, why);
	else if (!is_in_range(it, b.len))
		fail_range(f, it, n, path, "its length in octets");
	else
		memcpy(dst, &b, sizeof b);
}

static void fill_node(struct fill *f, const struct hss_conf_item *it, const struct yaml_node *n,
                      uint8_t *dst, const struct path *path)
{
	(void)f, (void)it, (void)path;
	memcpy(dst, &n, sizeof n);
}

static void fill_nested(struct fill *f, const struct hss_conf_item *it, const struct yaml_node *n,
                        uint8_t *dst, const struct path *path)
{
	fill_map(f, it->sub, n, at_of(f, n), true, dst, path);
}

/* The one item of a list of plain values.                                      */
static void fill_plain(struct fill *f, const struct hss_conf_schema *sub,
                       const struct yaml_node *n, uint8_t *base, const struct path *path)
{
	struct hss_conf_item it;

	schema_item(sub, 0, &it);
	if (tree_is_null(n))
		fail(f, n, path, "has no value");
	else
		fill_value(f, &it, n, base + it.offset, path);
}

static void fill_list(struct fill *f, const struct hss_conf_item *it, const struct yaml_node *n,
                      uint8_t *dst, const struct path *path)
{
	bool is_plain = schema_is_plain(it->sub), is_single = is_plain && n->kind == YAML_SCALAR;
	uint32_t count = is_single ? 1 : n->n, i = 0;
	struct hss_conf_schema sub;
	struct hss_list list = { NULL, count };
	uint8_t *mem;

	if (n->kind != YAML_LIST && !is_single) {
		fail(f, n, path, "must be a list");
		return;
	}
	if (count > SCHEMA_MAX_LIST || !is_in_range(it, count)) {
		fail_range(f, it, n, path, "the number of elements");
		return;
	}
	schema_head(it->sub, &sub);
	mem = count ? take(f, (size_t)sub.struct_size * count) : NULL;
	if (count && !mem)
		return;
	for (const struct yaml_node *c = is_single ? n : n->first; i < count; c = c->next, i++) {
		struct path p = { path, NULL, i };
		uint8_t *base = mem + (size_t)sub.struct_size * i;

		if (is_plain)
			fill_plain(f, it->sub, c, base, &p);
		else
			fill_map(f, it->sub, c, at_of(f, c), true, base, &p);
	}
	list.v = mem;
	memcpy(dst, &list, sizeof list);
}

typedef void (*fill_fn)(struct fill *f, const struct hss_conf_item *it, const struct yaml_node *n,
                        uint8_t *dst, const struct path *path);

static const struct { fill_fn fn; bool is_scalar; } types[] = {
	[HSS_CT_BOOL] = { fill_bool, true },
	[HSS_CT_INT] = { fill_number, true },
	[HSS_CT_MSEC] = { fill_number, true },
	[HSS_CT_BYTES] = { fill_number, true },
	[HSS_CT_STR] = { fill_str, true },
	[HSS_CT_ENUM] = { fill_number, true },
	[HSS_CT_SOCKADDR] = { fill_endpoint, true },
	[HSS_CT_HEX] = { fill_hex, true },
	[HSS_CT_LIST] = { fill_list, false },
	[HSS_CT_MAP] = { fill_nested, false },
};

static void fill_value(struct fill *f, const struct hss_conf_item *it, const struct yaml_node *n,
                       uint8_t *dst, const struct path *path)
{
	char key[256];

	if (it->type == SCHEMA_CT_NODE) {
		fill_node(f, it, n, dst, path);
		return;
	}
	if (types[it->type].is_scalar && n->kind != YAML_SCALAR) {
		fail(f, n, path, n->kind == YAML_LIST ? "must be a single value, not a list"
		                                      : "must be a single value, not a map");
		return;
	}
	if ((it->flags & HSS_CF_SECRET) && f->src->others_read && !f->is_default)
		conf_warn_add(f->errs, at_of(f, n), path_text(path, key, sizeof key),
		              "every user of this machine can read this secret; chmod o-r %s",
		              f->file);
	types[it->type].fn(f, it, n, dst, path);
}

/* The default is YAML text in the table.                                       */
static void fill_default(struct fill *f, const struct hss_conf_item *it, uint8_t *dst,
                         const struct path *path)
{
	struct fill g = *f;
	struct yaml_doc *d;
	hss_rc rc;

	rc = tree_parse(f->file, bytes_str(it->dflt), f->src->env, f->errs, &d);
	if (rc == HSS_E_NOMEM)
		f->rc = rc;
	if (rc != HSS_OK)
		return;
	g.is_default = true;
	if (d->root && !tree_is_null(d->root))
		fill_value(&g, it, d->root, dst, path);
	f->rc = g.rc;
	tree_free(d);
}

static void fail_unknown(struct fill *f, const struct hss_conf_schema *schema,
                         const struct yaml_node *n, const struct path *path)
{
	struct conf_at at = { f->file, n->key_line, n->key_col };
	uint32_t best = UINT32_MAX, d;
	const char *near = NULL;
	struct hss_conf_schema s;
	struct hss_conf_item it;
	char text[256];

	schema_head(schema, &s);
	for (uint32_t i = 0; i < s.n_items; i++) {
		schema_item(schema, i, &it);
		d = schema_distance(n->key, it.key);
		if (d < best) {
			best = d;
			near = it.key;
		}
	}
	if (near)
		snprintf(text, sizeof text, "unknown key; the nearest known key is \"%.80s\"",
		         near);
	else
		snprintf(text, sizeof text, "unknown key; there are no keys to set here");
	fail_at(f, at, path, text);
}

static void refuse_unknown(struct fill *f, const struct hss_conf_schema *schema,
                           const struct yaml_node *map, const struct path *path)
{
	struct hss_conf_schema s;
	struct hss_conf_item it;

	schema_head(schema, &s);
	for (const struct yaml_node *n = map->first; n; n = n->next) {
		struct path p = { path, n->key, 0 };
		uint32_t i = 0;

		for (; i < s.n_items; i++) {
			schema_item(schema, i, &it);
			if (strcmp(it.key, n->key) == 0)
				break;
		}
		if (i == s.n_items)
			fail_unknown(f, schema, n, &p);
	}
}

static void run_check(struct fill *f, const struct hss_conf_schema *s, const uint8_t *base,
                      struct conf_at at, const struct path *path)
{
	struct hss_err err = { 0 };

	if (!s->check || s->check(base, &err) == HSS_OK)
		return;
	err.text[sizeof err.text - 1] = '\0';
	fail_at(f, at, path, err.text[0] ? err.text : "these values do not fit each other");
}

static void fill_map(struct fill *f, const struct hss_conf_schema *schema,
                     const struct yaml_node *n, struct conf_at at, bool is_demanded, uint8_t *base,
                     const struct path *path)
{
	uint32_t n_before = f->errs->n;
	struct hss_conf_schema s;
	struct hss_conf_item it;

	schema_head(schema, &s);
	if (n && tree_is_null(n))
		n = NULL;
	if (n && n->kind != YAML_MAP) {
		fail(f, n, path, "must be a map of keys and values");
		return;
	}
	if (n)
		refuse_unknown(f, schema, n, path);
	for (uint32_t i = 0; i < s.n_items && f->rc == HSS_OK; i++) {
		const struct yaml_node *c;
		struct path p = { path, NULL, 0 };

		schema_item(schema, i, &it);
		p.key = it.key;
		c = n ? tree_get(n, it.key) : NULL;
		if (c && !(tree_is_null(c) && it.type != SCHEMA_CT_NODE))
			fill_value(f, &it, c, base + it.offset, &p);
		else if ((it.flags & HSS_CF_REQUIRED) && is_demanded)
			fail_at(f, c ? at_of(f, c) : at, &p, "required, but not stated");
		else if (it.dflt)
			fill_default(f, &it, base + it.offset, &p);
		else if (it.type == HSS_CT_MAP)
			fill_map(f, it.sub, NULL, at, false, base + it.offset, &p);
	}
	if (f->errs->n == n_before && f->rc == HSS_OK && is_demanded)
		run_check(f, &s, base, at, path);
}

hss_rc schema_fill(const struct hss_conf_schema *schema, const struct schema_src *src,
                   struct conf_errs *errs, void **out)
{
	const struct conf_at at = { src->file, src->node ? src->node->line : src->line,
	                            src->node ? src->node->col : src->col };
	static const struct hss_conf_schema none = { sizeof none, sizeof(struct hss_conf_item),
	                                             0, 0, NULL, NULL };
	const struct hss_conf_schema *s = schema ? schema : &none;
	struct fill f = { .src = src, .file = src->file, .errs = errs };
	uint32_t n_before = errs->n;
	struct filled *r;
	struct hss_err err;

	if (schema_verify(s, &err) != HSS_OK) {
		conf_err_add(errs, at, NULL, "the table of configuration keys is wrong: %s",
		             err.text);
		return HSS_E_INVAL;
	}
	r = calloc(1, sizeof *r + s->struct_size);
	if (!r)
		return HSS_E_NOMEM;
	arena_init(&r->arena, NULL, 64u << 20);
	r->size = s->struct_size;
	f.arena = &r->arena;
	fill_map(&f, s, src->node, at, true, r->conf, NULL);
	if (f.rc == HSS_OK && errs->n != n_before)
		f.rc = HSS_E_INVAL;
	if (f.rc != HSS_OK || !schema) {
		schema_free(r->conf);
		if (f.rc == HSS_OK)
			*out = NULL;
		return f.rc;
	}
	*out = r->conf;
	return HSS_OK;
}

hss_rc schema_try_default(const struct hss_conf_item *it, struct hss_err *err)
{
	const struct schema_src src = { .file = "default" };
	struct path path = { NULL, it->key, 0 };
	struct conf_errs errs;
	struct arena arena;
	struct fill f = { .src = &src, .file = src.file, .arena = &arena, .errs = &errs };
	uint8_t *dst = calloc(1, schema_type_size(it->type));

	if (!dst)
		return HSS_E_NOMEM;
	conf_errs_init(&errs);
	arena_init(&arena, NULL, 1u << 20);
	fill_default(&f, it, dst, &path);
	if (errs.first && f.rc == HSS_OK) {
		snprintf(err->text, sizeof err->text, "%s", errs.first->text);
		f.rc = err->code = HSS_E_INVAL;
	}
	arena_reset(&arena);
	conf_errs_fini(&errs);
	free(dst);
	return f.rc;
}

void schema_free(const void *conf)
{
	struct filled *r;

	if (!conf)
		return;
	r = (struct filled *)(void *)((uint8_t *)(uintptr_t)conf - offsetof(struct filled, conf));
	r->arena.is_secret = true;
	arena_reset(&r->arena);
	explicit_bzero(r->conf, r->size);
	free(r);
}
