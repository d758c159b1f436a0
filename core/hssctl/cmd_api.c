/* cmd_api.c - "hssctl api METHOD PATH [JSON]": one request to /v1 as it is, for scripts. */
#include "hssctl/hssctl.h"

#include <string.h>

int cmd_api(const struct ctl *c, int argc, char **argv)
{
	const char *field = NULL;
	json_t *body = NULL, *out, *v;
	json_error_t err;
	long status;
	int rc;

	if (argc >= 2 && !strcmp(argv[0], "--field")) {
		field = argv[1];
		argc -= 2;
		argv += 2;
	}
	if (argc < 2 || argc > 3 || argv[1][0] != '/') {
		fprintf(stderr, "hssctl: api [--field NAME] METHOD /PATH [JSON]\n");
		return EXIT_USAGE;
	}
	if (argc == 3 && !(body = json_loads(argv[2], 0, &err))) {
		fprintf(stderr, "hssctl: api: the body is not JSON: %s (column %d)\n", err.text, err.column);
		return EXIT_USAGE;
	}
	rc = api_request(c, argv[0], argv[1], body, &status, &out);
	json_decref(body);
	if (rc != EXIT_OK) {
		api_complain(argv[1], status, out);
	} else if (field && (v = json_object_get(out, field)) != NULL) {
		if (json_is_string(v))
			printf("%s\n", json_string_value(v));
		else if (json_dumpf(v, stdout, JSON_ENCODE_ANY | JSON_COMPACT) == 0)
			printf("\n");
	} else if (out) {
		json_dumpf(out, stdout, JSON_ENCODE_ANY | JSON_INDENT(2));
		printf("\n");
	}
	json_decref(out);
	return rc;
}
