/*
 * avp.c - the octets of headers and AVPs (RFC 6733 3 and 4.1): reading by a cursor that never
 * leaves its bounds, and writing with padding.
 */
#include "dia/codec.h"

#include "base/wire.h"
#include "dia/codec_int.h"

void dia_hdr_get(const uint8_t *p, struct dia_hdr *h)
{
	h->version = p[0];
	h->length = wire_get24(p + 1);
	h->flags = p[4];
	h->code = wire_get24(p + 5);
	h->app_id = wire_get32(p + 8);
	h->hop_by_hop = wire_get32(p + 12);
	h->end_to_end = wire_get32(p + 16);
}

void dia_hdr_put(uint8_t *p, const struct dia_hdr *h)
{
	p[0] = h->version;
	wire_put24(p + 1, h->length);
	p[4] = h->flags;
	wire_put24(p + 5, h->code);
	wire_put32(p + 8, h->app_id);
	wire_put32(p + 12, h->hop_by_hop);
	wire_put32(p + 16, h->end_to_end);
}

hss_rc avp_next(struct avp_cur *c, struct avp *a)
{
	uint32_t left = (uint32_t)(c->end - c->p), len, head, padded;

	if (!left)
		return HSS_E_NOTFOUND;
	*a = (struct avp){ .raw = { c->p, left } };
	if (left >= 4)
		a->code = wire_get32(c->p);
	if (left < 8)
		return HSS_E_PROTO;
	a->flags = c->p[4];
	len = wire_get24(c->p + 5);
	head = a->flags & HSS_AVP_V ? 12 : 8;
	if (head == 12 && left >= 12)
		a->vendor = wire_get32(c->p + 8);
	if (len < head || len > left)
		return HSS_E_PROTO;
	a->raw.len = len;
	a->data = (struct hss_bytes){ c->p + head, len - head };
	padded = AVP_PADDED(len);
	/* the padding of the last AVP of a group is missing at times: not fatal here */
	c->p += padded < left ? padded : left;
	return HSS_OK;
}

void avp_put_raw(struct buf *out, uint32_t code, uint32_t vendor, uint8_t flags,
                 struct hss_bytes data)
{
	uint32_t head = vendor ? 12 : 8;
	uint8_t *p;

	if (data.len > AVP_MAX - head) {
		out->failed = true;
		return;
	}
	p = buf_room(out, AVP_PADDED(head + data.len));
	if (!p)
		return;
	wire_put32(p, code);
	wire_put32(p + 4, head + data.len);
	p[4] = (uint8_t)((flags & ~HSS_AVP_V) | (vendor ? HSS_AVP_V : 0));
	if (vendor)
		wire_put32(p + 8, vendor);
	p += head;
	if (data.len && data.p)
		memcpy(p, data.p, data.len);
	else if (data.len)
		memset(p, 0, data.len);
	memset(p + data.len, 0, AVP_PADDED(data.len) - data.len);
}

uint32_t avp_min_len(const struct hss_avp_def *def)
{
	static const uint8_t by_type[] = {
		[HSS_AVP_U32] = 4, [HSS_AVP_ENUM] = 4, [HSS_AVP_TIME] = 4, [HSS_AVP_I32] = 4,
		[HSS_AVP_U64] = 8, [HSS_AVP_I64] = 8, [HSS_AVP_ADDRESS] = 6,
		[HSS_AVP_GROUP] = 0,
	};
	uint32_t min = def->type < sizeof by_type ? by_type[def->type] : 0;

	return min ? min : def->min_len;
}

uint8_t avp_flags(const struct hss_avp_def *def)
{
	return (uint8_t)((def->set & ~def->clear & (HSS_AVP_M | HSS_AVP_P)) |
	                 (def->vendor ? HSS_AVP_V : 0));
}

void avp_put(struct buf *out, const struct hss_avp_def *def, struct hss_bytes value)
{
	if (!value.p)
		value = (struct hss_bytes){ NULL, avp_min_len(def) };
	avp_put_raw(out, def->code, def->vendor, avp_flags(def), value);
}
