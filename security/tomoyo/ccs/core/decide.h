/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Decision about one request
 */

#ifndef CCS_CORE_DECIDE_H
#define CCS_CORE_DECIDE_H

#include "domain.h"
#include "env.h"
#include "profile.h"
#include "request.h"

/**
 * struct ccs_verdict - what the policy says about a request
 * @profile: number of the profile it was judged under
 * @mode: enum ccs_mode
 * @granted: an entry grants it
 * @log: write an audit record
 * @item: what governs it, enum ccs_item, or CCS_ITEM_NONE
 * @root: serial of the policy it was judged by
 * @grant: the entry, if @granted by one; valid as long as the read side is
 *	held
 */
struct ccs_verdict {
	u8 profile;
	u8 mode;
	bool granted;
	bool log;
	int item;
	u64 root;
	struct ccs_grant grant;
};

int ccs_request_item(const struct ccs_request *request);
int ccs_find_entry(const struct ccs_domain *domain,
		   const struct ccs_request *request, struct ccs_grant *grant);
void ccs_decide_granted(const struct ccs_policy *policy,
			const struct ccs_domain *domain,
			const struct ccs_request *request,
			struct ccs_verdict *verdict);
int ccs_decide(const struct ccs_policy *policy,
	       const struct ccs_domain *domain,
	       const struct ccs_request *request, struct ccs_verdict *verdict);

#endif /* CCS_CORE_DECIDE_H */
