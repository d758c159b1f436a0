/* geored.h - one PATCH /geored/ on its way through its groups. */
#ifndef PYHSS_GEORED_H
#define PYHSS_GEORED_H

#include "api.h"

#define EMERGENCY "emergency_subscriber_"

struct group;
struct geored {
	struct hss_http_req *r;
	struct api *a;
	struct hss_task *t;
	json_t *body;
	uint32_t step, n_done;
	const struct group *group;
	void *row;
	uint64_t cols;
	struct rowwrite w;
};

/* Ends the request: answers, and lets the body go.                                  */
void geored_fail(struct geored *g, uint32_t status, const char *reason);
/* This group is done: on to the next.                                               */
void geored_done(struct geored *g);
const char *geored_text(const struct geored *g, const char *key);
/* null, "" and Python's "None".                                                     */
bool geored_is_empty(const json_t *v);
/* The named keys as an object of their own, for the column tables to judge.         */
json_t *geored_pick(const struct geored *g, const char *keys);

/* Groups that are rows of their own (geored_rows.c).                                */
void geored_sqn(struct geored *g);
void geored_session(struct geored *g);
void geored_imei(struct geored *g);
void geored_emergency(struct geored *g);

#endif
