/* confd.c - see confd.h. The frame of a file is described by the same kind of table as a plugin's
 * keys, so that a mistake in it reads the same. */
#include "conf/confd.h"

#include "base/bytes.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

struct frame {                          /* a file's top keys                    */
	const char *plugin, *instance;
	bool enabled, required;
	const struct yaml_node *config;
};

static const struct hss_conf_item frame_items[] = {
	{ .key = "plugin", .type = HSS_CT_STR, .flags = HSS_CF_REQUIRED, .min = 1, .max = 63,
	  .offset = offsetof(struct frame, plugin) },
	{ .key = "instance", .type = HSS_CT_STR, .min = 1, .max = 63,
	  .offset = offsetof(struct frame, instance) },
	{ .key = "enabled", .type = HSS_CT_BOOL, .dflt = "true",
	  .offset = offsetof(struct frame, enabled) },
	{ .key = "required", .type = HSS_CT_BOOL, .dflt = "true",
	  .offset = offsetof(struct frame, required) },
	{ .key = "config", .type = SCHEMA_CT_NODE, .offset = offsetof(struct frame, config) },
};

static const struct hss_conf_schema frame_schema =
	HSS_CONF_SCHEMA(struct frame, frame_items, NULL);

static const struct hss_conf_item core_file_items[] = {
	{ .key = "core", .type = SCHEMA_CT_NODE, .offset = 0 },
};

static const struct hss_conf_schema core_file_schema =
	HSS_CONF_SCHEMA(const struct yaml_node *, core_file_items, NULL);

/* Names become part of paths (the .so), of metrics and of log lines.           */
static bool is_name(const char *s)
{
	for (const char *p = s; *p; p++) {
		bool is_ok = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
		             (*p >= '0' && *p <= '9') || *p == '_' || *p == '-';

		if (!is_ok)
			return false;
	}
	return s[0] != '\0';
}

static void check_name(const struct yaml_doc *d, const char *key, const char *name,
                       struct conf_errs *errs)
{
	const struct yaml_node *n = tree_get(d->root, key);

	if (n && !is_name(name))
		conf_err_add(errs, (struct conf_at){ d->file, n->line, n->col }, key,
		             "\"%.80s\" is no name; letters, digits, '-' and '_' are allowed",
		             name);
}

/* Two files may describe one instance as long as only one of them is enabled.  */
static void check_duplicate(const struct confd *c, const struct confd_entry *e,
                            struct conf_errs *errs)
{
	for (uint32_t i = 0; e->enabled && i < c->n; i++) {
		const struct confd_entry *o = &c->v[i];

		if (o->enabled && strcmp(o->name, e->name) == 0) {
			conf_err_add(errs, (struct conf_at){ e->file, e->line, e->col }, "instance",
			             "\"%s\" exists already, in %s; give this one another name",
			             e->name, o->file);
			return;
		}
	}
}

static hss_rc add_instance(struct confd *c, struct yaml_doc *d, struct conf_errs *errs)
{
	const struct schema_src src = { .file = d->file, .node = d->root, .env = &c->env };
	uint32_t n_before = errs->n;
	const struct yaml_node *at;
	struct confd_entry e = { .file = d->file, .doc = d };
	const struct frame *f;
	hss_rc rc;

	rc = schema_fill(&frame_schema, &src, errs, &e.head);
	if (rc != HSS_OK)
		return rc;
	f = e.head;
	at = tree_get(d->root, "instance");
	if (!at)
		at = tree_get(d->root, "plugin");
	e.line = at->line;
	e.col = at->col;
	e.plugin = f->plugin;
	e.name = f->instance ? f->instance : f->plugin;
	e.enabled = f->enabled;
	e.required = f->required;
	e.config = f->config;
	check_name(d, "plugin", e.plugin, errs);
	check_name(d, "instance", e.name, errs);
	check_duplicate(c, &e, errs);
	if (c->n == CONFD_MAX_INSTANCES)
		conf_err_add(errs, (struct conf_at){ d->file, 0, 0 }, NULL,
		             "more than %d plugin instances", CONFD_MAX_INSTANCES);
	if (errs->n != n_before) {
		schema_free(e.head);
		return HSS_E_INVAL;
	}
	c->v[c->n++] = e;
	return HSS_OK;
}

static hss_rc add_core(struct confd *c, struct yaml_doc *d, struct conf_errs *errs)
{
	const struct yaml_node *core = tree_get(d->root, "core");
	struct schema_src src = { .file = d->file, .node = d->root, .env = &c->env };
	void *frame;
	hss_rc rc;

	if (c->core_doc) {
		conf_err_add(errs, (struct conf_at){ d->file, core->key_line, core->key_col },
		             "core", "stands in %s already", c->core_doc->file);
		return HSS_E_INVAL;
	}
	rc = schema_fill(&core_file_schema, &src, errs, &frame);
	if (rc == HSS_OK)
		schema_free(frame);
	else if (rc == HSS_E_NOMEM)
		return rc;
	/* what stands under `core` is judged all the same                      */
	c->core_doc = d;
	src = (struct schema_src){ d->file, core, core->line, core->col, &c->env,
	                           d->others_read };
	rc = core_conf_fill(&src, errs, &c->core);
	return rc == HSS_E_NOMEM ? rc : HSS_OK;
}

/* Takes the document. NOMEM; mistakes are in errs.                             */
static hss_rc add_file(struct confd *c, struct yaml_doc *d, struct conf_errs *errs)
{
	hss_rc rc = HSS_E_INVAL;

	if (d->others_write)
		conf_warn_add(errs, (struct conf_at){ d->file, 0, 0 }, NULL,
		              "every user of this machine can change this file; chmod o-w %s",
		              d->file);
	if (!d->root)
		conf_err_add(errs, (struct conf_at){ d->file, 0, 0 }, NULL,
		             "empty; a file holds `core:` or `plugin:`, and one that is not wanted "
		             "does not end in .yaml");
	else if (d->root->kind != YAML_MAP)
		conf_err_add(errs, (struct conf_at){ d->file, d->root->line, d->root->col }, NULL,
		             "must be a map with `core:` or `plugin:`");
	else if (tree_get(d->root, "core"))
		rc = add_core(c, d, errs);
	else
		rc = add_instance(c, d, errs);
	if (rc != HSS_OK)
		tree_free(d);
	return rc == HSS_E_NOMEM ? rc : HSS_OK;
}

static bool has_suffix(const char *name, const char *suffix)
{
	size_t n = strlen(name), m = strlen(suffix);

	return n > m && strcmp(name + n - m, suffix) == 0;
}

static int is_wanted(const struct dirent *e)
{
	return e->d_name[0] != '.' &&
	       (has_suffix(e->d_name, ".yaml") || has_suffix(e->d_name, ".yml"));
}

static int by_octets(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);      /* whatever the locale  */
}

static hss_rc read_one(struct confd *c, const char *name, struct conf_errs *errs)
{
	size_t len = strlen(c->dir);
	struct hss_bytes path = arena_printf(&c->arena, "%s%s%s", c->dir,
	                                     len && c->dir[len - 1] == '/' ? "" : "/", name);
	struct yaml_doc *d;
	hss_rc rc;

	if (!path.p)
		return HSS_E_NOMEM;
	if (has_suffix(name, ".yml")) {
		conf_warn_add(errs, (struct conf_at){ (const char *)path.p, 0, 0 }, NULL,
		              "not read, because its name does not end in .yaml");
		return HSS_OK;
	}
	rc = tree_read((const char *)path.p, &c->env, errs, &d);
	if (rc != HSS_OK)
		return rc == HSS_E_NOMEM ? rc : HSS_OK;
	return add_file(c, d, errs);
}

static hss_rc read_dir(struct confd *c, struct conf_errs *errs)
{
	struct dirent **names = NULL;
	int n = scandir(c->dir, &names, is_wanted, by_octets);
	hss_rc rc = HSS_OK;

	if (n < 0) {
		conf_err_add(errs, (struct conf_at){ c->dir, 0, 0 }, NULL,
		             "the configuration directory cannot be read: %s", strerror(errno));
		return HSS_OK;
	}
	if (n == 0)
		conf_err_add(errs, (struct conf_at){ c->dir, 0, 0 }, NULL,
		             "no file NAME.yaml in this configuration directory");
	for (int i = 0; i < n; i++) {
		if (rc == HSS_OK)
			rc = read_one(c, names[i]->d_name, errs);
		free(names[i]);
	}
	free(names);
	return rc;
}

hss_rc confd_read(const char *dir, const struct conf_env *env, struct conf_errs *errs,
                  struct confd **out)
{
	struct confd *c = calloc(1, sizeof *c);
	const struct schema_src none = { .file = dir, .env = env };
	hss_rc rc;

	*out = NULL;
	if (!c)
		return HSS_E_NOMEM;
	if (env)
		c->env = *env;
	arena_init(&c->arena, NULL, 1u << 20);
	c->dir = (const char *)arena_dup(&c->arena, bytes_str(dir)).p;
	rc = c->dir ? read_dir(c, errs) : HSS_E_NOMEM;
	if (rc == HSS_OK && !c->core_doc && errs->n == 0) {
		conf_warn_add(errs, (struct conf_at){ dir, 0, 0 }, NULL,
		              "no file with `core:`, so every setting of the core is its default");
		rc = core_conf_fill(&none, errs, &c->core);
	}
	if (rc == HSS_E_NOMEM) {
		confd_free(c);
		return rc;
	}
	*out = c;
	return errs->n ? HSS_E_INVAL : HSS_OK;
}

void confd_free(struct confd *c)
{
	if (!c)
		return;
	for (uint32_t i = 0; i < c->n; i++) {
		schema_free(c->v[i].head);
		tree_free(c->v[i].doc);
	}
	core_conf_free(c->core);
	tree_free(c->core_doc);
	arena_reset(&c->arena);
	free(c);
}

hss_rc confd_fill(const struct confd *c, const struct confd_entry *e,
                  const struct hss_conf_schema *schema, struct conf_errs *errs, void **out)
{
	const struct schema_src src = { e->file, e->config, e->line, e->col, &c->env,
	                                e->doc->others_read };

	return schema_fill(schema, &src, errs, out);
}
