/*
 * test_sqlite_roaming.c - what the upgrade of a PyHSS file says about roaming: each subscriber and
 * network whose decision changes, and none whose decision stays.
 */
#include "sqlite_bench.h"

#include "model/provisioning.h"

#define CHANGES "roaming decision changes "

/* A PyHSS 2.0 file without subscribers, networks and rules but those that `sql` puts in. */
static void make(struct bench *b, const char *name, const char *sql)
{
	char path[1000], *text = calloc(1, 1 << 20);
	FILE *f;

	bench_init(b, name);
	snprintf(path, sizeof path, "%s/pyhss-2.0.sql", TEST_FIXTURES);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(text);
	assert_true(fread(text, 1, (1 << 20) - 1, f) > 0);
	fclose(f);
	bench_sql(b->path, text);
	free(text);
	bench_sql(b->path, "DELETE FROM subscriber; DELETE FROM roaming_rule;"
	                   "DELETE FROM roaming_network");
	bench_sql(b->path, sql);
}

static void upgrade(struct bench *b)
{
	uint32_t n = 0;

	while (model_entities[n])
		n++;
	bench_open(b, model_entities, n);
	bench_close(b);
}

static uint32_t n_changes(void)
{
	uint32_t n = 0;

	for (const char *p = fake_log(); (p = strstr(p, CHANGES)); p++)
		n++;
	return n;
}

static void assert_says(const char *line)
{
	if (!strstr(fake_log(), line))
		fail_msg("no line \"%s\" in\n%s", line, fake_log());
}

/* The lines are these and no others; NULL ends them.                           */
static void assert_changes(const char *const *lines)
{
	uint32_t n = 0;

	for (; lines[n]; n++)
		assert_says(lines[n]);
	if (n_changes() != n)
		fail_msg("%u changes and not %u:\n%s", n_changes(), n, fake_log());
}

#define SUB "INSERT INTO subscriber(subscriber_id,imsi,auc_id,default_apn,apn_list,"             \
	"roaming_enabled,roaming_rule_list) VALUES"
#define NET "INSERT INTO roaming_network(roaming_network_id,name,mcc,mnc) VALUES"
#define RULE "INSERT INTO roaming_rule(roaming_rule_id,roaming_network_id,allow,enabled) VALUES"

static void nothing_changes(void **state)
{
	struct bench b;

	(void)state;
	make(&b, "same", NET "(1,'Deny',262,'02'),(2,'Allow',262,'03'),(3,'Long','310','260'),"
	                     "(4,'No digits','26x','1');"
	     RULE "(1,1,0,1),(2,2,1,1),(3,3,0,1),(4,4,0,1);"
	     SUB "(1,'001010000000001',1,1,'1',1,NULL),(2,'001010000000002',1,1,'1',0,''),"
	         "(3,'001010000000003',1,1,'1',NULL,'77, x')");
	upgrade(&b);
	assert_int_equal(n_changes(), 0);
	assert_says("[5] roaming decisions are those of PyHSS home=001-01 networks=3\n");
	/* said once: there is nothing to upgrade any more                      */
	upgrade(&b);
	assert_null(strstr(fake_log(), "PyHSS"));
}

static void disabled_rules(void **state)
{
	struct bench b;

	(void)state;
	make(&b, "disabled", NET "(1,'Den\"y',262,'02'),(2,'Also',262,'03');"
	     RULE "(1,1,0,0),(2,2,0,0),(3,2,0,1);"
	     SUB "(1,'001010000000001',1,1,'1',1,NULL),(2,'001010000000002',1,1,'1','true',''),"
	         "(3,'001010000000003',1,1,'1',0,NULL),"
	         "(4,'001010000000004',1,1,'1',1,NULL),(7,'001010000000007',1,1,'1',1,'1,3')");
	upgrade(&b);
	/* rule 2 does not count any more and 3 belongs to subscriber 7          */
	assert_changes((const char *const[]){
		"[4] " CHANGES "subscribers=3 rules=none roaming_enabled=true network=\"Den'y\" "
		"262-02 was=refused now=allowed\n",
		"[4] " CHANGES "subscribers=3 rules=none roaming_enabled=true network=\"Also\" "
		"262-03 was=refused now=allowed\n",
		"[4] " CHANGES "subscriber_id=7 imsi=001010<redacted> network=\"Den'y\" 262-02 "
		"was=refused now=allowed\n",
		NULL,
	});
	assert_says("[4] roaming decisions differ from PyHSS home=001-01 networks=2 changes=3\n");
	assert_null(strstr(fake_log(), "0000000007"));
}

static void three_digits_for_two(void **state)
{
	struct bench b;

	(void)state;
	make(&b, "digits", NET "(1,'Padded',262,'002'),(2,'Both',262,'003'),(3,'Exact',262,'03');"
	     RULE "(1,1,0,1),(2,2,0,1);"
	     SUB "(1,'001010000000001',1,1,'1',1,NULL),(2,'001010000000002',1,1,'1',1,'1')");
	upgrade(&b);
	/* 262-02 gets the rule of 002, for those whose rule it is; 262-03 has a row of its own */
	assert_changes((const char *const[]){
		/* rule 1 was everybody's: not now, as a list names it          */
		CHANGES "subscribers=1 rules=none roaming_enabled=true network=\"Padded\" 262-002 "
		"was=refused now=allowed\n",
		CHANGES "subscriber_id=2 imsi=001010<redacted> network=\"Padded\" 262-02 "
		"was=allowed now=refused\n",
		NULL,
	});
}

static void half_a_home_network(void **state)
{
	struct bench b;

	(void)state;
	make(&b, "home", NET "(1,'Same MCC','001','02'),(2,'Same MNC','262','01'),"
	                     "(3,'Home','001','01');"
	     RULE "(1,1,0,1),(2,2,1,1),(3,3,0,1);"
	     SUB "(1,'001010000000001',1,1,'1',1,NULL),(2,'001010000000002',1,1,'1',0,'')");
	upgrade(&b);
	assert_changes((const char *const[]){
		CHANGES "subscribers=1 rules=none roaming_enabled=true network=\"Same MCC\" "
		"001-02 was=allowed now=refused\n",
		CHANGES "subscribers=1 rules=none roaming_enabled=false network=\"Same MCC\" "
		"001-02 was=allowed now=refused\n",
		CHANGES "subscribers=1 rules=none roaming_enabled=false network=\"Same MNC\" "
		"262-01 was=allowed now=refused\n",
		NULL,
	});
}

/* Lists are evaluated once and printed for each; their order and roaming_enabled count. */
static void lists_of_many(void **state)
{
	struct bench b;

	(void)state;
	make(&b, "lists", NET "(1,'N','262','02');" RULE "(1,1,1,0),(2,1,0,1);"
	     SUB "(1,'001010000000001',1,1,'1',1,'1,2'),(2,'001010000000002',1,1,'1',1,'2,1'),"
	         "(3,'001010000000003',1,1,'1',1,'1,2'),(4,'001010000000004',1,1,'1',0,'1,2'),"
	         "(5,NULL,1,1,'1',NULL,'1,2'),(6,'001010000000006',1,1,'1',1,'9')");
	upgrade(&b);
	assert_changes((const char *const[]){
		CHANGES "subscriber_id=1 imsi=001010<redacted> network=\"N\" 262-02 "
		"was=allowed now=refused\n",
		CHANGES "subscriber_id=3 imsi=001010<redacted> network=\"N\" 262-02 "
		"was=allowed now=refused\n",
		CHANGES "subscriber_id=5 imsi=<redacted> network=\"N\" 262-02 "
		"was=allowed now=refused\n",
		NULL,
	});
}

static void no_home_network(void **state)
{
	struct bench b;

	(void)state;
	make(&b, "nohome", NET "(1,'N','262','02');" RULE "(1,1,0,0)");
	fake_home("", "");
	upgrade(&b);
	fake_home("001", "01");
	assert_int_equal(n_changes(), 0);
	assert_says("[4] roaming decisions of PyHSS not compared: the core's mcc and mnc are not "
	            "set\n");
}

/* The report is no reason to refuse an upgrade.                                */
static void what_cannot_be_compared(void **state)
{
	const struct hss_entity *const some[] = { &model_subscriber };
	struct bench b;

	(void)state;
	make(&b, "odd", "ALTER TABLE roaming_network DROP COLUMN mnc");
	bench_open(&b, some, 1);
	bench_close(&b);
	assert_says("[4] roaming decisions of PyHSS not compared in full: ");
	make(&b, "none", "DROP TABLE roaming_rule; DROP TABLE roaming_network");
	bench_open(&b, some, 1);
	bench_close(&b);
	assert_null(strstr(fake_log(), "roaming decision"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_changes),
		cmocka_unit_test(disabled_rules),
		cmocka_unit_test(three_digits_for_two),
		cmocka_unit_test(half_a_home_network),
		cmocka_unit_test(lists_of_many),
		cmocka_unit_test(no_home_network),
		cmocka_unit_test(what_cannot_be_compared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
