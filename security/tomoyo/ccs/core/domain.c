// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domains and their identities
 */

#include "acl.h"
#include "domain.h"
#include "env.h"

/**
 * ccs_ident_get - count one more user
 * @ident: an identity; NULL is passed through
 *
 * Context: Any, with something else keeping @ident alive.
 * Return: @ident.
 */
struct ccs_ident *ccs_ident_get(struct ccs_ident *ident)
{
	if (ident)
		refcount_inc(&ident->users);
	return ident;
}

/**
 * ccs_ident_put - count one user less
 * @ident: an identity; NULL is ignored
 *
 * The body holds a count until reclaim has let go of it and of the name, so
 * the last one only has memory left to free.
 *
 * Context: Any, RCU callbacks and softirq included.
 */
void ccs_ident_put(struct ccs_ident *ident)
{
	if (ident && refcount_dec_and_test(&ident->users))
		ccs_env_free_rcu(ident, rcu);
}

static struct hlist_head *id_bucket(const struct ccs_policy *policy, u64 id)
{
	return &policy->by_id[id % CCS_DOMAIN_BUCKETS];
}

static struct hlist_head *name_bucket(const struct ccs_policy *policy,
				      u32 hash)
{
	return &policy->by_name[hash % CCS_DOMAIN_BUCKETS];
}

/**
 * ccs_domain_find - find a live domain by name
 * @policy: the policy
 * @name: the domainname
 *
 * Context: Policy lock held.
 * Return: the domain or NULL.
 */
struct ccs_domain *ccs_domain_find(const struct ccs_policy *policy,
				   const struct ccs_span *name)
{
	const struct ccs_str str = ccs_str_of(name->text, name->len);
	struct ccs_domain *domain;

	ccs_env_assert_writer();
	hlist_for_each_entry(domain, name_bucket(policy, str.hash), by_name)
		if (ccs_name_is(domain->ident->name, &str))
			return domain;
	return NULL;
}

/**
 * ccs_domain_of - find what an identity may do
 * @policy: the policy
 * @ident: the identity
 *
 * Context: Policy lock or RCU read side held.
 * Return: its domain, possibly a deleted one; NULL if the policy has none, in
 * which case nothing may be granted.
 */
struct ccs_domain *ccs_domain_of(const struct ccs_policy *policy,
				 const struct ccs_ident *ident)
{
	struct ccs_domain *domain;

	hlist_for_each_entry_rcu(domain, id_bucket(policy, ident->id), by_id,
				 ccs_env_writer())
		if (domain->ident == ident)
			return domain;
	return NULL;
}

static struct ccs_ident *create_ident(struct ccs_policy *policy,
				      const struct ccs_span *name)
{
	struct ccs_ident *const ident = ccs_mem_zalloc(&policy->mem,
						       sizeof(*ident));

	if (!ident)
		return NULL;
	ident->name = ccs_name_get(&policy->names, name);
	if (!ident->name) {
		ccs_mem_free(&policy->mem, ident, sizeof(*ident));
		return NULL;
	}
	ident->id = policy->next_id++;
	refcount_set(&ident->users, 1);
	return ident;
}

/**
 * ccs_domain_create - make a domain
 * @policy: the policy
 * @name: a legal domainname that no live domain has
 * @result: the domain: profile 0, no entries
 *
 * Context: Policy lock held; may sleep.
 * Return: 0 or -ENOMEM.
 */
int ccs_domain_create(struct ccs_policy *policy, const struct ccs_span *name,
		      struct ccs_domain **result)
{
	struct ccs_domain *const domain = ccs_mem_zalloc(&policy->mem,
							 sizeof(*domain));

	if (!domain)
		return -ENOMEM;
	domain->ident = create_ident(policy, name);
	if (!domain->ident) {
		ccs_mem_free(&policy->mem, domain, sizeof(*domain));
		return -ENOMEM;
	}
	domain->seq = policy->next_seq++;
	domain->ns = &policy->ns;
	INIT_LIST_HEAD(&domain->acls);
	list_add_tail(&domain->node, &policy->domains);
	hlist_add_head(&domain->by_name,
		       name_bucket(policy, domain->ident->name->hash));
	hlist_add_head_rcu(&domain->by_id,
			   id_bucket(policy, domain->ident->id));
	*result = domain;
	return 0;
}

/**
 * ccs_domain_delete - delete a domain (policy-language 8.1)
 * @policy: the policy
 * @domain: a live domain other than the root
 *
 * Its name is free at once. Tasks that are in it stay there, under its profile
 * and entries, until reclaim finds that the last one has left.
 *
 * Context: Policy lock held.
 */
void ccs_domain_delete(struct ccs_policy *policy, struct ccs_domain *domain)
{
	ccs_env_assert_writer();
	domain->deleted = true;
	hlist_del_init(&domain->by_name);
	list_move_tail(&domain->node, &policy->deleted);
}

/* Frees a domain that no task is in and that is in no table by name. */
static void destroy(struct ccs_policy *policy, struct ccs_domain *domain)
{
	struct ccs_ident *const ident = domain->ident;

	hlist_del_rcu(&domain->by_id);
	list_del(&domain->node);
	ccs_acl_clear(policy, &domain->acls);
	ccs_name_put(&policy->names, ident->name);
	ccs_mem_uncharge(&policy->mem, sizeof(*ident));
	ccs_ident_put(ident);
	ccs_mem_free_rcu(&policy->mem, domain, sizeof(*domain), rcu);
}

/**
 * ccs_domain_reclaim - free one deleted domain that nobody is in
 * @policy: the policy
 *
 * Context: Policy lock held. Call again, having let others take the lock,
 * until it returns false.
 * Return: true if one was freed.
 */
bool ccs_domain_reclaim(struct ccs_policy *policy)
{
	struct ccs_domain *domain;

	list_for_each_entry(domain, &policy->deleted, node) {
		if (refcount_read(&domain->ident->users) > 1)
			continue;
		destroy(policy, domain);
		return true;
	}
	return false;
}

static bool is_unused(const struct ccs_domain *domain)
{
	return domain->unclaimed && list_empty(&domain->acls) &&
	       refcount_read(&domain->ident->users) == 1;
}

/**
 * ccs_domain_reclaim_unclaimed - free domains that an execve() can make again
 * @policy: the policy
 *
 * Any user can have domains made by executing programs from programs. When
 * that has used up the quota, those that nobody is in and that hold nothing go
 * first, so that neither policy nor other programs suffer.
 *
 * Context: Policy lock held.
 * Return: true if any was freed.
 */
bool ccs_domain_reclaim_unclaimed(struct ccs_policy *policy)
{
	struct ccs_domain *domain, *next;
	bool freed = false;

	list_for_each_entry_safe(domain, next, &policy->domains, node) {
		if (!is_unused(domain))
			continue;
		hlist_del(&domain->by_name);
		destroy(policy, domain);
		freed = true;
	}
	return freed;
}

/**
 * ccs_domain_clear - free every domain of a policy that nobody reads
 * @policy: the policy
 *
 * Context: Policy lock held.
 */
void ccs_domain_clear(struct ccs_policy *policy)
{
	struct ccs_domain *domain, *next;

	list_for_each_entry_safe(domain, next, &policy->domains, node)
		ccs_domain_delete(policy, domain);
	list_for_each_entry_safe(domain, next, &policy->deleted, node)
		destroy(policy, domain);
}
