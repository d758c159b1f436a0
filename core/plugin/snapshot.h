/*
 * snapshot.h - read-mostly data that an instance publishes into a slot (EIR rules, roaming rules):
 * a task sees one snapshot from its first look to its end, the old one goes when its last reader
 * has ended.
 */
#ifndef PLUGIN_SNAPSHOT_H
#define PLUGIN_SNAPSHOT_H

#include <hss/plugin.h>

/* ANY. Takes ptr; fini(ptr) runs after the last task that saw it, on that thread. */
hss_rc snapshot_publish(struct hss_inst *in, uint32_t slot, void *ptr, void (*fini)(void *ptr));
/* LOOP. Borrowed until the task ends; NULL: nothing was published, or no memory. */
const void *snapshot_get(struct hss_task *t, struct hss_inst *in, uint32_t slot);
/* LOOP. The task is over.                                                      */
void snapshot_release(struct hss_task *t);
/* SETUP. At the instance's end.                                                */
hss_rc snapshot_init(struct hss_inst *in);
void snapshot_fini(struct hss_inst *in);

#endif
