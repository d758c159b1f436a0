/* keccak.c - see keccak.h; step names as in FIPS 202 3.2. */
#include "auc/keccak.h"

#include "auc/crypto.h"

#include <string.h>

#define ROUNDS 24

/* iota: bit 2^j - 1 of round i is rc(j + 7 i) of the LFSR of FIPS 202 3.2.5     */
static uint64_t round_constant(uint8_t *lfsr)
{
	uint64_t c = 0;

	for (int j = 0; j <= 6; j++) {
		if (*lfsr & 1)
			c |= UINT64_C(1) << ((1u << j) - 1);
		*lfsr = (uint8_t)(*lfsr << 1 ^ (*lfsr & 0x80 ? 0x71 : 0));
	}
	return c;
}

static uint64_t rotl(uint64_t v, uint32_t n)
{
	return n ? v << n | v >> (64 - n) : v;
}

static void theta(uint64_t a[25])
{
	uint64_t c[5];

	for (int x = 0; x < 5; x++)
		c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
	for (int x = 0; x < 5; x++) {
		uint64_t d = c[(x + 4) % 5] ^ rotl(c[(x + 1) % 5], 1);

		for (int y = 0; y < 25; y += 5)
			a[x + y] ^= d;
	}
}

/* rho and pi together: the lanes move along one cycle of 24.                   */
static void rho_pi(uint64_t a[25])
{
	uint32_t x = 1, y = 0;
	uint64_t moving = a[1];

	for (uint32_t t = 0; t < 24; t++) {
		uint32_t ny = (2 * x + 3 * y) % 5;
		uint64_t next;

		x = y;
		y = ny;
		next = a[x + 5 * y];
		a[x + 5 * y] = rotl(moving, (t + 1) * (t + 2) / 2 % 64);
		moving = next;
	}
}

static void chi(uint64_t a[25])
{
	for (int y = 0; y < 25; y += 5) {
		uint64_t row[5];

		memcpy(row, a + y, sizeof row);
		for (int x = 0; x < 5; x++)
			a[x + y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
	}
}

void keccak_f1600(uint8_t state[200])
{
	uint64_t a[25];
	uint8_t lfsr = 1;

	for (int i = 0; i < 25; i++) {
		a[i] = 0;
		for (int b = 7; b >= 0; b--)
			a[i] = a[i] << 8 | state[8 * i + b];
	}
	for (int i = 0; i < ROUNDS; i++) {
		theta(a);
		rho_pi(a);
		chi(a);
		a[0] ^= round_constant(&lfsr);
	}
	for (int i = 0; i < 200; i++)
		state[i] = (uint8_t)(a[i / 8] >> 8 * (i % 8));
	crypto_wipe(a, sizeof a);
}
