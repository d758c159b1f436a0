/* kdf.h - key derivations: KASME, CK'/IK', NAF keys, and the conversions to 2G. */
#ifndef AUC_KDF_H
#define AUC_KDF_H

#include "auc/crypto.h"

/* TS 33.401 A.2: `plmn` as in Visited-PLMN-Id, sqn_xor_ak from AUTN. INTERNAL. */
hss_rc kdf_kasme(struct auc_crypto *c, const uint8_t ck[16], const uint8_t ik[16],
                 const uint8_t plmn[3], const uint8_t sqn_xor_ak[6], uint8_t kasme[32]);
/* TS 33.402 A.2: `anid` is the access network identity without terminator, 1..253 octets
 * (INVAL otherwise). INTERNAL.                                                 */
hss_rc kdf_ck_ik_prime(struct auc_crypto *c, const uint8_t ck[16], const uint8_t ik[16],
                       struct hss_bytes anid, const uint8_t sqn_xor_ak[6], uint8_t ck_prime[16],
                       uint8_t ik_prime[16]);
/* TS 33.220 B.3: Ks_(ext_)NAF with p0 "gba-me", Ks_int_NAF with "gba-u"; naf_id is FQDN and
 * Ua security protocol identifier. INVAL: together over 512 octets. INTERNAL.  */
hss_rc kdf_naf_key(struct auc_crypto *c, const uint8_t ck[16], const uint8_t ik[16],
                   const char *p0, const uint8_t rand[16], struct hss_bytes impi,
                   struct hss_bytes naf_id, uint8_t key[32]);
/* c2 and c3 of TS 33.102 6.8.1.2.                                              */
void kdf_c2(const uint8_t *res, uint32_t res_len, uint8_t sres[4]);
void kdf_c3(const uint8_t ck[16], const uint8_t ik[16], uint8_t kc[8]);

#endif
