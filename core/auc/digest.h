/* digest.h - HA1 of SIP digest (RFC 7616 3.4.2, TS 33.203 Annex N). */
#ifndef AUC_DIGEST_H
#define AUC_DIGEST_H

#include <hss/abi.h>

/* H(username ":" realm ":" password). INTERNAL: this OpenSSL has no MD5 (FIPS). */
hss_rc digest_ha1_md5(struct hss_bytes username, struct hss_bytes realm,
                      struct hss_bytes password, uint8_t ha1[16]);
hss_rc digest_ha1_sha256(struct hss_bytes username, struct hss_bytes realm,
                         struct hss_bytes password, uint8_t ha1[32]);

#endif
