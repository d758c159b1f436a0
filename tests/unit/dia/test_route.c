/* Where a request of ours goes, and which requests are for us. */
#include "../test.h"

#include "dia/node.h"

#include <stdlib.h>
#include <string.h>

#define APP 16777251u

struct fix {
	struct app app;
	struct dia d;
	struct dia_conf conf;
	struct dia_loop loop;
	struct dia_peer_conf dra;
	struct conf_str realms[2], aka[1];
};

static int setup(void **state)
{
	struct fix *f = calloc(1, sizeof *f);

	f->d.app = &f->app;
	f->d.conf = &f->conf;
	f->app.identity.host = BYTES_LIT("hss.home.org");
	f->app.identity.realm = BYTES_LIT("home.org");
	f->dra = (struct dia_peer_conf){ .host = "dra.transit.org", .is_dra = true };
	f->conf.peers = (struct hss_list){ &f->dra, 1 };
	peers_open(&f->d);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fix *f = *state;

	peers_close(&f->d);
	free(f);
	return 0;
}

static struct peer *add(struct fix *f, const char *host, const char *realm, bool is_agent)
{
	struct dia_loop *home;
	struct peer *p;

	assert_int_equal(peer_claim(&f->d, bytes_str(host), &f->loop, &p, &home), HSS_OK);
	p->home = NULL;                         /* no loop: no timers to clear  */
	bytes_copy(p->realm, sizeof p->realm, bytes_str(realm));
	p->is_open = true;
	p->is_agent = is_agent;
	p->apps[0] = APP;
	p->n_apps = is_agent ? 0 : 1;
	return p;
}

static const char *pick(struct fix *f, const struct route_query *q)
{
	struct dia_loop *home;
	struct peer *p = route_pick(&f->d, q, &home);
	const char *host = p ? p->host : "none";

	if (p && p->refs > 1)
		peer_unref(p);
	return host;
}

static struct route_query query(const char *via, const char *host, const char *realm)
{
	return (struct route_query){ .app_id = APP, .via_peer = bytes_str(via),
		                     .dest_host = bytes_str(host), .dest_realm = bytes_str(realm) };
}

static void in_the_order_of_the_ruling(void **state)
{
	struct fix *f = *state;
	struct route_query q = query("Agent2.visited.org", "MME1.visited.org", "Visited.ORG");
	struct peer *via = add(f, "agent2.visited.org", "elsewhere.org", true);
	struct peer *mme = add(f, "mme1.visited.org", "visited.org", false);
	struct peer *other = add(f, "mme2.visited.org", "visited.org", false);
	struct peer *agent = add(f, "agent.visited.org", "visited.org", true);
	struct peer *dra = add(f, "dra.transit.org", "transit.org", true);

	add(f, "stranger.org", "stranger.org", true);
	assert_string_equal(pick(f, &q), "agent2.visited.org");
	via->is_open = false;
	assert_string_equal(pick(f, &q), "mme1.visited.org");
	mme->is_open = false;
	assert_string_equal(pick(f, &q), "agent.visited.org");
	agent->is_open = false;
	assert_string_equal(pick(f, &q), "mme2.visited.org");
	other->is_open = false;
	assert_string_equal(pick(f, &q), "dra.transit.org");
	dra->is_open = false;
	assert_string_equal(pick(f, &q), "none");
}

static void direct_only_knows_host_and_via(void **state)
{
	struct fix *f = *state;
	struct route_query q = query(NULL, "mme1.visited.org", "visited.org");

	q.is_direct_only = true;
	add(f, "agent.visited.org", "visited.org", true);
	add(f, "dra.transit.org", "transit.org", true);
	assert_string_equal(pick(f, &q), "none");
	add(f, "mme1.visited.org", "visited.org", false);
	assert_string_equal(pick(f, &q), "mme1.visited.org");
}

static void a_peer_must_serve_the_application(void **state)
{
	struct fix *f = *state;
	struct route_query q = query(NULL, "pcrf.home.org", "visited.org");

	add(f, "pcrf.home.org", "home.org", false)->apps[0] = 4;
	assert_string_equal(pick(f, &q), "none");
}

static void suspect_and_tried_peers_come_last(void **state)
{
	struct fix *f = *state;
	struct route_query q = query(NULL, "mme9.visited.org", "visited.org");
	struct peer *a = add(f, "a.visited.org", "visited.org", true);
	struct peer *b = add(f, "b.visited.org", "visited.org", true);

	a->is_suspect = true;
	assert_string_equal(pick(f, &q), "b.visited.org");
	q.tried[q.n_tried++] = b->serial;
	assert_string_equal(pick(f, &q), "a.visited.org");
	add(f, "dra.transit.org", "transit.org", true);
	q.tried[q.n_tried++] = a->serial;
	assert_string_equal(pick(f, &q), "dra.transit.org");
}

static uint32_t local(struct fix *f, const char *host, const char *realm, bool *is_elsewhere)
{
	return route_check_local(&f->d, bytes_str(host), bytes_str(realm), is_elsewhere);
}

static void any_realm_serves_everything(void **state)
{
	struct fix *f = *state;
	bool elsewhere;

	assert_int_equal(local(f, "hss2.home.org", "foreign.org", &elsewhere), 0);
	assert_true(elsewhere);
	assert_int_equal(local(f, "HSS.home.ORG", "foreign.org", &elsewhere), 0);
	assert_false(elsewhere);
	assert_int_equal(local(f, NULL, NULL, &elsewhere), 0);
	assert_false(elsewhere);
}

static void listed_realms_refuse_others(void **state)
{
	struct fix *f = *state;
	bool elsewhere;

	f->realms[0].s = "epc.home.org";
	f->conf.realms = (struct hss_list){ f->realms, 1 };
	f->aka[0].s = "old.home.org";
	f->conf.also_known_as = (struct hss_list){ f->aka, 1 };
	assert_int_equal(local(f, "hss.home.org", "EPC.home.org", &elsewhere), 0);
	assert_int_equal(local(f, "OLD.home.org", "home.org", &elsewhere), 0);
	assert_int_equal(local(f, NULL, "home.org", &elsewhere), 0);
	assert_int_equal(local(f, "hss.home.org", "foreign.org", &elsewhere), 3003);
	assert_int_equal(local(f, "hss2.home.org", "home.org", &elsewhere), 3002);
	assert_int_equal(local(f, "hss2.home.org", NULL, &elsewhere), 3002);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(in_the_order_of_the_ruling),
		TEST(direct_only_knows_host_and_via),
		TEST(a_peer_must_serve_the_application),
		TEST(suspect_and_tried_peers_come_last),
		TEST(any_realm_serves_everything),
		TEST(listed_realms_refuse_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
