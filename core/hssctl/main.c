/* main.c - hssctl: argv -> the command table. */
#include "hssctl/hssctl.h"

#include <curl/curl.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const struct command commands[] = {
	{ "status", "", "what runs: version, identity, every plugin instance and its health",
	  cmd_status },
	{ "peers", "", "Diameter peers and their state", cmd_peers },
	{ "probe s6a",
	  "--imsi I [--ki K --opc C | --keys FILE|-] [--host H] [--port P] [--plmn MCCMNC] [--air-only] "
	  "[--force]",
	  "acts as a small MME: CER, AIR (checks AUTN), ULR, PUR, DPR", cmd_probe_s6a },
	{ "backup", "FILE", "online copy of the embedded store", cmd_backup },
	{ "keys rotate", "", "seals every stored secret with the current key", cmd_keys_rotate },
	{ "auc set-sqn", "AUC_ID SQN [--force]", "moves a SIM's SQN; lower only with --force",
	  cmd_set_sqn },
	{ "api", "[--field NAME] METHOD PATH [JSON]", "one request to the /v1 API as it is", cmd_api },
	{ "wait", "[--seconds N] [--pid P]", "until hssd answers, or process P is gone", cmd_wait },
};
enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

static void usage(FILE *f)
{
	fprintf(f, "usage: hssctl [--api URL] [--token TOKEN] [--ca FILE] [--json] COMMAND ...\n\n");
	for (int i = 0; i < N_COMMANDS; i++)
		fprintf(f, "  %s %s\n      %s\n", commands[i].words, commands[i].args, commands[i].doc);
	fprintf(f, "\nThe API's address is --api or $HSSCTL_API (http://127.0.0.1:8081), the token --token\n"
	           "or $HSSCTL_TOKEN. Exit: 0 done, 1 refused or failed, 2 wrong usage, 3 no answer.\n");
}

/* How many words of argv the command's name takes, 0: another command.         */
static int matches(const struct command *cmd, int argc, char **argv)
{
	char words[32], *save, *w;
	int n = 0;

	snprintf(words, sizeof words, "%s", cmd->words);
	for (w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save), n++)
		if (n >= argc || strcmp(argv[n], w))
			return 0;
	return n;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "api", required_argument, NULL, 'a' },  { "token", required_argument, NULL, 't' },
		{ "ca", required_argument, NULL, 'c' },   { "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },       { "version", no_argument, NULL, 'v' },
		{ 0 },
	};
	struct ctl c = { .api = getenv("HSSCTL_API"), .token = getenv("HSSCTL_TOKEN") };
	int o, rc = EXIT_USAGE;

	if (!c.api)
		c.api = "http://127.0.0.1:8081";
	while ((o = getopt_long(argc, argv, "+hv", options, NULL)) != -1) {
		switch (o) {
		case 'a': c.api = optarg; break;
		case 't': c.token = optarg; break;
		case 'c': c.ca = optarg; break;
		case 'j': c.json = true; break;
		case 'h': usage(stdout); return EXIT_OK;
		case 'v': printf("hssctl %s\n", HSSD_VERSION); return EXIT_OK;
		default: usage(stderr); return EXIT_USAGE;
		}
	}
	curl_global_init(CURL_GLOBAL_ALL);
	for (int i = 0; i < N_COMMANDS; i++) {
		int n = matches(&commands[i], argc - optind, argv + optind);

		if (n) {
			rc = commands[i].run(&c, argc - optind - n, argv + optind + n);
			goto out;
		}
	}
	if (optind < argc)
		fprintf(stderr, "hssctl: unknown command \"%s\"\n", argv[optind]);
	usage(stderr);
out:
	curl_global_cleanup();
	return rc;
}
