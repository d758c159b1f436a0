/* diff.h - what a new configuration changes, and whether it may change while hssd runs. */
#ifndef CONF_DIFF_H
#define CONF_DIFF_H

#include <hss/conf.h>

/*
 * `key` is a path as in messages ("diameter.peers[1].host"); a list whose length changed is told
 * once, as itself. may_change: the item or one it is inside of carries HSS_CF_RELOAD. Valid
 * during the call.
 */
typedef void (*diff_fn)(void *ctx, const char *key, bool may_change);

/*
 * SETUP. Compares two structs that schema_fill() made by the same schema, value by value: 3s and
 * 3000ms are the same. schema NULL: a plugin without configuration. Returns the number of
 * changes; *fixed, how many of them may not change.
 */
uint32_t diff_conf(const struct hss_conf_schema *schema, const void *old, const void *new_,
                   diff_fn fn, void *ctx, uint32_t *fixed);

#endif
