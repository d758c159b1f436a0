/* crypto.c - see crypto.h. */
#include "auc/crypto.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <stdlib.h>

struct auc_crypto {
	EVP_CIPHER *aes;
	EVP_CIPHER_CTX *ecb;
	EVP_MAC *hmac;
	EVP_MAC_CTX *mac;
};

hss_rc crypto_open(struct auc_crypto **out)
{
	char sha256[] = "SHA256";
	const OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, sha256, 0),
		OSSL_PARAM_construct_end(),
	};
	struct auc_crypto *c = calloc(1, sizeof *c);

	if (!c)
		return HSS_E_NOMEM;
	c->aes = EVP_CIPHER_fetch(NULL, "AES-128-ECB", NULL);
	c->ecb = EVP_CIPHER_CTX_new();
	c->hmac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	c->mac = c->hmac ? EVP_MAC_CTX_new(c->hmac) : NULL;
	if (!c->aes || !c->ecb || !c->mac || !EVP_MAC_CTX_set_params(c->mac, params) ||
	    !EVP_EncryptInit_ex2(c->ecb, c->aes, NULL, NULL, NULL)) {
		crypto_close(c);
		return HSS_E_INTERNAL;
	}
	EVP_CIPHER_CTX_set_padding(c->ecb, 0);
	*out = c;
	return HSS_OK;
}

void crypto_close(struct auc_crypto *c)
{
	if (!c)
		return;
	EVP_MAC_CTX_free(c->mac);
	EVP_MAC_free(c->hmac);
	EVP_CIPHER_CTX_free(c->ecb);
	EVP_CIPHER_free(c->aes);
	free(c);
}

hss_rc crypto_aes_key(struct auc_crypto *c, const uint8_t key[16])
{
	return EVP_EncryptInit_ex2(c->ecb, NULL, key, NULL, NULL) ? HSS_OK : HSS_E_INTERNAL;
}

hss_rc crypto_aes(struct auc_crypto *c, const uint8_t in[16], uint8_t out[16])
{
	int n = 0;

	if (!EVP_EncryptUpdate(c->ecb, out, &n, in, 16) || n != 16)
		return HSS_E_INTERNAL;
	return HSS_OK;
}

void crypto_forget(struct auc_crypto *c)
{
	static const uint8_t zero[32];

	EVP_EncryptInit_ex2(c->ecb, NULL, zero, NULL, NULL);
	EVP_MAC_init(c->mac, zero, sizeof zero, NULL);
}

hss_rc crypto_hmac_sha256(struct auc_crypto *c, const uint8_t *key, size_t key_len,
                          const uint8_t *data, size_t len, uint8_t out[32])
{
	size_t n = 0;

	if (!EVP_MAC_init(c->mac, key, key_len, NULL) || !EVP_MAC_update(c->mac, data, len) ||
	    !EVP_MAC_final(c->mac, out, &n, 32) || n != 32)
		return HSS_E_INTERNAL;
	return HSS_OK;
}

void crypto_wipe(void *p, size_t n)
{
	OPENSSL_cleanse(p, n);
}
