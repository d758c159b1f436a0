/*
 * fuzz_http.c - what a client of the HTTP interfaces can write into a request, for the two plugins
 * that read them: everything wrong has one answer with a 4xx status and a JSON body.
 *
 * Input: one octet that chooses an entity, then lines: the query, a path parameter, If-Match, and
 * the body, which is the rest.
 */
#include "fuzz.h"

#include "fuzz_http.h"

#include "base/bytes.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>

/* Memory of the request; not the core's arena, whose name the PyHSS API uses too. */
struct hss_task {
	struct chunk {
		struct chunk *next;
		_Alignas(16) uint8_t p[];
	} *chunks;
	size_t total;
};
enum { QUOTA = 256 << 10 };

static struct hss_task *task_now(void)
{
	static _Thread_local struct hss_task task;

	return &task;
}

void fuzz_http_check(bool is_true)
{
	if (!is_true)
		abort();
}

/* ---- the tables of a plugin, as far as reading a request goes --------------------------- */

static struct hss_task *http_task(struct hss_http_req *r)
{
	(void)r;
	return task_now();
}

static const struct hss_http_info *http_info(const struct hss_http_req *r)
{
	return &r->info;
}

static struct hss_bytes http_header(const struct hss_http_req *r, const char *name)
{
	return strcmp(name, "If-Match") == 0 ? r->if_match : (struct hss_bytes){ 0 };
}

static hss_rc http_reply(struct hss_http_req *r, uint32_t status, const char *type,
			 struct hss_bytes body)
{
	json_error_t e;
	json_t *v = json_loadb((const char *)body.p, body.len, JSON_DECODE_ANY, &e);

	fuzz_http_check(v != NULL && strstr(type, "json") != NULL && status != 500);
	json_decref(v);
	r->n_replies++;
	r->status = status;
	return HSS_OK;
}

static void *task_alloc(struct hss_task *t, size_t n, size_t align)
{
	struct chunk *c;

	(void)align;
	t->total += n;
	c = t->total > QUOTA ? NULL : malloc(sizeof *c + n);
	if (!c)
		return NULL;
	c->next = t->chunks;
	t->chunks = c;
	return c->p;
}

static void task_reset(struct hss_task *t)
{
	while (t->chunks) {
		struct chunk *c = t->chunks;

		t->chunks = c->next;
		free(c);
	}
	t->total = 0;
}

static struct hss_http_req **req_now(void)
{
	static _Thread_local struct hss_http_req *req;

	return &req;
}

/* A page with no rows and a cursor; what is asked must be askable.               */
static hss_rc store_submit(struct hss_task *t, struct hss_store *st, const struct hss_op *op,
			   hss_rows_fn done, void *ctx)
{
	const struct hss_rows rows = { .cursor = BYTES_LIT("\x00\x01\xff") };

	(void)st;
	for (uint32_t i = 0; i < op->n_terms; i++) {
		fuzz_http_check(op->terms[i].col < op->entity->n_cols);
		fuzz_http_check(!(op->entity->cols[op->terms[i].col].flags & HSS_COL_SECRET));
	}
	fuzz_http_check(op->limit >= 1 && op->limit <= 1000);
	(*req_now())->n_submits++;
	done(t, HSS_OK, &rows, ctx);
	return HSS_OK;
}

static const struct hss_http_api http_api = {
	.size = sizeof http_api, .task = http_task, .info = http_info, .header = http_header,
	.reply = http_reply,
};
static const struct hss_task_api task_api = { .size = sizeof task_api, .alloc = task_alloc };
static const struct hss_store_api store_api = { .size = sizeof store_api,
						.submit = store_submit };
static const struct hss_host host = { .size = sizeof host, .http = &http_api, .task = &task_api,
				      .store = &store_api };
const struct hss_host *hss_host = &host;

/* ---- the request -------------------------------------------------------------------------- */

static struct hss_bytes take_line(struct hss_bytes *rest)
{
	const uint8_t *end = rest->len ? memchr(rest->p, '\n', rest->len) : NULL;
	struct hss_bytes line = { rest->p, end ? (uint32_t)(end - rest->p) : rest->len };

	rest->p += line.len + (end ? 1 : 0);
	rest->len -= line.len + (end ? 1 : 0);
	return line;
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct hss_bytes rest = bytes_of(p + 1, n ? n - 1 : 0);
	struct hss_http_req r = { .info = { .size = sizeof r.info, .method = HSS_HTTP_GET } };

	if (!n)
		return 0;
	*req_now() = &r;
	r.info.query = take_line(&rest);
	r.param = take_line(&rest);
	r.if_match = take_line(&rest);
	if (!r.if_match.len)
		r.if_match = (struct hss_bytes){ 0 };
	r.info.body = rest;
	r.info.params = &r.param;
	r.info.n_params = 1;
	fuzz_http_rest(&r, p[0]);
	fuzz_http_pyhss(&r, p[0]);
	task_reset(task_now());
	*req_now() = NULL;
	return 0;
}
