/*
 * table.c - S6a/S6d of TS 29.272 release 17: the commands of 7.2 and every AVP that can be in
 * them, with the base AVPs and those of other documents they are made of. Written down for
 * freeDiameter, sharing nothing with hssd's tables. *[AVP] is left out: dict.c
 * judges what no rule names.
 */
#include "dict.h"

#include <stddef.h>

enum { U32 = FD_U32, U64 = FD_U64, I32 = FD_I32, ENUM = FD_I32, OCTETS = FD_OCTETS, UTF8 = FD_UTF8,
       IDENTITY = FD_IDENTITY, ADDRESS = FD_ADDRESS, TIME = FD_TIME, GROUP = FD_GROUP };
enum { MUST = FD_M_MUST, MUST_NOT = FD_M_MUST_NOT, MAY = FD_M_MAY };

const struct fd_avp fd_avps[] = {
	{ 1, 0, "User-Name", UTF8, MUST, NULL },
	{ 33, 0, "Proxy-State", OCTETS, MUST, NULL },
	{ 125, 0, "MIP6-Home-Link-Prefix", OCTETS, MUST, NULL },
	{ 258, 0, "Auth-Application-Id", U32, MUST, NULL },
	{ 259, 0, "Acct-Application-Id", U32, MUST, NULL },
	{ 260, 0, "Vendor-Specific-Application-Id", GROUP, MUST,
	  "{Vendor-Id} [Auth-Application-Id] [Acct-Application-Id]" },
	{ 263, 0, "Session-Id", UTF8, MUST, NULL },
	{ 264, 0, "Origin-Host", IDENTITY, MUST, NULL },
	{ 266, 0, "Vendor-Id", U32, MUST, NULL },
	{ 268, 0, "Result-Code", U32, MUST, NULL },
	{ 277, 0, "Auth-Session-State", ENUM, MUST, NULL },
	{ 279, 0, "Failed-AVP", GROUP, MUST,
	  "1*{AVP}" },
	{ 280, 0, "Proxy-Host", IDENTITY, MUST, NULL },
	{ 282, 0, "Route-Record", IDENTITY, MUST, NULL },
	{ 283, 0, "Destination-Realm", IDENTITY, MUST, NULL },
	{ 284, 0, "Proxy-Info", GROUP, MUST,
	  "{Proxy-Host} {Proxy-State}" },
	{ 293, 0, "Destination-Host", IDENTITY, MUST, NULL },
	{ 296, 0, "Origin-Realm", IDENTITY, MUST, NULL },
	{ 297, 0, "Experimental-Result", GROUP, MUST,
	  "{Vendor-Id} {Experimental-Result-Code}" },
	{ 298, 0, "Experimental-Result-Code", U32, MUST, NULL },
	{ 301, 0, "DRMP", ENUM, MUST_NOT, NULL },
	{ 334, 0, "MIP-Home-Agent-Address", ADDRESS, MUST, NULL },
	{ 348, 0, "MIP-Home-Agent-Host", GROUP, MUST,
	  "{Destination-Realm} {Destination-Host}" },
	{ 486, 0, "MIP6-Agent-Info", GROUP, MUST,
	  "*2[MIP-Home-Agent-Address] [MIP-Home-Agent-Host] [MIP6-Home-Link-Prefix]" },
	{ 493, 0, "Service-Selection", UTF8, MUST, NULL },
	{ 561, 0, "Time-Of-Day-Start", U32, MUST, NULL },
	{ 562, 0, "Time-Of-Day-End", U32, MUST, NULL },
	{ 563, 0, "Day-Of-Week-Mask", U32, MUST, NULL },
	{ 621, 0, "OC-Supported-Features", GROUP, MUST_NOT,
	  "[OC-Feature-Vector]" },
	{ 622, 0, "OC-Feature-Vector", U64, MUST_NOT, NULL },
	{ 623, 0, "OC-OLR", GROUP, MUST_NOT,
	  "<OC-Sequence-Number> <OC-Report-Type> [OC-Reduction-Percentage] "
	  "[OC-Validity-Duration]" },
	{ 624, 0, "OC-Sequence-Number", U64, MUST_NOT, NULL },
	{ 625, 0, "OC-Validity-Duration", U32, MUST_NOT, NULL },
	{ 626, 0, "OC-Report-Type", ENUM, MUST_NOT, NULL },
	{ 627, 0, "OC-Reduction-Percentage", U32, MUST_NOT, NULL },
	{ 649, 0, "SourceID", IDENTITY, MUST_NOT, NULL },
	{ 650, 0, "Load", GROUP, MUST_NOT,
	  "[Load-Type] [Load-Value] [SourceID]" },
	{ 651, 0, "Load-Type", ENUM, MUST_NOT, NULL },
	{ 652, 0, "Load-Value", U64, MUST_NOT, NULL },
	{ 13, 10415, "3GPP-Charging-Characteristics", UTF8, MUST_NOT, NULL },
	{ 515, 10415, "Max-Requested-Bandwidth-DL", U32, MUST, NULL },
	{ 516, 10415, "Max-Requested-Bandwidth-UL", U32, MUST, NULL },
	{ 554, 10415, "Extended-Max-Requested-BW-DL", U32, MUST_NOT, NULL },
	{ 555, 10415, "Extended-Max-Requested-BW-UL", U32, MUST_NOT, NULL },
	{ 600, 10415, "Visited-Network-Identifier", OCTETS, MUST, NULL },
	{ 625, 10415, "Confidentiality-Key", OCTETS, MUST, NULL },
	{ 626, 10415, "Integrity-Key", OCTETS, MUST, NULL },
	{ 628, 10415, "Supported-Features", GROUP, MAY,
	  "{Vendor-Id} {Feature-List-ID} {Feature-List}" },
	{ 629, 10415, "Feature-List-ID", U32, MUST_NOT, NULL },
	{ 630, 10415, "Feature-List", U32, MUST_NOT, NULL },
	{ 701, 10415, "MSISDN", OCTETS, MUST, NULL },
	{ 848, 10415, "Served-Party-IP-Address", ADDRESS, MUST, NULL },
	{ 857, 10415, "Charged-Party", UTF8, MUST, NULL },
	{ 1028, 10415, "QoS-Class-Identifier", ENUM, MUST, NULL },
	{ 1032, 10415, "RAT-Type", ENUM, MUST_NOT, NULL },
	{ 1034, 10415, "Allocation-Retention-Priority", GROUP, MUST_NOT,
	  "{Priority-Level} [Pre-emption-Capability] [Pre-emption-Vulnerability]" },
	{ 1046, 10415, "Priority-Level", U32, MUST_NOT, NULL },
	{ 1047, 10415, "Pre-emption-Capability", ENUM, MUST_NOT, NULL },
	{ 1048, 10415, "Pre-emption-Vulnerability", ENUM, MUST_NOT, NULL },
	{ 1227, 10415, "PDP-Address", ADDRESS, MUST, NULL },
	{ 1400, 10415, "Subscription-Data", GROUP, MUST,
	  "[Subscriber-Status] [MSISDN] [A-MSISDN] [STN-SR] [ICS-Indicator] "
	  "[Network-Access-Mode] [Operator-Determined-Barring] [HPLMN-ODB] "
	  "*10[Regional-Subscription-Zone-Code] [Access-Restriction-Data] [APN-OI-Replacement] "
	  "[LCS-Info] [Teleservice-List] *[Call-Barring-Info] [3GPP-Charging-Characteristics] "
	  "[AMBR] [APN-Configuration-Profile] [RAT-Frequency-Selection-Priority-ID] "
	  "[Trace-Data] [GPRS-Subscription-Data] *[CSG-Subscription-Data] "
	  "[Roaming-Restricted-Due-To-Unsupported-Feature] [Subscribed-Periodic-RAU-TAU-Timer] "
	  "[MPS-Priority] [VPLMN-LIPA-Allowed] [Relay-Node-Indicator] [MDT-User-Consent] "
	  "[Subscribed-VSRVCC] [ProSe-Subscription-Data] [Subscription-Data-Flags] "
	  "*[Adjacent-Access-Restriction-Data] [DL-Buffering-Suggested-Packet-Count] "
	  "*[IMSI-Group-Id] [UE-Usage-Type] *[AESE-Communication-Pattern] "
	  "*[Monitoring-Event-Configuration] [Emergency-Info] [V2X-Subscription-Data] "
	  "[V2X-Subscription-Data-Nr] *[eDRX-Cycle-Length] [External-Identifier] [Active-Time] "
	  "[Service-Gap-Time] [Broadcast-Location-Assistance-Data-Types] "
	  "[Aerial-UE-Subscription-Information] [Core-Network-Restrictions] "
	  "*[Paging-Time-Window] [Subscribed-ARPI] [IAB-Operation-Permission]" },
	{ 1401, 10415, "Terminal-Information", GROUP, MUST,
	  "[IMEI] [3GPP2-MEID] [Software-Version]" },
	{ 1402, 10415, "IMEI", UTF8, MUST, NULL },
	{ 1403, 10415, "Software-Version", UTF8, MUST, NULL },
	{ 1404, 10415, "QoS-Subscribed", OCTETS, MUST, NULL },
	{ 1405, 10415, "ULR-Flags", U32, MUST, NULL },
	{ 1406, 10415, "ULA-Flags", U32, MUST, NULL },
	{ 1407, 10415, "Visited-PLMN-Id", OCTETS, MUST, NULL },
	{ 1408, 10415, "Requested-EUTRAN-Authentication-Info", GROUP, MUST,
	  "[Number-Of-Requested-Vectors] [Immediate-Response-Preferred] "
	  "[Re-synchronization-Info]" },
	{ 1409, 10415, "Requested-UTRAN-GERAN-Authentication-Info", GROUP, MUST,
	  "[Number-Of-Requested-Vectors] [Immediate-Response-Preferred] "
	  "[Re-synchronization-Info]" },
	{ 1410, 10415, "Number-Of-Requested-Vectors", U32, MUST, NULL },
	{ 1411, 10415, "Re-synchronization-Info", OCTETS, MUST, NULL },
	{ 1412, 10415, "Immediate-Response-Preferred", U32, MUST, NULL },
	{ 1413, 10415, "Authentication-Info", GROUP, MUST,
	  "*[E-UTRAN-Vector] *[UTRAN-Vector] *[GERAN-Vector]" },
	{ 1414, 10415, "E-UTRAN-Vector", GROUP, MUST,
	  "[Item-Number] {RAND} {XRES} {AUTN} {KASME}" },
	{ 1415, 10415, "UTRAN-Vector", GROUP, MUST,
	  "[Item-Number] {RAND} {XRES} {AUTN} {Confidentiality-Key} {Integrity-Key}" },
	{ 1416, 10415, "GERAN-Vector", GROUP, MUST,
	  "[Item-Number] {RAND} {SRES} {Kc}" },
	{ 1417, 10415, "Network-Access-Mode", ENUM, MUST, NULL },
	{ 1418, 10415, "HPLMN-ODB", U32, MUST, NULL },
	{ 1419, 10415, "Item-Number", U32, MUST, NULL },
	{ 1420, 10415, "Cancellation-Type", ENUM, MUST, NULL },
	{ 1423, 10415, "Context-Identifier", U32, MUST, NULL },
	{ 1424, 10415, "Subscriber-Status", ENUM, MUST, NULL },
	{ 1425, 10415, "Operator-Determined-Barring", U32, MUST, NULL },
	{ 1426, 10415, "Access-Restriction-Data", U32, MUST, NULL },
	{ 1427, 10415, "APN-OI-Replacement", UTF8, MUST, NULL },
	{ 1428, 10415, "All-APN-Configurations-Included-Indicator", ENUM, MUST, NULL },
	{ 1429, 10415, "APN-Configuration-Profile", GROUP, MUST,
	  "{Context-Identifier} [Additional-Context-Identifier] [Third-Context-Identifier] "
	  "{All-APN-Configurations-Included-Indicator} 1*{APN-Configuration}" },
	{ 1430, 10415, "APN-Configuration", GROUP, MUST,
	  "{Context-Identifier} *2[Served-Party-IP-Address] {PDN-Type} {Service-Selection} "
	  "[EPS-Subscribed-QoS-Profile] [VPLMN-Dynamic-Address-Allowed] [MIP6-Agent-Info] "
	  "[Visited-Network-Identifier] [PDN-GW-Allocation-Type] "
	  "[3GPP-Charging-Characteristics] [AMBR] *[Specific-APN-Info] [APN-OI-Replacement] "
	  "[SIPTO-Permission] [LIPA-Permission] [Restoration-Priority] "
	  "[SIPTO-Local-Network-Permission] [WLAN-offloadability] [Non-IP-PDN-Type-Indicator] "
	  "[Non-IP-Data-Delivery-Mechanism] [SCEF-ID] [SCEF-Realm] [Preferred-Data-Mode] "
	  "[PDN-Connection-Continuity] [RDS-Indicator] [Interworking-5GS-Indicator] "
	  "[Ethernet-PDN-Type-Indicator]" },
	{ 1431, 10415, "EPS-Subscribed-QoS-Profile", GROUP, MUST,
	  "{QoS-Class-Identifier} {Allocation-Retention-Priority}" },
	{ 1432, 10415, "VPLMN-Dynamic-Address-Allowed", ENUM, MUST, NULL },
	{ 1433, 10415, "STN-SR", OCTETS, MUST, NULL },
	{ 1434, 10415, "Alert-Reason", ENUM, MUST, NULL },
	{ 1435, 10415, "AMBR", GROUP, MUST,
	  "{Max-Requested-Bandwidth-UL} {Max-Requested-Bandwidth-DL} "
	  "[Extended-Max-Requested-BW-UL] [Extended-Max-Requested-BW-DL]" },
	{ 1436, 10415, "CSG-Subscription-Data", GROUP, MUST,
	  "{CSG-Id} [Expiration-Date] *[Service-Selection] [Visited-PLMN-Id]" },
	{ 1437, 10415, "CSG-Id", U32, MUST, NULL },
	{ 1438, 10415, "PDN-GW-Allocation-Type", ENUM, MUST, NULL },
	{ 1439, 10415, "Expiration-Date", TIME, MUST, NULL },
	{ 1440, 10415, "RAT-Frequency-Selection-Priority-ID", U32, MUST, NULL },
	{ 1442, 10415, "PUA-Flags", U32, MUST, NULL },
	{ 1443, 10415, "NOR-Flags", U32, MUST, NULL },
	{ 1446, 10415, "Regional-Subscription-Zone-Code", OCTETS, MUST, NULL },
	{ 1447, 10415, "RAND", OCTETS, MUST, NULL },
	{ 1448, 10415, "XRES", OCTETS, MUST, NULL },
	{ 1449, 10415, "AUTN", OCTETS, MUST, NULL },
	{ 1450, 10415, "KASME", OCTETS, MUST, NULL },
	{ 1452, 10415, "Trace-Collection-Entity", ADDRESS, MUST, NULL },
	{ 1453, 10415, "Kc", OCTETS, MUST, NULL },
	{ 1454, 10415, "SRES", OCTETS, MUST, NULL },
	{ 1456, 10415, "PDN-Type", ENUM, MUST, NULL },
	{ 1457, 10415, "Roaming-Restricted-Due-To-Unsupported-Feature", ENUM, MUST, NULL },
	{ 1458, 10415, "Trace-Data", GROUP, MUST,
	  "{Trace-Reference} {Trace-Depth} {Trace-NE-Type-List} [Trace-Interface-List] "
	  "{Trace-Event-List} [OMC-Id] {Trace-Collection-Entity} [MDT-Configuration]" },
	{ 1459, 10415, "Trace-Reference", OCTETS, MUST, NULL },
	{ 1462, 10415, "Trace-Depth", ENUM, MUST, NULL },
	{ 1463, 10415, "Trace-NE-Type-List", OCTETS, MUST, NULL },
	{ 1464, 10415, "Trace-Interface-List", OCTETS, MUST, NULL },
	{ 1465, 10415, "Trace-Event-List", OCTETS, MUST, NULL },
	{ 1466, 10415, "OMC-Id", OCTETS, MUST, NULL },
	{ 1467, 10415, "GPRS-Subscription-Data", GROUP, MUST,
	  "{Complete-Data-List-Included-Indicator} 1*50{PDP-Context}" },
	{ 1468, 10415, "Complete-Data-List-Included-Indicator", ENUM, MUST, NULL },
	{ 1469, 10415, "PDP-Context", GROUP, MUST,
	  "{Context-Identifier} {PDP-Type} [PDP-Address] {QoS-Subscribed} "
	  "[VPLMN-Dynamic-Address-Allowed] {Service-Selection} [3GPP-Charging-Characteristics] "
	  "[Ext-PDP-Type] [Ext-PDP-Address] [AMBR] [APN-OI-Replacement] [SIPTO-Permission] "
	  "[LIPA-Permission] [Restoration-Priority] [SIPTO-Local-Network-Permission] "
	  "[Non-IP-Data-Delivery-Mechanism] [SCEF-ID]" },
	{ 1470, 10415, "PDP-Type", OCTETS, MUST, NULL },
	{ 1471, 10415, "3GPP2-MEID", OCTETS, MUST, NULL },
	{ 1472, 10415, "Specific-APN-Info", GROUP, MUST,
	  "{Service-Selection} {MIP6-Agent-Info} [Visited-Network-Identifier]" },
	{ 1473, 10415, "LCS-Info", GROUP, MUST,
	  "*[GMLC-Number] *[LCS-PrivacyException] *[MO-LR]" },
	{ 1474, 10415, "GMLC-Number", OCTETS, MUST, NULL },
	{ 1475, 10415, "LCS-PrivacyException", GROUP, MUST,
	  "{SS-Code} {SS-Status} [Notification-To-UE-User] *[External-Client] *[PLMN-Client] "
	  "*[Service-Type]" },
	{ 1476, 10415, "SS-Code", OCTETS, MUST, NULL },
	{ 1477, 10415, "SS-Status", OCTETS, MUST, NULL },
	{ 1478, 10415, "Notification-To-UE-User", ENUM, MUST, NULL },
	{ 1479, 10415, "External-Client", GROUP, MUST,
	  "{Client-Identity} [GMLC-Restriction] [Notification-To-UE-User]" },
	{ 1480, 10415, "Client-Identity", OCTETS, MUST, NULL },
	{ 1481, 10415, "GMLC-Restriction", ENUM, MUST, NULL },
	{ 1482, 10415, "PLMN-Client", ENUM, MUST, NULL },
	{ 1483, 10415, "Service-Type", GROUP, MUST,
	  "{ServiceTypeIdentity} [GMLC-Restriction] [Notification-To-UE-User]" },
	{ 1484, 10415, "ServiceTypeIdentity", U32, MUST, NULL },
	{ 1485, 10415, "MO-LR", GROUP, MUST,
	  "{SS-Code} {SS-Status}" },
	{ 1486, 10415, "Teleservice-List", GROUP, MUST,
	  "1*{TS-Code}" },
	{ 1487, 10415, "TS-Code", OCTETS, MUST, NULL },
	{ 1488, 10415, "Call-Barring-Info", GROUP, MUST,
	  "{SS-Code} {SS-Status}" },
	{ 1489, 10415, "SGSN-Number", OCTETS, MUST, NULL },
	{ 1491, 10415, "ICS-Indicator", ENUM, MUST_NOT, NULL },
	{ 1493, 10415, "Homogeneous-Support-of-IMS-Voice-Over-PS-Sessions", ENUM, MUST_NOT, NULL },
	{ 1496, 10415, "EPS-Location-Information", GROUP, MUST_NOT,
	  "[MME-Location-Information] [SGSN-Location-Information]" },
	{ 1538, 10415, "Emergency-Services", U32, MUST_NOT, NULL },
	{ 1600, 10415, "MME-Location-Information", GROUP, MUST_NOT,
	  "[E-UTRAN-Cell-Global-Identity] [Tracking-Area-Identity] [Geographical-Information] "
	  "[Geodetic-Information] [Current-Location-Retrieved] [Age-Of-Location-Information] "
	  "[User-CSG-Information] [eNodeB-ID] [Extended-eNodeB-ID]" },
	{ 1601, 10415, "SGSN-Location-Information", GROUP, MUST_NOT,
	  "[Cell-Global-Identity] [Location-Area-Identity] [Service-Area-Identity] "
	  "[Routing-Area-Identity] [Geographical-Information] [Geodetic-Information] "
	  "[Current-Location-Retrieved] [Age-Of-Location-Information] [User-CSG-Information]" },
	{ 1602, 10415, "E-UTRAN-Cell-Global-Identity", OCTETS, MUST_NOT, NULL },
	{ 1603, 10415, "Tracking-Area-Identity", OCTETS, MUST_NOT, NULL },
	{ 1604, 10415, "Cell-Global-Identity", OCTETS, MUST_NOT, NULL },
	{ 1605, 10415, "Routing-Area-Identity", OCTETS, MUST_NOT, NULL },
	{ 1606, 10415, "Location-Area-Identity", OCTETS, MUST_NOT, NULL },
	{ 1607, 10415, "Service-Area-Identity", OCTETS, MUST_NOT, NULL },
	{ 1608, 10415, "Geographical-Information", OCTETS, MUST_NOT, NULL },
	{ 1609, 10415, "Geodetic-Information", OCTETS, MUST_NOT, NULL },
	{ 1610, 10415, "Current-Location-Retrieved", ENUM, MUST_NOT, NULL },
	{ 1611, 10415, "Age-Of-Location-Information", U32, MUST_NOT, NULL },
	{ 1612, 10415, "Active-APN", GROUP, MUST_NOT,
	  "{Context-Identifier} [Service-Selection] [MIP6-Agent-Info] "
	  "[Visited-Network-Identifier] *[Specific-APN-Info]" },
	{ 1613, 10415, "SIPTO-Permission", ENUM, MUST_NOT, NULL },
	{ 1614, 10415, "Error-Diagnostic", ENUM, MUST_NOT, NULL },
	{ 1615, 10415, "UE-SRVCC-Capability", ENUM, MUST_NOT, NULL },
	{ 1616, 10415, "MPS-Priority", U32, MUST_NOT, NULL },
	{ 1617, 10415, "VPLMN-LIPA-Allowed", ENUM, MUST_NOT, NULL },
	{ 1618, 10415, "LIPA-Permission", ENUM, MUST_NOT, NULL },
	{ 1619, 10415, "Subscribed-Periodic-RAU-TAU-Timer", U32, MUST_NOT, NULL },
	{ 1620, 10415, "Ext-PDP-Type", OCTETS, MUST_NOT, NULL },
	{ 1621, 10415, "Ext-PDP-Address", ADDRESS, MUST_NOT, NULL },
	{ 1622, 10415, "MDT-Configuration", GROUP, MUST_NOT,
	  "{Job-Type} [Area-Scope] [List-Of-Measurements] [Reporting-Trigger] [Report-Interval] "
	  "[Report-Amount] [Event-Threshold-RSRP] [Event-Threshold-RSRQ] [Logging-Interval] "
	  "[Logging-Duration] [Measurement-Period-LTE] [Measurement-Period-UMTS] "
	  "[Collection-Period-RRM-LTE] [Collection-Period-RRM-UMTS] [Positioning-Method] "
	  "[Measurement-Quantity] [Event-Threshold-Event-1F] [Event-Threshold-Event-1I] "
	  "*[MDT-Allowed-PLMN-Id] *[MBSFN-Area]" },
	{ 1623, 10415, "Job-Type", ENUM, MUST_NOT, NULL },
	{ 1624, 10415, "Area-Scope", GROUP, MUST_NOT,
	  "*[Cell-Global-Identity] *[E-UTRAN-Cell-Global-Identity] *[Routing-Area-Identity] "
	  "*[Location-Area-Identity] *[Tracking-Area-Identity]" },
	{ 1625, 10415, "List-Of-Measurements", U32, MUST_NOT, NULL },
	{ 1626, 10415, "Reporting-Trigger", U32, MUST_NOT, NULL },
	{ 1627, 10415, "Report-Interval", ENUM, MUST_NOT, NULL },
	{ 1628, 10415, "Report-Amount", ENUM, MUST_NOT, NULL },
	{ 1629, 10415, "Event-Threshold-RSRP", U32, MUST_NOT, NULL },
	{ 1630, 10415, "Event-Threshold-RSRQ", U32, MUST_NOT, NULL },
	{ 1631, 10415, "Logging-Interval", ENUM, MUST_NOT, NULL },
	{ 1632, 10415, "Logging-Duration", ENUM, MUST_NOT, NULL },
	{ 1633, 10415, "Relay-Node-Indicator", ENUM, MUST_NOT, NULL },
	{ 1634, 10415, "MDT-User-Consent", ENUM, MUST_NOT, NULL },
	{ 1635, 10415, "PUR-Flags", U32, MUST_NOT, NULL },
	{ 1636, 10415, "Subscribed-VSRVCC", ENUM, MUST_NOT, NULL },
	{ 1637, 10415, "Equivalent-PLMN-List", GROUP, MUST_NOT,
	  "1*{Visited-PLMN-Id}" },
	{ 1638, 10415, "CLR-Flags", U32, MUST_NOT, NULL },
	{ 1643, 10415, "A-MSISDN", OCTETS, MUST_NOT, NULL },
	{ 1645, 10415, "MME-Number-for-MT-SMS", OCTETS, MUST_NOT, NULL },
	{ 1648, 10415, "SMS-Register-Request", ENUM, MUST_NOT, NULL },
	{ 1654, 10415, "Subscription-Data-Flags", U32, MUST_NOT, NULL },
	{ 1655, 10415, "Measurement-Period-LTE", ENUM, MUST_NOT, NULL },
	{ 1656, 10415, "Measurement-Period-UMTS", ENUM, MUST_NOT, NULL },
	{ 1657, 10415, "Collection-Period-RRM-LTE", ENUM, MUST_NOT, NULL },
	{ 1658, 10415, "Collection-Period-RRM-UMTS", ENUM, MUST_NOT, NULL },
	{ 1659, 10415, "Positioning-Method", OCTETS, MUST_NOT, NULL },
	{ 1660, 10415, "Measurement-Quantity", OCTETS, MUST_NOT, NULL },
	{ 1661, 10415, "Event-Threshold-Event-1F", I32, MUST_NOT, NULL },
	{ 1662, 10415, "Event-Threshold-Event-1I", I32, MUST_NOT, NULL },
	{ 1663, 10415, "Restoration-Priority", U32, MUST_NOT, NULL },
	{ 1664, 10415, "SGs-MME-Identity", UTF8, MUST_NOT, NULL },
	{ 1665, 10415, "SIPTO-Local-Network-Permission", U32, MUST_NOT, NULL },
	{ 1666, 10415, "Coupled-Node-Diameter-ID", IDENTITY, MUST_NOT, NULL },
	{ 1667, 10415, "WLAN-offloadability", GROUP, MUST_NOT,
	  "[WLAN-offloadability-EUTRAN] [WLAN-offloadability-UTRAN]" },
	{ 1668, 10415, "WLAN-offloadability-EUTRAN", U32, MUST_NOT, NULL },
	{ 1669, 10415, "WLAN-offloadability-UTRAN", U32, MUST_NOT, NULL },
	{ 1670, 10415, "Reset-ID", OCTETS, MUST_NOT, NULL },
	{ 1671, 10415, "MDT-Allowed-PLMN-Id", OCTETS, MUST_NOT, NULL },
	{ 1672, 10415, "Adjacent-PLMNs", GROUP, MUST_NOT,
	  "1*{Visited-PLMN-Id}" },
	{ 1673, 10415, "Adjacent-Access-Restriction-Data", GROUP, MUST_NOT,
	  "{Visited-PLMN-Id} {Access-Restriction-Data}" },
	{ 1674, 10415, "DL-Buffering-Suggested-Packet-Count", I32, MUST_NOT, NULL },
	{ 1675, 10415, "IMSI-Group-Id", GROUP, MUST_NOT,
	  "{Group-Service-Id} {Group-PLMN-Id} {Local-Group-Id}" },
	{ 1676, 10415, "Group-Service-Id", U32, MUST_NOT, NULL },
	{ 1677, 10415, "Group-PLMN-Id", OCTETS, MUST_NOT, NULL },
	{ 1678, 10415, "Local-Group-Id", OCTETS, MUST_NOT, NULL },
	{ 1679, 10415, "AIR-Flags", U32, MUST_NOT, NULL },
	{ 1680, 10415, "UE-Usage-Type", U32, MUST_NOT, NULL },
	{ 1681, 10415, "Non-IP-PDN-Type-Indicator", ENUM, MUST_NOT, NULL },
	{ 1682, 10415, "Non-IP-Data-Delivery-Mechanism", U32, MUST_NOT, NULL },
	{ 1683, 10415, "Additional-Context-Identifier", U32, MUST_NOT, NULL },
	{ 1684, 10415, "SCEF-Realm", IDENTITY, MUST_NOT, NULL },
	{ 1686, 10415, "Preferred-Data-Mode", U32, MUST_NOT, NULL },
	{ 1687, 10415, "Emergency-Info", GROUP, MUST_NOT,
	  "[MIP6-Agent-Info]" },
	{ 1688, 10415, "V2X-Subscription-Data", GROUP, MUST_NOT,
	  "[V2X-Permission] [UE-PC5-AMBR]" },
	{ 1689, 10415, "V2X-Permission", U32, MUST_NOT, NULL },
	{ 1690, 10415, "PDN-Connection-Continuity", U32, MUST_NOT, NULL },
	{ 1691, 10415, "eDRX-Cycle-Length", GROUP, MUST_NOT,
	  "{RAT-Type} {eDRX-Cycle-Length-Value}" },
	{ 1692, 10415, "eDRX-Cycle-Length-Value", OCTETS, MUST_NOT, NULL },
	{ 1693, 10415, "UE-PC5-AMBR", U32, MUST_NOT, NULL },
	{ 1694, 10415, "MBSFN-Area", GROUP, MUST_NOT,
	  "[MBSFN-Area-ID] [Carrier-Frequency]" },
	{ 1695, 10415, "MBSFN-Area-ID", U32, MUST_NOT, NULL },
	{ 1696, 10415, "Carrier-Frequency", U32, MUST_NOT, NULL },
	{ 1697, 10415, "RDS-Indicator", ENUM, MUST_NOT, NULL },
	{ 1698, 10415, "Service-Gap-Time", U32, MUST_NOT, NULL },
	{ 1699, 10415, "Aerial-UE-Subscription-Information", ENUM, MUST_NOT, NULL },
	{ 1700, 10415, "Broadcast-Location-Assistance-Data-Types", U64, MUST_NOT, NULL },
	{ 1701, 10415, "Paging-Time-Window", GROUP, MUST_NOT,
	  "{Operation-Mode} {Paging-Time-Window-Length}" },
	{ 1702, 10415, "Operation-Mode", ENUM, MUST_NOT, NULL },
	{ 1703, 10415, "Paging-Time-Window-Length", OCTETS, MUST_NOT, NULL },
	{ 1704, 10415, "Core-Network-Restrictions", U32, MUST_NOT, NULL },
	{ 1706, 10415, "Interworking-5GS-Indicator", ENUM, MUST_NOT, NULL },
	{ 1707, 10415, "Ethernet-PDN-Type-Indicator", ENUM, MUST_NOT, NULL },
	{ 1708, 10415, "Subscribed-ARPI", U32, MUST_NOT, NULL },
	{ 1709, 10415, "IAB-Operation-Permission", ENUM, MUST_NOT, NULL },
	{ 1710, 10415, "V2X-Subscription-Data-Nr", GROUP, MUST_NOT,
	  "[V2X-Permission] [UE-PC5-AMBR] [UE-PC5-QoS]" },
	{ 1711, 10415, "UE-PC5-QoS", GROUP, MUST_NOT,
	  "1*{PC5-QoS-Flow} [PC5-Link-AMBR]" },
	{ 1712, 10415, "PC5-QoS-Flow", GROUP, MUST_NOT,
	  "{5QI} [PC5-Flow-Bitrates] [PC5-Range]" },
	{ 1713, 10415, "5QI", I32, MUST_NOT, NULL },
	{ 1714, 10415, "PC5-Flow-Bitrates", GROUP, MUST_NOT,
	  "[Guaranteed-Flow-Bitrates] [Maximum-Flow-Bitrates]" },
	{ 1715, 10415, "Guaranteed-Flow-Bitrates", I32, MUST_NOT, NULL },
	{ 1716, 10415, "Maximum-Flow-Bitrates", I32, MUST_NOT, NULL },
	{ 1717, 10415, "PC5-Range", I32, MUST_NOT, NULL },
	{ 1718, 10415, "PC5-Link-AMBR", I32, MUST_NOT, NULL },
	{ 1719, 10415, "Third-Context-Identifier", U32, MUST_NOT, NULL },
	{ 2317, 10415, "CSG-Access-Mode", ENUM, MUST, NULL },
	{ 2318, 10415, "CSG-Membership-Indication", ENUM, MUST, NULL },
	{ 2319, 10415, "User-CSG-Information", GROUP, MUST,
	  "*[CSG-Id] *[CSG-Access-Mode] *[CSG-Membership-Indication]" },
	{ 2405, 10415, "GMLC-Address", ADDRESS, MUST, NULL },
	{ 3111, 10415, "External-Identifier", UTF8, MUST, NULL },
	{ 3113, 10415, "AESE-Communication-Pattern", GROUP, MUST,
	  "[SCEF-Reference-ID] [SCEF-Reference-ID-Ext] {SCEF-ID} "
	  "*[SCEF-Reference-ID-for-Deletion] *[SCEF-Reference-ID-for-Deletion-Ext] "
	  "*[Communication-Pattern-Set] [MTC-Provider-Info]" },
	{ 3114, 10415, "Communication-Pattern-Set", GROUP, MUST,
	  "[Periodic-Communication-Indicator] [Communication-Duration-Time] [Periodic-Time] "
	  "*[Scheduled-Communication-Time] [Stationary-Indication] [Reference-ID-Validity-Time] "
	  "[Traffic-Profile] [Battery-Indicator]" },
	{ 3115, 10415, "Periodic-Communication-Indicator", U32, MUST, NULL },
	{ 3116, 10415, "Communication-Duration-Time", U32, MUST, NULL },
	{ 3117, 10415, "Periodic-Time", U32, MUST, NULL },
	{ 3118, 10415, "Scheduled-Communication-Time", GROUP, MUST,
	  "[Day-Of-Week-Mask] [Time-Of-Day-Start] [Time-Of-Day-End]" },
	{ 3119, 10415, "Stationary-Indication", U32, MUST, NULL },
	{ 3122, 10415, "Monitoring-Event-Configuration", GROUP, MUST,
	  "[SCEF-Reference-ID] [SCEF-Reference-ID-Ext] {SCEF-ID} {Monitoring-Type} "
	  "*[SCEF-Reference-ID-for-Deletion] *[SCEF-Reference-ID-for-Deletion-Ext] "
	  "[Maximum-Number-of-Reports] [Monitoring-Duration] [Charged-Party] "
	  "[Maximum-Detection-Time] [UE-Reachability-Configuration] "
	  "[Location-Information-Configuration] *[Number-Of-UE-Per-Location-Configuration] "
	  "[Association-Type] [DL-Buffering-Suggested-Packet-Count] [PLMN-ID-Requested] "
	  "[MTC-Provider-Info] [PDN-Connectivity-Status-Configuration]" },
	{ 3124, 10415, "SCEF-Reference-ID", U32, MUST, NULL },
	{ 3125, 10415, "SCEF-ID", IDENTITY, MUST, NULL },
	{ 3126, 10415, "SCEF-Reference-ID-for-Deletion", U32, MUST, NULL },
	{ 3127, 10415, "Monitoring-Type", U32, MUST, NULL },
	{ 3128, 10415, "Maximum-Number-of-Reports", U32, MUST, NULL },
	{ 3129, 10415, "UE-Reachability-Configuration", GROUP, MUST,
	  "[Reachability-Type] [Maximum-Latency] [Maximum-Response-Time] "
	  "[DL-Buffering-Suggested-Packet-Count]" },
	{ 3130, 10415, "Monitoring-Duration", TIME, MUST, NULL },
	{ 3131, 10415, "Maximum-Detection-Time", U32, MUST, NULL },
	{ 3132, 10415, "Reachability-Type", U32, MUST, NULL },
	{ 3133, 10415, "Maximum-Latency", U32, MUST, NULL },
	{ 3134, 10415, "Maximum-Response-Time", U32, MUST, NULL },
	{ 3135, 10415, "Location-Information-Configuration", GROUP, MUST,
	  "[MONTE-Location-Type] [Accuracy] [Periodic-Time]" },
	{ 3136, 10415, "MONTE-Location-Type", U32, MUST, NULL },
	{ 3137, 10415, "Accuracy", U32, MUST, NULL },
	{ 3138, 10415, "Association-Type", U32, MUST, NULL },
	{ 3142, 10415, "Monitoring-Event-Config-Status", GROUP, MUST,
	  "*[Service-Report] {SCEF-Reference-ID} [SCEF-Reference-ID-Ext] [SCEF-ID]" },
	{ 3143, 10415, "Supported-Services", GROUP, MUST,
	  "[Supported-Monitoring-Events] [Node-Type]" },
	{ 3144, 10415, "Supported-Monitoring-Events", U64, MUST, NULL },
	{ 3146, 10415, "Service-Result", GROUP, MUST,
	  "[Vendor-Id] [Service-Result-Code]" },
	{ 3147, 10415, "Service-Result-Code", U32, MUST, NULL },
	{ 3148, 10415, "Reference-ID-Validity-Time", TIME, MUST, NULL },
	{ 3152, 10415, "Service-Report", GROUP, MUST,
	  "[Service-Result] [Node-Type]" },
	{ 3153, 10415, "Node-Type", U32, MUST, NULL },
	{ 3172, 10415, "PLMN-ID-Requested", ENUM, MUST_NOT, NULL },
	{ 3178, 10415, "MTC-Provider-Info", GROUP, MUST_NOT,
	  "[MTC-Provider-ID]" },
	{ 3179, 10415, "MTC-Provider-ID", UTF8, MUST_NOT, NULL },
	{ 3180, 10415, "PDN-Connectivity-Status-Configuration", GROUP, MUST_NOT,
	  "[Service-Selection]" },
	{ 3183, 10415, "Traffic-Profile", U32, MUST_NOT, NULL },
	{ 3185, 10415, "Battery-Indicator", U32, MUST_NOT, NULL },
	{ 3186, 10415, "SCEF-Reference-ID-Ext", U64, MUST_NOT, NULL },
	{ 3187, 10415, "SCEF-Reference-ID-for-Deletion-Ext", U64, MUST_NOT, NULL },
	{ 3329, 10415, "Maximum-UE-Availability-Time", TIME, MUST_NOT, NULL },
	{ 3701, 10415, "ProSe-Subscription-Data", GROUP, MUST,
	  "{ProSe-Permission} *[ProSe-Allowed-PLMN] [3GPP-Charging-Characteristics]" },
	{ 3702, 10415, "ProSe-Permission", U32, MUST, NULL },
	{ 3703, 10415, "ProSe-Allowed-PLMN", GROUP, MUST,
	  "[Visited-PLMN-Id] [Authorized-Discovery-Range] [ProSe-Direct-Allowed]" },
	{ 3704, 10415, "ProSe-Direct-Allowed", U32, MUST, NULL },
	{ 3708, 10415, "Authorized-Discovery-Range", U32, MUST, NULL },
	{ 4008, 10415, "eNodeB-ID", OCTETS, MUST, NULL },
	{ 4013, 10415, "Extended-eNodeB-ID", OCTETS, MUST_NOT, NULL },
	{ 4306, 10415, "Number-Of-UE-Per-Location-Configuration", GROUP, MUST,
	  "{EPS-Location-Information} [IMSI-Group-Id]" },
	{ 4324, 10415, "Active-Time", U32, MUST_NOT, NULL },
};
const unsigned n_fd_avps = sizeof fd_avps / sizeof fd_avps[0];

const struct fd_cmd fd_cmds[] = {
	{ 316, true, "Update-Location-Request",
	  "<Session-Id> [DRMP] [Vendor-Specific-Application-Id] {Auth-Session-State} "
	  "{Origin-Host} {Origin-Realm} [Destination-Host] {Destination-Realm} {User-Name} "
	  "[OC-Supported-Features] *[Supported-Features] [Terminal-Information] {RAT-Type} "
	  "{ULR-Flags} [UE-SRVCC-Capability] {Visited-PLMN-Id} [SGSN-Number] "
	  "[Homogeneous-Support-of-IMS-Voice-Over-PS-Sessions] [GMLC-Address] *[Active-APN] "
	  "[Equivalent-PLMN-List] [MME-Number-for-MT-SMS] [SMS-Register-Request] "
	  "[SGs-MME-Identity] [Coupled-Node-Diameter-ID] [Adjacent-PLMNs] [Supported-Services] "
	  "*[Proxy-Info] *[Route-Record]" },
	{ 316, false, "Update-Location-Answer",
	  "<Session-Id> [DRMP] [Vendor-Specific-Application-Id] [Result-Code] "
	  "[Experimental-Result] [Error-Diagnostic] {Auth-Session-State} {Origin-Host} "
	  "{Origin-Realm} [OC-Supported-Features] [OC-OLR] *[Load] *[Supported-Features] "
	  "[ULA-Flags] [Subscription-Data] *[Reset-ID] [Failed-AVP] *[Proxy-Info] "
	  "*[Route-Record]" },
	{ 317, true, "Cancel-Location-Request",
	  "<Session-Id> [DRMP] [Vendor-Specific-Application-Id] {Auth-Session-State} "
	  "{Origin-Host} {Origin-Realm} {Destination-Host} {Destination-Realm} {User-Name} "
	  "*[Supported-Features] {Cancellation-Type} [CLR-Flags] *[Proxy-Info] *[Route-Record]" },
	{ 317, false, "Cancel-Location-Answer",
	  "<Session-Id> [DRMP] [Vendor-Specific-Application-Id] *[Supported-Features] "
	  "[Result-Code] [Experimental-Result] {Auth-Session-State} {Origin-Host} "
	  "{Origin-Realm} [Failed-AVP] *[Proxy-Info] *[Route-Record]" },
	{ 318, true, "Authentication-Information-Request",
	  "<Session-Id> [DRMP] [Vendor-Specific-Application-Id] {Auth-Session-State} "
	  "{Origin-Host} {Origin-Realm} [Destination-Host] {Destination-Realm} {User-Name} "
	  "[OC-Supported-Features] *[Supported-Features] [Requested-EUTRAN-Authentication-Info] "
	  "[Requested-UTRAN-GERAN-Authentication-Info] {Visited-PLMN-Id} [AIR-Flags] "
	  "*[Proxy-Info] *[Route-Record]" },
	{ 318, false, "Authentication-Information-Answer",
	  "<Session-Id> [DRMP] [Vendor-Specific-Application-Id] [Result-Code] "
	  "[Experimental-Result] [Error-Diagnostic] {Auth-Session-State} {Origin-Host} "
	  "{Origin-Realm} [OC-Supported-Features] [OC-OLR] *[Load] *[Supported-Features] "
	  "[Authentication-Info] [UE-Usage-Type] [Failed-AVP] *[Proxy-Info] *[Route-Record]" },
	{ 321, true, "Purge-UE-Request",
	  "<Session-Id> [DRMP] [Vendor-Specific-Application-Id] {Auth-Session-State} "
	  "{Origin-Host} {Origin-Realm} [Destination-Host] {Destination-Realm} {User-Name} "
	  "[OC-Supported-Features] [PUR-Flags] *[Supported-Features] [EPS-Location-Information] "
	  "*[Proxy-Info] *[Route-Record]" },
	{ 321, false, "Purge-UE-Answer",
	  "<Session-Id> [DRMP] [Vendor-Specific-Application-Id] *[Supported-Features] "
	  "[Result-Code] [Experimental-Result] {Auth-Session-State} {Origin-Host} "
	  "{Origin-Realm} [OC-Supported-Features] [OC-OLR] *[Load] [PUA-Flags] [Failed-AVP] "
	  "*[Proxy-Info] *[Route-Record]" },
	{ 323, true, "Notify-Request",
	  "<Session-Id> [Vendor-Specific-Application-Id] [DRMP] {Auth-Session-State} "
	  "{Origin-Host} {Origin-Realm} [Destination-Host] {Destination-Realm} {User-Name} "
	  "[OC-Supported-Features] *[Supported-Features] [Terminal-Information] "
	  "[MIP6-Agent-Info] [Visited-Network-Identifier] [Context-Identifier] "
	  "[Service-Selection] [Alert-Reason] [UE-SRVCC-Capability] [NOR-Flags] "
	  "[Homogeneous-Support-of-IMS-Voice-Over-PS-Sessions] [Maximum-UE-Availability-Time] "
	  "*[Monitoring-Event-Config-Status] [Emergency-Services] *[Proxy-Info] *[Route-Record]" },
	{ 323, false, "Notify-Answer",
	  "<Session-Id> [DRMP] [Vendor-Specific-Application-Id] [Result-Code] "
	  "[Experimental-Result] {Auth-Session-State} {Origin-Host} {Origin-Realm} "
	  "[OC-Supported-Features] [OC-OLR] *[Load] *[Supported-Features] [Failed-AVP] "
	  "*[Proxy-Info] *[Route-Record]" },
};
const unsigned n_fd_cmds = sizeof fd_cmds / sizeof fd_cmds[0];
