/*
 * body.c - streamed bodies: a piece comes in when the handler has asked for it, a piece goes out
 * when the client has room; in between the connection sleeps.
 */
#include "http/http.h"

#include "base/bytes.h"
#include "loop/task.h"
#include "plugin/guard.h"

#include <string.h>

static void tell_chunk(struct hss_http_req *r, hss_rc rc, struct hss_bytes chunk)
{
	hss_http_chunk_fn fn = r->reader;
	struct guard g;

	r->reader = NULL;
	guard_enter(&g, r->task->in, "http chunk", r->task);
	fn(r->task, rc, chunk, r->reader_ctx);
	guard_leave(&g);
	task_release(r->task);
}

enum MHD_Result body_stream_in(struct hss_http_req *r, const char *upload, size_t *size)
{
	if (!*size) {
		r->body_ended = true;
		if (r->reader)
			tell_chunk(r, HSS_OK, (struct hss_bytes){ 0 });
		if (r->response)
			return MHD_YES;
	} else if (r->is_answered) {
		*size = 0;              /* nobody wants the rest                */
		return MHD_YES;
	} else if (r->reader) {
		struct hss_bytes chunk = bytes_of(upload, *size);

		*size = 0;
		tell_chunk(r, HSS_OK, chunk);
		return MHD_YES;
	}
	if (!r->is_answered && !r->is_suspended) {
		r->is_suspended = true;
		MHD_suspend_connection(r->conn);
	}
	return MHD_YES;
}

static void chunk_end(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct hss_http_req *r = ctx;

	(void)t;
	if (r->reader)
		tell_chunk(r, rc, (struct hss_bytes){ 0 });
}

hss_rc http_read(struct hss_http_req *r, hss_http_chunk_fn fn, void *ctx)
{
	if (r->reader || !r->task)
		return HSS_E_STATE;
	r->reader = fn;
	r->reader_ctx = ctx;
	task_hold(r->task);
	if (r->body_ended || !r->conn)
		return task_later(r->task, r->conn ? HSS_OK : HSS_E_CANCELED, chunk_end, r,
		                  "http chunk");
	request_resume(r);
	return HSS_OK;
}

ssize_t body_stream_out(void *cls, uint64_t pos, char *buf, size_t max)
{
	struct hss_http_req *r = cls;
	size_t n = r->out.len - r->out_at;

	(void)pos;
	if (n) {
		if (n > max)
			n = max;
		memcpy(buf, r->out.p + r->out_at, n);
		r->out_at += n;
	}
	if (r->out_at == r->out.len) {
		buf_clear(&r->out);
		r->out_at = 0;
		if (r->room && r->task) {
			hss_task_fn fn = r->room;

			r->room = NULL;
			task_later(r->task, HSS_OK, fn, r->room_ctx, "http room");
			task_release(r->task);
		}
	}
	if (n)
		return (ssize_t)n;
	if (r->out_ended)
		return MHD_CONTENT_READER_END_OF_STREAM;
	r->is_suspended = true;
	MHD_suspend_connection(r->conn);
	return 0;
}

/* The client has gone: who waits for room is told, or its hold would never end. */
void body_end_room(struct hss_http_req *r)
{
	hss_task_fn fn = r->room;

	if (!fn || !r->task)
		return;
	r->room = NULL;
	task_later(r->task, HSS_E_CANCELED, fn, r->room_ctx, "http room");
	task_release(r->task);
}

hss_rc http_write(struct hss_http_req *r, struct hss_bytes chunk, hss_task_fn room, void *ctx)
{
	if (!r->is_streaming_out || r->out_ended || r->room)
		return HSS_E_STATE;
	if (!r->conn)
		return HSS_E_CANCELED;
	buf_add(&r->out, chunk.p, chunk.len);
	if (r->out.failed)
		return HSS_E_NOMEM;
	if (room) {
		r->room = room;
		r->room_ctx = ctx;
		task_hold(r->task);
	}
	request_resume(r);
	return HSS_OK;
}

hss_rc http_end(struct hss_http_req *r)
{
	if (!r->is_streaming_out || r->out_ended)
		return HSS_E_STATE;
	r->out_ended = true;
	request_resume(r);
	if (r->task)
		task_finish(r->task);
	return HSS_OK;
}
