/*
 * ulr.c - Update-Location (TS 29.272 5.2.1.1).
 *
 * The registration is replaced by compare-and-set on what was read: the node that gets a
 * Cancel-Location is the one in the row that was really replaced (rulings 4.4), and the
 * CLR is owed in the same batch, so that no crash loses it (4.5). The answer leaves after the
 * commit and does not wait for the CLA.
 */
#include "s6a.h"

#include <hss/avp/tgpp.h>

#include <stdio.h>

enum { ROUNDS = 64 };                   /* lost races before giving up          */
enum { ACTIVE_MAX = 64 };               /* Active-APN looked at                 */

struct ulr {
	struct hss_dia_req *req;
	struct hss_task *t;
	const struct s6a_gen *g;
	const struct s6a_ulr *msg;
	const struct hss_dia_info *info;
	struct network_plmn plmn;
	struct s6a_features f;
	uint32_t domain;                /* HSS_DOM_EPS: MME, HSS_DOM_PS: SGSN   */
	uint32_t flags;                 /* ULR-Flags                            */
	uint32_t round;
	bool may_skip;                  /* the node has this profile            */
	const struct hss_subscriber *sub;
	uint64_t rev;
	struct s6a_profile *p;
	uint32_t n_ops, n_owed;         /* of the batch: UPDATE, owed CLRs, gateways */
};

static void refuse(struct ulr *u, struct hss_result res)
{
	(void)hss_answer(u->req, res, NULL);
}

static void fail(struct ulr *u, hss_rc rc)
{
	refuse(u, s6a_fault(u->g, u->info, rc, false, u->msg->oc_supported_features.p != NULL));
}


static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx);

/* Reads the subscriber again, past the cache, and starts over.                     */
static void try_again(struct ulr *u)
{
	hss_rc rc;

	if (++u->round >= ROUNDS) {
		hss_log(u->g->s6a->in, u->t, HSS_LOG_WARN,
		        "registration given up after %u lost races imsi=" HSS_ID_FMT, u->round,
		        HSS_ID_ARG(u->msg->user_name));
		fail(u, HSS_E_CONFLICT);
		return;
	}
	rc = s6a_read_subscriber(u->g->s6a, u->t, u->msg->user_name, true, on_subscriber, u);
	if (rc != HSS_OK)
		fail(u, rc);
}

/* ---- the answer -------------------------------------------------------------------- */
static void answer(struct ulr *u)
{
	struct s6a_ula ula = { 0 };

	ula.auth_session_state = (struct hss_u32){ S6A_NO_STATE_MAINTAINED, true };
	ula.supported_features = s6a_features_answer(u->t, &u->f);
	ula.ula_flags = (struct hss_u32){ S6A_ULA_SEPARATION, true };
	if (!u->may_skip) {
		ula.subscription_data = s6a_subscription_data(u->g, u->t, u->p, &u->f);
		if (!ula.subscription_data) {
			fail(u, HSS_E_NOMEM);
			return;
		}
	}
	(void)hss_answer(u->req, S6A_SUCCESS, &ula);
}

static void on_stored(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct ulr *u = ctx;

	switch (rc) {
	case HSS_OK:
		answer(u);
		s6a_publish(t, HSS_EV_REGISTERED, u->domain, u->sub->imsi, u->msg->origin_host,
		            u->msg->origin_realm, u->msg->visited_plmn_id);
		s6a_owed_send_batch(u->g->s6a, t, rows, 1, u->n_owed);
		break;
	case HSS_E_CONFLICT:            /* another node was faster              */
	case HSS_E_NOTFOUND:            /* deleted meanwhile                    */
	case HSS_E_UNCERTAIN:           /* if it did happen, we find ourselves; what is owed is in
		                         * the store with it                    */
		try_again(u);
		break;
	default:
		fail(u, rc);
		break;
	}
}

/* ---- what is stored -------------------------------------------------------------------- */
static void put_text(struct hss_bytes *field, struct hss_bytes value, uint32_t max)
{
	if (value.p && value.len <= max && bytes_is_utf8(value))
		*field = value;
	else
		*field = (struct hss_bytes){ NULL, 0 };
}

/* TBCD -> digits, "" when it is not a number.                                         */
static struct hss_bytes digits_of(struct hss_task *t, struct hss_bytes tbcd)
{
	char text[32];
	uint32_t n = 0;

	for (uint32_t i = 0; i < tbcd.len && n + 2 < sizeof text; i++) {
		uint8_t lo = tbcd.p[i] & 0x0f, hi = tbcd.p[i] >> 4;

		if (lo > 9)
			break;
		text[n++] = (char)('0' + lo);
		if (hi > 9)
			break;
		text[n++] = (char)('0' + hi);
	}
	return n && n <= 18 ? s6a_dup(t, bytes_of(text, n)) : (struct hss_bytes){ NULL, 0 };
}

/* Terminal-Information replaces what is stored only when it is there; a capability that is absent
 * is unknown (5.2.1.1.3).                                                              */
static uint64_t put_terminal(const struct ulr *u, struct hss_subscriber *row)
{
	const struct s6a_terminal_information *ti = u->msg->terminal_information;
	const struct s6a_ulr *m = u->msg;
	struct hss_u32 voice = m->homogeneous_support_of_ims_voice_over_ps_sessions;
	uint64_t cols = HSS_BIT(HSS_SUBSCRIBER_ue_srvcc_capability) |
	                HSS_BIT(HSS_SUBSCRIBER_homogeneous_ims_voice);

	row->ue_srvcc_capability = (struct hss_i32){ (int32_t)m->ue_srvcc_capability.v,
		                                     m->ue_srvcc_capability.set };
	row->homogeneous_ims_voice = (struct hss_i32){ (int32_t)voice.v, voice.set };
	if (ti && ti->imei.p) {
		put_text(&row->imei, ti->imei, 16);
		put_text(&row->software_version, ti->software_version, 2);
		cols |= HSS_BIT(HSS_SUBSCRIBER_imei) | HSS_BIT(HSS_SUBSCRIBER_software_version);
	}
	return cols;
}

static uint64_t put_mme(const struct ulr *u, struct hss_subscriber *row)
{
	row->serving_mme = u->msg->origin_host;
	row->serving_mme_realm = u->msg->origin_realm;
	row->serving_mme_peer = s6a_way_back(u->t, u->info);
	row->serving_mme_timestamp = (struct hss_i64){ s6a_now_us(), true };
	row->mme_purged = (struct hss_i32){ 0, true };
	row->mme_profile_rev = (struct hss_i64){ u->p->rev, true };
	row->mme_features = (struct hss_i64){ s6a_features_pack(&u->f), true };
	row->mme_number_for_mt_sms = digits_of(u->t, u->msg->mme_number_for_mt_sms);
	return HSS_BIT(HSS_SUBSCRIBER_serving_mme) | HSS_BIT(HSS_SUBSCRIBER_serving_mme_realm) |
	       HSS_BIT(HSS_SUBSCRIBER_serving_mme_peer) |
	       HSS_BIT(HSS_SUBSCRIBER_serving_mme_timestamp) |
	       HSS_BIT(HSS_SUBSCRIBER_mme_purged) | HSS_BIT(HSS_SUBSCRIBER_mme_profile_rev) |
	       HSS_BIT(HSS_SUBSCRIBER_mme_features) |
	       HSS_BIT(HSS_SUBSCRIBER_mme_number_for_mt_sms);
}

static uint64_t put_sgsn(const struct ulr *u, struct hss_subscriber *row)
{
	row->serving_sgsn = u->msg->origin_host;
	row->serving_sgsn_realm = u->msg->origin_realm;
	row->serving_sgsn_peer = s6a_way_back(u->t, u->info);
	row->serving_sgsn_timestamp = (struct hss_i64){ s6a_now_us(), true };
	row->serving_sgsn_protocol = (struct hss_i32){ S6A_SGSN_S6D, true };
	row->sgsn_purged = (struct hss_i32){ 0, true };
	row->sgsn_profile_rev = (struct hss_i64){ u->p->rev, true };
	row->sgsn_features = (struct hss_i64){ s6a_features_pack(&u->f), true };
	return HSS_BIT(HSS_SUBSCRIBER_serving_sgsn) | HSS_BIT(HSS_SUBSCRIBER_serving_sgsn_realm) |
	       HSS_BIT(HSS_SUBSCRIBER_serving_sgsn_peer) |
	       HSS_BIT(HSS_SUBSCRIBER_serving_sgsn_timestamp) |
	       HSS_BIT(HSS_SUBSCRIBER_serving_sgsn_protocol) |
	       HSS_BIT(HSS_SUBSCRIBER_sgsn_purged) | HSS_BIT(HSS_SUBSCRIBER_sgsn_profile_rev) |
	       HSS_BIT(HSS_SUBSCRIBER_sgsn_features);
}

/* Where he is; an MME that registers makes older cells untrue ("last known location is
 * cleared", 5.2.1.1.3).                                                                */
static uint64_t put_place(const struct ulr *u, struct hss_subscriber *row)
{
	char hex[8];

	bytes_hex(u->msg->visited_plmn_id.p, 3, hex);
	row->visited_plmn_id = s6a_dup(u->t, bytes_of(hex, 6));
	row->rat_type = (struct hss_i32){ (int32_t)u->msg->rat_type.v, true };
	return HSS_BIT(HSS_SUBSCRIBER_visited_plmn_id) | HSS_BIT(HSS_SUBSCRIBER_rat_type);
}

static uint64_t put_row(struct ulr *u, struct hss_subscriber *row, struct s6a_terms *w)
{
	uint64_t cols;

	cols = u->domain == HSS_DOM_EPS ? put_mme(u, row) : put_sgsn(u, row);
	cols |= put_place(u, row) | put_terminal(u, row);
	if (u->p->contexts_changed) {
		row->apn_contexts = u->p->contexts;
		cols |= HSS_BIT(HSS_SUBSCRIBER_apn_contexts);
		s6a_terms_text(w, HSS_SUBSCRIBER_apn_contexts, u->sub->apn_contexts);
	}
	return cols;
}

/* ---- whom it drives out ------------------------------------------------------------------- */
static hss_rc owe(struct ulr *u, struct hss_op *ops, uint32_t domain, const struct s6a_node *node,
                  int32_t type)
{
	uint32_t flags = domain == HSS_DOM_EPS ? S6A_CLR_IS_S6A : 0;
	struct s6a_owed *row = s6a_owed_new(u->g->s6a, u->t, u->sub->imsi, domain, node, type,
	                                    flags);

	if (!row)
		return HSS_E_NOMEM;
	s6a_owed_insert(&ops[u->n_ops++], row);
	u->n_owed++;
	return HSS_OK;
}

/* The node this registration replaces: another one of the same domain that still has him.  */
static hss_rc owe_same_domain(struct ulr *u, struct hss_op *ops)
{
	struct s6a_node old = s6a_node_of(u->sub, u->domain);

	if (s6a_is_empty(old.host) || old.is_purged || !old.is_s6 ||
	    bytes_ieq(old.host, u->msg->origin_host))
		return HSS_OK;
	return owe(u, ops, u->domain, &old, u->domain == HSS_DOM_EPS ? S6A_CANCEL_MME_UPDATE
	                                                             : S6A_CANCEL_SGSN_UPDATE);
}

/* Does it end the registration of the other domain? 5.2.1.1.3: an MME with Single-Registration
 * takes the SGSN's place, and so does an initial attach on either side.                    */
static bool ends_other_domain(const struct ulr *u, int32_t *type)
{
	if (u->domain == HSS_DOM_EPS && (u->flags & S6A_ULR_SINGLE_REGISTRATION)) {
		*type = S6A_CANCEL_SGSN_UPDATE;
		return true;
	}
	*type = S6A_CANCEL_INITIAL_ATTACH;
	return (u->flags & S6A_ULR_INITIAL_ATTACH) != 0;
}

static hss_rc owe_other_domain(struct ulr *u, struct hss_op *ops, struct s6a_terms *w,
                               struct hss_subscriber *row, uint64_t *cols)
{
	uint32_t other = u->domain == HSS_DOM_EPS ? HSS_DOM_PS : HSS_DOM_EPS;
	struct s6a_node old = s6a_node_of(u->sub, other);
	int32_t type;

	if (!ends_other_domain(u, &type))
		return HSS_OK;
	s6a_terms_node(w, u->sub, other);
	if (s6a_is_empty(old.host) || !old.is_s6)
		return HSS_OK;
	*cols |= s6a_clear_node(row, other);
	/* a combined node keeps the part that has just registered: it learns from the
	 * S6a/S6d bit of CLR-Flags which one is meant, but "never to the sender" */
	if (old.is_purged || bytes_ieq(old.host, u->msg->origin_host))
		return HSS_OK;
	return owe(u, ops, other, &old, type);
}

/* ---- Active-APN: replaces every gateway known so far (5.2.1.1.3) ----------------------------- */
static struct hss_bytes active_name(const struct ulr *u, const struct s6a_active_apn *a)
{
	const struct s6a_apn *apn;

	if (a->service_selection.p)
		return a->service_selection;
	apn = s6a_apn_find(u->p, a->service_selection, a->context_identifier);
	return apn ? apn->row->apn : (struct hss_bytes){ NULL, 0 };
}

/* More than anybody has; a peer's list must not become a batch without end.          */
static uint32_t active_count(const struct ulr *u)
{
	return u->msg->active_apn.n < ACTIVE_MAX ? u->msg->active_apn.n : ACTIVE_MAX;
}

static bool is_active(const struct ulr *u, struct hss_bytes name)
{
	const struct s6a_active_apn *v = u->msg->active_apn.v;

	for (uint32_t i = 0; i < active_count(u); i++)
		if (v[i].mip6_agent_info && bytes_ieq(active_name(u, &v[i]), name))
			return true;
	return false;
}

static hss_rc put_gateways(struct ulr *u, struct hss_op *ops)
{
	const struct s6a_active_apn *v = u->msg->active_apn.v;
	uint32_t n = active_count(u);
	hss_rc rc = HSS_OK;

	for (uint32_t i = 0; n && i < u->p->n_gateways && rc == HSS_OK; i++) {
		const struct s6a_pdn_gw *gw = u->p->gateways[i];

		if (!(gw->is_emergency.set && gw->is_emergency.v) && !is_active(u, gw->apn))
			rc = s6a_gateway_delete(u->t, &ops[u->n_ops++], gw);
	}
	for (uint32_t i = 0; i < n && rc == HSS_OK; i++) {
		struct hss_bytes name = active_name(u, &v[i]);
		struct s6a_pdn_gw *row;

		if (s6a_is_empty(name) || name.len > 100 || !v[i].mip6_agent_info)
			continue;
		row = s6a_gateway_new(u->t, u->sub->imsi, name, false, v[i].mip6_agent_info,
		                      v[i].visited_network_identifier, u->msg->origin_host);
		if (!row)
			return HSS_E_NOMEM;
		s6a_gateway_upsert(&ops[u->n_ops++], row);
	}
	return rc;
}

static void store(struct ulr *u)
{
	struct hss_subscriber *row = hss_new(u->t, struct hss_subscriber);
	struct s6a_terms *w = hss_new(u->t, struct s6a_terms);
	struct hss_op *ops = s6a_new_n(u->t, struct hss_op,
	                               3 + active_count(u) + u->p->n_gateways);
	struct hss_op batch = { .size = sizeof batch, .kind = HSS_OP_BATCH, .ops = ops };
	uint64_t cols;
	hss_rc rc;

	if (!row || !w || !ops) {
		fail(u, HSS_E_NOMEM);
		return;
	}
	memset(row, 0, sizeof *row);
	u->n_ops = 1;
	u->n_owed = 0;
	s6a_terms_row(w, u->sub);
	s6a_terms_node(w, u->sub, u->domain);
	cols = put_row(u, row, w);
	rc = owe_same_domain(u, ops);
	if (rc == HSS_OK)
		rc = owe_other_domain(u, ops, w, row, &cols);
	if (rc == HSS_OK)
		rc = put_gateways(u, ops);
	if (rc == HSS_OK) {
		ops[0] = (struct hss_op){ .size = sizeof *ops, .kind = HSS_OP_UPDATE,
			                  .entity = u->g->s6a->subscriber, .terms = w->v,
			                  .n_terms = w->n, .term_size = sizeof w->v[0],
			                  .row = row, .cols = cols };
		batch.n_ops = u->n_ops;
		rc = hss_host->store->submit(u->t, u->g->s6a->store, &batch, on_stored, u);
	}
	if (rc != HSS_OK)
		fail(u, rc);
}

/* ---- checks that need the profile ----------------------------------------------------------- */
/* ODB of all packet services, or of roamers' APNs: a node that cannot bar must not get him
 * (5.2.1.1.3, with Error-Diagnostic).                                                      */
static bool is_barred(struct ulr *u)
{
	uint32_t odb = u->sub->odb.set ? (uint32_t)u->sub->odb.v : 0;
	bool roams = s6a_is_roaming(u->g, u->sub, &u->plmn);
	struct s6a_ula ula = { 0 };

	odb &= ~u->f.list[0];
	if (odb & S6A_F1_ODB_ALL_APN)
		ula.error_diagnostic.v = S6A_DIAG_ODB_ALL_APN;
	else if (roams && (odb & S6A_F1_ODB_HPLMN_APN))
		ula.error_diagnostic.v = S6A_DIAG_ODB_HPLMN_APN;
	else if (roams && (odb & S6A_F1_ODB_VPLMN_APN))
		ula.error_diagnostic.v = S6A_DIAG_ODB_VPLMN_APN;
	else
		return false;
	ula.error_diagnostic.set = true;
	ula.auth_session_state = (struct hss_u32){ S6A_NO_STATE_MAINTAINED, true };
	(void)hss_answer(u->req, S6A_ROAMING_NOT_ALLOWED, &ula);
	return true;
}

/* Skip-Subscriber-Data holds only if this node has acknowledged exactly this profile
 * (rulings 4.8).                                                                           */
static bool has_profile(const struct ulr *u)
{
	struct hss_i64 rev = u->domain == HSS_DOM_EPS ? u->sub->mme_profile_rev
	                                              : u->sub->sgsn_profile_rev;

	return (u->flags & S6A_ULR_SKIP_SUBSCRIBER_DATA) && rev.set && rev.v == u->p->rev &&
	       s6a_is_at(u->sub, u->domain, u->msg->origin_host);
}

static void on_profile(struct hss_task *t, hss_rc rc, struct s6a_profile *p, void *ctx)
{
	struct ulr *u = ctx;

	if (rc != HSS_OK) {
		fail(u, rc);
		return;
	}
	u->p = p;
	if (!p->dflt) {
		refuse(u, S6A_UNKNOWN_EPS_SUBSCRIPTION);
		return;
	}
	if (network_rat_is_barred(p->ard, u->msg->rat_type.v)) {
		refuse(u, S6A_RAT_NOT_ALLOWED);
		return;
	}
	rc = s6a_check_roaming(u->g, t, u->sub, &u->plmn);
	if (rc == HSS_E_DENIED) {
		refuse(u, S6A_ROAMING_NOT_ALLOWED);
		return;
	}
	if (rc != HSS_OK) {
		fail(u, rc);
		return;
	}
	if (is_barred(u))
		return;
	u->may_skip = has_profile(u);
	store(u);
}

static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct ulr *u = ctx;

	if (rc == HSS_OK && !rows->n)
		rc = HSS_E_NOTFOUND;
	switch (rc) {
	case HSS_OK:
		break;
	case HSS_E_NOTFOUND:
		refuse(u, s6a_unknown(u->g));
		return;
	default:
		fail(u, rc);
		return;
	}
	u->sub = rows->row[0];
	u->rev = rows->revs ? rows->revs[0] : 0;
	if (s6a_is_disabled(u->sub)) {
		refuse(u, s6a_disabled(u->g));
		return;
	}
	if (!s6a_realm_fits(u->g, u->info, &u->plmn)) {
		refuse(u, S6A_AUTHORIZATION_REJECTED);
		return;
	}
	rc = s6a_profile_load(u->g, t, u->sub, u->rev, &u->f,
	                      u->msg->active_apn.n ||
	                      (u->g->conf.dynamic_pgw && !(u->flags & S6A_ULR_INITIAL_ATTACH)),
	                      on_profile, u);
	if (rc != HSS_OK)
		fail(u, rc);
}

/* E-UTRAN in any of its kinds (TS 29.212 5.3.31).                                             */
static bool is_eutran(uint32_t rat)
{
	return rat == 1004 || rat == 1005 || rat == 1007 || (rat >= 1011 && rat <= 1034);
}

void s6a_on_ulr(struct hss_dia_req *req, const void *msg, void *self)
{
	const struct s6a_ulr *m = msg;
	struct hss_task *t = hss_host->dia->task(req);
	struct ulr *u = hss_new(t, struct ulr);
	hss_rc rc;

	if (!u) {
		(void)hss_answer(req, S6A_UNABLE_TO_COMPLY, NULL);
		return;
	}
	*u = (struct ulr){ .req = req, .t = t, .g = self, .msg = m,
		           .info = hss_host->dia->info(req), .flags = m->ulr_flags.v };
	if (!s6a_take_imsi(req, m->user_name) || !s6a_take_plmn(req, m->visited_plmn_id, &u->plmn))
		return;
	/* E-UTRAN with the S6a/S6d bit clear is an MME all the same (rulings 4.8) */
	u->domain = (u->flags & S6A_ULR_IS_S6A) || is_eutran(m->rat_type.v) ? HSS_DOM_EPS
	                                                                    : HSS_DOM_PS;
	s6a_features_agree(&m->supported_features, &u->f);
	rc = s6a_read_subscriber(u->g->s6a, t, m->user_name, false, on_subscriber, u);
	if (rc != HSS_OK)
		fail(u, rc);
}
