/* keyring_file.c - see keyring_file.h. */
#include "auc/keyring_file.h"

#include "auc/crypto.h"
#include "base/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX 16384

static hss_rc fail(struct hss_err *err, hss_rc rc, const char *path, const char *why)
{
	err->code = rc;
	snprintf(err->text, sizeof err->text, "key file %s: %s", path, why);
	return rc;
}

static hss_rc fail_line(struct hss_err *err, const char *path, uint32_t line, const char *why)
{
	err->code = HSS_E_INVAL;
	snprintf(err->text, sizeof err->text, "key file %s:%u: %s", path, line, why);
	return HSS_E_INVAL;
}

/* A key that others can read protects nothing: better no start than a false feeling.      */
static hss_rc check_access(int fd, const char *path, struct hss_err *err)
{
	struct stat st;
	char why[128];

	if (fstat(fd, &st) < 0)
		return fail(err, HSS_E_NOTFOUND, path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return fail(err, HSS_E_INVAL, path, "is not a regular file");
	if (st.st_mode & 077) {
		snprintf(why, sizeof why, "group or others have access (mode %04o): chmod 600 it",
		         (unsigned)(st.st_mode & 07777));
		return fail(err, HSS_E_DENIED, path, why);
	}
	if (st.st_uid != 0 && st.st_uid != geteuid())
		return fail(err, HSS_E_DENIED, path, "belongs neither to root nor to this user");
	return HSS_OK;
}

static hss_rc read_all(const char *path, char *buf, size_t max, size_t *n, struct hss_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	hss_rc rc;

	*n = 0;
	if (fd < 0)
		return fail(err, errno == EACCES ? HSS_E_DENIED : HSS_E_NOTFOUND, path,
		            strerror(errno));
	rc = check_access(fd, path, err);
	while (rc == HSS_OK) {
		ssize_t got = read(fd, buf + *n, max - *n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			rc = fail(err, HSS_E_INVAL, path, strerror(errno));
		if (got <= 0)
			break;
		*n += (size_t)got;
		if (*n == max)
			rc = fail(err, HSS_E_INVAL, path, "is too long");
	}
	close(fd);
	return rc;
}

static bool is_id(struct hss_bytes id)
{
	for (uint32_t i = 0; i < id.len; i++) {
		uint8_t c = id.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		      c == '.' || c == '_' || c == '-'))
			return false;
	}
	return id.len >= 1 && id.len <= KEYRING_MAX_ID;
}

static bool is_space(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The next word of the line, absent at its end or before a comment.            */
static struct hss_bytes word(const uint8_t **at, const uint8_t *end)
{
	const uint8_t *p = *at, *from;

	while (p < end && is_space(*p))
		p++;
	from = p;
	while (p < end && !is_space(*p) && *from != '#')
		p++;
	*at = p;
	return bytes_of(from, (size_t)(p - from));
}

static const char *parse_line(const uint8_t *p, const uint8_t *end, struct keyring_key *keys,
                              uint32_t *n)
{
	struct hss_bytes id = word(&p, end), key = word(&p, end), rest = word(&p, end);
	struct keyring_key *k = &keys[*n];

	if (!id.len)
		return NULL;
	if (!is_id(id))
		return "the key's id is not 1 to 32 letters, digits, '.', '_' or '-'";
	if (rest.len)
		return "more than an id and a key";
	for (uint32_t i = 0; i < *n; i++)
		if (bytes_eq(bytes_str(keys[i].id), id))
			return "this id was used above";
	if (*n == KEYRING_MAX_KEYS)
		return "more than 16 keys";
	if (bytes_unhex(key, k->key, sizeof k->key) != HSS_OK)
		return "the key is not 64 hex digits";
	bytes_copy(k->id, sizeof k->id, id);
	++*n;
	return NULL;
}

hss_rc keyring_file_read(const char *path, struct keyring_key *keys, uint32_t *n,
                         struct hss_err *err)
{
	char buf[FILE_MAX];
	const uint8_t *p = (const uint8_t *)buf, *end;
	size_t len;
	uint32_t line = 0;
	hss_rc rc = read_all(path, buf, sizeof buf, &len, err);

	*n = 0;
	end = p + len;
	while (rc == HSS_OK && p < end) {
		const uint8_t *eol = memchr(p, '\n', (size_t)(end - p));
		const char *why;

		line++;
		why = parse_line(p, eol ? eol : end, keys, n);
		if (why)
			rc = fail_line(err, path, line, why);
		p = eol ? eol + 1 : end;
	}
	if (rc == HSS_OK && !*n)
		rc = fail(err, HSS_E_INVAL, path, "holds no key");
	crypto_wipe(buf, sizeof buf);
	return rc;
}
