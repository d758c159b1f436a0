/*
 * queue.c - readers and writers of a storage instance.
 *
 * A worker takes everything that waits in its lane, up to max_batch, and gives it to the backend
 * in one exec(): one commit for all. All readers share a lane, each writer has its own; writes go
 * to a writer by the hash of their primary key, so those of a row stay in order.
 */
#include "loop/task.h"
#include "plugin/guard.h"
#include "metrics/registry.h"
#include "store/job.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- lanes --------------------------------------------------------------------- */

static void lane_init(struct lane *ln)
{
	pthread_condattr_t attr;

	pthread_mutex_init(&ln->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&ln->cond, &attr);
	pthread_condattr_destroy(&attr);
	list_init(&ln->jobs);
	list_init(&ln->calls);
}

static void lane_fini(struct lane *ln)
{
	pthread_cond_destroy(&ln->cond);
	pthread_mutex_destroy(&ln->lock);
}

static struct lane *choose_lane(struct hss_job *j)
{
	struct store_inst *si = j->si;
	struct cache_key key;

	if (!si->ops.exec)
		return NULL;
	if (!j->is_write)
		return &si->readers;
	for (uint32_t i = 0; i < j->n_parts && si->n_writers > 1; i++) {
		struct job_part *p = &j->parts[i];

		if (op_is_write(p->op.kind) &&
		    cache_key_of_write(si->core->cache, si, p->e, &p->op, &key))
			return &si->writers[key.hash % si->n_writers];
	}
	return &si->writers[0];
}

/* ---- the loop's side -------------------------------------------------------------- */

void queue_add(struct hss_job *j)
{
	struct store_loop *sl = store_loop_of(j->si->core, j->t->loop);

	j->lane = choose_lane(j);
	atomic_fetch_add(&j->si->n_queued, 1);
	list_add(&sl->pending, &j->node);
	loop_at_end(sl->l, &sl->hand_over);
}

bool queue_take_back(struct hss_job *j)
{
	bool is_ours = !j->is_handed;

	if (!j->is_handed) {
		list_del(&j->node);
	} else if (j->lane) {
		pthread_mutex_lock(&j->lane->lock);
		if (atomic_load(&j->state) == JOB_QUEUED) {
			list_del(&j->node);
			j->lane->n_jobs--;
			atomic_store(&j->state, JOB_ENDED);
			is_ours = true;
		}
		pthread_mutex_unlock(&j->lane->lock);
	}
	if (is_ours)
		atomic_fetch_sub(&j->si->n_queued, 1);
	return is_ours;
}

static void submit_async(struct hss_job *j)
{
	struct store_inst *si = j->si;
	struct hss_inst *in = si->in;
	struct guard g;

	atomic_store(&j->state, JOB_TAKEN);
	if (j->is_write)
		cache_begin(si->core->cache, j);
	j->has_begun = true;
	guard_enter(&g, in, "store submit", NULL);
	si->ops.submit(in->self, in->lself ? in->lself[j->t->loop->index] : NULL, j);
	guard_leave(&g);
}

/* All of `list` that go to the same lane, under one lock.                      */
static void push_lane(struct list *from, struct lane *ln)
{
	struct list refused = LIST_INIT(refused);

	pthread_mutex_lock(&ln->lock);
	list_each(at, from) {
		struct hss_job *j = list_entry(at, struct hss_job, node);

		if (j->lane != ln)
			continue;
		list_del(&j->node);
		j->is_handed = true;
		if (ln->is_stopping) {
			list_add(&refused, &j->node);
			continue;
		}
		atomic_store(&j->state, JOB_QUEUED);
		list_add(&ln->jobs, &j->node);
		ln->n_jobs++;
	}
	if (ln->n_idle)
		pthread_cond_signal(&ln->cond);
	pthread_mutex_unlock(&ln->lock);
	list_each(at, &refused) {
		struct hss_job *j = list_entry(at, struct hss_job, node);

		list_del(&j->node);
		atomic_fetch_sub(&j->si->n_queued, 1);
		job_abort(j, HSS_E_CANCELED, true);
	}
}

void queue_hand_over(struct loop_work *w)
{
	struct store_loop *sl = list_entry(w, struct store_loop, hand_over);

	while (!list_empty(&sl->pending)) {
		struct hss_job *j = list_entry(sl->pending.next, struct hss_job, node);

		if (j->lane) {
			push_lane(&sl->pending, j->lane);
			continue;
		}
		list_del(&j->node);
		j->is_handed = true;
		if (!atomic_load(&sl->core->is_stopping)) {
			submit_async(j);
			continue;
		}
		atomic_fetch_sub(&j->si->n_queued, 1);
		job_abort(j, HSS_E_CANCELED, true);
	}
}

hss_rc queue_call(struct lane *ln, struct lane_call *c)
{
	hss_rc rc = HSS_E_STATE;

	pthread_mutex_lock(&ln->lock);
	if (!ln->is_stopping && !ln->n_open) {
		rc = HSS_E_UNREACH;
	} else if (!ln->is_stopping) {
		list_add(&ln->calls, &c->node);
		pthread_cond_broadcast(&ln->cond);
		rc = HSS_OK;
	}
	pthread_mutex_unlock(&ln->lock);
	return rc;
}

/* ---- the worker's side ------------------------------------------------------------ */

/* One wake per loop, however many of its jobs ended.                           */
static void flush(struct worker *w)
{
	struct store_core *s = w->si->core;
	uint64_t touched = 0;

	while (!list_empty(&w->done)) {
		struct hss_job *j = list_entry(w->done.next, struct hss_job, node);
		uint32_t loop = j->t->loop->index;

		list_del(&j->node);
		job_return(j, loop >= 64);
		if (loop < 64)
			touched |= UINT64_C(1) << loop;
	}
	for (uint32_t i = 0; touched; i++, touched >>= 1)
		if (touched & 1)
			loop_wake(s->app->loops[i]);
}

static void run_batch(struct worker *w, uint32_t n)
{
	struct store_inst *si = w->si;
	struct guard g;

	for (uint32_t i = 0; i < n; i++) {
		w->batch[i]->worker = w;
		w->batch[i]->has_begun = true;
		if (w->batch[i]->is_write)
			cache_begin(si->core->cache, w->batch[i]);
	}
	metrics_observe(si->metrics.batch_size, n);
	guard_enter(&g, si->in, "exec", NULL);
	si->ops.exec(si->in->self, w->wself, w->batch, n);
	guard_leave(&g);
	for (uint32_t i = 0; i < n; i++) {
		struct hss_job *j = w->batch[i];

		if (atomic_load(&j->state) != JOB_TAKEN)
			continue;
		guard_violation(si->in, NULL, "job_not_done");
		job_done(j, HSS_E_INTERNAL, 0, (struct hss_bytes){ 0 });
	}
	flush(w);
}

/* Under the lane's lock. Admin and prepare before jobs, but one at a time, so that a long
 * backup leaves the other readers to the jobs.                                 */
static struct lane_call *take_call(struct worker *w)
{
	struct lane_call *c;

	if (list_empty(&w->lane->calls) || (w->role == HSS_WORKER_READ && w->si->is_admin_busy))
		return NULL;
	c = list_entry(w->lane->calls.next, struct lane_call, node);
	list_del(&c->node);
	if (w->role == HSS_WORKER_READ)
		w->si->is_admin_busy = true;
	return c;
}

static uint32_t take_jobs(struct worker *w)
{
	struct lane *ln = w->lane;
	uint32_t n = 0;

	while (n < w->si->max_batch && !list_empty(&ln->jobs)) {
		struct hss_job *j = list_entry(ln->jobs.next, struct hss_job, node);

		list_del(&j->node);
		atomic_store(&j->state, JOB_TAKEN);
		w->batch[n++] = j;
	}
	ln->n_jobs -= n;
	atomic_fetch_sub(&w->si->n_queued, n);
	if (ln->n_jobs && ln->n_idle)
		pthread_cond_signal(&ln->cond);
	return n;
}

static void serve(struct worker *w)
{
	struct lane *ln = w->lane;

	pthread_mutex_lock(&ln->lock);
	while (!ln->is_stopping) {
		struct lane_call *c = take_call(w);
		uint32_t n = c ? 0 : take_jobs(w);

		if (!c && !n) {
			ln->n_idle++;
			pthread_cond_wait(&ln->cond, &ln->lock);
			ln->n_idle--;
			continue;
		}
		pthread_mutex_unlock(&ln->lock);
		if (c)
			c->fn(c, w);
		else
			run_batch(w, n);
		pthread_mutex_lock(&ln->lock);
		if (c && w->role == HSS_WORKER_READ) {
			w->si->is_admin_busy = false;
			pthread_cond_signal(&ln->cond);
		}
	}
	ln->n_open--;
	pthread_mutex_unlock(&ln->lock);
}

/* Is it an error that goes away by itself when the backend comes back?         */
static bool is_passing(hss_rc rc)
{
	return rc == HSS_E_UNREACH || rc == HSS_E_TIMEOUT || rc == HSS_E_BUSY;
}

static hss_rc open_worker(struct worker *w, struct hss_err *err)
{
	struct store_inst *si = w->si;
	struct guard g;
	hss_rc rc = HSS_OK;

	*err = (struct hss_err){ 0 };
	guard_enter(&g, si->in, "worker_init", NULL);
	if (si->ops.worker_init)
		rc = si->ops.worker_init(si->in->self, w->role, &w->wself, err);
	guard_leave(&g);
	if (rc != HSS_OK || w->index || atomic_load(&si->is_up))
		return rc;
	rc = migrate_run(si, w->wself, err);
	if (rc == HSS_OK)
		return HSS_OK;
	guard_enter(&g, si->in, "worker_fini", NULL);
	if (si->ops.worker_fini)
		si->ops.worker_fini(si->in->self, w->wself);
	guard_leave(&g);
	w->wself = NULL;
	return rc;
}

/* From here on calls of this lane find a worker.                               */
static void open_lane(struct worker *w)
{
	pthread_mutex_lock(&w->lane->lock);
	w->lane->n_open++;
	pthread_mutex_unlock(&w->lane->lock);
	if (!w->index)
		atomic_store(&w->si->is_up, true);
}

/* The first attempt's result is what queue_start() waits for.                  */
static void report_open(struct worker *w, hss_rc rc, const struct hss_err *err)
{
	struct store_inst *si = w->si;

	pthread_mutex_lock(&si->lock);
	si->n_opened++;
	if (rc != HSS_OK && si->open_rc == HSS_OK) {
		si->open_rc = rc;
		si->open_err = *err;
	}
	pthread_cond_broadcast(&si->cond);
	pthread_mutex_unlock(&si->lock);
}

/* Without any connection in this lane nobody else will answer what waits.      */
static bool wait_and_refuse(struct worker *w)
{
	struct lane *ln = w->lane;
	struct list refused = LIST_INIT(refused);
	struct timespec until;
	bool goes_on;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += w->si->core->conf.breaker_open_ms / 1000;
	until.tv_nsec += w->si->core->conf.breaker_open_ms % 1000 * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_mutex_lock(&ln->lock);
	while (!ln->is_stopping) {
		bool has_jobs = !ln->n_open && !list_empty(&ln->jobs);

		while (has_jobs && !list_empty(&ln->jobs)) {
			struct hss_job *j = list_entry(ln->jobs.next, struct hss_job, node);

			list_del(&j->node);
			ln->n_jobs--;
			atomic_store(&j->state, JOB_ENDED);
			list_add(&refused, &j->node);
		}
		if (has_jobs || pthread_cond_timedwait(&ln->cond, &ln->lock, &until) == ETIMEDOUT)
			break;
	}
	goes_on = !ln->is_stopping;
	pthread_mutex_unlock(&ln->lock);
	list_each(at, &refused) {
		struct hss_job *j = list_entry(at, struct hss_job, node);

		list_del(&j->node);
		atomic_fetch_sub(&j->si->n_queued, 1);
		job_abort(j, HSS_E_UNREACH, true);
	}
	return goes_on;
}

static void *worker_main(void *arg)
{
	struct worker *w = arg;
	struct store_inst *si = w->si;
	bool is_first = true, has_failed = false;
	struct hss_err err;
	struct guard g;
	char name[16];
	hss_rc rc;

	snprintf(name, sizeof name, "%.9s-%c%u", si->in->name,
	         w->role == HSS_WORKER_WRITE ? 'w' : 'r', w->index % 100);
	pthread_setname_np(pthread_self(), name);
	do {
		rc = open_worker(w, &err);
		if (rc == HSS_OK)
			open_lane(w);
		if (is_first)
			report_open(w, rc, &err);
		if (is_passing(rc))
			breaker_trip(si, rc, err.text);
		else if (rc != HSS_OK && is_first)
			return NULL;
		is_first = false;
		has_failed |= rc != HSS_OK;
	} while (rc != HSS_OK && wait_and_refuse(w));
	if (rc != HSS_OK)
		return NULL;
	if (has_failed)
		breaker_result(si, false, HSS_OK);
	serve(w);
	guard_enter(&g, si->in, "worker_fini", NULL);
	if (si->ops.worker_fini)
		si->ops.worker_fini(si->in->self, w->wself);
	guard_leave(&g);
	return NULL;
}

/* ---- start and stop ---------------------------------------------------------------- */

static uint32_t at_least_one(uint32_t n, uint32_t max)
{
	return n < 1 ? 1 : n > max ? max : n;
}

hss_rc queue_init(struct store_inst *si)
{
	const struct store_conf *conf = &si->core->conf;
	uint32_t limit = si->ops.max_writers;

	pthread_mutex_init(&si->lock, NULL);
	pthread_cond_init(&si->cond, NULL);
	lane_init(&si->readers);
	si->max_batch = (uint32_t)conf->max_batch;
	if (si->ops.max_batch && si->ops.max_batch < si->max_batch)
		si->max_batch = si->ops.max_batch;
	si->n_writers = at_least_one((uint32_t)conf->writers, STORE_WRITERS_MAX);
	if (limit && limit < si->n_writers)
		si->n_writers = limit;
	si->n_readers = at_least_one((uint32_t)conf->readers, STORE_READERS_MAX);
	if (!si->ops.exec) {            /* one for prepare and admin            */
		si->n_writers = 1;
		si->n_readers = 0;
	}
	si->n_workers = si->n_writers + si->n_readers;
	si->writers = calloc(si->n_writers, sizeof si->writers[0]);
	si->workers = calloc(si->n_workers, sizeof si->workers[0]);
	if (!si->writers || !si->workers)
		return HSS_E_NOMEM;
	for (uint32_t i = 0; i < si->n_writers; i++)
		lane_init(&si->writers[i]);
	for (uint32_t i = 0; i < si->n_workers; i++) {
		struct worker *w = &si->workers[i];

		w->si = si;
		w->index = i;
		w->role = i < si->n_writers ? HSS_WORKER_WRITE : HSS_WORKER_READ;
		w->lane = i < si->n_writers ? &si->writers[i] : &si->readers;
		list_init(&w->done);
		w->batch = calloc(si->max_batch, sizeof w->batch[0]);
		if (!w->batch)
			return HSS_E_NOMEM;
	}
	return HSS_OK;
}

static hss_rc start_worker(struct store_inst *si, uint32_t i)
{
	uint32_t want;
	hss_rc rc;

	pthread_mutex_lock(&si->lock);
	want = si->n_opened + 1;
	pthread_mutex_unlock(&si->lock);
	if (pthread_create(&si->workers[i].thread, NULL, worker_main, &si->workers[i]))
		return HSS_E_INTERNAL;
	si->workers[i].has_thread = true;
	pthread_mutex_lock(&si->lock);
	while (si->n_opened < want)
		pthread_cond_wait(&si->cond, &si->lock);
	rc = si->open_rc;
	si->open_rc = HSS_OK;
	pthread_mutex_unlock(&si->lock);
	return rc;
}

hss_rc queue_start(struct store_inst *si, struct hss_err *err)
{
	/* the first writer makes the tables before anybody else connects       */
	for (uint32_t i = 0; i < si->n_workers; i++) {
		hss_rc rc = start_worker(si, i);

		if (rc != HSS_OK && !is_passing(rc)) {
			return err_set(err, rc, "store \"%s\" (%s): %s", si->in->name,
			               si->in->plugin, si->open_err.text[0] ?
			               si->open_err.text : "no worker could be started");
		}
	}
	si->is_started = true;
	return HSS_OK;
}

static void stop_lane(struct lane *ln)
{
	struct list jobs = LIST_INIT(jobs), calls = LIST_INIT(calls);

	pthread_mutex_lock(&ln->lock);
	ln->is_stopping = true;
	list_each(at, &ln->jobs) {
		list_del(at);
		atomic_store(&list_entry(at, struct hss_job, node)->state, JOB_ENDED);
		list_add(&jobs, at);
	}
	ln->n_jobs = 0;
	list_each(at, &ln->calls) {
		list_del(at);
		list_add(&calls, at);
	}
	pthread_cond_broadcast(&ln->cond);
	pthread_mutex_unlock(&ln->lock);
	list_each(at, &jobs) {
		struct hss_job *j = list_entry(at, struct hss_job, node);

		list_del(&j->node);
		atomic_fetch_sub(&j->si->n_queued, 1);
		job_abort(j, HSS_E_CANCELED, true);
	}
	list_each(at, &calls) {
		list_del(at);
		list_entry(at, struct lane_call, node)->fn(list_entry(at, struct lane_call, node),
		                                           NULL);
	}
}

void queue_stop(struct store_inst *si)
{
	stop_lane(&si->readers);
	for (uint32_t i = 0; i < si->n_writers; i++)
		stop_lane(&si->writers[i]);
	for (uint32_t i = 0; i < si->n_workers; i++)
		if (si->workers[i].has_thread) {
			pthread_join(si->workers[i].thread, NULL);
			si->workers[i].has_thread = false;
		}
	si->is_started = false;
}

void queue_fini(struct store_inst *si)
{
	for (uint32_t i = 0; si->workers && i < si->n_workers; i++)
		free(si->workers[i].batch);
	for (uint32_t i = 0; si->writers && i < si->n_writers; i++)
		lane_fini(&si->writers[i]);
	lane_fini(&si->readers);
	free(si->workers);
	free(si->writers);
	pthread_cond_destroy(&si->cond);
	pthread_mutex_destroy(&si->lock);
}
