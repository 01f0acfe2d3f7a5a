/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rounds of learning
 */

#ifndef CCS_LIB_COURSE_H
#define CCS_LIB_COURSE_H

#include <stdbool.h>
#include <stddef.h>

#include "fail.h"
#include "learn.h"
#include "round.h"

#define CCS_COURSE_MAX 1000

/**
 * struct ccs_course - rounds of learning
 * @learn: what learns
 * @rounds: how rounds end
 * @command: what a round runs, NULL to wait
 * @quiet: seconds of a round that waits
 * @most: rounds at most, up to CCS_COURSE_MAX
 * @settle: rounds without anything new that are enough
 * @any_status: the command may fail
 * @news: lines that each round brought
 * @count: rounds so far
 * @longest: seconds of the longest one
 */
struct ccs_course {
	struct ccs_learn *learn;
	struct ccs_rounds rounds;
	char **command;
	unsigned int quiet;
	unsigned int most;
	unsigned int settle;
	bool any_status;
	size_t news[CCS_COURSE_MAX];
	unsigned int count;
	unsigned int longest;
};

enum ccs_exit ccs_course_run(struct ccs_course *course);
enum ccs_exit ccs_course_all(struct ccs_course *course);
unsigned long ccs_course_violations(void);

#endif /* CCS_LIB_COURSE_H */
