/* process.h - one hssd in small: two loops, the store on SQLite, the AuC, many requesters. */
#ifndef TEST_AUC_STORE_PROCESS_H
#define TEST_AUC_STORE_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

#define SIMS 3
#define KI   "465b5ce8b199b49faa5f0a2ee238a6bc"
#define OPC  "cd63cb71954a9f4e48a5994e37a02baf"

enum { SAY_SQN = 1, SAY_FAILED = 2 };
struct said {                           /* what a process tells its parent      */
	uint32_t what, sim;
	uint64_t sqn;                   /* SAY_FAILED: rc                       */
	uint32_t answer, index;         /* which answer, and where in it        */
};

struct process_conf {
	const char *database, *key_file; /* key_file NULL: clear text           */
	int64_t block;
	int fd;                         /* struct said go there                 */
	unsigned seed;
	uint32_t answers;               /* then it ends by itself; 0: never     */
};
/* Runs until it is killed or all answers came; returns the exit code.          */
int process_run(const struct process_conf *conf);

#endif
