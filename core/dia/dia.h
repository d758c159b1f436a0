/*
 * dia.h - the Diameter node: applications, peers, routing, transactions. What other areas
 * see; the inside is in peer.h, route.h, txn.h, dispatch.h.
 */
#ifndef DIA_DIA_H
#define DIA_DIA_H

#include <hss/dia.h>

struct app;
struct dia;
struct dia_conf;                        /* conf/core_conf.h                     */

/* SETUP. Before plugins are created: app_register needs it.                    */
hss_rc dia_open(struct app *app, const struct dia_conf *conf, struct dia **out,
                struct hss_err *err);
/* SETUP. All instances are ready: opens listeners and dials the configured peers. On failure names the
 * endpoint ("127.0.0.1:3868: address already in use").                        */
hss_rc dia_listen(struct dia *d, struct hss_err *err);
/* ANY. DPR (REBOOTING) to every peer, no new connections; dia_is_drained() when all are gone or
 * grace_ms is over.                                                            */
void dia_drain(struct dia *d, uint32_t grace_ms);
bool dia_is_drained(struct dia *d);
/* After the loops' threads ended, before loop_destroy(): requests still in work refer to
 * connections.                                                                 */
void dia_close(struct dia *d);

/* ---- the ABI's hss_dia_api ---------------------------------------------------- */
hss_rc dia_app_register(struct dia *d, struct hss_inst *in, const struct hss_dia_app_def *def,
                        struct hss_dia_app **out);
struct hss_task *dia_req_task(struct hss_dia_req *req);
const struct hss_dia_info *dia_req_info(const struct hss_dia_req *req);
hss_rc dia_answer(struct hss_dia_req *req, struct hss_result res, const void *ans);
hss_rc dia_reject(struct hss_dia_req *req, struct hss_result res, const struct hss_avp_def *avp,
                  struct hss_bytes value, const char *text);
hss_rc dia_call(struct dia *d, struct hss_task *t, const struct hss_dia_call *c,
                struct hss_dia_txn **out);
void dia_call_cancel(struct hss_dia_txn *txn);
void dia_peers(struct dia *d, uint32_t app_id, hss_peer_fn fn, void *ctx);

#endif
