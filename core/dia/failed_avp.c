/*
 * failed_avp.c - the content of Failed-AVP (RFC 6733 7.5): the AVP that caused an error, and
 * nothing else of the groups around it.
 */
#include "dia/codec.h"

#include "base/wire.h"
#include "dia/codec_int.h"

#include <string.h>

static uint32_t head_size(const struct avp *a)
{
	return a->vendor ? 12 : 8;
}

static void head_put(uint8_t *p, const struct avp *a, uint32_t len)
{
	wire_put32(p, a->code);
	wire_put32(p + 4, len);
	p[4] = (uint8_t)((a->flags & ~HSS_AVP_V) | (a->vendor ? HSS_AVP_V : 0));
	if (a->vendor)
		wire_put32(p + 8, a->vendor);
}

/* Room for `n` octets of a culprit behind the headers of the groups around it. */
static struct hss_bytes wrap(struct arena *arena, const struct dia_level *level, uint32_t n,
                             uint8_t **culprit)
{
	uint32_t total = AVP_PADDED(n), at;
	uint8_t *p;

	for (const struct dia_level *l = level; l; l = l->up)
		total += head_size(l->avp);
	if (total > AVP_MAX)
		return (struct hss_bytes){ 0 };
	p = arena_alloc(arena, total, 4);
	if (!p)
		return (struct hss_bytes){ 0 };
	at = total - AVP_PADDED(n);
	*culprit = p + at;
	for (const struct dia_level *l = level; l; l = l->up) {
		at -= head_size(l->avp);
		head_put(p + at, l->avp, total - at);
	}
	return (struct hss_bytes){ p, total };
}

struct hss_bytes failed_as_is(struct arena *arena, const struct dia_level *level,
                              const struct avp *avp)
{
	uint8_t *at;
	struct hss_bytes b = wrap(arena, level, avp->raw.len, &at);

	if (b.p)
		memcpy(at, avp->raw.p, avp->raw.len);
	return b;
}

struct hss_bytes failed_short(struct arena *arena, const struct dia_level *level,
                              const struct avp *avp, const struct hss_avp_def *def)
{
	uint32_t n = head_size(avp) + (def ? avp_min_len(def) : 0);
	struct hss_bytes b;
	uint8_t *at;

	if (avp->raw.len < 4) {         /* not even its code came: blame the group */
		b = level ? wrap(arena, level, 0, &at) : (struct hss_bytes){ 0 };
		return b;
	}
	b = wrap(arena, level, n, &at);
	if (b.p)
		head_put(at, avp, n);
	return b;
}

struct hss_bytes failed_missing(struct arena *arena, const struct dia_level *level,
                                const struct hss_avp_def *def)
{
	struct avp model = { .code = def->code, .vendor = def->vendor, .flags = avp_flags(def),
		             .raw.len = UINT32_MAX };

	return failed_short(arena, level, &model, def);
}
