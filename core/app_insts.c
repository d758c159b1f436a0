/* app_insts.c - plugin instances from conf.d entry to destroy(), in file order. */
#include "app_int.h"

#include "base/magic.h"
#include "log/log.h"
#include "loop/loop.h"
#include "plugin/guard.h"
#include "plugin/host.h"
#include "plugin/snapshot.h"
#include "store/store.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void refuse(struct hss_inst *in, const char *fmt, ...) HSS_PRINTF(2, 3);
static void refuse(struct hss_inst *in, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(in->why, sizeof in->why, fmt, ap);
	va_end(ap);
	in->state = HSS_INST_FAILED;
	atomic_store(&in->health, HSS_E_STATE);
}

/* The reason goes to the list of mistakes, unless the instance may be missing. */
static void tell(struct boot *b, const struct confd_entry *e, struct hss_inst *in)
{
	struct conf_at at = { e->file, e->line, e->col };

	if (e->required)
		conf_err_add(&b->errs, at, "plugin", "%s", in->why);
	else
		conf_warn_add(&b->errs, at, "plugin", "%s (not required: going on without)", in->why);
}

static void open_plugin(struct boot *b, const struct confd_entry *e, struct hss_inst *in)
{
	char near_self[512], path[600];
	const char *dirs[] = { b->confd->core ? b->confd->core->plugin_dir : NULL, near_self,
		               HSSD_PLUGINDIR, NULL };
	struct hss_err err = { 0 };
	uint32_t i = in->index;

	snprintf(near_self, sizeof near_self, "%s/plugins", b->self_dir);
	if (loader_find(dirs[0] ? dirs : dirs + 1, e->plugin, path, sizeof path) != HSS_OK) {
		refuse(in, "there is no %s.so in %s", e->plugin, dirs[0] ? dirs[0] : near_self);
		tell(b, e, in);
		return;
	}
	if (loader_open(path, e->plugin, host_tables(&b->app), &b->loaded[i], &err) != HSS_OK) {
		refuse(in, "%s", err.text);
		tell(b, e, in);
		return;
	}
	if (b->loaded[i].desc->conf && schema_verify(b->loaded[i].desc->conf, &err) != HSS_OK) {
		refuse(in, "its configuration table is wrong: %.180s", err.text);
		tell(b, e, in);
		return;
	}
	in->desc = b->loaded[i].desc;
	in->kind_ops = in->desc->kind_ops;
	for (uint32_t k = 0; k < i; k++)
		if (b->insts.v[k]->desc == in->desc && !(in->desc->flags & HSS_PF_MULTI)) {
			in->desc = NULL;
			refuse(in, "plugin \"%s\" allows one instance only", e->plugin);
			tell(b, e, in);
			return;
		}
	if (confd_fill(b->confd, e, in->desc->conf, &b->errs, (void **)&in->conf) != HSS_OK)
		refuse(in, "configuration is wrong");
}

hss_rc insts_open(struct boot *b)
{
	for (uint32_t i = 0; i < b->confd->n; i++) {
		const struct confd_entry *e = &b->confd->v[i];
		struct hss_inst *in;

		if (!e->enabled)
			continue;
		in = calloc(1, sizeof *in);
		if (!in)
			return HSS_E_NOMEM;
		in->magic = MAGIC_INST;
		in->index = b->insts.n;
		in->app = &b->app;
		in->name = e->name;
		in->plugin = e->plugin;
		in->file = e->file;
		in->enabled = true;
		in->required = e->required;
		b->insts.v[b->insts.n++] = in;
		open_plugin(b, e, in);
	}
	return HSS_OK;
}

static hss_rc check_depends(const struct boot *b, const struct hss_inst *in, struct hss_err *err)
{
	for (uint32_t d = 0; in->desc->depends && in->desc->depends[d]; d++) {
		bool is_there = false;

		for (uint32_t i = 0; i < b->insts.n; i++)
			is_there |= b->insts.v[i]->desc && b->insts.v[i]->state != HSS_INST_FAILED &&
			            !strcmp(b->insts.v[i]->plugin, in->desc->depends[d]);
		if (!is_there) {
			snprintf(err->text, sizeof err->text, "needs plugin \"%.60s\", which is not enabled",
			         in->desc->depends[d]);
			return HSS_E_NOTFOUND;
		}
	}
	return HSS_OK;
}

static hss_rc create_one(struct boot *b, struct hss_inst *in, struct hss_err *err)
{
	struct guard g;
	hss_rc rc = check_depends(b, in, err);

	if (rc != HSS_OK)
		return rc;
	rc = snapshot_init(in);
	if (rc != HSS_OK)
		return rc;
	in->lself = calloc(b->app.n_loops, sizeof *in->lself);
	if (!in->lself)
		return HSS_E_NOMEM;
	guard_enter(&g, in, "create", NULL);
	rc = in->desc->ops->create(in, in->conf, &in->self, err);
	guard_leave(&g);
	if (rc != HSS_OK)
		return rc;
	in->state = HSS_INST_CREATED;
	if (in->desc->kind == HSS_STORAGE)
		return store_add_inst(b->app.store, in, err);
	if (in->desc->kind == HSS_INTERFACE && !in->n_registered) {
		snprintf(err->text, sizeof err->text,
		         "create() registered no application, listener, route, event or service");
		return HSS_E_INVAL;
	}
	return HSS_OK;
}

/* A required instance that fails ends the start; another one is left out, visibly.   */
static hss_rc judge(struct boot *b, struct hss_inst *in, hss_rc rc, const char *step,
                    struct hss_err *err)
{
	char why[252];

	if (rc == HSS_OK)
		return HSS_OK;
	snprintf(why, sizeof why, "%s", err->text[0] ? err->text : "no reason given");
	refuse(in, "%s: %.200s", step, why);
	if (!in->required) {
		LOG(&b->app, LOG_PLUGIN, HSS_LOG_ERR, "instance=%s is left out: %s", in->name, in->why);
		*err = (struct hss_err){ 0 };
		return HSS_OK;
	}
	snprintf(err->text, sizeof err->text, "%.60s: instance \"%.40s\": %.120s", in->file, in->name,
	         why);
	return rc;
}

hss_rc insts_create(struct boot *b, struct hss_err *err)
{
	for (uint32_t i = 0; i < b->insts.n; i++) {
		struct hss_inst *in = b->insts.v[i];
		hss_rc rc;

		if (!in->desc || in->state == HSS_INST_FAILED)
			if (in->why[0])
				continue;
		rc = judge(b, in, create_one(b, in, err), "create", err);
		if (rc != HSS_OK)
			return rc;
	}
	return HSS_OK;
}

hss_rc insts_start(struct boot *b, uint32_t kind_mask, struct hss_err *err)
{
	for (uint32_t i = 0; i < b->insts.n; i++) {
		struct hss_inst *in = b->insts.v[i];
		struct guard g;
		hss_rc rc = HSS_OK;

		if (in->state != HSS_INST_CREATED || !(kind_mask & 1u << in->desc->kind))
			continue;
		if (HSS_HAS(in->desc->ops, start)) {
			guard_enter(&g, in, "start", NULL);
			rc = in->desc->ops->start(in->self, err);
			guard_leave(&g);
		}
		rc = judge(b, in, rc, "start", err);
		if (rc != HSS_OK)
			return rc;
		if (in->state == HSS_INST_CREATED)
			in->state = HSS_INST_LOADING;
	}
	return HSS_OK;
}

hss_rc insts_loop_init(struct boot *b, struct hss_err *err)
{
	for (uint32_t i = 0; i < b->insts.n; i++) {
		struct hss_inst *in = b->insts.v[i];

		if (in->state != HSS_INST_LOADING)
			continue;
		for (uint32_t k = 0; k < b->app.n_loops && HSS_HAS(in->desc->ops, loop_init); k++) {
			struct guard g;
			hss_rc rc;

			guard_enter(&g, in, "loop_init", NULL);
			rc = in->desc->ops->loop_init(in->self, b->app.loops[k], &in->lself[k], err);
			guard_leave(&g);
			rc = judge(b, in, rc, "loop_init", err);
			if (rc != HSS_OK)
				return rc;
			if (in->state == HSS_INST_FAILED)
				break;
		}
		if (in->state == HSS_INST_LOADING && !(in->desc->flags & HSS_PF_LOADS)) {
			in->state = HSS_INST_READY;
			atomic_store(&in->is_ready, 1);
		}
	}
	return HSS_OK;
}

bool insts_are_ready(const struct boot *b, const char **who)
{
	for (uint32_t i = 0; i < b->insts.n; i++) {
		const struct hss_inst *in = b->insts.v[i];

		if (in->self && in->state != HSS_INST_FAILED && !atomic_load(&in->is_ready)) {
			*who = in->name;
			return false;
		}
	}
	return true;
}

static bool is_up(const struct hss_inst *in)
{
	return in->state == HSS_INST_LOADING || in->state == HSS_INST_READY ||
	       in->state == HSS_INST_STOPPING;
}

void insts_stop(struct boot *b)
{
	for (uint32_t i = b->insts.n; i-- > 0;) {
		struct hss_inst *in = b->insts.v[i];
		struct guard g;

		if (!is_up(in))
			continue;
		in->state = HSS_INST_STOPPING;
		if (!HSS_HAS(in->desc->ops, stop))
			continue;
		guard_enter(&g, in, "stop", NULL);
		in->desc->ops->stop(in->self, (uint32_t)b->app.conf->grace_ms);
		guard_leave(&g);
	}
}

void insts_destroy(struct boot *b)
{
	for (uint32_t i = b->insts.n; i-- > 0;) {
		struct hss_inst *in = b->insts.v[i];
		struct guard g;

		for (uint32_t k = 0; is_up(in) && in->lself && k < b->app.n_loops; k++) {
			if (!HSS_HAS(in->desc->ops, loop_fini))
				break;
			guard_enter(&g, in, "loop_fini", NULL);
			in->desc->ops->loop_fini(in->self, b->app.loops[k], in->lself[k]);
			guard_leave(&g);
		}
		if (in->self && HSS_HAS(in->desc->ops, destroy)) {
			guard_enter(&g, in, "destroy", NULL);
			in->desc->ops->destroy(in->self);
			guard_leave(&g);
		}
		in->self = NULL;
		in->state = HSS_INST_STOPPED;
	}
}

void insts_free(struct boot *b)
{
	for (uint32_t i = 0; i < b->insts.n; i++) {
		struct hss_inst *in = b->insts.v[i];

		snapshot_fini(in);
		schema_free(in->conf);
		free(in->lself);
		free(in);
		loader_close(&b->loaded[i]);
	}
	b->insts.n = 0;
}
