// SPDX-License-Identifier: GPL-2.0-only
/*
 * Domains and their identities
 */

#include "domain.h"
#include "env.h"
#include "namespace.h"
#include "word.h"

/* In the order they are printed in (interface 3.1, 4.1). */
const struct ccs_domain_flag ccs_domain_flags[CCS_DOMAIN_FLAG_COUNT] = {
	{ "quota_exceeded", CCS_DIALECTS,
	  offsetof(struct ccs_domain, quota_exceeded) },
	{ "transition_failed", CCS_DIALECTS,
	  offsetof(struct ccs_domain, transition_failed) },
	{ "ignore_global_allow_read", CCS_DIALECT_17,
	  offsetof(struct ccs_domain, ignore_global_read) },
	{ "ignore_global_allow_env", CCS_DIALECT_17,
	  offsetof(struct ccs_domain, ignore_global_env) },
};

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

static struct ccs_domain *by_name_of(struct ccs_table_node *node)
{
	return container_of(node, struct ccs_domain, by_name);
}

static u32 hash_of_name(const struct ccs_table_node *node)
{
	return container_of(node, const struct ccs_domain,
			    by_name)->ident->name->hash;
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
	struct ccs_table_node *node;

	ccs_env_assert_writer();
	node = ccs_table_first(&policy->by_name, str.hash);
	for (; node; node = node->next)
		if (ccs_name_is(by_name_of(node)->ident->name, &str))
			return by_name_of(node);
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

static struct ccs_ns *ns_of_name(const struct ccs_policy *policy,
				 const struct ccs_span *name)
{
	struct ccs_span rest = *name, word;

	ccs_span_word(&rest, &word);
	return ccs_ns_find(policy, &word);
}

/* Gives back what an identity without other users was charged for. */
static void drop_ident(struct ccs_policy *policy, struct ccs_ident *ident)
{
	ccs_name_put(&policy->names, ident->name);
	ccs_mem_uncharge(&policy->mem, sizeof(*ident));
	ccs_ident_put(ident);
}

static int publish(struct ccs_policy *policy, struct ccs_domain *domain)
{
	int err;

	domain->by_id.kind = CCS_KEY_REF;
	domain->by_id.key = domain->ident;
	domain->by_id.hash = ccs_ident_hash(domain->ident);
	err = ccs_index_add(&policy->by_id, &policy->names, &domain->by_id);
	if (err)
		return err;
	domain->seq = policy->next_seq++;
	list_add_tail(&domain->node, &policy->domains);
	ccs_table_add(&policy->by_name, &policy->mem, &domain->by_name,
		      hash_of_name);
	return 0;
}

/**
 * ccs_domain_create - make a domain
 * @policy: the policy
 * @name: a legal domainname that no live domain has
 * @result: the domain: profile 0, no groups, no entries
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, -ENOENT if there is no such namespace, or -ENOMEM.
 */
int ccs_domain_create(struct ccs_policy *policy, const struct ccs_span *name,
		      struct ccs_domain **result)
{
	struct ccs_ns *const ns = ns_of_name(policy, name);
	struct ccs_domain *domain;
	int err = -ENOMEM;

	if (!ns)
		return -ENOENT;
	domain = ccs_mem_zalloc(&policy->mem, sizeof(*domain));
	if (!domain)
		return -ENOMEM;
	domain->ns = ns;
	ccs_acl_list_init(&domain->acls);
	domain->ident = create_ident(policy, name);
	if (domain->ident)
		err = publish(policy, domain);
	if (!err) {
		*result = domain;
		return 0;
	}
	if (domain->ident)
		drop_ident(policy, domain->ident);
	ccs_mem_free(&policy->mem, domain, sizeof(*domain));
	return err;
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
	ccs_table_remove(&policy->by_name, &policy->mem, &domain->by_name,
			 hash_of_name);
	list_move_tail(&domain->node, &policy->deleted);
	policy->removals++;
}

/* Frees a deleted domain that no task is in. */
static void destroy(struct ccs_policy *policy, struct ccs_domain *domain)
{
	ccs_index_remove(&policy->by_id, &policy->names, &domain->by_id);
	list_del(&domain->node);
	ccs_acl_list_clear(policy, &domain->acls);
	drop_ident(policy, domain->ident);
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
	return domain->unclaimed && list_empty(&domain->acls.entries) &&
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
		ccs_domain_delete(policy, domain);
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
