/*
 * tgpp_swx.h - shared AVP definitions: TS 29.273 (SWx, STa, S6b).
 * How to use it: see <hss/avp/base.h>.
 */
#ifndef HSS_AVP_TGPP_SWX_H
#define HSS_AVP_TGPP_SWX_H

#include <hss/dia.h>
#include <hss/avp/base.h>

extern const struct hss_avp_def hss_avp_non_3gpp_user_data;
extern const struct hss_avp_def hss_avp_non_3gpp_ip_access;
extern const struct hss_avp_def hss_avp_non_3gpp_ip_access_apn;
extern const struct hss_avp_def hss_avp_an_trusted;
extern const struct hss_avp_def hss_avp_anid;
extern const struct hss_avp_def hss_avp_trace_info;
extern const struct hss_avp_def hss_avp_mip_fa_rk;
extern const struct hss_avp_def hss_avp_mip_fa_rk_spi;
extern const struct hss_avp_def hss_avp_ppr_flags;
extern const struct hss_avp_def hss_avp_wlan_identifier;
extern const struct hss_avp_def hss_avp_twan_access_info;
extern const struct hss_avp_def hss_avp_access_authorization_flags;
extern const struct hss_avp_def hss_avp_twan_default_apn_context_id;
extern const struct hss_avp_def hss_avp_full_network_name;
extern const struct hss_avp_def hss_avp_short_network_name;
extern const struct hss_avp_def hss_avp_aaa_failure_indication;
extern const struct hss_avp_def hss_avp_transport_access_type;
extern const struct hss_avp_def hss_avp_der_flags;
extern const struct hss_avp_def hss_avp_dea_flags;
extern const struct hss_avp_def hss_avp_rar_flags;
extern const struct hss_avp_def hss_avp_der_s6b_flags;
extern const struct hss_avp_def hss_avp_ssid;
extern const struct hss_avp_def hss_avp_hessid;
extern const struct hss_avp_def hss_avp_access_network_info;
extern const struct hss_avp_def hss_avp_twan_connection_mode;
extern const struct hss_avp_def hss_avp_twan_connectivity_parameters;
extern const struct hss_avp_def hss_avp_connectivity_flags;
extern const struct hss_avp_def hss_avp_twan_pco;
extern const struct hss_avp_def hss_avp_twag_cp_address;
extern const struct hss_avp_def hss_avp_twag_up_address;
extern const struct hss_avp_def hss_avp_twan_s2a_failure_cause;
extern const struct hss_avp_def hss_avp_sm_back_off_timer;
extern const struct hss_avp_def hss_avp_wlcp_key;
extern const struct hss_avp_def hss_avp_origination_time_stamp;
extern const struct hss_avp_def hss_avp_maximum_wait_time;
extern const struct hss_avp_def hss_avp_emergency_services;
extern const struct hss_avp_def hss_avp_erp_authorization;

extern const struct hss_avp_def *const hss_avp_dict_tgpp_swx[];

#define HSS_AVP_DEF_NON_3GPP_USER_DATA(grammar)                                 \
	HSS_AVP_GROUP_("Non-3GPP-User-Data", 1500, 10415, HSS_AVP_V | HSS_AVP_M, HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TRACE_INFO(grammar)                                         \
	HSS_AVP_GROUP_("Trace-Info", 1505, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_WLAN_IDENTIFIER(grammar)                                    \
	HSS_AVP_GROUP_("WLAN-Identifier", 1509, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TWAN_ACCESS_INFO(grammar)                                   \
	HSS_AVP_GROUP_("TWAN-Access-Info", 1510, 10415, HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_ACCESS_NETWORK_INFO(grammar)                                \
	HSS_AVP_GROUP_("Access-Network-Info", 1526, 10415,                      \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)
#define HSS_AVP_DEF_TWAN_CONNECTIVITY_PARAMETERS(grammar)                       \
	HSS_AVP_GROUP_("TWAN-Connectivity-Parameters", 1528, 10415,             \
	               HSS_AVP_V, HSS_AVP_M | HSS_AVP_P, grammar)

#endif
