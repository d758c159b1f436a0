/*
 * auc.h - authentication vectors.  K, OP/OPc and SQN stay inside the core: S6a,
 * Cx, Zh and GSUP all ask here, so one place advances SQN and no plugin ever
 * holds a key.
 */
#ifndef HSS_AUC_H
#define HSS_AUC_H

#include <hss/events.h>                 /* HSS_DOM_*                           */
#include <hss/task.h>

enum {
	HSS_AV_GSM       = 1,           /* rand sres kc                        */
	HSS_AV_UMTS      = 2,           /* rand autn xres ck ik                */
	HSS_AV_EPS       = 3,           /* rand autn xres kasme                */
	HSS_AV_EPS_PRIME = 4,           /* rand autn xres ck' ik'              */
	HSS_AV_IMS       = 5,           /* rand autn xres ck ik                */
	HSS_AV_DIGEST    = 6,           /* ha1                                 */
	HSS_AV_GBA       = 7,           /* rand autn xres ck ik                */
};
enum { HSS_AVF_RESYNC = 1,              /* rand and auts are set               */
       HSS_AVF_RESYNC_ONLY = 2 };       /* move SQN, make no vector            */

struct hss_av_want { uint32_t kind, count; };

struct hss_av_request {
	uint32_t size;
	uint32_t flags;                 /* HSS_AVF_*                           */
	/* one of these three says who                                           */
	struct hss_bytes imsi, impi;
	int64_t  auc_id;
	/* who asks: the core maps both to the IND                               */
	uint32_t domain;                /* HSS_DOM_*                           */
	uint32_t n_want;
	struct hss_bytes node;          /* Origin-Host, VLR or SGSN number     */
	/* made in this order with ascending SQN: E-UTRAN and UTRAN at once      */
	const struct hss_av_want *want;
	struct hss_bytes anid;          /* EPS_PRIME: access network identity  */
	struct hss_bytes realm, username; /* DIGEST                            */
	uint8_t  plmn[3];               /* EPS: input to KASME                 */
	uint8_t  rsvd[3];
	uint8_t  rand[16], auts[14];    /* RESYNC                              */
};
struct hss_av {
	uint32_t size;
	uint32_t kind;                  /* HSS_AV_*                            */
	uint32_t xres_len;
	uint8_t  rand[16], autn[16], xres[16], ck[16], ik[16], kasme[32];
	uint8_t  sres[4], kc[8];
	uint8_t  mac[8], ak[6], rsvd[2];
	uint8_t  ha1[32];               /* MD5: the first 16                   */
};
/* OK; NOTFOUND: no such subscriber; MAC: AUTS is not from this SIM, nothing
 * changed; NOTSUP: the profile cannot make this kind; UNREACH, BUSY: the store.
 * `av` lives as long as the task and is wiped with it.                        */
typedef void (*hss_av_fn)(struct hss_task *t, hss_rc rc,
                          const struct hss_av *const *av, uint32_t n, void *ctx);
struct hss_auc_api {
	uint32_t size;
	HSS_LOOP hss_rc (*vectors)(struct hss_task *t,
	                           const struct hss_av_request *r,
	                           hss_av_fn done, void *ctx);
	/*
	 * A secret column's value in clear, in the task's arena (wiped with it).
	 * DENIED unless `auc: reveal: true` stands in the core's configuration;
	 * PROTO: it cannot be decrypted with the keys we have.
	 */
	HSS_LOOP hss_rc (*reveal)(struct hss_task *t, struct hss_bytes stored,
	                          struct hss_bytes *clear);
	/* encrypt every stored secret with the current key-encryption key again;
	 * done's n is the number of rows rewritten, av is NULL                  */
	HSS_LOOP hss_rc (*rotate)(struct hss_task *t, hss_av_fn done, void *ctx);
	/* the SQN a GET may show: everything handed out or reserved lies below
	 * it (48 bits, rulings: going back to another HSS is safe)              */
	HSS_LOOP int64_t (*sqn_ceiling)(int64_t auc_id, int64_t stored);
};

#endif
