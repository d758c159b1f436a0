/* instance.h - one configured plugin instance and the table of them. */
#ifndef PLUGIN_INSTANCE_H
#define PLUGIN_INSTANCE_H

#include <hss/plugin.h>

#include <pthread.h>

#include "base/list.h"

struct app;
struct arena;
struct snapshot_slot;

struct hss_inst {
	uint32_t magic;                 /* MAGIC_INST                           */
	uint32_t index;                 /* in the table, and of lself           */
	struct app *app;
	const char *name;               /* of the instance                      */
	const char *plugin;             /* descriptor name as configured        */
	const char *file;               /* conf.d file                          */
	bool enabled, required;
	const struct hss_plugin_desc *desc; /* NULL: could not be loaded        */
	const void *kind_ops;
	void *self;
	const void *conf;               /* the struct its schema filled         */
	void **lself;                   /* one per loop                         */
	uint32_t state;                 /* HSS_INST_*                           */
	_Atomic uint32_t is_ready;
	_Atomic int32_t health;
	char why[252];
	uint32_t n_registered;          /* apps, routes, events, services, listeners */
	struct store_inst *store;       /* storage: its queue and workers       */
	struct snapshot_slot *slots;    /* HSS_SLOTS published objects          */
	_Atomic bool stopped;
};

struct inst_table {
	pthread_mutex_t why_lock;       /* of every instance's `why`; zeroed is a mutex */
	struct hss_inst *v[64];
	uint32_t n;
	struct hss_metric *violations;  /* hss_plugin_violations_total          */
};

/* ANY. Health and its reason, as core->health() and the circuit breaker tell it. Returns whether rc is
 * another than before: then it is worth a line in the log. An instance of the tests without a table has
 * no lock.                                                                     */
bool inst_set_health(struct hss_inst *in, hss_rc rc, const char *why);
/* ANY. Copies the reason (252 octets).                                         */
void inst_get_why(struct hss_inst *in, char out[252]);
/* By name; NULL: none.                                                         */
struct hss_inst *inst_find(const struct inst_table *t, const char *name);

#endif
