/* clock.c - the system's clocks; see clock.h. */
#include "base/clock.h"

#include <stddef.h>
#include <stdio.h>
#include <time.h>

static uint64_t mono_ns(void *ctx)
{
	struct timespec ts;

	(void)ctx;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * UINT64_C(1000000000) + (uint64_t)ts.tv_nsec;
}

static int64_t wall_us(void *ctx)
{
	struct timespec ts;

	(void)ctx;
	clock_gettime(CLOCK_REALTIME, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

const struct clock clock_system = { mono_ns, wall_us, NULL };

void clock_text(int64_t us, char out[21])
{
	time_t s = (time_t)(us / 1000000 - (us % 1000000 < 0));
	struct tm tm;

	if (!gmtime_r(&s, &tm) || !strftime(out, 21, "%Y-%m-%dT%H:%M:%SZ", &tm))
		snprintf(out, 21, "1970-01-01T00:00:00Z");
}
