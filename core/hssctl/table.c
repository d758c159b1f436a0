/* table.c - human tables on a terminal, JSON for scripts. */
#include "hssctl/hssctl.h"

#include <string.h>

static const char *cell(const json_t *row, const char *key, char *buf, size_t max)
{
	const json_t *v = json_object_get(row, key);

	if (json_is_string(v))
		return json_string_value(v);
	if (json_is_integer(v))
		snprintf(buf, max, "%lld", (long long)json_integer_value(v));
	else if (json_is_boolean(v))
		snprintf(buf, max, "%s", json_is_true(v) ? "yes" : "no");
	else
		snprintf(buf, max, "-");
	return buf;
}

void table_print(const struct ctl *c, const json_t *rows, const struct table_col *cols, size_t n)
{
	size_t width[16], i, k;
	json_t *row;
	char buf[32];

	if (c->json) {
		json_dumpf(rows, stdout, JSON_INDENT(2));
		printf("\n");
		return;
	}
	for (k = 0; k < n && k < 16; k++) {
		width[k] = strlen(cols[k].title);
		json_array_foreach(rows, i, row) {
			size_t w = strlen(cell(row, cols[k].key, buf, sizeof buf));

			width[k] = w > width[k] ? w : width[k];
		}
	}
	for (k = 0; k < n; k++)
		printf("%-*s%s", k + 1 < n ? (int)width[k] : 0, cols[k].title, k + 1 < n ? "  " : "\n");
	json_array_foreach(rows, i, row)
		for (k = 0; k < n; k++)
			printf("%-*s%s", k + 1 < n ? (int)width[k] : 0,
			       cell(row, cols[k].key, buf, sizeof buf), k + 1 < n ? "  " : "\n");
}
