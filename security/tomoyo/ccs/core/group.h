/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Path groups
 */

#ifndef CCS_CORE_GROUP_H
#define CCS_CORE_GROUP_H

#include "env.h"
#include "name.h"
#include "span.h"

struct ccs_ns;
struct ccs_policy;

/**
 * struct ccs_member - one pattern of a path group
 * @node: in the group, in insertion order; RCU
 * @rcu: for the grace period before it is freed
 * @seq: position for readers of the interface
 * @name: the pattern
 */
struct ccs_member {
	struct list_head node;
	struct rcu_head rcu;
	u64 seq;
	struct ccs_name *name;
};

/**
 * struct ccs_group - a named set of patterns
 * @node: in its namespace, in creation order; policy lock
 * @rcu: for the grace period before it is freed
 * @seq: position for readers of the interface
 * @name: without the ``@``
 * @members: in insertion order; written under the policy lock, read under RCU
 * @users: operands that refer to it; policy lock. The group goes when it has
 *	neither users nor members.
 */
struct ccs_group {
	struct list_head node;
	struct rcu_head rcu;
	u64 seq;
	struct ccs_name *name;
	struct list_head members;
	u32 users;
};

struct ccs_group *ccs_group_get(struct ccs_policy *policy, struct ccs_ns *ns,
				const struct ccs_span *name);
void ccs_group_put(struct ccs_policy *policy, struct ccs_group *group);
int ccs_group_add(struct ccs_policy *policy, struct ccs_ns *ns,
		  const struct ccs_span *name, const struct ccs_span *member);
int ccs_group_remove(struct ccs_policy *policy, struct ccs_ns *ns,
		     const struct ccs_span *name,
		     const struct ccs_span *member);
void ccs_group_clear(struct ccs_policy *policy, struct ccs_ns *ns);
const struct ccs_name *ccs_group_match(const struct ccs_group *group,
				       const struct ccs_str *str);

#endif /* CCS_CORE_GROUP_H */
