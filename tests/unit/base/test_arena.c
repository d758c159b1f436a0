#include "../test.h"

#include "base/arena.h"
#include "base/bytes.h"

static void allocations_are_zeroed_aligned_and_distinct(void **state)
{
	struct arena_pool pool = { .max_free = 8 };
	struct arena a;

	(void)state;
	arena_init(&a, &pool, 0);
	for (int round = 0; round < 3; round++) {
		uint8_t *prev = NULL;

		for (int i = 0; i < 500; i++) {
			size_t align = (size_t)1 << (i % 5);
			uint8_t *p = arena_alloc(&a, 24, align);

			assert_non_null(p);
			assert_int_equal((uintptr_t)p % align, 0);
			for (int k = 0; k < 24; k++)
				assert_int_equal(p[k], 0);
			memset(p, 0xaa, 24);
			assert_ptr_not_equal(p, prev);
			prev = p;
		}
		arena_reset(&a);
	}
	assert_true(pool.n_free > 0);
	arena_pool_fini(&pool);
}

static void quota_refuses_and_leaves_what_was_there(void **state)
{
	struct arena a;
	char *kept;

	(void)state;
	arena_init(&a, NULL, 16384);
	kept = (char *)arena_dup(&a, BYTES_LIT("kept")).p;
	assert_null(arena_alloc(&a, 20000, 8));
	assert_non_null(arena_alloc(&a, 8000, 8));
	assert_null(arena_alloc(&a, 8000, 8));
	assert_string_equal(kept, "kept");
	assert_null(arena_alloc(&a, 8, 3));
	arena_reset(&a);
}

static void large_chunk_keeps_the_small_one_in_use(void **state)
{
	struct arena a;
	uint8_t *x, *y;

	(void)state;
	arena_init(&a, NULL, 0);
	x = arena_alloc(&a, 16, 1);
	assert_non_null(arena_alloc(&a, 10000, 1));
	y = arena_alloc(&a, 16, 1);
	assert_ptr_equal(y, x + 16);
	arena_reset(&a);
}

static void printf_writes_the_whole_text(void **state)
{
	struct arena a;
	struct hss_bytes b;

	(void)state;
	arena_init(&a, NULL, 0);
	b = arena_printf(&a, "%s;%d;%0*d", "host", 7, 6000, 1);
	assert_int_equal(b.len, 6 + 1 + 6000);
	assert_int_equal(b.p[b.len - 1], '1');
	assert_int_equal(b.p[b.len], 0);
	arena_reset(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(allocations_are_zeroed_aligned_and_distinct),
		cmocka_unit_test(quota_refuses_and_leaves_what_was_there),
		cmocka_unit_test(large_chunk_keeps_the_small_one_in_use),
		cmocka_unit_test(printf_writes_the_whole_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
