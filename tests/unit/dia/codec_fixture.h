/*
 * codec_fixture.h - what the codec's tests share: an arena, a dictionary, and a made-up command
 * with a field of every kind (vendor 99999, so that no real AVP is in the way).
 */
#ifndef CODEC_FIXTURE_H
#define CODEC_FIXTURE_H

#include "../test.h"

#include "dia/codec.h"

#define DEMO_VENDOR 99999u

enum {                                  /* codes of the demo AVPs               */
	DEMO_FLAGS = 1, DEMO_KIND, DEMO_WHEN, DEMO_DELTA, DEMO_BIG, DEMO_BIGGER, DEMO_ADDRESS,
	DEMO_OCTETS, DEMO_URI, DEMO_FILTER, DEMO_TEXT, DEMO_HOST, DEMO_INNER, DEMO_CLOSED,
	DEMO_OPAQUE, DEMO_NAME, DEMO_NUMBER, DEMO_INNERS, DEMO_ADDRESSES, DEMO_BIGS,
	DEMO_UNUSED,                    /* in the dictionary, named by no rule  */
	DEMO_UNKNOWN = 1000,            /* in no dictionary                     */
};

struct demo_closed {
	struct hss_u32 flags;
};
struct demo_inner {
	struct hss_u32 flags;           /* required                             */
	struct hss_bytes text;
	struct hss_list number;         /* uint32_t, at most 2                  */
	struct demo_inner *inner;
	struct demo_closed *closed;
};
struct demo {
	struct hss_bytes session_id;    /* < >                                  */
	struct hss_bytes host;          /* { }                                  */
	struct hss_u32 flags, kind, when;
	struct hss_i32 delta;
	struct hss_u64 big;
	struct hss_i64 bigger;
	struct hss_addr address;
	struct hss_bytes octets, uri, filter, text, opaque;
	struct demo_inner *inner;
	struct demo_closed *closed;
	struct hss_list name;           /* struct hss_bytes, 0..3               */
	struct hss_list number, inners, addresses, bigs;
};

extern const struct hss_grammar demo_grammar, demo_inner_grammar, demo_closed_grammar;
extern const struct hss_avp_def demo_flags, demo_kind, demo_octets, demo_text, demo_inner_avp,
        demo_unused, demo_host, demo_address, demo_big;

struct fx {
	struct arena arena;
	struct dict *dict;
	struct dia_decode_env env;
	struct dia_fault fault;
	struct buf in;                  /* AVPs to decode                       */
	uint8_t *wire;                  /* exactly as long as the AVPs: sanitizers see overreads */
	struct demo demo;
};

int fx_setup(void **state);
int fx_teardown(void **state);

/* Appends an AVP; flags without V.                                             */
void fx_avp(struct fx *f, uint32_t code, uint32_t vendor, uint8_t flags, const void *data,
            uint32_t n);
void fx_u32(struct fx *f, uint32_t code, uint32_t v);
void fx_str(struct fx *f, uint32_t code, const char *s);
/* Session-Id and Demo-Host: the least that decodes.                            */
void fx_head(struct fx *f);
/* Opens a group; end with fx_end(f, what it returned).                         */
size_t fx_begin(struct fx *f, uint32_t code);
void fx_end(struct fx *f, size_t at);
/* Decodes what was appended.                                                   */
hss_rc fx_decode(struct fx *f);
hss_rc fx_decode_as(struct fx *f, const struct hss_grammar *g, void *out);
/* Decodes and expects an error; failed_hex is the content of Failed-AVP.       */
void fx_expect_fault(struct fx *f, uint32_t result, const char *failed_hex);
char *fx_hex(struct hss_bytes b, char *out, size_t max);

#endif
