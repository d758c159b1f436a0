/*
 * row.h - a row struct seen through its column table, values from text, and what a row must
 * satisfy before it is written.
 */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include <hss/store.h>

#include "base/arena.h"

/* HSS_F_* that a column type is kept in, 0: no such type.                      */
uint16_t row_field_of(uint32_t col_type);
/* Octets of such a field.                                                      */
uint32_t row_field_size(uint32_t field);

static inline void *row_at(const void *row, const struct hss_column *c)
{
	return (char *)(uintptr_t)row + c->offset;
}

static inline bool row_is_set(const void *row, const struct hss_column *c)
{
	const void *p = row_at(row, c);

	switch (c->field) {
	case HSS_F_BYTES:
		return ((const struct hss_bytes *)p)->p != NULL;
	case HSS_F_I32:
		return ((const struct hss_i32 *)p)->set;
	case HSS_F_I64:
		return ((const struct hss_i64 *)p)->set;
	default:
		return ((const struct hss_list *)p)->v != NULL;
	}
}

/* Value of an integer column, 0 when absent.                                   */
static inline int64_t row_int(const void *row, const struct hss_column *c)
{
	const void *p = row_at(row, c);

	return c->field == HSS_F_I32 ? ((const struct hss_i32 *)p)->v :
	                               ((const struct hss_i64 *)p)->v;
}

static inline struct hss_bytes row_bytes(const void *row, const struct hss_column *c)
{
	return *(const struct hss_bytes *)row_at(row, c);
}

static inline bool col_is_int(const struct hss_column *c)
{
	return c->field == HSS_F_I32 || c->field == HSS_F_I64;
}

void row_set_int(void *row, const struct hss_column *c, int64_t v);
/* Copies one column between two rows of the entity.                            */
void row_copy(void *to, const void *from, const struct hss_column *c);
bool row_same(const void *a, const void *b, const struct hss_column *c);
/* Default text of a column into `row`; memory from `a`. INVAL: not a value of that type. */
hss_rc row_parse(void *row, const struct hss_column *c, const char *text, struct arena *a);
/*
 * May the value be stored? Octets up to max_len (0: no limit), UTF-8, closed sets, BOOL 0 or 1,
 * NOT NULL.  `why` gets a literal when not.
 */
hss_rc row_check(const void *row, const struct hss_column *c, uint32_t max_len, const char **why);

#endif
