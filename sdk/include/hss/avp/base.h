/*
 * base.h - shared AVP definitions: RFC 6733: the base protocol.
 *
 * How to use it: link hss_avp and name the objects in your rules,
 *     HSS_REQ(struct ulr, hss_avp_user_name, user_name)
 * The name is the specification's in snake_case. A Grouped AVP comes in two shapes: the object
 * hss_avp_<name> is opaque (its field is struct hss_bytes: the octets inside), and the macro
 * HSS_AVP_DEF_<NAME>(grammar) makes a definition of your own that carries your struct's grammar:
 *     static const struct hss_avp_def avp_vsai =
 *             HSS_AVP_DEF_VENDOR_SPECIFIC_APPLICATION_ID(&vsai_grammar);
 *     HSS_OPT_G(struct ulr, avp_vsai, vsai)
 * Two plugins may give the same group structs of their own. hss_avp_dict_base lists all of this
 * file, NULL-terminated, for struct hss_dia_app_def.dict.
 */
#ifndef HSS_AVP_BASE_H
#define HSS_AVP_BASE_H

#include <hss/dia.h>

#define HSS_VENDOR_3GPP 10415u
#define HSS_VENDOR_ETSI 13019u

/* Initialiser of a Grouped definition; `sets` and `clears` are its flags.       */
#define HSS_AVP_GROUP_(name, code, vendor, sets, clears, grammar)               \
	{ name, code, vendor, HSS_AVP_GROUP, sets, clears, 0, 0, 0, NULL, grammar }

extern const struct hss_avp_def hss_avp_user_name;
extern const struct hss_avp_def hss_avp_class;
extern const struct hss_avp_def hss_avp_session_timeout;
extern const struct hss_avp_def hss_avp_proxy_state;
extern const struct hss_avp_def hss_avp_acct_session_id;
extern const struct hss_avp_def hss_avp_acct_multi_session_id;
extern const struct hss_avp_def hss_avp_event_timestamp;
extern const struct hss_avp_def hss_avp_acct_interim_interval;
extern const struct hss_avp_def hss_avp_host_ip_address;
extern const struct hss_avp_def hss_avp_auth_application_id;
extern const struct hss_avp_def hss_avp_acct_application_id;
extern const struct hss_avp_def hss_avp_vendor_specific_application_id;
extern const struct hss_avp_def hss_avp_redirect_host_usage;
extern const struct hss_avp_def hss_avp_redirect_max_cache_time;
extern const struct hss_avp_def hss_avp_session_id;
extern const struct hss_avp_def hss_avp_origin_host;
extern const struct hss_avp_def hss_avp_supported_vendor_id;
extern const struct hss_avp_def hss_avp_vendor_id;
extern const struct hss_avp_def hss_avp_firmware_revision;
extern const struct hss_avp_def hss_avp_result_code;
extern const struct hss_avp_def hss_avp_product_name;
extern const struct hss_avp_def hss_avp_disconnect_cause;
extern const struct hss_avp_def hss_avp_auth_request_type;
extern const struct hss_avp_def hss_avp_auth_session_state;
extern const struct hss_avp_def hss_avp_origin_state_id;
extern const struct hss_avp_def hss_avp_failed_avp;
extern const struct hss_avp_def hss_avp_proxy_host;
extern const struct hss_avp_def hss_avp_error_message;
extern const struct hss_avp_def hss_avp_route_record;
extern const struct hss_avp_def hss_avp_destination_realm;
extern const struct hss_avp_def hss_avp_proxy_info;
extern const struct hss_avp_def hss_avp_re_auth_request_type;
extern const struct hss_avp_def hss_avp_accounting_sub_session_id;
extern const struct hss_avp_def hss_avp_redirect_host;
extern const struct hss_avp_def hss_avp_destination_host;
extern const struct hss_avp_def hss_avp_error_reporting_host;
extern const struct hss_avp_def hss_avp_termination_cause;
extern const struct hss_avp_def hss_avp_origin_realm;
extern const struct hss_avp_def hss_avp_experimental_result;
extern const struct hss_avp_def hss_avp_experimental_result_code;
extern const struct hss_avp_def hss_avp_inband_security_id;
extern const struct hss_avp_def hss_avp_accounting_record_type;
extern const struct hss_avp_def hss_avp_accounting_realtime_required;
extern const struct hss_avp_def hss_avp_accounting_record_number;

extern const struct hss_avp_def *const hss_avp_dict_base[];

#define HSS_AVP_DEF_VENDOR_SPECIFIC_APPLICATION_ID(grammar)                     \
	HSS_AVP_GROUP_("Vendor-Specific-Application-Id", 260, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_FAILED_AVP(grammar)                                         \
	HSS_AVP_GROUP_("Failed-AVP", 279, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_PROXY_INFO(grammar)                                         \
	HSS_AVP_GROUP_("Proxy-Info", 284, 0, HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_EXPERIMENTAL_RESULT(grammar)                                \
	HSS_AVP_GROUP_("Experimental-Result", 297, 0, HSS_AVP_M, HSS_AVP_P, grammar)

#endif
