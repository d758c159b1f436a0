/*
 * fake_host.h - a storage plugin's host without the core: service tables that do just enough,
 * jobs made of malloc, and exec() called directly or through a queue with threads of its own.
 */
#ifndef STORE_FAKE_HOST_H
#define STORE_FAKE_HOST_H

#include <hss/plugin.h>

#include <pthread.h>

struct fake_rows {
	void **row;
	uint64_t *revs;
	uint32_t n;
};

struct hss_job {                        /* of this host                         */
	const struct hss_op *op;
	struct fake_mem *mem;
	struct fake_rows *now, *old;    /* per sub-operation                    */
	uint64_t *count;
	uint32_t n_parts;
	hss_rc rc;
	uint64_t rev;
	struct hss_bytes cursor;
	uint32_t failed, n_done, n_reset;
	uint32_t mem_limit;             /* octets, 0: none                      */
	uint32_t mem_used;
	struct hss_job *next;           /* queue                                */
	bool is_back;                   /* exec() has returned                  */
};

/* What the plugin told: of the one instance a test has.                        */
struct fake_seen {
	hss_rc health;
	uint32_t n_health, n_notify, n_stopped;
	char why[256];
	char log[1024];                 /* the last line                        */
};

const struct hss_host *fake_host(void);
/* The tables' instance; `seen` is reset.                                       */
struct hss_inst *fake_inst(void);
struct fake_seen fake_seen(void);
/* The lines logged since fake_inst(), "[level] text\n" each; those that find no room are cut. */
const char *fake_log(void);
/* Home network that core->identity() tells from now on; "" for none. 001 and 01 at first. */
void fake_home(const char *mcc, const char *mnc);

/* A job for op, which stays the caller's. Abort on no memory.                  */
struct hss_job *fake_job(const struct hss_op *op);
void fake_job_free(struct hss_job *j);

#endif
