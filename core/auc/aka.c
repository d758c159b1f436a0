/* aka.c - see aka.h. */
#include "auc/aka.h"

#include "auc/xor.h"

#include <openssl/crypto.h>
#include <string.h>

struct algo {
	hss_rc (*vector)(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
	                 const uint8_t sqn[6], const uint8_t amf[2], struct aka_vector *out);
	hss_rc (*ak_star)(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
	                  uint8_t ak_star[6]);
	hss_rc (*mac_s)(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
	                const uint8_t sqn[6], uint8_t mac_s[8]);
};

static const uint8_t resync_amf[2];     /* 0000, whatever AMF the vectors have  */

/* ---- Milenage --------------------------------------------------------------- */

static hss_rc milenage_vector(struct auc_crypto *c, const struct aka_key *key,
                              const uint8_t rand[16], const uint8_t sqn[6], const uint8_t amf[2],
                              struct aka_vector *out)
{
	struct milenage_out o;
	uint8_t mac_s[8];
	hss_rc rc = milenage_f2345(c, &key->consts, key->k, key->opc, rand, &o);

	if (rc == HSS_OK)
		rc = milenage_f1(c, &key->consts, key->k, key->opc, rand, sqn, amf, out->mac_a,
		                 mac_s);
	if (rc == HSS_OK) {
		memcpy(out->res, o.res, 8);
		memcpy(out->ck, o.ck, 16);
		memcpy(out->ik, o.ik, 16);
		memcpy(out->ak, o.ak, 6);
	}
	crypto_wipe(&o, sizeof o);
	return rc;
}

static hss_rc milenage_ak_star(struct auc_crypto *c, const struct aka_key *key,
                               const uint8_t rand[16], uint8_t ak_star[6])
{
	struct milenage_out o;
	hss_rc rc = milenage_f2345(c, &key->consts, key->k, key->opc, rand, &o);

	if (rc == HSS_OK)
		memcpy(ak_star, o.ak_star, 6);
	crypto_wipe(&o, sizeof o);
	return rc;
}

static hss_rc milenage_mac_s(struct auc_crypto *c, const struct aka_key *key,
                             const uint8_t rand[16], const uint8_t sqn[6], uint8_t mac_s[8])
{
	uint8_t mac_a[8];

	return milenage_f1(c, &key->consts, key->k, key->opc, rand, sqn, resync_amf, mac_a, mac_s);
}

/* ---- TUAK ------------------------------------------------------------------- */

static hss_rc tuak_vector(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
                          const uint8_t sqn[6], const uint8_t amf[2], struct aka_vector *out)
{
	struct tuak_out o;

	(void)c;
	tuak_f2345(&key->tuak, rand, &o);
	tuak_f1(&key->tuak, rand, sqn, amf, out->mac_a);
	memcpy(out->res, o.res, key->tuak.res_len);
	memcpy(out->ck, o.ck, 16);
	memcpy(out->ik, o.ik, 16);
	memcpy(out->ak, o.ak, 6);
	crypto_wipe(&o, sizeof o);
	return HSS_OK;
}

static hss_rc tuak_ak_star(struct auc_crypto *c, const struct aka_key *key,
                           const uint8_t rand[16], uint8_t ak_star[6])
{
	(void)c;
	tuak_f5_star(&key->tuak, rand, ak_star);
	return HSS_OK;
}

static hss_rc tuak_mac_s(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
                         const uint8_t sqn[6], uint8_t mac_s[8])
{
	(void)c;
	tuak_f1_star(&key->tuak, rand, sqn, resync_amf, mac_s);
	return HSS_OK;
}

/* ---- XOR -------------------------------------------------------------------- */

static hss_rc xor_vector(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
                         const uint8_t sqn[6], const uint8_t amf[2], struct aka_vector *out)
{
	struct xor_out o;

	(void)c;
	xor_f2345(key->k, rand, &o);
	xor_f1(key->k, rand, sqn, amf, out->mac_a);
	memcpy(out->res, o.res, key->res_len);
	memcpy(out->ck, o.ck, 16);
	memcpy(out->ik, o.ik, 16);
	memcpy(out->ak, o.ak, 6);
	crypto_wipe(&o, sizeof o);
	return HSS_OK;
}

static hss_rc xor_ak_star(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
                          uint8_t ak_star[6])
{
	struct xor_out o;

	(void)c;
	xor_f2345(key->k, rand, &o);
	memcpy(ak_star, o.ak, 6);
	crypto_wipe(&o, sizeof o);
	return HSS_OK;
}

static hss_rc xor_mac_s(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
                        const uint8_t sqn[6], uint8_t mac_s[8])
{
	(void)c;
	xor_f1(key->k, rand, sqn, resync_amf, mac_s);
	return HSS_OK;
}

static const struct algo algos[] = {
	[AKA_MILENAGE] = { milenage_vector, milenage_ak_star, milenage_mac_s },
	[AKA_TUAK] = { tuak_vector, tuak_ak_star, tuak_mac_s },
	[AKA_XOR] = { xor_vector, xor_ak_star, xor_mac_s },
};

hss_rc aka_make(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
                const uint8_t sqn[6], const uint8_t amf[2], struct aka_vector *out)
{
	hss_rc rc = algos[key->algo].vector(c, key, rand, sqn, amf, out);

	if (rc != HSS_OK)
		return rc;
	out->res_len = key->res_len;
	for (int i = 0; i < 6; i++)
		out->autn[i] = sqn[i] ^ out->ak[i];
	memcpy(out->autn + 6, amf, 2);
	memcpy(out->autn + 8, out->mac_a, 8);
	return HSS_OK;
}

hss_rc aka_open_auts(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
                     const uint8_t auts[14], uint8_t sqn_ms[6])
{
	uint8_t ak_star[6], sqn[6], mac_s[8];
	hss_rc rc = algos[key->algo].ak_star(c, key, rand, ak_star);

	if (rc != HSS_OK)
		return rc;
	for (int i = 0; i < 6; i++)
		sqn[i] = auts[i] ^ ak_star[i];
	rc = algos[key->algo].mac_s(c, key, rand, sqn, mac_s);
	if (rc == HSS_OK && CRYPTO_memcmp(mac_s, auts + 6, 8) != 0)
		rc = HSS_E_MAC;
	if (rc == HSS_OK)
		memcpy(sqn_ms, sqn, 6);
	crypto_wipe(mac_s, sizeof mac_s);
	return rc;
}

hss_rc aka_make_auts(struct auc_crypto *c, const struct aka_key *key, const uint8_t rand[16],
                     const uint8_t sqn_ms[6], uint8_t auts[14])
{
	uint8_t ak_star[6];
	hss_rc rc = algos[key->algo].ak_star(c, key, rand, ak_star);

	if (rc == HSS_OK)
		rc = algos[key->algo].mac_s(c, key, rand, sqn_ms, auts + 6);
	for (int i = 0; i < 6 && rc == HSS_OK; i++)
		auts[i] = sqn_ms[i] ^ ak_star[i];
	return rc;
}
