/*
 * log_writer.c - the writer thread: takes lines off the ring, joins them and gives them to the
 * sink. A sink that is stuck costs the writer its patience, never a loop: the ring fills, further
 * lines are dropped and counted, and the count is told when lines flow again.
 */
#include "log/log_priv.h"

#include "base/clock.h"
#include "log/redact.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define PATIENCE_MS 500

struct batch {
	char *p;
	size_t len;
	uint32_t lines;
};

void log_wake(struct log *l)
{
	uint64_t one = 1;

	if (atomic_exchange(&l->sleeping, 0)) {
		ssize_t n = write(l->evfd, &one, sizeof one);

		(void)n;        /* full means it is awake                       */
	}
}

/* Lines that do not go out are lost, but counted; log_close() sets a time after which nobody
 * waits for a stuck sink any more. */
static void write_batch(struct log *l, struct batch *b)
{
	bool is_over;
	hss_rc rc;

	if (b->len == 0)
		return;
	do {
		is_over = atomic_load(&l->is_crashing) ||
		          (atomic_load(&l->stop) &&
		           clock_mono_ns(&clock_system) > atomic_load(&l->stop_ns));
		rc = sink_write(&l->out, b->p, b->len, is_over ? 0 : PATIENCE_MS);
	} while (rc == HSS_E_TIMEOUT && !is_over);
	if (rc == HSS_OK)
		atomic_fetch_add(&l->lines, b->lines);
	else
		atomic_fetch_add(&l->lost, b->lines);
	b->len = 0;
	b->lines = 0;
}

static void add_entry(struct log *l, struct batch *b, const struct log_entry *e)
{
	if (b->len > LOG_BATCH - LOG_LINE_MAX || (b->len && !l->out.is_stream))
		write_batch(l, b);
	b->len += format_line(&l->out, e, b->p + b->len);
	b->lines++;
}

/* A line of the log about itself, past the ring.                               */
static void tell(struct log *l, struct batch *b, int cat, int level, const char *text)
{
	struct log_entry e = { .level = (uint8_t)level, .cat = (uint8_t)cat,
	                       .wall_us = clock_system.wall_us(NULL) };

	e.len = (uint16_t)redact(e.text, sizeof e.text,
	                         (struct hss_bytes){ (const uint8_t *)text,
	                                             (uint32_t)strlen(text) }, REDACT_IDS);
	add_entry(l, b, &e);
}

static void tell_suppressed(struct log *l, int cat, int level, uint32_t n, const char *fmt)
{
	char text[LOG_TEXT_MAX], line[LOG_LINE_MAX];
	struct batch b = { line, 0, 0 };

	snprintf(text, sizeof text, "%u more lines like this were left out: %s", n, fmt);
	tell(l, &b, cat, level, text);
	write_batch(l, &b);
}

static void tell_losses(struct log *l, struct batch *b)
{
	uint64_t dropped = atomic_load(&l->dropped), lost = atomic_load(&l->lost);
	char text[120];

	if (dropped != l->dropped_told) {
		snprintf(text, sizeof text, "log lines dropped, the sink is too slow n=%llu",
		         (unsigned long long)(dropped - l->dropped_told));
		l->dropped_told = dropped;
		tell(l, b, LOG_CORE, HSS_LOG_WARN, text);
	}
	if (lost != l->lost_told) {
		snprintf(text, sizeof text, "log lines lost, the sink refused them n=%llu",
		         (unsigned long long)(lost - l->lost_told));
		l->lost_told = lost;
		tell(l, b, LOG_CORE, HSS_LOG_WARN, text);
	}
}

/* All that is in the ring now. Returns whether there was anything.             */
static bool drain(struct log *l, struct batch *b)
{
	struct log_entry *e;
	bool was_any = false;

	while (!atomic_load_explicit(&l->is_crashing, memory_order_relaxed) &&
	       (e = ring_peek(&l->ring))) {
		was_any = true;
		add_entry(l, b, e);
		ring_release(&l->ring, e);
	}
	/* what was lost is told once it is over, not during it                 */
	if (was_any)
		tell_losses(l, b);
	write_batch(l, b);
	return was_any;
}

static void publish_written(struct log *l)
{
	pthread_mutex_lock(&l->lock);
	atomic_store(&l->written, atomic_load(&l->ring.head));
	pthread_cond_broadcast(&l->flushed);
	pthread_mutex_unlock(&l->lock);
}

static void sleep_until_woken(struct log *l)
{
	struct pollfd p = { .fd = l->evfd, .events = POLLIN };
	uint64_t n;
	ssize_t got;

	atomic_store(&l->sleeping, 1);
	/* a line put before the store above would wake nobody                  */
	if (ring_peek(&l->ring) || atomic_load(&l->stop) || atomic_load(&l->reopen)) {
		atomic_store(&l->sleeping, 0);
		return;
	}
	poll(&p, 1, atomic_load(&l->has_suppressed) ? 250 : -1);
	atomic_store(&l->sleeping, 0);
	if (p.revents & POLLIN) {
		got = read(l->evfd, &n, sizeof n);
		(void)got;
	}
}

void *log_writer(void *arg)
{
	struct log *l = arg;
	struct batch b = { l->batch, 0, 0 };

	while (!atomic_load(&l->is_crashing)) {
		bool is_last = atomic_load(&l->stop), was_any;

		if (atomic_exchange(&l->reopen, false) && sink_reopen(&l->out) != HSS_OK)
			tell(l, &b, LOG_CORE, HSS_LOG_WARN,
			     "log file cannot be reopened, the old one stays in use");
		atomic_store(&l->consuming, true);
		was_any = drain(l, &b);
		atomic_store(&l->consuming, false);
		if (atomic_load(&l->has_suppressed) || is_last)
			rate_tell(l, is_last, tell_suppressed);
		publish_written(l);
		if (is_last && !was_any)
			break;
		if (!was_any)
			sleep_until_woken(l);
	}
	return NULL;
}
