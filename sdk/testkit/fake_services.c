/* fake_services.c - events, services and the AuC of the fake core. */
#include "fake_host.h"

#include <stdio.h>
#include <string.h>

/* ---- events and services ------------------------------------------------------------- */
static hss_rc event_subscribe(struct hss_inst *in, const char *topic, hss_event_fn fn, void *ctx)
{
	(void)in;
	(void)topic;
	(void)fn;
	(void)ctx;
	return HSS_OK;
}

static hss_rc event_publish(struct hss_task *t, const char *topic, uint32_t version,
                            const void *payload, uint32_t n)
{
	struct fake *f = t->f;
	struct fake_event *e = &f->events[f->n_events % FAKE_EVENTS];

	(void)version;
	f->n_events++;
	memset(e, 0, sizeof *e);
	snprintf(e->topic, sizeof e->topic, "%s", topic);
	if (n == sizeof e->subscriber) {
		memcpy(&e->subscriber, payload, n);
		snprintf(e->imsi, sizeof e->imsi, "%.*s", (int)e->subscriber.imsi.len,
		         (const char *)e->subscriber.imsi.p);
		snprintf(e->node, sizeof e->node, "%.*s", (int)e->subscriber.node.len,
		         (const char *)e->subscriber.node.p);
	}
	return HSS_OK;
}

static hss_rc event_provide(struct hss_inst *in, const char *name, uint32_t req_size,
                            uint32_t ans_size, hss_service_fn fn)
{
	(void)in;
	(void)name;
	(void)req_size;
	(void)ans_size;
	fake_current()->service = fn;
	return HSS_OK;
}

static hss_rc event_reply(struct hss_svc_call *c, hss_rc rc, const void *ans)
{
	c->n_replies++;
	c->rc = rc;
	if (ans)
		memcpy(&c->ans, ans, *(const uint32_t *)ans);
	return HSS_OK;
}

const struct hss_event_api fake_event_api = {
	.size = sizeof fake_event_api, .subscribe = event_subscribe, .publish = event_publish,
	.provide = event_provide, .service_reply = event_reply,
};

/* ---- AuC ---------------------------------------------------------------------------------- */
struct vectors {
	struct hss_task *t;
	hss_av_fn done;
	void *ctx;
	hss_rc rc;
	const struct hss_av **av;
	uint32_t n;
};

static void run_vectors(struct fake *f, void *arg)
{
	struct vectors *v = arg;

	(void)f;
	v->done(v->t, v->rc, v->av, v->n, v->ctx);
}

static hss_rc auc_vectors(struct hss_task *t, const struct hss_av_request *r, hss_av_fn done,
                          void *ctx)
{
	struct fake *f = t->f;
	struct vectors *v = fake_alloc(t, sizeof *v);
	uint32_t total = 0;

	f->n_auc++;
	f->auc_seen = *r;
	for (uint32_t i = 0; i < r->n_want && i < 4; i++)
		f->auc_want[i] = r->want[i];
	for (uint32_t i = 0; i < r->n_want; i++)
		total += r->want[i].count;
	*v = (struct vectors){ t, done, ctx, f->auc ? f->auc(f, r, f->auc_ctx) : f->auc_rc,
		               fake_alloc(t, sizeof(void *) * (total + 1)), 0 };
	for (uint32_t i = 0; v->rc == HSS_OK && i < r->n_want; i++)
		for (uint32_t k = 0; k < r->want[i].count; k++) {
			struct hss_av *av = fake_alloc(t, sizeof *av);

			av->size = sizeof *av;
			av->kind = r->want[i].kind;
			av->xres_len = 8;
			memset(av->rand, (int)(v->n + 1), 16);
			v->av[v->n++] = av;
		}
	fake_later(f, t, run_vectors, v);
	return HSS_OK;
}

const struct hss_auc_api fake_auc_api = { .size = sizeof fake_auc_api,
	                                  .vectors = auc_vectors };
