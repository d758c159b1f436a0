/* bus.h - the tables behind event.h; filled at setup, frozen afterwards. */
#ifndef EVENT_BUS_H
#define EVENT_BUS_H

#include "event/event.h"

struct event_sub {
	struct hss_inst *in;
	const char *topic;
	hss_event_fn fn;
	void *ctx;                      /* NULL: self                           */
};
struct service {
	struct hss_inst *in;
	const char *name;
	uint32_t req_size, ans_size;
	hss_service_fn fn;
};
struct event_bus {
	struct app *app;
	struct event_sub *subs;
	uint32_t n_subs;
	struct service *services;
	uint32_t n_services;
};

#endif
