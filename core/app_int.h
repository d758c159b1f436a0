/* app_int.h - between main.c and the app*.c files. */
#ifndef APP_INT_H
#define APP_INT_H

#include "app.h"
#include "conf/confd.h"
#include "plugin/instance.h"
#include "plugin/loader.h"

struct boot {
	struct app app;
	struct confd *confd;
	struct conf_errs errs;
	struct inst_table insts;
	struct loaded loaded[64];       /* index of the instance                */
	struct hss_loop *loops[64];
	struct watchdog *watchdog;
	const char *self_dir;           /* where the daemon's binary lies       */
	char origin[256];
};

/* Reads conf.d, opens the plugins, validates everything. Prints every mistake. INVAL.  */
hss_rc app_configure(struct boot *b, const char *dir);
/* Brings everything up; on failure says why on the log and stderr and brings down what was up. */
hss_rc app_start(struct boot *b);
/* SIGTERM: DPR to the peers, then everything down in reverse order.            */
void app_stop(struct boot *b);
/* After app_configure, with or without app_start.                              */
void app_free(struct boot *b);

/* app_insts.c */
hss_rc insts_open(struct boot *b);
hss_rc insts_create(struct boot *b, struct hss_err *err);
hss_rc insts_start(struct boot *b, uint32_t kind_mask, struct hss_err *err);
hss_rc insts_loop_init(struct boot *b, struct hss_err *err);
bool insts_are_ready(const struct boot *b, const char **who);
void insts_stop(struct boot *b);
void insts_destroy(struct boot *b);
void insts_free(struct boot *b);

/* app_notify.c: systemd's notify protocol; nothing happens without NOTIFY_SOCKET. */
void notify_systemd(const char *state);
/* app_notify.c: Origin-State-Id of this start (RFC 6733 8.16): higher than that of the last.  */
uint32_t next_origin_state_id(const char *state_dir);

#endif
