// SPDX-License-Identifier: GPL-2.0-only
/*
 * So many and no more
 */

#include "clock.h"
#include "limit.h"

/**
 * ccs_limit_lets - may one more be taken?
 * @limit: counts it
 * @most: how many may be taken until ccs_limit_over(), 0 for any number
 *
 * Return: true if it may.
 */
bool ccs_limit_lets(struct ccs_limit *limit, unsigned int most)
{
	if (!most)
		return true;
	if (!limit->taken)
		limit->since = ccs_clock();
	if (limit->taken < most) {
		limit->taken++;
		return true;
	}
	limit->left_out++;
	return false;
}

/**
 * ccs_limit_over - begin anew, if the time is over
 * @limit: what came
 * @seconds: the time
 *
 * Return: how many were left out, 0 also if it is not over.
 */
unsigned long ccs_limit_over(struct ccs_limit *limit, unsigned int seconds)
{
	const unsigned long count = limit->left_out;

	if (!limit->taken || ccs_clock() - limit->since < seconds * 1000LL)
		return 0;
	*limit = (struct ccs_limit){};
	return count;
}
