/*
 * features.c - Supported-Features (TS 29.229 7.2, TS 29.272 7.3.10): the answer names what both
 * sides support, and nothing goes out that the peer did not announce.
 */
#include "s6a.h"

static const uint32_t supported[2] = {
	S6A_F1_ODB | S6A_F1_PARTIAL_PURGE | S6A_F1_A_MSISDN,
	S6A_F2_DCN | S6A_F2_NON_IP | S6A_F2_EXTERNAL_ID | S6A_F2_NR_SECONDARY |
	S6A_F2_UNLICENSED,
};

void s6a_features_agree(const struct hss_list *offered, struct s6a_features *out)
{
	const struct s6a_supported_features *f = offered->v;

	*out = (struct s6a_features){ 0 };
	for (uint32_t i = 0; i < offered->n; i++) {
		uint32_t n = f[i].feature_list_id.v - 1;

		if (f[i].vendor_id.v != 10415 || n > 1)
			continue;
		out->is_offered[n] = true;
		out->list[n] = f[i].feature_list.v & supported[n];
	}
}

struct hss_list s6a_features_answer(struct hss_task *t, const struct s6a_features *f)
{
	struct s6a_supported_features *v;
	uint32_t n = 0;

	if (!f->is_offered[0] && !f->is_offered[1])
		return (struct hss_list){ NULL, 0 };
	v = s6a_new_n(t, struct s6a_supported_features, 2);
	if (!v)
		return (struct hss_list){ NULL, 0 };
	for (uint32_t i = 0; i < 2; i++)
		if (f->is_offered[i])
			v[n++] = (struct s6a_supported_features){
				.vendor_id = { 10415, true },
				.feature_list_id = { i + 1, true },
				.feature_list = { f->list[i], true },
			};
	return (struct hss_list){ v, n };
}

int64_t s6a_features_pack(const struct s6a_features *f)
{
	return (int64_t)((uint64_t)f->list[1] << 32 | f->list[0]);
}
