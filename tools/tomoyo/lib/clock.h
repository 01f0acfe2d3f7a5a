/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Time that only passes
 */

#ifndef CCS_LIB_CLOCK_H
#define CCS_LIB_CLOCK_H

#include <time.h>

/**
 * ccs_clock - the time
 *
 * Return: milliseconds since an arbitrary moment.
 */
static inline long long ccs_clock(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

#endif /* CCS_LIB_CLOCK_H */
