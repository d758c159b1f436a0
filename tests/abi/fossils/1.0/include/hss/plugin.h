/*
 * plugin.h - what a plugin exports and what it gets.
 *
 * A plugin is one .so with one exported data symbol, `hss_plugin`.  The core
 * reads and judges that constant before it calls any plugin code, then stores
 * the address of its service tables through `host_slot`.  Plugins link against
 * nothing of ours (build them with -Wl,-z,defs).
 *
 * Life of an instance (one YAML file in conf.d = one instance):
 *
 *   dlopen -> descriptor checked -> YAML validated -> create -> start
 *     -> loop_init x N -> [ core->ready ] -> [ reload -> release ]*
 *     -> stop -> loop_fini x N -> destroy -> (dlclose only at process exit)
 *
 *   create   registers (apps, entities, metrics, routes); no I/O, no threads.
 *   start    opens what can fail (sockets, databases).
 *   stop     no new work arrives; finish running tasks, then core->stopped().
 *   loop_init  with HSS_PF_LOADS: spawn a task that loads what is needed; the
 *            instance is not ready (and hssd not open) until core->ready().
 *   reload   makes a second `self` from the new configuration beside the old one,
 *            or fails and changes nothing.  All instances make theirs before the
 *            first loop switches.  A task keeps the generation it began with:
 *            the core passes that one as self to every callback, also as the
 *            ctx of subscribe() and on_change() when that was given as NULL; a
 *            ctx of your own must outlive reloads, so never pass self there.
 *   release  frees a self that no task uses any more: the old one after a
 *            switch, the new one when another instance refused.  `destroy`
 *            frees the last.  lself belongs to the loop and outlives both.
 */
#ifndef HSS_PLUGIN_H
#define HSS_PLUGIN_H

#include <hss/abi.h>
#include <hss/auc.h>
#include <hss/conf.h>
#include <hss/dia.h>
#include <hss/event.h>
#include <hss/events.h>
#include <hss/exporter.h>
#include <hss/http.h>
#include <hss/httpc.h>
#include <hss/log.h>
#include <hss/metrics.h>
#include <hss/model.h>
#include <hss/store.h>
#include <hss/stream.h>
#include <hss/task.h>

#define HSS_PLUGIN_MAGIC UINT64_C(0x485353504c554731)   /* "HSSPLUG1" */

enum { HSS_INTERFACE = 1, HSS_STORAGE = 2, HSS_EXPORTER = 3 };
enum {
	HSS_PF_MULTI  = 1 << 0,         /* may be instantiated more than once  */
	HSS_PF_RELOAD = 1 << 1,         /* implements reload and release       */
	HSS_PF_LOADS  = 1 << 2,         /* ready only after core->ready()      */
};

/* Who this HSS is: the core's own configuration, the same for all plugins.     */
struct hss_identity {
	uint32_t size;
	uint32_t origin_state_id;       /* constant per start                  */
	struct hss_bytes host, realm, product, site;
	struct hss_bytes mcc, mnc;      /* home PLMN, len 0: not configured     */
};

enum { HSS_INST_FAILED = 0, HSS_INST_CREATED = 1, HSS_INST_LOADING = 2,
       HSS_INST_READY = 3, HSS_INST_STOPPING = 4, HSS_INST_STOPPED = 5 };

struct hss_inst_info {                  /* valid during the visit only         */
	uint32_t size;
	uint32_t kind;                  /* HSS_INTERFACE, ...                  */
	uint32_t state;                 /* HSS_INST_*                          */
	hss_rc health;                  /* as told by core->health()           */
	const char *name, *plugin, *version, *summary;
	const char *why;                /* health's or the refusal's reason    */
};
typedef void (*hss_inst_fn)(const struct hss_inst_info *i, void *ctx);

#define HSS_SLOTS 16                    /* published objects per instance      */

struct hss_core_api {
	uint32_t size;
	HSS_ANY  const char *(*inst_name)(const struct hss_inst *in);
	HSS_ANY  void (*ready)(struct hss_inst *in);
	HSS_ANY  void (*stopped)(struct hss_inst *in);
	HSS_ANY  void (*health)(struct hss_inst *in, hss_rc rc, const char *why);
	/*
	 * Read-mostly data that changes at run time (EIR rules, TAC table, roaming
	 * rules, iFC templates, certificates): publish takes `ptr`, frozen from
	 * now on; a task sees one snapshot from its first look to its end; fini
	 * runs when the last task that saw it is over.
	 */
	HSS_ANY  hss_rc (*publish)(struct hss_inst *in, uint32_t slot, void *ptr,
	                           void (*fini)(void *ptr));
	HSS_LOOP const void *(*snapshot)(struct hss_task *t, struct hss_inst *in,
	                                 uint32_t slot);
	HSS_ANY  hss_rc (*random)(void *buf, size_t n);
	HSS_ANY  const struct hss_identity *(*identity)(void);
	/* every instance of conf.d, those that were refused included            */
	HSS_ANY  void (*instances)(hss_inst_fn fn, void *ctx);
	HSS_ANY  uint64_t (*uptime_ms)(void);
};

struct hss_host {                       /* root table; append only             */
	uint32_t size;
	uint16_t abi_major, abi_minor;
	const char *version;
	const struct hss_core_api    *core;
	const struct hss_log_api     *log;
	const struct hss_task_api    *task;
	const struct hss_metrics_api *metrics;
	const struct hss_store_api   *store;
	const struct hss_dia_api     *dia;
	const struct hss_http_api    *http;
	const struct hss_stream_api  *stream;
	const struct hss_auc_api     *auc;
	const struct hss_event_api   *event;
	const struct hss_httpc_api   *httpc;
};

struct hss_plugin_ops {
	uint32_t size;
	uint32_t rsvd;
	hss_rc (*create)(struct hss_inst *in, const void *conf, void **self,
	                 struct hss_err *err);
	hss_rc (*start)(void *self, struct hss_err *err);
	hss_rc (*loop_init)(void *self, struct hss_loop *l, void **lself,
	                    struct hss_err *err);
	hss_rc (*reload)(void *self_old, const void *conf, void **self_new,
	                 struct hss_err *err);
	void   (*release)(void *self_old);
	void   (*stop)(void *self, uint32_t grace_ms);
	void   (*loop_fini)(void *self, struct hss_loop *l, void *lself);
	void   (*destroy)(void *self);
};

struct hss_plugin_desc {
	/* frozen for ever: read before anything is trusted                      */
	uint64_t magic;
	uint16_t abi_major;             /* must equal the core's               */
	uint16_t abi_minor;             /* built against                       */
	uint16_t abi_minor_min;         /* lowest core minor it can run on     */
	uint16_t kind;                  /* HSS_INTERFACE, ...                  */
	uint32_t size;
	uint32_t flags;                 /* HSS_PF_*                            */
	/* since 1.0                                                             */
	const char *name;               /* equals the `plugin:` key in YAML    */
	const char *version;
	const char *summary;
	const char *license;
	const char *const *depends;     /* plugin names, NULL-terminated       */
	const struct hss_conf_schema *conf;
	const struct hss_plugin_ops  *ops;
	const void *kind_ops;           /* hss_store_ops, hss_exporter_ops     */
	const struct hss_host **host_slot;
};

/* The plugin's private copy of the core's address; set before create().       */
extern HSS_HIDDEN const struct hss_host *hss_host;

/* Lowest core minor the plugin can live with; define it before the include.   */
#ifndef HSS_PLUGIN_MINOR_MIN
#define HSS_PLUGIN_MINOR_MIN 0u
#endif

#define HSS_PLUGIN(...)                                                        \
	HSS_HIDDEN const struct hss_host *hss_host;                            \
	extern HSS_EXPORT const struct hss_plugin_desc hss_plugin;             \
	const struct hss_plugin_desc hss_plugin = {                            \
		.magic = HSS_PLUGIN_MAGIC, .abi_major = HSS_ABI_MAJOR,         \
		.abi_minor = HSS_ABI_MINOR, .abi_minor_min = HSS_PLUGIN_MINOR_MIN, \
		.size = sizeof(struct hss_plugin_desc),                        \
		.host_slot = &hss_host, __VA_ARGS__ }

/* Thin names over the tables: what plugin code actually writes.               */
#define hss_log(in, t, lvl, ...)                                               \
	do {                                                                   \
		if (hss_host->log->enabled(in, lvl))                           \
			hss_host->log->emit(in, t, lvl, __VA_ARGS__);          \
	} while (0)
#define hss_new(t, T) ((T *)hss_host->task->alloc(t, sizeof(T), _Alignof(T)))
#define hss_count(cell) hss_host->metrics->add(cell, 1)

static inline hss_rc hss_answer(struct hss_dia_req *req, struct hss_result res,
                                const void *ans)
{
	return hss_host->dia->answer(req, res, ans);
}

static inline hss_rc hss_reject(struct hss_dia_req *req, struct hss_result res,
                                const struct hss_avp_def *avp,
                                struct hss_bytes value, const char *text)
{
	return hss_host->dia->reject(req, res, avp, value, text);
}

#ifndef __cplusplus                     /* designated initialisers             */
/* one row by a TEXT or BLOB column; `key` lives as long as the task           */
static inline hss_rc hss_get(struct hss_task *t, struct hss_store *st,
                             const struct hss_entity *e, uint16_t col,
                             struct hss_bytes key, hss_rows_fn done, void *ctx)
{
	struct hss_term *term = hss_new(t, struct hss_term);
	const struct hss_op op = { .size = sizeof op, .kind = HSS_OP_GET,
	                           .entity = e, .terms = term, .n_terms = 1,
	                           .term_size = sizeof *term, .limit = 1 };

	if (!term)
		return HSS_E_NOMEM;
	*term = (struct hss_term){ .col = col, .cmp = HSS_CMP_EQ, .b = key };
	return hss_host->store->submit(t, st, &op, done, ctx);
}

/* one row by an integer column                                                */
static inline hss_rc hss_get_id(struct hss_task *t, struct hss_store *st,
                                const struct hss_entity *e, uint16_t col,
                                int64_t id, hss_rows_fn done, void *ctx)
{
	struct hss_term *term = hss_new(t, struct hss_term);
	const struct hss_op op = { .size = sizeof op, .kind = HSS_OP_GET,
	                           .entity = e, .terms = term, .n_terms = 1,
	                           .term_size = sizeof *term, .limit = 1 };

	if (!term)
		return HSS_E_NOMEM;
	*term = (struct hss_term){ .col = col, .cmp = HSS_CMP_EQ, .i = id };
	return hss_host->store->submit(t, st, &op, done, ctx);
}
#endif

#endif
