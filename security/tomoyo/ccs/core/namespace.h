/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy namespaces
 */

#ifndef CCS_CORE_NAMESPACE_H
#define CCS_CORE_NAMESPACE_H

#include "acl.h"
#include "env.h"
#include "exception.h"
#include "group.h"
#include "index.h"
#include "limits.h"
#include "name.h"
#include "policy.h"
#include "profile.h"
#include "span.h"
#include "table.h"

/* What PROFILE_VERSION says in a namespace of 1.7. */
#define CCS_PROFILE_VERSION_17	20090903

/**
 * struct ccs_ns - a policy namespace (policy-language 3.7)
 * @node: in the policy, in creation order; RCU
 * @by_name: in the policy's table of namespaces; policy lock
 * @rcu: for the grace period before it is freed
 * @seq: position for readers of the interface
 * @settled: a line that was accepted is about it, so it stays
 * @name: with its angle brackets
 * @prefix: the same and a blank, what its lines begin with
 * @version: PROFILE_VERSION, 0 until a line sets it
 * @profiles: by number, NULL if not defined; never removed; RCU
 * @defaults: what profiles without a block of their own inherit
 * @groups: groups of each kind, in creation order; policy lock
 * @group_names: the same by name; policy lock
 * @members: members of all path groups, by pattern; RCU
 * @acl_groups: by number, NULL until a line makes one; never removed; RCU
 * @globals: what every domain may read and every program may be given,
 *	1.7's allow_read and allow_env; RCU
 * @exceptions: entries of each kind, in insertion order; policy lock
 * @same_exceptions: the same by all that makes entries equal; policy lock
 * @exception_index: the same by what requests are compared with; RCU
 */
struct ccs_ns {
	struct list_head node;
	struct ccs_table_node by_name;
	struct rcu_head rcu;
	u64 seq;
	bool settled;
	struct ccs_name *name;
	char *prefix;
	u32 version;
	struct ccs_profile *profiles[CCS_PROFILE_COUNT];
	struct ccs_preferences defaults;
	struct list_head groups[CCS_GROUP_KIND_COUNT];
	struct ccs_table group_names;
	struct ccs_index members;
	struct ccs_acl_list *acl_groups[CCS_ACL_GROUP_COUNT];
	struct ccs_acl_list globals;
	struct list_head exceptions[CCS_EXCEPTION_KIND_COUNT];
	struct ccs_table same_exceptions;
	struct ccs_index exception_index;
};

/* The acl_group of a number, NULL if it has no entry yet. */
static inline const struct ccs_acl_list *
ccs_ns_acl_group(const struct ccs_ns *ns, u8 number)
{
	/* Pairs with the release when it got its first entry. */
	return smp_load_acquire(&ns->acl_groups[number]);
}

/**
 * ccs_ns_is_17 - do the rules of 1.7 apply to this namespace?
 * @ns: the namespace
 *
 * Context: Any.
 * Return: true if its PROFILE_VERSION says so.
 */
static inline bool ccs_ns_is_17(const struct ccs_ns *ns)
{
	return READ_ONCE(ns->version) == CCS_PROFILE_VERSION_17;
}

/**
 * ccs_profile_of - find a profile
 * @ns: the namespace
 * @number: its number
 *
 * Context: Any; profiles are never freed while the policy lives.
 * Return: the profile, or NULL if it is not defined.
 */
static inline const struct ccs_profile *ccs_profile_of(const struct ccs_ns *ns,
						       u8 number)
{
	/* Pairs with the release when it was created. */
	return smp_load_acquire(&ns->profiles[number]);
}

struct ccs_ns *ccs_ns_find(const struct ccs_policy *policy,
			   const struct ccs_span *name);
struct ccs_ns *ccs_ns_get(struct ccs_policy *policy,
			  const struct ccs_span *name);
void ccs_ns_settle(struct ccs_policy *policy, struct ccs_ns *ns, bool keep);
const char *ccs_ns_prefix(const struct ccs_policy *policy,
			  const struct ccs_ns *ns);
void ccs_ns_clear(struct ccs_policy *policy);

#endif /* CCS_CORE_NAMESPACE_H */
