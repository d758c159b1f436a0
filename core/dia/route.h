/* route.h - where a request of ours goes, and whether one that came is for us. */
#ifndef DIA_ROUTE_H
#define DIA_ROUTE_H

#include <hss/dia.h>

struct dia;
struct dia_loop;
struct peer;

#define ROUTE_TRIED_MAX 4

struct route_query {
	uint32_t app_id;
	struct hss_bytes via_peer, dest_host, dest_realm;
	bool is_direct_only;            /* HSS_CALLF_NO_FALLBACK_DRA            */
	uint64_t tried[ROUTE_TRIED_MAX]; /* serials of peers that failed        */
	uint32_t n_tried;
};

/* ANY. The best open peer, with a reference, and its home loop; NULL: none. In order: via_peer,
 * dest_host, an agent of dest_realm, another peer of dest_realm (unless via_peer is dest_host
 * itself), the configured DRA (rulings 1.5); a suspect one only after every other of its rank. */
struct peer *route_pick(struct dia *d, const struct route_query *q, struct dia_loop **home);

/* Is a request to this host and realm ours (behaviour 1.1.6)? Returns 0 or the Result-Code of the
 * refusal. *is_elsewhere: for another host, served all the same (rulings 1.3). */
uint32_t route_check_local(const struct dia *d, struct hss_bytes dest_host,
                           struct hss_bytes dest_realm, bool *is_elsewhere);
/* Our own name in any spelling: identity or also_known_as.                      */
bool route_is_own_host(const struct dia *d, struct hss_bytes host);

#endif
