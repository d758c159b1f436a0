/* s6a_util.c - checks and small operations that several procedures share. */
#include "s6a.h"

#include <hss/avp/tgpp.h>

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

struct hss_bytes s6a_dup(struct hss_task *t, struct hss_bytes b)
{
	uint8_t *p;

	if (!b.p)
		return b;
	p = hss_host->task->alloc(t, b.len + 1u, 1);
	if (!p)
		return (struct hss_bytes){ NULL, 0 };
	memcpy(p, b.p, b.len);
	p[b.len] = 0;
	return bytes_of(p, b.len);
}

struct hss_bytes s6a_text(struct hss_task *t, const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (n < 0)
		n = 0;
	return s6a_dup(t, bytes_of(text, (size_t)n < sizeof text ? (size_t)n : sizeof text - 1));
}

int64_t s6a_now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

struct hss_result s6a_fault(const struct s6a_gen *g, const struct hss_dia_info *info, hss_rc rc,
                            bool is_air, bool has_doic)
{
	/* an MME answers 3004 by throwing the phone out (EMM cause 42), so only a
	 * DRA or a peer that knows overload control gets it                    */
	if (rc == HSS_E_BUSY && g->conf.overload_result == S6A_OVERLOAD_TOO_BUSY &&
	    ((info->flags & HSS_REQF_VIA_AGENT) || has_doic))
		return S6A_TOO_BUSY;
	return is_air ? S6A_AUTHENTICATION_DATA_UNAVAILABLE : S6A_UNABLE_TO_COMPLY;
}

struct hss_result s6a_unknown(const struct s6a_gen *g)
{
	return g->conf.unknown_result == S6A_UNKNOWN_USER ? S6A_USER_UNKNOWN
	                                                  : S6A_ROAMING_NOT_ALLOWED;
}

struct hss_result s6a_disabled(const struct s6a_gen *g)
{
	switch (g->conf.disabled_result) {
	case S6A_DISABLED_ROAMING:
		return S6A_ROAMING_NOT_ALLOWED;
	case S6A_DISABLED_UNKNOWN:
		return S6A_USER_UNKNOWN;
	default:
		return S6A_AUTHORIZATION_REJECTED;
	}
}

bool s6a_take_imsi(struct hss_dia_req *req, struct hss_bytes user_name)
{
	struct hss_task *t = hss_host->dia->task(req);

	if (!bytes_is_digits(user_name, 6, 15)) {
		(void)hss_reject(req, S6A_INVALID_AVP_VALUE, &hss_avp_user_name, user_name,
		                 "User-Name is not an IMSI");
		return false;
	}
	hss_host->task->subject(t, HSS_SUBJECT_IMSI, user_name);
	return true;
}

bool s6a_take_plmn(struct hss_dia_req *req, struct hss_bytes octets, struct network_plmn *out)
{
	if (network_plmn_get(octets, out) == HSS_OK)
		return true;
	(void)hss_reject(req, S6A_INVALID_AVP_VALUE, &hss_avp_visited_plmn_id, octets,
	                 "Visited-PLMN-Id is not a PLMN identity");
	return false;
}

/* ---- where he is ---------------------------------------------------------------- */
bool s6a_is_roaming(const struct s6a_gen *g, const struct hss_subscriber *s,
                    const struct network_plmn *plmn)
{
	return !network_is_home(plmn, g->homes, g->n_homes, s->imsi);
}

hss_rc s6a_check_roaming(const struct s6a_gen *g, struct hss_task *t,
                         const struct hss_subscriber *s, const struct network_plmn *plmn)
{
	const struct network_table *table;
	enum network_verdict v;
	int64_t rule = 0;

	if (!s6a_is_roaming(g, s, plmn))
		return HSS_OK;
	if (s->roaming_enabled.set && !s->roaming_enabled.v) {
		v = NETWORK_REFUSED_SUBSCRIBER;
	} else {
		table = hss_host->core->snapshot(t, g->s6a->in, S6A_SLOT_ROAMING);
		if (!table)
			return HSS_E_UNREACH;
		v = network_decide(table, s, plmn, g->conf.allow_undefined_networks, &rule);
	}
	if (network_is_allowed(v))
		return HSS_OK;
	hss_count(g->s6a->roaming_rejected);
	hss_log(g->s6a->in, t, HSS_LOG_INFO, "roaming refused imsi=" HSS_ID_FMT
	        " plmn=%s-%s why=%s rule=%lld", HSS_ID_ARG(s->imsi), plmn->mcc, plmn->mnc,
	        v == NETWORK_REFUSED_SUBSCRIBER ? "subscriber" :
	        v == NETWORK_REFUSED_RULE ? "rule" : "undefined network", (long long)rule);
	return HSS_E_DENIED;
}

/* Is `name` one of the words of `list`?                                          */
static bool is_word(const char *list, struct hss_bytes name)
{
	while (*list) {
		size_t n = strcspn(list, ", ");

		if ((n == 1 && *list == '*') || (name.len && bytes_ieq(bytes_of(list, n), name)))
			return true;
		list += n;
		list += strspn(list, ", ");
	}
	return false;
}

bool s6a_realm_fits(const struct s6a_gen *g, const struct hss_dia_info *info,
                    const struct network_plmn *plmn)
{
	char want[48];
	int n;

	if (!g->check_realm_groups || !is_word(g->check_realm_groups, info->peer_group))
		return true;
	/* TS 23.003 19.2: the realm of an operator's EPC                       */
	n = snprintf(want, sizeof want, "mnc%s%s.mcc%s.3gppnetwork.org",
	             strlen(plmn->mnc) == 2 ? "0" : "", plmn->mnc, plmn->mcc);
	return info->origin_realm.len >= (uint32_t)n &&
	       bytes_ieq(bytes_of(info->origin_realm.p + info->origin_realm.len - n, (size_t)n),
	                 bytes_str(want));
}

/* ---- reading --------------------------------------------------------------------- */
hss_rc s6a_read_subscriber(const struct s6a *s, struct hss_task *t, struct hss_bytes imsi,
                           bool is_fresh, hss_rows_fn done, void *ctx)
{
	struct hss_term *term = hss_new(t, struct hss_term);
	struct hss_op op = { .size = sizeof op, .kind = is_fresh ? HSS_OP_FIND : HSS_OP_GET,
	                     .entity = s->subscriber, .terms = term, .n_terms = 1,
	                     .term_size = sizeof *term, .limit = 1 };

	if (!term)
		return HSS_E_NOMEM;
	*term = (struct hss_term){ .col = HSS_SUBSCRIBER_imsi, .cmp = HSS_CMP_EQ, .b = imsi };
	return hss_host->store->submit(t, s->store, &op, done, ctx);
}

hss_rc s6a_find_id(const struct s6a *s, struct hss_task *t, const struct hss_entity *e,
                   uint16_t col, int64_t id, uint32_t limit, hss_rows_fn done, void *ctx)
{
	struct hss_term *term = hss_new(t, struct hss_term);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_FIND, .entity = e, .terms = term,
	                     .n_terms = 1, .term_size = sizeof *term, .limit = limit };

	if (!term)
		return HSS_E_NOMEM;
	*term = (struct hss_term){ .col = col, .cmp = HSS_CMP_EQ, .i = id };
	return hss_host->store->submit(t, s->store, &op, done, ctx);
}

/* ---- registrations --------------------------------------------------------------- */
struct s6a_node s6a_node_of(const struct hss_subscriber *s, uint32_t domain)
{
	if (domain == HSS_DOM_EPS)
		return (struct s6a_node){
			.host = s->serving_mme, .realm = s->serving_mme_realm,
			.peer = s->serving_mme_peer, .is_s6 = true,
			.is_purged = s->mme_purged.set && s->mme_purged.v,
		};
	return (struct s6a_node){
		.host = s->serving_sgsn, .realm = s->serving_sgsn_realm,
		.peer = s->serving_sgsn_peer,
		.is_s6 = s->serving_sgsn_protocol.set &&
		         s->serving_sgsn_protocol.v == S6A_SGSN_S6D,
		.is_purged = s->sgsn_purged.set && s->sgsn_purged.v,
	};
}

bool s6a_is_at(const struct hss_subscriber *s, uint32_t domain, struct hss_bytes host)
{
	struct s6a_node n = s6a_node_of(s, domain);

	return n.is_s6 && !n.is_purged && !s6a_is_empty(n.host) && bytes_ieq(n.host, host);
}

struct hss_bytes s6a_way_back(struct hss_task *t, const struct hss_dia_info *info)
{
	struct hss_bytes peer = s6a_is_empty(info->peer) ? info->origin_host : info->peer;

	return s6a_text(t, BYTES_FMT ";" BYTES_FMT, BYTES_ARG(peer),
	                BYTES_ARG(info->local_host));
}

void s6a_terms_row(struct s6a_terms *w, const struct hss_subscriber *s)
{
	w->v[0] = (struct hss_term){ .col = HSS_SUBSCRIBER_subscriber_id, .cmp = HSS_CMP_EQ,
		                     .i = s->subscriber_id.v };
	w->n = 1;
}

void s6a_terms_text(struct s6a_terms *w, uint16_t col, struct hss_bytes value)
{
	w->v[w->n++] = (struct hss_term){ .col = col, .b = value,
		                          .cmp = value.p ? HSS_CMP_EQ : HSS_CMP_IS_NULL };
}

void s6a_terms_node(struct s6a_terms *w, const struct hss_subscriber *s, uint32_t domain)
{
	bool is_eps = domain == HSS_DOM_EPS;
	struct hss_i32 purged = is_eps ? s->mme_purged : s->sgsn_purged;

	s6a_terms_text(w, is_eps ? HSS_SUBSCRIBER_serving_mme : HSS_SUBSCRIBER_serving_sgsn,
	               is_eps ? s->serving_mme : s->serving_sgsn);
	w->v[w->n++] = (struct hss_term){
		.col = is_eps ? HSS_SUBSCRIBER_mme_purged : HSS_SUBSCRIBER_sgsn_purged,
		.cmp = purged.set ? HSS_CMP_EQ : HSS_CMP_IS_NULL, .i = purged.v,
	};
}

uint64_t s6a_clear_node(struct hss_subscriber *row, uint32_t domain)
{
	if (domain == HSS_DOM_EPS) {
		row->mme_purged = (struct hss_i32){ 0, true };
		return HSS_BIT(HSS_SUBSCRIBER_serving_mme) |
		       HSS_BIT(HSS_SUBSCRIBER_serving_mme_timestamp) |
		       HSS_BIT(HSS_SUBSCRIBER_serving_mme_realm) |
		       HSS_BIT(HSS_SUBSCRIBER_serving_mme_peer) |
		       HSS_BIT(HSS_SUBSCRIBER_mme_purged) |
		       HSS_BIT(HSS_SUBSCRIBER_mme_profile_rev) |
		       HSS_BIT(HSS_SUBSCRIBER_mme_features);
	}
	row->sgsn_purged = (struct hss_i32){ 0, true };
	return HSS_BIT(HSS_SUBSCRIBER_serving_sgsn) |
	       HSS_BIT(HSS_SUBSCRIBER_serving_sgsn_timestamp) |
	       HSS_BIT(HSS_SUBSCRIBER_serving_sgsn_realm) |
	       HSS_BIT(HSS_SUBSCRIBER_serving_sgsn_peer) |
	       HSS_BIT(HSS_SUBSCRIBER_serving_sgsn_protocol) |
	       HSS_BIT(HSS_SUBSCRIBER_sgsn_purged) |
	       HSS_BIT(HSS_SUBSCRIBER_sgsn_profile_rev) |
	       HSS_BIT(HSS_SUBSCRIBER_sgsn_features);
}

void s6a_publish(struct hss_task *t, const char *topic, uint32_t domain, struct hss_bytes imsi,
                 struct hss_bytes node, struct hss_bytes realm, struct hss_bytes plmn)
{
	struct hss_ev_subscriber *ev = hss_new(t, struct hss_ev_subscriber);

	if (!ev || !HSS_HAS(hss_host, event))
		return;
	*ev = (struct hss_ev_subscriber){ .size = sizeof *ev, .domain = domain, .imsi = imsi,
		                          .node = node, .realm = realm, .visited_plmn = plmn };
	(void)hss_host->event->publish(t, topic, 1, ev, sizeof *ev);
}
