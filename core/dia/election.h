/* election.h - simultaneous connections of two nodes (RFC 6733 5.6.4). */
#ifndef DIA_ELECTION_H
#define DIA_ELECTION_H

#include <hss/abi.h>

/* Do we, the responder of the peer's CER, win: is our identity the larger one? The winner keeps
 * the connection the peer initiated. Octet order, ASCII letters without case; a tie (a node of our
 * own name) is lost.                                                           */
bool election_is_won(struct hss_bytes ours, struct hss_bytes theirs);

#endif
