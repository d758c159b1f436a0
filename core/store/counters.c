/* counters.c - metrics of a storage instance. */
#include "metrics/registry.h"
#include "store/parts.h"

static const char *const op_names[] = {
	[HSS_OP_GET] = "get",       [HSS_OP_FIND] = "find",     [HSS_OP_COUNT] = "count",
	[HSS_OP_INSERT] = "insert", [HSS_OP_UPDATE] = "update", [HSS_OP_UPSERT] = "upsert",
	[HSS_OP_DELETE] = "delete", [HSS_OP_ADD] = "add",       [HSS_OP_BATCH] = "batch",
};

static const char *const result_names[STORE_RESULTS] = {
	"ok",       "inval",   "nomem",   "notfound", "exists",   "conflict",
	"busy",     "timeout", "canceled", "unreach", "proto",    "notsup",
	"denied",   "state",   "internal", "uncertain", "mac",    "other",
};

static const char *const store_labels[] = { "store", NULL };
static const char *const ops_labels[] = { "store", "op", "result", NULL };
static const uint64_t batch_bounds[] = { 1, 2, 4, 8, 16, 32, 64, 128, 256 };
static const uint64_t latency_bounds[] = { 50000, 100000, 250000, 500000, 1000000, 2500000,
	5000000, 10000000, 25000000, 50000000, 100000000, 250000000, 1000000000 };

#define N(a) (uint32_t)(sizeof(a) / sizeof((a)[0]))

static const struct hss_metric_def ops_def = {
	.size = sizeof ops_def, .type = HSS_M_COUNTER, .name = "hss_store_ops_total",
	.help = "Store operations by kind and result", .labels = ops_labels };
static const struct hss_metric_def depth_def = {
	.size = sizeof depth_def, .type = HSS_M_GAUGE, .name = "hss_store_queue_depth",
	.help = "Operations no worker has taken yet", .labels = store_labels };
static const struct hss_metric_def circuit_def = {
	.size = sizeof circuit_def, .type = HSS_M_GAUGE, .name = "hss_store_circuit_open",
	.help = "1 while operations are refused because the backend is down",
	.labels = store_labels };
static const struct hss_metric_def batch_def = {
	.size = sizeof batch_def, .type = HSS_M_HISTOGRAM, .name = "hss_store_batch_size",
	.help = "Operations that one call of the backend got", .labels = store_labels,
	.bounds = batch_bounds, .n_bounds = N(batch_bounds) };
static const struct hss_metric_def latency_def = {
	.size = sizeof latency_def, .type = HSS_M_HISTOGRAM, .name = "hss_store_latency_seconds",
	.help = "From submit to completion, cache hits excluded", .labels = store_labels,
	.bounds = latency_bounds, .n_bounds = N(latency_bounds), .unit = HSS_MU_NS };
static const struct hss_metric_def hits_def = {
	.size = sizeof hits_def, .type = HSS_M_COUNTER, .name = "hss_store_cache_hits_total",
	.help = "Reads answered by the cache", .labels = store_labels };
static const struct hss_metric_def misses_def = {
	.size = sizeof misses_def, .type = HSS_M_COUNTER, .name = "hss_store_cache_misses_total",
	.help = "Reads the cache could have answered but did not", .labels = store_labels };

static int64_t depth_of(void *ctx)
{
	struct store_inst *si = ctx;

	return atomic_load_explicit(&si->n_queued, memory_order_relaxed);
}

static int64_t is_open(void *ctx)
{
	struct store_inst *si = ctx;

	return atomic_load_explicit(&si->breaker.state, memory_order_relaxed) != BREAKER_CLOSED;
}

static struct hss_cell *cell_of(struct store_inst *si, const struct hss_metric_def *def)
{
	const char *labels[] = { si->in->name };
	struct hss_metric *m;

	if (metrics_define(si->core->app->metrics, NULL, def, &m) != HSS_OK)
		return NULL;
	return metrics_cell(m, labels);
}

static void gauge_of(struct store_inst *si, const struct hss_metric_def *def, hss_gauge_fn fn)
{
	const char *labels[] = { si->in->name };
	struct hss_metric *m;

	if (metrics_define(si->core->app->metrics, NULL, def, &m) == HSS_OK)
		metrics_gauge(m, labels, fn, si);
}

void counters_init(struct store_inst *si)
{
	struct metrics *all = si->core->app->metrics;

	if (!all)
		return;
	if (metrics_define(all, NULL, &ops_def, &si->metrics.ops) != HSS_OK)
		si->metrics.ops = NULL;
	si->metrics.batch_size = cell_of(si, &batch_def);
	si->metrics.latency = cell_of(si, &latency_def);
	si->metrics.hits = cell_of(si, &hits_def);
	si->metrics.misses = cell_of(si, &misses_def);
	gauge_of(si, &depth_def, depth_of);
	gauge_of(si, &circuit_def, is_open);
}

void counters_op(struct store_inst *si, uint32_t kind, hss_rc rc, uint64_t ns)
{
	uint32_t result = rc <= 0 && rc > -(hss_rc)(STORE_RESULTS - 1) ? (uint32_t)-rc :
	                                                                 STORE_RESULTS - 1;
	struct hss_cell *cell;

	if (!si->metrics.ops || kind > HSS_OP_BATCH || !op_names[kind])
		return;
	cell = atomic_load_explicit(&si->metrics.ops_cells[kind][result], memory_order_acquire);
	if (!cell) {
		const char *labels[] = { si->in->name, op_names[kind], result_names[result] };

		cell = metrics_cell_get(si->metrics.ops, labels);
		atomic_store_explicit(&si->metrics.ops_cells[kind][result], cell,
		                      memory_order_release);
	}
	metrics_add(cell, 1);
	if (ns)
		metrics_observe(si->metrics.latency, ns);
}
