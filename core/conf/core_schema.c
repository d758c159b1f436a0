/* core_schema.c - the keys of `core:` in conf.d. Every listener is on loopback by default: a first
 * start must not open a subscriber database to the network. */
#include "conf/confd.h"

#include "base/bytes.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <strings.h>

struct raw_levels { int64_t cat[LOG_CATS], instances; };

struct raw_log {                        /* log_conf's members are no schema types */
	int64_t level;
	struct raw_levels levels;
	int64_t sink, format, rate;
	const char *file;
	bool mask_imsi;
};

struct raw_core {
	struct core_conf c;             /* first: a core_conf is its raw_core   */
	struct raw_log log;
};

static hss_rc bad(struct hss_err *err, const char *fmt, const char *value)
{
	err->code = HSS_E_INVAL;
	snprintf(err->text, sizeof err->text, fmt, value);
	return HSS_E_INVAL;
}

/* ---- lists of plain values ----------------------------------------------------------------- */

static const struct hss_conf_item str_items[] = {
	{ .key = "", .type = HSS_CT_STR, .min = 1, .max = 255,
	  .offset = offsetof(struct conf_str, s) },
};
static const struct hss_conf_schema str_schema = HSS_CONF_SCHEMA(struct conf_str, str_items, NULL);

static const struct hss_conf_item app_items[] = {
	{ .key = "", .type = HSS_CT_INT, .max = UINT32_MAX,
	  .offset = offsetof(struct conf_int, v) },
};
static const struct hss_conf_schema app_schema = HSS_CONF_SCHEMA(struct conf_int, app_items, NULL);

static const struct hss_conf_item endpoint_items[] = {
	{ .key = "", .type = HSS_CT_SOCKADDR, .offset = offsetof(struct conf_endpoint, at) },
};
static const struct hss_conf_schema endpoint_schema =
	HSS_CONF_SCHEMA(struct conf_endpoint, endpoint_items, NULL);

/* ---- log ----------------------------------------------------------------------------------- */

static const struct hss_choice level_choices[] = {
	{ "error", HSS_LOG_ERR }, { "warning", HSS_LOG_WARN }, { "notice", HSS_LOG_NOTICE },
	{ "info", HSS_LOG_INFO }, { "debug", HSS_LOG_DEBUG }, { NULL, 0 },
};
static const struct hss_choice sink_choices[] = {
	{ "stderr", LOG_SINK_STDERR }, { "file", LOG_SINK_FILE },
	{ "journald", LOG_SINK_JOURNALD }, { "syslog", LOG_SINK_SYSLOG }, { NULL, 0 },
};
static const struct hss_choice format_choices[] = {
	{ "text", LOG_TEXT }, { "json", LOG_JSON }, { NULL, 0 },
};

#define LEVEL(name_, member_, doc_)                                                               \
	{ .key = name_, .type = HSS_CT_ENUM, .flags = HSS_CF_RELOAD, .choices = level_choices,    \
	  .offset = offsetof(struct raw_levels, member_), .doc = doc_ }

static const struct hss_conf_item level_items[] = {
	LEVEL("core", cat[LOG_CORE], "start, stop, signals"),
	LEVEL("conf", cat[LOG_CONF], "configuration and its changes"),
	LEVEL("plugin", cat[LOG_PLUGIN], "loading and life of plugins"),
	LEVEL("loop", cat[LOG_LOOP], "event loops and their watchdog"),
	LEVEL("dia", cat[LOG_DIA], "Diameter messages"),
	LEVEL("peer", cat[LOG_PEER], "Diameter peers and connections"),
	LEVEL("store", cat[LOG_STORE], "storage"),
	LEVEL("auc", cat[LOG_AUC], "authentication centre"),
	LEVEL("http", cat[LOG_HTTP], "HTTP listeners"),
	LEVEL("instances", instances, "what plugin instances log themselves"),
};
static const struct hss_conf_schema levels_schema =
	HSS_CONF_SCHEMA(struct raw_levels, level_items, NULL);

static hss_rc check_log(const void *conf, struct hss_err *err)
{
	const struct raw_log *l = conf;

	if (l->sink == LOG_SINK_FILE && !l->file)
		return bad(err, "sink %s needs `file`, the path to write to", "file");
	return HSS_OK;
}

static const struct hss_conf_item log_items[] = {
	{ .key = "level", .type = HSS_CT_ENUM, .flags = HSS_CF_RELOAD, .choices = level_choices,
	  .dflt = "info", .offset = offsetof(struct raw_log, level),
	  .doc = "how much is logged: error (act now), warning (act soon), notice (state changes), "
	         "info (business events), debug (for developers)" },
	{ .key = "levels", .type = HSS_CT_MAP, .flags = HSS_CF_RELOAD, .sub = &levels_schema,
	  .offset = offsetof(struct raw_log, levels),
	  .doc = "levels of single areas; an area not stated has `level`" },
	{ .key = "sink", .type = HSS_CT_ENUM, .choices = sink_choices, .dflt = "stderr",
	  .offset = offsetof(struct raw_log, sink), .doc = "where lines go" },
	{ .key = "format", .type = HSS_CT_ENUM, .choices = format_choices, .dflt = "text",
	  .offset = offsetof(struct raw_log, format),
	  .doc = "text for people, or one JSON object per line" },
	{ .key = "file", .type = HSS_CT_STR, .offset = offsetof(struct raw_log, file),
	  .doc = "the file of sink `file`; reopened on SIGHUP, so logrotate works" },
	{ .key = "mask_imsi", .type = HSS_CT_BOOL, .flags = HSS_CF_RELOAD, .dflt = "true",
	  .offset = offsetof(struct raw_log, mask_imsi),
	  .doc = "show only the first six digits of an IMSI or MSISDN above level debug" },
	{ .key = "rate", .type = HSS_CT_INT, .max = 1000000, .dflt = "50",
	  .flags = HSS_CF_RELOAD, .offset = offsetof(struct raw_log, rate),
	  .doc = "lines per second from one place in the program, 0 for no limit; what is left out "
	         "is counted" },
};
static const struct hss_conf_schema log_schema =
	HSS_CONF_SCHEMA(struct raw_log, log_items, check_log);

/* ---- diameter ------------------------------------------------------------------------------ */

static const struct hss_choice accept_choices[] = {
	{ "any", DIA_ACCEPT_ANY }, { "listed", DIA_ACCEPT_LISTED }, { NULL, 0 },
};
static const struct hss_choice multi_choices[] = {
	{ "replace", DIA_MULTI_REPLACE }, { "reject", DIA_MULTI_REJECT },
	{ "allow", DIA_MULTI_ALLOW }, { NULL, 0 },
};

static hss_rc check_addresses(const struct hss_list *l, const char *key, struct hss_err *err)
{
	const struct conf_str *v = l->v;
	uint8_t bin[16];
	char fmt[64];

	for (uint32_t i = 0; i < l->n; i++) {
		if (inet_pton(AF_INET, v[i].s, bin) == 1 || inet_pton(AF_INET6, v[i].s, bin) == 1)
			continue;
		snprintf(fmt, sizeof fmt, "%s: \"%%.100s\" is no IP address", key);
		return bad(err, fmt, v[i].s);
	}
	return HSS_OK;
}

static hss_rc check_names(const struct hss_list *l, const char *key, struct hss_err *err)
{
	const struct conf_str *v = l->v;
	char fmt[64];

	for (uint32_t i = 0; i < l->n; i++) {
		if (bytes_is_fqdn(bytes_str(v[i].s)))
			continue;
		snprintf(fmt, sizeof fmt, "%s: \"%%.100s\" is no name", key);
		return bad(err, fmt, v[i].s);
	}
	return HSS_OK;
}

static hss_rc check_peer(const void *conf, struct hss_err *err)
{
	const struct dia_peer_conf *p = conf;

	if (!bytes_is_fqdn(bytes_str(p->host)))
		return bad(err, "host: \"%.100s\" is no name", p->host);
	if (p->realm && !bytes_is_fqdn(bytes_str(p->realm)))
		return bad(err, "realm: \"%.100s\" is no name", p->realm);
	if (p->connect.host[0] && !p->connect.port)
		return bad(err, "connect: \"%.100s\" has port 0", p->connect.host);
	return check_addresses(&p->addresses, "addresses", err);
}

static const struct hss_conf_item peer_items[] = {
	{ .key = "host", .type = HSS_CT_STR, .flags = HSS_CF_REQUIRED,
	  .offset = offsetof(struct dia_peer_conf, host), .doc = "Origin-Host of the peer" },
	{ .key = "realm", .type = HSS_CT_STR, .offset = offsetof(struct dia_peer_conf, realm),
	  .doc = "Origin-Realm of the peer; not stated: any" },
	{ .key = "group", .type = HSS_CT_STR, .offset = offsetof(struct dia_peer_conf, group),
	  .doc = "a name for settings that several peers share" },
	{ .key = "addresses", .type = HSS_CT_LIST, .sub = &str_schema,
	  .offset = offsetof(struct dia_peer_conf, addresses),
	  .doc = "IP addresses it may connect from; not stated: any" },
	{ .key = "applications", .type = HSS_CT_LIST, .sub = &app_schema,
	  .offset = offsetof(struct dia_peer_conf, applications),
	  .doc = "application ids it may use (S6a is 16777251); not stated: all of ours" },
	{ .key = "connect", .type = HSS_CT_SOCKADDR,
	  .offset = offsetof(struct dia_peer_conf, connect),
	  .doc = "connect to it there; not stated: it connects to us" },
	{ .key = "multiple_connections", .type = HSS_CT_ENUM, .choices = multi_choices,
	  .offset = offsetof(struct dia_peer_conf, multiple_connections),
	  .doc = "what a further connection of a peer that is alive does; not stated: as for all" },
	{ .key = "max_in_flight", .type = HSS_CT_INT, .max = 1000000,
	  .offset = offsetof(struct dia_peer_conf, max_in_flight),
	  .doc = "requests of this peer worked on at a time; 0: as for all" },
	{ .key = "dra", .type = HSS_CT_BOOL, .dflt = "false",
	  .offset = offsetof(struct dia_peer_conf, is_dra),
	  .doc = "it is an agent: requests that know no other way go through it" },
};
static const struct hss_conf_schema peer_schema =
	HSS_CONF_SCHEMA(struct dia_peer_conf, peer_items, check_peer);

static hss_rc check_dia(const void *conf, struct hss_err *err)
{
	const struct dia_conf *d = conf;
	const struct dia_peer_conf *p = d->peers.v;

	if (d->accept == DIA_ACCEPT_LISTED && d->peers.n == 0)
		return bad(err, "accept: %s, but there are no `peers`: nobody could connect",
		           "listed");
	for (uint32_t i = 0; i < d->peers.n; i++) {
		for (uint32_t j = 0; j < i; j++) {
			if (strcasecmp(p[i].host, p[j].host) == 0)
				return bad(err, "peers: \"%.100s\" is there twice", p[i].host);
		}
	}
	if (check_names(&d->realms, "realms", err) != HSS_OK ||
	    check_names(&d->also_known_as, "also_known_as", err) != HSS_OK)
		return HSS_E_INVAL;
	return check_addresses(&d->host_ip_addresses, "host_ip_addresses", err);
}

#define DIA(m) .offset = offsetof(struct dia_conf, m)
static const struct hss_conf_item dia_items[] = {
	{ .key = "listen", .type = HSS_CT_LIST, .sub = &endpoint_schema,
	  .dflt = "[\"127.0.0.1:3868\"]", DIA(listen), .doc = "addresses to accept peers on" },
	{ .key = "accept", .type = HSS_CT_ENUM, .choices = accept_choices, .dflt = "any",
	  DIA(accept),
	  .doc = "any: whoever connects (laboratory); listed: only `peers`" },
	{ .key = "realms", .type = HSS_CT_LIST, .sub = &str_schema, .dflt = "any", DIA(realms),
	  .doc = "Destination-Realms served here, or any; once listed, others get 3003 and other "
	         "Destination-Hosts 3002" },
	{ .key = "also_known_as", .type = HSS_CT_LIST, .sub = &str_schema, DIA(also_known_as),
	  .doc = "further Destination-Hosts that mean us" },
	{ .key = "peers", .type = HSS_CT_LIST, .sub = &peer_schema, DIA(peers),
	  .doc = "peers to admit, to connect to, or to treat specially" },
	{ .key = "host_ip_addresses", .type = HSS_CT_LIST, .sub = &str_schema,
	  DIA(host_ip_addresses),
	  .doc = "Host-IP-Addresses told to peers; not stated: those of the listeners" },
	{ .key = "strict", .type = HSS_CT_BOOL, .dflt = "false", DIA(strict),
	  .doc = "refuse what RFC 6733 forbids even where real peers do it" },
	{ .key = "max_message", .type = HSS_CT_BYTES, .min = 1024, .max = 0xffffff, .dflt = "64KiB",
	  DIA(max_message), .doc = "longest message; a peer that sends a longer one is cut off" },
	{ .key = "max_connections", .type = HSS_CT_INT, .min = 1, .max = 1000000, .dflt = "4096",
	  DIA(max_conns), .doc = "connections at a time" },
	{ .key = "max_in_flight", .type = HSS_CT_INT, .min = 1, .max = 1000000, .dflt = "1024",
	  DIA(max_in_flight), .doc = "requests of one connection worked on at a time" },
	{ .key = "watchdog", .type = HSS_CT_MSEC, .min = 100, .max = 3600000, .dflt = "30s",
	  DIA(watchdog_ms),
	  .doc = "Tw: silence after which a peer is asked whether it is alive (RFC 3539 wants at "
	         "least 6s)" },
	{ .key = "reconnect", .type = HSS_CT_MSEC, .min = 100, .max = 3600000, .dflt = "30s",
	  DIA(reconnect_ms), .doc = "Tc: longest pause between attempts to connect" },
	{ .key = "cer_timeout", .type = HSS_CT_MSEC, .min = 100, .max = 600000, .dflt = "5s",
	  DIA(cer_timeout_ms),
	  .doc = "a connection that has not introduced itself by then is closed" },
	{ .key = "request_timeout", .type = HSS_CT_MSEC, .min = 10, .max = 600000, .dflt = "4s",
	  DIA(request_timeout_ms),
	  .doc = "time to answer a request; then it is answered with an error" },
	{ .key = "call_timeout", .type = HSS_CT_MSEC, .min = 10, .max = 600000, .dflt = "5s",
	  DIA(call_timeout_ms), .doc = "time a peer has to answer our request" },
	{ .key = "multiple_connections", .type = HSS_CT_ENUM, .choices = multi_choices,
	  .dflt = "replace", DIA(multiple_connections),
	  .doc = "a peer that is alive connects once more: replace the old connection, reject the "
	         "new one, or allow both" },
	{ .key = "send_buffer", .type = HSS_CT_BYTES, .min = 65536, .max = INT64_C(1) << 30,
	  .dflt = "1MiB", DIA(send_buffer),
	  .doc = "octets waiting for a peer that does not read; then it is cut off" },
};
static const struct hss_conf_schema dia_schema =
	HSS_CONF_SCHEMA(struct dia_conf, dia_items, check_dia);

/* ---- store, auc ---------------------------------------------------------------------------- */

static const struct hss_choice cache_choices[] = {
	{ "auto", STORE_CACHE_AUTO }, { "off", STORE_CACHE_OFF }, { "ttl", STORE_CACHE_TTL },
	{ "exclusive", STORE_CACHE_EXCLUSIVE }, { NULL, 0 },
};

#define STORE(m) .offset = offsetof(struct store_conf, m)
static const struct hss_conf_item store_items[] = {
	{ .key = "cache", .type = HSS_CT_ENUM, .choices = cache_choices, .dflt = "auto",
	  STORE(cache_mode),
	  .doc = "read cache: exclusive when nobody else writes to the database, ttl when others "
	         "do, off; auto asks the storage plugin" },
	{ .key = "cache_size", .type = HSS_CT_BYTES, .max = INT64_C(1) << 40, .dflt = "256MiB",
	  STORE(cache_bytes), .doc = "bound of the read cache, about 350 octets per subscriber" },
	{ .key = "cache_ttl", .type = HSS_CT_MSEC, .max = 86400000, .dflt = "10s",
	  STORE(cache_ttl_ms), .doc = "how old a cached row may be with `cache: ttl`" },
	{ .key = "max_queue", .type = HSS_CT_INT, .min = 1, .max = 10000000, .dflt = "20000",
	  STORE(max_queue), .doc = "operations waiting per storage instance; more are refused" },
	{ .key = "max_batch", .type = HSS_CT_INT, .min = 1, .max = 10000, .dflt = "256",
	  STORE(max_batch), .doc = "operations in one transaction (group commit)" },
	{ .key = "readers", .type = HSS_CT_INT, .min = 1, .max = 256, .dflt = "2",
	  STORE(readers), .doc = "threads that read, per storage instance" },
	{ .key = "breaker_failures", .type = HSS_CT_INT, .min = 1, .max = 100000, .dflt = "5",
	  STORE(breaker_failures),
	  .doc = "failures in a row after which a storage instance is left alone for a while" },
	{ .key = "breaker_open", .type = HSS_CT_MSEC, .min = 10, .max = 600000, .dflt = "2s",
	  STORE(breaker_open_ms), .doc = "that while" },
};
static const struct hss_conf_schema store_schema =
	HSS_CONF_SCHEMA(struct store_conf, store_items, NULL);

static hss_rc check_auc(const void *conf, struct hss_err *err)
{
	const struct auc_conf *a = conf;

	if (a->front_end_slot >= INT64_C(1) << a->front_end_bits)
		return bad(err, "%s does not fit into front_end_bits", "front_end_slot");
	return HSS_OK;
}

#define AUC(m) .offset = offsetof(struct auc_conf, m)
static const struct hss_conf_item auc_items[] = {
	{ .key = "store", .type = HSS_CT_STR, AUC(store),
	  .doc = "storage instance that keeps the keys; not stated: the first" },
	{ .key = "sqn_block", .type = HSS_CT_INT, .min = 1, .max = 1024, .dflt = "32",
	  AUC(sqn_block),
	  .doc = "sequence numbers reserved with one write; 1 for SIMs that ignore IND behind "
	         "several front ends" },
	{ .key = "front_end_slot", .type = HSS_CT_INT, .max = 31, .dflt = "0", AUC(front_end_slot),
	  .doc = "number of this front end, another one on each" },
	{ .key = "front_end_bits", .type = HSS_CT_INT, .max = 5, .dflt = "2", AUC(front_end_bits),
	  .doc = "bits of IND that tell front ends apart (2: up to four)" },
	{ .key = "block_expiry", .type = HSS_CT_MSEC, .min = 1, .max = 86400000, .dflt = "60s",
	  AUC(block_expiry_ms), .doc = "the unused rest of a block is dropped after it" },
	{ .key = "failover_jump", .type = HSS_CT_INT, .max = INT64_C(1) << 28, .dflt = "65536",
	  AUC(failover_jump),
	  .doc = "sequence numbers skipped after a restored backup or a lossy fail-over" },
	{ .key = "reveal", .type = HSS_CT_BOOL, .dflt = "false", AUC(reveal),
	  .doc = "let the APIs show keys (PyHSS: enable_insecure_auc)" },
	{ .key = "key_file", .type = HSS_CT_STR, AUC(key_file),
	  .doc = "file with the key-encryption keys; not stated: keys are stored in clear text" },
};
static const struct hss_conf_schema auc_schema =
	HSS_CONF_SCHEMA(struct auc_conf, auc_items, check_auc);

/* ---- core ---------------------------------------------------------------------------------- */

static hss_rc check_core(const void *conf, struct hss_err *err)
{
	const struct core_conf *c = conf;

	if (!bytes_is_fqdn(bytes_str(c->host)))
		return bad(err, "host: \"%.100s\" is no name", c->host);
	if (!bytes_is_fqdn(bytes_str(c->realm)))
		return bad(err, "realm: \"%.100s\" is no name", c->realm);
	if (c->mcc[0] && !bytes_is_digits(bytes_str(c->mcc), 3, 3))
		return bad(err, "mcc: \"%.20s\" is not three digits", c->mcc);
	if (c->mnc[0] && !bytes_is_digits(bytes_str(c->mnc), 2, 3))
		return bad(err, "mnc: \"%.20s\" is not two or three digits", c->mnc);
	if (!c->mcc[0] != !c->mnc[0])
		return bad(err, "%s go together", "mcc and mnc");
	return HSS_OK;
}

#define CORE(m) .offset = offsetof(struct raw_core, m)
static const struct hss_conf_item core_items[] = {
	{ .key = "host", .type = HSS_CT_STR, .min = 1, .max = 255, .dflt = "hss01", CORE(c.host),
	  .doc = "Diameter identity (Origin-Host)" },
	{ .key = "realm", .type = HSS_CT_STR, .min = 1, .max = 255,
	  .dflt = "epc.mnc001.mcc001.3gppnetwork.org", CORE(c.realm), .doc = "Origin-Realm" },
	{ .key = "product_name", .type = HSS_CT_STR, .min = 1, .max = 200, .dflt = "hssd",
	  CORE(c.product_name), .doc = "Product-Name told to peers" },
	{ .key = "site_name", .type = HSS_CT_STR, .max = 200, .dflt = "\"\"", CORE(c.site_name),
	  .doc = "title of the APIs" },
	{ .key = "mcc", .type = HSS_CT_STR, .max = 3, .dflt = "001", CORE(c.mcc),
	  .doc = "mobile country code of the home network" },
	{ .key = "mnc", .type = HSS_CT_STR, .max = 3, .dflt = "01", CORE(c.mnc),
	  .doc = "mobile network code of the home network, two or three digits" },
	{ .key = "loops", .type = HSS_CT_INT, .max = 256, .dflt = "0", CORE(c.loops),
	  .doc = "event loops, each one thread; 0: by processor cores" },
	{ .key = "offload_threads", .type = HSS_CT_INT, .min = 1, .max = 256, .dflt = "2",
	  CORE(c.offload_threads), .doc = "threads for work that may block" },
	{ .key = "watchdog", .type = HSS_CT_MSEC, .min = 1, .max = 60000, .dflt = "100ms",
	  CORE(c.watchdog_ms),
	  .doc = "a plugin that keeps a loop longer than this is named in the log" },
	{ .key = "grace", .type = HSS_CT_MSEC, .max = 600000, .dflt = "10s", CORE(c.grace_ms),
	  .doc = "time for running work to end at shutdown" },
	{ .key = "plugin_dir", .type = HSS_CT_STR, CORE(c.plugin_dir),
	  .doc = "where plugins lie; not stated: beside the program, then as installed" },
	{ .key = "state_dir", .type = HSS_CT_STR, .min = 1, .max = 1000,
	  .dflt = "${HSSD_STATE:-var}", CORE(c.state_dir),
	  .doc = "directory for what must survive a restart" },
	{ .key = "log", .type = HSS_CT_MAP, .sub = &log_schema, CORE(log), .doc = "the log" },
	{ .key = "diameter", .type = HSS_CT_MAP, .sub = &dia_schema, CORE(c.dia),
	  .doc = "listeners, peers and timers of the Diameter base" },
	{ .key = "store", .type = HSS_CT_MAP, .sub = &store_schema, CORE(c.store),
	  .doc = "queues and cache in front of the storage plugins" },
	{ .key = "auc", .type = HSS_CT_MAP, .sub = &auc_schema, CORE(c.auc),
	  .doc = "the authentication centre" },
};

const struct hss_conf_schema core_schema = HSS_CONF_SCHEMA(struct raw_core, core_items, check_core);

static void take_log(const struct raw_log *r, struct log_conf *l)
{
	for (int i = 0; i < LOG_CATS; i++)
		l->level[i] = (int)(r->levels.cat[i] ? r->levels.cat[i] : r->level);
	l->plugin_level = (int)(r->levels.instances ? r->levels.instances : r->level);
	l->sink = (enum log_sink)r->sink;
	l->format = (enum log_format)r->format;
	l->file = r->file;
	l->mask_imsi = r->mask_imsi;
	l->rate_per_s = (uint32_t)r->rate;
}

/* "any" as the only element is the word for an empty list.                     */
static void take_any(struct hss_list *l)
{
	const struct conf_str *v = l->v;

	if (l->n == 1 && strcasecmp(v[0].s, "any") == 0)
		l->n = 0;
}

hss_rc core_conf_fill(const struct schema_src *src, struct conf_errs *errs,
                      struct core_conf **out)
{
	struct raw_core *r;
	void *conf;
	hss_rc rc = schema_fill(&core_schema, src, errs, &conf);

	if (rc != HSS_OK)
		return rc;
	r = conf;
	take_log(&r->log, &r->c.log);
	take_any(&r->c.dia.realms);
	*out = &r->c;
	return HSS_OK;
}

void core_conf_free(struct core_conf *c)
{
	schema_free(c);
}

const void *core_conf_raw(const struct core_conf *c)
{
	return c;
}
