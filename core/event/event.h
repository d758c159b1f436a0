/* event.h - publish and subscribe, and named services (see <hss/event.h>). */
#ifndef EVENT_EVENT_H
#define EVENT_EVENT_H

#include <hss/event.h>

struct app;
struct event_bus;

hss_rc event_open(struct app *app, struct event_bus **out);
void event_close(struct event_bus *b);
hss_rc event_subscribe(struct event_bus *b, struct hss_inst *in, const char *topic, hss_event_fn fn,
                       void *ctx);
/* `t` may be NULL for the core's own (peer.up): the payload is copied then and goes out
 * on loop `l`.                                                                 */
hss_rc event_publish(struct event_bus *b, struct hss_loop *l, struct hss_task *t, const char *topic,
                     uint32_t version, const void *payload, uint32_t payload_size);
hss_rc service_provide(struct event_bus *b, struct hss_inst *in, const char *name,
                       uint32_t req_size, uint32_t ans_size, hss_service_fn fn);
hss_rc service_call(struct event_bus *b, struct hss_task *t, const char *name, const void *req,
                    hss_service_done_fn done, void *ctx);
hss_rc service_reply(struct hss_svc_call *c, hss_rc rc, const void *ans);

#endif
