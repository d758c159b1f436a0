/*
 * errs.h - the list of mistakes: reading goes on after one, so that an operator sees them all at
 * once. Every text is "file:line:col: key: reason"; each part that is not known is left out.
 */
#ifndef CONF_ERRS_H
#define CONF_ERRS_H

#include <hss/abi.h>

#include "base/arena.h"

#define CONF_ERRS_MAX 200u              /* texts kept; the rest is only counted */

struct conf_err {
	struct conf_err *next;
	const char *file;               /* NULL: not about a file               */
	uint32_t line, col;             /* 1-based; 0: not known                */
	bool is_warning;
	const char *text;               /* the whole line, without newline      */
};

struct conf_errs {
	struct arena arena;             /* the texts                            */
	struct conf_err *first;         /* by file as reported, then by line    */
	uint32_t n, n_warnings;         /* n: mistakes without warnings         */
};

/* Where a mistake is. `file` is copied.                                        */
struct conf_at { const char *file; uint32_t line, col; };

void conf_errs_init(struct conf_errs *e);
void conf_errs_fini(struct conf_errs *e);
/* `key` may be NULL. Control characters in the outcome are replaced.           */
void conf_err_add(struct conf_errs *e, struct conf_at at, const char *key, const char *fmt, ...)
	HSS_PRINTF(4, 5);
/* As above, but nothing fails because of it.                                   */
void conf_warn_add(struct conf_errs *e, struct conf_at at, const char *key, const char *fmt, ...)
	HSS_PRINTF(4, 5);

#endif
