/* server.h - HTTP on libmicrohttpd: routes, listeners, requests as tasks (see <hss/http.h>). */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include <hss/http.h>

struct app;
struct http;

hss_rc http_open(struct app *app, struct http **out);
/* SETUP. All instances are ready: starts the listeners on loop 0. The text names the endpoint. */
hss_rc http_start(struct http *h, struct hss_err *err);
/* LOOP 0. No new requests; those running are answered.                         */
void http_quiesce(struct http *h);
/* ANY. Have all requests been answered?                                        */
bool http_is_idle(struct http *h);
/* After the loops' threads ended: closes every connection. Tasks may still be alive. */
void http_stop(struct http *h);
/* After the last task ended.                                                   */
void http_close(struct http *h);

hss_rc http_route(struct http *h, struct hss_inst *in, const struct hss_http_route *r);
hss_rc http_listen(struct http *h, struct hss_inst *in, const struct hss_http_listener *l);
struct hss_task *http_req_task(struct hss_http_req *r);
const struct hss_http_info *http_req_info(const struct hss_http_req *r);
struct hss_bytes http_req_header(const struct hss_http_req *r, const char *name);
hss_rc http_allow(struct hss_http_req *r, struct hss_bytes principal, struct hss_bytes scopes);
hss_rc http_set_header(struct hss_http_req *r, const char *name, struct hss_bytes value);
hss_rc http_reply(struct hss_http_req *r, uint32_t status, const char *content_type,
                  struct hss_bytes body);
hss_rc http_read(struct hss_http_req *r, hss_http_chunk_fn fn, void *ctx);
hss_rc http_begin(struct hss_http_req *r, uint32_t status, const char *content_type);
hss_rc http_write(struct hss_http_req *r, struct hss_bytes chunk, hss_task_fn room, void *ctx);
hss_rc http_end(struct hss_http_req *r);

#endif
