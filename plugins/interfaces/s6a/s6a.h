/*
 * s6a.h - what the files of this plugin share. `struct s6a` is the instance, from create() to
 * destroy(); `struct s6a_gen` is one generation of its configuration and what the core hands
 * out as self.
 */
#ifndef S6A_H
#define S6A_H

#include <hss/plugin.h>

#include "base/bytes.h"
#include "model/network.h"
#include "s6a_cmd.h"
#include "s6a_entities.h"

#include <stdatomic.h>

enum { S6A_HOMES = 32 };                /* home networks                        */
enum { S6A_SLOT_ROAMING = 0 };          /* struct network_table                 */
enum { S6A_SGSN_S6D = 1, S6A_SGSN_GSUP = 2 };   /* serving_sgsn_protocol        */

enum { S6A_UNKNOWN_ROAMING = 1, S6A_UNKNOWN_USER = 2 };
enum { S6A_DISABLED_REJECTED = 1, S6A_DISABLED_ROAMING = 2, S6A_DISABLED_UNKNOWN = 3 };
enum { S6A_OVERLOAD_NORMAL = 1, S6A_OVERLOAD_TOO_BUSY = 2 };

struct s6a_conf {
	const char *store;              /* NULL: the first store                */
	const char *home_plmns;
	const char *check_realm_groups; /* peer groups, "*": all                */
	int64_t max_vectors;
	int64_t unknown_result, disabled_result, overload_result;
	bool allow_undefined_networks, ignore_purge_ue_request, charging_characteristics;
	bool dynamic_pgw;
	int64_t ue_ambr_dl, ue_ambr_ul, apn_ambr_dl, apn_ambr_ul;
	/* background work: the same for all generations                        */
	int64_t clr_timeout_ms, clr_retry_ms, clr_retry_max_ms, clr_give_up_ms;
	int64_t owed_poll_ms, roaming_refresh_ms;
};

struct roaming_load;

struct s6a {
	struct hss_inst *in;
	struct hss_dia_app *app;
	struct hss_store *store;
	const struct hss_entity *subscriber, *apn, *attributes, *routing, *ims_subscriber,
	        *network, *rule;
	struct hss_cell *roaming_rejected;
	struct hss_cell *clr_done, *clr_retried, *clr_dropped, *clr_given_up;
	struct s6a_conf bg;             /* of the first generation; no strings  */
	char host[256];                 /* our Origin-Host, owner of owed work  */
	/* loop 0 only */
	struct hss_task *bg_task;
	struct hss_timer *bg_timer;
	struct roaming_load *load;
	uint64_t next_sweep_ms, next_load_ms;
	uint64_t load_hold_ms;          /* no load of roaming rules before      */
	bool is_ready, has_resumed;
	/* any thread */
	_Atomic bool roaming_is_stale;
	_Atomic bool is_stopping;
};

struct s6a_gen {
	struct s6a *s6a;
	struct s6a_conf conf;
	struct network_plmn homes[S6A_HOMES];
	uint32_t n_homes;
	char *check_realm_groups;
};

extern const struct hss_conf_schema s6a_conf_schema;
/* Makes a generation of a filled configuration. Gives it; INVAL with a text.    */
hss_rc s6a_gen_new(struct s6a *s, const struct s6a_conf *conf, struct s6a_gen **out,
                   struct hss_err *err);
void s6a_gen_free(struct s6a_gen *g);

/* ---- s6a_util.c --------------------------------------------------------------- */
#define s6a_new_n(t, T, n) \
	((T *)hss_host->task->alloc(t, sizeof(T) * ((n) ? (n) : 1), _Alignof(T)))

struct hss_bytes s6a_text(struct hss_task *t, const char *fmt, ...) HSS_PRINTF(2, 3);
struct hss_bytes s6a_dup(struct hss_task *t, struct hss_bytes b);
int64_t s6a_now_us(void);
/* Is it absent, or "" as older rows have it?                                    */
static inline bool s6a_is_empty(struct hss_bytes b)
{
	return !b.p || b.len == 0;
}

/* What a request is refused with when something else than its content failed: the store,
 * memory, the AuC. Never one of the results that speak about the subscriber (rulings 1.7, 2.1). */
struct hss_result s6a_fault(const struct s6a_gen *g, const struct hss_dia_info *info, hss_rc rc,
                            bool is_air, bool has_doic);
struct hss_result s6a_unknown(const struct s6a_gen *g);
struct hss_result s6a_disabled(const struct s6a_gen *g);
static inline bool s6a_is_disabled(const struct hss_subscriber *s)
{
	return s->enabled.set && !s->enabled.v;
}

/* User-Name is an IMSI, or the request is rejected (false).                     */
bool s6a_take_imsi(struct hss_dia_req *req, struct hss_bytes user_name);
/* Visited-PLMN-Id is a PLMN, or the request is rejected (false).                */
bool s6a_take_plmn(struct hss_dia_req *req, struct hss_bytes octets, struct network_plmn *out);

/*
 * May he be in this network? OK; DENIED: roaming not allowed; UNREACH: the roaming rules have not
 * been read yet. Counts and logs refusals.
 */
hss_rc s6a_check_roaming(const struct s6a_gen *g, struct hss_task *t,
                         const struct hss_subscriber *s, const struct network_plmn *plmn);
bool s6a_is_roaming(const struct s6a_gen *g, const struct hss_subscriber *s,
                    const struct network_plmn *plmn);
/* Does the origin realm fit the visited network, or is that not to be checked (rulings 4.11)? */
bool s6a_realm_fits(const struct s6a_gen *g, const struct hss_dia_info *info,
                    const struct network_plmn *plmn);

/* One subscriber by IMSI. `is_fresh`: from the backend, never from the cache (rulings 4.4). */
hss_rc s6a_read_subscriber(const struct s6a *s, struct hss_task *t, struct hss_bytes imsi,
                           bool is_fresh, hss_rows_fn done, void *ctx);
/* All rows whose integer column is `id`, at most `limit`.                       */
hss_rc s6a_find_id(const struct s6a *s, struct hss_task *t, const struct hss_entity *e,
                   uint16_t col, int64_t id, uint32_t limit, hss_rows_fn done, void *ctx);

/* ---- registrations -------------------------------------------------------------- */
struct s6a_node {                       /* who serves; host empty: nobody       */
	struct hss_bytes host, realm, peer;
	bool is_purged;
	bool is_s6;                     /* reached by Diameter (not GSUP)       */
};
struct s6a_node s6a_node_of(const struct hss_subscriber *s, uint32_t domain);
/* Registered there, and not purged?                                             */
bool s6a_is_at(const struct hss_subscriber *s, uint32_t domain, struct hss_bytes host);
/* "peer;our host" of the connection a request came on (rulings 1.5)             */
struct hss_bytes s6a_way_back(struct hss_task *t, const struct hss_dia_info *info);

enum { S6A_TERMS = 8 };
struct s6a_terms {
	struct hss_term v[S6A_TERMS];
	uint16_t n;
};
/* CAS: the row `s`, and the registration of `domain` as it stands there.        */
void s6a_terms_row(struct s6a_terms *w, const struct hss_subscriber *s);
void s6a_terms_node(struct s6a_terms *w, const struct hss_subscriber *s, uint32_t domain);
void s6a_terms_text(struct s6a_terms *w, uint16_t col, struct hss_bytes value);
/* Columns of a registration; `row` gets the values of nobody.                   */
uint64_t s6a_clear_node(struct hss_subscriber *row, uint32_t domain);

void s6a_publish(struct hss_task *t, const char *topic, uint32_t domain, struct hss_bytes imsi,
                 struct hss_bytes node, struct hss_bytes realm, struct hss_bytes plmn);

/* ---- features.c ------------------------------------------------------------------ */
struct s6a_features {
	uint32_t list[2];               /* what both sides support              */
	bool is_offered[2];
};
enum {                                  /* TS 29.272 table 7.3.10/1             */
	S6A_F1_ODB_ALL_APN = 1u << 0, S6A_F1_ODB_HPLMN_APN = 1u << 1,
	S6A_F1_ODB_VPLMN_APN = 1u << 2, S6A_F1_ODB = 0x1ffu,
	S6A_F1_PARTIAL_PURGE = 1u << 29,
};
#define S6A_F1_A_MSISDN (1u << 31)
enum {                                  /* table 7.3.10/2                       */
	S6A_F2_DCN = 1u << 20, S6A_F2_NON_IP = 1u << 21, S6A_F2_EXTERNAL_ID = 1u << 26,
	S6A_F2_NR_SECONDARY = 1u << 27, S6A_F2_UNLICENSED = 1u << 28,
};
void s6a_features_agree(const struct hss_list *offered, struct s6a_features *out);
/* Supported-Features of the answer: nothing when nothing was offered.           */
struct hss_list s6a_features_answer(struct hss_task *t, const struct s6a_features *f);
int64_t s6a_features_pack(const struct s6a_features *f);

/* ---- profile.c --------------------------------------------------------------------- */
struct s6a_apn {
	const struct hss_apn *row;
	uint32_t context;               /* Context-Identifier                   */
};
struct s6a_profile {
	const struct hss_subscriber *sub;
	const void *const *attributes;  /* struct hss_subscriber_attributes     */
	const void *const *routing;     /* struct hss_subscriber_routing        */
	const void *const *gateways;    /* struct s6a_pdn_gw                    */
	struct s6a_apn *apns;           /* in the order they are sent           */
	uint32_t n_attributes, n_routing, n_gateways, n_apns;
	const struct s6a_apn *dflt;     /* NULL: there is no APN configuration  */
	struct hss_bytes contexts;      /* the column apn_contexts              */
	bool contexts_changed;
	uint32_t ard;                   /* Access-Restriction-Data              */
	int64_t rev;                    /* of everything the answer is made of  */
};
typedef void (*s6a_profile_fn)(struct hss_task *t, hss_rc rc, struct s6a_profile *p, void *ctx);
/*
 * LOOP. Reads what belongs to a subscriber: his APNs, attributes, static addresses, gateways.
 * `f` decides whether non-IP APNs count. `done` runs once, never inside this call; rc is that
 * of the store, and a profile without APNs is OK with dflt NULL.
 */
hss_rc s6a_profile_load(const struct s6a_gen *g, struct hss_task *t,
                        const struct hss_subscriber *sub, uint64_t sub_rev,
                        const struct s6a_features *f, bool with_gateways,
                        s6a_profile_fn done, void *ctx);

/* ---- contexts.c ----------------------------------------------------------------------- */
/* Context-Identifiers of p->apns out of sub->apn_contexts; new APNs get new numbers
 * (rulings 4.3). NOMEM.                                                         */
hss_rc s6a_contexts_assign(struct hss_task *t, struct s6a_profile *p);

/* ---- gateways.c ------------------------------------------------------------------------- */
/* A row in the task's arena; what it points to is borrowed. NULL: no memory.     */
struct s6a_pdn_gw *s6a_gateway_new(struct hss_task *t, struct hss_bytes imsi, struct hss_bytes apn,
                                   bool is_emergency, const struct s6a_mip6_agent_info *agent,
                                   struct hss_bytes visited, struct hss_bytes reported_by);
void s6a_gateway_upsert(struct hss_op *op, const struct s6a_pdn_gw *row);
hss_rc s6a_gateway_delete(struct hss_task *t, struct hss_op *op, const struct s6a_pdn_gw *row);
const struct s6a_pdn_gw *s6a_gateway_find(const struct s6a_profile *p, struct hss_bytes apn,
                                          bool is_emergency);
const struct s6a_apn *s6a_apn_find(const struct s6a_profile *p, struct hss_bytes name,
                                   struct hss_u32 context);

/* ---- subscription.c ------------------------------------------------------------------ */
/* The Subscription-Data AVP; a field that cannot be sent is left out and logged.
 * NULL: no memory.                                                               */
const struct s6a_subscription_data *s6a_subscription_data(const struct s6a_gen *g,
                                                          struct hss_task *t,
                                                          const struct s6a_profile *p,
                                                          const struct s6a_features *f);

/* ---- owed.c ---------------------------------------------------------------------------- */
/* A row of the s6a_owed entity in the task's arena; NULL: no memory.            */
struct s6a_owed *s6a_owed_new(const struct s6a *s, struct hss_task *t, struct hss_bytes imsi,
                              uint32_t domain, const struct s6a_node *node, int32_t type,
                              uint32_t clr_flags);
/* INSERT of such a row.                                                          */
void s6a_owed_insert(struct hss_op *op, const struct s6a_owed *row);
/* LOOP. Sends it now, on this task, unless the node serves again; deletes the row when that has
 * succeeded, else puts it off. `row` is what the INSERT returned and stays until the task ends. */
void s6a_owed_send(struct s6a *s, struct hss_task *t, const struct s6a_owed *row);
/* LOOP. Of the results of a batch: the s6a_owed rows that ops from .. from + n - 1 inserted. */
void s6a_owed_send_batch(struct s6a *s, struct hss_task *t, const struct hss_rows *rows,
                         uint32_t from, uint32_t n);
/* Loop 0. Takes up what is due; `is_start`: all of our own.                      */
void s6a_owed_sweep(struct s6a *s, bool is_start);

/* ---- clr.c ----------------------------------------------------------------------------- */
enum s6a_clr_outcome { S6A_CLR_DONE = 1, S6A_CLR_RETRY = 2 };
typedef void (*s6a_clr_fn)(struct hss_task *t, enum s6a_clr_outcome o, void *ctx);
/* LOOP. `done` runs once, unless this fails.                                     */
hss_rc s6a_clr_send(const struct s6a *s, struct hss_task *t, const struct s6a_owed *row,
                    s6a_clr_fn done, void *ctx);

/* ---- withdraw.c ------------------------------------------------------------------------- */
struct s6a_withdraw {
	struct hss_bytes imsi;
	uint32_t domains;               /* bits 1 << HSS_DOM_*, 0: all          */
	int32_t type;                   /* Cancellation-Type                    */
	uint32_t clr_flags;
	bool only_if_disabled;          /* look again: is he still disabled?    */
	struct hss_bytes only_host;     /* absent: whoever serves               */
};
/* n: CLRs that are now owed; node: the first one they go to.                     */
typedef void (*s6a_withdraw_fn)(struct hss_task *t, hss_rc rc, uint32_t n,
                                struct hss_bytes node, void *ctx);
/* LOOP. Ends the registrations and owes the CLRs, in one batch; then sends them. `w` is copied,
 * what it points to stays until the task ends. NOTFOUND: no such subscriber.     */
hss_rc s6a_withdraw(struct s6a *s, struct hss_task *t, const struct s6a_withdraw *w,
                    s6a_withdraw_fn done, void *ctx);
/* ANY. Cancels whoever is disabled and yet registered; in the background.        */
void s6a_withdraw_disabled(struct s6a *s);
void s6a_on_subscriber_change(struct hss_task *t, hss_rc rc, const struct hss_change *c,
                              void *self);
void s6a_on_deregister(struct hss_svc_call *c, struct hss_task *t, const void *req, void *self);

/* ---- roaming.c --------------------------------------------------------------------------- */
void s6a_roaming_load(struct s6a *s);   /* loop 0                               */
void s6a_roaming_drop(struct s6a *s);   /* at the instance's end                */
void s6a_on_roaming_change(struct hss_task *t, hss_rc rc, const struct hss_change *c,
                           void *self);
void s6a_on_rule_list_change(struct hss_task *t, hss_rc rc, const struct hss_change *c,
                             void *self);

/* ---- handlers ------------------------------------------------------------------------------ */
void s6a_on_air(struct hss_dia_req *req, const void *msg, void *self);
void s6a_on_ulr(struct hss_dia_req *req, const void *msg, void *self);
void s6a_on_pur(struct hss_dia_req *req, const void *msg, void *self);
void s6a_on_nor(struct hss_dia_req *req, const void *msg, void *self);
hss_rc s6a_routes(struct hss_inst *in);

#endif
