/* rng.h - random octets from getrandom(2), 4 KiB at a time and per loop: a call
 * per vector would cost more than the vector's cryptography. Used octets are wiped. */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <hss/abi.h>

struct rng {
	uint32_t left;
	/* tests: deterministic octets                                          */
	void (*fill)(void *ctx, void *buf, size_t n);
	void *ctx;
	uint8_t buf[4096];
};

/* INTERNAL: the kernel gave none.                                              */
hss_rc rng_get(struct rng *r, void *out, size_t n);

#endif
