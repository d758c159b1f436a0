/*
 * vectors.c - authentication vectors for AAA servers without Diameter, and resynchronisation.
 * Keys stay in the core; every vector has an SQN of its own.
 */
#include "api.h"

#include <stdio.h>

#define VECTORS_MAX 32

struct av_call {
	struct hss_http_req *r;
	struct api *a;
	struct hss_av_request req;
	struct hss_av_want want;
	struct hss_bytes imsi;
	bool is_eap, is_array;
};

static void set_hex(json_t *obj, const char *key, const uint8_t *p, uint32_t n)
{
	char text[65];

	for (uint32_t i = 0; i < n && i < 32; i++)
		snprintf(text + 2 * i, 3, "%02x", p[i]);
	json_object_set_new(obj, key, json_string(text));
	explicit_bzero(text, sizeof text);
}

static json_t *vector_view(const struct hss_av *av, bool is_eap)
{
	json_t *v = json_object();

	if (!v)
		return NULL;
	set_hex(v, "rand", av->rand, 16);
	set_hex(v, "autn", av->autn, 16);
	set_hex(v, "xres", av->xres, av->xres_len);
	if (is_eap) {
		set_hex(v, "mac", av->mac, 8);
		set_hex(v, "ak", av->ak, 6);
	} else {
		set_hex(v, "ck", av->ck, 16);
		set_hex(v, "ik", av->ik, 16);
	}
	return v;
}

static void ask(struct av_call *c);

static void on_vectors(struct hss_task *t, hss_rc rc, const struct hss_av *const *av, uint32_t n,
		       void *ctx)
{
	struct av_call *c = ctx;
	json_t *v;

	(void)t;
	if (rc == HSS_E_NOTFOUND && !c->req.imsi.len) {
		c->req.auc_id = 0;              /* no such row: the one with that IMSI  */
		c->req.imsi = c->imsi;
		ask(c);
		return;
	}
	if (rc != HSS_OK) {
		reply_rc(c->r, rc);
		return;
	}
	if (c->req.flags & HSS_AVF_RESYNC_ONLY) {
		reply_json(c->r, 200, json_pack("{s:s}", "Result", "OK"));
		return;
	}
	if (!c->is_array) {
		reply_json(c->r, 200, n ? vector_view(av[0], c->is_eap) : json_null());
		return;
	}
	v = json_array();
	for (uint32_t i = 0; v && i < n; i++)
		json_array_append_new(v, vector_view(av[i], c->is_eap));
	reply_json(c->r, 200, v);
}

static struct av_call *new_call(struct hss_http_req *r, struct api *a, uint32_t imsi_param,
				uint32_t count)
{
	static const uint8_t node[] = "api";
	struct hss_task *t = hss_host->http->task(r);
	struct av_call *c = request_alloc(t, sizeof *c);
	const char *imsi = request_param(r, imsi_param);

	if (!c) {
		reply_rc(r, HSS_E_NOMEM);
		return NULL;
	}
	if (strspn(imsi, "0123456789") != strlen(imsi) || strlen(imsi) > 15) {
		reply_failed(r, 400, "imsi: is not made of up to 15 digits");
		return NULL;
	}
	c->r = r;
	c->a = a;
	c->imsi = arena_text(t, imsi);
	c->want = (struct hss_av_want){ HSS_AV_UMTS, count };
	c->req = (struct hss_av_request){ .size = sizeof c->req, .domain = HSS_DOM_WLAN, .want = &c->want,
					  .n_want = count ? 1 : 0, .node = { node, sizeof node - 1 } };
	hss_host->task->subject(t, HSS_SUBJECT_IMSI, c->imsi);
	return c;
}

static void ask(struct av_call *c)
{
	hss_rc rc = hss_host->auc->vectors(hss_host->http->task(c->r), &c->req, on_vectors, c);

	if (rc != HSS_OK)
		reply_rc(c->r, rc);
}

/* The subscriber's auc_id says which SIM is his; a SIM without a subscriber has its IMSI.  */
static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct av_call *c = ctx;

	(void)t;
	if (rc == HSS_OK && rows->n)
		c->req.auc_id = ((const struct hss_subscriber *)rows->row[0])->auc_id.v;
	else if (rc != HSS_OK && rc != HSS_E_NOTFOUND) {
		reply_rc(c->r, rc);
		return;
	}
	if (c->req.auc_id <= 0)
		c->req.imsi = c->imsi;
	ask(c);
}

static void start(struct av_call *c)
{
	hss_rc rc = hss_get(hss_host->http->task(c->r), c->a->st, c->a->entity[ENT_SUBSCRIBER],
			    HSS_SUBSCRIBER_imsi, c->imsi, on_subscriber, c);

	if (rc != HSS_OK)
		reply_rc(c->r, rc);
}

void vectors_eap_aka(struct hss_http_req *r, void *self)
{
	const char *plmn = request_param(r, 0);
	struct av_call *c;

	if (strspn(plmn, "0123456789") != strlen(plmn) || strlen(plmn) < 5 || strlen(plmn) > 6) {
		reply_failed(r, 400, "plmn: is not made of 5 or 6 digits");
		return;
	}
	c = new_call(r, self, 1, 1);
	if (!c)
		return;
	c->is_eap = true;
	start(c);
}

void vectors_aka(struct hss_http_req *r, void *self)
{
	struct av_call *c;
	int64_t n;

	if (!request_id(r, 0, &n))
		return;
	if (n < 1 || n > VECTORS_MAX) {
		reply_failed(r, 400, "vector_count: is not 1 to %u", VECTORS_MAX);
		return;
	}
	c = new_call(r, self, 1, (uint32_t)n);
	if (!c)
		return;
	c->is_array = true;
	start(c);
}

static int nibble(char ch)
{
	if (ch >= '0' && ch <= '9')
		return ch - '0';
	ch = (char)(ch | 0x20);
	return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

static bool read_hex(const char *text, uint8_t *out, size_t n)
{
	if (strlen(text) != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		int hi = nibble(text[2 * i]), lo = nibble(text[2 * i + 1]);

		if (hi < 0 || lo < 0)
			return false;
		out[i] = (uint8_t)(hi << 4 | lo);
	}
	return true;
}

void vectors_resync(struct hss_http_req *r, void *self)
{
	struct av_call *c = new_call(r, self, 0, 0);

	if (!c)
		return;
	if (!read_hex(request_param(r, 1), c->req.auts, sizeof c->req.auts)) {
		reply_failed(r, 400, "auts: is not 28 hex digits");
		return;
	}
	if (!read_hex(request_param(r, 2), c->req.rand, sizeof c->req.rand)) {
		reply_failed(r, 400, "rand: is not 32 hex digits");
		return;
	}
	c->req.flags = HSS_AVF_RESYNC | HSS_AVF_RESYNC_ONLY;
	start(c);
}
