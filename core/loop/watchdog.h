/* watchdog.h - names the plugin whose callback keeps a loop from turning. */
#ifndef LOOP_WATCHDOG_H
#define LOOP_WATCHDOG_H

#include <hss/abi.h>

struct app;
struct watchdog;

/* SETUP. A thread that looks at every loop; a callback longer than limit_ms is logged once with
 * instance and entry point. `alive` (may be NULL) runs on it while all loops turn: systemd's
 * watchdog is fed from there, so a stuck loop gets the service restarted.      */
hss_rc watchdog_start(struct app *app, uint32_t limit_ms, void (*alive)(void *ctx), void *ctx,
                      struct watchdog **out);
void watchdog_stop(struct watchdog *w);

#endif
