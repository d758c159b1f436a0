/*
 * tgpp_s6a.c - shared AVP definitions: TS 29.272 (S6a/S6d, S13) and its neighbours of TS
 * 29.344, 29.128. Data only; one row per AVP in the order of the codes, and the array that
 * lists them all.
 */
#include <hss/avp/tgpp_s6a.h>

#include "avp_def.h"

#define TGPP_S6A_AVPS(X)                                                                \
	X(subscription_data, "Subscription-Data", 1400, 10415, GROUP, MUST, 0, 0)       \
	X(terminal_information, "Terminal-Information", 1401, 10415, GROUP, MUST, 0, 0) \
	X(imei, "IMEI", 1402, 10415, UTF8, MUST, 0, 0)                                  \
	X(software_version, "Software-Version", 1403, 10415, UTF8, MUST, 0, 0)          \
	X(qos_subscribed, "QoS-Subscribed", 1404, 10415, OCTETS, MUST, 3, 3)            \
	X(ulr_flags, "ULR-Flags", 1405, 10415, U32, MUST, 0, 0)                         \
	X(ula_flags, "ULA-Flags", 1406, 10415, U32, MUST, 0, 0)                         \
	X(visited_plmn_id, "Visited-PLMN-Id", 1407, 10415, OCTETS, MUST, 3, 3)          \
	X(requested_eutran_authentication_info, "Requested-EUTRAN-Authentication-Info", \
	  1408, 10415, GROUP, MUST, 0, 0)                                               \
	X(requested_utran_geran_authentication_info,                                    \
	  "Requested-UTRAN-GERAN-Authentication-Info", 1409, 10415, GROUP, MUST, 0, 0)  \
	X(number_of_requested_vectors, "Number-Of-Requested-Vectors",                   \
	  1410, 10415, U32, MUST, 0, 0)                                                 \
	X(re_synchronization_info, "Re-synchronization-Info",                           \
	  1411, 10415, OCTETS, MUST, 30, 30)                                            \
	X(immediate_response_preferred, "Immediate-Response-Preferred",                 \
	  1412, 10415, U32, MUST, 0, 0)                                                 \
	X(authentication_info, "Authentication-Info", 1413, 10415, GROUP, MUST, 0, 0)   \
	X(e_utran_vector, "E-UTRAN-Vector", 1414, 10415, GROUP, MUST, 0, 0)             \
	X(utran_vector, "UTRAN-Vector", 1415, 10415, GROUP, MUST, 0, 0)                 \
	X(geran_vector, "GERAN-Vector", 1416, 10415, GROUP, MUST, 0, 0)                 \
	X(network_access_mode, "Network-Access-Mode", 1417, 10415, ENUM, MUST, 0, 0)    \
	X(hplmn_odb, "HPLMN-ODB", 1418, 10415, U32, MUST, 0, 0)                         \
	X(item_number, "Item-Number", 1419, 10415, U32, MUST, 0, 0)                     \
	X(cancellation_type, "Cancellation-Type", 1420, 10415, ENUM, MUST, 0, 0)        \
	X(dsr_flags, "DSR-Flags", 1421, 10415, U32, MUST, 0, 0)                         \
	X(dsa_flags, "DSA-Flags", 1422, 10415, U32, MUST, 0, 0)                         \
	X(context_identifier, "Context-Identifier", 1423, 10415, U32, MUST, 0, 0)       \
	X(subscriber_status, "Subscriber-Status", 1424, 10415, ENUM, MUST, 0, 0)        \
	X(operator_determined_barring, "Operator-Determined-Barring",                   \
	  1425, 10415, U32, MUST, 0, 0)                                                 \
	X(access_restriction_data, "Access-Restriction-Data",                           \
	  1426, 10415, U32, MUST, 0, 0)                                                 \
	X(apn_oi_replacement, "APN-OI-Replacement", 1427, 10415, UTF8, MUST, 0, 0)      \
	X(all_apn_configurations_included_indicator,                                    \
	  "All-APN-Configurations-Included-Indicator", 1428, 10415, ENUM, MUST, 0, 0)   \
	X(apn_configuration_profile, "APN-Configuration-Profile",                       \
	  1429, 10415, GROUP, MUST, 0, 0)                                               \
	X(apn_configuration, "APN-Configuration", 1430, 10415, GROUP, MUST, 0, 0)       \
	X(eps_subscribed_qos_profile, "EPS-Subscribed-QoS-Profile",                     \
	  1431, 10415, GROUP, MUST, 0, 0)                                               \
	X(vplmn_dynamic_address_allowed, "VPLMN-Dynamic-Address-Allowed",               \
	  1432, 10415, ENUM, MUST, 0, 0)                                                \
	X(stn_sr, "STN-SR", 1433, 10415, OCTETS, MUST, 0, 0)                            \
	X(alert_reason, "Alert-Reason", 1434, 10415, ENUM, MUST, 0, 0)                  \
	X(ambr, "AMBR", 1435, 10415, GROUP, MUST, 0, 0)                                 \
	X(csg_subscription_data, "CSG-Subscription-Data",                               \
	  1436, 10415, GROUP, MUST, 0, 0)                                               \
	X(csg_id, "CSG-Id", 1437, 10415, U32, MUST, 0, 0)                               \
	X(pdn_gw_allocation_type, "PDN-GW-Allocation-Type",                             \
	  1438, 10415, ENUM, MUST, 0, 0)                                                \
	X(expiration_date, "Expiration-Date", 1439, 10415, TIME, MUST, 0, 0)            \
	X(rat_frequency_selection_priority_id, "RAT-Frequency-Selection-Priority-ID",   \
	  1440, 10415, U32, MUST, 0, 0)                                                 \
	X(ida_flags, "IDA-Flags", 1441, 10415, U32, MUST, 0, 0)                         \
	X(pua_flags, "PUA-Flags", 1442, 10415, U32, MUST, 0, 0)                         \
	X(nor_flags, "NOR-Flags", 1443, 10415, U32, MUST, 0, 0)                         \
	X(user_id, "User-Id", 1444, 10415, UTF8, NOT, 0, 0)                             \
	X(equipment_status, "Equipment-Status", 1445, 10415, ENUM, MUST, 0, 0)          \
	X(regional_subscription_zone_code, "Regional-Subscription-Zone-Code",           \
	  1446, 10415, OCTETS, MUST, 2, 2)                                              \
	X(rand, "RAND", 1447, 10415, OCTETS, MUST, 16, 16)                              \
	X(xres, "XRES", 1448, 10415, OCTETS, MUST, 4, 16)                               \
	X(autn, "AUTN", 1449, 10415, OCTETS, MUST, 16, 16)                              \
	X(kasme, "KASME", 1450, 10415, OCTETS, MUST, 32, 32)                            \
	X(trace_collection_entity, "Trace-Collection-Entity",                           \
	  1452, 10415, ADDRESS, MUST, 0, 0)                                             \
	X(kc, "Kc", 1453, 10415, OCTETS, MUST, 8, 8)                                    \
	X(sres, "SRES", 1454, 10415, OCTETS, MUST, 4, 4)                                \
	X(pdn_type, "PDN-Type", 1456, 10415, ENUM, MUST, 0, 0)                          \
	X(roaming_restricted_due_to_unsupported_feature,                                \
	  "Roaming-Restricted-Due-To-Unsupported-Feature", 1457, 10415, ENUM, MUST, 0, 0) \
	X(trace_data, "Trace-Data", 1458, 10415, GROUP, MUST, 0, 0)                     \
	X(trace_reference, "Trace-Reference", 1459, 10415, OCTETS, MUST, 6, 6)          \
	X(trace_depth, "Trace-Depth", 1462, 10415, ENUM, MUST, 0, 0)                    \
	X(trace_ne_type_list, "Trace-NE-Type-List", 1463, 10415, OCTETS, MUST, 0, 0)    \
	X(trace_interface_list, "Trace-Interface-List",                                 \
	  1464, 10415, OCTETS, MUST, 0, 0)                                              \
	X(trace_event_list, "Trace-Event-List", 1465, 10415, OCTETS, MUST, 0, 0)        \
	X(omc_id, "OMC-Id", 1466, 10415, OCTETS, MUST, 0, 0)                            \
	X(gprs_subscription_data, "GPRS-Subscription-Data",                             \
	  1467, 10415, GROUP, MUST, 0, 0)                                               \
	X(complete_data_list_included_indicator,                                        \
	  "Complete-Data-List-Included-Indicator", 1468, 10415, ENUM, MUST, 0, 0)       \
	X(pdp_context, "PDP-Context", 1469, 10415, GROUP, MUST, 0, 0)                   \
	X(pdp_type, "PDP-Type", 1470, 10415, OCTETS, MUST, 2, 2)                        \
	X(3gpp2_meid, "3GPP2-MEID", 1471, 10415, OCTETS, MUST, 0, 0)                    \
	X(specific_apn_info, "Specific-APN-Info", 1472, 10415, GROUP, MUST, 0, 0)       \
	X(lcs_info, "LCS-Info", 1473, 10415, GROUP, MUST, 0, 0)                         \
	X(gmlc_number, "GMLC-Number", 1474, 10415, OCTETS, MUST, 0, 0)                  \
	X(lcs_privacyexception, "LCS-PrivacyException", 1475, 10415, GROUP, MUST, 0, 0) \
	X(ss_code, "SS-Code", 1476, 10415, OCTETS, MUST, 1, 1)                          \
	X(ss_status, "SS-Status", 1477, 10415, OCTETS, MUST, 0, 0)                      \
	X(notification_to_ue_user, "Notification-To-UE-User",                           \
	  1478, 10415, ENUM, MUST, 0, 0)                                                \
	X(external_client, "External-Client", 1479, 10415, GROUP, MUST, 0, 0)           \
	X(client_identity, "Client-Identity", 1480, 10415, OCTETS, MUST, 0, 0)          \
	X(gmlc_restriction, "GMLC-Restriction", 1481, 10415, ENUM, MUST, 0, 0)          \
	X(plmn_client, "PLMN-Client", 1482, 10415, ENUM, MUST, 0, 0)                    \
	X(service_type, "Service-Type", 1483, 10415, GROUP, MUST, 0, 0)                 \
	X(servicetypeidentity, "ServiceTypeIdentity", 1484, 10415, U32, MUST, 0, 0)     \
	X(mo_lr, "MO-LR", 1485, 10415, GROUP, MUST, 0, 0)                               \
	X(teleservice_list, "Teleservice-List", 1486, 10415, GROUP, MUST, 0, 0)         \
	X(ts_code, "TS-Code", 1487, 10415, OCTETS, MUST, 1, 1)                          \
	X(call_barring_info, "Call-Barring-Info", 1488, 10415, GROUP, MUST, 0, 0)       \
	X(sgsn_number, "SGSN-Number", 1489, 10415, OCTETS, MUST, 0, 0)                  \
	X(idr_flags, "IDR-Flags", 1490, 10415, U32, MUST, 0, 0)                         \
	X(ics_indicator, "ICS-Indicator", 1491, 10415, ENUM, NOT, 0, 0)                 \
	X(ims_voice_over_ps_sessions_supported, "IMS-Voice-Over-PS-Sessions-Supported", \
	  1492, 10415, ENUM, NOT, 0, 0)                                                 \
	X(homogeneous_support_of_ims_voice_over_ps_sessions,                            \
	  "Homogeneous-Support-of-IMS-Voice-Over-PS-Sessions", 1493, 10415, ENUM, NOT, 0, 0) \
	X(last_ue_activity_time, "Last-UE-Activity-Time", 1494, 10415, TIME, NOT, 0, 0) \
	X(eps_user_state, "EPS-User-State", 1495, 10415, GROUP, NOT, 0, 0)              \
	X(eps_location_information, "EPS-Location-Information",                         \
	  1496, 10415, GROUP, NOT, 0, 0)                                                \
	X(mme_user_state, "MME-User-State", 1497, 10415, GROUP, NOT, 0, 0)              \
	X(sgsn_user_state, "SGSN-User-State", 1498, 10415, GROUP, NOT, 0, 0)            \
	X(user_state, "User-State", 1499, 10415, ENUM, NOT, 0, 0)                       \
	X(mme_location_information, "MME-Location-Information",                         \
	  1600, 10415, GROUP, NOT, 0, 0)                                                \
	X(sgsn_location_information, "SGSN-Location-Information",                       \
	  1601, 10415, GROUP, NOT, 0, 0)                                                \
	X(e_utran_cell_global_identity, "E-UTRAN-Cell-Global-Identity",                 \
	  1602, 10415, OCTETS, NOT, 7, 7)                                               \
	X(tracking_area_identity, "Tracking-Area-Identity",                             \
	  1603, 10415, OCTETS, NOT, 5, 5)                                               \
	X(cell_global_identity, "Cell-Global-Identity", 1604, 10415, OCTETS, NOT, 7, 7) \
	X(routing_area_identity, "Routing-Area-Identity",                               \
	  1605, 10415, OCTETS, NOT, 6, 6)                                               \
	X(location_area_identity, "Location-Area-Identity",                             \
	  1606, 10415, OCTETS, NOT, 5, 5)                                               \
	X(service_area_identity, "Service-Area-Identity",                               \
	  1607, 10415, OCTETS, NOT, 7, 7)                                               \
	X(geographical_information, "Geographical-Information",                         \
	  1608, 10415, OCTETS, NOT, 8, 8)                                               \
	X(geodetic_information, "Geodetic-Information",                                 \
	  1609, 10415, OCTETS, NOT, 10, 10)                                             \
	X(current_location_retrieved, "Current-Location-Retrieved",                     \
	  1610, 10415, ENUM, NOT, 0, 0)                                                 \
	X(age_of_location_information, "Age-Of-Location-Information",                   \
	  1611, 10415, U32, NOT, 0, 0)                                                  \
	X(active_apn, "Active-APN", 1612, 10415, GROUP, NOT, 0, 0)                      \
	X(sipto_permission, "SIPTO-Permission", 1613, 10415, ENUM, NOT, 0, 0)           \
	X(error_diagnostic, "Error-Diagnostic", 1614, 10415, ENUM, NOT, 0, 0)           \
	X(ue_srvcc_capability, "UE-SRVCC-Capability", 1615, 10415, ENUM, NOT, 0, 0)     \
	X(mps_priority, "MPS-Priority", 1616, 10415, U32, NOT, 0, 0)                    \
	X(vplmn_lipa_allowed, "VPLMN-LIPA-Allowed", 1617, 10415, ENUM, NOT, 0, 0)       \
	X(lipa_permission, "LIPA-Permission", 1618, 10415, ENUM, NOT, 0, 0)             \
	X(subscribed_periodic_rau_tau_timer, "Subscribed-Periodic-RAU-TAU-Timer",       \
	  1619, 10415, U32, NOT, 0, 0)                                                  \
	X(ext_pdp_type, "Ext-PDP-Type", 1620, 10415, OCTETS, NOT, 2, 2)                 \
	X(ext_pdp_address, "Ext-PDP-Address", 1621, 10415, ADDRESS, NOT, 0, 0)          \
	X(mdt_configuration, "MDT-Configuration", 1622, 10415, GROUP, NOT, 0, 0)        \
	X(job_type, "Job-Type", 1623, 10415, ENUM, NOT, 0, 0)                           \
	X(area_scope, "Area-Scope", 1624, 10415, GROUP, NOT, 0, 0)                      \
	X(list_of_measurements, "List-Of-Measurements", 1625, 10415, U32, NOT, 0, 0)    \
	X(reporting_trigger, "Reporting-Trigger", 1626, 10415, U32, NOT, 0, 0)          \
	X(report_interval, "Report-Interval", 1627, 10415, ENUM, NOT, 0, 0)             \
	X(report_amount, "Report-Amount", 1628, 10415, ENUM, NOT, 0, 0)                 \
	X(event_threshold_rsrp, "Event-Threshold-RSRP", 1629, 10415, U32, NOT, 0, 0)    \
	X(event_threshold_rsrq, "Event-Threshold-RSRQ", 1630, 10415, U32, NOT, 0, 0)    \
	X(logging_interval, "Logging-Interval", 1631, 10415, ENUM, NOT, 0, 0)           \
	X(logging_duration, "Logging-Duration", 1632, 10415, ENUM, NOT, 0, 0)           \
	X(relay_node_indicator, "Relay-Node-Indicator", 1633, 10415, ENUM, NOT, 0, 0)   \
	X(mdt_user_consent, "MDT-User-Consent", 1634, 10415, ENUM, NOT, 0, 0)           \
	X(pur_flags, "PUR-Flags", 1635, 10415, U32, NOT, 0, 0)                          \
	X(subscribed_vsrvcc, "Subscribed-VSRVCC", 1636, 10415, ENUM, NOT, 0, 0)         \
	X(equivalent_plmn_list, "Equivalent-PLMN-List", 1637, 10415, GROUP, NOT, 0, 0)  \
	X(clr_flags, "CLR-Flags", 1638, 10415, U32, NOT, 0, 0)                          \
	X(time_zone, "Time-Zone", 1642, 10415, UTF8, NOT, 0, 0)                         \
	X(a_msisdn, "A-MSISDN", 1643, 10415, OCTETS, NOT, 0, 0)                         \
	X(mme_number_for_mt_sms, "MME-Number-for-MT-SMS",                               \
	  1645, 10415, OCTETS, NOT, 0, 0)                                               \
	X(sms_register_request, "SMS-Register-Request", 1648, 10415, ENUM, NOT, 0, 0)   \
	X(local_time_zone, "Local-Time-Zone", 1649, 10415, GROUP, NOT, 0, 0)            \
	X(daylight_saving_time, "Daylight-Saving-Time", 1650, 10415, ENUM, NOT, 0, 0)   \
	X(subscription_data_flags, "Subscription-Data-Flags",                           \
	  1654, 10415, U32, NOT, 0, 0)                                                  \
	X(measurement_period_lte, "Measurement-Period-LTE",                             \
	  1655, 10415, ENUM, NOT, 0, 0)                                                 \
	X(measurement_period_umts, "Measurement-Period-UMTS",                           \
	  1656, 10415, ENUM, NOT, 0, 0)                                                 \
	X(collection_period_rrm_lte, "Collection-Period-RRM-LTE",                       \
	  1657, 10415, ENUM, NOT, 0, 0)                                                 \
	X(collection_period_rrm_umts, "Collection-Period-RRM-UMTS",                     \
	  1658, 10415, ENUM, NOT, 0, 0)                                                 \
	X(positioning_method, "Positioning-Method", 1659, 10415, OCTETS, NOT, 0, 0)     \
	X(measurement_quantity, "Measurement-Quantity", 1660, 10415, OCTETS, NOT, 0, 0) \
	X(event_threshold_event_1f, "Event-Threshold-Event-1F",                         \
	  1661, 10415, I32, NOT, 0, 0)                                                  \
	X(event_threshold_event_1i, "Event-Threshold-Event-1I",                         \
	  1662, 10415, I32, NOT, 0, 0)                                                  \
	X(restoration_priority, "Restoration-Priority", 1663, 10415, U32, NOT, 0, 0)    \
	X(sgs_mme_identity, "SGs-MME-Identity", 1664, 10415, UTF8, NOT, 0, 0)           \
	X(sipto_local_network_permission, "SIPTO-Local-Network-Permission",             \
	  1665, 10415, U32, NOT, 0, 0)                                                  \
	X(coupled_node_diameter_id, "Coupled-Node-Diameter-ID",                         \
	  1666, 10415, IDENTITY, NOT, 0, 0)                                             \
	X(wlan_offloadability, "WLAN-offloadability", 1667, 10415, GROUP, NOT, 0, 0)    \
	X(wlan_offloadability_eutran, "WLAN-offloadability-EUTRAN",                     \
	  1668, 10415, U32, NOT, 0, 0)                                                  \
	X(wlan_offloadability_utran, "WLAN-offloadability-UTRAN",                       \
	  1669, 10415, U32, NOT, 0, 0)                                                  \
	X(reset_id, "Reset-ID", 1670, 10415, OCTETS, NOT, 0, 0)                         \
	X(mdt_allowed_plmn_id, "MDT-Allowed-PLMN-Id", 1671, 10415, OCTETS, NOT, 0, 0)   \
	X(adjacent_plmns, "Adjacent-PLMNs", 1672, 10415, GROUP, NOT, 0, 0)              \
	X(adjacent_access_restriction_data, "Adjacent-Access-Restriction-Data",         \
	  1673, 10415, GROUP, NOT, 0, 0)                                                \
	X(dl_buffering_suggested_packet_count, "DL-Buffering-Suggested-Packet-Count",   \
	  1674, 10415, I32, NOT, 0, 0)                                                  \
	X(imsi_group_id, "IMSI-Group-Id", 1675, 10415, GROUP, NOT, 0, 0)                \
	X(group_service_id, "Group-Service-Id", 1676, 10415, U32, NOT, 0, 0)            \
	X(group_plmn_id, "Group-PLMN-Id", 1677, 10415, OCTETS, NOT, 0, 0)               \
	X(local_group_id, "Local-Group-Id", 1678, 10415, OCTETS, NOT, 0, 0)             \
	X(air_flags, "AIR-Flags", 1679, 10415, U32, NOT, 0, 0)                          \
	X(ue_usage_type, "UE-Usage-Type", 1680, 10415, U32, NOT, 0, 0)                  \
	X(non_ip_pdn_type_indicator, "Non-IP-PDN-Type-Indicator",                       \
	  1681, 10415, ENUM, NOT, 0, 0)                                                 \
	X(non_ip_data_delivery_mechanism, "Non-IP-Data-Delivery-Mechanism",             \
	  1682, 10415, U32, NOT, 0, 0)                                                  \
	X(additional_context_identifier, "Additional-Context-Identifier",               \
	  1683, 10415, U32, NOT, 0, 0)                                                  \
	X(scef_realm, "SCEF-Realm", 1684, 10415, IDENTITY, NOT, 0, 0)                   \
	X(subscription_data_deletion, "Subscription-Data-Deletion",                     \
	  1685, 10415, GROUP, NOT, 0, 0)                                                \
	X(preferred_data_mode, "Preferred-Data-Mode", 1686, 10415, U32, NOT, 0, 0)      \
	X(emergency_info, "Emergency-Info", 1687, 10415, GROUP, NOT, 0, 0)              \
	X(v2x_subscription_data, "V2X-Subscription-Data",                               \
	  1688, 10415, GROUP, NOT, 0, 0)                                                \
	X(v2x_permission, "V2X-Permission", 1689, 10415, U32, NOT, 0, 0)                \
	X(pdn_connection_continuity, "PDN-Connection-Continuity",                       \
	  1690, 10415, U32, NOT, 0, 0)                                                  \
	X(edrx_cycle_length, "eDRX-Cycle-Length", 1691, 10415, GROUP, NOT, 0, 0)        \
	X(edrx_cycle_length_value, "eDRX-Cycle-Length-Value",                           \
	  1692, 10415, OCTETS, NOT, 0, 0)                                               \
	X(ue_pc5_ambr, "UE-PC5-AMBR", 1693, 10415, U32, NOT, 0, 0)                      \
	X(mbsfn_area, "MBSFN-Area", 1694, 10415, GROUP, NOT, 0, 0)                      \
	X(mbsfn_area_id, "MBSFN-Area-ID", 1695, 10415, U32, NOT, 0, 0)                  \
	X(carrier_frequency, "Carrier-Frequency", 1696, 10415, U32, NOT, 0, 0)          \
	X(rds_indicator, "RDS-Indicator", 1697, 10415, ENUM, NOT, 0, 0)                 \
	X(service_gap_time, "Service-Gap-Time", 1698, 10415, U32, NOT, 0, 0)            \
	X(aerial_ue_subscription_information, "Aerial-UE-Subscription-Information",     \
	  1699, 10415, ENUM, NOT, 0, 0)                                                 \
	X(broadcast_location_assistance_data_types,                                     \
	  "Broadcast-Location-Assistance-Data-Types", 1700, 10415, U64, NOT, 0, 0)      \
	X(paging_time_window, "Paging-Time-Window", 1701, 10415, GROUP, NOT, 0, 0)      \
	X(operation_mode, "Operation-Mode", 1702, 10415, ENUM, NOT, 0, 0)               \
	X(paging_time_window_length, "Paging-Time-Window-Length",                       \
	  1703, 10415, OCTETS, NOT, 0, 0)                                               \
	X(core_network_restrictions, "Core-Network-Restrictions",                       \
	  1704, 10415, U32, NOT, 0, 0)                                                  \
	X(edrx_related_rat, "eDRX-Related-RAT", 1705, 10415, GROUP, NOT, 0, 0)          \
	X(interworking_5gs_indicator, "Interworking-5GS-Indicator",                     \
	  1706, 10415, ENUM, NOT, 0, 0)                                                 \
	X(ethernet_pdn_type_indicator, "Ethernet-PDN-Type-Indicator",                   \
	  1707, 10415, ENUM, NOT, 0, 0)                                                 \
	X(subscribed_arpi, "Subscribed-ARPI", 1708, 10415, U32, NOT, 0, 0)              \
	X(iab_operation_permission, "IAB-Operation-Permission",                         \
	  1709, 10415, ENUM, NOT, 0, 0)                                                 \
	X(v2x_subscription_data_nr, "V2X-Subscription-Data-Nr",                         \
	  1710, 10415, GROUP, NOT, 0, 0)                                                \
	X(ue_pc5_qos, "UE-PC5-QoS", 1711, 10415, GROUP, NOT, 0, 0)                      \
	X(pc5_qos_flow, "PC5-QoS-Flow", 1712, 10415, GROUP, NOT, 0, 0)                  \
	X(5qi, "5QI", 1713, 10415, I32, NOT, 0, 0)                                      \
	X(pc5_flow_bitrates, "PC5-Flow-Bitrates", 1714, 10415, GROUP, NOT, 0, 0)        \
	X(guaranteed_flow_bitrates, "Guaranteed-Flow-Bitrates",                         \
	  1715, 10415, I32, NOT, 0, 0)                                                  \
	X(maximum_flow_bitrates, "Maximum-Flow-Bitrates", 1716, 10415, I32, NOT, 0, 0)  \
	X(pc5_range, "PC5-Range", 1717, 10415, I32, NOT, 0, 0)                          \
	X(pc5_link_ambr, "PC5-Link-AMBR", 1718, 10415, I32, NOT, 0, 0)                  \
	X(third_context_identifier, "Third-Context-Identifier",                         \
	  1719, 10415, U32, NOT, 0, 0)                                                  \
	X(prose_subscription_data, "ProSe-Subscription-Data",                           \
	  3701, 10415, GROUP, MUST, 0, 0)                                               \
	X(prose_permission, "ProSe-Permission", 3702, 10415, U32, MUST, 0, 0)           \
	X(prose_allowed_plmn, "ProSe-Allowed-PLMN", 3703, 10415, GROUP, MUST, 0, 0)     \
	X(prose_direct_allowed, "ProSe-Direct-Allowed", 3704, 10415, U32, MUST, 0, 0)   \
	X(authorized_discovery_range, "Authorized-Discovery-Range",                     \
	  3708, 10415, U32, MUST, 0, 0)                                                 \
	X(communication_failure_information, "Communication-Failure-Information",       \
	  4300, 10415, GROUP, MUST, 0, 0)                                               \
	X(cause_type, "Cause-Type", 4301, 10415, ENUM, MUST, 0, 0)                      \
	X(s1ap_cause, "S1AP-Cause", 4302, 10415, U32, MUST, 0, 0)                       \
	X(ranap_cause, "RANAP-Cause", 4303, 10415, U32, MUST, 0, 0)                     \
	X(gmm_cause, "GMM-Cause", 4304, 10415, U32, MUST, 0, 0)                         \
	X(sm_cause, "SM-Cause", 4305, 10415, U32, MUST, 0, 0)                           \
	X(number_of_ue_per_location_configuration,                                      \
	  "Number-Of-UE-Per-Location-Configuration", 4306, 10415, GROUP, MUST, 0, 0)    \
	X(number_of_ue_per_location_report, "Number-Of-UE-Per-Location-Report",         \
	  4307, 10415, GROUP, MUST, 0, 0)                                               \
	X(ue_count, "UE-Count", 4308, 10415, U32, MUST, 0, 0)                           \
	X(bssgp_cause, "BSSGP-Cause", 4309, 10415, U32, MUST, 0, 0)                     \
	X(idle_status_indication, "Idle-Status-Indication",                             \
	  4322, 10415, GROUP, NOT, 0, 0)                                                \
	X(idle_status_timestamp, "Idle-Status-Timestamp", 4323, 10415, TIME, NOT, 0, 0) \
	X(active_time, "Active-Time", 4324, 10415, U32, NOT, 0, 0)                      \
	X(reachability_cause, "Reachability-Cause", 4325, 10415, ENUM, NOT, 0, 0)

TGPP_S6A_AVPS(AVP_DEFINE)

const struct hss_avp_def *const hss_avp_dict_tgpp_s6a[] = {
	TGPP_S6A_AVPS(AVP_LIST)
	NULL,
};
