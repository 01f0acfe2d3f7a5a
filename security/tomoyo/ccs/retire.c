// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policies that are no longer in force
 *
 * A request is done with a policy after a grace period. Whoever reads the text
 * of a node comes back for more, and pins the policy in between, so that the
 * text is that of one policy.
 */

#include <linux/rcupdate.h>
#include <linux/slab.h>

#include "core/limits.h"
#include "retire.h"
#include "root.h"

/**
 * struct retired - a policy that waits for its readers
 * @node: in the list of those, oldest first
 * @policy: the policy
 */
struct retired {
	struct list_head node;
	struct ccs_policy *policy;
};

/* Readers that come back, and what only they use; under ccs_policy_lock. */
static struct {
	struct list_head pins;
	struct list_head policies;
	int count;
} retired = {
	.pins = LIST_HEAD_INIT(retired.pins),
	.policies = LIST_HEAD_INIT(retired.policies),
};

static void destroy(struct ccs_policy *policy)
{
	lockdep_assert_held(&ccs_change_lock);
	ccs_policy_exit(policy);
	WARN_ON_ONCE(atomic_long_read(&policy->mem.used));
	kfree(policy);
}

static bool is_pinned(const struct ccs_policy *policy)
{
	const struct ccs_pin *pin;

	list_for_each_entry(pin, &retired.pins, node)
		if (pin->policy == policy)
			return true;
	return false;
}

static void lose_readers(const struct ccs_policy *policy)
{
	struct ccs_pin *pin, *next;

	list_for_each_entry_safe(pin, next, &retired.pins, node) {
		if (pin->policy != policy)
			continue;
		list_del(&pin->node);
		pin->lost = true;
		/* Pairs with ccs_unpin(), which is then the last to touch it. */
		smp_store_release(&pin->policy, NULL);
	}
}

/* Returns its policy. */
static struct ccs_policy *forget(struct retired *entry)
{
	struct ccs_policy *const policy = entry->policy;

	list_del(&entry->node);
	retired.count--;
	kfree(entry);
	return policy;
}

/* The policy, if it was retired and only its readers kept it. */
static struct ccs_policy *take_unpinned(const struct ccs_policy *policy)
{
	struct retired *entry;

	list_for_each_entry(entry, &retired.policies, node)
		if (entry->policy == policy && !is_pinned(policy))
			return forget(entry);
	return NULL;
}

/**
 * ccs_pin_policy - the policy that a reader goes on with
 * @pin: the reader; zeroed to start
 *
 * Context: ccs_policy_lock held.
 * Return: the policy in force when it started, or NULL if that is gone, as too
 * many others came since.
 */
struct ccs_policy *ccs_pin_policy(struct ccs_pin *pin)
{
	if (!pin->policy && !pin->lost) {
		pin->policy = ccs_root_write();
		list_add_tail(&pin->node, &retired.pins);
	}
	return pin->policy;
}

/**
 * ccs_unpin - the reader has read everything, or starts over
 * @pin: the reader
 *
 * Context: May sleep; neither lock of policy held, unless it never started.
 */
void ccs_unpin(struct ccs_pin *pin)
{
	struct ccs_policy *unused = NULL;

	/* Pairs with lose_readers(). A node that shows no policy has no pin. */
	if (!smp_load_acquire(&pin->policy)) {
		*pin = (struct ccs_pin){};
		return;
	}
	mutex_lock(&ccs_policy_lock);
	if (pin->policy) {
		list_del(&pin->node);
		unused = take_unpinned(pin->policy);
	}
	mutex_unlock(&ccs_policy_lock);
	*pin = (struct ccs_pin){};
	if (!unused)
		return;
	mutex_lock(&ccs_change_lock);
	destroy(unused);
	mutex_unlock(&ccs_change_lock);
}

/* Puts it with those that wait, if it has to; what has to go is returned. */
static struct ccs_policy *keep_or_take(struct ccs_policy *policy,
				       struct retired *entry)
{
	if (!is_pinned(policy)) {
		kfree(entry);
		return policy;
	}
	if (!entry) {
		lose_readers(policy);
		return policy;
	}
	entry->policy = policy;
	list_add_tail(&entry->node, &retired.policies);
	if (++retired.count <= CCS_RETIRED_MAX)
		return NULL;
	entry = list_first_entry(&retired.policies, struct retired, node);
	lose_readers(entry->policy);
	return forget(entry);
}

/**
 * ccs_retire - free a policy that is not in force
 * @policy: the policy
 *
 * Its memory is back on return unless somebody is about to read more of it.
 *
 * Context: ccs_change_lock held; may sleep, for a grace period.
 */
void ccs_retire(struct ccs_policy *policy)
{
	struct retired *const entry = kmalloc(sizeof(*entry), GFP_KERNEL);
	struct ccs_policy *unused;

	synchronize_rcu();
	mutex_lock(&ccs_policy_lock);
	unused = keep_or_take(policy, entry);
	mutex_unlock(&ccs_policy_lock);
	if (unused)
		destroy(unused);
}
