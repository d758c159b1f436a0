/* snapshot.c - see snapshot.h. */
#include "plugin/snapshot.h"

#include "loop/task.h"
#include "plugin/instance.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct snap {
	_Atomic uint32_t refs;
	void *ptr;
	void (*fini)(void *ptr);
};

struct snapshot_slot {
	pthread_mutex_t lock;           /* a pointer swap and a reference, no more */
	struct snap *now;
};

struct task_snap {
	struct task_snap *next;
	struct hss_inst *in;
	uint32_t slot;
	struct snap *snap;
};

static void snap_unref(struct snap *s)
{
	if (!s || atomic_fetch_sub(&s->refs, 1) != 1)
		return;
	if (s->fini)
		s->fini(s->ptr);
	free(s);
}

hss_rc snapshot_init(struct hss_inst *in)
{
	in->slots = calloc(HSS_SLOTS, sizeof *in->slots);
	if (!in->slots)
		return HSS_E_NOMEM;
	for (uint32_t i = 0; i < HSS_SLOTS; i++)
		pthread_mutex_init(&in->slots[i].lock, NULL);
	return HSS_OK;
}

void snapshot_fini(struct hss_inst *in)
{
	for (uint32_t i = 0; in->slots && i < HSS_SLOTS; i++) {
		snap_unref(in->slots[i].now);
		pthread_mutex_destroy(&in->slots[i].lock);
	}
	free(in->slots);
	in->slots = NULL;
}

hss_rc snapshot_publish(struct hss_inst *in, uint32_t slot, void *ptr, void (*fini)(void *ptr))
{
	struct snap *s, *old;

	if (slot >= HSS_SLOTS || !in->slots)
		return HSS_E_INVAL;
	s = malloc(sizeof *s);
	if (!s)
		return HSS_E_NOMEM;
	atomic_init(&s->refs, 1);
	s->ptr = ptr;
	s->fini = fini;
	pthread_mutex_lock(&in->slots[slot].lock);
	old = in->slots[slot].now;
	in->slots[slot].now = s;
	pthread_mutex_unlock(&in->slots[slot].lock);
	snap_unref(old);
	return HSS_OK;
}

const void *snapshot_get(struct hss_task *t, struct hss_inst *in, uint32_t slot)
{
	struct task_snap *p;

	if (slot >= HSS_SLOTS || !in->slots)
		return NULL;
	for (p = t->snaps; p; p = p->next)
		if (p->in == in && p->slot == slot)
			return p->snap->ptr;
	p = arena_new(&t->arena, struct task_snap);
	if (!p)
		return NULL;
	pthread_mutex_lock(&in->slots[slot].lock);
	p->snap = in->slots[slot].now;
	if (p->snap)
		atomic_fetch_add(&p->snap->refs, 1);
	pthread_mutex_unlock(&in->slots[slot].lock);
	if (!p->snap)
		return NULL;
	p->in = in;
	p->slot = slot;
	p->next = t->snaps;
	t->snaps = p;
	return p->snap->ptr;
}

void snapshot_release(struct hss_task *t)
{
	for (struct task_snap *p = t->snaps; p; p = p->next)
		snap_unref(p->snap);
	t->snaps = NULL;
}
