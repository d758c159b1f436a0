/*
 * answer.c - answers: of the handler, and of the core when there is none (RFC 6733 7.2, DESIGN
 * 7.7). An answer that breaks its own grammar never leaves: UNABLE_TO_COMPLY goes instead.
 */
#include "dia/dispatch.h"

#include "base/magic.h"
#include "plugin/guard.h"
#include "plugin/instance.h"

static struct dia_hdr answer_hdr(const struct dia_hdr *h, struct hss_result res)
{
	struct dia_hdr a = *h;

	a.version = 1;
	a.flags = h->flags & DIA_F_P;
	if (result_is_error_bit(res))
		a.flags |= DIA_F_E;
	return a;
}

static void fill_auto(struct dia_auto *a, struct dia *d, const struct dia_cmd *cmd,
                      struct hss_result res)
{
	*a = (struct dia_auto){
		.origin_host = dia_host(d), .origin_realm = d->app->identity.realm, .result = res,
		.auth_session_state = { DIA_AUTH_STATE_NONE, true },
	};
	if (cmd) {
		a->app_id = cmd->app->app_id;
		a->vendor = cmd->app->vendor;
	}
}

/*
 * 5011 and 5015 about a message whose command may be anything: the generic grammar, but no E bit,
 * which belongs to 3xxx alone (RFC 6733 7.2).
 */
static hss_rc encode_generic(struct buf *out, const struct dia_hdr *h, const struct dia_auto *a)
{
	size_t start = out->len;
	hss_rc rc = dia_encode_error(out, h, a);

	if (rc == HSS_OK && !result_is_error_bit(a->result))
		out->p[start + 4] &= (uint8_t)~DIA_F_E;
	return rc;
}

/* Error answers need not carry what their command's grammar requires.            */
static hss_rc encode(struct buf *out, const struct dia_hdr *h, const struct dia_cmd *cmd,
                     const void *ans, const struct dia_auto *a, struct hss_err *err)
{
	if (result_is_error_bit(a->result) || !cmd || !cmd->def.ans)
		return encode_generic(out, h, a);
	return dia_encode(out, h, cmd->def.ans, ans, a, err);
}

void answer_error(struct conn *c, const struct dia_hdr *h, const struct req_scan *s,
                  const struct dia_cmd *cmd, struct hss_result res, struct hss_bytes failed_avp,
                  const char *text)
{
	const struct dia_hdr ah = answer_hdr(h, res);
	struct hss_err err = { 0 };
	struct buf *out = conn_out(c);
	struct dia_auto a;
	hss_rc rc;

	fill_auto(&a, c->dia, cmd, res);
	if (s) {
		a.session_id = s->session_id;
		a.proxy_infos = s->proxy_infos;
		a.has_vsai = s->has_vsai && cmd && cmd->app->vendor;
	}
	a.failed_avp = failed_avp;
	a.error_message = bytes_str(text && *text ? text : NULL);
	rc = encode(out, &ah, cmd, NULL, &a, &err);
	if (rc != HSS_OK)
		rc = encode_generic(out, &ah, &a);
	if (rc == HSS_OK)
		conn_sent(c);
	stats_answer(c->dia, app_find(c->dia, h->app_id), cmd, &res);
}

struct hss_result answer_overload(const struct conn *c, const struct dia_cmd *cmd)
{
	bool is_agent = c->peer && c->peer->conf && c->peer->conf->is_dra;

	/* an MME takes 3004 for "congestion" and the phone leaves the network; only an agent
	 * knows another way for the request (rulings 1.7) */
	if (is_agent)
		return (struct hss_result){ DIAMETER_TOO_BUSY, 0 };
	if (cmd->def.overload_result.code)
		return cmd->def.overload_result;
	return (struct hss_result){ DIAMETER_UNABLE_TO_COMPLY, 0 };
}

/* Is it an answer that a repeated request must get again? What failed for lack of something may
 * well work the second time, and changed nothing.                              */
static bool is_final(struct hss_result r)
{
	return !result_is_error_bit(r) && !(r.code >= 4000 && r.code < 5000) &&
	       !(r.vendor == 0 && r.code == DIAMETER_UNABLE_TO_COMPLY);
}

static void remember(struct hss_dia_req *req, struct hss_result res, struct hss_bytes msg)
{
	struct dia *d = req->conn->dia;

	if (!(req->cmd->def.flags & HSS_CMD_STATEFUL) || req->is_core_answer || !is_final(res))
		return;
	dup_store(d->dup, dup_key(d->dup, req->info.origin_host, &req->hdr, req->avps),
	          req->task->loop->now_ns, msg);
}

static void not_in_flight(struct conn *c)
{
	if (!c->in_flight)
		return;                 /* the connection went: counted out there */
	c->in_flight--;
	atomic_fetch_sub_explicit(&c->dl->n_in_flight, 1, memory_order_relaxed);
	if (c->peer)
		atomic_fetch_sub_explicit(&c->peer->in_flight, 1, memory_order_relaxed);
	if (!c->in_flight && c->state == CONN_CLOSING)
		peer_on_idle(c);
}

static void bad_answer(struct hss_dia_req *req, const char *text)
{
	struct dia *d = req->conn->dia;

	LOG(d->app, LOG_DIA, HSS_LOG_ERR, "answer breaks its grammar application=%s command=%s: %s",
	    req->cmd->app->name, req->cmd->def.name, text);
	guard_violation(req->cmd->app->in, req->task, "bad_answer");
}

hss_rc answer_req(struct hss_dia_req *req, struct hss_result res, const void *ans,
                  struct hss_bytes failed_avp, const char *text)
{
	struct conn *c = req->conn;
	bool can_send = conn_can_send(c);
	/* a peer that went comes back and asks again with T: the answer is made all the same */
	struct buf *out = can_send ? conn_out(c) : &c->dl->scratch;
	struct dia_hdr h = answer_hdr(&req->hdr, res);
	struct hss_err err = { 0 };
	struct dia_auto a;
	size_t start;
	hss_rc rc;

	if (!can_send)
		buf_clear(out);
	start = out->len;
	fill_auto(&a, c->dia, req->cmd, res);
	a.session_id = req->info.session_id;
	a.proxy_infos = req->proxy_infos;
	a.has_vsai = req->has_vsai && req->cmd->app->vendor;
	a.failed_avp = failed_avp;
	a.error_message = bytes_str(text && *text ? text : NULL);
	rc = encode(out, &h, req->cmd, ans, &a, &err);
	if (rc != HSS_OK) {
		bad_answer(req, err.text);
		res = (struct hss_result){ DIAMETER_UNABLE_TO_COMPLY, 0 };
		a.result = res;
		a.failed_avp = (struct hss_bytes){ 0 };
		a.error_message = (struct hss_bytes){ 0 };
		h = answer_hdr(&req->hdr, res);
		rc = dia_encode(out, &h, req->cmd->def.ans, NULL, &a, &err);
	}
	req->is_answered = true;
	stats_answer(c->dia, req->cmd->app, req->cmd, &res);
	stats_time(req->cmd, clock_mono_ns(&c->dia->app->clock) - req->since_ns);
	if (rc == HSS_OK && !out->failed)
		remember(req, res, bytes_of(out->p + start, out->len - start));
	if (can_send)
		conn_sent(c);
	not_in_flight(c);
	task_finish(req->task);
	return rc;
}

/* ---- the ABI ------------------------------------------------------------------------ */

/* OK: may answer. A second answer is the plugin's fault, one after the deadline is not. */
static hss_rc check(struct hss_dia_req *req)
{
	if (!MAGIC_OK(req, MAGIC_REQ))
		return HSS_E_INVAL;
	if (!req->is_answered)
		return HSS_OK;
	if (!req->is_core_answer)
		guard_violation(req->cmd->app->in, req->task, "two_answers");
	return HSS_E_STATE;
}

hss_rc dia_answer(struct hss_dia_req *req, struct hss_result res, const void *ans)
{
	hss_rc rc = check(req);

	if (rc != HSS_OK)
		return rc;
	if (!res.code) {
		bad_answer(req, "no result code");
		res = (struct hss_result){ DIAMETER_UNABLE_TO_COMPLY, 0 };
	}
	return answer_req(req, res, ans, (struct hss_bytes){ 0 }, NULL);
}

hss_rc dia_reject(struct hss_dia_req *req, struct hss_result res, const struct hss_avp_def *avp,
                  struct hss_bytes value, const char *text)
{
	struct buf failed = { 0 };
	hss_rc rc = check(req);

	if (rc != HSS_OK)
		return rc;
	if (!res.code)
		res = (struct hss_result){ DIAMETER_UNABLE_TO_COMPLY, 0 };
	if (!avp)
		return answer_req(req, res, NULL, (struct hss_bytes){ 0 }, text);
	avp_put(&failed, avp, value);
	rc = answer_req(req, res, NULL, failed.failed ? (struct hss_bytes){ 0 } : buf_bytes(&failed),
	                text);
	buf_free(&failed);
	return rc;
}

struct hss_task *dia_req_task(struct hss_dia_req *req)
{
	return MAGIC_OK(req, MAGIC_REQ) ? req->task : NULL;
}

const struct hss_dia_info *dia_req_info(const struct hss_dia_req *req)
{
	return MAGIC_OK(req, MAGIC_REQ) ? &req->info : NULL;
}
