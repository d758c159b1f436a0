/* entities.c - what the contract keeps in a store: one entity for each thing an entity can be. */
#include "contract.h"

#define ENTITY(n, T, v, c, ...)                                                                    \
	{ .size = sizeof(struct hss_entity), .version = (v), .name = (n), .cols = (c),             \
	  .col_size = sizeof(struct hss_column), .n_cols = sizeof(c) / sizeof((c)[0]),             \
	  .row_size = sizeof(struct T), .index_size = sizeof(struct hss_index), __VA_ARGS__ }
#define INDEXES(ix) .indexes = (ix), .n_indexes = sizeof(ix) / sizeof((ix)[0])

static const struct hss_choice choices[] = {
	{ "red", 1 }, { "green", 2 }, { "blue", 300 }, { NULL, 0 },
};
static const struct hss_column kit_cols[] = {
	HSS_COLUMN(struct kit, kit_id, HSS_COL_AUTO_ID, .since = 1, .flags = HSS_COL_NOT_NULL),
	HSS_COLUMN(struct kit, name, HSS_COL_TEXT, .since = 1, .flags = HSS_COL_NOT_NULL,
	           .max_len = 40),
	HSS_COLUMN(struct kit, data, HSS_COL_BLOB, .since = 1, .dflt = "00ffA5"),
	HSS_COLUMN(struct kit, flag, HSS_COL_BOOL, .since = 1, .dflt = "true"),
	HSS_COLUMN(struct kit, small, HSS_COL_INT, .since = 1, .dflt = "-7"),
	HSS_COLUMN(struct kit, big, HSS_COL_BIGINT, .since = 1, .dflt = "4294967296"),
	HSS_COLUMN(struct kit, when, HSS_COL_TIME, .since = 1),
	HSS_COLUMN(struct kit, choice, HSS_COL_ENUM, .since = 1, .values = choices,
	           .dflt = "green"),
	HSS_COLUMN(struct kit, ids, HSS_COL_ID_LIST, .since = 1, .dflt = "3,1,2"),
	HSS_COLUMN(struct kit, state, HSS_COL_BIGINT, .since = 1, .flags = HSS_COL_VOLATILE),
	HSS_COLUMN(struct kit, tag, HSS_COL_TEXT, .since = 1, .max_len = 30),
	HSS_COLUMN(struct kit, city, HSS_COL_TEXT, .since = 1, .max_len = 30),
	HSS_COLUMN(struct kit, street, HSS_COL_TEXT, .since = 1, .max_len = 30),
};
static const struct hss_index kit_indexes[] = {
	{ .unique = 1, .n_cols = 1, .cols = { KIT_TAG } },
	{ .unique = 1, .n_cols = 2, .cols = { KIT_CITY, KIT_STREET } },
	{ .n_cols = 1, .cols = { KIT_BIG } },
};
const struct hss_entity kit_entity = ENTITY("kit", kit, 1, kit_cols, INDEXES(kit_indexes));

static const struct hss_column part_cols[] = {
	HSS_COLUMN(struct part, part_id, HSS_COL_AUTO_ID, .since = 1, .flags = HSS_COL_NOT_NULL),
	HSS_COLUMN(struct part, kit_id, HSS_COL_BIGINT, .since = 1, .ref = "kit",
	           .on_delete = HSS_REF_CASCADE),
	HSS_COLUMN(struct part, what, HSS_COL_TEXT, .since = 1, .max_len = 40),
};
const struct hss_entity part_entity = ENTITY("part", part, 1, part_cols);

static const struct hss_column screw_cols[] = {
	HSS_COLUMN(struct screw, screw_id, HSS_COL_AUTO_ID, .since = 1, .flags = HSS_COL_NOT_NULL),
	HSS_COLUMN(struct screw, part_id, HSS_COL_BIGINT, .since = 1, .ref = "part",
	           .on_delete = HSS_REF_CASCADE),
};
const struct hss_entity screw_entity = ENTITY("screw", screw, 1, screw_cols);

static const struct hss_column loan_cols[] = {
	HSS_COLUMN(struct loan, loan_id, HSS_COL_AUTO_ID, .since = 1, .flags = HSS_COL_NOT_NULL),
	HSS_COLUMN(struct loan, kit_id, HSS_COL_BIGINT, .since = 1, .ref = "kit",
	           .on_delete = HSS_REF_RESTRICT),
	HSS_COLUMN(struct loan, friend_id, HSS_COL_BIGINT, .since = 1, .ref = "kit",
	           .on_delete = HSS_REF_NONE),
};
const struct hss_entity loan_entity = ENTITY("loan", loan, 1, loan_cols);

static const struct hss_column note_cols[] = {
	HSS_COLUMN(struct note, note_id, HSS_COL_TEXT, .since = 1, .flags = HSS_COL_NOT_NULL,
	           .max_len = 60),
	HSS_COLUMN(struct note, text, HSS_COL_TEXT, .since = 1),
	HSS_COLUMN(struct note, n, HSS_COL_BIGINT, .since = 1),
};
const struct hss_entity note_entity = ENTITY("note", note, 1, note_cols);

static const struct hss_column tool_v1_cols[] = {
	HSS_COLUMN(struct tool_v1, tool_id, HSS_COL_AUTO_ID, .since = 1,
	           .flags = HSS_COL_NOT_NULL),
	HSS_COLUMN(struct tool_v1, name, HSS_COL_TEXT, .since = 1, .max_len = 40),
};
const struct hss_entity tool_v1_entity = ENTITY("tool", tool_v1, 1, tool_v1_cols);

static const struct hss_column tool_v2_cols[] = {
	HSS_COLUMN(struct tool_v2, tool_id, HSS_COL_AUTO_ID, .since = 1,
	           .flags = HSS_COL_NOT_NULL),
	HSS_COLUMN(struct tool_v2, name, HSS_COL_TEXT, .since = 1, .max_len = 40),
	HSS_COLUMN(struct tool_v2, maker, HSS_COL_TEXT, .since = 2, .max_len = 40),
	HSS_COLUMN(struct tool_v2, size, HSS_COL_INT, .since = 2, .dflt = "12",
	           .flags = HSS_COL_NOT_NULL),
	HSS_COLUMN(struct tool_v2, owner, HSS_COL_BIGINT, .since = 2),
};
static const struct hss_index tool_v2_indexes[] = {
	{ .n_cols = 1, .cols = { 2 } },
	{ .unique = 1, .n_cols = 1, .cols = { 1 } },
};
const struct hss_entity tool_v2_entity =
	ENTITY("tool", tool_v2, 2, tool_v2_cols, INDEXES(tool_v2_indexes));

#define W(i)                                                                                       \
	{ .name = "c" #i, .type = HSS_COL_INT, .field = HSS_F_I32, .since = 1,                     \
	  .offset = offsetof(struct wide, c) + (i) * sizeof(struct hss_i32) }
#define TEN(i)                                                                                     \
	W(i##0), W(i##1), W(i##2), W(i##3), W(i##4), W(i##5), W(i##6), W(i##7), W(i##8), W(i##9)
static const struct hss_column wide_cols[] = {
	HSS_COLUMN(struct wide, wide_id, HSS_COL_AUTO_ID, .since = 1, .flags = HSS_COL_NOT_NULL),
	W(0), W(1), W(2), W(3), W(4), W(5), W(6), W(7), W(8), W(9), TEN(1), TEN(2), TEN(3), TEN(4),
	TEN(5), W(60), W(61), W(62),
};
const struct hss_entity wide_entity = ENTITY("wide", wide, 1, wide_cols);

const struct hss_entity *const all_entities[] = {
	&kit_entity, &part_entity, &screw_entity, &loan_entity, &note_entity, &wide_entity,
};
const uint32_t n_all_entities = sizeof all_entities / sizeof all_entities[0];
