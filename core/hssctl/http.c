/* http.c - requests to hssd's API with libcurl. */
#include "hssctl/hssctl.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

struct answer {
	char *p;
	size_t n;
};

static size_t on_data(char *p, size_t size, size_t n, void *ctx)
{
	struct answer *a = ctx;
	char *q = realloc(a->p, a->n + size * n + 1);

	if (!q)
		return 0;
	memcpy(q + a->n, p, size * n);
	a->p = q;
	a->n += size * n;
	q[a->n] = 0;
	return size * n;
}

static struct curl_slist *headers(const struct ctl *c)
{
	struct curl_slist *h = curl_slist_append(NULL, "Content-Type: application/json");
	char line[512];

	if (c->token) {
		snprintf(line, sizeof line, "Authorization: Bearer %s", c->token);
		h = curl_slist_append(h, line);
	}
	return h;
}

int api_request(const struct ctl *c, const char *method, const char *path, const json_t *body,
                long *status, json_t **out)
{
	CURL *curl = curl_easy_init();
	struct curl_slist *h = headers(c);
	struct answer a = { 0 };
	char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;
	char url[1024];
	CURLcode rc;

	*status = 0;
	if (out)
		*out = NULL;
	snprintf(url, sizeof url, "%s%s", c->api, path);
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, h);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_data);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &a);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 5L);
	curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
	if (c->ca)
		curl_easy_setopt(curl, CURLOPT_CAINFO, c->ca);
	if (text)
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, text);
	rc = curl_easy_perform(curl);
	if (rc == CURLE_OK)
		curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
	if (rc == CURLE_OK && out && a.p)
		*out = json_loads(a.p, JSON_DECODE_ANY, NULL);
	curl_slist_free_all(h);
	curl_easy_cleanup(curl);
	free(a.p);
	free(text);
	if (rc != CURLE_OK)
		return EXIT_UNREACHABLE;
	return *status / 100 == 2 ? EXIT_OK : EXIT_FAILED;
}

void api_complain(const char *what, long status, const json_t *answer)
{
	static const char *const keys[] = { "detail", "reason", "title", "Result" };
	const char *why = NULL;

	for (size_t i = 0; i < sizeof keys / sizeof keys[0] && !why; i++)
		why = json_string_value(json_object_get(answer, keys[i]));
	if (!status)
		fprintf(stderr, "hssctl: %s: no answer from the API (is hssd running? see --api)\n", what);
	else
		fprintf(stderr, "hssctl: %s: %s (HTTP %ld)\n", what, why ? why : "refused", status);
}
