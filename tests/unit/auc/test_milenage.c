/* Milenage against TS 35.207/35.208, TS 55.205 and published resynchronisations. */
#include "vec.h"

#include "auc/aka.h"
#include "auc/kdf.h"

#include <string.h>

static int setup(void **state)
{
	struct auc_crypto *c;

	if (crypto_open(&c) != HSS_OK)
		return -1;
	*state = c;
	return 0;
}

static int teardown(void **state)
{
	crypto_close(*state);
	return 0;
}

static void milenage_meets_every_published_set(void **state)
{
	json_t *root = vec_load("milenage.json"), *v;
	size_t i;

	json_array_foreach(vec_array(root, "test_sets", 20), i, v) {
		uint8_t k[16], op[16], opc[16], rand[16], sqn[6], amf[2], a[8], s[8];
		uint8_t sres[4], kc[8];
		struct milenage_out o;

		vec_hex(v, "K", k, 16);
		vec_hex(v, "OP", op, 16);
		vec_hex(v, "RAND", rand, 16);
		vec_hex(v, "SQN", sqn, 6);
		vec_hex(v, "AMF", amf, 2);
		assert_int_equal(milenage_opc(*state, k, op, opc), HSS_OK);
		vec_expect(v, "OPc", opc, 16);
		assert_int_equal(milenage_f1(*state, NULL, k, opc, rand, sqn, amf, a, s), HSS_OK);
		vec_expect(v, "MAC_A", a, 8);
		vec_expect(v, "MAC_S", s, 8);
		assert_int_equal(milenage_f2345(*state, NULL, k, opc, rand, &o), HSS_OK);
		vec_expect(v, "RES", o.res, 8);
		vec_expect(v, "CK", o.ck, 16);
		vec_expect(v, "IK", o.ik, 16);
		vec_expect(v, "AK", o.ak, 6);
		vec_expect(v, "AK_star", o.ak_star, 6);
		kdf_c2(o.res, 8, sres);
		kdf_c3(o.ck, o.ik, kc);
		vec_expect(v, "SRES_c2", sres, 4);
		vec_expect(v, "Kc_c3", kc, 8);
	}
	json_decref(root);
}

static void autn_is_put_together_as_in_33_102(void **state)
{
	json_t *root = vec_load("milenage.json"), *v;
	size_t i;

	json_array_foreach(vec_array(root, "test_sets", 20), i, v) {
		struct aka_key key = { .algo = AKA_MILENAGE, .res_len = 8,
			               .consts = milenage_consts_default };
		uint8_t rand[16], sqn[6], amf[2];
		struct aka_vector av;

		vec_hex(v, "K", key.k, 16);
		vec_hex(v, "OPc", key.opc, 16);
		vec_hex(v, "RAND", rand, 16);
		vec_hex(v, "SQN", sqn, 6);
		vec_hex(v, "AMF", amf, 2);
		assert_int_equal(aka_make(*state, &key, rand, sqn, amf, &av), HSS_OK);
		vec_expect(v, "AUTN", av.autn, 16);
		assert_int_equal(av.res_len, 8);
	}
	json_decref(root);
}

static void gsm_milenage_meets_55_205(void **state)
{
	json_t *root = vec_load("milenage.json"), *v;
	json_t *gsm = json_object_get(root, "gsm_milenage");
	size_t i;

	json_array_foreach(vec_array(gsm, "test_sets", 19), i, v) {
		uint8_t k[16], opc[16], rand[16], sres[4], kc[8];
		struct milenage_out o;

		vec_hex(v, "Ki", k, 16);
		vec_hex(v, "OPc", opc, 16);
		vec_hex(v, "RAND", rand, 16);
		assert_int_equal(milenage_f2345(*state, NULL, k, opc, rand, &o), HSS_OK);
		kdf_c2(o.res, 8, sres);
		kdf_c3(o.ck, o.ik, kc);
		vec_expect(v, "SRES_1", sres, 4);
		vec_expect(v, "SRES_2", o.res, 4);
		vec_expect(v, "Kc", kc, 8);
	}
	json_decref(root);
}

static void read_key(const json_t *v, struct aka_key *key)
{
	*key = (struct aka_key){ .algo = AKA_MILENAGE, .res_len = 8,
		                 .consts = milenage_consts_default };
	vec_hex(v, "K", key->k, 16);
	vec_hex(v, "OPc", key->opc, 16);
}

static void auts_gives_sqn_ms(void **state)
{
	static const char *const lists[] = { "vectors", "published" };
	json_t *root = vec_load("resync.json"), *v;
	size_t i;

	for (int list = 0; list < 2; list++) {
		json_array_foreach(vec_array(root, lists[list], 2), i, v) {
			uint8_t rand[16], auts[14], made[14], sqn[6];
			struct aka_key key;

			read_key(v, &key);
			vec_hex(v, "RAND", rand, 16);
			vec_hex(v, "AUTS", auts, 14);
			assert_int_equal(aka_open_auts(*state, &key, rand, auts, sqn), HSS_OK);
			vec_expect(v, "SQN_MS", sqn, 6);
			assert_int_equal(aka_make_auts(*state, &key, rand, sqn, made), HSS_OK);
			assert_memory_equal(made, auts, 14);
		}
	}
	json_decref(root);
}

static void auts_of_another_sim_or_changed_by_a_bit_is_refused(void **state)
{
	json_t *root = vec_load("resync.json"), *v;
	uint8_t rand[16], auts[14], sqn[6];
	struct aka_key key;
	size_t i;

	json_array_foreach(vec_array(root, "negative", 4), i, v) {
		memset(sqn, 0xee, sizeof sqn);
		read_key(v, &key);
		vec_hex(v, "RAND", rand, 16);
		vec_hex(v, "AUTS", auts, 14);
		assert_int_equal(aka_open_auts(*state, &key, rand, auts, sqn), HSS_E_MAC);
		assert_int_equal(sqn[0], 0xee);
	}
	v = json_array_get(vec_array(root, "vectors", 1), 0);
	read_key(v, &key);
	vec_hex(v, "RAND", rand, 16);
	for (int bit = 0; bit < 14 * 8; bit++) {
		vec_hex(v, "AUTS", auts, 14);
		auts[bit / 8] ^= (uint8_t)(1 << bit % 8);
		assert_int_equal(aka_open_auts(*state, &key, rand, auts, sqn), HSS_E_MAC);
	}
	json_decref(root);
}

/* Own constants: with the default ones spelled out nothing changes; any other r or c does.
 * OUT2 with r2 = 8 is checked by hand from its definition.                     */
static void own_constants_are_used(void **state)
{
	struct milenage_consts m = milenage_consts_default;
	uint8_t k[16] = { 1, 2, 3 }, opc[16] = { 9, 8, 7 }, rand[16] = { 5 }, t[16], want[16];
	struct milenage_out a, b;

	assert_int_equal(milenage_f2345(*state, NULL, k, opc, rand, &a), HSS_OK);
	assert_int_equal(milenage_f2345(*state, &m, k, opc, rand, &b), HSS_OK);
	assert_memory_equal(&a, &b, sizeof a);
	m.r[1] = 12;
	m.c[1][3] = 0x40;
	assert_int_equal(milenage_f2345(*state, &m, k, opc, rand, &b), HSS_OK);
	assert_memory_not_equal(a.res, b.res, 8);
	assert_memory_equal(a.ck, b.ck, 16);

	assert_int_equal(crypto_aes_key(*state, k), HSS_OK);
	for (int i = 0; i < 16; i++)
		t[i] = rand[i] ^ opc[i];
	assert_int_equal(crypto_aes(*state, t, t), HSS_OK);
	for (int i = 0; i < 16; i++)
		t[i] ^= opc[i];
	for (int bit = 0; bit < 128; bit++) {   /* bit i comes from bit i + r   */
		int from = (bit + 12) % 128;

		if (bit % 8 == 0)
			want[bit / 8] = 0;
		want[bit / 8] |= (uint8_t)((t[from / 8] >> (7 - from % 8) & 1) << (7 - bit % 8));
	}
	want[3] ^= 0x40;
	want[15] ^= 1;
	assert_int_equal(crypto_aes(*state, want, want), HSS_OK);
	for (int i = 0; i < 16; i++)
		want[i] ^= opc[i];
	assert_memory_equal(b.res, want + 8, 8);
	assert_memory_equal(b.ak, want, 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(milenage_meets_every_published_set),
		cmocka_unit_test(autn_is_put_together_as_in_33_102),
		cmocka_unit_test(gsm_milenage_meets_55_205),
		cmocka_unit_test(auts_gives_sqn_ms),
		cmocka_unit_test(auts_of_another_sim_or_changed_by_a_bit_is_refused),
		cmocka_unit_test(own_constants_are_used),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
