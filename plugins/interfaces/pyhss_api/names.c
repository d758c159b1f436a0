/*
 * names.c - APNs given by name. Scripts write default_apn: "internet" as well as an id; the
 * names of one request are looked up one after the other before its row is parsed.
 */
#include "api.h"

#define NAMES_MAX 64

struct names {
	struct hss_http_req *r;
	struct api *a;
	struct hss_task *t;
	void (*done)(struct names *n, hss_rc rc, void *ctx);
	void *ctx;
	struct hss_bytes name[NAMES_MAX];
	int64_t id[NAMES_MAX];          /* -1: no such APN                              */
	uint32_t n, at;
};

static void look_up(struct names *n);

static hss_rc add_name(void *ctx, struct hss_bytes name)
{
	struct names *n = ctx;
	uint8_t *copy;

	for (uint32_t i = 0; i < n->n; i++) {
		if (n->name[i].len == name.len && memcmp(n->name[i].p, name.p, name.len) == 0)
			return HSS_OK;
	}
	if (n->n == NAMES_MAX)
		return HSS_E_INVAL;
	copy = arena_alloc(n->t, name.len + 1u);
	if (!copy)
		return HSS_E_NOMEM;
	memcpy(copy, name.p, name.len);
	n->name[n->n++] = (struct hss_bytes){ copy, name.len };
	return HSS_OK;
}

static void on_apn(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct names *n = ctx;

	(void)t;
	if (rc != HSS_OK && rc != HSS_E_NOTFOUND) {
		n->done(n, rc, n->ctx);
		return;
	}
	n->id[n->at++] = rc == HSS_OK && rows->n ? ((const struct hss_apn *)rows->row[0])->apn_id.v
						 : -1;
	look_up(n);
}

static void look_up(struct names *n)
{
	struct hss_term *term;
	struct hss_op op;
	hss_rc rc = HSS_E_NOMEM;

	if (n->at == n->n) {
		n->done(n, HSS_OK, n->ctx);
		return;
	}
	term = term_text(n->t, HSS_APN_apn, n->name[n->at]);
	op = find_op(n->a->entity[ENT_APN], term, 1);
	if (term)
		rc = hss_host->store->submit(n->t, n->a->st, &op, on_apn, n);
	if (rc != HSS_OK)
		n->done(n, rc, n->ctx);
}

void names_resolve(struct hss_http_req *r, struct api *a, const struct hss_entity *e,
		   const json_t *obj, void (*done)(struct names *n, hss_rc rc, void *ctx), void *ctx)
{
	struct hss_task *t = hss_host->http->task(r);
	struct names *n = request_alloc(t, sizeof *n);
	hss_rc rc;

	if (!n) {
		done(NULL, HSS_E_NOMEM, ctx);
		return;
	}
	*n = (struct names){ .r = r, .a = a, .t = t, .done = done, .ctx = ctx };
	rc = rowjson_names(e, obj, "apn", add_name, n);
	if (rc != HSS_OK)
		done(n, rc, ctx);
	else
		look_up(n);
}

hss_rc names_lookup(const struct names *n, struct hss_bytes name, int64_t *id)
{
	for (uint32_t i = 0; i < n->n; i++) {
		if (n->name[i].len != name.len || memcmp(n->name[i].p, name.p, name.len) != 0)
			continue;
		if (n->id[i] < 0)
			return HSS_E_NOTFOUND;
		*id = n->id[i];
		return HSS_OK;
	}
	return HSS_E_NOTFOUND;
}
