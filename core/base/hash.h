/*
 * hash.h - SipHash-2-4 (keys come from peers: a plain hash can be attacked) and
 * an open-addressing map from octets to a pointer.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <hss/abi.h>

uint64_t hash_sip(const uint64_t key[2], const void *p, size_t n);
/* Not for foreign input: small and fast, for numbers of our own.               */
static inline uint64_t hash_u64(uint64_t v)
{
	v ^= v >> 32;
	v *= UINT64_C(0xd6e8feb86659fd93);
	v ^= v >> 32;
	v *= UINT64_C(0xd6e8feb86659fd93);
	return v ^ v >> 32;
}

struct hmap_slot;
struct hmap {                           /* keys are borrowed: they live in the value */
	struct hmap_slot *slots;
	uint32_t n, cap, used;          /* used: with tombstones                */
	uint64_t key[2];
};

/* Zeroed is empty too (then with key 0); init draws a random key.              */
void hmap_init(struct hmap *m);
void hmap_fini(struct hmap *m);
void *hmap_get(const struct hmap *m, struct hss_bytes key);
/* EXISTS: nothing changed. `key` is borrowed until hmap_del().                 */
hss_rc hmap_add(struct hmap *m, struct hss_bytes key, void *value);
/* Returns the value, NULL when there was none.                                 */
void *hmap_del(struct hmap *m, struct hss_bytes key);
/* Walk: start with *at = 0; NULL at the end. hmap_del of the current is fine.  */
void *hmap_next(const struct hmap *m, uint32_t *at);

#endif
