#include "../test.h"

#include "base/list.h"
#include "base/mpsc.h"

#include <pthread.h>

enum { PRODUCERS = 4, EACH = 20000 };

struct item {
	struct mpsc_node node;
	int producer, n;
};
struct producer {
	struct mpsc *q;
	struct item *items;
};

static void *produce(void *arg)
{
	struct producer *p = arg;

	for (int i = 0; i < EACH; i++)
		mpsc_push(p->q, &p->items[i].node);
	return NULL;
}

static void every_item_arrives_once_and_in_its_producers_order(void **state)
{
	struct mpsc q;
	struct producer p[PRODUCERS];
	pthread_t th[PRODUCERS];
	int next[PRODUCERS] = { 0 }, total = 0;

	(void)state;
	mpsc_init(&q);
	for (int i = 0; i < PRODUCERS; i++) {
		p[i] = (struct producer){ &q, calloc(EACH, sizeof(struct item)) };
		for (int k = 0; k < EACH; k++) {
			p[i].items[k].producer = i;
			p[i].items[k].n = k;
		}
		assert_int_equal(pthread_create(&th[i], NULL, produce, &p[i]), 0);
	}
	while (total < PRODUCERS * EACH) {
		struct mpsc_node *n = mpsc_pop(&q);
		struct item *it;

		if (!n)
			continue;
		it = list_entry(n, struct item, node);
		assert_int_equal(it->n, next[it->producer]);
		next[it->producer]++;
		total++;
	}
	assert_null(mpsc_pop(&q));
	for (int i = 0; i < PRODUCERS; i++) {
		pthread_join(th[i], NULL);
		free(p[i].items);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_item_arrives_once_and_in_its_producers_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
