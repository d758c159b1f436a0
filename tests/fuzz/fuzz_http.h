/* fuzz_http.h - a request without a server, for the parts of two plugins that read requests. */
#ifndef FUZZ_HTTP_H
#define FUZZ_HTTP_H

#include <hss/plugin.h>

struct hss_http_req {
	struct hss_http_info info;
	struct hss_bytes param, if_match;
	uint32_t n_replies, n_submits, status;
};

extern const struct hss_host *hss_host;

/* Aborts when it is not so.                                                     */
void fuzz_http_check(bool is_true);
/* Each calls everything of its plugin that reads a request; choice: an entity. */
void fuzz_http_rest(struct hss_http_req *r, uint8_t choice);
void fuzz_http_pyhss(struct hss_http_req *r, uint8_t choice);

#endif
