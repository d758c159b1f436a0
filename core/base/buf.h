/* buf.h - growing octet buffer, for building messages and texts. A failed growth
 * sets `failed` and is checked once at the end. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <hss/abi.h>

struct buf {
	uint8_t *p;
	size_t len, cap;
	bool failed;
};

void buf_add(struct buf *b, const void *p, size_t n);
/* Room for n octets, counted in; NULL when failed. Valid until the next call.  */
uint8_t *buf_room(struct buf *b, size_t n);
void buf_printf(struct buf *b, const char *fmt, ...) HSS_PRINTF(2, 3);
void buf_free(struct buf *b);
static inline void buf_clear(struct buf *b)
{
	b->len = 0;
	b->failed = false;
}
static inline struct hss_bytes buf_bytes(const struct buf *b)
{
	return (struct hss_bytes){ b->p, (uint32_t)b->len };
}

#endif
