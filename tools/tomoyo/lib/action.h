/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Programs that are started to tell somebody
 */

#ifndef CCS_LIB_ACTION_H
#define CCS_LIB_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* More at once would only be in each other's way. */
#define CCS_ACTIONS_MAX 8

/**
 * struct ccs_action - a program that runs
 * @pid: its process, which leads a group of its own
 * @name: the program, or how its name begins
 * @end: when its time is over, as of ccs_clock()
 * @killed: it was told so
 */
struct ccs_action {
	pid_t pid;
	char name[64];
	long long end;
	bool killed;
};

/**
 * struct ccs_actions - programs that run; all zeroes is none
 * @action: the programs
 * @count: their number
 */
struct ccs_actions {
	struct ccs_action action[CCS_ACTIONS_MAX];
	size_t count;
};

int ccs_actions_start(struct ccs_actions *all, char *const *words,
		      char *const *environment, const char *input,
		      unsigned int seconds);
void ccs_actions_reap(struct ccs_actions *all);

#endif /* CCS_LIB_ACTION_H */
