// SPDX-License-Identifier: GPL-2.0-only
/*
 * Decision about one request
 */

#include "acl.h"
#include "decide.h"
#include "env.h"

/**
 * ccs_request_item - which item of a profile governs a request
 * @request: the request
 *
 * Return: the item.
 */
enum ccs_item ccs_request_item(const struct ccs_request *request)
{
	static const u8 *const items[CCS_ACL_TYPE_COUNT] = {
		[CCS_ACL_PATH] = ccs_path_op_item,
	};

	return items[request->type][request->op];
}

/**
 * ccs_decide - judge a request (semantics 7)
 * @policy: the policy
 * @domain: the domain it is judged in
 * @request: the request
 * @verdict: the result
 *
 * The entries are looked through in every mode, since the one that grants an
 * execution also names the next domain; a caller that has no use for that in
 * disabled mode asks ccs_profile_config() first.
 *
 * Context: Policy lock or RCU read side held.
 * Return: 0 with @verdict; -EAGAIN if facts must be fetched first; another
 * error if the answer can't be had: then @verdict has the mode and is not
 * granted.
 */
int ccs_decide(const struct ccs_policy *policy,
	       const struct ccs_domain *domain,
	       const struct ccs_request *request, struct ccs_verdict *verdict)
{
	u8 config;
	int found;

	*verdict = (struct ccs_verdict){
		.profile = READ_ONCE(domain->profile),
		.mode = CCS_MODE_DISABLED,
	};
	config = ccs_profile_config(ccs_profile_of(domain->ns,
						   verdict->profile),
				    ccs_request_item(request));
	/* Pairs with ccs_root_activate(). */
	if (smp_load_acquire(&policy->loaded))
		verdict->mode = config & CCS_CONFIG_MODE;
	found = ccs_acl_match(&domain->acls, request, &verdict->grant);
	verdict->granted = found > 0;
	verdict->log = verdict->mode != CCS_MODE_DISABLED &&
		       (config & (verdict->granted ? CCS_CONFIG_GRANT_LOG :
						     CCS_CONFIG_REJECT_LOG));
	return found < 0 ? found : 0;
}
