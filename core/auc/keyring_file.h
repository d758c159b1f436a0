/* keyring_file.h - reads a key file (format: keyring.h). */
#ifndef AUC_KEYRING_FILE_H
#define AUC_KEYRING_FILE_H

#include <hss/abi.h>

#define KEYRING_MAX_KEYS 16
#define KEYRING_MAX_ID   32

struct keyring_key {
	char id[KEYRING_MAX_ID + 1];
	uint8_t key[32];
};

/* Fills `keys` (KEYRING_MAX_KEYS of them, the caller wipes) and *n. Errors as keyring_open(). */
hss_rc keyring_file_read(const char *path, struct keyring_key *keys, uint32_t *n,
                         struct hss_err *err);

#endif
