/*
 * app.h - the one struct app: what belongs to this process, each part reached
 * through the header of its folder. main.c makes it, app.c brings the parts up and
 * down in order; a unit test fills the members it needs.
 */
#ifndef APP_H
#define APP_H

#include <hss/plugin.h>

#include "base/clock.h"

struct log;
struct metrics;
struct inst_table;
struct store_core;
struct dia;
struct auc;
struct http;
struct event_bus;
struct stream_core;
struct core_conf;

struct app {
	struct clock clock;
	uint64_t started_ns;
	struct hss_identity identity;
	const struct core_conf *conf;   /* conf/core_conf.h                     */
	struct log *log;                /* log/log.h; NULL: silent              */
	struct metrics *metrics;        /* metrics/registry.h                   */
	struct hss_loop **loops;        /* loop/loop.h                          */
	uint32_t n_loops;
	struct workers *offload;        /* loop/workers.h                       */
	struct inst_table *insts;       /* plugin/instance.h                    */
	struct event_bus *events;       /* event/event.h                        */
	struct store_core *store;       /* store/store.h                        */
	struct auc *auc;                /* auc/auc.h                            */
	struct dia *dia;                /* dia/dia.h                            */
	struct http *http;              /* http/server.h                        */
	struct stream_core *stream;     /* stream/stream.h                      */
};

#endif
