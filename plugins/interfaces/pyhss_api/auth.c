/*
 * auth.c - who may do what (contract section 2, "Auth"; section 11 S3, S4, S7).
 *
 * auth: none is for a lab on loopback; writes asks for the Provisioning-Key on everything
 * that changes or reveals something, GETs that do so included; all asks for it always. A
 * browser must not be the way around loopback: without a key only this API's own pages may
 * read it, and pages of other sites may not make it do anything.
 */
#include "api.h"

#define WRITE_METHODS (HSS_HTTP_PUT | HSS_HTTP_POST | HSS_HTTP_PATCH | HSS_HTTP_DELETE)

bool auth_is_loopback(const char *host)
{
	return strncmp(host, "127.", 4) == 0 || strcmp(host, "::1") == 0 ||
	       strcmp(host, "[::1]") == 0 || strcmp(host, "localhost") == 0;
}

/* Takes as long for a wrong key as for the right one. */
static bool is_key(struct hss_bytes given, const char *key)
{
	size_t n = strlen(key);
	volatile uint8_t diff = given.len != n;

	for (size_t i = 0; i < n; i++)
		diff |= (uint8_t)(key[i] ^ (given.len ? given.p[i % given.len] : 0xff));
	return n > 0 && !diff;
}

static bool starts_with(struct hss_bytes b, const char *prefix)
{
	size_t n = strlen(prefix);

	return b.len >= n && memcmp(b.p, prefix, n) == 0;
}

/* Does the request change or reveal something? Method, or one of the telling GETs. */
static bool is_guarded(const struct hss_http_info *info)
{
	if (info->method & WRITE_METHODS)
		return true;
	for (uint32_t i = 0; i < n_plain_routes; i++) {
		const char *brace = strchr(plain_routes[i].pattern, '{');
		char prefix[80];
		size_t n = brace ? (size_t)(brace - plain_routes[i].pattern)
				 : strlen(plain_routes[i].pattern);

		if (!plain_routes[i].guarded || n >= sizeof prefix)
			continue;
		memcpy(prefix, plain_routes[i].pattern, n);
		prefix[n] = '\0';
		if (starts_with(info->path, prefix))
			return true;
	}
	return false;
}

/* Pages, documentation and CORS questions hold nothing that needs the key. */
static bool is_public(const struct hss_http_info *info)
{
	return (info->path.len == 1 && info->path.p[0] == '/') ||
	       starts_with(info->path, "/docs/") || starts_with(info->path, "/swagger.json");
}

static void set_headers(struct hss_http_req *r, const struct api *a)
{
	static const struct {
		const char *name, *value;
	} fixed[] = {
		{ "Access-Control-Allow-Methods", "GET, PUT, PATCH, DELETE, POST, OPTIONS" },
		{ "Access-Control-Allow-Headers", "Content-Type, Accept, Provisioning-Key" },
		{ "X-Content-Type-Options", "nosniff" },
	};
	const struct hss_identity *id = hss_host->core->identity();

	(void)hss_host->http->set_header(r, "HSS", id->host);
	(void)hss_host->http->set_header(
		r, "Access-Control-Allow-Origin",
		(struct hss_bytes){ (const uint8_t *)a->origin, (uint32_t)strlen(a->origin) });
	for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
		(void)hss_host->http->set_header(
			r, fixed[i].name,
			(struct hss_bytes){ (const uint8_t *)fixed[i].value,
					    (uint32_t)strlen(fixed[i].value) });
}

static void refuse_key(struct hss_http_req *r)
{
	reply_json(r, 401, json_pack("{s:s}", "Result", "Unauthorized - Provisioning-Key Invalid"));
}

/* A link or a form on somebody else's web page (it sends no key, but needs none either). */
static bool is_foreign_page(struct hss_http_req *r)
{
	struct hss_bytes site = hss_host->http->header(r, "Sec-Fetch-Site");

	return site.len == 10 && memcmp(site.p, "cross-site", 10) == 0;
}

static void allow(struct hss_http_req *r, const char *principal, const char *scopes)
{
	struct hss_bytes who = { (const uint8_t *)principal,
				 principal ? (uint32_t)strlen(principal) : 0 };

	(void)hss_host->http->allow(
		r, who, (struct hss_bytes){ (const uint8_t *)scopes, (uint32_t)strlen(scopes) });
}

void api_authorize(struct hss_http_req *r, void *self)
{
	const struct api *a = self;
	const struct hss_http_info *info = hss_host->http->info(r);
	bool has_key = is_key(hss_host->http->header(r, "Provisioning-Key"),
			      a->conf->provisioning_key ? a->conf->provisioning_key : "");

	set_headers(r, a);
	if (info->method == HSS_HTTP_OPTIONS) {
		(void)hss_host->http->reply(r, 200, "application/json", (struct hss_bytes){ 0 });
		return;
	}
	if (a->conf->auth == AUTH_NONE) {
		if (is_guarded(info) && is_foreign_page(r))
			reply_json(r, 403, json_pack("{s:s}", "Result", "Forbidden - foreign page"));
		else
			allow(r, "anybody", "read write");
		return;
	}
	if (has_key)
		allow(r, "provisioning", "read write");
	else if (is_public(info) || (a->conf->auth == AUTH_WRITES && !is_guarded(info)))
		allow(r, NULL, "read");
	else
		refuse_key(r);
}

/* Unknown URL or wrong method (contract section 2). */
void api_unknown(struct hss_http_req *r, void *self)
{
	const struct api *a = self;

	if (a->conf->auth != AUTH_NONE && !hss_host->http->info(r)->principal.p)
		refuse_key(r);
	else
		reply_json(r, 404, json_pack("{s:s}", "Result", "Not Found"));
}
