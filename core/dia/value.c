/*
 * value.c - the data types of RFC 6733 4.2 and 4.3: what their octets may be, and how they
 * come into a C field.
 */
#include "dia/codec.h"

#include <hss/conf.h>

#include "base/bytes.h"
#include "base/wire.h"
#include "dia/codec_int.h"

enum { ADDR_IPV4 = 1, ADDR_IPV6 = 2 };  /* IANA address families (RFC 6733 4.3.1) */

static enum value_fault check_address(struct hss_bytes d)
{
	if (d.len < 2)
		return VALUE_LENGTH;
	switch (wire_get16(d.p)) {
	case ADDR_IPV4:
		return d.len == 6 ? VALUE_OK : VALUE_LENGTH;
	case ADDR_IPV6:
		return d.len == 18 ? VALUE_OK : VALUE_LENGTH;
	default:
		return VALUE_INVALID;
	}
}

static enum value_fault check_identity(struct hss_bytes d)
{
	for (uint32_t i = 0; i < d.len; i++)
		if (d.p[i] < 0x20 || d.p[i] == 0x7f)
			return VALUE_INVALID;
	return d.len ? VALUE_OK : VALUE_INVALID;
}

static enum value_fault check_enum(const struct hss_avp_def *def, struct hss_bytes d)
{
	const struct hss_choice *c = def->values;

	if (d.len != 4)
		return VALUE_LENGTH;
	if (!c)
		return VALUE_OK;
	for (; c->name; c++)
		if (c->value == (int32_t)wire_get32(d.p))
			return VALUE_OK;
	return VALUE_INVALID;
}

/* min_len and max_len are the definition's, not the type's: a value outside is 5004. */
static enum value_fault check_text(const struct hss_avp_def *def, struct hss_bytes d)
{
	if (d.len < def->min_len || (def->max_len && d.len > def->max_len))
		return VALUE_INVALID;
	switch (def->type) {
	case HSS_AVP_IDENTITY:
		return check_identity(d);
	case HSS_AVP_UTF8:
		return bytes_is_utf8(d) ? VALUE_OK : VALUE_INVALID;
	case HSS_AVP_URI:
	case HSS_AVP_IPFILTER:
		return d.len && bytes_is_utf8(d) ? VALUE_OK : VALUE_INVALID;
	default:
		return VALUE_OK;
	}
}

enum value_fault value_check(const struct hss_avp_def *def, struct hss_bytes d)
{
	switch (def->type) {
	case HSS_AVP_ENUM:
		return check_enum(def, d);
	case HSS_AVP_U32:
	case HSS_AVP_TIME:
	case HSS_AVP_I32:
		return d.len == 4 ? VALUE_OK : VALUE_LENGTH;
	case HSS_AVP_U64:
	case HSS_AVP_I64:
		return d.len == 8 ? VALUE_OK : VALUE_LENGTH;
	case HSS_AVP_ADDRESS:
		return check_address(d);
	default:
		return check_text(def, d);
	}
}

static struct hss_addr address(struct hss_bytes d)
{
	struct hss_addr a = { .family = d.p[1], .len = (uint8_t)(d.len - 2) };

	memcpy(a.b, d.p + 2, a.len);
	return a;
}

void value_get_field(const struct hss_avp_def *def, struct hss_bytes d, void *field)
{
	switch (grammar_field_of(def)) {
	case HSS_F_U32:
		*(struct hss_u32 *)field = (struct hss_u32){ wire_get32(d.p), true };
		break;
	case HSS_F_I32:
		*(struct hss_i32 *)field = (struct hss_i32){ (int32_t)wire_get32(d.p), true };
		break;
	case HSS_F_U64:
		*(struct hss_u64 *)field = (struct hss_u64){ wire_get64(d.p), true };
		break;
	case HSS_F_I64:
		*(struct hss_i64 *)field = (struct hss_i64){ (int64_t)wire_get64(d.p), true };
		break;
	case HSS_F_ADDR:
		*(struct hss_addr *)field = address(d);
		break;
	default:
		*(struct hss_bytes *)field = d;
		break;
	}
}

void value_get_item(const struct hss_avp_def *def, struct hss_bytes d, void *item)
{
	switch (grammar_field_of(def)) {
	case HSS_F_U32:
	case HSS_F_I32:
		*(uint32_t *)item = wire_get32(d.p);
		break;
	case HSS_F_U64:
	case HSS_F_I64:
		*(uint64_t *)item = wire_get64(d.p);
		break;
	case HSS_F_ADDR:
		*(struct hss_addr *)item = address(d);
		break;
	default:
		*(struct hss_bytes *)item = d;
		break;
	}
}

uint32_t value_count(const struct hss_avp_rule *r, const void *field)
{
	switch (r->field) {
	case HSS_F_BYTES:
		return ((const struct hss_bytes *)field)->p != NULL;
	case HSS_F_U32:
		return ((const struct hss_u32 *)field)->set;
	case HSS_F_I32:
		return ((const struct hss_i32 *)field)->set;
	case HSS_F_U64:
		return ((const struct hss_u64 *)field)->set;
	case HSS_F_I64:
		return ((const struct hss_i64 *)field)->set;
	case HSS_F_ADDR:
		return ((const struct hss_addr *)field)->family != 0;
	case HSS_F_LIST:
		return ((const struct hss_list *)field)->n;
	default:
		return *(void *const *)field != NULL;
	}
}

static struct hss_bytes put32(uint32_t v, uint8_t *room)
{
	wire_put32(room, v);
	return (struct hss_bytes){ room, 4 };
}

static struct hss_bytes put64(uint64_t v, uint8_t *room)
{
	wire_put64(room, v);
	return (struct hss_bytes){ room, 8 };
}

/* A length that does not fit the family comes out wrong and is refused by value_check. */
static struct hss_bytes put_address(const struct hss_addr *a, uint8_t *room)
{
	uint8_t len = a->len <= sizeof a->b ? a->len : 0;

	wire_put16(room, a->family);
	memcpy(room + 2, a->b, len);
	return (struct hss_bytes){ room, len + 2u };
}

struct hss_bytes value_put_field(const struct hss_avp_def *def, const void *field,
                                 uint8_t room[VALUE_ROOM])
{
	switch (grammar_field_of(def)) {
	case HSS_F_U32:
		return put32(((const struct hss_u32 *)field)->v, room);
	case HSS_F_I32:
		return put32((uint32_t)((const struct hss_i32 *)field)->v, room);
	case HSS_F_U64:
		return put64(((const struct hss_u64 *)field)->v, room);
	case HSS_F_I64:
		return put64((uint64_t)((const struct hss_i64 *)field)->v, room);
	case HSS_F_ADDR:
		return put_address(field, room);
	default:
		return *(const struct hss_bytes *)field;
	}
}

struct hss_bytes value_put_item(const struct hss_avp_def *def, const void *item,
                                uint8_t room[VALUE_ROOM])
{
	switch (grammar_field_of(def)) {
	case HSS_F_U32:
	case HSS_F_I32:
		return put32(*(const uint32_t *)item, room);
	case HSS_F_U64:
	case HSS_F_I64:
		return put64(*(const uint64_t *)item, room);
	case HSS_F_ADDR:
		return put_address(item, room);
	default:
		return *(const struct hss_bytes *)item;
	}
}
