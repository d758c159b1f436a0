/* route.c - see route.h. */
#include "dia/route.h"

#include "dia/node.h"

enum rank {                             /* smaller is better                    */
	RANK_VIA, RANK_HOST, RANK_REALM_AGENT, RANK_REALM, RANK_DRA, RANK_NONE
};

static bool serves(const struct peer *p, uint32_t app_id)
{
	if (p->is_agent)
		return true;
	for (uint32_t i = 0; i < p->n_apps; i++)
		if (p->apps[i] == app_id)
			return true;
	return false;
}

static enum rank rank_of(const struct peer *p, const struct route_query *q)
{
	struct hss_bytes host = bytes_str(p->host);

	if (q->via_peer.len && bytes_ieq(host, q->via_peer))
		return RANK_VIA;
	if (q->dest_host.len && bytes_ieq(host, q->dest_host))
		return RANK_HOST;
	if (q->is_direct_only)
		return RANK_NONE;
	/* A peer of that realm that is no agent, as far as it says, may be one all the same, or the
	 * wrong host: agents first. A node that was connected itself had no agent before it; another
	 * node of its realm, an MME say, would take what is meant for it as meant for itself.  */
	if (q->dest_realm.len && bytes_ieq(bytes_str(p->realm), q->dest_realm)) {
		if (p->is_agent || (p->conf && p->conf->is_dra))
			return RANK_REALM_AGENT;
		if (!q->dest_host.len || !bytes_ieq(q->via_peer, q->dest_host))
			return RANK_REALM;
	}
	return p->conf && p->conf->is_dra ? RANK_DRA : RANK_NONE;
}

static bool was_tried(const struct peer *p, const struct route_query *q)
{
	for (uint32_t i = 0; i < q->n_tried && i < ROUTE_TRIED_MAX; i++)
		if (q->tried[i] == p->serial)
			return true;
	return false;
}

struct peer *route_pick(struct dia *d, const struct route_query *q, struct dia_loop **home)
{
	struct peer_table *t = &d->peers;
	uint32_t best_score = UINT32_MAX;
	struct peer *best = NULL;

	pthread_mutex_lock(&t->lock);
	list_each(at, &t->all) {
		struct peer *p = list_entry(at, struct peer, node);
		enum rank rank = p->is_open && serves(p, q->app_id) ? rank_of(p, q) : RANK_NONE;
		uint32_t score = (was_tried(p, q) ? 64u : 0u) + (uint32_t)rank * 2 + p->is_suspect;

		if (rank == RANK_NONE || score >= best_score)
			continue;
		best = p;
		best_score = score;
	}
	if (best) {
		best->refs++;
		*home = best->home;
	}
	pthread_mutex_unlock(&t->lock);
	return best;
}

bool route_is_own_host(const struct dia *d, struct hss_bytes host)
{
	const struct conf_str *v = d->conf->also_known_as.v;

	if (bytes_ieq(host, dia_host(d)))
		return true;
	for (uint32_t i = 0; i < d->conf->also_known_as.n; i++)
		if (bytes_ieq(host, bytes_str(v[i].s)))
			return true;
	return false;
}

static bool is_own_realm(const struct dia *d, struct hss_bytes realm)
{
	const struct conf_str *v = d->conf->realms.v;

	if (bytes_ieq(realm, d->app->identity.realm))
		return true;
	for (uint32_t i = 0; i < d->conf->realms.n; i++)
		if (bytes_ieq(realm, bytes_str(v[i].s)))
			return true;
	return false;
}

/* `realms` lists ours, or is empty, which is "any" (rulings 1.3).                */
uint32_t route_check_local(const struct dia *d, struct hss_bytes dest_host,
                           struct hss_bytes dest_realm, bool *is_elsewhere)
{
	bool is_own = !dest_host.p || route_is_own_host(d, dest_host);

	*is_elsewhere = !is_own;
	if (d->conf->realms.n == 0)
		return 0;
	if (dest_realm.p && !is_own_realm(d, dest_realm))
		return DIAMETER_REALM_NOT_SERVED;
	return is_own ? 0 : DIAMETER_UNABLE_TO_DELIVER;
}
