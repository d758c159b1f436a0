/*
 * units.h - the texts of a configuration as values. All functions: INVAL with a reason in `why`
 * (a phrase that follows the value: "is not a duration ..."), *out untouched then.
 */
#ifndef CONF_UNITS_H
#define CONF_UNITS_H

#include <hss/conf.h>

#define UNITS_WHY 120

/* true, false, yes, no, on, off.                                               */
hss_rc units_bool(const char *s, bool *out, char why[UNITS_WHY]);
/* Decimal with sign, or 0x and hex digits.                                     */
hss_rc units_int(const char *s, int64_t *out, char why[UNITS_WHY]);
/* A decimal number and one of ms, s, m, h, d; up to three decimals ("1.5s"); 0 needs no unit.
 * Milliseconds.                                                                */
hss_rc units_msec(const char *s, int64_t *out, char why[UNITS_WHY]);
/* A number, alone or with B; KiB, MiB, GiB, TiB or K, M, G, T (powers of 1024); kB, MB, GB, TB
 * (powers of 1000). Octets.                                                    */
hss_rc units_bytes(const char *s, int64_t *out, char why[UNITS_WHY]);
/* ADDRESS:PORT, [IPv6]:PORT or NAME:PORT; port 0..65535. proto is set to 0.    */
hss_rc units_endpoint(const char *s, struct hss_endpoint *out, char why[UNITS_WHY]);
/* Hex digits, an even number; blanks, ':' and '-' may separate octets. `out` has room for
 * strlen(s) / 2 octets.                                                        */
hss_rc units_hex(const char *s, uint8_t *out, uint32_t *len, char why[UNITS_WHY]);
/* One of `choices` (ended by a NULL name), ASCII case-insensitive.             */
hss_rc units_enum(const char *s, const struct hss_choice *choices, int64_t *out,
                  char why[UNITS_WHY]);

/* Value as text, as it would be written in a file: 30s, 64KiB. Returns `out`.  */
const char *units_msec_text(int64_t ms, char out[32]);
const char *units_bytes_text(int64_t n, char out[32]);

#endif
