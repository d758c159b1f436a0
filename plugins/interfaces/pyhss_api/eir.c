/* eir.c - history of IMSI and IMEI pairs, and the table of type allocation codes. */
#include "api.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define TAC_DIGITS 8                    /* TS 23.003 6.2.1                              */

struct tac {
	char prefix[TAC_DIGITS + 1];
	char *name, *model;
};
struct tac_table {
	struct tac *tac;
	size_t n;
};

/* ---- TAC table ----------------------------------------------------------------- */

static int by_prefix(const void *a, const void *b)
{
	return strcmp(((const struct tac *)a)->prefix, ((const struct tac *)b)->prefix);
}

/* "35332811,Apple,iPhone": quotes around a field are taken off, a header line is no TAC. */
static char *next_field(char **line)
{
	char *start = *line, *end;

	if (*start == '"') {
		end = strchr(++start, '"');
		if (end) {
			*end++ = '\0';
			*line = *end == ',' ? end + 1 : end;
			return start;
		}
	}
	end = start + strcspn(start, ",\r\n");
	*line = *end == ',' ? end + 1 : end;
	*end = '\0';
	return start;
}

static hss_rc add_line(struct tac_table *tt, size_t *room, char *line)
{
	char *prefix = next_field(&line), *name = next_field(&line), *model = next_field(&line);
	struct tac *t;

	if (strlen(prefix) != TAC_DIGITS || strspn(prefix, "0123456789") != TAC_DIGITS)
		return HSS_OK;
	if (tt->n == *room) {
		size_t more = *room ? *room * 2 : 1024;
		struct tac *bigger = realloc(tt->tac, more * sizeof *bigger);

		if (!bigger)
			return HSS_E_NOMEM;
		tt->tac = bigger;
		*room = more;
	}
	t = &tt->tac[tt->n];
	memcpy(t->prefix, prefix, TAC_DIGITS + 1);
	t->name = strdup(name);
	t->model = strdup(model);
	tt->n++;
	return t->name && t->model ? HSS_OK : HSS_E_NOMEM;
}

hss_rc tac_load(const char *file, struct tac_table **out, struct hss_err *err)
{
	struct tac_table *tt = calloc(1, sizeof *tt);
	FILE *f = tt ? fopen(file, "re") : NULL;
	size_t room = 0, line_room = 0;
	char *line = NULL;
	hss_rc rc = HSS_OK;

	if (!f) {
		snprintf(err->text, sizeof err->text, "tac_database_csv: %.150s: %s", file,
			 strerror(errno));
		free(tt);
		return HSS_E_NOTFOUND;
	}
	while (rc == HSS_OK && getline(&line, &line_room, f) > 0)
		rc = add_line(tt, &room, line);
	free(line);
	fclose(f);
	if (rc != HSS_OK) {
		snprintf(err->text, sizeof err->text, "tac_database_csv: out of memory");
		tac_free(tt);
		return rc;
	}
	qsort(tt->tac, tt->n, sizeof *tt->tac, by_prefix);
	*out = tt;
	return HSS_OK;
}

void tac_free(struct tac_table *tt)
{
	if (!tt)
		return;
	for (size_t i = 0; i < tt->n; i++) {
		free(tt->tac[i].name);
		free(tt->tac[i].model);
	}
	free(tt->tac);
	free(tt);
}

static json_t *tac_view(const struct api *a, const char *imei)
{
	struct tac key, *found = NULL;

	if (a->tacs && a->tacs->n && strlen(imei) >= TAC_DIGITS) {
		memcpy(key.prefix, imei, TAC_DIGITS);
		key.prefix[TAC_DIGITS] = '\0';
		found = bsearch(&key, a->tacs->tac, a->tacs->n, sizeof key, by_prefix);
	}
	if (!found)
		return json_null();
	return json_pack("{s:s, s:s, s:s}", "tacPrefix", found->prefix, "name", found->name, "model",
			 found->model);
}

void eir_lookup(struct hss_http_req *r, void *self)
{
	reply_json(r, 200, tac_view(self, request_param(r, 0)));
}

/* ---- history ------------------------------------------------------------------- */

static void list_row(struct stream *s, struct hss_task *t, const void *row)
{
	struct api *a = stream_api(s);

	stream_item(s, (struct hss_bytes){ 0 }, view_row(a, t, a->entity[ENT_EIR_HISTORY], row));
	stream_next(s);
}

void eir_history_list(struct hss_http_req *r, void *self)
{
	struct api *a = self;
	struct stream_def def = { .e = a->entity[ENT_EIR_HISTORY], .row = list_row };

	if (request_page(r, a, &def.offset, &def.limit))
		stream_start(r, a, &def);
}

struct history_call {
	struct hss_http_req *r;
	struct api *a;
	const struct hss_term *term;
	json_t *found;
};

static json_t *history_view(struct api *a, struct hss_task *t, const struct hss_eir_history *row)
{
	json_t *v = view_row(a, t, a->entity[ENT_EIR_HISTORY], row);
	const char *pair = json_string_value(json_object_get(v, "imsi_imei"));
	const char *comma = pair ? strchr(pair, ',') : NULL;

	if (!v)
		return NULL;
	if (comma) {
		json_object_set_new(v, "imsi", json_stringn(pair, (size_t)(comma - pair)));
		json_object_set_new(v, "imei", json_string(comma + 1));
		json_object_set_new(v, "imei_result", tac_view(a, comma + 1));
	}
	return v;
}

static json_t *history_views(struct api *a, struct hss_task *t, const struct hss_rows *rows)
{
	json_t *v = json_array();

	for (uint32_t i = 0; v && i < rows->n; i++)
		json_array_append_new(v, history_view(a, t, rows->row[i]));
	return v;
}

static void on_deleted(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct history_call *c = ctx;

	(void)t;
	(void)rows;
	if (rc != HSS_OK && rc != HSS_E_NOTFOUND) {
		json_decref(c->found);
		reply_rc(c->r, rc);
	} else {
		reply_json(c->r, 200, c->found);
	}
}

static void on_history(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct history_call *c = ctx;
	struct hss_op op = { .size = sizeof op, .kind = HSS_OP_DELETE,
			     .entity = c->a->entity[ENT_EIR_HISTORY], .terms = c->term, .n_terms = 1,
			     .term_size = sizeof *c->term };

	if (rc != HSS_OK || !rows->n) {
		reply_rc(c->r, rc == HSS_OK ? HSS_E_NOTFOUND : rc);
		return;
	}
	if (hss_host->http->info(c->r)->method != HSS_HTTP_DELETE) {
		reply_json(c->r, 200, history_views(c->a, t, rows));
		return;
	}
	c->found = history_views(c->a, t, rows);
	rc = hss_host->store->submit(t, c->a->st, &op, on_deleted, c);
	if (rc != HSS_OK) {
		json_decref(c->found);
		reply_rc(c->r, rc);
	}
}

/* Every pair that contains the text: an IMSI, an IMEI or a part of one. */
void eir_history(struct hss_http_req *r, void *self)
{
	struct hss_task *t = hss_host->http->task(r);
	struct history_call *c = request_alloc(t, sizeof *c);
	const char *part = request_param(r, 0);
	struct hss_term *term = term_text(
		t, HSS_EIR_HISTORY_imsi_imei,
		(struct hss_bytes){ (const uint8_t *)part, (uint32_t)strlen(part) });
	struct hss_op op;

	if (!c || !term) {
		reply_rc(r, HSS_E_NOMEM);
		return;
	}
	term->cmp = HSS_CMP_SUBSTRING;
	*c = (struct history_call){ .r = r, .a = self, .term = term };
	op = find_op(c->a->entity[ENT_EIR_HISTORY], term, 10000);
	request_find(r, c->a, &op, on_history, c);
}
