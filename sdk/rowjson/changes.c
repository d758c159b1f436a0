/*
 * changes.c - the text of an operation-log entry, and what undoes it.
 *
 * The text is JSON, so that an old value comes back exactly as it was. Secrets are never
 * written to it: the log can be read by whoever may read the API. State columns (serving
 * nodes, SQN) are left alone on the way back, since the network has moved on (rulings 2.2).
 */
#include "rowjson.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *row_values(const struct hss_entity *e, const void *row)
{
	json_t *obj = json_object();

	for (uint32_t i = 0; obj && i < e->n_cols; i++) {
		const struct hss_column *c = &e->cols[i];

		if (c->flags & HSS_COL_SECRET || rowjson_is_null(c, row))
			continue;
		if (json_object_set_new(obj, c->name, rowjson_value(c, row, 0)) != 0) {
			json_decref(obj);
			return NULL;
		}
	}
	return obj;
}

static json_t *row_difference(const struct hss_entity *e, const void *old_row,
			      const void *new_row, uint64_t cols)
{
	json_t *obj = json_object();

	for (uint32_t i = 0; obj && i < e->n_cols; i++) {
		const struct hss_column *c = &e->cols[i];
		json_t *pair;

		if (!(cols >> i & 1) || rowjson_equal(c, old_row, new_row))
			continue;
		pair = c->flags & HSS_COL_SECRET
			       ? json_string("hidden")
			       : json_pack("{s:o, s:o}", "old", rowjson_value(c, old_row, 0), "new",
					   rowjson_value(c, new_row, 0));
		if (json_object_set_new(obj, c->name, pair) != 0) {
			json_decref(obj);
			return NULL;
		}
	}
	return obj;
}

char *rowjson_changes(const struct hss_entity *e, uint32_t kind, const void *old_row,
		      const void *new_row, uint64_t cols)
{
	json_t *obj;
	char *text;

	if (kind == HSS_OP_UPDATE)
		obj = row_difference(e, old_row, new_row, cols);
	else
		obj = row_values(e, kind == HSS_OP_INSERT ? new_row : old_row);
	if (!obj)
		return NULL;
	text = json_dumps(obj, 0);
	json_decref(obj);
	return text;
}

static hss_rc refuse(struct rowjson_err *err, const char *key, const char *reason)
{
	snprintf(err->key, sizeof err->key, "%s", key);
	snprintf(err->reason, sizeof err->reason, "%s", reason);
	return HSS_E_INVAL;
}

/* {"column": {"old": v, "new": w}} -> {"column": v}, state columns and secrets left out. */
static hss_rc undo_update(const struct hss_entity *e, json_t *changes,
			  const struct rowjson_in *in, void *row, uint64_t *cols,
			  struct rowjson_err *err)
{
	uint64_t mask = 0;
	const char *key;
	json_t *pair;

	json_object_foreach(changes, key, pair) {
		int i = rowjson_column(e, key);
		json_t *old = json_object_get(pair, "old");
		hss_rc rc;

		if (i < 0 || (!old && !json_is_string(pair)))
			return refuse(err, key, "the log entry cannot be read");
		if (e->cols[i].flags & HSS_COL_SECRET)
			return refuse(err, key, "secrets are not kept in the log");
		if (e->cols[i].flags & HSS_COL_VOLATILE)
			continue;
		rc = rowjson_set(&e->cols[i], old, in, row, err);
		if (rc != HSS_OK)
			return rc;
		mask |= UINT64_C(1) << i;
	}
	if (!mask)
		return refuse(err, "", "the operation changed nothing that can be rolled back");
	*cols = mask;
	return HSS_OK;
}

static hss_rc undo_delete(const struct hss_entity *e, json_t *changes,
			  const struct rowjson_in *in, void *row, uint64_t *cols,
			  struct rowjson_err *err)
{
	const char *key;
	json_t *v;

	for (uint32_t i = 0; i < e->n_cols; i++) {
		const struct hss_column *c = &e->cols[i];

		if (c->flags & HSS_COL_SECRET && c->flags & HSS_COL_NOT_NULL)
			return refuse(err, c->name, "secrets are not kept in the log");
	}
	json_object_foreach(changes, key, v) {
		int i = rowjson_column(e, key);
		hss_rc rc;

		if (i < 0)
			return refuse(err, key, "the log entry cannot be read");
		if (e->cols[i].flags & HSS_COL_VOLATILE)
			continue;
		rc = rowjson_set(&e->cols[i], v, in, row, err);
		if (rc != HSS_OK)
			return rc;
	}
	*cols = UINT64_MAX;
	return HSS_OK;
}

hss_rc rowjson_undo(const struct hss_entity *e, const char *operation, const char *changes,
		    const struct rowjson_in *in, uint32_t *kind, void *row, uint64_t *cols,
		    struct rowjson_err *err)
{
	json_t *obj;
	hss_rc rc;

	memset(row, 0, e->row_size);
	memset(err, 0, sizeof *err);
	if (strcmp(operation, "INSERT") == 0) {
		*kind = HSS_OP_DELETE;
		*cols = 0;
		return HSS_OK;
	}
	obj = json_loads(changes, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(obj)) {
		json_decref(obj);
		return refuse(err, "", "the log entry was written by another program");
	}
	if (strcmp(operation, "UPDATE") == 0) {
		*kind = HSS_OP_UPDATE;
		rc = undo_update(e, obj, in, row, cols, err);
	} else if (strcmp(operation, "DELETE") == 0) {
		*kind = HSS_OP_INSERT;
		rc = undo_delete(e, obj, in, row, cols, err);
	} else {
		rc = refuse(err, "", "unknown operation");
	}
	json_decref(obj);
	return rc;
}
