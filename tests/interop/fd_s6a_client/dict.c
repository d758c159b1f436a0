/* dict.c - see dict.h. */
#include "dict.h"

#include <freeDiameter/freeDiameter-host.h>
#include <freeDiameter/libfdcore.h>

#include <stdio.h>
#include <string.h>

enum { S6A = 16777251, TGPP = 10415 };

static const struct {
	enum dict_avp_basetype base;
	const char *name;               /* of freeDiameter's type, which checks values */
} types[] = {
	[FD_U32] = { AVP_TYPE_UNSIGNED32, NULL },
	[FD_U64] = { AVP_TYPE_UNSIGNED64, NULL },
	[FD_I32] = { AVP_TYPE_INTEGER32, NULL },
	[FD_OCTETS] = { AVP_TYPE_OCTETSTRING, NULL },
	[FD_UTF8] = { AVP_TYPE_OCTETSTRING, "UTF8String" },
	[FD_IDENTITY] = { AVP_TYPE_OCTETSTRING, "DiameterIdentity" },
	[FD_ADDRESS] = { AVP_TYPE_OCTETSTRING, "Address" },
	[FD_TIME] = { AVP_TYPE_OCTETSTRING, "Time" },
	[FD_GROUP] = { AVP_TYPE_GROUPED, NULL },
};

static struct dictionary *dict(void)
{
	return fd_g_config->cnf_dict;
}

static struct dict_object *find(enum dict_object_type type, int how, const void *what)
{
	struct dict_object *o = NULL;

	return fd_dict_search(dict(), type, how, what, &o, 0) == 0 ? o : NULL;
}

static struct dict_object *by_code(const struct fd_avp *a)
{
	struct dict_avp_request q = { .avp_vendor = a->vendor, .avp_code = a->code };

	return find(DICT_AVP, AVP_BY_CODE_AND_VENDOR, &q);
}

struct dict_object *dict_avp(const char *name)
{
	struct dict_object *o = NULL;

	/* the table decides which vendor's AVP a name is                       */
	for (unsigned i = 0; i < n_fd_avps && !o; i++)
		if (!strcmp(fd_avps[i].name, name))
			o = by_code(&fd_avps[i]);
	if (!o)
		fprintf(stderr, "no AVP %s\n", name);
	return o;
}

struct dict_object *dict_cmd(uint32_t code)
{
	command_code_t c = code;

	return find(DICT_COMMAND, CMD_BY_CODE_R, &c);
}

/* freeDiameter brings RFC 6733's own; those stay.                                */
static int add_avp(const struct fd_avp *a)
{
	uint8_t m = a->m == FD_M_MUST ? AVP_FLAG_MANDATORY : 0;
	struct dict_avp_data data = {
		.avp_code = a->code, .avp_vendor = a->vendor, .avp_name = (char *)a->name,
		.avp_flag_mask = AVP_FLAG_VENDOR | (a->m == FD_M_MAY ? 0 : AVP_FLAG_MANDATORY),
		.avp_flag_val = (a->vendor ? AVP_FLAG_VENDOR : 0) | m,
		.avp_basetype = types[a->type].base,
	};
	struct dict_object *type = NULL;

	if (by_code(a))
		return 0;
	if (types[a->type].name) {
		type = find(DICT_TYPE, TYPE_BY_NAME, types[a->type].name);
		if (!type) {
			fprintf(stderr, "no type %s\n", types[a->type].name);
			return -1;
		}
	}
	return fd_dict_new(dict(), DICT_AVP, &data, type, NULL);
}

static bool has_rule(struct dict_object *parent, struct dict_object *avp)
{
	struct dict_rule_request q = { parent, avp };

	return find(DICT_RULE, RULE_BY_AVP_AND_PARENT, &q) != NULL;
}

/* One rule of "{A} [B] *2[C] 1*{D}"; `p` moves behind it.                        */
static int add_rule(struct dict_object *parent, const char **p, unsigned *n_fixed)
{
	struct dict_rule_data rule = { .rule_min = -1, .rule_max = 1 };
	char name[80] = "";
	int min = -1, max = -1, n = 0;
	const char *s = *p;
	bool has_star = false;

	if (sscanf(s, "%d%n", &min, &n) == 1)
		s += n;
	if (*s == '*') {
		has_star = true;
		s++;
		if (sscanf(s, "%d%n", &max, &n) == 1)
			s += n;
	}
	if (sscanf(s + 1, "%79[^]}>]%n", name, &n) != 1)
		return -1;
	rule.rule_position = *s == '<' ? RULE_FIXED_HEAD : *s == '{' ? RULE_REQUIRED : RULE_OPTIONAL;
	if (*s == '<')
		rule.rule_order = ++*n_fixed;
	rule.rule_min = has_star && *s == '{' ? min : -1;
	rule.rule_max = has_star ? max : 1;
	*p = s + 1 + n + 1;
	*p += strspn(*p, " ");
	if (!strcmp(name, "AVP"))       /* Failed-AVP                           */
		return 0;
	rule.rule_avp = dict_avp(name);
	if (!rule.rule_avp)
		return -1;
	if (has_rule(parent, rule.rule_avp))    /* freeDiameter's own            */
		return 0;
	return fd_dict_new(dict(), DICT_RULE, &rule, parent, NULL);
}

static int add_rules(struct dict_object *parent, const char *text, const char *of)
{
	unsigned n_fixed = 0;

	while (text && *text) {
		const char *at = text;

		if (add_rule(parent, &text, &n_fixed)) {
			fprintf(stderr, "%s: cannot add rule %.40s\n", of, at);
			return -1;
		}
	}
	return 0;
}

static int add_cmd(const struct fd_cmd *c, struct dict_object *app)
{
	struct dict_cmd_data data = {
		.cmd_code = c->code, .cmd_name = (char *)c->name,
		.cmd_flag_mask = CMD_FLAG_REQUEST | CMD_FLAG_PROXIABLE |
		                 (c->is_request ? CMD_FLAG_ERROR : 0),
		.cmd_flag_val = (c->is_request ? CMD_FLAG_REQUEST : 0) | CMD_FLAG_PROXIABLE,
	};
	struct dict_object *o;

	if (fd_dict_new(dict(), DICT_COMMAND, &data, app, &o))
		return -1;
	return add_rules(o, c->rules, c->name);
}

static int add_groups(void)
{
	for (unsigned i = 0; i < n_fd_avps; i++) {
		struct dict_object *o = dict_avp(fd_avps[i].name);

		if (!o || add_rules(o, fd_avps[i].rules, fd_avps[i].name))
			return -1;
	}
	return 0;
}

int dict_load(void)
{
	struct dict_vendor_data vendor = { TGPP, "3GPP" };
	struct dict_application_data app = { S6A, "S6a/S6d" };
	struct dict_object *v, *a;

	if (fd_dict_new(dict(), DICT_VENDOR, &vendor, NULL, &v) ||
	    fd_dict_new(dict(), DICT_APPLICATION, &app, v, &a))
		return -1;
	for (unsigned i = 0; i < n_fd_avps; i++) {
		if (add_avp(&fd_avps[i])) {
			fprintf(stderr, "cannot add AVP %s\n", fd_avps[i].name);
			return -1;
		}
	}
	if (add_groups())
		return -1;
	for (unsigned i = 0; i < n_fd_cmds; i++)
		if (add_cmd(&fd_cmds[i], a))
			return -1;
	return fd_disp_app_support(a, v, 1, 0);
}

/* ---- judging ---------------------------------------------------------------------- */

/* Freedom of *[AVP] that RFC 6733 itself gives every answer: 7.3, 8.16.          */
static bool is_free(const struct avp_hdr *h)
{
	return h->avp_vendor == 0 && (h->avp_code == 281 || h->avp_code == 278);
}

static bool judge_one(struct dict_object *parent, struct dict_object *model, const struct avp_hdr *h,
                      char *why, unsigned max)
{
	struct dict_avp_data d;

	if (!has_rule(parent, model) && !is_free(h)) {
		snprintf(why, max, "AVP %u of vendor %u has no place there", h->avp_code,
		         h->avp_vendor);
		return false;
	}
	if (fd_dict_getval(model, &d) || (h->avp_flags & d.avp_flag_mask) != d.avp_flag_val) {
		snprintf(why, max, "flags %02x of AVP %u of vendor %u are wrong", h->avp_flags,
		         h->avp_code, h->avp_vendor);
		return false;
	}
	return true;
}

static bool judge_members(msg_or_avp *parent, char *why, unsigned max)
{
	struct dict_object *parent_model, *model;
	struct avp *a;

	if (fd_msg_model(parent, &parent_model) || !parent_model ||
	    fd_msg_browse(parent, MSG_BRW_FIRST_CHILD, &a, NULL))
		return true;
	while (a) {
		struct avp_hdr *h;

		if (fd_msg_avp_hdr(a, &h))
			return false;
		if (fd_msg_model(a, &model) || !model) {
			snprintf(why, max, "AVP %u of vendor %u is unknown", h->avp_code,
			         h->avp_vendor);
			return false;
		}
		if (!judge_one(parent_model, model, h, why, max))
			return false;
		if (h->avp_code != 279 && !judge_members(a, why, max))
			return false;
		if (fd_msg_browse(a, MSG_BRW_NEXT, &a, NULL))
			a = NULL;
	}
	return true;
}

bool dict_judge(struct msg *m, char *why, unsigned max)
{
	struct fd_pei pei = { 0 };

	*why = '\0';
	if (fd_msg_parse_dict(m, dict(), &pei) || fd_msg_parse_rules(m, dict(), &pei)) {
		snprintf(why, max, "%s %s", pei.pei_errcode ? pei.pei_errcode : "?",
		         pei.pei_message ? pei.pei_message : "");
		return false;
	}
	return judge_members(m, why, max);
}
