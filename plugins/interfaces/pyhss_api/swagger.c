/* swagger.c - /swagger.json (Swagger 2.0), made of the column tables and the route tables. */
#include "api.h"

#include <stdio.h>
#include <stdlib.h>

static json_t *response_ok(void)
{
	return json_pack("{s:{s:s}}", "200", "description", "Success");
}

/* "{imsi}" in a pattern -> a required path parameter. */
static json_t *path_params(const char *pattern)
{
	json_t *params = json_array();

	for (const char *p = pattern; (p = strchr(p, '{')) != NULL; p++) {
		const char *end = strchr(p, '}');
		json_t *name = json_stringn(p + 1, (size_t)(end - p - 1));

		json_array_append_new(params, json_pack("{s:o, s:s, s:b, s:s}", "name", name, "in",
							"path", "required", 1, "type", "string"));
	}
	return params;
}

static void add_query(json_t *params, const char *name, const char *type, const char *text)
{
	json_array_append_new(params, json_pack("{s:s, s:s, s:s, s:s}", "name", name, "in", "query",
						"type", type, "description", text));
}

static void add_body(json_t *params, const char *entity)
{
	json_t *schema = json_object();
	char ref[80];

	snprintf(ref, sizeof ref, "#/definitions/%s", entity);
	json_object_set_new(schema, "$ref", json_string(ref));
	json_array_append_new(params, json_pack("{s:s, s:s, s:b, s:o}", "name", "payload", "in",
						"body", "required", 1, "schema", schema));
}

static void add_operation(json_t *paths, const char *pattern, const char *verb, const char *tag,
			  const char *summary, json_t *params)
{
	json_t *path = json_object_get(paths, pattern);

	if (!path) {
		path = json_object();
		json_object_set_new(paths, pattern, path);
		path = json_object_get(paths, pattern);
	}
	json_object_set_new(path, verb,
			    json_pack("{s:s, s:[s], s:o, s:o}", "summary", summary, "tags", tag,
				      "parameters", params, "responses", response_ok()));
}

static void add_crud(json_t *paths, const struct api *a, const struct crud_path *p)
{
	const char *name = a->entity[p->ent]->name;
	char summary[96];
	json_t *params;

	if (p->ops & PATH_LIST) {
		params = json_array();
		add_query(params, "page", "integer", "Page, from 0");
		add_query(params, "page_size", "integer", "Rows per page, 0: all");
		snprintf(summary, sizeof summary, "Lists %s", name);
		add_operation(paths, p->list, "get", p->tag, summary, params);
	}
	if (p->ops & PATH_CREATE) {
		params = json_array();
		add_body(params, name);
		add_query(params, "operation_id", "string", "Names the operation in the log");
		snprintf(summary, sizeof summary, "Creates one %s", name);
		add_operation(paths, p->create, "put", p->tag, summary, params);
	}
	if (p->ops & PATH_GET) {
		snprintf(summary, sizeof summary, "Reads one %s", name);
		add_operation(paths, p->item, "get", p->tag, summary, path_params(p->item));
	}
	if (p->ops & PATH_PATCH) {
		params = path_params(p->item);
		add_body(params, name);
		add_query(params, "operation_id", "string", "Names the operation in the log");
		snprintf(summary, sizeof summary, "Changes one %s; absent keys stay", name);
		add_operation(paths, p->item, "patch", p->tag, summary, params);
	}
	if (p->ops & PATH_DELETE) {
		params = path_params(p->item);
		add_query(params, "operation_id", "string", "Names the operation in the log");
		snprintf(summary, sizeof summary, "Deletes one %s", name);
		add_operation(paths, p->item, "delete", p->tag, summary, params);
	}
}

static json_t *body_schema(const char *keys)
{
	json_t *props = json_object();
	char words[300], *save = NULL;

	snprintf(words, sizeof words, "%s", keys);
	for (char *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save))
		json_object_set_new(props, w, json_pack("{s:s}", "type", "string"));
	return json_pack("{s:s, s:o}", "type", "object", "properties", props);
}

static void add_plain(json_t *paths, const struct plain_route *p)
{
	static const struct {
		uint32_t method;
		const char *verb;
	} verbs[] = {
		{ HSS_HTTP_GET, "get" },     { HSS_HTTP_PUT, "put" },
		{ HSS_HTTP_PATCH, "patch" }, { HSS_HTTP_DELETE, "delete" },
	};

	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		json_t *params;

		if (!(p->methods & verbs[i].method))
			continue;
		params = path_params(p->pattern);
		if (p->body && verbs[i].method & (HSS_HTTP_PUT | HSS_HTTP_PATCH))
			json_array_append_new(params,
					      json_pack("{s:s, s:s, s:b, s:o}", "name", "payload", "in",
							"body", "required", 1, "schema",
							body_schema(p->body)));
		add_operation(paths, p->pattern, verbs[i].verb, p->tag, p->summary, params);
	}
}

/* Registered by the s6a plugin; named here so that the documentation is whole. */
static const struct plain_route s6a_routes[] = {
	{ HSS_HTTP_PUT, "/push/clr/{imsi}", NULL, true, "push",
	  "Cancels a location (needs the s6a plugin)",
	  "DestinationRealm DestinationHost cancellationType diameterPeer immediateReattach" },
	{ HSS_HTTP_PUT, "/pcrf/clr_subscriber", NULL, true, "pcrf",
	  "Cancels the location of a subscriber (needs the s6a plugin)", "imsi msisdn" },
};

char *swagger_text(const struct api *a)
{
	const struct hss_identity *id = hss_host->core->identity();
	json_t *paths = json_object(), *definitions = json_object(), *doc;
	char title[128], *text;

	for (uint32_t i = 0; i < n_crud_paths; i++)
		add_crud(paths, a, &crud_paths[i]);
	for (uint32_t i = 0; i < n_plain_routes; i++) {
		if (plain_routes[i].tag)
			add_plain(paths, &plain_routes[i]);
	}
	for (size_t i = 0; i < sizeof s6a_routes / sizeof s6a_routes[0]; i++)
		add_plain(paths, &s6a_routes[i]);
	for (uint32_t i = 0; i < ENT_COUNT; i++)
		json_object_set_new(definitions, a->entity[i]->name,
				    rowjson_schema(a->entity[i], ROWJSON_PYHSS));
	snprintf(title, sizeof title, "HSS provisioning %.*s", (int)id->site.len,
		 id->site.p ? (const char *)id->site.p : "");
	doc = json_pack("{s:s, s:{s:s, s:s, s:s}, s:s, s:[s], s:[s], s:{s:{s:s, s:s, s:s}}, "
			"s:[{s:[]}], s:o, s:o}",
			"swagger", "2.0", "info", "title", title, "version", hss_host->version,
			"description", "Provisioning API, compatible with PyHSS 2.0", "basePath", "/",
			"consumes", "application/json", "produces", "application/json",
			"securityDefinitions", "provisioning_key", "type", "apiKey", "in", "header",
			"name", "Provisioning-Key", "security", "provisioning_key", "paths", paths,
			"definitions", definitions);
	text = doc ? json_dumps(doc, 0) : NULL;
	json_decref(doc);
	return text;
}

void swagger_json(struct hss_http_req *r, void *self)
{
	const struct api *a = self;

	(void)hss_host->http->reply(
		r, 200, "application/json",
		(struct hss_bytes){ (const uint8_t *)a->swagger, (uint32_t)strlen(a->swagger) });
}
