/*
 * quirks.c - where what PyHSS's clients see differs from what is stored.
 *
 * auc.sqn shows the ceiling of what was handed out or reserved, so that a client that writes
 * it to another HSS is safe (rulings 2.2). A purged UE looks unregistered (4.6). A stored
 * S-CSCF without a peer shows the text "None" (2.6).
 */
#include "api.h"

static hss_rc reveal(void *task, struct hss_bytes stored, struct hss_bytes *clear)
{
	return hss_host->auc->reveal(task, stored, clear);
}

static void show_sqn(struct hss_auc *row)
{
	if (row->sqn.set && HSS_HAS(hss_host->auc, sqn_ceiling))
		row->sqn.v = hss_host->auc->sqn_ceiling(row->auc_id.v, row->sqn.v);
}

static void show_serving(struct hss_subscriber *row)
{
	if (row->mme_purged.set && row->mme_purged.v) {
		row->serving_mme = row->serving_mme_realm = row->serving_mme_peer =
			(struct hss_bytes){ 0 };
		row->serving_mme_timestamp = (struct hss_i64){ 0 };
	}
	if (row->sgsn_purged.set && row->sgsn_purged.v) {
		row->serving_sgsn = (struct hss_bytes){ 0 };
		row->serving_sgsn_timestamp = (struct hss_i64){ 0 };
	}
}

static void show_scscf(struct hss_ims_subscriber *row)
{
	if (row->scscf.p && !row->scscf_peer.p)
		row->scscf_peer = (struct hss_bytes){ (const uint8_t *)"None", 4 };
}

json_t *view_row(struct api *a, struct hss_task *t, const struct hss_entity *e, const void *row)
{
	struct rowjson_out out = { .flags = ROWJSON_PYHSS, .ctx = t };
	union {
		struct hss_auc auc;
		struct hss_subscriber subscriber;
		struct hss_ims_subscriber ims;
	} shown;

	if (e == a->entity[ENT_AUC]) {
		shown.auc = *(const struct hss_auc *)row;
		show_sqn(&shown.auc);
		row = &shown.auc;
		if (a->conf->enable_insecure_auc) {
			out.flags |= ROWJSON_SECRETS;
			out.reveal = reveal;
		}
	} else if (e == a->entity[ENT_SUBSCRIBER]) {
		shown.subscriber = *(const struct hss_subscriber *)row;
		show_serving(&shown.subscriber);
		row = &shown.subscriber;
	} else if (e == a->entity[ENT_IMS_SUBSCRIBER]) {
		shown.ims = *(const struct hss_ims_subscriber *)row;
		show_scscf(&shown.ims);
		row = &shown.ims;
	}
	return rowjson_render(e, row, &out);
}

json_t *view_rows(struct api *a, struct hss_task *t, const struct hss_entity *e,
		  const struct hss_rows *rows)
{
	json_t *v = json_array();

	for (uint32_t i = 0; v && i < rows->n; i++) {
		if (json_array_append_new(v, view_row(a, t, e, rows->row[i])) != 0) {
			json_decref(v);
			return NULL;
		}
	}
	return v;
}

/* "None" in a text of state is how PyHSS's Python spelled an absent value. */
void quirks_in(const struct hss_entity *e, void *row)
{
	for (uint32_t i = 0; i < e->n_cols; i++) {
		const struct hss_column *c = &e->cols[i];
		struct hss_bytes *b = (struct hss_bytes *)(void *)((uint8_t *)row + c->offset);

		if (c->field != HSS_F_BYTES || !(c->flags & HSS_COL_VOLATILE))
			continue;
		if (b->p && b->len == 4 && memcmp(b->p, "None", 4) == 0)
			*b = (struct hss_bytes){ 0 };
	}
}
