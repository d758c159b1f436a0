/* rest.h - inside of the rest plugin: /v1, every entity with every column, and administration. */
#ifndef REST_H
#define REST_H

#include <hss/plugin.h>

#include <string.h>

#include "rowjson.h"
#include "rowwrite.h"

enum { AUTH_NONE = 0, AUTH_WRITES = 1, AUTH_ALL = 2 };

#define ENTITIES_MAX 32

struct rest_conf {
	const char *store;
	struct hss_endpoint listen;
	const char *tls_cert, *tls_key;
	int64_t auth;                   /* AUTH_*                                       */
	const char *token;
	bool insecure;
	bool show_secrets;
	int64_t page_size;
	int64_t max_body, max_connections, timeout_ms;
};

struct rest {                           /* instance data, frozen after start()          */
	struct hss_inst *in;
	const struct rest_conf *conf;
	struct hss_store *st;
	const struct hss_entity *entity[ENTITIES_MAX];
	uint32_t n_entities;
	const struct hss_entity *auc, *log;
	char *openapi;                  /* text of /v1/openapi.json                     */
};

struct loop_data {                      /* lself                                        */
	struct rowwrite_ids ids;
};

/* ---- answers (answer.c) -------------------------------------------------------- */
/* *Takes* v; NULL stands for "out of memory".                                       */
void answer_json(struct hss_http_req *r, uint32_t status, json_t *v);
/* RFC 9457. `key`: the offending column or NULL.                                    */
void answer_problem(struct hss_http_req *r, uint32_t status, const char *key, const char *fmt, ...)
	HSS_PRINTF(4, 5);
void answer_rc(struct hss_http_req *r, hss_rc rc);
void answer_etag(struct hss_http_req *r, uint64_t rev);

/* ---- requests (ask.c) ---------------------------------------------------------- */
json_t *ask_body(struct hss_http_req *r);       /* NULL: answered                  */
const char *ask_param(struct hss_http_req *r, uint32_t i);
bool ask_id(struct hss_http_req *r, uint32_t i, int64_t *id);   /* false: answered */
/* One pair of the query, decoded, after *at; false: there is no more.               */
bool ask_query_next(struct hss_http_req *r, uint32_t *at, char key[64], char *value, size_t max);
/* Revision of If-Match; 0: none. false: answered.                                   */
bool ask_if_match(struct hss_http_req *r, uint64_t *rev);
void *ask_alloc(struct hss_task *t, size_t n);  /* zeroed                          */
void *ask_arena(void *task, size_t n);
struct hss_bytes ask_text(struct hss_task *t, const char *text);
const struct hss_entity *ask_entity(struct hss_http_req *r, struct rest *s);
struct rowwrite_ids *ask_ids(struct rest *s, struct hss_task *t);

/* A row with all columns and hss_rev. *Gives* a reference.                          */
json_t *crud_view(struct rest *s, struct hss_task *t, const struct hss_entity *e, const void *row,
		  uint64_t rev);
void crud_collection(struct hss_http_req *r, void *self);
void crud_item(struct hss_http_req *r, void *self);
void crud_list(struct hss_http_req *r, struct rest *s, const struct hss_entity *e);

void admin_status(struct hss_http_req *r, void *self);
void admin_peers(struct hss_http_req *r, void *self);
void admin_backup(struct hss_http_req *r, void *self);
void admin_rotate(struct hss_http_req *r, void *self);
void admin_set_sqn(struct hss_http_req *r, void *self);

void rest_authorize(struct hss_http_req *r, void *self);
bool rest_is_loopback(const char *host);
char *openapi_text(const struct rest *s);
void openapi_get(struct hss_http_req *r, void *self);

#endif
