/*
 * capabilities.c - CER/CEA, DWR/DWA, DPR/DPA: what we say of ourselves and what we accept of a
 * peer (RFC 6733 5.3 to 5.5).
 *
 * Vendor applications are announced twice, in Vendor-Specific-Application-Id and alone: peers in
 * the field look at one or the other.
 */
#include "dia/node.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define VENDORS_MAX 16
#define ADDRS_MAX 16

struct own {                            /* the lists of our CER or CEA          */
	struct hss_addr addrs[ADDRS_MAX];
	uint32_t vendors[VENDORS_MAX], apps[CONN_APPS_MAX];
	struct dia_vsai vsais[CONN_APPS_MAX];
	uint32_t n_addrs, n_vendors, n_apps, n_vsais;
};

static hss_rc refuse(struct dia_fault *f, uint32_t result, const char *fmt, ...) HSS_PRINTF(3, 4);
static hss_rc refuse(struct dia_fault *f, uint32_t result, const char *fmt, ...)
{
	va_list ap;

	f->result = result;
	f->failed_avp = (struct hss_bytes){ 0 };
	va_start(ap, fmt);
	vsnprintf(f->text, sizeof f->text, fmt, ap);
	va_end(ap);
	return HSS_E_PROTO;
}

/* ---- what we say ------------------------------------------------------------------- */

static bool addr_eq(const struct hss_addr *a, const struct hss_addr *b)
{
	return a->family == b->family && a->len == b->len && !memcmp(a->b, b->b, a->len);
}

static void add_addr(struct own *o, const struct hss_addr *a)
{
	for (uint32_t i = 0; i < o->n_addrs; i++)
		if (addr_eq(&o->addrs[i], a))
			return;
	if (a->family && o->n_addrs < ADDRS_MAX)
		o->addrs[o->n_addrs++] = *a;
}

static bool addr_parse(const char *text, struct hss_addr *a)
{
	*a = (struct hss_addr){ 0 };
	if (inet_pton(AF_INET, text, a->b) == 1) {
		a->family = 1;
		a->len = 4;
	} else if (inet_pton(AF_INET6, text, a->b) == 1) {
		a->family = 2;
		a->len = 16;
	}
	return a->family != 0;
}

static bool is_loopback(const struct hss_addr *a)
{
	static const uint8_t v6[16] = { [15] = 1 };

	return a->family == 1 ? a->b[0] == 127 : memcmp(a->b, v6, 16) == 0;
}

static bool is_wildcard(const struct hss_addr *a)
{
	static const uint8_t zero[16];

	return memcmp(a->b, zero, a->len) == 0;
}

/* The local address of this connection first: it is the one that surely works. A loopback address is told
 * over loopback only.                                                          */
static void own_addrs(struct own *o, const struct conn *c)
{
	const struct hss_list *l = &c->dia->conf->host_ip_addresses;
	const struct hss_list *listen = &c->dia->conf->listen;
	const struct conf_endpoint *at = listen->v;
	const struct conf_str *v = l->v;
	struct hss_addr a;

	add_addr(o, &c->local);
	for (uint32_t i = 0; l->n == 0 && i < listen->n; i++)
		if (addr_parse(at[i].at.host, &a) && !is_wildcard(&a) &&
		    (!is_loopback(&a) || is_loopback(&c->local)))
			add_addr(o, &a);
	for (uint32_t i = 0; i < l->n; i++)
		if (addr_parse(v[i].s, &a))
			add_addr(o, &a);
}

static bool allows(const struct dia_peer_conf *pc, uint32_t app_id)
{
	const struct conf_int *v;

	if (!pc || !pc->applications.n)
		return true;
	v = pc->applications.v;
	for (uint32_t i = 0; i < pc->applications.n; i++)
		if ((uint32_t)v[i].v == app_id)
			return true;
	return false;
}

static void own_apps(struct own *o, const struct dia *d, const struct dia_peer_conf *pc)
{
	for (uint32_t i = 0; i < d->n_apps && o->n_apps < CONN_APPS_MAX; i++) {
		const struct hss_dia_app *a = d->apps[i];
		bool is_new = a->vendor != 0;

		if (!allows(pc, a->app_id))
			continue;
		o->apps[o->n_apps++] = a->app_id;
		if (!a->vendor)
			continue;
		o->vsais[o->n_vsais++] = (struct dia_vsai){ .vendor_id = { a->vendor, true },
			.auth_application_id = { a->app_id, true } };
		for (uint32_t k = 0; k < o->n_vendors; k++)
			is_new = is_new && o->vendors[k] != a->vendor;
		if (is_new && o->n_vendors < VENDORS_MAX)
			o->vendors[o->n_vendors++] = a->vendor;
	}
}

static void own_fill(struct own *o, const struct conn *c)
{
	*o = (struct own){ 0 };
	own_addrs(o, c);
	own_apps(o, c->dia, c->peer ? c->peer->conf : NULL);
}

static void send_base(struct conn *c, const struct dia_hdr *h, const struct hss_grammar *g,
                      const void *msg)
{
	const struct dia_auto a = { 0 };
	struct hss_err err = { 0 };
	struct buf *out = conn_out(c);

	if (dia_encode(out, h, g, msg, &a, &err) == HSS_OK)
		conn_sent(c);
	else
		LOG(c->dia->app, LOG_PEER, HSS_LOG_ERR, "cannot build command=%u peer=%s: %s",
		    h->code, c->name, err.text);
}

static struct dia_hdr new_hdr(struct conn *c, uint32_t code)
{
	c->base_hbh = txn_hop_by_hop(c->dl);
	return (struct dia_hdr){ .version = 1, .flags = DIA_F_R, .code = code,
		                 .hop_by_hop = c->base_hbh,
		                 .end_to_end = session_end_to_end(c->dl) };
}

static struct dia_hdr answer_hdr(const struct dia_hdr *h, uint32_t result)
{
	struct dia_hdr a = *h;

	a.version = 1;
	a.flags = h->flags & DIA_F_P;
	if (result >= 3000 && result < 4000)
		a.flags |= DIA_F_E;
	return a;
}

void caps_send_cer(struct conn *c)
{
	const struct hss_identity *id = &c->dia->app->identity;
	struct dia_hdr h = new_hdr(c, DIA_CMD_CER);
	struct own o;

	own_fill(&o, c);
	const struct dia_cer cer = {
		.origin_host = id->host, .origin_realm = id->realm,
		.host_ip_address = { o.addrs, o.n_addrs },
		.vendor_id = { 0, true }, .product_name = id->product,
		.origin_state_id = { id->origin_state_id, true },
		.supported_vendor_id = { o.vendors, o.n_vendors },
		.auth_application_id = { o.apps, o.n_apps },
		.vendor_specific_application_id = { o.vsais, o.n_vsais },
		.firmware_revision = { 1, true },
	};
	send_base(c, &h, &dia_cer_grammar, &cer);
}

void caps_send_cea(struct conn *c, const struct dia_hdr *req, const struct dia_fault *fault,
                   uint32_t result)
{
	const struct hss_identity *id = &c->dia->app->identity;
	struct dia_hdr h = answer_hdr(req, result);
	struct own o;

	if (h.flags & DIA_F_E) {        /* 7.2: the error grammar               */
		const struct dia_auto a = {
			.origin_host = id->host, .origin_realm = id->realm,
			.result = { result, 0 }, .error_message = bytes_str(fault ? fault->text : NULL),
		};

		if (dia_encode_error(conn_out(c), &h, &a) == HSS_OK)
			conn_sent(c);
		return;
	}
	own_fill(&o, c);
	const struct dia_cea cea = {
		.result_code = { result, true }, .origin_host = id->host, .origin_realm = id->realm,
		.host_ip_address = { o.addrs, o.n_addrs },
		.vendor_id = { 0, true }, .product_name = id->product,
		.origin_state_id = { id->origin_state_id, true },
		.error_message = bytes_str(fault && fault->text[0] ? fault->text : NULL),
		.failed_avp = fault ? fault->failed_avp : (struct hss_bytes){ 0 },
		.supported_vendor_id = { o.vendors, o.n_vendors },
		.auth_application_id = { o.apps, o.n_apps },
		.vendor_specific_application_id = { o.vsais, o.n_vsais },
		.firmware_revision = { 1, true },
	};
	send_base(c, &h, &dia_cea_grammar, &cea);
}

void caps_send_dwr(struct conn *c)
{
	const struct hss_identity *id = &c->dia->app->identity;
	const struct dia_dwr dwr = { .origin_host = id->host, .origin_realm = id->realm,
		                     .origin_state_id = { id->origin_state_id, true } };
	struct dia_hdr h = new_hdr(c, DIA_CMD_DWR);

	send_base(c, &h, &dia_dwr_grammar, &dwr);
}

void caps_send_dpr(struct conn *c, uint32_t cause)
{
	const struct hss_identity *id = &c->dia->app->identity;
	const struct dia_dpr dpr = { .origin_host = id->host, .origin_realm = id->realm,
		                     .disconnect_cause = { cause, true } };
	struct dia_hdr h = new_hdr(c, DIA_CMD_DPR);

	send_base(c, &h, &dia_dpr_grammar, &dpr);
}

void caps_send_base_answer(struct conn *c, const struct dia_hdr *req, const struct dia_fault *f)
{
	const struct hss_identity *id = &c->dia->app->identity;
	uint32_t result = f ? f->result : DIAMETER_SUCCESS;
	struct dia_hdr h = answer_hdr(req, result);
	struct hss_bytes failed = f ? f->failed_avp : (struct hss_bytes){ 0 };
	struct hss_bytes text = bytes_str(f && f->text[0] ? f->text : NULL);

	if (h.code == DIA_CMD_DWR) {
		const struct dia_dwa dwa = { .result_code = { result, true },
			.origin_host = id->host, .origin_realm = id->realm, .error_message = text,
			.failed_avp = failed, .origin_state_id = { id->origin_state_id, true } };

		send_base(c, &h, &dia_dwa_grammar, &dwa);
	} else {
		const struct dia_dpa dpa = { .result_code = { result, true },
			.origin_host = id->host, .origin_realm = id->realm, .error_message = text,
			.failed_avp = failed };

		send_base(c, &h, &dia_dpa_grammar, &dpa);
	}
}

/* ---- what we accept ----------------------------------------------------------------- */

static void learn_app(struct caps *c, uint32_t id)
{
	if (id == DIA_APP_RELAY)
		c->is_agent = true;
	for (uint32_t i = 0; i < c->n_apps; i++)
		if (c->apps[i] == id)
			return;
	if (c->n_apps < CONN_APPS_MAX)
		c->apps[c->n_apps++] = id;
}

static void learn_apps(struct caps *c, const struct hss_list *auth, const struct hss_list *acct,
                       const struct hss_list *vsai)
{
	const struct dia_vsai *v = vsai->v;

	for (uint32_t i = 0; i < auth->n; i++)
		learn_app(c, ((const uint32_t *)auth->v)[i]);
	for (uint32_t i = 0; i < acct->n; i++)
		learn_app(c, ((const uint32_t *)acct->v)[i]);
	for (uint32_t i = 0; i < vsai->n; i++) {
		if (v[i].auth_application_id.set)
			learn_app(c, v[i].auth_application_id.v);
		if (v[i].acct_application_id.set)
			learn_app(c, v[i].acct_application_id.v);
	}
}

static bool has_common_app(const struct dia *d, const struct caps *c,
                           const struct dia_peer_conf *pc)
{
	if (c->is_agent)
		return true;
	for (uint32_t i = 0; i < c->n_apps; i++)
		if (app_find(d, c->apps[i]) && allows(pc, c->apps[i]))
			return true;
	return false;
}

static bool address_is_listed(const struct dia_peer_conf *pc, const struct hss_addr *remote)
{
	const struct conf_str *v = pc->addresses.v;
	struct hss_addr a;

	for (uint32_t i = 0; i < pc->addresses.n; i++)
		if (addr_parse(v[i].s, &a) && addr_eq(&a, remote))
			return true;
	return pc->addresses.n == 0;
}

/* May this node be our peer? Listed entries are enforced in every mode.          */
static hss_rc check_listed(struct conn *c, const struct caps *caps,
                           const struct dia_peer_conf *pc, struct dia_fault *f)
{
	if (!pc && c->dia->conf->accept == DIA_ACCEPT_LISTED)
		return refuse(f, DIAMETER_UNKNOWN_PEER, "peer is not listed");
	if (bytes_ieq(bytes_str(caps->host), dia_host(c->dia)))
		return refuse(f, DIAMETER_UNKNOWN_PEER, "peer uses our own Origin-Host");
	if (!pc)
		return HSS_OK;
	if (pc->realm && *pc->realm && !bytes_ieq(bytes_str(pc->realm), bytes_str(caps->realm)))
		return refuse(f, DIAMETER_UNKNOWN_PEER, "Origin-Realm is not the listed one");
	if (!c->is_initiator && !address_is_listed(pc, &c->remote))
		return refuse(f, DIAMETER_UNKNOWN_PEER, "address is not listed for this peer");
	return HSS_OK;
}

/* TLS was not negotiated below; who offers nothing but TLS in band cannot be served. */
static bool has_common_security(const struct hss_list *inband)
{
	const uint32_t *v = inband->v;

	for (uint32_t i = 0; i < inband->n; i++)
		if (v[i] == 0)
			return true;
	return inband->n == 0;
}

static hss_rc learn_identity(struct caps *c, struct hss_bytes host, struct hss_bytes realm,
                             struct hss_bytes product, struct dia_fault *f)
{
	if (!bytes_is_fqdn(host))
		return refuse(f, DIAMETER_INVALID_AVP_VALUE, "Origin-Host is not a host name");
	if (!bytes_is_fqdn(realm))
		return refuse(f, DIAMETER_INVALID_AVP_VALUE, "Origin-Realm is not a realm name");
	bytes_copy(c->host, sizeof c->host, host);
	bytes_copy(c->realm, sizeof c->realm, realm);
	bytes_copy(c->product, sizeof c->product, product);
	return HSS_OK;
}

static hss_rc decode(struct conn *c, const struct hss_grammar *g, struct hss_bytes avps, void *out,
                     struct dia_fault *f, struct arena *arena)
{
	struct dia_decode_env env = { .arena = arena, .dict = c->dia->dict,
		                      .is_strict = c->dia->conf->strict };
	hss_rc rc = dia_decode(&env, g, avps, out, f);

	if (rc == HSS_E_NOMEM)
		refuse(f, DIAMETER_RESOURCES_EXCEEDED, "message is too complex");
	return rc;
}

hss_rc caps_check_cer(struct conn *c, const struct dia_hdr *h, struct hss_bytes avps,
                      struct caps *out, struct dia_fault *f, struct arena *arena)
{
	struct dia_cer cer;
	const struct dia_peer_conf *pc;
	hss_rc rc;

	rc = decode(c, &dia_cer_grammar, avps, &cer, f, arena);
	if (rc != HSS_OK)
		return rc;
	*out = (struct caps){ .hdr = *h };
	rc = learn_identity(out, cer.origin_host, cer.origin_realm, cer.product_name, f);
	if (rc != HSS_OK)
		return rc;
	if (cer.origin_state_id.set)
		out->origin_state_id = cer.origin_state_id.v;
	learn_apps(out, &cer.auth_application_id, &cer.acct_application_id,
	           &cer.vendor_specific_application_id);
	pc = peer_conf_find(c->dia, bytes_str(out->host));
	rc = check_listed(c, out, pc, f);
	if (rc != HSS_OK)
		return rc;
	if (!has_common_security(&cer.inband_security_id))
		return refuse(f, DIAMETER_NO_COMMON_SECURITY, "no common security mechanism");
	if (!has_common_app(c->dia, out, pc))
		return refuse(f, DIAMETER_NO_COMMON_APPLICATION, "no common application");
	return HSS_OK;
}

hss_rc caps_check_cea(struct conn *c, struct hss_bytes avps, struct caps *out, struct dia_fault *f,
                      struct arena *arena)
{
	struct dia_cea cea;
	hss_rc rc;

	rc = decode(c, &dia_cea_grammar, avps, &cea, f, arena);
	if (rc != HSS_OK)
		return rc;
	*out = (struct caps){ 0 };
	rc = learn_identity(out, cea.origin_host, cea.origin_realm, cea.product_name, f);
	if (rc != HSS_OK)
		return rc;
	if (cea.result_code.v != DIAMETER_SUCCESS)
		return refuse(f, cea.result_code.v, "the peer refused us, result=%u",
		              cea.result_code.v);
	if (cea.origin_state_id.set)
		out->origin_state_id = cea.origin_state_id.v;
	learn_apps(out, &cea.auth_application_id, &cea.acct_application_id,
	           &cea.vendor_specific_application_id);
	if (!bytes_ieq(bytes_str(out->host), peer_host(c->peer)))
		return refuse(f, DIAMETER_UNKNOWN_PEER, "the peer calls itself %.64s, not %.64s",
		              out->host, c->peer->host);
	rc = check_listed(c, out, c->peer->conf, f);
	if (rc != HSS_OK)
		return rc;
	if (!has_common_app(c->dia, out, c->peer->conf))
		return refuse(f, DIAMETER_NO_COMMON_APPLICATION, "no common application");
	return HSS_OK;
}
