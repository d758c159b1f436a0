/*
 * dup.c - stored answers. Each of 16 stripes is a ring of octets with a table of places by key: no
 * allocation per answer, and the oldest give way when the ring comes round. The memory is reserved
 * at start but only touched as it is used.
 */
#include "dia/dup.h"

#include "base/hash.h"
#include "base/wire.h"
#include "dia/node.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define STRIPES 16u
#define RING (2u << 20)                 /* octets of a stripe                   */
#define SLOTS 8192u                     /* of a stripe, in sets of WAYS         */
#define WAYS 4u
#define KEEP_NS (UINT64_C(240) * 1000000000)
#define AVP_ROUTE_RECORD 282u
#define AVP_PROXY_INFO 284u

struct place {
	uint64_t key, at_ns;
	uint64_t pos;                   /* octets ever written before it        */
	uint32_t len;                   /* 0: free                              */
};
struct stripe {
	pthread_mutex_t lock;
	uint64_t written;
	struct place *places;
	uint8_t *ring;
};
struct dup {
	uint64_t sip[2];
	struct stripe v[STRIPES];
};

hss_rc dup_open(struct dup **out)
{
	struct dup *d = calloc(1, sizeof *d);
	struct hmap seed;

	if (!d)
		return HSS_E_NOMEM;
	hmap_init(&seed);               /* peers choose the content: a secret key */
	memcpy(d->sip, seed.key, sizeof d->sip);
	hmap_fini(&seed);
	for (uint32_t i = 0; i < STRIPES; i++) {
		pthread_mutex_init(&d->v[i].lock, NULL);
		d->v[i].places = calloc(SLOTS, sizeof(struct place));
		d->v[i].ring = malloc(RING);
		if (!d->v[i].places || !d->v[i].ring) {
			dup_close(d);
			return HSS_E_NOMEM;
		}
	}
	*out = d;
	return HSS_OK;
}

void dup_close(struct dup *d)
{
	if (!d)
		return;
	for (uint32_t i = 0; i < STRIPES; i++) {
		free(d->v[i].places);
		free(d->v[i].ring);
	}
	free(d);
}

uint64_t dup_key(const struct dup *d, struct hss_bytes host, const struct dia_hdr *h,
                 struct hss_bytes avps)
{
	struct avp_cur cur = { avps.p, avps.p + avps.len };
	uint64_t head[4] = { (uint64_t)h->app_id << 32 | h->code, h->end_to_end };
	uint8_t lower[256];
	uint32_t n = host.len < sizeof lower ? host.len : sizeof lower;
	uint64_t sum[2];
	struct avp a;

	for (uint32_t i = 0; i < n; i++)
		lower[i] = host.p[i] >= 'A' && host.p[i] <= 'Z' ? host.p[i] + 32 : host.p[i];
	head[2] = hash_sip(d->sip, lower, n);
	while (avp_next(&cur, &a) == HSS_OK) {
		if (!a.vendor && (a.code == AVP_ROUTE_RECORD || a.code == AVP_PROXY_INFO))
			continue;
		sum[0] = head[3];
		sum[1] = hash_sip(d->sip, a.raw.p, a.raw.len);
		head[3] = hash_sip(d->sip, sum, sizeof sum);
	}
	return hash_sip(d->sip, head, sizeof head);
}

static struct stripe *stripe_of(struct dup *d, uint64_t key)
{
	return &d->v[key >> 60];
}

static struct place *set_of(struct stripe *s, uint64_t key)
{
	return &s->places[(key & (SLOTS / WAYS - 1)) * WAYS];
}

static void ring_put(struct stripe *s, const void *p, uint32_t n)
{
	uint32_t at = (uint32_t)(s->written % RING);
	uint32_t first = n < RING - at ? n : RING - at;

	memcpy(s->ring + at, p, first);
	memcpy(s->ring, (const uint8_t *)p + first, n - first);
	s->written += n;
}

static void ring_get(const struct stripe *s, uint64_t pos, void *out, uint32_t n)
{
	uint32_t at = (uint32_t)(pos % RING);
	uint32_t first = n < RING - at ? n : RING - at;

	memcpy(out, s->ring + at, first);
	memcpy((uint8_t *)out + first, s->ring, n - first);
}

static bool is_valid(const struct stripe *s, const struct place *p, uint64_t now_ns)
{
	return p->len && s->written - p->pos <= RING && now_ns - p->at_ns < KEEP_NS;
}

/* The same key again, a dead place, or the oldest.                              */
static struct place *victim(struct stripe *s, uint64_t key, uint64_t now_ns)
{
	struct place *set = set_of(s, key), *best = &set[0];

	for (uint32_t i = 0; i < WAYS; i++)
		if (set[i].len && set[i].key == key)
			return &set[i];
	for (uint32_t i = 0; i < WAYS; i++) {
		if (!is_valid(s, &set[i], now_ns))
			return &set[i];
		if (set[i].at_ns < best->at_ns)
			best = &set[i];
	}
	return best;
}

void dup_store(struct dup *d, uint64_t key, uint64_t now_ns, struct hss_bytes answer)
{
	struct avp_cur cur = { answer.p + DIA_HDR, answer.p + answer.len };
	struct stripe *s = stripe_of(d, key);
	struct place *p;
	uint64_t pos;
	struct avp a;

	if (answer.len < DIA_HDR || answer.len > RING / 16)
		return;
	pthread_mutex_lock(&s->lock);
	pos = s->written;
	ring_put(s, answer.p, DIA_HDR);
	while (avp_next(&cur, &a) == HSS_OK) {
		static const uint8_t zero[4];

		if (!a.vendor && a.code == AVP_PROXY_INFO)
			continue;
		ring_put(s, a.raw.p, a.raw.len);
		ring_put(s, zero, (4 - a.raw.len % 4) % 4);
	}
	p = victim(s, key, now_ns);
	*p = (struct place){ .key = key, .at_ns = now_ns, .pos = pos,
		             .len = (uint32_t)(s->written - pos) };
	pthread_mutex_unlock(&s->lock);
}

hss_rc dup_find(struct dup *d, uint64_t key, uint64_t now_ns, const struct dia_hdr *h,
                struct hss_bytes proxy_infos, struct buf *out)
{
	struct stripe *s = stripe_of(d, key);
	struct place *set = set_of(s, key);
	uint8_t *at = NULL;
	uint32_t len = 0;

	pthread_mutex_lock(&s->lock);
	for (uint32_t i = 0; i < WAYS && !at; i++) {
		if (set[i].key != key || !is_valid(s, &set[i], now_ns))
			continue;
		len = set[i].len + proxy_infos.len;
		at = buf_room(out, len);
		if (at)
			ring_get(s, set[i].pos, at, set[i].len);
	}
	pthread_mutex_unlock(&s->lock);
	if (!at)
		return HSS_E_NOTFOUND;
	if (proxy_infos.len)
		memcpy(at + len - proxy_infos.len, proxy_infos.p, proxy_infos.len);
	wire_put24(at + 1, len);
	wire_put32(at + 12, h->hop_by_hop);
	wire_put32(at + 16, h->end_to_end);
	return HSS_OK;
}
