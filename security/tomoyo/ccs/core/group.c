// SPDX-License-Identifier: GPL-2.0-only
/*
 * Path groups
 */

#include "env.h"
#include "group.h"
#include "pattern.h"
#include "policy.h"

static struct ccs_group *find(const struct ccs_ns *ns,
			      const struct ccs_name *name)
{
	struct ccs_group *group;

	list_for_each_entry(group, &ns->path_groups, node)
		if (group->name == name)
			return group;
	return NULL;
}

static struct ccs_group *create(struct ccs_policy *policy, struct ccs_ns *ns,
				struct ccs_name *name)
{
	struct ccs_group *const group = ccs_mem_zalloc(&policy->mem,
						       sizeof(*group));

	if (!group)
		return NULL;
	group->name = ccs_name_hold(name);
	group->seq = policy->next_seq++;
	INIT_LIST_HEAD(&group->members);
	list_add_tail(&group->node, &ns->path_groups);
	return group;
}

static void drop_if_unused(struct ccs_policy *policy, struct ccs_group *group)
{
	if (group->users || !list_empty(&group->members))
		return;
	list_del(&group->node);
	ccs_name_put(&policy->names, group->name);
	ccs_mem_free_rcu(&policy->mem, group, sizeof(*group), rcu);
}

/**
 * ccs_group_get - refer to a group
 * @policy: the policy
 * @ns: the namespace it belongs to
 * @name: its name; the group is created if there is none, since a reference
 *	may come before the definition (policy-language 7.2)
 *
 * Context: Policy lock held; may sleep.
 * Return: the group with one more user, or NULL if there is no memory.
 */
struct ccs_group *ccs_group_get(struct ccs_policy *policy, struct ccs_ns *ns,
				const struct ccs_span *name)
{
	struct ccs_name *const key = ccs_name_get(&policy->names, name);
	struct ccs_group *group;

	if (!key)
		return NULL;
	group = find(ns, key);
	if (!group)
		group = create(policy, ns, key);
	if (group)
		group->users++;
	ccs_name_put(&policy->names, key);
	return group;
}

/**
 * ccs_group_put - drop a reference that ccs_group_get() made
 * @policy: the policy
 * @group: the group; NULL is ignored
 *
 * Context: Policy lock held.
 */
void ccs_group_put(struct ccs_policy *policy, struct ccs_group *group)
{
	if (!group || WARN_ON_ONCE(!group->users))
		return;
	group->users--;
	drop_if_unused(policy, group);
}

static struct ccs_member *find_member(const struct ccs_group *group,
				      const struct ccs_str *str)
{
	struct ccs_member *member;

	list_for_each_entry(member, &group->members, node)
		if (ccs_name_is(member->name, str))
			return member;
	return NULL;
}

static int add_member(struct ccs_policy *policy, struct ccs_group *group,
		      const struct ccs_span *text)
{
	const struct ccs_str str = ccs_str_of(text->text, text->len);
	struct ccs_member *member;

	if (find_member(group, &str))
		return 0;
	member = ccs_mem_zalloc(&policy->mem, sizeof(*member));
	if (!member)
		return -ENOMEM;
	member->name = ccs_name_get(&policy->names, text);
	if (!member->name) {
		ccs_mem_free(&policy->mem, member, sizeof(*member));
		return -ENOMEM;
	}
	member->seq = policy->next_seq++;
	list_add_tail_rcu(&member->node, &group->members);
	return 0;
}

static void drop_member(struct ccs_policy *policy, struct ccs_member *member)
{
	list_del_rcu(&member->node);
	ccs_name_put(&policy->names, member->name);
	ccs_mem_free_rcu(&policy->mem, member, sizeof(*member), rcu);
}

/**
 * ccs_group_add - add a member to a group
 * @policy: the policy
 * @ns: the namespace
 * @name: the group's name
 * @member: a legal word
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, also if it was there, or -ENOMEM with nothing changed.
 */
int ccs_group_add(struct ccs_policy *policy, struct ccs_ns *ns,
		  const struct ccs_span *name, const struct ccs_span *member)
{
	struct ccs_group *const group = ccs_group_get(policy, ns, name);
	int err;

	if (!group)
		return -ENOMEM;
	err = add_member(policy, group, member);
	ccs_group_put(policy, group);
	return err;
}

/**
 * ccs_group_remove - take a member out of a group
 * @policy: the policy
 * @ns: the namespace
 * @name: the group's name
 * @member: the same text that was added
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, also if there was none, or -ENOMEM with nothing changed.
 */
int ccs_group_remove(struct ccs_policy *policy, struct ccs_ns *ns,
		     const struct ccs_span *name,
		     const struct ccs_span *member)
{
	const struct ccs_str str = ccs_str_of(member->text, member->len);
	struct ccs_group *const group = ccs_group_get(policy, ns, name);
	struct ccs_member *found;

	if (!group)
		return -ENOMEM;
	found = find_member(group, &str);
	if (found)
		drop_member(policy, found);
	ccs_group_put(policy, group);
	return 0;
}

/**
 * ccs_group_clear - drop every member and group of a namespace
 * @policy: the policy
 * @ns: the namespace; nothing refers to its groups any more
 *
 * Context: Policy lock held.
 */
void ccs_group_clear(struct ccs_policy *policy, struct ccs_ns *ns)
{
	struct ccs_group *group, *next_group;

	list_for_each_entry_safe(group, next_group, &ns->path_groups, node) {
		struct ccs_member *member, *next;

		list_for_each_entry_safe(member, next, &group->members, node)
			drop_member(policy, member);
		drop_if_unused(policy, group);
	}
}

/**
 * ccs_group_match - find the member that a name matches
 * @group: the group
 * @str: the name of a request
 *
 * Context: Policy lock or RCU read side held.
 * Return: the first such member's pattern, or NULL.
 */
const struct ccs_name *ccs_group_match(const struct ccs_group *group,
				       const struct ccs_str *str)
{
	const struct ccs_member *member;

	list_for_each_entry_rcu(member, &group->members, node,
				ccs_env_writer())
		if (ccs_pattern_match(str, member->name))
			return member->name;
	return NULL;
}
