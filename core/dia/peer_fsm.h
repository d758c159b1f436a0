/*
 * peer_fsm.h - the peer state machine of RFC 6733 5.6 as data: (state, event) -> (actions, next).
 * peer.c runs the actions; nothing here knows a socket.
 */
#ifndef DIA_PEER_FSM_H
#define DIA_PEER_FSM_H

#include <stdbool.h>
#include <stdint.h>

enum peer_state {
	PS_CLOSED, PS_WAIT_CONN_ACK, PS_WAIT_I_CEA, PS_WAIT_CONN_ACK_ELECT, PS_WAIT_RETURNS,
	PS_R_OPEN, PS_I_OPEN, PS_CLOSING, PS_STATES
};
enum peer_event {
	PE_START, PE_STOP, PE_R_CONN_CER, PE_I_CONN_ACK, PE_I_CONN_NACK, PE_I_CEA, PE_I_NON_CEA,
	PE_I_BAD_CEA,                   /* a CEA that says no, or is not the peer's */
	PE_I_DISC, PE_R_DISC, PE_WIN_ELECTION, PE_RCV_CER, PE_RCV_DPR, PE_RCV_DPA, PE_TIMEOUT,
	PE_EVENTS
};
enum {                                  /* in the order they are done           */
	PA_CONNECT = 1 << 0,            /* I-Snd-Conn-Req                       */
	PA_I_DISC = 1 << 1,
	PA_R_DISC = 1 << 2,
	PA_R_ACCEPT = 1 << 3,           /* R-Accept, Process-CER                */
	PA_R_REJECT = 1 << 4,
	PA_R_HOLD = 1 << 5,             /* is the old connection alive? rulings 1.1 */
	PA_SND_CER = 1 << 6,            /* I-Snd-CER                            */
	PA_R_SND_CEA = 1 << 7,
	PA_SND_CEA_AGAIN = 1 << 8,      /* CER on the open connection           */
	PA_ELECT = 1 << 9,
	PA_SND_DPR = 1 << 10,
	PA_SND_DPA = 1 << 11,
	PA_CLEANUP = 1 << 12,           /* both connections, timers             */
	PA_OPENED = 1 << 13,            /* tell everybody                       */
	PA_RETRY = 1 << 14,             /* dial again after a while             */
};

struct peer_step {
	uint32_t actions;
	enum peer_state next;
	bool is_known;                  /* the table has a row                  */
};

/* A pair without a row: no action, same state, is_known false.                 */
struct peer_step peer_fsm_step(enum peer_state s, enum peer_event e);
const char *peer_state_name(enum peer_state s);
const char *peer_event_name(enum peer_event e);

#endif
