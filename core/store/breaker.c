/*
 * breaker.c - a dead backend must not make every request wait: after some failures in a row the
 * circuit opens and submit() says UNREACH at once; now and then one job tries whether it is well
 * again.
 */
#include "log/log.h"
#include "store/parts.h"

#include <stdio.h>

static uint64_t now_ns(const struct store_inst *si)
{
	return clock_mono_ns(&si->core->app->clock);
}

static bool is_fault(hss_rc rc)
{
	return rc == HSS_E_UNREACH || rc == HSS_E_TIMEOUT || rc == HSS_E_INTERNAL;
}

void store_health(struct store_inst *si, hss_rc rc, const char *why)
{
	inst_set_health(si->in, rc, why);
	LOG(si->core->app, LOG_STORE, rc == HSS_OK ? HSS_LOG_NOTICE : HSS_LOG_ERR,
	    "store=%s %s: %s", si->in->name, rc == HSS_OK ? "is well again" : "is down", why);
}

static void open_circuit(struct store_inst *si, hss_rc rc, const char *why)
{
	struct breaker *b = &si->breaker;

	atomic_store(&b->probe_at_ns,
	             now_ns(si) + (uint64_t)si->core->conf.breaker_open_ms * 1000000);
	if (atomic_exchange(&b->state, BREAKER_OPEN) == BREAKER_CLOSED)
		store_health(si, rc, why);
}

hss_rc breaker_admit(struct store_inst *si, bool *is_probe)
{
	struct breaker *b = &si->breaker;
	uint32_t was = BREAKER_OPEN;

	*is_probe = false;
	if (atomic_load_explicit(&b->state, memory_order_relaxed) == BREAKER_CLOSED)
		return HSS_OK;
	if (now_ns(si) < atomic_load(&b->probe_at_ns) ||
	    !atomic_compare_exchange_strong(&b->state, &was, BREAKER_PROBING))
		return was == BREAKER_CLOSED ? HSS_OK : HSS_E_UNREACH;
	*is_probe = true;
	return HSS_OK;
}

void breaker_result(struct store_inst *si, bool is_probe, hss_rc rc)
{
	struct breaker *b = &si->breaker;
	uint32_t was = BREAKER_PROBING;
	uint32_t n;

	if (rc == HSS_E_CANCELED) {     /* says nothing: the next one may try   */
		if (is_probe)
			atomic_compare_exchange_strong(&b->state, &was, BREAKER_OPEN);
		return;
	}
	if (!is_fault(rc)) {
		if (atomic_load_explicit(&b->failures, memory_order_relaxed))
			atomic_store(&b->failures, 0);
		if (atomic_load_explicit(&b->state, memory_order_relaxed) != BREAKER_CLOSED &&
		    atomic_exchange(&b->state, BREAKER_CLOSED) != BREAKER_CLOSED)
			store_health(si, HSS_OK, "circuit closed");
		return;
	}
	n = atomic_fetch_add(&b->failures, 1) + 1;
	if (is_probe || (n >= (uint64_t)si->core->conf.breaker_failures &&
	                 atomic_load(&b->state) == BREAKER_CLOSED)) {
		char why[100];

		snprintf(why, sizeof why, "%u operations failed in a row, circuit open", n);
		open_circuit(si, rc, why);
	}
}

void breaker_trip(struct store_inst *si, hss_rc rc, const char *why)
{
	open_circuit(si, rc, why && *why ? why : "cannot be reached");
}
