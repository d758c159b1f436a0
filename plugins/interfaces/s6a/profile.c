/*
 * profile.c - everything a subscriber's profile is made of, read side by side: his APNs (from
 * the cache as a rule), attributes, static addresses and reported gateways.
 *
 * Which APNs count, and which is the default one, follows rulings 4.3 and 4.10: the default APN
 * first, ids that resolve to nothing skipped, the first of two with one name, a non-IP APN only for
 * a node that knows such; the default is never the wildcard.
 */
#include "s6a.h"

enum { APN_IDS_MAX = 255, ROWS_MAX = 128 };

struct apn_slot {
	struct load *load;
	int64_t id;
	const struct hss_apn *row;
	uint64_t rev;
};

struct load {
	struct s6a_profile p;
	const struct s6a_gen *g;
	struct hss_task *t;
	struct s6a_features f;
	struct apn_slot *slots;
	uint32_t n_slots, pending;
	hss_rc rc;                      /* first failure                        */
	uint64_t hash;
	s6a_profile_fn done;
	void *ctx;
};

/* FNV-1a, eight octets at a time: a fingerprint, not a defence.                  */
static void mix(struct load *l, uint64_t v)
{
	for (int i = 0; i < 8; i++) {
		l->hash ^= (uint8_t)(v >> 8 * i);
		l->hash *= UINT64_C(0x100000001b3);
	}
}

static void mix_rows(struct load *l, uint32_t tag, const struct hss_rows *rows)
{
	uint64_t sum = 0;

	/* the order in which the rows came does not matter                     */
	for (uint32_t i = 0; i < rows->n; i++) {
		const struct hss_i64 *id = rows->row[i];

		sum += (uint64_t)id->v * UINT64_C(0x9e3779b97f4a7c15) ^
		       (rows->revs ? rows->revs[i] : 0) * UINT64_C(0xff51afd7ed558ccd);
	}
	mix(l, tag);
	mix(l, rows->n);
	mix(l, sum);
}

static bool is_apn_name(struct hss_bytes b)
{
	if (b.len == 1 && b.p[0] == '*')
		return true;
	if (b.len < 1 || b.len > 100)
		return false;
	for (uint32_t i = 0; i < b.len; i++) {
		uint8_t c = b.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      c == '.' || c == '-' || c == '_'))
			return false;
	}
	return true;
}

static bool is_wildcard(const struct hss_apn *a)
{
	return a->apn.len == 1 && a->apn.p[0] == '*';
}

static bool does_count(const struct load *l, const struct hss_apn *a)
{
	const struct s6a_profile *p = &l->p;

	if (!is_apn_name(a->apn)) {
		hss_log(l->g->s6a->in, l->t, HSS_LOG_WARN,
		        "APN left out: its name cannot be sent apn_id=%lld",
		        (long long)a->apn_id.v);
		return false;
	}
	if (a->ip_version.set && a->ip_version.v == 4 && !(l->f.list[1] & S6A_F2_NON_IP))
		return false;
	for (uint32_t i = 0; i < p->n_apns; i++)
		if (bytes_ieq(p->apns[i].row->apn, a->apn))
			return false;
	return true;
}

static void pick_apns(struct load *l)
{
	struct s6a_profile *p = &l->p;
	uint32_t dflt;

	for (uint32_t i = 0; i < l->n_slots; i++) {
		const struct hss_apn *a = l->slots[i].row;

		if (a && does_count(l, a))
			p->apns[p->n_apns++] = (struct s6a_apn){ .row = a };
	}
	for (dflt = 0; dflt < p->n_apns; dflt++)
		if (!is_wildcard(p->apns[dflt].row))
			break;
	if (dflt == p->n_apns) {
		p->n_apns = 0;
		return;
	}
	if (dflt) {
		struct s6a_apn first = p->apns[dflt];

		memmove(p->apns + 1, p->apns, dflt * sizeof *p->apns);
		p->apns[0] = first;
	}
	p->dflt = &p->apns[0];
}

static void finish(struct load *l)
{
	const struct s6a_conf *c = &l->g->conf;

	if (l->rc != HSS_OK) {
		l->done(l->t, l->rc, NULL, l->ctx);
		return;
	}
	pick_apns(l);
	for (uint32_t i = 0; i < l->n_slots; i++) {
		mix(l, (uint64_t)l->slots[i].id);
		mix(l, l->slots[i].row ? l->slots[i].rev : UINT64_MAX);
	}
	mix(l, (uint64_t)s6a_features_pack(&l->f));
	mix(l, (uint64_t)c->ue_ambr_dl);
	mix(l, (uint64_t)c->ue_ambr_ul);
	mix(l, (uint64_t)c->apn_ambr_dl);
	mix(l, (uint64_t)c->apn_ambr_ul);
	mix(l, c->charging_characteristics);
	l->p.rev = (int64_t)(l->hash >> 1) | 1;
	l->p.ard = network_access_restriction(l->p.sub, l->p.attributes, l->p.n_attributes);
	l->rc = s6a_contexts_assign(l->t, &l->p);
	l->done(l->t, l->rc, l->rc == HSS_OK ? &l->p : NULL, l->ctx);
}

static void arrived(struct load *l, hss_rc rc)
{
	if (rc != HSS_OK && rc != HSS_E_NOTFOUND && l->rc == HSS_OK)
		l->rc = rc;
	if (--l->pending == 0)
		finish(l);
}

static void on_apn(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct apn_slot *s = ctx;

	(void)t;
	if (rc == HSS_OK && rows->n) {
		s->row = rows->row[0];
		s->rev = rows->revs ? rows->revs[0] : 0;
	}
	arrived(s->load, rc);
}

static void on_attributes(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct load *l = ctx;

	(void)t;
	if (rc == HSS_OK) {
		l->p.attributes = rows->row;
		l->p.n_attributes = rows->n;
		mix_rows(l, 1, rows);
	}
	arrived(l, rc);
}

static void on_routing(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct load *l = ctx;

	(void)t;
	if (rc == HSS_OK) {
		l->p.routing = rows->row;
		l->p.n_routing = rows->n;
		mix_rows(l, 2, rows);
	}
	arrived(l, rc);
}

static void on_gateways(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct load *l = ctx;

	(void)t;
	if (rc == HSS_OK) {
		l->p.gateways = rows->row;
		l->p.n_gateways = rows->n;
	}
	arrived(l, rc);
}

static void add_id(struct load *l, int64_t id)
{
	for (uint32_t i = 0; i < l->n_slots; i++)
		if (l->slots[i].id == id)
			return;
	if (id > 0)
		l->slots[l->n_slots++] = (struct apn_slot){ .load = l, .id = id };
}

static hss_rc list_ids(struct load *l)
{
	const struct hss_subscriber *sub = l->p.sub;
	const int64_t *id = sub->apn_list.v;
	uint32_t n = sub->apn_list.n < APN_IDS_MAX ? sub->apn_list.n : APN_IDS_MAX;

	l->slots = s6a_new_n(l->t, struct apn_slot, n + 1);
	l->p.apns = s6a_new_n(l->t, struct s6a_apn, n + 1);
	if (!l->slots || !l->p.apns)
		return HSS_E_NOMEM;
	if (sub->default_apn.set)
		add_id(l, sub->default_apn.v);
	for (uint32_t i = 0; i < n; i++)
		add_id(l, id[i]);
	return HSS_OK;
}

static void started(struct load *l, hss_rc rc)
{
	if (rc == HSS_OK)
		l->pending++;
	else if (l->rc == HSS_OK)
		l->rc = rc;
}

static hss_rc find_gateways(struct load *l)
{
	struct hss_term *term = hss_new(l->t, struct hss_term);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_FIND,
	                     .entity = &s6a_pdn_gw_entity, .terms = term, .n_terms = 1,
	                     .term_size = sizeof *term, .limit = ROWS_MAX };

	if (!term)
		return HSS_E_NOMEM;
	*term = (struct hss_term){ .col = S6A_PDN_GW_imsi, .cmp = HSS_CMP_EQ,
		                   .b = l->p.sub->imsi };
	return hss_host->store->submit(l->t, l->g->s6a->store, &op, on_gateways, l);
}

hss_rc s6a_profile_load(const struct s6a_gen *g, struct hss_task *t,
                        const struct hss_subscriber *sub, uint64_t sub_rev,
                        const struct s6a_features *f, bool with_gateways,
                        s6a_profile_fn done, void *ctx)
{
	const struct s6a *s = g->s6a;
	struct load *l = hss_new(t, struct load);
	int64_t id = sub->subscriber_id.v;

	if (!l)
		return HSS_E_NOMEM;
	*l = (struct load){ .g = g, .t = t, .f = *f, .p.sub = sub, .done = done, .ctx = ctx,
		            .hash = UINT64_C(0xcbf29ce484222325) };
	if (list_ids(l) != HSS_OK)
		return HSS_E_NOMEM;
	mix(l, sub_rev);
	started(l, s6a_find_id(s, t, s->attributes, HSS_SUBSCRIBER_ATTRIBUTES_subscriber_id, id,
	                       ROWS_MAX, on_attributes, l));
	started(l, s6a_find_id(s, t, s->routing, HSS_SUBSCRIBER_ROUTING_subscriber_id, id,
	                       ROWS_MAX, on_routing, l));
	if (with_gateways)
		started(l, find_gateways(l));
	for (uint32_t i = 0; i < l->n_slots && l->rc == HSS_OK; i++)
		started(l, hss_get_id(t, s->store, s->apn, HSS_APN_apn_id, l->slots[i].id, on_apn,
		                      &l->slots[i]));
	return l->pending ? HSS_OK : l->rc;
}
