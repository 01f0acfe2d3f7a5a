/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Allocations that fail
 *
 * The kernel lets the nth allocation of a task fail. Every n is tried until no
 * allocation is left.
 */

#ifndef CCS_SELFTESTS_FAULTS_H
#define CCS_SELFTESTS_FAULTS_H

#include <stdbool.h>

#define FAIL_NTH "/proc/thread-self/fail-nth"

/* What a probe needs to use it, in any mode. */
#define FAIL_NTH_ENTRY "file read/write/getattr proc:/self/task/\\$/fail-nth"

/* More allocations than any of these calls makes. */
#define NTH_MAX 2000

/* How a sweep ends: it went as it should, or what happened at the nth. */
#define SWEEP_GRANTED 1
#define SWEEP_ENDLESS 2
#define SWEEP_BROKEN 3

bool faults_prepare(void);
int faults_open(void);
void fail_nth(int knob, int nth);
bool still_to_come(int knob);
int sweep(char **args);
char *find_leaks(void);

#endif /* CCS_SELFTESTS_FAULTS_H */
