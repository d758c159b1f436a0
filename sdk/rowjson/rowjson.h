/*
 * rowjson.h - rows as JSON, by the column table alone: any struct hss_entity, of this tree
 * or of a third party, gets parsing with reasons, rendering, an OpenAPI schema and entries
 * of the operation log without code of its own.
 *
 * All functions are pure (ANY thread, no I/O). JSON objects are jansson's; who gets one from
 * here owns a reference.
 */
#ifndef ROWJSON_H
#define ROWJSON_H

#include <hss/store.h>

#include <jansson.h>

/* ---- in ------------------------------------------------------------------------ */
enum {
	ROWJSON_INSERT = 1 << 0,        /* defaults for absent columns, NOT NULL is checked */
	ROWJSON_SKIP_UNKNOWN = 1 << 1,  /* unknown keys are passed over                 */
};

struct rowjson_err {
	char key[64];                   /* the offending key, empty: the whole value    */
	char reason[192];
};

struct rowjson_in {
	uint32_t flags;                 /* ROWJSON_INSERT ...                           */
	uint32_t rsvd;
	/* Memory for texts and lists, aligned to 8; lives as long as the row is used.  */
	void *(*alloc)(void *ctx, size_t n);
	/* A reference given by name, e.g. default_apn "internet". NULL: ids only.      */
	hss_rc (*resolve)(void *ctx, const char *entity, struct hss_bytes name, int64_t *id);
	void *ctx;
	const char *const *other;       /* keys of the request itself, NULL-terminated  */
};

/*
 * Fills `row` (e->row_size octets, zeroed here) from the object `obj` and sets a bit of *cols
 * for every column that was named. Values are copied, `obj` may go at once.
 * INVAL: a value is wrong; NOTFOUND: no such column; NOMEM. `err` then names key and reason.
 */
hss_rc rowjson_parse(const struct hss_entity *e, const json_t *obj, const struct rowjson_in *in,
		     void *row, uint64_t *cols, struct rowjson_err *err);

/* One value into its field of `row`, same rules.                                    */
hss_rc rowjson_set(const struct hss_column *c, const json_t *v, const struct rowjson_in *in,
		   void *row, struct rowjson_err *err);

/* Names inside references to `entity` ("internet" in default_apn or apn_list): calls fn for
 * each text that is no number. Stops and returns what fn returns when that is not OK. */
hss_rc rowjson_names(const struct hss_entity *e, const json_t *obj, const char *entity,
		     hss_rc (*fn)(void *ctx, struct hss_bytes name), void *ctx);

/* Column number by name, -1: there is none.                                         */
int rowjson_column(const struct hss_entity *e, const char *name);
/* Bits of all columns with one of `flags` (HSS_COL_*).                              */
uint64_t rowjson_mask(const struct hss_entity *e, uint16_t flags);
/* Is the field absent (null)?                                                       */
bool rowjson_is_null(const struct hss_column *c, const void *row);
/* Both null or the same value?                                                      */
bool rowjson_equal(const struct hss_column *c, const void *a, const void *b);
/* dst.field = src.field, pointers included.                                         */
void rowjson_copy(const struct hss_column *c, void *dst, const void *src);

/* ---- out ----------------------------------------------------------------------- */
enum {
	ROWJSON_PYHSS = 1 << 0,         /* PyHSS's key set; lists as text "1,2"         */
	ROWJSON_SECRETS = 1 << 1,       /* with the secret columns                      */
};

struct rowjson_out {
	uint32_t flags;                 /* ROWJSON_PYHSS ...                            */
	uint32_t rsvd;
	/* What to show for a stored secret; NULL or failure: null is shown             */
	hss_rc (*reveal)(void *ctx, struct hss_bytes stored, struct hss_bytes *clear);
	void *ctx;
};

/* Object with keys in column order. NULL: out of memory. *Gives* a reference.       */
json_t *rowjson_render(const struct hss_entity *e, const void *row, const struct rowjson_out *out);
/* One value; never a secret's unless asked for.                                     */
json_t *rowjson_value(const struct hss_column *c, const void *row, uint32_t flags);

/* OpenAPI/Swagger schema object of an entity; flags as for rendering. *Gives*.      */
json_t *rowjson_schema(const struct hss_entity *e, uint32_t flags);

/* Microseconds since 1970 as YYYY-MM-DDTHH:MM:SSZ (21 octets with NUL) and back.    */
#define ROWJSON_TIME_LEN 21
void rowjson_time_text(int64_t us, char out[ROWJSON_TIME_LEN]);
/* Accepts a blank for the T, fractions, Z, +hh:mm or nothing (UTC). INVAL.          */
hss_rc rowjson_time_parse(const char *text, int64_t *us);

/* ---- operation log ------------------------------------------------------------- */
/*
 * Text for operation_log.changes, a JSON object: INSERT and DELETE the values of the row,
 * UPDATE {"column": {"old": .., "new": ..}} for the columns in `cols` that differ. Of a secret
 * it says only that it changed. *Gives* memory for free(); NULL: out of memory.
 */
char *rowjson_changes(const struct hss_entity *e, uint32_t kind, const void *old_row,
		      const void *new_row, uint64_t cols);

/*
 * What undoes a logged change: *kind is the operation to do (HSS_OP_DELETE for an INSERT and
 * so on), *row and *cols its values, ready for the store. State columns are never touched
 * (rulings 2.2). INVAL: the text is not one of ours, or a secret would be needed that the log
 * does not hold; `err` says so.
 */
hss_rc rowjson_undo(const struct hss_entity *e, const char *operation, const char *changes,
		    const struct rowjson_in *in, uint32_t *kind, void *row, uint64_t *cols,
		    struct rowjson_err *err);

#endif
