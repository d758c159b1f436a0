/* Secrets at rest: sealed form, key files, rotation, reveal. */
#include "world.h"

#include "auc/keyring.h"
#include "base/bytes.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define K1 "k1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
#define K2 "2026-b\tff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff\n"

static struct rng rng;
static struct arena arena;
static char path[512];

static const char *file(const char *text, mode_t mode)
{
	FILE *f;

	snprintf(path, sizeof path, "%s/keys-%d", TEST_TMP, (int)getpid());
	unlink(path);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	assert_int_equal(chmod(path, mode), 0);
	return path;
}

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, NULL, ARENA_QUOTA);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_reset(&arena);
	unlink(path);
	return 0;
}

static struct keyring *ring(const char *text)
{
	struct hss_err err = { 0 };
	struct keyring *k;

	if (keyring_open(text ? file(text, 0600) : NULL, 2, &k, &err) != HSS_OK)
		fail_msg("%s", err.text);
	return k;
}

static void what_is_sealed_opens_and_looks_as_documented(void **state)
{
	struct keyring *k = ring("# current first\n\n  " K2 K1 "# end");
	struct hss_bytes a, b, clear;

	(void)state;
	assert_int_equal(keyring_seal(k, 0, &rng, &arena, "ki", bytes_str(KI), &a), HSS_OK);
	assert_int_equal(keyring_seal(k, 1, &rng, &arena, "ki", bytes_str(KI), &b), HSS_OK);
	assert_memory_equal(a.p, "enc:1:2026-b:ki:", 16);
	assert_int_equal(a.len, 16 + 80);
	assert_false(bytes_eq(a, b));   /* a nonce of its own each              */
	assert_int_equal(keyring_unseal(k, 1, &arena, "ki", a, &clear), HSS_OK);
	assert_true(bytes_eq(clear, bytes_str(KI)));
	assert_int_equal(keyring_unseal(k, 0, &arena, NULL, b, &clear), HSS_OK);
	assert_true(bytes_eq(clear, bytes_str(KI)));
	assert_true(arena.is_secret);
	assert_true(keyring_is_current(k, a));
	/* sealed already, empty: as they are                                   */
	assert_int_equal(keyring_seal(k, 0, &rng, &arena, "ki", a, &b), HSS_OK);
	assert_ptr_equal(a.p, b.p);
	assert_int_equal(keyring_seal(k, 0, &rng, &arena, "opc", bytes_str(""), &b), HSS_OK);
	assert_int_equal(b.len, 0);
	/* all lengths, because of base64's padding                             */
	for (uint32_t n = 1; n < 70; n++) {
		char text[70];

		memset(text, 'x', sizeof text);
		clear = bytes_of(text, n);
		assert_int_equal(keyring_seal(k, 0, &rng, &arena, "adm1", clear, &a), HSS_OK);
		assert_int_equal(keyring_unseal(k, 0, &arena, "adm1", a, &clear), HSS_OK);
		assert_true(bytes_eq(clear, bytes_of(text, n)));
	}
	keyring_close(k);
}

static void what_was_changed_moved_or_sealed_by_others_does_not_open(void **state)
{
	struct keyring *k = ring(K1), *other;
	struct hss_bytes a, clear = { 0 };
	uint8_t copy[128];

	(void)state;
	assert_int_equal(keyring_seal(k, 0, &rng, &arena, "ki", bytes_str(KI), &a), HSS_OK);
	assert_true(a.len < sizeof copy);
	assert_int_equal(keyring_unseal(k, 0, &arena, "opc", a, &clear), HSS_E_PROTO);
	for (uint32_t i = 6; i < a.len; i++) {
		memcpy(copy, a.p, a.len);
		copy[i] = copy[i] == 'A' ? 'B' : 'A';
		assert_int_equal(keyring_unseal(k, 0, &arena, NULL, bytes_of(copy, a.len), &clear),
		                 HSS_E_PROTO);
	}
	for (uint32_t n = 6; n < a.len; n++) {
		hss_rc rc = keyring_unseal(k, 0, &arena, "ki", bytes_of(a.p, n), &clear);

		/* "enc:1:" alone is no sealed value                            */
		assert_int_equal(rc, n == 6 ? HSS_OK : HSS_E_PROTO);
	}
	keyring_close(k);
	other = ring(K2);
	assert_int_equal(keyring_unseal(other, 0, &arena, "ki", a, &clear), HSS_E_PROTO);
	assert_false(keyring_is_current(other, a));
	keyring_close(other);
	other = ring("k1 ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff");
	assert_int_equal(keyring_unseal(other, 0, &arena, "ki", a, &clear), HSS_E_PROTO);
	keyring_close(other);
	other = ring(NULL);             /* no keys: clear text passes, sealed does not */
	assert_int_equal(keyring_unseal(other, 0, &arena, "ki", a, &clear), HSS_E_PROTO);
	assert_int_equal(keyring_unseal(other, 0, &arena, "ki", bytes_str(KI), &clear), HSS_OK);
	assert_int_equal(keyring_seal(other, 0, &rng, &arena, "ki", bytes_str(KI), &a), HSS_OK);
	assert_true(bytes_eq(a, bytes_str(KI)));
	keyring_close(other);
}

static void bad_key_files_are_refused_with_the_reason(void **state)
{
	static const struct {
		const char *text;
		mode_t mode;
		hss_rc rc;
		const char *why;
	} cases[] = {
		{ K1, 0640, HSS_E_DENIED, "mode 0640" }, { K1, 0604, HSS_E_DENIED, "mode 0604" },
		{ K1, 0620, HSS_E_DENIED, "chmod 600" }, { "", 0600, HSS_E_INVAL, "holds no key" },
		{ "# only\n", 0600, HSS_E_INVAL, "holds no key" },
		{ K1 "k3 0001\n", 0600, HSS_E_INVAL, ":2: the key is not 64 hex" },
		{ K1 K2 K1, 0600, HSS_E_INVAL, ":3: this id was used above" },
		{ "a:b " "00", 0600, HSS_E_INVAL, ":1: the key's id" },
		{ "k1", 0600, HSS_E_INVAL, ":1: the key is not" },
		{ "k1 00 11 22", 0600, HSS_E_INVAL, "more than an id and a key" },
	};
	struct hss_err err;
	struct keyring *k;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		memset(&err, 0, sizeof err);
		assert_int_equal(keyring_open(file(cases[i].text, cases[i].mode), 1, &k, &err),
		                 cases[i].rc);
		if (!strstr(err.text, cases[i].why))
			fail_msg("\"%s\" does not say \"%s\"", err.text, cases[i].why);
	}
	unlink(path);
	assert_int_equal(keyring_open(path, 1, &k, &err), HSS_E_NOTFOUND);
	assert_int_equal(keyring_open("/dev/null", 1, &k, &err), HSS_E_INVAL);
	assert_int_equal(keyring_open(TEST_TMP, 1, &k, &err), HSS_E_INVAL);
}

/* ---- in the service ---------------------------------------------------------------- */

static struct fake_db db;
static struct fe fe;
static struct answer ans;
static struct { bool is_done; hss_rc rc; uint32_t n; } rot;
static const struct task_ops ops = { .idle = task_finish };

static void on_rotated(struct hss_task *t, hss_rc rc, const struct hss_av *const *av, uint32_t n,
                       void *ctx)
{
	(void)ctx;
	assert_null(av);
	rot.is_done = true;
	rot.rc = rc;
	rot.n = n;
	task_finish(t);
}

static hss_rc rotate(void)
{
	struct hss_task *t;

	memset(&rot, 0, sizeof rot);
	assert_int_equal(task_new(fe.loop, NULL, 0, &ops, NULL, &t), HSS_OK);
	rot.rc = auc_rotate(t, on_rotated, NULL);
	if (rot.rc == HSS_OK) {
		task_release(t);
		for (int i = 0; i < 1000 && !rot.is_done; i++)
			fe_turn(&fe, 1);
		assert_true(rot.is_done);
	} else {
		task_finish(t);
		task_release(t);
	}
	fe_turn(&fe, 3);
	assert_int_equal(fe.loop->n_tasks, 0);
	return rot.rc;
}

static void world(const char *keys)
{
	struct auc_conf conf = { .key_file = keys ? file(keys, 0600) : NULL };

	fe_start(&fe, &db, true, &conf);
}

static uint32_t n_with(const char *start)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < FAKE_ROWS; i++)
		if (db.rows[i].is_used && strncmp(db.rows[i].text[HSS_AUC_ki], start,
		                                  strlen(start)) == 0)
			n++;
	return n;
}

static void fill(void)
{
	memset(&db, 0, sizeof db);
	for (int i = 0; i < 50; i++) {
		char imsi[16];

		snprintf(imsi, sizeof imsi, "0010100000%05d", i);
		fake_add(&db, i + 1, imsi, KI, i % 2 ? OPC : "");
	}
	fake_text(&db.rows[0], HSS_AUC_opc, OPC);
}

static void rotation_seals_all_rows_and_again_with_a_new_key(void **state)
{
	(void)state;
	fill();
	world(NULL);
	assert_int_equal(rotate(), HSS_E_NOTSUP);
	fe_kill(&fe);

	world(K1);
	assert_int_equal(rotate(), HSS_OK);
	assert_int_equal(rot.n, 50);
	assert_int_equal(n_with("enc:1:k1:ki:"), 50);
	assert_string_equal(db.rows[2].text[HSS_AUC_opc], "");
	assert_memory_equal(db.rows[1].text[HSS_AUC_opc], "enc:1:k1:opc:", 13);
	assert_int_equal(fe_get(&fe, HSS_AV_EPS, 1, HSS_DOM_EPS, "m", &ans), HSS_OK);
	assert_int_equal(rotate(), HSS_OK);     /* nothing left to do           */
	assert_int_equal(rot.n, 0);
	fe_kill(&fe);

	world(K2 K1);
	/* cut off in the middle, then repeated                                 */
	fe.store.fail_kind = HSS_OP_FIND;
	fe.store.fail_rc = HSS_E_UNREACH;
	assert_int_equal(fe_get(&fe, HSS_AV_EPS, 1, HSS_DOM_EPS, "m", &ans), HSS_OK);
	fe.store.fail_n = 1;
	assert_int_equal(rotate(), HSS_E_UNREACH);
	assert_int_equal(rotate(), HSS_OK);
	assert_int_equal(n_with("enc:1:2026-b:ki:"), 50);
	fe_kill(&fe);

	world(K2);                      /* the old key can be thrown away       */
	assert_int_equal(fe_get(&fe, HSS_AV_EPS, 1, HSS_DOM_EPS, "m", &ans), HSS_OK);
	fe_kill(&fe);
	world(K1);                      /* but not the new one                  */
	assert_int_equal(fe_get(&fe, HSS_AV_EPS, 1, HSS_DOM_EPS, "m", &ans), HSS_E_PROTO);
	fe_kill(&fe);
	world(NULL);
	assert_int_equal(fe_get(&fe, HSS_AV_EPS, 1, HSS_DOM_EPS, "m", &ans), HSS_E_PROTO);
	fe_kill(&fe);
}

static void rotation_goes_on_over_lost_races_and_broken_rows(void **state)
{
	(void)state;
	fill();
	fake_text(&db.rows[7], HSS_AUC_ki,
	          "enc:1:lost:ki:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
	world(K1);
	fe.store.fail_kind = HSS_OP_UPDATE;
	fe.store.fail_rc = HSS_E_CONFLICT;
	fe.store.fail_n = 5;
	assert_int_equal(rotate(), HSS_E_PROTO);
	assert_int_equal(rot.n, 49);
	assert_int_equal(n_with("enc:1:k1:ki:"), 49);
	assert_int_equal(fe_get(&fe, HSS_AV_EPS, 1, HSS_DOM_EPS, "m", &ans), HSS_OK);
	fe_kill(&fe);
}

static void reveal_is_denied_unless_configured(void **state)
{
	struct auc_conf conf = { .reveal = true };
	struct hss_bytes clear = { 0 };
	struct hss_task *t;

	(void)state;
	fill();
	world(K1);
	rotate();
	assert_int_equal(task_new(fe.loop, NULL, 0, &ops, NULL, &t), HSS_OK);
	assert_int_equal(auc_reveal(t, bytes_str(db.rows[0].text[HSS_AUC_ki]), &clear),
	                 HSS_E_DENIED);
	assert_null(clear.p);
	fe_kill(&fe);
	conf.key_file = file(K1, 0600);
	fe_start(&fe, &db, true, &conf);
	assert_int_equal(task_new(fe.loop, NULL, 0, &ops, NULL, &t), HSS_OK);
	assert_int_equal(auc_reveal(t, bytes_str(db.rows[0].text[HSS_AUC_ki]), &clear), HSS_OK);
	assert_true(bytes_eq(clear, bytes_str(KI)));
	assert_int_equal(auc_reveal(t, bytes_str("enc:1:x:ki:AAAA"), &clear), HSS_E_PROTO);
	fe_kill(&fe);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
		T(what_is_sealed_opens_and_looks_as_documented),
		T(what_was_changed_moved_or_sealed_by_others_does_not_open),
		T(bad_key_files_are_refused_with_the_reason),
		T(rotation_seals_all_rows_and_again_with_a_new_key),
		T(rotation_goes_on_over_lost_races_and_broken_rows),
		T(reveal_is_denied_unless_configured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
