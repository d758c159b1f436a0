/* instance.c - see instance.h. */
#include "plugin/instance.h"

#include "app.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

static void lock(struct hss_inst *in, bool on)
{
	struct inst_table *t = in->app ? in->app->insts : NULL;

	if (t && on)
		pthread_mutex_lock(&t->why_lock);
	else if (t)
		pthread_mutex_unlock(&t->why_lock);
}

bool inst_set_health(struct hss_inst *in, hss_rc rc, const char *why)
{
	bool is_new = atomic_exchange(&in->health, rc) != rc;

	if (!is_new)
		return false;
	lock(in, true);
	snprintf(in->why, sizeof in->why, "%s", why ? why : "");
	lock(in, false);
	return true;
}

void inst_get_why(struct hss_inst *in, char out[252])
{
	lock(in, true);
	memcpy(out, in->why, sizeof in->why);
	lock(in, false);
}

struct hss_inst *inst_find(const struct inst_table *t, const char *name)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (!strcmp(t->v[i]->name, name))
			return t->v[i];
	return NULL;
}
