/* conf_test.h - shared by the tests of conf/: variables from a table, a scratch directory, and
 * looking for a mistake by its text. */
#ifndef CONF_TEST_H
#define CONF_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conf/confd.h"

extern const struct conf_env test_env;  /* HOST=10.1.2.3, EMPTY=, EVIL=a: [b */

/* Fails the test, showing all mistakes, when none (no warning) contains `part`. */
void expect_error(const struct conf_errs *e, const char *part);
void expect_warning(const struct conf_errs *e, const char *part);
/* Fails the test, showing them, when there are mistakes.                       */
void expect_none(const struct conf_errs *e);

/* A new empty directory below TEST_TMP; `dir` gets its path.                   */
void scratch_dir(char dir[512]);
void scratch_file(const char *dir, const char *name, const char *text);
void scratch_remove(const char *dir);

#endif
