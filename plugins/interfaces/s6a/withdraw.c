/*
 * withdraw.c - the HSS ends a registration (TS 29.272 5.2.1.2, SUBSCRIPTION_WITHDRAWAL and what
 * operators ask for): the stored node is cleared and the CLR owed in one batch, so that the
 * node that is told is the one that served.
 */
#include "s6a.h"

enum { ROUNDS = 16, SCAN_ROWS = 16, SCAN_MS = 600000 };

struct withdraw {
	struct s6a *s;
	struct s6a_withdraw w;
	const struct hss_subscriber *sub;
	struct hss_bytes node;          /* the first one that is cancelled      */
	uint32_t n;
	uint32_t ended;                 /* domains, 1 << HSS_DOM_*              */
	uint32_t round;
	s6a_withdraw_fn done;
	void *ctx;
};

static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx);

static void end(struct withdraw *x, struct hss_task *t, hss_rc rc)
{
	x->done(t, rc, rc == HSS_OK ? x->n : 0, x->node, x->ctx);
}

static void publish_ended(struct withdraw *x, struct hss_task *t)
{
	static const uint32_t domains[] = { HSS_DOM_EPS, HSS_DOM_PS };
	struct hss_bytes none = { NULL, 0 };

	for (int i = 0; i < 2; i++) {
		struct s6a_node n = s6a_node_of(x->sub, domains[i]);

		if (x->ended & 1u << domains[i])
			s6a_publish(t, HSS_EV_DEREGISTERED, domains[i], x->w.imsi, n.host, n.realm,
			            none);
	}
}

static void on_stored(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct withdraw *x = ctx;

	switch (rc) {
	case HSS_OK:
		publish_ended(x, t);
		end(x, t, HSS_OK);
		s6a_owed_send_batch(x->s, t, rows, 1, x->n);
		return;
	case HSS_E_CONFLICT:
	case HSS_E_UNCERTAIN:
		if (++x->round < ROUNDS)
			rc = s6a_read_subscriber(x->s, t, x->w.imsi, true, on_subscriber, x);
		if (rc == HSS_OK)
			return;
		break;
	default:
		break;
	}
	end(x, t, rc);
}

/* One domain: if somebody serves there whom this is about, end it and owe the CLR.    */
static hss_rc end_domain(struct withdraw *x, struct hss_task *t, uint32_t domain,
                         struct hss_subscriber *row, struct s6a_terms *terms, uint64_t *cols,
                         struct hss_op *ops)
{
	struct s6a_node node = s6a_node_of(x->sub, domain);
	struct s6a_owed *owed;

	if (x->w.domains && !(x->w.domains & 1u << domain))
		return HSS_OK;
	if (s6a_is_empty(node.host) || !node.is_s6)
		return HSS_OK;
	if (x->w.only_host.p && !bytes_ieq(node.host, x->w.only_host))
		return HSS_OK;
	s6a_terms_node(terms, x->sub, domain);
	*cols |= s6a_clear_node(row, domain);
	x->ended |= 1u << domain;
	if (node.is_purged)             /* it has deleted him itself            */
		return HSS_OK;
	owed = s6a_owed_new(x->s, t, x->w.imsi, domain, &node, x->w.type,
	                    x->w.clr_flags | (domain == HSS_DOM_EPS ? S6A_CLR_IS_S6A : 0));
	if (!owed)
		return HSS_E_NOMEM;
	s6a_owed_insert(&ops[1 + x->n++], owed);
	if (!x->node.p)
		x->node = node.host;
	return HSS_OK;
}

static hss_rc store(struct withdraw *x, struct hss_task *t)
{
	struct hss_subscriber *row = hss_new(t, struct hss_subscriber);
	struct s6a_terms *terms = hss_new(t, struct s6a_terms);
	struct hss_op *ops = s6a_new_n(t, struct hss_op, 3);
	struct hss_op batch = { .size = sizeof batch, .kind = HSS_OP_BATCH, .ops = ops };
	uint64_t cols = 0;
	hss_rc rc;

	if (!row || !terms || !ops)
		return HSS_E_NOMEM;
	memset(row, 0, sizeof *row);
	x->n = 0;
	x->ended = 0;
	x->node = (struct hss_bytes){ NULL, 0 };
	s6a_terms_row(terms, x->sub);
	rc = end_domain(x, t, HSS_DOM_EPS, row, terms, &cols, ops);
	if (rc == HSS_OK)
		rc = end_domain(x, t, HSS_DOM_PS, row, terms, &cols, ops);
	if (rc != HSS_OK)
		return rc;
	if (!x->ended) {
		end(x, t, HSS_OK);
		return HSS_OK;
	}
	ops[0] = (struct hss_op){ .size = sizeof *ops, .kind = HSS_OP_UPDATE,
		                  .entity = x->s->subscriber, .terms = terms->v,
		                  .n_terms = terms->n, .term_size = sizeof terms->v[0],
		                  .row = row, .cols = cols };
	batch.n_ops = 1 + x->n;
	return hss_host->store->submit(t, x->s->store, &batch, on_stored, x);
}

static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct withdraw *x = ctx;

	if (rc == HSS_OK && !rows->n)
		rc = HSS_E_NOTFOUND;
	if (rc == HSS_OK) {
		x->sub = rows->row[0];
		if (x->w.only_if_disabled && !s6a_is_disabled(x->sub)) {
			x->n = 0;
			end(x, t, HSS_OK);
			return;
		}
		rc = store(x, t);
	}
	if (rc != HSS_OK)
		end(x, t, rc);
}

hss_rc s6a_withdraw(struct s6a *s, struct hss_task *t, const struct s6a_withdraw *w,
                    s6a_withdraw_fn done, void *ctx)
{
	struct withdraw *x = hss_new(t, struct withdraw);

	if (!x)
		return HSS_E_NOMEM;
	*x = (struct withdraw){ .s = s, .w = *w, .done = done, .ctx = ctx };
	return s6a_read_subscriber(s, t, w->imsi, true, on_subscriber, x);
}

/* ---- the operator disabled or deleted him -------------------------------------------- */
static void on_withdrawn(struct hss_task *t, hss_rc rc, uint32_t n, struct hss_bytes node,
                         void *ctx)
{
	struct s6a *s = ctx;

	(void)n;
	(void)node;
	if (rc != HSS_OK && rc != HSS_E_NOTFOUND)
		hss_log(s->in, t, HSS_LOG_WARN,
		        "a disabled subscriber could not be cancelled at his node rc=%d", rc);
}

static void on_owed(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct s6a *s = ctx;

	if (rc != HSS_OK)
		hss_log(s->in, t, HSS_LOG_WARN,
		        "a deleted subscriber could not be cancelled at his node rc=%d", rc);
	else if (rows->n)
		s6a_owed_send(s, t, rows->row[0]);
}

/* The row is gone; what it was comes with the change if the deleting transaction read it. */
static void cancel_deleted(struct s6a *s, struct hss_task *t, const struct hss_subscriber *old)
{
	static const uint32_t domains[] = { HSS_DOM_EPS, HSS_DOM_PS };

	for (int i = 0; i < 2; i++) {
		struct s6a_node node = s6a_node_of(old, domains[i]);
		uint32_t flags = domains[i] == HSS_DOM_EPS ? S6A_CLR_IS_S6A : 0;
		struct s6a_owed *row;
		struct hss_op op;

		if (s6a_is_empty(node.host) || node.is_purged || !node.is_s6)
			continue;
		row = s6a_owed_new(s, t, old->imsi, domains[i], &node, S6A_CANCEL_WITHDRAWAL,
		                   flags);
		if (!row)
			continue;
		s6a_owed_insert(&op, row);
		if (hss_host->store->submit(t, s->store, &op, on_owed, s) != HSS_OK)
			on_owed(t, HSS_E_BUSY, NULL, s);
	}
}

/* ---- disabled subscribers that are still registered --------------------------------------
 * At start, because the process that disabled one may have died before it could cancel him, and
 * when change notices were lost. The registrations end, so each page starts from the top.   */
struct scan {
	struct s6a *s;
	uint32_t domain, pending;
	bool has_failed, is_full;
};

static void scan_page(struct scan *z, struct hss_task *t);

static void scan_step(struct scan *z, struct hss_task *t)
{
	if (--z->pending)
		return;
	if (z->has_failed)              /* the store is in trouble: next time   */
		return;
	if (z->is_full) {
		/* the task's memory is for one page                            */
		s6a_withdraw_disabled(z->s);
		return;
	}
	if (z->domain == HSS_DOM_EPS) {
		z->domain = HSS_DOM_PS;
		scan_page(z, t);
	}
}

static void on_scanned_one(struct hss_task *t, hss_rc rc, uint32_t n, struct hss_bytes node,
                           void *ctx)
{
	struct scan *z = ctx;

	(void)n;
	(void)node;
	z->has_failed = z->has_failed || (rc != HSS_OK && rc != HSS_E_NOTFOUND);
	scan_step(z, t);
}

static void on_scan_page(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct scan *z = ctx;

	if (rc != HSS_OK) {
		z->has_failed = true;
		scan_step(z, t);
		return;
	}
	z->is_full = rows->n == SCAN_ROWS;
	for (uint32_t i = 0; i < rows->n; i++) {
		const struct hss_subscriber *sub = rows->row[i];
		struct s6a_withdraw w = { .imsi = sub->imsi, .type = S6A_CANCEL_WITHDRAWAL,
			                  .only_if_disabled = true };

		z->pending++;
		rc = s6a_withdraw(z->s, t, &w, on_scanned_one, z);
		if (rc != HSS_OK) {
			z->pending--;
			z->has_failed = true;
		}
	}
	scan_step(z, t);
}

static void scan_page(struct scan *z, struct hss_task *t)
{
	struct hss_term *v = s6a_new_n(t, struct hss_term, 3);
	bool is_eps = z->domain == HSS_DOM_EPS;
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_FIND, .entity = z->s->subscriber,
	                     .terms = v, .n_terms = is_eps ? 2 : 3, .term_size = sizeof *v,
	                     .limit = SCAN_ROWS };

	if (!v || atomic_load(&z->s->is_stopping))
		return;
	v[0] = (struct hss_term){ .col = HSS_SUBSCRIBER_enabled, .cmp = HSS_CMP_EQ, .i = 0 };
	v[1] = (struct hss_term){ .col = is_eps ? HSS_SUBSCRIBER_serving_mme
		                                : HSS_SUBSCRIBER_serving_sgsn,
		                  .cmp = HSS_CMP_NOT_NULL };
	v[2] = (struct hss_term){ .col = HSS_SUBSCRIBER_serving_sgsn_protocol,
		                  .cmp = HSS_CMP_EQ, .i = S6A_SGSN_S6D };
	z->pending = 1;                 /* the page itself                      */
	(void)hss_host->store->submit(t, z->s->store, &op, on_scan_page, z);
}

static void run_scan(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct scan *z = hss_new(t, struct scan);

	(void)rc;
	if (!z)
		return;
	*z = (struct scan){ .s = ctx, .domain = HSS_DOM_EPS };
	scan_page(z, t);
}

void s6a_withdraw_disabled(struct s6a *s)
{
	(void)hss_host->task->spawn(s->in, hss_host->task->loop_at(0), SCAN_MS, run_scan, s);
}

void s6a_on_subscriber_change(struct hss_task *t, hss_rc rc, const struct hss_change *c,
                              void *self)
{
	struct s6a *s = ((struct s6a_gen *)self)->s6a;
	const struct hss_subscriber *row;
	struct s6a_withdraw w = { .type = S6A_CANCEL_WITHDRAWAL, .only_if_disabled = true };

	if (rc != HSS_OK) {             /* notices were lost                    */
		s6a_withdraw_disabled(s);
		return;
	}
	if (c->kind == HSS_OP_DELETE) {
		if (c->old_row)
			cancel_deleted(s, t, c->old_row);
		return;
	}
	row = c->new_row ? c->new_row : c->old_row;
	if (!row || s6a_is_empty(row->imsi) || (c->new_row && !s6a_is_disabled(row)))
		return;
	w.imsi = s6a_dup(t, row->imsi);
	rc = w.imsi.p ? s6a_withdraw(s, t, &w, on_withdrawn, s) : HSS_E_NOMEM;
	if (rc != HSS_OK)
		on_withdrawn(t, rc, 0, w.imsi, s);
}

/* ---- the service subscriber.deregister ------------------------------------------------- */
static void on_deregistered(struct hss_task *t, hss_rc rc, uint32_t n, struct hss_bytes node,
                            void *ctx)
{
	struct hss_svc_deregister_ans ans = { .size = sizeof ans, .n_sent = n, .node = node };

	(void)t;
	/* NOTFOUND would end the round of providers: "nobody here" is an answer  */
	if (rc == HSS_E_NOTFOUND)
		rc = HSS_OK;
	(void)hss_host->event->service_reply(ctx, rc, rc == HSS_OK ? &ans : NULL);
}

void s6a_on_deregister(struct hss_svc_call *c, struct hss_task *t, const void *req, void *self)
{
	const struct hss_svc_deregister *q = req;
	struct s6a *s = ((struct s6a_gen *)self)->s6a;
	struct s6a_withdraw w = {
		.imsi = q->imsi, .domains = q->domains, .type = (int32_t)q->cause,
		.clr_flags = q->cause == S6A_CANCEL_WITHDRAWAL ? S6A_CLR_REATTACH : 0,
	};
	uint32_t ours = 1u << HSS_DOM_EPS | 1u << HSS_DOM_PS;
	hss_rc rc = HSS_E_NOTFOUND;

	if (!q->domains || (q->domains & ours))
		rc = s6a_withdraw(s, t, &w, on_deregistered, c);
	if (rc != HSS_OK)
		on_deregistered(t, rc, 0, (struct hss_bytes){ NULL, 0 }, c);
}
