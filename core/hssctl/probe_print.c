/* probe_print.c - AVPs of an answer as an indented tree, with the names of S6a's profile. */
#include "hssctl/probe.h"

#include "base/bytes.h"
#include "base/wire.h"

#include <stdio.h>

enum show { TEXT, HEX, U32, GROUP, TBCD, ADDR };

static const struct {
	uint32_t code, vendor;
	const char *name;
	enum show show;
} names[] = {
	{ 1, 0, "User-Name", TEXT },
	{ 13, 0, "3GPP-Charging-Characteristics", TEXT },
	{ 13, 10415, "3GPP-Charging-Characteristics", TEXT },
	{ 293, 0, "Destination-Host", TEXT },
	{ 283, 0, "Destination-Realm", TEXT },
	{ 334, 0, "MIP-Home-Agent-Address", ADDR },
	{ 348, 0, "MIP-Home-Agent-Host", GROUP },
	{ 486, 0, "MIP6-Agent-Info", GROUP },
	{ 493, 0, "Service-Selection", TEXT },
	{ 266, 0, "Vendor-Id", U32 },
	{ 515, 10415, "Max-Requested-Bandwidth-DL", U32 },
	{ 516, 10415, "Max-Requested-Bandwidth-UL", U32 },
	{ 554, 10415, "Extended-Max-Requested-BW-DL", U32 },
	{ 555, 10415, "Extended-Max-Requested-BW-UL", U32 },
	{ 628, 10415, "Supported-Features", GROUP },
	{ 629, 10415, "Feature-List-ID", U32 },
	{ 630, 10415, "Feature-List", U32 },
	{ 701, 10415, "MSISDN", TBCD },
	{ 848, 10415, "Served-Party-IP-Address", ADDR },
	{ 1028, 10415, "QoS-Class-Identifier", U32 },
	{ 1034, 10415, "Allocation-Retention-Priority", GROUP },
	{ 1046, 10415, "Priority-Level", U32 },
	{ 1047, 10415, "Pre-emption-Capability", U32 },
	{ 1048, 10415, "Pre-emption-Vulnerability", U32 },
	{ 1400, 10415, "Subscription-Data", GROUP },
	{ 1406, 10415, "ULA-Flags", U32 },
	{ 1417, 10415, "Network-Access-Mode", U32 },
	{ 1423, 10415, "Context-Identifier", U32 },
	{ 1424, 10415, "Subscriber-Status", U32 },
	{ 1426, 10415, "Access-Restriction-Data", U32 },
	{ 1428, 10415, "All-APN-Configurations-Included-Indicator", U32 },
	{ 1429, 10415, "APN-Configuration-Profile", GROUP },
	{ 1430, 10415, "APN-Configuration", GROUP },
	{ 1431, 10415, "EPS-Subscribed-QoS-Profile", GROUP },
	{ 1432, 10415, "VPLMN-Dynamic-Address-Allowed", U32 },
	{ 1435, 10415, "AMBR", GROUP },
	{ 1438, 10415, "PDN-GW-Allocation-Type", U32 },
	{ 1442, 10415, "PUA-Flags", U32 },
	{ 1456, 10415, "PDN-Type", U32 },
	{ 1619, 10415, "Subscribed-Periodic-RAU-TAU-Timer", U32 },
	{ 1643, 10415, "A-MSISDN", TBCD },
};

static void show_hex(struct hss_bytes b)
{
	for (uint32_t i = 0; i < b.len; i++)
		printf("%02x", b.p[i]);
	printf("\n");
}

static void show_tbcd(struct hss_bytes b)
{
	for (uint32_t i = 0; i < b.len; i++) {
		printf("%u", b.p[i] & 15);
		if (b.p[i] >> 4 != 15)
			printf("%u", b.p[i] >> 4);
	}
	printf("\n");
}

static void show_addr(struct hss_bytes b)
{
	if (b.len == 6 && b.p[1] == 1) {
		printf("%u.%u.%u.%u\n", b.p[2], b.p[3], b.p[4], b.p[5]);
	} else if (b.len == 18) {
		for (int i = 2; i < 18; i += 2)
			printf("%s%x", i > 2 ? ":" : "", wire_get16(b.p + i));
		printf("\n");
	} else {
		show_hex(b);
	}
}

void probe_print(struct hss_bytes avps, int depth)
{
	struct avp_cur c = { avps.p, avps.p + avps.len };
	struct avp a;

	while (avp_next(&c, &a) == HSS_OK) {
		size_t i = 0, n = sizeof names / sizeof names[0];

		while (i < n && (names[i].code != a.code || names[i].vendor != a.vendor))
			i++;
		if (i == n) {
			printf("%*s(%u, %u): ", depth * 2, "", a.code, a.vendor);
			show_hex(a.data);
			continue;
		}
		printf("%*s%s", depth * 2, "", names[i].name);
		if (names[i].show == GROUP) {
			printf("\n");
			probe_print(a.data, depth + 1);
			continue;
		}
		printf(": ");
		if (names[i].show == U32 && a.data.len == 4)
			printf("%u\n", wire_get32(a.data.p));
		else if (names[i].show == TEXT)
			printf(BYTES_FMT "\n", BYTES_ARG(a.data));
		else if (names[i].show == TBCD)
			show_tbcd(a.data);
		else if (names[i].show == ADDR)
			show_addr(a.data);
		else
			show_hex(a.data);
	}
}
