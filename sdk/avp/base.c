/*
 * base.c - shared AVP definitions: RFC 6733: the base protocol. Data only; one row per AVP in
 * the order of the codes, and the array that lists them all.
 */
#include <hss/avp/base.h>

#include "avp_def.h"

#define BASE_AVPS(X)                                                                    \
	X(user_name, "User-Name", 1, 0, UTF8, MUST, 0, 0)                               \
	X(class, "Class", 25, 0, OCTETS, MUST, 0, 0)                                    \
	X(session_timeout, "Session-Timeout", 27, 0, U32, MUST, 0, 0)                   \
	X(proxy_state, "Proxy-State", 33, 0, OCTETS, MUST, 0, 0)                        \
	X(acct_session_id, "Acct-Session-Id", 44, 0, OCTETS, MUST, 0, 0)                \
	X(acct_multi_session_id, "Acct-Multi-Session-Id", 50, 0, UTF8, MUST, 0, 0)      \
	X(event_timestamp, "Event-Timestamp", 55, 0, TIME, MUST, 0, 0)                  \
	X(acct_interim_interval, "Acct-Interim-Interval", 85, 0, U32, MUST, 0, 0)       \
	X(host_ip_address, "Host-IP-Address", 257, 0, ADDRESS, MUST, 0, 0)              \
	X(auth_application_id, "Auth-Application-Id", 258, 0, U32, MUST, 0, 0)          \
	X(acct_application_id, "Acct-Application-Id", 259, 0, U32, MUST, 0, 0)          \
	X(vendor_specific_application_id, "Vendor-Specific-Application-Id",             \
	  260, 0, GROUP, MUST, 0, 0)                                                    \
	X(redirect_host_usage, "Redirect-Host-Usage", 261, 0, ENUM, MUST, 0, 0)         \
	X(redirect_max_cache_time, "Redirect-Max-Cache-Time", 262, 0, U32, MUST, 0, 0)  \
	X(session_id, "Session-Id", 263, 0, UTF8, MUST, 0, 0)                           \
	X(origin_host, "Origin-Host", 264, 0, IDENTITY, MUST, 0, 0)                     \
	X(supported_vendor_id, "Supported-Vendor-Id", 265, 0, U32, MUST, 0, 0)          \
	X(vendor_id, "Vendor-Id", 266, 0, U32, MUST, 0, 0)                              \
	X(firmware_revision, "Firmware-Revision", 267, 0, U32, NOT, 0, 0)               \
	X(result_code, "Result-Code", 268, 0, U32, MUST, 0, 0)                          \
	X(product_name, "Product-Name", 269, 0, UTF8, NOT, 0, 0)                        \
	X(disconnect_cause, "Disconnect-Cause", 273, 0, ENUM, MUST, 0, 0)               \
	X(auth_request_type, "Auth-Request-Type", 274, 0, ENUM, MUST, 0, 0)             \
	X(auth_session_state, "Auth-Session-State", 277, 0, ENUM, MUST, 0, 0)           \
	X(origin_state_id, "Origin-State-Id", 278, 0, U32, MUST, 0, 0)                  \
	X(failed_avp, "Failed-AVP", 279, 0, GROUP, MUST, 0, 0)                          \
	X(proxy_host, "Proxy-Host", 280, 0, IDENTITY, MUST, 0, 0)                       \
	X(error_message, "Error-Message", 281, 0, UTF8, NOT, 0, 0)                      \
	X(route_record, "Route-Record", 282, 0, IDENTITY, MUST, 0, 0)                   \
	X(destination_realm, "Destination-Realm", 283, 0, IDENTITY, MUST, 0, 0)         \
	X(proxy_info, "Proxy-Info", 284, 0, GROUP, MUST, 0, 0)                          \
	X(re_auth_request_type, "Re-Auth-Request-Type", 285, 0, ENUM, MUST, 0, 0)       \
	X(accounting_sub_session_id, "Accounting-Sub-Session-Id",                       \
	  287, 0, U64, MUST, 0, 0)                                                      \
	X(redirect_host, "Redirect-Host", 292, 0, URI, MUST, 0, 0)                      \
	X(destination_host, "Destination-Host", 293, 0, IDENTITY, MUST, 0, 0)           \
	X(error_reporting_host, "Error-Reporting-Host", 294, 0, IDENTITY, NOT, 0, 0)    \
	X(termination_cause, "Termination-Cause", 295, 0, ENUM, MUST, 0, 0)             \
	X(origin_realm, "Origin-Realm", 296, 0, IDENTITY, MUST, 0, 0)                   \
	X(experimental_result, "Experimental-Result", 297, 0, GROUP, MUST, 0, 0)        \
	X(experimental_result_code, "Experimental-Result-Code",                         \
	  298, 0, U32, MUST, 0, 0)                                                      \
	X(inband_security_id, "Inband-Security-Id", 299, 0, U32, MUST, 0, 0)            \
	X(accounting_record_type, "Accounting-Record-Type", 480, 0, ENUM, MUST, 0, 0)   \
	X(accounting_realtime_required, "Accounting-Realtime-Required",                 \
	  483, 0, ENUM, MUST, 0, 0)                                                     \
	X(accounting_record_number, "Accounting-Record-Number",                         \
	  485, 0, U32, MUST, 0, 0)

BASE_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_base[] = {
	BASE_AVPS(AVP_LIST)
	NULL,
};
