/*
 * store.h - records, not SQL.  An interface plugin declares the entities it
 * needs; any storage plugin can keep any entity, so S6a never knows whether it
 * runs on SQLite, ODBC or Redis and a third party can persist its own tables.
 */
#ifndef HSS_STORE_H
#define HSS_STORE_H

#include <hss/abi.h>
#include <hss/conf.h>
#include <hss/task.h>

struct hss_store;                       /* an entity set bound to a backend    */
struct hss_job;                         /* one operation on its way            */

/* ---- entities ----------------------------------------------------------- */
enum {                                  /* column type -> C field              */
	HSS_COL_TEXT    = 1,            /* hss_bytes, UTF-8                    */
	HSS_COL_BLOB    = 2,            /* hss_bytes                           */
	HSS_COL_BOOL    = 3,            /* hss_i32, 0 or 1                     */
	HSS_COL_INT     = 4,            /* hss_i32                             */
	HSS_COL_BIGINT  = 5,            /* hss_i64                             */
	HSS_COL_TIME    = 6,            /* hss_i64, microseconds, UTC          */
	HSS_COL_ENUM    = 7,            /* hss_i32 out of `values`             */
	HSS_COL_ID_LIST = 8,            /* hss_list of int64_t; SQL text "1,2" */
	HSS_COL_AUTO_ID = 9,            /* hss_i64, the backend counts         */
	HSS_COL_EXPIRY  = 10,           /* hss_i64 as TIME; the row dies then  */
};
enum {
	HSS_COL_NOT_NULL = 1 << 0,
	HSS_COL_SECRET   = 1 << 1,
	HSS_COL_VOLATILE = 1 << 2,      /* serving_*, sqn: does not move the rev */
	HSS_COL_PYHSS    = 1 << 3,      /* belongs to the PyHSS key set        */
};
enum {                                  /* the referenced row is deleted       */
	HSS_REF_NONE     = 0,           /* not enforced (auc_id, default_apn)  */
	HSS_REF_RESTRICT = 1,
	HSS_REF_CASCADE  = 2,
};
enum {                                  /* form of a TEXT value from a client;  */
	HSS_FMT_ANY    = 0,             /* an empty one always passes          */
	HSS_FMT_DIGITS = 1,             /* 0-9                                 */
	HSS_FMT_HEX    = 2,
	HSS_FMT_KEY    = 3,             /* hex, 128 or 256 bits                */
	HSS_FMT_MSISDN = 4,             /* digits; a leading + is taken off    */
	HSS_FMT_MSISDNS = 5,            /* several, separated by commas        */
};
#define HSS_COLS_MAX  64                /* refused at registration beyond      */
#define HSS_INDEX_MAX 4

struct hss_column {
	const char *name;
	uint16_t type;                  /* HSS_COL_TEXT ...                    */
	uint16_t field;                 /* HSS_F_*, from HSS_COLUMN()          */
	uint16_t flags;                 /* HSS_COL_NOT_NULL ...                */
	uint16_t offset;                /* in the row struct                   */
	uint16_t since;                 /* entity version that added it        */
	uint16_t on_delete;             /* HSS_REF_*                           */
	uint32_t max_len;               /* octets, 0: no limit                 */
	const char *dflt;               /* text, NULL: null                    */
	const char *ref;                /* entity whose primary key it holds   */
	const struct hss_choice *values;/* closed set of integers, NULL: any   */
	const char *doc;                /* one line: OpenAPI, sample, hssctl   */
	uint32_t format;                /* HSS_FMT_*: what clients must send   */
	uint32_t min_len;               /* octets, 0: no limit                 */
};
/* HSS_COLUMN(struct row, imsi, HSS_COL_TEXT, .max_len = 18, .doc = "...")     */
#define HSS_COLUMN(T, f, ty, ...)                                              \
	{ .name = #f, .type = (ty), .field = HSS_FIELD_KIND(T, f),             \
	  .offset = (uint16_t)offsetof(T, f), __VA_ARGS__ }

struct hss_index {
	uint16_t unique, n_cols;
	uint16_t cols[HSS_INDEX_MAX];   /* column numbers                      */
};
/* Column 0 is the primary key.  Every entity also has the hidden column
 * hss_rev: the revision that CAS and ETag use, never part of a row struct.    */
struct hss_entity {
	uint32_t size;
	uint32_t version;               /* additive only; see migrate rules    */
	const char *name;               /* "s6a_registration"                  */
	const struct hss_column *cols;
	const struct hss_index *indexes;
	uint16_t col_size, n_cols;
	uint16_t index_size, n_indexes;
	uint32_t row_size;
	uint32_t rsvd;
};

/* ---- operations --------------------------------------------------------- */
enum {
	HSS_OP_GET = 1, HSS_OP_FIND = 2, HSS_OP_COUNT = 3,
	HSS_OP_INSERT = 4, HSS_OP_UPDATE = 5, HSS_OP_UPSERT = 6, HSS_OP_DELETE = 7,
	HSS_OP_ADD = 8, HSS_OP_BATCH = 9,
};
enum {
	HSS_CMP_EQ = 1, HSS_CMP_NE = 2, HSS_CMP_LT = 3, HSS_CMP_LE = 4,
	HSS_CMP_GT = 5, HSS_CMP_GE = 6, HSS_CMP_IS_NULL = 7,
	HSS_CMP_NOT_NULL = 8, HSS_CMP_SUBSTRING = 9,
};
enum {
	HSS_OPF_RETURN_OLD = 1 << 0,    /* rows as they were before the write  */
	HSS_OPF_RETURN_NEW = 1 << 1,    /* INSERT and ADD return it anyway     */
	HSS_OPF_DESC       = 1 << 2,    /* order_col downwards                 */
};
struct hss_term {                       /* column `col` compared with a value  */
	uint16_t col, cmp;              /* HSS_CMP_*                           */
	uint32_t rsvd;
	int64_t  i;                     /* integer columns                     */
	struct hss_bytes b;             /* TEXT and BLOB                       */
};
/*
 * UPDATE, DELETE and ADD touch every row that meets all terms.  No such row is
 * NOTFOUND; when terms[0] alone finds it and another term or expect_rev does
 * not hold it is CONFLICT: CAS on a VOLATILE column is a term on its old value.
 */
struct hss_op {
	uint32_t size;
	uint32_t kind;                  /* HSS_OP_*                            */
	const struct hss_entity *entity;
	const struct hss_term *terms;   /* all must hold                       */
	uint16_t n_terms, term_size;    /* term_size: sizeof(struct hss_term)  */
	uint32_t flags;                 /* HSS_OPF_*                           */
	const void *row;                /* INSERT/UPDATE/UPSERT: row struct    */
	uint64_t cols;                  /* UPDATE: bit n writes column n       */
	uint64_t expect_rev;            /* 0: unconditional, else CAS          */
	uint32_t upsert_by;             /* unique index + 1, 0: primary key    */
	uint32_t order_col;             /* FIND; 0: primary key                */
	uint32_t limit, offset;         /* FIND                                */
	struct hss_bytes cursor;        /* FIND: resume point                  */
	uint32_t add_col;               /* ADD: col = (max(col, floor) + delta) */
	uint32_t n_ops;                 /*      & mask, atomic (SQN)           */
	int64_t  add_floor, add_delta;
	uint64_t add_mask;              /* 0: no mask                          */
	const struct hss_op *ops;       /* BATCH: all or nothing; one write    */
};                                      /* makes it a write                    */

struct hss_rows {                       /* lives as long as the task           */
	uint32_t size;
	uint32_t n;
	const void *const *row;         /* n row structs                       */
	const uint64_t *revs;           /* n revisions                         */
	const void *const *old;         /* RETURN_OLD: n row structs           */
	uint64_t count;                 /* COUNT: rows that match; else changed */
	uint64_t rev;                   /* of the last row written             */
	struct hss_bytes cursor;        /* more rows follow when non-empty     */
	const struct hss_rows *const *sub; /* BATCH: one per op                */
	uint32_t n_sub;
	uint32_t failed;                /* BATCH: the op that rc speaks of     */
};
typedef void (*hss_rows_fn)(struct hss_task *t, hss_rc rc,
                            const struct hss_rows *rows, void *ctx);

/* ---- changes ------------------------------------------------------------ */
enum { HSS_CHANGE_SKIP_OWN = 1 };       /* not those this instance made        */

struct hss_change {
	uint32_t size;
	uint32_t kind;                  /* HSS_OP_INSERT/UPDATE/DELETE         */
	uint64_t cols;                  /* all ones when unknown               */
	const void *old_row;            /* RETURN_OLD or a read in the same    */
	const void *new_row;            /*   transaction; else NULL            */
	uint64_t rev;
	const struct hss_entity *entity;
	const struct hss_inst *origin;  /* NULL: another node                  */
};
/* rc OK: one change.  BUSY: the queue overflowed, c is NULL: resynchronise.   */
typedef void (*hss_change_fn)(struct hss_task *t, hss_rc rc,
                              const struct hss_change *c, void *ctx);

/* text: what the backend says about it, valid during the call                 */
typedef void (*hss_store_admin_fn)(struct hss_task *t, hss_rc rc,
                                   const char *text, void *ctx);

struct hss_store_api {
	uint32_t size;
	HSS_SETUP const struct hss_entity *(*entity)(const char *name);
	HSS_SETUP hss_rc (*bind)(struct hss_inst *in, const char *name,
	                         const struct hss_entity *const *entities,
	                         uint32_t n, uint32_t need_caps,
	                         struct hss_store **out);
	/*
	 * `op` is copied shallowly: what it points to (terms, row, ops) lies in
	 * the task's arena or message or in static memory and stays unchanged
	 * until `done`, which runs once, on the task's loop.  Past the deadline a job no worker
	 * has taken ends CANCELED; a taken one runs to its end and delivers its
	 * real result.  UNCERTAIN: the connection broke around the commit.
	 */
	HSS_LOOP hss_rc (*submit)(struct hss_task *t, struct hss_store *st,
	                          const struct hss_op *op, hss_rows_fn done,
	                          void *ctx);
	/*
	 * A row was changed by anybody (REST, other node): drives IDR, PPR, PNR.
	 * Once per commit, on the loop that owns hash(primary key), coalesced per
	 * row, on a task of its own.  col_mask 0: any column.  ctx NULL: self.
	 */
	HSS_SETUP hss_rc (*on_change)(struct hss_inst *in, struct hss_store *st,
	                              const struct hss_entity *e,
	                              uint64_t col_mask, uint32_t flags,
	                              hss_change_fn fn, void *ctx);

	/* For backends.  The job holds its task and has memory of its own, which
	 * joins the task's on completion; one thread at a time touches a job, and
	 * none after job_done().                                              */
	HSS_ANY const struct hss_op *(*job_op)(const struct hss_job *j);
	HSS_ANY void *(*job_mem)(struct hss_job *j, size_t n);
	/* next result row of op `op_index` (0 outside a BATCH); is_old: the row
	 * as it was before the write.  NULL: out of memory                    */
	HSS_ANY void *(*job_row)(struct hss_job *j, uint32_t op_index,
	                         uint64_t rev, bool is_old);
	HSS_ANY void (*job_count)(struct hss_job *j, uint32_t op_index, uint64_t n);
	HSS_ANY void (*job_failed)(struct hss_job *j, uint32_t op_index);
	HSS_ANY void (*job_reset)(struct hss_job *j);   /* before a rerun       */
	HSS_ANY void (*job_done)(struct hss_job *j, hss_rc rc, uint64_t rev,
	                         struct hss_bytes cursor);
	/* a foreign write was seen; drops the cache entry, then on_change().
	 * key: EQ on the primary key; NULL: all of the entity, resynchronise  */
	HSS_ANY void (*notify)(struct hss_inst *in, const struct hss_entity *e,
	                       uint32_t kind, const struct hss_term *key);

	/* HSS_ADMIN_* on a worker of the store instance `name` (NULL: the first
	 * store); arg lies in the task's arena until `done`, which runs once    */
	HSS_LOOP hss_rc (*admin)(struct hss_task *t, const char *name,
	                         uint32_t kind, const char *arg,
	                         hss_store_admin_fn done, void *ctx);
};

/* ---- storage plugins ---------------------------------------------------- */
enum { HSS_STORE_TX = 1, HSS_STORE_CAS = 2, HSS_STORE_NOTIFY = 4,
       HSS_STORE_TTL = 8, HSS_STORE_SHARED = 16 };
enum { HSS_WORKER_READ = 1, HSS_WORKER_WRITE = 2 };
enum { HSS_ADMIN_PING = 1, HSS_ADMIN_CHECK = 2, HSS_ADMIN_BACKUP = 3 };

struct hss_store_ops {
	uint32_t size;
	uint32_t caps;                  /* HSS_STORE_*                         */
	uint32_t max_writers;           /* SQLite 1; 0: as configured          */
	uint32_t max_batch;             /* jobs per exec(), 0: as configured   */
	/* create or upgrade tables: before the first op of these entities, also
	 * while running (a reload brings new ones).  wself NULL in style A    */
	HSS_WORKER hss_rc (*prepare)(void *self, void *wself,
	                             const struct hss_entity *const *e,
	                             uint32_t n, struct hss_err *err);
	/* Style A, native async (Redis): never blocks, ends in job_done()       */
	HSS_LOOP void (*submit)(void *self, void *lself, struct hss_job *j);
	/*
	 * Style B, blocking client (SQLite, ODBC): plain synchronous code on this
	 * instance's own threads, one wself (connection) each.  A call gets all
	 * that is queued, only reads or only writes, writes of one primary key
	 * always at the same worker and in order: n jobs cost one commit.  Each
	 * job ends in its own job_done(), after the commit.  A statement-level
	 * failure (NOTFOUND, CONFLICT, unique, reference) fails alone inside the
	 * transaction; only when the engine aborts it all, job_reset() and rerun
	 * by halves.
	 */
	HSS_WORKER hss_rc (*worker_init)(void *self, uint32_t role, void **wself,
	                                 struct hss_err *err);
	HSS_WORKER void (*exec)(void *self, void *wself,
	                        struct hss_job *const *jobs, uint32_t n);
	HSS_WORKER void (*worker_fini)(void *self, void *wself);
	/* arg: BACKUP takes the target path                                     */
	HSS_WORKER hss_rc (*admin)(void *self, void *wself, uint32_t kind,
	                           const char *arg, struct hss_err *err);
};

#endif
