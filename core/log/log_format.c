/*
 * log_format.c - the forms of a line: text for people, JSON for machines, journald's fields,
 * syslog. No printf and no time zone database, so that the crash handler can use it too. Texts
 * come here already redacted and free of control characters.
 */
#include "log/log_priv.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

const char *const log_cat_names[LOG_CATS + 1] = {
	[LOG_CORE] = "core", [LOG_CONF] = "conf", [LOG_PLUGIN] = "plugin", [LOG_LOOP] = "loop",
	[LOG_DIA] = "dia", [LOG_PEER] = "peer", [LOG_STORE] = "store", [LOG_AUC] = "auc",
	[LOG_HTTP] = "http", [LOG_CATS] = "instance",
};

static const char *const level_names[8] = {
	"emergency", "alert", "critical", "error", "warning", "notice", "info", "debug",
};

struct line { char *p; uint32_t len; };

static void add(struct line *l, const char *s, size_t n)
{
	if (n > LOG_LINE_MAX - l->len)
		n = LOG_LINE_MAX - l->len;
	memcpy(l->p + l->len, s, n);
	l->len += (uint32_t)n;
}

static void add_str(struct line *l, const char *s)
{
	add(l, s, strlen(s));
}

/* Decimal with at least `width` digits.                                        */
static void add_num(struct line *l, uint64_t v, uint32_t width)
{
	char d[24];
	uint32_t i = sizeof d;

	do {
		d[--i] = (char)('0' + v % 10);
		v /= 10;
	} while (v || sizeof d - i < width);
	add(l, d + i, sizeof d - i);
}

/* The date of a day since 1970 in the Gregorian calendar (H. Hinnant's days algorithm). */
static void add_date(struct line *l, int64_t days)
{
	int64_t z = days + 719468, era = z / 146097;
	uint32_t doe = (uint32_t)(z - era * 146097);
	uint32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	uint32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	uint32_t month = mp < 10 ? mp + 3 : mp - 9;

	add_num(l, (uint64_t)(yoe + era * 400) + (month <= 2), 4);
	add(l, "-", 1);
	add_num(l, month, 2);
	add(l, "-", 1);
	add_num(l, doy - (153 * mp + 2) / 5 + 1, 2);
}

static void add_time(struct line *l, int64_t wall_us)
{
	int64_t us = wall_us > 0 ? wall_us : 0, s = us / 1000000;

	add_date(l, s / 86400);
	add(l, "T", 1);
	add_num(l, (uint64_t)(s / 3600 % 24), 2);
	add(l, ":", 1);
	add_num(l, (uint64_t)(s / 60 % 60), 2);
	add(l, ":", 1);
	add_num(l, (uint64_t)(s % 60), 2);
	add(l, ".", 1);
	add_num(l, (uint64_t)(us / 1000 % 1000), 3);
	add(l, "Z", 1);
}

static const char *name_of(const struct log_entry *e)
{
	return e->inst[0] ? e->inst : log_cat_names[e->cat];
}

static void add_text(struct line *l, const struct log_entry *e)
{
	add_str(l, name_of(e));
	add(l, ": ", 2);
	add(l, e->text, e->len);
	if (e->subject[0]) {
		add_str(l, " subject=");
		add_str(l, e->subject);
	}
}

static void text_line(struct line *l, const struct log_entry *e)
{
	static const char blanks[] = "       ";
	const char *level = level_names[e->level & 7];
	size_t n = strlen(level);

	add_time(l, e->wall_us);
	add(l, " ", 1);
	add(l, level, n);
	if (n < 7)
		add(l, blanks, 7 - n);
	add(l, " ", 1);
	add_text(l, e);
	add(l, "\n", 1);
}

static void json_str(struct line *l, const char *key, const char *s, size_t n)
{
	add_str(l, key);
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"' || s[i] == '\\')
			add(l, "\\", 1);
		add(l, s + i, 1);
	}
	add(l, "\"", 1);
}

static void json_line(struct line *l, const struct log_entry *e)
{
	add_str(l, "{\"time\":\"");
	add_time(l, e->wall_us);
	add_str(l, "\",\"level\":\"");
	add_str(l, level_names[e->level & 7]);
	add_str(l, "\",\"area\":\"");
	add_str(l, log_cat_names[e->cat]);
	add(l, "\"", 1);
	if (e->inst[0])
		json_str(l, ",\"instance\":\"", e->inst, strlen(e->inst));
	if (e->subject[0])
		json_str(l, ",\"subject\":\"", e->subject, strlen(e->subject));
	json_str(l, ",\"text\":\"", e->text, e->len);
	add(l, "}\n", 2);
}

/* Fields of journald's native protocol, one per line; values hold no newline.  */
static void journal_line(struct line *l, const struct log_entry *e)
{
	add_str(l, "SYSLOG_IDENTIFIER=hssd\nPRIORITY=");
	add_num(l, e->level & 7, 1);
	add_str(l, "\nHSSD_AREA=");
	add_str(l, log_cat_names[e->cat]);
	if (e->inst[0]) {
		add_str(l, "\nHSSD_INSTANCE=");
		add_str(l, e->inst);
	}
	if (e->subject[0]) {
		add_str(l, "\nHSSD_SUBJECT=");
		add_str(l, e->subject);
	}
	add_str(l, "\nMESSAGE=");
	add_text(l, e);
	add(l, "\n", 1);
}

/* RFC 3164 as the local daemon takes it; it adds the time itself.              */
static void syslog_line(struct line *l, const struct log_entry *e)
{
	add_str(l, "<");
	add_num(l, 3 * 8 + (e->level & 7), 1);  /* facility daemon              */
	add_str(l, ">hssd[");
	add_num(l, (uint64_t)getpid(), 1);
	add_str(l, "]: ");
	add_text(l, e);
}

uint32_t format_line(const struct log_out *o, const struct log_entry *e, char *out)
{
	struct line l = { out, 0 };

	if (o->sink == LOG_SINK_JOURNALD)
		journal_line(&l, e);
	else if (o->sink == LOG_SINK_SYSLOG)
		syslog_line(&l, e);
	else if (o->format == LOG_JSON)
		json_line(&l, e);
	else
		text_line(&l, e);
	return l.len;
}
