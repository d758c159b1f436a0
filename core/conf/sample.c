/* sample.c - see sample.h. Everything comes from the table that also judges the file, so the
 * sample and the documentation cannot be wrong about it. */
#include "conf/sample.h"

#include "conf/confd.h"
#include "conf/units.h"

#include <string.h>

#define COLUMNS 98

struct pen {
	FILE *f;
	int indent;                     /* of the lines                         */
	int extra;                      /* behind the "#" of a commented list   */
	bool is_off;                    /* everything is commented              */
};

static void start_line(const struct pen *p, bool is_off)
{
	fprintf(p->f, "%*s%s%*s", p->indent, "", p->is_off || is_off ? "#" : "", p->extra, "");
}

/* Words, wrapped, each line with "# ".                                         */
static void explain(const struct pen *p, const char *text)
{
	int width = COLUMNS - p->indent - p->extra - 3, col = 0;

	while (*text) {
		int n = (int)strcspn(text, " ");

		if (col && col + 1 + n > width) {
			fprintf(p->f, "\n");
			col = 0;
		}
		if (col == 0) {
			start_line(p, false);
			fprintf(p->f, "# %.*s", n, text);
		} else {
			fprintf(p->f, " %.*s", n, text);
		}
		col += n + (col != 0);
		text += n + (text[n] == ' ');
	}
	if (col)
		fprintf(p->f, "\n");
}

static const char *limit(const struct hss_conf_item *it, int64_t v, char out[32])
{
	if (it->type == HSS_CT_MSEC)
		return units_msec_text(v, out);
	if (it->type == HSS_CT_BYTES)
		return units_bytes_text(v, out);
	snprintf(out, 32, "%lld", (long long)v);
	return out;
}

static void add(char *out, size_t max, const char *text)
{
	strncat(out, text, max - strlen(out) - 1);
}

/* What a value looks like: "size, 1KiB to 16MiB", "any, listed".               */
static const char *describe(const struct hss_conf_item *it, char *out, size_t max)
{
	char lo[32], hi[32], range[100];

	out[0] = '\0';
	if (it->type == HSS_CT_ENUM) {
		for (const struct hss_choice *c = it->choices; c->name; c++) {
			add(out, max, c == it->choices ? "" : ", ");
			add(out, max, c->name);
		}
		return out;
	}
	if (it->type == HSS_CT_LIST && schema_is_plain(it->sub)) {
		struct hss_conf_item one;

		schema_item(it->sub, 0, &one);
		add(out, max, "list of ");
		add(out, max, schema_type_name(&one));
	} else {
		add(out, max, it->type == HSS_CT_LIST ? "list of maps" : schema_type_name(it));
	}
	if (it->min == 0 && it->max == 0)
		return out;
	if (it->max == 0)
		snprintf(range, sizeof range, ", at least %s", limit(it, it->min, lo));
	else
		snprintf(range, sizeof range, ", %s to %s", limit(it, it->min, lo),
		         limit(it, it->max, hi));
	add(out, max, range);
	if (it->type == HSS_CT_STR || it->type == HSS_CT_HEX)
		add(out, max, " octets");
	if (it->type == HSS_CT_LIST)
		add(out, max, " elements");
	return out;
}

static void explain_item(const struct pen *p, const struct hss_conf_item *it)
{
	char text[1200] = "", form[300];

	add(text, sizeof text, it->doc ? it->doc : "");
	if (it->type != HSS_CT_MAP) {
		add(text, sizeof text, it->doc ? " (" : "(");
		add(text, sizeof text, describe(it, form, sizeof form));
		if (it->flags & HSS_CF_REQUIRED)
			add(text, sizeof text, "; required");
		if (it->flags & HSS_CF_SECRET)
			add(text, sizeof text, "; secret");
		if (it->flags & HSS_CF_RELOAD)
			add(text, sizeof text, "; may change while running");
		add(text, sizeof text, ")");
	}
	explain(p, text);
}

static void write_items(const struct pen *p, const struct hss_conf_schema *schema, bool is_element);

/* One example element, all of it commented: there is no default to show.       */
static void write_list(const struct pen *p, const struct hss_conf_item *it)
{
	struct pen in = { p->f, p->indent, p->extra + 2, true };

	start_line(p, true);
	fprintf(p->f, "%s:%s%s\n", it->key, it->dflt ? " " : "", it->dflt ? it->dflt : "");
	if (!it->dflt)
		write_items(&in, it->sub, true);
}

static void write_item(const struct pen *p, const struct hss_conf_item *it)
{
	struct pen in = *p;

	if (it->type == HSS_CT_MAP) {
		*(p->is_off ? &in.extra : &in.indent) += 2;
		start_line(p, false);
		fprintf(p->f, "%s:\n", it->key);
		write_items(&in, it->sub, false);
	} else if (it->type == HSS_CT_LIST && !schema_is_plain(it->sub)) {
		write_list(p, it);
	} else {
		start_line(p, !(it->flags & HSS_CF_REQUIRED));
		fprintf(p->f, "%s:%s%s\n", it->key, it->dflt ? " " : "", it->dflt ? it->dflt : "");
	}
}

/* As an element of a list the first key stands behind a dash, and the others below it. */
static void write_items(const struct pen *p, const struct hss_conf_schema *schema, bool is_element)
{
	struct hss_conf_schema s;
	struct hss_conf_item it;
	struct pen in = *p;

	schema_head(schema, &s);
	in.extra += is_element ? 2 : 0;
	for (uint32_t i = 0; i < s.n_items; i++) {
		schema_item(schema, i, &it);
		explain_item(&in, &it);
		if (is_element && i == 0) {
			start_line(p, true);
			fprintf(p->f, "- %s:%s%s\n", it.key, it.dflt ? " " : "",
			        it.dflt ? it.dflt : "");
			continue;
		}
		write_item(&in, &it);
	}
}

hss_rc sample_schema(FILE *f, const char *head, const struct hss_conf_schema *schema)
{
	struct pen p = { f, 2, 0, false };
	struct hss_err err;

	if (schema && schema_verify(schema, &err) != HSS_OK)
		return HSS_E_INVAL;
	fprintf(f, "%s\n", head);
	if (schema)
		write_items(&p, schema, false);
	return ferror(f) ? HSS_E_INTERNAL : HSS_OK;
}

hss_rc sample_plugin(FILE *f, const struct hss_plugin_desc *d)
{
	struct pen p = { f, 0, 0, false };

	explain(&p, d->summary ? d->summary : d->name);
	fprintf(f, "plugin: %s\n", d->name);
	explain(&p, "Name of this instance; must be unique.");
	fprintf(f, "#instance: %s\n", d->name);
	fprintf(f, "#enabled: true\n");
	explain(&p, "false: hssd starts without it when it cannot be loaded or started.");
	fprintf(f, "#required: true\n");
	return sample_schema(f, "config:", d->conf);
}

hss_rc sample_core(FILE *f)
{
	return sample_schema(f, "core:", &core_schema);
}

/* ---- Markdown ------------------------------------------------------------------------------ */

static void put_cell(FILE *f, const char *text)
{
	for (; *text; text++)
		fprintf(f, "%s%c", *text == '|' ? "\\" : "", *text);
}

static void write_rows(FILE *f, const char *prefix, const struct hss_conf_schema *schema)
{
	struct hss_conf_schema s;
	struct hss_conf_item it;
	char form[300], key[300];

	schema_head(schema, &s);
	for (uint32_t i = 0; i < s.n_items; i++) {
		bool is_maps;

		schema_item(schema, i, &it);
		is_maps = it.type == HSS_CT_LIST && !schema_is_plain(it.sub);
		snprintf(key, sizeof key, "%s%s", prefix, it.key);
		fprintf(f, "| `%s` | ", key);
		put_cell(f, describe(&it, form, sizeof form));
		fprintf(f, " | ");
		if (it.dflt) {
			fprintf(f, "`");
			put_cell(f, it.dflt);
			fprintf(f, "`");
		} else {
			fprintf(f, "%s", it.flags & HSS_CF_REQUIRED ? "required" : "");
		}
		fprintf(f, " | %s | ", it.flags & HSS_CF_RELOAD ? "yes" : "");
		put_cell(f, it.doc ? it.doc : "");
		fprintf(f, "%s |\n", it.flags & HSS_CF_SECRET ? " (secret)" : "");
		if (it.type == HSS_CT_MAP || is_maps) {
			snprintf(key, sizeof key, "%s%s%s", prefix, it.key, is_maps ? "[]." : ".");
			write_rows(f, key, it.sub);
		}
	}
}

hss_rc sample_markdown(FILE *f, const char *title, const char *summary,
                       const struct hss_conf_schema *schema)
{
	struct hss_err err;

	if (schema && schema_verify(schema, &err) != HSS_OK)
		return HSS_E_INVAL;
	fprintf(f, "## %s\n\n", title);
	if (summary)
		fprintf(f, "%s\n\n", summary);
	if (!schema)
		return ferror(f) ? HSS_E_INTERNAL : HSS_OK;
	fprintf(f, "| key | value | default | live | meaning |\n|---|---|---|---|---|\n");
	write_rows(f, "", schema);
	fprintf(f, "\n");
	return ferror(f) ? HSS_E_INTERNAL : HSS_OK;
}

hss_rc sample_markdown_core(FILE *f)
{
	return sample_markdown(f, "core", "The file of conf.d that starts with `core:`.",
	                       &core_schema);
}
