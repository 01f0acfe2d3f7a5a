/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The policy root
 */

#ifndef CCS_CORE_POLICY_H
#define CCS_CORE_POLICY_H

#include "env.h"
#include "limits.h"
#include "mem.h"
#include "name.h"

struct ccs_profile;

#define CCS_DOMAIN_BUCKETS 4096

/* The namespace that always exists, and the name of its root domain. */
#define CCS_KERNEL_NAMESPACE "<kernel>"

/**
 * struct ccs_ns - a policy namespace
 * @name: with its angle brackets
 * @version: PROFILE_VERSION, 0 until a line sets it
 * @profiles: by number, NULL if not defined; never removed; RCU
 * @transitions: domain transition control entries; RCU
 * @path_groups: groups, in creation order; policy lock
 */
struct ccs_ns {
	struct ccs_name *name;
	u32 version;
	struct ccs_profile *profiles[CCS_PROFILE_COUNT];
	struct list_head transitions;
	struct list_head path_groups;
};

/**
 * struct ccs_policy - all policy there is
 * @mem: what it is charged to
 * @names: interned names
 * @domains: live domains in creation order; written under the policy lock
 * @deleted: deleted domains that tasks are still in; policy lock
 * @by_id: every domain, by the id of its identity; RCU
 * @by_name: live domains, by the hash of their name; policy lock
 * @ns: the namespace; one so far
 * @root: the domain ``<kernel>``, which is never deleted
 * @managers: programs and domains that may write policy; RCU
 * @manage_by_non_root: managers need not be root
 * @loaded: the first policy is complete; enforcement starts here
 * @next_seq: position of the next object in readers' order
 * @next_id: the next identity; never used twice
 *
 * Written under the policy lock, read under RCU. A request reads it once and
 * uses that throughout.
 */
struct ccs_policy {
	struct ccs_mem mem;
	struct ccs_names names;
	struct list_head domains;
	struct list_head deleted;
	struct hlist_head *by_id;
	struct hlist_head *by_name;
	struct ccs_ns ns;
	struct ccs_domain *root;
	struct list_head managers;
	bool manage_by_non_root;
	bool loaded;
	u64 next_seq;
	u64 next_id;
};

int ccs_policy_init(struct ccs_policy *policy);
void ccs_policy_exit(struct ccs_policy *policy);

#endif /* CCS_CORE_POLICY_H */
