/*
 * ddl.c - tables, columns and indexes from a column table, in PyHSS's types, and references.
 *
 * References are TEMP triggers of the writing connection and not the engine's foreign keys: a
 * PyHSS file declares keys on auc_id and default_apn that its own clients break (they delete
 * the AuC row first), and it was filled without any enforcement. So the file keeps the
 * schema it has, PyHSS can go on with it, and enforced is what the column table says.
 */
#include "sqlite.h"

static void add_type(sqlite3_str *s, const struct hss_column *col)
{
	static const char *const type[] = {
		[HSS_COL_TEXT] = "TEXT", [HSS_COL_BLOB] = "BLOB", [HSS_COL_BOOL] = "BOOLEAN",
		[HSS_COL_INT] = "INTEGER", [HSS_COL_BIGINT] = "BIGINT",
		[HSS_COL_TIME] = "DATETIME", [HSS_COL_ENUM] = "INTEGER",
		[HSS_COL_ID_LIST] = "TEXT", [HSS_COL_AUTO_ID] = "INTEGER",
		[HSS_COL_EXPIRY] = "BIGINT",
	};

	if ((col->type == HSS_COL_TEXT || col->type == HSS_COL_ID_LIST) && col->max_len)
		sqlite3_str_appendf(s, "VARCHAR(%u)", col->max_len);
	else
		sqlite3_str_appendall(s, type[col->type]);
}

hss_rc ddl_integer(const struct hss_column *col, int64_t *out)
{
	static const struct hss_choice bools[] = { { "false", 0 }, { "true", 1 }, { NULL, 0 } };
	const struct hss_choice *names = col->type == HSS_COL_BOOL ? bools : col->values;

	for (; names && names->name; names++)
		if (strcmp(names->name, col->dflt) == 0) {
			*out = names->value;
			return HSS_OK;
		}
	return when_number(col->dflt, strlen(col->dflt), out);
}

static void add_default(sqlite3_str *s, const struct hss_column *col)
{
	char when[WHEN_TEXT];
	int64_t v;

	if (!col->dflt)
		return;
	if (col->type == HSS_COL_TEXT || col->type == HSS_COL_ID_LIST)
		sqlite3_str_appendf(s, " DEFAULT %Q", col->dflt);
	else if (col->type == HSS_COL_BLOB)
		sqlite3_str_appendf(s, " DEFAULT X%Q", col->dflt);
	else if (ddl_integer(col, &v) != HSS_OK)
		return;
	else if (col->type == HSS_COL_TIME && when_print(v, when) == HSS_OK)
		sqlite3_str_appendf(s, " DEFAULT %Q", when);
	else
		sqlite3_str_appendf(s, " DEFAULT %lld", (long long)v);
}

static void add_column(sqlite3_str *s, const struct hss_entity *e, const struct hss_column *col)
{
	bool is_key = col == col_at(e, 0);

	sqlite3_str_appendf(s, "\"%w\" ", col->name);
	add_type(s, col);
	if (is_key || col->flags & HSS_COL_NOT_NULL)
		sqlite3_str_appendall(s, " NOT NULL");
	if (!is_key)
		add_default(s, col);
}

char *ddl_column(const struct hss_entity *e, const struct hss_column *col)
{
	sqlite3_str *s = sqlite3_str_new(NULL);

	sqlite3_str_appendf(s, "ALTER TABLE \"%w\" ADD COLUMN ", e->name);
	if (col)
		add_column(s, e, col);
	else
		sqlite3_str_appendall(s, "\"hss_rev\" INTEGER NOT NULL DEFAULT 1");
	return sqlite3_str_finish(s);
}

char *ddl_table(const struct hss_entity *e)
{
	sqlite3_str *s = sqlite3_str_new(NULL);

	sqlite3_str_appendf(s, "CREATE TABLE \"%w\" (", e->name);
	for (uint32_t i = 0; i < e->n_cols; i++) {
		sqlite3_str_appendall(s, "\n\t");
		add_column(s, e, col_at(e, i));
		sqlite3_str_appendall(s, ",");
	}
	sqlite3_str_appendf(s, "\n\t\"hss_rev\" INTEGER NOT NULL DEFAULT 1,"
	                       "\n\tPRIMARY KEY (\"%w\")", col_at(e, 0)->name);
	for (uint32_t i = 0; i < e->n_cols; i++) {
		const struct hss_column *col = col_at(e, i);

		if (col->ref && col->on_delete != HSS_REF_NONE)
			sqlite3_str_appendf(s, ",\n\tFOREIGN KEY (\"%w\") REFERENCES \"%w\"%s",
			                    col->name, col->ref,
			                    col->on_delete == HSS_REF_CASCADE
			                            ? " ON DELETE CASCADE" : "");
	}
	sqlite3_str_appendall(s, "\n)");
	return sqlite3_str_finish(s);
}

char *ddl_index(const struct hss_entity *e, const struct hss_index *ix)
{
	sqlite3_str *s = sqlite3_str_new(NULL);

	sqlite3_str_appendf(s, "CREATE %sINDEX \"hss_%s_%w", ix->unique ? "UNIQUE " : "",
	                    ix->unique ? "u" : "i", e->name);
	for (uint32_t i = 0; i < ix->n_cols; i++)
		sqlite3_str_appendf(s, "_%w", col_at(e, ix->cols[i])->name);
	sqlite3_str_appendf(s, "\" ON \"%w\"(", e->name);
	for (uint32_t i = 0; i < ix->n_cols; i++)
		sqlite3_str_appendf(s, "%s\"%w\"", i ? "," : "", col_at(e, ix->cols[i])->name);
	sqlite3_str_appendall(s, ")");
	return sqlite3_str_finish(s);
}

struct ref {                            /* `child`.`col` holds a key of `parent` */
	const char *child, *col, *parent, *key;
	bool is_cascade;
};

/* One trigger of a reference: its name's end, when it fires, its condition, what it does. */
static int make_trigger(sqlite3 *h, const struct ref *r, const char *suffix, const char *head,
                        const char *body)
{
	char *sql = sqlite3_mprintf("DROP TRIGGER IF EXISTS temp.\"hss_%w_%w_%s\";"
	                            "CREATE TEMP TRIGGER \"hss_%w_%w_%s\" %s BEGIN %s; END",
	                            r->child, r->col, suffix, r->child, r->col, suffix, head,
	                            body);
	int code = sql ? conn_run(h, sql) : SQLITE_NOMEM;

	sqlite3_free(sql);
	return code;
}

static int make_formatted(sqlite3 *h, const struct ref *r, const char *suffix, char *head,
                          char *body)
{
	int code = head && body ? make_trigger(h, r, suffix, head, body) : SQLITE_NOMEM;

	sqlite3_free(head);
	sqlite3_free(body);
	return code;
}

/* Rows that point nowhere already stay as they are; a new pointer to nowhere is refused. */
static int make_child_triggers(sqlite3 *h, const struct ref *r)
{
	int code = make_formatted(h, r, "insert",
		sqlite3_mprintf("BEFORE INSERT ON main.\"%w\" WHEN NEW.\"%w\" IS NOT NULL AND NOT "
		                "EXISTS(SELECT 1 FROM main.\"%w\" WHERE \"%w\"=NEW.\"%w\")",
		                r->child, r->col, r->parent, r->key, r->col),
		sqlite3_mprintf("SELECT RAISE(ABORT,'%q.%q refers to no %q')", r->child, r->col,
		                r->parent));

	if (code != SQLITE_OK)
		return code;
	return make_formatted(h, r, "update",
		sqlite3_mprintf("BEFORE UPDATE OF \"%w\" ON main.\"%w\" WHEN NEW.\"%w\" IS NOT "
		                "NULL AND NEW.\"%w\" IS NOT OLD.\"%w\" AND NOT EXISTS(SELECT 1 FROM "
		                "main.\"%w\" WHERE \"%w\"=NEW.\"%w\")",
		                r->col, r->child, r->col, r->col, r->col, r->parent, r->key,
		                r->col),
		sqlite3_mprintf("SELECT RAISE(ABORT,'%q.%q refers to no %q')", r->child, r->col,
		                r->parent));
}

static int make_parent_triggers(sqlite3 *h, const struct ref *r)
{
	int code;

	if (r->is_cascade)
		code = make_formatted(h, r, "delete",
			sqlite3_mprintf("AFTER DELETE ON main.\"%w\"", r->parent),
			sqlite3_mprintf("DELETE FROM \"%w\" WHERE \"%w\"=OLD.\"%w\"", r->child,
			                r->col, r->key));
	else
		code = make_formatted(h, r, "delete",
			sqlite3_mprintf("BEFORE DELETE ON main.\"%w\" WHEN EXISTS(SELECT 1 FROM "
			                "main.\"%w\" WHERE \"%w\"=OLD.\"%w\")",
			                r->parent, r->child, r->col, r->key),
			sqlite3_mprintf("SELECT RAISE(ABORT,'%q.%q still refers to it')", r->child,
			                r->col));
	if (code != SQLITE_OK)
		return code;
	return make_formatted(h, r, "key",
		sqlite3_mprintf("BEFORE UPDATE OF \"%w\" ON main.\"%w\" WHEN NEW.\"%w\" IS NOT "
		                "OLD.\"%w\" AND EXISTS(SELECT 1 FROM main.\"%w\" WHERE "
		                "\"%w\"=OLD.\"%w\")",
		                r->key, r->parent, r->key, r->key, r->child, r->col, r->key),
		sqlite3_mprintf("SELECT RAISE(ABORT,'%q.%q still refers to it')", r->child,
		                r->col));
}

static const struct hss_entity *find(const struct hss_entity *const *e, uint32_t n,
                                     const char *name)
{
	for (uint32_t i = 0; i < n; i++)
		if (strcmp(e[i]->name, name) == 0)
			return e[i];
	return NULL;
}

int ddl_triggers(sqlite3 *h, const struct hss_entity *const *e, uint32_t n)
{
	int code = SQLITE_OK;

	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < e[i]->n_cols && code == SQLITE_OK; k++) {
			const struct hss_column *col = col_at(e[i], k);
			const struct hss_entity *parent;
			struct ref r = { .child = e[i]->name, .col = col->name };

			/* A parent that another store keeps cannot be asked here.      */
			if (!col->ref || col->on_delete == HSS_REF_NONE ||
			    !(parent = find(e, n, col->ref)))
				continue;
			r.parent = parent->name;
			r.key = col_at(parent, 0)->name;
			r.is_cascade = col->on_delete == HSS_REF_CASCADE;
			code = make_child_triggers(h, &r);
			if (code == SQLITE_OK)
				code = make_parent_triggers(h, &r);
		}
	return code;
}
