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
/* SETUP. After store_start(): raises the epoch durably (exclusive store) and reads the key file.
 * Runs on loop 0's task; `done` when the AuC can serve.                        */
hss_rc auc_start(struct auc *a, hss_task_fn done, void *ctx);
void auc_close(struct auc *a);

hss_rc auc_vectors(struct hss_task *t, const struct hss_av_request *r, hss_av_fn done, void *ctx);
hss_rc auc_reveal(struct hss_task *t, struct hss_bytes stored, struct hss_bytes *clear);
hss_rc auc_rotate(struct hss_task *t, hss_av_fn done, void *ctx);
int64_t auc_sqn_ceiling(struct auc *a, int64_t auc_id, int64_t stored);

#endif
