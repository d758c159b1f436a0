/*
 * policy.c - column tables of roaming, charging, the equipment register and the
 * operation log.
 */
#include "model/columns.h"
#include "model/provisioning.h"

/* TS 29.212 5.3.65 Flow-Direction. */
static const struct hss_choice flow_directions[] = {
	{ "unspecified", 0 }, { "downlink", 1 }, { "uplink", 2 }, { "bidirectional", 3 },
	{ NULL, 0 },
};

/* TS 29.272 7.3.51 Equipment-Status. */
static const struct hss_choice equipment_statuses[] = {
	{ "permitted", 0 }, { "prohibited", 1 }, { "tracked", 2 }, { NULL, 0 },
};

static const struct hss_column roaming_network_cols[] = {
	COL_ID(roaming_network, roaming_network_id),
	COL(roaming_network, name, TEXT, PYHSS, .max_len = 512, .doc = "Name of the network"),
	COL(roaming_network, preference, INT, PYHSS, .dflt = "1", .doc = "Preference"),
	COL(roaming_network, mcc, TEXT, PYHSS, .max_len = 100, .doc = "Mobile country code"),
	COL(roaming_network, mnc, TEXT, PYHSS, .max_len = 100,
	    .doc = "Mobile network code; 001 also means 01 unless 01 has a row of its own"),
	COL_MODIFIED(roaming_network),
};
static const struct hss_index roaming_network_indexes[] = {
	{ .n_cols = 2, .cols = { HSS_ROAMING_NETWORK_mcc, HSS_ROAMING_NETWORK_mnc } },
};
ENTITY_INDEXED(roaming_network, roaming_network_cols, roaming_network_indexes);

static const struct hss_column roaming_rule_cols[] = {
	COL_ID(roaming_rule, roaming_rule_id),
	COL(roaming_rule, roaming_network_id, BIGINT, PYHSS, .ref = "roaming_network",
	    .on_delete = HSS_REF_CASCADE, .doc = "Network the rule is about"),
	COL(roaming_rule, allow, BOOL, PYHSS, .dflt = "1", .doc = "Roaming there is allowed"),
	COL(roaming_rule, enabled, BOOL, PYHSS, .dflt = "1", .doc = "The rule is looked at"),
	COL_MODIFIED(roaming_rule),
};
static const struct hss_index roaming_rule_indexes[] = {
	{ .n_cols = 1, .cols = { HSS_ROAMING_RULE_roaming_network_id } },
};
ENTITY_INDEXED(roaming_rule, roaming_rule_cols, roaming_rule_indexes);

static const struct hss_column charging_rule_cols[] = {
	COL_ID(charging_rule, charging_rule_id),
	COL(charging_rule, rule_name, TEXT, PYHSS, .max_len = 128, .doc = "Charging-Rule-Name"),
	COL(charging_rule, qci, INT, PYHSS, .dflt = "9", .doc = "QoS class identifier"),
	COL(charging_rule, arp_priority, INT, PYHSS, .dflt = "4",
	    .doc = "Allocation and retention priority, 1 (highest) to 15"),
	COL(charging_rule, arp_preemption_capability, BOOL, PYHSS, .dflt = "0",
	    .doc = "May take resources from bearers of lower priority"),
	COL(charging_rule, arp_preemption_vulnerability, BOOL, PYHSS, .dflt = "1",
	    .doc = "May lose its resources to bearers of higher priority"),
	COL(charging_rule, mbr_dl, BIGINT, PYHSS | NOT_NULL,
	    .doc = "Maximum bit rate downlink, bit/s"),
	COL(charging_rule, mbr_ul, BIGINT, PYHSS | NOT_NULL,
	    .doc = "Maximum bit rate uplink, bit/s"),
	COL(charging_rule, gbr_dl, BIGINT, PYHSS | NOT_NULL,
	    .doc = "Guaranteed bit rate downlink, bit/s"),
	COL(charging_rule, gbr_ul, BIGINT, PYHSS | NOT_NULL,
	    .doc = "Guaranteed bit rate uplink, bit/s"),
	COL(charging_rule, tft_group_id, BIGINT, PYHSS, .doc = "Traffic filters of the rule"),
	COL(charging_rule, precedence, BIGINT, PYHSS,
	    .doc = "Precedence; the lowest is looked at first"),
	COL(charging_rule, rating_group, BIGINT, PYHSS, .doc = "Rating-Group"),
	COL_MODIFIED(charging_rule),
};
ENTITY(charging_rule, charging_rule_cols, NULL, 0);

static const struct hss_column tft_cols[] = {
	COL_ID(tft, tft_id),
	COL(tft, tft_group_id, BIGINT, PYHSS | NOT_NULL, .doc = "Group the filter belongs to"),
	COL(tft, tft_string, TEXT, PYHSS | NOT_NULL, .max_len = 512,
	    .doc = "IPFilterRule (RFC 6733 4.3.1); {{ UE_IP }} stands for the UE's address"),
	COL(tft, direction, INT, PYHSS | NOT_NULL, .values = flow_directions,
	    .doc = "Flow-Direction: 0 unspecified, 1 downlink, 2 uplink, 3 both"),
	COL_MODIFIED(tft),
};
static const struct hss_index tft_indexes[] = {
	{ .n_cols = 1, .cols = { HSS_TFT_tft_group_id } },
};
ENTITY_INDEXED(tft, tft_cols, tft_indexes);

static const struct hss_column eir_cols[] = {
	COL_ID(eir, eir_id),
	COL(eir, imei, TEXT, PYHSS, .max_len = 60,
	    .doc = "IMEI or IMEISV, or a pattern in regex mode"),
	COL(eir, imsi, TEXT, PYHSS, .max_len = 60,
	    .doc = "IMSI, or a pattern in regex mode; empty: any"),
	COL(eir, regex_mode, INT, PYHSS, .dflt = "1",
	    .doc = "1: imei and imsi are regular expressions, 0: literal values"),
	COL(eir, match_response_code, INT, PYHSS, .values = equipment_statuses,
	    .doc = "Equipment-Status: 0 permitted, 1 prohibited, 2 tracked"),
	COL_MODIFIED(eir),
};
static const struct hss_index eir_indexes[] = {
	{ .n_cols = 1, .cols = { HSS_EIR_imei } },
};
ENTITY_INDEXED(eir, eir_cols, eir_indexes);

static const struct hss_column eir_history_cols[] = {
	COL_ID(eir_history, imsi_imei_history_id),
	COL(eir_history, imsi_imei, TEXT, PYHSS, .max_len = 60, .doc = "The pair: imsi,imei"),
	COL(eir_history, match_response_code, INT, PYHSS, .doc = "Equipment-Status answered"),
	COL(eir_history, imsi_imei_timestamp, TIME, PYHSS, .doc = "When the pair was last seen"),
	COL_MODIFIED(eir_history),
};
static const struct hss_index eir_history_indexes[] = {
	{ .unique = 1, .n_cols = 1, .cols = { HSS_EIR_HISTORY_imsi_imei } },
};
ENTITY_INDEXED(eir_history, eir_history_cols, eir_history_indexes);

static const struct hss_column operation_log_cols[] = {
	COL(operation_log, id, AUTO_ID, PYHSS | NOT_NULL, .doc = "Primary key, counted up"),
	COL(operation_log, item_id, BIGINT, PYHSS | NOT_NULL, .doc = "Row that was changed"),
	COL(operation_log, operation_id, TEXT, PYHSS | NOT_NULL, .max_len = 36,
	    .doc = "Changes of one operation share it"),
	COL(operation_log, operation, TEXT, PYHSS, .max_len = 10,
	    .doc = "INSERT, UPDATE or DELETE"),
	COL(operation_log, changes, TEXT, PYHSS, .doc = "What changed; secrets are left out"),
	COL_MODIFIED(operation_log),
	COL(operation_log, timestamp, TIME, PYHSS, .doc = "When it was done"),
	COL(operation_log, table_name, TEXT, PYHSS, .max_len = 255, .doc = "Table of the row"),
};
static const struct hss_index operation_log_indexes[] = {
	{ .n_cols = 1, .cols = { HSS_OPERATION_LOG_operation_id } },
};
ENTITY_INDEXED(operation_log, operation_log_cols, operation_log_indexes);
