/*
 * nor.c - Notify (TS 29.272 5.2.5.1): the serving node tells what has changed at its side: the
 * terminal, its capabilities, the gateway of a PDN connection.
 */
#include "s6a.h"

#include <hss/avp/tgpp.h>

enum { ROUNDS = 16 };

struct nor {
	struct hss_dia_req *req;
	struct hss_task *t;
	const struct s6a_gen *g;
	const struct s6a_nor *msg;
	const struct hss_subscriber *sub;
	struct s6a_profile *p;          /* NULL: not needed                     */
	uint32_t flags;                 /* NOR-Flags                            */
	uint32_t domain;                /* of the node                          */
	uint32_t round;
	uint32_t owed_at;               /* op of the batch, 0: none             */
};

static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx);

static void refuse(struct nor *n, struct hss_result res)
{
	(void)hss_answer(n->req, res, NULL);
}

static void fail(struct nor *n, hss_rc rc)
{
	refuse(n, s6a_fault(n->g, hss_host->dia->info(n->req), rc, false,
	                    n->msg->oc_supported_features.p != NULL));
}

static void answer(struct nor *n)
{
	struct s6a_features f;
	struct s6a_noa noa = { .auth_session_state = { S6A_NO_STATE_MAINTAINED, true } };

	s6a_features_agree(&n->msg->supported_features, &f);
	noa.supported_features = s6a_features_answer(n->t, &f);
	(void)hss_answer(n->req, S6A_SUCCESS, &noa);
}

static void on_stored(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct nor *n = ctx;

	switch (rc) {
	case HSS_OK:
		answer(n);
		if (n->owed_at)
			s6a_owed_send_batch(n->g->s6a, t, rows, n->owed_at, 1);
		return;
	case HSS_E_CONFLICT:
	case HSS_E_NOTFOUND:
	case HSS_E_UNCERTAIN:
		if (++n->round < ROUNDS)
			rc = s6a_read_subscriber(n->g->s6a, t, n->msg->user_name, true,
			                         on_subscriber, n);
		if (rc == HSS_OK)
			return;
		break;
	default:
		break;
	}
	fail(n, rc);
}

/* ---- what is stored ---------------------------------------------------------------- */
static uint64_t put_terminal(const struct nor *n, struct hss_subscriber *row)
{
	const struct s6a_terminal_information *ti = n->msg->terminal_information;
	struct hss_u32 srvcc = n->msg->ue_srvcc_capability;
	struct hss_u32 voice = n->msg->homogeneous_support_of_ims_voice_over_ps_sessions;
	uint64_t cols = 0;

	if (ti && ti->imei.p && ti->imei.len <= 16 && bytes_is_utf8(ti->imei)) {
		row->imei = ti->imei;
		if (ti->software_version.len <= 2 && bytes_is_utf8(ti->software_version))
			row->software_version = ti->software_version;
		cols |= HSS_BIT(HSS_SUBSCRIBER_imei) | HSS_BIT(HSS_SUBSCRIBER_software_version);
	}
	if (srvcc.set) {
		row->ue_srvcc_capability = (struct hss_i32){ (int32_t)srvcc.v, true };
		cols |= HSS_BIT(HSS_SUBSCRIBER_ue_srvcc_capability);
	}
	if (n->flags & S6A_NOR_HOMOGENEOUS_VOICE) {
		row->homogeneous_ims_voice = (struct hss_i32){ (int32_t)voice.v, voice.set };
		cols |= HSS_BIT(HSS_SUBSCRIBER_homogeneous_ims_voice);
	}
	if (n->domain == HSS_DOM_EPS && (n->flags & S6A_NOR_REMOVE_SMS))
		cols |= HSS_BIT(HSS_SUBSCRIBER_mme_number_for_mt_sms);
	return cols;
}

/* Single-Registration-Indication: the MME has taken over from the SGSN.                   */
static hss_rc end_sgsn(struct nor *n, struct hss_subscriber *row, struct s6a_terms *w,
                       struct hss_op *op, uint64_t *cols)
{
	struct s6a_node old = s6a_node_of(n->sub, HSS_DOM_PS);
	struct s6a_owed *owed;

	if (n->domain != HSS_DOM_EPS || !(n->flags & S6A_NOR_SINGLE_REGISTRATION) ||
	    s6a_is_empty(old.host) || !old.is_s6)
		return HSS_OK;
	s6a_terms_node(w, n->sub, HSS_DOM_PS);
	*cols |= s6a_clear_node(row, HSS_DOM_PS);
	if (old.is_purged || bytes_ieq(old.host, n->msg->origin_host))
		return HSS_OK;
	owed = s6a_owed_new(n->g->s6a, n->t, n->sub->imsi, HSS_DOM_PS, &old,
	                    S6A_CANCEL_SGSN_UPDATE, 0);
	if (!owed)
		return HSS_E_NOMEM;
	s6a_owed_insert(op, owed);
	n->owed_at = 1;
	return HSS_OK;
}

static bool is_emergency(const struct nor *n)
{
	return n->msg->emergency_services.set && (n->msg->emergency_services.v & 1);
}

static bool names_apn(const struct nor *n)
{
	return n->msg->service_selection.p || n->msg->context_identifier.set;
}

/* A gateway that comes, or goes (no MIP6-Agent-Info for an APN that is named).            */
static hss_rc put_gateway(struct nor *n, struct hss_op *op, uint32_t *n_ops)
{
	const struct s6a_nor *m = n->msg;
	struct hss_bytes apn = m->service_selection;
	const struct s6a_pdn_gw *old;
	struct s6a_pdn_gw *row;

	if (!n->p)
		return HSS_OK;
	if (is_emergency(n))
		apn = BYTES_LIT("");
	else if (!apn.p)
		apn = s6a_apn_find(n->p, apn, m->context_identifier)->row->apn;
	if (m->mip6_agent_info) {
		row = s6a_gateway_new(n->t, n->sub->imsi, apn, is_emergency(n),
		                      m->mip6_agent_info, m->visited_network_identifier,
		                      m->origin_host);
		if (!row)
			return HSS_E_NOMEM;
		s6a_gateway_upsert(&op[(*n_ops)++], row);
		return HSS_OK;
	}
	old = s6a_gateway_find(n->p, apn, is_emergency(n));
	return old ? s6a_gateway_delete(n->t, &op[(*n_ops)++], old) : HSS_OK;
}

static void store(struct nor *n)
{
	struct hss_subscriber *row = hss_new(n->t, struct hss_subscriber);
	struct s6a_terms *w = hss_new(n->t, struct s6a_terms);
	struct hss_op *ops = s6a_new_n(n->t, struct hss_op, 4);
	struct hss_op batch = { .size = sizeof batch, .kind = HSS_OP_BATCH };
	uint64_t cols;
	hss_rc rc;

	if (!row || !w || !ops) {
		fail(n, HSS_E_NOMEM);
		return;
	}
	memset(row, 0, sizeof *row);
	n->owed_at = 0;
	s6a_terms_row(w, n->sub);
	s6a_terms_node(w, n->sub, n->domain);
	cols = put_terminal(n, row);
	rc = end_sgsn(n, row, w, &ops[1], &cols);
	batch.n_ops = n->owed_at ? 2 : 1;
	if (rc == HSS_OK)
		rc = put_gateway(n, ops, &batch.n_ops);
	if (rc != HSS_OK) {
		fail(n, rc);
		return;
	}
	ops[0] = (struct hss_op){ .size = sizeof *ops, .kind = HSS_OP_UPDATE,
		                  .entity = n->g->s6a->subscriber, .terms = w->v,
		                  .n_terms = w->n, .term_size = sizeof w->v[0], .row = row,
		                  .cols = cols };
	batch.ops = ops;
	if (!cols) {                    /* nothing about the subscriber himself */
		batch.ops++;
		batch.n_ops--;
	}
	if (!batch.n_ops) {
		answer(n);
		return;
	}
	rc = hss_host->store->submit(n->t, n->g->s6a->store, &batch, on_stored, n);
	if (rc != HSS_OK)
		fail(n, rc);
}

/* ---- checks -------------------------------------------------------------------------- */
/* The APN must be his (or fall under the wildcard), and its gateway not fixed by
 * subscription (5.2.5.1.3).                                                              */
static void on_profile(struct hss_task *t, hss_rc rc, struct s6a_profile *p, void *ctx)
{
	struct nor *n = ctx;
	const struct s6a_apn *apn;

	(void)t;
	if (rc != HSS_OK) {
		fail(n, rc);
		return;
	}
	n->p = p;
	if (!is_emergency(n)) {
		struct hss_bytes name = n->msg->service_selection;

		apn = name.p && (name.len < 1 || name.len > 100)
			? NULL : s6a_apn_find(p, name, n->msg->context_identifier);
		if (!apn || (n->msg->mip6_agent_info && !s6a_is_empty(apn->row->pgw_address))) {
			refuse(n, S6A_UNABLE_TO_COMPLY);
			return;
		}
	}
	store(n);
}

/* Which of his nodes is it? 0: none.                                                      */
static uint32_t domain_of(const struct nor *n)
{
	bool is_mme = s6a_is_at(n->sub, HSS_DOM_EPS, n->msg->origin_host);
	bool is_sgsn = s6a_is_at(n->sub, HSS_DOM_PS, n->msg->origin_host);

	if (is_mme && is_sgsn)          /* a combined node says which part      */
		return n->flags & S6A_NOR_IS_S6A ? HSS_DOM_EPS : HSS_DOM_PS;
	return is_mme ? HSS_DOM_EPS : is_sgsn ? HSS_DOM_PS : 0;
}

static struct s6a_features features_of(const struct nor *n)
{
	struct hss_i64 packed = n->domain == HSS_DOM_EPS ? n->sub->mme_features
	                                                 : n->sub->sgsn_features;

	return (struct s6a_features){ .list = { (uint32_t)packed.v,
		                                (uint32_t)((uint64_t)packed.v >> 32) } };
}

static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct nor *n = ctx;
	struct s6a_features f;

	if (rc == HSS_OK && !rows->n)
		rc = HSS_E_NOTFOUND;
	switch (rc) {
	case HSS_OK:
		break;
	case HSS_E_NOTFOUND:
		refuse(n, S6A_USER_UNKNOWN);
		return;
	default:
		fail(n, rc);
		return;
	}
	n->sub = rows->row[0];
	n->domain = domain_of(n);
	if (!n->domain) {
		refuse(n, S6A_UNKNOWN_SERVING_NODE);
		return;
	}
	if (!names_apn(n) && !is_emergency(n)) {
		store(n);
		return;
	}
	f = features_of(n);
	rc = s6a_profile_load(n->g, t, n->sub, rows->revs ? rows->revs[0] : 0, &f, true,
	                      on_profile, n);
	if (rc != HSS_OK)
		fail(n, rc);
}

void s6a_on_nor(struct hss_dia_req *req, const void *msg, void *self)
{
	const struct s6a_nor *m = msg;
	struct hss_task *t = hss_host->dia->task(req);
	struct nor *n = hss_new(t, struct nor);
	hss_rc rc;

	if (!n) {
		(void)hss_answer(req, S6A_UNABLE_TO_COMPLY, NULL);
		return;
	}
	*n = (struct nor){ .req = req, .t = t, .g = self, .msg = m, .flags = m->nor_flags.v };
	if (!s6a_take_imsi(req, m->user_name))
		return;
	if (m->mip6_agent_info && !names_apn(n) && !is_emergency(n)) {
		(void)hss_reject(req, S6A_MISSING_AVP, &hss_avp_service_selection,
		                 (struct hss_bytes){ NULL, 0 },
		                 "a gateway without the APN it is for");
		return;
	}
	rc = s6a_read_subscriber(n->g->s6a, t, m->user_name, true, on_subscriber, n);
	if (rc != HSS_OK)
		fail(n, rc);
}
