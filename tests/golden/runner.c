/*
 * runner.c - reads golden files and judges the codec by them. A file is a list of cases:
 *
 *     # comment
 *     strict                   the next message is decoded strictly
 *     decode <hex>             a whole message, header included; the header selects the grammar.
 *                              Blanks are allowed, and indented lines continue it.
 *     match <line>             the dump of what was decoded, line by line, indentation included
 *     lenient <n>              how many things strict decoding would have refused
 *     fail <code> <hex>        instead of match: the result and the content of Failed-AVP
 *     reencode                 encoding what was decoded gives the same octets
 *
 * runner --print file ...      prints what it got as match or fail lines, for writing a file
 * runner --seeds dir file ...  writes each message to a file of its own, for the fuzzers
 */
#include "golden.h"

#include "base/bytes.h"
#include "dia/codec.h"

#include <stdio.h>
#include <stdlib.h>

struct run {
	struct dict *dict;
	struct arena arena;
	const char *path, *seeds;
	uint32_t line, n_cases, n_bad, n_seeds;
	bool is_print, is_strict, is_next_strict;
	/* the case at hand */
	uint32_t at;                    /* its line; 0: none                    */
	uint8_t *msg;                   /* exactly as long as the message       */
	uint32_t len;
	bool is_run, is_judged;
	hss_rc rc;
	struct dia_decode_env env;
	struct dia_fault fault;
	const struct hss_grammar *grammar;
	void *out;
	struct buf dump;
	const char *rest;               /* of the dump                          */
};

static void bad(struct run *r, const char *what, const char *detail)
{
	fprintf(stderr, "%s:%u: %s%s%s\n", r->path, r->line, what, detail ? ": " : "",
	        detail ? detail : "");
	r->n_bad++;
}

static const struct hss_grammar *find_grammar(const uint8_t *msg)
{
	struct dia_hdr h;

	dia_hdr_get(msg, &h);
	for (const struct golden_cmd *c = golden_cmds; c->grammar; c++)
		if (c->app_id == h.app_id && c->code == h.code &&
		    c->is_request == !!(h.flags & DIA_F_R))
			return c->grammar;
	return NULL;
}

static void write_seed(struct run *r)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof path, "%s/seed-%u", r->seeds, r->n_seeds++);
	f = fopen(path, "wb");
	if (!f || fwrite(r->msg, 1, r->len, f) != r->len)
		bad(r, "cannot write", path);
	if (f)
		fclose(f);
}

static void print_case(struct run *r)
{
	char *hex = malloc(r->fault.failed_avp.len * 2 + 1);

	if (r->rc == HSS_OK) {
		for (const char *p = r->rest; *p; p = strchr(p, '\n') + 1)
			printf("match %.*s\n", (int)strcspn(p, "\n"), p);
		if (r->env.n_lenient)
			printf("lenient %u\n", r->env.n_lenient);
	} else if (hex) {
		bytes_hex(r->fault.failed_avp.p, r->fault.failed_avp.len, hex);
		printf("fail %u %s\n# %s\n", r->fault.result, hex, r->fault.text);
	}
	free(hex);
}

/* Decodes the case when its message is complete.                               */
static bool run_case(struct run *r)
{
	if (!r->at)
		return false;
	if (r->is_run)
		return r->out != NULL;
	r->is_run = true;
	r->n_cases++;
	if (r->len < DIA_HDR || !(r->grammar = find_grammar(r->msg))) {
		bad(r, "no grammar for this message", NULL);
		return false;
	}
	r->out = calloc(1, r->grammar->struct_size);
	if (!r->out)
		abort();
	r->env = (struct dia_decode_env){ .arena = &r->arena, .dict = r->dict,
		                          .is_strict = r->is_strict };
	r->rc = dia_decode(&r->env, r->grammar, bytes_of(r->msg + DIA_HDR, r->len - DIA_HDR),
	                   r->out, &r->fault);
	if (r->rc == HSS_OK)
		dia_dump(&r->dump, r->grammar, r->out);
	buf_add(&r->dump, "", 1);
	r->rest = (const char *)r->dump.p;
	if (r->seeds)
		write_seed(r);
	if (r->is_print)
		print_case(r);
	return true;
}

static void end_case(struct run *r)
{
	if (run_case(r) && !r->is_print && !r->seeds) {
		if (r->rc == HSS_OK && *r->rest)
			bad(r, "the dump goes on", r->rest);
		if (!r->is_judged)
			bad(r, "nothing was expected of the case before", NULL);
	}
	free(r->msg);
	free(r->out);
	r->msg = NULL;
	r->out = NULL;
	r->len = r->at = 0;
	r->is_run = r->is_judged = false;
	buf_clear(&r->dump);
	arena_reset(&r->arena);
}

/* Hex with blanks goes behind the message.                                     */
static void add_hex(struct run *r, const char *s)
{
	for (; *s; s++) {
		if (strchr(" \t", *s))
			continue;
		r->msg = realloc(r->msg, r->len + 1);
		if (!r->msg)
			abort();
		if (!s[1] || bytes_unhex(bytes_of(s, 2), r->msg + r->len, 1) != HSS_OK) {
			bad(r, "not hex", s);
			return;
		}
		r->len++;
		s++;
	}
}

static void on_decode(struct run *r, const char *arg)
{
	end_case(r);
	r->at = r->line;
	r->is_strict = r->is_next_strict;
	r->is_next_strict = false;
	add_hex(r, arg);
}

static void on_strict(struct run *r, const char *arg)
{
	(void)arg;
	r->is_next_strict = true;
}

static void on_match(struct run *r, const char *arg)
{
	size_t n;

	r->is_judged = true;
	if (!run_case(r))
		return;
	if (r->rc != HSS_OK) {
		bad(r, "refused", r->fault.text);
		return;
	}
	n = strcspn(r->rest, "\n");
	if (n != strlen(arg) || memcmp(arg, r->rest, n) != 0)
		bad(r, "the dump says", r->rest);
	r->rest += n + (r->rest[n] == '\n');
}

static void on_lenient(struct run *r, const char *arg)
{
	if (run_case(r) && r->env.n_lenient != strtoul(arg, NULL, 10))
		bad(r, "another number of tolerated faults than", arg);
}

static void on_fail(struct run *r, const char *arg)
{
	struct buf b = { 0 };
	char *hex;

	r->is_judged = true;
	if (!run_case(r))
		return;
	if (r->rc != HSS_E_PROTO) {
		bad(r, "accepted", r->rest);
		return;
	}
	hex = malloc(r->fault.failed_avp.len * 2 + 1);
	if (!hex)
		abort();
	bytes_hex(r->fault.failed_avp.p, r->fault.failed_avp.len, hex);
	buf_printf(&b, "%u%s%s", r->fault.result, *hex ? " " : "", hex);
	if (!bytes_eq(buf_bytes(&b), bytes_str(arg))) {
		buf_add(&b, "", 1);
		bad(r, "fails with", (const char *)b.p);
	}
	free(hex);
	buf_free(&b);
}

static void on_reencode(struct run *r, const char *arg)
{
	struct hss_err err = { .text = "other octets" };
	struct buf b = { 0 };
	struct dia_hdr h;

	(void)arg;
	if (!run_case(r))
		return;
	dia_hdr_get(r->msg, &h);
	if (dia_encode(&b, &h, r->grammar, r->out, NULL, &err) != HSS_OK ||
	    !bytes_eq(buf_bytes(&b), bytes_of(r->msg, r->len)))
		bad(r, "does not encode to what it was", err.text);
	buf_free(&b);
}

static void on_line(struct run *r, char *line)
{
	static const struct {
		const char *word;
		void (*fn)(struct run *r, const char *arg);
	} words[] = {
		{ "decode", on_decode }, { "strict", on_strict }, { "match", on_match },
		{ "lenient", on_lenient }, { "fail", on_fail }, { "reencode", on_reencode },
	};
	size_t n;

	line[strcspn(line, "\r\n")] = '\0';
	if (!*line || *line == '#')
		return;
	if (strchr(" \t", *line)) {
		if (r->at && !r->is_run)
			add_hex(r, line);
		else
			bad(r, "continues nothing", line);
		return;
	}
	n = strcspn(line, " ");
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		bool is_judging = words[i].fn != on_decode && words[i].fn != on_strict;

		if (strlen(words[i].word) != n || memcmp(words[i].word, line, n) != 0)
			continue;
		if (!is_judging || !(r->is_print || r->seeds))
			words[i].fn(r, line + n + (line[n] == ' '));
		return;
	}
	bad(r, "unknown word", line);
}

static void add_to_dict(struct run *r, const struct hss_avp_def *def)
{
	struct hss_err err = { 0 };

	if (dict_add(r->dict, def, "golden", &err) != HSS_OK)
		bad(r, "dictionary", err.text);
}

static void fill_dict(struct run *r)
{
	struct hss_err err = { 0 };

	if (dict_open(&r->dict) != HSS_OK)
		abort();
	for (const struct hss_avp_def *const *const *d = golden_dicts; *d; d++)
		for (const struct hss_avp_def *const *p = *d; *p; p++)
			add_to_dict(r, *p);
	for (const struct golden_cmd *c = golden_cmds; c->grammar; c++) {
		if (grammar_check(c->grammar, &err) != HSS_OK)
			bad(r, "grammar", err.text);
		for (uint32_t i = 0; i < c->grammar->n_rules; i++) {
			const void *at = (const char *)c->grammar->rules +
			                 (size_t)i * c->grammar->rule_size;

			add_to_dict(r, ((const struct hss_avp_rule *)at)->avp);
		}
	}
}

static void read_file(struct run *r, const char *path)
{
	char *line = NULL;
	size_t cap = 0;
	FILE *f = fopen(path, "r");

	r->path = path;
	r->line = 0;
	if (!f) {
		bad(r, "cannot open", NULL);
		return;
	}
	while (getline(&line, &cap, f) > 0) {
		r->line++;
		if (r->is_print && strncmp(line, "match", 5) && strncmp(line, "fail", 4) &&
		    strncmp(line, "lenient", 7)) {
			if (r->at && !strchr(" \t", *line))
				end_case(r);
			fputs(line, stdout);
		}
		on_line(r, line);
	}
	end_case(r);
	free(line);
	fclose(f);
}

int main(int argc, char **argv)
{
	struct run r = { .path = "setup" };
	int i = 1;

	arena_init(&r.arena, NULL, 0);
	if (i < argc && !strcmp(argv[i], "--print")) {
		r.is_print = true;
		i++;
	} else if (i + 1 < argc && !strcmp(argv[i], "--seeds")) {
		r.seeds = argv[i + 1];
		i += 2;
	}
	fill_dict(&r);
	for (; i < argc; i++)
		read_file(&r, argv[i]);
	if (!r.n_cases)
		bad(&r, "no cases", NULL);
	if (!r.is_print)
		printf("%u cases, %u faults\n", r.n_cases, r.n_bad);
	dict_close(r.dict);
	buf_free(&r.dump);
	return r.n_bad != 0;
}
