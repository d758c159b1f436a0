/* roaming_report.h - what an upgrade of a PyHSS file changes for roaming, for the log. */
#ifndef SQLITE_ROAMING_REPORT_H
#define SQLITE_ROAMING_REPORT_H

#include "sqlite.h"

/*
 * WORKER. Compares, for each network of roaming_network, the decision PyHSS took with that of
 * network_decide(), and logs each subscriber and network for which it differs; subscribers
 * without rules of their own are counted and get one line per network. Reads through `h`, after
 * the columns were added; writes nothing. It never fails the upgrade: what cannot be read is
 * said in the log.
 */
void roaming_report(struct db *db, sqlite3 *h);

#endif
