/*
 * fuzz_router.c - any path against any route patterns: a parameter lies inside the path, a pattern
 * without parameters finds itself, and who is found allows the method.
 *
 * Input: lines; the first is the path, the others are patterns.
 */
#include "fuzz.h"

#include "base/bytes.h"
#include "http/http.h"

#include <stdlib.h>
#include <string.h>

enum { PATTERNS_MAX = 16 };

static void check(bool is_true)
{
	if (!is_true)
		abort();
}

static void check_found(const struct listener *li, const char *path)
{
	struct hss_bytes params[HTTP_PARAMS_MAX], p = bytes_str(path);
	uint32_t n = 0, allowed = 0;
	const struct route *r = route_find(li, p, HSS_HTTP_GET, params, &n, &allowed);

	check(n <= HTTP_PARAMS_MAX && (r || !n));
	check(!r || (allowed & HSS_HTTP_GET));
	for (uint32_t i = 0; i < n; i++)
		check(params[i].p >= p.p && params[i].p + params[i].len <= p.p + p.len);
	check(!route_find(li, p, HSS_HTTP_PUT, params, &n, &allowed));
}

/* A literal beats everything, so it is found where it was written.               */
static void check_literals(const struct listener *li)
{
	for (uint32_t i = 0; i < li->http->n_routes; i++) {
		const struct route *r = &li->http->routes[i];
		struct hss_bytes params[HTTP_PARAMS_MAX];
		const struct route *found;
		uint32_t n, allowed;

		if (strchr(r->def.pattern, '{'))
			continue;
		found = route_find(li, bytes_str(r->def.pattern), HSS_HTTP_GET, params, &n, &allowed);
		check(found && n == 0 && !strcmp(found->def.pattern, r->def.pattern));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const char *const groups[] = { "api", NULL };
	struct route routes[PATTERNS_MAX] = { 0 };
	struct http h = { .routes = routes };
	struct listener li = { .http = &h, .def.groups = groups };
	char *text = malloc(n + 1), *line, *rest = text;
	const char *path;

	check(text != NULL);
	memcpy(text, p, n);
	text[n] = '\0';
	path = strsep(&rest, "\n");
	while (h.n_routes < PATTERNS_MAX && (line = strsep(&rest, "\n")) != NULL) {
		struct route *r = &routes[h.n_routes];
		struct hss_err err = { 0 };

		*r = (struct route){ .def = { .methods = HSS_HTTP_GET, .group = "api",
					      .pattern = line } };
		if (route_compile(r, &err) == HSS_OK)
			h.n_routes++;
		else
			check(err.text[0]);
	}
	check_found(&li, path);
	check_literals(&li);
	free(text);
	return 0;
}
