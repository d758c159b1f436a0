/*
 * network.c - see network.h. TS 23.003 (PLMN identity), TS 29.272 7.3.9 and 7.3.31, and the
 * roaming tables that PyHSS users have.
 */
#include "model/network.h"

#include "base/bytes.h"

#include <stdlib.h>

static bool is_digit(uint8_t c)
{
	return c <= 9;
}

hss_rc network_plmn_get(struct hss_bytes octets, struct network_plmn *out)
{
	uint8_t d[6];
	struct network_plmn plmn = { "", "" };

	if (octets.len != 3)
		return HSS_E_INVAL;
	d[0] = octets.p[0] & 0x0f;
	d[1] = octets.p[0] >> 4;
	d[2] = octets.p[1] & 0x0f;
	d[5] = octets.p[1] >> 4;
	d[3] = octets.p[2] & 0x0f;
	d[4] = octets.p[2] >> 4;
	for (int i = 0; i < 5; i++)
		if (!is_digit(d[i]))
			return HSS_E_INVAL;
	if (!is_digit(d[5]) && d[5] != 0x0f)
		return HSS_E_INVAL;
	for (int i = 0; i < 3; i++)
		plmn.mcc[i] = (char)('0' + d[i]);
	plmn.mnc[0] = (char)('0' + d[3]);
	plmn.mnc[1] = (char)('0' + d[4]);
	if (d[5] != 0x0f)
		plmn.mnc[2] = (char)('0' + d[5]);
	*out = plmn;
	return HSS_OK;
}

hss_rc network_plmn_of(struct hss_bytes mcc, struct hss_bytes mnc, struct network_plmn *out)
{
	struct network_plmn plmn = { "", "" };

	if (!bytes_is_digits(mcc, 3, 3) || !bytes_is_digits(mnc, 2, 3))
		return HSS_E_INVAL;
	bytes_copy(plmn.mcc, sizeof plmn.mcc, mcc);
	bytes_copy(plmn.mnc, sizeof plmn.mnc, mnc);
	*out = plmn;
	return HSS_OK;
}

hss_rc network_plmn_parse(struct hss_bytes text, struct network_plmn *out)
{
	uint32_t skip = text.len > 3 && (text.p[3] == '-' || text.p[3] == '/') ? 4 : 3;

	if (text.len < skip)
		return HSS_E_INVAL;
	return network_plmn_of(bytes_of(text.p, 3), bytes_of(text.p + skip, text.len - skip), out);
}

static bool is_same(const struct network_plmn *a, const struct network_plmn *b)
{
	return strcmp(a->mcc, b->mcc) == 0 && strcmp(a->mnc, b->mnc) == 0;
}

/* PyHSS wrote every MNC with three digits, so "001" may mean the network 01.   */
static bool is_padded(const struct network_plmn *stored, const struct network_plmn *visited)
{
	return strcmp(stored->mcc, visited->mcc) == 0 && strlen(visited->mnc) == 2 &&
	       strlen(stored->mnc) == 3 && stored->mnc[0] == '0' &&
	       strcmp(stored->mnc + 1, visited->mnc) == 0;
}

bool network_is_home(const struct network_plmn *visited, const struct network_plmn *home,
                     uint32_t n, struct hss_bytes imsi)
{
	char digits[8];
	size_t len;

	for (uint32_t i = 0; i < n; i++)
		if (is_same(&home[i], visited) || is_padded(&home[i], visited))
			return true;
	if (n)
		return false;
	len = strlen(visited->mcc) + strlen(visited->mnc);
	memcpy(digits, visited->mcc, 3);
	memcpy(digits + 3, visited->mnc, len - 3);
	return imsi.len > len && memcmp(imsi.p, digits, len) == 0;
}

/* ---- the roaming table -------------------------------------------------------- */
struct network_table *network_table_new(void)
{
	return calloc(1, sizeof(struct network_table));
}

void network_table_free(void *table)
{
	struct network_table *t = table;

	if (!t)
		return;
	free(t->rules);
	free(t->nets);
	free(t->named);
	free(t);
}

/* Room for one more element of `size`; the array may move.                     */
static void *grow(void *array, uint32_t n, uint32_t *max, size_t size)
{
	uint32_t want = *max ? *max * 2 : 16;
	void *p;

	if (n < *max)
		return array;
	p = realloc(array, want * size);
	if (p)
		*max = want;
	return p;
}

hss_rc network_table_add_net(struct network_table *t, const struct hss_roaming_network *row)
{
	struct network_plmn plmn;
	void *p;

	if (network_plmn_of(row->mcc, row->mnc, &plmn) != HSS_OK)
		return HSS_E_INVAL;
	p = grow(t->nets, t->n_nets, &t->max_nets, sizeof *t->nets);
	if (!p)
		return HSS_E_NOMEM;
	t->nets = p;
	t->nets[t->n_nets++] = (struct network_net){ row->roaming_network_id.v, plmn };
	return HSS_OK;
}

hss_rc network_table_add_rule(struct network_table *t, const struct hss_roaming_rule *row)
{
	void *p = grow(t->rules, t->n_rules, &t->max_rules, sizeof *t->rules);

	if (!p)
		return HSS_E_NOMEM;
	t->rules = p;
	t->rules[t->n_rules++] = (struct network_rule){
		.id = row->roaming_rule_id.v,
		.network_id = row->roaming_network_id.v,
		.is_allow = !row->allow.set || row->allow.v,
		.is_enabled = !row->enabled.set || row->enabled.v,
	};
	return HSS_OK;
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

hss_rc network_table_add_named(struct network_table *t, const struct hss_list *ids)
{
	const int64_t *id = ids->v;

	for (uint32_t i = 0; i < ids->n; i++) {
		uint32_t lo = 0, hi = t->n_named;
		void *p;

		while (lo < hi) {
			uint32_t mid = lo + (hi - lo) / 2;

			if (t->named[mid] < id[i])
				lo = mid + 1;
			else
				hi = mid;
		}
		if (lo < t->n_named && t->named[lo] == id[i])
			continue;
		p = grow(t->named, t->n_named, &t->max_named, sizeof *t->named);
		if (!p)
			return HSS_E_NOMEM;
		t->named = p;
		memmove(t->named + lo + 1, t->named + lo, (t->n_named - lo) * sizeof *t->named);
		t->named[lo] = id[i];
		t->n_named++;
	}
	return HSS_OK;
}

static bool is_named(const struct network_table *t, int64_t id)
{
	return t->n_named && bsearch(&id, t->named, t->n_named, sizeof id, by_id);
}

bool network_table_names(const struct network_table *t, const struct hss_list *ids)
{
	const int64_t *id = ids->v;

	for (uint32_t i = 0; i < ids->n; i++)
		if (!is_named(t, id[i]))
			return false;
	return true;
}

/* The id is the first member of both structs, as by_id() and bsearch() read it. */
_Static_assert(offsetof(struct network_rule, id) == 0, "key first");
_Static_assert(offsetof(struct network_net, id) == 0, "key first");

void network_table_seal(struct network_table *t)
{
	if (t->n_rules)
		qsort(t->rules, t->n_rules, sizeof *t->rules, by_id);
	if (t->n_nets)
		qsort(t->nets, t->n_nets, sizeof *t->nets, by_id);
	for (uint32_t i = 0; i < t->n_rules; i++)
		t->rules[i].is_named = is_named(t, t->rules[i].id);
	t->is_sealed = true;
}

static const struct network_rule *find_rule(const struct network_table *t, int64_t id)
{
	if (!t->n_rules)
		return NULL;
	return bsearch(&id, t->rules, t->n_rules, sizeof *t->rules, by_id);
}

static bool has_exact_net(const struct network_table *t, const struct network_plmn *plmn)
{
	for (uint32_t i = 0; i < t->n_nets; i++)
		if (is_same(&t->nets[i].plmn, plmn))
			return true;
	return false;
}

static bool does_match(const struct network_table *t, const struct network_rule *r,
                       const struct network_plmn *visited)
{
	const struct network_net *net;

	if (!r->is_enabled || !t->n_nets)
		return false;
	net = bsearch(&r->network_id, t->nets, t->n_nets, sizeof *t->nets, by_id);
	if (!net)
		return false;
	return is_same(&net->plmn, visited) ||
	       (is_padded(&net->plmn, visited) && !has_exact_net(t, visited));
}

static enum network_verdict verdict_of(const struct network_rule *r, int64_t *rule_id)
{
	if (rule_id)
		*rule_id = r->id;
	return r->is_allow ? NETWORK_ALLOWED_RULE : NETWORK_REFUSED_RULE;
}

enum network_verdict network_decide(const struct network_table *t,
                                    const struct hss_subscriber *s,
                                    const struct network_plmn *visited, bool allow_undefined,
                                    int64_t *rule_id)
{
	const int64_t *own = s->roaming_rule_list.v;

	if (s->roaming_enabled.set && !s->roaming_enabled.v)
		return NETWORK_REFUSED_SUBSCRIBER;
	for (uint32_t i = 0; i < s->roaming_rule_list.n; i++) {
		const struct network_rule *r = find_rule(t, own[i]);

		if (r && does_match(t, r, visited))
			return verdict_of(r, rule_id);
	}
	for (uint32_t i = 0; i < t->n_rules; i++)
		if (!t->rules[i].is_named && does_match(t, &t->rules[i], visited))
			return verdict_of(&t->rules[i], rule_id);
	return allow_undefined ? NETWORK_ALLOWED_UNDEFINED : NETWORK_REFUSED_UNDEFINED;
}

/* ---- access restriction --------------------------------------------------------- */
static const struct {
	const char *key;
	uint32_t bits;
} rat_attributes[] = {                  /* coarse first: the finer one decides  */
	{ "rat_restriction_2g", NETWORK_ARD_GERAN },
	{ "rat_restriction_3g", NETWORK_ARD_UTRAN | NETWORK_ARD_HSPA },
	{ "rat_restriction_4g",
	  NETWORK_ARD_WB_EUTRAN | NETWORK_ARD_NB_IOT | NETWORK_ARD_LTE_M },
	{ "rat_restriction_nr", NETWORK_ARD_NR_SECONDARY },
	{ "rat_restriction_nbiot", NETWORK_ARD_NB_IOT },
	{ "rat_restriction_ltem", NETWORK_ARD_LTE_M },
};

uint32_t network_access_restriction(const struct hss_subscriber *s,
                                    const void *const *attributes, uint32_t n)
{
	uint32_t ard = 0;

	for (size_t k = 0; k < sizeof rat_attributes / sizeof *rat_attributes; k++) {
		for (uint32_t i = 0; i < n; i++) {
			const struct hss_subscriber_attributes *a = attributes[i];

			if (!bytes_eq(a->key, bytes_str(rat_attributes[k].key)))
				continue;
			if (bytes_ieq(a->value, BYTES_LIT("forbidden")))
				ard |= rat_attributes[k].bits;
			else if (bytes_ieq(a->value, BYTES_LIT("allowed")))
				ard &= ~rat_attributes[k].bits;
		}
	}
	return ard | (s->access_restriction.set ? (uint32_t)s->access_restriction.v : 0);
}

static const struct {
	uint32_t rat_type, bits;
} rat_bits[] = {
	{ 1000, NETWORK_ARD_UTRAN },
	{ 1001, NETWORK_ARD_GERAN },
	{ 1002, NETWORK_ARD_GAN },
	{ 1003, NETWORK_ARD_HSPA },
	{ 1004, NETWORK_ARD_WB_EUTRAN | NETWORK_ARD_WB_NOT_LTE_M },
	{ 1005, NETWORK_ARD_NB_IOT },
	{ 1006, NETWORK_ARD_NR_5GS },
	{ 1007, NETWORK_ARD_LTE_M },
	{ 1011, 1 << 13 | NETWORK_ARD_WB_EUTRAN }, { 1012, 1 << 14 | NETWORK_ARD_WB_EUTRAN },
	{ 1013, 1 << 15 | NETWORK_ARD_WB_EUTRAN }, { 1014, 1 << 16 | NETWORK_ARD_WB_EUTRAN },
	{ 1021, 1 << 17 | NETWORK_ARD_NB_IOT }, { 1022, 1 << 18 | NETWORK_ARD_NB_IOT },
	{ 1023, 1 << 19 | NETWORK_ARD_NB_IOT }, { 1024, 1 << 20 | NETWORK_ARD_NB_IOT },
	{ 1031, 1 << 21 | NETWORK_ARD_LTE_M }, { 1032, 1 << 22 | NETWORK_ARD_LTE_M },
	{ 1033, 1 << 23 | NETWORK_ARD_LTE_M }, { 1034, 1 << 24 | NETWORK_ARD_LTE_M },
};

bool network_rat_is_barred(uint32_t restriction, uint32_t rat_type)
{
	for (size_t i = 0; i < sizeof rat_bits / sizeof *rat_bits; i++)
		if (rat_bits[i].rat_type == rat_type)
			return (restriction & rat_bits[i].bits) != 0;
	return false;
}
