/* node.h - the inside of struct dia: what its files share. */
#ifndef DIA_NODE_H
#define DIA_NODE_H

#include <pthread.h>

#include "app.h"
#include "base/bytes.h"
#include "conf/core_conf.h"
#include "dia/codec.h"
#include "dia/conn.h"
#include "dia/dia.h"
#include "dia/dup.h"
#include "dia/peer.h"
#include "dia/txn.h"
#include "log/log.h"

#define DIA_AUTH_STATE_NONE 1u          /* NO_STATE_MAINTAINED (RFC 6733 8.11)  */

/* A command of a registered application, with its cells.                       */
struct dia_cmd {
	struct hss_dia_app *app;
	struct hss_dia_cmd def;         /* a copy: the plugin's may be shorter  */
	struct hss_cell *rx_requests, *rx_success, *rx_time;
	struct hss_cell *tx_requests, *tx_success;
};
struct hss_dia_app {
	struct dia *dia;
	struct hss_inst *in;
	uint32_t app_id, vendor;
	const char *name;
	struct dia_cmd *cmds;
	uint32_t n_cmds;
};

struct dia_metrics {
	struct hss_metric *requests, *answers, *time, *tx_requests, *tx_answers, *malformed, *peers,
	        *peer_up, *conns, *unexpected, *repeated;
};

struct dia_loop {                       /* what a loop has for itself           */
	struct dia *dia;
	struct hss_loop *loop;
	uint32_t index;
	struct list conns;
	_Atomic uint32_t n_conns, n_in_flight;  /* for the choice of a loop     */
	struct txn_table txns;
	uint64_t session_n;
	uint32_t end_to_end_n;
	struct buf scratch;             /* an answer to a peer that went         */
	struct buf proxies;             /* of the request at hand               */
	struct loop_work start, drain;
};

struct listener {
	struct dia *dia;
	int fd;
	char name[80];
	struct hss_watch *watch;
	struct timer pause;             /* out of descriptors                   */
};

struct dia {
	struct app *app;
	const struct dia_conf *conf;
	struct dict *dict;
	struct hss_dia_app **apps;
	uint32_t n_apps;
	struct dia_cmd **index;         /* (application, command): open addressing */
	uint32_t index_cap, n_index;
	struct peer_table peers;
	struct dup *dup;
	struct dia_loop *loops;
	uint32_t n_loops;
	struct listener *listeners;
	uint32_t n_listeners;
	struct dia_metrics m;
	_Atomic uint32_t n_conns, n_peers_up;
	_Atomic bool is_draining, is_drain_over;
	pthread_mutex_t lock;           /* of `moving`                          */
	struct list moving;             /* connections between two loops        */
	uint64_t session_high;
	struct timer grace;
	uint32_t grace_ms;
};

static inline struct hss_bytes dia_host(const struct dia *d)
{
	return d->app->identity.host;
}

/* apps.c: NULL: unknown.                                                       */
struct hss_dia_app *app_find(const struct dia *d, uint32_t app_id);
struct dia_cmd *cmd_find(const struct dia *d, uint32_t app_id, uint32_t code);
struct dia_cmd *app_cmd(const struct hss_dia_app *a, uint32_t code);
hss_rc apps_open(struct dia *d);
void apps_close(struct dia *d);

/* stats.c                                                                      */
hss_rc stats_open(struct dia *d);
void stats_cmd(struct dia *d, struct dia_cmd *c);
/* Any of the names may be NULL: "unknown".                                     */
void stats_request(struct dia *d, const struct hss_dia_app *app, const struct dia_cmd *cmd);
void stats_answer(struct dia *d, const struct hss_dia_app *app, const struct dia_cmd *cmd,
                  const struct hss_result *res);
void stats_tx_answer(struct dia *d, const struct dia_cmd *cmd, const struct hss_result *res,
                     hss_rc rc);
void stats_time(const struct dia_cmd *cmd, uint64_t ns);
void stats_malformed(struct dia *d, const char *rule);
void stats_unexpected(struct dia *d, const char *what);
void stats_repeated(struct dia *d, const struct dia_cmd *cmd);
void stats_peer(struct dia *d, const char *host, bool is_up);

/* capabilities.c                                                               */
/* Does the peer's CER fit us? Fills *out (its host, realm, applications); PROTO with `fault`
 * otherwise, whose result then goes into the CEA.                              */
hss_rc caps_check_cer(struct conn *c, const struct dia_hdr *h, struct hss_bytes avps,
                      struct caps *out, struct dia_fault *fault, struct arena *arena);
/* The answer to our CER: PROTO with fault->text when it is not what we dialled. */
hss_rc caps_check_cea(struct conn *c, struct hss_bytes avps, struct caps *out,
                      struct dia_fault *fault, struct arena *arena);
void caps_send_cer(struct conn *c);
void caps_send_cea(struct conn *c, const struct dia_hdr *h, const struct dia_fault *fault,
                   uint32_t result);
/* DWR, DPR and their answers.                                                  */
void caps_send_dwr(struct conn *c);
void caps_send_dpr(struct conn *c, uint32_t cause);
/* DWA or DPA. `fault` NULL: success.                                           */
void caps_send_base_answer(struct conn *c, const struct dia_hdr *h, const struct dia_fault *fault);

/* session.c: LOOP. A new Session-Id and End-to-End Identifier of ours.         */
struct hss_bytes session_new(struct dia_loop *dl, char *out, uint32_t max, struct hss_bytes host);
uint32_t session_end_to_end(struct dia_loop *dl);
uint32_t session_random(struct dia_loop *dl);

/* listener.c                                                                   */
hss_rc listeners_open(struct dia *d, struct hss_err *err);
void listeners_start(struct dia *d);    /* on loop 0                            */
void listeners_stop(struct dia *d);
void listeners_close(struct dia *d);

#endif
