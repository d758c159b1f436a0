/* fake_host.c - see fake_host.h. */
#include "fake_host.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct hss_inst {
	pthread_mutex_t lock;
	struct fake_seen seen;
	char lines[16384];
	size_t n_lines;
	struct hss_identity identity;
};

struct fake_mem {
	struct fake_mem *next;
	max_align_t data[];
};

static struct hss_inst instance = {
	.lock = PTHREAD_MUTEX_INITIALIZER,
	.identity = {
		.size = sizeof(struct hss_identity), .mcc = { (const uint8_t *)"001", 3 },
		.mnc = { (const uint8_t *)"01", 2 },
	},
};

/* ---- core and log ------------------------------------------------------- */

static const char *inst_name(const struct hss_inst *in)
{
	(void)in;
	return "store";
}

static void stopped(struct hss_inst *in)
{
	pthread_mutex_lock(&in->lock);
	in->seen.n_stopped++;
	pthread_mutex_unlock(&in->lock);
}

static void health(struct hss_inst *in, hss_rc rc, const char *why)
{
	pthread_mutex_lock(&in->lock);
	in->seen.health = rc;
	in->seen.n_health++;
	snprintf(in->seen.why, sizeof in->seen.why, "%s", why);
	pthread_mutex_unlock(&in->lock);
}

static bool enabled(const struct hss_inst *in, int level)
{
	(void)in;
	return level <= HSS_LOG_INFO;
}

static void emit(const struct hss_inst *in, const struct hss_task *t, int level, const char *fmt,
                 ...)
{
	va_list ap;

	(void)in;
	(void)t;
	pthread_mutex_lock(&instance.lock);
	va_start(ap, fmt);
	vsnprintf(instance.seen.log, sizeof instance.seen.log, fmt, ap);
	va_end(ap);
	if (instance.n_lines < sizeof instance.lines - 1)
		instance.n_lines += (size_t)snprintf(instance.lines + instance.n_lines,
		                                     sizeof instance.lines - instance.n_lines,
		                                     "[%d] %s\n", level, instance.seen.log);
	if (getenv("STORE_TEST_LOG"))
		fprintf(stderr, "[%d] %s\n", level, instance.seen.log);
	pthread_mutex_unlock(&instance.lock);
}

static const struct hss_identity *identity(void)
{
	return &instance.identity;
}

static void notify(struct hss_inst *in, const struct hss_entity *e, uint32_t kind,
                   const struct hss_term *key)
{
	(void)e;
	(void)kind;
	(void)key;
	pthread_mutex_lock(&in->lock);
	in->seen.n_notify++;
	pthread_mutex_unlock(&in->lock);
}

/* ---- jobs --------------------------------------------------------------- */

static void *must(void *p)
{
	if (!p)
		abort();
	return p;
}

static const struct hss_op *job_op(const struct hss_job *j)
{
	return j->op;
}

static void *job_mem(struct hss_job *j, size_t n)
{
	struct fake_mem *m;

	if (j->mem_limit && j->mem_used + n > j->mem_limit)
		return NULL;
	j->mem_used += (uint32_t)n;
	m = must(calloc(1, sizeof *m + n));
	m->next = j->mem;
	j->mem = m;
	return m->data;
}

static void *job_row(struct hss_job *j, uint32_t op_index, uint64_t rev, bool is_old)
{
	struct fake_rows *r = is_old ? &j->old[op_index] : &j->now[op_index];
	const struct hss_op *op = j->op;
	void *row;

	if (op_index >= j->n_parts)
		abort();
	if (op->kind == HSS_OP_BATCH)
		op = (const struct hss_op *)((const char *)op->ops + op_index * op->ops[0].size);
	row = job_mem(j, op->entity->row_size);
	if (!row)
		return NULL;
	r->row = must(realloc(r->row, (r->n + 1) * sizeof *r->row));
	r->revs = must(realloc(r->revs, (r->n + 1) * sizeof *r->revs));
	r->row[r->n] = row;
	r->revs[r->n++] = rev;
	return row;
}

static void job_count(struct hss_job *j, uint32_t op_index, uint64_t n)
{
	j->count[op_index] = n;
}

static void job_failed(struct hss_job *j, uint32_t op_index)
{
	j->failed = op_index;
}

static void job_reset(struct hss_job *j)
{
	for (uint32_t i = 0; i < j->n_parts; i++)
		j->now[i].n = j->old[i].n = 0, j->count[i] = 0;
	j->failed = 0;
	j->n_reset++;
}

static void job_done(struct hss_job *j, hss_rc rc, uint64_t rev, struct hss_bytes cursor)
{
	j->rc = rc;
	j->rev = rev;
	j->cursor = cursor;
	j->n_done++;
}

struct hss_job *fake_job(const struct hss_op *op)
{
	struct hss_job *j = must(calloc(1, sizeof *j));

	j->op = op;
	j->n_parts = op->kind == HSS_OP_BATCH && op->n_ops ? op->n_ops : 1;
	j->now = must(calloc(j->n_parts, sizeof *j->now));
	j->old = must(calloc(j->n_parts, sizeof *j->old));
	j->count = must(calloc(j->n_parts, sizeof *j->count));
	return j;
}

void fake_job_free(struct hss_job *j)
{
	for (uint32_t i = 0; i < j->n_parts; i++) {
		free(j->now[i].row);
		free(j->now[i].revs);
		free(j->old[i].row);
		free(j->old[i].revs);
	}
	while (j->mem) {
		struct fake_mem *next = j->mem->next;

		free(j->mem);
		j->mem = next;
	}
	free(j->now);
	free(j->old);
	free(j->count);
	free(j);
}

/* ---- the tables --------------------------------------------------------- */

const struct hss_host *fake_host(void)
{
	static const struct hss_core_api core = {
		.size = sizeof core, .inst_name = inst_name, .stopped = stopped, .health = health,
		.identity = identity,
	};
	static const struct hss_log_api log = {
		.size = sizeof log, .enabled = enabled, .emit = emit,
	};
	static const struct hss_store_api store = {
		.size = sizeof store, .job_op = job_op, .job_mem = job_mem, .job_row = job_row,
		.job_count = job_count, .job_failed = job_failed, .job_reset = job_reset,
		.job_done = job_done, .notify = notify,
	};
	static const struct hss_host host = {
		.size = sizeof host, .abi_major = HSS_ABI_MAJOR, .abi_minor = HSS_ABI_MINOR,
		.version = "fake", .core = &core, .log = &log, .store = &store,
	};

	return &host;
}

struct hss_inst *fake_inst(void)
{
	pthread_mutex_lock(&instance.lock);
	instance.seen = (struct fake_seen){ 0 };
	instance.lines[0] = 0;
	instance.n_lines = 0;
	pthread_mutex_unlock(&instance.lock);
	return &instance;
}

struct fake_seen fake_seen(void)
{
	struct fake_seen s;

	pthread_mutex_lock(&instance.lock);
	s = instance.seen;
	pthread_mutex_unlock(&instance.lock);
	return s;
}

const char *fake_log(void)
{
	return instance.lines;
}

void fake_home(const char *mcc, const char *mnc)
{
	instance.identity.mcc = (struct hss_bytes){ (const uint8_t *)mcc, (uint32_t)strlen(mcc) };
	instance.identity.mnc = (struct hss_bytes){ (const uint8_t *)mnc, (uint32_t)strlen(mnc) };
}
