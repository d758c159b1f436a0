/* admin.c - status, peers, backup, keys, SQN, wait: each one request to /v1/admin. */
#include "hssctl/hssctl.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int get_or_complain(const struct ctl *c, const char *path, const char *what, json_t **out)
{
	long status;
	int rc = api_request(c, "GET", path, NULL, &status, out);

	if (rc != EXIT_OK) {
		api_complain(what, status, *out);
		json_decref(*out);
	}
	return rc;
}

int cmd_status(const struct ctl *c, int argc, char **argv)
{
	static const struct table_col cols[] = {
		{ "name", "INSTANCE" }, { "plugin", "PLUGIN" }, { "version", "VERSION" },
		{ "state", "STATE" }, { "healthy", "HEALTHY" }, { "why", "WHY" },
	};
	json_t *s, *id;
	int rc;

	(void)argc;
	(void)argv;
	rc = get_or_complain(c, "/v1/admin/status", "status", &s);
	if (rc != EXIT_OK)
		return rc;
	id = json_object_get(s, "identity");
	if (c->json) {
		json_dumpf(s, stdout, JSON_INDENT(2));
		printf("\n");
	} else {
		printf("hssd %s  %s (%s)  up %lld s  peers open %lld\n\n",
		       json_string_value(json_object_get(s, "version")),
		       json_string_value(json_object_get(id, "host")),
		       json_string_value(json_object_get(id, "realm")),
		       (long long)json_integer_value(json_object_get(s, "uptime_ms")) / 1000,
		       (long long)json_integer_value(json_object_get(json_object_get(s, "peers"),
		                                                     "open")));
		table_print(c, json_object_get(s, "instances"), cols, sizeof cols / sizeof cols[0]);
	}
	json_decref(s);
	return EXIT_OK;
}

int cmd_peers(const struct ctl *c, int argc, char **argv)
{
	static const struct table_col cols[] = {
		{ "host", "HOST" }, { "realm", "REALM" }, { "state", "STATE" },
		{ "address", "ADDRESS" }, { "in_flight", "IN FLIGHT" }, { "is_agent", "AGENT" },
		{ "local_host", "WE ARE" },
	};
	json_t *s, *rows;
	int rc;

	(void)argc;
	(void)argv;
	rc = get_or_complain(c, "/v1/admin/peers", "peers", &s);
	if (rc != EXIT_OK)
		return rc;
	rows = json_is_array(s) ? s : json_object_get(s, "items");
	if (!c->json && json_array_size(rows) == 0)
		printf("no peer has connected yet\n");
	else
		table_print(c, rows, cols, sizeof cols / sizeof cols[0]);
	json_decref(s);
	return EXIT_OK;
}

/* A POST whose answer is one object; says `done` with its `field`.             */
static int post(const struct ctl *c, const char *path, json_t *body, const char *what,
                const char *done, const char *field)
{
	long status;
	json_t *out;
	int rc = api_request(c, "POST", path, body, &status, &out);

	json_decref(body);
	if (rc != EXIT_OK)
		api_complain(what, status, out);
	else if (c->json && json_dumpf(out, stdout, JSON_INDENT(2)) == 0)
		printf("\n");
	else if (json_is_integer(json_object_get(out, field)))
		printf("%s %lld\n", done, (long long)json_integer_value(json_object_get(out, field)));
	else
		printf("%s\n", done);
	json_decref(out);
	return rc;
}

int cmd_backup(const struct ctl *c, int argc, char **argv)
{
	char *path;
	int rc;

	if (argc < 1) {
		fprintf(stderr, "hssctl: backup: name the file to write\n");
		return EXIT_USAGE;
	}
	/* the daemon's working directory is not ours */
	path = argv[0][0] == '/' ? strdup(argv[0]) : NULL;
	if (!path) {
		char *cwd = realpath(".", NULL);
		size_t n = (cwd ? strlen(cwd) : 0) + strlen(argv[0]) + 2;

		path = malloc(n);
		if (path)
			snprintf(path, n, "%s/%s", cwd ? cwd : "", argv[0]);
		free(cwd);
	}
	rc = post(c, "/v1/admin/backup", json_pack("{s:s}", "path", path), "backup", "backup written",
	          "");
	free(path);
	return rc;
}

int cmd_keys_rotate(const struct ctl *c, int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return post(c, "/v1/admin/keys/rotate", json_object(), "keys rotate", "secrets sealed anew:",
	            "rows");
}

/* Decimal or 0x..., 0 to max.                                                  */
static bool take_number(const char *text, long long max, long long *out)
{
	char *end;
	long long v;

	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	v = strtoll(text, &end, !strncmp(text, "0x", 2) ? 16 : 10);
	if (errno || *end || v > max)
		return false;
	*out = v;
	return true;
}

int cmd_set_sqn(const struct ctl *c, int argc, char **argv)
{
	bool force = argc > 2 && !strcmp(argv[2], "--force");
	long long id, sqn;
	char path[64];

	if (argc < 2 || argc > 3 || (argc > 2 && !force) || !take_number(argv[0], INT64_MAX, &id) ||
	    !take_number(argv[1], (1LL << 48) - 1, &sqn))
		goto usage;
	snprintf(path, sizeof path, "/v1/auc/%lld/set-sqn", id);
	return post(c, path, json_pack("{s:I,s:b}", "sqn", (json_int_t)sqn, "force", force),
	            "auc set-sqn", "SQN set", "");
usage:
	fprintf(stderr, "hssctl: auc set-sqn AUC_ID SQN [--force]: SQN is a 48-bit number\n");
	return EXIT_USAGE;
}

int cmd_wait(const struct ctl *c, int argc, char **argv)
{
	const struct timespec pause = { 0, 50 * 1000000 };
	long long seconds = 30, pid = 0;
	long status;
	time_t end;

	for (int i = 0; i < argc; i += 2) {
		long long *at = !strcmp(argv[i], "--seconds") ? &seconds :
		                !strcmp(argv[i], "--pid") ? &pid : NULL;

		if (!at || i + 1 == argc || !take_number(argv[i + 1], INT32_MAX, at)) {
			fprintf(stderr, "hssctl: wait [--seconds N] [--pid P]\n");
			return EXIT_USAGE;
		}
	}
	end = time(NULL) + seconds;
	while (time(NULL) <= end) {
		if (api_request(c, "GET", "/v1/admin/status", NULL, &status, NULL) == EXIT_OK)
			return EXIT_OK;
		if (pid && kill((pid_t)pid, 0) && errno == ESRCH)
			return EXIT_FAILED;
		nanosleep(&pause, NULL);
	}
	fprintf(stderr, "hssctl: wait: no answer within %lld s\n", seconds);
	return EXIT_UNREACHABLE;
}
