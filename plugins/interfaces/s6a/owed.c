/*
 * owed.c - Cancel-Locations that are owed (rulings 4.5).
 *
 * A row is written in the batch that makes the CLR necessary, with `due` so far ahead that the one
 * who wrote it can send it in peace. It goes when the node has answered. Otherwise somebody - this
 * process, the same one after kill -9, or another front end - finds it due, takes it by moving
 * `due` (compare-and-set, so only one does), and tries again, ever more rarely, until it is
 * too old. Before each attempt the registration is read past the cache: a node that serves the
 * subscriber again must not lose him.
 */
#include "s6a.h"

enum { SWEEP_ROWS = 16, SWEEP_MS = 600000, LEASE_EXTRA_MS = 10000 };

struct send {
	struct s6a *s;
	const struct s6a_owed *row;
	int32_t attempts;
};

/* How long one attempt may take, by both ways.                                       */
static int64_t lease_us(const struct s6a *s)
{
	return (2 * s->bg.clr_timeout_ms + LEASE_EXTRA_MS) * 1000;
}

struct s6a_owed *s6a_owed_new(const struct s6a *s, struct hss_task *t, struct hss_bytes imsi,
                              uint32_t domain, const struct s6a_node *node, int32_t type,
                              uint32_t clr_flags)
{
	struct s6a_owed *row = hss_new(t, struct s6a_owed);
	int64_t now = s6a_now_us();

	if (!row)
		return NULL;
	*row = (struct s6a_owed){
		.command = { S6A_CMD_CLR, true }, .imsi = imsi,
		.domain = { (int32_t)domain, true }, .host = node->host, .realm = node->realm,
		.peer = node->peer, .cancellation_type = { type, true },
		.flags = { clr_flags, true }, .owner = bytes_str(s->host),
		.attempts = { 0, true }, .due = { now + lease_us(s), true },
		.created = { now, true },
	};
	return row;
}

void s6a_owed_insert(struct hss_op *op, const struct s6a_owed *row)
{
	*op = (struct hss_op){ .size = sizeof *op, .kind = HSS_OP_INSERT,
		               .entity = &s6a_owed_entity, .row = row };
}

/* ---- the end of an attempt ---------------------------------------------------------- */
static void on_settled(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct send *d = ctx;

	(void)rows;
	if (rc != HSS_OK && rc != HSS_E_NOTFOUND && rc != HSS_E_CONFLICT)
		hss_log(d->s->in, t, HSS_LOG_WARN,
		        "owed Cancel-Location could not be noted, it will be looked at again "
		        "node=" BYTES_FMT " rc=%d", BYTES_ARG(d->row->host), rc);
}

static struct hss_term *id_term(struct hss_task *t, const struct s6a_owed *row, uint16_t n)
{
	struct hss_term *v = s6a_new_n(t, struct hss_term, n);

	if (v)
		v[0] = (struct hss_term){ .col = S6A_OWED_s6a_owed_id, .cmp = HSS_CMP_EQ,
			                  .i = row->s6a_owed_id.v };
	return v;
}

static void forget(struct send *d, struct hss_task *t)
{
	struct hss_term *term = id_term(t, d->row, 1);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_DELETE, .entity = &s6a_owed_entity,
	                     .terms = term, .n_terms = 1, .term_size = sizeof *term };
	hss_rc rc = term ? hss_host->store->submit(t, d->s->store, &op, on_settled, d)
	                 : HSS_E_NOMEM;

	if (rc != HSS_OK)
		on_settled(t, rc, NULL, d);
}

/* Doubles with every attempt, up to clr_retry_max.                                      */
static int64_t backoff_us(const struct s6a *s, int32_t attempts)
{
	int64_t ms = s->bg.clr_retry_ms;

	while (attempts-- > 0 && ms < s->bg.clr_retry_max_ms)
		ms *= 2;
	return (ms < s->bg.clr_retry_max_ms ? ms : s->bg.clr_retry_max_ms) * 1000;
}

static void put_off(struct send *d, struct hss_task *t)
{
	struct hss_term *term = id_term(t, d->row, 1);
	struct s6a_owed *row = hss_new(t, struct s6a_owed);
	int64_t now = s6a_now_us();
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_UPDATE, .entity = &s6a_owed_entity,
	                     .terms = term, .n_terms = 1, .term_size = sizeof *term, .row = row,
	                     .cols = S6A_BIT(S6A_OWED_due) | S6A_BIT(S6A_OWED_attempts) };
	hss_rc rc;

	if (now - d->row->created.v > d->s->bg.clr_give_up_ms * 1000) {
		hss_count(d->s->clr_given_up);
		hss_log(d->s->in, t, HSS_LOG_WARN,
		        "Cancel-Location given up after %d attempts node=" BYTES_FMT
		        " imsi=" HSS_ID_FMT, d->attempts + 1, BYTES_ARG(d->row->host),
		        HSS_ID_ARG(d->row->imsi));
		forget(d, t);
		return;
	}
	hss_count(d->s->clr_retried);
	if (!term || !row) {
		on_settled(t, HSS_E_NOMEM, NULL, d);
		return;
	}
	*row = (struct s6a_owed){ .due = { now + backoff_us(d->s, d->attempts), true },
		                  .attempts = { d->attempts + 1, true } };
	rc = hss_host->store->submit(t, d->s->store, &op, on_settled, d);
	if (rc != HSS_OK)
		on_settled(t, rc, NULL, d);
}

static void on_clr_done(struct hss_task *t, enum s6a_clr_outcome o, void *ctx)
{
	struct send *d = ctx;

	if (o == S6A_CLR_RETRY) {
		put_off(d, t);
		return;
	}
	hss_count(d->s->clr_done);
	forget(d, t);
}

/* ---- one attempt ----------------------------------------------------------------------- */
static void on_subscriber(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct send *d = ctx;
	const struct s6a_owed *row = d->row;

	switch (rc) {
	case HSS_OK:
		if (rows->n && s6a_is_at(rows->row[0], (uint32_t)row->domain.v, row->host)) {
			hss_count(d->s->clr_dropped);
			hss_log(d->s->in, t, HSS_LOG_INFO,
			        "Cancel-Location dropped: the node serves the subscriber again "
			        "node=" BYTES_FMT " imsi=" HSS_ID_FMT, BYTES_ARG(row->host),
			        HSS_ID_ARG(row->imsi));
			forget(d, t);
			return;
		}
		break;
	case HSS_E_NOTFOUND:            /* deleted: the node must still hear it  */
		break;
	default:                        /* it stays, and is due again            */
		on_settled(t, rc, NULL, d);
		return;
	}
	if (s6a_clr_send(d->s, t, row, on_clr_done, d) != HSS_OK)
		put_off(d, t);
}

void s6a_owed_send(struct s6a *s, struct hss_task *t, const struct s6a_owed *row)
{
	struct send *d = hss_new(t, struct send);
	hss_rc rc = HSS_E_NOMEM;

	if (d) {
		*d = (struct send){ .s = s, .row = row, .attempts = row->attempts.v };
		rc = s6a_read_subscriber(s, t, row->imsi, true, on_subscriber, d);
	}
	if (rc != HSS_OK)
		hss_log(s->in, t, HSS_LOG_NOTICE,
		        "Cancel-Location waits for its next turn node=" BYTES_FMT " rc=%d",
		        BYTES_ARG(row->host), rc);
}

void s6a_owed_send_batch(struct s6a *s, struct hss_task *t, const struct hss_rows *rows,
                         uint32_t from, uint32_t n)
{
	for (uint32_t i = from; i < from + n && i < rows->n_sub; i++)
		if (rows->sub[i] && rows->sub[i]->n)
			s6a_owed_send(s, t, rows->sub[i]->row[0]);
}

/* ---- what is due ------------------------------------------------------------------------- */
struct claim {
	struct s6a *s;
	const struct s6a_owed *row;
};

static void on_claimed(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct claim *c = ctx;

	(void)rows;
	if (rc == HSS_OK)               /* CONFLICT, NOTFOUND: somebody else has it */
		s6a_owed_send(c->s, t, c->row);
}

static void take_up(struct s6a *s, struct hss_task *t, const struct s6a_owed *row)
{
	struct hss_term *term = id_term(t, row, 2);
	struct s6a_owed *new = hss_new(t, struct s6a_owed);
	struct claim *c = hss_new(t, struct claim);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_UPDATE, .entity = &s6a_owed_entity,
	                     .terms = term, .n_terms = 2, .term_size = sizeof *term, .row = new,
	                     .cols = S6A_BIT(S6A_OWED_due) };

	if (!term || !new || !c)
		return;
	term[1] = (struct hss_term){ .col = S6A_OWED_due, .cmp = HSS_CMP_EQ, .i = row->due.v };
	*new = (struct s6a_owed){ .due = { s6a_now_us() + lease_us(s), true } };
	*c = (struct claim){ s, row };
	(void)hss_host->store->submit(t, s->store, &op, on_claimed, c);
}

static void on_due(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct s6a *s = ctx;

	if (rc != HSS_OK)
		return;
	for (uint32_t i = 0; i < rows->n; i++)
		take_up(s, t, rows->row[i]);
	if (rows->n == SWEEP_ROWS)      /* there may be more                    */
		s->next_sweep_ms = 0;
}

static void find_due(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct s6a *s = ctx;
	struct hss_term *term = hss_new(t, struct hss_term);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_FIND, .entity = &s6a_owed_entity,
	                     .terms = term, .n_terms = 1, .term_size = sizeof *term,
	                     .order_col = S6A_OWED_due, .limit = SWEEP_ROWS };

	(void)rc;
	if (!term || atomic_load(&s->is_stopping))
		return;
	*term = (struct hss_term){ .col = S6A_OWED_due, .cmp = HSS_CMP_LE, .i = s6a_now_us() };
	(void)hss_host->store->submit(t, s->store, &op, on_due, s);
}

static void on_resumed(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct s6a *s = ctx;

	(void)t;
	(void)rows;
	if (rc != HSS_OK && rc != HSS_E_NOTFOUND)
		s->has_resumed = false; /* the next sweep tries again           */
	s->next_sweep_ms = 0;
}

/* At start: what this HSS owes is due now, nobody is working on it.                          */
static void make_own_due(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct s6a *s = ctx;
	struct hss_term *term = hss_new(t, struct hss_term);
	struct s6a_owed *row = hss_new(t, struct s6a_owed);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_UPDATE, .entity = &s6a_owed_entity,
	                     .terms = term, .n_terms = 1, .term_size = sizeof *term, .row = row,
	                     .cols = S6A_BIT(S6A_OWED_due) };

	(void)rc;
	if (!term || !row)
		return;
	*term = (struct hss_term){ .col = S6A_OWED_owner, .cmp = HSS_CMP_EQ,
		                   .b = bytes_str(s->host) };
	*row = (struct s6a_owed){ .due = { s6a_now_us(), true } };
	if (hss_host->store->submit(t, s->store, &op, on_resumed, s) != HSS_OK)
		s->has_resumed = false;
}

void s6a_owed_sweep(struct s6a *s, bool is_start)
{
	struct hss_loop *loop = hss_host->task->loop_at(0);

	(void)hss_host->task->spawn(s->in, loop, SWEEP_MS, is_start ? make_own_due : find_due, s);
}
