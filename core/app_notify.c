/* app_notify.c - what outlives or surrounds the process: systemd and the start counter. */
#include "app_int.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

void notify_systemd(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un sa = { .sun_family = AF_UNIX };
	int fd;

	if (!path || !*path || strlen(path) >= sizeof sa.sun_path)
		return;
	memcpy(sa.sun_path, path, strlen(path));
	if (*path == '@')
		sa.sun_path[0] = 0;
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return;
	/* nobody there any more: nothing to be done about it, and no reason to stop serving */
	(void)!sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&sa,
	              (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path)));
	close(fd);
}

uint32_t next_origin_state_id(const char *state_dir)
{
	uint32_t id = (uint32_t)time(NULL), last = 0;
	char path[512], text[16] = { 0 };
	int fd;

	snprintf(path, sizeof path, "%s/origin-state-id", state_dir ? state_dir : "");
	fd = state_dir ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
	if (fd < 0)
		return id;
	if (read(fd, text, sizeof text - 1) > 0)
		last = (uint32_t)strtoul(text, NULL, 10);
	/* a clock that was set back must not look like an older start          */
	if (last >= id && last - id < 1000000000u)
		id = last + 1;
	snprintf(text, sizeof text, "%u\n", id);
	if (pwrite(fd, text, strlen(text), 0) == (ssize_t)strlen(text) &&
	    ftruncate(fd, (off_t)strlen(text)) == 0)
		fsync(fd);
	close(fd);
	return id;
}
