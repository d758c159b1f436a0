/* vclock.h - an app with one loop under a clock that the test turns. */
#ifndef VCLOCK_H
#define VCLOCK_H

#include "../test.h"

#include "app.h"
#include "loop/loop.h"
#include "loop/task.h"

struct world {
	struct app app;
	struct hss_loop *loops[4];
	uint64_t now_ns;
};

void world_open(struct world *w, uint32_t n_loops);
void world_close(struct world *w);
/* Time passes in steps of 1 ms; the loops turn at each.                        */
void world_pass(struct world *w, uint64_t ms);

#endif
