/* world.c - see world.h. */
#include "world.h"

#include "base/bytes.h"
#include "base/wire.h"

static uint64_t mono(void *ctx)
{
	return ((struct fe *)ctx)->now_ns;
}

static int64_t wall(void *ctx)
{
	return (int64_t)(((struct fe *)ctx)->now_ns / 1000);
}

static void on_started(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct fe *f = ctx;

	(void)t;
	f->is_started = true;
	f->start_rc = rc;
}

void fe_turn(struct fe *f, uint32_t n)
{
	while (n--)
		loop_once(f->loop, 0);
}

void fe_start(struct fe *f, struct fake_db *db, bool is_exclusive, const struct auc_conf *conf)
{
	struct hss_err err = { 0 };
	struct store_core script = f->store;    /* faults set before            */
	const struct core_conf *core = f->app.conf;

	memset(f, 0, sizeof *f);
	f->store.fail_n = script.fail_n;
	f->store.fail_rc = script.fail_rc;
	f->app.conf = core;
	f->now_ns = 1000000000;
	f->app.clock = (struct clock){ mono, wall, f };
	f->app.loops = f->loops;
	f->app.n_loops = 1;
	f->app.store = &f->store;
	f->store.db = db;
	f->store.is_exclusive = is_exclusive;
	if (conf)
		f->conf = *conf;
	assert_int_equal(loop_create(&f->app, 0, &f->loop), HSS_OK);
	f->loops[0] = f->loop;
	if (auc_open(&f->app, &f->conf, &f->app.auc, &err) != HSS_OK)
		fail_msg("auc_open: %s", err.text);
	assert_int_equal(auc_start(f->app.auc, on_started, f), HSS_OK);
	for (int i = 0; i < 100 && !f->is_started; i++)
		fe_turn(f, 1);
	assert_true(f->is_started);
}

void fe_kill(struct fe *f)
{
	loop_destroy(f->loop);
	auc_close(f->app.auc);
	memset(f, 0, sizeof *f);
}

/* ---- requests -------------------------------------------------------------------- */

static void on_av(struct hss_task *t, hss_rc rc, const struct hss_av *const *av, uint32_t n,
                  void *ctx)
{
	struct answer *a = ctx;

	assert_false(a->is_done);
	a->is_done = true;
	a->rc = rc;
	a->n = n;
	assert_true(t->arena.is_secret);
	for (uint32_t i = 0; i < n; i++)
		a->av[i] = *av[i];
	task_finish(t);
}

static const struct task_ops ops = { .idle = task_finish };

void fe_ask(struct fe *f, const struct hss_av_request *r, struct answer *a)
{
	struct hss_task *t;

	memset(a, 0, sizeof *a);
	assert_int_equal(task_new(f->loop, NULL, 0, &ops, NULL, &t), HSS_OK);
	a->rc = auc_vectors(t, r, on_av, a);
	if (a->rc != HSS_OK) {
		a->is_done = true;
		task_finish(t);
	} else {
		assert_false(a->is_done);       /* never from inside the call   */
	}
	task_release(t);
}

void fe_wait(struct fe *f, struct answer *a)
{
	for (int i = 0; i < 1000 && !a->is_done; i++)
		fe_turn(f, 1);
	assert_true(a->is_done);
	fe_turn(f, 3);                  /* and what goes on in the background   */
}

hss_rc fe_get(struct fe *f, uint32_t kind, uint32_t n, uint32_t domain, const char *node,
              struct answer *a)
{
	struct hss_av_want want = { kind, n };
	struct hss_av_request r = { .size = sizeof r, .auc_id = 1, .domain = domain, .n_want = 1,
		                    .node = bytes_str(node), .want = &want,
		                    .plmn = { 0x00, 0xf1, 0x10 }, .anid = BYTES_LIT("WLAN") };

	fe_ask(f, &r, a);
	fe_wait(f, a);
	return a->rc;
}

hss_rc fe_resync(struct fe *f, const uint8_t rand[16], const uint8_t auts[14], uint32_t n,
                 struct answer *a)
{
	struct hss_av_want want = { HSS_AV_EPS, n };
	struct hss_av_request r = { .size = sizeof r, .auc_id = 1, .domain = HSS_DOM_EPS,
		                    .n_want = 1, .node = BYTES_LIT("mme1"), .want = &want,
		                    .flags = n ? HSS_AVF_RESYNC : HSS_AVF_RESYNC_ONLY };

	memcpy(r.rand, rand, 16);
	memcpy(r.auts, auts, 14);
	fe_ask(f, &r, a);
	fe_wait(f, a);
	return a->rc;
}

/* ---- USIM -------------------------------------------------------------------------- */

void usim_init(struct usim *u, struct auc_crypto *c, enum usim_scheme scheme)
{
	memset(u, 0, sizeof *u);
	u->crypto = c;
	u->scheme = scheme;
	u->ind_bits = 5;
	u->limit = 1024;
	u->key = (struct aka_key){ .algo = AKA_MILENAGE, .res_len = 8,
		                   .consts = milenage_consts_default };
	assert_int_equal(bytes_unhex(bytes_str(KI), u->key.k, 16), HSS_OK);
	assert_int_equal(bytes_unhex(bytes_str(OPC), u->key.opc, 16), HSS_OK);
}

uint64_t usim_sqn(struct usim *u, const struct hss_av *av)
{
	struct milenage_out o;
	uint8_t sqn[6];

	assert_int_equal(milenage_f2345(u->crypto, NULL, u->key.k, u->key.opc, av->rand, &o), 0);
	for (int i = 0; i < 6; i++)
		sqn[i] = av->autn[i] ^ o.ak[i];
	return wire_get48(sqn);
}

static bool is_fresh(const struct usim *u, uint64_t seq, uint64_t ind)
{
	uint64_t highest = u->sqn_ms >> u->ind_bits;

	if (seq > highest && seq - highest > UINT64_C(1) << 28)
		return false;           /* Delta                                */
	if (u->scheme == USIM_STRICT)
		return seq > highest;
	if (u->scheme == USIM_ARRAY_WITH_AGE && highest > seq && highest - seq >= u->limit)
		return false;
	return seq > u->seq[ind];
}

enum usim_result usim_try(struct usim *u, const struct hss_av *av)
{
	uint64_t sqn = usim_sqn(u, av), seq = sqn >> u->ind_bits;
	uint64_t ind = sqn & ((UINT64_C(1) << u->ind_bits) - 1);
	struct aka_vector v;
	uint8_t raw[6];

	wire_put48(raw, sqn);
	assert_int_equal(aka_make(u->crypto, &u->key, av->rand, raw, av->autn + 6, &v), HSS_OK);
	if (memcmp(v.autn, av->autn, 16) != 0)
		return USIM_MAC_FAILURE;
	assert_memory_equal(v.res, av->xres, 8);
	u->last_sqn = sqn;
	if (!is_fresh(u, seq, ind)) {
		u->n_sync++;
		wire_put48(raw, u->sqn_ms);
		assert_int_equal(aka_make_auts(u->crypto, &u->key, av->rand, raw, u->auts), 0);
		return USIM_SYNC_FAILURE;
	}
	if (u->scheme != USIM_STRICT)
		u->seq[ind] = seq;
	if (sqn > u->sqn_ms)
		u->sqn_ms = sqn;
	return USIM_OK;
}
