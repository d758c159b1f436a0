/* test_log.c - lines through the ring to every sink; rate limit, slow sinks, crash. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "log/log_priv.h"

#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
	char dir[300], path[400];
	struct log_conf conf;
	struct log *l;
};

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	mkdir(TEST_TMP, 0755);
	snprintf(f->dir, sizeof f->dir, "%s/log-XXXXXX", TEST_TMP);
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->path, sizeof f->path, "%s/log", f->dir);
	f->conf = (struct log_conf){ .plugin_level = HSS_LOG_INFO, .sink = LOG_SINK_FILE,
	                             .file = f->path, .mask_imsi = true };
	for (int i = 0; i < LOG_CATS; i++)
		f->conf.level[i] = HSS_LOG_INFO;
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;
	char old[450];

	log_close(f->l);
	unlink(f->path);
	snprintf(old, sizeof old, "%s.1", f->path);
	unlink(old);
	rmdir(f->dir);
	free(f);
	return 0;
}

static void open_log(struct fixture *f)
{
	struct hss_err err = { 0 };

	if (log_open(&f->conf, &f->l, &err) != HSS_OK)
		fail_msg("%s", err.text);
}

static char *slurp(const char *path)
{
	FILE *fp = fopen(path, "r");
	char *text;
	long n;

	assert_non_null(fp);
	fseek(fp, 0, SEEK_END);
	n = ftell(fp);
	rewind(fp);
	text = calloc(1, (size_t)n + 1);
	assert_int_equal(fread(text, 1, (size_t)n, fp), n);
	fclose(fp);
	return text;
}

/* Closes the log, which flushes, and gives what is in the file.                */
static char *close_and_slurp(struct fixture *f)
{
	log_close(f->l);
	f->l = NULL;
	return slurp(f->path);
}

static uint32_t count(const char *text, const char *part)
{
	uint32_t n = 0;

	for (const char *p = text; (p = strstr(p, part)); p += strlen(part))
		n++;
	return n;
}

static void emit_inst(struct log *l, const char *inst, const char *subject, int level,
                      const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_emit_inst(l, inst, subject, level, fmt, ap);
	va_end(ap);
}

static void text_lines_have_time_level_area_and_text(void **state)
{
	struct fixture *f = *state;
	char *text;

	open_log(f);
	log_emit(f->l, LOG_DIA, HSS_LOG_WARN, "peer %s lost imsi=%s", "mme1", "001010000000001");
	emit_inst(f->l, "s6a", "001010000000001", HSS_LOG_INFO, "attached n=%d", 3);
	emit_inst(f->l, "sh", "4917012", HSS_LOG_INFO, "seen");
	text = close_and_slurp(f);
	assert_int_equal(text[4], '-');
	assert_int_equal(text[10], 'T');
	assert_int_equal(text[19], '.');
	assert_int_equal(text[23], 'Z');
	assert_non_null(strstr(text, "Z warning dia: peer mme1 lost imsi=001010<redacted>\n"));
	assert_non_null(strstr(text, "Z info    s6a: attached n=3 subject=001010<redacted>\n"));
	assert_non_null(strstr(text, "subject=491701<redacted>\n"));
	free(text);
}

static void times_are_right(void **state)
{
	static const struct { int64_t us; const char *text; } v[] = {
		{ 0, "1970-01-01T00:00:00.000Z" },
		{ INT64_C(951782399999000), "2000-02-28T23:59:59.999Z" },
		{ INT64_C(951782400000000), "2000-02-29T00:00:00.000Z" },
		{ INT64_C(1764000000123456), "2025-11-24T16:00:00.123Z" },
		{ INT64_C(4107542400000000), "2100-03-01T00:00:00.000Z" },
	};
	struct log_out o = { .sink = LOG_SINK_FILE };
	struct log_entry e = { .level = 6 };
	char line[LOG_LINE_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof v / sizeof v[0]; i++) {
		e.wall_us = v[i].us;
		format_line(&o, &e, line);
		assert_memory_equal(line, v[i].text, 24);
	}
}

static void json_lines_are_json(void **state)
{
	struct fixture *f = *state;
	json_t *j;
	char *text;

	f->conf.format = LOG_JSON;
	open_log(f);
	emit_inst(f->l, "s6a", "001010000000001", HSS_LOG_NOTICE,
	          "\"quoted\" back\\slash\nnewline \xff caf\xc3\xa9");
	text = close_and_slurp(f);
	assert_int_equal(count(text, "\n"), 1);
	j = json_loads(text, 0, NULL);
	assert_non_null(j);
	assert_string_equal(json_string_value(json_object_get(j, "level")), "notice");
	assert_string_equal(json_string_value(json_object_get(j, "area")), "instance");
	assert_string_equal(json_string_value(json_object_get(j, "instance")), "s6a");
	assert_string_equal(json_string_value(json_object_get(j, "subject")), "001010<redacted>");
	assert_string_equal(json_string_value(json_object_get(j, "text")),
	                    "\"quoted\" back\\slash\\nnewline \\xff caf\xc3\xa9");
	json_decref(j);
	free(text);
}

static void levels_decide_per_area(void **state)
{
	struct fixture *f = *state;
	char *text;

	f->conf.level[LOG_DIA] = HSS_LOG_DEBUG;
	f->conf.level[LOG_STORE] = HSS_LOG_ERR;
	open_log(f);
	assert_true(log_on(f->l, LOG_DIA, HSS_LOG_DEBUG));
	assert_false(log_on(f->l, LOG_STORE, HSS_LOG_WARN));
	assert_false(log_on(f->l, LOG_CORE, HSS_LOG_DEBUG));
	assert_false(log_on_inst(f->l, HSS_LOG_DEBUG));
	log_emit(f->l, LOG_DIA, HSS_LOG_DEBUG, "one imsi=001010000000001 ki=%s",
	         "465b5ce8b199b49faa5f0a2ee238a6bc");
	log_emit(f->l, LOG_STORE, HSS_LOG_WARN, "two");
	log_set_level(f->l, LOG_STORE, HSS_LOG_INFO);
	log_set_plugin_level(f->l, HSS_LOG_DEBUG);
	assert_true(log_on_inst(f->l, HSS_LOG_DEBUG));
	log_emit(f->l, LOG_STORE, HSS_LOG_WARN, "three");
	text = close_and_slurp(f);
	assert_non_null(strstr(text, "one imsi=001010000000001 ki=<redacted>\n"));
	assert_null(strstr(text, "two"));
	assert_non_null(strstr(text, "three"));
	free(text);
}

static void no_log_is_fine(void **state)
{
	struct log_counts c;

	(void)state;
	assert_false(log_on(NULL, LOG_CORE, HSS_LOG_ERR));
	assert_false(log_on_inst(NULL, HSS_LOG_ERR));
	log_emit(NULL, LOG_CORE, HSS_LOG_ERR, "x");
	emit_inst(NULL, "a", NULL, HSS_LOG_ERR, "x");
	log_set_level(NULL, LOG_CORE, 3);
	log_reopen(NULL);
	log_crash(NULL);
	log_close(NULL);
	assert_int_equal(log_flush(NULL, 1), HSS_OK);
	log_counts(NULL, &c);
	assert_int_equal(c.lines, 0);
}

static void a_noisy_place_is_limited_and_told(void **state)
{
	struct fixture *f = *state;
	struct log_counts c;
	uint32_t n;
	char *text;

	f->conf.rate_per_s = 5;
	open_log(f);
	for (int i = 0; i < 1000; i++)
		log_emit(f->l, LOG_PEER, HSS_LOG_INFO, "noise %d", i);
	log_emit(f->l, LOG_PEER, HSS_LOG_INFO, "another place");
	for (int i = 0; i < 3; i++) {
		emit_inst(f->l, "a", NULL, HSS_LOG_INFO, "same text of two instances");
		emit_inst(f->l, "b", NULL, HSS_LOG_INFO, "same text of two instances");
	}
	log_counts(f->l, &c);
	text = close_and_slurp(f);
	n = count(text, "peer: noise ");
	assert_in_range(n, 5, 15);      /* seconds may have turned over        */
	assert_int_equal(c.suppressed, 1000 - n);
	assert_int_equal(count(text, "another place"), 1);
	assert_int_equal(count(text, "same text"), 6);
	assert_true(count(text, "more lines like this were left out: noise %d\n") >= 1);
	free(text);
}

static void suppressed_lines_are_told_without_a_next_one(void **state)
{
	struct fixture *f = *state;
	struct pollfd nothing = { .fd = -1 };
	char *text = NULL;

	f->conf.rate_per_s = 1;
	open_log(f);
	for (int i = 0; i < 50; i++)
		log_emit(f->l, LOG_PEER, HSS_LOG_INFO, "noise");
	for (int i = 0; i < 100; i++) { /* the writer tells when the second is over */
		poll(&nothing, 0, 50);
		free(text);
		text = slurp(f->path);
		if (strstr(text, "left out: noise\n"))
			break;
	}
	assert_non_null(strstr(text, "left out: noise\n"));
	free(text);
}

struct thread { struct fixture *f; int id, lines; };

static void *many_lines(void *arg)
{
	struct thread *t = arg;

	for (int i = 0; i < t->lines; i++)
		log_emit(t->f->l, LOG_CORE, HSS_LOG_INFO, "thread %d line %d.", t->id, i);
	return NULL;
}

static void run_threads(struct fixture *f, int n, int lines)
{
	pthread_t threads[8];
	struct thread t[8];

	for (int i = 0; i < n; i++) {
		t[i] = (struct thread){ f, i, lines };
		assert_int_equal(pthread_create(&threads[i], NULL, many_lines, &t[i]), 0);
	}
	for (int i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
}

static void lines_of_many_threads_are_whole_and_in_order(void **state)
{
	struct fixture *f = *state;
	int next[8] = { 0 }, id, line;
	struct log_counts c;
	uint32_t n = 0;
	char *text, *save = NULL;

	open_log(f);
	run_threads(f, 8, 5000);
	assert_int_equal(log_flush(f->l, 20000), HSS_OK);
	log_counts(f->l, &c);
	text = close_and_slurp(f);
	for (char *s = strtok_r(text, "\n", &save); s; s = strtok_r(NULL, "\n", &save)) {
		if (strstr(s, "log lines dropped"))
			continue;
		assert_int_equal(sscanf(s + 25, "info    core: thread %d line %d.", &id, &line), 2);
		assert_in_range(id, 0, 7);
		assert_true(line >= next[id]);
		assert_int_equal(s[strlen(s) - 1], '.');
		next[id] = line + 1;
		n++;
	}
	assert_int_equal(n + c.dropped, 8 * 5000);
	free(text);
}

static void the_file_is_reopened_after_a_rename(void **state)
{
	struct fixture *f = *state;
	char old[450], *text;
	struct pollfd nothing = { .fd = -1 };
	struct stat st;

	snprintf(old, sizeof old, "%s.1", f->path);
	open_log(f);
	log_emit(f->l, LOG_CORE, HSS_LOG_INFO, "before");
	assert_int_equal(log_flush(f->l, 5000), HSS_OK);
	assert_int_equal(rename(f->path, old), 0);
	log_emit(f->l, LOG_CORE, HSS_LOG_INFO, "still the old file");
	assert_int_equal(log_flush(f->l, 5000), HSS_OK);
	log_reopen(f->l);
	for (int i = 0; i < 500 && stat(f->path, &st) != 0; i++)
		poll(&nothing, 0, 10);
	log_emit(f->l, LOG_CORE, HSS_LOG_INFO, "after");
	text = close_and_slurp(f);
	assert_null(strstr(text, "before"));
	assert_non_null(strstr(text, "after"));
	free(text);
	text = slurp(old);
	assert_non_null(strstr(text, "before"));
	assert_non_null(strstr(text, "still the old file"));
	free(text);
	assert_int_equal(stat(f->path, &st), 0);
	assert_int_equal(st.st_mode & 07777 & 027, 0);  /* not for everybody   */
}

static void a_sink_that_nobody_reads_stops_nobody(void **state)
{
	struct fixture *f = *state;
	static char text[8 << 20];
	struct log_counts c;
	size_t len = 0;
	ssize_t n;
	int fd;

	assert_int_equal(mkfifo(f->path, 0600), 0);
	fd = open(f->path, O_RDONLY | O_NONBLOCK);
	assert_true(fd >= 0);
	open_log(f);
	for (int i = 0; i < 20000; i++) /* no call waits for the pipe           */
		log_emit(f->l, LOG_CORE, HSS_LOG_INFO, "line %d", i);
	log_counts(f->l, &c);
	assert_true(c.dropped > 0);
	assert_int_equal(log_flush(f->l, 50), HSS_E_TIMEOUT);
	for (int i = 0; i < 2000 && len < sizeof text - 1; i++) {
		struct pollfd p = { .fd = fd, .events = POLLIN };

		poll(&p, 1, 100);
		n = read(fd, text + len, sizeof text - 1 - len);
		len += n > 0 ? (size_t)n : 0;
		text[len] = '\0';
		if (strstr(text, "log lines dropped, the sink is too slow n="))
			break;
	}
	assert_non_null(strstr(text, "line 0\n"));
	assert_non_null(strstr(text, "log lines dropped, the sink is too slow n="));
	close(fd);
}

static void closing_does_not_wait_for_a_stuck_sink(void **state)
{
	struct fixture *f = *state;
	uint64_t start;
	int fd;

	assert_int_equal(mkfifo(f->path, 0600), 0);
	fd = open(f->path, O_RDONLY | O_NONBLOCK);
	open_log(f);
	for (int i = 0; i < 20000; i++)
		log_emit(f->l, LOG_CORE, HSS_LOG_INFO, "line %d", i);
	start = clock_mono_ns(&clock_system);
	log_close(f->l);
	f->l = NULL;
	assert_true(clock_mono_ns(&clock_system) - start < UINT64_C(5000000000));
	close(fd);
}

static void a_full_disk_is_counted(void **state)
{
	struct fixture *f = *state;
	struct log_counts c;

	if (access("/dev/full", W_OK) != 0)
		skip();
	f->conf.file = "/dev/full";
	open_log(f);
	log_emit(f->l, LOG_CORE, HSS_LOG_INFO, "x");
	assert_int_equal(log_flush(f->l, 5000), HSS_OK);
	log_counts(f->l, &c);
	assert_int_equal(c.lines, 0);
	assert_true(c.lost >= 1);
}

static int listen_unix(const char *path)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	struct timeval five = { 5, 0 };
	int fd = socket(AF_UNIX, SOCK_DGRAM, 0);

	snprintf(at.sun_path, sizeof at.sun_path, "%s", path);
	unlink(path);
	assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &five, sizeof five);
	return fd;
}

static void journald_gets_fields(void **state)
{
	struct fixture *f = *state;
	char path[64] = "/tmp/hssd-test-XXXXXX", got[4096];
	ssize_t n;
	int fd;

	assert_non_null(mkdtemp(path));         /* sun_path is short            */
	strcat(path, "/s");
	fd = listen_unix(path);
	f->conf.sink = LOG_SINK_JOURNALD;
	f->conf.file = path;
	open_log(f);
	emit_inst(f->l, "s6a", "001010000000001", HSS_LOG_WARN, "two\nlines");
	n = recv(fd, got, sizeof got - 1, 0);
	assert_true(n > 0);
	got[n] = '\0';
	assert_string_equal(got, "SYSLOG_IDENTIFIER=hssd\nPRIORITY=4\nHSSD_AREA=instance\n"
	                         "HSSD_INSTANCE=s6a\nHSSD_SUBJECT=001010<redacted>\n"
	                         "MESSAGE=s6a: two\\nlines subject=001010<redacted>\n");
	/* journald was restarted                                               */
	close(fd);
	fd = listen_unix(path);
	log_emit(f->l, LOG_CORE, HSS_LOG_INFO, "again");
	n = recv(fd, got, sizeof got - 1, 0);
	assert_true(n > 0);
	got[n] = '\0';
	assert_non_null(strstr(got, "MESSAGE=core: again\n"));
	close(fd);
	unlink(path);
	*strrchr(path, '/') = '\0';
	rmdir(path);
}

static void syslog_gets_priority_and_tag(void **state)
{
	struct fixture *f = *state;
	char path[64] = "/tmp/hssd-test-XXXXXX", got[4096], want[128];
	ssize_t n;
	int fd;

	assert_non_null(mkdtemp(path));
	strcat(path, "/s");
	fd = listen_unix(path);
	f->conf.sink = LOG_SINK_SYSLOG;
	f->conf.file = path;
	open_log(f);
	log_emit(f->l, LOG_STORE, HSS_LOG_ERR, "text");
	n = recv(fd, got, sizeof got - 1, 0);
	assert_true(n > 0);
	got[n] = '\0';
	snprintf(want, sizeof want, "<27>hssd[%d]: store: text", (int)getpid());
	assert_string_equal(got, want);
	close(fd);
	unlink(path);
	*strrchr(path, '/') = '\0';
	rmdir(path);
}

static void sinks_that_cannot_be_opened_are_named(void **state)
{
	struct fixture *f = *state;
	struct hss_err err = { 0 };

	f->conf.file = "/nonexistent/dir/log";
	assert_int_equal(log_open(&f->conf, &f->l, &err), HSS_E_INTERNAL);
	assert_non_null(strstr(err.text, "/nonexistent/dir/log cannot be opened: No such file"));
	f->conf.file = NULL;
	assert_int_equal(log_open(&f->conf, &f->l, &err), HSS_E_INVAL);
	f->conf.sink = LOG_SINK_JOURNALD;
	f->conf.file = "/nonexistent/socket";
	assert_int_equal(log_open(&f->conf, &f->l, &err), HSS_E_INTERNAL);
}

static void long_texts_are_cut(void **state)
{
	struct fixture *f = *state;
	char *text, *big = malloc(10001);

	memset(big, 'x', 10000);
	big[10000] = '\0';
	open_log(f);
	log_emit(f->l, LOG_CORE, HSS_LOG_INFO, "%s", big);
	text = close_and_slurp(f);
	assert_true(strlen(text) < 1100);
	assert_non_null(strstr(text, "xxx...\n"));
	free(text);
	free(big);
}

/* The child fills the ring faster than the writer writes, then "crashes".      */
static void nothing_in_the_ring_is_lost_in_a_crash(void **state)
{
	struct fixture *f = *state;
	char *text;
	int status;
	pid_t pid;

	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		struct log_counts c;
		struct hss_err err;

		if (log_open(&f->conf, &f->l, &err) != HSS_OK)
			_exit(2);
		for (int i = 0; i < 1500; i++)
			log_emit(f->l, LOG_CORE, HSS_LOG_INFO, "line %d.", i);
		log_crash(f->l);
		log_counts(f->l, &c);
		_exit(c.dropped ? 3 : 0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	text = slurp(f->path);
	assert_int_equal(count(text, "core: line "), 1500);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		T(text_lines_have_time_level_area_and_text),
		T(times_are_right),
		T(json_lines_are_json),
		T(levels_decide_per_area),
		T(no_log_is_fine),
		T(a_noisy_place_is_limited_and_told),
		T(suppressed_lines_are_told_without_a_next_one),
		T(lines_of_many_threads_are_whole_and_in_order),
		T(the_file_is_reopened_after_a_rename),
		T(a_sink_that_nobody_reads_stops_nobody),
		T(closing_does_not_wait_for_a_stuck_sink),
		T(a_full_disk_is_counted),
		T(journald_gets_fields),
		T(syslog_gets_priority_and_tag),
		T(sinks_that_cannot_be_opened_are_named),
		T(long_texts_are_cut),
		T(nothing_in_the_ring_is_lost_in_a_crash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
