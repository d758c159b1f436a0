/*
 * keyring.c - see keyring.h. A key's contexts are expanded once per loop: setting a nonce is
 * cheap, expanding an AES-256 key and GCM's table for every row would not be.
 */
#include "auc/keyring.h"

#include "auc/crypto.h"
#include "auc/keyring_file.h"
#include "base/bytes.h"

#include <openssl/evp.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX    "enc:1:"
#define NONCE_LEN 12
#define TAG_LEN   16
#define CLEAR_MAX 65536u

struct lane_key {
	EVP_CIPHER_CTX *seal, *open;
};
struct keyring {
	uint32_t n, lanes;
	char id[KEYRING_MAX_KEYS][KEYRING_MAX_ID + 1];
	struct lane_key *ctx;           /* lanes times n                        */
};
struct sealed_text {                    /* a sealed value taken apart           */
	struct hss_bytes id, column, head, base64;
};

static hss_rc expand(struct lane_key *c, EVP_CIPHER *gcm, const uint8_t key[32])
{
	c->seal = EVP_CIPHER_CTX_new();
	c->open = EVP_CIPHER_CTX_new();
	if (!c->seal || !c->open || !EVP_EncryptInit_ex2(c->seal, gcm, key, NULL, NULL) ||
	    !EVP_DecryptInit_ex2(c->open, gcm, key, NULL, NULL))
		return HSS_E_INTERNAL;
	return HSS_OK;
}

static hss_rc expand_all(struct keyring *k, const struct keyring_key *keys)
{
	EVP_CIPHER *gcm = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
	hss_rc rc = gcm ? HSS_OK : HSS_E_INTERNAL;

	k->ctx = calloc((size_t)k->lanes * k->n, sizeof *k->ctx);
	if (!k->ctx)
		rc = HSS_E_NOMEM;
	for (uint32_t i = 0; i < k->lanes * k->n && rc == HSS_OK; i++)
		rc = expand(&k->ctx[i], gcm, keys[i % k->n].key);
	EVP_CIPHER_free(gcm);
	return rc;
}

hss_rc keyring_open(const char *path, uint32_t lanes, struct keyring **out, struct hss_err *err)
{
	struct keyring_key keys[KEYRING_MAX_KEYS];
	struct keyring *k = calloc(1, sizeof *k);
	hss_rc rc = HSS_OK;

	if (!k)
		return HSS_E_NOMEM;
	k->lanes = lanes;
	if (path) {
		rc = keyring_file_read(path, keys, &k->n, err);
		if (rc == HSS_OK) {
			for (uint32_t i = 0; i < k->n; i++)
				memcpy(k->id[i], keys[i].id, sizeof k->id[i]);
			rc = expand_all(k, keys);
			if (rc != HSS_OK)
				snprintf(err->text, sizeof err->text,
				         "AES-256-GCM contexts cannot be made");
		}
		crypto_wipe(keys, sizeof keys);
	}
	if (rc != HSS_OK) {
		err->code = rc;
		keyring_close(k);
		return rc;
	}
	*out = k;
	return HSS_OK;
}

void keyring_close(struct keyring *k)
{
	if (!k)
		return;
	for (uint32_t i = 0; k->ctx && i < k->lanes * k->n; i++) {
		EVP_CIPHER_CTX_free(k->ctx[i].seal);
		EVP_CIPHER_CTX_free(k->ctx[i].open);
	}
	free(k->ctx);
	free(k);
}

bool keyring_has_keys(const struct keyring *k)
{
	return k->n > 0;
}

bool keyring_is_sealed(struct hss_bytes v)
{
	return v.len > sizeof PREFIX - 1 && memcmp(v.p, PREFIX, sizeof PREFIX - 1) == 0;
}

/* PROTO: it only starts like one.                                              */
static hss_rc take_apart(struct hss_bytes v, struct sealed_text *s)
{
	const uint8_t *p = v.p + sizeof PREFIX - 1, *end = v.p + v.len, *c;

	c = memchr(p, ':', (size_t)(end - p));
	if (!c)
		return HSS_E_PROTO;
	s->id = bytes_of(p, (size_t)(c - p));
	p = c + 1;
	c = memchr(p, ':', (size_t)(end - p));
	if (!c)
		return HSS_E_PROTO;
	s->column = bytes_of(p, (size_t)(c - p));
	s->head = bytes_of(v.p, (size_t)(c + 1 - v.p));
	s->base64 = bytes_of(c + 1, (size_t)(end - c - 1));
	if (s->base64.len % 4 || s->base64.len < 4 * (NONCE_LEN + TAG_LEN) / 3 ||
	    s->base64.len > CLEAR_MAX * 2)
		return HSS_E_PROTO;
	return HSS_OK;
}

bool keyring_is_current(const struct keyring *k, struct hss_bytes v)
{
	struct sealed_text s;

	if (!k->n || !v.len)
		return true;
	if (!keyring_is_sealed(v) || take_apart(v, &s) != HSS_OK)
		return false;
	return bytes_eq(s.id, bytes_str(k->id[0]));
}

/* nonce, ciphertext and tag into `out`, which has room for clear.len + 28.     */
static hss_rc encrypt(EVP_CIPHER_CTX *ctx, const uint8_t nonce[NONCE_LEN], struct hss_bytes aad,
                      struct hss_bytes clear, uint8_t *out)
{
	uint8_t *text = out + NONCE_LEN;
	int n = 0, last = 0;

	memcpy(out, nonce, NONCE_LEN);
	if (!EVP_EncryptInit_ex2(ctx, NULL, NULL, nonce, NULL) ||
	    !EVP_EncryptUpdate(ctx, NULL, &n, aad.p, (int)aad.len) ||
	    !EVP_EncryptUpdate(ctx, text, &n, clear.p, (int)clear.len) ||
	    !EVP_EncryptFinal_ex(ctx, text + n, &last) ||
	    !EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_GET_TAG, TAG_LEN, text + clear.len))
		return HSS_E_INTERNAL;
	return HSS_OK;
}

hss_rc keyring_seal(struct keyring *k, uint32_t lane, struct rng *rng, struct arena *a,
                    const char *column, struct hss_bytes clear, struct hss_bytes *sealed)
{
	uint8_t nonce[NONCE_LEN], *raw;
	struct hss_bytes head;
	uint32_t n = clear.len + NONCE_LEN + TAG_LEN;
	char *text;
	hss_rc rc;

	if (!k->n || !clear.len || keyring_is_sealed(clear)) {
		*sealed = clear;
		return HSS_OK;
	}
	if (clear.len > CLEAR_MAX || lane >= k->lanes)
		return HSS_E_INVAL;
	a->is_secret = true;
	head = arena_printf(a, PREFIX "%s:%s:", k->id[0], column);
	raw = arena_alloc(a, n, 1);
	text = arena_alloc(a, (size_t)head.len + (n + 2) / 3 * 4 + 1, 1);
	if (!head.p || !raw || !text)
		return HSS_E_NOMEM;
	rc = rng_get(rng, nonce, sizeof nonce);
	if (rc == HSS_OK)
		rc = encrypt(k->ctx[lane * k->n].seal, nonce, head, clear, raw);
	if (rc != HSS_OK)
		return rc;
	memcpy(text, head.p, head.len);
	n = (uint32_t)EVP_EncodeBlock((unsigned char *)text + head.len, raw, (int)n);
	*sealed = bytes_of(text, head.len + n);
	return HSS_OK;
}

static hss_rc decrypt(EVP_CIPHER_CTX *ctx, struct hss_bytes aad, uint8_t *raw, uint32_t n,
                      struct hss_bytes *clear)
{
	uint8_t *text = raw + NONCE_LEN;
	uint32_t len = n - NONCE_LEN - TAG_LEN;
	int got = 0, last = 0;

	if (!EVP_DecryptInit_ex2(ctx, NULL, NULL, raw, NULL) ||
	    !EVP_DecryptUpdate(ctx, NULL, &got, aad.p, (int)aad.len) ||
	    !EVP_DecryptUpdate(ctx, text, &got, text, (int)len) ||
	    !EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_AEAD_SET_TAG, TAG_LEN, text + len) ||
	    EVP_DecryptFinal_ex(ctx, text + got, &last) <= 0) {
		crypto_wipe(text, len);
		return HSS_E_PROTO;
	}
	*clear = bytes_of(text, len);
	return HSS_OK;
}

static EVP_CIPHER_CTX *find_key(struct keyring *k, uint32_t lane, struct hss_bytes id)
{
	for (uint32_t i = 0; i < k->n; i++)
		if (bytes_eq(bytes_str(k->id[i]), id))
			return k->ctx[lane * k->n + i].open;
	return NULL;
}

hss_rc keyring_unseal(struct keyring *k, uint32_t lane, struct arena *a, const char *column,
                      struct hss_bytes stored, struct hss_bytes *clear)
{
	struct sealed_text s;
	EVP_CIPHER_CTX *ctx;
	uint8_t *raw;
	int n;

	a->is_secret = true;
	if (!keyring_is_sealed(stored)) {
		*clear = stored;
		return HSS_OK;
	}
	if (lane >= k->lanes || take_apart(stored, &s) != HSS_OK)
		return HSS_E_PROTO;
	ctx = find_key(k, lane, s.id);
	if (!ctx || (column && !bytes_eq(s.column, bytes_str(column))))
		return HSS_E_PROTO;
	raw = arena_alloc(a, s.base64.len / 4 * 3, 1);
	if (!raw)
		return HSS_E_NOMEM;
	n = EVP_DecodeBlock(raw, s.base64.p, (int)s.base64.len);
	/* the decoder counts the padding as octets                             */
	for (uint32_t i = 1; i <= 2 && n > 0 && s.base64.p[s.base64.len - i] == '='; i++)
		n--;
	if (n < NONCE_LEN + TAG_LEN)
		return HSS_E_PROTO;
	return decrypt(ctx, s.head, raw, (uint32_t)n, clear);
}
