/*
 * sqlite.h - what the files of this plugin share.
 *
 * One `struct db` per instance, one `struct conn` per worker thread. A connection belongs to
 * one thread at a time and is opened without SQLite's own mutexes; what the threads share
 * lies in struct db under its lock.
 */
#ifndef SQLITE_SQLITE_H
#define SQLITE_SQLITE_H

#include <hss/plugin.h>

#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

struct sqlite_conf {
	const char *path;
	int64_t synchronous;            /* SYNC_*                               */
	int64_t busy_timeout_ms;
	int64_t cache_size, mmap_size;  /* octets per connection                */
	int64_t journal_size_limit;     /* octets the WAL keeps after a checkpoint */
	int64_t max_size;               /* octets of the database, 0: no bound  */
	bool check_on_unclean_stop;
};
enum { SYNC_NORMAL = 1, SYNC_FULL = 2 };

/*
 * Locks, in the order in which they are taken: swap (who opens connections and sees to it that
 * none of an old file is left), a connection's own (its worker at work), lock (counters).
 */
struct db {
	struct hss_inst *in;
	struct sqlite_conf conf;        /* its path is a copy of our own        */
	char *path;                     /* absolute, once it was opened         */
	bool is_started;
	pthread_mutex_t swap;           /* guards what follows                  */
	struct conn *conns;
	uint64_t dev, ino;              /* of the file at `path` when opened    */
	const struct hss_entity **entities; /* prepared ones                    */
	uint32_t n_entities;
	pthread_mutex_t lock;           /* guards what follows                  */
	uint32_t refs;                  /* start() and each worker              */
	int mark_fd;                    /* <path>.running, locked while open    */
	uint32_t generation;            /* moves when `entities` or the file does */
	uint32_t n_faulty;              /* workers in trouble                   */
	bool is_damaged;                /* until a check finds nothing          */
};

/* ---- statements by shape (stmt.c, sql.c) ------------------------------- */
enum { SQL_SELECT = 1, SQL_COUNT, SQL_EXISTS, SQL_INSERT, SQL_UPSERT, SQL_UPDATE, SQL_DELETE,
       SQL_ADD };
enum {
	SHAPE_DESC = 1 << 0,
	SHAPE_AFTER = 1 << 1,           /* behind a cursor                      */
	SHAPE_AFTER_NULL = 1 << 2,      /* whose order column is null           */
	SHAPE_REV = 1 << 3,             /* hss_rev must be equal                */
	SHAPE_RETURN = 1 << 4,          /* the rows, not their revisions alone  */
};
#define SHAPE_TERMS 24

struct shape {                          /* zero-filled: it is compared as octets */
	const struct hss_entity *e;
	uint64_t mask;                  /* columns written                      */
	uint16_t kind, flags;
	uint16_t col;                   /* order or add column, upsert_by       */
	uint16_t n_terms;
	struct { uint16_t col, cmp; } term[SHAPE_TERMS];
};

#define STMT_BUCKETS 256
#define STMT_MAX     256                /* more shapes than any plugin has      */
struct stmt {
	struct stmt *next;
	sqlite3_stmt *s;
	uint32_t hash;
	uint64_t used;
	struct shape shape;
};

/* Statements that are the same for every operation.                           */
enum { FIXED_BEGIN_READ = 0, FIXED_BEGIN_WRITE, FIXED_COMMIT, FIXED_ROLLBACK, FIXED_SAVE,
       FIXED_RELEASE, FIXED_UNDO, FIXED_COUNT };

struct outcome {                        /* of one job until the commit          */
	hss_rc rc;
	uint64_t rev;
	struct hss_bytes cursor;
	uint32_t failed;
	bool has_failed;                /* `failed` means something             */
};

struct conn {
	struct conn *next;              /* in db->conns                         */
	pthread_mutex_t lock;           /* held while it works                  */
	struct db *db;
	uint32_t role;                  /* HSS_WORKER_*                         */
	sqlite3 *h;                     /* NULL: closed after a fault           */
	sqlite3_stmt *fixed[FIXED_COUNT];
	struct stmt *bucket[STMT_BUCKETS];
	uint32_t n_stmts;
	uint64_t tick, n_prepared;
	int64_t last_rev;               /* given to a new row                   */
	uint32_t generation;            /* db's when the triggers were made     */
	bool is_suspect;                /* reopen before the next use           */
	bool is_faulty;                 /* counted in db->n_faulty              */
	bool is_aborted;                /* the whole transaction has to go      */
	int abort_code;                 /* extended SQLite code                 */
	char why[200];
	struct outcome *out;
	uint32_t n_out;
	const void **old;               /* scratch: rows before an update       */
	uint32_t n_old;
};

/* ---- fault.c ------------------------------------------------------------ */
/* The result for an extended SQLite code.                                     */
hss_rc fault_rc(int code);
/* Is it the environment's or the file's fault and not the statement's?        */
bool fault_is_whole(int code);
/* Notes the connection's last error; a fault of more than the statement sets is_aborted. */
hss_rc fault_note(struct conn *c, int code);
/* Job memory ran out after rows were written: they must not stay.             */
hss_rc fault_no_memory(struct conn *c);
/* Tells the core when this worker's state changes.                            */
void fault_health(struct conn *c, hss_rc rc);
/* A check found nothing, or another file took the damaged one's place.        */
void fault_repaired(struct conn *c);
/* Fills err with the reason and gives its code back.                          */
hss_rc fault_text(struct hss_err *err, hss_rc rc, const char *fmt, ...) HSS_PRINTF(3, 4);

/* ---- file.c ------------------------------------------------------------- */
hss_rc db_open(struct db *db, struct hss_err *err);
void db_close(struct db *db);
/* Writes who has which file open into the mark.                               */
void file_mark(struct db *db);
/* Puts the write-ahead log aside unless dev and ino are the file it belongs to. */
hss_rc file_drop_stale_log(struct db *db, uint64_t dev, uint64_t ino, struct hss_err *err);
/* fsync of the directory that holds `path`.                                   */
hss_rc file_sync_dir(const char *path);

/* ---- conn.c ------------------------------------------------------------- */
/* Gives a connection with every pragma set; is_reader: it cannot write.       */
hss_rc conn_open_raw(struct db *db, bool is_reader, sqlite3 **out, struct hss_err *err);
hss_rc conn_open(struct db *db, uint32_t role, struct conn **out, struct hss_err *err);
void conn_close(struct conn *c);
/* Before each use: reopens after a fault or when the file was replaced. OK: the connection is
 * the caller's until conn_give().                                              */
hss_rc conn_take(struct conn *c);
void conn_give(struct conn *c);
/* A FIXED_* statement; an extended SQLite code.                               */
int conn_fixed(struct conn *c, uint32_t which);
/* One statement without result, prepared anew; an extended SQLite code.       */
int conn_run(sqlite3 *h, const char *sql);
/* First column of the first row as text into `out`; an extended SQLite code.  */
int conn_text(sqlite3 *h, const char *sql, char *out, size_t max);

/* ---- stmt.c, sql.c ------------------------------------------------------ */
hss_rc stmt_get(struct conn *c, const struct shape *sh, sqlite3_stmt **out);
void stmt_drop_all(struct conn *c);
/* SQL for a shape; free with sqlite3_free(). NULL: out of memory.             */
char *sql_text(const struct shape *sh);
void sql_columns(sqlite3_str *s, const struct hss_entity *e);

/* ---- bind.c, when.c, cursor.c ------------------------------------------- */
int bind_field(sqlite3_stmt *s, int i, const struct hss_column *col, const void *row,
               bool use_default);
int bind_term(sqlite3_stmt *s, int i, const struct hss_column *col, const struct hss_term *t);
/* Column i of the current row into the row struct. NOMEM.                     */
hss_rc bind_read(sqlite3_stmt *s, int i, const struct hss_column *col, void *row,
                 struct hss_job *j);
/* An EQ term on a column's value in `row`; false: the value is absent.        */
bool bind_key(const struct hss_entity *e, uint16_t col, const void *row, struct hss_term *t);

#define WHEN_TEXT 27                    /* "YYYY-MM-DD HH:MM:SS.ffffff" and a NUL */
/* Microseconds since 1970 UTC to and from text. INVAL: outside years 1..9999, no date. */
hss_rc when_print(int64_t us, char out[WHEN_TEXT]);
hss_rc when_parse(const char *text, size_t len, int64_t *us);
/* Decimal integer, whole text but for blanks around it.                       */
hss_rc when_number(const char *text, size_t len, int64_t *out);

struct cursor {                         /* where a FIND goes on                 */
	struct cursor_value {
		int type;               /* SQLITE_INTEGER ...                   */
		int64_t i;
		double d;
		struct hss_bytes b;
	} order, key;
};
/* Position of the current row (column numbers are result columns) in job memory. */
hss_rc cursor_write(sqlite3_stmt *s, const struct hss_op *op, struct hss_job *j,
                    struct hss_bytes *out);
/* INVAL: not ours, or of another order.                                       */
hss_rc cursor_read(const struct hss_op *op, struct cursor *out);
int cursor_bind(sqlite3_stmt *s, int i, const struct cursor_value *v);

/* ---- op.c, op_write.c, exec.c ------------------------------------------- */
hss_rc op_job(struct conn *c, struct hss_job *j, struct outcome *o);
bool op_is_write(const struct hss_op *op);
hss_rc op_insert(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                 struct outcome *o);
hss_rc op_update(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                 struct outcome *o);
hss_rc op_upsert(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                 struct outcome *o);
hss_rc op_delete(struct conn *c, struct hss_job *j, const struct hss_op *op, uint32_t idx,
                 struct outcome *o);
struct fetch {                          /* result rows of one statement         */
	struct hss_job *j;
	const struct hss_entity *e;
	const struct hss_op *page;      /* FIND: limit and cursor apply         */
	struct outcome *o;              /* takes the cursor                     */
	uint32_t idx;
	bool is_old, is_full;           /* full: rows, else revisions only      */
	bool is_kept;                   /* row pointers go to c->old            */
	uint32_t n;                     /* result                               */
	uint64_t rev;                   /* of the last row                      */
};
hss_rc op_fetch(struct conn *c, sqlite3_stmt *s, struct fetch *f);
hss_rc op_shape(const struct hss_op *op, uint16_t kind, struct shape *sh);
int op_bind_terms(sqlite3_stmt *s, int i, const struct hss_op *op, int *code);
void exec_jobs(void *self, void *wself, struct hss_job *const *jobs, uint32_t n);

/* ---- ddl.c, upgrade.c, backup.c, admin.c -------------------------------- */
/* DDL texts; free with sqlite3_free(). NULL: out of memory.                   */
char *ddl_table(const struct hss_entity *e);
char *ddl_column(const struct hss_entity *e, const struct hss_column *col);
char *ddl_index(const struct hss_entity *e, const struct hss_index *ix);
/* Default of an integer column: a number, true, false, or the name of a choice. INVAL. */
hss_rc ddl_integer(const struct hss_column *col, int64_t *out);
/* References, as triggers of this connection alone (see ddl.c).               */
int ddl_triggers(sqlite3 *h, const struct hss_entity *const *e, uint32_t n);
hss_rc upgrade_prepare(void *self, void *wself, const struct hss_entity *const *e, uint32_t n,
                       struct hss_err *err);
/* Creates and upgrades; must_exist: refuse a file without any table of ours.  */
hss_rc upgrade_run(struct db *db, const struct hss_entity *const *e, uint32_t n, bool must_exist,
                   struct hss_err *err);
/* A consistent copy at `path` (0600), by a temporary name. EXISTS: it is there. */
hss_rc backup_copy(sqlite3 *from, const char *path, struct hss_err *err);
hss_rc admin_run(void *self, void *wself, uint32_t kind, const char *arg, struct hss_err *err);

/* ---- walking tables with the size their maker states -------------------- */
static inline const struct hss_column *col_at(const struct hss_entity *e, uint32_t i)
{
	return (const struct hss_column *)((const char *)e->cols + (size_t)i * e->col_size);
}

static inline const struct hss_index *index_at(const struct hss_entity *e, uint32_t i)
{
	return (const struct hss_index *)((const char *)e->indexes + (size_t)i * e->index_size);
}

static inline const struct hss_term *term_at(const struct hss_op *op, uint32_t i)
{
	return (const struct hss_term *)((const char *)op->terms + (size_t)i * op->term_size);
}

static inline const struct hss_op *sub_at(const struct hss_op *op, uint32_t i)
{
	return (const struct hss_op *)((const char *)op->ops + (size_t)i * op->ops[0].size);
}

#endif
