/* api.h - inside of the pyhss_api plugin: the instance, the request, helpers for answers. */
#ifndef PYHSS_API_H
#define PYHSS_API_H

#include <hss/plugin.h>

#include <string.h>

#include "rowjson.h"
#include "rowwrite.h"

enum { AUTH_NONE = 0, AUTH_WRITES = 1, AUTH_ALL = 2 };

struct pyhss_conf {
	const char *store;
	struct hss_endpoint listen;
	const char *tls_cert, *tls_key;
	int64_t auth;                   /* AUTH_*                                       */
	const char *provisioning_key;
	bool insecure;
	bool enable_insecure_auc;
	int64_t page_size;
	int64_t max_body;
	int64_t max_connections;
	int64_t timeout_ms;
	const char *cors_origin;
	const char *docs_dir;
	const char *tac_database_csv;
	struct hss_list geored_endpoints, webhook_endpoints; /* struct url_conf         */
};
struct url_conf {
	const char *url;
};

/* The entities, in the order of `entity_names`. */
enum ent {
	ENT_APN, ENT_AUC, ENT_SUBSCRIBER, ENT_SUBSCRIBER_ROUTING, ENT_SUBSCRIBER_ATTRIBUTES,
	ENT_IMS_SUBSCRIBER, ENT_SERVING_APN, ENT_EMERGENCY_SUBSCRIBER, ENT_ROAMING_NETWORK,
	ENT_ROAMING_RULE, ENT_CHARGING_RULE, ENT_TFT, ENT_EIR, ENT_EIR_HISTORY,
	ENT_OPERATION_LOG, ENT_COUNT,
};

struct docs;
struct tac_table;

struct api {                            /* instance data, frozen after start()          */
	struct hss_inst *in;
	const struct pyhss_conf *conf;
	struct hss_store *st;
	const struct hss_entity *entity[ENT_COUNT];
	struct docs *docs;
	struct tac_table *tacs;
	char *swagger;                  /* text of /swagger.json                        */
	char origin[300];               /* Access-Control-Allow-Origin                  */
};

struct loop_data {                      /* lself                                        */
	struct rowwrite_ids ids;
};

/* ---- answers (reply.c) --------------------------------------------------------- */
/* *Takes* v; NULL stands for "out of memory" and becomes a 500.                     */
void reply_json(struct hss_http_req *r, uint32_t status, json_t *v);
/* What the contract gives for "there is none": 200 and null.                        */
void reply_null(struct hss_http_req *r);
/* {"result": "Failed", "reason": ...}                                                */
void reply_failed(struct hss_http_req *r, uint32_t status, const char *fmt, ...) HSS_PRINTF(3, 4);
/* Answer for a failed store operation; NOTFOUND is reply_null().                    */
void reply_rc(struct hss_http_req *r, hss_rc rc);
/* As above, with the reason rowwrite found.                                         */
void reply_write(struct hss_http_req *r, const struct rowwrite *w);

/* ---- requests (request.c) ------------------------------------------------------ */
struct api *request_api(void *self);
struct loop_data *request_loop(struct api *a, struct hss_task *t);
/* The body as a JSON object; NULL: answered with 400. *Gives* a reference.          */
json_t *request_body(struct hss_http_req *r);
/* Decoded value of a query key; false: it is not there or too long.                 */
bool request_query(struct hss_http_req *r, const char *key, char *out, size_t max);
/* A path parameter, copied into the arena and NUL-terminated.                       */
const char *request_param(struct hss_http_req *r, uint32_t i);
/* Path parameter as id; false: answered with 400.                                   */
bool request_id(struct hss_http_req *r, uint32_t i, int64_t *id);
/* Offset and limit from page and page_size; false: answered with 400.               */
bool request_page(struct hss_http_req *r, const struct api *a, uint32_t *offset, uint32_t *limit);
/* operation_id of body or query; false: answered with 400.                          */
bool request_operation_id(struct hss_http_req *r, const json_t *body, char out[37]);
/* Memory of the request, zeroed; NULL: out of memory.                               */
void *request_alloc(struct hss_task *t, size_t n);
/* For struct rowjson_in: ctx is a struct hss_task.                                  */
void *arena_alloc(void *task, size_t n);
struct hss_bytes arena_text(struct hss_task *t, const char *text);
/* Submits op, which is copied; failure is answered. `done` gets ctx.                */
void request_find(struct hss_http_req *r, struct api *a, const struct hss_op *op, hss_rows_fn done,
		  void *ctx);
/* FIND op over one term in the arena (NULL: all rows), ordered by primary key.      */
struct hss_op find_op(const struct hss_entity *e, const struct hss_term *term, uint32_t limit);
struct hss_term *term_text(struct hss_task *t, uint16_t col, struct hss_bytes b);
struct hss_term *term_id(struct hss_task *t, uint16_t col, int64_t id);

/* ---- what PyHSS shows (quirks.c) ----------------------------------------------- */
/* A row as PyHSS's clients see it. *Gives* a reference.                             */
json_t *view_row(struct api *a, struct hss_task *t, const struct hss_entity *e, const void *row);
/* Array of the rows.                                                                */
json_t *view_rows(struct api *a, struct hss_task *t, const struct hss_entity *e,
		  const struct hss_rows *rows);
/* Values a client sends in PyHSS's spelling become ours.                             */
void quirks_in(const struct hss_entity *e, void *row);

/* ---- routes (routes.c) --------------------------------------------------------- */
enum {
	PATH_LIST = 1, PATH_CREATE = 2, PATH_GET = 4, PATH_PATCH = 8, PATH_DELETE = 16,
	PATH_CRUD = 31,
};
struct crud_path {
	const char *base;               /* "/roaming/rule"                              */
	const char *list, *create, *item; /* route patterns                             */
	const char *tag;
	enum ent ent;
	uint32_t ops;                   /* PATH_*                                       */
};
extern const struct crud_path crud_paths[];
extern const uint32_t n_crud_paths;
const struct crud_path *crud_path_of(struct hss_bytes path);

struct plain_route {
	uint32_t methods;
	const char *pattern;
	void (*handler)(struct hss_http_req *r, void *self);
	bool guarded;                   /* a GET that changes or reveals something      */
	const char *tag, *summary;
	const char *body;               /* keys of the body, separated by blanks        */
};
extern const struct plain_route plain_routes[];
extern const uint32_t n_plain_routes;
hss_rc routes_register(struct api *a, struct hss_err *err);

/* ---- the rest, a file each ----------------------------------------------------- */
void api_authorize(struct hss_http_req *r, void *self);
void api_unknown(struct hss_http_req *r, void *self);
bool auth_is_loopback(const char *host);

void crud_list(struct hss_http_req *r, void *self);
void crud_create(struct hss_http_req *r, void *self);
void crud_item(struct hss_http_req *r, void *self);

/* Resolves APN names in `obj` and calls `done` with a resolver for rowjson_in.resolve (ctx is
 * the struct names). done runs at once when there are none.                         */
struct names;
void names_resolve(struct hss_http_req *r, struct api *a, const struct hss_entity *e,
		   const json_t *obj, void (*done)(struct names *n, hss_rc rc, void *ctx), void *ctx);
hss_rc names_lookup(const struct names *n, struct hss_bytes name, int64_t *id);

/*
 * Streams rows of any number to the client, a chunk at a time on tasks of their own, so that
 * memory stays bounded: open, items separated by commas, close.
 */
struct stream;
struct stream_def {
	const struct hss_entity *e;
	const struct hss_term *term;    /* in the arena, NULL: all                      */
	bool is_object;                 /* {"key": item}, else [item]                   */
	/* Calls stream_item() once per row shown and then stream_next(), now or later  */
	void (*row)(struct stream *s, struct hss_task *t, const void *row);
	void *ctx;
	uint32_t offset;
	uint32_t limit;                 /* 0: all                                       */
};
void stream_start(struct hss_http_req *r, struct api *a, const struct stream_def *def);
/* *Takes* v.                                                                        */
void stream_item(struct stream *s, struct hss_bytes key, json_t *v);
void stream_next(struct stream *s);
struct api *stream_api(const struct stream *s);
struct hss_task *stream_task(const struct stream *s);
void *stream_ctx(const struct stream *s);

void lookup_by_key(struct hss_http_req *r, void *self);
void lookup_attributes(struct hss_http_req *r, void *self);
void lookup_routing(struct hss_http_req *r, void *self);

void pcrf_rule(struct hss_http_req *r, void *self);
void pcrf_subscribers(struct hss_http_req *r, void *self);
void pcrf_subscriber(struct hss_http_req *r, void *self);
void pcrf_session(struct hss_http_req *r, void *self);

void eir_history_list(struct hss_http_req *r, void *self);
void eir_history(struct hss_http_req *r, void *self);
void eir_lookup(struct hss_http_req *r, void *self);
hss_rc tac_load(const char *file, struct tac_table **out, struct hss_err *err);
void tac_free(struct tac_table *tt);

void oplog_list(struct hss_http_req *r, void *self);
void oplog_last(struct hss_http_req *r, void *self);
void oplog_rollback(struct hss_http_req *r, void *self);

void oam_ping(struct hss_http_req *r, void *self);
void oam_peers(struct hss_http_req *r, void *self);
void oam_deregister(struct hss_http_req *r, void *self);
void oam_serving_subs(struct hss_http_req *r, void *self);
void oam_serving_subs_pcrf(struct hss_http_req *r, void *self);
void oam_serving_subs_ims(struct hss_http_req *r, void *self);
void oam_reconcile(struct hss_http_req *r, void *self);

void vectors_eap_aka(struct hss_http_req *r, void *self);
void vectors_aka(struct hss_http_req *r, void *self);
void vectors_resync(struct hss_http_req *r, void *self);

void geored_patch(struct hss_http_req *r, void *self);
void geored_schema(struct hss_http_req *r, void *self);
void geored_peers(struct hss_http_req *r, void *self);
void geored_webhooks(struct hss_http_req *r, void *self);

/* Text of /swagger.json. *Gives* memory for free(). NULL: out of memory.            */
char *swagger_text(const struct api *a);
void swagger_json(struct hss_http_req *r, void *self);
hss_rc docs_load(const char *dir, struct docs **out);
void docs_free(struct docs *d);
void docs_get(struct hss_http_req *r, void *self);
void docs_redirect(struct hss_http_req *r, void *self);

#endif
