/*
 * stream.c - lists of any length with bounded memory.
 *
 * Each chunk of rows is read and rendered on a task of its own, whose memory goes when it has
 * been sent; the request's task sleeps meanwhile. What fits in one chunk is answered in one
 * piece, with a length.
 */
#include "api.h"

#include <stdlib.h>

#define CHUNK_ROWS 250

struct stream {
	struct hss_http_req *r;
	struct api *a;
	struct hss_task *main;          /* the request's, held until the end            */
	struct stream_def def;
	struct hss_task *chunk;
	const struct hss_rows *rows;
	uint32_t at;                    /* next row of the chunk                        */
	uint32_t n_read;
	uint32_t n_shown;
	bool is_begun, is_looping, goes_on;
	uint8_t cursor[512];
	uint32_t cursor_len;
	char *text;
	size_t len, room;
	bool failed;                    /* out of memory                                */
};

static void start_chunk(struct stream *s);

struct api *stream_api(const struct stream *s)
{
	return s->a;
}

struct hss_task *stream_task(const struct stream *s)
{
	return s->chunk;
}

void *stream_ctx(const struct stream *s)
{
	return s->def.ctx;
}

static void add(struct stream *s, const char *text, size_t n)
{
	if (s->len + n > s->room) {
		size_t room = (s->len + n) * 2 + 1024;
		char *bigger = realloc(s->text, room);

		if (!bigger) {
			s->failed = true;
			return;
		}
		s->text = bigger;
		s->room = room;
	}
	memcpy(s->text + s->len, text, n);
	s->len += n;
}

static void add_json(struct stream *s, const json_t *v)
{
	char *text = v ? json_dumps(v, JSON_ENCODE_ANY | JSON_ENSURE_ASCII) : NULL;

	if (text)
		add(s, text, strlen(text));
	else
		s->failed = true;
	free(text);
}

void stream_item(struct stream *s, struct hss_bytes key, json_t *v)
{
	if (s->n_shown++)
		add(s, ", ", 2);
	if (s->def.is_object) {
		json_t *k = json_stringn((const char *)key.p, key.len);

		add_json(s, k);
		add(s, ": ", 2);
		json_decref(k);
	}
	add_json(s, v);
	json_decref(v);
}

/* ---- the end ------------------------------------------------------------------- */

static void on_over(struct hss_task *t, hss_rc rc, void *ctx)
{
	(void)t;
	(void)rc;
	(void)ctx;
}

static void close_stream(struct stream *s)
{
	struct hss_task *main = s->main;

	free(s->text);
	s->text = NULL;
	if (s->is_begun)
		(void)hss_host->http->end(s->r);
	hss_host->task->resume(main, HSS_OK, on_over, NULL);
}

/* Once the head has gone out, a body that stops short is all that can be said. */
static void abort_stream(struct stream *s, hss_rc rc)
{
	if (!s->is_begun)
		reply_rc(s->r, rc == HSS_E_NOTFOUND ? HSS_E_INTERNAL : rc);
	close_stream(s);
}

static struct hss_bytes text_of(const struct stream *s)
{
	return (struct hss_bytes){ (const uint8_t *)s->text, (uint32_t)s->len };
}

static void send_last(struct stream *s)
{
	add(s, s->def.is_object ? "}\n" : "]\n", 2);
	if (s->failed) {
		abort_stream(s, HSS_E_NOMEM);
		return;
	}
	if (s->is_begun)
		(void)hss_host->http->write(s->r, text_of(s), NULL, NULL);
	else
		(void)hss_host->http->reply(s->r, 200, "application/json", text_of(s));
	close_stream(s);
}

/* ---- a chunk ------------------------------------------------------------------- */

static void on_room(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct stream *s = ctx;

	(void)t;
	if (rc != HSS_OK)
		abort_stream(s, rc);
	else
		start_chunk(s);
}

static void send_chunk(struct stream *s)
{
	hss_rc rc = s->failed ? HSS_E_NOMEM : HSS_OK;

	if (rc == HSS_OK && !s->is_begun) {
		rc = hss_host->http->begin(s->r, 200, "application/json");
		s->is_begun = rc == HSS_OK;
	}
	if (rc == HSS_OK)
		rc = hss_host->http->write(s->r, text_of(s), on_room, s);
	s->len = 0;
	if (rc != HSS_OK)
		abort_stream(s, rc);
}

static void end_chunk(struct stream *s)
{
	struct hss_task *chunk = s->chunk;
	bool has_more = s->cursor_len && (!s->def.limit || s->n_read < s->def.limit);

	s->chunk = NULL;
	s->rows = NULL;
	if (has_more)
		send_chunk(s);
	else
		send_last(s);
	hss_host->task->finish(chunk);
}

/* def.row() may call this at once or later; the loop keeps the stack flat. */
void stream_next(struct stream *s)
{
	s->goes_on = true;
	if (s->is_looping)
		return;
	s->is_looping = true;
	while (s->goes_on) {
		s->goes_on = false;
		if (s->at == s->rows->n) {
			s->is_looping = false;
			end_chunk(s);
			return;
		}
		s->def.row(s, s->chunk, s->rows->row[s->at++]);
	}
	s->is_looping = false;
}

static void on_rows(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	static const struct hss_rows none = { .size = sizeof none };
	struct stream *s = ctx;

	if (rc != HSS_OK && rc != HSS_E_NOTFOUND) {
		abort_stream(s, rc);
		hss_host->task->finish(t);
		return;
	}
	s->rows = rc == HSS_OK ? rows : &none;
	s->at = 0;
	s->n_read += s->rows->n;
	s->cursor_len = s->rows->cursor.len;
	if (s->cursor_len > sizeof s->cursor)
		s->cursor_len = 0;
	if (s->cursor_len)
		memcpy(s->cursor, s->rows->cursor.p, s->cursor_len);
	stream_next(s);
}

static void on_chunk(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct stream *s = ctx;
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_FIND, .entity = s->def.e,
			     .terms = s->def.term, .n_terms = s->def.term ? 1 : 0,
			     .term_size = sizeof(struct hss_term), .limit = CHUNK_ROWS };

	s->chunk = t;
	if (s->def.limit && s->def.limit - s->n_read < CHUNK_ROWS)
		op.limit = s->def.limit - s->n_read;
	if (s->cursor_len)
		op.cursor = (struct hss_bytes){ s->cursor, s->cursor_len };
	else
		op.offset = s->def.offset;
	if (rc == HSS_OK)
		rc = hss_host->store->submit(t, s->a->st, &op, on_rows, s);
	if (rc != HSS_OK) {
		abort_stream(s, rc);
		hss_host->task->finish(t);
	}
}

static void start_chunk(struct stream *s)
{
	hss_rc rc = hss_host->task->spawn(s->a->in, hss_host->task->loop(s->main), 0, on_chunk, s);

	if (rc != HSS_OK)
		abort_stream(s, rc);
}

void stream_start(struct hss_http_req *r, struct api *a, const struct stream_def *def)
{
	struct hss_task *t = hss_host->http->task(r);
	struct stream *s = request_alloc(t, sizeof *s);

	if (!s) {
		reply_rc(r, HSS_E_NOMEM);
		return;
	}
	*s = (struct stream){ .r = r, .a = a, .main = t, .def = *def };
	add(s, def->is_object ? "{" : "[", 1);
	hss_host->task->hold(t);
	start_chunk(s);
}
