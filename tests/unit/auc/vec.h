/* vec.h - the vectors in tests/vectors/crypto as test inputs. */
#ifndef TEST_AUC_VEC_H
#define TEST_AUC_VEC_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>

/* Opens tests/vectors/crypto/<file>; fails the test when it cannot.            */
json_t *vec_load(const char *file);
/* The array `name` of the file, at least `min` long.                           */
json_t *vec_array(json_t *root, const char *name, size_t min);
const char *vec_text(const json_t *o, const char *name);
/* Hex member -> octets; returns their number.                                  */
uint32_t vec_hex(const json_t *o, const char *name, uint8_t *out, uint32_t max);
/* Member `name` must hold these octets.                                        */
void vec_expect(const json_t *o, const char *name, const uint8_t *got, uint32_t n);

#endif
