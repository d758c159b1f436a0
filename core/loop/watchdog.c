/* watchdog.c - see watchdog.h. */
#include "loop/watchdog.h"

#include "app.h"
#include "log/log.h"
#include "loop/loop.h"
#include "plugin/guard.h"
#include "plugin/instance.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define STUCK_NS UINT64_C(5000000000)   /* then systemd is no longer fed        */

struct watchdog {
	struct app *app;
	uint64_t limit_ns;
	void (*alive)(void *ctx);
	void *ctx;
	pthread_mutex_t lock;
	pthread_cond_t cond;
	pthread_t thread;
	bool is_stopping;
	uint64_t told[];                /* busy_since of the stall last logged, per loop */
};

/* Returns false when the loop is stuck.                                        */
static bool look(struct watchdog *w, struct hss_loop *l)
{
	uint64_t since = atomic_load_explicit(&l->busy_since_ns, memory_order_relaxed);
	uint64_t now = clock_mono_ns(&w->app->clock);

	if (!since || now < since + w->limit_ns)
		return true;
	if (w->told[l->index] != since) {
		char who[96];

		w->told[l->index] = since;
		guard_running(l, who, sizeof who);
		LOG(w->app, LOG_LOOP, HSS_LOG_WARN, "loop %u has been busy for %llu ms in %s",
		    l->index, (unsigned long long)((now - since) / 1000000), who);
	}
	return now < since + STUCK_NS;
}

static void *watchdog_main(void *arg)
{
	struct watchdog *w = arg;

	pthread_setname_np(pthread_self(), "watchdog");
	pthread_mutex_lock(&w->lock);
	while (!w->is_stopping) {
		struct timespec ts;
		bool all = true;

		clock_gettime(CLOCK_REALTIME, &ts);
		ts.tv_nsec += 50 * 1000000;
		ts.tv_sec += ts.tv_nsec / 1000000000;
		ts.tv_nsec %= 1000000000;
		pthread_cond_timedwait(&w->cond, &w->lock, &ts);
		for (uint32_t i = 0; i < w->app->n_loops; i++)
			all &= look(w, w->app->loops[i]);
		if (all && w->alive)
			w->alive(w->ctx);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

hss_rc watchdog_start(struct app *app, uint32_t limit_ms, void (*alive)(void *ctx), void *ctx,
                      struct watchdog **out)
{
	struct watchdog *w = calloc(1, sizeof *w + app->n_loops * sizeof w->told[0]);

	if (!w)
		return HSS_E_NOMEM;
	w->app = app;
	w->limit_ns = (uint64_t)limit_ms * 1000000;
	w->alive = alive;
	w->ctx = ctx;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->cond, NULL);
	if (pthread_create(&w->thread, NULL, watchdog_main, w)) {
		free(w);
		return HSS_E_INTERNAL;
	}
	*out = w;
	return HSS_OK;
}

void watchdog_stop(struct watchdog *w)
{
	if (!w)
		return;
	pthread_mutex_lock(&w->lock);
	w->is_stopping = true;
	pthread_cond_signal(&w->cond);
	pthread_mutex_unlock(&w->lock);
	pthread_join(w->thread, NULL);
	pthread_cond_destroy(&w->cond);
	pthread_mutex_destroy(&w->lock);
	free(w);
}
