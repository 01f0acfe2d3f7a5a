// SPDX-License-Identifier: GPL-2.0-only
/*
 * The policy root in force and its lock
 */

#include <linux/mutex.h>
#include <linux/random.h>
#include <linux/rcupdate.h>

#include "common.h"
#include "core/domain.h"
#include "core/profile.h"
#include "root.h"

/* Serialises writers of policy; readers take RCU instead. */
DEFINE_MUTEX(ccs_policy_lock);

u32 ccs_hash_seed __ro_after_init;

/* Written under ccs_policy_lock; what a request reads once and then uses. */
static struct ccs_policy __rcu *policy_root;

/* What the pointer above refers to; under ccs_policy_lock as well. */
static struct ccs_policy first_policy;

/**
 * ccs_root_init - make the policy that the system boots with
 *
 * Return: 0 or -ENOMEM.
 */
int __init ccs_root_init(void)
{
	int err;

	ccs_hash_seed = get_random_u32();
	mutex_lock(&ccs_policy_lock);
	err = ccs_policy_init(&first_policy);
	if (err)
		ccs_policy_exit(&first_policy);
	else
		rcu_assign_pointer(policy_root, &first_policy);
	mutex_unlock(&ccs_policy_lock);
	return err;
}

/**
 * ccs_root_read - the policy, for a request
 *
 * Context: RCU read side held, for as long as the result is used.
 * Return: the policy.
 */
struct ccs_policy *ccs_root_read(void)
{
	return rcu_dereference(policy_root);
}

/**
 * ccs_root_write - the policy, for a change or a listing
 *
 * Context: ccs_policy_lock held.
 * Return: the policy.
 */
struct ccs_policy *ccs_root_write(void)
{
	return rcu_dereference_protected(policy_root,
					 lockdep_is_held(&ccs_policy_lock));
}

/**
 * ccs_root_loaded - is policy in force?
 *
 * Context: Any.
 * Return: false until ccs_root_activate() has succeeded.
 */
bool ccs_root_loaded(void)
{
	bool loaded;

	rcu_read_lock();
	/* Pairs with ccs_root_activate(): whoever sees it sees the policy. */
	loaded = smp_load_acquire(&ccs_root_read()->loaded);
	rcu_read_unlock();
	return loaded;
}

static bool lacks_profile(const struct list_head *domains)
{
	const struct ccs_domain *domain;

	list_for_each_entry(domain, domains, node)
		if (!ccs_profile_of(domain->ns, domain->profile))
			return true;
	return false;
}

static const char *why_not(const struct ccs_policy *policy)
{
	if (!ccs_profile_version_ok(policy->ns.version))
		return "no supported PROFILE_VERSION was loaded";
	/* Tasks may still be in a deleted domain. */
	if (lacks_profile(&policy->domains) || lacks_profile(&policy->deleted))
		return "a domain uses a profile that is not defined";
	return NULL;
}

/**
 * ccs_root_activate - put the loaded policy in force (semantics 2.4)
 *
 * Context: May sleep.
 * Return: NULL, or why the policy can't be enforced.
 */
const char *ccs_root_activate(void)
{
	struct ccs_policy *policy;
	const char *why;

	mutex_lock(&ccs_policy_lock);
	policy = ccs_root_write();
	why = why_not(policy);
	if (!why) {
		/* Whoever sees it sees the policy that was loaded. */
		smp_store_release(&policy->loaded, true);
	}
	mutex_unlock(&ccs_policy_lock);
	return why;
}
