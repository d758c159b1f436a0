/*
 * change.h - who hears of committed writes: fan-out to the loop that owns the row, one
 * notification per row and turn, bounded.
 */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include "store/parts.h"

struct hss_job;
struct job_part;

/* Does anybody listen to this entity of this instance? */
bool change_is_wanted(const struct store_inst *si, const struct entity *e);
/* ANY. After a job's commit (rc OK) or when nobody knows (UNCERTAIN).          */
void change_collect(struct hss_job *j);
/* ANY. A foreign write; key NULL: all of the entity.                           */
void change_foreign(struct store_inst *si, struct entity *e, uint32_t kind,
                    const struct hss_term *key);
/* LOOP. The work of store_loop.deliver.                                        */
void change_deliver(struct loop_work *w);
/* LOOP. Of store_loop.again: the next turn.                                    */
void change_again(struct loop_work *w);
/* SETUP. Frees what was not delivered, and the subscriptions.                  */
void change_fini(struct store_core *s);

#endif
