// SPDX-License-Identifier: GPL-2.0-only
/*
 * The policy root
 */

#include "domain.h"
#include "env.h"
#include "exception.h"
#include "group.h"
#include "manager.h"
#include "policy.h"
#include "profile.h"
#include "transition.h"

/* What policy starts with, read by the same parser as everything else. */
static const char *const builtin_exceptions[] = {
	"initialize_domain /sbin/modprobe from any",
	"initialize_domain /sbin/hotplug from any",
};

static int load_builtin(struct ccs_policy *policy)
{
	struct ccs_reject reject = {};
	int err = 0;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(builtin_exceptions) && !err; i++) {
		const struct ccs_span line = ccs_span_of(builtin_exceptions[i]);

		err = ccs_exception_line(policy, &line, &reject);
	}
	return err;
}

static int init_tables(struct ccs_policy *policy)
{
	const size_t size = CCS_DOMAIN_BUCKETS * sizeof(struct hlist_head);

	policy->by_id = ccs_mem_zalloc(&policy->mem, size);
	policy->by_name = ccs_mem_zalloc(&policy->mem, size);
	if (!policy->by_id || !policy->by_name)
		return -ENOMEM;
	return ccs_names_init(&policy->names, &policy->mem);
}

static int init_content(struct ccs_policy *policy)
{
	const struct ccs_span root = ccs_span_of(CCS_KERNEL_NAMESPACE);
	int err;

	policy->ns.name = ccs_name_get(&policy->names, &root);
	if (!policy->ns.name)
		return -ENOMEM;
	err = ccs_domain_create(policy, &root, &policy->root);
	return err ?: load_builtin(policy);
}

/**
 * ccs_policy_init - make the policy that a system starts with
 * @policy: zeroed
 *
 * Context: Policy lock held; may sleep.
 * Return: 0 or -ENOMEM; call ccs_policy_exit() in both cases.
 */
int ccs_policy_init(struct ccs_policy *policy)
{
	policy->mem.quota = CCS_POLICY_QUOTA;
	policy->next_seq = 1;
	policy->next_id = 1;
	INIT_LIST_HEAD(&policy->domains);
	INIT_LIST_HEAD(&policy->deleted);
	INIT_LIST_HEAD(&policy->managers);
	INIT_LIST_HEAD(&policy->ns.transitions);
	INIT_LIST_HEAD(&policy->ns.path_groups);
	return init_tables(policy) ?: init_content(policy);
}

/**
 * ccs_policy_exit - free what a policy consists of
 * @policy: a policy that ccs_policy_init() was called for and nobody reads
 *
 * Context: Policy lock held.
 */
void ccs_policy_exit(struct ccs_policy *policy)
{
	const size_t size = CCS_DOMAIN_BUCKETS * sizeof(struct hlist_head);

	ccs_domain_clear(policy);
	ccs_manager_clear(policy);
	ccs_transition_clear(policy, &policy->ns);
	ccs_group_clear(policy, &policy->ns);
	ccs_profile_clear(policy, &policy->ns);
	ccs_name_put(&policy->names, policy->ns.name);
	if (policy->names.buckets)
		ccs_names_exit(&policy->names);
	ccs_mem_free(&policy->mem, policy->by_id, size);
	ccs_mem_free(&policy->mem, policy->by_name, size);
}
