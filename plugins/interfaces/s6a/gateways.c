/*
 * gateways.c - PDN gateways that nodes report in NOR and in the Active-APN of ULR (TS 29.272
 * 5.2.5.1.3 and 5.2.1.1.3), as rows of s6a_pdn_gw.
 */
#include "s6a.h"

#include <arpa/inet.h>

static struct hss_bytes address_text(struct hss_task *t, const struct hss_addr *a)
{
	char text[INET6_ADDRSTRLEN] = "";

	if (a->family != 1 && a->family != 2)
		return (struct hss_bytes){ NULL, 0 };
	if (!inet_ntop(a->family == 1 ? AF_INET : AF_INET6, a->b, text, sizeof text))
		return (struct hss_bytes){ NULL, 0 };
	return s6a_dup(t, bytes_str(text));
}

static struct hss_bytes lower(struct hss_task *t, struct hss_bytes b)
{
	struct hss_bytes copy = s6a_dup(t, b);
	uint8_t *p = (uint8_t *)copy.p;

	for (uint32_t i = 0; p && i < b.len; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (uint8_t)(p[i] + 'a' - 'A');
	return copy;
}

struct s6a_pdn_gw *s6a_gateway_new(struct hss_task *t, struct hss_bytes imsi, struct hss_bytes apn,
                                   bool is_emergency, const struct s6a_mip6_agent_info *agent,
                                   struct hss_bytes visited, struct hss_bytes reported_by)
{
	struct s6a_pdn_gw *row = hss_new(t, struct s6a_pdn_gw);
	const struct s6a_mip_home_agent_host *host = agent->mip_home_agent_host;
	const struct hss_addr *a = agent->mip_home_agent_address.v;

	if (!row)
		return NULL;
	*row = (struct s6a_pdn_gw){
		.imsi = imsi, .apn = lower(t, apn), .is_emergency = { is_emergency, true },
		.reported_by = reported_by, .changed = { s6a_now_us(), true },
	};
	if (agent->mip_home_agent_address.n > 0)
		row->address = address_text(t, &a[0]);
	if (agent->mip_home_agent_address.n > 1)
		row->address2 = address_text(t, &a[1]);
	if (host && host->destination_host.len <= 255 && host->destination_realm.len <= 255 &&
	    bytes_is_fqdn(host->destination_host) && bytes_is_fqdn(host->destination_realm)) {
		row->host = host->destination_host;
		row->realm = host->destination_realm;
	}
	if (visited.len <= 255 && bytes_is_utf8(visited))
		row->visited_network_identifier = visited;
	return row->apn.p ? row : NULL;
}

void s6a_gateway_upsert(struct hss_op *op, const struct s6a_pdn_gw *row)
{
	*op = (struct hss_op){ .size = sizeof *op, .kind = HSS_OP_UPSERT,
		               .entity = &s6a_pdn_gw_entity, .row = row,
		               .upsert_by = S6A_PDN_GW_BY_APN };
}

hss_rc s6a_gateway_delete(struct hss_task *t, struct hss_op *op, const struct s6a_pdn_gw *row)
{
	struct hss_term *term = hss_new(t, struct hss_term);

	if (!term)
		return HSS_E_NOMEM;
	*term = (struct hss_term){ .col = S6A_PDN_GW_s6a_pdn_gw_id, .cmp = HSS_CMP_EQ,
		                   .i = row->s6a_pdn_gw_id.v };
	*op = (struct hss_op){ .size = sizeof *op, .kind = HSS_OP_DELETE,
		               .entity = &s6a_pdn_gw_entity, .terms = term, .n_terms = 1,
		               .term_size = sizeof *term };
	return HSS_OK;
}

const struct s6a_pdn_gw *s6a_gateway_find(const struct s6a_profile *p, struct hss_bytes apn,
                                          bool is_emergency)
{
	for (uint32_t i = 0; i < p->n_gateways; i++) {
		const struct s6a_pdn_gw *gw = p->gateways[i];

		if ((gw->is_emergency.set && gw->is_emergency.v) == is_emergency &&
		    bytes_ieq(gw->apn, apn))
			return gw;
	}
	return NULL;
}

/* By name, then by Context-Identifier; a name nobody knows belongs to the wildcard APN if he
 * has one.                                                                             */
const struct s6a_apn *s6a_apn_find(const struct s6a_profile *p, struct hss_bytes name,
                                   struct hss_u32 context)
{
	const struct s6a_apn *wildcard = NULL;

	for (uint32_t i = 0; i < p->n_apns; i++) {
		const struct s6a_apn *a = &p->apns[i];

		if (name.p && bytes_ieq(a->row->apn, name))
			return a;
		if (bytes_eq(a->row->apn, BYTES_LIT("*")))
			wildcard = a;
	}
	if (name.p && wildcard)
		return wildcard;
	for (uint32_t i = 0; !name.p && context.set && i < p->n_apns; i++)
		if (p->apns[i].context == context.v)
			return &p->apns[i];
	return NULL;
}
