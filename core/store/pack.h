/* pack.h - a row as octets: a mask of the columns that are set, then their values; integers as
 * zigzag varints, so that a subscriber stays within a few hundred octets. */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include <hss/store.h>

#include "base/arena.h"

/* Octets that pack_row() writes.                                               */
size_t pack_len(const struct hss_entity *e, const void *row);
void pack_row(const struct hss_entity *e, const void *row, uint8_t *out);
/* Gives a row struct in `a` whose values point into `p`; NULL: out of memory.  */
void *pack_open(const struct hss_entity *e, const uint8_t *p, size_t len, struct arena *a);

#endif
