/* vectors.c - the service: what is wanted, the row, resynchronisation, SQN, the vectors. */
#include "auc/service.h"

#include "auc/comp128.h"
#include "auc/kdf.h"
#include "base/wire.h"

#include <string.h>

#define AMF_SEPARATION 0x80             /* bit 0 of AMF, TS 33.401 6.1.1        */

struct making {
	struct auc_req *q;
	struct auc_crypto *c;
	uint64_t sqn;                   /* of this vector                       */
};

/* ---- one vector of each kind ------------------------------------------------------ */

/* 2G: COMP128 by `algo`, or c2 and c3 of the 3G vector `v` (TS 33.102 6.8.1.2).            */
static void fill_2g(struct making *m, struct hss_av *av, const struct aka_vector *v)
{
	const struct auc_profile *p = &m->q->profile;

	if (p->comp128) {
		comp128(p->comp128, p->ki, av->rand, av->sres, av->kc);
		return;
	}
	kdf_c2(v->res, v->res_len, av->sres);
	kdf_c3(v->ck, v->ik, av->kc);
}

static hss_rc compute(struct making *m, struct hss_av *av, bool is_separated,
                      struct aka_vector *v)
{
	const struct auc_profile *p = &m->q->profile;
	uint8_t sqn[6], amf[2] = { p->amf[0], p->amf[1] };

	/* rulings 3.3: set for EPS and AKA', clear for all others, whatever the row says */
	amf[0] = is_separated ? amf[0] | AMF_SEPARATION : amf[0] & (uint8_t)~AMF_SEPARATION;
	wire_put48(sqn, m->sqn);
	return aka_make(m->c, &p->key, av->rand, sqn, amf, v);
}

static void copy_aka(struct hss_av *av, const struct aka_vector *v)
{
	memcpy(av->autn, v->autn, sizeof av->autn);
	memcpy(av->xres, v->res, v->res_len);
	av->xres_len = v->res_len;
	memcpy(av->mac, v->mac_a, sizeof av->mac);
	memcpy(av->ak, v->ak, sizeof av->ak);
}

static hss_rc make_gsm(struct making *m, struct hss_av *av)
{
	struct aka_vector v = { .res_len = 0 };
	hss_rc rc = HSS_OK;

	if (!m->q->profile.comp128)
		rc = compute(m, av, false, &v);
	if (rc == HSS_OK)
		fill_2g(m, av, &v);
	crypto_wipe(&v, sizeof v);
	return rc;
}

/* UMTS, IMS, GBA: CK and IK as they are.                                       */
static hss_rc make_plain(struct making *m, struct hss_av *av)
{
	struct aka_vector v;
	hss_rc rc = compute(m, av, false, &v);

	if (rc == HSS_OK) {
		copy_aka(av, &v);
		memcpy(av->ck, v.ck, 16);
		memcpy(av->ik, v.ik, 16);
		if (av->kind == HSS_AV_UMTS)
			fill_2g(m, av, &v);
	}
	crypto_wipe(&v, sizeof v);
	return rc;
}

static hss_rc make_eps(struct making *m, struct hss_av *av)
{
	struct aka_vector v;
	hss_rc rc = compute(m, av, true, &v);

	if (rc == HSS_OK) {
		copy_aka(av, &v);
		rc = kdf_kasme(m->c, v.ck, v.ik, m->q->r.plmn, v.autn, av->kasme);
	}
	crypto_wipe(&v, sizeof v);
	return rc;
}

static hss_rc make_eps_prime(struct making *m, struct hss_av *av)
{
	struct aka_vector v;
	hss_rc rc = compute(m, av, true, &v);

	if (rc == HSS_OK) {
		copy_aka(av, &v);
		rc = kdf_ck_ik_prime(m->c, v.ck, v.ik, m->q->r.anid, v.autn, av->ck, av->ik);
	}
	crypto_wipe(&v, sizeof v);
	return rc;
}

static hss_rc make_digest(struct making *m, struct hss_av *av)
{
	memcpy(av->ha1, m->q->profile.ha1, m->q->profile.ha1_len);
	av->xres_len = m->q->profile.ha1_len;
	return HSS_OK;
}

static const struct kind {
	const char *name;               /* metric label                         */
	uint32_t needs;                 /* PROFILE_*                            */
	bool has_sqn;
	hss_rc (*make)(struct making *m, struct hss_av *av);
} kinds[AUC_KINDS] = {
	[HSS_AV_GSM] = { "gsm", PROFILE_2G, false, make_gsm },
	[HSS_AV_UMTS] = { "umts", PROFILE_2G | PROFILE_3G, true, make_plain },
	[HSS_AV_EPS] = { "eps", PROFILE_3G, true, make_eps },
	[HSS_AV_EPS_PRIME] = { "eps_prime", PROFILE_3G, true, make_eps_prime },
	[HSS_AV_IMS] = { "ims", PROFILE_3G, true, make_plain },
	[HSS_AV_DIGEST] = { "digest", PROFILE_DIGEST, false, make_digest },
	[HSS_AV_GBA] = { "gba", PROFILE_3G, true, make_plain },
};

const char *auc_kind_name(uint32_t kind)
{
	return kind < AUC_KINDS ? kinds[kind].name : NULL;
}

/* ---- all of a request ----------------------------------------------------------------- */

static hss_rc make_one(struct making *m, uint32_t kind, struct hss_av *av)
{
	struct rng *rng = &m->q->t->loop->rng;
	hss_rc rc = HSS_OK;

	*av = (struct hss_av){ .size = sizeof *av, .kind = kind };
	if (kind != HSS_AV_DIGEST)
		rc = rng_get(rng, av->rand, sizeof av->rand);
	if (rc == HSS_OK)
		rc = kinds[kind].make(m, av);
	if (rc == HSS_OK)
		metrics_add(m->q->a->vectors[kind], 1);
	return rc;
}

void req_make(struct auc_req *q)
{
	struct making m = { .q = q, .c = auc_crypto_of(q->a, q->t) };
	struct hss_av *av = arena_array(&q->t->arena, struct hss_av, q->n_av);
	const struct hss_av **list = arena_array(&q->t->arena, const struct hss_av *, q->n_av);
	uint32_t n = 0, used = 0;
	hss_rc rc = av && list ? HSS_OK : HSS_E_NOMEM;

	for (uint32_t i = 0; i < q->r.n_want && rc == HSS_OK; i++) {
		const struct hss_av_want *w = &q->r.want[i];

		for (uint32_t k = 0; k < w->count && rc == HSS_OK; k++) {
			if (kinds[w->kind].has_sqn)
				m.sqn = q->sqn[used++];
			rc = make_one(&m, w->kind, &av[n]);
			list[n] = &av[n];
			n++;
		}
	}
	crypto_forget(m.c);
	req_end(q, rc, rc == HSS_OK ? list : NULL, rc == HSS_OK ? n : 0);
}

/* The row is there (again).                                                    */
void req_go_on(struct auc_req *q)
{
	const char *why;
	hss_rc rc = profile_parse(q->a, q->t, q->row, q->needs, &q->profile, &why);

	if (rc != HSS_OK) {
		if (rc != HSS_E_NOTSUP)
			LOG(q->a->app, LOG_AUC, HSS_LOG_WARN,
			    "no vectors for this SIM: %s auc_id=%lld", why,
			    (long long)q->at.auc_id);
		req_end(q, rc, NULL, 0);
		return;
	}
	q->at.ind_bits = q->profile.ind_bits;
	if (q->r.flags & HSS_AVF_RESYNC)
		req_resync(q);
	else if (q->r.flags & HSS_AVF_RESYNC_ONLY)
		req_end(q, HSS_OK, NULL, 0);
	else if (q->n_seq)
		req_take(q);
	else
		req_make(q);
}

/* What of the request is asked for; INVAL when it makes no sense.              */
static hss_rc add_up(struct auc_req *q)
{
	const struct hss_av_request *r = &q->r;
	uint64_t n_av = 0, n_seq = 0;

	if (r->flags & HSS_AVF_RESYNC_ONLY) {
		q->r.flags |= HSS_AVF_RESYNC;
		q->r.n_want = 0;
	}
	if (q->r.flags & HSS_AVF_RESYNC)
		q->needs |= PROFILE_3G;
	for (uint32_t i = 0; i < r->n_want; i++) {
		const struct hss_av_want *w = &r->want[i];

		if (w->kind >= AUC_KINDS || !kinds[w->kind].make)
			return HSS_E_INVAL;
		if (w->kind == HSS_AV_EPS_PRIME && (r->anid.len < 1 || r->anid.len > 253))
			return HSS_E_INVAL;
		n_av += w->count;
		n_seq += kinds[w->kind].has_sqn ? w->count : 0;
		q->needs |= kinds[w->kind].needs;
	}
	if (n_av > SQN_ASK_MAX || (!n_av && !(r->flags & HSS_AVF_RESYNC_ONLY)))
		return HSS_E_INVAL;
	if (!r->imsi.len && !r->impi.len && r->auc_id <= 0)
		return HSS_E_INVAL;
	q->n_av = (uint32_t)n_av;
	q->n_seq = (uint32_t)n_seq;
	return HSS_OK;
}

hss_rc auc_vectors(struct hss_task *t, const struct hss_av_request *r, hss_av_fn done, void *ctx)
{
	struct auc_req *q = arena_new(&t->arena, struct auc_req);
	struct hss_av_want *want = arena_array(&t->arena, struct hss_av_want, r->n_want + 1);
	hss_rc rc;

	if (!q || !want)
		return HSS_E_NOMEM;
	t->arena.is_secret = true;
	*q = (struct auc_req){ .a = t->loop->app->auc, .t = t, .done = done, .ctx = ctx };
	if (!q->a || t->loop->index >= q->a->n_crypto)
		return HSS_E_STATE;
	memcpy(&q->r, r, r->size < sizeof q->r ? r->size : sizeof q->r);
	if (q->r.n_want)
		memcpy(want, r->want, sizeof *want * q->r.n_want);
	q->r.want = want;
	rc = add_up(q);
	if (rc != HSS_OK)
		return rc;
	q->sqn = arena_array(&t->arena, uint64_t, q->n_seq + 1);
	return q->sqn ? req_start(q, req_go_on) : HSS_E_NOMEM;
}
