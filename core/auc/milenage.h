/*
 * milenage.h - TS 35.206: f1, f1*, f2, f3, f4, f5, f5* on AES-128, with the operator's own
 * constants if there are any.
 */
#ifndef AUC_MILENAGE_H
#define AUC_MILENAGE_H

#include "auc/crypto.h"

struct milenage_consts {                /* TS 35.206 4.1                        */
	uint8_t c[5][16];
	uint8_t r[5];                   /* bits, 0..127                         */
};

/* c = 0, 1, 2, 4, 8; r = 64, 0, 32, 64, 96.                                    */
extern const struct milenage_consts milenage_consts_default;

/* f2 to f5*; RES is 8 octets.                                                  */
struct milenage_out {
	uint8_t res[8], ck[16], ik[16], ak[6], ak_star[6];
};

/* OPc = E_K(OP) xor OP. All of these: INTERNAL when OpenSSL fails.             */
hss_rc milenage_opc(struct auc_crypto *c, const uint8_t k[16], const uint8_t op[16],
                    uint8_t opc[16]);
/* f1 and f1*: mac_a is the first half, mac_s the second. `consts` NULL: default. */
hss_rc milenage_f1(struct auc_crypto *c, const struct milenage_consts *consts, const uint8_t k[16],
                   const uint8_t opc[16], const uint8_t rand[16], const uint8_t sqn[6],
                   const uint8_t amf[2], uint8_t mac_a[8], uint8_t mac_s[8]);
hss_rc milenage_f2345(struct auc_crypto *c, const struct milenage_consts *consts,
                      const uint8_t k[16], const uint8_t opc[16], const uint8_t rand[16],
                      struct milenage_out *out);

#endif
