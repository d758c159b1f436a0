/*
 * dispatch.h - a request from the wire to its handler and its answer back (DESIGN 7).
 */
#ifndef DIA_DISPATCH_H
#define DIA_DISPATCH_H

#include "dia/node.h"
#include "loop/task.h"

#define REQ_ROUTE_RECORDS_MAX 64

/* What the top level of a request says that is not the handler's business.      */
struct req_scan {
	struct hss_bytes session_id, origin_host, origin_realm, dest_host, dest_realm;
	struct hss_bytes proxy_infos;   /* raw, padded, in order; in dl->proxies */
	struct hss_bytes route_records[REQ_ROUTE_RECORDS_MAX];
	uint32_t n_route_records;
	bool has_vsai, is_looped;
};

struct hss_dia_req {                    /* in its task's arena                  */
	uint32_t magic;                 /* MAGIC_REQ                            */
	bool is_answered, is_core_answer; /* the core spoke for it: deadline    */
	struct conn *conn;              /* a reference                          */
	struct slab *slab;              /* pinned; NULL: copied                 */
	struct hss_task *task;
	struct dia_cmd *cmd;
	struct dia_hdr hdr;
	struct hss_bytes avps;
	struct hss_bytes proxy_infos;
	bool has_vsai;
	uint64_t since_ns;
	struct hss_dia_info info;
};

/* LOOP. Reads the top level once; stops at the first AVP that is cut.           */
void req_scan(struct dia_loop *dl, struct hss_bytes avps, struct req_scan *s);

/* Is the task a request of ours? Then its end() may be run early, at the node's end. */
bool dispatch_owns(const struct hss_task *t);

/* answer.c: LOOP. Answers before there is a task. res.code 3xxx: the error grammar. */
void answer_error(struct conn *c, const struct dia_hdr *h, const struct req_scan *s,
                  const struct dia_cmd *cmd, struct hss_result res, struct hss_bytes failed_avp,
                  const char *text);
/* The core speaks for the handler: overload, deadline.                          */
struct hss_result answer_overload(const struct conn *c, const struct dia_cmd *cmd);
hss_rc answer_req(struct hss_dia_req *req, struct hss_result res, const void *ans,
                  struct hss_bytes failed_avp, const char *text);
/* 3xxx travels with the E bit (RFC 6733 7.2).                                   */
static inline bool result_is_error_bit(struct hss_result r)
{
	return r.vendor == 0 && r.code >= 3000 && r.code < 4000;
}

#endif
