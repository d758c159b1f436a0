/* s6a_entities.c - column tables of s6a_entities.h. */
#include "s6a_entities.h"

#include <hss/events.h>

static const struct hss_choice domains[] = {
	{ "ps", HSS_DOM_PS }, { "eps", HSS_DOM_EPS }, { NULL, 0 },
};

#define OWED(f, type, fl, ...)                                                 \
	HSS_COLUMN(struct s6a_owed, f, HSS_COL_##type, .since = 1, .flags = (fl), __VA_ARGS__)

static const struct hss_column owed_cols[] = {
	OWED(s6a_owed_id, AUTO_ID, HSS_COL_NOT_NULL, .doc = "Primary key"),
	OWED(command, INT, HSS_COL_NOT_NULL, .doc = "Diameter command that is owed: 317 CLR"),
	OWED(imsi, TEXT, HSS_COL_NOT_NULL, .max_len = 18, .doc = "About whom"),
	OWED(domain, ENUM, HSS_COL_NOT_NULL, .values = domains,
	     .doc = "Registration that is cancelled"),
	OWED(host, TEXT, HSS_COL_NOT_NULL, .max_len = 512, .doc = "Node it is owed to"),
	OWED(realm, TEXT, 0, .max_len = 512, .doc = "Realm of the node"),
	OWED(peer, TEXT, 0, .max_len = 512, .doc = "Way to the node: peer;host of this HSS"),
	OWED(cancellation_type, INT, 0, .doc = "Cancellation-Type (TS 29.272 7.3.24)"),
	OWED(flags, BIGINT, 0, .doc = "CLR-Flags (TS 29.272 7.3.152)"),
	OWED(owner, TEXT, 0, .max_len = 255, .doc = "HSS that wrote it"),
	OWED(attempts, INT, 0, .dflt = "0", .doc = "How often it was sent in vain"),
	OWED(due, TIME, HSS_COL_NOT_NULL, .doc = "Nobody sends it before"),
	OWED(created, TIME, HSS_COL_NOT_NULL, .doc = "When it became necessary"),
};
static const struct hss_index owed_indexes[] = {
	{ .n_cols = 1, .cols = { S6A_OWED_due } },
};

#define PDN_GW(f, type, fl, ...)                                               \
	HSS_COLUMN(struct s6a_pdn_gw, f, HSS_COL_##type, .since = 1, .flags = (fl), __VA_ARGS__)

static const struct hss_column pdn_gw_cols[] = {
	PDN_GW(s6a_pdn_gw_id, AUTO_ID, HSS_COL_NOT_NULL, .doc = "Primary key"),
	PDN_GW(imsi, TEXT, HSS_COL_NOT_NULL, .max_len = 18, .doc = "Whose PDN connection"),
	PDN_GW(apn, TEXT, HSS_COL_NOT_NULL, .max_len = 100, .doc = "APN, lower case"),
	PDN_GW(is_emergency, BOOL, HSS_COL_NOT_NULL, .dflt = "0",
	       .doc = "Gateway of the emergency PDN connection"),
	PDN_GW(address, TEXT, 0, .max_len = 45, .doc = "Address of the gateway"),
	PDN_GW(address2, TEXT, 0, .max_len = 45, .doc = "Its address of the other family"),
	PDN_GW(host, TEXT, 0, .max_len = 255, .doc = "Diameter host of the gateway"),
	PDN_GW(realm, TEXT, 0, .max_len = 255, .doc = "Diameter realm of the gateway"),
	PDN_GW(visited_network_identifier, TEXT, 0, .max_len = 255,
	       .doc = "Network in which the gateway is"),
	PDN_GW(reported_by, TEXT, 0, .max_len = 512, .doc = "Node that reported it"),
	PDN_GW(changed, TIME, 0, .doc = "When it was reported"),
};
static const struct hss_index pdn_gw_indexes[] = {
	{ .unique = 1, .n_cols = 3,
	  .cols = { S6A_PDN_GW_imsi, S6A_PDN_GW_apn, S6A_PDN_GW_is_emergency } },
};

#define ENTITY(var, text, T, table, ix)                                        \
	const struct hss_entity var = {                                        \
		.size = sizeof(struct hss_entity), .version = 1, .name = text, \
		.cols = table, .indexes = ix,                                  \
		.col_size = sizeof(struct hss_column),                         \
		.n_cols = sizeof(table) / sizeof((table)[0]),                  \
		.index_size = sizeof(struct hss_index),                        \
		.n_indexes = sizeof(ix) / sizeof((ix)[0]),                     \
		.row_size = sizeof(T),                                         \
	}

ENTITY(s6a_owed_entity, "s6a_owed", struct s6a_owed, owed_cols, owed_indexes);
ENTITY(s6a_pdn_gw_entity, "s6a_pdn_gw", struct s6a_pdn_gw, pdn_gw_cols, pdn_gw_indexes);
