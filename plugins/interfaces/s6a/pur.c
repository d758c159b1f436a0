/*
 * pur.c - Purge-UE (TS 29.272 5.2.1.3): a node has deleted a subscriber who was away too long.
 * Only the node that is registered purges him, and what it leaves is a flag: the
 * registration itself stays (rulings 4.6).
 */
#include "s6a.h"

enum { ROUNDS = 16 };

struct pur {
	struct hss_dia_req *req;
	struct hss_task *t;
	const struct s6a_gen *g;
	const struct s6a_pur *msg;
	const struct hss_subscriber *sub;
	uint32_t pua_flags;
	uint32_t purged;                /* domains, 1 << HSS_DOM_*              */
	uint32_t round;
};

static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx);

static void refuse(struct pur *p, struct hss_result res)
{
	(void)hss_answer(p->req, res, NULL);
}

static void fail(struct pur *p, hss_rc rc)
{
	refuse(p, s6a_fault(p->g, hss_host->dia->info(p->req), rc, false,
	                    p->msg->oc_supported_features.p != NULL));
}

static void answer(struct pur *p)
{
	struct s6a_features f;
	struct s6a_pua pua = {
		.auth_session_state = { S6A_NO_STATE_MAINTAINED, true },
		.pua_flags = { p->pua_flags, p->pua_flags != 0 },
	};

	s6a_features_agree(&p->msg->supported_features, &f);
	pua.supported_features = s6a_features_answer(p->t, &f);
	(void)hss_answer(p->req, S6A_SUCCESS, &pua);
}

static void publish(const struct pur *p, uint32_t domain)
{
	struct hss_bytes none = { NULL, 0 };

	if (p->purged & 1u << domain)
		s6a_publish(p->t, HSS_EV_DEREGISTERED, domain, p->msg->user_name,
		            p->msg->origin_host, p->msg->origin_realm, none);
}

static void on_stored(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct pur *p = ctx;

	(void)rows;
	switch (rc) {
	case HSS_OK:
		answer(p);
		publish(p, HSS_DOM_EPS);
		publish(p, HSS_DOM_PS);
		return;
	case HSS_E_CONFLICT:            /* he has registered somewhere meanwhile */
	case HSS_E_NOTFOUND:
	case HSS_E_UNCERTAIN:           /* setting a flag twice does no harm    */
		if (++p->round < ROUNDS)
			rc = s6a_read_subscriber(p->g->s6a, t, p->msg->user_name, true,
			                         on_subscriber, p);
		if (rc == HSS_OK)
			return;
		break;
	default:
		break;
	}
	fail(p, rc);
}

/* Is this node the one that serves him there, purged or not?                        */
static bool does_serve(const struct pur *p, uint32_t domain)
{
	struct s6a_node n = s6a_node_of(p->sub, domain);

	return n.is_s6 && !s6a_is_empty(n.host) && bytes_ieq(n.host, p->msg->origin_host);
}

/* A combined node says which part it means (Partial Purge); without PUR-Flags it is all.  */
static bool does_mean(const struct pur *p, uint32_t pur_flag)
{
	uint32_t flags = p->msg->pur_flags.v & (S6A_PUR_MME | S6A_PUR_SGSN);

	return !p->msg->pur_flags.set || !flags || (flags & pur_flag);
}

static uint64_t purge_domain(struct pur *p, uint32_t domain, struct s6a_terms *w,
                             struct hss_subscriber *row)
{
	bool was_purged = s6a_node_of(p->sub, domain).is_purged;

	p->pua_flags |= domain == HSS_DOM_EPS ? S6A_PUA_FREEZE_M_TMSI : S6A_PUA_FREEZE_P_TMSI;
	s6a_terms_node(w, p->sub, domain);
	if (was_purged)
		return 0;
	p->purged |= 1u << domain;
	if (domain == HSS_DOM_EPS) {
		row->mme_purged = (struct hss_i32){ 1, true };
		return HSS_BIT(HSS_SUBSCRIBER_mme_purged);
	}
	row->sgsn_purged = (struct hss_i32){ 1, true };
	return HSS_BIT(HSS_SUBSCRIBER_sgsn_purged);
}

/* "last location given" (5.2.1.3.3): ECGI and TAI of TS 29.118 and TS 29.274.           */
static uint64_t put_location(const struct pur *p, struct hss_subscriber *row)
{
	const struct s6a_eps_location_information *el = p->msg->eps_location_information;
	const struct s6a_mme_location_information *ml = el ? el->mme_location_information : NULL;
	struct hss_bytes ecgi = ml ? ml->e_utran_cell_global_identity
	                           : (struct hss_bytes){ NULL, 0 };
	struct network_plmn plmn;
	uint32_t eci;
	uint64_t cols;

	if (!ml || ecgi.len != 7 || network_plmn_get(bytes_of(ecgi.p, 3), &plmn) != HSS_OK)
		return 0;
	eci = (uint32_t)(ecgi.p[3] & 0x0f) << 24 | (uint32_t)ecgi.p[4] << 16 |
	      (uint32_t)ecgi.p[5] << 8 | ecgi.p[6];
	row->last_seen_eci = s6a_text(p->t, "%u", eci);
	row->last_seen_enodeb_id = s6a_text(p->t, "%u", eci >> 8);
	row->last_seen_cell_id = s6a_text(p->t, "%u", eci & 0xff);
	row->last_seen_mcc = s6a_text(p->t, "%s", plmn.mcc);
	row->last_seen_mnc = s6a_text(p->t, "%s", plmn.mnc);
	row->last_location_update_timestamp = (struct hss_i64){ s6a_now_us(), true };
	cols = HSS_BIT(HSS_SUBSCRIBER_last_seen_eci) |
	       HSS_BIT(HSS_SUBSCRIBER_last_seen_enodeb_id) |
	       HSS_BIT(HSS_SUBSCRIBER_last_seen_cell_id) | HSS_BIT(HSS_SUBSCRIBER_last_seen_mcc) |
	       HSS_BIT(HSS_SUBSCRIBER_last_seen_mnc) |
	       HSS_BIT(HSS_SUBSCRIBER_last_location_update_timestamp);
	if (ml->tracking_area_identity.len == 5) {
		const uint8_t *tai = ml->tracking_area_identity.p;

		row->last_seen_tac = s6a_text(p->t, "%u", (unsigned)tai[3] << 8 | tai[4]);
		cols |= HSS_BIT(HSS_SUBSCRIBER_last_seen_tac);
	}
	return cols;
}

static void store(struct pur *p)
{
	struct hss_subscriber *row = hss_new(p->t, struct hss_subscriber);
	struct s6a_terms *w = hss_new(p->t, struct s6a_terms);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_UPDATE,
	                     .entity = p->g->s6a->subscriber };
	hss_rc rc;

	if (!row || !w) {
		fail(p, HSS_E_NOMEM);
		return;
	}
	memset(row, 0, sizeof *row);
	p->pua_flags = 0;
	p->purged = 0;
	s6a_terms_row(w, p->sub);
	if (does_serve(p, HSS_DOM_EPS) && does_mean(p, S6A_PUR_MME))
		op.cols |= purge_domain(p, HSS_DOM_EPS, w, row);
	if (does_serve(p, HSS_DOM_PS) && does_mean(p, S6A_PUR_SGSN))
		op.cols |= purge_domain(p, HSS_DOM_PS, w, row);
	if (op.cols)
		op.cols |= put_location(p, row);
	if (!op.cols) {                 /* not his node, or purged already      */
		answer(p);
		return;
	}
	op.terms = w->v;
	op.n_terms = w->n;
	op.term_size = sizeof w->v[0];
	op.row = row;
	rc = hss_host->store->submit(p->t, p->g->s6a->store, &op, on_stored, p);
	if (rc != HSS_OK)
		fail(p, rc);
}

static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct pur *p = ctx;

	(void)t;
	if (rc == HSS_OK && !rows->n)
		rc = HSS_E_NOTFOUND;
	switch (rc) {
	case HSS_OK:
		p->sub = rows->row[0];
		store(p);
		break;
	case HSS_E_NOTFOUND:
		refuse(p, S6A_USER_UNKNOWN);
		break;
	default:
		fail(p, rc);
		break;
	}
}

void s6a_on_pur(struct hss_dia_req *req, const void *msg, void *self)
{
	const struct s6a_pur *m = msg;
	struct hss_task *t = hss_host->dia->task(req);
	struct pur *p = hss_new(t, struct pur);
	hss_rc rc;

	if (!p) {
		(void)hss_answer(req, S6A_UNABLE_TO_COMPLY, NULL);
		return;
	}
	*p = (struct pur){ .req = req, .t = t, .g = self, .msg = m };
	if (!s6a_take_imsi(req, m->user_name))
		return;
	if (p->g->conf.ignore_purge_ue_request) {
		answer(p);
		return;
	}
	rc = s6a_read_subscriber(p->g->s6a, t, m->user_name, true, on_subscriber, p);
	if (rc != HSS_OK)
		fail(p, rc);
}
