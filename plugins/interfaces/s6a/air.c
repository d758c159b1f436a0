/*
 * air.c - Authentication-Information (TS 29.272 5.2.3).
 *
 * Checks in order: IMSI and PLMN well formed, known, enabled, realm entitled, roaming allowed,
 * an APN configuration, then vectors. Everything that fails for another reason than the
 * subscription is 4181, which a phone survives; 5001 and its like are answered only after a
 * read that proves them (rulings 2.1).
 */
#include "s6a.h"

#include <hss/avp/tgpp.h>

enum { RESYNC_LEN = 30 };               /* RAND || AUTS                         */

struct air {
	struct hss_dia_req *req;
	struct hss_task *t;
	const struct s6a_gen *g;
	const struct s6a_air *msg;
	const struct hss_dia_info *info;
	struct network_plmn plmn;
	const struct hss_subscriber *sub;
	struct s6a_features f;
	uint32_t next_apn;              /* of apn_list, looked at next          */
	bool is_by_imsi;                /* no AuC row has the subscriber's auc_id */
	uint32_t n_eutran, n_utran;     /* vectors asked for, 0: that part is not */
	uint32_t utran_kind;            /* HSS_AV_UMTS, then HSS_AV_GSM         */
};

static void find_apn(struct air *a);

static void refuse(struct air *a, struct hss_result res)
{
	(void)hss_answer(a->req, res, NULL);
}

static void fail(struct air *a, hss_rc rc)
{
	refuse(a, s6a_fault(a->g, a->info, rc, true, a->msg->oc_supported_features.p != NULL));
}

/* ---- vectors -> answer --------------------------------------------------------- */
static void put_vectors(const struct hss_av *const *av, uint32_t n,
                        struct s6a_authentication_info *ai, struct s6a_e_utran_vector *e,
                        struct s6a_utran_vector *u, struct s6a_geran_vector *g)
{
	uint32_t ne = 0, nu = 0, ng = 0;

	for (uint32_t i = 0; i < n; i++) {
		const struct hss_av *v = av[i];
		struct hss_u32 item = { i + 1, n > 1 };

		switch (v->kind) {
		case HSS_AV_EPS:
			e[ne++] = (struct s6a_e_utran_vector){
				item, bytes_of(v->rand, 16), bytes_of(v->xres, v->xres_len),
				bytes_of(v->autn, 16), bytes_of(v->kasme, 32),
			};
			break;
		case HSS_AV_UMTS:
			u[nu++] = (struct s6a_utran_vector){
				item, bytes_of(v->rand, 16), bytes_of(v->xres, v->xres_len),
				bytes_of(v->autn, 16), bytes_of(v->ck, 16), bytes_of(v->ik, 16),
			};
			break;
		case HSS_AV_GSM:
			g[ng++] = (struct s6a_geran_vector){
				item, bytes_of(v->rand, 16), bytes_of(v->sres, 4),
				bytes_of(v->kc, 8),
			};
			break;
		default:
			break;
		}
	}
	if (ne)
		ai->e_utran_vector = (struct hss_list){ e, ne };
	if (nu)
		ai->utran_vector = (struct hss_list){ u, nu };
	if (ng)
		ai->geran_vector = (struct hss_list){ g, ng };
}

static void answer(struct air *a, const struct hss_av *const *av, uint32_t n)
{
	struct s6a_authentication_info *ai = hss_new(a->t, struct s6a_authentication_info);
	struct s6a_e_utran_vector *e = s6a_new_n(a->t, struct s6a_e_utran_vector, n);
	struct s6a_utran_vector *u = s6a_new_n(a->t, struct s6a_utran_vector, n);
	struct s6a_geran_vector *g = s6a_new_n(a->t, struct s6a_geran_vector, n);
	struct s6a_aia aia = { 0 };

	if (!ai || !e || !u || !g) {
		fail(a, HSS_E_NOMEM);
		return;
	}
	memset(ai, 0, sizeof *ai);
	put_vectors(av, n, ai, e, u, g);
	aia.auth_session_state = (struct hss_u32){ S6A_NO_STATE_MAINTAINED, true };
	aia.supported_features = s6a_features_answer(a->t, &a->f);
	aia.authentication_info = ai;
	if (a->msg->air_flags.set && (a->msg->air_flags.v & S6A_AIR_SEND_UE_USAGE_TYPE) &&
	    a->sub->ue_usage_type.set)
		aia.ue_usage_type = (struct hss_u32){ (uint32_t)a->sub->ue_usage_type.v, true };
	(void)hss_answer(a->req, S6A_SUCCESS, &aia);
}

static void ask_vectors(struct air *a);

static void on_vectors(struct hss_task *t, hss_rc rc, const struct hss_av *const *av, uint32_t n,
                       void *ctx)
{
	struct air *a = ctx;

	(void)t;
	switch (rc) {
	case HSS_OK:
		if (n)
			answer(a, av, n);
		else
			fail(a, HSS_E_INTERNAL);
		break;
	case HSS_E_NOTSUP:
		/* a SIM without OPc makes GSM triplets only; E-UTRAN does not take it
		 * (5.2.3.1.3: attach not allowed)                              */
		if (!a->n_eutran && a->utran_kind == HSS_AV_UMTS) {
			a->utran_kind = HSS_AV_GSM;
			ask_vectors(a);
			break;
		}
		refuse(a, S6A_AUTHORIZATION_REJECTED);
		break;
	case HSS_E_MAC:
		hss_log(a->g->s6a->in, a->t, HSS_LOG_NOTICE,
		        "resynchronisation refused: MAC-S is wrong imsi=" HSS_ID_FMT,
		        HSS_ID_ARG(a->msg->user_name));
		refuse(a, S6A_AUTHENTICATION_DATA_UNAVAILABLE);
		break;
	case HSS_E_NOTFOUND:
		if (!a->is_by_imsi) {
			a->is_by_imsi = true;
			ask_vectors(a);
			break;
		}
		hss_log(a->g->s6a->in, a->t, HSS_LOG_WARN,
		        "subscriber has no authentication data imsi=" HSS_ID_FMT,
		        HSS_ID_ARG(a->msg->user_name));
		refuse(a, S6A_AUTHENTICATION_DATA_UNAVAILABLE);
		break;
	default:
		fail(a, rc);
		break;
	}
}

static struct hss_bytes resync_of(const struct s6a_requested_authentication *r)
{
	return r ? r->re_synchronization_info : (struct hss_bytes){ NULL, 0 };
}

static void ask_vectors(struct air *a)
{
	const struct s6a_air *msg = a->msg;
	struct hss_bytes resync = resync_of(msg->requested_eutran_authentication_info);
	struct hss_av_want *want = s6a_new_n(a->t, struct hss_av_want, 2);
	struct hss_av_request *r = hss_new(a->t, struct hss_av_request);
	uint32_t n = 0;
	hss_rc rc;

	if (!want || !r) {
		fail(a, HSS_E_NOMEM);
		return;
	}
	if (a->n_eutran)
		want[n++] = (struct hss_av_want){ HSS_AV_EPS, a->n_eutran };
	if (a->n_utran)
		want[n++] = (struct hss_av_want){ a->utran_kind, a->n_utran };
	*r = (struct hss_av_request){
		.size = sizeof *r, .node = msg->origin_host,
		.domain = a->n_eutran ? HSS_DOM_EPS : HSS_DOM_PS, .n_want = n, .want = want,
	};
	/* auc_id is the subscriber's SIM, whether or not its row has an IMSI too; clients that
	 * have made that row anew under another id mean the one with his IMSI          */
	a->is_by_imsi |= !a->sub->auc_id.set || a->sub->auc_id.v <= 0;
	if (a->is_by_imsi)
		r->imsi = msg->user_name;
	else
		r->auc_id = a->sub->auc_id.v;
	memcpy(r->plmn, msg->visited_plmn_id.p, 3);
	if (!resync.p)
		resync = resync_of(msg->requested_utran_geran_authentication_info);
	if (resync.p) {
		r->flags = HSS_AVF_RESYNC;
		memcpy(r->rand, resync.p, 16);
		memcpy(r->auts, resync.p + 16, 14);
	}
	rc = hss_host->auc->vectors(a->t, r, on_vectors, a);
	if (rc != HSS_OK)
		on_vectors(a->t, rc, NULL, 0, a);
}

/* ---- has he an APN configuration? -------------------------------------------------- */
/* None. Only with both parts asked for, and E-UTRAN not in a hurry, the other one is still
 * served (5.2.3.1.3).                                                                  */
static void no_apn(struct air *a)
{
	const struct s6a_requested_authentication *e =
		a->msg->requested_eutran_authentication_info;

	if (!a->n_eutran || !a->n_utran || e->immediate_response_preferred.set) {
		refuse(a, S6A_UNKNOWN_EPS_SUBSCRIPTION);
		return;
	}
	a->n_eutran = 0;
	ask_vectors(a);
}

static void on_apn(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct air *a = ctx;

	(void)t;
	switch (rc) {
	case HSS_OK:
		if (rows->n) {
			ask_vectors(a);
			break;
		}
		/* fall through */
	case HSS_E_NOTFOUND:
		find_apn(a);
		break;
	default:
		fail(a, rc);
		break;
	}
}

static void find_apn(struct air *a)
{
	const struct s6a *s = a->g->s6a;
	const int64_t *ids = a->sub->apn_list.v;
	uint32_t i = a->next_apn++;
	hss_rc rc;

	if (i > a->sub->apn_list.n) {
		no_apn(a);
		return;
	}
	rc = hss_get_id(a->t, s->store, s->apn, HSS_APN_apn_id,
	                i == 0 ? a->sub->default_apn.v : ids[i - 1], on_apn, a);
	if (rc != HSS_OK)
		fail(a, rc);
}

/* ---- the subscriber ------------------------------------------------------------------ */
static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct air *a = ctx;

	if (rc == HSS_OK && !rows->n)
		rc = HSS_E_NOTFOUND;
	switch (rc) {
	case HSS_OK:
		break;
	case HSS_E_NOTFOUND:
		refuse(a, s6a_unknown(a->g));
		return;
	default:
		fail(a, rc);
		return;
	}
	a->sub = rows->row[0];
	if (s6a_is_disabled(a->sub)) {
		refuse(a, s6a_disabled(a->g));
		return;
	}
	if (!s6a_realm_fits(a->g, a->info, &a->plmn)) {
		refuse(a, S6A_AUTHORIZATION_REJECTED);
		return;
	}
	rc = s6a_check_roaming(a->g, t, a->sub, &a->plmn);
	if (rc == HSS_E_DENIED)
		refuse(a, S6A_ROAMING_NOT_ALLOWED);
	else if (rc != HSS_OK)
		fail(a, rc);
	else
		find_apn(a);
}

/* 0: that part is not asked for. Absent or 0 means one (5.2.3.1.3).                      */
static uint32_t count_of(const struct air *a, const struct s6a_requested_authentication *r)
{
	uint32_t n = r && r->number_of_requested_vectors.set ? r->number_of_requested_vectors.v
	                                                     : 1;

	if (!r)
		return 0;
	if (n == 0)
		n = 1;
	return n > (uint32_t)a->g->conf.max_vectors ? (uint32_t)a->g->conf.max_vectors : n;
}

static bool take_parts(struct air *a)
{
	const struct s6a_requested_authentication *part[2] = {
		a->msg->requested_eutran_authentication_info,
		a->msg->requested_utran_geran_authentication_info,
	};

	if (!part[0] && !part[1]) {
		(void)hss_reject(a->req, S6A_MISSING_AVP,
		                 &avp_requested_eutran_authentication_info,
		                 (struct hss_bytes){ NULL, 0 }, "no vectors are asked for");
		return false;
	}
	if (resync_of(part[0]).p && resync_of(part[1]).p) {
		refuse(a, S6A_UNABLE_TO_COMPLY);
		return false;
	}
	for (int i = 0; i < 2; i++) {
		struct hss_bytes b = resync_of(part[i]);

		if (!b.p || b.len == RESYNC_LEN)
			continue;
		(void)hss_reject(a->req, S6A_INVALID_AVP_VALUE, &hss_avp_re_synchronization_info,
		                 b, "Re-Synchronization-Info is not RAND and AUTS");
		return false;
	}
	a->n_eutran = count_of(a, part[0]);
	a->n_utran = count_of(a, part[1]);
	return true;
}

void s6a_on_air(struct hss_dia_req *req, const void *msg, void *self)
{
	const struct s6a_air *m = msg;
	struct hss_task *t = hss_host->dia->task(req);
	struct air *a = hss_new(t, struct air);
	hss_rc rc;

	if (!a) {
		(void)hss_answer(req, S6A_AUTHENTICATION_DATA_UNAVAILABLE, NULL);
		return;
	}
	*a = (struct air){ .req = req, .t = t, .g = self, .msg = m,
		           .info = hss_host->dia->info(req), .utran_kind = HSS_AV_UMTS };
	if (!s6a_take_imsi(req, m->user_name) || !s6a_take_plmn(req, m->visited_plmn_id, &a->plmn))
		return;
	if (!take_parts(a))
		return;
	s6a_features_agree(&m->supported_features, &a->f);
	rc = s6a_read_subscriber(a->g->s6a, t, m->user_name, false, on_subscriber, a);
	if (rc != HSS_OK)
		fail(a, rc);
}
