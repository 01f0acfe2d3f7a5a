// SPDX-License-Identifier: GPL-2.0-only
/*
 * The policy root in force and its lock
 */

#include <linux/jiffies.h>
#include <linux/mutex.h>
#include <linux/random.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/wait.h>

#include "common.h"
#include "core/domain.h"
#include "core/namespace.h"
#include "core/profile.h"
#include "query.h"
#include "root.h"

/* Serialises writers of policy; readers take RCU instead. */
DEFINE_MUTEX(ccs_policy_lock);

/* Serialises who builds, copies and replaces policy. */
DEFINE_MUTEX(ccs_change_lock);

u32 ccs_hash_seed __ro_after_init;

/* Written under ccs_policy_lock; what a request reads once and then uses. */
static struct ccs_policy __rcu *policy_root;

/*
 * What all policies there are count as, and the quota, which is written under
 * ccs_policy_lock.
 */
static struct ccs_mem policy_mem = { .quota = CCS_POLICY_QUOTA };

/* Written under ccs_policy_lock; 0 would be what nobody has found anything at. */
unsigned long ccs_root_moves = 1;

/**
 * ccs_root_init - make the policy that the system boots with
 *
 * Return: 0 or -ENOMEM.
 */
int __init ccs_root_init(void)
{
	struct ccs_policy *const first = kzalloc(sizeof(*first), GFP_KERNEL);
	int err;

	if (!first)
		return -ENOMEM;
	ccs_hash_seed = get_random_u32();
	mutex_lock(&ccs_policy_lock);
	first->mem.total = &policy_mem;
	err = ccs_policy_init(first);
	if (err)
		ccs_policy_exit(first);
	else
		rcu_assign_pointer(policy_root, first);
	mutex_unlock(&ccs_policy_lock);
	if (err)
		kfree(first);
	return err;
}

/**
 * ccs_root_mem - the account of all policy memory
 *
 * Return: the account; its quota is written under ccs_policy_lock.
 */
struct ccs_mem *ccs_root_mem(void)
{
	return &policy_mem;
}

/*
 * Each policy has identities of its own to give, more than any could use, so
 * that none is given twice.
 */
#define IDS_SHIFT 36

/**
 * ccs_root_new - make an empty policy that is not in force
 *
 * Context: ccs_change_lock held, as for everything that is done with it; may
 * sleep.
 * Return: the policy, or NULL if there is no memory for it.
 */
struct ccs_policy *ccs_root_new(void)
{
	static u64 ids;
	struct ccs_policy *const policy = kzalloc(sizeof(*policy), GFP_KERNEL);

	lockdep_assert_held(&ccs_change_lock);
	if (!policy)
		return NULL;
	if (!ccs_policy_init_empty(policy, &policy_mem, ++ids << IDS_SHIFT))
		return policy;
	ccs_policy_exit(policy);
	kfree(policy);
	return NULL;
}

/* Who enters a domain while its lines are being written waits here. */
static DECLARE_WAIT_QUEUE_HEAD(moved);

/**
 * ccs_root_moved - what requests have found about policy is out of date
 * @policy: the policy in force
 *
 * Behind each change, so that whoever sees the new count sees the change.
 *
 * Context: ccs_policy_lock held.
 */
void ccs_root_moved(struct ccs_policy *policy)
{
	policy->generation++;
	/* Pairs with find_mode(). */
	smp_store_release(&ccs_root_moves, ccs_root_moves + 1);
	if (wq_has_sleeper(&moved))
		wake_up_all(&moved);
}

/**
 * ccs_root_settle - the lines of a domain have been written
 * @policy: the policy in force
 * @ident: the domain, or NULL
 *
 * Context: ccs_policy_lock held.
 */
void ccs_root_settle(struct ccs_policy *policy, const struct ccs_ident *ident)
{
	if (ccs_domain_settle(policy, ident))
		ccs_root_moved(policy);
}

/**
 * ccs_root_wait - wait until the lines of a domain have been written
 * @seen: ccs_root_moves when they had not been, under ccs_policy_lock
 * @end: when to give up, in jiffies
 *
 * Context: May sleep; no lock of policy held.
 * Return: 0 to look again; -EAGAIN after @end; -EINTR if the thread is killed.
 */
int ccs_root_wait(unsigned long seen, unsigned long end)
{
	const long left = end - jiffies;

	if (left <= 0)
		return -EAGAIN;
	return wait_event_killable_timeout(moved,
					   READ_ONCE(ccs_root_moves) != seen,
					   left) < 0 ? -EINTR : 0;
}

/**
 * ccs_root_publish - put another policy in force
 * @next: the policy, complete
 *
 * Requests that wait for a supervisor are judged by it.
 *
 * Context: Both locks held. Requests may use the other for a grace period.
 */
void ccs_root_publish(struct ccs_policy *next)
{
	const struct ccs_policy *const now = ccs_root_write();

	lockdep_assert_held(&ccs_change_lock);
	next->loaded = now->loaded;
	next->serial = now->serial + 1;
	next->edition = now->edition + 1;
	next->generation = now->generation;
	rcu_assign_pointer(policy_root, next);
	ccs_root_moved(next);
	ccs_query_retry_all();
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
 * ccs_root_serial - tell whether policy was replaced
 *
 * Lines that are written do not count, nor does what is learned.
 *
 * Context: Any.
 * Return: a number that changes with each policy that is put in force.
 */
u64 ccs_root_serial(void)
{
	u64 serial;

	rcu_read_lock();
	serial = ccs_root_read()->serial;
	rcu_read_unlock();
	return serial;
}

/**
 * ccs_root_editions - how often the policy was changed
 * @edition: set to what commits and written lines move
 * @generation: set to what every change moves
 *
 * Context: Any.
 */
void ccs_root_editions(u64 *edition, u64 *generation)
{
	const struct ccs_policy *policy;

	rcu_read_lock();
	policy = ccs_root_read();
	*edition = READ_ONCE(policy->edition);
	*generation = READ_ONCE(policy->generation);
	rcu_read_unlock();
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

/**
 * ccs_root_had - was there ever an entry of some kind?
 * @type: the kind
 *
 * Context: Any.
 * Return: false if nobody needs to look for one.
 */
bool ccs_root_had(enum ccs_acl_type type)
{
	bool had;

	rcu_read_lock();
	had = READ_ONCE(ccs_root_read()->kinds) & BIT(type);
	rcu_read_unlock();
	return had;
}

/**
 * ccs_root_preference - a preference of a profile
 * @ident: a domain of the profile's namespace
 * @profile: the profile's number
 * @which: the preference
 *
 * Context: Any.
 * Return: its value; 0 if there is no such profile.
 */
u32 ccs_root_preference(const struct ccs_ident *ident, u8 profile,
			enum ccs_preference which)
{
	const struct ccs_domain *domain;
	u32 value = 0;

	rcu_read_lock();
	domain = ccs_domain_of(ccs_root_read(), ident);
	if (domain && ccs_profile_of(domain->ns, profile))
		value = ccs_preference(domain->ns,
				       ccs_profile_of(domain->ns, profile),
				       which);
	rcu_read_unlock();
	return value;
}

static bool lacks_version(const struct list_head *domains)
{
	const struct ccs_domain *domain;

	list_for_each_entry(domain, domains, node)
		if (!ccs_profile_version_ok(domain->ns->version))
			return true;
	return false;
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
	if (lacks_version(&policy->domains) || lacks_version(&policy->deleted))
		return "a namespace with domains has no supported PROFILE_VERSION";
	/* Tasks may still be in a deleted domain. */
	if (lacks_profile(&policy->domains) || lacks_profile(&policy->deleted))
		return "a domain uses a profile that is not defined";
	return NULL;
}

/* What a name that was mistyped looks like: nothing is ever in the group. */
static void warn_of_empty_groups(const struct ccs_policy *policy)
{
	const struct ccs_group *group;
	const struct ccs_ns *ns;
	int kind;

	list_for_each_entry(ns, &policy->namespaces, node)
		for (kind = 0; kind < CCS_GROUP_KIND_COUNT; kind++)
			list_for_each_entry(group, &ns->groups[kind], node)
				if (list_empty(&group->members))
					pr_warn_ratelimited("%s@%s: the group has no members\n",
							    ns->prefix,
							    group->name->text);
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
		ccs_root_moved(policy);
		warn_of_empty_groups(policy);
	}
	mutex_unlock(&ccs_policy_lock);
	return why;
}
