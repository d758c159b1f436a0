/*
 * redact.h - what must not reach a log: identities above DEBUG, key material ever, and characters
 * that forge lines or move a terminal's cursor.
 */
#ifndef LOG_REDACT_H
#define LOG_REDACT_H

#include <hss/abi.h>

enum {
	REDACT_IDS = 1,                 /* mask IMSI, IMEI, MSISDN              */
	REDACT_CUT = 2,                 /* the text was cut at its end          */
};

/*
 * Copies `in` to `out` (at most max - 1 octets, then "..." in their place and NUL). Returns the
 * octets written.
 *   - 32 or more hex digits in a row, or 16 or more pairs of them separated by single blanks, ':'
 *     or '-': "<redacted>", whatever the flags. UUIDs and IPv6 addresses are no such runs.
 *   - with REDACT_IDS a run of 14 to 16 digits, and one of 7 to 16 behind "msisdn", "tel:" or '+':
 *     the first six digits and "<redacted>".
 *   - control characters, broken UTF-8 and direction overrides: \n, \t, \xNN.
 */
uint32_t redact(char *out, uint32_t max, struct hss_bytes in, uint32_t flags);

#endif
