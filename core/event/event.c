/*
 * event.c - publish and subscribe. A subscriber runs on a task of its own on the publisher's
 * loop; that task holds the publisher's, so the payload in its arena stays.
 */
#include "event/event.h"

#include "app.h"
#include "event/bus.h"
#include "log/log.h"
#include "loop/task.h"
#include "plugin/guard.h"
#include "plugin/instance.h"

#include <stdlib.h>
#include <string.h>

hss_rc event_open(struct app *app, struct event_bus **out)
{
	struct event_bus *b = calloc(1, sizeof *b);

	if (!b)
		return HSS_E_NOMEM;
	b->app = app;
	*out = b;
	return HSS_OK;
}

void event_close(struct event_bus *b)
{
	if (!b)
		return;
	free(b->subs);
	free(b->services);
	free(b);
}

hss_rc event_subscribe(struct event_bus *b, struct hss_inst *in, const char *topic, hss_event_fn fn,
                       void *ctx)
{
	struct event_sub *v;

	if (!topic || !*topic || !fn)
		return HSS_E_INVAL;
	v = realloc(b->subs, (b->n_subs + 1) * sizeof *v);
	if (!v)
		return HSS_E_NOMEM;
	b->subs = v;
	b->subs[b->n_subs++] = (struct event_sub){ in, topic, fn, ctx };
	if (in)
		in->n_registered++;
	return HSS_OK;
}

/* "subscriber.*" matches everything below; "*" all.                            */
static bool topic_matches(const char *pattern, const char *topic)
{
	size_t n = strlen(pattern);

	if (n && pattern[n - 1] == '*')
		return !strncmp(pattern, topic, n - 1);
	return !strcmp(pattern, topic);
}

struct delivery {                       /* in the subscriber's task's arena     */
	struct hss_event ev;
	struct hss_task *publisher;     /* held; NULL: the payload is a copy    */
	hss_event_fn fn;
	void *ctx;
};

static void on_delivery(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct delivery *d = ctx;

	(void)rc;
	d->fn(t, &d->ev, d->ctx ? d->ctx : t->self);
}

static void delivery_end(struct hss_task *t)
{
	struct delivery *d = t->owner;

	if (d && d->publisher)
		task_release(d->publisher);
}

static const struct task_ops delivery_ops = { .idle = task_finish, .end = delivery_end };

static hss_rc deliver(const struct event_sub *s, struct hss_loop *l, struct hss_task *publisher,
                      const struct hss_event *ev)
{
	struct delivery *d;
	struct hss_task *t;
	hss_rc rc = task_new(l, s->in, 0, &delivery_ops, NULL, &t);

	if (rc != HSS_OK)
		return rc;
	rc = HSS_E_NOMEM;
	d = arena_new(&t->arena, struct delivery);
	if (!d)
		goto end;
	*d = (struct delivery){ .ev = *ev, .fn = s->fn, .ctx = s->ctx };
	if (publisher) {
		task_hold(publisher);
		d->publisher = publisher;
	} else {
		d->ev.payload = arena_dup(&t->arena, (struct hss_bytes){ ev->payload,
		                                                          ev->payload_size }).p;
		if (!d->ev.payload)
			goto end;
	}
	t->owner = d;
	rc = task_later(t, HSS_OK, on_delivery, d, "event");
end:
	task_release(t);
	return rc;
}

hss_rc event_publish(struct event_bus *b, struct hss_loop *l, struct hss_task *t, const char *topic,
                     uint32_t version, const void *payload, uint32_t payload_size)
{
	struct hss_event ev = { .size = sizeof ev, .version = version, .topic = topic,
		                .payload = payload, .payload_size = payload_size,
		                .origin = t ? t->in : NULL };
	hss_rc worst = HSS_OK;

	if (!b)
		return HSS_OK;
	for (uint32_t i = 0; i < b->n_subs; i++) {
		hss_rc rc;

		if (!topic_matches(b->subs[i].topic, topic))
			continue;
		rc = deliver(&b->subs[i], t ? t->loop : l, t, &ev);
		if (rc != HSS_OK) {
			worst = rc;
			LOG(b->app, LOG_CORE, HSS_LOG_WARN, "event %s lost for instance=%s", topic,
			    b->subs[i].in ? b->subs[i].in->name : "core");
		}
	}
	return worst;
}
