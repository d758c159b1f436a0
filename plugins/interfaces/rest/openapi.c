/* openapi.c - /v1/openapi.json (OpenAPI 3.0), made of the column tables. */
#include "rest.h"

#include <stdio.h>
#include <stdlib.h>

static json_t *ref(const char *name)
{
	char text[96];
	json_t *v = json_object();

	snprintf(text, sizeof text, "#/components/schemas/%s", name);
	json_object_set_new(v, "$ref", json_string(text));
	return v;
}

static json_t *json_content(json_t *schema)
{
	return json_pack("{s:{s:o}}", "application/json", "schema", schema);
}

static json_t *operation(const char *tag, const char *summary, const char *status, json_t *body,
			 json_t *result)
{
	json_t *op = json_pack("{s:s, s:[s]}", "summary", summary, "tags", tag);
	json_t *answer = json_pack("{s:s}", "description", "Success");
	json_t *answers = json_object();

	if (result)
		json_object_set_new(answer, "content", json_content(result));
	json_object_set_new(answers, status, answer);
	json_object_set_new(answers, "default", json_pack("{s:s}", "description",
							  "application/problem+json (RFC 9457)"));
	json_object_set_new(op, "responses", answers);
	if (body)
		json_object_set_new(op, "requestBody",
				    json_pack("{s:b, s:o}", "required", 1, "content",
					      json_content(body)));
	return op;
}

static json_t *id_param(void)
{
	return json_pack("[{s:s, s:s, s:b, s:{s:s, s:s}}]", "name", "id", "in", "path", "required", 1,
			 "schema", "type", "integer", "format", "int64");
}

static json_t *list_params(void)
{
	return json_pack("[{s:s, s:s, s:{s:s}}, {s:s, s:s, s:{s:s}}]", "name", "limit", "in", "query",
			 "schema", "type", "integer", "name", "cursor", "in", "query", "schema",
			 "type", "string");
}

static void add_entity(json_t *paths, json_t *schemas, const struct hss_entity *e)
{
	json_t *collection = json_object(), *item = json_object(), *list;
	char path[96];

	list = operation(e->name, "Lists rows; a column in the query compares", "200", NULL, NULL);
	json_object_set_new(list, "parameters", list_params());
	json_object_set_new(collection, "get", list);
	json_object_set_new(collection, "post",
			    operation(e->name, "Creates a row", "201", ref(e->name), ref(e->name)));
	json_object_set_new(item, "parameters", id_param());
	json_object_set_new(item, "get",
			    operation(e->name, "Reads a row", "200", NULL, ref(e->name)));
	json_object_set_new(item, "patch", operation(e->name, "Changes a row; If-Match is its ETag",
						     "200", ref(e->name), ref(e->name)));
	json_object_set_new(item, "delete", operation(e->name, "Deletes a row", "204", NULL, NULL));
	snprintf(path, sizeof path, "/v1/%s", e->name);
	json_object_set_new(paths, path, collection);
	snprintf(path, sizeof path, "/v1/%s/{id}", e->name);
	json_object_set_new(paths, path, item);
	json_object_set_new(schemas, e->name, rowjson_schema(e, 0));
}

static void add_admin(json_t *paths)
{
	static const struct {
		const char *path, *verb, *summary;
	} ops[] = {
		{ "/v1/admin/status", "get", "Version, uptime, identity, instances" },
		{ "/v1/admin/peers", "get", "Diameter peers" },
		{ "/v1/admin/backup", "post", "Online backup of the store to {\"path\": file}" },
		{ "/v1/admin/keys/rotate", "post", "Encrypts all keys with the current key again" },
		{ "/v1/auc/{id}/set-sqn", "post", "Sets the SQN: {\"sqn\": n, \"force\": bool}" },
	};

	for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
		bool is_post = ops[i].verb[0] == 'p';
		json_t *path = json_object();

		if (strchr(ops[i].path, '{'))
			json_object_set_new(path, "parameters", id_param());
		json_object_set_new(path, ops[i].verb,
				    operation("admin", ops[i].summary, "200",
					      is_post ? json_pack("{s:s}", "type", "object") : NULL,
					      NULL));
		json_object_set_new(paths, ops[i].path, path);
	}
}

char *openapi_text(const struct rest *s)
{
	json_t *paths = json_object(), *schemas = json_object(), *doc;
	char *text;

	for (uint32_t i = 0; i < s->n_entities; i++)
		add_entity(paths, schemas, s->entity[i]);
	add_admin(paths);
	doc = json_pack("{s:s, s:{s:s, s:s}, s:o, s:{s:o, s:{s:{s:s, s:s}}}, s:[{s:[]}]}", "openapi",
			"3.0.3", "info", "title", "hssd administration", "version", hss_host->version,
			"paths", paths, "components", "schemas", schemas, "securitySchemes", "token",
			"type", "http", "scheme", "bearer", "security", "token");
	text = doc ? json_dumps(doc, 0) : NULL;
	json_decref(doc);
	return text;
}

void openapi_get(struct hss_http_req *r, void *self)
{
	const struct rest *s = self;

	(void)hss_host->http->reply(
		r, 200, "application/json",
		(struct hss_bytes){ (const uint8_t *)s->openapi, (uint32_t)strlen(s->openapi) });
}
