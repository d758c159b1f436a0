/*
 * errs.c - see errs.h. Texts quote what the operator wrote, so control characters are replaced:
 * they end up on a terminal and in a log. Memory is bounded whatever the file contains.
 */
#include "conf/errs.h"

#include <stdio.h>
#include <string.h>

#define TEXT_MAX 400u

void conf_errs_init(struct conf_errs *e)
{
	*e = (struct conf_errs){ 0 };
	arena_init(&e->arena, NULL, 2u << 20);
}

void conf_errs_fini(struct conf_errs *e)
{
	arena_reset(&e->arena);
	*e = (struct conf_errs){ 0 };
}

static bool is_same_file(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Mistakes of one file stand in the order of the file, whoever found them first. */
static void insert(struct conf_errs *e, struct conf_err *n)
{
	struct conf_err **at = &e->first, **last = NULL;

	for (; *at; at = &(*at)->next) {
		if (!is_same_file((*at)->file, n->file))
			continue;
		if ((*at)->line > n->line || ((*at)->line == n->line && (*at)->col > n->col))
			break;
		last = &(*at)->next;
	}
	if (!*at && last)
		at = last;
	n->next = *at;
	*at = n;
}

static void add(struct conf_errs *e, struct conf_at at, const char *key, bool is_warning,
                const char *fmt, va_list ap)
{
	char text[TEXT_MAX];
	size_t len = 0, room = sizeof text;
	struct conf_err *n;
	struct hss_bytes copy;

	if (is_warning)
		e->n_warnings++;
	else
		e->n++;
	if (e->n + e->n_warnings > CONF_ERRS_MAX)
		return;
#define PUT(...)                                                                                   \
	do {                                                                                       \
		int put_ = snprintf(text + len, room - len, __VA_ARGS__);                          \
		len = put_ < 0 ? len : len + (size_t)put_ < room ? len + (size_t)put_ : room - 1;  \
	} while (0)
	if (at.file)
		PUT("%s:", at.file);
	if (at.file && at.line)
		PUT("%u:%u:", at.line, at.col);
	if (len)
		PUT(" ");
	if (key && key[0])
		PUT("%s: ", key);
	if (is_warning)
		PUT("warning: ");
#undef PUT
	vsnprintf(text + len, room - len, fmt, ap);
	len = strlen(text);
	for (size_t i = 0; i < len; i++) {
		if ((uint8_t)text[i] < 0x20 || text[i] == 0x7f)
			text[i] = '?';
	}
	n = arena_new(&e->arena, struct conf_err);
	copy = arena_dup(&e->arena, (struct hss_bytes){ (const uint8_t *)text, (uint32_t)len });
	if (!n || !copy.p)
		return;
	*n = (struct conf_err){ .line = at.line, .col = at.col, .is_warning = is_warning,
	                        .text = (const char *)copy.p };
	if (at.file) {
		copy = arena_dup(&e->arena, (struct hss_bytes){ (const uint8_t *)at.file,
		                                                (uint32_t)strlen(at.file) });
		n->file = (const char *)copy.p;
	}
	insert(e, n);
}

void conf_err_add(struct conf_errs *e, struct conf_at at, const char *key, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(e, at, key, false, fmt, ap);
	va_end(ap);
}

void conf_warn_add(struct conf_errs *e, struct conf_at at, const char *key, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(e, at, key, true, fmt, ap);
	va_end(ap);
}
