/*
 * watchdog.c - RFC 3539 3.4.1 as its own table, row by row. One difference is not here but in
 * what the caller makes of it: requests that a peer sends in REOPEN are answered, not thrown away,
 * because every request of an open peer is answered.
 */
#include "dia/watchdog.h"

#include <stddef.h>

enum { ANY = -1, NO = 0, YES = 1 };     /* Pending before                       */
enum dwa_cond { DWA_ANY, DWA_LESS, DWA_LAST, DWA_GOOD, DWA_BAD };
enum dwa_op { DWA_KEEP, DWA_ZERO, DWA_INC, DWA_MINUS };
enum pending_op { P_KEEP, P_SET, P_CLEAR };

struct row {
	uint8_t state, event;
	int8_t pending;
	uint8_t cond, next, pending_op, dwa_op;
	uint32_t actions;
};

static const struct row rows[] = {
	{ WD_INITIAL, WD_UP, ANY, DWA_ANY, WD_OKAY, P_CLEAR, DWA_KEEP, WDA_SET_TIMER },
	{ WD_INITIAL, WD_TIMER, ANY, DWA_ANY, WD_INITIAL, P_KEEP, DWA_KEEP, WDA_OPEN | WDA_SET_TIMER },

	{ WD_OKAY, WD_RX_DWA, ANY, DWA_ANY, WD_OKAY, P_CLEAR, DWA_KEEP, WDA_SET_TIMER },
	{ WD_OKAY, WD_RX_OTHER, ANY, DWA_ANY, WD_OKAY, P_KEEP, DWA_KEEP, WDA_SET_TIMER },
	{ WD_OKAY, WD_TIMER, NO, DWA_ANY, WD_OKAY, P_SET, DWA_KEEP, WDA_SEND_DWR | WDA_SET_TIMER },
	{ WD_OKAY, WD_TIMER, YES, DWA_ANY, WD_SUSPECT, P_KEEP, DWA_KEEP,
	  WDA_FAILOVER | WDA_SET_TIMER },
	{ WD_OKAY, WD_LOST, ANY, DWA_ANY, WD_DOWN, P_KEEP, DWA_KEEP, WDA_FAILOVER | WDA_SET_TIMER },

	{ WD_SUSPECT, WD_RX_DWA, ANY, DWA_ANY, WD_OKAY, P_CLEAR, DWA_KEEP,
	  WDA_FAILBACK | WDA_SET_TIMER },
	{ WD_SUSPECT, WD_RX_OTHER, ANY, DWA_ANY, WD_OKAY, P_KEEP, DWA_KEEP,
	  WDA_FAILBACK | WDA_SET_TIMER },
	{ WD_SUSPECT, WD_TIMER, ANY, DWA_ANY, WD_DOWN, P_KEEP, DWA_KEEP, WDA_CLOSE | WDA_SET_TIMER },
	{ WD_SUSPECT, WD_LOST, ANY, DWA_ANY, WD_DOWN, P_KEEP, DWA_KEEP, WDA_SET_TIMER },

	{ WD_DOWN, WD_UP, ANY, DWA_ANY, WD_REOPEN, P_SET, DWA_ZERO, WDA_SEND_DWR | WDA_SET_TIMER },
	{ WD_DOWN, WD_TIMER, ANY, DWA_ANY, WD_DOWN, P_KEEP, DWA_KEEP, WDA_OPEN | WDA_SET_TIMER },

	{ WD_REOPEN, WD_RX_DWA, ANY, DWA_LESS, WD_REOPEN, P_CLEAR, DWA_INC, 0 },
	{ WD_REOPEN, WD_RX_DWA, ANY, DWA_LAST, WD_OKAY, P_CLEAR, DWA_INC, WDA_FAILBACK },
	{ WD_REOPEN, WD_TIMER, NO, DWA_ANY, WD_REOPEN, P_SET, DWA_KEEP, WDA_SEND_DWR | WDA_SET_TIMER },
	{ WD_REOPEN, WD_TIMER, YES, DWA_GOOD, WD_REOPEN, P_KEEP, DWA_MINUS, WDA_SET_TIMER },
	{ WD_REOPEN, WD_TIMER, YES, DWA_BAD, WD_DOWN, P_KEEP, DWA_KEEP, WDA_CLOSE | WDA_SET_TIMER },
	{ WD_REOPEN, WD_LOST, ANY, DWA_ANY, WD_DOWN, P_KEEP, DWA_KEEP, WDA_SET_TIMER },
};

static bool dwa_fits(const struct row *r, const struct wd *w)
{
	switch ((enum dwa_cond)r->cond) {
	case DWA_LESS:
		return w->n_dwa < 2;
	case DWA_LAST:
		return w->n_dwa >= 2;
	case DWA_GOOD:
		return w->n_dwa >= 0;
	case DWA_BAD:
		return w->n_dwa < 0;
	case DWA_ANY:
		break;
	}
	return true;
}

static void apply(struct wd *w, const struct row *r)
{
	w->state = r->next;
	if (r->pending_op != P_KEEP)
		w->is_pending = r->pending_op == P_SET;
	if (r->dwa_op == DWA_ZERO)
		w->n_dwa = 0;
	else if (r->dwa_op == DWA_INC)
		w->n_dwa++;
	else if (r->dwa_op == DWA_MINUS)
		w->n_dwa = -1;
}

uint32_t wd_step(struct wd *w, enum wd_event e)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct row *r = &rows[i];

		if (r->state != w->state || r->event != e)
			continue;
		if ((r->pending != ANY && r->pending != (int8_t)w->is_pending) || !dwa_fits(r, w))
			continue;
		apply(w, r);
		return r->actions;
	}
	return 0;                       /* Throwaway(), or nothing to do        */
}

uint32_t wd_interval_ms(const struct wd *w, uint32_t tw_ms, uint32_t random)
{
	uint32_t jitter = tw_ms >= 6000 ? 2000 : tw_ms / 3;

	if (w->state == WD_REOPEN && tw_ms > 1000)
		return 1000;
	return tw_ms - jitter + random % (2 * jitter + 1);
}
