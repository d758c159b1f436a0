/*
 * withdraw.c - a subscriber is about to be deleted: those who registered him cancel him first. The
 * registration ends and the Cancel-Location is owed in one batch of theirs, so whatever happens
 * between that and the delete, the serving node hears of it (a crash leaves a subscriber who is
 * there and not registered, and whose delete nobody was told had worked).
 */
#include "rowwrite.h"

#define SUBSCRIPTION_WITHDRAWAL 2       /* Cancellation-Type, TS 29.272 7.3.24          */

/* Once per provider, then once with NOTFOUND: the end. */
static void on_provider(struct hss_task *t, hss_rc rc, const void *ans, void *ctx)
{
	struct rowwrite *w = ctx;

	(void)t;
	(void)ans;
	if (rc == HSS_E_NOTFOUND) {
		rowwrite_go(w, w->rc);
		return;
	}
	if (rc != HSS_OK && w->rc == HSS_OK)
		w->rc = rc;
}

void rowwrite_withdraw(struct rowwrite *w)
{
	const struct hss_subscriber *sub = w->old_row;
	hss_rc rc;

	w->rc = HSS_OK;
	w->withdrawal = (struct hss_svc_deregister){ .size = sizeof w->withdrawal, .imsi = sub->imsi,
						     .cause = SUBSCRIPTION_WITHDRAWAL };
	if (!sub->imsi.len || !HSS_HAS(hss_host->event, call)) {
		rowwrite_go(w, HSS_OK);
		return;
	}
	rc = hss_host->event->call(w->t, HSS_SVC_DEREGISTER, &w->withdrawal, on_provider, w);
	if (rc != HSS_OK)
		rowwrite_go(w, rc);
}
