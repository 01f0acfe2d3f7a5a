/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The policy root
 */

#ifndef CCS_CORE_POLICY_H
#define CCS_CORE_POLICY_H

#include "blocks.h"
#include "env.h"
#include "index.h"
#include "limits.h"
#include "mem.h"
#include "name.h"
#include "table.h"

struct ccs_ns;

/* The namespace that always exists, and the name of its root domain. */
#define CCS_KERNEL_NAMESPACE "<kernel>"

/**
 * struct ccs_policy - all policy there is
 * @mem: what it is charged to
 * @names: interned names
 * @conds: interned conditions; policy lock
 * @domains: live domains in creation order; written under the policy lock
 * @deleted: deleted domains that tasks are still in; policy lock
 * @by_id: every domain, by its identity; RCU
 * @by_name: live domains, by the hash of their name; policy lock
 * @namespaces: in creation order; never empty, and what a line was accepted
 *	for stays; RCU
 * @ns_by_name: the same by the hash of their name; policy lock
 * @kernel_ns: the one called ``<kernel>``
 * @root: the domain ``<kernel>``, which is never deleted
 * @denied_ports: what deny_autobind lines of all namespaces name; RCU
 * @managers: programs and domains that may write policy; policy lock
 * @manager_index: the same by name; RCU
 * @manage_by_non_root: managers need not be root
 * @starved: it was said that there is no memory to learn
 * @loaded: the first policy is complete; enforcement starts here
 * @kinds: kinds of entries that there ever was one of, one bit each: whoever
 *	looks for one that hardly any policy has, looks here first
 * @dialects: which dialects a line may be in; CCS_DIALECTS but in tests
 * @removals: counts objects that left a list, so that a reader that remembers
 *	where it was knows whether that place is still there
 * @next_seq: position of the next object in readers' order
 * @next_id: the next identity; never used twice, by no other policy either
 * @serial: tells this policy from the one whose place it took
 * @edition: counts what was written: lines and whole policies; policy lock
 * @generation: counts that and what came by itself: learned lines and domains
 *	made by execve(); policy lock
 *
 * Written under the policy lock, read under RCU. A request reads it once and
 * uses that throughout.
 */
struct ccs_policy {
	struct ccs_mem mem;
	struct ccs_names names;
	struct ccs_table conds;
	struct list_head domains;
	struct list_head deleted;
	struct ccs_index by_id;
	struct ccs_table by_name;
	struct list_head namespaces;
	struct ccs_table ns_by_name;
	struct ccs_ns *kernel_ns;
	struct ccs_domain *root;
	struct ccs_blocks denied_ports;
	struct list_head managers;
	struct ccs_index manager_index;
	bool manage_by_non_root;
	bool starved;
	bool loaded;
	u16 kinds;
	u8 dialects;
	u64 removals;
	u64 next_seq;
	u64 next_id;
	u64 serial;
	u64 edition;
	u64 generation;
};

int ccs_policy_init(struct ccs_policy *policy);
int ccs_policy_init_empty(struct ccs_policy *policy, struct ccs_mem *total,
			  u64 first_id);
void ccs_policy_exit(struct ccs_policy *policy);

#endif /* CCS_CORE_POLICY_H */
