/* xor.h - the test algorithm of TS 34.108 8.1.2 for test USIMs. No security whatsoever. */
#ifndef AUC_XOR_H
#define AUC_XOR_H

#include <stdint.h>

struct xor_out {
	uint8_t res[16], ck[16], ik[16], ak[6];
};

/* MAC and MAC-S are the same function, and AK* is AK.                          */
void xor_f1(const uint8_t k[16], const uint8_t rand[16], const uint8_t sqn[6],
            const uint8_t amf[2], uint8_t mac[8]);
/* res: 16 octets, of which the profile takes the first 4..16.                  */
void xor_f2345(const uint8_t k[16], const uint8_t rand[16], struct xor_out *out);

#endif
