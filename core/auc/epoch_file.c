/* epoch_file.c - see epoch_file.h. */
#include "auc/epoch_file.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME "auc-epoch"

int64_t epoch_file_read(const char *dir)
{
	char path[1100], text[32] = "";
	ssize_t n = 0;
	int fd;

	if (!dir)
		return 0;
	snprintf(path, sizeof path, "%s/" NAME, dir);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		n = read(fd, text, sizeof text - 1);
		close(fd);
	}
	return n > 0 && strspn(text, "0123456789") ? strtoll(text, NULL, 10) : 0;
}

hss_rc epoch_file_write(const char *dir, int64_t value)
{
	char path[1100], next[1110], text[32];
	int n = snprintf(text, sizeof text, "%" PRId64 "\n", value), fd;
	bool is_ok;

	if (!dir)
		return HSS_OK;
	snprintf(path, sizeof path, "%s/" NAME, dir);
	snprintf(next, sizeof next, "%s.new", path);
	fd = open(next, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return HSS_E_INTERNAL;
	is_ok = write(fd, text, (size_t)n) == n && fsync(fd) == 0;
	is_ok &= close(fd) == 0;
	return is_ok && rename(next, path) == 0 ? HSS_OK : HSS_E_INTERNAL;
}
