/*
 * mpsc.h - intrusive queue, many producers and one consumer, without locks
 * (D. Vyukov's). FIFO per producer.
 */
#ifndef BASE_MPSC_H
#define BASE_MPSC_H

#include <stdatomic.h>
#include <stdbool.h>

struct mpsc_node {
	_Atomic(struct mpsc_node *) next;
};

struct mpsc {
	_Atomic(struct mpsc_node *) tail;       /* producers                    */
	struct mpsc_node *head;                 /* consumer                     */
	struct mpsc_node stub;
};

void mpsc_init(struct mpsc *q);
/* ANY.                                                                         */
void mpsc_push(struct mpsc *q, struct mpsc_node *n);
/* The consumer's thread. NULL: empty, or a producer is in the middle of a push
 * (it wakes the consumer afterwards).                                          */
struct mpsc_node *mpsc_pop(struct mpsc *q);

#endif
