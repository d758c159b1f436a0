/* guard.c - see guard.h. The only thread-local state of the daemon. */
#include "plugin/guard.h"

#include "app.h"
#include "log/log.h"
#include "loop/loop.h"
#include "loop/task.h"
#include "metrics/registry.h"
#include "plugin/instance.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static _Thread_local struct guard *innermost;

static void show(const struct guard *g)
{
	struct hss_loop *l = loop_current();

	if (!l)
		return;
	atomic_store_explicit(&l->running_in, g ? g->in : NULL, memory_order_relaxed);
	atomic_store_explicit(&l->running_entry, g ? g->entry : NULL, memory_order_relaxed);
}

void guard_enter(struct guard *g, struct hss_inst *in, const char *entry, struct hss_task *t)
{
	*g = (struct guard){ .outer = innermost, .in = in, .entry = entry, .task = t };
	innermost = g;
	show(g);
}

void guard_leave(struct guard *g)
{
	innermost = g->outer;
	show(innermost);
}

const struct guard *guard_current(void)
{
	return innermost;
}

void guard_running(struct hss_loop *l, char *out, size_t max)
{
	const struct hss_inst *in = atomic_load_explicit(&l->running_in, memory_order_relaxed);
	const char *entry = atomic_load_explicit(&l->running_entry, memory_order_relaxed);

	snprintf(out, max, "%s%s%s", in ? in->name : "core", entry ? " " : "", entry ? entry : "");
}

void guard_violation(struct hss_inst *in, const struct hss_task *t, const char *kind)
{
	const char *labels[] = { in ? in->name : "core", kind };
	struct app *app = in ? in->app : t ? t->loop->app : NULL;

	if (!app)
		return;
	if (app->insts && app->insts->violations)
		metrics_add(metrics_cell_get(app->insts->violations, labels), 1);
	LOG(app, LOG_PLUGIN, HSS_LOG_WARN, "plugin contract violated instance=%s kind=%s imsi=%s",
	    labels[0], kind, task_subject(t));
}

/* ---- crash note: async-signal-safe only -------------------------------------------- */

static void put(const char *s)
{
	size_t n = s ? strlen(s) : 0;

	if (n && write(STDERR_FILENO, s, n) < 0)
		return;
}

static void on_crash(int sig)
{
	struct hss_loop *l = loop_current();
	char digits[] = "00";

	digits[0] = (char)('0' + sig / 10);
	digits[1] = (char)('0' + sig % 10);
	put("hssd: crashed, signal ");
	put(digits);
	put("\n");
	for (const struct guard *g = innermost; g; g = g->outer) {
		put("  in ");
		put(g->in ? g->in->name : "core");
		put(" ");
		put(g->entry);
		if (g->task && g->task->magic == MAGIC_TASK && g->task->subject_len) {
			char masked[7] = { 0 };

			memcpy(masked, g->task->subject, 6);
			put(", subscriber ");
			put(masked);
			put("<redacted>");
		}
		put("\n");
	}
	if (l)
		log_crash(l->app->log);
	raise(sig);
}

hss_rc guard_install_crash_note(void)
{
#ifndef HSSD_SANITIZED
	static const int sigs[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT };
	struct sigaction sa = { .sa_handler = on_crash, .sa_flags = SA_RESETHAND | SA_NODEFER };

	for (size_t i = 0; i < sizeof sigs / sizeof sigs[0]; i++)
		if (sigaction(sigs[i], &sa, NULL))
			return HSS_E_INTERNAL;
#else
	(void)on_crash;         /* the sanitizers' reports are better           */
#endif
	return HSS_OK;
}
