/* The counters alone: many threads, forgetting, IND. */
#include "vec.h"

#include "auc/sqn.h"
#include "base/bytes.h"

#include <hss/events.h>

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIMS     300
#define THREADS  8
#define NUMBERS  200000

struct row {                            /* the database                         */
	pthread_mutex_t lock;
	int64_t sqn, epoch;
	bool has_epoch;
};
struct world {
	struct sqn *s;
	struct row rows[SIMS];
	_Atomic uint32_t n, writes;
	struct { uint32_t sim; uint64_t seq; } given[NUMBERS];
};
struct blocked {
	struct sqn_waiter w;
	sem_t sem;
};

static void wake(struct sqn_waiter *w)
{
	sem_post(&((struct blocked *)(void *)w)->sem);
}

static void read_row(struct world *w, uint32_t sim, struct sqn_row *r)
{
	struct row *d = &w->rows[sim];

	r->seen = sqn_clock(w->s);
	pthread_mutex_lock(&d->lock);
	*r = (struct sqn_row){ .auc_id = sim + 1, .sqn = d->sqn, .has_sqn = true, .epoch = d->epoch,
		               .has_epoch = d->has_epoch, .ind_bits = 5, .seen = r->seen };
	pthread_mutex_unlock(&d->lock);
}

/* false: CONFLICT.                                                             */
static bool store(struct world *w, const struct sqn_row *r, const struct sqn_write *wr,
                  int64_t *sqn)
{
	struct row *d = &w->rows[r->auc_id - 1];
	bool ok = true;

	atomic_fetch_add(&w->writes, 1);
	pthread_mutex_lock(&d->lock);
	if (wr->is_add) {
		d->sqn = (d->sqn + wr->delta) & SQN_MASK;
	} else if (d->sqn == r->sqn) {
		d->sqn = wr->sqn;
		d->epoch = wr->epoch;
		d->has_epoch = true;
	} else {
		ok = false;
	}
	*sqn = d->sqn;
	pthread_mutex_unlock(&d->lock);
	return ok;
}

static void background(struct world *w, const struct sqn_row *r, struct sqn_write *wr)
{
	struct sqn_write next;
	int64_t sqn;

	if (store(w, r, wr, &sqn))
		sqn_stored(w->s, r->auc_id, wr, sqn, 1, NULL, &next);
	else
		sqn_not_stored(w->s, r->auc_id, wr, HSS_OK);
}

static void get(struct world *w, uint32_t sim, uint32_t n)
{
	uint64_t out[64];
	struct blocked b = { .w.wake = wake };
	struct sqn_row r;
	struct sqn_ask ask = { .row = &r, .n = n, .domain = HSS_DOM_EPS, .now_ms = 1,
		               .node = BYTES_LIT("mme"), .waiter = &b.w, .sqn = out };
	struct sqn_write wr, done;
	enum sqn_answer a;
	int64_t sqn;

	sem_init(&b.sem, 0, 0);
	read_row(w, sim, &r);
	a = sqn_take(w->s, &ask, &wr);
	while (a != SQN_TAKEN) {
		assert_int_not_equal(a, SQN_NOMEM);
		if (a == SQN_RESERVE) {
			done = wr;
			if (store(w, &r, &done, &sqn)) {
				a = sqn_stored(w->s, r.auc_id, &done, sqn, 1, &ask, &wr);
				continue;
			}
			sqn_not_stored(w->s, r.auc_id, &done, HSS_OK);
		} else if (a == SQN_WAIT) {
			while (sem_wait(&b.sem))
				;
		}
		read_row(w, sim, &r);
		a = sqn_take(w->s, &ask, &wr);
	}
	if (wr.is_wanted)
		background(w, &r, &wr);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = atomic_fetch_add(&w->n, 1);

		assert_true(at < NUMBERS);
		w->given[at].sim = sim;
		w->given[at].seq = out[i] >> 5;
	}
	sem_destroy(&b.sem);
}

static int by_sim(const void *a, const void *b)
{
	return memcmp(a, b, sizeof ((struct world *)0)->given[0]);
}

static void check(struct world *w)
{
	qsort(w->given, w->n, sizeof w->given[0], by_sim);
	for (uint32_t i = 1; i < w->n; i++)
		assert_false(w->given[i].sim == w->given[i - 1].sim &&
		             w->given[i].seq == w->given[i - 1].seq);
}

static struct world *new_world(void)
{
	struct world *w = calloc(1, sizeof *w);

	assert_non_null(w);
	for (int i = 0; i < SIMS; i++)
		pthread_mutex_init(&w->rows[i].lock, NULL);
	return w;
}

static void start(struct world *w, bool is_exclusive, uint32_t max, int64_t epoch)
{
	struct sqn_conf c = { .block = 16, .expiry_ms = 1000, .is_exclusive = is_exclusive,
		              .max_sims = max };

	assert_int_equal(sqn_create(&c, &w->s), HSS_OK);
	sqn_set_epoch(w->s, epoch);
}

struct job {
	struct world *w;
	unsigned seed;
	uint32_t sims;
};

static void *run(void *arg)
{
	struct job *j = arg;

	for (int i = 0; i < 1500; i++) {
		uint32_t x = (uint32_t)rand_r(&j->seed);

		get(j->w, x % j->sims, 1 + x / 1024 % 4);
		/* somebody writes a key now and then                           */
		if (x / 65536 % 64 == 0)
			sqn_drop(j->w->s, x % j->sims + 1, false);
	}
	return NULL;
}

static void many_threads(bool is_exclusive, uint32_t sims, uint32_t max)
{
	struct world *w = new_world();
	pthread_t t[THREADS];
	struct job j[THREADS];

	for (int64_t life = 0; life < 3; life++) {
		start(w, is_exclusive, max, life * 16);
		for (int i = 0; i < THREADS; i++) {
			j[i] = (struct job){ w, (unsigned)(i + 10 * life), sims };
			assert_int_equal(pthread_create(&t[i], NULL, run, &j[i]), 0);
		}
		for (int i = 0; i < THREADS; i++)
			pthread_join(t[i], NULL);
		assert_true(!max || sqn_count(w->s) <= 2 * 64);
		sqn_destroy(w->s);
	}
	check(w);
	free(w);
}

static void no_seq_twice_with_many_threads_on_few_sims(void **state)
{
	(void)state;
	many_threads(true, 3, 0);
	many_threads(false, 3, 0);
}

static void no_seq_twice_when_counters_are_forgotten_all_the_time(void **state)
{
	(void)state;
	many_threads(true, SIMS, 1);
	many_threads(false, SIMS, 1);
}

static void first_use_without_a_write_and_one_write_per_block_after(void **state)
{
	struct world *w = new_world();

	(void)state;
	start(w, true, 0, 0);
	for (int i = 0; i < 11; i++)
		get(w, 0, 1);
	assert_int_equal(w->writes, 0);
	get(w, 0, 1);                   /* a quarter of 16 is left              */
	assert_int_equal(w->writes, 1);
	for (int i = 0; i < 160; i++)
		get(w, 0, 1);
	assert_in_range(w->writes, 10, 12);
	check(w);
	sqn_destroy(w->s);
	free(w);
}

/* Read, then written and forgotten by others, then used: the row in hand is stale.          */
static void a_row_read_before_its_counter_was_forgotten_is_stale(void **state)
{
	struct world *w = new_world();
	uint64_t out[1];
	struct blocked b = { .w.wake = wake };
	struct sqn_write wr;
	struct sqn_row old;
	struct sqn_ask ask = { .row = &old, .n = 1, .domain = HSS_DOM_EPS, .now_ms = 1,
		               .waiter = &b.w, .sqn = out };

	(void)state;
	start(w, true, 1, 0);
	read_row(w, 0, &old);
	for (int i = 0; i < 20; i++)
		get(w, 0, 1);
	assert_int_equal(w->rows[0].has_epoch, 1);
	for (uint32_t sim = 1; sim < SIMS; sim++)
		get(w, sim, 1);
	assert_int_equal(sqn_take(w->s, &ask, &wr), SQN_STALE);
	sqn_destroy(w->s);
	free(w);
}

/* ---- IND ------------------------------------------------------------------------- */

static void every_domain_and_front_end_has_its_own_ind(void **state)
{
	static const uint32_t doms[] = { HSS_DOM_EPS, HSS_DOM_PS, HSS_DOM_CS, HSS_DOM_IMS,
		                         HSS_DOM_WLAN, HSS_DOM_GBA };

	(void)state;
	for (uint32_t bits = 0; bits <= 2; bits++) {
		uint32_t owner[32] = { 0 };

		for (uint32_t slot = 0; slot < 1u << bits; slot++)
			for (uint32_t d = 0; d < 6; d++)
				for (int node = 0; node < 50; node++) {
					struct ind_conf c = { slot, bits };
					struct ind_nodes nodes = { .rank = { 0 } };
					uint32_t id = 1 + slot * 16 + d, ind;
					char name[16];

					snprintf(name, sizeof name, "node%d", node);
					ind = ind_pick(&c, 5, doms[d], bytes_str(name), &nodes);
					assert_true(ind < 32);
					assert_true(!owner[ind] || owner[ind] == id);
					owner[ind] = id;
				}
	}
}

/* Whatever they are called, the MMEs a phone moves between keep slots of their own. */
static void mmes_of_a_phone_have_slots_of_their_own(void **state)
{
	struct ind_conf c = { 1, 2 };

	(void)state;
	for (int k = 0; k < 100; k++) {
		struct ind_nodes nodes = { .rank = { 0 } };
		char name[3][32];
		uint32_t ind[3];

		for (int i = 0; i < 3; i++) {
			snprintf(name[i], sizeof name[i], "mme%d.epc.mnc%03d", i, k);
			ind[i] = ind_pick(&c, 5, HSS_DOM_EPS, bytes_str(name[i]), &nodes);
			assert_int_equal(ind[i] >> 3, 1);
			for (int m = 0; m < i; m++)
				assert_int_not_equal(ind[i], ind[m]);
		}
		for (int round = 0; round < 300; round++)
			assert_int_equal(ind_pick(&c, 5, HSS_DOM_EPS, bytes_str(name[round % 3]),
			                          &nodes), ind[round % 3]);
		/* a fourth takes that of the longest unseen, case does not matter */
		assert_int_equal(ind_pick(&c, 5, HSS_DOM_EPS, BYTES_LIT("other"), &nodes), ind[0]);
		assert_int_equal(ind_pick(&c, 5, HSS_DOM_EPS, BYTES_LIT("OTHER"), &nodes), ind[0]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_seq_twice_with_many_threads_on_few_sims),
		cmocka_unit_test(no_seq_twice_when_counters_are_forgotten_all_the_time),
		cmocka_unit_test(first_use_without_a_write_and_one_write_per_block_after),
		cmocka_unit_test(a_row_read_before_its_counter_was_forgotten_is_stale),
		cmocka_unit_test(every_domain_and_front_end_has_its_own_ind),
		cmocka_unit_test(mmes_of_a_phone_have_slots_of_their_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
