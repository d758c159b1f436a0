/* test_text.c - the page out of a real registry: both formats byte by byte, escaping, numbers,
 * the Accept header. With "--page text|open" it prints a page for other judges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "metrics/registry.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct metrics *m;

static void walk(const struct hss_metric_visitor *v)
{
	metrics_walk(m, v);
}

static int setup(void **state)
{
	(void)state;
	return metrics_open(2, &m) == HSS_OK ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	metrics_close(m);
	return 0;
}

static struct hss_metric *define(struct hss_metric_def d)
{
	struct hss_metric *f = NULL;

	d.size = sizeof d;
	assert_int_equal(metrics_define(m, NULL, &d, &f), HSS_OK);
	return f;
}

static void expect_page(bool is_open, const char *want)
{
	struct text t;

	assert_int_equal(text_render(walk, is_open, &t), HSS_OK);
	t.p = realloc(t.p, t.len + 1);
	t.p[t.len] = '\0';
	assert_string_equal(t.p, want);
	free(t.p);
}

static const char *const labels[] = { "command", "result", NULL };
static const uint64_t ns_bounds[] = { 10000, 5000000, 100000000, 1000000000, 2500000000 };
static const uint64_t plain_bounds[] = { 1, 10, 100000, 1048576 };

/* One family of each kind, as the core has them.                               */
static void fill(void)
{
	const char *ulr[] = { "ULR", "2001" }, *odd[] = { "a\"b\\c\nd", "\xff caf\xc3\xa9" };
	struct hss_metric *f;
	struct hss_cell *c;

	f = define((struct hss_metric_def){ .type = HSS_M_COUNTER, .name = "hss_requests_total",
	                                    .help = "Requests with \\ and \"quotes\"\nby result",
	                                    .labels = labels });
	metrics_add(metrics_cell(f, ulr), 12345678901234);
	metrics_add(metrics_cell(f, odd), 1);
	f = define((struct hss_metric_def){ .type = HSS_M_COUNTER, .name = "hss_busy_seconds_total",
	                                    .help = "Time", .unit = HSS_MU_NS });
	metrics_add(metrics_cell(f, NULL), 1500000001);
	f = define((struct hss_metric_def){ .type = HSS_M_GAUGE, .name = "hss_peers", .help = "Peers" });
	metrics_set(metrics_cell(f, NULL), -3);
	f = define((struct hss_metric_def){ .type = HSS_M_GAUGE, .name = "hss_lag_seconds",
	                                    .help = "Lag", .unit = HSS_MU_NS });
	metrics_set(metrics_cell(f, NULL), -2000000000);
	f = define((struct hss_metric_def){ .type = HSS_M_HISTOGRAM, .name = "hss_latency_seconds",
	                                    .help = "Latency", .unit = HSS_MU_NS,
	                                    .bounds = ns_bounds, .n_bounds = 5 });
	c = metrics_cell(f, NULL);
	metrics_observe(c, 4000000);
	metrics_observe(c, 3000000000);
	f = define((struct hss_metric_def){ .type = HSS_M_HISTOGRAM, .name = "hss_batch_size",
	                                    .help = "Batch", .labels = labels,
	                                    .bounds = plain_bounds, .n_bounds = 4 });
	c = metrics_cell(f, ulr);
	metrics_observe(c, 10);
	define((struct hss_metric_def){ .type = HSS_M_GAUGE, .name = "hss_nothing",
	                                .help = "No sample yet" });
}

static void text_format(void **state)
{
	(void)state;
	fill();
	expect_page(false,
		"# HELP hss_requests_total Requests with \\\\ and \"quotes\"\\nby result\n"
		"# TYPE hss_requests_total counter\n"
		"hss_requests_total{command=\"ULR\",result=\"2001\"} 12345678901234\n"
		"hss_requests_total{command=\"a\\\"b\\\\c\\nd\",result=\"\xef\xbf\xbd caf\xc3\xa9\"} 1\n"
		"# HELP hss_busy_seconds_total Time\n"
		"# TYPE hss_busy_seconds_total counter\n"
		"hss_busy_seconds_total 1.500000001\n"
		"# HELP hss_peers Peers\n"
		"# TYPE hss_peers gauge\n"
		"hss_peers -3\n"
		"# HELP hss_lag_seconds Lag\n"
		"# TYPE hss_lag_seconds gauge\n"
		"hss_lag_seconds -2\n"
		"# HELP hss_latency_seconds Latency\n"
		"# TYPE hss_latency_seconds histogram\n"
		"hss_latency_seconds_bucket{le=\"1e-05\"} 0\n"
		"hss_latency_seconds_bucket{le=\"0.005\"} 1\n"
		"hss_latency_seconds_bucket{le=\"0.1\"} 1\n"
		"hss_latency_seconds_bucket{le=\"1.0\"} 1\n"
		"hss_latency_seconds_bucket{le=\"2.5\"} 1\n"
		"hss_latency_seconds_bucket{le=\"+Inf\"} 2\n"
		"hss_latency_seconds_sum 3.004\n"
		"hss_latency_seconds_count 2\n"
		"# HELP hss_batch_size Batch\n"
		"# TYPE hss_batch_size histogram\n"
		"hss_batch_size_bucket{command=\"ULR\",result=\"2001\",le=\"1.0\"} 0\n"
		"hss_batch_size_bucket{command=\"ULR\",result=\"2001\",le=\"10.0\"} 1\n"
		"hss_batch_size_bucket{command=\"ULR\",result=\"2001\",le=\"100000.0\"} 1\n"
		"hss_batch_size_bucket{command=\"ULR\",result=\"2001\",le=\"1.048576e+06\"} 1\n"
		"hss_batch_size_bucket{command=\"ULR\",result=\"2001\",le=\"+Inf\"} 1\n"
		"hss_batch_size_sum{command=\"ULR\",result=\"2001\"} 10\n"
		"hss_batch_size_count{command=\"ULR\",result=\"2001\"} 1\n"
		"# HELP hss_nothing No sample yet\n"
		"# TYPE hss_nothing gauge\n");
}

static void open_metrics(void **state)
{
	struct hss_metric *f;

	(void)state;
	f = define((struct hss_metric_def){ .type = HSS_M_COUNTER, .name = "hss_busy_seconds_total",
	                                    .help = "Time \"busy\"", .unit = HSS_MU_NS });
	metrics_add(metrics_cell(f, NULL), 20);
	f = define((struct hss_metric_def){ .type = HSS_M_HISTOGRAM, .name = "hss_latency_seconds",
	                                    .help = "Latency", .unit = HSS_MU_NS,
	                                    .bounds = ns_bounds + 1, .n_bounds = 1 });
	metrics_cell(f, NULL);
	expect_page(true,
		"# HELP hss_busy_seconds Time \\\"busy\\\"\n"
		"# TYPE hss_busy_seconds counter\n"
		"# UNIT hss_busy_seconds seconds\n"
		"hss_busy_seconds_total 0.00000002\n"
		"# HELP hss_latency_seconds Latency\n"
		"# TYPE hss_latency_seconds histogram\n"
		"# UNIT hss_latency_seconds seconds\n"
		"hss_latency_seconds_bucket{le=\"0.005\"} 0\n"
		"hss_latency_seconds_bucket{le=\"+Inf\"} 0\n"
		"hss_latency_seconds_sum 0\n"
		"hss_latency_seconds_count 0\n"
		"# EOF\n");
}

static void an_empty_registry_is_a_page(void **state)
{
	(void)state;
	expect_page(false, "");
	expect_page(true, "# EOF\n");
}

static void values_keep_every_digit(void **state)
{
	static const struct { int64_t v; const char *ns, *plain; } cases[] = {
		{ 0, "0", "0" }, { 1, "0.000000001", "1" }, { 100000000, "0.1", "100000000" },
		{ 999999999, "0.999999999", "999999999" }, { 1000000000, "1", "1000000000" },
		{ INT64_MAX, "9223372036.854775807", "9223372036854775807" },
		{ INT64_MIN, "-9223372036.854775808", "-9223372036854775808" },
		{ -1, "-0.000000001", "-1" },
	};
	char want[100];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		for (uint32_t unit = 0; unit <= 1; unit++) {
			struct text t = { 0 };
			const struct hss_metric_def d = { .size = sizeof d, .type = HSS_M_GAUGE,
			                                  .name = "g", .unit = unit };
			const struct hss_sample s = { .size = sizeof s, .value = cases[i].v };

			text_sample(&t, &d, &s);
			snprintf(want, sizeof want, "g %s\n", unit ? cases[i].ns : cases[i].plain);
			assert_int_equal(t.len, strlen(want));
			assert_memory_equal(t.p, want, t.len);
			free(t.p);
		}
	}
}

static void bounds_are_canonical(void **state)
{
	static const struct { uint64_t v; uint32_t unit; const char *le; } cases[] = {
		{ 0, 0, "0.0" }, { 1, 0, "1.0" }, { 10, 0, "10.0" }, { 123456, 0, "123456.0" },
		{ 1000000, 0, "1e+06" }, { 65536, 0, "65536.0" },
		{ UINT64_MAX, 0, "1.8446744073709551615e+19" },
		{ 1, 1, "1e-09" }, { 250000, 1, "0.00025" }, { 99000, 1, "9.9e-05" },
		{ 1500000000, 1, "1.5" }, { 10000000000, 1, "10.0" }, { 60500000000, 1, "60.5" },
		{ 1000000000000000, 1, "1e+06" },
	};
	char want[200];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct text t = { 0 };
		const uint64_t zero = 0;
		const struct hss_metric_def d = { .size = sizeof d, .type = HSS_M_HISTOGRAM,
		                                  .name = "h", .unit = cases[i].unit,
		                                  .bounds = &cases[i].v, .n_bounds = 1 };
		const struct hss_sample s = { .size = sizeof s, .buckets = &zero, .n_buckets = 1 };

		text_sample(&t, &d, &s);
		snprintf(want, sizeof want, "h_bucket{le=\"%s\"} 0\nh_bucket{le=\"+Inf\"} 0\n"
		         "h_sum 0\nh_count 0\n", cases[i].le);
		assert_int_equal(t.len, strlen(want));
		assert_memory_equal(t.p, want, t.len);
		free(t.p);
	}
}

static void the_accept_header_chooses(void **state)
{
	static const struct { const char *accept; bool is_open; } cases[] = {
		{ "", false }, { "*/*", false }, { "text/plain", false },
		{ "text/html,application/xhtml+xml,*/*;q=0.8", false },
		{ "application/openmetrics-text", true },
		{ "Application/OpenMetrics-Text; version=1.0.0; charset=utf-8", true },
		{ "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;"
		  "version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", true },
		{ "text/plain;q=0.9, application/openmetrics-text;q=0.1", false },
		{ "application/openmetrics-text;q=0.5,application/openmetrics-text;q=0.1,"
		  "text/plain;q=0.3", true },
		{ "application/openmetrics-text;q=0", false },
		{ "application/openmetrics-text ; q=0.001", true },
		{ "application/openmetrics-textual", false },
		{ ";;;,,,q==;=,", false }, { "application/openmetrics-text;q=x", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct hss_bytes b = { (const uint8_t *)cases[i].accept,
		                       (uint32_t)strlen(cases[i].accept) };

		if (text_wants_open(b) != cases[i].is_open)
			fail_msg("Accept: %s", cases[i].accept);
	}
	assert_false(text_wants_open((struct hss_bytes){ NULL, 0 }));
}

static void a_page_that_is_too_large_fails_whole(void **state)
{
	struct text t = { .len = TEXT_MAX - 3, .is_open = true };
	const struct hss_metric_def d = { .size = sizeof d, .type = HSS_M_GAUGE, .name = "g",
	                                  .help = "h" };

	(void)state;
	text_family(&t, &d);
	assert_true(t.is_failed);
	assert_null(t.p);
	assert_int_equal(text_end(&t), HSS_E_NOMEM);
}

static int print_page(bool is_open)
{
	struct text t;

	setup(NULL);
	fill();
	if (text_render(walk, is_open, &t) != HSS_OK)
		return 1;
	fwrite(t.p, 1, t.len, stdout);
	free(t.p);
	return teardown(NULL);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		T(text_format),
		T(open_metrics),
		T(an_empty_registry_is_a_page),
		T(values_keep_every_digit),
		T(bounds_are_canonical),
		T(the_accept_header_chooses),
		T(a_page_that_is_too_large_fails_whole),
	};

	if (argc == 3 && strcmp(argv[1], "--page") == 0)
		return print_page(strcmp(argv[2], "open") == 0);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
