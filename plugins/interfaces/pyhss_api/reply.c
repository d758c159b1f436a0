/* reply.c - answers in PyHSS's shapes (contract section 2, "Common rules"). */
#include "api.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void reply_text(struct hss_http_req *r, uint32_t status, const char *text, size_t n)
{
	(void)hss_host->http->reply(r, status, "application/json",
				    (struct hss_bytes){ (const uint8_t *)text, (uint32_t)n });
}

void reply_json(struct hss_http_req *r, uint32_t status, json_t *v)
{
	static const char broken[] = "{\"result\": \"Failed\", \"reason\": \"out of memory\"}\n";
	char *text = v ? json_dumps(v, JSON_ENCODE_ANY | JSON_ENSURE_ASCII) : NULL;
	size_t n;

	json_decref(v);
	if (!text) {
		reply_text(r, 500, broken, sizeof broken - 1);
		return;
	}
	n = strlen(text);
	text[n] = '\n';         /* the NUL's place: lengths are explicit from here on */
	reply_text(r, status, text, n + 1);
	free(text);
}

void reply_null(struct hss_http_req *r)
{
	reply_json(r, 200, json_null());
}

/* A reason may quote the client, cut in the middle of a character. */
static json_t *reason_text(char *reason)
{
	json_t *v = json_string(reason);

	for (char *p = reason; !v && *p; p++) {
		if (*p & 0x80)
			*p = '?';
	}
	return v ? v : json_string(reason);
}

void reply_failed(struct hss_http_req *r, uint32_t status, const char *fmt, ...)
{
	char reason[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(reason, sizeof reason, fmt, ap);
	va_end(ap);
	reply_json(r, status, json_pack("{s:s, s:o}", "result", "Failed", "reason", reason_text(reason)));
}

static uint32_t status_of(hss_rc rc)
{
	switch (rc) {
	case HSS_E_EXISTS:
	case HSS_E_INVAL:
	case HSS_E_DENIED:
	case HSS_E_MAC:
		return 400;
	case HSS_E_CONFLICT:
		return 409;
	case HSS_E_NOTSUP:
		return 501;
	case HSS_E_BUSY:
	case HSS_E_TIMEOUT:
	case HSS_E_CANCELED:
	case HSS_E_UNREACH:
	case HSS_E_UNCERTAIN:
		return 503;
	default:
		return 500;
	}
}

static const char *reason_of(hss_rc rc)
{
	switch (rc) {
	case HSS_E_BUSY:
		return "the database is overloaded";
	case HSS_E_TIMEOUT:
	case HSS_E_CANCELED:
		return "the database did not answer in time";
	case HSS_E_UNREACH:
		return "the database is not reachable";
	case HSS_E_MAC:
		return "AUTS was not made by this SIM; nothing was changed";
	case HSS_E_NOTSUP:
		return "not possible with the algorithm of this SIM";
	case HSS_E_NOMEM:
		return "out of memory";
	default:
		return "the operation failed";
	}
}

void reply_rc(struct hss_http_req *r, hss_rc rc)
{
	if (rc == HSS_E_NOTFOUND)
		reply_null(r);
	else
		reply_failed(r, status_of(rc), "%s", reason_of(rc));
}

void reply_write(struct hss_http_req *r, const struct rowwrite *w)
{
	if (w->rc == HSS_E_NOTFOUND)
		reply_null(r);
	else
		reply_failed(r, status_of(w->rc), "%s", w->reason);
}
