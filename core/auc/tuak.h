/* tuak.h - TS 35.231: the second 3GPP algorithm set, on Keccak. */
#ifndef AUC_TUAK_H
#define AUC_TUAK_H

#include <hss/abi.h>

struct tuak_key {
	uint8_t k[32], topc[32];
	uint32_t iterations;            /* of Keccak, 1..255                    */
	/* octets; AKA of today takes MACs of 8 and CK, IK of 16                */
	uint32_t k_len;                 /* 16 or 32                             */
	uint32_t mac_len;               /* 8, 16 or 32                          */
	uint32_t res_len;               /* 4, 8, 16 or 32                       */
	uint32_t ck_len, ik_len;        /* 16 or 32                             */
};
struct tuak_out {
	uint8_t res[32], ck[32], ik[32], ak[6];
};

/* TOPc from TOP; key->topc is not read.                                        */
void tuak_topc(const struct tuak_key *key, const uint8_t top[32], uint8_t topc[32]);
/* mac_a and mac_s: key->mac_len octets.                                        */
void tuak_f1(const struct tuak_key *key, const uint8_t rand[16], const uint8_t sqn[6],
             const uint8_t amf[2], uint8_t *mac_a);
/* f1*                                                                          */
void tuak_f1_star(const struct tuak_key *key, const uint8_t rand[16], const uint8_t sqn[6],
                  const uint8_t amf[2], uint8_t *mac_s);
void tuak_f2345(const struct tuak_key *key, const uint8_t rand[16], struct tuak_out *out);
/* f5*                                                                          */
void tuak_f5_star(const struct tuak_key *key, const uint8_t rand[16], uint8_t ak_star[6]);

#endif
