/* hssctl.h - the operator's command line: one table of commands over the /v1 API. */
#ifndef HSSCTL_HSSCTL_H
#define HSSCTL_HSSCTL_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_UNREACHABLE = 3 };

struct ctl {                            /* options common to all commands       */
	const char *api;                /* http://127.0.0.1:8081                */
	const char *token;              /* of the rest plugin's auth, NULL: none */
	const char *ca;                 /* PEM of the API's certificate         */
	bool json;
};

struct command {
	const char *words;              /* "keys rotate"                        */
	const char *args;               /* for the usage line                   */
	const char *doc;
	int (*run)(const struct ctl *c, int argc, char **argv);
};

int cmd_status(const struct ctl *c, int argc, char **argv);
int cmd_peers(const struct ctl *c, int argc, char **argv);
int cmd_backup(const struct ctl *c, int argc, char **argv);
int cmd_keys_rotate(const struct ctl *c, int argc, char **argv);
int cmd_set_sqn(const struct ctl *c, int argc, char **argv);
int cmd_api(const struct ctl *c, int argc, char **argv);
int cmd_wait(const struct ctl *c, int argc, char **argv);
int cmd_probe_s6a(const struct ctl *c, int argc, char **argv);

/* http.c: one request; *status 0 and *why set when there was no answer. Gives *out (may be NULL),
 * which the caller json_decref()s. Returns an EXIT_ code.                      */
int api_request(const struct ctl *c, const char *method, const char *path, const json_t *body,
                long *status, json_t **out);
/* Prints "hssctl: <reason>" of a problem+json answer.                          */
void api_complain(const char *what, long status, const json_t *answer);

/* table.c: rows of objects as columns, or as JSON.                             */
struct table_col {
	const char *key, *title;
};
void table_print(const struct ctl *c, const json_t *rows, const struct table_col *cols, size_t n);

#endif
