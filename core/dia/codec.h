/*
 * codec.h - Diameter messages as octets: header, AVP cursor, and the grammar tables of
 * <hss/dia.h> turned into structs and back (RFC 6733 3, 4, 7).
 */
#ifndef DIA_CODEC_H
#define DIA_CODEC_H

#include <hss/dia.h>

#include "base/arena.h"
#include "base/buf.h"

#define DIA_HDR 20u
enum { DIA_F_R = 0x80, DIA_F_P = 0x40, DIA_F_E = 0x20, DIA_F_T = 0x10, DIA_F_RSVD = 0x0f };

struct dia_hdr {
	uint8_t version, flags;
	uint32_t length, code, app_id, hop_by_hop, end_to_end;
};

/* At least DIA_HDR octets at p.                                                */
void dia_hdr_get(const uint8_t *p, struct dia_hdr *h);
void dia_hdr_put(uint8_t *p, const struct dia_hdr *h);

struct avp {
	uint32_t code, vendor;
	uint8_t flags;
	struct hss_bytes raw;           /* header and data, without padding     */
	struct hss_bytes data;
};
struct avp_cur {
	const uint8_t *p, *end;
};

/* OK; NOTFOUND: the end; PROTO: the header or its length does not fit what is left
 * (a->raw then spans what is there, code and vendor as far as they can be read).  */
hss_rc avp_next(struct avp_cur *c, struct avp *a);

/* ---- dictionary: known (code, vendor); dict.c ------------------------------- */
struct dict;
hss_rc dict_open(struct dict **out);
void dict_close(struct dict *d);
/* SETUP. Registering the same again is fine; EXISTS with a text that names both owners when type or
 * M flag differ. The structs of two plugins for one group may differ: decoding follows the rules
 * of the command, never the dictionary. Walks into def's group grammar. def is copied, `owner`
 * is borrowed for ever.                                                        */
hss_rc dict_add(struct dict *d, const struct hss_avp_def *def, const char *owner,
                struct hss_err *err);
const struct hss_avp_def *dict_find(const struct dict *d, uint32_t code, uint32_t vendor);

/* SETUP. Field kinds, offsets, group sizes, min <= max, no endless recursion; names the rule. */
hss_rc grammar_check(const struct hss_grammar *g, struct hss_err *err);

/* ---- decode ----------------------------------------------------------------- */
struct dia_fault {                      /* the first error found                */
	uint32_t result;                /* RFC 6733: 5001, 5004, 5005, 5008, 5009, 5014, 3009 */
	struct hss_bytes failed_avp;    /* the content of Failed-AVP, in the arena; may be empty */
	char text[160];                 /* for Error-Message and the log        */
};
struct dia_decode_env {
	struct arena *arena;
	const struct dict *dict;
	bool is_strict;                 /* rulings 1.2                          */
	uint32_t max_depth;             /* of groups; 0: 16                     */
	uint32_t n_lenient;             /* out: what strict would have refused  */
};

/* Fills g->struct_size octets at `out` (zeroed first) from `avps` (what follows the header).
 * Byte fields point into `avps`. PROTO: `fault` says why; NOMEM: arena quota.
 * Missing AVPs of the command itself (5005) are looked for last: what came is then decoded.
 * A GROUP whose definition has no grammar is opaque: its field is struct hss_bytes.   */
hss_rc dia_decode(struct dia_decode_env *env, const struct hss_grammar *g, struct hss_bytes avps,
                  void *out, struct dia_fault *fault);

/* ---- encode ----------------------------------------------------------------- */
/*
 * What the core adds: when a rule names one of these AVPs and the struct's field is absent, the
 * value from here is sent at that place of the ABNF; those set here that no rule names are
 * appended (Error-Message, Failed-AVP, Proxy-Info, Origin-State-Id).
 */
struct dia_auto {
	struct hss_bytes session_id, origin_host, origin_realm, dest_host, dest_realm;
	struct hss_result result;       /* code 0: none (a request)             */
	struct hss_bytes proxy_infos;   /* raw AVPs one after another, padded   */
	struct hss_bytes failed_avp;    /* content of Failed-AVP                */
	struct hss_bytes error_message, error_reporting_host;
	struct hss_bytes route_records; /* raw AVPs, padded (we relay none)     */
	uint32_t app_id, vendor;        /* Vendor-Specific-Application-Id       */
	bool has_vsai;                  /* send it where the grammar names it   */
	struct hss_u32 auth_session_state, origin_state_id;
};

/* Appends header and AVPs to `out` with the length filled in. `msg` NULL: only what `a` brings (an
 * error answer; required AVPs may then be missing). INVAL with a text: a required AVP is absent
 * or a value does not fit its type; `out` is then as before. NOMEM likewise. In an answer with an
 * error result required AVPs may be missing too, and a 3xxx result goes out by dia_encode_error.
 * err may be NULL.                                                             */
hss_rc dia_encode(struct buf *out, const struct dia_hdr *h, const struct hss_grammar *g,
                  const void *msg, const struct dia_auto *a, struct hss_err *err);
/* The generic error answer of RFC 6733 7.2 (3xxx, or an application we do not know); sets E, keeps
 * of h's flags only P.                                                         */
hss_rc dia_encode_error(struct buf *out, const struct dia_hdr *h, const struct dia_auto *a);

/* One AVP of a definition around `value`, for Failed-AVP: value.p NULL gives the zero-filled
 * minimum of its type. Appends to out.                                         */
void avp_put(struct buf *out, const struct hss_avp_def *def, struct hss_bytes value);
void avp_put_raw(struct buf *out, uint32_t code, uint32_t vendor, uint8_t flags,
                 struct hss_bytes data);
/* The text of a decoded struct, one "Name: value" a line, groups indented: trace, golden tests. */
void dia_dump(struct buf *out, const struct hss_grammar *g, const void *msg);

/* Base AVPs and commands: base_avp.c, base_cmd.c (CER/CEA DWR/DWA DPR/DPA structs below). */
#include "dia/base_cmd.h"

#endif
