// SPDX-License-Identifier: GPL-2.0-only
/*
 * Matching of groups
 */

#include "env.h"
#include "group.h"
#include "group_member.h"
#include "namespace.h"
#include "pattern.h"

static const struct ccs_member *member_of(const struct ccs_index_item *item)
{
	return container_of(item, struct ccs_member, item);
}

static bool is_hit(const struct ccs_group_walk *walk,
		   const struct ccs_member *member)
{
	if (walk->only && member->group != walk->only)
		return false;
	return !walk->patterns ||
	       (ccs_filter_passes(member->name, &walk->probe) &&
		ccs_pattern_match(walk->str, member->name));
}

static const struct ccs_index_item *first_pattern(struct ccs_group_walk *walk)
{
	const struct ccs_index_item *const item =
		ccs_index_first(&walk->index, &walk->ns->members, 0, walk->str);

	walk->patterns = true;
	if (item)
		ccs_probe_init(&walk->probe, walk->str);
	return item;
}

static const struct ccs_member *start(struct ccs_group_walk *walk,
				      const struct ccs_ns *ns,
				      const struct ccs_group *only,
				      const struct ccs_str *str)
{
	walk->ns = ns;
	walk->str = str;
	walk->only = only;
	walk->patterns = false;
	walk->item = ccs_index_name(&ns->members, 0, str);
	return ccs_group_hits_next(walk);
}

/**
 * ccs_group_hits_first - find the path groups that a name is in
 * @walk: where the search is
 * @ns: the namespace
 * @str: the name, which must outlive the search
 *
 * Context: Policy lock or RCU read side held until the search ends.
 * Return: a member that matches, in no particular order, or NULL. A group may
 * have several.
 */
const struct ccs_member *ccs_group_hits_first(struct ccs_group_walk *walk,
					      const struct ccs_ns *ns,
					      const struct ccs_str *str)
{
	return start(walk, ns, NULL, str);
}

/**
 * ccs_group_hits_next - go on where ccs_group_hits_first() left off
 * @walk: where the search is; the last call returned a member
 *
 * Return: the next member that matches, or NULL.
 */
const struct ccs_member *ccs_group_hits_next(struct ccs_group_walk *walk)
{
	const struct ccs_index_item *item = walk->item;

	for (;;) {
		for (; item; item = ccs_index_more(item)) {
			if (!is_hit(walk, member_of(item)))
				continue;
			walk->item = ccs_index_more(item);
			return member_of(item);
		}
		item = walk->patterns ? ccs_index_next(&walk->index) :
					first_pattern(walk);
		if (!item)
			return NULL;
	}
}

/**
 * ccs_group_match - find the member that a name matches
 * @group: a path group
 * @str: the name of a request
 *
 * Context: Policy lock or RCU read side held.
 * Return: the first such member, or NULL.
 */
const struct ccs_member *ccs_group_match(const struct ccs_group *group,
					 const struct ccs_str *str)
{
	const struct ccs_member *member, *first = NULL;
	struct ccs_group_walk walk;

	for (member = start(&walk, group->ns, group, str); member;
	     member = ccs_group_hits_next(&walk))
		if (!first || member->seq < first->seq)
			first = member;
	return first;
}

static bool walk_numbers(const struct ccs_group *group,
			 const struct ccs_range *value)
{
	const struct ccs_member *member;

	list_for_each_entry_rcu(member, &group->members, node,
				ccs_env_writer())
		if (ccs_range_overlap(&member->range, value))
			return true;
	return false;
}

/**
 * ccs_group_has_number - has a group a number in common with a range?
 * @group: a number group
 * @value: the range; a single number does not take longer in a bigger group
 *
 * Context: Policy lock or RCU read side held.
 * Return: true if it has.
 */
bool ccs_group_has_number(const struct ccs_group *group,
			  const struct ccs_range *value)
{
	const struct ccs_wide wide = { .lo = value->min };
	struct ccs_blocks_walk walk;

	if (value->min != value->max)
		return walk_numbers(group, value);
	return ccs_blocks_first(&walk, &group->blocks, 0, &wide);
}

/**
 * ccs_group_has_address - is an address in a group?
 * @group: an address group
 * @address: the address
 *
 * Context: Policy lock or RCU read side held.
 * Return: true if it is; a member of another family never has it.
 */
bool ccs_group_has_address(const struct ccs_group *group,
			   const struct ccs_addr *address)
{
	struct ccs_blocks_walk walk;

	return ccs_blocks_first(&walk, &group->blocks,
				ccs_member_salt(address->family),
				&address->value);
}
