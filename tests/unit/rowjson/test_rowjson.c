/* test_rowjson.c - rows from and to JSON, with what scripts really send. */
#include "rowjson.h"

#include <hss/model.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* An entity of a third party, with one column of each type. */
struct hss_thing {
	struct hss_i64 thing_id;
	struct hss_bytes name;
	struct hss_bytes ki;
	struct hss_i32 enabled;
	struct hss_i32 qci;
	struct hss_i64 rate;
	struct hss_i64 seen_timestamp;
	struct hss_list apn_list;
	struct hss_i64 default_apn;
	struct hss_bytes msisdn;
	struct hss_i32 direction;
	struct hss_bytes blob;
	struct hss_bytes ours;
};
static const struct hss_choice directions[] = { { "down", 1 }, { "up", 2 }, { NULL, 0 } };
#define C(f, t, fl, ...) HSS_COLUMN(struct hss_thing, f, HSS_COL_##t, .flags = (fl), __VA_ARGS__)
enum { P = HSS_COL_PYHSS, N = HSS_COL_NOT_NULL };
static const struct hss_column thing_cols[] = {
	C(thing_id, AUTO_ID, P | N, .doc = "id"),
	C(name, TEXT, P | N, .max_len = 8, .doc = "name"),
	C(ki, TEXT, P | HSS_COL_SECRET, .format = HSS_FMT_KEY, .max_len = 64, .doc = "key"),
	C(enabled, BOOL, P, .dflt = "1", .doc = "enabled"),
	C(qci, INT, P, .dflt = "9", .doc = "qci"),
	C(rate, BIGINT, P, .doc = "rate"),
	C(seen_timestamp, TIME, P | HSS_COL_VOLATILE, .doc = "seen"),
	C(apn_list, ID_LIST, P, .ref = "apn", .doc = "apns"),
	C(default_apn, BIGINT, P, .ref = "apn", .doc = "apn"),
	C(msisdn, TEXT, P, .format = HSS_FMT_MSISDN, .max_len = 15, .doc = "number"),
	C(direction, INT, P, .values = directions, .doc = "direction"),
	C(blob, BLOB, 0, .max_len = 4, .doc = "octets"),
	C(ours, TEXT, 0, .doc = "not PyHSS's"),
};
static const struct hss_entity thing = {
	.size = sizeof thing, .version = 1, .name = "thing", .cols = thing_cols,
	.col_size = sizeof thing_cols[0], .n_cols = sizeof thing_cols / sizeof thing_cols[0],
	.row_size = sizeof(struct hss_thing),
};

struct pool {
	void *p[256];
	uint32_t n;
};

static void *pool_alloc(void *ctx, size_t n)
{
	struct pool *pool = ctx;

	assert_true(pool->n < 256);
	return pool->p[pool->n++] = malloc(n);
}

static void pool_free(struct pool *pool)
{
	while (pool->n)
		free(pool->p[--pool->n]);
}

static hss_rc resolve_internet(void *ctx, const char *entity, struct hss_bytes name, int64_t *id)
{
	(void)ctx;
	assert_string_equal(entity, "apn");
	if (name.len != 8 || memcmp(name.p, "internet", 8) != 0)
		return HSS_E_NOTFOUND;
	*id = 7;
	return HSS_OK;
}

static struct pool pool;

static hss_rc parse(const char *text, uint32_t flags, struct hss_thing *row, uint64_t *cols,
		    struct rowjson_err *err)
{
	struct rowjson_in in = { .flags = flags, .alloc = pool_alloc, .resolve = resolve_internet,
				 .ctx = &pool };
	json_t *obj = json_loads(text, JSON_DECODE_ANY, NULL);
	hss_rc rc;

	assert_non_null(obj);
	rc = rowjson_parse(&thing, obj, &in, row, cols, err);
	json_decref(obj);
	return rc;
}

static void expect_refused(const char *text, uint32_t flags, hss_rc want, const char *key)
{
	struct rowjson_err err;
	struct hss_thing row;
	uint64_t cols = 12345;
	hss_rc rc = parse(text, flags, &row, &cols, &err);

	if (rc != want || strcmp(err.key, key) != 0 || !err.reason[0] || cols != 12345)
		fail_msg("%s: rc %d, key '%s', reason '%s'", text, rc, err.key, err.reason);
	pool_free(&pool);
}

static void expect_json(const char *text, const char *key, const char *want)
{
	struct rowjson_out out = { .flags = 0 };
	struct rowjson_err err;
	struct hss_thing row;
	uint64_t cols;
	json_t *obj;
	char *got;

	if (parse(text, 0, &row, &cols, &err) != HSS_OK)
		fail_msg("%s: %s %s", text, err.key, err.reason);
	obj = rowjson_render(&thing, &row, &out);
	got = json_dumps(json_object_get(obj, key), JSON_ENCODE_ANY);
	if (!got || strcmp(got, want) != 0)
		fail_msg("%s: %s is %s, not %s", text, key, got, want);
	free(got);
	json_decref(obj);
	pool_free(&pool);
}

static void values_are_taken_in_every_spelling_of_the_field(void **state)
{
	(void)state;
	expect_json("{\"qci\": 5}", "qci", "5");
	expect_json("{\"qci\": \"5\"}", "qci", "5");
	expect_json("{\"qci\": \" 5 \"}", "qci", "5");
	expect_json("{\"qci\": 5.0}", "qci", "5");
	expect_json("{\"qci\": true}", "qci", "1");
	expect_json("{\"qci\": null}", "qci", "null");
	expect_json("{\"rate\": \"9999999999\"}", "rate", "9999999999");
	expect_json("{\"rate\": -1}", "rate", "-1");
	expect_json("{\"direction\": \"up\"}", "direction", "2");
	expect_json("{\"enabled\": true}", "enabled", "true");
	expect_json("{\"enabled\": 0}", "enabled", "false");
	expect_json("{\"enabled\": \"1\"}", "enabled", "true");
	expect_json("{\"enabled\": \"False\"}", "enabled", "false");
	expect_json("{\"enabled\": null}", "enabled", "null");
	expect_json("{\"name\": 1234}", "name", "\"1234\"");
	expect_json("{\"name\": \"\"}", "name", "\"\"");
	expect_json("{\"name\": \"\\u00e9\"}", "name", "\"\xc3\xa9\"");
	expect_json("{\"msisdn\": \"+49 170 1\"}", "msisdn", "\"491701\"");
	expect_json("{\"msisdn\": 49170}", "msisdn", "\"49170\"");
	expect_json("{\"apn_list\": \"1, 2,,3\"}", "apn_list", "[1, 2, 3]");
	expect_json("{\"apn_list\": [1, \"2\"]}", "apn_list", "[1, 2]");
	expect_json("{\"apn_list\": \"internet,3\"}", "apn_list", "[7, 3]");
	expect_json("{\"apn_list\": 4}", "apn_list", "[4]");
	expect_json("{\"apn_list\": \"\"}", "apn_list", "[]");
	expect_json("{\"apn_list\": null}", "apn_list", "null");
	expect_json("{\"default_apn\": \"internet\"}", "default_apn", "7");
	expect_json("{\"default_apn\": \"3\"}", "default_apn", "3");
	expect_json("{\"blob\": \"00Ff\"}", "blob", "\"00ff\"");
	expect_json("{\"seen_timestamp\": \"2024-02-29T12:00:01Z\"}", "seen_timestamp",
		     "\"2024-02-29T12:00:01Z\"");
	expect_json("{\"seen_timestamp\": \"2024-02-29 12:00:01.25+02:00\"}", "seen_timestamp",
		     "\"2024-02-29T10:00:01Z\"");
	expect_json("{\"seen_timestamp\": 0}", "seen_timestamp", "\"1970-01-01T00:00:00Z\"");
}

static void wrong_values_are_refused_with_their_key(void **state)
{
	static const char *const wrong[][2] = {
		{ "{\"qci\": \"five\"}", "qci" },
		{ "{\"qci\": \"\"}", "qci" },
		{ "{\"qci\": 5.5}", "qci" },
		{ "{\"qci\": 1e300}", "qci" },
		{ "{\"qci\": 2147483648}", "qci" },
		{ "{\"qci\": []}", "qci" },
		{ "{\"rate\": \"92233720368547758080\"}", "rate" },
		{ "{\"thing_id\": -1}", "thing_id" },
		{ "{\"direction\": 3}", "direction" },
		{ "{\"enabled\": 2}", "enabled" },
		{ "{\"enabled\": \"maybe\"}", "enabled" },
		{ "{\"name\": \"ninechars\"}", "name" },
		{ "{\"name\": {}}", "name" },
		{ "{\"name\": true}", "name" },
		{ "{\"name\": null}", "name" },
		{ "{\"ki\": \"xyz\"}", "ki" },
		{ "{\"ki\": \"0011\"}", "ki" },
		{ "{\"msisdn\": \"12a\"}", "msisdn" },
		{ "{\"msisdn\": \"1+2\"}", "msisdn" },
		{ "{\"msisdn\": \"1234567890123456\"}", "msisdn" },
		{ "{\"apn_list\": {}}", "apn_list" },
		{ "{\"apn_list\": [[1]]}", "apn_list" },
		{ "{\"apn_list\": \"1,nosuch\"}", "apn_list" },
		{ "{\"default_apn\": \"nosuch\"}", "default_apn" },
		{ "{\"blob\": \"0\"}", "blob" },
		{ "{\"blob\": \"0001020304\"}", "blob" },
		{ "{\"seen_timestamp\": \"yesterday\"}", "seen_timestamp" },
		{ "{\"seen_timestamp\": \"2024-13-01T00:00:00Z\"}", "seen_timestamp" },
		{ "{\"seen_timestamp\": -1}", "seen_timestamp" },
		{ "[]", "" },
		{ "\"text\"", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		expect_refused(wrong[i][0], 0, HSS_E_INVAL, wrong[i][1]);
	expect_refused("{\"nosuch\": 1}", 0, HSS_E_NOTFOUND, "nosuch");
	expect_refused("{\"qci\": 1}", ROWJSON_INSERT, HSS_E_INVAL, "name");
}

static void insert_fills_defaults_and_update_does_not(void **state)
{
	struct rowjson_err err;
	struct hss_thing row;
	uint64_t cols;

	(void)state;
	assert_int_equal(parse("{\"name\": \"a\", \"qci\": null}", ROWJSON_INSERT, &row, &cols, &err),
			 HSS_OK);
	assert_true(row.enabled.set && row.enabled.v == 1);
	assert_false(row.qci.set); /* null was said */
	assert_int_equal(cols, 1 << 1 | 1 << 4);
	pool_free(&pool);
	assert_int_equal(parse("{\"name\": \"a\"}", 0, &row, &cols, &err), HSS_OK);
	assert_false(row.enabled.set);
	assert_int_equal(cols, 1 << 1);
	pool_free(&pool);
	assert_int_equal(parse("{\"nosuch\": 1}", ROWJSON_SKIP_UNKNOWN, &row, &cols, &err), HSS_OK);
	assert_int_equal(cols, 0);
	pool_free(&pool);
}

static hss_rc reveal_length(void *ctx, struct hss_bytes stored, struct hss_bytes *clear)
{
	(void)ctx;
	(void)stored;
	*clear = (struct hss_bytes){ (const uint8_t *)"open", 4 };
	return HSS_OK;
}

static void rendering_keeps_order_and_hides_secrets(void **state)
{
	struct rowjson_out out = { .flags = ROWJSON_PYHSS };
	struct rowjson_err err;
	struct hss_thing row;
	uint64_t cols;
	json_t *obj;
	char *text;

	(void)state;
	assert_int_equal(parse("{\"name\": \"a\", \"thing_id\": 3, \"apn_list\": [1, 22], \"ki\": "
			       "\"00112233445566778899aabbccddeeff\", \"ours\": \"x\"}",
			       ROWJSON_INSERT, &row, &cols, &err), HSS_OK);
	obj = rowjson_render(&thing, &row, &out);
	text = json_dumps(obj, 0);
	assert_string_equal(text, "{\"thing_id\": 3, \"name\": \"a\", \"enabled\": true, \"qci\": 9, "
				  "\"rate\": null, \"seen_timestamp\": null, \"apn_list\": \"1,22\", "
				  "\"default_apn\": null, \"msisdn\": null, \"direction\": null}");
	free(text);
	json_decref(obj);
	/* asked for secrets without a way to reveal them: the stored text stays inside */
	out.flags = ROWJSON_SECRETS;
	obj = rowjson_render(&thing, &row, &out);
	assert_true(json_is_null(json_object_get(obj, "ki")));
	assert_string_equal(json_string_value(json_object_get(obj, "ours")), "x");
	json_decref(obj);
	out.reveal = reveal_length;
	obj = rowjson_render(&thing, &row, &out);
	assert_string_equal(json_string_value(json_object_get(obj, "ki")), "open");
	json_decref(obj);
	pool_free(&pool);
}

static void octets_that_are_not_utf8_are_still_shown(void **state)
{
	struct rowjson_out out = { .flags = 0 };
	struct hss_thing row = { .name = { (const uint8_t *)"a\xff\x01z", 4 } };
	json_t *obj = rowjson_render(&thing, &row, &out);

	(void)state;
	assert_string_equal(json_string_value(json_object_get(obj, "name")), "a??z");
	json_decref(obj);
}

static hss_rc note_name(void *ctx, struct hss_bytes name)
{
	strncat(ctx, (const char *)name.p, name.len);
	strcat(ctx, ";");
	return HSS_OK;
}

static void names_in_references_are_found(void **state)
{
	char found[128] = "";
	json_t *obj = json_loads("{\"default_apn\": \"ims\", \"apn_list\": \"1, internet ,2,x y\", "
				 "\"name\": \"no\"}", 0, NULL);

	(void)state;
	assert_int_equal(rowjson_names(&thing, obj, "apn", note_name, found), HSS_OK);
	assert_string_equal(found, "internet;x y;ims;");
	json_decref(obj);
}

static void changes_name_old_and_new_and_hide_secrets(void **state)
{
	struct rowjson_err err;
	struct hss_thing a, b;
	uint64_t cols;
	char *text;

	(void)state;
	assert_int_equal(parse("{\"name\": \"a\", \"qci\": 9, \"ki\": "
			       "\"00112233445566778899aabbccddeeff\"}", 0, &a, &cols, &err), HSS_OK);
	assert_int_equal(parse("{\"name\": \"a\", \"qci\": 128000, \"ki\": "
			       "\"ff112233445566778899aabbccddeeff\"}", 0, &b, &cols, &err), HSS_OK);
	text = rowjson_changes(&thing, HSS_OP_UPDATE, &a, &b, cols);
	assert_string_equal(text, "{\"ki\": \"hidden\", \"qci\": {\"old\": 9, \"new\": 128000}}");
	free(text);
	text = rowjson_changes(&thing, HSS_OP_DELETE, &a, NULL, 0);
	assert_string_equal(text, "{\"name\": \"a\", \"qci\": 9}");
	free(text);
	pool_free(&pool);
}

static hss_rc undo(const char *operation, const char *changes, uint32_t *kind,
		   struct hss_thing *row, uint64_t *cols, struct rowjson_err *err)
{
	struct rowjson_in in = { .alloc = pool_alloc, .ctx = &pool };

	return rowjson_undo(&thing, operation, changes, &in, kind, row, cols, err);
}

static void undo_gives_the_whole_old_value_back(void **state)
{
	struct rowjson_err err;
	struct hss_thing row;
	uint64_t cols;
	uint32_t kind;

	(void)state;
	assert_int_equal(undo("UPDATE", "{\"rate\": {\"old\": 128000, \"new\": 5}, \"apn_list\": "
			      "{\"old\": [1, 2], \"new\": null}}", &kind, &row, &cols, &err), HSS_OK);
	assert_int_equal(kind, HSS_OP_UPDATE);
	assert_int_equal(row.rate.v, 128000);
	assert_int_equal(row.apn_list.n, 2);
	assert_int_equal(cols, 1 << 5 | 1 << 7);
	assert_int_equal(undo("INSERT", "{}", &kind, &row, &cols, &err), HSS_OK);
	assert_int_equal(kind, HSS_OP_DELETE);
	assert_int_equal(undo("DELETE", "{\"name\": \"a\", \"thing_id\": 4}", &kind, &row, &cols, &err),
			 HSS_OK);
	assert_int_equal(kind, HSS_OP_INSERT);
	assert_int_equal(row.thing_id.v, 4);
	pool_free(&pool);
}

static void undo_leaves_state_and_secrets_alone(void **state)
{
	struct rowjson_err err;
	struct hss_thing row;
	uint64_t cols;
	uint32_t kind;

	(void)state;
	assert_int_equal(undo("UPDATE", "{\"qci\": {\"old\": 1, \"new\": 5}, \"seen_timestamp\": "
			      "{\"old\": null, \"new\": \"2024-02-29T12:00:01Z\"}}",
			      &kind, &row, &cols, &err), HSS_OK);
	assert_int_equal(cols, 1 << 4);
	assert_int_equal(undo("UPDATE", "{\"seen_timestamp\": {\"old\": null, \"new\": null}}",
			      &kind, &row, &cols, &err), HSS_E_INVAL);
	assert_int_equal(undo("UPDATE", "{\"ki\": \"hidden\"}", &kind, &row, &cols, &err),
			 HSS_E_INVAL);
	assert_int_equal(undo("UPDATE", "qci: 9 ----> 8", &kind, &row, &cols, &err), HSS_E_INVAL);
	assert_int_equal(undo("UPDATE", "{\"nosuch\": {\"old\": 1}}", &kind, &row, &cols, &err),
			 HSS_E_INVAL);
	assert_int_equal(undo("MERGE", "{}", &kind, &row, &cols, &err), HSS_E_INVAL);
	pool_free(&pool);
}

static void times_at_the_edges(void **state)
{
	char text[ROWJSON_TIME_LEN];
	int64_t us;

	(void)state;
	rowjson_time_text(INT64_MAX, text);
	assert_string_equal(text, "9999-12-31T23:59:59Z");
	rowjson_time_text(INT64_MIN, text);
	assert_string_equal(text, "0001-01-01T00:00:00Z");
	rowjson_time_text(-1, text);
	assert_string_equal(text, "1969-12-31T23:59:59Z");
	assert_int_equal(rowjson_time_parse("2024-02-29T12:00:01.5Z", &us), HSS_OK);
	assert_int_equal(us, INT64_C(1709208001500000));
	assert_int_equal(rowjson_time_parse("2024-02-29T12:00", &us), HSS_E_INVAL);
	assert_int_equal(rowjson_time_parse("2024-02-29T12:00:01+0", &us), HSS_E_INVAL);
	assert_int_equal(rowjson_time_parse("", &us), HSS_E_INVAL);
}

static void schema_names_types_and_what_is_required(void **state)
{
	json_t *s = rowjson_schema(&thing, ROWJSON_PYHSS), *props = json_object_get(s, "properties");
	const char *type;

	(void)state;
	assert_int_equal(json_object_size(props), 11);
	assert_int_equal(json_array_size(json_object_get(s, "required")), 1);
	assert_int_equal(json_unpack(json_object_get(props, "enabled"), "{s:s}", "type", &type), 0);
	assert_string_equal(type, "boolean");
	json_decref(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_taken_in_every_spelling_of_the_field),
		cmocka_unit_test(wrong_values_are_refused_with_their_key),
		cmocka_unit_test(insert_fills_defaults_and_update_does_not),
		cmocka_unit_test(rendering_keeps_order_and_hides_secrets),
		cmocka_unit_test(octets_that_are_not_utf8_are_still_shown),
		cmocka_unit_test(names_in_references_are_found),
		cmocka_unit_test(changes_name_old_and_new_and_hide_secrets),
		cmocka_unit_test(undo_gives_the_whole_old_value_back),
		cmocka_unit_test(undo_leaves_state_and_secrets_alone),
		cmocka_unit_test(times_at_the_edges),
		cmocka_unit_test(schema_names_types_and_what_is_required),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
