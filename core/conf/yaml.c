/* yaml.c - libyaml's events to a tree, see yaml.h. The first error of syntax ends the file: what
 * stands behind it cannot be trusted. */
#include "conf/yaml.h"

#include "base/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

struct builder {
	struct yaml_doc *doc;
	const struct conf_env *env;
	struct conf_errs *errs;
	struct hss_bytes text;
	struct yaml_node *stack[YAML_MAX_DEPTH];
	uint32_t depth, n_nodes, n_docs;
	const char *key;                /* read, its value is next              */
	uint32_t key_line, key_col;
	hss_rc rc;
};

static hss_rc fail(struct builder *b, const yaml_mark_t *m, const char *key, const char *text)
{
	conf_err_add(b->errs, (struct conf_at){ b->doc->file, (uint32_t)m->line + 1,
	                                        (uint32_t)m->column + 1 }, key, "%s", text);
	b->rc = HSS_E_INVAL;
	return b->rc;
}

/* libyaml says "did not find expected key"; the usual causes deserve their names. */
static void syntax_error(struct builder *b, const yaml_parser_t *p)
{
	struct conf_at at = { b->doc->file, (uint32_t)p->problem_mark.line + 1,
	                      (uint32_t)p->problem_mark.column + 1 };
	const char *why = p->problem ? p->problem : "not YAML";
	const char *hint = "";

	if (p->error == YAML_MEMORY_ERROR) {
		b->rc = HSS_E_NOMEM;
		return;
	}
	b->rc = HSS_E_INVAL;
	if (p->error == YAML_READER_ERROR) {
		uint32_t line = 1, col = 1;

		for (size_t i = 0; i < p->problem_offset && i < b->text.len; i++) {
			col = b->text.p[i] == '\n' ? 1 : col + 1;
			line += b->text.p[i] == '\n';
		}
		conf_err_add(b->errs, (struct conf_at){ b->doc->file, line, col }, NULL, "%s", why);
		return;
	}
	if (p->problem_mark.index < b->text.len && b->text.p[p->problem_mark.index] == '\t')
		hint = "; a tab must not be used to indent";
	else if (strstr(why, "expected key") || strstr(why, "mapping values") ||
	         strstr(why, "node content"))
		hint = "; wrong indentation, or a value that needs quotes (it holds \": \" or "
		       "starts with a bracket)";
	if (p->context)
		conf_err_add(b->errs, at, NULL, "%s %s%s", p->context, why, hint);
	else
		conf_err_add(b->errs, at, NULL, "%s%s", why, hint);
}

/* A new node below the open one; NULL with the reason reported.                */
static struct yaml_node *add_node(struct builder *b, const yaml_event_t *ev, enum yaml_kind kind)
{
	struct yaml_node *n, *up = b->depth ? b->stack[b->depth - 1] : NULL;

	if (b->n_nodes++ >= YAML_MAX_NODES) {
		fail(b, &ev->start_mark, b->key, "too many values in this file");
		return NULL;
	}
	n = arena_new(&b->doc->arena, struct yaml_node);
	if (!n) {
		b->rc = HSS_E_NOMEM;
		return NULL;
	}
	*n = (struct yaml_node){ .kind = kind, .line = (uint32_t)ev->start_mark.line + 1,
	                         .col = (uint32_t)ev->start_mark.column + 1, .key = b->key,
	                         .key_line = b->key_line, .key_col = b->key_col };
	b->key = NULL;
	if (!up) {
		b->doc->root = n;
		return n;
	}
	if (up->last)
		up->last->next = n;
	else
		up->first = n;
	up->last = n;
	up->n++;
	return n;
}

static bool is_map_open(const struct builder *b)
{
	return b->depth && b->stack[b->depth - 1]->kind == YAML_MAP;
}

static hss_rc open_node(struct builder *b, const yaml_event_t *ev, enum yaml_kind kind)
{
	struct yaml_node *n;

	if (is_map_open(b) && !b->key)
		return fail(b, &ev->start_mark, NULL, "a key must be a plain word");
	if (b->depth == YAML_MAX_DEPTH)
		return fail(b, &ev->start_mark, b->key, "nested too deep");
	n = add_node(b, ev, kind);
	if (n)
		b->stack[b->depth++] = n;
	return b->rc;
}

static hss_rc take_key(struct builder *b, const yaml_event_t *ev, struct hss_bytes text)
{
	const struct yaml_node *map = b->stack[b->depth - 1], *twin;
	struct hss_bytes copy;
	char why[64];

	if (text.len == 0 || text.len > 200)
		return fail(b, &ev->start_mark, NULL, "a key must be a plain word");
	if (map->n >= YAML_MAX_KEYS)
		return fail(b, &ev->start_mark, NULL, "too many keys");
	copy = arena_dup(&b->doc->arena, text);
	if (!copy.p)
		return b->rc = HSS_E_NOMEM;
	twin = tree_get(map, (const char *)copy.p);
	if (twin) {
		snprintf(why, sizeof why, "stands here twice, first in line %u", twin->key_line);
		return fail(b, &ev->start_mark, (const char *)copy.p, why);
	}
	b->key = (const char *)copy.p;
	b->key_line = (uint32_t)ev->start_mark.line + 1;
	b->key_col = (uint32_t)ev->start_mark.column + 1;
	return HSS_OK;
}

static hss_rc on_scalar(struct builder *b, const yaml_event_t *ev)
{
	struct hss_bytes text = { ev->data.scalar.value, (uint32_t)ev->data.scalar.length };
	struct hss_bytes copy;
	struct yaml_node *n;
	char why[160];
	hss_rc rc;

	if (text.len > YAML_MAX_TEXT)
		return fail(b, &ev->start_mark, b->key, "text too long");
	if (text.len && memchr(text.p, '\0', text.len))
		return fail(b, &ev->start_mark, b->key, "text with a NUL character");
	if (is_map_open(b) && !b->key)
		return take_key(b, ev, text);
	n = add_node(b, ev, YAML_SCALAR);
	if (!n)
		return b->rc;
	n->is_plain = ev->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	copy = arena_dup(&b->doc->arena, text);
	if (!copy.p)
		return b->rc = HSS_E_NOMEM;
	n->text = (const char *)copy.p;
	rc = env_expand(b->env, &b->doc->arena, n->text, &n->text, why);
	if (rc == HSS_E_INVAL) {
		/* no error of syntax: the rest of the file is looked at too    */
		fail(b, &ev->start_mark, n->key, why);
		b->rc = HSS_OK;
	} else if (rc != HSS_OK) {
		b->rc = rc;
	}
	return b->rc;
}

static hss_rc on_event(struct builder *b, const yaml_event_t *ev)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;

	switch (ev->type) {
	case YAML_SCALAR_EVENT:
		anchor = ev->data.scalar.anchor;
		tag = ev->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = ev->data.sequence_start.anchor;
		tag = ev->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = ev->data.mapping_start.anchor;
		tag = ev->data.mapping_start.tag;
		break;
	default:
		break;
	}
	if (anchor || ev->type == YAML_ALIAS_EVENT)
		return fail(b, &ev->start_mark, b->key,
		            "anchors and aliases (& and *) are not supported; in a text, use "
		            "quotes");
	if (tag)
		return fail(b, &ev->start_mark, b->key,
		            "tags (!) are not supported; in a text, use quotes");
	switch (ev->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (b->n_docs++)
			return fail(b, &ev->start_mark, NULL, "one file is one document");
		return HSS_OK;
	case YAML_SCALAR_EVENT:
		return on_scalar(b, ev);
	case YAML_SEQUENCE_START_EVENT:
		return open_node(b, ev, YAML_LIST);
	case YAML_MAPPING_START_EVENT:
		return open_node(b, ev, YAML_MAP);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		b->depth--;
		return HSS_OK;
	default:
		return HSS_OK;
	}
}

hss_rc tree_parse(const char *file, struct hss_bytes text, const struct conf_env *env,
                  struct conf_errs *errs, struct yaml_doc **out)
{
	struct yaml_doc *d = calloc(1, sizeof *d);
	struct builder b = { .doc = d, .env = env, .errs = errs, .text = text };
	uint32_t n_before = errs->n;
	yaml_parser_t parser;
	yaml_event_t ev;
	bool is_end = false;

	if (!d)
		return HSS_E_NOMEM;
	arena_init(&d->arena, NULL, 64u << 20);
	d->file = (const char *)arena_dup(&d->arena, bytes_str(file)).p;
	if (!d->file || !yaml_parser_initialize(&parser)) {
		tree_free(d);
		return HSS_E_NOMEM;
	}
	yaml_parser_set_input_string(&parser, text.p ? text.p : (const uint8_t *)"", text.len);
	if (text.len > YAML_MAX_SIZE)
		fail(&b, &(yaml_mark_t){ 0 }, NULL, "file too large");
	while (!is_end && b.rc == HSS_OK) {
		if (!yaml_parser_parse(&parser, &ev)) {
			syntax_error(&b, &parser);
			break;
		}
		is_end = ev.type == YAML_STREAM_END_EVENT;
		on_event(&b, &ev);
		yaml_event_delete(&ev);
	}
	yaml_parser_delete(&parser);
	if (b.rc == HSS_OK && errs->n != n_before)
		b.rc = HSS_E_INVAL;
	if (b.rc != HSS_OK) {
		tree_free(d);
		return b.rc;
	}
	*out = d;
	return HSS_OK;
}

/* Reads up to YAML_MAX_SIZE + 1 octets, so that a longer file shows itself.    */
static hss_rc slurp(int fd, uint8_t **out, uint32_t *len)
{
	uint8_t *p = malloc(YAML_MAX_SIZE + 1);
	size_t n = 0;
	ssize_t got;

	if (!p)
		return HSS_E_NOMEM;
	while (n <= YAML_MAX_SIZE) {
		got = read(fd, p + n, YAML_MAX_SIZE + 1 - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			free(p);
			return HSS_E_INVAL;
		}
		if (got == 0)
			break;
		n += (size_t)got;
	}
	*out = p;
	*len = (uint32_t)n;
	return HSS_OK;
}

hss_rc tree_read(const char *path, const struct conf_env *env, struct conf_errs *errs,
                 struct yaml_doc **out)
{
	/* without O_NONBLOCK a FIFO in the directory would hang the start      */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct conf_at at = { path, 0, 0 };
	uint8_t *text = NULL;
	uint32_t len = 0;
	struct stat st;
	hss_rc rc;

	if (fd < 0) {
		conf_err_add(errs, at, NULL, "cannot be read: %s", strerror(errno));
		return HSS_E_INVAL;
	}
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		conf_err_add(errs, at, NULL, "not a file");
		rc = HSS_E_INVAL;
		goto close_fd;
	}
	rc = slurp(fd, &text, &len);
	if (rc == HSS_E_INVAL)
		conf_err_add(errs, at, NULL, "cannot be read: %s", strerror(errno));
	if (rc != HSS_OK)
		goto close_fd;
	rc = tree_parse(path, (struct hss_bytes){ text, len }, env, errs, out);
	if (rc == HSS_OK) {
		(*out)->others_read = st.st_mode & S_IROTH;
		(*out)->others_write = st.st_mode & S_IWOTH;
	}
	explicit_bzero(text, len);
	free(text);
close_fd:
	close(fd);
	return rc;
}

void tree_free(struct yaml_doc *d)
{
	if (!d)
		return;
	d->arena.is_secret = true;
	arena_reset(&d->arena);
	free(d);
}

const struct yaml_node *tree_get(const struct yaml_node *map, const char *key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (const struct yaml_node *n = map->first; n; n = n->next) {
		if (strcmp(n->key, key) == 0)
			return n;
	}
	return NULL;
}

bool tree_is_null(const struct yaml_node *n)
{
	return n->kind == YAML_SCALAR && n->is_plain &&
	       (n->text[0] == '\0' || strcmp(n->text, "~") == 0 || strcmp(n->text, "null") == 0);
}
