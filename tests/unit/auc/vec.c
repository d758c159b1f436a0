/* vec.c - see vec.h. */
#include "vec.h"

#include "base/bytes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

json_t *vec_load(const char *file)
{
	json_error_t err;
	char path[512];
	json_t *root;

	snprintf(path, sizeof path, "%s/crypto/%s", TEST_VECTORS, file);
	root = json_load_file(path, 0, &err);
	if (!root)
		fail_msg("%s: %s", path, err.text);
	return root;
}

json_t *vec_array(json_t *root, const char *name, size_t min)
{
	json_t *a = json_object_get(root, name);

	assert_true(json_is_array(a));
	assert_true(json_array_size(a) >= min);
	return a;
}

const char *vec_text(const json_t *o, const char *name)
{
	const char *s = json_string_value(json_object_get(o, name));

	if (!s)
		fail_msg("no member %s", name);
	return s;
}

uint32_t vec_hex(const json_t *o, const char *name, uint8_t *out, uint32_t max)
{
	struct hss_bytes t = bytes_str(vec_text(o, name));

	assert_true(t.len / 2 <= max);
	assert_int_equal(bytes_unhex(t, out, t.len / 2), HSS_OK);
	return t.len / 2;
}

void vec_expect(const json_t *o, const char *name, const uint8_t *got, uint32_t n)
{
	char text[257];

	assert_true(n <= 128);
	bytes_hex(got, n, text);
	if (strcasecmp(text, vec_text(o, name)) != 0) {
		const char *who = json_string_value(json_object_get(o, "name"));

		fail_msg("%s %s: got %s, want %s", who ? who : "", name, text, vec_text(o, name));
	}
}
