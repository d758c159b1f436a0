/*
 * timer.c - four levels of 256 slots: a timer lies in the slot of the highest octet in which
 * its due time differs from now, and moves down a level when that octet comes round.
 */
#include "loop/timer.h"

#include "loop/loop.h"

#define MASK (WHEEL_SLOTS - 1u)

void timer_init(struct timer *t, void (*fn)(struct timer *t))
{
	list_init(&t->node);
	t->due_ms = 0;
	t->fn = fn;
}

void wheel_init(struct timer_wheel *w, uint64_t now_ms)
{
	w->now_ms = now_ms;
	w->soonest_ms = UINT64_MAX;
	w->n = 0;
	for (uint32_t l = 0; l < WHEEL_LEVELS; l++)
		for (uint32_t s = 0; s < WHEEL_SLOTS; s++)
			list_init(&w->slot[l][s]);
}

static void place(struct timer_wheel *w, struct timer *t)
{
	uint64_t due = t->due_ms > w->now_ms ? t->due_ms : w->now_ms + 1;
	uint64_t far = (UINT64_C(1) << (WHEEL_BITS * WHEEL_LEVELS)) - 1;
	uint32_t level = 0;

	if (due < w->soonest_ms)
		w->soonest_ms = due;
	if (due - w->now_ms > far)
		due = w->now_ms + far;
	while (level < WHEEL_LEVELS - 1 &&
	       (due ^ w->now_ms) >> (WHEEL_BITS * (level + 1)))
		level++;
	list_add(&w->slot[level][due >> (WHEEL_BITS * level) & MASK], &t->node);
}

void timer_set(struct hss_loop *l, struct timer *t, uint64_t ms)
{
	timer_clear(l, t);
	t->due_ms = l->now_ns / 1000000 + (ms ? ms : 1);
	place(&l->wheel, t);
	l->wheel.n++;
}

void timer_clear(struct hss_loop *l, struct timer *t)
{
	if (list_empty(&t->node))
		return;
	list_del(&t->node);
	l->wheel.n--;
}

/* A slot of a higher level has come: its timers are placed anew.               */
static void cascade(struct timer_wheel *w, uint32_t level)
{
	struct list *slot = &w->slot[level][w->now_ms >> (WHEEL_BITS * level) & MASK];
	struct list moved;

	if (list_empty(slot))
		return;
	moved = *slot;
	moved.next->prev = moved.prev->next = &moved;
	list_init(slot);
	while (!list_empty(&moved)) {
		struct timer *t = list_entry(moved.next, struct timer, node);

		list_del(&t->node);
		if (t->due_ms <= w->now_ms)
			list_add(&w->slot[0][w->now_ms & MASK], &t->node);
		else
			place(w, t);
	}
}

void wheel_advance(struct timer_wheel *w, uint64_t now_ms)
{
	while (w->now_ms < now_ms) {
		struct list *slot;

		if (!w->n) {
			w->now_ms = now_ms;
			return;
		}
		w->now_ms++;
		for (uint32_t level = WHEEL_LEVELS - 1; level > 0; level--)
			if (!(w->now_ms & ((UINT64_C(1) << (WHEEL_BITS * level)) - 1)))
				cascade(w, level);
		slot = &w->slot[0][w->now_ms & MASK];
		while (!list_empty(slot)) {
			struct timer *t = list_entry(slot->next, struct timer, node);

			list_del(&t->node);
			w->n--;
			t->fn(t);
		}
	}
}

/* Looks at the slots only when the known time has passed: this is asked before every sleep. */
int wheel_wait_ms(struct timer_wheel *w)
{
	uint64_t wait;

	if (!w->n) {
		w->soonest_ms = UINT64_MAX;
		return -1;
	}
	if (w->soonest_ms <= w->now_ms || w->soonest_ms == UINT64_MAX) {
		uint64_t at = w->now_ms + 1;

		/* a slot of this level is not empty, or a higher level has to be looked at */
		while (list_empty(&w->slot[0][at & MASK]) && (at & MASK))
			at++;
		w->soonest_ms = at;
	}
	wait = w->soonest_ms - w->now_ms;
	return wait > 60000 ? 60000 : (int)wait;
}
