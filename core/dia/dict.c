/*
 * dict.c - the AVPs this node knows: "known" decides whether an AVP that a command's grammar
 * does not name is let in or refused (RFC 6733 7.1.5, 5001). One table for all applications,
 * filled while plugins register and read-only afterwards.
 */
#include "dia/codec.h"

#include "base/hash.h"
#include "dia/codec_int.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Definitions live in plugins, and a plugin whose registration failed is unloaded again: what is
 * asked for later is copied; `src` and `group` only tell whether a definition was here before.
 */
struct entry {
	struct hss_avp_def def;
	const struct hss_avp_def *src;
	const char *owner;
	struct entry *same;             /* further definitions of the AVP       */
};

struct dict {
	struct entry **slots;           /* open addressing, a power of two      */
	uint32_t n, cap;
};

static uint32_t slot_of(const struct dict *d, uint32_t code, uint32_t vendor)
{
	return (uint32_t)hash_u64((uint64_t)vendor << 32 | code) & (d->cap - 1);
}

/* The slot of the AVP, or the empty one where it belongs.                      */
static struct entry **find(const struct dict *d, uint32_t code, uint32_t vendor)
{
	uint32_t i = slot_of(d, code, vendor);

	while (d->slots[i] &&
	       (d->slots[i]->def.code != code || d->slots[i]->def.vendor != vendor))
		i = (i + 1) & (d->cap - 1);
	return &d->slots[i];
}

hss_rc dict_open(struct dict **out)
{
	struct dict *d = calloc(1, sizeof *d);

	if (!d)
		return HSS_E_NOMEM;
	d->cap = 256;
	d->slots = calloc(d->cap, sizeof(*d->slots));
	if (!d->slots) {
		free(d);
		return HSS_E_NOMEM;
	}
	*out = d;
	return HSS_OK;
}

static struct entry *entry_new(const struct hss_avp_def *def, const char *owner)
{
	struct entry *e = calloc(1, sizeof *e);
	char *name = strdup(def->name);

	if (!e || !name) {
		free(e);
		free(name);
		return NULL;
	}
	e->def = *def;
	e->def.name = name;
	e->def.values = NULL;
	e->src = def;
	e->owner = owner;
	return e;
}

static void entry_free(struct entry *e)
{
	free((char *)(uintptr_t)e->def.name);
	free(e);
}

void dict_close(struct dict *d)
{
	struct entry *e, *next;

	if (!d)
		return;
	for (uint32_t i = 0; i < d->cap; i++)
		for (e = d->slots[i]; e; e = next) {
			next = e->same;
			entry_free(e);
		}
	free(d->slots);
	free(d);
}

static hss_rc grow(struct dict *d)
{
	struct dict to = { calloc(d->cap * 2, sizeof(*to.slots)), d->n, d->cap * 2 };

	if (!to.slots)
		return HSS_E_NOMEM;
	for (uint32_t i = 0; i < d->cap; i++)
		if (d->slots[i])
			*find(&to, d->slots[i]->def.code, d->slots[i]->def.vendor) = d->slots[i];
	free(d->slots);
	*d = to;
	return HSS_OK;
}

/* The M bit is sent, forbidden or left to the sender: two definitions must agree on it. */
static bool flags_agree(const struct hss_avp_def *a, const struct hss_avp_def *b)
{
	return avp_flags(a) == avp_flags(b) && ((a->clear ^ b->clear) & HSS_AVP_M) == 0;
}

static hss_rc conflict(const struct entry *e, const struct hss_avp_def *def, const char *owner,
                       const char *what, struct hss_err *err)
{
	err->code = HSS_E_EXISTS;
	snprintf(err->text, sizeof err->text,
	         "AVP %s (code %u, vendor %u) of %s has another %s than %s of %s", def->name,
	         def->code, def->vendor, owner, what, e->def.name, e->owner);
	return HSS_E_EXISTS;
}

static hss_rc add_group(struct dict *d, const struct hss_avp_def *def, const char *owner,
                        struct hss_err *err)
{
	const struct hss_grammar *g = def->type == HSS_AVP_GROUP ? def->group : NULL;

	for (uint32_t i = 0; g && i < g->n_rules; i++) {
		hss_rc rc = dict_add(d, grammar_rule(g, i)->avp, owner, err);

		if (rc != HSS_OK)
			return rc;
	}
	return HSS_OK;
}

/*
 * The structs of two plugins for one group may differ, so the group's grammar does not have to
 * agree: what is decoded follows the command's own rules, never the dictionary. Each definition
 * is walked into once, which also ends a group that contains itself.
 */
hss_rc dict_add(struct dict *d, const struct hss_avp_def *def, const char *owner,
                struct hss_err *err)
{
	struct entry **slot, *e;

	if (!def || !def->name || !def->type || def->type > HSS_AVP_GROUP) {
		err->code = HSS_E_INVAL;
		snprintf(err->text, sizeof err->text, "%s: AVP definition %s has no name or type",
		         owner, def && def->name ? def->name : "?");
		return HSS_E_INVAL;
	}
	slot = find(d, def->code, def->vendor);
	for (e = *slot; e; e = e->same) {
		if (e->def.type != def->type)
			return conflict(e, def, owner, "type", err);
		if (!flags_agree(&e->def, def))
			return conflict(e, def, owner, "M flag", err);
		/* the shared objects are a copy in each plugin: one of each is enough */
		if (e->src == def || e->def.group == def->group)
			return HSS_OK;
	}
	if (!*slot && d->n + 1 > d->cap / 2) {
		if (grow(d) != HSS_OK)
			return HSS_E_NOMEM;
		slot = find(d, def->code, def->vendor);
	}
	e = entry_new(def, owner);
	if (!e)
		return HSS_E_NOMEM;
	d->n += !*slot;
	if (*slot) {
		e->same = (*slot)->same;
		(*slot)->same = e;
	} else {
		*slot = e;
	}
	return add_group(d, def, owner, err);
}

const struct hss_avp_def *dict_find(const struct dict *d, uint32_t code, uint32_t vendor)
{
	struct entry *e = *find(d, code, vendor);

	return e ? &e->def : NULL;
}
