/*
 * conn.h - one transport connection: framing into slabs on the way in, one send buffer flushed
 * once per loop iteration on the way out. What a transport must do is struct conn_ops; SCTP and
 * TLS come as further ones. A connection belongs to one loop; it is counted there without atomics.
 */
#ifndef DIA_CONN_H
#define DIA_CONN_H

#include <sys/types.h>

#include "base/buf.h"
#include "base/list.h"
#include "base/slab.h"
#include "dia/codec.h"
#include "dia/watchdog.h"
#include "loop/loop.h"
#include "loop/timer.h"

struct conn;
struct dia;
struct dia_loop;
struct peer;
struct sockaddr;

struct conn_ops {
	const char *name;
	/* > 0 octets; 0: the peer is done; -EAGAIN; -errno                     */
	ssize_t (*read)(struct conn *c, void *p, size_t n);
	/* Whole messages lie one after another in p; partial writes are fine   */
	ssize_t (*write)(struct conn *c, const void *p, size_t n);
	/* no more data from us, after what was written                         */
	void (*shut)(struct conn *c);
	/* Did the connect() that made the descriptor writable succeed? 0 or errno */
	int (*connected)(struct conn *c);
};
extern const struct conn_ops conn_tcp_ops;

enum conn_state {
	CONN_CONNECTING,
	CONN_WAIT_CER,                  /* accepted                             */
	CONN_WAIT_CEA,                  /* we sent the CER                      */
	CONN_HELD,                      /* its CER waits: election, or an older connection is tried */
	CONN_OPEN,
	CONN_CLOSING,                   /* DPR or DPA sent                      */
	CONN_LINGER,                    /* said all; reads until the peer closes */
	CONN_DEAD,
};

#define CONN_PINS 16                    /* receive slabs of requests in work    */
#define CONN_APPS_MAX 64

/* Who the peer says it is: from its CER or CEA.                                */
struct caps {
	struct dia_hdr hdr;             /* of the CER, for its answer           */
	char host[256], realm[256], product[64];
	uint32_t apps[CONN_APPS_MAX], n_apps;
	uint32_t origin_state_id;       /* 0: none                              */
	bool is_agent;                  /* advertises the relay application     */
};

struct conn {
	uint32_t magic;                 /* MAGIC_CONN                           */
	uint32_t refs;                  /* of this loop                         */
	struct dia *dia;
	struct dia_loop *dl;
	const struct conn_ops *ops;
	int fd;
	struct hss_watch *watch;
	uint32_t watching;              /* epoll events asked for               */
	enum conn_state state;
	bool is_initiator;              /* we dialled                           */
	bool is_extra;                  /* a second one, multiple_connections: allow */
	bool is_elsewhere_logged;       /* asks for another Destination-Host    */
	bool has_dpa;                   /* the peer agreed to disconnect        */
	bool is_counted;                /* in dia->n_conns                      */
	uint8_t moves;                  /* between loops                        */
	struct list node;               /* dl->conns, or dia->moving            */
	struct list in_peer;            /* peer->extra                          */
	struct peer *peer;              /* a reference, NULL before the CER     */
	struct caps *caps;
	struct hss_addr remote, local;
	uint16_t remote_port;
	char name[64];                  /* "192.0.2.1:40000" for the log        */

	struct slab *in;                /* NULL while nothing is half read      */
	uint32_t rd, wr;
	uint8_t *carry;                 /* octets read before a move            */
	uint32_t n_carry;
	struct buf out;
	size_t out_off;
	struct loop_work flush, move, resume;
	struct dia_loop *move_to;       /* after the present message            */
	struct timer timer;             /* CER, watchdog, linger: by state      */
	struct timer stall;             /* the peer does not read               */
	const char *doom;               /* close at the end of the iteration    */

	struct wd wd;
	uint64_t last_rx_ns;
	uint32_t base_hbh;              /* of the last DWR or DPR we sent       */
	uint32_t in_flight;             /* requests not answered yet            */
	struct list pending;            /* our requests, struct hss_dia_txn     */
	struct { struct slab *slab; uint32_t n; } pins[CONN_PINS];
};

/* ---- life ---------------------------------------------------------------------- */
/* LOOP (of dl). A connection around fd, which it takes.
 * NOMEM, INTERNAL: fd is closed.                                               */
hss_rc conn_new(struct dia *d, struct dia_loop *dl, const struct conn_ops *ops, int fd,
                enum conn_state state, struct conn **out);
/* Gives the connection, with what it has read, to another loop. For who holds it alone: the
 * listener, and conn.c for c->move_to. Do not touch it afterwards.             */
void conn_hand_over(struct conn *c, struct dia_loop *to);
static inline struct conn *conn_ref(struct conn *c)
{
	c->refs++;
	return c;
}
void conn_unref(struct conn *c);
/* LOOP. At once: pending requests fail over, the peer hears of it. `why` is a literal. */
void conn_close(struct conn *c, const char *why);
/* LOOP. Sends what is queued, says no more, reads on without looking until the peer closes or a
 * second passed: an answer before a close must not be lost to a reset.         */
void conn_linger(struct conn *c, const char *why);
/* LOOP. As conn_close(), from the end of the iteration: for code below a handler. */
void conn_doom(struct conn *c, const char *why);
/* After the loops ended.                                                       */
void conn_destroy(struct conn *c);

/* LOOP. A held connection goes on: what came after its CER is processed.       */
void conn_resume(struct conn *c);

/* ---- sending -------------------------------------------------------------------- */
/* LOOP. Append one whole message to what this gives, then conn_sent().         */
struct buf *conn_out(struct conn *c);
void conn_sent(struct conn *c);
static inline bool conn_can_send(const struct conn *c)
{
	return (c->state == CONN_OPEN || c->state == CONN_CLOSING) && !c->doom;
}

/* ---- pins of receive slabs (DESIGN 7.3) -------------------------------------------- */
/* A request keeps `s`. BUSY: so many are kept that it should copy its message instead. */
hss_rc conn_pin(struct conn *c, struct slab *s);
void conn_unpin(struct conn *c, struct slab *s);

/* ---- conn_tcp.c ---------------------------------------------------------------------- */
/* SETUP. A listening socket, not blocking. err names the endpoint.             */
hss_rc tcp_listen(const char *host, uint16_t port, int *fd, struct hss_err *err);
/* LOOP. Begins to connect; writable when it is decided. UNREACH, INTERNAL.      */
hss_rc tcp_connect(const struct sockaddr *sa, unsigned len, int *fd);
/* Sets options, remote, local and name from the descriptor.                    */
void tcp_setup(struct conn *c);

/* ---- what conn.c calls: peer.c and dispatch.c --------------------------------------- */
void peer_on_connected(struct conn *c, int err);
/* One message with a plausible length; it lies in c->in.                       */
void dispatch_message(struct conn *c, const uint8_t *p, uint32_t len);
/* A header that cannot be right (RFC 6733 7.1.5): 5011 or 5015.                */
void dispatch_bad_header(struct conn *c, const uint8_t *p, uint32_t result);
void peer_on_timer(struct conn *c);
/* The connection is going; c->peer is still set.                               */
void peer_on_gone(struct conn *c, const char *why);

#endif
