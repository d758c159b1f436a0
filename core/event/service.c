/*
 * service.c - named services: every provider of a name is asked in turn, on the caller's task;
 * the caller hears each answer and at last NOTFOUND, the end.
 */
#include "event/event.h"

#include "app.h"
#include "event/bus.h"
#include "loop/task.h"
#include "plugin/guard.h"
#include "plugin/instance.h"

#include <stdlib.h>
#include <string.h>

struct hss_svc_call {
	struct event_bus *bus;
	struct hss_task *t;
	const char *name;
	const void *req;
	hss_service_done_fn done;
	void *ctx;
	struct hss_inst *caller;
	uint32_t at;                    /* provider whose turn it is            */
	bool is_waiting;                /* for its reply                        */
	bool has_answer;
	hss_rc rc;
	void *ans;
	struct loop_work next;          /* its turn, from the run queue         */
};

hss_rc service_provide(struct event_bus *b, struct hss_inst *in, const char *name,
                       uint32_t req_size, uint32_t ans_size, hss_service_fn fn)
{
	struct service *v;

	if (!name || !*name || !fn || req_size < sizeof(uint32_t))
		return HSS_E_INVAL;
	v = realloc(b->services, (b->n_services + 1) * sizeof *v);
	if (!v)
		return HSS_E_NOMEM;
	b->services = v;
	b->services[b->n_services++] = (struct service){ in, name, req_size, ans_size, fn };
	if (in)
		in->n_registered++;
	return HSS_OK;
}

static void tell(struct hss_svc_call *c, hss_rc rc, const void *ans)
{
	struct guard g;

	guard_enter(&g, c->caller, "service done", c->t);
	c->done(c->t, rc, ans, c->ctx);
	guard_leave(&g);
}

/* Next provider, or the end. The task is held from service_call() to the end.  */
static void ask_next(struct loop_work *w)
{
	struct hss_svc_call *c = list_entry(w, struct hss_svc_call, next);
	struct event_bus *b = c->bus;
	struct hss_task *t = c->t;
	struct guard g;

	if (c->has_answer) {
		c->has_answer = false;
		tell(c, c->rc, c->ans);
	}
	while (c->at < b->n_services && strcmp(b->services[c->at].name, c->name))
		c->at++;
	if (c->at == b->n_services) {
		tell(c, HSS_E_NOTFOUND, NULL);
		task_release(t);
		return;
	}
	c->is_waiting = true;
	guard_enter(&g, b->services[c->at].in, "service", t);
	b->services[c->at].fn(c, t, c->req, b->services[c->at].in ? b->services[c->at].in->self : NULL);
	guard_leave(&g);
}

hss_rc service_call(struct event_bus *b, struct hss_task *t, const char *name, const void *req,
                    hss_service_done_fn done, void *ctx)
{
	struct hss_svc_call *c = arena_new(&t->arena, struct hss_svc_call);

	if (!c)
		return HSS_E_NOMEM;
	*c = (struct hss_svc_call){ .bus = b, .t = t, .name = name, .req = req, .done = done,
		                    .ctx = ctx, .caller = t->in };
	loop_work_init(&c->next, ask_next);
	task_hold(t);
	loop_later(t->loop, &c->next);
	return HSS_OK;
}

hss_rc service_reply(struct hss_svc_call *c, hss_rc rc, const void *ans)
{
	const struct service *s;

	if (!c->is_waiting) {
		guard_violation(NULL, c->t, "two_replies");
		return HSS_E_STATE;
	}
	s = &c->bus->services[c->at];
	c->is_waiting = false;
	c->rc = rc;
	c->ans = NULL;
	if (ans) {
		/* the provider's struct may be older than the caller's: the rest is zero */
		uint32_t n = *(const uint32_t *)ans;

		c->ans = arena_alloc(&c->t->arena, n > s->ans_size ? n : s->ans_size, 8);
		if (c->ans)
			memcpy(c->ans, ans, n);
		else
			c->rc = HSS_E_NOMEM;
	}
	/* a provider's NOTFOUND has nothing to tell, and would be taken for the end */
	c->has_answer = rc != HSS_E_NOTFOUND;
	c->at++;
	loop_later(c->t->loop, &c->next);
	return HSS_OK;
}
