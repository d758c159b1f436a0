/*
 * provisioning.c - which entities there are.
 *
 * Each is declared once, as a column table: subscription.c (SIMs, subscribers, APNs),
 * registration.c (IMS and live sessions), policy.c (charging, EIR, roaming, operation log).
 * DDL, parameter binding, JSON, OpenAPI, the operation log and the redaction of secrets all
 * derive from these tables.
 */
#include "model/provisioning.h"

#include <string.h>

const struct hss_entity *const model_entities[] = {
	&model_apn,
	&model_auc,
	&model_subscriber,
	&model_subscriber_routing,
	&model_subscriber_attributes,
	&model_ims_subscriber,
	&model_serving_apn,
	&model_emergency_subscriber,
	&model_roaming_network,
	&model_roaming_rule,
	&model_charging_rule,
	&model_tft,
	&model_eir,
	&model_eir_history,
	&model_operation_log,
	NULL,
};

const struct hss_entity *model_entity(const char *name)
{
	for (const struct hss_entity *const *e = model_entities; *e; e++) {
		if (strcmp((*e)->name, name) == 0)
			return *e;
	}
	return NULL;
}
