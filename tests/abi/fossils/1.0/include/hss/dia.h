/*
 * dia.h - Diameter for plugins.  A command is described once, as data: the
 * grammar table below drives decoding into a plain C struct, RFC 6733 error
 * answers with Failed-AVP, encoding, and the log/trace dump.  Handlers never
 * see a header, a flag, a padding byte or an unvalidated AVP.
 */
#ifndef HSS_DIA_H
#define HSS_DIA_H

#include <hss/abi.h>
#include <hss/task.h>

/* ---- dictionary --------------------------------------------------------- */
enum {
	HSS_AVP_OCTETS = 1, HSS_AVP_UTF8 = 2, HSS_AVP_IDENTITY = 3,
	HSS_AVP_URI = 4, HSS_AVP_IPFILTER = 5, HSS_AVP_U32 = 6,
	HSS_AVP_ENUM = 7, HSS_AVP_TIME = 8, HSS_AVP_I32 = 9, HSS_AVP_U64 = 10,
	HSS_AVP_I64 = 11, HSS_AVP_ADDRESS = 12, HSS_AVP_GROUP = 13,
};
enum { HSS_AVP_V = 0x80, HSS_AVP_M = 0x40, HSS_AVP_P = 0x20 };

struct hss_grammar;
struct hss_choice;

struct hss_avp_def {
	const char *name;               /* spelled as in the specification     */
	uint32_t code, vendor;          /* vendor 0: IETF                      */
	uint8_t  type;                  /* HSS_AVP_*                           */
	uint8_t  set, clear;            /* flags sent / forbidden              */
	uint8_t  rsvd;
	uint32_t min_len, max_len;      /* data octets, max 0: no limit        */
	const struct hss_choice  *values;  /* ENUM: closed set, NULL: open     */
	const struct hss_grammar *group;   /* GROUP                            */
};

/*
 * ---- grammar: one row per AVP of the command's or group's ABNF -------------
 * C field by AVP type: hss_bytes, hss_u32, hss_addr ... for one value; a pointer
 * to the group's struct for one group (NULL: absent); hss_list for several.
 * Items of a list lie side by side and are, by the AVP's type, struct hss_bytes,
 * uint32_t (U32, ENUM, TIME), int32_t, uint64_t, int64_t, struct hss_addr or
 * the group's struct. A GROUP without a grammar is opaque: bytes, what is inside.
 */
enum { HSS_POS_ANY = 0, HSS_POS_HEAD = 1 };             /* {} [] *  vs  < >    */
#define HSS_NOLIMIT 0xffffu

struct hss_avp_rule {
	const struct hss_avp_def *avp;
	uint16_t min, max;
	uint16_t offset;                /* of the field in the decoded struct  */
	uint8_t  pos;                   /* HSS_POS_*                           */
	uint8_t  field;                 /* HSS_F_*                             */
	uint32_t item_size;             /* GROUP: of what the field points to, */
	uint32_t rsvd;                  /*        must be the group's size     */
};

struct hss_grammar {
	uint32_t size;
	uint32_t struct_size;           /* of the decoded C struct             */
	const char *name;
	const struct hss_avp_rule *rules;
	uint16_t rule_size, n_rules;
	uint16_t open;                  /* 1: ABNF ends in *[ AVP ]            */
	uint16_t rsvd;
};

#define HSS_RULE_(T, a, f, lo, hi, p, k, sz)                                   \
	{ &(a), lo, hi, (uint16_t)offsetof(T, f), p, k, sz, 0 }
#define HSS_ONE_(T, a, f, lo, p)                                               \
	HSS_RULE_(T, a, f, lo, 1, p, HSS_SCALAR_KIND(T, f), 0)
#define HSS_GRP_(T, a, f, lo, p)        /* a field that is no pointer: error */ \
	HSS_RULE_(T, a, f, lo, 1, p, HSS_F_GROUP, sizeof(*((T *)0)->f))
#define HSS_FIX(T, a, f)         HSS_ONE_(T, a, f, 1, HSS_POS_HEAD)  /* < >    */
#define HSS_REQ(T, a, f)         HSS_ONE_(T, a, f, 1, HSS_POS_ANY)   /* { }    */
#define HSS_OPT(T, a, f)         HSS_ONE_(T, a, f, 0, HSS_POS_ANY)   /* [ ]    */
#define HSS_FIX_G(T, a, f)       HSS_GRP_(T, a, f, 1, HSS_POS_HEAD)  /* groups */
#define HSS_REQ_G(T, a, f)       HSS_GRP_(T, a, f, 1, HSS_POS_ANY)
#define HSS_OPT_G(T, a, f)       HSS_GRP_(T, a, f, 0, HSS_POS_ANY)
#define HSS_REP(T, a, f, lo, hi)                                     /* n*m[ ] */ \
	HSS_RULE_(T, a, f, lo, hi, HSS_POS_ANY, HSS_LIST_KIND(T, f), 0)
#define HSS_GRAMMAR(T, table, is_open)                                         \
	{ sizeof(struct hss_grammar), sizeof(T), #table, table,                \
	  sizeof(struct hss_avp_rule), sizeof(table) / sizeof((table)[0]),     \
	  is_open, 0 }

/* ---- commands and applications ------------------------------------------ */
struct hss_dia_req;                     /* a request waiting for its answer    */
struct hss_dia_txn;                     /* a request we sent                   */
struct hss_dia_app;

/*
 * Handler contract.  `msg` is the decoded request struct, valid as long as the
 * task.  Conclude with exactly one hss_answer()/hss_reject(), now or later.
 * Returning without an answer is fine while something holds the task; if
 * nothing does, the core answers DIAMETER_UNABLE_TO_COMPLY at once, logs the
 * plugin's name and counts a contract violation.  Past the deadline the core
 * answers; a late hss_answer() returns HSS_E_STATE and is harmless.
 */
typedef void (*hss_dia_handler)(struct hss_dia_req *req, const void *msg,
                                void *self);

/* vendor != 0: Experimental-Result                                            */
struct hss_result { uint32_t code, vendor; };

struct hss_dia_cmd {
	const char *name;               /* "Update-Location"                   */
	uint32_t code;
	uint16_t flags;                 /* HSS_CMD_*                           */
	uint16_t timeout_ms;            /* 0: the application's default        */
	const struct hss_grammar *req, *ans;
	hss_dia_handler handler;        /* NULL: we only send this command     */
	/* what the core answers when the handler could not: overload, deadline.
	 * Code 0: UNABLE_TO_COMPLY; S6a's AIR says E 4181 here                */
	struct hss_result overload_result;
};
enum {
	HSS_CMD_PROXIABLE = 1,
	HSS_CMD_STATEFUL  = 2,          /* ULR, PUR, NOR, SAR, CCR ...: the answer is
	                                   kept and repeated for a duplicate; without
	                                   it a repeated request runs again    */
};

struct hss_dia_app_def {
	uint32_t size;
	uint32_t app_id, vendor;
	uint32_t cmd_size, n_cmds;
	const char *name;               /* "S6a/S6d"                           */
	const struct hss_dia_cmd *cmds;
	const struct hss_avp_def *const *dict; /* NULL-terminated; duplicates   */
};                                      /* must be identical or registration fails */

enum {
	HSS_REQF_PROXIABLE  = 1 << 0,
	HSS_REQF_RETRANSMIT = 1 << 1,   /* T bit                               */
	HSS_REQF_VIA_AGENT  = 1 << 2,   /* the peer is not the origin          */
};
struct hss_dia_info {
	uint32_t size, hop_by_hop, end_to_end;
	uint32_t flags;                 /* HSS_REQF_*                          */
	struct hss_bytes session_id, origin_host, origin_realm;
	struct hss_bytes dest_host, dest_realm;
	struct hss_bytes local_host, local_realm; /* who we are to this peer   */
	struct hss_bytes peer, peer_group;
	const struct hss_bytes *route_records;
	uint32_t n_route_records;
};

enum { HSS_PEER_DOWN = 1, HSS_PEER_OPEN = 2 };
struct hss_peer_info {                  /* valid during the visit only         */
	uint32_t size;
	uint32_t state;                 /* HSS_PEER_*                          */
	struct hss_bytes host, realm, group, local_host;
	const uint32_t *apps;
	uint32_t n_apps;
	uint32_t in_flight;
	struct hss_addr addr;
	bool is_agent;                  /* advertises the relay application    */
};
typedef void (*hss_peer_fn)(const struct hss_peer_info *p, void *ctx);

/* Server-initiated request: CLR, IDR, DSR, RTR, PPR, PNR, RAR, ASR ...        */
typedef void (*hss_dia_answer_fn)(struct hss_task *t, hss_rc rc,
                                  const struct hss_result *res,
                                  const void *ans, void *ctx);
enum { HSS_CALLF_NO_FALLBACK_DRA = 1 }; /* dest_host directly or UNREACH       */
struct hss_dia_call {
	uint32_t size;
	uint32_t timeout_ms;            /* 0: the command's default            */
	struct hss_dia_app *app;
	uint32_t code;
	uint32_t flags;                 /* HSS_CALLF_*                         */
	const void *msg;                /* encoded before the call returns     */
	struct hss_bytes dest_host, dest_realm, session_id; /* empty: new one  */
	struct hss_bytes via_peer;      /* send here whatever the routes say   */
	struct hss_bytes local_host;    /* our identity; absent: that peer's   */
	hss_dia_answer_fn done;         /* once: OK, TIMEOUT, UNREACH, PROTO,  */
	void *ctx;                      /* CANCELED                            */
};

struct hss_dia_api {
	uint32_t size;
	HSS_SETUP hss_rc (*app_register)(struct hss_inst *in,
	                                 const struct hss_dia_app_def *def,
	                                 struct hss_dia_app **out);
	HSS_LOOP struct hss_task *(*task)(struct hss_dia_req *req);
	HSS_LOOP const struct hss_dia_info *(*info)(const struct hss_dia_req *req);
	HSS_LOOP hss_rc (*answer)(struct hss_dia_req *req, struct hss_result res,
	                          const void *ans);
	/* semantic error found by the handler; `avp` goes out in Failed-AVP     */
	HSS_LOOP hss_rc (*reject)(struct hss_dia_req *req, struct hss_result res,
	                          const struct hss_avp_def *avp,
	                          struct hss_bytes value, const char *text);
	HSS_LOOP hss_rc (*call)(struct hss_task *t, const struct hss_dia_call *c,
	                        struct hss_dia_txn **out);
	HSS_LOOP void (*call_cancel)(struct hss_dia_txn *txn);
	/* peers that serve app_id (0: all); up and down are events (events.h)   */
	HSS_ANY  void (*peers)(uint32_t app_id, hss_peer_fn fn, void *ctx);
};

#endif
