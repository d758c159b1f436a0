/*
 * resync.c - resynchronisation (TS 33.102 6.3.5, rulings 3.2): the one case in which SEQ may
 * go down, so nothing is believed before MAC-S is verified, and nothing but the row as the
 * database has it decides.
 */
#include "auc/service.h"

#include "base/wire.h"

static void decide(struct auc_req *q);

static void count(struct auc_req *q, enum resync_result result)
{
	metrics_add(q->a->resyncs[result], 1);
}

static void fail(struct auc_req *q, hss_rc rc)
{
	count(q, rc == HSS_E_MAC ? RESYNC_BAD_MAC : RESYNC_FAILED);
	req_end(q, rc, NULL, 0);
}

static uint64_t seq_ms(const struct auc_req *q)
{
	return wire_get48(q->sqn_ms) >> q->at.ind_bits;
}

static void finish(struct auc_req *q, enum resync_result result)
{
	count(q, result);
	LOG(q->a->app, LOG_AUC, HSS_LOG_INFO, "resynchronisation result=%s",
	    result == RESYNC_RESET ? "set to the card's number"
	    : result == RESYNC_KEPT ? "ours is ahead already" : "seen before");
	q->r.flags &= ~(uint32_t)HSS_AVF_RESYNC;
	req_go_on(q);
}

static void on_updated(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct auc_req *q = ctx;
	int64_t sqn = (int64_t)wire_get48(q->sqn_ms);

	(void)t;
	(void)rows;
	/* somebody reserved meanwhile, or the connection broke around the commit: what the
	 * row says now tells which                                             */
	if (rc == HSS_E_CONFLICT || rc == HSS_E_UNCERTAIN) {
		req_read(q, true, decide);
		return;
	}
	if (rc != HSS_OK) {
		fail(q, rc);
		return;
	}
	sqn_resynced(q->a->sqn, q->at.auc_id, q->at.ind_bits, sqn);
	if (q->a->is_exclusive || q->at.has_epoch) {
		q->at.has_epoch = true;
		q->at.epoch = sqn_epoch(q->a->sqn);
	}
	q->at.has_sqn = true;
	q->at.sqn = sqn;
	finish(q, RESYNC_RESET);
}

/* The row has just been read.                                                  */
static void decide(struct auc_req *q)
{
	uint64_t next = sqn_next_seq(q->a->sqn, &q->at), ms = seq_ms(q);
	hss_rc rc;

	if (bytes_eq(q->row->last_resync, bytes_str(q->digest))) {
		finish(q, RESYNC_REPLAYED);
		return;
	}
	if (next > ms && next <= ms + (uint64_t)SQN_DELTA) {
		finish(q, RESYNC_KEPT);
		return;
	}
	rc = req_update(q, (int64_t)wire_get48(q->sqn_ms), q->digest, on_updated);
	if (rc != HSS_OK)
		fail(q, rc);
}

void req_resync(struct auc_req *q)
{
	struct auc_crypto *c = auc_crypto_of(q->a, q->t);
	uint8_t mac[32];
	hss_rc rc = aka_open_auts(c, &q->profile.key, q->r.rand, q->r.auts, q->sqn_ms);

	if (rc == HSS_OK)
		rc = crypto_hmac_sha256(c, q->r.rand, sizeof q->r.rand, q->r.auts,
		                        sizeof q->r.auts, mac);
	if (rc != HSS_OK) {
		fail(q, rc);
		return;
	}
	bytes_hex(mac, 16, q->digest);
	if (bytes_eq(q->row->last_resync, bytes_str(q->digest)))
		finish(q, RESYNC_REPLAYED);
	else if (sqn_keeps(q->a->sqn, &q->at, seq_ms(q), auc_now_ms(q->t)))
		finish(q, RESYNC_KEPT);
	else
		req_read(q, true, decide);
}
