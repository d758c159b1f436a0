/* list.h - intrusive doubly linked ring; an unlinked node points to itself. */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list {
	struct list *next, *prev;
};

#define LIST_INIT(l) { &(l), &(l) }
#define list_entry(p, T, m) ((T *)(void *)((char *)(p) - offsetof(T, m)))
#define list_each(p, head) \
	for (struct list *p = (head)->next, *p##_n = p->next; p != (head); \
	     p = p##_n, p##_n = p->next)

static inline void list_init(struct list *l)
{
	l->next = l->prev = l;
}

static inline bool list_empty(const struct list *l)
{
	return l->next == l;
}

/* Puts `n` before `at`: at the tail when `at` is the head of the ring.         */
static inline void list_add(struct list *at, struct list *n)
{
	n->prev = at->prev;
	n->next = at;
	at->prev->next = n;
	at->prev = n;
}

static inline void list_del(struct list *n)
{
	n->prev->next = n->next;
	n->next->prev = n->prev;
	list_init(n);
}

#endif
