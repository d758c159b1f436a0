/* test_confd.c - a conf.d directory: the core's file, instances, everything wrong with them. */
#include "conf_test.h"

#include "base/bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
	char dir[512];
	struct conf_errs errs;
	struct confd *c;
};

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	scratch_dir(f->dir);
	conf_errs_init(&f->errs);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	confd_free(f->c);
	conf_errs_fini(&f->errs);
	scratch_remove(f->dir);
	free(f);
	return 0;
}

static void read_ok(struct fixture *f)
{
	hss_rc rc = confd_read(f->dir, &test_env, &f->errs, &f->c);

	expect_none(&f->errs);
	assert_int_equal(rc, HSS_OK);
	assert_non_null(f->c->core);
}

static void read_bad(struct fixture *f)
{
	assert_int_equal(confd_read(f->dir, &test_env, &f->errs, &f->c), HSS_E_INVAL);
	assert_non_null(f->c);
}

static void files_are_read_in_name_order(void **state)
{
	struct fixture *f = *state;

	scratch_file(f->dir, "00-core.yaml", "core:\n  host: hss.example.org\n  realm: example.org\n");
	scratch_file(f->dir, "20-b.yaml", "plugin: s6a\nconfig:\n  store: main\n");
	scratch_file(f->dir, "10-a.yaml", "plugin: sqlite\ninstance: main\nrequired: false\n");
	scratch_file(f->dir, "30-c.yaml", "plugin: cx\nenabled: no\nconfig:\n");
	scratch_file(f->dir, "40-off.yaml.off", "{{{");
	scratch_file(f->dir, ".hidden.yaml", "{{{");
	scratch_file(f->dir, "README", "{{{");
	read_ok(f);
	assert_string_equal(f->c->core->host, "hss.example.org");
	assert_int_equal(f->c->n, 3);
	assert_string_equal(f->c->v[0].name, "main");
	assert_string_equal(f->c->v[0].plugin, "sqlite");
	assert_false(f->c->v[0].required);
	assert_true(f->c->v[0].enabled);
	assert_null(f->c->v[0].config);
	assert_string_equal(f->c->v[1].name, "s6a");
	assert_string_equal(tree_get(f->c->v[1].config, "store")->text, "main");
	assert_false(f->c->v[2].enabled);
	assert_int_equal(f->errs.n_warnings, 0);
}

static void without_a_core_file_the_defaults_hold(void **state)
{
	struct fixture *f = *state;
	const struct conf_endpoint *at;

	scratch_file(f->dir, "a.yaml", "plugin: s6a\n");
	read_ok(f);
	expect_warning(&f->errs, "no file with `core:`");
	at = f->c->core->dia.listen.v;
	assert_int_equal(f->c->core->dia.listen.n, 1);
	assert_string_equal(at->at.host, "127.0.0.1");
	assert_int_equal(at->at.port, 3868);
	assert_int_equal(f->c->core->dia.accept, DIA_ACCEPT_ANY);
	assert_int_equal(f->c->core->dia.realms.n, 0);
	assert_int_equal(f->c->core->dia.watchdog_ms, 30000);
	assert_int_equal(f->c->core->dia.request_timeout_ms, 4000);
	assert_int_equal(f->c->core->dia.max_message, 65536);
	assert_int_equal(f->c->core->dia.multiple_connections, DIA_MULTI_REPLACE);
	assert_string_equal(f->c->core->host, "hss01");
	assert_string_equal(f->c->core->realm, "epc.mnc001.mcc001.3gppnetwork.org");
	assert_string_equal(f->c->core->mcc, "001");
	assert_string_equal(f->c->core->mnc, "01");
	assert_string_equal(f->c->core->product_name, "hssd");
	assert_string_equal(f->c->core->state_dir, "/var/lib/hssd");
	assert_int_equal(f->c->core->log.level[LOG_DIA], HSS_LOG_INFO);
	assert_int_equal(f->c->core->log.plugin_level, HSS_LOG_INFO);
	assert_true(f->c->core->log.mask_imsi);
	assert_false(f->c->core->auc.reveal);
}

static void the_core_is_filled(void **state)
{
	struct fixture *f = *state;
	const struct dia_peer_conf *p;
	const struct core_conf *c;

	scratch_file(f->dir, "core.yaml",
	             "core:\n  loops: 4\n  grace: 3s\n"
	             "  log:\n    level: warning\n    levels: {dia: debug, instances: notice}\n"
	             "    sink: file\n    file: /var/log/hssd.log\n    format: json\n    rate: 0\n"
	             "  diameter:\n    listen: [\"[::1]:3868\", \"${HOST}:3869\"]\n    accept: listed\n"
	             "    realms: [example.org]\n    peers:\n      - host: dra.example.org\n"
	             "        connect: 127.0.0.1:3900\n        dra: true\n        addresses: 127.0.0.1\n"
	             "        applications: [16777251, 0xffffffff]\n"
	             "  store: {cache: off, max_batch: 16}\n"
	             "  auc: {sqn_block: 1, front_end_bits: 3, front_end_slot: 7}\n");
	read_ok(f);
	c = f->c->core;
	assert_int_equal(c->loops, 4);
	assert_int_equal(c->grace_ms, 3000);
	assert_int_equal(c->log.level[LOG_DIA], HSS_LOG_DEBUG);
	assert_int_equal(c->log.level[LOG_CORE], HSS_LOG_WARN);
	assert_int_equal(c->log.plugin_level, HSS_LOG_NOTICE);
	assert_int_equal(c->log.sink, LOG_SINK_FILE);
	assert_int_equal(c->log.format, LOG_JSON);
	assert_string_equal(c->log.file, "/var/log/hssd.log");
	assert_int_equal(c->log.rate_per_s, 0);
	assert_int_equal(c->dia.listen.n, 2);
	assert_string_equal(((const struct conf_endpoint *)c->dia.listen.v)[1].at.host, "10.1.2.3");
	assert_int_equal(c->dia.accept, DIA_ACCEPT_LISTED);
	assert_int_equal(c->dia.realms.n, 1);
	assert_int_equal(c->dia.peers.n, 1);
	p = c->dia.peers.v;
	assert_true(p->is_dra);
	assert_int_equal(p->connect.port, 3900);
	assert_int_equal(p->multiple_connections, 0);
	assert_int_equal(((const struct conf_int *)p->applications.v)[1].v, 0xffffffff);
	assert_string_equal(((const struct conf_str *)p->addresses.v)[0].s, "127.0.0.1");
	assert_int_equal(c->store.cache_mode, STORE_CACHE_OFF);
	assert_int_equal(c->store.max_batch, 16);
	assert_int_equal(c->auc.front_end_slot, 7);
}

static void mistakes_of_all_files_come_at_once(void **state)
{
	struct fixture *f = *state;

	scratch_file(f->dir, "00.yaml", "core:\n  hots: x\n  mcc: abc\n  diameter: {accept: some}\n");
	scratch_file(f->dir, "01.yaml", "plugn: s6a\n");
	scratch_file(f->dir, "02.yaml", "plugin: s6a\nenabled: maybe\nconfg: {}\n");
	scratch_file(f->dir, "03.yaml", "plugin: ../../evil\n");
	scratch_file(f->dir, "04.yaml", "");
	scratch_file(f->dir, "05.yaml", "- a\n");
	scratch_file(f->dir, "06.yaml", "a: [\n");
	scratch_file(f->dir, "07.yaml", "core: {}\n");
	scratch_file(f->dir, "08.yaml", "plugin: cx\ncore: {}\n");
	scratch_file(f->dir, "09.yaml", "plugin: sh\nconfig:\n  x: 1\n");
	read_bad(f);
	expect_error(&f->errs, "/00.yaml:2:3: hots: unknown key; the nearest known key is \"host\"");
	expect_error(&f->errs, "/00.yaml:4:22: diameter.accept: \"some\" is none of any, listed");
	expect_error(&f->errs, "/01.yaml:1:1: plugn: unknown key; the nearest known key is \"plugin\"");
	expect_error(&f->errs, "/01.yaml:1:1: plugin: required, but not stated");
	expect_error(&f->errs, "/02.yaml:2:10: enabled: \"maybe\"");
	expect_error(&f->errs, "/02.yaml:3:1: confg: unknown key; the nearest known key is \"config\"");
	expect_error(&f->errs, "/03.yaml:1:9: plugin: \"../../evil\" is no name");
	expect_error(&f->errs, "/04.yaml: empty");
	expect_error(&f->errs, "/05.yaml:1:1: must be a map");
	expect_error(&f->errs, "/06.yaml:");
	expect_error(&f->errs, "/07.yaml:1:1: core: stands in ");
	expect_error(&f->errs, "/08.yaml:2:1: core: stands in ");
	assert_null(f->c->core);
	assert_int_equal(f->c->n, 1);
	assert_string_equal(f->c->v[0].name, "sh");
}

static void core_checks_fields_together(void **state)
{
	static const struct { const char *text, *part; } cases[] = {
		{ "core: {mcc: abc}\n", "mcc: \"abc\" is not three digits" },
		{ "core: {mnc: \"1\"}\n", "mnc: \"1\" is not two or three digits" },
		{ "core: {mcc: \"\"}\n", "mcc and mnc go together" },
		{ "core: {host: \"a b\"}\n", "host: \"a b\" is no name" },
		{ "core: {log: {sink: file}}\n", "log: sink file needs `file`" },
		{ "core: {diameter: {accept: listed}}\n", "nobody could connect" },
		{ "core: {diameter: {peers: [{host: a}, {host: A}]}}\n", "\"A\" is there twice" },
		{ "core: {diameter: {peers: [{host: a, addresses: x.y}]}}\n",
		  "diameter.peers[0]: addresses: \"x.y\" is no IP address" },
		{ "core: {diameter: {peers: [{host: a, connect: \"b:0\"}]}}\n", "port 0" },
		{ "core: {diameter: {max_message: 100}}\n", "must be from 1KiB to" },
		{ "core: {auc: {front_end_slot: 4}}\n", "does not fit into front_end_bits" },
		{ "core: {auc: {sqn_block: 0}}\n", "must be from 1 to 1024" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		scratch_file(f->dir, "00.yaml", cases[i].text);
		read_bad(f);
		expect_error(&f->errs, cases[i].part);
		confd_free(f->c);
		f->c = NULL;
		conf_errs_fini(&f->errs);
		conf_errs_init(&f->errs);
	}
}

static void instance_names_are_unique_among_the_enabled(void **state)
{
	struct fixture *f = *state;

	scratch_file(f->dir, "1.yaml", "plugin: sqlite\ninstance: main\n");
	scratch_file(f->dir, "2.yaml", "plugin: redis\ninstance: main\nenabled: false\n");
	scratch_file(f->dir, "0.yaml", "plugin: memory\ninstance: main\nenabled: false\n");
	scratch_file(f->dir, "3.yaml", "core: {}\n");
	read_ok(f);
	confd_free(f->c);
	f->c = NULL;
	scratch_file(f->dir, "4.yaml", "plugin: odbc\ninstance: main\n");
	read_bad(f);
	expect_error(&f->errs, "/4.yaml:2:11: instance: \"main\" exists already, in ");
}

static void directories_without_files_are_mistakes(void **state)
{
	struct fixture *f = *state;

	read_bad(f);
	expect_error(&f->errs, "no file NAME.yaml in this configuration directory");
	confd_free(f->c);
	assert_int_equal(confd_read("/nonexistent/conf.d", NULL, &f->errs, &f->c), HSS_E_INVAL);
	expect_error(&f->errs, "/nonexistent/conf.d: the configuration directory cannot be read: No such");
}

static void odd_files_are_named(void **state)
{
	struct fixture *f = *state;
	char path[800];

	scratch_file(f->dir, "1.yaml", "core: {}\n");
	scratch_file(f->dir, "2.yml", "core: {}\n");
	snprintf(path, sizeof path, "%s/3.yaml", f->dir);
	assert_int_equal(mkdir(path, 0755), 0);
	snprintf(path, sizeof path, "%s/4.yaml", f->dir);
	assert_int_equal(mkfifo(path, 0600), 0);
	snprintf(path, sizeof path, "%s/5.yaml", f->dir);
	assert_int_equal(symlink("/nonexistent", path), 0);
	read_bad(f);
	expect_warning(&f->errs, "/2.yml: warning: not read");
	expect_error(&f->errs, "/3.yaml: not a file");
	expect_error(&f->errs, "/4.yaml: not a file");
	expect_error(&f->errs, "/5.yaml: cannot be read: No such file");
	assert_int_equal(f->errs.n, 3);
	snprintf(path, sizeof path, "%s/3.yaml", f->dir);
	rmdir(path);
}

static void files_writable_by_others_are_warned_about(void **state)
{
	struct fixture *f = *state;
	char path[800];

	scratch_file(f->dir, "1.yaml", "core: {}\n");
	snprintf(path, sizeof path, "%s/1.yaml", f->dir);
	assert_int_equal(chmod(path, 0666), 0);
	read_ok(f);
	expect_warning(&f->errs, "every user of this machine can change this file");
}

struct plug { const char *secret; int64_t n; };
static const struct hss_conf_item plug_items[] = {
	{ .key = "secret", .type = HSS_CT_STR, .flags = HSS_CF_SECRET | HSS_CF_REQUIRED },
	{ .key = "n", .type = HSS_CT_INT, .dflt = "3", .offset = offsetof(struct plug, n) },
};
static const struct hss_conf_schema plug_schema = HSS_CONF_SCHEMA(struct plug, plug_items, NULL);

static void instances_are_filled_with_their_plugins_table(void **state)
{
	struct fixture *f = *state;
	const struct plug *p;
	char path[800];
	void *conf;

	scratch_file(f->dir, "1.yaml", "core: {}\n");
	scratch_file(f->dir, "2.yaml", "plugin: a\nconfig: {secret: s}\n");
	scratch_file(f->dir, "3.yaml", "plugin: b\n");
	snprintf(path, sizeof path, "%s/2.yaml", f->dir);
	assert_int_equal(chmod(path, 0644), 0);
	read_ok(f);
	assert_int_equal(confd_fill(f->c, &f->c->v[0], &plug_schema, &f->errs, &conf), HSS_OK);
	p = conf;
	assert_string_equal(p->secret, "s");
	assert_int_equal(p->n, 3);
	expect_warning(&f->errs, "/2.yaml:2:18: secret: warning: every user of this machine can read");
	schema_free(conf);
	assert_int_equal(confd_fill(f->c, &f->c->v[1], &plug_schema, &f->errs, &conf), HSS_E_INVAL);
	expect_error(&f->errs, "/3.yaml:1:9: secret: required, but not stated");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		T(files_are_read_in_name_order),
		T(without_a_core_file_the_defaults_hold),
		T(the_core_is_filled),
		T(mistakes_of_all_files_come_at_once),
		T(core_checks_fields_together),
		T(instance_names_are_unique_among_the_enabled),
		T(directories_without_files_are_mistakes),
		T(odd_files_are_named),
		T(files_writable_by_others_are_warned_about),
		T(instances_are_filled_with_their_plugins_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
