// SPDX-License-Identifier: GPL-2.0-only
/*
 * Policy namespaces
 */

#include "acl_group.h"
#include "env.h"
#include "namespace.h"

static const struct ccs_ns *ns_of(const struct ccs_table_node *node)
{
	return container_of(node, struct ccs_ns, by_name);
}

static u32 hash_of(const struct ccs_table_node *node)
{
	return ns_of(node)->name->hash;
}

/**
 * ccs_ns_find - find a namespace
 * @policy: the policy
 * @name: its name, with the angle brackets
 *
 * Context: Policy lock held.
 * Return: the namespace or NULL.
 */
struct ccs_ns *ccs_ns_find(const struct ccs_policy *policy,
			   const struct ccs_span *name)
{
	const struct ccs_str str = ccs_str_of(name->text, name->len);
	struct ccs_table_node *node;

	ccs_env_assert_writer();
	node = ccs_table_first(&policy->ns_by_name, str.hash);
	for (; node; node = node->next)
		if (ccs_name_is(ns_of(node)->name, &str))
			return container_of(node, struct ccs_ns, by_name);
	return NULL;
}

static size_t prefix_size(const struct ccs_ns *ns)
{
	return ns->name->len + sizeof(" ");
}

static void init_content(struct ccs_ns *ns)
{
	int i;

	for (i = 0; i < CCS_GROUP_KIND_COUNT; i++)
		INIT_LIST_HEAD(&ns->groups[i]);
	for (i = 0; i < CCS_EXCEPTION_KIND_COUNT; i++)
		INIT_LIST_HEAD(&ns->exceptions[i]);
	ccs_acl_list_init(&ns->globals);
}

static int init_names(struct ccs_policy *policy, struct ccs_ns *ns,
		      const struct ccs_span *name)
{
	ns->name = ccs_name_get(&policy->names, name);
	if (!ns->name)
		return -ENOMEM;
	ns->prefix = ccs_mem_zalloc(&policy->mem, prefix_size(ns));
	if (!ns->prefix)
		return -ENOMEM;
	snprintf(ns->prefix, prefix_size(ns), "%s ", ns->name->text);
	return 0;
}

/* Frees what ccs_ns_get() made, were it only half. */
static void destroy(struct ccs_policy *policy, struct ccs_ns *ns)
{
	if (ns->prefix)
		ccs_mem_free(&policy->mem, ns->prefix, prefix_size(ns));
	ccs_name_put(&policy->names, ns->name);
	ccs_mem_free_rcu(&policy->mem, ns, sizeof(*ns), rcu);
}

static struct ccs_ns *create(struct ccs_policy *policy,
			     const struct ccs_span *name)
{
	struct ccs_ns *const ns = ccs_mem_zalloc(&policy->mem, sizeof(*ns));

	if (!ns)
		return NULL;
	if (init_names(policy, ns, name)) {
		destroy(policy, ns);
		return NULL;
	}
	init_content(ns);
	ns->seq = policy->next_seq++;
	ccs_table_add(&policy->ns_by_name, &policy->mem, &ns->by_name,
		      hash_of);
	list_add_tail_rcu(&ns->node, &policy->namespaces);
	return ns;
}

/**
 * ccs_ns_get - find or make a namespace
 * @policy: the policy
 * @name: its name, a legal one
 *
 * Context: Policy lock held; may sleep. Call ccs_ns_settle() afterwards.
 * Return: the namespace, or NULL if there is no memory.
 */
struct ccs_ns *ccs_ns_get(struct ccs_policy *policy,
			  const struct ccs_span *name)
{
	return ccs_ns_find(policy, name) ?: create(policy, name);
}

static void drop(struct ccs_policy *policy, struct ccs_ns *ns)
{
	ccs_exception_clear(policy, ns);
	ccs_acl_group_clear(policy, ns);
	ccs_acl_list_clear(policy, &ns->globals);
	ccs_group_clear(policy, ns);
	ccs_profile_clear(policy, ns);
	ccs_table_remove(&policy->ns_by_name, &policy->mem, &ns->by_name,
			 hash_of);
	list_del_rcu(&ns->node);
	policy->removals++;
	destroy(policy, ns);
}

/**
 * ccs_ns_settle - say what became of the line that named a namespace
 * @policy: the policy
 * @ns: the namespace; NULL is ignored
 * @keep: there is something to be kept
 *
 * A namespace stays once a line about it was accepted (policy-language 3.7).
 * The original also kept those of refused lines, which then took memory and
 * put a prefix before every line that is read.
 *
 * Context: Policy lock held. @ns may be gone afterwards.
 */
void ccs_ns_settle(struct ccs_policy *policy, struct ccs_ns *ns, bool keep)
{
	if (!ns || ns->settled)
		return;
	if (keep)
		ns->settled = true;
	else
		drop(policy, ns);
}

/**
 * ccs_ns_prefix - what lines about a namespace begin with when they are read
 * @policy: the policy
 * @ns: the namespace
 *
 * Context: Policy lock held.
 * Return: its name and a blank, or nothing if there is only one namespace.
 */
const char *ccs_ns_prefix(const struct ccs_policy *policy,
			  const struct ccs_ns *ns)
{
	const struct list_head *const all = &policy->namespaces;

	return all->next == all->prev ? "" : ns->prefix;
}

/**
 * ccs_ns_clear - free all namespaces of a policy that nobody reads
 * @policy: the policy, without domains
 *
 * Context: Policy lock held.
 */
void ccs_ns_clear(struct ccs_policy *policy)
{
	struct ccs_ns *ns, *next;

	list_for_each_entry_safe(ns, next, &policy->namespaces, node)
		drop(policy, ns);
	ccs_table_exit(&policy->ns_by_name, &policy->mem);
}
