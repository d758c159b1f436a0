/* KASME, CK'/IK', NAF keys and SIP digest HA1. */
#include "vec.h"

#include "auc/aka.h"
#include "auc/digest.h"
#include "auc/kdf.h"

#include "base/bytes.h"

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

static void kasme_meets_every_vector(void **state)
{
	json_t *root = vec_load("eps_aka.json"), *v;
	size_t i;

	json_array_foreach(vec_array(root, "kasme", 30), i, v) {
		uint8_t ck[16], ik[16], sn[3], sqn_ak[6], kasme[32];

		vec_hex(v, "CK", ck, 16);
		vec_hex(v, "IK", ik, 16);
		vec_hex(v, "SN_id", sn, 3);
		vec_hex(v, "SQN_xor_AK", sqn_ak, 6);
		assert_int_equal(kdf_kasme(*state, ck, ik, sn, sqn_ak, kasme), HSS_OK);
		vec_expect(v, "KASME", kasme, 32);
	}
	json_decref(root);
}

static void eps_vectors_come_out_whole(void **state)
{
	json_t *root = vec_load("eps_aka.json"), *v;
	size_t i;

	json_array_foreach(vec_array(root, "full_vectors", 6), i, v) {
		struct aka_key key = { .algo = AKA_MILENAGE, .res_len = 8,
			               .consts = milenage_consts_default };
		uint8_t rand[16], sqn[6], amf[2], sn[3], kasme[32];
		struct aka_vector av;

		vec_hex(v, "K", key.k, 16);
		vec_hex(v, "OPc", key.opc, 16);
		vec_hex(v, "RAND", rand, 16);
		vec_hex(v, "SQN", sqn, 6);
		vec_hex(v, "AMF", amf, 2);
		vec_hex(v, "SN_id", sn, 3);
		assert_int_equal(aka_make(*state, &key, rand, sqn, amf, &av), HSS_OK);
		vec_expect(v, "AUTN", av.autn, 16);
		vec_expect(v, "XRES", av.res, av.res_len);
		assert_int_equal(kdf_kasme(*state, av.ck, av.ik, sn, av.autn, kasme), HSS_OK);
		vec_expect(v, "KASME", kasme, 32);
	}
	json_decref(root);
}

static void ck_prime_and_ik_prime_meet_every_vector(void **state)
{
	json_t *root = vec_load("aka_prime.json"), *v;
	uint8_t ck[16], ik[16], sqn_ak[6], a[16], b[16];
	size_t i;

	json_array_foreach(vec_array(root, "vectors", 20), i, v) {
		vec_hex(v, "CK", ck, 16);
		vec_hex(v, "IK", ik, 16);
		vec_hex(v, "SQN_xor_AK", sqn_ak, 6);
		assert_int_equal(kdf_ck_ik_prime(*state, ck, ik, bytes_str(vec_text(v, "ANID")),
		                                 sqn_ak, a, b), HSS_OK);
		vec_expect(v, "CK_prime", a, 16);
		vec_expect(v, "IK_prime", b, 16);
	}
	assert_int_equal(kdf_ck_ik_prime(*state, ck, ik, bytes_of("", 0), sqn_ak, a, b),
	                 HSS_E_INVAL);
	json_decref(root);
}

static void naf_keys_meet_every_vector(void **state)
{
	json_t *root = vec_load("gba.json"), *v;
	size_t i;

	json_array_foreach(vec_array(root, "vectors", 4), i, v) {
		json_t *maa = json_object_get(v, "MAA"), *bsf = json_object_get(v, "BSF");
		uint8_t ck[16], ik[16], ra[32], naf[256], key[32];
		struct hss_bytes impi = bytes_str(vec_text(v, "IMPI"));
		uint32_t n = vec_hex(bsf, "NAF_Id", naf, sizeof naf);

		vec_hex(maa, "Confidentiality_Key_CK", ck, 16);
		vec_hex(maa, "Integrity_Key_IK", ik, 16);
		vec_hex(maa, "SIP_Authenticate_RAND_AUTN", ra, 32);
		assert_int_equal(kdf_naf_key(*state, ck, ik, "gba-me", ra, impi, bytes_of(naf, n),
		                             key), HSS_OK);
		vec_expect(bsf, "Ks_NAF_or_Ks_ext_NAF", key, 32);
		assert_int_equal(kdf_naf_key(*state, ck, ik, "gba-u", ra, impi, bytes_of(naf, n),
		                             key), HSS_OK);
		vec_expect(bsf, "Ks_int_NAF", key, 32);
	}
	json_decref(root);
}

static void gba_vectors_are_plain_aka(void **state)
{
	json_t *root = vec_load("gba.json"), *v;
	size_t i;

	json_array_foreach(vec_array(root, "vectors", 4), i, v) {
		json_t *maa = json_object_get(v, "MAA");
		struct aka_key key = { .algo = AKA_MILENAGE, .res_len = 8,
			               .consts = milenage_consts_default };
		uint8_t ra[32], sqn[6], amf[2];
		struct aka_vector av;

		vec_hex(v, "K", key.k, 16);
		vec_hex(v, "OPc", key.opc, 16);
		vec_hex(v, "SQN", sqn, 6);
		vec_hex(v, "AMF", amf, 2);
		vec_hex(maa, "SIP_Authenticate_RAND_AUTN", ra, 32);
		assert_int_equal(aka_make(*state, &key, ra, sqn, amf, &av), HSS_OK);
		assert_memory_equal(av.autn, ra + 16, 16);
		vec_expect(maa, "SIP_Authorization_XRES", av.res, av.res_len);
		vec_expect(maa, "Confidentiality_Key_CK", av.ck, 16);
		vec_expect(maa, "Integrity_Key_IK", av.ik, 16);
	}
	json_decref(root);
}

static void ha1_meets_every_example(void **state)
{
	json_t *root = vec_load("http_digest.json"), *v;
	uint32_t md5 = 0, sha = 0;
	size_t i;

	(void)state;
	json_array_foreach(vec_array(root, "examples", 8), i, v) {
		struct hss_bytes user = bytes_str(vec_text(v, "username"));
		struct hss_bytes realm = bytes_str(vec_text(v, "realm")), password;
		uint8_t ha1[32], raw[64];

		if (json_object_get(v, "password_hex"))
			password = bytes_of(raw, vec_hex(v, "password_hex", raw, sizeof raw));
		else
			password = bytes_str(vec_text(v, "password"));
		if (strncmp(vec_text(v, "algorithm"), "SHA-256", 7) == 0) {
			assert_int_equal(digest_ha1_sha256(user, realm, password, ha1), HSS_OK);
			vec_expect(v, "HA1", ha1, 32);
			sha++;
		} else {
			assert_int_equal(digest_ha1_md5(user, realm, password, ha1), HSS_OK);
			vec_expect(v, "HA1", ha1, 16);
			md5++;
		}
	}
	assert_true(md5 && sha);
	json_decref(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kasme_meets_every_vector),
		cmocka_unit_test(eps_vectors_come_out_whole),
		cmocka_unit_test(ck_prime_and_ik_prime_meet_every_vector),
		cmocka_unit_test(naf_keys_meet_every_vector),
		cmocka_unit_test(gba_vectors_are_plain_aka),
		cmocka_unit_test(ha1_meets_every_example),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
