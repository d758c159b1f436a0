/*
 * tgpp_swx.c - shared AVP definitions: TS 29.273 (SWx, STa, S6b). Data only; one row per AVP
 * in the order of the codes, and the array that lists them all.
 */
#include <hss/avp/tgpp_swx.h>

#include "avp_def.h"

#define TGPP_SWX_AVPS(X)                                                                \
	X(non_3gpp_user_data, "Non-3GPP-User-Data", 1500, 10415, GROUP, MUST, 0, 0)     \
	X(non_3gpp_ip_access, "Non-3GPP-IP-Access", 1501, 10415, ENUM, MUST, 0, 0)      \
	X(non_3gpp_ip_access_apn, "Non-3GPP-IP-Access-APN",                             \
	  1502, 10415, ENUM, MUST, 0, 0)                                                \
	X(an_trusted, "AN-Trusted", 1503, 10415, ENUM, MUST, 0, 0)                      \
	X(anid, "ANID", 1504, 10415, UTF8, MUST, 0, 0)                                  \
	X(trace_info, "Trace-Info", 1505, 10415, GROUP, NOT, 0, 0)                      \
	X(mip_fa_rk, "MIP-FA-RK", 1506, 10415, OCTETS, MUST, 0, 0)                      \
	X(mip_fa_rk_spi, "MIP-FA-RK-SPI", 1507, 10415, U32, MUST, 0, 0)                 \
	X(ppr_flags, "PPR-Flags", 1508, 10415, U32, NOT, 0, 0)                          \
	X(wlan_identifier, "WLAN-Identifier", 1509, 10415, GROUP, NOT, 0, 0)            \
	X(twan_access_info, "TWAN-Access-Info", 1510, 10415, GROUP, NOT, 0, 0)          \
	X(access_authorization_flags, "Access-Authorization-Flags",                     \
	  1511, 10415, U32, NOT, 0, 0)                                                  \
	X(twan_default_apn_context_id, "TWAN-Default-APN-Context-Id",                   \
	  1512, 10415, U32, NOT, 0, 0)                                                  \
	X(full_network_name, "Full-Network-Name", 1516, 10415, OCTETS, NOT, 0, 0)       \
	X(short_network_name, "Short-Network-Name", 1517, 10415, OCTETS, NOT, 0, 0)     \
	X(aaa_failure_indication, "AAA-Failure-Indication",                             \
	  1518, 10415, U32, NOT, 0, 0)                                                  \
	X(transport_access_type, "Transport-Access-Type", 1519, 10415, ENUM, NOT, 0, 0) \
	X(der_flags, "DER-Flags", 1520, 10415, U32, NOT, 0, 0)                          \
	X(dea_flags, "DEA-Flags", 1521, 10415, U32, NOT, 0, 0)                          \
	X(rar_flags, "RAR-Flags", 1522, 10415, U32, NOT, 0, 0)                          \
	X(der_s6b_flags, "DER-S6b-Flags", 1523, 10415, U32, NOT, 0, 0)                  \
	X(ssid, "SSID", 1524, 10415, UTF8, NOT, 0, 0)                                   \
	X(hessid, "HESSID", 1525, 10415, UTF8, NOT, 0, 0)                               \
	X(access_network_info, "Access-Network-Info", 1526, 10415, GROUP, NOT, 0, 0)    \
	X(twan_connection_mode, "TWAN-Connection-Mode", 1527, 10415, U32, NOT, 0, 0)    \
	X(twan_connectivity_parameters, "TWAN-Connectivity-Parameters",                 \
	  1528, 10415, GROUP, NOT, 0, 0)                                                \
	X(connectivity_flags, "Connectivity-Flags", 1529, 10415, U32, NOT, 0, 0)        \
	X(twan_pco, "TWAN-PCO", 1530, 10415, OCTETS, NOT, 0, 0)                         \
	X(twag_cp_address, "TWAG-CP-Address", 1531, 10415, ADDRESS, NOT, 0, 0)          \
	X(twag_up_address, "TWAG-UP-Address", 1532, 10415, UTF8, NOT, 0, 0)             \
	X(twan_s2a_failure_cause, "TWAN-S2a-Failure-Cause",                             \
	  1533, 10415, U32, NOT, 0, 0)                                                  \
	X(sm_back_off_timer, "SM-Back-Off-Timer", 1534, 10415, U32, NOT, 0, 0)          \
	X(wlcp_key, "WLCP-Key", 1535, 10415, OCTETS, NOT, 0, 0)                         \
	X(origination_time_stamp, "Origination-Time-Stamp",                             \
	  1536, 10415, U64, NOT, 0, 0)                                                  \
	X(maximum_wait_time, "Maximum-Wait-Time", 1537, 10415, U32, NOT, 0, 0)          \
	X(emergency_services, "Emergency-Services", 1538, 10415, U32, NOT, 0, 0)        \
	X(erp_authorization, "ERP-Authorization", 1541, 10415, U32, NOT, 0, 0)

TGPP_SWX_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_tgpp_swx[] = {
	TGPP_SWX_AVPS(AVP_LIST)
	NULL,
};
