/*
 * Many requesters of few SIMs at once, killed with -9 in the middle and started again: no SEQ
 * twice, and every start goes on above the one before. Real loops, store and SQLite file.
 */
#include "process.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define STARTS  12
#define NUMBERS 2000000

struct run {
	char dir[256], database[300], keys[300];
	uint64_t *seq[SIMS];
	uint32_t n[SIMS];
	uint64_t top[SIMS];             /* of all starts before                 */
	uint64_t failed;
};

static void make_dir(struct run *r, const char *name)
{
	static const char key[] =
		"k1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
	char cmd[600];
	FILE *f;

	memset(r, 0, sizeof *r);
	snprintf(r->dir, sizeof r->dir, "%s/auc_store_%s.%d", TEST_TMP, name, (int)getpid());
	snprintf(r->database, sizeof r->database, "%s/hss.db", r->dir);
	snprintf(r->keys, sizeof r->keys, "%s/keys", r->dir);
	snprintf(cmd, sizeof cmd, "rm -rf '%s' && mkdir -p '%s'", r->dir, r->dir);
	assert_int_equal(system(cmd), 0);
	f = fopen(r->keys, "w");
	assert_non_null(f);
	fputs(key, f);
	fclose(f);
	assert_int_equal(chmod(r->keys, 0600), 0);
	for (int i = 0; i < SIMS; i++) {
		r->seq[i] = calloc(NUMBERS / SIMS, sizeof *r->seq[i]);
		assert_non_null(r->seq[i]);
	}
}

static void remove_dir(struct run *r)
{
	char cmd[600];

	snprintf(cmd, sizeof cmd, "rm -rf '%s'", r->dir);
	assert_int_equal(system(cmd), 0);
	for (int i = 0; i < SIMS; i++)
		free(r->seq[i]);
}

static void hear(struct run *r, const struct said *s, uint64_t *last, uint32_t *answer)
{
	uint64_t seq = s->sqn >> 5;

	if (s->what == SAY_FAILED) {
		r->failed++;
		return;
	}
	assert_true(s->sim < SIMS && r->n[s->sim] < NUMBERS / SIMS);
	assert_true(seq > r->top[s->sim]);
	if (s->index && s->answer == *answer)
		assert_true(s->sqn > *last);
	*last = s->sqn;
	*answer = s->answer;
	r->seq[s->sim][r->n[s->sim]++] = seq;
}

/* One life; it is killed after `kill_after` numbers, 0: it ends by itself.      */
static void live(struct run *r, struct process_conf conf, uint32_t kill_after)
{
	uint32_t heard = 0, answer = UINT32_MAX;
	struct said words[64];
	uint64_t last = 0;
	size_t have = 0;
	int fd[2], status;
	ssize_t got;
	pid_t pid;

	assert_int_equal(pipe(fd), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		close(fd[0]);
		conf.fd = fd[1];
		_exit(process_run(&conf));
	}
	close(fd[1]);
	for (;;) {
		struct pollfd p = { .fd = fd[0], .events = POLLIN };

		assert_int_equal(poll(&p, 1, 60000), 1);
		got = read(fd[0], (char *)words + have, sizeof words - have);
		if (got <= 0)
			break;
		have += (size_t)got;
		for (size_t i = 0; i < have / sizeof words[0]; i++)
			hear(r, &words[i], &last, &answer);
		heard += (uint32_t)(have / sizeof words[0]);
		memmove(words, &words[have / sizeof words[0]], have % sizeof words[0]);
		have %= sizeof words[0];
		if (kill_after && heard >= kill_after) {
			kill(pid, SIGKILL);
			kill_after = 0;         /* what is in the pipe was handed out */
		}
	}
	close(fd[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status))
		assert_int_equal(WEXITSTATUS(status), 0);
	else
		assert_int_equal(WTERMSIG(status), SIGKILL);
	for (int s = 0; s < SIMS; s++)
		for (uint32_t i = 0; i < r->n[s]; i++)
			if (r->seq[s][i] > r->top[s])
				r->top[s] = r->seq[s][i];
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static void check(struct run *r)
{
	for (int s = 0; s < SIMS; s++) {
		assert_true(r->n[s] > 100);
		qsort(r->seq[s], r->n[s], sizeof r->seq[s][0], by_value);
		for (uint32_t i = 1; i < r->n[s]; i++)
			assert_true(r->seq[s][i] != r->seq[s][i - 1]);
	}
	assert_int_equal(r->failed, 0);
}

static void no_seq_twice_and_none_back_over_kill_9(void **state)
{
	struct run r;

	(void)state;
	make_dir(&r, "kill");
	for (unsigned i = 0; i < STARTS; i++) {
		/* early kills hit the first use without a write                */
		struct process_conf conf = { .database = r.database, .key_file = r.keys,
			                     .block = i % 3 ? 32 : 5, .seed = 1000 * i };

		live(&r, conf, i % 2 ? 20 : 500 + 300 * i);
	}
	check(&r);
	remove_dir(&r);
}

static void keys_are_sealed_in_the_file(void **state)
{
	char cmd[900];
	struct run r;

	(void)state;
	make_dir(&r, "sealed");
	live(&r, (struct process_conf){ .database = r.database, .key_file = r.keys, .seed = 1,
		                        .answers = 300 }, 0);
	check(&r);
	/* neither key is anywhere in the database or its journal               */
	snprintf(cmd, sizeof cmd, "grep -aqi -e %s -e %s '%s'*", KI, OPC, r.database);
	assert_int_not_equal(system(cmd), 0);
	snprintf(cmd, sizeof cmd, "grep -aq enc:1:k1:ki: '%s'*", r.database);
	assert_int_equal(system(cmd), 0);
	remove_dir(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_seq_twice_and_none_back_over_kill_9),
		cmocka_unit_test(keys_are_sealed_in_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
