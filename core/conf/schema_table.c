/* schema_table.c - reading and judging the tables of <hss/conf.h>. They come from plugins built
 * against another minor version of the ABI, so they are walked with the sizes they state. */
#include "conf/schema.h"

#include "base/bytes.h"
#include "conf/units.h"

#include <stdio.h>
#include <stdlib.h>

static const struct { const char *name; size_t size; } types[] = {
	[HSS_CT_BOOL] = { "yes or no", sizeof(bool) },
	[HSS_CT_INT] = { "number", sizeof(int64_t) },
	[HSS_CT_MSEC] = { "duration", sizeof(int64_t) },
	[HSS_CT_BYTES] = { "size", sizeof(int64_t) },
	[HSS_CT_STR] = { "text", sizeof(const char *) },
	[HSS_CT_ENUM] = { "choice", sizeof(int64_t) },
	[HSS_CT_SOCKADDR] = { "address:port", sizeof(struct hss_endpoint) },
	[HSS_CT_HEX] = { "hex", sizeof(struct hss_bytes) },
	[HSS_CT_LIST] = { "list", sizeof(struct hss_list) },
	[HSS_CT_MAP] = { "map", 0 },
};

#define N_TYPES (sizeof types / sizeof types[0])
#define HEAD_MIN offsetof(struct hss_conf_schema, check)
#define ITEM_MIN offsetof(struct hss_conf_item, min)

size_t schema_type_size(uint16_t type)
{
	if (type == SCHEMA_CT_NODE)
		return sizeof(const struct yaml_node *);
	return type < N_TYPES ? types[type].size : 0;
}

const char *schema_type_name(const struct hss_conf_item *it)
{
	return it->type < N_TYPES && types[it->type].name ? types[it->type].name : "anything";
}

void schema_head(const struct hss_conf_schema *s, struct hss_conf_schema *out)
{
	*out = (struct hss_conf_schema){ 0 };
	memcpy(out, s, s->size < sizeof *out ? s->size : sizeof *out);
}

void schema_item(const struct hss_conf_schema *s, uint32_t i, struct hss_conf_item *out)
{
	const uint8_t *p = (const uint8_t *)(const void *)s->items + (size_t)s->item_size * i;

	*out = (struct hss_conf_item){ 0 };
	memcpy(out, p, s->item_size < sizeof *out ? s->item_size : sizeof *out);
}

bool schema_is_plain(const struct hss_conf_schema *sub)
{
	struct hss_conf_item it;

	if (!sub || sub->n_items != 1)
		return false;
	schema_item(sub, 0, &it);
	return it.key && it.key[0] == '\0';
}

static hss_rc wrong(struct hss_err *err, const char *key, const char *text)
{
	err->code = HSS_E_INVAL;
	snprintf(err->text, sizeof err->text, "%.80s: %s", key, text);
	return HSS_E_INVAL;
}

static hss_rc verify(const struct hss_conf_schema *s, uint32_t depth, struct hss_err *err);

static hss_rc verify_choices(const struct hss_conf_item *it, struct hss_err *err)
{
	uint32_t n = 0;

	if (!it->choices || !it->choices[0].name)
		return wrong(err, it->key, "a choice without choices");
	while (it->choices[n].name && n < 256)
		n++;
	return n < 256 ? HSS_OK : wrong(err, it->key, "choices without an end");
}

static hss_rc verify_item(const struct hss_conf_schema *s, const struct hss_conf_item *it,
                          uint32_t depth, struct hss_err *err)
{
	size_t size = schema_type_size(it->type);
	struct hss_conf_schema sub;

	if (it->type != SCHEMA_CT_NODE && (it->type >= N_TYPES || !types[it->type].name))
		return wrong(err, it->key, "unknown type");
	if (it->type == HSS_CT_LIST || it->type == HSS_CT_MAP) {
		if (!it->sub)
			return wrong(err, it->key, "no table of its keys");
		if (verify(it->sub, depth + 1, err) != HSS_OK)
			return HSS_E_INVAL;
		schema_head(it->sub, &sub);
		if (sub.struct_size == 0)
			return wrong(err, it->key, "its struct has no size");
		if (it->type == HSS_CT_MAP)
			size = sub.struct_size;
	}
	if (it->offset > s->struct_size || size > s->struct_size - it->offset)
		return wrong(err, it->key, "reaches beyond its struct");
	if (it->max < it->min && !(it->max == 0 && it->min > 0))
		return wrong(err, it->key, "max is below min");
	if (it->type == HSS_CT_ENUM && verify_choices(it, err) != HSS_OK)
		return HSS_E_INVAL;
	if (it->type == HSS_CT_MAP && it->dflt)
		return wrong(err, it->key, "a map has no default of its own");
	return it->dflt ? schema_try_default(it, err) : HSS_OK;
}

static hss_rc verify(const struct hss_conf_schema *in, uint32_t depth, struct hss_err *err)
{
	struct hss_conf_schema s;
	struct hss_conf_item it, other;

	if (depth >= SCHEMA_MAX_DEPTH)
		return wrong(err, "table", "nested too deep");
	if (in->size < HEAD_MIN || in->n_items > 1000 ||
	    (in->n_items && (!in->items || in->item_size < ITEM_MIN || in->item_size % 8)))
		return wrong(err, "table", "wrong size");
	schema_head(in, &s);
	for (uint32_t i = 0; i < s.n_items; i++) {
		schema_item(in, i, &it);
		if (!it.key || (!it.key[0] && !schema_is_plain(in)))
			return wrong(err, "table", "an item without key");
		for (uint32_t j = 0; j < i; j++) {
			schema_item(in, j, &other);
			if (strcmp(it.key, other.key) == 0)
				return wrong(err, it.key, "stands in the table twice");
		}
		if (verify_item(&s, &it, depth, err) != HSS_OK)
			return HSS_E_INVAL;
	}
	return HSS_OK;
}

hss_rc schema_verify(const struct hss_conf_schema *schema, struct hss_err *err)
{
	return verify(schema, 0, err);
}

static char folded(char c)
{
	if (c == '-')
		return '_';
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

uint32_t schema_distance(const char *a, const char *b)
{
	uint32_t row[3][66];
	uint32_t n = (uint32_t)strnlen(a, 64), m = (uint32_t)strnlen(b, 64);
	uint32_t *before = row[0], *last = row[1], *now = row[2], *spare;

	for (uint32_t j = 0; j <= m; j++)
		last[j] = j;
	for (uint32_t i = 1; i <= n; i++) {
		now[0] = i;
		for (uint32_t j = 1; j <= m; j++) {
			bool is_same = folded(a[i - 1]) == folded(b[j - 1]);
			uint32_t d = last[j - 1] + !is_same;

			if (last[j] + 1 < d)
				d = last[j] + 1;
			if (now[j - 1] + 1 < d)
				d = now[j - 1] + 1;
			if (i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) &&
			    folded(a[i - 2]) == folded(b[j - 1]) && before[j - 2] + 1 < d)
				d = before[j - 2] + 1;
			now[j] = d;
		}
		spare = before;
		before = last;
		last = now;
		now = spare;
	}
	return last[m];
}
