/* election.c - see election.h. */
#include "dia/election.h"

#include "base/bytes.h"

bool election_is_won(struct hss_bytes ours, struct hss_bytes theirs)
{
	return bytes_icmp(ours, theirs) > 0;
}
