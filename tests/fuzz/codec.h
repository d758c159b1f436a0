/* codec.h - what the Diameter fuzzers share: judging one message under one grammar. */
#ifndef FUZZ_CODEC_H
#define FUZZ_CODEC_H

#include "dia/codec.h"

/* Aborts when it is not so: a defect was found.                                */
void fuzz_check(bool is_true);
/* The AVPs of RFC 6733 and those the grammars in `all` (NULL-terminated) name.  */
struct dict *fuzz_dict(const struct hss_grammar *const *all);
/*
 * Decodes what follows the header of p[n] (n >= DIA_HDR). What decoded must encode, decode again,
 * strictly, to the same and have a dump; what did not must say why. Gives the struct in the
 * environment's arena, NULL when it did not decode.
 */
void *fuzz_decode(struct dia_decode_env *env, const struct hss_grammar *g, const uint8_t *p,
                  size_t n);

#endif
