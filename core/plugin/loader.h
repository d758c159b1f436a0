/*
 * loader.h - opens a plugin's .so and judges its descriptor before any of its code is called; a
 * refusal says exactly why.
 */
#ifndef PLUGIN_LOADER_H
#define PLUGIN_LOADER_H

#include <hss/plugin.h>

struct loaded {
	void *dl;
	const struct hss_plugin_desc *desc;
};

/* SETUP. `want_name` NULL: any (inspect). On success *host_slot has been set to `host` unless host is
 * NULL. Refusals: NOTFOUND (no such file), DENIED (writable by others), NOTSUP (ABI), INVAL
 * (not a plugin, wrong name, missing ops); err->text has the reason.           */
hss_rc loader_open(const char *path, const char *want_name, const struct hss_host *host,
                   struct loaded *out, struct hss_err *err);
/* At process exit only; skipped under sanitizers, so that reports keep their symbols. */
void loader_close(struct loaded *l);
/* Prints the descriptor to stdout, for people: `hssd --inspect`. 0 or 1 for exit().  */
int loader_inspect(const char *path);
/* <dir>/<name>.so of the first of dirs (NULL-terminated) that has it; NOTFOUND.  */
hss_rc loader_find(const char *const *dirs, const char *name, char *out, size_t max);

#endif
