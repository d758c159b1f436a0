/* fixture.h - the plugin on a fake core, with the data most tests need. */
#ifndef S6A_FIXTURE_H
#define S6A_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_host.h"
#include "model/provisioning.h"
#include "s6a.h"

#define IMSI "001010000000001"
#define MME1 "mme1.example.org"
#define MME2 "mme2.example.org"
#define SGSN1 "sgsn1.example.org"
#define REALM "example.org"
#define PLMN_HOME "\x00\xf1\x10"        /* 001 01                               */
#define PLMN_AWAY "\x99\xf9\x07"        /* 999 70                               */

#define T(s) BYTES_LIT(s)
#define SET(n) { (n), true }

struct fx {
	struct fake *f;
	struct s6a_conf conf;
	int64_t apn_internet, apn_ims, sub;
};

/* The defaults of the schema.                                                   */
struct s6a_conf fx_conf(void);
/* cmocka set-up and tear-down: plugin started, roaming rules read, two APNs, one subscriber. */
int fx_setup(void **state);
int fx_teardown(void **state);
/* Another configuration from now on.                                             */
void fx_reload(struct fx *x);

struct hss_subscriber fx_subscriber(const struct fx *x, const char *imsi);
/* The stored row, to look at or to change.                                        */
struct hss_subscriber *fx_row(struct fx *x);
void fx_set_text(struct hss_bytes *field, const char *text); /* of a stored row    */
void fx_set_ids(struct hss_list *field, const int64_t *ids, uint32_t n);

struct s6a_air fx_air(void);
struct s6a_ulr fx_ulr(void);
struct s6a_pur fx_pur(void);
struct s6a_nor fx_nor(void);
/* Sends and runs to the end; the request must have exactly one answer.             */
struct hss_dia_req *fx_send(struct fx *x, uint32_t code, const void *msg, const char *host);
void fx_attach(struct fx *x, const char *mme);
uint32_t fx_owed(struct fx *x);

#define assert_result(req, want) \
	do { \
		const struct hss_dia_req *req_ = (req); \
		struct hss_result want_ = (want); \
		assert_int_equal(req_->result.code, want_.code); \
		assert_int_equal(req_->result.vendor, want_.vendor); \
	} while (0)
#define assert_text(b, s) \
	do { \
		assert_int_equal((b).len, strlen(s)); \
		assert_memory_equal((b).p, s, strlen(s)); \
	} while (0)

#endif
