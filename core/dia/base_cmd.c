/*
 * base_cmd.c - the grammars of the commands between two peers: capabilities exchange, watchdog
 * and disconnection (RFC 6733 5.3 to 5.5).
 */
#include "dia/base_cmd.h"

#include <hss/avp/base.h>

/* 6.11 */
static const struct hss_avp_rule vsai_rules[] = {
	HSS_REQ(struct dia_vsai, hss_avp_vendor_id, vendor_id),
	HSS_OPT(struct dia_vsai, hss_avp_auth_application_id, auth_application_id),
	HSS_OPT(struct dia_vsai, hss_avp_acct_application_id, acct_application_id),
};
static const struct hss_grammar vsai_grammar = HSS_GRAMMAR(struct dia_vsai, vsai_rules, 1);
static const struct hss_avp_def avp_vsai =
	HSS_AVP_DEF_VENDOR_SPECIFIC_APPLICATION_ID(&vsai_grammar);

/* 5.3.1; Host-IP-Address is 1* there, but Kamailio sends none */
static const struct hss_avp_rule cer_rules[] = {
	HSS_REQ(struct dia_cer, hss_avp_origin_host, origin_host),
	HSS_REQ(struct dia_cer, hss_avp_origin_realm, origin_realm),
	HSS_REP(struct dia_cer, hss_avp_host_ip_address, host_ip_address, 0, HSS_NOLIMIT),
	HSS_REQ(struct dia_cer, hss_avp_vendor_id, vendor_id),
	HSS_REQ(struct dia_cer, hss_avp_product_name, product_name),
	HSS_OPT(struct dia_cer, hss_avp_origin_state_id, origin_state_id),
	HSS_REP(struct dia_cer, hss_avp_supported_vendor_id, supported_vendor_id, 0, HSS_NOLIMIT),
	HSS_REP(struct dia_cer, hss_avp_auth_application_id, auth_application_id, 0, HSS_NOLIMIT),
	HSS_REP(struct dia_cer, hss_avp_inband_security_id, inband_security_id, 0, HSS_NOLIMIT),
	HSS_REP(struct dia_cer, hss_avp_acct_application_id, acct_application_id, 0, HSS_NOLIMIT),
	HSS_REP(struct dia_cer, avp_vsai, vendor_specific_application_id, 0, HSS_NOLIMIT),
	HSS_OPT(struct dia_cer, hss_avp_firmware_revision, firmware_revision),
};
const struct hss_grammar dia_cer_grammar = HSS_GRAMMAR(struct dia_cer, cer_rules, 1);

/* 5.3.2 */
static const struct hss_avp_rule cea_rules[] = {
	HSS_REQ(struct dia_cea, hss_avp_result_code, result_code),
	HSS_REQ(struct dia_cea, hss_avp_origin_host, origin_host),
	HSS_REQ(struct dia_cea, hss_avp_origin_realm, origin_realm),
	HSS_REP(struct dia_cea, hss_avp_host_ip_address, host_ip_address, 0, HSS_NOLIMIT),
	HSS_REQ(struct dia_cea, hss_avp_vendor_id, vendor_id),
	HSS_REQ(struct dia_cea, hss_avp_product_name, product_name),
	HSS_OPT(struct dia_cea, hss_avp_origin_state_id, origin_state_id),
	HSS_OPT(struct dia_cea, hss_avp_error_message, error_message),
	HSS_OPT(struct dia_cea, hss_avp_failed_avp, failed_avp),
	HSS_REP(struct dia_cea, hss_avp_supported_vendor_id, supported_vendor_id, 0, HSS_NOLIMIT),
	HSS_REP(struct dia_cea, hss_avp_auth_application_id, auth_application_id, 0, HSS_NOLIMIT),
	HSS_REP(struct dia_cea, hss_avp_inband_security_id, inband_security_id, 0, HSS_NOLIMIT),
	HSS_REP(struct dia_cea, hss_avp_acct_application_id, acct_application_id, 0, HSS_NOLIMIT),
	HSS_REP(struct dia_cea, avp_vsai, vendor_specific_application_id, 0, HSS_NOLIMIT),
	HSS_OPT(struct dia_cea, hss_avp_firmware_revision, firmware_revision),
};
const struct hss_grammar dia_cea_grammar = HSS_GRAMMAR(struct dia_cea, cea_rules, 1);

/* 5.5.1 */
static const struct hss_avp_rule dwr_rules[] = {
	HSS_REQ(struct dia_dwr, hss_avp_origin_host, origin_host),
	HSS_REQ(struct dia_dwr, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct dia_dwr, hss_avp_origin_state_id, origin_state_id),
};
const struct hss_grammar dia_dwr_grammar = HSS_GRAMMAR(struct dia_dwr, dwr_rules, 1);

/* 5.5.2 */
static const struct hss_avp_rule dwa_rules[] = {
	HSS_REQ(struct dia_dwa, hss_avp_result_code, result_code),
	HSS_REQ(struct dia_dwa, hss_avp_origin_host, origin_host),
	HSS_REQ(struct dia_dwa, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct dia_dwa, hss_avp_error_message, error_message),
	HSS_OPT(struct dia_dwa, hss_avp_failed_avp, failed_avp),
	HSS_OPT(struct dia_dwa, hss_avp_origin_state_id, origin_state_id),
};
const struct hss_grammar dia_dwa_grammar = HSS_GRAMMAR(struct dia_dwa, dwa_rules, 1);

/* 5.4.1 */
static const struct hss_avp_rule dpr_rules[] = {
	HSS_REQ(struct dia_dpr, hss_avp_origin_host, origin_host),
	HSS_REQ(struct dia_dpr, hss_avp_origin_realm, origin_realm),
	HSS_REQ(struct dia_dpr, hss_avp_disconnect_cause, disconnect_cause),
};
const struct hss_grammar dia_dpr_grammar = HSS_GRAMMAR(struct dia_dpr, dpr_rules, 1);

/* 5.4.2 */
static const struct hss_avp_rule dpa_rules[] = {
	HSS_REQ(struct dia_dpa, hss_avp_result_code, result_code),
	HSS_REQ(struct dia_dpa, hss_avp_origin_host, origin_host),
	HSS_REQ(struct dia_dpa, hss_avp_origin_realm, origin_realm),
	HSS_OPT(struct dia_dpa, hss_avp_error_message, error_message),
	HSS_OPT(struct dia_dpa, hss_avp_failed_avp, failed_avp),
};
const struct hss_grammar dia_dpa_grammar = HSS_GRAMMAR(struct dia_dpa, dpa_rules, 1);
