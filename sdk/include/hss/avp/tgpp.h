/*
 * tgpp.h - every shared AVP definition, the base protocol's included; how to use them is told in
 * <hss/avp/base.h>. A definition stands in the file of the specification that defines it:
 *     base.h            RFC 6733: the base protocol
 *     ietf.h            other IETF AVPs: RADIUS heritage, credit control (RFC 4006/8506),
 *                       Mobile IPv6 (RFC 5447, 5777, 5778), overload and load (RFC 7683, 8583)
 *     tgpp_s6a.h        TS 29.272 (S6a/S6d, S13) and its neighbours of TS 29.344, 29.128
 *     tgpp_cx.h         TS 29.229 (Cx/Dx)
 *     tgpp_sh.h         TS 29.329 (Sh)
 *     tgpp_gba.h        TS 29.109 (Zh, Zn)
 *     tgpp_gx.h         TS 29.212 (Gx)
 *     tgpp_rx.h         TS 29.214 (Rx), with the ETSI AVPs it borrows
 *     tgpp_swx.h        TS 29.273 (SWx, STa, S6b)
 *     tgpp_slh.h        TS 29.173 (SLh)
 *     tgpp_s6t.h        TS 29.336 (S6m, S6t)
 *     tgpp_s6c.h        TS 29.338 (S6c)
 *     tgpp_charging.h   TS 29.061, 32.299, 29.219 and single AVPs of other specifications and
 *                       vendors
 */
#ifndef HSS_AVP_TGPP_H
#define HSS_AVP_TGPP_H

#include <hss/avp/base.h>
#include <hss/avp/ietf.h>
#include <hss/avp/tgpp_charging.h>
#include <hss/avp/tgpp_cx.h>
#include <hss/avp/tgpp_gba.h>
#include <hss/avp/tgpp_gx.h>
#include <hss/avp/tgpp_rx.h>
#include <hss/avp/tgpp_s6a.h>
#include <hss/avp/tgpp_s6c.h>
#include <hss/avp/tgpp_s6t.h>
#include <hss/avp/tgpp_sh.h>
#include <hss/avp/tgpp_slh.h>
#include <hss/avp/tgpp_swx.h>

/* The shared lists, NULL-terminated: whoever wants to know every AVP there is. */
#define HSS_AVP_DICTS   \
	{                                                                      \
		hss_avp_dict_base, hss_avp_dict_ietf, hss_avp_dict_tgpp_s6a,   \
		hss_avp_dict_tgpp_cx, hss_avp_dict_tgpp_sh, hss_avp_dict_tgpp_gba, \
		hss_avp_dict_tgpp_gx, hss_avp_dict_tgpp_rx, hss_avp_dict_tgpp_swx, \
		hss_avp_dict_tgpp_slh, hss_avp_dict_tgpp_s6t, hss_avp_dict_tgpp_s6c, \
		hss_avp_dict_tgpp_charging,                                    \
	}

#endif
