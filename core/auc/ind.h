/*
 * ind.h - IND, the low bits of an SQN (TS 33.102 annex C.1.1.1): front-end slot, then
 * requester slot. A USIM keeps one SEQ per IND, so requesters with different ones do not
 * push each other out.
 */
#ifndef AUC_IND_H
#define AUC_IND_H

#include <hss/abi.h>

#define IND_NODES 4

struct ind_conf {
	uint32_t front_end_slot, front_end_bits;
};
/* Which nodes of the EPS domain a SIM met last: kept with the SIM's counter.   */
struct ind_nodes {
	uint16_t node[IND_NODES];       /* hash, 0: free                        */
	uint8_t rank[IND_NODES];        /* 0: seen last                         */
};

/*
 * IND of `ind_bits` bits for a requester. A domain has its own range; inside EPS's the last
 * nodes have a slot each, because phones move between MMEs that still hold vectors; in the
 * others the node's hash decides. `nodes` remembers.
 */
uint32_t ind_pick(const struct ind_conf *c, uint32_t ind_bits, uint32_t domain,
                  struct hss_bytes node, struct ind_nodes *nodes);
/* Is the IND wide enough to keep front ends apart? Otherwise every request has to reserve
 * for itself, or they would hand out older numbers after newer ones.            */
static inline bool ind_keeps_apart(const struct ind_conf *c, uint32_t ind_bits)
{
	return ind_bits > 0 && ind_bits >= c->front_end_bits;
}

#endif
