/*
 * confd.h - the configuration directory: every *.yaml in name order is either the core's own
 * configuration (`core:`) or one plugin instance (`plugin:`). The file's name means nothing else.
 */
#ifndef CONF_CONFD_H
#define CONF_CONFD_H

#include "conf/core_conf.h"
#include "conf/schema.h"

enum { CONFD_MAX_INSTANCES = 64 };

struct confd_entry {
	const char *name;               /* of the instance, unique              */
	const char *plugin;             /* descriptor name                      */
	const char *file;               /* for messages                         */
	bool enabled, required;
	const struct yaml_node *config; /* NULL or null: nothing stated         */
	uint32_t line, col;             /* of the instance in its file          */
	struct yaml_doc *doc;
	void *head;                     /* owns the texts                       */
};

struct confd {
	struct arena arena;
	const char *dir;
	struct core_conf *core;         /* owned; see core_conf_fill()          */
	struct yaml_doc *core_doc;      /* NULL: no file with `core:`           */
	struct confd_entry v[CONFD_MAX_INSTANCES];
	uint32_t n;
	struct conf_env env;
};

/*
 * SETUP. Reads all files. Mistakes (and warnings) go to `errs`; with mistakes the result is
 * HSS_E_INVAL, and *out is given nevertheless, with the instances that could be read and core
 * NULL when it is wrong, so that their configuration can be checked in the same go. *out is NULL
 * only when out of memory (NOMEM). `env` may be NULL. Free with confd_free().
 */
hss_rc confd_read(const char *dir, const struct conf_env *env, struct conf_errs *errs,
                  struct confd **out);
void confd_free(struct confd *c);

/* SETUP. The instance's `config:` against its plugin's schema; see schema_fill(). */
hss_rc confd_fill(const struct confd *c, const struct confd_entry *e,
                  const struct hss_conf_schema *schema, struct conf_errs *errs, void **out);

/* ---- conf/core_schema.c -------------------------------------------------------------------- */
/* The keys of `core:`; for --sample and the documentation.                     */
extern const struct hss_conf_schema core_schema;
/*
 * SETUP. Fills a core_conf; src->node NULL: defaults only. Gives *out until core_conf_free(). INVAL
 * with the mistakes in errs, NOMEM.
 */
hss_rc core_conf_fill(const struct schema_src *src, struct conf_errs *errs,
                      struct core_conf **out);
void core_conf_free(struct core_conf *c);
/* The struct core_schema fills, for diff_conf(): what `c` was made from.       */
const void *core_conf_raw(const struct core_conf *c);

#endif
