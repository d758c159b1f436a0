/*
 * dict.h - a dictionary of S6a for freeDiameter, and its judgement of a message. The table is
 * data, so that it can be read beside the specification.
 */
#ifndef FD_S6A_DICT_H
#define FD_S6A_DICT_H

#include <stdbool.h>
#include <stdint.h>

enum fd_type {
	FD_U32, FD_U64, FD_I32, FD_OCTETS, FD_UTF8, FD_IDENTITY, FD_ADDRESS, FD_TIME, FD_GROUP
};
enum fd_m { FD_M_MUST, FD_M_MUST_NOT, FD_M_MAY };

struct fd_avp {
	uint32_t code, vendor;
	const char *name;
	int type, m;                    /* enum fd_type, fd_m                   */
	const char *rules;              /* of a group: "{A} [B] *2[C] 1*{D}"    */
};
struct fd_cmd {
	uint32_t code;
	bool is_request;
	const char *name, *rules;
};

extern const struct fd_avp fd_avps[];
extern const unsigned n_fd_avps;
extern const struct fd_cmd fd_cmds[];
extern const unsigned n_fd_cmds;

struct dict_object;
struct msg;

/* Adds vendor, application, AVPs, commands and rules to freeDiameter's dictionary, and
 * advertises the application. 0, or -1 after saying on stderr what failed.       */
int dict_load(void);
/* A definition by name; NULL: said on stderr.                                   */
struct dict_object *dict_avp(const char *name);
struct dict_object *dict_cmd(uint32_t code);
/*
 * Does the message parse by dictionary and rules, and does every AVP of it have a rule in its
 * parent (Failed-AVP is not looked into)? Otherwise one sentence in why[max].
 */
bool dict_judge(struct msg *m, char *why, unsigned max);

#endif
