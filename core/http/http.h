/* http.h - inside of the HTTP server: listeners, routes, requests; on loop 0 only. */
#ifndef HTTP_HTTP_H
#define HTTP_HTTP_H

#include "http/server.h"

#include <microhttpd.h>

#include "base/buf.h"
#include "loop/loop.h"

#define HTTP_PARAMS_MAX 8
#define HTTP_SEGMENTS_MAX 16

enum segment_kind { SEG_LITERAL, SEG_PARAM, SEG_REST };
struct segment {
	enum segment_kind kind;
	struct hss_bytes text;
};
struct route {
	struct hss_http_route def;
	struct hss_inst *in;
	struct segment seg[HTTP_SEGMENTS_MAX];
	uint32_t n_seg;
};

struct listener {
	struct http *http;
	struct hss_inst *in;
	struct hss_http_listener def;
	struct MHD_Daemon *daemon;
	struct hss_watch *watch;
	struct timer timer;             /* MHD's own timeouts                   */
	struct loop_work pump;          /* MHD_run after a resume               */
	char *cert, *key, *ca;          /* PEM texts, MHD borrows them          */
	uint32_t n_requests;
};

struct http {
	struct app *app;
	struct route *routes;
	uint32_t n_routes;
	struct listener *listeners;
	uint32_t n_listeners;
	bool is_quiet;
	_Atomic uint32_t n_running;     /* requests whose task is alive         */
	struct list requests;
	struct hss_metric *metric;      /* hss_http_requests_total              */
};

/* A request is referenced by MHD's connection and by its task; the last frees it. */
struct hss_http_req {
	uint32_t magic;                 /* MAGIC_HTTP                           */
	uint32_t refs;
	struct list node;
	struct listener *li;
	struct MHD_Connection *conn;    /* NULL: the client has gone            */
	struct hss_task *task;          /* NULL: ended                          */
	const struct route *route;
	struct hss_http_info info;
	char *path, *query;
	struct buf body;
	struct hss_bytes params[HTTP_PARAMS_MAX];
	struct MHD_Response *response;  /* made, not yet queued                 */
	struct header *headers;         /* set_header()                         */
	char *principal, *scopes;
	uint32_t status;
	bool is_suspended, is_answered, is_allowed, is_started, too_large, is_hopeless, body_ended;
	/* streaming */
	hss_http_chunk_fn reader;
	void *reader_ctx;
	bool is_streaming_out, out_ended;
	struct buf out;
	size_t out_at;
	hss_task_fn room;
	void *room_ctx;
};
struct header {
	struct header *next;
	char *name, *value;
};

/* router.c */
hss_rc route_compile(struct route *r, struct hss_err *err);
/* The best match among the groups that li serves; `allowed`: methods of routes that match the path. */
const struct route *route_find(const struct listener *li, struct hss_bytes path, uint32_t method,
                               struct hss_bytes params[HTTP_PARAMS_MAX], uint32_t *n_params,
                               uint32_t *allowed);

/* request.c: MHD's callbacks. */
void *request_on_uri(void *cls, const char *uri, struct MHD_Connection *conn);
enum MHD_Result request_on_data(void *cls, struct MHD_Connection *conn, const char *url,
                                const char *method, const char *version, const char *upload,
                                size_t *upload_size, void **con_cls);
void request_on_completed(void *cls, struct MHD_Connection *conn, void **con_cls,
                          enum MHD_RequestTerminationCode toe);
void request_resume(struct hss_http_req *r);
void request_unref(struct hss_http_req *r);

/* listener.c */
hss_rc listener_start(struct listener *li, struct hss_err *err);
void listener_stop(struct listener *li);
void listener_pump(struct listener *li);

/* body.c: streamed pieces in and out. */
enum MHD_Result body_stream_in(struct hss_http_req *r, const char *upload, size_t *size);
void body_end_room(struct hss_http_req *r);
ssize_t body_stream_out(void *cls, uint64_t pos, char *buf, size_t max);

#endif
