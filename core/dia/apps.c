/* apps.c - applications plugins registered, and the table (application, command). */
#include "base/hash.h"
#include "dia/node.h"
#include "plugin/instance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

hss_rc apps_open(struct dia *d)
{
	d->index_cap = 256;
	d->index = calloc(d->index_cap, sizeof(struct dia_cmd *));
	return d->index ? HSS_OK : HSS_E_NOMEM;
}

void apps_close(struct dia *d)
{
	for (uint32_t i = 0; i < d->n_apps; i++) {
		free(d->apps[i]->cmds);
		free(d->apps[i]);
	}
	free(d->apps);
	free(d->index);
}

static uint32_t place_of(const struct dia *d, uint32_t app_id, uint32_t code)
{
	return (uint32_t)hash_u64((uint64_t)app_id << 32 | code) & (d->index_cap - 1);
}

struct dia_cmd *cmd_find(const struct dia *d, uint32_t app_id, uint32_t code)
{
	for (uint32_t i = place_of(d, app_id, code); d->index[i]; i = (i + 1) & (d->index_cap - 1))
		if (d->index[i]->app->app_id == app_id && d->index[i]->def.code == code)
			return d->index[i];
	return NULL;
}

struct hss_dia_app *app_find(const struct dia *d, uint32_t app_id)
{
	for (uint32_t i = 0; i < d->n_apps; i++)
		if (d->apps[i]->app_id == app_id)
			return d->apps[i];
	return NULL;
}

struct dia_cmd *app_cmd(const struct hss_dia_app *a, uint32_t code)
{
	for (uint32_t i = 0; i < a->n_cmds; i++)
		if (a->cmds[i].def.code == code)
			return &a->cmds[i];
	return NULL;
}

static void index_put(struct dia *d, struct dia_cmd *c)
{
	uint32_t i = place_of(d, c->app->app_id, c->def.code);

	while (d->index[i])
		i = (i + 1) & (d->index_cap - 1);
	d->index[i] = c;
	d->n_index++;
}

static hss_rc index_add(struct dia *d, struct dia_cmd *c)
{
	struct dia_cmd **old = d->index;
	uint32_t cap = d->index_cap;

	if ((d->n_index + 1) * 2 > cap) {
		d->index = calloc((size_t)cap * 2, sizeof(struct dia_cmd *));
		if (!d->index) {
			d->index = old;
			return HSS_E_NOMEM;
		}
		d->index_cap = cap * 2;
		d->n_index = 0;
		for (uint32_t i = 0; i < cap; i++)
			if (old[i])
				index_put(d, old[i]);
		free(old);
	}
	index_put(d, c);
	return HSS_OK;
}

/* What can be wrong with a definition; the text says which row.                 */
static hss_rc check_cmd(const struct hss_dia_cmd *c, struct hss_err *err)
{
	hss_rc rc = HSS_OK;

	if (!c->name || !c->code || (c->handler && (!c->req || !c->ans))) {
		snprintf(err->text, sizeof err->text, "command %u: name, code or grammar is missing",
		         c->code);
		return err->code = HSS_E_INVAL;
	}
	if (c->req)
		rc = grammar_check(c->req, err);
	if (rc == HSS_OK && c->ans)
		rc = grammar_check(c->ans, err);
	return rc;
}

static hss_rc add_dict(struct dia *d, const struct hss_dia_app_def *def, const char *owner,
                       struct hss_err *err)
{
	hss_rc rc = HSS_OK;

	for (const struct hss_avp_def *const *a = def->dict; a && *a && rc == HSS_OK; a++)
		rc = dict_add(d->dict, *a, owner, err);
	return rc;
}

/* An AVP a grammar names is known, whether the plugin lists it or not.           */
static hss_rc add_grammar(struct dia *d, const struct hss_grammar *g, const char *owner,
                          struct hss_err *err)
{
	hss_rc rc = HSS_OK;

	for (uint32_t i = 0; g && i < g->n_rules && rc == HSS_OK; i++) {
		const struct hss_avp_rule *r = (const void *)((const char *)g->rules +
		                                              (size_t)i * g->rule_size);

		rc = dict_add(d->dict, r->avp, owner, err);
	}
	return rc;
}

static hss_rc fill_cmd(struct dia *d, struct hss_dia_app *a, const struct hss_dia_app_def *def,
                       uint32_t i, struct hss_err *err)
{
	struct dia_cmd *c = &a->cmds[i];
	uint32_t size = def->cmd_size < sizeof c->def ? def->cmd_size : (uint32_t)sizeof c->def;
	const char *owner = a->in ? a->in->name : "core";
	hss_rc rc;

	memcpy(&c->def, (const char *)def->cmds + (size_t)i * def->cmd_size, size);
	c->app = a;
	for (uint32_t k = 0; k < i; k++) {
		if (a->cmds[k].def.code == c->def.code) {
			snprintf(err->text, sizeof err->text, "command %u is defined twice", c->def.code);
			return err->code = HSS_E_EXISTS;
		}
	}
	rc = check_cmd(&c->def, err);
	if (rc == HSS_OK)
		rc = add_grammar(d, c->def.req, owner, err);
	if (rc == HSS_OK)
		rc = add_grammar(d, c->def.ans, owner, err);
	if (rc == HSS_OK)
		stats_cmd(d, c);
	return rc;
}

static hss_rc fill_app(struct dia *d, struct hss_dia_app *a, const struct hss_dia_app_def *def,
                       struct hss_err *err)
{
	hss_rc rc = add_dict(d, def, a->in ? a->in->name : "core", err);

	for (uint32_t i = 0; i < a->n_cmds && rc == HSS_OK; i++)
		rc = fill_cmd(d, a, def, i, err);
	for (uint32_t i = 0; i < a->n_cmds && rc == HSS_OK; i++)
		rc = index_add(d, &a->cmds[i]);
	return rc;
}

static struct hss_dia_app *make(struct dia *d, struct hss_inst *in,
                                const struct hss_dia_app_def *def)
{
	struct hss_dia_app **v = realloc(d->apps, (d->n_apps + 1) * sizeof *v);
	struct hss_dia_app *a;

	if (!v)
		return NULL;
	d->apps = v;
	a = calloc(1, sizeof *a);
	if (!a)
		return NULL;
	a->cmds = calloc(def->n_cmds + 1, sizeof *a->cmds);
	if (!a->cmds) {
		free(a);
		return NULL;
	}
	a->dia = d;
	a->in = in;
	a->app_id = def->app_id;
	a->vendor = def->vendor;
	a->name = def->name;
	a->n_cmds = def->n_cmds;
	return a;
}

hss_rc dia_app_register(struct dia *d, struct hss_inst *in, const struct hss_dia_app_def *def,
                        struct hss_dia_app **out)
{
	const char *who = in ? in->name : "core";
	struct hss_err err = { 0 };
	struct hss_dia_app *a;
	hss_rc rc;

	if (!d || !def || !def->name || !def->cmds || !def->n_cmds || !def->app_id ||
	    def->app_id == DIA_APP_RELAY || def->cmd_size < offsetof(struct hss_dia_cmd, overload_result))
		return HSS_E_INVAL;
	a = app_find(d, def->app_id);
	if (a) {
		LOG(d->app, LOG_DIA, HSS_LOG_ERR, "application %u of instance %s is already served by %s",
		    def->app_id, who, a->in ? a->in->name : "core");
		return HSS_E_EXISTS;
	}
	a = make(d, in, def);
	if (!a)
		return HSS_E_NOMEM;
	rc = fill_app(d, a, def, &err);
	if (rc != HSS_OK) {
		LOG(d->app, LOG_DIA, HSS_LOG_ERR, "application %s of instance %s: %s", def->name, who,
		    err.text);
		free(a->cmds);
		free(a);
		return rc;
	}
	d->apps[d->n_apps++] = a;
	if (in)
		in->n_registered++;
	if (out)
		*out = a;
	return HSS_OK;
}
