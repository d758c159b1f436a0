/* TUAK against TS 35.233, and the XOR test algorithm against TS 34.108. */
#include "vec.h"

#include "auc/aka.h"
#include "auc/kdf.h"
#include "auc/keccak.h"
#include "auc/xor.h"

#include <string.h>

static void keccak_meets_its_published_permutation(void **state)
{
	static const uint8_t want[8] = { 0xe7, 0xdd, 0xe1, 0x40, 0x79, 0x8f, 0x25, 0xf1 };
	uint8_t s[200] = { 0 };

	(void)state;
	keccak_f1600(s);
	assert_memory_equal(s, want, 8);
}

static void tuak_meets_every_published_set(void **state)
{
	json_t *root = vec_load("tuak.json"), *v;
	size_t i;

	(void)state;
	json_array_foreach(vec_array(root, "test_sets", 6), i, v) {
		uint8_t top[32], rand[16], sqn[6], amf[2], mac[32], star[6];
		struct tuak_key key = { .iterations = (uint32_t)json_integer_value(
			json_object_get(v, "keccak_iterations")) };
		struct tuak_out o;

		key.k_len = vec_hex(v, "K", key.k, 32);
		key.mac_len = (uint32_t)strlen(vec_text(v, "MAC_A")) / 2;
		key.res_len = (uint32_t)strlen(vec_text(v, "RES")) / 2;
		key.ck_len = (uint32_t)strlen(vec_text(v, "CK")) / 2;
		key.ik_len = (uint32_t)strlen(vec_text(v, "IK")) / 2;
		assert_true(key.iterations >= 1);
		vec_hex(v, "TOP", top, 32);
		vec_hex(v, "RAND", rand, 16);
		vec_hex(v, "SQN", sqn, 6);
		vec_hex(v, "AMF", amf, 2);
		tuak_topc(&key, top, key.topc);
		vec_expect(v, "TOPc", key.topc, 32);
		tuak_f1(&key, rand, sqn, amf, mac);
		vec_expect(v, "MAC_A", mac, key.mac_len);
		tuak_f1_star(&key, rand, sqn, amf, mac);
		vec_expect(v, "MAC_S", mac, key.mac_len);
		tuak_f2345(&key, rand, &o);
		vec_expect(v, "RES", o.res, key.res_len);
		vec_expect(v, "CK", o.ck, key.ck_len);
		vec_expect(v, "IK", o.ik, key.ik_len);
		vec_expect(v, "AK", o.ak, 6);
		tuak_f5_star(&key, rand, star);
		vec_expect(v, "AK_star", star, 6);
	}
	json_decref(root);
}

static void tuak_makes_whole_vectors(void **state)
{
	json_t *root = vec_load("tuak.json"), *v;
	struct auc_crypto *c;
	size_t i;

	(void)state;
	assert_int_equal(crypto_open(&c), HSS_OK);
	json_array_foreach(vec_array(root, "full_vectors", 6), i, v) {
		struct aka_key key = { .algo = AKA_TUAK, .tuak = {
			.iterations = 1, .mac_len = 8, .ck_len = 16, .ik_len = 16 } };
		uint8_t rand[16], sqn[6], amf[2], auts[14];
		struct aka_vector av;

		key.tuak.k_len = vec_hex(v, "K", key.tuak.k, 32);
		key.tuak.res_len = key.res_len = (uint32_t)strlen(vec_text(v, "RES")) / 2;
		vec_hex(v, "TOPc", key.tuak.topc, 32);
		vec_hex(v, "RAND", rand, 16);
		vec_hex(v, "SQN", sqn, 6);
		vec_hex(v, "AMF", amf, 2);
		assert_int_equal(aka_make(c, &key, rand, sqn, amf, &av), HSS_OK);
		vec_expect(v, "MAC_A", av.mac_a, 8);
		vec_expect(v, "AUTN", av.autn, 16);
		vec_expect(v, "RES", av.res, av.res_len);
		vec_expect(v, "CK", av.ck, 16);
		vec_expect(v, "IK", av.ik, 16);
		assert_int_equal(aka_make_auts(c, &key, rand, sqn, auts), HSS_OK);
		vec_expect(v, "AUTS_for_SQN", auts, 14);
	}
	crypto_close(c);
	json_decref(root);
}

static void xor_meets_every_vector(void **state)
{
	json_t *root = vec_load("xor.json"), *v;
	struct auc_crypto *c;
	size_t i;

	(void)state;
	assert_int_equal(crypto_open(&c), HSS_OK);
	json_array_foreach(vec_array(root, "vectors", 4), i, v) {
		struct aka_key key = { .algo = AKA_XOR, .res_len = 16 };
		uint8_t rand[16], sqn[6], amf[2], auts[14], got[6], sres[4], kc[8];
		struct aka_vector av;

		vec_hex(v, "K", key.k, 16);
		vec_hex(v, "RAND", rand, 16);
		vec_hex(v, "SQN", sqn, 6);
		vec_hex(v, "AMF", amf, 2);
		assert_int_equal(aka_make(c, &key, rand, sqn, amf, &av), HSS_OK);
		vec_expect(v, "RES", av.res, 16);
		vec_expect(v, "CK", av.ck, 16);
		vec_expect(v, "IK", av.ik, 16);
		vec_expect(v, "AK", av.ak, 6);
		vec_expect(v, "MAC", av.mac_a, 8);
		vec_expect(v, "AUTN", av.autn, 16);
		kdf_c2(av.res, av.res_len, sres);
		kdf_c3(av.ck, av.ik, kc);
		vec_expect(v, "SRES", sres, 4);
		vec_expect(v, "Kc", kc, 8);
		vec_hex(v, "AUTS_for_SQN", auts, 14);
		assert_int_equal(aka_open_auts(c, &key, rand, auts, got), HSS_OK);
		assert_memory_equal(got, sqn, 6);
	}
	crypto_close(c);
	json_decref(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keccak_meets_its_published_permutation),
		cmocka_unit_test(tuak_meets_every_published_set),
		cmocka_unit_test(tuak_makes_whole_vectors),
		cmocka_unit_test(xor_meets_every_vector),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
