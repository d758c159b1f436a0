/*
 * aka.h - the 3G algorithm sets behind one face: a SIM's key material and what AKA
 * (TS 33.102 6.3) makes of it.
 */
#ifndef AUC_AKA_H
#define AUC_AKA_H

#include "auc/milenage.h"
#include "auc/tuak.h"

enum { AKA_MILENAGE = 1, AKA_TUAK = 2, AKA_XOR = 3 };

struct aka_key {                        /* secret: crypto_wipe() after use      */
	uint32_t algo;                  /* AKA_*                                */
	uint32_t res_len;
	uint8_t k[16];                  /* Milenage and XOR                     */
	uint8_t opc[16];                /* Milenage                             */
	struct milenage_consts consts;  /* Milenage                             */
	struct tuak_key tuak;
};
struct aka_vector {
	uint8_t autn[16], mac_a[8], res[16], ck[16], ik[16], ak[6];
	uint32_t res_len;
};

/* AUTN = SQN xor AK || AMF || MAC-A. INTERNAL: OpenSSL fails.                  */
hss_rc aka_make(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
                const uint8_t sqn[6], const uint8_t amf[2], struct aka_vector *out);
/* f1* and f5* with AMF 0000 (TS 33.102 6.3.3): SQN_MS of an AUTS. MAC: it is not from this
 * SIM, sqn_ms is untouched. INTERNAL.                                          */
hss_rc aka_open_auts(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
                     const uint8_t auts[14], uint8_t sqn_ms[6]);
/* The AUTS that a USIM with this key sends: for probes and tests. INTERNAL.    */
hss_rc aka_make_auts(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
                     const uint8_t sqn_ms[6], uint8_t auts[14]);

#endif
