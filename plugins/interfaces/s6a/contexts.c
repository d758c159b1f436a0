/*
 * contexts.c - the Context-Identifier of an APN (TS 29.272 7.3.27) is a number of the
 * subscriber's own, never 0, and it stays with the APN when his list is edited (rulings 4.3):
 * a node names APNs by it in NOR and is told by it which one to delete. The column
 * apn_contexts keeps "apn_id:context,...", also for APNs that have left the list, so that
 * one that comes back gets its old number.
 */
#include "s6a.h"

#include <stdio.h>

enum { CONTEXTS_MAX = 256 };

struct pair {
	int64_t apn_id;
	uint32_t context;
};

static bool take_number(const uint8_t **p, const uint8_t *end, int64_t *out)
{
	int64_t v = 0;
	const uint8_t *from = *p;

	while (*p < end && **p >= '0' && **p <= '9' && v < INT64_C(1000000000000000)) {
		v = v * 10 + (**p - '0');
		(*p)++;
	}
	*out = v;
	return *p > from;
}

static uint32_t parse(struct hss_bytes text, struct pair *v, uint32_t max)
{
	const uint8_t *p = text.p, *end = text.len ? text.p + text.len : text.p;
	uint32_t n = 0;

	while (p < end && n < max) {
		int64_t id, context;

		if (!take_number(&p, end, &id) || p == end || *p++ != ':' ||
		    !take_number(&p, end, &context))
			break;
		if (id > 0 && context > 0 && context <= INT32_MAX)
			v[n++] = (struct pair){ id, (uint32_t)context };
		if (p < end && *p++ != ',')
			break;
	}
	return n;
}

static uint32_t context_of(const struct pair *v, uint32_t n, int64_t apn_id)
{
	for (uint32_t i = 0; i < n; i++)
		if (v[i].apn_id == apn_id)
			return v[i].context;
	return 0;
}

/* One more than the largest in use; when that would be too large, the first free one.  */
static uint32_t next_free(const struct pair *v, uint32_t n)
{
	uint32_t top = 0;

	for (uint32_t i = 0; i < n; i++)
		if (v[i].context > top)
			top = v[i].context;
	if (top < INT32_MAX)
		return top + 1;
	for (uint32_t c = 1;; c++) {
		uint32_t i = 0;

		while (i < n && v[i].context != c)
			i++;
		if (i == n)
			return c;
	}
}

static bool is_in_profile(const struct s6a_profile *p, int64_t apn_id)
{
	for (uint32_t i = 0; i < p->n_apns; i++)
		if (p->apns[i].row->apn_id.v == apn_id)
			return true;
	return false;
}

/* Room for one more: the oldest APN that has left the list gives its number up.    */
static uint32_t forget_one(const struct s6a_profile *p, struct pair *v, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (is_in_profile(p, v[i].apn_id))
			continue;
		memmove(v + i, v + i + 1, (n - i - 1) * sizeof *v);
		return n - 1;
	}
	return n;
}

hss_rc s6a_contexts_assign(struct hss_task *t, struct s6a_profile *p)
{
	struct pair *v = s6a_new_n(t, struct pair, CONTEXTS_MAX + 1);
	uint32_t n, old, len = 0;
	char *text;

	if (!v)
		return HSS_E_NOMEM;
	n = old = parse(p->sub->apn_contexts, v, CONTEXTS_MAX);
	for (uint32_t i = 0; i < p->n_apns; i++) {
		int64_t id = p->apns[i].row->apn_id.v;

		p->apns[i].context = context_of(v, n, id);
		if (p->apns[i].context)
			continue;
		if (n == CONTEXTS_MAX)
			n = forget_one(p, v, n);
		p->apns[i].context = next_free(v, n);
		if (n < CONTEXTS_MAX)
			v[n++] = (struct pair){ id, p->apns[i].context };
		old = UINT32_MAX;
	}
	p->contexts = p->sub->apn_contexts;
	p->contexts_changed = old == UINT32_MAX;
	if (!p->contexts_changed)
		return HSS_OK;
	text = s6a_new_n(t, char, n * 32 + 1);
	if (!text)
		return HSS_E_NOMEM;
	for (uint32_t i = 0; i < n; i++)
		len += (uint32_t)snprintf(text + len, 32, "%s%lld:%u", i ? "," : "",
		                          (long long)v[i].apn_id, v[i].context);
	p->contexts = bytes_of(text, len);
	return HSS_OK;
}
