/* field.h - the field of a column inside its row struct. */
#ifndef ROWJSON_FIELD_H
#define ROWJSON_FIELD_H

#include <hss/store.h>

#include <string.h>

#define FIELD_(c, row) ((void *)((uint8_t *)(uintptr_t)(row) + (c)->offset))

static inline struct hss_bytes *field_bytes(const struct hss_column *c, const void *row)
{
	return FIELD_(c, row);
}

static inline struct hss_i32 *field_i32(const struct hss_column *c, const void *row)
{
	return FIELD_(c, row);
}

static inline struct hss_i64 *field_i64(const struct hss_column *c, const void *row)
{
	return FIELD_(c, row);
}

static inline struct hss_list *field_list(const struct hss_column *c, const void *row)
{
	return FIELD_(c, row);
}

static inline size_t field_size(const struct hss_column *c)
{
	switch (c->field) {
	case HSS_F_I32:
		return sizeof(struct hss_i32);
	case HSS_F_I64:
		return sizeof(struct hss_i64);
	case HSS_F_LIST:
		return sizeof(struct hss_list);
	default:
		return sizeof(struct hss_bytes);
	}
}

static inline void field_clear(const struct hss_column *c, void *row)
{
	memset(FIELD_(c, row), 0, field_size(c));
}

#endif
