/*
 * clr.c - Cancel-Location to a node (TS 29.272 5.2.1.2): one attempt, by the way its request
 * came, and if that peer is gone by whatever route there is (rulings 1.5).
 */
#include "s6a.h"

struct clr {
	const struct s6a *s;
	const struct s6a_owed *row;
	bool has_via;                   /* the peer of the stored way, still to be tried */
	bool is_direct;                 /* that is the node itself              */
	s6a_clr_fn done;
	void *ctx;
};

static hss_rc call(struct clr *c, struct hss_task *t);

/* "peer;our host", as PyHSS writes it                                            */
static void split_way(struct hss_bytes way, struct hss_bytes *peer, struct hss_bytes *local)
{
	*peer = way;
	*local = (struct hss_bytes){ NULL, 0 };
	for (uint32_t i = 0; i < way.len; i++) {
		if (way.p[i] != ';')
			continue;
		peer->len = i;
		if (i + 1 < way.len)
			*local = bytes_of(way.p + i + 1, way.len - i - 1);
		break;
	}
}

/* CLA 2001 comes also when the node does not know the user (5.2.1.2.2); a permanent error
 * will not become better by asking again, a transport or passing one may.          */
static enum s6a_clr_outcome outcome_of(const struct hss_result *res)
{
	uint32_t class = res->code / 1000;

	if (res->vendor == 0 && (class == 3 || class == 4 || res->code == 5012))
		return S6A_CLR_RETRY;
	if (res->vendor != 0 && class == 4)
		return S6A_CLR_RETRY;
	return S6A_CLR_DONE;
}

static void on_cla(struct hss_task *t, hss_rc rc, const struct hss_result *res, const void *ans,
                   void *ctx)
{
	struct clr *c = ctx;
	enum s6a_clr_outcome o = S6A_CLR_RETRY;

	(void)ans;
	switch (rc) {
	case HSS_OK:
		o = outcome_of(res);
		if (res->code / 1000 != 2)
			hss_log(c->s->in, t, HSS_LOG_NOTICE,
			        "Cancel-Location answered with an error code=%u node=" BYTES_FMT,
			        res->code, BYTES_ARG(c->row->host));
		break;
	case HSS_E_PROTO:               /* it has answered, if badly            */
		o = S6A_CLR_DONE;
		break;
	case HSS_E_UNREACH:
		if (c->has_via) {
			c->has_via = false;
			if (call(c, t) == HSS_OK)
				return;
		}
		break;
	default:
		break;
	}
	c->done(t, o, c->ctx);
}

static hss_rc call(struct clr *c, struct hss_task *t)
{
	const struct s6a_owed *row = c->row;
	struct hss_bytes peer, local;
	struct s6a_clr msg = {
		.auth_session_state = { S6A_NO_STATE_MAINTAINED, true },
		.destination_host = row->host, .destination_realm = row->realm,
		.user_name = row->imsi,
		.cancellation_type = { (uint32_t)row->cancellation_type.v, true },
		.clr_flags = { (uint32_t)row->flags.v, row->flags.v != 0 },
	};
	struct hss_dia_call k = {
		.size = sizeof k, .timeout_ms = (uint32_t)c->s->bg.clr_timeout_ms,
		.app = c->s->app, .code = S6A_CMD_CLR, .msg = &msg, .dest_host = row->host,
		.dest_realm = row->realm, .done = on_cla, .ctx = c,
	};
	struct hss_dia_txn *txn;

	split_way(row->peer, &peer, &local);
	k.local_host = local;
	/* a node without an agent before it: no other node of its realm stands in for it */
	if (c->has_via || c->is_direct)
		k.via_peer = peer;
	return hss_host->dia->call(t, &k, &txn);
}

hss_rc s6a_clr_send(const struct s6a *s, struct hss_task *t, const struct s6a_owed *row,
                    s6a_clr_fn done, void *ctx)
{
	struct clr *c = hss_new(t, struct clr);
	struct hss_bytes peer, local;
	hss_rc rc;

	if (!c)
		return HSS_E_NOMEM;
	split_way(row->peer, &peer, &local);
	*c = (struct clr){ .s = s, .row = row, .done = done, .ctx = ctx,
	                   .is_direct = peer.len && bytes_ieq(peer, row->host) };
	c->has_via = peer.len && !c->is_direct;
	rc = call(c, t);
	if (rc == HSS_E_UNREACH && c->has_via) {
		c->has_via = false;
		rc = call(c, t);
	}
	return rc;
}
