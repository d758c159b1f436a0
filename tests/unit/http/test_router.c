#include "../test.h"

#include "base/bytes.h"
#include "http/http.h"

static void nothing(struct hss_http_req *r, void *self)
{
	(void)r;
	(void)self;
}

static const char *const patterns[] = {
	"/", "/apn/list", "/apn/{id}", "/apn/", "/subscriber/routing/{a}/{b}", "/ui/{*rest}",
	"/ui",
	"/subscriber/imsi/{imsi}", "/subscriber/{id}", "/{*any}",
};
enum { N = sizeof patterns / sizeof patterns[0] };

static const struct {
	const char *path, *pattern, *param;
} rows[] = {
	{ "/", "/", NULL },
	{ "/apn/list", "/apn/list", NULL },
	{ "/apn/7", "/apn/{id}", "7" },
	{ "/apn/", "/apn/", NULL },
	{ "/apn", "/{*any}", "apn" },
	{ "/subscriber/routing/3/4", "/subscriber/routing/{a}/{b}", "3" },
	{ "/subscriber/imsi/001", "/subscriber/imsi/{imsi}", "001" },
	{ "/subscriber/imsi", "/subscriber/{id}", "imsi" },
	{ "/subscriber/imsi/001/x", "/{*any}", "subscriber/imsi/001/x" },
	{ "/ui/a/b/c.js", "/ui/{*rest}", "a/b/c.js" },
	{ "/ui/", "/ui/{*rest}", "" },
	{ "/ui", "/ui", NULL },
	{ "/apn/7/", "/{*any}", "apn/7/" },
	{ "/oam/eir_rules", "/{*any}", "oam/eir_rules" },
};

static void the_most_literal_pattern_wins(void **state)
{
	static const char *const groups[] = { "api", NULL };
	struct route routes[N] = { 0 };
	struct http h = { .routes = routes, .n_routes = N };
	struct listener li = { .http = &h, .def.groups = groups };

	(void)state;
	for (int i = 0; i < N; i++) {
		struct hss_err err;

		routes[i].def = (struct hss_http_route){ .methods = HSS_HTTP_GET, .group = "api",
			                                 .pattern = patterns[i], .handler = nothing };
		assert_int_equal(route_compile(&routes[i], &err), HSS_OK);
	}
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct hss_bytes p[HTTP_PARAMS_MAX];
		uint32_t n, allowed;
		const struct route *r = route_find(&li, bytes_str(rows[i].path), HSS_HTTP_GET, p, &n,
		                                   &allowed);

		assert_non_null(r);
		assert_string_equal(r->def.pattern, rows[i].pattern);
		if (rows[i].param) {
			assert_true(n >= 1);
			assert_true(bytes_eq(p[0], bytes_str(rows[i].param)));
		}
		assert_null(route_find(&li, bytes_str(rows[i].path), HSS_HTTP_PUT, p, &n, &allowed));
		assert_int_equal(allowed, HSS_HTTP_GET | HSS_HTTP_HEAD);
	}
}

static void a_listener_serves_its_groups_only(void **state)
{
	static const char *const groups[] = { "metrics", NULL };
	struct route r = { .def = { .methods = HSS_HTTP_GET, .group = "api", .pattern = "/x" } };
	struct http h = { .routes = &r, .n_routes = 1 };
	struct listener li = { .http = &h, .def.groups = groups };
	struct hss_bytes p[HTTP_PARAMS_MAX];
	struct hss_err err;
	uint32_t n, allowed;

	(void)state;
	assert_int_equal(route_compile(&r, &err), HSS_OK);
	assert_null(route_find(&li, bytes_str("/x"), HSS_HTTP_GET, p, &n, &allowed));
	assert_int_equal(allowed, 0);
}

static void bad_patterns_are_refused(void **state)
{
	static const char *const bad[] = { "x", "", "/{*all}/x", "//", "/a//b",
		                           "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct route r = { .def = { .pattern = bad[i] } };
		struct hss_err err;

		assert_int_equal(route_compile(&r, &err), HSS_E_INVAL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_most_literal_pattern_wins),
		cmocka_unit_test(a_listener_serves_its_groups_only),
		cmocka_unit_test(bad_patterns_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
