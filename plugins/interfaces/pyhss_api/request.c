/* request.c - what handlers read from a request, and small helpers around the store. */
#include "api.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

struct api *request_api(void *self)
{
	return self;
}

struct loop_data *request_loop(struct api *a, struct hss_task *t)
{
	return hss_host->task->loop_self(t, a->in);
}

void *request_alloc(struct hss_task *t, size_t n)
{
	void *p = hss_host->task->alloc(t, n, _Alignof(max_align_t));

	if (p)
		memset(p, 0, n);
	return p;
}

void *arena_alloc(void *task, size_t n)
{
	return hss_host->task->alloc(task, n, _Alignof(max_align_t));
}

struct hss_bytes arena_text(struct hss_task *t, const char *text)
{
	size_t n = text ? strlen(text) : 0;
	char *copy = text ? arena_alloc(t, n + 1) : NULL;

	if (!copy)
		return (struct hss_bytes){ 0 };
	memcpy(copy, text, n + 1);
	return (struct hss_bytes){ (const uint8_t *)copy, (uint32_t)n };
}

json_t *request_body(struct hss_http_req *r)
{
	const struct hss_http_info *info = hss_host->http->info(r);
	json_error_t e;
	json_t *body = json_loadb((const char *)info->body.p, info->body.len,
				  JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);

	if (!body) {
		reply_failed(r, 400, "the body is not JSON: line %d column %d: %.200s", e.line,
			     e.column, e.text);
		return NULL;
	}
	if (!json_is_object(body)) {
		json_decref(body);
		reply_failed(r, 400, "the body is not a JSON object");
		return NULL;
	}
	return body;
}

static int hex(uint8_t ch)
{
	if (ch >= '0' && ch <= '9')
		return ch - '0';
	ch |= 0x20;
	return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

/* application/x-www-form-urlencoded; false: does not fit. */
static bool decode(struct hss_bytes in, char *out, size_t max)
{
	size_t n = 0;

	for (uint32_t i = 0; i < in.len; i++) {
		uint8_t ch = in.p[i];

		if (n + 1 >= max)
			return false;
		if (ch == '%' && i + 2 < in.len && hex(in.p[i + 1]) >= 0 && hex(in.p[i + 2]) >= 0) {
			ch = (uint8_t)(hex(in.p[i + 1]) << 4 | hex(in.p[i + 2]));
			i += 2;
		} else if (ch == '+') {
			ch = ' ';
		}
		if (!ch)
			return false;
		out[n++] = (char)ch;
	}
	out[n] = '\0';
	return true;
}

bool request_query(struct hss_http_req *r, const char *key, char *out, size_t max)
{
	struct hss_bytes q = hss_host->http->info(r)->query;
	size_t key_len = strlen(key);

	while (q.len) {
		const uint8_t *amp = memchr(q.p, '&', q.len);
		struct hss_bytes pair = { q.p, amp ? (uint32_t)(amp - q.p) : q.len };

		if (pair.len > key_len && pair.p[key_len] == '=' && !memcmp(pair.p, key, key_len))
			return decode((struct hss_bytes){ pair.p + key_len + 1,
							  pair.len - (uint32_t)key_len - 1 },
				      out, max);
		q.len -= pair.len + (amp ? 1 : 0);
		q.p += pair.len + (amp ? 1 : 0);
	}
	return false;
}

const char *request_param(struct hss_http_req *r, uint32_t i)
{
	const struct hss_http_info *info = hss_host->http->info(r);
	char *copy;

	if (i >= info->n_params)
		return "";
	copy = arena_alloc(hss_host->http->task(r), info->params[i].len + 1u);
	if (!copy)
		return "";
	memcpy(copy, info->params[i].p, info->params[i].len);
	copy[info->params[i].len] = '\0';
	return copy;
}

static bool to_number(const char *s, int64_t *out)
{
	char *end;
	long long v;

	if (*s < '0' || *s > '9')
		return false;
	errno = 0;
	v = strtoll(s, &end, 10);
	if (errno || *end)
		return false;
	*out = v;
	return true;
}

bool request_id(struct hss_http_req *r, uint32_t i, int64_t *id)
{
	const char *text = request_param(r, i);

	if (to_number(text, id))
		return true;
	reply_failed(r, 400, "\"%.60s\" is not an id", text);
	return false;
}

static bool page_value(struct hss_http_req *r, const char *key, int64_t *v)
{
	char text[24];

	if (!request_query(r, key, text, sizeof text))
		return true;
	if (to_number(text, v) && *v <= INT32_MAX)
		return true;
	reply_failed(r, 400, "%s \"%s\" is not a number from 0", key, text);
	return false;
}

bool request_page(struct hss_http_req *r, const struct api *a, uint32_t *offset, uint32_t *limit)
{
	int64_t page = 0, size = a->conf->page_size;

	if (!page_value(r, "page", &page) || !page_value(r, "page_size", &size))
		return false;
	if (page * size > UINT32_MAX) {
		reply_failed(r, 400, "page is too high");
		return false;
	}
	*offset = (uint32_t)(page * size);
	*limit = (uint32_t)size;
	return true;
}

bool request_operation_id(struct hss_http_req *r, const json_t *body, char out[37])
{
	const char *text = json_string_value(json_object_get(body, "operation_id"));
	char query[128];

	out[0] = '\0';
	if (!text && request_query(r, "operation_id", query, sizeof query))
		text = query;
	if (!text)
		return true;
	if (strlen(text) > 36) {
		reply_failed(r, 400, "operation_id is longer than 36");
		return false;
	}
	memcpy(out, text, strlen(text) + 1);
	return true;
}

struct hss_term *term_text(struct hss_task *t, uint16_t col, struct hss_bytes b)
{
	struct hss_term *term = hss_new(t, struct hss_term);

	if (term)
		*term = (struct hss_term){ .col = col, .cmp = HSS_CMP_EQ, .b = b };
	return term;
}

struct hss_term *term_id(struct hss_task *t, uint16_t col, int64_t id)
{
	struct hss_term *term = hss_new(t, struct hss_term);

	if (term)
		*term = (struct hss_term){ .col = col, .cmp = HSS_CMP_EQ, .i = id };
	return term;
}

struct hss_op find_op(const struct hss_entity *e, const struct hss_term *term, uint32_t limit)
{
	return (struct hss_op){ .size = sizeof(struct hss_op), .kind = HSS_OP_FIND, .entity = e,
				.terms = term, .n_terms = term ? 1 : 0,
				.term_size = sizeof(struct hss_term), .limit = limit };
}

void request_find(struct hss_http_req *r, struct api *a, const struct hss_op *op, hss_rows_fn done,
		  void *ctx)
{
	hss_rc rc = hss_host->store->submit(hss_host->http->task(r), a->st, op, done, ctx);

	if (rc != HSS_OK)
		reply_failed(r, 503, "the database is not reachable");
}
