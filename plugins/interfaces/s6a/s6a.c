/*
 * s6a.c - S6a/S6d (TS 29.272): what this plugin is made of and how it starts and ends.
 *
 * Inbound: air.c ulr.c pur.c nor.c.  Outbound: clr.c, sent as owed work (owed.c); withdraw.c
 * decides that a registration ends.  Data: profile.c contexts.c gateways.c subscription.c
 * roaming.c.  REST: s6a_routes.c.
 */
#include "s6a.h"

#include <hss/avp/base.h>
#include <hss/avp/ietf.h>
#include <hss/avp/tgpp.h>

#include <stdio.h>
#include <stdlib.h>

enum { TICK_MS = 100 };

static const struct hss_dia_cmd commands[] = {
	{ .name = "Update-Location", .code = S6A_CMD_ULR,
	  .flags = HSS_CMD_PROXIABLE | HSS_CMD_STATEFUL,
	  .req = &s6a_ulr_grammar, .ans = &s6a_ula_grammar, .handler = s6a_on_ulr },
	{ .name = "Cancel-Location", .code = S6A_CMD_CLR, .flags = HSS_CMD_PROXIABLE,
	  .req = &s6a_clr_grammar, .ans = &s6a_cla_grammar },
	{ .name = "Authentication-Information", .code = S6A_CMD_AIR, .flags = HSS_CMD_PROXIABLE,
	  .req = &s6a_air_grammar, .ans = &s6a_aia_grammar, .handler = s6a_on_air,
	  .overload_result = { 4181, 10415 } }, /* AUTHENTICATION_DATA_UNAVAILABLE */
	{ .name = "Purge-UE", .code = S6A_CMD_PUR, .flags = HSS_CMD_PROXIABLE | HSS_CMD_STATEFUL,
	  .req = &s6a_pur_grammar, .ans = &s6a_pua_grammar, .handler = s6a_on_pur },
	{ .name = "Notify", .code = S6A_CMD_NOR, .flags = HSS_CMD_PROXIABLE | HSS_CMD_STATEFUL,
	  .req = &s6a_nor_grammar, .ans = &s6a_noa_grammar, .handler = s6a_on_nor },
};

static const struct hss_dia_app_def app_def = {
	.size = sizeof app_def, .app_id = S6A_APP, .vendor = HSS_VENDOR_3GPP,
	.cmd_size = sizeof commands[0], .n_cmds = sizeof commands / sizeof commands[0],
	.name = "S6a/S6d", .cmds = commands, .dict = hss_avp_dict_tgpp_s6a,
};

/* ---- create -------------------------------------------------------------------- */
static hss_rc bind_store(struct s6a *s, const char *name)
{
	const struct {
		const char *name;
		const struct hss_entity **at;
	} wanted[] = {
		{ "subscriber", &s->subscriber }, { "apn", &s->apn },
		{ "subscriber_attributes", &s->attributes },
		{ "subscriber_routing", &s->routing }, { "ims_subscriber", &s->ims_subscriber },
		{ "roaming_network", &s->network }, { "roaming_rule", &s->rule },
	};
	enum { WANTED = sizeof wanted / sizeof wanted[0] };
	const struct hss_entity *bound[WANTED + 2];

	for (uint32_t i = 0; i < WANTED; i++) {
		bound[i] = *wanted[i].at = hss_host->store->entity(wanted[i].name);
		if (!bound[i])
			return HSS_E_NOTFOUND;
	}
	bound[WANTED] = &s6a_owed_entity;
	bound[WANTED + 1] = &s6a_pdn_gw_entity;
	return hss_host->store->bind(s->in, name, bound, WANTED + 2, HSS_STORE_TX, &s->store);
}

static hss_rc watch_changes(struct s6a *s)
{
	const struct hss_store_api *st = hss_host->store;
	hss_rc rc = st->on_change(s->in, s->store, s->subscriber,
	                          HSS_BIT(HSS_SUBSCRIBER_enabled), HSS_CHANGE_SKIP_OWN,
	                          s6a_on_subscriber_change, NULL);

	if (rc == HSS_OK)
		rc = st->on_change(s->in, s->store, s->subscriber,
		                   HSS_BIT(HSS_SUBSCRIBER_roaming_rule_list),
		                   HSS_CHANGE_SKIP_OWN, s6a_on_rule_list_change, NULL);
	if (rc == HSS_OK)
		rc = st->on_change(s->in, s->store, s->network, 0, 0, s6a_on_roaming_change, NULL);
	if (rc == HSS_OK)
		rc = st->on_change(s->in, s->store, s->rule, 0, 0, s6a_on_roaming_change, NULL);
	return rc;
}

static hss_rc define_metrics(struct s6a *s)
{
	static const char *const outcome[] = { "outcome", NULL };
	static const struct hss_metric_def rejected = {
		.size = sizeof rejected, .type = HSS_M_COUNTER,
		.name = "hss_s6a_roaming_rejected_total",
		.help = "AIR and ULR refused because the subscriber may not roam there",
	};
	static const struct hss_metric_def clr = {
		.size = sizeof clr, .type = HSS_M_COUNTER, .name = "hss_s6a_clr_total",
		.help = "Owed Cancel-Locations by what became of an attempt",
		.labels = outcome,
	};
	const struct {
		const char *value;
		struct hss_cell **at;
	} cells[] = {
		{ "done", &s->clr_done }, { "retried", &s->clr_retried },
		{ "dropped", &s->clr_dropped }, { "given_up", &s->clr_given_up },
	};
	const struct hss_metrics_api *m = hss_host->metrics;
	struct hss_metric *family;
	hss_rc rc = m->define(s->in, &rejected, &family);

	if (rc != HSS_OK)
		return rc;
	s->roaming_rejected = m->cell(family, NULL);
	rc = m->define(s->in, &clr, &family);
	if (rc != HSS_OK)
		return rc;
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		const char *const values[] = { cells[i].value, NULL };

		*cells[i].at = m->cell(family, values);
	}
	return HSS_OK;
}

static hss_rc register_all(struct s6a *s, const struct s6a_conf *conf, const char **what)
{
	const char *name = conf->store && *conf->store ? conf->store : NULL;
	hss_rc rc;

	*what = "store";
	rc = bind_store(s, name);
	if (rc != HSS_OK)
		return rc;
	*what = "change notices";
	rc = watch_changes(s);
	if (rc != HSS_OK)
		return rc;
	*what = "metrics";
	rc = define_metrics(s);
	if (rc != HSS_OK)
		return rc;
	*what = "the Diameter application";
	rc = hss_host->dia->app_register(s->in, &app_def, &s->app);
	if (rc != HSS_OK)
		return rc;
	*what = "the service " HSS_SVC_DEREGISTER;
	rc = hss_host->event->provide(s->in, HSS_SVC_DEREGISTER,
	                              sizeof(struct hss_svc_deregister),
	                              sizeof(struct hss_svc_deregister_ans), s6a_on_deregister);
	if (rc != HSS_OK)
		return rc;
	*what = "routes";
	return s6a_routes(s->in);
}

static hss_rc create(struct hss_inst *in, const void *conf, void **self, struct hss_err *err)
{
	struct s6a *s = calloc(1, sizeof *s);
	const struct hss_identity *id = hss_host->core->identity();
	struct s6a_gen *g;
	const char *what;
	hss_rc rc;

	if (!s) {
		err->code = HSS_E_NOMEM;
		snprintf(err->text, sizeof err->text, "out of memory");
		return HSS_E_NOMEM;
	}
	s->in = in;
	if (id)
		bytes_copy(s->host, sizeof s->host, id->host);
	rc = s6a_gen_new(s, conf, &g, err);
	if (rc != HSS_OK)
		goto free_s;
	s->bg = g->conf;
	err->text[0] = 0;
	rc = register_all(s, conf, &what);
	if (rc != HSS_OK) {
		if (!err->text[0])
			snprintf(err->text, sizeof err->text, "cannot register %s (%d)", what, rc);
		err->code = rc;
		goto free_g;
	}
	*self = g;
	return HSS_OK;

free_g:
	s6a_gen_free(g);
free_s:
	free(s);
	return rc;
}

static hss_rc reload(void *self_old, const void *conf, void **self_new, struct hss_err *err)
{
	struct s6a_gen *old = self_old, *g;
	hss_rc rc = s6a_gen_new(old->s6a, conf, &g, err);

	if (rc == HSS_OK)
		*self_new = g;
	return rc;
}

static void release(void *self_old)
{
	s6a_gen_free(self_old);
}

/* ---- background work, all on loop 0 ------------------------------------------------ */
static void on_tick(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct s6a *s = ctx;
	uint64_t now = hss_host->core->uptime_ms();

	(void)t;
	(void)rc;
	if (atomic_load(&s->is_stopping))
		return;
	if (now >= s->load_hold_ms &&
	    (atomic_load(&s->roaming_is_stale) || now >= s->next_load_ms))
		s6a_roaming_load(s);
	if (now < s->next_sweep_ms)
		return;
	s->next_sweep_ms = now + (uint64_t)s->bg.owed_poll_ms;
	if (s->has_resumed) {
		s6a_owed_sweep(s, false);
	} else {
		s->has_resumed = true;
		s6a_owed_sweep(s, true);
		s6a_withdraw_disabled(s);
	}
}

static void run_background(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct s6a *s = ctx;

	s->bg_task = t;
	s6a_roaming_load(s);
	s->next_sweep_ms = 0;
	rc = hss_host->task->timer(t, TICK_MS, TICK_MS, on_tick, s, &s->bg_timer);
	if (rc != HSS_OK)
		hss_host->core->health(s->in, rc, "no timer for background work");
}

static hss_rc loop_init(void *self, struct hss_loop *l, void **lself, struct hss_err *err)
{
	struct s6a *s = ((struct s6a_gen *)self)->s6a;
	hss_rc rc;

	*lself = NULL;
	if (hss_host->task->loop_index(l) != 0)
		return HSS_OK;
	rc = hss_host->task->spawn(s->in, l, 0, run_background, s);
	if (rc != HSS_OK) {
		err->code = rc;
		snprintf(err->text, sizeof err->text, "cannot start background work");
	}
	return rc;
}

static void end_background(void *ctx)
{
	struct s6a *s = ctx;

	if (s->bg_task) {
		hss_host->task->timer_cancel(s->bg_timer);
		hss_host->task->finish(s->bg_task);
		s->bg_task = NULL;
		s->bg_timer = NULL;
	}
	hss_host->core->stopped(s->in);
}

static void stop(void *self, uint32_t grace_ms)
{
	struct s6a *s = ((struct s6a_gen *)self)->s6a;

	(void)grace_ms;                 /* what is owed is in the store         */
	atomic_store(&s->is_stopping, true);
	if (hss_host->task->post(hss_host->task->loop_at(0), end_background, s) != HSS_OK)
		hss_host->core->stopped(s->in);
}

static void destroy(void *self)
{
	struct s6a_gen *g = self;
	struct s6a *s = g->s6a;

	s6a_roaming_drop(s);
	s6a_gen_free(g);
	free(s);
}

static const struct hss_plugin_ops ops = {
	.size = sizeof ops, .create = create, .loop_init = loop_init, .reload = reload,
	.release = release, .stop = stop, .destroy = destroy,
};

HSS_PLUGIN(.kind = HSS_INTERFACE, .flags = HSS_PF_RELOAD | HSS_PF_LOADS, .name = "s6a",
           .version = "0.1.0", .summary = "S6a/S6d: MME and SGSN (TS 29.272)",
           .conf = &s6a_conf_schema, .ops = &ops);
