/*
 * cmd_probe.c - "hssctl probe s6a": what an MME does when a phone attaches and detaches, with the
 * SIM's side of AKA computed here, so that one command tells whether keys, SQN and profile are right.
 */
#include "hssctl/hssctl.h"

#include "auc/kdf.h"
#include "auc/milenage.h"
#include "base/bytes.h"
#include "base/wire.h"
#include "hssctl/probe.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AIR = 318, ULR = 316, PUR = 321, TGPP = 10415 };

struct probe_args {
	const char *imsi, *ki, *opc, *host, *port, *plmn, *keys;
	char key_text[512];             /* of --keys; wiped at the end          */
	bool air_only, force;
	uint8_t k[16], o[16];
};

static int usage(const char *why)
{
	fprintf(stderr, "hssctl: probe s6a: %s (hssctl --help)\n", why);
	return EXIT_USAGE;
}

/* "ki=..." and "opc=..." lines.                                                */
static int read_keys(struct probe_args *a)
{
	FILE *f = !strcmp(a->keys, "-") ? stdin : fopen(a->keys, "re");
	char *save, *line;
	size_t n;

	if (!f)
		return usage("the key file cannot be read");
	n = fread(a->key_text, 1, sizeof a->key_text - 1, f);
	a->key_text[n] = 0;
	if (f != stdin)
		fclose(f);
	for (line = strtok_r(a->key_text, "\r\n", &save); line; line = strtok_r(NULL, "\r\n", &save)) {
		if (!strncmp(line, "ki=", 3))
			a->ki = line + 3;
		else if (!strncmp(line, "opc=", 4))
			a->opc = line + 4;
	}
	return EXIT_OK;
}

static int parse(struct probe_args *a, int argc, char **argv)
{
	static const struct option options[] = {
		{ "imsi", 1, NULL, 'i' }, { "ki", 1, NULL, 'k' },   { "opc", 1, NULL, 'o' },
		{ "host", 1, NULL, 'H' }, { "port", 1, NULL, 'P' }, { "plmn", 1, NULL, 'p' },
		{ "keys", 1, NULL, 'K' }, { "air-only", 0, NULL, 'a' }, { "force", 0, NULL, 'f' },
		{ 0 },
	};
	int o;

	*a = (struct probe_args){ .ki = getenv("HSSCTL_KI"), .opc = getenv("HSSCTL_OPC"),
		                  .host = "127.0.0.1", .port = "3868" };
	optind = 0;
	while ((o = getopt_long(argc + 1, argv - 1, "", options, NULL)) != -1) {
		switch (o) {
		case 'i': a->imsi = optarg; break;
		case 'k': a->ki = optarg; break;
		case 'o': a->opc = optarg; break;
		case 'H': a->host = optarg; break;
		case 'P': a->port = optarg; break;
		case 'p': a->plmn = optarg; break;
		case 'K': a->keys = optarg; break;
		case 'a': a->air_only = true; break;
		case 'f': a->force = true; break;
		default: return EXIT_USAGE;
		}
	}
	if (!bytes_is_digits(bytes_str(a->imsi), 6, 15))
		return usage("--imsi needs 6 to 15 digits");
	if (a->plmn && !bytes_is_digits(bytes_str(a->plmn), 5, 6))
		return usage("--plmn needs 5 or 6 digits");
	if (a->keys && read_keys(a) != EXIT_OK)
		return EXIT_USAGE;
	if (bytes_unhex(bytes_str(a->ki), a->k, 16) != HSS_OK ||
	    bytes_unhex(bytes_str(a->opc), a->o, 16) != HSS_OK)
		return usage("Ki and OPc are 32 hex digits each: --ki and --opc, --keys FILE, or "
		             "$HSSCTL_KI and $HSSCTL_OPC");
	return EXIT_OK;
}

/* Where the subscriber of this row is registered and not purged, NULL: nowhere. An initial attach
 * ends his registration at an SGSN as well.                                    */
static const char *serving_node(const json_t *row)
{
	static const char *const domains[][2] = {
		{ "serving_mme", "mme_purged" }, { "serving_sgsn", "sgsn_purged" },
	};

	for (int i = 0; i < 2; i++) {
		const char *node = json_string_value(json_object_get(row, domains[i][0]));

		if (node && *node && !json_is_true(json_object_get(row, domains[i][1])))
			return node;
	}
	return NULL;
}

/* A ULR would take a real phone's registration away (rulings 6.1).             */
static int check_not_registered(const struct ctl *c, const struct probe_args *a)
{
	char path[64];
	const char *node;
	json_t *out, *row;
	long status;
	int rc;

	if (a->force || a->air_only)
		return EXIT_OK;
	snprintf(path, sizeof path, "/v1/subscriber?imsi=%s", a->imsi);
	rc = api_request(c, "GET", path, NULL, &status, &out);
	if (rc != EXIT_OK) {
		fprintf(stderr, "hssctl: the API %s, so whether %s is registered is not known: --air-only, "
		                "or --force\n", rc == EXIT_UNREACHABLE ? "does not answer" :
		        status == 401 ? "wants a token" : "refuses to tell", a->imsi);
		json_decref(out);
		return rc;
	}
	row = json_array_get(json_is_array(out) ? out : json_object_get(out, "items"), 0);
	node = serving_node(row);       /* the HSS itself tells about unknown ones */
	if (node) {
		fprintf(stderr, "hssctl: %s is registered at %s: --air-only, or --force to take it away\n",
		        a->imsi, node);
		rc = EXIT_FAILED;
	}
	json_decref(out);
	return rc;
}

static void set_plmn(struct probe *p, const struct probe_args *a)
{
	const char *d = a->plmn ? a->plmn : a->imsi;
	int n = a->plmn ? (int)strlen(a->plmn) : 5;

	p->plmn[0] = (uint8_t)((d[1] - '0') << 4 | (d[0] - '0'));
	p->plmn[1] = (uint8_t)((n == 6 ? d[5] - '0' : 15) << 4 | (d[2] - '0'));
	p->plmn[2] = (uint8_t)((d[4] - '0') << 4 | (d[3] - '0'));
}

static int refused(const char *cmd, uint32_t result)
{
	printf("%s: refused with %u\n", cmd, result);
	return EXIT_FAILED;
}

/* The SIM's side: AUTN must come from our keys, XRES must be what this SIM answers.  */
static int check_vector(const struct probe_args *a, const struct probe *p, struct hss_bytes v)
{
	struct avp rand, autn, xres, kasme;
	struct milenage_out m;
	struct auc_crypto *cr = NULL;
	uint8_t sqn[6], mac_a[8], mac_s[8], want[32];
	bool mac_ok, res_ok, kasme_ok;

	if (!probe_find(v, 1447, TGPP, &rand) || !probe_find(v, 1449, TGPP, &autn) ||
	    !probe_find(v, 1448, TGPP, &xres) || !probe_find(v, 1450, TGPP, &kasme) ||
	    rand.data.len != 16 || autn.data.len != 16 || kasme.data.len != 32) {
		printf("AIR: the vector is incomplete\n");
		return EXIT_FAILED;
	}
	if (crypto_open(&cr) != HSS_OK ||
	    milenage_f2345(cr, NULL, a->k, a->o, rand.data.p, &m) != HSS_OK)
		goto broken;
	for (int i = 0; i < 6; i++)
		sqn[i] = autn.data.p[i] ^ m.ak[i];
	if (milenage_f1(cr, NULL, a->k, a->o, rand.data.p, sqn, autn.data.p + 6, mac_a, mac_s) != HSS_OK ||
	    kdf_kasme(cr, m.ck, m.ik, p->plmn, autn.data.p, want) != HSS_OK)
		goto broken;
	crypto_close(cr);
	mac_ok = !memcmp(mac_a, autn.data.p + 8, 8);
	res_ok = bytes_eq(xres.data, bytes_of(m.res, 8));
	kasme_ok = !memcmp(want, kasme.data.p, 32);
	printf("AIR: AUTN %s, XRES %s, KASME %s, separation bit %s, SQN %llu\n",
	       mac_ok ? "ok" : "WRONG (other Ki or OPc?)", res_ok ? "ok" : "WRONG",
	       kasme_ok ? "ok" : "WRONG", autn.data.p[6] & 0x80 ? "set" : "MISSING",
	       mac_ok ? (unsigned long long)wire_get48(sqn) : 0);
	explicit_bzero(&m, sizeof m);
	return mac_ok && res_ok && kasme_ok && autn.data.p[6] & 0x80 ? EXIT_OK : EXIT_FAILED;
broken:
	crypto_close(cr);
	printf("AIR: the SIM's side cannot be computed here\n");
	return EXIT_FAILED;
}

static int do_air(struct probe *p, const struct probe_args *a)
{
	struct buf b = { 0 }, g = { 0 };
	struct avp info, v;
	uint32_t result;

	probe_begin(p, &b, AIR);
	probe_u32(&g, 1410, TGPP, 1);
	avp_put_raw(&b, 1408, TGPP, HSS_AVP_M, buf_bytes(&g));
	buf_free(&g);
	avp_put_raw(&b, 1407, TGPP, HSS_AVP_M, bytes_of(p->plmn, 3));
	if (probe_send(p, &b, &result) != HSS_OK)
		return EXIT_UNREACHABLE;
	if (result != 2001)
		return refused("AIR", result);
	if (!probe_find(p->avps, 1413, TGPP, &info) || !probe_find(info.data, 1414, TGPP, &v)) {
		printf("AIR: no E-UTRAN vector in the answer\n");
		return EXIT_FAILED;
	}
	return check_vector(a, p, v.data);
}

static int do_ulr(struct probe *p)
{
	struct buf b = { 0 };
	struct avp sd;
	uint32_t result;

	probe_begin(p, &b, ULR);
	probe_u32(&b, 1032, TGPP, 1004);        /* E-UTRAN                      */
	probe_u32(&b, 1405, TGPP, 0x22);        /* S6a, Initial-Attach          */
	avp_put_raw(&b, 1407, TGPP, HSS_AVP_M, bytes_of(p->plmn, 3));
	if (probe_send(p, &b, &result) != HSS_OK)
		return EXIT_UNREACHABLE;
	if (result != 2001)
		return refused("ULR", result);
	if (!probe_find(p->avps, 1400, TGPP, &sd)) {
		printf("ULR: no Subscription-Data in the answer\n");
		return EXIT_FAILED;
	}
	printf("ULR: registered at %s; profile:\n", p->host);
	probe_print(sd.raw, 1);
	return EXIT_OK;
}

static int do_pur(struct probe *p)
{
	struct buf b = { 0 };
	uint32_t result;

	probe_begin(p, &b, PUR);
	if (probe_send(p, &b, &result) != HSS_OK)
		return EXIT_UNREACHABLE;
	if (result != 2001)
		return refused("PUR", result);
	printf("PUR: purged\n");
	return EXIT_OK;
}

int cmd_probe_s6a(const struct ctl *c, int argc, char **argv)
{
	struct probe_args a;
	struct probe *p = calloc(1, sizeof *p);
	int rc = parse(&a, argc, argv);

	if (rc == EXIT_OK)
		rc = p ? check_not_registered(c, &a) : EXIT_FAILED;
	if (rc != EXIT_OK)
		goto out;
	snprintf(p->host, sizeof p->host, "probe-%d.hssctl.epc", (int)getpid());
	snprintf(p->realm, sizeof p->realm, "epc.mnc0%.2s.mcc%.3s.3gppnetwork.org", a.imsi + 3, a.imsi);
	snprintf(p->imsi, sizeof p->imsi, "%s", a.imsi);
	p->session = (uint32_t)getpid();
	set_plmn(p, &a);
	if (probe_connect(p, a.host, a.port) != HSS_OK) {
		fprintf(stderr, "hssctl: probe s6a: %s:%s: %s\n", a.host, a.port, p->why);
		rc = EXIT_UNREACHABLE;
		goto out;
	}
	printf("CER: connected to %s:%s as %s\n", a.host, a.port, p->host);
	rc = do_air(p, &a);
	if (rc == EXIT_OK && !a.air_only)
		rc = do_ulr(p);
	if (rc == EXIT_OK && !a.air_only)
		rc = do_pur(p);
	if (rc == EXIT_UNREACHABLE)
		fprintf(stderr, "hssctl: probe s6a: %s\n", p->why);
	else
		probe_close(p);
	if (rc == EXIT_OK)
		printf("DPR: done, all as it should be\n");
out:
	explicit_bzero(&a, sizeof a);
	free(p);
	return rc;
}
