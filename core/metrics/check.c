/*
 * check.c - the rules of a definition: Prometheus's for names (a bad one makes a server refuse
 * the whole page), and promtool's for suffixes, so that every exporter can rely on them.
 */
#include "metrics/metrics_priv.h"

#include <string.h>

static bool is_word(const char *s, bool may_have_colon)
{
	for (const char *p = s; *p; p++) {
		bool is_letter = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
		                 *p == '_' || (may_have_colon && *p == ':');

		if (!is_letter && (p == s || *p < '0' || *p > '9'))
			return false;
	}
	return s[0] != '\0' && strlen(s) < 128;
}

static bool ends_in(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);

	return n > m && strcmp(s + n - m, suffix) == 0;
}

uint32_t count_labels(const struct hss_metric_def *d)
{
	uint32_t n = 0;

	while (d->labels && n <= METRIC_MAX_LABELS && d->labels[n])
		n++;
	return n;
}

static bool are_labels_right(const struct hss_metric_def *d)
{
	uint32_t n = count_labels(d);

	if (n > METRIC_MAX_LABELS)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		const char *l = d->labels[i];

		if (!is_word(l, false) || strncmp(l, "__", 2) == 0)
			return false;
		if (d->type == HSS_M_HISTOGRAM && strcmp(l, "le") == 0)
			return false;
		for (uint32_t j = 0; j < i; j++) {
			if (strcmp(l, d->labels[j]) == 0)
				return false;
		}
	}
	return true;
}

static bool are_bounds_right(const struct hss_metric_def *d)
{
	if (d->type != HSS_M_HISTOGRAM)
		return d->n_bounds == 0;
	if (d->n_bounds == 0 || d->n_bounds > METRIC_MAX_BOUNDS || !d->bounds)
		return false;
	for (uint32_t i = 1; i < d->n_bounds; i++) {
		if (d->bounds[i] <= d->bounds[i - 1])
			return false;
	}
	return true;
}

hss_rc check_def(const struct hss_metric_def *d)
{
	static const char *const reserved[] = { "_bucket", "_count", "_sum", "_created" };

	if (d->type < HSS_M_COUNTER || d->type > HSS_M_HISTOGRAM || !d->name || !d->help ||
	    !d->help[0] || !is_word(d->name, true) || d->unit > HSS_MU_NS)
		return HSS_E_INVAL;
	if ((d->type == HSS_M_COUNTER) != ends_in(d->name, "_total"))
		return HSS_E_INVAL;
	if (d->unit == HSS_MU_NS && !ends_in(d->name, "_seconds") &&
	    !ends_in(d->name, "_seconds_total"))
		return HSS_E_INVAL;
	for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++) {
		if (ends_in(d->name, reserved[i]))
			return HSS_E_INVAL;
	}
	if ((d->flags & HSS_MF_SHARDED) && d->type != HSS_M_GAUGE)
		return HSS_E_INVAL;
	return are_labels_right(d) && are_bounds_right(d) ? HSS_OK : HSS_E_INVAL;
}

static bool collides(const char *base, const char *name)
{
	static const char *const parts[] = { "_bucket", "_count", "_sum", "_total" };
	size_t n = strlen(base);

	if (strncmp(base, name, n) != 0)
		return false;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (strcmp(name + n, parts[i]) == 0)
			return true;
	}
	return false;
}

hss_rc check_twin(const struct hss_metric_def *a, const struct hss_metric_def *b)
{
	uint32_t n = count_labels(a);

	if (strcmp(a->name, b->name) != 0)
		return collides(a->name, b->name) || collides(b->name, a->name) ? HSS_E_EXISTS
		                                                                : HSS_E_INVAL;
	if (a->type != b->type || a->unit != b->unit || a->flags != b->flags ||
	    n != count_labels(b) || a->n_bounds != b->n_bounds)
		return HSS_E_EXISTS;
	for (uint32_t i = 0; i < n; i++) {
		if (strcmp(a->labels[i], b->labels[i]) != 0)
			return HSS_E_EXISTS;
	}
	if (a->n_bounds && memcmp(a->bounds, b->bounds, a->n_bounds * sizeof a->bounds[0]) != 0)
		return HSS_E_EXISTS;
	return HSS_OK;
}
