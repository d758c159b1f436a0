/* rulings 3.1 and 3.2 with a software USIM of TS 33.102 annex C. */
#include "world.h"

#include "base/bytes.h"
#include "base/wire.h"

static struct auc_crypto *crypto;
static struct fake_db db;
static struct fe fe[3];
static struct answer a1, a2, a3;

static int setup(void **state)
{
	(void)state;
	memset(&db, 0, sizeof db);
	fake_add(&db, 1, "001010000000001", KI, OPC);
	return crypto_open(&crypto) == HSS_OK ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++)
		if (fe[i].loop)
			fe_kill(&fe[i]);
	crypto_close(crypto);
	return 0;
}

static void later(uint64_t s)
{
	for (int i = 0; i < 3; i++)
		if (fe[i].loop) {
			fe[i].now_ns += s * 1000000000;
			fe_turn(&fe[i], 2);
		}
}

static void ok(struct usim *u, const struct answer *a, uint32_t i)
{
	assert_int_equal(a->rc, HSS_OK);
	assert_true(i < a->n);
	if (usim_try(u, &a->av[i]) != USIM_OK)
		fail_msg("SEQ %llu IND %llu refused, SEQ_MS %llu",
		         (unsigned long long)u->last_sqn >> 5,
		         (unsigned long long)u->last_sqn & 31, (unsigned long long)u->sqn_ms >> 5);
}

static void run_interleaved(bool is_exclusive, enum usim_scheme scheme)
{
	struct usim u;

	setup(NULL);
	usim_init(&u, crypto, scheme);
	fe_start(&fe[0], &db, is_exclusive, NULL);
	fe_get(&fe[0], HSS_AV_EPS, 5, HSS_DOM_EPS, "mme1.epc", &a1);
	ok(&u, &a1, 0);
	for (int i = 0; i < 20; i++) {
		fe_get(&fe[0], HSS_AV_IMS, 1, HSS_DOM_IMS, "scscf.ims", &a2);
		ok(&u, &a2, 0);
		fe_get(&fe[0], HSS_AV_EPS, 1, HSS_DOM_EPS, "mme2.epc", &a3);
		ok(&u, &a3, 0);
		later(10);
	}
	fe_get(&fe[0], HSS_AV_UMTS, 3, HSS_DOM_PS, "sgsn.gprs", &a2);
	ok(&u, &a2, 0);
	later(3600);
	ok(&u, &a1, 1);                 /* MME 1's second, an hour later        */
	ok(&u, &a2, 1);                 /* and the SGSN's                       */
	ok(&u, &a1, 2);
	assert_int_equal(u.n_sync, 0);
	teardown(NULL);
	memset(fe, 0, sizeof fe);
}

static void mmes_and_scscf_do_not_push_each_other_out(void **state)
{
	(void)state;
	run_interleaved(true, USIM_ARRAY);
	run_interleaved(true, USIM_ARRAY_WITH_AGE);
	run_interleaved(false, USIM_ARRAY);
	run_interleaved(false, USIM_ARRAY_WITH_AGE);
}

/* A card that ignores IND: one requester at a time, always the newest vector.  */
static void strictly_increasing_card_takes_every_fresh_vector(void **state)
{
	static const char *const nodes[] = { "mme1", "mme2", "scscf", "mme3" };
	struct usim u;

	(void)state;
	usim_init(&u, crypto, USIM_STRICT);
	fe_start(&fe[0], &db, true, NULL);
	for (int i = 0; i < 200; i++) {
		fe_get(&fe[0], HSS_AV_EPS, 1, HSS_DOM_EPS, nodes[i % 4], &a1);
		ok(&u, &a1, 0);
	}
	assert_int_equal(u.n_sync, 0);
}

static void run_three(enum usim_scheme scheme, int64_t block, int64_t bits, int32_t ind_bits)
{
	struct usim u;

	setup(NULL);
	usim_init(&u, crypto, scheme);
	db.rows[0].row.ind_bits = (struct hss_i32){ ind_bits, true };
	u.ind_bits = (uint32_t)ind_bits;
	u.limit = 512;
	for (int i = 0; i < 3; i++)
		fe_start(&fe[i], &db, false, &(struct auc_conf){ .front_end_bits = bits,
			 .front_end_slot = i, .sqn_block = block });
	for (int i = 0; i < 300; i++) {
		fe_get(&fe[i % 3], HSS_AV_EPS, 1, HSS_DOM_EPS, i % 2 ? "mme1" : "mme2", &a1);
		ok(&u, &a1, 0);
		if (i % 7 == 0) {
			fe_get(&fe[i % 3], HSS_AV_IMS, 1, HSS_DOM_IMS, "scscf", &a2);
			ok(&u, &a2, 0);
		}
		/* long silences make remainders old                            */
		later(i % 50 == 49 ? 4000 : 3);
	}
	assert_int_equal(u.n_sync, 0);
	teardown(NULL);
	memset(fe, 0, sizeof fe);
}

static void three_front_ends_served_in_turn_cause_no_sync_failure(void **state)
{
	(void)state;
	run_three(USIM_ARRAY, 32, 2, 5);
	run_three(USIM_ARRAY_WITH_AGE, 32, 2, 5);
	run_three(USIM_STRICT, 1, 2, 5);        /* one durable write per vector */
	run_three(USIM_STRICT, 32, 2, 0);       /* rulings: ind_bits 0          */
	run_three(USIM_STRICT, 32, 2, 1);       /* too narrow for four slots    */
}

/* What the remainder of a block costs when it does not expire: the test can fail. */
static void remainders_that_never_expire_are_too_old_for_an_age_limit(void **state)
{
	struct usim u;

	(void)state;
	usim_init(&u, crypto, USIM_ARRAY_WITH_AGE);
	u.limit = 64;
	for (int i = 0; i < 2; i++)
		fe_start(&fe[i], &db, false, &(struct auc_conf){ .front_end_bits = 1,
			 .front_end_slot = i, .block_expiry_ms = i ? 60000 : INT64_C(1) << 40 });
	fe_get(&fe[0], HSS_AV_EPS, 1, HSS_DOM_EPS, "mme", &a1);
	ok(&u, &a1, 0);
	for (int i = 0; i < 100; i++) {
		fe_get(&fe[1], HSS_AV_EPS, 1, HSS_DOM_EPS, "mme", &a1);
		ok(&u, &a1, 0);
	}
	later(120);
	fe_get(&fe[0], HSS_AV_EPS, 1, HSS_DOM_EPS, "mme", &a1);
	assert_int_equal(usim_try(&u, &a1.av[0]), USIM_SYNC_FAILURE);
	/* and the resynchronisation gets out of it without lowering the row     */
	assert_int_equal(fe_resync(&fe[0], a1.av[0].rand, u.auts, 1, &a2), HSS_OK);
	assert_true(db.rows[0].row.sqn.v > (int64_t)u.sqn_ms);
	ok(&u, &a2, 0);
	/* the other one's remainder expires: the same the other way round works */
	for (int i = 0; i < 100; i++) {
		fe_get(&fe[0], HSS_AV_EPS, 1, HSS_DOM_EPS, "mme", &a1);
		ok(&u, &a1, 0);
	}
	fe_get(&fe[1], HSS_AV_EPS, 1, HSS_DOM_EPS, "mme", &a1);
	ok(&u, &a1, 0);
}

/* ---- rulings 3.2 -------------------------------------------------------------- */

static void sync_failure(struct usim *u, const struct hss_av *av)
{
	assert_int_equal(usim_try(u, av), USIM_SYNC_FAILURE);
}

static void run_behind(bool is_exclusive)
{
	struct usim u;

	setup(NULL);
	usim_init(&u, crypto, USIM_ARRAY);
	u.sqn_ms = UINT64_C(70000) << 5 | 3;    /* the card was elsewhere       */
	for (int i = 0; i < 32; i++)
		u.seq[i] = 70000;
	fe_start(&fe[0], &db, is_exclusive, NULL);
	fe_get(&fe[0], HSS_AV_EPS, 5, HSS_DOM_EPS, "mme1", &a1);
	sync_failure(&u, &a1.av[0]);
	assert_int_equal(fe_resync(&fe[0], a1.av[0].rand, u.auts, 5, &a2), HSS_OK);
	assert_int_equal(a2.n, 5);
	for (uint32_t i = 0; i < 5; i++)
		ok(&u, &a2, i);
	assert_int_equal(usim_sqn(&u, &a2.av[0]) >> 5, 70001);
	teardown(NULL);
	memset(fe, 0, sizeof fe);
}

static void a_card_that_is_ahead_is_followed(void **state)
{
	(void)state;
	run_behind(true);
	run_behind(false);
}

static void run_far_ahead(bool is_exclusive)
{
	struct usim u;
	int64_t kept;

	setup(NULL);
	usim_init(&u, crypto, USIM_ARRAY);
	u.sqn_ms = 1000 << 5;
	for (int i = 0; i < 32; i++)
		u.seq[i] = 1000;
	/* a restored card, or a mistake in provisioning: 2^29 ahead             */
	db.rows[0].row.sqn = (struct hss_i64){ (INT64_C(1) << 29) + 1000, true };
	db.rows[0].row.sqn.v <<= 5;
	fe_start(&fe[0], &db, is_exclusive, NULL);
	fe_get(&fe[0], HSS_AV_EPS, 1, HSS_DOM_EPS, "mme1", &a1);
	sync_failure(&u, &a1.av[0]);
	assert_int_equal(fe_resync(&fe[0], a1.av[0].rand, u.auts, 0, &a2), HSS_OK);
	assert_int_equal(a2.n, 0);
	/* SQN_HE := SQN_MS, durably                                            */
	assert_int_equal(db.rows[0].row.sqn.v, u.sqn_ms);
	for (int i = 0; i < 100; i++) {
		fe_get(&fe[0], HSS_AV_EPS, 1, HSS_DOM_EPS, i % 2 ? "mme1" : "mme2", &a2);
		ok(&u, &a2, 0);
	}
	/* a repeated (RAND, AUTS) changes nothing, now or later                */
	kept = db.rows[0].row.sqn.v;
	assert_int_equal(fe_resync(&fe[0], a1.av[0].rand, u.auts, 0, &a2), HSS_OK);
	assert_int_equal(db.rows[0].row.sqn.v, kept);
	db.rows[0].row.sqn.v = ((INT64_C(1) << 30) + 1000) << 5;
	fake_foreign(&fe[0].store, &db.rows[0], HSS_BIT(HSS_AUC_sqn));
	kept = db.rows[0].row.sqn.v;
	assert_int_equal(fe_resync(&fe[0], a1.av[0].rand, u.auts, 0, &a2), HSS_OK);
	assert_true(db.rows[0].row.sqn.v >= kept);
	teardown(NULL);
	memset(fe, 0, sizeof fe);
}

static void hss_2_29_ahead_goes_down_once(void **state)
{
	(void)state;
	run_far_ahead(true);
	run_far_ahead(false);
}

static void bad_mac_s_changes_nothing(void **state)
{
	struct fake_row before;
	struct usim u;

	(void)state;
	usim_init(&u, crypto, USIM_ARRAY);
	u.sqn_ms = UINT64_C(500000) << 5;
	fe_start(&fe[0], &db, true, NULL);
	fe_get(&fe[0], HSS_AV_EPS, 1, HSS_DOM_EPS, "mme1", &a1);
	for (int i = 0; i < 32; i++)
		u.seq[i] = 500000;
	sync_failure(&u, &a1.av[0]);
	before = db.rows[0];
	for (int i = 0; i < 14; i++) {
		uint8_t auts[14];

		memcpy(auts, u.auts, 14);
		auts[i] ^= 0x10;
		assert_int_equal(fe_resync(&fe[0], a1.av[0].rand, auts, 5, &a2), HSS_E_MAC);
		assert_int_equal(a2.n, 0);
	}
	a1.av[0].rand[0] ^= 1;          /* RAND of another vector               */
	assert_int_equal(fe_resync(&fe[0], a1.av[0].rand, u.auts, 5, &a2), HSS_E_MAC);
	assert_memory_equal(&before, &db.rows[0], sizeof before);
	fe_get(&fe[0], HSS_AV_EPS, 1, HSS_DOM_EPS, "mme1", &a2);
	assert_int_equal(usim_sqn(&u, &a2.av[0]) >> 5, 2);
}

/* The card's number lies below ours but within Delta: nothing may be lowered.  */
static void an_auts_below_ours_changes_nothing(void **state)
{
	uint8_t rand[16], auts[14], sqn[6];
	struct usim u;

	(void)state;
	usim_init(&u, crypto, USIM_ARRAY);
	fe_start(&fe[0], &db, true, NULL);
	fe_get(&fe[0], HSS_AV_EPS, 100, HSS_DOM_EPS, "mme1", &a1);
	memcpy(rand, a1.av[0].rand, 16);
	for (uint64_t seq = 0; seq < 100; seq += 33) {
		wire_put48(sqn, seq << 5);
		aka_make_auts(crypto, &u.key, rand, sqn, auts);
		assert_int_equal(fe_resync(&fe[0], rand, auts, 1, &a2), HSS_OK);
		assert_true(usim_sqn(&u, &a2.av[0]) > usim_sqn(&u, &a1.av[99]));
	}
	assert_int_equal(db.rows[0].row.last_resync.len, 0);
}

static void seq_near_2_43_wraps_without_harm(void **state)
{
	const uint64_t end = UINT64_C(1) << 43;
	uint8_t rand[16] = { 7 }, auts[14], sqn[6];
	struct usim u;
	uint64_t last;

	(void)state;
	usim_init(&u, crypto, USIM_ARRAY);
	fe_start(&fe[0], &db, true, NULL);
	wire_put48(sqn, (end - 4) << 5);
	aka_make_auts(crypto, &u.key, rand, sqn, auts);
	assert_int_equal(fe_resync(&fe[0], rand, auts, 3, &a1), HSS_OK);
	for (uint32_t i = 0; i < 3; i++)
		assert_int_equal(usim_sqn(&u, &a1.av[i]) >> 5, end - 3 + i);
	/* the card is worn out now; we go on from zero and never repeat one     */
	last = UINT64_MAX;
	for (int i = 0; i < 100; i++) {
		uint64_t seq;

		fe_get(&fe[0], HSS_AV_EPS, 3, HSS_DOM_EPS, "mme1", &a1);
		assert_int_equal(a1.rc, HSS_OK);
		for (uint32_t k = 0; k < 3; k++) {
			seq = usim_sqn(&u, &a1.av[k]) >> 5;
			assert_true(seq < 2000);
			assert_true(last == UINT64_MAX || seq > last);
			last = seq;
		}
	}
	assert_true(db.rows[0].row.sqn.v < INT64_C(1) << 48);
	/* an AUTS at the very end                                              */
	wire_put48(sqn, (UINT64_C(1) << 48) - 1);
	aka_make_auts(crypto, &u.key, rand, sqn, auts);
	assert_int_equal(fe_resync(&fe[0], rand, auts, 2, &a1), HSS_OK);
	assert_int_equal(usim_sqn(&u, &a1.av[0]) >> 5, 0);
}

static void resynchronisation_survives_a_lost_race_and_an_unknown_commit(void **state)
{
	static const hss_rc rcs[] = { HSS_E_CONFLICT, HSS_E_UNCERTAIN };
	uint8_t rand[16] = { 1 }, auts[14], sqn[6];
	struct usim u;

	(void)state;
	usim_init(&u, crypto, USIM_ARRAY);
	fe_start(&fe[0], &db, false, NULL);
	for (int i = 0; i < 4; i++) {
		uint64_t seq = 1000000 * (uint64_t)(i + 1);

		rand[0]++;
		wire_put48(sqn, seq << 5);
		aka_make_auts(crypto, &u.key, rand, sqn, auts);
		fe[0].store.fail_kind = HSS_OP_UPDATE;
		fe[0].store.fail_n = 1;
		fe[0].store.fail_rc = rcs[i % 2];
		fe[0].store.fail_after = i >= 2 && i % 2;
		assert_int_equal(fe_resync(&fe[0], rand, auts, 1, &a1), HSS_OK);
		assert_int_equal(fe[0].store.fail_n, 0);
		assert_int_equal(usim_sqn(&u, &a1.av[0]) >> 5, seq + 1);
	}
	/* it cannot be stored: no vectors, nothing changed                     */
	wire_put48(sqn, UINT64_C(9000000) << 5);
	aka_make_auts(crypto, &u.key, rand, sqn, auts);
	fe[0].store.fail_n = 1;
	fe[0].store.fail_after = false;
	fe[0].store.fail_rc = HSS_E_UNREACH;
	assert_int_equal(fe_resync(&fe[0], rand, auts, 1, &a1), HSS_E_UNREACH);
	fe_get(&fe[0], HSS_AV_EPS, 1, HSS_DOM_EPS, "mme1", &a1);
	assert_true(usim_sqn(&u, &a1.av[0]) >> 5 < 9000000);
}

/* ---- PyHSS -------------------------------------------------------------------------- */

static void a_value_from_pyhss_starts_above_it(void **state)
{
	static const int64_t values[] = { 0, 1, 4, 31, 32, 100, 12345678, (INT64_C(1) << 48) - 64 };
	struct usim u;

	(void)state;
	usim_init(&u, crypto, USIM_ARRAY);
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		for (int exclusive = 0; exclusive < 2; exclusive++) {
			memset(&db.epoch, 0, sizeof db.epoch);
			db.rows[0].row.sqn = (struct hss_i64){ values[i], i > 0 };
			db.rows[0].row.sqn_epoch.set = false;
			fe_start(&fe[0], &db, exclusive, NULL);
			fe_get(&fe[0], HSS_AV_EPS, 1, HSS_DOM_EPS, "mme1", &a1);
			assert_int_equal(a1.rc, HSS_OK);
			assert_int_equal(usim_sqn(&u, &a1.av[0]) >> 5, (values[i] >> 5) + 1);
			fe_kill(&fe[0]);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
		cmocka_unit_test(mmes_and_scscf_do_not_push_each_other_out),
		T(strictly_increasing_card_takes_every_fresh_vector),
		cmocka_unit_test(three_front_ends_served_in_turn_cause_no_sync_failure),
		T(remainders_that_never_expire_are_too_old_for_an_age_limit),
		cmocka_unit_test(a_card_that_is_ahead_is_followed),
		cmocka_unit_test(hss_2_29_ahead_goes_down_once),
		T(bad_mac_s_changes_nothing),
		T(an_auts_below_ours_changes_nothing),
		T(seq_near_2_43_wraps_without_harm),
		T(resynchronisation_survives_a_lost_race_and_an_unknown_commit),
		T(a_value_from_pyhss_starts_above_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
