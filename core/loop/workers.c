/* workers.c - see workers.h. */
#include "loop/workers.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct workers {
	pthread_mutex_t lock;
	pthread_cond_t cond;
	struct worker_item *head, **tail;
	uint32_t n_queued, max_queue;
	bool is_stopping;
	char name[16];
	uint32_t n_threads;
	pthread_t threads[];
};

static void *worker_main(void *arg)
{
	struct workers *w = arg;

	pthread_setname_np(pthread_self(), w->name);
	pthread_mutex_lock(&w->lock);
	for (;;) {
		struct worker_item *item = w->head;

		if (!item) {
			if (w->is_stopping)
				break;
			pthread_cond_wait(&w->cond, &w->lock);
			continue;
		}
		w->head = item->next;
		if (!w->head)
			w->tail = &w->head;
		w->n_queued--;
		pthread_mutex_unlock(&w->lock);
		item->fn(item);
		pthread_mutex_lock(&w->lock);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

hss_rc workers_start(struct app *app, const char *name, uint32_t n_threads, uint32_t max_queue,
                     struct workers **out)
{
	struct workers *w = calloc(1, sizeof *w + n_threads * sizeof w->threads[0]);

	(void)app;
	if (!w)
		return HSS_E_NOMEM;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->cond, NULL);
	w->tail = &w->head;
	w->max_queue = max_queue;
	snprintf(w->name, sizeof w->name, "%s", name);
	for (; w->n_threads < n_threads; w->n_threads++)
		if (pthread_create(&w->threads[w->n_threads], NULL, worker_main, w)) {
			workers_stop(w);
			return HSS_E_INTERNAL;
		}
	*out = w;
	return HSS_OK;
}

void workers_stop(struct workers *w)
{
	if (!w)
		return;
	pthread_mutex_lock(&w->lock);
	w->is_stopping = true;
	pthread_cond_broadcast(&w->cond);
	pthread_mutex_unlock(&w->lock);
	for (uint32_t i = 0; i < w->n_threads; i++)
		pthread_join(w->threads[i], NULL);
	pthread_cond_destroy(&w->cond);
	pthread_mutex_destroy(&w->lock);
	free(w);
}

hss_rc workers_submit(struct workers *w, struct worker_item *item)
{
	hss_rc rc = HSS_E_BUSY;

	item->next = NULL;
	pthread_mutex_lock(&w->lock);
	if (w->n_queued < w->max_queue && !w->is_stopping) {
		*w->tail = item;
		w->tail = &item->next;
		w->n_queued++;
		pthread_cond_signal(&w->cond);
		rc = HSS_OK;
	}
	pthread_mutex_unlock(&w->lock);
	return rc;
}
