/* milenage.c - see milenage.h; names as in TS 35.206 4.1. */
#include "auc/milenage.h"

#include <string.h>

const struct milenage_consts milenage_consts_default = {
	.c = { { 0 }, { [15] = 1 }, { [15] = 2 }, { [15] = 4 }, { [15] = 8 } },
	.r = { 64, 0, 32, 64, 96 },
};

static void xor16(uint8_t out[16], const uint8_t a[16], const uint8_t b[16])
{
	for (int i = 0; i < 16; i++)
		out[i] = a[i] ^ b[i];
}

/* Cyclic rotation by r bits towards the most significant bit.                  */
static void rot(uint8_t out[16], const uint8_t in[16], uint32_t r)
{
	uint32_t octets = r / 8, bits = r % 8;

	for (uint32_t i = 0; i < 16; i++) {
		uint32_t hi = in[(i + octets) % 16], lo = in[(i + octets + 1) % 16];

		out[i] = (uint8_t)(hi << bits | lo >> (8 - bits));
	}
}

hss_rc milenage_opc(struct auc_crypto *c, const uint8_t k[16], const uint8_t op[16],
                    uint8_t opc[16])
{
	uint8_t e[16];
	hss_rc rc = crypto_aes_key(c, k);

	if (rc == HSS_OK)
		rc = crypto_aes(c, op, e);
	if (rc == HSS_OK)
		xor16(opc, e, op);
	crypto_wipe(e, sizeof e);
	return rc;
}

/* TEMP = E_K(RAND xor OPc)                                                     */
static hss_rc temp(struct auc_crypto *c, const uint8_t k[16], const uint8_t opc[16],
                   const uint8_t rand[16], uint8_t out[16])
{
	hss_rc rc = crypto_aes_key(c, k);

	if (rc != HSS_OK)
		return rc;
	xor16(out, rand, opc);
	return crypto_aes(c, out, out);
}

hss_rc milenage_f1(struct auc_crypto *c, const struct milenage_consts *consts, const uint8_t k[16],
                   const uint8_t opc[16], const uint8_t rand[16], const uint8_t sqn[6],
                   const uint8_t amf[2], uint8_t mac_a[8], uint8_t mac_s[8])
{
	const struct milenage_consts *m = consts ? consts : &milenage_consts_default;
	uint8_t t[16], in1[16], x[16];
	hss_rc rc = temp(c, k, opc, rand, t);

	if (rc != HSS_OK)
		goto wipe;
	for (int half = 0; half < 16; half += 8) {
		memcpy(in1 + half, sqn, 6);
		memcpy(in1 + half + 6, amf, 2);
	}
	xor16(in1, in1, opc);
	rot(x, in1, m->r[0]);
	xor16(x, x, t);
	xor16(x, x, m->c[0]);
	rc = crypto_aes(c, x, x);
	if (rc != HSS_OK)
		goto wipe;
	xor16(x, x, opc);
	memcpy(mac_a, x, 8);
	memcpy(mac_s, x + 8, 8);
wipe:
	crypto_wipe(t, sizeof t);
	crypto_wipe(in1, sizeof in1);
	crypto_wipe(x, sizeof x);
	return rc;
}

hss_rc milenage_f2345(struct auc_crypto *c, const struct milenage_consts *consts,
                      const uint8_t k[16], const uint8_t opc[16], const uint8_t rand[16],
                      struct milenage_out *out)
{
	const struct milenage_consts *m = consts ? consts : &milenage_consts_default;
	uint8_t t[16], o[5][16];
	hss_rc rc = temp(c, k, opc, rand, t);

	xor16(t, t, opc);
	for (int i = 1; i < 5 && rc == HSS_OK; i++) {
		rot(o[i], t, m->r[i]);
		xor16(o[i], o[i], m->c[i]);
		rc = crypto_aes(c, o[i], o[i]);
		xor16(o[i], o[i], opc);
	}
	if (rc == HSS_OK) {
		memcpy(out->res, o[1] + 8, 8);
		memcpy(out->ak, o[1], 6);
		memcpy(out->ck, o[2], 16);
		memcpy(out->ik, o[3], 16);
		memcpy(out->ak_star, o[4], 6);
	}
	crypto_wipe(t, sizeof t);
	crypto_wipe(o, sizeof o);
	return rc;
}
