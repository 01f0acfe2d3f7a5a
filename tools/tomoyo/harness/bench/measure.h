/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Counting instructions
 *
 * Under callgrind each measurement becomes one part of its output, named by
 * what it is; without it the program does the same and counts nothing.
 */

#ifndef CCS_HARNESS_BENCH_MEASURE_H
#define CCS_HARNESS_BENCH_MEASURE_H

#include <stdio.h>
#include <valgrind/callgrind.h>

/**
 * struct measure - something to be counted
 * @operation: what is done
 * @lsm: by whom
 * @rules: at which size
 * @kind: of what
 * @times: how often
 */
struct measure {
	const char *operation;
	const char *lsm;
	unsigned long rules;
	const char *kind;
	unsigned long times;
};

static inline void measure_begin(void)
{
	CALLGRIND_START_INSTRUMENTATION;
	CALLGRIND_ZERO_STATS;
}

/* What is between two of these counts; the rest of a loop does not. */
#define measure_toggle()	CALLGRIND_TOGGLE_COLLECT

static inline void measure_end(const struct measure *measure)
{
	char text[256];

	snprintf(text, sizeof(text), "%s %s %lu %s %lu", measure->operation,
		 measure->lsm, measure->rules, measure->kind, measure->times);
	CALLGRIND_DUMP_STATS_AT(text);
	CALLGRIND_STOP_INSTRUMENTATION;
}

#endif /* CCS_HARNESS_BENCH_MEASURE_H */
