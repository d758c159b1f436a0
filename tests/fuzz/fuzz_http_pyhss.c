/* fuzz_http_pyhss.c - path, query and body as the PyHSS API reads them. */
#include "fuzz_http.h"

#include "api.h"

static void expect(struct hss_http_req *r, bool goes_on)
{
	fuzz_http_check(r->n_replies == (goes_on ? 0u : 1u));
	fuzz_http_check(goes_on || r->status == 400);
	r->n_replies = 0;
}

void fuzz_http_pyhss(struct hss_http_req *r, uint8_t choice)
{
	static const struct pyhss_conf conf = { .page_size = 200 };
	const struct api a = { .conf = &conf };
	uint32_t offset = 0, limit = 0;
	char operation_id[37] = "", key[64];
	json_t *body;
	int64_t id;

	expect(r, request_id(r, 0, &id));
	expect(r, request_page(r, &a, &offset, &limit));
	(void)request_query(r, "page", key, choice % sizeof key + 1);
	body = request_body(r);
	expect(r, body != NULL);
	if (body) {
		expect(r, request_operation_id(r, body, operation_id));
		fuzz_http_check(strlen(operation_id) <= 36);
	}
	json_decref(body);
}
