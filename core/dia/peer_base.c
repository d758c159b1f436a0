/*
 * peer_base.c - CER, CEA, DWR, DWA, DPR and DPA as they come in on a connection that has a peer.
 */
#include "dia/node.h"

#include <stdlib.h>

struct work {                           /* of one base message                  */
	struct conn *c;
	const struct dia_hdr *h;
	struct hss_bytes avps;
	struct arena *arena;
	struct dia_fault *fault;
};

/* A request of the base protocol with a fault in it is answered as any other.     */
static bool decode_request(const struct work *w, const struct hss_grammar *g, void *out)
{
	struct dia_decode_env env = { .arena = w->arena, .dict = w->c->dia->dict,
		                      .is_strict = w->c->dia->conf->strict };
	hss_rc rc = dia_decode(&env, g, w->avps, out, w->fault);

	if (rc == HSS_OK)
		return true;
	if (rc == HSS_E_NOMEM)
		*w->fault = (struct dia_fault){ .result = DIAMETER_RESOURCES_EXCEEDED };
	stats_malformed(w->c->dia, "avp");
	LOG(w->c->dia->app, LOG_DIA, HSS_LOG_INFO, "bad base request command=%u peer=%s result=%u: %s",
	    w->h->code, w->c->peer->host, w->fault->result, w->fault->text);
	caps_send_base_answer(w->c, w->h, w->fault);
	return false;
}

static void on_dwr(const struct work *w)
{
	struct dia_dwr dwr;

	if (decode_request(w, &dia_dwr_grammar, &dwr))
		caps_send_base_answer(w->c, w->h, NULL);
}

static void on_dpr(const struct work *w)
{
	struct peer *p = w->c->peer;
	struct dia_dpr dpr;

	if (!decode_request(w, &dia_dpr_grammar, &dpr))
		return;
	LOG(p->dia->app, LOG_PEER, HSS_LOG_NOTICE, "peer disconnects peer=%s cause=%u", p->host,
	    dpr.disconnect_cause.v);
	caps_send_base_answer(w->c, w->h, NULL);
	if (w->c->is_extra) {
		w->c->state = CONN_CLOSING;
		return;
	}
	p->dpr_cause = (int)(dpr.disconnect_cause.v & 0xff);
	p->why = "the peer disconnected";
	peer_event(p, PE_RCV_DPR, w->c);
}

static void on_dpa(const struct work *w)
{
	struct conn *c = w->c;

	if (c->state != CONN_CLOSING)
		return;
	c->has_dpa = true;
	peer_on_idle(c);
}

/* The peer said DPA and every request it sent is answered: nothing keeps the connection. */
void peer_on_idle(struct conn *c)
{
	struct peer *p = c->peer;

	if (!c->has_dpa || c->in_flight || c->state != CONN_CLOSING)
		return;
	if (c == p->i || c == p->r)
		peer_event(p, PE_RCV_DPA, c);
	else
		conn_linger(c, "disconnected");
}

static void on_cer_again(const struct work *w)
{
	struct conn *c = w->c;
	struct caps caps;

	if (caps_check_cer(c, w->h, w->avps, &caps, w->fault, w->arena) != HSS_OK) {
		caps_send_cea(c, w->h, w->fault, w->fault->result);
		conn_linger(c, w->fault->text[0] ? "CER refused" : "bad CER");
		return;
	}
	if (!bytes_ieq(bytes_str(caps.host), peer_host(c->peer))) {
		conn_doom(c, "the peer changed its name on an open connection");
		return;
	}
	*c->caps = caps;
	peer_publish_state(c->peer, c->caps, &c->remote, true);
	peer_event(c->peer, PE_RCV_CER, c);
}

static void on_cea(const struct work *w)
{
	struct conn *c = w->c;
	struct peer *p = c->peer;

	if (c->state != CONN_WAIT_CEA) {
		stats_unexpected(c->dia, "cea");
		return;
	}
	if (w->h->hop_by_hop != c->base_hbh) {
		p->why = "CEA with a foreign identifier";
		peer_event(p, PE_I_NON_CEA, c);
		return;
	}
	c->caps = c->caps ? c->caps : calloc(1, sizeof *c->caps);
	if (!c->caps || caps_check_cea(c, w->avps, c->caps, w->fault, w->arena) != HSS_OK) {
		LOG(p->dia->app, LOG_PEER, HSS_LOG_WARN, "capabilities exchange failed peer=%s addr=%s: %s",
		    p->host, c->name, w->fault->text);
		p->why = "capabilities exchange failed";
		peer_event(p, PE_I_BAD_CEA, c);
		return;
	}
	peer_event(p, PE_I_CEA, c);
}

static void run(struct conn *c, const struct dia_hdr *h, struct hss_bytes avps,
                void (*fn)(const struct work *w))
{
	struct dia_fault fault = { 0 };
	struct arena arena;
	const struct work w = { .c = c, .h = h, .avps = avps, .arena = &arena, .fault = &fault };

	arena_init(&arena, &c->dl->loop->arenas, ARENA_QUOTA);
	fn(&w);
	arena_reset(&arena);
}

void peer_on_base(struct conn *c, const struct dia_hdr *h, struct hss_bytes avps)
{
	static const struct {
		uint32_t code;
		bool is_request;
		void (*fn)(const struct work *w);
	} table[] = {
		{ DIA_CMD_CER, true, on_cer_again }, { DIA_CMD_CER, false, on_cea },
		{ DIA_CMD_DWR, true, on_dwr }, { DIA_CMD_DPR, true, on_dpr },
		{ DIA_CMD_DPR, false, on_dpa },
	};
	bool is_request = h->flags & DIA_F_R;

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (table[i].code == h->code && table[i].is_request == is_request)
			run(c, h, avps, table[i].fn);
}

/* ---- the first message of a connection somebody opened to us ------------------------------ */

static void refuse_cer(const struct work *w)
{
	struct conn *c = w->c;

	LOG(c->dia->app, LOG_PEER, HSS_LOG_WARN, "CER refused addr=%s result=%u: %s", c->name,
	    w->fault->result, w->fault->text);
	stats_malformed(c->dia, "cer_refused");
	caps_send_cea(c, w->h, w->fault, w->fault->result);
	conn_linger(c, "CER refused");
}

static void on_first_cer(const struct work *w)
{
	struct conn *c = w->c;
	struct caps *caps = calloc(1, sizeof *caps);
	struct dia_loop *home;
	struct peer *p;

	if (!caps) {
		conn_doom(c, "out of memory");
		return;
	}
	if (caps_check_cer(c, w->h, w->avps, caps, w->fault, w->arena) != HSS_OK) {
		free(caps);
		refuse_cer(w);
		return;
	}
	if (peer_claim(c->dia, bytes_str(caps->host), c->dl, &p, &home) != HSS_OK) {
		free(caps);
		conn_doom(c, "too many peers");
		return;
	}
	if (home != c->dl) {            /* its peer lives on another loop       */
		c->move_to = home;
		peer_unref(p);
		free(caps);
		return;
	}
	c->caps = caps;
	c->peer = p;
	peer_event(p, PE_R_CONN_CER, c);
}

void peer_on_first(struct conn *c, const struct dia_hdr *h, struct hss_bytes avps)
{
	run(c, h, avps, on_first_cer);
}
