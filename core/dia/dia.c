/* dia.c - opening, listening, draining and closing the node. */
#include "dia/dia.h"

#include "dia/dispatch.h"
#include "dia/node.h"

#include <stdio.h>
#include <stdlib.h>

static void on_grace(struct timer *t);
static void on_start(struct loop_work *w);
static void on_drain(struct loop_work *w);

static hss_rc open_loops(struct dia *d)
{
	if (d->loops)
		return HSS_OK;
	d->loops = calloc(d->app->n_loops, sizeof *d->loops);
	if (!d->loops)
		return HSS_E_NOMEM;
	d->n_loops = d->app->n_loops;
	for (uint32_t i = 0; i < d->n_loops; i++) {
		struct dia_loop *dl = &d->loops[i];

		dl->dia = d;
		dl->index = i;
		dl->loop = d->app->loops[i];
		list_init(&dl->conns);
		loop_work_init(&dl->start, on_start);
		loop_work_init(&dl->drain, on_drain);
		dl->end_to_end_n = session_random(dl);
		if (txn_open(dl) != HSS_OK)
			return HSS_E_NOMEM;
	}
	return HSS_OK;
}

static hss_rc open_dict(struct dia *d, struct hss_err *err)
{
	hss_rc rc = dict_open(&d->dict);

	for (const struct hss_avp_def *const *a = dia_base_dict; *a && rc == HSS_OK; a++)
		rc = dict_add(d->dict, *a, "RFC 6733", err);
	return rc;
}

hss_rc dia_open(struct app *app, const struct dia_conf *conf, struct dia **out, struct hss_err *err)
{
	struct dia *d = calloc(1, sizeof *d);
	hss_rc rc = HSS_E_NOMEM;

	if (!d)
		return HSS_E_NOMEM;
	d->app = app;
	d->conf = conf;
	d->session_high = (uint64_t)clock_wall_us(&app->clock) / 1000000;
	pthread_mutex_init(&d->lock, NULL);
	timer_init(&d->grace, on_grace);
	list_init(&d->moving);
	peers_open(d);
	rc = apps_open(d);
	if (rc == HSS_OK)
		rc = stats_open(d);
	if (rc == HSS_OK)
		rc = dup_open(&d->dup);
	if (rc == HSS_OK)
		rc = open_dict(d, err);
	if (rc == HSS_OK && app->n_loops)
		rc = open_loops(d);
	if (rc != HSS_OK) {
		dia_close(d);
		return rc;
	}
	*out = d;
	return HSS_OK;
}

static void say_loudly(struct dia *d)
{
	if (d->conf->accept != DIA_ACCEPT_LISTED)
		LOG(d->app, LOG_PEER, HSS_LOG_WARN,
		    "diameter accepts ANY peer (accept: any), a laboratory setting: list the peers and set "
		    "accept: listed");
	if (!d->conf->realms.n)
		LOG(d->app, LOG_PEER, HSS_LOG_WARN,
		    "diameter serves ANY Destination-Realm and Destination-Host (realms: any)");
}

hss_rc dia_listen(struct dia *d, struct hss_err *err)
{
	hss_rc rc = open_loops(d);

	if (rc == HSS_OK)
		rc = listeners_open(d, err);
	if (rc == HSS_OK)
		rc = peers_start(d);
	if (rc != HSS_OK) {
		listeners_close(d);
		if (!err->text[0])
			snprintf(err->text, sizeof err->text, "diameter: out of memory");
		return err->code = rc;
	}
	say_loudly(d);
	for (uint32_t i = 0; i < d->n_loops; i++)
		loop_post(d->loops[i].loop, &d->loops[i].start);
	return HSS_OK;
}

static void on_start(struct loop_work *w)
{
	struct dia_loop *dl = list_entry(w, struct dia_loop, start);

	if (dl->index == 0)
		listeners_start(dl->dia);
	peers_dial(dl);
}

/* ---- draining --------------------------------------------------------------------------- */

static void on_grace(struct timer *t)
{
	struct dia *d = list_entry(t, struct dia, grace);

	atomic_store(&d->is_drain_over, true);
}

void dia_drain(struct dia *d, uint32_t grace_ms)
{
	if (atomic_exchange(&d->is_draining, true))
		return;
	LOG(d->app, LOG_PEER, HSS_LOG_NOTICE, "diameter stops: disconnecting %u peers",
	    atomic_load(&d->n_peers_up));
	d->grace_ms = grace_ms;
	for (uint32_t i = 0; i < d->n_loops; i++)
		loop_post(d->loops[i].loop, &d->loops[i].drain);
}

static void close_unopened(struct dia_loop *dl)
{
	bool is_more;

	do {
		is_more = false;
		list_each(at, &dl->conns) {
			struct conn *c = list_entry(at, struct conn, node);

			if (c->state == CONN_WAIT_CER) {
				conn_close(c, "hssd stops");
				is_more = true;
				break;
			}
		}
	} while (is_more);
}

static void on_drain(struct loop_work *w)
{
	struct dia_loop *dl = list_entry(w, struct dia_loop, drain);
	struct dia *d = dl->dia;

	if (dl->index == 0) {
		listeners_stop(d);
		timer_set(dl->loop, &d->grace, d->grace_ms);
	}
	close_unopened(dl);
	peers_drain(dl);
}

bool dia_is_drained(struct dia *d)
{
	return atomic_load(&d->n_conns) == 0 || atomic_load(&d->is_drain_over);
}

/* ---- the end -------------------------------------------------------------------------------- */

/* Requests still in work let go of their connections; their tasks end with the loop. */
static void end_requests(struct dia_loop *dl)
{
	list_each(at, &dl->loop->tasks) {
		struct hss_task *t = list_entry(at, struct hss_task, node);

		if (!dispatch_owns(t))
			continue;
		t->ops->end(t);
		t->ops = NULL;
	}
}

static void close_loop(struct dia_loop *dl)
{
	end_requests(dl);
	while (!list_empty(&dl->conns))
		conn_destroy(list_entry(dl->conns.next, struct conn, node));
	txn_close(dl);
	buf_free(&dl->scratch);
	buf_free(&dl->proxies);
}

void dia_close(struct dia *d)
{
	if (!d)
		return;
	if (d->n_loops)
		timer_clear(d->loops[0].loop, &d->grace);
	for (uint32_t i = 0; i < d->n_loops; i++)
		close_loop(&d->loops[i]);
	while (!list_empty(&d->moving))
		conn_destroy(list_entry(d->moving.next, struct conn, node));
	listeners_close(d);
	peers_close(d);
	apps_close(d);
	dup_close(d->dup);
	if (d->dict)
		dict_close(d->dict);
	free(d->loops);
	pthread_mutex_destroy(&d->lock);
	free(d);
}
