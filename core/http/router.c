/*
 * router.c - patterns such as "/v1/subscriber/{imsi}" and "/ui/{*rest}": segment by segment a
 * literal beats a parameter, a parameter beats a catch-all.
 */
#include "http/http.h"

#include "base/bytes.h"

#include <stdio.h>
#include <string.h>

static struct hss_bytes next_segment(struct hss_bytes *rest)
{
	struct hss_bytes seg = *rest;
	const uint8_t *slash = rest->len ? memchr(rest->p, '/', rest->len) : NULL;

	if (slash) {
		seg.len = (uint32_t)(slash - rest->p);
		rest->p = slash + 1;
		rest->len -= seg.len + 1;
	} else {
		rest->p += rest->len;
		rest->len = 0;
	}
	return seg;
}

static bool has_more(struct hss_bytes path, struct hss_bytes rest, uint32_t n_seen)
{
	/* a trailing slash is an empty last segment, and is significant        */
	return rest.len || !n_seen || (rest.p > path.p && rest.p[-1] == '/' && rest.len == 0 &&
	                               n_seen && rest.p == path.p + path.len);
}

hss_rc route_compile(struct route *r, struct hss_err *err)
{
	struct hss_bytes path = bytes_str(r->def.pattern), rest;
	uint32_t n_params = 0;

	if (!path.p || path.len < 1 || path.p[0] != '/') {
		snprintf(err->text, sizeof err->text, "route pattern must start with \"/\"");
		return HSS_E_INVAL;
	}
	rest = (struct hss_bytes){ path.p + 1, path.len - 1 };
	for (bool last = false; !last;) {
		bool slash_follows = rest.len && memchr(rest.p, '/', rest.len) != NULL;
		struct hss_bytes s = next_segment(&rest);
		struct segment seg = { SEG_LITERAL, s };

		last = !slash_follows;
		if (!s.len && !last) {          /* would take the path with one slash */
			snprintf(err->text, sizeof err->text, "route pattern %s has an empty segment",
			         r->def.pattern);
			return HSS_E_INVAL;
		}
		if (s.len >= 3 && s.p[0] == '{' && s.p[s.len - 1] == '}') {
			seg.kind = s.p[1] == '*' ? SEG_REST : SEG_PARAM;
			n_params++;
		}
		if (r->n_seg == HTTP_SEGMENTS_MAX || n_params > HTTP_PARAMS_MAX ||
		    (seg.kind == SEG_REST && !last)) {
			snprintf(err->text, sizeof err->text, "route pattern %s is too long or has "
			         "something behind a catch-all", r->def.pattern);
			return HSS_E_INVAL;
		}
		r->seg[r->n_seg++] = seg;
	}
	return HSS_OK;
}

/* A number that compares as the precedence does: two bits a segment, 3 literal or the pattern's end,
 * 2 parameter, 1 catch-all; 0: no match. The end counts, for "/ui" is also found by "/ui/{*rest}". */
static uint64_t match(const struct route *r, struct hss_bytes path, struct hss_bytes *params,
                      uint32_t *n_params)
{
	struct hss_bytes rest = { path.p + 1, path.len - 1 };
	uint32_t i, n_left = 2 * (HTTP_SEGMENTS_MAX - r->n_seg);
	uint64_t score = 0;

	*n_params = 0;
	for (i = 0; i < r->n_seg; i++) {
		struct hss_bytes s;

		score <<= 2;
		if (r->seg[i].kind == SEG_REST) {
			params[(*n_params)++] = rest;
			return (score | 1) << (2 * (HTTP_SEGMENTS_MAX - 1 - i));
		}
		if (i && !has_more(path, rest, i))
			return 0;
		s = next_segment(&rest);
		if (r->seg[i].kind == SEG_PARAM) {
			if (!s.len)
				return 0;
			params[(*n_params)++] = s;
			score |= 2;
		} else {
			if (!bytes_eq(s, r->seg[i].text))
				return 0;
			score |= 3;
		}
		if (i + 1 == r->n_seg && (rest.len || (rest.p[-1] == '/' && rest.p != s.p + s.len)))
			return 0;
	}
	return score << n_left | ((UINT64_C(1) << n_left) - 1);
}

static bool serves(const struct listener *li, const char *group)
{
	for (uint32_t i = 0; li->def.groups && li->def.groups[i]; i++)
		if (group && !strcmp(li->def.groups[i], group))
			return true;
	return false;
}

const struct route *route_find(const struct listener *li, struct hss_bytes path, uint32_t method,
                               struct hss_bytes params[HTTP_PARAMS_MAX], uint32_t *n_params,
                               uint32_t *allowed)
{
	const struct http *h = li->http;
	const struct route *best = NULL;
	uint64_t best_score = 0;

	*allowed = 0;
	*n_params = 0;
	if (!path.len || path.p[0] != '/')
		return NULL;
	for (uint32_t i = 0; i < h->n_routes; i++) {
		const struct route *r = &h->routes[i];
		uint32_t methods = r->def.methods, n;
		struct hss_bytes p[HTTP_PARAMS_MAX];
		uint64_t score = serves(li, r->def.group) ? match(r, path, p, &n) : 0;

		if (methods & HSS_HTTP_GET)
			methods |= HSS_HTTP_HEAD;
		if (!score)
			continue;
		*allowed |= methods;
		if (!(methods & method) || score <= best_score)
			continue;
		best = r;
		best_score = score;
		*n_params = n;
		memcpy(params, p, n * sizeof p[0]);
	}
	return best;
}
