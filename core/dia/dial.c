/*
 * dial.c - connecting to a configured peer. A literal address is used at once; a name goes to
 * getaddrinfo() on a worker of the offload pool, because it may block for long. The addresses of a
 * name are tried one per attempt, in order.
 */
#include "dia/node.h"
#include "loop/workers.h"

#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define ADDRS_MAX 8

struct dial {
	struct worker_item item;        /* with the worker while is_busy        */
	struct loop_work back;
	struct peer *p;
	bool is_busy;
	int error;
	struct sockaddr_storage addrs[ADDRS_MAX];
	socklen_t lens[ADDRS_MAX];
	uint32_t n, next;
};

static void resolve(struct dial *d, int flags)
{
	const struct hss_endpoint *at = &d->p->conf->connect;
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = flags | AI_NUMERICSERV };
	struct addrinfo *all = NULL;
	char service[8];

	d->n = 0;
	snprintf(service, sizeof service, "%u", at->port ? at->port : 3868);
	d->error = getaddrinfo(at->host, service, &hints, &all);
	if (d->error)
		return;
	for (struct addrinfo *ai = all; ai && d->n < ADDRS_MAX; ai = ai->ai_next) {
		memcpy(&d->addrs[d->n], ai->ai_addr, ai->ai_addrlen);
		d->lens[d->n++] = ai->ai_addrlen;
	}
	freeaddrinfo(all);
}

static void work(struct worker_item *item)
{
	struct dial *d = list_entry(item, struct dial, item);

	resolve(d, 0);
	loop_post(d->p->home->loop, &d->back);
}

static void nack(struct peer *p, const char *why)
{
	LOG(p->dia->app, LOG_PEER, HSS_LOG_INFO, "cannot connect peer=%s host=%s: %s", p->host,
	    p->conf->connect.host, why);
	peer_event(p, PE_I_CONN_NACK, NULL);
}

static void connect_next(struct dial *d)
{
	struct peer *p = d->p, *claimed;
	struct dia_loop *home;
	struct conn *c;
	uint32_t i = d->n ? d->next++ % d->n : 0;
	int fd;

	if (!d->n) {
		nack(p, gai_strerror(d->error));
		return;
	}
	if (tcp_connect((const struct sockaddr *)&d->addrs[i], d->lens[i], &fd) != HSS_OK) {
		nack(p, "unreachable");
		return;
	}
	if (conn_new(p->dia, p->home, &conn_tcp_ops, fd, CONN_CONNECTING, &c) != HSS_OK) {
		nack(p, "out of memory");
		return;
	}
	if (peer_claim(p->dia, peer_host(p), p->home, &claimed, &home) != HSS_OK) {
		conn_close(c, "out of memory");
		nack(p, "out of memory");
		return;
	}
	c->is_initiator = true;
	c->peer = claimed;
	p->i = c;
}

static void on_resolved(struct loop_work *w)
{
	struct dial *d = list_entry(w, struct dial, back);
	struct peer *p = d->p;

	d->is_busy = false;
	/* the attempt may be over, or another one may have connected           */
	if (p->i || (p->state != PS_WAIT_CONN_ACK && p->state != PS_WAIT_CONN_ACK_ELECT))
		return;
	connect_next(d);
}

hss_rc dial_open(struct peer *p)
{
	p->dial = calloc(1, sizeof *p->dial);
	if (!p->dial)
		return HSS_E_NOMEM;
	p->dial->p = p;
	p->dial->item.fn = work;
	loop_work_init(&p->dial->back, on_resolved);
	return HSS_OK;
}

void dial_close(struct peer *p)
{
	free(p->dial);
	p->dial = NULL;
}

void dial_start(struct peer *p)
{
	struct dial *d = p->dial;
	struct workers *pool = p->dia->app->offload;

	if (d->is_busy)
		return;                 /* its outcome serves this attempt too  */
	resolve(d, AI_NUMERICHOST);
	if (!d->error || !pool) {
		connect_next(d);
		return;
	}
	d->is_busy = workers_submit(pool, &d->item) == HSS_OK;
	if (!d->is_busy)
		nack(p, "the offload queue is full");
}
