/*
 * workers.h - threads that may block: one set per store instance, one for offload.
 * A set runs work items in FIFO order; what a batch is, is the store's own business
 * (store/queue.c has its own threads by worker_thread).
 */
#ifndef LOOP_WORKERS_H
#define LOOP_WORKERS_H

#include <hss/abi.h>

struct app;
struct workers;
struct worker_item {
	struct worker_item *next;
	void (*fn)(struct worker_item *w);      /* on a worker                  */
};

/* SETUP.                                                                       */
hss_rc workers_start(struct app *app, const char *name, uint32_t n_threads, uint32_t max_queue,
                     struct workers **out);
/* Runs what is queued to its end, then ends the threads.                       */
void workers_stop(struct workers *w);
/* ANY. BUSY: the queue is full.                                                */
hss_rc workers_submit(struct workers *w, struct worker_item *item);

#endif
