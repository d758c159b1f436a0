/*
 * log.c - see log.h. A caller pays for one vsnprintf, one pass of redact() and a copy into the
 * ring; everything that can be slow belongs to the writer thread.
 */
#include "log/log_priv.h"

#include "base/bytes.h"
#include "base/clock.h"
#include "log/redact.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#define CLOSE_NS UINT64_C(2000000000)   /* log_close() waits for a stuck sink   */
#define RAW_MAX 4096u                   /* octets of a text before it is redacted */

static void set_levels(struct log *l, const struct log_conf *conf)
{
	for (int i = 0; i < LOG_CATS; i++)
		atomic_init(&l->level[i], conf->level[i]);
	atomic_init(&l->level[LOG_CATS], conf->plugin_level);
	atomic_init(&l->mask_imsi, conf->mask_imsi);
	atomic_init(&l->rate, conf->rate_per_s);
}

/* The writer takes no signals: they belong to the main thread.                 */
static int start_writer(struct log *l)
{
	sigset_t all, old;
	int rc;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	rc = pthread_create(&l->writer, NULL, log_writer, l);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (rc == 0)
		pthread_setname_np(l->writer, "hssd-log");
	return rc;
}

hss_rc log_open(const struct log_conf *conf, struct log **out, struct hss_err *err)
{
	struct log *l = calloc(1, sizeof *l);
	hss_rc rc;

	if (!l)
		return err->code = HSS_E_NOMEM;
	set_levels(l, conf);
	ring_init(&l->ring);
	pthread_mutex_init(&l->lock, NULL);
	pthread_cond_init(&l->flushed, NULL);
	rc = sink_open(&l->out, conf, err);
	if (rc != HSS_OK)
		goto free_log;
	l->evfd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (l->evfd < 0 || start_writer(l) != 0) {
		snprintf(err->text, sizeof err->text, "log: no thread or descriptor left");
		rc = err->code = HSS_E_INTERNAL;
		goto close_sink;
	}
	*out = l;
	return HSS_OK;

close_sink:
	if (l->evfd >= 0)
		close(l->evfd);
	sink_close(&l->out);
free_log:
	pthread_cond_destroy(&l->flushed);
	pthread_mutex_destroy(&l->lock);
	free(l);
	return rc;
}

/* Wakes the writer for something that is not a line.                           */
static void kick(struct log *l)
{
	uint64_t one = 1;
	ssize_t n = write(l->evfd, &one, sizeof one);

	(void)n;
}

void log_close(struct log *l)
{
	if (!l)
		return;
	atomic_store(&l->stop_ns, clock_mono_ns(&clock_system) + CLOSE_NS);
	atomic_store(&l->stop, true);
	kick(l);
	pthread_join(l->writer, NULL);
	close(l->evfd);
	sink_close(&l->out);
	pthread_cond_destroy(&l->flushed);
	pthread_mutex_destroy(&l->lock);
	free(l);
}

void log_reopen(struct log *l)
{
	if (!l)
		return;
	atomic_store(&l->reopen, true);
	kick(l);
}

void log_set_level(struct log *l, enum log_cat c, int level)
{
	if (l && c < LOG_CATS)
		atomic_store_explicit(&l->level[c], level, memory_order_relaxed);
}

void log_set_plugin_level(struct log *l, int level)
{
	if (l)
		atomic_store_explicit(&l->level[LOG_CATS], level, memory_order_relaxed);
}

void log_set_limits(struct log *l, bool mask_imsi, uint32_t rate_per_s)
{
	if (!l)
		return;
	atomic_store_explicit(&l->mask_imsi, mask_imsi, memory_order_relaxed);
	atomic_store_explicit(&l->rate, rate_per_s, memory_order_relaxed);
}

bool log_on(const struct log *l, enum log_cat c, int level)
{
	return l && c < LOG_CATS &&
	       level <= atomic_load_explicit(&l->level[c], memory_order_relaxed);
}

bool log_on_inst(const struct log *l, int level)
{
	return l && level <= atomic_load_explicit(&l->level[LOG_CATS], memory_order_relaxed);
}

static void put(struct log *l, int cat, int level, const char *inst, const char *subject,
                const char *fmt, va_list ap)
{
	bool is_masked = level < HSS_LOG_DEBUG &&
	                 atomic_load_explicit(&l->mask_imsi, memory_order_relaxed);
	uint32_t flags = is_masked ? REDACT_IDS : 0, pos, len;
	char raw[RAW_MAX], text[LOG_TEXT_MAX], who[sizeof ((struct log_entry *)0)->subject];
	struct log_entry *e;
	int n;

	if (!rate_allows(l, fmt, inst, cat, level))
		return;
	n = vsnprintf(raw, sizeof raw, fmt, ap);
	if (n < 0)
		return;
	if ((size_t)n >= sizeof raw) {
		n = sizeof raw - 1;
		flags |= REDACT_CUT;
	}
	len = redact(text, sizeof text, (struct hss_bytes){ (const uint8_t *)raw, (uint32_t)n },
	             flags);
	/* a subject is always somebody, also as a short number                 */
	who[0] = '\0';
	if (subject && is_masked && bytes_is_digits(bytes_str(subject), 7, 16))
		snprintf(who, sizeof who, "%.6s<redacted>", subject);
	else if (subject)
		redact(who, sizeof who, bytes_str(subject), is_masked ? REDACT_IDS : 0);
	e = ring_take(&l->ring, &pos);
	if (!e) {
		atomic_fetch_add_explicit(&l->dropped, 1, memory_order_relaxed);
		return;
	}
	e->level = (uint8_t)(level < 0 ? 0 : level > 7 ? 7 : level);
	e->cat = (uint8_t)cat;
	e->wall_us = clock_system.wall_us(NULL);
	e->len = (uint16_t)len;
	memcpy(e->text, text, len);
	memcpy(e->subject, who, sizeof who);
	e->inst[0] = '\0';
	if (inst)
		redact(e->inst, sizeof e->inst, bytes_str(inst), 0);
	ring_put(e, pos);
	if (atomic_load(&l->sleeping))
		log_wake(l);
}

void log_emit(struct log *l, enum log_cat c, int level, const char *fmt, ...)
{
	va_list ap;

	if (!log_on(l, c, level))
		return;
	va_start(ap, fmt);
	put(l, (int)c, level, NULL, NULL, fmt, ap);
	va_end(ap);
}

void log_emit_inst(struct log *l, const char *inst, const char *subject, int level,
                   const char *fmt, va_list ap)
{
	if (log_on_inst(l, level))
		put(l, LOG_CATS, level, inst ? inst : "?", subject, fmt, ap);
}

hss_rc log_flush(struct log *l, uint32_t timeout_ms)
{
	uint32_t want;
	struct timespec until;
	hss_rc rc = HSS_OK;

	if (!l)
		return HSS_OK;
	want = atomic_load(&l->ring.tail);
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += timeout_ms / 1000;
	until.tv_nsec += (long)(timeout_ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	kick(l);
	pthread_mutex_lock(&l->lock);
	while (rc == HSS_OK && (int32_t)(atomic_load(&l->written) - want) < 0) {
		if (pthread_cond_timedwait(&l->flushed, &l->lock, &until) != 0)
			rc = HSS_E_TIMEOUT;
	}
	pthread_mutex_unlock(&l->lock);
	return rc;
}

void log_crash(struct log *l)
{
	struct timespec ms = { 0, 1000000 };
	struct log_entry *e;

	if (!l || atomic_exchange(&l->is_crashing, true))
		return;
	/* the writer may be the thread that crashed: it gets its chance, no more */
	for (int i = 0; i < 200 && atomic_load(&l->consuming); i++)
		nanosleep(&ms, NULL);
	while ((e = ring_peek(&l->ring))) {
		uint32_t n = format_line(&l->out, e, l->crash);

		if (sink_write(&l->out, l->crash, n, 100) != HSS_OK)
			return;
		ring_release(&l->ring, e);
	}
}

void log_counts(const struct log *l, struct log_counts *out)
{
	*out = (struct log_counts){ 0 };
	if (!l)
		return;
	out->lines = atomic_load(&l->lines);
	out->dropped = atomic_load(&l->dropped);
	out->suppressed = atomic_load(&l->suppressed);
	out->lost = atomic_load(&l->lost);
}
