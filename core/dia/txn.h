/*
 * txn.h - requests we send: CLR, IDR, RAR ... A transaction belongs to the loop of the task that
 * asked (its origin). To be sent it is handed to the home loop of the chosen peer, which owns it
 * until it hands it back with exactly one reply; so no lock and no copy of the callback is needed.
 */
#ifndef DIA_TXN_H
#define DIA_TXN_H

#include "base/buf.h"
#include "dia/conn.h"
#include "dia/route.h"
#include "loop/loop.h"

enum txn_reply {
	TXN_ANSWER, TXN_LOST,           /* the connection went, or is silent    */
	TXN_TIMEOUT,
};

struct dia_cmd;

struct hss_dia_txn {
	uint32_t magic;                 /* MAGIC_TXN                            */
	/* origin */
	struct dia_loop *origin;
	struct list node;               /* origin's table                       */
	struct hss_dia_txn *next_free;
	struct hss_task *task;
	struct dia_cmd *cmd;
	hss_dia_answer_fn done;
	void *ctx;
	bool is_over;                   /* done was called or is on its way     */
	bool is_away;                   /* with a peer's loop                   */
	bool is_resent;
	hss_rc rc;                      /* of a done that goes the run queue's way */
	uint64_t deadline_ns;
	char names[3][256];             /* via_peer, dest_host, dest_realm */
	struct route_query route;
	struct buf req;
	struct loop_work later;
	/* with the peer's loop while is_away */
	struct loop_work carry;
	struct peer *peer;              /* a reference                          */
	struct dia_loop *at;            /* the home it was sent to              */
	struct conn *conn;
	struct list in_conn;            /* conn->pending                        */
	struct hss_dia_txn *next_hash;
	uint32_t hop_by_hop;
	struct timer timer;
	enum txn_reply reply;
	struct buf ans;
};

struct txn_table {
	/* as origin */
	struct list all;
	struct hss_dia_txn *free;
	uint32_t n, n_free;
	/* as the peer's loop: by hop-by-hop identifier */
	struct hss_dia_txn **slots;
	uint32_t n_slots, n_hashed;
	uint32_t next_hop_by_hop;
};

hss_rc txn_open(struct dia_loop *dl);
void txn_close(struct dia_loop *dl);
/* LOOP (of c). An answer came. NOTFOUND: nobody waits for it.                   */
hss_rc txn_answer(struct conn *c, const struct dia_hdr *h, const uint8_t *msg, uint32_t len);
/* LOOP (of c). Its pending requests go back to be sent elsewhere.              */
void txn_conn_lost(struct conn *c);
/* LOOP (of c). The peer is silent: those that have another way go there.       */
void txn_failover(struct conn *c);
/* LOOP (of c). A hop-by-hop identifier nobody else uses on this loop.          */
uint32_t txn_hop_by_hop(struct dia_loop *dl);

#endif
