/* kdf.c - see kdf.h. The generic KDF is TS 33.220 B.2: HMAC-SHA-256 over FC, P0, L0, P1, L1, ... */
#include "auc/kdf.h"

#include "base/bytes.h"
#include "base/wire.h"

#include <string.h>

#define KDF_MAX 512

struct kdf_input {
	uint8_t s[KDF_MAX + 64];
	uint32_t n;
};

static hss_rc add(struct kdf_input *in, const void *p, uint32_t n)
{
	if (n > 0xffff || in->n + n + 2 > sizeof in->s)
		return HSS_E_INVAL;
	memcpy(in->s + in->n, p, n);
	wire_put16(in->s + in->n + n, n);
	in->n += n + 2;
	return HSS_OK;
}

static hss_rc derive(struct auc_crypto *c, const uint8_t ck[16], const uint8_t ik[16],
                     const struct kdf_input *in, uint8_t out[32])
{
	uint8_t key[32];
	hss_rc rc;

	memcpy(key, ck, 16);
	memcpy(key + 16, ik, 16);
	rc = crypto_hmac_sha256(c, key, sizeof key, in->s, in->n, out);
	crypto_wipe(key, sizeof key);
	return rc;
}

hss_rc kdf_kasme(struct auc_crypto *c, const uint8_t ck[16], const uint8_t ik[16],
                 const uint8_t plmn[3], const uint8_t sqn_xor_ak[6], uint8_t kasme[32])
{
	struct kdf_input in = { .s = { 0x10 }, .n = 1 };
	hss_rc rc = add(&in, plmn, 3);

	if (rc == HSS_OK)
		rc = add(&in, sqn_xor_ak, 6);
	return rc == HSS_OK ? derive(c, ck, ik, &in, kasme) : rc;
}

hss_rc kdf_ck_ik_prime(struct auc_crypto *c, const uint8_t ck[16], const uint8_t ik[16],
                       struct hss_bytes anid, const uint8_t sqn_xor_ak[6], uint8_t ck_prime[16],
                       uint8_t ik_prime[16])
{
	struct kdf_input in = { .s = { 0x20 }, .n = 1 };
	uint8_t out[32];
	hss_rc rc;

	if (anid.len < 1 || anid.len > 253)
		return HSS_E_INVAL;
	rc = add(&in, anid.p, anid.len);
	if (rc == HSS_OK)
		rc = add(&in, sqn_xor_ak, 6);
	if (rc == HSS_OK)
		rc = derive(c, ck, ik, &in, out);
	if (rc != HSS_OK)
		return rc;
	memcpy(ck_prime, out, 16);
	memcpy(ik_prime, out + 16, 16);
	crypto_wipe(out, sizeof out);
	return HSS_OK;
}

hss_rc kdf_naf_key(struct auc_crypto *c, const uint8_t ck[16], const uint8_t ik[16],
                   const char *p0, const uint8_t rand[16], struct hss_bytes impi,
                   struct hss_bytes naf_id, uint8_t key[32])
{
	struct kdf_input in = { .s = { 0x01 }, .n = 1 };
	hss_rc rc = add(&in, p0, (uint32_t)strlen(p0));

	if (rc == HSS_OK)
		rc = add(&in, rand, 16);
	if (rc == HSS_OK)
		rc = add(&in, impi.p, impi.len);
	if (rc == HSS_OK)
		rc = add(&in, naf_id.p, naf_id.len);
	return rc == HSS_OK ? derive(c, ck, ik, &in, key) : rc;
}

void kdf_c2(const uint8_t *res, uint32_t res_len, uint8_t sres[4])
{
	memset(sres, 0, 4);
	for (uint32_t i = 0; i < res_len; i++)
		sres[i % 4] ^= res[i];
}

void kdf_c3(const uint8_t ck[16], const uint8_t ik[16], uint8_t kc[8])
{
	for (int i = 0; i < 8; i++)
		kc[i] = ck[i] ^ ck[i + 8] ^ ik[i] ^ ik[i + 8];
}
