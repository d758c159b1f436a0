/* auc.c - the authentication centre's life: configuration, keys, metrics, start. */
#include "auc/epoch.h"
#include "auc/foreign.h"
#include "auc/service.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_DEFAULT     32
#define BLOCK_MAX         1024
#define EXPIRY_DEFAULT_MS 60000
#define RETRY_MS          1000

static hss_rc fail(struct hss_err *err, hss_rc rc, const char *why)
{
	err->code = rc;
	snprintf(err->text, sizeof err->text, "auc: %s", why);
	return rc;
}

static hss_rc check_conf(struct auc_conf *c, struct hss_err *err)
{
	if (!c->sqn_block)
		c->sqn_block = BLOCK_DEFAULT;
	if (c->block_expiry_ms <= 0)
		c->block_expiry_ms = EXPIRY_DEFAULT_MS;
	if (c->sqn_block < 1 || c->sqn_block > BLOCK_MAX)
		return fail(err, HSS_E_INVAL, "sqn_block is not 1 to 1024");
	if (c->front_end_bits < 0 || c->front_end_bits > 8)
		return fail(err, HSS_E_INVAL, "front_end_bits is not 0 to 8");
	if (c->front_end_slot < 0 || c->front_end_slot >= INT64_C(1) << c->front_end_bits)
		return fail(err, HSS_E_INVAL, "front_end_slot does not fit in front_end_bits");
	return HSS_OK;
}

/* ---- metrics -------------------------------------------------------------------- */

static const char *const resync_names[RESYNC_RESULTS] = {
	[RESYNC_RESET] = "reset", [RESYNC_KEPT] = "kept", [RESYNC_REPLAYED] = "replayed",
	[RESYNC_BAD_MAC] = "bad_mac", [RESYNC_FAILED] = "failed",
};
static const char *const kind_label[] = { "kind", NULL };
static const char *const result_label[] = { "result", NULL };
static const char *const no_label[] = { NULL };

static const struct hss_metric_def defs[] = {
	{ .size = sizeof(struct hss_metric_def), .type = HSS_M_COUNTER,
	  .name = "hss_auc_vectors_total", .help = "Authentication vectors made, by kind",
	  .labels = kind_label },
	{ .size = sizeof(struct hss_metric_def), .type = HSS_M_COUNTER,
	  .name = "hss_auc_resync_total", .help = "Resynchronisations, by what came of them",
	  .labels = result_label },
	{ .size = sizeof(struct hss_metric_def), .type = HSS_M_COUNTER,
	  .name = "hss_auc_sqn_blocks_total", .help = "Blocks of sequence numbers reserved durably",
	  .labels = no_label },
};

static hss_rc define_metrics(struct auc *a)
{
	struct hss_metric *m[3];

	if (!a->app->metrics)
		return HSS_OK;
	for (int i = 0; i < 3; i++) {
		hss_rc rc = metrics_define(a->app->metrics, NULL, &defs[i], &m[i]);

		if (rc != HSS_OK)
			return rc;
	}
	for (uint32_t i = 0; i < AUC_KINDS; i++)
		if (auc_kind_name(i))
			a->vectors[i] = metrics_cell(m[0], (const char *const[]){
				auc_kind_name(i), NULL });
	for (uint32_t i = 0; i < RESYNC_RESULTS; i++)
		a->resyncs[i] = metrics_cell(m[1], (const char *const[]){ resync_names[i], NULL });
	a->blocks = metrics_cell(m[2], no_label);
	return HSS_OK;
}

/* ---- secrets ---------------------------------------------------------------------- */

static hss_rc seal(void *ctx, struct hss_task *t, const struct hss_column *col,
                   struct hss_bytes clear, struct hss_bytes *sealed)
{
	struct auc *a = ctx;

	t->arena.is_secret = true;
	return keyring_seal(a->keys, t->loop->index, &t->loop->rng, &t->arena, col->name, clear,
	                    sealed);
}

hss_rc auc_reveal(struct hss_task *t, struct hss_bytes stored, struct hss_bytes *clear)
{
	struct auc *a = t->loop->app->auc;

	if (!a || !a->conf.reveal)
		return HSS_E_DENIED;
	return keyring_unseal(a->keys, t->loop->index, &t->arena, NULL, stored, clear);
}

/* ---- life --------------------------------------------------------------------------- */

static hss_rc open_store(struct auc *a, struct hss_err *err)
{
	const struct hss_entity *entities[2] = { store_entity(a->store_core, "auc"),
		                                 &epoch_entity };
	hss_rc rc;

	if (!entities[0])
		return fail(err, HSS_E_STATE, "the entity auc is not declared");
	a->entity = entities[0];
	rc = store_declare(a->store_core, &epoch_entity, err);
	if (rc != HSS_OK)
		return rc;
	rc = store_bind(a->store_core, NULL, a->conf.store, entities, 2, 0, &a->store);
	if (rc != HSS_OK)
		return fail(err, rc, "its entities cannot be bound to a store");
	store_set_seal(a->store_core, seal, a);
	rc = store_on_written(a->store_core, a->entity, foreign_written, a);
	return rc == HSS_OK ? rc : fail(err, rc, "writes to auc cannot be watched");
}

static hss_rc open_crypto(struct auc *a)
{
	a->n_crypto = a->app->n_loops ? a->app->n_loops : 1;
	a->crypto = calloc(a->n_crypto, sizeof *a->crypto);
	if (!a->crypto)
		return HSS_E_NOMEM;
	for (uint32_t i = 0; i < a->n_crypto; i++) {
		hss_rc rc = crypto_open(&a->crypto[i]);

		if (rc != HSS_OK)
			return rc;
	}
	return HSS_OK;
}

hss_rc auc_open(struct app *app, const struct auc_conf *conf, struct auc **out, struct hss_err *err)
{
	struct auc *a = calloc(1, sizeof *a);
	hss_rc rc;

	if (!a)
		return fail(err, HSS_E_NOMEM, "out of memory");
	a->app = app;
	a->conf = *conf;
	a->store_core = app->store;
	rc = check_conf(&a->conf, err);
	if (rc != HSS_OK)
		goto close;
	rc = open_crypto(a);
	if (rc != HSS_OK) {
		fail(err, rc, "OpenSSL gives no AES or HMAC");
		goto close;
	}
	rc = keyring_open(conf->key_file, a->n_crypto, &a->keys, err);
	if (rc != HSS_OK)
		goto close;
	rc = define_metrics(a);
	if (rc != HSS_OK) {
		fail(err, rc, "its metrics cannot be defined");
		goto close;
	}
	rc = open_store(a, err);
	if (rc != HSS_OK)
		goto close;
	*out = a;
	return HSS_OK;
close:
	auc_close(a);
	return rc;
}

void auc_close(struct auc *a)
{
	if (!a)
		return;
	rotation_drop(a);
	sqn_destroy(a->sqn);
	keyring_close(a->keys);
	for (uint32_t i = 0; a->crypto && i < a->n_crypto; i++)
		crypto_close(a->crypto[i]);
	free(a->crypto);
	free(a);
}

/* ---- start ---------------------------------------------------------------------------- */

static void try_start(struct hss_task *t, hss_rc rc, void *ctx);

static void on_epoch(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct auc *a = ctx;

	if (rc == HSS_OK) {
		atomic_store(&a->is_ready, true);
		LOG(a->app, LOG_AUC, HSS_LOG_NOTICE,
		    "authentication centre serves store=%s epoch=%lld encrypted=%s",
		    a->is_exclusive ? "exclusive" : "shared",
		    (long long)sqn_epoch(a->sqn), keyring_has_keys(a->keys) ? "yes" : "no");
	} else {
		LOG(a->app, LOG_AUC, HSS_LOG_WARN,
		    "no sequence numbers yet, the store fails rc=%d retry_ms=%d", (int)rc,
		    RETRY_MS);
	}
	if (a->on_start)
		a->on_start(t, rc, a->on_start_ctx);
	a->on_start = NULL;
	if (rc != HSS_OK && rc != HSS_E_CANCELED &&
	    task_timer(t, RETRY_MS, 0, try_start, a, NULL) == HSS_OK)
		return;
	task_finish(t);
}

static void try_start(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct auc *a = ctx;

	(void)rc;
	epoch_begin(a, t, on_epoch, a);
}

hss_rc auc_start(struct auc *a, hss_task_fn done, void *ctx)
{
	struct sqn_conf conf = {
		.block = (uint32_t)a->conf.sqn_block,
		.expiry_ms = (uint64_t)a->conf.block_expiry_ms,
		.ind = { .front_end_slot = (uint32_t)a->conf.front_end_slot,
			 .front_end_bits = (uint32_t)a->conf.front_end_bits },
	};
	hss_rc rc;

	a->is_exclusive = conf.is_exclusive = store_is_exclusive(a->store);
	rc = sqn_create(&conf, &a->sqn);
	if (rc != HSS_OK)
		return rc;
	a->on_start = done;
	a->on_start_ctx = ctx;
	return task_spawn(a->app, NULL, a->app->loops[0], 0, try_start, a);
}

void auc_backed_up(struct auc *a, struct hss_task *t, hss_task_fn done, void *ctx)
{
	if (a && a->sqn)
		epoch_mark(a, t, done, ctx);
	else
		done(t, HSS_OK, ctx);
}

int64_t auc_sqn_ceiling(struct auc *a, int64_t auc_id, int64_t stored)
{
	return a && a->sqn ? sqn_ceiling(a->sqn, auc_id, stored) : stored;
}
