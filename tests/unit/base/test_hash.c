#include "../test.h"

#include "base/bytes.h"
#include "base/hash.h"

#include <stdio.h>

/* Vectors of the SipHash paper's reference: key 00..0f, message 00..n-1.        */
static void siphash_gives_the_published_values(void **state)
{
	static const uint64_t want[] = { UINT64_C(0x726fdb47dd0e0e31), UINT64_C(0x74f839c593dc67fd),
		                         UINT64_C(0x0d6c8009d9a94f5a), UINT64_C(0x85676696d7fb7e2d) };
	uint64_t key[2];
	uint8_t msg[16];

	(void)state;
	for (int i = 0; i < 16; i++) {
		((uint8_t *)key)[i] = (uint8_t)i;
		msg[i] = (uint8_t)i;
	}
	for (size_t n = 0; n < sizeof want / sizeof want[0]; n++)
		assert_true(hash_sip(key, msg, n) == want[n]);
	assert_true(hash_sip(key, msg, 15) == UINT64_C(0xa129ca6149be45e5));
}

static void map_keeps_what_is_added_over_growth_and_deletion(void **state)
{
	enum { N = 5000 };
	static char keys[N][12];
	struct hmap m;
	uint32_t at = 0, seen = 0;

	(void)state;
	hmap_init(&m);
	for (int i = 0; i < N; i++) {
		snprintf(keys[i], sizeof keys[i], "key%d", i);
		assert_int_equal(hmap_add(&m, bytes_str(keys[i]), keys[i]), HSS_OK);
	}
	assert_int_equal(hmap_add(&m, bytes_str("key7"), keys[7]), HSS_E_EXISTS);
	for (int i = 0; i < N; i += 2)
		assert_ptr_equal(hmap_del(&m, bytes_str(keys[i])), keys[i]);
	for (int round = 0; round < 20; round++)        /* tombstones must not fill it */
		for (int i = 0; i < N; i += 2) {
			assert_int_equal(hmap_add(&m, bytes_str(keys[i]), keys[i]), HSS_OK);
			hmap_del(&m, bytes_str(keys[i]));
		}
	for (int i = 0; i < N; i++)
		assert_ptr_equal(hmap_get(&m, bytes_str(keys[i])), i % 2 ? keys[i] : NULL);
	while (hmap_next(&m, &at))
		seen++;
	assert_int_equal(seen, N / 2);
	assert_int_equal(m.n, N / 2);
	hmap_fini(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(siphash_gives_the_published_values),
		cmocka_unit_test(map_keeps_what_is_added_over_growth_and_deletion),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
