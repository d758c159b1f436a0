/* Stored answers: what is the same request, how long, and within which bounds. */
#include "../test.h"

#include "base/wire.h"
#include "dia/dup.h"

#include <stdlib.h>
#include <string.h>

#define SECOND UINT64_C(1000000000)

struct fix {
	struct dup *d;
	struct buf out;
	struct dia_hdr h;
};

static int setup(void **state)
{
	struct fix *f = calloc(1, sizeof *f);

	assert_int_equal(dup_open(&f->d), HSS_OK);
	f->h = (struct dia_hdr){ .version = 1, .flags = 0xd0, .code = 316, .app_id = 16777251,
		                 .hop_by_hop = 7, .end_to_end = 9 };
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fix *f = *state;

	dup_close(f->d);
	buf_free(&f->out);
	free(f);
	return 0;
}

static struct hss_bytes str(const char *s)
{
	return (struct hss_bytes){ (const uint8_t *)s, (uint32_t)strlen(s) };
}

/* An answer with one AVP of n octets and a Proxy-Info behind it.                 */
static struct hss_bytes answer(struct buf *b, uint32_t n, uint8_t fill)
{
	uint8_t *data = malloc(n + 1);
	struct dia_hdr h = { .version = 1, .flags = 0x40, .code = 316, .hop_by_hop = 1, .end_to_end = 2 };

	memset(data, fill, n);
	buf_clear(b);
	buf_room(b, DIA_HDR);
	avp_put_raw(b, 1000, 0, 0, (struct hss_bytes){ data, n });
	avp_put_raw(b, 284, 0, HSS_AVP_M, str("proxy"));
	h.length = (uint32_t)b->len;
	dia_hdr_put(b->p, &h);
	free(data);
	return buf_bytes(b);
}

static void comes_back_with_the_new_identifiers_and_proxies(void **state)
{
	struct fix *f = *state;
	struct buf a = { 0 }, proxy = { 0 };
	struct avp_cur cur;
	struct dia_hdr h;
	struct avp v;

	dup_store(f->d, 42, SECOND, answer(&a, 5, 'x'));
	avp_put_raw(&proxy, 284, 0, HSS_AVP_M, str("another"));
	assert_int_equal(dup_find(f->d, 42, 2 * SECOND, &f->h, buf_bytes(&proxy), &f->out), HSS_OK);
	dia_hdr_get(f->out.p, &h);
	assert_int_equal(h.length, f->out.len);
	assert_int_equal(h.hop_by_hop, 7);
	assert_int_equal(h.end_to_end, 9);
	assert_int_equal(h.flags, 0x40);
	cur = (struct avp_cur){ f->out.p + DIA_HDR, f->out.p + f->out.len };
	assert_int_equal(avp_next(&cur, &v), HSS_OK);
	assert_memory_equal(v.data.p, "xxxxx", 5);
	assert_int_equal(avp_next(&cur, &v), HSS_OK);
	assert_int_equal(v.data.len, 7);
	assert_memory_equal(v.data.p, "another", 7);
	assert_int_equal(avp_next(&cur, &v), HSS_E_NOTFOUND);
	assert_int_equal(dup_find(f->d, 43, 2 * SECOND, &f->h, (struct hss_bytes){ 0 }, &f->out),
	                 HSS_E_NOTFOUND);
	buf_free(&a);
	buf_free(&proxy);
}

static void lasts_four_minutes(void **state)
{
	struct fix *f = *state;
	struct buf a = { 0 };

	dup_store(f->d, 42, SECOND, answer(&a, 5, 'x'));
	assert_int_equal(dup_find(f->d, 42, 240 * SECOND, &f->h, (struct hss_bytes){ 0 }, &f->out), HSS_OK);
	assert_int_equal(dup_find(f->d, 42, 241 * SECOND, &f->h, (struct hss_bytes){ 0 }, &f->out),
	                 HSS_E_NOTFOUND);
	buf_free(&a);
}

/* More than fits: the new ones are there, right to the octet, old ones are gone.  */
static void is_bounded(void **state)
{
	struct fix *f = *state;
	struct buf a = { 0 };
	uint32_t n_found = 0;

	for (uint64_t i = 0; i < 60000; i++)
		dup_store(f->d, i * UINT64_C(0x9e3779b97f4a7c15), SECOND + i,
		          answer(&a, 1000 + (uint32_t)i % 7, (uint8_t)i));
	for (uint64_t i = 0; i < 60000; i++) {
		buf_clear(&f->out);
		if (dup_find(f->d, i * UINT64_C(0x9e3779b97f4a7c15), SECOND + i, &f->h,
		             (struct hss_bytes){ 0 }, &f->out) != HSS_OK)
			continue;
		n_found++;
		assert_int_equal(f->out.len, DIA_HDR + 8 + (1000 + i % 7 + 3) / 4 * 4);
		for (uint32_t k = 0; k < 1000; k++)
			assert_int_equal(f->out.p[DIA_HDR + 8 + k], (uint8_t)i);
		assert_true(i > 20000);
	}
	assert_in_range(n_found, 20000, 33000);
	buf_free(&a);
}

static uint64_t key(struct fix *f, const char *host, struct buf *avps)
{
	return dup_key(f->d, str(host), &f->h, buf_bytes(avps));
}

static void what_makes_two_requests_the_same(void **state)
{
	struct fix *f = *state;
	struct buf one = { 0 }, way = { 0 }, other = { 0 };
	uint64_t k;

	avp_put_raw(&one, 263, 0, HSS_AVP_M, str("a;1;2"));
	avp_put_raw(&one, 1, 0, HSS_AVP_M, str("001010000000001"));
	avp_put_raw(&way, 263, 0, HSS_AVP_M, str("a;1;2"));
	avp_put_raw(&way, 282, 0, HSS_AVP_M, str("agent"));
	avp_put_raw(&way, 1, 0, HSS_AVP_M, str("001010000000001"));
	avp_put_raw(&way, 284, 0, HSS_AVP_M, str("proxy"));
	avp_put_raw(&other, 263, 0, HSS_AVP_M, str("a;1;2"));
	avp_put_raw(&other, 1, 0, HSS_AVP_M, str("001010000000002"));
	k = key(f, "mme.example", &one);
	assert_true(k == key(f, "MME.example", &one));
	assert_true(k == key(f, "mme.example", &way));
	assert_true(k != key(f, "mme2.example", &one));
	assert_true(k != key(f, "mme.example", &other));
	f->h.hop_by_hop++;
	assert_true(k == key(f, "mme.example", &one));
	f->h.end_to_end++;
	assert_true(k != key(f, "mme.example", &one));
	f->h.end_to_end--;
	f->h.code++;
	assert_true(k != key(f, "mme.example", &one));
	buf_free(&one);
	buf_free(&way);
	buf_free(&other);
}

static void an_answer_too_large_is_not_kept(void **state)
{
	struct fix *f = *state;
	struct buf a = { 0 };

	dup_store(f->d, 42, SECOND, answer(&a, 200000, 'x'));
	assert_int_equal(dup_find(f->d, 42, SECOND, &f->h, (struct hss_bytes){ 0 }, &f->out),
	                 HSS_E_NOTFOUND);
	buf_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(comes_back_with_the_new_identifiers_and_proxies, setup,
		                                teardown),
		cmocka_unit_test_setup_teardown(lasts_four_minutes, setup, teardown),
		cmocka_unit_test_setup_teardown(is_bounded, setup, teardown),
		cmocka_unit_test_setup_teardown(what_makes_two_requests_the_same, setup, teardown),
		cmocka_unit_test_setup_teardown(an_answer_too_large_is_not_kept, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
