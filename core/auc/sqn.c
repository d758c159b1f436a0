/* sqn.c - see sqn.h. */
#include "auc/sqn.h"

#include "auc/sqn_sim.h"

#define IND_BITS_DEFAULT 5u

static uint64_t seq_mask(uint32_t ind_bits)
{
	return (UINT64_C(1) << (48 - ind_bits)) - 1;
}

static int64_t clamp48(bool has, int64_t sqn)
{
	return !has || sqn < 0 ? 0 : sqn & SQN_MASK;
}

void sqn_set_epoch(struct sqn *s, int64_t epoch)
{
	s->epoch = epoch;
}

int64_t sqn_epoch(const struct sqn *s)
{
	return s->epoch;
}

const struct sqn_conf *sqn_conf(const struct sqn *s)
{
	return &s->conf;
}

uint64_t sqn_clock(struct sqn *s)
{
	return atomic_load_explicit(&s->clock, memory_order_acquire);
}

/* ---- where a row's counter stands -------------------------------------------- */

static bool is_of_this_start(const struct sqn *s, const struct sim *m, const struct sqn_row *row)
{
	return (m && m->is_written) || (row->has_epoch && row->epoch == s->epoch);
}

/* SEQs that earlier starts may have handed out without writing them. An epoch of the future
 * (a row from another installation) says nothing: the most careful reading is none.        */
static uint64_t unwritten(const struct sqn *s, const struct sim *m, const struct sqn_row *row)
{
	if (m && m->is_fresh)
		return 0;
	if (!row->has_epoch)
		return s->conf.is_exclusive ? (uint64_t)s->epoch : 0;
	if (row->epoch < 0 || row->epoch > s->epoch)
		return (uint64_t)s->epoch;
	return (uint64_t)(s->epoch - row->epoch);
}

/* The last SEQ that may have been handed out or reserved. m may be NULL.       */
static uint64_t base_seq(const struct sqn *s, const struct shard *sh, const struct sim *m,
                         const struct sqn_row *row)
{
	uint64_t mask = seq_mask(row->ind_bits);
	uint64_t base = (uint64_t)clamp48(row->has_sqn, row->sqn) >> row->ind_bits;
	uint64_t ahead;

	base = (base + unwritten(s, m, row)) & mask;
	if (sh->has_lost && s->conf.is_exclusive && !(m && (m->is_fresh || m->has_high)) &&
	    !is_of_this_start(s, m, row))
		base = (base + s->conf.block) & mask;
	/* with other writers around only the row knows; a resynchronisation elsewhere may even
	 * have lowered it                                                      */
	if (!m || !m->has_high || !s->conf.is_exclusive)
		return base;
	/* modulo 2^43: near the end of the range the newer one is the smaller  */
	ahead = (m->high - base) & mask;
	return ahead && ahead <= mask / 2 ? m->high : base;
}

/* The width of IND changed: what is reserved meant other numbers.              */
static void fit_ind(struct sim *m, uint32_t ind_bits)
{
	if (m->ind_bits == ind_bits)
		return;
	if (m->has_high)
		m->high = ((((m->high + 1) << m->ind_bits) - 1) & (uint64_t)SQN_MASK) >> ind_bits;
	m->have[0].left = m->have[1].left = 0;
	m->gen++;
	m->ind_bits = (uint8_t)ind_bits;
}

/*
 * With other front ends around, a remainder grows old while they hand out newer numbers, and
 * a USIM with an age limit (TS 33.102 C.2.2) refuses it.
 */
static void expire(const struct sqn *s, struct sim *m, uint64_t now_ms)
{
	for (int i = 0; i < 2 && !s->conf.is_exclusive; i++)
		if (m->have[i].left && now_ms >= m->have[i].at_ms + s->conf.expiry_ms)
			m->have[i].left = 0;
	if (!m->have[0].left) {
		m->have[0] = m->have[1];
		m->have[1].left = 0;
	}
}

static uint32_t left(const struct sim *m)
{
	return m->have[0].left + m->have[1].left;
}

/* ---- handing out ------------------------------------------------------------------ */

static uint32_t pick_ind(const struct sqn *s, struct sim *m, const struct sqn_ask *ask)
{
	return ind_pick(&s->conf.ind, ask->row->ind_bits, ask->domain, ask->node, &m->nodes);
}

static void hand_out(const struct sqn *s, struct sim *m, struct sqn_ask *ask)
{
	uint32_t bits = ask->row->ind_bits, ind = pick_ind(s, m, ask);

	for (uint32_t i = 0; i < ask->n; i++) {
		struct range *r = &m->have[m->have[0].left ? 0 : 1];

		ask->sqn[i] = r->next << bits | ind;
		r->next = (r->next + 1) & seq_mask(bits);
		r->left--;
	}
}

static bool is_direct(const struct sqn *s, uint32_t ind_bits)
{
	return !ind_keeps_apart(&s->conf.ind, ind_bits);
}

static void plan(const struct sqn *s, const struct shard *sh, struct sim *m,
                 const struct sqn_row *row, uint32_t n, struct sqn_write *w)
{
	bool has_to_update = s->conf.is_exclusive ? !is_of_this_start(s, m, row)
		: row->has_epoch && !is_of_this_start(s, m, row);
	uint32_t bits = row->ind_bits;

	*w = (struct sqn_write){ .is_wanted = true, .is_direct = is_direct(s, bits),
		                 .ind_bits = bits, .gen = m->gen };
	w->n = w->is_direct || n > s->conf.block ? n : s->conf.block;
	if (!has_to_update) {
		w->is_add = true;
		w->delta = (int64_t)(w->n + 1) << bits;
		return;
	}
	w->epoch = s->epoch;
	w->sqn = (int64_t)((base_seq(s, sh, m, row) + w->n + 1) & seq_mask(bits)) << bits;
}

/* First use in this start with an exclusive store: B numbers without a write.  */
static bool begin(const struct sqn *s, const struct shard *sh, struct sim *m,
                  const struct sqn_row *row, uint64_t now_ms)
{
	uint64_t base;

	if (!s->conf.is_exclusive || m->is_begun || is_of_this_start(s, m, row) ||
	    (sh->has_lost && !m->is_fresh) || m->has_high)
		return false;
	/* another installation's: it might look like ours at the next start    */
	if (row->has_epoch && row->epoch > s->epoch)
		return false;
	base = base_seq(s, sh, m, row);
	m->have[0] = (struct range){ .next = (base + 1) & seq_mask(row->ind_bits),
		                     .left = s->conf.block, .at_ms = now_ms };
	m->high = (base + s->conf.block) & seq_mask(row->ind_bits);
	m->has_high = true;
	m->is_begun = true;
	return true;
}

static enum sqn_answer take(struct sqn *s, struct shard *sh, struct sim *m, struct sqn_ask *ask,
                            struct sqn_write *w)
{
	w->is_wanted = false;
	fit_ind(m, ask->row->ind_bits);
	if (is_direct(s, ask->row->ind_bits)) {
		plan(s, sh, m, ask->row, ask->n, w);
		return SQN_RESERVE;
	}
	expire(s, m, ask->now_ms);
	if (left(m) < ask->n && !m->is_reserving && !left(m))
		begin(s, sh, m, ask->row, ask->now_ms);
	if (left(m) >= ask->n) {
		hand_out(s, m, ask);
		/* a block of fewer than four has no quarter worth asking for   */
		if (left(m) <= s->conf.block / 4 && s->conf.block >= 4 && !m->is_reserving) {
			m->is_reserving = true;
			plan(s, sh, m, ask->row, s->conf.block, w);
		}
		return SQN_TAKEN;
	}
	if (m->is_reserving) {
		list_add(&m->waiters, &ask->waiter->node);
		return SQN_WAIT;
	}
	/* all of it, although some is left: others may take that meanwhile     */
	m->is_reserving = true;
	plan(s, sh, m, ask->row, ask->n, w);
	return SQN_RESERVE;
}

enum sqn_answer sqn_take(struct sqn *s, struct sqn_ask *ask, struct sqn_write *w)
{
	struct shard *sh = sim_shard(s, ask->row->auc_id);
	enum sqn_answer a = SQN_STALE;
	struct sim *m;

	w->is_wanted = false;
	pthread_mutex_lock(&sh->lock);
	m = sim_find(sh, ask->row->auc_id);
	if (!sim_is_stale(sh, m, ask->row->auc_id, ask->row->seen)) {
		if (m)
			sim_touch(sh, m);
		else
			m = sim_make(s, sh, ask->row->auc_id);
		a = m ? take(s, sh, m, ask, w) : SQN_NOMEM;
	}
	pthread_mutex_unlock(&sh->lock);
	return a;
}

/* ---- after the store -------------------------------------------------------------- */

static void wake_all(struct list *waiters, hss_rc rc)
{
	list_each(p, waiters) {
		struct sqn_waiter *w = list_entry(p, struct sqn_waiter, node);

		list_del(&w->node);
		w->rc = rc;
		w->wake(w);
	}
}

static void take_waiters(struct sim *m, struct list *out)
{
	list_each(p, &m->waiters) {
		list_del(p);
		list_add(out, p);
	}
}

static void add_range(struct sim *m, uint64_t first, uint32_t n, uint64_t now_ms)
{
	struct range r = { .next = first, .left = n, .at_ms = now_ms };

	/* the older first; both taken (a request larger than they are): the oldest is given up */
	if (!m->have[0].left || m->have[1].left) {
		m->have[0] = m->have[1];
		m->have[1].left = 0;
	}
	if (!m->have[0].left)
		m->have[0] = r;
	else
		m->have[1] = r;
}

/* Numbers that were reserved for one request only.                             */
static void hand_out_direct(const struct sqn *s, struct sim *m, struct sqn_ask *ask,
                            uint64_t first)
{
	uint32_t bits = ask->row->ind_bits, ind = pick_ind(s, m, ask);

	for (uint32_t i = 0; i < ask->n; i++)
		ask->sqn[i] = ((first + i) & seq_mask(bits)) << bits | ind;
}

static void raise_high(struct sim *m, uint64_t last, uint32_t bits)
{
	uint64_t mask = seq_mask(bits);

	/* direct ones may come back in another order                           */
	if (!m->has_high || ((last - m->high) & mask) <= mask / 2)
		m->high = last;
	m->has_high = true;
}

enum sqn_answer sqn_stored(struct sqn *s, int64_t auc_id, const struct sqn_write *w, int64_t sqn,
                           uint64_t now_ms, struct sqn_ask *ask, struct sqn_write *next)
{
	struct shard *sh = sim_shard(s, auc_id);
	uint64_t mask = seq_mask(w->ind_bits);
	uint64_t top = (uint64_t)clamp48(true, w->is_add ? sqn : w->sqn) >> w->ind_bits;
	uint64_t first = (top - w->n) & mask;
	enum sqn_answer a = SQN_TAKEN;
	struct list woken;
	struct sim *m;

	list_init(&woken);
	next->is_wanted = false;
	pthread_mutex_lock(&sh->lock);
	m = sim_find(sh, auc_id);
	if (m && !w->is_direct) {
		m->is_reserving = false;
		take_waiters(m, &woken);
	}
	if (!m || m->gen != w->gen) {   /* dropped meanwhile                    */
		a = SQN_STALE;
	} else {
		m->is_written |= s->conf.is_exclusive || !w->is_add;
		raise_high(m, (top - 1) & mask, w->ind_bits);
		if (!w->is_direct)
			add_range(m, first, w->n, now_ms);
		if (ask)
			ask->now_ms = now_ms;
		if (ask && w->is_direct)
			hand_out_direct(s, m, ask, first);
		else if (ask)
			a = take(s, sh, m, ask, next);
	}
	pthread_mutex_unlock(&sh->lock);
	wake_all(&woken, HSS_OK);
	return a;
}

void sqn_not_stored(struct sqn *s, int64_t auc_id, const struct sqn_write *w, hss_rc rc)
{
	struct shard *sh = sim_shard(s, auc_id);
	struct list woken;
	struct sim *m;

	if (w->is_direct)
		return;
	list_init(&woken);
	pthread_mutex_lock(&sh->lock);
	m = sim_find(sh, auc_id);
	if (m) {
		m->is_reserving = false;
		take_waiters(m, &woken);
	}
	pthread_mutex_unlock(&sh->lock);
	wake_all(&woken, rc);
}

/* ---- writes of others ---------------------------------------------------------------- */

static void drop(struct sim *m, uint64_t at, bool has_new_sqn)
{
	m->have[0].left = m->have[1].left = 0;
	m->gen++;
	m->dropped_at = at;
	if (has_new_sqn) {
		m->has_high = false;
		m->is_begun = false;
		m->is_fresh = true;
	}
}

void sqn_drop(struct sqn *s, int64_t auc_id, bool has_new_sqn)
{
	struct shard *sh = sim_shard(s, auc_id);
	uint64_t at = atomic_fetch_add(&s->clock, 1) + 1;
	struct sim *m;

	pthread_mutex_lock(&sh->lock);
	m = sim_find(sh, auc_id);
	if (!m && has_new_sqn && s->conf.is_exclusive)
		m = sim_make(s, sh, auc_id);
	if (m)
		drop(m, at, has_new_sqn);
	else
		sim_bury(sh, auc_id, at);
	pthread_mutex_unlock(&sh->lock);
}

void sqn_drop_all(struct sqn *s)
{
	uint64_t at = atomic_fetch_add(&s->clock, 1) + 1;

	for (uint32_t i = 0; i < SHARDS; i++) {
		struct shard *sh = &s->shards[i];

		pthread_mutex_lock(&sh->lock);
		list_each(p, &sh->lru)
			drop(list_entry(p, struct sim, lru), at, false);
		sh->forgotten_at = at;
		pthread_mutex_unlock(&sh->lock);
	}
}

/* ---- resynchronisation ------------------------------------------------------------------ */

static bool is_ahead(uint64_t next, uint64_t seq_ms)
{
	return next > seq_ms && next <= seq_ms + (uint64_t)SQN_DELTA;
}

bool sqn_keeps(struct sqn *s, const struct sqn_row *row, uint64_t seq_ms, uint64_t now_ms)
{
	struct shard *sh = sim_shard(s, row->auc_id);
	bool keeps = false;
	struct sim *m;

	pthread_mutex_lock(&sh->lock);
	m = sim_find(sh, row->auc_id);
	if (m && !sim_is_stale(sh, m, row->auc_id, row->seen)) {
		fit_ind(m, row->ind_bits);
		expire(s, m, now_ms);
		keeps = left(m) && is_ahead(m->have[0].next, seq_ms);
		if (!keeps) {
			m->have[0].left = m->have[1].left = 0;
			m->gen++;
		}
	}
	pthread_mutex_unlock(&sh->lock);
	return keeps;
}

uint64_t sqn_next_seq(struct sqn *s, const struct sqn_row *row)
{
	struct shard *sh = sim_shard(s, row->auc_id);
	struct sim *m;
	uint64_t seq;

	pthread_mutex_lock(&sh->lock);
	m = sim_find(sh, row->auc_id);
	if (m)
		fit_ind(m, row->ind_bits);
	seq = (base_seq(s, sh, m, row) + 1) & seq_mask(row->ind_bits);
	pthread_mutex_unlock(&sh->lock);
	return seq;
}

void sqn_resynced(struct sqn *s, int64_t auc_id, uint32_t ind_bits, int64_t sqn_ms)
{
	struct shard *sh = sim_shard(s, auc_id);
	struct sim *m;

	pthread_mutex_lock(&sh->lock);
	m = sim_find(sh, auc_id);
	if (!m)
		m = sim_make(s, sh, auc_id);
	if (m) {
		fit_ind(m, ind_bits);
		m->have[0].left = m->have[1].left = 0;
		m->gen++;
		m->high = (uint64_t)sqn_ms >> ind_bits;
		m->has_high = true;
		m->is_written = true;
		m->is_fresh = false;
	}
	pthread_mutex_unlock(&sh->lock);
}

/* ---- what a GET may show ------------------------------------------------------------------ */

int64_t sqn_ceiling(struct sqn *s, int64_t auc_id, int64_t stored)
{
	struct shard *sh = sim_shard(s, auc_id);
	int64_t base = clamp48(true, stored), top = base;
	struct sim *m;

	pthread_mutex_lock(&sh->lock);
	m = sim_find(sh, auc_id);
	if (m && m->has_high)
		top = (int64_t)((m->high + 1) & seq_mask(m->ind_bits)) << m->ind_bits;
	else if (s->conf.is_exclusive && !(m && (m->is_fresh || m->is_written)))
		top = base + ((s->epoch + (sh->has_lost ? s->conf.block : 0)) << IND_BITS_DEFAULT);
	pthread_mutex_unlock(&sh->lock);
	if (top > SQN_MASK)
		top = SQN_MASK;
	return top > base ? top : base;
}

uint32_t sqn_count(struct sqn *s)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < SHARDS; i++) {
		pthread_mutex_lock(&s->shards[i].lock);
		n += s->shards[i].sims.n;
		pthread_mutex_unlock(&s->shards[i].lock);
	}
	return n;
}
