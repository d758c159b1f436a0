/* COMP128 v1, v2, v3 against published vectors and those of osmo-auc-gen. */
#include "vec.h"

#include "auc/comp128.h"

#include <string.h>

static void comp128_meets_every_vector(void **state)
{
	json_t *root = vec_load("comp128.json"), *v;
	uint32_t seen[4] = { 0 };
	size_t i;

	(void)state;
	json_array_foreach(vec_array(root, "vectors", 100), i, v) {
		uint32_t version = (uint32_t)vec_text(v, "alg")[8] - '0';
		uint8_t ki[16], rand[16], sres[4], kc[8];

		assert_true(version >= 1 && version <= 3);
		seen[version]++;
		vec_hex(v, "Ki", ki, 16);
		vec_hex(v, "RAND", rand, 16);
		comp128(version, ki, rand, sres, kc);
		vec_expect(v, "SRES", sres, 4);
		vec_expect(v, "Kc", kc, 8);
	}
	assert_true(seen[1] > 10 && seen[2] > 10 && seen[3] > 10);
	json_decref(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comp128_meets_every_vector),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
