/* conf_test.c - see conf_test.h. */
#include "conf_test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *get(void *ctx, const char *name)
{
	static const char *const vars[][2] = {
		{ "HOST", "10.1.2.3" }, { "EMPTY", "" }, { "EVIL", "a: [b\n- c" },
		{ "HSSD_STATE", "/var/lib/hssd" },
	};

	(void)ctx;
	for (size_t i = 0; i < sizeof vars / sizeof vars[0]; i++) {
		if (strcmp(vars[i][0], name) == 0)
			return vars[i][1];
	}
	return NULL;
}

const struct conf_env test_env = { get, NULL };

static void expect(const struct conf_errs *e, const char *part, bool is_warning)
{
	for (const struct conf_err *m = e->first; m; m = m->next) {
		if (m->is_warning == is_warning && strstr(m->text, part))
			return;
	}
	for (const struct conf_err *m = e->first; m; m = m->next)
		print_error("have: %s\n", m->text);
	fail_msg("nothing says \"%s\"", part);
}

void expect_error(const struct conf_errs *e, const char *part)
{
	expect(e, part, false);
}

void expect_warning(const struct conf_errs *e, const char *part)
{
	expect(e, part, true);
}

void expect_none(const struct conf_errs *e)
{
	for (const struct conf_err *m = e->first; m; m = m->next)
		print_error("have: %s\n", m->text);
	assert_int_equal(e->n, 0);
}

void scratch_dir(char dir[512])
{
	mkdir(TEST_TMP, 0755);
	snprintf(dir, 512, "%s/conf-XXXXXX", TEST_TMP);
	assert_non_null(mkdtemp(dir));
	assert_int_equal(chmod(dir, 0755), 0);
}

void scratch_file(const char *dir, const char *name, const char *text)
{
	char path[800];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	chmod(path, 0640);
}

void scratch_remove(const char *dir)
{
	struct dirent *e;
	char path[800];
	DIR *d = opendir(dir);

	while (d && (e = readdir(d))) {
		snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
		if (e->d_name[0] != '.' || strlen(e->d_name) > 2)
			remove(path);
	}
	if (d)
		closedir(d);
	rmdir(dir);
}
