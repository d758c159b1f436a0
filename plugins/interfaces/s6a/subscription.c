/*
 * subscription.c - profile -> Subscription-Data (TS 29.272 5.2.1.1.3 and 7.3.2 to 7.3.41).
 *
 * One field that cannot be sent never costs the answer: it is left out and a log line names it,
 * for a phone without a static address works and a phone without an answer does not.
 */
#include "s6a.h"

#include <arpa/inet.h>
#include <stdlib.h>

struct build {
	const struct s6a_gen *g;
	struct hss_task *t;
	const struct s6a_profile *p;
	const struct s6a_features *f;
	bool is_out_of_memory;
};

static void left_out(const struct build *b, const char *field, const char *why)
{
	hss_log(b->g->s6a->in, b->t, HSS_LOG_WARN, "%s left out: %s imsi=" HSS_ID_FMT, field, why,
	        HSS_ID_ARG(b->p->sub->imsi));
}

static struct hss_u32 u32(uint32_t v)
{
	return (struct hss_u32){ v, true };
}

#define build_new(b, T) ((T *)build_alloc(b, sizeof(T)))
static void *build_alloc(struct build *b, size_t n)
{
	void *p = hss_host->task->alloc(b->t, n, 8);

	if (p)
		memset(p, 0, n);
	else
		b->is_out_of_memory = true;
	return p;
}

/* E.164 digits as TBCD (TS 29.329 6.3.2, TS 29.272 7.3.39 and 7.3.157).          */
static struct hss_bytes tbcd(struct build *b, struct hss_bytes digits, const char *field)
{
	uint8_t *out;
	uint32_t n;

	if (s6a_is_empty(digits))
		return (struct hss_bytes){ NULL, 0 };
	if (digits.p[0] == '+')
		digits = bytes_of(digits.p + 1, digits.len - 1);
	if (!bytes_is_digits(digits, 1, 18)) {
		left_out(b, field, "not a number");
		return (struct hss_bytes){ NULL, 0 };
	}
	out = build_alloc(b, 9);
	if (!out)
		return (struct hss_bytes){ NULL, 0 };
	n = bytes_tbcd(digits, out, 9);
	return bytes_of(out, n);
}

/* AMBR 7.3.41: what does not fit in 32 bits goes out in kbit/s beside it (rulings 4.9). */
static void put_rate(int64_t rate, struct hss_u32 *base, struct hss_u32 *extended)
{
	if (rate <= UINT32_MAX) {
		*base = u32((uint32_t)rate);
		return;
	}
	*base = u32(UINT32_MAX);
	rate /= 1000;
	*extended = u32(rate > UINT32_MAX ? UINT32_MAX : (uint32_t)rate);
}

static const struct s6a_ambr *ambr(struct build *b, struct hss_i64 ul, struct hss_i64 dl,
                                   int64_t dflt_ul, int64_t dflt_dl, const char *field)
{
	struct s6a_ambr *a = build_new(b, struct s6a_ambr);

	if (!a)
		return NULL;
	if ((ul.set && ul.v < 0) || (dl.set && dl.v < 0))
		left_out(b, field, "negative, the default is sent");
	put_rate(ul.set && ul.v >= 0 ? ul.v : dflt_ul, &a->max_requested_bandwidth_ul,
	         &a->extended_max_requested_bw_ul);
	put_rate(dl.set && dl.v >= 0 ? dl.v : dflt_dl, &a->max_requested_bandwidth_dl,
	         &a->extended_max_requested_bw_dl);
	return a;
}

/* EPS-Subscribed-QoS-Profile 7.3.37. Pre-emption is sent upside down: 0 means enabled
 * (TS 29.212 5.3.46 and 5.3.47, rulings 2.4).                                      */
static const struct s6a_eps_subscribed_qos_profile *qos(struct build *b, const struct hss_apn *a)
{
	struct s6a_eps_subscribed_qos_profile *q =
		build_new(b, struct s6a_eps_subscribed_qos_profile);
	struct s6a_allocation_retention_priority *arp =
		build_new(b, struct s6a_allocation_retention_priority);
	int32_t qci = a->qci.set ? a->qci.v : 9, priority = a->arp_priority.set ?
	                                                     a->arp_priority.v : 4;
	bool may_take = a->arp_preemption_capability.set && a->arp_preemption_capability.v;
	bool may_lose = !a->arp_preemption_vulnerability.set || a->arp_preemption_vulnerability.v;

	if (!q || !arp)
		return NULL;
	if (qci < 1 || qci > 254) {
		left_out(b, "QCI", "out of range, 9 is sent");
		qci = 9;
	}
	if (priority < 1 || priority > 15) {
		left_out(b, "ARP priority", "out of range, 15 is sent");
		priority = 15;
	}
	arp->priority_level = u32((uint32_t)priority);
	arp->pre_emption_capability = u32(may_take ? 0 : 1);
	arp->pre_emption_vulnerability = u32(may_lose ? 0 : 1);
	q->qos_class_identifier = u32((uint32_t)qci);
	q->allocation_retention_priority = arp;
	return q;
}

/* "10.0.0.1", "2001:db8::1", with or without a prefix length.                      */
static bool parse_ip(struct hss_bytes text, struct hss_addr *out)
{
	char s[64];
	struct hss_addr a = { 0 };
	char *slash;

	if (text.len >= sizeof s)
		return false;
	bytes_copy(s, sizeof s, text);
	slash = strchr(s, '/');
	if (slash)
		*slash = 0;
	if (inet_pton(AF_INET, s, a.b) == 1) {
		a.family = 1;
		a.len = 4;
	} else if (inet_pton(AF_INET6, s, a.b) == 1) {
		a.family = 2;
		a.len = 16;
	} else {
		return false;
	}
	*out = a;
	return true;
}

static struct hss_bytes next_word(struct hss_bytes *text)
{
	const uint8_t *p = text->p, *end = text->p + text->len;
	struct hss_bytes word;

	while (p < end && (*p == ' ' || *p == ','))
		p++;
	word.p = p;
	while (p < end && *p != ' ' && *p != ',')
		p++;
	word.len = (uint32_t)(p - word.p);
	*text = bytes_of(p, (size_t)(end - p));
	return word;
}

/* Served-Party-IP-Address 7.3.35: at most one of each family that PDN-Type allows; an IPv6 one
 * is the prefix, the interface identifier is 0 (rulings 4.10).                              */
static void static_addresses(struct build *b, const struct hss_subscriber_routing *r,
                             uint32_t pdn_type, struct s6a_apn_configuration *out)
{
	struct hss_addr *v = build_alloc(b, 2 * sizeof *v);
	struct hss_bytes text = r->ip_address, word;
	bool has[3] = { false };
	uint32_t n = 0;

	if (!v || s6a_is_empty(text))
		return;
	while ((word = next_word(&text)).len) {
		struct hss_addr a;

		if (!parse_ip(word, &a)) {
			left_out(b, "static address", "not an IP address");
			continue;
		}
		if ((a.family == 1 && pdn_type == 1) || (a.family == 2 && pdn_type == 0)) {
			left_out(b, "static address", "its family does not fit the PDN type");
			continue;
		}
		if (has[a.family] || n == 2)
			continue;
		has[a.family] = true;
		if (a.family == 2)
			memset(a.b + 8, 0, 8);
		v[n++] = a;
	}
	if (n)
		out->served_party_ip_address = (struct hss_list){ v, n };
}

/* The realm of a gateway's name: "epc.mnc..." if that is in it (TS 23.003 19.4), else what follows
 * the first label.                                                                    */
static struct hss_bytes realm_of(struct hss_bytes fqdn)
{
	for (uint32_t i = 1; i + 8 < fqdn.len; i++)
		if (fqdn.p[i - 1] == '.' &&
		    bytes_ieq(bytes_of(fqdn.p + i, 7), BYTES_LIT("epc.mnc")))
			return bytes_of(fqdn.p + i, fqdn.len - i);
	for (uint32_t i = 1; i + 1 < fqdn.len; i++)
		if (fqdn.p[i] == '.')
			return bytes_of(fqdn.p + i + 1, fqdn.len - i - 1);
	return (struct hss_bytes){ NULL, 0 };
}

static const struct s6a_mip6_agent_info *agent(struct build *b, struct hss_bytes address,
                                               struct hss_bytes address2, struct hss_bytes host,
                                               struct hss_bytes realm)
{
	struct s6a_mip6_agent_info *m = build_new(b, struct s6a_mip6_agent_info);
	struct hss_addr *v = build_alloc(b, 2 * sizeof *v);
	uint32_t n = 0;

	if (!m || !v)
		return NULL;
	if (!s6a_is_empty(address) && parse_ip(address, &v[n]))
		n++;
	if (!s6a_is_empty(address2) && parse_ip(address2, &v[n]))
		n++;
	if (n)
		m->mip_home_agent_address = (struct hss_list){ v, n };
	if (!s6a_is_empty(host)) {
		struct s6a_mip_home_agent_host *h = build_new(b, struct s6a_mip_home_agent_host);

		if (!h)
			return NULL;
		h->destination_host = host;
		h->destination_realm = realm;
		m->mip_home_agent_host = h;
	}
	return n || m->mip_home_agent_host ? m : NULL;
}

/* apn.pgw_address: an address or a name, anything else is left out (rulings 4.10).    */
static void static_gateway(struct build *b, const struct hss_apn *a,
                           struct s6a_apn_configuration *out)
{
	struct hss_bytes none = { NULL, 0 }, realm;
	struct hss_addr addr;

	if (s6a_is_empty(a->pgw_address))
		return;
	if (parse_ip(a->pgw_address, &addr)) {
		out->mip6_agent_info = agent(b, a->pgw_address, none, none, none);
	} else if (bytes_is_fqdn(a->pgw_address) && (realm = realm_of(a->pgw_address)).p) {
		out->mip6_agent_info = agent(b, none, none, a->pgw_address, realm);
	} else {
		left_out(b, "PDN gateway", "neither an address nor a name");
		return;
	}
	if (out->mip6_agent_info)
		out->pdn_gw_allocation_type = u32(0);
}

/* The gateway in use, as a node has reported it (5.2.1.1.3): needed for handover to and from
 * other accesses.                                                                     */
static void dynamic_gateway(struct build *b, const struct hss_apn *a,
                            struct s6a_apn_configuration *out)
{
	for (uint32_t i = 0; i < b->p->n_gateways; i++) {
		const struct s6a_pdn_gw *gw = b->p->gateways[i];

		if ((gw->is_emergency.set && gw->is_emergency.v) || !bytes_ieq(gw->apn, a->apn))
			continue;
		out->mip6_agent_info = agent(b, gw->address, gw->address2, gw->host, gw->realm);
		if (!out->mip6_agent_info)
			return;
		if (!s6a_is_empty(gw->visited_network_identifier))
			out->visited_network_identifier = gw->visited_network_identifier;
		out->pdn_gw_allocation_type = u32(1);
		return;
	}
}

static bool is_hex4(struct hss_bytes b)
{
	uint8_t octets[2];

	return b.len == 4 && bytes_unhex(b, octets, 2) == HSS_OK;
}

/* TS 29.272 7.3.204 to 7.3.222: what a Non-IP or NB-IoT APN adds.                     */
static void non_ip(struct build *b, const struct hss_apn *a, struct s6a_apn_configuration *out)
{
	bool is_scef = a->nidd_mechanism.set && a->nidd_mechanism.v == 1;

	if (a->nidd_preferred_data_mode.set && a->nidd_preferred_data_mode.v > 0)
		out->preferred_data_mode = u32((uint32_t)a->nidd_preferred_data_mode.v);
	if (!a->ip_version.set || a->ip_version.v != 4)
		return;
	out->non_ip_pdn_type_indicator = u32(1);
	if (a->nidd_mechanism.set && (a->nidd_mechanism.v == 0 || is_scef))
		out->non_ip_data_delivery_mechanism = u32((uint32_t)a->nidd_mechanism.v);
	if (is_scef && bytes_is_fqdn(a->nidd_scef_id))
		out->scef_id = a->nidd_scef_id;
	else if (is_scef)
		left_out(b, "SCEF-ID", "not a Diameter identity");
	if (is_scef && bytes_is_fqdn(a->nidd_scef_realm))
		out->scef_realm = a->nidd_scef_realm;
	if (a->nidd_rds.set && (a->nidd_rds.v == 0 || a->nidd_rds.v == 1))
		out->rds_indicator = u32((uint32_t)a->nidd_rds.v);
}

static void apn_configuration(struct build *b, const struct s6a_apn *apn,
                              struct s6a_apn_configuration *out)
{
	const struct hss_apn *a = apn->row;
	const struct s6a_conf *c = &b->g->conf;
	int32_t ip = a->ip_version.set ? a->ip_version.v : 0;

	if (ip < 0 || ip > 4) {
		left_out(b, "PDN type", "unknown, IPv4 is sent");
		ip = 0;
	}
	out->context_identifier = u32(apn->context);
	/* PDN-Type is ignored beside Non-IP-PDN-Type-Indicator (7.3.204) but must be there */
	out->pdn_type = u32(ip == 4 ? 0 : (uint32_t)ip);
	out->service_selection = a->apn;
	out->eps_subscribed_qos_profile = qos(b, a);
	out->vplmn_dynamic_address_allowed =
		u32(a->vplmn_dynamic_address_allowed.set && a->vplmn_dynamic_address_allowed.v);
	if (c->charging_characteristics && !s6a_is_empty(a->charging_characteristics)) {
		if (is_hex4(a->charging_characteristics))
			out->charging_characteristics_3gpp = a->charging_characteristics;
		else
			left_out(b, "charging characteristics", "not four hex digits");
	}
	out->ambr = ambr(b, a->apn_ambr_ul, a->apn_ambr_dl, c->apn_ambr_ul, c->apn_ambr_dl,
	                 "APN-AMBR");
	if (ip != 4)
		for (uint32_t i = 0; i < b->p->n_routing; i++) {
			const struct hss_subscriber_routing *r = b->p->routing[i];

			if (r->apn_id.set && r->apn_id.v == a->apn_id.v)
				static_addresses(b, r, (uint32_t)ip, out);
		}
	static_gateway(b, a, out);
	if (!out->mip6_agent_info)
		dynamic_gateway(b, a, out);
	non_ip(b, a, out);
}

static const struct s6a_apn_configuration_profile *apn_profile(struct build *b)
{
	struct s6a_apn_configuration_profile *ap =
		build_new(b, struct s6a_apn_configuration_profile);
	struct s6a_apn_configuration *v =
		build_alloc(b, b->p->n_apns * sizeof *v);

	if (!ap || !v)
		return NULL;
	for (uint32_t i = 0; i < b->p->n_apns; i++)
		apn_configuration(b, &b->p->apns[i], &v[i]);
	ap->context_identifier = u32(b->p->dflt->context);
	ap->all_apn_configurations_included_indicator = u32(0);
	ap->apn_configuration = (struct hss_list){ v, b->p->n_apns };
	return ap;
}

/* ODB goes only to a node that supports every category in it (7.3.10); where it must not be
 * ignored, ULR has been refused before.                                               */
static void barring(struct build *b, struct s6a_subscription_data *d)
{
	const struct hss_subscriber *s = b->p->sub;
	uint32_t odb = s->odb.set ? (uint32_t)s->odb.v & S6A_F1_ODB & b->f->list[0] : 0;

	d->subscriber_status = u32(odb ? 1 : 0);
	if (!odb)
		return;
	d->operator_determined_barring = u32(odb);
	if (s->odb_hplmn.set && s->odb_hplmn.v)
		d->hplmn_odb = u32((uint32_t)s->odb_hplmn.v);
}

static void optional_features(struct build *b, struct s6a_subscription_data *d)
{
	const struct hss_subscriber *s = b->p->sub;

	if (b->f->list[0] & S6A_F1_A_MSISDN)
		d->a_msisdn = tbcd(b, s->a_msisdn, "A-MSISDN");
	if ((b->f->list[1] & S6A_F2_DCN) && s->ue_usage_type.set)
		d->ue_usage_type = u32((uint32_t)s->ue_usage_type.v);
	if ((b->f->list[1] & S6A_F2_EXTERNAL_ID) && !s6a_is_empty(s->external_identifier)) {
		if (bytes_is_utf8(s->external_identifier))
			d->external_identifier = s->external_identifier;
		else
			left_out(b, "External-Identifier", "not UTF-8");
	}
}

const struct s6a_subscription_data *s6a_subscription_data(const struct s6a_gen *g,
                                                          struct hss_task *t,
                                                          const struct s6a_profile *p,
                                                          const struct s6a_features *f)
{
	struct build b = { .g = g, .t = t, .p = p, .f = f };
	const struct hss_subscriber *s = p->sub;
	struct s6a_subscription_data *d = build_new(&b, struct s6a_subscription_data);

	if (!d)
		return NULL;
	barring(&b, d);
	d->msisdn = tbcd(&b, s->msisdn, "MSISDN");
	d->stn_sr = tbcd(&b, s->stn_sr, "STN-SR");
	if (s->nam.set && (s->nam.v == 0 || s->nam.v == 2))
		d->network_access_mode = u32((uint32_t)s->nam.v);
	else if (s->nam.set)
		left_out(&b, "Network-Access-Mode", "unknown value");
	if (p->ard)
		d->access_restriction_data = u32(p->ard);
	d->ambr = ambr(&b, s->ue_ambr_ul, s->ue_ambr_dl, g->conf.ue_ambr_ul, g->conf.ue_ambr_dl,
	               "UE-AMBR");
	d->apn_configuration_profile = apn_profile(&b);
	if (s->subscribed_rau_tau_timer.set && s->subscribed_rau_tau_timer.v > 0)
		d->subscribed_periodic_rau_tau_timer =
			u32((uint32_t)s->subscribed_rau_tau_timer.v);
	optional_features(&b, d);
	return b.is_out_of_memory ? NULL : d;
}
