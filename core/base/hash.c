/* hash.c - SipHash-2-4 (Aumasson, Bernstein) and the map; see hash.h. */
#include "base/hash.h"

#include "base/bytes.h"

#include <stdlib.h>
#include <sys/random.h>

struct hmap_slot {
	struct hss_bytes key;           /* p NULL: free or, with value, a tombstone */
	void *value;
	uint64_t hash;
};

#define ROTL(x, b) ((x) << (b) | (x) >> (64 - (b)))

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = ROTL(v[1], 13) ^ v[0];
	v[0] = ROTL(v[0], 32);
	v[2] += v[3];
	v[3] = ROTL(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = ROTL(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = ROTL(v[1], 17) ^ v[2];
	v[2] = ROTL(v[2], 32);
}

uint64_t hash_sip(const uint64_t key[2], const void *data, size_t n)
{
	const uint8_t *p = data;
	uint64_t v[4] = { key[0] ^ UINT64_C(0x736f6d6570736575), key[1] ^ UINT64_C(0x646f72616e646f6d),
		          key[0] ^ UINT64_C(0x6c7967656e657261), key[1] ^ UINT64_C(0x7465646279746573) };
	uint64_t m, last = (uint64_t)n << 56;

	for (; n >= 8; n -= 8, p += 8) {
		memcpy(&m, p, 8);
		v[3] ^= m;
		sip_round(v);
		sip_round(v);
		v[0] ^= m;
	}
	for (size_t i = 0; i < n; i++)
		last |= (uint64_t)p[i] << (8 * i);
	v[3] ^= last;
	sip_round(v);
	sip_round(v);
	v[0] ^= last;
	v[2] ^= 0xff;
	for (int i = 0; i < 4; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

void hmap_init(struct hmap *m)
{
	*m = (struct hmap){ 0 };
	if (getrandom(m->key, sizeof m->key, 0) != sizeof m->key)
		m->key[0] = (uint64_t)(uintptr_t)m;
}

void hmap_fini(struct hmap *m)
{
	free(m->slots);
	m->slots = NULL;
	m->n = m->cap = m->used = 0;
}

static void *const tombstone = (void *)&tombstone;

static struct hmap_slot *find(const struct hmap *m, struct hss_bytes key, uint64_t h)
{
	if (!m->cap)
		return NULL;
	for (uint32_t i = (uint32_t)h & (m->cap - 1);; i = (i + 1) & (m->cap - 1)) {
		struct hmap_slot *s = &m->slots[i];

		if (!s->key.p && s->value != tombstone)
			return NULL;
		if (s->key.p && s->hash == h && bytes_eq(s->key, key))
			return s;
	}
}

static void place(struct hmap *m, struct hmap_slot slot)
{
	uint32_t i = (uint32_t)slot.hash & (m->cap - 1);

	while (m->slots[i].key.p)
		i = (i + 1) & (m->cap - 1);
	if (m->slots[i].value != tombstone)
		m->used++;
	m->slots[i] = slot;
	m->n++;
}

static hss_rc grow(struct hmap *m)
{
	struct hmap old = *m;
	uint32_t cap = m->n * 2 < 16 ? 16 : m->cap;

	while (cap < m->n * 4)
		cap *= 2;
	m->slots = calloc(cap, sizeof *m->slots);
	if (!m->slots) {
		m->slots = old.slots;
		return HSS_E_NOMEM;
	}
	m->cap = cap;
	m->n = m->used = 0;
	for (uint32_t i = 0; i < old.cap; i++)
		if (old.slots[i].key.p)
			place(m, old.slots[i]);
	free(old.slots);
	return HSS_OK;
}

void *hmap_get(const struct hmap *m, struct hss_bytes key)
{
	struct hmap_slot *s = find(m, key, hash_sip(m->key, key.p, key.len));

	return s ? s->value : NULL;
}

hss_rc hmap_add(struct hmap *m, struct hss_bytes key, void *value)
{
	uint64_t h = hash_sip(m->key, key.p, key.len);

	if (!key.p || !value)
		return HSS_E_INVAL;
	if (find(m, key, h))
		return HSS_E_EXISTS;
	if (m->used * 4 >= m->cap * 3 && grow(m) != HSS_OK)
		return HSS_E_NOMEM;
	place(m, (struct hmap_slot){ key, value, h });
	return HSS_OK;
}

void *hmap_del(struct hmap *m, struct hss_bytes key)
{
	struct hmap_slot *s = find(m, key, hash_sip(m->key, key.p, key.len));
	void *v;

	if (!s)
		return NULL;
	v = s->value;
	*s = (struct hmap_slot){ .value = tombstone };
	m->n--;
	return v;
}

void *hmap_next(const struct hmap *m, uint32_t *at)
{
	while (*at < m->cap) {
		struct hmap_slot *s = &m->slots[(*at)++];

		if (s->key.p)
			return s->value;
	}
	return NULL;
}
