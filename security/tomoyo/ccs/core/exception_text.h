/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Text of the exception policy
 */

#ifndef CCS_CORE_EXCEPTION_TEXT_H
#define CCS_CORE_EXCEPTION_TEXT_H

#include "emit.h"
#include "env.h"
#include "hits.h"
#include "place.h"
#include "policy.h"
#include "span.h"

/**
 * struct ccs_exception_pos - how far a reader of exception policy got
 * @transition_only: only what decides about transitions (policy-language 8.5)
 * @clock: are the counters of entries shown?
 * @ns: the namespace at hand; readers of one namespace leave it alone
 * @stage: which kind of entry comes next
 * @outer: the group at hand
 * @inner: the next entry or member
 *
 * Zeroed but for @transition_only and @clock to start.
 */
struct ccs_exception_pos {
	bool transition_only;
	struct ccs_hits_clock clock;
	struct ccs_place ns;
	u32 stage;
	struct ccs_place outer;
	struct ccs_place inner;
};

int ccs_exception_line(struct ccs_policy *policy, struct ccs_ns *ns,
		       const struct ccs_span *line, bool remove,
		       struct ccs_reject *reject);
bool ccs_exception_print(const struct ccs_policy *policy,
			 const struct ccs_ns *ns,
			 struct ccs_exception_pos *pos, struct ccs_emit *emit);

#endif /* CCS_CORE_EXCEPTION_TEXT_H */
