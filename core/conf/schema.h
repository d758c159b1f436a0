/*
 * schema.h - a tree against a table of <hss/conf.h>: types, ranges, unknown keys, all mistakes at
 * once; fills the struct the table describes.
 *
 * What <hss/conf.h> leaves open:
 *   - `choices` end with a NULL name.
 *   - A LIST whose `sub` has exactly one item with key "" is a list of plain values: each element
 *     of the file is one scalar, written at that item's offset of a sub struct. Such a list may
 *     also be written as one scalar, "listen: 127.0.0.1:3868".
 *   - min and max bound the value of INT, MSEC (ms) and BYTES, the length in octets of STR and
 *     HEX, and the number of elements of a LIST. max 0 with min above 0: no upper bound.
 *   - A key with nothing behind its colon (or ~, null) is not stated: it gets the default.
 *   - A MAP that is not stated gets the defaults of its keys; its required keys are demanded only
 *     when it is stated or required itself.
 *   - `check` of a sub schema is called for each struct of it, `check` of the whole one last.
 *     It is called only for structs without mistakes.
 *   - dflt NULL leaves the zero value, also when that is out of min..max: that is how "not
 *     configured" shows itself.
 */
#ifndef CONF_SCHEMA_H
#define CONF_SCHEMA_H

#include <hss/conf.h>

#include "conf/yaml.h"

enum {
	/* Only in tables of conf/: const struct yaml_node *, valid as long as the document. */
	SCHEMA_CT_NODE = 0xff00,
	SCHEMA_MAX_DEPTH = 8,
	SCHEMA_MAX_LIST = 10000,
};

/* Where a value stands: the file, and the place of its map for what is missing. */
struct schema_src {
	const char *file;
	const struct yaml_node *node;   /* NULL: not stated, all defaults       */
	uint32_t line, col;             /* used when node is NULL               */
	const struct conf_env *env;     /* for variables in defaults            */
	bool others_read;               /* warn about secrets                   */
};

/*
 * SETUP. Fills a new struct, *out, of schema->struct_size octets; all memory it points to is its
 * own until schema_free(). schema NULL: a plugin without configuration, *out is NULL and every
 * stated key a mistake. INVAL: the mistakes are in errs; NOMEM.
 */
hss_rc schema_fill(const struct hss_conf_schema *schema, const struct schema_src *src,
                   struct conf_errs *errs, void **out);
/* Takes what schema_fill gave; NULL is fine. Secrets are wiped.                */
void schema_free(const void *conf);

/*
 * Is the table itself right: sizes, offsets, types, choices, sub tables, no key twice, every
 * default valid? It comes from a plugin, so it is checked before it is used. INVAL with the
 * reason.
 */
hss_rc schema_verify(const struct hss_conf_schema *schema, struct hss_err *err);

/* Is the item's dflt a value it takes? For schema_verify(). INVAL with the reason. */
hss_rc schema_try_default(const struct hss_conf_item *it, struct hss_err *err);

/* Reads with the sizes the table states; what it does not reach is zero.       */
void schema_head(const struct hss_conf_schema *s, struct hss_conf_schema *out);
void schema_item(const struct hss_conf_schema *s, uint32_t i, struct hss_conf_item *out);
/* Is it the sub schema of a list of plain values?                              */
bool schema_is_plain(const struct hss_conf_schema *sub);
/* sizeof the C type of an item, 0: unknown type; the name of the type for people. */
size_t schema_type_size(uint16_t type);
const char *schema_type_name(const struct hss_conf_item *it);

/* Edits (insert, delete, replace, swap neighbours) from a to b; '-' and '_' and case are equal. */
uint32_t schema_distance(const char *a, const char *b);

#endif
