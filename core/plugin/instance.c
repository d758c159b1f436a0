/* instance.c - see instance.h. */
#include "plugin/instance.h"

#include <string.h>

struct hss_inst *inst_find(const struct inst_table *t, const char *name)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (!strcmp(t->v[i]->name, name))
			return t->v[i];
	return NULL;
}
