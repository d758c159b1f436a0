/* epoch.c - see epoch.h. One row, of an entity of our own. */
#include "auc/epoch.h"

#include "auc/epoch_file.h"
#include "conf/core_conf.h"

#define EPOCH_ROW 1
#define ROUNDS    4

struct epoch_row {
	struct hss_i64 auc_epoch_id, value;
};
enum { EPOCH_auc_epoch_id, EPOCH_value };

static const struct hss_column epoch_cols[] = {
	HSS_COLUMN(struct epoch_row, auc_epoch_id, HSS_COL_BIGINT, .flags = HSS_COL_NOT_NULL,
	           .doc = "Always 1"),
	HSS_COLUMN(struct epoch_row, value, HSS_COL_BIGINT, .flags = HSS_COL_NOT_NULL, .dflt = "0",
	           .doc = "SEQs that all starts together may have handed out without writing"),
};
const struct hss_entity epoch_entity = {
	.size = sizeof epoch_entity, .version = 1, .name = "auc_epoch", .cols = epoch_cols,
	.n_cols = 2, .col_size = sizeof epoch_cols[0], .index_size = sizeof(struct hss_index),
	.row_size = sizeof(struct epoch_row),
};

struct begin {                          /* in the task's arena                  */
	struct auc *a;
	struct hss_task *t;
	hss_task_fn done;
	void *ctx;
	uint32_t rounds;
	bool is_mark;                   /* epoch_mark()                         */
	int64_t jump;                   /* beside the block                     */
};

static void raise(struct begin *b);

static const char *state_dir(const struct begin *b)
{
	return b->a->app->conf ? b->a->app->conf->state_dir : NULL;
}

static int64_t block(const struct begin *b)
{
	return sqn_conf(b->a->sqn)->block;
}

static void end(struct begin *b, hss_rc rc, int64_t epoch)
{
	if (rc == HSS_OK && !b->is_mark)
		sqn_set_epoch(b->a->sqn, epoch);
	b->done(b->t, rc, b->ctx);
}

static void end_raised(struct begin *b, int64_t value)
{
	if (epoch_file_write(state_dir(b), value) != HSS_OK)
		LOG(b->a->app, LOG_AUC, HSS_LOG_WARN,
		    "a restored backup will not be noticed, state_dir cannot be written dir=%s",
		    state_dir(b));
	end(b, HSS_OK, value - block(b));
}

/*
 * The counter is raised. Did the database know of the start, and the backup, before? If not, it
 * lost writes, also those of SQNs: all SIMs jump (rulings 2.2), which the counter does for
 * them. A database that has a counter beside a state directory that knows of none was brought
 * here, and nobody can tell what happened to its original since.
 */
static void on_value(struct begin *b, int64_t value)
{
	int64_t known, before = value - block(b);

	if (b->is_mark || b->jump || !state_dir(b)) {
		end_raised(b, value);
		return;
	}
	known = epoch_file_read(state_dir(b));
	if (known && known <= before) {
		end_raised(b, value);
		return;
	}
	b->jump = (known ? known - before : 0) + b->a->conf.failover_jump;
	LOG(b->a->app, LOG_AUC, HSS_LOG_WARN, "%s, a restored backup: sequence numbers jump by=%lld",
	    known ? "the database is older than the last start"
	          : "the database was never used with this state_dir", (long long)b->jump);
	if (b->jump)
		raise(b);
	else
		end_raised(b, value);
}

static void on_inserted(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct begin *b = ctx;

	(void)t;
	(void)rows;
	if (rc == HSS_OK)
		end_raised(b, block(b)); /* the first start ever                */
	else if (rc == HSS_E_EXISTS || rc == HSS_E_UNCERTAIN)
		raise(b);
	else
		end(b, rc, 0);
}

static hss_rc insert(struct begin *b)
{
	struct hss_op *op = arena_new(&b->t->arena, struct hss_op);
	struct epoch_row *row = arena_new(&b->t->arena, struct epoch_row);

	if (!op || !row)
		return HSS_E_NOMEM;
	row->auc_epoch_id = (struct hss_i64){ EPOCH_ROW, true };
	row->value = (struct hss_i64){ block(b), true };
	*op = (struct hss_op){ .size = sizeof *op, .kind = HSS_OP_INSERT, .entity = &epoch_entity,
		               .term_size = sizeof(struct hss_term), .row = row };
	return store_submit(b->t, b->a->store, op, on_inserted, b);
}

static void on_raised(struct hss_task *t, hss_rc rc, const struct hss_rows *rows, void *ctx)
{
	struct begin *b = ctx;
	const struct epoch_row *row = rows && rows->n ? rows->row[0] : NULL;

	(void)t;
	if (rc == HSS_OK && !row)
		rc = HSS_E_NOTFOUND;
	if (rc == HSS_OK && b->a->is_exclusive) {
		on_value(b, row->value.v);
		return;
	}
	if (rc == HSS_OK) {
		end(b, HSS_OK, row->value.v);
		return;
	}
	/* raised twice does no harm, not at all would                          */
	if (rc == HSS_E_UNCERTAIN) {
		raise(b);
		return;
	}
	if (rc == HSS_E_NOTFOUND && !b->a->is_exclusive) {
		end(b, HSS_OK, 0);
		return;
	}
	if (rc == HSS_E_NOTFOUND)
		rc = insert(b);
	if (rc != HSS_OK)
		end(b, rc, 0);
}

static void raise(struct begin *b)
{
	struct hss_op *op = arena_new(&b->t->arena, struct hss_op);
	struct hss_term *term = arena_new(&b->t->arena, struct hss_term);
	hss_rc rc = b->rounds++ < ROUNDS ? HSS_OK : HSS_E_UNCERTAIN;

	if (!op || !term)
		rc = HSS_E_NOMEM;
	if (rc == HSS_OK) {
		*term = (struct hss_term){ .col = EPOCH_auc_epoch_id, .cmp = HSS_CMP_EQ,
			                   .i = EPOCH_ROW };
		*op = (struct hss_op){ .size = sizeof *op, .entity = &epoch_entity, .terms = term,
			               .n_terms = 1, .term_size = sizeof *term,
			               .kind = HSS_OP_GET };
		if (b->a->is_exclusive) {
			op->kind = HSS_OP_ADD;
			op->add_col = EPOCH_value;
			op->add_delta = block(b) + b->jump;
		}
		rc = store_submit(b->t, b->a->store, op, on_raised, b);
	}
	if (rc != HSS_OK)
		end(b, rc, 0);
}

void epoch_begin(struct auc *a, struct hss_task *t, hss_task_fn done, void *ctx)
{
	struct begin *b = arena_new(&t->arena, struct begin);

	if (!b) {
		done(t, HSS_E_NOMEM, ctx);
		return;
	}
	*b = (struct begin){ .a = a, .t = t, .done = done, .ctx = ctx };
	raise(b);
}

void epoch_mark(struct auc *a, struct hss_task *t, hss_task_fn done, void *ctx)
{
	struct begin *b = a->is_exclusive ? arena_new(&t->arena, struct begin) : NULL;

	if (!b) {
		done(t, a->is_exclusive ? HSS_E_NOMEM : HSS_OK, ctx);
		return;
	}
	*b = (struct begin){ .a = a, .t = t, .done = done, .ctx = ctx, .is_mark = true };
	raise(b);
}
