/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Policy managers
 */

#ifndef CCS_CORE_MANAGER_H
#define CCS_CORE_MANAGER_H

#include "emit.h"
#include "env.h"
#include "name.h"
#include "policy.h"
#include "span.h"

/**
 * struct ccs_manager - who may change policy
 * @node: in the policy, in insertion order; RCU
 * @rcu: for the grace period before it is freed
 * @seq: position for readers of the interface
 * @name: a program's pathname or a domainname, compared literally
 */
struct ccs_manager {
	struct list_head node;
	struct rcu_head rcu;
	u64 seq;
	struct ccs_name *name;
};

int ccs_manager_line(struct ccs_policy *policy, const struct ccs_span *line,
		     struct ccs_reject *reject);
bool ccs_manager_print(const struct ccs_policy *policy, u64 *next,
		       struct ccs_emit *emit);
bool ccs_manager_listed(const struct ccs_policy *policy,
			const struct ccs_str *name);
void ccs_manager_clear(struct ccs_policy *policy);

#endif /* CCS_CORE_MANAGER_H */
