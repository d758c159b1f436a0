/* ask.c - what handlers read from a request. */
#include "rest.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

void *ask_arena(void *task, size_t n)
{
	return hss_host->task->alloc(task, n, _Alignof(max_align_t));
}

void *ask_alloc(struct hss_task *t, size_t n)
{
	void *p = ask_arena(t, n);

	if (p)
		memset(p, 0, n);
	return p;
}

struct hss_bytes ask_text(struct hss_task *t, const char *text)
{
	size_t n = strlen(text);
	char *copy = ask_arena(t, n + 1);

	if (!copy)
		return (struct hss_bytes){ 0 };
	memcpy(copy, text, n + 1);
	return (struct hss_bytes){ (const uint8_t *)copy, (uint32_t)n };
}

struct rowwrite_ids *ask_ids(struct rest *s, struct hss_task *t)
{
	struct loop_data *l = hss_host->task->loop_self(t, s->in);

	return &l->ids;
}

json_t *ask_body(struct hss_http_req *r)
{
	const struct hss_http_info *info = hss_host->http->info(r);
	json_error_t e;
	json_t *body = json_loadb((const char *)info->body.p, info->body.len,
				  JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &e);

	if (json_is_object(body))
		return body;
	if (body)
		answer_problem(r, 400, NULL, "the body is not a JSON object");
	else
		answer_problem(r, 400, NULL, "the body is not JSON: line %d column %d: %.200s",
			       e.line, e.column, e.text);
	json_decref(body);
	return NULL;
}

const char *ask_param(struct hss_http_req *r, uint32_t i)
{
	const struct hss_http_info *info = hss_host->http->info(r);
	char *copy;

	if (i >= info->n_params)
		return "";
	copy = ask_arena(hss_host->http->task(r), info->params[i].len + 1u);
	if (!copy)
		return "";
	memcpy(copy, info->params[i].p, info->params[i].len);
	copy[info->params[i].len] = '\0';
	return copy;
}

bool ask_id(struct hss_http_req *r, uint32_t i, int64_t *id)
{
	const char *text = ask_param(r, i);
	char *end;

	errno = 0;
	*id = strtoll(text, &end, 10);
	if (*text >= '0' && *text <= '9' && !*end && !errno)
		return true;
	answer_problem(r, 400, NULL, "\"%.60s\" is not an id", text);
	return false;
}

static int hex(char ch)
{
	if (ch >= '0' && ch <= '9')
		return ch - '0';
	ch = (char)(ch | 0x20);
	return ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : -1;
}

/* Cuts what does not fit: such a value matches nothing. */
static void decode(const char *in, size_t len, char *out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < len && n + 1 < max; i++) {
		char ch = in[i];

		if (ch == '%' && i + 2 < len && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0) {
			ch = (char)(hex(in[i + 1]) << 4 | hex(in[i + 2]));
			i += 2;
		} else if (ch == '+') {
			ch = ' ';
		}
		out[n++] = ch ? ch : '?';
	}
	out[n] = '\0';
}

bool ask_query_next(struct hss_http_req *r, uint32_t *at, char key[64], char *value, size_t max)
{
	struct hss_bytes q = hss_host->http->info(r)->query;
	const char *pair, *end, *equals;

	while (*at < q.len && q.p[*at] == '&')
		++*at;
	if (*at >= q.len)
		return false;
	pair = (const char *)q.p + *at;
	end = memchr(pair, '&', q.len - *at);
	if (!end)
		end = (const char *)q.p + q.len;
	equals = memchr(pair, '=', (size_t)(end - pair));
	decode(pair, (size_t)((equals ? equals : end) - pair), key, 64);
	if (equals)
		decode(equals + 1, (size_t)(end - equals - 1), value, max);
	else
		*value = '\0';
	*at = (uint32_t)(end - (const char *)q.p);
	return true;
}

bool ask_if_match(struct hss_http_req *r, uint64_t *rev)
{
	struct hss_bytes h = hss_host->http->header(r, "If-Match");
	char text[32];
	char *end;

	*rev = 0;
	if (!h.p || (h.len == 1 && h.p[0] == '*'))
		return true;
	snprintf(text, sizeof text, "%.*s", (int)h.len, (const char *)h.p);
	errno = 0;
	*rev = strtoull(text + (text[0] == '"'), &end, 10);
	if (!errno && *rev && (*end == '"' || !*end))
		return true;
	/* an ETag that none of our rows can have */
	answer_problem(r, 412, NULL, "If-Match %s is not the row's revision", text);
	return false;
}

const struct hss_entity *ask_entity(struct hss_http_req *r, struct rest *s)
{
	const char *name = ask_param(r, 0);

	for (uint32_t i = 0; i < s->n_entities; i++) {
		if (strcmp(s->entity[i]->name, name) == 0)
			return s->entity[i];
	}
	answer_problem(r, 404, NULL, "there is no \"%.60s\"", name);
	return NULL;
}
