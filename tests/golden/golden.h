/*
 * golden.h - what an interface gives to the golden runner: its commands. tests/golden/<iface>.c
 * defines golden_cmds, and the test links the plugin's grammars (CMakeLists.txt).
 */
#ifndef GOLDEN_H
#define GOLDEN_H

#include <hss/dia.h>

struct golden_cmd {
	uint32_t app_id, code;
	bool is_request;
	const struct hss_grammar *grammar;
};

extern const struct golden_cmd golden_cmds[];   /* ends with grammar NULL       */
/* Lists that are known beyond what the grammars name; ends with NULL.          */
extern const struct hss_avp_def *const *const golden_dicts[];

#endif
