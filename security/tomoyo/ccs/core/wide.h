/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Values of 128 bits
 */

#ifndef CCS_CORE_WIDE_H
#define CCS_CORE_WIDE_H

#include "env.h"

/**
 * struct ccs_wide - a number, or an address in host order
 * @hi: the upper half, 0 for numbers and IPv4
 * @lo: the lower half
 */
struct ccs_wide {
	u64 hi;
	u64 lo;
};

/**
 * struct ccs_wide_range - all values from one to another
 * @min: lowest value
 * @max: highest value, not below @min
 */
struct ccs_wide_range {
	struct ccs_wide min;
	struct ccs_wide max;
};

static inline bool ccs_wide_same(const struct ccs_wide *a,
				 const struct ccs_wide *b)
{
	return a->hi == b->hi && a->lo == b->lo;
}

static inline bool ccs_wide_above(const struct ccs_wide *a,
				  const struct ccs_wide *b)
{
	return a->hi > b->hi || (a->hi == b->hi && a->lo > b->lo);
}

#endif /* CCS_CORE_WIDE_H */
