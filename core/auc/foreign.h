/* foreign.h - the hook that sees every write to `auc` before it is acknowledged. */
#ifndef AUC_FOREIGN_H
#define AUC_FOREIGN_H

#include "auc/service.h"

/* LOOP. A store_written_fn, ctx: struct auc.                                   */
void foreign_written(void *ctx, const struct hss_op *op, const struct hss_rows *rows,
                     const struct hss_inst *origin);

#endif
