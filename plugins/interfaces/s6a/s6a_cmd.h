/*
 * s6a_cmd.h - the commands of S6a/S6d (TS 29.272 7.2) as C structs in ABNF order, their grammars,
 * result codes (7.4) and flag bits (7.3).
 */
#ifndef S6A_CMD_H
#define S6A_CMD_H

#include "s6a_avp.h"

enum { S6A_APP = 16777251 };
enum { S6A_CMD_ULR = 316, S6A_CMD_CLR = 317, S6A_CMD_AIR = 318, S6A_CMD_PUR = 321,
       S6A_CMD_NOR = 323 };

#define S6A_R(code) ((struct hss_result){ code, 0 })
#define S6A_E(code) ((struct hss_result){ code, 10415 })
#define S6A_SUCCESS                    S6A_R(2001)
#define S6A_TOO_BUSY                   S6A_R(3004)
#define S6A_AUTHORIZATION_REJECTED     S6A_R(5003)
#define S6A_INVALID_AVP_VALUE          S6A_R(5004)
#define S6A_MISSING_AVP                S6A_R(5005)
#define S6A_UNABLE_TO_COMPLY           S6A_R(5012)
#define S6A_AUTHENTICATION_DATA_UNAVAILABLE S6A_E(4181)
#define S6A_USER_UNKNOWN               S6A_E(5001)
#define S6A_ROAMING_NOT_ALLOWED        S6A_E(5004)
#define S6A_UNKNOWN_EPS_SUBSCRIPTION   S6A_E(5420)
#define S6A_RAT_NOT_ALLOWED            S6A_E(5421)
#define S6A_UNKNOWN_SERVING_NODE       S6A_E(5423)

enum {                                  /* ULR-Flags 7.3.7                      */
	S6A_ULR_SINGLE_REGISTRATION = 1 << 0, S6A_ULR_IS_S6A = 1 << 1,
	S6A_ULR_SKIP_SUBSCRIBER_DATA = 1 << 2, S6A_ULR_INITIAL_ATTACH = 1 << 5,
};
enum { S6A_ULA_SEPARATION = 1 << 0 };   /* ULA-Flags 7.3.8                      */
enum { S6A_PUR_MME = 1 << 0, S6A_PUR_SGSN = 1 << 1 };   /* PUR-Flags 7.3.149    */
enum { S6A_PUA_FREEZE_M_TMSI = 1 << 0, S6A_PUA_FREEZE_P_TMSI = 1 << 1 }; /* 7.3.48 */
enum {                                  /* NOR-Flags 7.3.49                     */
	S6A_NOR_SINGLE_REGISTRATION = 1 << 0, S6A_NOR_HOMOGENEOUS_VOICE = 1 << 7,
	S6A_NOR_IS_S6A = 1 << 8, S6A_NOR_REMOVE_SMS = 1 << 9,
};
enum { S6A_CLR_IS_S6A = 1 << 0, S6A_CLR_REATTACH = 1 << 1 };    /* CLR-Flags 7.3.152 */
enum { S6A_AIR_SEND_UE_USAGE_TYPE = 1 << 0 };   /* AIR-Flags 7.3.201            */
enum {                                  /* Cancellation-Type 7.3.24             */
	S6A_CANCEL_MME_UPDATE = 0, S6A_CANCEL_SGSN_UPDATE = 1, S6A_CANCEL_WITHDRAWAL = 2,
	S6A_CANCEL_UPDATE_IWF = 3, S6A_CANCEL_INITIAL_ATTACH = 4,
};
enum {                                  /* Error-Diagnostic 7.3.128             */
	S6A_DIAG_ODB_ALL_APN = 2, S6A_DIAG_ODB_HPLMN_APN = 3, S6A_DIAG_ODB_VPLMN_APN = 4,
};
enum { S6A_NO_STATE_MAINTAINED = 1 };   /* Auth-Session-State, RFC 6733 8.11    */

struct s6a_ulr {
	struct hss_bytes session_id;
	struct hss_u32 drmp;
	const struct s6a_vendor_specific_application_id *vendor_specific_application_id;
	struct hss_u32 auth_session_state;
	struct hss_bytes origin_host;
	struct hss_bytes origin_realm;
	struct hss_bytes destination_host;
	struct hss_bytes destination_realm;
	struct hss_bytes user_name;
	struct hss_bytes oc_supported_features;	/* opaque */
	struct hss_list supported_features;	/* struct s6a_supported_features */
	const struct s6a_terminal_information *terminal_information;
	struct hss_u32 rat_type;
	struct hss_u32 ulr_flags;
	struct hss_u32 ue_srvcc_capability;
	struct hss_bytes visited_plmn_id;
	struct hss_bytes sgsn_number;
	struct hss_u32 homogeneous_support_of_ims_voice_over_ps_sessions;
	struct hss_addr gmlc_address;
	struct hss_list active_apn;		/* struct s6a_active_apn */
	struct hss_bytes equivalent_plmn_list;	/* opaque */
	struct hss_bytes mme_number_for_mt_sms;
	struct hss_u32 sms_register_request;
	struct hss_bytes sgs_mme_identity;
	struct hss_bytes coupled_node_diameter_id;
	struct hss_bytes adjacent_plmns;	/* opaque */
	struct hss_bytes supported_services;	/* opaque */
	struct hss_list proxy_info;		/* struct hss_bytes */
	struct hss_list route_record;		/* struct hss_bytes */
};

struct s6a_ula {
	struct hss_bytes session_id;
	struct hss_u32 drmp;
	const struct s6a_vendor_specific_application_id *vendor_specific_application_id;
	struct hss_u32 result_code;
	struct hss_bytes experimental_result;	/* opaque */
	struct hss_u32 error_diagnostic;
	struct hss_u32 auth_session_state;
	struct hss_bytes origin_host;
	struct hss_bytes origin_realm;
	struct hss_bytes oc_supported_features;	/* opaque */
	struct hss_bytes oc_olr;		/* opaque */
	struct hss_list load;			/* struct hss_bytes */
	struct hss_list supported_features;	/* struct s6a_supported_features */
	struct hss_u32 ula_flags;
	const struct s6a_subscription_data *subscription_data;
	struct hss_list reset_id;		/* struct hss_bytes */
	struct hss_bytes failed_avp;		/* opaque */
	struct hss_list proxy_info;		/* struct hss_bytes */
	struct hss_list route_record;		/* struct hss_bytes */
};

struct s6a_clr {
	struct hss_bytes session_id;
	struct hss_u32 drmp;
	const struct s6a_vendor_specific_application_id *vendor_specific_application_id;
	struct hss_u32 auth_session_state;
	struct hss_bytes origin_host;
	struct hss_bytes origin_realm;
	struct hss_bytes destination_host;
	struct hss_bytes destination_realm;
	struct hss_bytes user_name;
	struct hss_list supported_features;	/* struct s6a_supported_features */
	struct hss_u32 cancellation_type;
	struct hss_u32 clr_flags;
	struct hss_list proxy_info;		/* struct hss_bytes */
	struct hss_list route_record;		/* struct hss_bytes */
};

struct s6a_cla {
	struct hss_bytes session_id;
	struct hss_u32 drmp;
	const struct s6a_vendor_specific_application_id *vendor_specific_application_id;
	struct hss_list supported_features;	/* struct s6a_supported_features */
	struct hss_u32 result_code;
	struct hss_bytes experimental_result;	/* opaque */
	struct hss_u32 auth_session_state;
	struct hss_bytes origin_host;
	struct hss_bytes origin_realm;
	struct hss_bytes failed_avp;		/* opaque */
	struct hss_list proxy_info;		/* struct hss_bytes */
	struct hss_list route_record;		/* struct hss_bytes */
};

struct s6a_air {
	struct hss_bytes session_id;
	struct hss_u32 drmp;
	const struct s6a_vendor_specific_application_id *vendor_specific_application_id;
	struct hss_u32 auth_session_state;
	struct hss_bytes origin_host;
	struct hss_bytes origin_realm;
	struct hss_bytes destination_host;
	struct hss_bytes destination_realm;
	struct hss_bytes user_name;
	struct hss_bytes oc_supported_features;	/* opaque */
	struct hss_list supported_features;	/* struct s6a_supported_features */
	const struct s6a_requested_authentication *requested_eutran_authentication_info;
	const struct s6a_requested_authentication *requested_utran_geran_authentication_info;
	struct hss_bytes visited_plmn_id;
	struct hss_u32 air_flags;
	struct hss_list proxy_info;		/* struct hss_bytes */
	struct hss_list route_record;		/* struct hss_bytes */
};

struct s6a_aia {
	struct hss_bytes session_id;
	struct hss_u32 drmp;
	const struct s6a_vendor_specific_application_id *vendor_specific_application_id;
	struct hss_u32 result_code;
	struct hss_bytes experimental_result;	/* opaque */
	struct hss_u32 error_diagnostic;
	struct hss_u32 auth_session_state;
	struct hss_bytes origin_host;
	struct hss_bytes origin_realm;
	struct hss_bytes oc_supported_features;	/* opaque */
	struct hss_bytes oc_olr;		/* opaque */
	struct hss_list load;			/* struct hss_bytes */
	struct hss_list supported_features;	/* struct s6a_supported_features */
	const struct s6a_authentication_info *authentication_info;
	struct hss_u32 ue_usage_type;
	struct hss_bytes failed_avp;		/* opaque */
	struct hss_list proxy_info;		/* struct hss_bytes */
	struct hss_list route_record;		/* struct hss_bytes */
};

struct s6a_pur {
	struct hss_bytes session_id;
	struct hss_u32 drmp;
	const struct s6a_vendor_specific_application_id *vendor_specific_application_id;
	struct hss_u32 auth_session_state;
	struct hss_bytes origin_host;
	struct hss_bytes origin_realm;
	struct hss_bytes destination_host;
	struct hss_bytes destination_realm;
	struct hss_bytes user_name;
	struct hss_bytes oc_supported_features;	/* opaque */
	struct hss_u32 pur_flags;
	struct hss_list supported_features;	/* struct s6a_supported_features */
	const struct s6a_eps_location_information *eps_location_information;
	struct hss_list proxy_info;		/* struct hss_bytes */
	struct hss_list route_record;		/* struct hss_bytes */
};

struct s6a_pua {
	struct hss_bytes session_id;
	struct hss_u32 drmp;
	const struct s6a_vendor_specific_application_id *vendor_specific_application_id;
	struct hss_list supported_features;	/* struct s6a_supported_features */
	struct hss_u32 result_code;
	struct hss_bytes experimental_result;	/* opaque */
	struct hss_u32 auth_session_state;
	struct hss_bytes origin_host;
	struct hss_bytes origin_realm;
	struct hss_bytes oc_supported_features;	/* opaque */
	struct hss_bytes oc_olr;		/* opaque */
	struct hss_list load;			/* struct hss_bytes */
	struct hss_u32 pua_flags;
	struct hss_bytes failed_avp;		/* opaque */
	struct hss_list proxy_info;		/* struct hss_bytes */
	struct hss_list route_record;		/* struct hss_bytes */
};

struct s6a_nor {
	struct hss_bytes session_id;
	const struct s6a_vendor_specific_application_id *vendor_specific_application_id;
	struct hss_u32 drmp;
	struct hss_u32 auth_session_state;
	struct hss_bytes origin_host;
	struct hss_bytes origin_realm;
	struct hss_bytes destination_host;
	struct hss_bytes destination_realm;
	struct hss_bytes user_name;
	struct hss_bytes oc_supported_features;	/* opaque */
	struct hss_list supported_features;	/* struct s6a_supported_features */
	const struct s6a_terminal_information *terminal_information;
	const struct s6a_mip6_agent_info *mip6_agent_info;
	struct hss_bytes visited_network_identifier;
	struct hss_u32 context_identifier;
	struct hss_bytes service_selection;
	struct hss_u32 alert_reason;
	struct hss_u32 ue_srvcc_capability;
	struct hss_u32 nor_flags;
	struct hss_u32 homogeneous_support_of_ims_voice_over_ps_sessions;
	struct hss_u32 maximum_ue_availability_time;
	struct hss_list monitoring_event_config_status;	/* struct hss_bytes */
	struct hss_u32 emergency_services;
	struct hss_list proxy_info;		/* struct hss_bytes */
	struct hss_list route_record;		/* struct hss_bytes */
};

struct s6a_noa {
	struct hss_bytes session_id;
	struct hss_u32 drmp;
	const struct s6a_vendor_specific_application_id *vendor_specific_application_id;
	struct hss_u32 result_code;
	struct hss_bytes experimental_result;	/* opaque */
	struct hss_u32 auth_session_state;
	struct hss_bytes origin_host;
	struct hss_bytes origin_realm;
	struct hss_bytes oc_supported_features;	/* opaque */
	struct hss_bytes oc_olr;		/* opaque */
	struct hss_list load;			/* struct hss_bytes */
	struct hss_list supported_features;	/* struct s6a_supported_features */
	struct hss_bytes failed_avp;		/* opaque */
	struct hss_list proxy_info;		/* struct hss_bytes */
	struct hss_list route_record;		/* struct hss_bytes */
};

extern const struct hss_grammar s6a_ulr_grammar, s6a_ula_grammar, s6a_clr_grammar,
        s6a_cla_grammar, s6a_air_grammar, s6a_aia_grammar, s6a_pur_grammar, s6a_pua_grammar,
        s6a_nor_grammar, s6a_noa_grammar;

#endif
