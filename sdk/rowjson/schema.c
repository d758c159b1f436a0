/* schema.c - the OpenAPI schema of an entity, from its column table. */
#include "rowjson.h"

#include <stdlib.h>

struct type_name {
	const char *type, *format;
};

static const struct type_name type_names[] = {
	[HSS_COL_TEXT] = { "string", NULL },
	[HSS_COL_BLOB] = { "string", NULL },
	[HSS_COL_BOOL] = { "boolean", NULL },
	[HSS_COL_INT] = { "integer", "int32" },
	[HSS_COL_BIGINT] = { "integer", "int64" },
	[HSS_COL_TIME] = { "string", "date-time" },
	[HSS_COL_ENUM] = { "integer", "int32" },
	[HSS_COL_ID_LIST] = { "string", NULL },
	[HSS_COL_AUTO_ID] = { "integer", "int64" },
	[HSS_COL_EXPIRY] = { "string", "date-time" },
};

static json_t *default_value(const struct hss_column *c)
{
	switch (c->type) {
	case HSS_COL_BOOL:
		return json_boolean(c->dflt[0] == '1');
	case HSS_COL_INT:
	case HSS_COL_BIGINT:
	case HSS_COL_ENUM:
		return json_integer(strtoll(c->dflt, NULL, 10));
	default:
		return json_string(c->dflt);
	}
}

static json_t *enum_values(const struct hss_column *c)
{
	json_t *values = json_array();

	for (const struct hss_choice *x = c->values; x->name; x++)
		json_array_append_new(values, json_integer(x->value));
	return values;
}

static json_t *column_schema(const struct hss_column *c, uint32_t flags)
{
	const struct type_name *tn = &type_names[c->type];
	json_t *s = json_object();

	if (c->type == HSS_COL_ID_LIST && !(flags & ROWJSON_PYHSS)) {
		json_object_set_new(s, "type", json_string("array"));
		json_object_set_new(s, "items", json_pack("{s:s, s:s}", "type", "integer",
							  "format", "int64"));
	} else {
		json_object_set_new(s, "type", json_string(tn->type));
		if (tn->format)
			json_object_set_new(s, "format", json_string(tn->format));
	}
	json_object_set_new(s, "description", json_string(c->doc ? c->doc : ""));
	if (c->dflt)
		json_object_set_new(s, "default", default_value(c));
	if (c->max_len && c->type == HSS_COL_TEXT)
		json_object_set_new(s, "maxLength", json_integer(c->max_len));
	if (c->values)
		json_object_set_new(s, "enum", enum_values(c));
	if (c->flags & HSS_COL_SECRET)
		json_object_set_new(s, "x-secret", json_true());
	return s;
}

/* Out of memory shows in the end as NULL: jansson's setters refuse a NULL value. */
json_t *rowjson_schema(const struct hss_entity *e, uint32_t flags)
{
	json_t *schema = json_object(), *props = json_object(), *required = json_array();

	for (uint32_t i = 0; i < e->n_cols; i++) {
		const struct hss_column *c = &e->cols[i];

		if (flags & ROWJSON_PYHSS && !(c->flags & HSS_COL_PYHSS))
			continue;
		json_object_set_new(props, c->name, column_schema(c, flags));
		if (c->flags & HSS_COL_NOT_NULL && c->type != HSS_COL_AUTO_ID && !c->dflt)
			json_array_append_new(required, json_string(c->name));
	}
	json_object_set_new(schema, "type", json_string("object"));
	json_object_set_new(schema, "properties", props);
	if (json_array_size(required) > 0)
		json_object_set_new(schema, "required", required);
	else
		json_decref(required);
	return schema;
}
