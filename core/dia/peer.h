/*
 * peer.h - the peers: a table by lower-cased host, and for each the connections that are or
 * may become it.
 *
 * A peer has a home loop; its state machine, connections and timers live there and nowhere else.
 * A connection that turns out to be of a peer with another home moves there with its CER. What
 * other threads ask for (routes, the peer list) is written under the table's lock, which is held
 * for a look-up or a copy and never over a call out or I/O.
 */
#ifndef DIA_PEER_H
#define DIA_PEER_H

#include <pthread.h>

#include <hss/dia.h>

#include "base/hash.h"
#include "base/list.h"
#include "dia/conn.h"
#include "dia/peer_fsm.h"
#include "loop/timer.h"

struct dia_peer_conf;
struct dial;

struct peer {
	struct list node;               /* in the table                         */
	uint64_t serial;
	uint32_t refs;                  /* under the lock                       */
	uint32_t n_claims;              /* connections here or on their way: home is fixed */
	char host[256];                 /* as first heard; never changes        */
	char key[256];                  /* lower case                           */
	const struct dia_peer_conf *conf; /* NULL: nobody listed it             */
	struct dia *dia;
	/* written by the home loop under the lock                              */
	struct dia_loop *home;
	char realm[256];
	bool is_open, is_suspect, is_agent, is_leaving;
	uint32_t apps[CONN_APPS_MAX], n_apps;
	struct hss_addr addr;
	_Atomic uint32_t in_flight;
	/* the home loop's own                                                  */
	enum peer_state state;
	struct conn *i, *r;             /* initiated, received                  */
	struct conn *held;              /* waits for the proof that r or i is alive */
	struct list extra;              /* struct conn: multiple_connections: allow */
	struct timer timer;             /* dial, connect, CEA, DPA              */
	struct timer hold;
	uint32_t origin_state_id;
	uint32_t backoff_ms;
	bool is_wd_down;                /* the last connection died of silence  */
	const char *why;                /* it went, one sentence                */
	int dpr_cause;                  /* the peer's, -1: none                 */
	struct dial *dial;              /* conf->connect.host is not empty      */
};

struct peer_table {
	pthread_mutex_t lock;
	struct hmap by_host;
	struct list all;
	uint32_t n;
	uint64_t serial;
};

hss_rc peers_open(struct dia *d);
/* SETUP. With the loops there: the listed peers get their homes.               */
hss_rc peers_start(struct dia *d);
void peers_close(struct dia *d);
/* Dials those that are to be dialled: on every loop, its own.                  */
void peers_dial(struct dia_loop *dl);
/* LOOP. DPR to all of this loop.                                               */
void peers_drain(struct dia_loop *dl);

/* LOOP (of dl). Finds or makes the peer of this host, with a reference. Its home becomes `dl` when
 * nothing ties it elsewhere; at home a claim is taken too, which keeps it there. NOMEM; BUSY: too
 * many peers.                                                                  */
hss_rc peer_claim(struct dia *d, struct hss_bytes host, struct dia_loop *dl, struct peer **out,
                  struct dia_loop **home);
/* LOOP (of dl). Is it tied to this loop? Then it stays so until this loop lets it go. */
bool peer_is_home(struct peer *p, const struct dia_loop *dl);
/* Only when the table has it: a reference.                                     */
struct peer *peer_find(struct dia *d, struct hss_bytes host);
const struct dia_peer_conf *peer_conf_find(const struct dia *d, struct hss_bytes host);
void peer_unref(struct peer *p);
/* Gives the claim back, not the reference.                                     */
void peer_unclaim(struct peer *p);
/* LOOP (home). The connection to send to; NULL: none is open.                  */
struct conn *peer_conn(const struct peer *p);
/* LOOP (home). A step of the state machine; `c` is the connection it is about, may be NULL. */
void peer_event(struct peer *p, enum peer_event e, struct conn *c);
/* LOOP. The first message of an accepted connection, a CER. The connection may have to move to
 * its peer's loop with it (c->move_to).                                        */
void peer_on_first(struct conn *c, const struct dia_hdr *h, struct hss_bytes avps);
/* LOOP (home). Anything else of the base protocol on an established connection. */
void peer_on_base(struct conn *c, const struct dia_hdr *h, struct hss_bytes avps);
/* LOOP. The connection took a message.                                         */
void peer_on_rx(struct conn *c, bool is_dwa);
/* LOOP. The last unanswered request of a connection that is to close was answered. */
void peer_on_idle(struct conn *c);
static inline struct hss_bytes peer_host(const struct peer *p)
{
	return (struct hss_bytes){ (const uint8_t *)p->host, (uint32_t)__builtin_strlen(p->host) };
}

/* ---- between peer.c and peer_run.c ------------------------------------------------ */
void peer_init_run(struct peer *p);
/* LOOP (home). DPR (REBOOTING), or the end of an attempt to connect.            */
void peer_stop(struct peer *p);
/* LOOP (home). What others see; caps NULL: unchanged.                           */
void peer_publish_state(struct peer *p, const struct caps *caps, const struct hss_addr *addr,
                        bool is_open);
void peer_publish_suspect(struct peer *p, bool is_suspect);

/* dial.c: connecting to a configured peer.                                     */
hss_rc dial_open(struct peer *p);
void dial_close(struct peer *p);
/* LOOP (home). Resolves when it must (on a worker), then connects; the outcome comes as
 * PE_I_CONN_ACK or PE_I_CONN_NACK.                                             */
void dial_start(struct peer *p);

#endif
