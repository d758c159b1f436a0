/* timer.h - hierarchical wheel, 1 ms ticks: set and clear are O(1). */
#ifndef LOOP_TIMER_H
#define LOOP_TIMER_H

#include <stdint.h>

#include "base/list.h"

struct hss_loop;

struct timer {                          /* lies in whatever it is about         */
	struct list node;
	uint64_t due_ms;
	void (*fn)(struct timer *t);
};

#define WHEEL_BITS 8
#define WHEEL_SLOTS (1u << WHEEL_BITS)
#define WHEEL_LEVELS 4

struct timer_wheel {
	uint64_t now_ms;
	uint64_t soonest_ms;            /* nothing is due before; may be too early */
	uint32_t n;
	struct list slot[WHEEL_LEVELS][WHEEL_SLOTS];
};

void timer_init(struct timer *t, void (*fn)(struct timer *t));
/* LOOP. Fires once, `ms` from now (0: next tick); set again moves it.          */
void timer_set(struct hss_loop *l, struct timer *t, uint64_t ms);
/* LOOP. Not set is fine.                                                       */
void timer_clear(struct hss_loop *l, struct timer *t);
static inline bool timer_is_set(const struct timer *t)
{
	return !list_empty(&t->node);
}

void wheel_init(struct timer_wheel *w, uint64_t now_ms);
void wheel_advance(struct timer_wheel *w, uint64_t now_ms);
/* Milliseconds until something may be due, -1: nothing is set.                 */
int wheel_wait_ms(struct timer_wheel *w);

#endif
