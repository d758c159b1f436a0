/* host.h - the service tables that plugins get (<hss/plugin.h>), in one place. */
#ifndef PLUGIN_HOST_H
#define PLUGIN_HOST_H

#include <hss/plugin.h>

struct app;

/* SETUP. The tables work on `app` from now on; one app a process.              */
const struct hss_host *host_tables(struct app *app);

#endif
