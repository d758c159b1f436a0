/* The service: kinds of vectors, profiles, errors; on a store in memory. */
#include "world.h"

#include "auc/kdf.h"
#include "base/bytes.h"
#include "base/wire.h"

static struct auc_crypto *crypto;
static struct fake_db db;
static struct fe fe;
static struct answer ans;

static int setup(void **state)
{
	(void)state;
	memset(&db, 0, sizeof db);
	fake_add(&db, 1, "001010000000001", KI, OPC);
	fe_start(&fe, &db, true, NULL);
	return crypto_open(&crypto) == HSS_OK ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	fe_kill(&fe);
	crypto_close(crypto);
	return 0;
}

/* A write of the row as an API makes it.                                       */
static void change(uint32_t col, const char *text)
{
	fake_text(&db.rows[0], col, text);
	db.rows[0].rev++;
	fake_foreign(&fe.store, &db.rows[0], HSS_BIT(col));
}

static void eps_vectors_open_on_the_card_and_each_has_its_own_sqn_and_rand(void **state)
{
	struct usim u;

	(void)state;
	usim_init(&u, crypto, USIM_ARRAY);
	assert_int_equal(fe_get(&fe, HSS_AV_EPS, 5, HSS_DOM_EPS, "mme1", &ans), HSS_OK);
	assert_int_equal(ans.n, 5);
	for (uint32_t i = 0; i < 5; i++) {
		const struct hss_av *av = &ans.av[i];
		struct milenage_out o;
		uint8_t kasme[32];

		assert_int_equal(usim_try(&u, av), USIM_OK);
		assert_int_equal(u.last_sqn >> 5, i + 1);
		assert_int_equal(av->kind, HSS_AV_EPS);
		assert_int_equal(av->xres_len, 8);
		assert_int_equal(av->autn[6] & 0x80, 0x80);
		milenage_f2345(crypto, NULL, u.key.k, u.key.opc, av->rand, &o);
		kdf_kasme(crypto, o.ck, o.ik, (const uint8_t[]){ 0x00, 0xf1, 0x10 }, av->autn,
		          kasme);
		assert_memory_equal(kasme, av->kasme, 32);
		/* the keys under KASME stay here                               */
		assert_int_equal(av->ck[0] | av->ck[7] | av->ik[3] | av->ik[15], 0);
		for (uint32_t k = 0; k < i; k++)
			assert_memory_not_equal(av->rand, ans.av[k].rand, 16);
	}
}

static void separation_bit_is_set_for_eps_and_aka_prime_only(void **state)
{
	static const struct { uint32_t kind; const char *amf, *want; } cases[] = {
		{ HSS_AV_EPS, "0000", "8000" },       { HSS_AV_EPS, "b9b9", "b9b9" },
		{ HSS_AV_EPS_PRIME, "1234", "9234" }, { HSS_AV_UMTS, "8000", "0000" },
		{ HSS_AV_UMTS, "ffff", "7fff" },      { HSS_AV_IMS, "8001", "0001" },
		{ HSS_AV_GBA, "8000", "0000" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char got[5];

		change(HSS_AUC_amf, cases[i].amf);
		assert_int_equal(fe_get(&fe, cases[i].kind, 1, HSS_DOM_EPS, "n", &ans), HSS_OK);
		bytes_hex(ans.av[0].autn + 6, 2, got);
		assert_string_equal(got, cases[i].want);
	}
}

static void umts_vectors_carry_triplets_by_algo(void **state)
{
	static const struct { const char *algo; bool from_3g; } cases[] = {
		{ "0", true }, { "", true }, { "9", true }, { "3", false }, { "1", false },
		{ "2", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct hss_av *av = &ans.av[0];
		uint8_t sres[4], kc[8];

		change(HSS_AUC_algo, cases[i].algo);
		assert_int_equal(fe_get(&fe, HSS_AV_UMTS, 1, HSS_DOM_PS, "sgsn", &ans), HSS_OK);
		kdf_c2(av->xres, av->xres_len, sres);
		kdf_c3(av->ck, av->ik, kc);
		assert_int_equal(memcmp(sres, av->sres, 4) == 0, cases[i].from_3g);
		assert_int_equal(memcmp(kc, av->kc, 8) == 0, cases[i].from_3g);
	}
}

static void a_2g_sim_gives_triplets_and_is_refused_for_3g(void **state)
{
	static const uint32_t kinds[] = { HSS_AV_UMTS, HSS_AV_EPS, HSS_AV_EPS_PRIME, HSS_AV_IMS,
		                          HSS_AV_GBA };
	struct hss_av_want want = { HSS_AV_GSM, 3 };
	struct hss_av_request r = { .size = sizeof r, .imsi = BYTES_LIT("001010000000001"),
		                    .want = &want, .n_want = 1 };

	(void)state;
	change(HSS_AUC_opc, "");
	change(HSS_AUC_algo, "1");
	fe_ask(&fe, &r, &ans);
	fe_wait(&fe, &ans);
	assert_int_equal(ans.rc, HSS_OK);
	assert_int_equal(ans.n, 3);
	assert_int_equal(db.n_adds + db.n_updates, 0);
	assert_int_equal(ans.av[0].kc[7], 0);
	assert_memory_not_equal(ans.av[0].sres, ans.av[1].sres, 4);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		assert_int_equal(fe_get(&fe, kinds[i], 1, HSS_DOM_EPS, "n", &ans), HSS_E_NOTSUP);
}

static void op_becomes_opc_when_opc_is_empty(void **state)
{
	struct usim u;

	(void)state;
	usim_init(&u, crypto, USIM_ARRAY);
	change(HSS_AUC_opc, "");
	change(HSS_AUC_op, "cdc202d5123e20f62b6d676ac72cb318");
	assert_int_equal(fe_get(&fe, HSS_AV_IMS, 1, HSS_DOM_IMS, "scscf", &ans), HSS_OK);
	assert_int_equal(usim_try(&u, &ans.av[0]), USIM_OK);
}

static void check_tuak(const char *ki, int32_t res_len)
{
	struct aka_key key = { .algo = AKA_TUAK, .res_len = (uint32_t)res_len,
		               .tuak = { .iterations = 1, .mac_len = 8, .ck_len = 16, .ik_len = 16,
		                         .res_len = (uint32_t)res_len,
		                         .k_len = (uint32_t)strlen(ki) / 2 } };
	uint8_t sqn[6], ak[6];
	struct aka_vector v;
	struct tuak_out o;

	bytes_unhex(bytes_str(ki), key.tuak.k, key.tuak.k_len);
	memset(key.tuak.topc, 0x55, 32);
	change(HSS_AUC_ki, ki);
	db.rows[0].row.res_len = (struct hss_i32){ res_len, true };
	assert_int_equal(fe_get(&fe, HSS_AV_UMTS, 1, HSS_DOM_PS, "sgsn", &ans), HSS_OK);
	tuak_f2345(&key.tuak, ans.av[0].rand, &o);
	memcpy(ak, o.ak, 6);
	for (int i = 0; i < 6; i++)
		sqn[i] = ans.av[0].autn[i] ^ ak[i];
	assert_int_equal(aka_make(crypto, &key, ans.av[0].rand, sqn, ans.av[0].autn + 6, &v), 0);
	assert_memory_equal(v.autn, ans.av[0].autn, 16);
	assert_int_equal(ans.av[0].xres_len, res_len);
	assert_memory_equal(v.res, ans.av[0].xres, (size_t)res_len);
}

static void tuak_profile_with_128_and_256_bit_keys(void **state)
{
	(void)state;
	change(HSS_AUC_algo_profile, "tuak");
	change(HSS_AUC_algo, "3");      /* PyHSS's default                      */
	assert_int_equal(fe_get(&fe, HSS_AV_UMTS, 1, HSS_DOM_PS, "sgsn", &ans), HSS_E_NOTSUP);
	change(HSS_AUC_topc, "5555555555555555555555555555555555555555555555555555555555555555");
	check_tuak(KI, 8);
	check_tuak(KI KI, 16);
	check_tuak(KI KI, 4);
	db.rows[0].row.tuak_iterations = (struct hss_i32){ 256, true };
	assert_int_equal(fe_get(&fe, HSS_AV_EPS, 1, HSS_DOM_EPS, "m", &ans), HSS_E_PROTO);
}

static void xor_profile_needs_no_opc(void **state)
{
	uint8_t k[16];

	(void)state;
	bytes_unhex(bytes_str(KI), k, 16);
	change(HSS_AUC_algo_profile, "XOR");
	change(HSS_AUC_opc, "");
	assert_int_equal(fe_get(&fe, HSS_AV_EPS, 1, HSS_DOM_EPS, "mme", &ans), HSS_OK);
	assert_int_equal(ans.av[0].xres_len, 16);
	for (int i = 0; i < 16; i++)
		assert_int_equal(ans.av[0].xres[i], k[i] ^ ans.av[0].rand[i]);
}

static void several_kinds_have_one_ascending_order(void **state)
{
	struct hss_av_want want[] = { { HSS_AV_EPS, 3 }, { HSS_AV_GSM, 1 }, { HSS_AV_UMTS, 2 } };
	struct hss_av_request r = { .size = sizeof r, .auc_id = 1, .want = want, .n_want = 3,
		                    .domain = HSS_DOM_EPS, .node = BYTES_LIT("mme") };
	uint64_t last = 0;
	struct usim u;

	(void)state;
	usim_init(&u, crypto, USIM_ARRAY);
	fe_ask(&fe, &r, &ans);
	fe_wait(&fe, &ans);
	assert_int_equal(ans.rc, HSS_OK);
	assert_int_equal(ans.n, 6);
	assert_int_equal(ans.av[3].kind, HSS_AV_GSM);
	for (uint32_t i = 0; i < 6; i++) {
		if (i == 3)
			continue;
		assert_true(usim_sqn(&u, &ans.av[i]) > last);
		last = usim_sqn(&u, &ans.av[i]);
	}
}

static void digest_comes_from_ha1(void **state)
{
	struct hss_av_want want = { HSS_AV_DIGEST, 1 };
	struct hss_av_request r = { .size = sizeof r, .n_want = 1, .want = &want,
		                    .impi = BYTES_LIT("001010000000001@ims.example") };
	char got[65];

	(void)state;
	fe_ask(&fe, &r, &ans);
	fe_wait(&fe, &ans);
	assert_int_equal(ans.rc, HSS_E_NOTSUP);
	change(HSS_AUC_sip_password_ha1, "939e7578ed9e3c518a452acee763bce9");
	fe_ask(&fe, &r, &ans);
	fe_wait(&fe, &ans);
	assert_int_equal(ans.rc, HSS_OK);
	assert_int_equal(ans.av[0].xres_len, 16);
	bytes_hex(ans.av[0].ha1, 16, got);
	assert_string_equal(got, "939e7578ed9e3c518a452acee763bce9");
	change(HSS_AUC_sip_password_ha1, "a plain password");
	fe_ask(&fe, &r, &ans);
	fe_wait(&fe, &ans);
	assert_int_equal(ans.rc, HSS_E_PROTO);
}

static void malformed_key_material_is_proto_and_burns_no_number(void **state)
{
	static const struct { uint32_t col; const char *bad, *good; } cases[] = {
		{ HSS_AUC_ki, "465b5ce8", KI },
		{ HSS_AUC_ki, "zz5b5ce8b199b49faa5f0a2ee238a6bc", KI },
		{ HSS_AUC_ki, "", KI },          { HSS_AUC_ki, KI KI, KI },
		{ HSS_AUC_opc, "0", OPC },       { HSS_AUC_opc, OPC "00", OPC },
		{ HSS_AUC_amf, "80", "8000" },   { HSS_AUC_amf, "wxyz", "8000" },
		{ HSS_AUC_milenage_r, "4000", "" }, { HSS_AUC_milenage_r, "4000204080", "" },
		{ HSS_AUC_milenage_r, "4000204040", "" }, { HSS_AUC_milenage_c, "00", "" },
		{ HSS_AUC_ki, "enc:1:k1:ki:AAAA", KI }, { HSS_AUC_ki, "enc:1:", KI },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		hss_rc want = i == 10 ? HSS_OK : HSS_E_PROTO;   /* r4 = r5, c differs   */

		change(cases[i].col, cases[i].bad);
		assert_int_equal(fe_get(&fe, HSS_AV_EPS, 1, HSS_DOM_EPS, "m", &ans), want);
		change(cases[i].col, cases[i].good);
	}
	assert_int_equal(fe_get(&fe, HSS_AV_EPS, 1, HSS_DOM_EPS, "m", &ans), HSS_OK);
	change(HSS_AUC_algo_profile, "milenage2");
	assert_int_equal(fe_get(&fe, HSS_AV_EPS, 1, HSS_DOM_EPS, "m", &ans), HSS_E_NOTSUP);
}

static void who_is_not_there_is_not_found_and_nonsense_is_refused(void **state)
{
	static const char *const ids[] = { "001010000000002", "not-digits", "0010100000000010000",
		                           "@", "sip:001010000000001" };
	struct hss_av_want want = { HSS_AV_EPS, 1 };
	struct hss_av_request r = { .size = sizeof r, .want = &want, .n_want = 1 };

	(void)state;
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		r.impi = bytes_str(ids[i]);
		fe_ask(&fe, &r, &ans);
		fe_wait(&fe, &ans);
		assert_int_equal(ans.rc, HSS_E_NOTFOUND);
	}
	r.impi = (struct hss_bytes){ 0 };
	fe_ask(&fe, &r, &ans);
	assert_int_equal(ans.rc, HSS_E_INVAL);
	r.auc_id = 1;
	want.count = 257;
	fe_ask(&fe, &r, &ans);
	assert_int_equal(ans.rc, HSS_E_INVAL);
	want = (struct hss_av_want){ 99, 1 };
	fe_ask(&fe, &r, &ans);
	assert_int_equal(ans.rc, HSS_E_INVAL);
	want = (struct hss_av_want){ HSS_AV_EPS_PRIME, 1 };
	fe_ask(&fe, &r, &ans);
	assert_int_equal(ans.rc, HSS_E_INVAL);
	r.n_want = 0;
	fe_ask(&fe, &r, &ans);
	assert_int_equal(ans.rc, HSS_E_INVAL);
}

/* Whatever the store says reaches the caller, once, and the next request works. */
static void store_faults_pass_and_do_no_harm(void **state)
{
	static const hss_rc rcs[] = { HSS_E_UNREACH, HSS_E_BUSY, HSS_E_TIMEOUT, HSS_E_CANCELED,
		                      HSS_E_INTERNAL };
	static const uint32_t kinds[] = { HSS_OP_GET, HSS_OP_UPDATE };

	(void)state;
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < sizeof rcs / sizeof rcs[0]; i++) {
			fe.store.fail_kind = kinds[k];
			fe.store.fail_rc = rcs[i];
			fe.store.fail_n = 1;
			/* 40: more than a first use gives without writing      */
			fe_get(&fe, HSS_AV_EPS, k ? 40 : 1, HSS_DOM_EPS, "m", &ans);
			assert_int_equal(ans.rc, rcs[i]);
			assert_int_equal(fe.store.fail_n, 0);
		}
	assert_int_equal(fe_get(&fe, HSS_AV_EPS, 40, HSS_DOM_EPS, "m", &ans), HSS_OK);
}

static void a_dead_store_at_the_start_ends_by_itself(void **state)
{
	struct fe *f = &(struct fe){ .start_rc = HSS_OK };

	(void)state;
	f->store.fail_rc = HSS_E_UNREACH;
	f->store.fail_n = 2;
	fe_start(f, &db, true, NULL);
	assert_int_equal(f->start_rc, HSS_E_UNREACH);
	assert_int_equal(fe_get(f, HSS_AV_EPS, 1, HSS_DOM_EPS, "m", &ans), HSS_E_UNREACH);
	for (int i = 0; i < 30; i++) {
		f->now_ns += 100000000;
		fe_turn(f, 3);
	}
	assert_int_equal(fe_get(f, HSS_AV_EPS, 1, HSS_DOM_EPS, "m", &ans), HSS_OK);
	fe_kill(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
		T(eps_vectors_open_on_the_card_and_each_has_its_own_sqn_and_rand),
		T(separation_bit_is_set_for_eps_and_aka_prime_only),
		T(umts_vectors_carry_triplets_by_algo),
		T(a_2g_sim_gives_triplets_and_is_refused_for_3g),
		T(op_becomes_opc_when_opc_is_empty),
		T(tuak_profile_with_128_and_256_bit_keys),
		T(xor_profile_needs_no_opc),
		T(several_kinds_have_one_ascending_order),
		T(digest_comes_from_ha1),
		T(malformed_key_material_is_proto_and_burns_no_number),
		T(who_is_not_there_is_not_found_and_nonsense_is_refused),
		T(store_faults_pass_and_do_no_harm),
		T(a_dead_store_at_the_start_ends_by_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
