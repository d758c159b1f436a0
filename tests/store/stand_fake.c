/*
 * stand_fake.c - the plugin alone: one writer and two readers that take all that is queued, as
 * the core's workers do.
 */
#include "contract.h"

#include <dlfcn.h>
#include <pthread.h>

#include "conf/schema.h"
#include "config.h"
#include "fake_host.h"

#define READERS 2
#define BATCH_MAX 64

struct lane {
	pthread_mutex_t lock;
	pthread_cond_t work, done;
	struct hss_job *first, **last;
	uint32_t role;
	bool is_stopping;
};

static struct {
	void *dl;
	const struct hss_plugin_desc *d;
	const struct hss_store_ops *ops;
	void *conf, *self;
	struct lane lanes[2];           /* reads, writes                        */
	pthread_t threads[READERS + 1];
	void *wself[READERS + 1];
	uint32_t n_threads;
	void *admin;
} st;

static uint32_t take(struct lane *ln, struct hss_job **jobs)
{
	uint32_t n = 0;

	pthread_mutex_lock(&ln->lock);
	while (!ln->first && !ln->is_stopping)
		pthread_cond_wait(&ln->work, &ln->lock);
	while (ln->first && n < BATCH_MAX) {
		jobs[n++] = ln->first;
		ln->first = ln->first->next;
	}
	if (!ln->first)
		ln->last = &ln->first;
	pthread_mutex_unlock(&ln->lock);
	return n;
}

static void *work(void *arg)
{
	uint32_t i = (uint32_t)(uintptr_t)arg;
	struct lane *ln = &st.lanes[i == 0];
	struct hss_job *jobs[BATCH_MAX];
	uint32_t n;

	while ((n = take(ln, jobs)) > 0) {
		st.ops->exec(st.self, st.wself[i], jobs, n);
		pthread_mutex_lock(&ln->lock);
		for (uint32_t k = 0; k < n; k++)
			if (jobs[k]->n_done != 1)
				abort();
		for (uint32_t k = 0; k < n; k++)
			jobs[k]->is_back = true;
		pthread_cond_broadcast(&ln->done);
		pthread_mutex_unlock(&ln->lock);
	}
	return NULL;
}

static void fake_close(void)
{
	for (int i = 0; i < 2; i++) {
		pthread_mutex_lock(&st.lanes[i].lock);
		st.lanes[i].is_stopping = true;
		pthread_cond_broadcast(&st.lanes[i].work);
		pthread_mutex_unlock(&st.lanes[i].lock);
	}
	for (uint32_t i = 0; i < st.n_threads; i++)
		pthread_join(st.threads[i], NULL);
	for (uint32_t i = 0; i < READERS + 1; i++)
		if (st.wself[i])
			st.ops->worker_fini(st.self, st.wself[i]);
	if (st.admin)
		st.ops->worker_fini(st.self, st.admin);
	if (st.self)
		st.d->ops->destroy(st.self);
	schema_free(st.conf);
	memset(&st, 0, sizeof st);
}

static hss_rc load(const struct setup *s, struct hss_err *err)
{
	st.dl = dlopen(s->plugin, RTLD_NOW | RTLD_LOCAL);
	st.d = st.dl ? dlsym(st.dl, "hss_plugin") : NULL;
	if (!st.d) {
		snprintf(err->text, sizeof err->text, "%s", dlerror());
		return HSS_E_NOTFOUND;
	}
	*st.d->host_slot = fake_host();
	st.ops = st.d->kind_ops;
	return config_fill(st.d, s->config, s->dir, &st.conf, err);
}

static hss_rc start(const struct hss_entity *const *e, uint32_t n, struct hss_err *err)
{
	hss_rc rc = st.d->ops->create(fake_inst(), st.conf, &st.self, err);

	if (rc == HSS_OK && st.d->ops->start)
		rc = st.d->ops->start(st.self, err);
	for (uint32_t i = 0; i < READERS + 1 && rc == HSS_OK; i++) {
		rc = st.ops->worker_init(st.self, i ? HSS_WORKER_READ : HSS_WORKER_WRITE,
		                         &st.wself[i], err);
		if (rc == HSS_OK && i == 0)
			rc = st.ops->prepare(st.self, st.wself[0], e, n, err);
	}
	if (rc == HSS_OK)
		rc = st.ops->worker_init(st.self, HSS_WORKER_READ, &st.admin, err);
	return rc;
}

static hss_rc fake_open(const struct setup *s, const struct hss_entity *const *e, uint32_t n,
                        struct hss_err *err)
{
	hss_rc rc;

	memset(&st, 0, sizeof st);
	for (int i = 0; i < 2; i++) {
		pthread_mutex_init(&st.lanes[i].lock, NULL);
		pthread_cond_init(&st.lanes[i].work, NULL);
		pthread_cond_init(&st.lanes[i].done, NULL);
		st.lanes[i].last = &st.lanes[i].first;
	}
	rc = load(s, err);
	if (rc == HSS_OK)
		rc = start(e, n, err);
	for (; rc == HSS_OK && st.n_threads < READERS + 1; st.n_threads++)
		if (pthread_create(&st.threads[st.n_threads], NULL, work,
		                   (void *)(uintptr_t)st.n_threads) != 0)
			abort();
	if (rc != HSS_OK)
		fake_close();
	return rc;
}

static bool is_write(const struct hss_op *op)
{
	if (op->kind != HSS_OP_BATCH)
		return op->kind >= HSS_OP_INSERT;
	for (uint32_t i = 0; i < op->n_ops; i++)
		if (op->ops[i].kind >= HSS_OP_INSERT)
			return true;
	return false;
}

/* As the core shows it: what was not asked for is left out.                    */
static void show(const struct hss_job *j, const struct hss_op *op, uint32_t i, struct answer *a)
{
	a->rev = j->rev;
	a->count = j->count[i];
	a->n = j->now[i].n;
	a->n_old = j->old[i].n;
	a->row = rows_copy(op->entity, (const void *const *)j->now[i].row, a->n);
	a->old = rows_copy(op->entity, (const void *const *)j->old[i].row, a->n_old);
	a->revs = calloc(a->n + 1, sizeof *a->revs);
	if (!a->revs)
		abort();
	if (a->n)
		memcpy(a->revs, j->now[i].revs, a->n * sizeof *a->revs);
}

static void fake_run(const struct hss_op *op, struct answer *a)
{
	struct lane *ln = &st.lanes[is_write(op)];
	struct hss_job *j = fake_job(op);

	pthread_mutex_lock(&ln->lock);
	*ln->last = j;
	ln->last = &j->next;
	pthread_cond_signal(&ln->work);
	while (!j->is_back)
		pthread_cond_wait(&ln->done, &ln->lock);
	pthread_mutex_unlock(&ln->lock);
	*a = (struct answer){ .rc = j->rc, .failed = j->failed };
	if (op->kind != HSS_OP_BATCH) {
		show(j, op, 0, a);
		a->cursor.len = j->cursor.len;
		if (j->cursor.len)
			a->cursor.p = memcpy(malloc(j->cursor.len), j->cursor.p, j->cursor.len);
	} else {
		a->rev = j->rev;
		a->n_sub = op->n_ops;
		a->sub = calloc(op->n_ops, sizeof *a->sub);
		for (uint32_t i = 0; a->sub && i < op->n_ops; i++)
			show(j, &op->ops[i], i, &a->sub[i]);
	}
	fake_job_free(j);
}

static hss_rc fake_admin(uint32_t kind, const char *arg, struct hss_err *err)
{
	return st.ops->admin(st.self, st.admin, kind, arg, err);
}

const struct stand stand_fake = { "fake", fake_open, fake_close, fake_run, fake_admin };
