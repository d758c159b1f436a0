/* oam.c - operation and maintenance (contract section 2, "oam"). */
#include "api.h"

#include <arpa/inet.h>
#include <stdio.h>

void oam_ping(struct hss_http_req *r, void *self)
{
	(void)self;
	reply_json(r, 200, json_pack("{s:s}", "result", "OK"));
}

/* ---- peers --------------------------------------------------------------------- */

static const char *peer_type(const char *host)
{
	static const char *const types[] = { "mme",   "pgw", "pcscf", "icscf",
					     "scscf", "hss", "ocs",   "dra" };

	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		if (strcasestr(host, types[i]))
			return types[i];
	}
	return "unknown";
}

static void add_peer(const struct hss_peer_info *p, void *ctx)
{
	json_t *all = ctx;
	char address[INET6_ADDRSTRLEN] = "", host[256], key[320], metadata[64];

	snprintf(host, sizeof host, "%.*s", (int)p->host.len, (const char *)p->host.p);
	if (p->addr.family)
		inet_ntop(p->addr.len == 16 ? AF_INET6 : AF_INET, p->addr.b, address, sizeof address);
	snprintf(key, sizeof key, "%s-%s", address, host);
	snprintf(metadata, sizeof metadata, "{\"DiameterPeerType\": \"%s\"}", peer_type(host));
	json_object_set_new(all, key,
			    json_pack("{s:s, s:n, s:s, s:b, s:s, s:s, s:n, s:n, s:n, s:s}", "IpAddress",
				      address, "Port", "Hostname", host, "Connected",
				      p->state == HSS_PEER_OPEN, "TransportProtocol", "TCP", "PeerType",
				      peer_type(host), "LastConnectTimestamp",
				      "LastDisconnectTimestamp", "ReconnectionCount", "Metadata",
				      metadata));
}

void oam_peers(struct hss_http_req *r, void *self)
{
	json_t *all = json_object();

	(void)self;
	if (all)
		hss_host->dia->peers(0, add_peer, all);
	reply_json(r, 200, all);
}

struct peer_search {
	const char *host;
	bool is_open;
};

static void match_peer(const struct hss_peer_info *p, void *ctx)
{
	struct peer_search *s = ctx;

	if (p->state == HSS_PEER_OPEN && strlen(s->host) == p->host.len &&
	    strncasecmp(s->host, (const char *)p->host.p, p->host.len) == 0)
		s->is_open = true;
}

/* ---- reconcile ----------------------------------------------------------------- */

struct reconcile {
	struct hss_http_req *r;
	struct api *a;
};

/* The stored S-CSCF, and whether the way to it is open. */
static void on_ims(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct reconcile *c = ctx;
	const struct hss_ims_subscriber *row;
	struct peer_search search = { "", false };
	char host[256] = "";
	json_t *v;

	if (rc != HSS_OK || !rows->n) {
		reply_rc(c->r, rc == HSS_OK ? HSS_E_NOTFOUND : rc);
		return;
	}
	row = rows->row[0];
	if (row->scscf_peer.p) {
		/* "<peer>;<this HSS>" */
		snprintf(host, sizeof host, "%.*s", (int)row->scscf_peer.len,
			 (const char *)row->scscf_peer.p);
		host[strcspn(host, ";")] = '\0';
		search.host = host;
		hss_host->dia->peers(0, match_peer, &search);
	}
	v = json_object();
	if (v) {
		json_object_set_new(v, "localhost",
				    view_row(c->a, t, c->a->entity[ENT_IMS_SUBSCRIBER], row));
		json_object_set_new(v, "scscf_peer_connected", json_boolean(search.is_open));
	}
	reply_json(c->r, 200, v);
}

void oam_reconcile(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	struct reconcile *c = request_alloc(t, sizeof *c);
	const char *imsi = request_param(r, 0);
	hss_rc rc = HSS_E_NOMEM;

	if (c) {
		*c = (struct reconcile){ r, self };
		rc = hss_get(t, c->a->st, c->a->entity[ENT_IMS_SUBSCRIBER], HSS_IMS_SUBSCRIBER_imsi,
			     (struct hss_bytes){ (const uint8_t *)imsi, (uint32_t)strlen(imsi) },
			     on_ims, c);
	}
	if (rc != HSS_OK)
		reply_rc(r, rc);
}
