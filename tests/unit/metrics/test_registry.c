/* test_registry.c - families, cells, numbers from many threads, rules of names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "metrics/registry.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct metrics *m;

static int setup(void **state)
{
	(void)state;
	return metrics_open(3, &m) == HSS_OK ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	metrics_close(m);
	return 0;
}

static const char *const result_labels[] = { "peer", "result", NULL };
static const uint64_t bounds[] = { 10, 20, 50 };

static struct hss_metric *define(uint32_t type, const char *name, const char *const *labels)
{
	struct hss_metric_def d = { .size = sizeof d, .type = type, .name = name, .help = "Help",
	                            .labels = labels };
	struct hss_metric *f = NULL;

	if (type == HSS_M_HISTOGRAM) {
		d.bounds = bounds;
		d.n_bounds = 3;
	}
	assert_int_equal(metrics_define(m, NULL, &d, &f), HSS_OK);
	assert_non_null(f);
	return f;
}

struct seen {                           /* what a walk shows of one family      */
	const char *name;
	uint32_t families, samples;
	int64_t value, sum;
	uint64_t count, buckets[64];
	char labels[8][200];
};

static void on_family(void *ctx, const struct hss_metric_def *d)
{
	struct seen *s = ctx;

	s->families += strcmp(d->name, s->name) == 0;
}

static void on_sample(void *ctx, const struct hss_metric_def *d, const struct hss_sample *v)
{
	struct seen *s = ctx;

	if (strcmp(d->name, s->name) != 0)
		return;
	if (d->labels && s->samples < 8)
		snprintf(s->labels[s->samples], 200, "%s", v->label_values[0]);
	s->samples++;
	s->value = v->value;
	s->sum += v->value;
	s->count = v->count;
	for (uint32_t i = 0; i < v->n_buckets; i++)
		s->buckets[i] = v->buckets[i];
}

static struct seen walk(const char *name)
{
	struct seen s = { .name = name };
	const struct hss_metric_visitor v = { sizeof v, on_family, on_sample, &s };

	metrics_walk(m, &v);
	return s;
}

static void counters_sum_over_shards_and_never_fall(void **state)
{
	struct hss_metric *f = define(HSS_M_COUNTER, "a_total", NULL);
	struct hss_cell *c = metrics_cell(f, NULL);

	(void)state;
	assert_int_equal(walk("a_total").samples, 1);
	assert_int_equal(walk("a_total").value, 0);
	metrics_thread(0);
	metrics_add(c, 3);
	metrics_thread(1);
	metrics_add(c, 4);
	metrics_thread(99);
	metrics_add(c, 5);
	metrics_add(c, -2);
	metrics_set(c, 1);
	metrics_observe(c, 7);
	assert_int_equal(walk("a_total").value, 12);
	assert_ptr_equal(metrics_cell_get(f, NULL), c);
}

static int64_t forty_two(void *ctx)
{
	return *(int64_t *)ctx;
}

static void gauges_are_set_added_to_or_asked(void **state)
{
	struct hss_metric *f = define(HSS_M_GAUGE, "depth", NULL), *sharded = NULL;
	const struct hss_metric_def d = { .size = sizeof d, .type = HSS_M_GAUGE, .name = "open",
	                                  .help = "Help", .flags = HSS_MF_SHARDED };
	struct hss_cell *c;
	int64_t value = 42, other;

	(void)state;
	assert_int_equal(walk("depth").families, 1);
	assert_int_equal(walk("depth").samples, 0);     /* not yet decided      */
	c = metrics_cell(f, NULL);
	metrics_thread(0);
	metrics_set(c, 10);
	metrics_thread(1);
	metrics_add(c, -3);
	assert_int_equal(walk("depth").value, 7);

	assert_int_equal(metrics_define(m, NULL, &d, &sharded), HSS_OK);
	c = metrics_cell(sharded, NULL);
	metrics_add(c, 5);
	metrics_thread(0);
	metrics_add(c, -7);
	metrics_set(c, 100);            /* has no meaning with shards           */
	assert_int_equal(walk("open").value, -2);

	f = define(HSS_M_GAUGE, "asked", NULL);
	assert_int_equal(metrics_gauge(f, NULL, forty_two, &value), HSS_OK);
	assert_int_equal(metrics_gauge(f, NULL, forty_two, &value), HSS_OK);
	assert_int_equal(metrics_gauge(f, NULL, forty_two, &other), HSS_E_EXISTS);
	assert_int_equal(metrics_gauge(f, NULL, NULL, &value), HSS_E_INVAL);
	metrics_set(metrics_cell(f, NULL), 1);
	assert_int_equal(walk("asked").value, 42);
	assert_int_equal(metrics_gauge(define(HSS_M_COUNTER, "b_total", NULL), NULL, forty_two,
	                               &value), HSS_E_INVAL);
}

static void histograms_are_cumulative(void **state)
{
	struct hss_metric *f = define(HSS_M_HISTOGRAM, "size", NULL);
	struct hss_cell *c = metrics_cell(f, NULL);
	static const uint64_t values[] = { 0, 10, 11, 20, 50, 51, 1000 };
	struct seen s;

	(void)state;
	for (uint32_t i = 0; i < 7; i++) {
		metrics_thread(i % 3);
		metrics_observe(c, values[i]);
	}
	metrics_add(c, 5);
	s = walk("size");
	assert_int_equal(s.buckets[0], 2);
	assert_int_equal(s.buckets[1], 4);
	assert_int_equal(s.buckets[2], 5);
	assert_int_equal(s.count, 7);
	assert_int_equal(s.value, 1142);
}

static void labels_make_cells(void **state)
{
	struct hss_metric *f = define(HSS_M_COUNTER, "r_total", result_labels);
	const char *a[] = { "mme1", "2001" }, *b[] = { "mme1", "5001" }, *c[] = { "mme12", "001" };
	const char *nothing[] = { NULL, "x" };
	char own[] = "mme1";
	const char *again[] = { own, "2001" };
	struct hss_cell *cell = metrics_cell_get(f, a);

	(void)state;
	assert_int_equal(walk("r_total").samples, 1);
	assert_ptr_not_equal(metrics_cell_get(f, b), cell);
	assert_ptr_not_equal(metrics_cell_get(f, c), cell);
	assert_ptr_equal(metrics_cell_get(f, again), cell);
	own[0] = 'x';                   /* values were copied                   */
	assert_ptr_equal(metrics_cell(f, a), cell);
	assert_non_null(metrics_cell_get(f, nothing));
	assert_non_null(metrics_cell_get(f, NULL));
	assert_int_equal(walk("r_total").samples, 5);
	assert_string_equal(walk("r_total").labels[0], "mme1");
	assert_null(metrics_cell_get(NULL, a));
	metrics_add(NULL, 1);
	metrics_set(NULL, 1);
	metrics_observe(NULL, 1);
}

static void too_many_values_become_other(void **state)
{
	static const char *const labels[] = { "peer", NULL };
	const struct hss_metric_def d = { .size = sizeof d, .type = HSS_M_COUNTER,
	                                  .name = "peers_total", .help = "Help", .labels = labels,
	                                  .max_cells = 10 };
	struct hss_metric *f = NULL;
	struct hss_cell *first, *c;
	char name[32];
	const char *v[] = { name };
	struct seen s;

	(void)state;
	assert_int_equal(metrics_define(m, NULL, &d, &f), HSS_OK);
	snprintf(name, sizeof name, "peer0");
	first = metrics_cell_get(f, v);
	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof name, "peer%d", i);
		metrics_add(metrics_cell_get(f, v), 1);
	}
	s = walk("peers_total");
	assert_int_equal(s.samples, 11);
	assert_int_equal(s.sum, 1000);
	assert_int_equal(s.value, 990);
	snprintf(name, sizeof name, "peer0");
	assert_ptr_equal(metrics_cell_get(f, v), first);
	snprintf(name, sizeof name, "other");
	c = metrics_cell_get(f, v);
	snprintf(name, sizeof name, "peer500");
	assert_ptr_equal(metrics_cell_get(f, v), c);
	assert_int_equal(metrics_gauge(f, v, forty_two, NULL), HSS_E_INVAL);
}

static void long_values_are_cut_at_a_character(void **state)
{
	struct hss_metric *f = define(HSS_M_COUNTER, "long_total", result_labels);
	char value[400];
	const char *v[] = { value, "" };
	struct seen s;

	(void)state;
	memset(value, 'a', sizeof value);
	memcpy(value + 127, "\xe2\x82\xac", 3);
	value[399] = '\0';
	assert_ptr_equal(metrics_cell_get(f, v), metrics_cell_get(f, v));
	s = walk("long_total");
	assert_int_equal(s.samples, 1);
	assert_int_equal(strlen(s.labels[0]), 127);
}

static void the_same_definition_gives_the_same_family(void **state)
{
	struct hss_metric *f = define(HSS_M_COUNTER, "x_total", result_labels), *g = NULL;
	const char *const other_labels[] = { "peer", "reason", NULL };
	struct hss_metric_def d = { .size = sizeof d, .type = HSS_M_COUNTER, .name = "x_total",
	                            .help = "Other help", .labels = result_labels };

	(void)state;
	assert_int_equal(metrics_define(m, NULL, &d, &g), HSS_OK);
	assert_ptr_equal(f, g);
	d.labels = other_labels;
	assert_int_equal(metrics_define(m, NULL, &d, &g), HSS_E_EXISTS);
	d.labels = NULL;
	assert_int_equal(metrics_define(m, NULL, &d, &g), HSS_E_EXISTS);
	define(HSS_M_HISTOGRAM, "h", NULL);
	d = (struct hss_metric_def){ .size = sizeof d, .type = HSS_M_HISTOGRAM, .name = "h",
	                             .help = "Help", .bounds = bounds, .n_bounds = 2 };
	assert_int_equal(metrics_define(m, NULL, &d, &g), HSS_E_EXISTS);
	d = (struct hss_metric_def){ .size = sizeof d, .type = HSS_M_COUNTER, .name = "h_total",
	                             .help = "Collides with h in OpenMetrics" };
	assert_int_equal(metrics_define(m, NULL, &d, &g), HSS_E_EXISTS);
	assert_int_equal(walk("x_total").families, 1);
}

static void wrong_definitions_are_refused(void **state)
{
	static const char *const bad_label[] = { "a-b", NULL }, *const reserved[] = { "__a", NULL };
	static const char *const le[] = { "le", NULL }, *const twice[] = { "a", "a", NULL };
	static const char *const nine[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", NULL };
	static const uint64_t falling[] = { 2, 1 }, same[] = { 2, 2 };
	const struct hss_metric_def bad[] = {
		{ .type = 0, .name = "a", .help = "h" },
		{ .type = 4, .name = "a", .help = "h" },
		{ .type = HSS_M_GAUGE, .name = NULL, .help = "h" },
		{ .type = HSS_M_GAUGE, .name = "a", .help = NULL },
		{ .type = HSS_M_GAUGE, .name = "a", .help = "" },
		{ .type = HSS_M_GAUGE, .name = "", .help = "h" },
		{ .type = HSS_M_GAUGE, .name = "1a", .help = "h" },
		{ .type = HSS_M_GAUGE, .name = "a-b", .help = "h" },
		{ .type = HSS_M_GAUGE, .name = "a\n", .help = "h" },
		{ .type = HSS_M_COUNTER, .name = "a", .help = "h" },
		{ .type = HSS_M_GAUGE, .name = "a_total", .help = "h" },
		{ .type = HSS_M_GAUGE, .name = "a_count", .help = "h" },
		{ .type = HSS_M_GAUGE, .name = "a", .help = "h", .unit = HSS_MU_NS },
		{ .type = HSS_M_GAUGE, .name = "a", .help = "h", .unit = 9 },
		{ .type = HSS_M_GAUGE, .name = "a", .help = "h", .labels = bad_label },
		{ .type = HSS_M_GAUGE, .name = "a", .help = "h", .labels = reserved },
		{ .type = HSS_M_GAUGE, .name = "a", .help = "h", .labels = twice },
		{ .type = HSS_M_GAUGE, .name = "a", .help = "h", .labels = nine },
		{ .type = HSS_M_GAUGE, .name = "a", .help = "h", .bounds = bounds, .n_bounds = 3 },
		{ .type = HSS_M_HISTOGRAM, .name = "a", .help = "h" },
		{ .type = HSS_M_HISTOGRAM, .name = "a", .help = "h", .bounds = falling, .n_bounds = 2 },
		{ .type = HSS_M_HISTOGRAM, .name = "a", .help = "h", .bounds = same, .n_bounds = 2 },
		{ .type = HSS_M_HISTOGRAM, .name = "a", .help = "h", .bounds = bounds, .n_bounds = 3,
		  .labels = le },
		{ .type = HSS_M_HISTOGRAM, .name = "a", .help = "h", .bounds = bounds, .n_bounds = 3,
		  .flags = HSS_MF_SHARDED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct hss_metric_def d = bad[i];
		struct hss_metric *f = NULL;

		d.size = sizeof d;
		if (metrics_define(m, NULL, &d, &f) != HSS_E_INVAL)
			fail_msg("definition %zu was taken", i);
		assert_null(f);
	}
}

static void older_definitions_and_visitors_are_read_by_their_size(void **state)
{
	struct hss_metric_def d = { .type = HSS_M_COUNTER, .name = "old_total", .help = "Help",
	                            .unit = 77, .max_cells = 1 };
	struct hss_metric_visitor v = { .size = sizeof v };
	struct hss_metric *f = NULL;

	(void)state;
	d.size = offsetof(struct hss_metric_def, unit);
	assert_int_equal(metrics_define(m, NULL, &d, &f), HSS_OK);
	metrics_walk(m, &v);            /* no functions                         */
	metrics_walk(NULL, &v);
}

#define THREADS 6
#define ROUNDS 20000

static struct hss_metric *shared_counter, *shared_histogram;

static void *hammer(void *arg)
{
	uint32_t id = (uint32_t)(uintptr_t)arg;
	char peer[32];
	const char *v[] = { peer, "2001" };

	metrics_thread(id);             /* more threads than shards             */
	for (uint32_t i = 0; i < ROUNDS; i++) {
		snprintf(peer, sizeof peer, "peer%u", i % 50);
		metrics_add(metrics_cell_get(shared_counter, v), 1);
		metrics_observe(metrics_cell_get(shared_histogram, NULL), i % 60);
	}
	return NULL;
}

static void threads_count_and_walk_at_the_same_time(void **state)
{
	pthread_t t[THREADS];
	struct seen s;

	(void)state;
	shared_counter = define(HSS_M_COUNTER, "t_total", result_labels);
	shared_histogram = define(HSS_M_HISTOGRAM, "t_size", NULL);
	for (uintptr_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&t[i], NULL, hammer, (void *)i), 0);
	for (int i = 0; i < 200; i++) {
		s = walk("t_size");
		assert_true(s.buckets[2] <= s.count);
		if (i == 100)
			define(HSS_M_COUNTER, "late_total", NULL);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
	s = walk("t_total");
	assert_int_equal(s.samples, 50);
	assert_int_equal(s.sum, THREADS * ROUNDS);
	assert_int_equal(walk("t_size").count, THREADS * ROUNDS);
	assert_int_equal(walk("late_total").samples, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		T(counters_sum_over_shards_and_never_fall),
		T(gauges_are_set_added_to_or_asked),
		T(histograms_are_cumulative),
		T(labels_make_cells),
		T(too_many_values_become_other),
		T(long_values_are_cut_at_a_character),
		T(the_same_definition_gives_the_same_family),
		T(wrong_definitions_are_refused),
		T(older_definitions_and_visitors_are_read_by_their_size),
		T(threads_count_and_walk_at_the_same_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
