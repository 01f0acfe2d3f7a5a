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

/**
 * enum ccs_number_use - where a number stands, which says how it is written
 * @CCS_USE_NUMBER: operand or side of a condition; number or range
 * @CCS_USE_MEMBER: member of a number_group; number or range
 * @CCS_USE_PORT: operand; number or range up to 65535
 * @CCS_USE_AUTOBIND_18: ports of 1.8's deny_autobind; number or range
 * @CCS_USE_AUTOBIND_17: ports of 1.7's; only what both dialects read alike
 * @CCS_USE_CONDITION_17: side of a condition of 1.7; number or range
 * @CCS_USE_SIGNAL_17: operand of 1.7's allow_signal; one decimal number
 * @CCS_USE_PROFILE: of a profile or acl_group; one decimal number up to 255
 * @CCS_USE_ARGV: index of exec.argv[]; one decimal number
 * @CCS_USE_STATE: value of 1.7's task.state[]; one number up to 255
 * @CCS_USE_COUNT: how many places there are
 */
enum ccs_number_use {
	CCS_USE_NUMBER,
	CCS_USE_MEMBER,
	CCS_USE_PORT,
	CCS_USE_AUTOBIND_18,
	CCS_USE_AUTOBIND_17,
	CCS_USE_CONDITION_17,
	CCS_USE_SIGNAL_17,
	CCS_USE_PROFILE,
	CCS_USE_ARGV,
	CCS_USE_STATE,
	CCS_USE_COUNT
};

bool ccs_decimal_parse(const struct ccs_span *word, u64 max, u64 *value);
bool ccs_range_parse(const struct ccs_span *word, struct ccs_range *range);
bool ccs_range_parse_as(const struct ccs_span *word, enum ccs_number_use use,
			struct ccs_range *range, const char **why);
bool ccs_value_parse_as(const struct ccs_span *word, enum ccs_number_use use,
			u64 *value, const char **why);
void ccs_range_print(struct ccs_emit *emit, const struct ccs_range *range);
bool ccs_range_same(const struct ccs_range *a, const struct ccs_range *b);
bool ccs_range_overlap(const struct ccs_range *a, const struct ccs_range *b);

#endif /* CCS_CORE_NUMBER_H */
