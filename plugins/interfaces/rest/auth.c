/* auth.c - who may use /v1. On loopback without a token, pages of web sites still may not. */
#include "rest.h"

bool rest_is_loopback(const char *host)
{
	return strncmp(host, "127.", 4) == 0 || strcmp(host, "::1") == 0 ||
	       strcmp(host, "[::1]") == 0 || strcmp(host, "localhost") == 0;
}

/* Takes as long for a wrong token as for the right one. */
static bool is_token(struct hss_bytes given, const char *token)
{
	static const char bearer[] = "Bearer ";
	size_t n = strlen(token), skip = sizeof bearer - 1;
	volatile uint8_t diff;

	if (given.len < skip || strncasecmp((const char *)given.p, bearer, skip) != 0)
		return false;
	given.p += skip;
	given.len -= (uint32_t)skip;
	diff = given.len != n;
	for (size_t i = 0; i < n; i++)
		diff |= (uint8_t)(token[i] ^ (given.len ? given.p[i % given.len] : 0xff));
	return n > 0 && !diff;
}

static bool is_foreign_page(struct hss_http_req *r)
{
	struct hss_bytes site = hss_host->http->header(r, "Sec-Fetch-Site");

	return hss_host->http->header(r, "Origin").p ||
	       (site.len == 10 && memcmp(site.p, "cross-site", 10) == 0);
}

static void allow(struct hss_http_req *r, const char *who, const char *scopes)
{
	(void)hss_host->http->allow(
		r, (struct hss_bytes){ (const uint8_t *)who, (uint32_t)strlen(who) },
		(struct hss_bytes){ (const uint8_t *)scopes, (uint32_t)strlen(scopes) });
}

void rest_authorize(struct hss_http_req *r, void *self)
{
	static const uint8_t challenge[] = "Bearer";
	const struct rest *s = self;
	uint32_t method = hss_host->http->info(r)->method;
	bool is_read = method == HSS_HTTP_GET || method == HSS_HTTP_HEAD;

	if (s->conf->auth == AUTH_NONE) {
		if (is_foreign_page(r))
			answer_problem(r, 403, NULL, "not for pages of other sites");
		else
			allow(r, "local", "read write admin");
	} else if (is_token(hss_host->http->header(r, "Authorization"),
			    s->conf->token ? s->conf->token : "")) {
		allow(r, "token", "read write admin");
	} else if (s->conf->auth == AUTH_WRITES && is_read) {
		allow(r, "reader", "read");
	} else {
		(void)hss_host->http->set_header(
			r, "WWW-Authenticate", (struct hss_bytes){ challenge, sizeof challenge - 1 });
		answer_problem(r, 401, NULL, "the token is missing or wrong");
	}
}
