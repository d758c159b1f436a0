/* world.h - one or more HSS processes (an AuC on a loop with a virtual clock) over one database,
 * and a software USIM. */
#ifndef TEST_AUC_WORLD_H
#define TEST_AUC_WORLD_H

#include "vec.h"

#include "fake_store.h"
#include "app.h"
#include "auc/aka.h"
#include "auc/auc.h"
#include "loop/loop.h"
#include "loop/task.h"

#include <string.h>

#define KI  "465b5ce8b199b49faa5f0a2ee238a6bc"
#define OPC "cd63cb71954a9f4e48a5994e37a02baf"

struct fe {                             /* a front end: one process             */
	struct app app;
	struct store_core store;
	struct hss_loop *loop, *loops[1];
	struct auc_conf conf;
	uint64_t now_ns;
	bool is_started;
	hss_rc start_rc;
};

/* Starts a process; what is zero in conf is default. *f is zero but for the faults its store
 * shall have and app.conf, or was killed.                                                    */
void fe_start(struct fe *f, struct fake_db *db, bool is_exclusive, const struct auc_conf *conf);
/* kill -9: nothing is written.                                                 */
void fe_kill(struct fe *f);
void fe_turn(struct fe *f, uint32_t n);

struct answer {
	bool is_done;
	hss_rc rc;
	uint32_t n;
	struct hss_av av[256];
};
/* A request on a task of its own. Wait with fe_wait().                         */
void fe_ask(struct fe *f, const struct hss_av_request *r, struct answer *a);
void fe_wait(struct fe *f, struct answer *a);
/* n vectors of `kind` for auc_id 1, to `node`; returns rc.                     */
hss_rc fe_get(struct fe *f, uint32_t kind, uint32_t n, uint32_t domain, const char *node,
              struct answer *a);
/* With a resynchronisation; n 0: only that.                                    */
hss_rc fe_resync(struct fe *f, const uint8_t rand[16], const uint8_t auts[14], uint32_t n,
                 struct answer *a);

/* ---- USIM, TS 33.102 annex C.2 ------------------------------------------------ */
enum usim_scheme { USIM_ARRAY, USIM_ARRAY_WITH_AGE, USIM_STRICT };
enum usim_result { USIM_OK, USIM_MAC_FAILURE, USIM_SYNC_FAILURE };
struct usim {
	struct auc_crypto *crypto;
	struct aka_key key;
	enum usim_scheme scheme;
	uint32_t ind_bits;
	uint64_t limit;                 /* L                                    */
	uint64_t seq[32];               /* by IND                               */
	uint64_t sqn_ms;                /* highest accepted                     */
	uint32_t n_sync;                /* synchronisation failures             */
	uint8_t auts[14];
	uint64_t last_sqn;              /* of the last vector seen              */
};
void usim_init(struct usim *u, struct auc_crypto *c, enum usim_scheme scheme);
enum usim_result usim_try(struct usim *u, const struct hss_av *av);
/* SQN in this vector as the card sees it.                                      */
uint64_t usim_sqn(struct usim *u, const struct hss_av *av);

#endif
