/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One policy takes the place of another
 */

#ifndef CCS_CORE_SUCCEED_H
#define CCS_CORE_SUCCEED_H

#include "emit.h"
#include "env.h"
#include "part.h"
#include "policy.h"
#include "span.h"

/**
 * struct ccs_succession - one policy takes the place of another
 * @next: the policy that comes; nobody reads it yet
 * @now: the policy that goes, which is in force still
 * @carried: parts of @next that are copies of @now's, one bit each
 * @undo: @next is what was in force before @now: nothing may be refused
 * @reply: told the names of domains that go on as deleted ones
 * @untold: how many names did not fit
 * @reject: filled in if @next is refused
 */
struct ccs_succession {
	struct ccs_policy *next;
	struct ccs_policy *now;
	u8 carried;
	bool undo;
	struct ccs_emit *reply;
	u32 untold;
	struct ccs_reject *reject;
};

int ccs_succeed(struct ccs_succession *all);
int ccs_policy_complete(const struct ccs_policy *policy,
			struct ccs_reject *reject);

#endif /* CCS_CORE_SUCCEED_H */
