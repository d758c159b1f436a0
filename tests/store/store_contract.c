/*
 * store_contract.c - runs the store contract against a backend:
 *
 *   store_contract --plugin sqlite.so --config sqlite.yaml --dir SCRATCH [--host fake|core]
 *                  [--reset "command that empties the backend"] [--only NAME]
 *
 * In the configuration @DIR@ stands for the scratch folder.
 */
#include "contract.h"

#include <getopt.h>

static char *read_text(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = calloc(1, 65536);

	if (!f || !text || (fread(text, 1, 65535, f) == 0 && ferror(f))) {
		perror(path);
		exit(2);
	}
	fclose(f);
	return text;
}

static void run_tests(struct test *t, const struct contract_test *tests, const char *only,
                      uint32_t *n_run, uint32_t *n_bad)
{
	for (; tests->name; tests++) {
		if (only && !strstr(tests->name, only))
			continue;
		t->name = tests->name;
		t->n_failed = 0;
		tests->fn(t);
		printf("%s  %s\n", t->n_failed ? "FAILED" : "ok    ", tests->name);
		fflush(stdout);
		(*n_run)++;
		*n_bad += t->n_failed > 0;
	}
}

int main(int argc, char **argv)
{
	static const struct contract_test *const groups[] = {
		crud_tests, write_tests, batch_tests, reference_tests, cursor_tests, upgrade_tests,
		parallel_tests, model_tests,
	};
	static const struct option options[] = {
		{ "plugin", 1, NULL, 'p' }, { "config", 1, NULL, 'c' }, { "dir", 1, NULL, 'd' },
		{ "host", 1, NULL, 'h' }, { "reset", 1, NULL, 'r' }, { "only", 1, NULL, 'o' },
		{ NULL, 0, NULL, 0 },
	};
	struct setup setup = { 0 };
	struct test t = { .stand = &stand_core, .setup = &setup };
	const char *only = NULL;
	uint32_t n_run = 0, n_bad = 0;
	char *config = NULL;
	int o;

	while ((o = getopt_long(argc, argv, "", options, NULL)) != -1)
		switch (o) {
		case 'p': setup.plugin = optarg; break;
		case 'c': free(config); config = read_text(optarg); break;
		case 'd': setup.dir = optarg; break;
		case 'h': t.stand = strcmp(optarg, "fake") == 0 ? &stand_fake : &stand_core; break;
		case 'r': setup.reset = optarg; break;
		case 'o': only = optarg; break;
		default: return 2;
		}
	setup.config = config;
	if (!setup.plugin || !setup.config || !setup.dir) {
		fprintf(stderr, "--plugin, --config and --dir are needed\n");
		return 2;
	}
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
		run_tests(&t, groups[i], only, &n_run, &n_bad);
	printf("%u tests, %u failed (%s)\n", n_run, n_bad, t.stand->name);
	free(config);
	return n_bad || !n_run ? 1 : 0;
}
