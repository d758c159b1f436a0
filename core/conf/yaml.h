/*
 * yaml.h - a YAML file as a small tree of maps, lists and scalars with the place of each in the
 * file. Only what a configuration needs: one document, no tags, no anchors (a file of a few lines
 * can grow to gigabytes with them), bounded size and depth, no key twice.
 *
 * Scalars are texts; what type they have is the schema's business. "${NAME}" and
 * "${NAME:-default}" are replaced from the environment after parsing, so that a variable's content
 * can never change the structure of the file; "$${" stands for "${".
 *
 * Functions are tree_*: libyaml owns the names yaml_*, and a program's own yaml_free() would be
 * called by the library.
 */
#ifndef CONF_YAML_H
#define CONF_YAML_H

#include "conf/errs.h"

enum {
	YAML_MAX_SIZE = 1 << 20,        /* octets of a file                     */
	YAML_MAX_DEPTH = 16,
	YAML_MAX_NODES = 50000,
	YAML_MAX_KEYS = 1000,           /* of one map                           */
	YAML_MAX_TEXT = 16 << 10,       /* octets of one scalar, after variables */
};

enum yaml_kind { YAML_SCALAR = 1, YAML_LIST = 2, YAML_MAP = 3 };

struct yaml_node {
	enum yaml_kind kind;
	bool is_plain;                  /* a scalar without quotes              */
	uint32_t line, col;             /* of the value                         */
	const char *text;               /* scalar, NUL-terminated, no NUL inside */
	const char *key;                /* in a map, else NULL                  */
	uint32_t key_line, key_col;
	uint32_t n;                     /* children                             */
	struct yaml_node *first, *last, *next;
};

/* Where variables come from; NULL members and NULL itself: getenv(). Returns NULL when unset. */
struct conf_env {
	const char *(*get)(void *ctx, const char *name);
	void *ctx;
};

struct yaml_doc {
	struct arena arena;
	const char *file;               /* as given, in the arena               */
	bool others_read, others_write; /* permissions of the file              */
	struct yaml_node *root;         /* NULL: an empty file                  */
};

/*
 * SETUP. Parses `text`; `file` is the name for messages, copied. Mistakes go to `errs` and give
 * HSS_E_INVAL; NOMEM. Gives *out, also an empty one; free it with tree_free().
 */
hss_rc tree_parse(const char *file, struct hss_bytes text, const struct conf_env *env,
                  struct conf_errs *errs, struct yaml_doc **out);
/* SETUP. As above out of a regular file; one that cannot be read is a mistake too. */
hss_rc tree_read(const char *path, const struct conf_env *env, struct conf_errs *errs,
                 struct yaml_doc **out);
void tree_free(struct yaml_doc *d);

/* The child of a map, NULL: none.                                              */
const struct yaml_node *tree_get(const struct yaml_node *map, const char *key);
/* Not stated at all: nothing after the colon, `~` or `null`, without quotes.   */
bool tree_is_null(const struct yaml_node *n);

/* conf/env.c: replaces the variables in `in`. *out is `in` itself when there are none, else memory
 * of the arena. INVAL with the reason in `why`.                                */
hss_rc env_expand(const struct conf_env *env, struct arena *a, const char *in, const char **out,
                  char why[160]);

#endif
