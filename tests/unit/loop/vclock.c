#include "vclock.h"

static uint64_t mono(void *ctx)
{
	return ((struct world *)ctx)->now_ns;
}

static int64_t wall(void *ctx)
{
	return (int64_t)(((struct world *)ctx)->now_ns / 1000);
}

void world_open(struct world *w, uint32_t n_loops)
{
	memset(w, 0, sizeof *w);
	w->now_ns = UINT64_C(5000000000);
	w->app.clock = (struct clock){ mono, wall, w };
	w->app.loops = w->loops;
	w->app.n_loops = n_loops;
	for (uint32_t i = 0; i < n_loops; i++)
		assert_int_equal(loop_create(&w->app, i, &w->loops[i]), HSS_OK);
}

void world_close(struct world *w)
{
	for (uint32_t i = 0; i < w->app.n_loops; i++)
		loop_destroy(w->loops[i]);
}

void world_pass(struct world *w, uint64_t ms)
{
	for (uint64_t i = 0; i <= ms; i++) {
		for (uint32_t k = 0; k < w->app.n_loops; k++)
			loop_once(w->loops[k], 0);
		if (i < ms)
			w->now_ns += 1000000;
	}
}
