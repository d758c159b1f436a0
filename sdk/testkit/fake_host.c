/* fake_host.c - tasks, timers, core, log and metrics of the fake core. */
#include "fake_host.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fake_mem {
	struct fake_mem *next;
	_Alignas(16) uint8_t p[];
};

struct fake_item {
	struct fake_item *next;
	struct hss_task *t;
	fake_fn fn;
	void *arg;
};

struct hss_timer {
	struct hss_timer *next;
	struct hss_task *t;
	uint64_t due_ms;
	uint32_t period_ms;
	hss_task_fn fn;
	void *ctx;
	bool is_dead;
};

/* The tables have no context, so the fake in use is a variable of the thread.      */
static _Thread_local struct fake *current;

struct fake *fake_current(void)
{
	return current;
}

uint64_t fake_random(struct fake *f)
{
	f->seed ^= f->seed << 13;
	f->seed ^= f->seed >> 7;
	f->seed ^= f->seed << 17;
	return f->seed;
}

/* ---- tasks --------------------------------------------------------------------- */
struct hss_task *fake_task(struct fake *f)
{
	struct hss_task *t = calloc(1, sizeof *t);

	t->f = f;
	t->next = f->tasks;
	f->tasks = t;
	return t;
}

void *fake_alloc(struct hss_task *t, size_t n)
{
	struct fake_mem *m = calloc(1, sizeof *m + n);

	m->next = t->mem;
	t->mem = m;
	return m->p;
}

static void free_task(struct hss_task *t)
{
	while (t->mem) {
		struct fake_mem *m = t->mem;

		t->mem = m->next;
		free(m);
	}
	free(t);
}

static void *task_alloc(struct hss_task *t, size_t n, size_t align)
{
	(void)align;
	t->octets += n;
	return t->octets > 256u << 10 ? NULL : fake_alloc(t, n);
}

void fake_later(struct fake *f, struct hss_task *t, fake_fn fn, void *arg)
{
	struct fake_item *i = calloc(1, sizeof *i), **at = &f->queue;

	i->t = t;
	i->fn = fn;
	i->arg = arg;
	if (t)
		t->holds++;
	while (*at)
		at = &(*at)->next;
	*at = i;
	f->n_queued++;
}

uint32_t fake_run(struct fake *f)
{
	uint32_t n = 0;

	while (f->queue) {
		uint64_t skip = f->seed ? fake_random(f) % f->n_queued : 0;
		struct fake_item **at = &f->queue, *i;

		while (skip--)
			at = &(*at)->next;
		i = *at;
		*at = i->next;
		f->n_queued--;
		i->fn(f, i->arg);
		if (i->t)
			i->t->holds--;
		free(i);
		n++;
	}
	return n;
}

uint32_t fake_unanswered(const struct fake *f)
{
	uint32_t n = 0;

	for (const struct hss_dia_req *r = f->reqs; r; r = r->next)
		n += r->n_answers != 1;
	for (const struct hss_http_req *r = f->https; r; r = r->next)
		n += r->n_replies != 1;
	return n;
}

static struct hss_loop *task_loop(const struct hss_task *t)
{
	return (struct hss_loop *)t->f;
}

static uint64_t task_deadline(const struct hss_task *t)
{
	(void)t;
	return 0;
}

static void *task_loop_self(const struct hss_task *t, const struct hss_inst *in)
{
	(void)t;
	(void)in;
	return NULL;
}

static void task_subject(struct hss_task *t, uint32_t kind, struct hss_bytes id)
{
	(void)kind;
	snprintf(t->subject, sizeof t->subject, "%.*s", (int)id.len, (const char *)id.p);
}

static void task_hold(struct hss_task *t)
{
	t->holds++;
}

struct called {
	struct hss_task *t;
	hss_rc rc;
	hss_task_fn fn;
	void *ctx;
	bool drops_hold;
};

static void run_called(struct fake *f, void *arg)
{
	struct called c = *(struct called *)arg;

	(void)f;
	free(arg);
	if (c.fn)
		c.fn(c.t, c.rc, c.ctx);
	if (c.drops_hold)
		c.t->holds--;
}

static void call_later(struct hss_task *t, hss_rc rc, hss_task_fn fn, void *ctx, bool drops)
{
	struct called *c = calloc(1, sizeof *c);

	*c = (struct called){ t, rc, fn, ctx, drops };
	fake_later(t->f, t, run_called, c);
}

static void task_resume(struct hss_task *t, hss_rc rc, hss_task_fn fn, void *ctx)
{
	call_later(t, rc, fn, ctx, true);
}

static hss_rc task_spawn(struct hss_inst *in, struct hss_loop *l, uint32_t deadline_ms,
                         hss_task_fn fn, void *ctx)
{
	(void)in;
	(void)l;
	(void)deadline_ms;
	call_later(fake_task(current), HSS_OK, fn, ctx, false);
	return HSS_OK;
}

static void task_finish(struct hss_task *t)
{
	t->is_finished = true;
}

static hss_rc task_timer(struct hss_task *t, uint32_t ms, uint32_t period_ms, hss_task_fn fn,
                         void *ctx, struct hss_timer **out)
{
	struct hss_timer *tm = calloc(1, sizeof *tm);

	*tm = (struct hss_timer){ t->f->timers, t, t->f->now_ms + ms, period_ms, fn, ctx, false };
	t->f->timers = tm;
	t->holds++;
	if (out)
		*out = tm;
	return HSS_OK;
}

static void task_timer_cancel(struct hss_timer *tm)
{
	if (tm && !tm->is_dead) {
		tm->is_dead = true;
		tm->t->holds--;
	}
}

void fake_advance(struct fake *f, uint64_t ms)
{
	uint64_t end = f->now_ms + ms;

	for (;;) {
		struct hss_timer *first = NULL;

		fake_run(f);
		for (struct hss_timer *tm = f->timers; tm; tm = tm->next)
			if (!tm->is_dead && tm->due_ms <= end &&
			    (!first || tm->due_ms < first->due_ms))
				first = tm;
		if (!first)
			break;
		if (first->due_ms > f->now_ms)
			f->now_ms = first->due_ms;
		if (first->period_ms)
			first->due_ms += first->period_ms;
		else
			task_timer_cancel(first);
		first->fn(first->t, HSS_OK, first->ctx);
	}
	f->now_ms = end;
}

static uint32_t loop_count(void)
{
	return 1;
}

static struct hss_loop *loop_at(uint32_t i)
{
	(void)i;
	return (struct hss_loop *)current;
}

static uint32_t loop_index(const struct hss_loop *l)
{
	(void)l;
	return 0;
}

struct posted {
	hss_post_fn fn;
	void *ctx;
};

static void run_posted(struct fake *f, void *arg)
{
	struct posted p = *(struct posted *)arg;

	(void)f;
	free(arg);
	p.fn(p.ctx);
}

static hss_rc loop_post(struct hss_loop *l, hss_post_fn fn, void *ctx)
{
	struct posted *p = calloc(1, sizeof *p);

	*p = (struct posted){ fn, ctx };
	fake_later((struct fake *)l, NULL, run_posted, p);
	return HSS_OK;
}

static const struct hss_task_api task_api = {
	.size = sizeof task_api, .alloc = task_alloc, .loop = task_loop,
	.deadline_ns = task_deadline, .loop_self = task_loop_self, .subject = task_subject,
	.hold = task_hold, .resume = task_resume, .spawn = task_spawn, .finish = task_finish,
	.timer = task_timer, .timer_cancel = task_timer_cancel, .loop_count = loop_count,
	.loop_at = loop_at, .loop_index = loop_index, .post = loop_post,
};

/* ---- core, log, metrics ------------------------------------------------------------ */
static const char *core_inst_name(const struct hss_inst *in)
{
	(void)in;
	return "fake";
}

static void core_ready(struct hss_inst *in)
{
	(void)in;
	current->is_ready = true;
}

static void core_stopped(struct hss_inst *in)
{
	(void)in;
	current->is_stopped = true;
}

static void core_health(struct hss_inst *in, hss_rc rc, const char *why)
{
	(void)in;
	(void)why;
	current->health = rc;
}

static void drop_slot(struct fake *f, uint32_t slot)
{
	if (f->slot_fini[slot] && f->slots[slot])
		f->slot_fini[slot]((void *)f->slots[slot]);
	f->slots[slot] = NULL;
}

static hss_rc core_publish(struct hss_inst *in, uint32_t slot, void *ptr, void (*fini)(void *))
{
	(void)in;
	drop_slot(current, slot);
	current->slots[slot] = ptr;
	current->slot_fini[slot] = fini;
	return HSS_OK;
}

static const void *core_snapshot(struct hss_task *t, struct hss_inst *in, uint32_t slot)
{
	(void)in;
	return t->f->slots[slot];
}

static hss_rc core_random(void *buf, size_t n)
{
	memset(buf, 0x5a, n);
	return HSS_OK;
}

static const struct hss_identity *core_identity(void)
{
	return &current->identity;
}

static void core_instances(hss_inst_fn fn, void *ctx)
{
	(void)fn;
	(void)ctx;
}

static uint64_t core_uptime(void)
{
	return current->now_ms;
}

static const struct hss_core_api core_api = {
	.size = sizeof core_api, .inst_name = core_inst_name, .ready = core_ready,
	.stopped = core_stopped, .health = core_health, .publish = core_publish,
	.snapshot = core_snapshot, .random = core_random, .identity = core_identity,
	.instances = core_instances, .uptime_ms = core_uptime,
};

static bool log_enabled(const struct hss_inst *in, int level)
{
	(void)in;
	(void)level;
	return true;
}

static void HSS_PRINTF(4, 5)
log_emit(const struct hss_inst *in, const struct hss_task *t, int level, const char *fmt, ...)
{
	va_list ap;

	(void)in;
	(void)t;
	(void)level;
	va_start(ap, fmt);
	vsnprintf(current->log, sizeof current->log, fmt, ap);
	va_end(ap);
	current->n_logs++;
	if (current->print_log)
		fprintf(stderr, "log %d: %s\n", level, current->log);
}

static const struct hss_log_api log_api = { .size = sizeof log_api, .enabled = log_enabled,
	                                    .emit = log_emit };

/* A cell is a counter of its own, never looked up again.                             */
struct hss_metric { struct fake *f; };
struct hss_cell { int64_t value; };

static hss_rc metric_define(struct hss_inst *in, const struct hss_metric_def *def,
                            struct hss_metric **out)
{
	(void)in;
	(void)def;
	*out = (struct hss_metric *)current;
	return HSS_OK;
}

static struct hss_cell *metric_cell(struct hss_metric *m, const char *const *values)
{
	(void)m;
	(void)values;
	/* lives as long as the fake: on the first task, which is the fake's own  */
	return fake_alloc(current->tasks, sizeof(struct hss_cell));
}

static void metric_add(struct hss_cell *c, int64_t delta)
{
	c->value += delta;
}

static void metric_set(struct hss_cell *c, int64_t value)
{
	c->value = value;
}

static const struct hss_metrics_api metrics_api = {
	.size = sizeof metrics_api, .define = metric_define, .cell = metric_cell,
	.cell_get = metric_cell, .add = metric_add, .set = metric_set,
};

/* ---- the fake ------------------------------------------------------------------------------- */
struct fake *fake_new(void)
{
	struct fake *f = calloc(1, sizeof *f);

	f->host = (struct hss_host){
		.size = sizeof f->host, .abi_major = HSS_ABI_MAJOR, .abi_minor = HSS_ABI_MINOR,
		.version = "fake", .core = &core_api, .log = &log_api, .task = &task_api,
		.metrics = &metrics_api, .store = &fake_store_api, .dia = &fake_dia_api,
		.http = &fake_http_api, .auc = &fake_auc_api, .event = &fake_event_api,
	};
	f->identity = (struct hss_identity){
		.size = sizeof f->identity, .host = { (const uint8_t *)"hss.example.org", 15 },
		.realm = { (const uint8_t *)"example.org", 11 },
	};
	f->fault_at = UINT32_MAX;
	f->call_result = (struct hss_result){ 2001, 0 };
	current = f;
	(void)fake_task(f);             /* the fake's own memory                */
	return f;
}

const struct hss_host *fake_tables(struct fake *f)
{
	return &f->host;
}

void fake_forget(struct fake *f)
{
	struct hss_task **at = &f->tasks;

	while (f->calls) {
		struct fake_call *c = f->calls;

		f->calls = c->next;
		free(c);
	}
	f->n_calls = 0;
	while (f->reqs) {
		struct hss_dia_req *r = f->reqs;

		f->reqs = r->next;
		free(r);
	}
	while (f->https) {
		struct hss_http_req *r = f->https;

		f->https = r->next;
		free(r);
	}
	while (*at) {
		struct hss_task *t = *at;

		if (t->holds || !t->next) {     /* held, or the first one made */
			at = &t->next;
			continue;
		}
		*at = t->next;
		free_task(t);
	}
}

void fake_free(struct fake *f)
{
	fake_forget(f);
	for (uint32_t i = 0; i < HSS_SLOTS; i++)
		drop_slot(f, i);
	while (f->queue) {
		struct fake_item *i = f->queue;

		f->queue = i->next;
		free(i);
	}
	while (f->timers) {
		struct hss_timer *tm = f->timers;

		f->timers = tm->next;
		free(tm);
	}
	while (f->tasks) {
		struct hss_task *t = f->tasks;

		f->tasks = t->next;
		free_task(t);
	}
	fake_store_free(f);
	free(f);
	current = NULL;
}
