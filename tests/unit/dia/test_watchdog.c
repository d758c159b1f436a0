/* RFC 3539 3.4.1 against its own table, and whole stories on a virtual clock. */
#include "../test.h"

#include "dia/watchdog.h"

#define TW 30000u

struct expect {
	enum wd_state state;
	bool is_pending;
	int8_t n_dwa;
	enum wd_event event;
	enum wd_state next;
	bool next_pending;
	int8_t next_n_dwa;
	uint32_t actions;
};

#define DWR WDA_SEND_DWR
#define SET WDA_SET_TIMER

static const struct expect rows[] = {
	{ WD_OKAY, true, 0, WD_RX_DWA, WD_OKAY, false, 0, SET },
	{ WD_OKAY, true, 0, WD_RX_OTHER, WD_OKAY, true, 0, SET },
	{ WD_SUSPECT, true, 0, WD_RX_DWA, WD_OKAY, false, 0, SET | WDA_FAILBACK },
	{ WD_SUSPECT, true, 0, WD_RX_OTHER, WD_OKAY, true, 0, SET | WDA_FAILBACK },
	{ WD_REOPEN, true, 2, WD_RX_DWA, WD_OKAY, false, 3, WDA_FAILBACK },
	{ WD_REOPEN, true, 1, WD_RX_DWA, WD_REOPEN, false, 2, 0 },
	{ WD_REOPEN, true, 0, WD_RX_DWA, WD_REOPEN, false, 1, 0 },
	{ WD_REOPEN, true, -1, WD_RX_DWA, WD_REOPEN, false, 0, 0 },
	{ WD_INITIAL, false, 0, WD_RX_DWA, WD_INITIAL, false, 0, 0 },
	{ WD_INITIAL, false, 0, WD_RX_OTHER, WD_INITIAL, false, 0, 0 },
	{ WD_DOWN, false, 0, WD_RX_DWA, WD_DOWN, false, 0, 0 },
	{ WD_DOWN, false, 0, WD_RX_OTHER, WD_DOWN, false, 0, 0 },
	{ WD_REOPEN, true, 0, WD_RX_OTHER, WD_REOPEN, true, 0, 0 },
	{ WD_INITIAL, true, 0, WD_UP, WD_OKAY, false, 0, SET },
	{ WD_DOWN, false, 3, WD_UP, WD_REOPEN, true, 0, DWR | SET },
	{ WD_OKAY, false, 0, WD_TIMER, WD_OKAY, true, 0, DWR | SET },
	{ WD_OKAY, true, 0, WD_TIMER, WD_SUSPECT, true, 0, WDA_FAILOVER | SET },
	{ WD_SUSPECT, true, 0, WD_TIMER, WD_DOWN, true, 0, WDA_CLOSE | SET },
	{ WD_INITIAL, false, 0, WD_TIMER, WD_INITIAL, false, 0, WDA_OPEN | SET },
	{ WD_DOWN, true, 0, WD_TIMER, WD_DOWN, true, 0, WDA_OPEN | SET },
	{ WD_REOPEN, false, 1, WD_TIMER, WD_REOPEN, true, 1, DWR | SET },
	{ WD_REOPEN, true, 1, WD_TIMER, WD_REOPEN, true, -1, SET },
	{ WD_REOPEN, true, -1, WD_TIMER, WD_DOWN, true, -1, WDA_CLOSE | SET },
	{ WD_OKAY, false, 0, WD_LOST, WD_DOWN, false, 0, WDA_FAILOVER | SET },
	{ WD_SUSPECT, true, 0, WD_LOST, WD_DOWN, true, 0, SET },
	{ WD_REOPEN, true, 1, WD_LOST, WD_DOWN, true, 1, SET },
};

static void every_row_of_the_rfc(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct expect *r = &rows[i];
		struct wd w = { r->state, r->is_pending, r->n_dwa };
		uint32_t actions = wd_step(&w, r->event);

		if (w.state != r->next || w.is_pending != r->next_pending || w.n_dwa != r->next_n_dwa ||
		    actions != r->actions)
			fail_msg("row %zu: state %d pending %d dwa %d actions %#x", i, w.state,
			         w.is_pending, w.n_dwa, actions);
	}
}

static void no_pair_does_anything_undefined(void **state)
{
	(void)state;
	for (int s = 0; s < WD_STATES; s++)
		for (int e = 0; e < WD_EVENTS; e++)
			for (int p = 0; p < 2; p++)
				for (int8_t n = -1; n < 4; n++) {
					struct wd w = { (enum wd_state)s, p != 0, n };

					wd_step(&w, (enum wd_event)e);
					assert_true(w.state < WD_STATES);
				}
}

struct clocked {                                /* a peer on a virtual clock    */
	struct wd w;
	uint64_t now, due;
	uint32_t n_dwr;
	bool is_closed;
};

static void feed(struct clocked *c, enum wd_event e)
{
	uint32_t a = wd_step(&c->w, e);

	c->n_dwr += a & WDA_SEND_DWR ? 1 : 0;
	c->is_closed = c->is_closed || (a & WDA_CLOSE);
	if (a & WDA_SET_TIMER)
		c->due = c->now + wd_interval_ms(&c->w, TW, 2000);
}

static void expire(struct clocked *c)
{
	c->now = c->due;
	feed(c, WD_TIMER);
}

static void a_silent_peer_is_closed_after_three_tw(void **state)
{
	struct clocked c = { .w.state = WD_INITIAL };

	(void)state;
	feed(&c, WD_UP);
	expire(&c);
	assert_int_equal(c.n_dwr, 1);
	expire(&c);
	assert_int_equal(c.w.state, WD_SUSPECT);
	assert_false(c.is_closed);
	expire(&c);
	assert_true(c.is_closed);
	assert_int_equal(c.now, 3 * TW);
}

static void a_peer_that_is_back_is_trusted_after_three_answers_in_seconds(void **state)
{
	struct clocked c = { .w.state = WD_DOWN };

	(void)state;
	feed(&c, WD_UP);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(c.w.state, WD_REOPEN);
		assert_int_equal(c.n_dwr, i + 1);
		feed(&c, WD_RX_DWA);
		if (i < 2)
			expire(&c);
	}
	assert_int_equal(c.w.state, WD_OKAY);
	assert_int_equal(c.now, 2000);
}

static void jitter_is_two_seconds_each_way(void **state)
{
	struct wd w = { .state = WD_OKAY };
	uint32_t min = UINT32_MAX, max = 0;

	(void)state;
	for (uint32_t r = 0; r < 10000; r++) {
		uint32_t ms = wd_interval_ms(&w, TW, r);

		min = ms < min ? ms : min;
		max = ms > max ? ms : max;
	}
	assert_int_equal(min, TW - 2000);
	assert_int_equal(max, TW + 2000);
	for (uint32_t r = 0; r < 10000; r++)
		assert_in_range(wd_interval_ms(&w, 300, r), 200, 400);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_of_the_rfc),
		cmocka_unit_test(no_pair_does_anything_undefined),
		cmocka_unit_test(a_silent_peer_is_closed_after_three_tw),
		cmocka_unit_test(a_peer_that_is_back_is_trusted_after_three_answers_in_seconds),
		cmocka_unit_test(jitter_is_two_seconds_each_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
