/*
 * tuak.c - see tuak.h. The specification numbers bits from the least significant end, so
 * every octet string goes into the state and comes out of it backwards (TS 35.231 6.1).
 */
#include "auc/tuak.h"

#include "auc/crypto.h"
#include "auc/keccak.h"

#include <string.h>

/* INSTANCE, TS 35.231 6.2 to 6.6. The length code of MAC and RES is their length in octets
 * (32 bits: 0), by the specification's own choice of bits.                     */
enum {
	TUAK_TOPC = 0x00, TUAK_F1 = 0x00, TUAK_F2345 = 0x40, TUAK_F1_STAR = 0x80,
	TUAK_F5_STAR = 0xc0,
	TUAK_K256 = 0x01, TUAK_IK256 = 0x02, TUAK_CK256 = 0x04,
};
enum {                                  /* where things lie in the state        */
	AT_TOP = 0, AT_INSTANCE = 32, AT_NAME = 33, AT_RAND = 40, AT_AMF = 56, AT_SQN = 58,
	AT_K = 64, AT_PAD = 96, AT_PAD_END = 135,
	AT_MAC = 0, AT_RES = 0, AT_CK = 32, AT_IK = 64, AT_AK = 96,
};

static void put(uint8_t *state, uint32_t at, const uint8_t *v, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		state[at + i] = v[n - 1 - i];
}

static void get(const uint8_t *state, uint32_t at, uint8_t *v, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		v[i] = state[at + n - 1 - i];
}

/* One run: rand, sqn and amf may be NULL, then they are zero.                  */
static void run(const struct tuak_key *key, uint32_t instance, const uint8_t top[32],
                const uint8_t *rand, const uint8_t *sqn, const uint8_t *amf, uint8_t state[200])
{
	static const uint8_t name[] = { 'T', 'U', 'A', 'K', '1', '.', '0' };

	memset(state, 0, 200);
	put(state, AT_TOP, top, 32);
	state[AT_INSTANCE] = (uint8_t)(instance | (key->k_len == 32 ? TUAK_K256 : 0));
	put(state, AT_NAME, name, sizeof name);
	if (rand)
		put(state, AT_RAND, rand, 16);
	if (amf)
		put(state, AT_AMF, amf, 2);
	if (sqn)
		put(state, AT_SQN, sqn, 6);
	put(state, AT_K, key->k, key->k_len);
	state[AT_PAD] = 0x1f;
	state[AT_PAD_END] = 0x80;
	for (uint32_t i = 0; i < key->iterations; i++)
		keccak_f1600(state);
}

void tuak_topc(const struct tuak_key *key, const uint8_t top[32], uint8_t topc[32])
{
	uint8_t state[200];

	run(key, TUAK_TOPC, top, NULL, NULL, NULL, state);
	get(state, AT_TOP, topc, 32);
	crypto_wipe(state, sizeof state);
}

void tuak_f1(const struct tuak_key *key, const uint8_t rand[16], const uint8_t sqn[6],
             const uint8_t amf[2], uint8_t *mac_a)
{
	uint8_t state[200];

	run(key, TUAK_F1 | key->mac_len, key->topc, rand, sqn, amf, state);
	get(state, AT_MAC, mac_a, key->mac_len);
	crypto_wipe(state, sizeof state);
}

void tuak_f1_star(const struct tuak_key *key, const uint8_t rand[16], const uint8_t sqn[6],
                  const uint8_t amf[2], uint8_t *mac_s)
{
	uint8_t state[200];

	run(key, TUAK_F1_STAR | key->mac_len, key->topc, rand, sqn, amf, state);
	get(state, AT_MAC, mac_s, key->mac_len);
	crypto_wipe(state, sizeof state);
}

void tuak_f2345(const struct tuak_key *key, const uint8_t rand[16], struct tuak_out *out)
{
	uint32_t instance = TUAK_F2345 | (key->res_len == 4 ? 0 : key->res_len) |
		(key->ck_len == 32 ? TUAK_CK256 : 0) | (key->ik_len == 32 ? TUAK_IK256 : 0);
	uint8_t state[200];

	run(key, instance, key->topc, rand, NULL, NULL, state);
	get(state, AT_RES, out->res, key->res_len);
	get(state, AT_CK, out->ck, key->ck_len);
	get(state, AT_IK, out->ik, key->ik_len);
	get(state, AT_AK, out->ak, 6);
	crypto_wipe(state, sizeof state);
}

void tuak_f5_star(const struct tuak_key *key, const uint8_t rand[16], uint8_t ak_star[6])
{
	uint8_t state[200];

	run(key, TUAK_F5_STAR, key->topc, rand, NULL, NULL, state);
	get(state, AT_AK, ak_star, 6);
	crypto_wipe(state, sizeof state);
}
