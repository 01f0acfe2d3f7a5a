/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A process to be bothered
 *
 * It has a domain of its own and does nothing. All signals are blocked, so those
 * that reach it stay there to be counted.
 */

#ifndef CCS_SELFTESTS_VICTIM_H
#define CCS_SELFTESTS_VICTIM_H

#include <stdbool.h>

#include "common.h"

#define VICTIM DIR "/victim"
#define VICTIM_DOMAIN "<kernel> " VICTIM
#define BYSTANDER DIR "/bystander"
#define BYSTANDER_DOMAIN "<kernel> " BYSTANDER

/**
 * struct victim - a process to be bothered
 * @pid: its process; 0 if there is none
 * @number: the same as text, for a probe
 */
struct victim {
	pid_t pid;
	char number[12];
};

int victim_start(struct victim *victim, const char *path, pid_t group);
bool victim_has(const struct victim *victim, int sig);
void victim_end(struct victim *victim);

#endif /* CCS_SELFTESTS_VICTIM_H */
