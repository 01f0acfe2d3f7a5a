/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * So many and no more
 */

#ifndef CCS_LIB_LIMIT_H
#define CCS_LIB_LIMIT_H

#include <stdbool.h>

/**
 * struct ccs_limit - what came of late; all zeroes is nothing
 * @since: when the first of it came, as ccs_clock() says it
 * @taken: how many were taken since then
 * @left_out: how many were not
 */
struct ccs_limit {
	long long since;
	unsigned int taken;
	unsigned long left_out;
};

bool ccs_limit_lets(struct ccs_limit *limit, unsigned int most);
unsigned long ccs_limit_over(struct ccs_limit *limit, unsigned int seconds);

#endif /* CCS_LIB_LIMIT_H */
