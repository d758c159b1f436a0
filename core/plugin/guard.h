/*
 * guard.h - who is running on this thread: every call into a plugin is wrapped, so
 * that the crash note, the watchdog and the violation counters can name it.
 */
#ifndef PLUGIN_GUARD_H
#define PLUGIN_GUARD_H

#include <hss/plugin.h>

struct guard {                          /* on the caller's stack                */
	struct guard *outer;
	struct hss_inst *in;            /* NULL: the core itself                */
	const char *entry;              /* "handler", "loop_init": a literal    */
	struct hss_task *task;
	uint64_t since_ns;
};

/* ANY. Marks this thread; guard_leave() in reverse order.                      */
void guard_enter(struct guard *g, struct hss_inst *in, const char *entry, struct hss_task *t);
void guard_leave(struct guard *g);
/* The innermost mark of this thread, NULL: none.                               */
const struct guard *guard_current(void);
/* ANY. "instance entry" of what a loop runs now, "core" when nothing is marked: the watchdog. */
void guard_running(struct hss_loop *l, char *out, size_t max);
/* ANY. Counts hss_plugin_violations_total{instance,kind} and logs once per kind and
 * second: `kind` is a literal such as "two_answers", "no_answer", "leaked_hold".  */
void guard_violation(struct hss_inst *in, const struct hss_task *t, const char *kind);
/* SETUP. SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT print the marks and the request
 * in hand (without its secrets) to stderr before the default action.           */
hss_rc guard_install_crash_note(void);

#endif
