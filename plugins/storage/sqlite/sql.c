/*
 * sql.c - the SQL of a shape. Parameters stand in the order in which op.c and op_write.c bind
 * them: columns written, terms, revision, cursor, limit, offset.
 */
#include "sqlite.h"

static const char *name_of(const struct hss_entity *e, uint32_t col)
{
	return col_at(e, col)->name;
}

void sql_columns(sqlite3_str *s, const struct hss_entity *e)
{
	for (uint32_t i = 0; i < e->n_cols; i++)
		sqlite3_str_appendf(s, "\"%w\",", name_of(e, i));
	sqlite3_str_appendall(s, "\"hss_rev\"");
}

static void add_term(sqlite3_str *s, const char *name, uint32_t cmp)
{
	static const char *const text[] = {
		[HSS_CMP_EQ] = "\"%w\"=?", [HSS_CMP_NE] = "\"%w\"<>?", [HSS_CMP_LT] = "\"%w\"<?",
		[HSS_CMP_LE] = "\"%w\"<=?", [HSS_CMP_GT] = "\"%w\">?", [HSS_CMP_GE] = "\"%w\">=?",
		[HSS_CMP_IS_NULL] = "\"%w\" IS NULL", [HSS_CMP_NOT_NULL] = "\"%w\" IS NOT NULL",
		[HSS_CMP_SUBSTRING] = "instr(\"%w\",?)>0",
	};

	sqlite3_str_appendf(s, text[cmp], name);
}

/* Behind the cursor in the order (order column, key); nulls come first upwards.       */
static void add_after(sqlite3_str *s, const struct shape *sh)
{
	const char *key = name_of(sh->e, 0), *col = name_of(sh->e, sh->col);
	const char *cmp = sh->flags & SHAPE_DESC ? "<" : ">";

	if (sh->col == 0)
		sqlite3_str_appendf(s, "\"%w\"%s?", key, cmp);
	else if (sh->flags & SHAPE_AFTER_NULL)
		sqlite3_str_appendf(s, sh->flags & SHAPE_DESC
		                            ? "(\"%w\" IS NULL AND \"%w\"%s?)"
		                            : "(\"%w\" IS NOT NULL OR \"%w\"%s?)", col, key, cmp);
	else if (sh->flags & SHAPE_DESC)
		sqlite3_str_appendf(s, "(\"%w\"<? OR (\"%w\"=? AND \"%w\"<?) OR \"%w\" IS NULL)",
		                    col, col, key, col);
	else
		sqlite3_str_appendf(s, "(\"%w\">=? AND (\"%w\">? OR \"%w\">?))", col, col, key);
}

static void add_where(sqlite3_str *s, const struct shape *sh)
{
	const char *and = " WHERE ";

	for (uint32_t i = 0; i < sh->n_terms; i++, and = " AND ") {
		sqlite3_str_appendall(s, and);
		add_term(s, name_of(sh->e, sh->term[i].col), sh->term[i].cmp);
	}
	if (sh->flags & SHAPE_REV) {
		sqlite3_str_appendf(s, "%s\"hss_rev\"=?", and);
		and = " AND ";
	}
	if (sh->flags & SHAPE_AFTER) {
		sqlite3_str_appendall(s, and);
		add_after(s, sh);
	}
}

static void add_returning(sqlite3_str *s, const struct shape *sh)
{
	sqlite3_str_appendall(s, " RETURNING ");
	if (sh->flags & SHAPE_RETURN)
		sql_columns(s, sh->e);
	else
		sqlite3_str_appendall(s, "\"hss_rev\"");
}

/* The revision moves unless every written column is volatile.                  */
static void add_revision(sqlite3_str *s, const struct shape *sh, const char *table)
{
	bool moves = false;

	for (uint32_t i = 0; i < sh->e->n_cols; i++)
		if (sh->mask >> i & 1 && !(col_at(sh->e, i)->flags & HSS_COL_VOLATILE))
			moves = true;
	sqlite3_str_appendf(s, "\"hss_rev\"=\"%w\".\"hss_rev\"%s", table, moves ? "+1" : "");
}

static void select_sql(sqlite3_str *s, const struct shape *sh)
{
	const char *way = sh->flags & SHAPE_DESC ? " DESC" : "";

	sqlite3_str_appendall(s, "SELECT ");
	sql_columns(s, sh->e);
	sqlite3_str_appendf(s, " FROM \"%w\"", sh->e->name);
	add_where(s, sh);
	sqlite3_str_appendall(s, " ORDER BY ");
	if (sh->col)
		sqlite3_str_appendf(s, "\"%w\"%s,", name_of(sh->e, sh->col), way);
	sqlite3_str_appendf(s, "\"%w\"%s LIMIT ? OFFSET ?", name_of(sh->e, 0), way);
}

static void count_sql(sqlite3_str *s, const struct shape *sh)
{
	sqlite3_str_appendf(s, "SELECT count(*) FROM \"%w\"", sh->e->name);
	add_where(s, sh);
}

static void exists_sql(sqlite3_str *s, const struct shape *sh)
{
	sqlite3_str_appendf(s, "SELECT 1 FROM \"%w\"", sh->e->name);
	add_where(s, sh);
	sqlite3_str_appendall(s, " LIMIT 1");
}

static void insert_sql(sqlite3_str *s, const struct shape *sh)
{
	sqlite3_str_appendf(s, "INSERT INTO \"%w\"(", sh->e->name);
	sql_columns(s, sh->e);
	sqlite3_str_appendall(s, ")VALUES(");
	for (uint32_t i = 0; i < sh->e->n_cols; i++)
		sqlite3_str_appendall(s, "?,");
	sqlite3_str_appendall(s, "?)");
}

static void insert_returning_sql(sqlite3_str *s, const struct shape *sh)
{
	insert_sql(s, sh);
	add_returning(s, sh);
}

static void upsert_sql(sqlite3_str *s, const struct shape *sh)
{
	const struct hss_index *ix = sh->col ? index_at(sh->e, sh->col - 1u) : NULL;

	insert_sql(s, sh);
	sqlite3_str_appendall(s, "ON CONFLICT(");
	for (uint32_t i = 0; i < (ix ? ix->n_cols : 1u); i++)
		sqlite3_str_appendf(s, "%s\"%w\"", i ? "," : "",
		                    name_of(sh->e, ix ? ix->cols[i] : 0));
	sqlite3_str_appendall(s, ")DO UPDATE SET ");
	for (uint32_t i = 0; i < sh->e->n_cols; i++)
		if (sh->mask >> i & 1)
			sqlite3_str_appendf(s, "\"%w\"=excluded.\"%w\",", name_of(sh->e, i),
			                    name_of(sh->e, i));
	add_revision(s, sh, sh->e->name);
	add_returning(s, sh);
}

static void update_sql(sqlite3_str *s, const struct shape *sh)
{
	sqlite3_str_appendf(s, "UPDATE \"%w\" SET ", sh->e->name);
	for (uint32_t i = 0; i < sh->e->n_cols; i++)
		if (sh->mask >> i & 1)
			sqlite3_str_appendf(s, "\"%w\"=?,", name_of(sh->e, i));
	add_revision(s, sh, sh->e->name);
	add_where(s, sh);
	add_returning(s, sh);
}

/* "&" makes an integer of a sum that left 64 bits: it saturates.               */
static void add_sql(sqlite3_str *s, const struct shape *sh)
{
	const char *col = name_of(sh->e, sh->col);

	sqlite3_str_appendf(s, "UPDATE \"%w\" SET \"%w\"=(max(coalesce(\"%w\",?),?)+?)&?,",
	                    sh->e->name, col, col);
	add_revision(s, sh, sh->e->name);
	add_where(s, sh);
	add_returning(s, sh);
}

static void delete_sql(sqlite3_str *s, const struct shape *sh)
{
	sqlite3_str_appendf(s, "DELETE FROM \"%w\"", sh->e->name);
	add_where(s, sh);
}

char *sql_text(const struct shape *sh)
{
	static void (*const make[])(sqlite3_str *, const struct shape *) = {
		[SQL_SELECT] = select_sql, [SQL_COUNT] = count_sql, [SQL_EXISTS] = exists_sql,
		[SQL_INSERT] = insert_returning_sql, [SQL_UPSERT] = upsert_sql,
		[SQL_UPDATE] = update_sql, [SQL_DELETE] = delete_sql, [SQL_ADD] = add_sql,
	};
	sqlite3_str *s = sqlite3_str_new(NULL);

	make[sh->kind](s, sh);
	return sqlite3_str_finish(s);
}
