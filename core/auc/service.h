/* service.h - what the files of the service share: struct auc, a request on its way. */
#ifndef AUC_SERVICE_H
#define AUC_SERVICE_H

#include <hss/model.h>

#include <stdatomic.h>

#include "app.h"
#include "auc/aka.h"
#include "auc/auc.h"
#include "auc/keyring.h"
#include "auc/sqn.h"
#include "base/bytes.h"
#include "log/log.h"
#include "loop/task.h"
#include "metrics/registry.h"
#include "store/store.h"

#define AUC_KINDS   8                   /* HSS_AV_*                             */
#define AUC_TRIES   8                   /* rounds a request fights for its SQN  */
/* In hss_term.rsvd of our writes' first term: how foreign.c knows them. The task's instance
 * says nothing, vectors are made on the tasks of plugins.                       */
#define AUC_OWN_WRITE UINT32_C(0x61756321)

enum resync_result {
	RESYNC_RESET, RESYNC_KEPT, RESYNC_REPLAYED, RESYNC_BAD_MAC, RESYNC_FAILED, RESYNC_RESULTS
};

struct rotation;

struct auc {
	struct app *app;
	struct auc_conf conf;
	struct store_core *store_core;
	struct hss_store *store;
	const struct hss_entity *entity; /* auc                                 */
	struct keyring *keys;
	struct sqn *sqn;
	struct auc_crypto **crypto;     /* per loop                             */
	uint32_t n_crypto;
	bool is_exclusive;
	_Atomic bool is_ready;          /* the epoch is raised                  */
	_Atomic(struct rotation *) rotation; /* going on                        */
	hss_task_fn on_start;           /* NULL: was called                     */
	void *on_start_ctx;
	struct hss_cell *vectors[AUC_KINDS], *resyncs[RESYNC_RESULTS], *blocks;
};

/* A row of `auc` made usable; secret.                                          */
struct auc_profile {
	bool has_3g;                    /* key is filled                        */
	uint32_t comp128;               /* 2G algorithm: version, 0: from 3G    */
	uint8_t ki[16];                 /* COMP128                              */
	struct aka_key key;
	uint8_t amf[2];
	uint32_t ind_bits;
	uint8_t ha1[32];
	uint32_t ha1_len;
};
enum { PROFILE_3G = 1, PROFILE_2G = 2, PROFILE_DIGEST = 4 };

struct auc_req {                        /* in the task's arena                  */
	struct auc *a;
	struct hss_task *t;
	struct hss_av_request r;
	hss_av_fn done;
	void *ctx;
	uint32_t needs;                 /* PROFILE_*                            */
	uint32_t n_av, n_seq;           /* vectors; those with an SQN           */
	uint32_t tries;
	const struct hss_auc *row;
	struct auc_profile profile;
	struct sqn_row at;              /* the row's counter as read            */
	struct sqn_ask ask;
	struct sqn_write write;
	struct sqn_waiter waiter;
	struct loop_work wake;
	uint64_t *sqn;
	/* resynchronisation                                                    */
	uint8_t sqn_ms[6];
	char digest[33];
	/* what a read is for                                                   */
	void (*on_row)(struct auc_req *q);
};

/* ---- profile.c ------------------------------------------------------------------ */
/*
 * Parses what `needs` says. NOTSUP: the profile cannot make it; PROTO: key material that is
 * malformed or cannot be decrypted; `why` says which column, never its value. NOMEM, INTERNAL.
 */
hss_rc profile_parse(struct auc *a, struct hss_task *t, const struct hss_auc *row, uint32_t needs,
                     struct auc_profile *p, const char **why);

/* ---- request.c: reading the row, ending ------------------------------------------ */
/* The first read, then on_row. NOMEM: nothing is called.                       */
hss_rc req_start(struct auc_req *q, void (*on_row)(struct auc_req *q));
/* Reads the row again (is_fresh: past every cache) and goes on with on_row; after AUC_TRIES
 * rounds it ends BUSY.                                                         */
void req_read(struct auc_req *q, bool is_fresh, void (*on_row)(struct auc_req *q));
/* The last call: wipes the keys, calls done.                                   */
void req_end(struct auc_req *q, hss_rc rc, const struct hss_av *const *av, uint32_t n);

/* ---- reserve.c -------------------------------------------------------------------- */
/* Gets q->n_seq numbers into q->sqn, then goes on with req_make().             */
void req_take(struct auc_req *q);
/* UPDATE of sqn, sqn_epoch and, when digest is not NULL, last_resync, where sqn is still what
 * `at` says.                                                                    */
hss_rc req_update(struct auc_req *q, int64_t sqn, const char *digest, hss_rows_fn done);

/* ---- resync.c --------------------------------------------------------------------- */
/* rulings 3.2, then req_take() or the end.                                     */
void req_resync(struct auc_req *q);

/* ---- vectors.c -------------------------------------------------------------------- */
/* Everything is there: computes and ends.                                      */
void req_make(struct auc_req *q);
/* The row is there: parses it, resynchronises when asked, goes on to the numbers.         */
void req_go_on(struct auc_req *q);
/* Metric label of HSS_AV_*, NULL: no such kind.                                */
const char *auc_kind_name(uint32_t kind);


/* ---- rotate.c --------------------------------------------------------------------- */
/* Frees a rotation that shutdown cut off.                                      */
void rotation_drop(struct auc *a);

static inline struct auc_crypto *auc_crypto_of(struct auc *a, const struct hss_task *t)
{
	return a->crypto[t->loop->index];
}

static inline uint64_t auc_now_ms(const struct hss_task *t)
{
	return t->loop->now_ns / 1000000;
}

#endif
