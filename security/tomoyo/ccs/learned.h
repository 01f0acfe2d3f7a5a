/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Lines that are learned while policy is about to change
 */

#ifndef CCS_LEARNED_H
#define CCS_LEARNED_H

#include "core/decide.h"

/**
 * struct ccs_replay - what was learned meanwhile, into another policy
 * @from: lines since then, as ccs_learned_watch() returned it
 * @copied: that policy is a copy of the one that learned
 * @kept: how many lines went over
 * @discarded: how many did not
 */
struct ccs_replay {
	u64 from;
	bool copied;
	u32 kept;
	u32 discarded;
};

int ccs_learned_add(struct ccs_policy *policy, struct ccs_domain *domain,
		    const struct ccs_verdict *verdict,
		    const struct ccs_span *line);
u64 ccs_learned_watch(void);
void ccs_learned_unwatch(void);
u64 ccs_learned_now(void);
void ccs_learned_replay(struct ccs_policy *policy, struct ccs_replay *replay);

#endif /* CCS_LEARNED_H */
