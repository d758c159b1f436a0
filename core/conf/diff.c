/* diff.c - see diff.h. Values are compared, not the text of the files: comments, order, units and
 * stating a default change nothing. */
#include "conf/diff.h"

#include "base/bytes.h"
#include "conf/schema.h"

#include <stdio.h>

struct walk {
	diff_fn fn;
	void *ctx;
	uint32_t n, fixed;
};

static void diff_map(struct walk *w, const struct hss_conf_schema *schema, const uint8_t *a,
                     const uint8_t *b, bool may_change, const char *prefix);

static void tell(struct walk *w, const char *key, bool may_change)
{
	w->n++;
	w->fixed += !may_change;
	if (w->fn)
		w->fn(w->ctx, key, may_change);
}

static bool same_str(const uint8_t *a, const uint8_t *b)
{
	const char *s, *t;

	memcpy(&s, a, sizeof s);
	memcpy(&t, b, sizeof t);
	return s && t ? strcmp(s, t) == 0 : s == t;
}

static bool same_hex(const uint8_t *a, const uint8_t *b)
{
	struct hss_bytes s, t;

	memcpy(&s, a, sizeof s);
	memcpy(&t, b, sizeof t);
	return bytes_eq(s, t) && !s.p == !t.p;
}

static bool same_scalar(const struct hss_conf_item *it, const uint8_t *a, const uint8_t *b)
{
	switch (it->type) {
	case HSS_CT_STR:
		return same_str(a, b);
	case HSS_CT_HEX:
		return same_hex(a, b);
	default:        /* filled from zeroed memory: no stray octets            */
		return memcmp(a, b, schema_type_size(it->type)) == 0;
	}
}

static void diff_list(struct walk *w, const struct hss_conf_item *it, const uint8_t *a,
                      const uint8_t *b, bool may_change, const char *key)
{
	struct hss_conf_schema sub;
	struct hss_list s, t;
	char inner[256];

	memcpy(&s, a, sizeof s);
	memcpy(&t, b, sizeof t);
	if (s.n != t.n) {
		tell(w, key, may_change);
		return;
	}
	schema_head(it->sub, &sub);
	for (uint32_t i = 0; i < s.n; i++) {
		snprintf(inner, sizeof inner, "%s[%u]", key, i);
		diff_map(w, it->sub, (const uint8_t *)s.v + (size_t)sub.struct_size * i,
		         (const uint8_t *)t.v + (size_t)sub.struct_size * i, may_change, inner);
	}
}

static void diff_map(struct walk *w, const struct hss_conf_schema *schema, const uint8_t *a,
                     const uint8_t *b, bool may_change, const char *prefix)
{
	struct hss_conf_schema s;
	struct hss_conf_item it;
	char key[256];

	schema_head(schema, &s);
	for (uint32_t i = 0; i < s.n_items; i++) {
		bool may;

		schema_item(schema, i, &it);
		may = may_change || (it.flags & HSS_CF_RELOAD);
		snprintf(key, sizeof key, "%s%s%s", prefix,
		         prefix[0] && it.key[0] ? "." : "", it.key);
		if (it.type == HSS_CT_MAP)
			diff_map(w, it.sub, a + it.offset, b + it.offset, may, key);
		else if (it.type == HSS_CT_LIST)
			diff_list(w, &it, a + it.offset, b + it.offset, may, key);
		else if (it.type != SCHEMA_CT_NODE &&
		         !same_scalar(&it, a + it.offset, b + it.offset))
			tell(w, key, may);
	}
}

uint32_t diff_conf(const struct hss_conf_schema *schema, const void *old, const void *new_,
                   diff_fn fn, void *ctx, uint32_t *fixed)
{
	struct walk w = { fn, ctx, 0, 0 };

	if (schema && old && new_)
		diff_map(&w, schema, old, new_, false, "");
	*fixed = w.fixed;
	return w.n;
}
