/*
 * peer_fsm.c - RFC 6733 5.6 in the order of the RFC's table. Differences, each on purpose:
 * R-Conn-CER in an open state holds the new connection until the old one proved alive or dead
 * (rulings 1.1) instead of rejecting it; a CER on the open connection is answered again, as in
 * RFC 3588; messages, DWR and DWA need no step, an open peer takes them all.
 */
#include "dia/peer_fsm.h"

#include <stddef.h>

struct row {
	uint8_t state, event, next;
	uint32_t actions;
};

static const struct row rows[] = {
	{ PS_CLOSED, PE_START, PS_WAIT_CONN_ACK, PA_CONNECT },
	{ PS_CLOSED, PE_R_CONN_CER, PS_R_OPEN, PA_R_ACCEPT | PA_R_SND_CEA | PA_OPENED },

	{ PS_WAIT_CONN_ACK, PE_I_CONN_ACK, PS_WAIT_I_CEA, PA_SND_CER },
	{ PS_WAIT_CONN_ACK, PE_I_CONN_NACK, PS_CLOSED, PA_CLEANUP | PA_RETRY },
	{ PS_WAIT_CONN_ACK, PE_R_CONN_CER, PS_WAIT_CONN_ACK_ELECT, PA_R_ACCEPT },
	{ PS_WAIT_CONN_ACK, PE_STOP, PS_CLOSED, PA_CLEANUP },
	{ PS_WAIT_CONN_ACK, PE_TIMEOUT, PS_CLOSED, PA_CLEANUP | PA_RETRY },

	{ PS_WAIT_I_CEA, PE_I_CEA, PS_I_OPEN, PA_OPENED },
	{ PS_WAIT_I_CEA, PE_I_BAD_CEA, PS_CLOSED, PA_CLEANUP | PA_RETRY },
	{ PS_WAIT_I_CEA, PE_R_CONN_CER, PS_WAIT_RETURNS, PA_R_ACCEPT | PA_ELECT },
	{ PS_WAIT_I_CEA, PE_I_DISC, PS_CLOSED, PA_CLEANUP | PA_RETRY },
	{ PS_WAIT_I_CEA, PE_I_NON_CEA, PS_CLOSED, PA_CLEANUP | PA_RETRY },
	{ PS_WAIT_I_CEA, PE_STOP, PS_CLOSED, PA_CLEANUP },
	{ PS_WAIT_I_CEA, PE_TIMEOUT, PS_CLOSED, PA_CLEANUP | PA_RETRY },

	{ PS_WAIT_CONN_ACK_ELECT, PE_I_CONN_ACK, PS_WAIT_RETURNS, PA_SND_CER | PA_ELECT },
	{ PS_WAIT_CONN_ACK_ELECT, PE_I_CONN_NACK, PS_R_OPEN, PA_I_DISC | PA_R_SND_CEA | PA_OPENED },
	{ PS_WAIT_CONN_ACK_ELECT, PE_R_DISC, PS_WAIT_CONN_ACK, PA_R_DISC },
	{ PS_WAIT_CONN_ACK_ELECT, PE_R_CONN_CER, PS_WAIT_CONN_ACK_ELECT, PA_R_REJECT },
	{ PS_WAIT_CONN_ACK_ELECT, PE_STOP, PS_CLOSED, PA_CLEANUP },
	{ PS_WAIT_CONN_ACK_ELECT, PE_TIMEOUT, PS_CLOSED, PA_CLEANUP | PA_RETRY },

	{ PS_WAIT_RETURNS, PE_WIN_ELECTION, PS_R_OPEN, PA_I_DISC | PA_R_SND_CEA | PA_OPENED },
	{ PS_WAIT_RETURNS, PE_I_DISC, PS_R_OPEN, PA_I_DISC | PA_R_SND_CEA | PA_OPENED },
	{ PS_WAIT_RETURNS, PE_I_CEA, PS_I_OPEN, PA_R_DISC | PA_OPENED },
	{ PS_WAIT_RETURNS, PE_I_BAD_CEA, PS_R_OPEN, PA_I_DISC | PA_R_SND_CEA | PA_OPENED },
	{ PS_WAIT_RETURNS, PE_I_NON_CEA, PS_R_OPEN, PA_I_DISC | PA_R_SND_CEA | PA_OPENED },
	{ PS_WAIT_RETURNS, PE_R_DISC, PS_WAIT_I_CEA, PA_R_DISC },
	{ PS_WAIT_RETURNS, PE_R_CONN_CER, PS_WAIT_RETURNS, PA_R_REJECT },
	{ PS_WAIT_RETURNS, PE_STOP, PS_CLOSED, PA_CLEANUP },
	{ PS_WAIT_RETURNS, PE_TIMEOUT, PS_CLOSED, PA_CLEANUP | PA_RETRY },

	{ PS_R_OPEN, PE_R_CONN_CER, PS_R_OPEN, PA_R_HOLD },
	{ PS_R_OPEN, PE_RCV_CER, PS_R_OPEN, PA_SND_CEA_AGAIN },
	{ PS_R_OPEN, PE_STOP, PS_CLOSING, PA_SND_DPR },
	{ PS_R_OPEN, PE_RCV_DPR, PS_CLOSING, PA_SND_DPA },
	{ PS_R_OPEN, PE_R_DISC, PS_CLOSED, PA_R_DISC | PA_RETRY },

	{ PS_I_OPEN, PE_R_CONN_CER, PS_I_OPEN, PA_R_HOLD },
	{ PS_I_OPEN, PE_RCV_CER, PS_I_OPEN, PA_SND_CEA_AGAIN },
	{ PS_I_OPEN, PE_STOP, PS_CLOSING, PA_SND_DPR },
	{ PS_I_OPEN, PE_RCV_DPR, PS_CLOSING, PA_SND_DPA },
	{ PS_I_OPEN, PE_I_DISC, PS_CLOSED, PA_I_DISC | PA_RETRY },

	{ PS_CLOSING, PE_RCV_DPA, PS_CLOSED, PA_CLEANUP | PA_RETRY },
	/* its connection is going anyway: a peer that is back does not wait for that */
	{ PS_CLOSING, PE_R_CONN_CER, PS_R_OPEN,
	  PA_I_DISC | PA_R_DISC | PA_R_ACCEPT | PA_R_SND_CEA | PA_OPENED },
	{ PS_CLOSING, PE_RCV_DPR, PS_CLOSING, PA_SND_DPA },
	{ PS_CLOSING, PE_I_DISC, PS_CLOSED, PA_CLEANUP | PA_RETRY },
	{ PS_CLOSING, PE_R_DISC, PS_CLOSED, PA_CLEANUP | PA_RETRY },
	{ PS_CLOSING, PE_TIMEOUT, PS_CLOSED, PA_CLEANUP | PA_RETRY },
};

struct peer_step peer_fsm_step(enum peer_state s, enum peer_event e)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (rows[i].state == s && rows[i].event == e)
			return (struct peer_step){ rows[i].actions, rows[i].next, true };
	return (struct peer_step){ 0, s, false };
}

const char *peer_state_name(enum peer_state s)
{
	static const char *const names[PS_STATES] = { "closed", "wait_conn_ack", "wait_i_cea",
		"wait_conn_ack_elect", "wait_returns", "r_open", "i_open", "closing" };

	return s < PS_STATES ? names[s] : "?";
}

const char *peer_event_name(enum peer_event e)
{
	static const char *const names[PE_EVENTS] = { "start", "stop", "r_conn_cer", "i_conn_ack",
		"i_conn_nack", "i_cea", "i_non_cea", "i_bad_cea", "i_disc", "r_disc", "win_election",
		"rcv_cer", "rcv_dpr", "rcv_dpa", "timeout" };

	return e < PE_EVENTS ? names[e] : "?";
}
