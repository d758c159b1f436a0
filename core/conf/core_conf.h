/*
 * core_conf.h - the core's own configuration (conf.d file with `core:` instead of `plugin:`),
 * filled by the same schema machinery as a plugin's.
 */
#ifndef CONF_CORE_CONF_H
#define CONF_CORE_CONF_H

#include <hss/conf.h>

#include "auc/auc.h"
#include "log/log.h"
#include "store/store.h"

enum { DIA_ACCEPT_ANY = 1, DIA_ACCEPT_LISTED = 2 };
enum { DIA_MULTI_REPLACE = 1, DIA_MULTI_REJECT = 2, DIA_MULTI_ALLOW = 3 };

struct dia_peer_conf {                  /* `diameter: peers:`                   */
	const char *host, *realm;
	const char *group;
	struct hss_list addresses;      /* struct conf_str: who may be it       */
	struct hss_list applications;   /* struct conf_int; empty: all of ours  */
	struct hss_endpoint connect;    /* host "" : we do not dial             */
	int64_t multiple_connections;   /* DIA_MULTI_*, rulings 1.1             */
	int64_t max_in_flight;
	bool is_dra;                    /* the default route                    */
};
struct conf_str { const char *s; };
struct conf_int { int64_t v; };
struct conf_endpoint { struct hss_endpoint at; };

struct dia_conf {
	struct hss_list listen;         /* struct conf_endpoint                 */
	int64_t accept;                 /* DIA_ACCEPT_*                         */
	struct hss_list realms;         /* struct conf_str; empty: any          */
	struct hss_list also_known_as;  /* struct conf_str                      */
	struct hss_list peers;          /* struct dia_peer_conf                 */
	struct hss_list host_ip_addresses; /* struct conf_str; empty: the listeners' */
	bool strict;
	int64_t max_message;            /* octets                               */
	int64_t max_conns, max_in_flight;
	int64_t watchdog_ms;            /* Tw                                   */
	int64_t reconnect_ms;           /* Tc                                   */
	int64_t cer_timeout_ms;         /* connection without CER, slow-loris    */
	int64_t request_timeout_ms;     /* what handlers get                    */
	int64_t call_timeout_ms;        /* what we wait for an answer           */
	int64_t multiple_connections;   /* default for peers not listed         */
	int64_t send_buffer;            /* octets waiting for a peer that does not read */
};

struct core_conf {
	const char *host, *realm, *product_name, *site_name, *mcc, *mnc;
	int64_t loops;                  /* 0: by cores                          */
	int64_t offload_threads;
	int64_t watchdog_ms;            /* a callback longer than this is named  */
	int64_t grace_ms;
	const char *plugin_dir;         /* NULL: beside the binary, then the installed one */
	struct log_conf log;            /* filled from the `log:` map           */
	struct dia_conf dia;
	struct store_conf store;
	struct auc_conf auc;
	const char *state_dir;          /* Origin-State-Id, clean-stop mark     */
};

#endif
