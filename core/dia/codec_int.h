/* codec_int.h - what the files of the codec share and nobody else uses. */
#ifndef DIA_CODEC_INT_H
#define DIA_CODEC_INT_H

#include "dia/codec.h"

#define AVP_MAX 0xffffffu               /* lengths are 24 bits                  */
#define AVP_PADDED(n) (((n) + 3u) & ~3u)
#define AVP_RSVD 0x1fu                  /* reserved flag bits                   */
#define DIA_DEPTH 16u                   /* of groups, unless told otherwise     */

/* Data octets of the smallest value: of the type, or what the definition fixes. */
uint32_t avp_min_len(const struct hss_avp_def *def);
/* Flags we send.                                                               */
uint8_t avp_flags(const struct hss_avp_def *def);
/* Octets of a struct's field, and of a list's item; 0: no such kind or type.   */
uint32_t grammar_field_size(uint8_t field);
uint32_t grammar_item_size(const struct hss_avp_def *def);
/* The field kind of one value of that AVP.                                     */
uint8_t grammar_field_of(const struct hss_avp_def *def);

/* Rule i; tables come from plugins, whose rows may be larger than ours.        */
static inline const struct hss_avp_rule *grammar_rule(const struct hss_grammar *g, uint32_t i)
{
	const void *at = (const char *)g->rules + (size_t)g->rule_size * i;

	return at;
}

/* Does a value fit its definition? LENGTH: impossible for the type.             */
enum value_fault { VALUE_OK, VALUE_LENGTH, VALUE_INVALID };
enum value_fault value_check(const struct hss_avp_def *def, struct hss_bytes data);
/* Octets as on the wire into a scalar field (struct hss_u32 ...) or a list's item (uint32_t ...);
 * they passed value_check.                                                     */
void value_get_field(const struct hss_avp_def *def, struct hss_bytes data, void *field);
void value_get_item(const struct hss_avp_def *def, struct hss_bytes data, void *item);
/* Values a field holds: 0 or 1, of a list its items.                           */
uint32_t value_count(const struct hss_avp_rule *r, const void *field);
/* The other way: the octets of a number or address go to `room`, text is borrowed. */
#define VALUE_ROOM 18u
struct hss_bytes value_put_field(const struct hss_avp_def *def, const void *field,
                                 uint8_t room[VALUE_ROOM]);
struct hss_bytes value_put_item(const struct hss_avp_def *def, const void *item,
                                uint8_t room[VALUE_ROOM]);

/* ---- failed_avp.c --------------------------------------------------------- */
struct dia_level {                      /* the groups around what is being decoded */
	const struct dia_level *up;
	const struct avp *avp;
};
/* These make the content of Failed-AVP: the culprit, padded, inside the headers of the groups
 * around it. Empty when the arena is full: an answer without it is better than none.
 * The culprit as received.                                                     */
struct hss_bytes failed_as_is(struct arena *a, const struct dia_level *level,
                              const struct avp *avp);
/* Header of `avp` with the zero-filled minimum of its type (RFC 6733 7.1.5).    */
struct hss_bytes failed_short(struct arena *a, const struct dia_level *level,
                              const struct avp *avp, const struct hss_avp_def *def);
/* A model of the AVP that is missing.                                          */
struct hss_bytes failed_missing(struct arena *a, const struct dia_level *level,
                                const struct hss_avp_def *def);

#endif
