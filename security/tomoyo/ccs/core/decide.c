// SPDX-License-Identifier: GPL-2.0-only
/*
 * Decision about one request
 */

#include "acl.h"
#include "decide.h"
#include "env.h"
#include "namespace.h"

/**
 * ccs_request_item - which item of a profile governs a request
 * @request: the request
 *
 * Return: an enum ccs_item, or CCS_ITEM_NONE.
 */
int ccs_request_item(const struct ccs_request *request)
{
	if (request->governor)
		return request->governor - 1;
	return ccs_op_item(request->type, request->protocol,
			   request->type == CCS_ACL_CAPABILITY ?
			   request->number[0] : request->op);
}

/* acl_groups in ascending number, as if appended to the domain's own list. */
static int find_in_groups(const struct ccs_domain *domain,
			  const struct ccs_request *request,
			  struct ccs_grant *grant)
{
	size_t word;

	for (word = 0; word < ARRAY_SIZE(domain->groups); word++) {
		u64 left = READ_ONCE(domain->groups[word]);

		for (; left; left &= left - 1) {
			const int number = word * 64 + __ffs64(left);
			const struct ccs_acl_list *const list =
				ccs_ns_acl_group(domain->ns, number);
			const int found = list ?
				ccs_acl_match(domain->ns, list, request,
					      grant) : 0;

			if (found)
				return found;
		}
	}
	return 0;
}

/*
 * What 1.7's exception policy allows to everybody: plain reading, and
 * variables (semantics 5.2, 12).
 */
static int find_in_globals(const struct ccs_domain *domain,
			   const struct ccs_request *request,
			   struct ccs_grant *grant)
{
	bool ignored;

	if (request->type == CCS_ACL_ENV)
		ignored = READ_ONCE(domain->ignore_global_env);
	else if (request->type == CCS_ACL_PATH &&
		 request->op == CCS_PATH_READ && !request->also)
		ignored = READ_ONCE(domain->ignore_global_read);
	else
		return 0;
	return ignored ? 0 : ccs_acl_match(domain->ns, &domain->ns->globals,
					   request, grant);
}

/**
 * ccs_find_entry - find the entry that covers a request, whatever the mode
 * @domain: the domain it is judged in
 * @request: the request
 * @grant: filled in when there is one
 *
 * Context: Policy lock or RCU read side held.
 * Return: 1, 0, or an error as ccs_acl_match().
 */
int ccs_find_entry(const struct ccs_domain *domain,
		   const struct ccs_request *request, struct ccs_grant *grant)
{
	int found = ccs_acl_match(domain->ns, &domain->acls, request, grant);

	if (!found)
		found = find_in_groups(domain, request, grant);
	if (!found)
		found = find_in_globals(domain, request, grant);
	return found;
}

static bool wants_log(const struct ccs_verdict *verdict, u8 config)
{
	const struct ccs_cond *cond;

	if (verdict->mode == CCS_MODE_DISABLED)
		return false;
	if (!verdict->granted)
		return config & CCS_CONFIG_REJECT_LOG;
	cond = verdict->grant.acl ? verdict->grant.acl->cond : NULL;
	if (cond && cond->grant_log != CCS_COND_LOG_UNSET)
		return cond->grant_log == CCS_COND_LOG_YES;
	return config & CCS_CONFIG_GRANT_LOG;
}

/* The verdict without an answer, and what the profile says of the item. */
static u8 start_verdict(const struct ccs_policy *policy,
			const struct ccs_domain *domain,
			const struct ccs_request *request,
			struct ccs_verdict *verdict)
{
	const int item = ccs_request_item(request);
	u8 config = CCS_MODE_DISABLED;

	*verdict = (struct ccs_verdict){
		.profile = READ_ONCE(domain->profile),
		.mode = CCS_MODE_DISABLED,
		.item = item,
		.root = policy->serial,
	};
	if (item != CCS_ITEM_NONE)
		config = ccs_profile_config(domain->ns,
					    ccs_profile_of(domain->ns,
							   verdict->profile),
					    item);
	/* Pairs with ccs_root_activate(). */
	if (smp_load_acquire(&policy->loaded))
		verdict->mode = config & CCS_CONFIG_MODE;
	return config;
}

/**
 * ccs_decide_granted - judge a request that needs no entry
 * @policy: the policy
 * @domain: the domain it is judged in
 * @request: the request
 * @verdict: the result: granted, by no entry
 *
 * Context: Policy lock or RCU read side held.
 */
void ccs_decide_granted(const struct ccs_policy *policy,
			const struct ccs_domain *domain,
			const struct ccs_request *request,
			struct ccs_verdict *verdict)
{
	const u8 config = start_verdict(policy, domain, request, verdict);

	verdict->granted = true;
	verdict->log = wants_log(verdict, config);
}

/**
 * ccs_decide - judge a request (semantics 7)
 * @policy: the policy
 * @domain: the domain it is judged in
 * @request: the request; what no item governs is not checked
 * @verdict: the result
 *
 * The entries are looked up in every mode, since the one that grants an
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
	const u8 config = start_verdict(policy, domain, request, verdict);
	const int found = ccs_find_entry(domain, request, &verdict->grant);

	verdict->granted = found > 0;
	verdict->log = wants_log(verdict, config);
	return found < 0 ? found : 0;
}
