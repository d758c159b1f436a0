/*
 * contract.h - the store contract as tests that any backend passes unchanged.
 *
 * A test sees a store only through run(): one operation, one answer, from any thread. Who is
 * behind it is a `struct stand`: the plugin alone under the fake host (stand_fake.c), or
 * the real core with loops, queue and cache in front of it (stand_core.c).
 */
#ifndef STORE_CONTRACT_H
#define STORE_CONTRACT_H

#include <hss/plugin.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct answer {                         /* a copy of the results, free by answer_free() */
	hss_rc rc;
	uint32_t n, n_old, n_sub, failed;
	void **row, **old;
	uint64_t *revs;
	uint64_t count, rev;
	struct hss_bytes cursor;
	struct answer *sub;
};

struct setup {                          /* how this run was called              */
	const char *plugin;             /* path of the .so                      */
	const char *config;             /* YAML text; @DIR@ is the scratch folder */
	const char *dir;
	const char *reset;              /* shell command that empties the backend, NULL: the
	                                 * scratch folder is emptied            */
};

struct stand {
	const char *name;
	/* Opens the store with these entities. A text in err when it does not. */
	hss_rc (*open)(const struct setup *s, const struct hss_entity *const *e, uint32_t n,
	               struct hss_err *err);
	void (*close)(void);
	/* Any thread. Fills `a`.                                               */
	void (*run)(const struct hss_op *op, struct answer *a);
	hss_rc (*admin)(uint32_t kind, const char *arg, struct hss_err *err);
};
extern const struct stand stand_fake, stand_core;

/* ---- answers (answer.c) ------------------------------------------------- */
/* Deep copies of n rows.                                                       */
void **rows_copy(const struct hss_entity *e, const void *const *row, uint32_t n);
void answer_free(struct answer *a);
/* Are two rows equal in every column (from `first` on)?                        */
bool rows_equal(const struct hss_entity *e, const void *a, const void *b, uint32_t first);

/* ---- short names for tests (answer.c) ----------------------------------- */
struct test {
	const struct stand *stand;
	const struct setup *setup;
	const char *name;
	uint32_t n_failed;
};
struct contract_test {
	const char *name;
	void (*fn)(struct test *t);
};
#define CHECK(t, cond) contract_check(t, cond, #cond, __FILE__, __LINE__)
#define CHECK_RC(t, got, want) contract_check_rc(t, got, want, __FILE__, __LINE__)
bool contract_check(struct test *t, bool ok, const char *what, const char *file, int line);
bool contract_check_rc(struct test *t, hss_rc got, hss_rc want, const char *file, int line);

/* Empties the backend and opens it; false after a failed check.                */
bool fresh(struct test *t, const struct hss_entity *const *e, uint32_t n);
/* Runs an operation; the answer has to be freed.                               */
struct answer run(struct test *t, const struct hss_op *op);
/* Runs it and looks at nothing but the result code.                            */
hss_rc run_rc(struct test *t, const struct hss_op *op);

#define S(text) ((struct hss_bytes){ (const uint8_t *)(text), sizeof(text) - 1 })
#define I32(x) ((struct hss_i32){ (x), true })
#define I64(x) ((struct hss_i64){ (x), true })
struct hss_bytes str(const char *s);

#define OP(k, e, ...)                                                                              \
	((struct hss_op){ .size = sizeof(struct hss_op), .kind = HSS_OP_##k, .entity = (e),        \
	                  .term_size = sizeof(struct hss_term), __VA_ARGS__ })
#define WHERE(...)                                                                                 \
	.terms = (struct hss_term[]){ __VA_ARGS__ },                                               \
	.n_terms = sizeof((struct hss_term[]){ __VA_ARGS__ }) / sizeof(struct hss_term)
#define TERM_I(c, k, x) { .col = (c), .cmp = HSS_CMP_##k, .i = (x) }
#define TERM_S(c, k, x) { .col = (c), .cmp = HSS_CMP_##k, .b = (x) }

/* ---- entities (entities.c) ---------------------------------------------- */
struct kit {                            /* one column of each type              */
	struct hss_i64 kit_id;
	struct hss_bytes name, data;
	struct hss_i32 flag, small;
	struct hss_i64 big, when;
	struct hss_i32 choice;
	struct hss_list ids;
	struct hss_i64 state;           /* volatile                             */
	struct hss_bytes tag;           /* unique                               */
	struct hss_bytes city, street;  /* unique together                      */
};
enum { KIT_ID, KIT_NAME, KIT_DATA, KIT_FLAG, KIT_SMALL, KIT_BIG, KIT_WHEN, KIT_CHOICE, KIT_IDS,
       KIT_STATE, KIT_TAG, KIT_CITY, KIT_STREET, KIT_COLS };
enum { KIT_BY_ID = 0, KIT_BY_TAG = 1, KIT_BY_PLACE = 2 };
struct part {                           /* dies with its kit                    */
	struct hss_i64 part_id, kit_id;
	struct hss_bytes what;
};
enum { PART_ID, PART_KIT, PART_WHAT };
struct screw {                          /* dies with its part                   */
	struct hss_i64 screw_id, part_id;
};
struct loan {                           /* keeps its kit from being deleted     */
	struct hss_i64 loan_id, kit_id, friend_id; /* friend_id: not enforced   */
};
enum { LOAN_ID, LOAN_KIT, LOAN_FRIEND };
struct note {                           /* key is a text                        */
	struct hss_bytes note_id, text;
	struct hss_i64 n;
};
enum { NOTE_ID, NOTE_TEXT, NOTE_N };
struct tool_v1 {
	struct hss_i64 tool_id;
	struct hss_bytes name;
};
struct tool_v2 {
	struct hss_i64 tool_id;
	struct hss_bytes name, maker;
	struct hss_i32 size;
	struct hss_i64 owner;
};
struct wide {                           /* as many columns as there may be      */
	struct hss_i64 wide_id;
	struct hss_i32 c[63];
};
extern const struct hss_entity kit_entity, part_entity, screw_entity, loan_entity, note_entity,
	tool_v1_entity, tool_v2_entity, wide_entity;
extern const struct hss_entity *const all_entities[];
extern const uint32_t n_all_entities;

extern const struct contract_test crud_tests[], write_tests[], batch_tests[], reference_tests[],
	cursor_tests[], upgrade_tests[], parallel_tests[], model_tests[];

#endif
