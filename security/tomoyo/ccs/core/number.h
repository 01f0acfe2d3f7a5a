/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Numbers and ranges
 */

#ifndef CCS_CORE_NUMBER_H
#define CCS_CORE_NUMBER_H

#include "emit.h"
#include "env.h"
#include "span.h"

enum ccs_radix {
	CCS_DECIMAL,
	CCS_OCTAL,
	CCS_HEXADECIMAL,
};

/**
 * struct ccs_range - a number operand
 * @min: lowest value
 * @max: highest value, not below @min
 * @min_radix: how @min was written; part of the entry's identity
 * @max_radix: how @max was written
 */
struct ccs_range {
	u64 min;
	u64 max;
	u8 min_radix;
	u8 max_radix;
};

bool ccs_decimal_parse(const struct ccs_span *word, u64 max, u64 *value);
bool ccs_range_parse(const struct ccs_span *word, struct ccs_range *range);
void ccs_range_print(struct ccs_emit *emit, const struct ccs_range *range);
bool ccs_range_same(const struct ccs_range *a, const struct ccs_range *b);
bool ccs_range_overlap(const struct ccs_range *a, const struct ccs_range *b);

#endif /* CCS_CORE_NUMBER_H */
