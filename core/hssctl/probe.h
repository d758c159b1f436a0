/* probe.h - the small MME inside hssctl: one blocking connection, requests as raw AVPs. */
#ifndef HSSCTL_PROBE_H
#define HSSCTL_PROBE_H

#include <hss/abi.h>

#include "base/buf.h"
#include "dia/codec.h"

struct probe {
	int fd;
	char host[80], realm[80];       /* who we say we are                    */
	char dest_realm[128];           /* the HSS's, from its CEA               */
	char imsi[16];
	uint8_t plmn[3];
	uint32_t hop, session;
	uint8_t msg[65536];             /* last answer                          */
	struct hss_bytes avps;          /* of it                                */
	char why[200];
};

/* CER ... CEA. On failure p->why says what.                                    */
hss_rc probe_connect(struct probe *p, const char *host, const char *port);
/* Starts an S6a request (Session-Id, VSAI, Auth-Session-State, origin, destination, User-Name). */
void probe_begin(struct probe *p, struct buf *b, uint32_t cmd);
/* Sends it and reads the answer to p->avps; 2001 or the result that came instead.  */
hss_rc probe_send(struct probe *p, struct buf *b, uint32_t *result);
void probe_u32(struct buf *b, uint32_t code, uint32_t vendor, uint32_t v);
void probe_close(struct probe *p);      /* DPR                                  */
/* First AVP (code, vendor) inside `in`.                                        */
bool probe_find(struct hss_bytes in, uint32_t code, uint32_t vendor, struct avp *out);
/* probe_print.c: AVPs as an indented tree.                                     */
void probe_print(struct hss_bytes avps, int depth);

#endif
