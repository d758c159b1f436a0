/* config.c - see config.h. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf/schema.h"

static char *replace_dir(const char *text, const char *dir)
{
	size_t n = strlen(text) + 1, mark = strlen("@DIR@");
	const char *at;
	char *out, *p;

	for (at = text; (at = strstr(at, "@DIR@")); at += mark)
		n += strlen(dir);
	p = out = malloc(n);
	if (!out)
		abort();
	while ((at = strstr(text, "@DIR@"))) {
		memcpy(p, text, (size_t)(at - text));
		p += at - text;
		p = stpcpy(p, dir);
		text = at + mark;
	}
	strcpy(p, text);
	return out;
}

hss_rc config_fill(const struct hss_plugin_desc *d, const char *text, const char *dir, void **out,
                   struct hss_err *err)
{
	char *yaml = replace_dir(text, dir);
	struct yaml_doc *doc = NULL;
	struct hss_bytes text_octets;
	struct conf_errs errs;
	hss_rc rc;

	conf_errs_init(&errs);
	rc = schema_verify(d->conf, err);
	if (rc != HSS_OK)
		goto out;
	text_octets = (struct hss_bytes){ (const uint8_t *)yaml, (uint32_t)strlen(yaml) };
	rc = tree_parse("config", text_octets, NULL, &errs, &doc);
	if (rc == HSS_OK) {
		const struct schema_src src = { .file = "config", .node = doc->root };

		rc = schema_fill(d->conf, &src, &errs, out);
	}
	if (rc != HSS_OK)
		snprintf(err->text, sizeof err->text, "%s", errs.first ? errs.first->text : "config");
	if (doc)
		tree_free(doc);
out:
	conf_errs_fini(&errs);
	free(yaml);
	return rc;
}
