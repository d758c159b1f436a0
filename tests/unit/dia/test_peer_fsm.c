/* The peer state machine, every state with every event against RFC 6733 5.6, and the election. */
#include "../test.h"

#include "base/bytes.h"
#include "dia/election.h"
#include "dia/peer_fsm.h"

#define NONE PS_STATES                          /* the table must have no row   */

/* Rows: states; columns: the next state by event, in the order of enum peer_event.  */
static const uint8_t next[PS_STATES][PE_EVENTS] = {
	[PS_CLOSED] = { PS_WAIT_CONN_ACK, NONE, PS_R_OPEN, NONE, NONE, NONE, NONE, NONE, NONE, NONE,
	                NONE, NONE, NONE, NONE, NONE },
	[PS_WAIT_CONN_ACK] = { NONE, PS_CLOSED, PS_WAIT_CONN_ACK_ELECT, PS_WAIT_I_CEA, PS_CLOSED, NONE,
	                       NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, PS_CLOSED },
	[PS_WAIT_I_CEA] = { NONE, PS_CLOSED, PS_WAIT_RETURNS, NONE, NONE, PS_I_OPEN, PS_CLOSED,
	                    PS_CLOSED, PS_CLOSED, NONE, NONE, NONE, NONE, NONE, PS_CLOSED },
	[PS_WAIT_CONN_ACK_ELECT] = { NONE, PS_CLOSED, PS_WAIT_CONN_ACK_ELECT, PS_WAIT_RETURNS,
	                             PS_R_OPEN, NONE, NONE, NONE, NONE, PS_WAIT_CONN_ACK, NONE, NONE,
	                             NONE, NONE, PS_CLOSED },
	[PS_WAIT_RETURNS] = { NONE, PS_CLOSED, PS_WAIT_RETURNS, NONE, NONE, PS_I_OPEN, PS_R_OPEN,
	                      PS_R_OPEN, PS_R_OPEN, PS_WAIT_I_CEA, PS_R_OPEN, NONE, NONE, NONE,
	                      PS_CLOSED },
	[PS_R_OPEN] = { NONE, PS_CLOSING, PS_R_OPEN, NONE, NONE, NONE, NONE, NONE, NONE, PS_CLOSED,
	                NONE, PS_R_OPEN, PS_CLOSING, NONE, NONE },
	[PS_I_OPEN] = { NONE, PS_CLOSING, PS_I_OPEN, NONE, NONE, NONE, NONE, NONE, PS_CLOSED, NONE,
	                NONE, PS_I_OPEN, PS_CLOSING, NONE, NONE },
	[PS_CLOSING] = { NONE, NONE, PS_R_OPEN, NONE, NONE, NONE, NONE, NONE, PS_CLOSED, PS_CLOSED,
	                 NONE, NONE, PS_CLOSING, PS_CLOSED, PS_CLOSED },
};

static void every_state_with_every_event(void **state)
{
	(void)state;
	for (int s = 0; s < PS_STATES; s++) {
		for (int e = 0; e < PE_EVENTS; e++) {
			struct peer_step step = peer_fsm_step((enum peer_state)s, (enum peer_event)e);

			if (step.is_known != (next[s][e] != NONE) ||
			    (step.is_known && step.next != next[s][e]))
				fail_msg("%s with %s went to %s", peer_state_name((enum peer_state)s),
				         peer_event_name((enum peer_event)e), peer_state_name(step.next));
			if (!step.is_known) {
				assert_int_equal(step.actions, 0);
				assert_int_equal(step.next, s);
			}
		}
	}
}

static bool is_open(int s)
{
	return s == PS_R_OPEN || s == PS_I_OPEN;
}

/* What must hold whatever the rows say.                                          */
static void rows_are_consistent(void **state)
{
	(void)state;
	for (int s = 0; s < PS_STATES; s++) {
		for (int e = 0; e < PE_EVENTS; e++) {
			struct peer_step step = peer_fsm_step((enum peer_state)s, (enum peer_event)e);
			bool opens = step.is_known && is_open(step.next) && !is_open(s);

			assert_int_equal(opens, (step.actions & PA_OPENED) != 0);
			/* the received connection opens with our CEA, never without */
			if (opens)
				assert_int_equal(step.next == PS_R_OPEN, (step.actions & PA_R_SND_CEA) != 0);
			/* nothing is left open in Closed, and somebody redials */
			if (step.is_known && step.next == PS_CLOSED && e != PE_STOP)
				assert_true(step.actions & PA_RETRY);
		}
	}
}

static void a_new_connection_never_replaces_an_open_one_unasked(void **state)
{
	(void)state;
	assert_int_equal(peer_fsm_step(PS_R_OPEN, PE_R_CONN_CER).actions, PA_R_HOLD);
	assert_int_equal(peer_fsm_step(PS_I_OPEN, PE_R_CONN_CER).actions, PA_R_HOLD);
	assert_int_equal(peer_fsm_step(PS_WAIT_RETURNS, PE_R_CONN_CER).actions, PA_R_REJECT);
}

static void names_exist(void **state)
{
	(void)state;
	for (int s = 0; s < PS_STATES; s++)
		assert_true(peer_state_name((enum peer_state)s)[0] > 'A');
	for (int e = 0; e < PE_EVENTS; e++)
		assert_true(peer_event_name((enum peer_event)e)[0] > 'A');
	assert_string_equal(peer_state_name(PS_STATES), "?");
	assert_string_equal(peer_event_name(PE_EVENTS), "?");
}

static void the_larger_identity_wins_the_election(void **state)
{
	static const struct {
		const char *ours, *theirs;
		bool is_won;
	} rows[] = {
		{ "b.example", "a.example", true },  { "a.example", "b.example", false },
		{ "B.example", "a.example", true },  { "a.example", "B.example", false },
		{ "hss.a", "HSS.a", false },         { "hss.ab", "hss.a", true },
		{ "hss.a", "hss.ab", false },        { "hss-2.a", "hss.a", false },
		{ "x_1", "X1", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(election_is_won(bytes_str(rows[i].ours), bytes_str(rows[i].theirs)),
		                 rows[i].is_won);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_state_with_every_event),
		cmocka_unit_test(rows_are_consistent),
		cmocka_unit_test(a_new_connection_never_replaces_an_open_one_unasked),
		cmocka_unit_test(names_exist),
		cmocka_unit_test(the_larger_identity_wins_the_election),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
