/* admin.c - ping, check and backup of a backend, on one of its workers. */
#include "loop/task.h"
#include "plugin/guard.h"
#include "store/parts.h"

#include <string.h>

struct admin {                          /* in the task's arena                  */
	struct lane_call call;
	struct loop_work work;
	struct hss_task *t;
	struct store_inst *si;
	uint32_t kind;
	const char *arg;
	hss_store_admin_fn done;
	void *ctx;
	hss_rc rc;
	struct hss_err err;
};

static void on_back(struct loop_work *w)
{
	struct admin *a = list_entry(w, struct admin, work);
	struct store_core *s = a->si->core;
	struct hss_task *t = a->t;
	struct guard g;

	guard_enter(&g, t->in, "admin done", t);
	a->done(t, a->rc, a->err.text, a->ctx);
	guard_leave(&g);
	task_release(t);
	atomic_fetch_sub(&s->n_alive, 1);
}

static void on_worker(struct lane_call *c, struct worker *w)
{
	struct admin *a = list_entry(c, struct admin, call);
	struct store_inst *si = a->si;
	struct guard g;

	a->rc = HSS_E_CANCELED;
	if (w) {
		guard_enter(&g, si->in, "admin", NULL);
		a->rc = si->ops.admin(si->in->self, w->wself, a->kind, a->arg, &a->err);
		guard_leave(&g);
		a->err.text[sizeof a->err.text - 1] = 0;
	}
	loop_post(a->t->loop, &a->work);
}

static struct store_inst *find(struct store_core *s, const char *name)
{
	for (uint32_t i = 0; i < s->n_insts; i++)
		if (!name || !strcmp(s->insts[i]->in->name, name))
			return s->insts[i];
	return NULL;
}

hss_rc store_admin(struct store_core *s, struct hss_task *t, const char *name, uint32_t kind,
                   const char *arg, hss_store_admin_fn done, void *ctx)
{
	struct store_inst *si;
	struct admin *a;
	hss_rc rc;

	if (!s || !MAGIC_OK(t, MAGIC_TASK) || !done || kind < HSS_ADMIN_PING ||
	    kind > HSS_ADMIN_BACKUP || (kind == HSS_ADMIN_BACKUP && !arg))
		return HSS_E_INVAL;
	si = find(s, name);
	if (!si)
		return HSS_E_NOTFOUND;
	if (!si->ops.admin)
		return HSS_E_NOTSUP;
	a = arena_new(&t->arena, struct admin);
	if (!a)
		return HSS_E_NOMEM;
	*a = (struct admin){ .call.fn = on_worker, .t = t, .si = si, .kind = kind, .arg = arg,
		             .done = done, .ctx = ctx };
	list_init(&a->call.node);
	loop_work_init(&a->work, on_back);
	atomic_fetch_add(&s->n_alive, 1);
	task_hold(t);
	rc = queue_call(si->ops.exec ? &si->readers : &si->writers[0], &a->call);
	if (rc != HSS_OK) {
		task_release(t);
		atomic_fetch_sub(&s->n_alive, 1);
	}
	return rc;
}
