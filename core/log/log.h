/*
 * log.h - levels per category, rate limit per call site, text for people, JSON
 * lines for machines, journald. Lines go through a ring to one writer thread, so
 * a slow disk never stops a loop. log/redact.c is between every line and its sink:
 * IMSIs are masked above DEBUG, and hex that looks like key material is refused.
 */
#ifndef LOG_LOG_H
#define LOG_LOG_H

#include <hss/log.h>

#include <stdarg.h>

struct app;
struct log;

enum log_cat {
	LOG_CORE, LOG_CONF, LOG_PLUGIN, LOG_LOOP, LOG_DIA, LOG_PEER, LOG_STORE, LOG_AUC,
	LOG_HTTP, LOG_CATS
};
enum log_sink { LOG_SINK_STDERR, LOG_SINK_FILE, LOG_SINK_JOURNALD, LOG_SINK_SYSLOG };
enum log_format { LOG_TEXT, LOG_JSON };

struct log_conf {
	int level[LOG_CATS];            /* HSS_LOG_*                            */
	int plugin_level;               /* of plugin instances                  */
	enum log_sink sink;
	enum log_format format;
	const char *file;               /* LOG_SINK_FILE; else another socket, or NULL */
	bool mask_imsi;                 /* default true                         */
	uint32_t rate_per_s;            /* lines per call site, 0: no limit     */
};

/* SETUP. Gives a running log (its writer thread started).                      */
hss_rc log_open(const struct log_conf *conf, struct log **out, struct hss_err *err);
/* Flushes and ends the writer.                                                 */
void log_close(struct log *l);
/* ANY. Reopens the file (SIGHUP after logrotate).                              */
void log_reopen(struct log *l);
/* ANY. Changes a level at run time.                                            */
void log_set_level(struct log *l, enum log_cat c, int level);
bool log_on(const struct log *l, enum log_cat c, int level);
/* ANY. `fmt`'s address is the call site for the rate limit: pass literals only.
 * l NULL: nothing happens.                                                     */
void log_emit(struct log *l, enum log_cat c, int level, const char *fmt, ...) HSS_PRINTF(4, 5);
/* For plugins: names instance and, when given, the task's subject (masked).    */
void log_emit_inst(struct log *l, const char *inst, const char *subject, int level,
                   const char *fmt, va_list ap);
bool log_on_inst(const struct log *l, int level);
/* ANY. Changes the level of plugin instances, masking and rate at run time.    */
void log_set_plugin_level(struct log *l, int level);
void log_set_limits(struct log *l, bool mask_imsi, uint32_t rate_per_s);
/* ANY, not a loop: waits. Until all lines of now are with the sink. TIMEOUT.    */
hss_rc log_flush(struct log *l, uint32_t timeout_ms);
/* From a crash handler (async-signal-safe): writes what is still in the ring. Nothing may be
 * logged afterwards. l NULL: nothing happens.                                  */
void log_crash(struct log *l);

struct log_counts {                     /* since log_open()                     */
	uint64_t lines;                 /* handed to the sink                   */
	uint64_t dropped;               /* the ring was full                    */
	uint64_t suppressed;            /* by the rate limit                    */
	uint64_t lost;                  /* the sink refused them                */
};
void log_counts(const struct log *l, struct log_counts *out);

#define LOG(app_, cat, lvl, ...)                                               \
	do {                                                                   \
		if (log_on((app_)->log, cat, lvl))                             \
			log_emit((app_)->log, cat, lvl, __VA_ARGS__);          \
	} while (0)

#endif
