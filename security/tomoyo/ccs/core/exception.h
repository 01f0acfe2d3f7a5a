/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Text of the exception policy
 */

#ifndef CCS_CORE_EXCEPTION_H
#define CCS_CORE_EXCEPTION_H

#include "emit.h"
#include "env.h"
#include "policy.h"
#include "span.h"

/**
 * struct ccs_exception_pos - how far a reader of exception policy got
 * @stage: which kind of entry comes next
 * @outer: position of the group at hand
 * @next: position of the next entry or member
 */
struct ccs_exception_pos {
	u32 stage;
	u64 outer;
	u64 next;
};

int ccs_exception_line(struct ccs_policy *policy, const struct ccs_span *line,
		       struct ccs_reject *reject);
bool ccs_exception_print(const struct ccs_policy *policy,
			 struct ccs_exception_pos *pos, struct ccs_emit *emit);

#endif /* CCS_CORE_EXCEPTION_H */
