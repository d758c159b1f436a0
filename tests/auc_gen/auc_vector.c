/*
 * auc_vector.c - prints vectors of random keys, one a line, for cross.sh:
 *   ALGORITHM k opc amf sqn(decimal) rand autn ik ck res sres kc auts
 * and for 2G: ALGORITHM ki rand sres kc
 */
#include "auc/aka.h"
#include "auc/comp128.h"
#include "auc/kdf.h"

#include "base/bytes.h"
#include "base/rng.h"
#include "base/wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put(const uint8_t *p, uint32_t n, const char *end)
{
	char text[65];

	bytes_hex(p, n, text);
	printf("%s%s", text, end);
}

static int aka(struct auc_crypto *c, struct rng *r, uint32_t algo, const char *name)
{
	struct aka_key key = { .algo = algo, .res_len = algo == AKA_XOR ? 16 : 8,
		               .consts = milenage_consts_default };
	uint8_t rand[16], sqn[6], amf[2], auts[14], sres[4], kc[8];
	struct aka_vector av;

	if (rng_get(r, key.k, 16) || rng_get(r, key.opc, 16) || rng_get(r, rand, 16) ||
	    rng_get(r, sqn, 6) || rng_get(r, amf, 2))
		return 1;
	if (aka_make(c, &key, rand, sqn, amf, &av) || aka_make_auts(c, &key, rand, sqn, auts))
		return 1;
	kdf_c2(av.res, av.res_len, sres);
	kdf_c3(av.ck, av.ik, kc);
	printf("%s ", name);
	put(key.k, 16, " ");
	put(key.opc, 16, " ");
	put(amf, 2, " ");
	printf("%llu ", (unsigned long long)wire_get48(sqn));
	put(rand, 16, " ");
	put(av.autn, 16, " ");
	put(av.ik, 16, " ");
	put(av.ck, 16, " ");
	put(av.res, av.res_len, " ");
	put(sres, 4, " ");
	put(kc, 8, " ");
	put(auts, 14, "\n");
	return 0;
}

static int gsm(struct rng *r, uint32_t version)
{
	uint8_t ki[16], rand[16], sres[4], kc[8];

	if (rng_get(r, ki, 16) || rng_get(r, rand, 16))
		return 1;
	comp128(version, ki, rand, sres, kc);
	printf("COMP128v%u ", version);
	put(ki, 16, " ");
	put(rand, 16, " ");
	put(sres, 4, " ");
	put(kc, 8, "\n");
	return 0;
}

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 10, bad = 0;
	struct rng r = { 0 };
	struct auc_crypto *c;

	if (crypto_open(&c) != HSS_OK)
		return 1;
	for (int i = 0; i < n; i++) {
		bad |= aka(c, &r, AKA_MILENAGE, "MILENAGE");
		bad |= aka(c, &r, AKA_XOR, "XOR");
		for (uint32_t v = 1; v <= 3; v++)
			bad |= gsm(&r, v);
	}
	crypto_close(c);
	return bad;
}
