// SPDX-License-Identifier: GPL-2.0-only
/*
 * Entries of the exception policy
 */

#include "blocks.h"
#include "env.h"
#include "exception.h"
#include "namespace.h"
#include "transition.h"

static enum ccs_exception_kind kind_of(const struct ccs_exception *entry)
{
	return entry->item.salt;
}

static const struct ccs_exception *entry_of(const struct ccs_table_node *node)
{
	return container_of(node, struct ccs_exception, same);
}

static u32 hash_of(const struct ccs_table_node *node)
{
	const struct ccs_exception *const entry = entry_of(node);
	u32 hash = entry->item.salt << 8 | entry->item.perm;

	if (kind_of(entry) == CCS_EXCEPTION_DENY_AUTOBIND)
		return hash + (u32)(entry->ports.min << 16 | entry->ports.max);
	if (entry->first)
		hash += entry->first->hash;
	hash *= 31;
	return entry->second ? hash + entry->second->hash : hash;
}

/* Names are interned: the same text is the same pointer. */
static bool same(const struct ccs_exception *a, const struct ccs_exception *b)
{
	if (a->item.salt != b->item.salt || a->item.perm != b->item.perm)
		return false;
	if (kind_of(a) == CCS_EXCEPTION_DENY_AUTOBIND)
		return ccs_range_same(&a->ports, &b->ports);
	return a->first == b->first && a->second == b->second;
}

static struct ccs_exception *find(const struct ccs_ns *ns,
				  const struct ccs_exception *key)
{
	struct ccs_table_node *node;

	node = ccs_table_first(&ns->same_exceptions, hash_of(&key->same));
	for (; node; node = node->next)
		if (same(entry_of(node), key))
			return container_of(node, struct ccs_exception, same);
	return NULL;
}

static void put_names(struct ccs_policy *policy,
		      const struct ccs_exception *entry)
{
	if (kind_of(entry) == CCS_EXCEPTION_DENY_AUTOBIND)
		return;
	ccs_name_put(&policy->names, entry->first);
	ccs_name_put(&policy->names, entry->second);
}

static struct ccs_wide_range wide_ports(const struct ccs_exception *entry)
{
	return (struct ccs_wide_range){
		.min = { .lo = entry->ports.min },
		.max = { .lo = entry->ports.max },
	};
}

/* Lets requests find the entry. */
static int publish(struct ccs_policy *policy, struct ccs_ns *ns,
		   struct ccs_exception *entry)
{
	const struct ccs_wide_range ports = wide_ports(entry);

	if (kind_of(entry) == CCS_EXCEPTION_DENY_AUTOBIND)
		return ccs_blocks_add(&policy->denied_ports, &policy->mem, 0,
				      &ports, entry);
	return ccs_index_add(&ns->exception_index, &policy->names,
			     &entry->item);
}

static void withdraw(struct ccs_policy *policy, struct ccs_ns *ns,
		     struct ccs_exception *entry)
{
	const struct ccs_wide_range ports = wide_ports(entry);

	if (kind_of(entry) == CCS_EXCEPTION_DENY_AUTOBIND)
		ccs_blocks_remove(&policy->denied_ports, &policy->mem, 0,
				  &ports, entry);
	else
		ccs_index_remove(&ns->exception_index, &policy->names,
				 &entry->item);
}

/* Adds an entry like @key, which hands over its names. */
static int add(struct ccs_policy *policy, struct ccs_ns *ns,
	       const struct ccs_exception *key)
{
	struct ccs_exception *const entry = ccs_mem_zalloc(&policy->mem,
							   sizeof(*entry));
	int err;

	if (!entry)
		return -ENOMEM;
	*entry = *key;
	entry->seq = policy->next_seq;
	err = publish(policy, ns, entry);
	if (err) {
		ccs_mem_free(&policy->mem, entry, sizeof(*entry));
		return err;
	}
	policy->next_seq++;
	list_add_tail(&entry->node, &ns->exceptions[kind_of(entry)]);
	ccs_table_add(&ns->same_exceptions, &policy->mem, &entry->same,
		      hash_of);
	return 0;
}

static void drop(struct ccs_policy *policy, struct ccs_ns *ns,
		 struct ccs_exception *entry)
{
	withdraw(policy, ns, entry);
	ccs_table_remove(&ns->same_exceptions, &policy->mem, &entry->same,
			 hash_of);
	list_del(&entry->node);
	policy->removals++;
	put_names(policy, entry);
	ccs_mem_free_rcu(&policy->mem, entry, sizeof(*entry), rcu);
}

/**
 * ccs_exception_change - add or remove an entry
 * @parse: the line it comes from
 * @key: an entry like it, whose names the call takes over in any case
 * @remove: remove it
 *
 * What is there already, or is not there, stays so.
 *
 * Context: Policy lock held; may sleep.
 * Return: 0 or -ENOMEM; nothing is changed on error.
 */
int ccs_exception_change(const struct ccs_parse *parse,
			 struct ccs_exception *key, bool remove)
{
	struct ccs_exception *const old = find(parse->ns, key);
	int err = 0;

	if (!old && !remove) {
		err = add(parse->policy, parse->ns, key);
		if (!err)
			return 0;
	}
	if (old && remove)
		drop(parse->policy, parse->ns, old);
	put_names(parse->policy, key);
	return err;
}

/**
 * ccs_exception_clear - drop every entry of a namespace
 * @policy: the policy
 * @ns: the namespace
 *
 * Context: Policy lock held.
 */
void ccs_exception_clear(struct ccs_policy *policy, struct ccs_ns *ns)
{
	struct ccs_exception *entry, *next;
	int kind;

	for (kind = 0; kind < CCS_EXCEPTION_KIND_COUNT; kind++)
		list_for_each_entry_safe(entry, next, &ns->exceptions[kind],
					 node)
			drop(policy, ns, entry);
	ccs_table_exit(&ns->same_exceptions, &policy->mem);
	ccs_index_exit(&ns->exception_index, &policy->names);
}
