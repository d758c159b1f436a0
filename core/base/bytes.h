/* bytes.h - helpers on struct hss_bytes: comparing, hex, TBCD, numbers, UTF-8. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <hss/abi.h>

#include <string.h>

#define BYTES_LIT(s) ((struct hss_bytes){ (const uint8_t *)(s), sizeof(s) - 1 })
#define BYTES_FMT "%.*s"
#define BYTES_ARG(b) (int)(b).len, (const char *)(b).p

static inline struct hss_bytes bytes_of(const void *p, size_t n)
{
	return (struct hss_bytes){ p, (uint32_t)n };
}

/* `s` NULL gives an absent value.                                              */
static inline struct hss_bytes bytes_str(const char *s)
{
	return (struct hss_bytes){ (const uint8_t *)s, s ? (uint32_t)strlen(s) : 0 };
}

static inline bool bytes_eq(struct hss_bytes a, struct hss_bytes b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

/* ASCII case-insensitive: DiameterIdentities (rulings 1.8).                    */
bool bytes_ieq(struct hss_bytes a, struct hss_bytes b);
/* strcmp's order, ASCII case-insensitive, as octet streams (election).         */
int bytes_icmp(struct hss_bytes a, struct hss_bytes b);
bool bytes_is_digits(struct hss_bytes b, uint32_t min, uint32_t max);
bool bytes_is_utf8(struct hss_bytes b);
/* A name of letters, digits, '.', '-', '_' and a length of 1..255.             */
bool bytes_is_fqdn(struct hss_bytes b);
/* Hex text to `out`; `n` octets exactly. INVAL: odd, too long, not hex.        */
hss_rc bytes_unhex(struct hss_bytes text, uint8_t *out, uint32_t n);
/* Writes 2n lower case digits and a NUL.                                       */
void bytes_hex(const uint8_t *p, uint32_t n, char *out);
/* Decimal integer with optional sign, whole text. INVAL otherwise.             */
hss_rc bytes_i64(struct hss_bytes text, int64_t *out);
/* TBCD (TS 29.002): digits, low nibble first, 0xf filler. Returns octets, 0 when
 * a character is not a digit or `max` is too small.                            */
uint32_t bytes_tbcd(struct hss_bytes digits, uint8_t *out, uint32_t max);
/* Copies and NUL-terminates, cut at max - 1. Returns the octets copied.        */
uint32_t bytes_copy(char *out, uint32_t max, struct hss_bytes b);

#endif
