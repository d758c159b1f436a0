/* sqlite_bench.h - the SQLite plugin's parts linked in and called without threads in between. */
#ifndef STORE_SQLITE_BENCH_H
#define STORE_SQLITE_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "contract.h"
#include "fake_host.h"
#include "sqlite.h"

struct bench {
	char dir[256], path[700];
	struct sqlite_conf conf;
	void *self;
	struct conn *w, *r;
};

/* A scratch folder of its own, emptied; defaults of the configuration.         */
void bench_init(struct bench *b, const char *name);
/* create, start, one writer with the entities prepared, one reader.            */
hss_rc bench_try_open(struct bench *b, const struct hss_entity *const *e, uint32_t n,
                      struct hss_err *err);
void bench_open(struct bench *b, const struct hss_entity *const *e, uint32_t n);
void bench_close(struct bench *b);

/* One operation by the writer or the reader; the job is the caller's.          */
struct hss_job *bench_job(struct bench *b, const struct hss_op *op);
hss_rc bench_rc(struct bench *b, const struct hss_op *op);
/* A note's insertion as an operation; memory until bench_free().               */
struct hss_op *note_op(const char *key, size_t text_len);
void note_free(struct hss_op *op);
uint64_t bench_count(struct bench *b, const struct hss_entity *e);
/* SQL by a connection of its own; the first value as text.                     */
const char *bench_sql(const char *path, const char *sql);
bool bench_has_file(const char *path);
/* The only file of the folder whose name contains `part`; "" if there is none. */
const char *bench_find(struct bench *b, const char *part);

#endif
