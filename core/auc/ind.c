/* ind.c - see ind.h. */
#include "auc/ind.h"

#include <hss/events.h>

/* Eighths of the requester slots: EPS has most nodes at a time (pools, neighbours).       */
static const struct share {
	uint8_t first, n;
} shares[] = {
	[0] = { 0, 3 },                 /* not told                             */
	[HSS_DOM_CS] = { 4, 1 },   [HSS_DOM_PS] = { 3, 1 },   [HSS_DOM_EPS] = { 0, 3 },
	[HSS_DOM_IMS] = { 5, 1 },  [HSS_DOM_WLAN] = { 6, 1 }, [HSS_DOM_GBA] = { 7, 1 },
};
#define DOMAINS (sizeof shares / sizeof shares[0])

/* FNV-1a over the lower-cased name (rulings 1.8): the same at every start, so that a node
 * keeps its slot. Peers are known by name, an attacker wins nothing with a collision.      */
static uint32_t hash_node(struct hss_bytes node)
{
	uint32_t h = 2166136261u;

	for (uint32_t i = 0; i < node.len; i++) {
		uint8_t c = node.p[i];

		h = (h ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 16777619u;
	}
	return h ^ h >> 15;
}

/* The slot is the one used last now; `old` is its rank so far.                  */
static uint32_t use(struct ind_nodes *nodes, uint32_t slot, uint32_t old)
{
	for (uint32_t i = 0; i < IND_NODES; i++)
		if (nodes->node[i] && nodes->rank[i] < old)
			nodes->rank[i]++;
	nodes->rank[slot] = 0;
	return slot;
}

/* The node's own slot among `n`, else its favourite one, else that of the longest unseen.  */
static uint32_t slot_of_node(struct ind_nodes *nodes, uint32_t h, uint32_t n)
{
	uint16_t id = (uint16_t)(h % 65535 + 1);
	uint32_t pick = h % n, oldest = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (nodes->node[i] == id)
			return use(nodes, i, nodes->rank[i]);
		if (nodes->rank[i] > nodes->rank[oldest])
			oldest = i;
	}
	for (uint32_t i = 0; i < n && nodes->node[pick]; i++)
		pick = (pick + 1) % n;
	if (nodes->node[pick])
		pick = oldest;
	use(nodes, pick, nodes->node[pick] ? nodes->rank[pick] : IND_NODES);
	nodes->node[pick] = id;
	return pick;
}

uint32_t ind_pick(const struct ind_conf *c, uint32_t ind_bits, uint32_t domain,
                  struct hss_bytes node, struct ind_nodes *nodes)
{
	const struct share *s = &shares[domain < DOMAINS ? domain : 0];
	uint32_t bits, first, n, h = hash_node(node);

	if (!ind_keeps_apart(c, ind_bits))
		return c->front_end_slot & ((1u << ind_bits) - 1);
	bits = ind_bits - c->front_end_bits;
	first = (uint32_t)s->first << bits >> 3;
	n = ((uint32_t)(s->first + s->n) << bits >> 3) - first;
	if (n > IND_NODES && s->n > 1)
		n = IND_NODES;
	if (n > 1)
		first += s->n > 1 ? slot_of_node(nodes, h, n) : h % n;
	return c->front_end_slot << bits | first;
}
