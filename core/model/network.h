/*
 * network.h - which network a subscriber is in and what he may do there: PLMN codes, home or
 * roaming, the roaming decision, access restriction. S6a, GSUP, SWx and Cx ask the same
 * questions, so they ask here. Pure functions on rows; no store, no host.
 */
#ifndef MODEL_NETWORK_H
#define MODEL_NETWORK_H

#include <hss/model.h>

struct network_plmn {                   /* digits and a NUL                     */
	char mcc[4], mnc[4];
};

/* ANY. Three octets of TS 24.008 10.5.1.13 (Visited-PLMN-Id, TS 29.272 7.3.9): a filler in the
 * place of the third MNC digit means a two-digit MNC. INVAL: another length, no digits. */
hss_rc network_plmn_get(struct hss_bytes octets, struct network_plmn *out);
/* ANY. From MCC and MNC as text. INVAL: not three and two or three digits.     */
hss_rc network_plmn_of(struct hss_bytes mcc, struct hss_bytes mnc, struct network_plmn *out);
/* ANY. "00101", "001001", "001-01", "001/01". INVAL: anything else.            */
hss_rc network_plmn_parse(struct hss_bytes text, struct network_plmn *out);

/*
 * ANY. Is `visited` one of the `n` home networks? A configured MNC "001" also stands for 01
 * (rulings 4.1) unless 01 itself is in the list. n == 0: home is the network whose digits the
 * IMSI begins with.
 */
bool network_is_home(const struct network_plmn *visited, const struct network_plmn *home,
                     uint32_t n, struct hss_bytes imsi);

/* ---- the roaming table -------------------------------------------------------- */
struct network_rule {
	int64_t id, network_id;
	bool is_allow, is_enabled;
	bool is_named;                  /* by some subscriber's roaming_rule_list */
};
struct network_net {
	int64_t id;
	struct network_plmn plmn;
};
struct network_table {
	struct network_rule *rules;     /* by id after network_table_seal()     */
	struct network_net *nets;       /* by id                                */
	int64_t *named;                 /* rule ids that subscribers name       */
	uint32_t n_rules, n_nets, n_named;
	uint32_t max_rules, max_nets, max_named;
	bool is_sealed;
};

/* ANY. Gives an empty table; NULL: out of memory.                              */
struct network_table *network_table_new(void);
/* ANY. Takes it; for core->publish.                                            */
void network_table_free(void *table);
/* ANY. Copy what they need of a row. INVAL: MCC or MNC are no digits (the row is left out).  */
hss_rc network_table_add_net(struct network_table *t, const struct hss_roaming_network *row);
hss_rc network_table_add_rule(struct network_table *t, const struct hss_roaming_rule *row);
/* ANY. The ids of a subscriber's roaming_rule_list; known ones cost nothing.   */
hss_rc network_table_add_named(struct network_table *t, const struct hss_list *ids);
/* ANY. Does a sealed table already know every id of the list as named?         */
bool network_table_names(const struct network_table *t, const struct hss_list *ids);
/* ANY. Sorts and marks; nothing is added afterwards.                           */
void network_table_seal(struct network_table *t);

enum network_verdict {
	NETWORK_ALLOWED_RULE = 1,
	NETWORK_ALLOWED_UNDEFINED = 2,
	NETWORK_REFUSED_SUBSCRIBER = -1,
	NETWORK_REFUSED_RULE = -2,
	NETWORK_REFUSED_UNDEFINED = -3,
};
static inline bool network_is_allowed(enum network_verdict v)
{
	return v > 0;
}

/*
 * ANY. May this subscriber roam in `visited` (which is not home)? First hit decides (rulings
 * 4.1): roaming_enabled false refuses; the first enabled rule of his list, in list order; the
 * first enabled rule by id that no subscriber's list names; allow_undefined.
 * `rule_id` (may be NULL) tells which rule decided.
 */
enum network_verdict network_decide(const struct network_table *t,
                                    const struct hss_subscriber *s,
                                    const struct network_plmn *visited, bool allow_undefined,
                                    int64_t *rule_id);

/* ---- access restriction --------------------------------------------------------- */
enum {                                  /* bits of TS 29.272 7.3.31             */
	NETWORK_ARD_UTRAN = 1 << 0, NETWORK_ARD_GERAN = 1 << 1, NETWORK_ARD_GAN = 1 << 2,
	NETWORK_ARD_HSPA = 1 << 3, NETWORK_ARD_WB_EUTRAN = 1 << 4, NETWORK_ARD_NON_3GPP = 1 << 5,
	NETWORK_ARD_NB_IOT = 1 << 6, NETWORK_ARD_NR_SECONDARY = 1 << 8,
	NETWORK_ARD_NR_5GS = 1 << 10, NETWORK_ARD_LTE_M = 1 << 11,
	NETWORK_ARD_WB_NOT_LTE_M = 1 << 12,
};

/*
 * ANY. Access-Restriction-Data: the column access_restriction together with the attributes
 * rat_restriction_2g, _3g, _4g, _nr, _nbiot, _ltem ("forbidden" sets, "allowed" clears what
 * a coarser attribute set). Unknown attributes and values are ignored.
 */
uint32_t network_access_restriction(const struct hss_subscriber *s,
                                    const void *const *attributes, uint32_t n);
/* ANY. Does it bar this RAT-Type (TS 29.212 5.3.31)? A RAT nobody knows is let in. */
bool network_rat_is_barred(uint32_t restriction, uint32_t rat_type);

#endif
