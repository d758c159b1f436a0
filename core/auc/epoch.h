/* epoch.h - the counter that tells a start what earlier ones may have handed out (sqn.h). */
#ifndef AUC_EPOCH_H
#define AUC_EPOCH_H

#include "auc/service.h"

extern const struct hss_entity epoch_entity;

/*
 * LOOP. Raises the counter by the block size, durably, and gives its value before; with a
 * shared store it only reads it. A database older than the state directory remembers raises
 * it by failover_jump too. done(t, rc, ctx) once; then sqn_epoch() is set. Errors: the
 * store's.
 */
void epoch_begin(struct auc *a, struct hss_task *t, hss_task_fn done, void *ctx);
/*
 * LOOP. A backup of the database was made: the counter goes on, durably, so that the copy knows
 * less than the state directory from now on, also if it was the last start that made it. This
 * start's sqn_epoch() stays. done(t, rc, ctx) once. Errors: the store's.
 */
void epoch_mark(struct auc *a, struct hss_task *t, hss_task_fn done, void *ctx);

#endif
