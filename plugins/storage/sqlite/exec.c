/*
 * exec.c - a call's jobs as one transaction with one commit. A job that fails by itself stays
 * in it as failed; only when SQLite gives up the whole is it rolled back and rerun by halves.
 */
#include "sqlite.h"

#include <stdlib.h>

#define BEGIN_TRIES 2

static void finish(struct conn *c, struct hss_job *j, const struct outcome *o)
{
	(void)c;
	if (o->rc != HSS_OK)
		hss_host->store->job_reset(j);
	if (o->has_failed)
		hss_host->store->job_failed(j, o->failed);
	hss_host->store->job_done(j, o->rc, o->rc == HSS_OK ? o->rev : 0,
	                          o->rc == HSS_OK ? o->cursor : (struct hss_bytes){ 0 });
}

static void finish_all(struct conn *c, struct hss_job *const *jobs, uint32_t n, hss_rc rc)
{
	const struct outcome o = { .rc = rc };

	for (uint32_t i = 0; i < n; i++)
		finish(c, jobs[i], &o);
}

/* Every job that wrote gets `rc`; what failed by itself keeps its reason.      */
static void finish_uncertain(struct conn *c, struct hss_job *const *jobs, struct outcome *out,
                             uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (out[i].rc == HSS_OK)
			out[i].rc = HSS_E_UNCERTAIN;
		finish(c, jobs[i], &out[i]);
	}
}

static void roll_back(struct conn *c)
{
	if (!sqlite3_get_autocommit(c->h))
		conn_fixed(c, FIXED_ROLLBACK);
}

static int begin_write(struct conn *c)
{
	int code = SQLITE_BUSY;

	/* A worker in trouble asks briefly: the queue behind it waits.         */
	sqlite3_busy_timeout(c->h, c->is_faulty ? 50 : (int)c->db->conf.busy_timeout_ms);
	for (int i = 0; i < (c->is_faulty ? 1 : BEGIN_TRIES) && (code & 0xff) == SQLITE_BUSY; i++)
		code = conn_fixed(c, FIXED_BEGIN_WRITE);
	return code;
}

/*
 * A commit that failed by an I/O error may be in the WAL all the same and come to life at the
 * next start; one refused for the lock or for lack of room is not.
 */
static bool is_certain(int code)
{
	int primary = code & 0xff;

	return primary == SQLITE_BUSY || primary == SQLITE_FULL || primary == SQLITE_READONLY;
}

/* Could a part of the jobs do what all together could not?                     */
static bool is_worth_halving(int code)
{
	int primary = code & 0xff;

	return primary != SQLITE_BUSY && primary != SQLITE_READONLY && primary != SQLITE_CANTOPEN;
}

/* Runs the jobs up to the commit; an extended code, SQLITE_OK: all is in the transaction. */
static int run_span(struct conn *c, struct hss_job *const *jobs, struct outcome *out, uint32_t n)
{
	c->is_aborted = false;
	for (uint32_t i = 0; i < n; i++) {
		op_job(c, jobs[i], &out[i]);
		if (!c->is_aborted && sqlite3_get_autocommit(c->h))
			fault_note(c, SQLITE_ABORT);
		if (c->is_aborted)
			return c->abort_code;
	}
	return SQLITE_OK;
}

static bool run_writes(struct conn *c, struct hss_job *const *jobs, struct outcome *out,
                       uint32_t n)
{
	int code = begin_write(c);
	bool done_any;

	if (code != SQLITE_OK) {
		finish_all(c, jobs, n, fault_note(c, code));
		return false;
	}
	code = run_span(c, jobs, out, n);
	if (code == SQLITE_OK) {
		code = conn_fixed(c, FIXED_COMMIT);
		if ((code & 0xff) == SQLITE_BUSY)
			code = conn_fixed(c, FIXED_COMMIT);
		if (code == SQLITE_OK) {
			for (uint32_t i = 0; i < n; i++)
				finish(c, jobs[i], &out[i]);
			return true;
		}
		fault_note(c, code);
		roll_back(c);
		if (!is_certain(code)) {
			finish_uncertain(c, jobs, out, n);
			return false;
		}
	}
	roll_back(c);
	if (n == 1 || !is_worth_halving(code)) {
		const struct outcome failed = { .rc = fault_rc(code), .failed = out[0].failed,
		                                .has_failed = n == 1 && out[0].has_failed };

		for (uint32_t i = 0; i < n; i++)
			finish(c, jobs[i], &failed);
		return false;
	}
	for (uint32_t i = 0; i < n; i++)
		hss_host->store->job_reset(jobs[i]);
	done_any = run_writes(c, jobs, out, n / 2);
	return run_writes(c, jobs + n / 2, out, n - n / 2) || done_any;
}

/* Reads share one snapshot; each stands for itself.                            */
static bool run_reads(struct conn *c, struct hss_job *const *jobs, uint32_t n)
{
	const struct hss_op *first = hss_host->store->job_op(jobs[0]);
	bool is_good = true, has_begun = n > 1 || first->kind == HSS_OP_BATCH;
	struct outcome o;
	int code = SQLITE_OK;

	sqlite3_busy_timeout(c->h, c->is_faulty ? 50 : (int)c->db->conf.busy_timeout_ms);
	if (has_begun)
		code = conn_fixed(c, FIXED_BEGIN_READ);
	if (code != SQLITE_OK) {
		finish_all(c, jobs, n, fault_note(c, code));
		return false;
	}
	for (uint32_t i = 0; i < n; i++) {
		c->is_aborted = false;
		op_job(c, jobs[i], &o);
		if (c->is_aborted && c->abort_code != SQLITE_NOMEM)
			is_good = false;
		finish(c, jobs[i], &o);
		if (c->is_aborted && (c->abort_code & 0xff) == SQLITE_BUSY) {
			finish_all(c, jobs + i + 1, n - i - 1, o.rc);
			break;
		}
	}
	if (has_begun && !sqlite3_get_autocommit(c->h))
		conn_fixed(c, FIXED_COMMIT);
	roll_back(c);
	return is_good;
}

static hss_rc make_room(struct conn *c, uint32_t n)
{
	struct outcome *p;

	if (n <= c->n_out)
		return HSS_OK;
	p = realloc(c->out, n * sizeof *p);
	if (!p)
		return HSS_E_NOMEM;
	c->out = p;
	c->n_out = n;
	return HSS_OK;
}

void exec_jobs(void *self, void *wself, struct hss_job *const *jobs, uint32_t n)
{
	struct conn *c = wself;
	bool is_good;
	hss_rc rc;

	(void)self;
	if (n == 0)
		return;
	rc = conn_take(c);
	if (rc != HSS_OK) {
		finish_all(c, jobs, n, rc);
		fault_health(c, rc);
		return;
	}
	if (make_room(c, n) != HSS_OK) {
		finish_all(c, jobs, n, HSS_E_NOMEM);
		conn_give(c);
		return;
	}
	c->abort_code = SQLITE_OK;
	if (op_is_write(hss_host->store->job_op(jobs[0])))
		is_good = run_writes(c, jobs, c->out, n);
	else
		is_good = run_reads(c, jobs, n);
	/* A commit is the proof that the store works, also when one job was too much for it;
	 * a damaged page stays a fault.                                        */
	if (is_good && fault_rc(c->abort_code) != HSS_E_INTERNAL)
		fault_health(c, HSS_OK);
	else if (c->abort_code != SQLITE_OK && c->abort_code != SQLITE_NOMEM)
		fault_health(c, fault_rc(c->abort_code));
	conn_give(c);
}
