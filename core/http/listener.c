/*
 * listener.c - one libmicrohttpd daemon per listener, without threads of its own: loop 0 watches
 * its epoll descriptor and runs it. The socket is ours, so that "address in use" names the endpoint.
 */
#include "http/http.h"

#include "app.h"
#include "log/log.h"
#include "loop/task.h"
#include "plugin/instance.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static hss_rc read_file(const char *path, char **out, struct hss_err *err)
{
	FILE *f = fopen(path, "re");
	char *text = NULL;
	long n;

	if (!f || fseek(f, 0, SEEK_END) || (n = ftell(f)) < 0 || n > 1 << 20 ||
	    fseek(f, 0, SEEK_SET) || !(text = calloc(1, (size_t)n + 1)) ||
	    fread(text, 1, (size_t)n, f) != (size_t)n) {
		snprintf(err->text, sizeof err->text, "%s: %s", path,
		         errno ? strerror(errno) : "cannot be read");
		if (f)
			fclose(f);
		free(text);
		return HSS_E_INVAL;
	}
	fclose(f);
	*out = text;
	return HSS_OK;
}

static hss_rc open_socket(const struct hss_endpoint *at, int *out, struct hss_err *err)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV };
	struct addrinfo *ai;
	char port[8];
	int fd, one = 1, rc;

	snprintf(port, sizeof port, "%u", at->port);
	rc = getaddrinfo(at->host, port, &hints, &ai);
	if (rc) {
		snprintf(err->text, sizeof err->text, "%.180s:%s: %s", at->host, port, gai_strerror(rc));
		return HSS_E_INVAL;
	}
	fd = socket(ai->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) ||
	    bind(fd, ai->ai_addr, ai->ai_addrlen) || listen(fd, 128)) {
		snprintf(err->text, sizeof err->text, "%.180s:%s: %s", at->host, port, strerror(errno));
		if (fd >= 0)
			close(fd);
		freeaddrinfo(ai);
		return HSS_E_UNREACH;
	}
	freeaddrinfo(ai);
	*out = fd;
	return HSS_OK;
}

void listener_pump(struct listener *li)
{
	MHD_UNSIGNED_LONG_LONG ms;

	if (!li->daemon)
		return;
	MHD_run(li->daemon);
	if (MHD_get_timeout(li->daemon, &ms) == MHD_YES)
		timer_set(li->http->app->loops[0], &li->timer, ms);
	else
		timer_clear(li->http->app->loops[0], &li->timer);
}

static void on_fd(int fd, uint32_t events, void *ctx)
{
	(void)fd;
	(void)events;
	listener_pump(ctx);
}

static void on_timer(struct timer *t)
{
	listener_pump(list_entry(t, struct listener, timer));
}

static void on_pump(struct loop_work *w)
{
	listener_pump(list_entry(w, struct listener, pump));
}

static void on_mhd_log(void *cls, const char *fmt, va_list ap)
{
	struct listener *li = cls;
	char text[256];

	vsnprintf(text, sizeof text, fmt, ap);
	text[strcspn(text, "\n")] = 0;
	LOG(li->http->app, LOG_HTTP, HSS_LOG_DEBUG, "libmicrohttpd: %s", text);
}

static hss_rc start_daemon(struct listener *li, int fd, struct hss_err *err)
{
	const struct hss_http_listener *d = &li->def;
	struct MHD_OptionItem ops[16];
	unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
	uint32_t n = 0;

#define OPT(o, v, p) ops[n++] = (struct MHD_OptionItem){ o, (intptr_t)(v), p }
	OPT(MHD_OPTION_LISTEN_SOCKET, fd, NULL);
	OPT(MHD_OPTION_CONNECTION_LIMIT, d->max_conns ? d->max_conns : 512, NULL);
	if (d->max_conns_per_ip)
		OPT(MHD_OPTION_PER_IP_CONNECTION_LIMIT, d->max_conns_per_ip, NULL);
	OPT(MHD_OPTION_CONNECTION_TIMEOUT, d->idle_ms ? (d->idle_ms + 999) / 1000 : 30, NULL);
	OPT(MHD_OPTION_CONNECTION_MEMORY_LIMIT, d->max_header ? d->max_header * 2 : 32768, NULL);
	OPT(MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL);
	OPT(MHD_OPTION_NOTIFY_COMPLETED, request_on_completed, li);
	OPT(MHD_OPTION_URI_LOG_CALLBACK, request_on_uri, li);
	if (li->cert) {
		flags |= MHD_USE_TLS;
		OPT(MHD_OPTION_HTTPS_MEM_CERT, 0, li->cert);
		OPT(MHD_OPTION_HTTPS_MEM_KEY, 0, li->key);
		if (li->ca)
			OPT(MHD_OPTION_HTTPS_MEM_TRUST, 0, li->ca);
	}
	OPT(MHD_OPTION_END, 0, NULL);
#undef OPT
	li->daemon = MHD_start_daemon(flags, 0, NULL, NULL, request_on_data, li,
	                              MHD_OPTION_EXTERNAL_LOGGER, on_mhd_log, li, MHD_OPTION_ARRAY,
	                              ops, MHD_OPTION_END);
	if (li->daemon)
		return HSS_OK;
	snprintf(err->text, sizeof err->text, "%.180s:%u: the HTTP server does not start%s", d->at.host,
	         d->at.port, li->cert ? " (certificate and key belong together?)" : "");
	return HSS_E_INTERNAL;
}

hss_rc listener_start(struct listener *li, struct hss_err *err)
{
	struct hss_loop *l = li->http->app->loops[0];
	const union MHD_DaemonInfo *info;
	int fd = -1;
	hss_rc rc = HSS_OK;

	timer_init(&li->timer, on_timer);
	loop_work_init(&li->pump, on_pump);
	if (li->def.tls_cert) {
		rc = read_file(li->def.tls_cert, &li->cert, err);
		if (rc == HSS_OK)
			rc = read_file(li->def.tls_key ? li->def.tls_key : li->def.tls_cert, &li->key, err);
		if (rc == HSS_OK && li->def.tls_client_ca)
			rc = read_file(li->def.tls_client_ca, &li->ca, err);
	}
	if (rc == HSS_OK)
		rc = open_socket(&li->def.at, &fd, err);
	if (rc == HSS_OK)
		rc = start_daemon(li, fd, err);
	if (rc != HSS_OK) {
		if (fd >= 0)
			close(fd);
		return rc;
	}
	info = MHD_get_daemon_info(li->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	rc = loop_watch(l, info->epoll_fd, EPOLLIN, on_fd, li, &li->watch);
	timer_set(l, &li->timer, 1);
	return rc;
}

void listener_stop(struct listener *li)
{
	struct hss_loop *l = li->http->app->loops[0];

	if (!li->daemon)
		return;
	list_each(p, &li->http->requests) {
		struct hss_http_req *r = list_entry(p, struct hss_http_req, node);

		if (r->li == li)
			request_resume(r);
	}
	timer_clear(l, &li->timer);
	loop_work_cancel(&li->pump);
	loop_unwatch(li->watch);
	MHD_run(li->daemon);
	MHD_stop_daemon(li->daemon);
	li->daemon = NULL;
	free(li->cert);
	if (li->key) {
		explicit_bzero(li->key, strlen(li->key));
		free(li->key);
	}
	free(li->ca);
}
