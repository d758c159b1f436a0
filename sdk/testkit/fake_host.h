/*
 * fake_host.h - a core for the tests of a plugin: the service tables of <hss/plugin.h>, one loop
 * that runs when told, a clock that moves when told, records in memory, and Diameter
 * and HTTP without sockets. Nothing happens by itself, so a test gives a message, runs, and
 * compares what came out; races are explored by shuffling the run queue with a seed.
 *
 *     struct fake *f = fake_new();
 *     *hss_plugin.host_slot = fake_tables(f);
 *     ... hss_plugin.ops->create(...)
 *     fake_request(f, code, &msg, &req); fake_run(f); assert(req->result.code == 2001);
 *
 * Not thread safe; one fake per thread at a time.
 */
#ifndef FAKE_HOST_H
#define FAKE_HOST_H

#include <hss/plugin.h>

/* The plugin under test, linked in (HSS_PLUGIN of plugin.h).                   */
extern const struct hss_plugin_desc hss_plugin;

enum { FAKE_ENTITIES = 32, FAKE_SUBS = 16, FAKE_EVENTS = 64, FAKE_ROUTES = 16 };

struct fake;

struct fake_mem;
struct hss_task {
	struct fake *f;
	struct hss_task *next;
	struct fake_mem *mem;
	size_t octets;                  /* the plugin asked for, bounded as by the core */
	uint32_t holds;
	bool is_finished;
	struct hss_dia_req *req;
	struct hss_http_req *http;
	char subject[32];
};

struct hss_dia_req {
	struct hss_task *task;
	struct hss_dia_info info;
	const struct hss_dia_cmd *cmd;
	const void *msg;
	uint32_t n_answers;             /* 1 is right                           */
	struct hss_result result;
	void *ans;                      /* copy of the answer struct, or NULL   */
	const struct hss_avp_def *failed_avp; /* of reject()                    */
	struct hss_bytes failed_value;
	struct hss_dia_req *next;
};

struct fake_call {                      /* a request the plugin sent            */
	struct hss_task *task;
	struct hss_dia_call call;
	void *msg;                      /* copy of the struct                   */
	char dest_host[256], dest_realm[256], via_peer[256], local_host[256];
	struct fake_call *next;
};

struct hss_http_req {
	struct hss_task *task;
	struct hss_http_info info;
	struct hss_bytes params[4];
	uint32_t n_replies, status;
	char body[2048];
	struct hss_http_req *next;
};

struct hss_svc_call {
	uint32_t n_replies;
	hss_rc rc;
	union {
		uint32_t size;
		struct hss_svc_deregister_ans deregister;
		uint8_t room[256];
	} ans;
};

struct fake_event {
	char topic[64];
	struct hss_ev_subscriber subscriber; /* when that is its payload        */
	char imsi[24], node[256];
};

struct fake_table {
	const struct hss_entity *entity;
	struct fake_row {
		void *row;
		uint64_t rev;
	} *rows;
	uint32_t n, max;
	int64_t last_id;
};

struct fake_sub {
	const struct hss_entity *entity;
	uint64_t mask;
	hss_change_fn fn;
};

struct fake_item;
struct fake {
	struct hss_host host;
	struct hss_identity identity;
	void *self;                     /* of the plugin, for NULL ctx          */
	struct hss_task *tasks;
	struct hss_dia_req *reqs;
	struct hss_http_req *https;
	struct fake_item *queue;        /* what will run                        */
	uint32_t n_queued;
	uint64_t seed;                  /* not 0: the queue runs in this order  */
	uint64_t now_ms;
	struct hss_timer *timers;
	/* core */
	bool is_ready, is_stopped;
	hss_rc health;
	const void *slots[HSS_SLOTS];
	void (*slot_fini[HSS_SLOTS])(void *);
	char log[512];                  /* the last line                        */
	uint32_t n_logs;
	bool print_log;
	/* registered */
	const struct hss_dia_app_def *app;
	struct hss_http_route routes[FAKE_ROUTES];
	uint32_t n_routes;
	hss_service_fn service;
	struct fake_sub subs[FAKE_SUBS];
	uint32_t n_subs;
	/* store */
	struct fake_table tables[FAKE_ENTITIES];
	uint32_t n_tables;
	uint64_t rev;
	uint32_t n_ops;                 /* submitted so far                     */
	/* scripted faults: op number `fault_at` (counted from n_ops) ends with fault_rc;
	 * `fault_at_submit`: already in submit(); `fault_applies`: UNCERTAIN that did happen  */
	uint32_t fault_at;
	hss_rc fault_rc;
	bool fault_at_submit, fault_applies, fault_stays;
	/* instead of fault_at: once, the next operation of this kind (HSS_OP_*) */
	uint32_t fault_kind;
	/* runs before an operation is executed: races */
	void (*before_op)(struct fake *f, const struct hss_op *op, void *ctx);
	void *before_ctx;
	/* AuC */
	hss_rc auc_rc;
	hss_rc (*auc)(struct fake *f, const struct hss_av_request *r, void *ctx);
	void *auc_ctx;
	struct hss_av_request auc_seen;
	struct hss_av_want auc_want[4];
	uint32_t n_auc;
	/* Diameter */
	struct fake_call *calls;        /* newest first                         */
	uint32_t n_calls;
	hss_rc call_rc;                 /* what becomes of a call               */
	struct hss_result call_result;
	hss_rc (*on_call)(struct fake *f, struct fake_call *c, struct hss_result *res, void *ctx);
	void *on_call_ctx;
	struct fake_event events[FAKE_EVENTS];
	uint32_t n_events;
};

struct fake *fake_new(void);
void fake_free(struct fake *f);
const struct hss_host *fake_tables(struct fake *f);

/* Runs until nothing is queued. Returns how many callbacks ran.                */
uint32_t fake_run(struct fake *f);
/* Moves the clock and fires the timers that come due, running in between.      */
void fake_advance(struct fake *f, uint64_t ms);
/* Tasks that nothing will ever wake: held by nobody, not finished, and with a request that was not
 * answered. 0 is right after fake_run().                                        */
uint32_t fake_unanswered(const struct fake *f);
/* Frees tasks, requests and calls; the records stay.                           */
void fake_forget(struct fake *f);

struct hss_task *fake_task(struct fake *f);
/* Hands a decoded request to the handler. The request lives until fake_forget(). */
struct hss_dia_req *fake_request(struct fake *f, uint32_t code, const void *msg,
                                 const char *origin_host, const char *origin_realm,
                                 const char *peer);
struct hss_http_req *fake_http(struct fake *f, uint32_t method, const char *pattern,
                               const char *param, const char *body);

/* ---- records ------------------------------------------------------------------ */
struct fake_table *fake_table(struct fake *f, const struct hss_entity *e);
/* Declares an entity that store->entity() knows.                               */
void fake_declare(struct fake *f, const struct hss_entity *e);
/* Copies a row in; an absent primary key is counted up. Returns the key.       */
int64_t fake_put(struct fake *f, const struct hss_entity *e, const void *row);
/* The row with this primary key, or NULL.                                      */
const void *fake_row(struct fake *f, const struct hss_entity *e, int64_t id);
void fake_delete(struct fake *f, const struct hss_entity *e, int64_t id);
/* Tells the subscribers of `e` of a change made elsewhere, each on a task.     */
void fake_change(struct fake *f, const struct hss_entity *e, uint32_t kind, uint64_t cols,
                 const void *old_row, const void *new_row);

/* ---- between the files of this folder -------------------------------------------- */
typedef void (*fake_fn)(struct fake *f, void *arg);
void fake_later(struct fake *f, struct hss_task *t, fake_fn fn, void *arg);
void *fake_alloc(struct hss_task *t, size_t n);
struct fake *fake_current(void);
extern const struct hss_store_api fake_store_api;
extern const struct hss_dia_api fake_dia_api;
extern const struct hss_http_api fake_http_api;
extern const struct hss_event_api fake_event_api;
extern const struct hss_auc_api fake_auc_api;
void fake_store_free(struct fake *f);
uint64_t fake_random(struct fake *f);

#endif
