/*
 * echo_app.h - an application that does what the User-Name of its request says, to try every path
 * of the Diameter node's contract with handlers:
 *
 *   echo          answers at once with the User-Name
 *   count         answers with how many requests of this kind ran, as User-Name
 *   later:MS      answers after MS milliseconds
 *   hang          never answers, but holds the task until the process ends
 *   none          returns without an answer
 *   two           answers twice
 *   bad           answers without a required AVP
 *   reject        DIAMETER_INVALID_AVP_VALUE with the User-Name in Failed-AVP
 *   exp:N         Experimental-Result N
 *   result:N      Result-Code N
 *   big:N         answers with a User-Name of N octets
 *   call:HOST,REALM,VIA,FLAGS   sends a Cancel there; its outcome is the answer's User-Name
 *   cancel:HOST   the same, cancelled at once
 */
#ifndef ECHO_APP_H
#define ECHO_APP_H

#include <hss/dia.h>

struct app;
struct dia;

#define ECHO_APP UINT32_C(16777999)
enum { ECHO_CMD = 8388700, QUIET_CMD = 8388701, CANCEL_CMD = 8388702 };

hss_rc echo_register(struct dia *d, struct hss_dia_app **out);
/* echo_node.c: what echo_register() gave.                                       */
struct hss_dia_app *echo_app(struct app *app);

#endif
