/* keccak.h - the permutation Keccak-f[1600] (FIPS 202 3), nothing else: TUAK needs no sponge. */
#ifndef AUC_KECCAK_H
#define AUC_KECCAK_H

#include <stdint.h>

/* `state`: 200 octets as FIPS 202 B.1 orders them, permuted in place.          */
void keccak_f1600(uint8_t state[200]);

#endif
