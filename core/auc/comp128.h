/* comp128.h - A3/A8 of 2G SIMs: COMP128 version 1, 2 and 3. Old SIMs only; v1 is broken. */
#ifndef AUC_COMP128_H
#define AUC_COMP128_H

#include <stdint.h>

/* version 1..3. Kc of v1 and v2 has its ten lowest bits zero.                  */
void comp128(uint32_t version, const uint8_t ki[16], const uint8_t rand[16], uint8_t sres[4],
             uint8_t kc[8]);

#endif
