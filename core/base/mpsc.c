/* mpsc.c - see mpsc.h. */
#include "base/mpsc.h"

#include <stddef.h>

void mpsc_init(struct mpsc *q)
{
	atomic_store(&q->stub.next, NULL);
	atomic_store(&q->tail, &q->stub);
	q->head = &q->stub;
}

void mpsc_push(struct mpsc *q, struct mpsc_node *n)
{
	struct mpsc_node *prev;

	atomic_store_explicit(&n->next, NULL, memory_order_relaxed);
	prev = atomic_exchange(&q->tail, n);    /* ordered before loop_wake's look */
	atomic_store_explicit(&prev->next, n, memory_order_release);
}

struct mpsc_node *mpsc_pop(struct mpsc *q)
{
	struct mpsc_node *head = q->head;
	struct mpsc_node *next = atomic_load_explicit(&head->next, memory_order_acquire);

	if (head == &q->stub) {
		if (!next)
			return NULL;
		q->head = next;
		head = next;
		next = atomic_load_explicit(&head->next, memory_order_acquire);
	}
	if (next) {
		q->head = next;
		return head;
	}
	if (atomic_load_explicit(&q->tail, memory_order_acquire) != head)
		return NULL;    /* a producer is between exchange and link      */
	mpsc_push(q, &q->stub);
	next = atomic_load_explicit(&head->next, memory_order_acquire);
	if (!next)
		return NULL;
	q->head = next;
	return head;
}
