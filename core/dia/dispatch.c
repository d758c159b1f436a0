/*
 * dispatch.c - the order in which a message is judged (behaviour 1.1): header, state of the
 * connection, application and command, routing, duplicates, load, AVPs; then its handler.
 */
#include "dia/dispatch.h"

#include "base/magic.h"
#include "plugin/guard.h"
#include "plugin/instance.h"

#include <string.h>

#define NO_AVP ((struct hss_bytes){ 0 })

static struct hss_result base_result(uint32_t code)
{
	return (struct hss_result){ code, 0 };
}

/* ---- the top level of a request ------------------------------------------------------- */

static void scan_proxy(struct dia_loop *dl, const struct avp *a)
{
	static const uint8_t zero[4];

	buf_add(&dl->proxies, a->raw.p, a->raw.len);
	buf_add(&dl->proxies, zero, (4 - a->raw.len % 4) % 4);
}

static void scan_route_record(struct dia_loop *dl, struct req_scan *s, struct hss_bytes host)
{
	if (s->n_route_records < REQ_ROUTE_RECORDS_MAX)
		s->route_records[s->n_route_records++] = host;
	if (route_is_own_host(dl->dia, host))
		s->is_looped = true;
}

static void scan_one(struct dia_loop *dl, struct req_scan *s, const struct avp *a)
{
	switch (a->code) {
	case 263:
		s->session_id = a->data;
		break;
	case 264:
		s->origin_host = a->data;
		break;
	case 296:
		s->origin_realm = a->data;
		break;
	case 293:
		s->dest_host = a->data;
		break;
	case 283:
		s->dest_realm = a->data;
		break;
	case 282:
		scan_route_record(dl, s, a->data);
		break;
	case 284:
		scan_proxy(dl, a);
		break;
	case 260:
		s->has_vsai = true;
		break;
	default:
		break;
	}
}

void req_scan(struct dia_loop *dl, struct hss_bytes avps, struct req_scan *s)
{
	struct avp_cur cur = { avps.p, avps.p + avps.len };
	struct avp a;

	s->session_id = s->origin_host = s->origin_realm = s->dest_host = s->dest_realm = NO_AVP;
	s->n_route_records = 0;
	s->has_vsai = s->is_looped = false;
	buf_clear(&dl->proxies);
	while (avp_next(&cur, &a) == HSS_OK)
		if (!a.vendor)
			scan_one(dl, s, &a);
	s->proxy_infos = dl->proxies.len && !dl->proxies.failed ? buf_bytes(&dl->proxies) : NO_AVP;
}

/* ---- a request on its task ---------------------------------------------------------------- */

static void on_deadline(struct hss_task *t)
{
	struct hss_dia_req *req = t->owner;

	if (!req || req->is_answered)
		return;
	LOG(t->loop->app, LOG_DIA, HSS_LOG_WARN, "deadline passed application=%s command=%s peer=%s",
	    req->cmd->app->name, req->cmd->def.name, req->conn->peer->host);
	req->is_core_answer = true;
	answer_req(req, answer_overload(req->conn, req->cmd), NULL, NO_AVP, NULL);
}

/* The handler returned, nothing is outstanding, and there is no answer (DESIGN 7.6). */
static void on_idle(struct hss_task *t)
{
	struct hss_dia_req *req = t->owner;

	if (req && !req->is_answered) {
		LOG(t->loop->app, LOG_DIA, HSS_LOG_ERR,
		    "handler gave no answer instance=%s application=%s command=%s",
		    t->in ? t->in->name : "core", req->cmd->app->name, req->cmd->def.name);
		guard_violation(t->in, t, "no_answer");
		answer_req(req, base_result(DIAMETER_UNABLE_TO_COMPLY), NULL, NO_AVP, NULL);
		req->is_core_answer = true;
	}
	task_finish(t);
}

static void on_end(struct hss_task *t)
{
	struct hss_dia_req *req = t->owner;

	if (!req)
		return;
	if (req->slab)
		conn_unpin(req->conn, req->slab);
	conn_unref(req->conn);
	req->magic = MAGIC_DEAD;
	t->owner = NULL;
}

static const struct task_ops req_ops = { .deadline = on_deadline, .idle = on_idle, .end = on_end };

bool dispatch_owns(const struct hss_task *t)
{
	return t->ops == &req_ops;
}

static void fill_info(struct hss_dia_req *req, const struct req_scan *s)
{
	struct conn *c = req->conn;
	struct peer *p = c->peer;
	struct hss_dia_info *i = &req->info;
	struct hss_bytes *records = NULL;

	if (s->n_route_records)
		records = arena_array(&req->task->arena, struct hss_bytes, s->n_route_records);
	if (records)
		memcpy(records, s->route_records, s->n_route_records * sizeof *records);
	*i = (struct hss_dia_info){
		.size = sizeof *i,
		.hop_by_hop = req->hdr.hop_by_hop, .end_to_end = req->hdr.end_to_end,
		.flags = (req->hdr.flags & DIA_F_P ? HSS_REQF_PROXIABLE : 0) |
		         (req->hdr.flags & DIA_F_T ? HSS_REQF_RETRANSMIT : 0) |
		         (bytes_ieq(s->origin_host, peer_host(p)) ? 0 : HSS_REQF_VIA_AGENT),
		.session_id = s->session_id,
		.origin_host = s->origin_host, .origin_realm = s->origin_realm,
		.dest_host = s->dest_host, .dest_realm = s->dest_realm,
		.local_host = dia_host(c->dia), .local_realm = c->dia->app->identity.realm,
		.peer = peer_host(p), .peer_group = bytes_str(p->conf ? p->conf->group : NULL),
		.route_records = records, .n_route_records = records ? s->n_route_records : 0,
	};
}

/*
 * The request keeps the slab its message lies in; when its connection has too many slabs kept by
 * slow requests already, the message is copied instead (DESIGN 7.3).
 */
static hss_rc keep_message(struct hss_dia_req *req, struct req_scan *s, struct hss_bytes avps)
{
	struct conn *c = req->conn;
	struct arena *arena = &req->task->arena;

	if (conn_pin(c, c->in) == HSS_OK) {
		req->slab = c->in;
		req->avps = avps;
	} else {
		req->avps = arena_dup(arena, avps);
		if (!req->avps.p)
			return HSS_E_NOMEM;
		req_scan(c->dl, req->avps, s);
	}
	if (s->proxy_infos.len) {
		req->proxy_infos = arena_dup(arena, s->proxy_infos);
		if (!req->proxy_infos.p)
			return HSS_E_NOMEM;
	}
	req->has_vsai = s->has_vsai;
	fill_info(req, s);
	return HSS_OK;
}

static struct hss_dia_req *new_req(struct conn *c, const struct dia_hdr *h, struct dia_cmd *cmd)
{
	int64_t ms = cmd->def.timeout_ms ? cmd->def.timeout_ms : c->dia->conf->request_timeout_ms;
	struct hss_dia_req *req;
	struct hss_task *t;

	if (task_new(c->dl->loop, cmd->app->in, (uint32_t)ms, &req_ops, NULL, &t) != HSS_OK)
		return NULL;
	req = arena_new(&t->arena, struct hss_dia_req);
	if (!req) {
		task_finish(t);
		task_release(t);
		return NULL;
	}
	req->magic = MAGIC_REQ;
	req->conn = conn_ref(c);
	req->task = t;
	req->cmd = cmd;
	req->hdr = *h;
	req->since_ns = clock_mono_ns(&c->dia->app->clock);
	t->owner = req;
	return req;
}

/* Over before it began: answered already.                                       */
static void drop_req(struct hss_dia_req *req)
{
	req->is_answered = true;
	task_finish(req->task);
	task_release(req->task);
}

static void count_in_flight(struct conn *c)
{
	c->in_flight++;
	atomic_fetch_add_explicit(&c->dl->n_in_flight, 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&c->peer->in_flight, 1, memory_order_relaxed);
}

static void call_handler(struct hss_dia_req *req, const void *msg)
{
	struct hss_task *t = req->task;
	struct guard g;

	count_in_flight(req->conn);
	guard_enter(&g, t->in, "handler", t);
	req->cmd->def.handler(req, msg, t->self);
	guard_leave(&g);
	task_release(t);
}

static void refuse_fault(struct hss_dia_req *req, const struct req_scan *s,
                         const struct dia_fault *f)
{
	struct conn *c = req->conn;

	LOG(c->dia->app, LOG_DIA, HSS_LOG_INFO,
	    "bad request application=%s command=%s peer=%s result=%u: %s", req->cmd->app->name,
	    req->cmd->def.name, c->peer->host, f->result, f->text);
	stats_malformed(c->dia, "avp");
	answer_error(c, &req->hdr, s, req->cmd, base_result(f->result), f->failed_avp, f->text);
}

static void start(struct conn *c, const struct dia_hdr *h, struct req_scan *s, struct dia_cmd *cmd,
                  struct hss_bytes avps)
{
	struct hss_dia_req *req = new_req(c, h, cmd);
	struct dia_decode_env env = { .dict = c->dia->dict, .is_strict = c->dia->conf->strict };
	struct dia_fault fault = { 0 };
	void *msg = NULL;
	hss_rc rc = HSS_E_NOMEM;

	if (!req) {
		answer_error(c, h, s, cmd, answer_overload(c, cmd), NO_AVP, "overload");
		return;
	}
	env.arena = &req->task->arena;
	if (keep_message(req, s, avps) == HSS_OK)
		msg = arena_alloc(env.arena, cmd->def.req->struct_size, 16);
	if (msg)
		rc = dia_decode(&env, cmd->def.req, req->avps, msg, &fault);
	if (env.n_lenient)
		stats_malformed(c->dia, "lenient");
	if (rc == HSS_OK) {
		call_handler(req, msg);
		return;
	}
	if (rc == HSS_E_PROTO)
		refuse_fault(req, s, &fault);
	else
		answer_error(c, h, s, cmd, base_result(DIAMETER_RESOURCES_EXCEEDED), NO_AVP,
		             "message is too complex");
	drop_req(req);
}

/* ---- before there is a task -------------------------------------------------------------------- */

static bool peer_may(const struct peer *p, uint32_t app_id)
{
	const struct conf_int *v = p->conf ? p->conf->applications.v : NULL;

	if (!v || !p->conf->applications.n)
		return true;
	for (uint32_t i = 0; i < p->conf->applications.n; i++)
		if ((uint32_t)v[i].v == app_id)
			return true;
	return false;
}

/* Application and command (behaviour 1.1.5). 0: fine.                            */
static uint32_t check_command(const struct conn *c, const struct dia_hdr *h,
                              const struct dia_cmd *cmd)
{
	bool is_known = h->app_id == 0 || app_find(c->dia, h->app_id);

	if (!is_known || !peer_may(c->peer, h->app_id))
		return DIAMETER_APPLICATION_UNSUPPORTED;
	return cmd && cmd->def.handler ? 0 : DIAMETER_COMMAND_UNSUPPORTED;
}

/* Loops and foreign destinations (behaviour 1.1.6). 0: ours.                      */
static uint32_t check_route(struct conn *c, const struct req_scan *s)
{
	bool is_elsewhere;
	uint32_t result;

	if (s->is_looped)
		return DIAMETER_LOOP_DETECTED;
	result = route_check_local(c->dia, s->dest_host, s->dest_realm, &is_elsewhere);
	if (is_elsewhere && !result && !c->is_elsewhere_logged) {
		c->is_elsewhere_logged = true;
		LOG(c->dia->app, LOG_DIA, HSS_LOG_NOTICE,
		    "requests for another Destination-Host are served here peer=%s host=%.*s",
		    c->peer->host, (int)(s->dest_host.len < 128 ? s->dest_host.len : 128),
		    (const char *)s->dest_host.p);
	}
	return result;
}

static bool is_overloaded(const struct conn *c, const struct dia_cmd *cmd)
{
	int64_t max = c->peer->conf ? c->peer->conf->max_in_flight : 0;
	const struct hss_inst *in = cmd->app->in;

	if (max <= 0)
		max = c->dia->conf->max_in_flight;
	if (in && (in->state == HSS_INST_STOPPING || in->state == HSS_INST_STOPPED))
		return true;
	return max > 0 && (int64_t)c->in_flight >= max;
}

/* T set and seen before: the same answer again (rulings 1.4).                     */
static bool was_repeated(struct conn *c, const struct dia_hdr *h, const struct req_scan *s,
                         struct dia_cmd *cmd, struct hss_bytes avps)
{
	struct dia *d = c->dia;
	uint64_t key;

	if (!(h->flags & DIA_F_T) || !(cmd->def.flags & HSS_CMD_STATEFUL))
		return false;
	key = dup_key(d->dup, s->origin_host, h, avps);
	if (dup_find(d->dup, key, c->dl->loop->now_ns, h, s->proxy_infos, conn_out(c)) != HSS_OK)
		return false;
	conn_sent(c);
	stats_repeated(d, cmd);
	return true;
}

static void refuse(struct conn *c, const struct dia_hdr *h, const struct req_scan *s,
                   const struct dia_cmd *cmd, uint32_t result, const char *rule)
{
	LOG(c->dia->app, LOG_DIA, HSS_LOG_INFO,
	    "request refused peer=%s application=%u command=%u result=%u rule=%s",
	    c->peer ? c->peer->host : c->name, h->app_id, h->code, result, rule);
	stats_malformed(c->dia, rule);
	answer_error(c, h, s, cmd, base_result(result), NO_AVP, NULL);
}

static void on_request(struct conn *c, const struct dia_hdr *h, struct hss_bytes avps)
{
	struct dia_cmd *cmd = cmd_find(c->dia, h->app_id, h->code);
	struct req_scan s;
	uint32_t result;

	req_scan(c->dl, avps, &s);
	stats_request(c->dia, app_find(c->dia, h->app_id), cmd);
	result = check_command(c, h, cmd);
	if (result) {
		refuse(c, h, &s, cmd, result, "command");
		return;
	}
	if (c->dia->conf->strict && (cmd->def.flags & HSS_CMD_PROXIABLE) && !(h->flags & DIA_F_P)) {
		refuse(c, h, &s, cmd, DIAMETER_INVALID_HDR_BITS, "header_bits");
		return;
	}
	result = check_route(c, &s);
	if (result) {
		refuse(c, h, &s, cmd, result, "route");
		return;
	}
	if (was_repeated(c, h, &s, cmd, avps))
		return;
	if (is_overloaded(c, cmd)) {
		stats_malformed(c->dia, "overload");
		answer_error(c, h, &s, cmd, answer_overload(c, cmd), NO_AVP, "overload");
		return;
	}
	start(c, h, &s, cmd, avps);
}

/* ---- by the state of the connection --------------------------------------------------------------- */

static void on_open(struct conn *c, const struct dia_hdr *h, const uint8_t *p, uint32_t len)
{
	struct hss_bytes avps = bytes_of(p + DIA_HDR, len - DIA_HDR);
	bool is_base = h->app_id == 0 && (h->code == DIA_CMD_CER || h->code == DIA_CMD_DWR ||
	                                  h->code == DIA_CMD_DPR);
	bool is_request = h->flags & DIA_F_R;

	peer_on_rx(c, is_base && h->code == DIA_CMD_DWR && !is_request);
	if (c->state == CONN_DEAD)
		return;
	if (is_base)
		peer_on_base(c, h, avps);
	else if (is_request)
		on_request(c, h, avps);
	else if (txn_answer(c, h, p, len) != HSS_OK)
		stats_unexpected(c->dia, "answer");
}

static void on_unopened(struct conn *c, const struct dia_hdr *h, struct hss_bytes avps)
{
	if ((h->flags & DIA_F_R) && h->code == DIA_CMD_CER && h->app_id == 0) {
		peer_on_first(c, h, avps);
		return;
	}
	LOG(c->dia->app, LOG_PEER, HSS_LOG_WARN, "not a CER first, closing addr=%s command=%u", c->name,
	    h->code);
	stats_malformed(c->dia, "before_cer");
	conn_doom(c, "the first message is not a CER");
}

static void on_awaited(struct conn *c, const struct dia_hdr *h, struct hss_bytes avps)
{
	if (h->code == DIA_CMD_CER && !(h->flags & DIA_F_R)) {
		peer_on_base(c, h, avps);
		return;
	}
	stats_malformed(c->dia, "before_cea");
	c->peer->why = "the first message is not a CEA";
	peer_event(c->peer, PE_I_NON_CEA, c);
}

void dispatch_bad_header(struct conn *c, const uint8_t *p, uint32_t result)
{
	struct dia_hdr h;

	dia_hdr_get(p, &h);
	if (h.flags & DIA_F_R)          /* answers never get an answer          */
		answer_error(c, &h, NULL, NULL, base_result(result), NO_AVP, NULL);
}

/* Rules of the header that framing survives. 0: fine.                             */
static uint32_t check_header(const struct conn *c, const struct dia_hdr *h)
{
	if (h->version != 1)
		return DIAMETER_UNSUPPORTED_VERSION;
	if (h->length % 4)
		return DIAMETER_INVALID_MESSAGE_LENGTH;
	if ((h->flags & DIA_F_RSVD) && c->dia->conf->strict)
		return DIAMETER_INVALID_BIT_IN_HEADER;
	if ((h->flags & DIA_F_R) && (h->flags & DIA_F_E) && c->dia->conf->strict)
		return DIAMETER_INVALID_HDR_BITS;
	return 0;
}

void dispatch_message(struct conn *c, const uint8_t *p, uint32_t len)
{
	struct hss_bytes avps = bytes_of(p + DIA_HDR, len - DIA_HDR);
	struct dia_hdr h;
	uint32_t result;

	dia_hdr_get(p, &h);
	result = check_header(c, &h);
	if (result) {
		LOG(c->dia->app, LOG_DIA, HSS_LOG_INFO, "bad header peer=%s addr=%s result=%u",
		    c->peer ? c->peer->host : "-", c->name, result);
		stats_malformed(c->dia, "header");
		dispatch_bad_header(c, p, result);
		if (c->state == CONN_WAIT_CER || c->state == CONN_WAIT_CEA)
			conn_linger(c, "bad header before the capabilities exchange");
		return;
	}
	if (h.flags & DIA_F_RSVD || ((h.flags & DIA_F_R) && (h.flags & DIA_F_E)))
		stats_malformed(c->dia, "lenient");
	switch (c->state) {
	case CONN_WAIT_CER:
		on_unopened(c, &h, avps);
		break;
	case CONN_WAIT_CEA:
		on_awaited(c, &h, avps);
		break;
	case CONN_OPEN:
	case CONN_CLOSING:
		on_open(c, &h, p, len);
		break;
	default:
		break;
	}
}
