/*
 * dup.h - answers of commands that change state, to be repeated when the request comes again with
 * the T flag (RFC 6733 3, rulings 1.4). Shared by all loops: the repetition comes by another
 * connection.
 */
#ifndef DIA_DUP_H
#define DIA_DUP_H

#include "base/buf.h"
#include "dia/codec.h"

struct dup;

hss_rc dup_open(struct dup **out);
void dup_close(struct dup *d);
/* ANY. Origin-Host, End-to-End Identifier, command and content make the key; Route-Record and
 * Proxy-Info are not content, they differ by the way the request took.         */
uint64_t dup_key(const struct dup *d, struct hss_bytes origin_host, const struct dia_hdr *h,
                 struct hss_bytes avps);
/* ANY. Keeps the answer (a whole message) for four minutes at most; Proxy-Info is left out. */
void dup_store(struct dup *d, uint64_t key, uint64_t now_ns, struct hss_bytes answer);
/* ANY. Appends the answer to `out` with the header's identifiers taken from `h` and the
 * Proxy-Info AVPs given. NOTFOUND.                                             */
hss_rc dup_find(struct dup *d, uint64_t key, uint64_t now_ns, const struct dia_hdr *h,
                struct hss_bytes proxy_infos, struct buf *out);

#endif
