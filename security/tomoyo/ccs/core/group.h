/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Groups of paths, numbers and addresses
 */

#ifndef CCS_CORE_GROUP_H
#define CCS_CORE_GROUP_H

#include "addr.h"
#include "blocks.h"
#include "emit.h"
#include "env.h"
#include "index.h"
#include "name.h"
#include "number.h"
#include "pattern_filter.h"
#include "span.h"
#include "table.h"

struct ccs_ns;
struct ccs_policy;

enum ccs_group_kind {
	CCS_GROUP_PATH,
	CCS_GROUP_NUMBER,
	CCS_GROUP_ADDRESS,
	CCS_GROUP_KIND_COUNT
};

/**
 * struct ccs_member - a pattern, number or address of a group
 * @node: in the group, in insertion order; RCU
 * @item: of a pattern, in the namespace's index of members
 * @same: in the group's table; policy lock
 * @rcu: for the grace period before it is freed
 * @group: whose it is
 * @seq: position for readers of the interface, and in matching
 * @name: in a path group, the pattern
 * @range: in a number group, the numbers
 * @address: in an address group, the addresses
 *
 * All but @node, @item and @same is immutable.
 */
struct ccs_member {
	struct list_head node;
	struct ccs_index_item item;
	struct ccs_table_node same;
	struct rcu_head rcu;
	struct ccs_group *group;
	u64 seq;
	union {
		struct ccs_name *name;
		struct ccs_range range;
		struct ccs_addr_range address;
	};
};

/**
 * struct ccs_group - a named set
 * @node: in its namespace, in creation order; policy lock
 * @by_name: in its namespace's table of groups; policy lock
 * @rcu: for the grace period before it is freed
 * @seq: position for readers of the interface
 * @ns: the namespace
 * @name: without the ``@``
 * @kind: of its members
 * @users: operands that refer to it; policy lock. The group goes when it has
 *	neither users nor members.
 * @members: in insertion order; written under the policy lock, read under RCU
 * @same: the same by value; policy lock
 * @blocks: the same by value, but in a path group; RCU
 */
struct ccs_group {
	struct list_head node;
	struct ccs_table_node by_name;
	struct rcu_head rcu;
	u64 seq;
	struct ccs_ns *ns;
	struct ccs_name *name;
	u8 kind;
	u32 users;
	struct list_head members;
	struct ccs_table same;
	struct ccs_blocks blocks;
};

/**
 * struct ccs_group_walk - a search for members of path groups
 * @ns: whose groups
 * @str: the name that they shall match
 * @only: members of other groups are passed over; NULL for none
 * @item: next in the chain, or NULL
 * @patterns: literals are done
 * @index: where the search for patterns is
 * @probe: of @str, once @patterns
 */
struct ccs_group_walk {
	const struct ccs_ns *ns;
	const struct ccs_str *str;
	const struct ccs_group *only;
	const struct ccs_index_item *item;
	bool patterns;
	struct ccs_index_walk index;
	struct ccs_probe probe;
};

struct ccs_group *ccs_group_get(struct ccs_policy *policy, struct ccs_ns *ns,
				enum ccs_group_kind kind,
				const struct ccs_span *name);
void ccs_group_put(struct ccs_policy *policy, struct ccs_group *group);
int ccs_group_line(struct ccs_policy *policy, struct ccs_ns *ns,
		   enum ccs_group_kind kind, struct ccs_span rest, bool remove,
		   struct ccs_reject *reject);
void ccs_group_clear(struct ccs_policy *policy, struct ccs_ns *ns);
void ccs_group_order(struct ccs_policy *policy, struct ccs_ns *ns,
		     const struct ccs_ns *like);
void ccs_group_print_member(struct ccs_emit *emit,
			    const struct ccs_member *member);

const struct ccs_member *ccs_group_match(const struct ccs_group *group,
					 const struct ccs_str *str);
const struct ccs_member *ccs_group_hits_first(struct ccs_group_walk *walk,
					      const struct ccs_ns *ns,
					      const struct ccs_str *str);
const struct ccs_member *ccs_group_hits_next(struct ccs_group_walk *walk);
bool ccs_group_has_number(const struct ccs_group *group,
			  const struct ccs_range *value);
bool ccs_group_has_address(const struct ccs_group *group,
			   const struct ccs_addr *address);

#endif /* CCS_CORE_GROUP_H */
