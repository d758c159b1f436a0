/* rng.c - see rng.h. */
#include "base/rng.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

static hss_rc kernel_random(uint8_t *p, size_t n)
{
	while (n) {
		ssize_t got = getrandom(p, n, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return HSS_E_INTERNAL;
		p += got;
		n -= (size_t)got;
	}
	return HSS_OK;
}

hss_rc rng_get(struct rng *r, void *out, size_t n)
{
	uint8_t *p;

	if (r->fill) {
		r->fill(r->ctx, out, n);
		return HSS_OK;
	}
	if (n > sizeof r->buf)
		return kernel_random(out, n);
	if (r->left < n) {
		hss_rc rc = kernel_random(r->buf, sizeof r->buf);

		if (rc != HSS_OK)
			return rc;
		r->left = sizeof r->buf;
	}
	p = r->buf + sizeof r->buf - r->left;
	memcpy(out, p, n);
	explicit_bzero(p, n);
	r->left -= (uint32_t)n;
	return HSS_OK;
}
