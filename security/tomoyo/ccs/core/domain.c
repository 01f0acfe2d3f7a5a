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

/**
 * ccs_ident_idle - is nobody in this domain?
 * @ident: the identity
 *
 * Whoever drops a body counts it off before its use, and without the lock. So
 * that no task is overlooked, they are looked at the other way round.
 *
 * Context: Policy lock held.
 * Return: true if only bodies refer to it.
 */
bool ccs_ident_idle(const struct ccs_ident *ident)
{
	const unsigned long users = refcount_read(&ident->users);

	/* Pairs with refcount_dec_and_test() in ccs_ident_put(). */
	smp_rmb();
	return users <= (unsigned long)atomic_long_read(&ident->bodies);
}

static size_t ident_size(size_t len)
{
	return sizeof(struct ccs_ident) + sizeof(struct ccs_name) + len + 1;
}

/*
 * The name is not a shared one, since it lasts longer than the policy that it
 * was written in. It is never matched as a pattern.
 */
static struct ccs_ident *create_ident(struct ccs_policy *policy,
				      const struct ccs_span *text)
{
	struct ccs_ident *const ident = ccs_mem_zalloc(&policy->mem,
						       ident_size(text->len));
	struct ccs_name *name;

	if (!ident)
		return NULL;
	name = (struct ccs_name *)(ident + 1);
	memcpy(name->text, text->text, text->len);
	name->len = text->len;
	name->const_len = text->len;
	name->hash = ccs_str_of(name->text, name->len).hash;
	ident->name = name;
	ident->id = policy->next_id++;
	refcount_set(&ident->users, 1);
	atomic_long_add_return(1, &ident->bodies);
	return ident;
}

/* Each policy is charged for the identities that it has bodies for. */
static bool hold_ident(struct ccs_policy *policy, struct ccs_ident *ident)
{
	if (!ccs_mem_charge(&policy->mem, ident_size(ident->name->len)))
		return false;
	ccs_ident_get(ident);
	atomic_long_add_return(1, &ident->bodies);
	return true;
}

static struct ccs_ns *ns_of_name(const struct ccs_policy *policy,
				 const struct ccs_span *name)
{
	struct ccs_span rest = *name, word;

	ccs_span_word(&rest, &word);
	return ccs_ns_find(policy, &word);
}

static void drop_ident(struct ccs_policy *policy, struct ccs_ident *ident)
{
	ccs_mem_uncharge(&policy->mem, ident_size(ident->name->len));
	atomic_long_sub(1, &ident->bodies);
	ccs_ident_put(ident);
}

static int add_to_index(struct ccs_policy *policy, struct ccs_domain *domain)
{
	domain->by_id.kind = CCS_KEY_REF;
	domain->by_id.key = domain->ident;
	domain->by_id.hash = ccs_ident_hash(domain->ident);
	return ccs_index_add(&policy->by_id, &policy->names, &domain->by_id);
}

/* Takes over @ident, also if it fails. */
static int create_body(struct ccs_policy *policy, struct ccs_ns *ns,
		       struct ccs_ident *ident, struct ccs_domain **result)
{
	struct ccs_domain *const domain = ccs_mem_zalloc(&policy->mem,
							 sizeof(*domain));

	if (!domain) {
		drop_ident(policy, ident);
		return -ENOMEM;
	}
	domain->ns = ns;
	domain->ident = ident;
	ccs_acl_list_init(&domain->acls);
	if (add_to_index(policy, domain)) {
		drop_ident(policy, ident);
		ccs_mem_free(&policy->mem, domain, sizeof(*domain));
		return -ENOMEM;
	}
	domain->seq = policy->next_seq++;
	list_add_tail(&domain->node, &policy->domains);
	ccs_table_add(&policy->by_name, &policy->mem, &domain->by_name,
		      hash_of_name);
	*result = domain;
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
	struct ccs_ident *ident;

	if (!ns)
		return -ENOENT;
	ident = create_ident(policy, name);
	return ident ? create_body(policy, ns, ident, result) : -ENOMEM;
}

/**
 * ccs_domain_create_for - make a domain for an identity that exists
 * @policy: the policy, which has none for it
 * @ns: its namespace
 * @ident: the identity; if a live domain has its name, the new one has to be
 *	deleted at once
 * @result: the domain: profile 0, no groups, no entries
 *
 * Context: Policy lock held; may sleep.
 * Return: 0 or -ENOMEM.
 */
int ccs_domain_create_for(struct ccs_policy *policy, struct ccs_ns *ns,
			  struct ccs_ident *ident, struct ccs_domain **result)
{
	return hold_ident(policy, ident) ?
	       create_body(policy, ns, ident, result) : -ENOMEM;
}

/**
 * ccs_domain_adopt - give a domain another identity of the same name
 * @policy: the policy, which nobody reads yet
 * @domain: a domain of it
 * @ident: the identity that tasks are in
 *
 * Context: Policy lock held; may sleep.
 * Return: 0 or -ENOMEM; nothing is changed on error.
 */
int ccs_domain_adopt(struct ccs_policy *policy, struct ccs_domain *domain,
		     struct ccs_ident *ident)
{
	struct ccs_ident *const before = domain->ident;
	/* Keeps the room that is reserved while nothing else is in there. */
	struct ccs_index_item spare = { .key = &spare, .kind = CCS_KEY_REF };

	if (ccs_slots_reserve(&policy->by_id.exact, &policy->mem, 2) ||
	    !hold_ident(policy, ident))
		return -ENOMEM;
	WARN_ON_ONCE(ccs_index_add(&policy->by_id, &policy->names, &spare));
	ccs_index_remove(&policy->by_id, &policy->names, &domain->by_id);
	domain->ident = ident;
	WARN_ON_ONCE(add_to_index(policy, domain));
	ccs_index_remove(&policy->by_id, &policy->names, &spare);
	drop_ident(policy, before);
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
		if (!ccs_ident_idle(domain->ident))
			continue;
		destroy(policy, domain);
		return true;
	}
	return false;
}

static bool is_unused(const struct ccs_domain *domain)
{
	return domain->unclaimed && list_empty(&domain->acls.entries) &&
	       ccs_ident_idle(domain->ident);
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
