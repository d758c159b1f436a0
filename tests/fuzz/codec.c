/* codec.c - see codec.h. */
#include "codec.h"

#include "base/bytes.h"

#include <stdlib.h>

void fuzz_check(bool is_true)
{
	if (!is_true)
		abort();
}

struct dict *fuzz_dict(const struct hss_grammar *const *all)
{
	struct hss_err err;
	struct dict *d;

	fuzz_check(dict_open(&d) == HSS_OK);
	for (const struct hss_avp_def *const *p = dia_base_dict; *p; p++)
		fuzz_check(dict_add(d, *p, "base", &err) == HSS_OK);
	for (; *all; all++) {
		const char *rule = (const char *)(*all)->rules;

		fuzz_check(grammar_check(*all, &err) == HSS_OK);
		for (uint32_t i = 0; i < (*all)->n_rules; i++, rule += (*all)->rule_size)
			fuzz_check(dict_add(d, ((const struct hss_avp_rule *)(const void *)rule)->avp,
			                    "fuzz", &err) == HSS_OK);
	}
	return d;
}

static void check_again(const struct dia_decode_env *first, const struct hss_grammar *g,
                        const uint8_t *p, const void *msg)
{
	struct dia_decode_env env = *first;
	struct buf out = { 0 }, text = { 0 }, text2 = { 0 };
	struct dia_fault fault;
	struct dia_hdr h;
	void *again = calloc(1, g->struct_size);

	fuzz_check(again != NULL);
	dia_hdr_get(p, &h);
	fuzz_check(dia_encode(&out, &h, g, msg, NULL, NULL) == HSS_OK);
	env.is_strict = true;
	fuzz_check(dia_decode(&env, g, bytes_of(out.p + DIA_HDR, out.len - DIA_HDR), again, &fault) ==
	           HSS_OK);
	dia_dump(&text, g, msg);
	dia_dump(&text2, g, again);
	fuzz_check(bytes_eq(buf_bytes(&text), buf_bytes(&text2)));
	buf_free(&out);
	buf_free(&text);
	buf_free(&text2);
	free(again);
}

void *fuzz_decode(struct dia_decode_env *env, const struct hss_grammar *g, const uint8_t *p,
                  size_t n)
{
	void *out = arena_alloc(env->arena, g->struct_size, _Alignof(max_align_t));
	struct dia_fault fault;
	hss_rc rc;

	fuzz_check(out != NULL);
	rc = dia_decode(env, g, bytes_of(p + DIA_HDR, n - DIA_HDR), out, &fault);
	fuzz_check(rc == HSS_OK || rc == HSS_E_PROTO || rc == HSS_E_NOMEM);
	if (rc == HSS_E_PROTO)
		fuzz_check(fault.result && fault.text[0] && fault.failed_avp.len % 4 == 0);
	if (rc != HSS_OK)
		return NULL;
	check_again(env, g, p, out);
	return out;
}
