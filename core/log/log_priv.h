/*
 * log_priv.h - inside of log/: the ring between all threads and the writer, the rate limit, the
 * forms of a line and the sinks.
 */
#ifndef LOG_PRIV_H
#define LOG_PRIV_H

#include "log/log.h"

#include <pthread.h>
#include <stdatomic.h>

enum {
	LOG_SLOTS = 2048,               /* lines waiting, a power of two        */
	LOG_TEXT_MAX = 1000,            /* octets of a text, NUL included       */
	LOG_LINE_MAX = 8192,            /* octets of a line in any form: 6 for 1 in JSON */
	LOG_BATCH = 64 << 10,           /* octets in one write                  */
	LOG_SITES = 1024,               /* places under the rate limit, a power of two */
};

struct log_entry {
	_Atomic uint32_t seq;           /* ring position it is free for, +1: full */
	uint8_t level, cat;             /* cat LOG_CATS: a plugin instance      */
	uint16_t len;
	int64_t wall_us;
	char inst[48], subject[64];
	char text[LOG_TEXT_MAX];
};

struct log_ring {                       /* many producers, one consumer (D. Vyukov) */
	_Atomic uint32_t tail;
	_Atomic uint32_t head;          /* the consumer's                       */
	struct log_entry slots[LOG_SLOTS];
};

struct log_site {                       /* one place in the program             */
	_Atomic uint64_t key;           /* 0: free                              */
	_Atomic uint64_t window;        /* second << 32 | lines                 */
	_Atomic uint32_t suppressed;
	_Atomic uint8_t level, cat;
	_Atomic(const char *) fmt;      /* literal: plugins are never unloaded  */
};

struct log_out {                        /* where lines go; the writer's         */
	enum log_sink sink;
	enum log_format format;
	char path[512];
	int fd;
	bool is_stream;                 /* stderr or file: lines are joined     */
	bool must_poll;                 /* may block: pipes, sockets            */
};

struct log {
	_Atomic int level[LOG_CATS + 1];        /* the last: plugin instances   */
	_Atomic bool mask_imsi;
	_Atomic uint32_t rate;
	_Atomic uint64_t lines, dropped, suppressed, lost;
	_Atomic bool has_suppressed;            /* some site has lines to tell  */
	uint64_t dropped_told, lost_told;       /* the writer's                 */
	_Atomic bool stop, reopen, is_crashing;
	_Atomic uint64_t stop_ns;               /* with stop: wait until then   */
	_Atomic bool consuming;                 /* somebody reads the ring      */
	_Atomic uint32_t sleeping;
	_Atomic uint32_t written;               /* ring position the sink has   */
	int evfd;
	pthread_t writer;
	pthread_mutex_t lock;                   /* of flushed only              */
	pthread_cond_t flushed;
	struct log_out out;
	struct log_site sites[LOG_SITES];
	struct log_ring ring;
	char batch[LOG_BATCH];                  /* the writer's                 */
	char crash[LOG_LINE_MAX];               /* alternate stacks are small   */
};

/* ---- log_ring.c ---------------------------------------------------------------------------- */
void ring_init(struct log_ring *r);
/* ANY. A slot to fill, NULL: full. `*pos` goes back into ring_put.             */
struct log_entry *ring_take(struct log_ring *r, uint32_t *pos);
void ring_put(struct log_entry *e, uint32_t pos);
/* The consumer. NULL: empty. The entry is valid until ring_release.            */
struct log_entry *ring_peek(struct log_ring *r);
void ring_release(struct log_ring *r, struct log_entry *e);

/* ---- log_rate.c ---------------------------------------------------------------------------- */
/* ANY. May this place log now? Counts it when not.                             */
bool rate_allows(struct log *l, const char *fmt, const void *owner, int cat, int level);
/* The writer. Tells of each site with lines left out, oldest window first: fn gets them; `all`
 * also of the current second.                                                  */
void rate_tell(struct log *l, bool all,
               void (*fn)(struct log *l, int cat, int level, uint32_t n, const char *fmt));

/* ---- log_format.c: async-signal-safe ------------------------------------------------------- */
/* A line in the sink's form, at most LOG_LINE_MAX octets. Returns its length.  */
uint32_t format_line(const struct log_out *o, const struct log_entry *e, char *out);
extern const char *const log_cat_names[LOG_CATS + 1];

/* ---- log_sinks.c --------------------------------------------------------------------------- */
hss_rc sink_open(struct log_out *o, const struct log_conf *conf, struct hss_err *err);
/* Opens the file again; keeps the old one when that fails: INTERNAL.           */
hss_rc sink_reopen(struct log_out *o);
/* Writes `n` octets, one datagram for sockets. Waits at most about patience_ms for a sink that
 * does not take them. TIMEOUT, INTERNAL (disk full, closed). async-signal-safe. */
hss_rc sink_write(struct log_out *o, const char *p, size_t n, int patience_ms);
void sink_close(struct log_out *o);

/* ---- log_writer.c -------------------------------------------------------------------------- */
void *log_writer(void *arg);
void log_wake(struct log *l);

#endif
