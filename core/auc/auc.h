/* auc.h - the authentication centre as other areas see it (see <hss/auc.h>). */
#ifndef AUC_AUC_H
#define AUC_AUC_H

#include <hss/auc.h>

struct app;
struct auc;
struct store_core;

struct auc_conf {                       /* core configuration `auc:`            */
	const char *store;              /* instance that keeps `auc`, NULL: the first */
	int64_t sqn_block;              /* SEQ values reserved at a time, 1..1024 */
	int64_t front_end_slot, front_end_bits; /* share of IND, rulings 3.1     */
	int64_t block_expiry_ms;        /* unused remainder, 60 s               */
	int64_t failover_jump;          /* SEQ added after loss, rulings 2.2    */
	bool reveal;                    /* secrets may be shown by API          */
	const char *key_file;           /* key-encryption keys, NULL: clear text */
};

/* SETUP. After store_open(); declares what it stores and binds it.             */
hss_rc auc_open(struct app *app, const struct auc_conf *conf, struct auc **out,
                struct hss_err *err);
/*
 * SETUP. After store_start(): raises the epoch durably (exclusive store). Runs on a task of
 * loop 0; `done` once: OK, the AuC serves; else what the store said, then it is tried again
 * every second and requests end UNREACH meanwhile. done may be NULL.
 */
hss_rc auc_start(struct auc *a, hss_task_fn done, void *ctx);
/* LOOP. A backup was made: it can be told from the database from now on, should it be put back
 * (rulings 2.2). done(t, rc, ctx) once, also with a NULL. Errors: the store's.  */
void auc_backed_up(struct auc *a, struct hss_task *t, hss_task_fn done, void *ctx);
/* After the loops ended. NULL is fine.                                         */
void auc_close(struct auc *a);

/*
 * LOOP. The ABI's hss_auc_api. auc_vectors() refuses at once (done is not called) INVAL: no
 * identity, an unknown kind, no or more than 256 vectors; NOMEM; STATE: no AuC. `r` and `want`
 * are borrowed until it returns, what they point to lives as long as the task. done's rc:
 *   OK        n vectors in the order of `want`; UMTS has sres and kc too; DIGEST states in
 *             xres_len the length of HA1: 16 (MD5) or 32 (SHA-256)
 *   NOTFOUND  no such row, or an IMPI that does not start with an IMSI
 *   NOTSUP    the profile cannot make this kind: no OPc (2G SIM), no HA1, unknown algo_profile
 *   PROTO     key material that is malformed or cannot be decrypted (S6a: E 4181)
 *   MAC       bad AUTS, nothing changed
 *   BUSY, UNREACH, CANCELED, TIMEOUT, INTERNAL, NOMEM: E 4181
 */
hss_rc auc_vectors(struct hss_task *t, const struct hss_av_request *r, hss_av_fn done, void *ctx);
hss_rc auc_reveal(struct hss_task *t, struct hss_bytes stored, struct hss_bytes *clear);
/* Refuses at once: NOTSUP: no key file; BUSY: a rotation goes on. done's rc PROTO: some
 * secrets cannot be decrypted, all others are rewritten. Safe to repeat at any time.       */
hss_rc auc_rotate(struct hss_task *t, hss_av_fn done, void *ctx);
/* ANY. `stored`: auc.sqn, 0 when null.                                         */
int64_t auc_sqn_ceiling(struct auc *a, int64_t auc_id, int64_t stored);

#endif
