/*
 * text.h - the registry as a page: Prometheus text format 0.0.4 or OpenMetrics 1.0.0. All
 * arithmetic is on integers, so that a counter of nanoseconds loses no digit on its way.
 */
#ifndef PROMETHEUS_TEXT_H
#define PROMETHEUS_TEXT_H

#include <hss/metrics.h>

#define TEXT_MAX (64u << 20)            /* octets of a page                     */

struct text {
	char *p;
	size_t len, cap;
	bool is_open;                   /* OpenMetrics                          */
	bool is_failed;                 /* memory, or beyond TEXT_MAX           */
};

/* Renders what `walk` shows. Gives out->p (free()); NOMEM: nothing to free.    */
hss_rc text_render(void (*walk)(const struct hss_metric_visitor *v), bool is_open,
                   struct text *out);
const char *text_content_type(bool is_open);

/* Does this Accept header want OpenMetrics rather than the text format? An absent one does not. */
bool text_wants_open(struct hss_bytes accept);

/* The visitor's functions; ctx is a struct text.                               */
void text_family(void *ctx, const struct hss_metric_def *def);
void text_sample(void *ctx, const struct hss_metric_def *def, const struct hss_sample *s);
/* "# EOF" where it belongs. NOMEM when anything failed before.                 */
hss_rc text_end(struct text *t);

#endif
