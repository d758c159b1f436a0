/* provisioning.h - the column tables of the provisioning entities (<hss/model.h>). */
#ifndef MODEL_PROVISIONING_H
#define MODEL_PROVISIONING_H

#include <hss/model.h>

/* Every entity of <hss/model.h>, NULL-terminated, referenced entities before those that
 * refer to them: the order in which tables are created.                          */
extern const struct hss_entity *const model_entities[];

extern const struct hss_entity model_apn, model_auc, model_subscriber, model_subscriber_routing,
	model_subscriber_attributes, model_ims_subscriber, model_roaming_network,
	model_roaming_rule, model_serving_apn, model_emergency_subscriber, model_charging_rule,
	model_tft, model_eir, model_eir_history, model_operation_log;

/* By table name; NULL: there is none.                                           */
const struct hss_entity *model_entity(const char *name);

#endif
