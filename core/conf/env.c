/* env.c - variables in scalars, see yaml.h. A variable that is not set and has no default is an
 * error by its name: an empty host or path would only show itself much later. */
#include "conf/yaml.h"

#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *get(const struct conf_env *env, const char *name)
{
	return env && env->get ? env->get(env->ctx, name) : getenv(name);
}

static bool is_name(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char c = p[i];
		bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';

		if (!is_letter && (i == 0 || c < '0' || c > '9'))
			return false;
	}
	return n > 0 && n < 128;
}

/* `p` stands behind "${", `n` octets up to the "}".                            */
static hss_rc expand_one(const struct conf_env *env, const char *p, size_t n, struct buf *out,
                         char why[160])
{
	const char *dflt = memmem(p, n, ":-", 2);
	size_t name_len = dflt ? (size_t)(dflt - p) : n;
	char name[128];
	const char *value;

	if (!is_name(p, name_len)) {
		snprintf(why, 160, "\"${%.*s}\" is not a variable; write ${NAME} or "
		         "${NAME:-default}, and $${ for the two characters themselves",
		         (int)(n < 40 ? n : 40), p);
		return HSS_E_INVAL;
	}
	memcpy(name, p, name_len);
	name[name_len] = '\0';
	value = get(env, name);
	if (dflt && memmem(dflt, (size_t)(p + n - dflt), "${", 2)) {
		snprintf(why, 160, "the default of ${%.60s} names another variable", name);
		return HSS_E_INVAL;
	}
	if (dflt && (!value || !value[0])) {
		buf_add(out, dflt + 2, (size_t)(p + n - dflt) - 2);
	} else if (value) {
		buf_add(out, value, strlen(value));
	} else {
		snprintf(why, 160, "environment variable %.80s is not set", name);
		return HSS_E_INVAL;
	}
	return HSS_OK;
}

hss_rc env_expand(const struct conf_env *env, struct arena *a, const char *in, const char **out,
                  char why[160])
{
	struct buf b = { 0 };
	hss_rc rc = HSS_OK;

	if (!strstr(in, "${")) {
		*out = in;
		return HSS_OK;
	}
	for (const char *p = in; *p && rc == HSS_OK;) {
		const char *end;

		if (strncmp(p, "$${", 3) == 0) {
			buf_add(&b, "${", 2);
			p += 3;
		} else if (strncmp(p, "${", 2) == 0) {
			end = strchr(p, '}');
			if (!end) {
				snprintf(why, 160, "\"${\" without \"}\"");
				rc = HSS_E_INVAL;
				break;
			}
			rc = expand_one(env, p + 2, (size_t)(end - p) - 2, &b, why);
			p = end + 1;
		} else {
			buf_add(&b, p++, 1);
		}
		if (b.len > YAML_MAX_TEXT) {
			snprintf(why, 160, "longer than %d octets", YAML_MAX_TEXT);
			rc = HSS_E_INVAL;
		}
	}
	if (rc == HSS_OK) {
		struct hss_bytes copy = arena_dup(a, buf_bytes(&b));

		if (b.failed || !copy.p)
			rc = HSS_E_NOMEM;
		else
			*out = (const char *)copy.p;
	}
	if (b.p)
		explicit_bzero(b.p, b.len);
	buf_free(&b);
	return rc;
}
