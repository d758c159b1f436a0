/*
 * session.c - identifiers of our own. Each loop counts for itself and interleaves with the others,
 * so they need no shared counter: Session-Id is host;high32;low32 (RFC 6733 8.8) with the high part
 * the start time; the End-to-End Identifier has the low 12 bits of the time on top (RFC 6733 3).
 */
#include "dia/node.h"

#include <stdio.h>

struct hss_bytes session_new(struct dia_loop *dl, char *out, uint32_t max, struct hss_bytes host)
{
	struct dia *d = dl->dia;
	uint64_t id = (d->session_high << 32) + dl->session_n++ * d->n_loops + dl->index;
	int n = snprintf(out, max, BYTES_FMT ";%u;%u", BYTES_ARG(host), (uint32_t)(id >> 32),
	                 (uint32_t)id);

	return bytes_of(out, n < 0 ? 0 : (uint32_t)n < max ? (uint32_t)n : max - 1);
}

uint32_t session_end_to_end(struct dia_loop *dl)
{
	struct dia *d = dl->dia;
	uint32_t seconds = (uint32_t)(clock_wall_us(&d->app->clock) / 1000000);
	uint32_t n = dl->end_to_end_n++ * d->n_loops + dl->index;

	return seconds << 20 | (n & 0xfffff);
}

uint32_t session_random(struct dia_loop *dl)
{
	uint32_t v;

	if (rng_get(&dl->loop->rng, &v, sizeof v) != HSS_OK)
		v = (uint32_t)dl->loop->now_ns;
	return v;
}
