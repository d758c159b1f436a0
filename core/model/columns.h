/* columns.h - shorthand in which the column tables are written. */
#ifndef MODEL_COLUMNS_H
#define MODEL_COLUMNS_H

#include <hss/model.h>

enum {
	PYHSS = HSS_COL_PYHSS,
	NOT_NULL = HSS_COL_NOT_NULL,
	SECRET = HSS_COL_SECRET,
	VOLATILE = HSS_COL_VOLATILE,
};

/* COL(apn, qci, INT, PYHSS, .dflt = "9", .doc = "...") */
#define COL(T, f, type, fl, ...)                                                                   \
	HSS_COLUMN(struct hss_##T, f, HSS_COL_##type, .since = 1, .flags = (fl), __VA_ARGS__)
#define COL_ID(T, f)                                                                               \
	COL(T, f, AUTO_ID, PYHSS | NOT_NULL, .doc = "Primary key; counted up, or chosen by the client")
#define COL_MODIFIED(T)                                                                            \
	COL(T, last_modified, TEXT, PYHSS, .max_len = 100,                                         \
	    .doc = "When a client last wrote this row, YYYY-MM-DDTHH:MM:SSZ")

#define ENTITY(T, table, ix, n_ix)                                                                 \
	const struct hss_entity model_##T = {                                                      \
		.size = sizeof(struct hss_entity), .version = 1, .name = #T, .cols = (table),      \
		.indexes = (ix), .col_size = sizeof(struct hss_column),                            \
		.n_cols = sizeof(table) / sizeof((table)[0]),                                      \
		.index_size = sizeof(struct hss_index), .n_indexes = (n_ix),                       \
		.row_size = sizeof(struct hss_##T),                                                \
	}
#define ENTITY_INDEXED(T, table, ix) ENTITY(T, table, ix, sizeof(ix) / sizeof((ix)[0]))

#endif
