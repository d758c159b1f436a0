/*
 * log_sinks.c - stderr, file, journald (native datagrams, no library), syslog. Only the writer
 * thread comes here, so a sink may be slow; what may block for ever is polled first, because at
 * shutdown somebody waits for the writer.
 */
#include "log/log_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define JOURNAL_SOCKET "/run/systemd/journal/socket"
#define SYSLOG_SOCKET "/dev/log"

static int open_file(const char *path)
{
	/* O_NONBLOCK: a FIFO without a reader must not hang the start          */
	return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0640);
}

static int open_socket(const char *path)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof at.sun_path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	strcpy(at.sun_path, path);
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&at, sizeof at) != 0) {
		int why = errno;

		close(fd);
		errno = why;
		return -1;
	}
	return fd;
}

static int open_sink(const struct log_out *o)
{
	switch (o->sink) {
	case LOG_SINK_FILE:
		return open_file(o->path);
	case LOG_SINK_JOURNALD:
	case LOG_SINK_SYSLOG:
		return open_socket(o->path);
	default:
		return STDERR_FILENO;
	}
}

hss_rc sink_open(struct log_out *o, const struct log_conf *conf, struct hss_err *err)
{
	const char *path = conf->file;
	struct stat st;

	o->sink = conf->sink;
	o->format = conf->format;
	o->fd = -1;
	if (o->sink == LOG_SINK_JOURNALD && !path)
		path = JOURNAL_SOCKET;
	if (o->sink == LOG_SINK_SYSLOG && !path)
		path = SYSLOG_SOCKET;
	o->is_stream = o->sink == LOG_SINK_FILE || o->sink == LOG_SINK_STDERR;
	if (o->sink != LOG_SINK_STDERR && (!path || strlen(path) >= sizeof o->path)) {
		snprintf(err->text, sizeof err->text, "log: no valid path of a file");
		return err->code = HSS_E_INVAL;
	}
	if (path && strlen(path) < sizeof o->path)
		strcpy(o->path, path);
	o->fd = open_sink(o);
	if (o->fd < 0) {
		snprintf(err->text, sizeof err->text, "log: %.180s cannot be opened: %s", o->path,
		         strerror(errno));
		return err->code = HSS_E_INTERNAL;
	}
	o->must_poll = fstat(o->fd, &st) != 0 || !S_ISREG(st.st_mode);
	return HSS_OK;
}

hss_rc sink_reopen(struct log_out *o)
{
	struct stat st;
	int fd;

	if (o->sink == LOG_SINK_STDERR)
		return HSS_OK;
	fd = open_sink(o);
	if (fd < 0)
		return HSS_E_INTERNAL;
	if (o->fd >= 0)
		close(o->fd);
	o->fd = fd;
	o->must_poll = fstat(fd, &st) != 0 || !S_ISREG(st.st_mode);
	return HSS_OK;
}

/* Waits until the sink takes octets; a pipe that polls writable takes 4096 without blocking. */
static hss_rc wait_room(const struct log_out *o, int patience_ms)
{
	struct pollfd p = { .fd = o->fd, .events = POLLOUT };
	int n;

	if (!o->must_poll)
		return HSS_OK;
	n = poll(&p, 1, patience_ms);
	if (n == 0 || (n < 0 && errno == EINTR))
		return HSS_E_TIMEOUT;
	return n < 0 || (p.revents & (POLLERR | POLLNVAL)) ? HSS_E_INTERNAL : HSS_OK;
}

static hss_rc write_stream(struct log_out *o, const char *p, size_t n, int patience_ms)
{
	while (n) {
		size_t piece = o->must_poll && n > 4096 ? 4096 : n;
		hss_rc rc = wait_room(o, patience_ms);
		ssize_t put;

		if (rc != HSS_OK)
			return rc;
		put = write(o->fd, p, piece);
		if (put < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (put < 0)
			return HSS_E_INTERNAL;
		p += put;
		n -= (size_t)put;
	}
	return HSS_OK;
}

static hss_rc write_datagram(struct log_out *o, const char *p, size_t n, int patience_ms)
{
	for (int tries = 0; tries < 3; tries++) {
		if (send(o->fd, p, n, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0)
			return HSS_OK;
		if (errno == EAGAIN || errno == ENOBUFS) {
			if (wait_room(o, patience_ms) == HSS_E_TIMEOUT)
				return HSS_E_TIMEOUT;
			continue;
		}
		/* the daemon was restarted: its socket is another one          */
		if (errno != EINTR && sink_reopen(o) != HSS_OK)
			return HSS_E_INTERNAL;
	}
	return HSS_E_INTERNAL;
}

hss_rc sink_write(struct log_out *o, const char *p, size_t n, int patience_ms)
{
	return o->is_stream ? write_stream(o, p, n, patience_ms)
	                    : write_datagram(o, p, n, patience_ms);
}

void sink_close(struct log_out *o)
{
	if (o->fd >= 0 && o->sink != LOG_SINK_STDERR)
		close(o->fd);
	o->fd = -1;
}
