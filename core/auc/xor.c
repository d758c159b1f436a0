/* xor.c - see xor.h. Everything is a rotation of XDOUT = K xor RAND. */
#include "auc/xor.h"

void xor_f1(const uint8_t k[16], const uint8_t rand[16], const uint8_t sqn[6],
            const uint8_t amf[2], uint8_t mac[8])
{
	for (int i = 0; i < 8; i++)
		mac[i] = k[i] ^ rand[i] ^ (i < 6 ? sqn[i] : amf[i - 6]);
}

void xor_f2345(const uint8_t k[16], const uint8_t rand[16], struct xor_out *out)
{
	for (int i = 0; i < 16; i++) {
		uint8_t x = k[i] ^ rand[i];

		out->res[i] = x;
		out->ck[(i + 15) % 16] = x;
		out->ik[(i + 14) % 16] = x;
		if (i >= 3 && i < 9)
			out->ak[i - 3] = x;
	}
}
