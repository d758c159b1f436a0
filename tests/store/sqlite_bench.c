/* sqlite_bench.c - see sqlite_bench.h. */
#include "sqlite_bench.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

extern const struct hss_plugin_desc hss_plugin;

static const struct hss_store_ops *ops(void)
{
	return hss_plugin.kind_ops;
}

void bench_init(struct bench *b, const char *name)
{
	char cmd[700];

	memset(b, 0, sizeof *b);
	snprintf(b->dir, sizeof b->dir, "%s/sqlite_%s.%ld", TEST_TMP, name, (long)getpid());
	snprintf(b->path, sizeof b->path, "%s/hss.db", b->dir);
	snprintf(cmd, sizeof cmd, "rm -rf '%s' && mkdir -p '%s'", b->dir, b->dir);
	assert_int_equal(system(cmd), 0);
	b->conf = (struct sqlite_conf){
		.path = b->path, .synchronous = SYNC_FULL, .busy_timeout_ms = 100,
		.cache_size = 1 << 20, .journal_size_limit = 1 << 20,
		.check_on_unclean_stop = true,
	};
}

hss_rc bench_try_open(struct bench *b, const struct hss_entity *const *e, uint32_t n,
                      struct hss_err *err)
{
	void *wself = NULL;
	hss_rc rc;

	memset(err, 0, sizeof *err);
	*hss_plugin.host_slot = fake_host();
	rc = hss_plugin.ops->create(fake_inst(), &b->conf, &b->self, err);
	if (rc == HSS_OK)
		rc = hss_plugin.ops->start(b->self, err);
	if (rc == HSS_OK)
		rc = ops()->worker_init(b->self, HSS_WORKER_WRITE, &wself, err);
	b->w = wself;
	if (rc == HSS_OK)
		rc = ops()->prepare(b->self, b->w, e, n, err);
	wself = NULL;
	if (rc == HSS_OK)
		rc = ops()->worker_init(b->self, HSS_WORKER_READ, &wself, err);
	b->r = wself;
	if (rc != HSS_OK)
		bench_close(b);
	return rc;
}

void bench_open(struct bench *b, const struct hss_entity *const *e, uint32_t n)
{
	struct hss_err err;
	hss_rc rc = bench_try_open(b, e, n, &err);

	if (rc != HSS_OK)
		fail_msg("open: %d %s", rc, err.text);
}

void bench_close(struct bench *b)
{
	if (b->r)
		ops()->worker_fini(b->self, b->r);
	if (b->w)
		ops()->worker_fini(b->self, b->w);
	if (b->self)
		hss_plugin.ops->destroy(b->self);
	b->r = b->w = NULL;
	b->self = NULL;
}

struct hss_job *bench_job(struct bench *b, const struct hss_op *op)
{
	struct hss_job *j = fake_job(op);

	ops()->exec(b->self, op_is_write(op) ? b->w : b->r, &j, 1);
	assert_int_equal(j->n_done, 1);
	return j;
}

hss_rc bench_rc(struct bench *b, const struct hss_op *op)
{
	struct hss_job *j = bench_job(b, op);
	hss_rc rc = j->rc;

	fake_job_free(j);
	return rc;
}

struct hss_op *note_op(const char *key, size_t text_len)
{
	struct {
		struct hss_op op;
		struct note note;
		char key[32];
		uint8_t text[];
	} *n = calloc(1, sizeof *n + text_len + 1);

	assert_non_null(n);
	snprintf(n->key, sizeof n->key, "%s", key);
	memset(n->text, 'x', text_len);
	n->note = (struct note){ .note_id = str(n->key),
	                         .text = { n->text, (uint32_t)text_len } };
	n->op = OP(INSERT, &note_entity, .row = &n->note);
	return &n->op;
}

void note_free(struct hss_op *op)
{
	free(op);
}

uint64_t bench_count(struct bench *b, const struct hss_entity *e)
{
	struct hss_job *j = bench_job(b, &OP(COUNT, e));
	uint64_t n = j->count[0];

	assert_int_equal(j->rc, HSS_OK);
	fake_job_free(j);
	return n;
}

const char *bench_sql(const char *path, const char *sql)
{
	static char out[65536];
	sqlite3 *h = NULL;
	sqlite3_stmt *s = NULL;
	const char *tail = sql;

	assert_int_equal(sqlite3_open(path, &h), SQLITE_OK);
	sqlite3_busy_timeout(h, 1000);
	out[0] = 0;
	while (tail && *tail) {
		if (sqlite3_prepare_v2(h, tail, -1, &s, &tail) != SQLITE_OK)
			fail_msg("%s: %s", tail, sqlite3_errmsg(h));
		if (!s)
			break;
		switch (sqlite3_step(s)) {
		case SQLITE_ROW:
			snprintf(out, sizeof out, "%s", sqlite3_column_text(s, 0)
			                 ? (const char *)sqlite3_column_text(s, 0) : "(null)");
			break;
		case SQLITE_DONE:
			break;
		default:
			fail_msg("%s: %s", sqlite3_sql(s), sqlite3_errmsg(h));
		}
		sqlite3_finalize(s);
	}
	sqlite3_close(h);
	return out;
}

bool bench_has_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

const char *bench_find(struct bench *b, const char *part)
{
	static char path[600];
	DIR *d = opendir(b->dir);
	struct dirent *e;

	assert_non_null(d);
	path[0] = 0;
	while ((e = readdir(d)))
		if (strstr(e->d_name, part))
			snprintf(path, sizeof path, "%s/%s", b->dir, e->d_name);
	closedir(d);
	return path;
}
