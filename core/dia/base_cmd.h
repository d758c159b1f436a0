/* base_cmd.h - decoded structs of RFC 6733's own commands, in ABNF order. */
#ifndef DIA_BASE_CMD_H
#define DIA_BASE_CMD_H

#include <hss/dia.h>

enum { DIA_CMD_CER = 257, DIA_CMD_DWR = 280, DIA_CMD_DPR = 282 };
#define DIA_APP_RELAY UINT32_C(0xffffffff)

enum {                                  /* Result-Code, RFC 6733 7.1            */
	DIAMETER_SUCCESS = 2001,
	DIAMETER_COMMAND_UNSUPPORTED = 3001, DIAMETER_UNABLE_TO_DELIVER = 3002,
	DIAMETER_REALM_NOT_SERVED = 3003, DIAMETER_TOO_BUSY = 3004, DIAMETER_LOOP_DETECTED = 3005,
	DIAMETER_APPLICATION_UNSUPPORTED = 3007, DIAMETER_INVALID_HDR_BITS = 3008,
	DIAMETER_INVALID_AVP_BITS = 3009, DIAMETER_UNKNOWN_PEER = 3010,
	DIAMETER_ELECTION_LOST = 4003,
	DIAMETER_AVP_UNSUPPORTED = 5001, DIAMETER_UNKNOWN_SESSION_ID = 5002,
	DIAMETER_AUTHORIZATION_REJECTED = 5003, DIAMETER_INVALID_AVP_VALUE = 5004,
	DIAMETER_MISSING_AVP = 5005, DIAMETER_RESOURCES_EXCEEDED = 5006,
	DIAMETER_CONTRADICTING_AVPS = 5007, DIAMETER_AVP_NOT_ALLOWED = 5008,
	DIAMETER_AVP_OCCURS_TOO_MANY_TIMES = 5009, DIAMETER_NO_COMMON_APPLICATION = 5010,
	DIAMETER_UNSUPPORTED_VERSION = 5011, DIAMETER_UNABLE_TO_COMPLY = 5012,
	DIAMETER_INVALID_BIT_IN_HEADER = 5013, DIAMETER_INVALID_AVP_LENGTH = 5014,
	DIAMETER_INVALID_MESSAGE_LENGTH = 5015, DIAMETER_NO_COMMON_SECURITY = 5017,
};

struct dia_vsai {                       /* Vendor-Specific-Application-Id       */
	struct hss_u32 vendor_id, auth_application_id, acct_application_id;
};

struct dia_cer {
	struct hss_bytes origin_host, origin_realm;
	struct hss_list host_ip_address;        /* struct hss_addr              */
	struct hss_u32 vendor_id;
	struct hss_bytes product_name;
	struct hss_u32 origin_state_id;
	struct hss_list supported_vendor_id, auth_application_id, inband_security_id,
	        acct_application_id;            /* uint32_t                     */
	struct hss_list vendor_specific_application_id; /* struct dia_vsai      */
	struct hss_u32 firmware_revision;
};
struct dia_cea {
	struct hss_u32 result_code;
	struct hss_bytes origin_host, origin_realm;
	struct hss_list host_ip_address;
	struct hss_u32 vendor_id;
	struct hss_bytes product_name;
	struct hss_u32 origin_state_id;
	struct hss_bytes error_message, failed_avp;
	struct hss_list supported_vendor_id, auth_application_id, inband_security_id,
	        acct_application_id, vendor_specific_application_id;
	struct hss_u32 firmware_revision;
};
struct dia_dwr {
	struct hss_bytes origin_host, origin_realm;
	struct hss_u32 origin_state_id;
};
struct dia_dwa {
	struct hss_u32 result_code;
	struct hss_bytes origin_host, origin_realm, error_message, failed_avp;
	struct hss_u32 origin_state_id;
};
struct dia_dpr {
	struct hss_bytes origin_host, origin_realm;
	struct hss_u32 disconnect_cause;
};
struct dia_dpa {
	struct hss_u32 result_code;
	struct hss_bytes origin_host, origin_realm, error_message, failed_avp;
};

/* Failed-AVP's content is opaque here (raw octets). A CER without Host-IP-Address is let in
 * (Kamailio sends one): its minimum is 0 when decoding.                        */
extern const struct hss_grammar dia_cer_grammar, dia_cea_grammar, dia_dwr_grammar, dia_dwa_grammar,
        dia_dpr_grammar, dia_dpa_grammar;
/* NULL-terminated: RFC 6733's dictionary.                                      */
extern const struct hss_avp_def *const dia_base_dict[];

#endif
