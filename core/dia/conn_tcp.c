/* conn_tcp.c - TCP under conn.h: IPv4 and IPv6, never blocking. */
#include "dia/conn.h"
#include "dia/node.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 1024

static ssize_t tcp_read(struct conn *c, void *p, size_t n)
{
	ssize_t got;

	do
		got = recv(c->fd, p, n, 0);
	while (got < 0 && errno == EINTR);
	if (got >= 0)
		return got;
	return errno == EWOULDBLOCK ? -EAGAIN : -errno;
}

static ssize_t tcp_write(struct conn *c, const void *p, size_t n)
{
	ssize_t put;

	do
		put = send(c->fd, p, n, MSG_NOSIGNAL);
	while (put < 0 && errno == EINTR);
	if (put >= 0)
		return put;
	return errno == EWOULDBLOCK ? -EAGAIN : -errno;
}

static void tcp_shut(struct conn *c)
{
	shutdown(c->fd, SHUT_WR);
}

static int tcp_connected(struct conn *c)
{
	int err = 0;
	socklen_t n = sizeof err;

	if (getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &err, &n) < 0)
		return errno;
	if (!err)
		tcp_setup(c);           /* now the local address is known       */
	return err;
}

const struct conn_ops conn_tcp_ops = {
	.name = "tcp",
	.read = tcp_read,
	.write = tcp_write,
	.shut = tcp_shut,
	.connected = tcp_connected,
};

/* An IPv4 peer of an IPv6 socket is an IPv4 peer (peer tables, Host-IP-Address). */
static void addr_of(const struct sockaddr_storage *sa, struct hss_addr *out, uint16_t *port)
{
	static const uint8_t mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
	const struct sockaddr_in6 *s6 = (const void *)sa;
	const struct sockaddr_in *s4 = (const void *)sa;

	*out = (struct hss_addr){ 0 };
	if (sa->ss_family == AF_INET) {
		out->family = 1;        /* IANA address family: IPv4            */
		out->len = 4;
		memcpy(out->b, &s4->sin_addr, 4);
		*port = ntohs(s4->sin_port);
	} else if (sa->ss_family == AF_INET6) {
		bool is_v4 = !memcmp(&s6->sin6_addr, mapped, sizeof mapped);

		out->family = is_v4 ? 1 : 2;
		out->len = is_v4 ? 4 : 16;
		memcpy(out->b, (const uint8_t *)&s6->sin6_addr + (is_v4 ? 12 : 0), out->len);
		*port = ntohs(s6->sin6_port);
	}
}

void tcp_setup(struct conn *c)
{
	struct sockaddr_storage sa = { 0 };
	socklen_t n = sizeof sa;
	char text[INET6_ADDRSTRLEN] = "?";
	uint16_t port = 0;
	int one = 1;

	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	setsockopt(c->fd, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof one);
	if (!getsockname(c->fd, (struct sockaddr *)&sa, &n))
		addr_of(&sa, &c->local, &port);
	n = sizeof sa;
	if (!getpeername(c->fd, (struct sockaddr *)&sa, &n))
		addr_of(&sa, &c->remote, &c->remote_port);
	if (c->remote.family)
		inet_ntop(c->remote.family == 1 ? AF_INET : AF_INET6, c->remote.b, text, sizeof text);
	snprintf(c->name, sizeof c->name, c->remote.family == 2 ? "[%s]:%u" : "%s:%u", text,
	         c->remote_port);
}

hss_rc tcp_listen(const char *host, uint16_t port, int *out, struct hss_err *err)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV };
	struct addrinfo *ai;
	char service[8];
	int one = 1, fd, rc;

	snprintf(service, sizeof service, "%u", port);
	rc = getaddrinfo(host && *host ? host : NULL, service, &hints, &ai);
	if (rc) {
		snprintf(err->text, sizeof err->text, "%s:%u: %s", host, port, gai_strerror(rc));
		return err->code = HSS_E_INVAL;
	}
	fd = socket(ai->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		goto failed;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (bind(fd, ai->ai_addr, ai->ai_addrlen) < 0 || listen(fd, BACKLOG) < 0)
		goto failed;
	freeaddrinfo(ai);
	*out = fd;
	return HSS_OK;

failed:
	snprintf(err->text, sizeof err->text, "%s:%u: %s", host, port, strerror(errno));
	if (fd >= 0)
		close(fd);
	freeaddrinfo(ai);
	return err->code = HSS_E_INTERNAL;
}

hss_rc tcp_connect(const struct sockaddr *sa, unsigned len, int *out)
{
	int fd = socket(sa->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return HSS_E_INTERNAL;
	if (connect(fd, sa, len) < 0 && errno != EINPROGRESS) {
		close(fd);
		return HSS_E_UNREACH;
	}
	*out = fd;
	return HSS_OK;
}
