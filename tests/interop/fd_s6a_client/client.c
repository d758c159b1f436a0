/*
 * client.c - an MME made of freeDiameter, with its own reading of TS 29.272 (table.c): sends
 * requests to hssd and judges what comes back by freeDiameter's dictionary.
 *
 * usage: fd_s6a_client CONF REALM STEP...
 *
 *   air:IMSI ulr:IMSI sgsn:IMSI pur:IMSI nor:IMSI    a request; its answer is judged
 *   clr                                      waits for a Cancel-Location
 *
 * Each step prints one line, "AIR 2001 ok", "ULR E5001 ok" or "ULR 2001 BAD reason". Exit code 0: all ok;
 * 1: something was bad; 2: no connection, no answer, wrong usage.
 */
#include "dict.h"

#include <freeDiameter/freeDiameter-host.h>
#include <freeDiameter/libfdcore.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SECONDS = 20 };

struct client {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool is_open;
	struct msg *answer;
	unsigned n_clr;                 /* not yet reported                     */
	char complaint[300];            /* of freeDiameter about a message      */
	const char *realm;
};

static void lock(struct client *c)
{
	pthread_mutex_lock(&c->lock);
}

static void changed(struct client *c)
{
	pthread_cond_broadcast(&c->changed);
	pthread_mutex_unlock(&c->lock);
}

/* Locked. Until *what is there; false: not in time.                             */
static bool wait_for(struct client *c, bool (*is_there)(const struct client *c))
{
	struct timespec end;

	clock_gettime(CLOCK_REALTIME, &end);
	end.tv_sec += SECONDS;
	while (!is_there(c))
		if (pthread_cond_timedwait(&c->changed, &c->lock, &end))
			return is_there(c);
	return true;
}

static bool is_open(const struct client *c)
{
	return c->is_open;
}

static bool is_answered(const struct client *c)
{
	return c->answer || c->complaint[0];
}

static bool is_cancelled(const struct client *c)
{
	return c->n_clr || c->complaint[0];
}

/* ---- what freeDiameter tells ---------------------------------------------------------- */

static void log_line(int level, const char *format, va_list args)
{
	if (level < FD_LOG_NOTICE)
		return;
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
}

static void on_hook(enum fd_hook_type type, struct msg *m, struct peer_hdr *peer, void *other,
                    struct fd_hook_permsgdata *pmd, void *regdata)
{
	struct client *c = regdata;

	(void)m;
	(void)peer;
	(void)pmd;
	lock(c);
	if (type == HOOK_PEER_CONNECT_SUCCESS)
		c->is_open = true;
	else if (!c->complaint[0])      /* the first says most                  */
		snprintf(c->complaint, sizeof c->complaint, "%s",
		         other ? (const char *)other : "a message is refused");
	changed(c);
}

static void on_answer(void *data, struct msg **m)
{
	struct client *c = data;

	lock(c);
	if (c->answer)
		fd_msg_free(c->answer);
	c->answer = *m;
	*m = NULL;
	changed(c);
}

static int on_clr(struct msg **m, struct avp *a, struct session *s, void *data,
                  enum disp_action *act)
{
	struct client *c = data;
	char why[200];
	bool is_good = dict_judge(*m, why, sizeof why);
	union avp_value v = { .i32 = 1 };
	struct avp *state;

	(void)a;
	(void)s;
	if (fd_msg_new_answer_from_req(fd_g_config->cnf_dict, m, 0) ||
	    fd_msg_rescode_set(*m, "DIAMETER_SUCCESS", NULL, NULL, 1) ||
	    fd_msg_avp_new(dict_avp("Auth-Session-State"), 0, &state) ||
	    fd_msg_avp_setvalue(state, &v) || fd_msg_avp_add(*m, MSG_BRW_LAST_CHILD, state))
		return -1;
	lock(c);
	c->n_clr++;
	if (!is_good)
		snprintf(c->complaint, sizeof c->complaint, "%s", why);
	changed(c);
	*act = DISP_ACT_SEND;
	return 0;
}

/* ---- requests ---------------------------------------------------------------------------- */

static struct avp *add(msg_or_avp *to, const char *name, const union avp_value *v)
{
	struct avp *a = NULL;

	if (fd_msg_avp_new(dict_avp(name), 0, &a) ||
	    (v && fd_msg_avp_setvalue(a, (union avp_value *)v)) ||
	    fd_msg_avp_add(to, MSG_BRW_LAST_CHILD, a))
		fprintf(stderr, "cannot add %s\n", name);
	return a;
}

static void add_text(msg_or_avp *to, const char *name, const char *text)
{
	const union avp_value v = { .os = { .data = (uint8_t *)text, .len = strlen(text) } };

	add(to, name, &v);
}

static void add_u32(msg_or_avp *to, const char *name, uint32_t n)
{
	const union avp_value v = { .u32 = n };

	add(to, name, &v);
}

static void add_plmn(struct msg *m)
{
	static uint8_t plmn[3] = { 0x00, 0xf1, 0x10 };  /* 001 01               */
	const union avp_value v = { .os = { .data = plmn, .len = 3 } };

	add(m, "Visited-PLMN-Id", &v);
}

static void fill_air(struct msg *m)
{
	struct avp *info = add(m, "Requested-EUTRAN-Authentication-Info", NULL);

	add_u32(info, "Number-Of-Requested-Vectors", 2);
	add_u32(info, "Immediate-Response-Preferred", 1);
	info = add(m, "Requested-UTRAN-GERAN-Authentication-Info", NULL);
	add_u32(info, "Number-Of-Requested-Vectors", 1);
	add_plmn(m);
}

static void fill_features(struct msg *m)
{
	struct avp *list = add(m, "Supported-Features", NULL);

	add_u32(list, "Vendor-Id", 10415);
	add_u32(list, "Feature-List-ID", 1);
	add_u32(list, "Feature-List", 0x1fffffff);
}

static void fill_ulr(struct msg *m)
{
	fill_features(m);
	add_u32(m, "RAT-Type", 1004);
	add_u32(m, "ULR-Flags", 0x22);
	add_plmn(m);
}

static void fill_sgsn(struct msg *m)
{
	fill_features(m);
	add_u32(m, "RAT-Type", 1000);
	add_u32(m, "ULR-Flags", 0x20);
	add_plmn(m);
}

static void fill_nor(struct msg *m)
{
	add_u32(m, "NOR-Flags", 0x100);
	add_u32(m, "Homogeneous-Support-of-IMS-Voice-Over-PS-Sessions", 1);
}

static const struct {
	const char *step, *name;
	uint32_t code;
	void (*fill)(struct msg *m);
} requests[] = {
	{ "air", "AIR", 318, fill_air }, { "ulr", "ULR", 316, fill_ulr },
	{ "sgsn", "ULR", 316, fill_sgsn }, { "pur", "PUR", 321, NULL },
	{ "nor", "NOR", 323, fill_nor },
};

static struct msg *new_request(const struct client *c, uint32_t code, const char *imsi)
{
	struct msg *m = NULL;
	struct avp *vsai;

	if (!dict_cmd(code) || fd_msg_new(dict_cmd(code), MSGFL_ALLOC_ETEID, &m) ||
	    fd_msg_new_session(m, (os0_t)"s6a", 3))
		return NULL;
	vsai = add(m, "Vendor-Specific-Application-Id", NULL);
	add_u32(vsai, "Vendor-Id", 10415);
	add_u32(vsai, "Auth-Application-Id", 16777251);
	add_u32(m, "Auth-Session-State", 1);
	if (fd_msg_add_origin(m, 0))
		return NULL;
	add_text(m, "Destination-Realm", c->realm);
	add_text(m, "User-Name", imsi);
	return m;
}

static struct msg *ask(struct client *c, struct msg *m)
{
	struct msg *answer;

	lock(c);
	c->complaint[0] = '\0';
	pthread_mutex_unlock(&c->lock);
	if (fd_msg_send(&m, on_answer, c))
		return NULL;
	lock(c);
	wait_for(c, is_answered);
	answer = c->answer;
	c->answer = NULL;
	pthread_mutex_unlock(&c->lock);
	return answer;
}

static uint32_t value_of(msg_or_avp *from, uint32_t code)
{
	struct avp_hdr *h;
	struct avp *a;

	if (fd_msg_browse(from, MSG_BRW_FIRST_CHILD, &a, NULL))
		return 0;
	while (a && !fd_msg_avp_hdr(a, &h)) {
		if (h->avp_code == 297 && code == 268)
			return value_of(a, 298);
		if (h->avp_code == code && h->avp_vendor == 0 && h->avp_value)
			return h->avp_value->u32;
		if (fd_msg_browse(a, MSG_BRW_NEXT, &a, NULL))
			break;
	}
	return 0;
}

static bool is_experimental(struct msg *m)
{
	struct avp *a = NULL;

	return fd_msg_search_avp(m, dict_avp("Experimental-Result"), &a) == 0 && a;
}

/*
 * freeDiameter tells of a connection a moment before its router may use it, and answers 3002
 * itself until then.
 */
static struct msg *ask_routed(struct client *c, size_t i, const char *imsi)
{
	const struct timespec pause = { .tv_nsec = 20000000 };

	for (int tries = 0; tries < SECONDS * 50; tries++) {
		struct msg *m = new_request(c, requests[i].code, imsi), *answer;

		if (!m)
			return NULL;
		if (requests[i].fill)
			requests[i].fill(m);
		answer = ask(c, m);
		if (!answer || value_of(answer, 268) != 3002)
			return answer;
		fd_msg_free(answer);
		nanosleep(&pause, NULL);
	}
	return NULL;
}

static int do_request(struct client *c, size_t i, const char *imsi)
{
	struct msg *answer = ask_routed(c, i, imsi);
	char why[300];
	bool is_good;

	if (!answer) {
		printf("%s NO ANSWER %s\n", requests[i].name, c->complaint);
		return c->complaint[0] ? 1 : 2;
	}
	is_good = dict_judge(answer, why, sizeof why);
	if (is_good && c->complaint[0]) {
		snprintf(why, sizeof why, "%s", c->complaint);
		is_good = false;
	}
	printf("%s %s%u %s%s%s\n", requests[i].name, is_experimental(answer) ? "E" : "",
	       value_of(answer, 268), is_good ? "ok" : "BAD", is_good ? "" : " ", why);
	fd_msg_free(answer);
	return is_good ? 0 : 1;
}

static int do_clr(struct client *c)
{
	int rc = 2;

	lock(c);
	if (wait_for(c, is_cancelled)) {
		rc = c->complaint[0] ? 1 : 0;
		printf("CLR %s%s\n", rc ? "BAD " : "ok", c->complaint);
		c->n_clr = 0;
	} else {
		printf("CLR NONE\n");
	}
	pthread_mutex_unlock(&c->lock);
	return rc;
}

static int do_step(struct client *c, const char *step)
{
	const char *colon = strchr(step, ':');
	size_t n = colon ? (size_t)(colon - step) : strlen(step);

	if (!strcmp(step, "clr"))
		return do_clr(c);
	for (size_t i = 0; colon && i < sizeof requests / sizeof requests[0]; i++)
		if (strlen(requests[i].step) == n && !strncmp(requests[i].step, step, n))
			return do_request(c, i, colon + 1);
	fprintf(stderr, "unknown step %s\n", step);
	return 2;
}

/* ---- life --------------------------------------------------------------------------------- */

static int start(struct client *c, const char *conf)
{
	struct disp_when when = { 0 };
	application_id_t app = 16777251;
	struct fd_hook_hdl *hook;

	fd_log_handler_register(log_line);
	if (fd_core_initialize() || fd_core_parseconf(conf) || dict_load())
		return 2;
	if (fd_dict_search(fd_g_config->cnf_dict, DICT_APPLICATION, APPLICATION_BY_ID, &app,
	                   &when.app, ENOENT))
		return 2;
	when.command = dict_cmd(317);
	if (fd_disp_register(on_clr, DISP_HOW_CC, &when, c, NULL) ||
	    fd_hook_register(HOOK_MASK(HOOK_PEER_CONNECT_SUCCESS, HOOK_MESSAGE_PARSING_ERROR,
	                               HOOK_MESSAGE_PARSING_ERROR2, HOOK_MESSAGE_DROPPED),
	                     on_hook, c, NULL, &hook) ||
	    fd_core_start() || fd_core_waitstartcomplete())
		return 2;
	lock(c);
	wait_for(c, is_open);
	pthread_mutex_unlock(&c->lock);
	if (c->is_open)
		return 0;
	printf("NOT CONNECTED %s\n", c->complaint);
	return 2;
}

int main(int argc, char **argv)
{
	struct client c = { .lock = PTHREAD_MUTEX_INITIALIZER,
		            .changed = PTHREAD_COND_INITIALIZER };
	int rc, worst = 0;

	if (argc < 4) {
		fprintf(stderr, "usage: %s CONF REALM STEP...\n", argv[0]);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	c.realm = argv[2];
	worst = start(&c, argv[1]);
	for (int i = 3; i < argc && worst < 2; i++) {
		rc = do_step(&c, argv[i]);
		worst = rc > worst ? rc : worst;
	}
	fd_core_shutdown();
	fd_core_wait_shutdown_complete();
	return worst;
}
