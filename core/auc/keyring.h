/*
 * keyring.h - secrets at rest: key-encryption keys from a file, and the sealed form of a
 * column's value.
 *
 * Sealed text: enc:1:<key id>:<column>:<base64 of nonce(12), ciphertext, tag(16)>, AES-256-GCM.
 * Everything before the base64 is authenticated, so a value cannot be moved to another column
 * or named after another key. It is not bound to its row: an insert is sealed before the
 * database has given the row a number, and every other column may be changed by its owner.
 * Who can write the table can thus give one SIM the keys of another, not read them.
 *
 * Key file, UTF-8, # comments: one key a line, "<id> <64 hex digits>", the first is current,
 * the others only open what they sealed. Id: 1..32 of letters, digits, '.', '_', '-'.
 */
#ifndef AUC_KEYRING_H
#define AUC_KEYRING_H

#include <hss/abi.h>

#include "base/arena.h"
#include "base/rng.h"

struct keyring;

/*
 * SETUP. Gives the keys of `path`, with expanded contexts for `lanes` threads (loops).
 * path NULL: a ring without keys, clear text passes. DENIED: group or others may read the
 * file, or it belongs to somebody else; NOTFOUND, INVAL: `err` says which line and why.
 */
hss_rc keyring_open(const char *path, uint32_t lanes, struct keyring **out, struct hss_err *err);
/* Wipes and frees; NULL is fine.                                               */
void keyring_close(struct keyring *k);

bool keyring_has_keys(const struct keyring *k);
/* Does it start as a sealed value does?                                        */
bool keyring_is_sealed(struct hss_bytes v);
/* Sealed with the current key. Without keys: everything is current.            */
bool keyring_is_current(const struct keyring *k, struct hss_bytes v);
/*
 * LOOP, lane = its index. Gives the text to store, in the arena; a value that is sealed
 * already, an empty one, and any when the ring has no keys come back as they are. NOMEM,
 * INTERNAL.
 */
hss_rc keyring_seal(struct keyring *k, uint32_t lane, struct rng *rng, struct arena *a,
                    const char *column, struct hss_bytes clear, struct hss_bytes *sealed);
/*
 * LOOP. Gives the clear text, in the arena (which becomes secret); what is not sealed comes
 * back as it is. `column` NULL: of whichever column it says. PROTO: unknown key, another
 * column's, changed. NOMEM.
 */
hss_rc keyring_unseal(struct keyring *k, uint32_t lane, struct arena *a, const char *column,
                      struct hss_bytes stored, struct hss_bytes *clear);

#endif
