/* s6a_conf.c - the keys of conf.d's s6a file, and a generation made of them. */
#include "s6a.h"

#include <stdio.h>
#include <stdlib.h>

#define KEY(k, ty, fl, field, dflt_, doc_)                                     \
	{ .key = k, .type = (ty), .flags = (fl), .dflt = dflt_, .doc = doc_,   \
	  .offset = offsetof(struct s6a_conf, field) }
#define NUM(k, ty, fl, field, lo, hi, dflt_, doc_)                             \
	{ .key = k, .type = (ty), .flags = (fl), .dflt = dflt_, .doc = doc_,   \
	  .min = lo, .max = hi, .offset = offsetof(struct s6a_conf, field) }
#define CHOICE(k, fl, field, list, dflt_, doc_)                                \
	{ .key = k, .type = HSS_CT_ENUM, .flags = (fl), .dflt = dflt_,         \
	  .doc = doc_, .choices = list, .offset = offsetof(struct s6a_conf, field) }

#define MAX_RATE INT64_C(4294967295000)  /* what kbit/s in 32 bits can carry    */

static const struct hss_choice unknown_results[] = {
	{ "ROAMING_NOT_ALLOWED", S6A_UNKNOWN_ROAMING }, { "IMSI_UNKNOWN", S6A_UNKNOWN_USER },
	{ "roaming_not_allowed", S6A_UNKNOWN_ROAMING }, { "user_unknown", S6A_UNKNOWN_USER },
	{ NULL, 0 },
};
static const struct hss_choice disabled_results[] = {
	{ "authorization_rejected", S6A_DISABLED_REJECTED },
	{ "roaming_not_allowed", S6A_DISABLED_ROAMING },
	{ "user_unknown", S6A_DISABLED_UNKNOWN }, { NULL, 0 },
};
static const struct hss_choice overload_results[] = {
	{ "normal", S6A_OVERLOAD_NORMAL }, { "too_busy", S6A_OVERLOAD_TOO_BUSY }, { NULL, 0 },
};

static const struct hss_conf_item items[] = {
	KEY("store", HSS_CT_STR, 0, store, NULL,
	    "Instance of the storage plugin to use; the first one when empty"),
	KEY("home_plmns", HSS_CT_STR, HSS_CF_RELOAD, home_plmns, NULL,
	    "Home networks, e.g. \"00101 99970\"; the mcc and mnc of the core when empty. While "
	    "those are unset too, home is the network whose digits an IMSI begins with"),
	KEY("allow_undefined_networks", HSS_CT_BOOL, HSS_CF_RELOAD, allow_undefined_networks,
	    "true", "May subscribers roam in networks that no roaming rule speaks of?"),
	CHOICE("reject_unknown_imsis_with", HSS_CF_RELOAD, unknown_result, unknown_results,
	       "ROAMING_NOT_ALLOWED",
	       "Answer to AIR and ULR for an IMSI that is not provisioned: ROAMING_NOT_ALLOWED "
	       "(5004) or IMSI_UNKNOWN (5001, after which a phone tries nothing until it is "
	       "switched off)"),
	CHOICE("disabled_result", HSS_CF_RELOAD, disabled_result, disabled_results,
	       "authorization_rejected",
	       "Answer for a subscriber with enabled = false: authorization_rejected (5003; "
	       "recovers by itself when he is enabled again), roaming_not_allowed (5004) or "
	       "user_unknown (5001)"),
	CHOICE("overload_result", HSS_CF_RELOAD, overload_result, overload_results, "normal",
	       "When the store's queue is full: normal (4181 to AIR, else 5012) or too_busy "
	       "(3004, only to agents and to peers that know overload control)"),
	KEY("ignore_purge_ue_request", HSS_CT_BOOL, HSS_CF_RELOAD, ignore_purge_ue_request,
	    "false", "Answer Purge-UE with success and change nothing"),
	NUM("max_vectors", HSS_CT_INT, HSS_CF_RELOAD, max_vectors, 1, 32, "5",
	    "Most authentication vectors of one kind in one answer"),
	KEY("charging_characteristics", HSS_CT_BOOL, HSS_CF_RELOAD, charging_characteristics,
	    "true", "Send 3GPP-Charging-Characteristics of the APN"),
	KEY("dynamic_pgw", HSS_CT_BOOL, HSS_CF_RELOAD, dynamic_pgw, "true",
	    "Send the PDN gateway a node has reported for an APN (never at an initial attach)"),
	KEY("check_realm_groups", HSS_CT_STR, HSS_CF_RELOAD, check_realm_groups, NULL,
	    "Peer groups whose origin realm must be that of the visited network, \"*\": all. "
	    "Refused with 5003. Off by default: many MMEs and agents use another realm"),
	NUM("default_ue_ambr_dl", HSS_CT_INT, HSS_CF_RELOAD, ue_ambr_dl, 0, MAX_RATE, "999999",
	    "AMBR downlink in bit/s of a subscriber without one"),
	NUM("default_ue_ambr_ul", HSS_CT_INT, HSS_CF_RELOAD, ue_ambr_ul, 0, MAX_RATE, "999999",
	    "AMBR uplink in bit/s of a subscriber without one"),
	NUM("default_apn_ambr_dl", HSS_CT_INT, HSS_CF_RELOAD, apn_ambr_dl, 0, MAX_RATE, "999999",
	    "AMBR downlink in bit/s of an APN without one"),
	NUM("default_apn_ambr_ul", HSS_CT_INT, HSS_CF_RELOAD, apn_ambr_ul, 0, MAX_RATE, "999999",
	    "AMBR uplink in bit/s of an APN without one"),
	NUM("clr_timeout", HSS_CT_MSEC, 0, clr_timeout_ms, 100, 60000, "5s",
	    "How long to wait for the answer to a Cancel-Location"),
	NUM("clr_retry", HSS_CT_MSEC, 0, clr_retry_ms, 100, 3600000, "2s",
	    "First pause after a Cancel-Location without success; it doubles each time"),
	NUM("clr_retry_max", HSS_CT_MSEC, 0, clr_retry_max_ms, 100, 86400000, "10m",
	    "Longest pause between two attempts"),
	NUM("clr_give_up", HSS_CT_MSEC, 0, clr_give_up_ms, 1000, INT64_C(2592000000), "24h",
	    "Age at which a Cancel-Location is given up"),
	NUM("owed_poll", HSS_CT_MSEC, 0, owed_poll_ms, 100, 600000, "2s",
	    "How often to look for Cancel-Locations that are due"),
	NUM("roaming_refresh", HSS_CT_MSEC, 0, roaming_refresh_ms, 1000, 86400000, "5m",
	    "How often to read the roaming rules again; changes made here are seen at once"),
};

static hss_rc parse_homes(struct s6a_gen *g, const char *text, struct hss_err *err)
{
	const char *p = text ? text : "";

	while (*p) {
		size_t n = strcspn(p, ", ");

		if (n && (g->n_homes == S6A_HOMES ||
		          network_plmn_parse(bytes_of(p, n), &g->homes[g->n_homes]) != HSS_OK)) {
			err->code = HSS_E_INVAL;
			snprintf(err->text, sizeof err->text,
			         "home_plmns: \"%.*s\" is not an MCC and MNC such as 00101",
			         (int)(n < 40 ? n : 40), p);
			return HSS_E_INVAL;
		}
		g->n_homes += n > 0;
		p += n;
		p += strspn(p, ", ");
	}
	return HSS_OK;
}

static hss_rc check(const void *conf, struct hss_err *err)
{
	const struct s6a_conf *c = conf;
	struct s6a_gen *g = calloc(1, sizeof *g);
	hss_rc rc = g ? parse_homes(g, c->home_plmns, err) : HSS_E_NOMEM;

	free(g);
	if (rc != HSS_OK)
		return rc;
	if (c->clr_retry_max_ms < c->clr_retry_ms) {
		err->code = HSS_E_INVAL;
		snprintf(err->text, sizeof err->text, "clr_retry_max is less than clr_retry");
		return HSS_E_INVAL;
	}
	return HSS_OK;
}

const struct hss_conf_schema s6a_conf_schema = HSS_CONF_SCHEMA(struct s6a_conf, items, check);

hss_rc s6a_gen_new(struct s6a *s, const struct s6a_conf *conf, struct s6a_gen **out,
                   struct hss_err *err)
{
	const struct hss_identity *id = hss_host->core->identity();
	struct s6a_gen *g = calloc(1, sizeof *g);

	if (!g)
		goto no_memory;
	g->s6a = s;
	g->conf = *conf;
	/* the core's strings may go with its configuration                     */
	g->conf.store = g->conf.home_plmns = g->conf.check_realm_groups = NULL;
	if (conf->check_realm_groups && *conf->check_realm_groups) {
		g->check_realm_groups = strdup(conf->check_realm_groups);
		if (!g->check_realm_groups)
			goto no_memory;
	}
	if (parse_homes(g, conf->home_plmns, err) != HSS_OK) {
		s6a_gen_free(g);
		return HSS_E_INVAL;
	}
	if (!g->n_homes && id && network_plmn_of(id->mcc, id->mnc, &g->homes[0]) == HSS_OK)
		g->n_homes = 1;
	*out = g;
	return HSS_OK;

no_memory:
	s6a_gen_free(g);
	err->code = HSS_E_NOMEM;
	snprintf(err->text, sizeof err->text, "out of memory");
	return HSS_E_NOMEM;
}

void s6a_gen_free(struct s6a_gen *g)
{
	if (!g)
		return;
	free(g->check_realm_groups);
	free(g);
}
