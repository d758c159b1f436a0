/* answer.c - JSON answers and problems (RFC 9457). */
#include "rest.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void send(struct hss_http_req *r, uint32_t status, const char *type, json_t *v)
{
	static const char broken[] = "{\"title\": \"out of memory\", \"status\": 500}";
	char *text = v ? json_dumps(v, 0) : NULL;
	struct hss_bytes body = { (const uint8_t *)(text ? text : broken),
				  (uint32_t)strlen(text ? text : broken) };

	json_decref(v);
	(void)hss_host->http->reply(r, text ? status : 500, text ? type : "application/problem+json",
				    body);
	free(text);
}

void answer_json(struct hss_http_req *r, uint32_t status, json_t *v)
{
	send(r, status, "application/json", v);
}

static const char *title_of(uint32_t status)
{
	static const struct {
		uint32_t status;
		const char *title;
	} titles[] = {
		{ 400, "Bad request" },   { 401, "Unauthorized" },
		{ 403, "Forbidden" },     { 404, "Not found" },
		{ 405, "Method not allowed" }, { 409, "Conflict" },
		{ 412, "Precondition failed" }, { 501, "Not implemented" },
		{ 503, "Service unavailable" },
	};

	for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
		if (titles[i].status == status)
			return titles[i].title;
	}
	return "Internal error";
}

void answer_problem(struct hss_http_req *r, uint32_t status, const char *key, const char *fmt, ...)
{
	char detail[400];
	json_t *v;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(detail, sizeof detail, fmt, ap);
	va_end(ap);
	v = json_pack("{s:s, s:s, s:i}", "type", "about:blank", "title", title_of(status), "status",
		      (int)status);
	/* a detail that quotes the client may have been cut inside a character */
	for (char *p = detail; v && json_object_set_new(v, "detail", json_string(detail)) != 0 && *p;
	     p++) {
		if (*p & 0x80)
			*p = '?';
	}
	if (v && key && *key)
		json_object_set_new(v, "key", json_string(key));
	send(r, status, "application/problem+json", v);
}

void answer_rc(struct hss_http_req *r, hss_rc rc)
{
	switch (rc) {
	case HSS_E_NOTFOUND:
		answer_problem(r, 404, NULL, "no such row");
		break;
	case HSS_E_EXISTS:
	case HSS_E_CONFLICT:
		answer_problem(r, 409, NULL, "the row conflicts with another one");
		break;
	case HSS_E_INVAL:
		answer_problem(r, 400, NULL, "the store refused the values");
		break;
	case HSS_E_NOTSUP:
		answer_problem(r, 501, NULL, "not supported here");
		break;
	case HSS_E_DENIED:
		answer_problem(r, 403, NULL, "not allowed by the configuration");
		break;
	case HSS_E_BUSY:
	case HSS_E_TIMEOUT:
	case HSS_E_CANCELED:
	case HSS_E_UNREACH:
	case HSS_E_UNCERTAIN:
		answer_problem(r, 503, NULL, "the database is not available");
		break;
	default:
		answer_problem(r, 500, NULL, "the operation failed");
		break;
	}
}

void answer_etag(struct hss_http_req *r, uint64_t rev)
{
	char text[32];
	int n = snprintf(text, sizeof text, "\"%llu\"", (unsigned long long)rev);

	(void)hss_host->http->set_header(r, "ETag",
					 (struct hss_bytes){ (const uint8_t *)text, (uint32_t)n });
}
