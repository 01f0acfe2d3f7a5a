/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Doing something again and again until somebody ends it
 */

#ifndef CCS_LIB_ROUND_H
#define CCS_LIB_ROUND_H

#include <stdbool.h>

/**
 * struct ccs_rounds - what may end a round
 * @fd: where signals are read
 * @signal: the one that ended it all, 0 if none has come
 */
struct ccs_rounds {
	int fd;
	int signal;
};

void ccs_rounds_init(struct ccs_rounds *rounds);
int ccs_rounds_run(struct ccs_rounds *rounds, char **command, int *status);
bool ccs_rounds_wait(struct ccs_rounds *rounds, unsigned int seconds);
bool ccs_rounds_ask(struct ccs_rounds *rounds, const char *question);

#endif /* CCS_LIB_ROUND_H */
