// SPDX-License-Identifier: GPL-2.0-only
/*
 * Groups of paths, numbers and addresses
 */

#include "env.h"
#include "group.h"
#include "group_member.h"
#include "namespace.h"
#include "policy.h"

static u32 hash_of_name(u32 hash, u8 kind)
{
	return hash + kind;
}

static struct ccs_group *group_of(const struct ccs_table_node *node)
{
	return container_of(node, struct ccs_group, by_name);
}

static u32 hash_of(const struct ccs_table_node *node)
{
	const struct ccs_group *const group = group_of(node);

	return hash_of_name(group->name->hash, group->kind);
}

static struct ccs_group *find(const struct ccs_ns *ns,
			      enum ccs_group_kind kind,
			      const struct ccs_span *name)
{
	const struct ccs_str str = ccs_str_of(name->text, name->len);
	const struct ccs_table_node *node;

	node = ccs_table_first(&ns->group_names, hash_of_name(str.hash, kind));
	for (; node; node = node->next) {
		struct ccs_group *const group = group_of(node);

		if (group->kind == kind && ccs_name_is(group->name, &str))
			return group;
	}
	return NULL;
}

/* A group that is not in its namespace yet. */
static struct ccs_group *create(struct ccs_policy *policy, struct ccs_ns *ns,
				enum ccs_group_kind kind,
				const struct ccs_span *name)
{
	struct ccs_group *const group = ccs_mem_zalloc(&policy->mem,
						       sizeof(*group));

	if (!group)
		return NULL;
	group->name = ccs_name_get(&policy->names, name);
	if (!group->name) {
		ccs_mem_free(&policy->mem, group, sizeof(*group));
		return NULL;
	}
	group->ns = ns;
	group->kind = kind;
	INIT_LIST_HEAD(&group->members);
	return group;
}

static void destroy(struct ccs_policy *policy, struct ccs_group *group)
{
	ccs_name_put(&policy->names, group->name);
	ccs_mem_free_rcu(&policy->mem, group, sizeof(*group), rcu);
}

static void attach(struct ccs_policy *policy, struct ccs_group *group)
{
	struct ccs_ns *const ns = group->ns;

	group->seq = policy->next_seq++;
	list_add_tail(&group->node, &ns->groups[group->kind]);
	ccs_table_add(&ns->group_names, &policy->mem, &group->by_name,
		      hash_of);
}

static void drop_if_unused(struct ccs_policy *policy, struct ccs_group *group)
{
	if (group->users || !list_empty(&group->members))
		return;
	ccs_table_remove(&group->ns->group_names, &policy->mem,
			 &group->by_name, hash_of);
	list_del(&group->node);
	policy->removals++;
	destroy(policy, group);
}

/**
 * ccs_group_get - refer to a group
 * @policy: the policy
 * @ns: the namespace it belongs to
 * @kind: of its members
 * @name: its name; the group is created if there is none, since a reference
 *	may come before the definition (policy-language 7.2)
 *
 * Context: Policy lock held; may sleep.
 * Return: the group with one more user, or NULL if there is no memory.
 */
struct ccs_group *ccs_group_get(struct ccs_policy *policy, struct ccs_ns *ns,
				enum ccs_group_kind kind,
				const struct ccs_span *name)
{
	struct ccs_group *group = find(ns, kind, name);

	ccs_env_assert_writer();
	if (!group) {
		group = create(policy, ns, kind, name);
		if (!group)
			return NULL;
		attach(policy, group);
	}
	group->users++;
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
	ccs_env_assert_writer();
	group->users--;
	drop_if_unused(policy, group);
}

static int add_to_new(struct ccs_policy *policy, struct ccs_group *group,
		      const struct ccs_member_key *key)
{
	int err;

	if (!group)
		return -ENOMEM;
	err = ccs_member_add(policy, group, key);
	if (err)
		destroy(policy, group);
	else
		attach(policy, group);
	return err;
}

static void remove_from(struct ccs_policy *policy, struct ccs_group *group,
			const struct ccs_member_key *key)
{
	struct ccs_member *const member = ccs_member_find(group, key);

	if (!member)
		return;
	ccs_member_remove(policy, member);
	drop_if_unused(policy, group);
}

/**
 * ccs_group_line - take a line that adds or removes a member
 * @policy: the policy
 * @ns: the namespace
 * @kind: of the group
 * @rest: name and member (policy-language 7)
 * @remove: the line was a ``delete``; needs no memory
 * @reject: filled in if the line is refused
 *
 * Context: Policy lock held; may sleep.
 * Return: 0, also if there is nothing to do, -EINVAL, or -ENOMEM; nothing is
 * changed on error.
 */
int ccs_group_line(struct ccs_policy *policy, struct ccs_ns *ns,
		   enum ccs_group_kind kind, struct ccs_span rest, bool remove,
		   struct ccs_reject *reject)
{
	struct ccs_member_key key;
	struct ccs_span name, word;
	struct ccs_group *group;
	const char *why;
	int err;

	ccs_env_assert_writer();
	ccs_span_word(&rest, &name);
	why = name.len ? ccs_group_word_why(policy, &name) :
			 "the group's name is missing";
	if (why)
		return ccs_reject(reject, &name, why);
	ccs_span_word(&rest, &word);
	err = ccs_member_parse(policy, kind, &word, &key, reject);
	if (err)
		return err;
	if (rest.len)
		return ccs_reject(reject, &rest, "nothing may follow here");
	group = find(ns, kind, &name);
	if (remove) {
		if (group)
			remove_from(policy, group, &key);
		return 0;
	}
	return group ? ccs_member_add(policy, group, &key) :
		       add_to_new(policy, create(policy, ns, kind, &name),
				  &key);
}

/**
 * ccs_group_order - give the groups of a namespace the order of another's
 * @policy: the policy, which nobody reads yet
 * @ns: the namespace
 * @like: one of the same name in another policy
 *
 * A group comes into being where it is first mentioned, which may be an entry
 * that was read before the group's members. What only @ns has comes first.
 *
 * Context: Policy lock held.
 */
void ccs_group_order(struct ccs_policy *policy, struct ccs_ns *ns,
		     const struct ccs_ns *like)
{
	const struct ccs_group *group;
	int kind;

	for (kind = 0; kind < CCS_GROUP_KIND_COUNT; kind++)
		list_for_each_entry(group, &like->groups[kind], node) {
			const struct ccs_span name = ccs_name_span(group->name);
			struct ccs_group *const same = find(ns, kind, &name);

			if (!same)
				continue;
			list_move_tail(&same->node, &ns->groups[kind]);
			same->seq = policy->next_seq++;
		}
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
	struct ccs_group *group, *next;
	int kind;

	/* At once: one by one, patterns that look alike would take long. */
	ccs_index_exit(&ns->members, &policy->names);
	for (kind = 0; kind < CCS_GROUP_KIND_COUNT; kind++) {
		list_for_each_entry_safe(group, next, &ns->groups[kind], node) {
			ccs_member_clear(policy, group);
			drop_if_unused(policy, group);
		}
	}
}
