/*
 * avp_def.h - the row format of the files in this folder. Each file writes its AVPs once, as
 * X(variable, "Name", code, vendor, type, M rule, min, max), and makes from it both the objects
 * and the list of them, so the two cannot disagree.
 *   M rule: MUST (sent with M), NOT (never sent with M), MAY (allowed, we send without)
 *   min, max: data octets where the specification fixes them, 0 where it does not
 * No enumeration is closed here: a value of a later release is let in, and the procedure that
 * decides on a value judges it.
 */
#ifndef AVP_DEF_H
#define AVP_DEF_H

#define AVP_SET_MUST HSS_AVP_M
#define AVP_SET_NOT  0
#define AVP_SET_MAY  0
#define AVP_CLEAR_MUST 0
#define AVP_CLEAR_NOT  HSS_AVP_M
#define AVP_CLEAR_MAY  0

#define AVP_DEFINE(var, text, code, vendor, type, m, min, max)                 \
	const struct hss_avp_def hss_avp_##var = {                             \
		text, code, vendor, HSS_AVP_##type,                            \
		((vendor) ? HSS_AVP_V : 0) | AVP_SET_##m,                      \
		HSS_AVP_P | AVP_CLEAR_##m, 0, min, max, NULL, NULL             \
	};
#define AVP_LIST(var, text, code, vendor, type, m, min, max) &hss_avp_##var,

#endif
