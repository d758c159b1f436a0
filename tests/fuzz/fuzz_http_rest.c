/* fuzz_http_rest.c - path, query, If-Match and body as /v1 reads them. */
#include "fuzz_http.h"

#include "model/provisioning.h"
#include "rest.h"

/* For list.c; the rows are another fuzzer's business.                           */
json_t *crud_view(struct rest *s, struct hss_task *t, const struct hss_entity *e, const void *row,
		  uint64_t rev)
{
	(void)s;
	(void)t;
	(void)e;
	(void)row;
	(void)rev;
	return json_object();
}

/* An answer goes out exactly when the function says that there is nothing to go on with. */
static void expect(struct hss_http_req *r, bool goes_on)
{
	fuzz_http_check(r->n_replies == (goes_on ? 0u : 1u));
	fuzz_http_check(goes_on || (r->status >= 400 && r->status < 500));
	r->n_replies = 0;
}

static const struct hss_entity *entity_of(uint8_t choice)
{
	uint32_t n = 0;

	while (model_entities[n])
		n++;
	return model_entities[choice % n];
}

void fuzz_http_rest(struct hss_http_req *r, uint8_t choice)
{
	static const struct rest_conf conf = { .page_size = 100 };
	struct rest s = { .conf = &conf, .entity = { &model_apn }, .n_entities = 1 };
	uint64_t rev;
	int64_t id;
	json_t *v;

	expect(r, ask_id(r, 0, &id));
	expect(r, ask_entity(r, &s) != NULL);
	expect(r, ask_if_match(r, &rev));
	v = ask_body(r);
	expect(r, v != NULL);
	json_decref(v);
	crud_list(r, &s, entity_of(choice));
	fuzz_http_check(r->n_replies == 1 && r->n_submits <= 1);
	fuzz_http_check(r->n_submits ? r->status == 200 : r->status == 400);
	r->n_replies = r->n_submits = 0;
}
