/* test_decode.c - octets into structs: every field kind, order, leniency, limits. */
#include "codec_fixture.h"

#include "base/bytes.h"
#include "base/wire.h"

static void every_kind_of_field(void **state)
{
	static const uint8_t v4[] = { 0, 1, 10, 0, 0, 1 };
	static const uint8_t v6[18] = { 0, 2, 0x20, 1, 0xd, 0xb8, [17] = 9 };
	static const uint8_t minus[] = { 255, 255, 255, 254 };
	static const uint8_t big[] = { 0, 0, 0, 1, 0, 0, 0, 2 };
	static const uint8_t bigger[] = { 255, 255, 255, 255, 255, 255, 255, 253 };
	struct fx *f = *state;
	struct demo *d = &f->demo;
	size_t at;

	fx_head(f);
	fx_u32(f, DEMO_FLAGS, 0x80000001);
	fx_u32(f, DEMO_KIND, 7);
	fx_u32(f, DEMO_WHEN, 3900000000u);
	fx_avp(f, DEMO_DELTA, DEMO_VENDOR, HSS_AVP_M, minus, 4);
	fx_avp(f, DEMO_BIG, DEMO_VENDOR, HSS_AVP_M, big, 8);
	fx_avp(f, DEMO_BIGGER, DEMO_VENDOR, HSS_AVP_M, bigger, 8);
	fx_avp(f, DEMO_ADDRESS, DEMO_VENDOR, HSS_AVP_M, v4, 6);
	fx_str(f, DEMO_OCTETS, "abc");
	fx_str(f, DEMO_URI, "aaa://x");
	fx_str(f, DEMO_FILTER, "permit in ip from any to any");
	fx_str(f, DEMO_TEXT, "");
	fx_str(f, DEMO_OPAQUE, "\x01\x02");
	at = fx_begin(f, DEMO_INNER);
	fx_u32(f, DEMO_FLAGS, 3);
	fx_u32(f, DEMO_NUMBER, 30);
	fx_u32(f, DEMO_NUMBER, 31);
	fx_end(f, at);
	fx_str(f, DEMO_NAME, "one");
	fx_u32(f, DEMO_NUMBER, 40);
	fx_str(f, DEMO_NAME, "three");          /* lists may be interleaved     */
	fx_avp(f, DEMO_ADDRESSES, DEMO_VENDOR, HSS_AVP_M, v6, 18);
	fx_avp(f, DEMO_BIGS, DEMO_VENDOR, HSS_AVP_M, big, 8);
	assert_int_equal(fx_decode(f), HSS_OK);

	assert_true(bytes_eq(d->session_id, BYTES_LIT("s;1")));
	assert_true(bytes_eq(d->host, BYTES_LIT("a.b")));
	assert_true(d->flags.set);
	assert_int_equal(d->flags.v, 0x80000001);
	assert_int_equal(d->kind.v, 7);
	assert_int_equal(d->when.v, 3900000000u);
	assert_int_equal(d->delta.v, -2);
	assert_true(d->big.v == 0x100000002u);
	assert_true(d->bigger.v == -3);
	assert_int_equal(d->address.family, 1);
	assert_int_equal(d->address.len, 4);
	assert_int_equal(d->address.b[0], 10);
	assert_true(bytes_eq(d->octets, BYTES_LIT("abc")));
	assert_non_null(d->text.p);             /* present and empty            */
	assert_int_equal(d->text.len, 0);
	assert_int_equal(d->opaque.len, 2);
	assert_non_null(d->inner);
	assert_int_equal(d->inner->number.n, 2);
	assert_int_equal(((const uint32_t *)d->inner->number.v)[1], 31);
	assert_null(d->closed);
	assert_int_equal(d->name.n, 2);
	assert_true(bytes_eq(((const struct hss_bytes *)d->name.v)[1], BYTES_LIT("three")));
	assert_int_equal(d->number.n, 1);
	assert_int_equal(((const struct hss_addr *)d->addresses.v)->len, 16);
	assert_int_equal(((const struct hss_addr *)d->addresses.v)->b[15], 9);
	assert_true(*(const uint64_t *)d->bigs.v == 0x100000002u);
	assert_int_equal(f->env.n_lenient, 0);
	/* no copy: text lies in the receive buffer */
	assert_true(d->host.p > f->wire && d->host.p < f->wire + f->in.len);
}

static void any_order_is_fine(void **state)
{
	struct fx *f = *state;

	fx_avp(f, 263, 0, HSS_AVP_M, "s", 1);
	fx_u32(f, DEMO_NUMBER, 1);
	fx_str(f, DEMO_TEXT, "t");
	fx_u32(f, DEMO_KIND, 0);
	fx_str(f, DEMO_HOST, "h");
	fx_u32(f, DEMO_FLAGS, 1);
	assert_int_equal(fx_decode(f), HSS_OK);
	assert_true(f->demo.flags.set && f->demo.kind.set && f->demo.text.p);
	assert_int_equal(f->demo.number.n, 1);
}

static void unknown_without_m_and_known_unnamed_are_let_in(void **state)
{
	struct fx *f = *state;

	fx_head(f);
	fx_avp(f, DEMO_UNKNOWN, DEMO_VENDOR, 0, "xyz", 3);
	fx_u32(f, DEMO_UNUSED, 5);
	fx_avp(f, DEMO_FLAGS, 12345, 0, "zz", 2);       /* same code, another vendor */
	assert_int_equal(fx_decode(f), HSS_OK);
	assert_false(f->demo.flags.set);
}

static void closed_group_ignores_what_has_no_m(void **state)
{
	struct fx *f = *state;
	size_t at;

	fx_head(f);
	at = fx_begin(f, DEMO_CLOSED);
	fx_avp(f, DEMO_UNUSED, DEMO_VENDOR, 0, "abcd", 4);
	fx_u32(f, DEMO_FLAGS, 9);
	fx_end(f, at);
	assert_int_equal(fx_decode(f), HSS_OK);
	assert_int_equal(f->demo.closed->flags.v, 9);
}

static void odd_flags_are_counted_or_refused(void **state)
{
	static const struct {
		uint32_t vendor;
		uint8_t flags;
	} odd[] = {
		{ DEMO_VENDOR, 0 },                     /* M missing            */
		{ DEMO_VENDOR, HSS_AVP_M | HSS_AVP_P },
		{ DEMO_VENDOR, HSS_AVP_M | 0x01 },
		{ DEMO_VENDOR, HSS_AVP_M | 0x10 },
	};
	struct fx *f = *state;

	for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
		buf_clear(&f->in);
		fx_head(f);
		fx_avp(f, DEMO_FLAGS, odd[i].vendor, odd[i].flags, "\0\0\0\1", 4);
		f->env.is_strict = false;
		assert_int_equal(fx_decode(f), HSS_OK);
		assert_int_equal(f->env.n_lenient, 1);
		assert_int_equal(f->demo.flags.v, 1);
		f->env.is_strict = true;
		assert_int_equal(fx_decode(f), HSS_E_PROTO);
		assert_int_equal(f->fault.result, DIAMETER_INVALID_AVP_BITS);
		assert_int_equal(f->fault.failed_avp.len, 16);
	}
}

static void vendor_bit_with_vendor_zero_is_the_ietf_avp(void **state)
{
	static const uint8_t session[] = { 0, 0, 1, 7, 0xc0, 0, 0, 13, 0, 0, 0, 0, 's', 0, 0, 0 };
	struct fx *f = *state;

	buf_add(&f->in, session, sizeof session);
	fx_str(f, DEMO_HOST, "h");
	assert_int_equal(fx_decode(f), HSS_OK);
	assert_int_equal(f->demo.session_id.len, 1);
	assert_int_equal(f->env.n_lenient, 1);
	f->env.is_strict = true;
	assert_int_equal(fx_decode(f), HSS_E_PROTO);
	assert_int_equal(f->fault.result, DIAMETER_INVALID_AVP_BITS);
}

static void fixed_position_matters_only_when_strict(void **state)
{
	struct fx *f = *state;

	fx_str(f, DEMO_HOST, "h");
	fx_avp(f, 263, 0, HSS_AVP_M, "s", 1);
	assert_int_equal(fx_decode(f), HSS_OK);
	assert_int_equal(f->env.n_lenient, 1);
	f->env.is_strict = true;
	assert_int_equal(fx_decode(f), HSS_E_PROTO);
	assert_int_equal(f->fault.result, DIAMETER_INVALID_AVP_VALUE);
}

static void missing_padding_at_the_end_of_a_group(void **state)
{
	struct fx *f = *state;
	size_t at;

	fx_head(f);
	at = fx_begin(f, DEMO_INNER);
	fx_u32(f, DEMO_FLAGS, 1);
	fx_str(f, DEMO_TEXT, "abcde");
	fx_end(f, at);
	wire_put24(f->in.p + at + 5, (uint32_t)(f->in.len - at - 3));
	assert_int_equal(fx_decode(f), HSS_OK);
	assert_true(bytes_eq(f->demo.inner->text, BYTES_LIT("abcde")));
	assert_int_equal(f->env.n_lenient, 1);
	f->env.is_strict = true;
	assert_int_equal(fx_decode(f), HSS_E_PROTO);
	assert_int_equal(f->fault.result, DIAMETER_INVALID_AVP_LENGTH);
}

static void nested(struct fx *f, uint32_t depth)
{
	size_t at = fx_begin(f, DEMO_INNER);

	fx_u32(f, DEMO_FLAGS, depth);
	if (depth > 1)
		nested(f, depth - 1);
	fx_end(f, at);
}

static void groups_are_followed_to_the_limit(void **state)
{
	struct fx *f = *state;
	const struct demo_inner *in;
	uint32_t n = 0;

	fx_head(f);
	nested(f, 16);
	assert_int_equal(fx_decode(f), HSS_OK);
	for (in = f->demo.inner; in; in = in->inner)
		n++;
	assert_int_equal(n, 16);
	buf_clear(&f->in);
	fx_head(f);
	nested(f, 17);
	assert_int_equal(fx_decode(f), HSS_E_PROTO);
	assert_int_equal(f->fault.result, DIAMETER_INVALID_AVP_VALUE);
	f->env.max_depth = 20;
	assert_int_equal(fx_decode(f), HSS_OK);
}

static void nested_far_too_deep_is_an_answer(void **state)
{
	struct fx *f = *state;

	fx_head(f);
	nested(f, 5000);
	assert_int_equal(fx_decode(f), HSS_E_PROTO);
	assert_int_equal(f->fault.result, DIAMETER_INVALID_AVP_VALUE);
}

static void ten_thousand_items(void **state)
{
	struct fx *f = *state;

	fx_head(f);
	for (uint32_t i = 0; i < 10000; i++) {
		size_t at;

		fx_u32(f, DEMO_NUMBER, i);
		at = fx_begin(f, DEMO_INNERS);
		fx_u32(f, DEMO_FLAGS, i);
		fx_end(f, at);
		fx_avp(f, DEMO_UNKNOWN, 0, 0, "", 0);
	}
	assert_int_equal(fx_decode(f), HSS_OK);
	assert_int_equal(f->demo.number.n, 10000);
	assert_int_equal(f->demo.inners.n, 10000);
	assert_int_equal(((const uint32_t *)f->demo.number.v)[9999], 9999);
	assert_int_equal(((const struct demo_inner *)f->demo.inners.v)[9999].flags.v, 9999);
	/* one array per list: what they need and nothing twice */
	assert_true(f->arena.total < 10000 * (4 + sizeof(struct demo_inner)) + 3 * ARENA_CHUNK);
}

static void too_many_of_a_limited_list_allocate_the_limit(void **state)
{
	struct fx *f = *state;

	fx_head(f);
	for (uint32_t i = 0; i < 10000; i++)
		fx_str(f, DEMO_NAME, "n");
	assert_int_equal(fx_decode(f), HSS_E_PROTO);
	assert_int_equal(f->fault.result, DIAMETER_AVP_OCCURS_TOO_MANY_TIMES);
	assert_true(f->arena.total <= ARENA_CHUNK);
}

static void full_arena_is_nomem(void **state)
{
	struct fx *f = *state;
	struct arena small;

	arena_init(&small, NULL, ARENA_CHUNK);
	f->env.arena = &small;
	fx_head(f);
	for (uint32_t i = 0; i < 2000; i++)
		fx_u32(f, DEMO_NUMBER, i);
	assert_int_equal(fx_decode(f), HSS_E_NOMEM);
	assert_int_equal(f->fault.result, 0);
	arena_reset(&small);
}

static void full_arena_leaves_failed_avp_empty(void **state)
{
	struct fx *f = *state;
	struct arena none;

	arena_init(&none, NULL, 1);
	f->env.arena = &none;
	fx_head(f);
	fx_avp(f, DEMO_UNKNOWN, 0, HSS_AVP_M, "x", 1);
	assert_int_equal(fx_decode(f), HSS_E_PROTO);
	assert_int_equal(f->fault.result, DIAMETER_AVP_UNSUPPORTED);
	assert_null(f->fault.failed_avp.p);
	arena_reset(&none);
}

static void nothing_at_all(void **state)
{
	struct fx *f = *state;
	struct demo_closed c;

	assert_int_equal(fx_decode(f), HSS_E_PROTO);
	assert_int_equal(f->fault.result, DIAMETER_MISSING_AVP);
	assert_int_equal(dia_decode(&f->env, &demo_closed_grammar, (struct hss_bytes){ 0 }, &c,
	                            &f->fault), HSS_OK);
}

static void fill(struct fx *f)
{
	size_t at, in;

	fx_head(f);
	fx_u32(f, DEMO_FLAGS, 1);
	at = fx_begin(f, DEMO_INNER);
	fx_u32(f, DEMO_FLAGS, 1);
	in = fx_begin(f, DEMO_INNER);
	fx_u32(f, DEMO_FLAGS, 2);
	fx_str(f, DEMO_TEXT, "text");
	fx_end(f, in);
	fx_end(f, at);
	fx_str(f, DEMO_NAME, "n");
	fx_avp(f, DEMO_ADDRESS, DEMO_VENDOR, HSS_AVP_M, "\0\1abcd", 6);
	fx_u32(f, DEMO_UNUSED, 1);
}

static void cut_at_every_octet(void **state)
{
	struct fx *f = *state;
	size_t whole;

	fill(f);
	assert_int_equal(fx_decode(f), HSS_OK);
	whole = f->in.len;
	for (size_t n = 0; n < whole; n++) {
		hss_rc rc;

		f->in.len = n;
		rc = fx_decode(f);
		if (rc == HSS_OK)
			/* between two AVPs, or in the padding of the last */
			assert_true(n >= 27 && (n % 4 == 0 || f->env.n_lenient == 1));
		else
			assert_true(f->fault.result == DIAMETER_INVALID_AVP_LENGTH ||
			            f->fault.result == DIAMETER_MISSING_AVP);
		arena_reset(&f->arena);
	}
}

static void every_octet_changed(void **state)
{
	static const uint8_t with[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };
	struct fx *f = *state;
	uint32_t n_ok = 0, n_fault = 0;

	fill(f);
	for (size_t i = 0; i < f->in.len; i++)
		for (size_t k = 0; k < 2 * sizeof with; k++) {
			uint8_t was = f->in.p[i];
			hss_rc rc;

			f->in.p[i] = k & 1 ? (uint8_t)(was ^ with[k / 2]) : with[k / 2];
			f->env.is_strict = k & 2;
			rc = fx_decode(f);
			assert_true(rc == HSS_OK || rc == HSS_E_PROTO);
			assert_int_equal(rc == HSS_OK, f->fault.result == 0);
			n_ok += rc == HSS_OK;
			n_fault += rc != HSS_OK;
			f->in.p[i] = was;
			arena_reset(&f->arena);
		}
	assert_true(n_ok > 100 && n_fault > 100);
}

int main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, fx_setup, fx_teardown)
	const struct CMUnitTest tests[] = {
		T(every_kind_of_field), T(any_order_is_fine),
		T(unknown_without_m_and_known_unnamed_are_let_in),
		T(closed_group_ignores_what_has_no_m), T(odd_flags_are_counted_or_refused),
		T(vendor_bit_with_vendor_zero_is_the_ietf_avp),
		T(fixed_position_matters_only_when_strict),
		T(missing_padding_at_the_end_of_a_group), T(groups_are_followed_to_the_limit),
		T(nested_far_too_deep_is_an_answer), T(ten_thousand_items),
		T(too_many_of_a_limited_list_allocate_the_limit), T(full_arena_is_nomem),
		T(full_arena_leaves_failed_avp_empty), T(nothing_at_all), T(cut_at_every_octet),
		T(every_octet_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
