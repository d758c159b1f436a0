/*
 * roaming.c - the roaming rules, read into one table that every request sees as a snapshot.
 *
 * They are few and change rarely, but which rules are global depends on all subscribers: a rule
 * that some subscriber's list names applies to those only (rulings 4.1). So the load reads
 * networks, rules, and the lists of the subscribers that have one, page by page, each page on
 * a task of its own because a task's memory is small. It is done at start, when one of them
 * changes, and from time to time for the sake of other front ends.
 */
#include "s6a.h"

#include <stdlib.h>

/* RETRY: after a failure; PAUSE: between loads, however often something changes  */
enum { PAGE = 64, LOAD_MS = 60000, RETRY_MS = 1000, PAUSE_MS = 200 };
enum { STEP_NETWORKS = 0, STEP_RULES = 1, STEP_LISTS = 2, STEPS = 3 };

struct roaming_load {
	struct network_table *table;
	uint32_t step;
	uint8_t cursor[512];
	uint32_t cursor_len;
	struct hss_term has_list;
};

static void read_page(struct hss_task *t, hss_rc rc, void *ctx);

void s6a_roaming_drop(struct s6a *s)
{
	if (!s->load)
		return;
	network_table_free(s->load->table);
	free(s->load);
	s->load = NULL;
}

static void tell_ready(struct s6a *s)
{
	if (s->is_ready)
		return;
	s->is_ready = true;
	hss_host->core->ready(s->in);
}

/* Requests of roamers are refused for now with a passing error; the rest goes on.      */
static void fail(struct s6a *s, hss_rc rc)
{
	s6a_roaming_drop(s);
	s->load_hold_ms = hss_host->core->uptime_ms() + RETRY_MS;
	atomic_store(&s->roaming_is_stale, true);
	hss_host->core->health(s->in, rc, "the roaming rules cannot be read");
	hss_log(s->in, NULL, HSS_LOG_WARN, "the roaming rules cannot be read rc=%d", rc);
	tell_ready(s);
}

static void finish(struct s6a *s)
{
	struct network_table *table = s->load->table;
	uint64_t now = hss_host->core->uptime_ms();
	hss_rc rc;

	network_table_seal(table);
	s->load->table = NULL;
	s6a_roaming_drop(s);
	hss_log(s->in, NULL, HSS_LOG_DEBUG, "roaming rules read rules=%u networks=%u named=%u",
	        table->n_rules, table->n_nets, table->n_named);
	rc = hss_host->core->publish(s->in, S6A_SLOT_ROAMING, table, network_table_free);
	if (rc != HSS_OK) {
		network_table_free(table);
		fail(s, rc);
		return;
	}
	s->next_load_ms = now + (uint64_t)s->bg.roaming_refresh_ms;
	s->load_hold_ms = now + PAUSE_MS;
	hss_host->core->health(s->in, HSS_OK, NULL);
	tell_ready(s);
}

static hss_rc take_row(struct s6a *s, struct hss_task *t, const void *row)
{
	struct network_table *table = s->load->table;
	const struct hss_roaming_network *net = row;
	const struct hss_subscriber *sub = row;
	hss_rc rc;

	switch (s->load->step) {
	case STEP_NETWORKS:
		rc = network_table_add_net(table, net);
		if (rc != HSS_E_INVAL)
			return rc;
		hss_log(s->in, t, HSS_LOG_WARN,
		        "roaming network ignored: its MCC or MNC are not digits id=%lld",
		        (long long)net->roaming_network_id.v);
		return HSS_OK;
	case STEP_RULES:
		return network_table_add_rule(table, row);
	default:
		return network_table_add_named(table, &sub->roaming_rule_list);
	}
}

static void on_page(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct s6a *s = ctx;
	struct roaming_load *l = s->load;

	if (!l)
		return;
	for (uint32_t i = 0; rc == HSS_OK && i < rows->n; i++)
		rc = take_row(s, t, rows->row[i]);
	if (rc == HSS_E_NOTFOUND)
		rc = HSS_OK;
	else if (rc == HSS_OK && rows->cursor.len > sizeof l->cursor)
		rc = HSS_E_INTERNAL;
	if (rc != HSS_OK) {
		fail(s, rc);
		return;
	}
	l->cursor_len = rows ? rows->cursor.len : 0;
	if (l->cursor_len)
		memcpy(l->cursor, rows->cursor.p, l->cursor_len);
	else if (++l->step == STEPS) {
		finish(s);
		return;
	}
	rc = hss_host->task->spawn(s->in, hss_host->task->loop_at(0), LOAD_MS, read_page, s);
	if (rc != HSS_OK)
		fail(s, rc);
}

static void read_page(struct hss_task *t, hss_rc rc, void *ctx)
{
	struct s6a *s = ctx;
	struct roaming_load *l = s->load;
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_FIND, .limit = PAGE,
	                     .term_size = sizeof l->has_list };

	if (!l || atomic_load(&s->is_stopping)) {
		s6a_roaming_drop(s);
		return;
	}
	op.entity = l->step == STEP_NETWORKS ? s->network :
	            l->step == STEP_RULES ? s->rule : s->subscriber;
	if (l->step == STEP_LISTS) {
		l->has_list = (struct hss_term){ .col = HSS_SUBSCRIBER_roaming_rule_list,
			                         .cmp = HSS_CMP_NOT_NULL };
		op.terms = &l->has_list;
		op.n_terms = 1;
	}
	op.cursor = bytes_of(l->cursor, l->cursor_len);
	rc = hss_host->store->submit(t, s->store, &op, on_page, s);
	if (rc != HSS_OK)
		fail(s, rc);
}

void s6a_roaming_load(struct s6a *s)
{
	hss_rc rc = HSS_E_NOMEM;

	if (s->load)                    /* under way; what changed is read after it */
		return;
	atomic_store(&s->roaming_is_stale, false);
	s->load = calloc(1, sizeof *s->load);
	if (s->load)
		s->load->table = network_table_new();
	if (s->load && s->load->table)
		rc = hss_host->task->spawn(s->in, hss_host->task->loop_at(0), LOAD_MS, read_page,
		                           s);
	if (rc != HSS_OK)
		fail(s, rc);
}

/* Networks and rules: read again.                                                         */
void s6a_on_roaming_change(struct hss_task *t, hss_rc rc, const struct hss_change *c, void *self)
{
	(void)t;
	(void)rc;
	(void)c;
	atomic_store(&((struct s6a_gen *)self)->s6a->roaming_is_stale, true);
}

/* A subscriber's list: only when it names a rule that none has named so far; a bulk load of
 * lists over the same rules costs nothing.                                                */
void s6a_on_rule_list_change(struct hss_task *t, hss_rc rc, const struct hss_change *c,
                             void *self)
{
	struct s6a *s = ((struct s6a_gen *)self)->s6a;
	const struct hss_subscriber *sub = rc == HSS_OK ? c->new_row : NULL;
	const struct network_table *table;

	if (rc == HSS_OK && c->kind == HSS_OP_DELETE)
		return;
	table = sub ? hss_host->core->snapshot(t, s->in, S6A_SLOT_ROAMING) : NULL;
	if (!table || !network_table_names(table, &sub->roaming_rule_list))
		atomic_store(&s->roaming_is_stale, true);
}
