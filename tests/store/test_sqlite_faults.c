/*
 * test_sqlite_faults.c - the file is locked, full, read-only, damaged, replaced, gone, or the
 * process dies: never "no such row", never a lost acknowledged write, and well again by itself.
 */
#include "sqlite_bench.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct hss_entity *const notes[] = { &note_entity };
static const struct hss_op any_note = { .size = sizeof any_note, .kind = HSS_OP_FIND,
	                                .entity = &note_entity, .limit = 1 };

static hss_rc insert(struct bench *b, const char *key, size_t len)
{
	struct hss_op *op = note_op(key, len);
	hss_rc rc = bench_rc(b, op);

	note_free(op);
	return rc;
}

static void locked_by_another_program(void **state)
{
	sqlite3 *other;
	struct bench b;

	(void)state;
	bench_init(&b, "locked");
	bench_open(&b, notes, 1);
	assert_int_equal(insert(&b, "a", 10), HSS_OK);
	assert_int_equal(sqlite3_open(b.path, &other), SQLITE_OK);
	assert_int_equal(conn_run(other, "BEGIN EXCLUSIVE"), SQLITE_OK);
	assert_int_equal(insert(&b, "b", 10), HSS_E_TIMEOUT);
	assert_int_equal(fake_seen().health, HSS_E_TIMEOUT);
	assert_non_null(strstr(fake_seen().why, "locked"));
	/* readers go on                                                        */
	assert_int_equal(bench_count(&b, notes[0]), 1);
	assert_int_equal(insert(&b, "b", 10), HSS_E_TIMEOUT);
	assert_int_equal(fake_seen().n_health, 1);
	assert_int_equal(conn_run(other, "COMMIT"), SQLITE_OK);
	assert_int_equal(insert(&b, "b", 10), HSS_OK);
	assert_int_equal(fake_seen().health, HSS_OK);
	assert_int_equal(fake_seen().n_health, 2);
	sqlite3_close(other);
	bench_close(&b);
}

static void locked_at_the_start_passes(void **state)
{
	struct hss_err err;
	sqlite3 *other;
	struct bench b;

	(void)state;
	bench_init(&b, "locked2");
	assert_int_equal(sqlite3_open(b.path, &other), SQLITE_OK);
	assert_int_equal(conn_run(other, "CREATE TABLE x(y); BEGIN EXCLUSIVE"), SQLITE_OK);
	/* the plugin starts; the worker says that it has to be tried again      */
	assert_int_equal(bench_try_open(&b, notes, 1, &err), HSS_E_TIMEOUT);
	assert_non_null(strstr(err.text, "locked"));
	sqlite3_close(other);
	bench_open(&b, notes, 1);
	assert_int_equal(insert(&b, "a", 10), HSS_OK);
	bench_close(&b);
}

static void full_disk(void **state)
{
	struct bench b;
	char key[16];
	hss_rc rc = HSS_OK;
	int n = 0;

	(void)state;
	bench_init(&b, "full");
	b.conf.max_size = 256 << 10;
	bench_open(&b, notes, 1);
	for (; rc == HSS_OK && n < 1000; n++) {
		snprintf(key, sizeof key, "k%d", n);
		rc = insert(&b, key, 4000);
	}
	assert_int_equal(rc, HSS_E_UNREACH);
	assert_int_equal(fake_seen().health, HSS_E_UNREACH);
	assert_non_null(strstr(fake_seen().why, "full"));
	assert_int_equal(bench_count(&b, notes[0]), n - 1);
	assert_int_equal(bench_rc(&b, &any_note), HSS_OK);
	/* room again: nothing has to be restarted                              */
	assert_int_equal(bench_rc(&b, &OP(DELETE, notes[0])), HSS_OK);
	assert_int_equal(insert(&b, "again", 4000), HSS_OK);
	assert_int_equal(fake_seen().health, HSS_OK);
	bench_close(&b);
}

/* The file may not grow: writes into the WAL fail as they do on a dying disk.   */
static void failing_writes(void **state)
{
	struct rlimit was, now;
	struct bench b;
	char key[16];
	hss_rc rc = HSS_OK;
	int n = 0;

	(void)state;
	bench_init(&b, "io");
	bench_open(&b, notes, 1);
	assert_int_equal(insert(&b, "first", 10), HSS_OK);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	now = was;
	now.rlim_cur = 300 << 10;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &now), 0);
	for (; rc == HSS_OK && n < 1000; n++) {
		snprintf(key, sizeof key, "k%d", n);
		rc = insert(&b, key, 4000);
	}
	assert_true(rc == HSS_E_UNREACH || rc == HSS_E_UNCERTAIN);
	assert_int_equal(fake_seen().health, HSS_E_UNREACH);
	assert_int_equal(bench_rc(&b, &any_note), HSS_OK);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_int_equal(insert(&b, "again", 4000), HSS_OK);
	assert_int_equal(fake_seen().health, HSS_OK);
	assert_in_range(bench_count(&b, notes[0]), n + 1, n + 2);
	bench_close(&b);
	assert_string_equal(bench_sql(b.path, "PRAGMA integrity_check"), "ok");
}

/* As a user without rights, in a process of its own: root may write anything.  */
static int as_nobody(struct bench *b, const char *want)
{
	struct hss_err err = { 0 };
	int status = 0;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		hss_rc rc;

		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(3);
		rc = bench_try_open(b, notes, 1, &err);
		if (rc != HSS_E_UNREACH || !strstr(err.text, want)) {
			fprintf(stderr, "%d %s\n", rc, err.text);
			_exit(1);
		}
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void read_only_file_and_folder_refuse_to_start(void **state)
{
	struct bench b;
	char path[800];

	(void)state;
	bench_init(&b, "ro");
	bench_open(&b, notes, 1);
	assert_int_equal(insert(&b, "a", 10), HSS_OK);
	bench_close(&b);
	snprintf(path, sizeof path, "%s.running", b.path);
	assert_int_equal(chmod(path, 0666), 0);
	assert_int_equal(chmod(b.path, 0444), 0);
	assert_int_equal(chmod(b.dir, 0777), 0);
	/* the way to the scratch folder may be closed to others               */
	if (as_nobody(&b, "") == 0 && access(b.dir, R_OK) == 0) {
		assert_int_equal(as_nobody(&b, "cannot"), 0);
		assert_int_equal(chmod(b.dir, 0555), 0);
		assert_int_equal(chmod(path, 0600), 0);
		assert_int_equal(as_nobody(&b, ".running"), 0);
	}
	assert_int_equal(chmod(b.dir, 0755), 0);
	assert_int_equal(chmod(b.path, 0600), 0);
	bench_open(&b, notes, 1);
	assert_int_equal(bench_count(&b, notes[0]), 1);
	bench_close(&b);
}

static void overwrite(const char *path, long from, long to)
{
	int fd = open(path, O_WRONLY);
	char junk[4096];

	assert_true(fd >= 0);
	memset(junk, 0xa5, sizeof junk);
	for (; from < to; from += (long)sizeof junk)
		assert_int_equal(pwrite(fd, junk, sizeof junk, from), (ssize_t)sizeof junk);
	close(fd);
}

static void fill(struct bench *b, int n)
{
	char key[16];

	for (int i = 0; i < n; i++) {
		snprintf(key, sizeof key, "k%05d", i);
		assert_int_equal(insert(b, key, 1000), HSS_OK);
	}
}

static void damaged_pages_are_no_missing_rows(void **state)
{
	char cmd[4000], key[16];
	int n_bad = 0, n_good = 0;
	struct hss_err err;
	struct bench b;

	(void)state;
	bench_init(&b, "damage");
	b.conf.cache_size = 65536;
	bench_open(&b, notes, 1);
	fill(&b, 600);
	bench_close(&b);
	snprintf(cmd, sizeof cmd, "cp '%s' '%s.good'", b.path, b.path);
	assert_int_equal(system(cmd), 0);
	bench_open(&b, notes, 1);
	assert_int_equal(bench_rc(&b, &OP(GET, notes[0], WHERE(TERM_S(0, EQ, S("k00001"))))),
	                 HSS_OK);
	overwrite(b.path, 20 * 4096, 120 * 4096);
	for (int i = 0; i < 600; i++) {
		hss_rc rc;

		snprintf(key, sizeof key, "k%05d", i);
		rc = bench_rc(&b, &OP(GET, notes[0], WHERE(TERM_S(0, EQ, str(key)))));
		if (rc != HSS_OK && rc != HSS_E_INTERNAL)
			fail_msg("%s: %d", key, rc);
		n_bad += rc != HSS_OK;
		n_good += rc == HSS_OK;
	}
	assert_true(n_bad > 0 && n_good > 0);
	assert_int_equal(fake_seen().health, HSS_E_INTERNAL);
	assert_int_equal(admin_run(b.self, b.r, HSS_ADMIN_CHECK, NULL, &err), HSS_E_INTERNAL);
	/* a good file in its place: everything is back without a restart       */
	snprintf(cmd, sizeof cmd, "cp '%s.good' '%s.new' && mv '%s.new' '%s'", b.path, b.path,
	         b.path, b.path);
	assert_int_equal(system(cmd), 0);
	assert_int_equal(bench_count(&b, notes[0]), 600);
	assert_int_equal(insert(&b, "more", 10), HSS_OK);
	assert_int_equal(fake_seen().health, HSS_OK);
	assert_int_equal(fake_seen().n_notify, 1);
	assert_int_equal(admin_run(b.self, b.r, HSS_ADMIN_CHECK, NULL, &err), HSS_OK);
	bench_close(&b);
}

static void no_database_at_all_is_refused(void **state)
{
	struct hss_err err;
	struct bench b;
	FILE *f;

	(void)state;
	bench_init(&b, "nodb");
	f = fopen(b.path, "w");
	assert_non_null(f);
	for (int i = 0; i < 1000; i++)
		fprintf(f, "this is a letter and no database\n");
	fclose(f);
	assert_int_equal(bench_try_open(&b, notes, 1, &err), HSS_E_INTERNAL);
	assert_non_null(strstr(err.text, "not a database"));
}

static void die_open(struct bench *b)
{
	pid_t pid = fork();
	int status;

	assert_true(pid >= 0);
	if (pid == 0) {
		bench_open(b, notes, 1);
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
}

static void unclean_stop_is_followed_by_a_check(void **state)
{
	struct hss_err err;
	struct bench b;

	(void)state;
	bench_init(&b, "unclean");
	bench_open(&b, notes, 1);
	fill(&b, 300);
	bench_close(&b);
	bench_open(&b, notes, 1);
	assert_null(strstr(fake_seen().log, "unclean"));
	bench_close(&b);
	die_open(&b);
	bench_open(&b, notes, 1);
	assert_non_null(strstr(fake_seen().log, "unclean"));
	bench_close(&b);
	/* damage is found then, each time, until the file is replaced          */
	die_open(&b);
	overwrite(b.path, 20 * 4096, 40 * 4096);
	assert_int_equal(bench_try_open(&b, notes, 1, &err), HSS_E_INTERNAL);
	assert_non_null(strstr(err.text, "damaged"));
	assert_int_equal(bench_try_open(&b, notes, 1, &err), HSS_E_INTERNAL);
	b.conf.check_on_unclean_stop = false;
	bench_open(&b, notes, 1);
	bench_close(&b);
}

static void copy_file(const char *from, const char *to)
{
	char cmd[4000];

	snprintf(cmd, sizeof cmd, "cp '%s' '%s'", from, to);
	assert_int_equal(system(cmd), 0);
}

/* A backup is put in the place of a database that is in use: nothing of the old one's log
 * gets into it, and all workers go over to it.                                 */
static void replaced_file_is_taken_over_cleanly(void **state)
{
	char copy[800], wal[800];
	struct hss_err err;
	struct bench b;

	(void)state;
	bench_init(&b, "replaced");
	snprintf(copy, sizeof copy, "%s/copy.db", b.dir);
	snprintf(wal, sizeof wal, "%s-wal", b.path);
	bench_open(&b, notes, 1);
	fill(&b, 20);
	assert_int_equal(admin_run(b.self, b.r, HSS_ADMIN_BACKUP, copy, &err), HSS_OK);
	for (int i = 0; i < 30; i++) {
		char key[16];

		snprintf(key, sizeof key, "late%d", i);
		assert_int_equal(insert(&b, key, 3000), HSS_OK);
	}
	assert_true(bench_has_file(wal));
	assert_int_equal(rename(copy, b.path), 0);
	assert_int_equal(bench_count(&b, notes[0]), 20);
	assert_int_equal(fake_seen().n_notify, 1);
	assert_int_equal(insert(&b, "new", 3000), HSS_OK);
	assert_int_equal(bench_count(&b, notes[0]), 21);
	assert_int_equal(fake_seen().n_notify, 1);
	bench_close(&b);
	assert_string_equal(bench_sql(b.path, "PRAGMA integrity_check"), "ok");
	assert_string_equal(bench_sql(b.path, "SELECT count(*) FROM note"), "21");
}

/* The same after kill -9, when the log of the old file still lies there.       */
static void log_of_a_replaced_file_is_put_aside(void **state)
{
	char copy[800];
	struct bench b;
	pid_t pid;
	int status;

	(void)state;
	bench_init(&b, "stale");
	snprintf(copy, sizeof copy, "%s/copy.db", b.dir);
	bench_open(&b, notes, 1);
	fill(&b, 20);
	bench_close(&b);
	copy_file(b.path, copy);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		bench_open(&b, notes, 1);
		for (int i = 0; i < 30; i++) {
			char key[16];

			snprintf(key, sizeof key, "late%d", i);
			insert(&b, key, 3000);
		}
		kill(getpid(), SIGKILL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_string_not_equal(bench_find(&b, "hss.db-wal"), "");
	assert_int_equal(rename(copy, b.path), 0);
	bench_open(&b, notes, 1);
	assert_int_equal(bench_count(&b, notes[0]), 20);
	assert_string_not_equal(bench_find(&b, "-wal.stale-"), "");
	bench_close(&b);
	assert_string_equal(bench_sql(b.path, "PRAGMA integrity_check"), "ok");
}

static void lost_or_emptied_file_is_no_empty_store(void **state)
{
	struct bench b;
	char cmd[4000], ends[3][800];

	(void)state;
	bench_init(&b, "lost");
	bench_open(&b, notes, 1);
	assert_int_equal(insert(&b, "a", 10), HSS_OK);
	bench_close(&b);
	bench_open(&b, notes, 1);
	snprintf(ends[0], sizeof ends[0], "%s.away", b.path);
	assert_int_equal(rename(b.path, ends[0]), 0);
	assert_int_equal(bench_rc(&b, &any_note), HSS_E_UNREACH);
	assert_int_equal(insert(&b, "b", 10), HSS_E_UNREACH);
	assert_int_equal(fake_seen().health, HSS_E_UNREACH);
	assert_false(bench_has_file(b.path));
	/* an empty file in its place would make every row unknown              */
	snprintf(cmd, sizeof cmd, ": > '%s'", b.path);
	assert_int_equal(system(cmd), 0);
	assert_int_equal(bench_rc(&b, &any_note), HSS_E_UNREACH);
	assert_int_equal(insert(&b, "b", 10), HSS_E_UNREACH);
	assert_int_equal(rename(ends[0], b.path), 0);
	assert_int_equal(bench_count(&b, notes[0]), 1);
	assert_int_equal(insert(&b, "b", 10), HSS_OK);
	assert_int_equal(fake_seen().health, HSS_OK);
	bench_close(&b);
}

/* A process that writes in groups and tells each acknowledged key; it dies in the middle. */
static void write_until_killed(struct bench *b, int fd, int first)
{
	bench_open(b, notes, 1);
	for (int n = first;; n += 8) {
		struct hss_job *jobs[8];
		struct hss_op *op[8];
		char key[16];

		for (int i = 0; i < 8; i++) {
			snprintf(key, sizeof key, "k%07d", n + i);
			op[i] = note_op(key, 200);
			jobs[i] = fake_job(op[i]);
		}
		exec_jobs(b->self, b->w, jobs, 8);
		for (int i = 0; i < 8; i++) {
			int acked = n + i;

			if (jobs[i]->rc != HSS_OK || write(fd, &acked, sizeof acked) < 0)
				_exit(1);
			fake_job_free(jobs[i]);
			note_free(op[i]);
		}
	}
}

static void kill_loses_nothing_acknowledged(void **state)
{
	int last = -1, fds[2], status;
	struct bench b;
	char key[16];

	(void)state;
	bench_init(&b, "kill");
	for (int round = 0; round < 5; round++) {
		int until = last + 200 + round * 37;
		pid_t pid;

		assert_int_equal(pipe(fds), 0);
		pid = fork();
		assert_true(pid >= 0);
		if (pid == 0) {
			close(fds[0]);
			write_until_killed(&b, fds[1], (round + 1) * 100000);
		}
		close(fds[1]);
		last = -1;
		for (int got; read(fds[0], &got, sizeof got) == sizeof got;) {
			last = got;
			if (got % 100000 > until % 100000 % 500 + 100)
				kill(pid, SIGKILL);
		}
		close(fds[0]);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFSIGNALED(status) && last > 0);
		bench_open(&b, notes, 1);
		for (int n = (round + 1) * 100000; n <= last; n++) {
			snprintf(key, sizeof key, "k%07d", n);
			assert_int_equal(bench_rc(&b, &OP(GET, notes[0],
			                                  WHERE(TERM_S(0, EQ, str(key))))),
			                 HSS_OK);
		}
		bench_close(&b);
	}
	assert_string_equal(bench_sql(b.path, "PRAGMA integrity_check"), "ok");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(locked_by_another_program),
		cmocka_unit_test(locked_at_the_start_passes),
		cmocka_unit_test(full_disk),
		cmocka_unit_test(failing_writes),
		cmocka_unit_test(read_only_file_and_folder_refuse_to_start),
		cmocka_unit_test(damaged_pages_are_no_missing_rows),
		cmocka_unit_test(no_database_at_all_is_refused),
		cmocka_unit_test(unclean_stop_is_followed_by_a_check),
		cmocka_unit_test(replaced_file_is_taken_over_cleanly),
		cmocka_unit_test(log_of_a_replaced_file_is_put_aside),
		cmocka_unit_test(lost_or_emptied_file_is_no_empty_store),
		cmocka_unit_test(kill_loses_nothing_acknowledged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
