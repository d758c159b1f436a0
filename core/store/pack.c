/* pack.c - see pack.h. */
#include "store/pack.h"

#include "store/row.h"

#include <string.h>

struct out {
	uint8_t *p;                     /* NULL: only counts                    */
	size_t n;
};

struct in {
	const uint8_t *p, *end;
};

static uint64_t zigzag(int64_t v)
{
	return (uint64_t)v << 1 ^ (uint64_t)(v >> 63);
}

static int64_t unzigzag(uint64_t v)
{
	return (int64_t)(v >> 1 ^ -(v & 1));
}

static void put(struct out *o, uint64_t v)
{
	for (; v >= 0x80; v >>= 7, o->n++)
		if (o->p)
			o->p[o->n] = (uint8_t)(v | 0x80);
	if (o->p)
		o->p[o->n] = (uint8_t)v;
	o->n++;
}

static uint64_t get(struct in *i)
{
	uint64_t v = 0;

	for (uint32_t shift = 0; i->p < i->end && shift < 64; shift += 7) {
		uint8_t b = *i->p++;

		v |= (uint64_t)(b & 0x7f) << shift;
		if (!(b & 0x80))
			break;
	}
	return v;
}

static void put_value(struct out *o, const struct hss_column *c, const void *row)
{
	const struct hss_list *l;
	struct hss_bytes b;

	if (col_is_int(c)) {
		put(o, zigzag(row_int(row, c)));
	} else if (c->field == HSS_F_BYTES) {
		b = row_bytes(row, c);
		put(o, b.len);
		if (o->p && b.len)
			memcpy(o->p + o->n, b.p, b.len);
		o->n += b.len;
	} else {
		l = row_at(row, c);
		put(o, l->n);
		for (uint32_t i = 0; i < l->n; i++)
			put(o, zigzag(((const int64_t *)l->v)[i]));
	}
}

static void pack(const struct hss_entity *e, const void *row, struct out *o)
{
	uint64_t mask = 0;

	for (uint32_t i = 0; i < e->n_cols; i++)
		if (row_is_set(row, &e->cols[i]))
			mask |= UINT64_C(1) << i;
	put(o, mask);
	for (uint32_t i = 0; i < e->n_cols; i++)
		if (mask >> i & 1)
			put_value(o, &e->cols[i], row);
}

size_t pack_len(const struct hss_entity *e, const void *row)
{
	struct out o = { 0 };

	pack(e, row, &o);
	return o.n;
}

void pack_row(const struct hss_entity *e, const void *row, uint8_t *out)
{
	struct out o = { .p = out };

	pack(e, row, &o);
}

static bool get_value(struct in *i, const struct hss_column *c, void *row, struct arena *a)
{
	struct hss_list *l;
	uint64_t n;
	int64_t *v;

	if (col_is_int(c)) {
		row_set_int(row, c, unzigzag(get(i)));
		return true;
	}
	n = get(i);
	if (c->field == HSS_F_BYTES) {
		*(struct hss_bytes *)row_at(row, c) = (struct hss_bytes){ i->p, (uint32_t)n };
		i->p += n;
		return i->p <= i->end;
	}
	v = arena_array(a, int64_t, n ? n : 1);
	if (!v)
		return false;
	for (uint64_t k = 0; k < n; k++)
		v[k] = unzigzag(get(i));
	l = row_at(row, c);
	*l = (struct hss_list){ v, (uint32_t)n };
	return true;
}

void *pack_open(const struct hss_entity *e, const uint8_t *p, size_t len, struct arena *a)
{
	struct in in = { p, p + len };
	void *row = arena_alloc(a, e->row_size, 16);
	uint64_t mask;

	if (!row)
		return NULL;
	mask = get(&in);
	for (uint32_t i = 0; i < e->n_cols; i++)
		if (mask >> i & 1 && !get_value(&in, &e->cols[i], row, a))
			return NULL;
	return row;
}
