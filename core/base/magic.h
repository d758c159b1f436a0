/*
 * magic.h - every long-lived object starts with a magic word, checked where it
 * comes back from the other side of the ABI: a use after free shows itself as a
 * wrong word instead of as a far-away crash (Varnish's miniobj).
 */
#ifndef BASE_MAGIC_H
#define BASE_MAGIC_H

#include <stdint.h>

#define MAGIC_INST  UINT32_C(0x48494e53)
#define MAGIC_LOOP  UINT32_C(0x484c4f4f)
#define MAGIC_TASK  UINT32_C(0x4854534b)
#define MAGIC_JOB   UINT32_C(0x484a4f42)
#define MAGIC_STORE UINT32_C(0x4853544f)
#define MAGIC_REQ   UINT32_C(0x48524551)
#define MAGIC_TXN   UINT32_C(0x4854584e)
#define MAGIC_HTTP  UINT32_C(0x48485454)
#define MAGIC_CONN  UINT32_C(0x48434f4e)
#define MAGIC_DEAD  UINT32_C(0x44454144)

/* Is `o` an object of that kind? NULL is not.                                  */
#define MAGIC_OK(o, m) ((o) != NULL && (o)->magic == (m))

#endif
