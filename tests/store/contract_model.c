/* contract_model.c - every entity of the model: each column at its limit, all operations. */
#include "contract.h"

#include "model/provisioning.h"

#define UNICODE "\xc3\xa9\xe2\x82\xac\xf0\x9f\x93\xb1"

static const struct hss_column *col_of(const struct hss_entity *e, uint32_t i)
{
	return (const struct hss_column *)((const char *)e->cols + (size_t)i * e->col_size);
}

static uint32_t count_model(void)
{
	uint32_t n = 0;

	while (model_entities[n])
		n++;
	return n;
}

struct filled {                         /* a row with memory of its own         */
	void *row;
	uint8_t text[HSS_COLS_MAX][600];
	int64_t ids[HSS_COLS_MAX][3];
};

/* Text of the longest length allowed (at most 600), of characters the format wants.    */
static struct hss_bytes longest(const struct hss_column *c, uint8_t *out, uint32_t seed)
{
	uint32_t n = c->max_len && c->max_len < 600 ? c->max_len : 600, at = 0;

	if (c->format == HSS_FMT_KEY)
		n = n >= 64 ? 64 : 32;
	for (uint32_t i = 0; i < n; i++)
		out[i] = (uint8_t)('0' + (i + seed) % 10);
	/* no digits demanded: octets beyond ASCII, whole characters            */
	for (; c->format == HSS_FMT_ANY && c->type == HSS_COL_TEXT && at + 12 < n; at += 9)
		memcpy(out + at, UNICODE, 9);
	return (struct hss_bytes){ out, n };
}

static void fill_field(const struct hss_column *c, struct filled *f, uint32_t i, uint32_t seed)
{
	void *field = (char *)f->row + c->offset;

	switch (c->type) {
	case HSS_COL_TEXT:
	case HSS_COL_BLOB:
		*(struct hss_bytes *)field = longest(c, f->text[i], seed);
		break;
	case HSS_COL_BOOL:
		*(struct hss_i32 *)field = I32((int32_t)((i + seed) % 2));
		break;
	case HSS_COL_INT:
	case HSS_COL_ENUM:
		*(struct hss_i32 *)field = I32(c->values ? (int32_t)c->values[0].value
		                                         : INT32_MAX - (int32_t)seed);
		break;
	case HSS_COL_TIME:
		*(struct hss_i64 *)field = I64(INT64_C(1700000000000001) + seed);
		break;
	case HSS_COL_ID_LIST:
		f->ids[i][0] = seed;
		f->ids[i][1] = INT64_MAX;
		*(struct hss_list *)field = (struct hss_list){ f->ids[i], 2 };
		break;
	default:
		*(struct hss_i64 *)field = I64(INT64_MAX - seed);
	}
}

/* Enforced references point at row 1 of their parent.                          */
static struct filled *fill(const struct hss_entity *e, uint32_t seed)
{
	struct filled *f = calloc(1, sizeof *f);

	if (!f || !(f->row = calloc(1, e->row_size)))
		abort();
	for (uint32_t i = 1; i < e->n_cols; i++) {
		const struct hss_column *c = col_of(e, i);

		if (c->ref && c->on_delete != HSS_REF_NONE)
			*(struct hss_i64 *)((char *)f->row + c->offset) = I64(1);
		else
			fill_field(c, f, i, seed);
	}
	return f;
}

static void filled_free(struct filled *f)
{
	free(f->row);
	free(f);
}

/* Inserts by least and most, reads, updates each column alone; leaves row 1.   */
static void try_entity(struct test *t, const struct hss_entity *e)
{
	struct filled *f = fill(e, 1), *g = fill(e, 2);
	struct hss_term by_id = TERM_I(0, EQ, 1);
	struct answer a;

	a = run(t, &OP(INSERT, e, .row = f->row));
	if (!CHECK_RC(t, a.rc, HSS_OK) || !CHECK(t, a.n == 1 && rows_equal(e, a.row[0], f->row, 1)))
		fprintf(stderr, "    entity %s\n", e->name);
	answer_free(&a);
	for (uint32_t i = 1; i < e->n_cols; i++) {
		a = run(t, &OP(UPDATE, e, .terms = &by_id, .n_terms = 1, .row = g->row,
		               .cols = HSS_BIT(i)));
		if (!CHECK_RC(t, a.rc, HSS_OK))
			fprintf(stderr, "    entity %s column %s\n", e->name, col_of(e, i)->name);
		answer_free(&a);
	}
	a = run(t, &OP(GET, e, .terms = &by_id, .n_terms = 1));
	CHECK(t, a.rc == HSS_OK && a.n == 1 && rows_equal(e, a.row[0], g->row, 1));
	answer_free(&a);
	a = run(t, &OP(UPDATE, e, .terms = &by_id, .n_terms = 1, .row = f->row,
	               .cols = (e->n_cols >= 64 ? 0 : HSS_BIT(e->n_cols)) - 2,
	               .flags = HSS_OPF_RETURN_OLD | HSS_OPF_RETURN_NEW));
	CHECK(t, a.rc == HSS_OK && a.n == 1 && a.n_old == 1);
	CHECK(t, a.n == 1 && rows_equal(e, a.row[0], f->row, 1));
	CHECK(t, a.n_old == 1 && rows_equal(e, a.old[0], g->row, 1));
	answer_free(&a);
	filled_free(f);
	filled_free(g);
}

static void every_entity_of_the_model_works(struct test *t)
{
	uint32_t n = count_model();

	if (!fresh(t, model_entities, n))
		return;
	for (uint32_t i = 0; i < n; i++)
		try_entity(t, model_entities[i]);
	/* backwards, so that what refers goes before what is referred to       */
	for (uint32_t i = n; i-- > 0;) {
		struct hss_term by_id = TERM_I(0, EQ, 1);

		CHECK_RC(t, run_rc(t, &OP(DELETE, model_entities[i], .terms = &by_id,
		                          .n_terms = 1)), HSS_OK);
	}
	t->stand->close();
}

/* PyHSS's clients delete the AuC row and the APN before the subscriber.        */
static void auc_row_may_go_before_its_subscriber(struct test *t)
{
	struct hss_auc auc = { .ki = S("00112233445566778899aabbccddeeff"),
	                       .opc = S("00112233445566778899aabbccddeeff"), .amf = S("8000"),
	                       .imsi = S("001010000000001") };
	struct hss_apn apn = { .apn = S("internet"), .apn_ambr_dl = I64(1), .apn_ambr_ul = I64(1) };
	static const int64_t apns[] = { 1, 2 };
	struct hss_subscriber sub = { .imsi = S("001010000000001"), .auc_id = I64(1),
	                              .default_apn = I64(1), .apn_list = { apns, 2 } };
	struct hss_subscriber_routing route = { .subscriber_id = I64(1), .apn_id = I64(1),
	                                        .ip_address = S("10.0.0.1") };
	struct answer a;

	if (!fresh(t, model_entities, count_model()))
		return;
	CHECK_RC(t, run_rc(t, &OP(INSERT, &model_auc, .row = &auc)), HSS_OK);
	CHECK_RC(t, run_rc(t, &OP(INSERT, &model_apn, .row = &apn)), HSS_OK);
	CHECK_RC(t, run_rc(t, &OP(INSERT, &model_subscriber, .row = &sub)), HSS_OK);
	CHECK_RC(t, run_rc(t, &OP(INSERT, &model_subscriber_routing, .row = &route)), HSS_OK);
	CHECK_RC(t, run_rc(t, &OP(DELETE, &model_auc, WHERE(TERM_I(0, EQ, 1)))), HSS_OK);
	CHECK_RC(t, run_rc(t, &OP(DELETE, &model_apn, WHERE(TERM_I(0, EQ, 1)))), HSS_OK);
	a = run(t, &OP(COUNT, &model_subscriber_routing));
	CHECK(t, a.rc == HSS_OK && a.count == 0);
	answer_free(&a);
	/* the same number again                                                */
	auc.auc_id = I64(1);
	CHECK_RC(t, run_rc(t, &OP(INSERT, &model_auc, .row = &auc)), HSS_OK);
	CHECK_RC(t, run_rc(t, &OP(DELETE, &model_subscriber, WHERE(TERM_I(0, EQ, 1)))), HSS_OK);
	t->stand->close();
}

const struct contract_test model_tests[] = {
	{ "every_entity_of_the_model_works", every_entity_of_the_model_works },
	{ "auc_row_may_go_before_its_subscriber", auc_row_may_go_before_its_subscriber },
	{ NULL, NULL },
};
