/*
 * epoch_file.h - what the epoch counter was at the last start or backup, in the state directory: a
 * database that says less was restored from a backup, or lost writes at a fail-over.
 */
#ifndef AUC_EPOCH_FILE_H
#define AUC_EPOCH_FILE_H

#include <hss/abi.h>

/* dir may be NULL. 0: there is none, or it cannot be read.                     */
int64_t epoch_file_read(const char *dir);
/* Durably, by rename; dir NULL: nothing. INTERNAL: errno says why.             */
hss_rc epoch_file_write(const char *dir, int64_t value);

#endif
