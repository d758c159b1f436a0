/*
 * crypto.h - what the algorithms take from OpenSSL: fetched once, one set of contexts per
 * loop (or tool), because looking a cipher up costs more than using it. Not thread safe.
 */
#ifndef AUC_CRYPTO_H
#define AUC_CRYPTO_H

#include <hss/abi.h>

struct auc_crypto;

/* SETUP. Gives the contexts; INTERNAL: OpenSSL has no AES or HMAC-SHA-256.     */
hss_rc crypto_open(struct auc_crypto **out);
/* Wipes and frees; NULL is fine.                                               */
void crypto_close(struct auc_crypto *c);

/* Expands an AES-128 key for the crypto_aes() calls that follow. INTERNAL.     */
hss_rc crypto_aes_key(struct auc_crypto *c, const uint8_t key[16]);
/* One block; in and out may be the same. INTERNAL.                             */
hss_rc crypto_aes(struct auc_crypto *c, const uint8_t in[16], uint8_t out[16]);
/* Overwrites the expanded AES and HMAC keys with those of zero.                */
void crypto_forget(struct auc_crypto *c);
/* INTERNAL.                                                                    */
hss_rc crypto_hmac_sha256(struct auc_crypto *c, const uint8_t *key, size_t key_len,
                          const uint8_t *data, size_t len, uint8_t out[32]);
/* Overwrites so that no compiler leaves it out.                                */
void crypto_wipe(void *p, size_t n);

#endif
