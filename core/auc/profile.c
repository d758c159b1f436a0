/*
 * profile.c - a row of `auc` -> keys and algorithm. Nothing an operator can put into the row
 * stops more than this SIM: what is wrong ends in PROTO or NOTSUP with the column's name.
 */
#include "auc/service.h"

#include <string.h>

#define IND_BITS_DEFAULT 5
#define IND_BITS_MAX     16
#define COLUMN(f)        HSS_AUC_##f

struct reader {
	struct auc *a;
	struct hss_task *t;
	const struct hss_auc *row;
	struct auc_profile *p;
	const char **why;
};

static hss_rc bad(struct reader *r, const char *why)
{
	*r->why = why;
	return HSS_E_PROTO;
}

static hss_rc unable(struct reader *r, const char *why)
{
	*r->why = why;
	return HSS_E_NOTSUP;
}

/* The column's clear text; empty when it is null.                              */
static hss_rc open_column(struct reader *r, uint32_t col, struct hss_bytes stored,
                          struct hss_bytes *clear)
{
	const char *name = r->a->entity->cols[col].name;
	hss_rc rc = keyring_unseal(r->a->keys, r->t->loop->index, &r->t->arena, name, stored,
	                           clear);

	if (rc == HSS_E_PROTO)
		*r->why = "a secret cannot be decrypted with the configured keys";
	return rc;
}

static hss_rc read_k(struct reader *r, uint8_t *k, uint32_t max, uint32_t *len)
{
	struct hss_bytes text;
	hss_rc rc = open_column(r, COLUMN(ki), r->row->ki, &text);

	if (rc != HSS_OK)
		return rc;
	*len = text.len / 2;
	if ((*len != 16 && *len != 32) || *len > max || bytes_unhex(text, k, *len) != HSS_OK)
		return bad(r, "ki is not a key of this algorithm in hex digits");
	return HSS_OK;
}

static hss_rc read_consts(struct reader *r, struct milenage_consts *m)
{
	struct hss_bytes c = r->row->milenage_c, rot = r->row->milenage_r;

	*m = milenage_consts_default;
	if (c.len && bytes_unhex(c, m->c[0], sizeof m->c) != HSS_OK)
		return bad(r, "milenage_c is not 160 hex digits");
	if (rot.len && bytes_unhex(rot, m->r, sizeof m->r) != HSS_OK)
		return bad(r, "milenage_r is not 10 hex digits");
	for (int i = 0; i < 5; i++) {
		if (m->r[i] > 127)
			return bad(r, "a rotation in milenage_r is over 127");
		/* equal pairs would make two functions one (TS 35.206 5.3)     */
		for (int k = 0; k < i; k++)
			if (m->r[i] == m->r[k] && memcmp(m->c[i], m->c[k], 16) == 0)
				return bad(r, "two pairs of milenage_c and milenage_r are equal");
	}
	return HSS_OK;
}

static hss_rc read_milenage(struct reader *r)
{
	struct aka_key *key = &r->p->key;
	struct hss_bytes opc, op;
	uint8_t raw[16];
	uint32_t len;
	hss_rc rc;

	if (r->row->res_len.set && r->row->res_len.v != 8)
		return bad(r, "res_len of Milenage is 8");
	key->algo = AKA_MILENAGE;
	key->res_len = 8;
	rc = open_column(r, COLUMN(opc), r->row->opc, &opc);
	if (rc == HSS_OK)
		rc = open_column(r, COLUMN(op), r->row->op, &op);
	if (rc != HSS_OK)
		return rc;
	if (!opc.len && !op.len)
		return unable(r, "opc is empty: a 2G SIM");
	rc = read_k(r, key->k, sizeof key->k, &len);
	if (rc == HSS_OK)
		rc = read_consts(r, &key->consts);
	if (rc != HSS_OK)
		return rc;
	if (opc.len)
		return bytes_unhex(opc, key->opc, 16) == HSS_OK ? HSS_OK
			: bad(r, "opc is not 32 hex digits");
	if (bytes_unhex(op, raw, 16) != HSS_OK)
		return bad(r, "op is not 32 hex digits");
	rc = milenage_opc(auc_crypto_of(r->a, r->t), key->k, raw, key->opc);
	crypto_wipe(raw, sizeof raw);
	return rc;
}

static hss_rc read_tuak(struct reader *r)
{
	struct tuak_key *key = &r->p->key.tuak;
	int32_t res = r->row->res_len.set ? r->row->res_len.v : 8;
	int32_t iterations = r->row->tuak_iterations.set ? r->row->tuak_iterations.v : 1;
	struct hss_bytes topc, top;
	uint8_t raw[32];
	hss_rc rc = open_column(r, COLUMN(topc), r->row->topc, &topc);

	if (rc == HSS_OK)
		rc = open_column(r, COLUMN(op), r->row->op, &top);
	if (rc != HSS_OK)
		return rc;
	if (!topc.len && !top.len)
		return unable(r, "topc is empty");
	if (res != 4 && res != 8 && res != 16)
		return bad(r, "res_len of TUAK is 4, 8 or 16");
	if (iterations < 1 || iterations > 255)
		return bad(r, "tuak_iterations is not 1 to 255");
	rc = read_k(r, key->k, sizeof key->k, &key->k_len);
	if (rc != HSS_OK)
		return rc;
	r->p->key.algo = AKA_TUAK;
	r->p->key.res_len = key->res_len = (uint32_t)res;
	key->iterations = (uint32_t)iterations;
	key->mac_len = 8;
	key->ck_len = key->ik_len = 16;
	if (topc.len)
		return bytes_unhex(topc, key->topc, 32) == HSS_OK ? HSS_OK
			: bad(r, "topc is not 64 hex digits");
	if (bytes_unhex(top, raw, 32) != HSS_OK)
		return bad(r, "op (TOP) is not 64 hex digits");
	tuak_topc(key, raw, key->topc);
	crypto_wipe(raw, sizeof raw);
	return HSS_OK;
}

static hss_rc read_xor(struct reader *r)
{
	int32_t res = r->row->res_len.set ? r->row->res_len.v : 16;
	uint32_t len;

	if (res < 4 || res > 16)
		return bad(r, "res_len of XOR is 4 to 16");
	r->p->key.algo = AKA_XOR;
	r->p->key.res_len = (uint32_t)res;
	return read_k(r, r->p->key.k, sizeof r->p->key.k, &len);
}

static const struct {
	const char *name;
	hss_rc (*read)(struct reader *r);
} profiles[] = {
	{ "", read_milenage }, { "milenage", read_milenage }, { "tuak", read_tuak },
	{ "xor", read_xor },
};

static hss_rc read_3g(struct reader *r)
{
	struct hss_bytes amf = r->row->amf;

	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
		hss_rc rc;

		if (!bytes_ieq(r->row->algo_profile, bytes_str(profiles[i].name)))
			continue;
		rc = profiles[i].read(r);
		if (rc != HSS_OK)
			return rc;
		r->p->has_3g = true;
		if (amf.len && bytes_unhex(amf, r->p->amf, 2) != HSS_OK)
			return bad(r, "amf is not 4 hex digits");
		return HSS_OK;
	}
	return unable(r, "algo_profile is none of milenage, tuak, xor");
}

/* `algo` keeps PyHSS's meaning: 1, 2, 3 are COMP128 of that version.           */
static uint32_t comp128_version(struct hss_bytes algo)
{
	if (algo.len != 1 || algo.p[0] < '1' || algo.p[0] > '3')
		return 0;
	return algo.p[0] - (uint32_t)'0';
}

static hss_rc read_digest(struct reader *r)
{
	struct hss_bytes text;
	hss_rc rc = open_column(r, COLUMN(sip_password_ha1), r->row->sip_password_ha1, &text);

	if (rc != HSS_OK)
		return rc;
	if (!text.len)
		return unable(r, "sip_password_ha1 is empty");
	r->p->ha1_len = text.len / 2;
	if ((text.len != 32 && text.len != 64) ||
	    bytes_unhex(text, r->p->ha1, r->p->ha1_len) != HSS_OK)
		return bad(r, "sip_password_ha1 is not 32 or 64 hex digits");
	return HSS_OK;
}

hss_rc profile_parse(struct auc *a, struct hss_task *t, const struct hss_auc *row, uint32_t needs,
                     struct auc_profile *p, const char **why)
{
	struct reader r = { .a = a, .t = t, .row = row, .p = p, .why = why };
	hss_rc rc = HSS_OK;
	uint32_t len;

	*why = "";
	*p = (struct auc_profile){ .ind_bits = IND_BITS_DEFAULT };
	if (row->ind_bits.set) {
		if (row->ind_bits.v < 0 || row->ind_bits.v > IND_BITS_MAX)
			return bad(&r, "ind_bits is not 0 to 16");
		p->ind_bits = (uint32_t)row->ind_bits.v;
	}
	if (needs & PROFILE_2G)
		p->comp128 = comp128_version(row->algo);
	if (needs & PROFILE_3G || (needs & PROFILE_2G && !p->comp128))
		rc = read_3g(&r);
	/* COMP128 takes no key of 256 bits; `algo` has a default               */
	if (p->has_3g && p->key.algo == AKA_TUAK && p->key.tuak.k_len == 32)
		p->comp128 = 0;
	if (rc == HSS_OK && p->comp128)
		rc = read_k(&r, p->ki, sizeof p->ki, &len);
	if (rc == HSS_OK && needs & PROFILE_DIGEST)
		rc = read_digest(&r);
	return rc;
}
