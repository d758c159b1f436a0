/*
 * rowwrite.h - one change of one row, with its entry in the operation log, in one batch.
 *
 * Reads the row first (the log needs the old values), writes with compare-and-swap on its
 * revision and starts again when somebody else was faster; clients of this process that change
 * the same row wait for each other instead. Ids of new rows are counted here, since the log
 * entry of the same batch has to name them.
 */
#ifndef ROWWRITE_H
#define ROWWRITE_H

#include <hss/plugin.h>

#define ROWWRITE_LOG_KEEP 1000          /* entries of the operation log kept            */
#define ROWWRITE_ENTITIES 32

struct rowwrite;

/* Ids being given out and rows being changed: one per loop and instance, zeroed at first. */
struct rowwrite_ids {
	struct rowwrite *active;        /* one per row, the others wait for it          */
	struct {
		const struct hss_entity *e;
		int64_t last;
		uint32_t in_flight;
	} of[ROWWRITE_ENTITIES];
};

/* Lies in the task's arena until `done`.                                            */
struct rowwrite {
	/* ---- set by the caller ------------------------------------------------- */
	struct hss_task *t;
	struct hss_inst *in;            /* for the log                                  */
	struct hss_store *st;
	const struct hss_entity *e;
	const struct hss_entity *log;   /* operation_log, NULL: this is not logged      */
	struct rowwrite_ids *ids;
	uint32_t kind;                  /* HSS_OP_INSERT, UPDATE, DELETE                */
	bool has_id;                    /* INSERT: the client chose the primary key     */
	int64_t id;
	void *row;                      /* INSERT, UPDATE: values                       */
	uint64_t cols;                  /* UPDATE: which                                */
	uint64_t expect_rev;            /* 0: whatever it is                            */
	char operation_id[37];          /* empty: a new one is made                     */
	/*
	 * UPDATE, DELETE: sees the row as it is, before each try. May change row, cols and
	 * terms; anything but OK ends the write with that result. NULL: nothing to look at.
	 */
	hss_rc (*check)(struct rowwrite *w, const void *old_row);
	/*
	 * UPDATE, DELETE: what has to happen after check() and before the write, once per write; it
	 * ends in rowwrite_go(). NULL: nothing. rowwrite_withdraw() is one.
	 */
	void (*before)(struct rowwrite *w);
	struct hss_term terms[2];       /* further conditions on the row                */
	uint32_t n_terms;
	void (*done)(struct rowwrite *w);
	void *ctx;
	/* ---- for done() -------------------------------------------------------- */
	hss_rc rc;
	const void *old_row, *new_row;  /* DELETE: old only, INSERT: new only           */
	uint64_t rev;
	char reason[256];               /* of a failure, a sentence for the client      */
	/* ---- inner ------------------------------------------------------------- */
	uint32_t tries;
	uint64_t old_rev;
	bool counts_id, is_active, is_prepared;
	struct hss_svc_deregister withdrawal;
	struct rowwrite *next_active, *next_waiting;
};

/*
 * LOOP. `done` runs once, never inside the call. rc of done: NOTFOUND, EXISTS (a unique key or
 * the id), CONFLICT (expect_rev), DENIED (a reference that leads nowhere), whatever check() said,
 * or the store's own failure. A failure of the call itself: done does not run.
 */
hss_rc rowwrite_start(struct rowwrite *w);

/* LOOP. The end of before(): OK goes on to the write, anything else ends it with that result. */
void rowwrite_go(struct rowwrite *w, hss_rc rc);
/*
 * A `before` for the DELETE of a subscriber: whoever serves him is owed a cancellation, durably,
 * before the row goes (the service HSS_SVC_DEREGISTER, SUBSCRIPTION_WITHDRAWAL).
 */
void rowwrite_withdraw(struct rowwrite *w);

/* Fills a UUID (version 4) and its NUL.                                             */
void rowwrite_uuid(char out[37]);
/* The present time as YYYY-MM-DDTHH:MM:SSZ, and in microseconds.                    */
int64_t rowwrite_now(char text[21]);

#endif
