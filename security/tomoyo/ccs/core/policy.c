// SPDX-License-Identifier: GPL-2.0-only
/*
 * The policy root
 */

#include "domain.h"
#include "env.h"
#include "manager.h"
#include "namespace.h"
#include "namespace_text.h"
#include "policy.h"
#include "word.h"

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

		err = ccs_exception_node_line(policy, &line, &reject);
	}
	return err;
}

static int init_content(struct ccs_policy *policy)
{
	const struct ccs_span root = ccs_span_of(CCS_KERNEL_NAMESPACE);

	policy->kernel_ns = ccs_ns_get(policy, &root);
	if (!policy->kernel_ns)
		return -ENOMEM;
	ccs_ns_settle(policy, policy->kernel_ns, true);
	return ccs_domain_create(policy, &root, &policy->root);
}

/**
 * ccs_policy_init_empty - make a policy that contains nothing but ``<kernel>``
 * @policy: zeroed
 * @total: the account that it is charged to, or NULL for one of its own
 * @first_id: first of the identities that it may give
 *
 * Context: Policy lock held; may sleep.
 * Return: 0 or -ENOMEM; call ccs_policy_exit() in both cases.
 */
int ccs_policy_init_empty(struct ccs_policy *policy, struct ccs_mem *total,
			  u64 first_id)
{
	policy->mem.total = total;
	policy->mem.quota = CCS_POLICY_QUOTA;
	policy->dialects = CCS_DIALECTS;
	policy->next_seq = 1;
	policy->next_id = first_id;
	INIT_LIST_HEAD(&policy->domains);
	INIT_LIST_HEAD(&policy->deleted);
	INIT_LIST_HEAD(&policy->namespaces);
	INIT_LIST_HEAD(&policy->managers);
	return ccs_names_init(&policy->names, &policy->mem) ?:
	       init_content(policy);
}

/**
 * ccs_policy_init - make the policy that a system starts with
 * @policy: zeroed; its account may name one that pays
 *
 * Context: Policy lock held; may sleep.
 * Return: 0 or -ENOMEM; call ccs_policy_exit() in both cases.
 */
int ccs_policy_init(struct ccs_policy *policy)
{
	return ccs_policy_init_empty(policy, policy->mem.total, 1) ?:
	       load_builtin(policy);
}

/**
 * ccs_policy_exit - free a policy that nobody reads
 * @policy: what ccs_policy_init() was called for
 *
 * Context: Policy lock held.
 */
void ccs_policy_exit(struct ccs_policy *policy)
{
	ccs_domain_clear(policy);
	ccs_manager_clear(policy);
	ccs_ns_clear(policy);
	ccs_index_exit(&policy->by_id, &policy->names);
	ccs_table_exit(&policy->by_name, &policy->mem);
	ccs_table_exit(&policy->conds, &policy->mem);
	ccs_names_exit(&policy->names);
}
