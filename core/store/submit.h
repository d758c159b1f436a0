/* submit.h - what an operation must satisfy before it travels. */
#ifndef STORE_SUBMIT_H
#define STORE_SUBMIT_H

#include "store/parts.h"

/* One operation, not a BATCH: its copy `op` (normalised by submit_copy()) is judged and gets the
 * canonical entity. INVAL, NOTSUP with a literal in *why.                      */
hss_rc submit_check(const struct hss_store *st, const struct store_inst *si, struct hss_op *op,
                    struct entity **e, const char **why);
/* Copies what the caller's size states. INVAL: smaller than the first version. */
hss_rc submit_copy(const struct hss_op *from, struct hss_op *to);
/* The shape of a BATCH. INVAL, NOTSUP.                                         */
hss_rc batch_check(const struct store_inst *si, const struct hss_op *op, const char **why);
/* Operation i of a BATCH.                                                      */
const struct hss_op *batch_at(const struct hss_op *op, uint32_t i);

#endif
