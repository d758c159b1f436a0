/* probe_link.c - connection and messages of the probe; see probe.h. */
#include "hssctl/probe.h"

#include "base/bytes.h"
#include "base/wire.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { S6A = 16777251, TGPP = 10415, M = HSS_AVP_M };

void probe_u32(struct buf *b, uint32_t code, uint32_t vendor, uint32_t v)
{
	uint8_t d[4];

	wire_put32(d, v);
	avp_put_raw(b, code, vendor, M, bytes_of(d, 4));
}

static void put_str(struct buf *b, uint32_t code, uint8_t flags, const char *s)
{
	avp_put_raw(b, code, 0, flags, bytes_str(s));
}

static void put_vsai(struct buf *b)
{
	struct buf g = { 0 };

	probe_u32(&g, 266, 0, TGPP);
	probe_u32(&g, 258, 0, S6A);
	avp_put_raw(b, 260, 0, M, buf_bytes(&g));
	buf_free(&g);
}

bool probe_find(struct hss_bytes in, uint32_t code, uint32_t vendor, struct avp *out)
{
	struct avp_cur c = { in.p, in.p + in.len };

	while (avp_next(&c, out) == HSS_OK)
		if (out->code == code && out->vendor == vendor)
			return true;
	return false;
}

static hss_rc fail(struct probe *p, const char *what, const char *why)
{
	snprintf(p->why, sizeof p->why, "%s: %s", what, why);
	return HSS_E_UNREACH;
}

static hss_rc read_full(struct probe *p, uint8_t *at, size_t n)
{
	while (n) {
		ssize_t got = recv(p->fd, at, n, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return fail(p, "reading", got ? errno == EAGAIN ? "no answer within 10 s"
			                                                : strerror(errno)
			                              : "the peer closed the connection");
		at += got;
		n -= (size_t)got;
	}
	return HSS_OK;
}

static hss_rc send_msg(struct probe *p, const struct buf *b)
{
	for (size_t at = 0; at < b->len;) {
		ssize_t n = send(p->fd, b->p + at, b->len - at, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return fail(p, "sending", strerror(errno));
		at += (size_t)n;
	}
	return HSS_OK;
}

/* Requests of the peer's own in between: DWR is answered, CLR and others get 3001.  */
static hss_rc answer_request(struct probe *p, const struct dia_hdr *req)
{
	struct dia_hdr h = *req;
	struct buf b = { 0 };
	hss_rc rc;

	h.flags = (uint8_t)(req->code == 280 ? 0 : DIA_F_E);
	buf_room(&b, DIA_HDR);
	probe_u32(&b, 268, 0, req->code == 280 ? 2001 : 3001);
	put_str(&b, 264, M, p->host);
	put_str(&b, 296, M, p->realm);
	h.length = (uint32_t)b.len;
	dia_hdr_put(b.p, &h);
	rc = send_msg(p, &b);
	buf_free(&b);
	return rc;
}

static hss_rc read_answer(struct probe *p, uint32_t hop)
{
	for (;;) {
		struct dia_hdr h;
		hss_rc rc = read_full(p, p->msg, DIA_HDR);

		if (rc != HSS_OK)
			return rc;
		dia_hdr_get(p->msg, &h);
		if (h.version != 1 || h.length < DIA_HDR || h.length > sizeof p->msg)
			return fail(p, "reading", "not a Diameter message");
		rc = read_full(p, p->msg + DIA_HDR, h.length - DIA_HDR);
		if (rc != HSS_OK)
			return rc;
		if (h.flags & DIA_F_R) {
			rc = answer_request(p, &h);
			if (rc != HSS_OK)
				return rc;
		} else if (h.hop_by_hop == hop) {
			p->avps = bytes_of(p->msg + DIA_HDR, h.length - DIA_HDR);
			return HSS_OK;
		}
	}
}

static uint32_t result_of(struct hss_bytes avps)
{
	struct avp a, g;

	if (probe_find(avps, 268, 0, &a) && a.data.len == 4)
		return wire_get32(a.data.p);
	if (probe_find(avps, 297, 0, &g) && probe_find(g.data, 298, 0, &a) && a.data.len == 4)
		return wire_get32(a.data.p);
	return 0;
}

static void start(struct probe *p, struct buf *b, uint32_t cmd, uint32_t app, uint8_t flags)
{
	struct dia_hdr h = { .version = 1, .flags = flags, .code = cmd, .app_id = app };

	h.hop_by_hop = h.end_to_end = ++p->hop;
	if (buf_room(b, DIA_HDR))
		dia_hdr_put(b->p, &h);
}

hss_rc probe_send(struct probe *p, struct buf *b, uint32_t *result)
{
	hss_rc rc;

	if (b->failed)
		return fail(p, "sending", "out of memory");
	wire_put24(b->p + 1, (uint32_t)b->len);
	rc = send_msg(p, b);
	if (rc == HSS_OK)
		rc = read_answer(p, wire_get32(b->p + 12));
	if (rc == HSS_OK)
		*result = result_of(p->avps);
	buf_free(b);
	return rc;
}

void probe_begin(struct probe *p, struct buf *b, uint32_t cmd)
{
	char session[128];

	start(p, b, cmd, S6A, DIA_F_R | DIA_F_P);
	snprintf(session, sizeof session, "%s;%u;%u;probe", p->host, p->session, p->hop);
	put_str(b, 263, M, session);
	put_vsai(b);
	probe_u32(b, 277, 0, 1);
	put_str(b, 264, M, p->host);
	put_str(b, 296, M, p->realm);
	put_str(b, 283, M, p->dest_realm);
	put_str(b, 1, M, p->imsi);
}

static hss_rc open_socket(struct probe *p, const char *host, const char *port)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *ai, *a;
	struct timeval tv = { 10, 0 };
	int rc = getaddrinfo(host, port, &hints, &ai);

	if (rc)
		return fail(p, host, gai_strerror(rc));
	p->fd = -1;
	for (a = ai; a && p->fd < 0; a = a->ai_next) {
		p->fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (p->fd < 0)
			continue;
		setsockopt(p->fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof tv);
		if (connect(p->fd, a->ai_addr, a->ai_addrlen)) {
			fail(p, "connecting", strerror(errno));
			close(p->fd);
			p->fd = -1;
		}
	}
	freeaddrinfo(ai);
	return p->fd < 0 ? HSS_E_UNREACH : HSS_OK;
}

/* Our own address of the connection, as a Host-IP-Address (RFC 6733 5.3.5).    */
static void put_host_ip(struct probe *p, struct buf *b)
{
	struct sockaddr_storage ss;
	socklen_t len = sizeof ss;
	uint8_t d[18] = { 0, 1, 127, 0, 0, 1 };
	uint32_t n = 6;
	char text[64];

	if (!getsockname(p->fd, (struct sockaddr *)&ss, &len) &&
	    !getnameinfo((struct sockaddr *)&ss, len, text, sizeof text, NULL, 0, NI_NUMERICHOST) &&
	    ss.ss_family == AF_INET6) {
		d[1] = 2;
		/* the address is the second 8-octet word of sockaddr_in6           */
		memcpy(d + 2, (const uint8_t *)&ss + 8, 16);
		n = 18;
	}
	avp_put_raw(b, 257, 0, M, bytes_of(d, n));
}

hss_rc probe_connect(struct probe *p, const char *host, const char *port)
{
	struct buf b = { 0 };
	struct avp realm;
	uint32_t result = 0;
	hss_rc rc = open_socket(p, host, port);

	if (rc != HSS_OK)
		return rc;
	start(p, &b, 257, 0, DIA_F_R);
	put_str(&b, 264, M, p->host);
	put_str(&b, 296, M, p->realm);
	put_host_ip(p, &b);
	probe_u32(&b, 266, 0, TGPP);
	put_str(&b, 269, 0, "hssctl");
	probe_u32(&b, 265, 0, TGPP);
	put_vsai(&b);
	rc = probe_send(p, &b, &result);
	if (rc == HSS_OK && result != 2001) {
		snprintf(p->why, sizeof p->why, "capabilities exchange refused with %u", result);
		rc = HSS_E_DENIED;
	}
	if (rc == HSS_OK && probe_find(p->avps, 296, 0, &realm))
		bytes_copy(p->dest_realm, sizeof p->dest_realm, realm.data);
	return rc;
}

void probe_close(struct probe *p)
{
	struct buf b = { 0 };
	uint32_t result;

	start(p, &b, 282, 0, DIA_F_R);
	put_str(&b, 264, M, p->host);
	put_str(&b, 296, M, p->realm);
	probe_u32(&b, 273, 0, 0);
	probe_send(p, &b, &result);
	close(p->fd);
}
