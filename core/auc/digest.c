/* digest.c - see digest.h. */
#include "auc/digest.h"

#include <openssl/evp.h>

static hss_rc ha1(const char *name, struct hss_bytes username, struct hss_bytes realm,
                  struct hss_bytes password, uint8_t *out, unsigned int len)
{
	EVP_MD *md = EVP_MD_fetch(NULL, name, NULL);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned int n = 0;
	hss_rc rc = HSS_E_INTERNAL;

	if (md && ctx && EVP_DigestInit_ex2(ctx, md, NULL) &&
	    EVP_DigestUpdate(ctx, username.p, username.len) && EVP_DigestUpdate(ctx, ":", 1) &&
	    EVP_DigestUpdate(ctx, realm.p, realm.len) && EVP_DigestUpdate(ctx, ":", 1) &&
	    EVP_DigestUpdate(ctx, password.p, password.len) && EVP_DigestFinal_ex(ctx, out, &n) &&
	    n == len)
		rc = HSS_OK;
	EVP_MD_CTX_free(ctx);
	EVP_MD_free(md);
	return rc;
}

hss_rc digest_ha1_md5(struct hss_bytes username, struct hss_bytes realm,
                      struct hss_bytes password, uint8_t out[16])
{
	return ha1("MD5", username, realm, password, out, 16);
}

hss_rc digest_ha1_sha256(struct hss_bytes username, struct hss_bytes realm,
                         struct hss_bytes password, uint8_t out[32])
{
	return ha1("SHA256", username, realm, password, out, 32);
}
