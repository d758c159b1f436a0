/*
 * peer.c - the table of peers. One mutex guards it: it is taken when a connection opens or goes,
 * when a request of ours is routed and when somebody lists the peers, never for a request that
 * comes in. Listed peers stay for ever; others live as long as something refers to them.
 */
#include "dia/peer.h"

#include "dia/node.h"

#include <stdlib.h>
#include <string.h>

#define PEERS_MAX 20000u

static void lower_key(char out[256], struct hss_bytes host)
{
	uint32_t n = bytes_copy(out, 256, host);

	for (uint32_t i = 0; i < n; i++)
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] = (char)(out[i] + 32);
}

const struct dia_peer_conf *peer_conf_find(const struct dia *d, struct hss_bytes host)
{
	const struct dia_peer_conf *v = d->conf->peers.v;

	for (uint32_t i = 0; i < d->conf->peers.n; i++)
		if (bytes_ieq(bytes_str(v[i].host), host))
			return &v[i];
	return NULL;
}

/* Under the lock.                                                              */
static hss_rc create(struct dia *d, struct hss_bytes host, const char *key, struct peer **out)
{
	struct peer_table *t = &d->peers;
	struct peer *p;

	if (t->n >= PEERS_MAX)
		return HSS_E_BUSY;
	p = calloc(1, sizeof *p);
	if (!p)
		return HSS_E_NOMEM;
	p->dia = d;
	p->serial = ++t->serial;
	bytes_copy(p->host, sizeof p->host, host);
	memcpy(p->key, key, sizeof p->key);
	p->conf = peer_conf_find(d, host);
	if (p->conf)
		bytes_copy(p->realm, sizeof p->realm, bytes_str(p->conf->realm));
	peer_init_run(p);
	if (hmap_add(&t->by_host, bytes_str(p->key), p) != HSS_OK) {
		free(p);
		return HSS_E_NOMEM;
	}
	list_add(&t->all, &p->node);
	t->n++;
	*out = p;
	return HSS_OK;
}

/* Under the lock.                                                              */
static void destroy(struct peer *p)
{
	struct peer_table *t = &p->dia->peers;

	if (p->home) {
		timer_clear(p->home->loop, &p->timer);
		timer_clear(p->home->loop, &p->hold);
	}
	hmap_del(&t->by_host, bytes_str(p->key));
	list_del(&p->node);
	t->n--;
	dial_close(p);
	free(p);
}

hss_rc peer_claim(struct dia *d, struct hss_bytes host, struct dia_loop *dl, struct peer **out,
                  struct dia_loop **home)
{
	struct peer_table *t = &d->peers;
	hss_rc rc = HSS_OK;
	struct peer *p;
	char key[256];

	lower_key(key, host);
	pthread_mutex_lock(&t->lock);
	p = hmap_get(&t->by_host, bytes_str(key));
	if (!p)
		rc = create(d, host, key, &p);
	if (rc == HSS_OK) {
		if (p->n_claims == 0)
			p->home = dl;
		if (p->home == dl)
			p->n_claims++;
		*home = p->home;
		p->refs++;
		*out = p;
	}
	pthread_mutex_unlock(&t->lock);
	return rc;
}

struct peer *peer_find(struct dia *d, struct hss_bytes host)
{
	struct peer_table *t = &d->peers;
	struct peer *p;
	char key[256];

	lower_key(key, host);
	pthread_mutex_lock(&t->lock);
	p = hmap_get(&t->by_host, bytes_str(key));
	if (p)
		p->refs++;
	pthread_mutex_unlock(&t->lock);
	return p;
}

bool peer_is_home(struct peer *p, const struct dia_loop *dl)
{
	bool is_home;

	pthread_mutex_lock(&p->dia->peers.lock);
	is_home = p->home == dl && p->n_claims > 0;
	pthread_mutex_unlock(&p->dia->peers.lock);
	return is_home;
}

void peer_unclaim(struct peer *p)
{
	struct peer_table *t = &p->dia->peers;

	pthread_mutex_lock(&t->lock);
	p->n_claims--;
	pthread_mutex_unlock(&t->lock);
}

void peer_unref(struct peer *p)
{
	struct peer_table *t;

	if (!p)
		return;
	t = &p->dia->peers;
	pthread_mutex_lock(&t->lock);
	if (--p->refs == 0 && !p->conf)
		destroy(p);
	pthread_mutex_unlock(&t->lock);
}

/* Listed peers exist from the start; those to be dialled get a home for ever.   */
static hss_rc open_listed(struct dia *d)
{
	const struct dia_peer_conf *v = d->conf->peers.v;
	uint32_t next = 0;

	for (uint32_t i = 0; i < d->conf->peers.n; i++) {
		struct dia_loop *home = &d->loops[next % d->n_loops];
		struct peer *p;
		hss_rc rc = peer_claim(d, bytes_str(v[i].host), home, &p, &home);

		if (rc != HSS_OK)
			return rc;
		if (v[i].connect.host[0] && !p->dial) {
			rc = dial_open(p);
			if (rc != HSS_OK)
				return rc;
			next++;         /* its claim stays                      */
		} else {
			peer_unclaim(p);
		}
		peer_unref(p);
	}
	return HSS_OK;
}

hss_rc peers_open(struct dia *d)
{
	pthread_mutex_init(&d->peers.lock, NULL);
	list_init(&d->peers.all);
	hmap_init(&d->peers.by_host);
	return HSS_OK;
}

hss_rc peers_start(struct dia *d)
{
	return open_listed(d);
}

void peers_close(struct dia *d)
{
	struct peer_table *t = &d->peers;

	while (!list_empty(&t->all))
		destroy(list_entry(t->all.next, struct peer, node));
	hmap_fini(&t->by_host);
	pthread_mutex_destroy(&t->lock);
}

/* Runs fn for every peer at home on this loop, outside the lock.                */
static void each_of_loop(struct dia_loop *dl, void (*fn)(struct peer *p))
{
	struct peer_table *t = &dl->dia->peers;
	struct peer **v;
	uint32_t n = 0;

	pthread_mutex_lock(&t->lock);
	v = calloc(t->n + 1, sizeof(struct peer *));
	list_each(at, &t->all) {
		struct peer *p = list_entry(at, struct peer, node);

		if (v && p->home == dl && p->n_claims) {
			p->refs++;
			v[n++] = p;
		}
	}
	pthread_mutex_unlock(&t->lock);
	for (uint32_t i = 0; i < n; i++) {
		fn(v[i]);
		peer_unref(v[i]);
	}
	free(v);
}

static void dial(struct peer *p)
{
	if (p->dial)
		peer_event(p, PE_START, NULL);
}

void peers_dial(struct dia_loop *dl)
{
	each_of_loop(dl, dial);
}

void peers_drain(struct dia_loop *dl)
{
	each_of_loop(dl, peer_stop);
}

/* ---- what other threads see ----------------------------------------------------------- */

void peer_publish_state(struct peer *p, const struct caps *caps, const struct hss_addr *addr,
                        bool is_open)
{
	pthread_mutex_lock(&p->dia->peers.lock);
	p->is_open = is_open;
	if (caps) {
		memcpy(p->realm, caps->realm, sizeof p->realm);
		memcpy(p->apps, caps->apps, sizeof p->apps);
		p->n_apps = caps->n_apps;
		p->is_agent = caps->is_agent;
		p->addr = *addr;
	}
	pthread_mutex_unlock(&p->dia->peers.lock);
}

void peer_publish_suspect(struct peer *p, bool is_suspect)
{
	pthread_mutex_lock(&p->dia->peers.lock);
	p->is_suspect = is_suspect;
	pthread_mutex_unlock(&p->dia->peers.lock);
}

static bool serves(const struct peer *p, uint32_t app_id)
{
	if (!app_id || p->is_agent)
		return true;
	for (uint32_t i = 0; i < p->n_apps; i++)
		if (p->apps[i] == app_id)
			return true;
	return false;
}

struct seen {                           /* a copy, so that fn runs without the lock */
	struct hss_peer_info info;
	char host[256], realm[256];
	uint32_t apps[CONN_APPS_MAX];
};

static void copy_peer(struct seen *s, const struct peer *p)
{
	memcpy(s->host, p->host, sizeof s->host);
	memcpy(s->realm, p->realm, sizeof s->realm);
	memcpy(s->apps, p->apps, sizeof s->apps);
	s->info = (struct hss_peer_info){
		.size = sizeof s->info,
		.state = p->is_open ? HSS_PEER_OPEN : HSS_PEER_DOWN,
		.host = bytes_str(s->host), .realm = bytes_str(s->realm),
		.group = bytes_str(p->conf ? p->conf->group : NULL),
		.local_host = dia_host(p->dia),
		.apps = s->apps, .n_apps = p->n_apps,
		.in_flight = atomic_load_explicit(&p->in_flight, memory_order_relaxed),
		.addr = p->addr, .is_agent = p->is_agent,
	};
}

void dia_peers(struct dia *d, uint32_t app_id, hss_peer_fn fn, void *ctx)
{
	struct peer_table *t = &d->peers;
	struct seen *v;
	uint32_t n = 0;

	pthread_mutex_lock(&t->lock);
	v = calloc(t->n + 1, sizeof *v);
	list_each(at, &t->all) {
		struct peer *p = list_entry(at, struct peer, node);

		/* who never opened and was never listed is nobody yet          */
		if (v && (p->is_open || p->conf || p->n_apps) && serves(p, app_id))
			copy_peer(&v[n++], p);
	}
	pthread_mutex_unlock(&t->lock);
	for (uint32_t i = 0; i < n; i++)
		fn(&v[i].info, ctx);
	free(v);
}
