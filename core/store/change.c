/*
 * change.c - see change.h.
 *
 * A committed write becomes an event with packed rows, posted to the loop that owns
 * hash(primary key). There events of the same row that were not delivered yet become one. Each
 * subscriber gets a task of its own. What does not fit the bound, or whose rows nobody knows, is
 * told as HSS_E_BUSY: resynchronise.
 */
#include "store/change.h"

#include "base/bytes.h"
#include "log/log.h"
#include "loop/task.h"
#include "plugin/guard.h"
#include "store/job.h"
#include "store/pack.h"
#include "store/row.h"

#include <stdlib.h>
#include <string.h>

#define CHANGES_MAX 4096u               /* of one loop, on their way or waiting  */
#define CHANGES_PER_TURN 64u
#define RESYNC_RETRY_MS 100u

struct change_sub {                     /* one on_change()                      */
	struct change_sub *next;
	struct store_core *core;
	struct hss_inst *in;
	struct hss_store *st;
	struct entity *e;
	const struct hss_entity *declared;
	uint64_t mask;
	uint32_t flags;
	hss_change_fn fn;
	void *ctx;
	_Atomic bool is_resync_due;     /* `resync` is on its way               */
	struct loop_work resync;
	struct timer retry;
};

struct packed {
	uint64_t len;
	uint8_t b[];
};

struct change_event {
	struct loop_work work;
	struct list node;
	struct store_loop *sl;
	struct store_inst *si;
	struct entity *e;
	uint32_t kind;
	uint64_t cols, rev;
	const struct hss_inst *origin;
	bool is_mixed;                  /* of more than one origin              */
	bool is_foreign;                /* the row has to be read               */
	struct packed *old_row, *new_row;
	int64_t id;                     /* foreign: the primary key             */
	struct packed *id_bytes;
	struct cache_key key;
};

/* ---- subscriptions ------------------------------------------------------------------ */

static bool is_for(const struct change_sub *sub, const struct store_inst *si,
                   const struct entity *e)
{
	return sub->e == e && atomic_load(&sub->st->si) == si;
}

bool change_is_wanted(const struct store_inst *si, const struct entity *e)
{
	for (const struct change_sub *sub = si->core->subs; sub; sub = sub->next)
		if (is_for(sub, si, e))
			return true;
	return false;
}

static void change_idle(struct hss_task *t)
{
	task_finish(t);
}

static const struct task_ops change_task_ops = { .idle = change_idle };

static void call_sub(struct change_sub *sub, struct hss_task *t, hss_rc rc,
                     const struct hss_change *c)
{
	struct guard g;

	guard_enter(&g, sub->in, "on_change", t);
	sub->fn(t, rc, c, sub->ctx ? sub->ctx : t->self);
	guard_leave(&g);
}

static void send_resync(struct change_sub *sub, struct hss_loop *l)
{
	struct hss_task *t;

	if (task_new(l, sub->in, 0, &change_task_ops, NULL, &t) != HSS_OK) {
		timer_set(l, &sub->retry, RESYNC_RETRY_MS);
		return;
	}
	atomic_store(&sub->is_resync_due, false);
	call_sub(sub, t, HSS_E_BUSY, NULL);
	task_release(t);
	atomic_fetch_sub(&sub->core->n_alive, 1);
}

static void on_resync(struct loop_work *w)
{
	send_resync(list_entry(w, struct change_sub, resync), loop_current());
}

static void on_retry(struct timer *tm)
{
	send_resync(list_entry(tm, struct change_sub, retry), loop_current());
}

static void ask_resync(struct store_inst *si, const struct entity *e)
{
	struct store_core *s = si->core;

	for (struct change_sub *sub = s->subs; sub; sub = sub->next) {
		if (!is_for(sub, si, e) || atomic_exchange(&sub->is_resync_due, true))
			continue;
		atomic_fetch_add(&s->n_alive, 1);
		loop_post(s->app->loops[sub->e->number % s->n_loops], &sub->resync);
	}
}

hss_rc store_on_change(struct store_core *s, struct hss_inst *in, struct hss_store *st,
                       const struct hss_entity *e, uint64_t col_mask, uint32_t flags,
                       hss_change_fn fn, void *ctx)
{
	struct change_sub *sub;
	struct entity *own;

	if (!s || !in || !MAGIC_OK(st, MAGIC_STORE) || !fn)
		return HSS_E_INVAL;
	own = store_bound(st, e);
	if (!own)
		return HSS_E_INVAL;
	sub = calloc(1, sizeof *sub);
	if (!sub)
		return HSS_E_NOMEM;
	*sub = (struct change_sub){ .next = s->subs, .core = s, .in = in, .st = st, .e = own,
		                    .declared = e, .mask = col_mask ? col_mask : UINT64_MAX,
		                    .flags = flags, .fn = fn, .ctx = ctx };
	loop_work_init(&sub->resync, on_resync);
	timer_init(&sub->retry, on_retry);
	s->subs = sub;
	return HSS_OK;
}

/* ---- events ---------------------------------------------------------------------------- */

static void free_event(struct change_event *ev)
{
	free(ev->old_row);
	free(ev->new_row);
	free(ev->id_bytes);
	free(ev);
}

static void end_event(struct change_event *ev)
{
	struct store_loop *sl = ev->sl;

	free_event(ev);
	atomic_fetch_sub(&sl->n_changes, 1);
	atomic_fetch_sub(&sl->core->n_alive, 1);
}

static struct packed *pack_new(const struct hss_entity *e, const void *row)
{
	size_t len = pack_len(e, row);
	struct packed *p = malloc(sizeof *p + len);

	if (p) {
		p->len = len;
		pack_row(e, row, p->b);
	}
	return p;
}

/*
 * A later write of the same row: the old row stays. Two writers may report in the other order than
 * they committed; the newer revision's row wins then.
 */
static void merge(struct change_event *was, struct change_event *now)
{
	if (was->kind == HSS_OP_DELETE && now->kind != HSS_OP_DELETE) {
		was->kind = HSS_OP_UPDATE;
		was->cols = UINT64_MAX;
	} else if (was->kind != HSS_OP_INSERT || now->kind == HSS_OP_DELETE) {
		was->kind = now->kind;
	}
	was->cols |= now->cols;
	was->is_mixed |= now->is_mixed || was->origin != now->origin;
	was->origin = now->origin;
	was->is_foreign |= now->is_foreign;
	if (now->rev < was->rev && now->kind != HSS_OP_DELETE)
		return;
	was->rev = now->rev;
	free(was->new_row);
	was->new_row = now->new_row;
	now->new_row = NULL;
}

static void on_event(struct loop_work *w)
{
	struct change_event *ev = list_entry(w, struct change_event, work);
	struct store_loop *sl = ev->sl;
	struct hss_bytes key = { ev->key.b, ev->key.len };
	struct change_event *was = hmap_get(&sl->by_row, key);

	if (was) {
		merge(was, ev);
		end_event(ev);
		return;
	}
	if (hmap_add(&sl->by_row, key, ev) != HSS_OK) {
		ask_resync(ev->si, ev->e);
		end_event(ev);
		return;
	}
	list_add(&sl->changes, &ev->node);
	if (!sl->is_delivering) {
		sl->is_delivering = true;
		/* with the next turn, so that this turn's writes can join      */
		loop_at_end(sl->l, &sl->deliver);
	}
}

/* Gives an event its place on the loop that owns the row; false: no room.      */
static bool post_event(struct change_event *ev)
{
	struct store_core *s = ev->si->core;
	struct store_loop *sl = &s->loops[(ev->key.hash >> 16) % s->n_loops];

	if (atomic_fetch_add(&sl->n_changes, 1) >= CHANGES_MAX) {
		atomic_fetch_sub(&sl->n_changes, 1);
		return false;
	}
	atomic_fetch_add(&s->n_alive, 1);
	ev->sl = sl;
	loop_work_init(&ev->work, on_event);
	list_init(&ev->node);
	loop_post(sl->l, &ev->work);
	return true;
}

static uint64_t changed_columns(const struct job_part *p, const void *old, const void *now)
{
	uint64_t mask = 0;

	if (p->op.kind == HSS_OP_UPDATE)
		mask = p->op.cols;
	else if (p->op.kind == HSS_OP_ADD)
		mask = UINT64_C(1) << p->op.add_col;
	else if (p->op.kind == HSS_OP_UPSERT && p->op.cols)
		mask = p->op.cols;
	else
		mask = UINT64_MAX;
	if (!old || !now)
		return mask;
	for (uint32_t i = 0; i < p->e->pub.n_cols; i++)
		if (row_same(old, now, &p->e->pub.cols[i]))
			mask &= ~(UINT64_C(1) << i);
	return mask;
}

static bool send_row(struct hss_job *j, struct job_part *p, const void *old, const void *now,
                     uint64_t rev)
{
	const struct hss_entity *e = &p->e->pub;
	struct change_event *ev = calloc(1, sizeof *ev);
	uint32_t kind = p->op.kind;

	if (!ev)
		return false;
	ev->si = j->si;
	ev->e = p->e;
	ev->kind = kind == HSS_OP_INSERT || kind == HSS_OP_DELETE ? kind : HSS_OP_UPDATE;
	ev->cols = changed_columns(p, old, now);
	ev->rev = rev;
	ev->origin = j->t->in;
	if (old)
		ev->old_row = pack_new(e, old);
	if (now)
		ev->new_row = pack_new(e, now);
	if ((old && !ev->old_row) || (now && !ev->new_row) ||
	    !cache_key_of_row(j->si->core->cache, j->si, p->e, now ? now : old, &ev->key) ||
	    !post_event(ev)) {
		free_event(ev);
		return false;
	}
	return true;
}

static const void *old_of(const struct job_part *p, uint32_t i)
{
	const struct hss_column *pk = &p->e->pub.cols[0];

	for (uint32_t n = 0; n < p->old.n; n++)
		if (row_same(p->old.row[n], p->now.row[i], pk))
			return p->old.row[n];
	return NULL;
}

static void collect_part(struct hss_job *j, struct job_part *p)
{
	bool is_told = false, is_lost = false;

	if (p->op.kind == HSS_OP_DELETE) {
		for (uint32_t i = 0; i < p->old.n; i++, is_told = true)
			is_lost |= !send_row(j, p, p->old.row[i], NULL, p->old.revs[i]);
	} else {
		for (uint32_t i = 0; i < p->now.n; i++, is_told = true)
			is_lost |= !send_row(j, p, old_of(p, i), p->now.row[i], p->now.revs[i]);
	}
	if (!is_told || is_lost)
		ask_resync(j->si, p->e);
}

void change_collect(struct hss_job *j)
{
	struct store_core *s = j->si->core;

	if (!s->subs || (j->rc != HSS_OK && j->rc != HSS_E_UNCERTAIN))
		return;
	for (uint32_t i = 0; i < j->n_parts; i++) {
		struct job_part *p = &j->parts[i];

		if (!op_is_write(p->op.kind))
			continue;
		if (change_is_wanted(j->si, p->e)) {
			if (j->rc == HSS_OK)
				collect_part(j, p);
			else
				ask_resync(j->si, p->e);
		}
		if (p->op.kind == HSS_OP_DELETE)
			for (uint32_t k = 0; k < s->entities.n; k++)
				if (entity_set_has(&p->e->cascades, k))
					ask_resync(j->si, s->entities.v[k]);
	}
}

void change_foreign(struct store_inst *si, struct entity *e, uint32_t kind,
                    const struct hss_term *key)
{
	struct change_event *ev;

	if (!change_is_wanted(si, e))
		return;
	ev = key ? calloc(1, sizeof *ev) : NULL;
	if (!ev) {
		ask_resync(si, e);
		return;
	}
	ev->si = si;
	ev->e = e;
	ev->kind = kind == HSS_OP_INSERT || kind == HSS_OP_DELETE ? kind : HSS_OP_UPDATE;
	ev->cols = UINT64_MAX;
	ev->is_foreign = true;
	ev->id = key->i;
	if (!col_is_int(&e->pub.cols[0])) {
		ev->id_bytes = malloc(sizeof *ev->id_bytes + key->b.len);
		if (ev->id_bytes) {
			ev->id_bytes->len = key->b.len;
			memcpy(ev->id_bytes->b, key->b.p, key->b.len);
		}
	}
	if ((!col_is_int(&e->pub.cols[0]) && !ev->id_bytes) ||
	    !cache_key_of_term(si->core->cache, si, e, key, &ev->key) || !post_event(ev)) {
		free_event(ev);
		ask_resync(si, e);
	}
}

/* ---- delivery ----------------------------------------------------------------------------- */

struct telling {                        /* one event to one subscriber, in the task's arena */
	struct change_sub *sub;
	struct hss_change change;
	struct hss_term term;
};

static bool is_wanted(const struct change_sub *sub, const struct change_event *ev)
{
	if (!is_for(sub, ev->si, ev->e) || !(sub->mask & ev->cols))
		return false;
	return !(sub->flags & HSS_CHANGE_SKIP_OWN) || ev->is_mixed || ev->origin != sub->in;
}

static void on_foreign_row(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct telling *tell = ctx;

	if (rc == HSS_OK && rows->n) {
		tell->change.new_row = rows->row[0];
		tell->change.rev = rows->revs[0];
		if (tell->change.kind == HSS_OP_DELETE)
			tell->change.kind = HSS_OP_UPDATE;
		tell->change.old_row = NULL;
	} else if (rc == HSS_E_NOTFOUND) {
		tell->change.kind = HSS_OP_DELETE;
	} else {
		call_sub(tell->sub, t, HSS_E_BUSY, NULL);
		return;
	}
	call_sub(tell->sub, t, HSS_OK, &tell->change);
}

/* Another node wrote it: the subscriber gets the row as it is now, and of a deleted row its
 * primary key alone.                                                           */
static hss_rc read_foreign(struct hss_task *t, struct telling *tell, const struct change_event *ev)
{
	const struct hss_column *pk = &ev->e->pub.cols[0];
	void *row = arena_alloc(&t->arena, ev->e->pub.row_size, 16);
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_GET, .entity = &ev->e->pub,
		             .terms = &tell->term, .n_terms = 1,
		             .term_size = sizeof tell->term, .limit = 1 };

	if (!row)
		return HSS_E_NOMEM;
	tell->term = (struct hss_term){ .cmp = HSS_CMP_EQ, .i = ev->id };
	if (ev->id_bytes) {
		tell->term.b = arena_dup(&t->arena, (struct hss_bytes){ ev->id_bytes->b,
		                                                        (uint32_t)ev->id_bytes->len });
		if (!tell->term.b.p)
			return HSS_E_NOMEM;
		*(struct hss_bytes *)row_at(row, pk) = tell->term.b;
	} else {
		row_set_int(row, pk, ev->id);
	}
	tell->change.old_row = row;
	return store_submit(t, ev->si->own, &op, on_foreign_row, tell);
}

static const void *open_row(struct hss_task *t, const struct change_event *ev,
                            const struct packed *p)
{
	uint8_t *copy = arena_alloc(&t->arena, p->len ? p->len : 1, 1);

	if (!copy)
		return NULL;
	memcpy(copy, p->b, p->len);
	return pack_open(&ev->e->pub, copy, p->len, &t->arena);
}

static hss_rc tell_sub(struct hss_task *t, struct change_sub *sub, const struct change_event *ev)
{
	struct telling *tell = arena_new(&t->arena, struct telling);

	if (!tell)
		return HSS_E_NOMEM;
	tell->sub = sub;
	tell->change = (struct hss_change){ .size = sizeof tell->change, .kind = ev->kind,
		                            .cols = ev->cols, .rev = ev->rev,
		                            .entity = sub->declared, .origin = ev->origin };
	if (ev->e->secrets)
		t->arena.is_secret = true;
	if (ev->is_foreign)
		return read_foreign(t, tell, ev);
	if (ev->old_row)
		tell->change.old_row = open_row(t, ev, ev->old_row);
	if (ev->new_row)
		tell->change.new_row = open_row(t, ev, ev->new_row);
	if ((ev->old_row && !tell->change.old_row) || (ev->new_row && !tell->change.new_row))
		return HSS_E_NOMEM;
	call_sub(sub, t, HSS_OK, &tell->change);
	return HSS_OK;
}

static void deliver_event(struct store_loop *sl, struct change_event *ev)
{
	for (struct change_sub *sub = sl->core->subs; sub; sub = sub->next) {
		struct hss_task *t;
		hss_rc rc;

		if (!is_wanted(sub, ev))
			continue;
		rc = task_new(sl->l, sub->in, 0, &change_task_ops, NULL, &t);
		if (rc == HSS_OK) {
			rc = tell_sub(t, sub, ev);
			task_release(t);
		}
		if (rc != HSS_OK)
			ask_resync(ev->si, ev->e);
	}
}

void change_deliver(struct loop_work *w)
{
	struct store_loop *sl = list_entry(w, struct store_loop, deliver);

	for (uint32_t n = 0; n < CHANGES_PER_TURN && !list_empty(&sl->changes); n++) {
		struct change_event *ev = list_entry(sl->changes.next, struct change_event, node);

		list_del(&ev->node);
		hmap_del(&sl->by_row, (struct hss_bytes){ ev->key.b, ev->key.len });
		deliver_event(sl, ev);
		end_event(ev);
	}
	if (list_empty(&sl->changes)) {
		sl->is_delivering = false;
		return;
	}
	/* the rest after the sockets had their turn                            */
	loop_post(sl->l, &sl->again);
}

void change_again(struct loop_work *w)
{
	struct store_loop *sl = list_entry(w, struct store_loop, again);

	loop_at_end(sl->l, &sl->deliver);
}

void change_fini(struct store_core *s)
{
	for (uint32_t i = 0; i < s->n_loops; i++) {
		struct store_loop *sl = &s->loops[i];

		while (!list_empty(&sl->changes)) {
			struct change_event *ev = list_entry(sl->changes.next, struct change_event,
			                                     node);

			list_del(&ev->node);
			end_event(ev);
		}
		hmap_fini(&sl->by_row);
	}
	for (struct change_sub *sub = s->subs, *next; sub; sub = next) {
		next = sub->next;
		free(sub);
	}
	s->subs = NULL;
}
