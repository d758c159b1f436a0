/*
 * watchdog.h - the watchdog of RFC 3539 3.4.1: one per connection, as a pure step function. The
 * caller owns the timer and does what the returned actions say.
 */
#ifndef DIA_WATCHDOG_H
#define DIA_WATCHDOG_H

#include <stdbool.h>
#include <stdint.h>

enum wd_state { WD_INITIAL, WD_OKAY, WD_SUSPECT, WD_DOWN, WD_REOPEN, WD_STATES };
enum wd_event { WD_UP, WD_LOST, WD_RX_DWA, WD_RX_OTHER, WD_TIMER, WD_EVENTS };
enum {
	WDA_SEND_DWR = 1,
	WDA_SET_TIMER = 2,
	WDA_FAILOVER = 4,               /* pending requests go elsewhere        */
	WDA_FAILBACK = 8,               /* routes may prefer it again           */
	WDA_CLOSE = 16,
	WDA_OPEN = 32,                  /* AttemptOpen()                        */
};

struct wd {
	enum wd_state state;
	bool is_pending;                /* a DWR waits for its DWA              */
	int8_t n_dwa;                   /* in REOPEN                            */
};

/* Moves `w` and returns WDA_* bits.                                            */
uint32_t wd_step(struct wd *w, enum wd_event e);
/* Milliseconds until the next expiry: Tw with RFC 3539's jitter of +-2 s (a third of a Tw below
 * 6 s), from a random word. In REOPEN one second: three DWAs tell enough, and a peer that is back
 * must not wait two Tw for its traffic.                                        */
uint32_t wd_interval_ms(const struct wd *w, uint32_t tw_ms, uint32_t random);

#endif
