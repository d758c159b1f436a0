/*
 * memory_store.h - a storage plugin that keeps its rows in memory: the smallest backend that does
 * all operations, to start one's own from and to test with.
 *
 * One lock around everything: exec() of all workers runs one after the other.
 */
#ifndef MEMORY_STORE_H
#define MEMORY_STORE_H

#include <hss/plugin.h>

#include <pthread.h>

struct mem_row {                        /* row struct and its values, one block  */
	uint64_t rev;
	void *row;
};

struct mem_table {
	const struct hss_entity *e;
	struct mem_row **rows;
	uint32_t n, cap;
	int64_t last_id;                /* AUTO_ID                              */
};

/* What an operation did, to take it back when its batch fails.                 */
struct mem_undo {
	struct mem_table *t;
	struct mem_row *was, *is;       /* NULL: was not there, is no more      */
};

struct mem_db {
	struct hss_inst *in;
	pthread_mutex_t lock;
	struct mem_table *tables[256];
	uint32_t n_tables;
	uint64_t last_rev;
	struct mem_undo *undo;
	uint32_t n_undo, undo_cap;
};

/* ---- values.c ------------------------------------------------------------ */
const struct hss_column *mem_col(const struct hss_entity *e, uint32_t i);
const struct hss_term *mem_term(const struct hss_op *op, uint32_t i);
bool mem_is_set(const void *row, const struct hss_column *c);
int64_t mem_int(const void *row, const struct hss_column *c);
void mem_set_int(void *row, const struct hss_column *c, int64_t v);
/* Order of two rows by one column; null comes first.                           */
int mem_compare(const void *a, const void *b, const struct hss_column *c);
bool mem_meets(const struct hss_entity *e, const void *row, const struct hss_term *t);
/* Does the row meet the first n terms?                                         */
bool mem_meets_all(const struct hss_op *op, const void *row, uint32_t n);
/* A copy of its own in one block; NULL: out of memory.                         */
struct mem_row *mem_copy(const struct hss_entity *e, const void *row, uint64_t rev);
/* Copies one column's field, not what it points to.                            */
void mem_take(void *to, const void *from, const struct hss_column *c);
/* Into a result row of the job. NOMEM.                                         */
hss_rc mem_result(struct hss_job *j, uint32_t idx, const struct hss_entity *e,
                  const struct mem_row *r, bool is_old);

/* ---- table.c ------------------------------------------------------------- */
struct mem_table *mem_table_of(struct mem_db *db, const struct hss_entity *e);
hss_rc mem_table_add(struct mem_db *db, const struct hss_entity *e);
/* was NULL: a new row, is NULL: gone. Unique keys and references are checked; `is` is taken, also
 * on failure. EXISTS, DENIED (reference), NOMEM.                               */
hss_rc mem_change(struct mem_db *db, struct mem_table *t, struct mem_row *was, struct mem_row *is);
/* Takes back everything since n_undo was `to`, or frees what it replaced.      */
void mem_rollback(struct mem_db *db, uint32_t to);
void mem_commit(struct mem_db *db);
void mem_tables_free(struct mem_db *db);

/* ---- ops.c, cursor.c ----------------------------------------------------- */
void mem_job(struct mem_db *db, struct hss_job *j);
hss_rc mem_find(struct mem_db *db, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                struct hss_bytes *cursor);

#endif
