/* rowwrite.c - read, check, write with its log entry, again when the row moved. */
#include "rowwrite.h"

#include "field.h"
#include "rowjson.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define TRIES_MAX 64

static const char *const operation_names[] = {
	[HSS_OP_INSERT] = "INSERT", [HSS_OP_UPDATE] = "UPDATE", [HSS_OP_DELETE] = "DELETE",
};

static void read_old(struct rowwrite *w);

int64_t rowwrite_now(char text[21])
{
	struct timespec ts;
	int64_t us;

	clock_gettime(CLOCK_REALTIME, &ts);
	us = (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
	if (text)
		rowjson_time_text(us, text);
	return us;
}

void rowwrite_uuid(char out[37])
{
	uint8_t b[16] = { 0 };

	/* without random octets the id is still well-formed; it only names log entries */
	(void)hss_host->core->random(b, sizeof b);
	b[6] = (uint8_t)((b[6] & 0x0f) | 0x40);
	b[8] = (uint8_t)((b[8] & 0x3f) | 0x80);
	snprintf(out, 37, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
		 b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12],
		 b[13], b[14], b[15]);
}

/* ---- the end ------------------------------------------------------------------- */

static void drop_id(struct rowwrite *w)
{
	if (!w->counts_id)
		return;
	w->counts_id = false;
	for (uint32_t i = 0; i < ROWWRITE_ENTITIES; i++) {
		if (w->ids->of[i].e == w->e)
			w->ids->of[i].in_flight--;
	}
}

/* ---- taking turns -------------------------------------------------------------- */

static void on_turn(struct hss_task *t, hss_rc rc, void *ctx)
{
	(void)t;
	(void)rc;
	read_old(ctx);
}

/* True: it is w's turn now. Otherwise it waits behind the write that has the row. */
static bool take_turn(struct rowwrite *w)
{
	struct rowwrite **end;

	for (struct rowwrite *a = w->ids->active; a; a = a->next_active) {
		if (a->e != w->e || a->id != w->id)
			continue;
		for (end = &a->next_waiting; *end; end = &(*end)->next_waiting)
			;
		*end = w;
		hss_host->task->hold(w->t);
		return false;
	}
	w->is_active = true;
	w->next_active = w->ids->active;
	w->ids->active = w;
	return true;
}

static void pass_turn(struct rowwrite *w)
{
	struct rowwrite **at = &w->ids->active, *next = w->next_waiting;

	if (!w->is_active)
		return;
	w->is_active = false;
	w->next_waiting = NULL;
	while (*at != w)
		at = &(*at)->next_active;
	*at = w->next_active;
	if (!next)
		return;
	next->is_active = true;
	next->next_active = w->ids->active;
	w->ids->active = next;
	hss_host->task->resume(next->t, HSS_OK, on_turn, next);
}

static void finish(struct rowwrite *w, hss_rc rc)
{
	drop_id(w);
	pass_turn(w);
	w->rc = rc;
	w->done(w);
}

/* "imsi" or "subscriber_id and apn_id", of every unique key. */
static void say_duplicate(struct rowwrite *w)
{
	int at = snprintf(w->reason, sizeof w->reason, "UNIQUE constraint failed: %s.%s",
			  w->e->name, w->e->cols[0].name);

	for (uint32_t i = 0; i < w->e->n_indexes; i++) {
		const struct hss_index *x = &w->e->indexes[i];

		for (uint32_t c = 0; x->unique && c < x->n_cols; c++) {
			if (at > 0 && (size_t)at < sizeof w->reason)
				at += snprintf(w->reason + at, sizeof w->reason - (size_t)at,
					       "%s%s.%s", c ? " with " : " or ", w->e->name,
					       w->e->cols[x->cols[c]].name);
		}
	}
}

static void say_why(struct rowwrite *w, hss_rc rc)
{
	const char *why = "the database failed";

	if (w->reason[0])
		return;
	switch (rc) {
	case HSS_E_EXISTS:
		say_duplicate(w);
		return;
	case HSS_E_NOTFOUND:
		why = "no such row";
		break;
	case HSS_E_CONFLICT:
		why = "the row was changed meanwhile";
		break;
	case HSS_E_DENIED:
		why = "FOREIGN KEY constraint failed: a referenced row does not exist, or this one "
		      "is referred to";
		break;
	case HSS_E_INVAL:
		why = "the database refused the values";
		break;
	case HSS_E_BUSY:
		why = "the database is overloaded";
		break;
	case HSS_E_TIMEOUT:
	case HSS_E_CANCELED:
		why = "the database did not answer in time";
		break;
	case HSS_E_UNREACH:
		why = "the database is not reachable";
		break;
	case HSS_E_UNCERTAIN:
		why = "the connection to the database broke: the change may have happened or not";
		break;
	case HSS_E_NOMEM:
		why = "out of memory";
		break;
	default:
		break;
	}
	snprintf(w->reason, sizeof w->reason, "%s", why);
}

static void fail(struct rowwrite *w, hss_rc rc)
{
	say_why(w, rc);
	finish(w, rc);
}

/* ---- the operation log --------------------------------------------------------- */

static struct hss_bytes in_arena(struct hss_task *t, const char *text)
{
	size_t n = strlen(text);
	char *copy = hss_host->task->alloc(t, n + 1, 1);

	if (!copy)
		return (struct hss_bytes){ 0 };
	memcpy(copy, text, n + 1);
	return (struct hss_bytes){ (const uint8_t *)copy, (uint32_t)n };
}

static struct hss_operation_log *log_entry(struct rowwrite *w)
{
	struct hss_operation_log *l = hss_new(w->t, struct hss_operation_log);
	char time[ROWJSON_TIME_LEN];
	char *changes;

	if (!l)
		return NULL;
	memset(l, 0, sizeof *l);
	changes = rowjson_changes(w->e, w->kind, w->old_row, w->row, w->cols);
	if (!changes)
		return NULL;
	if (!w->operation_id[0])
		rowwrite_uuid(w->operation_id);
	l->item_id = (struct hss_i64){ w->id, true };
	l->timestamp = (struct hss_i64){ rowwrite_now(time), true };
	l->operation_id = in_arena(w->t, w->operation_id);
	l->operation = in_arena(w->t, operation_names[w->kind]);
	l->changes = in_arena(w->t, changes);
	l->last_modified = in_arena(w->t, time);
	l->table_name = in_arena(w->t, w->e->name);
	free(changes);
	return l->changes.p && l->table_name.p ? l : NULL;
}

static void on_pruned(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	(void)t;
	(void)rc;
	(void)rows;
	(void)ctx;
}

/* Now and then, outside of the batch: there nothing to delete would be an error. */
static void prune_log(struct rowwrite *w, int64_t newest)
{
	struct hss_term *term = hss_new(w->t, struct hss_term);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_DELETE, .entity = w->log,
			     .terms = term, .n_terms = 1, .term_size = sizeof *term };

	if (!term || newest <= ROWWRITE_LOG_KEEP)
		return;
	*term = (struct hss_term){ .col = HSS_OPERATION_LOG_id, .cmp = HSS_CMP_LE,
				   .i = newest - ROWWRITE_LOG_KEEP };
	(void)hss_host->store->submit(w->t, w->st, &op, on_pruned, NULL);
}

/* ---- the batch ----------------------------------------------------------------- */

static const struct hss_rows *part(const struct hss_rows *rows, uint32_t i)
{
	return rows && i < rows->n_sub ? rows->sub[i] : NULL;
}

static void retry_insert(struct rowwrite *w);

static void on_written(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct rowwrite *w = ctx;
	const struct hss_rows *r = w->log ? part(rows, 0) : rows;
	const struct hss_rows *l = w->log ? part(rows, 1) : NULL;

	(void)t;
	if (rc == HSS_E_CONFLICT && w->kind != HSS_OP_INSERT && !w->expect_rev &&
	    ++w->tries < TRIES_MAX) {
		read_old(w);
		return;
	}
	if (rc == HSS_E_EXISTS && w->kind == HSS_OP_INSERT && !w->has_id) {
		retry_insert(w);
		return;
	}
	if (rc != HSS_OK) {
		fail(w, rc);
		return;
	}
	if (r && r->n && w->kind != HSS_OP_DELETE) {
		w->new_row = r->row[0];
		w->rev = r->revs ? r->revs[0] : r->rev;
	} else if (w->kind == HSS_OP_INSERT) {
		w->new_row = w->row;
	}
	if (l && l->n) {
		const struct hss_operation_log *entry = l->row[0];

		if (entry->id.set && entry->id.v % 64 == 0)
			prune_log(w, entry->id.v);
	}
	finish(w, HSS_OK);
}

/* Terms: the key first, then what check() asked for. */
static struct hss_term *row_terms(struct rowwrite *w)
{
	struct hss_term *terms = hss_host->task->alloc(w->t, 3 * sizeof *terms, _Alignof(struct hss_term));

	if (!terms)
		return NULL;
	terms[0] = (struct hss_term){ .col = 0, .cmp = HSS_CMP_EQ, .i = w->id };
	memcpy(&terms[1], w->terms, w->n_terms * sizeof *terms);
	return terms;
}

static void submit_write(struct rowwrite *w)
{
	struct hss_op *ops = hss_host->task->alloc(w->t, 2 * sizeof *ops, _Alignof(struct hss_op));
	struct hss_op batch = { .size = sizeof batch, .kind = HSS_OP_BATCH, .ops = ops, .n_ops = 2 };
	struct hss_term *terms = row_terms(w);
	hss_rc rc;

	if (!ops || !terms) {
		fail(w, HSS_E_NOMEM);
		return;
	}
	ops[0] = (struct hss_op){ .size = sizeof ops[0], .kind = w->kind, .entity = w->e };
	if (w->kind == HSS_OP_INSERT) {
		*field_i64(&w->e->cols[0], w->row) = (struct hss_i64){ w->id, true };
		ops[0].row = w->row;
	} else {
		ops[0].terms = terms;
		ops[0].n_terms = (uint16_t)(1 + w->n_terms);
		ops[0].term_size = sizeof *terms;
		ops[0].expect_rev = w->old_rev;
		ops[0].row = w->row;
		ops[0].cols = w->cols;
		if (w->kind == HSS_OP_UPDATE)
			ops[0].flags = HSS_OPF_RETURN_NEW;
	}
	if (w->log) {
		ops[1] = (struct hss_op){ .size = sizeof ops[1], .kind = HSS_OP_INSERT,
					  .entity = w->log, .row = log_entry(w) };
		if (!ops[1].row) {
			fail(w, HSS_E_NOMEM);
			return;
		}
	}
	rc = hss_host->store->submit(w->t, w->st, w->log ? &batch : &ops[0], on_written, w);
	if (rc != HSS_OK)
		fail(w, rc);
}

/* ---- update and delete --------------------------------------------------------- */

static void on_old(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct rowwrite *w = ctx;

	(void)t;
	if (rc == HSS_OK && !rows->n)
		rc = HSS_E_NOTFOUND;
	if (rc != HSS_OK) {
		fail(w, rc);
		return;
	}
	w->old_row = rows->row[0];
	w->old_rev = rows->revs ? rows->revs[0] : 0;
	if (w->expect_rev && w->expect_rev != w->old_rev) {
		fail(w, HSS_E_CONFLICT);
		return;
	}
	rc = w->check ? w->check(w, w->old_row) : HSS_OK;
	if (rc != HSS_OK) {
		fail(w, rc);
		return;
	}
	if (w->kind == HSS_OP_UPDATE && !w->cols) {
		w->new_row = w->old_row;
		w->rev = w->old_rev;
		finish(w, HSS_OK);
		return;
	}
	if (w->before && !w->is_prepared) {
		w->is_prepared = true;
		w->before(w);
		return;
	}
	submit_write(w);
}

void rowwrite_go(struct rowwrite *w, hss_rc rc)
{
	if (rc == HSS_OK)
		submit_write(w);
	else
		fail(w, rc);
}

static void read_old(struct rowwrite *w)
{
	hss_rc rc = hss_get_id(w->t, w->st, w->e, 0, w->id, on_old, w);

	if (rc != HSS_OK)
		fail(w, rc);
}

/* ---- insert -------------------------------------------------------------------- */

static int64_t *count_up(struct rowwrite *w, uint32_t **in_flight)
{
	for (uint32_t i = 0; i < ROWWRITE_ENTITIES; i++) {
		if (!w->ids->of[i].e)
			w->ids->of[i].e = w->e;
		if (w->ids->of[i].e == w->e) {
			*in_flight = &w->ids->of[i].in_flight;
			return &w->ids->of[i].last;
		}
	}
	return NULL;
}

/* One more than the highest id in the store or on its way there. */
static void on_highest(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct rowwrite *w = ctx;
	uint32_t *in_flight = NULL;
	int64_t *last = count_up(w, &in_flight);
	int64_t highest = 0;

	(void)t;
	if (rc != HSS_OK && rc != HSS_E_NOTFOUND) {
		fail(w, rc);
		return;
	}
	if (rc == HSS_OK && rows->n)
		highest = field_i64(&w->e->cols[0], rows->row[0])->v;
	if (w->tries && highest < w->id) {
		/* nobody took the id: it was another unique key that failed */
		fail(w, HSS_E_EXISTS);
		return;
	}
	if (last && *in_flight && *last > highest)
		highest = *last;
	if (highest == INT64_MAX) {
		snprintf(w->reason, sizeof w->reason, "no id is left above %s %lld",
			 w->e->cols[0].name, (long long)highest);
		fail(w, HSS_E_INTERNAL);
		return;
	}
	w->id = (highest < 0 ? 0 : highest) + 1;
	if (last) {
		*last = w->id;
		++*in_flight;
		w->counts_id = true;
	}
	submit_write(w);
}

static void choose_id(struct rowwrite *w)
{
	const struct hss_op op = { .size = sizeof op, .kind = HSS_OP_FIND, .entity = w->e,
				   .flags = HSS_OPF_DESC, .limit = 1,
				   .term_size = sizeof(struct hss_term) };
	hss_rc rc = hss_host->store->submit(w->t, w->st, &op, on_highest, w);

	if (rc != HSS_OK)
		fail(w, rc);
}

static void retry_insert(struct rowwrite *w)
{
	drop_id(w);
	if (++w->tries >= TRIES_MAX)
		fail(w, HSS_E_EXISTS);
	else
		choose_id(w);
}

static void on_chosen(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct rowwrite *w = ctx;

	(void)t;
	if (rc == HSS_OK && rows->n)
		fail(w, HSS_E_EXISTS);
	else if (rc == HSS_OK || rc == HSS_E_NOTFOUND)
		submit_write(w);
	else
		fail(w, rc);
}

hss_rc rowwrite_start(struct rowwrite *w)
{
	const struct hss_op highest = { .size = sizeof highest, .kind = HSS_OP_FIND,
					.entity = w->e, .flags = HSS_OPF_DESC, .limit = 1,
					.term_size = sizeof(struct hss_term) };
	hss_rc rc;

	w->tries = 0;
	w->reason[0] = '\0';
	w->old_row = w->new_row = NULL;
	w->is_active = w->is_prepared = false;
	w->next_active = w->next_waiting = NULL;
	if (w->kind != HSS_OP_INSERT) {
		if (!take_turn(w))
			return HSS_OK;
		rc = hss_get_id(w->t, w->st, w->e, 0, w->id, on_old, w);
		if (rc != HSS_OK)
			pass_turn(w);
		return rc;
	}
	if (!w->has_id)
		return hss_host->store->submit(w->t, w->st, &highest, on_highest, w);
	/* `done` must not run inside this call, and submit_write() may fail at once:
	 * a read of the chosen id defers it and tells of a duplicate before the write */
	return hss_get_id(w->t, w->st, w->e, 0, w->id, on_chosen, w);
}
