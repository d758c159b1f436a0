/*
 * s6a_entities.h - what S6a keeps beside the subscriber: work it owes to serving nodes, and
 * the PDN gateways that nodes have reported.
 */
#ifndef S6A_ENTITIES_H
#define S6A_ENTITIES_H

#include <hss/store.h>

#define S6A_BIT(col) (UINT64_C(1) << (col))

/*
 * A Cancel-Location that is owed to a node (rulings 4.5): written in the batch that makes it
 * necessary, deleted when the node has answered. It outlives the subscriber's row and every
 * restart. `due` is when somebody may (next) take it; who takes it moves `due` first.
 */
#define S6A_OWED_FIELDS(X)                                                     \
	X(s6a_owed_id, hss_i64) X(command, hss_i32) X(imsi, hss_bytes)         \
	X(domain, hss_i32) X(host, hss_bytes) X(realm, hss_bytes)              \
	X(peer, hss_bytes) X(cancellation_type, hss_i32) X(flags, hss_i64)     \
	X(owner, hss_bytes) X(attempts, hss_i32) X(due, hss_i64)               \
	X(created, hss_i64)

/* The PDN gateway in use for an APN, as ULR (Active-APN) or NOR told.          */
#define S6A_PDN_GW_FIELDS(X)                                                   \
	X(s6a_pdn_gw_id, hss_i64) X(imsi, hss_bytes) X(apn, hss_bytes)         \
	X(is_emergency, hss_i32) X(address, hss_bytes) X(address2, hss_bytes)  \
	X(host, hss_bytes) X(realm, hss_bytes)                                 \
	X(visited_network_identifier, hss_bytes) X(reported_by, hss_bytes)     \
	X(changed, hss_i64)

#define S6A_FIELD_(f, T)      struct T f;
#define S6A_OWED_COL_(f, T)   S6A_OWED_##f,
#define S6A_PDN_GW_COL_(f, T) S6A_PDN_GW_##f,

struct s6a_owed { S6A_OWED_FIELDS(S6A_FIELD_) };
enum { S6A_OWED_FIELDS(S6A_OWED_COL_) S6A_OWED_COLS };
struct s6a_pdn_gw { S6A_PDN_GW_FIELDS(S6A_FIELD_) };
enum { S6A_PDN_GW_FIELDS(S6A_PDN_GW_COL_) S6A_PDN_GW_COLS };

/* number + 1 of the unique index (imsi, apn, is_emergency), for UPSERT         */
#define S6A_PDN_GW_BY_APN 1u

extern const struct hss_entity s6a_owed_entity, s6a_pdn_gw_entity;

#endif
