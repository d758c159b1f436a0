/* clock.h - monotonic and wall clock; tests put their own functions in. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

struct clock {
	uint64_t (*mono_ns)(void *ctx);
	int64_t (*wall_us)(void *ctx);  /* microseconds since 1970, UTC         */
	void *ctx;
};

/* The system's clocks.                                                         */
extern const struct clock clock_system;

static inline uint64_t clock_mono_ns(const struct clock *c)
{
	return c->mono_ns(c->ctx);
}

static inline int64_t clock_wall_us(const struct clock *c)
{
	return c->wall_us(c->ctx);
}

/* "2026-11-24T06:10:30Z" and NUL into out.                                     */
void clock_text(int64_t wall_us, char out[21]);

#endif
