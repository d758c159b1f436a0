/*
 * fake_store.h - core/store/store.h on a table in memory, one thread, everything scripted:
 * completions can be held back, operations can fail, before or after they were done. The
 * database outlives its stores, so a test can let a process die and another one begin.
 */
#ifndef TEST_AUC_FAKE_STORE_H
#define TEST_AUC_FAKE_STORE_H

#include <hss/model.h>

#include "store/store.h"

#define FAKE_ROWS 64

struct fake_row {
	struct hss_auc row;             /* strings point into `text`            */
	char text[HSS_AUC_COLS][256];
	uint64_t rev;
	bool is_used;
};
struct fake_db {
	struct fake_row rows[FAKE_ROWS];
	struct { bool is_there; int64_t value; } epoch;
	uint32_t n_reads, n_adds, n_updates, n_epochs;
};
struct held {
	struct hss_task *t;
	hss_rows_fn done;
	void *ctx;
	hss_rc rc;
	const struct hss_rows *rows;
	const struct hss_op *op;
};
struct store_core {                     /* one process's store                  */
	struct fake_db *db;
	bool is_exclusive;
	bool is_held;                   /* completions of writes wait in `held` */
	struct held held[256];
	uint32_t n_held;
	/* the next n operations of this kind (0: any) end so                   */
	uint32_t fail_kind, fail_n;
	hss_rc fail_rc;
	bool fail_after;                /* but it was done                      */
	/* a GET returns what this row held then: a lagging cache               */
	struct fake_row *lag;
	store_written_fn written;
	void *written_ctx;
	store_seal_fn seal;
	void *seal_ctx;
};

/* A row as PyHSS's clients make it: Milenage, AMF 8000. Gives it.              */
struct fake_row *fake_add(struct fake_db *db, int64_t id, const char *imsi, const char *ki,
                          const char *opc);
void fake_text(struct fake_row *r, uint32_t col, const char *text);
/* Lets the held completions go.                                                */
void fake_release(struct store_core *s);
/* A client's write of `cols` of row `id`, acknowledged when it returns.        */
void fake_foreign(struct store_core *s, struct fake_row *r, uint64_t cols);

#endif
