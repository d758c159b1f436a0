/* slab.c, buf.c, rng.c, clock.c. */
#include "../test.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/rng.h"
#include "base/slab.h"

static void slab_lives_until_its_last_reference(void **state)
{
	struct slab_pool p = { .size = 1024, .max_free = 1 };
	struct slab *a = slab_get(&p, 10), *b, *big;

	(void)state;
	slab_ref(a);
	memset(a->data, 1, a->cap);
	slab_unref(a);
	assert_int_equal(a->data[1023], 1);
	slab_unref(a);
	b = slab_get(&p, 1);
	assert_ptr_equal(a, b);
	big = slab_get(&p, 5000);
	assert_int_equal(big->cap, 5000);
	slab_unref(big);
	slab_unref(b);
	slab_pool_fini(&p);
}

static void buffer_grows_and_prints(void **state)
{
	struct buf b = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_printf(&b, "%d,", i % 10);
	assert_int_equal(b.len, 2000);
	assert_memory_equal(b.p, "0,1,2,", 6);
	assert_null(buf_room(&b, UINT32_MAX));
	assert_true(b.failed);
	buf_clear(&b);
	buf_add(&b, "x", 1);
	assert_int_equal(b.len, 1);
	buf_free(&b);
}

static void random_octets_never_come_twice_and_are_wiped(void **state)
{
	static struct rng r;
	uint8_t seen[400][16];

	(void)state;
	for (int i = 0; i < 400; i++) {
		assert_int_equal(rng_get(&r, seen[i], 16), HSS_OK);
		for (int k = 0; k < i; k++)
			assert_memory_not_equal(seen[i], seen[k], 16);
	}
	for (size_t i = 0; i < sizeof r.buf - r.left; i++)
		assert_int_equal(r.buf[i], 0);
}

static void wall_clock_text_is_iso_8601(void **state)
{
	char out[21];

	(void)state;
	clock_text(INT64_C(1795414230) * 1000000, out);
	assert_string_equal(out, "2026-11-23T06:10:30Z");
	assert_true(clock_mono_ns(&clock_system) <= clock_mono_ns(&clock_system));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slab_lives_until_its_last_reference),
		cmocka_unit_test(buffer_grows_and_prints),
		cmocka_unit_test(random_octets_never_come_twice_and_are_wiped),
		cmocka_unit_test(wall_clock_text_is_iso_8601),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
