/* main.c - argv and signals. */
#include "app_int.h"

#include "conf/sample.h"
#include "log/log.h"
#include "plugin/guard.h"
#include "plugin/host.h"

#include <getopt.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usage_text[] =
        "usage: hssd [--conf DIR] [--check]\n"
        "       hssd --inspect FILE.so | --sample PLUGIN|core | --reference PLUGIN|core | --version\n\n"
        "  --conf DIR      configuration directory (default " HSSD_CONFDIR ")\n"
        "  --check         validate the configuration and the plugins it names, then exit\n"
        "  --inspect FILE  print a plugin's descriptor, or why it is refused\n"
        "  --sample NAME   print a commented configuration of a plugin, or of the core\n"
        "  --reference NAME  the same as a table, for the documentation\n"
        "  --version       print version and plugin ABI\n";

/* What a plugin or the core can be told: as a YAML file to start from, or as a table. */
static int print_keys(const char *self_dir, const char *name, bool as_table)
{
	char near_self[512], path[600];
	const char *dirs[] = { near_self, HSSD_PLUGINDIR, NULL };
	struct hss_err err = { 0 };
	struct loaded l;

	if (!strcmp(name, "core"))
		return (as_table ? sample_markdown_core(stdout) : sample_core(stdout)) == HSS_OK ? 0 : 1;
	snprintf(near_self, sizeof near_self, "%s/plugins", self_dir);
	if (loader_find(dirs, name, path, sizeof path) != HSS_OK) {
		fprintf(stderr, "hssd: there is no plugin %s.so in %s or %s\n", name, dirs[0], dirs[1]);
		return 1;
	}
	if (loader_open(path, name, NULL, &l, &err) != HSS_OK) {
		fprintf(stderr, "hssd: %s\n", err.text);
		return 1;
	}
	if (as_table)
		return sample_markdown(stdout, l.desc->name, l.desc->summary, l.desc->conf) == HSS_OK ? 0 : 1;
	return sample_plugin(stdout, l.desc) == HSS_OK ? 0 : 1;
}

static int serve(struct boot *b, sigset_t *set)
{
	int sig;

	if (app_start(b) != HSS_OK)
		return 1;
	for (;;) {
		if (sigwait(set, &sig))
			continue;
		if (sig != SIGHUP)
			break;
		log_reopen(b->app.log);
		LOG(&b->app, LOG_CORE, HSS_LOG_NOTICE, "log file reopened");
	}
	app_stop(b);
	return 0;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "conf", 1, NULL, 'c' },    { "check", 0, NULL, 'k' },  { "inspect", 1, NULL, 'i' },
		{ "sample", 1, NULL, 's' },  { "reference", 1, NULL, 'r' }, { "version", 0, NULL, 'v' },
		{ "help", 0, NULL, 'h' },    { 0 },
	};
	struct boot *b = calloc(1, sizeof *b);
	const char *conf = HSSD_CONFDIR, *sample = NULL;
	bool only_check = false, as_table = false;
	char self[512];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	sigset_t set;
	int o, rc;

	if (!b)
		return 1;
	self[n > 0 ? n : 0] = 0;
	b->self_dir = dirname(self);
	while ((o = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		switch (o) {
		case 'c': conf = optarg; break;
		case 'k': only_check = true; break;
		case 'i': free(b); return loader_inspect(optarg);
		case 's': sample = optarg; break;
		case 'r': sample = optarg; as_table = true; break;
		case 'v':
			printf("hssd %s, plugin ABI %u.%u\n", HSSD_VERSION, HSS_ABI_MAJOR, HSS_ABI_MINOR);
			free(b);
			return 0;
		case 'h': fputs(usage_text, stdout); free(b); return 0;
		default: fputs(usage_text, stderr); free(b); return 2;
		}
	}
	if (optind < argc) {
		fputs(usage_text, stderr);
		free(b);
		return 2;
	}
	if (sample) {
		rc = print_keys(b->self_dir, sample, as_table);
		free(b);
		return rc;
	}
	/* before any thread exists: only main takes them */
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);       /* a full disk is an error of write(2), not the end */
	guard_install_crash_note();
	rc = app_configure(b, conf) == HSS_OK ? 0 : 1;
	if (rc == 0 && only_check)
		printf("%s: configuration is valid, %u instances\n", conf, b->insts.n);
	else if (rc == 0)
		rc = serve(b, &set);
	app_free(b);
	free(b);
	return rc;
}
